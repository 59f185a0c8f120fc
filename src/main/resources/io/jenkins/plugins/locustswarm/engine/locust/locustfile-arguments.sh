# BOOTSTRAP VENV VARIABLES PYTHON LOCUSTFILE FLAG...: prints the flags that Locust knows after it has loaded
# the locustfile.
cd "$1" || return
locust=$2/bin/locust
[[ -x $locust ]] || locust=$(command -v locust) || { echo "There is no Locust." >&2; return 1; }
folder=$(mktemp -d) || return
printf '%s\n' "$4" >"$folder/locustfile_arguments.py" && printf '%s\0' "${@:5}" >"$folder/asked" || return
# The output of the locustfile must not mix with the answer. The variables come last, so that they do not change this script.
(eval "$3" && exec timeout 60 "$locust" --locustfile "$folder/locustfile_arguments.py") >&2
code=$?
if [[ -e $folder/answer ]]; then
    cat "$folder/answer"
    code=0
elif ((code == 0)); then
    code=1 # the locustfile made Locust exit
fi
rm -rf "$folder"
return "$code"
