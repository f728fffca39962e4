-- funding_numeric.c writes and reads numeric's bytes by itself: they must be
-- the bytes that numeric's own functions write, for every digit pattern.
-- Where a query compares with an expectation, it lists what differs: no rows.

-- every length of 1 to 28 digits at every scale of 0 to 28, with zeros at
-- either end and inside; in a currency without minor units, so that any scale is
-- canonical; both signs
CREATE TABLE codec AS
	SELECT s * d * ('1e-' || scale)::numeric AS n
	FROM generate_series(1, 28) digits, generate_series(0, 28) scale,
		LATERAL (VALUES (repeat('9', digits)::numeric), (('1' || repeat('0', digits - 1))::numeric), (right(repeat('1234567890', 3), digits)::numeric),
			(left('1000000020000000300000004000', digits)::numeric), (left('1200034000560007800090001011', digits)::numeric),
			(rpad('', digits, '5')::numeric), (trunc(('1e' || digits)::numeric / 7))) v(d),
		(VALUES (1), (-1)) w(s);
SELECT count(*) > 11000 AS "thousands of values", count(*) FILTER (WHERE n = 0) AS zeros, max(scale(n)) AS scale FROM codec;

CREATE TABLE codec_pair AS SELECT trim_scale(n) AS n, amount(monetary(n, 'JPY')) AS a, monetary(n, 'JPY') AS m FROM codec;
-- the bytes themselves, by binary output and as they lie in a tuple: short form,
-- weight, sign, display scale and digits; a numeric that numeric made is the oracle
SELECT n, a FROM codec_pair
	WHERE numeric_send(a) <> numeric_send(n)
		OR pg_column_size(a) <> pg_column_size(n)
		OR hash_numeric(a) <> hash_numeric(n) OR hash_numeric_extended(a, 42) <> hash_numeric_extended(n, 42)
		OR a <> n OR a::text <> n::text OR scale(a) <> scale(n)
		OR numeric_send(a + 0) <> numeric_send(n) OR a - n <> 0 OR a * 1 <> n
	LIMIT 10;
-- and by the text of the amount itself
SELECT m, a FROM codec_pair
	WHERE numeric_send(a) <> numeric_send(split_part(m::text, ' ', 1)::numeric)
	LIMIT 10;
-- stored, sorted, hashed, indexed: numeric's functions meet both kinds of bytes
SELECT count(*) FROM codec_pair p JOIN codec_pair q ON p.a = q.n WHERE p.n <> q.n;
SELECT count(DISTINCT a) = count(DISTINCT n) AS "same values", count(DISTINCT x) = count(DISTINCT n) AS "no new ones"
	FROM codec_pair, LATERAL (VALUES (a), (n)) v(x);
CREATE INDEX codec_pair_a ON codec_pair (a);
SET enable_seqscan = off;
SELECT count(*) FROM codec_pair p WHERE NOT EXISTS (SELECT FROM codec_pair q WHERE q.a = p.n);
RESET enable_seqscan;
-- the order by amount is the order by monetary is numeric's order
SELECT n FROM (SELECT n, rank() OVER (ORDER BY a) AS i, rank() OVER (ORDER BY n) AS j, rank() OVER (ORDER BY m) AS k FROM codec_pair) r
	WHERE i <> j OR k <> j LIMIT 10;

-- minor units show as zeros behind the point
SELECT c.code, a.n FROM (VALUES ('USD', 2), ('BHD', 3), ('CLF', 4), ('JPY', 0)) c(code, units),
		unnest(ARRAY[0, 1, -1, 10, 100, 10000, 100000000, 0.1, 0.01, 0.001, 0.0001, 0.00001, 9999, 10001, 99999999.9999, -0.5]) a(n)
	WHERE numeric_send(amount(monetary(n, code))) <> numeric_send(round(n, greatest(scale(trim_scale(n)), units)));

-- reading: every form of numeric, long and short, comes out as the same amount
SELECT n FROM codec_pair
	WHERE monetary(n, 'JPY') <> m OR monetary(round(n, 100), 'JPY') <> m OR monetary(n * 1e100 * 1e-100, 'JPY') <> m
		OR monetary(round(n, 1000), 'JPY') <> m OR monetary(n::text::numeric, 'JPY') <> m
	LIMIT 10;
SELECT n FROM codec_pair WHERE '1 JPY'::monetary * n <> m OR n * '-1 JPY'::monetary <> -m LIMIT 10;
-- as stored in a table, with the short header of a varlena
CREATE TABLE codec_stored (n numeric, m monetary);
INSERT INTO codec_stored SELECT round(n, 2000), m FROM codec_pair WHERE abs(n) > 1 LIMIT 500;
SELECT count(*) FROM codec_stored WHERE monetary(n, 'JPY') <> m OR '1 JPY'::monetary * n <> m;
ALTER TABLE codec_stored ALTER n SET STORAGE external;
UPDATE codec_stored SET n = n + 0;
SELECT count(*) FROM codec_stored WHERE monetary(n, 'JPY') <> m OR '1 JPY'::monetary * n <> m;
-- a numeric that is kept apart from a long row, and one that is compressed, which has over 38 digits
CREATE TABLE codec_apart (n numeric, pad text);
ALTER TABLE codec_apart ALTER n SET STORAGE external, ALTER pad SET STORAGE plain;
INSERT INTO codec_apart VALUES (1.0000000000000000000000000050000000001, repeat('x', 3000));
SELECT pg_relation_size(reltoastrelid) > 0 AS apart FROM pg_class WHERE oid = 'codec_apart'::regclass;
SELECT '1 USD'::monetary * n, monetary '-7 USD' * n FROM codec_apart;
SELECT monetary(n, 'USD') FROM codec_apart;
ALTER TABLE codec_apart ALTER n SET STORAGE main;
INSERT INTO codec_apart VALUES (('1.' || repeat('12345678', 1000))::numeric);
SELECT pg_column_size(n) < 1000 AS compressed FROM codec_apart WHERE pad IS NULL;
SELECT monetary(n, 'USD') FROM codec_apart WHERE pad IS NULL;
SELECT '1 USD'::monetary * n FROM codec_apart WHERE pad IS NULL;
DROP TABLE codec_apart;
SELECT count(*) FROM (SELECT array_agg(n) AS a, array_agg(m) AS b FROM codec_stored) x, unnest(a, b) u(n, m) WHERE monetary(n, 'JPY') <> m;

-- ratio's 20 decimals come through the same writer, up to its 76 digits
SELECT x, y, (ratio(x, y)).lower FROM (VALUES ('1 JPY'::estimate, '3 JPY'::estimate), ('9999999999999999999999999999 JPY', '0.0000000000000000000000000001 JPY'), ('1 JPY', '9999999999999999999999999999 JPY'),
		('-1 JPY', '7 JPY'), ('12345678901234567890.12345678 JPY', '0.0001 JPY'), ('0 JPY', '5 JPY'), ('1 JPY', '10000 JPY'), ('10000 JPY', '1 JPY')) v(x, y)
	WHERE numeric_send((ratio(x, y)).lower) <> numeric_send(round((amount(x) * 1e48)::numeric(200, 80) / amount(y) * 1e-48, 20));

DROP TABLE codec, codec_pair, codec_stored;
