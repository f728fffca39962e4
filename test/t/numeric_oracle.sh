#!/bin/sh
# numeric_oracle.sh [SEED [ROWS]]
#	  Amounts against PostgreSQL's numeric: the same order, the same sums, the
#	  same arithmetic, whichever way the server takes to them.
#
# A table of random amounts of all scales, signs and sizes, with ties and
# neighbours, holds each amount as monetary and as numeric beside a currency.
# Every check is a query that returns the rows which are wrong.
set -u
. "$(dirname "$0")/../../tools/counted.sh"
seed=${1:-$(date +%Y%m%d)}
rows=${2:-100000}

cat >"$out/run.sql" <<'SQL'
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
SET max_parallel_workers_per_gather = 0;
CREATE EXTENSION funding;

CREATE TABLE answer (id int GENERATED ALWAYS AS IDENTITY, name text, wrong bigint, example text);
-- the query returns what is wrong
CREATE PROCEDURE should_be_none(name text, query text) LANGUAGE plpgsql AS $$
DECLARE
	wrong bigint;
	example text;
BEGIN
	EXECUTE format('SELECT count(*), min(q::text) FROM (%s) AS q', query) INTO wrong, example;
	INSERT INTO answer (name, wrong, example) VALUES (should_be_none.name, wrong, example);
EXCEPTION WHEN OTHERS THEN
	INSERT INTO answer (name, wrong, example) VALUES (should_be_none.name, 1, SQLSTATE || ' ' || SQLERRM);
END
$$;
-- two queries return the same rows
CREATE PROCEDURE should_be_same(name text, query text, other text) LANGUAGE sql AS $$
	CALL should_be_none(name, format('(%1$s EXCEPT ALL %2$s) UNION ALL (%2$s EXCEPT ALL %1$s)', query, other))
$$;
-- a plan with such a node, so that a check looks at what it means to
CREATE PROCEDURE plan_should_have(node text, query text) LANGUAGE plpgsql AS $$
DECLARE
	line text;
	plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		plan := plan || line || E'\n';
	END LOOP;
	INSERT INTO answer (name, wrong, example) VALUES ('the plan has ' || node, CASE WHEN strpos(plan, node) > 0 THEN 0 ELSE 1 END, plan);
EXCEPTION WHEN OTHERS THEN
	INSERT INTO answer (name, wrong, example) VALUES ('the plan has ' || node, 1, SQLSTATE || ' ' || SQLERRM);
END
$$;

-- ---- the rows

-- any number of so many digits, 1 to 28
CREATE FUNCTION digits(n int) RETURNS numeric LANGUAGE sql VOLATILE AS $$
	SELECT trunc((trunc(random()::numeric * 1e14) * 1e14 + trunc(random()::numeric * 1e14)) / ('1e' || 28 - n)::numeric)
$$;
SELECT setseed(mod(:seed, 1000003) / 1000003.0) \g /dev/null

-- wild: n has up to 28 digits, wherever the point is; mild: k has ten whole
-- digits and twelve decimals at most, so that the total of all rows fits
CREATE TEMP TABLE raw AS
	SELECT id, c, units, is_null, copied_from,
		trim_scale(sign * digits(least(size, 28 - greatest(units - scale, 0))) * ('1e' || -scale)::numeric) AS n,
		round(-sign * digits(22) * ('1e' || -(12 + shift))::numeric, mild_scale) AS k
	FROM (SELECT id, c, units, 1 - 2 * floor(random() * 2)::int AS sign, (ARRAY[1, 2, 4, 9, 12, 15, 20, 26, 27, 28])[1 + floor(random() * 10)::int] AS size,
			CASE floor(random() * 4)::int WHEN 0 THEN floor(random() * 29)::int WHEN 1 THEN units + floor(random() * 4)::int ELSE units END AS scale,
			floor(random() * 10)::int AS shift, CASE floor(random() * 4)::int WHEN 0 THEN floor(random() * 13)::int ELSE units END AS mild_scale,
			random() < 0.01 AS is_null, CASE WHEN random() < 0.4 THEN 1 + floor(random() * id)::int END AS copied_from
		FROM (SELECT id, c, (ARRAY[0, 2, 2, 3, 4])[array_position(ARRAY['JPY', 'USD', 'EUR', 'BHD', 'CLF'], c)] AS units
			FROM (SELECT i AS id, CASE WHEN i % 3 = 0 THEN 'USD' ELSE (ARRAY['JPY', 'USD', 'EUR', 'BHD', 'CLF'])[1 + i % 5] END AS c FROM generate_series(1, :rows) AS i) AS q) AS q) AS q;
