"""psycopg 3 against a server that has test/clients/values.sql."""

import asyncio
import os
from datetime import date
from decimal import Decimal

import psycopg
from psycopg import sql
from psycopg.rows import dict_row, tuple_row

from funding_money import CurrencyMismatch, Estimate, Money, Valuation, register
from checks import AMOUNTS, COLUMNS, ESTIMATES, ROWS, WORTHS, Checks

checks = Checks("psycopg3")
same = checks.same
conn = psycopg.connect(autocommit=True)


def decimal(text):
    return None if text is None else Decimal(text)


def one(query, parameters=None, **options):
    cursor = conn.cursor(binary=options.pop("binary", False))
    return cursor.execute(query, parameters, **options).fetchone()[0]


# ---- without an adapter: the server's text, or built-in columns

checks.without_adapter(one)
same("numeric", one("SELECT amount('80B USD'::monetary)", binary=True), Decimal("80000000000.00"))
same("bytes without an adapter", one("SELECT '-1 USD'::monetary", binary=True),
     bytes.fromhex("ffffffffffffffffffffff9c36a80200"))
same("rate book in bytes", one("SELECT rates FROM book WHERE id = 2", binary=True), bytes.fromhex("01000caa00000000"))


def read():
    pass
    # doc: psycopg3-read
    return amount


same("doc/clients.md, reading", read(), Decimal("80000000000.00"))

# ---- the adapter: every figure, read in text and in binary

types = register(conn)

for binary in (False, True):
    label = "binary" if binary else "text"
    cursor = conn.cursor(binary=binary)
    for id, value, amount, currency, text in cursor.execute(
            "SELECT id, value, amount, currency, text FROM amounts ORDER BY id"):
        same("amount %d in %s" % (id, label), value, None if amount is None else Money(Decimal(amount), currency))
        same("amount %d, its text" % id, None if value is None else str(value), text)
    for table, cls in (("figures", Estimate), ("worths", Valuation)):
        cursor = conn.cursor(binary=binary, row_factory=dict_row)
        for row in cursor.execute(sql.SQL("SELECT *, value::text AS text FROM {} ORDER BY id").format(sql.Identifier(table))):
            what = "%s %d in %s" % (table, row["id"], label)
            value = row["value"]
            if row["text"] is None:
                same(what, value, None)
                continue
            same(what, type(value), cls)
            # how many zeros stand behind ± depends on the minor units
            if "±" not in row["text"]:
                same(what + ", text", str(value), row["text"])
            same(what + ", its text", cls.parse(str(value)), value)
            same(what + ", lower", value.lower, decimal(row["lower"]))
            same(what + ", upper", value.upper, decimal(row["upper"]))
            same(what + ", rest", (value.currency, value.kind, getattr(value, "basis", None)),
                 (row["currency"], row["kind"], row.get("basis")))
            same(what + ", parsed", cls.parse(row["text"]), value)

# ---- every figure, written in text and in binary, and the same bytes arrive

for table, cls in (("amounts", "monetary"), ("figures", "estimate"), ("worths", "valuation")):
    rows = conn.execute(sql.SQL("SELECT id, value FROM {} ORDER BY id").format(sql.Identifier(table))).fetchall()
    for format in ("%s", "%t", "%b"):
        equal = 0
        for id, value in rows:
            equal += one(
                "SELECT count(*) FROM %s WHERE id = %%s AND bytes IS NOT DISTINCT FROM encode(%s_send(%s::%s), 'hex')"
                % (table, cls, format, cls), [id, value])
        same("%s written as %s" % (table, format), equal, len(rows))

# Types are known: no cast is needed where a function takes any of the three.
same("typed parameter", one("SELECT amount(%s)", [Money(5, "USD")]), Decimal("5.00"))
same("typed parameter in binary", one("SELECT amount(%b)", [Money(5, "USD")]), Decimal("5.00"))
error = checks.raises("untyped parameter", psycopg.errors.AmbiguousFunction, one, "SELECT abbreviate(%s)", ["5 USD"])
same("untyped parameter with a cast", one("SELECT abbreviate(%s::monetary)", ["5 USD"]), "5.0 USD")
same("untyped parameter of an operator", one("SELECT count(*) FROM amounts WHERE value = %s", ["80B USD"]), 1)
same("where", one("SELECT count(*) FROM amounts WHERE value > %s", [Money("0.5", "USD")]), 4)
same("order by", [r[0] for r in conn.execute(
    "SELECT value FROM amounts WHERE value >= %s AND currency(value) = 'USD' ORDER BY value DESC LIMIT 2", [Money(1, "USD")])],
    [Money("99999999999999999999999999.99", "USD"), Money(80000000000, "USD")])

