-- The same queries with every way of planning them: index and sequential scan,
-- hash and sort, merge and nested loop, parallel and serial, JIT on and off,
-- memory small and large.  All give the rows of the first way.

CREATE TABLE same_row (id int, m monetary, e estimate, v valuation, u monetary(USD)) PARTITION BY HASH (m);
CREATE TABLE same_row_0 PARTITION OF same_row FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE same_row_1 PARTITION OF same_row FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE same_row_2 PARTITION OF same_row FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO same_row SELECT i,
		CASE WHEN i % 23 <> 0 THEN monetary((i * 7919 % 499 - 200)::numeric / (ARRAY[1, 4, 1000])[i % 3 + 1], (ARRAY['USD', 'EUR', 'JPY', 'ZAR'])[i % 4 + 1]) END,
		CASE i % 29 WHEN 0 THEN NULL WHEN 1 THEN 'undisclosed' WHEN 2 THEN '>5 USD' WHEN 3 THEN '<7 EUR'
			ELSE format('%s..%s %s', i % 101, i % 101 + i % 7, (ARRAY['USD', 'EUR'])[i % 2 + 1]) END::estimate,
		(i % 67 || ' USD ' || (ARRAY['pre', 'post', ''])[i % 3 + 1])::valuation,
		monetary(i % 41, 'USD')
	FROM generate_series(1, 3000) i;
CREATE INDEX same_row_m ON same_row (m);
CREATE INDEX same_row_desc ON same_row (u DESC, m);
CREATE INDEX same_row_e ON same_row (e, id);
CREATE INDEX same_row_v ON same_row (v);
CREATE INDEX same_row_hash ON same_row USING hash (m);
CREATE INDEX same_row_hash_e ON same_row USING hash (e);
CREATE INDEX same_row_some ON same_row (id) WHERE m > '10 USD';
CREATE INDEX same_row_amount ON same_row (amount(m), currency(m));
ALTER TABLE same_row_0 SET (parallel_workers = 2);
ALTER TABLE same_row_1 SET (parallel_workers = 2);
ALTER TABLE same_row_2 SET (parallel_workers = 2);
ANALYZE same_row;
CREATE TABLE same_small AS SELECT id, m, e, v, u FROM same_row WHERE id % 97 = 0 OR id = 1;

