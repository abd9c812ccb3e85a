#!/usr/bin/env bash
# Makes the virtual environment. uv when it is there, otherwise pip alone.
set -euo pipefail
python=${PYTHON:-python3}
venv=${VENV:-.venv}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Takar needs Python 3.11 or newer; '$python' is $("$python" --version 2>&1)." >&2
  echo "Install python3.11 (or newer) and run: make PYTHON=python3.11 $*" >&2
  exit 1
}
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv" || {
  echo "Could not make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv" >&2
  exit 1
}
if command -v uv >/dev/null 2>&1; then
  UV_PYTHON_PREFERENCE=only-system VIRTUAL_ENV="$PWD/$venv" uv pip install --quiet --python "$venv/bin/python" -e '.[dev,postgres]'
else
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -e '.[dev,postgres]'
fi
