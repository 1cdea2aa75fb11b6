#!/usr/bin/env bash
# Prepares .venv: setup.sh run | test. Does nothing, quickly, when nothing has changed since.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}
requirements=.ci/requirements.txt
[ "$purpose" = run ] || requirements=.ci/requirements-dev.txt

export PYTHON=${PYTHON:-python3}
if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "BreachDesk needs Python 3.11 or newer, and $PYTHON is not." >&2
  echo "Install one, or name it: make PYTHON=/path/to/python3.11" >&2
  exit 1
fi

# One setup at a time: two of them would install into the same folder.
exec 9<.ci/setup.sh
flock 9

fingerprint() { # fingerprint FILE…: changes with the files, the interpreter and the place
  { "$PYTHON" -VV; pwd; cat "$@"; } | sha256sum
}
is_done() { [ "$(cat ".venv/$1.done" 2>/dev/null)" = "$2" ]; }
done_now() { echo "$2" >".venv/$1.done"; }
pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input -qq "$@"; }

system=$(fingerprint .ci/system.sh)
is_done "system-$purpose" "$system" || bash .ci/system.sh "$purpose"

interpreter=$(fingerprint /dev/null)
if ! is_done interpreter "$interpreter" || ! .venv/bin/python -c "import pip" 2>/dev/null; then
  echo "Making the virtual environment .venv"
  "$PYTHON" -m venv --clear .venv
  done_now interpreter "$interpreter"
fi
done_now "system-$purpose" "$system"

pins=$(fingerprint "$requirements" .ci/requirements-build.txt)
if ! is_done "pins-$purpose" "$pins"; then
  echo "Installing the pinned packages of $requirements"
  # The sets are complete, so pip need not resolve (--no-deps): older ones cannot match an extra,
  # as coverage[toml], with its pin. Flask-Principal and dkimpy come as source only; they are built
  # with the pinned setuptools.
  pip install --require-hashes --no-deps --only-binary :all: -r .ci/requirements-build.txt
  pip install --require-hashes --no-deps --only-binary :all: --no-binary flask-principal,dkimpy \
    --no-build-isolation -r "$requirements"
  done_now "pins-$purpose" "$pins"
fi

package=$(fingerprint setup.cfg setup.py pyproject.toml breachdesk/__init__.py)
if ! is_done package "$package" || [ ! -x .venv/bin/breachdesk ]; then
  echo "Installing BreachDesk itself"
  pip install --no-deps --no-build-isolation --editable .
  done_now package "$package"
fi

.venv/bin/python .ci/messages.py compile
