-- leaks.sql
--	  What tools/long/leaks.sh calls a million times: the cases are made from the
--	  catalog, so that a new function is taken up without a word, and a function
--	  without fitting arguments fails.  psql variables: none.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
CREATE EXTENSION funding;

-- ---- measuring: the memory of this backend, at the first call and at each
-- quarter of a statement, into settings of this session; of the resident size
-- what is its own, since the pages of shared buffers that it has touched grow

CREATE FUNCTION leak_note(i bigint, n bigint) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	used bigint;
	total bigint;
BEGIN
	SELECT sum(used_bytes), sum(total_bytes) INTO used, total FROM pg_backend_memory_contexts;
	PERFORM set_config('leaks.at_' || i * 4 / n, used || ' ' || total || ' ' || substring(pg_read_file('/proc/self/status') FROM 'RssAnon:\s*(\d+)'), false);
	RETURN i;
END
$$;

CREATE TABLE leak_case (id serial, kind text, name text, statement text, most bigint);
CREATE TABLE leak_result (id int, calls bigint, seconds numeric, errors bigint, used bigint[], total bigint[], rss_kb bigint[], problem text);

-- one case with so many calls: {n} calls, {note} is the expression that measures
CREATE PROCEDURE leak_run(which int, calls bigint) LANGUAGE plpgsql AS $$
DECLARE
	part text;
	at text[];
	started timestamptz;
	answer bigint;
	missing text;
BEGIN
	FOR k IN 0..4 LOOP
		PERFORM set_config('leaks.at_' || k, '', false);
	END LOOP;
	SELECT replace(replace(statement, '{note}', format('CASE WHEN i = 1 OR i %% %s = 0 THEN leak_note(i, %s) END', calls / 4, calls)), '{n}', calls::text) INTO part FROM leak_case WHERE id = which;
	started := clock_timestamp();
	BEGIN
		IF part LIKE 'COPY%' OR part LIKE 'INSERT%' THEN
			EXECUTE part;
		ELSE
			EXECUTE part INTO answer;
		END IF;
	EXCEPTION WHEN OTHERS THEN
		missing := SQLSTATE || ' ' || SQLERRM;
	END;
	at := ARRAY(SELECT NULLIF(current_setting('leaks.at_' || k), '') FROM generate_series(0, 4) AS k ORDER BY k);
	IF missing IS NULL AND array_position(at, NULL) IS NOT NULL THEN
		missing := 'not measured';
	END IF;
	INSERT INTO leak_result VALUES (which, calls, extract(epoch FROM clock_timestamp() - started), answer,
		ARRAY(SELECT split_part(a, ' ', 1)::bigint FROM unnest(at) WITH ORDINALITY AS u (a, k) WHERE a <> '' ORDER BY k),
		ARRAY(SELECT split_part(a, ' ', 2)::bigint FROM unnest(at) WITH ORDINALITY AS u (a, k) WHERE a <> '' ORDER BY k),
		ARRAY(SELECT split_part(a, ' ', 3)::bigint FROM unnest(at) WITH ORDINALITY AS u (a, k) WHERE a <> '' ORDER BY k), missing);
END
$$;

-- ---- arguments: 64 rows that no function refuses, for call i those of i % 64

CREATE FUNCTION leak_plan(i int) RETURNS cash_line[] LANGUAGE sql AS $$
	SELECT ARRAY[cash_line('sales ' || i, 'revenue', format('~%s USD', 1000 + i)::estimate, per => '1 month', growth => 0.01, volatility => 0.1),
		cash_line('staff', 'cost', format('%s..%s USD', 3000 + i, 3100 + i)::estimate, per => '1 month', starts_on => '2025-01-15'),
		cash_line('tax', 'cost', format('%s USD', 100 + i)::estimate, every => '3 months', starts_on => '2025-01-31')]
