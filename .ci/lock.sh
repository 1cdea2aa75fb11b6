#!/usr/bin/env bash
# Writes the pinned sets from setup.cfg and pyproject.toml. `make lock` keeps the pins that still
# fit, `make lock UPGRADE=1` takes the newest. Then read the difference, and docs/dependencies.md.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
"${PYTHON:-python3}" -m venv "$tool"
"$tool/bin/pip" install --quiet --disable-pip-version-check uv

pin() { # pin FILE ARGUMENT…
  local file=$1
  shift
  "$tool/bin/uv" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
    --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
    --custom-compile-command "make lock" --output-file "$file" \
    ${UPGRADE:+--upgrade} "$@"
}

pin .ci/requirements-dev.txt setup.cfg --extra dev
pin .ci/requirements.txt setup.cfg --constraint .ci/requirements-dev.txt
sed -n 's/^requires = \[\(.*\)\]$/\1/p' pyproject.toml | tr -d '" ' | tr ',' '\n' >"$tool/build.in"
pin .ci/requirements-build.txt "$tool/build.in" --constraint .ci/requirements-dev.txt
