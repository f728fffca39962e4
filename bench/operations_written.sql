-- Money as people write it: monetary_mentions() over news prose and
-- parse_estimate() over short strings, against what users write instead.
--
-- The prose is bench/prose.en.txt and prose.fr.txt, our own words, with a
-- monetary mention every 40 words or so.  A row is one of them; as much text
-- lies in rows of 85 of them, a megabyte each.  Rows are stored without
-- compression, so that it is the reader that is measured.  Limits are length()
-- and md5(), which look at every byte; regexp_matches() is what a user writes
-- who knows the commonest forms and turns them into numeric.
--
-- recognizers is set by run.sh where @microsoft/recognizers-text-suite is to run
-- beside ours: in every round, in a process of its own and by its own clock.
-- It reads one copy of the prose, in pieces, and 500 of the strings; its time
-- is taken as many times as ours reads more.

-- mentions are counted by hand, those that name a currency
CREATE TABLE bench_prose (language text, culture text, mentions int, pattern text, value text, t text);
\set english `cat bench/prose.en.txt`
\set french `cat bench/prose.fr.txt`
INSERT INTO bench_prose VALUES
	('en', 'en-us', 47,
		'(US\$|[$€£¥]|USD|EUR|GBP|CHF)\s?(\d+(?:,\d{3})*(?:\.\d+)?)(?:\s?(thousand|million|billion|trillion|bn|m|k)\M)?'
		'|(\d+(?:,\d{3})*(?:\.\d+)?)\s?(thousand|million|billion|trillion)?\s?(dollars|euros|pounds|yen|cents)',
		'replace(coalesce(m[2], m[4]), '','', '''')::numeric * CASE lower(coalesce(m[3], m[5]))
			WHEN ''thousand'' THEN 1e3 WHEN ''k'' THEN 1e3 WHEN ''million'' THEN 1e6 WHEN ''m'' THEN 1e6
			WHEN ''billion'' THEN 1e9 WHEN ''bn'' THEN 1e9 WHEN ''trillion'' THEN 1e12 ELSE 1 END',
		:'english' || E'\n'),
	('fr', 'fr-fr', 41,
		'(\d+(?:[ \u00a0\u202f]\d{3})*(?:,\d+)?)[ \u00a0\u202f]?(mille|millions?|milliards?|k|Md|M)?'
		'(?:[ \u00a0\u202f](?:de |d[’'']))?[ \u00a0\u202f]?(euros?|dollars?|francs?|livres?|[€$£])',
		'replace(translate(m[1], E'' \u00a0\u202f'', ''''), '','', ''.'')::numeric * CASE lower(m[2])
			WHEN ''mille'' THEN 1e3 WHEN ''k'' THEN 1e3 WHEN ''million'' THEN 1e6 WHEN ''millions'' THEN 1e6 WHEN ''m'' THEN 1e6
			WHEN ''milliard'' THEN 1e9 WHEN ''milliards'' THEN 1e9 WHEN ''md'' THEN 1e9 ELSE 1 END',
		:'french' || E'\n');
CREATE VIEW bench_written_size AS SELECT greatest(:rows / 500000, 2) AS long_rows, least(:rows, 1000000) AS strings;

-- rows of 12 kB, the same as they are stored by default, rows of a megabyte
CREATE TABLE bench_prose_en (t text);
CREATE TABLE bench_prose_fr (t text);
ALTER TABLE bench_prose_en ALTER t SET STORAGE EXTERNAL;
ALTER TABLE bench_prose_fr ALTER t SET STORAGE EXTERNAL;
CREATE TABLE bench_prose_en_long (LIKE bench_prose_en INCLUDING STORAGE);
CREATE TABLE bench_prose_fr_long (LIKE bench_prose_fr INCLUDING STORAGE);
CREATE TABLE bench_prose_en_packed (t text COMPRESSION pglz);
CREATE TABLE bench_prose_fr_packed (t text COMPRESSION pglz);
INSERT INTO bench_prose_en SELECT t FROM bench_prose, bench_written_size, generate_series(1, 85 * long_rows) WHERE language = 'en';
INSERT INTO bench_prose_fr SELECT t FROM bench_prose, bench_written_size, generate_series(1, 85 * long_rows) WHERE language = 'fr';
INSERT INTO bench_prose_en_packed SELECT t FROM bench_prose, bench_written_size, generate_series(1, 85 * long_rows) WHERE language = 'en';
INSERT INTO bench_prose_fr_packed SELECT t FROM bench_prose, bench_written_size, generate_series(1, 85 * long_rows) WHERE language = 'fr';
INSERT INTO bench_prose_en_long SELECT repeat(t, 85) FROM bench_prose, bench_written_size, generate_series(1, long_rows) WHERE language = 'en';
INSERT INTO bench_prose_fr_long SELECT repeat(t, 85) FROM bench_prose, bench_written_size, generate_series(1, long_rows) WHERE language = 'fr';

