-- chart.sql
--    The cash of one scenario, month by month: numbers, bars, and a sentence.
--    Every scenario has the same scale.

SELECT to_char(month, 'Mon YYYY') AS month,
       round(closing_lower / 1e9, 2) AS least,
       round(closing_cash / 1e9, 2) AS cash,
       round(closing_upper / 1e9, 2) AS most,
       ltrim(repeat(:'sure', b.sure) || repeat(:'maybe', b.most - b.sure)
             || CASE
                  WHEN closing_upper < amount(o.floor) THEN ' out of cash'
                  WHEN closing_lower < amount(o.floor) THEN ' perhaps out of cash'
                  ELSE ''
                END) AS :"legend"
FROM month
JOIN outlook o USING (name)
CROSS JOIN LATERAL (
    SELECT greatest(0, round(closing_lower * 48 / top))::int AS sure,
           greatest(0, round(closing_upper * 48 / top))::int AS most) b
WHERE name = :'scenario'
ORDER BY month.month;

SELECT pg_temp.finding(format(
    '%s: out of cash after %s months, on %s; at the earliest on %s, at the '
    'latest on %s.',
    pg_temp.capital(name), round(runway_months, 2), pg_temp.day(cash_out_date),
    pg_temp.day(earliest_cash_out), pg_temp.day(latest_cash_out)))
FROM outlook
WHERE name = :'scenario' :say
