-- Simulation: cash_simulation() against what users write instead, for one plan
-- of 36 months and 10,000 runs.
--
-- The plan has four lines, two of them volatile: subscriptions, which grow, and
-- marketing, each with a shock of mean 1 a month, exp(v z - v^2 / 2); salaries
-- and rent.  Every version gives a row a month of seven discrete percentiles of
-- closing cash, its mean and the probability of a cash-out until then; users
-- compute in double precision, ours exactly.  Of random numbers only the law is
-- the same, so the last month is compared within six standard errors.
--
-- numpy runs beside the server, in a process of its own in every round, and
-- takes its own time: neither starting nor warming up count.

CREATE VIEW bench_simulation_runs AS SELECT greatest(:rows / 500, 1000) AS runs;

CREATE VIEW bench_simulation_ours AS
	SELECT s.* FROM bench_simulation_runs, cash_simulation('1100000 USD', ARRAY[
		cash_line('subscriptions', 'revenue', '60000 USD', per => '1 month', growth => 0.03, volatility => 0.25),
		cash_line('marketing', 'cost', '30000 USD', per => '1 month', volatility => 0.15),
		cash_line('salaries', 'cost', '90000 USD', per => '1 month'),
		cash_line('rent', 'cost', '8000 USD', per => '1 month')], '2027-01-01', 36, runs, 1) AS s;

-- Two standard normal numbers come of two uniform ones, by Box and Muller.
CREATE FUNCTION bench_simulate(runs int) RETURNS TABLE (month int, closing float8, is_out boolean)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	subscriptions float8[] := ARRAY(SELECT 60000 * 1.03::float8 ^ k FROM generate_series(0, 35) AS k);
	radius float8;
	angle float8;
BEGIN
	FOR run IN 1..runs LOOP
		closing := 1100000;
		is_out := false;
		FOR m IN 1..36 LOOP
			month := m;
			radius := sqrt(-2 * ln(1 - random()));
			angle := 2 * pi() * random();
			closing := closing + subscriptions[m] * exp(0.25 * radius * cos(angle) - 0.03125)
				- 30000 * exp(0.15 * radius * sin(angle) - 0.01125) - 98000;
			is_out := is_out OR closing < 0;
			RETURN NEXT;
		END LOOP;
	END LOOP;
END
$$;
CREATE VIEW bench_simulation_plpgsql AS
	SELECT (DATE '2027-01-01' + (month - 1) * INTERVAL '1 month')::date AS month, p[1] AS p05, p[2] AS p10, p[3] AS p25, p[4] AS p50,
		p[5] AS p75, p[6] AS p90, p[7] AS p95, mean_cash, cash_out_probability
	FROM (SELECT month, percentile_disc(ARRAY[0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]) WITHIN GROUP (ORDER BY closing) AS p,
			avg(closing) AS mean_cash, avg(is_out::int) AS cash_out_probability
		FROM bench_simulation_runs, bench_simulate(runs) GROUP BY month) s;
CREATE VIEW bench_simulation_sql AS
	SELECT (DATE '2027-01-01' + (month - 1) * INTERVAL '1 month')::date AS month, p[1] AS p05, p[2] AS p10, p[3] AS p25, p[4] AS p50,
		p[5] AS p75, p[6] AS p90, p[7] AS p95, mean_cash, cash_out_probability
	FROM (SELECT month, percentile_disc(ARRAY[0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]) WITHIN GROUP (ORDER BY closing) AS p,
			avg(closing) AS mean_cash, avg((lowest < 0)::int) AS cash_out_probability
		FROM (SELECT month, closing, min(closing) OVER (PARTITION BY run ORDER BY month ROWS UNBOUNDED PRECEDING) AS lowest
			FROM (SELECT run, month, 1100000 + sum(60000 * 1.03::float8 ^ (month - 1) * exp(0.25 * radius * cos(angle) - 0.03125)
					- 30000 * exp(0.15 * radius * sin(angle) - 0.01125) - 98000)
					OVER (PARTITION BY run ORDER BY month ROWS UNBOUNDED PRECEDING) AS closing
				FROM (SELECT run, month, sqrt(-2 * ln(1 - random())) AS radius, 2 * pi() * random() AS angle
					FROM bench_simulation_runs, generate_series(1, runs) AS run, generate_series(1, 36) AS month OFFSET 0) r) c) l
		GROUP BY month) s;

