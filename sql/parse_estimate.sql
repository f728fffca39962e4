-- parse_estimate(): one figure as people write it, or NULL.

SET client_min_messages = warning;

-- ---- every language, with its separators, its magnitudes and its words

CREATE TABLE written_figure (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, language text, figure text);
INSERT INTO written_figure (language, figure) VALUES
	('en', '$11.3B'), ('en', 'more than $2.7 billion'), ('en', 'two hundred and fifty thousand euros'), ('en', '$1-2 million'), ('en', 'undisclosed'),
	('fr', 'près de 7 milliards de dollars'), ('fr', '7 000 milliards de dollars'), ('fr', 'entre 5 et 7 millions d’euros'), ('fr', '1.234,50 €'),
	('de', 'fast 7 Mrd. Euro'), ('de', 'zweihundertfünfzig Millionen Euro'), ('de', '1.234 €'),
	('es', 'más de 2,7 millones de euros'), ('es', 'mil doscientos millones de dólares'), ('es', '5 billones de euros'),
	('pt', 'R$ 5 milhões'), ('it', '5 miliardi di euro'), ('nl', '€ 5 miljoen'), ('ru', 'от 5 до 7 млн рублей'), ('ja', '三千五百万円'), ('ja', '50億円以上'),
	('zh', '超过5亿美元'), ('ko', '1조 2000억 원'), ('hi', 'साढ़े तीन करोड़ रुपये'), ('ar', '5 مليون دولار'), ('tr', '5 milyar TL'), ('sv', '5 miljoner kronor'),
	('nb', '5 millioner kroner'), ('fi', '5 miljoonaa euroa'), ('pl', '5 mln zł'), ('cs', '5 milionů korun'), ('vi', '5 triệu đồng'), ('id', 'Rp 5 juta'), ('und', 'USD 5');
SELECT language, figure, parse_estimate(figure, language) FROM written_figure ORDER BY id;

-- the default is English
SELECT parse_estimate('$1.5 million'), parse_estimate('1,234.50 USD'), parse_estimate('EUR 1.500') AS en, parse_estimate('EUR 1.500', 'de') AS de, parse_estimate('EUR 1.500', 'und') AS und;

-- every language that there is reads a code, and no text is an error
SELECT count(*) FILTER (WHERE parse_estimate('EUR 5', tag) = '5 EUR') AS read, count(parse_estimate('', tag)) AS empty, count(parse_estimate('#', tag)) AS sign
FROM unnest('{und,ar,bg,ca,cs,da,de,el,en,es,fa,fi,fr,ga,he,hi,hr,hu,hy,id,it,ja,ka,ko,mn,nb,nl,pl,pt,ro,ru,sv,sw,tr,uk,vi,zh}'::text[]) AS tag;

-- ---- regions: what they decide, however the tag is written

SELECT tag, parse_estimate('$5', tag) AS dollar, parse_estimate('1.234 EUR', tag) AS point
FROM unnest('{en,en-US,en-CA,EN_ca,en-AU,en-Latn-CA,en-CA-x-any,es,es-MX,es-AR,es-419,fr-CA,de,de-CH,pt-BR,pt-PT,zh-Hant-TW,no,nn-NO,iw,in}'::text[]) WITH ORDINALITY AS t (tag, n) ORDER BY n;

-- ---- default_currency: for figures without one, and among those of a symbol

SELECT parse_estimate('5 million') AS none, parse_estimate('5 million', 'en', 'EUR') AS eur, parse_estimate('5 million', default_currency => 'eur') AS lower_case, parse_estimate('$5', 'en', 'CAD') AS dollar,
	parse_estimate('$5', 'en', 'EUR') AS other, parse_estimate('US$5', 'en', 'CAD') AS said, parse_estimate('undisclosed', 'en', 'EUR') AS undisclosed, parse_estimate('hello', 'en', 'EUR') AS nothing;

-- ---- no figures

SELECT figure, parse_estimate(figure) FROM unnest('{"",hello,5,"5 QQQ","USD 5 EUR","12.34.56 EUR","1 23 EUR","$7 million to $5 million","5 USD 6 USD",several million dollars,"5% of $",99999999999999999999999999999 JPY,"5 million million million million million USD"}'::text[]) AS figure;
SELECT parse_estimate(NULL) IS NULL AS text, parse_estimate('$5', NULL) IS NULL AS language, parse_estimate('$5', 'en', NULL) AS currency, parse_estimate(NULL, NULL, NULL) IS NULL AS all;

-- ---- arguments that are wrong

