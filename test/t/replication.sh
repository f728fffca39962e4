#!/bin/sh
# replication.sh
#	  A physical replica replays the database of test/everything, answers as its
#	  primary does, by index too, and stays valid when it is promoted.  Logical
#	  replication carries tables that are keyed by our types, in text and in
#	  binary, with row filters, column lists and partitions.
#
# Here the extension has a schema of its own from the first.
set -u

. "$(dirname "$0")/../../tools/counted.sh"
cd "$(dirname "$0")/../.." || exit 1
. tools/cluster.sh

PGOPTIONS='-c client_min_messages=warning -c jit=off'
export PGOPTIONS

# at CLUSTER [ARGUMENT...]: psql there
at()
{
	at_host=$(cluster_host "$1")
	shift
	psql -X -q -A -t -v ON_ERROR_STOP=1 -h "$at_host" -d postgres "$@" 2>&1
}

# same WHAT ONE OTHER
same()
{
	[ -s "$out/$2" ] && cmp -s "$out/$2" "$out/$3"
	check "$1" $?
	diff "$out/$2" "$out/$3" | head -n 6 | cut -c 1-300
}

# until_true CLUSTER QUERY: waits at most a minute
until_true()
{
	i=0
	until [ "$(at "$1" -c "$2")" = t ]; do
		i=$((i + 1))
		[ $i -lt 600 ] || return 1
		sleep 0.1
	done
}

cluster_create primary <<CONF || exit 1
wal_level = logical
max_wal_senders = 10
max_replication_slots = 10
max_logical_replication_workers = 8
max_sync_workers_per_subscription = 4
max_worker_processes = 20
hot_standby = on
full_page_writes = on
wal_receiver_status_interval = 1s
wal_retrieve_retry_interval = 100ms
CONF
cluster_start primary || exit 1

# ---- a physical replica: taken early, so that all comes to it as a log

cluster_copy replica "$(cluster_host primary)" -R -X stream 2>"$out/log"
check "pg_basebackup: $(cat "$out/log")" $?
cluster_start replica
check 'the replica does not start' $?
at primary -c 'CREATE SCHEMA finance' -c 'CREATE EXTENSION funding SCHEMA finance' \
	-f test/everything/create.sql >"$out/log"
check "create.sql with the extension in another schema: $(cat "$out/log")" $?
# what is unlogged is not on a replica
at primary -c 'SET search_path = finance, everything' -c 'ALTER TABLE scratch SET LOGGED' -c 'DELETE FROM ledger WHERE id % 3 = 0' \
	-c 'VACUUM ledger' -c "UPDATE ledger SET amount = -amount, figure = figure + '1 USD' WHERE id % 7 = 0 AND currency(figure) = 'USD'" \
	-c 'REINDEX INDEX ledger_figure_gist' >"$out/log"
check "changes on the primary: $(cat "$out/log")" $?

# replayed: until the replica has what the primary has written
replayed()
{
	position=$(at primary -c 'SELECT pg_current_wal_flush_lsn()')
	until_true replica "SELECT pg_last_wal_replay_lsn() >= '$position'"
}
replayed
check 'the replica does not follow' $?

# values CLUSTER NAME: but for the sequence, which is logged 32 numbers ahead
values()
{
	at "$1" -f test/everything/values.sql >"$out/$2.values" || return
	sed -i '/^entry_number|/d' "$out/$2.values"
}
values primary primary
values replica replica
same 'the replica has other values' primary.values replica.values
at primary -c 'SET enable_indexscan = off' -c 'SET enable_bitmapscan = off' -c 'SET enable_indexonlyscan = off' \
	-f test/everything/answers.sql >"$out/primary.answers"
at replica -c 'SET enable_seqscan = off' -c 'SET enable_indexonlyscan = off' -f test/everything/answers.sql >"$out/replica.answers"
same 'the indexes of the replica have other answers' primary.answers replica.answers
at replica -c 'SET search_path = finance, everything' -c 'SET enable_seqscan = off' \
	-c "EXPLAIN (COSTS off) SELECT deal FROM ledger WHERE amount = '5 USD'" \
	-c "EXPLAIN (COSTS off) SELECT deal FROM ledger WHERE figure && '5 USD'" \
	-c "EXPLAIN (COSTS off) SELECT deal FROM ledger WHERE amount_usd > '1M USD'" >"$out/plans"
[ "$(grep -c 'Index Cond' "$out/plans")" -ge 3 ]
check "indexes are not used on the replica: $(cat "$out/plans")" $?