# ---- NULL and arrays, also with NULL inside, empty and of two dimensions

amounts, estimates, worths = AMOUNTS, ESTIMATES, WORTHS
for binary in (False, True):
    for mark in ("%s", "%t", "%b"):
        same("NULL", one("SELECT %s::monetary" % mark, [None], binary=binary), None)
        same("monetary[]", one("SELECT %s::monetary[]" % mark, [amounts], binary=binary), amounts)
        same("estimate[]", one("SELECT %s::estimate[]" % mark, [estimates], binary=binary), estimates)
        same("valuation[]", one("SELECT %s::valuation[]" % mark, [worths], binary=binary), worths)
        same("array of two dimensions", one("SELECT %s::monetary[]" % mark, [[amounts[:1], amounts[2:]]], binary=binary),
             [amounts[:1], amounts[2:]])
        same("= ANY", one("SELECT count(*) FROM amounts WHERE value = ANY(%s)" % mark,
                          [[Money(1, "JPY"), Money("0.10", "USD"), Money(3, "USD")]], binary=binary), 2)
    same("empty array", one("SELECT '{}'::monetary[]", binary=binary), [])
    same("allocate", one("SELECT allocate(%s, ARRAY[2, 3, 1])", [Money(1, "USD")], binary=binary),
         [Money("0.33", "USD"), Money("0.50", "USD"), Money("0.17", "USD")])
same("empty array, written", one("SELECT %s::monetary[]", [[]]), [])

# ---- the composite: timedelta has no months, so intervals stay text

# doc: psycopg3-composite
lines = one("SELECT array_agg(line ORDER BY id) FROM plan")
cash_line = type(lines[0])
checks.cash_lines(lines)
for line in lines[:3]:
    conn.execute("INSERT INTO written (line) VALUES (%s)", [line])
same("cash_line written", one("SELECT count(*) FROM written JOIN plan USING (line)"), 3)
same("cash_line[] written", one("SELECT runway_months FROM runway('400k EUR', %s, '2025-01-01')", [lines[:1]]), Decimal("5.0000000"))
conn.execute("TRUNCATE written")
row = conn.execute("SELECT (line).amount, (line).per FROM plan WHERE id = 1").fetchone()
same("fields of a cash_line", row, (Estimate.parse("80000.00±5000.00 EUR"), "1 mon"))
same("cash_line by its constructor", one(
    "SELECT runway_months FROM runway(%s::estimate, ARRAY[cash_line('pay', 'cost', %s, per => %s::interval)], %s)",
    [Money(400, "EUR"), Estimate.parse("80.00 EUR"), "1 month", date(2025, 1, 1)]), Decimal("5.0000000"))
same("a row of a set", conn.execute("SELECT month, closing_cash, currency FROM cash_projection('400 EUR', %s, '2025-01-01', 2)",
                                    [[lines[2]]]).fetchall()[1], (date(2025, 2, 1), Decimal("-29600.00"), "EUR"))

# ---- prepared, past the generic plan; and the simple protocol (ClientCursor)

conn.prepare_threshold = 0
for mode in ("auto", "force_generic_plan"):
    conn.execute("SET plan_cache_mode = %s" % mode)
    found = [conn.execute("SELECT amount(sum(value)) FROM amounts WHERE value <= %s AND value >= %s",
                          [Money(i, "JPY"), Money(0, "JPY")]).fetchone()[0] for i in range(1, 21)]
    same("prepared 20 times", found, [Decimal(1)] + [Decimal("2.5")] * 3 + [Decimal("7.5")] * 16)
conn.execute("RESET plan_cache_mode")
found = [conn.execute("SELECT amount(%s + %s)", [Money(i, "USD"), Money(i, "USD")]).fetchone()[0] for i in range(20)]
same("prepared without a table", found, [Decimal("%d.00" % (2 * i)) for i in range(20)])
same("prepared, and past the generic plan", one(
    "SELECT min(generic_plans) >= 10 FROM pg_prepared_statements WHERE statement LIKE 'SELECT amount(%%'"), True)