-- everywhere: also where a few of the queries must do, compiled and in parallel
CREATE TABLE same_query (id int GENERATED ALWAYS AS IDENTITY, query text, everywhere bool DEFAULT false);
INSERT INTO same_query (query)
	SELECT format('SELECT id FROM same_row WHERE m %s %L', o, c) FROM unnest(ARRAY['<', '<=', '>', '>=', '=', '<>', '~<~', '~<=~', '~>~', '~>=~']) o, unnest(ARRAY['10 USD', '-3.25 EUR', '5 CHF']) c
	UNION ALL SELECT format('SELECT id FROM same_row WHERE e %s %L', o, c) FROM unnest(ARRAY['<', '<=', '>', '>=', '=', '<>', '~<~', '~>=~', '&&', '@>', '<@']) o, unnest(ARRAY['50 USD', '40..45 EUR', 'undisclosed']) c
	UNION ALL SELECT format('SELECT id FROM same_row WHERE v %s %L', o, c) FROM unnest(ARRAY['<', '>=', '=', '<>', '~<~', '~>=~']) o, unnest(ARRAY['30 USD pre', '30 USD']) c
	UNION ALL SELECT format('SELECT id FROM same_row WHERE u %s %L', o, c) FROM unnest(ARRAY['<', '>=', '=', '<>', '~<~']) o, unnest(ARRAY['10 USD', '10 EUR']) c
	UNION ALL SELECT format('SELECT a.id, b.id FROM same_small a JOIN same_row b ON a.%s %s b.%1$s', c, o) FROM unnest(ARRAY['m', 'e', 'v', 'u']) c, unnest(ARRAY['=', '<', '~>=~']) o
	UNION ALL SELECT format('SELECT a.id FROM same_row a WHERE %s (SELECT FROM same_small b WHERE b.%s = a.%2$s)', n, c) FROM unnest(ARRAY['m', 'e', 'v']) c, unnest(ARRAY['EXISTS', 'NOT EXISTS']) n
	UNION ALL SELECT format('SELECT %s, count(*), min(id) FROM same_row GROUP BY %1$s', c) FROM unnest(ARRAY['m', 'e', 'v', 'u', 'currency(m)', 'm, u', 'kind(e), basis(v)']) c
	UNION ALL SELECT format('SELECT DISTINCT %s FROM same_row', c) FROM unnest(ARRAY['m', 'e', 'v', 'u']) c
	UNION ALL SELECT format('SELECT %s FROM same_row %s SELECT %1$s FROM same_small', c, o) FROM unnest(ARRAY['m', 'e', 'v']) c, unnest(ARRAY['UNION', 'INTERSECT', 'EXCEPT', 'EXCEPT ALL']) o
	UNION ALL SELECT format('SELECT * FROM (SELECT %s, row_number() OVER (ORDER BY %1$s, id) FROM same_row ORDER BY %1$s, id LIMIT 50) q', c) FROM unnest(ARRAY['m', 'e', 'v', 'u', 'm DESC, e']) x(c) WHERE c NOT LIKE '% %'
	UNION ALL SELECT format('SELECT %s FROM same_row', c) FROM unnest(ARRAY['sum(u), count(m)', 'sum(u * 1.5), sum(-u), count(DISTINCT m)', 'sum(m) FILTER (WHERE currency(m) = ''USD''), sum(e) FILTER (WHERE currency(e) = ''EUR'')',
		'sum(e * 2) FILTER (WHERE currency(e) = ''USD'' OR currency(e) IS NULL)']) c
	UNION ALL SELECT q FROM unnest(ARRAY[
		'SELECT currency(m), sum(m) FROM same_row GROUP BY 1', 'SELECT u, sum(m) FROM same_row WHERE currency(m) = ''JPY'' GROUP BY u', 'SELECT currency(m), u, sum(m), sum(u) FROM same_row GROUP BY GROUPING SETS ((1), (1, 2)) HAVING currency(m) IS NOT NULL',
		'SELECT id, sum(u) OVER (PARTITION BY v ORDER BY id ROWS 2 PRECEDING) FROM same_row', 'SELECT id FROM same_row WHERE m IN (''10 USD'', ''5 EUR'', ''0.25 JPY'', NULL)',
		'SELECT id FROM same_row WHERE m < ANY (''{10 USD,5 EUR}'') AND NOT m < ''0 USD''', 'SELECT id FROM same_row WHERE m > ''10 USD'' AND id < 500', 'SELECT id FROM same_row WHERE (m < ''1 USD'') IS NULL',
		'SELECT id FROM same_row WHERE m > ''10 USD'' OR m < ''-10 EUR'' OR e = ''undisclosed''', 'SELECT id FROM same_row WHERE NOT (m > ''10 USD'' AND u > ''3 USD'')', 'SELECT id FROM same_row WHERE amount(m) = 5 AND currency(m) = ''EUR''',
		'SELECT a.id, b.id FROM same_small a LEFT JOIN same_row b ON a.m = b.m AND b.u > ''20 USD''', 'SELECT a.id, b.id FROM same_small a FULL JOIN same_row b ON a.e = b.e', 'SELECT id FROM same_row WHERE m NOT IN (SELECT m FROM same_small WHERE m IS NOT NULL)',
		'SELECT u, percentile_disc(0.5) WITHIN GROUP (ORDER BY m), array_agg(DISTINCT v) FROM same_row GROUP BY u', 'SELECT a.m FROM same_small a JOIN same_small b USING (m, e) JOIN same_row c USING (m)',
		'SELECT round(m, 0, ''half up''), count(*) FROM same_row GROUP BY 1', 'SELECT id, (ratio(e, ''3 USD'')).* FROM same_row WHERE currency(e) = ''USD'' AND id < 300', 'SELECT id, allocate(u, ARRAY[1, 2]) FROM same_row WHERE id < 300']) q;
