-- JSON of the three types: a cast to json is what to_json and its kin use.

SELECT to_json('80B USD'::monetary), to_jsonb('80B USD'::monetary);
SELECT to_json('-0.5 JPY'::monetary), to_jsonb('0 BHD'::monetary);
SELECT '80B USD'::monetary::json, '80B USD'::monetary::jsonb;
SELECT to_json('>2.7B USD'::estimate);
SELECT to_jsonb('>2.7B USD'::estimate);
SELECT to_json('80B USD pre'::valuation);
SELECT to_jsonb('80B USD'::valuation);

-- each kind, and both sides without a bound
SELECT e::text, e::json FROM (VALUES
	('5 USD'::estimate), ('~7B USD'), ('nearly 7B USD'), ('>=5 USD'), ('>5 USD'),
	('<=5 USD'), ('<5 USD'), ('<=-5 USD'), ('3..4 USD'), ('(3..4] USD'),
	('undisclosed USD'), ('undisclosed'), ('(..) USD')) v(e);
SELECT v::json FROM (VALUES
	('5 USD post'::valuation), ('~7B USD pre'), ('undisclosed'), ('<5 EUR post')) v(v);

-- amounts are strings: a JSON number is a double to most readers
SELECT jsonb_typeof(to_jsonb('5 USD'::monetary) -> 'amount') AS amount,
	to_jsonb('99999999999999999999999999.99 USD'::monetary) ->> 'amount' AS digits;

-- inside rows, arrays and aggregates
SELECT row_to_json(r) FROM (SELECT '5 USD'::monetary AS a, NULL::monetary AS b,
	'~5 USD'::estimate AS c, NULL::valuation AS d) r;
SELECT to_json(ARRAY['5 USD'::monetary, NULL, '6 EUR']);
SELECT json_agg(m) FROM (VALUES ('5 USD'::monetary), (NULL), ('6 EUR')) v(m);
SELECT jsonb_build_object('m', '5 USD'::monetary, 'e', 'undisclosed'::estimate);
SELECT jsonb_agg(e ORDER BY e) FROM (VALUES ('<5 USD'::estimate), ('5 EUR')) v(e);
SELECT NULL::monetary::json IS NULL AND to_jsonb(NULL::estimate) IS NULL AS "null";

-- text and binary forms of one value agree, and monetary comes back from it
SELECT m FROM (VALUES ('5 USD'::monetary), ('-1.005 USD'), ('0 JPY'),
	('9999999999999999999999999999 JPY'), ('0.0000000000000000000000000001 USD')) v(m)
	WHERE m::json::jsonb <> m::jsonb OR to_jsonb(m) <> to_json(m)::jsonb
		OR monetary((to_jsonb(m) ->> 'amount')::numeric, to_jsonb(m) ->> 'currency') <> m;

-- there is no cast from json: the text form is the way in
\set VERBOSITY sqlstate
SELECT '{"amount": "5", "currency": "USD"}'::jsonb::monetary;
