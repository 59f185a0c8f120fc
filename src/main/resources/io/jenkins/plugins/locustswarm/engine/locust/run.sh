# Starts Locust on a machine of a run, prints its state, or stops it. The folder of the run has these files:
#   pid         the session of the supervisor
#   NAME.log    output of Locust on the machine NAME
#   began       when the test was started, in seconds since 1970 (master only)
#   ended       when Locust ended, in seconds since 1970
#   exit-code   exit code of Locust; written last
#   termination why the supervisor ended Locust, if it did
#   stopped     exists if Locust was told to end
#   killed      exists if Locust did not end when it was told to
#   stray       one line for each file that changes Locust's behavior and that the run did not ask for
#   named       one line for each file that the arguments name as a configuration of Locust
#   stop-timeout the stop timeout that Locust has, in seconds (master only; start_locust.py)

MAX_LINE=20000 # bytes that are printed of a line of a file

is_open() {
    (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null
}

stray_configuration() {
    local file
    for file in "$BOOTSTRAP/locust.conf" "$HOME/.locust.conf"; do
        [[ ! -e $file ]] || printf '%s\n' "$file"
    done
    if [[ -e $BOOTSTRAP/pyproject.toml ]] && grep -qs '^[[:space:]]*\[tool\.locust\]' "$BOOTSTRAP/pyproject.toml"; then
        printf '%s [tool.locust]\n' "$BOOTSTRAP/pyproject.toml"
    fi
}

# LOCUST-ARGUMENTS...: prints the files that they name as a configuration. Locust takes the beginning of a flag for the flag
# if no other one begins so: --co is enough for Locust 2.12.
named_configuration() {
    local previous='' argument flag
    for argument; do
        flag=${argument%%=*}
        if [[ $previous == --co* && --config == "$previous"* ]]; then
            printf '%s\n' "$argument"
        elif [[ $flag != "$argument" && $flag == --co* && --config == "$flag"* ]]; then
            printf '%s\n' "${argument#*=}"
        fi
        previous=$argument
    done
}

# LOCUST-ARGUMENTS...: prints what sets the number of Locust's processes in addition to the swarm. Locust reads it as
# --processes, which a master refuses, and with which a slave starts other workers than the master waits for.
processes_set_by() {
    local files=() file
    for file in locust.conf "$HOME/.locust.conf"; do
        [[ ! -e $file ]] || files+=("$file")
    done
    while IFS= read -r file; do
        files+=("$file")
    done < <(named_configuration "$@")
    [[ -z ${LOCUST_PROCESSES:-} ]] || printf 'The variable LOCUST_PROCESSES\n'
    ((${#files[@]} == 0)) || grep -lsE '^[[:space:]]*(--)?processes([[:space:]:=]|$)' -- "${files[@]}"
    [[ ! -e pyproject.toml ]] || ! sed -n '/^[[:space:]]*\[tool\.locust\]/,/^[[:space:]]*\[/p' pyproject.toml 2>/dev/null |
        grep -qE '^[[:space:]]*["'\'']?processes["'\'']?[[:space:]]*=' || printf 'pyproject.toml\n'
}

# LOCUST: sets PYTHON to the command that the start script names in its first line, or to the Python beside it; fails if there
# is no such command.
python_of() {
    local line
    read -r line <"$1"
    PYTHON=("$(dirname "$(readlink -f "$1")")/python")
    [[ $line != '#!'*python* ]] || read -ra PYTHON <<<"${line#'#!'}"
    command -v "${PYTHON[0]}" >/dev/null
}

# Whether this machine has what watched_rows needs; BusyBox has no tac -b.
can_watch_rows() {
    tac -b </dev/null >/dev/null 2>&1 && awk 'BEGIN { exit 0 }' </dev/null >/dev/null 2>&1
}

# start BOOTSTRAP VENV NAME RUN_TIME STOP_TIMEOUT QUIT_TIMEOUT LONGEST MASTER_PORT PORTS VARIABLES SUPERVISOR START_LOCUST
#   WATCHED LOCUST-ARGUMENTS...: RUN_TIME is empty on a worker, WATCHED unless stop conditions are watched on this machine.
start() {
    BOOTSTRAP=$1
    local venv=$2 name=$3 run_time=$4 stop_timeout=$5 quit_timeout=$6 longest=$7 master_port=$8 ports=$9
    shift 9
    local variables=$1 supervisor=$2 start_locust=$3 watched=$4 locust port setter
    shift 4
    mkdir -p -- "${RUN%/*}" && lock_session "$RUN" || exit # a start over an earlier connection may not have ended
    if [[ -e $RUN/exit-code ]] || find_session "$RUN/pid"; then
        return 0 # started before
    fi
    [[ -z $watched ]] || can_watch_rows ||
        refuse "Stop conditions need awk and the tac of GNU coreutils on $name: install them, or leave out the stop conditions."
    for port in $ports; do
        ! is_open 127.0.0.1 "$port" || refuse "Port $port is in use on $name: stop the process that listens there, or choose another port."
    done
    locust=$venv/bin/locust
    [[ -x $locust ]] || locust=$(command -v locust) ||
        refuse "There is no Locust on $name, neither $venv/bin/locust nor on the PATH: does bootstrap.sh install it?"
    cd "$BOOTSTRAP" || exit
    setter=$(processes_set_by "$@")
    [[ -z $setter ]] || refuse "${setter//$'\n'/, }, which Locust reads on $name, sets processes: remove it there, and use" \
        "the option of the swarm for the worker processes of each slave."
    mkdir -p "$RUN" || exit
    stray_configuration >"$RUN/stray"
    named_configuration "$@" >"$RUN/named"
    printf '%s\n' "$supervisor" >"$RUN/supervise.sh" || refuse "The disk of $name is full."
    set -- "$locust" "$@"
    if [[ -n $run_time ]] && python_of "$locust"; then
        printf '%s\n' "$start_locust" >"$RUN/start_locust.py" || refuse "The disk of $name is full."
        set -- "${PYTHON[@]}" "$RUN/start_locust.py" "$@"
    fi
    [[ ! -e $RUN/pid ]] || rm -f "$RUN/pid"
    # The variables may be secrets, so they are not arguments, which ps shows, and not in a file.
    start_session "$RUN/$name.log" bash "$RUN/supervise.sh" "$RUN" "$RUN/$name.log" "$run_time" "$stop_timeout" \
        "$quit_timeout" "$longest" "$master_port" "$@" 9>&- < <(printf '%s\0' "$variables") ||
        refuse "Locust's supervisor did not start on $name: $(tail -n 1 "$RUN/$name.log" 2>/dev/null)"
}

# Prints how many workers have reported to the master according to its log, or else how many are connected.
workers_ready() { # LOG MASTER_PORT
    local ready
    ready=$(grep -aoE '(reported as ready|\) quit)\. [0-9]+ workers' "$1" 2>/dev/null | tail -n 1)
    ready=${ready% workers}
    ready=${ready##* }
    ((${ready:-0} > 0)) || ready=$(connected "$2")
    printf '%s\n' "${ready:-0}"
}

# SECONDS STEP NAMES...: prints the rows of these names in the last SECONDS of the history, at least STEP seconds apart, the
# newest first. tac -b separates lines before them, so that its first two lines are the end of the file, which may be an
# incomplete row. The shell that runs this keeps a million characters of its output. If the rows of all types do not fit in,
# those of some are left out, since a condition needs all rows of its time.
watched_rows() {
    local seconds=$1 step=$2
    shift 2
    tac -b "$RUN/locust_stats_history.csv" 2>/dev/null |
        LC_ALL=C NAMES=$(printf '%s\n' "$@") BACK=$seconds STEP=$step awk '
            BEGIN { count = split(ENVIRON["NAMES"], names, "\n"); back = ENVIRON["BACK"]; step = ENVIRON["STEP"] }
            NR <= 2 || !/^[0-9]+,[0-9]+,/ || /[0-9\r]Timestamp,User Count,/ { next }
            {
                if (!newest) newest = $0 + 0
                if ($0 + 0 < newest - back) exit
                rest = substr($0, index($0, ",") + 1)
                rest = substr(rest, index(rest, ",") + 1)
                type = substr(rest, 1, index(rest, ","))
                rest = substr(rest, length(type) + 1)
                for (i = 1; i <= count; i++) {
                    if (index(rest, names[i] ",") != 1) continue
                    key = type names[i]
                    if (key in left_out || key in last && last[key] - $0 < step) continue
                    if (!(key in last)) {
                        need = (length($0) + 9) * (back / step + 1)
                        if (reserved + need > 800000) {
                            left_out[key]
                            continue
                        }
                        reserved += need
                    }
                    last[key] = $0 + 0
                    print
                    break
                }
            }' 2>/dev/null | lines - watched
}

# FILE KEY: prints its lines with the key before each. The reader would take a carriage return for a line end, and break a line
# that is very long.
lines() {
    sed $'s/\r$//\ns/\r/ /g\ns/^/'"$2=/" "$1" | cut -b "-$MAX_LINE"
    printf '\n' # the last line may be incomplete
}

# HISTORY: prints the newest row of all requests together. This is asked for once per second, so it takes few processes. A row
# that is being written lacks its carriage return.
last_row() {
    tail -c 200000 "$1" 2>/dev/null | LC_ALL=C awk -v max="$MAX_LINE" '
        /^[0-9]+,[0-9]+,,Aggregated,.*\r$/ { row = $0 }
        END {
            if (row == "") exit
            sub(/\r+$/, "", row)
            gsub(/\r/, " ", row)
            print "row=" substr(row, 1, max)
        }' 2>/dev/null
}

# LOG HISTORY SINCE: prints what a page about the load shows: the rows of all requests together that are newer than SINCE (at
# most 400, evenly spread), the statistics of each name, and the end of the log, each limited. With SINCE 0, the rows of the
# whole load are wanted, but no more than the last 50 MB of the history are read.
details() {
    local bytes=200000 statistics=$RUN/locust_stats.csv
    (($3 > 0)) || bytes=50000000
    tail -c "$bytes" "$2" 2>/dev/null | sed 1d | grep -a ',,Aggregated,' | LC_ALL=C awk -v since="$3" '
        /^[0-9]+,[0-9]+,,Aggregated,.*\r$/ && $0 + 0 > since { sub(/\r+$/, ""); rows[count++] = $0 }
        END {
            if (!count) exit
            step = int((count + 399) / 400)
            for (i = (count - 1) % step; i < count; i += step) print rows[i]
        }' 2>/dev/null | lines - fresh
    if [[ -s $statistics ]]; then
        if (($(wc -c <"$statistics") > 100000)); then
            printf 'cut=yes\n'
            head -c 100000 "$statistics" | sed '$d' | lines - statistics
            tail -n 1 "$statistics" | lines - statistics
        else
            lines "$statistics" statistics
        fi
    fi
    tail -n 40 "$1" 2>/dev/null | tail -c 8000 | lines - log
}

# state NAME WEB_ADDRESS WEB_PORT-or-0 MASTER_PORT SINCE [SECONDS STEP NAMES...]: with SINCE, also what details prints; with
# names, also the rows that watched_rows prints.
state() {
    local log=$RUN/$1.log history=$RUN/locust_stats_history.csv now=${EPOCHREALTIME:-} file value last
    [[ -n $now ]] || now=$(date +%s.%6N) # before bash 5
    printf 'now=%s\n' "${now/,/.}"
    for file in began ended exit-code termination stop-timeout; do
        [[ ! -s $RUN/$file ]] || { read -r value <"$RUN/$file" && printf '%s=%s\n' "$file" "$value"; }
    done
    for file in stopped killed; do
        [[ ! -e $RUN/$file ]] || printf '%s=yes\n' "$file"
    done
    if [[ ! -e $RUN/pid ]]; then
        printf 'process=absent\n'
    elif find_session "$RUN/pid"; then
        printf 'process=alive\n'
    else
        printf 'process=gone\n'
    fi
    for file in stray named; do
        [[ ! -s $RUN/$file ]] || sed "s/^/$file=/" "$RUN/$file"
    done
    if [[ ! -s $RUN/began ]]; then
        printf 'ready=%s\n' "$(workers_ready "$log" "$4")"
        [[ ! -s $RUN/locust_stats.csv ]] || printf 'statistics=yes\n'
    elif [[ -s $history ]]; then
        IFS= LC_ALL=C read -rn "$MAX_LINE" value <"$history"
        value=${value%$'\r'}
        printf 'header=%s\n' "${value//$'\r'/ }"
        last_row "$history"
        (($# < 8)) || watched_rows "${@:6}"
    fi
    [[ -z $5 ]] || details "$log" "$history" "$5"
    [[ $3 == 0 ]] || ! is_open "$2" "$3" || printf 'web=yes\n'
    last=$(exec tail -n 1 "$log" 2>/dev/null)
    last=${last//$'\r'/ }
    printf 'last=%s\n' "${last:0:500}"
}

gone_within() {
    local turn
    for ((turn = 0; turn < $1 * 10; turn++)); do
        find_session "$RUN/pid" || return 0
        pause 0.1
    done
    ! find_session "$RUN/pid"
}

# Whether the master may have told Locust on this worker to quit, according to the log.
may_be_quitting() {
    ! grep -qa 'Starting Locust ' "$1" 2>/dev/null || grep -qa 'Got quit message from master' "$1"
}

# Whether Locust may still be loading the locustfile, according to the log, which may lack the line.
may_be_starting() {
    [[ ! -s $RUN/began && ! -s $RUN/locust_stats.csv ]] && ! grep -qa 'Starting Locust ' "$1" 2>/dev/null
}

# interrupt GRACE LOG: tells Locust to end; fails if it does not. With SIGTERM Locust writes no HTML report. A Locust that is
# just starting can miss the signal; one that ends must not get it again, since that would interrupt its end.
interrupt() {
    local grace=$1 repeat=4 # seconds
    kill -INT -- "-$LEADER" 2>/dev/null
    if ((grace > repeat)) && may_be_starting "$2"; then
        ! gone_within "$repeat" || return 0
        kill -INT -- "-$LEADER" 2>/dev/null
        ((grace -= repeat))
    fi
    gone_within "$grace"
}

# stop GRACE OWN_END NAME: waits for a start that has begun and for an end that has begun, then tells Locust to end, then kills
# it.
stop() {
    local own_end=$2 sign=5 # seconds for a sign that Locust ends, or for the supervisor to end after it
    [[ -e ${RUN%/*} ]] || return 0 # a start makes this folder before it takes the lock
    lock_session "$RUN" # a disk that is read-only now must not keep Locust running
    exec 9>&- # the start has written "pid" by now, so that another one does nothing
    [[ -e $RUN/exit-code ]] || ((own_end > 0)) || sign=0
    ! gone_within "$sign" || return 0
    if [[ ! -e $RUN/exit-code ]] && ((own_end > sign)) && may_be_quitting "$RUN/$3.log"; then
        ! gone_within $((own_end - sign)) || return 0
    fi
    [[ -e $RUN/exit-code ]] || : >"$RUN/stopped" # otherwise a process that the locustfile started is left
    ! interrupt "$1" "$RUN/$3.log" || return 0
    if [[ ! -e $RUN/exit-code ]]; then
        : >"$RUN/killed"
        printf '137\n' >"$RUN/exit-code"
    fi
    kill -KILL -- "-$LEADER" 2>/dev/null
    gone_within 10 || refuse "Locust's processes could not be ended (process group $LEADER)."
}

verb=$1
RUN=$2
shift 2
"$verb" "$@"
