# Runs Locust until it ends, in a session of its own, and limits its time from outside: a load shape, a lost master or a hung process
# must not load the host for longer than requested. Reads the variables for Locust, as export commands that end with NUL, from
# standard input; writes a line to file descriptor 3 when it has begun.
#
# The state of Locust is read from its log, or from its statistics if the locustfile configures logging so that Locust's
# lines are not in the log. RUN_TIME is empty on a worker, and 0 for a run that people start and stop.
RUN=$1 LOG=$2 RUN_TIME=$3 STOP_TIMEOUT=$4 QUIT_TIMEOUT=$5 LONGEST=$6 PORT=$7
shift 7
STATISTICS=$RUN/locust_stats.csv      # rewritten and flushed every second
HISTORY=$RUN/locust_stats_history.csv # flushed every 10 s (2.12.0) or 5 s (2.47.0), and not at the end (2.12.0)
readonly GRACE=15           # seconds for a Locust that has not begun to end
readonly INTERVAL=2         # seconds between two checks of files
readonly OWN_END=3          # seconds for a load shape to end by itself; Locust asks it once per second
readonly MANY_FILES=1048576 # more are useless, and some programs try to close every possible file
MESSAGES='Sending spawn jobs of|Run time limit set to|Shape test (starting|stopping|completed)|--run-time limit reached'
MESSAGES+='|Shutting down \(exit code|The last worker (went missing|quit), stopping test'

trap '' INT # for Locust only; the supervisor stays to write the exit code
write_session "$RUN/pid" || exit
echo >&3 || exit # the start was killed
exec 3>&-

# A master takes an open file for each of its workers, and a worker one for each of its users. Locust raises the limit
# only to 10000, and some versions not at all.
raise_file_limit() {
    local soft hard
    soft=$(ulimit -Sn) hard=$(ulimit -Hn)
    [[ $hard != unlimited ]] && ((hard < MANY_FILES)) || hard=$MANY_FILES
    [[ $soft == unlimited ]] || ((soft >= hard)) || ulimit -Sn "$hard" 2>/dev/null
}

# Reads what Locust has printed since the last check.
check_log() {
    local message
    while IFS= read -r message; do
        case $message in
            Sending*) deserted= && has_begun "$(date +%s.%3N)" && readable=yes ;;
            Run*) [[ -n $ending ]] || has_begun "$(date +%s.%3N)" ;; # with a load shape it comes at the end
            'Shape test starting') shape=yes ;;
            'The last worker'*) [[ -z $began ]] || deserted=${deserted:-$NOW} ;;
            *) ending=${ending:-$NOW} ;;
        esac
    done < <(grep -aoE "$MESSAGES" <&"$log")
}

# Takes over the stop timeout that Locust has, which can be that of a configuration file of Locust.
read_stop_timeout() {
    local seconds
    [[ -s $RUN/stop-timeout ]] && read -r seconds <"$RUN/stop-timeout" && [[ $seconds =~ ^[0-9]{1,4}$ ]] || return 0
    ((RUN_TIME == 0)) || ((LONGEST += seconds - STOP_TIMEOUT)) # Locust's web page ends with the lease
    STOP_TIMEOUT=$seconds
}

# has_begun TIME: records that the load began at that time, in seconds since 1970.
has_begun() {
    [[ -z $began ]] || return 0
    began=$((NOW - $(date +%s) + ${1%.*}))
    printf '%s\n' "$1" >"$RUN/began"
    read_stop_timeout
}

# Prints the second of the first Aggregated row with users or requests. An incomplete row has too few fields.
first_load() {
    { head -n 1 "$HISTORY" && tail -c 500000 "$HISTORY"; } 2>/dev/null | awk -F , '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == "Total Request Count") column = i }
        column && NF > column && $3 == "" && $4 == "Aggregated" && ($2 > 0 || $column > 0) { print $1; exit }'
}

# Prints the number of requests in the statistics, or nothing while they are being written.
requests() {
    awk -F , '$1 == "" && $2 == "Aggregated" && NF > 5 { count = $3 } END { print count }' "$STATISTICS" 2>/dev/null
}

# Finds the start of a load that is not in the log: roughly at once, and to the second later.
check_statistics() {
    local since count
    [[ -z $began || -n $roughly ]] && ((NOW >= next_statistics)) || return
    next_statistics=$((NOW + INTERVAL))
    since=$(first_load)
    if [[ -n $since ]]; then
        began= roughly=
        has_begun "$since"
    elif [[ -z $began ]] && count=$(requests) && ((${count:-0} > 0)); then
        has_begun "$(date +%s)"
        roughly=yes
    fi
}

