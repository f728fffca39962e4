-- answers.sql
--	  Prints what queries say of the schema of create.sql.  They can use its
--	  indexes, partitions and statistics, or not: the answers are the same with
--	  enable_indexscan off and on, and on every version.

\ir settings.sql

-- ---- every operator beside constants, on columns with and without a currency

SELECT col, op, c, answer(format('SELECT count(*) || '' '' || coalesce(sum(mod(id, 97) * id), 0) FROM ledger WHERE %I %s %L::monetary', col, op, c))
	FROM unnest(ARRAY['amount', 'amount_usd', 'amount_all', 'amount_abs', 'leks']) WITH ORDINALITY AS k(col, m),
		unnest(ARRAY['=', '<>', '<', '<=', '>', '>=', '~<~', '~<=~', '~>=~', '~>~']) WITH ORDINALITY AS o(op, n),
		unnest(ARRAY['0 USD', '100 USD', '450 ALL', '1M EUR', '-5 JPY']) WITH ORDINALITY AS v(c, p)
	ORDER BY m, n, p;
SELECT col, op, c, answer(format('SELECT count(*) || '' '' || coalesce(sum(mod(id, 97) * id), 0) FROM ledger WHERE %I %s %L::estimate', col, op, c))
	FROM unnest(ARRAY['figure', 'figure_eur', 'known']) WITH ORDINALITY AS k(col, m),
		unnest(ARRAY['=', '<>', '<', '<=', '>', '>=', '~<~', '~<=~', '~>=~', '~>~', '&&', '@>', '<@']) WITH ORDINALITY AS o(op, n),
		unnest(ARRAY['undisclosed', '~500 USD', '[100..300) EUR', '>900 EUR', '7 CLF', '(..)', '~7B USD']) WITH ORDINALITY AS v(c, p)
	ORDER BY m, n, p;
SELECT col, op, c, answer(format('SELECT count(*) || '' '' || coalesce(sum(mod(id, 97) * id), 0) FROM ledger WHERE %I %s %L::valuation', col, op, c))
	FROM unnest(ARRAY['worth', 'worth_usd', 'post']) WITH ORDINALITY AS k(col, m),
		unnest(ARRAY['=', '<>', '<', '<=', '>', '>=', '~<~', '~<=~', '~>=~', '~>~']) WITH ORDINALITY AS o(op, n),
		unnest(ARRAY['undisclosed', '~500 USD pre', '[100..300) EUR post', '>900 USD', '3000 USD post']) WITH ORDINALITY AS v(c, p)
	ORDER BY m, n, p;
-- values that are there, by = of each class
SELECT col, (SELECT string_agg(n, ',' ORDER BY i)
		FROM (SELECT i, answer(format('SELECT count(*) FROM ledger WHERE %1$I = (SELECT %1$I FROM ledger WHERE id = %2$s)', col, i)) AS n
			FROM generate_series(40, 1240, 40) AS i) AS v)
	FROM unnest(ARRAY['amount', 'amount_usd', 'amount_all', 'figure', 'figure_eur', 'worth', 'worth_usd', 'worths', 'parts', 'deal', 'spread'])
		WITH ORDINALITY AS k(col, m)
	ORDER BY m;

-- ---- predicates of every other kind

