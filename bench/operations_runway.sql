-- Plans: cash_projection() and runway() against what users write instead, for
-- 100,000 companies of four lines and 36 months.
--
-- The users' versions know the four lines by name, one row a company, and
-- compute in numeric: subscriptions that grow from the first month on, salaries,
-- rent from a later month on, and a round in one month.  Ours reads cash_line[].
-- Where a user may choose how to write one, the faster way stands here, found
-- by trying both.  Every version is a view; all of them are compared below.

SELECT setseed(0.618) \g /dev/null
CREATE TABLE bench_plan AS
	SELECT company, floor(500000 + 2500000 * random())::numeric AS cash,
		(floor(1000 + 11000 * random()) * 5 + 1 + floor(4 * random()))::numeric AS subscriptions,
		(ARRAY[0.01, 0.02, 0.03, 0.04, 0.06, 0.07, 0.08])[1 + floor(7 * random())::int] AS growth,
		round((40000 + 110000 * random())::numeric, 2) AS salaries,
		round((3000 + 9000 * random())::numeric, 2) AS rent,
		(DATE '2027-01-01' + floor(13 * random())::int * INTERVAL '1 month')::date AS rent_from,
		floor(500000 + 3500000 * random())::numeric AS raised,
		(DATE '2027-01-01' + floor(3 + 28 * random())::int * INTERVAL '1 month')::date AS raised_on
	FROM generate_series(1, greatest(:rows / 50, 100)) AS company;

-- The limit: cents, without growth, rent and round.
CREATE TABLE bench_plan_bigint AS
	SELECT company, (cash * 100)::bigint AS cash, ((salaries - subscriptions) * 100)::bigint AS burn FROM bench_plan;

CREATE TABLE bench_plan_lines AS
	SELECT company, estimate(monetary(cash, 'USD')) AS opening, ARRAY[
		cash_line('subscriptions', 'revenue', estimate(monetary(subscriptions, 'USD')), per => '1 month', growth => growth),
		cash_line('salaries', 'cost', estimate(monetary(salaries, 'USD')), per => '1 month'),
		cash_line('rent', 'cost', estimate(monetary(rent, 'USD')), per => '1 month', starts_on => rent_from),
		cash_line('round', 'financing', estimate(monetary(raised, 'USD')), starts_on => raised_on)] AS lines
	FROM bench_plan;
VACUUM (ANALYZE, FREEZE) bench_plan, bench_plan_bigint, bench_plan_lines;

CREATE VIEW bench_projection_ours AS
	SELECT company, month, opening_cash, revenue, cost, net_burn, financing, closing_cash, is_cash_out
	FROM bench_plan_lines, cash_projection(opening, lines, '2027-01-01', 36);

-- Growth is carried to 16 decimals and rounded to cents where it counts.  The
-- columns of the plan are carried along: a join in every round takes longer.
CREATE VIEW bench_projection_cte AS
	WITH RECURSIVE projection AS (
		SELECT company, 1 AS k, DATE '2027-01-01' AS month, cash AS opening_cash, subscriptions AS grown, subscriptions AS revenue,
			salaries + CASE WHEN rent_from <= DATE '2027-01-01' THEN rent ELSE 0 END AS cost,
			CASE WHEN raised_on = DATE '2027-01-01' THEN raised ELSE 0 END AS financing,
			cash + subscriptions - salaries - CASE WHEN rent_from <= DATE '2027-01-01' THEN rent ELSE 0 END
				+ CASE WHEN raised_on = DATE '2027-01-01' THEN raised ELSE 0 END AS closing_cash,
			1 + growth AS factor, salaries, rent, rent_from, raised, raised_on
		FROM bench_plan
		UNION ALL
		SELECT company, k + 1, month, closing_cash, grown, revenue, cost, financing,
			closing_cash + revenue - cost + financing, factor, salaries, rent, rent_from, raised, raised_on
		FROM (SELECT company, k, next AS month, closing_cash, grown, round(grown, 2) AS revenue,
				salaries + CASE WHEN rent_from <= next THEN rent ELSE 0 END AS cost,
				CASE WHEN raised_on = next THEN raised ELSE 0 END AS financing, factor, salaries, rent, rent_from, raised, raised_on
			FROM (SELECT company, k, (month + INTERVAL '1 month')::date AS next, closing_cash, round(grown * factor, 16) AS grown,
					factor, salaries, rent, rent_from, raised, raised_on
				FROM projection WHERE k < 36 OFFSET 0) a OFFSET 0) b)
	SELECT company, month, opening_cash, revenue, cost, cost - revenue AS net_burn, financing, closing_cash,
		closing_cash < 0 AS is_cash_out
	FROM projection;

