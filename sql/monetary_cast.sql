-- Constructor, accessors and casts of monetary (monetary_func.c).

-- ---- numeric to monetary and back: exact or an error, never rounded

CREATE TEMP TABLE made (number numeric, code text, output text);
INSERT INTO made VALUES
	(0, 'USD', '0.00 USD'), (1, 'USD', '1.00 USD'), (-1, 'usd', '-1.00 USD'),
	(0.000, 'USD', '0.00 USD'), (-0.0, 'JPY', '0 JPY'),
	(12.5, 'USD', '12.50 USD'), (1.50000, 'USD', '1.50 USD'),
	(12.5, 'JPY', '12.5 JPY'), (12.5, 'BHD', '12.500 BHD'),
	(1e9, 'EUR', '1000000000.00 EUR'), (80e9, 'USD', '80000000000.00 USD'),
	(10000, 'USD', '10000.00 USD'), (100000000, 'JPY', '100000000 JPY'),
	(0.0001, 'USD', '0.0001 USD'), (0.00001, 'USD', '0.00001 USD'),
	(99999999999999999999999999.99, 'USD', '99999999999999999999999999.99 USD'),
	(-99999999999999999999999999.99, 'USD', '-99999999999999999999999999.99 USD'),
	(9999999999999999999999999999, 'JPY', '9999999999999999999999999999 JPY'),
	(0.0000000000000000000000000001, 'USD', '0.0000000000000000000000000001 USD'),
	-- the zeros of the display scale carry no value
	(1.0000000000000000000000000000000000000000, 'USD', '1.00 USD'),
	(round(7, 500), 'USD', '7.00 USD');

SELECT number, monetary(number, code) FROM made
	WHERE monetary(number, code)::text IS DISTINCT FROM output;
SELECT number, amount(monetary(number, code)) FROM made
	WHERE amount(monetary(number, code)) IS DISTINCT FROM number
		OR monetary(number, code)::numeric IS DISTINCT FROM number
		OR amount(monetary(number, code))::text
			<> split_part(monetary(number, code)::text, ' ', 1)
		OR currency(monetary(number, code)) <> upper(code)
		OR sign(monetary(number, code)) <> sign(number)
		OR abs(monetary(number, code))::numeric <> abs(number);

-- named arguments
SELECT monetary(amount => 5, currency => 'USD');

-- NULL
SELECT monetary(NULL, 'USD') IS NULL AND monetary(5, NULL) IS NULL
	AND amount(NULL::monetary) IS NULL AND currency(NULL::monetary) IS NULL
	AND sign(NULL::monetary) IS NULL AND abs(NULL::monetary) IS NULL
	AND NULL::monetary::numeric IS NULL AS "nulls";

-- refused
SELECT monetary(5, 'UDS');
SELECT monetary(5, '');
SELECT monetary(5, 'US dollars');
SELECT monetary(5, 'BTC');
SELECT monetary('NaN', 'USD');
SELECT monetary('Infinity', 'USD');
SELECT monetary('-Infinity', 'USD');
SELECT monetary(100000000000000000000000000.00, 'USD');
SELECT monetary(-10000000000000000000000000000, 'JPY');
SELECT monetary(99999999999999999999999999.991, 'USD');
SELECT monetary(0.00000000000000000000000000001, 'USD');
SELECT monetary(1e1000, 'USD');
SELECT monetary(1e-1000, 'USD');
SELECT monetary(123456789012345678901234567890123456789, 'USD');
\set VERBOSITY sqlstate
SELECT monetary(5, 'UDS');
SELECT monetary('NaN', 'USD');
SELECT monetary(1e1000, 'USD');
SELECT monetary(100000000000000000000000000.00, 'USD');
\set VERBOSITY default

-- ---- text, both ways, and only where it is asked for

SELECT '5 USD'::monetary::text, '5 USD'::text::monetary, '5 USD'::varchar::monetary,
	CAST('5 USD' AS monetary), monetary '5 USD', ('5 USD'::monetary)::varchar(4);
SELECT 'sum: ' || '5 USD'::monetary AS concatenation;
SELECT format('%s', '5 USD'::monetary), concat('5 USD'::monetary, '!');
CREATE TEMP TABLE assigned (t text, n numeric, m monetary);
INSERT INTO assigned (t) VALUES ('5 USD'::monetary);
SELECT t FROM assigned;

-- a number gets no currency, and an amount does not lose one, by accident
\set VERBOSITY sqlstate
INSERT INTO assigned (n) VALUES ('5 USD'::monetary);
INSERT INTO assigned (m) VALUES (5);
INSERT INTO assigned (m) VALUES ('5 USD'::text);
SELECT '5 USD'::monetary + 1;
SELECT '5 USD'::monetary = 5;
SELECT '5 USD'::monetary::float8;
SELECT 5::monetary;
\set VERBOSITY default
SELECT sum(amount(x)) FROM (VALUES ('5 USD'::monetary), ('6 USD')) v(x);

-- which casts there are
SELECT castsource::regtype AS source, casttarget::regtype AS target,
	castcontext AS context, castfunc::regprocedure AS function
	FROM pg_cast WHERE 'monetary'::regtype IN (castsource, casttarget)
	ORDER BY castsource::regtype::text, casttarget::regtype::text;

-- ---- money: no cast either way, since its currency is a setting of the server
SELECT '5 USD'::monetary::money;
SELECT '5'::money::monetary;
\set VERBOSITY sqlstate
SELECT '5 USD'::monetary::money;
SELECT '5'::money::monetary;
SELECT '5 USD'::estimate::money;
SELECT '5'::money::valuation;
\set VERBOSITY default
SELECT casttarget::regtype FROM pg_cast WHERE 'money'::regtype IN (castsource, casttarget)
	AND ('monetary'::regtype IN (castsource, casttarget) OR 'estimate'::regtype IN (castsource, casttarget) OR 'valuation'::regtype IN (castsource, casttarget));
-- the two lines that do it, with the currency that lc_monetary means
SET lc_monetary = 'C';
SELECT amount('-1234.56 USD'::monetary)::money, monetary('-1234.56'::money::numeric, 'USD');
RESET lc_monetary;
