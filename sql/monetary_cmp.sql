-- Comparison, order, hash and planning of monetary (monetary_cmp.c,
-- selectivity.c).  Where a query compares with an expectation, it lists what
-- differs: no rows.

CREATE TABLE cmp_value (id int PRIMARY KEY, m monetary);
INSERT INTO cmp_value SELECT row_number() OVER (ORDER BY c, n, s),
		monetary(s * n, c)
	FROM (VALUES ('EUR'), ('JPY'), ('USD'), ('ZAR')) a(c),
		(VALUES (0), (1), (1.5), (1.005), (0.0000000000000000000000000001),
			(0.01), (2), (10), (99.99), (100), (1e9),
			(99999999999999999999999999), (9999999999999999999.99)) b(n),
		(VALUES (1), (-1)) d(s);

-- ---- three-valued: numeric's answer in one currency, NULL across two

SELECT a.m, b.m FROM cmp_value a, cmp_value b
	WHERE currency(a.m) = currency(b.m)
		AND ((a.m < b.m) IS DISTINCT FROM (amount(a.m) < amount(b.m))
			OR (a.m <= b.m) IS DISTINCT FROM (amount(a.m) <= amount(b.m))
			OR (a.m > b.m) IS DISTINCT FROM (amount(a.m) > amount(b.m))
			OR (a.m >= b.m) IS DISTINCT FROM (amount(a.m) >= amount(b.m))
			OR (a.m = b.m) IS DISTINCT FROM (amount(a.m) = amount(b.m))
			OR (a.m <> b.m) IS DISTINCT FROM (amount(a.m) <> amount(b.m)));
SELECT count(*) AS pairs,
	count(a.m < b.m) + count(a.m <= b.m) + count(a.m > b.m) + count(a.m >= b.m)
		AS known,
	count(a.m = b.m) AS "=", count(*) FILTER (WHERE a.m = b.m) AS equal,
	count(*) FILTER (WHERE a.m <> b.m) AS unequal
	FROM cmp_value a, cmp_value b WHERE currency(a.m) <> currency(b.m);

-- ---- the total order: by currency, then by amount; it never answers NULL

SELECT a.m, b.m FROM cmp_value a, cmp_value b,
	LATERAL (SELECT CASE WHEN currency(a.m) < currency(b.m) COLLATE "C" THEN -1
		WHEN currency(a.m) > currency(b.m) COLLATE "C" THEN 1
		ELSE sign(amount(a.m) - amount(b.m)) END) o(expected)
	WHERE sign(monetary_cmp(a.m, b.m)) IS DISTINCT FROM expected
		OR (a.m ~<~ b.m) IS DISTINCT FROM (expected < 0)
		OR (a.m ~<=~ b.m) IS DISTINCT FROM (expected <= 0)
		OR (a.m ~>~ b.m) IS DISTINCT FROM (expected > 0)
		OR (a.m ~>=~ b.m) IS DISTINCT FROM (expected >= 0)
		OR (a.m = b.m) IS DISTINCT FROM (expected = 0)
		OR (a.m IS NOT DISTINCT FROM b.m) IS DISTINCT FROM (expected = 0);

-- hash agrees with =, and the extended hash with seed 0 in its low half
SELECT a.m, b.m FROM cmp_value a, cmp_value b
	WHERE (a.m = b.m AND (monetary_hash(a.m) <> monetary_hash(b.m)
			OR monetary_hash_extended(a.m, 7) <> monetary_hash_extended(b.m, 7)))
		OR (monetary_hash_extended(a.m, 0) & 4294967295)
			<> (monetary_hash(a.m)::int8 & 4294967295);
SELECT count(DISTINCT monetary_hash(m)) = count(DISTINCT m) AS "no collision",
	count(*) - count(DISTINCT m) AS "same values",
	bool_and(monetary_hash_extended(m, 0) <> monetary_hash_extended(m, 1)) AS "seed counts"
	FROM cmp_value;
