-- Comparison, overlap, order and hash of estimate (estimate_cmp.c).
-- Where a query compares with an expectation, it lists what differs: no rows.

-- intervals whose ends are known from how they are made: closed, open, infinite
CREATE TABLE ecmp_interval (id int GENERATED ALWAYS AS IDENTITY, lo numeric, hi numeric,
	lo_open bool, hi_open bool, e estimate);
INSERT INTO ecmp_interval (lo, hi, lo_open, hi_open, e)
	SELECT lo, hi, lo_open, hi_open, format('%s%s..%s%s USD', CASE WHEN lo_open THEN '(' ELSE '[' END, lo, hi,
			CASE WHEN hi_open THEN ')' ELSE ']' END)::estimate
	FROM unnest(ARRAY[NULL, -2, 0, 1, 2.5]) lo, unnest(ARRAY[NULL, -2, 0, 1, 2.5]) hi,
		unnest(ARRAY[true, false]) lo_open, unnest(ARRAY[true, false]) hi_open
	WHERE (lo IS NOT NULL OR lo_open) AND (hi IS NOT NULL OR hi_open)
		AND (lo IS NULL OR hi IS NULL OR lo < hi OR (lo = hi AND NOT lo_open AND NOT hi_open));
SELECT count(*) FROM ecmp_interval;

-- ---- the oracle: points at every quarter from -6 to 6 stand for an interval
-- whose ends are -2, 0, 1, 2.5 or infinite; what holds for all pairs of points is
-- true, what holds for none is false, else it is not known

CREATE TABLE ecmp_point AS SELECT id, x / 4.0 AS x FROM ecmp_interval, generate_series(-24, 24) x
	WHERE (lo IS NULL OR x / 4.0 > lo OR (x / 4.0 = lo AND NOT lo_open))
		AND (hi IS NULL OR x / 4.0 < hi OR (x / 4.0 = hi AND NOT hi_open));
CREATE TABLE ecmp_answer AS
	SELECT a.id AS i, b.id AS j,
		CASE WHEN bool_and(p.x < q.x) THEN true WHEN bool_or(p.x < q.x) THEN NULL ELSE false END AS lt,
		CASE WHEN bool_and(p.x <= q.x) THEN true WHEN bool_or(p.x <= q.x) THEN NULL ELSE false END AS le,
		bool_or(p.x = q.x) AS meets
	FROM ecmp_interval a JOIN ecmp_point p ON p.id = a.id, ecmp_interval b JOIN ecmp_point q ON q.id = b.id
	GROUP BY a.id, b.id;
SELECT a.e, b.e, a.e < b.e AS got, lt AS expected FROM ecmp_answer
	JOIN ecmp_interval a ON a.id = i JOIN ecmp_interval b ON b.id = j
	WHERE (a.e < b.e) IS DISTINCT FROM lt OR (a.e <= b.e) IS DISTINCT FROM le
		OR (b.e > a.e) IS DISTINCT FROM lt OR (b.e >= a.e) IS DISTINCT FROM le
		OR (a.e && b.e) IS DISTINCT FROM meets OR (NOT a.e < b.e) IS DISTINCT FROM (a.e >= b.e)
		OR (NOT a.e <= b.e) IS DISTINCT FROM (a.e > b.e)
	LIMIT 10;
SELECT count(*) AS pairs, count(lt) AS known, count(*) FILTER (WHERE meets) AS meeting FROM ecmp_answer;
SELECT a.e, b.e FROM ecmp_interval a, ecmp_interval b
	WHERE (a.e @> b.e) IS DISTINCT FROM NOT EXISTS (SELECT x FROM ecmp_point WHERE id = b.id
			EXCEPT SELECT x FROM ecmp_point WHERE id = a.id)
		OR (a.e @> b.e) IS DISTINCT FROM (b.e <@ a.e)
	LIMIT 10;

-- ---- = is the same stored figure, and total; "could be equal" is &&

SELECT '~7B USD'::estimate = '~7B USD' AS same, '~7B USD'::estimate = '7B USD' AS precise,
	'~7B USD'::estimate = '6.5B..7.5B USD' AS "kind counts", '~7B USD'::estimate <> '7B USD' AS differs,
	'~7B USD'::estimate && '7.2B USD' AS "could be", '7.00 USD'::estimate = '7 USD'::monetary AS monetary;
SELECT a.e, b.e FROM ecmp_interval a, ecmp_interval b
	WHERE (a.e = b.e) IS DISTINCT FROM (a.id = b.id) OR (a.e <> b.e) IS DISTINCT FROM (a.id <> b.id);

-- ---- other currencies and unknown ones: NULL, but = and <> answer

SELECT a, b, a < b AS lt, a <= b AS le, a > b AS gt, a >= b AS ge, a && b AS meets, a @> b AS contains, a = b AS eq, a <> b AS ne
	FROM (VALUES ('1 USD'::estimate, '2 EUR'::estimate), ('>5 USD', '<1 EUR'), ('undisclosed', '5 USD'), ('undisclosed', '-5 USD'),
		('undisclosed', 'undisclosed'), ('undisclosed USD', 'undisclosed USD'), ('undisclosed USD', 'undisclosed EUR'),
		('undisclosed', 'undisclosed USD'), ('undisclosed USD', '-5 USD'), (NULL, '5 USD')) v(a, b);

-- a rival's "more than 2.7 billion" leaves a comparison open, an assumption decides it
SELECT '>2.7B USD'::estimate < '3B USD' AS open, '>2.7B USD'::estimate > '2B USD' AS decided,
	intersection('>2.7B USD', '<=2.9B USD') < '3B USD' AS assumed;

-- ---- the order of the class: currency, lower bound, upper bound, kind

