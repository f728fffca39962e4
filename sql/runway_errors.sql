-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
--
-- What is wrong with a plan: SQLSTATE, message, detail and hint
--
CREATE FUNCTION complaint(expression text, OUT state text, OUT message text, OUT detail text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'SELECT ' || expression;
	message := 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
\x on

-- the constructor
SELECT expression, c.* FROM unnest(ARRAY[
	$$cash_line(NULL, 'cost', '1 USD', per => '1 month')$$,
	$$cash_line('a', NULL, '1 USD', per => '1 month')$$,
	$$cash_line('a', 'cost', NULL, per => '1 month')$$,
	$$cash_line('a', 'Cost', '1 USD', per => '1 month')$$,
	$$cash_line('a', 'cost', '-0.01 USD', per => '1 month')$$,
	$$cash_line('a', 'cost', '-1..5 USD', per => '1 month')$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', every => '1 month')$$,
	$$cash_line('a', 'cost', '1 USD')$$,
	$$cash_line('a', 'cost', '1 USD', per => '30 days')$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month 1 second')$$,
	$$cash_line('a', 'cost', '1 USD', per => '0 months')$$,
	$$cash_line('a', 'cost', '1 USD', per => '-1 year')$$,
	$$cash_line('a', 'cost', '1 USD', every => '1 month 1 day')$$,
	$$cash_line('a', 'cost', '1 USD', every => '1 hour')$$,
	$$cash_line('a', 'cost', '1 USD', every => '0 days')$$,
	$$cash_line('a', 'cost', '1 USD', every => '-1 week')$$,
	$$cash_line('a', 'cost', '1 USD', starts_on => '-infinity')$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', ends_on => 'infinity')$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', starts_on => '2024-01-02', ends_on => '2024-01-01')$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', growth => -1)$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', growth => 'NaN')$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', growth => 'infinity')$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', growth => 1 / 30.0 + 1e-28)$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', growth => 1e-40 + 1e-80)$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', growth_spread => -0.01)$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', volatility => 'NaN')$$,
	$$cash_line('a', 'cost', '1 USD', per => '1 month', probability => 1.01)$$,
	$$cash_line(repeat('long ', 100), 'cost', '1 USD')$$
  ]) WITH ORDINALITY AS u(expression, i), complaint(expression) AS c ORDER BY i;

-- plans: which line, and which currency
SELECT expression, c.* FROM unnest(ARRAY[
	$$runway('1M EUR', ARRAY[cash_line('a', 'cost', '1 EUR', per => '1 month'), cash_line('b', 'cost', '1 USD', per => '1 month')], '2024-10-01')$$,
	$$runway('undisclosed', ARRAY[cash_line('a', 'cost', '1 EUR', per => '1 month'), cash_line('b', 'cost', '1 USD', per => '1 month')], '2024-10-01')$$,
	$$runway('1M EUR', NULL, '2024-10-01', floor => '0 USD')$$,
	$$runway('1M EUR', ARRAY[cash_line('a', 'cost', '1 EUR', per => '1 month'), NULL], '2024-10-01')$$,
	$$cash_flow_lines(ARRAY[NULL::cash_line], '2024-10-01', 1)$$,
	$$required_raise('1M EUR', ARRAY[ROW('b', 'sales', '1 EUR', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line], '2024-10-01', 1)$$,
	$$cash_projection('0 USD', array_fill(cash_line('a', 'cost', '1 USD', per => '1 month'), ARRAY[100001]), '2024-10-01', 1)$$,
	$$cash_flow_lines(array_fill(cash_line('a', 'cost', '1 USD', per => '1 month'), ARRAY[100001]), '2024-10-01', 1)$$,
	$$runway('0 USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month', growth => 0.01, starts_on => '1924-09-30')], '2024-10-01')$$
  ]) WITH ORDINALITY AS u(expression, i), complaint(expression) AS c ORDER BY i;

-- months
SELECT expression, c.* FROM unnest(ARRAY[
	$$cash_projection('0 USD', NULL, '2024-10-02', 1)$$,
	$$cash_projection('0 USD', NULL, 'infinity', 1)$$,
	$$cash_projection('0 USD', NULL, NULL, 1)$$,
	$$cash_projection('0 USD', NULL, '2024-10-01', NULL)$$,
	$$cash_projection('0 USD', NULL, '2024-10-01', 0)$$,
	$$runway('0 USD', NULL, '2024-10-01', -1)$$,
	$$runway(NULL, NULL, '2024-10-01', 1201)$$,
	$$required_raise('0 USD', NULL, '2024-10-01', NULL)$$,
	$$cash_flow_lines(NULL, '2024-10-01', 1201)$$,
	$$cash_flow_lines(NULL, NULL, 1)$$,
	$$cash_projection('0 USD', NULL, '5874897-12-01', 2)$$
  ]) WITH ORDINALITY AS u(expression, i), complaint(expression) AS c ORDER BY i;

-- figures that grow out of range name the line and the month
SELECT expression, c.* FROM unnest(ARRAY[
	$$cash_projection('0 USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month'), cash_line('b', 'cost', '1 USD', per => '1 month', growth => 999)], '2024-10-01', 60)$$,
	$$runway('0 USD', ARRAY[cash_line('b', 'cost', '1 USD', every => '1 month', growth => 1)], '2024-10-01', 121)$$,
	$$runway('0 USD', ARRAY[cash_line('b', 'cost', '1 USD', every => '1 month', growth => 1e27)], '2024-10-01')$$,
	$$cash_flow_lines(ARRAY[cash_line('b', 'cost', '1 USD', every => '1 month', growth => 1e27)], '2024-10-01', 3)$$,
	$$runway('100B USD', ARRAY[cash_line('b', 'cost', '0.0000000000000000000000000001 USD', every => '1 month')], '2024-10-01')$$,
	$$runway('1 USD', ARRAY[cash_line('b', 'cost', '0.0000000000000000000000000001 USD', every => '1 month')], '2024-10-01', floor => '100B USD')$$,
	$$required_raise('0 USD', ARRAY[cash_line('b', 'cost', '100000000000000000000 USD', every => '1 month', growth => 99)], '2024-10-01', 5)$$
  ]) WITH ORDINALITY AS u(expression, i), complaint(expression) AS c ORDER BY i;

DROP FUNCTION complaint;
