-- avg, min, max, hull and intersection of estimate: serial, parallel and
-- moving (aggregate.c, aggregate_extreme.c).

-- ---- what is known of the average, the smallest, the largest; what holds all,
-- ---- what all agree on

SELECT name, avg(e), min(e), max(e) FROM (VALUES
	(1, 'exact', '5 USD'::estimate), (1, 'exact', '-2 USD'), (2, 'approximate', '~7B USD'), (2, 'approximate', '~9B USD'), (3, 'overlapping', '~7B USD'), (3, 'overlapping', '6.8B..9B USD'),
	(4, 'more than', '>5 USD'), (4, 'more than', '3 USD'), (5, 'less than', '<5 USD'), (5, 'less than', '2 USD'), (6, 'undisclosed', '5 USD'), (6, 'undisclosed', 'undisclosed'),
	(7, 'all undisclosed', 'undisclosed'), (7, 'all undisclosed', 'undisclosed'), (8, 'nothing', NULL), (9, 'one', '~5 USD'), (9, 'one', NULL), (10, 'both ways', '<-5 USD'), (10, 'both ways', '>3 USD')) v(n, name, e)
	GROUP BY n, name ORDER BY n;
SELECT name, hull(e), intersection(e), bool_and(e && first) AS overlap FROM (SELECT *, first_value(e) OVER (PARTITION BY n ORDER BY e) AS first FROM (VALUES
	(1, 'exact', '5 USD'::estimate), (1, 'exact', '-2 USD'), (2, 'two sources', '>2.7B USD'), (2, 'two sources', '~3B USD'), (3, 'overlapping', '~7B USD'), (3, 'overlapping', '6.8B..9B USD'),
	(4, 'touching', '5..6 USD'), (4, 'touching', '6..7 USD'), (5, 'not touching', '5..6 USD'), (5, 'not touching', '(6..7] USD'), (6, 'undisclosed', '5 USD'), (6, 'undisclosed', 'undisclosed'),
	(7, 'all undisclosed', 'undisclosed'), (7, 'all undisclosed', 'undisclosed'), (8, 'one', '~5 USD'), (8, 'one', NULL), (9, 'both ways', '<-5 USD'), (9, 'both ways', '>3 USD'), (10, 'held', '~5 USD'), (10, 'held', '1..100 USD')) v(n, name, e)) q
	GROUP BY n, name ORDER BY n;
SELECT avg(e), min(e), max(e), hull(e), intersection(e) FROM (VALUES ('5 USD'::estimate)) v(e) WHERE false;
SELECT avg(e), min(e), max(e), hull(e), intersection(e) FROM (VALUES (NULL::estimate), (NULL)) v(e);
-- contradiction or no rows?  count tells
SELECT n, intersection(e), count(e) > 0 AND intersection(e) IS NULL AS contradict FROM (VALUES (1, '5 USD'::estimate), (1, '6 USD'), (2, NULL)) v(n, e) GROUP BY n ORDER BY n;

-- ---- the kind is that of a row with these bounds, whatever the order of the rows

SELECT n, min(e), kind(min(e)), max(e), kind(max(e)) FROM (VALUES
	(1, '6.5..7.5 USD'::estimate), (1, '7±0.5 USD'), (1, 'nearly 6.5..7.5 USD'), (2, 'nearly 7 USD'), (2, '~9 USD'), (2, '1000 USD'), (3, '>=0 USD'), (3, 'undisclosed'), (4, '<5 USD'), (4, '[0..5) USD'),
	(5, '~7 USD'), (5, '6 USD'), (5, '8 USD'), (5, '6..8 USD')) v(n, e) GROUP BY n ORDER BY n;
SELECT n FROM (VALUES (1, '6.5..7.5 USD'::estimate), (1, '7±0.5 USD'), (2, 'nearly 7 USD'), (2, '~9 USD'), (2, '1000 USD'), (3, '>=0 USD'), (3, 'undisclosed'), (4, '<5 USD'), (4, '[0..5) USD'), (5, '~7 USD'), (5, '6 USD'), (5, '8 USD'), (5, '6..8 USD')) v(n, e)
	GROUP BY n HAVING min(e ORDER BY e) <> min(e ORDER BY e DESC) OR max(e ORDER BY e) <> max(e ORDER BY e DESC) OR hull(e ORDER BY e) <> hull(e ORDER BY e DESC)
		OR intersection(e ORDER BY e) IS DISTINCT FROM intersection(e ORDER BY e DESC) OR avg(e ORDER BY e) <> avg(e ORDER BY e DESC);

-- ---- two arguments: more than 2.7bn and about 3bn agree on 2.7 to 3.3bn

SELECT intersection('>2.7B USD', '~3B USD'), kind(intersection('>2.7B USD', '~3B USD')), intersection('>2.7B USD', '~3B USD') @> '2.7B USD' AS holds_2_7,
	intersection('>2.7B USD', '~3B USD') @> '3.3B USD' AS holds_3_3, hull('>2.7B USD', '~3B USD');
