# Two commands: `make demo` and `make test`. Both need Python 3.11 or newer, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PEERS := .venv-peers
PEERS_PIP := $(PEERS)/bin/python -m pip --disable-pip-version-check --quiet
# One more than processors: the stories wait for real programs more than they calculate.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(1 + (os.cpu_count() or 1))')

.DEFAULT_GOAL := help
.PHONY: help install install-dev install-peers demo check format test pictures lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(VENV)/installed ## Prepare the environment: .venv/bin/whale
	@echo "Ready: $(BIN)/whale --help"

install-dev: $(VENV)/installed-dev ## The same with everything that tests and checks need

install-peers: $(PEERS)/installed ## Other people's clients, for the tests that run them on the stand-ins

demo: $(VENV)/installed ## The whole product on this machine, in the browser
	@$(BIN)/whale demo $(DEMO)

check: install-dev ## Format, lint, types, import contracts, dependencies, container files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/hadolint Dockerfile
	$(BIN)/compose-lint check docker-compose.yml

test: check ## All of that, and the whole suite
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile $(PYTEST)

format: install-dev ## Put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: install-dev ## Take the pictures of docs/pictures anew (needs chromium)
	$(BIN)/python docs/pictures/make.py

lock: ## Choose versions anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header \
		--group build pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-header \
		--group build --group dev pyproject.toml --constraints requirements.lock \
		--output-file requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --group peers --output-file requirements-peers.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-deps --group peers-sources --output-file requirements-peers-sources.lock

clean: ## Remove the environment and what the demo keeps
	rm -rf $(VENV) $(PEERS) .whale .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 …"; exit 1; }
	@echo "Making the environment …"
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Python's venv module is missing (on Debian: apt install python3-venv)"; exit 1; }
	@touch $@

$(VENV)/installed: $(VENV)/python requirements.lock pyproject.toml
	@echo "Installing pinned dependencies (about a minute the first time) …"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/python requirements-dev.lock pyproject.toml
	@echo "Installing pinned dependencies for development (about a minute the first time) …"
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(VENV)/installed $@

$(PEERS)/installed: requirements-peers.lock requirements-peers-sources.lock
	@echo "Installing other people's clients (about a minute) …"
	@rm -rf $(PEERS)
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS_PIP) install --require-hashes --requirement requirements-peers.lock
	@$(PEERS_PIP) download --require-hashes --requirement requirements-peers-sources.lock \
		--no-deps --no-build-isolation --no-binary aiogram,python-telegram-bot --dest $(PEERS)/sdists
	@mkdir $(PEERS)/sources
	@for file in $(PEERS)/sdists/*.tar.gz; do tar xzf $$file -C $(PEERS)/sources; done
	@touch $@
