-- catalog_diff.sql
--	  Prints all that the extension is in a database, a line for each row of the
--	  catalogs, without OIDs and in a stable order: two databases with the same
--	  version print the same, however they came to it.
--
-- For test/t/upgrade_path.sh.  By hand, for an installation of yours beside a
-- fresh one of the same version on the same server:
--	  psql -X -q -A -t -f tools/catalog_diff.sql
-- Whole rows are taken, so that no property is forgotten: an OID becomes the
-- name of what it points to, by the catalogs' own list of their foreign keys.
-- Expression trees are left out, since they hold OIDs; the text that PostgreSQL
-- makes of them is printed instead.  The version itself is left out too.

BEGIN;
SET LOCAL search_path = pg_catalog;
SET LOCAL client_min_messages = warning;

-- the members, with the array and row types that come by themselves
CREATE TEMP TABLE member ON COMMIT DROP AS
	WITH owned AS (
		SELECT classid, objid FROM pg_depend
		WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
			AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'funding'))
	SELECT classid, objid FROM owned
	UNION SELECT 'pg_type'::regclass, typarray FROM pg_type JOIN owned ON objid = oid AND classid = 'pg_type'::regclass WHERE typarray <> 0
	UNION SELECT 'pg_class'::regclass, typrelid FROM pg_type JOIN owned ON objid = oid AND classid = 'pg_type'::regclass WHERE typrelid <> 0;
CREATE TEMP TABLE line (line text) ON COMMIT DROP;

CREATE FUNCTION pg_temp.name_of(catalog regclass, object oid) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT CASE WHEN object = 0 THEN '-' ELSE coalesce((SELECT type || ' ' || identity FROM pg_catalog.pg_identify_object(catalog, object, 0)), 'unknown') END
$$;
CREATE FUNCTION pg_temp.names_of(catalog regclass, objects oid[]) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT string_agg(pg_temp.name_of(catalog, o), ', ' ORDER BY n) FROM unnest(objects) WITH ORDINALITY AS u(o, n)
$$;

