-- < <= > >= reach indexes and partitions through the operators of the class
-- (src/comparison_support.c), and answer as without them: true, false and NULL,
-- at the top of WHERE and anywhere else.

SET jit = off;
CREATE DOMAIN price AS monetary;
CREATE DOMAIN dollars AS monetary(USD);
CREATE TABLE deal (id int PRIMARY KEY, a monetary, u monetary(USD), p price, d dollars, e estimate, v valuation);
INSERT INTO deal SELECT i, a, u, a, u, e, v FROM (SELECT i,
		CASE WHEN i % 19 <> 0 THEN monetary((i * 7919 % 4001 - 1000)::numeric / (ARRAY[1, 4, 1000])[i % 3 + 1], (ARRAY['USD', 'EUR', 'JPY', 'ZAR', 'AED'])[i % 5 + 1]) END AS a,
		CASE WHEN i % 17 <> 0 THEN monetary(i * 31 % 4001 - 1000, 'USD') END AS u,
		CASE i % 31 WHEN 0 THEN NULL WHEN 1 THEN 'undisclosed' WHEN 2 THEN '>2990 USD' WHEN 3 THEN '<7 EUR' WHEN 4 THEN '(..50] USD' WHEN 5 THEN 'undisclosed USD' WHEN 6 THEN '(..)' WHEN 7 THEN '>=10 USD'
			ELSE format('%s..%s %s', i % 501, i % 501 + i % 7, (ARRAY['USD', 'EUR'])[i % 2 + 1]) END::estimate AS e,
		CASE WHEN i % 13 <> 0 THEN (i % 501 || ' USD ' || (ARRAY['pre', 'post', ''])[i % 3 + 1])::valuation END AS v
	FROM generate_series(1, 4000) i) x;
-- the limits, and values beside them
INSERT INTO deal SELECT 5000 + row_number() OVER (), x FROM unnest('{99999999999999999999999999.99 USD,-99999999999999999999999999.99 USD,0 USD,9999999999999999999999999999 JPY,
	-9999999999999999999999999999 JPY,99999999999999999999999999.99 EUR,-99999999999999999999999999.99 ZAR,0.0000000000000000000000000001 USD,99999999999999999999999999.98 USD}'::monetary[]) x;
CREATE INDEX deal_a ON deal (a);
CREATE INDEX deal_u ON deal (u);
CREATE INDEX deal_p ON deal (p);
CREATE INDEX deal_d ON deal (d);
CREATE INDEX deal_e ON deal (e);
CREATE INDEX deal_v ON deal (v);
CREATE INDEX deal_lower ON deal (lower(e));
VACUUM ANALYZE deal;
CREATE TABLE bound (id int PRIMARY KEY, a monetary, u monetary(USD), e estimate, v valuation);
INSERT INTO bound VALUES (1, '2990 USD', '2990 USD', '450 USD', '480 USD pre'), (2, '-990 EUR', '-995 USD', '20..25 EUR', '480 USD'), (3, '0 CHF', NULL, 'undisclosed', '20 USD post'),
	(4, NULL, '2999 USD', NULL, NULL), (5, '99999999999999999999999999.99 USD', '0 USD', '>5 USD', '490 EUR pre'), (6, '0.0000000000000000000000000001 USD', '5 USD', '(..)', '490..495 USD pre');
ANALYZE bound;

