-- convert(): amounts, estimates and valuations at the rates of a day.

SET datestyle = 'ISO, YMD';

-- rates of the European Central Bank
CREATE TABLE book AS SELECT 'EUR; GBP 2024-03-28 0.8551, 2024-04-02 0.8566; JPY 2024-03-28 163.45; '
	'USD 2013-03-21 1.2910, 2024-03-28 1.0811, 2024-04-02 1.0749, 2024-07-25 1.0851'::rate_book AS b;

-- ---- known answers

SELECT convert('100 EUR'::monetary, 'USD', '2013-03-21', b) FROM book;
-- Good Friday: the rates of the day before
SELECT convert('250 USD'::monetary, 'GBP', '2024-03-29', b), round(convert('250 USD'::monetary, 'GBP', '2024-03-29', b), 14, 'half even') FROM book;
SELECT round(convert('5bn USD'::monetary, 'EUR', '2024-07-25', b), 6, 'half even'), round(convert('7T USD'::monetary, 'EUR', '2024-07-25', b), 6, 'half even') FROM book;
SELECT round(convert('5bn USD'::monetary, 'EUR', '2024-07-25', b)) FROM book;
SELECT convert('1000 JPY'::monetary, 'GBP', '2024-03-28', b), convert('1000 GBP'::monetary, 'JPY', '2024-03-28', b), round(convert('1000 GBP'::monetary, 'JPY', '2024-03-28', b)) FROM book;

-- ---- own currency, codes in any case, NULL

SELECT convert('5 USD'::monetary, 'USD', '1950-01-01', b), convert('5 CHF'::monetary, 'chf', '2024-03-28', b), convert('5 EUR'::monetary, 'Usd', '2024-03-28', b) FROM book;
SELECT convert(NULL::monetary, 'USD', '2024-03-28', b) IS NULL, convert('5 EUR'::monetary, NULL, '2024-03-28', b) IS NULL,
	convert('5 EUR'::monetary, 'USD', NULL, b) IS NULL, convert('5 EUR'::monetary, 'USD', '2024-03-28', NULL) IS NULL,
	convert(NULL::estimate, 'USD', '2024-03-28', b) IS NULL, convert('5 EUR'::valuation, 'USD', '2024-03-28', NULL) IS NULL FROM book;
SELECT convert('0 USD'::monetary, 'EUR', '2024-03-28', b), convert('-250 USD'::monetary, 'GBP', '2024-03-28', b) FROM book;
SELECT convert(amount => '5 EUR'::monetary, currency => 'USD', day => '2024-03-28', book => b, max_age => '0') FROM book;

-- ---- the age of rates

SELECT d.day::date, convert('1 EUR'::monetary, 'USD', d.day::date, b) FROM book, generate_series('2024-03-28'::timestamp, '2024-04-09', '1 day') d(day);
SELECT convert('1 EUR'::monetary, 'USD', '2024-04-10', b) FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '2024-04-10', b, '8 days') FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '2024-03-28', b, '0'), convert('1 EUR'::monetary, 'USD', '2024-03-29', b, '24:00'), convert('1 EUR'::monetary, 'USD', '2024-03-30', b, '1 day 24:00') FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '2024-03-29', b, '0') FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '2024-03-29', b, '23:59:59') FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '2024-03-29', b, '-1 day') FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '2024-03-29', b, '-00:00:01') FROM book;
-- months by the calendar: the 31st of March and a month is the 30th of April
SELECT convert('1 EUR'::monetary, 'USD', '2024-04-30', 'EUR; USD 2024-03-31 1.1', '1 month');
SELECT convert('1 EUR'::monetary, 'USD', '2024-05-01', 'EUR; USD 2024-03-31 1.1', '1 month');
SELECT convert('1 EUR'::monetary, 'USD', '2024-05-01', 'EUR; USD 2024-03-31 1.1', '1 month 1 day');
SELECT convert('1 EUR'::monetary, 'USD', '2025-02-28', 'EUR; USD 2024-02-29 1.1', '1 year'), convert('1 EUR'::monetary, 'USD', '2025-01-31', 'EUR; USD 2024-02-29 1.1', '1 year -1 month');
SELECT convert('1 EUR'::monetary, 'USD', '2025-03-01', 'EUR; USD 2024-02-29 1.1', '1 year');
SELECT convert('1 EUR'::monetary, 'USD', '2024-05-01', 'EUR; USD 2024-03-31 1.1', '1 month -2 days');
SELECT convert('1 EUR'::monetary, 'USD', '2024-05-01', 'EUR; USD 2024-03-31 1.1', '1 month -31 days');
-- NULL is no limit; the longest ones are none either
SELECT convert('1 EUR'::monetary, 'USD', '2099-12-31', b, NULL), convert('1 EUR'::monetary, 'USD', '5874897-12-31', b, NULL),
	convert('1 EUR'::monetary, 'USD', '5874897-12-31', b, '178000000 years'), convert('1 EUR'::monetary, 'USD', '5874897-12-31', b, '2147483647 days') FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '5874897-12-31', b, '2000 years') FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '2013-03-20', b) FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '4713-01-01 BC', b) FROM book;
