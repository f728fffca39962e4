-- valuation: text, basis, comparison, casts, rounds of financing
-- (valuation_func.c and the files of estimate).

CREATE TEMP TABLE reading (input text, output text, basis text);
INSERT INTO reading VALUES
	('80B USD post-money', '80000000000.00 USD post', 'post'), ('~75B USD pre', '75000000000.00±500000000.00 USD pre', 'pre'), ('80B USD', '80000000000.00 USD', NULL),
	('$80B Pre-Money', '80000000000.00 USD pre', 'pre'), ('80B USD POST', '80000000000.00 USD post', 'post'), ('80B USD pre money', '80000000000.00 USD pre', 'pre'),
	('80B USD post_money', '80000000000.00 USD post', 'post'), ('80BUSD premoney', '80000000000.00 USD pre', 'pre'), ('>2.7B USD pre', '>2700000000.00 USD pre', 'pre'),
	('nearly 7B USD post', 'nearly 6500000000.00..7000000000.00 USD post', 'post'), ('3B..4B USD pre', '3000000000.00..4000000000.00 USD pre', 'pre'), ('(3..4] USD post', '(3.00..4.00] USD post', 'post'),
	('(..) USD pre', '(..) USD pre', 'pre'), ('undisclosed', 'undisclosed', NULL), ('undisclosed post', 'undisclosed post', 'post'), ('undisclosed USD pre', 'undisclosed USD pre', 'pre'),
	('USD 80 pre', '80.00 USD pre', 'pre'), ('0 USD', '0.00 USD', NULL), ('-5 USD pre', '-5.00 USD pre', 'pre'), ('5±1 USD post', '5.00±1.00 USD post', 'post'),
	('(5 USD) post', '-5.00 USD post', 'post'), ('9999999999999999999999999999 JPY post', '9999999999999999999999999999 JPY post', 'post');
SELECT input, input::valuation AS got FROM reading
	WHERE input::valuation::text IS DISTINCT FROM output OR basis(input::valuation) IS DISTINCT FROM basis
		OR output::valuation <> input::valuation OR valuation_send(output::valuation) <> valuation_send(input::valuation)
		OR input::valuation::estimate::text <> regexp_replace(output, ' (pre|post)$', '')
		OR kind(input::valuation) <> kind(input::valuation::estimate) OR is_exact(input::valuation) <> is_exact(input::valuation::estimate)
		OR is_disclosed(input::valuation) <> is_disclosed(input::valuation::estimate)
		OR ROW(lower(input::valuation), upper(input::valuation), point(input::valuation), amount(input::valuation), currency(input::valuation))
			IS DISTINCT FROM ROW(lower(input::valuation::estimate), upper(input::valuation::estimate), point(input::valuation::estimate), amount(input::valuation::estimate), currency(input::valuation::estimate))
		OR valuation(input::valuation::estimate, basis) <> input::valuation;
-- the 30th byte is the basis
SELECT get_byte(valuation_send('5 USD'), 29) AS none, get_byte(valuation_send('5 USD pre'), 29) AS pre, get_byte(valuation_send('5 USD post'), 29) AS post, length(valuation_send('5 USD post')) AS bytes;

SELECT '80B USD preA'::valuation;
SELECT '80B USD pre post'::valuation;
SELECT 'pre 80B USD'::valuation;
SELECT '80B pre'::valuation;
SELECT '80B USD diluted'::valuation;
SELECT ''::valuation;
\set VERBOSITY sqlstate
SELECT '80B USD pre post'::valuation;
SELECT '80B USD pre-'::valuation;
SELECT 'pre'::valuation;
SELECT '80m USD pre'::valuation;
SELECT '100000000000000000000000000 USD pre'::valuation;
\set VERBOSITY default

-- ---- comparison: other bases and unstated ones compare NULL; = is sameness

SELECT a, b, a < b AS lt, a <= b AS le, a > b AS gt, a >= b AS ge, a = b AS eq, a <> b AS ne, sign(valuation_cmp(a, b)) AS cmp
	FROM (VALUES ('5 USD pre'::valuation, '6 USD pre'::valuation), ('5 USD pre', '6 USD post'), ('5 USD', '6 USD'), ('5 USD pre', '6 USD'), ('5 USD post', '5 USD post'), ('~5 USD post', '5 USD post'),
	('5 USD pre', '6 EUR pre'), ('>5 USD pre', '5 USD pre'), ('5 USD pre', '5 USD post'), ('undisclosed pre', '5 USD pre'), ('undisclosed', 'undisclosed'), (NULL, '5 USD pre')) v(a, b);
SELECT v FROM (VALUES ('5 USD post'::valuation), ('5 USD pre'), ('5 USD'), ('4 USD post'), ('~5 USD pre'), ('9 EUR'), (NULL), ('undisclosed')) x(v) ORDER BY v;
SELECT v, count(*) FROM (VALUES ('5 USD post'::valuation), ('$5 post'), ('5 USD'), ('5 USD pre')) x(v) GROUP BY v ORDER BY v;
SELECT a.input, b.input FROM reading a, reading b
	WHERE (a.input::valuation = b.input::valuation) <> (a.output = b.output)
		OR (a.output = b.output) <> (valuation_cmp(a.input::valuation, b.input::valuation) = 0)
		OR (a.input::valuation ~<~ b.input::valuation) <> (valuation_cmp(a.input::valuation, b.input::valuation) < 0)
		OR (a.input::valuation ~>=~ b.input::valuation) <> (valuation_cmp(a.input::valuation, b.input::valuation) >= 0)
		OR (a.output = b.output AND valuation_hash(a.input::valuation) <> valuation_hash(b.input::valuation));
