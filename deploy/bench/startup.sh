#!/bin/sh
# How long a built stack takes to be ready, with no data and with some, and the memory of each process when idle.
# On a quiet machine; needs ./parley up to have built once. Arguments go to ./parley up.
set -eu
cd "$(dirname "$0")/../.."

PARLEY_HOME=$(mktemp -d "${TMPDIR:-/tmp}/parley-startup.XXXXXX")
PARLEY_PORT=${PARLEY_PORT:-18700}
export PARLEY_HOME PARLEY_PORT
output=$PARLEY_HOME/output
pid=

finish() {
    [ -z "$pid" ] || { kill -TERM "$pid" 2>/dev/null && wait "$pid"; } || true
    rm -rf "$PARLEY_HOME"
}
trap finish EXIT
trap 'exit 130' INT TERM

start() {
    : >"$output"
    ./parley up "$@" >"$output" 2>&1 &
    pid=$!
    until grep -q '^Parley is ready' "$output"; do
        kill -0 "$pid" 2>/dev/null || { cat "$output"; pid=; exit 1; }
        sleep 0.1
    done
}

stop() {
    kill -TERM "$pid"
    wait "$pid" || true
    pid=
}

echo "processors: $(getconf _NPROCESSORS_ONLN), load: $(uptime | sed 's/.*load average[s]*: //')"
start "$@"
echo "no data:   $(grep '^Parley is ready' "$output")"
stop
for run in 1 2 3; do
    start "$@"
    echo "restart $run: $(grep '^Parley is ready' "$output")"
    [ "$run" -eq 3 ] || stop
done
sleep "${IDLE_SECONDS:-30}"
echo
./parley status
