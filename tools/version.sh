#!/bin/sh
# version.sh [--release]
#	  Prints the version of the extension, which funding.control alone says;
#	  with --release as three numbers, as PGXN wants them (1.0 is 1.0.0).
cd "$(dirname "$0")/.." || exit 1
version=$(sed -n "s/^default_version *= *'\([0-9][0-9.]*\)' *\$/\1/p" \
	funding.control)
if [ -z "$version" ]; then
	echo 'version: funding.control has no default_version of numbers' >&2
	exit 1
fi
if [ "${1:-}" = --release ]; then
	case $version in
		*.*.*) ;;
		*.*) version=$version.0 ;;
		*) version=$version.0.0 ;;
	esac
fi
echo "$version"
