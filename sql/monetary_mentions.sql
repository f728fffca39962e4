-- monetary_mentions(): the figures of a running text, with their places.

SET client_min_messages = warning;

-- ---- running text in every language

CREATE TABLE article (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, language text, body text);
INSERT INTO article (language, body) VALUES
	('en', 'The round of $11.3 million (up from $2m in 2019) values the firm of 250 people at more than $2.7 billion; revenue rose 12% to EUR 1,234.50.'),
	('fr', 'La société, qui emploie 300 personnes, lève plus de 2,7 milliards de dollars et vaut près de 7 milliards de dollars, contre 7 000 milliards d’euros pour le secteur.'),
	('de', 'Das Unternehmen sammelte 2024 fast 7 Mrd. Euro ein und gibt 1.234,50 € je Kopf aus.'),
	('es', 'La empresa recauda más de 2,7 millones de euros y vale 7 mil millones de dólares.'),
	('pt', 'A empresa capta R$ 5 milhões.'),
	('it', 'La società vale 5 miliardi di euro.'),
	('nl', 'Het bedrijf haalt 5 miljoen euro op.'),
	('ru', 'Компания привлекла более 5 млрд рублей.'),
	('ja', '同社は50億円を調達し、約3000万ドルの評価を受けた。'),
	('zh', '该公司融资超过5亿美元，员工300人。'),
	('ko', '회사는 50억 원을 조달했다.'),
	('hi', 'कंपनी ने 5 करोड़ रुपये जुटाए।'),
	('ar', 'جمعت الشركة 5 مليون دولار في عام 2024.'),
	('tr', 'Şirket 5 milyar TL topladı.'),
	('sv', 'Bolaget tar in 5 miljoner kronor.'),
	('nb', 'Selskapet henter 5 millioner kroner.'),
	('fi', 'Yhtiö keräsi 5 miljoonaa euroa.'),
	('pl', 'Spółka pozyskała 5 mln zł.'),
	('cs', 'Firma získala 5 milionů korun.'),
	('vi', 'Công ty huy động 5 triệu đồng.'),
	('id', 'Perusahaan meraih Rp 5 juta.'),
	('und', 'XX USD 5 YY €7 ZZ');
SELECT a.language, m.* FROM article AS a, monetary_mentions(a.body, a.language) AS m ORDER BY a.id, m.start_at;

-- the place is that of substring(), and the value that of the mention alone
SELECT count(*) AS mentions, count(*) FILTER (WHERE substring(a.body FROM m.start_at FOR m.length) = m.mention) AS same, count(*) FILTER (WHERE m.length = length(m.mention)) AS length,
	count(*) FILTER (WHERE parse_estimate(m.mention, a.language) IS NOT DISTINCT FROM m.value) AS value
FROM article AS a, monetary_mentions(a.body, a.language) AS m;
-- behind characters of one to four bytes
SELECT body, m.start_at, m.length, m.mention, substring(body FROM m.start_at FOR m.length) AS part FROM unnest('{"a $5 million then","é $5 million then","漢 $5 million then","😀 $5 million then","😀漢éa 😀漢éa €5 million é"}'::text[]) AS body, monetary_mentions(body) AS m;
-- wherever in a long text
SELECT count(*) AS mentions, count(*) FILTER (WHERE substring(body FROM m.start_at FOR m.length) = m.mention) AS same, count(DISTINCT m.value) AS values
FROM (SELECT string_agg(repeat('é, ', i) || 'plus de 2,7 milliards de dollars', ' # ') AS body FROM generate_series(0, 150) AS i) AS s, monetary_mentions(body, 'fr') AS m;

-- ---- what is not money

SELECT body, count(m.*) FROM unnest('{"","   ",hello,"In 2024, 300 people moved 12 km.","Call 555 1234 or 12.34.56.","50% of 1,234","2024-01-31 12:30","Section 5.1.2"}'::text[]) AS body LEFT JOIN monetary_mentions(body) AS m ON true GROUP BY body ORDER BY body COLLATE "C";

