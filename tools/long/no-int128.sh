#!/bin/sh
# no-int128.sh
#	  `make check-no-int128`: the module as a compiler without __int128 builds
#	  it passes the SQL tests, the scripts of test/t and the demo, and has no
#	  trace of that type in it.  (The unit tests are run so by `make check`.)
set -u
cd "$(dirname "$0")/../.." || exit 1
. tools/tally.sh

passed=0
failed=0

# check WHAT STATUS
check()
{
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "no-int128: $1"
	fi
}

finish()
{
	echo "no-int128: $passed passed, $failed failed"
	[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
	exit
}

sh tools/setup.sh || { check 'setup failed' 1; finish; }
sh tools/need.sh binutils || { check 'binutils are missing' 1; finish; }
mkdir -p build || exit 1
FUNDING_TALLY=$(pwd)/$(mktemp build/tally.XXXXXX) || exit 1
export FUNDING_TALLY
child=
stop()
{
	trap '' INT TERM HUP
	if [ -n "$child" ]; then
		kill "$child" 2>/dev/null
		wait "$child"
	fi
	exit "$1"
}
trap 'rm -f "$FUNDING_TALLY"' EXIT
trap 'stop 129' HUP
trap 'stop 130' INT
trap 'stop 143' TERM

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
	sh tools/build.sh "$flavour"
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

sh tools/private_server.sh -b no_int128 sh tools/check_server.sh &
child=$!
wait "$child"
check 'the server tests could not be run' $?
child=

# what the server tests counted
totals=$(awk '{ p += $1; f += $2 } END { print p + 0, f + 0 }' "$FUNDING_TALLY")
[ "${totals% *}" -gt 0 ]
check 'the server tests counted nothing' $?
passed=$((passed + ${totals% *}))
failed=$((failed + ${totals#* }))
finish
