-- rate_book: the aggregate that makes one, its text and bytes, rates().

SET datestyle = 'ISO, YMD';

CREATE TABLE rate (base text, quote text, day date, rate numeric);
INSERT INTO rate VALUES
	('EUR', 'USD', '2024-03-28', 1.0811), ('EUR', 'GBP', '2024-03-28', 0.8551), ('EUR', 'JPY', '2024-03-28', 163.45),
	('EUR', 'USD', '2024-04-02', 1.0749), ('EUR', 'GBP', '2024-04-02', 0.85660), ('EUR', 'JPY', '2024-04-02', NULL);

-- ---- the aggregate: whatever the order of the rows, one book

SELECT rate_book(base, quote, day, rate) FROM rate;
SELECT rate_book(base, quote, day, rate ORDER BY rate DESC)::text = rate_book(base, quote, day, rate ORDER BY day, quote)::text AS same FROM rate;
-- codes in any case; the base itself is one; said twice is said once
SELECT rate_book(lower(base), q, day, r) FROM rate, LATERAL (VALUES (lower(quote), rate), ('eur', 1.00), (quote, rate * 1.000)) v(q, r);
-- no rows give NULL; NULL rates are days without one
SELECT rate_book(base, quote, day, rate) FROM rate WHERE false;
SELECT rate_book(base, quote, day, NULL) FROM rate;
SELECT rate_book('EUR', 'USD', day, rate) FILTER (WHERE quote = 'USD') FROM rate;
SELECT day, rate_book(base, quote, day, rate) FROM rate GROUP BY day ORDER BY day;
SELECT rate_book(base, quote, day, rate) OVER (ORDER BY day, quote) FROM rate WHERE quote <> 'JPY';
SELECT rate_book(base, quote, day, rate) OVER (ORDER BY day, quote ROWS 1 PRECEDING) FROM rate WHERE quote <> 'JPY';

-- ---- what is wrong is named

SELECT rate_book(NULL, quote, day, rate) FROM rate;
SELECT rate_book(base, NULL, day, rate) FROM rate;
SELECT rate_book(base, quote, NULL, rate) FROM rate;
SELECT rate_book(base, 'XXZ', day, rate) FROM rate;
SELECT rate_book('dollar', quote, day, rate) FROM rate;
SELECT rate_book(CASE WHEN day > '2024-04-01' THEN 'USD' ELSE base END, quote, day, rate) FROM rate;
SELECT rate_book(base, quote, day, 0) FROM rate;
SELECT rate_book(base, quote, day, -rate) FROM rate WHERE quote = 'USD';
SELECT rate_book(base, quote, day, 'NaN') FROM rate;
SELECT rate_book(base, quote, day, 'infinity') FROM rate;
SELECT rate_book(base, quote, 'infinity', rate) FROM rate;
SELECT rate_book(base, quote, '0001-12-31 BC', rate) FROM rate;
SELECT rate_book(base, quote, '10000-01-01', rate) FROM rate;
SELECT rate_book(base, base, day, rate) FROM rate WHERE quote = 'USD';
SELECT rate_book(base, quote, '2024-04-02', rate) FROM rate WHERE quote = 'USD';
SELECT rate_book(base, 'SEK', day, rate ORDER BY rate) FROM rate WHERE day = '2024-04-02';

-- ---- rates of every size: 38 digits, and 38 decimals

SELECT rate_book('EUR', 'USD', day, rate) FROM (VALUES
	('0001-01-01'::date, 4294967295::numeric), ('9999-12-31', 1)) v(day, rate);
SELECT rate_book('EUR', 'USD', day, rate) FROM (VALUES
	('2024-01-01'::date, 4294967296::numeric), ('2024-01-02', 18446744073709551615), ('2024-01-03', 0.1)) v(day, rate);
SELECT rate_book('EUR', 'USD', day, rate) FROM (VALUES
	('2024-01-01'::date, 99999999999999999999999999999999999999::numeric), ('2024-01-02', 1e37)) v(day, rate);
SELECT rate_book('EUR', q, '2024-01-01', rate) FROM (VALUES ('USD', 1e-38), ('GBP', 1e37), ('JPY', 12345678901234567890.123456789012345678)) v(q, rate);
SELECT rate_book('EUR', 'USD', '2024-01-01', 1e38);
SELECT rate_book('EUR', 'USD', '2024-01-01', 1e-39);
SELECT rate_book('EUR', 'USD', '2024-01-01', 1.00000000000000000000000000000000000001);
SELECT rate_book('EUR', 'USD', '2024-01-01', 1.000000000000000000000000000000000000010);
SELECT rate_book('EUR', 'USD', day, rate) FROM (VALUES ('2024-01-01'::date, 1e37), ('2024-01-02', 0.1)) v(day, rate);

-- ---- text: read, written, read again