$$;
CREATE TABLE leak_args AS
SELECT i AS id, monetary(i + 1.25, 'USD') AS monetary_1, monetary(1000 + i, 'USD') AS monetary_2, monetary(7 + i, 'USD') AS monetary_3,
	format('~%s USD', (i + 11) * 1000)::estimate AS estimate_1, format('%s..%s USD', 500 + i, 9000000 + i)::estimate AS estimate_2, format('%s.5 USD', i)::estimate AS exact,
	format('~%sM USD %s', 80 + i, (ARRAY['pre', 'post'])[i % 2 + 1])::valuation AS valuation_1, format('%sM USD', 80 + i)::valuation AS valuation_2,
	round((i + 1) / 7.0, 5) AS numeric_1, i + 1.5 AS numeric_2, 0.001 * (i % 10 + 1) AS fraction, round(1.1 + i / 1000.0, 4) AS rate,
	ARRAY[i + 1, 2.5, 3] AS weights, 'USD'::text AS code, 'EUR'::text AS quote, currency_typmod_in(ARRAY['USD'::cstring]) AS typmod,
	(ARRAY['half even', 'half up', 'up', 'floor'])[i % 4 + 1] AS mode, (ARRAY['approximate', 'nearly', 'at least', 'exact'])[i % 4 + 1] AS kind, (ARRAY['pre', 'post'])[i % 2 + 1] AS basis,
	(ARRAY['triangular', 'uniform', 'pert'])[i % 3 + 1] AS distribution, (ARRAY['unicode', 'ascii'])[i % 2 + 1] AS style, 'title ' || i AS title, i % 4 AS digits,
	'category ' || i AS category, (ARRAY['cost', 'revenue', 'financing', 'repayment'])[i % 4 + 1] AS flow, '1 month'::interval AS per, NULL::interval AS every,
	'2025-01-01'::date AS from_month, '2024-01-01'::date + i AS day, '2024-01-15'::date AS starts_on, '2026-01-01'::date + i AS ends_on, '400 days'::interval AS max_age,
	3 + i % 3 AS months, 6 + i % 3 AS horizon, 1 + i % 2 AS runs, i::bigint AS seed, 20 + i % 5 AS width, 8 + i % 3 AS height, 300 + i AS picture_width, 200 + i AS picture_height,
	i % 2 = 0 AS boolean_1, i % 3 = 0 AS boolean_2, i::bigint * 7919 AS bigint_1,
	leak_plan(i) AS lines, ARRAY[cash_line('sales ' || i, 'revenue', '900 USD', starts_on => '2025-01-20')] AS actuals, '2025-01-31'::date AS actuals_until,
	(SELECT array_agg(p) FROM cash_projection('~7k USD', leak_plan(i), '2025-01-01', 4) AS p) AS projection,
	(SELECT array_agg(p) FROM cash_simulation('~7k USD', leak_plan(i), '2025-01-01', 4, 20) AS p) AS simulation,
	(SELECT array_agg(p) FROM cash_flow_lines(leak_plan(i), '2025-01-01', 4) AS p) AS flows,
	(SELECT rate_book('USD', q, '2023-12-20'::date + 10 * d, 1.1 + i) FROM generate_series(0, 9) AS d, unnest('{EUR,GBP}'::text[]) AS q) AS book,
	E'Date,USD,JPY,\n2024-03-28,1.0811,163.4' || i || E',\n2024-03-27,1.0816,163.52,' AS csv,
	(ARRAY['They paid nearly ' || i || ' million dollars, then €5bn.', 'près de ' || i || ' milliards de dollars', i || ' USD'])[i % 3 + 1] AS text_1,
	(ARRAY['en', 'fr', 'de'])[i % 3 + 1] AS language, ('monetary,' || i)::text AS text_2
FROM generate_series(0, 63) AS i;
ANALYZE leak_args;

-- a name of a parameter, a type, or a function and a number decide which column
CREATE TABLE leak_given (key text PRIMARY KEY, expression text);
INSERT INTO leak_given SELECT name, 'a.' || name FROM unnest(ARRAY['rate', 'weights', 'mode', 'kind', 'basis', 'distribution', 'style', 'title', 'digits', 'category', 'flow', 'per', 'every',
	'from_month', 'day', 'starts_on', 'ends_on', 'max_age', 'months', 'horizon', 'runs', 'seed', 'lines', 'actuals', 'actuals_until', 'projection', 'simulation', 'flows', 'book', 'csv', 'language', 'quote', 'width', 'height']) AS name;
