#!/bin/sh
# crash.sh
#	  kill -9 of a backend, and of a whole server, in the middle of a load: every
#	  commit that was acknowledged is there, no half transaction is, and indexes
#	  and heap agree.
#
# Three clients write batches of 40 rows, each in a transaction that also
# changes rows of the batch before, and note outside what was acknowledged
# (synchronous_commit and full_page_writes are on).  A batch that was in flight
# may be there or not, but whole.  A kill is not a power cut: what a process
# has written to the system survives it, so fsync is off here, and what a disk
# loses is not tested.  The processes are found by the postmaster.pid of the
# cluster that the script makes, and by their parent.
set -u

. "$(dirname "$0")/../../tools/counted.sh"
cd "$(dirname "$0")/../.." || exit 1
. tools/cluster.sh

clients='1 2 3'
PGOPTIONS='-c client_min_messages=warning -c jit=off'
export PGOPTIONS

cluster_create crash <<CONF || exit 1
synchronous_commit = ${CRASH_SYNCHRONOUS_COMMIT:-on}
full_page_writes = on
restart_after_crash = on
max_prepared_transactions = 2
min_wal_size = 32MB
max_wal_size = 32MB
shared_buffers = 16MB
CONF
PGHOST=$(cluster_host crash)
PGDATABASE=postgres
export PGHOST PGDATABASE

run()
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 "$@" 2>&1
}

postmaster()
{
	head -n 1 "$dir/cluster-crash/data/postmaster.pid"
}

# children_of PID
children_of()
{
	cat /proc/[0-9]*/status 2>/dev/null |
		awk -v parent="$1" '/^Pid:/ { pid = $2 } /^PPid:/ && $2 == parent { print pid }'
}

# begin_server: as a child of this script, not by pg_ctl, so that it is waited
# for when it was killed: a zombie would pass for a server that runs.
begin_server()
{
	as_server "$cluster_bin/postgres" -D "$dir/cluster-crash/data" \
		>>"$dir/cluster-crash/log" 2>&1 </dev/null &
	started=$!
}

# start_server: and until it answers
start_server()
{
	begin_server
	server_is_back
}

server_is_back()
{
	i=0
	until run -c 'SELECT 1' >"$out/back" 2>&1; do
		i=$((i + 1))
		[ $i -lt 300 ] || return 1
		sleep 0.1
	done
}

# kill_server: -9, all of it
kill_server()
{
	server=$(postmaster 2>/dev/null)
	{ [ -n "$server" ] && kill -0 "$server" 2>/dev/null; } || return
	family=$(children_of "$server")
	# shellcheck disable=SC2086
	kill -9 "$server" $family 2>/dev/null
	wait "$started" 2>/dev/null
	for pid in $family; do
		gone "$pid"
	done
}

# gone PID: until it is, or is a zombie of whoever inherited it
gone()
{
	i=0
	while [ $i -lt 200 ] && kill -0 "$1" 2>/dev/null &&
		! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; do
		sleep 0.05
		i=$((i + 1))
	done
}

start_server || exit 1

# what a row is, from client, batch and row
# shellcheck disable=SC2016
run >"$out/setup" <<'SQL' || { cat "$out/setup"; exit 1; }
CREATE EXTENSION funding;
CREATE EXTENSION amcheck;
CREATE FUNCTION made(client int, batch int, n int, OUT amount monetary, OUT usd monetary(USD), OUT figure estimate, OUT worth valuation,
		OUT parts monetary[], OUT line cash_line) LANGUAGE sql IMMUTABLE
	BEGIN ATOMIC
		SELECT monetary(x * 13 % 1009, (ARRAY['USD', 'EUR', 'ALL', 'JPY', 'CLF'])[x % 5 + 1]), monetary(x / 7.0, 'USD'),
			estimate(monetary(x % 997, 'USD'), monetary(x % 997 + n, 'USD')), valuation(monetary(x, 'GBP')::estimate, (ARRAY['pre', 'post', NULL])[x % 3 + 1]),
			allocate(monetary(x, 'EUR'), '{1,2,3}'), cash_line('line ' || n, 'cost', monetary(x, 'USD')::estimate, per => '1 month')
		FROM (SELECT client * 1000003 + batch * 101 + n) AS v(x);
	END;
CREATE TABLE load (client int, batch int, n int, amount monetary, usd monetary(USD), figure estimate, worth valuation, parts monetary[], line cash_line,
	PRIMARY KEY (client, batch, n));
