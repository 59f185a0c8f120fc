# get-files.sh FOLDER (NAME LIMIT HEAD TAIL)...: prints "files" and a compressed stream of the files that exist in FOLDER,
# or "none". The stream has a line "INDEX SIZE" for each file, then all of its bytes, or, if they are more than LIMIT, its
# first HEAD and its last TAIL bytes. The last line is "end". A file that grows meanwhile is sent with its initial size.
export LC_ALL=C
cd -- "$1" 2>/dev/null || { echo none; return 0; }
shift
files=("$@")
present=()
for ((i = 0; i < ${#files[@]}; i += 4)); do
    [[ -f ./${files[i]} ]] && present+=("$i")
done
((${#present[@]})) || { echo none; return 0; }
command -v gzip >/dev/null || { echo "gzip is not installed there" >&2; return 1; }

# exactly COUNT COMMAND...: prints COUNT bytes of its output, filled up with zeros if a file has become shorter
exactly() {
    local count=$1
    shift
    { "$@"; cat /dev/zero; } 2>/dev/null | head -c "$count"
}

# one INDEX LIMIT HEAD TAIL: sends the file on standard input
one() {
    local size
    size=$(stat -c %s -) || return
    echo "$1 $size"
    if ((size <= $2)); then
        exactly "$size" cat
    else
        exactly "$3" head -c "$3"
        exactly "$4" tail -c "$4"
    fi
}

all() {
    local i
    for i in "${present[@]}"; do
        one "$((i / 4))" "${files[@]:i+1:3}" < "./${files[i]}" || return
    done
    echo end
}

echo files
all | gzip
codes=("${PIPESTATUS[@]}")
return $((codes[0] ? codes[0] : codes[1]))
