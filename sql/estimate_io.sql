-- Text and binary input and output of estimate (estimate_io.c).
-- Where a query compares with an expectation, it lists what differs: no rows.

CREATE TEMP TABLE reading (input text, output text, kind text, lower text, upper text, point text);
INSERT INTO reading VALUES
	-- exact, as monetary reads it
	('80B USD', '80000000000.00 USD', 'exact', '80000000000.00 USD', '80000000000.00 USD', '80000000000.00 USD'),
	('0 USD', '0.00 USD', 'exact', '0.00 USD', '0.00 USD', '0.00 USD'),
	('(5) USD', '-5.00 USD', 'exact', '-5.00 USD', '-5.00 USD', '-5.00 USD'),
	('$-5', '-5.00 USD', 'exact', '-5.00 USD', '-5.00 USD', '-5.00 USD'),
	('0.5 JPY', '0.5 JPY', 'exact', '0.5 JPY', '0.5 JPY', '0.5 JPY'),
	-- approximate: half a unit of the last significant digit, at most a tenth
	('~7B USD', '7000000000.00±500000000.00 USD', 'approximate', '6500000000.00 USD', '7500000000.00 USD', '7000000000.00 USD'),
	('~7.0B USD', '7000000000.00±50000000.00 USD', 'approximate', '6950000000.00 USD', '7050000000.00 USD', '7000000000.00 USD'),
	('~11.3B USD', '11300000000.00±50000000.00 USD', 'approximate', '11250000000.00 USD', '11350000000.00 USD', '11300000000.00 USD'),
	('~80B USD', '80000000000.00±5000000000.00 USD', 'approximate', '75000000000.00 USD', '85000000000.00 USD', '80000000000.00 USD'),
	('~100B USD', '100000000000.00±10000000000.00 USD', 'approximate', '90000000000.00 USD', '110000000000.00 USD', '100000000000.00 USD'),
	('~1 USD', '1.00±0.10 USD', 'approximate', '0.90 USD', '1.10 USD', '1.00 USD'),
	('~5 USD', '5.00±0.50 USD', 'approximate', '4.50 USD', '5.50 USD', '5.00 USD'),
	('~15 USD', '15.00±0.50 USD', 'approximate', '14.50 USD', '15.50 USD', '15.00 USD'),
	('~150 USD', '150.00±5.00 USD', 'approximate', '145.00 USD', '155.00 USD', '150.00 USD'),
	('~1.005 USD', '1.005±0.0005 USD', 'approximate', '1.0045 USD', '1.0055 USD', '1.005 USD'),
	('~3 JPY', '3±0.3 JPY', 'approximate', '2.7 JPY', '3.3 JPY', '3 JPY'),
	('~-7B USD', '-7000000000.00±500000000.00 USD', 'approximate', '-7500000000.00 USD', '-6500000000.00 USD', '-7000000000.00 USD'),
	('~ $7B', '7000000000.00±500000000.00 USD', 'approximate', '6500000000.00 USD', '7500000000.00 USD', '7000000000.00 USD'),
	('~7000M USD', '7000000000.00±500000000.00 USD', 'approximate', '6500000000.00 USD', '7500000000.00 USD', '7000000000.00 USD'),
	('~7,000,000,000 USD', '7000000000.00±500000000.00 USD', 'approximate', '6500000000.00 USD', '7500000000.00 USD', '7000000000.00 USD'),
	('~0 USD', '0.00 USD', 'exact', '0.00 USD', '0.00 USD', '0.00 USD'),
	-- a stated reach, absolute or in percent
	('5±1 USD', '5.00±1.00 USD', 'approximate', '4.00 USD', '6.00 USD', '5.00 USD'),
	('5+/-1 USD', '5.00±1.00 USD', 'approximate', '4.00 USD', '6.00 USD', '5.00 USD'),
	('5 +- 1 USD', '5.00±1.00 USD', 'approximate', '4.00 USD', '6.00 USD', '5.00 USD'),
	('5B±10% USD', '5000000000.00±500000000.00 USD', 'approximate', '4500000000.00 USD', '5500000000.00 USD', '5000000000.00 USD'),
	('USD 5B ± 12.5%', '5000000000.00±625000000.00 USD', 'approximate', '4375000000.00 USD', '5625000000.00 USD', '5000000000.00 USD'),
	('$5B±500M', '5000000000.00±500000000.00 USD', 'approximate', '4500000000.00 USD', '5500000000.00 USD', '5000000000.00 USD'),
	('-5±10% USD', '-5.00±0.50 USD', 'approximate', '-5.50 USD', '-4.50 USD', '-5.00 USD'),
	('5±7 USD', '5.00±7.00 USD', 'approximate', '-2.00 USD', '12.00 USD', '5.00 USD'),
	('5±0 USD', '5.00 USD', 'exact', '5.00 USD', '5.00 USD', '5.00 USD'),
	('0±1 USD', '0.00±1.00 USD', 'approximate', '-1.00 USD', '1.00 USD', '0.00 USD'),
	('1±0.005 USD', '1.00±0.005 USD', 'approximate', '0.995 USD', '1.005 USD', '1.00 USD'),
	-- nearly: toward zero
	('nearly 7B USD', 'nearly 6500000000.00..7000000000.00 USD', 'nearly', '6500000000.00 USD', '7000000000.00 USD', '7000000000.00 USD'),
	('NEARLY $7B', 'nearly 6500000000.00..7000000000.00 USD', 'nearly', '6500000000.00 USD', '7000000000.00 USD', '7000000000.00 USD'),
	('nearly -7B USD', 'nearly -7000000000.00..-6500000000.00 USD', 'nearly', '-7000000000.00 USD', '-6500000000.00 USD', '-7000000000.00 USD'),
	('nearly 6.5B..7B USD', 'nearly 6500000000.00..7000000000.00 USD', 'nearly', '6500000000.00 USD', '7000000000.00 USD', '7000000000.00 USD'),
	('nearly 0 USD', '0.00 USD', 'exact', '0.00 USD', '0.00 USD', '0.00 USD'),
	-- one-sided
	('>=2.7B USD', '>=2700000000.00 USD', 'at least', '2700000000.00 USD', NULL, NULL),
	('≥2.7B USD', '>=2700000000.00 USD', 'at least', '2700000000.00 USD', NULL, NULL),
	('>2.7B USD', '>2700000000.00 USD', 'more than', '2700000000.00 USD', NULL, NULL),
	('> $2.7B', '>2700000000.00 USD', 'more than', '2700000000.00 USD', NULL, NULL),
	('<=5M EUR', '<=5000000.00 EUR', 'at most', '0.00 EUR', '5000000.00 EUR', NULL),
	('≤5M EUR', '<=5000000.00 EUR', 'at most', '0.00 EUR', '5000000.00 EUR', NULL),
	('<5M EUR', '<5000000.00 EUR', 'less than', '0.00 EUR', '5000000.00 EUR', NULL),
	('<-5M EUR', '<-5000000.00 EUR', 'less than', NULL, '-5000000.00 EUR', NULL),
	('<=-5 EUR', '<=-5.00 EUR', 'at most', NULL, '-5.00 EUR', NULL),
	('<0 EUR', '<0.00 EUR', 'less than', NULL, '0.00 EUR', NULL),
	('<=0 EUR', '<=0.00 EUR', 'at most', NULL, '0.00 EUR', NULL),
	('>=0 EUR', '>=0.00 EUR', 'at least', '0.00 EUR', NULL, NULL),
	('>0 EUR', '>0.00 EUR', 'more than', '0.00 EUR', NULL, NULL),
	('>-5 EUR', '>-5.00 EUR', 'more than', '-5.00 EUR', NULL, NULL),
	-- ranges, closed and open, and without an end
	('3.5B..4.5B USD', '3500000000.00..4500000000.00 USD', 'range', '3500000000.00 USD', '4500000000.00 USD', '4000000000.00 USD'),
	('$3.5B..$4.5B', '3500000000.00..4500000000.00 USD', 'range', '3500000000.00 USD', '4500000000.00 USD', '4000000000.00 USD'),
	('-2..-1 USD', '-2.00..-1.00 USD', 'range', '-2.00 USD', '-1.00 USD', '-1.50 USD'),
	('0..1 USD', '0.00..1.00 USD', 'range', '0.00 USD', '1.00 USD', '0.50 USD'),
	('0..2B USD', '0.00..2000000000.00 USD', 'range', '0.00 USD', '2000000000.00 USD', '1000000000.00 USD'),
	('1..1.25 USD', '1.00..1.25 USD', 'range', '1.00 USD', '1.25 USD', '1.125 USD'),
	('5..5 USD', '5.00 USD', 'exact', '5.00 USD', '5.00 USD', '5.00 USD'),
	('[3..4] USD', '3.00..4.00 USD', 'range', '3.00 USD', '4.00 USD', '3.50 USD'),
	('(3..4] USD', '(3.00..4.00] USD', 'range', '3.00 USD', '4.00 USD', '3.50 USD'),
	('[3..4) USD', '[3.00..4.00) USD', 'range', '3.00 USD', '4.00 USD', '3.50 USD'),
	('(3..4) USD', '(3.00..4.00) USD', 'range', '3.00 USD', '4.00 USD', '3.50 USD'),
	('(-3..4) USD', '(-3.00..4.00) USD', 'range', '-3.00 USD', '4.00 USD', '0.50 USD'),
	('(..4) USD', '(..4.00) USD', 'less than', NULL, '4.00 USD', NULL),
	('(..4] USD', '(..4.00] USD', 'at most', NULL, '4.00 USD', NULL),
	('(..-4] USD', '<=-4.00 USD', 'at most', NULL, '-4.00 USD', NULL),
	('(4..) USD', '>4.00 USD', 'more than', '4.00 USD', NULL, NULL),
	('[4..) USD', '>=4.00 USD', 'at least', '4.00 USD', NULL, NULL),
	('(..) USD', '(..) USD', 'range', NULL, NULL, NULL),
	('( .. ) USD', '(..) USD', 'range', NULL, NULL, NULL),
	-- undisclosed, whose currency may be unknown; and other figures of zero
	('undisclosed USD', 'undisclosed USD', 'undisclosed', '0.00 USD', NULL, NULL),
	('Undisclosed eur', 'undisclosed EUR', 'undisclosed', '0.00 EUR', NULL, NULL),
	('undisclosed', 'undisclosed', 'undisclosed', NULL, NULL, NULL),
	('(..)', '(..)', 'range', NULL, NULL, NULL),
	('>=0', '>=0', 'at least', NULL, NULL, NULL),
	-- both limits
	('>9999999999999999999999999999 JPY', '>9999999999999999999999999999 JPY', 'more than', '9999999999999999999999999999 JPY', NULL, NULL),
	('0..9999999999999999999999999999 JPY', '0..9999999999999999999999999999 JPY', 'range', '0 JPY', '9999999999999999999999999999 JPY', '5000000000000000000000000000 JPY'),
	('0.0000000000000000000000000001..0.5 USD', '0.0000000000000000000000000001..0.5000000000000000000000000000 USD', 'range',
		'0.0000000000000000000000000001 USD', '0.50 USD', '0.25 USD'),
	('-9999999999999999999999999999..9999999999999999999999999999 JPY', '-9999999999999999999999999999..9999999999999999999999999999 JPY', 'range',
		'-9999999999999999999999999999 JPY', '9999999999999999999999999999 JPY', '0 JPY');

