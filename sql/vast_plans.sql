-- Plans whose figures leave 127 bits: every sum says which month it was, and
-- none goes round.  9e25 dollars fit once into a plan of 12 decimals, not twice.
SET datestyle = 'ISO, YMD';
CREATE FUNCTION vast(flow text, starts_on date DEFAULT NULL) RETURNS cash_line LANGUAGE sql AS
	$$SELECT CASE WHEN starts_on IS NULL THEN cash_line('vast', flow, '90000000000000000000000000 USD', per => '1 month')
		ELSE cash_line('vast', flow, '90000000000000000000000000 USD', starts_on => starts_on) END$$;
CREATE FUNCTION fine() RETURNS cash_line LANGUAGE sql AS
	$$SELECT cash_line('fine', 'revenue', '0.000000000001 USD', per => '1 month')$$;

-- two lines of one flow, and two flows that go out
SELECT closing_cash FROM cash_projection('0 USD', ARRAY[fine(), vast('cost'), vast('cost')], '2025-01-01', 1);
SELECT closing_cash FROM cash_projection('0 USD', ARRAY[fine(), vast('cost'), vast('repayment')], '2025-01-01', 1);

-- months that balance, whose revenue does not fit together
SELECT month, closing_cash FROM cash_projection('0 USD', ARRAY[fine(), vast('cost'), vast('revenue')], '2025-01-01', 2) ORDER BY month;
SELECT is_default_alive FROM runway('0 USD', ARRAY[fine(), vast('cost'), vast('revenue')], '2025-01-01', 1);
SELECT is_default_alive FROM runway('0 USD', ARRAY[fine(), vast('cost'), vast('revenue')], '2025-01-01', 2);
SELECT count(*) FROM default_alive_bounds('0 USD', ARRAY[fine(), vast('cost'), vast('revenue')], '2025-01-01', 2);

-- one figure changed after the other, which takes a decimal more
SELECT count(*) FROM runway_sensitivity('0 USD', ARRAY[cash_line('fine', 'revenue', '0.00000000001 USD', per => '1 month'), vast('cost'), vast('cost')], '2025-01-01');
SELECT count(*) FROM runway_sensitivity('0 USD', ARRAY[cash_line('fine', 'revenue', '0.00000000001 USD', per => '1 month'), vast('cost', '2025-01-31')], '2025-01-01');
SELECT count(*) FROM runway_sensitivity('0 USD', ARRAY[cash_line('fine', 'revenue', '0.00000000001 USD', per => '1 month'), vast('cost', '2025-01-31')], '2025-01-01', floor => '90000000000000000000000000 USD');
SELECT count(*) FROM runway_sensitivity('0 USD', ARRAY[cash_line('fine', 'revenue', '0.00000000001 USD', per => '1 month'), vast('cost', '2025-01-31'), cash_line('less', 'cost', '75000000000000000000000000 USD', starts_on => '2025-01-31')], '2025-01-01');
SELECT count(*) FROM runway_sensitivity('100000000000 USD', ARRAY[cash_line('a', 'cost', '0.0000000000000000000000000001 USD', per => '1 month')], '2025-01-01');
SELECT count(*) FROM default_alive_bounds('0 USD', ARRAY[fine(), vast('cost', '2025-01-31')], '2025-01-01', floor => '90000000000000000000000000 USD');

-- a forecast of which both sides fit and the whole does not
SELECT month, closing_cash FROM rolling_forecast('0 USD', ARRAY[fine(), vast('revenue', '2025-02-01')], ARRAY[vast('revenue', '2025-01-31')], '2025-01-01', 1) ORDER BY month;
SELECT count(*) FROM rolling_forecast('0 USD', ARRAY[fine(), vast('revenue', '2025-02-01')], ARRAY[vast('revenue', '2025-01-31')], '2025-01-01', 2);
SELECT count(*) FROM rolling_forecast('100000000000 USD', ARRAY[cash_line('a', 'cost', '0.0000000000000000000000000001 USD', per => '1 month')], '{}', '2025-01-01', 2);

-- and one whose figures fit, but not what lies between the plan and the booked
SELECT net_burn, planned_net_burn FROM rolling_forecast('0 USD', ARRAY[fine(), vast('revenue', '2025-02-01')], ARRAY[vast('cost', '2025-02-28')], '2025-01-01', 1);
SELECT net_burn, planned_net_burn FROM rolling_forecast('0 USD', ARRAY[fine(), vast('revenue', '2025-02-01')], ARRAY[vast('cost', '2025-02-28')], '2025-01-01', 2);

-- more lines than a plan may have, known to the planner and not
SELECT count(*) FROM cash_simulation('0 USD', array_fill(fine(), ARRAY[100001]), '2025-01-01', 1);
SELECT count(*) FROM default_alive_bounds('0 USD', array_fill(fine(), ARRAY[100001]), '2025-01-01');

-- two lines of one category: 38 digits, which lines share among themselves
SELECT month, category, amount FROM cash_flow_lines(ARRAY[cash_line('vast', 'cost', '0.000000000001 USD', per => '1 month'), vast('cost'), vast('cost')], '2025-01-01', 1);

-- a picture has 36 digits for a month, and for all months
CREATE FUNCTION flows(months int, copies int) RETURNS cash_flow_row[] LANGUAGE sql AS
	$$SELECT array_agg(f) FROM cash_flow_lines(ARRAY[fine(), vast('cost')], '2025-01-01', months) AS f, generate_series(1, copies)$$;
SELECT length(cash_chart_svg(flows(1, 11))) > 0;
SELECT length(cash_chart_svg(flows(1, 12))) > 0;
SELECT length(cash_chart_svg(flows(12, 1))) > 0;
SELECT length(cash_chart_svg(flows(1, 2000))) > 0;
DROP FUNCTION flows, vast, fine;
