# Makefile of funding, a PostgreSQL extension for company figures.
#
# The plain PGXS way:
#	make, make install, make installcheck      (PG_CONFIG=... picks a server)
# Everything by itself, on a private server that is removed at the end:
#	make demo, make check                      (installs by apt what is missing)
# `make help` lists the targets.
#
# Source files are picked up by themselves: src/*.c, src/core/*.c, sql/*.sql,
# test/unit/test_*.c, test/t/*.sh, fuzz/fuzz_*.c, demo/run.sh, and the checks
# that take long: tools/long/NAME.sh is `make check-NAME`.  The file also
# serves builds outside the tree: tools/build.sh links the sources into
# build/<flavour>.

PG_CONFIG ?= pg_config

# Sorted by name, except that these run last.
REGRESS_LAST = catalog
REGRESS_FOUND := $(sort $(notdir $(basename $(wildcard sql/*.sql))))
REGRESS := $(filter-out $(REGRESS_LAST),$(REGRESS_FOUND)) \
	$(filter $(REGRESS_LAST),$(REGRESS_FOUND))

CORE_SOURCES := $(sort $(wildcard src/core/*.c))
GLUE_SOURCES := $(sort $(wildcard src/*.c))
CORE_HEADERS := $(wildcard src/core/*.h src/core/*.inc)
GLUE_HEADERS := $(wildcard src/*.h src/*.inc)

LONG_CHECKS := $(patsubst tools/long/%.sh,check-%, \
	$(sort $(wildcard tools/long/*.sh)))

# Targets that work without PGXS, also where there is no pg_config yet.
OWN_TARGETS = check check-unit check-core check-symbols demo setup format \
	help list-regress unit-programs gcov-programs clang-warnings fuzz bench \
	score pictures dist $(LONG_CHECKS)

ifneq (,$(filter $(OWN_TARGETS),$(MAKECMDGOALS)))

.PHONY: $(MAKECMDGOALS)

# A PGXS target that was named beside one of ours: a make of its own.
$(filter-out $(OWN_TARGETS),$(MAKECMDGOALS)):
	@$(MAKE) --no-print-directory $@

# A compiler that was asked for by name serves the scripts too.
SCRIPT_ENV = PG_CONFIG='$(PG_CONFIG)' MAKE='$(MAKE)' MAKEFLAGS= MFLAGS= \
	$(if $(filter default,$(origin CC)),,CC='$(CC)')

check:
	@exec env $(SCRIPT_ENV) sh tools/check.sh

demo:
	@exec env $(SCRIPT_ENV) sh tools/demo.sh

setup:
	@exec env $(SCRIPT_ENV) sh tools/setup.sh

check-unit:
	@exec env $(SCRIPT_ENV) sh tools/check_unit.sh

fuzz:
	@exec env $(SCRIPT_ENV) FUZZ_SECONDS='$(or $(SECONDS),60)' \
		FUZZ_TARGETS='$(TARGETS)' sh tools/fuzz.sh

# Their settings are variables on the command line, which reach the script by
# its environment.
$(LONG_CHECKS):
	@exec env $(SCRIPT_ENV) sh tools/long/$(@:check-%=%).sh

check-core:
	@sh tools/check_core.sh

bench:
	@exec env $(SCRIPT_ENV) ROWS='$(ROWS)' ROUNDS='$(ROUNDS)' BENCH='$(value BENCH)' \
		RESULTS='$(RESULTS)' sh tools/bench.sh

score:
	@exec env $(SCRIPT_ENV) sh tools/score_written.sh '$(CASES)' '$(SCORER)'

check-symbols:
	@exec env $(SCRIPT_ENV) sh tools/build.sh check
	@sh tools/check_symbols.sh build/check/funding.so

pictures:
	@exec env $(SCRIPT_ENV) sh tools/private_server.sh -b module sh -c \
		'psql -X -q -c "CREATE EXTENSION funding" && \
		sh tools/pictures.sh doc/pictures'

dist:
	@sh tools/dist.sh

list-regress:
	@echo $(REGRESS)

help:
	@echo 'make               build the extension (PG_CONFIG=... picks the server)'
	@echo 'make install       install it into that server'
	@echo 'make installcheck  run the SQL tests on a running server that has it'
	@echo 'make demo          show the main job on real figures, on a private server'
	@echo 'make check         run every test, on a private server'
	@echo 'make check-unit    run the unit tests of src/core only'
	@echo 'make bench         measure against bigint and numeric (see bench/README.md)'
	@echo 'make fuzz          run each fuzz target for a minute (SECONDS=n, TARGETS=...)'
	@echo 'make score         score written money (CASES=file.jsonl SCORER=script.py, python3)'
	@echo 'make pictures      draw doc/pictures anew'
	@echo 'make dist          the archives of a release, under build/dist'
	@echo 'make setup         install by apt what demo and check need, if missing'
	@echo 'make format        run clang-format over the C files'
	@echo 'checks that take long, or need more than a server (doc/testing.md):'
	@for name in $(LONG_CHECKS); do echo "  make $$name"; done
	@echo 'make clean         remove everything that was built'

format:
	@sh tools/format.sh $(CORE_SOURCES) $(GLUE_SOURCES) $(CORE_HEADERS) \
		$(GLUE_HEADERS) $(wildcard test/unit/*.[ch] fuzz/*.[ch])

# Unit tests: src/core under the sanitizers, with __int128 and without it.
UNIT_TESTS := $(patsubst test/unit/%.c,%,$(sort $(wildcard test/unit/test_*.c)))
FUZZ_TARGETS := $(patsubst fuzz/fuzz_%.c,%,$(sort $(wildcard fuzz/fuzz_*.c)))
UNIT_PROGRAMS := $(foreach v,int128 no_int128, \
	$(addprefix build/unit/$(v)/,$(UNIT_TESTS)) \
	$(addprefix build/unit/$(v)/replay_,$(FUZZ_TARGETS)))
UNIT_CFLAGS = -O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=all \
	-Wall -Wextra -Werror -Isrc/core -Isrc

unit-programs: $(UNIT_PROGRAMS)

define unit_rules
build/unit/$(1)/core/%.o: src/core/%.c $$(CORE_HEADERS)
	@mkdir -p $$(@D)
	$$(CC) -std=c11 $$(UNIT_CFLAGS) $(2) -c -o $$@ $$<

build/unit/$(1)/libcore.a: $$(CORE_SOURCES:src/core/%.c=build/unit/$(1)/core/%.o)
	@mkdir -p $$(@D)
	@rm -f $$@
	ar rcs $$@ $$^

build/unit/$(1)/test_%: test/unit/test_%.c $$(wildcard test/unit/*.h) \
		$$(CORE_HEADERS) build/unit/$(1)/libcore.a
	@mkdir -p $$(@D)
	$$(CC) -std=gnu11 $$(UNIT_CFLAGS) $(2) -Itest/unit -o $$@ $$< \
		build/unit/$(1)/libcore.a -lm

# The fuzz targets, over the inputs that are kept.
build/unit/$(1)/replay_%: fuzz/fuzz_%.c fuzz/replay.c $$(wildcard fuzz/*.h) \
		$$(CORE_HEADERS) build/unit/$(1)/libcore.a
	@mkdir -p $$(@D)
	$$(CC) -std=gnu11 $$(UNIT_CFLAGS) $(2) -o $$@ $$< fuzz/replay.c \
		build/unit/$(1)/libcore.a
endef
$(eval $(call unit_rules,int128,))
$(eval $(call unit_rules,no_int128,-DFND_NO_INT128))

# The same programs with gcov's counters, for tools/long/coverage.sh.
gcov-programs: $(subst build/unit/,build/unit/gcov_,$(UNIT_PROGRAMS))

gcov-programs: UNIT_CFLAGS = -O0 -g --coverage -Wall -Wextra -Werror \
	-Isrc/core -Isrc

$(eval $(call unit_rules,gcov_int128,))
$(eval $(call unit_rules,gcov_no_int128,-DFND_NO_INT128))

.SECONDARY:

# The second compiler's opinion.  CLANG is given by tools/check.sh.
clang-warnings: $(CORE_SOURCES:%.c=build/clang/%.ok) \
	$(GLUE_SOURCES:%.c=build/clang/%.ok)

CLANG_FLAGS = -fsyntax-only -Wall -Wextra -Werror -D_GNU_SOURCE -Isrc

build/clang/src/core/%.ok: src/core/%.c $(CORE_HEADERS)
	@mkdir -p $(@D)
	$(CLANG) -std=c11 $(CLANG_FLAGS) $<
	@touch $@

build/clang/src/%.ok: src/%.c $(CORE_HEADERS) $(GLUE_HEADERS)
	@mkdir -p $(@D)
	$(CLANG) $(CLANG_FLAGS) \
		-isystem $(shell $(PG_CONFIG) --includedir-server) $<
	@touch $@

else # the plain PGXS way

EXTENSION = funding
MODULE_big = funding
OBJS = $(GLUE_SOURCES:.c=.o) $(CORE_SOURCES:.c=.o)
DATA = $(notdir $(sort $(wildcard funding--*.sql)))
PG_CPPFLAGS = -Isrc
REGRESS_OPTS = --load-extension=funding
EXTRA_CLEAN = build $(wildcard src/*.o src/*.bc src/core/*.o src/core/*.bc)

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

ifneq (,$(wildcard $(PGXS)))

# The server may have been built with LLVM.  Bitcode for it needs the very
# clang that it names; where that is missing, build without bitcode.
CLANG_NAMED := $(firstword $(shell sed -n 's/^CLANG[ \t]*=[ \t]*//p' \
	'$(dir $(PGXS))../Makefile.global'))
ifeq (,$(if $(CLANG_NAMED),$(shell command -v $(CLANG_NAMED))))
override with_llvm = no
endif

include $(PGXS)

$(CORE_SOURCES:.c=.o) $(CORE_SOURCES:.c=.bc): $(CORE_HEADERS)
$(GLUE_SOURCES:.c=.o) $(GLUE_SOURCES:.c=.bc): $(CORE_HEADERS) $(GLUE_HEADERS)

else # no pg_config, or no server headers

.PHONY: all install uninstall installcheck clean
all install uninstall installcheck:
	@echo '$(PG_CONFIG): no PGXS found. `make setup` installs what is' \
		'missing; or name a server with PG_CONFIG=...' >&2
	@exit 1

clean:
	rm -rf funding.so $(OBJS) results regression.diffs regression.out \
		$(EXTRA_CLEAN)

endif
endif
