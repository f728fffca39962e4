#!/bin/sh
# bench.sh
#	  `make bench`: sets up, builds, and runs bench/run.sh on a private server
#	  whose memory holds the tables.  bench/README.md says what is measured.
#
# RESULTS names a file that takes the report, beside the screen.
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/children.sh

run sh tools/setup.sh || exit 1
run sh tools/build.sh module || exit 1
report=$(mktemp build/bench.XXXXXX) || exit 1
at_end()
{
	rm -f "$report"
}

run sh tools/private_server.sh \
	-c shared_buffers=3GB -c work_mem=2GB -c maintenance_work_mem=1GB \
	-c jit=off -c max_parallel_workers_per_gather=0 \
	-c max_parallel_maintenance_workers=0 -c max_wal_size=16GB \
	-c checkpoint_timeout=1h -c wal_level=minimal -c max_wal_senders=0 sh bench/run.sh >"$report" || {
	cat "$report"
	exit 1
}
cat "$report"
if [ -n "${RESULTS:-}" ]; then
	{
		echo '# Results'
		echo
		echo 'Written by `make bench RESULTS=...`; [README.md](README.md) says what is'
		echo 'measured and how.'
		echo
		cat "$report"
	} >"$RESULTS"
fi
