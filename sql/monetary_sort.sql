-- Sorting monetary, estimate and valuation by abbreviated keys and without
-- (monetary_sort.c, estimate_sort.c), and the known hash values.

SET max_parallel_workers_per_gather = 0;

-- all scales, signs and sizes: powers of ten and their neighbours, ties that
-- only the last decimal breaks, beyond 2^46 minor units and up to the limits
CREATE TEMP TABLE sort_row AS
	SELECT row_number() OVER (ORDER BY md5(c || n::text)) AS id, c, n, monetary(n, c) AS m
	FROM unnest(ARRAY['USD', 'EUR', 'JPY', 'BHD', 'CLF']) AS c,
		LATERAL (
			SELECT s * (p + d) AS n FROM generate_series(-10, 23) AS e, LATERAL (VALUES (('1e' || e)::numeric)) AS x(p),
				(VALUES (-0.0000000001), (0), (0.0000000001), (0.01), (1)) AS y(d), (VALUES (1), (-1)) AS z(s)
			UNION SELECT s * (2::numeric ^ b + d) / 10::numeric ^ f FROM generate_series(40, 90, 2) AS b, generate_series(-1, 1) AS d,
				(VALUES (0), (2)) AS y(f), (VALUES (1), (-1)) AS z(s) WHERE 2::numeric ^ b < 1e26
			UNION SELECT i / 1000.0 FROM generate_series(-50, 50) AS i
			UNION SELECT 9999999999999999999999.9999
			UNION SELECT -9999999999999999999999.9999
		) AS v
	WHERE abs(n) < 1e24 AND length(translate(trim_scale(n)::text, '-.', '')) <= 24;
INSERT INTO sort_row VALUES (0, NULL, NULL, NULL);
SELECT count(*) > 3000 AS rows, count(*) - count(DISTINCT m) AS "no twins but NULL" FROM sort_row;

-- by abbreviated keys; as the second column, which has none; by an index; all
-- as numeric sorts within a currency
CREATE TEMP VIEW sort_expected AS
	SELECT array_agg(id ORDER BY c COLLATE "C", n) AS ids FROM sort_row;
SELECT ids = ARRAY(SELECT id FROM sort_row ORDER BY m) AS abbreviated,
	ids = ARRAY(SELECT id FROM sort_row ORDER BY id IS NULL, m) AS "in full",
	ids = (SELECT array_agg(id ORDER BY m) FROM sort_row) AS aggregate
	FROM sort_expected;
SELECT array_agg(id) = ARRAY(SELECT id FROM sort_row ORDER BY m DESC) AS "turned round"
	FROM (SELECT id FROM sort_row ORDER BY c COLLATE "C" DESC, n DESC) s;
SELECT array_agg(id) = ARRAY(SELECT id FROM sort_row ORDER BY m NULLS FIRST) AS "nulls first"
	FROM (SELECT id FROM sort_row ORDER BY c COLLATE "C" NULLS FIRST, n) s;
CREATE INDEX sort_row_m ON sort_row (m);
CREATE TEMP TABLE sort_inserted (m monetary, id bigint);
CREATE INDEX sort_inserted_m ON sort_inserted (m);
INSERT INTO sort_inserted SELECT m, id FROM sort_row ORDER BY id;
SET enable_sort = off; SET enable_seqscan = off; SET enable_bitmapscan = off;
EXPLAIN (COSTS off) SELECT id FROM sort_row ORDER BY m;
SELECT ids = ARRAY(SELECT id FROM sort_row ORDER BY m) AS "index built by a sort",
	ids = ARRAY(SELECT id FROM sort_inserted ORDER BY m) AS "index built by inserts"
	FROM sort_expected;
RESET enable_sort; RESET enable_seqscan; RESET enable_bitmapscan;

-- in little memory, so that runs go to disk and keys are made again
SET work_mem = '64kB';
CREATE TEMP TABLE sort_many AS SELECT m, c, n FROM sort_row, generate_series(1, 20);
SELECT count(*) FROM (SELECT m, lag(m) OVER (ORDER BY m) AS before FROM sort_many) s WHERE NOT m ~>=~ before;
SELECT count(DISTINCT m) = (SELECT count(DISTINCT (c, n)) FROM sort_row WHERE c IS NOT NULL) AS "distinct values" FROM sort_many;
RESET work_mem;
-- of few values, and of one
SELECT m, count(*) FROM (SELECT monetary(i % 3, 'USD') AS m FROM generate_series(1, 3000) i ORDER BY 1) s GROUP BY m ORDER BY m;
SELECT count(DISTINCT m) FROM (SELECT '5 USD'::monetary AS m FROM generate_series(1, 3000)) s;

