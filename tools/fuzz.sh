#!/bin/sh
# fuzz.sh
#	  `make fuzz`: runs the fuzz targets under libFuzzer with the address and
#	  undefined behaviour sanitizers.  See fuzz/README.md.
#
# FUZZ_SECONDS is the time for each target, FUZZ_TARGETS names some of them
# (all without it).  As many run at a time as there are processors.  Needs a
# clang with libFuzzer: $CLANG, one of the PATH, or Debian's, which is
# installed by apt where there is none.  Inputs that reach new code are kept
# under build/fuzz/found, and with FUZZ_KEEP=yes the fewest that reach as much
# replace fuzz/corpus.
set -u
cd "$(dirname "$0")/.." || exit 1

seconds=${FUZZ_SECONDS:-60}
flags='-std=gnu11 -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all
	-Wall -Wextra -Isrc/core'

# One target, in a process of its own: fuzz.sh --one NAME.
if [ "${1:-}" = --one ]; then
	name=$2
	program=build/fuzz/fuzz_$name
	found=build/fuzz/found/$name
	crashes=build/fuzz/crash/$name
	log=build/fuzz/$name.log
	mkdir -p "$found" "$crashes" "fuzz/corpus/$name"

	# a plan is said in fewer bytes, and short inputs are many inputs
	length=2048
	if grep -q -E '^#include "(plans|markup)\.h"' "fuzz/fuzz_$name.c"; then
		length=512
	fi
	if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
		-max_len="$length" -print_final_stats=1 -artifact_prefix="$crashes/" \
		"$found" "fuzz/corpus/$name" >"$log" 2>&1; then
		runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
		cover=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
		echo "fuzz/$name: ${runs:-0} inputs in $seconds s," \
			"${cover:-0} places reached"
		if [ "${FUZZ_KEEP:-}" = yes ]; then
			rm -rf "build/fuzz/kept/$name"
			mkdir -p "build/fuzz/kept/$name"
			if "$program" -set_cover_merge=1 -use_counters=0 \
				"build/fuzz/kept/$name" \
				"fuzz/corpus/$name" "$found" >>"$log" 2>&1; then
				# what once was a finding stays, whatever it reaches
				for kept in "fuzz/corpus/$name"/*-*; do
					[ ! -f "$kept" ] || cp "$kept" "build/fuzz/kept/$name/"
				done
				rm -rf "fuzz/corpus/$name"
				mv "build/fuzz/kept/$name" "fuzz/corpus/$name"
			fi
		fi
		exit 0
	fi
	echo "fuzz/$name: FAILED"
	grep -E 'does not hold|runtime error|ERROR: |SUMMARY: ' "$log" | head -n 5
	artifact=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
	if [ -n "$artifact" ]; then
		echo "fuzz/$name: to see it again: $program $artifact"
		echo "fuzz/$name: to keep it, once it is mended:" \
			"cp $artifact fuzz/corpus/$name/"
	else
		tail -n 20 "$log"
	fi
	exit 1
fi

# ---- a clang with libFuzzer

mkdir -p build/fuzz || exit 1

# Sets CLANG to the first one that builds a target.
find_clang()
{
	echo 'int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n)
		{ return d == 0 && n > 1; }' >build/fuzz/probe.c
	for candidate in ${CLANG:-} clang $(ls /usr/bin/clang-[0-9]* \
		/usr/lib/llvm-*/bin/clang 2>/dev/null | sort -r); do
		if command -v "$candidate" >/dev/null 2>&1 &&
			"$candidate" -fsanitize=fuzzer,address,undefined \
				build/fuzz/probe.c -o build/fuzz/probe 2>/dev/null; then
			CLANG=$candidate
			return 0
		fi
	done
	return 1
}

if ! find_clang; then
	as_root=
	if [ "$(id -u)" -ne 0 ]; then
		as_root=sudo
	fi
	if ! command -v apt-get >/dev/null 2>&1 ||
		{ [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; }; then
		echo 'fuzz: needs clang with libFuzzer (Debian: clang and' \
			'libclang-rt-NN-dev); install it, or name it: make fuzz' \
			'CLANG=...' >&2
		exit 1
	fi
	echo "fuzz: installing clang${as_root:+ (by sudo)}"
	$as_root apt-get update -q -o DPkg::Lock::Timeout=300 </dev/null \
		>build/fuzz/install.log 2>&1
	$as_root sh tools/setup.sh --install '' clang </dev/null \
		>>build/fuzz/install.log 2>&1
	if ! find_clang; then
		# what holds libFuzzer is a package of its own where Debian says so
		version=$(clang --version 2>/dev/null |
			sed -n 's/.*clang version \([0-9]*\).*/\1/p' | head -n 1)
		$as_root sh tools/setup.sh --install '' "libclang-rt-$version-dev" \
			</dev/null >>build/fuzz/install.log 2>&1
		if ! find_clang; then
			tail -n 5 build/fuzz/install.log >&2
			echo 'fuzz: no clang with libFuzzer could be installed' \
				'(build/fuzz/install.log has it all)' >&2
			exit 1
		fi
	fi
fi

# ---- build and run

targets=${FUZZ_TARGETS:-}
if [ -z "$targets" ]; then
	targets=$(ls fuzz/fuzz_*.c | sed 's|^fuzz/fuzz_||; s|\.c$||')
fi
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
rm -rf build/fuzz/core
mkdir -p build/fuzz/core || exit 1
# shellcheck disable=SC2086
ls src/core/*.c | sed 's|^src/core/||; s|\.c$||' | xargs -P "$jobs" -I NAME \
	"$CLANG" $flags -fsanitize=fuzzer-no-link,address,undefined -c \
	-o build/fuzz/core/NAME.o src/core/NAME.c || exit 1
for name in $targets; do
	if [ ! -f "fuzz/fuzz_$name.c" ]; then
		echo "fuzz: there is no fuzz/fuzz_$name.c" >&2
		exit 1
	fi
	# shellcheck disable=SC2086
	"$CLANG" $flags -fsanitize=fuzzer,address,undefined \
		-o "build/fuzz/fuzz_$name" "fuzz/fuzz_$name.c" \
		build/fuzz/core/*.o || exit 1
done

# Leaks are not looked for: the core allocates nothing.
ASAN_OPTIONS=detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
UBSAN_OPTIONS=print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}
FUZZ_SECONDS=$seconds
export ASAN_OPTIONS UBSAN_OPTIONS FUZZ_SECONDS
# shellcheck disable=SC2086
if printf '%s\n' $targets | xargs -n 1 -P "$jobs" sh tools/fuzz.sh --one; then
	echo 'fuzz: every target ran without a finding'
else
	echo 'fuzz: there are findings'
	exit 1
fi
