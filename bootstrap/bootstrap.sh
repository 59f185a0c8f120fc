#!/usr/bin/env bash
#
# Makes a machine ready to run Locust: a virtual environment with the packages in requirements.txt or, if there is none,
# with the dependencies in pyproject.toml. If neither names Locust, it is added in the version below.
#
# What the swarm guarantees to this script, and to one of your own in its place:
#   - The current directory holds the files of the bootstrap directory; Locust later runs in it.
#   - On a remote machine it runs as root, on a local one as the user who brought the swarm up.
#   - LOCUST_SWARM_VENV is the absolute path of the virtual environment to make. Without it (you run the script
#     manually): /opt/locust-swarm/venv as root, $HOME/.locust-swarm/venv otherwise.
#   - LOCUST_SWARM_ROLE is master or worker.
#   - It may run again at any time, and several times at once on a machine that plays several roles.
# Requirements for the script:
#   - Exit code 0, and then "$LOCUST_SWARM_VENV/bin/locust" exists, or else `locust` is on the PATH.
#   - Any other exit code means that the machine is not ready; the last lines of the output are shown to the user.
#   - It ends by itself. The swarm stops waiting after its own deadline.
#
# PYTHON chooses the interpreter (a command or a path); without it the newest one that works here is used.
# pip's own settings (PIP_INDEX_URL, PIP_CERT, HTTPS_PROXY, pip.conf) are not changed, except those that would have it
# install somewhere else than into the virtual environment.

set -euo pipefail

readonly FORMAT=1                   # raise it when a venv that an older version of this script made must be recreated
readonly OLDEST=3.9                 # the oldest Python below
readonly CURRENT=3.11               # the oldest Python of the current Locust
# The newest release for each Python. It is pinned, because the master and its workers must run the same Locust.
readonly LOCUST='locust==2.47.0 ; python_version >= "3.11"
locust==2.46.0 ; python_version == "3.10"
locust==2.34.0 ; python_version == "3.9"'
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

# The stamp says what a finished venv was made of.
stamp_of_venv() {
    printf 'locust-swarm venv, format %s\nPYTHON=%s\n' "$FORMAT" "${PYTHON:-}"
}

# Requirements can have passwords of package indexes in them, and the stamp can be read by all users and stays in an image of
# this machine, so that it has a digest only.
wanted_stamp() {
    stamp_of_venv
    printf '%s\n' "$LOCUST"
    [[ -z $SOURCE ]] || printf 'SHA-256 %s\n' "$(digest <"$SOURCE")"
}

digest() {
    local sum
    if sum=$(sha256sum 2>/dev/null); then
        printf '%s\n' "${sum%% *}"
    else
        "$VENV/bin/python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
    fi
}

# What earlier versions of this script wrote.
plain_stamp() {
    stamp_of_venv
    printf '%s\n' "$LOCUST"
    [[ -z $SOURCE ]] || printf '%s\n' "$(<"$SOURCE")"
}

is_stamped() {
    [[ $(<"$STAMP") == "$(wanted_stamp)" || $(<"$STAMP") == "$(plain_stamp)" ]]
}

is_whole() {
    [[ -r $STAMP && -x $VENV/bin/python && -x $VENV/bin/locust && $(<"$STAMP") == "$(stamp_of_venv)"$'\n'* ]]
}

# A line such as "-r more.txt" or "./my.whl" names files that can change while requirements.txt stays as it is.
names_other_files() {
    [[ -n $SOURCE ]] && grep -Eq '^[[:space:]]*(-[rce]|--(requirement|constraint|editable)|\.|/|.*file:)' "$SOURCE"
}

is_ready() {
    is_whole && is_stamped && ! names_other_files
}

# Says of an interpreter "missing", "old VERSION", "novenv VERSION" or "good VERSION EXECUTABLE<tab>PIP<tab>RUNNER", where PIP
# is the archive with the pip that comes with it, or nothing, and RUNNER is the file that runs an installed pip (22.3 or
# newer) in another environment, or nothing. A command on the PATH need not work (pyenv's shims), so each is asked.
probe() {
    local answer
    answer=$("$1" - "$OLDEST" 2>/dev/null <<'PYTHON'
import os, sys
version = "%d.%d" % sys.version_info[:2]
if sys.version_info[:2] < tuple(int(part) for part in sys.argv[1].split(".")):
    print("old " + version)
else:
    try:
        import ensurepip, glob, importlib.util, venv
        folders = os.path.join(os.path.dirname(ensurepip.__file__), "_bundled"), getattr(ensurepip, "_WHEEL_PKG_DIR", None)
        pips = [pip for folder in folders if folder for pip in glob.glob(os.path.join(folder, "pip-*.whl"))]
        installed = importlib.util.find_spec("pip")
        places = installed and installed.submodule_search_locations or []
        runners = [os.path.join(place, "__pip-runner__.py") for place in places]
        print("good", version, "\t".join([os.path.realpath(sys.executable), "".join(pips[:1]),
                                          "".join([runner for runner in runners if os.path.isfile(runner)][:1])]))
    except ImportError:
        print("novenv " + version)
PYTHON
    ) || answer=missing
    printf '%s\n' "${answer:-missing}"
}