# ---- logical replication, to a cluster with tables of the same name

cluster_create subscriber <<CONF || exit 1
wal_level = logical
max_replication_slots = 20
max_logical_replication_workers = 16
max_sync_workers_per_subscription = 4
max_worker_processes = 24
wal_retrieve_retry_interval = 100ms
CONF
cluster_start subscriber || exit 1
at subscriber -c 'CREATE SCHEMA finance' -c 'CREATE EXTENSION funding SCHEMA finance' >"$out/log"
check "the subscriber: $(cat "$out/log")" $?

cat >"$out/tables.sql" <<'SQL'
SET search_path = finance, public;
-- the key is a monetary, an estimate, a valuation, or the whole row
CREATE TABLE keyed_monetary (k monetary PRIMARY KEY, usd monetary(USD), e estimate, v valuation(EUR), a monetary[], l cash_line, b rate_book, note text);
CREATE TABLE keyed_estimate (k estimate NOT NULL, lek monetary('ALL'), note text);
CREATE UNIQUE INDEX keyed_estimate_k ON keyed_estimate (k);
ALTER TABLE keyed_estimate REPLICA IDENTITY USING INDEX keyed_estimate_k;
CREATE TABLE keyed_valuation (k valuation, n monetary, note text, PRIMARY KEY (k, n));
CREATE TABLE keyed_full (a monetary, e estimate, v valuation, p monetary[], note text);
ALTER TABLE keyed_full REPLICA IDENTITY FULL;
CREATE TABLE parted (k monetary(USD), e estimate, PRIMARY KEY (k)) PARTITION BY RANGE (k);
CREATE TABLE parted_low PARTITION OF parted FOR VALUES FROM (MINVALUE) TO ('500 USD');
CREATE TABLE parted_high PARTITION OF parted FOR VALUES FROM ('500 USD') TO (MAXVALUE);
CREATE TABLE filtered (id int, k monetary, e estimate, hidden valuation, PRIMARY KEY (id, k));
SQL
for cluster in primary subscriber; do
	at $cluster -f "$out/tables.sql" >"$out/log"
	check "tables on the $cluster: $(cat "$out/log")" $?
done
# the subscriber has other partitions and another type modifier
at subscriber -c 'SET search_path = finance, public' -c 'DROP TABLE parted' \
	-c 'CREATE TABLE parted (k monetary PRIMARY KEY, e estimate) PARTITION BY HASH (k)' \
	-c 'CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0)' \
	-c 'CREATE TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1)' >"$out/log"
check "other partitions: $(cat "$out/log")" $?

cat >"$out/rows.sql" <<'SQL'
SET search_path = finance, public, everything;
INSERT INTO keyed_monetary SELECT amount, amount_usd, figure, NULL, parts, (SELECT first_line FROM plan LIMIT 1), (SELECT rates FROM book WHERE id = 3), 'row ' || id
	FROM (SELECT DISTINCT ON (amount) * FROM ledger WHERE amount IS NOT NULL AND id <= 1500 ORDER BY amount, id) AS v;
INSERT INTO keyed_monetary (k) SELECT amount FROM extreme WHERE amount IS NOT NULL ON CONFLICT DO NOTHING;
INSERT INTO keyed_estimate SELECT figure, '7 ALL', id FROM extreme WHERE figure IS NOT NULL;
INSERT INTO keyed_estimate SELECT DISTINCT ON (figure) figure, amount_all, id FROM ledger
	WHERE figure IS NOT NULL AND id <= 1500 AND figure NOT IN (SELECT figure FROM extreme WHERE figure IS NOT NULL) ORDER BY figure, id;
INSERT INTO keyed_valuation SELECT worth, monetary(id, 'USD'), id FROM extreme WHERE worth IS NOT NULL;
INSERT INTO keyed_full SELECT amount, figure, worth, parts, id FROM ledger WHERE id <= 300;
INSERT INTO parted SELECT monetary(i, 'USD'), '~7B USD' FROM generate_series(1, 1000) AS i;
INSERT INTO filtered SELECT i, monetary(i, (ARRAY['USD', 'EUR', 'ALL'])[i % 3 + 1]), estimate(monetary(i, 'USD'), monetary(i + 10, 'USD')), '1B USD pre'
	FROM generate_series(1, 900) AS i;
SQL
at primary -f "$out/rows.sql" >"$out/log"
check "rows on the primary: $(cat "$out/log")" $?