SELECT input, input::estimate AS got, output AS expected FROM reading
	WHERE input::estimate::text IS DISTINCT FROM output;
SELECT input, kind(input::estimate), lower(input::estimate), upper(input::estimate), point(input::estimate), amount(input::estimate) FROM reading
	WHERE kind(input::estimate) IS DISTINCT FROM kind
		OR lower(input::estimate)::text IS DISTINCT FROM lower
		OR upper(input::estimate)::text IS DISTINCT FROM upper
		OR point(input::estimate)::text IS DISTINCT FROM point
		OR amount(input::estimate) IS DISTINCT FROM amount(point(input::estimate))
		OR is_exact(input::estimate) <> (kind = 'exact')
		OR is_disclosed(input::estimate) <> (kind <> 'undisclosed')
		OR currency(input::estimate) IS DISTINCT FROM substring(output FROM '[A-Z]{3}$');
-- a middle of 29 digits is rounded half-even in the 28th: 4...9.5, 0.5, 1.5
SELECT point('0..9999999999999999999999999999 JPY'::estimate) AS even,
	point('0..0.0000000000000000000000000001 USD'::estimate) AS to_zero,
	point('0..0.0000000000000000000000000003 USD'::estimate) AS to_two;

-- out -> in is the identity; so are a row and an array
SELECT input FROM reading
	WHERE output::estimate::text <> output OR output::estimate <> input::estimate
		OR estimate_send(output::estimate) <> estimate_send(input::estimate)
		OR (ARRAY[input::estimate]::text)::estimate[] <> ARRAY[input::estimate];
