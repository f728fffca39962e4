"""The types of the PostgreSQL extension funding in Python.

Money is the type monetary, Estimate is estimate, Valuation is valuation; every
amount is a decimal.Decimal, never a float.  register(conn) teaches them to a
connection of psycopg 3 or of psycopg2, arrays included.  The bytes that are
read and written here are described in doc/clients.md.
"""

import decimal
import re
import struct
import weakref
from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, NamedTuple, Optional, Union

__all__ = ["Money", "Estimate", "Valuation", "CurrencyMismatch", "Types",
           "fetch", "register"]

# Arithmetic never rounds: what does not fit raises decimal.Inexact.
_EXACT = decimal.Context(prec=200, traps=[
    decimal.Inexact, decimal.InvalidOperation, decimal.Overflow])

# The order of the numbers on the wire.
KINDS = ("exact", "approximate", "nearly", "at least", "more than", "at most",
         "less than", "range", "undisclosed")
BASES = (None, "pre", "post")
_LOWER_OPEN, _UPPER_OPEN, _LOWER_INFINITE, _UPPER_INFINITE = 1, 2, 4, 8


class CurrencyMismatch(ValueError):
    """Amounts of two currencies never mix without a rate."""


def _decimals(value: Decimal) -> int:
    """How many digits after the point a value needs."""
    exponent = _EXACT.normalize(value).as_tuple().exponent
    return max(0, -exponent)


def _exact(value: Union[Decimal, int, str]) -> Decimal:
    """A Decimal that the type can hold; a float has lost digits already."""
    if isinstance(value, (bool, float)):
        raise TypeError("an amount is a Decimal, an int or a str, not %s"
                        % type(value).__name__)
    value = Decimal(value)
    if not value.is_finite():
        raise ValueError("an amount is finite, not %s" % value)
    whole = max(0, value.adjusted() + 1) if value else 0
    if whole > 28 or whole + _decimals(value) > 28:
        raise ValueError("an amount has at most 28 digits")
    return value


def _half(value: Decimal) -> Decimal:
    """Half of it, with a further digit only where that is needed."""
    half = _EXACT.multiply(value, Decimal("0.5"))
    try:
        return half.quantize(value, context=_EXACT)
    except decimal.Inexact:
        return half


def _currency(code: str) -> str:
    if not isinstance(code, str) or not re.fullmatch("[A-Z]{3}", code):
        raise ValueError("a currency is three capital letters, not %r" % (code,))
    return code


