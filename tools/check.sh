#!/bin/sh
# check.sh
#	  `make check`: sets up, builds, and runs every test there is.  The last
#	  line is "N passed, N failed"; the status is 0 only if something passed
#	  and nothing failed.
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/tally.sh
. tools/children.sh

pg_config=${PG_CONFIG:-pg_config}
log=
unit_log=
FUNDING_TALLY=
at_end()
{
	rm -f "$FUNDING_TALLY" "$log" "$unit_log"
}

finish()
{
	totals='0 1'
	if [ -n "$FUNDING_TALLY" ]; then
		totals=$(tally_totals)
	fi
	summary="${totals% *} passed, ${totals#* } failed"
	mkdir -p build && echo "$summary" >build/summary
	echo "$summary"
	[ "${totals% *}" -gt 0 ] && [ "${totals#* }" -eq 0 ]
}

run sh tools/setup.sh || { finish; exit 1; }

mkdir -p build || exit 1
FUNDING_TALLY=$(pwd)/$(mktemp build/tally.XXXXXX) || exit 1
export FUNDING_TALLY

# Each of these adds to the tally what it found, so its status says no more.
run sh tools/check_core.sh

if run sh tools/build.sh check; then
	built=yes
	tally build 1 0
	run sh tools/check_symbols.sh build/check/funding.so
else
	built=
	tally build 0 1
fi

# clang reads the sources too, where the server's clang is to be had.
pgxs=$("$pg_config" --pgxs)
CLANG=$(sed -n 's/^CLANG[ 	]*=[ 	]*//p' "${pgxs%/makefiles/*}/Makefile.global")
if [ -z "$CLANG" ] || ! command -v "$CLANG" >/dev/null 2>&1; then
	CLANG=clang
fi
if command -v "$CLANG" >/dev/null 2>&1; then
	export CLANG
	jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
	log=$(mktemp build/clang.XXXXXX)
	if run ${MAKE:-make} --no-print-directory -k -j "$jobs" \
		PG_CONFIG="$pg_config" clang-warnings >"$log" 2>&1; then
		tally clang-warnings 1 0
	else
		cat "$log"
		tally clang-warnings 0 1
	fi
	rm -f "$log"
fi

# The unit tests go on behind the server tests, which keep one processor busy.
unit_log=$(mktemp build/unit.XXXXXX) || exit 1
behind sh tools/check_unit.sh >"$unit_log" 2>&1

if [ -n "$built" ] &&
	! run sh tools/private_server.sh -b check sh tools/check_server.sh; then
	tally server 0 1
fi

wait_behind
cat "$unit_log"

finish
