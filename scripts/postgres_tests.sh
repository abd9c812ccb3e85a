#!/usr/bin/env bash
# Runs the database tests again on a throw-away PostgreSQL, when its binaries are there.
set -euo pipefail
bin=$1
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null 2>&1; then
  echo "PostgreSQL binaries not found: the same tests were run on SQLite only. To run both: sudo apt-get install postgresql"
  exit 0
fi
# The long ones would take minutes more; run them here when storage or blindness changes: LONG=1 make test
long=${LONG:+ or long}
TAKAR_TEST_DATABASE=postgresql "$bin/python" -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "database and not browser and not faults and (not long$long)"
