#!/bin/sh
# security.sh
#	  Who may do what: an owner of a database without superuser rights installs,
#	  uses, moves, dumps and drops the extension; nobody gets more rights by it.
#
# A hostile owner of the schema, or whoever else may create in it, prepares
# objects there before CREATE EXTENSION, or puts a schema with look-alikes of our
# objects and of PostgreSQL's first in the search_path; the results have to be
# the same, byte for byte, also with other settings.  Leakproof functions never
# raise, and what is not leakproof sees no row that a policy hides.
set -u

. "$(dirname "$0")/../../tools/counted.sh"
cd "$(dirname "$0")/../.." || exit 1

PGOPTIONS='-c client_min_messages=warning -c jit=off'
export PGOPTIONS
database=$PGDATABASE
superuser=$PGUSER
roles='funding_owner funding_reader funding_hostile'

at_end()
{
	PGDATABASE=$database PGUSER=$superuser
	for other in clean restored hostile; do
		dropdb --if-exists "${database}_$other" >/dev/null 2>&1
	done
	for role in $roles; do
		psql -X -q -c "DROP OWNED BY $role CASCADE" -c "DROP ROLE $role" >/dev/null 2>&1
	done
}

# run ROLE [OPTION...]: psql as that role; the first error ends it.
run()
{
	role=$1
	shift
	PGUSER=$role psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

# allowed WHAT ROLE SQL...: no error
allowed()
{
	what=$1
	role=$2
	shift 2
	said=$(for sql in "$@"; do printf '%s;\n' "$sql"; done | run "$role" 2>&1)
	check "$what: $said" $?
}

# refused SQLSTATE ROLE SQL: that error, or, for 01007, that warning
refused()
{
	said=$(printf '%s;\n' "$3" | run "$2" -v VERBOSITY=sqlstate 2>&1)
	case $said in
		*" $1"* | *" $1:"*) check '' 0 ;;
		*) check "$2 is not refused with $1, but: $said: $3" 1 ;;
	esac
}

# equal WHAT EXPECTED ROLE SQL
equal()
{
	said=$(printf '%s;\n' "$4" | run "$3" 2>&1)
	[ "$said" = "$2" ]
	check "$1: $said" $?
}

