#!/bin/sh
# upgrade.sh
#	  `make check-upgrade`: pg_upgrade of a database that uses every type of the
#	  extension everywhere, from 15 to 17, from 15 to 18 and from 17 to 18, by
#	  copies and by links.  Nothing may be lost, moved or sorted otherwise.
#
#	PAIRS='15-18'     only these
#	MODES=copy        only this way (copy or link)
#	REFRESH=yes, RELEASES=DIR, DEBIAN_MIRROR: see tools/long/versions.sh
#
# pg_upgrade wants both servers in one place: see chroot_servers_ready in
# tools/chroot.sh.  The database is made by test/everything, which says what is
# in it.  Wants root or sudo.
set -u
cd "$(dirname "$0")/../.." || exit 1

pairs=${PAIRS:-15-17 15-18 17-18}
modes=${MODES:-copy link}

# ---- outside: the folder with the three servers

if [ "${1:-}" != --inside ]; then
	. tools/chroot.sh
	chroot_need_root upgrade tools/long/upgrade.sh
	trap chroot_stop EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM

	releases=${RELEASES:-build/versions}
	mkdir -p "$releases" build/versions || exit 1
	top=$(cd "$releases" && pwd)/upgrade
	log=build/versions/upgrade.setup.log
	fail()
	{
		echo "upgrade: $1"
		echo 'upgrade: 0 passed, 1 failed'
		exit 1
	}

	chroot_servers_ready "$top" "$log" ||
		fail 'no folder with the servers 15, 17 and 18'
	chroot_tree "$top" || fail 'the tree could not be copied'
	chroot_run "$top" PAIRS="$pairs" MODES="$modes" \
		sh /root/funding/tools/long/upgrade.sh --inside
	exit
fi

# ---- inside

. tools/counted.sh
. tools/as_server.sh
dir=$(mktemp -d /tmp/upgrade.XXXXXX) || exit 1
user=postgres
chmod 755 "$dir"
chown "$user" "$dir"
at_end()
{
	rm -rf "$dir"
}
port=54329
for variable in $(env | sed -n 's/^\(PG[A-Z]*\)=.*/\1/p'); do
	unset "$variable"
done
PGHOST=$dir
PGPORT=$port
PGUSER=postgres
PGDATABASE=everything
PGCLIENTENCODING=UTF8
PSQLRC=/dev/null
export PGHOST PGPORT PGUSER PGDATABASE PGCLIENTENCODING PSQLRC

bin()
{
	echo "/usr/lib/postgresql/$1/bin"
}

