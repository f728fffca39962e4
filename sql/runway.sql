-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
--
-- runway(): months until cash-out, and the rest of the summary
--
-- The known answers. Cash 5bn, revenue 3.5bn and costs 8.5bn a year, flat:
-- the twelfth month closes at 0.00, which is not a cash-out yet.
CREATE VIEW giant AS
	SELECT s.scenario,
	       ARRAY[cash_line('sales', 'revenue', '3.5B USD', per => '1 year', growth => s.growth),
	             cash_line('costs', 'cost', '8.5B USD', per => '1 year')] || s.more AS lines
	  FROM (VALUES
		('flat', NULL::numeric, '{}'::cash_line[]),
		('growth', 0.03, '{}'),
		('round', NULL, ARRAY[cash_line('round', 'financing', '6.6B USD', starts_on => '2024-10-02')])
	  ) AS s(scenario, growth, more);
SELECT scenario, r.* FROM giant, runway('5B USD', lines, '2024-10-01', 36) AS r ORDER BY scenario;

-- cash 400k, costs 80k a month, revenue 20k growing 8%
SELECT r.* FROM runway('400k USD', ARRAY[
	cash_line('costs', 'cost', '80k USD', per => '1 month'),
	cash_line('sales', 'revenue', '20k USD', per => '1 month', growth => 0.08)], '2024-10-01') AS r;
-- cash 300k, costs 50k, revenue 20k shrinking 5%
SELECT r.* FROM runway('300k USD', ARRAY[
	cash_line('costs', 'cost', '50k USD', per => '1 month'),
	cash_line('sales', 'revenue', '20k USD', per => '1 month', growth => -0.05)], '2024-10-01') AS r;
-- one bill of 120k a year: paid at once, or spread
SELECT r.runway_months, r.cash_out_date FROM runway('100k USD', ARRAY[
	cash_line('licence', 'cost', '120k USD', every => '1 year')], '2024-10-01') AS r;
SELECT r.runway_months, r.cash_out_date FROM runway('100k USD', ARRAY[
	cash_line('licence', 'cost', '120k USD', per => '1 year')], '2024-10-01') AS r;
-- a one-off revenue of 100k in month 1 does not make a plan live
SELECT r.runway_months, r.is_default_alive FROM runway('300k USD', ARRAY[
	cash_line('costs', 'cost', '80k USD', per => '1 month'),
	cash_line('grant', 'revenue', '100k USD', starts_on => '2024-10-15')], '2024-10-01') AS r;
SELECT r.runway_months FROM runway('300k USD', ARRAY[
	cash_line('costs', 'cost', '50k USD', per => '1 month')], '2024-10-01') AS r;
SELECT r.runway_months FROM runway('600k USD', ARRAY[
	cash_line('costs', 'cost', '80k USD', per => '1 month'),
	cash_line('sales', 'revenue', '20k USD', per => '1 month')], '2024-10-01') AS r;

-- imprecise figures: earliest and latest, and what stays open
CREATE FUNCTION outcome_of(opening estimate, cost estimate, horizon int = 12, floor monetary = NULL)
RETURNS runway_row LANGUAGE sql AS $$
	SELECT runway(opening, ARRAY[cash_line('costs', 'cost', cost, per => '1 month')],
	              '2024-10-01', horizon, floor)
$$;
SELECT c, r.* FROM unnest('{60 USD,40..60 USD,~50 USD,>50 USD,>=50 USD,<=50 USD,<50 USD,nearly 50 USD,undisclosed,0 USD}'::estimate[])
	WITH ORDINALITY AS u(c, i), outcome_of('300 USD', c, 6) AS r ORDER BY i;
SELECT o, r.* FROM unnest('{~300 USD,>300 USD,<=300 USD,undisclosed,undisclosed USD,0 USD,-1 USD}'::estimate[])
	WITH ORDINALITY AS u(o, i), outcome_of(o, '50 USD', 6) AS r ORDER BY i;

-- the floor: exactly at it is not below it, an opening below it is at once
SELECT f, r.runway_months, r.cash_out_date, r.outcome
  FROM unnest('{0 USD,50 USD,299.99 USD,300 USD,300.01 USD,-100 USD}'::monetary[]) WITH ORDINALITY AS u(f, i),
       outcome_of('300 USD', '50 USD', 12, f) AS r ORDER BY i;
SELECT r.outcome, r.latest_cash_out FROM runway('<300 USD', NULL, '2024-10-01', 1, '300 USD') AS r;
SELECT r.outcome, r.latest_cash_out FROM runway('<=300 USD', NULL, '2024-10-01', 1, '300 USD') AS r;

-- default alive and break-even look past the financing, not past repayments
SELECT n, r.runway_months, r.lowest_cash, r.lowest_cash_month, r.break_even_month, r.is_default_alive
  FROM (VALUES
	('no lines', '{}'::cash_line[]),
	('profit', ARRAY[cash_line('s', 'revenue', '2 USD', per => '1 month'),
	                 cash_line('c', 'cost', '2 USD', per => '1 month')]),
	('loss within the horizon', ARRAY[cash_line('c', 'cost', '1 USD', per => '1 month')]),
	('turns in time', ARRAY[cash_line('c', 'cost', '40 USD', per => '1 month'),
	                 cash_line('s', 'revenue', '10 USD', per => '1 month', growth => 0.5)]),
	('lives on a round', ARRAY[cash_line('c', 'cost', '40 USD', per => '1 month'),
	                 cash_line('r', 'financing', '1000 USD', starts_on => '2024-12-31')]),
	('repays', ARRAY[cash_line('l', 'repayment', '60 USD', every => '1 month')]),
	('a round of unknown size', ARRAY[cash_line('c', 'cost', '40 USD', per => '1 month'),
	                 cash_line('s', 'revenue', '10 USD', per => '1 month', growth => 0.5),
	                 cash_line('r', 'financing', '>1 USD', starts_on => '2024-12-31')])
  ) AS v(n, lines), runway('100 USD', lines, '2024-10-01', 24) AS r;

