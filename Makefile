# demo   installs what is missing, builds, and walks from samples to report.html
# test   installs what is missing, and runs every test
# check  lint, layering, docs, a short fuzz: what must hold before a change lands
# bench  comments a second, and start-up time
# format rewrites the sources in the house style

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

GAVEL := .build/release/gavel
RELEASE := swift build -c release --static-swift-stdlib
LAYERED := --explicit-target-dependency-import-check error
DESK := demo/desk
TOOLS :=

.PHONY: demo test check bench format packages

demo: packages
	$(RELEASE) --product gavel
	rm -rf demo && mkdir -p demo
	@echo "--- 1 make a desk"
	$(GAVEL) init $(DESK) --profile publisher --as demo
	@echo "--- 2 ingest the samples"
	$(GAVEL) ingest samples/comments.jsonl samples/comments.csv samples/denver-ordinance.txt --source news --desk $(DESK) --json
	@echo "--- 3 the queue"
	$(GAVEL) queue list --desk $(DESK) --limit 8
	@echo "--- 4 the reply it began with, and why it passes"
	$(GAVEL) explain --id news:t-78b07164d2272e53 --desk $(DESK)
	@echo "--- 5 two decisions"
	$(GAVEL) decide news:c16 hide --reason threat --as demo --desk $(DESK)
	$(GAVEL) decide news:c14 approve --as demo --desk $(DESK)
	@echo "--- 6 a report, and proof"
	$(GAVEL) verify --desk $(DESK)
	$(GAVEL) report summary --format html --out demo/report.html --desk $(DESK)
	@echo "open $(CURDIR)/demo/report.html in a browser"

# The terminal queue is tested in a real terminal, scripts that are written by a linter and by SQLite.
test: TOOLS := tmux shellcheck sqlite3
test: packages
	@log=$$(mktemp); swift test $(LAYERED) 2>&1 | tee "$$log" || { \
	  echo "--- what failed"; grep -a '✘' "$$log" || true; rm -f "$$log"; exit 1; }; rm -f "$$log"

# Lint first: it is the cheapest to fail.
check: packages
	swift format lint --strict --recursive Package.swift Sources Tests
	swift build --build-tests $(LAYERED)
	swift test --skip-build --filter "DocumentationTests|ProblemTests|HelpTests"
	Tests/Fuzzing/run 5

bench: packages
	$(RELEASE) --product gavel
	$(RELEASE) --product gavel-bench
	.build/release/gavel-bench $(GAVEL)

format:
	swift format --in-place --recursive Package.swift Sources Tests

# Debian's packages that the build needs; asks for rights only when one is missing.
packages:
	@missing=$$(for p in libpcre2-dev libsqlite3-dev libexpat1-dev zlib1g-dev pkg-config $(TOOLS); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  echo "installing" $$missing; \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi
	@command -v swift >/dev/null || { echo "swift 6.2 or later is needed: https://www.swift.org/install/linux"; exit 1; }
