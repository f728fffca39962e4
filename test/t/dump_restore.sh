#!/bin/sh
# dump_restore.sh
#	  What pg_dump writes comes back: every form of dump of the database of
#	  test/everything restores into one whose values, answers and dump are the
#	  same, by other settings, by a role that only owns the database, and with
#	  the extension in any schema.
#
# Schemas are compared byte by byte.  The rows of a table are compared as a set:
# COPY puts a short row into an earlier page that has room for it, so that the
# order on disk is not kept by PostgreSQL itself.
set -u

. "$(dirname "$0")/../../tools/counted.sh"
everything=$(dirname "$0")/../everything
source=$PGDATABASE
PGOPTIONS='-c client_min_messages=warning -c jit=off'
export PGOPTIONS

run()
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 "$@" 2>&1
}

# Newer programs write a random key at both ends.
plain()
{
	grep -v -e '^\\restrict ' -e '^\\unrestrict '
}

# dumps DATABASE NAME: schema and rows into $out/NAME.*
dumps()
{
	pg_dump -s "$1" | plain >"$out/$2.schema" &&
		pg_dump -a "$1" | plain |
		awk '/^-- (Data for )?Name: / { next } /^COPY / { table = $2 }
			{ print table, $0 }' |
			LC_ALL=C sort >"$out/$2.rows"
}

# values DATABASE NAME [OPTION...]
values()
{
	values_of=$1
	values_name=$2
	shift 2
	run -d "$values_of" "$@" -f "$everything/values.sql" \
		>"$out/$values_name.values"
	check "values of $values_of: $(tail -n 3 "$out/$values_name.values")" $?
}

# answers DATABASE NAME [OPTIONS]
answers()
{
	PGOPTIONS="$PGOPTIONS ${3:-}" run -d "$1" -f "$everything/answers.sql" \
		>"$out/$2.answers"
	check "answers of $1: $(tail -n 3 "$out/$2.answers")" $?
}
no_index='-c enable_indexscan=off -c enable_indexonlyscan=off
	-c enable_bitmapscan=off -c enable_partition_pruning=off'

# same WHAT NAME KIND [AS]: differences in the first lines
same()
{
	[ -s "$out/$2.$3" ] && cmp -s "$out/${4:-source}.$3" "$out/$2.$3"
	check "$1: the $3 are other ones" $?
	if ! cmp -s "$out/${4:-source}.$3" "$out/$2.$3"; then
		diff "$out/${4:-source}.$3" "$out/$2.$3" | head -n 6 | cut -c 1-300
	fi
}

# fresh NAME [OPTION...]: an empty database whose settings are not ours
fresh()
{
	fresh_name=$1
	shift
	createdb "$@" "$fresh_name" &&
		run -d "$fresh_name" \
			-c "ALTER DATABASE $fresh_name SET search_path = pg_temp" \
			-c "ALTER DATABASE $fresh_name SET datestyle = 'German'" \
			-c "ALTER DATABASE $fresh_name SET intervalstyle = 'sql_standard'" \
			-c "ALTER DATABASE $fresh_name SET timezone = 'Asia/Kathmandu'" \
			-c "ALTER DATABASE $fresh_name SET bytea_output = 'escape'"
}

# restored WHAT DATABASE STATUS: its dumps are those of the source
restored()
{
	check "$1: it does not restore: $(head -n 3 "$out/log")" "$3"
	dumps "$2" "$2"
	same "$1" "$2" schema
	same "$1" "$2" rows
}

run -c 'CREATE EXTENSION funding' -f "$everything/create.sql" >"$out/create" ||
	{
		cat "$out/create"
		exit 1
	}
dumps "$source" source
values "$source" source
answers "$source" source "$no_index"

# the two prints see every table, and values.sql sees every relation with rows
run -c "SELECT relname FROM pg_class WHERE relnamespace = 'everything'::regnamespace
	AND relkind IN ('r', 'p', 'm') AND NOT relispartition AND relname <> 'not_yet'" |
	while read -r relation; do
		grep -q "^$relation|" "$out/source.values" || echo "$relation"
	done >"$out/unseen"
