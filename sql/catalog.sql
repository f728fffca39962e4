-- The self-check of the catalog: every query lists what is wrong, so no rows.
-- It speaks of whatever the extension has, so that a new object is held to the
-- rules without a word here; exceptions are listed by name.

CREATE TEMP VIEW member AS
	SELECT classid, objid, pg_describe_object(classid, objid, 0) AS what
	FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
		AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'funding');
CREATE TEMP VIEW member_function AS
	SELECT p.* FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid;
CREATE TEMP VIEW member_operator AS
	SELECT o.* FROM pg_operator o JOIN member ON classid = 'pg_operator'::regclass AND objid = o.oid;
CREATE TEMP VIEW member_type AS
	SELECT t.* FROM pg_type t JOIN member ON classid = 'pg_type'::regclass AND objid = t.oid
	WHERE t.typelem = 0 OR t.typtype <> 'b';
-- those whose values are facts of a row; a rate book is a document, which
-- nobody sorts or groups by, and of any length
CREATE TEMP VIEW member_value AS
	SELECT * FROM member_type WHERE typtype = 'b' AND typname <> 'rate_book';
CREATE TEMP VIEW member_class AS
	SELECT c.*, a.amname FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
		JOIN member ON classid = 'pg_opclass'::regclass AND objid = c.oid;

-- the views see something
SELECT (SELECT count(*) FROM member_function) > 100 AS functions, (SELECT count(*) FROM member_operator) > 40 AS operators,
	(SELECT count(*) FROM member_type WHERE typtype = 'b') AS base_types, (SELECT count(*) FROM member_class) AS classes,
	(SELECT count(*) FROM member_function WHERE prokind = 'a') >= 2 AS aggregates;

-- ---- a comment on every object, and on every column of a composite type

SELECT what FROM member LEFT JOIN pg_type t ON classid = 'pg_type'::regclass AND t.oid = objid
	WHERE obj_description(objid, classid::regclass::text) IS NULL
		-- types of arrays come by themselves
		AND coalesce(t.typcategory, '') <> 'A'
	ORDER BY 1;
SELECT typname, attname FROM member_type JOIN pg_attribute ON attrelid = typrelid
	WHERE typtype = 'c' AND attnum > 0 AND NOT attisdropped AND col_description(attrelid, attnum) IS NULL;
-- comments are sentences for people: not empty, not the name again, no full stop
SELECT what, description FROM member JOIN pg_description d ON d.objoid = objid AND d.classoid = classid
	WHERE length(description) < 4 OR description ~ '\.$' OR description ~* 'todo|fixme|xxx';
-- the function of an operator says so, unless it has a meaning of its own
SELECT o.oid::regoperator, p.oid::regprocedure FROM member_operator o JOIN member_function p ON p.oid = o.oprcode
	WHERE obj_description(p.oid, 'pg_proc') <> 'implementation of operator ' || oprname;

-- ---- types: binary form, layout, category; no side effect of their category

SELECT typname FROM member_value
	WHERE (typinput = 0 OR typoutput = 0 OR typreceive = 0 OR typsend = 0 OR typmodin = 0 OR typmodout = 0
		OR typcategory <> 'N' OR typispreferred OR typstorage <> 'p' OR typalign <> 'd' OR typbyval
		OR typarray = 0 OR typlen % 8 <> 0);
SELECT typname FROM member_type WHERE typname = 'rate_book'
	AND (typreceive = 0 OR typsend = 0 OR typcategory <> 'U' OR typispreferred OR typstorage <> 'x' OR typlen <> -1 OR typarray = 0);
SELECT typname, p.proname FROM member_type t JOIN pg_proc p
		ON p.oid IN (typinput, typoutput, typreceive, typsend, typmodin, typmodout)
	WHERE typtype = 'b' AND (provolatile <> 'i' OR proparallel <> 's' OR NOT proisstrict);

-- ---- classes: a default one of btree and of hash for every type; sound

SELECT typname FROM member_value t WHERE (
	NOT EXISTS (SELECT FROM member_class WHERE opcintype = t.oid AND amname = 'btree' AND opcdefault)
	OR NOT EXISTS (SELECT FROM member_class WHERE opcintype = t.oid AND amname = 'hash' AND opcdefault));
SELECT opcname, amname FROM member_class c WHERE NOT amvalidate(c.oid);
SELECT opcname, amname FROM member_class c WHERE
	amname = 'btree' AND NOT EXISTS (SELECT FROM pg_amproc WHERE amprocfamily = opcfamily AND amproclefttype = opcintype AND amprocnum = 1)
	OR amname = 'hash' AND NOT EXISTS (SELECT FROM pg_amproc WHERE amprocfamily = opcfamily AND amproclefttype = opcintype AND amprocnum = 2);