SELECT n, c, answer('SELECT count(*) || '' '' || coalesce(sum(mod(id, 97) * id), 0) FROM ledger WHERE ' || c)
	FROM unnest(ARRAY[
		'amount IS NULL', 'figure IS NOT NULL', $$amount IN ('5 USD', '1 USD', '7 EUR', '3 ALL', '9 JPY')$$,
		$$amount BETWEEN '10 USD' AND '1k USD'$$, $$amount > '10 USD' AND amount < '20 EUR'$$, $$(amount > '10 USD') IS NULL$$, $$NOT amount >= '10 EUR'$$,
		$$amount_usd BETWEEN '-10 USD' AND '1k USD' AND id < 5000$$, $$amount > ALL (ARRAY['1 USD', '5 USD']::monetary[])$$,
		$$amount_all > '450 ALL'$$, $$amount_all >= '401 ALL' AND leks > '100 ALL'$$, $$currency(amount) = 'DEM'$$,
		$$currency(amount) = 'USD' AND amount_usd * 2 > '100 USD'$$,
		$$with_tax(amount_usd) ~<~ '200 USD' AND is_disclosed(figure) AND amount_usd >= '100 USD'$$,
		$$point(figure) > '50 EUR' AND kind(figure) = 'approximate'$$, $$figure @> '500 USD'$$, $$figure <@ '100..200 USD' OR figure && '7 BHD'$$,
		$$figure && figure_eur$$, $$estimate(worth) && '900 USD'$$, $$estimate(worth) @> '50..60 EUR'$$,
		$$figure = 'undisclosed'$$, $$figure IN ('undisclosed USD', '(..)', 'undisclosed')$$, $$(figure < '100 EUR') IS UNKNOWN$$,
		$$worth < '500 USD pre' IS NOT TRUE$$,
		$$parts @> ARRAY['7 CHF'::monetary]$$, $$parts && ARRAY['5 USD', '105 USD']::monetary[]$$, $$parts = '{}'$$, $$'100 USD' = ANY (parts_usd)$$,
		$$figures @> ARRAY['undisclosed'::estimate]$$, $$parts > ARRAY['5 USD'::monetary]$$,
		$$spread @> '100 USD'::monetary$$, $$spread && money_range('10 USD', '20 USD')$$, $$spread = 'empty'$$, $$spread << money_range('10 USD', '20 USD')$$,
		$$spread > money_range('10 USD', '20 USD')$$, $$spreads @> '106 USD'::monetary$$, $$isempty(spread)$$,
		$$deal IS DISTINCT FROM NULL AND deal > ROW('b', NULL, NULL, NULL, NULL, NULL)::deal$$,
		$$(deal).price > '50 EUR'$$, $$(document ->> 'amount')::numeric = 5$$, $$is_large$$, $$is_large(amount, worth)$$,
		$$(dilution).lower > 0.01$$, $$after_round = '>1000001 USD post'$$, $$booked = '2001-01-01' AND amount IS NOT NULL$$
	]) WITH ORDINALITY AS q(c, n) ORDER BY n;

-- ---- other relations, partitions and joins