SELECT count(DISTINCT valuation_hash(v::valuation)) FROM unnest(ARRAY['5 USD', '5 USD pre', '5 USD post']) v;
SELECT GREATEST('5 USD pre'::valuation, '6 USD post') AS greatest, NULLIF('5 USD pre'::valuation, '5 USD post') AS kept;

-- ---- casts and constructors

CREATE TEMP TABLE assigned (v valuation, e estimate, m monetary);
INSERT INTO assigned (v) VALUES ('5 USD'::monetary), ('~5 USD'::estimate);
SELECT v, basis(v) FROM assigned;
SELECT valuation('5 USD'::monetary), valuation('~5 USD'::estimate), valuation('5 USD', 'pre') AS pre, valuation('5 USD', 'Post-Money') AS post, valuation('~5 USD', NULL) AS none,
	valuation(NULL, 'pre') IS NULL AS "null", '5 USD pre'::valuation::estimate AS figure;
SELECT valuation('5 USD', 'fully diluted');
SELECT valuation('5 USD', '');
\set VERBOSITY sqlstate
SELECT valuation('5 USD', 'fully diluted');
INSERT INTO assigned (e) VALUES ('5 USD pre'::valuation);
SELECT '5 USD pre'::valuation::monetary;
SELECT '5 USD pre'::valuation + '5 USD pre'::valuation;
SELECT sum('5 USD pre'::valuation);
\set VERBOSITY default
SELECT '80B USD pre'::valuation * 1.5 AS more, 2 * '~5 USD post'::valuation AS double, '80B USD'::valuation / 3 AS third, '>5 USD pre'::valuation * -1 AS turned;
SELECT '5 USD pre'::valuation / 0;

-- ---- rounds: post = pre + raised; an unstated basis gives both readings

SELECT v, raised, pre_money(v, raised) AS pre, post_money(v, raised) AS post FROM (VALUES
	('80B USD pre'::valuation, '5B USD'::estimate), ('80B USD post', '5B USD'), ('80B USD', '5B USD'), ('~80B USD pre', '5B USD'), ('80B USD pre', '>5B USD'), ('80B USD post', 'undisclosed'), ('80B USD', 'undisclosed'),
	('>80B USD pre', '5B USD'), ('undisclosed post', '5B USD'), ('150B USD pre', '6.6B USD'), ('80B USD pre', '0 USD'), ('0 USD pre', '5B USD'), (NULL, '5B USD'), ('80B USD', NULL)) x(v, raised);
-- what is raised may be more than an imprecise or a wrong valuation
SELECT pre_money('~5 USD post', '5 USD') AS imprecise;
SELECT pre_money('4 USD post', '5 USD');
SELECT pre_money('80B USD pre', '5B EUR');
SELECT post_money('80B USD pre', '-5B USD');
SELECT post_money('80B USD pre', '<-5B USD');

-- ---- dilution = raised / post-money: the published cases, then bounds

SELECT round((d).lower, 13) = round(5.0 / 85, 13) AND (d).lower = (d).upper AS pre FROM dilution('5B USD', '80B USD pre') d;
SELECT (d).lower = 0.0625 AND (d).upper = 0.0625 AS "5/80 post" FROM dilution('5B USD', '80B USD post') d;
SELECT abs((d).lower - 5.0 / 85) < 1e-15 AS from_pre, (d).upper AS to_post FROM dilution('5B USD', '80B USD') d;
SELECT (d).lower, (d).upper, abs((d).lower - 0.0421455938697318) < 1e-16 AS "6.6 at 150 pre" FROM dilution('6.6B USD', '150B USD pre') d;
SELECT raised, at, (dilution(raised, at)).* FROM (VALUES
	('5B USD'::estimate, '~80B USD post'::valuation), ('5B USD', '>80B USD post'), ('>5B USD', '80B USD post'), ('undisclosed', '80B USD pre'), ('5B USD', 'undisclosed'), ('undisclosed', 'undisclosed'), ('0 USD', '80B USD pre'),
	('5 USD', '0 USD pre'), ('5 USD', '5 USD post'), ('4..6 USD', '20..30 USD pre'), ('4..6 USD', '20..30 USD post'), ('1 USD', '3 USD post'), ('2 USD', '3 USD post'), ('<5B USD', '80B USD post'), (NULL, '80B USD pre')) x(raised, at);
SELECT dilution('5B USD', '4B USD post');
SELECT dilution('-5B USD', '4B USD post');
SELECT dilution('5B USD', '-4B USD pre');
SELECT dilution('5B USD', '4B EUR pre');
-- attributes may be added to the row, but ours must stay
BEGIN;
ALTER TYPE ratio_bounds ADD ATTRIBUTE middle numeric, ADD ATTRIBUTE note text;
SELECT dilution('2 USD', '10 USD post'), ratio('1 USD', 'undisclosed');
SELECT count(*), count(r.note) FROM generate_series(1, 1000) AS i, ratio('1 USD', monetary(i, 'USD')) AS r;
ALTER TYPE ratio_bounds DROP ATTRIBUTE upper;
SELECT dilution('2 USD', '10 USD post');
ROLLBACK;
\set VERBOSITY sqlstate
SELECT dilution('5B USD', '4B USD post');
SELECT dilution('-5B USD', '4B USD post');
SELECT dilution('5B USD', '4B EUR pre');
