-- What is measured of monetary: each operation in every representation.
--
-- bigint holds cents and knows no currency: the limit.  Queries are the same
-- where they can be; each returns a row or none, so nothing is spent on a
-- client.  usd is monetary(USD), mixed a monetary of six currencies, composite
-- a row type of numeric and char(3): one value, as a user would pass it around.

CREATE FUNCTION bench_add(name text, template text, representations text[] DEFAULT '{bigint,numeric,pair,usd}', settings text DEFAULT '')
RETURNS void LANGUAGE sql AS $$
	INSERT INTO bench_operation (name, representation, query, settings)
	SELECT name, CASE r WHEN 'usd' THEN 'monetary' WHEN 'pair' THEN 'numeric, char(3)' WHEN 'composite' THEN '(numeric, char(3))' ELSE r END, replace(template, '%', r), settings
	FROM unnest(representations) WITH ORDINALITY u(r, n) ORDER BY n
$$;

SELECT bench_add('sum', 'SELECT sum(x) FROM bench_%', '{bigint,numeric,usd}');
SELECT bench_add('sum', 'SELECT sum((x).amount) FROM bench_%', '{composite}');
SELECT bench_add('avg', 'SELECT avg(x) FROM bench_%', '{bigint,numeric,usd}');
SELECT bench_add('avg', 'SELECT avg((x).amount) FROM bench_%', '{composite}');
SELECT bench_add('sum, avg, min, max', 'SELECT sum(x), avg(x), min(x), max(x) FROM bench_%', '{bigint,numeric,usd}');
SELECT bench_add('sum, avg, min, max', 'SELECT sum((x).amount), avg((x).amount), min((x).amount), max((x).amount) FROM bench_%', '{composite}');
SELECT bench_add('min', 'SELECT min(x) FROM bench_%', '{bigint,numeric,usd}');
SELECT bench_add('min', 'SELECT min((x).amount) FROM bench_%', '{composite}');
SELECT bench_add('max', 'SELECT max(x) FROM bench_%', '{bigint,numeric,usd}');
SELECT bench_add('max', 'SELECT max((x).amount) FROM bench_%', '{composite}');
INSERT INTO bench_operation (name, representation, query) VALUES
	('group by currency, sum', 'bigint, char(3)', 'SELECT c, sum(x) FROM bench_bigint_code GROUP BY c'),
	('group by currency, sum', 'numeric, char(3)', 'SELECT c, sum(x) FROM bench_pair GROUP BY c'),
	('group by currency, sum', 'monetary', 'SELECT currency(x), sum(x) FROM bench_mixed GROUP BY currency(x)'),
	('group by currency, sum', 'totals(monetary)', 'SELECT totals(x) FROM bench_mixed'),
	('where x > constant', 'bigint', 'SELECT count(*) FROM bench_bigint WHERE x > 59900000'),
	('where x > constant', 'numeric', 'SELECT count(*) FROM bench_numeric WHERE x > 599000'),
	('where x > constant', 'numeric, char(3)', 'SELECT count(*) FROM bench_pair WHERE x > 599000 AND c = ''USD'''),
	('where x > constant', 'monetary', 'SELECT count(*) FROM bench_usd WHERE x > ''599000 USD'''),
	('where x > constant', 'monetary, mixed', 'SELECT count(*) FROM bench_mixed WHERE x > ''599000 USD''');
SELECT bench_add('hash aggregate by x', 'SELECT count(*) FROM (SELECT x FROM bench_% GROUP BY x) g', '{bigint,numeric}', 'enable_sort = off');
INSERT INTO bench_operation (name, representation, query, settings) VALUES
	('hash aggregate by x', 'numeric, char(3)', 'SELECT count(*) FROM (SELECT x, c FROM bench_pair GROUP BY x, c) g', 'enable_sort = off');
SELECT bench_add('hash aggregate by x', 'SELECT count(*) FROM (SELECT x FROM bench_% GROUP BY x) g', '{usd}', 'enable_sort = off');
SELECT bench_add('order by x', 'SELECT count(*) FROM (SELECT x FROM bench_% ORDER BY x OFFSET 0) s', '{bigint,numeric,usd}');
INSERT INTO bench_operation (name, representation, query) VALUES
	('order by currency, x', 'bigint', 'SELECT count(*) FROM (SELECT x FROM bench_bigint ORDER BY x OFFSET 0) s'),
	('order by currency, x', 'char(3), numeric', 'SELECT count(*) FROM (SELECT c, x FROM bench_pair ORDER BY c, x OFFSET 0) s'),
	('order by currency, x', 'char(3), numeric in en', 'SELECT count(*) FROM (SELECT c, x FROM bench_pair ORDER BY c COLLATE "en-x-icu", x OFFSET 0) s'),
	('order by currency, x', 'monetary, mixed', 'SELECT count(*) FROM (SELECT x FROM bench_mixed ORDER BY x OFFSET 0) s');
SELECT bench_add('count(distinct x)', 'SELECT count(DISTINCT x) FROM bench_%', '{bigint,numeric,usd}');
SELECT bench_add('create index', 'CREATE INDEX bench_index ON bench_% (x)', '{bigint,numeric}');
INSERT INTO bench_operation (name, representation, query) VALUES
	('create index', 'char(3), numeric', 'CREATE INDEX bench_index ON bench_pair (c, x)');
