-- figures.sql
--    What the press gave in July 2024, as precisely as it gave it.
--
-- The figures are read out of French sentences, a note each, which are ours
-- and say what the press said.  A French milliard is a billion here, dollars
-- are US dollars.  The column types hold each column to one currency.

CREATE EXTENSION funding;

CREATE TABLE note (
    id        int GENERATED ALWAYS AS IDENTITY,
    company   text NOT NULL,
    item      text NOT NULL,
    body      text NOT NULL,
    source    text NOT NULL,
    reported  date NOT NULL,          -- first day of the month
    PRIMARY KEY (company, item)
);

INSERT INTO note (company, item, body, source, reported) VALUES
    ('OpenAI', 'possible loss',
     'L''exercice pourrait se solder par un trou de 5 milliards de dollars.',
     'The Information', '2024-07-01'),
    ('OpenAI', 'training of models',
     'Entraîner les modèles a coûté à lui seul pas loin de 7 milliards de '
     'dollars.',
     'The Information', '2024-07-01'),
    ('OpenAI', 'staff',
     'À cela s''ajoute une masse salariale de 1,5 milliard de dollars.',
     'The Information', '2024-07-01'),
    ('OpenAI', 'chip plan, shelved',
     'Le projet d''usines de puces, chiffré à 7 000 milliards de dollars, '
     'est mis de côté.',
     'The Information', '2024-07-01'),
    ('Anthropic', 'cash spent in 2024',
     'Le rival, lui, consommera plus de 2,7 milliards de dollars de '
     'trésorerie en 2024.',
     'The Information', '2024-07-01'),
    ('OpenAI', 'worth',
     'La maison vaudrait 80 milliards de dollars.',
     'The Information', '2024-07-01'),
    ('OpenAI', 'rounds 1 to 6',
     'Les six premiers tours ont rapporté plus de 11,3 milliards de dollars.',
     'Tracxn', '2024-07-01'),
    ('OpenAI', 'round 7: April, ARK',
     'Le septième, mené par ARK en avril, porte sur un montant inconnu.',
     'Tracxn', '2024-07-01');

-- What the notes say, as figures: this is what the rest computes with.
CREATE VIEW note_figure AS
SELECT n.id, n.company, n.item, m.start_at, m.mention, m.value AS amount,
       n.source, n.reported
FROM note n
CROSS JOIN LATERAL monetary_mentions(n.body, 'fr') m;

CREATE TABLE figure (
    company   text,
    item      text,
    amount    estimate(USD) NOT NULL,
    source    text NOT NULL,
    reported  date NOT NULL,          -- first day of the month
    PRIMARY KEY (company, item)
);

INSERT INTO figure
SELECT company, item, amount, source, reported
FROM note_figure
WHERE item <> 'worth' AND item NOT LIKE 'round%';

-- The report says what the company is worth, and not on which basis.
CREATE TABLE worth (
    company   text PRIMARY KEY,
    value     valuation(USD) NOT NULL,
    source    text NOT NULL,
    reported  date NOT NULL
);

INSERT INTO worth
SELECT company, valuation(amount), source, reported
FROM note_figure
WHERE item = 'worth';

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

INSERT INTO round
SELECT r.company, r.item, d.rounds, d.closed_in, d.lead, r.amount, r.source,
       r.reported
FROM (VALUES ('rounds 1 to 6', 6, NULL, NULL),
             ('round 7: April, ARK', 1, date '2024-04-01',
              'ARK Investment Management'))
     d (item, rounds, closed_in, lead)
JOIN note_figure r USING (item);

CREATE TABLE deadline (
    company   text PRIMARY KEY,
    item      text NOT NULL,
    months    int NOT NULL,
    source    text NOT NULL,
    reported  date NOT NULL
);

INSERT INTO deadline VALUES
    ('OpenAI', 'another round needed', 12, 'The Information', '2024-07-01');
