-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
--
-- rolling_forecast(): booked figures first, then the plan
--
CREATE TABLE plan (line cash_line);
INSERT INTO plan VALUES
	(cash_line('sales', 'revenue', '20k EUR', per => '1 month', starts_on => '2024-11-01', growth => 0.08)),
	(cash_line('pay', 'cost', '100k EUR', per => '3 months', starts_on => '2025-01-01')),
	(cash_line('round', 'financing', '150k EUR', starts_on => '2025-02-15')),
	(cash_line('loan', 'repayment', '5k EUR', every => '2 months', starts_on => '2025-01-31'));
CREATE TABLE booking (booked_on date, category text, flow text, amount monetary);
INSERT INTO booking VALUES
	('2024-12-31', 'sales', 'revenue', '99999 EUR'), -- in the opening already
	('2025-01-15', 'sales', 'revenue', '24000.50 EUR'),
	('2025-01-28', 'pay', 'cost', '31k EUR'),
	('2025-01-31', 'loan', 'repayment', '5k EUR'),
	('2025-03-05', 'sales', 'revenue', '22k EUR'),
	('2025-03-28', 'pay', 'cost', '36k EUR'),
	('2025-03-31', 'round', 'financing', '140k EUR');
CREATE FUNCTION lines() RETURNS cash_line[] LANGUAGE sql AS 'SELECT array_agg(line) FROM plan';
CREATE FUNCTION actuals(until date = 'infinity') RETURNS cash_line[] LANGUAGE sql AS $$
	SELECT array_agg(cash_line(category, flow, amount, starts_on => booked_on)) FROM booking WHERE booked_on <= until
$$;

-- February has no bookings: nothing moved; the plan goes on as if never interrupted
SELECT month, is_actual, opening_cash, revenue, cost, financing, repayment, closing_cash
  FROM rolling_forecast('100k EUR', lines(), actuals(), '2025-01-01', 6);
SELECT month, planned_revenue, planned_cost, planned_financing, planned_repayment, planned_closing_cash
  FROM rolling_forecast('100k EUR', lines(), actuals(), '2025-01-01', 6);
-- variance is actual minus plan
SELECT month, revenue_variance, cost_variance, net_burn_variance, financing_variance, repayment_variance, cash_variance
  FROM rolling_forecast('100k EUR', lines(), actuals(), '2025-01-01', 6);
SELECT * FROM rolling_forecast('100k EUR', lines(), actuals(), '2025-01-01', 1, '2025-03-01', '100k EUR') \gx

-- without actuals it is the projection, and its plan is the projection always
SELECT count(*) FROM (
	SELECT month, opening_cash, revenue, cost, net_burn, financing, repayment, cash_before_financing, closing_cash, closing_lower, closing_upper, is_cash_out, currency
	  FROM rolling_forecast('90k EUR', lines(), NULL, '2025-01-01', 24)
	EXCEPT ALL
	SELECT * FROM cash_projection('90k EUR', lines(), '2025-01-01', 24)) AS difference;
SELECT count(*) FROM (
	SELECT month, planned_revenue, planned_cost, planned_net_burn, planned_financing, planned_repayment, planned_closing_cash
	  FROM rolling_forecast('90k EUR', lines(), actuals(), '2025-01-01', 24)
	EXCEPT ALL
	SELECT month, revenue, cost, net_burn, financing, repayment, closing_cash FROM cash_projection('90k EUR', lines(), '2025-01-01', 24)) AS difference;
-- with actuals alone it is the projection of those
SELECT count(*) FROM (
	SELECT month, opening_cash, revenue, cost, net_burn, financing, repayment, cash_before_financing, closing_cash, closing_lower, closing_upper, is_cash_out, currency
	  FROM rolling_forecast('90k EUR', lines(), actuals(), '2025-01-01', 3)
	EXCEPT ALL
	SELECT * FROM cash_projection('90k EUR', actuals(), '2025-01-01', 3)) AS difference;

