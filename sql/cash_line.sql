-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';
--
-- cash_line: the composite type and its constructor
--
-- Every attribute has its own type, so that a row is read as it was written.
SELECT * FROM cash_line('payroll', 'cost', '2.4M EUR', per => '1 year') \gx
SELECT (cash_line('rent', 'cost', '90k USD', every => '3 months',
                  starts_on => '2024-10-31', ends_on => '2026-10-31')).*\gx
SELECT (cash_line('sales', 'revenue', '~20k USD', per => '1 month',
                  growth => 0.08, growth_spread => 0.02, volatility => 0.1,
                  probability => 0.9)).*\gx
SELECT cash_line('round', 'financing', '6.6B USD', starts_on => '2024-10-02');

-- positional and named arguments say the same
SELECT cash_line('a', 'cost', '1 USD', '1 month', NULL, '2024-01-01', '2024-12-31', 0.5)
     = cash_line('a', 'cost', '1 USD', per => '1 month', starts_on => '2024-01-01',
                 ends_on => '2024-12-31', growth => 0.5) AS same;

-- boundaries that are allowed
SELECT cash_line('zero', 'cost', '0 USD', per => '1 month');
SELECT cash_line('undisclosed', 'cost', 'undisclosed', per => '1 month');
SELECT cash_line('', 'repayment', '>=1 USD', every => '1 day', growth => -0.999999);
SELECT cash_line('one day', 'revenue', '<1 USD', every => '2 weeks',
                 starts_on => '2024-02-29', ends_on => '2024-02-29', probability => 0);

-- lines live in tables, in arrays, and in text and back
CREATE TABLE plan_line (company text, scenario text, line cash_line);
INSERT INTO plan_line VALUES
	('a', 'flat', cash_line('sales, "net"', 'revenue', '3.5B USD', per => '1 year')),
	('a', 'flat', cash_line('costs', 'cost', '8.5B USD', per => '1 year')),
	('a', 'growth', cash_line('sales', 'revenue', '3.5B USD', per => '1 year', growth => 0.03)),
	('b', 'flat', NULL);
SELECT company, scenario, array_agg(line ORDER BY line) AS lines
  FROM plan_line GROUP BY company, scenario ORDER BY company, scenario;
SELECT bool_and(line::text::cash_line = line) AS reads_back FROM plan_line WHERE line IS NOT NULL
    OR line IS DISTINCT FROM NULL;
SELECT (line).category, (line).amount FROM plan_line ORDER BY 1;
SELECT count(*) FROM (SELECT DISTINCT line FROM plan_line) AS d;
UPDATE plan_line SET line.growth = 0.02 WHERE (line).category = 'sales';
SELECT (line).growth FROM plan_line WHERE (line).category = 'sales';
DROP TABLE plan_line;

-- cash_line_problem() says why a plan cannot be projected, and never raises
SELECT cash_line_problem('1M USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month')]) IS NULL AS fine;
SELECT cash_line_problem(NULL, NULL) IS NULL AS fine;
SELECT cash_line_problem('undisclosed', '{}') IS NULL AS fine;
SELECT n, cash_line_problem('1M USD', lines) AS problem
  FROM (VALUES
	(1, ARRAY[NULL]::cash_line[]),
	(2, ARRAY[ROW(NULL, 'cost', '1 USD', '1 month', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line]),
	(3, ARRAY[ROW('a', NULL, '1 USD', '1 month', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line]),
	(4, ARRAY[ROW('a', 'cost', NULL, '1 month', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line]),
	(5, ARRAY[ROW('a', 'costs', '1 USD', '1 month', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line]),
	(6, ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month'),
	          cash_line('b', 'cost', '1 EUR', per => '1 month')]),
	(7, ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month'),
	          ROW('b', 'cost', '-1 USD', '1 month', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line]),
	(8, ARRAY[ROW('a', 'cost', '1 USD', '1 month', '1 month', NULL, NULL, NULL, NULL, NULL, NULL)::cash_line]),
	(9, ARRAY[ROW('a', 'cost', '1 USD', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line]),
	(10, ARRAY[[cash_line('a', 'cost', '1 USD', per => '1 month')],
	           [cash_line('b', 'cost', '1 USD', per => '1 month')]])
  ) AS v(n, lines) ORDER BY n;

-- a row constructor goes round the function, not round the check
SELECT (runway('1M USD', ARRAY[ROW('a', 'cost', '1 USD', '-1 month', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line],
               '2024-10-01')).outcome;

-- attributes may be added to the type, and lines from before still read
BEGIN;
CREATE TABLE kept AS SELECT cash_line('a', 'cost', '1 USD', per => '1 month') AS line;
ALTER TYPE cash_line ADD ATTRIBUTE note text;
SELECT line FROM kept;
SELECT cash_line('b', 'cost', '2 USD', per => '1 month');
SELECT closing_cash FROM kept, cash_projection('10 USD', ARRAY[line, cash_line('b', 'cost', '2 USD', per => '1 month')],
                                               '2024-10-01', 1);
ALTER TYPE runway_row ADD ATTRIBUTE note text;
ALTER TYPE cash_projection_row ADD ATTRIBUTE note text;
SELECT r.outcome, r.currency, r.note FROM kept, runway('10 USD', ARRAY[line], '2024-10-01', 1) AS r;
SELECT r.closing_cash, r.currency, r.note FROM kept, cash_projection('10 USD', ARRAY[line], '2024-10-01', 1) AS r;
-- but ours must stay: no datum is taken for what it is not
ALTER TYPE cash_line DROP ATTRIBUTE probability;
SELECT closing_cash FROM kept, cash_projection('10 USD', ARRAY[line], '2024-10-01', 1);
ROLLBACK;
