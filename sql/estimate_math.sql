-- Interval arithmetic of estimate (estimate_ops.c).
-- Where a query compares with an expectation, it lists what differs: no rows.

-- intervals whose ends are known from how they are made: closed, open, infinite
CREATE TABLE emath_interval (id int GENERATED ALWAYS AS IDENTITY, lo numeric, hi numeric,
	lo_open bool, hi_open bool, e estimate);
INSERT INTO emath_interval (lo, hi, lo_open, hi_open, e)
	SELECT lo, hi, lo_open, hi_open, format('%s%s..%s%s USD', CASE WHEN lo_open THEN '(' ELSE '[' END, lo, hi,
			CASE WHEN hi_open THEN ')' ELSE ']' END)::estimate
	FROM unnest(ARRAY[NULL, -2, 0, 1, 2.5]) lo, unnest(ARRAY[NULL, -2, 0, 1, 2.5]) hi,
		unnest(ARRAY[true, false]) lo_open, unnest(ARRAY[true, false]) hi_open
	WHERE (lo IS NOT NULL OR lo_open) AND (hi IS NOT NULL OR hi_open)
		AND (lo IS NULL OR hi IS NULL OR lo < hi OR (lo = hi AND NOT lo_open AND NOT hi_open));

-- ends as they are stored: bit 1 and 2 say open, 4 and 8 infinite
CREATE FUNCTION pg_temp.ends(e estimate) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s %s %s', get_byte(estimate_send(e), 28),
		trim_scale(amount(lower(e))), trim_scale(amount(upper(e))))
$$;
CREATE FUNCTION pg_temp.ends(lo numeric, lo_open bool, hi numeric, hi_open bool) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s %s %s',
		CASE WHEN lo IS NULL THEN 4 WHEN lo_open THEN 1 ELSE 0 END + CASE WHEN hi IS NULL THEN 8 WHEN hi_open THEN 2 ELSE 0 END,
		trim_scale(lo), trim_scale(hi))
$$;
SELECT e FROM emath_interval WHERE pg_temp.ends(e) <> pg_temp.ends(lo, lo_open, hi, hi_open);

-- ---- + and -: end by end, an open or infinite end wins

SELECT a.e, b.e, a.e + b.e FROM emath_interval a, emath_interval b
	WHERE pg_temp.ends(a.e + b.e) <> pg_temp.ends(a.lo + b.lo, a.lo_open OR b.lo_open, a.hi + b.hi, a.hi_open OR b.hi_open)
		OR pg_temp.ends(a.e - b.e) <> pg_temp.ends(a.lo - b.hi, a.lo_open OR b.hi_open, a.hi - b.lo, a.hi_open OR b.lo_open)
		OR a.e + b.e <> b.e + a.e OR a.e - b.e <> a.e + -b.e
		OR (a.e + b.e)::text::estimate <> a.e + b.e OR (a.e - b.e)::text::estimate <> a.e - b.e;
SELECT e FROM emath_interval WHERE pg_temp.ends(-e) <> pg_temp.ends(-hi, hi_open, -lo, lo_open)
	OR pg_temp.ends(- -e) <> pg_temp.ends(e) OR (-e)::text::estimate <> -e;

-- the kind of a sum: what the terms have in common
SELECT a, b, a + b AS sum, kind(a + b), a - b AS difference, kind(a - b) FROM (VALUES
	('5 USD'::estimate, '3 USD'::estimate), ('~5 USD', '3 USD'), ('~5 USD', '~3 USD'), ('nearly 5 USD', '3 USD'), ('nearly 5 USD', 'nearly 3 USD'),
	('nearly 5 USD', '~3 USD'), ('>5 USD', '3 USD'), ('>=5 USD', '>3 USD'), ('<5 USD', '3 USD'), ('<5 USD', '<=3 USD'), ('3..4 USD', '~5 USD'),
	('undisclosed USD', '5 USD'), ('undisclosed', '5 USD'), ('undisclosed', 'undisclosed'), ('undisclosed USD', 'undisclosed'),
	('10B USD', '>2.7B USD'), ('11.3B USD', 'undisclosed'), ('undisclosed', '0 USD'), ('-5 USD', NULL)) v(a, b);