INSERT INTO same_query (query, everywhere) SELECT q, true FROM unnest(ARRAY[
		'SELECT avg(u), min(u), max(u), sum(u) FROM same_row', 'SELECT min(m), max(m), avg(m) FROM same_row WHERE currency(m) = ''EUR''', 'SELECT currency(m), avg(m), min(m), max(m), sum(m) FROM same_row GROUP BY 1',
		'SELECT v, avg(u), min(u), max(u) FROM same_row GROUP BY v', 'SELECT currency(m), kind(e), avg(m / 7), min(m - ''1 USD''), max(-m) FROM same_row WHERE currency(m) = ''USD'' GROUP BY 1, 2',
		'SELECT currency(e), sum(e), avg(e), min(e), max(e), hull(e), intersection(e) FROM same_row WHERE currency(e) IS NOT NULL GROUP BY 1', 'SELECT id % 50, hull(e), intersection(e), min(e), max(e) FROM same_row WHERE currency(e) = ''USD'' GROUP BY 1',
		'SELECT currency(m), m, avg(u), max(u) FROM same_row GROUP BY ROLLUP (currency(m), m)', 'SELECT u, hull(e), avg(e) FROM same_row WHERE currency(e) = ''EUR'' GROUP BY u HAVING min(e) IS NOT NULL',
		'SELECT id, sum(u) OVER w, avg(u) OVER w, min(u) OVER w, max(u) OVER w FROM same_row WINDOW w AS (ORDER BY id ROWS 7 PRECEDING)',
		'SELECT id, avg(m) OVER w, min(m) OVER w, max(m) OVER w FROM same_row WINDOW w AS (PARTITION BY currency(m) ORDER BY m, id ROWS BETWEEN 4 PRECEDING AND 2 PRECEDING)',
		'SELECT id, sum(e) OVER w, avg(e) OVER w, min(e) OVER w, max(e) OVER w, hull(e) OVER w, intersection(e) OVER w FROM same_row WHERE currency(e) = ''USD'' WINDOW w AS (ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING)',
		'SELECT id, count(*) OVER (ORDER BY u RANGE BETWEEN ''3 USD'' PRECEDING AND ''2 USD'' FOLLOWING) FROM same_row', 'SELECT * FROM (SELECT m, id FROM same_row ORDER BY m DESC NULLS LAST, id LIMIT 70) q', 'SELECT count(DISTINCT m), count(DISTINCT e), count(DISTINCT u) FROM same_row',
		'SELECT a.id, b.id FROM same_small a JOIN same_row b ON a.m = b.m AND a.u > b.u', 'SELECT a.id, count(*), max(b.u) FROM same_small a JOIN same_row b ON b.u < a.u GROUP BY a.id']) q;
SELECT count(*) FROM same_query;

\getenv source PG_ABS_SRCDIR
\set include :source '/sql/include/digest.sql'
\i :include

