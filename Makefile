# Everything a person or CI does here. `make` alone lists it.
PORT ?= 8000
WORKERS ?= auto
ARGS ?=

# Some Python 3.8 or newer to start with. scripts/bootstrap then finds the one that Hojokin runs on.
# A version manager's python3 may refuse to start in this folder, so each candidate is tried.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.14 /usr/bin/python3 /usr/local/bin/python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
BOOTSTRAP = @py="$(PYTHON)"; [ -n "$$py" ] || { echo "Hojokin needs Python 3 to begin with, and none was found: install python3 and python3-pip."; exit 1; }; "$$py" -m scripts.bootstrap
BIN := .venv/bin
# Tests start many programs. Where compiled modules may not lie beside the source, each would compile Django anew.
ifneq ($(PYTHONDONTWRITEBYTECODE),)
test test-long check: export PYTHONDONTWRITEBYTECODE :=
test test-long check: export PYTHONPYCACHEPREFIX := $(CURDIR)/.tools/compiled
endif
CODE := src tests scripts $(wildcard benchmarks)

.DEFAULT_GOAL := help
.PHONY: help demo test test-long check fmt lint types contracts bench docs messages lock setup clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Serve the site on 127.0.0.1 (PORT=8000)
	$(BOOTSTRAP) demo
	@exec $(BIN)/python -m hojokin.office demo --port $(PORT)

test: setup ## Run every test (ARGS="-k wages" narrows it, WORKERS=1 makes it sequential)
	@$(BIN)/pytest -n $(WORKERS) $(ARGS)

test-long: setup ## Every test, the long journeys through the years too
	@$(BIN)/pytest -n $(WORKERS) --long $(ARGS)

check: setup ## Everything that must hold before a change lands: format, lint, types, contracts, docs, tests
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy $(CODE)
	@$(BIN)/lint-imports
	@$(BIN)/python -m scripts.generate_docs --check
	@$(BIN)/python -m scripts.messages --check
	@$(BIN)/pytest -n $(WORKERS) $(ARGS)

fmt: setup ## Format the code and repair what the linter can repair
	@$(BIN)/ruff check --fix-only --quiet $(CODE)
	@$(BIN)/ruff format $(CODE)

lint: setup ## Lint only
	@$(BIN)/ruff check $(CODE)

types: setup ## Check types only
	@$(BIN)/mypy $(CODE)

contracts: setup ## Check the import contracts only
	@$(BIN)/lint-imports

bench: setup ## Measure against the named peers, in one run
	@$(BIN)/python -m benchmarks $(ARGS)

docs: setup ## Write the generated pages under docs/
	@$(BIN)/python -m scripts.generate_docs

messages: setup ## Gather the sentences of the site, and compile their translations
	@$(BIN)/python -m scripts.messages

lock: setup ## Rebuild requirements/*.txt from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(BIN)/python scripts/lock.py "$$($(BIN)/python -m scripts.bootstrap uv | tail -n 1)" $(ARGS)

setup:
	$(BOOTSTRAP) dev

clean: ## Remove what make made, the demo's data included
	rm -rf .venv .hojokin .tools build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
