#!/bin/sh
# sanitizers.sh
#	  `make check-sanitizers`: the tests of sql/ and of test/t on a server with
#	  the module built under the address and undefined behaviour sanitizers.
#
# The server is Debian's, so libasan is preloaded.  Passes if the answers are
# the expected ones and nothing is reported.  First it is shown that bugs that
# are put into a copy of the module are reported (PLANTED=no leaves that out).
# TESTS names the tests of sql/ that run, and SHELL_TESTS those of test/t, where
# not all shall.  The reports are in the server's log, which is
# build/sanitizers.server afterwards.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/tally.sh

sh tools/setup.sh || exit 1
mkdir -p build || exit 1
cc=${CC:-gcc}

flavour=sanitizers
. tools/checked_server.sh
start=$(date +%s)

# ---- the libraries of the sanitizers, and one that starts them
#
# libgpg-error, which the server has by way of libsystemd, calls
# bindtextdomain() when it is loaded.  glibc holds a lock then, and asks for
# memory.  libasan wakes up at that first request, looks for functions that are
# not there, and the message about each is translated, under the lock that is
# held: the server stands still in main().  So the first request has to come
# before: from a library that says that it is to be initialized first.

asan=$(readlink -f "$("$cc" -print-file-name=libasan.so)")
ubsan=$(readlink -f "$("$cc" -print-file-name=libubsan.so)")
if [ ! -f "$asan" ] || [ ! -f "$ubsan" ]; then
	echo "sanitizers: $cc has no libasan.so and libubsan.so to preload" >&2
	exit 1
fi
cat >"$dir/first.c" <<'SOURCE'
#include <stdlib.h>

__attribute__((constructor)) static void
ask_for_memory(void)
{
	void	   *volatile memory = malloc(1);

	free(memory);
}
SOURCE
"$cc" -shared -fPIC -Wl,-z,initfirst -o "$dir/first.so" "$dir/first.c" ||
	exit 1

fixed=
if setarch "$(uname -m)" -R true 2>/dev/null; then
	fixed="setarch $(uname -m) -R"
fi
options="detect_leaks=0:abort_on_error=1:detect_stack_use_after_return=0"
options="$options:quarantine_size_mb=16"
FUNDING_SERVER_WRAPPER="$fixed env LD_PRELOAD=$asan:$ubsan:$dir/first.so"
FUNDING_SERVER_WRAPPER="$FUNDING_SERVER_WRAPPER ASAN_OPTIONS=$options"
FUNDING_SERVER_WRAPPER="$FUNDING_SERVER_WRAPPER UBSAN_OPTIONS=print_stacktrace=1"
export FUNDING_SERVER_WRAPPER

# ---- bugs that they have to report

if [ "${PLANTED:-}" != no ]; then
	if plant_bugs; then
		cat >"$dir/list" <<'LIST'
SELECT - '1 USD'::monetary|AddressSanitizer: use-after-poison
SELECT sign('1 USD'::monetary)|AddressSanitizer: stack-buffer-overflow
SELECT '1 USD'::monetary / '2 USD'|AddressSanitizer: global-buffer-overflow
SELECT round('1 USD'::monetary)|runtime error: signed integer overflow
SELECT amount('1 USD'::monetary)|runtime error: load of misaligned address
LIST
		watched "$dir/tree" sh tools/see_planted.sh "$flavour" "$dir/log" \
			"$dir/list"
		[ "$watched_status" -eq 0 ] || tally sanitizers/planted 0 1
	else
		echo 'sanitizers: the bugs could not be planted'
		tally sanitizers/planted 0 1
	fi
fi

# ---- the tests: all of test/t but those that measure time

FUNDING_SCRIPTS=
for script in test/t/*.sh; do
	[ -x "$script" ] || continue
	case $script in
		*/cancel.sh | */bench.sh) ;;
		*) FUNDING_SCRIPTS="$FUNDING_SCRIPTS $(basename "$script" .sh)" ;;
	esac
done
if [ -n "${TESTS:-}${SHELL_TESTS:-}" ]; then
	FUNDING_TESTS=${TESTS:-}
	FUNDING_SCRIPTS=${SHELL_TESTS:-}
	export FUNDING_TESTS
fi
export FUNDING_SCRIPTS
rm -f build/sanitizers.server
# shellcheck disable=SC2016
watched . sh -c '. tools/children.sh
	run sh tools/check_server.sh
	cp "$FUNDING_SERVER_LOG" build/sanitizers.server' ||
	tally sanitizers/server 0 1

# ---- what was reported

count=$(grep -c -E 'runtime error: |ERROR: [A-Za-z]*Sanitizer' \
	build/sanitizers.server)
echo "sanitizers: $count reports, $(($(date +%s) - start)) seconds"
if [ "$count" = 0 ]; then
	tally sanitizers/reports 1 0
else
	grep -A 12 -E 'runtime error: |ERROR: [A-Za-z]*Sanitizer' \
		build/sanitizers.server | head -n 200
	tally sanitizers/reports 0 "${count:-1}"
fi

tally_end sanitizers