-- prints the rows of a catalog under a condition, with what an expression adds
CREATE FUNCTION pg_temp.add_rows(catalog regclass, condition text, more text = '''''') RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	columns text;
BEGIN
	SELECT string_agg(format('%L || coalesce(%s, ''NULL'')', '; ' || attname || '=',
			-- some servers stamp each column with the place in the WAL that made it
			CASE WHEN attname = 'attoptions' THEN '(SELECT string_agg(o, '', '') FROM unnest(t.attoptions) AS o WHERE o !~ ''^pg_attver='')'
				WHEN f.pktable IS NULL THEN format('t.%I::text', attname)
				WHEN f.is_array THEN format('pg_temp.names_of(%L, t.%I::oid[])', f.pktable, attname)
				ELSE format('pg_temp.name_of(%L, t.%I::oid)', f.pktable, attname) END), ' || ' ORDER BY attnum)
		INTO STRICT columns
		FROM pg_attribute LEFT JOIN pg_get_catalog_foreign_keys() AS f ON f.fktable = attrelid AND f.fkcols = ARRAY[attname::text]
		WHERE attrelid = catalog AND attnum > 0 AND NOT attisdropped AND atttypid <> 'pg_node_tree'::regtype
			-- what chance gives, and places that a dropped column shifts
			AND attname <> ALL ('{oid,attnum,objoid,objsubid,relfilenode,relfrozenxid,relminmxid,reltuples,relpages,relallvisible,relallfrozen,relnatts}'::name[]);
	EXECUTE format('INSERT INTO pg_temp.line SELECT %L || %s || '' '' || coalesce(%s, '''') FROM %s AS t WHERE %s', catalog, columns, more, catalog, condition);
END $$;

DO $do$ BEGIN

-- the members themselves, of whatever catalog
PERFORM pg_temp.add_rows(classid, format('oid IN (SELECT objid FROM pg_temp.member WHERE classid = %L::regclass)', classid),
		CASE classid WHEN 'pg_proc'::regclass THEN 'CASE WHEN prokind <> ''a'' THEN pg_get_functiondef(oid) ELSE pg_get_function_arguments(oid) END'
			WHEN 'pg_class'::regclass THEN 'CASE relkind WHEN ''v'' THEN pg_get_viewdef(oid) WHEN ''i'' THEN pg_get_indexdef(oid) END'
			WHEN 'pg_type'::regclass THEN 'pg_get_expr(typdefaultbin, 0)'
			ELSE '''''' END)
	FROM (SELECT DISTINCT classid::regclass FROM pg_temp.member) AS v;

-- what hangs on them
PERFORM pg_temp.add_rows('pg_aggregate', $$aggfnoid::oid IN (SELECT objid FROM pg_temp.member WHERE classid = 'pg_proc'::regclass)$$);
PERFORM pg_temp.add_rows('pg_amop', $$amopfamily IN (SELECT objid FROM pg_temp.member WHERE classid = 'pg_opfamily'::regclass)$$);
PERFORM pg_temp.add_rows('pg_amproc', $$amprocfamily IN (SELECT objid FROM pg_temp.member WHERE classid = 'pg_opfamily'::regclass)$$);
PERFORM pg_temp.add_rows('pg_range', $$rngtypid IN (SELECT objid FROM pg_temp.member)$$);
PERFORM pg_temp.add_rows('pg_enum', $$enumtypid IN (SELECT objid FROM pg_temp.member)$$);
PERFORM pg_temp.add_rows('pg_constraint', $$contypid IN (SELECT objid FROM pg_temp.member) OR conrelid IN (SELECT objid FROM pg_temp.member)$$,
	'pg_get_constraintdef(oid)');
PERFORM pg_temp.add_rows('pg_attrdef', $$adrelid IN (SELECT objid FROM pg_temp.member)$$, 'pg_get_expr(adbin, adrelid)');
PERFORM pg_temp.add_rows('pg_trigger', $$tgrelid IN (SELECT objid FROM pg_temp.member)$$, 'pg_get_triggerdef(oid)');
-- columns in their order; their comments
PERFORM pg_temp.add_rows('pg_attribute', $$attrelid IN (SELECT objid FROM pg_temp.member WHERE classid = 'pg_class'::regclass) AND attnum > 0 AND NOT attisdropped$$,
	$$'place ' || (SELECT count(*) FROM pg_attribute AS a WHERE a.attrelid = t.attrelid AND a.attnum BETWEEN 1 AND t.attnum AND NOT a.attisdropped)
		|| ': ' || coalesce(col_description(attrelid, attnum), 'without a comment')$$);
-- comments, privileges that the script gave, dependencies of one on another
PERFORM pg_temp.add_rows('pg_description', $$(classoid, objoid) IN (SELECT classid, objid FROM pg_temp.member) AND objsubid = 0$$,
	'''of '' || pg_temp.name_of(classoid, objoid)');
PERFORM pg_temp.add_rows('pg_init_privs', $$(classoid, objoid) IN (SELECT classid, objid FROM pg_temp.member)$$, '''of '' || pg_temp.name_of(classoid, objoid)');

END $do$;

INSERT INTO pg_temp.line
	SELECT DISTINCT 'depends: ' || pg_temp.name_of(d.classid, d.objid) || ' on ' || pg_temp.name_of(refclassid, refobjid) || ' ' || deptype::text
	FROM pg_depend AS d JOIN pg_temp.member AS m ON m.classid = d.classid AND m.objid = d.objid;
-- the extension, without its version
INSERT INTO pg_temp.line SELECT format('extension: relocatable %s, tables to dump %s', extrelocatable, extconfig) FROM pg_extension WHERE extname = 'funding';
-- names of objects that we could not tell are a fault of this file
SELECT DISTINCT 'fault: ' || line FROM pg_temp.line WHERE line ~ '=unknown(;|$)';

SELECT replace(line, E'\n', ' ') FROM pg_temp.line ORDER BY line COLLATE "C";
ROLLBACK;
