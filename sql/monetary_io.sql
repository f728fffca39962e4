-- Text and binary input and output of monetary (monetary_io.c).
-- Where a query compares with an expectation, it lists what differs: no rows.

-- ---- texts that are read, and how they are written back

CREATE TEMP TABLE reading (input text, output text);
INSERT INTO reading VALUES
	-- the forms of the documentation
	('80000000000.00 USD', '80000000000.00 USD'),
	('USD 80B', '80000000000.00 USD'),
	('$80B', '80000000000.00 USD'),
	('80,000,000,000 USD', '80000000000.00 USD'),
	('€2.5M', '2500000.00 EUR'),
	('(1,234.50) USD', '-1234.50 USD'),
	-- zero, one, signs
	('0 USD', '0.00 USD'), ('-0 USD', '0.00 USD'), ('0.000 USD', '0.00 USD'),
	('(0) USD', '0.00 USD'), ('0T USD', '0.00 USD'), ('000 JPY', '0 JPY'),
	('1 USD', '1.00 USD'), ('+1 USD', '1.00 USD'), ('-1 USD', '-1.00 USD'),
	('- 1 USD', '-1.00 USD'), ('−1 USD', '-1.00 USD'),
	('$-1', '-1.00 USD'), ('-$1', '-1.00 USD'), ('USD -1', '-1.00 USD'),
	('$+1', '1.00 USD'), ('(1 USD)', '-1.00 USD'), ('($1)', '-1.00 USD'),
	('USD (1)', '-1.00 USD'), ('$(1)', '-1.00 USD'), ('(USD 1)', '-1.00 USD'),
	('00012 USD', '12.00 USD'),
	-- white space and case
	(E'  5\t USD \n', '5.00 USD'), ('5USD', '5.00 USD'), ('USD5', '5.00 USD'),
	('5 usd', '5.00 USD'), ('uSd 5', '5.00 USD'), ('usd5k', '5000.00 USD'),
	-- suffixes: short scale, any case but m
	('1k USD', '1000.00 USD'), ('1K USD', '1000.00 USD'),
	('1M USD', '1000000.00 USD'),
	('1b USD', '1000000000.00 USD'), ('1B USD', '1000000000.00 USD'),
	('1bn USD', '1000000000.00 USD'), ('1BN USD', '1000000000.00 USD'),
	('1Bn USD', '1000000000.00 USD'),
	('1t USD', '1000000000000.00 USD'), ('1T USD', '1000000000000.00 USD'),
	('1 B USD', '1000000000.00 USD'), ('80BUSD', '80000000000.00 USD'),
	('80bnUSD', '80000000000.00 USD'), ('7.25kUSD', '7250.00 USD'),
	('5BGBP', '5000000000.00 GBP'), ('0.001k USD', '1.00 USD'),
	('-2.5M EUR', '-2500000.00 EUR'), ('1.2345k USD', '1234.50 USD'),
	('1.2345678k USD', '1234.5678 USD'),
	-- groups
	('1,234 USD', '1234.00 USD'), ('1,234.5 USD', '1234.50 USD'),
	('12,345,678.90 USD', '12345678.90 USD'), ('123,456 JPY', '123456 JPY'),
	('1,000k USD', '1000000.00 USD'),
	-- the scale is the smallest that holds the value, not below minor units
	('5 JPY', '5 JPY'), ('5.0 JPY', '5 JPY'), ('5.5 JPY', '5.5 JPY'),
	('1 HUF', '1.00 HUF'), ('1 BHD', '1.000 BHD'), ('1 CLF', '1.0000 CLF'),
	('1.2345 BHD', '1.2345 BHD'), ('1.005 USD', '1.005 USD'),
	('1.500000 USD', '1.50 USD'), ('-1.500100 USD', '-1.5001 USD'),
	('1 XAU', '1 XAU'), ('0.125 XAU', '0.125 XAU'),
	-- symbols that name one currency
	('£3', '3.00 GBP'), ('3£', '3.00 GBP'), ('3 €', '3.00 EUR'),
	('¥500', '500 JPY'), ('US$5', '5.00 USD'), ('A$5', '5.00 AUD'),
	('AU$5', '5.00 AUD'), ('C$5', '5.00 CAD'), ('CA$5', '5.00 CAD'),
	('HK$5', '5.00 HKD'), ('NZ$5', '5.00 NZD'), ('S$5', '5.00 SGD'),
	('NT$5', '5.00 TWD'), ('R$5', '5.00 BRL'), ('MX$5', '5.00 MXN'),
	('CN¥5', '5.00 CNY'), ('JP¥5', '5 JPY'), ('₹5', '5.00 INR'),
	('₩5', '5 KRW'), ('5 zł', '5.00 PLN'), ('5 Kč', '5.00 CZK'),
	('＄5', '5.00 USD'), ('￥5', '5 JPY'), ('￡5', '5.00 GBP'),
	-- the same currency twice is not two currencies
	('$5 USD', '5.00 USD'), ('USD 5 USD', '5.00 USD'), ('€5 eur', '5.00 EUR'),
	-- historic codes stay readable, new ones are there
	('5 DEM', '5.00 DEM'), ('5 ITL', '5 ITL'), ('5 ANG', '5.00 ANG'),
	('5 XCG', '5.00 XCG'), ('5 XAD', '5.00 XAD'), ('5 ZWG', '5.00 ZWG'),
	('5 ALL', '5.00 ALL'),
	-- suffix and code: TRY and MXN begin with a suffix
	('5TRY', '5.00 TRY'), ('5 TRY', '5.00 TRY'), ('5TTRY', '5000000000000.00 TRY'),
	('5MXN', '5.00 MXN'), ('5MMXN', '5000000.00 MXN'), ('5BND', '5.00 BND'),
	('5BBND', '5000000000.00 BND'), ('5KRW', '5 KRW'), ('5kKRW', '5000 KRW'),
	-- both limits: 28 digits, minor units and decimals included
	('99999999999999999999999999.99 USD', '99999999999999999999999999.99 USD'),
	('-99999999999999999999999999.99 USD', '-99999999999999999999999999.99 USD'),
	('9999999999999999999999999999 JPY', '9999999999999999999999999999 JPY'),
	('-9999999999999999999999999999 JPY', '-9999999999999999999999999999 JPY'),
	('0.0000000000000000000000000001 USD', '0.0000000000000000000000000001 USD'),
	('0.9999999999999999999999999999 USD', '0.9999999999999999999999999999 USD'),
	('-0.0000000000000000000000000001 JPY', '-0.0000000000000000000000000001 JPY'),
	('9.999999999999999999999999999 USD', '9.999999999999999999999999999 USD'),
	('0000000000000000000000000000000000000000000000001.00 USD', '1.00 USD'),
	('1.0000000000000000000000000000000000000000000000000 USD', '1.00 USD'),
	('0.000000000000000000000000000000000000000000000000 USD', '0.00 USD'),
	('9999999999999999999999999.999k JPY', '9999999999999999999999999999 JPY');

