#!/bin/sh
# demo.sh
#	  `make demo`: sets up, builds out of sight, and shows demo/run.sh on a
#	  private server, which is removed at the end.
set -u
cd "$(dirname "$0")/.." || exit 1

if [ ! -f demo/run.sh ]; then
	echo 'demo: there is no demo/run.sh' >&2
	exit 1
fi
sh tools/setup.sh || exit 1
sh tools/build.sh module || exit 1
exec sh tools/private_server.sh sh demo/run.sh
