-- currencies(): ISO 4217 as rows, and what the types make of it.

SELECT * FROM currencies() WHERE code IN ('USD', 'EUR', 'JPY', 'BHD', 'CLF', 'HUF', 'XAU', 'DEM', 'ANG', 'XCG', 'XAD', 'ZWG', 'UYW') ORDER BY code;
-- in alphabetical order, codes of three capital letters, without repetition
SELECT count(*) AS rows, count(DISTINCT code) AS codes, bool_and(code ~ '^[A-Z]{3}$') AS letters, bool_and(name ~ '^[ -~]+$') AS ascii,
	count(*) FILTER (WHERE is_historic) AS historic, bool_and(code > previous COLLATE "C" OR previous IS NULL) AS ordered
	FROM (SELECT *, lag(code) OVER () AS previous FROM currencies()) c;
SELECT minor_units, count(*) FILTER (WHERE NOT is_historic) AS active, array_agg(code ORDER BY code) FILTER (WHERE NOT is_historic AND (minor_units <> 2 OR minor_units IS NULL)) AS codes
	FROM currencies() GROUP BY minor_units ORDER BY minor_units;
SELECT min(numeric_code) > 0 AS positive, max(numeric_code) < 1000 AS digits, count(*) FILTER (WHERE numeric_code IS NULL AND NOT is_historic) AS missing FROM currencies();
-- a numeric code names one active currency
SELECT numeric_code, array_agg(code) FROM currencies() WHERE NOT is_historic GROUP BY 1 HAVING count(*) > 1;
SELECT code, numeric_code FROM currencies() WHERE numeric_code = 532 ORDER BY code;

-- every code makes a value of each type, a typmod, and its own order
SELECT code FROM currencies() WHERE currency(monetary(1, code)) <> code OR currency(estimate(1, code, 'at least')) <> code
	OR currency(valuation(estimate(NULL, code, 'undisclosed'), 'pre')) <> code OR currency_typmod_out(currency_typmod_in(ARRAY[code::cstring]))::text <> '(''' || code || ''')'
	OR currency(('>5 ' || code)::estimate) <> code OR amount(monetary(1, code))::text <> round(1, coalesce(minor_units, 0))::text;
-- currency() keeps the texts that it has made: again and again, in any order, and
-- results held side by side
SELECT code, c, previous FROM (
	SELECT code, c, lag(code) OVER w AS previous_code, lag(c) OVER w AS previous
	FROM (SELECT n, code, currency(monetary(n, code)) AS c FROM generate_series(1, 3) n, currencies()) s
	WINDOW w AS (ORDER BY md5(code || n))) t
	WHERE c <> code OR previous <> previous_code;
SELECT string_agg(DISTINCT currency(monetary(n, code)), '' ORDER BY currency(monetary(n, code))) = (SELECT string_agg(code, '' ORDER BY code) FROM currencies()) AS "all of them"
	FROM generate_series(1, 3) n, currencies();
SELECT a.code, b.code FROM currencies() a, currencies() b
	WHERE sign(monetary_cmp(monetary(1, a.code), monetary(1, b.code))) <> CASE WHEN a.code < b.code COLLATE "C" THEN -1 WHEN a.code = b.code THEN 0 ELSE 1 END;
-- and no other three letters do
CREATE FUNCTION pg_temp.is_code(code text) RETURNS bool LANGUAGE plpgsql AS $$
BEGIN
	PERFORM monetary(1, code);
	RETURN true;
EXCEPTION WHEN invalid_parameter_value THEN
	RETURN false;
END
$$;
SELECT count(*) AS tried, count(*) FILTER (WHERE pg_temp.is_code(code)) = (SELECT count(*) FROM currencies()) AS "only these"
	FROM (SELECT chr(65 + a) || chr(65 + b) || chr(65 + c) AS code FROM generate_series(0, 25) a, generate_series(0, 25) b, generate_series(0, 25) c) x;

-- the hint names the nearest code
CREATE FUNCTION pg_temp.hint(code text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	hint text;
BEGIN
	PERFORM monetary(1, code);
	RETURN 'accepted';
EXCEPTION WHEN invalid_parameter_value THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN hint;
END
$$;
SELECT code, pg_temp.hint(code) FROM unnest(ARRAY['UDS', 'US', 'USDD', 'EURO', 'RMB', 'GPB', 'QQQ', '', 'dollar', 'é€', repeat('x', 1000)]) code WHERE length(code) < 20;
SELECT length(pg_temp.hint(repeat('x', 100000))) < 100 AS short;
