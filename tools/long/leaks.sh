#!/bin/sh
# leaks.sh
#	  `make check-leaks`: the memory of a backend over a million calls of each
#	  function, aggregate, cast and input and output function, with arguments
#	  that change from call to call, and over errors.
#
# The cases are made from the catalog by test/hostile/leaks.sql.  Each runs as
# one statement in a backend of its own.  What its memory contexts hold and its
# resident size are read at the first call and at each quarter; a case fails
# if the second half adds more than 32 kB to the contexts, or 2 MB to the
# resident size.  A leak of 8 bytes a call is 12 MB.  A case that would
# take longer than SECONDS_EACH makes fewer calls, and the table says so.
#
# CALLS=n            calls of each (1000000)
# ONLY=pattern       a regular expression for "kind name"
# SECONDS_EACH=n     bound of a case (300)
# The table is build/leaks.txt.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/tally.sh

if [ -z "${FUNDING_SERVER_LOG:-}" ]; then
	sh tools/setup.sh || exit 1
	exec nice sh tools/private_server.sh -b "${FLAVOUR:-module}" -c jit=off \
		-c max_wal_size=4GB -c wal_level=minimal -c max_wal_senders=0 \
		sh tools/long/leaks.sh
fi

calls=${CALLS:-1000000}
only=${ONLY:-}
limit=${SECONDS_EACH:-300}
table=build/leaks.txt
used_limit=32768
rss_limit_kb=2048

query()
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

query -f test/hostile/leaks.sql || {
	tally leaks 0 1
	exit 1
}
# Few groups, the planner believes: only then it lets the workers aggregate.
query -v calls="$calls" <<'SQL' || exit 1
CREATE UNLOGGED TABLE leak_rows AS SELECT i, i % 64 AS id FROM generate_series(0::bigint, 4 * :calls - 1) AS i;
ALTER TABLE leak_rows ALTER i SET (n_distinct = 200);
ANALYZE leak_rows;
SQL
cases=$(query -v only="$only" <<'SQL'
SELECT id FROM leak_case WHERE kind || ' ' || name ~ :'only' ORDER BY id
SQL
)

# prepare ID: settings, and what the case reads or writes, before the calls
prepare()
{
	cat <<'SQL'
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
SET enable_mergejoin = off;
SET enable_memoize = off;
SELECT kind LIKE 'parallel%' AS parallel, kind LIKE 'index scan%' AS lookup, kind = 'index insert' AS inserts, replace(name, ' ', '_') AS place, kind = 'binary in' AS received,
	CASE kind WHEN 'binary in' THEN substring(statement FROM 'leak_in_(\w+)') END AS col, current_setting('data_directory') AS data FROM leak_case WHERE id = :id \gset
\if :parallel
SET enable_hashagg = off;
SET enable_sort = on;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SET parallel_leader_participation = off;
\else
SET max_parallel_workers_per_gather = 0;
\endif
\if :lookup
SET enable_seqscan = off;
\endif
\if :inserts
TRUNCATE :"place_of";
\endif
SQL
}

# run ID CALLS
run()
{
	place=$(query -c "SELECT 'leak_index_' || replace(name, ' ', '_') FROM leak_case WHERE id = $1 AND kind = 'index insert'")
	prepare | query -v id="$1" -v calls="$2" -v place_of="$place" -f - -c '' >/dev/null 2>&1
	{
		prepare
		cat <<'SQL'
\if :received
SELECT format('DROP TABLE IF EXISTS leak_in_%1$s; CREATE UNLOGGED TABLE leak_in_%1$s AS SELECT 1::bigint AS i, %1$s AS x FROM leak_args LIMIT 0', :'col') \gexec
SELECT format('COPY (SELECT i, a.%s FROM generate_series(1, %s::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64) TO %L (FORMAT binary)', :'col', :calls, :'data' || '/leak_' || :'col') \gexec
\endif
CALL leak_run(:id, :calls);
SQL
	} | query -v id="$1" -v calls="$2" -v place_of="$place"
}