-- operators and functions of a class never raise and never give NULL: total,
-- strict, leakproof; but for window frames, whose offset may be wrong, and what
-- only a server can call; those of btree share one equality with those of hash
SELECT opcname, amname, amopopr::regoperator FROM member_class
	JOIN pg_amop ON amopfamily = opcfamily JOIN pg_operator o ON o.oid = amopopr JOIN pg_proc p ON p.oid = oprcode
	WHERE NOT (proisstrict AND proleakproof AND provolatile = 'i' AND proparallel = 's');
SELECT opcname, amname, amproc FROM member_class
	JOIN pg_amproc ON amprocfamily = opcfamily JOIN pg_proc p ON p.oid = amproc::oid
	WHERE p.pronamespace <> 'pg_catalog'::regnamespace AND (NOT (proisstrict AND provolatile = 'i' AND proparallel = 's')
		OR (NOT proleakproof AND prorettype <> 'internal'::regtype AND prorettype <> 'void'::regtype
			AND NOT (amname = 'btree' AND amprocnum = 3) AND NOT 'internal'::regtype = ANY (proargtypes::oid[])));
SELECT typname FROM member_value t WHERE NOT EXISTS (SELECT FROM member_class JOIN pg_amproc ON amprocfamily = opcfamily
	AND amproclefttype = opcintype AND amprocnum = 2 WHERE opcintype = t.oid AND amname = 'btree' AND opcdefault);
SELECT typname FROM member_value t WHERE 2 <> (SELECT count(*) FROM member_class WHERE opcintype = t.oid AND amname = 'brin');
SELECT typname FROM member_value t WHERE 1 <> (
	SELECT count(DISTINCT amopopr) FROM member_class JOIN pg_amop ON amopfamily = opcfamily
		AND (amname, amopstrategy) IN (('btree', 3), ('hash', 1)) WHERE opcintype = t.oid);
SELECT o.oid::regoperator FROM member_operator o WHERE oprname = '=' AND NOT (oprcanhash AND oprcanmerge);

-- ---- operators: commutator, negator, estimators

-- those that compare two values of one type have a commutator, and one of the
-- same function turned round
SELECT o.oid::regoperator FROM member_operator o
	WHERE oprresult = 'bool'::regtype AND oprkind = 'b' AND (oprcom = 0 OR oprrest = 0 OR oprjoin = 0);
SELECT o.oid::regoperator FROM member_operator o
	-- "not overlapping" and "not containing" have no name of their own
	WHERE oprresult = 'bool'::regtype AND oprnegate = 0 AND oprname NOT IN ('&&', '@>', '<@');
SELECT o.oid::regoperator FROM member_operator o LEFT JOIN pg_operator c ON c.oid = o.oprcom LEFT JOIN pg_operator n ON n.oid = o.oprnegate
	WHERE c.oprcom IS DISTINCT FROM nullif(o.oid, CASE WHEN o.oprcom = 0 THEN o.oid ELSE 0::oid END)
		OR (o.oprcom <> 0 AND (c.oprleft <> o.oprright OR c.oprright <> o.oprleft OR c.oprcode = 0))
		OR (o.oprnegate <> 0 AND (n.oprnegate <> o.oid OR n.oprleft <> o.oprleft OR n.oprright <> o.oprright OR n.oid = o.oid));
-- + and * commute wherever both orders exist
SELECT o.oid::regoperator FROM member_operator o WHERE oprname IN ('+', '*') AND oprkind = 'b' AND oprcom = 0;
-- estimators fit: those of equality for = and <>, those of order only where the
-- operator belongs to the class that made the histogram
SELECT o.oid::regoperator, oprrest, oprjoin FROM member_operator o WHERE oprresult = 'bool'::regtype AND
	CASE oprname WHEN '=' THEN (oprrest::text, oprjoin::text) <> ('eqsel', 'eqjoinsel') WHEN '<>' THEN (oprrest::text, oprjoin::text) <> ('neqsel', 'neqjoinsel')
	ELSE oprrest::text ~ '^scalar' AND NOT EXISTS (SELECT FROM pg_amop WHERE amopopr = o.oid) END;
