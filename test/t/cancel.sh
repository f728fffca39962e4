#!/bin/sh
# cancel.sh
#	  Whatever runs long answers a cancel within 100 ms: statement_timeout at
#	  moments spread over the first 400 ms, and pg_cancel_backend() from another
#	  session.  What is measured is the time from the timeout to the error, with
#	  all cleaning up; the best of five tries at each moment counts, since a
#	  loaded machine can delay any of them.  CANCEL_FIGURES=yes prints median and
#	  worst of each.
set -u

limit_ms=100
. "$(dirname "$0")/../../tools/counted.sh"

PGOPTIONS='-c client_min_messages=warning -c datestyle=ISO,YMD -c jit=off'
export PGOPTIONS

psql -X -q -v ON_ERROR_STOP=1 >"$out/setup" 2>&1 <<'SQL'
CREATE EXTENSION funding;

-- one plan of 100,000 lines, flat, growing for 1200 months before, of many
-- categories; of 10,000; and a portfolio
CREATE TABLE plan (name text PRIMARY KEY, lines cash_line[]);
ALTER TABLE plan ALTER lines SET STORAGE EXTERNAL;
INSERT INTO plan
	SELECT 'flat', array_fill(cash_line('a', 'cost', '100 USD', per => '3 months'), ARRAY[100000])
	UNION ALL
	SELECT 'growing', array_fill(cash_line('a', 'cost', '100 USD', per => '1 month', growth => 0.0123456789, starts_on => '1930-01-01'), ARRAY[100000])
	UNION ALL
	SELECT 'paid', array_fill(cash_line('a', 'cost', '100 USD', every => '1 day', starts_on => '2025-01-01'), ARRAY[100000])
	UNION ALL
	SELECT 'categories', array_agg(cash_line('category ' || i, 'cost', '100 USD', per => '1 month')) FROM generate_series(1, 100000) AS i
	UNION ALL
	SELECT 'ten thousand', array_fill(cash_line('a', 'cost', '100 USD', per => '1 month', growth => 0.01), ARRAY[10000])
	UNION ALL
	SELECT 'four', ARRAY[cash_line('sales', 'revenue', '~20k USD', per => '1 month', growth => 0.05, volatility => 0.1),
		cash_line('staff', 'cost', '80k USD', per => '1 month', volatility => 0.1),
		cash_line('rent', 'cost', '12k USD', per => '1 year'),
		cash_line('tax', 'cost', '10k USD', every => '3 months', starts_on => '2025-03-31')];
CREATE TABLE figure AS
	SELECT (i % 997 || '.25 USD')::monetary AS amount, (i % 997 || '..' || i % 997 + 5 || ' USD')::estimate AS figure
	FROM generate_series(1, 200000) AS i;
CREATE TABLE book AS
	SELECT rate_book('USD', 'EUR', '2000-01-01'::date + i, 1.1) AS rates FROM generate_series(1, 8000) AS i;
CREATE TABLE weight AS SELECT array_agg(i % 1000 + 0.5) AS weights FROM generate_series(1, 1000000) AS i;
CREATE TABLE ecb AS
	SELECT E'Date,USD,JPY,GBP,\n' || string_agg(to_char('5000-01-01'::date - i, 'YYYY-MM-DD') || ',1.0811,163.45,0.85,', E'\n') AS csv
	FROM generate_series(1, 500000) AS i;
-- texts of 20 MB
CREATE TABLE said (name text PRIMARY KEY, language text, body text);
ALTER TABLE said ALTER body SET STORAGE EXTERNAL;
INSERT INTO said
	SELECT name, language, repeat(repeat(part, 1000), 20000 / length(part))
	FROM (VALUES ('prose', 'en', 'We paid $5 million then. '), ('nothing', 'en', 'We paid nothing then, and they paid nothing. '), ('words', 'fr', 'plus de '), ('numbers', 'en', 'one million '),
		('brackets', 'en', '('), ('word', 'en', 'a'), ('glued', 'de', 'ein'), ('number', 'en', '5'), ('spaces', 'en', ' ')) AS v (name, language, part);
ANALYZE;

