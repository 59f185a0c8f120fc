# For the scripts beside this one, which read it with `source`.

# name_repeated FOLDER: names each test that passed only when it was run a second time, from Surefire's reports in FOLDER.
name_repeated() {
    local names
    [[ -d $1 ]] || return 0
    names=$(find "$1" -maxdepth 1 -name 'TEST-*.xml' -exec awk '
        /<testcase / {
            match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8)
            match($0, / classname="[^"]*"/); class = substr($0, RSTART + 12, RLENGTH - 13)
        }
        /<flaky(Failure|Error)/ { print "  " class "." name }' {} + |
        sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | sort -u) || return 0
    [[ -z $names ]] ||
        printf '%s\n' "These tests failed, and passed when they were run a second time. Look for the cause:" "$names"
}