SELECT o.oid::regoperator, oprrest FROM member_operator o
	WHERE oprrest::text ~ '^scalar' AND oprrest::text <> 'scalar' || (CASE translate(oprname, '~', '') WHEN '<' THEN 'lt' WHEN '<=' THEN 'le' WHEN '>' THEN 'gt' WHEN '>=' THEN 'ge' END) || 'sel'
		OR oprjoin::text ~ '^scalar' AND oprjoin::text <> 'scalar' || (CASE translate(oprname, '~', '') WHEN '<' THEN 'lt' WHEN '<=' THEN 'le' WHEN '>' THEN 'gt' WHEN '>=' THEN 'ge' END) || 'joinsel';
-- no operator between a type of ours and a built-in one but with numeric, and
-- none with integers: they make unknown literals ambiguous
SELECT o.oid::regoperator FROM member_operator o
	WHERE EXISTS (SELECT FROM unnest(ARRAY[oprleft, oprright]) t WHERE t <> 0 AND t <> 'numeric'::regtype
		AND t NOT IN (SELECT oid FROM member_type));
SELECT o.oid::regoperator FROM member_operator o
	WHERE NOT EXISTS (SELECT FROM unnest(ARRAY[oprleft, oprright]) t WHERE t IN (SELECT oid FROM member_type));

-- ---- functions: labels, names, languages

SELECT p.oid::regprocedure, provolatile, proparallel FROM member_function p
	WHERE (provolatile <> 'i' OR proparallel <> 's')
		-- an estimator of the planner reads statistics
		AND p.oid::regproc::text NOT IN ('funding_inequality_selectivity');
SELECT p.oid::regprocedure, l.lanname, prosrc FROM member_function p JOIN pg_language l ON l.oid = prolang
	WHERE prokind <> 'a' AND (lanname <> 'c' OR prosrc !~ '^funding_[a-z0-9_]+$' OR probin <> '$libdir/funding')
		-- a body in SQL is parsed when it is made: no search_path can change it
		AND NOT (lanname = 'sql' AND prosqlbody IS NOT NULL);
SELECT p.oid::regprocedure FROM member_function p WHERE prosecdef OR proconfig IS NOT NULL OR probin ~ '/[^$]*/.*/';
-- not STRICT only where NULL has a meaning: functions with defaults, states of
-- aggregates, and these
SELECT p.oid::regprocedure FROM member_function p
	WHERE prokind = 'f' AND NOT proisstrict AND pronargdefaults = 0
		AND NOT 'internal'::regtype = ANY (proargtypes::oid[])
		AND p.oid::regprocedure::text NOT IN ('round(monetary,integer,text)', 'estimate(numeric,text,text)', 'estimate(monetary,monetary)', 'valuation(estimate,text)',
			'cash_line_problem(estimate,cash_line[])', 'cash_flow_lines(cash_line[],date,integer)');
-- leakproof are only those that cannot raise: comparisons and what they rest on
SELECT p.oid::regprocedure FROM member_function p
	WHERE proleakproof AND prorettype NOT IN ('bool'::regtype, 'int4'::regtype, 'int8'::regtype)
		AND proname !~ '_distance$';
-- sets say how many rows, and return a named type whose columns have comments
SELECT p.oid::regprocedure, prorows FROM member_function p
	WHERE proretset AND (prorows = 1000 OR prorettype NOT IN (SELECT oid FROM member_type WHERE typtype = 'c'));
-- a name that a built-in function of as many arguments has must not take its
-- unknown literals: only where the built-in one has text or a preferred type
SELECT p.oid::regprocedure, b.oid::regprocedure FROM member_function p JOIN pg_proc b ON b.proname = p.proname
	WHERE b.pronamespace = 'pg_catalog'::regnamespace
		AND b.pronargs BETWEEN p.pronargs - p.pronargdefaults AND p.pronargs AND p.proname NOT IN
		('abs', 'avg', 'lower', 'max', 'min', 'point', 'round', 'sign', 'sum', 'upper');

-- ---- aggregates: partial, moving, and no state that a final function changes

SELECT aggfnoid FROM pg_aggregate WHERE aggfnoid::oid IN (SELECT oid FROM member_function)
	AND (aggcombinefn = 0 OR (aggtranstype = 'internal'::regtype AND (aggserialfn = 0 OR aggdeserialfn = 0))
		-- a rate book is sorted anew for each frame: an inverse transition would win nothing
		OR ((aggmtransfn = 0 OR aggminvtransfn = 0 OR aggmtranstype = 0) AND aggfnoid::text <> 'rate_book')
		-- an internal state needs a final function, a state of our type is the result
		OR (aggtranstype = 'internal'::regtype) <> (aggfinalfn <> 0) OR (aggmtranstype = 'internal'::regtype) <> (aggmfinalfn <> 0)
		OR (aggtranstype <> 'internal'::regtype AND aggtranstype NOT IN (SELECT oid FROM member_type))
		OR aggfinalmodify <> 'r' OR aggmfinalmodify <> 'r' OR (aggtranstype = 'internal'::regtype AND aggtransspace = 0)
		OR (aggmtranstype = 'internal'::regtype AND aggmtransspace = 0));
