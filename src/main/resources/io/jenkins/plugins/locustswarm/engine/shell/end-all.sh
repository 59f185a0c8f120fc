# end-all.sh FOLDER: kills every session that has a file FOLDER/runs/*/pid.
for file in "$1"/runs/*/pid; do
    find_session "$file" || continue
    kill -KILL -- "-$LEADER" 2>/dev/null
    for ((turn = 0; turn < 100; turn++)); do
        group_lives "$LEADER" || continue 2
        sleep 0.1
    done
    echo "process group $LEADER does not end" >&2
    exit 1
done
