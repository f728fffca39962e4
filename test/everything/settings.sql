-- settings.sql
--	  What the other files here set first, by \ir: texts that are the same on
--	  every machine, and the names of the schema of create.sql and of the
--	  extension.  Prints nothing.

SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
SET intervalstyle = postgres;
SET bytea_output = hex;
SET timezone = 'UTC';
SET jit = off;
SELECT set_config('search_path', 'everything, ' || quote_ident(nspname), false) AS path
	FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'funding'
\gset
