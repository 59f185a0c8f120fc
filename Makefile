.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help test test-unit test-cli test-jenkins test-vm campaign fuzz mutation bench format clean

help: ## What can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

test: test-cli test-jenkins ## Every test that this machine can run: both of the following

test-cli: ## Unit and integration tests of the engine and the command, with real Locust
	@.ci/format check
	@.ci/packages
	@.ci/cli verify

test-jenkins: ## Tests of the Jenkins plugin, where Jenkins' parent POM can be had; else a line that says why not
	@.ci/jenkins verify

test-vm: ## Tests on virtual machines with Debian 12 and 13, as root: a quarter of an hour
	@.ci/vm

test-unit: ## Unit tests only: a few seconds
	@.ci/cli test

campaign: ## Two thousand schedules with faults and kills, continued after an interruption: the tables of docs/reliability.md, hours
	@.ci/packages
	@.ci/campaign

fuzz: ## Ten million hostile inputs for each of the fuzz tests, INPUTS=N for another number: an hour and a half
	@.ci/fuzz $(or $(INPUTS),10000000)

mutation: ## Mutation testing of the gates, health rules, records, leases and quoting: ten minutes, for AREA=gates less
	@.ci/mutation $(AREA)

bench: ## Measurements against peers and floors, as root: the table of benchmarks/results.md, two hours
	@benchmarks/run

format: ## Format the Java sources and the plugin's pom as the plugin's build wants them
	@.ci/format apply

clean: ## Delete what builds made, the virtual environments of the tests included
	@for use in cli/target/launcher/*/in-use; do \
	    [ ! -e "$$use" ] || flock -n "$$use" true || \
	        { echo "A locust-swarm command still runs from $${use%/*}: wait until it has ended, or end it." >&2; exit 1; }; \
	done
	rm -rf cli/target cli/.cifuzz-corpus target benchmarks/target
