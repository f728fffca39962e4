-- Conversion at a date: a rate book against what a user would write instead.
--
-- A million payments (fewer if there are fewer rows) over 6,983 days, those of
-- the European Central Bank's history or as many of them, and 41 currencies;
-- a rate for every day and currency, with four decimals.  The limit is a hash
-- join on (day, currency) with one multiplication by numeric: it finds no rate
-- on a weekend and knows no base; LATERAL finds the newest one, as convert().

CREATE TABLE bench_rate AS
	SELECT day, 'EUR' AS base, code::char(3) AS quote, round((n * n * 0.37 + 0.8) * (1 + 0.1 * sin(i / 100.0)::numeric), 4) AS rate
	FROM (SELECT day::date, row_number() OVER () AS i FROM generate_series('1999-01-04'::timestamp, '2026-12-31', '1 day') day
			WHERE extract(isodow FROM day) < 6 LIMIT 6983) d,
		(SELECT code, row_number() OVER (ORDER BY code) AS n FROM currencies() WHERE NOT is_historic AND code <> 'EUR' AND minor_units = 2 LIMIT 41) c;
CREATE TABLE bench_payment AS
	SELECT q AS c, day, (abs(hashint8(i)::bigint) % 60000000 / 100.0)::numeric(20,2) AS x
	FROM (SELECT array_agg(DISTINCT quote) AS codes, array_agg(DISTINCT day) AS days FROM bench_rate) r,
		generate_series(1, least(:rows, 1000000)) i,
		LATERAL (SELECT codes[1 + abs(hashint8(i * 7)::bigint) % 41] AS q, days[1 + abs(hashint8(i * 13)::bigint) % 6983] AS day) v;
CREATE TABLE bench_payment_money AS SELECT monetary(x, c) AS x, day FROM bench_payment;
CREATE TABLE bench_book AS SELECT rate_book(base, quote, day, rate) AS book FROM bench_rate;
CREATE INDEX ON bench_rate (quote, day);
VACUUM ANALYZE bench_rate, bench_payment, bench_payment_money, bench_book;

INSERT INTO bench_operation (name, representation, query, settings) VALUES
	('convert', 'hash join, numeric', 'SELECT count(x * rate) FROM bench_payment p JOIN bench_rate r ON r.day = p.day AND r.quote = p.c',
		'enable_mergejoin = off; enable_nestloop = off; work_mem = ''256MB''');
INSERT INTO bench_operation (name, representation, query) VALUES
	('convert', 'rate book', 'SELECT count(convert(x, ''EUR'', day, (SELECT rate_book(base, quote, day, rate) FROM bench_rate))) FROM bench_payment_money'),
	('convert', 'rate book, stored', 'SELECT count(convert(x, ''EUR'', day, (SELECT book FROM bench_book))) FROM bench_payment_money'),
	('convert', 'rate book, stored and joined', 'SELECT count(convert(x, ''EUR'', day, book)) FROM bench_payment_money, bench_book'),
	('convert', 'rate book, stored, across the base', 'SELECT count(convert(x, ''CHF'', day, (SELECT book FROM bench_book))) FROM bench_payment_money'),
	('convert', 'newest rate by LATERAL, numeric', 'SELECT count(x / rate) FROM bench_payment p, LATERAL (SELECT rate FROM bench_rate r WHERE r.quote = p.c AND r.day <= p.day ORDER BY r.day DESC LIMIT 1) r'),
	('make a rate book', 'rate_book()', 'SELECT rate_book(base, quote, day, rate) IS NULL FROM bench_rate'),
	('make a rate book', 'array_agg', 'SELECT array_agg(rate ORDER BY quote, day) IS NULL FROM bench_rate');
INSERT INTO bench_operation (name, representation, query, settings) VALUES
	('convert, rounded, sum', 'hash join, numeric', 'SELECT sum(round(x * rate, 2)) FROM bench_payment p JOIN bench_rate r ON r.day = p.day AND r.quote = p.c',
		'enable_mergejoin = off; enable_nestloop = off; work_mem = ''256MB''');
INSERT INTO bench_operation (name, representation, query) VALUES
	('convert, rounded, sum', 'rate book', 'SELECT sum(round(convert(x, ''EUR'', day, (SELECT rate_book(base, quote, day, rate) FROM bench_rate)))) FROM bench_payment_money');
INSERT INTO bench_target (name, of, against, target) VALUES
	('convert', 'rate book', 'hash join, numeric', 2),
	('convert', 'rate book, stored', 'hash join, numeric', 2),
	('convert', 'rate book, stored and joined', 'hash join, numeric', 2),
	('convert', 'rate book, stored, across the base', 'hash join, numeric', 2),
	('convert, rounded, sum', 'rate book', 'hash join, numeric', 2);
