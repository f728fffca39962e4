# cluster.sh
#	  Further clusters beside the private server, for the scripts that source
#	  this file: a replica, a remote server, one that is killed.
#
# Runs under tools/private_server.sh, with the same programs and the same
# installed extension, and sources it from the top of the source tree.  A
# cluster NAME lives in $FUNDING_SERVER_DIR/cluster-NAME (data, socket, log);
# its socket directory is its host, the port is the private server's.  Whatever
# still runs at the end is stopped and removed by private_server.sh.

dir=$FUNDING_SERVER_DIR
user=$FUNDING_SERVER_USER
cluster_bin=$(dirname "$(command -v postgres)")
. tools/as_server.sh

# cluster_dirs NAME: its empty directory, with the rights that it needs.
cluster_dirs()
{
	mkdir "$dir/cluster-$1" "$dir/cluster-$1/socket" || return
	: >"$dir/cluster-$1/log"
	if [ -n "$user" ]; then
		chown -R "$user" "$dir/cluster-$1"
	fi
}

# cluster_host NAME: its socket directory, for psql -h and PGHOST.
cluster_host()
{
	echo "$dir/cluster-$1/socket"
}

# cluster_settings NAME: its own place, then the lines of standard input.
cluster_settings()
{
	{
		echo "unix_socket_directories = '$(cluster_host "$1")'"
		cat
	} | as_server tee -a "$dir/cluster-$1/data/postgresql.conf" >/dev/null
}

# cluster_create NAME: an empty cluster, not yet started; the lines of standard
# input are its settings, beside those of the private server.  A crash of the
# server, not of the machine, is what tests can bring about, so fsync is off.
cluster_create()
{
	cluster_dirs "$1" || return
	as_server "$cluster_bin/initdb" -D "$dir/cluster-$1/data" -U postgres \
		-A trust -E UTF8 --locale=C --no-sync \
		>"$dir/cluster-$1.initdb" 2>&1 || return
	{
		cat <<CONF
listen_addresses = ''
port = $PGPORT
unix_socket_permissions = 0700
dynamic_shared_memory_type = mmap
fsync = off
autovacuum = off
timezone = 'UTC'
log_timezone = 'UTC'
CONF
		cat
	} | cluster_settings "$1"
}

# cluster_copy NAME HOST [OPTION...]: a cluster that pg_basebackup takes from a
# running one; the options are pg_basebackup's (-R for a replica).
cluster_copy()
{
	cluster_copy_name=$1
	cluster_copy_host=$2
	shift 2
	cluster_dirs "$cluster_copy_name" || return
	as_server "$cluster_bin/pg_basebackup" -h "$cluster_copy_host" \
		-p "$PGPORT" -U postgres -c fast --no-sync \
		-D "$dir/cluster-$cluster_copy_name/data" "$@" || return
	cluster_settings "$cluster_copy_name" </dev/null
}

# cluster_start NAME, and cluster_stop NAME [MODE] (fast, smart or immediate)
cluster_start()
{
	as_server "$cluster_bin/pg_ctl" -D "$dir/cluster-$1/data" \
		-l "$dir/cluster-$1/log" -w -t 60 -s start </dev/null
}

cluster_stop()
{
	as_server "$cluster_bin/pg_ctl" -D "$dir/cluster-$1/data" \
		-m "${2:-fast}" -w -t 60 -s stop
}
