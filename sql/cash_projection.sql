-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
--
-- cash_projection(): cash month by month
--
SELECT month, revenue, cost, net_burn, closing_cash, is_cash_out, currency
  FROM cash_projection('5B USD', ARRAY[
	cash_line('sales', 'revenue', '3.5B USD', per => '1 year'),
	cash_line('costs', 'cost', '8.5B USD', per => '1 year')], '2024-10-01', 13);
-- twelve months add up to the annual figures to the cent
SELECT sum(net_burn), sum(cost), sum(revenue), round(avg(net_burn), 2) AS ordinary
  FROM cash_projection('5B USD', ARRAY[
	cash_line('sales', 'revenue', '3.5B USD', per => '1 year'),
	cash_line('costs', 'cost', '8.5B USD', per => '1 year')], '2024-10-01', 12);

-- every column: a late round shows the gap before it, repayments stand apart
SELECT * FROM cash_projection('100 USD', ARRAY[
	cash_line('sales', 'revenue', '10 USD', per => '1 month'),
	cash_line('costs', 'cost', '70 USD', per => '1 month'),
	cash_line('round', 'financing', '200 USD', starts_on => '2024-11-30'),
	cash_line('loan', 'repayment', '5 USD', every => '2 months', starts_on => '2024-10-31')],
	'2024-10-01', 4, '20 USD') \gx

-- bounds; the central figures stop where an undisclosed line moves
SELECT month, opening_cash, cost, financing, cash_before_financing, closing_cash, closing_lower, closing_upper, is_cash_out
  FROM cash_projection('~100 USD', ARRAY[
	cash_line('costs', 'cost', '20..30 USD', per => '1 month'),
	cash_line('fine', 'cost', 'undisclosed', starts_on => '2024-12-24'),
	cash_line('round', 'financing', '>50 USD', starts_on => '2025-01-01')], '2024-10-01', 5);
SELECT month, opening_cash, closing_cash, closing_lower, closing_upper, is_cash_out, currency
  FROM cash_projection('undisclosed', ARRAY[cash_line('costs', 'cost', '>2.7 USD', per => '1 month')], '2024-10-01', 2);
SELECT month, cost, closing_cash, closing_lower, closing_upper, is_cash_out, currency
  FROM cash_projection(NULL, ARRAY[cash_line('costs', 'cost', '2.7 USD', per => '1 month')], '2024-10-01', 2);
SELECT * FROM cash_projection(NULL, NULL, '2024-10-01', 1);
SELECT closing_cash FROM cash_projection('7 JPY', '{}', '2024-10-01', 2);

-- schedules
CREATE FUNCTION moves(line cash_line, months int, from_month date = '2024-01-01')
RETURNS numeric[] LANGUAGE sql AS $$
	SELECT array_agg(revenue ORDER BY month) FROM cash_projection(NULL, ARRAY[line], from_month, months)
$$;
-- rates: allocation, anchored where the line starts; days of part months
SELECT moves(cash_line('a', 'revenue', '100 USD', per => '3 months'), 7);
SELECT moves(cash_line('a', 'revenue', '100 USD', per => '3 months', starts_on => '2023-11-01'), 4);
SELECT moves(cash_line('a', 'revenue', '310 USD', per => '1 month', starts_on => '2024-01-30', ends_on => '2024-03-02'), 4);
SELECT moves(cash_line('a', 'revenue', '0.05 USD', per => '1 year'), 12);
SELECT moves(cash_line('a', 'revenue', '1.001 USD', per => '2 months'), 2);
-- payments: the 31st falls on the month's end, computed from the start
SELECT moves(cash_line('a', 'revenue', '1 USD', every => '1 month', starts_on => '2024-01-31', ends_on => '2024-04-29'), 5);
SELECT moves(cash_line('a', 'revenue', '1 USD', every => '1 month', starts_on => '2024-01-31', ends_on => '2024-04-30'), 5);
SELECT moves(cash_line('a', 'revenue', '1 USD', every => '14 days', starts_on => '2023-12-27'), 5);
SELECT moves(cash_line('a', 'revenue', '1 USD', every => '1 day', ends_on => '2024-03-01'), 4);
SELECT moves(cash_line('a', 'revenue', '1 USD', every => '1 year', starts_on => '2023-02-28'), 3);
SELECT moves(cash_line('a', 'revenue', '1 USD', starts_on => '2024-02-29'), 3);
SELECT moves(cash_line('a', 'revenue', '1 USD', starts_on => '2023-12-31'), 3);
-- growth: from the line's own first month, rounded once, never chained
SELECT moves(cash_line('a', 'revenue', '20k USD', per => '1 month', growth => 0.08), 4);
SELECT moves(cash_line('a', 'revenue', '20k USD', per => '1 month', growth => 0.08, starts_on => '2023-12-16'), 3);
SELECT moves(cash_line('a', 'revenue', '0.10 USD', per => '1 month', growth => 0.04), 12);
SELECT moves(cash_line('a', 'revenue', '100 USD', every => '3 months', growth => 0.1), 7);
SELECT moves(cash_line('a', 'revenue', '1 USD', per => '1 month', growth => 1), 8);
SELECT moves(cash_line('a', 'revenue', '8 USD', per => '1 month', growth => -0.5), 14);
SELECT moves(cash_line('a', 'revenue', '100 USD', per => '3 months', growth => 0), 3);

