#!/bin/sh
# private_server.sh [-b FLAVOUR] [-c SETTING]... COMMAND [ARGUMENT...]
#	  Runs a command beside a PostgreSQL server of its own, which has the
#	  extension installed, and removes every trace of the server afterwards.
#
# The server's files are copied under one new directory; PostgreSQL finds its
# libraries and its share folder from where its binary stands, so what is
# installed there is seen by this server only.  It listens on a unix socket in
# that directory, not on any network, and its port is not 5432.  postgres
# refuses to run as root: then it runs as the user postgres, or nobody.
#
# The command sees PGHOST, PGPORT, PGUSER, PGDATABASE (an empty database) and
# the server's programs first in PATH; FUNDING_SERVER_LOG names the server's
# log, FUNDING_SERVER_DIR and FUNDING_SERVER_USER are for tools/cluster.sh, which
# makes further clusters.  The exit status is the command's.  If this script is killed without a
# chance to clean up, a watcher does it within seconds.  A SETTING is a line of
# postgresql.conf, as work_mem=1GB.
#
# FUNDING_SERVER_WRAPPER is a command with its options, which then runs the
# server's binary: valgrind, or env with libraries to preload.  It comes in
# only once initdb is done.
#
#	  tools/private_server.sh psql        a shell on a server with the extension
set -eu

flavour=module
settings=
usage()
{
	echo "usage: $0 [-b FLAVOUR] [-c SETTING]... COMMAND [ARGUMENT...]" >&2
	exit 2
}
while getopts b:c: option; do
	case $option in
		b) flavour=$OPTARG ;;
		c) settings="$settings$OPTARG
" ;;
		*) usage ;;
	esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || usage

tools=$(cd "$(dirname "$0")" && pwd)
pg_config=${PG_CONFIG:-pg_config}
port=54329
dir=
watcher=
child=
started=
umask 022

# ---- the user that the server runs as

user=
if [ "$(id -u)" -eq 0 ]; then
	user=postgres
	id "$user" >/dev/null 2>&1 || user=nobody
fi
. "$tools/as_server.sh"

# ---- the end, whichever way it comes

clean_up()
{
	trap '' INT TERM HUP
	trap - EXIT
	set +e
	if [ -n "$child" ]; then
		kill "$child" 2>/dev/null
	fi
	if [ -n "$started" ]; then
		for data in "$dir/data" "$dir"/cluster-*/data; do
			[ -f "$data/postmaster.pid" ] || continue
			as_server "$bin/pg_ctl" -D "$data" -m immediate -w stop \
				>/dev/null 2>&1
		done
	fi
	if [ -n "$watcher" ]; then
		kill -- "-$watcher" 2>/dev/null || kill "$watcher" 2>/dev/null
	fi
	if [ -n "$dir" ]; then
		rm -rf "$dir"
	fi
}
trap 'status=$?; clean_up; exit $status' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- a directory that the server can use: its path is short enough for a
# socket (107 bytes), the server's user may enter it, programs run in it