# Sets FOUND_VERSION, FOUND_PYTHON, FOUND_PIP and FOUND_RUNNER to the newest python that meets the requirements; leaves
# them empty if there is none.
find_python() {
    local candidate state version executable
    FOUND_VERSION='' FOUND_PYTHON='' FOUND_PIP='' FOUND_RUNNER='' NO_VENV='' TOO_OLD=''
    for candidate in "${NEWEST_FIRST[@]}"; do
        command -v "$candidate" >/dev/null || continue
        IFS=' ' read -r state version executable <<<"$(probe "$candidate")"
        case $state in
            good) found "$version" "$executable"; return ;;
            novenv) NO_VENV=${NO_VENV:-$version} ;;
            old) TOO_OLD=$version ;;
        esac
    done
}

found() { # VERSION EXECUTABLE<tab>PIP<tab>RUNNER
    local pips=${2#*$'\t'}
    FOUND_VERSION=$1 FOUND_PYTHON=${2%%$'\t'*} FOUND_PIP=${pips%%$'\t'*} FOUND_RUNNER=${pips#*$'\t'}
}

use_python_of_user() {
    local state version executable
    IFS=' ' read -r state version executable <<<"$(probe "$PYTHON")"
    case $state in
        good) found "$version" "$executable" ;;
        old) fail "PYTHON=$PYTHON is Python $version, and Locust needs $OLDEST or later:" \
            "set PYTHON to a newer one, or leave it out." ;;
        novenv) fail "PYTHON=$PYTHON (Python $version) has no venv module:" \
            "install the package python$version-venv, or set PYTHON to another interpreter." ;;
        *) fail "PYTHON=$PYTHON does not run: set PYTHON to a Python interpreter, $OLDEST or later, or leave it out." ;;
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
        "python3-venv (its output is above; of its update: ${words##*$'\n'})." \
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
        dnf_install || fail "dnf could not install python3.13, python3.12 or python3.11 (its output is above)." \
            "Install one of them, or use an image that has one."
    else
        fail "There is no Python $OLDEST or later with a venv module, and neither apt-get nor dnf to install one:" \
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
        # Amazon Linux 2023's own python3 stays 3.9 permanently
        wait_for_boot
        if dnf_install; then
            find_python
        else
            say "Continuing with Python $FOUND_VERSION and an older Locust: dnf could not install a newer Python."
        fi
    fi
    if [[ -n $FOUND_PYTHON ]]; then
        return
    elif [[ -n $NO_VENV ]]; then
        fail "Python $NO_VENV has no venv module: install the package python3-venv (on Debian and Ubuntu:" \
            "sudo apt-get install python3-venv), or set PYTHON to another interpreter."
    elif [[ -n $TOO_OLD ]]; then
        fail "The newest Python on the PATH is $TOO_OLD, and Locust needs $OLDEST or later:" \
            "install a newer Python, or set PYTHON to one."
    else
        fail "There is no Python on the PATH: install Python $CURRENT or later, or set PYTHON to one."
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
    "$FOUND_PYTHON" -m venv ${FOUND_PIP:+--without-pip} "$VENV" && { [[ -z $FOUND_PIP ]] || add_pip; } ||
        fail "$FOUND_PYTHON could not make a virtual environment in $VENV (its output is above):" \
            "is the disk full, or is the package python$FOUND_VERSION-venv missing?"
}

# Lets the venv use a pip that is there already. To install one would take as long as half of Locust. The pip that comes
# with Python is read from its archive, which takes two seconds more than one that is installed beside that Python.
add_pip() {
    printf '%s\n' "$FOUND_PIP" >"$(echo "$VENV"/lib/python3*/site-packages)/pip.pth" &&
        printf '#!/bin/sh\n[ ! -r "%s" ] || exec "%s/bin/python" "%s" "$@"\nexec "%s/bin/python" -m pip "$@"\n' \
            "$FOUND_RUNNER" "$VENV" "$FOUND_RUNNER" "$VENV" >"$VENV/bin/pip" && chmod +x "$VENV/bin/pip"
}

# Settings of the caller, such as PIP_USER=1, are for other installations.
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
    setting=$("$VENV/bin/pip" config list 2>/dev/null |
        grep -E '^(global|install)\.(target|prefix|root|python|dry-run)=') || return 0
    fail "pip's configuration has ${setting//$'\n'/ and }, and pip would install somewhere else than into $VENV:" \
        "remove that from pip.conf, or name another file in PIP_CONFIG_FILE."
}