SELECT bench_add('create index', 'CREATE INDEX bench_index ON bench_% (x)', '{usd}');
INSERT INTO bench_operation (name, representation, query) VALUES
	('create index', 'monetary, mixed', 'CREATE INDEX bench_index ON bench_mixed (x)');
UPDATE bench_operation SET after = 'DROP INDEX bench_index' WHERE name = 'create index';
SELECT bench_add('hash join on x', 'SELECT count(*) FROM bench_% a JOIN bench_key_% b USING (x)', '{bigint,numeric}', 'enable_mergejoin = off; enable_nestloop = off');
INSERT INTO bench_operation (name, representation, query, settings) VALUES
	('hash join on x', 'numeric, char(3)', 'SELECT count(*) FROM bench_pair a JOIN bench_key_pair b USING (x, c)', 'enable_mergejoin = off; enable_nestloop = off');
SELECT bench_add('hash join on x', 'SELECT count(*) FROM bench_% a JOIN bench_key_% b USING (x)', '{usd}', 'enable_mergejoin = off; enable_nestloop = off');
SELECT bench_add('x + x', 'SELECT count(x + x) FROM bench_%', '{bigint,numeric,usd}');
SELECT bench_add('x + x', 'SELECT count(((x).amount + (x).amount, (x).currency)::bench_money) FROM bench_%', '{composite}');
INSERT INTO bench_operation (name, representation, query) VALUES
	('x * 1.1, rounded', 'bigint', 'SELECT count((x * 11 + 5) / 10) FROM bench_bigint'),
	('x * 1.1, rounded', 'numeric', 'SELECT count(round(x * 1.1, 2)) FROM bench_numeric'),
	('x * 1.1, rounded', '(numeric, char(3))', 'SELECT count((round((x).amount * 1.1, 2), (x).currency)::bench_money) FROM bench_composite'),
	('x * 1.1, rounded', 'monetary', 'SELECT count(round(x * 1.1)) FROM bench_usd');
SELECT bench_add('copy text out', 'COPY bench_% TO ''/dev/null''');
SELECT bench_add('copy text in', 'COPY bench_into_% FROM ''@/bench_%.txt''');
SELECT bench_add('copy binary out', 'COPY bench_% TO ''/dev/null'' (FORMAT binary)');
SELECT bench_add('copy binary in', 'COPY bench_into_% FROM ''@/bench_%.bin'' (FORMAT binary)');
UPDATE bench_operation SET query = replace(query, '@', current_setting('data_directory')),
	before = 'TRUNCATE bench_into_' || CASE representation WHEN 'monetary' THEN 'usd' WHEN 'numeric, char(3)' THEN 'pair' ELSE representation END
	WHERE name ~ '^copy .* in$';
SELECT bench_add('sum over 100 rows', 'SELECT count(s) FROM (SELECT sum(x) OVER (ROWS 99 PRECEDING) AS s FROM (SELECT x FROM bench_% LIMIT 1000000) l) w', '{bigint,numeric,usd}');
SELECT bench_add('parallel sum', 'SELECT sum(x) FROM bench_%', '{bigint,numeric,usd}', 'max_parallel_workers_per_gather = 2');
SELECT bench_add('parallel min, max', 'SELECT min(x), max(x) FROM bench_%', '{bigint,numeric,usd}', 'max_parallel_workers_per_gather = 2');

INSERT INTO bench_target (name, of, against, target) VALUES
	('sum', 'monetary', 'bigint', 1.10),
	('avg', 'monetary', 'bigint', 1.10),
	('sum, avg, min, max', 'monetary', 'bigint', 1.10),
	('min', 'monetary', 'bigint', 1.20),
	('max', 'monetary', 'bigint', 1.20),
	('group by currency, sum', 'monetary', 'bigint, char(3)', 0.95),
	('where x > constant', 'monetary', 'bigint', 1.08),
	('where x > constant', 'monetary, mixed', 'bigint', 1.12),
	('hash aggregate by x', 'monetary', 'bigint', 1.10),
	('order by x', 'monetary', 'bigint', 2.2),
	('order by currency, x', 'monetary, mixed', 'bigint', 2.2),
	('order by currency, x', 'monetary, mixed', 'char(3), numeric', -0.125),
	('count(distinct x)', 'monetary', 'bigint', 2.1),
	('create index', 'monetary', 'bigint', 1.15),
	('hash join on x', 'monetary', 'bigint', 1.2),
	('x + x', 'monetary', 'bigint', 1.40),
	('x * 1.1, rounded', 'monetary', 'bigint', 1.6),
	('copy text out', 'monetary', 'bigint', 1.0),
	('copy text in', 'monetary', 'bigint', 1.2),
	('copy binary out', 'monetary', 'bigint', 1.0),
	('copy binary in', 'monetary', 'bigint', 1.2),
	('sum over 100 rows', 'monetary', 'bigint', 1.3),
	('parallel sum', 'monetary', 'bigint', 1.2),
	('parallel min, max', 'monetary', 'bigint', 1.4);