SELECT convert('1 EUR'::monetary, 'USD', 'infinity', b, NULL) FROM book;
SELECT convert('1 EUR'::monetary, 'USD', '-infinity', b, NULL) FROM book;

-- ---- what is not in the book

SELECT convert('1 CHF'::monetary, 'USD', '2024-03-28', b) FROM book;
SELECT convert('1 USD'::monetary, 'CHF', '2024-03-28', b) FROM book;
SELECT convert('1 USD'::monetary, 'EUR', '2024-03-28', 'EUR');
SELECT convert('1 USD'::monetary, 'XXZ', '2024-03-28', b) FROM book;

-- ---- digits: exact where 28 are enough, half-even in the 28th otherwise

SELECT convert('9999999999999999999999999999 JPY'::monetary, 'EUR', '2024-01-01', 'EUR; JPY 2024-01-01 3');
SELECT convert('2 JPY'::monetary, 'EUR', '2024-01-01', 'EUR; JPY 2024-01-01 3'), convert('1 EUR'::monetary, 'JPY', '2024-01-01', 'EUR; JPY 2024-01-01 0.0000000000000000000000000001');
SELECT convert('1 EUR'::monetary, 'JPY', '2024-01-01', 'EUR; JPY 2024-01-01 0.00000000000000000000000000005'), convert('3 EUR'::monetary, 'JPY', '2024-01-01', 'EUR; JPY 2024-01-01 0.00000000000000000000000000005');
SELECT convert('1 EUR'::monetary, 'JPY', '2024-01-01', 'EUR; JPY 2024-01-01 0.00000000000000000000000000000000000001');
SELECT convert('1 JPY'::monetary, 'EUR', '2024-01-01', 'EUR; JPY 2024-01-01 10000000000000000000000000000000000000');
SELECT convert('9999999999999999999999999999 JPY'::monetary, 'USD', '2024-01-01', 'EUR; JPY 2024-01-01 12345678901234567890123456789012345678; USD 2024-01-01 98765432109876543210987654321098765432');
SELECT convert('9999999999999999999999999999 JPY'::monetary, 'EUR', '2024-01-01', 'EUR; JPY 2024-01-01 0.5');
SELECT convert('99999999999999999999999999.99 EUR'::monetary, 'USD', '2024-01-01', 'EUR; USD 2024-01-01 1.0811');
SELECT convert('1 EUR'::monetary, 'USD', '2024-01-01', 'EUR; USD 2024-01-01 12345678901234567890123456789');

-- ---- numeric agrees, at every rate, forth and back

CREATE TABLE rate_many AS
	SELECT (ARRAY['AUD', 'CAD', 'JPY', 'GBP', 'IDR', 'USD'])[1 + i % 6] AS quote, date '2000-01-03' + (i / 6) * 7 / 5 + i % 3 AS day,
		round((ARRAY[1.6, 1.4, 130, 0.8, 17000, 1.1])[1 + i % 6] * (1 + (i * 7919 % 10007) / 100000.0), 4) AS rate FROM generate_series(0, 29999) i;
