# counted.sh
#	  For scripts of test/t that count their checks: passed and failed, a
#	  directory "out" that goes away with the script, check() and the last line.

name=$(basename "$0" .sh)
passed=0
failed=0
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
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

# The last line of a script; its status is the script's.
report_count()
{
	echo "$name: $passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}