SELECT NULL::text::estimate IS NULL AS "null", kind(NULL::estimate) IS NULL AS kind,
	is_disclosed(NULL::estimate) IS NULL AS disclosed;

-- ---- texts that are refused

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
	('', '22P02', 'The text is empty.', ''), ('~', '22P02', '', ''), ('>', '22P02', '', ''),
	('nearly', '22P02', '', ''), ('nearly USD', '22P02', '', ''), ('..', '22P02', '', ''), ('±5 USD', '22P02', '', ''),
	('~7B', '22P02', 'no currency', 'Add a code'), ('>5', '22P02', 'no currency', 'Add a code'),
	('3..4', '22P02', 'no currency', 'Add a code'), ('[3..4]', '22P02', 'no currency', 'Add a code'),
	('5±1', '22P02', 'no currency', 'Add a code'), ('0', '22P02', 'no currency', 'Add a code'),
	('undisclosed XYZ', '22P02', '"XYZ" is not a currency code', ''),
	('undisclosed US', '22P02', '"US" is not a currency code', 'USD'),
	('undisclosed 5 USD', '22P02', '', ''), ('undisclosed USD EUR', '22P02', 'two currencies', ''),
	('~7B UDS', '22P02', '"UDS" is not', 'Perhaps you meant "USD"'),
	('3 USD..4 EUR', '22P02', 'two currencies, USD and EUR', 'Write one code'),
	('5 USD±1 EUR', '22P02', 'two currencies, USD and EUR', 'Write one code'),
	('~5,5 USD', '22P02', 'comma', 'Write a point'), ('3,5..4,5 USD', '22P02', 'comma', 'Write a point'),
	('4..3 USD', '22P02', 'lower bound is above', 'lower bound first'),
	('(3..3] USD', '22P02', 'empty', 'lower bound first'), ('(3..3) USD', '22P02', 'empty', ''),
	('nearly 7..6 USD', '22P02', 'lower bound is above', ''), ('nearly -1..1 USD', '22P02', '', ''),
	('5±-1 USD', '22P02', '', ''),
	('3.5..4.5B USD', '22P02', 'Only the second figure', 'behind both figures'),
	('[3..4B] USD', '22P02', 'Only the second figure', 'behind both figures'),
	('[..4] USD', '22P02', '', ''), ('[3..] USD', '22P02', '', ''), ('[..] USD', '22P02', '', ''), ('(3..4 USD', '22P02', '', ''),
	('3..4) USD', '22P02', '', ''), ('{3..4} USD', '22P02', '', ''), ('3...4 USD', '22P02', '', ''),
	('~>5 USD', '22P02', '', ''), ('>~5 USD', '22P02', '', ''), ('~~5 USD', '22P02', '', ''), ('=5 USD', '22P02', '', ''),
	('=>5 USD', '22P02', '', ''), ('~5±1 USD', '22P02', '', ''), ('>3..4 USD', '22P02', '', ''), ('~3..4 USD', '22P02', '', ''),
	('nearly ~7 USD', '22P02', '', ''), ('about 7 USD', '22P02', '', ''), ('more than 7 USD', '22P02', '', ''),
	('5±10%% USD', '22P02', '', ''), ('5%±1 USD', '22P02', '', ''), ('5±1±1 USD', '22P02', '', ''),
	('~7B USD pre', '22P02', '"pre" states a basis', 'valuation'), ('undisclosed post', '22P02', '"post" states a basis', 'valuation'),
	('5m USD', '22P02', 'Many read', 'Write "M"'), ('~5m USD', '22P02', 'Many read', 'Write "M"'),
	('5 USD 5', '22P02', '', ''), ('NULL', '22P02', '', ''), ('unknown', '22P02', '', ''),
	-- one past both limits; an interval whose bounds do not share a scale
	('>10000000000000000000000000000 JPY', '22003', 'at most 28 digits', 'fewer digits'),
	('<-10000000000000000000000000000 JPY', '22003', 'at most 28 digits', 'fewer digits'),
	('~9999999999999999999999999999 JPY', '22003', 'at most 28 digits', ''),
	('~0.0000000000000000000000000001 USD', '22003', 'at most 28 digits', ''),
	('0.0000000000000000000000000001..1 USD', '22003', 'at most 28 digits', ''),
	('9999999999999999999999999999±1 JPY', '22003', 'at most 28 digits', ''),
	('5±100000000000000000000000000000000000000000% USD', '22003', 'at most 28 digits', ''),
	('5±' || repeat('9', 200) || ' USD', '22003', 'at most 28 digits', '');