SELECT '10B USD'::estimate - '>2.7B USD' = '(..7.3B) USD'::estimate AS "below without an end", '11.3B USD'::estimate + 'undisclosed' AS "at least";
-- an amount joins in by itself
SELECT '5 USD'::monetary + '~3 USD'::estimate AS left, '~3 USD'::estimate - '5 USD'::monetary AS right, pg_typeof('5 USD'::monetary + '1 USD') AS type;
SELECT '5 USD'::estimate + '5 EUR'::estimate;
SELECT '~5 USD'::estimate - '5 EUR'::monetary;
SELECT '9999999999999999999999999999 JPY'::estimate + '1 JPY';
SELECT '0..9999999999999999999999999999 JPY'::estimate - '1 JPY' AS fits;
SELECT '-9999999999999999999999999999..0 JPY'::estimate - '1 JPY';
\set VERBOSITY sqlstate
SELECT '5 USD'::estimate + '5 EUR'::estimate;
SELECT '9999999999999999999999999999 JPY'::estimate + '1 JPY';
\set VERBOSITY default

-- ---- * and / by a number: ends scaled, and exchanged below zero

SELECT e, n, e * n FROM emath_interval, unnest(ARRAY[1, 2, 0.5, -1, -3, 0.01, -1e10, 1e15]::numeric[]) n
	WHERE pg_temp.ends(e * n) <> CASE WHEN n > 0 THEN pg_temp.ends(lo * n, lo_open, hi * n, hi_open) ELSE pg_temp.ends(hi * n, hi_open, lo * n, lo_open) END
		OR n * e <> e * n OR (e * n)::text::estimate <> e * n;
SELECT e, n, e / n FROM emath_interval, unnest(ARRAY[1, 2, 0.5, -1, -4, 1e-10, 1e10]::numeric[]) n
	WHERE pg_temp.ends(e / n) <> CASE WHEN n > 0 THEN pg_temp.ends(lo / n, lo_open, hi / n, hi_open) ELSE pg_temp.ends(hi / n, hi_open, lo / n, lo_open) END
		OR (e / n)::text::estimate <> e / n;
SELECT e FROM emath_interval WHERE e * 0 <> '0 USD' OR e * -0.0 <> '0 USD';
SELECT '~7B USD'::estimate * 12 AS year, 2 * 'nearly 7B USD'::estimate AS nearly, '<5 USD'::estimate * 2 AS below, '<5 USD'::estimate * -1 AS turned,
	'undisclosed'::estimate * 2 AS unknown, 'undisclosed'::estimate * -1 AS negative, 'undisclosed USD'::estimate / 4 AS quarter, '~7B USD'::estimate * NULL AS "null";
-- what does not fit is rounded outward, never inward; an exact figure half-even
SELECT x / 3 AS third, lower(x / 3) AS lower, upper(x / 3) AS upper FROM (VALUES ('1..2 USD'::estimate), ('~1 USD'), ('1 USD'), ('-2..-1 USD'), ('2 USD')) v(x);
SELECT x, n FROM (VALUES ('1..2 USD'::estimate), ('-1..2 USD'), ('-2..-1 USD'), ('~7B USD'), ('0.01..0.07 USD'), ('nearly 11 USD')) v(x), unnest(ARRAY[3, 7, -3, 0.7, 123.456, 1e15 / 7]::numeric[]) n
	WHERE n > 0 AND (amount(lower(x / n)) * n > amount(lower(x)) OR amount(upper(x / n)) * n < amount(upper(x)))
		OR n < 0 AND (amount(lower(x / n)) * n < amount(upper(x)) OR amount(upper(x / n)) * n > amount(lower(x)))
		OR n > 0 AND (amount(lower(x * (1 / n))) > amount(lower(x)) * (1 / n) OR amount(upper(x * (1 / n))) < amount(upper(x)) * (1 / n));
-- a factor so small that nothing is left: the interval keeps zero and a unit beyond
SELECT '5 USD'::estimate * 1e-100 AS exact, '~5 USD'::estimate * 1e-100 AS approximate, '-2..1 USD'::estimate * 1e-300 AS range,
	'-2..1 USD'::estimate / 1e300 AS part, '5 USD'::monetary * 1e-100 AS monetary, '>5 USD'::estimate * 1e-16000 AS "more than";
