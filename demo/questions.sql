-- questions.sql
--    The questions, each with its answer on the screen.
--
-- Whatever is printed as a result comes from a query, the sentences under the
-- tables included.  What cannot be known is NULL, and shown as unknown.

-- A sentence under a table, wrapped to the screen.
CREATE FUNCTION pg_temp.finding(sentence text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN '   ' || rtrim(regexp_replace(sentence, '(.{1,74})( |$)',
                                     E'\\1\n   ', 'g'));

CREATE FUNCTION pg_temp.percent(fraction numeric) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN to_char(fraction * 100, 'FM990.00') || '%';

CREATE FUNCTION pg_temp.day(day date) RETURNS text
LANGUAGE sql STABLE
RETURN to_char(day, 'FMDD Mon YYYY');

CREATE FUNCTION pg_temp.capital(word text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN upper(left(word, 1)) || substr(word, 2);

CREATE FUNCTION pg_temp.money(amount estimate) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN sign(upper(amount)) = 0 THEN 'nothing'
       ELSE abbreviate(amount, 2) END;

CREATE FUNCTION pg_temp.answer(answer boolean) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE answer WHEN true THEN 'yes' WHEN false THEN 'no'
       ELSE 'unknown' END;

\set say '\\g (tuples_only=on format=unaligned)'

-- ---------------------------------------------------------------------------
\echo
\echo :bold'What figures in the press say about the cash of a company':plain
\echo
\echo :bold'THE NOTES, in French, and what monetary_mentions() reads there':plain
\echo

SELECT pg_temp.finding(string_agg(translate(body, :'accents', :'letters'),
                                  ' ' ORDER BY id))
FROM note :say

SELECT item, start_at AS at, mention, abbreviate(amount) AS figure
FROM note_figure
ORDER BY id;

-- ---------------------------------------------------------------------------
\echo :bold'THE FIGURES, as precisely as the press gave them':plain
\echo

SELECT company, item, figure, source, to_char(reported, 'Mon YYYY') AS reported
FROM (SELECT company, item, abbreviate(amount) AS figure, source, reported, 1
      FROM figure
      UNION ALL
      SELECT company, item, abbreviate(amount), source, reported, 2
      FROM round
      UNION ALL
      SELECT company, 'worth, basis ' || coalesce(basis(value), 'unstated'),
             abbreviate(value), source, reported, 3
      FROM worth
      UNION ALL
      SELECT company, item, 'in ' || months || ' months', source, reported, 4
      FROM deadline) f (company, item, figure, source, reported, part)
ORDER BY company DESC, part, item DESC;

-- ---------------------------------------------------------------------------
\echo :bold'THE ASSUMPTIONS, for what it did not give':plain
\echo

SELECT item,
       CASE
         WHEN rate IS NOT NULL THEN pg_temp.percent(rate) || ' a month'
         WHEN period IS NOT NULL THEN period::text
         WHEN amount IS NULL THEN pg_temp.day(day)
         ELSE abbreviate(amount) || coalesce(to_char(day, ', Mon YYYY'), '')
       END AS value,
       reason
FROM assumption
ORDER BY id;

-- ---------------------------------------------------------------------------
\echo :bold'1. Which cash do the quoted months imply?':plain
\echo

CREATE TEMP TABLE burn AS
SELECT 'the loss, as cash' AS reading, f.amount AS a_year
FROM figure f
WHERE f.item = 'possible loss'
UNION ALL
SELECT 'costs less revenue', sum(f.amount) - a.amount
FROM figure f, assumption a
WHERE f.item IN ('training of models', 'staff')
  AND a.item = 'revenue of a year'
GROUP BY a.amount;

SELECT format('%s months, from', months) AS head FROM deadline \gset

SELECT b.reading AS burn, abbreviate(lower(b.a_year / 12)) AS "a month, from",
       abbreviate(upper(b.a_year / 12)) AS "to",
       abbreviate(lower(b.a_year * d.months / 12)) AS :"head",
       abbreviate(upper(b.a_year * d.months / 12)) AS "to"
FROM burn b, deadline d
ORDER BY b.reading DESC;

SELECT pg_temp.finding(format(
    'If the cash lasts the %s months quoted and no longer, there is %s of '
    'it. required_raise() of an empty till says %s. Does the assumed %s fit? '
    '%s.',
    d.months, abbreviate(b.a_year * d.months / 12),
    abbreviate(required_raise('0 USD', p.lines, p.from_month, d.months)),
    abbreviate(p.opening),
    pg_temp.capital(pg_temp.answer(b.a_year * d.months / 12 @> p.opening))))
FROM plan p, deadline d, burn b
WHERE p.name = 'flat' AND b.reading = 'costs less revenue' :say

-- ---------------------------------------------------------------------------
\echo :bold'2. What did seven rounds raise, one of them undisclosed?':plain
\echo

SELECT item, rounds, abbreviate(amount) AS amount,
       abbreviate(lower(amount)) AS "from",
       abbreviate(upper(amount)) AS "to"
FROM (SELECT item, rounds, amount
      FROM round
      UNION ALL
      SELECT 'sum(amount)', sum(rounds), sum(amount)
      FROM round) r
ORDER BY item = 'sum(amount)', rounds DESC;

SELECT pg_temp.finding(format(
    '%s rounds raised %s. What is undisclosed adds nothing to the lower bound '
    'and takes the upper one away. More than %s? %s. More than %s? %s.',
    sum(r.rounds), abbreviate(sum(r.amount)),
    abbreviate(ask.low),
    pg_temp.capital(pg_temp.answer(sum(r.amount) > ask.low)),
    abbreviate(ask.high),
    pg_temp.capital(pg_temp.answer(sum(r.amount) > ask.high))))
FROM round r,
     (VALUES (estimate '11B USD', estimate '12B USD')) ask (low, high)
GROUP BY ask.low, ask.high :say

-- ---------------------------------------------------------------------------
\echo :bold'3. What would raising the loss cost the owners?':plain
\echo

CREATE TEMP TABLE reading AS
SELECT b.position, f.amount AS raised,
       CASE WHEN b.basis IS NULL THEN w.value
            ELSE valuation(estimate(w.value), b.basis) END AS worth
FROM worth w
JOIN figure f USING (company)
CROSS JOIN (VALUES ('pre', 1), ('post', 2), (NULL, 3)) b (basis, position)
WHERE f.item = 'possible loss';

SELECT coalesce(basis(r.worth), 'not stated') AS "basis",
       abbreviate(pre_money(r.worth, r.raised)) AS "before",
       abbreviate(post_money(r.worth, r.raised)) AS "after",
       round(d.lower, 6) AS "dilution from",
       round(d.upper, 6) AS "to"
FROM reading r
CROSS JOIN LATERAL dilution(r.raised, r.worth) d
ORDER BY r.position;

SELECT pg_temp.finding(format(
    '%s at %s of unstated basis cost the owners from %s to %s of the company; '
    'a tenth of it would become %s to %s.',
    abbreviate(r.raised), abbreviate(r.worth), pg_temp.percent(d.lower),
    pg_temp.percent(d.upper), pg_temp.percent((1 - d.upper) / 10),
    pg_temp.percent((1 - d.lower) / 10)))
FROM reading r
CROSS JOIN LATERAL dilution(r.raised, r.worth) d
WHERE basis(r.worth) IS NULL :say

-- ---------------------------------------------------------------------------
\echo :bold'4. How many months to cash-out?':plain
\echo

SELECT p.name AS scenario, r.outcome, r.runway_months AS months,
       r.earliest_cash_out AS earliest, r.cash_out_date AS central,
       r.latest_cash_out AS latest, r.is_default_alive AS "default alive"
FROM plan p
CROSS JOIN LATERAL runway(p.opening, p.lines, p.from_month,
                          floor => p.floor) r
ORDER BY p.position
\p
\echo
\g

CREATE TEMP TABLE outlook AS
SELECT p.*, r.*
FROM plan p
CROSS JOIN LATERAL runway(p.opening, p.lines, p.from_month,
                          floor => p.floor) r;

SELECT pg_temp.finding(format(
    'Growth of %s a month buys %s months, a round of %s buys %s. The days '
    'between earliest and latest are what "nearly" leaves open.',
    pg_temp.percent(g.rate),
    round(growing.runway_months - flat.runway_months, 2),
    abbreviate(n.amount),
    round(funded.runway_months - flat.runway_months, 2)))
FROM outlook flat, outlook growing, outlook funded, assumption g, assumption n
WHERE flat.name = 'flat' AND growing.name = 'growing'
  AND funded.name = 'new round'
  AND g.item = 'revenue growth' AND n.item = 'new round' :say

-- Month by month, until even the most favourable reading is out of cash.
CREATE TEMP TABLE month AS
SELECT o.name, m.*, max(m.closing_upper) OVER () AS top
FROM outlook o
CROSS JOIN LATERAL cash_projection(o.opening, o.lines, o.from_month, 48,
                                   o.floor) m
WHERE m.month <= o.latest_cash_out;

SELECT rpad(:'sure' || ' in any case   ' || :'maybe' || ' at most', 48)
       AS legend \gset

\echo :bold'   Month by month, in billions: flat':plain
\echo
\set scenario flat
\ir chart.sql

\echo :bold'   Month by month, in billions: growing':plain
\echo
\set scenario growing
\ir chart.sql

\echo :bold'   Month by month, in billions: new round':plain
\echo
\set scenario 'new round'
\ir chart.sql

-- ---------------------------------------------------------------------------
\echo :bold'5. How much must be raised to live 12 and 24 more months?':plain
\echo

CREATE TEMP TABLE need AS
SELECT o.name, o.position, n.months, o.from_month,
       required_raise(o.opening, o.lines, o.from_month, n.months,
                      o.floor) AS raise
FROM outlook o, (VALUES (12), (24)) n (months);

SELECT name AS scenario, months,
       (from_month + months * interval '1 month')::date - 1 AS "until",
       to_char(amount(lower(raise)), '99,999,999,990.00') AS "at least",
       to_char(amount(upper(raise)), '99,999,999,990.00') AS "at most",
       currency(raise) AS "in"
FROM need
ORDER BY months, position;

SELECT pg_temp.finding(string_agg(format(
    'To live %s months takes %s if all stays flat, %s with growth, %s beyond '
    'the new round.',
    f.months, pg_temp.money(f.raise), pg_temp.money(g.raise),
    pg_temp.money(n.raise)), ' ' ORDER BY f.months))
FROM need f
JOIN need g USING (months)
JOIN need n USING (months)
WHERE f.name = 'flat' AND g.name = 'growing' AND n.name = 'new round' :say

-- ---------------------------------------------------------------------------
\echo :bold'6. Do staff and training cost more than the rival spends?':plain
\echo

CREATE TEMP TABLE rival AS
SELECT f.company, f.amount AS spends, a.amount AS ceiling,
       intersection(f.amount, a.amount) AS assumed
FROM figure f, assumption a
WHERE f.item = 'cash spent in 2024' AND a.item = 'ceiling of rival';

CREATE TEMP TABLE cost AS
SELECT coalesce(item, 'both') AS item, sum(amount) AS amount
FROM figure
WHERE item IN ('training of models', 'staff')
GROUP BY ROLLUP (item);

SELECT c.item, abbreviate(c.amount) AS "cost",
       pg_temp.answer(c.amount > r.spends) AS "more?",
       pg_temp.answer(c.amount > r.assumed) AS "with ceiling?",
       round(x.lower, 2) AS "times, from", round(x.upper, 2) AS "to"
FROM cost c, rival r
CROSS JOIN LATERAL ratio(c.amount, r.assumed) x
ORDER BY upper(c.amount);

SELECT pg_temp.finding(format(
    'Is %s more than %s, which %s spends? %s: a lower bound alone leaves it '
    'open. Assume %s, so that the intersection is %s: %s, by %s to %s times.',
    abbreviate(c.amount), abbreviate(r.spends), r.company,
    pg_temp.capital(pg_temp.answer(c.amount > r.spends)),
    abbreviate(r.ceiling), abbreviate(r.assumed),
    pg_temp.answer(c.amount > r.assumed),
    round(x.lower, 2), round(x.upper, 2)))
FROM cost c, rival r
CROSS JOIN LATERAL ratio(c.amount, r.assumed) x
WHERE c.item = 'both' :say

-- ---------------------------------------------------------------------------
\echo :bold'7. What is the chip plan in multiples of all that was ever raised?':plain
\echo

CREATE TEMP TABLE chip AS
SELECT f.amount AS plan, r.raised, x.lower, x.upper
FROM figure f
CROSS JOIN (SELECT sum(amount) AS raised FROM round) r
CROSS JOIN LATERAL ratio(f.amount, r.raised) x
WHERE f.item = 'chip plan, shelved';

SELECT abbreviate(plan) AS plan, abbreviate(raised) AS "ever raised",
       round(lower, 6) AS "times, more than", round(upper, 6) AS "less than"
FROM chip;

SELECT pg_temp.finding(format(
    'The shelved plan is less than %s times everything ever raised. It is an '
    'upper bound: how far below nobody can tell, as %s has no end.',
    round(ceil(upper * 10) / 10, 1), abbreviate(raised)))
FROM chip :say

\echo 'The queries are in demo/questions.sql. A shell for your own, where CREATE'
\echo 'EXTENSION funding comes first: tools/private_server.sh psql'