[ ! -s "$out/unseen" ]
check "values.sql does not print: $(cat "$out/unseen")" $?

# ---- plain, into one transaction

pg_dump "$source" >"$out/plain.sql"
fresh dump_plain
run -1 -d dump_plain -f "$out/plain.sql" >"$out/log"
restored plain dump_plain $?
values dump_plain dump_plain
same plain dump_plain values
answers dump_plain dump_plain
same 'plain, by its indexes' dump_plain answers

# ---- a directory, by two workers each way

pg_dump -F d -j 2 -f "$out/directory" "$source"
fresh dump_directory
pg_restore -j 2 --exit-on-error -d dump_directory "$out/directory" 2>"$out/log"
restored directory dump_directory $?

# ---- the schema alone, then the rows alone, which fill no materialized view

pg_dump -s "$source" >"$out/schema.sql"
pg_dump -a --disable-triggers "$source" >"$out/data.sql"
fresh dump_parts
run -1 -d dump_parts -f "$out/schema.sql" -f "$out/data.sql" >"$out/log"
restored 'schema, then rows' dump_parts $?
run -d dump_parts -c 'REFRESH MATERIALIZED VIEW everything.summary'
[ "$(run -d dump_parts -c 'TABLE everything.summary ORDER BY 1')" = \
	"$(run -c 'TABLE everything.summary ORDER BY 1')" ]
check 'schema, then rows: the materialized view is another one' $?

# ---- rows as INSERTs through the partitioned tables, everything quoted, from
# the database that was restored; and in by a role that owns the database and
# nothing else

owner=dump_owner_$$
run -c "CREATE ROLE $owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE"
pg_dump --column-inserts --rows-per-insert=200 --load-via-partition-root \
	--quote-all-identifiers --disable-dollar-quoting --no-owner dump_plain \
	>"$out/inserts.sql"
fresh dump_owned -O "$owner"
run -1 -U "$owner" -d dump_owned -f "$out/inserts.sql" >"$out/log"
check "by the owner of the database: $(head -n 3 "$out/log")" $?
values dump_owned owned -U "$owner"
same 'by the owner of the database' owned values
dumps dump_owned owned
same 'by the owner of the database' owned rows
[ "$(run -d dump_owned -c "SELECT pg_get_userbyid(extowner) FROM pg_extension WHERE extname = 'funding'")" = "$owner" ]
check 'by the owner of the database: the extension is not theirs' $?

# ---- the extension moved into a schema of its own

createdb -T "$source" dump_moved
run -d dump_moved -c 'CREATE SCHEMA "Fin ance"' \
	-c 'ALTER EXTENSION funding SET SCHEMA "Fin ance"' >"$out/log"
check "the extension does not move: $(cat "$out/log")" $?
values dump_moved moved
same moved moved values
dumps dump_moved moved
pg_dump -F c -f "$out/moved.custom" dump_moved
fresh dump_moved_back
pg_restore -j 2 --exit-on-error -d dump_moved_back "$out/moved.custom" \
	2>"$out/log"
check "moved: $(head -n 3 "$out/log")" $?
dumps dump_moved_back moved_back
same 'moved, restored' moved_back schema moved
same 'moved, restored' moved_back rows moved
grep -q '^CREATE EXTENSION .*funding WITH SCHEMA "Fin ance";' "$out/moved_back.schema"
check 'moved, restored: the extension is elsewhere' $?

# ---- statistics, whose values are ours, where pg_dump carries them (18)

if pg_dump --help | grep -q -e '--statistics '; then
	pg_dump --statistics "$source" >"$out/statistics.sql"
	fresh dump_statistics
	run -1 -d dump_statistics -f "$out/statistics.sql" >"$out/log"
	check "statistics: $(head -n 3 "$out/log")" $?
	for database in "$source" dump_statistics; do
		run -d "$database" -c 'SET intervalstyle = postgres' -c 'SET datestyle = ISO' -c 'SELECT to_jsonb(s)::text FROM pg_stats AS s
			WHERE schemaname = $$everything$$ ORDER BY tablename COLLATE "C", attname COLLATE "C", inherited' >"$out/$database.statistics"
	done
	same statistics dump_statistics statistics "$source"
	dropdb dump_statistics