member="SELECT classid, objid FROM pg_depend WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'funding')"
# everything in the catalogs that an extension can bring; what is left behind
# would be seen by the count, and by the object that still exists
counted="SELECT (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_type), (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_operator), (SELECT count(*) FROM pg_cast), (SELECT count(*) FROM pg_opclass), (SELECT count(*) FROM pg_opfamily),
	(SELECT count(*) FROM pg_amop), (SELECT count(*) FROM pg_amproc), (SELECT count(*) FROM pg_aggregate), (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM pg_depend), (SELECT count(*) FROM pg_shdepend WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())),
	(SELECT count(*) FROM pg_description), (SELECT count(*) FROM pg_init_privs), (SELECT count(*) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'), (SELECT count(*) FROM pg_extension)"

# ---- an owner of a database, who is no superuser

for role in $roles; do
	psql -X -q -c "CREATE ROLE $role LOGIN" >"$out/role" 2>&1
	check "$(cat "$out/role")" $?
done
psql -X -q -c "ALTER DATABASE \"$database\" OWNER TO funding_owner"
before=$(run "$superuser" -c "$counted")
refused 42501 funding_reader 'CREATE EXTENSION funding SCHEMA public'
allowed 'the owner installs' funding_owner 'CREATE SCHEMA money' 'CREATE EXTENSION funding SCHEMA money'
equal 'the extension is its own' funding_owner "$superuser" "SELECT extowner::regrole FROM pg_extension WHERE extname = 'funding'"
# trusted: what it holds belongs to the superuser of initdb
equal 'members belong to another than the superuser of initdb' 0 "$superuser" "WITH member AS ($member)
	SELECT count(*) FROM (SELECT proowner AS o FROM pg_proc JOIN member ON classid = 'pg_proc'::regclass AND objid = oid UNION ALL SELECT typowner FROM pg_type JOIN member ON classid = 'pg_type'::regclass AND objid = oid
		UNION ALL SELECT oprowner FROM pg_operator JOIN member ON classid = 'pg_operator'::regclass AND objid = oid UNION ALL SELECT opcowner FROM pg_opclass JOIN member ON classid = 'pg_opclass'::regclass AND objid = oid
		UNION ALL SELECT opfowner FROM pg_opfamily JOIN member ON classid = 'pg_opfamily'::regclass AND objid = oid) AS s WHERE o <> 10"
# nothing runs with another's rights, no setting goes with a function, nobody
# was given or refused anything; the only language is C, of our one library
equal 'functions with rights, settings or privileges of their own' 0 "$superuser" "WITH member AS ($member)
	SELECT count(*) FROM pg_proc JOIN member ON classid = 'pg_proc'::regclass AND objid = pg_proc.oid WHERE prosecdef OR proconfig IS NOT NULL OR proacl IS NOT NULL
		OR (prokind <> 'a' AND (prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c') OR probin <> '\$libdir/funding'))"
equal 'tables, sequences, views, triggers or schemas among the members' 0 "$superuser" "WITH member AS ($member)
	SELECT count(*) FROM member WHERE classid NOT IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass, 'pg_cast'::regclass, 'pg_opclass'::regclass, 'pg_opfamily'::regclass)"

allowed 'the owner uses it' funding_owner 'SET search_path = money, public' 'CREATE TABLE money.invoice (id int, total monetary(USD), cost estimate, worth valuation)' "INSERT INTO invoice SELECT i, (i || ' USD')::monetary, ('~' || i || ' EUR')::estimate, '80B USD post' FROM generate_series(1, 100) AS i" \
	'CREATE INDEX ON invoice (total)' 'CREATE INDEX ON invoice USING gist (cost)' 'ANALYZE invoice' 'SELECT sum(total), hull(cost) FROM invoice' 'ALTER EXTENSION funding UPDATE'

# what an owner of the extension and of its schema may not do to the members
for sql in \
	"CREATE OR REPLACE FUNCTION money.monetary_add(money.monetary, money.monetary) RETURNS money.monetary LANGUAGE sql AS 'SELECT \$1'" \
	"CREATE OR REPLACE AGGREGATE money.max(money.monetary) (SFUNC = money.monetary_smaller, STYPE = money.monetary)" \
	'ALTER FUNCTION money.monetary_add(money.monetary, money.monetary) OWNER TO funding_owner' \
	'ALTER FUNCTION money.monetary_add(money.monetary, money.monetary) SECURITY DEFINER' \
	'ALTER FUNCTION money.monetary_add(money.monetary, money.monetary) SET search_path = money' \
	'ALTER FUNCTION money.monetary_add(money.monetary, money.monetary) LEAKPROOF' \
	'ALTER FUNCTION money.monetary_add(money.monetary, money.monetary) RENAME TO added' \
	'ALTER TYPE money.monetary OWNER TO funding_owner' \
	'ALTER TYPE money.monetary RENAME TO coin' \
	'ALTER TYPE money.monetary SET (RECEIVE = NONE)' \
	'ALTER TYPE money.cash_line ADD ATTRIBUTE more int' \
	'ALTER OPERATOR money.+ (money.monetary, money.monetary) OWNER TO funding_owner' \
	'ALTER OPERATOR money.= (money.monetary, money.monetary) SET (RESTRICT = NONE)' \
	'ALTER OPERATOR FAMILY money.monetary_ops USING btree RENAME TO other_ops' \
	'CREATE OPERATOR CLASS money.other_ops FOR TYPE money.monetary USING btree AS OPERATOR 1 money.~<~' \
	'CREATE FUNCTION money.system(pg_catalog.text) RETURNS int LANGUAGE c AS $$libc$$, $$system$$' \
	'ALTER EXTENSION funding DROP FUNCTION money.monetary_add(money.monetary, money.monetary)' \
	'ALTER EXTENSION funding DROP TYPE money.estimate' \
	"COMMENT ON FUNCTION money.monetary_add(money.monetary, money.monetary) IS 'mine'" \
	'CREATE CAST (money.monetary AS pg_catalog.text) WITH INOUT AS IMPLICIT' \
	"UPDATE pg_proc SET prosecdef = true WHERE proname = 'monetary_add'"; do
	refused 42501 funding_owner "$sql"
done
refused 2BP01 funding_owner 'DROP FUNCTION money.monetary_add(money.monetary, money.monetary)'
refused 2BP01 funding_owner 'DROP TYPE money.monetary CASCADE'
refused 2BP01 funding_owner 'DROP OPERATOR CLASS money.monetary_ops USING btree'
for sql in 'REVOKE EXECUTE ON FUNCTION money.monetary_add(money.monetary, money.monetary) FROM PUBLIC' \
	'GRANT EXECUTE ON FUNCTION money.monetary_add(money.monetary, money.monetary) TO funding_hostile WITH GRANT OPTION'; do
	run funding_owner -c "$sql" >"$out/grant" 2>&1
done
equal 'a member has other privileges now' 0 "$superuser" "SELECT count(*) FROM pg_proc WHERE pronamespace = 'money'::regnamespace AND proacl <> acldefault('f', proowner)"

# a role with USAGE only; without it the types are not to be reached
refused 42501 funding_reader "SELECT money.monetary '5 USD'"
allowed 'the owner grants USAGE' funding_owner 'GRANT USAGE ON SCHEMA money TO funding_reader' 'GRANT SELECT ON money.invoice TO funding_reader'
equal 'a reader uses it' '5050.00 USD|98.50..110.00 EUR|t' funding_reader "SET search_path = money; SELECT sum(total), max(cost), bool_and(total > '0 USD') FROM invoice"
refused 42501 funding_reader 'DROP EXTENSION funding'
refused 42501 funding_reader 'ALTER EXTENSION funding SET SCHEMA public'
refused 42501 funding_reader 'ALTER EXTENSION funding UPDATE'
refused 42501 funding_reader "CREATE FUNCTION money.currency(text) RETURNS text LANGUAGE sql AS 'SELECT 1'"

# dumped and restored by an owner
createdb -O funding_owner "${database}_restored"
PGUSER=funding_owner pg_dump "$database" >"$out/dump.sql" 2>"$out/dump"
check "the owner's dump: $(cat "$out/dump")" $?
PGDATABASE=${database}_restored run funding_owner -f "$out/dump.sql" >"$out/restored" 2>&1
check "the owner's restore: $(tail -n 2 "$out/restored")" $?
PGDATABASE=${database}_restored equal 'restored rows' '5050.00 USD' funding_owner 'SELECT money.sum(total) FROM money.invoice'

# its schema renamed, and moved to another one: everything still works.  The
# owner may rename; PostgreSQL lets nobody move types that he does not own.
refused 42501 funding_owner 'ALTER EXTENSION funding SET SCHEMA public'
allowed 'it is moved' "$superuser" 'CREATE SCHEMA "Other; schema" AUTHORIZATION funding_owner' 'ALTER EXTENSION funding SET SCHEMA "Other; schema"'
allowed 'the owner renames its schema' funding_owner 'ALTER SCHEMA "Other; schema" RENAME TO "new ""home"""'
equal 'members that stayed behind' 0 "$superuser" "SELECT count(*) FROM pg_proc WHERE pronamespace = 'money'::regnamespace"
equal 'a table after the move' '5050.00 USD|100' funding_owner 'SET search_path = "new ""home"""; SELECT sum(total), (SELECT count(*) FROM money.invoice WHERE total > '"'0 USD'"' AND cost < '"'999 EUR'"') FROM money.invoice'
equal 'the index after the move' t funding_owner "SET search_path = \"new \"\"home\"\"\"; SET enable_seqscan = off; SET enable_bitmapscan = off;
CREATE FUNCTION pg_temp.plan(q text) RETURNS text LANGUAGE plpgsql AS \$\$DECLARE l text; a text = ''; BEGIN FOR l IN EXECUTE 'EXPLAIN (COSTS OFF) ' || q LOOP a := a || l; END LOOP; RETURN a; END\$\$;
SELECT pg_temp.plan('SELECT id FROM money.invoice WHERE total > ''5 USD''') ~ 'Index Cond: .*total .*~>~'"

allowed 'the owner drops it' funding_owner 'DROP TABLE money.invoice' 'DROP EXTENSION funding' 'DROP SCHEMA money' 'DROP SCHEMA "new ""home"""'
equal 'the catalogs after DROP EXTENSION' "$before" "$superuser" "$counted"

# ---- objects that lie in the schema before: refused, not adopted

run "$superuser" -c 'CREATE SCHEMA trap AUTHORIZATION funding_hostile' -c 'GRANT ALL ON SCHEMA trap TO funding_owner' -c 'CREATE EXTENSION funding SCHEMA public' >"$out/trap" 2>&1
check "$(cat "$out/trap")" $?
# of the functions, those that need no type of ours can be there before; of the
# types, a domain, a composite type, a table and an enum of the names
run "$superuser" >"$out/trap" 2>&1 <<SQL
CREATE TEMP TABLE member AS $member;
CREATE TEMP TABLE trap AS
	SELECT format('CREATE FUNCTION trap.%I(%s) RETURNS %s LANGUAGE plpgsql AS \$\$BEGIN RAISE EXCEPTION ''hijacked''; END\$\$', proname, pg_get_function_identity_arguments(p.oid), CASE WHEN prorettype IN (SELECT objid FROM member) THEN 'text' ELSE prorettype::regtype::text END) AS sql
	FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid WHERE NOT EXISTS (SELECT FROM unnest(proargtypes::oid[] || prorettype) AS t JOIN pg_type y ON y.oid = t WHERE typtype = 'p')
		AND NOT EXISTS (SELECT FROM unnest(proargtypes::oid[]) AS t JOIN pg_type y ON y.oid = t WHERE coalesce(nullif(typelem, 0), t) IN (SELECT objid FROM member))
	UNION ALL SELECT format(f, typname) FROM pg_type t JOIN member ON classid = 'pg_type'::regclass AND objid = t.oid, unnest(ARRAY['CREATE DOMAIN trap.%I AS text', 'CREATE TYPE trap.%I AS (a int)', 'CREATE TABLE trap.%I (a int)', 'CREATE TYPE trap.%I AS ENUM (''a'')']) WITH ORDINALITY AS u (f, n)
		-- each way for the base types, one for others; arrays come by themselves,
		-- by another name where theirs is taken
		WHERE typcategory <> 'A' AND (typtype = 'b' OR n % 4 = t.oid::bigint % 4);
DROP EXTENSION funding;
DO \$\$
DECLARE
	t record;
	found text;
	tried int := 0;
BEGIN
	FOR t IN SELECT sql FROM trap LOOP
		tried := tried + 1;
		found := NULL;
		BEGIN
			SET LOCAL ROLE funding_hostile;
			EXECUTE t.sql;
			SET LOCAL ROLE funding_owner;
			BEGIN
				CREATE EXTENSION funding SCHEMA trap;
				found := 'adopted';
			EXCEPTION WHEN OTHERS THEN
				found := SQLSTATE;
			END;
			-- the trap goes away again
			RAISE division_by_zero;
		EXCEPTION WHEN division_by_zero THEN
		END;
		IF found IS NULL OR found NOT IN ('42723', '42710') THEN
			RAISE WARNING '%: %', found, t.sql;
		END IF;
	END LOOP;
	IF tried < 30 THEN
		RAISE WARNING 'only % objects were tried', tried;
	END IF;
END
\$\$;
SQL
[ $? -eq 0 ] && [ ! -s "$out/trap" ]
check "CREATE EXTENSION over what lies there: $(head -n 5 "$out/trap")" $?
run "$superuser" -c 'DROP SCHEMA trap'
equal 'what was refused leaves traces' "$before" "$superuser" "$counted"

# ---- look-alikes first in the search_path: the same catalog, the same results

# a hostile schema has everything that can be made by an ordinary role: functions
# and operators of our and PostgreSQL's names over the built-in types, and types
look_alikes()
{
	cat <<'SQL'
CREATE DOMAIN hostile.numeric AS pg_catalog.text; CREATE DOMAIN hostile.text AS pg_catalog.int4; CREATE DOMAIN hostile.int4 AS pg_catalog.text; CREATE DOMAIN hostile.bool AS pg_catalog.text; CREATE DOMAIN hostile.date AS pg_catalog.text;
CREATE DOMAIN hostile.interval AS pg_catalog.text; CREATE DOMAIN hostile.float8 AS pg_catalog.text; CREATE DOMAIN hostile.jsonb AS pg_catalog.text; CREATE DOMAIN hostile.internal AS pg_catalog.text; CREATE DOMAIN hostile.cstring AS pg_catalog.text;
CREATE DOMAIN hostile.monetary AS pg_catalog.text; CREATE TYPE hostile.estimate AS (a pg_catalog.int4); CREATE TABLE hostile.valuation (a pg_catalog.int4); CREATE TYPE hostile.rate_book AS ENUM ('a'); CREATE TABLE hostile.cash_line (a pg_catalog.int4);
CREATE TABLE hostile.pg_proc (proname pg_catalog.text); CREATE TABLE hostile.pg_type (typname pg_catalog.text); CREATE TABLE hostile.pg_opclass (a pg_catalog.int4);
DO $$
DECLARE
	f record;
	made pg_catalog.int4 := 0;
BEGIN
	-- of PostgreSQL: what casts, sums, compares and formats the built-in types, with the very same arguments
	FOR f IN SELECT p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid) AS arguments, p.prorettype::pg_catalog.regtype AS result FROM pg_catalog.pg_proc p
		WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace AND p.prokind = 'f' AND NOT p.proretset AND p.prorettype::pg_catalog.oid = ANY (ARRAY[16, 20, 21, 23, 25, 701, 1082, 1114, 1186, 1700]::pg_catalog.oid[])
			AND NOT EXISTS (SELECT FROM unnest(p.proargtypes::pg_catalog.oid[]) AS t WHERE t <> ALL (ARRAY[16, 20, 21, 23, 25, 701, 1082, 1114, 1186, 1700, 2277, 2283]::pg_catalog.oid[])) LOOP
		EXECUTE format('CREATE FUNCTION hostile.%I(%s) RETURNS %s LANGUAGE plpgsql IMMUTABLE COST 1 AS ''BEGIN RAISE EXCEPTION $x$hijacked$x$; END''', f.proname, f.arguments, f.result);
		made := made + 1;
	END LOOP;
	FOR f IN SELECT o.oprname, o.oprleft::pg_catalog.regtype AS l, o.oprright::pg_catalog.regtype AS r, o.oprresult::pg_catalog.regtype AS result FROM pg_catalog.pg_operator o
		WHERE o.oprnamespace = 'pg_catalog'::pg_catalog.regnamespace AND o.oprkind = 'b' AND o.oprleft = ANY (ARRAY[20, 23, 25, 1082, 1186, 1700, 701]::pg_catalog.oid[]) AND o.oprright = ANY (ARRAY[20, 23, 25, 1082, 1186, 1700, 701]::pg_catalog.oid[]) LOOP
		EXECUTE format('CREATE FUNCTION hostile.operator_%s(%s, %s) RETURNS %s LANGUAGE plpgsql IMMUTABLE COST 1 AS ''BEGIN RAISE EXCEPTION $x$hijacked$x$; END''', made, f.l, f.r, f.result);
		EXECUTE format('CREATE OPERATOR hostile.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = hostile.operator_%s)', f.oprname, f.l, f.r, made);
		made := made + 1;
	END LOOP;
	IF made < 500 THEN
		RAISE EXCEPTION 'only % look-alikes', made;
	END IF;
END
$$;
SQL
}

# look-alikes of our own, with our own types: only afterwards can there be any
own_look_alikes()
{
	cat <<SQL
SET search_path = pg_catalog;
DO \$\$
DECLARE
	f record;
	made int := 0;
BEGIN
	CREATE TEMP TABLE member AS $member;
	FOR f IN SELECT p.*, pg_get_function_identity_arguments(p.oid) AS arguments FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid WHERE prokind = 'f' AND NOT EXISTS (SELECT FROM unnest(proargtypes::oid[] || prorettype) AS t WHERE t IN (2281, 2275, 1263)) LOOP
		EXECUTE format('CREATE FUNCTION hostile.%I(%s) RETURNS %s%s LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1 AS ''BEGIN RAISE EXCEPTION \$x\$hijacked\$x\$; END''', f.proname, f.arguments, CASE WHEN f.proretset THEN 'SETOF ' ELSE '' END, f.prorettype::regtype);
		made := made + 1;
	END LOOP;
	FOR f IN SELECT o.* FROM pg_operator o JOIN member ON classid = 'pg_operator'::regclass AND objid = o.oid LOOP
		EXECUTE format('CREATE FUNCTION hostile.own_operator_%s(%s) RETURNS %s LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1 AS ''BEGIN RAISE EXCEPTION \$x\$hijacked\$x\$; END''', made, concat_ws(', ', nullif(f.oprleft, 0)::regtype, f.oprright::regtype), f.oprresult::regtype);
		EXECUTE format('CREATE OPERATOR hostile.%s (%s RIGHTARG = %s, FUNCTION = hostile.own_operator_%s)', f.oprname, CASE WHEN f.oprleft <> 0 THEN format('LEFTARG = %s,', f.oprleft::regtype) END, f.oprright::regtype, made);
		made := made + 1;
	END LOOP;
	IF made < 150 THEN
		RAISE EXCEPTION 'only % look-alikes of ours', made;
	END IF;
END
\$\$;
SQL
}

# everything that CREATE EXTENSION made, in words that name schemas
described="SET search_path = pg_catalog; WITH member AS ($member)
SELECT pg_describe_object(classid, objid, 0) FROM member
UNION ALL SELECT pg_get_functiondef(objid) FROM member JOIN pg_proc p ON p.oid = objid WHERE classid = 'pg_proc'::regclass AND prokind = 'f'
UNION ALL SELECT (a.aggfnoid, a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn, a.aggsortop::regoperator, a.aggtranstype::regtype, a.aggmtranstype::regtype)::text FROM pg_aggregate a JOIN member ON objid = aggfnoid
UNION ALL SELECT (o.oid::regoperator, o.oprcode, o.oprrest, o.oprjoin, o.oprcom::regoperator, o.oprnegate::regoperator, o.oprresult::regtype, o.oprcanhash, o.oprcanmerge)::text FROM pg_operator o JOIN member ON objid = o.oid
UNION ALL SELECT (t.oid::regtype, typinput, typoutput, typreceive, typsend, typmodin, typmodout, typanalyze, typlen, typcategory)::text FROM pg_type t JOIN member ON objid = t.oid
UNION ALL SELECT (attrelid::regclass, attname, atttypid::regtype)::text FROM pg_attribute JOIN pg_type t ON typrelid = attrelid JOIN member ON objid = t.oid
UNION ALL SELECT (castsource::regtype, casttarget::regtype, castfunc::regprocedure, castcontext, castmethod)::text FROM pg_cast c JOIN member ON objid = c.oid
UNION ALL SELECT pg_describe_object(d.classid, d.objid, 0) || ' needs ' || pg_describe_object(refclassid, refobjid, refobjsubid) FROM pg_depend d WHERE refclassid <> 'pg_extension'::regclass AND (d.classid, d.objid) IN (SELECT classid, objid FROM member)
ORDER BY 1"

# the views that call everything, made with the plain path
views()
{
	cat <<'SQL'
SET search_path = ours, public;
\i test/machines/figures.sql
\i test/machines/rows.sql
\i test/machines/calls.sql
-- one row of each company for what returns a set or is long
SELECT format('CREATE VIEW call_%s AS %s', id, CASE WHEN kind = 'aggregate' THEN format('SELECT company, %s AS x FROM figure GROUP BY 1 ORDER BY 1', expression)
	WHEN returns_set THEN format('SELECT id, x FROM figure, LATERAL (SELECT x, row_number() OVER () AS n FROM %s AS x) AS s WHERE c_lines IS NOT NULL ORDER BY id, n', expression)
	ELSE format('SELECT id, %s AS x FROM figure ORDER BY id', expression) END) FROM called ORDER BY id \gexec
-- plans, sorts, groups, windows, casts and constants that the planner rewrites
CREATE VIEW query_1 AS SELECT id FROM figure WHERE monetary1 > '5 USD' OR estimate1 < '7 EUR' OR valuation1 >= '20 USD pre' ORDER BY id;
CREATE VIEW query_2 AS SELECT monetary1, count(*), sum(monetary2) OVER (ORDER BY monetary1 RANGE BETWEEN '3 USD' PRECEDING AND CURRENT ROW) FROM figure WHERE currency(monetary1) = 'USD' GROUP BY monetary1, monetary2 ORDER BY monetary1, monetary2;
CREATE VIEW query_3 AS SELECT a.id, b.id AS other FROM figure a JOIN figure b USING (estimate1) WHERE a.id < b.id AND a.monetary1 < b.monetary1 ORDER BY 1, 2;
CREATE VIEW query_4 AS SELECT id, monetary1::numeric AS n, monetary1::jsonb AS j, monetary1::estimate::valuation AS v, estimate1::text AS t, '5 USD'::text::monetary AS m FROM figure ORDER BY id;
CREATE VIEW query_5 AS SELECT id FROM figure WHERE dollars > '30 USD' AND dollars IN ('31 USD', '55 USD', '5 EUR') OR monetary2 BETWEEN '3 EUR' AND '5 EUR' ORDER BY id;
CREATE VIEW query_6 AS SELECT DISTINCT valuation1, rank() OVER (ORDER BY valuation1 DESC) FROM figure ORDER BY 1;
CREATE INDEX ON figure (monetary1); CREATE INDEX ON figure (dollars); CREATE INDEX ON figure USING gist (estimate1); CREATE INDEX ON figure USING hash (valuation1); CREATE INDEX ON figure USING brin (monetary2);
ANALYZE;
SQL
}

# results PATH FILE FORMAT [SETTING...]: every view, as it comes over the wire
results()
{
	path=$1
	file=$2
	form=$3
	shift 3
	{
		for setting in "$@"; do
			echo "SET $setting;"
		done
		echo "SET search_path = $path;"
		sed "s/KIND/$form/" "$out/copies"
	} | psql -X -q >"$file" 2>&1
}

createdb "${database}_clean"
createdb "${database}_hostile"
psql -X -q -c "ALTER DATABASE \"${database}_clean\" OWNER TO funding_owner" -c "ALTER DATABASE \"${database}_hostile\" OWNER TO funding_owner"
PGDATABASE=${database}_clean run funding_owner -c 'CREATE SCHEMA ours' -c 'CREATE EXTENSION funding SCHEMA ours' >"$out/clean" 2>&1
check "$(cat "$out/clean")" $?
PGDATABASE=${database}_clean run "$superuser" -c "$described" >"$out/clean"

PGDATABASE=${database}_hostile
export PGDATABASE
run "$superuser" -c 'CREATE SCHEMA hostile AUTHORIZATION funding_hostile' -c 'CREATE SCHEMA ours AUTHORIZATION funding_owner' -c 'GRANT USAGE ON SCHEMA hostile, ours TO PUBLIC' -c 'GRANT USAGE ON SCHEMA hostile TO funding_owner' -c 'GRANT CREATE ON SCHEMA hostile TO funding_owner'
look_alikes | run funding_hostile >"$out/made" 2>&1
check "look-alikes: $(cat "$out/made")" $?
allowed 'CREATE EXTENSION under a hostile path' funding_owner 'CREATE TEMP TABLE monetary (a pg_catalog.int4)' 'CREATE TEMP TABLE estimate (a pg_catalog.int4)' 'CREATE DOMAIN pg_temp.valuation AS pg_catalog.text' 'CREATE DOMAIN pg_temp.rate_book AS pg_catalog.text' \
	'SET search_path = hostile, pg_temp, pg_catalog, ours' 'CREATE EXTENSION funding SCHEMA ours'
run "$superuser" -c "$described" >"$out/hostile"
cmp -s "$out/clean" "$out/hostile"
check "the catalog is not that of a clean installation: $(diff "$out/clean" "$out/hostile" | head -n 5)" $?
[ "$(wc -l <"$out/clean")" -gt 2000 ] && ! grep -q 'hostile' "$out/hostile"
check 'the catalog names the hostile schema, or is not described' $?

views | run funding_owner >"$out/made" 2>&1
check "the views: $(cat "$out/made")" $?
own_look_alikes | run funding_owner >"$out/made" 2>&1
check "look-alikes of our own: $(cat "$out/made")" $?
# the views exist, and the look-alikes do what they should: a call by name fails
refused P0001 funding_owner "SET search_path = hostile, ours; SELECT abs('5 USD'::ours.monetary)"
refused P0001 funding_owner "SET search_path = hostile, ours; SELECT '5 USD'::ours.monetary + '5 USD'::ours.monetary"
refused P0001 funding_owner "SET search_path = hostile, pg_catalog; SELECT 1.5 + 1.5"
run funding_owner -c "SELECT format('COPY (SELECT * FROM ours.%I) TO STDOUT (FORMAT KIND);', relname) FROM pg_catalog.pg_class WHERE relkind = 'v' AND relnamespace = 'ours'::pg_catalog.regnamespace ORDER BY oid" >"$out/copies"
[ "$(wc -l <"$out/copies")" -gt 200 ]
check "only $(wc -l <"$out/copies") views" $?
PGUSER=funding_owner
export PGUSER
results 'ours, public' "$out/plain.text" text
results 'ours, public' "$out/plain.binary" binary
results 'hostile, pg_catalog, ours' "$out/path.text" text
results 'hostile, pg_catalog, ours' "$out/path.binary" binary
results pg_temp "$out/none.binary" binary
results 'hostile, pg_catalog, ours' "$out/generic.binary" binary 'enable_seqscan = off' 'enable_hashagg = off' 'enable_hashjoin = off'
# no setting changes a result; the times of session and timeout are none
results 'ours, public' "$out/settings.binary" binary "datestyle = 'German, DMY'" "intervalstyle = 'iso_8601'" "timezone = 'Asia/Kathmandu'" 'extra_float_digits = -5' "bytea_output = 'escape'" "lc_monetary = 'C'" "lc_numeric = 'C'" \
	'escape_string_warning = off' 'array_nulls = off' 'standard_conforming_strings = off' "xmlbinary = 'hex'" 'transform_null_equals = on' "work_mem = '64kB'" 'geqo = off' 'max_parallel_workers_per_gather = 0' "default_text_search_config = 'simple'" "client_encoding = 'UTF8'" 'row_security = off'
PGUSER=$superuser
[ "$(wc -c <"$out/plain.binary")" -gt 500000 ] && ! grep -a -q 'ERROR' "$out/plain.text" && ! grep -a -q ERROR "$out/plain.binary"
check "the views give errors, or next to nothing: $(grep -a ERROR "$out/plain.text" "$out/plain.binary" | head -n 3)" $?
for kind in path.text path.binary none.binary generic.binary settings.binary; do
	cmp -s "$out/plain.${kind#*.}" "$out/$kind"
	check "other results with ${kind%.*} (${kind#*.}): $(grep -a ERROR "$out/$kind" | head -n 3)" $?
done
# nor an error's text
for setting in 'ISO, YMD' 'German, DMY'; do
	{
		echo "SET datestyle = '$setting'; SET search_path = ours;"
		echo "SELECT count(*) FROM cash_projection('0 USD', NULL, '2024-10-02', 1);"
		echo "SELECT rate_book('EUR', 'USD', '10000-01-01'::date, 1.1);"
		echo "SELECT rate_book('EUR', 'USD', '-infinity'::date, 1.1);"
		echo "SELECT rate_book('EUR', c, '2024-01-31'::date, r) FROM (VALUES ('USD', 1.1), ('USD', 1.2)) AS v (c, r);"
		echo "SELECT convert(monetary '5 EUR', 'USD', '2024-10-02', 'EUR; USD 2024-03-28 1.0811');"
	} | psql -X -q >"$out/errors.$setting" 2>&1
done
cmp -s "$out/errors.ISO, YMD" "$out/errors.German, DMY" && [ "$(grep -c ERROR "$out/errors.ISO, YMD")" -eq 5 ]
check "datestyle changes a message: $(diff "$out/errors.ISO, YMD" "$out/errors.German, DMY")" $?

# ---- leakproof: no argument raises, and no hidden row shows

run "$superuser" >"$out/leak" 2>&1 <<SQL
SET search_path = ours, pg_catalog;
CREATE TEMP TABLE member AS $member;
CREATE TEMP TABLE extreme AS
	WITH m AS (SELECT x::monetary AS v FROM unnest(ARRAY['0 USD', '0 JPY', '-0.01 USD', '0.00000000000000000001 USD', '99999999999999999999999999.99 USD', '-99999999999999999999999999.99 USD', '9999999999999999999999999999 JPY', '-9999999999999999999999999999 JPY',
		'0.000001 ALL', '-79228162514264337593543950 EUR', '5 XCG', '0.9999999999999999999999999999 USD', '1234567890.123456789 ZWL', '5 CLF']) AS x),
	e AS (SELECT x::estimate AS v FROM unnest(ARRAY['0 USD', 'undisclosed', 'undisclosed USD', '>5 USD', '<5 JPY', '>=-3 EUR', '<=-3 EUR', '1..2 USD', '~7B USD', 'nearly 7B USD', '-5..5 USD', '>99999999999999999999999999 USD', '<0.0000001 USD', '5B±10% USD',
		'0..9999999999999999999999999999 JPY', '-9999999999999999999999999999..9999999999999999999999999999 JPY']) AS x UNION ALL SELECT v::estimate FROM m UNION ALL SELECT -estimate '>5 USD' UNION ALL SELECT estimate '10B USD' - '>2.7B USD')
	SELECT 'monetary'::regtype AS t, v::text AS x FROM m UNION ALL SELECT 'estimate'::regtype, v::text FROM e UNION ALL SELECT 'valuation', v::text || b FROM e, unnest(ARRAY['', ' pre', ' post']) AS b WHERE NOT v::text LIKE '%undisclosed' OR b = ''
	UNION ALL SELECT 'bigint', x FROM unnest(ARRAY['0', '1', '-1', '9223372036854775807', '-9223372036854775808']) AS x;
DO \$\$
DECLARE
	f record;
	asked int := 0;
	given bigint;
BEGIN
	FOR f IN SELECT p.oid::regprocedure AS what, quote_ident(proname) AS name, proargtypes::oid[] AS t FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid WHERE proleakproof LOOP
		BEGIN
			IF cardinality(f.t) = 1 THEN
				EXECUTE format('SELECT count(ours.%s(a.x::%s)) FROM extreme a WHERE a.t = %s', f.name, f.t[0]::regtype, f.t[0]) INTO given;
			ELSE
				EXECUTE format('SELECT count(ours.%s(a.x::%s, b.x::%s)) FROM extreme a, extreme b WHERE a.t = %s AND b.t = %s', f.name, f.t[0]::regtype, f.t[1]::regtype, f.t[0], f.t[1]) INTO given;
			END IF;
			asked := asked + 1;
			IF given = 0 THEN
				RAISE EXCEPTION 'no answers';
			END IF;
		EXCEPTION WHEN OTHERS THEN
			RAISE EXCEPTION 'leakproof % raises: %', f.what, SQLERRM;
		END;
	END LOOP;
	IF asked < 40 THEN
		RAISE EXCEPTION 'only % leakproof functions', asked;
	END IF;
END
\$\$;
-- all of them are of a class, or support one
SELECT 'leakproof: ' || p.oid::regprocedure FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid WHERE proleakproof AND proname !~ '_(eq|ne|lt|le|gt|ge|cmp|hash|hash_extended|distance|overlaps|contains|contained)\$';
SQL
check "$(cat "$out/leak")" $?
[ ! -s "$out/leak" ]
check "$(cat "$out/leak")" $?

run "$superuser" >"$out/policy" 2>&1 <<'SQL'
SET search_path = ours, public;
CREATE TABLE secret (id int, holder text, amount monetary, figure estimate, worth valuation);
INSERT INTO secret SELECT i, CASE WHEN i % 10 = 0 THEN 'funding_reader' ELSE 'other' END, monetary(i, CASE WHEN i % 10 = 0 THEN 'USD' ELSE 'EUR' END), monetary(i, CASE WHEN i % 10 = 0 THEN 'USD' ELSE 'EUR' END), format('%s JPY post', i)::valuation FROM generate_series(1, 2000) AS i;
-- the largest amount of all is another's
INSERT INTO secret VALUES (0, 'other', '9999999999999999999999999999 JPY', 'undisclosed', '9999999999999999999999999999 JPY');
CREATE INDEX ON secret (amount); CREATE INDEX ON secret (figure);
ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON secret USING (holder = current_user);
CREATE VIEW barrier WITH (security_barrier) AS SELECT id, amount, figure, worth FROM secret WHERE holder = 'funding_reader';
GRANT USAGE ON SCHEMA ours, public TO funding_reader;
GRANT SELECT ON secret, barrier TO funding_reader;
ANALYZE secret;
SQL
check "$(cat "$out/policy")" $?
run funding_reader >"$out/policy" 2>&1 <<'SQL'
SET search_path = ours, public;
CREATE FUNCTION pg_temp.leak(x text) RETURNS bool LANGUAGE plpgsql COST 0.0000001 AS $$BEGIN RAISE WARNING 'seen %', x; RETURN true; END$$;
CREATE FUNCTION pg_temp.plan(q text) RETURNS text LANGUAGE plpgsql AS $$DECLARE l text; a text = ''; BEGIN FOR l IN EXECUTE 'EXPLAIN ' || q LOOP a := a || l || E'\n'; END LOOP; RETURN a; END$$;
-- rows that are seen by a function that tells, whatever operator stands beside it
DO $$
DECLARE
	source text;
	clause text;
	n bigint;
BEGIN
	FOREACH source IN ARRAY ARRAY['secret', 'barrier'] LOOP
		FOREACH clause IN ARRAY ARRAY['amount > ''5 USD''', 'amount <> ''5 USD''', 'amount ~>~ ''5 USD''', 'figure > ''5 USD''', 'NOT figure < ''5 USD''', 'worth > ''5 JPY post''', 'amount + ''5 USD'' > ''7 USD''', 'amount / monetary ''1 USD'' > 2', 'figure - ''1 USD'' > ''0 USD''',
			-- each of these would raise for a row that is hidden
			'currency(amount) = ''USD'' AND amount * 1000 > ''0 USD''', '(worth::estimate * 10) IS NOT NULL', 'monetary(figure) > ''0 USD''', 'round(amount, 0, ''floor'') > ''0 USD'''] LOOP
			EXECUTE format('SELECT count(*) FROM %s WHERE %s AND pg_temp.leak(amount::text)', source, clause) INTO n;
			IF n NOT BETWEEN 195 AND 200 THEN
				RAISE EXCEPTION '% rows of % where %', n, source, clause;
			END IF;
			-- and in the order that the planner finds cheapest
			EXECUTE format('SELECT count(*) FROM (SELECT sum(amount) OVER (), min(amount) OVER (ORDER BY id) FROM %s WHERE %s) AS s', source, clause) INTO n;
		END LOOP;
	END LOOP;
END
$$;
SELECT 'wrong plan: ' || p FROM pg_temp.plan('SELECT * FROM secret WHERE amount > ''1990 USD''') AS p WHERE p !~ 'Index Cond: ..amount ~>~';
SQL
check "$(grep -v WARNING "$out/policy")" $?
! grep -q -E 'EUR|JPY|^wrong plan' "$out/policy" && [ "$(grep -c 'seen .* USD' "$out/policy")" -gt 4000 ]
check "a hidden row shows: $(grep -E 'EUR|JPY|^wrong' "$out/policy" | head -n 5)" $?

# ---- an installation that is dropped, with everything in other schemas left

run "$superuser" -c 'DROP EXTENSION funding CASCADE' >"$out/drop" 2>&1
equal 'left behind' 0 "$superuser" "SELECT count(*) FROM pg_proc WHERE probin LIKE '%funding%'"

PGDATABASE=$database
report_count
