#!/bin/sh
# build.sh FLAVOUR [DESTDIR]
#	  Builds the extension into build/FLAVOUR, apart from the source tree, and
#	  installs it under DESTDIR if one is given.
#
# FLAVOUR module is the plain build; check makes every warning of our own an
# error; gcov has counters for tools/long/coverage.sh and no optimization.  Runs
# at the same time wait for one another.  The output goes to
# build/FLAVOUR.log and, if the build fails, to the screen.
set -u
cd "$(dirname "$0")/.." || exit 1

flavour=$1
destdir=${2:-}
pg_config=${PG_CONFIG:-pg_config}
log=build/$flavour.log

mkdir -p "build/$flavour/src/core" || exit 1
exec 8>build/lock
if command -v flock >/dev/null 2>&1; then
	flock 8
fi

# Objects of another server or compiler are of no use to this one.
stamp="$("$pg_config" --version) $("$pg_config" --pgxs) ${CC:-}"
if [ "$stamp" != "$(cat "build/$flavour/stamp" 2>/dev/null)" ]; then
	rm -rf "build/$flavour"
	mkdir -p "build/$flavour/src/core"
	echo "$stamp" >"build/$flavour/stamp"
fi

# A tree of links, not VPATH: make would take objects that a plain `make` left
# beside the sources for its own.
find "build/$flavour" -type l -exec rm -f {} +
for file in Makefile funding.control funding--*.sql src/*.[ch] src/core/*.[ch]
do
	case $file in
		src/core/*) up=../../../.. ;;
		src/*) up=../../.. ;;
		*) up=../.. ;;
	esac
	ln -s "$up/$file" "build/$flavour/$file"
done

set -- "PG_CONFIG=$pg_config"
if [ -n "${CC:-}" ]; then
	set -- "$@" "CC=$CC"
fi
if [ "$flavour" = check ]; then
	# The server's own headers are not ours to correct: as a system directory
	# they do not warn.
	copt="-Wall -Wextra -Werror -isystem $("$pg_config" --includedir-server)"
	if "${CC:-gcc}" --version 2>/dev/null | grep -q clang; then
		copt="$copt -Wno-unknown-warning-option"
		copt="$copt -Wno-ignored-optimization-argument"
	fi
	set -- "$@" "COPT=$copt" with_llvm=no
elif [ "$flavour" = gcov ]; then
	set -- "$@" 'COPT=-O0 -U_FORTIFY_SOURCE --coverage' with_llvm=no
fi

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
: >"$log"
if ! ${MAKE:-make} --no-print-directory -C "build/$flavour" \
	-j "$jobs" "$@" all >>"$log" 2>&1 8>&-; then
	cat "$log"
	exit 1
fi
if [ -n "$destdir" ] &&
	! ${MAKE:-make} --no-print-directory -C "build/$flavour" \
		"$@" install "DESTDIR=$destdir" >>"$log" 2>&1 8>&-
then
	cat "$log"
	exit 1
fi