SELECT n, q, answer(q) FROM unnest(ARRAY[
	$$SELECT count(*) || ' ' || sum(id) FROM by_range WHERE amount > '1k USD'$$,
	$$SELECT count(*) || ' ' || sum(id) FROM by_range WHERE amount < '0 USD' OR amount = '5 USD'$$,
	$$SELECT count(*) || ' ' || sum(id) FROM by_range WHERE amount BETWEEN '10 USD' AND '2k USD' AND currency(figure) = 'EUR'$$,
	$$SELECT count(*) FROM by_range WHERE amount IS NULL$$,
	$$SELECT count(*) || ' ' || sum(id) FROM by_range_figure WHERE figure ~>=~ '[100..200) USD'$$,
	$$SELECT count(*) || ' ' || sum(id) FROM by_range_figure WHERE figure < '100 EUR'$$,
	$$SELECT count(*) || ' ' || sum(id) FROM by_list WHERE worth IN ('1B USD pre', 'undisclosed', '5 USD')$$,
	$$SELECT count(*) || ' ' || sum(id) FROM by_list WHERE worth IS NULL OR worth > '500M USD pre'$$,
	$$SELECT count(*) || ' ' || sum(id) FROM by_list_amount WHERE amount = '2 ALL'$$,
	$$SELECT count(*) || ' ' || sum(id) FROM by_list_amount WHERE amount >= '3 ALL'$$,
	$$SELECT count(*) || ' ' || sum(h.id) FROM by_hash AS h JOIN ledger AS l ON l.amount = h.amount AND l.figure = h.figure AND l.worth = h.worth$$,
	$$SELECT count(*) || ' ' || sum(h.id) FROM by_hash_amount AS h JOIN ledger AS l ON l.amount = h.amount$$,
	$$SELECT string_agg(n::text, ',') FROM (SELECT (SELECT count(*) FROM by_hash_amount AS h WHERE h.amount = l.amount) AS n
		FROM ledger AS l WHERE id < 400 ORDER BY id) AS v$$,
	$$SELECT string_agg(n::text, ',') FROM (SELECT (SELECT count(*) FROM by_hash AS h WHERE (h.amount, h.figure, h.worth) = (l.amount, l.figure, l.worth)) AS n
		FROM ledger AS l WHERE id < 200 ORDER BY id) AS v$$,
	$$SELECT count(*) || ' ' || sum(id) FROM by_hash WHERE figure && '500 USD'$$,
	$$SELECT count(*) || ' ' || sum(id) FROM purchase JOIN list_price USING (price) WHERE price > '20 EUR'$$,
	$$SELECT count(*) || ' ' || sum(id) FROM purchase JOIN list_price USING (figure) WHERE figure && '100.5 ALL'$$,
	$$SELECT count(*) || ' ' || sum(id) FROM purchase AS p JOIN list_price AS l ON p.worth = l.worth AND p.worth_price = l.price$$,
	$$SELECT string_agg(n::text, ',') FROM (SELECT (SELECT count(*) FROM ledger AS l WHERE l.amount < p.price) AS n
		FROM list_price AS p WHERE price ~<~ '20 ALL' ORDER BY price) AS v$$,
	$$SELECT string_agg(n::text, ',') FROM (SELECT (SELECT count(*) FROM ledger AS l WHERE l.figure && p.figure) AS n
		FROM list_price AS p WHERE price ~<~ '5 ALL' ORDER BY price) AS v$$,
	$$SELECT count(*) || ' ' || sum(id) FROM reserved WHERE figure && '(105..107) EUR' OR amount = '700 USD' OR spread @> '33.5 EUR'::monetary$$,
	$$SELECT count(*) FROM extreme AS a JOIN extreme AS b ON a.figure && b.figure$$,
	$$SELECT count(*) FROM extreme AS a JOIN extreme AS b ON a.figure @> b.figure AND a.worth IS NULL$$,
	$$SELECT count(*) FROM extreme AS a JOIN extreme AS b ON a.amount < b.amount$$,
	$$SELECT count(*) FROM extreme AS a JOIN extreme AS b ON a.worth < b.worth OR a.figure >= b.figure$$,
	$$SELECT string_agg(code, ',' ORDER BY one) FROM money_of WHERE one ~>~ '1 USD' OR (info).is_historic AND one < largest$$,
	$$SELECT count(*) || ' ' || md5(string_agg(to_jsonb(f)::text, '' ORDER BY f::text COLLATE "C")) FROM flow AS f WHERE (entry).flow = 'cost'$$,
	$$SELECT md5(string_agg(company || scenario, ',' ORDER BY company COLLATE "C", scenario COLLATE "C"))
		FROM plan WHERE (runway(opening, lines, '2026-01-01'::date, floor => floor)).runway_months > 9$$,
	$$SELECT count(*) FROM plan WHERE cash_line_problem(opening, lines) IS NULL$$,
	$$SELECT count(*) FROM plan WHERE lines @> ARRAY[cash_line(E'tax\\', 'cost', '10k USD', every => '3 months', starts_on => '2026-03-31', ends_on => '2030-12-31')]$$,
	$$SELECT count(*) FROM plan_line WHERE category = 'line 7' OR amount < '50 USD'$$,
	$$SELECT count(*) || ' ' || sum((key).rate) FROM rate WHERE key BETWEEN ROW('2016-02-03', 'EUR', NULL, NULL)::quoted_rate AND ROW('2016-03-03', 'EUR', NULL, NULL)::quoted_rate$$,
	$$SELECT string_agg(code, ',' ORDER BY code COLLATE "C") FROM summary WHERE total > '1 USD' OR figures && '5 EUR'$$,
	$$SELECT count(*) FROM changed WHERE amount > '100 EUR' AND figure ~<~ '200 GBP'$$,
	$$SELECT count(DISTINCT amount) || ' ' || count(DISTINCT figure) || ' ' || count(DISTINCT worth) || ' ' || count(DISTINCT parts) FROM ledger$$,
	$$SELECT count(*) FROM (SELECT amount, figure, worth FROM ledger GROUP BY 1, 2, 3) AS v$$,
	$$SELECT count(*) FROM (SELECT amount FROM ledger UNION SELECT price FROM list_price EXCEPT SELECT amount FROM by_hash_amount) AS v$$
	]) WITH ORDINALITY AS u(q, n) ORDER BY n;

-- ---- order: forward, backward, a page, ends, windows, views

SELECT id, amount FROM ledger ORDER BY amount, id LIMIT 50;
SELECT id, amount FROM ledger ORDER BY amount DESC NULLS LAST, id LIMIT 50;
SELECT id, amount FROM ledger WHERE amount ~>~ '5 JPY' AND id % 7 = 1 ORDER BY amount, id LIMIT 50;
SELECT id, figure FROM ledger WHERE figure IS NOT NULL ORDER BY figure DESC, id LIMIT 50;
SELECT id, worth FROM ledger ORDER BY worth NULLS FIRST, id OFFSET 500 LIMIT 50;
SELECT code, min(amount), max(amount), sum(amount) FROM ledger WHERE code IS NOT NULL GROUP BY code ORDER BY code COLLATE "C";
SELECT currency(figure_eur), sum(figure_eur), hull(figure_eur), count(*) FROM ledger GROUP BY 1 ORDER BY 1;
SELECT * FROM by_currency ORDER BY currency COLLATE "C";
SELECT * FROM windows ORDER BY id LIMIT 500;
SELECT * FROM runways ORDER BY company COLLATE "C", scenario COLLATE "C";
SELECT * FROM converted ORDER BY id LIMIT 100;
SELECT * FROM sorted;
SELECT * FROM doubled ORDER BY amount;
SELECT * FROM literals;
SELECT count(*), sum(id) FROM large;
