# make check is what has to hold before a change lands.

.PHONY: check test bench bench-baseline bench-peers fuzz chrome types fmt dom libraries

check:
	.ci/run

test:
	go test ./...

# The Go benchmarks of each layer, compared with those that are committed.
# make bench-baseline makes these anew.
BENCHSTAT = go run golang.org/x/perf/cmd/benchstat@v0.0.0-20260908200009-22c9c6c9d4da
BENCH = go test -run '^$$' -bench . -benchmem -benchtime 200ms -count 6 ./eventloop ./bindings/sockets ./host ./host/socket
bench:
	@new=$$(mktemp); $(BENCH) >$$new && $(BENCHSTAT) bench/baseline.txt $$new; rm -f $$new

bench-baseline:
	$(BENCH) >bench/baseline.txt

# The host beside Node, and Bun if it is installed: about 20 minutes, on a machine
# that does nothing else. See docs/performance.md.
bench-peers:
	go run ./bench -rounds 5 -out docs/performance.json

# Each fuzz test for a while: make fuzz FUZZTIME=5m
FUZZTIME ?= 20s
fuzz:
	@for p in $$(go list ./...); do \
		for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "$$p $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$p || exit 1; \
		done; \
	done

# The js_tests and the tables in a real browser (Debian: apt-get install chromium, or CHROMIUM=path).
chrome:
	go run ./js_tests/chrome
	go run ./js_tests/compare

# The signatures of chrome.sockets beside the public type definitions, from npm.
types:
	npm install --silent --no-save --prefix build/types @types/chrome-apps@0.0.23
	go run ./js_tests/types build/types/node_modules/@types/chrome-apps/index.d.ts

# Libraries from npm, unmodified, each with a small suite of its own.
npm: js_tests/npm/node_modules
	go test -count=1 -v ./js_tests/npm

js_tests/npm/node_modules: js_tests/npm/package-lock.json
	cd js_tests/npm && npm ci --ignore-scripts --no-audit --no-fund
	mkdir -p js_tests/npm/bundles
	cd js_tests/npm && for b in http-parser-js tape; do npx browserify suites/$$b.js -o bundles/$$b.js || exit 1; done
	touch $@

fmt:
	gofmt -w .

# The libraries with which the tests of bindings/dom run pages, from npm.
libraries:
	@mkdir -p bindings/dom/testdata/libraries && cd bindings/dom/testdata/libraries && npm init -y >/dev/null && npm install --no-audit --no-fund --silent \
		jquery1@npm:jquery@1.12.4 jquery2@npm:jquery@2.2.4 jquery3@npm:jquery@3.7.1 preact@10 react@18 react-dom@18 angular@1.8.3 \
		backbone@1.6.0 underscore@1.13.7 knockout@3.5.1

# bindings/dom/js/domino.js, from npm. It needs node.
dom:
	@d=$$(mktemp -d) && cd $$d && npm init -y >/dev/null && npm install --no-audit --no-fund --silent domino@2.1.8 esbuild@0.28.2 && \
		node $(CURDIR)/bindings/dom/js/build.mjs && rm -rf $$d