# FILE [DEPTH]: whether a file of requirements, or one that it includes, names Locust.
names_locust() {
    local included depth=${2:-0}
    ! grep -Eiq '^[[:space:]]*locust(\[[^]]*\])?[[:space:]]*([=<>!~;@#]|$)|[/=]locust(\.git|-[0-9]|[[:space:]]*$)' "$1" ||
        return 0
    ((depth < 8)) || return 1
    while read -r included; do
        included=${included%$'\r'}
        [[ $included == /* || $1 != */* ]] || included=${1%/*}/$included
        [[ ! -r $included ]] || ! names_locust "$included" $((depth + 1)) || return 0
    done < <(sed -nE 's/^[[:space:]]*(-r|--requirement)[[:space:]=]*([^[:space:]#]+).*/\2/p' "$1")
    return 1
}

dependencies_of_pyproject() {
    "$VENV/bin/python" - <<'PYTHON'
import sys
try:
    import tomllib
except ImportError:  # before Python 3.11
    from pip._vendor import tomli as tomllib
try:
    with open("pyproject.toml", "rb") as file:
        project = tomllib.load(file)
except ValueError as error:
    sys.exit("pyproject.toml is not valid: %s" % error)
print(*project.get("project", {}).get("dependencies", []), sep="\n")
if "dependencies" in project.get("tool", {}).get("poetry", {}):
    print("bootstrap.sh: The packages in [tool.poetry] of pyproject.toml are not installed:"
          " list them in requirements.txt.", file=sys.stderr)
PYTHON
}

# On an older Python, the newest gevent is a source package: to compile it takes minutes, and a compiler.
pip_install() {
    PIP_PREFER_BINARY=${PIP_PREFER_BINARY:-1} "$VENV/bin/pip" install --quiet --disable-pip-version-check --no-input "$@"
}

install_packages() {
    local what=Locust
    [[ -z $SOURCE ]] || what="the packages of $PWD/$SOURCE"
    local requirements=$SOURCE errors=$VENV/.locust-swarm-errors arguments=()
    refuse_other_places
    if [[ $SOURCE == pyproject.toml ]]; then
        requirements=$VENV/.locust-swarm-dependencies
        dependencies_of_pyproject >"$requirements" ||
            fail "The dependencies in $PWD/pyproject.toml cannot be read (see above): correct the file."
    fi
    [[ -z $SOURCE ]] || arguments=(-r "$requirements")
    if [[ -z $SOURCE ]] || ! names_locust "$requirements"; then
        printf '%s\n' "$LOCUST" >"$VENV/.locust-swarm-locust"
        arguments+=(-r "$VENV/.locust-swarm-locust")
    fi
    say "Installing ${SOURCE:+the packages of }${SOURCE:-Locust}."
    if ! pip_install "${arguments[@]}" 2>"$errors"; then
        # a package or a constraint can require Locust in another version; an old pip refuses to be told "locust" twice
        ((${#arguments[@]} == 4)) && grep -Eqi 'conflict|double requirement' "$errors" &&
            { pip_install -r "$requirements" locust 2>/dev/null || pip_install -r "$requirements"; } &&
            [[ -x $VENV/bin/locust ]] || {
                cat "$errors" >&2
                fail "pip could not install $what (its output is above):" \
                    "correct ${SOURCE:+the file, or }the access to the package index (PIP_INDEX_URL, HTTPS_PROXY)."
            }
    else
        cat "$errors" >&2 # warnings
    fi
    [[ -x $VENV/bin/locust ]] || fail "$PWD/$SOURCE does not install Locust: add a line such as locust>=2.12."
    if [[ -n $SOURCE ]]; then # Locust alone starts, in the version that is pinned; to see it takes a second
        "$VENV/bin/locust" --version || fail "Locust is installed in $VENV but does not start (its output is above):" \
            "correct the versions in $PWD/$SOURCE."
    fi
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
    SOURCE=''
    if [[ -r requirements.txt ]]; then
        SOURCE=requirements.txt
    elif [[ -e pyproject.toml ]] && grep -Eqs '^[[:space:]]*\[project\]' pyproject.toml; then
        SOURCE=pyproject.toml
    fi
    readonly VENV STAMP MARK SOURCE

    if ! is_ready; then
        forget_other_places
        take_lock
        if ! is_ready; then # nobody has done it while we waited
            is_whole || make_venv
            rm -f "$STAMP"
            install_packages
            wanted_stamp >"$STAMP.new" && mv "$STAMP.new" "$STAMP" # last: without it the venv counts as half made
        fi
    fi
    say "Locust is ready in $VENV."
}

main "$@"
