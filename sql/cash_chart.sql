-- Charts for a terminal: what is drawn, what is refused.
SET datestyle = 'ISO, YMD';
\pset format unaligned
\pset tuples_only on
CREATE TEMP TABLE plan AS SELECT p.* FROM cash_projection('5B USD', ARRAY[
	cash_line('sales', 'revenue', '3.5B USD', per => '1 year', growth => 0.03),
	cash_line('costs', 'cost', '8.5B USD', per => '1 year')], '2024-10-01', 24) AS p;
CREATE FUNCTION rows_of(relation regclass) RETURNS cash_projection_row[] LANGUAGE plpgsql AS $$
DECLARE result cash_projection_row[];
BEGIN
	EXECUTE format('SELECT array_agg(r::%1$s::text::cash_projection_row ORDER BY month) FROM %1$s AS r', relation) INTO result;
	RETURN result;
END $$;

-- ---- it dies; the same in ASCII, wider, and as small as it can be
SELECT chart FROM cash_chart(rows_of('plan'));
SELECT chart FROM cash_chart(rows_of('plan'), style => 'ascii');
SELECT chart FROM cash_chart(rows_of('plan'), width => 100, height => 10);
SELECT chart FROM cash_chart(rows_of('plan'), width => 20, height => 8);
-- NULL is the default
SELECT array_agg(chart) = (SELECT array_agg(chart) FROM cash_chart(rows_of('plan'))) FROM cash_chart(rows_of('plan'), NULL, NULL, NULL, NULL);
-- what is promised of every row: as many as asked, no wider than asked, no blanks at the end
SELECT width, height, style, count(*) = height AND max(length(chart)) <= width AND NOT bool_or(chart ~ '\s$') AS keeps
	FROM unnest('{20,21,37,72,150,400}'::int[]) AS width, unnest('{8,9,16,33,100}'::int[]) AS height, unnest('{unicode,ascii}'::text[]) AS style,
		cash_chart(rows_of('plan'), '200M USD', width, height, style)
	GROUP BY 1, 2, 3 HAVING NOT (count(*) = height AND max(length(chart)) <= width AND NOT bool_or(chart ~ '\s$'));
SELECT bool_and(chart ~ '^[ -~]*$') FROM cash_chart(rows_of('plan'), '200M USD', style => 'ascii');

-- ---- it survives; a floor; bounds; a bound that is missing
SELECT chart FROM cash_chart(ARRAY(SELECT p FROM cash_projection('400k EUR', ARRAY[
	cash_line('pay', 'cost', '80k EUR', per => '1 month'),
	cash_line('sales', 'revenue', '60k EUR', per => '1 month', growth => 0.04)], '2025-01-01', 36) AS p), floor => '100k EUR', height => 12);
SELECT chart FROM cash_chart(ARRAY(SELECT p FROM cash_projection('5B USD', ARRAY[
	cash_line('training', 'cost', 'nearly 7B USD', per => '1 year'),
	cash_line('sales', 'revenue', '~3.5B USD', per => '1 year')], '2024-08-01', 24) AS p), floor => '1B USD');
SELECT chart FROM cash_chart(ARRAY(SELECT p FROM cash_projection('5B USD', ARRAY[
	cash_line('training', 'cost', '>=7B USD', per => '1 year', starts_on => '2025-02-01'),
	cash_line('sales', 'revenue', '~3.5B USD', per => '1 year')], '2024-08-01', 24) AS p));
SELECT chart FROM cash_chart(ARRAY(SELECT p FROM cash_projection('5B USD', ARRAY[
	cash_line('sales', 'revenue', '>=3.5B USD', per => '1 year')], '2024-08-01', 12) AS p), width => 40, height => 8);

-- ---- figures: one month, all zero, all negative, all equal, tiny, huge, NULL
CREATE FUNCTION figures(VARIADIC closing numeric[]) RETURNS cash_projection_row[] LANGUAGE sql AS $$
	SELECT array_agg(ROW((date '2024-11-01' + (i - 1) * interval '1 month')::date, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
		closing[i], NULL, NULL, closing[i] < 0, 'EUR')::cash_projection_row ORDER BY i) FROM generate_subscripts(closing, 1) AS i $$;
