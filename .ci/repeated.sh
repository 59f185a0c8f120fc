# For the scripts beside this one, which read it with `source`.

# name_repeated FOLDER...: names each test that passed only when it was run a second time, from Surefire's reports in these
# folders, which need not exist. Fails if one of them is a property-based test or a fuzz test: those take other values the
# second time, so that a fault remains.
name_repeated() {
    local names
    names=$(find "$@" -maxdepth 1 -name 'TEST-*.xml' -exec awk '
        /<testcase / {
            match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8)
            match($0, / classname="[^"]*"/); class = substr($0, RSTART + 12, RLENGTH - 13)
        }
        /<flaky(Failure|Error)/ { print "  " class "." name }' {} + 2>/dev/null |
        sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | sort -u) || true
    [[ -n $names ]] || return 0
    printf '%s\n' "These tests failed, and passed when they were run a second time. Look for the cause:" "$names"
    [[ ! $names =~ (PropertyTest|Fuzz)[.$] ]]
}

# second_chance FOLDER... -- COMMAND...: runs Maven, which runs each failed test a second time, and names those that passed
# then, as name_repeated does. The folders are those of the reports.
second_chance() {
    local folders=() code=0
    while [[ $1 != -- ]]; do
        folders+=("$1")
        shift
    done
    shift
    find "${folders[@]}" -maxdepth 1 -name 'TEST-*.xml' -delete 2>/dev/null || true # those of an earlier build
    "$@" -Dsurefire.rerunFailingTestsCount=1 -Dfailsafe.rerunFailingTestsCount=1 || code=$?
    name_repeated "${folders[@]}" || code=1
    return "$code"
}
