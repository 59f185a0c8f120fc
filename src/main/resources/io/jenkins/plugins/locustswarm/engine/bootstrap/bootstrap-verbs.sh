# bootstrap-verbs.sh VERB RUN...: runs bootstrap.sh detached on a machine, prints its output and its state, or ends it. The
# folder RUN has these files:
#   pid         the session of the supervisor
#   digest      the digest of the bootstrap directory
#   output.N    the output after its first N bytes; only the newest pieces are kept
#   started     when bootstrap.sh began, in hundredths of a second since the machine started
#   ended       when it ended, likewise; blank before
#   late        exists if bootstrap.sh was ended at its deadline
#   disk-full   exists if the disk was full when output was to be kept
#   facts       what run-bootstrap.sh found out about the machine
#   exit-code   exit code of run-bootstrap.sh; blank until it is written, last

readonly MAX_CHUNK=60000    # bytes; a longer line is split
readonly MAX_OUTPUT=1000000 # bytes that one command prints

# Sets CODE; fails if there is no exit code yet.
read_exit_code() {
    CODE=
    { read -r CODE <"$RUN/exit-code"; } 2>/dev/null
    [[ -n $CODE ]]
}

is_over() {
    read_exit_code || ! find_session "$RUN/pid"
}

# open_piece FILE: opens a piece of the output at the byte AT, or at its start if that is later.
open_piece() {
    local start=$((10#${1##*.}))
    [[ -z $PIECE ]] || exec {FILE}<&-
    { exec {FILE}<"$1"; } 2>/dev/null || return
    PIECE=$1
    if ((AT < start)); then
        printf 'left-out=%s\n' "$((start - AT))"
        AT=$start REST=
    elif ((AT > start)); then
        head -c "$((AT - start))" <&"$FILE" >/dev/null
    fi
}

# Opens the piece with the byte AT, or else the oldest one.
open_first_piece() {
    local file found=
    for file in "$RUN"/output.*; do # the oldest first
        [[ -e $file ]] || return
        [[ -n $found ]] && ((10#${file##*.} > AT)) || found=$file
    done
    open_piece "$found"
}

# Sets NEXT to the piece after PIECE; fails if there is none.
find_next_piece() {
    for NEXT in "$RUN"/output.*; do
        [[ ! $NEXT > $PIECE ]] || return 0
    done
    return 1
}

# Sets CHUNK to the bytes of PIECE that were not read yet; fails if there are none.
read_chunk() {
    CHUNK=
    IFS= read -rN "$MAX_CHUNK" -u "$FILE" CHUNK
    [[ -n $CHUNK ]]
}

# print_lines TEXT: prints its lines, which may end with a carriage return, each after "out=".
print_lines() {
    local text=$1
    if ((${#text} < 2000)); then # bash needs no process for it, but is slow
        text=${text//$'\r\n'/$'\n'}
        text=${text//$'\r'/$'\n'}
        printf 'out=%s\n' "${text//$'\n'/$'\n'out=}"
    else
        printf '%s\n' "$text" | fold -bw "$MAX_CHUNK" | sed $'s/\r$//\ns/\r/\\\nout=/g\ns/^/out=/'
    fi
}

# print_output OVER: prints more complete lines, each after "out=", and the number of bytes up to their end; fails if nothing
# is left to read. If OVER is not empty, the last line need not be complete.
print_output() {
    local LC_ALL=C text complete known # the length of a text is its number of bytes
    [[ -n $PIECE ]] || open_first_piece || return
    if ! read_chunk && find_next_piece; then
        read_chunk || { open_piece "$NEXT" && read_chunk; } # the end of a piece is complete once there is a next one
    fi
    ((AT += ${#CHUNK}))
    REST+=$CHUNK
    known=$REST
    [[ -n $1 ]] || known=${REST%$'\r'} # a line feed that belongs to it may follow
    complete=${known%[$'\n\r']*}
    if ((${#complete} < ${#known})); then
        text=${REST:0:${#complete}+1}
    elif ((${#REST} >= MAX_CHUNK)) || [[ -n $REST && -z $CHUNK && -n $1 ]]; then
        text=${REST:0:MAX_CHUNK}
    else
        [[ -n $CHUNK ]]
        return
    fi
    REST=${REST:${#text}}
    text=${text%$'\n'}
    print_lines "${text%$'\r'}" # else the end of the last line would begin an empty one
    printf 'next=%s\n' "$((AT - ${#REST}))"
}

# has_files DIGEST: succeeds if bootstrap.sh was started with these files.
has_files() {
    local known=
    { read -r known <"$RUN/digest"; } 2>/dev/null
    [[ $known == "$1" ]]
}

# follow DIGEST AT TURNS: prints the output after its first AT bytes, waits up to TURNS tenths of a second for the end while
# it prints more of it, then prints the state. A bootstrap.sh that was started with other files is absent.
follow() {
    local from=$2 turns=$3 turn=0 over
    if ! has_files "$1"; then
        printf 'state:\nprocess=absent\n'
        return
    fi
    AT=$2 REST= PIECE=
    while true; do
        over=
        ! is_over || over=yes
        while print_output "$over"; do
            if ((AT - from >= MAX_OUTPUT)); then
                printf 'state:\nprocess=alive\nmore=yes\n'
                return
            fi
        done
        [[ -z $over ]] && ((turn++ < turns)) || break
        if [[ -n ${SUPERVISOR_FD:-} ]]; then
            read -rt 0.1 -u "$SUPERVISOR_FD" || (($? > 128)) || SUPERVISOR_FD= # closed, so bootstrap.sh has ended
        else
            pause 0.1
        fi
    done
    state "$over"
}

# state OVER: prints the line "state:", then the state.
state() {
    local started ended value
    printf 'state:\n'
    if read_exit_code; then
        printf 'process=ended\nexit-code=%s\n' "$CODE"
        if [[ -s $RUN/facts ]]; then
            while read -r value; do
                printf '%s\n' "$value"
            done <"$RUN/facts"
        fi
    elif [[ ! -e $RUN/pid ]]; then
        printf 'process=absent\n'
    elif [[ -n $1 ]]; then
        printf 'process=gone\n'
    else
        printf 'process=alive\n'
    fi
    for value in late disk-full; do
        [[ ! -e $RUN/$value ]] || printf '%s=yes\n' "$value"
    done
    if [[ -s $RUN/started ]] && read_clock; then
        read -r started <"$RUN/started"
        { read -r ended <"$RUN/ended"; } 2>/dev/null
        printf 'hundredths=%s\n' "$((${ended:-$HUNDREDTHS} - started))"
    fi
}

# stop AS_ROOT: ends bootstrap.sh, if it runs, and forgets it.
stop() {
    [[ -e ${RUN%/*} ]] || return 0 # a start makes this folder before it takes the lock
    lock_session "$RUN" || exit
    forget "$1"
}

# forget AS_ROOT: does so while the lock is held. After the deadline, the supervisor may have failed to end bootstrap.sh.
forget() {
    if { ! read_exit_code || [[ -e $RUN/late ]]; } && find_session "$RUN/pid"; then
        [[ $1 != true || $EUID -eq 0 ]] || kill_as_root "$LEADER"
        end_session "$RUN/pid" || exit
    fi
    [[ ! -e $RUN ]] || rm -rf -- "$RUN"
}

# start DIGEST TURNS SECONDS SUPERVISOR RUN_BOOTSTRAP FOLDER VENV ROLE AS_ROOT: starts bootstrap.sh, unless it runs with
# the same files, then follows it.
start() {
    local digest=$1 turns=$2 seconds=$3 supervisor=$4 run_bootstrap=$5 errors
    shift 5
    mkdir -p -- "${RUN%/*}" && lock_session "$RUN" || exit
    if ! has_files "$digest" || is_over; then
        forget "$4"
        mkdir -m 700 -- "$RUN" && printf '%s\n' "$supervisor" >"$RUN/supervise.sh" &&
            printf '%s\n' "$run_bootstrap" >"$RUN/run-bootstrap.sh" && printf '%s\n' "$digest" >"$RUN/digest" || exit
        start_session "$RUN/errors" \
            bash "$RUN/supervise.sh" "$RUN" "$seconds" "$4" bash "$RUN/run-bootstrap.sh" "$@" </dev/null 9>&- || {
            errors=$(tail -n 1 "$RUN/errors" 2>/dev/null)
            forget "$4"
            refuse "Its supervisor did not start: ${errors:-it did not begin within $TIME_TO_START s.}"
        }
    fi
    exec 9>&-
    follow "$digest" 0 "$turns"
}

verb=$1 RUN=$2
shift 2
"$verb" "$@"
