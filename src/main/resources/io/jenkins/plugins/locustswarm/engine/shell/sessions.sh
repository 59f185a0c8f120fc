# A session is identified by a file with the process id of its leader, which also leads its process group, the start time of
# that process in clock ticks since boot, and the id of that boot, so that a process id that was reused is not mistaken for
# the session.
readonly TIME_TO_START=30 # seconds, for the supervisor of a session

refuse() {
    printf '%s\n' "$*" >&2
    exit 97
}

# lock_session FOLDER: waits until no other command starts or stops the session that keeps its files in that folder. File
# descriptor 9 holds the lock until the command ends; no process that outlives the command may have it. The lock is beside
# the folder, which a start creates and a stop may delete. Fails if the lock cannot be opened.
lock_session() {
    command -v flock >/dev/null || refuse "flock is not installed there."
    exec 9>"$1.lock" || return
    flock -w 30 9 || refuse "Another command starts or stops it for more than 30 s."
}

# pause SECONDS: waits without a process of its own, since many loops may wait on a machine.
pause() {
    [[ -n ${SILENT:-} ]] || exec {SILENT}<> <(:) # a pipe without a writer
    read -rt "$1" -u "$SILENT"
}

# Sets NOW and HUNDREDTHS: whole seconds, and hundredths of a second, since the machine started. SECONDS and date jump when
# the machine's clock is set. Fails, and sets nothing, when the uptime cannot be read.
read_clock() {
    local up='' idle
    { read -r up idle </proc/uptime; } 2>/dev/null
    [[ -n $up ]] || return
    NOW=${up%.*} HUNDREDTHS=${up/./}
}

# read_process ID: sets STATE, GROUP and STARTED; fails if there is no such process.
read_process() {
    local line fields
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
    read -ra fields <<<"${line##*) }"
    STATE=${fields[0]} GROUP=${fields[2]} STARTED=${fields[19]}
}

# group_lives ID: succeeds if the process group has a process that is not a zombie, also one of another user.
group_lives() {
    local process
    for process in /proc/[0-9]*; do
        read_process "${process#/proc/}" || continue
        [[ $GROUP != "$1" || $STATE == Z ]] || return 0
    done
    return 1
}

# write_session FILE: writes the session of the calling shell to the file in a single write.
write_session() {
    local boot=
    { read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
    read_process $$ && printf '%s %s %s\n' "$$" "$STARTED" "$boot" >"$1"
}

# find_session FILE: sets LEADER; fails if no process of the session is alive.
find_session() {
    local started boot now=
    { read -r LEADER started boot <"$1"; } 2>/dev/null || return 1
    { read -r now </proc/sys/kernel/random/boot_id; } 2>/dev/null
    # An earlier version did not write the boot, and one that cannot be read does not mean that the session has ended.
    [[ -z $boot || -z $now || $boot == "$now" ]] || return 1
    if read_process "$LEADER"; then
        [[ $STARTED == "$started" ]] || return 1
        [[ $STATE == Z ]] || return 0
    fi
    group_lives "$LEADER" # the leader was killed, but its children may be alive
}

# start_session LOG COMMAND...: starts a supervisor in a session of its own, with the output in the file LOG. The
# supervisor calls write_session, then writes a line to file descriptor 3; this fails if it does not. SUPERVISOR_FD is the
# other end of that file descriptor, which closes when the supervisor ends.
start_session() {
    local log=$1
    shift
    exec {SUPERVISOR_FD}< <(exec setsid "$@" 3>&1 >>"$log" 2>&1)
    read -rt "$TIME_TO_START" -u "$SUPERVISOR_FD"
}

# kill_as_root GROUP: kills a process group with processes of root. The kill of bash is there also without procps.
kill_as_root() {
    sudo -n bash -c 'kill -KILL -- "-$1"' - "$1"
}

# end_session FILE: kills the session, if it lives, and waits for its end; fails, with a message, if it does not end.
end_session() {
    local turn
    find_session "$1" || return 0
    kill -KILL -- "-$LEADER" 2>/dev/null
    for ((turn = 0; turn < 100; turn++)); do
        group_lives "$LEADER" || return 0
        pause 0.1
    done
    echo "process group $LEADER does not end" >&2
    return 1
}
