#!/bin/sh
# check_symbols.sh FUNDING.SO
#	  Checks that the module exports what PostgreSQL looks up and nothing else,
#	  so that no other module's symbol can take the place of one of ours; and,
#	  by check_imports.sh, what it takes from others.
set -u
. "$(dirname "$0")/tally.sh"

# The linker's own marks, which some versions export, are no functions.
symbols=$(nm -D --defined-only "$1" | awk '{ print $NF }' |
	grep -v -x -E '_init|_fini|_edata|_end|__bss_start')
passed=0
failed=0
for symbol in $symbols; do
	case $symbol in
		funding_* | pg_finfo_funding_* | Pg_magic_func | _PG_init)
			passed=$((passed + 1))
			;;
		*)
			echo "$1 exports $symbol: make it static or FND_LOCAL"
			failed=$((failed + 1))
			;;
	esac
done
case " $(echo $symbols) " in
	*' Pg_magic_func '*) ;;
	*)
		echo "$1 does not export Pg_magic_func"
		failed=$((failed + 1))
		;;
esac
# One test: it passes when nothing is wrong.
status=0
if [ "$failed" -eq 0 ]; then
	tally symbols 1 0
else
	tally symbols 0 "$failed"
	status=1
fi
sh "$(dirname "$0")/check_imports.sh" "$1" || status=1
exit "$status"
