# Runs Locust to its end, in a session of its own, and holds the outer clock: a load shape, a lost master or a hung
# process must not load the host for longer than was asked. Reads the variables for Locust, as commands that export them,
# from standard input; says on file descriptor 3 that it has begun.
#
# What Locust does is read from its log, and from its statistics where a logging configuration of the locustfile's own
# keeps Locust's lines out of the log. RUN_TIME is empty on a worker and 0 for a run that people start and stop.
RUN=$1 LOG=$2 RUN_TIME=$3 STOP_TIMEOUT=$4 QUIT_TIMEOUT=$5 LONGEST=$6 PORT=$7
shift 7
STATISTICS=$RUN/locust_stats.csv      # written anew every second, and flushed then
HISTORY=$RUN/locust_stats_history.csv # flushed every 10 s (2.12.0) or 5 s (2.47.0), and not at the end (2.12.0)
readonly GRACE=15           # seconds that a Locust gets which shows no sign of its end
readonly LOOK=2             # seconds between two looks at files
readonly OWN_END=3          # seconds for a load shape to end by itself, since Locust asks it once a second
readonly MANY_FILES=1048576 # more are of no use, and some programs try to close every file that they could have
WORDS='Sending spawn jobs of|Run time limit set to|Shape test (starting|stopping|completed)|--run-time limit reached'
WORDS+='|Shutting down \(exit code|The last worker (went missing|quit), stopping test'

trap '' INT # meant for Locust; this one stays to write down how it ended
write_session "$RUN/pid" || exit
echo >&3
exec 3>&-

# A master takes an open file for each of its workers, and a worker one for each of its users. Locust raises the limit
# only to 10000, and some versions not at all.
raise_file_limit() {
    local soft hard
    soft=$(ulimit -Sn) hard=$(ulimit -Hn)
    [[ $hard != unlimited ]] && ((hard < MANY_FILES)) || hard=$MANY_FILES
    [[ $soft == unlimited ]] || ((soft >= hard)) || ulimit -Sn "$hard" 2>/dev/null
}

# Whatever Locust has printed since the last look.
look_at_log() {
    local words
    while IFS= read -r words; do
        case $words in
            Sending*) deserted= && has_begun "$(date +%s.%3N)" && readable=yes ;;
            Run*) [[ -n $ending ]] || has_begun "$(date +%s.%3N)" ;; # after a load shape it comes at the end
            'Shape test starting') shape=yes ;;
            'The last worker'*) [[ -z $began ]] || deserted=${deserted:-$NOW} ;;
            *) ending=${ending:-$NOW} ;;
        esac
    done < <(grep -aoE "$WORDS" <&"$log")
}

# has_begun TIME: the load began at that time, in seconds since 1970.
has_begun() {
    [[ -z $began ]] || return 0
    began=$((NOW - $(date +%s) + ${1%.*}))
    printf '%s\n' "$1" >"$RUN/began"
}

# Prints the second of the first row with users or requests, for all requests together. One that is still being written
# has too few fields.
first_load() {
    { head -n 1 "$HISTORY" && tail -c 500000 "$HISTORY"; } 2>/dev/null | awk -F , '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == "Total Request Count") column = i }
        column && NF > column && $3 == "" && $4 == "Aggregated" && ($2 > 0 || $column > 0) { print $1; exit }'
}

# Prints how many requests the statistics count; nothing while they are being written.
requests() {
    awk -F , '$1 == "" && $2 == "Aggregated" && NF > 5 { count = $3 } END { print count }' "$STATISTICS" 2>/dev/null
}

# Finds the beginning of a load that the log does not tell of: at once, and later to the second.
look_at_statistics() {
    local since count
    [[ -z $began || -n $roughly ]] && ((NOW >= next_statistics)) || return
    next_statistics=$((NOW + LOOK))
    since=$(first_load)
    if [[ -n $since ]]; then
        began= roughly=
        has_begun "$since"
    elif [[ -z $began ]] && count=$(requests) && ((${count:-0} > 0)); then
        has_begun "$(date +%s)"
        roughly=yes
    fi
}

# Sets "load" when the statistics tell whether the load is still on although it should be over: on or off. Workers report
# every three seconds (WORKER_REPORT_INTERVAL).
look_at_load() {
    local count
    [[ -z $load ]] && ((NOW >= began + RUN_TIME + STOP_TIMEOUT + 2)) && count=$(requests) && [[ -n $count ]] || return
    if [[ -z $after_end ]]; then
        after_end=$NOW after_end_count=$count
        : >"$RUN/after-end"
    elif ((count > after_end_count)); then
        load=on
    elif ((NOW >= after_end + 4)) && [[ $STATISTICS -nt $RUN/after-end ]]; then
        load=off # and the master is not a process that hangs
    fi
}

# Whether no worker is connected. Where the log tells nothing, the kernel does.
look_at_workers() {
    local workers
    workers=$(connected "$PORT")
    if [[ -n $workers ]] && ((workers == 0)); then
        deserted=${deserted:-$NOW}
    else
        deserted=
    fi
}

# Sets "end" to why Locust is to end now, if it is.
judge() {
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
        elif [[ -n $shape ]]; then # Locust does not hold it to the run time
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

look() {
    look_at_log
    look_at_statistics
    [[ -n $began ]] && ((RUN_TIME > 0)) || return
    [[ -n $readable ]] || look_at_workers
    look_at_load
}

# How long Locust may take to end when it was asked to.
patience() {
    case $end in
        slow-quit | too-long) echo "$GRACE" ;; # it has had its time
        no-worker) echo "$QUIT_TIMEOUT" ;;
        *) [[ -n $ending || $load == off ]] && echo "$QUIT_TIMEOUT" || echo "$GRACE" ;;
    esac
}

IFS= read -rd '' variables
# They come last, so that none of them is taken for one of ours. A shell's background jobs ignore SIGINT, and Python then
# never hears of it.
(raise_file_limit; eval "$variables" && exec env --default-signal=INT -- "$@") </dev/null &
child=$!
unset variables
exec 2>/dev/null # Bash tells of a Locust that was killed, in words that quote this script

began= roughly= readable= shape= ending= deserted= after_end= after_end_count= load= end= asked=
next_look=0 next_statistics=0
exec {log}<"$LOG"
read_clock
started=$NOW
while kill -0 "$child" 2>/dev/null; do
    read_clock
    if [[ -n $RUN_TIME ]] && ((NOW >= next_look)); then
        look
        [[ -z $began ]] || next_look=$((NOW + LOOK))
    fi
    if [[ -z $asked ]]; then
        judge
        if [[ -n $end ]]; then
            look_at_log # it may have begun to end since the last look
            judge
        fi
        if [[ -n $end ]]; then
            printf '%s\n' "$end" >"$RUN/outer-clock"
            kill -INT -- "-$$"
            asked=$NOW load= after_end=
        fi
    elif ((NOW >= asked + STOP_TIMEOUT + $(patience))); then
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
    look
fi
printf '%s\n' "$code" >"$RUN/exit-code.part" && mv "$RUN/exit-code.part" "$RUN/exit-code"
