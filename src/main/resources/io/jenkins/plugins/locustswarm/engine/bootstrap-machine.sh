# Runs bootstrap.sh on a machine: FOLDER VENV ROLE AS_ROOT. Prints "cpus=N" at the end.
cd "$1" || exit
variables=("LOCUST_SWARM_VENV=$2" "LOCUST_SWARM_ROLE=$3")
if [[ $4 == true && $EUID -ne 0 ]]; then
    command -v sudo >/dev/null || { echo "bootstrap.sh needs root, and there is no sudo for $(id -un)." >&2; exit 1; }
    sudo -n env "${variables[@]}" ./bootstrap.sh || exit
else
    env "${variables[@]}" ./bootstrap.sh || exit
fi
[[ -x $2/bin/locust ]] || command -v locust >/dev/null || {
    echo "bootstrap.sh ended well, but there is neither $2/bin/locust nor a locust on the PATH." >&2
    exit 1
}
printf 'cpus=%s\n' "$(getconf _NPROCESSORS_ONLN)"
