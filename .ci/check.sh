#!/usr/bin/env bash
# Everything that can be judged without running BreachDesk, fastest first. All checks are run, so
# that one answer lists all that is wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
failed=()

check() { # check NAME COMMAND…
  local name=$1 output started=$SECONDS
  shift
  if output=$("$@" 2>&1); then
    printf 'ok     %-9s %d s\n' "$name" $((SECONDS - started))
  else
    printf 'FAILED %-9s %s\n%s\n' "$name" "$*" "$output"
    failed+=("$name")
  fi
}

check format ruff format --check .
check lint ruff check .
check imports lint-imports --no-logo
check messages python .ci/messages.py check
check templates djlint --configuration .ci/djlint.toml --lint --check templates
check types mypy

if [ ${#failed[@]} -gt 0 ]; then
  echo "make check failed: ${failed[*]}" >&2
  exit 1
fi
