-- routes.sql
--	  Prints the rows of the partitioned tables of create.sql that do not lie
--	  where they belong, which is none: by what hash partitioning says of each
--	  row, and by taking all rows out and putting them in again.

\ir settings.sql

SELECT 'by_hash', tableoid::regclass, id FROM by_hash
	WHERE (right(tableoid::regclass::text, 1) <> (SELECT string_agg(r::text, ',')
		FROM generate_series(0, 3) AS r WHERE satisfies_hash_partition('by_hash'::regclass, 4, r, amount, figure, worth))) IS NOT FALSE;
SELECT 'by_hash_amount', tableoid::regclass, id FROM by_hash_amount
	WHERE (right(tableoid::regclass::text, 1) <> (SELECT string_agg(r::text, ',')
		FROM generate_series(0, 2) AS r WHERE satisfies_hash_partition('by_hash_amount'::regclass, 3, r, amount))) IS NOT FALSE;

DO $$
DECLARE
	name text;
	rows_found bigint;
	moved bigint;
	parts bigint;
BEGIN
	FOREACH name IN ARRAY ARRAY['by_hash', 'by_hash_amount', 'by_range', 'by_range_figure', 'by_list', 'by_list_amount'] LOOP
		EXECUTE format('CREATE TEMP TABLE was AS SELECT tableoid::regclass AS part, t AS line FROM %I AS t', name);
		EXECUTE format('DELETE FROM %I', name);
		EXECUTE format('INSERT INTO %I SELECT (line).* FROM was', name);
		EXECUTE format('SELECT count(*) FROM ((SELECT part, line::text FROM was EXCEPT ALL SELECT tableoid::regclass, t::text FROM %1$I AS t)'
			' UNION ALL (SELECT tableoid::regclass, t::text FROM %1$I AS t EXCEPT ALL SELECT part, line::text FROM was)) AS v', name) INTO moved;
		SELECT count(*), count(DISTINCT part) INTO rows_found, parts FROM was;
		IF moved > 0 OR rows_found < 100 OR parts < 2 THEN
			RAISE WARNING '%: % rows in % partitions, % of them moved', name, rows_found, parts, moved;
		END IF;
		DROP TABLE was;
	END LOOP;
END $$;
SELECT 'routes looked at';