CREATE TABLE latency (name text, moment int, ms numeric);

-- what is asked, cancelled by the statement_timeout that is set
CREATE PROCEDURE attempt(what text, moment int, query text) LANGUAGE plpgsql AS $$
BEGIN
	BEGIN
		EXECUTE query;
		INSERT INTO latency VALUES (what, moment, NULL);
	EXCEPTION WHEN query_canceled THEN
		INSERT INTO latency VALUES (what, moment,
			extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000 - moment);
	END;
END
$$;
SQL
check 'the tables cannot be made' $?
cat "$out/setup"

# operation NAME QUERY [MOMENTS]: a query that takes longer than the first
# moment.  What ends before a later one is not measured there.
operation()
{
	for moment in ${3:-23 181 397}; do
		for try in 1 2 3 4 5; do
			cat <<SQL
SELECT NOT EXISTS (SELECT FROM latency WHERE name = '$1' AND moment = $moment AND ms <= $limit_ms) AS again \\gset
\\if :again
SET statement_timeout = $moment;
CALL attempt('$1', $moment, \$query\$$2\$query\$);
RESET statement_timeout;
\\endif
SQL
		done
	done >>"$out/operations.sql"
}

# where FUNCTION NAME QUERY: only if there is such a function.
where()
{
	if [ "$(psql -X -A -t -c "SELECT count(*) FROM pg_proc WHERE proname = '$1'")" -gt 0 ]; then
		operation "$2" "$3"
	fi
}

opening="'1 USD', lines, '2025-01-01'"
for plan in flat growing paid categories; do
	operation "cash_projection, $plan" "SELECT count(*) FROM plan, cash_projection($opening, 1200) WHERE name = '$plan'"
	operation "runway, $plan" "SELECT (runway($opening, 1200)).runway_months FROM plan WHERE name = '$plan'"
	operation "required_raise, $plan" "SELECT required_raise($opening, 1200) FROM plan WHERE name = '$plan'"
	operation "cash_flow_lines, $plan" "SELECT count(*) FROM plan, cash_flow_lines(lines, '2025-01-01', 1200) WHERE name = '$plan'"
done
operation 'cash_projection, select list' "SELECT count(m) FROM (SELECT cash_projection($opening, 1200) AS m FROM plan WHERE name = 'growing') AS s"
operation 'cash_line_problem' "SELECT count(cash_line_problem('1 USD', lines)) FROM plan, generate_series(1, 1000) AS i WHERE name = 'flat'"
operation 'cash_line' "SELECT count(cash_line('a', 'cost', '1 USD', growth => i)) FROM generate_series(1, 100000000) AS i"
operation 'runway of a table' "SELECT count((runway($opening, 120)).outcome) FROM plan, generate_series(1, 10000000) AS i WHERE name = 'four'"
operation 'projection of a table' "SELECT count(closing_cash) FROM generate_series(1, 10000000) AS i, plan, cash_projection($opening, i % 100 + 1) WHERE name = 'four'"
operation 'cash_chart' "SELECT count(*) FROM (SELECT array_agg(p) AS p FROM plan, cash_projection($opening, 1200) AS p WHERE name = 'four') AS a, generate_series(1, 1000000) AS i, cash_chart(p, width => 72 + i % 2)"
operation 'cash_chart_svg' "SELECT sum(length(cash_chart_svg(p, width => 720 + i % 2))) FROM (SELECT array_agg(p) AS p FROM plan, cash_projection($opening, 1200) AS p WHERE name = 'four') AS a, generate_series(1, 1000000) AS i"
operation 'cash_chart_svg of flows' "SELECT sum(length(cash_chart_svg(f, width => 720 + i % 2))) FROM (SELECT array_agg(f) AS f FROM plan, cash_flow_lines(lines, '2025-01-01', 1200) AS f WHERE name = 'four') AS a, generate_series(1, 1000000) AS i"