fi

# ---- indexes and heaps of what was restored

run -d dump_directory -c 'CREATE SCHEMA checks' \
	-c 'CREATE EXTENSION amcheck SCHEMA checks' >"$out/log" &&
	pg_amcheck --heapallindexed --parent-check --rootdescend \
		-d dump_directory >"$out/log" 2>&1
check "pg_amcheck: $(head -n 5 "$out/log")" $?

# ---- what PostgreSQL cannot say in a dump: IS DISTINCT FROM and its kin, whose
# operator has no schema there (doc/upgrading.md has the remedy)

createdb dump_named
run -d dump_named -c 'CREATE EXTENSION funding' \
	-c 'CREATE TABLE paid (a monetary, b monetary)' \
	-c "INSERT INTO paid VALUES ('1 USD', NULL)" \
	-c 'CREATE VIEW v1 AS SELECT a IS DISTINCT FROM b AS x FROM paid' \
	-c 'CREATE VIEW v2 AS SELECT nullif(a, b) AS x FROM paid' \
	-c "CREATE VIEW v3 AS SELECT CASE a WHEN '1 USD' THEN 1 END AS x FROM paid" \
	-c 'CREATE VIEW v4 AS SELECT p.b AS x FROM paid AS p JOIN paid AS q USING (a)' \
	-c 'CREATE VIEW w1 AS SELECT (a = b) IS NOT TRUE AND (a IS NOT NULL OR b IS NOT NULL) AS x FROM paid' \
	-c 'CREATE VIEW w2 AS SELECT CASE WHEN (a = b) IS NOT TRUE THEN a END AS x FROM paid' \
	-c "CREATE VIEW w3 AS SELECT CASE WHEN a = '1 USD' THEN 1 END AS x FROM paid" \
	-c 'CREATE VIEW w4 AS SELECT p.b AS x FROM paid AS p JOIN paid AS q ON p.a = q.a' \
	-c "CREATE VIEW w5 AS SELECT a IN ('1 USD', '2 USD') AND a IN (SELECT a FROM paid) AND a = ANY (ARRAY(SELECT a FROM paid))
		AND a BETWEEN '1 USD' AND '2 USD' AND (a, 1) = ('1 USD', 1) AS x FROM paid GROUP BY a UNION SELECT DISTINCT a < '0 USD' FROM paid ORDER BY 1" \
	>"$out/log"
check "views with IS DISTINCT FROM and its kin: $(cat "$out/log")" $?
pg_dump dump_named >"$out/named.sql"
createdb dump_named_back
psql -X -q -d dump_named_back -f "$out/named.sql" >"$out/log" 2>&1
[ "$(grep -c 'ERROR:  operator does not exist: public.monetary = ' "$out/log")" = 4 ]
check 'IS DISTINCT FROM and its kin restore now: say so in doc/upgrading.md' $?
! grep ERROR "$out/log" | grep -v -e 'operator does not exist' -e 'relation "public.v[1-4]" does not exist' >"$out/others" &&
	[ "$(run -d dump_named_back -c 'SELECT w1.x, w2.x, w3.x, w4.x, array(TABLE w5) FROM w1, w2, w3, w4')" = 't|1.00 USD|1||{f,t}' ]
check "what to write instead of IS DISTINCT FROM and its kin does not restore: $(cat "$out/log")" $?
createdb dump_named_well
sed "s/set_config('search_path', '', false)/set_config('search_path', 'public', false)/" \
	"$out/named.sql" | run -1 -d dump_named_well >"$out/log"
check "the remedy of doc/upgrading.md: $(head -n 3 "$out/log")" $?
[ "$(run -d dump_named_well -c 'SELECT v1.x, v2.x, v3.x, v4.x FROM v1, v2, v3, v4')" = 't|1.00 USD|1|' ]
check 'the remedy of doc/upgrading.md gives other views' $?

for database in dump_plain dump_directory dump_parts dump_owned dump_moved \
	dump_moved_back dump_named dump_named_back dump_named_well; do
	dropdb --if-exists "$database"
done
run -c "DROP ROLE $owner"
report_count
