-- Window frames over monetary: RANGE BETWEEN ... PRECEDING AND ... FOLLOWING
-- (monetary_range.c).

CREATE TEMP TABLE frame_row (id int, m monetary, n numeric);
INSERT INTO frame_row SELECT row_number() OVER (), m, amount(m)
	FROM unnest('{1 USD,2 USD,2 USD,3.5 USD,100 USD,100.01 USD,-1 USD,0 USD,0.005 USD,200 USD,NULL,NULL}'::monetary[]) AS m;

SELECT m, count(*) OVER w, sum(m) OVER w, array_agg(id) OVER w FROM frame_row
	WINDOW w AS (ORDER BY m RANGE BETWEEN '1 USD' PRECEDING AND '100 USD' FOLLOWING) ORDER BY m, id;
SELECT m, count(*) OVER w AS down, count(*) OVER v AS "behind only" FROM frame_row
	WINDOW w AS (ORDER BY m DESC RANGE BETWEEN '1 USD' PRECEDING AND '1.5 USD' FOLLOWING),
		v AS (ORDER BY m RANGE BETWEEN '1 USD' FOLLOWING AND UNBOUNDED FOLLOWING) ORDER BY m, id;

-- all frames answer what numeric answers, for offsets at many scales
CREATE TEMP TABLE frame_many AS
	SELECT i AS id, monetary(n, 'USD') AS m, n FROM generate_series(1, 400) AS i,
		LATERAL (SELECT round((((i * 7919) % 1000) - 500)::numeric / (ARRAY[1, 10, 1000, 100000])[i % 4 + 1], 6)
			+ CASE i % 50 WHEN 0 THEN 99999999999999999999 WHEN 1 THEN -99999999999999999999 ELSE 0 END AS n) AS v;
CREATE FUNCTION pg_temp.frames_differ(bounds text, order_by text DEFAULT '') RETURNS int LANGUAGE plpgsql AS $$
DECLARE differ int;
BEGIN
	EXECUTE format($q$
		SELECT count(*) FROM (
			SELECT id, array_agg(id) OVER (ORDER BY m %2$s RANGE BETWEEN %1$s EXCLUDE NO OTHERS) AS ids FROM frame_many) a
		JOIN (SELECT id, array_agg(id) OVER (ORDER BY n %2$s RANGE BETWEEN %3$s) AS ids FROM frame_many) b USING (id)
		WHERE (SELECT array_agg(x ORDER BY x) FROM unnest(a.ids) x) IS DISTINCT FROM (SELECT array_agg(x ORDER BY x) FROM unnest(b.ids) x)$q$,
		bounds, order_by, replace(bounds, ' USD', '')) INTO differ;
	RETURN differ;
END $$;
SELECT bounds, d, pg_temp.frames_differ(bounds, d)
	FROM unnest(ARRAY['''0 USD'' PRECEDING AND ''0 USD'' FOLLOWING', '''0.01 USD'' PRECEDING AND ''5 USD'' FOLLOWING',
		'''0.000001 USD'' PRECEDING AND ''0.0100005 USD'' FOLLOWING', '''100000000000000000000 USD'' PRECEDING AND ''0.5 USD'' FOLLOWING',
		'''99999999999999999999999999.99 USD'' PRECEDING AND ''0.0000000000000000000000000001 USD'' FOLLOWING',
		'''5 USD'' PRECEDING AND ''1 USD'' PRECEDING', '''1 USD'' FOLLOWING AND ''7.5 USD'' FOLLOWING', 'UNBOUNDED PRECEDING AND ''1 USD'' PRECEDING',
		-- numbers, also those that no amount can have
		'3 PRECEDING AND 4.5 FOLLOWING', '1000 PRECEDING AND 0 FOLLOWING', '1e20 PRECEDING AND 1e-6 FOLLOWING', '1e40 PRECEDING AND 1e-40 FOLLOWING',
		'123456789012345678901234567890.5 PRECEDING AND 0.00000000000000000000000000000000000000000001 FOLLOWING',
		'''Infinity''::numeric PRECEDING AND 1e200 FOLLOWING']) AS bounds, unnest(ARRAY['', 'DESC']) AS d;

-- near the limits nothing raises, though the sum has over 28 digits
SELECT m, count(*) OVER (ORDER BY m RANGE BETWEEN '99999999999999999999999999.99 USD' PRECEDING AND '99999999999999999999999999.99 USD' FOLLOWING)
	FROM unnest('{99999999999999999999999999.99 USD,-99999999999999999999999999.99 USD,0 USD,-0.01 USD}'::monetary[]) AS m;

-- a number counts in the currency of each row, and rows of another currency are
-- never in the frame of a row
SELECT m, array_agg(m) OVER (ORDER BY m RANGE BETWEEN 10 PRECEDING AND 10 FOLLOWING)
	FROM unnest('{5 USD,7 EUR,9 JPY,12 USD,17 EUR,19 JPY,100 USD,18 EUR,0.5 BHD}'::monetary[]) AS m;
SELECT m, count(*) OVER (PARTITION BY currency(m) ORDER BY m RANGE 10 PRECEDING)
	FROM unnest('{5 USD,7 EUR,9 JPY,12 USD,17 EUR}'::monetary[]) AS m;
-- other types of numbers that become numeric by themselves
SELECT m, count(*) OVER (ORDER BY m RANGE 1::smallint PRECEDING), count(*) OVER (ORDER BY m RANGE 1::bigint PRECEDING)
	FROM unnest('{5 USD,6 USD}'::monetary[]) AS m;

-- errors: another currency, below zero, NULL, NaN, and a type that is no number
SELECT count(*) OVER (ORDER BY m RANGE '1 EUR' PRECEDING) FROM frame_row;
SELECT count(*) OVER (ORDER BY m RANGE '-1 USD' PRECEDING) FROM frame_row;
SELECT count(*) OVER (ORDER BY m RANGE -0.01 PRECEDING) FROM frame_row;
SELECT count(*) OVER (ORDER BY m RANGE -1e40 PRECEDING) FROM frame_row;
SELECT count(*) OVER (ORDER BY m RANGE 'NaN'::numeric PRECEDING) FROM frame_row;
SELECT count(*) OVER (ORDER BY m RANGE NULL::monetary PRECEDING) FROM frame_row;
SELECT count(*) OVER (ORDER BY m RANGE 1::float8 PRECEDING) FROM frame_row;
SELECT count(*) OVER (ORDER BY m RANGE '1 day'::interval PRECEDING) FROM frame_row;
\set VERBOSITY sqlstate
SELECT count(*) OVER (ORDER BY m RANGE '1 EUR' PRECEDING) FROM frame_row;
SELECT count(*) OVER (ORDER BY m RANGE '-1 USD' PRECEDING) FROM frame_row;
-- estimates have no distance
SELECT count(*) OVER (ORDER BY m::estimate RANGE '1 USD' PRECEDING) FROM frame_row;
\set VERBOSITY default

-- many rows, by a number that no amount can have
SELECT count(*) FROM (SELECT count(*) OVER (ORDER BY m RANGE BETWEEN 1e40 PRECEDING AND 5 FOLLOWING) AS c
	FROM (SELECT monetary(i, 'USD') AS m FROM generate_series(1, 50000) i) s) t WHERE c > 50000;
