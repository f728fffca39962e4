-- abbreviate: short texts for people's eyes.

SELECT m, digits, abbreviate(m, digits) AS got, expected FROM (VALUES
	('80B USD'::monetary, 1, '80.0B USD'), ('80B USD', 0, '80B USD'), ('80.04B USD', 1, '80.0B USD'), ('80.05B USD', 1, '80.0B USD'), ('80.15B USD', 1, '80.2B USD'), ('80.06B USD', 1, '80.1B USD'),
	('0 USD', 1, '0.0 USD'), ('0 JPY', 0, '0 JPY'), ('1 USD', 1, '1.0 USD'), ('-1 USD', 2, '-1.00 USD'), ('999 USD', 1, '999.0 USD'), ('999.94 USD', 1, '999.9 USD'), ('999.95 USD', 1, '1.0k USD'), ('999.96 USD', 1, '1.0k USD'),
	('1000 USD', 1, '1.0k USD'), ('1234 USD', 1, '1.2k USD'), ('1234567 USD', 2, '1.23M USD'), ('999.96M USD', 1, '1.0B USD'), ('-999.96M USD', 1, '-1.0B USD'), ('999.95B USD', 1, '1.0T USD'), ('1.5T USD', 1, '1.5T USD'),
	('7000T USD', 1, '7000.0T USD'), ('0.04 USD', 1, '0.0 USD'), ('-0.04 USD', 1, '0.0 USD'), ('0.0000000000000000000000000001 USD', 12, '0.000000000000 USD'), ('1.234567890123456789 USD', 12, '1.234567890123 USD'),
	('9999999999999999999999999999 JPY', 0, '10000000000000000T JPY'), ('9999999999999999999999999999 JPY', 12, '9999999999999999.999999999999T JPY'), ('-9999999999999999999999999999 JPY', 12, '-9999999999999999.999999999999T JPY')
	) v(m, digits, expected) WHERE abbreviate(m, digits) IS DISTINCT FROM expected;
SELECT abbreviate('80B USD'::monetary) AS monetary, abbreviate('80B USD'::estimate) AS estimate, abbreviate('80B USD pre'::valuation) AS valuation, abbreviate('1234.5 USD'::monetary, digits => 3) AS named;

-- bounds are rounded outward, a reach upward: never more than the long text says
SELECT e, digits, abbreviate(e, digits) AS got, expected FROM (VALUES
	('5 USD'::estimate, 1, '5.0 USD'), ('11.34B USD', 1, '11.3B USD'), ('~7B USD', 1, '7.0B±500.0M USD'), ('~11.3B USD', 1, '11.3B±50.0M USD'), ('nearly 7B USD', 1, 'nearly 6.5B..7.0B USD'), ('>2.7B USD', 1, '>2.7B USD'),
	('>2.78B USD', 1, '>2.7B USD'), ('>=2.78B USD', 0, '>=2B USD'), ('<2.71B USD', 1, '<2.8B USD'), ('<=2.71B USD', 1, '<=2.8B USD'), ('>-2.71B USD', 1, '>-2.8B USD'), ('<-2.78B USD', 1, '<-2.7B USD'), ('3.14B..4.51B USD', 1, '3.1B..4.6B USD'),
	('(3.14B..4.51B] USD', 1, '(3.1B..4.6B] USD'), ('(..4.51B) USD', 1, '(..4.6B) USD'), ('(..) USD', 1, '(..) USD'), ('undisclosed USD', 1, 'undisclosed USD'), ('undisclosed', 1, 'undisclosed'), ('950..1050 USD', 1, '0.9k..1.1k USD'),
	('999.99..1000.01 USD', 1, '0.9k..1.1k USD'), ('12.34B±0.01B USD', 1, '12.3B±50.0M USD'), ('~0.5 USD', 1, '0.5±0.1 USD')) v(e, digits, expected) WHERE abbreviate(e, digits) IS DISTINCT FROM expected;
SELECT v, abbreviate(v) AS got FROM (VALUES ('80B USD pre'::valuation, '80.0B USD pre'), ('~80B USD post', '80.0B±5.0B USD post'), ('undisclosed pre', 'undisclosed pre'), ('80B USD', '80.0B USD')) x(v, expected) WHERE abbreviate(v) <> expected;
-- what is short reads back to an interval that holds the long one
SELECT e, d FROM (VALUES ('~7B USD'::estimate), ('~11.37B USD'), ('nearly 7.77B USD'), ('>2.78B USD'), ('<2.71B USD'), ('3.14159M..4.51B USD'), ('(..4.51B) USD'), ('-123456.789..-1000.001 USD'),
	('999.951M..999.999M USD'), ('5.55B±123.4567M USD'), ('~999.95M USD'), ('200..8500 USD'), ('-200..8500 USD'), ('(0.001..10000001) USD')) v(e), generate_series(0, 6) d
	WHERE NOT abbreviate(e, d)::estimate @> e;

SELECT abbreviate(NULL::monetary) IS NULL AND abbreviate('5 USD'::monetary, NULL) IS NULL AS "null";
SELECT abbreviate('5 USD'::monetary, -1);
SELECT abbreviate('5 USD'::monetary, 13);
SELECT abbreviate('~5 USD'::estimate, 13);
\set VERBOSITY sqlstate
SELECT abbreviate('5 USD'::monetary, 2147483647);
SELECT abbreviate('~5 USD'::estimate, -2147483648);