found = [conn.execute("SELECT %b + %b", [Money(i, "USD"), Money(i, "USD")], prepare=True, binary=True).fetchone()[0] for i in range(20)]
same("prepared in binary", found, [Money(2 * i, "USD") for i in range(20)])

client = psycopg.ClientCursor(conn)
same("client-side binding", client.execute("SELECT %s, %s, %s", [Money(5, "USD"), amounts, estimates]).fetchone() and
     client.execute("SELECT %s::monetary, %s::monetary[], %s::estimate[]", [Money(5, "USD"), amounts, estimates]).fetchone(),
     (Money(5, "USD"), amounts, estimates))

# ---- many rows: executemany, COPY in and out in both formats, a server-side cursor

columns, rows = COLUMNS, ROWS
conn.cursor().executemany("INSERT INTO written (%s) VALUES (%%s, %%s, %%s, %%s, %%s, %%s)" % columns, rows)
same("executemany", conn.execute("SELECT %s FROM written ORDER BY id" % columns).fetchall(), rows)

names = ["monetary", "estimate", "valuation", "monetary[]", "estimate[]", "monetary"]
for options in ("", " (FORMAT binary)"):
    conn.execute("TRUNCATE written")
    with conn.cursor().copy("COPY written (%s) FROM STDIN%s" % (columns, options)) as copy:
        if options:
            copy.set_types(names)
        for row in rows:
            copy.write_row(row)
    same("COPY in" + options, conn.execute("SELECT %s FROM written ORDER BY id" % columns).fetchall(), rows)
    with conn.cursor().copy("COPY (SELECT %s FROM written ORDER BY id) TO STDOUT%s" % (columns, options)) as copy:
        copy.set_types(names)
        same("COPY out" + options, list(copy.rows()), rows)

with conn.transaction():
    for binary in (False, True):
        with conn.cursor("some", binary=binary) as cursor:
            cursor.itersize = 7
            cursor.execute("SELECT %s FROM written ORDER BY id" % columns)
            same("server-side cursor", list(cursor), rows)
conn.execute("TRUNCATE written")

# ---- description

cursor = conn.execute("SELECT m, usd, e, ms FROM written")
same("type oids", [c.type_code for c in cursor.description],
     [types.oids["monetary"][0], types.oids["monetary"][0], types.oids["estimate"][0], types.oids["monetary"][1]])
same("typmods", [cursor.pgresult.fmod(i) for i in range(2)], [-1, 13992])
same("names", conn.adapters.types["monetary"].oid, types.oids["monetary"][0])

# ---- errors

checks.errors(psycopg.DataError, one)
diag = checks.raises("unknown currency", psycopg.DataError, one, "SELECT %b", [Money(1, "ZZZ")]).diag
same("unknown currency in binary", diag.sqlstate, "22P03")
diag = checks.raises("too many digits", psycopg.DataError, one, "SELECT %s", [Money(10 ** 27, "USD")]).diag
same("too many digits", diag.sqlstate, "22003")

# ---- Money by itself

usd = Money(5, "USD")
same("equal", (usd == Money("5.00", "USD"), usd == Money(5, "EUR"), hash(usd) == hash(Money("5.00", "USD"))), (True, False, True))
same("arithmetic", (usd + Money("0.01", "USD"), usd - Money(7, "USD"), usd * Decimal("1.1"), 2 * usd, -usd, abs(-usd)),
     (Money("5.01", "USD"), Money(-2, "USD"), Money("5.5", "USD"), Money(10, "USD"), Money(-5, "USD"), usd))
same("sum", sum([usd, usd]), Money(10, "USD"))
same("28 digits are not rounded", Money("99999999999999999999999999.98", "USD") + Money("0.01", "USD"),
     Money("99999999999999999999999999.99", "USD"))
same("order", sorted([Money(2, "USD"), Money("-1.5", "USD"), Money(1, "USD")])[0], Money("-1.5", "USD"))
for what, call in (("add", lambda: usd + Money(1, "EUR")), ("subtract", lambda: usd - Money(1, "EUR")),
                   ("compare", lambda: usd < Money(1, "EUR")), ("sort", lambda: max(usd, Money(1, "EUR")))):
    checks.raises(what + " two currencies", CurrencyMismatch, call)
