#!/bin/sh
# dist.sh
#	  `make dist`: build/dist/funding-VERSION.zip, the archive for PGXN, and the
#	  same as .tar.gz, of the last commit.  META.json is made from META.json.in
#	  on the way, as the version stands in funding.control alone.
set -u
cd "$(dirname "$0")/.." || exit 1

if ! git rev-parse --verify -q HEAD >/dev/null 2>&1; then
	echo 'dist: this is no git checkout; an archive is made from a commit' >&2
	exit 1
fi
if ! git diff --quiet HEAD --; then
	echo 'dist: there are changes that are not committed; they are not in the' \
		'archive' >&2
fi

version=$(sh tools/version.sh) && release=$(sh tools/version.sh --release) ||
	exit 1
mkdir -p build/dist || exit 1
sed -e "s/@VERSION@/$release/g" -e "s/@EXTVERSION@/$version/g" META.json.in \
	>build/dist/META.json || exit 1
for format in zip tar.gz; do
	git archive --format="$format" --prefix="funding-$release/" \
		--add-file=build/dist/META.json \
		-o "build/dist/funding-$release.$format" HEAD || exit 1
	echo "build/dist/funding-$release.$format"
done
