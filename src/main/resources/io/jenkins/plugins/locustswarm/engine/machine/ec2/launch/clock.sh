# Arms the machine's own end, or puts it off: POSIX sh, run as root by cloud-init at every boot ("boot") and over SSH
# whenever the lease is extended ("extend"). $1: boot or extend, $2: the swarm's id, $3: for how many seconds from now on
# the machine may live. Shutting down means terminating: the machine was launched so.
# Time is the kernel's uptime, never the date, which may be wrong and is corrected while the machine runs. The file
# "lease" holds the swarm's id, the boot's id, the end in uptime of that boot, and the seconds that were left when it was
# written: every few seconds, so that another boot goes on with what was left. No step makes a lease shorter.
lib='
dir=/opt/locust-swarm

# Sets up, in seconds, and boot.
look() {
    read -r up rest </proc/uptime
    up=${up%%.*}
    read -r boot </proc/sys/kernel/random/boot_id
}

# Sets left to what the file says; fails when it says nothing about this swarm.
recall() {
    id= then= end= left=
    { read -r id then end left <"$dir/lease"; } 2>/dev/null
    case $end$left in "" | *[!0-9]*) return 1 ;; esac
    [ "$id" = "$1" ] && [ -n "$left" ] || return 1
    if [ "$then" = "$boot" ] && [ $((end - up)) -lt "$left" ]; then
        left=$((end - up))
    fi
}

# The line is as long every time, to be written over itself: that needs no room on the disk.
line() {
    [ "$left" -gt 0 ] || left=0
    printf "%-120s\n" "$1 $boot $((up + left)) $left"
}
'
eval "$lib"
swarm=$2
case $3 in '' | *[!0-9]*) asked=0 ;; *) asked=$3 ;; esac

arm() {
    look
    if ! recall "$swarm" || { [ "$1" = extend ] && [ "$left" -lt "$asked" ]; }; then
        left=$asked
        if ! line "$swarm" >"$dir/lease.new" || ! mv -f "$dir/lease.new" "$dir/lease"; then
            echo "$dir/lease could not be written; the disk has $(df -Pk "$dir" | awk 'NR == 2 { print $4 }') KiB free"
            [ "$1" = boot ] || return 1
        fi
    fi
    start_clock 8>"$dir/running"
}

# The clock holds the lock on "running" for as long as it lives.
start_clock() {
    flock -n 8 2>/dev/null
    [ $? != 1 ] || return 0 # there is one
    setsid sh -c "$lib"'
        last=$2
        tick() {
            look
            if recall "$1"; then
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
        done' locust-swarm-clock "$swarm" "$((up + left))" 9>&- </dev/null >/dev/null 2>&1 &
    echo $! >"$dir/clock.pid"
}

mkdir -p "$dir" || exit 1
if true >>"$dir/guard"; then
    { flock -w 5 9 2>/dev/null; arm "$1"; } 9>"$dir/guard"
else
    arm "$1"
fi