SELECT intersection('~3B USD', '>3.3B USD'), estimate '~3B USD' && '>3.3B USD' AS overlap, hull('~3B USD', '>3.3B USD');
SELECT hull('5 USD', '7 USD'), hull('~5 USD', '~5 USD'), hull('~5 USD', '5 USD'), hull('undisclosed', '5 USD'), hull('undisclosed', 'undisclosed'), hull('<5 USD', '>7 USD'), hull(NULL, '5 USD');
SELECT hull(monetary '5 USD', monetary '7 USD'), hull(monetary '5 USD', '~7 USD');
SELECT hull('5 USD', '6 EUR');
-- over 28 digits: the two bounds have no common scale
SELECT hull('0.0000000000000000000000000001 JPY', '9999999999999999999999999999 JPY');
SELECT hull(e) FROM (VALUES ('0.0000000000000000000000000001 JPY'::estimate), ('9999999999999999999999999999 JPY')) v(e);
-- but only the end decides: a third row takes the digits away
SELECT hull(e) FROM (VALUES ('0.0000000000000000000000000001 JPY'::estimate), ('9999999999999999999999999999 JPY'), ('0 JPY')) v(e);

-- ---- averages: outward, of any total

SELECT avg(e), avg(e) = sum(e) / count(e) AS same FROM (VALUES ('1..2 USD'::estimate), ('0 USD'), ('0 USD')) v(e);
SELECT avg(e) FROM (VALUES ('10 USD'::estimate), ('0 USD'), ('0 USD')) v(e);
SELECT avg(e) FROM (SELECT '0..9999999999999999999999999999 JPY'::estimate FROM generate_series(1, 1000)) v(e);
SELECT avg(e) FROM (VALUES ('1B USD'::estimate), ('10B USD'), ('undisclosed'), ('0.3B USD')) v(e);

-- ---- two currencies, beside unknown ones

SELECT min(e) FROM (VALUES ('5 USD'::estimate), ('undisclosed'), ('6 EUR')) v(e);
SELECT hull(e) FROM (VALUES ('5 USD'::estimate), ('undisclosed'), ('6 EUR')) v(e);
SELECT intersection(e) FROM (VALUES ('5 USD'::estimate), ('6 USD'), ('6 EUR')) v(e);
SELECT avg(e) FROM (VALUES ('5 USD'::estimate), ('undisclosed'), ('6 EUR')) v(e);
SELECT max(e), currency(min(e)) FROM (VALUES ('undisclosed'::estimate), ('5 EUR'), ('undisclosed')) v(e);
-- where nothing says which currency an exact zero has
SELECT intersection(e) FROM (VALUES ('undisclosed'::estimate), ('<=0')) v(e);
\set VERBOSITY sqlstate
SELECT min(e) FROM (VALUES ('5 USD'::estimate), ('6 EUR')) v(e);
SELECT max(e) FROM (VALUES ('5 USD'::estimate), ('6 EUR')) v(e);
\set VERBOSITY default

-- ---- against the bounds as numbers

CREATE TABLE eext_row AS SELECT i AS id, i % 11 AS g, CASE i % 17 WHEN 0 THEN NULL WHEN 1 THEN 'undisclosed' WHEN 2 THEN '>=' || i % 50 || ' USD' WHEN 3 THEN '<' || i % 60 || ' USD' WHEN 4 THEN '<-' || i % 40 || '.25 USD' WHEN 5 THEN '~' || i % 90 || ' USD'
		WHEN 6 THEN 'nearly ' || i % 90 || '.5 USD' ELSE format('%s%s..%s%s USD', CASE WHEN i % 5 = 0 THEN '(' ELSE '[' END, i * 7919 % 109 - 50, i * 7919 % 109 - 50 + i % 13 + 0.125, CASE WHEN i % 7 = 0 THEN ')' ELSE ']' END)
		END::estimate AS e
	FROM generate_series(1, 6000) i;
CREATE FUNCTION pg_temp.bits(e estimate) RETURNS int LANGUAGE sql AS 'SELECT get_byte(estimate_send(e), 28)';
CREATE FUNCTION pg_temp.lo(e estimate) RETURNS numeric LANGUAGE sql AS $$
	SELECT CASE WHEN pg_temp.bits(e) & 4 <> 0 THEN '-Infinity'::numeric ELSE coalesce(amount(lower(e)), 0) END
$$;
CREATE FUNCTION pg_temp.hi(e estimate) RETURNS numeric LANGUAGE sql AS $$
	SELECT CASE WHEN pg_temp.bits(e) & 8 <> 0 THEN 'Infinity'::numeric ELSE coalesce(amount(upper(e)), 0) END
$$;
SELECT g FROM eext_row GROUP BY g
	HAVING pg_temp.lo(min(e)) <> min(pg_temp.lo(e)) OR pg_temp.hi(min(e)) <> min(pg_temp.hi(e)) OR pg_temp.lo(max(e)) <> max(pg_temp.lo(e)) OR pg_temp.hi(max(e)) <> max(pg_temp.hi(e))
		OR pg_temp.lo(hull(e)) <> min(pg_temp.lo(e)) OR pg_temp.hi(hull(e)) <> max(pg_temp.hi(e)) OR intersection(e) IS NOT NULL OR avg(e) <> sum(e) / count(e);