-- plans: a constant, with and without a typmod, on either side
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE a > '2990 USD';
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE '-990 EUR' >= a;
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE a BETWEEN '5 JPY' AND '6 JPY';
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE u > '2990 USD';
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE u > '2990 EUR';
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE u > NULL;
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE NOT u > '-990 USD';
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE p > '2990 USD';
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE d < '-990 USD';
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE v >= '499 USD pre';
-- (few of these rows compare, and an index scan reads them all)
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE e <= '2 EUR';
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE lower(e) < '1 USD';
RESET enable_seqscan;
-- a value that is not known when the query is planned
-- (versions write a subquery's result in different ways)
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		RETURN NEXT regexp_replace(replace(line, '(InitPlan 1).col1', '$0'), 'InitPlan 1.*', 'InitPlan');
	END LOOP;
END
$$;
SELECT pg_temp.plan('SELECT id FROM deal WHERE u > (SELECT u FROM bound WHERE id = 1)');
SELECT pg_temp.plan('SELECT id FROM deal WHERE a <= monetary(-999, (SELECT ''USD''))');
SET plan_cache_mode = force_generic_plan;
PREPARE over(monetary) AS SELECT id FROM deal WHERE a > $1;
PREPARE over_usd(monetary) AS SELECT id FROM deal WHERE u > $1;
PREPARE over_estimate(estimate) AS SELECT id FROM deal WHERE e > $1;
EXPLAIN (COSTS OFF) EXECUTE over('2990 USD');
EXPLAIN (COSTS OFF) EXECUTE over_usd('2990 USD');
EXPLAIN (COSTS OFF) EXECUTE over_estimate('500 USD');
-- the clause of a join
EXPLAIN (COSTS OFF) SELECT b.id, d.id FROM bound b JOIN deal d ON d.a > b.a;
EXPLAIN (COSTS OFF) SELECT b.id, d.id FROM bound b LEFT JOIN deal d ON b.u <= d.u AND b.id = 1;
EXPLAIN (COSTS OFF) SELECT b.id FROM bound b WHERE EXISTS (SELECT FROM deal d WHERE d.e > b.e);
RESET enable_bitmapscan;

-- a partial index serves what its predicate covers
CREATE INDEX deal_large ON deal (id) WHERE a > '2000 USD';
CREATE INDEX deal_cheap ON deal (id) WHERE u <= '-900 USD';
SET enable_bitmapscan = off; SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE a > '2000 USD' AND id < 50;
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE u < '-950 USD' AND id < 4000;
RESET enable_bitmapscan; RESET enable_seqscan;

-- partitions are pruned, for a constant at once, for a parameter when it is known
CREATE TABLE part (id int, a monetary, u monetary(USD)) PARTITION BY RANGE (a);
CREATE TABLE part_aed PARTITION OF part FOR VALUES FROM (MINVALUE) TO ('-99999999999999999999999999.99 EUR');
CREATE TABLE part_eur PARTITION OF part FOR VALUES FROM ('-99999999999999999999999999.99 EUR') TO ('0 USD');
CREATE TABLE part_usd PARTITION OF part FOR VALUES FROM ('0 USD') TO ('1000 USD');
CREATE TABLE part_large PARTITION OF part FOR VALUES FROM ('1000 USD') TO (MAXVALUE);
CREATE TABLE part_null PARTITION OF part DEFAULT;
INSERT INTO part SELECT id, a, u FROM deal;
CREATE TABLE part_u (id int, u monetary(USD)) PARTITION BY RANGE (u);
CREATE TABLE part_u_loss PARTITION OF part_u FOR VALUES FROM (MINVALUE) TO ('0 USD');
CREATE TABLE part_u_gain PARTITION OF part_u FOR VALUES FROM ('0 USD') TO (MAXVALUE);
CREATE TABLE part_list (a monetary) PARTITION BY LIST (a);
CREATE TABLE part_list_1 PARTITION OF part_list FOR VALUES IN ('1 USD', '1 EUR');
CREATE TABLE part_list_2 PARTITION OF part_list FOR VALUES IN ('2 USD', '2 EUR');
EXPLAIN (COSTS OFF) SELECT id FROM part WHERE a > '990 USD';
EXPLAIN (COSTS OFF) SELECT id FROM part WHERE a < '990 EUR';
EXPLAIN (COSTS OFF) SELECT id FROM part WHERE a <= '990 USD' AND a >= '5 USD';
EXPLAIN (COSTS OFF) SELECT id FROM part_u WHERE u < '-5 USD';
EXPLAIN (COSTS OFF) SELECT FROM part_list WHERE a > '1 USD';
PREPARE over_part(monetary) AS SELECT id FROM part WHERE a > $1;
EXPLAIN (COSTS OFF) EXECUTE over_part('2000 USD');
EXPLAIN (COSTS OFF) EXECUTE over_part('2000 EUR');
EXPLAIN (COSTS OFF) EXECUTE over_part(NULL);
RESET plan_cache_mode;

-- the same rows: each predicate against one that nothing rewrites
CREATE TABLE predicate (id int GENERATED ALWAYS AS IDENTITY, written text, oracle text);
INSERT INTO predicate (written, oracle)
	SELECT format(shape, format('%s %s %L', col, op, const)), format(shape, format('(CASE WHEN currency(%1$s) = currency(monetary %2$L) THEN amount(%1$s) %3$s amount(monetary %2$L) END)', col, const, op))
	FROM unnest(ARRAY['a', 'u', 'p', 'd']) col, unnest(ARRAY['<', '<=', '>', '>=']) op,
		unnest(ARRAY['990 USD', '-990 EUR', '5 CHF', '99999999999999999999999999.99 USD', '-9999999999999999999999999999 JPY']) const,
		unnest(ARRAY['%s', 'NOT %s', '(%s) IS NULL', '(%s) IS NOT TRUE', 'NOT (%s) IS FALSE', 'CASE WHEN %s THEN id %% 2 = 0 ELSE id %% 3 = 0 END', 'coalesce(%s, id %% 2 = 0)', '%1$s OR id < 50', 'NOT (%1$s AND id > 50)',
			'(%1$s) = (id %% 2 = 0)', '(%1$s OR a = ''5 USD'') IS DISTINCT FROM true']) shape;
CREATE FUNCTION pg_temp.ids(predicate text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('SELECT count(*) || '' '' || coalesce(md5(string_agg(id::text, '','' ORDER BY id)), '''') FROM deal WHERE %s', predicate) INTO answer;
	RETURN answer;
END
$$;
SELECT count(*), count(DISTINCT pg_temp.ids(oracle)) > 100 AS "different answers" FROM predicate;
ALTER TABLE predicate ADD answer text;
UPDATE predicate SET answer = pg_temp.ids(oracle);
SELECT written FROM predicate WHERE pg_temp.ids(written) <> answer;
SET enable_seqscan = off;
SELECT written FROM predicate WHERE pg_temp.ids(written) <> answer;
SET enable_bitmapscan = off;
SELECT written FROM predicate WHERE pg_temp.ids(written) <> answer;
RESET enable_seqscan; RESET enable_bitmapscan;
SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off;
SELECT written FROM predicate WHERE pg_temp.ids(written) <> answer;
RESET ALL; SET jit = off;

-- three values, in a select list and in FILTER
SELECT count(*) FROM deal WHERE (a > '5 USD') IS DISTINCT FROM (CASE WHEN currency(a) = 'USD' THEN amount(a) > 5 END);
SELECT count(*) FILTER (WHERE a > '5 USD') = count(*) FILTER (WHERE currency(a) = 'USD' AND amount(a) > 5) AS filter FROM deal;

-- estimates and valuations: an index gives what a scan of the table gives, for every pair
CREATE FUNCTION pg_temp.pairs(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('SELECT count(*) || '' '' || coalesce(md5(string_agg(x::text, '','' ORDER BY x)), '''') FROM (%s) x', query) INTO answer;
	RETURN answer;
END
$$;
CREATE TABLE pair_query AS SELECT format('SELECT b.id, d.id FROM bound b CROSS JOIN LATERAL (SELECT * FROM deal WHERE deal.%s %s b.%1$s) d', col, op) AS query
	FROM unnest(ARRAY['a', 'u', 'e', 'v']) col, unnest(ARRAY['<', '<=', '>', '>=']) op
	UNION ALL SELECT format('SELECT id FROM deal WHERE e %s %L', op, const) FROM unnest(ARRAY['<', '<=', '>', '>=']) op, unnest(ARRAY['50 USD', '40..45 EUR', '>2980 USD', 'undisclosed', '10 USD', '(..)', '(..50] USD', '<0 USD']) const
	UNION ALL SELECT format('SELECT id FROM deal WHERE v %s %L', op, const) FROM unnest(ARRAY['<', '<=', '>', '>=']) op, unnest(ARRAY['30 USD pre', '30 USD post', '30 USD', '500 EUR pre', '470..480 USD post']) const;
SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off;
CREATE TABLE pair_answer AS SELECT query, pg_temp.pairs(query) AS answer FROM pair_query;
SELECT count(*), count(DISTINCT answer) > 35 AS "different answers" FROM pair_answer;
RESET ALL; SET jit = off; SET enable_seqscan = off;
SELECT query FROM pair_answer WHERE pg_temp.pairs(query) <> answer;
RESET ALL; SET jit = off;

-- parameters: generic plans give the rows of custom ones, NULL gives none
SET plan_cache_mode = force_generic_plan;
CREATE FUNCTION pg_temp.over(bound monetary) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM deal WHERE a > bound); END $$;
CREATE FUNCTION pg_temp.not_over(bound monetary) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM deal WHERE NOT u > bound); END $$;
CREATE FUNCTION pg_temp.over_part(bound monetary) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM part WHERE a > bound); END $$;
SELECT b, pg_temp.over(b), pg_temp.over_part(b), (SELECT count(*) FROM deal WHERE currency(a) = currency(b) AND amount(a) > amount(b)) AS oracle,
	pg_temp.not_over(b), (SELECT count(*) FROM deal WHERE currency(u) = currency(b) AND amount(u) <= amount(b)) AS not_oracle
