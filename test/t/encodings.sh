#!/bin/sh
# encodings.sh
#	  The types in databases that are not UTF-8: texts with signs beyond ASCII
#	  go in and come back, and errors about them are errors, not bytes.
set -u
database=encodings_$$
passed=0
failed=0
trap 'dropdb --if-exists "$database" >/dev/null 2>&1' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
PGOPTIONS='-c client_min_messages=warning'
PGCLIENTENCODING=UTF8
export PGOPTIONS PGCLIENTENCODING

# expect ANSWER QUERY
expect()
{
	answer=$(psql -X -q -A -t -v VERBOSITY=verbose -d "$database" -c "$2" 2>&1)
	case $answer in
		*"$1"*) passed=$((passed + 1)) ;;
		*)
			failed=$((failed + 1))
			echo "$encoding: $2: expected $1, got: $answer"
			;;
	esac
}

for encoding in SQL_ASCII LATIN1 LATIN9 WIN1252 EUC_JP KOI8R; do
	dropdb --if-exists "$database" >/dev/null 2>&1
	createdb -E "$encoding" --locale=C -T template0 "$database" || exit 1
	psql -X -q -d "$database" -c 'CREATE EXTENSION funding' || exit 1
	expect '7000000000.00' "SELECT '~7B USD'::estimate"
	expect '|t|t' "SELECT 1, ('~7B USD'::estimate)::text::estimate = '~7B USD', ('~7B USD'::estimate)::text::estimate::text = ('~7B USD'::estimate)::text"
	expect '5.00 USD' "SELECT '\$5'::monetary"
	expect '22P02' "SELECT '5,5 USD'::monetary"
	expect 'two currencies' "SELECT '5 USD EUR'::monetary"
	expect 'EUR closing cash' "SELECT string_agg(chart, ' ') FROM cash_chart(ARRAY(SELECT p FROM cash_projection('5 EUR', '{}', '2025-01-01', 3) AS p), style => 'ascii')"
	case $encoding in
		SQL_ASCII) expect '┼' "SELECT string_agg(chart, ' ') FROM cash_chart(ARRAY(SELECT p FROM cash_projection('5 EUR', '{}', '2025-01-01', 3) AS p))" ;;
		*) expect '0A000' "SELECT string_agg(chart, ' ') FROM cash_chart(ARRAY(SELECT p FROM cash_projection('5 EUR', '{}', '2025-01-01', 3) AS p))" ;;
	esac
	# an SVG is ASCII, whatever the encoding of its texts
	chart="SELECT cash_chart_svg(ARRAY(SELECT p FROM cash_projection('5 EUR', '{}', '2025-01-01', 3) AS p), title => "
	case $encoding in
		SQL_ASCII) expect '<title>&#233;&#65533;&#60;</title>' "${chart}E'é\\xff<')" ;;
		LATIN1 | LATIN9 | WIN1252) expect '<title>&#233;&#60;</title>' "${chart}'é<')" ;;
		EUC_JP) expect '<title>&#28450;&#60;</title>' "${chart}'漢<')" ;;
		KOI8R) expect '<title>&#1078;&#60;</title>' "${chart}'ж<')" ;;
	esac
	case $encoding in
		SQL_ASCII | LATIN9 | WIN1252) expect '5.00 EUR' "SELECT '€5'::monetary" ;;
	esac
	case $encoding in
		LATIN1 | LATIN9 | WIN1252 | SQL_ASCII)
			expect '4.00' "SELECT '5±1 USD'::estimate - '0 USD'::monetary, lower('5±1 USD'::estimate)"
			expect 'ERROR:  22P02: invalid input syntax for type monetary: "5 é"' "SELECT '5 é'::monetary"
			# long enough to be cut, between characters
			expect 'éé..."' "SELECT repeat('é', 200)::monetary"
			expect 'éé..."' "SELECT ('a' || repeat('é', 200))::estimate"
			expect 'ERROR:  22023' "SELECT monetary(5, repeat('é', 200))"
			expect 'ERROR:  22023' "SELECT monetary(5, 'a' || repeat('é', 200))"
			;;
		EUC_JP)
			expect 'ERROR:  22P02' "SELECT repeat('漢', 200)::monetary"
			expect 'ERROR:  22P02' "SELECT ('a' || repeat('漢', 200))::monetary"
			expect 'ERROR:  22023' "SELECT monetary(5, 'ab' || repeat('漢', 200))"
			;;
		KOI8R)
			expect 'ERROR:  22P02' "SELECT repeat('ж', 200)::monetary"
			expect 'ERROR:  22023' "SELECT monetary(5, 'ab' || repeat('ж', 200))"
			;;
	esac
	# bytes that are no character of UTF-8 stay an error of the text, where the
	# client can be shown them at all
	if [ "$encoding" = SQL_ASCII ]; then
		PGCLIENTENCODING=SQL_ASCII
		expect 'ERROR:  22P02' "SELECT convert_from('\\xff35fe'::bytea, 'SQL_ASCII')::monetary"
		expect 'ERROR:  22P02' "SELECT convert_from(decode(repeat('e2', 300), 'hex'), 'SQL_ASCII')::estimate"
		expect 'ERROR:  22023' "SELECT monetary(5, convert_from(decode(repeat('f0', 300), 'hex'), 'SQL_ASCII'))"
		PGCLIENTENCODING=UTF8
	fi
done

echo "encodings: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
