"""psycopg2 against a server that has test/clients/values.sql.

It speaks text only: parameters are put into the statement, rows come as text.
"""

import io
import os
from datetime import date
from decimal import Decimal

import psycopg2
import psycopg2.extras

from funding_money import Estimate, Money, Valuation, register
from checks import AMOUNTS, COLUMNS, ESTIMATES, ROWS, WORTHS, Checks

checks = Checks("psycopg2")
same = checks.same
conn = psycopg2.connect("")
conn.autocommit = True
cursor = conn.cursor()


def rows_of(query, parameters=None):
    cursor.execute(query, parameters)
    return cursor.fetchall()


def one(query, parameters=None):
    return rows_of(query, parameters)[0][0]


# ---- without an adapter

checks.without_adapter(one)
same("numeric", one("SELECT amount('80B USD'::monetary)"), Decimal("80000000000.00"))
same("array without an adapter", one("SELECT ARRAY['1 USD'::monetary, NULL]"), '{"1.00 USD",NULL}')


def read():
    pass
    # doc: psycopg2-read
    return amount


same("doc/clients.md, reading", read(), Decimal("80000000000.00"))

# ---- the adapter: every figure there and back

types = register(conn)
for id, value, amount, currency, text in rows_of("SELECT id, value, amount, currency, text FROM amounts ORDER BY id"):
    same("amount %d" % id, value, None if amount is None else Money(Decimal(amount), currency))
    same("amount %d, its text" % id, None if value is None else str(value), text)
for table, cls in (("figures", Estimate), ("worths", Valuation)):
    for id, value, text, lower, upper in rows_of("SELECT id, value, text, lower, upper FROM %s ORDER BY id" % table):
        what = "%s %d" % (table, id)
        if text is None:
            same(what, value, None)
            continue
        same(what, value, cls.parse(text))
        same(what + ", bounds", (value.lower, value.upper),
             tuple(None if bound is None else Decimal(bound) for bound in (lower, upper)))
for table, name in (("amounts", "monetary"), ("figures", "estimate"), ("worths", "valuation")):
    rows = rows_of("SELECT id, value FROM %s ORDER BY id" % table)
    equal = sum(one("SELECT count(*) FROM %s WHERE id = %%s AND bytes IS NOT DISTINCT FROM encode(%s_send(%%s), 'hex')"
                    % (table, name), row) for row in rows)
    same("%s written" % table, equal, len(rows))

same("typed parameter", one("SELECT amount(%s)", [Money(5, "USD")]), Decimal("5.00"))
checks.raises("untyped parameter", psycopg2.errors.AmbiguousFunction, one, "SELECT abbreviate(%s)", ["5 USD"])
same("untyped parameter with a cast", one("SELECT abbreviate(%s::monetary)", ["5 USD"]), "5.0 USD")
same("where", one("SELECT count(*) FROM amounts WHERE value > %s", [Money("0.5", "USD")]), 4)
same("order by", one("SELECT value FROM amounts WHERE value > %s ORDER BY value DESC", [Money(0, "EUR")]),
     Money("1234567890123.456789012345678", "EUR"))

# ---- NULL and arrays

amounts, estimates, worths = AMOUNTS, ESTIMATES, WORTHS
same("NULL", one("SELECT %s::monetary", [None]), None)
same("arrays", rows_of("SELECT %s, %s, %s", [amounts, estimates, worths]), [(amounts, estimates, worths)])
same("array of two dimensions", one("SELECT %s", [[amounts[:1], amounts[2:]]]), [amounts[:1], amounts[2:]])
same("empty array", one("SELECT %s::monetary[]", [[]]), [])
same("= ANY", one("SELECT count(*) FROM amounts WHERE value = ANY(%s)", [[Money(1, "JPY"), Money("0.10", "USD"), Money(3, "USD")]]), 2)
same("IN", one("SELECT count(*) FROM amounts WHERE value IN %s", [(Money(1, "JPY"), Money("0.10", "USD"))]), 2)

# ---- the composite: timedelta has no months, so intervals stay text

psycopg2.extensions.register_type(psycopg2.extensions.new_type((1186,), "INTERVAL_TEXT", lambda text, cursor: text), conn)
psycopg2.extras.register_composite("cash_line", conn)
lines = one("SELECT array_agg(line ORDER BY id) FROM plan")
checks.cash_lines(lines)
for line in lines[:3]:
    cursor.execute("INSERT INTO written (line) VALUES (%s::cash_line)", [tuple(line)])
same("cash_line written", one("SELECT count(*) FROM written JOIN plan USING (line)"), 3)
same("cash_line[] written", one("SELECT runway_months FROM runway('400k EUR', %s::cash_line[], '2025-01-01')",
                                [[tuple(line) for line in lines[:1]]]), Decimal("5.0000000"))
same("cash_line by its constructor", one(
    "SELECT runway_months FROM runway(%s, ARRAY[cash_line('pay', 'cost', %s, per => %s)], %s)",
    [Money(400, "EUR"), Estimate.parse("80.00 EUR"), "1 month", date(2025, 1, 1)]), Decimal("5.0000000"))
