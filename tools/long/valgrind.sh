#!/bin/sh
# valgrind.sh
#	  `make check-valgrind`: the tests of sql/ and test/t/binary_copy on a server
#	  that runs under valgrind's memcheck, with every process of it.
#
# Passes if the answers are the expected ones and valgrind reports nothing but
# what tools/valgrind.supp names.  First it is shown that valgrind reports bugs
# that are put into a copy of the module (PLANTED=no leaves that out).  TESTS
# names the tests of sql/ that run, and SHELL_TESTS those of test/t, where not
# all shall; ORIGINS=yes says where an undefined value was made, which takes
# twice as long.  The reports are in build/valgrind afterwards, one file a
# process.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/tally.sh

sh tools/need.sh valgrind libc6-dbg || exit 1
sh tools/setup.sh || exit 1
mkdir -p build || exit 1

flavour=memcheck
. tools/checked_server.sh
start=$(date +%s)

cp tools/valgrind.supp "$dir/" || exit 1
wrapper="$(command -v valgrind) --tool=memcheck --leak-check=no"
wrapper="$wrapper --trace-children=yes --error-limit=no --num-callers=30 -s"
wrapper="$wrapper --suppressions=$dir/valgrind.supp --gen-suppressions=all"
wrapper="$wrapper --log-file=$dir/log/%p.log"
FUNDING_SERVER_WRAPPER=$wrapper${ORIGINS:+ --track-origins=yes}
export FUNDING_SERVER_WRAPPER

# A suppression says which of the server's functions it stands for.
named=$(grep -v '^[ 	]*#' tools/valgrind.supp | grep -c funding)
if [ "$named" -eq 0 ]; then
	tally valgrind/suppressions 1 0
else
	echo 'valgrind: tools/valgrind.supp names funding.so or a function of it'
	tally valgrind/suppressions 0 1
fi

# ---- bugs that it has to report

if [ "${PLANTED:-}" != no ]; then
	if plant_bugs; then
		cat >"$dir/list" <<'LIST'
SELECT - '1 USD'::monetary|Invalid write of size 1
SELECT abs('1 USD'::monetary)|Conditional jump or move depends on uninitialised
SELECT monetary_send('1 USD')|Uninitialised byte\(s\) found during client check
SELECT * FROM currencies()|Uninitialised byte\(s\) found during client check
LIST
		watched "$dir/tree" -c jit_provider=none \
			sh tools/see_planted.sh "$flavour" "$dir/log" \
			"$dir/list"
		[ "$watched_status" -eq 0 ] || tally valgrind/planted 0 1
	else
		echo 'valgrind: the bugs could not be planted'
		tally valgrind/planted 0 1
	fi
fi

# ---- the tests
#
# JIT compiles each expression anew, and valgrind translates all of LLVM for
# it.  Tests set jit themselves, so the server has no provider of it here; the
# compiled code is tested elsewhere.  Of test/t only binary_copy runs; the others
# run under tools/long/sanitizers.sh, but for cancel and bench, which measure
# time.  Valgrind takes some twenty times as long as the server alone.

FUNDING_SCRIPTS=binary_copy
if [ -n "${TESTS:-}${SHELL_TESTS:-}" ]; then
	FUNDING_TESTS=${TESTS:-}
	FUNDING_SCRIPTS=${SHELL_TESTS:-}
	export FUNDING_TESTS
fi
export FUNDING_SCRIPTS
watched . -c jit_provider=none sh tools/check_server.sh ||
	tally valgrind/server 0 1

# ---- what was reported

rm -rf build/valgrind
mv "$dir/log" build/valgrind
processes=$(ls build/valgrind | wc -l)
counts=$(awk '
	/insert_a_suppression_name_here/ { new++ }
	/used_suppression:/ { suppressed += $3 }
	/ERROR SUMMARY: / && !seen[FILENAME]++ { ended++ }
	/terminating with default action of signal (4|6|7|8|11) / { died++ }
	/the .impossible. happened/ { died++ }
	END { print new + 0, suppressed + 0, died + 0, ended + 0 }' \
	build/valgrind/*.log)
# shellcheck disable=SC2086
set -- $counts
echo "valgrind: $processes processes, $4 to their end," \
	"$(($(date +%s) - start)) seconds; reports: $2 suppressed, $1 others;" \
	"crashes: $3"
cat build/valgrind/*.log | sed -n 's/.*used_suppression: *//p' |
	awk '{ sum[$2] += $1 } END { for (n in sum) print "valgrind: suppressed " n ": " sum[n] }' |
	sort
if [ "$processes" -gt 0 ] && [ "$4" -gt 0 ] && [ "$1" -eq 0 ] &&
	[ "$3" -eq 0 ]; then
	tally valgrind/reports 1 0
else
	grep -l -E 'insert_a_suppression_name_here|terminating with default action' \
		build/valgrind/*.log | head -n 20
	sed -n '/^==[0-9]*== [A-Z].*/,/^}/p' build/valgrind/*.log |
		grep -E '^==[0-9]*==  ? ? ?(at|by|[A-Z])' | head -n 100
	tally valgrind/reports 0 "$(($1 + $3 > 0 ? $1 + $3 : 1))"
fi

tally_end valgrind
