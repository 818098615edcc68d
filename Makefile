# Everything runs in .venv, which the targets build when it is missing or a lock file has changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
POSTGRES := $(if $(filter postgresql%,$(value MANIKE_DATABASE_URL)),$(VENV)/.postgres)
# Two workers, one for each core of the smallest machine: 7 min 6 s there.
# In the order of the folders: by their number of tests, those that make a film would be the last.
PYTEST = $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
PIP = $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

# What a user writes reaches the programs through the environment, as it was typed: `value` keeps make
# from expanding $ and $(shell …), and no recipe pastes it into a command line.
USER_TEXT := PROMPT ASPECT DURATION RESOLUTION OUT SEED PORT JSON SCENES SIZES
$(foreach name,$(USER_TEXT),$(eval override $(name) := $$(value $(name))))
export $(USER_TEXT)

.DEFAULT_GOAL := help
.PHONY: help preflight env env-dev env-postgres video studio standin test check lint licences bench-assembly bench-door bench-footage bench-ledger bench-orchestration bench-providers bench-quality bench-shots bench-songs bench-standin bench-studio clean bench-faults bench-index-kills bench-isolation bench-ranking bench-search

help: ## list these targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) \
	  | while IFS='|' read -r name text; do printf '  %-22s %s\n' "$$name" "$$text"; done

env: $(VENV)/.base ## build the environment that makes films

env-dev: $(VENV)/.dev ## build the environment that tests and checks

env-postgres: $(VENV)/.postgres ## add what a studio database in PostgreSQL needs

video: $(VENV)/.base $(POSTGRES) ## make a film: PROMPT="…" [ASPECT=16:9] [DURATION=45] [RESOLUTION=1080p] [OUT=folder] [SEED=1]
	@if [ -z "$$PROMPT" ]; then echo 'Say what the film is about: make video PROMPT="…"' >&2; exit 2; fi
	@set -- $${ASPECT:+"--aspect=$$ASPECT"} $${DURATION:+"--duration=$$DURATION"} \
	  $${RESOLUTION:+"--resolution=$$RESOLUTION"} $${OUT:+"--out=$$OUT"} $${SEED:+"--seed=$$SEED"}; \
	exec $(BIN)/manike video "$$@" -- "$$PROMPT"

studio: $(VENV)/.base $(POSTGRES) ## start the Dagster UI, its daemon and the media route on one port: [PORT=3000]
	@exec $(BIN)/python -m resources.studio_server $${PORT:+"--port=$$PORT"}

standin: $(VENV)/.base ## stand in for the paid providers, so that each can be tried without a key: [PORT=8471]
	@exec $(BIN)/python -m manike.testing.standin $${PORT:+"--port=$$PORT"}

test: $(VENV)/.dev $(VENV)/.aimock ## run every test
	$(PYTEST)

check: $(VENV)/.dev $(VENV)/.aimock lint licences ## run ruff, mypy, the import contracts, the licence table and every test
	$(PYTEST)

lint: $(VENV)/.dev ## run ruff, mypy and the import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

licences: $(VENV)/.dev ## check that docs/licences.md names every locked package
	$(BIN)/python scripts/licences.py --check

bench-assembly: $(VENV)/.dev ## measure the film engine beside MoviePy and a filter graph: [JSON=file] [SCENES=24]
	$(BIN)/python -m benchmarks.assembly $${JSON:+"--json=$$JSON"} $${SCENES:+"--scenes=$$SCENES"}

bench-door: $(VENV)/.dev ## measure what the one door adds to a generation, on both databases: [JSON=file]
	$(BIN)/python -m benchmarks.door $${JSON:+"--json=$$JSON"}

bench-faults: $(VENV)/.dev ## act out each failure of the providers with each adapter, into docs/faults.md: [JSON=file]
	$(BIN)/python -m benchmarks.faults --page docs/faults.md $${JSON:+"--json=$$JSON"}

bench-footage: $(VENV)/.dev ## analyse 10, 60 and 120 minutes of 720p: [JSON=file]
	$(BIN)/python -m benchmarks.footage $${JSON:+"--json=$$JSON"}

bench-ledger: $(VENV)/.dev ## compare the ledger with plain arithmetic over 10,000 random histories
	$(BIN)/python -m pytest tests/core/test_ledger_histories.py --hypothesis-profile=thorough --durations=1

