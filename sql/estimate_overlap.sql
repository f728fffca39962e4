-- A GiST index of estimates: && @> <@ = by index and by sequential scan
-- (estimate_gist.c).

-- every kind, open and infinite bounds, NULL, unknown currency, three currencies
CREATE TABLE lap_row (id serial, e estimate);
CREATE TABLE lap_text AS SELECT t FROM unnest(ARRAY['5', '-5', '0', '~7', '~700', '~7M', 'nearly 9', '6.5..7.5', '[6.5..7.5)', '(6.5..7.5]', '(6.5..7.5)', '>2', '>=2', '<5', '<=5', '<-5',
	'<=0', '>0', '(..2)', '(..2]', '1..1000000', '-10..10', 'undisclosed', '0.001', '7.0001..7.0002', '99999999999999999999999', '700000000000..800000000000',
	'800000000000.01', '-99999999999999999999999..-1']) AS t;
INSERT INTO lap_row (e) SELECT (t || ' ' || c)::estimate FROM lap_text, unnest(ARRAY['USD', 'EUR', 'JPY']) AS c, generate_series(1, 3);
INSERT INTO lap_row (e) SELECT e FROM unnest('{(..),undisclosed,<=0,>0,(..0),NULL,NULL}'::estimate[]) AS e, generate_series(1, 3);
INSERT INTO lap_row (e) SELECT estimate(monetary(n, c), monetary(n * f, c))
	FROM generate_series(1, 500) AS i, LATERAL (SELECT (i * 7919 % 10007)::numeric ^ (i % 4 + 1) / 100 AS n) AS v, unnest(ARRAY['USD', 'EUR', 'GBP', 'BHD']) AS c,
		(VALUES (1), (1.1), (30)) AS w(f);
-- one index made of all rows, one of rows that came one by one
CREATE TABLE lap_added (id int, e estimate);
CREATE INDEX lap_added_e ON lap_added USING gist (e);
INSERT INTO lap_added SELECT id, e FROM lap_row ORDER BY md5(id::text);
CREATE INDEX lap_row_e ON lap_row USING gist (e);
VACUUM ANALYZE lap_row; VACUUM ANALYZE lap_added;

CREATE FUNCTION pg_temp.ids(query text, by_index bool, OUT ids int[]) LANGUAGE plpgsql AS $$
DECLARE line text; plan text = '';
BEGIN
	PERFORM set_config('enable_seqscan', (NOT by_index)::text, true), set_config('enable_indexscan', by_index::text, true), set_config('enable_bitmapscan', by_index::text, true);
	FOR line IN EXECUTE 'EXPLAIN ' || query LOOP plan := plan || line; END LOOP;
	IF (plan ~ 'lap_[a-z]*_e ') <> by_index THEN RAISE NOTICE 'not the plan that was meant: %', plan; END IF;
	EXECUTE 'SELECT array_agg(id ORDER BY id) FROM (' || query || ') s' INTO ids;
END $$;
SELECT op, count(*) AS queries, sum(cardinality(found)) > 0 AS "found some", count(*) FILTER (WHERE found IS DISTINCT FROM expected OR added IS DISTINCT FROM expected) AS differ
	FROM (SELECT op, pg_temp.ids(format('SELECT id FROM lap_row WHERE e %s %L', op, q), true) AS found,
			pg_temp.ids(format('SELECT id FROM lap_added WHERE e %s %L', op, q), true) AS added,
			pg_temp.ids(format('SELECT id FROM lap_row WHERE e %s %L', op, q), false) AS expected
		FROM unnest(ARRAY['&&', '@>', '<@', '=']) AS op,
			(SELECT t || ' ' || c AS q FROM lap_text, unnest(ARRAY['USD', 'JPY', 'CHF']) AS c UNION ALL SELECT unnest('{(..),undisclosed,<=0,>0,(..0)}'::text[])
			UNION ALL SELECT e::text FROM lap_row WHERE id % 97 = 0 AND e IS NOT NULL) AS q) AS s
	GROUP BY op ORDER BY op;
