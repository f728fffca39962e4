#!/bin/sh
# need.sh PACKAGE...
#	  Installs by apt those of the Debian packages that are missing, as root or
#	  by sudo, for the targets of tools/long.  Says nothing where none is.
set -u
cd "$(dirname "$0")/.." || exit 1

missing=
for package in "$@"; do
	case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
		*' installed') ;;
		*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
	as_root=sudo
fi
if ! command -v apt-get >/dev/null 2>&1 ||
	{ [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; }; then
	echo "need: missing:$missing" >&2
	echo 'need: this wants apt-get and root or sudo; install these packages,' \
		'or what your system calls them, and try again' >&2
	exit 1
fi

mkdir -p build || exit 1
log=build/need.log
echo "need: installing$missing${as_root:+ (by sudo)}"
$as_root apt-get update -q -o DPkg::Lock::Timeout=300 </dev/null >"$log" 2>&1 ||
	echo 'need: the package lists could not be renewed; trying as they are' >&2
# shellcheck disable=SC2086
if ! $as_root sh tools/setup.sh --install '' $missing </dev/null >>"$log" 2>&1
then
	tail -n 20 "$log" >&2
	echo 'need: apt-get install failed (build/need.log has it all)' >&2
	exit 1
fi
