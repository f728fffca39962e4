-- scenarios.sql
--    What the press did not give: assumptions, each with its reason, and the
--    plans that follow from figures and assumptions together.

CREATE TABLE assumption (
    id      int GENERATED ALWAYS AS IDENTITY,
    item    text PRIMARY KEY,
    amount  estimate(USD),
    rate    numeric,                  -- a fraction per month
    period  interval,
    day     date,
    reason  text NOT NULL
);

INSERT INTO assumption (item, amount, rate, period, day, reason) VALUES
    ('cash at hand', '5B USD', NULL, NULL, NULL,
     'none given; the top of the answer to 1'),
    ('revenue of a year', '3.5B USD', NULL, NULL, NULL,
     'costs less loss, as if a loss were burn'),
    ('period of costs', NULL, NULL, '1 year', NULL,
     'they are named beside a loss of the year'),
    ('first month', NULL, NULL, NULL, '2024-08-01',
     'the one after the reports'),
    ('cash floor', '0 USD', NULL, NULL, NULL,
     'out of cash means an empty till'),
    ('revenue growth', NULL, 0.03, NULL, NULL,
     'a what-if: what would growth buy?'),
    ('new round', '6.6B USD', NULL, NULL, '2024-10-01',
     'a what-if: what would one more round buy?'),
    ('ceiling of rival', '<=5.4B USD', NULL, NULL, NULL,
     'none given; twice the bound that is given');

CREATE TABLE scenario (
    name        text PRIMARY KEY,
    position    int NOT NULL UNIQUE,
    opening     estimate(USD) NOT NULL,
    floor       monetary(USD) NOT NULL,
    from_month  date NOT NULL
);

INSERT INTO scenario
SELECT name, position, cash.amount, monetary(cash_floor.amount),
       first_month.day
FROM (VALUES ('flat', 1), ('growing', 2), ('new round', 3)) s (name, position),
     assumption cash, assumption cash_floor, assumption first_month
WHERE cash.item = 'cash at hand'
  AND cash_floor.item = 'cash floor'
  AND first_month.item = 'first month';

CREATE TABLE plan_line (
    scenario  text NOT NULL REFERENCES scenario,
    line      cash_line NOT NULL
);

-- The costs are the same in every scenario.
INSERT INTO plan_line
SELECT s.name,
       cash_line(f.item, 'cost', f.amount, per => a.period)
FROM scenario s, figure f, assumption a
WHERE f.company = 'OpenAI'
  AND f.item IN ('training of models', 'staff')
  AND a.item = 'period of costs';

-- Revenue is flat, but for the scenario that grows.
INSERT INTO plan_line
SELECT s.name,
       cash_line('revenue', 'revenue', a.amount, per => '1 year',
                 growth => g.rate)
FROM scenario s
CROSS JOIN assumption a
LEFT JOIN assumption g
       ON g.item = 'revenue growth' AND s.name = 'growing'
WHERE a.item = 'revenue of a year';

INSERT INTO plan_line
SELECT s.name,
       cash_line(a.item, 'financing', a.amount, starts_on => a.day)
FROM scenario s, assumption a
WHERE s.name = 'new round'
  AND a.item = 'new round';

-- One row a scenario, with its lines as an array.
CREATE VIEW plan AS
SELECT s.*, array_agg(l.line) AS lines
FROM scenario s
JOIN plan_line l ON l.scenario = s.name
GROUP BY s.name;
