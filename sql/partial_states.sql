-- Aggregates whose states are made apart and combined: by partition, so that
-- which rows a state has seen does not hang on the workers that there are.
SET enable_partitionwise_aggregate = on;
SET max_parallel_workers_per_gather = 0;
SET enable_hashagg = off;
CREATE TABLE booking (part int, amount monetary, figure estimate, day date) PARTITION BY LIST (part);
CREATE TABLE booking_1 PARTITION OF booking FOR VALUES IN (1);
CREATE TABLE booking_2 PARTITION OF booking FOR VALUES IN (2);
CREATE TABLE booking_3 PARTITION OF booking FOR VALUES IN (3);
CREATE TABLE booking_4 PARTITION OF booking FOR VALUES IN (4);
-- the first and the last partition have nothing to say
INSERT INTO booking VALUES
	(1, NULL, NULL, NULL),
	(2, '10 USD', '~7B USD', '2024-01-01'), (2, '20.005 USD', '>5B USD', '2024-01-02'),
	(3, '-4 USD', '6.8B..8B USD', '2024-01-03');
-- enough rows that states of their own are worth it
INSERT INTO booking SELECT 2 + i % 2, '1 USD', '6B USD', '2024-02-01' FROM generate_series(1, 2000) AS i;
ANALYZE booking;
EXPLAIN (COSTS OFF) SELECT sum(amount) FROM booking;

SELECT sum(amount), avg(amount), min(amount), max(amount), totals(amount) FROM booking;
SELECT sum(figure), min(figure), max(figure), totals(figure) FROM booking;
EXPLAIN (COSTS OFF) SELECT rate_book('USD', 'EUR', day, 1.1) FROM booking WHERE part <> 1;
SELECT convert('1 EUR'::monetary, 'USD', '2024-02-02', rate_book('USD', 'EUR', day, 1.1)) FROM booking WHERE part <> 1;

-- no partition has a row that counts
SELECT sum(amount), min(amount), totals(amount) FROM booking WHERE amount IS NULL;
SELECT sum(figure), min(figure), totals(figure) FROM booking WHERE figure IS NULL;

-- each partition is of one currency, the whole is not
INSERT INTO booking VALUES (3, '1 EUR', '1 EUR', NULL);
DELETE FROM booking WHERE part = 3 AND currency(amount) = 'USD';
SELECT sum(amount) FROM booking;
SELECT avg(amount) FROM booking;
SELECT min(amount) FROM booking;
SELECT sum(figure) FROM booking;
SELECT max(figure) FROM booking;
SELECT totals(amount), totals(figure) FROM booking;

-- rates of each partition that contradict one another, by over 64 bits
CREATE TABLE quoted (part int, rate numeric) PARTITION BY LIST (part);
CREATE TABLE quoted_1 PARTITION OF quoted FOR VALUES IN (1);
CREATE TABLE quoted_2 PARTITION OF quoted FOR VALUES IN (2);
INSERT INTO quoted VALUES (1, 1234567890123456789012345.6), (2, 2234567890123456789012345.6);
SELECT rate_book('USD', 'EUR', '2024-01-01'::date, rate) FROM quoted;
SELECT rate_book(CASE part WHEN 1 THEN 'USD' ELSE 'GBP' END, 'EUR', '2024-01-01'::date, rate) FROM quoted;
DROP TABLE booking, quoted;

-- a frame that rows of NULL leave before any other has come
SELECT i, min(amount) OVER w, max(amount) OVER w, min(figure) OVER w, max(figure) OVER w
FROM (VALUES (1, NULL, NULL), (2, NULL, NULL), (3, '5 USD'::monetary, '~5 USD'::estimate), (4, '4 USD', '4 USD'), (5, NULL, NULL), (6, NULL, NULL)) AS v (i, amount, figure)
WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
ORDER BY i;
