# Runs Locust to its end, in a session of its own, and holds the outer clock: a load shape, a lost master or a hung
# process must not load the host for longer than was asked. Reads the variables for Locust, as commands that export them,
# from standard input; says on file descriptor 3 that it has begun.
RUN=$1 LOG=$2 RUN_TIME=$3 STOP_TIMEOUT=$4 LONGEST=$5
shift 5
readonly GRACE=15 # seconds for Locust to write its files

trap '' INT # meant for Locust; this one stays to write down how it ended
write_session "$RUN/pid" || exit
echo >&3
exec 3>&-

IFS= read -rd '' variables
# They come last, so that none of them is taken for one of ours. A shell's background jobs ignore SIGINT, and Python then
# never hears of it.
(eval "$variables" && exec env --default-signal=INT -- "$@") </dev/null &
child=$!
unset variables

began='' last='' asked=''
while kill -0 "$child" 2>/dev/null; do
    if [[ -z $began && -n $RUN_TIME ]] && grep -qa 'Sending spawn jobs of' "$LOG"; then
        began=$SECONDS
        date +%s.%3N >"$RUN/began"
        last=$((SECONDS + RUN_TIME + STOP_TIMEOUT + GRACE))
        # With a load shape Locust ignores --run-time
        ! grep -qa 'Shape test starting' "$LOG" || last=$((SECONDS + RUN_TIME))
    fi
    if [[ -z $asked ]] && { ((SECONDS >= LONGEST)) || { [[ -n $last ]] && ((RUN_TIME > 0 && SECONDS >= last)); }; }; then
        : >"$RUN/outer-clock"
        kill -INT -- "-$$"
        asked=$SECONDS
    elif [[ -n $asked ]] && ((SECONDS >= asked + STOP_TIMEOUT + GRACE)); then
        date +%s.%3N >"$RUN/ended"
        printf '137\n' >"$RUN/exit-code"
        kill -KILL 0
    fi
    pause 0.3
done
wait "$child"
code=$?
date +%s.%3N >"$RUN/ended"
printf '%s\n' "$code" >"$RUN/exit-code.part" && mv "$RUN/exit-code.part" "$RUN/exit-code"
