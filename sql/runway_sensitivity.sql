-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
--
-- runway_sensitivity(): which figure matters
--
-- the known case: cash 400k, costs 80k, revenue 20k growing 8%
CREATE FUNCTION acme() RETURNS cash_line[] LANGUAGE sql IMMUTABLE AS $$
	SELECT ARRAY[cash_line('pay', 'cost', '80k USD', per => '1 month'),
	             cash_line('sales', 'revenue', '20k USD', per => '1 month', growth => 0.08)]
$$;
SELECT * FROM runway_sensitivity('400k USD', acme(), '2025-01-01') \gx
SELECT rank, line_number, category, flow, runway_down, runway_up
  FROM runway_sensitivity('400k USD', acme(), '2025-01-01', change => 1, months => 1, horizon => 8, floor => '50k USD');

-- every figure is what runway() and required_raise() say of the changed plan
CREATE TABLE plans AS
SELECT n AS plan, ('250k USD'::estimate) * (1 + n % 5) AS opening,
	array_agg(cash_line(format('line %s', i), (ARRAY['cost', 'revenue', 'cost', 'financing', 'repayment'])[i],
		CASE WHEN (n + i) % 7 = 0 THEN estimate(monetary(9000 + n * 11.27 * i, 'USD'), monetary(9100 + n * 13.1 * i, 'USD'))
		     ELSE monetary(9000 + n * 97.31 * i, 'USD') END,
		per => CASE WHEN i = 4 THEN NULL ELSE make_interval(months => 1 + (n + i) % 3) END,
		starts_on => CASE WHEN i = 4 OR (n + i) % 5 = 0 THEN date '2025-02-11' + n END,
		growth => CASE WHEN i IN (2, 3) THEN (n % 9 - 3) * 0.01 END) ORDER BY i) AS lines
  FROM generate_series(1, 60) AS n, generate_series(1, 5) AS i GROUP BY n;
CREATE FUNCTION changed(lines cash_line[], number int, factor numeric) RETURNS cash_line[] LANGUAGE sql IMMUTABLE AS $$
	SELECT array_agg(CASE WHEN i = number THEN cash_line(l.category, l.flow, l.amount * factor, l.per, l.every,
		l.starts_on, l.ends_on, l.growth) ELSE cash_line(l.category, l.flow, l.amount, l.per, l.every,
		l.starts_on, l.ends_on, l.growth) END ORDER BY i)
	FROM unnest(lines) WITH ORDINALITY AS l(category, flow, amount, per, every, starts_on, ends_on, growth,
		growth_spread, volatility, probability, i)
$$;
-- NULL central raises are those that the projection leaves open
CREATE FUNCTION central_raise(opening estimate, lines cash_line[], months int) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT greatest(0, -min(closing_cash)) FROM cash_projection(opening, lines, '2025-01-01', months)
	HAVING bool_and(closing_cash IS NOT NULL)
$$;
WITH s AS (
	SELECT p.plan, p.opening, p.lines, s.*,
		CASE WHEN line_number = 0 THEN opening * (1 - change) ELSE opening END AS opening_down,
		CASE WHEN line_number = 0 THEN opening * (1 + change) ELSE opening END AS opening_up
	FROM plans AS p, LATERAL runway_sensitivity(opening, lines, '2025-01-01', 0.05 + plan % 4 * 0.07, 18, 36) AS s
)
SELECT count(*) AS rows,
	count(*) FILTER (WHERE s.runway_months IS DISTINCT FROM (runway(opening, lines, '2025-01-01', 36)).runway_months) AS base,
	count(*) FILTER (WHERE runway_down IS DISTINCT FROM
		(runway(opening_down, changed(lines, line_number, 1 - change), '2025-01-01', 36)).runway_months) AS down,
	count(*) FILTER (WHERE runway_up IS DISTINCT FROM
		(runway(opening_up, changed(lines, line_number, 1 + change), '2025-01-01', 36)).runway_months) AS up,
	count(*) FILTER (WHERE s.required_raise IS DISTINCT FROM central_raise(opening, lines, 18)) AS raise,
	count(*) FILTER (WHERE raise_down IS DISTINCT FROM
		central_raise(opening_down, changed(lines, line_number, 1 - change), 18)) AS raise_down,
	count(*) FILTER (WHERE raise_up IS DISTINCT FROM
		central_raise(opening_up, changed(lines, line_number, 1 + change), 18)) AS raise_up,
	count(*) FILTER (WHERE runway_change_down IS DISTINCT FROM runway_down - s.runway_months
		OR runway_change_up IS DISTINCT FROM runway_up - s.runway_months
		OR raise_change_down IS DISTINCT FROM raise_down - s.required_raise
		OR raise_change_up IS DISTINCT FROM raise_up - s.required_raise) AS changes,
	count(runway_months) AS ending, count(runway_down) AS ending_down, count(s.required_raise) AS raises
  FROM s;
