# Two commands: `make demo` sets everything up and holds a spoken exchange; `make test` sets everything up and checks it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint clean

demo: $(READY)
	$(BIN)/speechwright demo --out out/demo

test: $(READY) lint
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade pip -c constraints.txt
	$(BIN)/pip install --quiet --prefer-binary torch -c constraints.txt
	$(BIN)/pip install --quiet --prefer-binary -e '.[all,dev]' -c constraints.txt
	touch $(READY)

clean:
	rm -rf .venv out runs