-- Short strings: a column that several people filled in, twenty forms in turn,
-- one in ten without a figure.
CREATE TABLE bench_short (s text);
INSERT INTO bench_short
	SELECT (ARRAY['$' || d || ' billion', 'EUR ' || n, 'nearly ' || n || ' billion dollars', '€' || d || 'M', 'undisclosed',
		'$' || n || ',' || k || ',000', 'US$ ' || n || ' million', '£' || d || 'bn', n || ',' || k || ' USD', 'no figure here',
		'between $' || n || ' million and $' || n + 5 || ' million', '$' || n || '-' || n + 3 || ' million', 'over €' || k || ' million',
		'¥' || k || ' million', 'Rs ' || k || ' crore', 'up to ' || n || ' million euros', 'about ' || d || ' million pounds',
		'CHF ' || n || ',' || k || '.50', '$' || d || 'm', 'at least ' || k || ' thousand dollars'])[1 + i % 20]
	FROM bench_written_size, generate_series(1, strings) AS i, LATERAL (SELECT abs(hashint4(i)::bigint) AS h) AS h,
		LATERAL (SELECT h % 90 + 2 AS n, h / 90 % 900 + 100 AS k, round(h % 990 / 10.0 + 1, 1) AS d) AS v;

-- What a reader that goes back would read again and again: a megabyte of it in
-- rows of 64 kB, and in one.
CREATE TABLE bench_hostile (name text, language text, is_long boolean, t text);
ALTER TABLE bench_hostile ALTER t SET STORAGE EXTERNAL;
INSERT INTO bench_hostile
	SELECT name, language, is_long, repeat(repeat(pattern, 65536 / octet_length(pattern)), CASE WHEN is_long THEN 16 ELSE 1 END)
	FROM (VALUES ('digits', 'en', '7'), ('brackets', 'en', '('), ('signs', 'en', '$'), ('groups', 'en', '1,'), ('number words', 'en', 'one hundred '),
			('qualifiers', 'fr', 'plus de '), ('figures', 'en', '$1 '), ('ranges', 'en', 'between 1 and ')) AS p(name, language, pattern),
		(VALUES (false, 16), (true, 1)) AS l(is_long, n), generate_series(1, n);
VACUUM ANALYZE bench_prose_en, bench_prose_en_packed, bench_prose_en_long, bench_prose_fr, bench_prose_fr_packed, bench_prose_fr_long,
	bench_short, bench_hostile;

-- Error unless a mention is the text where it is said to stand, and about as
-- many are found as there are: nothing is fast that finds nothing.
DO $$
DECLARE
	p record;
BEGIN
	FOR p IN SELECT language, mentions, count(m.value) AS found, count(*) FILTER (WHERE substr(t, start_at, length) <> mention) AS misplaced
		FROM bench_prose, LATERAL monetary_mentions(t, language) AS m GROUP BY 1, 2
	LOOP
		IF p.misplaced > 0 OR abs(p.found - p.mentions) > p.mentions / 10 THEN
			RAISE EXCEPTION 'monetary_mentions() found % of % mentions in language %, % of them misplaced', p.found, p.mentions, p.language, p.misplaced;
		END IF;
	END LOOP;
END
$$;

-- how many are found in one copy of the prose, or in 500 strings
CREATE TABLE bench_found (name text, representation text, found int);

-- ---- what is timed

INSERT INTO bench_operation (name, representation, query)
	SELECT 'written ' || language, representation, replace(replace(replace(query, '%pattern', quote_literal(pattern)), '%value', value), '%', language)
	FROM bench_prose, (VALUES (1, 'length()', 'SELECT sum(length(t)) FROM bench_prose_%'),
			(2, 'md5()', 'SELECT count(md5(t)) FROM bench_prose_%'),
			(3, 'regexp_matches(), numeric', 'SELECT count(%value) FROM bench_prose_%, LATERAL regexp_matches(t, %pattern, ''gi'') AS m'),
			(4, 'monetary_mentions()', 'SELECT count(m.value) FROM bench_prose_%, LATERAL monetary_mentions(t, ''%'') AS m'),
			(5, 'monetary_mentions(), compressed', 'SELECT count(m.value) FROM bench_prose_%_packed, LATERAL monetary_mentions(t, ''%'') AS m'),
			(6, 'monetary_mentions(), 1 MB a row', 'SELECT count(m.value) FROM bench_prose_%_long, LATERAL monetary_mentions(t, ''%'') AS m'))
		AS q(n, representation, query)
	ORDER BY language, n;
INSERT INTO bench_operation (name, representation, query)
	SELECT 'written short', representation, replace(replace(query, '%pattern', quote_literal(pattern)), '%value', value)
	FROM bench_prose, (VALUES (1, 'length()', 'SELECT sum(length(s)) FROM bench_short'),
			(2, 'md5()', 'SELECT count(md5(s)) FROM bench_short'),
			(3, 'regexp_match(), numeric, a tenth', 'SELECT count(%value) FROM (SELECT regexp_match(s, %pattern, ''i'') AS m
				FROM bench_short LIMIT (SELECT strings / 10 FROM bench_written_size)) AS r'),
			(4, 'parse_estimate()', 'SELECT count(parse_estimate(s)) FROM bench_short'))
		AS q(n, representation, query)
	WHERE language = 'en' ORDER BY n;
