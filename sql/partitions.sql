-- Partitions by monetary, estimate and valuation: where rows go, which partitions
-- are read, and that whatever is done partition by partition, in parallel or on
-- disk gives the answers of one table and one process.  sql/same_answers.sql has
-- the ways of planning; here it is the partitions and the aggregates that count.

-- which partitions a plan reads, as their names end
CREATE FUNCTION pg_temp.read_by(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	found text[] := '{}';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
		IF line ~ 'Scan .*on part_' AND line !~ 'never executed' THEN
			found := found || split_part(substring(line FROM 'on (part_\w+)'), '_', 3);
		END IF;
	END LOOP;
	RETURN (SELECT coalesce(string_agg(DISTINCT f, ' ' ORDER BY f), 'none') FROM unnest(found) f);
END
$$;
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		plan := plan || line || E'\n';
	END LOOP;
	RETURN plan;
END
$$;
\getenv source PG_ABS_SRCDIR
\set include :source '/sql/include/digest.sql'
\i :include

-- the same rows in one table and in seven partitioned ones
CREATE TABLE part_flat (id int, company int, m monetary, e estimate, v valuation, u monetary(USD));
INSERT INTO part_flat SELECT i, i % 9,
		CASE WHEN i % 23 <> 0 THEN monetary((i * 7919 % 499 - 200)::numeric / (ARRAY[1, 4, 1000])[i % 3 + 1], (ARRAY['USD', 'EUR', 'JPY', 'ZAR'])[i % 4 + 1]) END,
		CASE i % 29 WHEN 0 THEN NULL WHEN 1 THEN 'undisclosed' WHEN 2 THEN '>5 USD' WHEN 3 THEN '<7 EUR'
			ELSE format('%s..%s %s', i % 101, i % 101 + i % 7, (ARRAY['USD', 'EUR'])[i % 2 + 1]) END::estimate,
		CASE WHEN i % 31 <> 0 THEN (i % 67 || ' USD ' || (ARRAY['pre', 'post', ''])[i % 3 + 1])::valuation END,
		monetary(i % 41, 'USD')
	FROM generate_series(1101, 2100) i;
CREATE TABLE part_range (LIKE part_flat) PARTITION BY RANGE (m);
CREATE TABLE part_range_first PARTITION OF part_range FOR VALUES FROM (MINVALUE) TO ('0 EUR');
CREATE TABLE part_range_eur PARTITION OF part_range FOR VALUES FROM ('0 EUR') TO ('-999999999 JPY');
CREATE TABLE part_range_jpy PARTITION OF part_range FOR VALUES FROM ('-999999999 JPY') TO ('-999999999 USD');
CREATE TABLE part_range_usd PARTITION OF part_range FOR VALUES FROM ('-999999999 USD') TO ('50 USD');
CREATE TABLE part_range_large PARTITION OF part_range FOR VALUES FROM ('50 USD') TO (MAXVALUE);
CREATE TABLE part_range_null PARTITION OF part_range DEFAULT;
CREATE TABLE part_erange (LIKE part_flat) PARTITION BY RANGE (e);
CREATE TABLE part_erange_eur PARTITION OF part_erange FOR VALUES FROM (MINVALUE) TO ('0..1 USD');
CREATE TABLE part_erange_usd PARTITION OF part_erange FOR VALUES FROM ('0..1 USD') TO (MAXVALUE);
CREATE TABLE part_erange_null PARTITION OF part_erange DEFAULT;
CREATE TABLE part_vrange (LIKE part_flat) PARTITION BY RANGE (v, company);
CREATE TABLE part_vrange_a PARTITION OF part_vrange FOR VALUES FROM (MINVALUE, MINVALUE) TO ('20 USD pre', 4);
CREATE TABLE part_vrange_b PARTITION OF part_vrange FOR VALUES FROM ('20 USD pre', 4) TO ('40 USD', MINVALUE);
CREATE TABLE part_vrange_c PARTITION OF part_vrange FOR VALUES FROM ('40 USD', MINVALUE) TO (MAXVALUE, MAXVALUE);
CREATE TABLE part_vrange_null PARTITION OF part_vrange DEFAULT;
CREATE TABLE part_hash (LIKE part_flat) PARTITION BY HASH (m);
CREATE TABLE part_ehash (LIKE part_flat) PARTITION BY HASH (e, v);
CREATE TABLE part_list (LIKE part_flat) PARTITION BY LIST (u);
CREATE TABLE part_vlist (LIKE part_flat) PARTITION BY LIST (v);
SELECT format('CREATE TABLE part_%s_%s PARTITION OF part_%1$s FOR VALUES WITH (MODULUS 4, REMAINDER %2$s)', t, r) FROM unnest(ARRAY['hash', 'ehash']) t, generate_series(0, 3) r \gexec
CREATE TABLE part_list_low PARTITION OF part_list FOR VALUES IN ('0 USD', '1.00 USD', '2 USD', '3 USD');
CREATE TABLE part_list_ten PARTITION OF part_list FOR VALUES IN ('10 USD');
CREATE TABLE part_list_rest PARTITION OF part_list DEFAULT;
CREATE TABLE part_vlist_null PARTITION OF part_vlist FOR VALUES IN (NULL, '5 USD pre');
CREATE TABLE part_vlist_five PARTITION OF part_vlist FOR VALUES IN ('5 USD', '5 USD post');
CREATE TABLE part_vlist_rest PARTITION OF part_vlist DEFAULT;
-- values that are the same are of one partition, however they are written
CREATE TABLE part_list_again PARTITION OF part_list FOR VALUES IN ('$10');
CREATE TABLE part_list_again PARTITION OF part_list FOR VALUES IN ('10 EUR');
CREATE TABLE part_range_again PARTITION OF part_range FOR VALUES FROM ('40 USD') TO ('60 USD');
SELECT format('INSERT INTO %I SELECT * FROM part_flat', c.relname) FROM pg_class c WHERE relkind = 'p' AND relname ~ '^part_' AND relnamespace = 'public'::regnamespace ORDER BY 1 \gexec
SELECT format('ANALYZE %I', c.relname) FROM pg_class c WHERE (relkind = 'p' OR relname = 'part_flat') AND relname ~ '^part_' AND relnamespace = 'public'::regnamespace ORDER BY 1 \gexec

-- ---- routing: each row where the order and the equality of its type say

SELECT tableoid::regclass, count(*) FROM part_range GROUP BY tableoid ORDER BY tableoid::regclass::text;
SELECT count(*) FROM part_range WHERE CASE tableoid::regclass::text WHEN 'part_range_null' THEN m IS NOT NULL WHEN 'part_range_first' THEN m ~>=~ '0 EUR' WHEN 'part_range_eur' THEN m ~<~ '0 EUR' OR currency(m) <> 'EUR'
	WHEN 'part_range_jpy' THEN currency(m) <> 'JPY' WHEN 'part_range_usd' THEN NOT m < '50 USD' WHEN 'part_range_large' THEN m ~<~ '50 USD' END;
SELECT tableoid::regclass, count(*), count(DISTINCT e), min(currency(e)), max(currency(e)) FROM part_erange GROUP BY tableoid ORDER BY tableoid::regclass::text;
SELECT count(*) FROM part_vrange WHERE CASE tableoid::regclass::text WHEN 'part_vrange_null' THEN v IS NOT NULL WHEN 'part_vrange_a' THEN NOT (v ~<~ '20 USD pre' OR v = '20 USD pre' AND company < 4)
	WHEN 'part_vrange_b' THEN (v ~<~ '20 USD pre' OR v = '20 USD pre' AND company < 4) OR v ~>=~ '40 USD' ELSE v ~<~ '40 USD' END;
SELECT tableoid::regclass, count(DISTINCT u) FROM part_list GROUP BY tableoid ORDER BY tableoid::regclass::text;
SELECT tableoid::regclass, count(DISTINCT v), bool_or(v IS NULL) AS has_null FROM part_vlist GROUP BY tableoid ORDER BY tableoid::regclass::text;
SELECT count(DISTINCT tableoid), bool_and(satisfies_hash_partition('part_hash'::regclass, 4, right(tableoid::regclass::text, 1)::int, m)) FROM part_hash;
SELECT count(DISTINCT tableoid), bool_and(satisfies_hash_partition('part_ehash'::regclass, 4, right(tableoid::regclass::text, 1)::int, e, v)) FROM part_ehash;
-- hash values are kept once they are released: these rows stay where they are
SELECT m, satisfies_hash_partition('part_hash'::regclass, 4, 0, m) AS h0, satisfies_hash_partition('part_hash'::regclass, 4, 1, m) AS h1, satisfies_hash_partition('part_hash'::regclass, 4, 2, m) AS h2 FROM unnest('{0 USD,5 EUR,-2.5 JPY,79 ALL}'::monetary[]) m;
SELECT e, v, satisfies_hash_partition('part_ehash'::regclass, 4, 0, e, v) AS h0, satisfies_hash_partition('part_ehash'::regclass, 4, 1, e, v) AS h1, satisfies_hash_partition('part_ehash'::regclass, 4, 2, e, v) AS h2
	FROM (VALUES (estimate '~7B USD', valuation '80B USD post'), ('undisclosed', '5 EUR'), ('>5 USD', '1..2 JPY pre')) AS x (e, v);

-- ---- pruning: when planned, and when run

SELECT c, pg_temp.read_by('SELECT * FROM part_range WHERE ' || c), pg_temp.digest('SELECT * FROM part_range WHERE ' || c) = pg_temp.digest('SELECT * FROM part_flat WHERE ' || c) AS same FROM unnest(ARRAY['m > ''60 USD''', 'm >= ''50 USD''', 'm < ''50 USD''', 'm = ''3 EUR''', 'm < ''5 JPY''', 'm > ''5 CHF''', 'm IN (''3 EUR'', ''70 USD'')', 'm BETWEEN ''1 USD'' AND ''60 USD''', 'm IS NULL',
	'm ~<~ ''-5 EUR''', 'm > ''60 USD'' OR m < ''-9 EUR''', 'NOT m <= ''60 USD''', 'm = ANY (ARRAY[monetary ''3 EUR'', NULL])', '''60 USD'' < m']) c;
SELECT c, pg_temp.read_by('SELECT * FROM part_erange WHERE ' || c), pg_temp.digest('SELECT * FROM part_erange WHERE ' || c) = pg_temp.digest('SELECT * FROM part_flat WHERE ' || c) AS same FROM unnest(ARRAY['e = ''5..7 EUR''', 'e ~>~ ''5 USD''', 'e > ''200 USD''', 'e < ''5 EUR''', 'e IS NULL', 'e = ''undisclosed''']) c;
SELECT c, pg_temp.read_by('SELECT * FROM part_vrange WHERE ' || c), pg_temp.digest('SELECT * FROM part_vrange WHERE ' || c) = pg_temp.digest('SELECT * FROM part_flat WHERE ' || c) AS same FROM unnest(ARRAY['v = ''20 USD pre'' AND company = 2', 'v = ''20 USD pre'' AND company > 6', 'v = ''20 USD pre''', 'v ~>=~ ''41 USD''', 'v ~<~ ''3 USD''', 'company = 3 AND v IS NULL']) c;
SELECT c, pg_temp.read_by('SELECT * FROM part_list WHERE ' || c), pg_temp.digest('SELECT * FROM part_list WHERE ' || c) = pg_temp.digest('SELECT * FROM part_flat WHERE ' || c) AS same FROM unnest(ARRAY['u = ''10 USD''', 'u < ''3 USD''', 'u IN (''1 USD'', ''10 USD'')', 'u > ''30 USD''', 'u = ''10 EUR''', 'u <> ''10 USD''']) c;
SELECT c, pg_temp.read_by('SELECT * FROM part_vlist WHERE ' || c), pg_temp.digest('SELECT * FROM part_vlist WHERE ' || c) = pg_temp.digest('SELECT * FROM part_flat WHERE ' || c) AS same FROM unnest(ARRAY['v = ''5 USD post''', 'v IS NULL', 'v = ''6 USD''', 'v = ''5 USD pre''']) c;
SELECT pg_temp.read_by('SELECT * FROM part_hash WHERE m = ''3 EUR''') ~ '^\d$' AS one, pg_temp.read_by('SELECT * FROM part_hash WHERE m > ''3 EUR''') AS every, pg_temp.read_by('SELECT * FROM part_ehash WHERE e = ''5..7 EUR'' AND v = ''5 USD''') ~ '^\d$' AS both_keys,
	pg_temp.read_by('SELECT * FROM part_ehash WHERE e = ''5..7 EUR''') AS one_key;
SET plan_cache_mode = force_generic_plan;
PREPARE part_above(monetary) AS SELECT * FROM part_range WHERE m > $1;
PREPARE part_same(monetary) AS SELECT * FROM part_hash WHERE m = $1;
PREPARE part_worth(valuation, int) AS SELECT * FROM part_vrange WHERE v = $1 AND company = $2;
SELECT p, pg_temp.read_by(p) FROM unnest(ARRAY['EXECUTE part_above(''60 USD'')', 'EXECUTE part_above(''3 JPY'')', 'EXECUTE part_above(NULL)', 'EXECUTE part_worth(''20 USD pre'', 2)', 'EXECUTE part_worth(''20 USD pre'', 7)']) p;
SELECT pg_temp.read_by('EXECUTE part_same(''3 EUR'')') ~ '^\d$' AS one;
RESET plan_cache_mode;
-- by the rows of another table
SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_memoize = off;
CREATE TABLE asked (m monetary);
INSERT INTO asked VALUES ('60 USD'), ('3 EUR');
CREATE INDEX ON part_range (m);
SELECT pg_temp.read_by('SELECT * FROM asked a JOIN part_range p ON p.m = a.m') AS by_join, pg_temp.read_by('SELECT * FROM part_range WHERE m = (SELECT m FROM asked LIMIT 1)') AS by_subquery;
RESET ALL;
SELECT pg_temp.digest('SELECT p.* FROM asked a JOIN part_range p ON p.m = a.m') = pg_temp.digest('SELECT p.* FROM asked a JOIN part_flat p ON p.m = a.m') AS same;

-- ---- attach, detach, default partitions, rows that move

ALTER TABLE part_range DETACH PARTITION part_range_large;
INSERT INTO part_range VALUES (-1, 0, '60 USD');
-- the default partition has a row of that range
ALTER TABLE part_range ATTACH PARTITION part_range_large FOR VALUES FROM ('50 USD') TO (MAXVALUE);
DELETE FROM part_range WHERE id = -1;
INSERT INTO part_range_large VALUES (-2, 0, '49.99 USD');
ALTER TABLE part_range ATTACH PARTITION part_range_large FOR VALUES FROM ('50 USD') TO (MAXVALUE);
DELETE FROM part_range_large WHERE id = -2;
-- a constraint that says so spares the scan: only in the operators of the class
ALTER TABLE part_range_large ADD CHECK (m IS NOT NULL AND m ~>=~ '50 USD');
SET client_min_messages = debug1;
\set VERBOSITY terse
ALTER TABLE part_range ATTACH PARTITION part_range_large FOR VALUES FROM ('50 USD') TO (MAXVALUE);
\set VERBOSITY default
RESET client_min_messages;
SELECT count(*) FROM part_range WHERE m > '50 USD';
-- the implied constraint is of the class too
SELECT pg_get_partition_constraintdef('part_range_jpy'::regclass);
INSERT INTO part_range_jpy VALUES (0, 0, '5 USD');
BEGIN;
UPDATE part_range SET m = m + '100 USD' WHERE m > '0 USD' AND m < '10 USD';
SELECT tableoid::regclass, count(*) FROM part_range WHERE m BETWEEN '100 USD' AND '110 USD' GROUP BY 1;
UPDATE part_hash SET m = NULL WHERE m > '100 EUR';
UPDATE part_vlist SET v = '5 USD' WHERE v = '6 USD pre';
SELECT tableoid::regclass, count(*) FROM part_vlist WHERE v = '5 USD' GROUP BY 1;
SELECT count(*), bool_and(satisfies_hash_partition('part_hash'::regclass, 4, right(tableoid::regclass::text, 1)::int, m)) FROM part_hash;
INSERT INTO part_list (id, u) VALUES (-3, '1.00 USD') RETURNING tableoid::regclass;
MERGE INTO part_range p USING (VALUES (1, monetary '-500 EUR'), (-4, '5 JPY')) AS n (id, m) ON p.id = n.id WHEN MATCHED THEN UPDATE SET m = n.m WHEN NOT MATCHED THEN INSERT (id, m) VALUES (n.id, n.m);
SELECT id, tableoid::regclass FROM part_range WHERE id IN (1, -4) ORDER BY 1;
ROLLBACK;
-- keys over partitions
ALTER TABLE part_range ADD UNIQUE (m, id);
INSERT INTO part_range (id, m) SELECT id, m FROM part_range WHERE m = '3 EUR' ON CONFLICT (m, id) DO UPDATE SET company = -1 RETURNING company;
UPDATE part_range SET company = id % 9 WHERE company = -1;

-- ---- the same answers: one table, partitions, parallel, on disk

CREATE TABLE part_query (id int GENERATED ALWAYS AS IDENTITY, query text);
INSERT INTO part_query (query) SELECT q FROM unnest(ARRAY[
	'SELECT totals(m), totals(e), sum(u), avg(u), min(u), max(u), count(*) FROM {}',
	'SELECT company, totals(m), totals(e), sum(u), avg(u), min(u), max(u) FROM {} GROUP BY company',
	'SELECT currency(m), sum(m), avg(m), min(m), max(m) FROM {} GROUP BY 1',
	'SELECT m, count(*), totals(e), max(u) FROM {} GROUP BY m', 'SELECT e, v, count(*), sum(u), totals(m) FROM {} GROUP BY e, v', 'SELECT v, company, count(*), avg(u) FROM {} GROUP BY v, company', 'SELECT u, totals(m), totals(e) FROM {} GROUP BY u',
	'SELECT currency(e), hull(e), intersection(e), sum(e), avg(e), min(e), max(e) FROM {} WHERE currency(e) IS NOT NULL GROUP BY 1',
	'SELECT company, hull(e), intersection(e) FROM {} WHERE currency(e) = ''USD'' GROUP BY 1',
	'SELECT rate_book(''EUR'', code, day, rate)::text FROM (SELECT DISTINCT currency(m) AS code, date ''2024-01-01'' + id AS day, 1 + id / 1000.0 AS rate FROM {} WHERE currency(m) <> ''EUR'') r',
	'SELECT company, rate_book(''EUR'', currency(m), date ''2024-01-01'' + id, 1 + id / 1000.0)::text FROM {} WHERE currency(m) IN (''USD'', ''JPY'') GROUP BY company',
	'SELECT currency(m), company, sum(m), totals(e) FROM {} WHERE currency(m) = ''USD'' GROUP BY GROUPING SETS ((1, 2), (1), (2), ())', 'SELECT m, u, count(*), sum(u) FROM {} GROUP BY CUBE (m, u)',
	'SELECT DISTINCT m, e FROM {}', 'SELECT count(DISTINCT m), count(DISTINCT e), count(DISTINCT v) FROM {}', 'SELECT DISTINCT ON (company) company, m FROM {} ORDER BY company, m DESC NULLS LAST',
	'SELECT m FROM {} UNION SELECT u FROM {}', 'SELECT m FROM {} INTERSECT SELECT u FROM {}', 'SELECT m FROM {} EXCEPT SELECT u FROM {}', 'SELECT e FROM {} EXCEPT ALL SELECT estimate(u) FROM {}',
	'SELECT id, rank() OVER (ORDER BY m, id), lag(m) OVER (ORDER BY m, id), sum(u) OVER (PARTITION BY company ORDER BY m, id ROWS 9 PRECEDING) FROM {}',
	'SELECT id, totals(m) OVER w, totals(e) OVER w, max(u) OVER w FROM {} WINDOW w AS (PARTITION BY v ORDER BY id ROWS BETWEEN 5 PRECEDING AND 3 FOLLOWING)',
	'SELECT a.id, b.id FROM {} a JOIN {} b ON a.m = b.m WHERE a.id < b.id AND a.u < b.u', 'SELECT a.id, b.id FROM {} a JOIN {} b ON a.e = b.e AND a.v = b.v WHERE a.id <> b.id', 'SELECT a.id FROM {} a LEFT JOIN {} b ON a.m = b.m AND b.u > ''39 USD'' WHERE b.id IS NULL',
	'SELECT a.m, count(*), sum(b.u) FROM {} a JOIN {} b ON a.m = b.m WHERE b.u > ''20 USD'' GROUP BY a.m', 'SELECT a.id FROM {} a WHERE NOT EXISTS (SELECT FROM {} b WHERE b.v = a.v AND b.company = a.company AND b.u > a.u)',
	'SELECT array_agg(m ORDER BY m, id), array_agg(DISTINCT v ORDER BY v) FROM {} WHERE company = 3', 'SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY u) FROM {} GROUP BY company', 'SELECT m FROM (SELECT m, id FROM {} ORDER BY m DESC NULLS LAST, id LIMIT 100) q',
	'SELECT id, (ratio(e, ''3 USD'')).* FROM {} WHERE currency(e) = ''USD''', 'SELECT company, sum(round(convert(m, ''EUR'', ''2024-03-28'', ''EUR; USD 2024-03-28 1.0811; JPY 2024-03-28 163.45; ZAR 2024-03-28 20.5''), 4, ''half even'')) FROM {} GROUP BY 1']) q;

-- alone: one table, one process, no hash, no index
SET jit = off; SET max_parallel_workers_per_gather = 0; SET enable_hashagg = off; SET enable_hashjoin = off; SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
CREATE TABLE part_answer AS SELECT id, pg_temp.digest(replace(query, '{}', 'part_flat')) AS answer FROM part_query;
SELECT count(*), count(DISTINCT answer) FROM part_answer;
RESET ALL; SET jit = off;

CREATE FUNCTION pg_temp.different(tables text[]) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT t || ': ' || query FROM part_query JOIN part_answer USING (id), unnest(tables) t WHERE pg_temp.digest(replace(query, '{}', t)) <> answer
$$;
SELECT ARRAY['part_range', 'part_erange', 'part_vrange', 'part_hash', 'part_ehash', 'part_list', 'part_vlist'] AS every \gset
-- partitions, not yet one by one
SET max_parallel_workers_per_gather = 0; SET enable_partitionwise_aggregate = off; SET enable_partitionwise_join = off;
SELECT pg_temp.different(:'every'::text[]);
-- one by one
SET enable_partitionwise_aggregate = on; SET enable_partitionwise_join = on;
SELECT pg_temp.different(:'every'::text[]);
-- (these are planned so: groups within partitions, and joins of partitions)
SELECT count(*) FILTER (WHERE p ~ 'Append\n +->  (Hash|Group)Aggregate') > 1 AS aggregates, count(*) FILTER (WHERE p ~ 'Append.* Join.* Join') > 2 AS joins FROM unnest(ARRAY['SELECT m, sum(u) FROM part_hash GROUP BY m', 'SELECT e, v, totals(m) FROM part_ehash GROUP BY e, v', 'SELECT m, hull(e) FROM part_range WHERE currency(e) = ''USD'' GROUP BY m',
	'SELECT count(*) FROM part_hash a JOIN part_hash b ON a.m = b.m', 'SELECT count(*) FROM part_ehash a JOIN part_ehash b ON a.e = b.e AND a.v = b.v', 'SELECT count(*) FROM part_vlist a JOIN part_vlist b ON a.v = b.v']) q, pg_temp.plan_of(q) p;
-- in little memory: hash tables, sorts and sets of rows spill to disk
SET work_mem = '64kB'; SET hash_mem_multiplier = 1; SET enable_sort = off;
SELECT pg_temp.different(ARRAY['part_flat', 'part_hash']);
SET enable_sort = on; SET enable_hashagg = off; SET enable_hashjoin = off;
SELECT pg_temp.different(ARRAY['part_flat', 'part_range']);
-- (they do spill)
CREATE FUNCTION pg_temp.spills(query text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
	line text;
	found bool := false;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
		found := found OR line ~ 'Disk Usage|Sort Method: external|Batches: [2-9]';
	END LOOP;
	RETURN found;
END
$$;
SELECT pg_temp.spills('SELECT * FROM part_flat ORDER BY m, e') AS sort;
SET enable_sort = off; SET enable_hashagg = on; SET enable_hashjoin = on;
SELECT pg_temp.spills('SELECT id, e, totals(m) FROM part_flat GROUP BY id, e') AS aggregate, pg_temp.spills('SELECT count(*) FROM part_flat a JOIN part_flat b USING (v, id, e)') AS join;
RESET ALL; SET jit = off;
-- in parallel: every worker a part of the rows, or a partition; one of
-- them beside the leader, then two without it.  What takes long is the start of the
-- workers, under valgrind seconds for each, so there are two tables each time.
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET min_parallel_index_scan_size = 0; SET max_parallel_workers_per_gather = 1; SET enable_partitionwise_aggregate = on; SET enable_partitionwise_join = on;
DO $$
DECLARE
	t regclass;
BEGIN
	FOR t IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relname ~ '^part_' AND relnamespace = 'public'::regnamespace LOOP
		EXECUTE format('ALTER TABLE %s SET (parallel_workers = 2)', t);
	END LOOP;
END
$$;
SELECT pg_temp.different(ARRAY['part_range', 'part_ehash']);
SET parallel_leader_participation = off; SET max_parallel_workers_per_gather = 2; SET enable_partitionwise_aggregate = off; SET enable_partitionwise_join = off; SET enable_mergejoin = off; SET enable_nestloop = off;
SELECT pg_temp.different(ARRAY['part_flat', 'part_hash']);
SELECT count(*) FILTER (WHERE p ~ 'Finalize') > 2 AS finalized, count(*) FILTER (WHERE p ~ 'Gather') AS gathered, bool_or(p ~ 'Parallel Hash Join') AS hash_joins, bool_or(p ~ 'Parallel Append') AS appends FROM unnest(ARRAY['SELECT totals(m), totals(e) FROM part_flat', 'SELECT company, hull(e), intersection(e) FROM part_flat WHERE currency(e) = ''USD'' GROUP BY company',
	'SELECT rate_book(''EUR'', currency(m), date ''2024-01-01'' + id, 1) FROM part_flat WHERE currency(m) = ''USD''', 'SELECT count(*), totals(a.m) FROM part_flat a JOIN part_flat b ON a.m = b.m', 'SELECT sum(u) FROM part_hash']) q, pg_temp.plan_of(q) p;
RESET ALL;
-- indexes that workers build
SET min_parallel_table_scan_size = 0; SET max_parallel_maintenance_workers = 2; SET maintenance_work_mem = '64MB';
CREATE INDEX part_parallel ON part_flat (m, e, v);
CREATE INDEX part_parallel_desc ON part_flat (v DESC, u);
CREATE UNIQUE INDEX part_parallel_id ON part_flat (e, id);
SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off; SET jit = off; SET max_parallel_workers_per_gather = 0;
SELECT pg_temp.different(ARRAY['part_flat']);
SELECT count(*) FILTER (WHERE a ~<~ b) FROM (SELECT lag(m) OVER (ORDER BY m) AS b, m AS a FROM part_flat) q;
RESET ALL;
DROP TABLE part_flat, part_range, part_erange, part_vrange, part_hash, part_ehash, part_list, part_vlist, part_query, part_answer, asked;