SELECT pg_temp.ids('SELECT id FROM lap_row WHERE e IS NULL', true) = pg_temp.ids('SELECT id FROM lap_row WHERE e IS NULL', false) AS "is null";
SELECT count(*) FROM lap_row WHERE e && NULL;
-- turned round, and as a join
SET enable_seqscan = off;
EXPLAIN (COSTS off) SELECT id FROM lap_row WHERE '7 USD' <@ e;
SET enable_seqscan = on; SET enable_hashjoin = off; SET enable_mergejoin = off;
CREATE TEMP TABLE lap_query AS SELECT row_number() OVER () AS n, (t || ' USD')::estimate AS q FROM lap_text;
ANALYZE lap_query;
EXPLAIN (COSTS off) SELECT count(*) FROM lap_query JOIN lap_row ON e && q;
CREATE TEMP TABLE lap_joined AS SELECT n, count(*) AS c FROM lap_query JOIN lap_row ON e && q GROUP BY n;
SET enable_indexscan = off; SET enable_bitmapscan = off;
SELECT count(*) FROM (SELECT n, count(*) AS c FROM lap_query JOIN lap_row ON e && q GROUP BY n) s FULL JOIN lap_joined j USING (n) WHERE s.c IS DISTINCT FROM j.c;
RESET ALL;

-- rows that go away and change
DELETE FROM lap_row WHERE id % 3 = 0;
UPDATE lap_row SET e = '123456789 SEK' WHERE id % 10 = 1;
VACUUM lap_row;
INSERT INTO lap_row (e) SELECT estimate(monetary(i, 'SEK'), NULL) FROM generate_series(1, 500) AS i;
SELECT count(*) FILTER (WHERE pg_temp.ids(format('SELECT id FROM lap_row WHERE e %s %L', op, q), true)
	IS DISTINCT FROM pg_temp.ids(format('SELECT id FROM lap_row WHERE e %s %L', op, q), false)) AS differ
	FROM unnest(ARRAY['&&', '@>', '<@', '=']) AS op, unnest(ARRAY['123456789 SEK', '100..200 SEK', '>400 SEK', '~7 USD', 'undisclosed', '1..1000000 EUR']) AS q;

-- figures that must not overlap; other currencies never do
CREATE TABLE lap_alone (e estimate, EXCLUDE USING gist (e WITH &&));
INSERT INTO lap_alone VALUES ('1..2 USD'), ('(2..3] USD'), ('1..2 EUR'), (NULL), (NULL);
INSERT INTO lap_alone VALUES ('3 USD');
INSERT INTO lap_alone VALUES ('undisclosed');
INSERT INTO lap_alone VALUES ('>3 USD');
SELECT count(*) FROM lap_alone;
-- valuations by their figures; a partial index; an index with other columns
CREATE TEMP TABLE lap_worth AS SELECT i AS id, valuation(estimate(monetary(i, 'USD'), monetary(i + 2, 'USD')), 'post') AS v FROM generate_series(1, 2000) AS i;
CREATE INDEX ON lap_worth USING gist ((v::estimate));
ANALYZE lap_worth;
SELECT id FROM lap_worth WHERE v::estimate && '100.5 USD' ORDER BY id;
EXPLAIN (COSTS off) SELECT id FROM lap_worth WHERE v::estimate && '100.5 USD';
CREATE INDEX lap_two ON lap_worth USING gist ((v::estimate), ((v * 2)::estimate)) INCLUDE (id) WHERE id > 50;
SELECT count(*) FROM lap_worth WHERE v::estimate && '100.5 USD' AND (v * 2)::estimate @> '203 USD' AND id > 50;
-- what the class cannot do
\set VERBOSITY terse
CREATE INDEX ON lap_worth USING gist (v);
CREATE INDEX ON lap_worth USING spgist ((v::estimate));
\set VERBOSITY default
DROP TABLE lap_row, lap_added, lap_text, lap_alone;