cat >"$out/changes.sql" <<'SQL'
SET search_path = finance, public, everything;
BEGIN;
UPDATE keyed_monetary SET usd = usd + '1 USD', e = 'undisclosed' WHERE k > '100 USD';
UPDATE keyed_monetary SET k = k + '0.001 EUR' WHERE currency(k) = 'EUR' AND k > '1k EUR';
DELETE FROM keyed_monetary WHERE currency(k) = 'JPY';
DELETE FROM keyed_monetary WHERE k = '9999999999999999999999999999 JPY';
UPDATE keyed_estimate SET lek = lek + '1 ALL' WHERE kind(k) IN ('range', 'undisclosed', 'approximate');
UPDATE keyed_estimate SET k = k * 2 WHERE k = '>=5 USD';
DELETE FROM keyed_estimate WHERE kind(k) = 'nearly';
UPDATE keyed_valuation SET note = 'changed' WHERE basis(k) = 'post';
DELETE FROM keyed_valuation WHERE k IN ('undisclosed', '5 USD pre');
UPDATE keyed_full SET a = a * 2 WHERE a > '1 USD' AND note::int < 150;
DELETE FROM keyed_full WHERE e IS NULL OR kind(e) = 'exact';
COMMIT;
UPDATE parted SET k = '1000000.5 USD' WHERE k = '1 USD';
DELETE FROM parted WHERE k BETWEEN '490 USD' AND '510 USD';
INSERT INTO parted VALUES ('-5 USD', '<5 USD');
UPDATE filtered SET k = '7 EUR', id = 70 WHERE id = 700;
UPDATE filtered SET k = '700 USD', id = 1001 WHERE id = 1;
DELETE FROM filtered WHERE id BETWEEN 810 AND 820;
SQL

cat >"$out/print.sql" <<'SQL'
SET search_path = finance, public;
SELECT 'keyed_monetary', t::text FROM keyed_monetary AS t ORDER BY k;
SELECT monetary_send(k), md5(rate_book_send(b)) FROM keyed_monetary ORDER BY k;
SELECT 'keyed_estimate', t::text, estimate_send(k) FROM keyed_estimate AS t ORDER BY k;
SELECT 'keyed_valuation', t::text, valuation_send(k) FROM keyed_valuation AS t ORDER BY k, n;
SELECT 'keyed_full', t::text FROM keyed_full AS t ORDER BY t::text COLLATE "C";
SELECT 'parted', t::text FROM parted AS t ORDER BY k;
SQL

at primary -c 'SET search_path = finance, public' \
	-c 'CREATE PUBLICATION whole FOR TABLE keyed_monetary, keyed_estimate, keyed_valuation, keyed_full, parted WITH (publish_via_partition_root)' \
	-c "CREATE PUBLICATION part FOR TABLE filtered (id, k, e) WHERE (id >= 100)" >"$out/log"
check "publications: $(cat "$out/log")" $?
# no filter has operators or types but the built-in ones: doc/upgrading.md
at primary -c "SET search_path = finance, public" -c "CREATE PUBLICATION by_amount FOR TABLE filtered WHERE (k >= '100 USD'::monetary)" >"$out/log"
grep -q 'User-defined operators are not allowed' "$out/log"
check "a row filter with an operator of ours: say so in doc/upgrading.md: $(cat "$out/log")" $?

# caught_up SLOT
caught_up()
{
	until_true subscriber "SELECT count(*) = 0 FROM pg_subscription_rel WHERE srsubstate NOT IN ('r', 's')" || return
	position=$(at primary -c 'SELECT pg_current_wal_flush_lsn()')
	until_true primary "SELECT confirmed_flush_lsn >= '$position' FROM pg_replication_slots WHERE slot_name = '$1'"
}

