#!/bin/sh
# run.sh
#	  The benchmark, on the server that the environment names: builds the tables,
#	  runs every operation interleaved, and prints the report in Markdown.
#
# `make bench` runs this on a private server.  ROWS, ROUNDS and BENCH (a regular
# expression over the names of operations) say how much.  FILES are read in place
# of the tables and operations of all; RECOGNIZERS is the library that
# recognizers.mjs --fetch named.
set -eu
cd "$(dirname "$0")/.." || exit 1

rows=${ROWS:-5000000}
rounds=${ROUNDS:-5}
wanted=${BENCH:-.}

query()
{
	PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 "$@"
}

cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
cores=$(getconf _NPROCESSORS_ONLN)
memory=$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)
commit=$(git rev-parse --short HEAD 2>/dev/null || echo 'no commit')
if [ -n "$(git status --porcelain --untracked-files=no 2>/dev/null)" ]; then
	commit="$commit and changes"
fi

query -c 'CREATE EXTENSION funding' -f bench/frame.sql
directory=$(query -At -c 'SHOW data_directory')
set -- -v rows="$rows"
if [ -n "${RECOGNIZERS:-}" ]; then
	# where the server's user can read them
	cp "$RECOGNIZERS" "$directory/library.cjs"
	cp bench/prose.*.txt "$directory"
	chmod a+r "$directory/library.cjs" "$directory"/prose.*.txt
	set -- "$@" -v recognizers="$directory"
fi
for file in ${FILES:-bench/tables.sql bench/operations*.sql}; do
	query "$@" -f "$file" >/dev/null
done
if [ -z "${FILES:-}" ]; then
	for name in bigint numeric pair usd; do
		query -c "COPY bench_$name TO '$directory/bench_$name.txt'" \
			-c "COPY bench_$name TO '$directory/bench_$name.bin' (FORMAT binary)"
	done
fi
query -c CHECKPOINT
PGOPTIONS='-c client_min_messages=notice' psql -X -q -v ON_ERROR_STOP=1 \
	-c "CALL bench_run($rounds, \$\$$wanted\$\$)" >&2
if [ "$wanted" = . ] && [ -z "${FILES:-}" ]; then
	query -f bench/sizes.sql
fi

echo "$rows rows, $rounds rounds, medians; serial and without JIT but where the"
echo "operation says parallel. The first representation of each operation is its"
echo "limit."
echo
echo "- Machine: $cpu, $cores cores, $memory"
echo "- Server: $(query -At -c 'SELECT version()')"
[ -n "${FILES:-}" ] || echo "- numpy: $(query -At -c "SELECT coalesce(max(version), 'not there') FROM bench_numpy")"
[ -z "${RECOGNIZERS:-}" ] ||
	echo "- recognizers-text-suite: 1.3.1, node $(query -At -c 'SELECT max(version) FROM bench_recognizers')"
echo "- Commit: $commit"
echo
query -f bench/report.sql
