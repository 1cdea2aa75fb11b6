# make help lists the targets. They need Python 3.11 or newer, git and make; setup brings the rest.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
# make test ARGS="-k deadline" hands ARGS to pytest.
ARGS ?=
PYTEST := $(BIN)/python -m pytest

.PHONY: help setup run test setup-test check format messages coverage bench soak fuzz lock wheel clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## install what is missing: system packages, .venv with pinned versions, catalogues
	@bash .ci/setup.sh run

run: setup ## start web, worker and scheduler; DEMO=0 starts empty
	@exec $(BIN)/breachdesk up $(if $(filter 0,$(DEMO)),--no-demo)

setup-test:
	@bash .ci/setup.sh test

test: setup-test check ## check, then every test
	@$(PYTEST) -n 2 --dist loadfile $(ARGS)

check: setup-test ## format, lint, import contracts, catalogues, templates, types
	@bash .ci/check.sh

format: setup-test ## rewrite sources and templates as make check wants them
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .
	@$(BIN)/djlint --configuration .ci/djlint.toml --reformat --quiet templates || true

messages: setup-test ## bring both catalogues up to date with the sources
	@$(BIN)/python .ci/messages.py update
	@$(BIN)/python .ci/messages.py compile

coverage: setup-test ## every test with branch coverage: 95 % of all, 100 % of the rules and the audit trail
	@$(PYTEST) -n 2 --dist loadfile --cov --cov-report=term:skip-covered --cov-report=xml $(ARGS)
	@$(BIN)/coverage report --include='*/domain*,*/kernel/*,*/audit/*' --fail-under=100

bench: setup-test ## measure against the figures of docs
	@if [ -e tests/bench ] || [ -e tests/bench.py ]; then $(BIN)/python -m tests.bench $(ARGS); \
	else echo "There is no benchmark yet: nothing was measured."; fi

# pytest leaves with 5 when nothing is marked; that is said, and is no failure.
soak fuzz: setup-test ## the tests that run for minutes, or search for bad inputs
	@$(PYTEST) -m $@ $(ARGS) || { code=$$?; [ $$code = 5 ] && echo "No test is marked $@: nothing ran."; }

lock: ## pin the versions anew from setup.cfg; UPGRADE=1 takes the newest
	@bash .ci/lock.sh

wheel: setup-test ## build dist/*.whl
	@rm -rf build/lib && $(BIN)/python -m pip --disable-pip-version-check --quiet wheel --no-deps --no-build-isolation --wheel-dir dist .

clean: ## remove what setup and the tests made; the instance is kept
	@rm -rf .venv build dist *.egg-info .coverage coverage.xml .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find breachdesk migrations tests -name __pycache__ -prune -exec rm -rf {} +
