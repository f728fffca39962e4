-- create.sql
--	  A schema "everything" that uses every type of the extension wherever a
--	  database can hold one, with tens of thousands of rows.  For the tests of
--	  what must lose nothing: dump and restore, replicas, pg_upgrade.
--
-- Runs in a database that has the extension, in whatever schema, and owns
-- nothing outside "everything".  The same rows come out on every machine and
-- every version from 15 on: what looks random is md5 of the row's number.
-- values.sql prints what is stored, answers.sql what queries say of it.
-- Anyone who may create a schema can run it.

SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
SET jit = off;
CREATE SCHEMA everything;
COMMENT ON SCHEMA everything IS 'every type of funding, wherever a database can hold one';
SELECT set_config('search_path', 'everything, ' || quote_ident(nspname), false) IS NOT NULL AS path
	FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'funding';

-- ---- functions of a user, with our types as arguments, results and literals

-- 0 .. 2^28 - 1, by chance but always the same
CREATE FUNCTION mix(number integer, salt text) RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ('x' || substr(md5(salt || number), 1, 7))::bit(28)::integer;

CREATE FUNCTION some_currency(number integer) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN (ARRAY['USD', 'USD', 'USD', 'USD', 'EUR', 'EUR', 'JPY', 'BHD', 'CLF', 'ALL', 'GBP', 'XAU', 'DEM', 'ITL', 'ZAR', 'INR'])
		[mix(number, 'currency') % 16 + 1];

CREATE FUNCTION some_amount(number integer, salt text) RETURNS numeric
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE mix(number, salt || 'size') % 8
		WHEN 0 THEN mix(number, salt) % 10
		WHEN 1 THEN -(mix(number, salt) % 100000) / 100.0
		WHEN 2 THEN mix(number, salt) / 10000.0
		WHEN 3 THEN mix(number, salt)::numeric * 1000003
		WHEN 4 THEN round(mix(number, salt) / 7.0, mix(number, salt || 'digits') % 9)
		ELSE mix(number, salt) % 1000000 / 100.0 END;

-- every kind, every bound
CREATE FUNCTION some_figure(number integer, currency text) RETURNS estimate
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN (SELECT CASE mix(number, 'kind') % 14
		WHEN 0 THEN format('~%s %s', a, currency)
		WHEN 1 THEN format('nearly %s %s', a, currency)
		WHEN 2 THEN format('>=%s %s', a, currency)
		WHEN 3 THEN format('>%s %s', a, currency)
		WHEN 4 THEN format('<=%s %s', a, currency)
		WHEN 5 THEN format('<%s %s', a, currency)
		WHEN 6 THEN format('(..%s] %s', a, currency)
		WHEN 7 THEN format('[%s..%s) %s', a, a + 10, currency)
		WHEN 8 THEN format('(%s..%s] %s', a, a + 0.5, currency)
		WHEN 9 THEN format('%s..%s %s', a, a * 2 + 1, currency)
		WHEN 10 THEN format('%s±5%% %s', a, currency)
		WHEN 11 THEN CASE mix(number, 'none') % 4 WHEN 0 THEN 'undisclosed' WHEN 1 THEN 'undisclosed ' || currency
			WHEN 2 THEN '(..) ' || currency ELSE '(..)' END
		ELSE format('%s %s', a, currency) END::estimate
		FROM (SELECT 1 + mix(number, 'figure') % 100000 / 100.0) AS v(a));

CREATE FUNCTION some_worth(number integer, currency text) RETURNS valuation
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN valuation(some_figure(number + 1000000, currency), (ARRAY['pre', 'post', NULL])[mix(number, 'basis') % 3 + 1]);

CREATE FUNCTION is_large(amount monetary, worth valuation = '1B USD post', than estimate = '>=1M USD') RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN amount > '1M USD'::monetary OR estimate(worth) && than;
COMMENT ON FUNCTION is_large(monetary, valuation, estimate) IS 'defaults and a body with literals of our types';

CREATE FUNCTION with_tax(amount monetary) RETURNS monetary
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN round(amount * 1.19);

