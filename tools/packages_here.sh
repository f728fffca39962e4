#!/bin/sh
# packages_here.sh
#	  Installs and tests the archives of build/dist, and the Debian packages that
#	  it makes of them, on the machine that it runs on: one for throwing away, as
#	  packages stay behind.  tools/long/packages.sh runs it so.
#
# The archive: pgxn (pgxnclient) reads META.json, builds, installs and runs the
# SQL tests from it.  The Debian source package builds for each server version
# whose headers are found; lintian reads it, and autopkgtest runs its test, `make
# installcheck` on the installed package.
set -u
cd "$(dirname "$0")/.." || exit 1
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

sh tools/need.sh dpkg-dev debhelper lintian autopkgtest pgxnclient unzip \
	postgresql-common postgresql-server-dev-all build-essential fakeroot \
	sudo || exit 1

# Not below a home directory: the server's user reads the built package there.
out=/var/tmp/funding-packages
rm -rf "$out"
mkdir -p "$out" || exit 1
passed=0
failed=0

# step WHAT COMMAND...: its output goes to $out/WHAT.log.
step()
{
	step_name=$1
	shift
	if "$@" >"$out/$step_name.log" 2>&1; then
		passed=$((passed + 1))
		echo "$step_name: ok"
		return 0
	fi
	failed=$((failed + 1))
	tail -n 30 "$out/$step_name.log"
	echo "$step_name: FAILED ($out/$step_name.log)"
	return 1
}

finish()
{
	echo "packages: $passed passed, $failed failed"
	[ "$failed" -eq 0 ]
	exit
}

version=$(sh tools/version.sh)
release=$(sh tools/version.sh --release)

# ---- the archive, as pgxn takes it, for the newest server

PG_VERSIONS=$(ls -d /usr/lib/postgresql/*/lib/pgxs 2>/dev/null |
	sed 's|^/usr/lib/postgresql/\([0-9]*\)/.*|\1|' | sort -n)
newest=$(echo "$PG_VERSIONS" | tail -n 1)
pg_config=/usr/lib/postgresql/$newest/bin/pg_config
# by setup.sh, which lets no cluster of its own come with it
[ -x "/usr/lib/postgresql/$newest/bin/postgres" ] ||
	sh tools/setup.sh --install "$newest" "postgresql-$newest" || exit 1
zip=$(pwd)/build/dist/funding-$release.zip

# The server's files of an extension that pgxn installed.
installed()
{
	[ -f "$("$pg_config" --pkglibdir)/funding.so" ] &&
		[ -f "$("$pg_config" --sharedir)/extension/funding--$version.sql" ]
}

pgxn_check()
{
	# pg_virtualenv makes a cluster for throwing away and sets PGHOST, ...
	pg_virtualenv -v "$newest" pgxn check --pg_config "$pg_config" "$zip" &&
		pg_virtualenv -v "$newest" sh -c 'createdb pgxn &&
			pgxn load --yes --pg_config "$1" -d pgxn "$2" &&
			psql -X -d pgxn -c "SELECT monetary '\''\$80B'\''"' \
			pgxn_check "$pg_config" "$zip"
}

if step pgxn-install pgxn install --yes --pg_config "$pg_config" "$zip" &&
	step pgxn-files installed; then
	step pgxn-check pgxn_check
fi
step pgxn-uninstall pgxn uninstall --yes --pg_config "$pg_config" "$zip"

# ---- the Debian packages, for each server version found

tree=$out/funding-$version
mkdir "$tree" && tar -xzf "build/dist/funding-$release.tar.gz" -C "$tree" \
	--strip-components=1 || exit 1
# Debian wants what is upstream's without what is Debian's.
tar -czf "$out/funding_$version.orig.tar.gz" -C "$out" --exclude=debian \
	"funding-$version" || exit 1
PG_SUPPORTED_VERSIONS=$PG_VERSIONS
export PG_SUPPORTED_VERSIONS
build_package()
{
	cd "$tree" && pg_buildext updatecontrol && dpkg-buildpackage -us -uc
}

# Warnings about the changelog of what was never uploaded are none of a user's.
lint()
{
	lintian --fail-on error,warning --info --suppress-tags \
		initial-upload-closes-no-bugs,bad-distribution-in-changes-file \
		"$out"/*.changes
}

if step debian-build build_package; then
	for number in $PG_VERSIONS; do
		step "debian-package-$number" \
			sh -c 'dpkg-deb -c "$1"/postgresql-"$2"-funding_*.deb |
				grep -q "/usr/lib/postgresql/$2/lib/funding.so$"' \
			package "$out" "$number"
	done
	step lintian lint
	step autopkgtest autopkgtest --no-built-binaries "$out"/*.changes -- null
fi
finish
