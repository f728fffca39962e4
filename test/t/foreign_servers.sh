#!/bin/sh
# foreign_servers.sh
#	  One table over two other servers, by contrib/postgres_fdw with the extension
#	  in the option "extensions": what is sent to them (EXPLAIN VERBOSE says it)
#	  and that the answers are those of the same rows in one local table.
#	  doc/scaling.md promises what is tested here.
#
# Every immutable function, operator and aggregate is taken from the catalog
# (test/machines/calls.sql).  Left out by PostgreSQL itself, and held to: what has
# an array among its types before version 17, and a function of text that sees
# constants only.  At the end the partial results of two servers are put
# together by hand, as Citus does it.
set -u

. "$(dirname "$0")/../../tools/counted.sh"
cd "$(dirname "$0")/../.." || exit 1
. tools/cluster.sh

PGOPTIONS='-c client_min_messages=warning -c jit=off'
export PGOPTIONS

run()
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

stop_here()
{
	check "$1" 1
	sed "s/^/$name: /" "$out/setup"
	report_count
	exit 1
}

if [ "$(run -c "SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'")" != 1 ]; then
	: >"$out/setup"
	stop_here 'this server has no postgres_fdw (Debian: in postgresql-NN, elsewhere postgresql-contrib)'
fi

# ---- two servers with the extension, and a local table of the same rows

for server in east west; do
	(cluster_create "$server" </dev/null && cluster_start "$server") \
		>"$out/$server" 2>&1 &
	eval "$server=\$!"
done
run >"$out/setup" 2>&1 <<'SQL' || stop_here 'the local table cannot be made'
CREATE EXTENSION funding;
CREATE EXTENSION postgres_fdw;
\i test/machines/figures.sql
\i test/machines/rows.sql
\i test/machines/calls.sql
ANALYZE;
SQL
# shellcheck disable=SC2154
for server in "$east" "$west"; do
	wait "$server" || { cat "$out/east" "$out/west" >"$out/setup"; stop_here 'no further servers'; }
done

for server in east west; do
	PGHOST=$(cluster_host "$server") PGDATABASE=postgres run >"$out/setup" 2>&1 <<'SQL' || stop_here "the tables of $server cannot be made"
CREATE EXTENSION funding;
\i test/machines/figures.sql
CREATE INDEX ON figure (monetary1);
CREATE INDEX ON figure (dollars);
CREATE INDEX ON figure (estimate1);
CREATE INDEX ON figure USING hash (valuation1);
CREATE TABLE budget (company int, amount monetary);
CREATE TABLE entry (company int, day date, amount monetary(USD), figure estimate(EUR), worth valuation, kind text);
CREATE TABLE ordered (id int, amount monetary);
CREATE TABLE hashed (id int, amount monetary, worth valuation);
CREATE SCHEMA offered;
CREATE TABLE offered.invoice (id int, total monetary(USD) NOT NULL DEFAULT '0 USD', cost estimate('ALL'), worth valuation, totals monetary(EUR)[], line cash_line, book rate_book);
INSERT INTO offered.invoice VALUES (1, '5 USD', '~7 ALL', '80B USD post', '{5 EUR,NULL}', cash_line('a, "b"', 'cost', '1 USD', per => '1 month'), 'EUR; USD 2024-03-28 1.0811');
SQL
done

run -v east="$(cluster_host east)" -v west="$(cluster_host west)" \
	-v port="$PGPORT" >"$out/setup" 2>&1 <<'SQL' || stop_here 'the foreign tables cannot be made'
-- a row that is sent costs much here, so that what can be sent away is
CREATE SERVER east FOREIGN DATA WRAPPER postgres_fdw
	OPTIONS (host :'east', port :'port', dbname 'postgres', extensions 'funding', fdw_startup_cost '0', fdw_tuple_cost '10');
CREATE SERVER west FOREIGN DATA WRAPPER postgres_fdw
	OPTIONS (host :'west', port :'port', dbname 'postgres', extensions 'funding', fdw_startup_cost '0', fdw_tuple_cost '10');
CREATE USER MAPPING FOR CURRENT_USER SERVER east;
CREATE USER MAPPING FOR CURRENT_USER SERVER west;

ALTER TABLE figure RENAME TO flat_figure;
CREATE TABLE figure (LIKE flat_figure) PARTITION BY LIST (company);
CREATE FOREIGN TABLE figure_east PARTITION OF figure FOR VALUES IN (1, 2, 3, 4) SERVER east OPTIONS (table_name 'figure');
CREATE FOREIGN TABLE figure_west PARTITION OF figure FOR VALUES IN (5, 6, 7, 8) SERVER west OPTIONS (table_name 'figure', batch_size '100');
INSERT INTO figure SELECT * FROM flat_figure;

CREATE TABLE flat_budget AS
	SELECT c AS company, monetary(5.5, (ARRAY['EUR', 'USD'])[c % 2 + 1]) AS amount FROM generate_series(1, 8) AS c;
CREATE TABLE budget (company int, amount monetary) PARTITION BY LIST (company);
CREATE FOREIGN TABLE budget_east PARTITION OF budget FOR VALUES IN (1, 2, 3, 4) SERVER east OPTIONS (table_name 'budget');
CREATE FOREIGN TABLE budget_west PARTITION OF budget FOR VALUES IN (5, 6, 7, 8) SERVER west OPTIONS (table_name 'budget');
INSERT INTO budget SELECT * FROM flat_budget;
-- a partition of values is routed to and pruned here, and stored there: both
-- servers have to agree on order and hash
CREATE TABLE flat_ordered AS SELECT id, monetary1 AS amount FROM flat_figure WHERE monetary1 IS NOT NULL;
CREATE TABLE ordered (id int, amount monetary) PARTITION BY RANGE (amount);
CREATE FOREIGN TABLE ordered_east PARTITION OF ordered FOR VALUES FROM (MINVALUE) TO ('0 USD') SERVER east OPTIONS (table_name 'ordered');
CREATE FOREIGN TABLE ordered_west PARTITION OF ordered FOR VALUES FROM ('0 USD') TO (MAXVALUE) SERVER west OPTIONS (table_name 'ordered');
INSERT INTO ordered SELECT * FROM flat_ordered;
CREATE TABLE flat_hashed AS SELECT id, monetary1 AS amount, valuation1 AS worth FROM flat_figure;
CREATE TABLE hashed (id int, amount monetary, worth valuation) PARTITION BY HASH (amount, worth);
CREATE FOREIGN TABLE hashed_east PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0) SERVER east OPTIONS (table_name 'hashed');
CREATE FOREIGN TABLE hashed_west PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1) SERVER west OPTIONS (table_name 'hashed');
INSERT INTO hashed SELECT * FROM flat_hashed;
ANALYZE;

