#!/usr/bin/env bash
# Makes sure of what pip cannot bring: system.sh run | test
# Installs Debian's packages when it may (root, or sudo without a password), else names them.
set -euo pipefail
python=${PYTHON:-python3}
missing=()

need() { # need PACKAGE COMMAND…: the package is missing when the command fails
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

library() { "$python" -c "import ctypes, sys; ctypes.CDLL(sys.argv[1])" "$1"; }
noto() { [ -n "$(find /usr/share/fonts /usr/local/share/fonts ~/.fonts ~/.local/share/fonts \
  -name 'NotoSans-Regular.*' -print -quit 2>/dev/null)" ]; }
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

need python3-venv "$python" -c "import ensurepip, venv"
need libpango-1.0-0 library libpango-1.0.so.0
need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
need libharfbuzz-subset0 library libharfbuzz-subset.so.0
need fontconfig command -v fc-list
need fonts-noto-core noto
if [ "${1:-run}" = test ]; then
  need chromium browser
  need libatomic1 library libatomic.so.1 # for the Node that comes with playwright
  need poppler-utils command -v pdftotext
fi
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  as_root=none
elif [ "$(id -u)" = 0 ]; then
  as_root=
elif sudo -n true 2>/dev/null; then
  as_root=sudo
else
  as_root=none
fi
if [ "$as_root" = none ]; then
  cat >&2 <<END
BreachDesk needs these system packages, and only an administrator can install them:

    sudo apt-get install ${missing[*]}

(On another system than Debian or Ubuntu: the packages that hold the same.) Then run make again.
END
  exit 1
fi

echo "Installing system packages: ${missing[*]}"
quietly() {
  local log
  log=$(mktemp)
  if ! $as_root env DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}
quietly apt-get -o DPkg::Lock::Timeout=300 update
if ! apt-cache show chromium >/dev/null 2>&1; then
  missing=("${missing[@]/%chromium/chromium-browser}") # Ubuntu's name
fi
quietly apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "${missing[@]}"
