-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
--
-- cash_simulation(): percentiles of many random runs of a plan.  The figures
-- are the same on every machine: a change of one of them is a change of what
-- users have published.
--
CREATE FUNCTION plan() RETURNS cash_line[] LANGUAGE sql IMMUTABLE AS $$
SELECT ARRAY[
	cash_line('sales', 'revenue', '3.4B..3.8B USD', per => '1 year', growth => 0.03, growth_spread => 0.01, volatility => 0.2),
	cash_line('costs', 'cost', 'nearly 8.5B USD', per => '1 year', volatility => 0.1),
	cash_line('tax', 'cost', '<=100M USD', every => '3 months', starts_on => '2024-11-30'),
	cash_line('round', 'financing', '~4B USD', starts_on => '2025-06-15', probability => 0.7),
	cash_line('loan', 'repayment', '10M USD', per => '1 month', starts_on => '2025-01-16')]
$$;
SELECT * FROM cash_simulation('~5B USD', plan(), '2024-10-01', 12, runs => 1000, seed => 42);
-- at the limits of what one run is, in each distribution, with a floor
SELECT distribution, s.*
  FROM unnest('{uniform,triangular,pert}'::text[]) WITH ORDINALITY AS d (distribution, i),
	   cash_simulation('~5B USD', plan(), '2024-10-01', 12, 250, 7, distribution, '1B USD') AS s
 WHERE month IN ('2024-10-01', '2025-09-01') ORDER BY i, month;
-- exact plans: every run is the projection
SELECT count(*) AS months, bool_and(p05 = closing_cash AND p50 = closing_cash AND p95 = closing_cash AND mean_cash = closing_cash
	AND cash_out_probability = is_cash_out::int AND s.currency = p.currency) AS same
  FROM cash_simulation('100 USD', ARRAY[cash_line('rent', 'cost', '100 USD', per => '7 months')], '2024-10-01', 12) AS s
  JOIN cash_projection('100 USD', ARRAY[cash_line('rent', 'cost', '100 USD', per => '7 months')], '2024-10-01', 12) AS p USING (month);
SELECT * FROM cash_simulation('7 JPY', NULL, '2024-10-01', 1, runs => 1);
SELECT * FROM cash_simulation('7.125 USD', '{}', '2024-10-01', 2, runs => 3, floor => '7.2 USD');

-- the defaults; the same seed gives the same rows, another one does not
SELECT count(*) AS differing FROM (
	SELECT * FROM cash_simulation('~5B USD', plan(), '2024-10-01', 6)
	EXCEPT SELECT * FROM cash_simulation('~5B USD', plan(), '2024-10-01', 6, 10000, 0, 'triangular', NULL)) AS d;
SELECT count(*) AS differing FROM (
	SELECT * FROM cash_simulation('~5B USD', plan(), '2024-10-01', 6)
	EXCEPT SELECT * FROM cash_simulation('~5B USD', plan(), '2024-10-01', 6, seed => -1)) AS d;
-- more months keep the earlier ones; seeds go over all of bigint
SELECT count(*) AS differing FROM (
	SELECT * FROM cash_simulation('~5B USD', plan(), '2024-10-01', 6)
	EXCEPT SELECT * FROM cash_simulation('~5B USD', plan(), '2024-10-01', 60)) AS d;
SELECT count(DISTINCT p50) AS seeds
  FROM unnest('{-9223372036854775808,-1,0,1,9223372036854775807}'::bigint[]) AS seed,
	   cash_simulation('~5B USD', plan(), '2024-10-01', 1, seed => seed);
-- two lines of the same facts do not move alike
SELECT p05 < 0 AND p95 > 0 AS apart FROM cash_simulation('0 USD', ARRAY[
	cash_line('a', 'revenue', '~10 USD', per => '1 month'), cash_line('a', 'cost', '~10 USD', per => '1 month')], '2024-10-01', 1);

