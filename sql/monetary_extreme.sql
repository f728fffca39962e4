-- avg, min and max of monetary: serial, parallel and moving (aggregate.c,
-- aggregate_extreme.c).

CREATE TABLE ext_row (id int, g int, m monetary);
INSERT INTO ext_row SELECT i, i % 7, CASE WHEN i % 13 <> 0 THEN
		monetary((i * 7919 % 1000003 - 500000)::numeric / (ARRAY[100, 1000, 1, 8])[i % 4 + 1], 'USD') END
	FROM generate_series(1, 20000) i;

-- ---- against numeric, of all and by group; no rows and only NULL give NULL

SELECT min(m)::numeric = min(amount(m)) AS min, max(m)::numeric = max(amount(m)) AS max, avg(m) = sum(m) / count(m) AS avg,
	round(avg(m), 10, 'half even')::numeric = round(avg(amount(m)), 10) AS avg_numeric FROM ext_row;
SELECT g FROM ext_row GROUP BY g
	HAVING min(m)::numeric <> min(amount(m)) OR max(m)::numeric <> max(amount(m)) OR avg(m) <> sum(m) / count(m);
SELECT min(m), max(m), avg(m) FROM ext_row WHERE false;
SELECT min(NULL::monetary), max(NULL::monetary), avg(NULL::monetary) FROM ext_row;
SELECT min(m), max(m), avg(m) FROM (VALUES (NULL), ('5 USD'::monetary), (NULL)) v(m);
SELECT min(m), max(m), avg(m) FROM (VALUES (NULL), ('5 USD'::monetary), ('-5.005 USD'), (NULL), ('0 USD')) v(m);
SELECT currency(m), min(m), max(m), avg(m) FROM (VALUES ('5 USD'::monetary), ('6 EUR'), ('7 USD')) v(m) GROUP BY currency(m) ORDER BY 1;
SELECT min(m) FILTER (WHERE id < 0), min(m) FILTER (WHERE id = 5), max(DISTINCT m) = max(m) AS is_distinct, min(m ORDER BY m DESC) = min(m) AS ordered FROM ext_row;
-- different scales, hundreds of bits apart, and both limits
SELECT min(m), max(m) FROM (VALUES ('0.0000000000000000000000000001 USD'::monetary), ('0.01 USD'), ('0.011 USD')) v(m);
SELECT min(m), max(m) FROM (VALUES ('9999999999999999999999999999 JPY'::monetary), ('-9999999999999999999999999999 JPY'), ('0.0000000000000000000000000001 JPY'),
	('-0.0000000000000000000000000001 JPY')) v(m);
SELECT min(m), max(m) FROM (VALUES ('-9223372036854775808 JPY'::monetary), ('-9223372036854775809 JPY'), ('18446744073709551615 JPY'), ('18446744073709551616 JPY'), ('-18446744073709551616 JPY')) v(m);

-- ---- the average is not rounded to minor units, and half-even beyond 28 digits

SELECT avg(m), round(avg(m)) FROM (VALUES ('10 USD'::monetary), ('0 USD'), ('0 USD')) v(m);
SELECT avg(m) FROM (VALUES ('-20 JPY'::monetary), ('0 JPY'), ('0 JPY')) v(m);
SELECT avg(m) FROM (VALUES ('0.01 USD'::monetary), ('0.02 USD')) v(m);
-- exactly a half of the last digit that fits goes to the even one
SELECT avg(m) FROM (VALUES ('9999999999999999999999999998 JPY'::monetary), ('9999999999999999999999999999 JPY')) v(m);
SELECT avg(m) FROM (VALUES ('9999999999999999999999999997 JPY'::monetary), ('9999999999999999999999999998 JPY')) v(m);
SELECT avg(m) FROM (VALUES ('0.0000000000000000000000000001 JPY'::monetary), ('0 JPY')) v(m);
SELECT avg(m) FROM (VALUES ('0.0000000000000000000000000001 JPY'::monetary), ('0.0000000000000000000000000002 JPY')) v(m);
-- the total has over 28 digits, the average has not
SELECT avg(m), avg(m) = '9999999999999999999999999999 JPY' AS whole FROM (SELECT '9999999999999999999999999999 JPY'::monetary FROM generate_series(1, 1000)) v(m);
SELECT avg(m) FROM (SELECT '9999999999999999999999999999 JPY'::monetary FROM generate_series(1, 3) UNION ALL SELECT '0.0000000000000000000000000003 JPY') v(m);
SELECT avg(m) FROM (SELECT '9999999999999999999999999999 JPY'::monetary FROM generate_series(1, 100000)
	UNION ALL SELECT '-9999999999999999999999999999 JPY' FROM generate_series(1, 100000)) v(m);