INSERT INTO leak_given VALUES ('currency', 'a.code'), ('base', 'a.code'), ('default_currency', 'a.code'), ('text', 'a.text_1'), ('floor', 'a.monetary_1'), ('change', 'a.fraction'),
	('growth', 'a.fraction'), ('growth_spread', 'a.fraction'), ('volatility', 'a.fraction'), ('probability', 'a.fraction'),
	('convert 2', 'a.quote'), ('monetary(estimate) 1', 'a.exact'), ('currency_typmod_in 1', 'ARRAY[textout(a.code)]'), ('currency_typmod_out 1', 'a.typmod'),
	('monetary_typmod 2', 'a.typmod'), ('estimate_typmod 2', 'a.typmod'), ('valuation_typmod 2', 'a.typmod'), ('monetary_in 3', 'a.typmod'), ('estimate_in 3', 'a.typmod'), ('valuation_in 3', 'a.typmod'),
	('monetary_in 1', 'monetary_out(a.monetary_1)'), ('estimate_in 1', 'estimate_out(a.estimate_1)'), ('valuation_in 1', 'valuation_out(a.valuation_1)'), ('rate_book_in 1', 'rate_book_out(a.book)'),
	('monetary_in 2', '0::oid'), ('estimate_in 2', '0::oid'), ('valuation_in 2', '0::oid'),
	('cash_line(text,text,estimate,interval,interval,date,date,numeric,numeric,numeric,numeric) 8', 'a.fraction'),
	('cash_chart_svg width', 'a.picture_width'), ('cash_chart_svg height', 'a.picture_height'),
	('cash_simulation lines', 'ARRAY[a.lines[2]]'), ('cash_simulation distribution', '''uniform''::text'),
	('rate_book_out 1', 'a.book'), ('rate_book_send 1', 'a.book');

-- the arguments of a function, or the type that there are none for
CREATE FUNCTION leak_arguments(f oid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	p pg_proc := (SELECT x FROM pg_proc AS x WHERE x.oid = f);
	result text[] = '{}';
	one text;
	type text;
	number int;
	seen int;
BEGIN
	FOR number IN 1..p.pronargs LOOP
		type := p.proargtypes[number - 1]::regtype;
		seen := 1 + (SELECT count(*) FROM generate_series(0, number - 2) AS k WHERE p.proargtypes[k] = p.proargtypes[number - 1]);
		one := COALESCE((SELECT expression FROM leak_given WHERE key = f::regprocedure || ' ' || number),
			(SELECT expression FROM leak_given WHERE key = p.proname || ' ' || number),
			(SELECT expression FROM leak_given WHERE key = p.proname || ' ' || p.proargnames[number]),
			(SELECT expression FROM leak_given WHERE key = p.proargnames[number]),
			(SELECT 'a.' || quote_ident(attname) FROM pg_attribute WHERE attrelid = 'leak_args'::regclass AND attname IN (type || '_' || seen, type || '_1') ORDER BY attname = type || '_' || seen DESC LIMIT 1),
			'no_arguments_for(' || quote_literal(type) || ')');
		result := result || one;
	END LOOP;
	RETURN array_to_string(result, ', ');
END
$$;

CREATE VIEW leak_function AS
SELECT p.oid, p.oid::regprocedure::text AS name, p.proname, p.prokind, p.proretset, leak_arguments(p.oid) AS arguments, p.pronargs
FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
WHERE d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'funding')
	AND 'internal'::regtype <> ALL (p.proargtypes::oid[]) AND p.prorettype <> 'internal'::regtype;

-- ---- the cases

-- every function that a user can call
INSERT INTO leak_case (kind, name, statement)
SELECT 'function', name, format('SELECT count(x) FROM (SELECT %s(%s) AS x, {note} AS y FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64 OFFSET 0) AS s WHERE y IS NULL OR y <> 0',
	proname, arguments) FROM leak_function WHERE prokind = 'f' AND NOT proretset ORDER BY oid;
-- sets: in FROM, in the select list, and left after the first row
INSERT INTO leak_case (kind, name, statement)
SELECT 'set in FROM', name, format('SELECT count({note}) FROM (SELECT i, a.* FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64 OFFSET 0) AS a CROSS JOIN LATERAL %s(%s) AS x', proname, arguments)
	FROM leak_function WHERE proretset
UNION ALL
SELECT 'set in the select list', name, format('SELECT count(x) FROM (SELECT %s(%s) AS x, {note} AS y FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64) AS s', proname, arguments)
	FROM leak_function WHERE proretset
UNION ALL
SELECT 'set left early', name, format('SELECT count((SELECT x FROM %s(%s) AS x LIMIT 1)) + count({note}) FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64', proname, arguments)
	FROM leak_function WHERE proretset;
-- aggregates: a million rows, a million runs over three rows, a moving frame,
-- and states that parallel workers send
INSERT INTO leak_case (kind, name, statement)
SELECT 'aggregate of rows', name, format('SELECT count(x) FROM (SELECT %s(%s) AS x, count({note}) FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64) AS s', proname, arguments)
	FROM leak_function WHERE prokind = 'a' AND proname <> 'rate_book'
UNION ALL
SELECT 'aggregate run', name, format('SELECT count((SELECT %s(%s) FROM leak_args AS a WHERE a.id < 3 + i * 0)) + count({note}) FROM generate_series(1, {n}::bigint) AS g (i)', proname, arguments)
	FROM leak_function WHERE prokind = 'a'
UNION ALL
SELECT 'moving frame', name, format('SELECT count(x) FROM (SELECT %s(%s) OVER (ROWS 5 PRECEDING) AS x, {note} AS y FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64) AS s WHERE y IS NULL OR y <> 0', proname, arguments)
	FROM leak_function WHERE prokind = 'a'
UNION ALL
SELECT 'parallel groups', name, format('SELECT count(x) + count({note}) FROM (SELECT r.i / 4 + 1 AS i, %s(%s) AS x FROM leak_rows AS r JOIN leak_args AS a ON a.id = r.id WHERE r.i < 4 * {n}::bigint GROUP BY r.i / 4) AS s', proname, arguments)
	FROM leak_function WHERE prokind = 'a';
-- input and output as text, of each type, arrays and rows
INSERT INTO leak_case (kind, name, statement)
SELECT 'text in and out', type, format('SELECT count(a.%1$s::text::%2$s) + count({note}) FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64', col, type)
FROM (VALUES ('monetary_1', 'monetary'), ('estimate_1', 'estimate'), ('valuation_1', 'valuation'), ('book', 'rate_book'), ('lines', 'cash_line[]'), ('lines[1]', 'cash_line'), ('monetary_1', 'monetary(USD)'),
	('projection', 'cash_projection_row[]')) AS v (col, type);
INSERT INTO leak_case (kind, name, statement)
SELECT 'soft errors', type, format('SELECT count(pg_input_is_valid(b.text_1, %L)) + count({note}) FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_bad AS b ON b.id = i %% 12', type)
FROM unnest('{monetary,estimate,valuation,rate_book,cash_line,cash_line[],monetary(USD)}'::text[]) AS type WHERE current_setting('server_version_num')::int >= 160000;
-- binary: written to nowhere, read from a file that was written before
INSERT INTO leak_case (kind, name, statement)
SELECT 'binary out', type, format('COPY (SELECT a.%s, {note} FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64) TO ''/dev/null'' (FORMAT binary)', col)
FROM (VALUES ('monetary_1', 'monetary'), ('estimate_1', 'estimate'), ('valuation_1', 'valuation'), ('book', 'rate_book'), ('lines', 'cash_line[]')) AS v (col, type)
UNION ALL
SELECT 'binary in', type, format('COPY leak_in_%1$s (i, x) FROM %2$L (FORMAT binary) WHERE i <= {n}::bigint AND ({note}) < 0', col, current_setting('data_directory') || '/leak_' || col)
FROM (VALUES ('monetary_1', 'monetary'), ('estimate_1', 'estimate'), ('valuation_1', 'valuation'), ('book', 'rate_book'), ('lines', 'cash_line[]')) AS v (col, type);
-- sorts, hashes and indexes
INSERT INTO leak_case (kind, name, statement)
SELECT 'sort', type, format('SELECT count((SELECT x FROM (SELECT b.%1$s AS x FROM leak_args AS b WHERE b.id < 8 + i * 0 ORDER BY b.%1$s LIMIT 9) AS s LIMIT 1)) + count({note}) FROM generate_series(1, {n}::bigint) AS g (i)', col)
FROM (VALUES ('monetary_1', 'monetary'), ('estimate_1', 'estimate'), ('valuation_1', 'valuation')) AS v (col, type)
UNION ALL
SELECT 'hashed ANY', type, format('SELECT count(a.%1$s = ANY (ARRAY(SELECT b.%1$s FROM leak_args AS b WHERE b.id < 20))) + count({note}) FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64', col)
FROM (VALUES ('monetary_1', 'monetary'), ('estimate_1', 'estimate'), ('valuation_1', 'valuation')) AS v (col, type)
UNION ALL
SELECT 'index insert', method || ' ' || type, format('INSERT INTO leak_index_%1$s_%2$s SELECT a.%2$s_1, {note} FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64', method, type)
FROM unnest('{btree,hash,brin,gist}'::text[]) AS method, unnest('{monetary,estimate,valuation}'::text[]) AS type WHERE method <> 'gist' OR type = 'estimate'
UNION ALL
SELECT 'index scan', operator || ' ' || type, format('SELECT count((SELECT b.id FROM leak_look AS b WHERE b.%2$s_1 %1$s a.%2$s_1 LIMIT 1)) + count({note}) FROM generate_series(1, {n}::bigint) AS g (i) JOIN leak_args AS a ON a.id = i %% 64', operator, type)
FROM unnest('{=,<,>=,~<~,&&,@>,<@}'::text[]) AS operator, unnest('{monetary,estimate,valuation}'::text[]) AS type WHERE type = 'estimate' OR operator !~ '[&@]';
-- planning: support functions and selectivity
INSERT INTO leak_case (kind, name, statement)
SELECT 'planning', query, format('SELECT leak_plans({n}::bigint, %L)', query)
FROM unnest(ARRAY['SELECT FROM leak_look WHERE monetary_1 > monetary ''5 USD'' AND estimate_1 < estimate ''~7k USD'' AND valuation_1 >= valuation ''80M USD pre''',
	'SELECT FROM leak_look AS a JOIN leak_look AS b ON a.monetary_1 < b.monetary_1 AND a.estimate_1 && b.estimate_1',
	'SELECT monetary_1::monetary(USD), monetary ''5 USD''::monetary(USD) FROM leak_look',
	'SELECT FROM leak_args AS a, cash_projection(estimate_1, lines, from_month, 24), cash_flow_lines(lines, from_month, 12), monetary_mentions(text_1)']) AS query;