operation 'sum(monetary)' "SELECT sum(amount) FROM figure, generate_series(1, 1000)"
operation 'sum(estimate)' "SELECT sum(figure) FROM figure, generate_series(1, 1000)"
operation 'totals' "SELECT totals(amount), totals(figure) FROM figure, generate_series(1, 1000)"
operation 'hull' "SELECT hull(figure) FROM figure, generate_series(1, 1000)"
operation 'hull over a window' "SELECT count(h) FROM (SELECT hull(figure) OVER (ROWS 100 PRECEDING) AS h FROM figure, generate_series(1, 1000)) AS s"
operation 'min over a window' "SELECT count(h) FROM (SELECT min(amount) OVER (ROWS 100 PRECEDING) AS h FROM figure, generate_series(1, 1000)) AS s"
operation 'sort of amounts' "SELECT count(*) FROM (SELECT amount FROM figure, generate_series(1, 1000) ORDER BY amount OFFSET 0) AS s"
operation 'sort of estimates' "SELECT count(*) FROM (SELECT figure FROM figure, generate_series(1, 1000) ORDER BY figure OFFSET 0) AS s"
operation 'hash of amounts' "SELECT count(DISTINCT amount), count(*) FROM figure, generate_series(1, 1000) GROUP BY amount"
operation 'GiST build' "CREATE INDEX ON figure USING gist (figure)"
operation 'allocate' "SELECT allocate('1000000 USD', weights) FROM weight, generate_series(1, 100)" '23 397 590 1110'
operation 'rate_book' "SELECT rate_book('USD', 'EUR', '2000-01-01'::date + i, 1.1) FROM generate_series(1, 2000000) AS i"
operation 'rate_book, unsorted' "SELECT rate_book(c, 'EUR', '2000-01-01'::date + (i::bigint * 7919 % 1000003)::int, 1.1) FROM generate_series(1, 1000000) AS i, unnest('{USD,GBP,JPY}'::text[]) AS c"
operation 'convert' "SELECT sum(convert(amount, 'EUR', '2010-01-01', rates)) FROM figure, book, generate_series(1, 1000)"
operation 'ecb_rates' "SELECT count(*) FROM ecb, ecb_rates(csv)"
operation 'ecb_rates of one line' "SELECT count(*) FROM ecb_rates(repeat(',USD', 100000000))"

# long texts from a table: what is made by a query is copied by the planner,
# which does not look around while it copies
for said in prose nothing words numbers brackets word glued number spaces; do
	operation "monetary_mentions, $said" "SELECT count(*) FROM said, generate_series(1, 1000) AS i, monetary_mentions(body, CASE WHEN i > 0 THEN language END) WHERE name = '$said'"
done
operation 'monetary_mentions, select list' "SELECT count(m) FROM (SELECT monetary_mentions(body) AS m FROM said, generate_series(1, 1000) AS i WHERE name = 'prose') AS s"
operation 'monetary_mentions of a table' "SELECT count(*) FROM generate_series(1, 100000000) AS i, monetary_mentions('We paid ' || i || ' dollars then.')"
operation 'parse_estimate' "SELECT count(parse_estimate(i || ' dollars')) FROM generate_series(1, 100000000) AS i"
operation 'parse_estimate of long texts' "SELECT count(parse_estimate(body, language)) FROM said, generate_series(1, 1000) AS i"

where cash_simulation 'cash_simulation' "SELECT count(*) FROM plan, cash_simulation($opening, 36, 10000000) WHERE name = 'four'"
where cash_simulation 'cash_simulation, many lines' "SELECT count(*) FROM plan, cash_simulation($opening, 1200, 10000) WHERE name = 'ten thousand'"
where rolling_forecast 'rolling_forecast' "SELECT count(*) FROM plan, rolling_forecast('1 USD', lines, NULL, '2025-01-01', 1200) WHERE name = 'growing'"
where runway_sensitivity 'runway_sensitivity' "SELECT count(*) FROM plan, runway_sensitivity($opening, horizon => 1200) WHERE name = 'ten thousand'"
where default_alive_bounds 'default_alive_bounds' "SELECT count(*) FROM plan, default_alive_bounds($opening, horizon => 1200) WHERE name = 'ten thousand'"

psql -X -q -A -t -v ON_ERROR_STOP=1 -f "$out/operations.sql" >"$out/said" 2>&1
check 'an operation fails' $?
cat "$out/said"