FROM unnest('{990 USD,-990 EUR,5 CHF,NULL,99999999999999999999999999.99 USD}'::monetary[]) b;
RESET plan_cache_mode;

-- CHECK and domain constraints, whose NULL passes; WITH CHECK OPTION, whose NULL does not
CREATE TABLE checked (a monetary CHECK (a > '0 USD'), u monetary(USD) CHECK (u > '0 USD'));
INSERT INTO checked VALUES ('-5 EUR', NULL), ('5 USD', '5 USD'), (NULL, '1 USD');
INSERT INTO checked VALUES ('0 USD', '5 USD');
INSERT INTO checked VALUES ('5 USD', '-5 USD');
CREATE VIEW positive AS SELECT a FROM checked WHERE a > '0 USD' WITH CHECK OPTION;
INSERT INTO positive VALUES ('5 USD');
INSERT INTO positive VALUES ('5 EUR');
-- what CHECK says is used against constraints of other queries, with its NULLs
CREATE TABLE bounded (a monetary CHECK (a > '0 USD'));
INSERT INTO bounded VALUES ('-5 EUR'), (NULL);
SET constraint_exclusion = on;
SELECT * FROM bounded WHERE a < '0 EUR';
SELECT * FROM bounded WHERE a IS NULL;
EXPLAIN (COSTS OFF) SELECT * FROM bounded WHERE a < '-5 USD';
RESET constraint_exclusion;