CREATE TABLE load_parted (LIKE load, PRIMARY KEY (amount, client, batch, n)) PARTITION BY HASH (amount);
CREATE TABLE load_parted_0 PARTITION OF load_parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE load_parted_1 PARTITION OF load_parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE UNLOGGED TABLE scratch (LIKE load);
CREATE INDEX ON load (amount);
CREATE INDEX ON load (usd) INCLUDE (figure) WHERE usd > '10 USD'::monetary;
CREATE INDEX ON load USING hash (amount);
CREATE INDEX ON load USING brin (usd) WITH (pages_per_range = 1, autosummarize = off);
CREATE INDEX ON load USING brin (amount monetary_minmax_multi_ops) WITH (pages_per_range = 2);
CREATE INDEX ON load USING gist (figure);
CREATE INDEX ON load (figure);
CREATE INDEX ON load USING hash (worth);
CREATE INDEX ON load (worth, abs(amount));
CREATE INDEX ON load USING gin (parts);
CREATE INDEX ON scratch (amount);
CREATE INDEX ON scratch USING gist (figure);
CREATE INDEX ON scratch USING hash (worth);
SQL

# batches CLIENT FROM TO: transactions, each followed by a line when it is done
batches()
{
	awk -v client="$1" -v first="$2" -v last="$3" 'BEGIN {
		for (b = first; b <= last; b++) {
			row = "SELECT " client ", " b ", n, m.* FROM generate_series(1, 40) AS n, made(" client ", " b ", n) AS m"
			print "BEGIN;"
			print "INSERT INTO load " row ";"
			print "UPDATE load SET usd = usd + \x27" "1 USD\x27 WHERE client = " client " AND batch = " b - 1 " AND n <= 10;"
			print "SAVEPOINT s; INSERT INTO load_parted " row "; DELETE FROM load WHERE client = " client "; ROLLBACK TO s;"
			print "INSERT INTO load_parted " row ";"
			print "COMMIT;"
			print "\\echo acknowledged " b
		}
	}'
}

# what there is and what there has to be: rows that are missing, too many, or
# other than they were made; and clients whose last batch is a wrong one
wrong_rows="WITH last AS (SELECT client, max(batch) AS batch FROM load GROUP BY client),
	due AS (SELECT l.client, b, n, m.amount, CASE WHEN b < l.batch AND n <= 10 THEN m.usd + '1 USD' ELSE m.usd END AS usd, m.figure, m.worth, m.parts, m.line
		FROM last AS l, generate_series(1, l.batch) AS b, generate_series(1, 40) AS n, made(l.client, b, n) AS m),
	due_parted AS (SELECT l.client, b, n, m.* FROM last AS l, generate_series(1, l.batch) AS b, generate_series(1, 40) AS n, made(l.client, b, n) AS m)
	SELECT (SELECT count(*) FROM (TABLE due EXCEPT TABLE load) AS v) || ' ' || (SELECT count(*) FROM (TABLE load EXCEPT TABLE due) AS v)
		|| ' ' || (SELECT count(*) FROM (TABLE due_parted EXCEPT TABLE load_parted) AS v) || ' ' || (SELECT count(*) FROM (TABLE load_parted EXCEPT TABLE due_parted) AS v)"

# the same questions by index and without
questions="SELECT count(*), sum(batch) FROM load WHERE amount ~>~ '500 EUR';
	SELECT count(*), sum(batch) FROM load WHERE amount > '900 USD';
	SELECT count(*), sum(batch) FROM load WHERE usd BETWEEN '430000 USD' AND '440000 USD';
	SELECT count(*), sum(batch) FROM load WHERE usd > '10 USD' AND usd < '430000 USD';
	SELECT count(*), sum(batch) FROM load WHERE amount IN ('5 USD', '7 JPY', '8 CLF', '100 ALL');
	SELECT count(*), sum(batch) FROM load WHERE figure && '500 USD';
	SELECT count(*), sum(batch) FROM load WHERE figure @> '100..110 USD';
	SELECT count(*), sum(batch) FROM load WHERE figure > '900 USD';
	SELECT count(*), sum(batch) FROM load WHERE worth ~<~ '1005000 GBP';
	SELECT count(*), sum(l.batch) FROM load AS l JOIN made(2, 5, 7) AS m ON l.worth = m.worth OR l.amount = m.amount;
	SELECT count(*), sum(batch) FROM load WHERE parts @> ARRAY[(made(1, 3, 3)).parts[2]];
	SELECT count(*), sum(batch) FROM load_parted WHERE amount = '500 EUR';"