-- NULLs: no company vanishes under a lateral join
SELECT c.name, r.* FROM (VALUES ('known', '10 USD'::estimate), ('unknown', NULL)) AS c(name, cash)
 CROSS JOIN LATERAL runway(c.cash, ARRAY[cash_line('c', 'cost', '1 USD', per => '1 month')], '2024-10-01') AS r
 ORDER BY c.name;
SELECT r.outcome, r.currency FROM runway('undisclosed', NULL, '2024-10-01', NULL, NULL) AS r;
SELECT r.runway_months FROM runway('121 USD', ARRAY[cash_line('c', 'cost', '1 USD', per => '1 month')], '2024-10-01', NULL) AS r;
SELECT r.runway_months FROM runway('119 USD', ARRAY[cash_line('c', 'cost', '1 USD', per => '1 month')], '2024-10-01', NULL) AS r;

-- other currencies: no minor units, and four of them
SELECT r.runway_months, r.lowest_cash FROM runway('100 JPY', ARRAY[cash_line('c', 'cost', '100 JPY', per => '3 months')],
                                                  '2024-10-01', 4) AS r;
SELECT r.runway_months, r.lowest_cash FROM runway('1 CLF', ARRAY[cash_line('c', 'cost', '1 CLF', per => '3 months')],
                                                  '2024-10-01', 4) AS r;

-- scenarios are columns: one pass over a table of lines
CREATE TABLE plan_line (company text, scenario text, line cash_line);
INSERT INTO plan_line
	SELECT c, s, cash_line('costs', 'cost', monetary(50 + 10 * length(s), 'USD'), per => '1 month')
	  FROM unnest('{a,b,c}'::text[]) AS c, unnest('{x,xx}'::text[]) AS s;
SELECT company, scenario, (runway('600 USD', array_agg(line), '2024-10-01')).runway_months
  FROM plan_line GROUP BY company, scenario ORDER BY company, scenario;
DROP TABLE plan_line;

-- the summary against the month rows, over pseudo-random plans
WITH plan AS (
	SELECT p, array_agg(cash_line('l' || l, (ARRAY['revenue', 'cost', 'cost', 'financing', 'repayment'])[1 + r % 5],
	                              monetary((r % 9000) / 100.0, 'USD'),
	                              per => '1 month', growth => (r % 7 - 3) / 100.0)) AS lines,
	       (sum(r) % 40000) / 100.0 AS cash
	  FROM generate_series(1, 200) AS p, generate_series(1, 4) AS l,
	       LATERAL (SELECT ('x' || substr(md5(p || ' ' || l), 1, 7))::bit(28)::int AS r) AS random
	 GROUP BY p),
month AS (
	SELECT p, row_number() OVER (PARTITION BY p ORDER BY m.month) AS n, m.*
	  FROM plan, cash_projection(monetary(cash, 'USD'), lines, '2024-10-01', 40) AS m),
cash_out AS (
	SELECT DISTINCT ON (p) p,
	       n - 1 + round(opening_cash / (opening_cash - closing_cash), 7) AS runway_months,
	       month + floor(opening_cash / (opening_cash - closing_cash) *
	                     extract(day FROM month + interval '1 month - 1 day'))::int AS cash_out_date
	  FROM month WHERE closing_cash < 0 ORDER BY p, n),
lowest AS (
	SELECT DISTINCT ON (p) p, closing_cash, month FROM month ORDER BY p, closing_cash, n)
SELECT count(*), count(r.runway_months) AS with_cash_out,
       bool_and(r.runway_months IS NOT DISTINCT FROM c.runway_months) AS same_months,
       bool_and(r.cash_out_date IS NOT DISTINCT FROM c.cash_out_date) AS same_date,
       bool_and(r.earliest_cash_out IS NOT DISTINCT FROM c.cash_out_date) AS same_earliest,
       bool_and((r.outcome = 'certain') = (c.p IS NOT NULL)) AS same_outcome,
       bool_and(r.lowest_cash = l.closing_cash AND r.lowest_cash_month = l.month) AS same_lowest
  FROM plan JOIN lowest AS l USING (p) LEFT JOIN cash_out AS c USING (p),
       runway(monetary(cash, 'USD'), lines, '2024-10-01', 40) AS r;

-- a figure that is rounded may reach its bound: 25.00 and 50.50 can be there
SELECT what, r.outcome, r.earliest_cash_out, r.latest_cash_out
  FROM (VALUES
	('whole month', cash_line('sales', 'revenue', '<50 USD', per => '1 month'), '50 USD'::estimate),
	('part month', cash_line('sales', 'revenue', '<50 USD', per => '1 month', starts_on => '2024-11-16'), '25 USD'),
	('growth', cash_line('sales', 'revenue', '<50 USD', per => '1 month', starts_on => '2024-10-01', growth => 0.01), '50.50 USD')
  ) AS v (what, revenue, cost),
  runway('0 USD', ARRAY[revenue, cash_line('bill', 'cost', cost, starts_on => '2024-11-30')], '2024-11-01', 1) AS r;

DROP FUNCTION outcome_of;
DROP VIEW giant;
