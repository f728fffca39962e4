#!/bin/sh
# upgrade_path.sh
#	  CREATE EXTENSION ... VERSION B gives what VERSION A and ALTER EXTENSION
#	  ... UPDATE TO B give, and what is stored stays as it was.
#
# Every funding--A--B.sql of the tree is tried, once there is one.  So that the
# way is known to work before that, the script makes test versions in the share
# directory of the private server: "t1" has a new object of each kind, "t2" new
# attributes of types that are in tables; "t3" asks for a function that the
# module does not have.  tools/catalog_diff.sql is what compares.
set -u

. "$(dirname "$0")/../../tools/counted.sh"
top=$(cd "$(dirname "$0")/../.." && pwd)
share=$FUNDING_SERVER_DIR/root$("${PG_CONFIG:-pg_config}" --sharedir)/extension
database=upgrade_path_$$
owner=upgrade_owner_$$
PGOPTIONS='-c client_min_messages=warning -c jit=off'
export PGOPTIONS

at_end()
{
	rm -f "$share"/funding--t[123].sql "$share"/funding--1.0--t[123].sql \
		"$share"/funding--t[123]--*.sql
	dropdb --if-exists "$database" >/dev/null 2>&1
	dropdb --if-exists "${database}_fresh" >/dev/null 2>&1
	psql -X -q -c "DROP ROLE IF EXISTS $owner" >/dev/null 2>&1
}

run()
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 "$@" 2>&1
}

# catalog DATABASE NAME
catalog()
{
	run -d "$1" -f "$top/tools/catalog_diff.sql" >"$out/$2.catalog" &&
		[ "$(wc -l <"$out/$2.catalog")" -gt 1000 ]
	check "catalog_diff.sql: $(tail -n 3 "$out/$2.catalog" | cut -c 1-300)" $?
}

# equal WHAT ONE OTHER
equal()
{
	cmp -s "$out/$2" "$out/$3"
	check "$1" $?
	diff "$out/$2" "$out/$3" | grep '^[<>]' | head -n 10 | cut -c 1-400
}

# path FROM TO: a fresh TO is an upgraded FROM
path()
{
	for each in "$database" "${database}_fresh"; do
		dropdb --if-exists "$each" 2>"$out/log"
		createdb "$each"
	done
	run -d "$database" -c "CREATE EXTENSION funding VERSION '$1'" \
		-c "ALTER EXTENSION funding UPDATE TO '$2'" >"$out/log" &&
		run -d "${database}_fresh" \
			-c "CREATE EXTENSION funding VERSION '$2'" >>"$out/log"
	check "$1 to $2: $(cat "$out/log")" $?
	catalog "$database" upgraded
	catalog "${database}_fresh" fresh
	equal "$1 to $2: an upgraded catalog is not a fresh one" \
		fresh.catalog upgraded.catalog
}

# ---- the true versions: each path of the tree, and one to the default version
# from each version that can be installed

