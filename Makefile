# Two commands on a fresh machine: `make site` and `make test`. Each sets up all it needs.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --all-extras

.DEFAULT_GOAL := help
.PHONY: help site manual test check serve bench lint lock notebooks clean setup browser

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## Create the virtual environment from the hashed lock file

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with 'make PYTHON=...'."; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib || true
	touch $@

site: $(READY)  ## Build the whole course into site/
	$(BIN)/wikiskills runtime fetch --if-possible
	$(BIN)/wikiskills build

manual: $(READY)  ## Build the manual into manual/build/site/
	$(BIN)/python -m manual.build

check: $(READY)  ## Check outlines, lessons, exercises and notebooks without executing anything
	$(BIN)/wikiskills check

serve: $(READY)  ## Preview the course, rebuilt at every change
	$(BIN)/wikiskills serve

notebooks: $(READY)  ## Write the learner notebooks again
	$(BIN)/wikiskills notebooks

browser: $(READY)
	@$(BIN)/python tests/support/browser.py

test: $(READY) browser  ## Run every test, the browser tests included
	$(BIN)/wikiskills runtime fetch --if-possible
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

lint: $(READY)  ## Format check, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY)  ## Measure the build beside other tools; results go to benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks.run $(ARGS)

lock:  ## Resolve the dependencies again (needs uv)
	$(LOCK) --upgrade pyproject.toml -o requirements.lock

clean: $(READY)  ## Remove all that is built
	$(BIN)/wikiskills clean
	rm -rf manual/build