CREATE TABLE checked (id int GENERATED ALWAYS AS IDENTITY, what text, ok bool, detail text);

-- what EXPLAIN VERBOSE says of a query, and the "Remote SQL" in it
CREATE FUNCTION plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	answer text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF) ' || query LOOP
		answer := answer || line || E'\n';
	END LOOP;
	RETURN answer;
END
$$;

-- the rows of a query in a number, in their order or without it
CREATE FUNCTION digest(query text, ordered bool = false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format(CASE WHEN ordered THEN 'SELECT count(*) || '' '' || md5(string_agg(q::text, ''|'')) FROM (%s) q'
		ELSE 'SELECT count(*) || '' '' || coalesce(sum(hashtextextended(q::text, 0)::numeric), 0) FROM (%s) q' END, query) INTO answer;
	RETURN answer;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;

-- A query over tables named {figure} and so on, whose every part of "sent" has to
-- be in every "Remote SQL" of its plan; NULL if it is known not to be sent.
-- The answer has to be that of the local table, and no error but where it says.
CREATE PROCEDURE ask(what text, query text, VARIADIC sent text[]) LANGUAGE plpgsql AS $$
DECLARE
	foreign_query text := regexp_replace(query, '\{(\w+)\}', '\1', 'g');
	local_query text := regexp_replace(query, '\{(\w+?)(_east|_west|)\}', 'flat_\1', 'g');
	ordered bool := query ~ 'ORDER BY [^()]*$';
	explained text := plan(foreign_query);
	remote text[] := ARRAY(SELECT m[1] FROM regexp_matches(explained, 'Remote SQL: ([^\n]*)', 'g') AS m);
	here text := digest(foreign_query, ordered);
	there text := digest(local_query, ordered);
BEGIN
	INSERT INTO checked (what, ok, detail) VALUES
		(what || ': the answer', here = there AND here NOT LIKE '_____ %' AND here NOT LIKE '0 %', format('%s, locally %s: %s', here, there, query));
	IF sent[1] IS NULL THEN
		INSERT INTO checked (what, ok, detail) VALUES
			(what || ': is sent now, say so', explained ~ 'Filter:|Aggregate|WindowAgg|Join|Group|Sort' AND cardinality(remote) > 0, explained);
	ELSE
		INSERT INTO checked (what, ok, detail) VALUES
			(what || ': is not sent', cardinality(remote) > 0 AND explained !~ '(Filter|Group Key|Hash Cond):'
				AND NOT EXISTS (SELECT FROM unnest(remote) AS r, unnest(sent) AS s WHERE position(s IN r) = 0), explained);
	END IF;
END
$$;
SQL

# ---- what is sent, and what comes back

run >"$out/asked" 2>&1 <<'SQL'
SET enable_partitionwise_aggregate = on;
SET enable_partitionwise_join = on;
SELECT current_setting('server_version_num')::int >= 170000 AS arrays_are_sent \gset
\set arrays NULL

-- every function and operator: as a condition, and where its values can be
-- grouped as a grouping column, whose values are made over there
SELECT format('CALL ask(%L, %L, %s)', what, CASE WHEN result IN ('json'::regtype, 'text'::regtype, 'jsonb'::regtype) THEN format('SELECT id, company FROM {figure} WHERE (%s) IS %s NULL', expression, CASE WHEN what LIKE 'cash_line_problem(%' THEN '' ELSE 'NOT' END)
		-- equal numbers of a row can have more zeros or less
		WHEN result IN (SELECT oid FROM pg_type WHERE typtype = 'c') THEN format('SELECT company, hash_record_extended(answer, 0), count FROM (SELECT company, (%s) AS answer, count(*) FROM {figure} GROUP BY 1, 2) AS s', expression)
		ELSE format('SELECT company, (%s) AS answer, count(*) FROM {figure} GROUP BY 1, 2', expression) END,
		CASE WHEN arrays AND NOT :'arrays_are_sent' THEN 'NULL' ELSE quote_literal(sign) END)
	FROM called WHERE kind <> 'aggregate' AND NOT returns_set ORDER BY id \gexec
-- comparisons as conditions on constants, some of which become two of the class
SELECT format('CALL ask(%L, %L, %L)', format('%s %s %s', c, o, k), format('SELECT id FROM {figure} WHERE %s %s %L', c, o, k), c || ' OPERATOR(public.')
	FROM (VALUES ('dollars', '30 USD'), ('monetary1', '-49 EUR'), ('estimate1', '20 EUR'), ('valuation1', '30 USD post'), ('valuation1', '2 EUR pre')) AS v (c, k),
		unnest(ARRAY['=', '<>', '<', '<=', '>', '>=', '~<~', '~<=~', '~>~', '~>=~']) AS o
	-- no figure has the value 20 EUR
	WHERE o <> '=' OR c <> 'estimate1' \gexec
CALL ask('a comparison that the planner rewrites', 'SELECT id FROM {figure} WHERE monetary1 > ''5 USD''', 'OPERATOR(public.~>~) ''5.00 USD''', 'OPERATOR(public.~<=~) ''99999999999999999999999999.99 USD''');
CALL ask('a column of one currency', 'SELECT id FROM {figure} WHERE dollars > ''30 USD''', 'WHERE ((dollars OPERATOR(public.~>~) ''30.00 USD''))');
CALL ask('one currency, by the class', 'SELECT id FROM {figure} WHERE monetary1 ~>=~ first_in_currency(monetary ''0 USD'') AND monetary1 ~<=~ last_in_currency(monetary ''0 USD'')', '~>=~', '~<=~');
CALL ask('currency = column', 'SELECT id FROM {figure} WHERE currency(monetary2) = c_currency', '(public.currency(monetary2) = c_currency)');
CALL ask('currency = constant: collations', 'SELECT id FROM {figure} WHERE currency(monetary2) = ''USD''', NULL);
CALL ask('a constant text argument: collations', 'SELECT id FROM {figure} WHERE convert(monetary2, ''USD'', c_day, rate_book1, c_max_age) > ''3 USD''', NULL);
CALL ask('amount and numbers', 'SELECT id FROM {figure} WHERE amount(monetary1) * 2 > 5 AND sign(monetary1) = 1', 'public.amount(monetary1)', 'public.sign(monetary1)');
CALL ask('arithmetic', 'SELECT id FROM {figure} WHERE monetary1 + monetary2 * 2 - c_lower > c_lower', 'OPERATOR(public.+)', 'OPERATOR(public.*)', 'OPERATOR(public.-)', 'OPERATOR(public.>)');
CALL ask('casts', 'SELECT id FROM {figure} WHERE valuation1 = (estimate1::valuation) OR monetary1::estimate <> estimate1', 'OPERATOR(public.<>)', 'OPERATOR(public.=)', 'public.valuation');
CALL ask('overlap and containment', 'SELECT id FROM {figure} WHERE estimate1 && ''3..4 USD'' OR estimate1 @> ''5 EUR''', 'OPERATOR(public.&&)', 'OPERATOR(public.@>)');
CALL ask('a list of values', 'SELECT id FROM {figure} WHERE monetary2 IN (''5.5 USD'', ''3.5 EUR'')', VARIADIC CASE WHEN :'arrays_are_sent' THEN ARRAY['OPERATOR(public.=) ANY'] END);
CALL ask('not the same', 'SELECT id FROM {figure} WHERE monetary1 <> dollars OR (monetary1 IS NULL) <> (dollars IS NULL)', 'OPERATOR(public.<>)');
-- sent without the schema of "=", which is not found over there: an error, with
-- every type that is not built in
INSERT INTO checked (what, ok, detail) SELECT 'sent without its operator: ' || c, plan('SELECT id FROM figure WHERE ' || c) ~ 'Remote SQL: .*(IS DISTINCT FROM|CASE) ' AND d LIKE '42883 operator does not exist: public.monetary = %', d
	FROM unnest(ARRAY['monetary1 IS DISTINCT FROM dollars', 'CASE monetary1 WHEN monetary2 THEN id ELSE 0 END = id']) AS c, digest('SELECT id FROM figure WHERE ' || c) AS d;

-- order, groups, joins
SELECT format('CALL ask(%L, %L, %L)', 'ORDER BY ' || c || d, format('SELECT %s, id FROM {figure} ORDER BY %1$s%s, id', c, d), 'ORDER BY ' || c || CASE WHEN d ~ 'DESC' THEN ' DESC NULLS FIRST' ELSE ' ASC NULLS LAST' END)
	FROM unnest(ARRAY['monetary1', 'dollars', 'estimate1', 'valuation1']) AS c, unnest(ARRAY['', ' DESC']) AS d \gexec
CALL ask('ORDER BY an operator of the class', 'SELECT monetary1 FROM {figure_east} ORDER BY monetary1 USING ~>~ LIMIT 7', 'DESC', 'LIMIT 7');
CALL ask('DISTINCT values', 'SELECT monetary1 FROM {figure_west} WHERE company > 4 GROUP BY monetary1', 'GROUP BY 1');
CALL ask('GROUP BY currency', 'SELECT company, currency(monetary1), sum(monetary1), count(*) FROM {figure} GROUP BY 1, 2 HAVING sum(monetary2) IS NOT NULL', 'public.sum(monetary1)', 'public.currency(monetary1)', 'HAVING');
CALL ask('HAVING', 'SELECT company, sum(monetary1) FROM {figure} WHERE company % 2 = 1 GROUP BY 1 HAVING sum(monetary1) < ''5000 USD''', 'HAVING ((public.sum(monetary1) OPERATOR(public.<)');
CALL ask('aggregates of FILTER and expressions', 'SELECT company, max(dollars * 2) FILTER (WHERE dollars > ''5 USD''), count(DISTINCT monetary2) FROM {figure} GROUP BY 1', 'FILTER (WHERE', 'count(DISTINCT monetary2)');
CALL ask('join', 'SELECT a.id, b.id FROM {figure_east} a JOIN {figure_east} b ON a.monetary1 = b.monetary1 AND a.dollars < b.dollars WHERE a.company <= 4 AND b.company <= 4', 'INNER JOIN', 'OPERATOR(public.=)', 'OPERATOR(public.<)');
CALL ask('join, partition by partition', 'SELECT f.id, b.amount FROM {figure} f JOIN {budget} b ON f.company = b.company AND f.monetary2 = b.amount AND f.monetary1 > b.amount', 'INNER JOIN', 'OPERATOR(public.=)', 'OPERATOR(public.>)');
CALL ask('outer join, partition by partition', 'SELECT f.id, b.amount FROM {figure} f LEFT JOIN {budget} b ON f.company = b.company AND f.monetary2 = b.amount AND f.monetary1 > b.amount WHERE f.id < 30', 'LEFT JOIN', 'OPERATOR(public.>)');
CALL ask('semi-join by value', 'SELECT id FROM {figure} f WHERE EXISTS (SELECT FROM {budget} b WHERE b.amount = f.monetary2)', NULL);

-- every aggregate: whole, where the groups are within a partition, and of one
-- server; partial aggregates are made here, from the rows
SELECT format('CALL ask(%L, %L, %s)', what, format('SELECT company, %s FROM {figure} GROUP BY 1', expression), CASE WHEN arrays AND NOT :'arrays_are_sent' THEN 'NULL' ELSE quote_literal('SELECT company, public' || sign) END),
		format('CALL ask(%L, %L, %s)', what || ' of one server', format('SELECT %s FROM {figure_east} WHERE company = 3', expression), CASE WHEN arrays AND NOT :'arrays_are_sent' THEN 'NULL' ELSE quote_literal('SELECT public' || sign) END),
		format('CALL ask(%L, %L, NULL)', what || ' over both servers', format('SELECT %s FROM {figure} WHERE company %% 2 = 1', expression))
	FROM called WHERE kind = 'aggregate' ORDER BY id \gexec
CALL ask('aggregates of a window', 'SELECT id, sum(monetary2) OVER w, hull(estimate1) OVER w FROM {figure} WINDOW w AS (PARTITION BY company ORDER BY id ROWS 5 PRECEDING)', NULL);

-- partitions by value: which servers are asked
CALL ask('range of values', 'SELECT id FROM {ordered} WHERE amount > ''5 USD''', '~>~');
INSERT INTO checked (what, ok, detail) SELECT 'pruned to the server with the range', p ~ 'ordered_west' AND p !~ 'ordered_east', p FROM plan('SELECT id FROM ordered WHERE amount > ''5 USD''') AS p;
INSERT INTO checked (what, ok, detail) SELECT 'pruned to the server with the hash', p ~ 'hashed_east' <> (p ~ 'hashed_west'), p FROM plan('SELECT id FROM hashed WHERE amount = ''-49 EUR'' AND worth = ''2 EUR pre''') AS p;
INSERT INTO checked (what, ok, detail) SELECT 'hashed rows: ' || x.id, f.n = 1, x::text FROM flat_hashed AS x, LATERAL (SELECT count(*) AS n FROM hashed h WHERE h.amount = x.amount AND h.worth = x.worth AND h.id = x.id) AS f WHERE x.id < 40 AND x.amount IS NOT NULL;
INSERT INTO checked (what, ok, detail) SELECT 'hashed rows on both', count(DISTINCT tableoid) = 2, NULL FROM hashed;
CALL ask('hashed table', 'SELECT * FROM {hashed} WHERE amount IS NOT NULL', 'IS NOT NULL');

-- parameters: of plans for one value and for all
SET plan_cache_mode = force_generic_plan;
PREPARE above(monetary) AS SELECT id FROM figure WHERE monetary1 > $1;
PREPARE same(estimate) AS SELECT id FROM figure WHERE estimate1 = $1;
PREPARE less(valuation) AS SELECT id FROM figure WHERE valuation1 < $1;
PREPARE flat_above(monetary) AS SELECT id FROM flat_figure WHERE monetary1 > $1;
CREATE FUNCTION run(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	r record;
	answer text[];
BEGIN
	FOR r IN EXECUTE query LOOP
		answer := answer || r::text;
	END LOOP;
	RETURN (SELECT string_agg(a, ' ' ORDER BY a) FROM unnest(answer) AS a);
END
$$;
INSERT INTO checked (what, ok, detail) SELECT 'a parameter is sent', p ~ 'monetary1 OPERATOR\(public.~>~\) \$1::public.monetary.*last_in_currency\(\$1', p FROM plan('EXECUTE above(''5 USD'')') AS p;
INSERT INTO checked (what, ok, detail) SELECT 'a parameter of estimate is sent', p ~ 'estimate1 OPERATOR\(public.=\) \$1::public.estimate', p FROM plan('EXECUTE same(''5 USD'')') AS p;
INSERT INTO checked (what, ok, detail) SELECT 'a parameter of valuation is sent', p ~ 'valuation1 OPERATOR\(public.<\) \$1::public.valuation', p FROM plan('EXECUTE less(''5 USD'')') AS p;
INSERT INTO checked (what, ok, detail) SELECT 'parameter ' || v, run(format('EXECUTE above(%L)', v)) IS NOT DISTINCT FROM run(format('EXECUTE flat_above(%L)', v)), NULL FROM unnest(ARRAY['5 USD', '0 EUR', '7 CHF', '-40 USD']) AS v;
RESET plan_cache_mode;

-- asynchronous
ALTER SERVER east OPTIONS (ADD async_capable 'true');
ALTER SERVER west OPTIONS (ADD async_capable 'true');
INSERT INTO checked (what, ok, detail) SELECT 'async append', p ~ 'Async Foreign Scan', p FROM plan('SELECT id FROM figure WHERE monetary1 > ''5 USD''') AS p;
CALL ask('async append', 'SELECT id, monetary1, estimate1 FROM {figure} WHERE monetary1 > ''5 USD''', '~>~');
CALL ask('async append of aggregates', 'SELECT company, sum(monetary1), hull(estimate1) FROM {figure} GROUP BY 1', 'public.sum', 'public.hull');
SQL
check "the questions end early: $(tail -n 3 "$out/asked")" $?

# ---- rows that are written: routing, COPY, batches, updates over there

run >"$out/written" 2>&1 <<'SQL'
CREATE TABLE flat_entry (company int, day date, amount monetary(USD), figure estimate(EUR), worth valuation, kind text);
CREATE TABLE entry (LIKE flat_entry) PARTITION BY RANGE (company);
CREATE FOREIGN TABLE entry_east PARTITION OF entry FOR VALUES FROM (MINVALUE) TO (100) SERVER east OPTIONS (table_name 'entry', batch_size '7');
CREATE FOREIGN TABLE entry_west PARTITION OF entry FOR VALUES FROM (100) TO (200) SERVER west OPTIONS (table_name 'entry', batch_size '1000');
CREATE TABLE entry_here PARTITION OF entry FOR VALUES FROM (200) TO (MAXVALUE);
INSERT INTO flat_entry SELECT i, '2025-01-01'::date + i, (i || ' USD')::monetary, ('~' || i || ' EUR')::estimate, (i || ' JPY pre')::valuation, 'inserted' FROM generate_series(1, 250) AS i;
INSERT INTO entry SELECT * FROM flat_entry;
CALL ask('rows that were inserted', 'SELECT * FROM {entry}', 'worth, kind FROM');
SQL
status=$?
if [ "$status" -eq 0 ]; then
	run -c "COPY (SELECT company + 50, day, amount, figure, worth, 'copied' FROM flat_entry) TO STDOUT (FORMAT binary)" >"$out/copied" &&
		run -c 'COPY entry FROM STDIN (FORMAT binary)' <"$out/copied" &&
		run -c 'COPY flat_entry FROM STDIN (FORMAT binary)' <"$out/copied" &&
		run >"$out/written" 2>&1 <<'SQL'
CALL ask('rows that were copied', 'SELECT * FROM {entry}', 'worth, kind FROM');
UPDATE flat_entry SET amount = amount * 2, worth = NULL WHERE amount > '90 USD' AND figure < '120 EUR';
INSERT INTO checked (what, ok, detail) SELECT 'an update over there', p ~ 'Remote SQL: UPDATE public.entry SET amount = \(amount OPERATOR\(public.\*\) 2::numeric\)' AND p ~ 'amount OPERATOR\(public.~>~\) ''90.00 USD''', p
	FROM plan('UPDATE entry_east SET amount = amount * 2 WHERE amount > ''90 USD'' AND figure < ''120 EUR''') AS p;
UPDATE entry SET amount = amount * 2, worth = NULL WHERE amount > '90 USD' AND figure < '120 EUR';
CALL ask('rows that were updated', 'SELECT * FROM {entry}', 'worth, kind FROM');
INSERT INTO checked (what, ok, detail) SELECT 'a delete over there', p ~ 'Remote SQL: DELETE FROM public.entry WHERE \(\(amount OPERATOR\(public.~<=~\)', p FROM plan('DELETE FROM entry_west WHERE amount <= ''150 USD''') AS p;
DELETE FROM entry WHERE amount <= '150 USD' RETURNING amount;
DELETE FROM flat_entry WHERE amount <= '150 USD';
CALL ask('rows that are left', 'SELECT * FROM {entry}', 'worth, kind FROM');
-- the type modifier holds on both sides
DO $$
BEGIN
	INSERT INTO entry (company, amount) VALUES (1, '5 EUR');
	INSERT INTO checked (what, ok) VALUES ('a wrong currency was stored', false);
EXCEPTION WHEN OTHERS THEN
	INSERT INTO checked (what, ok, detail) VALUES ('a wrong currency: ' || SQLSTATE, SQLSTATE = '22000', SQLERRM);
END
$$;
CREATE FOREIGN TABLE mistaken (company int, amount monetary(USD)) SERVER east OPTIONS (table_name 'budget');
DO $$
BEGIN
	PERFORM amount FROM mistaken;
	INSERT INTO checked (what, ok) VALUES ('a column that is another over there', false);
EXCEPTION WHEN OTHERS THEN
	INSERT INTO checked (what, ok, detail) VALUES ('a column that is another over there: ' || SQLSTATE, SQLSTATE = '22000', SQLERRM);
END
$$;
-- definitions from over there: types, type modifiers, defaults, NOT NULL
CREATE SCHEMA imported;
IMPORT FOREIGN SCHEMA offered FROM SERVER east INTO imported OPTIONS (import_default 'true');
INSERT INTO checked (what, ok, detail) SELECT 'imported columns', string_agg(format_type(atttypid, atttypmod), ' ' ORDER BY attnum) = 'integer monetary(''USD'') estimate(''ALL'') valuation monetary(''EUR'')[] cash_line rate_book', string_agg(format_type(atttypid, atttypmod), ' ' ORDER BY attnum)
	FROM pg_attribute WHERE attrelid = 'imported.invoice'::regclass AND attnum > 0;
INSERT INTO checked (what, ok, detail) SELECT 'imported rows', i::text = $$(1,"5.00 USD","7.00±0.50 ALL","80000000000.00 USD post","{""5.00 EUR"",NULL}","(""a, """"b"""""",cost,""1.00 USD"",""1 mon"",,,,,,,)","EUR; USD 2024-03-28 1.0811")$$, i::text FROM imported.invoice AS i;
INSERT INTO imported.invoice (id, cost) VALUES (2, '>5 ALL') RETURNING total;
INSERT INTO checked (what, ok, detail) SELECT 'imported defaults', count(*) = 1, NULL FROM imported.invoice WHERE total = '0 USD' AND id = 2;
SQL
	status=$?
fi
check "the writing ends early: $(tail -n 3 "$out/written")" "$status"

# ---- the remote servers use their indexes for what they are sent

run -c "SELECT m[1] FROM regexp_matches(plan('SELECT id FROM figure_east WHERE monetary1 > ''500 USD'''), 'Remote SQL: ([^\n]*)', 'g') AS m" >"$out/remote"
PGHOST=$(cluster_host east) PGDATABASE=postgres run -c 'SET search_path = pg_catalog' -c 'SET enable_seqscan = off' \
	-c "EXPLAIN (COSTS OFF) $(cat "$out/remote")" >"$out/index" 2>&1
grep -q 'Index Cond: .*~>~.*500.00 USD.*~<=~' "$out/index"
check "the remote server does not use its index: $(cat "$out/index")" $?

# ---- arrays on 15 and 16: the remedy that doc/scaling.md gives

run >"$out/arrays" 2>&1 <<'SQL'
SET enable_partitionwise_aggregate = on;
SELECT current_setting('server_version_num')::int >= 170000 AS arrays_are_sent \gset
\if :arrays_are_sent
\else
ALTER EXTENSION funding ADD TYPE monetary[];
ALTER EXTENSION funding ADD TYPE estimate[];
\c
SET enable_partitionwise_aggregate = on;
\endif
CALL ask('arrays: a list of values', 'SELECT id FROM {figure} WHERE monetary2 IN (''5.5 USD'', ''3.5 EUR'')', 'OPERATOR(public.=) ANY');
CALL ask('arrays: totals', 'SELECT company, totals(monetary1), totals(estimate1) FROM {figure} GROUP BY 1', 'public.totals(monetary1)', 'public.totals(estimate1)');
CALL ask('arrays: allocate', 'SELECT company, allocate(monetary1, c_weights), count(*) FROM {figure} GROUP BY 1, 2', 'public.allocate(monetary1, c_weights)');
SQL
check "arrays end early: $(tail -n 3 "$out/arrays")" $?

# ---- an aggregate split by hand: a part on each server, put together here

run >"$out/split" 2>&1 <<'SQL'
-- parts(FIELDS): a row of partial results from each server
\set east 'FROM figure_east WHERE company % 2 = 1'
\set west 'FROM figure_west WHERE company % 2 = 1'
CREATE PROCEDURE split(what text, worker text, coordinator text, whole text, condition text = 'company % 2 = 1') LANGUAGE plpgsql AS $$
DECLARE
	parts text := format('SELECT %s FROM figure_east WHERE %s UNION ALL SELECT %1$s FROM figure_west WHERE %2$s', worker, condition);
	combined text;
	direct text;
	explained text := plan(parts);
BEGIN
	EXECUTE format('SELECT (%s)::text FROM (%s) AS part', coordinator, parts) INTO combined;
	EXECUTE format('SELECT (%s)::text FROM flat_figure WHERE %s', whole, condition) INTO direct;
	INSERT INTO checked (what, ok, detail) VALUES ('split ' || what, combined IS NOT DISTINCT FROM direct, format('%s is not %s', combined, direct));
	-- the part is made over there: two foreign scans, and no aggregate here
	INSERT INTO checked (what, ok, detail) VALUES ('split ' || what || ': the parts are not sent', explained !~ ' Aggregate\n|-> +Aggregate', explained);
END
$$;
CALL split('sum(monetary)', 'sum(monetary1) AS s', 'sum(s)', 'sum(monetary1)');
CALL split('avg(monetary)', 'sum(monetary1) AS s, count(monetary1) AS n', 'sum(s) / sum(n)', 'avg(monetary1)');
CALL split('avg(monetary) of JPY-like thirds', 'sum(monetary2) AS s, count(monetary2) AS n', 'sum(s) / sum(n)', 'avg(monetary2)');
CALL split('min(monetary)', 'min(monetary1) AS s', 'min(s)', 'min(monetary1)');
CALL split('max(monetary)', 'max(monetary1) AS s', 'max(s)', 'max(monetary1)');
CALL split('sum(estimate)', 'sum(estimate1) AS s', 'sum(s)', 'sum(estimate1)');
CALL split('sum(estimate) of approximate figures', 'sum(estimate2) AS s', 'sum(s)', 'sum(estimate2)');
CALL split('avg(estimate)', 'sum(estimate1) AS s, count(estimate1) AS n', 'sum(s) / sum(n)', 'avg(estimate1)');
CALL split('avg(estimate) of approximate figures', 'sum(estimate2) AS s, count(estimate2) AS n', 'sum(s) / sum(n)', 'avg(estimate2)');
CALL split('min(estimate)', 'min(estimate1) AS s', 'min(s)', 'min(estimate1)');
CALL split('max(estimate)', 'max(estimate1) AS s', 'max(s)', 'max(estimate1)');
CALL split('min(estimate) of approximate figures', 'min(estimate2) AS s', 'min(s)', 'min(estimate2)');
CALL split('max(estimate) of approximate figures', 'max(estimate2) AS s', 'max(s)', 'max(estimate2)');
CALL split('hull(estimate)', 'hull(estimate2) AS s', 'hull(s)', 'hull(estimate2)');
CALL split('hull(estimate), open', 'hull(estimate1) AS s', 'hull(s)', 'hull(estimate1)');
-- no common part on one server is NULL, and so is no row: they have to be told apart
CALL split('intersection(estimate), contradicting', 'intersection(estimate1) AS s, count(estimate1) AS n',
	'CASE WHEN NOT bool_or(s IS NULL AND n > 0) THEN intersection(s) END', 'intersection(estimate1)');
CALL split('intersection(estimate)', 'intersection(c_amount) AS s, count(c_amount) AS n',
	'CASE WHEN NOT bool_or(s IS NULL AND n > 0) THEN intersection(s) END', 'intersection(c_amount)', 'id IN (18, 20)');
CALL split('intersection(estimate), one server contradicting', 'intersection(c_amount) AS s, count(c_amount) AS n',
	'CASE WHEN NOT bool_or(s IS NULL AND n > 0) THEN intersection(s) END', 'intersection(c_amount)', 'id IN (18, 40, 20)');
CALL split('intersection(estimate) of one server only', 'intersection(c_amount) AS s, count(c_amount) AS n',
	'CASE WHEN NOT bool_or(s IS NULL AND n > 0) THEN intersection(s) END', 'intersection(c_amount)', 'company = 3 AND id < 3');
CALL split('totals(monetary)', 'totals(monetary1) AS s', '(SELECT totals(t) FROM (SELECT totals(monetary1) AS s FROM figure_east UNION ALL SELECT totals(monetary1) FROM figure_west) AS p, unnest(p.s) AS t)', '(SELECT totals(monetary1) FROM flat_figure)', 'company > 0');
-- a figure without a currency counts into every currency, also those of the
-- other server: apart, it is combined last
CALL split('totals(estimate)', 'count(*) AS n', '(SELECT totals(t) FROM (
		SELECT totals(estimate1) FILTER (WHERE currency(estimate1) IS NOT NULL) || sum(estimate1) FILTER (WHERE currency(estimate1) IS NULL) AS s FROM figure_east
		UNION ALL SELECT totals(estimate1) FILTER (WHERE currency(estimate1) IS NOT NULL) || sum(estimate1) FILTER (WHERE currency(estimate1) IS NULL) FROM figure_west) AS p, unnest(p.s) AS t)',
	'(SELECT totals(estimate1) FROM flat_figure)', 'company > 0');
CALL split('totals(estimate), a currency of one server and an undisclosed figure of the other', 'count(*) AS n', '(SELECT totals(t) FROM (
		SELECT totals(estimate1) FILTER (WHERE currency(estimate1) IS NOT NULL) || sum(estimate1) FILTER (WHERE currency(estimate1) IS NULL) AS s FROM figure_east WHERE id IN (1, 9, 12)
		UNION ALL SELECT totals(estimate1) FILTER (WHERE currency(estimate1) IS NOT NULL) || sum(estimate1) FILTER (WHERE currency(estimate1) IS NULL) FROM figure_west WHERE id IN (1, 9, 12)) AS p, unnest(p.s) AS t)',
	'(SELECT totals(estimate1) FROM flat_figure WHERE id IN (1, 9, 12))', 'id IN (1, 9, 12)');
CALL split('rate_book', 'rate_book(c_base, c_quote, c_day, c_rate) AS s', '(SELECT rate_book(r.base, r.quote, r.day, r.rate) FROM (SELECT rate_book(c_base, c_quote, c_day, c_rate) AS s FROM figure_east UNION ALL SELECT rate_book(c_base, c_quote, c_day, c_rate) FROM figure_west) AS p, rates(p.s) AS r)', '(SELECT rate_book(c_base, c_quote, c_day, c_rate) FROM flat_figure)', 'company > 0');
SQL
check "the split ends early: $(tail -n 3 "$out/split")" $?

# ---- what was found

run -c "SELECT '$name: ' || what || coalesce(E'\n' || detail, '') FROM checked WHERE ok IS NOT TRUE ORDER BY id" >"$out/wrong"
cat "$out/wrong"
counts=$(run -F ' ' -c 'SELECT count(*) FILTER (WHERE ok), count(*) FILTER (WHERE ok IS NOT TRUE) FROM checked')
passed=$((passed + ${counts% *}))
failed=$((failed + ${counts#* }))
if [ "$passed" -lt 400 ]; then
	check "only $passed checks: the catalog was not read" 1
fi
cluster_stop east immediate >/dev/null 2>&1
cluster_stop west immediate >/dev/null 2>&1
report_count