CREATE FUNCTION plan_of(company text, VARIADIC amounts estimate[]) RETURNS cash_line[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	BEGIN ATOMIC
		SELECT array_agg(cash_line(company || n, (ARRAY['cost', 'revenue', 'financing', 'repayment'])[n % 4 + 1], a, per => '1 month'::interval) ORDER BY n)
			FROM unnest(amounts) WITH ORDINALITY AS u(a, n);
	END;

CREATE AGGREGATE summed_up(monetary) (SFUNC = monetary_add, STYPE = monetary, PARALLEL = SAFE);
CREATE AGGREGATE hull_of(estimate) (SFUNC = hull, STYPE = estimate, INITCOND = '0 USD');

CREATE OPERATOR |+| (LEFTARG = monetary, RIGHTARG = monetary, FUNCTION = monetary_add, COMMUTATOR = |+|);
COMMENT ON OPERATOR |+| (monetary, monetary) IS 'an operator of the user by a function of the extension';

-- the answer of a query in one text, for answers.sql
CREATE FUNCTION answer(query text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
	result text;
BEGIN
	EXECUTE query INTO result;
	RETURN result;
END $$;

-- ---- types of a user

CREATE TYPE deal AS (name text, raised estimate, at valuation(USD), price monetary(EUR), tranches monetary[], line cash_line);
COMMENT ON COLUMN deal.at IS 'an attribute with a type modifier';
CREATE TYPE money_range AS RANGE (subtype = monetary, multirange_type_name = money_multirange);
CREATE TYPE figure_range AS RANGE (subtype = estimate, subtype_opclass = estimate_ops);

CREATE DOMAIN dollars AS monetary(USD);
CREATE DOMAIN price AS dollars DEFAULT '1 USD' NOT NULL CHECK (sign(VALUE) > 0) CHECK (VALUE < '1T USD'::monetary);
CREATE DOMAIN lek AS monetary('ALL') CHECK (VALUE <> '13 ALL'::monetary('ALL'));
CREATE DOMAIN disclosed AS estimate CHECK (is_disclosed(VALUE));
CREATE DOMAIN post_money_usd AS valuation(USD) CHECK (basis(VALUE) = 'post');
CREATE DOMAIN amounts AS monetary[] CHECK (cardinality(VALUE) < 100) CHECK (VALUE <> ARRAY['1 USD'::monetary, NULL]);
CREATE DOMAIN sound_plan AS cash_line[] CHECK (cash_line_problem(NULL, VALUE) IS NULL);
CREATE DOMAIN dollar_book AS rate_book CHECK (VALUE IS NOT NULL);
COMMENT ON DOMAIN price IS 'a domain over a domain';

-- a store of figures, since the functions above take long
CREATE TABLE pool AS
	SELECT i AS id, some_figure(i, 'USD') AS usd, some_figure(i + 5000, 'EUR') AS eur, some_figure(i + 10000, some_currency(i)) AS mixed,
		some_worth(i, 'USD') AS worth_usd, some_worth(i + 5000, 'EUR') AS worth_eur, some_worth(i + 10000, some_currency(i + 2)) AS worth
	FROM generate_series(0, 498) AS i;

-- ---- the ledger: columns of the three types, with and without a currency

CREATE SEQUENCE entry_number;
CREATE TABLE ledger (
	id integer PRIMARY KEY DEFAULT nextval('entry_number'),
	booked date NOT NULL,
	amount monetary DEFAULT '0 USD',
	amount_usd monetary(USD) DEFAULT monetary(5, 'USD') * 2,
	amount_all monetary('ALL') DEFAULT '100 ALL',
	figure estimate DEFAULT 'undisclosed',
	figure_eur estimate(EUR) DEFAULT '~7B EUR',
	worth valuation DEFAULT '80B USD post-money',
	worth_usd valuation(USD) DEFAULT valuation('nearly 3B USD', 'pre'),
	parts monetary[] DEFAULT allocate('100 USD', '{1,1,1}'),
	parts_usd monetary(USD)[],
	figures estimate[][],
	worths valuation(EUR)[],
	deal deal,
	price price,
	leks lek DEFAULT '12 ALL',
	known disclosed,
	post post_money_usd,
	spread money_range,
	spreads money_multirange,
	listed amounts,
	document jsonb DEFAULT to_jsonb('5 USD'::monetary),
	-- generated
	amount_abs monetary GENERATED ALWAYS AS (abs(amount)) STORED,
	code text GENERATED ALWAYS AS (currency(amount)) STORED,
	taxed monetary(USD) GENERATED ALWAYS AS (with_tax(amount_usd)) STORED,
	figure_twice estimate GENERATED ALWAYS AS (figure * 2) STORED,
	after_round valuation GENERATED ALWAYS AS (CASE WHEN sign(lower(worth_usd)) > 0 THEN post_money(worth_usd, '>1M USD'::estimate) END) STORED,
	dilution ratio_bounds GENERATED ALWAYS AS (CASE WHEN sign(lower(worth_usd)) > 0 THEN dilution('0.5 USD'::estimate, worth_usd) END) STORED,
	is_large boolean GENERATED ALWAYS AS (amount > '1000 USD'::monetary) STORED,
	CONSTRAINT amount_is_not CHECK (amount <> '666.66 USD'::monetary),
	CONSTRAINT usd_in_range CHECK (amount_usd BETWEEN '-1000T USD'::monetary AND '1000000T USD'::monetary),
	CONSTRAINT figure_overlaps CHECK (figure && '(..) USD' OR currency(figure) IS DISTINCT FROM 'USD'),
	CONSTRAINT worth_in CHECK (worth <> ALL (ARRAY['1 USD pre'::valuation, '2 USD post']))
);
COMMENT ON TABLE ledger IS 'every way to have a column';
COMMENT ON COLUMN ledger.amount_all IS 'the lek: its code is a keyword';
COMMENT ON CONSTRAINT usd_in_range ON ledger IS 'BETWEEN over monetary';
ALTER TABLE ledger ALTER amount SET STATISTICS 200;

INSERT INTO ledger (id, booked, amount, amount_usd, amount_all, figure, figure_eur, worth, worth_usd, parts, parts_usd,
		figures, worths, deal, price, leks, known, post, spread, spreads, listed)
	SELECT i, '2000-01-01'::date + i % 9000,
		CASE WHEN i % 97 > 0 THEN monetary(some_amount(i, 'a'), some_currency(i)) END,
		CASE WHEN i % 89 > 0 THEN monetary(some_amount(i, 'usd'), 'USD') END,
		CASE WHEN i % 83 > 0 THEN monetary(mix(i, 'all') % 500, 'ALL') END,
		CASE WHEN i % 79 > 0 THEN a.mixed END,
		CASE WHEN i % 73 > 0 THEN b.eur END,
		CASE WHEN i % 71 > 0 THEN a.worth END,
		CASE WHEN i % 67 > 0 THEN b.worth_usd END,
		CASE i % 5 WHEN 0 THEN '{}' WHEN 1 THEN NULL WHEN 2 THEN ARRAY[monetary(i, 'USD'), NULL, monetary(-i, 'EUR')]
			ELSE allocate(monetary(i, 'JPY'), ARRAY[1, 2, i % 7]) END,
		CASE i % 3 WHEN 0 THEN ARRAY[monetary(i, 'USD'), monetary(mix(i, 'part') / 1000.0, 'USD')] END,
		CASE i % 7 WHEN 0 THEN ARRAY[[a.usd, NULL], ['undisclosed', b.mixed]] END,
		CASE i % 11 WHEN 0 THEN ('[3:4]=' || ARRAY[a.worth_eur, b.worth_eur]::text)::valuation[] END,
		CASE i % 13 WHEN 0 THEN ROW(E'a "name", \\ of ' || i, b.usd, b.worth_usd, monetary(i, 'EUR'),
			ARRAY[monetary(i, 'DEM'), NULL], cash_line('it''s "one"', 'cost', monetary(i, 'USD')::estimate, every => '1 month'::interval))::deal
			WHEN 1 THEN ROW(NULL, NULL, NULL, NULL, NULL, NULL)::deal END,
		monetary(1 + mix(i, 'price') % 100000 / 100.0, 'USD'),
		monetary(14 + i % 100, 'ALL'),
		CASE WHEN i % 2 = 0 THEN '~7B USD'::estimate END,
		CASE WHEN i % 2 = 1 THEN valuation(monetary(i, 'USD')::estimate, 'post') END,
		CASE i % 6 WHEN 0 THEN 'empty' WHEN 1 THEN money_range(NULL, monetary(i, 'EUR'), '(]') WHEN 2 THEN NULL
			ELSE money_range(monetary(i, 'USD'), monetary(i + i % 10, 'USD'), '[]') END,
		CASE i % 10 WHEN 0 THEN money_multirange(money_range(monetary(i, 'USD'), monetary(i + 1, 'USD')), money_range(monetary(i + 5, 'USD'), NULL)) END,
		CASE i % 17 WHEN 0 THEN ARRAY[monetary(i, 'XAU'), monetary(i, 'XAU')] END
	FROM generate_series(1, 6000) AS i JOIN pool AS a ON a.id = i % 499 JOIN pool AS b ON b.id = i * 7 % 499
	ORDER BY i;
INSERT INTO ledger (id, booked) SELECT nextval('entry_number') + 10000, '2025-01-01' FROM generate_series(1, 10);
UPDATE ledger SET amount = amount * 3, parts = parts || '7 CHF'::monetary WHERE id % 50 = 7;
DELETE FROM ledger WHERE id % 100 = 31;

-- indexes of every operator class, and of every sort of index
CREATE INDEX ledger_amount ON ledger (amount);
CREATE INDEX ledger_amount_back ON ledger (amount DESC NULLS LAST, id);
CREATE INDEX ledger_amount_hash ON ledger USING hash (amount);
CREATE INDEX ledger_amount_minmax ON ledger USING brin (amount_usd monetary_minmax_ops) WITH (pages_per_range = 4);
CREATE INDEX ledger_amount_multi ON ledger USING brin (amount monetary_minmax_multi_ops (values_per_range = 16)) WITH (pages_per_range = 4);
CREATE INDEX ledger_usd ON ledger (amount_usd) INCLUDE (id, figure, worth);
CREATE INDEX ledger_all ON ledger (amount_all) WHERE amount_all > '400 ALL'::monetary;
CREATE INDEX ledger_figure ON ledger (figure);
CREATE INDEX ledger_figure_hash ON ledger USING hash (figure);
CREATE INDEX ledger_figure_gist ON ledger USING gist (figure);
CREATE INDEX ledger_figure_gist_eur ON ledger USING gist (figure_eur estimate_overlap_ops) INCLUDE (id);
CREATE INDEX ledger_figure_minmax ON ledger USING brin (figure_eur) WITH (pages_per_range = 4);
CREATE INDEX ledger_figure_multi ON ledger USING brin (figure estimate_minmax_multi_ops) WITH (pages_per_range = 4);
CREATE INDEX ledger_worth ON ledger (worth);
CREATE INDEX ledger_worth_hash ON ledger USING hash (worth);
CREATE INDEX ledger_worth_minmax ON ledger USING brin (worth_usd) WITH (pages_per_range = 4);
CREATE INDEX ledger_worth_multi ON ledger USING brin (worth valuation_minmax_multi_ops) WITH (pages_per_range = 4);
CREATE INDEX ledger_worth_gist ON ledger USING gist (estimate(worth));
CREATE INDEX ledger_currency ON ledger (currency(amount), (amount_usd * 2));
CREATE INDEX ledger_taxed ON ledger (with_tax(amount_usd)) WHERE is_disclosed(figure) AND amount_usd >= '100 USD'::monetary;
CREATE INDEX ledger_point ON ledger (point(figure)) WHERE kind(figure) = ANY ('{approximate,nearly}');
CREATE INDEX ledger_parts ON ledger (parts);
CREATE INDEX ledger_parts_gin ON ledger USING gin (parts);
CREATE INDEX ledger_figures_gin ON ledger USING gin (figures);
CREATE INDEX ledger_worths_hash ON ledger USING hash (worths);
CREATE INDEX ledger_spread ON ledger USING gist (spread);
CREATE INDEX ledger_spread_spgist ON ledger USING spgist (spread);
CREATE INDEX ledger_spreads ON ledger USING gist (spreads);
CREATE INDEX ledger_lek ON ledger (leks, price);
CREATE UNIQUE INDEX ledger_unique ON ledger (booked, amount, id) WHERE amount IS NOT NULL;
CREATE INDEX ledger_deal ON ledger (deal) WHERE deal IS NOT NULL;
CREATE INDEX ledger_document ON ledger (((document ->> 'amount')::numeric));
COMMENT ON INDEX ledger_taxed IS 'a function of the user over a type of ours, and a predicate';

CREATE STATISTICS ledger_together (ndistinct, dependencies, mcv) ON amount_all, leks FROM ledger;
CREATE STATISTICS ledger_expressions ON abs(amount_usd), currency(figure) FROM ledger;

-- ---- the ends of the types

CREATE TABLE extreme (
	id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	amount monetary UNIQUE,
	figure estimate UNIQUE,
	worth valuation UNIQUE
);
INSERT INTO extreme (amount) VALUES
	('9999999999999999999999999999 JPY'), ('-9999999999999999999999999999 JPY'), ('99999999999999999999999999.99 USD'),
	('-99999999999999999999999999.99 USD'), ('0.0000000000000000000000000001 USD'), ('-0.0000000000000000000000000001 USD'),
	('9999999999999999999999999.999 BHD'), ('999999999999999999999999.9999 CLF'), ('0.9999999999999999999999999999 XAU'),
	('0 USD'), ('0 JPY'), ('0 CLF'), ('0 ALL'), (NULL), (NULL);
INSERT INTO extreme (figure)
	SELECT f::estimate FROM unnest(ARRAY['5 USD', '~7B USD', '~0.07 USD', 'nearly 7B USD', 'nearly -7B USD', '>=5 USD', '>5 USD', '>=0', '<=5 USD',
		'<5 USD', '<-5 USD', '<=0', '(..5] USD', '(..5) USD', '(..) USD', '(..)', 'undisclosed', 'undisclosed EUR', 'undisclosed ALL',
		'[1..2) USD', '(1..2] USD', '(1..2) USD', '1..2 USD', '-2..-1 USD', '5B±10% USD', '5 USD ± 0.001',
		'-9999999999999999999999999999..9999999999999999999999999999 JPY', '>9999999999999999999999999999 JPY',
		'(-0.0000000000000000000000000001..0.0000000000000000000000000001) USD']) AS f;
INSERT INTO extreme (worth)
	SELECT valuation(figure, b) FROM extreme, unnest(ARRAY['pre', 'post', NULL]) WITH ORDINALITY AS u(b, n)
	WHERE figure IS NOT NULL ORDER BY id, n;

-- every currency, historic ones too, with its largest and its smallest amount
CREATE TABLE money_of (
	code text PRIMARY KEY,
	info currency_info NOT NULL,
	one monetary NOT NULL UNIQUE,
	largest monetary NOT NULL,
	least estimate NOT NULL,
	worth valuation NOT NULL,
	CHECK (currency(one) = code AND (info).code = code)
);
INSERT INTO money_of SELECT code, c, monetary(1, code), monetary((10::numeric ^ 28 - 1) / 10::numeric ^ coalesce(minor_units, 0), code),
		estimate(1, code, 'at least'), valuation(estimate(2, code, 'approximate'), 'pre')
	FROM currencies() AS c ORDER BY code COLLATE "C";

-- ---- keys: of the three types, alone and together, and what refers to them

CREATE TABLE list_price (
	price monetary PRIMARY KEY,
	figure estimate NOT NULL UNIQUE,
	worth valuation NOT NULL,
	label text,
	UNIQUE (worth, price) INCLUDE (label),
	UNIQUE (price, label)
);
CREATE TABLE purchase (
	id integer PRIMARY KEY,
	price monetary REFERENCES list_price ON UPDATE CASCADE ON DELETE SET NULL,
	figure estimate REFERENCES list_price (figure) ON UPDATE CASCADE,
	worth valuation,
	worth_price monetary,
	FOREIGN KEY (worth, worth_price) REFERENCES list_price (worth, price) MATCH FULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO list_price SELECT monetary(i / 4.0, c), estimate(monetary(i, c), monetary(i + 1, c)), valuation(monetary(i, c)::estimate, 'pre'), 'price ' || i
	FROM generate_series(1, 500) AS i, unnest(ARRAY['USD', 'EUR', 'ALL']) AS c;
INSERT INTO purchase SELECT i, price, figure, CASE WHEN i % 3 > 0 THEN worth END, CASE WHEN i % 3 > 0 THEN price END
	FROM (SELECT row_number() OVER (ORDER BY n, price) AS i, * FROM list_price, generate_series(1, 2) AS n) AS v;
UPDATE list_price SET price = price + '0.001 USD' WHERE currency(price) = 'USD' AND price < '3 USD' AND label <> 'price 4';
DELETE FROM list_price WHERE price = '0.25 EUR' AND NOT EXISTS (SELECT FROM purchase p WHERE p.figure = list_price.figure);

CREATE TABLE reserved (
	id integer PRIMARY KEY,
	amount monetary,
	figure estimate,
	spread money_range,
	EXCLUDE USING gist (figure WITH &&),
	EXCLUDE USING hash (amount WITH =),
	EXCLUDE USING btree (amount WITH =) WHERE (amount > '10 USD'::monetary),
	EXCLUDE USING gist (spread WITH &&) WHERE (NOT isempty(spread))
);
INSERT INTO reserved SELECT i, monetary(i, 'USD'), format('[%s..%s) EUR', i * 10, i * 10 + 10)::estimate, money_range(monetary(i, 'EUR'), monetary(i + 1, 'EUR'))
	FROM generate_series(1, 500) AS i;

-- ---- partitions by hash, range and list, of each type

CREATE TABLE by_hash (amount monetary, figure estimate, worth valuation, id integer) PARTITION BY HASH (amount, figure, worth);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE by_hash_2 PARTITION OF by_hash FOR VALUES WITH (MODULUS 4, REMAINDER 2);
CREATE TABLE by_hash_3 PARTITION OF by_hash FOR VALUES WITH (MODULUS 4, REMAINDER 3);
INSERT INTO by_hash SELECT amount, figure, worth, id FROM ledger WHERE id <= 3000 ORDER BY id;
CREATE INDEX ON by_hash (amount);
CREATE INDEX ON by_hash USING gist (figure);

CREATE TABLE by_hash_amount (amount monetary PRIMARY KEY, id integer) PARTITION BY HASH (amount);
CREATE TABLE by_hash_amount_0 PARTITION OF by_hash_amount FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE by_hash_amount_1 PARTITION OF by_hash_amount FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE by_hash_amount_2 PARTITION OF by_hash_amount FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO by_hash_amount SELECT DISTINCT ON (amount) amount, id FROM ledger WHERE amount IS NOT NULL AND id <= 3000 ORDER BY amount, id;

CREATE TABLE by_range (amount monetary(USD), id integer, figure estimate) PARTITION BY RANGE (amount);
CREATE TABLE by_range_debt PARTITION OF by_range FOR VALUES FROM (MINVALUE) TO ('0 USD');
CREATE TABLE by_range_small PARTITION OF by_range FOR VALUES FROM ('0 USD') TO ('1k USD');
CREATE TABLE by_range_middle PARTITION OF by_range FOR VALUES FROM ('1k USD') TO ('1M USD') PARTITION BY LIST (currency(figure));
CREATE TABLE by_range_middle_usd PARTITION OF by_range_middle FOR VALUES IN ('USD', 'EUR');
CREATE TABLE by_range_middle_other PARTITION OF by_range_middle DEFAULT;
CREATE TABLE by_range_large PARTITION OF by_range FOR VALUES FROM ('1M USD') TO (MAXVALUE);
CREATE TABLE by_range_none PARTITION OF by_range DEFAULT;
INSERT INTO by_range SELECT amount_usd, id, figure FROM ledger WHERE id <= 3000 ORDER BY id;
CREATE INDEX ON by_range (amount, id);

CREATE TABLE by_range_figure (figure estimate, id integer) PARTITION BY RANGE (figure);
CREATE TABLE by_range_figure_low PARTITION OF by_range_figure FOR VALUES FROM (MINVALUE) TO ('undisclosed EUR');
CREATE TABLE by_range_figure_high PARTITION OF by_range_figure FOR VALUES FROM ('undisclosed EUR') TO ('[100..200) USD');
CREATE TABLE by_range_figure_top PARTITION OF by_range_figure DEFAULT;
INSERT INTO by_range_figure SELECT figure, id FROM ledger WHERE id <= 3000 ORDER BY id;

CREATE TABLE by_list (worth valuation, id integer) PARTITION BY LIST (worth);
CREATE TABLE by_list_some PARTITION OF by_list FOR VALUES IN ('1B USD pre', '1B USD post', '~2B EUR', 'undisclosed');
CREATE TABLE by_list_null PARTITION OF by_list FOR VALUES IN (NULL, '5 USD');
CREATE TABLE by_list_other PARTITION OF by_list DEFAULT;
INSERT INTO by_list SELECT (ARRAY['1B USD pre', '1B USD post', '~2B EUR', 'undisclosed', NULL, '5 USD', '6 USD pre', '<7 USD'])[i % 8 + 1]::valuation, i
	FROM generate_series(1, 2000) AS i;

CREATE TABLE by_list_amount (amount monetary('ALL'), id integer) PARTITION BY LIST (amount);
CREATE TABLE by_list_amount_some PARTITION OF by_list_amount FOR VALUES IN ('1 ALL', '2 ALL');
CREATE TABLE by_list_amount_other PARTITION OF by_list_amount DEFAULT;
INSERT INTO by_list_amount SELECT monetary(i % 5, 'ALL'), i FROM generate_series(1, 500) AS i;

-- ---- plans, rate books, and what the functions return, kept in tables

CREATE TABLE plan (
	company text,
	scenario text DEFAULT 'base',
	opening estimate(USD) DEFAULT '600k USD',
	floor monetary(USD) DEFAULT '0 USD',
	lines cash_line[] DEFAULT ARRAY[cash_line('costs', 'cost', '80k USD', per => '1 month')],
	first_line cash_line,
	sound sound_plan DEFAULT plan_of('a', '1 USD', '~2 USD'),
	PRIMARY KEY (company, scenario)
);
INSERT INTO plan SELECT 'company ' || i, s, estimate(monetary(500000 + 1000 * i, 'USD')), NULL,
		ARRAY[cash_line('costs', 'cost', monetary(80000 + i, 'USD'), per => '1 month'),
			cash_line('sales', 'revenue', estimate(20000 + i, 'USD', 'approximate'), per => '1 month', growth => 0.01, volatility => 0.1),
			cash_line('a "round", or two', 'financing', '>=1M USD', starts_on => '2026-09-15', probability => 0.5),
			cash_line(E'tax\\', 'cost', '10k USD', every => '3 months', starts_on => '2026-03-31', ends_on => '2030-12-31')],
		cash_line('loan', 'repayment', '1k USD', every => '45 days', starts_on => '2026-01-05', growth_spread => 0.02, growth => 0), plan_of(s, estimate(i, 'USD', 'approximate'), '1 USD')
	FROM generate_series(1, 60) AS i, unnest(ARRAY['base', 'worst']) AS s;
INSERT INTO plan (company) VALUES ('defaults');
INSERT INTO plan (company, lines, sound) VALUES ('nothing', NULL, '{}');
CREATE INDEX plan_runway ON plan ((runway(opening, lines, '2026-01-01'::date, floor => floor)));
CREATE INDEX plan_problem ON plan (cash_line_problem(opening, lines));
CREATE INDEX plan_lines ON plan USING gin (lines);

CREATE TABLE plan_line OF cash_line (category PRIMARY KEY, amount NOT NULL);
INSERT INTO plan_line SELECT 'line ' || i, 'cost', some_figure(i, 'USD'), '1 month', NULL, '2026-01-01', NULL, 0.01, NULL, NULL, NULL
	FROM generate_series(1, 300) AS i;

CREATE TABLE book (id integer PRIMARY KEY, rates rate_book, checked dollar_book DEFAULT 'EUR; USD 2024-03-28 1.0811', history rate_book[]);
ALTER TABLE book ALTER rates SET STORAGE external;
INSERT INTO book (id, rates) VALUES (1, 'EUR'), (2, NULL), (3, 'EUR; USD 2024-03-28 1.0811; JPY 2024-03-28 12345678901234567890.12345');
INSERT INTO book SELECT 4, rate_book('EUR', q, '2015-01-01'::date + i, round(1 + mix(i, q) / 1e8, 5)), 'USD', ARRAY['EUR; DEM 1999-01-04 1.95583'::rate_book, NULL]
	FROM generate_series(0, 999) AS i, unnest(ARRAY['USD', 'GBP', 'JPY', 'CHF']) AS q;
CREATE TABLE rate (key quoted_rate PRIMARY KEY);
INSERT INTO rate SELECT r FROM book, rates(rates) AS r WHERE id = 4;

CREATE TABLE flow AS SELECT company, r AS entry FROM plan, cash_flow_lines(lines, '2026-01-01', 12) AS r WHERE scenario = 'base';
CREATE TABLE projection AS SELECT company, r AS entry FROM plan, cash_projection(opening, lines, '2026-01-01', 24) AS r WHERE scenario = 'base';
CREATE TABLE forecast AS SELECT company, r AS entry
	FROM plan, rolling_forecast(opening, lines, ARRAY[cash_line('costs', 'cost', '90k USD', starts_on => '2026-01-20')], '2026-01-01', 12) AS r WHERE scenario = 'worst';
CREATE TABLE simulation AS SELECT company, r AS entry FROM plan, cash_simulation(opening, lines[1:2], '2026-01-01', 12, 100, 7) AS r WHERE company IN ('company 1', 'defaults');
CREATE TABLE outcome (company text, entry runway_row, sensitivity runway_sensitivity_row[], bounds default_alive_bounds_row[], chart cash_chart_row[],
	raise estimate, mentions monetary_mention[], share ratio_bounds, picture text, totals monetary[], total estimate);
INSERT INTO outcome SELECT company, runway(opening, lines, '2026-01-01'),
		ARRAY(SELECT r FROM runway_sensitivity(opening, lines, '2026-01-01') AS r),
		ARRAY(SELECT r FROM default_alive_bounds(opening, lines, '2026-01-01') AS r),
		ARRAY(SELECT r FROM cash_chart(ARRAY(SELECT p FROM cash_projection(opening, lines, '2026-01-01', 24) AS p)) AS r),
		required_raise(opening, lines, '2026-01-01', 24),
		ARRAY(SELECT r FROM monetary_mentions('raised about $3 million of €5.5M at a £1bn valuation') AS r),
		dilution('2M USD', '10M USD pre'),
		cash_chart_svg(ARRAY(SELECT p FROM cash_projection(opening, lines, '2026-01-01', 24) AS p)),
		(SELECT totals(amount) FROM ledger WHERE id < 100), (SELECT sum(figure_eur) FROM ledger WHERE id < 100 AND kind(figure_eur) <> 'undisclosed')
	FROM plan WHERE company IN ('company 1', 'company 7', 'defaults') AND scenario = 'base' ORDER BY company;

-- ---- inheritance; a table that rules and triggers write to

CREATE TABLE account (id integer PRIMARY KEY, balance monetary(USD) NOT NULL DEFAULT '0 USD', history monetary(USD)[] NOT NULL DEFAULT '{}');
CREATE TABLE account_at_bank (owed estimate(USD) DEFAULT '<5 USD') INHERITS (account);
CREATE TABLE account_log (id integer, was monetary, is_now monetary, what text);
CREATE FUNCTION account_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.history := OLD.history || OLD.balance;
	IF NEW.balance > TG_ARGV[0]::everything.dollars THEN
		NEW.balance := TG_ARGV[0];
	END IF;
	RETURN NEW;
END $$;
-- the bodies of functions in quotes find our types by this
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION everything.account_changed() SET search_path = %s', current_setting('search_path'));
END $$;
CREATE TRIGGER account_changed BEFORE UPDATE ON account FOR EACH ROW
	WHEN (NEW.balance <> OLD.balance AND NEW.balance > '1 USD'::monetary) EXECUTE FUNCTION account_changed('1M USD');
CREATE RULE account_logged AS ON UPDATE TO account WHERE NEW.balance <> OLD.balance AND OLD.balance >= '-1000 USD'::monetary
	DO ALSO INSERT INTO account_log VALUES (OLD.id, OLD.balance, NEW.balance, CASE WHEN NEW.balance ~>~ '100 USD'::monetary(USD) THEN 'large' ELSE 'small' END);
CREATE RULE account_kept AS ON DELETE TO account WHERE OLD.balance = ANY ('{"5 USD","6 USD"}'::monetary[]) DO INSTEAD NOTHING;
INSERT INTO account SELECT i, monetary(i, 'USD') FROM generate_series(1, 100) AS i;
INSERT INTO account_at_bank SELECT i, monetary(i, 'USD'), ARRAY['1 USD'::monetary, NULL], some_figure(i, 'USD') FROM generate_series(101, 150) AS i;
UPDATE account SET balance = balance * 20000 WHERE id % 3 = 0;
DELETE FROM account WHERE id BETWEEN 4 AND 8;

ALTER TABLE account_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY small_ones ON account_log FOR SELECT TO PUBLIC USING (was < '1M USD'::monetary AND is_now IS NOT NULL);
GRANT SELECT ON account_log TO PUBLIC;

-- ---- unlogged, with toast, changed afterwards

CREATE UNLOGGED TABLE scratch (id integer PRIMARY KEY, amount monetary, figure estimate, worth valuation);
INSERT INTO scratch SELECT id, amount, figure, worth FROM ledger WHERE id <= 500;
CREATE INDEX ON scratch USING gist (figure);
CREATE INDEX ON scratch (amount);

CREATE TABLE changed (id integer PRIMARY KEY, gone monetary, amount text, figure monetary);
INSERT INTO changed SELECT i, monetary(i, 'USD'), i || ' EUR', monetary(i, 'GBP') FROM generate_series(1, 500) AS i;
ALTER TABLE changed DROP gone;
ALTER TABLE changed ALTER amount TYPE monetary(EUR) USING amount::monetary;
ALTER TABLE changed ALTER figure TYPE valuation(GBP);
ALTER TABLE changed ADD added estimate DEFAULT '~7B USD', ADD added_too monetary('ALL') NOT NULL DEFAULT '7 ALL';
UPDATE changed SET added = 'undisclosed' WHERE id % 10 = 0;

-- ---- views

CREATE VIEW literals AS SELECT
	'1 USD'::monetary AS a, '1 USD'::monetary(USD) AS b, '7 ALL'::monetary('ALL') AS c, '~7B EUR'::estimate(EUR) AS d,
	'{"80B USD post",NULL}'::valuation(USD)[] AS e, ROW('a', 'cost', '1 USD', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line AS f,
	'EUR; USD 2024-03-28 1.1'::rate_book AS g, money_range('1 USD', '2 USD') AS h, '5 USD'::price AS i, monetary '3 USD' > '2 USD' AS j,
	CAST('{"5 ALL"}' AS lek[]) IS NULL AS k, sign('1 USD'::monetary) AS l
	WHERE false;
CREATE VIEW large AS
	SELECT id, amount, figure FROM ledger WHERE amount > '1k USD'::monetary AND amount_usd BETWEEN '0 USD'::monetary AND '1B USD'
		AND NOT figure && '5 USD'::estimate AND worth ~>~ '1 CHF'::valuation AND code <> 'EUR' WITH CHECK OPTION;
CREATE VIEW by_currency AS
	SELECT currency(amount) AS currency, sum(amount) AS total, avg(amount) AS mean, min(amount) AS least, max(amount) AS most,
		sum(amount) FILTER (WHERE amount > '0 USD'::monetary) AS positive, count(DISTINCT amount) AS different, summed_up(amount) AS again
	FROM ledger GROUP BY currency(amount);
CREATE VIEW windows AS
	SELECT id, sum(amount_usd) OVER w AS moving, sum(amount_usd) OVER (ORDER BY amount_usd, id ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS four,
		count(*) OVER (ORDER BY amount_usd RANGE BETWEEN '100 USD'::monetary PRECEDING AND 50.5 FOLLOWING) AS near
	FROM ledger WHERE id <= 2000 WINDOW w AS (PARTITION BY booked ORDER BY amount_usd, id);
CREATE VIEW runways AS
	SELECT company, scenario, r.*, ARRAY(SELECT c.closing_cash FROM cash_projection(opening => p.opening, lines => p.lines, from_month => '2026-01-01', months => 3) AS c) AS closings
	FROM plan AS p, LATERAL runway(p.opening, p.lines, '2026-01-01', floor => '1 USD') AS r;
CREATE VIEW converted AS
	SELECT l.id, convert(l.amount_usd, 'EUR', '2017-09-27', b.rates) AS in_euro, (l.deal).at AS at, (l.deal).tranches[1] AS tranche, l.parts[1:2] AS parts
	FROM ledger AS l, book AS b WHERE b.id = 4 AND l.id <= 500;
CREATE VIEW sorted AS
	SELECT amount FROM ledger ORDER BY amount USING ~>~ NULLS LAST, id LIMIT 100;
CREATE RECURSIVE VIEW doubled (amount) AS
	VALUES ('1 USD'::monetary) UNION SELECT amount * 2 FROM doubled WHERE amount < '1M USD'::monetary;

CREATE MATERIALIZED VIEW summary AS
	SELECT code, sum(amount) AS total, hull(figure) AS figures, max(id) AS last FROM ledger
	WHERE code IS NOT NULL AND currency(figure) = code GROUP BY code;
CREATE UNIQUE INDEX ON summary (total);
CREATE INDEX ON summary USING gist (figures);
CREATE MATERIALIZED VIEW not_yet AS SELECT amount, '1 USD'::monetary(USD) AS one FROM ledger WITH NO DATA;

ANALYZE pool, ledger, extreme, money_of, list_price, purchase, reserved, by_hash, by_hash_amount, by_range, by_range_figure, by_list, by_list_amount,
	plan, plan_line, book, rate, flow, projection, forecast, simulation, outcome, account, account_at_bank, account_log, scratch, changed, summary;
