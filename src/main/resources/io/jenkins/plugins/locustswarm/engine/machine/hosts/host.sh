# host.sh VERB BASE AS_ROOT CONTROLLER SWARM OWNER [SECONDS]: the lock of an existing host.
#   take     locks the host for SECONDS and creates the swarm's folder; can be repeated by the swarm that holds the lock.
#            Two more arguments: the swarm's name for the host, and true if the lock may hold an earlier name
#   extend   extends the lock to SECONDS from now; a lock that ends later stays as it is
#   release  ends the processes of the swarm, deletes its folder and unlocks the host
# BASE is a folder of the login user, absolute or relative to the home folder. It holds BASE/swarms/SWARM, and BASE/venv,
# which stays. The lock is in /var/lib/locust-swarm, where all login users of the host find it, or in BASE if bootstrap.sh
# does not run as root. A swarm also respects a lock at the other place that is for the same BASE.
# Exit codes: 75 another swarm holds the lock (prints owner, swarm, controller and remaining seconds), 76 the host is not
# locked for this swarm, 77 the login user cannot use sudo, 78 this swarm holds the lock under another name (prints it).

# Sets BOOT, UP, in seconds since that boot, and NOW, in seconds since 1970. Uses no commands, since each process that it
# would start delays the start of a swarm. Without BOOT and UP, a lock could seem to have ended: a verb gives up, and the
# timer, which sets PATIENT, tries again.
now() {
    until
        BOOT='' UP=''
        { read -r BOOT </proc/sys/kernel/random/boot_id; read -r UP _ </proc/uptime; } 2>/dev/null
        [[ -n $BOOT && -n $UP ]]
    do
        [[ -n ${PATIENT:-} ]] || { echo "the uptime of this host, or the id of its boot, could not be read from /proc" >&2; exit 1; }
        pause 1
    done
    UP=${UP%.*}
    printf -v NOW '%(%s)T' -1
}

# Sets HOLDER (controller, swarm, owner, BASE), LEFT, in seconds, and NAME; fails when there is no lock. The other lines
# of the lock: its end as a date, the boot id when it was written, its end in uptime of that boot, the seconds that
# remained then, and NAME. Within that boot the uptime decides, since the date may be wrong and be corrected; in a later
# boot only the date is left. Neither makes the lock last longer than it was written for.
read_lock() { # [FOLDER OF THE LOCK]
    local lines
    { mapfile -t lines <"${1:-$LOCKS}/lock"; } 2>/dev/null || return 1
    HOLDER=("${lines[@]:0:4}")
    NAME=${lines[8]:-}
    LEFT=0
    now
    if [[ ${lines[5]:-} == "$BOOT" && ${lines[6]:-} =~ ^[0-9]{1,12}$ ]]; then
        LEFT=$((lines[6] - UP))
    elif [[ ${lines[4]:-} =~ ^[0-9]{1,12}$ ]]; then
        LEFT=$((lines[4] - NOW))
    fi
    [[ ! ${lines[7]:-} =~ ^[0-9]{1,12}$ ]] || ((LEFT <= lines[7])) || LEFT=${lines[7]}
}

is_ours() {
    [[ ${HOLDER[0]} == "$CONTROLLER" && ${HOLDER[1]} == "$SWARM" && ${HOLDER[2]} == "$OWNER" ]]
}

# Reads the lock at the other place; fails unless it is for this BASE and has not ended.
other_lock() { # BASE
    local place=/var/lib/locust-swarm
    [[ $LOCKS != "$place" ]] || place=$1
    read_lock "$place" && [[ ${HOLDER[3]} -ef $1 ]] && ((LEFT > 0))
}

is_used_by_another() { # BASE
    other_lock "$1" && ! is_ours
}

write_lock() { # SECONDS NAME
    now
    printf '%s\n' "$CONTROLLER" "$SWARM" "$OWNER" "$BASE" "$((NOW + $1))" "$BOOT" "$((UP + $1))" "$1" "$2" \
        >"$LOCKS/lock.part" &&
        mv "$LOCKS/lock.part" "$LOCKS/lock"
}

# end_work FOLDER: ends every process whose working directory is in a swarm's folder, and every session recorded there. The
# kernel names working directories without symbolic links.
end_work() {
    local pattern file process found turn
    pattern=$(cd -P -- "$1" && pwd) || return
    [[ $pattern != *[][*?\\]* ]] || pattern=$(sed 's/[][*?\\]/\\&/g' <<<"$pattern")
    for ((turn = 0; turn < 100; turn++)); do
        found=
        for file in "$1"/*/runs/*/pid; do
            if find_session "$file"; then
                found="process group $LEADER"
                kill -KILL -- "-$LEADER" 2>/dev/null
            fi
        done
        while read -r process; do
            found="process ${process#/proc/}"
            kill -KILL "${process#/proc/}" 2>/dev/null
        done < <(find /proc/[0-9]*/cwd -maxdepth 0 -lname "$pattern/*" -printf '%h\n' 2>/dev/null)
        [[ -n $found ]] || return 0
        sleep 0.1
    done
    echo "$found does not end" >&2
    return 1
}

