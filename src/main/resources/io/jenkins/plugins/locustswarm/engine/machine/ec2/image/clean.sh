# Removes from a machine what an image of it must not contain, as root: the keys and the user data of this machine, the files
# of the test, logs, and the timer that shuts it down. What bootstrap.sh has installed stays.
# $1: the folder of the swarm, $2: the virtual environment, $3: the seconds after which this machine shuts down.
# Prints "locust=VERSION", if it is known. Afterwards nobody can log in.
readonly FOLDER=$1 VENV=$2 LEASE=$3 TIMER=/opt/locust-swarm
readonly TIMER_FILES=("$TIMER/lease" "$TIMER/lease.new" "$TIMER/running" "$TIMER/guard" "$TIMER/timer.pid")
# "cloud-init clean" would also remove scripts of the image, such as those in /var/lib/cloud/scripts/per-boot.
readonly CLOUD_INIT=(/var/lib/cloud/instance /var/lib/cloud/instances /var/lib/cloud/data /var/lib/cloud/sem)

# What bootstrap.sh keeps of requirements, and of pip's output: either can have a password of a package index in it.
readonly COPIES=("$VENV/.locust-swarm-dependencies" "$VENV/.locust-swarm-errors")

shopt -s nullglob dotglob

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# remove PATH...: deletes files and folders on this disk.
remove() {
    (($# == 0)) || rm -rf --one-file-system -- "$@"
}

# wipe PATH...: does the same with secrets. A snapshot holds whole blocks, also those of deleted files, so that files of a
# usual size are overwritten first.
wipe() {
    local path
    for path; do
        if [[ -e $path && ! -L $path ]] && command -v shred >/dev/null; then
            find "$path" -xdev -type f -size -100M -exec shred -n 1 -- {} + 2>/dev/null
        fi
        remove "$path"
    done
}

# The timer of this machine writes files, so that one in memory takes its place before it ends. After a reboot, cloud-init
# starts the first one again.
replace_timer() {
    local pid= words=
    setsid sh -c 'sleep "$1"; shutdown -P now' locust-swarm-last-timer "$LEASE" </dev/null >/dev/null 2>&1 &
    { read -r pid <"$TIMER/timer.pid"; } 2>/dev/null
    [[ $pid =~ ^[0-9]+$ ]] || return 0
    { words=$(tr '\0' ' ' <"/proc/$pid/cmdline"); } 2>/dev/null
    [[ $words == *locust-swarm-timer* ]] || return 0
    kill -KILL -- "-$pid" 2>/dev/null
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.1
    done
}

print_locust_version() {
    local folder
    for folder in "$VENV"/lib/python3*/site-packages/locust-[0-9]*.dist-info; do
        folder=${folder##*/locust-}
        printf 'locust=%s\n' "${folder%.dist-info}"
        return
    done
}

print_locust_version
replace_timer
remove "${TIMER_FILES[@]}"
wipe "$FOLDER" "${CLOUD_INIT[@]}" "${COPIES[@]}"
for home in /root /home/*; do
    wipe "$home"/.ssh/authorized_keys* "$home"/.*_history
    remove "$home/.cache/pip" "$home/.cache/uv" # others hold what is installed, such as browsers
done
wipe /etc/ssh/ssh_host_*_key* /var/lib/systemd/random-seed
remove /var/lib/dhcp/*.leases /tmp/* /var/tmp/* /var/cache/apt/archives/*.deb /var/log/journal/*
find /var/log -xdev -type f -exec truncate -s 0 -- {} + 2>/dev/null
[[ ! -e /etc/machine-id ]] || : >/etc/machine-id # systemd makes a new one
[[ -L /var/lib/dbus/machine-id ]] || remove /var/lib/dbus/machine-id
for path in "${TIMER_FILES[@]}" "$FOLDER" "${CLOUD_INIT[@]}" "${COPIES[@]}" /root/.ssh/authorized_keys* /home/*/.ssh/authorized_keys* \
    /etc/ssh/ssh_host_*_key*; do
    [[ ! -e $path ]] || fail "$path could not be deleted."
done
sync
