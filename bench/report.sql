-- The tables of the report, in Markdown.

\pset format unaligned
\pset tuples_only on
\pset fieldsep ' | '
\echo '| operation | representation | median ms | fastest | slowest | to the limit | to numeric | to numeric, char(3) |'
\echo '|---|---|---:|---:|---:|---:|---:|---:|'
SELECT '| ' || m.name, m.representation, coalesce(round(m.ms)::text, 'error: ' || m.problem), round(fastest), round(slowest),
	coalesce(round(r.ratio, 2)::text, ''), coalesce(round(n.ratio, 2)::text, ''), coalesce(round(p.ratio, 2)::text, '') || ' |'
FROM bench_median m
	LEFT JOIN (SELECT DISTINCT ON (name) name, representation FROM bench_operation ORDER BY name, id) l ON l.name = m.name
	LEFT JOIN bench_ratio r ON r.name = m.name AND r.of = m.representation AND r.against = l.representation
	LEFT JOIN bench_ratio n ON n.name = m.name AND n.of = m.representation AND n.against = 'numeric'
	LEFT JOIN bench_ratio p ON p.name = m.name AND p.of = m.representation
		AND p.against IN ('numeric, char(3)', 'char(3), numeric', '(numeric, char(3))')
ORDER BY (SELECT min(id) FROM bench_operation o WHERE o.name = m.name), m.id;
\echo
\echo '| target: | of | against | limit | ratio | |'
\echo '|---|---|---|---:|---:|---|'
SELECT '| ' || t.name, t.of, t.against, CASE WHEN target < 0 THEN round(1 / -target, 1) || ' times faster' ELSE '<= ' || target END,
	CASE WHEN target < 0 THEN round(1 / ratio, 1) ELSE round(ratio, 2) END,
	CASE WHEN ratio IS NULL THEN 'not run' WHEN ratio <= abs(target) THEN 'met' ELSE 'MISSED' END || ' |'
FROM bench_target t LEFT JOIN bench_ratio r USING (name, of, against)
WHERE EXISTS (SELECT FROM bench_median m WHERE m.name = t.name)
ORDER BY t.id;
SELECT E'\n| bytes a row | representation | bytes | target |\n|---|---|---:|---|' WHERE EXISTS (SELECT FROM bench_size);
SELECT '| ' || name, representation, round(bytes, 1), CASE WHEN representation = 'monetary' THEN CASE name WHEN 'table' THEN '<= 44.3' ELSE '<= 22.5' END ELSE '' END || ' |'
FROM bench_size ORDER BY name DESC, bytes;
SELECT E'\n| a second | representation | | | target | | found |\n|---|---|---:|---|---:|---|---|'
	WHERE EXISTS (SELECT FROM bench_work w JOIN bench_median m USING (name, representation));
SELECT '| ' || name, representation, coalesce(round(rate, greatest(0, 2 - floor(log(rate))::int))::text, ''), unit, coalesce('>= ' || target, ''),
	CASE WHEN rate >= target THEN 'met' WHEN target IS NOT NULL THEN 'MISSED' ELSE '' END, found || ' |'
FROM (SELECT m.id, name, representation, amount / nullif(ms, 0) * 1000 AS rate, unit, target, found
	FROM bench_work JOIN bench_median m USING (name, representation)) AS r
ORDER BY (SELECT min(id) FROM bench_operation o WHERE o.name = r.name), id;
