#!/bin/sh
# pictures.sh DIRECTORY
#	  Draws the pictures of doc/charts.md into a directory, on the server that
#	  PGHOST and its kin name; `make pictures` does it for doc/pictures.
#
# A picture NAME.svg is what the ```sql block gives that follows the line
# ![...](pictures/NAME.svg), so that the text shows how it was made.
set -eu
cd "$(dirname "$0")/.."

directory=$1
queries=$(mktemp -d)
trap 'rm -rf "$queries"' EXIT
awk -v out="$queries" '
	match($0, /^!\[.*\]\(pictures\/[a-z]+\.svg\)$/) {
		name = $0
		sub(/^.*\(pictures\//, "", name)
		sub(/\.svg\)$/, "", name)
		next
	}
	/^```sql$/ && name != "" { file = out "/" name ".sql"; next }
	/^```$/ { file = ""; name = "" }
	file != "" { print >file }' doc/charts.md

found=0
for query in "$queries"/*.sql; do
	[ -f "$query" ] || continue
	name=${query##*/}
	psql -X -q -A -t -v ON_ERROR_STOP=1 -f "$query" \
		>"$directory/${name%.sql}.svg"
	found=$((found + 1))
done
[ "$found" -gt 0 ]