-- the order: the effect on the runway, then on the raise, then the number
SELECT bool_and(rank = n) AS ranked, bool_and(coalesce(effect <= before, true)) AS sorted
  FROM (
	SELECT s.rank, row_number() OVER w AS n, e.effect, lag(e.effect) OVER w AS before
	  FROM plans AS p, LATERAL runway_sensitivity(opening, lines, '2025-01-01', 0.05 + plan % 4 * 0.07, 18, 36)
		WITH ORDINALITY AS s(rank, line_number, category, flow, change, runway_months, runway_down, runway_up,
			runway_change_down, runway_change_up, required_raise, raise_down, raise_up, raise_change_down,
			raise_change_up, currency, i),
		LATERAL (SELECT ROW(greatest(abs(coalesce(runway_down, 36) - coalesce(runway_months, 36)),
			abs(coalesce(runway_up, 36) - coalesce(runway_months, 36))),
			greatest(abs(raise_change_down), abs(raise_change_up)), -line_number) AS effect) AS e
	WINDOW w AS (PARTITION BY p.plan ORDER BY i)
  ) AS rows;

-- a runway beyond the horizon is NULL, and counts as the horizon in the rank
SELECT rank, category, runway_months, runway_down, runway_up, runway_change_down, runway_change_up
  FROM runway_sensitivity('100 USD', ARRAY[
	cash_line('rent', 'cost', '10 USD', per => '1 month'), cash_line('cloud', 'cost', '1 USD', per => '1 month')],
	'2025-01-01', horizon => 10);

-- what is undisclosed leaves the effects open; what comes after does not
SELECT rank, line_number, category, runway_months, runway_up, required_raise, raise_up
  FROM runway_sensitivity('100 USD', ARRAY[
	cash_line('fine', 'cost', 'undisclosed USD', starts_on => '2025-06-01'),
	cash_line('rent', 'cost', '10 USD', per => '1 month')], '2025-01-01', months => 5);
SELECT rank, line_number, category, runway_months, runway_up, required_raise, raise_up
  FROM runway_sensitivity('100 USD', ARRAY[
	cash_line('fine', 'cost', 'undisclosed USD', starts_on => '2025-06-01'),
	cash_line('rent', 'cost', '30 USD', per => '1 month')], '2025-01-01', months => 6);
SELECT rank, line_number, runway_down, raise_up FROM runway_sensitivity('>100 USD', ARRAY[
	cash_line('rent', 'cost', '30 USD', per => '1 month')], '2025-01-01');

-- a change of 1 takes a line away; opening NULL leaves the rows
SELECT rank, line_number, runway_down, runway_up, raise_down, raise_up FROM runway_sensitivity('100 USD', ARRAY[
	cash_line('rent', 'cost', '30 USD', per => '1 month')], '2025-01-01', 1);
SELECT * FROM runway_sensitivity(NULL, ARRAY[cash_line('rent', 'cost', '30 EUR', per => '1 month')], '2025-01-01') \gx
SELECT rank, line_number, flow, runway_months, required_raise, currency FROM runway_sensitivity('5 USD', NULL, '2025-01-01');
SELECT rank, line_number, flow, runway_months, required_raise, currency FROM runway_sensitivity('5 USD', '{}', '2025-01-01', horizon => NULL);
SELECT rank, runway_months, runway_down, required_raise, raise_up FROM runway_sensitivity('-5 USD', NULL, '2025-01-01');
-- finer amounts are multiplied exactly
SELECT line_number, raise_down, raise_up FROM runway_sensitivity('0 USD', ARRAY[
	cash_line('api', 'cost', '0.0123 USD', per => '1 month')], '2025-01-01', 0.125, 1);

