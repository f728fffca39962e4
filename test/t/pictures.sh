#!/bin/sh
# pictures.sh
#	  The pictures of doc/charts.md come out as they are kept in doc/pictures, to
#	  the byte, and none is kept that no query draws.
set -u
cd "$(dirname "$0")/../.." || exit 1

passed=0
failed=0
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
PGOPTIONS='-c client_min_messages=warning'
export PGOPTIONS

psql -X -q -c 'CREATE EXTENSION IF NOT EXISTS funding' || exit 1
if ! sh tools/pictures.sh "$out"; then
	echo 'pictures: they cannot be drawn'
	failed=$((failed + 1))
fi
for kept in doc/pictures/*.svg; do
	if cmp "$kept" "$out/${kept##*/}"; then
		passed=$((passed + 1))
	else
		echo "$kept: make pictures draws another one"
		failed=$((failed + 1))
	fi
	rm -f "$out/${kept##*/}"
done
for drawn in "$out"/*.svg; do
	if [ -f "$drawn" ]; then
		echo "doc/pictures has no ${drawn##*/}: make pictures"
		failed=$((failed + 1))
	fi
done

echo "pictures: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