-- ---- two currencies: both are named, whatever the order of the rows

SELECT min(m) FROM (VALUES ('5 USD'::monetary), ('6 EUR')) v(m);
SELECT max(m) FROM (VALUES (NULL), ('6 EUR'::monetary), (NULL), ('5 USD')) v(m);
SELECT avg(m) FROM (VALUES ('5 USD'::monetary), ('6 EUR')) v(m);
SELECT monetary_smaller('5 USD', '5 EUR');
\set VERBOSITY sqlstate
SELECT min(m) FROM (VALUES ('5 USD'::monetary), ('0 EUR')) v(m);
SELECT max(m) FROM (VALUES ('5 USD'::monetary), ('0 EUR')) v(m);
SELECT avg(m) FROM (VALUES ('5 USD'::monetary), ('0 EUR')) v(m);
\set VERBOSITY default

-- ---- no index stands in for the rows: a mixed column raises, an index or not

CREATE INDEX ON ext_row (m);
ANALYZE ext_row;
EXPLAIN (COSTS OFF) SELECT min(m), max(m) FROM ext_row;

-- ---- moving windows: what a fresh aggregate over the same rows gives

CREATE FUNCTION pg_temp.differs(frame text) RETURNS SETOF int LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT id FROM (SELECT id, min(m) OVER w AS a, max(m) OVER w AS b, avg(m) OVER w AS c,
			array_agg(amount(m)) OVER w AS frame FROM ext_row WHERE id <= 1500 WINDOW w AS (%s)) q,
		LATERAL (SELECT min(x) AS a, max(x) AS b, round(avg(x), 12) AS c FROM unnest(frame) x) e
		WHERE q.a::numeric IS DISTINCT FROM e.a OR q.b::numeric IS DISTINCT FROM e.b
			OR round(q.c, 12, ''half even'')::numeric IS DISTINCT FROM e.c', frame);
END
$$;
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 200 PRECEDING AND CURRENT ROW');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 9 FOLLOWING AND 30 FOLLOWING');
SELECT pg_temp.differs('ORDER BY id / 5 RANGE BETWEEN 4 PRECEDING AND 1 FOLLOWING');
SELECT pg_temp.differs('ORDER BY id / 9 GROUPS BETWEEN 2 PRECEDING AND CURRENT ROW');
SELECT pg_temp.differs('PARTITION BY g ORDER BY id ROWS BETWEEN 70 PRECEDING AND 1 PRECEDING');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING EXCLUDE CURRENT ROW');
SELECT pg_temp.differs('ORDER BY id');
-- rising, falling and equal amounts, with NULL between them; the deque grows
-- and goes round
SELECT pg_temp.differs(format('ORDER BY m %s, id ROWS BETWEEN %s PRECEDING AND CURRENT ROW', d, n))
	FROM unnest(ARRAY['ASC', 'DESC NULLS FIRST', 'DESC NULLS LAST']) d, unnest(ARRAY[1, 63, 64, 65, 700]) n;
SELECT id, min(m) OVER w, max(m) OVER w FROM (VALUES (1, '5 USD'::monetary), (2, '5 USD'), (3, '5.00 USD'), (4, '4 USD'), (5, '6 USD'), (6, '6 USD'), (7, '5 USD'), (8, '5 USD')) v(id, m)
	WINDOW w AS (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);
SELECT id, min(m) OVER w, max(m) OVER w, avg(m) OVER w FROM (VALUES (1, NULL), (2, NULL), (3, '5 USD'::monetary), (4, NULL), (5, NULL), (6, '1 USD')) v(id, m)
	WINDOW w AS (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
SELECT id, min(m) FILTER (WHERE id <> 3) OVER w, max(m) FILTER (WHERE id % 2 = 0) OVER w FROM (VALUES (1, '5 USD'::monetary), (2, '4 USD'), (3, '3 EUR'), (4, '9 USD'), (5, '8 USD')) v(id, m)
	WINDOW w AS (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
-- a frame leaves one currency before it meets another, through NULL or not
SELECT id, min(m) OVER w, max(m) OVER w, avg(m) OVER w FROM (VALUES (1, '5 USD'::monetary), (2, NULL), (3, '6 EUR'), (4, '1 EUR')) v(id, m)
	WINDOW w AS (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
SELECT id, min(m) OVER w, max(m) OVER w, avg(m) OVER w FROM (VALUES (1, '5 USD'::monetary), (3, '6 EUR'), (4, '1 EUR'), (9, '2 USD')) v(id, m)
	WINDOW w AS (ORDER BY id RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING);
SELECT id, min(m) OVER (ORDER BY id ROWS CURRENT ROW), max(m) OVER (ORDER BY id ROWS CURRENT ROW) FROM (VALUES (1, '5 USD'::monetary), (2, '6 EUR')) v(id, m);
\set VERBOSITY sqlstate
SELECT min(m) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1, '5 USD'::monetary), (2, '6 EUR')) v(id, m);
SELECT max(m) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM (VALUES (1, '5 USD'::monetary), (2, NULL), (3, '6 EUR')) v(id, m);
SELECT avg(m) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1, '5 USD'::monetary), (2, '6 EUR')) v(id, m);
SELECT min(m) OVER (ORDER BY id) FROM (VALUES (1, '5 USD'::monetary), (2, '6 EUR')) v(id, m);
\set VERBOSITY default

