# make site | loop | test | lint | bench | packages | clean. Each installs what it needs and says so.

# Static libraries start 4 times faster; Apple's Swift has no static standard library. The C++ runtime that Swift itself uses is
# taken from a folder with nothing but its archive, where there is one: to load the shared one takes a tenth of a small page's time.
CXX_ARCHIVE := $(realpath $(shell clang -print-file-name=libstdc++.a 2>/dev/null))
RELEASE := -c release $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib \
	$(if $(CXX_ARCHIVE),-Xlinker -L$(CURDIR)/.build/cxx-runtime))
SITEGEN = $$(swift build $(RELEASE) --show-bin-path)/sitegen

.PHONY: site loop test lint bench packages clean

site: packages
	swift build $(RELEASE) --product sitegen
	$(SITEGEN)

loop: packages
	scripts/loop

test: packages
	swift build --product sitegen
	swift build --product reportpipe
	SITEGEN_TEST_SERVERS="$$(scripts/test-servers)" && SITEGEN_TEST_PYTHON="$$(scripts/report-python)" \
		&& export SITEGEN_TEST_SERVERS SITEGEN_TEST_PYTHON \
		&& swift test --skip PublishingProofs && swift test --skip-build --filter PublishingProofs
	scripts/loop "$$(swift build --show-bin-path)"
	scripts/deploy-tests "$$(swift build --show-bin-path)/sitegen"
	scripts/browser-tests "$$(swift build --show-bin-path)/sitegen"
	scripts/terraform-tests --where-possible

lint:
	swift format lint --strict --recursive Sources Tests Plugins Package.swift

bench: packages
	swift build $(RELEASE) --product sitegen
	SITEGEN=$(SITEGEN) Benchmarks/against-nbconvert
	Benchmarks/against-libraries

packages:
	@scripts/install-packages
	@$(if $(CXX_ARCHIVE),mkdir -p .build/cxx-runtime && ln -sf $(CXX_ARCHIVE) .build/cxx-runtime/libstdc++.a)

clean:
	swift package clean
	rm -rf _site
