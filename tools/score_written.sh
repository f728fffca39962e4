#!/bin/sh
# score_written.sh CASES SCORER
#	  `make score CASES=... SCORER=...`: how well parse_estimate() and
#	  monetary_mentions() read other people's cases.
#
# CASES is a file of JSON objects, one a line: id, kind (parse or extract),
# text, lang, and hint, which may name a locale and a currency.  SCORER is a
# script of Python 3 that is called with CASES and a file of predictions, and
# prints a table; that is what is shown.  The cases stay where they are: they
# are read into a private server, which is removed at the end.  Needs python3.
#
# A prediction is {"id", "pred": [{"amount" or "low" and "high", "currency",
# "qual", "start", "end"}]}, start and end in characters from 0.
set -u

# On the server: score_written.sh --run CASES PREDICTIONS.
if [ "${1:-}" = --run ]; then
	exec psql -X -q -v ON_ERROR_STOP=1 -v cases="$2" -o "$3" <<'SQL'
SET client_min_messages = warning;
CREATE EXTENSION funding;
CREATE TABLE line (content text);
\set copy '\\copy line FROM ' :'cases' ' CSV QUOTE E''\\x01'' DELIMITER E''\\x02'''
:copy
-- a language that there is not is one that is not known
CREATE FUNCTION pg_temp.language_of(tag text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM parse_estimate('', tag);
	RETURN tag;
EXCEPTION WHEN invalid_parameter_value THEN
	RETURN 'und';
END
$$;
CREATE TABLE given AS
	SELECT c ->> 'id' AS id, c ->> 'kind' AS kind, c ->> 'text' AS said,
		pg_temp.language_of(coalesce(c #>> '{hint,locale}', c ->> 'lang')) AS language,
		(SELECT code FROM currencies() WHERE code = upper(c #>> '{hint,currency}')) AS currency
	FROM line, LATERAL (SELECT content::jsonb AS c) AS j WHERE content <> '';
CREATE TABLE found AS
	SELECT id, start_at - 1 AS first, start_at - 1 + length AS behind, value
	FROM given, monetary_mentions(said, language, currency) WHERE kind = 'extract'
	UNION ALL
	SELECT id, 0, 0, parse_estimate(said, language, currency)
	FROM given WHERE kind = 'parse';
CREATE VIEW prediction AS
	SELECT id, first, jsonb_build_object('start', first, 'end', behind, 'currency', currency(value)) ||
		CASE kind(value)
			WHEN 'range' THEN jsonb_build_object('qual', 'range', 'low', amount(lower(value))::text, 'high', amount(upper(value))::text)
			WHEN 'at least' THEN jsonb_build_object('qual', 'min', 'amount', amount(lower(value))::text, 'low', amount(lower(value))::text)
			WHEN 'more than' THEN jsonb_build_object('qual', 'min', 'amount', amount(lower(value))::text, 'low', amount(lower(value))::text)
			WHEN 'at most' THEN jsonb_build_object('qual', 'max', 'amount', amount(upper(value))::text, 'high', amount(upper(value))::text)
			WHEN 'less than' THEN jsonb_build_object('qual', 'max', 'amount', amount(upper(value))::text, 'high', amount(upper(value))::text)
			WHEN 'exact' THEN jsonb_build_object('qual', 'exact', 'amount', amount(value)::text)
			ELSE jsonb_build_object('qual', 'approx', 'amount', amount(value)::text)
		END AS pred
	FROM found WHERE value IS NOT NULL AND kind(value) <> 'undisclosed';
\pset format unaligned
\pset tuples_only on
SELECT jsonb_build_object('id', id, 'pred', coalesce(preds, '[]'))
FROM given LEFT JOIN (SELECT id, jsonb_agg(pred ORDER BY first) AS preds FROM prediction GROUP BY id) AS p USING (id);
SQL
fi

if [ $# -ne 2 ] || [ ! -r "$1" ] || [ ! -r "$2" ]; then
	echo "usage: make score CASES=FILE SCORER=SCRIPT (tools/score_written.sh CASES SCORER)" >&2
	exit 2
fi
if ! command -v python3 >/dev/null 2>&1; then
	echo 'score: needs python3' >&2
	exit 1
fi
cases=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scorer=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
cd "$(dirname "$0")/.." || exit 1
. tools/children.sh
run sh tools/setup.sh || exit 1
run sh tools/build.sh module || exit 1
out=$(mktemp -d) || exit 1
at_end()
{
	rm -rf "$out"
}
run sh tools/private_server.sh sh tools/score_written.sh --run "$cases" \
	"$out/predictions" || exit 1
run python3 "$scorer" "$cases" "$out/predictions"
