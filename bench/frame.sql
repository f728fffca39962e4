-- The frame of every benchmark: what to run, how it is timed, what is said of
-- it.  The files that follow fill bench_operation; README.md has the columns.

CREATE TABLE bench_operation (
	id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL,
	representation text NOT NULL,	-- a ratio is to another of the same name
	query text NOT NULL,			-- what is timed
	settings text DEFAULT '',		-- SET ... of this operation
	before text DEFAULT '',			-- what is not timed
	after text DEFAULT '',
	own_time text DEFAULT '',		-- a query of the ms, of what has a clock of its own
	UNIQUE (name, representation)
);

-- the ratio of one representation to another, and the limit of that ratio; a
-- negative one is shown as so many times faster
CREATE TABLE bench_target (
	id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL,
	of text NOT NULL,
	against text NOT NULL,
	target numeric NOT NULL,
	UNIQUE (name, of, against)
);

CREATE TABLE bench_time (operation int NOT NULL, round int NOT NULL, ms numeric, problem text);

-- one number that is no time: bytes a row
CREATE TABLE bench_size (name text, representation text, bytes numeric);

-- how much an operation works through, so that its rate can be told, and the
-- rate that is wanted; found is for the report as it stands
CREATE TABLE bench_work (name text, representation text, amount numeric, unit text, target numeric, found text DEFAULT '');

-- Round by round, in each round every representation of an operation one
-- after the other, each round beginning with another one.  Round 0 warms up.
CREATE PROCEDURE bench_run(rounds int, wanted text) LANGUAGE plpgsql AS $$
DECLARE
	o record;
	started timestamptz;
	took numeric;
	problem text;
	setting text;
BEGIN
	FOR round IN 0..rounds LOOP
		FOR o IN SELECT * FROM bench_operation WHERE name ~ wanted ORDER BY
				min(id) OVER (PARTITION BY name),
				(row_number() OVER (PARTITION BY name ORDER BY id) + round) % count(*) OVER (PARTITION BY name)
		LOOP
			took := NULL;
			problem := NULL;
			BEGIN
				FOREACH setting IN ARRAY string_to_array(o.settings, ';') LOOP
					EXECUTE 'SET LOCAL ' || setting;
				END LOOP;
				IF o.before <> '' THEN EXECUTE o.before; END IF;
				started := clock_timestamp();
				EXECUTE o.query;
				took := extract(epoch FROM clock_timestamp() - started) * 1000;
				IF o.own_time <> '' THEN EXECUTE o.own_time INTO took; END IF;
				IF o.after <> '' THEN EXECUTE o.after; END IF;
			EXCEPTION WHEN OTHERS THEN
				problem := SQLERRM;
			END;
			INSERT INTO bench_time VALUES (o.id, round, took, problem);
			COMMIT;
		END LOOP;
		RAISE NOTICE 'round % of %', round, rounds;
	END LOOP;
END
$$;

CREATE VIEW bench_median AS
	SELECT o.id, name, representation, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)::numeric AS ms,
		min(ms) AS fastest, max(ms) AS slowest, max(problem) AS problem
	FROM bench_operation o JOIN bench_time t ON t.operation = o.id
	WHERE round > 0
	GROUP BY o.id;

-- the median of the ratios within the rounds: what slows a whole round down
-- falls on both sides
CREATE VIEW bench_ratio AS
	SELECT a.name, a.representation AS of, b.representation AS against,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY ta.ms / tb.ms)::numeric AS ratio
	FROM bench_operation a JOIN bench_operation b ON a.name = b.name AND a.id <> b.id
		JOIN bench_time ta ON ta.operation = a.id JOIN bench_time tb ON tb.operation = b.id AND ta.round = tb.round
	WHERE ta.round > 0
	GROUP BY 1, 2, 3
	UNION ALL
	SELECT a.name, a.representation, b.representation, a.bytes / b.bytes
	FROM bench_size a JOIN bench_size b ON a.name = b.name AND a.representation <> b.representation;
