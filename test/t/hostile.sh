#!/bin/sh
# hostile.sh
#	  A short run of tools/long/hostile.sh: some thousands of random calls with
#	  hostile arguments.  CALLS and SEED repeat one.
set -u
cd "$(dirname "$0")/../.." || exit 1

dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# who runs this counts
unset FUNDING_TALLY
CALLS=${CALLS:-3500} HOSTILE_TABLE=$dir/table sh tools/long/hostile.sh