-- months far away, and all of them
SELECT count(*), min(month), max(month), sum(cost) FROM cash_projection('0 USD', ARRAY[
	cash_line('c', 'cost', '1 USD', per => '1 month')], '0001-01-01 BC', 1200);
SELECT month FROM cash_projection('0 USD', NULL, '5874897-12-01', 1);

-- a plan of 100000 lines
SELECT closing_cash FROM (SELECT array_agg(cash_line('c' || n, 'cost', '1 USD', per => '1 month')) AS lines
                            FROM generate_series(1, 100000) AS n) AS l,
       cash_projection('0 USD', lines, '2024-10-01', 2);

-- the planner knows the number of rows
CREATE FUNCTION plan_rows(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan->0->'Plan'->'Plan Rows';
END $$;
SELECT plan_rows($$SELECT * FROM cash_projection('0 USD', NULL, '2024-10-01', 7)$$) AS constant,
       plan_rows($$SELECT * FROM cash_projection('0 USD', NULL, '2024-10-01', months => 5 + 6)$$) AS folded,
       plan_rows($$SELECT p.* FROM generate_series(1, 10) AS m, cash_projection('0 USD', NULL, '2024-10-01', 7) AS p$$) AS joined;

--
-- A second computation in plain SQL: 300 pseudo-random plans of up to six
-- lines each, all schedules, growth and ranges, over 30 months.
--
CREATE FUNCTION half_even(numerator numeric, denominator numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT div(numerator, denominator) +
	       CASE sign(2 * mod(numerator, denominator) - denominator)
	       WHEN 1 THEN 1 WHEN 0 THEN mod(div(numerator, denominator), 2) ELSE 0 END
$$;
CREATE TABLE facts AS
	SELECT p, l, (ARRAY['revenue', 'cost', 'cost', 'financing', 'repayment'])[1 + r[1] % 5] AS flow,
	       r[2] % 100000 AS lower_cents, r[2] % 100000 + 2 * (r[3] % 3) * (r[4] % 500) AS upper_cents,
	       CASE WHEN r[5] % 4 < 2 THEN r[6] % 14 + 1 END AS per,
	       CASE r[5] % 4 WHEN 2 THEN make_interval(months => r[6] % 14 + 1)
	                     WHEN 3 THEN make_interval(days => r[6] % 80 + 1) END AS every,
	       CASE WHEN r[7] % 3 > 0 THEN date '2024-10-01' + r[8] % 800 - 400 END AS starts_on,
	       r[9] % 3 > 0 AS ends, r[10] % 700 AS days,
	       CASE WHEN r[11] % 2 = 0 THEN (r[12] % 400 - 150) / 1000.0 END AS growth
	  FROM generate_series(1, 300) AS p, LATERAL generate_series(1, 1 + p % 6) AS l,
	       LATERAL (SELECT array_agg(('x' || substr(md5(p || ' ' || l || ' ' || i), 1, 7))::bit(28)::int ORDER BY i) AS r
	                  FROM generate_series(1, 12) AS i) AS random;
ALTER TABLE facts ADD ends_on date;
UPDATE facts SET ends_on = coalesce(starts_on, '2024-10-01') + days WHERE ends;
-- some have no interval at all: one-offs
UPDATE facts SET per = NULL, every = NULL, starts_on = coalesce(starts_on, '2025-01-15'), ends_on = NULL WHERE lower_cents % 7 = 0;

-- (1 + growth)^k, exact, by multiplication
CREATE TABLE power AS
	WITH RECURSIVE power AS (
		SELECT g.growth, 0 AS k, 1::numeric AS value FROM (SELECT DISTINCT growth FROM facts WHERE growth <> 0) AS g
		UNION ALL
		SELECT growth, k + 1, value * (1 + growth) FROM power WHERE k < 50)
	SELECT * FROM power;
CREATE TABLE moved AS
	WITH month AS (
		SELECT n, (date '2024-10-01' + make_interval(months => n - 1))::date AS first_day,
		       (date '2024-10-01' + make_interval(months => n))::date - 1 AS last_day
		  FROM generate_series(1, 30) AS n),
	line AS (
		SELECT f.*, coalesce(starts_on, '2024-10-01') AS s, coalesce(ends_on, 'infinity') AS e,
		       nullif(growth, 0) AS g
		  FROM facts AS f),
	part AS MATERIALIZED (
		SELECT l.*, m.n, m.first_day, m.last_day - m.first_day + 1 AS days_in_month,
		       (extract(year FROM m.first_day) * 12 + extract(month FROM m.first_day) -
		        extract(year FROM s) * 12 - extract(month FROM s))::int AS k,
		       CASE WHEN per IS NOT NULL THEN greatest(0, least(e, m.last_day) - greatest(s, m.first_day) + 1)
		            WHEN every IS NULL THEN (s BETWEEN m.first_day AND m.last_day)::int
		            ELSE (SELECT count(*) FROM generate_series(0, (extract(epoch FROM interval '1500 days') / extract(epoch FROM every))::int) AS j, LATERAL (SELECT (s + j * every)::date AS d) AS due
		                   WHERE j * every < interval '1500 days' AND d BETWEEN m.first_day AND m.last_day AND d <= e) END AS count
		  FROM line AS l, month AS m)
	SELECT p, l, n, first_day, flow, count > 0 AS moves,
	       CASE WHEN count = 0 THEN 0
	            WHEN per IS NOT NULL AND g IS NULL THEN half_even((div(cents, per) + (mod(part.k, per) < mod(cents, per))::int) * count, days_in_month)
	            WHEN per IS NOT NULL THEN half_even(cents * value * count, per * days_in_month)
	            WHEN every IS NULL OR g IS NULL THEN cents * count
	            ELSE half_even(cents * value, 1) * count END AS cents, bound
	  FROM part LEFT JOIN power ON power.growth = g AND power.k = part.k,
	       LATERAL (VALUES ('lower', lower_cents::numeric), ('point', (lower_cents + upper_cents) / 2), ('upper', upper_cents)) AS b(bound, cents);

CREATE TABLE plan AS
	SELECT p, array_agg(cash_line('l' || l, flow, CASE WHEN lower_cents = upper_cents THEN monetary(lower_cents / 100.0, 'USD')::estimate
	                                              ELSE estimate(monetary(lower_cents / 100.0, 'USD'), monetary(upper_cents / 100.0, 'USD')) END,
	                    per => make_interval(months => per), every => every, starts_on => starts_on, ends_on => ends_on, growth => growth)
	                    ORDER BY l) AS lines
	  FROM facts GROUP BY p;
WITH RECURSIVE flows AS (
	SELECT p, n, first_day,
	       sum(cents) FILTER (WHERE flow = 'revenue' AND bound = 'point') / 100 AS revenue,
	       sum(cents) FILTER (WHERE flow = 'cost' AND bound = 'point') / 100 AS cost,
	       sum(cents) FILTER (WHERE flow = 'financing' AND bound = 'point') / 100 AS financing,
	       sum(cents) FILTER (WHERE flow = 'repayment' AND bound = 'point') / 100 AS repayment,
	       sum(CASE WHEN flow IN ('revenue', 'financing') THEN cents ELSE -cents END) FILTER (WHERE bound = 'point') / 100 AS point,
	       sum(CASE WHEN flow IN ('revenue', 'financing') THEN cents ELSE -cents END)
	         FILTER (WHERE bound = CASE WHEN flow IN ('revenue', 'financing') THEN 'lower' ELSE 'upper' END) / 100 AS lower,
	       sum(CASE WHEN flow IN ('revenue', 'financing') THEN cents ELSE -cents END)
	         FILTER (WHERE bound = CASE WHEN flow IN ('revenue', 'financing') THEN 'upper' ELSE 'lower' END) / 100 AS upper
	  FROM moved GROUP BY p, n, first_day),
cash AS (
	SELECT p, 0 AS n, NULL::date AS first_day, 0::numeric AS opening, 1000::numeric AS closing, 1000::numeric AS lower, 1000::numeric AS upper FROM plan
	UNION ALL
	SELECT p, f.n, f.first_day, c.closing, c.closing + f.point, c.lower + f.lower, c.upper + f.upper
	  FROM cash AS c JOIN flows AS f USING (p) WHERE f.n = c.n + 1),
slow AS (
	SELECT p, c.first_day AS month, c.opening AS opening_cash, coalesce(f.revenue, 0) AS revenue, coalesce(f.cost, 0) AS cost,
	       coalesce(f.cost, 0) - coalesce(f.revenue, 0) AS net_burn, coalesce(f.financing, 0) AS financing,
	       coalesce(f.repayment, 0) AS repayment, c.closing - coalesce(f.financing, 0) AS cash_before_financing,
	       c.closing AS closing_cash, c.lower AS closing_lower, c.upper AS closing_upper, c.closing < 0 AS is_cash_out, 'USD' AS currency
	  FROM cash AS c JOIN flows AS f USING (p, n)),
fast AS (
	SELECT p, r.* FROM plan, cash_projection('1000 USD', lines, '2024-10-01', 30) AS r)
SELECT (SELECT count(*) FROM slow) AS slow, (SELECT count(*) FROM fast) AS fast,
       (SELECT count(*) FROM (SELECT * FROM slow EXCEPT SELECT * FROM fast) AS d) AS only_slow,
       (SELECT count(*) FROM (SELECT * FROM fast EXCEPT SELECT * FROM slow) AS d) AS only_fast;
-- and line by line
WITH slow AS (
	SELECT p, first_day AS month, 'l' || l AS category, flow,
	       max(cents) FILTER (WHERE bound = 'point') / 100 AS amount, max(cents) FILTER (WHERE bound = 'lower') / 100 AS amount_lower,
	       max(cents) FILTER (WHERE bound = 'upper') / 100 AS amount_upper, 'USD' AS currency
	  FROM moved GROUP BY p, first_day, l, flow),
fast AS (
	SELECT p, r.* FROM plan, cash_flow_lines(lines, '2024-10-01', 30) AS r)
SELECT (SELECT count(*) FROM slow) AS slow, (SELECT count(*) FROM fast) AS fast,
       (SELECT count(*) FROM slow WHERE amount > 0) AS moving,
       (SELECT count(*) FROM (SELECT * FROM slow EXCEPT SELECT * FROM fast) AS d) AS only_slow,
       (SELECT count(*) FROM (SELECT * FROM fast EXCEPT SELECT * FROM slow) AS d) AS only_fast;
-- the same with workers, and with the set in the select list
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT sum(closing_cash), sum(closing_lower), sum(closing_upper), count(*)
  FROM plan, cash_projection('1000 USD', lines, '2024-10-01', 30);
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT sum((r).closing_cash), sum((r).closing_lower), sum((r).closing_upper), count(*)
  FROM (SELECT cash_projection('1000 USD', lines, '2024-10-01', 30) AS r FROM plan) AS s;
DROP TABLE facts, power, moved, plan;
DROP FUNCTION half_even, moves, plan_rows;
