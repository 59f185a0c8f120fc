# Prints the first free port from 5557 on, the default port of Locust's master.
listening=" $(awk '$4 == "0A" { sub(".*:", "", $2); print $2 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null | tr '\n' ' ') "
for ((port = 5557; port < 5657; port++)); do
    printf -v hex '%04X' "$port"
    if [[ $listening != *" $hex "* ]]; then
        echo "$port"
        return 0
    fi
done
echo "the ports 5557 to 5656 are all in use" >&2
return 1
