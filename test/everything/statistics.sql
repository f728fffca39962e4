-- statistics.sql
--	  Prints what ANALYZE has stored of the schema of create.sql: values of our
--	  types, which an upgrade from 18 on takes along as text.

SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
SELECT set_config('search_path', quote_ident(nspname), false) IS NOT NULL AS path
	FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'funding';

SELECT tablename, attname, inherited, null_frac, avg_width, n_distinct, most_common_vals, most_common_freqs, histogram_bounds, correlation,
		most_common_elems, most_common_elem_freqs, elem_count_histogram
	FROM pg_stats WHERE schemaname = 'everything' ORDER BY tablename COLLATE "C", attname COLLATE "C", inherited;
