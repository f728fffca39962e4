#!/bin/sh
# doc_examples.sh
#	  Runs every example of README.md and doc/*.md and compares what psql says.
#
# A block fenced as ```sql that a block fenced as ```text follows (with nothing
# but blank lines between them) is a pair: the text is psql's own output, with
# blanks at the ends of lines trimmed.  A ```sql block without one must run
# without an error.  ```sql skip is not run.  The blocks of a file run in one
# session, in a database of their own that has the extension.
#
# doc/reference.md is held against the catalog too: every function, type,
# operator, cast and class of the extension stands in one of its headings or
# tables.
set -u
cd "$(dirname "$0")/../.." || exit 1

. tools/counted.sh
database=doc_examples_$$

# LC_ALL is for psql's own words and for awk; the databases are UTF-8.
LC_ALL=C
PGCLIENTENCODING=UTF8
PGOPTIONS='-c client_min_messages=notice'
export LC_ALL PGCLIENTENCODING PGOPTIONS

at_end()
{
	dropdb --if-exists "$database" >/dev/null 2>&1
}

# fresh_database: with the extension in it.
fresh_database()
{
	dropdb --if-exists "$database" >/dev/null 2>&1
	createdb -E UTF8 -T template0 "$database" &&
		psql -X -q -d "$database" -c 'CREATE EXTENSION funding'
}

# extract FILE: the blocks as N.sql, N.line (where it stands), and N.expected
# where it has an output; all of them in run.sql with a mark before each.
extract()
{
	rm -f "$out"/*
	: >"$out/run.sql"
	awk -v out="$out" '
		function mark()
		{
			print "\\echo doc_examples block " n >(out "/run.sql")
		}
		BEGIN { n = 0; state = "prose"; after = 0 }
		state == "prose" && /^```sql[ \t]*$/ {
			n++
			mark()
			print FNR >(out "/" n ".line")
			close(out "/" n ".line")
			state = "sql"
			next
		}
		state == "prose" && /^```text[ \t]*$/ {
			state = after ? "text" : "other"
			if (after)
				printf "" >(out "/" n ".expected")
			after = 0
			next
		}
		state == "prose" && /^```/ { state = "other"; after = 0; next }
		state == "prose" { if ($0 !~ /^[ \t]*$/) after = 0; next }
		/^```[ \t]*$/ {
			if (state == "text")
				close(out "/" n ".expected")
			after = state == "sql"
			state = "prose"
			next
		}
		state == "sql" { print >(out "/run.sql") }
		state == "text" { print >(out "/" n ".expected") }
		END {
			if (state != "prose")
				print "a block has no end" >(out "/unended")
			n++
			mark()
		}' "$1"
}

# The output of each block as N.actual; trailing blanks and blank lines at
# both ends do not count, there or in the expected text.
split_output()
{
	awk -v out="$out" '
		/^doc_examples block [0-9]+$/ {
			close(out "/" n ".raw")
			n = $3
			next
		}
		n > 0 { print >(out "/" n ".raw") }' "$out/psql.log"
}

trim()
{
	[ -f "$1" ] || { : >"$2"; return; }
	awk '
		{ sub(/[ \t\r]+$/, "") }
		$0 == "" { blank++; next }
		{
			if (seen)
				while (blank-- > 0)
					print ""
			blank = 0
			seen = 1
			print
		}' "$1" >"$2"
}

run_file()
{
	extract "$1"
	if [ -f "$out/unended" ]; then
		echo "$1: $(cat "$out/unended")"
		failed=$((failed + 1))
	fi
	[ -f "$out/1.line" ] || return
	if ! fresh_database; then
		echo "$1: no database"
		failed=$((failed + 1))
		return
	fi
	psql -X -d "$database" <"$out/run.sql" >"$out/psql.log" 2>&1
	split_output

	n=1
	while [ -f "$out/$n.line" ]; do
		at="$1:$(cat "$out/$n.line")"
		trim "$out/$n.raw" "$out/$n.actual"
		if ! grep -q -x "doc_examples block $((n + 1))" "$out/psql.log"; then
			echo "$at: the example does not end"
			failed=$((failed + 1))
		elif [ -f "$out/$n.expected" ]; then
			trim "$out/$n.expected" "$out/$n.wanted"
			if diff -u "$out/$n.wanted" "$out/$n.actual" >"$out/diff"; then
				passed=$((passed + 1))
			else
				echo "$at: another output than in the text"
				tail -n +3 "$out/diff"
				failed=$((failed + 1))
			fi
		elif grep -q -E '^(ERROR|FATAL|PANIC|error|psql):|^invalid command|^\\.*: ' \
			"$out/$n.actual"; then
			echo "$at: the example fails"
			cat "$out/$n.actual"
			failed=$((failed + 1))
		else
			passed=$((passed + 1))
		fi
		n=$((n + 1))
	done
}

# What the catalog has, as doc/reference.md writes it: `name(` for functions,
# `name` for types and classes, `left op right` for operators, `a AS b` for
# casts.
list_objects()
{
	psql -X -A -t -d "$database" <<'SQL'
SELECT DISTINCT what FROM pg_depend AS d
CROSS JOIN LATERAL (
	SELECT format('`%s(', proname) FROM pg_proc
	WHERE d.classid = 'pg_proc'::regclass AND oid = d.objid
	UNION ALL
	SELECT format('`%s`', typname) FROM pg_type
	WHERE d.classid = 'pg_type'::regclass AND oid = d.objid AND typelem = 0
	UNION ALL
	SELECT format('`%s`', opcname) FROM pg_opclass
	WHERE d.classid = 'pg_opclass'::regclass AND oid = d.objid
	UNION ALL
	SELECT concat('`', nullif(oprleft, 0)::regtype || ' ', oprname, ' ',
		oprright::regtype, '`') FROM pg_operator
	WHERE d.classid = 'pg_operator'::regclass AND oid = d.objid
	UNION ALL
	SELECT format('`%s AS %s`', castsource::regtype, casttarget::regtype)
	FROM pg_cast
	WHERE d.classid = 'pg_cast'::regclass AND oid = d.objid
) AS object (what)
WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
	AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'funding')
ORDER BY what;
SQL
}

check_reference()
{
	grep -E '^(#|\|)' doc/reference.md >"$out/entries"
	if ! fresh_database || ! list_objects >"$out/objects" ||
		[ ! -s "$out/objects" ]; then
		echo 'doc/reference.md: the catalog cannot be read'
		failed=$((failed + 1))
		return
	fi
	while read -r object; do
		if grep -q -F "$object" "$out/entries"; then
			passed=$((passed + 1))
		else
			echo "doc/reference.md: no entry for $object"
			failed=$((failed + 1))
		fi
	done <"$out/objects"
}

for file in README.md doc/*.md; do
	if [ -f "$file" ]; then
		run_file "$file"
	fi
done
if [ $((passed + failed)) -eq 0 ]; then
	echo 'README.md and doc/ have no examples'
	failed=1
fi
check_reference

report_count
