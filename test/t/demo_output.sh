#!/bin/sh
# demo_output.sh
#	  Holds what the demo prints against the known answers: the right numbers,
#	  the right unknowns, 80 columns, and plain signs where the locale has a
#	  charset of its own.
set -u
cd "$(dirname "$0")/../.." || exit 1

. tools/counted.sh
PGDATABASE=demo_output_$$
export PGDATABASE

at_end()
{
	dropdb --if-exists "$PGDATABASE" >/dev/null 2>&1
}

# has WHAT EXPRESSION: a line of the demo's output matches.
has()
{
	LC_ALL=C grep -E -q -e "$2" "$out/demo"
	check "$1" $?
}

# demo FILE: the demo's output, from a database of its own.
demo()
{
	dropdb --if-exists "$PGDATABASE" >/dev/null 2>&1
	createdb -E UTF8 -T template0 "$PGDATABASE" &&
		sh demo/run.sh >"$1" 2>&1
}

demo "$out/demo"
check 'the demo fails' $?
if [ "$failed" -ne 0 ]; then
	tail -n 20 "$out/demo"
fi

! grep -E -q 'ERROR|WARNING|NOTICE|psql:' "$out/demo"
check 'psql complains in the output' $?

# A character of UTF-8 is one byte that does not continue another.
LC_ALL=C tr -d '\200-\277' <"$out/demo" |
	awk 'length > 80 { wide = 1; print } END { exit wide }'
check 'a line has over 80 columns' $?

has 'pas loin de is nearly' \
	'^training of models +42 pas loin de 7 milliards de dollars nearly 6\.5B\.\.7\.0B USD'
has 'a milliard with a comma' '^staff +40 1,5 milliard de dollars +1\.5B USD'
has 'a thousand milliards' \
	'^chip plan, shelved +40 7 000 milliards de dollars +7\.0T USD'
has 'plus de is more than' \
	'^cash spent in 2024 +27 plus de 2,7 milliards de dollars +>2\.7B USD'
has 'eleven and more' \
	'^rounds 1 to 6 +37 plus de 11,3 milliards de dollars +>11\.3B USD'
has 'montant inconnu is undisclosed' \
	'^round 7: April, ARK +50 montant inconnu +undisclosed'
has 'what the notes say is what is computed with' \
	'^OpenAI +training of models +nearly 6\.5B\.\.7\.0B USD The Information'
has 'cash of 12 months: 4.5 to 5.0 billion' \
	'^costs less revenue +375\.0M USD +416\.7M USD +4\.5B USD +5\.0B USD'
has 'the assumed cash fits' 'Does the assumed 5\.0B USD fit\? Yes\.'
has '>11.3B and undisclosed make >11.3B' \
	'^sum\(amount\) +7 >11\.3B USD +11\.3B USD unknown'
has 'more than 11B is yes' 'More than 11\.0B USD\? Yes\.'
has 'more than 12B is unknown' '12\.0B USD\? Unknown\.'
has 'dilution pre' '^pre +80\.0B USD pre +85\.0B USD post +0\.058824 0\.058824'
has 'dilution post' '^post +75\.0B USD pre +80\.0B USD post +0\.062500 0\.062500'
has 'dilution unstated' \
	'^not stated 75\.0B\.\.80\.0B USD pre 80\.0B\.\.85\.0B USD post +0\.058824 0\.062500'
has 'runway flat' \
	'^flat +certain 12\.0000000 2025-08-01 2025-08-01 2025-09-11 f'
has 'runway growing' \
	'^growing +certain 14\.2502029 2025-10-08 2025-10-08 2026-01-03 f'
has 'runway with a round' \
	'^new round certain 27\.8400000 2026-11-26 2026-11-26 2027-02-27 f'
has 'closing of month 12 is 0 and not a cash-out' \
	'^Jul 2025 +0\.00 +0\.00 +0\.50 [^ a-z]+ *$'
has 'the bounds part over the floor' \
	'^Aug 2025 -0\.42 -0\.42 +0\.13 [^ ]+ perhaps out of cash$'
has 'even the best reading is out' '^Sep 2025 -0\.83 -0\.83 -0\.25 out of cash'
has 'flat needs 4 to 5 billion' \
	'^flat +24 2026-07-31 +4,000,000,000\.00 +5,000,000,000\.00 USD'
has 'growing needs a billion less' \
	'^growing +24 2026-07-31 +958,946,187\.19 +1,958,946,187\.19 USD'
has 'the new round needs nothing' '^new round +24 2026-07-31 +0\.00 +0\.00 USD'
has 'twelve months need nothing' '^flat +12 2025-07-31 +0\.00 +0\.00 USD'
has 'staff is less than the rival' '^staff +1\.5B USD +no +no '
has 'training is open' '^training of models nearly 6\.5B\.\.7\.0B USD unknown yes '
has 'both are open' \
	'^both +nearly 8\.0B\.\.8\.5B USD unknown yes +1\.48 3\.15'
has 'multiples of all that was raised' '>11\.3B USD +0\.000000 619\.469027'
has 'the bound in words' 'less than 619\.5 times'

# The chart has bars of both kinds.
for bar in '█' '░'; do
	[ "$(grep -c "$bar" "$out/demo")" -ge 40 ]
	check "there are no bars of $bar" $?
done

# The same in another run, whatever the locale.
LC_ALL=C demo "$out/again"
cmp -s "$out/demo" "$out/again"
check 'a second run prints something else' $?

# A charset that is neither UTF-8 nor unknown: nothing but ASCII.
mkdir "$out/bin"
printf '#!/bin/sh\necho ISO-8859-1\n' >"$out/bin/locale"
chmod 755 "$out/bin/locale"
PATH=$out/bin:$PATH
export PATH
demo "$out/latin"
check 'the demo fails in a locale of ISO-8859-1' $?
! LC_ALL=C grep -q '[^ -~]' "$out/latin"
check 'a locale of ISO-8859-1 gets other signs than ASCII' $?

# A failing query makes the demo fail: here the extension is there already.
dropdb --if-exists "$PGDATABASE" >/dev/null 2>&1
createdb "$PGDATABASE"
psql -X -q -c 'CREATE EXTENSION funding'
! sh demo/run.sh >"$out/twice" 2>&1
check 'the demo does not fail where a statement does' $?

report_count