SELECT chart FROM cash_chart(figures(1234.5), width => 30, height => 8);
SELECT chart FROM cash_chart(figures(0, 0, 0, 0), width => 30, height => 8);
SELECT chart FROM cash_chart(figures(-1, -2, -3, -40), width => 30, height => 8);
SELECT chart FROM cash_chart(figures(7, 7, 7, 7), width => 30, height => 8);
SELECT chart FROM cash_chart(figures(0.01, 0.02, -0.01, 0), width => 30, height => 10);
SELECT chart FROM cash_chart(figures(1e27, 5e26, -1e27, 1e-28), width => 30, height => 10);
SELECT chart FROM cash_chart(figures(1e35, 1e-28), width => 30, height => 8);
SELECT chart FROM cash_chart(figures(1.23456789012345678901234567890123456789012345, 0.5), width => 30, height => 8);
SELECT chart FROM cash_chart(figures(NULL, NULL), width => 30, height => 8);
SELECT chart FROM cash_chart(figures(1, NULL, 3, NULL, NULL, 2), width => 30, height => 8);
-- the least that is not zero is seen; what is just a millionth below the others hides nothing
SELECT chart FROM cash_chart(figures(1000000, 1, -1, 1000000), width => 30, height => 10);

-- ---- months: in any order, with gaps, before Christ, a hundred years, of one column the lowest month
SELECT (SELECT array_agg(chart) FROM cash_chart(ARRAY(SELECT p::text::cash_projection_row FROM plan AS p ORDER BY month DESC)))
	= (SELECT array_agg(chart) FROM cash_chart(rows_of('plan')));
SELECT chart FROM cash_chart(ARRAY(SELECT p FROM unnest(figures(1, 2, 3, 4, 5, 6, 7)) AS p WHERE (p).month <> '2025-02-01'), width => 30, height => 8);
SELECT chart FROM cash_chart(ARRAY(SELECT p FROM cash_projection('5 USD', '{}', '0002-11-01 BC', 36) AS p), height => 8);
SELECT chart FROM cash_chart(ARRAY(SELECT p FROM cash_projection('5 USD', '{}', '4714-12-01 BC', 3) AS p), height => 8);
SELECT chart FROM cash_chart(ARRAY(SELECT p FROM cash_projection('120M USD', ARRAY[cash_line('a', 'cost', '1M USD', per => '1 year'),
	cash_line('b', 'cost', '150M USD', starts_on => '2049-05-05'), cash_line('c', 'revenue', '150M USD', starts_on => '2049-06-05')], '2025-01-01', 1200) AS p), height => 10);

-- ---- the mark: by the floor where there is one, as the rows say otherwise
SELECT chart FROM cash_chart(figures(5, 3, 1, -1), width => 30, height => 8) WITH ORDINALITY AS c(chart, n) WHERE n = 8;
SELECT chart FROM cash_chart(figures(5, 3, 1, -1), '2 EUR', 30, 8) WITH ORDINALITY AS c(chart, n) WHERE n = 8;
SELECT chart FROM cash_chart(figures(5, 3, 1, -1), '-1 EUR', 30, 8) WITH ORDINALITY AS c(chart, n) WHERE n = 8;
SELECT chart FROM cash_chart(ARRAY(SELECT p FROM cash_projection('5 EUR', ARRAY[cash_line('a', 'revenue', '5 EUR', per => '1 month')], '2025-01-01', 3) AS p),
	'7 EUR', 30, 8) WITH ORDINALITY AS c(chart, n) WHERE n = 8;

-- ---- no rows: no picture
SELECT count(*) FROM cash_chart(NULL::cash_projection_row[]);
SELECT count(*) FROM cash_chart('{}'::cash_projection_row[]);
SELECT count(*) FROM cash_chart(ARRAY[]::cash_projection_row[], floor => '5 EUR');

-- ---- a simulation: percentiles and probability; a narrow one; gaps; the median at zero; certain and impossible
CREATE FUNCTION fan(VARIADIC probability numeric[]) RETURNS cash_simulation_row[] LANGUAGE sql AS $$
	SELECT array_agg(ROW((date '2024-11-01' + (i - 1) * interval '1 month')::date, 30 - 9 * i, 32 - 9 * i, 36 - 8 * i, 40 - 8 * i, 44 - 8 * i, 48 - 7 * i, 50 - 7 * i,
		40 - 8 * i, probability[i], 'EUR')::cash_simulation_row ORDER BY i) FROM generate_subscripts(probability, 1) AS i $$;
