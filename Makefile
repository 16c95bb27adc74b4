# What can be done here; `make` alone lists it.

SHELL := /bin/bash
STAGES := bash infra/stages.sh
UI := functions/serve-web/ui

.PHONY: help
help: ## List these
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.PHONY: run
run: faces ## Build, start the single-machine edition, print addresses and demo keys (ARGS="--listen 127.0.0.1:9000")
	@cargo build --locked --package entrega-local --package entrega-admin
	@exec target/debug/entrega-local $(ARGS)

.PHONY: test
test: ## Everything: formats, lints, licences, template, web faces, all Rust tests
	@$(STAGES) test

.PHONY: soak
soak: ## The same tests with the large counts
	@$(STAGES) soak

.PHONY: bench
bench: ## Print figures: packaged bootstrap, single-machine edition, cost of a write, memory of a photo
	@$(STAGES) bench

.PHONY: ministack
ministack: ## Deploy the template on ministack, which stands in for AWS, and tell the journey test there
	@$(STAGES) ministack

.PHONY: openapi
openapi: ## Write the OpenAPI document that the code gives
	@$(STAGES) openapi

.PHONY: fmt
fmt: ## Format all Rust sources
	@cargo fmt --all

.PHONY: tools
tools: ## Install the Python tools into target/venv
	@$(STAGES) tools

.PHONY: faces
faces: $(UI)/dist/index.html ## Build the web faces when they are stale

$(UI)/node_modules/.package-lock.json: $(UI)/package.json $(UI)/package-lock.json
	@cd $(UI) && npm ci --ignore-scripts
	@touch $@

FACES := $(shell find $(UI) functions/serve-web/openapi.json shared/i18n -type f \
	-not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '$(UI)/src/api/schema.d.ts' -not -name '*.rs' 2>/dev/null)

$(UI)/dist/index.html: $(UI)/node_modules/.package-lock.json $(FACES)
	@cd $(UI) && npm run build
	@touch $@
