-- sum(monetary): serial, parallel and moving (aggregate.c).

CREATE TABLE agg_amount (id int, g int, m monetary);
INSERT INTO agg_amount SELECT i, i % 7, CASE WHEN i % 13 <> 0 THEN
		monetary((i * 7919 % 1000003 - 500000)::numeric / (ARRAY[100, 1000, 1, 8])[i % 4 + 1], 'USD') END
	FROM generate_series(1, 20000) i;

-- ---- numeric's sum, of all and by group; no rows and only NULL give NULL

SELECT sum(m)::numeric = sum(amount(m)) AS all, currency(sum(m)) FROM agg_amount;
SELECT g FROM agg_amount GROUP BY g HAVING sum(m)::numeric <> sum(amount(m));
SELECT sum(m) FROM agg_amount WHERE false;
SELECT sum(NULL::monetary) FROM agg_amount;
SELECT sum(m) FROM (VALUES ('5 USD'::monetary)) v(m);
SELECT sum(m) FROM (VALUES (NULL), ('5 USD'::monetary), (NULL), ('-5 USD')) v(m);
SELECT sum(m) FILTER (WHERE id < 0), sum(DISTINCT '5 USD'::monetary),
	sum(m ORDER BY id DESC) = sum(m) AS ordered FROM agg_amount;
SELECT currency(m), sum(m) FROM (VALUES ('5 USD'::monetary), ('6 EUR'), ('7 USD')) v(m)
	GROUP BY currency(m) ORDER BY 1;
SELECT g, sum(m)::numeric = sum(amount(m)) AS same FROM agg_amount
	GROUP BY ROLLUP (g) ORDER BY g;

-- ---- two currencies: both are named, whatever the order of the rows

SELECT sum(m) FROM (VALUES ('5 USD'::monetary), ('6 EUR')) v(m);
SELECT sum(m) FROM (VALUES (NULL), ('6 EUR'::monetary), (NULL), ('5 USD')) v(m);
\set VERBOSITY sqlstate
SELECT sum(m) FROM (VALUES ('5 USD'::monetary), ('0 EUR')) v(m);
\set VERBOSITY default

-- ---- the range is checked at the end: overflow midway does not matter

SELECT sum(m) FROM (VALUES ('99999999999999999999999999.99 USD'::monetary),
	('99999999999999999999999999.99 USD'), ('-99999999999999999999999999.99 USD')) v(m);
SELECT sum(m) FROM (SELECT '9999999999999999999999999999 JPY'::monetary FROM generate_series(1, 100000)
	UNION ALL SELECT '-9999999999999999999999999999 JPY' FROM generate_series(1, 100000)
	UNION ALL SELECT '7 JPY') v(m);
SELECT sum(m) FROM (VALUES ('0.0000000000000000000000000001 JPY'::monetary), ('9999999999999999999999999999 JPY'),
	('-9999999999999999999999999999 JPY')) v(m);
SELECT sum(m) FROM (VALUES ('99999999999999999999999999.99 USD'::monetary), ('0.01 USD')) v(m);
SELECT sum(m) FROM (VALUES ('-99999999999999999999999999.99 USD'::monetary), ('-0.01 USD')) v(m);
SELECT sum(m) FROM (VALUES ('0.0000000000000000000000000001 USD'::monetary), ('1 USD')) v(m);
\set VERBOSITY sqlstate
SELECT sum(m) FROM (VALUES ('99999999999999999999999999.99 USD'::monetary), ('0.01 USD')) v(m);
\set VERBOSITY default

-- ---- moving windows: the inverse transition gives what a fresh sum gives

SELECT id FROM (SELECT id,
		sum(m) OVER w AS moving, sum(amount(m)) OVER w AS expected,
		sum(m) OVER (ORDER BY id) AS running, sum(amount(m)) OVER (ORDER BY id) AS expected_running
	FROM agg_amount WINDOW w AS (ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING)) q
	WHERE moving::numeric IS DISTINCT FROM expected
		OR running::numeric IS DISTINCT FROM expected_running;
