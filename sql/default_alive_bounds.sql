-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
--
-- default_alive_bounds(): how far a figure may go
--
-- the known case: costs 80k, revenue 20k growing 8%; alive with cash 1.2M, dead
-- with 400k
CREATE FUNCTION acme(pay estimate = '80k USD', sales estimate = '20k USD', growth numeric = 0.08,
	pay_growth numeric = NULL) RETURNS cash_line[] LANGUAGE sql IMMUTABLE AS $$
	SELECT ARRAY[cash_line('pay', 'cost', pay, per => '1 month', growth => pay_growth),
	             cash_line('sales', 'revenue', sales, per => '1 month', growth => growth)]
$$;
SELECT * FROM default_alive_bounds('400k USD', acme(), '2025-01-01');
SELECT * FROM default_alive_bounds('1.2M USD', acme(), '2025-01-01');
-- alive at each bound, and not one unit beyond
SELECT what, alive, (runway(opening, lines, '2025-01-01')).is_default_alive
  FROM (VALUES ('opening_cash', true, '691074.75 USD'::estimate, acme()),
	('opening_cash', false, '691074.74 USD', acme()),
	('cost', true, '400k USD', acme(pay => '62869.48 USD')),
	('cost', false, '400k USD', acme(pay => '62869.49 USD')),
	('cost growth', true, '400k USD', acme(pay_growth => -0.0387788)),
	('cost growth', false, '400k USD', acme(pay_growth => -0.0387787)),
	('revenue', true, '400k USD', acme(sales => '29773.96 USD')),
	('revenue', false, '400k USD', acme(sales => '29773.95 USD')),
	('revenue growth', true, '400k USD', acme(growth => 0.1473802)),
	('revenue growth', false, '400k USD', acme(growth => 0.1473801))) AS v(what, alive, opening, lines);

-- the same of many plans, whose categories have one line each
CREATE TABLE plans AS
SELECT n AS plan, ('300k USD'::estimate) * (1 + n % 4) AS opening, 12 + n % 40 AS horizon,
	array_agg(cash_line(format('line %s', i), (ARRAY['cost', 'revenue', 'cost', 'repayment', 'financing'])[i],
		CASE WHEN (n + i) % 7 = 0 THEN estimate(monetary(9000 + n * 11.27 * i, 'USD'), monetary(9100 + n * 13.1 * i, 'USD'))
		     ELSE monetary(5000 + (n * i * 37) % 211 * 97.31, 'USD') END,
		per => CASE WHEN i < 4 THEN make_interval(months => 1 + (n + i) % 3) END,
		starts_on => CASE WHEN i > 3 OR (n + i) % 5 = 0 THEN date '2025-02-11' + n END,
		growth => CASE WHEN i = 2 THEN (n % 9 - 1) * 0.01 END) ORDER BY i) AS lines
  FROM generate_series(1, 60) AS n, generate_series(1, 5) AS i GROUP BY n;
CREATE FUNCTION with_value(lines cash_line[], which text, what text, value numeric) RETURNS cash_line[] LANGUAGE sql IMMUTABLE AS $$
	SELECT array_agg(CASE
		WHEN l.category = which AND what = 'amount' THEN cash_line(l.category, l.flow, monetary(value, 'USD'),
			l.per, l.every, l.starts_on, l.ends_on, l.growth)
		WHEN l.category = which AND what = 'growth' THEN cash_line(l.category, l.flow, l.amount,
			l.per, l.every, l.starts_on, l.ends_on, value)
		ELSE cash_line(l.category, l.flow, l.amount, l.per, l.every, l.starts_on, l.ends_on, l.growth) END ORDER BY i)
	FROM unnest(lines) WITH ORDINALITY AS l(category, flow, amount, per, every, starts_on, ends_on, growth,
		growth_spread, volatility, probability, i)
$$;
CREATE FUNCTION alive_with(opening estimate, lines cash_line[], horizon int, which text, what text, value numeric)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce((runway(CASE what WHEN 'opening_cash' THEN monetary(value, 'USD') ELSE opening END,
		with_value(lines, which, what, value), '2025-01-01', horizon)).is_default_alive, false)
$$;
SELECT what, side, outcome, count(*),
	count(*) FILTER (WHERE CASE outcome WHEN 'bound' THEN alive_with(opening, lines, horizon, category, what, bound) END) AS alive_at_bound,
	count(*) FILTER (WHERE CASE outcome WHEN 'bound' THEN alive_with(opening, lines, horizon, category, what,
		bound + CASE side WHEN 'least' THEN -1 ELSE 1 END * CASE what WHEN 'growth' THEN 1e-7 ELSE 0.01 END) END) AS alive_beyond,
	count(*) FILTER (WHERE outcome <> 'bound' AND alive_with(opening, lines, horizon, category, what, 0)) AS alive_at_0,
	count(*) FILTER (WHERE outcome <> 'bound' AND alive_with(opening, lines, horizon, category, what, 0.02)) AS alive_at_2
  FROM plans, LATERAL default_alive_bounds(opening, lines, '2025-01-01', horizon)
