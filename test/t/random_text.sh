#!/bin/sh
# random_text.sh [SEED [ROUNDS]]
#	  Random and mutated texts and bytes through text and binary input: no
#	  crash, no internal error, and what is accepted reads back as it was.
#
# Bytes go in by a file of COPY's binary format, which the server writes from a
# bytea column and reads into a column of the type: its rows are alike.
set -u
. "$(dirname "$0")/../../tools/counted.sh"
seed=${1:-$(date +%Y%m%d)}
rounds=${2:-60000}

cat >"$out/run.sql" <<'SQL'
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION funding;

-- 1 to n
CREATE FUNCTION pick(n int) RETURNS int LANGUAGE sql VOLATILE AS 'SELECT 1 + floor(random() * n)::int';

-- parts from which texts are made, so that many are nearly right
CREATE FUNCTION part() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	parts CONSTANT text[] := ARRAY['USD', 'EUR', 'JPY', 'BHD', 'CLF', 'XAU', 'usd', 'XYZ', 'US', '$', '€', '£', '¥', 'C$', 'US$', 'zł', 'B', 'bn', 'M', 'k', 'T', 'm', 'K',
		'1', '5', '0', '7', '12', '999', '1,234', '1.5', '0.005', '2.50', '00', '9999999999999999999999999999', '0.0000000000000000000000000001', '1e5', ',', '.', '..', '...', '-', '+', '−', '(', ')', '[', ']',
		'~', '>', '>=', '<', '<=', '≥', '≤', '±', '+/-', '+-', '%', 'nearly', 'undisclosed', 'pre', 'post', 'post-money', 'pre money', ' ', '  ', E'\t', E'\n', 'NaN', 'é', '＄', 'x', '''', '"', E'\x7f', '_'];
BEGIN
	RETURN parts[pick(cardinality(parts))];
END
$$;
CREATE FUNCTION valid() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	texts CONSTANT text[] := ARRAY['80000000000.00 USD', '$80B', '(1,234.50) USD', '-5 EUR', '€2.5M', '7 JPY', '~7B USD', 'nearly 7B USD', 'nearly 6.5..7 USD', '>=2.7B USD', '<5M EUR', '3.5B..4.5B USD', '5B±10% USD',
		'7000000000.00±500000000.00 USD', 'undisclosed', 'undisclosed USD', '(3..4] USD', '[-3..4) USD', '(..5) USD', '(5..) USD', '(..) USD', '80B USD post', '~75B USD pre', 'undisclosed pre', '>2.7B USD post-money',
		'9999999999999999999999999999 JPY', '-99999999999999999999999999.99 USD', '0.0000000000000000000000000001 BHD', '1.2345678901234567890123456 CLF', '<=-5 USD', '0±1 USD'];
BEGIN
	RETURN texts[pick(cardinality(texts))];
END
$$;
CREATE FUNCTION random_text() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	t text := '';
	at int;
BEGIN
	IF random() < 0.25 THEN
		FOR i IN 1..pick(7) LOOP
			t := t || part();
		END LOOP;
		RETURN t;
	ELSIF random() < 0.1 THEN
		FOR i IN 1..pick(40) LOOP
			t := t || chr(CASE WHEN random() < 0.7 THEN 31 + pick(96) ELSE pick(55000) END);
		END LOOP;
		RETURN t;
	END IF;
	t := valid();
	FOR i IN 1..pick(pick(3)) LOOP
		at := pick(length(t) + 1) - 1;
		CASE pick(5)
			WHEN 1 THEN t := left(t, at) || substr(t, at + 2);
			WHEN 2 THEN t := left(t, at) || part() || substr(t, at + 1);
			WHEN 3 THEN t := left(t, at) || part() || substr(t, at + 2);
			WHEN 4 THEN t := left(t, at) || substr(t, pick(length(t) + 1));
			ELSE t := t || substr(valid(), pick(10));
		END CASE;
	END LOOP;
	RETURN t;
END
$$;
CREATE TABLE accepted_monetary (b bytea);
CREATE TABLE accepted_estimate (b bytea);
CREATE TABLE accepted_valuation (b bytea);

CREATE FUNCTION try_texts(rounds int) RETURNS TABLE (what text, n bigint) LANGUAGE plpgsql AS $$
DECLARE
	t text;
	m monetary;
	e estimate;
	v valuation;
	accepted bigint := 0;
	refused bigint := 0;
	wrong bigint := 0;
BEGIN
	FOR i IN 1..rounds LOOP
		t := random_text();
		BEGIN
			CASE i % 3
				WHEN 0 THEN
					m := t::monetary;
					IF m::text::monetary <> m OR monetary_send(m::text::monetary) <> monetary_send(m) OR m::text::monetary::text <> m::text
						OR monetary(amount(m), currency(m)) <> m OR m::estimate::monetary <> m OR m::text::estimate <> m::estimate THEN
						RAISE SQLSTATE 'WRONG';
					END IF;
					INSERT INTO accepted_monetary VALUES (monetary_send(m));
				WHEN 1 THEN
					e := t::estimate;
					IF e::text::estimate <> e OR estimate_send(e::text::estimate) <> estimate_send(e) OR e::text::estimate::text <> e::text
						OR e::text::valuation::estimate <> e OR abbreviate(e) IS NULL OR NOT (e @> e) OR (-(-e))::text::estimate <> -(-e) THEN
						RAISE SQLSTATE 'WRONG';
					END IF;
					INSERT INTO accepted_estimate VALUES (estimate_send(e));
				ELSE
					v := t::valuation;
					IF v::text::valuation <> v OR valuation_send(v::text::valuation) <> valuation_send(v) OR v::text::valuation::text <> v::text
						OR valuation(v::estimate, basis(v)) <> v OR to_jsonb(v) IS NULL THEN
						RAISE SQLSTATE 'WRONG';
					END IF;
					INSERT INTO accepted_valuation VALUES (valuation_send(v));
			END CASE;
			accepted := accepted + 1;
		EXCEPTION WHEN OTHERS THEN
			IF SQLSTATE IN ('22P02', '22003') THEN
				refused := refused + 1;
			ELSE
				wrong := wrong + 1;
				RAISE WARNING 'text % (round %): % %', quote_literal(t), i, SQLSTATE, SQLERRM;
			END IF;
		END;
	END LOOP;
	RETURN QUERY VALUES ('accepted', accepted), ('refused', refused), ('wrong', wrong);
END
$$;

-- bytes: what a valid value sends with one to three places changed, or any
CREATE FUNCTION random_bytes(valid bytea) RETURNS bytea LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	b bytea := valid;
	at int;
BEGIN
	IF random() < 0.1 THEN
		FOR i IN 0..length(b) - 1 LOOP
			b := set_byte(b, i, pick(256) - 1);
		END LOOP;
		RETURN b;
	END IF;
	FOR i IN 1..pick(3) LOOP
		at := pick(length(b)) - 1;
		CASE pick(5)
			WHEN 1 THEN b := set_bit(b, pick(length(b) * 8) - 1, pick(2) - 1);
			WHEN 2 THEN b := set_byte(b, at, pick(256) - 1);
			WHEN 3 THEN b := set_byte(b, at, (get_byte(b, at) + pick(3)) % 256);
			-- the fields behind the coefficients
			WHEN 4 THEN
				at := length(b) - pick(least(8, length(b) / 4));
				b := set_byte(b, at, pick(16) - 1);
			ELSE b := overlay(b PLACING substring(b FROM pick(length(b)) FOR 4) FROM at + 1);
		END CASE;
	END LOOP;
	IF random() < 0.03 THEN
		b := substring(b FROM 1 FOR pick(length(b)));
	ELSIF random() < 0.03 THEN
		b := b || '\x00'::bytea;
	END IF;
	RETURN b;
END
$$;
CREATE FUNCTION try_bytes(rounds int) RETURNS TABLE (what text, n bigint) LANGUAGE plpgsql AS $$
DECLARE
	file CONSTANT text := quote_literal(current_setting('data_directory') || '/random_text.bin');
	types CONSTANT text[] := ARRAY['monetary', 'estimate', 'valuation'];
	samples bytea[];
	type_name text;
	b bytea;
	good boolean;
	accepted bigint := 0;
	refused bigint := 0;
	wrong bigint := 0;
BEGIN
	CREATE TEMP TABLE sent (b bytea);
	FOREACH type_name IN ARRAY types LOOP
		EXECUTE format('CREATE TEMP TABLE got_%1$s (x %1$s)', type_name);
		EXECUTE format('SELECT array_agg(b) FROM (SELECT DISTINCT b FROM accepted_%s ORDER BY b LIMIT 2000) q', type_name) INTO samples;
		FOR i IN 1..rounds / 3 LOOP
			b := random_bytes(samples[pick(cardinality(samples))]);
			DELETE FROM sent;
			INSERT INTO sent VALUES (b);
			EXECUTE 'COPY sent TO ' || file || ' (FORMAT binary)';
			BEGIN
				EXECUTE format('COPY got_%s FROM %s (FORMAT binary)', type_name, file);
				EXECUTE format('SELECT %1$s_send(x) = $1 AND x::text::%1$s = x AND %1$s_send(x::text::%1$s) = $1 FROM got_%1$s', type_name) INTO good USING b;
				IF good IS NOT TRUE THEN
					RAISE SQLSTATE 'WRONG';
				END IF;
				EXECUTE 'TRUNCATE got_' || type_name;
				accepted := accepted + 1;
			EXCEPTION WHEN OTHERS THEN
				IF SQLSTATE = '22P03' OR (SQLSTATE = '08P01' AND length(b) < length(samples[1])) THEN
					refused := refused + 1;
				ELSE
					wrong := wrong + 1;
					RAISE WARNING '% % (round %): % %', type_name, b, i, SQLSTATE, SQLERRM;
				END IF;
			END;
		END LOOP;
	END LOOP;
	RETURN QUERY VALUES ('accepted', accepted), ('refused', refused), ('wrong', wrong);
END
$$;
SELECT setseed((:seed % 1000003) / 1000003.0) \g /dev/null
SELECT 'texts ' || what || ' ' || n FROM try_texts(:rounds);
SELECT 'bytes ' || what || ' ' || n FROM try_bytes(:rounds / 5);
SQL

echo "random_text: seed $seed, $rounds rounds"
psql -X -q -A -t -v seed="$seed" -v rounds="$rounds" -f "$out/run.sql" \
	>"$out/answer" 2>"$out/errors"
status=$?
head -n 40 "$out/errors"
cat "$out/answer"

# A run that accepts or refuses next to nothing tests nothing.
awk -v status="$status" '
	{ n[$1 " " $2] = $3 }
	END {
		failed = n["texts wrong"] + n["bytes wrong"]
		passed = n["texts accepted"] + n["texts refused"] + n["bytes accepted"] + n["bytes refused"]
		if (status != 0 || n["texts accepted"] < 1000 || n["texts refused"] < 1000 || n["bytes accepted"] < 100 || n["bytes refused"] < 100)
			failed++
		print "random_text: " passed + 0 " passed, " failed + 0 " failed"
		exit failed > 0
	}' "$out/answer"