SELECT 'EUR'::rate_book, ' EUR '::rate_book, 'eur;usd 2024-01-01 1.50'::rate_book;
SELECT E'EUR ;\n\tUSD 2024-01-02\t1.2 ,2024-01-01 1.1;GBP 2024-01-01 00.80;\nUSD 2024-01-01 1.10;'::rate_book;
SELECT E'EUR ;\n\tUSD 2024-01-02\t1.2 ,2024-01-01 1.1;GBP 2024-01-01 00.80;\nUSD 2024-01-01 1.10'::rate_book;
SELECT b::text::rate_book::text = b::text AS same FROM (SELECT rate_book(base, quote, day, rate) AS b FROM rate) q;
CREATE FUNCTION pg_temp.problem(x text, OUT state text, OUT message text, OUT detail text) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM x::rate_book;
	state := 'fine';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
END
$$;
SELECT x, p.* FROM (VALUES (''), ('EU'), ('EURO'), ('XXZ'), ('EUR USD'), ('EUR;'), ('EUR; US'), ('EUR; USD'), ('EUR; QQQ 2024-01-01 1'),
	('EUR; EUR 2024-01-01 1'), ('EUR; USD 2024-02-30 1'), ('EUR; USD 2023-02-29 1'), ('EUR; USD 0000-01-01 1'), ('EUR; USD 24-01-01 1'),
	('EUR; USD 2024-01-01'), ('EUR; USD 2024-01-011'), ('EUR; USD 2024-01-01 '), ('EUR; USD 2024-01-01 0'), ('EUR; USD 2024-01-01 0.000'),
	('EUR; USD 2024-01-01 -1'), ('EUR; USD 2024-01-01 1,5'), ('EUR; USD 2024-01-01 1.'), ('EUR; USD 2024-01-01 .5'), ('EUR; USD 2024-01-01 1e5'),
	('EUR; USD 2024-01-01 1.1.1'), ('EUR; USD 2024-01-01 NaN'), ('EUR; USD 2024-01-01 123456789012345678901234567890123456789'),
	('EUR; USD 2024-01-01 1, 2024-01-01 2'), ('EUR; USD 2024-01-01 1; GBP 2024-01-01 €'), ('EUR, USD 2024-01-01 1')) v(x), pg_temp.problem(x) p;

-- ---- bytes: what is sent is received; what is not a book is refused

SELECT rate_book_send(b) FROM (SELECT rate_book(base, quote, day, rate) AS b FROM rate) q;
SELECT rate_book_send('EUR; USD 2024-01-01 1.5');
CREATE TABLE book (id int, b rate_book);
INSERT INTO book SELECT 1, rate_book(base, quote, day, rate) FROM rate;
INSERT INTO book VALUES (2, 'EUR'), (3, 'EUR; USD 2024-01-01 12345678901, 2024-01-02 0.5; JPY 2024-01-01 12345678901234567890.1'), (4, NULL);

-- ---- rates(): a book as rows

SELECT r.* FROM book, rates(b) r WHERE id = 1;
SELECT id, count(r.day) FROM book LEFT JOIN rates(b) r ON true GROUP BY id ORDER BY id;
-- a book of its own rates is the same book
SELECT id, rate_book(r.base, r.quote, r.day, r.rate)::text = b::text AS same FROM book, rates(b) r GROUP BY id, b::text ORDER BY id;

-- ---- a large book: toasted, dumped, cut into parallel parts

CREATE TABLE rate_many AS
	SELECT 'EUR'::text AS base, (ARRAY['AUD', 'CAD', 'CHF', 'GBP', 'JPY', 'USD'])[1 + i % 6] AS quote, date '2000-01-03' + i / 6 AS day,
		round((1 + i % 6) * 0.7 + (i * 7919 % 10007) / 100000.0, 4) AS rate FROM generate_series(0, 59999) i;
INSERT INTO book SELECT 5, rate_book(base, quote, day, rate) FROM rate_many;
SELECT octet_length(rate_book_send(b)), length(b::text) FROM book WHERE id = 5;
SELECT count(*) FROM (SELECT base, quote, day, rate FROM rate_many EXCEPT SELECT r.base, r.quote, r.day, r.rate FROM book, rates(b) r WHERE id = 5) d;
SELECT b::text::rate_book::text = b::text AS same FROM book WHERE id = 5;
BEGIN;
SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL min_parallel_table_scan_size = 0;
ALTER TABLE rate_many SET (parallel_workers = 2);
EXPLAIN (COSTS OFF) SELECT rate_book(base, quote, day, rate) FROM rate_many;
SELECT rate_book(base, quote, day, rate)::text = (SELECT b::text FROM book WHERE id = 5) AS same FROM rate_many;
-- what contradicts is found, in one worker and between them
SELECT rate_book(base, quote, day, rate) IS NULL FROM (SELECT * FROM rate_many UNION ALL SELECT base, quote, day + 6, rate FROM rate_many WHERE quote = 'USD' AND day < '2000-01-05') r;
ROLLBACK;
-- stored without compression, and read where it lies
ALTER TABLE book ALTER b SET STORAGE EXTERNAL;
UPDATE book SET b = b::text::rate_book WHERE id = 5;
SELECT count(*) FROM book, rates(b) WHERE id = 5;
DROP TABLE rate, rate_many, book;