-- the ends of a currency
SELECT first_in_currency(x), last_in_currency(x) FROM unnest('{5 USD,-1.5 JPY,1 CLF,0 XAU}'::monetary[]) x;
SELECT first_in_currency(x), last_in_currency(x) FROM unnest('{~5 USD,undisclosed JPY,undisclosed,(..)}'::estimate[]) x;
SELECT first_in_currency(valuation '5 USD pre'), last_in_currency(valuation '5 USD pre'), first_in_currency(NULL::monetary), last_in_currency(NULL::valuation);
SELECT count(*) FROM deal WHERE NOT (a ~>=~ first_in_currency(a) AND a ~<=~ last_in_currency(a) AND e ~>=~ first_in_currency(e) AND e ~<=~ last_in_currency(e) AND v ~>=~ first_in_currency(v) AND v ~<=~ last_in_currency(v));
SELECT x = x::text::estimate AS reads_back, x ~>~ estimate '99999999999999999999999999.99 USD' AS behind, x ~>~ estimate '>=99999999999999999999999999.99 USD' AS behind_at_least FROM last_in_currency(estimate '5 USD') x;

-- without its helper function nothing is rewritten that needs it, and nothing changes
ALTER FUNCTION last_in_currency(monetary) RENAME TO renamed;
CREATE FUNCTION last_in_currency(monetary) RETURNS monetary LANGUAGE sql IMMUTABLE AS $$ SELECT monetary '0 USD' $$;
EXPLAIN (COSTS OFF) SELECT id FROM deal WHERE a > '2990 USD';
SELECT count(*) FROM deal WHERE a > '990 USD';
DROP FUNCTION last_in_currency(monetary);
ALTER FUNCTION renamed(monetary) RENAME TO last_in_currency;
SELECT count(*) FROM deal WHERE a > '990 USD';

DROP TABLE deal, bound, part, part_u, part_list, predicate, pair_query, pair_answer, checked, bounded CASCADE;
DROP DOMAIN price, dollars;