-- ---- one transition for sum and avg, no state that a result changes

SELECT id FROM (SELECT id, avg(m) OVER w AS a, sum(m) OVER w / nullif(count(m) OVER w, 0) AS b, round(avg(m) OVER w) AS c FROM ext_row
	WINDOW w AS (ORDER BY id ROWS 9 PRECEDING)) q WHERE a IS DISTINCT FROM b OR c <> round(b);
SELECT sum(m) = sum(m) + '0 USD' AS sum, avg(m) * 3 = sum(m) AS avg, min(m) = '1 USD' AS min, max(m) = '7 USD' AS max FROM (VALUES ('1 USD'::monetary), ('4 USD'), ('7 USD')) v(m);

-- ---- parallel

ALTER TABLE ext_row SET (parallel_workers = 2);
CREATE TABLE ext_serial AS SELECT g, min(m) AS a, max(m) AS b, avg(m) AS c FROM ext_row GROUP BY g;
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
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT pg_temp.plan_has('SELECT min(m), max(m), avg(m) FROM ext_row', 'Partial Aggregate') AS partial,
	pg_temp.plan_has('SELECT g, min(m), max(m), avg(m) FROM ext_row GROUP BY g', 'Partial.*Aggregate') AS partial_groups;
SELECT min(m)::numeric = min(amount(m)) AS min, max(m)::numeric = max(amount(m)) AS max, avg(m) = sum(m) / count(m) AS avg FROM ext_row;
SELECT g, min(m), max(m), avg(m) FROM ext_row GROUP BY g EXCEPT SELECT g, a, b, c FROM ext_serial;
SELECT min(m), max(m), avg(m) FROM ext_row WHERE id < 0;
SELECT min(m), max(m), avg(m) FROM ext_row WHERE m IS NULL;
SELECT min(m), max(m), avg(m) FROM ext_row WHERE id = 1;
SET parallel_leader_participation = off;
SELECT g, min(m), max(m), avg(m) FROM ext_row GROUP BY g EXCEPT SELECT g, a, b, c FROM ext_serial;
-- currencies that meet when states are combined
UPDATE ext_row SET m = '1 EUR' WHERE id = 20000;
\set VERBOSITY sqlstate
SELECT min(m) FROM ext_row;
SELECT max(m) FROM ext_row;
SELECT avg(m) FROM ext_row;
\set VERBOSITY default
-- partitionwise
CREATE TABLE ext_part (g int, m monetary) PARTITION BY LIST (g);
CREATE TABLE ext_part_a PARTITION OF ext_part FOR VALUES IN (0, 1, 2, 3);
CREATE TABLE ext_part_b PARTITION OF ext_part DEFAULT;
INSERT INTO ext_part SELECT g, m FROM ext_row WHERE currency(m) = 'USD';
SET enable_partitionwise_aggregate = on;
SELECT min(m) = (SELECT min(m) FROM ext_row WHERE currency(m) = 'USD') AS min, max(m) = (SELECT max(m) FROM ext_row WHERE currency(m) = 'USD') AS max,
	avg(m) = (SELECT avg(m) FROM ext_row WHERE currency(m) = 'USD') AS avg FROM ext_part;
RESET enable_partitionwise_aggregate;
RESET parallel_leader_participation;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- ---- the states are not for calls by hand; a valuation has none of these

\set VERBOSITY sqlstate
SELECT monetary_average_result(NULL);
SELECT monetary_min_window_add(NULL, '5 USD');
SELECT monetary_max_window_add(NULL, NULL);
SELECT monetary_window_remove(NULL, '5 USD');
SELECT monetary_window_result(NULL);
\set VERBOSITY default
SELECT min('80B USD pre'::valuation);

DROP TABLE ext_row, ext_serial, ext_part;
