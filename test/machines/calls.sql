-- calls.sql
--	  Every function, operator and aggregate of the extension that SQL can call,
--	  as an expression over the columns of "figure", in a table "called".
--
-- A parameter without a column is an error, so that a new function is not left
-- out unseen.  "arrays" says whether an array, or a type with one, takes part.

CREATE TABLE called (id int GENERATED ALWAYS AS IDENTITY, what text, kind text, returns_set bool, expression text, sign text, result regtype, arrays bool);

WITH member AS (
	SELECT classid, objid FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'funding')
), callable AS (
	SELECT p.oid, 'function' || CASE prokind WHEN 'a' THEN ' aggregate' ELSE '' END AS kind, proname::text AS name, ARRAY(SELECT unnest(proargtypes::oid[])) AS types, proargnames AS names, prorettype AS result, proretset, p.oid::regprocedure::text AS what
	FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid
	WHERE provolatile = 'i' AND NOT proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype, 'cstring[]'::regtype]::oid[]
		AND prorettype NOT IN ('internal'::regtype, 'cstring'::regtype)
	UNION ALL
	SELECT o.oid, 'operator', oprname::text, CASE oprleft WHEN 0 THEN ARRAY[oprright] ELSE ARRAY[oprleft, oprright] END, NULL, oprresult, false, o.oid::regoperator::text
	FROM pg_operator o JOIN member ON classid = 'pg_operator'::regclass AND objid = o.oid
), parameter AS (
	SELECT c.oid, k, coalesce(
		(SELECT attname::text FROM pg_attribute WHERE attrelid = 'figure'::regclass AND attname = 'c_' || (c.names)[k] AND atttypid = t),
		(SELECT attname::text FROM pg_attribute WHERE attrelid = 'figure'::regclass AND atttypid = t
			-- the second of a type where it is there twice
			AND attname = t::regtype || least(2, (SELECT count(*) FROM unnest((c.types)[:k]) AS s WHERE s = t))::text)) AS column_name
	FROM callable c, unnest(c.types) WITH ORDINALITY AS u(t, k)
), arguments AS (
	SELECT oid, array_agg(column_name ORDER BY k) AS list FROM parameter GROUP BY oid
)
INSERT INTO called (what, kind, returns_set, expression, sign, result, arrays)
SELECT what, CASE kind WHEN 'function aggregate' THEN 'aggregate' ELSE kind END, proretset,
	CASE WHEN list::text ~ 'NULL' THEN NULL
		WHEN kind <> 'operator' THEN format('%I(%s)', name, array_to_string(list, ', '))
		WHEN cardinality(list) = 1 THEN format('%s %s', name, list[1])
		ELSE format('%s %s %s', list[1], name, list[2]) END,
	CASE kind WHEN 'operator' THEN '.' || name || ')' ELSE '.' || quote_ident(name) || '(' END, result,
	EXISTS (SELECT FROM unnest(types || result) AS t JOIN pg_type y ON y.oid = t WHERE y.typcategory = 'A')
FROM callable LEFT JOIN arguments USING (oid) ORDER BY kind, what;

-- what has no arguments, what takes exact figures only, and charts in text,
-- which are less high than pictures
UPDATE called SET expression = 'currencies()' WHERE what = 'currencies()';
UPDATE called SET expression = 'monetary(c_opening)' WHERE what = 'monetary(estimate)';
UPDATE called SET expression = replace(expression, 'c_height', 'c_months') WHERE what LIKE 'cash_chart(%';
