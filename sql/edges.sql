-- What no other file asks for: the last figure that fits and the first that
-- does not, and calls of functions that mostly operators or casts make.
SET datestyle = 'ISO, YMD';

-- JSON, by the casts
SELECT '~7B USD'::estimate::jsonb = '~7B USD'::estimate::json::jsonb AS estimate, '~7B USD post'::valuation::jsonb = '~7B USD post'::valuation::json::jsonb AS valuation;
SELECT '~7B USD'::estimate::jsonb, '>7B USD pre'::valuation::jsonb;

-- 28 digits between the bounds
SELECT estimate('0.01 USD'::monetary, '99999999999999999999999999.99 USD'::monetary);
SELECT estimate('0.001 USD'::monetary, '99999999999999999999999999.99 USD'::monetary);

-- a factor of over 38 digits, exactly; and out of range
SELECT '3 USD'::monetary * 0.3333333333333333333333333333333333333333333333;
SELECT '99999999999999999999999999.99 USD'::monetary * 1.0000000000000000000000000000000000000000000001;
SELECT '99999999999999999999999999.99 USD'::monetary * 1.1000000000000000000000000000000000000000000001;
SELECT '99999999999999999999999999.99 USD'::monetary * 1000000000000000000000000000000000000000000000.1;

-- an estimate at a rate that takes it out of range
SELECT convert('99999999999999999999999999 USD'::estimate, 'JPY', '2024-01-01', rate_book('USD', 'JPY', '2024-01-01'::date, 150)) ;

-- a distance that no amount can have: within one currency, and never beyond it
SELECT a, count(*) OVER (ORDER BY a RANGE BETWEEN 'Infinity'::numeric PRECEDING AND CURRENT ROW) AS up_to,
	count(*) OVER (ORDER BY a RANGE BETWEEN CURRENT ROW AND 'Infinity'::numeric FOLLOWING) AS onwards
FROM (VALUES ('1 EUR'::monetary), ('2 EUR'), ('1 USD'), ('5 USD'), ('9 USD')) AS v (a) ORDER BY a;

-- each row's own book, where one call meets several large ones
CREATE TABLE book AS
	SELECT n, rate_book('USD', 'EUR', '2000-01-01'::date + i, n + i / 100000.0) AS rates
	FROM generate_series(1, 3) AS n, generate_series(1, 5000) AS i GROUP BY n;
SELECT n, convert('1 EUR'::monetary, 'USD', '2000-01-11', rates) FROM book ORDER BY n;
SELECT n, convert('1 EUR'::monetary, 'USD', '2000-01-11', rates) FROM book, generate_series(1, 2) ORDER BY n;
DROP TABLE book;

-- comparison by the function instead of the operator, and its index
CREATE TABLE priced (a monetary);
INSERT INTO priced SELECT (i || CASE i % 2 WHEN 0 THEN ' USD' ELSE ' EUR' END)::monetary FROM generate_series(1, 5000) AS i;
CREATE INDEX ON priced (a);
ANALYZE priced;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT count(*) FROM priced WHERE monetary_lt(a, '100 USD');
SELECT count(*) FROM priced WHERE monetary_lt('4900 USD', a);
SELECT count(*) FROM priced AS x, (VALUES ('10 USD'::monetary), ('10 EUR')) AS v (b) WHERE monetary_lt(x.a, v.b);
SELECT count(*) FROM priced AS x, (VALUES ('10 USD'::monetary), ('10 EUR')) AS v (b) WHERE x.a < v.b;
SELECT count(*) FROM priced WHERE monetary_lt(a, a);
RESET enable_seqscan;
RESET enable_bitmapscan;

-- the currency of a column as an argument, constant or not
SELECT monetary_typmod('5 USD', -1), monetary_typmod('5 USD', NULL) IS NULL AS of_null;
SELECT n, monetary_typmod('5 USD', n) FROM (VALUES (-1), (NULL)) AS v (n) ORDER BY n;
DROP TABLE priced;

-- the month of a row that is at fault may lie before our era
SELECT cash_chart(ARRAY[r, r]) FROM cash_projection('1 USD', '{}', '0044-03-01 BC', 1) AS r;

-- a floor gives its currency to rows that have none
SELECT cash_chart_svg(array_agg(r ORDER BY month), floor => '5 EUR') LIKE '%EUR%' FROM cash_projection('undisclosed', '{}', '2025-01-01', 2) AS r;

-- growth of tenfold and more is shown as it was written
SELECT what, current FROM default_alive_bounds('5M USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 month', growth => 20), cash_line('a', 'cost', '1 USD', starts_on => '2025-01-05')], '2025-01-01', 3) WHERE what LIKE '%growth%';

-- a middle and a reach of 39 digits; a hull whose ends share no 28 digits
SELECT '100000000000000000000000000000000000000±90000000000000000000000000000000000000 USD'::estimate;
SELECT pre_money('10000000000000000000000000 USD', '9999999999999999999999999.999 USD');
SELECT pre_money('10000000000000000000000000 USD pre', '9999999999999999999999999.999 USD');

-- the smallest pictures, and one of nothing but zeros
SELECT length(cash_chart_svg(array_agg(f), width => 240, height => 160)) > 0 FROM cash_flow_lines(ARRAY[cash_line('a', 'cost', '0 USD', per => '1 month'), cash_line('b', 'cost', '0 USD', per => '1 month')], '2025-01-01', 2) AS f;
SELECT cash_chart(array_agg(r ORDER BY month), width => 20, height => 8) FROM cash_projection('100 USD', ARRAY[cash_line('a', 'cost', '10 USD', per => '1 month')], '2025-01-01', 24) AS r;

-- a frame that no row has come into yet
SELECT i, min(f) OVER w, max(f) OVER w, hull(f) OVER w FROM (VALUES (1, '1 USD'::estimate), (2, '2 USD'), (3, '3 USD')) AS v (i, f)
WINDOW w AS (ORDER BY i ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) ORDER BY i;