@dataclass(frozen=True)
class Money:
    """An exact amount in one currency.

    1.1 and 1.10 are the same amount.  < and its kin, + and - want one currency
    and raise CurrencyMismatch otherwise; == of two currencies is False.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", _exact(self.amount))
        _currency(self.currency)

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read the text that the server writes: 80000000000.00 USD."""
        match = re.fullmatch(r"(-?\d+(?:\.\d+)?) ([A-Z]{3})", text)
        if not match:
            raise ValueError("not the text of a monetary: %r" % text)
        return cls(Decimal(match[1]), match[2])

    def __str__(self) -> str:
        return "%s %s" % (format(self.amount, "f"), self.currency)

    def _other(self, other: "Money") -> Decimal:
        if self.currency != other.currency:
            raise CurrencyMismatch("%s and %s" % (self.currency, other.currency))
        return other.amount

    def __add__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(_EXACT.add(self.amount, self._other(other)), self.currency)

    def __radd__(self, other: object) -> "Money":
        # sum() begins with 0
        return self if type(other) is int and other == 0 else NotImplemented

    def __sub__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(_EXACT.subtract(self.amount, self._other(other)),
                     self.currency)

    def __mul__(self, factor: Union[Decimal, int]) -> "Money":
        if not isinstance(factor, (Decimal, int)) or isinstance(factor, bool):
            return NotImplemented
        return Money(_EXACT.multiply(self.amount, _exact(factor)), self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        return Money(_EXACT.minus(self.amount), self.currency)

    def __abs__(self) -> "Money":
        return Money(_EXACT.abs(self.amount), self.currency)

    def __lt__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount < self._other(other)

    def __le__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount <= self._other(other)

    def __gt__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount > self._other(other)

    def __ge__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount >= self._other(other)


_NUMBER = r"-?\d+(?:\.\d+)?"
_ESTIMATE = re.compile(r"""(?x)
    (?: (?P<undisclosed> undisclosed )
      | (?P<middle> {n}) (?: ± | \+/- ) (?P<reach> {n})
      | (?P<sign> >= | > | <= | < ) (?P<bound> {n})
      | (?P<left> [\[(] ) (?P<a> {n})? \.\. (?P<b> {n})? (?P<right> [\])] )
      | (?P<nearly> nearly[ ])? (?P<from> {n}) \.\. (?P<to> {n})
      | (?P<exact> {n}) )
    (?: [ ] (?P<currency> [A-Z]{{3}}) )?
    (?: [ ] (?P<basis> pre | post) )?""".format(n=_NUMBER))


@dataclass(frozen=True)
class Estimate:
    """An amount as precisely as its source gave it: an interval with a kind.

    A bound that is None is infinite.  currency is None only where no bound but
    zero is known (undisclosed).  Two estimates are equal if they are the same
    figure; there is no <: intervals may overlap.
    """

    lower: Optional[Decimal]
    upper: Optional[Decimal]
    currency: Optional[str]
    kind: str = "range"
    lower_closed: bool = True
    upper_closed: bool = True

    def __post_init__(self) -> None:
        for name in ("lower", "upper"):
            if getattr(self, name) is None:
                object.__setattr__(self, name + "_closed", False)
            else:
                object.__setattr__(self, name, _exact(getattr(self, name)))
        if self.kind not in KINDS:
            raise ValueError("no kind of estimate: %r" % (self.kind,))
        if self.currency is not None:
            _currency(self.currency)
        elif self.lower or self.upper:
            raise ValueError("an amount needs a currency")

    @classmethod
    def _fields(cls, text: str) -> dict:
        m = _ESTIMATE.fullmatch(text)
        if not m:
            raise ValueError("not the text of an %s: %r"
                             % (cls.__name__.lower(), text))
        lower = upper = None
        closed = [True, True]
        if m["undisclosed"]:
            kind, lower = "undisclosed", Decimal(0)
        elif m["middle"]:
            kind, middle, reach = "approximate", Decimal(m["middle"]), Decimal(m["reach"])
            lower, upper = _EXACT.subtract(middle, reach), _EXACT.add(middle, reach)
        elif m["sign"]:
            kind = {">=": "at least", ">": "more than",
                    "<=": "at most", "<": "less than"}[m["sign"]]
            bound = Decimal(m["bound"])
            is_closed = m["sign"].endswith("=")
            if m["sign"][0] == ">":
                lower, closed[0] = bound, is_closed
            else:
                # below a positive figure lies what is from zero up to it
                upper, closed[1] = bound, is_closed
                lower = Decimal(0) if bound > 0 else None
        elif m["left"]:
            lower = None if m["a"] is None else Decimal(m["a"])
            upper = None if m["b"] is None else Decimal(m["b"])
            closed = [m["left"] == "[", m["right"] == "]"]
            kind = "range"
            if lower is None and upper is not None:
                kind = "at most" if closed[1] else "less than"
        elif m["exact"]:
            kind, lower = "exact", Decimal(m["exact"])
            upper = lower
        else:
            kind = "nearly" if m["nearly"] else "range"
            lower, upper = Decimal(m["from"]), Decimal(m["to"])
        return dict(lower=lower, upper=upper, currency=m["currency"], kind=kind,
                    lower_closed=closed[0], upper_closed=closed[1],
                    basis=m["basis"])

    @classmethod
    def parse(cls, text: str) -> "Estimate":
        """Read the text that the server writes, as 7.00±0.50 USD."""
        fields = cls._fields(text)
        if fields.pop("basis"):
            raise ValueError("an estimate has no basis: %r" % text)
        return cls(**fields)

    def _figure(self) -> str:
        lower = "" if self.lower is None else format(self.lower, "f")
        upper = "" if self.upper is None else format(self.upper, "f")
        brackets = "%s%s..%s%s" % ("[" if self.lower_closed else "(", lower,
                                   upper, "]" if self.upper_closed else ")")
        if self.kind == "exact":
            return lower
        if self.kind == "approximate":
            middle = _half(_EXACT.add(self.lower, self.upper))
            reach = _half(_EXACT.subtract(self.upper, self.lower))
            return "%s±%s" % (format(middle, "f"), format(reach, "f"))
        if self.kind == "nearly":
            return "nearly %s..%s" % (lower, upper)
        if self.kind in ("at least", "more than"):
            return (">=" if self.kind == "at least" else ">") + lower
        if self.kind in ("at most", "less than"):
            if self.lower is None and self.upper > 0:
                return brackets
            return ("<=" if self.kind == "at most" else "<") + upper
        if self.kind == "undisclosed":
            return "undisclosed"
        return ("%s..%s" % (lower, upper)
                if self.lower_closed and self.upper_closed else brackets)

    def __str__(self) -> str:
        return self._figure() + (" " + self.currency if self.currency else "")


@dataclass(frozen=True)
class Valuation(Estimate):
    """What a company is worth, and on which basis: pre, post or None."""

    basis: Optional[str] = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.basis not in BASES:
            raise ValueError("no basis of a valuation: %r" % (self.basis,))

    @classmethod
    def parse(cls, text: str) -> "Valuation":
        return cls(**cls._fields(text))

    def __str__(self) -> str:
        return super().__str__() + (" " + self.basis if self.basis else "")


_CLASSES = {"monetary": Money, "estimate": Estimate, "valuation": Valuation}


# ---- bytes

def _code(currency: Optional[str]) -> int:
    """AAA is 1, USD 13992, ZZZ 17576; 0 is a currency that is not known."""
    if currency is None:
        return 0
    a, b, c = (ord(letter) - 65 for letter in currency)
    return (a * 26 + b) * 26 + c + 1


def _letters(code: int) -> Optional[str]:
    if code == 0:
        return None
    code -= 1
    return "".join(chr(65 + i) for i in (code // 676, code // 26 % 26, code % 26))


def _read96(data: bytes, scale: int) -> Decimal:
    coefficient = int.from_bytes(data, "big", signed=True)
    return _EXACT.scaleb(Decimal(coefficient), -scale)


def _write96(value: Decimal, scale: int) -> bytes:
    return int(_EXACT.scaleb(value, scale)).to_bytes(12, "big", signed=True)


def money_from_bytes(data: bytes) -> Money:
    currency, scale, _ = struct.unpack("!HBB", data[12:16])
    return Money(_read96(data[:12], scale), _letters(currency))


def money_to_bytes(money: Money, minor_units: Dict[str, int]) -> bytes:
    scale = max(minor_units.get(money.currency, 0), _decimals(money.amount))
    return _write96(money.amount, scale) + struct.pack(
        "!HBB", _code(money.currency), scale, 0)


def estimate_from_bytes(data: bytes, cls: type = Estimate) -> Estimate:
    currency, scale, kind, bounds, basis, _ = struct.unpack("!HBBBBH", data[24:32])
    fields = dict(
        lower=None if bounds & _LOWER_INFINITE else _read96(data[:12], scale),
        upper=None if bounds & _UPPER_INFINITE else _read96(data[12:24], scale),
        currency=_letters(currency), kind=KINDS[kind],
        lower_closed=not bounds & _LOWER_OPEN,
        upper_closed=not bounds & _UPPER_OPEN)
    if cls is Valuation:
        fields["basis"] = BASES[basis]
    return cls(**fields)


def estimate_to_bytes(e: Estimate, minor_units: Dict[str, int]) -> bytes:
    lower, upper = e.lower or Decimal(0), e.upper or Decimal(0)
    scale = max(minor_units.get(e.currency, 0), _decimals(lower), _decimals(upper))
    bounds = ((_LOWER_INFINITE if e.lower is None else
               0 if e.lower_closed else _LOWER_OPEN) |
              (_UPPER_INFINITE if e.upper is None else
               0 if e.upper_closed else _UPPER_OPEN))
    return (_write96(lower, scale) + _write96(upper, scale) + struct.pack(
        "!HBBBBH", _code(e.currency), scale, KINDS.index(e.kind), bounds,
        BASES.index(getattr(e, "basis", None)), 0))


# ---- connections

class Types(NamedTuple):
    """What a database says of the extension; fetch() makes one."""

    schema: str                         # quoted as SQL wants it
    oids: Dict[str, tuple]              # name: (oid, oid of the array)
    minor_units: Dict[str, int]


# The types by the extension they belong to, in whatever schema it is.
_TYPES_QUERY = """
    SELECT pg_catalog.format('%%I', n.nspname), t.typname, t.oid::bigint,
           t.typarray::bigint
    FROM pg_catalog.pg_extension AS e
    JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
    JOIN pg_catalog.pg_type AS t ON t.typnamespace = n.oid
    WHERE e.extname = 'funding' AND t.typname IN (%s, %s, %s)"""


def _read_types(cursor) -> Types:
    cursor.execute(_TYPES_QUERY, tuple(_CLASSES))
    rows = cursor.fetchall()
    if len(rows) != len(_CLASSES):
        raise LookupError("the extension funding is not in this database")
    schema = rows[0][0]
    # canonical bytes have at least the minor units; N.A. counts as 0
    cursor.execute("SELECT code, coalesce(minor_units, 0) FROM %s.currencies()"
                   % schema)
    return Types(schema, {row[1]: (row[2], row[3]) for row in rows},
                 dict(cursor.fetchall()))


def fetch(conn) -> Types:
    """Ask the database.  The answer serves all connections to it."""
    if hasattr(conn, "adapters"):
        from psycopg.rows import tuple_row
        with conn.transaction(), conn.cursor(row_factory=tuple_row) as cursor:
            return _read_types(cursor)
    import psycopg2.extensions as ext
    was_idle = conn.status == ext.STATUS_READY and not conn.autocommit
    with conn.cursor(cursor_factory=ext.cursor) as cursor:
        types = _read_types(cursor)
    if was_idle:
        conn.rollback()
    return types


def register(conn, types: Optional[Types] = None) -> Types:
    """Read and write the types on this connection, of psycopg 3 or psycopg2.

    types is the answer of an earlier call, which saves two queries; with it,
    an asynchronous connection of psycopg 3 can be taught too.
    """
    if types is None:
        types = fetch(conn)
    if hasattr(conn, "adapters"):
        _register_psycopg(conn, types)
    else:
        _register_psycopg2(conn, types)
    return types


def _ascii(value: object) -> str:
    """The text for the server, the same in every client encoding."""
    return str(value).replace("±", "+/-")


def _register_psycopg(conn, types: Types) -> None:
    from psycopg.adapt import Dumper, Loader
    from psycopg.pq import Format
    from psycopg.types import TypeInfo

    def adapters_of(name, cls):
        oid, array_oid = types.oids[name]
        encoding = conn.info.encoding

        class TextLoader(Loader):
            def load(self, data):
                return cls.parse(bytes(data).decode(encoding))

        class BinaryLoader(Loader):
            format = Format.BINARY

            def load(self, data):
                if cls is Money:
                    return money_from_bytes(bytes(data))
                return estimate_from_bytes(bytes(data), cls)

        class TextDumper(Dumper):
            def dump(self, obj):
                return _ascii(obj).encode()

        class BinaryDumper(Dumper):
            format = Format.BINARY

            def dump(self, obj):
                if cls is Money:
                    return money_to_bytes(obj, types.minor_units)
                return estimate_to_bytes(obj, types.minor_units)

        TextDumper.oid = BinaryDumper.oid = oid
        TypeInfo(name, oid, array_oid,
                 regtype="%s.%s" % (types.schema, name)).register(conn)
        for loader in (TextLoader, BinaryLoader):
            conn.adapters.register_loader(oid, loader)
        # the last one is what %s prefers
        for dumper in (BinaryDumper, TextDumper):
            conn.adapters.register_dumper(cls, dumper)

    for name, cls in _CLASSES.items():
        adapters_of(name, cls)


# Adapters of psycopg2 serve all connections: the schema is looked up by
# connection.
_schemas = weakref.WeakKeyDictionary()


class _Quoted:
    def __init__(self, value: object) -> None:
        self.value = value
        self.schema = ""

    def prepare(self, conn) -> None:
        if conn in _schemas:
            self.schema = _schemas[conn] + "."

    def getquoted(self) -> bytes:
        name = next(n for n, c in _CLASSES.items() if c is type(self.value))
        return ("'%s'::%s%s" % (_ascii(self.value), self.schema, name)).encode()


def _register_psycopg2(conn, types: Types) -> None:
    import psycopg2.extensions as ext

    def reader(cls):
        return lambda text, cursor: None if text is None else cls.parse(text)

    for name, cls in _CLASSES.items():
        oid, array_oid = types.oids[name]
        one = ext.new_type((oid,), name.upper(), reader(cls))
        many = ext.new_array_type((array_oid,), name.upper() + "[]", one)
        ext.register_type(one, conn)
        ext.register_type(many, conn)
        ext.register_adapter(cls, _Quoted)
    _schemas[conn] = types.schema