SELECT input, input::monetary AS got, output AS expected FROM reading
	WHERE input::monetary::text IS DISTINCT FROM output;

-- what is written reads back, and as the same value
SELECT input FROM reading
	WHERE output::monetary::text <> output
		OR output::monetary <> input::monetary
		OR output::monetary IS DISTINCT FROM input::monetary;

-- every currency there is: with its minor units, in both places, any case
SELECT code, minor_units FROM currencies()
	WHERE ('7 ' || code)::monetary::text <> '7'
			|| CASE WHEN minor_units > 0 THEN '.' || repeat('0', minor_units)
				ELSE '' END || ' ' || code
		OR (lower(code) || ' 7')::monetary <> ('7 ' || code)::monetary
		OR (code || '7')::monetary <> ('7 ' || code)::monetary
		OR ('7' || code)::monetary <> ('7 ' || code)::monetary
		OR ('7k' || code)::monetary <> ('7000 ' || code)::monetary
		OR ('7bn' || code)::monetary <> ('7000000000 ' || code)::monetary;
SELECT count(*) > 300 AS "so many currencies" FROM currencies();

SELECT NULL::text::monetary IS NULL AS "null";

-- ---- texts that are refused: state, and a part of detail and hint

CREATE FUNCTION pg_temp.refusal(input text, type_name text) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
	state text;
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE format('SELECT %L::%s::text', input, type_name) INTO message;
	RETURN ARRAY['accepted', message, '', ''];
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE,
		message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
		hint = PG_EXCEPTION_HINT;
	RETURN ARRAY[state, message, detail, hint];
END
$$;