CREATE INDEX ON rate_many (quote, day);
CREATE TABLE book_many AS SELECT rate_book('EUR', quote, day, rate) AS b FROM rate_many;
CREATE TABLE payment AS
	SELECT i AS id, round(monetary((i * 7907 % 1000003) / 100.0, (ARRAY['AUD', 'CAD', 'JPY', 'GBP', 'IDR', 'USD'])[1 + i % 6])) AS amount,
		date '2000-01-10' + i * 37 % 6990 AS day FROM generate_series(1, 20000) i;
-- the newest rate at or before the day, as a join finds it
CREATE TABLE answer AS
	SELECT p.id, p.amount, p.day, amount(p.amount)::numeric(60, 40) / r.rate AS eur, amount(p.amount)::numeric(60, 40) * g.rate / r.rate AS gbp, r.rate, g.rate AS gbp_rate, p.day - r.day AS age
	FROM payment p, LATERAL (SELECT * FROM rate_many WHERE quote = currency(p.amount) AND day <= p.day ORDER BY day DESC LIMIT 1) r,
		LATERAL (SELECT * FROM rate_many WHERE quote = 'GBP' AND day <= p.day ORDER BY day DESC LIMIT 1) g;
SELECT count(*), max(age) FROM answer;
SELECT count(*) FROM answer, book_many WHERE round(convert(amount, 'EUR', day, b), 12, 'half even')::numeric <> round(eur, 12);
SELECT count(*) FROM answer, book_many WHERE round(convert(amount, 'GBP', day, b), 12, 'half even')::numeric <> CASE currency(amount) WHEN 'GBP' THEN amount(amount) ELSE round(gbp, 12) END;
SELECT count(*) FROM answer, book_many WHERE round(convert(convert(amount, 'EUR', day, b), currency(amount), day, b)) <> amount;
-- the same rates as those of the book, and the same in any plan
SELECT count(*) FROM answer, book_many WHERE convert('1 EUR'::monetary, currency(amount), day, b)::numeric <> rate;
BEGIN;
SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL min_parallel_table_scan_size = 0;
ALTER TABLE answer SET (parallel_workers = 2);
-- (versions name the subquery and its parameter in different ways)
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line !~ 'InitPlan|Params Evaluated' THEN RETURN NEXT line; END IF;
	END LOOP;
END
$$;
SELECT pg_temp.plan($$SELECT sum(round(convert(amount, 'EUR', day, (SELECT b FROM book_many)))) FROM answer$$);
SELECT sum(round(convert(amount, 'EUR', day, (SELECT b FROM book_many)))) = sum(monetary(round(eur, 2), 'EUR')) AS same FROM answer;
ROLLBACK;

-- ---- estimates: both bounds, outward; the kind stays

SELECT x AS figure, convert(x, 'USD', '2013-03-21', b), kind(x) = kind(convert(x, 'USD', '2013-03-21', b)) AS same_kind FROM book, unnest(ARRAY['100 EUR', '~100 EUR', 'nearly 100 EUR', '>=100 EUR',
	'>100 EUR', '<=100 EUR', '<100 EUR', '90..110 EUR', 'undisclosed EUR', '0 EUR']::estimate[] || -'~100 EUR'::estimate) x;
SELECT x AS figure, convert(x, 'EUR', '2024-07-25', b), kind(x) = kind(convert(x, 'EUR', '2024-07-25', b)) AS same_kind FROM book, unnest(ARRAY['5bn USD', '~5bn USD', 'nearly 5bn USD', '>=5bn USD',
	'>5bn USD', '<=5bn USD', '<5bn USD', '4bn..6bn USD', 'undisclosed USD']::estimate[] || -'~5bn USD'::estimate || -'nearly 5bn USD'::estimate || -'4bn..6bn USD'::estimate || -'undisclosed USD'::estimate) x;
