# Runs bootstrap.sh on a machine: FOLDER VENV ROLE AS_ROOT. Prints "cpus=N" at the end.
cd "$1" || exit
variables=("LOCUST_SWARM_VENV=$2" "LOCUST_SWARM_ROLE=$3")
command=(env "${variables[@]}" ./bootstrap.sh)
if [[ $4 == true && $EUID -ne 0 ]]; then
    command -v sudo >/dev/null || { echo "bootstrap.sh needs root, and there is no sudo for $(id -un)." >&2; exit 1; }
    command=(sudo -n "${command[@]}")
fi
# 126: it could not be started. On the machine that wrote the file, a process that was being started at that moment may
# still have it open ("Text file busy"), for milliseconds.
for again in 1 2 3 4 no; do
    "${command[@]}" && break
    code=$?
    [[ $code -eq 126 && $again != no ]] || exit "$code"
    sleep 0.2
done
[[ -x $2/bin/locust ]] || command -v locust >/dev/null || {
    echo "bootstrap.sh ended well, but there is neither $2/bin/locust nor a locust on the PATH." >&2
    exit 1
}
printf 'cpus=%s\n' "$(getconf _NPROCESSORS_ONLN)"
