#!/usr/bin/env bash
# The kill tests mostly wait, so they run beside the pass on PostgreSQL. Both must hold.
set -euo pipefail
bin=$1
told=$(mktemp)
trap 'rm -f "$told"' EXIT
"$bin/python" -m pytest -m "faults and not browser" >"$told" 2>&1 &
kills=$!
held=0
scripts/postgres_tests.sh "$bin" || held=$?
wait "$kills" || held=$?
cat "$told"
exit "$held"
