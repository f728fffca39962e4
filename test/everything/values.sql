-- values.sql
--	  Prints all that is stored in the schema of create.sql, in a defined order:
--	  every row as text, then the bytes and the hashes of the three types, then
--	  in which partition each row lies.  Two databases that hold the same print
--	  the same, on every version and every machine.

\ir settings.sql

SELECT 'account', t::text FROM ONLY account AS t ORDER BY t::text COLLATE "C";
SELECT 'account_at_bank', t::text FROM account_at_bank AS t ORDER BY t::text COLLATE "C";
SELECT 'account_log', t::text FROM account_log AS t ORDER BY t::text COLLATE "C";
SELECT 'book', t::text FROM book AS t ORDER BY t::text COLLATE "C";
SELECT 'by_hash', t::text FROM by_hash AS t ORDER BY t::text COLLATE "C";
SELECT 'by_hash_amount', t::text FROM by_hash_amount AS t ORDER BY t::text COLLATE "C";
SELECT 'by_list', t::text FROM by_list AS t ORDER BY t::text COLLATE "C";
SELECT 'by_list_amount', t::text FROM by_list_amount AS t ORDER BY t::text COLLATE "C";
SELECT 'by_range', t::text FROM by_range AS t ORDER BY t::text COLLATE "C";
SELECT 'by_range_figure', t::text FROM by_range_figure AS t ORDER BY t::text COLLATE "C";
SELECT 'changed', t::text FROM changed AS t ORDER BY t::text COLLATE "C";
SELECT 'extreme', t::text FROM extreme AS t ORDER BY t::text COLLATE "C";
SELECT 'flow', t::text FROM flow AS t ORDER BY t::text COLLATE "C";
SELECT 'forecast', t::text FROM forecast AS t ORDER BY t::text COLLATE "C";
SELECT 'ledger', t::text FROM ledger AS t ORDER BY t::text COLLATE "C";
SELECT 'list_price', t::text FROM list_price AS t ORDER BY t::text COLLATE "C";
SELECT 'money_of', t::text FROM money_of AS t ORDER BY t::text COLLATE "C";
SELECT 'outcome', t::text FROM outcome AS t ORDER BY t::text COLLATE "C";
SELECT 'plan', t::text FROM plan AS t ORDER BY t::text COLLATE "C";
SELECT 'plan_line', t::text FROM plan_line AS t ORDER BY t::text COLLATE "C";
SELECT 'pool', t::text FROM pool AS t ORDER BY t::text COLLATE "C";
SELECT 'projection', t::text FROM projection AS t ORDER BY t::text COLLATE "C";
SELECT 'purchase', t::text FROM purchase AS t ORDER BY t::text COLLATE "C";
SELECT 'rate', t::text FROM rate AS t ORDER BY t::text COLLATE "C";
SELECT 'reserved', t::text FROM reserved AS t ORDER BY t::text COLLATE "C";
SELECT 'scratch', t::text FROM scratch AS t ORDER BY t::text COLLATE "C";
SELECT 'simulation', t::text FROM simulation AS t ORDER BY t::text COLLATE "C";
SELECT 'summary', t::text FROM summary AS t ORDER BY t::text COLLATE "C";
SELECT 'entry_number', last_value, is_called FROM entry_number;

-- bytes, and hashes with and without a seed: neither ever changes

SELECT id, monetary_send(amount), monetary_hash(amount), monetary_hash_extended(amount, 42),
		estimate_send(figure), estimate_hash(figure), estimate_hash_extended(figure, 42),
		valuation_send(worth), valuation_hash(worth), valuation_hash_extended(worth, 42)
	FROM ledger ORDER BY id;
SELECT id, monetary_send(amount), monetary_hash(amount), monetary_hash_extended(amount, 42),
		estimate_send(figure), estimate_hash(figure), estimate_hash_extended(figure, 42),
		valuation_send(worth), valuation_hash(worth), valuation_hash_extended(worth, 42)
	FROM extreme ORDER BY id;
SELECT code, monetary_send(largest), monetary_hash(largest), monetary_hash_extended(largest, 42),
		estimate_send(least), estimate_hash(least), estimate_hash_extended(least, 42),
		valuation_send(worth), valuation_hash(worth), valuation_hash_extended(worth, 42)
	FROM money_of ORDER BY code COLLATE "C";
SELECT id, md5(rate_book_send(rates)) FROM book ORDER BY id;

-- where the rows are, and what their order is

SELECT id, relname FROM by_hash AS t JOIN pg_class AS c ON c.oid = t.tableoid ORDER BY id;
SELECT id, relname FROM by_hash_amount AS t JOIN pg_class AS c ON c.oid = t.tableoid ORDER BY id;
SELECT id, relname FROM by_range AS t JOIN pg_class AS c ON c.oid = t.tableoid ORDER BY id;
SELECT id, relname FROM by_range_figure AS t JOIN pg_class AS c ON c.oid = t.tableoid ORDER BY id;
SELECT id, relname FROM by_list AS t JOIN pg_class AS c ON c.oid = t.tableoid ORDER BY id;
SELECT id, relname FROM by_list_amount AS t JOIN pg_class AS c ON c.oid = t.tableoid ORDER BY id;
SELECT amount FROM extreme ORDER BY amount, id;
SELECT figure FROM extreme ORDER BY figure, id;
SELECT worth FROM extreme ORDER BY worth, id;