-- keys that tie throughout are given up in the middle: amounts within one cent
CREATE TEMP TABLE sort_cent AS SELECT 5 + (i * 7919 % 20011) / 10000000000.0 AS n FROM generate_series(1, 20010) AS i;
SELECT array_agg(n ORDER BY n) = (SELECT array_agg(amount(m) ORDER BY m) FROM (SELECT monetary(n, 'USD') AS m FROM sort_cent) t) AS "within a cent" FROM sort_cent;
SELECT count(*) FROM (SELECT e, lag(e) OVER (ORDER BY e) AS before FROM (SELECT estimate('0 USD', monetary(n, 'USD')) AS e FROM sort_cent) s) t WHERE NOT e ~>=~ before;

-- estimates and valuations: with an index, and without a key
CREATE TEMP TABLE sort_figure AS
	SELECT row_number() OVER (ORDER BY md5(t || c)) AS id, (t || ' ' || c)::valuation AS v, (t || ' ' || c)::valuation::estimate AS e
	FROM unnest(ARRAY['1', '-1', '~7', '~7.0', '6.5..7.5', '[6.5..7.5)', '>2', '>=2', '<5', '<-5', '<=0', '(..2)', '(..]', 'undisclosed',
		'0', '0.001', '-0.001', '2..3', '2..3.001', '(..-99999999999999999999999999]', '99999999999999999999999999', '800000000000',
		'800000000000..900000000000', '0.0000001..0.0000002']) AS t, unnest(ARRAY['USD', 'EUR', 'JPY']) AS c
	WHERE t || c NOT IN ('(..]USD', '(..]EUR', '(..]JPY')
	UNION ALL SELECT 1000, '(..)', '(..)' UNION ALL SELECT 1001, 'undisclosed', 'undisclosed' UNION ALL SELECT 1002, 'undisclosed post', '<=0'
	UNION ALL SELECT 1003, '5 USD pre', NULL UNION ALL SELECT 1004, '5 USD post', NULL UNION ALL SELECT 1005, '5 USD', NULL;
SELECT count(*) FROM (SELECT e, lag(e) OVER (ORDER BY e) AS before FROM sort_figure) s WHERE NOT e ~>=~ before;
SELECT count(*) FROM (SELECT v, lag(v) OVER (ORDER BY v) AS before FROM sort_figure) s WHERE NOT v ~>=~ before;
SELECT ARRAY(SELECT e FROM sort_figure ORDER BY e) = ARRAY(SELECT e FROM sort_figure ORDER BY id IS NULL, e) AS e,
	ARRAY(SELECT v FROM sort_figure ORDER BY v) = ARRAY(SELECT v FROM sort_figure ORDER BY id IS NULL, v) AS v;
CREATE INDEX sort_figure_e ON sort_figure (e);
CREATE INDEX sort_figure_v ON sort_figure (v);
CREATE TEMP TABLE sort_before AS SELECT ARRAY(SELECT e FROM sort_figure ORDER BY e) AS e, ARRAY(SELECT v FROM sort_figure ORDER BY v) AS v;
SET enable_sort = off; SET enable_seqscan = off;
SELECT ARRAY(SELECT e FROM sort_figure ORDER BY e) = b.e AS e, ARRAY(SELECT v FROM sort_figure ORDER BY v) = b.v AS v FROM sort_before b;
RESET enable_sort; RESET enable_seqscan;
SELECT v FROM sort_figure WHERE currency(v) IS NULL OR currency(v) = 'JPY' OR id > 1002 ORDER BY v;

-- equal values are stored once in an index, since they are the same bytes
CREATE TEMP TABLE sort_dup AS SELECT monetary(i % 7, 'USD') AS m, estimate(monetary(i % 7, 'USD')) AS e FROM generate_series(1, 20000) AS i;
CREATE INDEX sort_dup_m ON sort_dup (m);
CREATE INDEX sort_dup_e ON sort_dup (e);
CREATE INDEX sort_dup_off ON sort_dup (m) WITH (deduplicate_items = off);
SELECT pg_relation_size('sort_dup_m') < pg_relation_size('sort_dup_off') / 2 AS m, pg_relation_size('sort_dup_e') < pg_relation_size('sort_dup_off') / 2 AS e;
-- the server's own check of a btree, where it is installed
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'amcheck') AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
		CREATE EXTENSION amcheck;
		PERFORM bt_index_parent_check(indexrelid, true, true) FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relname ~ '^sort_';
		DROP EXTENSION amcheck;
	END IF;
END
$$;

-- hash values are on disk, in partitions and hash indexes: these never change
SELECT monetary_hash('80B USD'), monetary_hash_extended('80B USD', 0), monetary_hash_extended('80B USD', 1);
SELECT estimate_hash('~7B USD'), estimate_hash_extended('~7B USD', 0), estimate_hash_extended('~7B USD', 1);
SELECT valuation_hash('~7B USD post'), valuation_hash_extended('~7B USD post', 0), valuation_hash_extended('~7B USD post', 1);
