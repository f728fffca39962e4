#!/bin/sh
# binary_copy.sh
#	  Binary input and output through COPY: what is sent comes back as it was,
#	  and malformed bytes get 22P03 and store nothing.
set -u
PGOPTIONS='-c client_min_messages=warning'
export PGOPTIONS
passed=0
failed=0

query()
{
	psql -X -q -A -t "$@"
}

# bytes HEX: the bytes themselves.
bytes()
{
	# shellcheck disable=SC2059
	printf "$(printf '%s' "$1" | sed 's/../0x& /g' | tr ' ' '\n' |
		while read -r pair; do [ -n "$pair" ] && printf '\\%03o' "$pair"; done)"
}

header=5047434f50590aff0d0a000000000000000000

# copy_in TABLE HEX: one row of one field, in the format of COPY.
copy_in()
{
	length=$(printf '%08x' $((${#2} / 2)))
	bytes "${header}0001${length}${2}ffff" |
		query -v VERBOSITY=verbose -c "COPY $1 FROM STDIN (FORMAT binary)" 2>&1
}

# refuse TYPE HEX STATE DETAIL
refuse()
{
	answer=$(copy_in "copy_$1" "$2")
	case $answer in
		*"ERROR:  $3: "*"$4"*)
			if [ "$(query -c "SELECT count(*) FROM copy_$1")" = 0 ]; then
				passed=$((passed + 1))
				return
			fi
			;;
	esac
	failed=$((failed + 1))
	echo "$1 $2: expected $3 $4, got: $answer"
}

# accept TYPE HEX TEXT
accept()
{
	answer=$(copy_in "copy_$1" "$2")
	answer=$answer$(query -c "SELECT x, $1_send(x) = '\\x$2' FROM copy_$1")
	query -c "TRUNCATE copy_$1"
	if [ "$answer" = "$3|t" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$1 $2: expected $3, got: $answer"
	fi
}

query -c 'CREATE EXTENSION funding' -c 'CREATE TABLE copy_monetary (x monetary)' \
	-c 'CREATE TABLE copy_estimate (x estimate)' \
	-c 'CREATE TABLE copy_valuation (x valuation)' \
	-c 'CREATE TABLE copy_rate_book (x rate_book)' \
	-c 'CREATE TABLE copy_dollars (x monetary(USD))' \
	-c 'CREATE TABLE copy_euros (x estimate(EUR))' || exit 1

# ---- there and back

query <<'SQL' || failed=$((failed + 1))
CREATE TABLE sent (id int, m monetary, e estimate, v valuation, a monetary[], d monetary(USD));
INSERT INTO sent SELECT i, monetary(round((i * 7919 % 1009 - 500)::numeric / (i % 7 + 1), i % 29), (ARRAY['JPY', 'XAU'])[i % 2 + 1]),
		format('%s%s..%s%s USD', CASE i % 2 WHEN 0 THEN '(' ELSE '[' END, i % 13, i % 13 + 1 + i % 3, CASE i % 3 WHEN 0 THEN ')' ELSE ']' END)::estimate,
		(i || ' USD ' || (ARRAY['pre', 'post', ''])[i % 3 + 1])::valuation, ARRAY[monetary(i, 'CLF'), NULL, monetary(-i, 'BHD')], monetary(i, 'USD')
	FROM generate_series(1, 1000) i;
INSERT INTO sent (id, e, v) SELECT 2000 + ordinality, x, x::text::valuation FROM unnest(ARRAY['5 USD', '~7B USD', 'nearly 7B USD', 'nearly -7B USD', '>=5 USD', '>5 USD', '<=5 USD', '<5 USD',
	'<-5 USD', '(..5] USD', '(..) USD', 'undisclosed', 'undisclosed EUR', '>=0', '(..)']::estimate[]) WITH ORDINALITY u(x);
INSERT INTO sent (id, m) VALUES (3001, '9999999999999999999999999999 JPY'), (3002, '-9999999999999999999999999999 JPY'), (3003, '0.0000000000000000000000000001 USD'), (3004, NULL), (3005, '0 USD');
CREATE TABLE received (LIKE sent);
SQL
query -c 'COPY sent TO STDOUT (FORMAT binary)' |
	query -c 'COPY received FROM STDIN (FORMAT binary)'
# the same text, the same value and the same bytes in every row
answer=$(query -c "SELECT count(*) FROM sent s FULL JOIN received r USING (id)
	WHERE ROW(s.m, s.e, s.v, s.a, s.d) IS DISTINCT FROM ROW(r.m, r.e, r.v, r.a, r.d)
		OR ROW(s.m, s.e, s.v, s.a, s.d)::text IS DISTINCT FROM ROW(r.m, r.e, r.v, r.a, r.d)::text
		OR ROW(monetary_send(s.m), estimate_send(s.e), valuation_send(s.v))
			IS DISTINCT FROM ROW(monetary_send(r.m), estimate_send(r.e), valuation_send(r.v))" \
	-c 'SELECT count(*) FROM received')
if [ "$answer" = "0
1020" ]; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "there and back: $answer"
fi

# ---- monetary: coefficient (12 bytes), currency (2), scale, zero
# USD is 36a8, EUR 0cc4 ((4*26+20)*26+17+1), JPY 1963, AAA 0001, ZZZ 44a8

accept monetary 00000000000000000000006436a80200 '1.00 USD'
accept monetary ffffffffffffffffffffff9c36a80200 '-1.00 USD'
accept monetary 00000000000000000000000036a80200 '0.00 USD'
accept monetary 00000000000000000000000119631c00 '0.0000000000000000000000000001 JPY'
accept monetary 204fce5e3e2502610fffffff19630000 '9999999999999999999999999999 JPY'
accept monetary dfb031a1c1dafd9ef000000119630000 '-9999999999999999999999999999 JPY'
refuse monetary 204fce5e3e2502611000000019630000 22P03 'more than 28 digits'
refuse monetary dfb031a1c1dafd9ef000000019630000 22P03 'more than 28 digits'
refuse monetary 7fffffffffffffffffffffff19630000 22P03 'more than 28 digits'
refuse monetary 80000000000000000000000019630000 22P03 'more than 28 digits'
refuse monetary 00000000000000000000006400000200 22P03 'not one of ISO 4217'
refuse monetary 00000000000000000000006400010200 22P03 'not one of ISO 4217'
refuse monetary 00000000000000000000006444a80200 22P03 'not one of ISO 4217'
refuse monetary 0000000000000000000000647fff0200 22P03 'not one of ISO 4217'
refuse monetary 000000000000000000000064ffff0200 22P03 'not one of ISO 4217'
refuse monetary 0000000000000000000003e836a80300 22P03 'scale'
refuse monetary 00000000000000000000006436a80000 22P03 'scale'
refuse monetary 00000000000000000000006436a80100 22P03 'scale'
refuse monetary 00000000000000000000000036a80300 22P03 'scale'
refuse monetary 00000000000000000000000036a80000 22P03 'scale'
refuse monetary 00000000000000000000000119631d00 22P03 'scale'
refuse monetary 0000000000000000000000011963ff00 22P03 'scale'
refuse monetary 00000000000000000000006436a80201 22P03 'must be zero'
refuse monetary 00000000000000000000006436a802ff 22P03 'must be zero'
refuse monetary 00000000000000000000006436a8020000 22P03 'incorrect binary data format'
refuse monetary 00000000000000000000006436a802 08P01 'insufficient data left'
refuse monetary '' 08P01 'insufficient data left'
refuse dollars 00000000000000000000006419630000 22000 "does not match type monetary('USD')"

# ---- estimate: lower (12), upper (12), currency (2), scale, kind, bounds, basis, zero (2)

zero=000000000000000000000000
five=0000000000000000000001f4
six=000000000000000000000258
accept estimate ${five}${five}36a8020000000000 '5.00 USD'
accept estimate ${five}${six}36a8020700000000 '5.00..6.00 USD'
accept estimate ${five}${six}36a8020100000000 '5.50±0.50 USD'
accept estimate ${five}${six}36a8020200000000 'nearly 5.00..6.00 USD'
accept estimate ${five}${six}36a8020703000000 '(5.00..6.00) USD'
accept estimate ${five}${zero}36a8020308000000 '>=5.00 USD'
accept estimate ${five}${zero}36a8020409000000 '>5.00 USD'
accept estimate ${zero}${zero}0000000808000000 'undisclosed'
accept estimate ${zero}${zero}000000070c000000 '(..)'
refuse estimate ${six}${five}36a8020700000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${six}36a8020000000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${five}36a8020700000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${five}36a8020100000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${five}36a8020001000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${six}36a8020308000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${zero}36a8020309000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${zero}36a8020408000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${zero}36a802040a000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${six}36a8020710000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${six}36a80207ff000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${six}36a8020900000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${six}36a802ff00000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${six}36a8020700010000 22P03 'Kind, bounds and basis'
refuse estimate ${zero}${six}36a8020808000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${zero}36a8020808000000 22P03 'Kind, bounds and basis'
refuse estimate ${five}${six}36a8020700000100 22P03 'must be zero'
refuse estimate ${five}${six}36a8020700000001 22P03 'must be zero'
refuse estimate ${five}${six}0001020700000000 22P03 'not one of ISO 4217'
refuse estimate ${five}${six}0000000700000000 22P03 'Kind, bounds and basis'
refuse estimate ${zero}${zero}0000000000000000 22P03 'Kind, bounds and basis'
refuse estimate ${zero}${zero}36a8030308000000 22P03 'scale'
refuse estimate ${five}${six}36a8040700000000 22P03 'scale'
refuse estimate ${five}${six}36a81d0700000000 22P03 'scale'
refuse estimate ${five}204fce5e3e2502611000000036a8020700000000 22P03 'more than 28 digits'
refuse estimate 800000000000000000000000${five}36a8020700000000 22P03 'more than 28 digits'
refuse estimate ${five}${six}36a80207000000 08P01 'data left'
refuse estimate ${five}${six}36a802070000000000 22P03 'incorrect binary data format'
refuse euros ${five}${six}36a8020700000000 22000 "does not match type estimate('EUR')"

# ---- valuation: the same with a basis of 0, 1 or 2

accept valuation ${five}${five}36a8020000000000 '5.00 USD'
accept valuation ${five}${five}36a8020000010000 '5.00 USD pre'
accept valuation ${five}${five}36a8020000020000 '5.00 USD post'
accept valuation ${zero}${zero}0000000808020000 'undisclosed post'
refuse valuation ${five}${five}36a8020000030000 22P03 'Kind, bounds and basis'
refuse valuation ${five}${five}36a8020000ff0000 22P03 'Kind, bounds and basis'
refuse valuation ${five}${five}36a8020000010001 22P03 'must be zero'

# ---- rate books: version, zero, base (2), quotes (2), zero (2); of each quote
# code (2), scale, width, rates (4), offset (4); then days and coefficients

one=0100 # version and zero
usd=36a8
head=${one}0caa00010000
accept rate_book ${one}0caa00000000 'EUR'
accept rate_book ${head}${usd}01040000000100000014000022950000000b 'EUR; USD 2024-03-28 1.1'
accept rate_book ${head}${usd}0108000000010000001400002295000000174876e801 'EUR; USD 2024-03-28 10000000000.1'
refuse rate_book '' 22P03 'order and the form'
refuse rate_book ${one}0caa000000 22P03 'order and the form'
refuse rate_book ${one}0caa0000000000 22P03 'order and the form'
refuse rate_book 02000caa00000000 22P03 'version'
refuse rate_book 01010caa00000000 22P03 'must be zero'
refuse rate_book ${one}0caa00000001 22P03 'must be zero'
refuse rate_book ${one}000000000000 22P03 'not one of ISO 4217'
refuse rate_book ${one}ffff00000000 22P03 'not one of ISO 4217'
refuse rate_book ${one}0caaffff0000 22P03 'order and the form'
refuse rate_book ${head}0caa01040000000100000014000022950000000b 22P03 'not one of ISO 4217'
refuse rate_book ${head}${usd}02040000000100000014000022950000006e 22P03 'order and the form'
refuse rate_book ${head}${usd}0108000000010000001400002295000000000000000b 22P03 'order and the form'
refuse rate_book ${head}${usd}01030000000100000014000022950000000b 22P03 'order and the form'
refuse rate_book ${head}${usd}27040000000100000014000022950000000b 22P03 'order and the form'
refuse rate_book ${head}${usd}01040000000000000014000022950000000b 22P03 'order and the form'
refuse rate_book ${head}${usd}01040000000200000014000022950000000b 22P03 'order and the form'
refuse rate_book ${head}${usd}0104ffffffff00000014000022950000000b 22P03 'order and the form'
refuse rate_book ${head}${usd}01040000000100000015000022950000000b 22P03 'order and the form'
refuse rate_book ${head}${usd}010400000001000000140000229500000000 22P03 'order and the form'
refuse rate_book ${head}${usd}010400000001000000147fffffff0000000b 22P03 'order and the form'
refuse rate_book ${head}${usd}01040000000100000014000022950000000b00 22P03 'order and the form'

# ---- a table of books through pg_dump, and a query that is cancelled

query <<'SQL' || failed=$((failed + 1))
CREATE TABLE dumped (id int, b rate_book);
INSERT INTO dumped VALUES (1, 'EUR'), (2, NULL), (3, 'EUR; USD 2024-03-28 1.0811; JPY 2024-03-28 12345678901234567890.12345');
INSERT INTO dumped SELECT 4, rate_book('EUR', q, '2000-01-03'::date + i, round(1 + i / 7.0, 4))
	FROM generate_series(0, 9999) i, unnest(ARRAY['USD', 'GBP', 'JPY']) q;
SQL
before=$(query -c "SELECT id, md5(rate_book_send(b)) FROM dumped ORDER BY id")
pg_dump -t dumped --no-owner | sed '/^SELECT pg_catalog.set_config/d; s/public\.//g' >"${TMPDIR:-/tmp}/dumped.$$"
query -c 'DROP TABLE dumped'
query -f "${TMPDIR:-/tmp}/dumped.$$" >/dev/null
rm -f "${TMPDIR:-/tmp}/dumped.$$"
if [ "$(query -c "SELECT id, md5(rate_book_send(b)) FROM dumped ORDER BY id")" = "$before" ] &&
	[ -n "$before" ]; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo 'rate books do not survive pg_dump'
fi
answer=$(query -v VERBOSITY=sqlstate -c "SET statement_timeout = '150ms'" \
	-c "SELECT rate_book('EUR', 'USD', '2000-01-03', 1.5) FROM generate_series(1, 30000000)" 2>&1)
case $answer in
	*57014*) passed=$((passed + 1)) ;;
	*)
		failed=$((failed + 1))
		echo "a rate book that is cancelled: $answer"
		;;
esac

echo "binary_copy: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