# psql of the newest version, for all
query()
{
	"$(bin 18)/psql" -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

# checked WHAT COMMAND...: what it prints is shown only if it fails.
checked()
{
	checked_what=$1
	shift
	if "$@" >"$out/log" 2>&1; then
		check "$checked_what" 0
	else
		check "$checked_what" 1
		tail -n 20 "$out/log"
		return 1
	fi
}

# same WHAT FILE FILE: not empty, and the same.
same()
{
	if [ -s "$2" ] && diff "$2" "$3" >"$out/log" 2>&1; then
		check "$1" 0
	else
		check "$1: $(grep -c '^[<>]' "$out/log") lines differ" 1
		head -n 20 "$out/log" | cut -c 1-300
	fi
}

# cluster VERSION NAME: an empty one; 18 has checksums unless told otherwise,
# and both sides must agree.
cluster()
{
	as_server "$(bin "$1")/initdb" -D "$dir/$2" -U postgres -A trust -E UTF8 \
		--locale=C --data-checksums --no-sync || return
	as_server tee -a "$dir/$2/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
port = $port
unix_socket_directories = '$dir'
dynamic_shared_memory_type = mmap
fsync = off
autovacuum = off
timezone = 'UTC'
log_timezone = 'UTC'
CONF
}

start()
{
	as_server "$(bin "$1")/pg_ctl" -D "$dir/$2" -l "$dir/$2.log" -w -t 60 \
		-s start </dev/null
}

stop()
{
	as_server "$(bin "$1")/pg_ctl" -D "$dir/$2" -m fast -w -t 60 -s stop
}

# schema VERSION FILE: by the pg_dump of that version.
schema()
{
	"$(bin "$1")/pg_dump" --schema-only "$PGDATABASE" >"$2"
}

# answers FILE [SETTING]...: what queries say, under these settings.
answers()
{
	answers_to=$1
	shift
	PGOPTIONS=$(for setting in "$@"; do printf -- '-c %s ' "$setting"; done) \
		query -f test/everything/answers.sql >"$answers_to" 2>&1
}

# ---- the extension for each version

versions=$(for pair in $pairs; do
	echo "${pair%-*}"
	echo "${pair#*-}"
done | sort -u)
for version in $versions; do
	PG_CONFIG=$(bin "$version")/pg_config
	export PG_CONFIG
	echo "upgrade: building for $("$PG_CONFIG" --version)"
	checked "$version: builds without a warning and is installed" \
		sh tools/build.sh check / || { report_count; exit; }
done
unset PG_CONFIG

# ---- the old databases, each made once

# The servers of November 2026 (15.20, 17.12) mark each column with an option,
# pg_attver, and each stored row of a composite type with the same number.  No
# database of theirs can be upgraded to a server that is older than that: it
# does not know the option.  Where Debian's newer version is that old, the old
# database is made without the marks, as an older minor version makes it, by
# taking them away as soon as they appear.
base_of()
{
	if grep -q pg_attver "$(bin "$1")/postgres" &&
		! grep -q pg_attver "$(bin "$2")/pg_dump"; then
		echo "$1-unmarked"
	else
		echo "$1"
	fi
}

unmarked_sql="CREATE FUNCTION unmark() RETURNS event_trigger LANGUAGE plpgsql
	SET allow_system_table_mods = on SET search_path = pg_catalog AS \$\$
BEGIN
	UPDATE pg_attribute SET attoptions = NULLIF(ARRAY(SELECT o
			FROM unnest(attoptions) AS o WHERE o !~ '^pg_attver='), '{}')
		WHERE attoptions::text ~ 'pg_attver=' AND attrelid >= 16384;
END \$\$;
CREATE EVENT TRIGGER unmark ON ddl_command_end EXECUTE FUNCTION unmark();"

# old_database BASE: builds it, and keeps what it says of itself.
old_database()
{
	old=${1%-unmarked}
	if [ "$old" != "$1" ]; then
		echo "upgrade: a newer server does not know the pg_attver of" \
			"$("$(bin "$old")/postgres" --version): a database without it"
	fi
	checked "$1: initdb" cluster "$old" "$1" &&
		checked "$1: starts" start "$old" "$1" &&
		checked "$1: database" "$(bin 18)/createdb" "$PGDATABASE" || return
	if [ "$old" != "$1" ]; then
		checked "$1: no marks" query -c "$unmarked_sql" || return
	fi
	checked "$1: extension" query -c 'CREATE EXTENSION funding' &&
		checked "$1: test/everything/create.sql" \
			query -f test/everything/create.sql || return
	if [ "$old" != "$1" ]; then
		checked "$1: no marks are left" query \
			-c 'DROP EVENT TRIGGER unmark' -c 'DROP FUNCTION unmark()' \
			-c "SELECT 1 / (count(*) = 0)::integer FROM pg_attribute
				WHERE attoptions::text ~ 'pg_attver=' AND attrelid >= 16384"
	fi
	checked "$1: values" query -f test/everything/values.sql \
		-o "$out/values-$1" &&
		checked "$1: answers" answers "$out/answers-$1" &&
		checked "$1: catalog" query -f test/everything/catalog.sql \
			-o "$out/catalog-$1" &&
		checked "$1: statistics" query -f test/everything/statistics.sql \
			-o "$out/statistics-$1" || return
	for pair in $pairs; do
		if [ "$(base_of "${pair%-*}" "${pair#*-}")" = "$1" ]; then
			checked "$1: schema for ${pair#*-}" schema "${pair#*-}" \
				"$out/schema-$pair"
		fi
	done
	checked "$1: stops" stop "$old" "$1" || return
	echo "upgrade: $1 holds $(wc -l <"$out/values-$1") lines of values," \
		"$(wc -l <"$out/answers-$1") of answers"
}

for base in $(for pair in $pairs; do base_of "${pair%-*}" "${pair#*-}"; done |
	sort -u); do
	old_database "$base" || { report_count; exit; }
done

# ---- each upgrade

# upgraded OLD NEW: what must hold on the new server, of what $base was.
upgraded()
{
	query -f test/everything/values.sql >"$out/values" 2>&1
	same "$is: values" "$out/values-$base" "$out/values"
	query -f test/everything/catalog.sql >"$out/catalog" 2>&1
	same "$is: objects of the extension" "$out/catalog-$base" "$out/catalog"
	# The schema is what that of the old server makes here, since every version
	# writes it in its own way; each dump has a key of its own.
	"$(bin 18)/createdb" schema
	checked "$is: old schema" query -d schema -o /dev/null \
		-f "$out/schema-$1-$2"
	schema "$2" "$out/schema"
	PGDATABASE=schema schema "$2" "$out/schema-old"
	# pg_upgrade makes a domain before the cast that holds its default to the
	# currency, which is then written beside the default instead.
	sed -i -e '/^\\\(un\)*restrict /d' \
		-e "s/^\(CREATE DOMAIN everything.price .*::[^ ]*monetary\)('USD')$/\1/" \
		"$out/schema" "$out/schema-old"
	same "$is: schema" "$out/schema-old" "$out/schema"
	# From 18 on pg_upgrade takes the statistics along, as text.
	if [ "$2" -ge 18 ]; then
		query -f test/everything/statistics.sql >"$out/statistics" 2>&1
		same "$is: statistics" "$out/statistics-$base" "$out/statistics"
	fi

	for setting in enable_seqscan=on enable_seqscan=off \
		'enable_indexscan=off enable_indexonlyscan=off enable_bitmapscan=off'
	do
		# shellcheck disable=SC2086
		answers "$out/answers" $setting
		same "$is: answers, $setting" "$out/answers-$base" "$out/answers"
	done

	# pg_amcheck compares bytes.  A row of a composite type that a function
	# makes has 0 in its head where there is no mark, and -1 on an older server:
	# the only such index waits until it is made again.
	skipped=
	[ "$base" = "$1" ] || skipped=--exclude-index=everything.plan_runway
	# shellcheck disable=SC2086
	checked "$is: pg_amcheck" "$(bin "$2")/pg_amcheck" --install-missing \
		--heapallindexed --parent-check --rootdescend $skipped "$PGDATABASE"
	[ -z "$skipped" ] ||
		checked "$is: REINDEX" query -c 'REINDEX INDEX everything.plan_runway'

	# routes.sql prints what is wrong; here and after the new rows
	query -f test/everything/routes.sql >"$out/routes" 2>&1
	echo 'routes looked at' >"$out/expected"
	same "$is: rows route to their partitions" "$out/expected" "$out/routes"
	query -f test/everything/grow.sql >"$out/grown" 2>&1
	echo 'grown' >"$out/expected"
	same "$is: new rows" "$out/expected" "$out/grown"
	checked "$is: VACUUM and ANALYZE" query -c 'VACUUM' -c 'ANALYZE'
	checked "$is: pg_amcheck after new rows" "$(bin "$2")/pg_amcheck" \
		--heapallindexed --parent-check --rootdescend "$PGDATABASE"
	answers "$out/answers-seq" enable_indexscan=off enable_indexonlyscan=off \
		enable_bitmapscan=off
	answers "$out/answers" enable_seqscan=off
	same "$is: answers after new rows" "$out/answers-seq" "$out/answers"
	cmp -s "$out/answers" "$out/answers-$base"
	[ $? -eq 1 ]
	check "$is: the new rows are in no answer" $?

	query -c 'ALTER EXTENSION funding UPDATE' >"$out/update" 2>&1
	echo 'NOTICE:  version "1.0" of extension "funding" is already installed' \
		>"$out/expected"
	same "$is: nothing to update" "$out/expected" "$out/update"

	# What pg_upgrade made of the extension is what CREATE EXTENSION makes.
	"$(bin 18)/createdb" fresh
	query -d fresh -c 'CREATE EXTENSION funding'
	query -d fresh -f test/everything/catalog.sql >"$out/catalog" 2>&1
	same "$is: objects of a new extension" "$out/catalog-$base" "$out/catalog"

	# and the database can be dumped and restored on the new server
	"$(bin 18)/createdb" restored
	checked "$is: dump" sh -c "$(bin "$2")/pg_dump >$out/dump"
	checked "$is: restore" query -d restored -o /dev/null -f "$out/dump"
	query -f test/everything/values.sql >"$out/values" 2>&1
	query -d restored -f test/everything/values.sql >"$out/restored" 2>&1
	same "$is: values restored" "$out/values" "$out/restored"
}

for pair in $pairs; do
	old=${pair%-*}
	new=${pair#*-}
	base=$(base_of "$old" "$new")
	for mode in $modes; do
		is="$old to $new by $mode"
		echo "upgrade: $is"
		rm -rf "$dir/old" "$dir/new"
		cp -a "$dir/$base" "$dir/old"
		option=
		[ "$mode" = copy ] || option=--link
		checked "$is: initdb" cluster "$new" new || continue
		# shellcheck disable=SC2086
		if ! checked "$is: pg_upgrade" as_server "$(bin "$new")/pg_upgrade" \
			-b "$(bin "$old")" -B "$(bin "$new")" -d "$dir/old" \
			-D "$dir/new" -U postgres --socketdir="$dir" $option; then
			grep -h -A 40 'error:' "$dir"/new/pg_upgrade_output.d/*/log/*.log
			continue
		fi
		# by links the old files are the new ones; by copies they are not wanted
		rm -rf "$dir/old"
		checked "$is: starts" start "$new" new || continue
		upgraded "$old" "$new"
		checked "$is: stops" stop "$new" new
	done
done
report_count
