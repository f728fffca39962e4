-- The row estimates of EXPLAIN: exact where the planner sees the arguments.

SET datestyle = 'ISO, YMD';

CREATE TABLE estimate_plan (cash monetary, lines cash_line[], months int);

-- The rows that the innermost call of a set is taken to return.
CREATE FUNCTION pg_temp.rows_of(query text, OUT rows_estimated text) LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN ' || query LOOP
		IF line ~ 'Function Scan|ProjectSet' THEN
			rows_estimated := substring(line FROM 'rows=(\d+)');
		END IF;
	END LOOP;
END
$$;

-- The estimate beside what comes.
CREATE FUNCTION pg_temp.estimate(query text, OUT rows_estimated text, OUT rows_returned bigint) LANGUAGE plpgsql AS $$
BEGIN
	rows_estimated := pg_temp.rows_of(query);
	EXECUTE 'SELECT count(*) FROM (' || query || ') AS q' INTO rows_returned;
END
$$;

-- ---- constants, by place, by name, defaults, expressions of constants

SELECT query, (pg_temp.estimate(query)).* FROM unnest(ARRAY[
	'SELECT * FROM cash_projection(''1 USD'', NULL, ''2025-01-01'', 17)',
	'SELECT * FROM cash_projection(''1 USD'', NULL, ''2025-01-01'', 17, ''5 USD'')',
	'SELECT * FROM cash_projection(months => 10 + 7, lines => NULL, from_month => ''2025-01-01'', opening => ''1 USD'')',
	'SELECT cash_projection(''1 USD'', NULL, ''2025-01-01'', 17)',
	'SELECT * FROM cash_projection(NULL, NULL, ''2025-01-01'', 1)',
	'SELECT * FROM cash_projection(NULL, NULL, ''2025-01-01'', 1200)',
	'SELECT * FROM cash_flow_lines(ARRAY[cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month'')], ''2025-01-01'', 17)',
	'SELECT * FROM cash_flow_lines(ARRAY[cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month''), cash_line(''a'', ''cost'', ''2 USD'', per => ''1 month'')], ''2025-01-01'', 17)',
	'SELECT * FROM cash_flow_lines(ARRAY[cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month''), cash_line(''a'', ''cost'', ''2 EUR'', per => ''1 month'')], ''2025-01-01'', 17)',
	'SELECT * FROM cash_flow_lines(ARRAY[cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month''), cash_line(''a'', ''revenue'', ''2 USD'', per => ''1 month'')], ''2025-01-01'', 17)',
	'SELECT * FROM cash_flow_lines(months => 5, from_month => ''2025-01-01'', lines => array_fill(cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month''), ARRAY[1000]))',
	'SELECT * FROM rolling_forecast(''1 USD'', NULL, NULL, ''2025-01-01'', 17)',
	'SELECT * FROM cash_simulation(''1 USD'', NULL, ''2025-01-01'', 17)',
	'SELECT * FROM cash_simulation(opening => ''1 USD'', lines => NULL, seed => 3, months => 17, from_month => ''2025-01-01'')',
	'SELECT * FROM default_alive_bounds(''1 USD'', ARRAY[cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month''), cash_line(''b'', ''cost'', ''2 USD'', per => ''1 month'')], ''2025-01-01'')',
	'SELECT * FROM runway_sensitivity(''1 USD'', ARRAY[cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month''), cash_line(''a'', ''cost'', ''2 USD'', per => ''1 month'')], ''2025-01-01'')'
]) AS query;

-- the planner takes no fewer than one row
SELECT query, pg_temp.rows_of(query) FROM unnest(ARRAY[
	'SELECT * FROM cash_flow_lines(NULL, ''2025-01-01'', 17)',
	'SELECT * FROM cash_flow_lines(''{}'', ''2025-01-01'', 17)'
]) AS query;

-- ---- LATERAL: the months are constant, the lines are not; and months that
-- nobody knows, or that the function refuses

SELECT query, pg_temp.rows_of(query) FROM unnest(ARRAY[
	'SELECT * FROM estimate_plan, cash_projection(cash, lines, ''2025-01-01'', 17)',
	'SELECT * FROM estimate_plan, cash_projection(cash, lines, ''2025-01-01'', months)',
	'SELECT * FROM estimate_plan, cash_projection(cash, lines, ''2025-01-01'', 0)',
	'SELECT * FROM estimate_plan, cash_projection(cash, lines, ''2025-01-01'', 1201)',
	'SELECT * FROM estimate_plan, cash_projection(cash, lines, ''2025-01-01'', NULL)',
	'SELECT * FROM estimate_plan, cash_flow_lines(lines, ''2025-01-01'', 17)',
	'SELECT * FROM estimate_plan, cash_flow_lines(ARRAY[cash_line(''a'', ''cost'', cash), cash_line(''b'', ''cost'', cash)], ''2025-01-01'', 17)'
]) AS query;

-- ---- SQL functions that the planner inlines

CREATE FUNCTION pg_temp.months_of(cash monetary, months int) RETURNS SETOF cash_projection_row STABLE LANGUAGE sql AS
	'SELECT * FROM cash_projection(cash, NULL, ''2025-01-01'', months)';
CREATE FUNCTION pg_temp.flows_of(lines cash_line[], months int) RETURNS SETOF cash_flow_row STABLE LANGUAGE sql AS
	'SELECT * FROM cash_flow_lines(lines, ''2025-01-01'', months)';
SELECT query, (pg_temp.estimate(query)).* FROM unnest(ARRAY[
	'SELECT * FROM pg_temp.months_of(''1 USD'', 19)',
	'SELECT * FROM pg_temp.flows_of(ARRAY[cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month''), cash_line(''b'', ''cost'', ''2 USD'', per => ''1 month'')], 19)'
]) AS query;

-- ---- prepared statements

PREPARE months_of(int) AS SELECT * FROM cash_projection('1 USD', NULL, '2025-01-01', $1);
PREPARE flows_of(cash_line[], int) AS SELECT * FROM cash_flow_lines($1, '2025-01-01', $2);
SET plan_cache_mode = force_custom_plan;
SELECT pg_temp.rows_of('EXECUTE months_of(29)'),
	pg_temp.rows_of('EXECUTE flows_of(ARRAY[cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month''), cash_line(''b'', ''cost'', ''2 USD'', per => ''1 month'')], 11)');
-- a plan for any parameters: the defaults
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.rows_of('EXECUTE months_of(29)'),
	pg_temp.rows_of('EXECUTE flows_of(ARRAY[cash_line(''a'', ''cost'', ''1 USD'', per => ''1 month'')], 11)');
RESET plan_cache_mode;
DEALLOCATE months_of;
DEALLOCATE flows_of;
DROP TABLE estimate_plan;
