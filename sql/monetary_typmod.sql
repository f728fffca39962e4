-- monetary(USD), estimate(USD), valuation(USD): a type modifier holds a column
-- to one currency (funding_typmod.c).

CREATE TEMP TABLE held (
	a monetary(USD),
	b estimate('eur'),
	c valuation('ALL'),
	d monetary(jpy)[],
	e monetary
);

-- the code is quoted, so that a dump of the lek, a keyword, restores
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
	WHERE attrelid = 'held'::regclass AND attnum > 0 ORDER BY attnum;
CREATE TEMP TABLE again (c valuation('ALL'), d monetary('JPY')[]);
SELECT count(*) AS "same types" FROM pg_attribute a JOIN pg_attribute b
	USING (attname, atttypid, atttypmod)
	WHERE a.attrelid = 'held'::regclass AND b.attrelid = 'again'::regclass
		AND a.attnum > 0 AND b.attnum > 0;

-- what the column takes, and NULL
INSERT INTO held VALUES ('5 USD', '~7B EUR', '80B ALL pre', '{5 JPY,NULL}', '1 CHF');
INSERT INTO held VALUES (NULL, NULL, NULL, NULL, NULL);
-- an exact amount is an estimate of the column's currency
INSERT INTO held (b) VALUES ('5 EUR'::monetary);
INSERT INTO held (c) VALUES ('5 ALL'::monetary), ('~5 ALL'::estimate);
-- an undisclosed figure without a currency takes the one of the column
INSERT INTO held (b, c) VALUES ('undisclosed', 'undisclosed post');
SELECT a, b, c, d, e FROM held;
SELECT currency(b), kind(b), currency(c), basis(c), currency('undisclosed'::estimate)
	FROM held WHERE NOT is_disclosed(b);

-- what it does not take
INSERT INTO held (a) VALUES ('5 EUR');
INSERT INTO held (a) VALUES ('5 EUR'::monetary);
INSERT INTO held (b) VALUES ('~7B USD');
INSERT INTO held (b) VALUES ('5 USD'::monetary);
INSERT INTO held (b) VALUES ('undisclosed USD');
INSERT INTO held (c) VALUES ('80B USD pre');
INSERT INTO held (c) VALUES ('80B USD'::estimate);
INSERT INTO held (d) VALUES ('{5 JPY,5 USD}');
UPDATE held SET a = e WHERE e IS NOT NULL;
\set VERBOSITY sqlstate
INSERT INTO held (a) VALUES ('5 EUR');
INSERT INTO held (b) VALUES ('5 USD'::monetary);
\set VERBOSITY default

-- casts to a modified type, with and without a modifier on the way
SELECT '5 USD'::monetary(USD), '5 USD'::monetary::monetary(usd),
	'undisclosed'::estimate(USD), '{5 USD}'::monetary(USD)[];
SELECT '5 USD'::monetary::monetary(EUR);
SELECT ARRAY['5 USD', '5 EUR']::monetary(USD)[];
SELECT 'undisclosed USD'::estimate::estimate(EUR);

-- ALTER checks what is there, and drops the modifier
ALTER TABLE held ALTER e TYPE monetary(USD);
ALTER TABLE held ALTER a TYPE monetary;
UPDATE held SET a = '5 EUR' WHERE a IS NOT NULL;
SELECT a FROM held WHERE a IS NOT NULL;

-- a modifier holds in a domain, and is dropped from arguments of functions
CREATE DOMAIN pg_temp.dollars AS monetary(USD) CHECK (sign(VALUE) >= 0);
SELECT '5 USD'::pg_temp.dollars;
SELECT '5 EUR'::pg_temp.dollars;
SELECT '-5 USD'::pg_temp.dollars;
CREATE FUNCTION pg_temp.same(monetary(USD)) RETURNS monetary(USD)
	LANGUAGE sql AS 'SELECT $1';
SELECT pg_temp.same('5 EUR');

-- modifiers that are none
SELECT '5 USD'::monetary(XYZ);
SELECT '5 USD'::monetary(UDS);
SELECT '5 USD'::monetary(USD, EUR);
SELECT '5 USD'::monetary('');
SELECT '5 USD'::monetary(840);
SELECT '5 USD'::estimate('US dollar');
SELECT currency_typmod_out(13992), currency_typmod_out(-1), currency_typmod_out(0),
	currency_typmod_out(5), currency_typmod_out(79528), currency_typmod_out(2147483647);
SELECT currency_typmod_in('{USD}');
SELECT currency_typmod_in('{}');
SELECT currency_typmod_in('{NULL}');
SELECT currency_typmod_in('{{USD},{EUR}}');

-- called by hand with the number of no currency: nothing is written that would
-- not read back (13992 is USD, 5 is AAE, 79528 is 13992 + 65536)
SELECT estimate_typmod('undisclosed', 13992), monetary_typmod('5 USD', 13992),
	valuation_typmod('undisclosed pre', 13992), estimate_typmod('undisclosed', -1),
	monetary_typmod('5 USD', -2147483648);
SELECT estimate_typmod('undisclosed', 5);
SELECT estimate_typmod('undisclosed', 0);
SELECT valuation_typmod('undisclosed', 79528);
SELECT monetary_typmod('5 USD', 79528);
SELECT estimate_in('undisclosed', 0, 5);
SELECT monetary_in('5 USD', 0, 2147483647);
\set VERBOSITY sqlstate
SELECT estimate_typmod('undisclosed', 5);
SELECT '5 USD'::monetary(XYZ);
SELECT '5 USD'::monetary(USD, EUR);
