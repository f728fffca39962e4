-- Arithmetic, rounding and allocation of monetary (monetary_math.c).
-- numeric is the oracle where it can be; queries against it list what
-- differs: no rows.

CREATE TEMP TABLE amount_value (m monetary);
INSERT INTO amount_value SELECT monetary(s * n, 'USD')
	FROM (VALUES (0), (1), (0.01), (0.015), (1.005), (2.5), (3.33), (1e9), (123456789.987654321),
		(99999999999999999999999999.99), (0.0000000000000000000000000001), (12345678901234.5678)) a(n),
		(VALUES (1), (-1)) b(s);

CREATE FUNCTION pg_temp.attempt(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE 'SELECT (' || query || ')::text' INTO answer;
	RETURN answer;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;

-- 10 to the k; the operator ^ would not be exact
CREATE FUNCTION pg_temp.ten(k int) RETURNS numeric LANGUAGE sql AS $$
	SELECT ('1e' || k)::numeric
$$;
-- what an exact result of numeric must become: itself, or out of range where
-- it has more than 28 digits, two of them at least behind the point
CREATE FUNCTION pg_temp.exact_usd(n numeric) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN scale(trim_scale(n)) > 28
			OR abs(n) * pg_temp.ten(greatest(scale(trim_scale(n)), 2)) >= 1e28 THEN '22003'
		ELSE round(n, greatest(scale(trim_scale(n)), 2))::text || ' USD' END
$$;

-- ---- + and -: exact, or out of range

SELECT a.m, b.m FROM amount_value a, amount_value b
	WHERE pg_temp.attempt(format('%L::monetary + %L::monetary', a.m, b.m))
			<> pg_temp.exact_usd(amount(a.m) + amount(b.m))
		OR pg_temp.attempt(format('%L::monetary - %L::monetary', a.m, b.m))
			<> pg_temp.exact_usd(amount(a.m) - amount(b.m));
SELECT a.m, b.m FROM amount_value a, amount_value b
	WHERE pg_temp.exact_usd(amount(a.m) + amount(b.m)) <> '22003'
		AND pg_temp.attempt(format('%L::monetary + %L - %L', a.m, b.m, b.m)) <> a.m::text;
SELECT m FROM amount_value
	WHERE amount(-m) <> -amount(m) OR -(-m) <> m OR amount(abs(m)) <> abs(amount(m))
		OR sign(m) <> sign(amount(m)) OR m - m <> '0 USD' OR -m <> '0 USD' - m;
SELECT '99999999999999999999999999.99 USD'::monetary + '0.00 USD' AS limit,
	-'99999999999999999999999999.99 USD'::monetary AS other_limit;
SELECT '99999999999999999999999999.99 USD'::monetary + '0.01 USD';
SELECT '1 USD'::monetary + '1 EUR';
SELECT '1 USD'::monetary - '1 JPY';
SELECT NULL + '1 USD'::monetary AS a, '1 USD'::monetary - NULL AS b, -NULL::monetary AS c;
\set VERBOSITY sqlstate
SELECT '99999999999999999999999999.99 USD'::monetary + '0.01 USD';
SELECT '1 USD'::monetary + '1 EUR';
\set VERBOSITY default

-- ---- *: exact while it fits in 28 digits, else half-even in the last

CREATE TEMP TABLE factor (n numeric);
INSERT INTO factor VALUES (0), (1), (-1), (2), (0.5), (-0.25), (1.1), (3), (1e3), (1e-3), (0.0125),
	(123.456), (1e20), (1e-20), (0.333333333333333333333), (-7e10);
-- the product at the scale that 28 digits leave; half-even by hand
CREATE FUNCTION pg_temp.fit_usd(n numeric) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	r numeric;
BEGIN
	-- as many decimals as 28 digits leave room for
	FOR d IN REVERSE 28..2 LOOP
		r := round(n, d);
		-- half-even: numeric rounds half away from zero
		IF abs(n - r) * 2 * pg_temp.ten(d) = 1 AND mod(abs(r) * pg_temp.ten(d), 2) = 1 THEN
			r := r - sign(n) * pg_temp.ten(-d);
		END IF;
		IF abs(r) * pg_temp.ten(d) < 1e28 THEN
			RETURN pg_temp.exact_usd(r);
		END IF;
	END LOOP;
	RETURN '22003';
END
$$;
SELECT m, n, pg_temp.attempt(format('%L::monetary * %s', m, n)), pg_temp.fit_usd(amount(m) * n)
	FROM amount_value, factor
	WHERE pg_temp.attempt(format('%L::monetary * (%s)', m, n)) <> pg_temp.fit_usd(amount(m) * n)
		OR pg_temp.attempt(format('(%s) * %L::monetary', n, m)) <> pg_temp.fit_usd(amount(m) * n);

-- halves in the 28th digit go to the even one, away from no side
SELECT '0.0000000000000000000000000001 USD'::monetary * 0.5 AS "0.5 to 0",
	'0.0000000000000000000000000003 USD'::monetary * 0.5 AS "1.5 to 2",
	'-0.0000000000000000000000000005 USD'::monetary * 0.5 AS "-2.5 to -2",
	'0.0000000000000000000000000001 USD'::monetary * 0.5000000001 AS "above to 1",
	'9.999999999999999999999999999 USD'::monetary * 1.00000000000000000000000000005 AS carries;

-- factors of more than 38 digits: numeric's exact product, rounded once
SELECT '2 USD'::monetary * 0.50000000000000000000000000000000000000000000000001 AS above,
	'1 USD'::monetary * 123456789012345678901234.5678901234567890123456789 AS digits,
	'3 USD'::monetary * (1::numeric / 3)::numeric(60, 50) AS third,
	'0 USD'::monetary * 1e100 AS zero, '1 USD'::monetary * 1e-100 AS tiny,
	'-1 USD'::monetary * (1e-100 + 1e-200) AS tinier;
\set VERBOSITY sqlstate
SELECT '1 USD'::monetary * 1e100;
SELECT '1 USD'::monetary * (1e100 + 1e-100);
SELECT '99999999999999999999999999.99 USD'::monetary * 1.0000000000001;
\set VERBOSITY default
SELECT '1 USD'::monetary * 'NaN'::numeric;
SELECT 'Infinity'::numeric * '1 USD'::monetary;
SELECT '1 USD'::monetary * '-Infinity'::numeric;
-- smallint, integer, bigint and unknown literals multiply; float8 does not
SELECT '5 USD'::monetary * 2::int2 AS i2, 2::int4 * '5 USD'::monetary AS i4,
	'5 USD'::monetary * 2::int8 AS i8, '5 USD'::monetary * '2' AS unknown, '2' * '5 USD'::monetary AS left_unknown,
	'5 USD'::monetary * NULL AS "null";
\set VERBOSITY sqlstate
SELECT '5 USD'::monetary * 2::float8;
SELECT '5 USD'::monetary * '5 USD'::monetary;
\set VERBOSITY default

-- ---- / by a number: the quotient half-even in the 28th digit

SELECT m, n FROM amount_value, factor
	WHERE n <> 0 AND pg_temp.attempt(format('%L::monetary / (%s)', m, n))
		-- 130 decimals are far beyond what could look like a tie in the 28th
		<> pg_temp.fit_usd(round((amount(m) * 1e130)::numeric(300, 130) / n, 130) * 1e-130);
SELECT '100 USD'::monetary / 3 AS third, '-100 USD'::monetary / 3 AS negative, '100 JPY'::monetary / 7 AS jpy,
	'1 USD'::monetary / 8 AS exact, '10 USD'::monetary / 0.1 AS tenth, '0 USD'::monetary / -3 AS zero;
SELECT '1 USD'::monetary / 0;
SELECT '1 USD'::monetary / 'NaN'::numeric;
SELECT '1 USD'::monetary / 'Infinity'::numeric;
SELECT '1 USD'::monetary / 123456789012345678901234567890123456789;
SELECT '99999999999999999999999999.99 USD'::monetary / 0.1;
\set VERBOSITY sqlstate
SELECT '1 USD'::monetary / 0;
SELECT '1 USD'::monetary / 'NaN'::numeric;
\set VERBOSITY default

-- ---- / by an amount: numeric's quotient

SELECT a.m, b.m FROM amount_value a, amount_value b
	WHERE sign(b.m) <> 0 AND (a.m / b.m)::text <> (amount(a.m) / amount(b.m))::text;
SELECT '10 USD'::monetary / '4 USD'::monetary AS ratio, pg_typeof('10 USD'::monetary / '4 USD'::monetary) AS type;
SELECT '10 USD'::monetary / '4 EUR'::monetary;
SELECT '10 USD'::monetary / '0 USD'::monetary;

-- ---- round: every mode against numeric

CREATE TEMP TABLE mode (name text);
INSERT INTO mode VALUES ('half even'), ('half up'), ('half down'), ('up'), ('down'), ('ceiling'), ('floor');
CREATE FUNCTION pg_temp.rounded(n numeric, digits int, mode text) RETURNS numeric LANGUAGE sql AS $$
	SELECT CASE mode
		WHEN 'down' THEN d
		WHEN 'up' THEN CASE WHEN d = n THEN d ELSE d + sign(n) * u END
		WHEN 'floor' THEN CASE WHEN d > n THEN d - u ELSE d END
		WHEN 'ceiling' THEN CASE WHEN d < n THEN d + u ELSE d END
		WHEN 'half up' THEN CASE WHEN abs(n - d) * 2 >= u THEN d + sign(n) * u ELSE d END
		WHEN 'half down' THEN CASE WHEN abs(n - d) * 2 > u THEN d + sign(n) * u ELSE d END
		WHEN 'half even' THEN CASE WHEN abs(n - d) * 2 > u OR (abs(n - d) * 2 = u AND mod(abs(d) / u, 2) = 1)
			THEN d + sign(n) * u ELSE d END
		END
	FROM (SELECT trunc(n, digits), pg_temp.ten(-digits)) t(d, u)
$$;
-- the oracle itself, on the example of java.math.RoundingMode
SELECT n, array_agg(trim_scale(pg_temp.rounded(n, 0, name)) ORDER BY ordinality) AS "half even, half up, half down, up, down, ceiling, floor"
	FROM (VALUES (5.5), (2.5), (1.6), (1.1), (1.0), (-1.0), (-1.1), (-1.6), (-2.5), (-5.5)) v(n),
		unnest(ARRAY['half even', 'half up', 'half down', 'up', 'down', 'ceiling', 'floor']) WITH ORDINALITY m(name)
	GROUP BY n ORDER BY n DESC;
INSERT INTO amount_value SELECT monetary(n, 'USD') FROM (VALUES (5.5), (2.5), (1.6), (1.1), (-1.1), (-2.5), (-5.5),
	(0.5), (0.05), (0.005), (-0.005), (1.995), (999.995), (1500), (2500), (-2500), (499.99), (500), (500.01),
	(0.045), (0.0449999), (49999999999999999999999999.99), (50000000000000000000000000)) v(n);
SELECT m, digits, name FROM amount_value, generate_series(-29, 29) digits, mode
	WHERE pg_temp.attempt(format('round(%L::monetary, %s, %L)', m, digits, name))
		<> pg_temp.exact_usd(pg_temp.rounded(amount(m), digits, name));
-- beyond the digits that there are, in both directions
SELECT round('1.005 USD'::monetary, 2147483647, 'up') AS same, round('1.005 USD'::monetary, -2147483648, 'half even') AS nothing,
	round('-1.005 USD'::monetary, -2147483648, 'ceiling') AS zero, round('0 USD'::monetary, -5, 'up') AS none;
-- the minor units, half even, and names of modes in any case and spelling
SELECT round('1.005 USD'::monetary) AS usd, round('1.015 USD'::monetary) AS odd, round('2.5 JPY'::monetary) AS jpy,
	round('1.23456 BHD'::monetary) AS bhd, round('1.23455 CLF'::monetary) AS clf, round('1.005 USD'::monetary, NULL, 'UP') AS up,
	round('1.25 USD'::monetary, 1, 'HALF_UP') AS spelled, round('1.25 USD'::monetary, mode => 'half-down', digits => 1) AS named;
SELECT round(NULL::monetary) IS NULL AND round('1 USD'::monetary, 1, NULL) IS NULL AS "null";
SELECT round('1.25 USD'::monetary, 1, 'bankers');
SELECT round('1.25 USD'::monetary, 1, '');
SELECT round('99999999999999999999999999.99 USD'::monetary, 0, 'up');
\set VERBOSITY sqlstate
-- there is no form without a mode: it would make round('1.5', '1') ambiguous
SELECT round('1.25 USD'::monetary, 1);
SELECT round('1.5', '1') AS numeric, pg_typeof(round('1.5', '1')) AS type;
SELECT round('1.25 USD'::monetary, 1, 'bankers');
SELECT round('99999999999999999999999999.99 USD'::monetary, 0, 'up');
\set VERBOSITY default

-- ---- allocate: largest remainder, ties to the lowest index

SELECT amount, weights, allocate(amount, weights) AS got, expected FROM (VALUES
	('1 USD'::monetary, '{2,3,1}'::numeric[], '{0.33 USD,0.50 USD,0.17 USD}'::monetary[]),
	('100 USD', '{30,20,40}', '{33.33 USD,22.22 USD,44.45 USD}'),
	('-100 USD', '{30,20,40,40}', '{-23.08 USD,-15.38 USD,-30.77 USD,-30.77 USD}'),
	('0.03 USD', '{75,25}', '{0.02 USD,0.01 USD}'),
	('220 USD', '{445455,9091,545455}', '{98.00 USD,2.00 USD,120.00 USD}'),
	-- ties, zero weights, a single part, fewer units than parts
	('0.01 USD', '{1,1}', '{0.01 USD,0.00 USD}'), ('-0.01 USD', '{1,1}', '{-0.01 USD,0.00 USD}'),
	('10 USD', '{0,1,0}', '{0.00 USD,10.00 USD,0.00 USD}'), ('10 USD', '{7}', '{10.00 USD}'),
	('0.02 USD', '{1,1,1}', '{0.01 USD,0.01 USD,0.00 USD}'), ('0 USD', '{1,2}', '{0.00 USD,0.00 USD}'),
	('10 JPY', '{1,1,1}', '{4 JPY,3 JPY,3 JPY}'), ('1 BHD', '{1,2}', '{0.333 BHD,0.667 BHD}'),
	-- the last unit is the amount's own: it has three decimals
	('0.005 USD', '{1,1}', '{0.003 USD,0.002 USD}'),
	-- weights as fractions, at different scales
	('100 USD', '{0.5,0.25,0.250}', '{50 USD,25 USD,25 USD}'), ('100 USD', '{1e10,1e10}', '{50 USD,50 USD}'),
	('100 USD', '{0.333333,0.666667}', '{33.33 USD,66.67 USD}'),
	-- both limits
	('99999999999999999999999999.99 USD', '{1,0}', '{99999999999999999999999999.99 USD,0 USD}'),
	('-99999999999999999999999999.99 USD', '{1,1}', '{-50000000000000000000000000.00 USD,-49999999999999999999999999.99 USD}'),
	('99999999999999999999999999.99 USD', '{9999999999999999999999999999999999999,1}', '{99999999999999999999999999.99 USD,0 USD}')
	) v(amount, weights, expected) WHERE allocate(amount, weights) IS DISTINCT FROM expected;

-- parts add up, mirror, and none is further than a unit from its share
CREATE TEMP TABLE share AS SELECT monetary((i * 7919 % 100003 - 50000)::numeric / 100, 'USD') AS m,
		(SELECT array_agg(((i * j * 31 + j) % 17)::numeric / 8 + CASE WHEN j = 1 THEN 1 ELSE 0 END)
			FROM generate_series(1, 1 + i % 9) j) AS w
	FROM generate_series(1, 500) i;
SELECT m, w FROM share WHERE m <> (SELECT sum(p) FROM unnest(allocate(m, w)) p)
	OR allocate(-m, w) <> (SELECT array_agg(-p ORDER BY o) FROM unnest(allocate(m, w)) WITH ORDINALITY u(p, o))
	OR cardinality(allocate(m, w)) <> cardinality(w)
	OR EXISTS (SELECT FROM unnest(allocate(m, w), w) u(p, x)
		WHERE abs(amount(p) - amount(m) * x / (SELECT sum(y) FROM unnest(w) y)) >= 0.01);
SELECT cardinality(p) AS parts, (SELECT sum(x) FROM unnest(p) x) AS total, p[1] AS first, p[100001] AS last
	FROM (SELECT allocate('1M USD', array_fill(1::numeric, ARRAY[100001]))) v(p);
SELECT allocate(NULL, '{1}') IS NULL AND allocate('1 USD', NULL) IS NULL AS "null",
	pg_typeof(allocate('1 USD', '{1}')) AS type;
SELECT allocate('1 USD', '{}');
SELECT allocate('1 USD', '{0,0}');
SELECT allocate('1 USD', '{1,-1}');
SELECT allocate('1 USD', '{1,NULL}');
SELECT allocate('1 USD', '{1,NaN}');
SELECT allocate('1 USD', '{Infinity}');
SELECT allocate('1 USD', '{{1,2},{3,4}}');
SELECT allocate('1 USD', '{1e30,1e-30}');
SELECT allocate('1 USD', '{123456789012345678901234567890123456789}');
SELECT allocate('1 USD', '{1e37,1e37,1e38}');
SELECT allocate('1 USD', array_fill(1::numeric, ARRAY[1000001]));
\set VERBOSITY sqlstate
SELECT allocate('1 USD', '{}');
SELECT allocate('1 USD', '{1,-1}');
SELECT allocate('1 USD', '{1,NULL}');
SELECT allocate('1 USD', '{Infinity}');
SELECT allocate('1 USD', '{1e30,1e-30}');
SELECT allocate('1 USD', array_fill(1::numeric, ARRAY[1000001]));
-- a literal factor is read once, a parameter never kept: the same call site of
-- PL/pgSQL multiplies by what it is given
CREATE FUNCTION pg_temp.times(factor numeric) RETURNS monetary LANGUAGE plpgsql AS 'BEGIN RETURN ''3 USD''::monetary * factor; END';
CREATE FUNCTION pg_temp.left_times(factor numeric) RETURNS monetary LANGUAGE plpgsql AS 'BEGIN RETURN factor * ''3 USD''::monetary; END';
SELECT f, pg_temp.times(f), pg_temp.left_times(f) FROM unnest(ARRAY[1.1, 2, NULL, 0.005, 12345678901234567890.5, -1]) f;
SELECT x * 1.1 AS a, 1.1 * x AS b, x * 12345678901234567890.5 AS c, x * f AS d, f * x AS e FROM (VALUES ('1 USD'::monetary, 3), ('-2.005 EUR', 1e4), (NULL, 1), ('7 JPY', NULL)) v(x, f);
PREPARE times(numeric) AS SELECT '3 USD'::monetary * $1 AS a, $1 * '3 USD'::monetary AS b;
SET plan_cache_mode = force_generic_plan;
EXECUTE times(1.1);
EXECUTE times(2);
RESET plan_cache_mode;
DEALLOCATE times;
