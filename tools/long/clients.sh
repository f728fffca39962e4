#!/bin/sh
# clients.sh
#	  Real clients against a private server: psycopg2, psycopg 3, node-postgres
#	  (in TypeScript), JDBC, ODBC and libpq, each with every type in text and
#	  binary, NULL, arrays, prepared statements, COPY and errors; and through
#	  pgbouncer in transaction mode where the client can.
#
# CLIENTS='jdbc odbc' runs some of them.  What is missing is installed: Debian
# packages by tools/need.sh, npm packages at the versions and hashes of
# examples/typescript/package-lock.json into build/.  A client that cannot be
# had is a failure.  The programs are test/clients/*, with the examples of
# doc/clients.md and of the READMEs of examples/ put in (snippets.awk).
#
# Java connects by a unix socket like the others (UnixSocketFactory.java), so
# the server listens on no network here either.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/tally.sh

ALL='psycopg2 psycopg3 pg jdbc libpq odbc'
CLIENTS=${CLIENTS:-$ALL}
documents='doc/clients.md examples/python/README.md examples/typescript/README.md'
out=build/clients
python=/usr/bin/python3
jar=/usr/share/java/postgresql.jar

# ---- outside of the private server: what the clients need

# packages_of CLIENT
packages_of()
{
	case $1 in
		psycopg2) echo python3-psycopg2 ;;
		psycopg3) echo python3-psycopg ;;
		pg)
			if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
				echo nodejs npm
			fi
			;;
		jdbc)
			echo libpostgresql-jdbc-java
			if ! command -v java >/dev/null || ! command -v javac >/dev/null; then
				echo default-jdk-headless
			fi
			;;
		libpq) echo libpq-dev gcc libc6-dev ;;
		odbc) echo odbc-postgresql unixodbc unixodbc-dev gcc libc6-dev ;;
	esac
}

if [ "${1:-}" != inside ]; then
	for client in $CLIENTS; do
		case " $ALL " in
			*" $client "*) ;;
			*)
				echo "clients: no client is called $client (there are: $ALL)" >&2
				exit 2
				;;
		esac
	done
	# One by one: a client that cannot be had is that client's failure.
	for client in $CLIENTS; do
		# shellcheck disable=SC2046
		sh tools/need.sh pgbouncer $(packages_of "$client") || :
	done
	export CLIENTS
	exec sh tools/private_server.sh -b module \
		-c log_error_verbosity=verbose sh tools/long/clients.sh inside
fi

# ---- inside: the figures, the pool

mkdir -p "$out" || exit 1
user=$FUNDING_SERVER_USER
dir=$FUNDING_SERVER_DIR
. tools/as_server.sh
. tools/children.sh
FUNDING_TALLY=$dir/tally
: >"$FUNDING_TALLY"
: >"$out/snippets.used"

if ! { createdb figures && psql -X -q -v ON_ERROR_STOP=1 -d figures \
	-c 'CREATE EXTENSION funding' -f test/clients/values.sql &&
	createdb elsewhere && psql -X -q -v ON_ERROR_STOP=1 -d elsewhere \
	-c 'CREATE SCHEMA "Fi nance"' \
	-c 'CREATE EXTENSION funding SCHEMA "Fi nance"'; }; then
	echo 'clients: the figures cannot be set up' >&2
	exit 1
fi

# pgbouncer with one server connection a database, which its clients share.
# It refuses root, as postgres does.
POOL_HOST=$dir/pool
POOL_PORT=6432
export POOL_HOST POOL_PORT
mkdir "$POOL_HOST"
cat >"$POOL_HOST/pgbouncer.ini" <<CONF
[databases]
* = host=$PGHOST port=$PGPORT user=$PGUSER
[pgbouncer]
listen_addr =
listen_port = $POOL_PORT
unix_socket_dir = $POOL_HOST
auth_type = any
pool_mode = transaction
default_pool_size = 1
ignore_startup_parameters = extra_float_digits
logfile = $POOL_HOST/log
pidfile = $POOL_HOST/pid
CONF
if [ -n "$user" ]; then
	chown -R "$user" "$POOL_HOST"
fi
bouncer=$(PATH=$PATH:/usr/sbin command -v pgbouncer) || bouncer=
pool=
at_end()
{
	[ -z "$pool" ] || kill "$pool" 2>/dev/null
}
if [ -n "$bouncer" ] && as_server "$bouncer" -d -q "$POOL_HOST/pgbouncer.ini" &&
	psql -X -q -A -t -h "$POOL_HOST" -p "$POOL_PORT" -d postgres -c 'SELECT' \
		>/dev/null; then
	pool=$(cat "$POOL_HOST/pid")
	echo "clients: $("$bouncer" --version | head -n 1) in transaction mode"