clean() { # BASE
    [[ -e $1/swarms ]] || return 0 # deleted only after all processes in it have ended
    ! is_used_by_another "$1" || return 0
    end_work "$1/swarms" && rm -rf -- "$1/swarms"
}

# Prints these functions and the arguments of the command as a script.
to_script() {
    unset -f main # the function that contains this whole file
    declare -f
    printf '%q=%q\n' LOCKS "$LOCKS" BASE "$BASE" CONTROLLER "$CONTROLLER" SWARM "$SWARM" OWNER "$OWNER"
}

# The host's own timer: when the lease ends, it frees the host without any connection from outside.
timer() {
    local PATIENT=yes
    write_session "$LOCKS/timer.pid" || return
    while true; do
        while read_lock && is_ours && ((LEFT > 0)); do
            pause $((LEFT < 10 ? LEFT : 10))
        done
        exec 9>"$LOCKS/guard" && flock 9 || return
        read_lock && is_ours && ((LEFT > 0)) || break
        exec 9>&- # the lease was extended while this waited for the guard
    done
    if read_lock && is_ours; then
        # this swarm may have locked the host again, at the other place
        { other_lock "$BASE" || clean "$BASE"; } && rm -f "$LOCKS/lock"
    fi
    forget_timer
}

start_timer() {
    exec 8>"$LOCKS/timer" || return
    flock -n 8 || return 0 # the timer runs already
    { to_script; echo timer; } >"$LOCKS/timer.sh" || return
    setsid bash "$LOCKS/timer.sh" 9>&- </dev/null >/dev/null 2>&1 &
}

stop_timer() {
    find_session "$LOCKS/timer.pid" && kill -KILL -- "-$LEADER" 2>/dev/null
    forget_timer
}

forget_timer() {
    local file
    for file in "$LOCKS"/timer "$LOCKS"/timer.*; do
        [[ ! -e $file ]] || rm -f "$file"
    done
}

take() { # SECONDS NAME RENAMED UID
    if is_used_by_another "$BASE" || { read_lock && ! is_ours && ((LEFT > 0)); }; then
        printf '%s\n' "${HOLDER[2]}" "${HOLDER[1]}" "${HOLDER[0]}" "$LEFT"
        return 75
    fi
    if read_lock && is_ours; then
        if [[ -n $NAME && $NAME != "$2" && $3 != true ]]; then
            printf '%s\n' "$NAME"
            return 78
        fi
        BASE=${HOLDER[3]}
        if (($1 > LEFT)); then
            write_lock "$1" "$2" || return
        elif [[ $NAME != "$2" ]]; then
            write_lock "$LEFT" "$2" || return
        fi
    else
        stop_timer
        if read_lock && [[ ${HOLDER[3]} == /* ]]; then
            clean "${HOLDER[3]}" || return
        fi
        clean "$BASE" && write_lock "$1" "$2" || return
    fi
    install -d -o "$4" -- "$BASE/swarms" "$BASE/swarms/$SWARM" && start_timer || return
    printf '%s\n' "$BASE"
}

extend() { # SECONDS
    ! is_used_by_another "$BASE" && read_lock && is_ours || return 76
    (($1 <= LEFT)) || write_lock "$1" "$NAME" || return
    start_timer # the timer does not survive a restart of the host
}

release() {
    if read_lock; then
        is_ours || return 0 # the lease had ended, and another swarm has locked the host
        BASE=${HOLDER[3]}
    fi
    stop_timer
    clean "$BASE" && rm -f "$LOCKS/lock"
}

# guarded VERB ARGUMENT...: runs one verb at a time on this host.
guarded() {
    umask 022 # other login users read the lock
    cd / && { [[ -d $LOCKS ]] || mkdir -p -- "$LOCKS"; } && exec 9>"$LOCKS/guard" || return
    flock -w 20 9 || { echo "another process has been changing the lock in $LOCKS for 20 s" >&2; return 1; }
    "$@"
}

verb=$1 BASE=$2 as_root=$3 CONTROLLER=$4 SWARM=$5 OWNER=$6
[[ $BASE == /* ]] || BASE=$HOME/$BASE
for tool in flock find install setsid; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed on this host" >&2; return 1; }
done
[[ -d $BASE ]] || mkdir -p -- "$BASE" || return
LOCKS=$BASE
[[ $as_root == false ]] || LOCKS=/var/lib/locust-swarm
if [[ $as_root == false || $EUID -eq 0 ]]; then
    guarded "$verb" "${@:7}" "$EUID"
else
    script=$(to_script; printf ' %q' guarded "$verb" "${@:7}" "$EUID")
    bytes=$(LC_ALL=C; printf '%s' "${#script}")
    # Root runs all of it, or nothing if this shell is killed meanwhile.
    printf '%s' "$script" | sudo -n bash -c 'LC_ALL=C read -rN "$1" && eval "$REPLY"' - "$bytes" || {
        local code=$?
        sudo -n true 2>/dev/null || return 77
        return "$code"
    }
fi