-- the same said in SQL, for every end of the actuals
CREATE FUNCTION said_in_sql(until date)
RETURNS TABLE (month date, is_actual boolean, revenue numeric, cost numeric, financing numeric, repayment numeric, closing numeric, planned numeric)
LANGUAGE sql AS $$
	WITH moves AS (
		SELECT f.month, f.flow, f.amount, false AS booked FROM cash_flow_lines(lines(), '2025-01-01', 18) AS f
		UNION ALL
		SELECT date_trunc('month', booked_on)::date, flow, amount(amount), true FROM booking
		 WHERE booked_on BETWEEN '2025-01-01' AND until
	), months AS (
		SELECT m::date AS month, m <= until AS is_actual
		  FROM generate_series('2025-01-01'::timestamp, '2026-06-01', '1 month') AS m
	), sums AS (
		SELECT s.month, s.is_actual,
			   coalesce(sum(amount) FILTER (WHERE flow = 'revenue' AND booked = s.is_actual), 0) AS revenue,
			   coalesce(sum(amount) FILTER (WHERE flow = 'cost' AND booked = s.is_actual), 0) AS cost,
			   coalesce(sum(amount) FILTER (WHERE flow = 'financing' AND booked = s.is_actual), 0) AS financing,
			   coalesce(sum(amount) FILTER (WHERE flow = 'repayment' AND booked = s.is_actual), 0) AS repayment,
			   coalesce(sum(CASE WHEN flow IN ('revenue', 'financing') THEN amount ELSE -amount END) FILTER (WHERE NOT booked), 0) AS planned
		  FROM months AS s LEFT JOIN moves AS m USING (month) GROUP BY s.month, s.is_actual
	)
	SELECT s.month, s.is_actual, s.revenue, s.cost, s.financing, s.repayment,
		   90000 + sum(s.revenue - s.cost + s.financing - s.repayment) OVER (ORDER BY s.month),
		   90000 + sum(s.planned) OVER (ORDER BY s.month)
	  FROM sums AS s
$$;
SELECT until, count(*) AS rows, count(*) FILTER (WHERE r.is_actual) AS actual,
	   bool_and((r.is_actual, r.revenue, r.cost, r.financing, r.repayment, r.closing_cash, r.planned_closing_cash, r.cash_variance)
			  = (s.is_actual, s.revenue, s.cost, s.financing, s.repayment, s.closing, s.planned, s.closing - s.planned)) AS agree
  FROM unnest('{2024-01-01,2024-12-31,2025-01-01,2025-01-31,2025-02-28,2025-03-31,2025-07-04,2026-06-30,2027-01-01}'::date[]) AS until,
	   rolling_forecast('90k EUR', lines(), actuals((date_trunc('month', until) + '1 month -1 day')::date), '2025-01-01', 18, until) AS r
  JOIN LATERAL said_in_sql((date_trunc('month', until) + '1 month -1 day')::date) AS s USING (month)
 GROUP BY until ORDER BY until;

-- what is left of the plan, from the cash that was booked: the same months
SELECT count(*) FROM (
	SELECT month, opening_cash, revenue, cost, net_burn, financing, repayment, cash_before_financing, closing_cash, closing_lower, closing_upper, is_cash_out, currency
	  FROM rolling_forecast('90k EUR', lines(), actuals(), '2025-01-01', 24) WHERE NOT is_actual
	EXCEPT ALL
	SELECT p.* FROM rolling_forecast('90k EUR', lines(), actuals(), '2025-01-01', 3) AS r,
		   cash_projection(monetary(r.closing_cash, r.currency), lines(), '2025-04-01', 21) AS p WHERE r.month = '2025-03-01') AS difference;

-- no actuals, and which months they end
SELECT month, is_actual, revenue FROM rolling_forecast('1 EUR', lines(), '{}', '2025-01-01', 2);
SELECT month, is_actual, revenue, cash_variance FROM rolling_forecast('1 EUR', lines(), '{}', '2025-01-01', 3, '2025-02-01');
SELECT count(*) FILTER (WHERE is_actual) AS actual FROM rolling_forecast('1 EUR', lines(), NULL, '2025-01-01', 3, '2024-12-31');
SELECT count(*) FILTER (WHERE is_actual) AS actual FROM rolling_forecast('1 EUR', lines(), NULL, '2025-01-01', 3, '2025-01-31');
SELECT count(*) FILTER (WHERE is_actual) AS actual FROM rolling_forecast('1 EUR', lines(), NULL, '2025-01-01', 3, '5874897-12-31');
SELECT count(*) FILTER (WHERE is_actual) AS actual FROM rolling_forecast('1 EUR', lines(), NULL, '2025-01-01', 3, '4714-11-24 BC');
-- a booking of nothing closes its month; one before from_month none
SELECT count(*) FILTER (WHERE is_actual) AS actual
  FROM rolling_forecast('1 EUR', lines(), ARRAY[cash_line('closed', 'cost', '0 EUR', starts_on => '2025-02-28')], '2025-01-01', 3);
