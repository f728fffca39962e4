# counted.sh
#	  For scripts that count their checks: passed and failed, a directory "out"
#	  that goes away with the script, check() and the last line.
#
# at_end is called at the end, whichever way it comes: a function that a script
# defines, after it has sourced this file, if it has more to remove.

name=$(basename "$0" .sh)
passed=0
failed=0
out=$(mktemp -d) || exit 1
at_end()
{
	:
}
trap 'at_end; rm -rf "$out"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# check WHAT STATUS
check()
{
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name: $1"
	fi
}

# The last line of a script; its status is the script's: something passed, and
# nothing failed.
report_count()
{
	echo "$name: $passed passed, $failed failed"
	[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
}