for base in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
	case $base in
		*[!A-Za-z0-9/._+-]* | [!/]*) continue ;;
	esac
	[ ${#base} -le 70 ] || continue
	dir=$(mktemp -d "$base/funding.XXXXXX" 2>/dev/null) || dir=
	[ -n "$dir" ] || continue
	chmod 755 "$dir"
	printf '#!/bin/sh\nexit 0\n' >"$dir/probe"
	chmod 755 "$dir/probe"
	if as_server "$dir/probe" 2>/dev/null; then
		break
	fi
	rm -rf "$dir"
	dir=
done
if [ -z "$dir" ]; then
	echo 'private_server: no directory for temporary files can be used' >&2
	exit 1
fi

# ---- the watcher: cleans up if this script vanishes

# shellcheck disable=SC2016
setsid sh -c '
	trap "" INT HUP
	while kill -0 "$1" 2>/dev/null; do sleep 1; done
	i=0
	while [ -e "$2" ] && [ $i -lt 30 ]; do
		for file in "$2"/data/postmaster.pid \
			"$2"/cluster-*/data/postmaster.pid; do
			if pid=$(head -n 1 "$file" 2>/dev/null); then
				kill -QUIT "$pid"
				sleep 1
			fi
		done
		rm -rf "$2"
		i=$((i + 1))
		sleep 0.2
	done' watcher $$ "$dir" </dev/null >/dev/null 2>&1 &
watcher=$!

# ---- the copy of the server

bindir=$("$pg_config" --bindir)
libdir=$("$pg_config" --pkglibdir)
sharedir=$("$pg_config" --sharedir)
root=$dir/root
bin=$root$bindir
mkdir -p "$bin" "$root$libdir" "$root$sharedir"

for name in postgres postmaster initdb pg_ctl psql pg_isready createdb dropdb \
	createuser dropuser pg_dump pg_dumpall pg_restore pg_controldata pgbench \
	pg_basebackup pg_amcheck vacuumdb reindexdb; do
	if [ -e "$bindir/$name" ]; then
		cp "$bindir/$name" "$bin/"
	fi
done

for path in "$libdir"/*; do
	case ${path##*/} in
		pgxs | *.a | funding*) ;;
		bitcode)
			mkdir "$root$path"
			for module in "$path"/*; do
				case ${module##*/} in
					funding*) ;;
					*) ln -s "$module" "$root$module" ;;
				esac
			done
			;;
		*) cp -RL "$path" "$root$path" ;;
	esac
done

for path in "$sharedir"/*; do
	case ${path##*/} in
		man | doc) ;;
		*) cp -RL "$path" "$root$path" ;;
	esac
done
rm -f "$root$sharedir"/extension/funding.control \
	"$root$sharedir"/extension/funding--*.sql

if ! sh "$tools/build.sh" "$flavour" "$root"; then
	echo 'private_server: the extension does not build' >&2
	exit 1
fi

# ---- the cluster

mkdir "$dir/data" "$dir/socket"
chmod 700 "$dir/data"
: >"$dir/log"
if [ -n "$user" ]; then
	chown "$user" "$dir/data" "$dir/socket" "$dir/log"
fi

for name in $(env | sed -n 's/^\(PG[A-Z]*\)=.*/\1/p'); do
	unset "$name"
done

if ! as_server "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 \
	--locale=C --no-sync >"$dir/initdb.log" 2>&1; then
	cat "$dir/initdb.log" >&2
	exit 1
fi

as_server tee -a "$dir/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
port = $port
unix_socket_directories = '$dir/socket'
unix_socket_permissions = 0700
dynamic_shared_memory_type = mmap
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
timezone = 'UTC'
log_timezone = 'UTC'
$settings
CONF

# ---- what runs the server's binary; its version is asked for without that

wait_seconds=60
if [ -n "${FUNDING_SERVER_WRAPPER:-}" ]; then
	wait_seconds=600
	mv "$bin/postgres" "$bin/postgres.wrapped"
	cat >"$bin/postgres" <<SCRIPT
#!/bin/sh
if [ "\${1:-}" = -V ]; then
	exec $bin/postgres.wrapped "\$@"
fi
exec $FUNDING_SERVER_WRAPPER $bin/postgres.wrapped "\$@"
SCRIPT
	chmod 755 "$bin/postgres"
fi

started=yes
if ! as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w \
	-t "$wait_seconds" -s start \
	</dev/null >"$dir/start.log" 2>&1; then
	cat "$dir/start.log" "$dir/log" >&2
	exit 1
fi

PATH=$bin:$PATH
PGHOST=$dir/socket
PGPORT=$port
PGUSER=postgres
PGDATABASE=funding
PGCLIENTENCODING=UTF8
PSQLRC=/dev/null
FUNDING_SERVER_LOG=$dir/log
FUNDING_SERVER_DIR=$dir
FUNDING_SERVER_USER=$user
export PATH PGHOST PGPORT PGUSER PGDATABASE PGCLIENTENCODING PSQLRC \
	FUNDING_SERVER_LOG FUNDING_SERVER_DIR FUNDING_SERVER_USER
"$bin/createdb" "$PGDATABASE"

# ---- the command, in the background so that a signal is answered at once

exec 7<&0
"$@" <&7 7<&- &
child=$!
status=0
wait "$child" || status=$?
child=
exit "$status"
