# get-files.sh FOLDER NAME...: says "files" and sends those of the files in FOLDER that exist as one compressed tar
# archive, or says "none". A file that grows meanwhile (tar's exit code 1) is sent as long as it was at first.
export LC_ALL=C
cd -- "$1" 2>/dev/null || { echo none; return 0; }
shift
present=()
for name; do
    [[ -f $name ]] && present+=("./$name")
done
((${#present[@]})) || { echo none; return 0; }
command -v gzip >/dev/null || { echo "gzip is not installed there" >&2; return 1; }
echo files
tar -cz -h -f - -- "${present[@]}"
code=$?
return $((code > 1 ? code : 0))
