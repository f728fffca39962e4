-- ecb_rates(): the files of the European Central Bank as they are published.

SET datestyle = 'ISO, YMD';

-- ---- the history: newest first, N/A, a comma at the end of each line

\set history 'Date,USD,JPY,CYP,ZAR,\n2024-03-28,1.0811,163.45,N/A,20.5226,\n2024-03-27,1.0816,163.52,N/A,20.4832,\n1999-01-04,1.1789,133.73,0.58231,N/A,\n'
SELECT * FROM ecb_rates(E:'history');
SELECT rate_book(base, quote, day, rate) FROM ecb_rates(E:'history');
SELECT convert('100 EUR'::monetary, 'ZAR', '2024-03-31', rate_book(base, quote, day, rate)) FROM ecb_rates(E:'history');
-- lines that end in CR LF, a byte order mark, no line feed at the end, no comma there, empty lines
SELECT count(*), sum(rate) FROM ecb_rates(E:'history');
SELECT count(*), sum(rate) FROM ecb_rates(replace(E:'history', E'\n', E'\r\n'));
SELECT count(*), sum(rate) FROM ecb_rates(E'\uFEFF' || E:'history');
SELECT count(*), sum(rate) FROM ecb_rates(rtrim(E:'history', E'\n'));
SELECT count(*), sum(rate) FROM ecb_rates(rtrim(E:'history', E',\n'));
SELECT count(*), sum(rate) FROM ecb_rates(replace(E:'history', E',\n', E'\n'));
SELECT count(*), sum(rate) FROM ecb_rates(replace(E:'history', E'\n', E'\n \n\n') || E'\n\n');

-- ---- the file of one day: blanks behind commas, the day in words

SELECT * FROM ecb_rates(E'Date, USD, JPY, BGN, \n22 November 2024, 1.0412, 161.22, 1.9558, \n');
SELECT day FROM ecb_rates(E'Date,USD\n1 January 2024,1\n29 February 2024,1\n31 March 2024,1\n01 April 2024,1\n9 May 2024,1\n30 June 2024,1\n4 July 2024,1\n'
	'8 August 2024,1\n10 September 2024,1\n31 October 2024,1\n22 November 2024,1\n31 December 2024,1');

-- ---- codes that the types do not know are rows, and no book

SELECT * FROM ecb_rates(E'Date,USD,QQQ\n2024-03-28,1.08,5');
SELECT rate_book(base, quote, day, rate) FROM ecb_rates(E'Date,USD,QQQ\n2024-03-28,1.08,5');
SELECT rate_book(base, quote, day, rate) FROM ecb_rates(E'Date,USD,QQQ\n2024-03-28,1.08,5') WHERE quote IN (SELECT code FROM currencies());

-- ---- digits as they are written

SELECT rate FROM ecb_rates(E'Date,USD,JPY,IDR,XAU\n2024-03-28,1.0800,160,17000.10,0.00000000000000000000000000000000000001\n2024-03-27,01.5,99999999999999999999999999999999999999,N/A,N/A');

-- ---- nothing to read

SELECT * FROM ecb_rates(NULL);
SELECT count(*) FROM ecb_rates('Date,USD,');

-- ---- what is not such a file: the place and what should be there

CREATE FUNCTION pg_temp.problem(csv text, OUT state text, OUT detail text) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM * FROM ecb_rates(csv);
	state := 'fine';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL;
END
$$;
SELECT * FROM ecb_rates(E'Date,USD,JPY,\n2024-03-28,1.0811,163,45,\n');
SELECT left(translate(csv, E'\n', '|'), 50) AS csv, p.* FROM unnest(ARRAY['', 'day,USD', 'Date', 'Date,', E'Date\n2024-03-28', 'Date,usd', 'Date,US', 'Date,USD,,JPY', 'Date,USDX', 'Date,USD,USD', 'Date;USD', '"Date","USD"',
	E'Date,USD\n2024-03-28', E'Date,USD\n2024-03-28,', E'Date,USD\n2024-03-28,1.1,1.2', E'Date,USD,JPY\n2024-03-28,1.1', E'Date,USD,JPY\n2024-03-28,1.1,', E'Date,USD,JPY\n2024-03-28,,1.1',
	E'Date,USD\n2024-02-30,1.1', E'Date,USD\n28.03.2024,1.1', E'Date,USD\n03/28/2024,1.1', E'Date,USD\n28 Mar 2024,1.1', E'Date,USD\n30 February 2024,1.1', E'Date,USD\n2024-03-28T00:00,1.1',
	E'Date,USD\n2024-03-28,0', E'Date,USD\n2024-03-28,-1.1', E'Date,USD\n2024-03-28,1.1e5', E'Date,USD\n2024-03-28,n/a', E'Date,USD\n2024-03-28,NaN', E'Date,USD\n2024-03-28,"1.1"', E'Date,USD\n2024-03-28,1.1 %',
	E'Date,USD\n\n\n2024-03-28,1.1\n2024-03-27,x', E'Date,USD\n2024-03-28,123456789012345678901234567890123456789', E'Date,USD\n2024-03-28,Ä',
	'<html>', 'Date' || (SELECT string_agg(',' || chr(65 + i / 26) || chr(65 + i % 26) || 'A', '') FROM generate_series(0, 256) i)]) csv, pg_temp.problem(csv) p;

-- ---- a file of the length of the published one: 6,983 days and 41 currencies

CREATE TABLE made AS SELECT string_agg(line, E'\n' ORDER BY day DESC) AS csv FROM (
	SELECT date '1999-01-04' + i * 7 / 5 AS day, (date '1999-01-04' + i * 7 / 5) || string_agg(',' || CASE WHEN (i + n) % 11 = 0 THEN 'N/A' ELSE round(n * n / 7.0 + (i * n % 1000) / 10000.0, 4)::text END, '' ORDER BY n) || ',' AS line
	FROM generate_series(0, 6982) i, generate_series(1, 41) n GROUP BY i) l;
UPDATE made SET csv = 'Date' || (SELECT string_agg(',' || code, '' ORDER BY code) FROM (SELECT code FROM currencies() WHERE code <> 'EUR' ORDER BY code LIMIT 41) c) || E',\n' || csv;
SELECT count(*), count(DISTINCT day), count(DISTINCT quote), min(day), max(day) FROM made, ecb_rates(csv);
SELECT count(*) = 6983 * 41 - count(*) FILTER (WHERE cell = 'N/A') AND count(*) FILTER (WHERE cell = 'N/A') > 20000 AS wrong FROM made, regexp_split_to_table(csv, ',') cell;
SELECT octet_length(rate_book_send(rate_book(base, quote, day, rate))) FROM made, ecb_rates(csv);
DROP TABLE made;