SELECT count(*) FILTER (WHERE is_actual) AS actual, sum(cash_variance)
  FROM rolling_forecast('1 EUR', lines(), ARRAY[cash_line('old', 'cost', '7 EUR', starts_on => '2024-12-31')], '2025-01-01', 3);
-- actuals that are no one-offs: the month of the last payment
SELECT u.ordinality, u.ends_on, string_agg(cost::text, ' ') FILTER (WHERE is_actual) AS booked
  FROM unnest(ARRAY[
	cash_line('a', 'cost', '3 EUR', per => '1 month', ends_on => '2025-03-01'),
	cash_line('a', 'cost', '3 EUR', per => '1 year', starts_on => '2024-02-01', ends_on => '2025-02-28'),
	cash_line('a', 'cost', '3 EUR', every => '1 month', starts_on => '2025-01-31', ends_on => '2025-04-29'),
	cash_line('a', 'cost', '3 EUR', every => '1 month', starts_on => '2025-01-31', ends_on => '2025-04-30'),
	cash_line('a', 'cost', '3 EUR', every => '3 months', starts_on => '2024-11-30', ends_on => '2025-05-29'),
	cash_line('a', 'cost', '3 EUR', every => '3 months', starts_on => '2024-11-30', ends_on => '2025-05-30'),
	cash_line('a', 'cost', '3 EUR', every => '3 months', ends_on => '2025-03-31'),
	cash_line('a', 'cost', '3 EUR', every => '40 days', starts_on => '2025-01-01', ends_on => '2025-03-21'),
	cash_line('a', 'cost', '3 EUR', every => '40 days', starts_on => '2025-01-01', ends_on => '2025-03-22'),
	cash_line('a', 'cost', '3 EUR', every => '1 month', ends_on => '2024-12-31'),
	cash_line('a', 'cost', '3 EUR', per => '1 month', ends_on => '2024-12-31')]) WITH ORDINALITY AS u,
	   rolling_forecast('1 EUR', NULL, ARRAY[ROW(u.category, u.flow, u.amount, u.per, u.every, u.starts_on, u.ends_on, NULL, NULL, NULL, NULL)::cash_line], '2025-01-01', 6)
 GROUP BY u.ordinality, u.ends_on ORDER BY u.ordinality;

-- imprecise bookings and plans: bounds; central figures stop where there is none
SELECT month, is_actual, revenue, cost, closing_cash, closing_lower, closing_upper, is_cash_out, cost_variance, cash_variance
  FROM rolling_forecast('~100 EUR', ARRAY[
	cash_line('sales', 'revenue', '10..20 EUR', per => '1 month'),
	cash_line('fine', 'cost', '>50 EUR', starts_on => '2025-04-24')], ARRAY[
	cash_line('sales', 'revenue', '12 EUR', starts_on => '2025-01-31'),
	cash_line('travel', 'cost', '~7 EUR', starts_on => '2025-02-03')], '2025-01-01', 5);
SELECT month, is_actual, cost, planned_cost, closing_cash, closing_upper, planned_closing_cash, cash_variance
  FROM rolling_forecast('100 EUR', ARRAY[cash_line('rent', 'cost', '10 EUR', per => '1 month')],
	ARRAY[cash_line('fine', 'cost', 'undisclosed', starts_on => '2025-02-24')], '2025-01-01', 3);
-- an opening that nobody gave: the flows and their variance are known
SELECT month, revenue, revenue_variance, closing_cash, planned_closing_cash, cash_variance, is_cash_out, currency
  FROM rolling_forecast(NULL, lines(), actuals(), '2025-01-01', 2);
SELECT * FROM rolling_forecast(NULL, NULL, NULL, '2025-01-01', 1) \gx
-- decimals of the finest figure on either side, and a currency that only the actuals have
SELECT cost, planned_cost, closing_cash, currency
  FROM rolling_forecast('undisclosed', NULL, ARRAY[cash_line('a', 'cost', '0.001 USD', starts_on => '2025-01-01')], '2025-01-01', 1);
SELECT cost, planned_cost, cost_variance, currency
  FROM rolling_forecast('7 JPY', ARRAY[cash_line('a', 'cost', '1 JPY', per => '1 month')],
	ARRAY[cash_line('a', 'cost', '3 JPY', starts_on => '2025-01-01')], '2025-01-01', 2);
-- the floor: below it at the opening counts in the first month only
SELECT month, closing_cash, is_cash_out
  FROM rolling_forecast('5 EUR', NULL, ARRAY[cash_line('a', 'financing', '10 EUR', starts_on => '2025-01-01'),
	cash_line('a', 'cost', '6 EUR', starts_on => '2025-03-01')], '2025-01-01', 4, floor => '10 EUR');

