#!/bin/sh
# bench.sh
#	  The frame of make bench on operations whose outcome is known: what is
#	  timed, ratios, targets, errors.  And every operation of bench/ runs, on
#	  few rows.
set -u
cd "$(dirname "$0")/../.." || exit 1

. tools/counted.sh

# has WHAT EXPRESSION: a line of the report matches.
has()
{
	grep -E -q -e "$2" "$out/report"
	check "$1" $?
}

# ---- the frame: times are put in by hand, so that the ratios are known

PGOPTIONS='-c client_min_messages=warning'
export PGOPTIONS
psql -X -q -v ON_ERROR_STOP=1 -f bench/frame.sql -f - >"$out/said" 2>&1 <<'SQL'
INSERT INTO bench_operation (name, representation, query, settings, before, after) VALUES
	('nap', 'numeric', 'SELECT pg_sleep(0.02)', '', 'CREATE TEMP TABLE nap AS SELECT pg_sleep(0.5)::text', 'DROP TABLE nap'),
	('set', 'on', 'CREATE TABLE set_on AS SELECT current_setting(''enable_sort'') AS sort, current_setting(''jit'') AS jit', 'enable_sort = off; jit = off', 'DROP TABLE IF EXISTS set_on', ''),
	('set', 'off', 'CREATE TABLE set_off AS SELECT current_setting(''enable_sort'') AS sort', '', 'DROP TABLE IF EXISTS set_off', ''),
	('wrong', 'limit', 'SELECT 1', '', '', ''),
	('wrong', 'ours', 'SELECT 1 / 0', '', '', ''),
	('wrong before', 'ours', 'SELECT 1', '', 'SELECT * FROM no_such_table', ''),
	('left out', 'ours', 'SELECT 1 / 0', '', '', '');
INSERT INTO bench_operation (name, representation, query, own_time) VALUES
	('set', 'own time', 'SELECT 1', 'SELECT 1234.5');
INSERT INTO bench_target (name, of, against, target) VALUES
	('wrong', 'ours', 'limit', 1.5),
	('left out', 'ours', 'limit', 1);
CALL bench_run(2, 'nap|set|wrong');
INSERT INTO bench_operation (name, representation, query) VALUES
	('known', 'bigint', ''), ('known', 'numeric', ''), ('known', 'char(3), numeric', ''), ('known', 'monetary', '');
-- The ratio is the median of 10, 2 and 2, not that of the medians; what round 0
-- took does not count.
INSERT INTO bench_time
	SELECT id, round, CASE representation
		WHEN 'bigint' THEN (ARRAY[99, 10, 20, 200])[round + 1]
		WHEN 'monetary' THEN (ARRAY[1, 100, 40, 400])[round + 1]
		ELSE 400 END, NULL
	FROM bench_operation, generate_series(0, 3) AS round WHERE name = 'known';
INSERT INTO bench_target (name, of, against, target) VALUES
	('known', 'monetary', 'bigint', 2.00),
	('known', 'monetary', 'numeric', 0.249),
	('known', 'monetary', 'char(3), numeric', -0.25),
	('known', 'char(3), numeric', 'monetary', 4);
SQL
check 'the frame fails' $?
psql -X -q -v ON_ERROR_STOP=1 -f bench/report.sql >"$out/report" 2>>"$out/said"
check 'the report fails' $?
cat "$out/said"

has 'only the query is timed, settings and after have run' \
	'^\| nap \| numeric \| ([2-9][0-9]|[1-4][0-9]{2}) \| '
[ "$(psql -X -A -t -c 'SELECT a.sort, jit, b.sort FROM set_on a, set_off b')" = 'off|off|on' ]
check 'settings do not hold for one operation' $?
has 'a clock of its own is believed' '^\| set \| own time \| 1235 \| 1235 \| 1235 \|'
has 'an error is shown' '^\| wrong \| ours \| error: division by zero \|'
has 'an error before is shown' \
	'^\| wrong before \| ours \| error: relation "no_such_table" does not exist'
has 'an error has no ratio' '^\| wrong \| ours \| limit \| <= 1\.50? \| +\| not run \|'
! grep -q 'left out' "$out/report"
check 'what was not asked for is in the report' $?
has 'median, least, most, three ratios' \
	'^\| known \| monetary \| 100 \| 40 \| 400 \| 2\.00 \| 0\.25 \| 0\.25 \|$'
has 'a limit that is reached is met' \
	'^\| known \| monetary \| bigint \| <= 2\.00 \| 2\.00 \| met \|$'
has 'a limit that is passed is missed' \
	'^\| known \| monetary \| numeric \| <= 0\.249 \| 0\.25 \| MISSED \|$'
has 'so many times faster' \
	'^\| known \| monetary \| char\(3\), numeric \| 4\.0 times faster \| 4\.0 \| met \|$'
has 'ratios in both directions' \
	'^\| known \| char\(3\), numeric \| monetary \| <= 4 \| 4\.00 \| met \|$'

# ---- the operations that there are

dropdb "$PGDATABASE" && createdb "$PGDATABASE"
ROWS=1000 ROUNDS=1 BENCH='' sh bench/run.sh >"$out/report" 2>"$out/said" ||
	! cat "$out/said"
check 'the bench fails' $?
! grep -e 'error:' "$out/report"
check 'an operation fails' $?
! grep -e 'not run' "$out/report"
check 'a target is of no operation' $?
has 'table and index are there' '^\| index \| monetary \| [0-9.]+ \| <= 22\.5 \|$'

# The same values in every representation.
[ "$(psql -X -A -t -c "
	SELECT (SELECT sum(x) FROM bench_bigint) / 100.0 = ALL (ARRAY[
		(SELECT sum(x) FROM bench_bigint_code) / 100.0,
		(SELECT sum(x) FROM bench_numeric), (SELECT sum(x) FROM bench_pair),
		(SELECT sum((x).amount) FROM bench_composite),
		(SELECT sum(amount(x)) FROM bench_usd), (SELECT sum(amount(x)) FROM bench_mixed)])")" = t ]
check 'the representations have other values' $?

# What users write instead of plans computes what ours does; the file compares
# them, and the comparison sees a cent.
psql -X -q -c 'UPDATE bench_plan SET salaries = salaries + 0.01 WHERE company = 50'
for version in cte plpgsql window; do
	for view in projection runway; do
		psql -X -q -c "CALL bench_same('bench_${view}_$version', 'bench_${view}_ours')" \
			>"$out/said" 2>&1
		grep -q "bench_${view}_$version has .* rows, .* differ" "$out/said"
		check "a cent more in bench_${view}_$version is not seen" $?
	done
done

psql -X -q -c "CALL bench_alike('(SELECT mean_cash + 100000 AS mean_cash, p50, cash_out_probability FROM bench_simulation_ours
	ORDER BY month DESC LIMIT 1) AS wrong')" >"$out/said" 2>&1
grep -q 'wrong has .* cash_simulation() ' "$out/said"
check 'another mean of a simulation is not seen' $?

report_count
