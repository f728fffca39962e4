-- Charts as SVG: well-formed whatever the texts are, the same bytes always.
SET datestyle = 'ISO, YMD';
\pset format unaligned
\pset tuples_only on
CREATE FUNCTION figures(VARIADIC closing numeric[]) RETURNS cash_projection_row[] LANGUAGE sql AS $$
	SELECT array_agg(ROW((date '2024-11-01' + (i - 1) * interval '1 month')::date, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
		closing[i], NULL, NULL, closing[i] < 0, 'EUR')::cash_projection_row ORDER BY i) FROM generate_subscripts(closing, 1) AS i $$;
CREATE FUNCTION flow(category text, flow text, amount numeric, month date = '2024-11-01', currency text = 'EUR') RETURNS cash_flow_row LANGUAGE sql AS $$
	SELECT ROW(month, category, flow, amount, amount, amount, currency)::cash_flow_row $$;
-- the parts of a picture that hold text, or attributes of a part
CREATE FUNCTION texts(svg text) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT m[1] FROM regexp_matches(svg, '>([^<>]+)</(?:text|title|desc)>', 'g') AS m $$;
CREATE FUNCTION well_formed(svg text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE tag text[]; open text[] = '{}';
BEGIN
	-- every tag that opens closes, in order; ASCII only; nothing between tags but references
	IF svg !~ '^<svg xmlns="http://www.w3.org/2000/svg" ' OR svg !~ '</svg>$' OR svg ~ '[^ -~\n]' OR svg ~ '&(?!#[0-9]+;)' THEN RETURN false; END IF;
	FOR tag IN SELECT regexp_matches(svg, '<(/?)([a-z]+)((?: [a-z][a-zA-Z-]*="[^"<>]*")*)(/?)>|([<>])', 'g') LOOP
		IF tag[5] IS NOT NULL THEN RETURN false;
		ELSIF tag[1] = '/' THEN
			IF open[1] IS DISTINCT FROM tag[2] THEN RETURN false; END IF;
			open := open[2:];
		ELSIF tag[4] = '' THEN open := tag[2] || open; END IF;
	END LOOP;
	RETURN open = '{}';
END $$;

-- ---- a whole picture of each kind
SELECT cash_chart_svg(ARRAY(SELECT p FROM cash_projection('100 USD', ARRAY[
	cash_line('staff', 'cost', '~60 USD', per => '1 month')], '2024-10-01', 3) AS p), '10 USD', 'Small');
SELECT cash_chart_svg(ARRAY[flow('staff', 'cost', 70), flow('sales', 'revenue', 100), flow('staff', 'cost', NULL, '2024-12-01')], 'Flows', 300, 200);
-- the server's own parser agrees, where it has one
DO $$
BEGIN
	PERFORM xmlparse(document cash_chart_svg(figures(1, -2, NULL, 3), title => E'<&>"''\x01\x1f\t\n\u00e9\U0001F680'));
	PERFORM xmlparse(document cash_chart_svg(ARRAY[flow(E'<script>alert("&")</script>\x07', 'cost', 1)]));
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;

-- ---- texts
SELECT DISTINCT t FROM texts(cash_chart_svg(figures(1), title => '<script>alert("1" & ''2'')</script>')) AS t WHERE t ~ 'alert' ORDER BY t;
SELECT DISTINCT t FROM texts(cash_chart_svg(ARRAY[flow('<script>', 'cost', 1), flow(']]>', 'cost', 2), flow('&amp;', 'cost', 3), flow('', 'cost', 4)])) AS t
	WHERE t ~ '[^0-9]#|&' ORDER BY t;
SELECT DISTINCT t FROM texts(cash_chart_svg(figures(1), title => E'a\x01b\tc\nd\x7fe\u0085f\uFFFEg\u00e9\u6f22\U0001F680')) AS t WHERE t ~ '^a' ORDER BY t;
SELECT title, well_formed(cash_chart_svg(figures(1, 2), title => title)), well_formed(cash_chart_svg(ARRAY[flow(title, 'cost', 1)], title))
	FROM unnest(ARRAY['', ' ', '"', '''', '<', '>', '&', '&lt;', '<!--', '-->', ']]>', '<![CDATA[', '</svg>', '<?xml?>', '%d%s%t', '\', E'\x1b[31m']) AS title;
-- no title: one that says what is drawn; a long one is cut, in the picture and in <title>
SELECT t FROM texts(cash_chart_svg(figures(1, 2))) WITH ORDINALITY AS x(t, n) WHERE n <= 4;
SELECT n, length(t), right(t, 12) FROM texts(cash_chart_svg(figures(1, 2), title => repeat('lengthy ', 200))) WITH ORDINALITY AS x(t, n) WHERE t ~ 'lengthy';
SELECT length(cash_chart_svg(figures(1), title => repeat(U&'\6f22', 1000000))) < 10000;

-- ---- what <desc> says
SELECT n, t FROM (VALUES
	(1, cash_chart_svg(figures(10, 5, -2, -1))),
	(2, cash_chart_svg(figures(10, 5, 7), '-1 EUR')),
	(3, cash_chart_svg(figures(10, NULL, 7))),
	(4, cash_chart_svg(figures(NULL, NULL))),
	(5, cash_chart_svg(ARRAY(SELECT p FROM cash_projection('~5B USD', ARRAY[cash_line('a', 'cost', 'nearly 1B USD', per => '1 month')], '2025-01-01', 9) AS p))),
	(6, cash_chart_svg(ARRAY(SELECT p FROM cash_projection('5B USD', ARRAY[cash_line('a', 'cost', '>=1B USD', per => '1 month')], '2025-01-01', 9) AS p), '1B USD')),
	(7, cash_chart_svg(ARRAY(SELECT p FROM cash_projection('5B USD', ARRAY[cash_line('a', 'revenue', 'undisclosed USD', per => '1 month')], '2025-01-01', 9) AS p))),
	(8, cash_chart_svg(ARRAY(SELECT p FROM cash_projection(NULL, ARRAY[cash_line('a', 'revenue', '1 USD', per => '1 month')], '2025-01-01', 9) AS p))),
	(9, cash_chart_svg(ARRAY(SELECT p FROM cash_projection('3 USD', ARRAY[cash_line('a', 'cost', '1..3 USD', per => '1 month')], '2025-01-01', 2) AS p))),
	(10, cash_chart_svg(ARRAY[flow('a', 'revenue', 5), flow('b', 'cost', 3), flow('b', 'cost', 4), flow('c', 'repayment', 1), flow('d', 'financing', 9)])),
	(11, cash_chart_svg(ARRAY[flow('a', 'revenue', NULL), flow('b', 'cost', 3)]))) AS v(n, svg), texts(svg) AS t
	WHERE t ~ 'monthly' ORDER BY n;

-- ---- a simulation: what it says, with and without room for the probabilities
CREATE FUNCTION fan(VARIADIC probability numeric[]) RETURNS cash_simulation_row[] LANGUAGE sql AS $$
	SELECT array_agg(ROW((date '2024-11-01' + (i - 1) * interval '1 month')::date, 30 - 9 * i, 32 - 9 * i, 36 - 8 * i, 40 - 8 * i, 44 - 8 * i, 48 - 7 * i, 50 - 7 * i,
		40 - 8 * i, probability[i], 'EUR')::cash_simulation_row ORDER BY i) FROM generate_subscripts(probability, 1) AS i $$;
SELECT cash_chart_svg(fan(0, 0.06, 1), '5 EUR', 'Fan');
SELECT n, well_formed(svg), svg ~ 'share of runs' AS has_strip, (SELECT string_agg(t, ' | ') FROM texts(svg) AS t WHERE t ~ 'monthly|ash-out \d\d\d\d|% cash-out') AS says
	FROM (VALUES (1, cash_chart_svg(fan(0, 0.001, 0.2, 0.5, 0.75, 0.9999999, 1))), (2, cash_chart_svg(fan(0, 0.00001), height => 160, width => 240)),
		(3, cash_chart_svg(fan(0.7))), (4, cash_chart_svg(fan(NULL))), (5, cash_chart_svg(fan(0, NULL, 0.5, NULL)))) AS v(n, svg) ORDER BY n;
SELECT well_formed(cash_chart_svg(s)) FROM (SELECT ARRAY(SELECT s FROM cash_simulation('1.2M EUR', ARRAY[
	cash_line('sales', 'revenue', '30k EUR', per => '1 month', growth => 0.05, growth_spread => 0.02, volatility => 0.3),
	cash_line('costs', 'cost', '~90k EUR', per => '1 month')], '2025-01-01', 24, runs => 1000, seed => 1) AS s) AS s) AS simulated;

-- ---- figures and sizes of every kind: well-formed, of the size that was asked for
SELECT n, well_formed(svg), svg ~ 'width="240" height="160" viewBox="0 0 240 160"' AS size
	FROM (SELECT n, cash_chart_svg(f, width => 240, height => 160) AS svg FROM (VALUES
		(1, figures(0)), (2, figures(0, 0, 0)), (3, figures(-5, -6)), (4, figures(7, 7, 7)), (5, figures(NULL)), (6, figures(1e35, -1e35)),
		(7, figures(1e-28)), (8, figures(1e27, 1)), (9, figures(NULL, 1, NULL, 2, 3, NULL)),
		(10, ARRAY(SELECT p FROM cash_projection('5 USD', ARRAY[cash_line('a', 'cost', 'undisclosed USD', per => '1 month')], '2025-01-01', 5) AS p))) AS v(n, f)) AS w;
SELECT months, well_formed(svg), count(*) > 0 AS has_months, count(*) <= 12 AS not_many
	FROM unnest('{1,2,3,11,12,13,36,119,1200}'::int[]) AS months,
		LATERAL cash_chart_svg(ARRAY(SELECT p FROM cash_projection('5 USD', ARRAY[cash_line('a', 'cost', '1 USD', per => '1 year')], '2024-12-01', months) AS p)) AS svg,
		texts(svg) AS t WHERE t ~ '^[12]\d{3}(-\d\d)?$' GROUP BY 1, 2 ORDER BY 1;
SELECT t FROM texts(cash_chart_svg(ARRAY(SELECT p FROM cash_projection('5 USD', '{}', '0002-11-01 BC', 3) AS p))) AS t WHERE t ~ '^\d{4}-';
SELECT well_formed(cash_chart_svg(ARRAY(SELECT p FROM cash_projection('5 USD', '{}', '5874897-01-01', 12) AS p), width => 4000, height => 4000));
-- no figure reads as a coordinate that is none
SELECT cash_chart_svg(figures(1, NULL, -3, 1e20), '10000000000000000000 EUR') ~ '(nan|inf|null)';

-- ---- flows: added up; the largest apart; the same order whatever the order of rows
SELECT cash_chart_svg(ARRAY[flow('a', 'cost', 1), flow('b', 'cost', 5), flow('a', 'cost', 2)])
	= cash_chart_svg(ARRAY[flow('b', 'cost', 5), flow('a', 'cost', 3)]);
SELECT string_agg(t, ', ') FROM texts(cash_chart_svg(ARRAY(SELECT flow('c' || i, CASE i % 4 WHEN 0 THEN 'revenue' WHEN 1 THEN 'cost' WHEN 2 THEN 'financing' ELSE 'repayment' END, i)
	FROM generate_series(1, 40) AS i))) AS t WHERE t ~ '\((cost|revenue|financing|repayment)\)$';
SELECT well_formed(cash_chart_svg(ARRAY(SELECT flow(repeat('w', i), 'cost', i, (date '2025-01-01' + i % 30 * interval '1 month')::date)
	FROM generate_series(1, 1000) AS i), height => h)) FROM unnest('{160,400}'::int[]) AS h;
-- 100,000 rows
SELECT well_formed(cash_chart_svg(ARRAY(SELECT flow('c' || i % 40, 'cost', i, (date '2025-01-01' + i % 1200 * interval '1 month')::date) FROM generate_series(1, 100000) AS i)));
-- a negative amount, and a currency that is not known
SELECT count(*) FROM texts(cash_chart_svg(ARRAY[flow('refund', 'revenue', -5, currency => NULL), flow('a', 'cost', -3)])) AS t WHERE t ~ '-5|outflows -3';

-- ---- no rows, no picture; NULL is the default
SELECT cash_chart_svg(NULL::cash_projection_row[]) IS NULL, cash_chart_svg('{}'::cash_projection_row[], '1 EUR', 'x') IS NULL,
	cash_chart_svg(NULL::cash_flow_row[]) IS NULL, cash_chart_svg('{}'::cash_flow_row[]) IS NULL;
SELECT cash_chart_svg(figures(1, 2), NULL, NULL, NULL, NULL) = cash_chart_svg(figures(1, 2)), cash_chart_svg(ARRAY[flow('a', 'cost', 1)], NULL, NULL, NULL) = cash_chart_svg(ARRAY[flow('a', 'cost', 1)]);
-- nothing of the session changes a byte
SELECT md5(cash_chart_svg(figures(1, -2.5, 3e9), '1 EUR', 'x')) AS before \gset
SET datestyle = 'German'; SET lc_numeric = 'C'; SET extra_float_digits = -15; SET intervalstyle = 'iso_8601'; SET timezone = 'Asia/Tokyo';
SELECT md5(cash_chart_svg(figures(1, -2.5, 3e9), '1 EUR', 'x')) = :'before';
RESET datestyle; RESET extra_float_digits; RESET intervalstyle; RESET timezone;
SET datestyle = 'ISO, YMD';

-- ---- what is refused
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
CALL fails($$SELECT cash_chart_svg(figures(1), width => 239)$$);
CALL fails($$SELECT cash_chart_svg(figures(1), height => 4001)$$);
CALL fails($$SELECT cash_chart_svg(figures(1), '1 USD')$$);
CALL fails($$SELECT cash_chart_svg(figures(1, 'NaN'))$$);
CALL fails($$SELECT cash_chart_svg(NULL)$$);
CALL fails($$SELECT cash_chart_svg(ARRAY[flow('a', 'cost', 1), NULL])$$);
CALL fails($$SELECT cash_chart_svg(ARRAY[flow(NULL, 'cost', 1)])$$);
CALL fails($$SELECT cash_chart_svg(ARRAY[flow('a', NULL, 1)])$$);
CALL fails($$SELECT cash_chart_svg(ARRAY[flow('a', 'costs', 1)])$$);
CALL fails($$SELECT cash_chart_svg(ARRAY[flow('a', 'cost', 1, NULL)])$$);
CALL fails($$SELECT cash_chart_svg(ARRAY[flow('a', 'cost', 1, 'infinity')])$$);
CALL fails($$SELECT cash_chart_svg(ARRAY[flow('a', 'cost', 1), flow('a', 'cost', 1, '2025-01-01', 'USD')])$$);
CALL fails($$SELECT cash_chart_svg(ARRAY[flow('a', 'cost', 'NaN')])$$);
CALL fails($$SELECT cash_chart_svg(ARRAY[flow('a', 'cost', 1e36)])$$);
CALL fails($$SELECT cash_chart_svg(ARRAY(SELECT flow('a' || i, 'cost', 9e35) FROM generate_series(1, 9) AS i))$$);
CALL fails($$SELECT cash_chart_svg(ARRAY(SELECT flow('a', 'cost', 9e35) FROM generate_series(1, 1000)))$$);
-- 176 categories that are drawn as one; months that balance each other
CALL fails($$SELECT cash_chart_svg(ARRAY(SELECT flow('a' || i, 'cost', 9.9e35) FROM generate_series(1, 200) AS i))$$);
CALL fails($$SELECT cash_chart_svg(ARRAY(SELECT flow('a', 'cost', 9.9e35 * sign, make_date(2025, 3 + sign, 1)) FROM generate_series(1, 180) AS i, unnest('{-1,1}'::int[]) AS sign ORDER BY i, sign))$$);
CALL fails($$SELECT cash_chart_svg(ARRAY(SELECT flow('a', 'cost', 1, d::date) FROM unnest('{2025-01-01,2125-01-01}'::date[]) AS d))$$);
CALL fails($$SELECT cash_chart_svg(ARRAY(SELECT flow('a' || i, 'cost', 1) FROM generate_series(1, 1001) AS i))$$);
DROP FUNCTION figures, fan, flow, texts, well_formed;
DROP PROCEDURE fails;