-- every row lies in the hull, and holds the intersection
SELECT r.id FROM eext_row r, LATERAL (SELECT hull(x.e) AS h, intersection(x.e) AS i FROM eext_row x WHERE x.id BETWEEN r.id - 2 AND r.id + 2) q
	WHERE r.id <= 500 AND currency(r.e) IS NOT NULL AND (NOT h @> r.e OR NOT r.e @> i);

-- ---- moving windows: what a fresh aggregate over the same rows gives

CREATE FUNCTION pg_temp.differs(frame text) RETURNS SETOF int LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT id FROM (SELECT id, avg(e) OVER w AS a, min(e) OVER w AS b, max(e) OVER w AS c, hull(e) OVER w AS d, intersection(e) OVER w AS x,
			array_agg(e) OVER w AS frame FROM eext_row WHERE id <= 800 WINDOW w AS (%s)) q,
		LATERAL (SELECT avg(y) AS a, min(y) AS b, max(y) AS c, hull(y) AS d, intersection(y) AS x FROM unnest(frame) y) f
		WHERE (q.a, q.b, q.c, q.d, q.x) IS DISTINCT FROM (f.a, f.b, f.c, f.d, f.x)', frame);
END
$$;
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 99 PRECEDING AND CURRENT ROW');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING');
SELECT pg_temp.differs('ORDER BY id / 5 RANGE BETWEEN 4 PRECEDING AND 1 FOLLOWING');
SELECT pg_temp.differs('ORDER BY id / 9 GROUPS BETWEEN 2 PRECEDING AND CURRENT ROW');
SELECT pg_temp.differs(format('PARTITION BY g ORDER BY e %s, id ROWS BETWEEN %s PRECEDING AND CURRENT ROW', d, n)) FROM unnest(ARRAY['ASC', 'DESC']) d, unnest(ARRAY[1, 64, 70]) n;
SELECT id, min(e) OVER w, max(e) OVER w, intersection(e) OVER w FROM (VALUES (1, '5 USD'::estimate), (2, 'undisclosed'), (3, '6 EUR'), (4, NULL), (5, NULL), (6, '>1 JPY'), (7, 'undisclosed'), (8, '~5 USD')) v(id, e)
	WINDOW w AS (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
\set VERBOSITY sqlstate
SELECT hull(e) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM (VALUES (1, '5 USD'::estimate), (2, 'undisclosed'), (3, '6 EUR')) v(id, e);
SELECT intersection(e) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM (VALUES (1, '5 USD'::estimate), (2, 'undisclosed'), (3, '6 EUR')) v(id, e);
SELECT min(e) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1, '5 USD'::estimate), (2, '6 EUR')) v(id, e);
\set VERBOSITY default

-- ---- parallel

ALTER TABLE eext_row SET (parallel_workers = 2);
ANALYZE eext_row;
CREATE TABLE eext_serial AS SELECT g, avg(e) AS a, min(e) AS b, max(e) AS c, hull(e) AS d, intersection(e) AS x FROM eext_row GROUP BY g;
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
SELECT pg_temp.plan_has('SELECT g, avg(e), min(e), max(e), hull(e), intersection(e) FROM eext_row GROUP BY g', 'Partial.*Aggregate') AS partial;
SELECT g, avg(e), min(e), max(e), hull(e), intersection(e) FROM eext_row GROUP BY g EXCEPT SELECT * FROM eext_serial;
-- a few rows that agree, and none
SELECT avg(e), hull(e), intersection(e) FROM eext_row WHERE id IN (15, 32, 49) GROUP BY id % 17;
SELECT hull(e), kind(hull(e)), intersection(e) FROM eext_row WHERE e @> '7 USD' AND upper(e) < '40 USD' AND lower(e) > '0 USD';
SELECT avg(e), min(e), max(e), hull(e), intersection(e) FROM eext_row WHERE e IS NULL;
SELECT avg(e), min(e), max(e), hull(e), intersection(e) FROM eext_row WHERE id < 0;
SET parallel_leader_participation = off;
SELECT g, avg(e), min(e), max(e), hull(e), intersection(e) FROM eext_row GROUP BY g EXCEPT SELECT * FROM eext_serial;
-- currencies that meet when states are combined
UPDATE eext_row SET e = '1 EUR' WHERE id = 6000;
\set VERBOSITY sqlstate
SELECT min(e) FROM eext_row;
SELECT intersection(e) FROM eext_row;
SELECT estimate_min_add(NULL, '5 USD');
SELECT estimate_window_result(NULL);
\set VERBOSITY default
RESET parallel_leader_participation;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- ---- a valuation has none of these: on one basis, as an estimate

SELECT max(v) FROM (VALUES ('80B USD pre'::valuation)) q(v);
SELECT basis(v), max(v::estimate), intersection(v::estimate) FROM (VALUES ('80B USD pre'::valuation), ('~80B USD pre'), ('157B USD post')) q(v) GROUP BY basis(v) ORDER BY 1;

DROP TABLE eext_row, eext_serial;