else
	echo 'clients: pgbouncer does not start'
	cat "$POOL_HOST/log" 2>/dev/null
	tally pgbouncer 0 1
fi
if [ -n "$pool" ]; then
	# it ends with this script, also where that is killed
	# shellcheck disable=SC2016
	setsid sh -c 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; kill "$2"' \
		watcher $$ "$pool" </dev/null >/dev/null 2>&1 &
fi

# ---- the programs, none of which may hang

# program FILE TARGET: with the examples of the documents in it.
program()
{
	awk -v documents="$documents" -v used="$out/snippets.used" \
		-f test/clients/snippets.awk "test/clients/$1" >"$out/$2"
}

run_python()
{
	cp test/clients/checks.py "$out/" &&
		program "$1.py" "test_$1.py" &&
		run env PYTHONPATH=examples/python PYTHONDONTWRITEBYTECODE=1 \
			timeout 300 "$python" "$out/test_$1.py"
}

# What npm installs stays in build/ for as long as the lock file is the same.
run_pg()
{
	node=$out/node
	mkdir -p "$node" && cp examples/typescript/*.json examples/typescript/*.ts \
		"$node/" && program pg.ts node/pg.ts || return
	if ! cmp -s "$node/package-lock.json" "$node/node_modules/.installed"; then
		run npm ci --prefix "$node" --no-audit --no-fund --ignore-scripts \
			>"$out/npm.log" 2>&1 || {
			cat "$out/npm.log"
			return 1
		}
		cp "$node/package-lock.json" "$node/node_modules/.installed" || return
	fi
	# shellcheck disable=SC2016
	run sh -c 'cd "$1" && rm -rf built && node node_modules/typescript/bin/tsc &&
		exec timeout 300 node built/pg.js' sh "$node"
}

run_jdbc()
{
	rm -rf "$out/java"
	mkdir -p "$out/java" && program Jdbc.java java/Jdbc.java &&
		javac -Xlint:all -Werror -cp "$jar" -d "$out/java" \
			"$out/java/Jdbc.java" test/clients/UnixSocketFactory.java &&
		run timeout 300 java -cp "$out/java:$jar" Jdbc
}

run_libpq()
{
	program libpq.c libpq.c &&
		${CC:-gcc} -std=gnu11 -Wall -Wextra -Werror -g -Itest/clients -o "$out/libpq" \
			"$out/libpq.c" -I"$("${PG_CONFIG:-pg_config}" --includedir)" \
			-L"$("${PG_CONFIG:-pg_config}" --libdir)" -lpq &&
		run timeout 300 "$out/libpq"
}

# The driver is named by its file: no odbcinst.ini is needed.
run_odbc()
{
	ODBC_DRIVER=$(dpkg -L odbc-postgresql | grep '/psqlodbcw\.so$') || return
	export ODBC_DRIVER
	program odbc.c odbc.c &&
		${CC:-gcc} -std=gnu11 -Wall -Wextra -Werror -g -Itest/clients -o "$out/odbc" \
			"$out/odbc.c" -lodbc &&
		run timeout 300 "$out/odbc"
}

for client in $CLIENTS; do
	createdb -T figures "client_$client" || exit 1
	PGDATABASE=client_$client
	export PGDATABASE
	case $client in
		psycopg*) command="run_python $client" ;;
		*) command=run_$client ;;
	esac
	status=0
	# shellcheck disable=SC2086
	run $command >"$out/$client.log" 2>&1 || status=$?
	# the program's own counts are added up below
	grep -v "^$client: [0-9]* passed, [0-9]* failed$" "$out/$client.log"
	tally_log "$client" "$out/$client.log" "$status"
done

# ---- every example of the documents was run

if [ "$CLIENTS" = "$ALL" ]; then
	passed=0
	failed=0
	# shellcheck disable=SC2086
	for name in $(sed -n 's/^```[a-z]* \([a-z0-9-]*\)$/\1/p' $documents |
		grep -v '^skip$'); do
		if grep -q -x "$name" "$out/snippets.used"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "clients: nothing runs the example $name"
		fi
	done
	tally examples "$passed" "$failed"
fi

# No user may reach XX000.
if grep -q 'XX000\|PANIC\|terminated by signal' "$FUNDING_SERVER_LOG"; then
	grep -n 'XX000\|PANIC\|terminated by signal' "$FUNDING_SERVER_LOG"
	tally server_log 0 1
fi

tally_end clients
