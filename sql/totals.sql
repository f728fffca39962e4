-- totals of monetary and estimate: the sum of each currency (aggregate_totals.c).

-- ---- by currency, sorted by code; NULL rows are left out, no rows give NULL

SELECT totals(m), pg_typeof(totals(m)), sum(DISTINCT 1) FROM (VALUES ('5 USD'::monetary), ('6 EUR'), (NULL), ('-7 USD'), ('1 JPY'), ('0.5 EUR')) v(m);
SELECT totals(m) FROM (VALUES ('5 USD'::monetary)) v(m) WHERE false;
SELECT totals(m), totals(m::estimate) FROM (VALUES (NULL::monetary), (NULL)) v(m);
SELECT totals(m) FROM (VALUES ('5 USD'::monetary), ('-5 USD')) v(m);
SELECT totals(m) FILTER (WHERE sign(m) > 0), totals(DISTINCT m), totals(m ORDER BY m DESC) FROM (VALUES ('5 USD'::monetary), ('5 USD'), ('6 EUR'), ('-7 USD')) v(m);
SELECT totals(e), pg_typeof(totals(e)) FROM (VALUES ('5 USD'::estimate), ('~6 EUR'), (NULL), ('1..2 USD'), ('<1 JPY')) v(e);
-- an exact amount is a monetary
SELECT pg_typeof(totals('5 USD'::monetary)), pg_typeof(totals('5 USD'::estimate));
SELECT unnest(totals(m)) AS total FROM (VALUES ('5 USD'::monetary), ('6 EUR'), ('1 USD')) v(m);
SELECT totals(m) = '{6 EUR,12 USD}' AS same, array_length(totals(m), 1), (totals(m))[2] FROM (VALUES ('5 USD'::monetary), ('6 EUR'), ('7 USD')) v(m);

-- ---- an undisclosed figure without a currency makes each of them "at least"

SELECT totals(e) FROM (VALUES ('5 USD'::estimate), ('6 EUR'), ('undisclosed'), ('-7 JPY')) v(e);
SELECT totals(e) FROM (VALUES ('5 USD'::estimate), ('6 EUR'), ('undisclosed USD')) v(e);
SELECT totals(e) FROM (VALUES ('undisclosed'::estimate), ('undisclosed USD'), ('undisclosed')) v(e);
SELECT totals(e) FROM (VALUES ('undisclosed'::estimate), ('undisclosed')) v(e);
SELECT totals(e) FROM (VALUES ('5 USD'::estimate), ('6 EUR'), ('<=0'), ('undisclosed')) v(e);
SELECT totals(e) FROM (VALUES ('5 USD'::estimate), ('~5 USD'), ('nearly 6 EUR'), ('<6 EUR'), ('>7 JPY')) v(e);

-- ---- every currency there is

SELECT count(*), array_length(totals(m), 1), totals(m) = array_agg(m ORDER BY m) AS sorted FROM (SELECT monetary(i, code) FROM currencies() WITH ORDINALITY q(code, n, u, name, h, i)) v(m);
SELECT array_length(totals(m), 1), totals(m) = totals(m ORDER BY m DESC) AS same FROM (SELECT monetary(i * j, code) FROM currencies() WITH ORDINALITY q(code, n, u, name, h, i), generate_series(1, 20) j) v(m);

-- ---- the range is checked at the end, of each currency

SELECT totals(m) FROM (SELECT '9999999999999999999999999999 JPY'::monetary FROM generate_series(1, 1000) UNION ALL SELECT '-9999999999999999999999999999 JPY' FROM generate_series(1, 1000)
	UNION ALL SELECT '7 USD') v(m);
SELECT totals(m) FROM (VALUES ('99999999999999999999999999.99 USD'::monetary), ('0.01 USD'), ('1 EUR')) v(m);
SELECT totals(e) FROM (VALUES ('99999999999999999999999999.99 USD'::estimate), ('0.01 USD'), ('1 EUR')) v(e);
\set VERBOSITY sqlstate
SELECT totals(m) FROM (VALUES ('99999999999999999999999999.99 USD'::monetary), ('0.01 USD'), ('1 EUR')) v(m);
\set VERBOSITY default

-- ---- against sum with GROUP BY

CREATE TABLE tot_row AS SELECT i AS id, i % 7 AS g, CASE WHEN i % 13 <> 0 THEN monetary((i * 7919 % 1000003 - 500000)::numeric / (ARRAY[100, 1000, 1, 8])[i % 4 + 1], (ARRAY['USD', 'EUR', 'JPY', 'KWD', 'XOF'])[i * i % 11 % 5 + 1]) END AS m,
		CASE i % 19 WHEN 0 THEN NULL WHEN 1 THEN CASE WHEN i % 5 = 0 THEN 'undisclosed' ELSE 'undisclosed EUR' END WHEN 2 THEN '~' || i || ' USD' WHEN 3 THEN '<' || i || ' JPY' ELSE i % 100 || '..' || i % 100 + 3 || ' ' || (ARRAY['USD', 'EUR', 'JPY'])[i * i % 7 % 3 + 1] END::estimate AS e
	FROM generate_series(1, 20000) i;
