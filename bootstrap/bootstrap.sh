#!/usr/bin/env bash
#
# Makes a machine ready to run Locust: a virtual environment with everything in requirements.txt.
#
# What the swarm promises to this script, and to one of your own in its place:
#   - The current directory holds the files of the bootstrap directory; Locust later runs in it.
#   - On a remote machine it runs as root, on a local one as the user who brought the swarm up.
#   - LOCUST_SWARM_VENV is the absolute path of the virtual environment to make. Without it (you run the script by
#     hand): /opt/locust-swarm/venv as root, $HOME/.locust-swarm/venv otherwise.
#   - LOCUST_SWARM_ROLE is master or worker.
#   - It may run again at any time, and several times at once on a machine that plays several roles.
# What the swarm expects of it:
#   - Exit code 0, and then "$LOCUST_SWARM_VENV/bin/locust" exists, or else `locust` is on the PATH.
#   - Any other exit code means that the machine is not ready; the last lines of the output are shown to the user.
#   - It ends by itself. The swarm stops waiting after its own deadline.
#
# PYTHON chooses the interpreter (a command or a path); without it the newest one that works here is taken.
# pip's own settings (PIP_INDEX_URL, PIP_CERT, HTTPS_PROXY, pip.conf) are left alone, but for those that would have it
# install somewhere else than into the virtual environment.

set -euo pipefail

readonly FORMAT=1                   # raise it when a venv that an older version of this script made must be made anew
readonly OLDEST=3.9                 # of the pythons in requirements.txt
readonly CURRENT=3.11               # from here on the current Locust can be installed
readonly NEWEST_FIRST=(python3.14 python3.13 python3.12 python3.11 python3.10 python3.9 python3)
readonly LOCK_WAIT=900              # seconds, for another bootstrap.sh that fills the same venv
readonly BOOT_WAIT=300              # seconds, for cloud-init
readonly PACKAGES_WAIT=600          # seconds, for each use of apt-get or dnf, its waiting for locks included

say() {
    printf '%s\n' "bootstrap.sh: $*"
}

fail() {
    printf '%s\n' "bootstrap.sh: $*" >&2
    exit 1
}

is_root() {
    [[ $EUID -eq 0 ]]
}

# The stamp says what a finished venv was made of. It is compared as text, so that looking costs no other process.
stamp_of_venv() {
    printf 'locust-swarm venv, format %s\nPYTHON=%s\n' "$FORMAT" "${PYTHON:-}"
}

wanted_stamp() {
    stamp_of_venv
    printf '%s\n' "$(<requirements.txt)"
}

is_whole() {
    [[ -r $STAMP && -x $VENV/bin/python && -x $VENV/bin/locust && $(<"$STAMP") == "$(stamp_of_venv)"$'\n'* ]]
}

# A line such as "-r more.txt" or "./my.whl" names files that can change while requirements.txt stays as it is.
names_other_files() {
    grep -Eq '^[[:space:]]*(-[rce]|--(requirement|constraint|editable)|\.|/|.*file:)' requirements.txt
}

is_ready() {
    is_whole && [[ $(<"$STAMP") == "$(wanted_stamp)" ]] && ! names_other_files
}

# Says of an interpreter "missing", "old VERSION", "novenv VERSION" or "good VERSION EXECUTABLE". A command on the PATH
# need not work (pyenv's shims), so each is asked.
probe() {
    local answer
    answer=$("$1" - "$OLDEST" 2>/dev/null <<'PYTHON'
import os, sys
version = "%d.%d" % sys.version_info[:2]
if sys.version_info[:2] < tuple(int(part) for part in sys.argv[1].split(".")):
    print("old " + version)
else:
    try:
        import ensurepip, venv
        print("good " + version + " " + os.path.realpath(sys.executable))
    except ImportError:
        print("novenv " + version)
PYTHON
    ) || answer=missing
    printf '%s\n' "${answer:-missing}"
}

# Sets FOUND_VERSION and FOUND_PYTHON to the newest python that will do; leaves them empty if there is none.
find_python() {
    local candidate state version executable
    FOUND_VERSION='' FOUND_PYTHON='' NO_VENV='' TOO_OLD=''
    for candidate in "${NEWEST_FIRST[@]}"; do
        command -v "$candidate" >/dev/null || continue
        read -r state version executable <<<"$(probe "$candidate")"
        case $state in
            good) FOUND_VERSION=$version FOUND_PYTHON=$executable; return ;;
            novenv) NO_VENV=${NO_VENV:-$version} ;;
            old) TOO_OLD=$version ;;
        esac
    done
}