INSERT INTO bench_operation (name, representation, query)
	SELECT DISTINCT 'written hostile, ' || name, CASE WHEN is_long THEN '1 MB a row' ELSE '64 kB a row' END,
		format('SELECT count(m.value) FROM bench_hostile, LATERAL monetary_mentions(t, %L) AS m WHERE name = %L AND is_long = %L', language, name, is_long)
	FROM bench_hostile ORDER BY 1, 2 DESC;

INSERT INTO bench_target (name, of, against, target)
	SELECT 'written ' || language, 'monetary_mentions(), 1 MB a row', 'monetary_mentions()', 1.1 FROM bench_prose ORDER BY 1;
INSERT INTO bench_target (name, of, against, target)
	SELECT DISTINCT name, '1 MB a row', '64 kB a row', 1.5 FROM bench_operation WHERE name ~ '^written hostile' ORDER BY 1;

-- ---- recognizers-text-suite

CREATE TABLE bench_recognizers (version text, ms numeric, bytes int, pieces int, found int);
\if :{?recognizers}
\set script `cat bench/recognizers.mjs`
SELECT set_config('bench.script', :'script', false), set_config('bench.recognizers', :'recognizers', false) \g /dev/null
DO $$
DECLARE
	directory text := current_setting('bench.recognizers');
	o record;
	copy text;
BEGIN
	EXECUTE format('COPY (SELECT s FROM bench_short LIMIT 500) TO %L', directory || '/short.txt');
	FOR o IN SELECT 'written ' || language AS name, 'recognizers, by ' || pieces AS representation, format('prose.%s.txt', language) AS file, culture, pieces,
				format('SELECT ms * (SELECT sum(octet_length(t)) FROM bench_prose_%s) / bytes FROM bench_recognizers', language) AS own_time
			FROM bench_prose, unnest(ARRAY['paragraph', 'sentence']) AS pieces
		UNION ALL VALUES ('written short', 'recognizers', 'short.txt', 'en-us', 'line',
			'SELECT ms * (SELECT count(*) FROM bench_short) / pieces FROM bench_recognizers')
	LOOP
		copy := format('COPY bench_recognizers FROM PROGRAM %L', format(E'node --input-type=module - %s %s %s %s <<''END''\n%s\nEND\n',
			directory || '/library.cjs', directory || '/' || o.file, o.culture, o.pieces, current_setting('bench.script')));
		TRUNCATE bench_recognizers;
		EXECUTE copy;
		INSERT INTO bench_found SELECT o.name, o.representation, r.found FROM bench_recognizers r;
		INSERT INTO bench_operation (name, representation, query, before, own_time)
			VALUES (o.name, o.representation, copy, 'TRUNCATE bench_recognizers', o.own_time);
		IF o.pieces <> 'paragraph' THEN
			INSERT INTO bench_target (name, of, against, target)
				SELECT name, representation, o.representation, -0.001 FROM bench_operation
				WHERE name = o.name AND representation IN ('monetary_mentions()', 'parse_estimate()');
		END IF;
	END LOOP;
END
$$;
\endif

-- ---- what a second does, and how much is found

INSERT INTO bench_work (name, representation, amount, unit, target)
	SELECT name, representation, CASE WHEN representation ~ 'a tenth' THEN amount / 10 ELSE amount END, unit,
		CASE WHEN representation IN ('monetary_mentions()', 'monetary_mentions(), 1 MB a row', 'parse_estimate()') THEN target END
	FROM (SELECT 'written en' AS name, sum(octet_length(t)) / 1e6 AS amount, 'MB' AS unit, 60 AS target FROM bench_prose_en
			UNION ALL SELECT 'written fr', sum(octet_length(t)) / 1e6, 'MB', 60 FROM bench_prose_fr
			UNION ALL SELECT 'written short', count(*) / 1e6, 'million strings', 2 FROM bench_short
			UNION ALL SELECT 'written hostile, ' || name, sum(octet_length(t)) / 1e6, 'MB', NULL FROM bench_hostile WHERE is_long GROUP BY name) AS w
		JOIN bench_operation o USING (name)
	ORDER BY o.id;
DO $$
DECLARE
	o record;
	n numeric;
BEGIN
	FOR o IN SELECT name, representation, query,
				CASE name WHEN 'written short' THEN (SELECT count(*) FROM bench_short) / 500.0 ELSE (SELECT count(*) FROM bench_prose_en) END
					/ CASE WHEN representation ~ 'a tenth' THEN 10 ELSE 1 END AS copies
			FROM bench_operation WHERE name ~ '^written' AND representation ~ '^regexp|^(monetary_mentions|parse_estimate)\(\)$'
	LOOP
		EXECUTE o.query INTO n;
		INSERT INTO bench_found VALUES (o.name, o.representation, round(n / o.copies));
	END LOOP;
END
$$;
UPDATE bench_work w SET found = f.found || ' of ' || coalesce((SELECT mentions FROM bench_prose WHERE 'written ' || language = w.name), 450)
	FROM bench_found f WHERE f.name = w.name AND f.representation = w.representation;
