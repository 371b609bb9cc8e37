# `make demo` and `make test` need only Python 3.11 or later, git and make; the rest is in .venv.
PYTHONS := python3 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for one in $(PYTHONS); do $$one -c \
	'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$one; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# How many processes share the tests: one a core, and no more than memory has room for.
JOBS ?= auto --maxprocesses 4
# The folder of real files that the starter facts are made from: make starter DATA=…
DATA ?= ../shared/data

.DEFAULT_GOAL := help
.PHONY: help demo test check tests wheel ontology starter docs assets screenshots benchmark clean

help: ## Say what there is to make.
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' $(MAKEFILE_LIST) | while read -r name text; do \
		printf '  make %-10s %s\n' "$$name" "$$text"; done

demo: $(VENV)/.installed ## Install, then answer three questions of the starter graph and write demo/network.html.
	@$(BIN)/panoptrade demo

test: check tests wheel ## Install what tests need, then run everything that checks this.
	@echo "make test: all passed"

check: $(VENV)/.dev ## Check formatting, lint, strict types and the direction of imports.
	@echo "formatting …" && $(BIN)/ruff format --check --quiet .
	@echo "lint …" && $(BIN)/ruff check --quiet .
	@echo "types …" && $(BIN)/mypy --no-error-summary -p panoptrade
	@echo "imports …" && $(BIN)/lint-imports --no-logo

tests: $(VENV)/.dev ## Run the tests with branch coverage.
	@$(BIN)/python -m pytest -q -p no:cacheprovider -n $(JOBS) --dist loadgroup --no-loadscope-reorder --cov --cov-report=term

wheel: $(VENV)/.dev ## Build the wheel, install it alone and run it from another folder.
	@sh tests/wheel.sh $(BIN)/python

ontology: $(VENV)/.installed ## Make ontology.ttl and shapes.ttl anew from the tables.
	@$(BIN)/python -m panoptrade.ontology.turtle

starter: $(VENV)/.installed ## Make the starter facts anew from the real files in DATA.
	@$(BIN)/python -m panoptrade.loaders.starter.make $(DATA)

docs: $(VENV)/.installed ## Make the generated parts of the documents anew.
	@$(BIN)/python docs/generate.py

assets: ## Bundle the explorer's script anew from assets/, and its licences (needs Node and npm).
	@cd assets && npm ci --no-fund --no-audit && npm run check && npm test && npm run build

screenshots: $(VENV)/.dev ## Take the pictures of docs/pictures.toml anew (needs Chromium).
	@$(BIN)/python docs/screenshots.py

benchmark: $(VENV)/.installed ## Measure loading and building all real files in DATA.
	@$(BIN)/python benchmarks/load_all.py $(DATA)

clean: ## Remove what was made: the environment, builds, caches, the demo.
	rm -rf $(VENV) assets/node_modules build dist demo .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.dev: pyproject.toml $(VENV)/.installed
	@echo "installing what the tests need …"
	@$(PIP) install -e '.[dev]'
	@if pkg-config --exists icu-i18n 2>/dev/null && command -v g++ >/dev/null && \
		$(PIP) install -e '.[dev,resolve]' >$(VENV)/resolve.log 2>&1; then :; else \
		echo "tests of matching are skipped: the extra resolve wants libicu-dev pkg-config g++"; fi
	@touch $@

$(VENV)/.installed: pyproject.toml $(BIN)/python
	@echo "installing panoptrade into $(VENV) …"
	@$(PIP) install -e .
	@touch $@

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "panoptrade needs Python 3.11 or later, and none of $(PYTHONS) is one." >&2; \
		echo "Install one, or name it: make demo PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@echo "making $(VENV) with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "The environment could not be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