# Sets "load" to on or off when the statistics show whether the load continues after its end. Workers report every three
# seconds (WORKER_REPORT_INTERVAL).
check_load() {
    local count
    [[ -z $load ]] && ((NOW >= began + RUN_TIME + STOP_TIMEOUT + 2)) && count=$(requests) && [[ -n $count ]] || return
    if [[ -z $after_end ]]; then
        after_end=$NOW after_end_count=$count
        : >"$RUN/after-end"
    elif ((count > after_end_count)); then
        load=on
    elif ((NOW >= after_end + 4)) && [[ $STATISTICS -nt $RUN/after-end ]]; then
        load=off # and the master does not hang
    fi
}

# Checks whether a worker is connected, for logs that do not say it.
check_workers() {
    local workers
    workers=$(connected "$PORT")
    if [[ -n $workers ]] && ((workers == 0)); then
        deserted=${deserted:-$NOW}
    else
        deserted=
    fi
}

# Sets "end" to the reason if Locust must end now.
decide() {
    local late
    end=
    if ((NOW - started >= LONGEST)); then
        end=too-long
    elif [[ -n $began ]] && ((RUN_TIME > 0)); then
        late=$((NOW - began - RUN_TIME))
        if [[ -n $ending ]]; then
            ((NOW - ending < STOP_TIMEOUT + QUIT_TIMEOUT)) || end=slow-quit
        elif [[ -n $deserted ]] && ((NOW - deserted >= GRACE)); then
            end=no-worker
        elif [[ -n $shape ]]; then # Locust does not apply the run time to it
            ((late < OWN_END)) || end=load-went-on
        elif [[ $load == on ]]; then
            end=load-went-on
        elif [[ $load == off ]]; then
            ending=$((began + RUN_TIME))
        elif ((late >= STOP_TIMEOUT + GRACE)) && [[ -n $readable ]]; then
            end=load-went-on
        elif ((late >= STOP_TIMEOUT + QUIT_TIMEOUT)); then
            end=slow-quit
        fi
    fi
}

check() {
    check_log
    check_statistics
    [[ -n $began ]] && ((RUN_TIME > 0)) || return
    [[ -n $readable ]] || check_workers
    check_load
}

# Prints the time for Locust to end after it was told to.
time_to_end() {
    case $end in
        slow-quit | too-long) echo "$GRACE" ;; # it has had time to end
        no-worker) echo "$QUIT_TIMEOUT" ;;
        *) [[ -n $ending || $load == off ]] && echo "$QUIT_TIMEOUT" || echo "$GRACE" ;;
    esac
}

IFS= read -rd '' variables || exit # they did not arrive completely: the start was killed
# A command for env, which takes a word with = for a variable. Python would not receive a SIGINT that is ignored, as in each
# background job of a shell; bash itself does not restore one that was ignored when it was started, but env does.
[[ $1 != *=* ]] || set -- bash -c 'exec "$@"' locust "$@"
# The variables come last, so that they do not change this script.
(raise_file_limit; eval "$variables" && exec env --default-signal=INT -- "$@") </dev/null &
child=$!
unset variables
exec 2>/dev/null # Bash reports a Locust that was killed with a message that quotes this script

began= roughly= readable= shape= ending= deserted= after_end= after_end_count= load= end= end_requested=
next_check=0 next_statistics=0
exec {log}<"$LOG"
until read_clock; do pause 0.1; done
started=$NOW
while kill -0 "$child" 2>/dev/null; do
    read_clock # if it fails, the time of the turn before is close enough
    if [[ -n $RUN_TIME ]] && ((NOW >= next_check)); then
        check
        [[ -z $began ]] || next_check=$((NOW + INTERVAL))
    fi
    if [[ -z $end_requested ]]; then
        decide
        if [[ -n $end ]]; then
            check_log # it may have begun to end since the last check
            decide
        fi
        if [[ -n $end ]]; then
            printf '%s\n' "$end" >"$RUN/termination"
            kill -INT -- "-$$"
            end_requested=$NOW load= after_end=
        fi
    elif ((NOW >= end_requested + STOP_TIMEOUT + $(time_to_end))); then
        date +%s.%3N >"$RUN/ended"
        : >"$RUN/killed"
        printf '137\n' >"$RUN/exit-code"
        kill -KILL 0
    fi
    pause 0.3
done
wait "$child"
code=$?
date +%s.%3N >"$RUN/ended"
if [[ -n $RUN_TIME ]]; then
    read_clock
    next_statistics=0
    check
fi
printf '%s\n' "$code" >"$RUN/exit-code.part" && mv "$RUN/exit-code.part" "$RUN/exit-code"
