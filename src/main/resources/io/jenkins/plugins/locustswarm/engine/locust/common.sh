# PORT: prints the number of connections to the port, or nothing where the kernel does not show them.
connected() {
    awk -v port="$(printf ':%04X' "$1")" '
        $4 == "01" && substr($2, length($2) - 4) == port { count++ } # 01: established
        END { if (NR) print count + 0 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null
}
