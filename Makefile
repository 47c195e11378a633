# The words of this project: run, demo, test, check, bench, prove. `make` alone lists them.
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Python compiles a module once for all processes and runs, beside the environment it belongs to.
COMPILED := PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX=$(CURDIR)/$(VENV)/compiled
.DEFAULT_GOAL := help
.PHONY: help run demo test check bench bench-national bench-spark prove lock docs

help:            ## what each word does
	@grep -E '^[a-z-]+: ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/'

run: $(VENV)/core           ## set up, load a demonstration, and start Onward at a local address
	@$(BIN)/onward run

demo: $(VENV)/core          ## the whole demonstration of Work First Scotland, with every file it makes
	@$(BIN)/onward demo

test: $(VENV)/dev           ## set up and run the tests
	@$(COMPILED) $(BIN)/pytest -n 2 --dist worksteal

check: $(VENV)/dev          ## style, types, layers, migrations and generated pages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy config onward tests
	@$(BIN)/lint-imports
	@$(BIN)/onward check
	@$(BIN)/onward docs --check

bench: $(VENV)/bench        ## speed, memory and quality, beside a baseline of the same run
	@$(BIN)/python -m tests.bench

bench-national: $(VENV)/dev ## a nation's monthly return: 1.3 million young people written and checked
	@$(BIN)/python -m tests.bench.nccis 1300000

bench-spark: $(VENV)/spark  ## Splink's Spark back end links as its DuckDB one does: needs Java
	@$(BIN)/python -m tests.bench.matching.spark

prove: $(VENV)/dev          ## the long proofs: crashes, large files, a browser (Chromium), properties tried 500 times
	@$(COMPILED) $(BIN)/pytest -m prove -p no:randomly tests/proofs
	@$(COMPILED) $(BIN)/pytest -m hypothesis --hypothesis-profile=many -n 2 --dist worksteal

docs: $(VENV)/dev           ## write the generated pages of docs/reference anew
	@$(BIN)/onward docs

lock: $(VENV)/dev           ## lock the requirement files anew
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements/core.txt requirements/core.in
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements/dev.txt requirements/dev.in
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements/bench.txt requirements/bench.in
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements/spark.txt requirements/spark.in

$(VENV)/uv:
	@$(PY) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv
	@touch $@

$(VENV)/core: $(VENV)/uv requirements/core.txt pyproject.toml
	@test -f $(VENV)/dev || $(BIN)/uv pip sync -q --require-hashes requirements/core.txt
	@$(BIN)/uv pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/uv requirements/dev.txt pyproject.toml
	@$(BIN)/uv pip sync -q --require-hashes requirements/dev.txt
	@$(BIN)/uv pip install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/core

# What the matcher is measured beside. A `make test` after it leaves it where it is.
$(VENV)/bench: $(VENV)/dev requirements/bench.txt
	@$(BIN)/uv pip install -q --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/spark: $(VENV)/bench requirements/spark.txt
	@$(BIN)/uv pip install -q --require-hashes -r requirements/spark.txt
	@touch $@