CREATE FUNCTION leak_plans(n bigint, query text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1..n LOOP
		EXECUTE 'EXPLAIN ' || query;
		IF i = 1 OR i % (n / 4) = 0 THEN
			PERFORM leak_note(i, n);
		END IF;
	END LOOP;
	RETURN 0;
END
$$;

-- ---- errors: hostile arguments in a loop with a subtransaction, 12 rows for
-- each argument

CREATE TABLE leak_bad AS
SELECT i AS id, (ARRAY['5 USD', '-7 EUR', NULL, '9999999999999999999999999999 JPY', '0 USD', '-99999999999999999999999999.99 USD', '0.0000000000000000000000000001 USD', '1 XAU', '5 JPY', '3 USD', '0 EUR', '1 USD'])[i + 1]::monetary AS monetary_1,
	(ARRAY['5 USD', '~7 EUR', NULL, 'undisclosed', '<-5 USD', '(..) USD', '>=9999999999999999999999999999 JPY', 'undisclosed EUR', '0±1 USD', '-5 USD', '0 USD', '(..5] USD'])[i + 1]::estimate AS estimate_1,
	(ARRAY['5 USD', '~7 EUR pre', NULL, 'undisclosed', '<-5 USD', '(..) USD post', '>=9999999999999999999999999999 JPY', 'undisclosed EUR', '0±1 USD', '-5 USD pre', '0 USD', '1 USD post'])[i + 1]::valuation AS valuation_1,
	(ARRAY['NaN', '0', NULL, '-1', '1e300', '1e-300', '0.12345678901234567890123456789012345678901', '9999999999999999999999999999', '-1e30', '1', '5', '-0.5'])[i + 1]::numeric AS numeric_1,
	(ARRAY['XXX', 'EUR', NULL, '', 'usd', 'bogus', E'\x01', '5 XYZ', 'cost', '~ USD', '1,23,4 USD', repeat('x', 1000)])[i + 1]::text AS text_1,
	(ARRAY[0, -1, NULL, 2147483647, -2147483648, 1, 13, 1000001, 12, 3, 100, 1201])[i + 1] AS integer_1,
	(ARRAY[0, -1, NULL, 9223372036854775807, 1, 2, 3, 4, 5, 6, 7, 8])[i + 1]::bigint AS bigint_1,
	(ARRAY['infinity', '-infinity', NULL, '0044-03-15 BC', '2025-01-01', '2025-01-02', '5874897-12-31', '2024-02-29', '1970-01-01', '2000-01-01', '9999-12-01', '2025-12-01'])[i + 1]::date AS date_1,
	(ARRAY['-1 month', '0', NULL, '1 month 3 days', '178000000 years', '1 second', '-7 days', '1 year', '1 day', '1 month', '100 years', '3 months'])[i + 1]::interval AS interval_1,
	i % 2 = 0 AS boolean_1, (ARRAY['{}', '{1,NULL}', NULL, '{-1}', '{0,0}', '{{1},{2}}', '[5:6]={1,2}', '{NaN}', '{1e-30,1e30}', '{1}', '{3,1}', '{1e300}'])[i + 1]::numeric[] AS "numeric[]_1",
	(ARRAY['{}', '{NULL}', NULL, '{"(,,,,,,,,,,)"}', '{"(a,cost,5 USD,1 mon,,,,,,,)","(b,cost,5 EUR,1 mon,,,,,,,)"}', '{"(a,bogus,5 USD,,,,,,,,)"}', '{"(a,cost,-5 USD,1 mon,,,,,,,)"}',
		'{"(a,cost,5 USD,1 mon,1 mon,,,,,,)"}', '{"(a,cost,5 USD,-1 mon,,,,,,,)"}', '{"(a,cost,9999999999999999999999999999 JPY,1 mon,,,,100,,,)"}', '{"(a,cost,5 USD,1 mon,,infinity,,,,,)"}', '{"(a,cost,5 USD,1 mon,,,,-2,,,7)"}'])[i + 1]::cash_line[] AS "cash_line[]_1",
	(ARRAY['{}', '{NULL}', NULL, '{"(,,,,,,,,,,,,)"}', '{"(infinity,,,,,,,,NaN,,,,USD)"}', '{"(2025-01-01,,,,,,,,5,,,,)"}', '{"(2025-01-01,,,,,,,,5,,,,USD)","(2025-01-01,,,,,,,,6,,,,USD)"}',
		'{"(2025-01-01,,,,,,,,1e200,,,,USD)"}', '{"(2025-01-01,,,,,,,,5,,,,XXX)"}', '{"(2025-01-01,,,,,,,,5,9,1,,USD)"}', '{"(2025-01-02,,,,,,,,5,,,,USD)"}', '{"(2025-01-01,,,,,,,,5,,,,USD)"}'])[i + 1]::cash_projection_row[] AS "cash_projection_row[]_1",
	(ARRAY['{}', '{NULL}', NULL, '{"(,,,,,,,,,,)"}', '{"(infinity,NaN,1,1,1,1,1,1,1,1,USD)"}', '{"(2025-01-01,1,2,3,4,5,6,7,8,0.5,)"}', '{"(2025-01-01,1,2,3,4,5,6,7,8,7,USD)"}', '{"(2025-01-01,9,2,3,4,5,6,7,8,0.5,USD)"}',
		'{"(2025-01-01,1,2,3,4,5,6,7,8,0.5,XXX)"}', '{"(2025-01-01,1,2,3,4,5,6,7,8,-1,USD)"}', '{"(2025-01-02,1,2,3,4,5,6,7,8,0.5,USD)"}', '{"(2025-01-01,1,2,3,4,5,6,7,8,0.5,USD)"}'])[i + 1]::cash_simulation_row[] AS "cash_simulation_row[]_1",
	(ARRAY['{}', '{NULL}', NULL, '{"(,,,,,,)"}', '{"(infinity,a,cost,1,1,1,USD)"}', '{"(2025-01-01,a,bogus,1,1,1,USD)"}', '{"(2025-01-01,a,cost,NaN,1,1,USD)"}', '{"(2025-01-01,a,cost,1e200,1,1,USD)"}',
		'{"(2025-01-01,a,cost,1,1,1,USD)","(2025-01-01,b,cost,1,1,1,EUR)"}', '{"(2025-01-01,a,cost,-1,1,1,USD)"}', '{"(2025-01-02,a,cost,1,1,1,USD)"}', '{"(2025-01-01,a,cost,1,1,1,USD)"}'])[i + 1]::cash_flow_row[] AS "cash_flow_row[]_1",
	(ARRAY['EUR', 'USD', NULL, 'EUR; USD 2024-03-28 1.0811', 'JPY; EUR 0001-01-01 5', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR'])[i + 1]::rate_book AS rate_book_1
FROM generate_series(0, 11) AS i;

CREATE FUNCTION leak_error_loop(f oid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	p pg_proc := (SELECT x FROM pg_proc AS x WHERE x.oid = f);
	call text;
	arguments text;
	parts text;
	conditions text;
BEGIN
	-- argument k moves with another stride
	SELECT string_agg(CASE t::regtype::text WHEN 'cstring' THEN format('textout(b%s.text_1)', k) WHEN 'cstring[]' THEN format('ARRAY[textout(b%s.text_1)]', k) WHEN 'oid' THEN '0::oid'
			ELSE format('b%s.%I', k, t::regtype::text || '_1') END, ', ' ORDER BY k),
		string_agg(format('leak_bad AS b%s', k), ', ' ORDER BY k), string_agg(format(CASE p.prokind WHEN 'a' THEN 'b%1$s.id IN (i / %2$s %% 12, i / %2$s / 12 %% 12)' ELSE 'b%1$s.id = i / %2$s %% 12' END, k, (ARRAY[1, 12, 5, 7, 3, 11, 13, 17, 19, 23, 29])[k]), ' AND ' ORDER BY k)
	INTO arguments, parts, conditions FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS u (t, k);
	call := format(CASE WHEN p.proretset THEN 'count(*) FROM %2$s, %4$I(%1$s) WHERE %3$s' ELSE '%4$I(%1$s) FROM %2$s WHERE %3$s' END, arguments, parts, conditions, p.proname);
	EXECUTE format('CREATE FUNCTION leak_errors_%s(n bigint) RETURNS bigint LANGUAGE plpgsql AS %L', f, format('
		DECLARE errors bigint = 0;
		BEGIN
			FOR i IN 1..n LOOP
				BEGIN
					PERFORM %s;
				EXCEPTION WHEN OTHERS THEN errors := errors + 1;
					IF SQLSTATE LIKE ''XX%%'' OR SQLSTATE LIKE ''42%%'' THEN RAISE; END IF;
				END;
				IF i = 1 OR i %% (n / 4) = 0 THEN PERFORM leak_note(i, n); END IF;
			END LOOP;
			RETURN errors;
		END', call));
	RETURN format('SELECT leak_errors_%s({n}::bigint)', f);
END
$$;
INSERT INTO leak_case (kind, name, statement, most)
SELECT 'errors', name, leak_error_loop(oid), 50000 FROM leak_function WHERE pronargs > 0 AND name !~ '^(monetary|estimate|valuation|rate_book)_(out|send)' ORDER BY oid;

-- ---- what the cases read

CREATE TABLE leak_look AS SELECT * FROM leak_args;
INSERT INTO leak_look SELECT a.* FROM leak_args AS a, generate_series(1, 9);
CREATE INDEX ON leak_look (monetary_1);
CREATE INDEX ON leak_look (estimate_1);
CREATE INDEX ON leak_look (valuation_1);
CREATE INDEX ON leak_look USING gist (estimate_1);
DO $$
DECLARE
	one record;
BEGIN
	FOR one IN SELECT method, type FROM unnest('{btree,hash,brin,gist}'::text[]) AS method, unnest('{monetary,estimate,valuation}'::text[]) AS type WHERE method <> 'gist' OR type = 'estimate' LOOP
		EXECUTE format('CREATE UNLOGGED TABLE leak_index_%1$s_%2$s (x %2$s, note int)', one.method, one.type);
		EXECUTE format('CREATE INDEX ON leak_index_%1$s_%2$s USING %1$s (x)', one.method, one.type);
	END LOOP;
END
$$;
ANALYZE;