SELECT r.input, got FROM refusal r, LATERAL pg_temp.refusal(r.input, 'estimate') AS got
	WHERE got[1] <> r.state OR position(r.detail IN got[3]) = 0 OR position(r.hint IN got[4]) = 0
		OR got[3] = '' OR got[4] = '';
SELECT '4..3 USD'::estimate;
SELECT '3.5..4.5B USD'::estimate;

-- ---- binary output: two coefficients of 96 bits, currency, scale, kind, bounds, basis, zeros

SELECT input, estimate_send(input::estimate) AS got FROM (VALUES
	('5 USD', '\x0000000000000000000001f40000000000000000000001f436a8020000000000'::bytea),
	('~5 USD', '\x0000000000000000000001c200000000000000000000022636a8020100000000'),
	('nearly 5 USD', '\x0000000000000000000001c20000000000000000000001f436a8020200000000'),
	('>=5 USD', '\x0000000000000000000001f400000000000000000000000036a8020308000000'),
	('>5 USD', '\x0000000000000000000001f400000000000000000000000036a8020409000000'),
	('<=-5 USD', '\x000000000000000000000000fffffffffffffffffffffe0c36a8020504000000'),
	('<5 USD', '\x0000000000000000000000000000000000000000000001f436a8020602000000'),
	('(3..4] JPY', '\x0000000000000000000000030000000000000000000000041963000701000000'),
	('undisclosed', '\x0000000000000000000000000000000000000000000000000000000808000000'),
	('(..)', '\x000000000000000000000000000000000000000000000000000000070c000000')
	) v(input, expected)
	WHERE estimate_send(input::estimate) <> expected;
