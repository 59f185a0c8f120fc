# A session is known by a file with the process id of its leader, which leads its process group too, and that process's
# start time (clock ticks since boot): an id that was given to another process since is not taken for ours.

# Waits so many seconds. It takes no process, where many loops on a machine would take many.
pause() {
    [[ -n ${SILENT:-} ]] || exec {SILENT}<> <(:) # nobody ever writes there
    read -rt "$1" -u "$SILENT"
}

# Sets NOW: whole seconds since the machine started. SECONDS and date jump when the machine's clock is set.
look_at_clock() {
    local idle
    read -r NOW idle </proc/uptime
    NOW=${NOW%.*}
}

# Sets STATE, GROUP and STARTED of a process; fails when it is gone.
look_at_process() {
    local line fields
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
    read -ra fields <<<"${line##*) }"
    STATE=${fields[0]} GROUP=${fields[2]} STARTED=${fields[19]}
}

# Whether anything but zombies is in the process group.
group_lives() {
    local process
    kill -0 -- "-$1" 2>/dev/null || return 1
    for process in /proc/[0-9]*; do
        look_at_process "${process#/proc/}" || continue
        [[ $GROUP != "$1" || $STATE == Z ]] || return 0
    done
    return 1
}

# Writes down the session that the calling shell leads, in one piece: who looks sees all of it or nothing.
write_session() {
    look_at_process $$ && printf '%s %s\n' "$$" "$STARTED" >"$1"
}

# Sets LEADER; fails when nothing of the session is alive.
find_session() {
    local started
    { read -r LEADER started <"$1"; } 2>/dev/null || return 1
    if look_at_process "$LEADER"; then
        [[ $STARTED == "$started" ]] || return 1
        [[ $STATE == Z ]] || return 0
    fi
    group_lives "$LEADER" # the leader was killed, what it started may be there
}
