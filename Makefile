# make check is what has to hold before a change lands.

.PHONY: check test bench fuzz chrome types fmt

check:
	.ci/run

test:
	go test ./...

# The Go benchmarks of each layer.
bench:
	go test -run '^$$' -bench . -benchmem ./eventloop ./bindings/... ./host/...

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

fmt:
	gofmt -w .
