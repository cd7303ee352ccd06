# Two commands matter: `make demo` and `make test`. Both set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test check bench soak docs lock setup clean help

demo: $(READY)  ## make a region up, draw its family map, read its texts, write its account
	$(BIN)/esep demo --out build/demo

test: $(READY)  ## every test
	$(BIN)/python -m pytest

check: $(READY)  ## lint, form, types, order of the rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## how fast: tables, with a peer measured in the same minute
	$(BIN)/python -m benchmarks

soak: $(READY)  ## the long runs: many random populations, plans and texts
	ESEP_SOAK=1 $(BIN)/python -m pytest tests/soak

docs: $(READY)  ## write the generated pages of the documentation again
	ESEP_LANGUAGE=en $(BIN)/python docs/generate.py

lock:  ## write requirements.lock again
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links \
	  --no-emit-trusted-host --no-emit-options --no-header --strip-extras --extra dev -o requirements.lock pyproject.toml

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Esep needs Python 3.11 or later; name one: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

clean:
	rm -rf build $(VENV)

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## */\1\t/p' Makefile