-- runs lie within the bounds of the projection where there is no shock, and
-- the probability of a cash-out never falls
SELECT count(*) AS months, bool_and(p05 >= closing_lower AND p95 <= closing_upper AND p05 <= p10 AND p10 <= p25 AND p25 <= p50
	AND p50 <= p75 AND p75 <= p90 AND p90 <= p95) AS within
  FROM (SELECT array_agg(ROW((l).category, (l).flow, (l).amount, (l).per, (l).every, (l).starts_on, (l).ends_on, (l).growth,
			NULL, NULL, NULL)::cash_line ORDER BY i) AS lines
		  FROM unnest(plan()) WITH ORDINALITY AS u (category, flow, amount, per, every, starts_on, ends_on, growth, growth_spread, volatility, probability, i),
			   LATERAL (SELECT ROW(category, flow, amount, per, every, starts_on, ends_on, growth, growth_spread, volatility, probability)::cash_line AS l) AS r) AS q,
	   LATERAL cash_simulation('~5B USD', lines, '2024-10-01', 36) AS s
  JOIN LATERAL cash_projection('~5B USD', lines, '2024-10-01', 36) AS p USING (month);
SELECT bool_and(cash_out_probability >= before) AS never_falls, max(cash_out_probability) < 1 AS some_live
  FROM (SELECT cash_out_probability, lag(cash_out_probability, 1, 0) OVER (ORDER BY month) AS before
		  FROM cash_simulation('~5B USD', plan(), '2024-10-01', 36)) AS s;
-- below the floor at the opening, in one month only, and never again
SELECT month, p50, cash_out_probability FROM cash_simulation('100 USD', ARRAY[
	cash_line('gap', 'cost', '150 USD', starts_on => '2024-11-03', probability => 0.5),
	cash_line('round', 'financing', '300 USD', starts_on => '2024-12-24')], '2024-10-01', 4, runs => 400);
SELECT cash_out_probability FROM cash_simulation('100 USD', ARRAY[
	cash_line('round', 'financing', '300 USD', starts_on => '2024-10-24')], '2024-10-01', 1, floor => '100.01 USD');

--
-- Closed forms.  Standard errors of 100,000 runs; five of them are allowed.
--
-- a one-off of shock s: quantiles exp(s z - s^2/2), mean 1
SELECT p, abs(found / exact - 1) < 5 * sqrt(p * (1 - p) / 100000) * s / (exp(-z * z / 2) / sqrt(2 * pi())) AS holds
  FROM (SELECT 0.5::float8 AS s) AS v,
	   cash_simulation('0 USD', ARRAY[cash_line('a', 'revenue', '1B USD', starts_on => '2024-10-01', volatility => 0.5)],
			'2024-10-01', 1, runs => 100000, seed => 3) AS r,
	   LATERAL (VALUES (0.05, -1.6448536269514722, p05), (0.10, -1.2815515655446004, p10), (0.25, -0.6744897501960817, p25),
			(0.50, 0, p50), (0.75, 0.6744897501960817, p75), (0.90, 1.2815515655446004, p90), (0.95, 1.6448536269514722, p95)) AS q (p, z, found),
	   LATERAL (SELECT exp(s * z - s * s / 2) * 1e9 AS exact) AS e;
SELECT abs(mean_cash / 1e9 - 1) < 5 * sqrt((exp(0.25) - 1) / 100000) AS mean
  FROM cash_simulation('0 USD', ARRAY[cash_line('a', 'revenue', '1B USD', starts_on => '2024-10-01', volatility => 0.5)],
		'2024-10-01', 1, runs => 100000, seed => 3);
-- an amount of 0 to 1 with its figure in the middle
SELECT distribution, p, abs(found / 1e9 - exact) < 0.01 AS holds
  FROM (VALUES ('uniform', 0.05, 0.75), ('triangular', 0.1581138830, 0.6464466094), ('pert', 0.1892553774, 0.6405638352)) AS d (distribution, q05, q75),
	   cash_simulation('0 USD', ARRAY[cash_line('a', 'revenue', '0..1B USD', starts_on => '2024-10-01')],
			'2024-10-01', 1, runs => 100000, distribution => distribution) AS r,
	   LATERAL (VALUES (0.05, p05, q05), (0.5, p50, 0.5), (0.75, p75, q75)) AS q (p, found, exact)
 ORDER BY distribution, p;
