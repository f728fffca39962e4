-- What ANALYZE keeps of monetary, estimate and valuation, and what the planner
-- makes of it.

CREATE TABLE stat_row (u monetary(USD), m monetary, e estimate, v valuation);
-- 6000 rows: a third of m is one value, the rest of three currencies in order
INSERT INTO stat_row
	SELECT monetary(i, 'USD'), CASE WHEN i % 3 = 0 THEN '5 USD' ELSE monetary(i, (ARRAY['CHF', 'EUR', 'USD'])[i / 2000 + 1]) END,
		CASE WHEN i % 4 = 0 THEN 'undisclosed USD' ELSE estimate(monetary(i, 'USD'), monetary(i + 100, 'USD')) END,
		CASE WHEN i % 2 = 0 THEN valuation(estimate(monetary(i, 'USD')), 'pre') END
	FROM generate_series(0, 5999) AS i;
SET default_statistics_target = 100;
ANALYZE stat_row;

SELECT attname, null_frac, round(n_distinct::numeric, 2) AS n_distinct, array_length(most_common_freqs, 1) AS common, array_length(histogram_bounds::text::text[], 1) AS histogram,
	round(correlation::numeric, 1) AS correlation, avg_width FROM pg_stats WHERE tablename = 'stat_row' ORDER BY attname;
SELECT most_common_vals, round(most_common_freqs[1]::numeric, 2) AS freq FROM pg_stats WHERE tablename = 'stat_row' AND attname = 'm';
-- the histogram is in the order of the class
SELECT (h::text::monetary[])[1] AS first, (h::text::monetary[])[array_length(h::text::monetary[], 1)] AS last,
	(SELECT bool_and(x ~>~ l) FROM (SELECT x, lag(x) OVER (ORDER BY i) AS l FROM unnest(h::text::monetary[]) WITH ORDINALITY AS t(x, i)) s) AS ascending
	FROM (SELECT histogram_bounds AS h FROM pg_stats WHERE tablename = 'stat_row' AND attname = 'm') t;

-- estimated rows are within a tenth of the table, or a factor of two, of the true ones
CREATE FUNCTION pg_temp.fits(query text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE plan jsonb; estimated float8; actual float8;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, FORMAT json, TIMING off, SUMMARY off) SELECT FROM stat_row WHERE ' || query INTO plan;
	estimated := (plan->0->'Plan'->>'Plan Rows')::float8; actual := (plan->0->'Plan'->>'Actual Rows')::float8;
	IF abs(estimated - actual) > 600 AND NOT estimated BETWEEN actual / 2 AND actual * 2 THEN
		RAISE NOTICE '%: % rows estimated, % found', query, estimated, actual;
		RETURN false;
	END IF;
	RETURN true;
END $$;
SELECT q, pg_temp.fits(q) FROM unnest(ARRAY['m = ''5 USD''', 'm = ''7 CHF''', 'm <> ''5 USD''', 'u ~>~ ''3000 USD''', 'u ~>=~ ''5990 USD''', 'u ~<~ ''1500 USD''',
	'u ~<=~ ''-1 USD''', 'm ~<~ ''1 DKK''', 'm ~>~ ''1 EUR'' AND m ~<~ ''1 USD''', 'm > ''3000 EUR''', 'm <= ''3000 EUR''', 'u > ''4500 USD''', 'u <= ''4500 USD''',
	'e = ''undisclosed USD''', 'e ~>~ ''3000 USD''', 'e > ''3000 USD''', 'e && ''1000..2000 USD''', 'e @> ''1050 USD''', 'e <@ ''1000..3000 USD''',
	'e && ''1000..2000 EUR''', 'v ~>~ ''3000 USD pre''', 'v = ''4 USD pre''', 'v IS NULL', 'v > ''3000 USD pre''']) AS q;
DROP TABLE stat_row;
