-- figures.sql
--    What the press gave in July 2024, as precisely as it gave it.
--
-- Billions are short scale, dollars are US dollars.  The column types hold
-- each column to one currency.

CREATE EXTENSION funding;

CREATE TABLE figure (
    company   text,
    item      text,
    amount    estimate(USD) NOT NULL,
    source    text NOT NULL,
    reported  date NOT NULL,          -- first day of the month
    PRIMARY KEY (company, item)
);

INSERT INTO figure VALUES
    ('OpenAI', 'possible loss', '5B USD',
     'The Information', '2024-07-01'),
    ('OpenAI', 'training of models', 'nearly 7B USD',
     'The Information', '2024-07-01'),
    ('OpenAI', 'staff', '1.5B USD',
     'The Information', '2024-07-01'),
    ('OpenAI', 'chip plan, shelved', '7000B USD',
     'The Information', '2024-07-01'),
    ('Anthropic', 'cash spent in 2024', '>2.7B USD',
     'The Information', '2024-07-01');

-- The report says what the company is worth, and not on which basis.
CREATE TABLE worth (
    company   text PRIMARY KEY,
    value     valuation(USD) NOT NULL,
    source    text NOT NULL,
    reported  date NOT NULL
);

INSERT INTO worth VALUES
    ('OpenAI', '80B USD', 'The Information', '2024-07-01');

-- Seven rounds.  A total is given although the seventh kept its amount to
-- itself, so the total is that of the six before it.
CREATE TABLE round (
    company   text,
    item      text,
    rounds    int NOT NULL,           -- how many the row stands for
    closed_in date,                   -- first day of the month
    lead      text,
    amount    estimate(USD) NOT NULL,
    source    text NOT NULL,
    reported  date NOT NULL,
    PRIMARY KEY (company, item)
);

INSERT INTO round VALUES
    ('OpenAI', 'rounds 1 to 6', 6, NULL, NULL,
     '>11.3B USD', 'Tracxn', '2024-07-01'),
    ('OpenAI', 'round 7: April, ARK', 1, '2024-04-01',
     'ARK Investment Management',
     'undisclosed', 'Tracxn', '2024-07-01');

CREATE TABLE deadline (
    company   text PRIMARY KEY,
    item      text NOT NULL,
    months    int NOT NULL,
    source    text NOT NULL,
    reported  date NOT NULL
);

INSERT INTO deadline VALUES
    ('OpenAI', 'another round needed', 12, 'The Information', '2024-07-01');
