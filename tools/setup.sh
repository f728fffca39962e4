#!/bin/sh
# setup.sh
#	  Installs by apt what `make demo` and `make check` need and is missing: a C
#	  compiler, a PostgreSQL server and its headers.
#
# Where nothing is missing it says nothing and asks for no rights.  Otherwise
# it says in one line what it installs, as root or by sudo.  A database cluster
# is not created on the way (Debian's packages would make and start one), and
# clusters that are there are not touched.  PG_CONFIG names the server to work
# with; without it, pg_config of the PATH, or else the newest server under
# /usr/lib/postgresql, or else the distribution's own version.
set -u
cd "$(dirname "$0")/.." || exit 1

pg_config=${PG_CONFIG:-pg_config}
wanted_cc=${CC:-gcc}

# The part that runs as root: setup.sh --install NN-or-empty PACKAGE...
# With NN, a new postgresql-NN must not bring a cluster with it.
if [ "${1:-}" = --install ]; then
	version=$2
	shift 2
	common=/etc/postgresql-common
	dropin=$common/createcluster.d/funding-setup.conf
	made_common=
	made_dir=

	remove_dropin()
	{
		rm -f "$dropin"
		[ -z "$made_dir" ] || rmdir "${dropin%/*}" 2>/dev/null
		[ -z "$made_common" ] || rmdir "$common" 2>/dev/null
		return 0
	}

	had_cluster=no
	if [ -n "$version" ]; then
		[ ! -e "/etc/postgresql/$version/main" ] || had_cluster=yes
		trap remove_dropin EXIT
		trap 'exit 130' INT
		trap 'exit 143' TERM HUP
		[ -d "$common" ] || made_common=yes
		[ -d "${dropin%/*}" ] || made_dir=yes
		mkdir -p "${dropin%/*}" || exit 1
		echo 'create_main_cluster = false' >"$dropin" || exit 1
	fi
	DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
		apt-get install -y -q --no-install-recommends --no-upgrade \
		-o DPkg::Lock::Timeout=300 "$@" </dev/null
	status=$?

	# A postgresql-common that did not read the file above.
	if [ -n "$version" ] && [ "$had_cluster" = no ] &&
		[ -e "/etc/postgresql/$version/main" ]; then
		pg_dropcluster --stop "$version" main
	fi
	exit $status
fi

# ---- what is missing?

packages=
want()
{
	packages="$packages $1"
}

version=
need_server=
need_headers=

if ! command -v "$wanted_cc" >/dev/null 2>&1; then
	if [ -n "${CC:-}" ] && [ "$CC" != gcc ] && [ "$CC" != cc ]; then
		want "${CC##*/}"
	else
		want gcc
	fi
	want libc6-dev
elif ! echo '#include <stdio.h>' |
	"$wanted_cc" -x c -fsyntax-only - >/dev/null 2>&1; then
	want libc6-dev
fi
command -v nm >/dev/null 2>&1 || [ -n "$packages" ] || want binutils

if pgxs=$("$pg_config" --pgxs 2>/dev/null); then
	bindir=$("$pg_config" --bindir)
	version=$("$pg_config" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
	[ -x "$bindir/postgres" ] && [ -x "$bindir/initdb" ] &&
		[ -x "$bindir/psql" ] || need_server=yes
	[ -f "$pgxs" ] && [ -x "${pgxs%/makefiles/*}/test/regress/pg_regress" ] &&
		[ -f "$("$pg_config" --includedir-server)/postgres.h" ] ||
		need_headers=yes
	case $bindir in
		/usr/lib/postgresql/*/bin | /usr/bin) ;;
		*)
			if [ -n "$need_server$need_headers" ]; then
				echo "setup: the PostgreSQL of $pg_config lacks its server," \
					"its headers or pg_regress, and is not a package's:" \
					"complete it by hand" >&2
				exit 1
			fi
			;;
	esac
else
	need_server=yes
	need_headers=yes
	case $pg_config in
		/usr/lib/postgresql/*/bin/pg_config)
			version=${pg_config#/usr/lib/postgresql/}
			version=${version%/bin/pg_config}
			;;
		pg_config)
			version=$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null |
				sed 's|^/usr/lib/postgresql/\([0-9]*\)/.*|\1|' |
				sort -n | tail -n 1)
			[ -z "$version" ] || need_server=
			;;
		*)
			echo "setup: PG_CONFIG=$pg_config cannot be run" >&2
			exit 1
			;;
	esac
fi

[ -n "$packages$need_server$need_headers" ] || exit 0

# ---- how can it be had?

[ -z "$need_server" ] || want "postgresql${version:+-$version}"
[ -z "$need_headers" ] || want "postgresql-server-dev-${version:-all}"

by_hand()
{
	echo "setup: missing:$packages" >&2
	echo "setup: $1; install these packages, or what your system calls them," \
		"and try again" >&2
	exit 1
}

if ! command -v apt-get >/dev/null 2>&1; then
	by_hand 'there is no apt-get here'
elif [ "$(id -u)" -eq 0 ]; then
	as_root=
elif command -v sudo >/dev/null 2>&1; then
	as_root=sudo
else
	by_hand 'this needs root, and there is no sudo'
fi

mkdir -p build || exit 1
log=build/setup.log

echo "setup: apt-get update${as_root:+ (by sudo)}"
if ! $as_root apt-get update -q -o DPkg::Lock::Timeout=300 \
	</dev/null >"$log" 2>&1; then
	tail -n 5 "$log" >&2
	if [ -n "$as_root" ] && ! grep -qi 'get\|err:\|hit' "$log"; then
		by_hand 'sudo was refused'
	fi
	echo 'setup: the package lists could not be renewed; trying as they are' >&2
fi

# The version that the distribution calls its own.
if [ -n "$need_server" ] && [ -z "$version" ]; then
	version=$(apt-cache depends postgresql 2>/dev/null |
		sed -n 's/^ *Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1)
	if [ -n "$version" ]; then
		packages=$(echo "$packages " | sed \
			-e "s/ postgresql / postgresql-$version /" \
			-e "s/-server-dev-all /-server-dev-$version /")
	fi
fi

# shellcheck disable=SC2086
set -- $packages
echo "setup: installing $*${as_root:+ (by sudo)}"
if ! $as_root sh tools/setup.sh --install "${need_server:+$version}" "$@" \
	</dev/null >"$log" 2>&1; then
	tail -n 20 "$log" >&2
	by_hand 'apt-get install failed (build/setup.log has it all)'
fi

if ! "$pg_config" --pgxs >/dev/null 2>&1; then
	echo "setup: installed, but $pg_config still cannot be run" >&2
	exit 1
fi
