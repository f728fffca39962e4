-- Widening a column to no currency, or between domains of one currency, does
-- not rewrite the table nor build its indexes again (typmod_support.c).
-- Narrowing does, and checks every row.

CREATE TABLE widen (id int, a monetary(USD), b estimate(USD), c valuation(USD), d monetary(USD)[]);
CREATE DOMAIN widen_dollars AS monetary(USD);
CREATE DOMAIN widen_more AS widen_dollars;
CREATE DOMAIN widen_positive AS estimate(USD) CHECK (lower(VALUE) ~>~ '0 USD');
CREATE DOMAIN widen_any AS valuation;
ALTER TABLE widen ADD e widen_dollars, ADD f widen_positive, ADD g valuation(USD);
INSERT INTO widen SELECT i, monetary(i, 'USD'), monetary(i, 'USD'), monetary(i, 'USD')::estimate, ARRAY[monetary(i, 'USD')],
	monetary(i, 'USD'), monetary(i, 'USD'), monetary(i, 'USD') FROM generate_series(1, 50) AS i;
CREATE INDEX widen_a ON widen (a);
CREATE INDEX widen_a_hash ON widen USING hash (a);
CREATE INDEX widen_a_brin ON widen USING brin (a);
CREATE INDEX widen_b ON widen (b);
CREATE UNIQUE INDEX widen_c ON widen (c);
CREATE INDEX widen_d ON widen (d);
CREATE INDEX widen_e ON widen (e);

-- a name at a new place, be it that the index was made anew under it
CREATE TABLE widen_file AS SELECT relname, pg_relation_filenode(oid) AS file FROM pg_class WHERE relname ~ '^widen(_.)?(_hash|_brin)?$';
CREATE FUNCTION widen_rewritten() RETURNS text LANGUAGE sql AS $$
	WITH now AS (UPDATE widen_file SET file = pg_relation_filenode(c.oid) FROM pg_class c WHERE c.relname = widen_file.relname
		AND file <> pg_relation_filenode(c.oid) RETURNING c.relname)
	SELECT coalesce(string_agg(relname, ' ' ORDER BY relname), 'nothing') FROM now $$;
CREATE FUNCTION widen_tell() RETURNS event_trigger LANGUAGE plpgsql AS $$
	BEGIN RAISE NOTICE 'rewrites %', pg_event_trigger_table_rewrite_oid()::regclass; END $$;
CREATE EVENT TRIGGER widen_tell ON table_rewrite EXECUTE FUNCTION widen_tell();

-- from a currency to none, each type, an array; with a cast that says the same
ALTER TABLE widen ALTER a TYPE monetary, ALTER b TYPE estimate, ALTER c TYPE valuation, ALTER d TYPE monetary[];
SELECT widen_rewritten();
ALTER TABLE widen ALTER g TYPE valuation USING g::valuation;
SELECT widen_rewritten();
-- from a domain to its type with the currency and without, from domain to domain
ALTER TABLE widen ALTER f TYPE estimate(USD);
ALTER TABLE widen ALTER e TYPE widen_more;
SELECT widen_rewritten();
ALTER TABLE widen ALTER e TYPE monetary(USD);
ALTER TABLE widen ALTER e TYPE widen_dollars;
ALTER TABLE widen ALTER e TYPE monetary;
ALTER TABLE widen ALTER g TYPE widen_any;
ALTER TABLE widen ALTER f TYPE estimate;
SELECT widen_rewritten();
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'widen'::regclass AND attnum > 0 ORDER BY attnum;
-- what was widened takes other currencies, and the indexes hold
INSERT INTO widen (id, a, b, c, d, e) VALUES (51, '51 EUR', '51 EUR', '51 EUR', '{51 EUR}', '51 EUR');
SET enable_seqscan = off;
SELECT id FROM widen WHERE a = '51 EUR' OR a = '7 USD' ORDER BY id;
SELECT id FROM widen WHERE b = '51 EUR' OR b = '7 USD' ORDER BY id;
SELECT id FROM widen ORDER BY c LIMIT 2;
SELECT id FROM widen WHERE d = '{51 EUR}';
RESET enable_seqscan;

-- narrowing raises on a wrong row and leaves all as it was
ALTER TABLE widen ALTER a TYPE monetary(USD);
ALTER TABLE widen ALTER b TYPE estimate(USD);
ALTER TABLE widen ALTER c TYPE valuation(USD);
ALTER TABLE widen ALTER d TYPE monetary(USD)[];
ALTER TABLE widen ALTER e TYPE widen_dollars;
ALTER TABLE widen ALTER e TYPE monetary(EUR);
SELECT widen_rewritten();
-- or checks them all and rewrites, since it may write a currency in
UPDATE widen SET a = '51 USD', b = 'undisclosed', c = NULL, d = NULL, e = NULL WHERE id = 51;
ALTER TABLE widen ALTER a TYPE monetary(USD), ALTER b TYPE estimate(USD), ALTER c TYPE valuation(USD), ALTER d TYPE monetary(USD)[], ALTER e TYPE widen_dollars;
SELECT widen_rewritten();
SELECT currency(b) FROM widen WHERE id = 51;
-- to the currency that it has: nothing to do
ALTER TABLE widen ALTER a TYPE monetary('USD'), ALTER d TYPE monetary(usd)[];
SELECT widen_rewritten();

-- the planner leaves out a cast that changes nothing, and keeps any other
EXPLAIN (VERBOSE, COSTS OFF) SELECT a::monetary(USD), e::monetary(USD), monetary_typmod(a, -1), e::widen_more FROM widen;
EXPLAIN (VERBOSE, COSTS OFF) SELECT a::monetary(EUR), e::monetary(EUR), (a + a)::monetary(USD) FROM widen;
SELECT e::monetary(EUR) FROM widen WHERE id = 1;

DROP EVENT TRIGGER widen_tell;
DROP TABLE widen, widen_file;
DROP DOMAIN widen_more, widen_dollars, widen_positive, widen_any;
DROP FUNCTION widen_rewritten, widen_tell;
