-- rows.sql
--	  The rows of "figure": 8 companies, odd ones in USD and even ones in EUR.
--	  Row 1 of each company has plans, the others would cost time only.

INSERT INTO figure
SELECT i, company,
	CASE WHEN i % 23 <> 0 THEN monetary(x, code) END, monetary(i % 13 + 0.5, code), CASE WHEN i % 7 <> 0 THEN monetary(i % 97, 'USD') END,
	CASE i % 29 WHEN 0 THEN NULL WHEN 1 THEN 'undisclosed' WHEN 2 THEN '>5 ' || code WHEN 3 THEN '<7 ' || code
		ELSE format('%s..%s %s', i % 101, i % 101 + i % 7, code) END::estimate,
	format('~%s %s', i % 31 + 1, code)::estimate, format('%s %s %s', i % 67 + 1, code, (ARRAY['pre', 'post', ''])[i % 3 + 1])::valuation,
	format('%s..%s %s', i % 19 + 1, i % 19 + 3, code)::valuation,
	x + 1000, i % 5 + 1, i % 2 = 0, i % 3 = 0, i, -1,
	'USD', 1, 160, 240, 24, 12, 20, 7,
	'EUR', (ARRAY['pre', 'post'])[i % 2 + 1], 'sales', E'Date,USD,JPY,\n2024-03-28,1.0811,163.45,\n', code, 'uniform', (ARRAY['cost', 'revenue'])[i % 2 + 1],
	(ARRAY['approximate', 'at least'])[i % 2 + 1], 'en', (ARRAY['half up', 'floor'])[i % 2 + 1], 'USD', 'ascii', 'about 7 million dollars', 'Plan',
	'2024-02-29', date '2024-03-01' + i % 28, '2025-12-31', '2024-01-01', '2024-01-01',
	NULL, '60 days', '1 month', ARRAY[1, i % 4 + 1, 0.5],
	0.1, 0.01, 0.001, 0.5, 1.01 + i % 28 / 100.0, 0.1,
	monetary(1, code), monetary(i + 2, code), monetary(100000, code), format('~%s %s', i, code)::estimate, monetary(0.5, code), (SELECT rate_book('EUR', 'USD', date '2024-02-28', 1.0811)), lines,
	CASE WHEN lines IS NOT NULL THEN ARRAY[cash_line('staff', 'cost', monetary(9000, code), per => '1 month', starts_on => '2024-01-01', ends_on => '2024-02-29')] END,
	CASE WHEN lines IS NOT NULL THEN (SELECT array_agg(f) FROM cash_flow_lines(lines, '2024-01-01', 6) AS f) END,
	CASE WHEN lines IS NOT NULL THEN (SELECT array_agg(p) FROM cash_projection(monetary(100000, code), lines, '2024-01-01', 6) AS p) END,
	CASE WHEN lines IS NOT NULL THEN (SELECT array_agg(s) FROM cash_simulation(monetary(100000, code), lines, '2024-01-01', 6, 20) AS s) END
FROM generate_series(1, 800) AS i
	CROSS JOIN LATERAL (SELECT i % 8 + 1 AS company, (ARRAY['EUR', 'USD'])[(i % 8 + 1) % 2 + 1] AS code, (i * 7919 % 499 - 200)::numeric / (ARRAY[1, 4, 1000])[i % 3 + 1] AS x) AS c
	CROSS JOIN LATERAL (SELECT CASE WHEN i <= 8 THEN ARRAY[
		cash_line('staff', 'cost', format('~%s000 %s', 8 + i, code)::estimate, per => '1 month', volatility => 0.1),
		cash_line('sales', 'revenue', monetary(4000 + i, code), per => '1 month', growth => 0.02)] END AS lines) AS l;
