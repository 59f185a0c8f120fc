# end-all.sh FOLDER: kills every session that has a file FOLDER/runs/*/pid.
for file in "$1"/runs/*/pid; do
    end_session "$file" || exit
done