-- ---- default_currency, regions

SELECT m.value FROM monetary_mentions('It cost $5.') AS m;
SELECT m.value FROM monetary_mentions('It cost $5.', 'en', 'CAD') AS m;
SELECT m.value FROM monetary_mentions('It cost $5.', default_currency => 'eur') AS m;
SELECT m.value FROM monetary_mentions('It cost $5.', 'en_CA') AS m;
SELECT m.value FROM monetary_mentions('Cuesta $1.234.', 'es-MX') AS m;
SELECT m.value FROM monetary_mentions('Cuesta $1.234.', 'es-AR') AS m;
SELECT m.* FROM monetary_mentions('An undisclosed amount was paid.', 'en', 'EUR') AS m;

-- ---- NULLs and wrong arguments

SELECT count(*) FROM monetary_mentions(NULL);
SELECT count(*) FROM monetary_mentions('$5', NULL);
SELECT count(*) FROM monetary_mentions('$5', 'en', NULL);
SELECT count(*) FROM monetary_mentions(NULL, 'xx', 'QQQ');
SELECT * FROM monetary_mentions('$5', 'xx');
SELECT * FROM monetary_mentions('', 'xx');
SELECT * FROM monetary_mentions('$5', 'en', 'QQQ');
SELECT * FROM monetary_mentions('$5', 'en', 'dollars');
SELECT count(*) FROM article AS a, monetary_mentions(a.body, repeat(a.language, 3)) AS m;

-- ---- the composite type: in the select list, as one column, in arrays and tables

SELECT monetary_mentions('$5 and €7');
SELECT (monetary_mentions('$5 and €7')).*;
SELECT m FROM monetary_mentions('$5 and €7') AS m;
SELECT (m).mention, (m).value FROM (SELECT monetary_mentions('$5 and €7') AS m) AS s;
SELECT array_agg(m ORDER BY m.start_at) FROM monetary_mentions('$5 and €7') AS m;
SELECT pg_typeof(m), pg_typeof(m.start_at), pg_typeof(m.length), pg_typeof(m.mention), pg_typeof(m.value) FROM monetary_mentions('$5') AS m;
CREATE TABLE mentions OF monetary_mention;
INSERT INTO mentions SELECT m.* FROM monetary_mentions('$5 and €7') AS m;
SELECT * FROM mentions ORDER BY start_at;
SELECT start_at, mention, n FROM monetary_mentions('$5, $6 and $7') WITH ORDINALITY AS m (start_at, length, mention, value, n) ORDER BY n;
SELECT mention FROM ROWS FROM (monetary_mentions('$5 and €7'), generate_series(1, 3)) AS r (start_at, length, mention, value, i) ORDER BY i;
-- only as many as are wanted
SELECT mention FROM monetary_mentions(repeat('$5 # ', 1000)) LIMIT 2;
SELECT m.start_at, (SELECT count(*) FROM monetary_mentions(m.mention)) AS again FROM monetary_mentions('$5 and €7') AS m;

-- ---- PREPARE, and languages that change from row to row

SELECT v.language, v.currency, m.value FROM (VALUES (1, 'en', NULL), (2, 'de', NULL), (3, 'de', 'CAD'), (4, 'en', 'CAD'), (5, 'de-CH', NULL), (6, 'en', NULL)) AS v (n, language, currency), monetary_mentions('x $1.234 x', v.language, v.currency) AS m ORDER BY v.n;
PREPARE mentions_of (text, text, text) AS SELECT value FROM monetary_mentions($1, $2, $3);
EXECUTE mentions_of('x 1.234 EUR x', 'de', NULL);
EXECUTE mentions_of('x 1.234 EUR x', 'xx', NULL);
EXECUTE mentions_of('x 1.234 EUR x', 'en', NULL);
SET plan_cache_mode = force_generic_plan;
EXECUTE mentions_of('x 1.234 EUR x', 'de', NULL);
EXECUTE mentions_of('x $5 x', 'en', 'CAD');
EXECUTE mentions_of('x $5 x', 'en', 'QQQ');
EXECUTE mentions_of('x $5 x', 'en', NULL);
RESET plan_cache_mode;
DEALLOCATE mentions_of;

