# Starts the timer that shuts the instance down when its lease ends, or extends the lease: POSIX sh, run as root by
# cloud-init at every boot ("boot") and over SSH ("extend"). $1: boot or extend, $2: the id of the swarm, $3: the lease in
# seconds from now. Shutting down means terminating, because the instance is launched that way.
# Time is measured by the uptime of the kernel, not by the date, which may be wrong and be corrected at any moment. The
# file "lease" holds the id of the swarm, the id of the boot, the end in uptime of that boot, and the remaining seconds. It
# is written every few seconds, so that a later boot continues with what remained. No step shortens a lease.
lib='
dir=/opt/locust-swarm

# Sets up, in seconds, and boot; fails if one could not be read. The time of an earlier reading would shorten the lease.
read_time() {
    up= boot=
    { read -r up rest </proc/uptime; read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
    up=${up%%.*}
    [ -n "$up" ] && [ -n "$boot" ]
}

# Sets left from the file; fails when the file holds no lease of this swarm.
read_lease() {
    id= then= end= left=
    { read -r id then end left <"$dir/lease"; } 2>/dev/null
    case $end$left in "" | *[!0-9]*) return 1 ;; esac
    [ "$id" = "$1" ] && [ -n "$left" ] || return 1
    if [ "$then" = "$boot" ] && [ $((end - up)) -lt "$left" ]; then
        left=$((end - up))
    fi
}

# The line always has the same length: overwriting it needs no free disk space.
line() {
    [ "$left" -gt 0 ] || left=0
    printf "%-120s\n" "$1 $boot $((up + left)) $left"
}
'
eval "$lib"
swarm=$2
case $3 in '' | *[!0-9]*) asked=0 ;; *) asked=$3 ;; esac

arm() {
    read_time || {
        echo "the uptime of this machine, or the id of its boot, could not be read from /proc"
        return 1
    }
    if ! read_lease "$swarm" || { [ "$1" = extend ] && [ "$left" -lt "$asked" ]; }; then
        left=$asked
        if ! line "$swarm" >"$dir/lease.new" || ! mv -f "$dir/lease.new" "$dir/lease"; then
            echo "$dir/lease could not be written; the disk has $(df -Pk "$dir" | awk 'NR == 2 { print $4 }') KiB free"
            [ "$1" = boot ] || return 1
        fi
    fi
    start_timer 8>"$dir/running"
}

# The timer holds the lock on "running" while it runs.
start_timer() {
    flock -n 8 2>/dev/null
    [ $? != 1 ] || return 0 # the timer runs already
    setsid sh -c "$lib"'
        last=$2
        tick() {
            read_time || return
            if read_lease "$1"; then
                last=$((up + left))
            else
                left=$((last - up))
            fi
            line "$1" 1<>"$dir/lease"
            [ "$left" -gt 0 ] || shutdown -P now
        }
        while :; do
            { flock -w 5 9; tick "$1"; true; } 8>&- 9>"$dir/guard" || tick "$1"
            sleep 5 8>&-
        done' locust-swarm-timer "$swarm" "$((up + left))" 9>&- </dev/null >/dev/null 2>&1 &
    echo $! >"$dir/timer.pid"
}

mkdir -p "$dir" || exit 1
if true >>"$dir/guard"; then
    { flock -w 5 9 2>/dev/null; arm "$1"; } 9>"$dir/guard"
else
    arm "$1"
fi
