# use-venv.sh HOME VENV DAYS MACHINE...: notes in the folders of the machines which virtual environment they use, and deletes
# those in HOME/venvs that no bring-up has used for that many days, and no machine or process uses. Beside each are the files
#   NAME.used    when a bring-up used it last
#   NAME.lock    locked by a bootstrap.sh that fills it; never deleted, since another one may wait for it
#   NAME.unused  the environment itself, while it is being deleted

home=$1
venvs=$home/venvs
venv=$2
days=$3
shift 3

# Whether a machine of a swarm or a process uses it. Its path is not an argument of grep, which would find itself. The end
# of the path identifies it, since HOME may have been reached through a symbolic link.
is_in_use() {
    local end=/venvs/${1##*/}
    grep -qsF -f - -- "$home"/swarms/*/machines/*/venv-in-use <<<"$end" ||
        grep -qsaF -f - -- /proc/[0-9]*/cmdline <<<"$end/"
}

# Whether no bring-up has used it for that many days. The time begins now if an earlier version has made it.
is_old() {
    [[ -e $1.used ]] || touch -- "$1.used"
    [[ -n $(find "$1.used" -mtime "+$((days - 1))") ]]
}

for machine; do
    printf '%s\n' "$venv" >"$machine/venv-in-use" || exit
done
[[ -d $venvs ]] || exit 0
exec 8>"$venvs/lock" && flock -w 5 8 || exit # one at a time, so that none begins to use what another one deletes
[[ $venv != "$venvs"/* || ! -d $venv ]] || touch -- "$venv.used"
for other in "$venvs"/????????-????-????-????-????????????; do
    if [[ -d $other ]] && is_old "$other" && ! is_in_use "$other"; then
        (flock -n 9 && rm -f -- "$other.used" && mv -T -- "$other" "$other.unused") 9>>"$other.lock"
    fi
done
exec 8>&-
if compgen -G "$venvs/*.unused" >/dev/null; then
    setsid rm -rf -- "$venvs"/*.unused </dev/null >/dev/null 2>&1 & # takes longer than a bring-up should
fi