# verify WHAT
verify()
{
	for client in $clients; do
		acknowledged=$(awk '/^acknowledged/ { n = $2 } END { print n + 0 }' "$out/acknowledged.$client")
		there=$(run -c "SELECT coalesce(max(batch), 0) FROM load WHERE client = $client")
		[ "$there" = "$acknowledged" ] || [ "$there" = $((acknowledged + 1)) ]
		check "$1: client $client had $acknowledged batches acknowledged, $there are there" $?
		eval "next_$client=\$((there + 1))"
		echo "acknowledged $there" >>"$out/acknowledged.$client"
	done
	answer=$(run -c "$wrong_rows")
	[ "$answer" = '0 0 0 0' ]
	check "$1: rows missing, too many, and in partitions the same: $answer" $?
	run -c 'SET enable_seqscan = off' -c "$questions" >"$out/by_index"
	check "$1: $(head -n 3 "$out/by_index")" $?
	run -c 'SET enable_indexscan = off' -c 'SET enable_bitmapscan = off' -c 'SET enable_indexonlyscan = off' \
		-c "$questions" >"$out/by_heap"
	cmp -s "$out/by_index" "$out/by_heap"
	check "$1: index and heap disagree: $(diff "$out/by_index" "$out/by_heap" | head -n 6 | tr '\n' ' ')" $?
	pg_amcheck --heapallindexed --parent-check -d postgres >"$out/amcheck" 2>&1
	check "$1: pg_amcheck: $(head -n 3 "$out/amcheck")" $?
	answer=$(run -c 'SELECT count(*) FROM scratch' -c 'SET enable_seqscan = off' -c "SELECT count(*) FROM scratch WHERE amount ~>~ '1 ALL'" \
		-c "SELECT count(*) FROM scratch WHERE figure && '(..) USD'" -c "SELECT count(*) FROM scratch WHERE worth = '5 GBP'" | tr '\n' ' ')
	[ "$answer" = '0 0 0 0 ' ]
	check "$1: the unlogged table is not empty, or broken: $answer" $?
}

# random_ms FROM TO
random_ms()
{
	random=$(od -An -N2 -tu2 /dev/urandom)
	awk -v r="$random" -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", (a + r % (b - a)) / 1000 }'
}

# load: starts the clients, and waits for a moment in which all are at work
load()
{
	run -c 'INSERT INTO scratch SELECT 1, 1, n, m.* FROM generate_series(1, 300) AS n, made(1, 1, n) AS m' >"$out/log"
	[ "$(run -c "SELECT count(*) FROM scratch WHERE figure && '(..) USD'")" = 300 ]
	check "the unlogged table cannot be written: $(cat "$out/log")" $?
	loading=
	for client in $clients; do
		eval "next=\$next_$client"
		batches "$client" "$next" $((next + 3000)) >"$out/batches.$client"
		PGAPPNAME=load run -f "$out/batches.$client" >>"$out/acknowledged.$client" &
		loading="$loading $!"
	done
	i=0
	while [ "$(run -c 'SELECT count(DISTINCT client) FROM load_parted')" != 3 ] && [ $i -lt 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	delay=$(random_ms 100 900)
	sleep "$delay"
}

# loaded WHAT: the clients are gone, and none of them had come to its end
loaded()
{
	# shellcheck disable=SC2086
	wait $loading
	for client in $clients; do
		! tail -n 20 "$out/acknowledged.$client" | grep -q 'ERROR'
		check "$1: $(grep ERROR "$out/acknowledged.$client" | tail -n 1)" $?
	done
}

for client in $clients; do
	: >"$out/acknowledged.$client"
	eval "next_$client=1"
done

# ---- a backend, twice: the server restarts by itself

for round in 1 2; do
	load
	victim=$(run -c "SELECT pid FROM pg_stat_activity WHERE application_name = 'load' ORDER BY state <> 'active', random() LIMIT 1")
	if children_of "$(postmaster)" | grep -qx "${victim:-none}"; then
		kill -9 "$victim"
		gone "$victim"
	else
		check "round $round: $victim is no backend of this cluster" 1
	fi
	loaded "backend, round $round"
	server_is_back
	check "backend, round $round: the server does not come back" $?
	verify "backend killed after $delay s, round $round"
done
grep -q 'was terminated by signal 9' "$dir/cluster-crash/log"
check 'no backend was killed' $?

# ---- the server with all its children; in the last round again while it recovers

run -c 'CREATE TABLE promised (a monetary)' -c "BEGIN; INSERT INTO promised VALUES ('7 ALL'); PREPARE TRANSACTION 'promised'" >"$out/log"
check "a prepared transaction: $(cat "$out/log")" $?
for round in 1 2 3; do
	load
	kill_server
	loaded "server, round $round"
	if [ "$round" = 3 ]; then
		# its postmaster.pid takes the place of the old one
		begin_server
		i=0
		while [ "$(postmaster)" = "$server" ] && [ $i -lt 200 ]; do
			sleep 0.02
			i=$((i + 1))
		done
		sleep "$(random_ms 0 150)"
		kill_server
	fi
	start_server
	check "server, round $round: it does not start: $(tail -n 3 "$dir/cluster-crash/log")" $?
	verify "server killed after $delay s, round $round"
done
[ "$(grep -c 'database system was not properly shut down' "$dir/cluster-crash/log")" -ge 3 ]
check 'the server did not recover' $?
run -c "COMMIT PREPARED 'promised'" >"$out/log"
[ "$(run -c 'SELECT a FROM promised')" = '7.00 ALL' ]
check "the prepared transaction is lost: $(cat "$out/log")" $?

rows=$(run -c 'SELECT count(*) FROM load')
[ "$rows" -gt 1000 ]
check "only $rows rows were loaded" $?
if [ -n "${CRASH_FIGURES:-}" ]; then
	echo "$name: $rows rows in $(awk '/^acknowledged/ { n++ } END { print n }' "$out"/acknowledged.*) transactions"
fi
kill_server
report_count