SELECT parse_estimate('$5', 'xx');
SELECT parse_estimate('$5', 'english');
SELECT parse_estimate('$5', '');
SELECT parse_estimate('$5', 'en-');
SELECT parse_estimate('$5', 'é');
SELECT parse_estimate('$5', repeat('x', 200));
SELECT parse_estimate('$5', 'en', 'EURO');
SELECT parse_estimate('$5', 'en', 'QQQ');
SELECT parse_estimate('$5', 'en', '');
-- also where the text is none, and not where it is NULL
SELECT parse_estimate('hello', 'xx');
SELECT parse_estimate(NULL, 'xx'), parse_estimate(NULL, 'en', 'QQQ');
CREATE FUNCTION pg_temp.state(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'fine';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;
SELECT query, pg_temp.state(query) FROM unnest(ARRAY[$$SELECT parse_estimate('$5', 'xx')$$, $$SELECT parse_estimate('$5', 'en', 'QQQ')$$, $$SELECT parse_estimate('$5', 'en', 'EURO')$$, $$SELECT parse_estimate('$5', 'fr-CA', 'cad')$$]) AS query;

-- ---- the language and the currency change between the rows of one call

SELECT language, currency, parse_estimate('$1.234', language, currency) FROM (VALUES ('en', 'USD'), ('de', 'USD'), ('de', 'CAD'), ('de', NULL), (NULL, 'CAD'), ('de-CH', NULL), ('en', 'CAD'), ('en', 'CAD'), ('en', NULL),
	('en-Latn-CA-' || repeat('variant-', 7) || 'last', NULL), ('en', NULL)) AS v (language, currency);
-- an error between them leaves nothing behind
PREPARE read_figure (text, text, text) AS SELECT parse_estimate($1, $2, $3);
EXECUTE read_figure('1.234 EUR', 'de', NULL);
EXECUTE read_figure('1.234 EUR', 'xx', NULL);
EXECUTE read_figure('1.234 EUR', 'de', NULL);
EXECUTE read_figure('1.234 EUR', 'en', NULL);
EXECUTE read_figure('1.234', 'en', 'EUR');
EXECUTE read_figure('1.234', 'en', 'QQQ');
EXECUTE read_figure('1.234', 'en', 'EUR');
EXECUTE read_figure('1.234', 'en', NULL);
SET plan_cache_mode = force_generic_plan;
EXECUTE read_figure('1.234 EUR', 'de', NULL);
EXECUTE read_figure('1.234 EUR', 'en', NULL);
RESET plan_cache_mode;
DEALLOCATE read_figure;

-- ---- generated columns, indexes, constraints

CREATE TABLE press (
	said text,
	language text NOT NULL DEFAULT 'en',
	value estimate GENERATED ALWAYS AS (parse_estimate(said, language)) STORED,
	CHECK (said IS NULL OR parse_estimate(said, language, 'USD') IS NOT NULL)
);
INSERT INTO press (said, language) VALUES ('$5 million', 'en'), ('5 millions €', 'fr'), ('7', 'en'), (NULL, 'en'), ('50億円', 'ja');
INSERT INTO press (said, language) VALUES ('hello', 'en');
INSERT INTO press (said, language) VALUES ('$5', 'xx');
UPDATE press SET said = '6 millions €' WHERE language = 'fr';
SELECT * FROM press ORDER BY value, said;

CREATE TABLE many_figures AS SELECT i AS id, '$' || i || ' million' AS said FROM generate_series(1, 3000) AS i;
CREATE INDEX many_figures_value ON many_figures (parse_estimate(said, 'en'));
ANALYZE many_figures;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM many_figures WHERE parse_estimate(said, 'en') = '1234M USD';
SELECT id FROM many_figures WHERE parse_estimate(said, 'en') = '1234M USD';
SELECT id FROM many_figures WHERE parse_estimate(said, 'en') > '2998M USD' ORDER BY parse_estimate(said, 'en');
RESET enable_seqscan;
SELECT id FROM many_figures WHERE parse_estimate(said, 'en') = '1234M USD';

-- ---- in parallel, and compiled

SELECT sum(parse_estimate(said)) FROM many_figures;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
ALTER TABLE many_figures SET (parallel_workers = 2);
EXPLAIN (COSTS OFF) SELECT sum(parse_estimate(said)) FROM many_figures;
SELECT sum(parse_estimate(said)) FROM many_figures;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;
SET jit = on; SET jit_above_cost = 0; SET jit_inline_above_cost = 0; SET jit_optimize_above_cost = 0;
SELECT sum(parse_estimate(said)) FROM many_figures;
RESET jit; RESET jit_above_cost; RESET jit_inline_above_cost; RESET jit_optimize_above_cost;

-- ---- what is read is an estimate as any other: it reads back as it is

SELECT count(*) AS figures, count(*) FILTER (WHERE parse_estimate(figure, language)::text::estimate IS NOT DISTINCT FROM parse_estimate(figure, language)) AS same FROM written_figure;
SELECT kind(parse_estimate('more than $5')), kind(parse_estimate('about $5')), kind(parse_estimate('undisclosed')), lower(parse_estimate('$1-2 million')), upper(parse_estimate('$1-2 million'));

-- ---- long texts, which are no figure

SELECT parse_estimate(repeat('$5 ', 100000)) IS NULL AS figures, parse_estimate(repeat('5', 1000000) || ' USD') IS NULL AS digits, parse_estimate(repeat('(', 1000000)) IS NULL AS brackets, parse_estimate(repeat('plus de ', 100000) || '5 €', 'fr') IS NULL AS words,
	parse_estimate(repeat(' ', 1000000)) IS NULL AS spaces;
-- compressed and out of line
CREATE TABLE stored (figure text);
ALTER TABLE stored ALTER figure SET STORAGE EXTERNAL;
INSERT INTO stored SELECT string_agg(md5(i::text), ' ') FROM generate_series(1, 1000) AS i;
INSERT INTO stored VALUES ('$5');
SELECT count(*), count(parse_estimate(figure)) FROM stored;

DROP TABLE written_figure, press, many_figures, stored;
