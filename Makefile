# Two commands matter: `make demo` and `make test`. Both set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
JUDGES := .venv-judges
JUDGES_READY := $(JUDGES)/ready
PROCESSES ?= logical
NATASHA := build/natasha
NATASHA_READY := $(NATASHA)/ready

.PHONY: demo test check bench soak docs lock setup judges natasha clean help

demo: $(READY)  ## make a region up, draw its family map, read its texts, write its account, open it on the site
	$(BIN)/esep demo --out build/demo
	ESEP_SITE_FOLDER=build/demo/site $(BIN)/esep site demo

test: $(READY) judges  ## every test, on all cores
	$(BIN)/python -m pytest -n $(PROCESSES) --maxprocesses 4

check: $(READY)  ## lint, form, types, order of the rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) judges natasha  ## how fast: tables, with a peer measured in the same minute
	$(BIN)/python -m benchmarks

soak: $(READY) judges  ## the long runs: many random populations, plans and texts
	ESEP_SOAK=1 $(BIN)/python -m pytest tests/soak tests/invariants

docs: $(READY)  ## write the generated pages of the documentation again
	ESEP_LANGUAGE=en $(BIN)/python docs/generate.py

COMPILE := $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links \
  --no-emit-trusted-host --no-emit-options --no-header --strip-extras

lock:  ## write requirements.lock and the locks of judges and peers again
	$(COMPILE) --extra dev --extra site -o requirements.lock pyproject.toml
	$(COMPILE) -o requirements-judges.lock judges/requirements.in
	$(COMPILE) -o requirements-natasha.lock judges/natasha.in

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Esep needs Python 3.11 or later; name one: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# OpenFisca is under the AGPL, so it has an environment of its own. Where it cannot be had, its tests are skipped and say so.
judges:
	@test -f $(JUDGES_READY) -a $(JUDGES_READY) -nt requirements-judges.lock || { rm -rf $(JUDGES) && $(PYTHON) -m venv $(JUDGES) \
	  && $(JUDGES)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-judges.lock \
	  && touch $(JUDGES_READY); } || echo "OpenFisca could not be set up in $(JUDGES); what it judges will be skipped."

# Natasha is a peer of the reader in one benchmark; its parts are old and large, so it has an environment of its own.
natasha:
	@test -f $(NATASHA_READY) -a $(NATASHA_READY) -nt requirements-natasha.lock || { rm -rf $(NATASHA) && $(PYTHON) -m venv $(NATASHA) \
	  && $(NATASHA)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-natasha.lock \
	  && touch $(NATASHA_READY); } || echo "Natasha could not be set up in $(NATASHA); the benchmark of the reader goes without it."

clean:
	rm -rf build $(VENV) $(JUDGES)

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## */\1\t/p' Makefile