-- ties, opposites, and neighbours that differ far behind the point
CREATE TABLE oracle_row AS
	SELECT id, c, units, n, k, monetary(n, c) AS m, monetary(k, c) AS mk, id % 7 AS g
	FROM (SELECT r.id, coalesce(o.c, r.c) AS c, coalesce(o.units, r.units) AS units, CASE WHEN r.is_null THEN NULL WHEN o.id IS NULL THEN r.n
			WHEN r.id % 4 = 0 AND abs(o.n) < 1e10 AND scale(o.n) < 9 THEN o.n + (1 - r.id % 8 / 2) * ('1e' || -(greatest(scale(o.n), o.units) + r.id % 5))::numeric
			WHEN r.id % 4 = 1 THEN -o.n ELSE o.n END AS n, CASE WHEN r.is_null THEN NULL ELSE coalesce(o.k, r.k) END AS k
		FROM raw AS r LEFT JOIN raw AS o ON o.id = r.copied_from) AS q;
ANALYZE oracle_row;
CALL should_be_none('amount and currency come out as they went in', 'SELECT * FROM oracle_row WHERE (amount(m), amount(mk)) IS DISTINCT FROM (n, k) OR currency(m) <> c');
CALL should_be_none('text comes out as numeric writes it', 'SELECT * FROM oracle_row WHERE m::text <> round(n, greatest(min_scale(n), units))::text || '' '' || c');
CALL should_be_none('there are ties', 'SELECT count(*), count(DISTINCT (c, n)) FROM oracle_row HAVING count(*) - count(DISTINCT (c, n)) < count(*) / 10');
CALL should_be_none('there are neighbours', 'SELECT count(*) FROM (SELECT n - lag(n) OVER (PARTITION BY c ORDER BY n) AS gap FROM oracle_row) AS q WHERE gap > 0 AND gap < 0.001 HAVING count(*) < (SELECT count(*) / 200 FROM oracle_row)');
CREATE INDEX oracle_row_m ON oracle_row (m);
CREATE INDEX oracle_row_desc ON oracle_row (m DESC NULLS LAST, id);

-- ---- order

-- rows (id, c, n) of a query, as it returns them, against the order of numeric
CREATE PROCEDURE should_be_sorted(name text, query text, is_descending bool DEFAULT false, nulls_first bool DEFAULT false) LANGUAGE plpgsql AS $$
BEGIN
	DROP TABLE IF EXISTS sorted;
	EXECUTE format('CREATE TEMP TABLE sorted AS SELECT row_number() OVER () AS place, q.* FROM (%s) AS q', query);
	CALL should_be_none('sorted: ' || name, format('SELECT * FROM (SELECT *, lag(place) OVER w AS before, lag(c) OVER w AS before_c, lag(n) OVER w AS before_n FROM sorted WINDOW w AS (ORDER BY place)) AS q
		WHERE before IS NOT NULL AND CASE WHEN n IS NULL THEN %s WHEN before_n IS NULL THEN %s ELSE (before_c COLLATE "C", before_n) %s (c, n) END',
		CASE WHEN nulls_first THEN 'before_n IS NOT NULL' ELSE 'false' END, CASE WHEN nulls_first THEN 'false' ELSE 'true' END, CASE WHEN is_descending THEN '<' ELSE '>' END));
	CALL should_be_same('sorted, all rows: ' || name, 'SELECT id FROM sorted', 'SELECT id FROM oracle_row');
