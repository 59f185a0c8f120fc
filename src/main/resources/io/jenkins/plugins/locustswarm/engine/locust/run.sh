# One run of Locust on one machine: "start", "state" or "stop" it. The run is whatever lies in its folder:
#   pid         the session that the supervisor leads
#   NAME.log    all that Locust prints on the machine NAME
#   began       seconds since 1970 when the first user was started (master only)
#   ended       likewise, when Locust ended
#   exit-code   of Locust; written last
#   outer-clock exists when Locust did not end in time and was ended
#   stopped     exists when somebody asked for the end
#   stray       one line for each file that changes what Locust does and was not asked for

is_open() {
    (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null
}

refuse() {
    printf '%s\n' "$*" >&2
    exit 97
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

# LOCUST-ARGUMENTS...: prints what sets the number of Locust's processes, and is not the swarm. Locust takes it for
# --processes, which a master refuses, and which on a slave starts other workers than the master waits for.
processes_set_by() {
    local files=(locust.conf "$HOME/.locust.conf") previous='' argument
    for argument; do
        [[ $previous != --config ]] || files+=("$argument")
        [[ $argument != --config=* ]] || files+=("${argument#*=}")
        previous=$argument
    done
    [[ -z ${LOCUST_PROCESSES:-} ]] || printf 'The variable LOCUST_PROCESSES\n'
    grep -lsE '^[[:space:]]*(--)?processes([[:space:]:=]|$)' -- "${files[@]}"
    ! sed -n '/^[[:space:]]*\[tool\.locust\]/,/^[[:space:]]*\[/p' pyproject.toml 2>/dev/null |
        grep -qE '^[[:space:]]*["'\'']?processes["'\'']?[[:space:]]*=' || printf 'pyproject.toml\n'
}

# start BOOTSTRAP VENV NAME RUN_TIME STOP_TIMEOUT LONGEST PORTS VARIABLES SUPERVISOR LOCUST-ARGUMENTS...
start() {
    BOOTSTRAP=$1
    local venv=$2 name=$3 run_time=$4 stop_timeout=$5 longest=$6 ports=$7 variables=$8 supervisor=$9 locust port told setter
    shift 9
    if [[ -e $RUN/exit-code ]] || find_session "$RUN/pid"; then
        return 0 # it was started before
    fi
    for port in $ports; do
        ! is_open 127.0.0.1 "$port" || refuse "Port $port is taken on $name: end what listens there, or choose another port."
    done
    locust=$venv/bin/locust
    [[ -x $locust ]] || locust=$(command -v locust) ||
        refuse "There is no Locust on $name, neither $venv/bin/locust nor on the PATH: does bootstrap.sh install it?"
    cd "$BOOTSTRAP" || exit
    setter=$(processes_set_by "$@")
    [[ -z $setter ]] || refuse "${setter//$'\n'/, }, which Locust reads on $name, sets processes: remove it there, and use" \
        "the swarm's own option for the worker processes of each slave."
    mkdir -p "$RUN" || exit
    stray_configuration >"$RUN/stray"
    printf '%s\n' "$supervisor" >"$RUN/supervise.sh" || refuse "The disk of $name is full."
    [[ ! -e $RUN/pid ]] || rm -f "$RUN/pid"
    # The variables may be secrets: not arguments, which ps shows, and in no file.
    exec {told}< <(exec setsid bash "$RUN/supervise.sh" "$RUN" "$RUN/$name.log" "$run_time" "$stop_timeout" "$longest" \
        "$locust" "$@" < <(printf '%s' "$variables") 3>&1 >>"$RUN/$name.log" 2>&1)
    read -rt 10 -u "$told" ||
        refuse "Locust's supervisor did not start on $name: $(tail -n 1 "$RUN/$name.log" 2>/dev/null)"
}

# state NAME WEB_ADDRESS WEB_PORT-or-0
state() {
    local log=$RUN/$1.log history=$RUN/locust_stats_history.csv now=${EPOCHREALTIME:-} file value rows last
    [[ -n $now ]] || now=$(date +%s.%6N) # before bash 5
    printf 'now=%s\n' "${now/,/.}"
    for file in began ended exit-code; do
        [[ ! -s $RUN/$file ]] || { read -r value <"$RUN/$file" && printf '%s=%s\n' "$file" "$value"; }
    done
    for file in outer-clock stopped; do
        [[ ! -e $RUN/$file ]] || printf '%s=yes\n' "$file"
    done
    if [[ ! -e $RUN/pid ]]; then
        printf 'process=absent\n'
    elif find_session "$RUN/pid"; then
        printf 'process=alive\n'
    else
        printf 'process=gone\n'
    fi
    [[ ! -s $RUN/stray ]] || sed 's/^/stray=/' "$RUN/stray"
    if [[ ! -s $RUN/began ]]; then
        printf 'ready=%s\n' "$(exec grep -ac 'reported as ready' "$log" 2>/dev/null)"
    elif [[ -s $history ]]; then
        rows=$(tail -c 200000 "$history")$'\n.'
        rows=${rows%$'\n'*} # without a line that is still being written, and without our own
        [[ -z $(tail -c 1 "$history") ]] || rows=${rows%$'\n'*}
        printf 'header=%s\n' "$(head -n 1 "$history")"
        printf 'row=%s\n' "$(grep -a ',,Aggregated,' <<<"$rows" | tail -n 1)"
    fi
    [[ $3 == 0 ]] || ! is_open "$2" "$3" || printf 'web=yes\n'
    last=$(exec tail -n 1 "$log" 2>/dev/null)
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

# stop GRACE OWN_END: waits a moment for an end that is under way, then asks Locust to end, then ends it.
stop() {
    local own_end=$2
    [[ ! -e $RUN/exit-code ]] || own_end=5 # the supervisor has only itself to end
    ! gone_within "$own_end" || return 0
    : >"$RUN/stopped"
    kill -INT -- "-$LEADER" 2>/dev/null # on SIGTERM Locust writes no HTML report
    gone_within "$1" && return
    [[ -e $RUN/exit-code ]] || printf '137\n' >"$RUN/exit-code"
    kill -KILL -- "-$LEADER" 2>/dev/null
    gone_within 10 || refuse "Locust's processes could not be ended (process group $LEADER)."
}

verb=$1
RUN=$2
shift 2
"$verb" "$@"
