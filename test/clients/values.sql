-- values.sql
--	  The figures that every client reads and writes, beside what the server
--	  says of them in types that every client knows.
--
-- Figures of one table have ids without a gap, the last row is NULL.

CREATE TABLE amounts (id int PRIMARY KEY, value monetary, text text, amount text, currency text, bytes text);
INSERT INTO amounts (id, value)
SELECT row_number() OVER (), v::monetary
FROM unnest(ARRAY[
	'80000000000 USD', '0 USD', '-1 USD', '1.005 USD', '-0.01 USD', '5 JPY', '1.5 JPY', '0 BHD', '-12.345 BHD', '7 XAU', '1 CLF',
	'9999999999999999999999999999 JPY', '-9999999999999999999999999999 JPY',
	'99999999999999999999999999.99 USD', '-99999999999999999999999999.99 USD',
	'999999999999999999999999.9999 CLF', '-999999999999999999999999.9999 CLF',
	'0.0000000000000000000000000001 USD', '-0.0000000000000000000000000001 USD',
	'0.9999999999999999999999999999 EUR', '1234567890123.456789012345678 EUR', '-1234567890123.456789012345678 EUR',
	'18446744073709551615 JPY', '18446744073709551616 JPY', '-18446744073709551616 JPY', '-18446744073709551617 JPY',
	'9007199254740993 JPY', '0.1 USD', '0.3 USD']) AS v;
INSERT INTO amounts (id, value)
SELECT 29 + row_number() OVER (ORDER BY code), monetary(1, code) FROM currencies();
INSERT INTO amounts (id) SELECT 1 + max(id) FROM amounts;
UPDATE amounts SET text = value::text, amount = amount(value)::text, currency = currency(value),
	bytes = encode(monetary_send(value), 'hex');

CREATE TABLE figures (id int PRIMARY KEY, value estimate, text text, lower text, upper text, currency text, kind text, bytes text);
INSERT INTO figures (id, value)
SELECT row_number() OVER (), v::estimate
FROM unnest(ARRAY[
	'5 USD', '-5 USD', '~7B USD', '~7.0B USD', '5±0.0001 USD', '[5..5.01] USD', '~-7 JPY', '~15 JPY', '5.005±0.005 USD', '0.5±0.5 JPY',
	'nearly 7B USD', 'nearly -7B USD', '>=2.7B USD', '>2.7B USD', '>-2.7B USD', '>=0 USD', '<5M EUR', '<=5M EUR', '<-5 EUR', '<=-5 EUR',
	'<0 EUR', '<=0 EUR', '(..5M) EUR', '(..5M] EUR', '3.5B..4.5B USD', '-1..1 CLF', '[1..2) USD', '(1..2] USD', '(1..2) USD', '(..) USD',
	'undisclosed USD', 'undisclosed', '(..)', '<=0', '>=0', '0..1.23456 BHD', '[0..5) USD', '[0..5] USD', '(0..5] USD',
	'-9999999999999999999999999999..9999999999999999999999999999 JPY', '0.0000000000000000000000000001..0.9999999999999999999999999999 USD',
	'>99999999999999999999999999.99 USD']) AS v;
INSERT INTO figures (id) SELECT 1 + max(id) FROM figures;
UPDATE figures SET text = value::text, lower = amount(lower(value))::text, upper = amount(upper(value))::text,
	currency = currency(value), kind = kind(value), bytes = encode(estimate_send(value), 'hex');
-- without a currency a bound is no monetary
UPDATE figures SET lower = CASE WHEN text IN ('undisclosed', '>=0') THEN '0' END, upper = CASE WHEN text = '<=0' THEN '0' END
WHERE currency IS NULL AND value IS NOT NULL;

CREATE TABLE worths (id int PRIMARY KEY, value valuation, text text, lower text, upper text, currency text, kind text, basis text, bytes text);
INSERT INTO worths (id, value)
SELECT row_number() OVER (ORDER BY id, basis), (text || basis)::valuation
FROM figures, unnest(ARRAY['', ' pre', ' post']) AS basis WHERE text IS NOT NULL;
INSERT INTO worths (id) SELECT 1 + max(id) FROM worths;
UPDATE worths SET text = value::text, lower = amount(lower(value))::text, upper = amount(upper(value))::text,
	currency = currency(value), kind = kind(value), basis = basis(value), bytes = encode(valuation_send(value), 'hex');
UPDATE worths SET lower = figures.lower, upper = figures.upper
FROM figures WHERE figures.value = worths.value::estimate AND figures.currency IS NULL;

CREATE TABLE plan (id int PRIMARY KEY, line cash_line);
INSERT INTO plan VALUES
	(1, cash_line('pay "gross", all', 'cost', '~80k EUR', per => '1 month', ends_on => '2026-12-31')),
	(2, cash_line('sales', 'revenue', '20k EUR', per => '1 year', growth => 0.08, probability => 0.5)),
	(3, cash_line('rent', 'cost', '30k EUR', every => '3 months', starts_on => '2025-01-15')),
	(4, NULL);

CREATE TABLE book (id int PRIMARY KEY, rates rate_book);
INSERT INTO book VALUES (1, 'EUR; USD 2024-03-28 1.0811; JPY 2024-03-28 163.45'), (2, 'EUR'), (3, NULL);

-- what a client writes goes here
CREATE TABLE written (id serial PRIMARY KEY, m monetary, e estimate, v valuation, ms monetary[], es estimate[], usd monetary(USD), line cash_line);
