# Two commands: `make run` and `make test`. Each prepares what it needs and may be repeated.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test quick lint types bench fuzz eval browser fonts clean help

help: ## Show the targets.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: .venv/run.stamp fonts ## Install, prepare everything and serve the dashboard.
	@$(BIN)/concert serve $(ARGS)

test: .venv/test.stamp browser lint types ## Install and run lint, types and the whole suite.
	@echo "Running the tests"
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

# A changed file is tested by the test of its name and, where there is none, by the folder of its subject.
quick: .venv/test.stamp lint types ## Lint, types, and the tests of what differs from main; before each commit.
	@tests=$$(for f in $$(git diff --name-only --diff-filter=d main -- '*.py'; git ls-files --others --exclude-standard -- '*.py'); do \
		case $$f in tests/*) [ "$${f##*/test_}" = "$$f" ] || echo $$f; continue;; esac; \
		near=tests/$$(dirname $$f); name=$$(basename $$f .py); \
		if [ -f $$near/test_$$name.py ]; then echo $$near/test_$$name.py; elif [ -d $$near ] && [ $$(dirname $$near) != tests ]; then echo $$near; \
		elif [ -f $$(dirname $$near)/test_$$(basename $$near).py ]; then echo $$(dirname $$near)/test_$$(basename $$near).py; fi; done | sort -u); \
	echo "Running $${tests:-the arrows alone}"; $(BIN)/python -m pytest -x tests/test_architecture.py $$tests

lint: .venv/test.stamp ## Check style and formatting.
	@echo "Checking style"
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/test.stamp ## Check types, strict everywhere.
	@echo "Checking types"
	@$(BIN)/mypy

bench: .venv/test.stamp ## Measure the claims about speed and memory, side by side.
	@$(BIN)/python -m benchmarks

fuzz: .venv/test.stamp ## Give the readers of strangers' files at least 50,000 invented inputs; takes a while.
	@$(BIN)/python -m benchmarks.fuzzing

eval: .venv/test.stamp ## Measure the quality of ranking, routing and names; writes data/evaluation/results.json.
	@$(BIN)/python -m benchmarks.quality && $(BIN)/python -m benchmarks.quality.names

fonts: ## Install Debian's fonts for Arabic and Chinese in printed papers where that is possible.
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then \
		dpkg-query -W fonts-noto-core fonts-noto-cjk >/dev/null 2>&1 || { \
		echo "Installing fonts for printed papers"; \
		(apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fonts-noto-core fonts-noto-cjk) >/dev/null 2>&1 \
		|| echo "Fonts could not be installed: a printed paper says which script it has no letters for"; }; fi

browser: ## Install Debian's Chromium for the browser tests where that is possible.
	@if command -v chromium >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "Installing Chromium and fonts for the browser tests"; \
		(apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core fonts-noto-cjk) >/dev/null 2>&1 \
		|| echo "Chromium could not be installed: browser tests will be skipped"; \
	else echo "No Chromium here and no right to install it: browser tests will be skipped"; fi

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, $(PYTHON) is $$($(PYTHON) -V)"; exit 1; }
	@echo "Creating .venv with $$($(PYTHON) -V)"
	@"$(PYTHON)" -m venv .venv

.venv/run.stamp: requirements.txt constraints.txt pyproject.toml | .venv/bin/python
	@echo "Installing what Concert runs on (a few minutes the first time)"
	@$(BIN)/pip install --quiet -r requirements.txt
	@touch $@

.venv/test.stamp: requirements-dev.txt .venv/run.stamp
	@echo "Installing what the tests need"
	@$(BIN)/pip install --quiet -r requirements-dev.txt
	@touch $@

clean: ## Remove the virtual environment and caches; the database stays.
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
