# chroot.sh
#	  Debian releases in folders of their own, for the scripts of tools/long
#	  that test on other servers than this machine's.  They source this file
#	  from the top of the source tree, after chroot_need_root.
#
# A folder is made once by debootstrap and kept.  Commands run in it in a
# mount and a process namespace of their own: /proc and /dev are seen by them
# alone, and are gone with them, together with whatever they left running,
# also after a signal.  Nothing is ever mounted in the view of this machine.

# chroot_need_root NAME SCRIPT: goes on as root, by sudo where there is one.
# Settings that come by the environment go through.
chroot_need_root()
{
	if [ "$(id -u)" -ne 0 ]; then
		if ! command -v sudo >/dev/null 2>&1; then
			echo "$1: debootstrap and chroot want root, and there is no sudo" >&2
			exit 1
		fi
		echo "$1: goes on as root (by sudo)"
		exec sudo --preserve-env=VERSIONS,PAIRS,MODES,ROWS,RELEASES,REFRESH,CHECK,DEBIAN_MIRROR,UBUNTU_MIRROR,UBUNTU_KEYRING \
			sh "$2"
	fi
	sh tools/need.sh debootstrap debian-archive-keyring util-linux || exit 1
	if ! unshare --mount-proc --pid --fork --kill-child true 2>/dev/null; then
		echo "$1: this root may not make namespaces (a container without" \
			'CAP_SYS_ADMIN?): chroot has no /proc and no /dev here' >&2
		exit 1
	fi
}

# chroot_apart COMMAND...: runs it in namespaces of its own, with a /proc that
# fits, in the background, so that a signal is answered at once; chroot_child
# is its process, whose end takes all others with it, as does the script's.
chroot_child=
chroot_apart()
{
	setpriv --pdeathsig KILL \
		unshare --mount-proc --propagation private --pid --fork --kill-child \
		"$@" </dev/null &
	chroot_child=$!
	wait "$chroot_child"
	chroot_status=$?
	chroot_child=
	return "$chroot_status"
}

# chroot_run DIR COMMAND...: as root in DIR.  Nothing of this machine's
# environment comes along.  Its devices can be used there, but not replaced.
chroot_run()
{
	chroot_dir=$1
	shift
	# shellcheck disable=SC2016
	chroot_apart sh -c '
		mount --rbind /proc "$1/proc" && mount --rbind /dev "$1/dev" &&
		mount -o remount,bind,ro "$1/dev" &&
		exec chroot "$@"' sh "$chroot_dir" \
		/usr/bin/env -i HOME=/root LANG=C.UTF-8 TERM=dumb \
		DEBIAN_FRONTEND=noninteractive \
		PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# chroot_run_over DIR LAYER COMMAND...: as chroot_run, but what it writes goes to
# the folder LAYER, over DIR, which stays as it is.
chroot_run_over()
{
	chroot_dir=$1
	chroot_layer=$2
	shift 2
	mkdir -p "$chroot_layer/upper" "$chroot_layer/work" \
		"$chroot_layer/merged" || return
	# shellcheck disable=SC2016
	chroot_apart sh -c '
		dir=$2/merged
		mount -t overlay overlay -o \
			"lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$dir" &&
		mount --rbind /proc "$dir/proc" && mount --rbind /dev "$dir/dev" &&
		mount -o remount,bind,ro "$dir/dev" &&
		shift 2 && exec chroot "$dir" "$@"' sh "$chroot_dir" "$chroot_layer" \
		/usr/bin/env -i HOME=/root LANG=C.UTF-8 TERM=dumb \
		DEBIAN_FRONTEND=noninteractive \
		PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# chroot_stop: for the traps of the scripts.
chroot_stop()
{
	if [ -n "$chroot_child" ]; then
		kill -KILL "$chroot_child" 2>/dev/null
		wait "$chroot_child" 2>/dev/null
	fi
}

# chroot_ready DIR RELEASE LOG: the release in that folder, with its updates:
# made if it is missing, renewed if REFRESH=yes.  A folder that was not
# finished does not count.
chroot_ready()
{
	if [ ! -e "$1" ]; then
		rm -rf "$1.new"
		mkdir -p "$1.new" || return
		echo "chroot: debootstrap $2"
		chroot_bootstrap "$1.new" "$2" >"$3" 2>&1 &&
			chroot_sources "$1.new" "$2" >>"$3" 2>&1 &&
			chroot_update "$1.new" >>"$3" 2>&1 &&
			mv "$1.new" "$1" && return
		tail -n 5 "$3" >&2
		echo "chroot: $2 could not be made ($3 has it all)" >&2
		return 1
	fi
	# names are looked up as on this machine, today
	cp -L /etc/resolv.conf "$1/etc/resolv.conf" 2>/dev/null
	if [ "${REFRESH:-}" = yes ]; then
		echo "chroot: renewing $2"
		if ! chroot_update "$1" >"$3" 2>&1; then
			tail -n 5 "$3" >&2
			echo "chroot: $2 could not be renewed ($3 has it all)" >&2
			return 1
		fi
	fi
	return 0
}

# chroot_bootstrap DIR RELEASE: debootstrap knows the releases that are older
# than itself; the script of their family serves newer ones.  What is not
# signed is not taken.
chroot_bootstrap()
{
	case $2 in
		noble)
			chroot_apart debootstrap --variant=minbase --force-check-gpg \
				--components=main,universe --include=ca-certificates \
				${UBUNTU_KEYRING:+"--keyring=$UBUNTU_KEYRING"} \
				"$2" "$1" "$UBUNTU_MIRROR" gutsy
			;;
		*)
			chroot_apart debootstrap --variant=minbase --force-check-gpg \
				--include=ca-certificates "$2" "$1" \
				${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"}
			;;
	esac
}

# chroot_sources DIR RELEASE: beside the release, its updates, from the mirror
# that debootstrap took.
chroot_sources()
{
	cp -L /etc/resolv.conf "$1/etc/resolv.conf" || return
	chroot_list=$1/etc/apt/sources.list
	echo force-unsafe-io >"$1/etc/dpkg/dpkg.cfg.d/funding"
	chroot_mirror=$(sed -n "s|^deb \([^ ]*\) $2 .*|\1|p" "$chroot_list" |
		head -n 1)
	[ -n "$chroot_mirror" ] || return
	case $2 in
		noble)
			for chroot_suite in "$2" "$2-updates" "$2-security"; do
				echo "deb $chroot_mirror $chroot_suite main universe"
			done
			;;
		*)
			echo "deb $chroot_mirror $2 main"
			case $2 in
				testing | sid) ;;
				*)
					echo "deb $chroot_mirror $2-updates main"
					echo "deb ${chroot_mirror%/}-security $2-security main"
					;;
			esac
			;;
	esac >"$chroot_list"
}