-- no state begins with a value that a row could be told from
SELECT aggfnoid FROM pg_aggregate WHERE aggfnoid::oid IN (SELECT oid FROM member_function) AND (agginitval IS NOT NULL OR aggminitval IS NOT NULL);
-- none has a sort operator: an index minimum of a mixed column would be a mixture
SELECT aggfnoid FROM pg_aggregate WHERE aggfnoid::oid IN (SELECT oid FROM member_function) AND aggsortop <> 0;

-- ---- casts: implicit only between our own types, one road to one place

SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast c JOIN member ON classid = 'pg_cast'::regclass AND objid = c.oid
	WHERE castmethod <> 'f' OR castfunc = 0
		OR (castcontext <> 'e' AND NOT (castsource IN (SELECT oid FROM member_type) AND casttarget IN (SELECT oid FROM member_type)));
SELECT casttarget::regtype, array_agg(castsource::regtype) FROM pg_cast c JOIN member ON classid = 'pg_cast'::regclass AND objid = c.oid
	WHERE castcontext = 'i' AND castsource <> casttarget GROUP BY casttarget HAVING count(*) > 1;
SELECT castsource::regtype, array_agg(casttarget::regtype) FROM pg_cast c JOIN member ON classid = 'pg_cast'::regclass AND objid = c.oid
	WHERE castcontext = 'i' AND castsource <> casttarget GROUP BY castsource HAVING count(*) > 1;
SELECT c.oid, p.oid::regprocedure FROM pg_cast c JOIN member ON classid = 'pg_cast'::regclass AND objid = c.oid JOIN pg_proc p ON p.oid = castfunc
	WHERE provolatile <> 'i' OR proparallel <> 's' OR NOT proisstrict;
-- each base type holds itself to its type modifier
SELECT typname FROM member_value t
	WHERE NOT EXISTS (SELECT FROM pg_cast WHERE castsource = t.oid AND casttarget = t.oid AND castcontext = 'i');

-- ---- the extension: relocatable, without tables, settings or schemas (that it
-- is trusted is tested by test/t/security.sh: the view of available extensions
-- does not see one that a package's build has not yet installed)

SELECT extname, extrelocatable FROM pg_extension WHERE extname = 'funding';
SELECT what FROM member WHERE classid NOT IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass, 'pg_opclass'::regclass,
	'pg_opfamily'::regclass, 'pg_cast'::regclass);
SELECT name FROM pg_settings WHERE name ~ '^funding';
-- no object asks for another extension or for a table
SELECT m.what, pg_describe_object(refclassid, refobjid, 0) FROM member m JOIN pg_depend d ON d.classid = m.classid AND d.objid = m.objid
	WHERE d.refclassid = 'pg_class'::regclass AND deptype = 'n';

-- everything works from a schema that no search_path names, and moves
CREATE SCHEMA catalog_elsewhere;
ALTER EXTENSION funding SET SCHEMA catalog_elsewhere;
SELECT '~7B USD'::catalog_elsewhere.estimate, to_jsonb('5 USD'::catalog_elsewhere.monetary), catalog_elsewhere.allocate('1 USD', '{2,3,1}'),
	catalog_elsewhere.ratio('1 USD', '4 USD'), catalog_elsewhere.sum(m) AS sum FROM (VALUES ('1 USD'::catalog_elsewhere.monetary), ('2 USD')) v(m);
SELECT m FROM (VALUES ('1 USD'::catalog_elsewhere.monetary), (NULL), ('1 EUR'), ('$1')) v(m) GROUP BY m ORDER BY m;
SELECT count(*) FROM catalog_elsewhere.currencies();
SELECT (catalog_elsewhere.runway('600k USD', ARRAY[catalog_elsewhere.cash_line('costs', 'cost', '80k USD'::catalog_elsewhere.monetary, per => '1 month'),
	catalog_elsewhere.cash_line('sales', 'revenue', '20k USD'::catalog_elsewhere.monetary, per => '1 month')], '2026-01-01')).runway_months;
SELECT 'x'::catalog_elsewhere.valuation(USD);
ALTER EXTENSION funding SET SCHEMA public;
DROP SCHEMA catalog_elsewhere;
