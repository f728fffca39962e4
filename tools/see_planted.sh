#!/bin/sh
# see_planted.sh FLAVOUR DIRECTORY LIST
#	  Checks that the bugs which tools/checked_server.sh put into the module are
#	  reported.  Runs beside the watched server that has that module.
#
# The lines of the file LIST are QUERY|PATTERN.  Each query runs in a session
# of its own, and then a file of DIRECTORY, or what the server's log got since,
# has the pattern, which is an extended regular expression.
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/tally.sh

flavour=$1
directory=$2
list=$3
seen=0
unseen=0
psql -X -q -c 'CREATE EXTENSION funding' </dev/null || unseen=1

while IFS='|' read -r query pattern; do
	rm -f "$directory"/*
	before=$(wc -c <"$FUNDING_SERVER_LOG")
	answer=$(psql -X -q -A -t -c "$query" </dev/null 2>&1)

	# where it brought its backend down the server starts anew
	tries=0
	until psql -X -q -c 'SELECT 1' </dev/null >/dev/null 2>&1 ||
		[ $tries -ge 300 ]; do
		sleep 1
		tries=$((tries + 1))
	done
	tail -c "+$((before + 1))" "$FUNDING_SERVER_LOG" >"$directory/server"
	if cat "$directory"/* | grep -q -E "$pattern"; then
		seen=$((seen + 1))
	else
		unseen=$((unseen + 1))
		echo "$flavour: the bug planted for \"$query\" is not reported as" \
			"\"$pattern\"; the answer was: $answer"
		cat "$directory"/* | head -n 10
	fi
done <"$list"
[ $((seen + unseen)) -gt 0 ] || unseen=1
tally "$flavour/planted" "$seen" "$unseen"
