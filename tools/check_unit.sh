#!/bin/sh
# check_unit.sh
#	  Builds and runs the unit tests of src/core, and the fuzz targets over the
#	  inputs that are kept, under the address and undefined behaviour
#	  sanitizers, with __int128 and without it.
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/tally.sh
. tools/children.sh

mkdir -p build || exit 1
exec 8>build/lock
if command -v flock >/dev/null 2>&1; then
	run flock 8
fi
log=$(mktemp build/unit.XXXXXX) || exit 1
at_end()
{
	rm -f "$log"*
}
failures=0

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
if ! run ${MAKE:-make} --no-print-directory -k -j "$jobs" ${CC:+"CC=$CC"} \
	unit-programs >"$log" 2>&1 8>&-; then
	cat "$log"
	tally unit-build 0 1
	failures=1
fi
exec 8>&-

# The core allocates nothing, so leaks are not looked for (that would need a
# right that containers often lack).  The sanitizers of some compilers do not
# start where addresses are randomized widely.
ASAN_OPTIONS=detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
UBSAN_OPTIONS=print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}
export ASAN_OPTIONS UBSAN_OPTIONS
fixed=
if setarch "$(uname -m)" -R true 2>/dev/null; then
	fixed="setarch $(uname -m) -R"
fi

# run_program NAME SOURCE PROGRAM [ARGUMENT...]
run_program()
{
	name=$1
	source=$2
	program=$3
	shift 3
	status=0
	: >"$log.$variant"
	# what a failed build left is older than what it should be made of
	if [ -x "$program" ] &&
		[ -z "$(find src/core "$source" -name '*.[ch]' \
			-newer "$program" 2>/dev/null)" ]; then
		run $fixed "$program" "$@" >"$log.$variant" 2>&1 || status=$?
	else
		status=127
	fi
	grep -v -E '^[^ ]+: [0-9]+ passed, [0-9]+ failed$|^CHECK_SEED=' \
		"$log.$variant"
	if [ "$status" -ne 0 ]; then
		failures=1
		grep '^CHECK_SEED=' "$log.$variant"
	fi
	tally_log "unit/$name/$variant" "$log.$variant" "$status"
}

# run_variant: every program of $variant, one after the other.
run_variant()
{
	for source in test/unit/test_*.c; do
		[ -f "$source" ] || continue
		name=${source##*/test_}
		name=${name%.c}
		run_program "$name" "$source" "build/unit/$variant/test_$name"
	done

	# the inputs that the fuzzers keep
	for source in fuzz/fuzz_*.c; do
		[ -f "$source" ] || continue
		name=${source##*/fuzz_}
		name=${name%.c}
		run_program "fuzz_$name" "$source" \
			"build/unit/$variant/replay_$name" "fuzz/corpus/$name"/*
	done
	return "$failures"
}

# One variant goes on behind while the other one is shown.
variant=no_int128
behind run_variant >"$log.behind" 2>&1
variant=int128
run_variant
wait_behind || failures=1
cat "$log.behind"
exit "$failures"
