# `make demo` shows what itsm does, `make test` checks everything; both set up what they need in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint docs bench browser packages scripts lighthouse clean

help:
	@echo "make demo    validate, impact, plan, import and site on the examples"
	@echo "make test    lint, types, architecture contracts and all tests"
	@echo "make docs    write the generated reference again"
	@echo "make scripts build the scripts of the website again; needs Node"
	@echo "make bench   measure speed; takes tens of minutes (BENCH='--sizes 1000 --jobs cold,warm' for less)"
	@echo "make lighthouse  what Lighthouse says of the website; needs Node"

$(VENV)/.demo: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[rules]'
	@touch $@

$(VENV)/.test: $(VENV)/.demo
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.demo
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

# The browser tests need Chromium: installed where that is allowed, skipped with a reason where it isn't.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
	apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq chromium >/dev/null 2>&1; } || \
	echo "no Chromium here, and none could be installed: the browser tests will be skipped"

# The scripts of the site are kept built, so nobody needs Node but who changes them; tests that do are skipped without.
FRONTEND := itsm_as_code/website/frontend

packages:
	@{ command -v npm && npm --prefix $(FRONTEND) ci --no-progress; } >/dev/null 2>&1 || \
	echo "no Node here, or its packages can't be had: tests of the front end's sources will be skipped"

scripts:
	npm --prefix $(FRONTEND) ci --no-progress
	npm --prefix $(FRONTEND) run build

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint browser packages
	$(BIN)/python -m pytest -n 2 -q

docs: $(VENV)/.test
	$(BIN)/python docs/generate.py

bench: $(VENV)/.test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python tests/bench/run.py --out tests/bench/results.json $(BENCH)
	$(BIN)/python tests/bench/failures.py | tee tests/bench/failures.jsonl
	$(BIN)/python tests/bench/draw.py tests/bench/results.json tests/bench/failures.jsonl docs/reference

lighthouse: $(VENV)/.test
	$(BIN)/python tests/bench/lighthouse.py

clean:
	rm -rf $(VENV) .demo site
