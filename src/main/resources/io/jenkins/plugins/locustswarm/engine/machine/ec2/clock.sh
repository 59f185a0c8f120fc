# Arms the machine's own end, or puts it off: POSIX sh, run as root by cloud-init at every boot and over SSH whenever
# the lease is extended. $1: the end of the lease in seconds since 1970. Shutting down means terminating: the machine
# was launched so. The end is in a file, so that a reboot forgets nothing; an earlier end than the file's changes nothing.
dir=/opt/locust-swarm
mkdir -p "$dir" || exit 1
end=$(cat "$dir/lease" 2>/dev/null)
case $end in '' | *[!0-9]*) end=0 ;; esac
if [ "$1" -gt "$end" ]; then
    if ! echo "$1" >"$dir/lease.new" || ! mv -f "$dir/lease.new" "$dir/lease"; then
        echo "$dir/lease could not be written; the disk has $(df -Pk "$dir" | awk 'NR == 2 { print $4 }') KiB free"
        exit 1
    fi
fi
pid=$(cat "$dir/clock.pid" 2>/dev/null)
if [ -z "$pid" ] || ! grep -qs locust-swarm-clock "/proc/$pid/cmdline"; then
    setsid sh -c '
        echo $$ >"$1/clock.pid"
        while :; do
            end=$(cat "$1/lease" 2>/dev/null)
            case $end in "" | *[!0-9]*) end=$2 ;; esac
            [ "$(date +%s)" -lt "$end" ] || shutdown -P now
            sleep 5
        done' locust-swarm-clock "$dir" "$1" </dev/null >/dev/null 2>&1 &
fi