GROUP BY what, side, outcome ORDER BY what, side, outcome;
SELECT count(*) FILTER (WHERE b.is_default_alive IS DISTINCT FROM r.is_default_alive) AS other, count(*)
  FROM plans, LATERAL default_alive_bounds(opening, lines, '2025-01-01', horizon) AS b,
	LATERAL runway(opening, lines, '2025-01-01', horizon) AS r;

-- several lines of a category share a factor, and one growth
CREATE FUNCTION team(factor numeric = 1, growth numeric = 0.01) RETURNS cash_line[] LANGUAGE sql IMMUTABLE AS $$
	SELECT ARRAY[cash_line('pay', 'cost', round(monetary '80k USD' * factor, 2, 'half even'), per => '1 month', growth => growth),
	             cash_line('sales', 'revenue', '95k USD', per => '1 month', growth => 0.02),
	             cash_line('pay', 'cost', round(monetary '4321.09 USD' * factor, 2, 'half even'), every => '2 weeks',
	                       starts_on => '2025-01-10', growth => growth),
	             cash_line('pay', 'revenue', '1 USD', starts_on => '2025-03-01')]
$$;
SELECT category, flow, what, side, current, bound, outcome FROM default_alive_bounds('40k USD', team(), '2025-01-01', 36);
SELECT (runway('40k USD', team(f), '2025-01-01', 36)).is_default_alive
  FROM (VALUES (1.1533271), (1.1533272)) AS v(f);
SELECT (runway('40k USD', team(1, g), '2025-01-01', 36)).is_default_alive
  FROM (VALUES (0.0220969), (0.0220970)) AS v(g);
SELECT what, current FROM default_alive_bounds('40k USD', ARRAY[
	cash_line('pay', 'cost', '8 USD', per => '1 month', growth => 0.01),
	cash_line('pay', 'cost', '9 USD', per => '1 month')], '2025-01-01');

-- always and never, and what is not exact
SELECT category, what, side, current, bound, outcome FROM default_alive_bounds('400k USD',
	acme() || cash_line('move', 'cost', '1 USD', starts_on => '2099-01-01'), '2025-01-01');
SELECT category, what, side, current, bound, outcome FROM default_alive_bounds('1.2M USD',
	acme() || cash_line('move', 'cost', '1 USD', starts_on => '2099-01-01'), '2025-01-01');
SELECT category, what, current, bound, outcome FROM default_alive_bounds('~1.2M USD', acme('70k..90k USD', '~20k USD'), '2025-01-01');
SELECT category, what, current, bound, outcome FROM default_alive_bounds('1.2M USD', acme('undisclosed'), '2025-01-01');
SELECT category, what, current, bound, outcome FROM default_alive_bounds('>=1.2M USD', acme(), '2025-01-01', floor => '100k USD');
-- financing does not count, repayment does
SELECT category, what, side, current, bound, outcome FROM default_alive_bounds('700k USD', acme() || ARRAY[
	cash_line('round', 'financing', '9M USD', starts_on => '2025-03-01'),
	cash_line('loan', 'repayment', '1k USD', per => '1 month', ends_on => '2025-12-31')], '2025-01-01');
-- growth that began over 1200 months before
SELECT category, what, current, bound, outcome FROM default_alive_bounds('700k USD', ARRAY[
	cash_line('estate', 'revenue', '1k USD', per => '1 month', starts_on => '1900-01-01')], '2025-01-01');

-- opening NULL: only the opening's own bound; no lines; no currency
SELECT * FROM default_alive_bounds(NULL, acme(), '2025-01-01');
SELECT * FROM default_alive_bounds('5 USD', NULL, '2025-01-01');
SELECT * FROM default_alive_bounds('5 USD', '{}', '2025-01-01', NULL, '7 USD');
SELECT * FROM default_alive_bounds('undisclosed', ARRAY[cash_line('x', 'cost', 'undisclosed', per => '1 month')], '2025-01-01');
-- the least opening is rounded up to the minor unit
SELECT bound FROM default_alive_bounds('1 USD', ARRAY[cash_line('api', 'cost', '0.0123 USD', starts_on => '2025-01-01')],
	'2025-01-01', 24) WHERE what = 'opening_cash';