END
$$;
SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off;
CALL plan_should_have('Sort Key: m', 'SELECT id, c, n FROM oracle_row ORDER BY m');
CALL should_be_sorted('one key', 'SELECT id, c, n FROM oracle_row ORDER BY m');
CALL should_be_sorted('one key, descending', 'SELECT id, c, n FROM oracle_row ORDER BY m DESC', true, true);
CALL should_be_sorted('one key, NULLs first', 'SELECT id, c, n FROM oracle_row ORDER BY m NULLS FIRST', false, true);
CALL should_be_sorted('one key, descending, NULLs last', 'SELECT id, c, n FROM oracle_row ORDER BY m DESC NULLS LAST', true, false);
CALL should_be_sorted('two keys', 'SELECT id, c, n FROM oracle_row ORDER BY m, id');
CALL should_be_sorted('a key behind another', 'SELECT id, c, n FROM oracle_row ORDER BY m IS NULL, c COLLATE "C", m');
CALL should_be_sorted('by the class operator', 'SELECT id, c, n FROM oracle_row ORDER BY m USING ~<~');
CALL should_be_none('ties are in the order of the next key', 'SELECT * FROM (SELECT id, c, n, lag(id) OVER w AS before, lag(c) OVER w AS before_c, lag(n) OVER w AS before_n FROM oracle_row WINDOW w AS (ORDER BY m, id)) AS q WHERE (c, n) = (before_c, before_n) AND id <= before');
SET work_mem = '64kB';
CALL should_be_sorted('on disk', 'SELECT id, c, n FROM oracle_row ORDER BY m');
RESET work_mem;
CALL should_be_same('the first thousand', 'SELECT c, n FROM (SELECT c, n FROM oracle_row ORDER BY m LIMIT 1000) AS q', 'SELECT c, n FROM (SELECT c, n FROM oracle_row ORDER BY n IS NULL, c COLLATE "C", n LIMIT 1000) AS q');
CALL should_be_same('the last thousand', 'SELECT c, n FROM (SELECT c, n FROM oracle_row ORDER BY m DESC NULLS LAST LIMIT 1000) AS q', 'SELECT c, n FROM (SELECT c, n FROM oracle_row ORDER BY n IS NULL, c COLLATE "C" DESC, n DESC LIMIT 1000) AS q');
CREATE FUNCTION amounts(monetary[]) RETURNS numeric[] LANGUAGE sql IMMUTABLE AS 'SELECT array_agg(amount(x) ORDER BY i) FROM unnest($1) WITH ORDINALITY AS u (x, i)';
CALL should_be_same('percentile_disc', 'SELECT amounts(percentile_disc(ARRAY[0, 0.1, 0.5, 0.9, 1]) WITHIN GROUP (ORDER BY m)) FROM oracle_row WHERE c = ''USD''', 'SELECT percentile_disc(ARRAY[0, 0.1, 0.5, 0.9, 1]) WITHIN GROUP (ORDER BY n) FROM oracle_row WHERE c = ''USD''');
CALL should_be_same('rank', 'SELECT id, rank() OVER (ORDER BY m) FROM oracle_row WHERE m IS NOT NULL', 'SELECT id, rank() OVER (ORDER BY c COLLATE "C", n) FROM oracle_row WHERE m IS NOT NULL');

SET enable_indexonlyscan = on; SET enable_indexscan = on; SET enable_sort = off; SET enable_seqscan = off;
CALL plan_should_have('Index Scan using oracle_row_m', 'SELECT id, c, n FROM oracle_row ORDER BY m');
CALL should_be_sorted('by an index', 'SELECT id, c, n FROM oracle_row ORDER BY m');
CALL should_be_sorted('by an index, backward', 'SELECT id, c, n FROM oracle_row ORDER BY m DESC', true, true);
CALL should_be_sorted('by an index of two columns', 'SELECT id, c, n FROM oracle_row ORDER BY m DESC NULLS LAST, id', true, false);
RESET enable_sort; RESET enable_seqscan; RESET enable_bitmapscan;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2; SET enable_indexscan = off; SET enable_indexonlyscan = off;
CALL plan_should_have('Gather Merge', 'SELECT id, c, n FROM oracle_row ORDER BY m');
CALL should_be_sorted('in parallel', 'SELECT id, c, n FROM oracle_row ORDER BY m');
RESET max_parallel_workers_per_gather; RESET enable_indexscan; RESET enable_indexonlyscan;

