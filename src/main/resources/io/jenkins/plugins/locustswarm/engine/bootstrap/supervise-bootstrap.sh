# supervise-bootstrap.sh RUN SECONDS AS_ROOT COMMAND...: runs the command, in a session of its own, for at most SECONDS, and
# keeps the end of its output. Writes a line to file descriptor 3 when it has begun. See bootstrap-verbs.sh for the files in RUN.
# Each process that this would start delays small swarms, so that it starts few.
RUN=$1 LONGEST=$2 AS_ROOT=$3
shift 3
readonly PIPE=65536      # bytes
readonly PIECE=8000000   # bytes; two pieces are kept, so that endless output does not fill the disk
readonly RESERVE=100000  # bytes, for the last output of a command that has filled the disk
readonly MAX_READ=1000   # bytes that bash reads at once
readonly READS_AT_ONCE=20 # before other processes read the rest
readonly TRAILING_TIME=2 # seconds, for the output of background processes after the end of the command

write_session "$RUN/pid" && printf "%${RESERVE}s" '' >"$RUN/reserve" || exit
# Written again in place at the end, which needs no more of a disk that is full by then.
printf '%20s\n' '' >"$RUN/ended" && printf '%20s\n' '' >"$RUN/exit-code" || exit
exec {pipe}<> <(:) # a pipe that both this shell and the command open
# Background jobs of a shell ignore these signals, and so would all processes of bootstrap.sh.
(trap - INT QUIT; exec "$@" "$RUN/facts") </dev/null >"/dev/fd/$pipe" 2>&1 3>&- {pipe}>&- &
child=$!
exec {output}<"/dev/fd/$pipe" {pipe}>&-
LC_ALL=C # the length of a text is its number of bytes
until read_clock; do pause 0.1; done
started=$NOW
printf '%s\n' "$HUNDREDTHS" >"$RUN/started"
trap '' PIPE # the caller may have been killed
echo >&3
trap - PIPE

# Begins a piece of the output, named after the number of bytes before it, and deletes the piece before the last one.
begin_piece() { # START
    [[ -z ${previous:-} ]] || rm -f "$previous"
    previous=${piece:-}
    piece_start=$1 size=0
    printf -v piece '%s/output.%015d' "$RUN" "$1"
    : >"$piece"
}

# make_room BYTES: begins a new piece if so many more bytes would make this one too long.
make_room() {
    ((size + $1 > PIECE)) || return 0
    size=$(wc -c <"$piece") # it was counted too high
    ((size + $1 <= PIECE)) || begin_piece "$((piece_start + size))"
}

disk_is_full() {
    : >"$RUN/reserve"
    : >"$RUN/disk-full"
}

# Keeps a part of the output.
keep() {
    make_room "${#1}"
    if ! printf '%s' "$1" >>"$piece"; then
        disk_is_full
        printf '%s' "$1" >>"$piece"
    fi
    ((size += ${#1}))
} 2>/dev/null

# Keeps what else the pipe holds.
keep_rest() {
    local turn
    for ((turn = 0; turn < 10; turn++)); do
        read -t 0 -u "$output" || return
        make_room "$PIPE"
        dd bs="$PIPE" count=1 <&"$output" | tr -d '\0' >>"$piece" || disk_is_full
        ((size += PIPE))
    done
} 2>/dev/null

# write_last FILE VALUE
write_last() {
    printf '%20s\n' "$2" 1<>"$RUN/$1"
}

# finish CODE: writes the exit code, after everything else.
finish() {
    : >"$RUN/reserve"
    read_clock
    write_last ended "$HUNDREDTHS"
    write_last exit-code "$1"
}

check_deadline() {
    read_clock # if it fails, the time of the check before is close enough
    ((NOW - started >= LONGEST)) || return 0
    : >"$RUN/late"
    finish 137
    [[ $AS_ROOT != true || $EUID -eq 0 ]] || kill_as_root "$$"
    kill -KILL 0
}

# Reads the output until the command has closed it. Background processes may keep it open after the end of the command. Bash
# itself reads the first lines, which starts no process. It reads a pipe byte by byte, so dd copies longer output.
begin_piece 0
gone= reads=0
while true; do
    text=
    IFS= read -rt 0.2 -n "$MAX_READ" -u "$output" text
    status=$? # above 128: no complete line in this time; 1: no more output
    ((status > 0 || ${#text} == MAX_READ)) || text+=$'\n'
    [[ -z $text ]] || keep "$text"
    ((status == 0 || status > 128)) || break
    [[ -z $text ]] || ((++reads % READS_AT_ONCE)) || keep_rest
    check_deadline
    ! kill -0 "$child" 2>/dev/null || continue
    [[ -n $gone ]] || { gone=$NOW; continue; } # it may have printed something since this read it
    [[ -n $text ]] && ((NOW - gone < TRAILING_TIME)) || break
done
while kill -0 "$child" 2>/dev/null; do
    check_deadline
    pause 0.1
done
wait "$child"
finish "$?"
