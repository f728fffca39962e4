#!/bin/sh
# portfolio.sh
#	  The runway functions over a table of companies: plans that run in parallel
#	  workers and answer what a serial plan answers, and memory that does not
#	  grow with the number of companies.  doc/portfolio.md promises both.
#
# FUNDING_COMPANIES is the size of the portfolio, 6000 where it is not set;
# FUNDING_COMPANIES=100000 is the full one.  Every query is measured over a
# tenth of it and over all of it: within the query, after its last row, while
# all that it holds is still held.  Memory is what pg_backend_memory_contexts
# counts; the process's own peak (VmHWM) is printed beside it, where there is a
# /proc.
set -u

companies=${FUNDING_COMPANIES:-6000}
. "$(dirname "$0")/../../tools/counted.sh"

PGOPTIONS='-c client_min_messages=warning -c datestyle=ISO,YMD -c jit=off'
export PGOPTIONS

# ---- the portfolio: four lines each; one company in a thousand has an
# imprecise plan and one has 40 lines, which are stored outside the row

psql -X -q -v ON_ERROR_STOP=1 -v companies="$companies" >"$out/setup" 2>&1 <<'SQL'
CREATE EXTENSION funding;
CREATE TABLE portfolio (company int, cash monetary(USD), lines cash_line[]);
INSERT INTO portfolio
	SELECT id, (5000000 + id * 1000 || ' USD')::monetary, ARRAY[
		cash_line('sales', 'revenue', (100000 + id || ' USD')::estimate, per => '1 month', growth => 0.02),
		cash_line('staff', 'cost', (300000 + id || ' USD')::estimate, per => '1 month'),
		cash_line('rent', 'cost', CASE id % 1000 WHEN 7 THEN '>240000 USD' ELSE '240000 USD' END::estimate, per => '1 year'),
		cash_line('tax', 'cost', '50000 USD', every => '3 months', starts_on => '2025-01-15')]
	FROM generate_series(1, :companies) AS id;
UPDATE portfolio SET lines = lines || array_fill(lines[2], ARRAY[36]) WHERE company % 1000 = 8;
CREATE TABLE plan_line (company int, line cash_line);
INSERT INTO plan_line SELECT company, u FROM portfolio, unnest(lines) AS u;