CREATE TEMP TABLE refusal (input text, state text, detail text, hint text);
INSERT INTO refusal VALUES
	('', '22P02', 'The text is empty.', 'an amount and a currency'),
	('   ', '22P02', 'The text is empty.', 'an amount and a currency'),
	('USD', '22P02', '', ''),
	('abc', '22P02', '"abc" is not a currency code', ''),
	('-', '22P02', '', ''), ('$', '22P02', '', ''), ('.', '22P02', '', ''),
	('+', '22P02', '', ''), ('()', '22P02', '', ''), ('( USD', '22P02', '', ''),
	-- no currency, unknown currency, two currencies
	('5', '22P02', 'The text has no currency.', 'Add a code'),
	('-5.25M', '22P02', 'The text has no currency.', 'Add a code'),
	('5 UDS', '22P02', '"UDS" is not a currency code', 'Perhaps you meant "USD"'),
	('5 EURO', '22P02', '', ''),
	('5 RMB', '22P02', '"RMB" is not', 'Perhaps you meant "CNY"'),
	('5 CNH', '22P02', '"CNH" is not', 'Perhaps you meant'),
	('5 BTC', '22P02', '"BTC" is not', ''),
	('5 EUR USD', '22P02', 'two currencies, EUR and USD', 'Write one code'),
	('$5 CAD', '22P02', 'two currencies, USD and CAD', 'Write one code'),
	('€5 $', '22P02', 'two currencies, EUR and USD', 'Write one code'),
	('USD 5 EUR', '22P02', 'two currencies, USD and EUR', 'Write one code'),
	-- a decimal comma, and groups that are none
	('5,5 USD', '22P02', '"5,5" has a comma', 'Write a point'),
	('2,50 EUR', '22P02', '"2,50" has a comma', 'Write a point'),
	('1.234,56 EUR', '22P02', 'comma', 'Write a point'),
	('0,500 EUR', '22P02', 'comma', 'Write a point'),
	('1234,567 EUR', '22P02', 'comma', 'Write a point'),
	('5, USD', '22P02', 'comma', 'Write a point'),
	('12,34,567 INR', '22P02', 'groups', 'Write groups'),
	('1 234 USD', '22P02', 'groups', 'Write groups'),
	('1''234 CHF', '22P02', 'groups', 'Write groups'),
	('1_000 USD', '22P02', 'groups', 'Write groups'),
	('1.234.567 EUR', '22P02', 'groups', 'Write groups'),
	(',5 USD', '22P02', '', ''),
	-- suffixes
	('5m USD', '22P02', 'Many read "m"', 'Write "M"'),
	('5mUSD', '22P02', 'Many read "m"', 'Write "M"'),
	('5Q USD', '22P02', '"Q" is no known suffix', 'Suffixes are'),
	('5mn USD', '22P02', '"mn" is no known suffix', 'Suffixes are'),
	('5 million USD', '22P02', 'suffix', 'Suffixes are'),
	('5 MM USD', '22P02', '"MM" is no known suffix', 'Suffixes are'),
	('5e3 USD', '22P02', 'suffix', 'Suffixes are'),
	('0x10 USD', '22P02', 'suffix', 'Suffixes are'),
	('5kk USD', '22P02', 'suffix', 'Suffixes are'),
	-- what belongs to the other types
	('~7B USD', '22P02', '"~" makes the figure imprecise', 'type estimate'),
	('>5 USD', '22P02', '">" makes the figure imprecise', 'type estimate'),
	('>=5 USD', '22P02', '">=" makes', 'type estimate'),
	('<5 USD', '22P02', '"<" makes', 'type estimate'),
	('≤5 USD', '22P02', '"≤" makes', 'type estimate'),
	('nearly 5 USD', '22P02', '"nearly" makes', 'type estimate'),
	('3..4 USD', '22P02', 'imprecise', 'type estimate'),
	('[3..4] USD', '22P02', 'imprecise', 'type estimate'),
	('(3..4) USD', '22P02', 'imprecise', 'type estimate'),
	('5±1 USD', '22P02', 'imprecise', 'type estimate'),
	('5+/-1 USD', '22P02', 'imprecise', 'type estimate'),
	('undisclosed USD', '22P02', 'imprecise', 'type estimate'),
	('undisclosed', '22P02', 'imprecise', 'type estimate'),
	('5 USD pre', '22P02', '"pre" states a basis', 'type valuation'),
	('5 USD post-money', '22P02', '"post-money" states a basis', 'type valuation'),
	-- signs, brackets and rubbish
	('--5 USD', '22P02', '', ''), ('-+5 USD', '22P02', '', ''),
	('-$-5', '22P02', '', ''), ('-(5) USD', '22P02', '', ''),
	('(-5) USD', '22P02', '', ''), ('((5)) USD', '22P02', '', ''),
	('(5 USD', '22P02', '', ''), ('5) USD', '22P02', '', ''),
	('5 USD 6', '22P02', '', ''), ('5 USD;', '22P02', '";" was not expected', ''),
	('5% USD', '22P02', '', ''), ('5. USD', '22P02', '', ''),
	('5..USD', '22P02', '', ''), ('1.2.3 USD', '22P02', 'groups', ''),
	('NaN USD', '22P02', '', ''), ('Infinity USD', '22P02', '', ''),
	('inf USD', '22P02', '', ''), ('５ USD', '22P02', '', ''),
	('5' || chr(160) || 'USD', '22P02', '', ''),
	('5 元', '22P02', '', ''), ('5 Fr.', '22P02', '', ''),
	('5 kr', '22P02', '', ''), ('XY$5', '22P02', '', ''),
	-- more than 28 digits
	('100000000000000000000000000.00 USD', '22003', 'at most 28 digits', 'fewer digits'),
	('-100000000000000000000000000 USD', '22003', 'at most 28 digits', 'fewer digits'),
	('99999999999999999999999999.991 USD', '22003', 'at most 28 digits', 'fewer digits'),
	('10000000000000000000000000000 JPY', '22003', 'at most 28 digits', 'fewer digits'),
	('1.2345678901234567890123456789 USD', '22003', 'at most 28 digits', 'fewer digits'),
	('0.00000000000000000000000000001 USD', '22003', 'at most 28 digits', 'fewer digits'),
	('10000000000000000T JPY', '22003', 'at most 28 digits', 'fewer digits'),
	(repeat('9', 1000) || ' USD', '22003', 'at most 28 digits', 'fewer digits'),
	('0.' || repeat('0', 1000) || '1 USD', '22003', 'at most 28 digits', 'fewer digits'),
	('1' || repeat('0', 1000) || ' USD', '22003', 'at most 28 digits', 'fewer digits');