-- the same value written in two ways is one value
SELECT '1.50 USD'::monetary = '$1.500' AS "=", '0 USD'::monetary = '-0 USD' AS zero,
	'0 USD'::monetary = '0 EUR' AS "zero of another",
	monetary_hash('1k JPY') = monetary_hash('1000 JPY') AS hash;

-- NULL
SELECT NULL::monetary = '1 USD' AS a, NULL::monetary < '1 USD' AS b,
	NULL::monetary ~<~ '1 USD' AS c, NULL::monetary IS DISTINCT FROM '1 USD' AS d;

-- ---- ORDER BY, DISTINCT, GROUP BY, set operations, DISTINCT ON, windows

CREATE TABLE cmp_small (id int, m monetary);
INSERT INTO cmp_small VALUES (1, '2 USD'), (2, '10 USD'), (3, '-3 USD'),
	(4, '5 EUR'), (5, NULL), (6, '2.00 USD'), (7, '1000 ZAR'), (8, '5 EUR');
SELECT m FROM cmp_small ORDER BY m, id;
SELECT m FROM cmp_small ORDER BY m DESC NULLS LAST, id;
SELECT m FROM cmp_small ORDER BY m USING ~>~, id;
SELECT DISTINCT m FROM cmp_small ORDER BY m;
SELECT m, count(*) FROM cmp_small GROUP BY m ORDER BY m;
SELECT m FROM cmp_small UNION SELECT '7 USD' ORDER BY m;
SELECT m FROM cmp_small EXCEPT SELECT '2 USD' ORDER BY m;
SELECT DISTINCT ON (currency(m)) m FROM cmp_small WHERE m IS NOT NULL
	ORDER BY currency(m), m DESC;
SELECT m, rank() OVER (ORDER BY m), count(*) OVER (PARTITION BY m)
	FROM cmp_small WHERE id > 3 ORDER BY m, id;
-- GREATEST, LEAST and percentile_disc follow the sort order; that is documented
SELECT GREATEST('5 EUR'::monetary, '1 USD', NULL), LEAST('5 EUR'::monetary, '1 USD');
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY m),
	mode() WITHIN GROUP (ORDER BY m) FROM cmp_small;
SELECT array_agg(m ORDER BY m) FROM cmp_small;
SELECT CASE '5 EUR'::monetary WHEN '5 USD' THEN 'USD' WHEN '5 EUR' THEN 'EUR' END,
	NULLIF('5 EUR'::monetary, '5 USD'), COALESCE(NULL, '5 EUR'::monetary),
	'5 EUR'::monetary IN ('5 USD', '5 EUR'), '5 EUR'::monetary NOT IN ('5 USD');

-- arrays, rows and ranges go by the class
SELECT ARRAY['5 EUR'::monetary, '1 USD'] < ARRAY['5 EUR'::monetary, '2 USD'] AS less,
	ARRAY['5 EUR'::monetary, NULL] && ARRAY['5 EUR'::monetary] AS overlap,
	ARRAY['5 EUR'::monetary] <@ ARRAY['1 USD'::monetary, '5 EUR'] AS contained,
	array_position(ARRAY['1 USD'::monetary, '5 EUR'], '5 EUR') AS at,
	array_remove(ARRAY['1 USD'::monetary, '5 EUR'], '5 EUR') AS removed;
SELECT ROW('5 EUR'::monetary, 1) = ROW('5 EUR'::monetary, 1) AS same,
	ROW('5 EUR'::monetary, '1 USD'::monetary) ~<~ ROW('5 EUR'::monetary, '2 USD'::monetary) AS less,
	ROW('5 EUR'::monetary, '9 USD'::monetary) ~<~ ROW('1 USD'::monetary, '2 USD'::monetary) AS other;