CREATE FUNCTION bench_project(cash numeric, subscriptions numeric, growth numeric, salaries numeric, rent numeric, rent_from date, raised numeric, raised_on date)
RETURNS TABLE (month date, opening_cash numeric, revenue numeric, cost numeric, net_burn numeric, financing numeric, closing_cash numeric, is_cash_out boolean)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
	factor numeric := 1 + growth;
	grown numeric := subscriptions;
BEGIN
	month := '2027-01-01';
	closing_cash := cash;
	FOR k IN 1..36 LOOP
		opening_cash := closing_cash;
		revenue := round(grown, 2);
		cost := salaries + CASE WHEN rent_from <= month THEN rent ELSE 0 END;
		net_burn := cost - revenue;
		financing := CASE WHEN raised_on = month THEN raised ELSE 0 END;
		closing_cash := opening_cash - net_burn + financing;
		is_cash_out := closing_cash < 0;
		RETURN NEXT;
		month := month + INTERVAL '1 month';
		grown := round(grown * factor, 16);
	END LOOP;
END
$$;
CREATE VIEW bench_projection_plpgsql AS
	SELECT company, f.*
	FROM bench_plan, bench_project(cash, subscriptions, growth, salaries, rent, rent_from, raised, raised_on) f;

-- A table of months, or of growth factors, and a window in a LATERAL subquery
-- take as long or longer.
CREATE VIEW bench_projection_window AS
	SELECT company, month, closing_cash + net_burn - financing AS opening_cash, revenue, cost, net_burn, financing, closing_cash,
		closing_cash < 0 AS is_cash_out
	FROM (SELECT company, month, revenue, cost, cost - revenue AS net_burn, financing,
			cash + sum(revenue - cost + financing) OVER (PARTITION BY company ORDER BY month ROWS UNBOUNDED PRECEDING) AS closing_cash
		FROM (SELECT company, cash, month::date, round(subscriptions * power(1 + growth, k - 1), 2) AS revenue,
				salaries + CASE WHEN rent_from <= month THEN rent ELSE 0 END AS cost,
				CASE WHEN raised_on = month THEN raised ELSE 0 END AS financing
			FROM bench_plan, generate_series(TIMESTAMP '2027-01-01', '2029-12-01', INTERVAL '1 month') WITH ORDINALITY AS s(month, k)
			OFFSET 0) f OFFSET 0) w;

-- One row a company.  Cash-out is linear within the month, as in doc/runway.md.
-- The users' versions find two of the ten columns of runway_row.
CREATE VIEW bench_runway_ours AS
	SELECT company, (r).cash_out_date, (r).lowest_cash
	FROM (SELECT company, runway(opening, lines, '2027-01-01', 36) AS r FROM bench_plan_lines OFFSET 0) s;
CREATE VIEW bench_runway_lateral AS
	SELECT company, cash_out_date, lowest_cash FROM bench_plan_lines, runway(opening, lines, '2027-01-01', 36);
DO $$
DECLARE
	version text;
