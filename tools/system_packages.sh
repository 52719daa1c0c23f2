#!/bin/sh
# Installs what the tests drive for real: LibreOffice, fonts with every Vietnamese letter, Chromium,
# tesseract with Vietnamese.
# Does nothing where all is there, or where apt is not: tests then say what they skip.
set -eu
if ! command -v apt-get >/dev/null 2>&1; then
  echo "No apt here: install LibreOffice, Liberation fonts 2.x, Chromium and tesseract by hand for all tests." >&2
  exit 0
fi

have() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }
known() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'; }

wanted=""
want() { have "$1" || wanted="$wanted $1"; }
want libreoffice-writer-nogui
want python3-uno
want fonts-croscore
want poppler-utils
want tesseract-ocr
want tesseract-ocr-vie
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
  command -v google-chrome >/dev/null 2>&1 || wanted="$wanted chromium"
have fonts-liberation2 || wanted="$wanted fonts-liberation2"
if [ -z "$wanted" ]; then exit 0; fi

sudo=""
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "Not root and no sudo: please install:$wanted" >&2
    exit 0
  fi
  sudo="sudo -n"
fi
if ! $sudo apt-get update -qq; then
  echo "apt cannot be used here; please install:$wanted" >&2
  exit 0
fi
install=""
for package in $wanted; do
  if known "$package"; then install="$install $package"; continue; fi
  # Newer releases have version 2 of the fonts under the plain name.
  if [ "$package" = fonts-liberation2 ]; then install="$install fonts-liberation"; continue; fi
  echo "apt does not know $package; tests that need it will say so." >&2
done
echo "Installing:$install"
# shellcheck disable=SC2086
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $install >/dev/null ||
  echo "apt could not install all of:$install; tests say what they skip." >&2