use_python_of_user() {
    local state version executable
    read -r state version executable <<<"$(probe "$PYTHON")"
    case $state in
        good) FOUND_VERSION=$version FOUND_PYTHON=$executable ;;
        old) fail "PYTHON=$PYTHON is Python $version, and Locust needs $OLDEST or newer:" \
            "set PYTHON to a newer one, or leave it out." ;;
        novenv) fail "PYTHON=$PYTHON (Python $version) has no venv module:" \
            "install the package python$version-venv, or set PYTHON to another interpreter." ;;
        *) fail "PYTHON=$PYTHON does not run: set PYTHON to a Python interpreter, $OLDEST or newer, or leave it out." ;;
    esac
}

is_older() {
    local -i a=${1#3.} b=${2#3.}
    ((a < b))
}

# Runs a package manager for a bounded time, without our lock on the venv (a service that it starts would keep that).
bounded() {
    LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 timeout "$PACKAGES_WAIT" "$@" 9>&-
}

# A machine that has just started is still being set up, and holds the locks of its package manager meanwhile.
wait_for_boot() {
    if command -v cloud-init >/dev/null; then
        say "Waiting for the machine's first start (cloud-init) to end."
        timeout "$BOOT_WAIT" cloud-init status --wait >/dev/null 2>&1 9>&- || true # its failures are not ours
    fi
}

# Prints the seconds since the machine started. Its clock is set at boot, and SECONDS jumps with it.
uptime_now() {
    cut -d . -f 1 /proc/uptime
}

# DPkg::Lock::Timeout covers dpkg's lock only, and not the lock on the package lists that "update" takes.
apt_update() {
    local words give_up=$(($(uptime_now) + PACKAGES_WAIT))
    until words=$(bounded apt-get -q -o Acquire::Retries=3 update 2>&1); do
        [[ $words == *"Could not get lock"* && $(uptime_now) -lt $give_up ]] || break
        sleep 2
    done
    bounded apt-get -qq -o DPkg::Lock::Timeout="$PACKAGES_WAIT" -o Acquire::Retries=3 install -y \
        --no-install-recommends python3 python3-venv >/dev/null || fail "apt-get could not install python3 and" \
        "python3-venv (its words are above; of its update: ${words##*$'\n'})." \
        "Install them, or use an image that has them."
}

dnf_install() {
    local version
    for version in 3.13 3.12 3.11; do
        say "Installing python$version with dnf."
        bounded dnf -q -y install "python$version" && return
    done
    return 1
}

install_python() {
    wait_for_boot
    if command -v apt-get >/dev/null; then
        say "Installing python3 and python3-venv with apt-get."
        apt_update
    elif command -v dnf >/dev/null; then
        dnf_install || fail "dnf could not install python3.13, python3.12 or python3.11 (its words are above)." \
            "Install one of them, or use an image that has one."
    else
        fail "There is no Python $OLDEST or newer with a venv module, and neither apt-get nor dnf to install one:" \
            "install one, or use an image of Ubuntu, Debian or Amazon Linux 2023."
    fi
    find_python
}

is_amazon_linux() {
    [[ -r /etc/os-release ]] && grep -Eq '^ID="?amzn"?$' /etc/os-release
}

choose_python() {
    if [[ -n ${PYTHON:-} ]]; then
        use_python_of_user
        return
    fi
    find_python
    if [[ -z $FOUND_PYTHON ]] && is_root; then
        install_python
    elif is_root && is_amazon_linux && is_older "$FOUND_VERSION" "$CURRENT"; then
        # Amazon Linux 2023's own python3 stays 3.9 for ever
        wait_for_boot
        if dnf_install; then
            find_python
        else
            say "Going on with Python $FOUND_VERSION and an older Locust: dnf could not install a newer Python."
        fi
    fi
    if [[ -n $FOUND_PYTHON ]]; then
        return
    elif [[ -n $NO_VENV ]]; then
        fail "Python $NO_VENV has no venv module: install the package python3-venv (on Debian and Ubuntu:" \
            "sudo apt-get install python3-venv), or set PYTHON to another interpreter."
    elif [[ -n $TOO_OLD ]]; then
        fail "The newest Python on the PATH is $TOO_OLD, and Locust needs $OLDEST or newer:" \
            "install a newer Python, or set PYTHON to one."
    else
        fail "There is no Python on the PATH: install Python $CURRENT or newer, or set PYTHON to one."
    fi
}

# Only what this script made is ever deleted, whatever path LOCUST_SWARM_VENV holds.
empty_the_venv() {
    if [[ -e $MARK ]]; then
        rm -rf "$VENV"
    elif [[ -n $(ls -A "$VENV" 2>/dev/null) ]]; then
        fail "$VENV exists and was not made by bootstrap.sh:" \
            "remove it, or set LOCUST_SWARM_VENV to a path that is free."
    fi
    if ! { mkdir -p "$VENV" && : >"$MARK"; } 2>/dev/null; then
        fail "$VENV cannot be made: give this user the right to write there, or set LOCUST_SWARM_VENV to another path."
    fi
}

make_venv() {
    choose_python
    say "Making a virtual environment with Python $FOUND_VERSION in $VENV."
    empty_the_venv
    "$FOUND_PYTHON" -m venv "$VENV" || fail "$FOUND_PYTHON could not make a virtual environment in $VENV" \
        "(its words are above): is the disk full, or does the package python$FOUND_VERSION-venv miss?"
}

# Settings of whoever calls this script, such as PIP_USER=1, are for other installations.
forget_other_places() {
    local name
    unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_DRY_RUN
    export PIP_USER=0 # also where pip.conf says user = true
    for name in "${!PYTHON@}"; do
        [[ $name == PYTHON ]] || unset "$name" # PYTHONHOME and the like change what a venv's Python is
    done
}

refuse_other_places() {
    local setting
    setting=$("$VENV/bin/python" -m pip config list 2>/dev/null |
        grep -E '^(global|install)\.(target|prefix|root|python|dry-run)=') || return 0
    fail "pip's configuration has ${setting//$'\n'/ and }, and pip would install somewhere else than into $VENV:" \
        "remove that from pip.conf, or name another file in PIP_CONFIG_FILE."
}

install_requirements() {
    refuse_other_places
    say "Installing the packages of requirements.txt."
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -r requirements.txt ||
        fail "pip could not install the packages of $PWD/requirements.txt (its words are above):" \
            "correct the file, or the way to the package index (PIP_INDEX_URL, HTTPS_PROXY)."
    [[ -x $VENV/bin/locust ]] || fail "$PWD/requirements.txt does not install Locust: add a line such as locust>=2.12."
    "$VENV/bin/locust" --version || fail "Locust is installed in $VENV but does not start (its words are above):" \
        "correct the versions in $PWD/requirements.txt."
}

take_lock() {
    local lock=$VENV.lock
    if ! { mkdir -p "${VENV%/*}" && exec 9>"$lock"; } 2>/dev/null; then
        fail "${VENV%/*} cannot be written to: give this user the right to write there," \
            "or set LOCUST_SWARM_VENV to another path."
    fi
    if ! flock -n 9; then
        say "Waiting for another bootstrap.sh that is filling $VENV."
        flock -w "$LOCK_WAIT" 9 || fail "Another bootstrap.sh still holds $lock after $LOCK_WAIT s:" \
            "end it if it hangs, then try again."
    fi
}

main() {
    if is_root; then
        umask 022 # Locust runs as the login user, and must be able to read what root installs
        VENV=${LOCUST_SWARM_VENV:-/opt/locust-swarm/venv}
    else
        VENV=${LOCUST_SWARM_VENV:-$HOME/.locust-swarm/venv}
    fi
    [[ $VENV == /* ]] || fail "LOCUST_SWARM_VENV=$VENV is not an absolute path: make it one."
    STAMP=$VENV/.locust-swarm-finished
    MARK=$VENV/.locust-swarm-made
    readonly VENV STAMP MARK
    [[ -r requirements.txt ]] || fail "There is no requirements.txt in $PWD:" \
        "put one into the bootstrap directory, with at least the line locust."

    if ! is_ready; then
        forget_other_places
        take_lock
        if ! is_ready; then # nobody has done it while we waited
            is_whole || make_venv
            rm -f "$STAMP"
            install_requirements
            wanted_stamp >"$STAMP.new" && mv "$STAMP.new" "$STAMP" # last: without it the venv counts as half made
        fi
    fi
    say "Locust is ready in $VENV."
}

main "$@"