for what, call in (("float", lambda: Money(0.1, "USD")), ("times float", lambda: usd * 0.1), ("plus number", lambda: usd + 1),
                   ("compare number", lambda: usd < 1)):
    checks.raises(what, TypeError, call)
for what, call in (("NaN", lambda: Money(Decimal("NaN"), "USD")), ("29 digits", lambda: Money(10 ** 28, "USD")),
                   ("29 decimals", lambda: Money(Decimal("1e-29"), "USD")), ("no code", lambda: Money(1, "usd")),
                   ("bad text", lambda: Money.parse("5,00 USD")), ("bad estimate", lambda: Estimate.parse("about 5 USD")),
                   ("basis of an estimate", lambda: Estimate.parse("5.00 USD pre")),
                   ("bad kind", lambda: Estimate(Decimal(1), Decimal(2), "USD", "about")),
                   ("no currency", lambda: Estimate(Decimal(1), Decimal(2), None)),
                   ("bad basis", lambda: Valuation(Decimal(1), Decimal(2), "USD", basis="mid"))):
    checks.raises(what, ValueError, call)
checks.raises("frozen", AttributeError, setattr, usd, "amount", Decimal(6))

# ---- another schema, another client encoding, a dict row factory

with psycopg.connect(dbname="elsewhere", autocommit=True, row_factory=dict_row, client_encoding="latin1") as other:
    register(other)
    approximate = Estimate.parse("7.00±0.50 USD")
    found = other.execute('SELECT %s AS m, %b AS b, %s AS e, %s AS a, "Fi nance".amount(%s) AS n',
                          [usd, usd, approximate, amounts, usd]).fetchone()
    same("another schema", found, {"m": usd, "b": usd, "e": approximate, "a": amounts, "n": Decimal("5.00")})
    same("another schema, bound by the client", psycopg.ClientCursor(other, row_factory=tuple_row).execute(
        'SELECT "Fi nance".amount(%s::"Fi nance".monetary)', [usd]).fetchone(), (Decimal("5.00"),))


async def asynchronous():
    async with await psycopg.AsyncConnection.connect() as other:
        register(other, types)
        return await (await other.execute("SELECT %s, %b", [amounts, usd], binary=True)).fetchone()


same("an asynchronous connection", asyncio.run(asynchronous()), (amounts, usd))
with psycopg.connect(dbname="postgres") as none:
    checks.raises("no extension", LookupError, register, none)

# ---- the examples of the adapter's README, and of doc/clients.md

with conn.transaction(force_rollback=True):
    # doc: psycopg3-write
    same("doc/clients.md, writing", one("SELECT count(*) FROM invoice WHERE currency(total) = 'EUR'"), 3)
with conn.transaction(force_rollback=True):
    pass
    # doc: python-readme
    same("README", (total, worst), (Money("1250.50", "EUR"), Estimate.parse(">2000000000.00 EUR")))

# ---- through pgbouncer: two clients take turns on one server connection

if "POOL_HOST" in os.environ:
    pool = dict(host=os.environ["POOL_HOST"], port=os.environ["POOL_PORT"], prepare_threshold=None)
    first, second = psycopg.connect(**pool), psycopg.connect(**pool)
    register(first), register(second, types)
    pids = set()
    for i in range(30):
        for c in (first, second):
            value, pid = c.execute("SELECT %b + %s, pg_backend_pid()", [Money(i, "USD"), Money(1, "USD")], binary=bool(i % 2)).fetchone()
            pids.add(pid)
            c.commit()
            if value != Money(i + 1, "USD"):
                same("pooled", value, Money(i + 1, "USD"))
    same("pooled on one server connection", len(pids), 1)
    with first.cursor().copy("COPY written (m, es) FROM STDIN (FORMAT binary)") as copy:
        copy.set_types(["monetary", "estimate[]"])
        copy.write_row((usd, estimates))
    first.commit()
    same("pooled COPY", second.execute("DELETE FROM written RETURNING m, es").fetchall(), [(usd, estimates)])
    second.commit()

checks.end()
