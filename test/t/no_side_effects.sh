#!/bin/sh
# no_side_effects.sh
#	  Installing the extension changes no query that worked before.
#
# Thousands of built-in expressions, among them every operator and function
# name that the extension shares with PostgreSQL on every pair of common
# arguments, are evaluated in a database without the extension and in one
# with it.  What worked before must give the same type and value after.
set -u
. "$(dirname "$0")/../../tools/counted.sh"
database=no_side_effects_$$
at_end()
{
	dropdb --if-exists "$database" >/dev/null 2>&1
}

cat >"$out/run.sql" <<'SQL'
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE TEMP TABLE expression (id int GENERATED ALWAYS AS IDENTITY, x text);
CREATE TEMP TABLE argument (x text);
INSERT INTO argument VALUES
	('1'), ('-7'), ('1::int2'), ('8000000000'), ('1.5'), ('1e10'), ('1.5::float4'),
	('1.5::float8'), ('''1'''), ('''-1.5'''), ('''abc'''), ('''5 USD'''), ('''undisclosed'''), ('NULL'), ('NULL::numeric'), ('''a''::text'), ('''a''::varchar(3)'),
	('''a''::char(3)'), ('''1 day''::interval'), ('''1 day'''), ('date ''2024-02-29'''), ('''2024-02-29'''), ('timestamp ''2024-02-29 12:00'''),
	('''{1,2}''::int[]'), ('ARRAY[1.5]'), ('''{1,2}'''), ('''[1,2)''::int4range'), ('''[1,2)'''), ('''{"a": 1}''::jsonb'), ('''{"a": 1}'''),
	('''(1,2)''::point'), ('''((0,0),(1,1))''::box'), ('''(0,0),(1,1)'''), ('''$1.50''::money'), ('''101''::bit(3)'), ('true'), ('''t'''),
	('''10.0.0.1''::inet'), ('''\x01''::bytea'), ('''a''::name'), ('1::oid'), ('ROW(1, 2)'), ('current_date - current_date'), ('''x''::tsvector'), ('random() * 0');

-- every operator name of ours on every pair, and before every argument
INSERT INTO expression (x)
	SELECT format('(%s) %s (%s)', a.x, o, b.x) FROM argument a, argument b,
		unnest(ARRAY['+', '-', '*', '/', '=', '<>', '<', '<=', '>', '>=', '&&', '@>', '<@', '~<~', '~<=~', '~>~', '~>=~']) o;
INSERT INTO expression (x) SELECT format('%s (%s)', o, x) FROM argument, unnest(ARRAY['-', '+', '@', '~', '|/']) o;
-- every function name that both have, with one, two and three arguments
INSERT INTO expression (x)
	SELECT format('%s(%s)', f, x) FROM argument, unnest(ARRAY['abs', 'sign', 'round', 'lower', 'upper', 'point', 'sum', 'currency', 'amount', 'kind', 'ratio',
		'floor', 'ceil', 'trunc', 'length', 'max', 'min', 'avg', 'count', 'to_json', 'to_jsonb', 'numeric', 'float8', 'money', 'text', 'date', 'interval', 'int4']) f;
INSERT INTO expression (x)
	SELECT format('%s(%s, %s)', f, a.x, b.x) FROM argument a, argument b, unnest(ARRAY['round', 'trunc', 'point', 'mod', 'power', 'div']) f;
INSERT INTO expression (x)
	SELECT format('%s(%s, %s, %s)', f, a, b, c) FROM unnest(ARRAY['round', 'point', 'replace', 'substring', 'overlay', 'convert']) f,
		unnest(ARRAY['1.5', '''1.5''', 'NULL', '''abc''']) a, unnest(ARRAY['1', '''1''', 'NULL', '''a''']) b, unnest(ARRAY['1', '''x''', 'NULL']) c;
-- types that come together: CASE, COALESCE, GREATEST, arrays, UNION, VALUES, IN
INSERT INTO expression (x)
	SELECT format(f, a.x, b.x) FROM argument a, argument b, unnest(ARRAY['coalesce(%s, %s)', 'greatest(%s, %s)', 'CASE WHEN random() < 2 THEN %s ELSE %s END', 'ARRAY[%s, %s]',
		'nullif(%s, %s)', '(%s) IN (%s)', '(SELECT %s UNION ALL SELECT %s LIMIT 1)', '(%s) BETWEEN 0 AND (%s)', '(%s) IS DISTINCT FROM (%s)', '(SELECT max(v) FROM (VALUES (%s), (%s)) t(v))',
		'(%s) = ANY (ARRAY[%s])', '(%s) || (%s)', 'concat(%s, %s)']) f;
-- casts and literals
INSERT INTO expression (x)
	SELECT format('(%s)::%s', x, t) FROM argument, unnest(ARRAY['int', 'numeric', 'numeric(10,2)', 'float8', 'text', 'varchar(2)', 'money', 'json', 'jsonb', 'point', 'interval', 'bool', 'int[]']) t;
INSERT INTO expression (x) VALUES
	('1::numeric = 1'), ('1 = 1.0'), ('2 * ''3'''), ('''3'' * 2.5'), ('''3''::numeric * ''2'''), ('- ''5''::numeric'), ('round(1.5)'), ('round(''1.5'')'), ('round(''1.5'', 1)'), ('round(2.5, NULL)'), ('round(-2.5::float8)'),
	('abs(NULL)'), ('abs(''-5'')'), ('sign(''-3'')'), ('lower(''ABC'')'), ('upper(''abc'')'), ('lower(NULL)'), ('lower(''[1,2)''::int4range)'), ('upper(numrange(1, 2))'), ('point(''(1,2)'')'), ('point(1, 2)'),
	('(SELECT sum(x) FROM (VALUES (1), (2)) v(x))'), ('(SELECT sum(x) FROM (VALUES (''1.5''::numeric), (2)) v(x))'), ('(SELECT sum(x) FROM (VALUES (''1''::interval)) v(x))'),
	('(SELECT avg(x) FROM generate_series(1, 3) x)'), ('(SELECT string_agg(x::text, '','' ORDER BY x) FROM generate_series(1, 3) x)'), ('(SELECT sum(x) OVER (ORDER BY x) FROM generate_series(1, 3) x LIMIT 1)'),
	('1 + 1.5 * 2'), ('10 / 4'), ('10 / 4.0'), ('10 % 4'), ('2 ^ 3'), ('''a'' < ''b'''), ('''a'' ~<~ ''b'''), ('''a''::text ~>=~ ''b'''), ('''a'' LIKE ''a%'''), ('''{1}''::int[] && ''{1,2}'''), ('''[1,5]''::int4range @> 3'),
	('3 <@ ''[1,5]''::int4range'), ('''{"a":1}''::jsonb @> ''{}'''), ('''(1,1)''::point <@ ''((0,0),(2,2))''::box'), ('date ''2024-01-31'' + ''1 day'''), ('date ''2024-01-31'' + 1'), ('''2024-01-31''::date - ''2024-01-01'''), ('interval ''1 day'' * 2.5'), ('''1 day'' * 2'),
	('2 * interval ''1 day'''), ('''$5''::money * 2'), ('2 * ''$5''::money'), ('''$5''::money / ''$2'''), ('''$5'' + ''$2''::money'), ('''$5''::money > ''$2'''), ('NULL = NULL'), ('NULL + 1'), ('1 IN (''1'', 2)'), ('''1'' IN (1, 2)'), ('(1, ''a'') = (1, ''a'')'),
	('(1, 2) < (1, 3)'), ('ROW(1, ''x'') < ROW(1, ''y'')'), ('(SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY x) FROM generate_series(1, 3) x)'), ('to_json(1.50)'), ('to_jsonb(''a''::text)'), ('to_jsonb(ROW(1, ''a''))'),
	('json_build_object(''a'', 1)'), ('(SELECT ''1'' UNION SELECT 2)'), ('(VALUES (''1''), (''a'') LIMIT 1)'), ('format(''%s'', 1.50)'), ('1.50::text'), ('''1e3''::numeric'), ('.5'), ('numeric ''1.10'''), ('int ''5'''), ('float8 ''1e300'''), ('extract(year FROM date ''2024-01-01'')'),
	('generate_series(1, 2)'), ('width_bucket(5.5, 0, 10, 4)'), ('scale(1.50)'), ('min_scale(1.50)'), ('trim_scale(1.50)'), ('gcd(12, 18)'), ('factorial(5)'), ('ceil(''1.2'')'), ('floor(''1.8'')'), ('sqrt(''4'')'), ('power(''2'', ''3'')'), ('mod(''7'', ''3'')'), ('div(''7'', ''2'')'),
	('trunc(''1.58'', 1)'), ('trunc(1.58, ''1'')'), ('round(1.58, ''1'')'), ('round(''1.58'', ''1'')'), ('ln(''1'')'), ('exp(''0'')'),
	('convert(''abc'', ''UTF8'', ''LATIN1'')'), ('convert(''\x61''::bytea, ''UTF8''::name, ''LATIN1'')'), ('convert_from(''abc'', ''UTF8'')'), ('convert_to(''abc'', ''UTF8'')');

CREATE FUNCTION pg_temp.evaluate(x text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('SELECT pg_typeof(v)::text || '' '' || coalesce(v::text, ''NULL'') FROM (SELECT %s AS v) q LIMIT 1', x) INTO answer;
	RETURN 'ok ' || answer;
EXCEPTION WHEN OTHERS THEN
	RETURN 'error ' || SQLSTATE;
END
$$;
SELECT x || E'\t' || pg_temp.evaluate(x) FROM expression ORDER BY id;
SQL

# evaluate FILE [COMMAND]: the answers in a new database, after the command.
evaluate()
{
	dropdb --if-exists "$database" >/dev/null 2>&1
	createdb -T template0 "$database" &&
		psql -X -q -d "$database" -c "${2:-SELECT}" >/dev/null &&
		psql -X -q -A -t -d "$database" -f "$out/run.sql" >"$1"
}

if ! evaluate "$out/before" || ! evaluate "$out/after" 'CREATE EXTENSION funding'
then
	echo 'no_side_effects: 0 passed, 1 failed'
	exit 1
fi

# What failed before may do anything after; it does not count.
paste -d '\n' "$out/before" "$out/after" | awk '
	NR % 2 == 1 { before = $0; next }
	before !~ /\tok / { next }
	before == $0 { passed++; next }
	{
		failed++
		print "before: " before
		print "after:  " $0
	}
	END {
		if (passed < 1000)
			failed++
		print "no_side_effects: " passed + 0 " passed, " failed + 0 " failed"
		exit failed > 0
	}'