-- windows that hold only NULL, or nothing
SELECT id, sum(m) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS before,
	sum(m) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS two
	FROM (VALUES (1, NULL), (2, NULL), (3, '5 USD'::monetary), (4, NULL), (5, NULL), (6, '1 USD')) v(id, m);
-- a window leaves one currency before it meets another, through NULL or not
SELECT id, sum(m) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS two
	FROM (VALUES (1, '5 USD'::monetary), (2, NULL), (3, '6 EUR'), (4, '1 EUR')) v(id, m);
SELECT id, sum(m) OVER (ORDER BY id ROWS CURRENT ROW) AS one
	FROM (VALUES (1, '5 USD'::monetary), (2, '6 EUR')) v(id, m);
SELECT sum(m) OVER (PARTITION BY currency(m)) FROM (VALUES ('5 USD'::monetary), ('6 EUR'), ('1 EUR')) v(m) ORDER BY 1;
\set VERBOSITY sqlstate
SELECT sum(m) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
	FROM (VALUES (1, '5 USD'::monetary), (2, '6 EUR')) v(id, m);
\set VERBOSITY default
-- the limits themselves move through a window
SELECT id, sum(m) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
	FROM (VALUES (1, '9999999999999999999999999999 JPY'::monetary), (2, '0 JPY'), (3, '-9999999999999999999999999999 JPY'),
		(4, '1 JPY')) v(id, m);

-- ---- parallel: partial states go over the wire

ALTER TABLE agg_amount SET (parallel_workers = 2);
ANALYZE agg_amount;
CREATE TABLE agg_serial AS SELECT g, sum(m) AS total FROM agg_amount GROUP BY g;
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
SELECT pg_temp.plan_has('SELECT sum(m) FROM agg_amount', 'Partial Aggregate') AS partial,
	pg_temp.plan_has('SELECT g, sum(m) FROM agg_amount GROUP BY g', 'Gather') AS gathered;
SELECT sum(m)::numeric = sum(amount(m)) AS all FROM agg_amount;
SELECT g FROM agg_amount JOIN agg_serial USING (g) GROUP BY g, total HAVING sum(m) <> total;
SELECT g, sum(m) FROM agg_amount GROUP BY g EXCEPT SELECT g, total FROM agg_serial;
SELECT sum(m) FROM agg_amount WHERE id < 0;
SELECT sum(m) FROM agg_amount WHERE m IS NULL;
-- workers that saw no row, and currencies that meet when states are combined
SELECT sum(m) FROM agg_amount WHERE id = 1;
UPDATE agg_amount SET m = '1 EUR' WHERE id = 20000;
\set VERBOSITY sqlstate
SELECT sum(m) FROM agg_amount;
\set VERBOSITY default
-- without a leader that takes part, every state is a worker's
SET parallel_leader_participation = off;
SELECT sum(m)::numeric = sum(amount(m)) AS all FROM agg_amount WHERE currency(m) = 'USD';
-- partitionwise partial sums
CREATE TABLE agg_part (g int, m monetary) PARTITION BY LIST (g);
CREATE TABLE agg_part_a PARTITION OF agg_part FOR VALUES IN (0, 1, 2, 3);
CREATE TABLE agg_part_b PARTITION OF agg_part DEFAULT;
INSERT INTO agg_part SELECT g, m FROM agg_amount WHERE currency(m) = 'USD';
SET enable_partitionwise_aggregate = on;
SELECT sum(m) = (SELECT sum(m) FROM agg_amount WHERE currency(m) = 'USD') AS same FROM agg_part;
RESET enable_partitionwise_aggregate;
RESET parallel_leader_participation;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- the states are not for calls by hand
\set VERBOSITY sqlstate
SELECT monetary_sum_add(NULL, '5 USD');
SELECT monetary_sum_result(NULL);
SELECT monetary_sum_combine(NULL, NULL);
\set VERBOSITY default

DROP TABLE agg_amount, agg_serial, agg_part;
