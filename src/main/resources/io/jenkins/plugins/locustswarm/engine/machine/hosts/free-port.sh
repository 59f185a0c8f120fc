# Prints the first port from 5557 on, where Locust's master listens by default, on which nobody listens.
listening=" $(awk '$4 == "0A" { sub(".*:", "", $2); print $2 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null | tr '\n' ' ') "
for ((port = 5557; port < 5657; port++)); do
    printf -v hex '%04X' "$port"
    if [[ $listening != *" $hex "* ]]; then
        echo "$port"
        return 0
    fi
done
echo "ports 5557 to 5656 are all taken" >&2
return 1
