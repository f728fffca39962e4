-- BRIN: one interval for each block range, and several for mixed columns
-- (the classes, and the distances of monetary_sort.c and estimate_sort.c).

CREATE TABLE brin_row (id int, u monetary(USD), m monetary, e estimate, v valuation) WITH (fillfactor = 20);
INSERT INTO brin_row SELECT i, monetary(i, 'USD'), monetary(i, (ARRAY['USD', 'EUR', 'JPY'])[i % 3 + 1]),
	CASE WHEN i % 500 = 0 THEN NULL ELSE estimate(monetary(i, (ARRAY['USD', 'EUR', 'JPY'])[i % 3 + 1]), monetary(i + 5, (ARRAY['USD', 'EUR', 'JPY'])[i % 3 + 1])) END,
	CASE WHEN i % 700 = 0 THEN '(..)' ELSE valuation(estimate(monetary(i, 'USD')), 'post') END
	FROM generate_series(1, 6000) AS i;
INSERT INTO brin_row VALUES (NULL, NULL, NULL, NULL, NULL);
CREATE INDEX brin_row_u ON brin_row USING brin (u) WITH (pages_per_range = 4);
CREATE INDEX brin_row_m ON brin_row USING brin (m monetary_minmax_multi_ops) WITH (pages_per_range = 4);
CREATE INDEX brin_row_e ON brin_row USING brin (e estimate_minmax_multi_ops) WITH (pages_per_range = 4);
CREATE INDEX brin_row_v ON brin_row USING brin (v) WITH (pages_per_range = 4);
VACUUM ANALYZE brin_row;

CREATE FUNCTION pg_temp.scan(query text, OUT by_index bool, OUT same bool, OUT skips bool) LANGUAGE plpgsql AS $$
DECLARE plan text; line text; found text; expected text;
BEGIN
	PERFORM set_config('enable_seqscan', 'on', true), set_config('enable_bitmapscan', 'off', true);
	EXECUTE 'SELECT coalesce(array_agg(id ORDER BY id), ''{}'') FROM brin_row WHERE ' || query INTO expected;
	PERFORM set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'on', true);
	EXECUTE 'SELECT coalesce(array_agg(id ORDER BY id), ''{}'') FROM brin_row WHERE ' || query INTO found;
	plan := '';
	FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) SELECT id FROM brin_row WHERE ' || query LOOP
		plan := plan || line || E'\n';
	END LOOP;
	by_index := plan ~ 'Bitmap Index Scan';
	same := found = expected;
	skips := substring(plan from 'Heap Blocks: lossy=(\d+)')::int < (SELECT relpages FROM pg_class WHERE relname = 'brin_row') / 4;
END $$;
SELECT q, (pg_temp.scan(q)).* FROM unnest(ARRAY[
	'u = ''3000 USD''', 'u ~<~ ''100 USD''', 'u ~<=~ ''100 USD''', 'u ~>~ ''5900 USD''', 'u ~>=~ ''5900 USD'' AND u ~<~ ''5950 USD''', 'u IS NULL',
	'm = ''3001 EUR''', 'm = ''3000 USD''', 'm ~>=~ ''2000 EUR'' AND m ~<~ ''2100 EUR''', 'm ~>=~ ''2000 JPY'' AND m ~<~ ''2100 JPY''', 'm ~>~ ''5900 USD''', 'm IS NULL',
	'e = ''3001..3006 EUR''', 'e ~>=~ ''2000 EUR'' AND e ~<~ ''2100 EUR''', 'e ~<~ ''40 EUR''',
	'v = ''3001 USD post''', 'v ~>=~ ''2000 USD'' AND v ~<~ ''2100 USD''']) AS q;

-- rows that come later, in new and old block ranges
INSERT INTO brin_row SELECT 10000 + i, monetary(-i, 'USD'), monetary(-i, 'CHF'), '<=0', 'undisclosed' FROM generate_series(1, 300) AS i;
UPDATE brin_row SET u = '1000000 USD', m = '1000000 AED', e = '>1000000 ZAR' WHERE id IN (10, 5000);
SELECT brin_summarize_new_values('brin_row_u') > 0 AS u, brin_summarize_new_values('brin_row_m') > 0 AS m,
	brin_summarize_new_values('brin_row_e') > 0 AS e, brin_summarize_new_values('brin_row_v') > 0 AS v;
SELECT q, (s).by_index, (s).same FROM (SELECT q, pg_temp.scan(q) AS s FROM unnest(ARRAY[
	'u ~<~ ''0 USD''', 'u = ''1000000 USD''', 'm ~<~ ''BHD 1''', 'm ~>=~ ''-50 CHF'' AND m ~<~ ''0 CHF''', 'e = ''<=0''', 'e ~>~ ''ZAR 1''', 'v = ''undisclosed''']) AS q) t;

-- the distance grows with the order, and currencies are far apart
SELECT monetary_distance('1 USD', '1 USD') AS none, monetary_distance('1 USD', '2 USD') AS cents, monetary_distance('2 USD', '1 USD') AS back,
	monetary_distance('1 USD', '2 USD') < monetary_distance('1 USD', '3 USD') AS grows,
	monetary_distance('-700B USD', '700B USD') < monetary_distance('700B USD', '-700B USN') AS far,
	estimate_distance('1 USD', '2..9 USD') AS lower, valuation_distance('1 USD pre', '2 USD post') AS basis;
DROP TABLE brin_row;