-- rows inserted one by one into an index, instead of sorted into it
CREATE TABLE inserted (LIKE oracle_row);
CREATE INDEX inserted_m ON inserted (m);
INSERT INTO inserted SELECT * FROM oracle_row WHERE id % 10 = 0;
SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off; SET max_parallel_workers_per_gather = 0;
CALL plan_should_have('Index Scan', 'SELECT id, c, n FROM inserted ORDER BY m');
CALL should_be_same('an index that grew', 'SELECT row_number() OVER () AS place, c, n FROM (SELECT c, n FROM inserted WHERE m IS NOT NULL ORDER BY m) AS q', 'SELECT row_number() OVER () AS place, c, n FROM (SELECT c, n FROM oracle_row WHERE id % 10 = 0 AND n IS NOT NULL ORDER BY c COLLATE "C", n) AS q');
RESET enable_seqscan; RESET enable_sort; RESET enable_bitmapscan;

-- ---- comparison, hash, joins

CREATE TABLE oracle_pair AS
	SELECT *, row_number() OVER () AS pair FROM (
		SELECT id, c, units, n, m, lag(c) OVER w AS lc, lag(n) OVER w AS ln, lag(m) OVER w AS lm FROM oracle_row WHERE m IS NOT NULL WINDOW w AS (PARTITION BY c ORDER BY id)
		UNION ALL SELECT id, c, units, n, m, lag(c) OVER w, lag(n) OVER w, lag(m) OVER w FROM oracle_row WHERE m IS NOT NULL AND id % 4 = 0 WINDOW w AS (ORDER BY n)) AS q
	WHERE lm IS NOT NULL;
