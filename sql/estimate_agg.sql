-- sum(estimate): serial, parallel and moving (aggregate.c).

-- ---- seven rounds, one of them undisclosed: an honest "at least"

SELECT sum(raised), kind(sum(raised)) FROM (VALUES ('1B USD'::estimate), ('10B USD'), ('undisclosed'), ('0.3B USD')) v(raised);
-- the kind is what the rows have in common, in any order
SELECT name, sum(e), kind(sum(e)), sum(e ORDER BY e DESC) = sum(e ORDER BY e) AS ordered FROM (VALUES
	(1, 'exact', '5 USD'::estimate), (1, 'exact', '-2 USD'), (2, 'approximate', '~5 USD'), (2, 'approximate', '3 USD'), (2, 'approximate', '~7.0 USD'),
	(3, 'nearly', 'nearly 5 USD'), (3, 'nearly', '1 USD'), (4, 'nearly and approximate', 'nearly 5 USD'), (4, 'nearly and approximate', '~5 USD'),
	(5, 'at least', '>=5 USD'), (5, 'at least', '3..4 USD'), (6, 'more than', '>5 USD'), (6, 'more than', '>=3 USD'), (7, 'at most', '<=5 USD'), (7, 'at most', '<=3 USD'),
	(8, 'less than', '<5 USD'), (8, 'less than', '<=3 USD'), (9, 'both ways', '<-5 USD'), (9, 'both ways', '>3 USD'), (10, 'range', '3..4 USD'), (10, 'range', '[1..2) USD'),
	(11, 'undisclosed', 'undisclosed'), (11, 'undisclosed', 'undisclosed'), (12, 'undisclosed USD', 'undisclosed'), (12, 'undisclosed USD', 'undisclosed USD'),
	(13, 'nothing', NULL), (14, 'one', '~5 USD'), (14, 'one', NULL)) v(n, name, e) GROUP BY n, name ORDER BY n;
SELECT sum(e) FROM (VALUES ('5 USD'::estimate)) v(e) WHERE false;
-- an exact amount sums as an estimate only where that is asked for
SELECT pg_typeof(sum('5 USD'::monetary)) AS monetary, pg_typeof(sum('5 USD'::monetary::estimate)) AS estimate;

-- ---- against numeric, end by end

CREATE TABLE eagg_row AS SELECT i AS id, i % 11 AS g, CASE i % 17 WHEN 0 THEN NULL WHEN 1 THEN 'undisclosed'
		WHEN 2 THEN '>=' || i || ' USD' WHEN 3 THEN '<' || i || ' USD' WHEN 4 THEN '<-' || i || '.25 USD'
		ELSE format('%s%s..%s%s USD', CASE WHEN i % 5 = 0 THEN '(' ELSE '[' END, i * 7919 % 1009 - 500, i * 7919 % 1009 - 500 + i % 13 + 0.125, CASE WHEN i % 7 = 0 THEN ')' ELSE ']' END)
		END::estimate AS e
	FROM generate_series(1, 10000) i;
-- the bits of a bound: 1 and 2 say open, 4 and 8 infinite
CREATE FUNCTION pg_temp.bits(e estimate) RETURNS int LANGUAGE sql AS 'SELECT get_byte(estimate_send(e), 28)';
CREATE FUNCTION pg_temp.lo(e estimate) RETURNS numeric LANGUAGE sql AS $$
	SELECT CASE WHEN pg_temp.bits(e) & 4 <> 0 THEN '-Infinity'::numeric ELSE coalesce(amount(lower(e)), 0) END
$$;
CREATE FUNCTION pg_temp.hi(e estimate) RETURNS numeric LANGUAGE sql AS $$
	SELECT CASE WHEN pg_temp.bits(e) & 8 <> 0 THEN 'Infinity'::numeric ELSE coalesce(amount(upper(e)), 0) END
$$;
SELECT g FROM eagg_row GROUP BY g
	HAVING pg_temp.lo(sum(e)) <> sum(pg_temp.lo(e)) OR pg_temp.hi(sum(e)) <> sum(pg_temp.hi(e));
