-- grow.sql
--	  Adds rows to the tables of create.sql, changes and removes some, and
--	  prints the first of them that an index does not find again.  The values are
--	  those of other rows, and new ones between them, so that pages split.

\ir settings.sql

INSERT INTO ledger (id, booked, amount, amount_usd, amount_all, figure, figure_eur, worth, worth_usd, parts, figures, worths, deal, price, leks, known, post,
		spread, spreads, listed)
	SELECT 100000 + id, booked, amount * 2, amount_usd / 3, amount_all, figure + figure_eur * 0, figure_eur * 3, worth, worth_usd, parts, figures, worths, deal, price,
		leks, known, post, spread, spreads, listed
	FROM ledger WHERE id <= 9000 AND (currency(figure) = 'EUR' OR figure IS NULL)
UNION ALL
	SELECT 200000 + id, booked, amount, amount_usd + '0.001 USD', amount_all, figure, figure_eur, worth, worth_usd, parts, figures, worths, deal, price,
		leks, known, post, spread, spreads, listed
	FROM ledger WHERE id <= 9000;
INSERT INTO by_hash SELECT amount, figure, worth, id FROM ledger WHERE id > 100000;
INSERT INTO by_hash_amount SELECT DISTINCT ON (amount) amount, id FROM ledger WHERE amount IS NOT NULL AND id > 100000 ORDER BY amount, id
	ON CONFLICT DO NOTHING;
INSERT INTO by_range SELECT amount_usd, id, figure FROM ledger WHERE id > 100000;
INSERT INTO by_range_figure SELECT figure, id FROM ledger WHERE id > 100000;
INSERT INTO reserved SELECT id + 5000, amount * 1000 + '0.5 USD', format('[%s..%s) EUR', 50000 + id * 10, 50000 + id * 10 + 10)::estimate, 'empty'
	FROM reserved;
INSERT INTO ledger (id, booked) VALUES (300000, '2025-01-01');
SELECT 'defaults', amount, amount_usd, amount_all, figure_eur, price, leks, taxed FROM ledger
	WHERE id = 300000 AND (amount, amount_usd, amount_all, figure_eur, price, leks, taxed)
		IS DISTINCT FROM ('0 USD'::monetary, '10 USD'::monetary, '100 ALL'::monetary, '~7B EUR'::estimate, '1 USD'::price, '12 ALL'::lek, '11.90 USD'::monetary);
UPDATE ledger SET amount = amount + amount * 0.01, figure = NULL WHERE id % 10 = 3;
DELETE FROM ledger WHERE id % 10 = 4;
REFRESH MATERIALIZED VIEW summary;
REFRESH MATERIALIZED VIEW not_yet;

-- what was refused stays refused
DO $$
DECLARE
	statement text;
BEGIN
	FOREACH statement IN ARRAY ARRAY[
		$s$INSERT INTO reserved VALUES (-1, '-1 USD', '105 EUR', 'empty')$s$,
		$s$INSERT INTO reserved VALUES (-1, '77 USD', '-5 EUR', 'empty')$s$,
		$s$INSERT INTO extreme (amount) VALUES ('9999999999999999999999999999 JPY')$s$,
		$s$INSERT INTO ledger (id, booked, amount) VALUES (-1, '2025-01-01', '666.66 USD')$s$,
		$s$INSERT INTO ledger (id, booked, amount_usd) VALUES (-1, '2025-01-01', '5 EUR')$s$,
		$s$INSERT INTO ledger (id, booked, price) VALUES (-1, '2025-01-01', '-1 USD')$s$,
		$s$INSERT INTO by_hash_amount SELECT amount, -1 FROM by_hash_amount LIMIT 1$s$,
		$s$INSERT INTO purchase (id, price) VALUES (-1, '0.12345 USD')$s$]
	LOOP
		BEGIN
			EXECUTE statement;
			RAISE WARNING 'accepted: %', statement;
		EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN
			NULL;
		END;
	END LOOP;
END $$;

-- each class finds each row by its own value
SET enable_seqscan = off;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SELECT 'amount', id FROM ledger AS l WHERE amount IS NOT NULL AND NOT EXISTS (SELECT FROM ledger WHERE amount = l.amount AND id = l.id OFFSET 0) LIMIT 1;
SELECT 'figure', id FROM ledger AS l WHERE id % 7 = 0 AND figure IS NOT NULL
	AND NOT EXISTS (SELECT FROM ledger WHERE figure && l.figure AND figure = l.figure AND id = l.id OFFSET 0) LIMIT 1;
SELECT 'worth', id FROM ledger AS l WHERE worth IS NOT NULL AND NOT EXISTS (SELECT FROM ledger WHERE worth = l.worth AND id = l.id OFFSET 0) LIMIT 1;
SELECT 'by_hash_amount', id FROM by_hash_amount AS l WHERE NOT EXISTS (SELECT FROM by_hash_amount WHERE amount = l.amount AND id = l.id OFFSET 0) LIMIT 1;
SELECT 'grown';