ANALYZE oracle_pair;
CALL should_be_none('< <= > >= = <>', 'SELECT * FROM oracle_pair WHERE CASE WHEN c = lc THEN (m < lm, m <= lm, m > lm, m >= lm, m = lm, m <> lm) IS DISTINCT FROM (n < ln, n <= ln, n > ln, n >= ln, n = ln, n <> ln)
	ELSE (m < lm, m <= lm, m > lm, m >= lm, m = lm, m <> lm) IS DISTINCT FROM (NULL::bool, NULL::bool, NULL::bool, NULL::bool, false, true) END');
CALL should_be_none('the class operators', 'SELECT * FROM oracle_pair WHERE (m ~<~ lm, m ~<=~ lm, m ~>~ lm, m ~>=~ lm) <> ((c COLLATE "C", n) < (lc, ln), (c COLLATE "C", n) <= (lc, ln), (c COLLATE "C", n) > (lc, ln), (c COLLATE "C", n) >= (lc, ln))');
CALL should_be_none('monetary_cmp', 'SELECT * FROM oracle_pair WHERE sign(monetary_cmp(m, lm)) <> CASE WHEN (c COLLATE "C", n) < (lc, ln) THEN -1 WHEN (c, n) = (lc, ln) THEN 0 ELSE 1 END');
CALL should_be_none('hashes agree with =', 'SELECT * FROM oracle_pair WHERE (monetary_hash_extended(m, id) = monetary_hash_extended(lm, id)) <> ((c, n) = (lc, ln)) OR ((c, n) = (lc, ln) AND monetary_hash(m) <> monetary_hash(lm))');
CREATE TABLE joined AS SELECT id, c, n, m FROM oracle_row WHERE id % 5 = 0;
ANALYZE joined;
CREATE TABLE join_answer AS SELECT count(*), sum(a.id::numeric * b.id) FROM joined AS a JOIN oracle_row AS b ON (a.c, a.n) = (b.c, b.n);
SET enable_nestloop = off; SET enable_mergejoin = off;
CALL plan_should_have('Hash Join', 'SELECT count(*) FROM joined AS a JOIN oracle_row AS b ON a.m = b.m');
CALL should_be_same('hash join', 'SELECT count(*), sum(a.id::numeric * b.id) FROM joined AS a JOIN oracle_row AS b ON a.m = b.m', 'SELECT * FROM join_answer');
SET enable_mergejoin = on; SET enable_hashjoin = off;
CALL plan_should_have('Merge Join', 'SELECT count(*) FROM joined AS a JOIN oracle_row AS b ON a.m = b.m');
CALL should_be_same('merge join', 'SELECT count(*), sum(a.id::numeric * b.id) FROM joined AS a JOIN oracle_row AS b ON a.m = b.m', 'SELECT * FROM join_answer');
SET enable_mergejoin = off; SET enable_nestloop = on; SET enable_seqscan = off;
CALL plan_should_have('Index Cond', 'SELECT count(*) FROM joined AS a JOIN oracle_row AS b ON a.m = b.m');
CALL should_be_same('nested loop with an index', 'SELECT count(*), sum(a.id::numeric * b.id) FROM joined AS a JOIN oracle_row AS b ON a.m = b.m', 'SELECT * FROM join_answer');
RESET enable_nestloop; RESET enable_mergejoin; RESET enable_hashjoin; RESET enable_seqscan;
CREATE TABLE group_answer AS SELECT c, n, count(*), sum(id) FROM oracle_row WHERE n IS NOT NULL GROUP BY c, n;
SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off; SET enable_sort = off;
CALL plan_should_have('HashAggregate', 'SELECT m, count(*) FROM oracle_row GROUP BY m');
CALL should_be_same('hashed groups', 'SELECT currency(m), amount(m), count(*), sum(id) FROM oracle_row WHERE m IS NOT NULL GROUP BY m', 'SELECT * FROM group_answer');
SET work_mem = '64kB';
CALL should_be_same('hashed groups on disk', 'SELECT currency(m), amount(m), count(*), sum(id) FROM oracle_row WHERE m IS NOT NULL GROUP BY m', 'SELECT * FROM group_answer');
RESET enable_sort; RESET work_mem; SET enable_hashagg = off;
CALL plan_should_have('GroupAggregate', 'SELECT m, count(*) FROM oracle_row GROUP BY m');
CALL should_be_same('sorted groups', 'SELECT currency(m), amount(m), count(*), sum(id) FROM oracle_row WHERE m IS NOT NULL GROUP BY m', 'SELECT * FROM group_answer');
CALL should_be_same('count(DISTINCT)', 'SELECT count(DISTINCT m) FROM oracle_row', 'SELECT count(*) FROM group_answer');
RESET enable_hashagg; RESET enable_indexscan; RESET enable_indexonlyscan; RESET enable_bitmapscan;

-- ---- arithmetic

-- Has a number at most 28 digits, and as many decimals, in this currency?
CREATE FUNCTION fits(x numeric, units int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT min_scale(x) <= 28 AND abs(x) * (''1e'' || greatest(min_scale(x), units))::numeric < 1e28';
-- the rows (num, den, ...) of a query with num / den in 28 digits, half-even,
-- as value: in whole numbers, which numeric divides exactly; den is positive
CREATE FUNCTION fitted(query text) RETURNS text LANGUAGE sql AS $$
	SELECT format('(SELECT *, sign(num) * (q + CASE WHEN 2 * r > den OR (2 * r = den AND q %% 2 = 1) THEN 1 ELSE 0 END) * (''1e-'' || s)::numeric AS value
		FROM (SELECT *, abs(num) * p - q * den AS r FROM (SELECT *, div(abs(num) * p, den) AS q FROM (SELECT *, (''1e'' || s)::numeric AS p
		FROM (SELECT *, CASE WHEN abs(num) < den THEN 28 ELSE 28 - length(div(abs(num), den)::text) END AS s FROM (%s) AS f1) AS f2) AS f3) AS f4) AS f5)', query)
$$;
CALL should_be_same('fitted', 'SELECT value FROM ' || fitted('SELECT num::numeric, den::numeric FROM (VALUES (2, 3), (-1, 8), (0, 7), (5e27, 3), (1e-28, 2), (3e-28, 2)) AS v (num, den)') || ' AS q',
	'SELECT v::numeric FROM unnest(ARRAY[''0.6666666666666666666666666667'', ''-0.125'', ''0'', ''1666666666666666666666666667'', ''0'', ''2e-28'']) AS v');
CREATE PROCEDURE should_fit(name text, query text) LANGUAGE sql AS $$
	CALL should_be_none(name, 'SELECT * FROM ' || fitted(query) || ' AS q WHERE amount(got) IS DISTINCT FROM value')
$$;
CALL should_be_none('+', 'SELECT * FROM oracle_pair WHERE c = lc AND CASE WHEN fits(n + ln, units) THEN amount(m + lm) <> n + ln OR m + lm <> lm + m OR m + lm - lm <> m END');
CALL should_be_none('-', 'SELECT * FROM oracle_pair WHERE c = lc AND CASE WHEN fits(n - ln, units) THEN amount(m - lm) <> n - ln OR m - lm <> -(lm - m) END');
CALL should_be_none('sums are looked at', 'SELECT count(*) FROM oracle_pair WHERE c = lc AND fits(n + ln, units) HAVING count(*) < (SELECT count(*) / 3 FROM oracle_pair)');
CALL should_be_none('- abs sign', 'SELECT * FROM oracle_row WHERE (amount(-m), amount(abs(m)), sign(m)) IS DISTINCT FROM (-n, abs(n), sign(n)::int)');
CALL should_be_none('amount / amount', 'SELECT * FROM oracle_pair WHERE c = lc AND CASE WHEN ln <> 0 THEN m / lm <> amount(m) / amount(lm) END');
-- factors that people write, and some that they do not
CREATE TABLE oracle_factor AS
	SELECT id, c, units, n, m, f FROM (SELECT *, CASE id % 6 WHEN 0 THEN 1.1 WHEN 1 THEN round(random()::numeric, 4) WHEN 2 THEN -(id % 13) WHEN 3 THEN 1 / (1 + id % 365)::numeric WHEN 4 THEN digits(20) * 1e-7 ELSE -digits(28) * 1e-25 END AS f FROM oracle_row WHERE m IS NOT NULL) AS q;
CALL should_fit('*', 'SELECT *, n * f AS num, 1::numeric AS den, m * f AS got FROM (SELECT * FROM oracle_factor WHERE abs(n * f) < (''1e'' || 28 - units)::numeric * 0.9 OFFSET 0) AS q');
CALL should_be_none('* from the left', 'SELECT * FROM (SELECT * FROM oracle_factor WHERE abs(n * f) < (''1e'' || 28 - units)::numeric * 0.9 OFFSET 0) AS q WHERE f * m <> m * f');
CALL should_fit('/', 'SELECT *, n * sign(f) AS num, abs(f) AS den, m / f AS got FROM (SELECT * FROM oracle_factor WHERE f <> 0 AND abs(n) < abs(f) * (''1e'' || 28 - units)::numeric * 0.9 OFFSET 0) AS q');
-- every mode on every row; x has the digits that stay in front of its point
CREATE TABLE oracle_mode (mode text, x text);
INSERT INTO oracle_mode VALUES ('half up', 'round(x)'), ('down', 'trunc(x)'), ('ceiling', 'ceil(x)'), ('floor', 'floor(x)'), ('up', 'sign(x) * ceil(abs(x))'),
	('half down', 'sign(x) * ceil(abs(x) - 0.5)'), ('half even', 'CASE WHEN abs(x) % 1 = 0.5 THEN 2 * round(trunc(x) / 2.0) ELSE round(x) END');
SELECT format('CALL should_be_none(%L, %L)', 'round ' || mode, format('SELECT * FROM (SELECT *, n * (''1e'' || digits)::numeric AS x FROM (SELECT *, CASE id %% 3 WHEN 0 THEN units WHEN 1 THEN id %% 31 - 2 ELSE (id / 3) %% 12 - 5 END AS digits FROM oracle_row WHERE abs(n) < 1e20) AS q) AS q
	WHERE amount(round(m, digits, %L)) <> (%s) * (''1e'' || -digits)::numeric', mode, x)) FROM oracle_mode \gexec
CALL should_be_none('round', 'SELECT * FROM oracle_row WHERE abs(n) < 1e20 AND (round(m) <> round(m, units, ''half even'') OR round(m) <> round(m, NULL, ''half even''))');

-- ---- aggregates

SELECT 'CREATE TABLE group_expected AS SELECT c, g, rows, total, value AS average, low, high FROM ' || fitted('SELECT c, g, count(k) AS rows, sum(k) AS total, sum(k) AS num, count(k)::numeric AS den, min(k) AS low, max(k) AS high FROM oracle_row GROUP BY c, g') || ' AS q' \gexec
SELECT 'CREATE TABLE currency_expected AS SELECT c, rows, total, value AS average, low, high FROM ' || fitted('SELECT c, count(k) AS rows, sum(k) AS total, sum(k) AS num, count(k)::numeric AS den, min(k) AS low, max(k) AS high FROM oracle_row GROUP BY c') || ' AS q' \gexec
CREATE PROCEDURE should_add_up(name text, rows_of text, node text) LANGUAGE plpgsql AS $$
DECLARE
	figures CONSTANT text := 'count(mk), amount(sum(mk)), amount(avg(mk)), amount(min(mk)), amount(max(mk))';
BEGIN
	CALL plan_should_have(node, format('SELECT c, g, %s FROM %s GROUP BY c, g', figures, rows_of));
	CALL should_be_same(name || ': sum, avg, min, max by currency and group', format('SELECT c, g, %s FROM %s GROUP BY c, g', figures, rows_of), 'SELECT * FROM group_expected');
	CALL should_be_same(name || ': sum, avg, min, max by currency', format('SELECT currency(mk), %s FROM %s WHERE mk IS NOT NULL GROUP BY currency(mk)', figures, rows_of), 'SELECT * FROM currency_expected');
	CALL should_be_same(name || ': one at a time', format('SELECT (SELECT sum(mk) FROM %1$s WHERE c = ''USD''), (SELECT avg(mk) FROM %1$s WHERE c = ''USD''), (SELECT min(mk) FROM %1$s WHERE c = ''USD''), (SELECT max(mk) FROM %1$s WHERE c = ''USD'')', rows_of),
		'SELECT monetary(total, c), monetary(average, c), monetary(low, c), monetary(high, c) FROM currency_expected WHERE c = ''USD''');
	-- amounts of any size and their opposites: the partial sums are far out of range
	CALL should_be_same(name || ': totals that fit', format('SELECT c, amount(sum(x)) FROM (SELECT c, m AS x FROM %1$s UNION ALL SELECT c, mk FROM %1$s UNION ALL SELECT c, -m FROM %1$s) AS q GROUP BY c', rows_of), 'SELECT c, total FROM currency_expected');
	CALL should_be_same(name || ': min and max of any size', format('SELECT c, amount(min(m)), amount(max(m)) FROM %s GROUP BY c', rows_of), 'SELECT c, min(n), max(n) FROM oracle_row GROUP BY c');
END
$$;
-- the same rows in partitions: by the group, and by the amount itself
CREATE TABLE by_group (LIKE oracle_row) PARTITION BY HASH (c, g);
CREATE TABLE by_group_0 PARTITION OF by_group FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE by_group_1 PARTITION OF by_group FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE by_group_2 PARTITION OF by_group FOR VALUES WITH (MODULUS 3, REMAINDER 2);
CREATE TABLE by_amount (LIKE oracle_row) PARTITION BY HASH (mk);
CREATE TABLE by_amount_0 PARTITION OF by_amount FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE by_amount_1 PARTITION OF by_amount FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE by_amount_2 PARTITION OF by_amount FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO by_group SELECT * FROM oracle_row;
INSERT INTO by_amount SELECT * FROM oracle_row;
ANALYZE by_group, by_amount;
CALL should_add_up('serial', 'oracle_row', 'HashAggregate');
SET enable_hashagg = off;
CALL should_add_up('sorted', 'oracle_row', 'GroupAggregate');
RESET enable_hashagg;
SET enable_partitionwise_aggregate = on;
CALL should_add_up('partition by partition', 'by_group', E'Append\n  ->  HashAggregate');
SET enable_hashagg = off;
CALL should_add_up('parts of partitions', 'by_amount', 'Partial GroupAggregate');
RESET enable_hashagg;
SET max_parallel_workers_per_gather = 2; SET parallel_leader_participation = off;
CALL should_add_up('parallel', 'oracle_row', 'Partial HashAggregate');
CALL should_add_up('parallel, by partition', 'by_amount', 'Partial HashAggregate');
RESET max_parallel_workers_per_gather; RESET parallel_leader_participation; RESET enable_partitionwise_aggregate;

-- moving frames against numeric, whose min and max begin anew for each row
CREATE TABLE oracle_window AS SELECT id, c, g, k, mk FROM oracle_row WHERE id <= 40000;
CREATE PROCEDURE should_move(frame text) LANGUAGE plpgsql AS $$
DECLARE
	w CONSTANT text := format('PARTITION BY c ORDER BY id %s', frame);
BEGIN
	CALL should_be_none('moving sum, min, max: ' || frame, format('SELECT * FROM (SELECT id, amount(sum(mk) OVER w) AS ms, sum(k) OVER w AS ks, amount(min(mk) OVER w) AS mmin, min(k) OVER w AS kmin, amount(max(mk) OVER w) AS mmax, max(k) OVER w AS kmax, count(mk) OVER w AS mn, count(k) OVER w AS kn
		FROM oracle_window WINDOW w AS (%s)) AS q WHERE (ms, mmin, mmax, mn) IS DISTINCT FROM (ks, kmin, kmax, kn)', w));
	CALL should_fit('moving avg: ' || frame, format('SELECT id, avg(mk) OVER w AS got, sum(k) OVER w AS num, nullif(count(k) OVER w, 0)::numeric AS den FROM oracle_window WINDOW w AS (%s)', w));
END
$$;
CALL should_move('ROWS 99 PRECEDING');
CALL should_move('ROWS BETWEEN 3 PRECEDING AND 5 FOLLOWING');
CALL should_move('ROWS BETWEEN 4 PRECEDING AND 2 PRECEDING');
CALL should_move('ROWS BETWEEN 2 FOLLOWING AND 40 FOLLOWING');
CALL should_move('ROWS BETWEEN CURRENT ROW AND CURRENT ROW');
CALL should_move('RANGE BETWEEN 30 PRECEDING AND 10 FOLLOWING');
CALL should_move('GROUPS BETWEEN 7 PRECEDING AND CURRENT ROW');
CALL should_move('ROWS BETWEEN 6 PRECEDING AND 6 FOLLOWING EXCLUDE CURRENT ROW');
CALL should_move('ROWS UNBOUNDED PRECEDING');

\pset format unaligned
\pset tuples_only on
SELECT format('numeric_oracle: %s: %s wrong, as %s', name, wrong, example) FROM answer WHERE wrong <> 0 ORDER BY id;
SELECT format('numeric_oracle: %s passed, %s failed', count(*) FILTER (WHERE wrong = 0), count(*) FILTER (WHERE wrong <> 0)) FROM answer;
SQL

echo "numeric_oracle: seed $seed, $rows rows"
if ! psql -X -q -v seed="$seed" -v rows="$rows" -f "$out/run.sql" >"$out/answer" 2>&1; then
	cat "$out/answer"
	echo 'numeric_oracle: 0 passed, 1 failed'
	exit 1
fi
cat "$out/answer"
tail -n 1 "$out/answer" | grep -q ' 0 failed$'