SELECT a.e, b.e FROM ecmp_interval a, ecmp_interval b,
	LATERAL (SELECT CASE WHEN ROW(coalesce(a.lo, -99), a.lo_open AND a.lo IS NOT NULL) <> ROW(coalesce(b.lo, -99), b.lo_open AND b.lo IS NOT NULL)
			THEN CASE WHEN ROW(coalesce(a.lo, -99), a.lo_open AND a.lo IS NOT NULL) < ROW(coalesce(b.lo, -99), b.lo_open AND b.lo IS NOT NULL) THEN -1 ELSE 1 END
		WHEN ROW(coalesce(a.hi, 99), NOT a.hi_open OR a.hi IS NULL) <> ROW(coalesce(b.hi, 99), NOT b.hi_open OR b.hi IS NULL)
			THEN CASE WHEN ROW(coalesce(a.hi, 99), NOT a.hi_open OR a.hi IS NULL) < ROW(coalesce(b.hi, 99), NOT b.hi_open OR b.hi IS NULL) THEN -1 ELSE 1 END
		ELSE 0 END) o(expected)
	WHERE sign(estimate_cmp(a.e, b.e)) <> expected OR (a.e ~<~ b.e) <> (expected < 0) OR (a.e ~<=~ b.e) <> (expected <= 0)
		OR (a.e ~>~ b.e) <> (expected > 0) OR (a.e ~>=~ b.e) <> (expected >= 0) LIMIT 10;
CREATE TABLE ecmp_mixed (e estimate);
INSERT INTO ecmp_mixed VALUES ('5 USD'), ('4..6 USD'), ('~5 USD'), ('4.5..5.5 USD'), ('nearly 4.5..5.5 USD'), ('undisclosed'), ('undisclosed USD'),
	('>5 USD'), ('>=5 USD'), ('<5 USD'), ('<=5 USD'), ('<-5 USD'), ('5 EUR'), ('(..) USD'), (NULL), ('>=0 USD'), ('0..5 USD'), ('~5.0 USD'), ('$5');
SELECT e, kind(e) FROM ecmp_mixed ORDER BY e;
SELECT e, count(*) FROM ecmp_mixed GROUP BY e HAVING count(*) > 1;
SELECT count(DISTINCT e) FROM ecmp_mixed;
SELECT a.e, b.e FROM ecmp_mixed a, ecmp_mixed b, ecmp_mixed c
	WHERE (a.e ~<~ b.e AND b.e ~<~ c.e AND NOT a.e ~<~ c.e)
		OR (a.e = b.e) <> (estimate_cmp(a.e, b.e) = 0) OR sign(estimate_cmp(a.e, b.e)) <> -sign(estimate_cmp(b.e, a.e))
		OR (a.e = b.e AND (estimate_hash(a.e) <> estimate_hash(b.e)
			OR estimate_hash_extended(a.e, 3) <> estimate_hash_extended(b.e, 3)))
		OR (estimate_hash_extended(a.e, 0) & 4294967295) <> (estimate_hash(a.e)::int8 & 4294967295);
SELECT count(DISTINCT estimate_hash(e)) = count(DISTINCT e) AS "no collision" FROM ecmp_interval;

-- ---- indexes, partitions, constraints

CREATE TABLE ecmp_many AS SELECT i AS id, format('%s..%s %s', i % 50, i % 50 + i % 7, (ARRAY['USD', 'EUR'])[i % 2 + 1])::estimate AS e
	FROM generate_series(1, 2000) i;
CREATE INDEX ON ecmp_many (e);
CREATE INDEX ON ecmp_many USING hash (e);
ANALYZE ecmp_many;
CREATE TABLE ecmp_expected AS SELECT 'eq' AS q, count(*) AS n FROM ecmp_many WHERE e::text = '6.00..10.00 USD'
	UNION ALL SELECT 'lt', count(*) FROM ecmp_many WHERE upper(e)::numeric < 10 AND currency(e) = 'USD'
	UNION ALL SELECT 'in', count(*) FROM ecmp_many WHERE e::text IN ('6.00..10.00 USD', '5.00..9.00 EUR', '7.00 EUR');
SET enable_seqscan = off;
SELECT q, n, CASE q WHEN 'eq' THEN (SELECT count(*) FROM ecmp_many WHERE e = '6..10 USD')
	WHEN 'lt' THEN (SELECT count(*) FROM ecmp_many WHERE e < '10 USD')
	ELSE (SELECT count(*) FROM ecmp_many WHERE e IN ('6..10 USD', '5..9 EUR', '7 EUR')) END AS got FROM ecmp_expected ORDER BY q;
RESET enable_seqscan;
CREATE TABLE ecmp_part (e estimate PRIMARY KEY) PARTITION BY RANGE (e);
CREATE TABLE ecmp_part_a PARTITION OF ecmp_part FOR VALUES FROM (MINVALUE) TO ('5 USD');
CREATE TABLE ecmp_part_b PARTITION OF ecmp_part FOR VALUES FROM ('5 USD') TO (MAXVALUE);
INSERT INTO ecmp_part SELECT DISTINCT e FROM ecmp_mixed WHERE e IS NOT NULL;
SELECT tableoid::regclass AS part, count(*), min(e::text COLLATE "C") AS example FROM ecmp_part GROUP BY 1 ORDER BY 1;
SELECT e FROM ecmp_part WHERE e > '4 USD' ORDER BY e;
SELECT e FROM ecmp_part WHERE e = '~5 USD';
\set VERBOSITY sqlstate
INSERT INTO ecmp_part VALUES ('~5 USD');
\set VERBOSITY default

DROP TABLE ecmp_interval, ecmp_point, ecmp_answer, ecmp_mixed, ecmp_many, ecmp_expected, ecmp_part;
