-- Estimates that overlap: the index of ours against an expression index over
-- the currency and a numrange, which takes btree_gist, and against no index.
--
-- Amounts are even on a logarithmic scale from 1,000 to 10^11, in six
-- currencies; a third is exact, half reach a tenth up, the rest are ">=", up
-- to twenty times as much, and undisclosed.  Queries come one after the other
-- by a nested loop: 60 of a thousandth, 60 up to thrice the amount.

SELECT setseed(0.618) \g /dev/null
CREATE TABLE bench_lap AS
	SELECT CASE
		WHEN r < 0.30 THEN estimate(monetary(a, c))
		WHEN r < 0.75 THEN estimate(monetary(a, c), monetary(round(a * 1.1, 2), c))
		WHEN r < 0.90 THEN estimate(monetary(a, c), NULL)
		WHEN r < 0.95 THEN estimate(monetary(a, c), monetary(a * 20, c))
		ELSE estimate(NULL, c, 'undisclosed') END AS e
	FROM (SELECT random() AS r, round((10 ^ (3 + 8 * random()))::numeric, 2) AS a,
			(ARRAY['AUD', 'CHF', 'EUR', 'GBP', 'SEK', 'USD'])[1 + floor(random() * 6)::int] AS c
		FROM generate_series(1, :rows / 25)) v;
CREATE TABLE bench_lap_range AS SELECT e FROM bench_lap;
CREATE TABLE bench_lap_none AS SELECT e FROM bench_lap;
CREATE TABLE bench_lap_query AS
	SELECT width, estimate(monetary(a, c), monetary(round(a * factor, 2), c)) AS e, c, numrange(a, round(a * factor, 2), '[]') AS r
	FROM (VALUES ('narrow', 1.001), ('wide', 3)) w(width, factor), generate_series(1, 60) i,
		LATERAL (SELECT round((10 ^ (3.5 + i / 9.0))::numeric, 2) AS a, (ARRAY['AUD', 'CHF', 'EUR', 'GBP', 'SEK', 'USD'])[1 + i % 6] AS c) v;
CREATE FUNCTION bench_range(estimate) RETURNS numrange LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN numrange(amount(lower($1)), amount(upper($1)), '[]');
CREATE INDEX bench_lap_e ON bench_lap USING gist (e);
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'btree_gist') THEN
		CREATE EXTENSION btree_gist;
		CREATE INDEX ON bench_lap_range USING gist (currency(e), bench_range(e));
		INSERT INTO bench_operation (name, representation, query, after) VALUES
			('overlap: create index', 'currency, numrange', 'CREATE INDEX bench_lap_index ON bench_lap_range USING gist (currency(e), bench_range(e))', 'DROP INDEX bench_lap_index');
		INSERT INTO bench_operation (name, representation, query)
			SELECT format('overlap: %s %s', o, w), 'currency, numrange', format('SELECT sum(n) FROM bench_lap_query q, LATERAL (SELECT count(*) AS n
				FROM bench_lap_range t WHERE currency(t.e) = q.c AND bench_range(t.e) %s q.r OFFSET 0) s WHERE width = %L', o, w)
			FROM unnest(ARRAY['&&', '@>', '<@']) o, unnest(ARRAY['narrow', 'wide']) w;
		INSERT INTO bench_target (name, of, against, target)
			SELECT format('overlap: %s %s', o, w), 'estimate', 'currency, numrange', 0.6 FROM unnest(ARRAY['&&', '@>', '<@']) o, unnest(ARRAY['narrow', 'wide']) w;
		INSERT INTO bench_target (name, of, against, target) VALUES ('overlap: create index', 'estimate', 'currency, numrange', -0.125);
	END IF;
END
$$;
VACUUM ANALYZE bench_lap, bench_lap_range, bench_lap_none, bench_lap_query;
INSERT INTO bench_operation (name, representation, query, after) VALUES
	('overlap: create index', 'estimate', 'CREATE INDEX bench_lap_index ON bench_lap USING gist (e)', 'DROP INDEX bench_lap_index');
INSERT INTO bench_operation (name, representation, query)
	SELECT format('overlap: %s %s', o, w), r, format('SELECT sum(n) FROM bench_lap_query q, LATERAL (SELECT count(*) AS n FROM %s t WHERE t.e %s q.e OFFSET 0) s WHERE width = %L', t, o, w)
	FROM unnest(ARRAY['&&', '@>', '<@']) o, unnest(ARRAY['narrow', 'wide']) w, (VALUES ('estimate', 'bench_lap'), ('estimate without index', 'bench_lap_none')) x(r, t);
