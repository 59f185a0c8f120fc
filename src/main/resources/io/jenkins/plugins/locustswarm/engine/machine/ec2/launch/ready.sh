# Checks whether a new instance is ready, and starts its timer if cloud-init did not.
# $1: how long to wait here, in seconds, $2: timer.sh, then the arguments of timer.sh.
# Prints "wait REASON", "failed REASON" when waiting is of no use, or "home FOLDER" after any number of "warning TEXT".
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
# SECONDS of Bash follows the date, which is often corrected just after the boot.
uptime() {
    local up rest
    read -r up rest </proc/uptime
    echo "${up%.*}"
}
give_up=$(($(uptime) + $1))

# cloud-init writes this file as the last thing at each boot. Asking its own command takes seconds of a slow processor, and
# calls a boot with recoverable errors, such as deprecated settings of the image, a failure.
result=/run/cloud-init/result.json
if [ -d "${result%/*}" ] && [ ! -e "${result%/*}/disabled" ]; then
    until [ -e "$result" ]; do
        if [ "$(uptime)" -ge "$give_up" ]; then
            echo "wait cloud-init is still running"
            return 0
        fi
        sleep 0.2
    done
    errors=$(tr -s '[:space:]' ' ' <"$result" | sed -n 's/.*"errors": \[ *\([^ ].*[^ ]\) *\].*/\1/p')
    if [ "${#errors}" -gt 300 ]; then
        errors=${errors:0:300}
        errors="${errors% *} ..."
    fi
    [ -z "$errors" ] || echo "warning cloud-init reported errors: $errors"
fi

# The users of the image are complete by now, so that another answer is not to come.
if ! refusal=$(as_root true 2>&1); then
    echo "failed $(id -un) cannot run commands as root without a password (${refusal%%$'\n'*}): use an image that permits it"
    return 0
fi

# The process that holds the lock of the package manager, at boot usually unattended-upgrades, is listed in /proc/locks by
# device and inode of the file.
for lock in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock; do
    [ -e "$lock" ] || continue
    device=$((0x$(stat -c %D "$lock")))
    file=$(printf '%02x:%02x:%s' $((device >> 8 & 0xfff)) $((device & 0xff | device >> 12 & 0xfff00)) \
        "$(stat -c %i "$lock")")
    while grep -qF " $file " /proc/locks; do
        if [ "$(uptime)" -ge "$give_up" ]; then
            echo "wait $lock is held by another program"
            return 0
        fi
        sleep 1
    done
done

if ! as_root sh -c "$2" locust-swarm-arm "${@:3}" 2>&1; then
    echo "The timer that shuts this instance down when its lease ends could not be started."
    return 1
fi
echo "home $HOME"