-- everything off: sequential scans, sorts, nested loops, one process
SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
SET enable_hashagg = off; SET enable_partition_pruning = off; SET max_parallel_workers_per_gather = 0; SET jit = off; SET enable_memoize = off;
CREATE TABLE same_answer AS SELECT id, pg_temp.digest(query) AS answer FROM same_query;
SELECT count(DISTINCT answer) > 80 AS "different queries" FROM same_answer;
-- the digests themselves, where an oracle is at hand
SELECT pg_temp.digest('SELECT id FROM same_row WHERE m > ''10 USD''') = pg_temp.digest('SELECT id FROM same_row WHERE currency(m) = ''USD'' AND amount(m) > 10') AS gt,
	pg_temp.digest('SELECT id FROM same_row WHERE m <> ''10 USD''') = pg_temp.digest('SELECT id FROM same_row WHERE currency(m) <> ''USD'' OR amount(m) <> 10') AS ne,
	pg_temp.digest('SELECT sum(u) FROM same_row') = pg_temp.digest('SELECT monetary(sum(amount(u)), ''USD'') FROM same_row') AS sum,
	pg_temp.digest('SELECT currency(m), round(avg(m), 12, ''half even''), min(m), max(m) FROM same_row WHERE m IS NOT NULL GROUP BY 1') = pg_temp.digest('SELECT currency(m), monetary(round(avg(amount(m)), 12), currency(m)), monetary(min(amount(m)), currency(m)), monetary(max(amount(m)), currency(m)) FROM same_row WHERE m IS NOT NULL GROUP BY currency(m)') AS extremes;

-- indexes wherever they can be used
RESET ALL; SET jit = off; SET enable_seqscan = off; SET max_parallel_workers_per_gather = 0;
SELECT query FROM same_query JOIN same_answer USING (id) WHERE pg_temp.digest(query) <> answer;
SET enable_bitmapscan = off; SET enable_sort = off;
SELECT query FROM same_query JOIN same_answer USING (id) WHERE pg_temp.digest(query) <> answer;
-- merge joins and sorted groups
RESET ALL; SET jit = off; SET enable_hashjoin = off; SET enable_nestloop = off; SET enable_hashagg = off; SET max_parallel_workers_per_gather = 0;
SELECT query FROM same_query JOIN same_answer USING (id) WHERE pg_temp.digest(query) <> answer;
-- hash joins and hashed groups, in little memory: they spill to disk
RESET ALL; SET jit = off; SET enable_mergejoin = off; SET enable_nestloop = off; SET enable_sort = off; SET work_mem = '64kB'; SET max_parallel_workers_per_gather = 0;
SELECT query FROM same_query JOIN same_answer USING (id) WHERE pg_temp.digest(query) <> answer;
-- in parallel, partition by partition
RESET ALL; SET jit = off; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET min_parallel_index_scan_size = 0; SET max_parallel_workers_per_gather = 2;
SET enable_partitionwise_join = on; SET enable_partitionwise_aggregate = on;
-- (a function of plpgsql that runs a query of its own is not parallel, the query is)
SELECT query FROM same_query JOIN same_answer USING (id) WHERE (everywhere OR id % 4 = 0) AND pg_temp.digest(query) <> answer;
-- compiled: JIT for every expression, with inlining and optimization
RESET ALL; SET jit = on; SET jit_above_cost = 0; SET jit_inline_above_cost = 0; SET jit_optimize_above_cost = 0; SET max_parallel_workers_per_gather = 0;
SELECT query FROM same_query JOIN same_answer USING (id) WHERE (everywhere OR id % 13 = 0) AND pg_temp.digest(query) <> answer;
RESET ALL;

-- values that the planner does not see: parameters of a generic plan
SET plan_cache_mode = force_generic_plan;
PREPARE above(monetary) AS SELECT count(*) FROM same_row WHERE m > $1;
PREPARE same(monetary) AS SELECT count(*) FROM same_row WHERE m = $1;
PREPARE below(estimate) AS SELECT count(*) FROM same_row WHERE e < $1;
EXECUTE above('10 USD');
EXECUTE same('9.75 USD');
EXECUTE below('50 USD');
EXECUTE above(NULL);
RESET plan_cache_mode;
SELECT count(*) FROM same_row WHERE currency(m) = 'USD' AND amount(m) > 10;
SELECT count(*) FROM same_row WHERE m::text = '9.75 USD';
SELECT count(*) FROM same_row WHERE currency(e) = 'USD' AND amount(upper(e)) < 50;

DROP TABLE same_row, same_small, same_query, same_answer;