-- a round that closes with probability 0.7
SELECT abs(mean_cash - 0.7) < 5 * sqrt(0.7 * 0.3 / 100000) AS mean, p05, p25, p50, p95, abs(cash_out_probability - 0.3) < 0.01 AS probability
  FROM cash_simulation('10 USD', ARRAY[cash_line('a', 'financing', '1 USD', starts_on => '2024-11-01', probability => 0.7),
		cash_line('b', 'repayment', '10 USD', starts_on => '2024-11-30')], '2024-10-01', 2, runs => 100000, floor => '0.5 USD')
 WHERE month = '2024-11-01';

--
-- NULLs and errors
--
SELECT * FROM cash_simulation(NULL, plan(), '2024-10-01', 2);
SELECT * FROM cash_simulation(NULL, NULL, '2024-10-01', 1);
CREATE FUNCTION complaint(expression text, OUT state text, OUT message text, OUT detail text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'SELECT count(*) FROM ' || expression;
	message := 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
\x on
SELECT expression, c.* FROM unnest(ARRAY[
	$$cash_simulation('1 USD', NULL, '2024-10-01', 3, runs => NULL)$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', 3, runs => 0)$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', 3, runs => 10000001)$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', 3, seed => NULL)$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', 3, distribution => NULL)$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', 3, distribution => 'Normal')$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', 3, distribution => '')$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', 0)$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', NULL)$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', 1201)$$,
	$$cash_simulation('1 USD', NULL, NULL, 1)$$,
	$$cash_simulation('1 USD', NULL, '2024-10-01', 1, floor => '1 EUR')$$,
	$$cash_simulation('1 USD', ARRAY[NULL::cash_line], '2024-10-01', 1)$$,
	$$cash_simulation('>1 USD', NULL, '2024-10-01', 3)$$,
	$$cash_simulation('undisclosed', NULL, '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month'), cash_line('b', 'cost', '>=2.7B USD', per => '1 month')], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[cash_line('b', 'cost', 'undisclosed', per => '1 month')], '2024-10-01', 3)$$,
	$$cash_simulation(NULL, ARRAY[cash_line('b', 'cost', 'undisclosed', per => '1 month')], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[cash_line('a', 'cost', '1 EUR', per => '1 month')], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month', growth => -0.5, growth_spread => 0.5)], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month', growth => -0.5, growth_spread => 0.4999)], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month', starts_on => '1900-01-01', growth_spread => 0.1)], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month', volatility => 4)], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month', volatility => 4.0001)], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[ROW('a', 'cost', '1 USD', '1 month', NULL, NULL, NULL, NULL, NULL, -0.1, NULL)::cash_line], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', ARRAY[ROW('a', 'cost', '1 USD', '1 month', NULL, NULL, NULL, NULL, NULL, NULL, 1.1)::cash_line], '2024-10-01', 3)$$,
	$$cash_simulation('1 USD', array_fill(cash_line('a', 'cost', '~1 USD', per => '1 month', growth_spread => 0.1), ARRAY[5]), '2024-10-01', 3, runs => 10000000)$$,
	$$cash_simulation('1 USD', array(SELECT cash_line('a', 'cost', '1 USD', per => '1 month', volatility => i / 100000.0) FROM generate_series(1, 17000) AS i), '2024-10-01', 3, runs => 10)$$,
	$$cash_simulation('99999999999999999999999999 USD', ARRAY[cash_line('a', 'cost', '0.0000000000000000000000000001 USD', per => '1 month')], '2024-10-01', 3)$$
	]) AS expression, complaint(expression) AS c;
