#!/bin/sh
# Makes the virtual environment. Debian and Ubuntu ship Python without venv's pip: get it from apt.
set -eu
venv=$1
python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "docgen needs Python 3.11 or newer; '$python' is not. Set PYTHON=/path/to/python3.11." >&2
  exit 1
fi
if "$python" -m venv "$venv" >/dev/null 2>&1; then exit 0; fi
rm -rf "$venv"
if command -v apt-get >/dev/null 2>&1; then
  version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  sudo=""
  if [ "$(id -u)" != 0 ]; then sudo="sudo"; fi
  echo "Installing $version (needed for virtual environments)"
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$version" >/dev/null
fi
exec "$python" -m venv "$venv"