SELECT '1 USD'::estimate / 0;
SELECT '~5 USD'::estimate * 'NaN'::numeric;
SELECT '~5 USD'::estimate / 'Infinity'::numeric;
SELECT '9999999999999999999999999999 JPY'::estimate * 1.1;
\set VERBOSITY sqlstate
SELECT '1 USD'::estimate / 0;
SELECT '~5 USD'::estimate * 'NaN'::numeric;
\set VERBOSITY default

-- ---- intersection

SELECT a.e, b.e, intersection(a.e, b.e) FROM emath_interval a, emath_interval b,
	LATERAL (SELECT CASE WHEN a.lo IS NULL OR b.lo > a.lo THEN b.lo ELSE a.lo END, CASE WHEN a.hi IS NULL OR b.hi < a.hi THEN b.hi ELSE a.hi END) x(lo, hi),
	LATERAL (SELECT coalesce((a.lo = x.lo AND a.lo_open) OR (b.lo = x.lo AND b.lo_open), false), coalesce((a.hi = x.hi AND a.hi_open) OR (b.hi = x.hi AND b.hi_open), false)) o(lo_open, hi_open)
	WHERE pg_temp.ends(intersection(a.e, b.e)) IS DISTINCT FROM
			CASE WHEN coalesce(x.lo > x.hi, false) OR coalesce(x.lo = x.hi AND (o.lo_open OR o.hi_open), false) THEN pg_temp.ends(NULL::estimate)
			ELSE pg_temp.ends(x.lo, o.lo_open, x.hi, o.hi_open) END
		OR intersection(a.e, b.e) IS DISTINCT FROM intersection(b.e, a.e)
		OR (intersection(a.e, b.e) IS NOT NULL) IS DISTINCT FROM (a.e && b.e);
SELECT intersection('>2.7B USD', '<5B USD') AS between, intersection('~7B USD', '~7.0B USD') AS finer, intersection('undisclosed', '5 USD') AS told,
	intersection('5 USD', '6 USD') AS contradict, intersection('~7B USD', '~7B USD') AS same, intersection('undisclosed', 'undisclosed') AS nothing, intersection(NULL, '5 USD') AS "null";
SELECT intersection('5 USD', '5 EUR');

-- ---- ratio: bounds at 20 decimals, outward

SELECT n, d, (ratio(n, d)).* FROM (VALUES ('1 USD'::estimate, '3 USD'::estimate), ('2 USD', '3 USD'), ('-1 USD', '3 USD'), ('6..8 USD', '2..4 USD'), ('6..8 USD', '-4..-2 USD'),
	('-1..8 USD', '2..4 USD'), ('1..2 USD', '0..4 USD'), ('-1..2 USD', '0..4 USD'), ('1 USD', '-1..1 USD'), ('0 USD', '-1..1 USD'), ('0 USD', '0..1 USD'), ('>6 USD', '2 USD'), ('5 USD', '>2 USD'),
	('5 USD', 'undisclosed'), ('undisclosed', '5 USD'), ('undisclosed', 'undisclosed'), ('7000B USD', '>=11.3B USD'), ('<5 USD', '<=2 USD'), ('-2 USD', '<-4 USD'), ('1..2 USD', '3 USD'), ('(..) USD', '1 USD')) v(n, d);
SELECT a.e, b.e FROM emath_interval a, emath_interval b, unnest(ARRAY[-2.25, -1, -0.25, 0.25, 0.75, 1, 2.25, 2.5, 7]) x, unnest(ARRAY[-2.25, -1, -0.25, 0.25, 0.75, 1, 2.25, 2.5, 7]) y
	WHERE a.e @> monetary(x, 'USD')::estimate AND b.e @> monetary(y, 'USD')::estimate AND b.e <> '0 USD'
		AND (x / y < (ratio(a.e, b.e)).lower - 1e-15 OR x / y > (ratio(a.e, b.e)).upper + 1e-15);
SELECT ratio('1 USD', '0 USD');
SELECT ratio('1 USD', '1 EUR');
SELECT ratio(NULL, '1 EUR') IS NULL AS "null";
\set VERBOSITY sqlstate
SELECT ratio('1 USD', '0 USD');
SELECT ratio('1 USD', '1 EUR');

DROP TABLE emath_interval;
