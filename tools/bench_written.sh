#!/bin/sh
# bench_written.sh
#	  The benchmark of reading money as people write it, alone and beside
#	  @microsoft/recognizers-text-suite: bench/README.md says what is measured.
#
# The package is fetched into build/ by npm.  Where that cannot be done, it
# says so and measures without it.  ROWS, ROUNDS, BENCH and RESULTS are those of
# `make bench`.
set -u
cd "$(dirname "$0")/.." || exit 1

if ! RECOGNIZERS=$(node bench/recognizers.mjs --fetch); then
	echo 'bench_written: recognizers-text-suite is not there and is not compared with' >&2
	RECOGNIZERS=
fi
export RECOGNIZERS
ROWS=${ROWS:-1000000} ROUNDS=${ROUNDS:-3} BENCH=${BENCH:-^written} \
	FILES=bench/operations_written.sql exec sh tools/bench.sh
