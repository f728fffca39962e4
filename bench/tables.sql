-- The tables of the benchmark: the same values in every representation.
--
-- rows is set by run.sh.  A value is a multiple of 25 cents below 600,000.00: of
-- 5 million rows most values come twice or thrice, and fewer rows draw from
-- fewer values.  The currency of the mixed tables is one of six, all of two
-- minor units.

SELECT setseed(0.618) \g /dev/null
CREATE TABLE bench_value AS
	SELECT (floor(random() * 0.48 * :rows) * 25 * 5000000 / :rows)::bigint / 25 * 25 AS cents,
		(ARRAY['AUD', 'CHF', 'EUR', 'GBP', 'SEK', 'USD'])[1 + floor(random() * 6)::int] AS code
	FROM generate_series(1, :rows);

CREATE TABLE bench_bigint (x bigint);
CREATE TABLE bench_bigint_code (x bigint, c char(3));
CREATE TABLE bench_numeric (x numeric(20, 2));
CREATE TABLE bench_pair (x numeric(20, 2), c char(3));
CREATE TYPE bench_money AS (amount numeric, currency char(3));
CREATE TABLE bench_composite (x bench_money);
CREATE TABLE bench_usd (x monetary(USD));
CREATE TABLE bench_mixed (x monetary);
INSERT INTO bench_bigint SELECT cents FROM bench_value;
INSERT INTO bench_bigint_code SELECT cents, code FROM bench_value;
INSERT INTO bench_numeric SELECT cents / 100.0 FROM bench_value;
INSERT INTO bench_pair SELECT cents / 100.0, code FROM bench_value;
INSERT INTO bench_composite SELECT (cents / 100.0, 'USD')::bench_money FROM bench_value;
INSERT INTO bench_usd SELECT monetary(cents / 100.0, 'USD') FROM bench_value;
INSERT INTO bench_mixed SELECT monetary(cents / 100.0, code) FROM bench_value;

-- the smaller side of joins: 200,000 values
CREATE TABLE bench_key AS
	SELECT DISTINCT cents, 'USD' AS code FROM bench_value WHERE cents < 5000000;
CREATE TABLE bench_key_bigint AS SELECT cents AS x FROM bench_key;
CREATE TABLE bench_key_numeric AS SELECT (cents / 100.0)::numeric(20, 2) AS x FROM bench_key;
CREATE TABLE bench_key_pair AS SELECT (cents / 100.0)::numeric(20, 2) AS x, code::char(3) AS c FROM bench_key;
CREATE TABLE bench_key_usd AS SELECT monetary(cents / 100.0, 'USD')::monetary(USD) AS x FROM bench_key;

-- what COPY reads into
CREATE UNLOGGED TABLE bench_into_bigint (LIKE bench_bigint);
CREATE UNLOGGED TABLE bench_into_numeric (LIKE bench_numeric);
CREATE UNLOGGED TABLE bench_into_pair (LIKE bench_pair);
CREATE UNLOGGED TABLE bench_into_usd (LIKE bench_usd);

DROP TABLE bench_value, bench_key;
VACUUM (ANALYZE, FREEZE) bench_bigint, bench_bigint_code, bench_numeric, bench_pair,
	bench_composite, bench_usd, bench_mixed, bench_key_bigint, bench_key_numeric, bench_key_pair, bench_key_usd;