connection="host=$(cluster_host primary) port=$PGPORT user=postgres dbname=postgres"
for binary in false true; do
	# from the first, so that both times the rows are copied, then changed
	if [ $binary = true ]; then
		at subscriber -c 'DROP SUBSCRIPTION whole_false' -c 'DROP SUBSCRIPTION part_false' \
			-c 'TRUNCATE finance.keyed_monetary, finance.keyed_estimate, finance.keyed_valuation, finance.keyed_full, finance.parted, finance.filtered' \
			>"$out/log"
		at primary -c 'TRUNCATE finance.keyed_monetary, finance.keyed_estimate, finance.keyed_valuation, finance.keyed_full, finance.parted, finance.filtered' \
			-f "$out/rows.sql" >>"$out/log"
		check "again: $(cat "$out/log")" $?
	fi
	at subscriber -c "CREATE SUBSCRIPTION whole_$binary CONNECTION '$connection' PUBLICATION whole WITH (binary = $binary)" \
		-c "CREATE SUBSCRIPTION part_$binary CONNECTION '$connection' PUBLICATION part WITH (binary = $binary)" >"$out/log"
	check "subscriptions, binary $binary: $(cat "$out/log")" $?
	caught_up whole_$binary && caught_up part_$binary
	check "binary $binary: the first copy does not come to its end" $?
	at primary -f "$out/print.sql" >"$out/primary.copied"
	at subscriber -f "$out/print.sql" >"$out/subscriber.copied"
	same "binary $binary: the first copy has other rows" primary.copied subscriber.copied
	at primary -f "$out/changes.sql" >"$out/log"
	check "changes: $(cat "$out/log")" $?
	caught_up whole_$binary && caught_up part_$binary
	check "binary $binary: the changes do not come" $?
	at primary -f "$out/print.sql" >"$out/primary.changed"
	at subscriber -f "$out/print.sql" >"$out/subscriber.changed"
	same "binary $binary: changes give other rows" primary.changed subscriber.changed
	! cmp -s "$out/primary.copied" "$out/primary.changed"
	check 'nothing was changed' $?
	# what the filter lets through, without the column that is not listed
	at primary -c 'SET search_path = finance, public' -c "SELECT id, k, e, NULL FROM filtered WHERE id >= 100 ORDER BY id, k" >"$out/primary.filtered"
	at subscriber -c 'SET search_path = finance, public' -c 'SELECT id, k, e, hidden FROM filtered ORDER BY id, k' >"$out/subscriber.filtered"
	same "binary $binary: the row filter or the column list" primary.filtered subscriber.filtered
	grep -q '^1001|700.00 USD|' "$out/subscriber.filtered" && ! grep -q -e '^70|' -e '^700|' "$out/subscriber.filtered"
	check "binary $binary: rows that an update moved into the filter and out of it" $?
	at primary -c 'TRUNCATE finance.keyed_valuation, finance.parted' >"$out/log"
	caught_up whole_$binary
	[ "$(at subscriber -c 'SELECT (SELECT count(*) FROM finance.keyed_valuation) + (SELECT count(*) FROM finance.parted)')" = 0 ]
	check "binary $binary: TRUNCATE does not come" $?
done
[ "$(at subscriber -c 'SELECT bool_and(subbinary) FROM pg_subscription')" = t ]
check 'the second subscription was not binary' $?
grep -e ERROR: -e FATAL: "$dir/cluster-subscriber/log" |
	grep -v 'terminating logical replication worker due to administrator command' >"$out/log"
[ ! -s "$out/log" ]
check "the subscriber's log: $(head -n 3 "$out/log")" $?
at subscriber -c 'DROP SUBSCRIPTION whole_true' -c 'DROP SUBSCRIPTION part_true' >"$out/log"

# ---- the replica is promoted

replayed
check 'the replica has stopped to follow' $?
values primary primary
cluster_stop primary immediate
at replica -c 'SELECT pg_promote()' >"$out/log"
until_true replica 'SELECT NOT pg_is_in_recovery()'
check 'the replica is not promoted' $?
values replica promoted
same 'the promoted replica has other values' primary.values promoted.values
at replica -c 'SET search_path = finance, everything' -c 'CREATE SCHEMA checks' -c 'CREATE EXTENSION amcheck SCHEMA checks' \
	-c "INSERT INTO ledger (id, booked, amount, figure) SELECT 20000 + i, '2030-01-01', monetary(i, 'USD'), '~7B USD' FROM generate_series(1, 500) AS i" >"$out/log"
check "the promoted replica takes no rows: $(cat "$out/log")" $?
pg_amcheck -h "$(cluster_host replica)" -d postgres --heapallindexed --parent-check >"$out/log" 2>&1
check "pg_amcheck of the promoted replica: $(head -n 3 "$out/log")" $?
at replica -c 'SET enable_seqscan = off' -c 'SET enable_indexonlyscan = off' -f test/everything/answers.sql >"$out/by_index.answers"
at replica -c 'SET enable_indexscan = off' -c 'SET enable_bitmapscan = off' -c 'SET enable_indexonlyscan = off' \
	-f test/everything/answers.sql >"$out/by_heap.answers"
same 'index and heap of the promoted replica disagree' by_index.answers by_heap.answers
cluster_stop replica immediate
cluster_stop subscriber immediate
report_count
