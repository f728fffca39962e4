-- Bytes a row, of the table and of a btree index on it.

DO $$
DECLARE
	r text[];
BEGIN
	FOREACH r SLICE 1 IN ARRAY '{{bigint,bench_bigint,x},{numeric,bench_numeric,x},{"numeric, char(3)",bench_pair,"c, x"},{monetary,bench_usd,x},{"monetary, mixed",bench_mixed,x}}'::text[] LOOP
		EXECUTE format('CREATE INDEX bench_index ON %I (%s)', r[2], r[3]);
		EXECUTE format('INSERT INTO bench_size SELECT %L, %L, pg_relation_size(%L)::numeric / count(*) FROM %I', 'table', r[1], r[2], r[2]);
		EXECUTE format('INSERT INTO bench_size SELECT %L, %L, pg_relation_size(%L)::numeric / count(*) FROM %I', 'index', r[1], 'bench_index', r[2]);
		DROP INDEX bench_index;
	END LOOP;
END
$$;