# An operation that ended before its first cancel shows nothing.
psql -X -A -t -F ' ' -c "
	SELECT 'cancel: ' || name || ' ends within ' || moment || ' ms' FROM latency
	GROUP BY name, moment HAVING moment = 23 AND count(ms) = 0
	UNION ALL
	SELECT 'cancel: ' || name || ' at ' || moment || ' ms answers after ' || round(min(ms), 1) || ' ms' FROM latency
	GROUP BY name, moment HAVING min(ms) > $limit_ms
	ORDER BY 1" >"$out/late"
cat "$out/late"
count=$(psql -X -A -t -c 'SELECT count(*) FROM (SELECT FROM latency GROUP BY name, moment) AS s')
late=$(wc -l <"$out/late")
passed=$((passed + count - late))
failed=$((failed + late))
figures='SELECT name, count(ms) AS cancelled, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)::numeric, 1) AS median_ms, round(max(ms), 1) AS worst_ms FROM latency GROUP BY name ORDER BY 4 DESC NULLS LAST'
[ -z "${CANCEL_FIGURES:-}" ] || psql -X -c "$figures"

# ---- from another session

# cancelled NAME QUERY: the best of five times from pg_cancel_backend() until
# the session is idle.
cancelled()
{
	best=
	for try in 1 2 3 4 5; do
		PGAPPNAME="cancel $try" psql -X -q -A -t -c "$2" >"$out/session" 2>&1 &
		session=$!
		ms=$(psql -X -q -A -t -v ON_ERROR_STOP=1 -v name="cancel $try" 2>&1 <<'SQL'
SET cancel.name = :'name';
DO $$
DECLARE
	victim int;
	asked timestamptz;
BEGIN
	FOR i IN 1 .. 2000 LOOP
		PERFORM pg_stat_clear_snapshot();
		SELECT pid INTO victim FROM pg_stat_activity
		WHERE application_name = current_setting('cancel.name') AND state = 'active'
			AND query_start < clock_timestamp() - interval '150 ms';
		EXIT WHEN FOUND;
		PERFORM pg_sleep(0.005);
	END LOOP;
	asked := clock_timestamp();
	PERFORM pg_cancel_backend(victim);
	LOOP
		PERFORM pg_stat_clear_snapshot();
		EXIT WHEN NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = victim AND state = 'active');
		PERFORM pg_sleep(0.001);
	END LOOP;
	PERFORM set_config('cancel.ms', ceil(extract(epoch FROM clock_timestamp() - asked) * 1000)::text, false);
END
$$;
SELECT current_setting('cancel.ms');
SQL
		)
		wait "$session"
		grep -q 'canceling statement due to user request' "$out/session" || ms="no cancel: $(cat "$out/session") $ms"
		case $ms in
			*[!0-9]* | '') ;;
			*) [ -n "$best" ] && [ "$best" -le "$ms" ] || best=$ms ;;
		esac
		[ -z "$best" ] || [ "$best" -gt "$limit_ms" ] || break
	done
	[ -z "${CANCEL_FIGURES:-}" ] || echo "$1: ${best:-$ms} ms from pg_cancel_backend() to the error"
	[ -n "$best" ] && [ "$best" -le "$limit_ms" ]
	check "$1 answers another session after ${best:-$ms} ms" $?
}

cancelled 'cash_projection' "SELECT count(*) FROM plan, cash_projection($opening, 1200) WHERE name = 'growing'"
cancelled 'cash_flow_lines' "SELECT count(*) FROM plan, cash_flow_lines(lines, '2025-01-01', 1200) WHERE name = 'categories'"
cancelled 'runway of a table' "SELECT count((runway($opening, 120)).outcome) FROM plan, generate_series(1, 10000000) AS i WHERE name = 'four'"
cancelled 'allocate' "SELECT allocate('1000000 USD', weights) FROM weight, generate_series(1, 100)"
cancelled 'monetary_mentions' "SELECT count(*) FROM said, generate_series(1, 1000) AS i, monetary_mentions(body, CASE WHEN i > 0 THEN language END) WHERE name = 'prose'"

report_count