BEGIN
	FOREACH version IN ARRAY ARRAY['cte', 'plpgsql', 'window'] LOOP
		EXECUTE format('CREATE VIEW bench_runway_%s AS
			SELECT company, min(month + floor(opening_cash * ((month + INTERVAL ''1 month'')::date - month) / (opening_cash - closing_cash))::int)
					FILTER (WHERE closing_cash < 0 AND opening_cash >= 0) AS cash_out_date,
				min(closing_cash) AS lowest_cash
			FROM bench_projection_%1$s GROUP BY company', version);
	END LOOP;
END
$$;

-- What a user comes to who wants nothing but the summary.
CREATE FUNCTION bench_summary(cash numeric, subscriptions numeric, growth numeric, salaries numeric, rent numeric, rent_from date, raised numeric, raised_on date,
	OUT cash_out_date date, OUT lowest_cash numeric)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
	factor numeric := 1 + growth;
	grown numeric := subscriptions;
	month date := '2027-01-01';
	next date;
	opening numeric;
	closing numeric := cash;
BEGIN
	FOR k IN 1..36 LOOP
		next := month + INTERVAL '1 month';
		opening := closing;
		closing := opening + round(grown, 2) - salaries - CASE WHEN rent_from <= month THEN rent ELSE 0 END
			+ CASE WHEN raised_on = month THEN raised ELSE 0 END;
		IF k = 1 OR closing < lowest_cash THEN
			lowest_cash := closing;
		END IF;
		IF closing < 0 AND cash_out_date IS NULL THEN
			cash_out_date := month + floor(opening * (next - month) / (opening - closing))::int;
		END IF;
		month := next;
		grown := round(grown * factor, 16);
	END LOOP;
END
$$;
CREATE VIEW bench_runway_summary AS
	SELECT company, f.*
	FROM bench_plan, bench_summary(cash, subscriptions, growth, salaries, rent, rent_from, raised, raised_on) f;

-- Error unless a version gives the rows of ours, for the first companies.
CREATE PROCEDURE bench_same(version text, ours text, companies int = 1000) LANGUAGE plpgsql AS $$
DECLARE
	rows_of int[];
	differing int;
BEGIN
	EXECUTE format('WITH a AS MATERIALIZED (SELECT * FROM %I WHERE company <= $1), b AS MATERIALIZED (SELECT * FROM %I WHERE company <= $1)
		SELECT ARRAY[(SELECT count(*) FROM a), (SELECT count(*) FROM b)],
			(SELECT count(*) FROM (TABLE a EXCEPT TABLE b) d) + (SELECT count(*) FROM (TABLE b EXCEPT TABLE a) d)', version, ours)
	INTO rows_of, differing USING companies;
	IF rows_of[1] <> rows_of[2] OR rows_of[1] = 0 OR differing > 0 THEN
		RAISE EXCEPTION '% has % rows, % has %; % differ', version, rows_of[1], ours, rows_of[2], differing;
	END IF;
END
$$;
CALL bench_same('bench_projection_cte', 'bench_projection_ours');
CALL bench_same('bench_projection_plpgsql', 'bench_projection_ours');
CALL bench_same('bench_projection_window', 'bench_projection_ours');
CALL bench_same('bench_runway_lateral', 'bench_runway_ours');
CALL bench_same('bench_runway_cte', 'bench_runway_ours');
CALL bench_same('bench_runway_plpgsql', 'bench_runway_ours');
CALL bench_same('bench_runway_window', 'bench_runway_ours');
CALL bench_same('bench_runway_summary', 'bench_runway_ours');

-- All columns are read, or PostgreSQL would leave some out of some versions.
INSERT INTO bench_operation (name, representation, query) VALUES
	('cash_projection', 'bigint', 'SELECT count(closing) FROM (SELECT cash - k * burn AS closing FROM bench_plan_bigint, generate_series(1, 36) k) s');
INSERT INTO bench_operation (name, representation, query)
	SELECT 'cash_projection', representation, 'SELECT count(month), count(opening_cash), count(revenue), count(cost), count(net_burn),
			count(financing), count(closing_cash), count(is_cash_out) FROM bench_projection_' || version
	FROM (VALUES (1, 'recursive CTE', 'cte'), (2, 'plpgsql', 'plpgsql'), (3, 'window functions', 'window'), (4, 'cash_projection()', 'ours'))
		AS v(n, representation, version) ORDER BY n;
INSERT INTO bench_operation (name, representation, query) VALUES
	('runway', 'bigint', 'SELECT count(lowest) FROM (SELECT company, min(cash - k * burn) AS lowest FROM bench_plan_bigint, generate_series(1, 36) k GROUP BY company) s');
INSERT INTO bench_operation (name, representation, query)
	SELECT 'runway', representation, 'SELECT count(cash_out_date), count(lowest_cash) FROM bench_runway_' || version
	FROM (VALUES (1, 'recursive CTE', 'cte'), (2, 'plpgsql', 'plpgsql'), (3, 'plpgsql, the summary alone', 'summary'),
			(4, 'window functions', 'window'), (5, 'runway()', 'ours'), (6, 'runway(), LATERAL', 'lateral'))
		AS v(n, representation, version) ORDER BY n;
INSERT INTO bench_target (name, of, against, target) VALUES
	('cash_projection', 'cash_projection()', 'recursive CTE', -0.25),
	('cash_projection', 'cash_projection()', 'plpgsql', -0.5),
	('runway', 'runway()', 'recursive CTE', -0.05);
