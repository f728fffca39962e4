#!/bin/sh
# written_cases.sh [FILE...]
#	  Every case of test/written/*.tsv through parse_estimate() and
#	  monetary_mentions(), as a user calls them.
#
# A file is named after its language.  A line is a case:
#	  parse<TAB>TEXT<TAB>EXPECTED[<TAB>TAG[<TAB>DEFAULT CURRENCY]]
#	  find<TAB>TEXT<TAB>MENTION => EXPECTED; MENTION => EXPECTED[<TAB>TAG...]
# EXPECTED is NULL or what the type estimate reads; what find should find is
# separated by "; ", and is empty where there is nothing.  Lines that begin
# with # and empty lines are passed over.
set -u
. "$(dirname "$0")/../../tools/counted.sh"
if [ $# -eq 0 ]; then
	set -- "$(dirname "$0")"/../written/*.tsv
fi

# File, line number, and five fields, in COPY's text format.
for file in "$@"; do
	awk -v tag="$(basename "$file" .tsv)" -F '\t' '
		/^#/ || /^[ \t\r]*$/ { next }
		{
			gsub(/\\/, "\\\\")
			print tag "\t" FNR "\t" $1 "\t" $2 "\t" $3 "\t" ($4 == "" ? tag : $4) "\t" ($5 == "" ? "\\N" : $5) "\t" NF
		}' OFS='\t' "$file"
done >"$out/cases"
check 'the cases cannot be read' $?

cat >"$out/run.sql" <<'SQL'
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION funding;
CREATE TABLE written_case (file text, line int, what text, said text, expected text, tag text, currency text, fields int);
\copy written_case FROM pstdin
-- no answer is an answer, an error is none
CREATE FUNCTION pg_temp.expected(value text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN CASE WHEN value = 'NULL' THEN 'NULL' ELSE value::estimate::text END;
EXCEPTION WHEN OTHERS THEN
	RETURN format('"%s" is no estimate', value);
END
$$;
-- MENTION => ESTIMATE, as monetary_mentions() would give it
CREATE FUNCTION pg_temp.expected_mentions(mentions text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(btrim(regexp_replace(m, ' => .*$', '')) || ' => ' || pg_temp.expected(btrim(regexp_replace(m, '^.* => ', ''))), '; ' ORDER BY n), '')
	FROM regexp_split_to_table(btrim(nullif(mentions, 'NULL')), ' *; +') WITH ORDINALITY AS t (m, n) WHERE btrim(m) <> ''
$$;
CREATE FUNCTION pg_temp.answer(c written_case) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	IF c.fields NOT BETWEEN 2 AND 5 THEN
		RETURN 'the line has ' || c.fields || ' fields';
	ELSIF c.what = 'parse' THEN
		RETURN coalesce(parse_estimate(c.said, c.tag, c.currency)::text, 'NULL');
	ELSIF c.what = 'find' THEN
		RETURN coalesce((SELECT string_agg(btrim(mention) || ' => ' || value::text, '; ' ORDER BY start_at) FROM monetary_mentions(c.said, c.tag, c.currency)), '');
	END IF;
	RETURN 'the line is neither parse nor find';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;
\pset format unaligned
\pset tuples_only on
CREATE TEMP TABLE answered AS
	SELECT c.*, pg_temp.answer(c) AS answer, CASE c.what WHEN 'find' THEN pg_temp.expected_mentions(c.expected) ELSE pg_temp.expected(c.expected) END AS wanted
	FROM written_case AS c;
SELECT format('written_cases: %s.tsv:%s: %s "%s": "%s" is not "%s"', file, line, what, said, answer, wanted) FROM answered WHERE answer IS DISTINCT FROM wanted ORDER BY file COLLATE "C", line;
-- every mention stands where it says it does, and each language has its share
SELECT format('written_cases: %s.tsv:%s: the mention "%s" is not at %s', c.file, c.line, m.mention, m.start_at)
FROM written_case AS c, monetary_mentions(c.said, c.tag, c.currency) AS m
WHERE c.what IN ('parse', 'find') AND (substring(c.said FROM m.start_at FOR m.length) <> m.mention OR length(m.mention) <> m.length);
SELECT format('written_cases: %s.tsv has %s cases only', file, count(*)) FROM written_case WHERE file <> 'und' GROUP BY file HAVING count(*) < 10;
SELECT count(*) FILTER (WHERE answer = wanted) || ' ' || count(*) FILTER (WHERE answer IS DISTINCT FROM wanted) FROM answered;
SQL

psql -X -q -f "$out/run.sql" <"$out/cases" >"$out/answer" 2>&1
check 'the cases cannot be run' $?
counts=$(tail -n 1 "$out/answer")
case $counts in
	*[!0-9\ ]* | '')
		cat "$out/answer"
		check 'there is no count' 1
		;;
	*)
		sed '$d' "$out/answer"
		passed=$((passed + ${counts% *}))
		failed=$((failed + ${counts#* }))
		others=$(sed '$d' "$out/answer" | grep -c -v '" is not "')
		failed=$((failed + others))
		;;
esac
[ "$passed" -ge 300 ]
check 'there are fewer than 300 cases' $?
report_count