\set VERBOSITY sqlstate
SELECT ROW('5 EUR'::monetary, 1) < ROW('5 EUR'::monetary, 2);
SELECT ROW('5 EUR'::monetary, 1) ~<~ ROW('5 EUR'::monetary, 2);
SELECT m FROM cmp_small ORDER BY m USING <;
SELECT m, count(*) OVER (ORDER BY m RANGE BETWEEN '1 USD' PRECEDING AND CURRENT ROW)
	FROM cmp_small;
\set VERBOSITY default

-- ---- < ANY, <= ALL, IN and NOT IN over lists and subqueries

SELECT id, m < ANY ('{1 USD,3 USD}') AS any, m < ALL ('{3 USD,4 USD}') AS all,
	m < ANY ('{1 USD,3 EUR}') AS "any mixed", m > ALL ('{1 USD,9 EUR}') AS "all mixed",
	m = ANY ('{2 USD,5 EUR}') AS "in", m <> ALL ('{2 USD,5 EUR}') AS "not in"
	FROM cmp_small ORDER BY id;
SELECT id FROM cmp_small WHERE m < ANY (SELECT m FROM cmp_small) ORDER BY id;
SELECT id FROM cmp_small WHERE m >= ALL (SELECT m FROM cmp_small s
	WHERE currency(s.m) = 'USD') ORDER BY id;
SELECT id FROM cmp_small WHERE m IN (SELECT m FROM cmp_small WHERE id > 5) ORDER BY id;

-- ---- planning: no estimator, proof or fold may meet the NULL of < as an error

CREATE TABLE cmp_mixed (id int, m monetary, e estimate, v valuation);
INSERT INTO cmp_mixed SELECT i,
		monetary(i * 37 % 1000, (ARRAY['USD', 'EUR', 'ZAR', 'JPY'])[i % 4 + 1]),
		format('%s %s..%s', (ARRAY['USD', 'EUR'])[i % 2 + 1], i % 97, i % 97 + i % 5)::estimate,
		format('%s USD %s', i % 91, (ARRAY['pre', 'post', ''])[i % 3 + 1])::valuation
	FROM generate_series(1, 1000) i;
INSERT INTO cmp_mixed SELECT 0, '5 USD', 'undisclosed', 'undisclosed'
	FROM generate_series(1, 100);
INSERT INTO cmp_mixed VALUES (-1, NULL, NULL, NULL);
ALTER TABLE cmp_mixed ALTER m SET STATISTICS 50;
ANALYZE cmp_mixed;
SELECT attname, most_common_vals IS NOT NULL AS common,
	histogram_bounds IS NOT NULL AS histogram
	FROM pg_stats WHERE tablename = 'cmp_mixed' AND attname <> 'id' ORDER BY 1;

