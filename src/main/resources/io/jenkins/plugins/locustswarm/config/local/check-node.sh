# Checks whether a local swarm can run here; prints the version of the Python that bootstrap.sh would use.
for python in python3.14 python3.13 python3.12 python3.11 python3.10 python3.9 python3; do
    if command -v "$python" >/dev/null && "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
        "$python" --version
        exit
    fi
done
echo "there is no Python 3.9 or later with the venv module."
exit 1
