#!/bin/sh
# versions.sh
#	  `make check-versions`: runs .ci/run on each server version that the
#	  extension supports, each in the Debian release that brings it.
#
#	VERSIONS='15 17'  only these; without it 15 17 18, and 16 where it can be
#	                  had.  19 (a candidate in Debian experimental) is tested
#	                  when it is asked for.
#	REFRESH=yes       renews the releases by apt first
#	RELEASES=DIR      the folder that keeps them; build/versions without it
#	CHECK=COMMAND     runs this in the copied tree in place of .ci/run
#	DEBIAN_MIRROR     in place of debootstrap's own choice
#	UBUNTU_MIRROR     16 is in no release of Debian; in Ubuntu 24.04 it is.
#	UBUNTU_KEYRING    its keys, where debootstrap does not find them
#
# What cannot be prepared is counted as failed, and the others go on.
# It wants root or sudo, some 2 GB for each version, and 10 minutes for each.
# The log of each is build/versions/VERSION.log, also after the run.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/chroot.sh
. tools/tally.sh

chroot_need_root versions tools/long/versions.sh
trap 'chroot_stop; rm -f "$table"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

releases=${RELEASES:-build/versions}
check=${CHECK:-sh .ci/run}
logs=build/versions
mkdir -p "$releases" "$logs" || exit 1
releases=$(cd "$releases" && pwd)
table=$(mktemp "$logs/table.XXXXXX") || exit 1

versions=${VERSIONS:-}
if [ -z "$versions" ]; then
	versions='15 16 17 18'
	if [ -z "${UBUNTU_MIRROR:-}" ]; then
		versions='15 17 18'
		echo 'versions: 16 is left out: no release of Debian has it;' \
			'UBUNTU_MIRROR=... names a mirror that does'
	fi
fi

# release_of VERSION
release_of()
{
	case $1 in
		15) echo bookworm ;;
		16) echo noble ;;
		17) echo trixie ;;
		18) echo testing ;;
		19) echo experimental ;;
	esac
}

# prepare VERSION DIR RELEASE: the release in DIR.  19 stands beside testing's
# own version, in a folder of its own.
prepare()
{
	if [ "$1" = 16 ] && [ -z "${UBUNTU_MIRROR:-}" ]; then
		echo 'versions: 16 wants UBUNTU_MIRROR=...' >&2
		return 1
	fi
	if [ "$1" != 19 ]; then
		chroot_ready "$2" "$3" "$logs/$1.setup.log"
		return
	fi
	chroot_ready "$2" testing "$logs/$1.setup.log" || return
	if ! grep -q ' experimental ' "$2/etc/apt/sources.list"; then
		sed -n 's/^\(deb [^ ]*\) testing .*/\1 experimental main/p' \
			"$2/etc/apt/sources.list" >"$2/etc/apt/sources.list.d/experimental.list"
	fi
	{
		chroot_lists "$2" &&
			chroot_run "$2" sh -c 'mkdir -p /etc/postgresql-common/createcluster.d &&
				echo "create_main_cluster = false" \
					>/etc/postgresql-common/createcluster.d/funding.conf' &&
			chroot_run "$2" apt-get -y -q --no-install-recommends \
				-t experimental install postgresql-19 postgresql-server-dev-19
	} >>"$logs/$1.setup.log" 2>&1 && return
	tail -n 5 "$logs/$1.setup.log" >&2
	return 1
}

# counts LOG STATUS: "passed failed" of a run.  .ci/run ends with a line of
# its own; another command is counted by its parts, or else as one check.
counts()
{
	if [ -z "${CHECK:-}" ]; then
		counts_line=$(grep -x -E '[0-9]+ passed, [0-9]+ failed' "$1" |
			tail -n 1 | sed 's/ passed, / /; s/ failed//')
		[ -n "$counts_line" ] || counts_line='0 1'
	elif grep -q -E '^[^ ]+: [0-9]+ passed, [0-9]+ failed$' "$1"; then
		counts_line=$(tally_lines "$1")
		counts_line=${counts_line% *}
	elif [ "$2" -eq 0 ]; then
		counts_line='1 0'
	else
		counts_line='0 1'
	fi
	# a command that failed is no success, whatever it counted
	if [ "$2" -ne 0 ] && [ "${counts_line#* }" -eq 0 ]; then
		counts_line="${counts_line% *} 1"
	fi
	echo "$counts_line"
}

passed=0
failed=0
for version in $versions; do
	release=$(release_of "$version")
	dir=$releases/$release
	log=$logs/$version.log
	if [ -z "$release" ]; then
		echo "versions: no release is known for $version" >&2
		failed=$((failed + 1))
		continue
	fi
	if ! prepare "$version" "$dir" "$release"; then
		echo "$version|$release|could not be prepared||0|1" >>"$table"
		failed=$((failed + 1))
		continue
	fi
	if ! chroot_tree "$dir"; then
		echo "versions: the tree could not be copied to $dir" >&2
		exit 1
	fi
	setting=
	[ "$version" != 19 ] ||
		setting="PG_CONFIG=/usr/lib/postgresql/$version/bin/pg_config"
	echo "versions: $version in $release: $check"
	chroot_run "$dir" $setting sh -c "cd /root/funding && $check" >"$log" 2>&1
	status=$?
	count=$(counts "$log" "$status")

	# What was tested is asked for, not assumed.
	server=$(chroot_run "$dir" $setting sh -c \
		'"${PG_CONFIG:-pg_config}" --version' 2>/dev/null)
	compiler=$(chroot_run "$dir" sh -c 'gcc --version | head -n 1' 2>/dev/null)
	case ${server#PostgreSQL } in
		"$version"[!0-9]*) ;;
		*)
			echo "versions: $release has ${server:-no server}, not $version"
			count="${count% *} $((${count#* } + 1))"
			;;
	esac
	if [ "${count#* }" -ne 0 ]; then
		grep -v -E '^[^ ]+: [0-9]+ passed, 0 failed$' "$log" | tail -n 60
	fi
	rm -rf "$dir/root/funding"
	echo "$version|$release|$server|$compiler|${count% *}|${count#* }" >>"$table"
	passed=$((passed + ${count% *}))
	failed=$((failed + ${count#* }))
done

echo
awk -F '|' '
	BEGIN { printf "%-14s %-46s %-42s %9s %7s\n", "release", "server",
		"compiler", "passed", "failed" }
	{ printf "%-14s %-46s %-42s %9d %7d\n", $2, $3, $4, $5, $6 }' "$table"
echo "versions: $passed passed, $failed failed"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