paths=0
for script in "$top"/funding--*--*.sql; do
	[ -e "$script" ] || continue
	versions=${script##*/funding--}
	versions=${versions%.sql}
	path "${versions%%--*}" "${versions##*--}"
	paths=$((paths + 1))
done
default=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$top/funding.control")
[ "$default" = "$(run -c "SELECT default_version FROM pg_available_extensions WHERE name = 'funding'")" ]
check "funding.control says $default, the server has another default version" $?
run -c "SELECT source FROM pg_extension_update_paths('funding') AS p
		JOIN pg_available_extension_versions ON name = 'funding' AND version = source
	WHERE target = '$default' AND path IS NULL" >"$out/stranded"
[ ! -s "$out/stranded" ]
check "no path to $default from: $(cat "$out/stranded")" $?

# ---- the test versions

base=$top/funding--1.0.sql
cat >"$out/t1.sql" <<'SQL'
CREATE FUNCTION test_abs(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_abs'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION test_abs(monetary) IS 'a function in C';
CREATE FUNCTION test_doubled(amount monetary, times pg_catalog.numeric = 2) RETURNS monetary
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN amount * times;
COMMENT ON FUNCTION test_doubled(monetary, pg_catalog.numeric) IS 'a function in SQL';
CREATE OPERATOR |*| (RIGHTARG = monetary, FUNCTION = test_abs);
COMMENT ON OPERATOR |*| (NONE, monetary) IS 'an operator';
CREATE AGGREGATE test_sum(monetary) (SFUNC = monetary_add, STYPE = monetary, COMBINEFUNC = monetary_add, PARALLEL = SAFE);
COMMENT ON AGGREGATE test_sum(monetary) IS 'an aggregate';
CREATE OPERATOR CLASS test_ops FOR TYPE monetary USING hash AS
	OPERATOR 1 =, FUNCTION 1 monetary_hash(monetary), FUNCTION 2 monetary_hash_extended(monetary, pg_catalog.int8);
COMMENT ON OPERATOR CLASS test_ops USING hash IS 'a class';
CREATE TYPE test_money;
CREATE FUNCTION test_money_in(pg_catalog.cstring, pg_catalog.oid, pg_catalog.int4) RETURNS test_money
	AS 'MODULE_PATHNAME', 'funding_monetary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION test_money_out(test_money) RETURNS pg_catalog.cstring
	AS 'MODULE_PATHNAME', 'funding_monetary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE test_money (INPUT = test_money_in, OUTPUT = test_money_out, LIKE = monetary, CATEGORY = 'N');
COMMENT ON TYPE test_money IS 'a base type';
CREATE CAST (test_money AS monetary) WITHOUT FUNCTION;
CREATE TYPE test_pair AS (one monetary, other estimate(USD));
COMMENT ON COLUMN test_pair.other IS 'a column of a composite type';
CREATE DOMAIN test_dollars AS monetary(USD) DEFAULT '1 USD' CHECK (sign(VALUE) > 0);
CREATE TYPE test_range AS RANGE (subtype = monetary);
CREATE TYPE test_stage AS ENUM ('seed', 'series a');
SQL
cat >"$out/changes.sql" <<'SQL'
COMMENT ON FUNCTION abs(monetary) IS 'a changed comment';
ALTER FUNCTION round(monetary) COST 7;
SQL
cat >"$out/t2.sql" <<'SQL'
ALTER TYPE cash_line ADD ATTRIBUTE test_note pg_catalog.text CASCADE;
COMMENT ON COLUMN cash_line.test_note IS 'an attribute of a type that is in tables';
ALTER TYPE ratio_bounds ADD ATTRIBUTE test_middle pg_catalog.numeric CASCADE;
COMMENT ON COLUMN ratio_bounds.test_middle IS 'another';
SQL
cat >"$out/t3.sql" <<'SQL'
CREATE FUNCTION test_first(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_abs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION test_missing(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_of_a_later_module' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
SQL
cat "$out/t1.sql" "$out/changes.sql" >"$share/funding--1.0--t1.sql"
cat "$out/t2.sql" >"$share/funding--t1--t2.sql"
cat "$out/t3.sql" >"$share/funding--t2--t3.sql"
# the fresh scripts have every change in its place, as people would write them
sed -e "/^COMMENT ON FUNCTION abs(monetary) IS/,/;/ s/'.*'/'a changed comment'/" \
	-e '/^CREATE FUNCTION round(monetary) /,/;/ s/COST 1/COST 7/' "$base" >"$out/in_place.sql"
cat "$out/in_place.sql" "$out/t1.sql" >"$share/funding--t1.sql"
sed -e '/^CREATE TYPE cash_line AS/,/^);/ s/probability pg_catalog.numeric$/&, test_note pg_catalog.text/' \
	-e '/^CREATE TYPE ratio_bounds AS/,/^);/ s/upper pg_catalog.numeric$/&, test_middle pg_catalog.numeric/' \
	"$out/in_place.sql" >"$share/funding--t2.sql"
grep COMMENT "$out/t2.sql" | cat "$out/t1.sql" - >>"$share/funding--t2.sql"
[ "$(diff "$base" "$share/funding--t2.sql" | grep -c '^<')" = 4 ]
check 'the test versions are not what they were meant to be' $?
chmod 644 "$share"/funding--*.sql

path 1.0 t1
path t1 t2
path 1.0 t2
# the comparison sees each of the changes
catalog "$database" t2
dropdb "$database"
createdb "$database"
run -d "$database" -c "CREATE EXTENSION funding VERSION '1.0'"
catalog "$database" base
for change in 'function public.test_abs' 'operator public.|\*|' 'aggregate public.test_sum' 'operator class public.test_ops' \
	'type public.test_money' 'type public.test_pair' 'type public.test_dollars' 'type public.test_range' 'type public.test_stage' \
	'enumlabel=series a' 'castsource=type public.test_money' 'a changed comment' 'proname=round; .*procost=7;' 'attname=test_note' \
	'attname=test_middle' 'another'; do
	diff "$out/base.catalog" "$out/t2.catalog" | grep -q "^> .*$change"
	check "the catalogs of 1.0 and t2 do not differ in: $change" $?
done

# ---- an upgrade of a database full of data, by a role that only owns it, in a
# session that goes on; undone, done, and stopped by a module that is too old

run -c "CREATE ROLE $owner LOGIN NOSUPERUSER"
dropdb "$database"
createdb -O "$owner" "$database"
run -U "$owner" -d "$database" -c "CREATE EXTENSION funding VERSION '1.0'" \
	-f "$top/test/everything/create.sql" >"$out/log"
check "create.sql by the owner of a database: $(cat "$out/log")" $?
run -d "$database" -f "$top/test/everything/values.sql" >"$out/before.values"
catalog "$database" before
run -U "$owner" -d "$database" -c "BEGIN; ALTER EXTENSION funding UPDATE TO 't2'; ROLLBACK" >"$out/log"
check "an upgrade that is rolled back: $(cat "$out/log")" $?
catalog "$database" undone
equal 'an upgrade that was rolled back left something' before.catalog undone.catalog

run -U "$owner" -d "$database" >"$out/session" <<'SQL'
SET search_path = everything, public;
CREATE TABLE kept AS SELECT id, (deal).line AS line, dilution FROM ledger;
CREATE TABLE kept_columns AS SELECT id, (line).category, (line).flow, (line).amount, (line).per, (line).every, (line).starts_on, (line).ends_on,
	(line).growth, (line).growth_spread, (line).volatility, (line).probability, (dilution).lower, (dilution).upper FROM kept;
PREPARE before AS SELECT count(*), sum(amount_usd) FROM ledger WHERE amount_usd > $1;
PREPARE lines AS SELECT count(*) FROM kept WHERE (line).category = 'it''s "one"' AND line IS DISTINCT FROM NULL;
EXECUTE before ('10 USD');
EXECUTE lines;
ALTER EXTENSION funding UPDATE TO 't1';
EXECUTE before ('10 USD');
SELECT |*| '-5 USD'::monetary, test_doubled('3 EUR'), test_sum(amount_usd) = sum(amount_usd) FROM ledger;
SQL
check "a session that upgrades: $(tail -n 2 "$out/session")" $?
sed -n '1p' "$out/session" >"$out/first"
sed -n '3p' "$out/session" >"$out/second"
equal 'a prepared query has another answer after the upgrade' first second
[ "$(tail -n 1 "$out/session")" = '5.00 USD|6.00 EUR|t' ]
check "what the upgrade brought: $(tail -n 1 "$out/session")" $?
run -d "$database" -f "$top/test/everything/values.sql" >"$out/after.values"
equal 'the upgrade changed what is stored' before.values after.values

# the same to t2, whose new attributes are NULL in the rows that were there, and
# are nothing that the module of 1.0 stumbles over
runways="SET search_path = everything, public; SELECT r, (d).lower, (d).upper, l.category, l.amount
	FROM (SELECT runway_months AS r, dilution('2M USD', '10M USD pre') AS d, company FROM runways) AS v, LATERAL cash_line(company, 'cost', '5 USD', per => '1 month') AS l
	ORDER BY company COLLATE \"C\", r"
run -d "$database" -c "$runways" >"$out/runways.before"
run -U "$owner" -d "$database" >"$out/session" <<'SQL'
SET search_path = everything, public;
ALTER EXTENSION funding UPDATE TO 't2';
SELECT count(*) FROM (SELECT id, (line).category, (line).flow, (line).amount, (line).per, (line).every, (line).starts_on, (line).ends_on,
	(line).growth, (line).growth_spread, (line).volatility, (line).probability, (dilution).lower, (dilution).upper FROM kept
	EXCEPT TABLE kept_columns) AS v;
SELECT count(*) FROM kept WHERE (line).test_note IS NOT NULL OR (dilution).test_middle IS NOT NULL;
INSERT INTO kept VALUES (0, ROW('a', 'cost', '1 USD', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'noted'), ROW(1, 2, 1.5));
SELECT (line).test_note, (line).amount, (dilution).test_middle FROM kept WHERE id = 0;
SELECT count(*), count(test_note) FROM plan_line;
SELECT count(*) FROM literals;
SQL
check "an upgrade to new attributes: $(tail -n 2 "$out/session")" $?
[ "$(cat "$out/session")" = "0
0
noted|1.00 USD|1.5
300|0
0" ]
check "new attributes: $(cat "$out/session")" $?
run -d "$database" -c "$runways" >"$out/runways.after"
[ "$(wc -l <"$out/runways.after")" -gt 100 ]
check "runways after the upgrade: $(tail -n 1 "$out/runways.after")" $?
equal 'the module has other results with new attributes' runways.before runways.after
grep -v -e '^ledger|' -e '^plan|' -e '^plan_line|' -e '^outcome|' "$out/before.values" >"$out/others.before"
run -d "$database" -f "$top/test/everything/values.sql" |
	grep -v -e '^ledger|' -e '^plan|' -e '^plan_line|' -e '^outcome|' >"$out/others.after"
equal 'new attributes changed what is stored elsewhere' others.before others.after

# the script is newer than the module
catalog "$database" before
psql -X -q -v VERBOSITY=verbose -U "$owner" -d "$database" -c "ALTER EXTENSION funding UPDATE TO 't3'" >"$out/log" 2>&1
grep -q 'ERROR:  42883: could not find function "funding_of_a_later_module"' "$out/log"
check "a script that is newer than the module: $(cat "$out/log")" $?
catalog "$database" after
equal 'an upgrade that failed left something' before.catalog after.catalog
[ "$(run -d "$database" -c "SELECT extversion FROM pg_extension WHERE extname = 'funding'")" = t2 ]
check 'an upgrade that failed changed the version' $?
psql -X -q -v VERBOSITY=verbose -U "$owner" -d "$database" -c "ALTER EXTENSION funding UPDATE TO '1.0'" >"$out/log" 2>&1
grep -q 'ERROR:  22023: extension "funding" has no update path from version "t2" to version "1.0"' "$out/log"
check "there is no way back: $(cat "$out/log")" $?

[ "$paths" -eq 0 ] || echo "$name: $paths scripts funding--A--B.sql in the tree"
report_count
