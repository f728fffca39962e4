-- Figures of several sources held against each other: doc/sources.md.

CREATE TABLE src_figure AS SELECT c AS company, m AS metric, s AS source,
		(CASE (c * 7 + m * 3 + s * 5 + c * s) % 6 WHEN 0 THEN 'undisclosed' WHEN 1 THEN '>' || c + s || ' USD' WHEN 2 THEN '<=' || c + m + 3 || ' USD' WHEN 3 THEN '~' || c + m + s || ' USD'
			WHEN 4 THEN c + m || '..' || c + m + s || ' USD' ELSE c + m + s % 3 || ' USD' END)::estimate(USD) AS amount
	FROM generate_series(1, 40) c, generate_series(1, 3) m, generate_series(1, 6) s;

-- an agreement is missing exactly where a pair contradicts: intervals on a line
-- that overlap two by two have an amount in common
SELECT count(*) AS groups, count(agreed) AS agree FROM (SELECT intersection(amount) AS agreed FROM src_figure GROUP BY company, metric) q;
SELECT company, metric FROM (SELECT company, metric, intersection(amount) IS NULL AS empty FROM src_figure GROUP BY company, metric) q
	WHERE empty <> EXISTS (SELECT FROM src_figure a JOIN src_figure b USING (company, metric) WHERE a.source < b.source AND NOT (a.amount && b.amount) AND (company, metric) = (q.company, q.metric));
-- the aggregates are what the functions of two arguments give one by one
CREATE AGGREGATE pg_temp.hull_by_pairs(estimate) (SFUNC = hull, STYPE = estimate);
SELECT company, metric FROM src_figure GROUP BY company, metric HAVING hull(amount) IS DISTINCT FROM pg_temp.hull_by_pairs(amount);
CREATE AGGREGATE pg_temp.intersection_by_pairs(estimate) (SFUNC = intersection, STYPE = estimate);
SELECT company, metric FROM src_figure GROUP BY company, metric HAVING intersection(amount) IS NOT NULL AND intersection(amount) IS DISTINCT FROM pg_temp.intersection_by_pairs(amount);
-- every figure lies in the hull and holds the agreement
SELECT company, metric, source FROM src_figure f JOIN (SELECT company, metric, hull(amount) AS h, intersection(amount) AS i FROM src_figure GROUP BY company, metric) q USING (company, metric)
	WHERE NOT h @> amount OR NOT amount @> i;
-- pairs of different currencies are not known to contradict
SELECT NOT (estimate '5 USD' && '6 EUR') AS contradict, NOT (estimate '5 USD' && '6 USD') AS same_currency;

DROP TABLE src_figure;