cursor.execute("TRUNCATE written")

# ---- prepared by SQL, past the generic plan

cursor.execute("PREPARE added (monetary, monetary) AS SELECT amount($1 + $2)")
same("prepared 20 times", [one("EXECUTE added (%s, %s)", [Money(i, "USD"), Money(i, "USD")]) for i in range(20)],
     [Decimal("%d.00" % (2 * i)) for i in range(20)])
same("past the generic plan", one("SELECT generic_plans >= 10 FROM pg_prepared_statements WHERE name = 'added'"), True)

# ---- many rows: executemany and its faster kin, COPY, a server-side cursor

columns, rows = COLUMNS, ROWS
insert = "INSERT INTO written (%s) VALUES " % columns
select = "SELECT %s FROM written ORDER BY id" % columns
for what, write in (
        ("executemany", lambda: cursor.executemany(insert + "(%s, %s, %s, %s, %s, %s)", rows)),
        ("execute_batch", lambda: psycopg2.extras.execute_batch(cursor, insert + "(%s, %s, %s, %s, %s, %s)", rows)),
        ("execute_values", lambda: psycopg2.extras.execute_values(
            cursor, insert + "%s", rows, template="(%s::monetary, %s::estimate, %s::valuation, %s::monetary[], %s::estimate[], %s::monetary)"))):
    cursor.execute("TRUNCATE written")
    write()
    same(what, rows_of(select), rows)
for options in ("", " (FORMAT csv)", " (FORMAT binary)"):
    out = io.BytesIO()
    cursor.copy_expert("COPY (%s) TO STDOUT%s" % (select, options), out)
    cursor.execute("TRUNCATE written")
    out.seek(0)
    cursor.copy_expert("COPY written (%s) FROM STDIN%s" % (columns, options), out)
    same("copy_expert" + options, rows_of(select), rows)
cursor.execute("TRUNCATE written")
cursor.copy_expert("COPY written (m, e) FROM STDIN", io.StringIO("%s\t%s\n\\N\t\\N\n" % (rows[7][0], estimates[0])))
same("COPY of texts", rows_of("SELECT m, e FROM written ORDER BY id"), [(rows[7][0], estimates[0]), (None, None)])
conn.autocommit = False
with conn.cursor("some") as named:
    named.itersize = 7
    named.execute("SELECT value FROM amounts ORDER BY id")
    same("server-side cursor", [row[0] for row in named], [row[0] for row in rows_of("SELECT value FROM amounts ORDER BY id")])
conn.rollback()
same("register leaves no transaction open", register(conn) and conn.status, psycopg2.extensions.STATUS_READY)
conn.autocommit = True
cursor.execute("TRUNCATE written")

# ---- description and errors

cursor.execute("SELECT m, usd, e, ms FROM written")
same("type oids", [c.type_code for c in cursor.description],
     [types.oids["monetary"][0], types.oids["monetary"][0], types.oids["estimate"][0], types.oids["monetary"][1]])
checks.errors(psycopg2.DataError, one)

# ---- another schema, another client encoding, another cursor factory

other = psycopg2.connect(dbname="elsewhere", cursor_factory=psycopg2.extras.RealDictCursor)
other.set_client_encoding("LATIN1")
register(other)
with other, other.cursor() as c:
    c.execute('SELECT %s AS m, %s AS e, %s AS a, "Fi nance".amount(%s) AS n', [amounts[0], estimates[0], amounts, amounts[0]])
    same("another schema", dict(c.fetchone()), {"m": amounts[0], "e": estimates[0], "a": amounts, "n": Decimal("1.50")})
same("the first schema still", one("SELECT %s", [amounts[0]]), amounts[0])

# ---- the examples of doc/clients.md

conn.autocommit = False
pass
# doc: psycopg2-write
same("doc/clients.md, writing", one("SELECT count(*) FROM invoice WHERE currency(total) = 'EUR'"), 3)
conn.rollback()

# ---- through pgbouncer: two clients take turns on one server connection

if "POOL_HOST" in os.environ:
    pair = [psycopg2.connect(host=os.environ["POOL_HOST"], port=os.environ["POOL_PORT"]) for _ in range(2)]
    pids = set()
    for c in pair:
        register(c)
    for i in range(30):
        for c in pair:
            with c, c.cursor() as pooled:
                pooled.execute("SELECT %s + %s, pg_backend_pid()", [Money(i, "USD"), Money(1, "USD")])
                value, pid = pooled.fetchone()
                pids.add(pid)
                if value != Money(i + 1, "USD"):
                    same("pooled", value, Money(i + 1, "USD"))
    same("pooled on one server connection", len(pids), 1)
    with pair[0], pair[0].cursor() as pooled:
        pooled.copy_expert("COPY written (m) FROM STDIN", io.StringIO("5 USD\n"))
    with pair[1], pair[1].cursor() as pooled:
        pooled.execute("DELETE FROM written RETURNING m")
        same("pooled COPY", pooled.fetchall(), [(Money(5, "USD"),)])

checks.end()