bench-orchestration: $(VENV)/.dev ## measure sensors and queue with up to 50,000 projects: [JSON=file]
	$(BIN)/python -m benchmarks.orchestration $${JSON:+"--json=$$JSON"}

bench-providers: $(VENV)/.dev ## kill paid generations at every step and compare the books: [JSON=file]
	$(BIN)/python -m benchmarks.providers $${JSON:+"--json=$$JSON"}

bench-quality: $(VENV)/.dev ## put every fault into three films and see which check finds it: [JSON=file]
	$(BIN)/python -m benchmarks.quality $${JSON:+"--json=$$JSON"}

bench-shots: $(VENV)/.dev ## compare three detectors of shot boundaries on a made set: [JSON=file]
	$(BIN)/python -m benchmarks.shots $${JSON:+"--json=$$JSON"}

bench-songs: $(VENV)/.dev ## measure what is heard in 48 pieces of known key and tempo, and the memory it takes: [JSON=file]
	$(BIN)/python -m benchmarks.songs $${JSON:+"--json=$$JSON"}

bench-ranking: $(VENV)/.dev ## rank scenes, songs and experiences by labelled queries: [JSON=file]
	$(BIN)/python -m benchmarks.search.labelled $${JSON:+"--json=$$JSON"}

bench-search: $(VENV)/.dev ## measure vector indexes beside hnswlib and Milvus Lite: [SIZES=1000,100000] [JSON=file]
	$(BIN)/python -m benchmarks.search $${SIZES:+"--sizes=$$SIZES"} $${JSON:+"--json=$$JSON"}

bench-isolation: $(VENV)/.dev ## search 10,000 times as two tenants, then delete a project: no row of the other: [JSON=file]
	$(BIN)/python -m benchmarks.search.isolation $${JSON:+"--json=$$JSON"}

bench-index-kills: $(VENV)/.dev ## kill a process at every step of four changes of an index, and look what serves: [JSON=file]
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.search.kills $${JSON:+"--json=$$JSON"}

bench-standin: $(VENV)/.dev ## measure what a film of 10 s costs the stand-in: [JSON=file]
	$(BIN)/python -m benchmarks.standin $${JSON:+"--json=$$JSON"}

bench-studio: $(VENV)/.dev ## measure thirty films of the embedded providers, a matter of hours: [JSON=file] [OUT=folder]
	$(BIN)/python -m benchmarks.studio $${JSON:+"--json=$$JSON"} $${OUT:+"--out=$$OUT"}

clean: ## remove the environment and caches; films and projects in .manike stay
	rm -rf $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

preflight:
	@$(PYTHON) scripts/preflight.py

# The dev lock holds the same pins as the base lock and more, so that one environment serves both.
$(VENV)/.base: requirements.lock pyproject.toml | preflight
	$(call install,requirements.lock)
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements.lock pyproject.toml | preflight
	$(call install,requirements-dev.lock)
	@touch $(VENV)/.base $@

# A stand-in made by others, for those of the tests that want Node; without it they say so and are skipped.
$(VENV)/.aimock: tests/aimock/package-lock.json | $(VENV)/.dev
	@if ! command -v npm >/dev/null; then echo 'Node is not here: tests/adapters/test_aimock.py is skipped.'; \
	elif npm ci --prefix tests/aimock --ignore-scripts --no-audit --no-fund --silent; then touch $@; \
	else echo 'aimock could not be installed: tests/adapters/test_aimock.py is skipped.'; fi

# Two packages of the dev lock, beside the base lock's.
$(VENV)/.postgres: $(VENV)/.base requirements-dev.lock
	@$(BIN)/python scripts/locked.py lines requirements-dev.lock dagster-postgres psycopg2-binary >$@.txt
	@$(PIP) install --require-hashes --no-deps -r $@.txt
	@touch $@

# The lock is complete, hence --no-deps: pip 23 would refuse gql[requests] for want of a pin. misaki says
# that it needs a Python before 3.13 and works on it, hence --ignore-requires-python. What an older lock
# installed and none of ours names any more is removed.
define install
@echo 'Building $(VENV) from $(1), 1.6 GB; this takes a minute or two ...'
@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
@$(PIP) install --require-hashes --no-deps --ignore-requires-python -r $(1)
@strays=$$($(BIN)/python scripts/locked.py strays requirements-dev.lock) \
  && if [ -n "$$strays" ]; then $(PIP) uninstall -y $$strays; fi
@$(PIP) install --no-deps --no-build-isolation -e .
endef