-- one row of companies: each its own plan and ledger
SELECT company, r.month, r.is_actual, r.closing_cash
  FROM (VALUES ('Acme', lines(), actuals()), ('Blue', NULL, NULL)) AS c(company, plan, ledger),
	   rolling_forecast('90k EUR', c.plan, c.ledger, '2025-03-01', 2) AS r;

-- what is wrong, in words
CREATE FUNCTION complaint(expression text, OUT state text, OUT message text, OUT detail text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'SELECT * FROM ' || expression;
	message := 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
\x on
SELECT expression, c.* FROM unnest(ARRAY[
	$$rolling_forecast('1 EUR', NULL, actuals(), NULL, 1)$$,
	$$rolling_forecast('1 EUR', NULL, actuals(), '2025-01-02', 1)$$,
	$$rolling_forecast('1 EUR', NULL, actuals(), '2025-01-01', NULL)$$,
	$$rolling_forecast('1 EUR', NULL, actuals(), '2025-01-01', 0)$$,
	$$rolling_forecast('1 EUR', NULL, actuals(), '2025-01-01', 1201)$$,
	$$rolling_forecast('1 EUR', NULL, actuals(), '2025-01-01', 1, 'infinity')$$,
	$$rolling_forecast('1 EUR', NULL, actuals(), '2025-01-01', 1, '-infinity')$$,
	$$rolling_forecast('1 EUR', lines(), actuals(), '2025-01-01', 1, '2025-02-28')$$,
	$$rolling_forecast('1 EUR', lines(), actuals(), '2025-01-01', 1, '2025-03-01')$$,
	$$rolling_forecast('1 EUR', lines(), lines(), '2025-01-01', 1)$$,
	$$rolling_forecast('1 EUR', lines(), lines(), '2025-01-01', 1, '2025-01-31')$$,
	$$rolling_forecast('1 EUR', lines(), ARRAY[NULL]::cash_line[], '2025-01-01', 1)$$,
	$$rolling_forecast('1 EUR', ARRAY[NULL]::cash_line[], actuals(), '2025-01-01', 1)$$,
	$$rolling_forecast('1 EUR', lines(), actuals() || ROW('a', 'costs', '1 EUR', NULL, NULL, '2025-01-01', NULL, NULL, NULL, NULL, NULL)::cash_line, '2025-01-01', 1)$$,
	$$rolling_forecast('1 EUR', lines(), actuals() || cash_line('travel', 'cost', '1 USD', starts_on => '2025-01-01'), '2025-01-01', 1)$$,
	$$rolling_forecast('1 USD', lines(), actuals(), '2025-01-01', 1)$$,
	$$rolling_forecast('undisclosed', NULL, actuals(), '2025-01-01', 1, floor => '1 USD')$$,
	$$rolling_forecast('1 EUR', NULL, actuals(), '2025-01-01', 1, floor => '1 USD')$$,
	$$rolling_forecast('1 EUR', NULL, ARRAY[cash_line('big', 'cost', '99999999T EUR', per => '1 month', growth => 1e6, ends_on => '2025-12-31')], '2025-01-01', 12)$$,
	$$rolling_forecast('1 EUR', ARRAY[cash_line('big', 'cost', '99999999T EUR', per => '1 month', growth => 1e6, ends_on => '2025-12-31')], actuals(), '2025-01-01', 12)$$,
	$$rolling_forecast('1 EUR', lines(), array_fill(cash_line('a', 'cost', '1 EUR', starts_on => '2025-01-01'), ARRAY[100001]), '2025-01-01', 1)$$
	]) AS expression, complaint(expression) AS c;
\x off
-- a ledger of 100,000 bookings is what a call may have
SELECT month, cost, cash_variance
  FROM rolling_forecast('1 EUR', lines(), array_fill(cash_line('a', 'cost', '1 EUR', starts_on => '2025-01-01'), ARRAY[100000]), '2025-01-01', 2);

-- the planner knows how many rows there will be
CREATE FUNCTION estimated(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
SELECT months, estimated(format('SELECT * FROM rolling_forecast(NULL, NULL, NULL, %L, %L)', '2025-01-01', months))
  FROM unnest('{1,24,1200,1201,0,NULL}'::int[]) AS months;
SELECT estimated('SELECT r.* FROM generate_series(1, 12) AS n, rolling_forecast(NULL, NULL, NULL, ''2025-01-01'', n) AS r');
DROP FUNCTION complaint, estimated, said_in_sql, actuals, lines;
DROP TABLE plan, booking;
