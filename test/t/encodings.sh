#!/bin/sh
# encodings.sh
#	  The types in databases that are not UTF-8: texts with signs beyond ASCII
#	  go in and come back, and errors about them are errors, not bytes.
set -u
. "$(dirname "$0")/../../tools/counted.sh"
database=encodings_$$
at_end()
{
	dropdb --if-exists "$database" >/dev/null 2>&1
}
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
	# money in running text: places count the characters of the database
	mention="m.start_at, m.length, m.mention, m.value, substring(said FROM m.start_at FOR m.length) = m.mention FROM"
	expect '12.00 USD' "SELECT parse_estimate('a dozen dollars')"
	expect '4|10|$5 million|5000000.00 USD|t' "SELECT $mention (SELECT 'at \$5 million'::text AS said) AS s, monetary_mentions(said) AS m"
	expect 'ERROR:  22023: unknown language: "xx"' "SELECT parse_estimate('5 USD', 'xx')"
	case $encoding in
		LATIN1 | LATIN9 | WIN1252)
			expect '4|10|£5 million|5000000.00 GBP|t' "SELECT $mention (SELECT 'éé £5 million é'::text AS said) AS s, monetary_mentions(said) AS m"
			expect '>=5000000.00 EUR' "SELECT parse_estimate('à partir de 5 millions d''euros', 'fr')"
			expect '4|23|mil doscientos céntimos|12.00 EUR|t' "SELECT $mention (SELECT 'éé mil doscientos céntimos é'::text AS said) AS s, monetary_mentions(said, 'es-ES') AS m"
			expect 'ERROR:  22023: unknown language: "é"' "SELECT parse_estimate('5 USD', 'é')"
			expect 'éé"' "SELECT parse_estimate('5 USD', repeat('é', 200))"
			expect 'ERROR:  22023: unknown language: "é"' "SELECT * FROM monetary_mentions('5 USD', 'é')"
			expect 'ERROR:  22023: unknown currency: "é"' "SELECT * FROM monetary_mentions('5 USD', 'fr', 'é')"
			expect '100|t' "SELECT count(*), bool_and(substring(said FROM m.start_at FOR m.length) = m.mention) FROM (SELECT repeat('éà £5 million # ', 100) AS said) AS s, monetary_mentions(said) AS m"
			;;
		EUC_JP)
			expect '4|4|50億円|5000000000 JPY|t' "SELECT $mention (SELECT '価格は50億円です。'::text AS said) AS s, monetary_mentions(said, 'ja') AS m"
			expect '35000000 JPY' "SELECT parse_estimate('三千五百万円', 'ja')"
			expect 'ERROR:  22023: unknown language: "漢"' "SELECT parse_estimate('5 USD', '漢')"
			expect '漢漢"' "SELECT parse_estimate('5 USD', repeat('漢', 200))"
			expect '100|t' "SELECT count(*), bool_and(substring(said FROM m.start_at FOR m.length) = m.mention) FROM (SELECT repeat('価格は50億円です。# ', 100) AS said) AS s, monetary_mentions(said, 'ja') AS m"
			;;
		KOI8R)
			expect '6|12|5 млн рублей|5000000.00 RUB|t' "SELECT $mention (SELECT 'цена 5 млн рублей.'::text AS said) AS s, monetary_mentions(said, 'ru') AS m"
			expect '250000000.00 RUB' "SELECT parse_estimate('двести пятьдесят миллионов рублей', 'ru')"
			expect 'ERROR:  22023: unknown language: "ж"' "SELECT parse_estimate('5 USD', 'ж')"
			expect '100|t' "SELECT count(*), bool_and(substring(said FROM m.start_at FOR m.length) = m.mention) FROM (SELECT repeat('цена 5 млн рублей. # ', 100) AS said) AS s, monetary_mentions(said, 'ru') AS m"
			;;
		SQL_ASCII)
			# a character is a byte there, and the text is taken for UTF-8
			expect '6|11|£5 million|5000000.00 GBP|t' "SELECT $mention (SELECT 'éé £5 million é'::text AS said) AS s, monetary_mentions(said) AS m"
			expect '10|8|50億円|5000000000 JPY|t' "SELECT $mention (SELECT '価格は50億円です。'::text AS said) AS s, monetary_mentions(said, 'ja') AS m"
			expect '35000000 JPY' "SELECT parse_estimate('三千五百万円', 'ja')"
			;;
	esac
	# bytes that are no character of UTF-8 stay an error of the text, where the
	# client can be shown them at all
	if [ "$encoding" = SQL_ASCII ]; then
		PGCLIENTENCODING=SQL_ASCII
		expect 'ERROR:  22P02' "SELECT convert_from('\\xff35fe'::bytea, 'SQL_ASCII')::monetary"
		expect 'ERROR:  22P02' "SELECT convert_from(decode(repeat('e2', 300), 'hex'), 'SQL_ASCII')::estimate"
		expect 'ERROR:  22023' "SELECT monetary(5, convert_from(decode(repeat('f0', 300), 'hex'), 'SQL_ASCII'))"
		# and are passed over in running text
		expect '2|2|$5|5.00 USD' "SELECT * FROM monetary_mentions(convert_from('\\xff2435'::bytea, 'SQL_ASCII'))"
		expect '3|2|$5|5.00 USD' "SELECT * FROM monetary_mentions(convert_from('\\xe282243520e282'::bytea, 'SQL_ASCII'))"
		expect '0' "SELECT count(*) FROM monetary_mentions(convert_from(decode(repeat('e2', 30000), 'hex'), 'SQL_ASCII'))"
		expect '|t' "SELECT '', parse_estimate(convert_from('\\xff2435'::bytea, 'SQL_ASCII')) IS NULL"
		expect 'ERROR:  22023' "SELECT parse_estimate('5 USD', convert_from('\\xff'::bytea, 'SQL_ASCII'))"
		PGCLIENTENCODING=UTF8
	fi
done

report_count