SELECT g, id % 3 AS h FROM eagg_row WHERE id % 17 > 4 GROUP BY g, id % 3
	HAVING pg_temp.lo(sum(e)) <> sum(pg_temp.lo(e)) OR pg_temp.hi(sum(e)) <> sum(pg_temp.hi(e))
		OR pg_temp.bits(sum(e)) <> bit_or(pg_temp.bits(e));
SELECT count(*), sum(e) FROM eagg_row WHERE id % 17 > 4;

-- ---- two currencies, beside unknown ones

SELECT sum(e) FROM (VALUES ('5 USD'::estimate), ('undisclosed'), ('6 EUR')) v(e);
SELECT sum(e) FROM (VALUES ('undisclosed'::estimate), ('undisclosed EUR'), ('undisclosed'), ('undisclosed JPY')) v(e);
SELECT sum(e) FROM (VALUES ('undisclosed'::estimate), ('5 EUR'), ('undisclosed')) v(e);
\set VERBOSITY sqlstate
SELECT sum(e) FROM (VALUES ('5 USD'::estimate), ('undisclosed'), ('6 EUR')) v(e);
\set VERBOSITY default

-- ---- the range is checked at the end, and only where there is an end

SELECT sum(e) FROM (VALUES ('0..9999999999999999999999999999 JPY'::estimate), ('0..9999999999999999999999999999 JPY'), ('-9999999999999999999999999999..0 JPY'), ('-9999999999999999999999999999 JPY')) v(e);
SELECT sum(e) FROM (VALUES ('9999999999999999999999999999 JPY'::estimate), ('1 JPY')) v(e);
SELECT sum(e) FROM (VALUES ('0..9999999999999999999999999999 JPY'::estimate), ('0..0.0000000000000000000000000001 JPY'), ('undisclosed')) v(e);
SELECT sum(e) FROM (SELECT '0..9999999999999999999999999999 JPY'::estimate FROM generate_series(1, 10) UNION ALL SELECT '>5 JPY') v(e);

-- ---- moving windows

SELECT id FROM (SELECT id, sum(e) OVER w AS moving, (SELECT sum(x.e) FROM eagg_row x WHERE x.id BETWEEN r.id - 3 AND r.id + 2) AS fresh
	FROM eagg_row r WHERE id <= 400 WINDOW w AS (ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING)) q
	WHERE id BETWEEN 4 AND 398 AND moving IS DISTINCT FROM fresh;
SELECT id, sum(e) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS two
	FROM (VALUES (1, '5 USD'::estimate), (2, 'undisclosed'), (3, '6 EUR'), (4, NULL), (5, NULL), (6, '>1 JPY'), (7, 'undisclosed'), (8, '~5 USD')) v(id, e);
\set VERBOSITY sqlstate
SELECT sum(e) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
	FROM (VALUES (1, '5 USD'::estimate), (2, 'undisclosed'), (3, '6 EUR')) v(id, e);
\set VERBOSITY default

-- ---- parallel

ALTER TABLE eagg_row SET (parallel_workers = 2);
ANALYZE eagg_row;
CREATE TABLE eagg_serial AS SELECT g, sum(e) AS total FROM eagg_row GROUP BY g;
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
SELECT pg_temp.plan_has('SELECT g, sum(e) FROM eagg_row GROUP BY g', 'Partial.*Aggregate') AS partial;
SELECT g, sum(e) FROM eagg_row GROUP BY g EXCEPT SELECT g, total FROM eagg_serial;
SELECT sum(e) FROM eagg_row WHERE e IS NULL;
SELECT sum(e) FROM eagg_row WHERE id < 0;
SELECT sum(e) FROM eagg_row WHERE kind(e) = 'undisclosed';
SET parallel_leader_participation = off;
SELECT g, sum(e) FROM eagg_row GROUP BY g EXCEPT SELECT g, total FROM eagg_serial;
UPDATE eagg_row SET e = '1 EUR' WHERE id = 10000;
\set VERBOSITY sqlstate
SELECT sum(e) FROM eagg_row;
SELECT estimate_sum_add(NULL, '5 USD');

DROP TABLE eagg_row, eagg_serial;