-- errors
\set VERBOSITY default
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', NULL);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', 0);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', -0.1);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', 1.01);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', 'NaN');
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', 'Infinity');
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', 1e-28);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', 0.1234567890123456789012345678901234567891);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', months => NULL);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', months => 0);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', months => 1201);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', horizon => 0);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', horizon => 1201);
SELECT * FROM runway_sensitivity('1 USD', NULL, NULL);
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-02');
SELECT * FROM runway_sensitivity('1 USD', NULL, '2025-01-01', floor => '1 EUR');
SELECT * FROM runway_sensitivity('1 USD', ARRAY[NULL::cash_line], '2025-01-01');
SELECT * FROM runway_sensitivity('1 USD', ARRAY[cash_line('rent', 'cost', '1 EUR', per => '1 month')], '2025-01-01');
SELECT * FROM runway_sensitivity('1 USD', ARRAY[
	cash_line('rent', 'cost', '1 USD', per => '1 month'),
	cash_line('all', 'cost', '99999999999999999999999999.99 USD', per => '1 month')], '2025-01-01');
SELECT * FROM runway_sensitivity('99999999999999999999999999.99 USD', NULL, '2025-01-01');
SELECT * FROM runway_sensitivity('1 USD', ARRAY[
	cash_line('rent', 'cost', '1 USD', per => '1 month'),
	cash_line('boom', 'cost', '100000 USD', per => '1 month', growth => 9)], '2025-01-01');
SELECT * FROM runway_sensitivity('1 USD', ARRAY[
	ROW('', 'cost', '1 USD', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line], '2025-01-01');
SELECT * FROM runway_sensitivity('1 USD', array_fill(cash_line('rent', 'cost', '1 USD', per => '1 month'), ARRAY[100001]), '2025-01-01');

-- the planner knows the rows of what is constant
ANALYZE plans;
CREATE FUNCTION estimated_rows(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
SELECT estimated_rows('SELECT * FROM runway_sensitivity(''1 USD'', acme(), ''2025-01-01'')') AS constant,
	estimated_rows('SELECT * FROM runway_sensitivity(''1 USD'', NULL, ''2025-01-01'')') AS null,
	estimated_rows('SELECT s.* FROM plans AS p, LATERAL runway_sensitivity(opening, ARRAY[lines[1], lines[2], lines[3]],
		''2025-01-01'') AS s WHERE plan = 1') AS array,
	estimated_rows('SELECT s.* FROM plans AS p, LATERAL runway_sensitivity(opening, lines, ''2025-01-01'') AS s WHERE plan = 1') AS unknown;

-- many lines: the sum of their effects is the effect of all
SELECT count(*), sum(raise_change_up) = max(total) AS adds_up, max(rank) AS last
  FROM (SELECT array_agg(cash_line('seat ' || i, 'cost', monetary(i, 'USD'), per => '1 month')) AS lines
	FROM generate_series(1, 3000) AS i) AS l,
	LATERAL (SELECT required_raise('0 USD', lines, '2025-01-01', 12)) AS r(raise),
	LATERAL (SELECT (point(raise) * 0.1 / '1 USD'::monetary) AS total) AS t,
	runway_sensitivity('0 USD', lines, '2025-01-01', 0.1, 12, 12);
SET statement_timeout = '50ms';
DO $$
BEGIN
	PERFORM count(*) FROM runway_sensitivity('1B USD', array_fill(cash_line('rent', 'cost', '1 USD', per => '1 month',
		growth => 0.001), ARRAY[100000]), '2025-01-01', horizon => 1200);
EXCEPTION WHEN query_canceled THEN
	RAISE NOTICE 'cancelled';
END $$;
RESET statement_timeout;
DROP FUNCTION estimated_rows, central_raise, changed, acme;
DROP TABLE plans;
