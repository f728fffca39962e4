#!/bin/sh
# packages.sh
#	  `make check-packages`: the archives of the last commit (make dist), and the
#	  Debian packages made of them, are installed and tested in Debian releases
#	  of their own, as tools/packages_here.sh says.  What that installs is thrown
#	  away with a layer over the release's folder.
#
#	VERSIONS='15 17'  only in the releases of these servers; without it in those
#	                  of 15, 17 and 18, and in the folder of check-upgrade, which
#	                  has all of them ("several")
#	RELEASES=DIR      the folder that keeps the releases, as of check-versions
#	REFRESH=yes       renews them by apt first
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/chroot.sh

chroot_need_root packages tools/long/packages.sh
layer=
trap 'chroot_stop; [ -z "$layer" ] || rm -rf "$layer"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

releases=${RELEASES:-build/versions}
logs=build/packages
mkdir -p "$releases" "$logs" || exit 1
releases=$(cd "$releases" && pwd)
sh tools/dist.sh || exit 1

passed=0
failed=0
for version in ${VERSIONS:-15 17 18 several}; do
	case $version in
		15) release=bookworm ;;
		17) release=trixie ;;
		18) release=testing ;;
		several) release=upgrade ;;
		*)
			echo "packages: no release of Debian is known for $version" >&2
			failed=$((failed + 1))
			continue
			;;
	esac
	log=$logs/$version.log
	if [ "$version" = several ]; then
		chroot_servers_ready "$releases/$release" "$log"
	else
		chroot_ready "$releases/$release" "$release" "$log"
	fi
	if [ $? -ne 0 ]; then
		failed=$((failed + 1))
		continue
	fi
	echo "packages: $version in $release"
	layer=$releases/packages-$release
	rm -rf "$layer"
	mkdir -p "$layer/upper/root/funding/build" || exit 1
	cp -R tools funding.control "$layer/upper/root/funding/" &&
		cp -R build/dist "$layer/upper/root/funding/build/" || exit 1
	chmod 700 "$layer/upper/root"
	chroot_run_over "$releases/$release" "$layer" \
		sh /root/funding/tools/packages_here.sh >"$log" 2>&1
	status=$?
	grep -v -E '^(need|packages):' "$log"
	count=$(sed -n 's/^packages: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' \
		"$log" | tail -n 1)
	[ -n "$count" ] || count='0 1'
	if [ "$status" -ne 0 ] && [ "${count#* }" -eq 0 ]; then
		count="${count% *} 1"
	fi
	passed=$((passed + ${count% *}))
	failed=$((failed + ${count#* }))
	rm -rf "$layer"
	layer=
done
echo "packages: $passed passed, $failed failed"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