# chroot_lists DIR: the lists of packages.  A mirror may be older than testing
# allows; then it is taken as it is.  What is signed is checked all the same.
chroot_lists()
{
	chroot_run "$1" apt-get update -q >"$1/root/lists.log" 2>&1
	chroot_lists_status=$?
	if [ "$chroot_lists_status" -ne 0 ] &&
		grep -q 'Release file for .* is expired' "$1/root/lists.log"; then
		cat "$1/root/lists.log"
		echo 'chroot: this mirror is behind; its lists are taken as they are'
		echo 'Acquire::Check-Valid-Until "false";' \
			>"$1/etc/apt/apt.conf.d/99funding"
		chroot_run "$1" apt-get update -q >"$1/root/lists.log" 2>&1
		chroot_lists_status=$?
	fi
	cat "$1/root/lists.log"
	return "$chroot_lists_status"
}

chroot_update()
{
	chroot_lists "$1" &&
		chroot_run "$1" apt-get -y -q dist-upgrade &&
		chroot_run "$1" apt-get -y -q --no-install-recommends install make &&
		chroot_run "$1" apt-get clean
}

# chroot_servers_ready DIR LOG: Debian testing with the servers 15, 17 and 18
# and their headers, in that folder, which is kept.  Debian has each version in
# another release: testing takes the older ones from theirs, beside its own.
chroot_servers_ready()
{
	chroot_ready "$1" testing "$2" || return
	if [ ! -e "$1/root/servers" ]; then
		chroot_mirror=$(sed -n 's/^deb \([^ ]*\) testing .*/\1/p' \
			"$1/etc/apt/sources.list")
		for chroot_release in bookworm trixie; do
			echo "deb $chroot_mirror $chroot_release main"
			echo "deb $chroot_mirror $chroot_release-updates main"
			echo "deb ${chroot_mirror%/}-security $chroot_release-security main"
		done >"$1/etc/apt/sources.list.d/older.list"
		# What testing has comes from testing.
		printf '%s\n' 'Package: *' 'Pin: release a=testing' \
			'Pin-Priority: 900' >"$1/etc/apt/preferences.d/testing"
	elif [ "${REFRESH:-}" != yes ]; then
		return 0
	fi
	echo 'chroot: installing the servers 15, 17 and 18'
	mkdir -p "$1/etc/postgresql-common/createcluster.d"
	echo 'create_main_cluster = false' \
		>"$1/etc/postgresql-common/createcluster.d/funding.conf"
	if {
		chroot_lists "$1" &&
			chroot_run "$1" apt-get -y -q --no-install-recommends \
				install gcc libc6-dev postgresql-15 postgresql-17 \
				postgresql-18 postgresql-server-dev-15 \
				postgresql-server-dev-17 postgresql-server-dev-18 &&
			chroot_run "$1" apt-get clean
	} >>"$2" 2>&1; then
		: >"$1/root/servers"
		return 0
	fi
	tail -n 5 "$2" >&2
	echo "chroot: the servers could not be installed ($2 has it all)" >&2
	return 1
}

# chroot_tree DIR: puts the tree as it stands, without what is built, into
# DIR/root/funding: what git has or would add, or else all but build.
chroot_tree()
{
	rm -rf "$1/root/funding"
	mkdir -p "$1/root/funding" || return
	if git ls-files >/dev/null 2>&1; then
		git -c core.quotePath=off ls-files -c -o --exclude-standard |
			while IFS= read -r chroot_file; do
				[ ! -e "$chroot_file" ] || echo "$chroot_file"
			done | tar -c -T - -f -
	else
		tar -c --exclude=./build --exclude='*.o' --exclude='*.so' -f - .
	fi | tar -x --no-same-owner -C "$1/root/funding" -f - &&
		[ -f "$1/root/funding/funding.control" ]
}
