#!/bin/sh
# pictures.sh
#	  The pictures of doc/charts.md come out as they are kept in doc/pictures, to
#	  the byte, and none is kept that no query draws.
set -u
cd "$(dirname "$0")/../.." || exit 1

. tools/counted.sh
PGOPTIONS='-c client_min_messages=warning'
export PGOPTIONS

psql -X -q -c 'CREATE EXTENSION IF NOT EXISTS funding' || exit 1
sh tools/pictures.sh "$out"
check 'they cannot be drawn' $?
for kept in doc/pictures/*.svg; do
	cmp "$kept" "$out/${kept##*/}"
	check "$kept: make pictures draws another one" $?
	rm -f "$out/${kept##*/}"
done
for drawn in "$out"/*.svg; do
	if [ -f "$drawn" ]; then
		check "doc/pictures has no ${drawn##*/}: make pictures" 1
	fi
done

report_count
