# Every command that a user, a developer or CI needs. Without make, see run.py.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup run cluster test check fix bench bench-pages smoke screenshots lock

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

setup: ## make the virtual environment, .venv/bin/dateline included
	@$(PYTHON) run.py setup

run: ## show the example in a browser (ARGS="MY-LIST.txt" for your own)
	@$(PYTHON) run.py run $(ARGS)

test: ## run every test (ARGS="-k timeline" for some)
	@$(PYTHON) run.py test $(ARGS)

cluster: ## a scheduler and two workers on this machine, for trying (ARGS="3" for three)
	@$(PYTHON) run.py cluster $(ARGS)

check: ## lint, format, types; changes nothing and reports everything
	@$(PYTHON) run.py setup-dev
	@status=0; \
	$(BIN)/ruff check . || status=1; \
	$(BIN)/ruff format --check . || status=1; \
	$(BIN)/mypy || status=1; \
	$(BIN)/python -m pytest -q tests/repo || status=1; \
	exit $$status

fix: ## mend what ruff can mend
	@$(PYTHON) run.py setup-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: ## measure (see bench/README.md)
	@$(PYTHON) run.py setup-dev
	@$(BIN)/python -m bench

bench-pages: ## measure pages beside Datasette and others (ARGS="--sizes 1000000")
	@$(PYTHON) run.py setup-dev
	@$(BIN)/python -m bench.pages $(ARGS)

smoke: ## start what the Procfile says, ask it, stop it
	@$(PYTHON) run.py test -q tests/server/test_procfile.py

screenshots: ## take the pictures of the docs again
	@$(PYTHON) run.py setup-dev
	@$(BIN)/python docs/take_screenshots.py

COMPILE := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' --extra build

lock: ## write the hash-locked requirements again (needs uv)
	$(COMPILE) -o requirements.txt
	$(COMPILE) --extra cluster -c requirements.txt -o requirements-cluster.txt
	$(COMPILE) --extra cluster --extra dev -c requirements-cluster.txt -o requirements-dev.txt
