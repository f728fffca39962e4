# tally.sh
#	  Counting, for the other scripts here, which source this file.
#
# Each part of a run adds one line "passed failed" to the file that
# $FUNDING_TALLY names, and prints "name: N passed, N failed".

# tally NAME PASSED FAILED
tally()
{
	echo "$1: $2 passed, $3 failed"
	if [ -n "${FUNDING_TALLY:-}" ]; then
		echo "$2 $3" >>"$FUNDING_TALLY"
	fi
}

# tally_totals: "passed failed", the sums of that file.
tally_totals()
{
	awk '{ p += $1; f += $2 } END { print p + 0, f + 0 }' "$FUNDING_TALLY"
}

# tally_end NAME: the last line of a script that had such a file; its status is
# the script's: something passed, and nothing failed.
tally_end()
{
	tally_sums=$(tally_totals)
	echo "$1: ${tally_sums% *} passed, ${tally_sums#* } failed"
	[ "${tally_sums% *}" -gt 0 ] && [ "${tally_sums#* }" -eq 0 ]
}

# tally_lines LOG: "passed failed lines", the sums of the lines "name: N passed,
# N failed" in it, and how many they are.
tally_lines()
{
	awk '/^[^ ]+: [0-9]+ passed, [0-9]+ failed$/ { p += $2; f += $4; n++ }
		END { print p + 0, f + 0, n + 0 }' "$1"
}

# tally_log NAME LOG STATUS: adds up those lines of a program's output.  A
# program that printed none, or that failed without saying of what, counts as
# one failure.
tally_log()
{
	tally_sums=$(tally_lines "$2")
	tally_passed=${tally_sums%% *}
	tally_failed=${tally_sums#* }
	tally_failed=${tally_failed% *}
	if [ "${tally_sums##* }" -eq 0 ] ||
		{ [ "$3" -ne 0 ] && [ "$tally_failed" -eq 0 ]; }; then
		echo "$1: ended with status $3"
		tally_failed=$((tally_failed + 1))
	fi
	tally "$1" "$tally_passed" "$tally_failed"
}
