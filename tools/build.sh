#!/bin/sh
# build.sh FLAVOUR [DESTDIR]
#	  Builds the extension into build/FLAVOUR, apart from the source tree, and
#	  installs it under DESTDIR if one is given.
#
# FLAVOUR module is the plain build; check makes every warning of our own an
# error; no_int128 is check without the compiler's __int128; memcheck is for a
# server under valgrind, and sanitizers for one with libasan preloaded, both with
# tools/checked_memory.h; gcov has counters for tools/long/coverage.sh and no
# optimization.  Runs at the same time wait for one another.  The output goes to
# build/FLAVOUR.log and, if the build fails, to the screen.
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/children.sh

flavour=$1
destdir=${2:-}
pg_config=${PG_CONFIG:-pg_config}
log=build/$flavour.log

mkdir -p "build/$flavour/src/core" || exit 1
exec 8>build/lock
if command -v flock >/dev/null 2>&1; then
	run flock 8
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
copt=
watched=
case $flavour in
	check | no_int128)
		# The server's own headers are not ours to correct: as a system
		# directory they do not warn.
		copt="-Wall -Wextra -Werror"
		copt="$copt -isystem $("$pg_config" --includedir-server)"
		if "${CC:-gcc}" --version 2>/dev/null | grep -q clang; then
			copt="$copt -Wno-unknown-warning-option"
			copt="$copt -Wno-ignored-optimization-argument"
		fi
		[ "$flavour" = check ] || copt="$copt -DFND_NO_INT128"
		;;
	gcov) copt='-O0 -U_FORTIFY_SOURCE --coverage' ;;
	memcheck)
		copt='-DCHECKED_BY_VALGRIND'
		watched=yes
		;;
	sanitizers)
		# -fno-wrapv comes after PostgreSQL's -fwrapv
		copt='-fno-wrapv -fno-omit-frame-pointer'
		copt="$copt -fsanitize=address,undefined"
		copt="$copt -fsanitize=float-divide-by-zero,float-cast-overflow"
		watched=yes
		;;
esac
if [ -n "$copt" ]; then
	set -- "$@" "COPT=$copt" with_llvm=no
fi

# What the glue takes for its pg_compat.h is that file and, behind it, the one
# that watches its memory.
if [ -n "$watched" ]; then
	rm -f "build/$flavour/src/pg_compat.h"
	for file in src/pg_compat.h tools/checked_memory.h; do
		echo "#include \"../../../$file\""
	done >"build/$flavour/pg_compat.h.new"
	if ! cmp -s "build/$flavour/pg_compat.h.new" "build/$flavour/pg_compat.h"
	then
		mv "build/$flavour/pg_compat.h.new" "build/$flavour/pg_compat.h"
	fi
	ln -s ../pg_compat.h "build/$flavour/src/pg_compat.h"
	ln -s ../../../tools/checked_memory.h \
		../../../tools/checked_memory.c "build/$flavour/src/"
fi

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
: >"$log"
if ! run ${MAKE:-make} --no-print-directory -C "build/$flavour" \
	-j "$jobs" "$@" all >>"$log" 2>&1 8>&-; then
	cat "$log"
	exit 1
fi
if [ -n "$destdir" ] &&
	! run ${MAKE:-make} --no-print-directory -C "build/$flavour" \
		"$@" install "DESTDIR=$destdir" >>"$log" 2>&1 8>&-
then
	cat "$log"
	exit 1
fi