SELECT bound, currency FROM default_alive_bounds('1 JPY', ARRAY[cash_line('api', 'cost', '1234.5 JPY', starts_on => '2025-01-01')],
	'2025-01-01', 24) WHERE what = 'opening_cash';

-- a line that grows counts in cents, and without growth in its own unit, which
-- may not fit beside the opening
SELECT what, current, bound, outcome FROM default_alive_bounds('1B USD', ARRAY[
	cash_line('api', 'cost', '0.1234567890123456789012345678 USD', per => '1 month', growth => 0.5)], '2025-01-01', 24);
SELECT what, current, bound, outcome FROM default_alive_bounds('200B USD', ARRAY[
	cash_line('api', 'cost', '0.1234567890123456789012345678 USD', per => '1 month', growth => 0.5),
	cash_line('sales', 'revenue', '1 USD', per => '1 month')], '2025-01-01', 24);

-- errors are those of runway()
SELECT * FROM default_alive_bounds('1 USD', NULL, NULL);
SELECT * FROM default_alive_bounds('1 USD', NULL, '2025-01-01', 0);
SELECT * FROM default_alive_bounds('1 USD', NULL, '2025-01-01', 1201);
SELECT * FROM default_alive_bounds('1 USD', NULL, '2025-01-01', floor => '1 EUR');
SELECT * FROM default_alive_bounds('1 USD', ARRAY[NULL::cash_line], '2025-01-01');
SELECT * FROM default_alive_bounds('1 USD', ARRAY[cash_line('rent', 'cost', '1 EUR', per => '1 month')], '2025-01-01');
SELECT * FROM default_alive_bounds('1 USD', ARRAY[
	cash_line('boom', 'cost', '100000 USD', per => '1 month', growth => 9)], '2025-01-01');

-- the least opening may have more digits than an estimate holds
SELECT outcome, bound, bound = 9999999999999999999999999999 * 1111111111::numeric AS is_the_sum
FROM default_alive_bounds('5 JPY', ARRAY[cash_line('boom', 'cost', '9999999999999999999999999999 JPY',
	per => '1 month', ends_on => '2024-10-31', growth => 9)], '2024-01-01', horizon => 36)
WHERE what = 'opening_cash';

-- the planner knows the rows of what is constant
ANALYZE plans;
CREATE FUNCTION estimated_rows(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
SELECT estimated_rows('SELECT * FROM default_alive_bounds(''1 USD'', acme(), ''2025-01-01'')') AS constant,
	estimated_rows('SELECT * FROM default_alive_bounds(''1 USD'', team(), ''2025-01-01'')') AS grouped,
	estimated_rows('SELECT * FROM default_alive_bounds(''1 USD'', NULL, ''2025-01-01'')') AS null,
	estimated_rows('SELECT * FROM default_alive_bounds(''1 USD'', ARRAY[NULL::cash_line], ''2025-01-01'')') AS refused,
	estimated_rows('SELECT s.* FROM plans AS p, LATERAL default_alive_bounds(opening, ARRAY[lines[1], lines[2]],
		''2025-01-01'') AS s WHERE plan = 1') AS array,
	estimated_rows('SELECT s.* FROM plans AS p, LATERAL default_alive_bounds(opening, lines, ''2025-01-01'') AS s WHERE plan = 1') AS unknown;

-- many lines of one category, and of as many; cancelled in the middle
SELECT category, what, current, bound FROM default_alive_bounds('1M USD', (
	SELECT array_agg(cash_line('seats', 'cost', monetary(i, 'USD'), per => '1 month')) FROM generate_series(1, 300) AS i)
	|| cash_line('sales', 'revenue', '40k USD', per => '1 month', growth => 0.01), '2025-01-01');
SELECT count(*), count(bound), sum(bound) FROM default_alive_bounds('1M USD', (
	SELECT array_agg(cash_line('seat ' || i, 'cost', monetary(i, 'USD'), per => '1 month')) FROM generate_series(1, 300) AS i)
	|| cash_line('sales', 'revenue', '46k USD', per => '1 month', growth => 0.01), '2025-01-01');
SET statement_timeout = '50ms';
DO $$
BEGIN
	PERFORM count(*) FROM default_alive_bounds('1B USD', array_fill(cash_line('rent', 'cost', '1 USD', per => '1 month',
		growth => 0.001), ARRAY[20000]), '2025-01-01', horizon => 1200);
EXCEPTION WHEN query_canceled THEN
	RAISE NOTICE 'cancelled';
END $$;
RESET statement_timeout;
DROP FUNCTION estimated_rows, alive_with, with_value, team, acme;
DROP TABLE plans;
