# Every recipe of the project. CI calls the same names.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo serve test check fmt bench messages clean

help: ## list the recipes
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

setup: $(READY) ## make the virtual environment and install what the project needs

$(READY): pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" scripts/setup.sh
	@touch $@

demo: $(READY) ## run the main job end to end, then serve it; ONCE=1 stops after the summary
	$(BIN)/takar demo $(if $(ONCE),--once)

serve: $(READY) ## start office, gateway and worker
	$(BIN)/takar serve

test: $(READY) ## everything that must hold: style, types, contracts, tests on SQLite and PostgreSQL
	@scripts/browser.sh
	@# One core checks style, the other compiles the solvers, which every test process would do again by itself.
	@$(BIN)/python -c "from takar.placement.solving.warm import warm; warm()" & $(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not faults and not browser"
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m browser
	@scripts/side_by_side.sh $(BIN)

check: $(READY) ## style, types and import contracts
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: $(READY) ## format the code
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests

bench: $(READY) ## print measured speeds
	$(BIN)/python -m tests.load.bench

messages: $(READY) ## compile the English translations and list the refusals
	$(BIN)/python -m scripts.messages
	$(BIN)/python -m scripts.refusals

clean: ## remove what the recipes made
	rm -rf $(VENV) var build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
