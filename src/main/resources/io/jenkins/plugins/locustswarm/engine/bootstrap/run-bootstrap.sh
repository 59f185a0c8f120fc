# Runs bootstrap.sh on a machine: FOLDER VENV ROLE AS_ROOT FACTS. Writes "python=VERSION", if Locust is in the venv, and
# "cpus=N" to the file FACTS.
OLDEST_MINOR=12 # of Locust 2; older versions lack flags that the swarm sets

# LOCUST: prints its version, "none" if it has no version, or nothing if it is not recognized as Locust. In a venv with one
# Locust, the name of a folder has the version, so Python need not be started.
locust_version() {
    local folder found=() words
    [[ ! -L $1 ]] || set -- "$(readlink -f -- "$1")"
    for folder in "${1%/bin/locust}"/lib/python3*/site-packages/locust{,io}-[0-9]*.dist-info; do
        folder=${folder##*/}
        [[ $folder == *'*'* ]] || found+=("${folder#*-}")
    done
    if ((${#found[@]} == 1)); then
        printf '%s\n' "${found[0]%.dist-info}"
        return
    fi
    words=$(timeout 60 "$1" --version 2>&1)
    if [[ $words =~ [Ll]ocust\ +v?([0-9]+\.[0-9]+[^[:space:]]*) ]]; then
        printf '%s\n' "${BASH_REMATCH[1]}"
    elif [[ $words == [Ll]ocust || $words == [Ll]ocust\ * ]]; then
        printf 'none\n'
    fi
}

# VENV: prints "python=VERSION".
python_version() {
    local name value
    while IFS=' =' read -r name value; do
        if [[ $name =~ ^version(_info)?$ && $value =~ ^[0-9.]+ ]]; then
            printf 'python=%s\n' "${BASH_REMATCH[0]}"
            return
        fi
    done <"$1/pyvenv.cfg"
} 2>/dev/null

# Prints the number of processors, from the kernel, if it shows them there, because that needs no process.
processors() {
    local name count=0
    while read -r name _; do
        [[ $name != cpu[0-9]* ]] || ((++count))
    done 2>/dev/null </proc/stat
    if ((count > 0)); then
        printf '%s\n' "$count"
    else
        getconf _NPROCESSORS_ONLN
    fi
}

cd "$1" || exit
variables=("LOCUST_SWARM_VENV=$2" "LOCUST_SWARM_ROLE=$3")
command=(env "${variables[@]}" ./bootstrap.sh)
if [[ $4 == true && $EUID -ne 0 ]]; then
    command -v sudo >/dev/null || { echo "bootstrap.sh needs root, and there is no sudo for $(id -un)." >&2; exit 1; }
    command=(sudo -n "${command[@]}")
fi
# 126: it could not be started. A process that was started while the file was being written may have it open for some
# milliseconds ("Text file busy").
for again in 1 2 3 4 no; do
    "${command[@]}" && break
    code=$?
    [[ $code -eq 126 && $again != no ]] || exit "$code"
    sleep 0.2
done
locust=$2/bin/locust
[[ -x $locust ]] || locust=$(command -v locust) || {
    echo "bootstrap.sh succeeded, but there is neither $2/bin/locust nor a locust on the PATH." >&2
    exit 1
}
version=$(locust_version "$locust")
if [[ $version == none ]]; then
    echo "$locust does not have a version, like that of the Debian package python3-locust, and a master refuses workers" \
        "without one: install Locust with pip, as the bootstrap.sh of Locust Swarm does." >&2
    exit 1
elif [[ $version =~ ^([0-9]+)\.([0-9]+) ]] &&
    ((BASH_REMATCH[1] < 2 || (BASH_REMATCH[1] == 2 && BASH_REMATCH[2] < OLDEST_MINOR))); then
    echo "$locust is Locust $version, and the swarm needs 2.$OLDEST_MINOR or later: require locust>=2.$OLDEST_MINOR in" \
        "requirements.txt." >&2
    exit 1
fi
{
    [[ $locust != "$2"/* ]] || python_version "$2"
    printf 'cpus='
    processors
} >"$5"
