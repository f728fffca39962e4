#!/bin/sh
# hostile.sh
#	  `make check-hostile`: random calls of every function, aggregate, operator,
#	  cast and type with hostile arguments, as literals and as text and binary
#	  parameters of the protocol, malformed ones among them.
#
# A failure is: a lost connection, an internal error (XX000), a SQLSTATE that is
# not of the house, a result that does not read back, an error of ours with
# neither detail nor hint, no answer to a cancel, an internal argument that a
# user can give, a thing that never succeeds, PANIC or TRAP in the log.
#
# CALLS=n	 calls (100000)
# SEED=n	 of the random numbers; printed, and by default of the clock
# FIRST=n	 number of the first call: with CALLS=1 one is repeated
# HOSTILE_LOG=f  a line for each call
# The table of calls by object is build/hostile.txt.  One object is one test.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/tally.sh

if [ -z "${FUNDING_SERVER_LOG:-}" ]; then
	sh tools/setup.sh && sh tools/need.sh libpq-dev || exit 1
	exec nice sh tools/private_server.sh -b "${FLAVOUR:-module}" \
		-c jit=off sh tools/long/hostile.sh
fi

calls=${CALLS:-100000}
seed=${SEED:-$(date +%s)}
pg_config=${PG_CONFIG:-pg_config}
HOSTILE_TABLE=${HOSTILE_TABLE:-build/hostile.txt}
export HOSTILE_TABLE

mkdir -p build/hostile || exit 1
program=build/hostile/hostile
"${CC:-cc}" -std=gnu11 -O1 -g -Wall -Wextra -Werror \
	-I"$("$pg_config" --includedir)" -o "$program" test/hostile/hostile*.c \
	-L"$("$pg_config" --libdir)" -lpq || {
	echo 'hostile: the program does not build'
	tally hostile 0 1
	exit 1
}
psql -X -q -c 'SET client_min_messages = warning' \
	-c 'CREATE EXTENSION IF NOT EXISTS funding' || exit 1

echo "hostile: CALLS=$calls SEED=$seed${FIRST:+ FIRST=$FIRST}"
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
: >"$HOSTILE_TABLE" || exit 1
log_bytes=$(wc -c <"$FUNDING_SERVER_LOG")
# shellcheck disable=SC2086
"$program" "$calls" "$seed" ${FIRST:-} >"$out" 2>&1
status=$?
cat "$out"
failed=$(sed -n 's/^hostile: \([0-9]*\) failures$/\1/p' "$out")
if [ "$status" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; then
	echo "hostile: the program ended with status $status"
	failed=1
fi
if tail -c "+$((log_bytes + 1))" "$FUNDING_SERVER_LOG" |
	grep -E 'terminated by signal|PANIC|TRAP:'; then
	failed=$((failed + 1))
fi
passed=0
if [ "$failed" -eq 0 ]; then
	passed=$(awk -F '|' 'NR > 1 && $2 > 0 { n++ } END { print n + 0 }' \
		"$HOSTILE_TABLE")
fi
tally hostile "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