SELECT r.input, got FROM refusal r,
	LATERAL pg_temp.refusal(r.input, 'monetary') AS got
	WHERE got[1] <> r.state
		OR position(r.detail IN got[3]) = 0
		OR position(r.hint IN got[4]) = 0
		OR got[3] = '' OR got[4] = '';

-- the message quotes the value, and cuts what is long between characters
SELECT left(r.input, 10) AS input, got[2] FROM refusal r,
	LATERAL pg_temp.refusal(r.input, 'monetary') AS got
	WHERE CASE WHEN octet_length(r.input) > 64 THEN
			position(left(r.input, 60) IN got[2]) = 0
			OR octet_length(got[2]) > 140
		ELSE position('"' || r.input || '"' IN got[2]) = 0 END;
SELECT (pg_temp.refusal(repeat('é', 100), 'monetary'))[2]
	= 'invalid input syntax for type monetary: "' || repeat('é', 32) || '..."'
	AS "cut between characters";

-- as a user sees them
SELECT '5,5 USD'::monetary;
SELECT '5 UDS'::monetary;
SELECT '5 EUR USD'::monetary;
SELECT '~7B USD'::monetary;
SELECT '100000000000000000000000000.00 USD'::monetary;

-- ---- binary output, big-endian: coefficient of 96 bits, currency, scale, zero
-- USD is ((20*26)+18)*26+3+1 = 13992 = 36a8, JPY is ((9*26)+15)*26+24+1 = 6499
-- = 1963, BHD is ((1*26)+7)*26+3+1 = 862 = 035e; 10^28-1 is 204fce5e3e2502610fffffff

SELECT input, monetary_send(input::monetary) AS got FROM (VALUES
	('0 USD', '\x00000000000000000000000036a80200'::bytea),
	('1 USD', '\x00000000000000000000006436a80200'),
	('-1 USD', '\xffffffffffffffffffffff9c36a80200'),
	('1 JPY', '\x00000000000000000000000119630000'),
	('1.2345 BHD', '\x000000000000000000003039035e0400'),
	('9999999999999999999999999999 JPY', '\x204fce5e3e2502610fffffff19630000'),
	('-9999999999999999999999999999 JPY', '\xdfb031a1c1dafd9ef000000119630000'),
	('184467440737095516.16 USD', '\x00000001000000000000000036a80200')
	) v(input, expected)
	WHERE monetary_send(input::monetary) <> expected;
SELECT count(*) FROM reading WHERE length(monetary_send(input::monetary)) <> 16;

-- through a binary protocol and back: test/t/binary_copy.sh; here through a
-- tuple, an array and a composite
SELECT input FROM reading
	WHERE (ARRAY[input::monetary])[1] <> input::monetary
		OR (ROW(1, input::monetary)::text) <> format('(1,"%s")', output);