CREATE FUNCTION pg_temp.planned(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'EXPLAIN ' || query;
	EXECUTE 'SELECT count(*) FROM (' || query || ') q';
	RETURN 'ok';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;
CREATE TABLE cmp_query (query text);
INSERT INTO cmp_query SELECT format('SELECT * FROM cmp_mixed WHERE %s', replace(w, '#', o))
	FROM (VALUES ('m # ''990 USD'''), ('m # ''990 CHF'''), ('''990 USD'' # m'), ('NOT m # ''990 USD'''),
		('m # ANY (''{1 USD,2 EUR,NULL}'')'), ('m # ALL (''{1 USD,2 EUR}'')'),
		('m # (SELECT ''5 USD''::monetary)'), ('m # NULL'), ('m # m'),
		('m # ''1 USD'' AND m # ''9 EUR'''), ('m # ''1 USD'' OR m # ''9 EUR'''),
		('(m # ''1 USD'') IS NULL'), ('(m # ''1 USD'') IS NOT TRUE'),
		('CASE WHEN currency(m) = ''USD'' THEN m # ''1 USD'' END'),
		('e # ''~50 USD'''), ('e # ''undisclosed'''), ('e # m::estimate'),
		('e # ANY (''{1 USD,undisclosed}'')'), ('m::estimate # e'),
		('v # ''50 USD pre'''), ('v # ''50 USD'''), ('v # ALL (''{1 USD pre,2 EUR post}'')'),
		('m # ALL (SELECT m FROM cmp_small)'), ('m # ANY (SELECT m FROM cmp_small)'),
		('EXISTS (SELECT FROM cmp_small s WHERE s.m # cmp_mixed.m)'),
		('NOT EXISTS (SELECT FROM cmp_small s WHERE s.m # cmp_mixed.m)'))
		c(w), (VALUES ('<'), ('<='), ('>'), ('>='), ('='), ('<>')) b(o);
INSERT INTO cmp_query SELECT format('SELECT * FROM cmp_mixed WHERE %s', replace(w, '#', o))
	FROM (VALUES ('e # ''~50 USD'''), ('e # ''undisclosed'''), ('e # ''5 CHF'''), ('NOT e # ''~5 USD'''),
		('e # ANY (''{1 USD,undisclosed,2 CHF}'')'), ('e # m'), ('m # e')) c(w),
		(VALUES ('&&'), ('@>'), ('<@')) b(o);
INSERT INTO cmp_query SELECT format('SELECT a.id FROM cmp_small a JOIN cmp_mixed b ON a.m %s b.m', o)
	FROM (VALUES ('<'), ('<='), ('>'), ('>='), ('='), ('<>'), ('~<~'), ('~>=~')) b(o);
INSERT INTO cmp_query SELECT format('SELECT a.id FROM cmp_small a LEFT JOIN cmp_mixed b ON a.m::estimate %s b.e', o)
	FROM (VALUES ('<'), ('<='), ('>'), ('>='), ('='), ('<>'), ('~<~'), ('&&'), ('@>'), ('<@')) b(o);
INSERT INTO cmp_query SELECT format('SELECT * FROM cmp_mixed WHERE %s', replace(w, '#', o))
	FROM (VALUES ('m # ''1 USD'''), ('m # ''1 CHF'' AND e # ''~5 USD'''),
		('m # ''1 USD'' AND v # ''5 USD pre'' AND e < ''9 EUR''')) c(w),
		(VALUES ('~<~'), ('~<=~'), ('~>~'), ('~>=~'), ('='), ('<>')) b(o);
SELECT count(*) FROM cmp_query;
SELECT query, pg_temp.planned(query) FROM cmp_query WHERE pg_temp.planned(query) <> 'ok';

-- with indexes: plain, partial, on an expression, with INCLUDE, hash; and stale
-- or extended statistics
CREATE INDEX cmp_mixed_m ON cmp_mixed (m) INCLUDE (id);
CREATE INDEX cmp_mixed_desc ON cmp_mixed (m DESC NULLS LAST, id);
CREATE INDEX cmp_mixed_hash ON cmp_mixed USING hash (m);
CREATE INDEX cmp_mixed_part ON cmp_mixed (id) WHERE m > '500 USD';
CREATE INDEX cmp_mixed_part_e ON cmp_mixed (id) WHERE NOT e < '50 USD';
CREATE INDEX cmp_mixed_e ON cmp_mixed (e);
CREATE INDEX cmp_mixed_v ON cmp_mixed (v);
CREATE INDEX cmp_mixed_hash_v ON cmp_mixed USING hash (v);
CREATE INDEX cmp_mixed_abs ON cmp_mixed (abs(m));
CREATE STATISTICS cmp_mixed_more (ndistinct, dependencies, mcv) ON m, e, v FROM cmp_mixed;
ANALYZE cmp_mixed;
SELECT query, pg_temp.planned(query) FROM cmp_query WHERE pg_temp.planned(query) <> 'ok';
SET enable_seqscan = off;
SELECT query, pg_temp.planned(query) FROM cmp_query WHERE pg_temp.planned(query) <> 'ok';
RESET enable_seqscan;

-- a partial index answers the very same condition and no other
SET enable_seqscan = off;
SELECT count(*) FROM cmp_mixed WHERE m > '500 USD';
SELECT count(*) FROM cmp_mixed WHERE m > '600 USD';
SELECT count(*) FROM cmp_mixed WHERE NOT m <= '500 USD';
RESET enable_seqscan;
SELECT count(*) FROM cmp_mixed WHERE currency(m) = 'USD' AND amount(m) > 500;
SELECT count(*) FROM cmp_mixed WHERE currency(m) = 'USD' AND amount(m) > 600;

-- an index answers = and the class's operators, and gives the order
CREATE FUNCTION pg_temp.plan_has(query text, pattern text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ pattern THEN
			RETURN true;
		END IF;
	END LOOP;
	RETURN false;
END
$$;
SELECT pg_temp.plan_has('SELECT * FROM cmp_mixed WHERE m = ''999 USD''', 'Index Cond: .m = ') AS eq,
	pg_temp.plan_has('SELECT * FROM cmp_mixed WHERE m ~>~ ''990 ZAR''', 'Index Cond: .m ~>~ ') AS after,
	pg_temp.plan_has('SELECT m FROM cmp_mixed ORDER BY m LIMIT 1', 'Index.*Scan') AS first,
	pg_temp.plan_has('SELECT id FROM cmp_mixed WHERE m IN (''1 USD'', ''2 EUR'')', 'Index Cond: .m = ANY') AS "in";

-- ---- joins: merge, hash and nested loop agree

CREATE TABLE cmp_join AS SELECT a.id AS i, b.id AS j
	FROM cmp_small a JOIN cmp_mixed b
		ON amount(a.m) = amount(b.m) AND currency(a.m) = currency(b.m);
SET enable_hashjoin = off; SET enable_nestloop = off;
SELECT pg_temp.plan_has('SELECT a.id, b.id FROM cmp_small a JOIN cmp_mixed b ON a.m = b.m', 'Merge Join|Hash Join') AS "meant plan";
(SELECT a.id, b.id FROM cmp_small a JOIN cmp_mixed b ON a.m = b.m EXCEPT ALL SELECT i, j FROM cmp_join)
UNION ALL (SELECT i, j FROM cmp_join EXCEPT ALL SELECT a.id, b.id FROM cmp_small a JOIN cmp_mixed b ON a.m = b.m);
RESET enable_hashjoin; SET enable_mergejoin = off;
SELECT pg_temp.plan_has('SELECT a.id, b.id FROM cmp_small a JOIN cmp_mixed b ON a.m = b.m', 'Merge Join|Hash Join') AS "meant plan";
(SELECT a.id, b.id FROM cmp_small a JOIN cmp_mixed b ON a.m = b.m EXCEPT ALL SELECT i, j FROM cmp_join)
UNION ALL (SELECT i, j FROM cmp_join EXCEPT ALL SELECT a.id, b.id FROM cmp_small a JOIN cmp_mixed b ON a.m = b.m);
SET enable_hashjoin = off; RESET enable_nestloop;
(SELECT a.id, b.id FROM cmp_small a JOIN cmp_mixed b ON a.m = b.m EXCEPT ALL SELECT i, j FROM cmp_join)
UNION ALL (SELECT i, j FROM cmp_join EXCEPT ALL SELECT a.id, b.id FROM cmp_small a JOIN cmp_mixed b ON a.m = b.m);
RESET enable_hashjoin; RESET enable_mergejoin;

-- ---- partitions by range, list and hash

CREATE TABLE cmp_range (m monetary) PARTITION BY RANGE (m);
CREATE TABLE cmp_range_low PARTITION OF cmp_range FOR VALUES FROM (MINVALUE) TO ('0 USD');
CREATE TABLE cmp_range_mid PARTITION OF cmp_range FOR VALUES FROM ('0 USD') TO ('100 USD');
CREATE TABLE cmp_range_high PARTITION OF cmp_range FOR VALUES FROM ('100 USD') TO (MAXVALUE);
INSERT INTO cmp_range VALUES ('5 EUR'), ('-1 USD'), ('0 USD'), ('99.99 USD'), ('100 USD'), ('1 ZAR');
SELECT tableoid::regclass AS part, m FROM cmp_range ORDER BY m;
SELECT m FROM cmp_range WHERE m > '50 USD' ORDER BY m;
SELECT m FROM cmp_range WHERE m <= '50 USD' ORDER BY m;
SELECT m FROM cmp_range WHERE m = '100 USD';
SELECT m FROM cmp_range WHERE m ~>=~ '99.99 USD' ORDER BY m;
SELECT pg_temp.plan_has('SELECT m FROM cmp_range WHERE m = ''100 USD''', 'cmp_range_(low|mid)') AS scanned,
	pg_temp.plan_has('SELECT m FROM cmp_range WHERE m ~>=~ ''100 USD''', 'cmp_range_(low|mid)') AS scanned_after;
CREATE TABLE cmp_list (m monetary) PARTITION BY LIST (m);
CREATE TABLE cmp_list_a PARTITION OF cmp_list FOR VALUES IN ('1 USD', '2 EUR');
CREATE TABLE cmp_list_b PARTITION OF cmp_list FOR VALUES IN (NULL, '1 EUR');
INSERT INTO cmp_list VALUES ('1.00 USD'), ('$1'), ('2 EUR'), (NULL), ('1 EUR');
SELECT tableoid::regclass AS part, m FROM cmp_list ORDER BY m;
SELECT m FROM cmp_list WHERE m <> '1 USD' ORDER BY m;
SELECT m FROM cmp_list WHERE m < '2 USD' ORDER BY m;
\set VERBOSITY sqlstate
INSERT INTO cmp_list VALUES ('3 USD');
\set VERBOSITY default
CREATE TABLE cmp_hash (m monetary) PARTITION BY HASH (m);
CREATE TABLE cmp_hash_0 PARTITION OF cmp_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE cmp_hash_1 PARTITION OF cmp_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO cmp_hash SELECT m FROM cmp_mixed;
SELECT count(*) FROM cmp_hash h WHERE tableoid <> (SELECT tableoid FROM cmp_hash WHERE m = h.m LIMIT 1);
SELECT count(DISTINCT tableoid) AS "both used", count(m) = 1100 AS "all there" FROM cmp_hash;

-- ---- constraints: CHECK passes on NULL, which is why sign() is advised

CREATE TABLE cmp_check (m monetary CHECK (m > '0 USD'), n monetary CHECK (sign(n) > 0));
INSERT INTO cmp_check VALUES ('5 USD', '5 EUR'), ('-5 EUR', NULL);
SELECT * FROM cmp_check;
\set VERBOSITY sqlstate
INSERT INTO cmp_check (m) VALUES ('-5 USD');
INSERT INTO cmp_check (n) VALUES ('-5 EUR');
\set VERBOSITY default
SET constraint_exclusion = on;
SELECT * FROM cmp_check WHERE m <= '0 USD';
SELECT * FROM cmp_check WHERE NOT m > '0 USD';
SELECT * FROM cmp_check WHERE m < '-10 EUR' OR m = '-5 EUR';
RESET constraint_exclusion;
CREATE TABLE cmp_unique (m monetary PRIMARY KEY, e monetary, EXCLUDE USING hash (e WITH =));
INSERT INTO cmp_unique VALUES ('1 USD', '1 USD'), ('1 EUR', '1 EUR');
\set VERBOSITY sqlstate
INSERT INTO cmp_unique VALUES ('1.000 USD');
INSERT INTO cmp_unique VALUES ('2 USD', '$1');
\set VERBOSITY default
INSERT INTO cmp_unique VALUES ('1 USD') ON CONFLICT (m) DO UPDATE SET e = '9 USD';
SELECT * FROM cmp_unique ORDER BY m;

DROP TABLE cmp_value, cmp_small, cmp_mixed, cmp_query, cmp_join, cmp_range, cmp_list,
	cmp_hash, cmp_check, cmp_unique;