-- what numpy last printed; empty where it is not there
CREATE TABLE bench_numpy (version text, ms numeric, mean_cash float8, p50 float8, cash_out_probability float8);
CREATE TABLE bench_numpy_operation (query text);
\set script `cat bench/simulation.py`
SELECT set_config('bench.script', :'script', false) \g /dev/null
DO $$
DECLARE
	python text;
	command text;
	ignored text;
BEGIN
	FOREACH python IN ARRAY ARRAY['python3', '/usr/bin/python3'] LOOP
		command := format(E'%s - %s 36 <<''END''\n%s\nEND\n', python, (SELECT runs FROM bench_simulation_runs), current_setting('bench.script'));
		BEGIN
			EXECUTE format('COPY bench_numpy FROM PROGRAM %L', command);
			INSERT INTO bench_numpy_operation VALUES (format('COPY bench_numpy FROM PROGRAM %L', command));
			RETURN;
		EXCEPTION WHEN external_routine_exception THEN
			ignored := SQLERRM;
		END;
	END LOOP;
	RAISE WARNING 'numpy is not there: cash_simulation() is not compared with it';
END
$$;

-- Error unless the last month of two versions is alike.  The standard deviation
-- of cash is about 180,000.
CREATE PROCEDURE bench_alike(version text) LANGUAGE plpgsql AS $$
DECLARE
	ours record;
	theirs record;
	root float8 := sqrt((SELECT runs FROM bench_simulation_runs) / 2.0);
BEGIN
	SELECT mean_cash::float8 AS mean, p50::float8 AS median, cash_out_probability::float8 AS probability, count(*) OVER () AS months
		INTO ours FROM bench_simulation_ours ORDER BY month DESC LIMIT 1;
	EXECUTE format('SELECT mean_cash::float8 AS mean, p50::float8 AS median, cash_out_probability::float8 AS probability, 36 AS months FROM %s', version)
		INTO theirs;
	IF abs(theirs.mean - ours.mean) < 6 * 180000 / root AND abs(theirs.median - ours.median) < 6 * 225000 / root
		AND abs(theirs.probability - ours.probability) < 6 * 0.5 / root AND ours.months = 36
	THEN
		RETURN;
	END IF;
	RAISE EXCEPTION '% has %, cash_simulation() %', version, theirs, ours;
END
$$;
CALL bench_alike('bench_simulation_plpgsql ORDER BY month DESC LIMIT 1');
CALL bench_alike('bench_simulation_sql ORDER BY month DESC LIMIT 1');
DO $$
BEGIN
	IF EXISTS (SELECT FROM bench_numpy) THEN
		CALL bench_alike('bench_numpy');
	END IF;
END
$$;

INSERT INTO bench_operation (name, representation, query, own_time)
	SELECT 'cash_simulation', 'numpy', query, 'SELECT ms FROM bench_numpy' FROM bench_numpy_operation;
UPDATE bench_operation SET before = 'TRUNCATE bench_numpy' WHERE representation = 'numpy';
INSERT INTO bench_operation (name, representation, query)
	SELECT 'cash_simulation', representation, 'SELECT count(month), count(p05), count(p10), count(p25), count(p50), count(p75), count(p90), count(p95),
			count(mean_cash), count(cash_out_probability) FROM bench_simulation_' || version
	FROM (VALUES (1, 'SQL', 'sql'), (2, 'plpgsql', 'plpgsql'), (3, 'cash_simulation()', 'ours')) AS v(n, representation, version) ORDER BY n;
INSERT INTO bench_target (name, of, against, target)
	SELECT 'cash_simulation', 'cash_simulation()', 'numpy', 1.0 FROM bench_numpy_operation;
INSERT INTO bench_target (name, of, against, target) VALUES
	('cash_simulation', 'cash_simulation()', 'plpgsql', -round(1 / 15.0, 4));
