#!/bin/sh
# no-int128.sh
#	  `make check-no-int128`: the module as a compiler without __int128 builds
#	  it passes the SQL tests, the scripts of test/t and the demo, and has no
#	  trace of that type in it.  (The unit tests are run so by `make check`.)
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/tally.sh
. tools/counted.sh
. tools/children.sh
at_end()
{
	rm -rf "$out"
}

finish()
{
	report_count
	exit
}

run sh tools/setup.sh || { check 'setup failed' 1; finish; }
run sh tools/need.sh binutils || { check 'binutils are missing' 1; finish; }
FUNDING_TALLY=$out/tally
export FUNDING_TALLY
: >"$FUNDING_TALLY"

# helpers FLAVOUR: the functions of 128 bits that its objects call.
helpers()
{
	find "build/$1/src" -name '*.o' -exec nm {} + |
		sed -n 's/.* \(__[a-z]*ti[0-9]\)$/\1/p' | sort -u
}

# types FLAVOUR: how many objects of the core describe a type of 128 bits to a
# debugger; nothing where they describe no types at all.  (The server's own
# headers have such a type, so every other object knows it.)
types()
{
	for object in "build/$1/src/core"/*.o; do
		readelf --debug-dump=info "$object" 2>/dev/null |
			awk '/DW_AT_name/ { n++ } /DW_AT_name .*int128/ { wide = 1 }
				END { if (n) print wide + 0 }'
	done | awk '{ n++; wide += $1 } END { if (n) print wide + 0 }'
}

for flavour in no_int128 check; do
	run sh tools/build.sh "$flavour"
	check "the flavour $flavour does not build" $?
done
[ "$failed" -eq 0 ] || finish

found=$(helpers no_int128 | tr '\n' ' ')
[ -z "$found" ]
check "the module calls $found" $?
found=$(types no_int128)
[ "$found" = 0 ]
check "objects with a type of 128 bits: ${found:-not told by this build}" $?
! grep -n -i 'int128' src/*.c src/*.h
check 'a file outside the core names the type' $?

# The same questions about the usual build, where the answer is yes: they would
# have seen it.
if echo | "${CC:-gcc}" -dM -E - | grep -q __SIZEOF_INT128__; then
	[ -n "$(helpers check)" ]
	check 'the usual build calls no function of 128 bits either' $?
	[ "$(types check)" -gt 0 ]
	check 'the usual build has no type of 128 bits either' $?
fi

run sh tools/private_server.sh -b no_int128 sh tools/check_server.sh
check 'the server tests could not be run' $?

# what the server tests counted
totals=$(tally_totals)
[ "${totals% *}" -gt 0 ]
check 'the server tests counted nothing' $?
passed=$((passed + ${totals% *}))
failed=$((failed + ${totals#* }))
finish