\x off
-- a compounding line outgrows 127 bits: the error names it; before that
-- month all is well
SELECT c.state, regexp_replace(c.message, '[0-9]{4}-[0-9]{2}', 'YYYY-MM') AS message, c.hint
  FROM complaint($$cash_simulation('1 USD', ARRAY[cash_line('rent', 'cost', '1 USD', per => '1 month'),
	cash_line('users', 'revenue', '1000 USD', every => '1 year', growth => 0.5, growth_spread => 0.3)], '2024-10-01', 240, 100)$$) AS c;
SELECT count(*), count(*) FILTER (WHERE p95 > 1e20) > 0 AS large FROM cash_simulation('1 USD', ARRAY[
	cash_line('users', 'revenue', '1000 USD', every => '1 year', growth => 0.5, growth_spread => 0.3)], '2024-10-01', 109, 100);
SELECT c.state, c.message FROM complaint($$cash_simulation('1 USD', ARRAY[
	cash_line('rent', 'cost', '1 USD', per => '1 month', growth => 1)], '2024-10-01', 240, 3)$$) AS c;
SELECT c.state, c.message FROM complaint($$cash_simulation('1 USD', ARRAY[
	cash_line('rent', 'cost', '1 USD', per => '1 month', growth => 1, volatility => 0.1)], '2024-10-01', 240, 3)$$) AS c;

--
-- The ends: one run, a hundred years, many lines, and a cancelled run
--
SELECT count(*), bool_and(p05 = p95 AND p50 = mean_cash) AS one_run, max(cash_out_probability)
  FROM cash_simulation('1M USD', ARRAY[cash_line('rent', 'cost', '1000 USD', per => '1 month', growth_spread => 0.001, volatility => 0.3)],
		'2024-10-01', 1200, runs => 1);
SELECT count(*), min(p05) < max(p95) AS spread FROM cash_simulation('1M USD',
	array(SELECT cash_line('a', (ARRAY['cost', 'revenue'])[1 + i % 2], '~10 USD', per => '1 month', volatility => 0.1 + i % 2) FROM generate_series(1, 3000) AS i),
	'2024-10-01', 3, runs => 50);
SET statement_timeout = '100ms';
SELECT count(*) FROM cash_simulation('~5B USD', plan(), '2024-10-01', 1200, runs => 10000000);
RESET statement_timeout;

--
-- Plans: rows are estimated, and a parallel worker gives the same rows
--
EXPLAIN (COSTS OFF) SELECT * FROM cash_simulation('1 USD', NULL, '2024-10-01', 12);
CREATE FUNCTION estimated_rows(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
SELECT estimated_rows($$SELECT * FROM cash_simulation('1 USD', NULL, '2024-10-01', 17)$$) AS constant,
	   estimated_rows($$SELECT * FROM cash_simulation('1 USD', NULL, '2024-10-01', (SELECT 5))$$) AS unknown;
CREATE TABLE company AS SELECT i, monetary(i * 1000, 'USD')::estimate AS opening FROM generate_series(1, 40) AS i;
CREATE FUNCTION median(opening estimate) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT p50 FROM cash_simulation(opening, ARRAY[cash_line('a', 'cost', '~100 USD', per => '1 month', volatility => 0.3)], '2024-10-01', 12, 200)
	 ORDER BY month DESC LIMIT 1
$$;
CREATE TABLE serial_median AS SELECT i, median(opening) AS m FROM company;
ALTER TABLE company SET (parallel_workers = 2);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SET parallel_leader_participation = off;
EXPLAIN (COSTS OFF) SELECT count(median(opening)) FROM company;
SELECT count(*) AS rows, count(*) FILTER (WHERE p.m = s.m) AS same
  FROM (SELECT i, median(opening) AS m FROM company) AS p JOIN serial_median AS s USING (i);
RESET ALL;
DROP TABLE company, serial_median;
DROP FUNCTION median(estimate), estimated_rows(text), complaint(text), plan();
