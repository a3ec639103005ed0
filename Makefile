# Everything there is to run, each in one word. A fresh machine needs Python 3.11 or
# newer, its venv module and make: the targets prepare `.venv` themselves. Settings of
# the tools do not belong here; they stand in pyproject.toml.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test check tidy fast coverage long bench security format shots lock

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(STAMP)  ## open the demonstration; make demo ARGS="--port 8600 --headless"
	$(BIN)/alongside demo $(ARGS)

# In the order of the folders, slow files come first and many small ones fill the end.
# Types are one of the tests, so that both cores are at work while they are looked at.
test: tidy  ## every check and every test: what CI runs
	$(BIN)/pytest $(ARGS) -n 2 --dist loadfile --no-loadscope-reorder

check: tidy  ## format, lint, import rules, generated files, and types
	$(BIN)/mypy

tidy: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m metrics.dictionary --check

fast: $(STAMP)  ## the quick tests: no browser, nothing slow, no coverage
	$(BIN)/pytest $(ARGS) -n 2 --dist loadfile -m "not browser and not slow"

# Watching lines takes a tenth as long again, and says nothing red: so it stands apart.
coverage: $(STAMP)  ## which lines and branches of metrics/ no test runs
	$(BIN)/pytest $(ARGS) -n 2 --dist loadfile -m "not browser" --cov

long: $(STAMP)  ## the property tests on new examples, and many; for an evening
	$(BIN)/pytest $(ARGS) -n 2 --hypothesis-profile=long tests/properties

bench: $(STAMP)  ## how fast and how good, as ratios; make bench ARGS="hartford circles"
	$(BIN)/python -m tests.benchmarks $(ARGS)

security: $(STAMP)  ## who may do what, planted words, two browsers: tried, and printed
	$(BIN)/python -m tests.nobody_sees

format: $(STAMP)  ## put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

shots: $(STAMP)  ## pictures of every page, into shots/
	$(BIN)/python -m tests.browser.shots $(ARGS)

# uv comes from a throwaway venv: it is needed nowhere else. It writes its own command
# into the header, so the last line removes any that names where packages came from.
lock:  ## write requirements.lock anew from pyproject.toml; ARGS=--upgrade for newer
	tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT \
	&& $(PYTHON) -m venv "$$tmp" && "$$tmp/bin/pip" install --quiet uv \
	&& "$$tmp/bin/uv" pip compile --universal --generate-hashes --no-emit-index-url \
		--python-version 3.11 --group pyproject.toml:test pyproject.toml \
		-o requirements.lock --quiet $(ARGS) \
	&& sed -i.bak -E '/^ *#? *(--(extra-)?index-url|--default-index|--index |--find-links)|:\/\//d' \
		requirements.lock && rm requirements.lock.bak

# Python compiles what it imports when it first does: a small part of all there is.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Alongside needs Python 3.11 or newer: install it, or name it as in 'make $(or $(MAKECMDGOALS),demo) PYTHON=python3.12'." >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Alongside needs Python's venv module: install it (on Debian and Ubuntu the package python3-venv)." >&2; \
		exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
