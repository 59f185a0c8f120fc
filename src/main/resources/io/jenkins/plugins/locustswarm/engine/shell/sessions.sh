# A session is known by a file with the process id of its leader, which leads its process group too, and that process's
# start time (clock ticks since boot): an id that was given to another process since is not taken for ours.

# Waits so many seconds. It takes no process, where many loops on a machine would take many.
pause() {
    [[ -n ${SILENT:-} ]] || exec {SILENT}<> <(:) # nobody ever writes there
    read -rt "$1" -u "$SILENT"
}

# The state and the start time of a process; fails when it is gone.
process_stat() {
    local line fields
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
    read -ra fields <<<"${line##*) }"
    printf '%s %s %s\n' "${fields[0]}" "${fields[2]}" "${fields[19]}"
}

# Whether anything but zombies is in the process group.
group_lives() {
    local process state group
    kill -0 -- "-$1" 2>/dev/null || return 1
    for process in /proc/[0-9]*; do
        read -r state group _ <<<"$(process_stat "${process#/proc/}")"
        [[ $group != "$1" || $state == Z ]] || return 0
    done
    return 1
}

# Writes down the session that the calling shell leads.
write_session() {
    local started
    read -r _ _ started <<<"$(process_stat $$)"
    printf '%s %s\n' "$$" "$started" >"$1.part" && mv "$1.part" "$1"
}

# Sets LEADER; fails when nothing of the session is alive.
find_session() {
    local started state now
    { read -r LEADER started <"$1"; } 2>/dev/null || return 1
    read -r state _ now <<<"$(process_stat "$LEADER")"
    [[ -z $now || $now == "$started" ]] || return 1
    [[ -n $now && $state != Z ]] || group_lives "$LEADER" # the leader was killed, what it started may be there
}