-- ---- the rows that the planner expects: exact for a short text that it sees

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
SELECT query, pg_temp.rows_of(query) FROM unnest(ARRAY[
	$$SELECT * FROM monetary_mentions('$5, $6 and $7')$$,
	$$SELECT monetary_mentions('$5, $6 and $7')$$,
	$$SELECT * FROM monetary_mentions(text => '5 € # 6 €', language => 'fr')$$,
	$$SELECT * FROM monetary_mentions(repeat('$5 # ', 100))$$,
	$$SELECT * FROM monetary_mentions(repeat('$5 # ', 100000))$$,
	$$SELECT * FROM monetary_mentions('hello')$$,
	$$SELECT * FROM monetary_mentions('')$$,
	$$SELECT * FROM monetary_mentions(NULL)$$,
	$$SELECT * FROM monetary_mentions('$5', NULL)$$,
	$$SELECT * FROM monetary_mentions('$5', 'xx')$$,
	$$SELECT * FROM article, monetary_mentions(body, language)$$,
	$$SELECT * FROM article, monetary_mentions('$5 and $6', language)$$
]) AS query;
PREPARE planned (text) AS SELECT * FROM monetary_mentions($1);
EXPLAIN (COSTS OFF) EXECUTE planned('$5');
DEALLOCATE planned;

-- ---- in parallel

CREATE TABLE many_articles AS SELECT i AS id, 'We paid $' || i || ' million and €' || i || ' then.' AS body FROM generate_series(1, 3000) AS i;
ALTER TABLE many_articles SET (parallel_workers = 2);
ANALYZE many_articles;
SELECT count(*), sum(m.value) FILTER (WHERE currency(m.value) = 'USD') AS usd, sum(m.value) FILTER (WHERE currency(m.value) = 'EUR') AS eur, sum(m.start_at) AS places FROM many_articles, monetary_mentions(body) AS m;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT count(*) FROM many_articles, monetary_mentions(body) AS m;
SELECT count(*), sum(m.value) FILTER (WHERE currency(m.value) = 'USD') AS usd, sum(m.value) FILTER (WHERE currency(m.value) = 'EUR') AS eur, sum(m.start_at) AS places FROM many_articles, monetary_mentions(body) AS m;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;

-- ---- a text of a megabyte

SELECT count(*) AS mentions, min(m.start_at), max(m.start_at + m.length - 1) AS last, count(DISTINCT m.value) AS values FROM monetary_mentions(repeat('We paid $5 million, then €7. ', 36000)) AS m;
SELECT count(*) FROM monetary_mentions(repeat('We paid nothing at all. ', 40000)) AS m;
SELECT m.start_at, m.length, m.value FROM monetary_mentions(repeat('é', 1000000) || ' $5') AS m;
SELECT hostile, (SELECT count(*) FROM monetary_mentions(repeat(hostile, 1000000 / length(hostile)), language)) AS mentions
FROM (VALUES (1, 'en', '5'), (2, 'en', '('), (3, 'fr', 'plus de '), (4, 'en', 'million '), (5, 'en', ' '), (6, 'de', 'ein'), (7, 'ja', '一'), (8, 'en', '1,'), (9, 'en', 'between ')) AS v (n, language, hostile) ORDER BY n;
CREATE TABLE stored_articles (body text);
ALTER TABLE stored_articles ALTER body SET STORAGE EXTERNAL;
INSERT INTO stored_articles SELECT repeat('We paid $5 million, then €7. ', 36000);
SELECT count(*) FROM stored_articles, monetary_mentions(body) AS m;

DROP TABLE article, mentions, many_articles, stored_articles;