-- broken plans, for what must step over them
CREATE TABLE broken AS
	SELECT company, cash, array_append(lines, ROW('x', 'cost', '1 EUR', '1 month', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::cash_line) AS lines
	FROM portfolio;

-- the bytes in use by this session, and the most that its process ever had
CREATE FUNCTION used() RETURNS bigint LANGUAGE sql AS
	'SELECT sum(used_bytes)::bigint FROM pg_backend_memory_contexts';
CREATE FUNCTION peak() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	RETURN substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\s+(\d+)');
EXCEPTION WHEN OTHERS THEN
	RETURN NULL;
END
$$;
CREATE FUNCTION months_of(cash monetary, lines cash_line[]) RETURNS SETOF cash_projection_row LANGUAGE sql AS
	'SELECT * FROM cash_projection(cash, lines, ''2025-01-01'', 36)';
CREATE FUNCTION last_of(cash monetary, lines cash_line[]) RETURNS numeric LANGUAGE sql AS
	'SELECT closing_cash FROM cash_projection(cash, lines, ''2025-01-01'', 36) ORDER BY month DESC LIMIT 1';
CREATE FUNCTION last_in_loop(cash monetary, lines cash_line[]) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	m record;
	n numeric;
BEGIN
	FOR m IN SELECT * FROM cash_projection(cash, lines, '2025-01-01', 36) LOOP
		n := m.closing_cash;
	END LOOP;
	RETURN n;
END
$$;
ANALYZE;
SQL
check 'the portfolio cannot be made' $?
cat "$out/setup"

# ---- memory

# memory NAME QUERY: the query has one row of two columns, something and the
# bytes in use at its end; :n in it is the number of companies.
: >"$out/memory.sql"
memory()
{
	for n in 100 $((companies / 10)) "$companies"; do
		cat >>"$out/memory.sql" <<SQL
\\set n $n
\\echo -n '$1' $n ''
SELECT used AS bytes, peak() FROM ($2) AS q (what, used);
SQL
	done
}

# loop NAME BODY: PL/pgSQL with variables r (a company), n and k; :n as above.
loop()
{
	for n in 100 $((companies / 10)) "$companies"; do
		cat >>"$out/memory.sql" <<SQL
\\echo -n '$1' $n ''
DO \$\$
DECLARE
	r record;
	lines cash_line[];
	answer runway_row;
	x record;
	n numeric;
BEGIN
	FOR r IN SELECT * FROM portfolio WHERE company <= $n LOOP
		$2
	END LOOP;
	PERFORM set_config('portfolio.used', used()::text, false);
END
\$\$;
SELECT current_setting('portfolio.used')::bigint, peak();
SQL
	done
}

args="p.cash, p.lines, '2025-01-01', 36"
from='FROM portfolio AS p'
where='WHERE company <= :n'

# little memory, so that sorts and hash tables, which are the server's own, go
# to disk with the tenth of the companies already
echo "SET max_parallel_workers_per_gather = 0; SET work_mem = '64kB';" \
	>>"$out/memory.sql"
memory lateral_projection "SELECT sum(m.closing_cash), (SELECT used()) $from, cash_projection($args) AS m $where"
memory lateral_flow_lines "SELECT sum(m.amount), (SELECT used()) $from, cash_flow_lines(p.lines, '2025-01-01', 36) AS m $where"
memory lateral_runway "SELECT sum(r.runway_months), (SELECT used()) $from, runway($args) AS r $where"
memory lateral_raise "SELECT sum(r), (SELECT used()) $from, required_raise($args) AS r $where"
memory list_runway "SELECT sum((runway($args)).runway_months), (SELECT used()) $from $where"
memory list_runway_rows "SELECT count(r), (SELECT used()) FROM (SELECT runway($args) AS r $from $where OFFSET 0) AS s"
memory list_raise "SELECT sum(required_raise($args)), (SELECT used()) $from $where"
memory list_projection "SELECT sum((m).closing_cash), (SELECT used()) FROM (SELECT cash_projection($args) AS m $from $where) AS s"
memory list_flow_lines "SELECT sum((m).amount), (SELECT used()) FROM (SELECT cash_flow_lines(p.lines, '2025-01-01', 36) AS m $from $where) AS s"
memory order_by "SELECT count(*), (SELECT used()) FROM (SELECT company $from $where ORDER BY (runway($args)).runway_months, company OFFSET 0) AS s"
memory subquery "SELECT sum((SELECT min(m.closing_lower) FROM cash_projection($args) AS m)), (SELECT used()) $from $where"
memory rescan "SELECT count(*), (SELECT used()) $from LEFT JOIN LATERAL cash_projection($args) AS m ON m.closing_cash < p.company CROSS JOIN LATERAL cash_flow_lines(p.lines, coalesce(m.month, '2025-01-01'), 3) AS f $where"
memory rescan_same "SELECT count(*), (SELECT used()) $from CROSS JOIN LATERAL (SELECT * FROM cash_projection('1 USD', NULL, '2025-01-01', 12) AS m WHERE extract(month FROM m.month) = p.company % 12 OFFSET 0) AS s $where"
memory limit_each "SELECT sum(m.closing_cash), (SELECT used()) $from CROSS JOIN LATERAL (SELECT * FROM cash_projection($args) LIMIT 3) AS m $where"
memory group_lines "SELECT sum(r.runway_months), (SELECT used()) FROM (SELECT company, array_agg(line) AS lines FROM plan_line $where GROUP BY company) AS l, runway('1 USD', l.lines, '2025-01-01', 36) AS r"
memory make_lines "SELECT sum(r.runway_months), (SELECT used()) $from, runway(p.cash, ARRAY[cash_line('a', 'cost', p.cash * 0.1, per => '1 month', growth => 0.01)], '2025-01-01', 36) AS r $where"
memory problem "SELECT count(cash_line_problem(p.cash, p.lines)), (SELECT used()) FROM broken AS p $where"
memory problem_message "SELECT sum(length(p.what)), (SELECT used()) FROM (SELECT cash_line_problem(cash, lines) FROM broken $where) AS p (what)"
memory forecast "SELECT sum(m.closing_cash), (SELECT used()) $from, rolling_forecast(p.cash, p.lines, NULL, '2025-01-01', 36) AS m $where"
memory sensitivity "SELECT sum(m.runway_down), (SELECT used()) $from, runway_sensitivity(p.cash, p.lines, '2025-01-01') AS m $where AND company % 10 = 0"
memory bounds "SELECT sum(m.bound), (SELECT used()) $from, default_alive_bounds(p.cash, p.lines, '2025-01-01') AS m $where AND company % 10 = 0"
memory simulation "SELECT sum(m.p50), (SELECT used()) $from, cash_simulation(p.cash, p.lines[1:2] || cash_line('fees', 'cost', '1k..2k USD', per => '1 month', growth_spread => 0.01, volatility => 0.1, probability => 0.5), '2025-01-01', 12, 100, company) AS m $where AND company % 10 = 0"
memory chart "SELECT sum(length(cash_chart_svg(ARRAY(SELECT m FROM cash_projection($args) AS m)))), (SELECT used()) $from $where AND company % 10 = 0"
memory chart_rows "SELECT count(c), (SELECT used()) $from, cash_chart(ARRAY(SELECT m FROM cash_projection($args) AS m)) AS c $where AND company % 10 = 0"
memory sql_inlined "SELECT sum(m.closing_cash), (SELECT used()) $from, months_of(p.cash, p.lines) AS m $where"
memory sql_called "SELECT sum(last_of(p.cash, p.lines)), (SELECT used()) $from $where"
memory plpgsql_called "SELECT sum(last_in_loop(p.cash, p.lines)), (SELECT used()) $from $where"
loop loop_runway "answer := runway(r.cash, r.lines, '2025-01-01', 36);"
loop loop_runway_star "SELECT * INTO x FROM runway(r.cash, r.lines, '2025-01-01', 36);"
loop loop_raise "n := amount(point(required_raise(r.cash, r.lines, '2025-01-01', 36)));"
loop loop_projection "FOR x IN SELECT * FROM cash_projection(r.cash, r.lines, '2025-01-01', 36) LOOP n := x.closing_cash; END LOOP;"
loop loop_exit "FOR x IN SELECT * FROM cash_projection(r.cash, r.lines, '2025-01-01', 36) LOOP EXIT; END LOOP;"
loop loop_expanded "lines := r.lines; lines[2] := cash_line('more', 'cost', r.cash, starts_on => '2025-01-01'); lines[2].starts_on := '2025-02-01'; answer := runway(r.cash, lines, '2025-01-01', 36); n := (SELECT sum(amount) FROM cash_flow_lines(lines, '2025-01-01', 12));"
loop loop_execute "IF r.company % 10 = 0 THEN EXECUTE 'SELECT count(*) FROM cash_projection(\$1, \$2, ''2025-01-01'', 36)' INTO n USING r.cash, r.lines; END IF;"
loop loop_errors "BEGIN lines := r.lines || NULL::cash_line; answer := runway(r.cash, lines, '2025-01-01', 36); RAISE 'no error'; EXCEPTION WHEN null_value_not_allowed THEN NULL; END; BEGIN FOR x IN SELECT * FROM cash_projection('1 EUR', r.lines, '2025-01-01', 36) LOOP RAISE 'no error'; END LOOP; EXCEPTION WHEN data_exception THEN NULL; END;"

psql -X -q -A -t -v ON_ERROR_STOP=1 -f "$out/memory.sql" >"$out/memory" 2>&1
check 'a query fails' $?
grep -E '^psql:|ERROR|WARNING' "$out/memory"

# 32 kB: what hash tables and sorts of the server's own differ by.  Three
# numbers of companies, bytes and process peaks in one line for each query.
awk -v limit=32768 -v companies="$companies" '
	/^[a-z_]+ [0-9]+ [0-9]+\|/ {
		split($3, value, "|")
		if ($1 != name) {
			at = 0
			name = $1
		}
		used[++at] = value[1]
		peak[at] = value[2]
		if (at < 3)
			next
		grown = used[3] - used[2]
		printf "%-20s %8d kB in use after %d companies, %8d kB after %d; process peak %d kB\n",
			name, used[2] / 1024, companies / 10, used[3] / 1024, companies, peak[3]
		done++
		if (grown > limit)
			printf "grows: %s by %d bytes\n", name, grown
	}
	END { print "measured " done + 0 }' "$out/memory" >"$out/growth"
[ -z "${FUNDING_COMPANIES:-}" ] || cat "$out/growth"
! grep '^grows' "$out/growth"
check 'memory grows with the number of companies' $?
[ "$(tail -n 1 "$out/growth")" = "measured $(grep -c ' AS bytes, \|^SELECT current_setting' "$out/memory.sql" | awk '{ print $1 / 3 }')" ]
check 'a query was not measured' $?

# ---- parallel workers, with default settings

# A table below 8 MB is not divided; parallel_workers says to divide it anyway.
[ "$companies" -ge 30000 ] ||
	psql -X -q -c 'ALTER TABLE portfolio SET (parallel_workers = 2); ALTER TABLE plan_line SET (parallel_workers = 2)'

# parallel NAME BELOW QUERY: workers are planned, BELOW (a regular expression)
# stands beneath Gather, and the answer is that of a serial plan.
parallel()
{
	psql -X -A -t -q -c "${settings:-}" -c "EXPLAIN (VERBOSE, COSTS OFF) $3" >"$out/plan" 2>&1
	awk -v below="$2" '
		/Gather/ && !at { match($0, /[^ ]/); at = RSTART; next }
		at && match($0, /[^ ]/) && RSTART > at && $0 ~ below { found = 1 }
		END { exit !found }' "$out/plan"
	status=$?
	check "$1: not in parallel workers" $status
	[ $status -eq 0 ] || cat "$out/plan"
	psql -X -A -t -q -c "${settings:-}" -c "$3" 2>&1 | sort >"$out/parallel"
	psql -X -A -t -q -c 'SET max_parallel_workers_per_gather = 0' -c "$3" 2>&1 | sort >"$out/serial"
	[ -s "$out/serial" ] && ! grep -q ERROR "$out/serial" && cmp -s "$out/parallel" "$out/serial"
	check "$1: another answer in parallel workers" $?
}

settings=
month_sums="SELECT m.month, sum(m.closing_cash), count(*) FROM portfolio AS p, cash_projection($args) AS m GROUP BY m.month ORDER BY m.month"
[ "$companies" -ge 30000 ] || settings='SET parallel_setup_cost = 100'
parallel 'sums of months' 'Function Scan on .*cash_projection' "$month_sums"
parallel 'sums of categories' 'Function Scan on .*cash_flow_lines' \
	"SELECT f.month, f.category, sum(f.amount) FROM portfolio AS p, cash_flow_lines(p.lines, '2025-01-01', 36) AS f GROUP BY f.month, f.category ORDER BY f.month, f.category"
parallel 'runway in the select list' 'Output: .*runway\(' \
	"SELECT md5(string_agg(s::text, ' ' ORDER BY company)) FROM (SELECT company, runway($args) AS r FROM portfolio AS p OFFSET 0) AS s"
parallel 'runway in WHERE' 'Filter: .*runway\(' \
	"SELECT count(*), sum(company) FROM portfolio AS p WHERE (runway($args)).runway_months < 20"
parallel 'runway in ORDER BY' 'Output: .*runway\(' \
	"SELECT company, (runway($args)).runway_months FROM portfolio AS p ORDER BY 2, 1 LIMIT 20"
parallel 'sum of required_raise' 'Partial Aggregate' \
	"SELECT sum(required_raise($args)) FROM portfolio AS p"
parallel 'filter by cash_line_problem' 'Filter: .*cash_line_problem' \
	"SELECT count(*) FROM portfolio AS p WHERE cash_line_problem(p.cash, p.lines) IS NULL"
parallel 'plans from rows' 'Function Scan on .*cash_projection' \
	"SELECT m.month, sum(m.closing_cash) FROM portfolio AS c JOIN (SELECT company, array_agg(line) AS lines FROM plan_line GROUP BY company) AS p USING (company), cash_projection(c.cash, p.lines, '2025-01-01', 36) AS m GROUP BY m.month ORDER BY m.month"
settings="$settings; SET parallel_tuple_cost = 0"
parallel 'month rows' 'Function Scan on .*cash_projection' \
	"SELECT p.company, m.* FROM portfolio AS p, cash_projection($args) AS m"

report_count
