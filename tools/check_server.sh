#!/bin/sh
# check_server.sh
#	  The tests that need a server: pg_regress over sql/, the scripts of test/t,
#	  and the demo.  tools/check.sh runs this beside a private server.
#
# FUNDING_TESTS names the tests of sql/ that run, and FUNDING_SCRIPTS the scripts
# of test/t; what is not set means all.  Where one is set, the demo is left out.
set -u
cd "$(dirname "$0")/.." || exit 1
. tools/tally.sh
. tools/children.sh

pg_config=${PG_CONFIG:-pg_config}
out=$(mktemp -d build/run.XXXXXX) || exit 1
at_end()
{
	rm -rf "$out"
}

# fresh_database: an empty database of that name, for the next part.
fresh_database()
{
	dropdb --if-exists "$PGDATABASE" >/dev/null 2>&1 && createdb "$PGDATABASE"
}

# ---- pg_regress over sql/

# pg_regress gives up at a test without an expected file: leave that one out.
tests=
missing=0
for name in ${FUNDING_TESTS-$(${MAKE:-make} --no-print-directory -s \
	list-regress)}; do
	if [ -f "expected/$name.out" ]; then
		tests="$tests $name"
	else
		echo "sql/$name.sql has no expected/$name.out"
		missing=$((missing + 1))
	fi
done
if [ -n "$tests" ]; then
	pgxs=$("$pg_config" --pgxs)
	# shellcheck disable=SC2086
	run "${pgxs%/makefiles/*}/test/regress/pg_regress" --inputdir=. \
		--outputdir="$out" --bindir="$(dirname "$(command -v psql)")" \
		--host="$PGHOST" --port="$PGPORT" --user="$PGUSER" \
		--dbname=contrib_regression --load-extension=funding \
		$tests >"$out/regress.log" 2>&1
	status=$?
	grep -v -E '^(=.*|SET|\(using.*|# using.*|1\.\.[0-9]+| *|[A-Z]+ (DATABASE|EXTENSION))$' \
		"$out/regress.log"

	# Until 15: "test name  ... ok  12 ms"; from 16: "ok 1  - name  12 ms".
	# A test without a line of its own was not run, and failed.
	counts=$(awk -v tests="$tests" '
		{ line = $0; sub(/^[ \t]+/, "", line) }
		line ~ /^(not )?ok [0-9]+ +[-+] / {
			name = line
			sub(/^(not )?ok [0-9]+ +[-+] +/, "", name)
			sub(/ .*$/, "", name)
			seen[name] = line ~ /^ok /
			next
		}
		line ~ /^(test )?[^ ]+ +\.\.\. / {
			name = line
			sub(/^test /, "", name)
			sub(/ .*$/, "", name)
			seen[name] = line ~ /\.\.\. ok/
		}
		END {
			n = split(tests, name_of, " ")
			for (i = 1; i <= n; i++)
				if (seen[name_of[i]])
					p++
			print p + 0, n - p
		}' "$out/regress.log")
	passed=${counts% *}
	failed=${counts#* }
	if [ "$status" -ne 0 ] || [ "$failed" -ne 0 ]; then
		[ "$failed" -ne 0 ] || failed=1
		if [ -f "$out/regression.diffs" ]; then
			head -n 400 "$out/regression.diffs"
		fi
		grep -E 'terminated by signal|PANIC|TRAP:' "$FUNDING_SERVER_LOG" |
			head -n 20
		rm -rf build/regress
		cp -R "$out" build/regress
		echo 'sql: build/regress has the diffs and results'
	fi
	tally sql "$passed" $((failed + missing))
elif [ "$missing" -ne 0 ]; then
	tally sql 0 "$missing"
fi

# ---- the scripts of test/t

scripts=
for script in test/t/*.sh; do
	[ ! -f "$script" ] || scripts="$scripts $(basename "$script" .sh)"
done
for name in ${FUNDING_SCRIPTS-$scripts}; do
	script=test/t/$name.sh
	if [ ! -x "$script" ]; then
		echo "$script cannot be executed"
		tally "t/$name" 0 1
		continue
	fi
	fresh_database
	run "$script" >"$out/script.log" 2>&1
	status=$?
	grep -v -E '^[^ ]+: [0-9]+ passed, [0-9]+ failed$' "$out/script.log"
	tally_log "t/$name" "$out/script.log" "$status"
done

# ---- the demo

if [ -f demo/run.sh ] && [ -z "${FUNDING_TESTS+set}${FUNDING_SCRIPTS+set}" ]
then
	fresh_database
	if run sh demo/run.sh >"$out/demo.log" 2>&1 && [ -s "$out/demo.log" ]; then
		tally demo 1 0
	else
		cat "$out/demo.log"
		tally demo 0 1
	fi
fi
exit 0
