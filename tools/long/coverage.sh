#!/bin/sh
# coverage.sh
#	  `make check-coverage`: which lines and branches of src/ the tests reach.
#
# The unit tests and the replay of the fuzz corpora, with __int128 and without
# it, and the tests that need a server (tools/check_server.sh) run with gcov's
# counters and without optimization.  gcovr merges what they reached into one
# report: a line counts once, and is reached if any of them reached it, in
# either variant of the core.  The report is build/coverage/index.html.
#
# Fails if less than 95% of the lines of src/ or less than 90% of the branches
# of src/core are reached, or if a line that is not reached is not explained in
# test/uncovered.txt.  gcovr leaves out the branches that gcc makes for
# exceptions and on lines without code of ours (--exclude-throw-branches,
# --exclude-unreachable-branches).  REPORT=only works on the counters of the
# last run.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/tally.sh

# The part that runs beside the private server.
if [ "${1:-}" = --server ]; then
	dir=$FUNDING_SERVER_DIR
	user=$FUNDING_SERVER_USER
	. tools/as_server.sh
	. tools/children.sh

	# where the server's user writes its counters
	mkdir "$GCOV_PREFIX" || exit 1
	[ -z "$user" ] || chown "$user" "$GCOV_PREFIX"

	run sh tools/check_server.sh

	# A process writes its counters when it ends: all have to end by
	# themselves before the server is removed.
	as_server "$(command -v pg_ctl)" -D "$dir/data" -m fast -w -t 60 -s stop
	exit
fi

lines_min=95
branches_min=90

. tools/counted.sh
. tools/children.sh
at_end()
{
	rm -rf "$out"
}

run sh tools/setup.sh || exit 1
run sh tools/need.sh gcovr || exit 1
mkdir -p build || exit 1

# run_unit VARIANT: every unit test and every replay of a corpus
run_unit()
{
	for program in build/unit/gcov_"$1"/test_* build/unit/gcov_"$1"/replay_*
	do
		case $program in
			*.gcno | *.gcda | *.d) continue ;;
		esac
		name=${program##*/}
		case $name in
			replay_*) set -- "$1" fuzz/corpus/"${name#replay_}"/* ;;
			*) set -- "$1" ;;
		esac
		variant=$1
		shift
		program_status=0
		run "$program" "$@" >"build/unit/gcov_$variant.log" 2>&1 ||
			program_status=$?
		grep -v -E '^[^ ]+: [0-9]+ passed, [0-9]+ failed$|^CHECK_SEED=' \
			"build/unit/gcov_$variant.log"
		tally_log "unit/$name/$variant" "build/unit/gcov_$variant.log" \
			"$program_status"
		set -- "$variant"
	done
}

if [ "${REPORT:-}" != only ]; then
	# ---- build

	log=build/gcov-unit.log
	if ! run ${MAKE:-make} --no-print-directory -j "$(getconf _NPROCESSORS_ONLN)" \
		${CC:+"CC=$CC"} gcov-programs >"$log" 2>&1; then
		cat "$log"
		exit 1
	fi
	run sh tools/build.sh gcov || exit 1
	find build/gcov build/unit/gcov_* -name '*.gcda' -exec rm -f {} +

	# ---- run

	FUNDING_TALLY=$out/tally
	export FUNDING_TALLY
	: >"$FUNDING_TALLY"
	behind run_unit no_int128 >"$out/behind.log" 2>&1
	run run_unit int128
	wait_behind
	cat "$out/behind.log"

	# the server's user goes through it to its counters
	chmod 711 "$out"
	run env GCOV_PREFIX="$out/server" sh tools/private_server.sh -b gcov \
		sh tools/long/coverage.sh --server || tally server 0 1
	unset GCOV_PREFIX

	# The counters of the server, beside the objects that they belong to.
	here=$(pwd -P)
	if ! cp -R "$out/server$here/build/gcov/src" build/gcov/; then
		echo 'coverage: the server wrote no counters' >&2
		exit 1
	fi
	tally_totals >build/gcov-tally
fi

# ---- one report: the core in both variants, and the module

report=build/coverage
rm -rf "$report"
mkdir -p "$report" || exit 1
for objects in unit/gcov_int128 unit/gcov_no_int128 gcov; do
	part=$report/$(echo "$objects" | tr / -).json
	if ! run gcovr -r . --filter 'src/' --exclude-throw-branches \
		--exclude-unreachable-branches --json "$part" "build/$objects" \
		>"$report/log" 2>&1; then
		cat "$report/log"
		exit 1
	fi
done
/usr/bin/python3 tools/uncovered.py strip "$report"/*.json &&
	gcovr -r . -a "$report/unit-gcov_int128.json" \
		-a "$report/unit-gcov_no_int128.json" -a "$report/gcov.json" \
		--json "$report/all.json" || exit 1

# merged FILTER [OPTION...]: gcovr over the merged report
merged()
{
	filter=$1
	shift
	gcovr -r . -a "$report/all.json" --filter "$filter" "$@"
}
merged 'src/' --html-details "$report/index.html" \
	--html-title 'funding: what the tests reach' || exit 1

# The table by file, without the line numbers, which uncovered.py shows.
merged 'src/' --txt "$report/lines.txt" --fail-under-line "$lines_min"
lines_status=$?
merged 'src/core/' --branches --txt "$report/branches.txt" \
	--fail-under-branch "$branches_min"
branches_status=$?
echo 'lines by file of src/:'
sed -E 's/^(src.*%).*$/\1/' "$report/lines.txt"
echo 'branches by file of src/core:'
sed -E 's/^(src.*%).*$/\1/' "$report/branches.txt"
# gcovr removes the file that it shall write before it does: never /dev/null.
for room in 'src/' 'src/core/' 'src/[^/]*$'; do
	echo "$room: $(merged "$room" --txt "$report/room.txt" --print-summary |
		grep -E '^(lines|branches)' | tr '\n' ' ')"
done

check "less than $lines_min% of the lines of src/" "$lines_status"
check "less than $branches_min% of the branches of src/core" "$branches_status"
/usr/bin/python3 tools/uncovered.py check "$report/all.json" test/uncovered.txt
check 'lines that are not reached and not explained, or explained in vain' $?

# Coverage by tests that fail says little.
tests=$(cat build/gcov-tally)
echo "tests with counters: ${tests% *} passed, ${tests#* } failed"
[ "${tests#* }" -eq 0 ]
check 'tests failed' $?
report_count
