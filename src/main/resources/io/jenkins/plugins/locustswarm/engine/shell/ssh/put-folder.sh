# put-folder.sh FOLDER DIGEST NAME...: mirrors the sender's folder, whose manifest has that DIGEST, to FOLDER. Leaves
# files and folders with one of the NAMEs alone. The protocol on standard output and input:
#   writes "same", and exits, if nothing has to be sent; else "have", then for each file MODE, space, path, each ended by
#          NUL, an empty record, then for each file its SHA-256 as sha256sum -z prints it, and an empty record;
#   reads  the paths of the files to delete, each ended by NUL, an empty record, and a compressed tar archive;
#   writes "done" when all of that is on the disk.
export LC_ALL=C
umask 022
folder=$1
digest=$2
new=
shift 2

ignored=(-false)
untouched=()
for name; do
    ignored+=(-o -name "$name")
    untouched+=(! -path "*/$name/*" ! -name "$name")
done

# The beginning of a find command, to be followed by a test and an action.
files=(find . -mindepth 1 \( "${ignored[@]}" \) -prune -o)

# Prints a text that changes whenever a file is written, renamed, created or deleted, or its mode changes: then the kernel
# sets the time of the last change (ctime), which nothing else can set. No path has two slashes.
state=("${files[@]}" ! -type d -printf '%y %s %C@ %P//\n')

for tool in find xargs sha256sum tar gzip; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed there" >&2; return 1; }
done
if [[ ! -d $folder ]]; then
    [[ -e $folder ]] || new=1
    mkdir -p -- "$folder" || return 1
fi
cd -- "$folder" || return 1

# Digest of the folder sent last and state right after it; beside the folder, so that it is not one of its files.
stamp=$PWD.sent
if [[ -f $stamp ]]; then
    IFS= read -r -d '' sent <"$stamp"
    if [ "$sent" = "$digest"$'\n'"$("${state[@]}")"$'\n' ]; then # [[ ]] would take it for a pattern first
        echo same
        return 0
    fi
fi
[[ ! -e $stamp ]] || rm -f -- "$stamp"

if [[ -n $new ]]; then
    printf 'have\n\0\0'
else
    # bootstrap.sh may have run as root here.
    if [[ -n $(find . ! -uid "$EUID" -print -quit) ]]; then
        sudo -n chown -hR "$EUID" . || return 1
    fi
    "${files[@]}" ! -type d ! -type f -exec rm -f -- {} + || return 1

    echo have
    "${files[@]}" -type f -printf '%m %P\0'
    printf '\0'
    "${files[@]}" -type f -print0 | xargs -0r sha256sum -z --
    printf '\0'
fi

deleted=
while IFS= read -r -d '' path && [[ -n $path ]]; do
    rm -f -- "./$path" || return 1
    deleted=1
done
if [[ -n $deleted ]]; then
    find . -mindepth 1 -depth -type d -empty "${untouched[@]}" -exec rmdir -- {} \; || return 1
fi
tar -xz -f - --no-same-owner --recursive-unlink || return 1
printf '%s\n%s\n' "$digest" "$("${state[@]}")" >"$stamp" || return 1
echo done