-- what is undisclosed needs no rate, and no currency
SELECT convert('undisclosed'::estimate, 'USD', '1990-01-01', b), convert('undisclosed CHF'::estimate, 'USD', '1990-01-01', b), convert('~5 USD'::estimate, 'USD', '1990-01-01', b) FROM book;
SELECT convert('~5 CHF'::estimate, 'USD', '2024-03-28', b) FROM book;
SELECT convert('~5 EUR'::estimate, 'USD', '2024-05-28', b) FROM book;
-- approximate figures stay approximate at every rate, around the figure
SELECT count(*), count(*) FILTER (WHERE kind(c) = 'approximate') AS approximate, max(abs(amount(point(c)) - amount(p)) / amount(p)) < 1e-26 AS central
	FROM (SELECT convert('~7B USD'::estimate, 'EUR', day, b) AS c, convert('7B USD'::monetary, 'EUR', day, b) AS p FROM book_many, (SELECT DISTINCT day FROM answer) d) q;
-- an exact estimate is the amount; an interval holds what it held
SELECT count(*) FROM answer, book_many WHERE convert(amount::estimate, 'GBP', day, b) <> convert(amount, 'GBP', day, b)::estimate;
SELECT count(*) FROM answer, book_many WHERE NOT convert(estimate(amount, amount * 1.1), 'GBP', day, b) @> convert(amount * 1.05, 'GBP', day, b)::estimate
	OR NOT convert(estimate(amount, amount * 1.1), 'GBP', day, b) @> convert(amount, 'GBP', day, b)::estimate;

-- ---- valuations: the basis stays

SELECT convert('80B EUR post'::valuation, 'USD', '2013-03-21', b), convert('~80B EUR pre'::valuation, 'USD', '2013-03-21', b), convert('>80B EUR'::valuation, 'USD', '2013-03-21', b),
	convert('undisclosed EUR post'::valuation, 'USD', '2013-03-21', b) FROM book;

-- ---- wherever the book comes from: a column, a literal, a parameter, a CTE, a variable; toasted, compressed or neither

SELECT count(*), count(DISTINCT x) FROM answer a, LATERAL (VALUES
	((SELECT round(convert(a.amount, 'EUR', a.day, b)) FROM book_many)),
	(round(convert(a.amount, 'EUR', a.day, (SELECT b FROM book_many))))) v(x) WHERE id = 77;
PREPARE in_euro(rate_book) AS SELECT sum(round(convert(amount, 'EUR', day, $1))) FROM answer;
SELECT sum(round(convert(amount, 'EUR', day, b))) FROM answer, book_many;
WITH made AS MATERIALIZED (SELECT rate_book('EUR', quote, day, rate) AS b FROM rate_many) SELECT sum(round(convert(amount, 'EUR', day, b))) FROM answer, made;
SELECT format('EXECUTE in_euro(%L)', b) AS execute FROM book_many \gset
:execute;
CREATE FUNCTION in_euro() RETURNS monetary LANGUAGE plpgsql AS $$
DECLARE
	b rate_book;
	a answer;
	total monetary := '0 EUR';
BEGIN
	SELECT book_many.b INTO b FROM book_many;
	FOR a IN SELECT * FROM answer LOOP
		total := total + round(convert(a.amount, 'EUR', a.day, b));
	END LOOP;
	RETURN total;
END
$$;
SELECT in_euro();
-- books of several rows take turns, compressed in the row and out of line
CREATE TABLE book_turn (id int, b rate_book);
INSERT INTO book_turn SELECT i, rate_book('EUR', 'USD', date '2024-01-01' + k, i + k) FROM generate_series(1, 4) i, generate_series(1, 200 * (i % 2) + 20) k GROUP BY i;
ALTER TABLE book_turn ALTER b SET STORAGE MAIN;
INSERT INTO book_turn SELECT i, rate_book('EUR', 'USD', date '2024-01-01' + k, i + k) FROM generate_series(5, 8) i, generate_series(1, 200 * (i % 2) + 20) k GROUP BY i;
INSERT INTO book_turn SELECT 9, b FROM book_many;
SELECT n, id, convert('1 EUR'::monetary, 'USD', '2024-01-21', b, NULL) FROM generate_series(1, 2) n, book_turn ORDER BY n, id;
SELECT n, id, convert('1 EUR'::monetary, 'USD', '2024-01-21', b, NULL) FROM generate_series(1, 2) n, book_turn WHERE id < 5 ORDER BY id, n;
DROP FUNCTION in_euro;
DROP TABLE book, rate_many, book_many, payment, answer, book_turn;
