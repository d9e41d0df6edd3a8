# One command for each thing one does here; `make help` lists them.
# Needs Python 3.11 or newer, make and git; everything else is put into .venv from constraints.txt.

VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

# The first of these that is new enough; `make PYTHON=/path/to/python run` takes another.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$each"; break; }; done)

INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

# A person has none of these; with them modules are compiled anew at each start, and output that is held back is not seen.
unexport PYTHONDONTWRITEBYTECODE PYTHONUNBUFFERED

.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports bench docs clean

help: ## these lines
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: $(VENV)/.run ## set up and open the wizard; ARGS="list" runs a command of zpb instead
	@$(BIN)/zpb $(ARGS)

test: $(VENV)/.dev ## set up and run all tests with branch coverage and its floor; ARGS are pytest's
	@$(BIN)/python -m pytest --numprocesses $(JOBS) --cov --cov-report=term $(ARGS)

check: lint types imports test ## everything that has to hold before a change lands

lint: $(VENV)/.dev ## ruff
	@$(BIN)/ruff check .

types: $(VENV)/.dev ## mypy, strict
	@$(BIN)/mypy

imports: $(VENV)/.dev ## the walls between the packages
	@$(BIN)/lint-imports --no-logo

bench: $(VENV)/.dev ## measure, and print each ratio beside its goal; ARGS=--keep puts the table into docs/bench.md
	@$(BIN)/python -m bench $(ARGS)

docs: $(VENV)/.dev ## bring what is made from the program in README.md and docs/ up to date
	@UPDATE_DOCS=1 $(BIN)/python -m pytest -q tests/test_docs.py tests/forms/checks/test_page.py

clean: ## remove everything that the commands above made
	rm -rf $(VENV) .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed and was not found; name one: make PYTHON=/path/to/python run' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed; $(PYTHON) is older or does not run. Name another: make PYTHON=/path/to/python run' >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); echo 'No virtual environment could be made; on Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo '正在准备，首次约需半分钟……' >&2
	@$(INSTALL) .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@$(INSTALL) '.[dev]'
	@touch $@ $(VENV)/.run
