#!/bin/sh
# hostile.sh
#	  A short run of tools/long/hostile.sh: some thousands of random calls with
#	  hostile arguments.  CALLS and SEED repeat one.
set -u
cd "$(dirname "$0")/../.." || exit 1

. tools/counted.sh

# who runs this counts
unset FUNDING_TALLY
CALLS=${CALLS:-3500} HOSTILE_TABLE=$out/table sh tools/long/hostile.sh