# calls_of ID: as many as fit in the time, after a short run that says how fast
calls_of()
{
	query -v id="$1" -v calls="$calls" -v seconds="$limit" <<'SQL'
SELECT greatest(least(:calls, COALESCE(most, :calls), floor(:seconds * r.calls / greatest(r.seconds, 0.000001))::bigint), 400) / 4 * 4
FROM leak_case JOIN leak_result AS r USING (id) WHERE id = :id
SQL
}

warm=$((calls / 500 / 4 * 4))
[ "$warm" -ge 400 ] || warm=400
for id in $cases; do
	run "$id" "$warm" || true
	number=$(calls_of "$id")
	query -c "DELETE FROM leak_result WHERE id = $id AND problem IS NULL"
	if [ -n "$number" ]; then
		run "$id" "$number" || true
	fi
done

query -v used="$used_limit" -v rss="$rss_limit_kb" -v only="$only" >/dev/null <<'SQL'
CREATE VIEW leak_verdict AS
SELECT c.id, c.kind, c.name, r.calls, r.seconds, r.errors, r.used[1] AS used_first, r.used[3] AS used_half, r.used[5] AS used_end, r.rss_kb[1] AS rss_first, r.rss_kb[3] AS rss_half, r.rss_kb[5] AS rss_end,
	CASE WHEN r.id IS NULL THEN 'no result: the backend ended'
		WHEN r.problem IS NOT NULL THEN r.problem
		WHEN r.used[5] - r.used[3] > :used THEN 'contexts grow'
		WHEN r.rss_kb[5] - r.rss_kb[3] > :rss THEN 'resident size grows' END AS problem
FROM leak_case AS c LEFT JOIN (SELECT DISTINCT ON (id) * FROM leak_result ORDER BY id, calls DESC) AS r USING (id);
SQL
{
	echo "case|calls|seconds|errors|bytes in contexts: first call|half|end|kB resident: first call|half|end|problem"
	query -F '|' -v only="$only" <<'SQL'
SELECT kind || ': ' || left(name, 100), calls, round(seconds, 1), CASE WHEN kind = 'errors' THEN errors END, used_first, used_half, used_end, rss_first, rss_half, rss_end, problem
FROM leak_verdict WHERE kind || ' ' || name ~ :'only' ORDER BY id
SQL
} >"$table"

query -v only="$only" <<'SQL'
SELECT format('leaks: %s: %s: %s (%s calls, second half: %s bytes in contexts, %s kB resident)', kind, name, problem, calls, used_end - used_half, rss_end - rss_half)
FROM leak_verdict WHERE problem IS NOT NULL AND kind || ' ' || name ~ :'only' ORDER BY id;
SELECT format('leaks: %s cases, %s calls; %s of them a million or more, %s cases of errors with %s errors; most that a second half added: %s bytes in contexts, %s kB resident', count(*), sum(calls), count(*) FILTER (WHERE calls >= 1000000),
	count(*) FILTER (WHERE kind = 'errors'), sum(errors) FILTER (WHERE kind = 'errors'), max(used_end - used_half), max(rss_end - rss_half))
FROM leak_verdict WHERE kind || ' ' || name ~ :'only';
SELECT format('leaks: %s: %s: %s calls only, in %s s', kind, name, calls, round(seconds)) FROM leak_verdict
WHERE calls < 1000000 AND kind <> 'errors' AND problem IS NULL AND kind || ' ' || name ~ :'only' ORDER BY id;
SQL
counts=$(query -F ' ' -v only="$only" <<'SQL'
SELECT count(*) FILTER (WHERE problem IS NULL), count(*) FILTER (WHERE problem IS NOT NULL) FROM leak_verdict WHERE kind || ' ' || name ~ :'only'
SQL
)
if grep -E 'terminated by signal|PANIC|TRAP:' "$FUNDING_SERVER_LOG"; then
	counts="${counts% *} $((${counts#* } + 1))"
fi
echo "leaks: the table is $table"
tally leaks "${counts% *}" "${counts#* }"
[ "${counts#* }" -eq 0 ] && [ "${counts% *}" -gt 0 ]
