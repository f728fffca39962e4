-- dates as the documentation shows them, whatever the harness prefers
SET datestyle = 'ISO, YMD';
--
-- required_raise(): what lifts the lowest closing to the floor
--
-- known answers: 5bn flat for 24 months, and with revenue growing 3% a month
SELECT months, required_raise('5B USD', ARRAY[
		cash_line('sales', 'revenue', '3.5B USD', per => '1 year'),
		cash_line('costs', 'cost', '8.5B USD', per => '1 year')], '2024-10-01', months),
	required_raise('5B USD', ARRAY[
		cash_line('sales', 'revenue', '3.5B USD', per => '1 year', growth => 0.03),
		cash_line('costs', 'cost', '8.5B USD', per => '1 year')], '2024-10-01', months) AS growing
  FROM unnest('{1,12,13,24}'::int[]) AS months;

-- what the figures leave open stays open
CREATE FUNCTION raise_of(opening estimate, cost estimate, months int, floor monetary = NULL)
RETURNS estimate LANGUAGE sql AS $$
	SELECT required_raise(opening, ARRAY[cash_line('costs', 'cost', cost, per => '1 month')],
	                      '2024-10-01', months, floor)
$$;
SELECT c AS cost, r AS raise, kind(r), point(r)
  FROM unnest('{60 USD,40..60 USD,~60 USD,>60 USD,>=60 USD,<=60 USD,<60 USD,nearly 60 USD,undisclosed,0 USD}'::estimate[])
	WITH ORDINALITY AS u(c, i), raise_of('300 USD', c, 6) AS r ORDER BY i;
SELECT o AS opening, r AS raise, kind(r)
  FROM unnest('{0 USD,-5.5 USD,60 USD,>60 USD,<60 USD,<=60 USD,undisclosed,undisclosed USD,30..90 USD}'::estimate[])
	WITH ORDINALITY AS u(o, i), raise_of(o, '10 USD', 6) AS r ORDER BY i;

-- the floor counts, from above and from below
SELECT f AS floor, raise_of('300 USD', '50 USD', 6, f) AS raise
  FROM unnest('{0 USD,0.01 USD,100 USD,-100 USD}'::monetary[]) WITH ORDINALITY AS u(f, i) ORDER BY i;
SELECT required_raise('<300 USD', '{}', '2024-10-01', 1, '300 USD');

-- beyond the financing in the lines
SELECT required_raise('100 USD', ARRAY[
	cash_line('costs', 'cost', '100 USD', per => '1 month'),
	cash_line('round', 'financing', '500 USD', starts_on => '2025-01-01')], '2024-10-01', 12);

-- NULL where the opening is, and where nothing is missing of no currency
SELECT raise_of(NULL, '1 USD', 3) IS NULL AS unknown;
SELECT required_raise('undisclosed', NULL, '2024-10-01', 3) IS NULL AS nothing;
SELECT raise_of('undisclosed', 'undisclosed', 3);

-- the raise is enough, and a cent less is not
SELECT bool_and(r.runway_months IS NULL) AS enough, bool_and(s.runway_months IS NOT NULL) AS needed
  FROM generate_series(1, 50) AS n,
       LATERAL (SELECT ARRAY[cash_line('costs', 'cost', monetary(n * 1.37, 'USD'), per => '1 month', growth => 0.01),
                             cash_line('sales', 'revenue', monetary(n * 1.11, 'USD'), per => '1 month')] AS lines) AS l,
       LATERAL (SELECT required_raise('1 USD', lines, '2024-10-01', 24) AS raise) AS q,
       runway('1 USD' + raise, lines, '2024-10-01', 24) AS r,
       runway('0.99 USD' + raise, lines, '2024-10-01', 24) AS s;
DROP FUNCTION raise_of;
