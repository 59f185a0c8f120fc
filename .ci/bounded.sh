# For the scripts beside this one, which read it with `source`.

# bounded SECONDS COMMAND...: runs the command and ends it, with what it started, when the time is over or we are ended.
bounded() {
    local seconds=$1 pid code=0
    shift
    timeout --kill-after=30 "$seconds" "$@" &
    pid=$!
    trap 'kill -TERM "$pid" 2>/dev/null; wait "$pid"; exit 130' INT TERM HUP
    wait "$pid" || code=$?
    trap - INT TERM HUP
    if ((code == 124 || code == 137)); then
        printf '%s\n' "Ended after $seconds s: $*" >&2
    fi
    return "$code"
}
