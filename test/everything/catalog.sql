-- catalog.sql
--	  Prints every object of the extension with all that the catalog says of
--	  it, but for OIDs.  The same on every version, in an upgraded database, and
--	  in one where the extension was just created.

SET client_min_messages = warning;
SELECT set_config('search_path', quote_ident(nspname), false) IS NOT NULL AS path
	FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'funding';

CREATE TEMP VIEW member AS
	SELECT classid, objid, pg_describe_object(classid, objid, 0) AS what, obj_description(objid, classid::regclass::name) AS comment
	FROM pg_depend LEFT JOIN pg_type t ON classid = 'pg_type'::regclass AND t.oid = objid
	WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
		AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'funding')
		-- types of arrays are members from 18 on; pg_type below has them anyway
		AND typcategory IS DISTINCT FROM 'A';

SELECT extname, extversion, extrelocatable, extconfig, extcondition FROM pg_extension WHERE extname = 'funding';
SELECT what, comment FROM member ORDER BY what COLLATE "C";

SELECT what, prokind, prosecdef, proleakproof, proisstrict, proretset, provolatile, proparallel, procost, prorows, prosupport,
		prorettype::regtype, pg_get_function_arguments(oid), pg_get_function_result(oid), prosrc, probin, pg_get_function_sqlbody(oid), proconfig, proacl
	FROM pg_proc JOIN member ON classid = 'pg_proc'::regclass AND objid = oid ORDER BY what COLLATE "C";
SELECT what, aggkind, aggnumdirectargs, aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn, aggmfinalfn,
		aggfinalextra, aggmfinalextra, aggfinalmodify, aggmfinalmodify, aggsortop::regoperator, aggtranstype::regtype, aggtransspace,
		aggmtranstype::regtype, aggmtransspace, agginitval, aggminitval
	FROM pg_aggregate JOIN member ON classid = 'pg_proc'::regclass AND objid = aggfnoid ORDER BY what COLLATE "C";
SELECT what, oprkind, oprcanmerge, oprcanhash, oprresult::regtype, oprcom::regoperator, oprnegate::regoperator, oprcode, oprrest, oprjoin
	FROM pg_operator JOIN member ON classid = 'pg_operator'::regclass AND objid = oid ORDER BY what COLLATE "C";
SELECT what, typlen, typbyval, typtype, typcategory, typispreferred, typisdefined, typdelim, typsubscript, typelem::regtype, typarray::regtype,
		typinput, typoutput, typreceive, typsend, typmodin, typmodout, typanalyze, typalign, typstorage, typnotnull, typbasetype::regtype, typdefault, typacl
	FROM pg_type JOIN member ON classid = 'pg_type'::regclass AND objid = oid ORDER BY what COLLATE "C";
SELECT what, attnum, attname, format_type(atttypid, atttypmod), attnotnull, col_description(attrelid, attnum)
	FROM pg_type t JOIN member ON classid = 'pg_type'::regclass AND objid = t.oid JOIN pg_attribute ON attrelid = typrelid
	WHERE typtype = 'c' AND attnum > 0 ORDER BY what COLLATE "C", attnum;
SELECT what, castcontext, castmethod, castfunc::regprocedure
	FROM pg_cast JOIN member ON classid = 'pg_cast'::regclass AND objid = oid ORDER BY what COLLATE "C";
SELECT what, opcintype::regtype, opcdefault, opckeytype::regtype, pg_describe_object('pg_opfamily'::regclass, opcfamily, 0)
	FROM pg_opclass JOIN member ON classid = 'pg_opclass'::regclass AND objid = oid ORDER BY what COLLATE "C";
SELECT what, amoplefttype::regtype, amoprighttype::regtype, amopstrategy, amoppurpose, amopopr::regoperator
	FROM pg_amop JOIN member ON classid = 'pg_opfamily'::regclass AND objid = amopfamily
	ORDER BY what COLLATE "C", amoplefttype::regtype::text COLLATE "C", amoprighttype::regtype::text COLLATE "C", amopstrategy;
SELECT what, amproclefttype::regtype, amprocrighttype::regtype, amprocnum, amproc::regprocedure
	FROM pg_amproc JOIN member ON classid = 'pg_opfamily'::regclass AND objid = amprocfamily
	ORDER BY what COLLATE "C", amproclefttype::regtype::text COLLATE "C", amprocrighttype::regtype::text COLLATE "C", amprocnum;