SELECT chart FROM cash_chart(fan(0, 0.001, 0.2, 0.5, 0.75, 0.9999999, 1));
SELECT chart FROM cash_chart(fan(0, 0.001, 0.2, 0.5, 0.75, 0.9999999, 1), '10 EUR', 40, 10, 'ascii');
SELECT chart FROM cash_chart(fan(0, 0, 0), width => 20, height => 8);
SELECT chart FROM cash_chart(fan(NULL, NULL), width => 30, height => 8);
SELECT chart FROM cash_chart(ARRAY[ROW('2025-01-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.00001, NULL)::cash_simulation_row,
	ROW('2025-02-01', 1, NULL, 2, 3, NULL, 4, 5, NULL, NULL, 'USD')::cash_simulation_row], width => 30, height => 8);
SELECT chart FROM cash_chart(ARRAY(SELECT s FROM cash_simulation('900k EUR', ARRAY[cash_line('sales', 'revenue', '30k EUR', per => '1 month', growth => 0.05, growth_spread => 0.02, volatility => 0.3),
	cash_line('costs', 'cost', '~90k EUR', per => '1 month')], '2025-01-01', 24, runs => 1000, seed => 1) AS s));
SELECT count(*) FROM cash_chart(NULL::cash_simulation_row[]);

-- ---- the planner knows how many rows come
CREATE FUNCTION rows_estimated(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
SELECT rows_estimated('SELECT FROM cash_chart(figures(1))'), rows_estimated('SELECT FROM cash_chart(rows_of(''plan''), height => 30)'),
	rows_estimated('SELECT FROM cash_chart(figures(1), height => NULL)'), rows_estimated('SELECT FROM cash_chart(NULL::cash_projection_row[])'),
	rows_estimated('SELECT FROM cash_chart(''{}''::cash_projection_row[])'), rows_estimated('SELECT FROM cash_chart(figures(1), height => 1000)');

-- ---- what is refused
\pset tuples_only off
CREATE PROCEDURE fails(query text) LANGUAGE plpgsql AS $$
DECLARE detail text; hint text;
BEGIN
	EXECUTE query;
	RAISE NOTICE 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RAISE INFO '% %| %| %', SQLSTATE, SQLERRM, detail, hint;
END $$;
\set VERBOSITY terse
CALL fails($$SELECT cash_chart(figures(1), width => 19)$$);
CALL fails($$SELECT cash_chart(figures(1), width => 401)$$);
CALL fails($$SELECT cash_chart(figures(1), height => 7)$$);
CALL fails($$SELECT cash_chart(figures(1), height => 101)$$);
CALL fails($$SELECT cash_chart(figures(1), style => 'Unicode')$$);
CALL fails($$SELECT cash_chart(figures(1), floor => '1 USD')$$);
CALL fails($$SELECT cash_chart(figures('NaN'))$$);
CALL fails($$SELECT cash_chart(figures(1, 'Infinity'))$$);
CALL fails($$SELECT cash_chart(figures(1e36))$$);
CALL fails($$SELECT cash_chart(figures(-1e100))$$);
CALL fails($$SELECT cash_chart(figures(1) || NULL::cash_projection_row)$$);
CALL fails($$SELECT cash_chart(figures(1) || figures(1))$$);
CALL fails($$SELECT cash_chart(ARRAY[ROW(NULL,1,1,1,1,1,1,1,1,1,1,true,'EUR')::cash_projection_row])$$);
CALL fails($$SELECT cash_chart(ARRAY[ROW('infinity',1,1,1,1,1,1,1,1,1,1,true,'EUR')::cash_projection_row])$$);
CALL fails($$SELECT cash_chart(figures(1) || ROW('2025-01-01',1,1,1,1,1,1,1,1,1,1,true,'USD')::cash_projection_row)$$);
CALL fails($$SELECT cash_chart(figures(1) || ROW('2025-01-01',1,1,1,1,1,1,1,1,1,1,true,'EURO')::cash_projection_row)$$);
CALL fails($$SELECT cash_chart(figures(1) || ROW('2125-01-01',1,1,1,1,1,1,1,1,1,1,true,'EUR')::cash_projection_row)$$);
CALL fails($$SELECT cash_chart(array_fill(ROW('2025-01-01',1,1,1,1,1,1,1,1,1,1,true,'EUR')::cash_projection_row, '{1201}'))$$);
CALL fails($$SELECT cash_chart(fan(1.0000001))$$);
CALL fails($$SELECT cash_chart(fan(0, -1e-20))$$);
CALL fails($$SELECT cash_chart(fan('NaN'))$$);
CALL fails($$SELECT cash_chart(fan(0, 'Infinity'))$$);
CALL fails($$SELECT cash_chart(ARRAY[ROW('2025-01-01', 1, 1, 'NaN', 1, 1, 1, 1, 1, 1, 'EUR')::cash_simulation_row])$$);
CALL fails($$SELECT cash_chart(ARRAY[ROW('2025-01-01', 1, 1, 1, 1, 1, 1, 1e40, 1, 1, 'EUR')::cash_simulation_row])$$);
CALL fails($$SELECT cash_chart(fan(0) || fan(0))$$);
CALL fails($$SELECT cash_chart('{}')$$);
-- a hundred years go
SELECT count(*) FROM cash_chart(figures(1) || ROW('2124-10-31',1,1,1,1,1,1,1,1,1,1,true,NULL)::cash_projection_row);
DROP FUNCTION rows_of, figures, fan, rows_estimated;
DROP PROCEDURE fails;
