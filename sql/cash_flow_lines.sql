-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
--
-- cash_flow_lines(): a row for each month and category
--
-- groups stand in the order of their first line, zeros included
SELECT * FROM cash_flow_lines(ARRAY[
	cash_line('staff', 'cost', '700k USD', per => '1 month'),
	cash_line('sales', 'revenue', '~1.2M USD', per => '1 year'),
	cash_line('staff', 'cost', '12k USD', starts_on => '2024-11-05'),
	cash_line('fine', 'cost', 'undisclosed', starts_on => '2024-11-05'),
	cash_line('staff', 'repayment', '1 USD', starts_on => '2024-10-05')], '2024-10-01', 2);

-- several currencies are allowed: convert them before a projection
SELECT * FROM cash_flow_lines(ARRAY[
	cash_line('rent', 'cost', '100 USD', per => '3 months'),
	cash_line('rent', 'cost', '100 EUR', per => '3 months'),
	cash_line('rent', 'cost', '100 JPY', per => '3 months'),
	cash_line('rent', 'cost', '1 CLF', per => '3 months'),
	cash_line('rent', 'cost', '0.125 USD', starts_on => '2024-10-31')], '2024-10-01', 1);

-- bounds: what one line leaves open, the sum of its group does
SELECT category, amount, amount_lower, amount_upper FROM cash_flow_lines(ARRAY[
	cash_line('a', 'cost', '1 USD', per => '1 month'), cash_line('a', 'cost', '>2 USD', per => '1 month'),
	cash_line('b', 'cost', '1 USD', per => '1 month'), cash_line('b', 'cost', '<2 USD', per => '1 month'),
	cash_line('c', 'cost', '1 USD', per => '1 month'), cash_line('c', 'cost', '2..4 USD', per => '1 month'),
	cash_line('d', 'cost', '1 USD', per => '1 month'), cash_line('d', 'cost', 'nearly 4 USD', per => '1 month')],
	'2024-10-01', 1);

-- no lines, no rows
SELECT count(*) FROM cash_flow_lines(NULL, '2024-10-01', 1200);
SELECT count(*) FROM cash_flow_lines('{}', '2024-10-01', 1200);

-- the flows of the projection are the sums of these
WITH plan AS (
	SELECT ARRAY[cash_line('a', 'cost', '~100 USD', per => '7 months', growth => 0.01),
	             cash_line('b', 'cost', '33 USD', every => '10 days'),
	             cash_line('c', 'cost', '1..2 USD', every => '1 month', starts_on => '2024-10-31')] AS lines)
SELECT count(*), bool_and(p.cost = f.amount) AS same
  FROM plan, cash_projection('0 USD', lines, '2024-10-01', 24) AS p,
       LATERAL (SELECT sum(amount) AS amount FROM cash_flow_lines(lines, '2024-10-01', 24) AS f WHERE f.month = p.month) AS f;

-- many categories: each line finds its own
SELECT count(*), count(DISTINCT category), sum(amount), min(amount), max(amount)
  FROM (SELECT array_agg(cash_line('category ' || n % 1000, 'cost', '1 USD', per => '1 month')) AS lines
          FROM generate_series(1, 3000) AS n) AS l, cash_flow_lines(lines, '2024-10-01', 3);

-- the planner knows the number of rows
CREATE FUNCTION plan_rows(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan->0->'Plan'->'Plan Rows';
END $$;
SELECT plan_rows($$SELECT * FROM cash_flow_lines(ARRAY[
	cash_line('a', 'cost', '1 USD', per => '1 month'), cash_line('a', 'cost', '2 USD', per => '1 month'),
	cash_line('b', 'cost', '2 USD', per => '1 month')], '2024-10-01', 12)$$) AS constant,
       plan_rows($$SELECT f.* FROM (SELECT 1 AS n OFFSET 0) AS s, cash_flow_lines(ARRAY[
	cash_line('a', 'cost', monetary(n, 'USD'), per => '1 month'), cash_line('a', 'cost', '2 USD', per => '1 month')],
	'2024-10-01', 12) AS f$$) AS two_lines;
DROP FUNCTION plan_rows;