SELECT count(*) FROM reading WHERE length(estimate_send(input::estimate)) <> 32;

-- ---- constructors

SELECT number, code, kind, estimate(number, code, kind) AS got, output AS expected FROM (VALUES
	(7e9, 'USD', 'approximate', '~7B USD'), (7000000000.0, 'USD', 'approximate', '~7000000000.0 USD'),
	(11.3e9, 'USD', 'approximate', '~11.3B USD'), (100e9, 'usd', 'Approximate', '~100B USD'),
	(7e9, 'USD', 'nearly', 'nearly 7B USD'), (-7, 'USD', 'nearly', 'nearly -7 USD'), (5, 'USD', 'exact', '5 USD'),
	(5, 'USD', 'at least', '>=5 USD'), (5, 'USD', 'at_least', '>=5 USD'), (5, 'USD', 'MORE-THAN', '>5 USD'),
	(5, 'USD', 'at most', '<=5 USD'), (5, 'USD', 'less than', '<5 USD'), (-5, 'USD', 'less than', '<-5 USD'),
	(0, 'USD', 'approximate', '0 USD'), (NULL, 'USD', 'undisclosed', 'undisclosed USD'),
	(NULL, NULL, 'undisclosed', 'undisclosed'), (NULL, 'USD', 'exact', NULL), (5, NULL, 'exact', NULL), (5, 'USD', NULL, NULL)
	) v(number, code, kind, output)
	WHERE estimate(number, code, kind) IS DISTINCT FROM output::estimate;
SELECT estimate(5, 'USD', 'range');
SELECT estimate(5, 'USD', 'roughly');
SELECT estimate(5, 'USD', 'undisclosed');
SELECT estimate(NULL, 'XYZ', 'undisclosed');
SELECT estimate(5, 'UDS', 'exact');
SELECT estimate('NaN', 'USD', 'exact');
SELECT estimate(1e28, 'JPY', 'approximate');
SELECT lower, upper, estimate(lower, upper) AS got FROM (VALUES
	('3 USD'::monetary, '4 USD'::monetary, '3..4 USD'::estimate), ('3 USD', '3 USD', '3 USD'), (NULL, '4 USD', '(..4] USD'),
	(NULL, '-4 USD', '<=-4 USD'), ('3 USD', NULL, '>=3 USD'), (NULL, NULL, NULL), ('-1 USD', '1 USD', '-1..1 USD'),
	('0 USD', '4 USD', '0..4 USD'), ('1.005 USD', '2 USD', '1.005..2 USD')) v(lower, upper, expected)
	WHERE estimate(lower, upper) IS DISTINCT FROM expected;
SELECT estimate(lower => '3 USD', upper => '4 USD');
SELECT estimate('4 USD'::monetary, '3 USD'::monetary);
SELECT estimate('3 USD'::monetary, '4 EUR'::monetary);
\set VERBOSITY sqlstate
SELECT estimate('4 USD'::monetary, '3 USD'::monetary);
SELECT estimate('3 USD'::monetary, '4 EUR'::monetary);
SELECT estimate(5, 'USD', 'roughly');
\set VERBOSITY default

-- ---- casts

SELECT '5 USD'::monetary::estimate AS exact, '5 USD'::estimate::monetary AS back,
	'5 USD pre'::valuation::estimate AS "without basis", '~5 USD'::estimate::text AS text;
SELECT '~5 USD'::estimate::monetary;
SELECT 'undisclosed'::estimate::monetary;
\set VERBOSITY sqlstate
SELECT '~5 USD'::estimate::monetary;
SELECT '~5 USD'::estimate::numeric;
SELECT 5::numeric::estimate;
