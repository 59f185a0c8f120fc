# A session is identified by a file with the process id of its leader, which also leads its process group, and the start
# time of that process in clock ticks since boot, so that a process id that was reused is not mistaken for the session.

# pause SECONDS: waits without a process of its own, since many loops may wait on a machine.
pause() {
    [[ -n ${SILENT:-} ]] || exec {SILENT}<> <(:) # a pipe without a writer
    read -rt "$1" -u "$SILENT"
}

# Sets NOW: whole seconds since the machine started. SECONDS and date jump when the machine's clock is set.
read_clock() {
    local idle
    read -r NOW idle </proc/uptime
    NOW=${NOW%.*}
}

# read_process ID: sets STATE, GROUP and STARTED; fails if there is no such process.
read_process() {
    local line fields
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
    read -ra fields <<<"${line##*) }"
    STATE=${fields[0]} GROUP=${fields[2]} STARTED=${fields[19]}
}

# group_lives ID: succeeds if the process group has a process that is not a zombie.
group_lives() {
    local process
    kill -0 -- "-$1" 2>/dev/null || return 1
    for process in /proc/[0-9]*; do
        read_process "${process#/proc/}" || continue
        [[ $GROUP != "$1" || $STATE == Z ]] || return 0
    done
    return 1
}

# write_session FILE: writes the session of the calling shell to the file in a single write.
write_session() {
    read_process $$ && printf '%s %s\n' "$$" "$STARTED" >"$1"
}

# find_session FILE: sets LEADER; fails if no process of the session is alive.
find_session() {
    local started
    { read -r LEADER started <"$1"; } 2>/dev/null || return 1
    if read_process "$LEADER"; then
        [[ $STARTED == "$started" ]] || return 1
        [[ $STATE == Z ]] || return 0
    fi
    group_lives "$LEADER" # the leader was killed, but its children may be alive
}
