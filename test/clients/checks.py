"""What the Python clients share: counting, and the values that they all send."""

import sys
from datetime import date
from decimal import Decimal

from funding_money import Estimate, Money, Valuation

AMOUNTS = [Money("1.5", "USD"), None, Money(-3, "JPY")]
ESTIMATES = [Estimate.parse("7.00±0.50 USD"), None, Estimate.parse("undisclosed")]
WORTHS = [Valuation.parse(">5.00 USD pre"), None]

# many rows, and one of NULLs, for these columns of the table "written"
COLUMNS = "m, e, v, ms, es, usd"
ROWS = [(Money(i, "USD"), Estimate.parse(">%d.00 EUR" % i), Valuation.parse("%d JPY post" % i),
         [Money(i, "BHD"), None], [None, Estimate.parse("undisclosed")], Money(i, "USD")) for i in range(1000)]
ROWS.append((None,) * 6)


class Checks:
    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def same(self, what, found, expected):
        # of the same type too: 1 is not Decimal(1), and no float is let by
        if found == expected and type(found) is type(expected):
            self.passed += 1
        else:
            self.failed += 1
            print("%s: %s: expected %r, got %r" % (self.name, what, expected, found))

    def raises(self, what, kind, call, *arguments):
        """The exception that the call raises, of that class."""
        try:
            result = call(*arguments)
        except kind as error:
            self.passed += 1
            return error
        self.failed += 1
        print("%s: %s: expected %s, got %r" % (self.name, what, kind.__name__, result))
        return None

    def without_adapter(self, one):
        """What a client sees that knows nothing of the types; one() is the answer of a query."""
        self.same("text without an adapter", one("SELECT '80B USD'::monetary"), "80000000000.00 USD")
        self.same("rate book", one("SELECT rates FROM book WHERE id = 1"), "EUR; JPY 2024-03-28 163.45; USD 2024-03-28 1.0811")
        self.same("rate book written", one("SELECT %s::rate_book::text", ["EUR; USD 2024-03-28 1.10"]), "EUR; USD 2024-03-28 1.1")

    def cash_lines(self, lines):
        """The lines of the table "plan", whose intervals stay text: timedelta has no months."""
        self.same("cash_line", tuple(lines[0]), ('pay "gross", all', "cost", Estimate.parse("80000.00±5000.00 EUR"), "1 mon",
                                                 None, None, date(2026, 12, 31), None, None, None, None))
        self.same("cash_line of numerics", (lines[1].growth, lines[1].probability, lines[1].per),
                  (Decimal("0.08"), Decimal("0.5"), "1 year"))
        self.same("cash_line of dates", (lines[2].every, lines[2].starts_on), ("3 mons", date(2025, 1, 15)))
        self.same("cash_line NULL", lines[3], None)

    def errors(self, kind, one):
        """What the server says, in the fields of an exception of that class."""
        diag = self.raises("bad text", kind, one, "SELECT %s::monetary", ["80,5 USD"]).diag
        self.same("bad text", (diag.sqlstate, bool(diag.message_detail), bool(diag.message_hint)), ("22P02", True, True))
        diag = self.raises("two currencies", kind, one, "SELECT %s + %s", [Money(1, "EUR"), Money(1, "USD")]).diag
        self.same("two currencies", (diag.sqlstate, diag.message_primary, diag.message_detail, diag.message_hint),
                  ("22000", "cannot add EUR and USD", "Amounts of different currencies never mix without a rate.",
                   "Convert one of them first, or group by currency(amount)."))
        diag = self.raises("typmod", kind, one, "INSERT INTO written (usd) VALUES (%s) RETURNING 1", [Money(1, "EUR")]).diag
        self.same("typmod", diag.sqlstate, "22000")

    def end(self):
        print("%s: %d passed, %d failed" % (self.name, self.passed, self.failed))
        sys.exit(1 if self.failed or not self.passed else 0)
