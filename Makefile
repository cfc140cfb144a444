# Everything one does with Gatepass. Each target installs what it needs and says so; nothing is done twice.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

# On a system without apt: install the packages your own way, then `make PACKAGES=present …`.
PACKAGES := apt

BUILD_PACKAGES := build-essential pkg-config libwebkit2gtk-4.1-dev libgtk-3-dev libdbus-1-dev ca-certificates
# cargo's tests: a session bus with a real keyring on it, and the standard tool for the passphrase vault's files.
KEYRING_PACKAGES := dbus gnome-keyring libsecret-tools age
# They also run the source text that is copied out of the window.
SNIPPET_PACKAGES := curl python3 python3-requests
# The tests of the window: a driver for the web view, a display, what reads and types on it, certificates to refuse, and
# curl to run the line that is copied.
WINDOW_PACKAGES := webkit2gtk-driver xvfb x11-utils xclip xdotool fonts-dejavu-core openssl curl

UI_SOURCES := $(shell find ui/src ui/index.html ui/vite.config.ts ui/svelte.config.js ui/package-lock.json -type f 2>/dev/null)
TAURI := ui/node_modules/.bin/tauri

.PHONY: help
help: ## Says what there is
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## Builds Gatepass and opens its window
	@tools/display
	@$(MAKE) --no-print-directory ui build-packages
	cargo run --release --locked

.PHONY: test
test: ## Lint, unit tests, the real window, the installed package: all of it
	@tools/toolchain lint
	@$(MAKE) --no-print-directory test-packages npm-packages
	@tools/test

.PHONY: lint
lint: lint-ui lint-rust ## Formatting, types and lint, of Rust and UI

.PHONY: fmt
fmt: npm-packages ## Formats Rust and UI
	@tools/toolchain lint
	cargo fmt --all
	cd ui && npm run --silent format

.PHONY: bundle
bundle: ui build-packages ## Makes the deb and the rpm, in target/release/bundle/
	$(TAURI) build --ci --bundles deb,rpm -- --locked

.PHONY: ui
ui: npm-packages ## Builds the page into ui/dist
	@[[ -d ui/dist/assets ]] || rm -f target/ui-built
	@$(MAKE) --no-print-directory target/ui-built

.PHONY: e2e
e2e: ui test-packages ## Drives the real window; ONLY=restart for one file of ui/e2e
	cargo build --locked --features e2e
	$(if $(ONLY),,rm -rf target/screens)
	cd ui && node --test --test-concurrency=1 --test-timeout=600000 --test-reporter=spec $(if $(ONLY),e2e/$(ONLY).test.mjs,e2e/*.test.mjs)

.PHONY: bench
bench: ui test-packages ## Measures speed beside other programs, into target/bench/report.json; BENCH_QUICK=1 waits less
	cargo build --release --locked -p gatepass-io --example engine_bench --example bodies_bench --example activity_bench --example seed
	cargo build --release --locked --features e2e
	cp target/release/gatepass target/release/gatepass-driven
	cargo build --release --locked -p gatepass -p blank-window
	node ui/bench/main.mjs

.PHONY: trust
trust: ui test-packages ## Runs the long checks of what docs/security.md promises, a line each; ONLY=rust or window for half
	cargo build --locked --features e2e
	node ui/trust/main.mjs

.PHONY: screenshots
screenshots: ## Takes the pictures of docs/screenshots anew, from the real window
	@GATEPASS_UPDATE_SCREENSHOTS=1 $(MAKE) --no-print-directory e2e ONLY=screens

.PHONY: test-ui
test-ui: npm-packages ## The UI's own tests
	cd ui && npm test --silent

.PHONY: test-rust
test-rust: ui build-packages rust-packages ## cargo test, every crate
	cargo test --locked --workspace

.PHONY: test-bundle
test-bundle: bundle test-packages ## Installs the deb and drives what it installed; wants root or sudo
	cd ui && node --test --test-concurrency=1 --test-timeout=600000 --test-reporter=spec e2e/installed/*.test.mjs

.PHONY: lint-ui
lint-ui: npm-packages
	cd ui && npm run --silent lint
	cd ui && npm run --silent check

.PHONY: lint-rust
lint-rust: ui build-packages
	@tools/toolchain lint
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo clippy --locked --features e2e -- -D warnings

.PHONY: icons
icons: npm-packages ## Draws every icon format from icons/icon.svg
	$(TAURI) icon icons/icon.svg --output icons
	rm -rf icons/android icons/ios icons/64x64.png

.PHONY: deps
deps: build-packages test-packages npm-packages ## Installs what all targets need, and nothing else
	@tools/toolchain lint

.PHONY: build-packages rust-packages test-packages npm-packages
build-packages:
	@tools/toolchain
ifneq ($(PACKAGES),present)
	@tools/packages "to build" $(BUILD_PACKAGES)
endif

rust-packages:
ifneq ($(PACKAGES),present)
	@tools/packages "to test" $(KEYRING_PACKAGES) $(SNIPPET_PACKAGES)
endif

# With those to build: apt then keeps the driver and its WebKit at one version.
test-packages:
ifneq ($(PACKAGES),present)
	@tools/packages "to build and test" $(BUILD_PACKAGES) $(KEYRING_PACKAGES) $(SNIPPET_PACKAGES) $(WINDOW_PACKAGES)
endif

npm-packages:
	@tools/toolchain
	@tools/npm-packages

target/ui-built: $(UI_SOURCES)
	cd ui && npm run --silent build
	@mkdir -p target && touch $@