CREATE TABLE tot_expected AS SELECT g, array_agg(m ORDER BY m) AS m FROM (SELECT g, sum(m) AS m FROM tot_row WHERE m IS NOT NULL GROUP BY g, currency(m)) q GROUP BY g;
SELECT g FROM (SELECT g, totals(m) AS m FROM tot_row GROUP BY g) q JOIN tot_expected x USING (g) WHERE q.m <> x.m;
CREATE TABLE tot_estimate AS SELECT g, array_agg(CASE WHEN stray IS NULL THEN e ELSE e + stray END ORDER BY currency(e)) AS e FROM
	(SELECT g, sum(e) AS e FROM tot_row WHERE currency(e) IS NOT NULL GROUP BY g, currency(e)) q LEFT JOIN (SELECT g, sum(e) AS stray FROM tot_row WHERE e IS NOT NULL AND currency(e) IS NULL GROUP BY g) s USING (g) GROUP BY g;
SELECT g FROM (SELECT g, totals(e) AS e FROM tot_row GROUP BY g) q JOIN tot_estimate x USING (g) WHERE q.e <> x.e;
SELECT count(*), min(array_length(e, 1)) FROM tot_estimate;

-- ---- moving windows: what a fresh aggregate over the same rows gives

CREATE FUNCTION pg_temp.differs(frame text) RETURNS SETOF int LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT id FROM (SELECT id, totals(m) OVER w AS a, totals(e) OVER w AS b, array_agg(m) OVER w AS ms, array_agg(e) OVER w AS es FROM tot_row WHERE id <= 800 WINDOW w AS (%s)) q,
		LATERAL (SELECT totals(x) AS a FROM unnest(ms) x) r, LATERAL (SELECT totals(x) AS b FROM unnest(es) x) s WHERE (q.a, q.b) IS DISTINCT FROM (r.a, s.b)', frame);
END
$$;
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN 99 PRECEDING AND CURRENT ROW');
SELECT pg_temp.differs('ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING');
SELECT pg_temp.differs('ORDER BY id / 5 RANGE BETWEEN 4 PRECEDING AND 1 FOLLOWING');
SELECT pg_temp.differs('ORDER BY id / 9 GROUPS BETWEEN 2 PRECEDING AND CURRENT ROW');
SELECT id, totals(m) OVER (ORDER BY id ROWS 1 PRECEDING) FROM (VALUES (1, '5 USD'::monetary), (2, '6 EUR'), (3, NULL), (4, NULL), (5, '1 JPY'), (6, '2 JPY')) v(id, m);
SELECT id, totals(e) OVER (ORDER BY id ROWS 1 PRECEDING) FROM (VALUES (1, '5 USD'::estimate), (2, 'undisclosed'), (3, '6 EUR'), (4, NULL), (5, 'undisclosed'), (6, 'undisclosed')) v(id, e);

-- ---- parallel

ALTER TABLE tot_row SET (parallel_workers = 2);
ANALYZE tot_row;
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
SELECT pg_temp.plan_has('SELECT g, totals(m), totals(e) FROM tot_row GROUP BY g', 'Partial.*Aggregate') AS partial;
SELECT g FROM (SELECT g, totals(m) AS m FROM tot_row GROUP BY g) q JOIN tot_expected x USING (g) WHERE q.m <> x.m;
SELECT g FROM (SELECT g, totals(e) AS e FROM tot_row GROUP BY g) q JOIN tot_estimate x USING (g) WHERE q.e <> x.e;
SELECT totals(m), totals(e) FROM tot_row WHERE id < 0;
SELECT totals(m), totals(e) FROM tot_row WHERE m IS NULL AND e IS NULL;
SELECT totals(m), totals(e) FROM tot_row WHERE id IN (2, 20000);
SET parallel_leader_participation = off;
SELECT g FROM (SELECT g, totals(m) AS m FROM tot_row GROUP BY g) q JOIN tot_expected x USING (g) WHERE q.m <> x.m;
SELECT g FROM (SELECT g, totals(e) AS e FROM tot_row GROUP BY g) q JOIN tot_estimate x USING (g) WHERE q.e <> x.e;
-- partitionwise
CREATE TABLE tot_part (g int, m monetary) PARTITION BY LIST (g);
CREATE TABLE tot_part_a PARTITION OF tot_part FOR VALUES IN (0, 1, 2, 3);
CREATE TABLE tot_part_b PARTITION OF tot_part DEFAULT;
INSERT INTO tot_part SELECT g, m FROM tot_row;
SET enable_partitionwise_aggregate = on;
SELECT totals(m) = (SELECT totals(m) FROM tot_row) AS same FROM tot_part;
RESET enable_partitionwise_aggregate;
RESET parallel_leader_participation;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- ---- from a schema that no search_path names; not for calls by hand, nor for valuations

CREATE SCHEMA tot_elsewhere;
ALTER EXTENSION funding SET SCHEMA tot_elsewhere;
SELECT tot_elsewhere.totals(m), tot_elsewhere.totals(m::tot_elsewhere.estimate), tot_elsewhere.intersection(m) FROM (VALUES ('5 USD'::tot_elsewhere.monetary), ('6 USD')) v(m);
ALTER EXTENSION funding SET SCHEMA public;
DROP SCHEMA tot_elsewhere;
\set VERBOSITY sqlstate
SELECT monetary_totals_add(NULL, '5 USD');
SELECT estimate_totals_result(NULL);
SELECT totals('80B USD pre'::valuation);
\set VERBOSITY default

DROP TABLE tot_row, tot_expected, tot_estimate, tot_part;
