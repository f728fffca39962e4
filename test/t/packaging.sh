#!/bin/sh
# packaging.sh
#	  What a release says of itself: META.json by the rules of PGXN Meta Spec
#	  1.0.0, and that every file that names a version names the one of
#	  funding.control.
set -u
PGOPTIONS='-c client_min_messages=warning'
export PGOPTIONS
. "$(dirname "$0")/../../tools/counted.sh"
cd "$(dirname "$0")/../.." || exit 1

# expect WHAT ACTUAL EXPECTED
expect()
{
	[ "$2" = "$3" ]
	check "$1: expected $3, got: $2" $?
}

version=$(sh tools/version.sh)
release=$(sh tools/version.sh --release)

# ---- META.json, as tools/dist.sh makes it

META=$(sed -e "s/@VERSION@/$release/g" -e "s/@EXTVERSION@/$version/g" \
	META.json.in)
export META

# meta EXPRESSION: of the document, which stands in the column m.
meta()
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 2>&1 <<SQL
\\getenv meta META
SELECT $1 FROM (SELECT :'meta'::jsonb) AS d (m);
SQL
}

semver="'^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(-[A-Za-z][0-9A-Za-z-]*)?\$'"
expect 'META.json: name' "$(meta "m->>'name'")" funding
expect 'META.json: keys that must be there' "$(meta \
	"m ?& '{name,version,abstract,maintainer,license,provides,meta-spec}'")" t
expect 'META.json: keys that nobody knows' "$(meta "coalesce((SELECT
	string_agg(key, ' ' ORDER BY key) FROM jsonb_object_keys(m) AS k (key)
	WHERE key <> ALL ('{name,version,abstract,maintainer,license,provides,
		meta-spec,description,generated_by,tags,no_index,prereqs,
		release_status,resources}') AND key !~* '^x_'), '')")" ''
expect 'META.json: version' "$(meta "m->>'version'")" "$release"
expect 'META.json: versions of three numbers' "$(meta "
	m->>'version' ~ $semver AND m #>> '{meta-spec,version}' = '1.0.0'
	AND (SELECT bool_and(value->>'version' ~ $semver)
		FROM jsonb_each(m->'provides'))
	AND (SELECT bool_and(version ~ $semver)
		FROM jsonb_each(m->'prereqs') AS phase,
			jsonb_each(phase.value) AS relation,
			jsonb_each_text(relation.value) AS need (name, version)
		WHERE phase.key IN
			('configure', 'build', 'test', 'runtime', 'develop')
			AND relation.key IN
			('requires', 'recommends', 'suggests', 'conflicts'))")" t
expect 'META.json: texts that are not empty' "$(meta "
	(SELECT bool_and(btrim(m->>key) <> '') FROM unnest('{abstract,
		description,maintainer,license}'::text[]) AS k (key))")" t
expect 'META.json: the licence is one of its list' "$(meta "
	m->>'license'")" postgresql
expect 'META.json: release_status' "$(meta "
	m->>'release_status' IN ('stable', 'testing', 'unstable')")" t
expect 'META.json: tags' "$(meta "
	(SELECT bool_and(length(tag) BETWEEN 1 AND 256
		AND tag !~ '[/\\\\[:cntrl:]]')
	FROM jsonb_array_elements_text(m->'tags') AS t (tag))")" t
expect 'META.json: what it provides' "$(meta \
	"(SELECT string_agg(key, ' ') FROM jsonb_object_keys(m->'provides') AS k
		(key))")" funding
for key in file docfile; do
	file=$(meta "m #>> '{provides,funding,$key}'")
	expect "META.json: the $key $file is there" \
		"$([ -f "$file" ] && echo yes)" yes
done
expect 'META.json: the file is the version' \
	"$(meta "m #>> '{provides,funding,file}'")" "funding--$version.sql"

# ---- one version, in one place

expect 'the server offers' "$(psql -X -q -A -t -c "SELECT default_version
	FROM pg_available_extensions WHERE name = 'funding'")" "$version"
expect 'the script' \
	"$([ -f "funding--$version.sql" ] && echo yes)" yes
expect 'CHANGELOG.md begins with' \
	"$(sed -n 's/^## \([0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)" "$version"
expect 'debian/changelog begins with' \
	"$(sed -n '1s/^funding (\([0-9.]*\)-[0-9a-z.~+]*) .*/\1/p' \
		debian/changelog)" "$version"
expect 'debian/control is what debian/control.in says' \
	"$(sed -e "s/PGVERSION/$(sed -n \
		's/^Package: postgresql-\([0-9]*\)-funding$/\1/p' debian/control)/g" \
		debian/control.in | cmp - debian/control 2>&1)" ''

report_count
