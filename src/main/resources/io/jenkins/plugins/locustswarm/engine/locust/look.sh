# Prints how many processes hold a connection to the port; nothing where the kernel does not tell.
connected() {
    awk -v port="$(printf ':%04X' "$1")" '
        $4 == "01" && substr($2, length($2) - 4) == port { count++ } # 01: established
        END { if (NR) print count + 0 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null
}
