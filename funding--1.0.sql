/* funding--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION funding" to load this file. \quit

--
-- Sections: the types and their input and output; then monetary, estimate and
-- valuation, each with accessors, operators, classes and aggregates; then rate
-- books and conversion; then the runway. Every object has a COMMENT, and an
-- entry in doc/reference.md.
--

--
-- Types
--

CREATE TYPE monetary;
CREATE TYPE estimate;
CREATE TYPE valuation;

CREATE FUNCTION currency_typmod_in(pg_catalog.cstring[]) RETURNS pg_catalog.int4
	AS 'MODULE_PATHNAME', 'funding_typmod_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_typmod_in(pg_catalog.cstring[]) IS
	'type modifier input: the currency code of monetary(USD) and its kin';

CREATE FUNCTION currency_typmod_out(pg_catalog.int4) RETURNS pg_catalog.cstring
	AS 'MODULE_PATHNAME', 'funding_typmod_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_typmod_out(pg_catalog.int4) IS
	'type modifier output: the currency code, quoted';

CREATE FUNCTION monetary_in(pg_catalog.cstring, pg_catalog.oid, pg_catalog.int4) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_in(pg_catalog.cstring, pg_catalog.oid, pg_catalog.int4) IS
	'text input of monetary';

CREATE FUNCTION monetary_out(monetary) RETURNS pg_catalog.cstring
	AS 'MODULE_PATHNAME', 'funding_monetary_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_out(monetary) IS
	'text output of monetary';

CREATE FUNCTION monetary_recv(pg_catalog.internal, pg_catalog.oid, pg_catalog.int4) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_recv(pg_catalog.internal, pg_catalog.oid, pg_catalog.int4) IS
	'binary input of monetary';

CREATE FUNCTION monetary_send(monetary) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_monetary_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_send(monetary) IS
	'binary output of monetary';

CREATE TYPE monetary (
	INPUT = monetary_in,
	OUTPUT = monetary_out,
	RECEIVE = monetary_recv,
	SEND = monetary_send,
	TYPMOD_IN = currency_typmod_in,
	TYPMOD_OUT = currency_typmod_out,
	INTERNALLENGTH = 16,
	ALIGNMENT = double,
	STORAGE = plain,
	CATEGORY = 'N',
	PREFERRED = false
);
COMMENT ON TYPE monetary IS
	'an exact amount in one currency, as 80000000000.00 USD; at most 28 digits';

CREATE FUNCTION funding_typmod_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_typmod_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION funding_typmod_support(pg_catalog.internal) IS
	'planner support: leaves out a type modifier that the value has already';

CREATE FUNCTION monetary_typmod(monetary, pg_catalog.int4) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_typmod'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	SUPPORT funding_typmod_support;
COMMENT ON FUNCTION monetary_typmod(monetary, pg_catalog.int4) IS
	'hold a monetary to the currency of a type modifier';

CREATE CAST (monetary AS monetary) WITH FUNCTION monetary_typmod(monetary, pg_catalog.int4) AS IMPLICIT;
COMMENT ON CAST (monetary AS monetary) IS 'hold a monetary to the currency of a type modifier';

CREATE FUNCTION estimate_in(pg_catalog.cstring, pg_catalog.oid, pg_catalog.int4) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_in(pg_catalog.cstring, pg_catalog.oid, pg_catalog.int4) IS
	'text input of estimate';

CREATE FUNCTION estimate_out(estimate) RETURNS pg_catalog.cstring
	AS 'MODULE_PATHNAME', 'funding_estimate_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_out(estimate) IS
	'text output of estimate';

CREATE FUNCTION estimate_recv(pg_catalog.internal, pg_catalog.oid, pg_catalog.int4) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_recv(pg_catalog.internal, pg_catalog.oid, pg_catalog.int4) IS
	'binary input of estimate';

CREATE FUNCTION estimate_send(estimate) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_estimate_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_send(estimate) IS
	'binary output of estimate';

CREATE TYPE estimate (
	INPUT = estimate_in,
	OUTPUT = estimate_out,
	RECEIVE = estimate_recv,
	SEND = estimate_send,
	TYPMOD_IN = currency_typmod_in,
	TYPMOD_OUT = currency_typmod_out,
	INTERNALLENGTH = 32,
	ALIGNMENT = double,
	STORAGE = plain,
	CATEGORY = 'N',
	PREFERRED = false
);
COMMENT ON TYPE estimate IS
	'an amount as precisely as its source gave it: exact, approximate, nearly, at least, more than, at most, less than, a range, or undisclosed';

CREATE FUNCTION estimate_typmod(estimate, pg_catalog.int4) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_typmod'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	SUPPORT funding_typmod_support;
COMMENT ON FUNCTION estimate_typmod(estimate, pg_catalog.int4) IS
	'hold an estimate to the currency of a type modifier';

CREATE CAST (estimate AS estimate) WITH FUNCTION estimate_typmod(estimate, pg_catalog.int4) AS IMPLICIT;
COMMENT ON CAST (estimate AS estimate) IS 'hold an estimate to the currency of a type modifier';

CREATE FUNCTION valuation_in(pg_catalog.cstring, pg_catalog.oid, pg_catalog.int4) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_valuation_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_in(pg_catalog.cstring, pg_catalog.oid, pg_catalog.int4) IS
	'text input of valuation';

CREATE FUNCTION valuation_out(valuation) RETURNS pg_catalog.cstring
	AS 'MODULE_PATHNAME', 'funding_estimate_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_out(valuation) IS
	'text output of valuation';

CREATE FUNCTION valuation_recv(pg_catalog.internal, pg_catalog.oid, pg_catalog.int4) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_valuation_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_recv(pg_catalog.internal, pg_catalog.oid, pg_catalog.int4) IS
	'binary input of valuation';

CREATE FUNCTION valuation_send(valuation) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_estimate_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_send(valuation) IS
	'binary output of valuation';

CREATE TYPE valuation (
	INPUT = valuation_in,
	OUTPUT = valuation_out,
	RECEIVE = valuation_recv,
	SEND = valuation_send,
	TYPMOD_IN = currency_typmod_in,
	TYPMOD_OUT = currency_typmod_out,
	INTERNALLENGTH = 32,
	ALIGNMENT = double,
	STORAGE = plain,
	CATEGORY = 'N',
	PREFERRED = false
);
COMMENT ON TYPE valuation IS
	'an estimate of what a company is worth, and on which basis: pre-money, post-money, or not stated';

CREATE FUNCTION valuation_typmod(valuation, pg_catalog.int4) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_valuation_typmod'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1
	SUPPORT funding_typmod_support;
COMMENT ON FUNCTION valuation_typmod(valuation, pg_catalog.int4) IS
	'hold a valuation to the currency of a type modifier';

CREATE CAST (valuation AS valuation) WITH FUNCTION valuation_typmod(valuation, pg_catalog.int4) AS IMPLICIT;
COMMENT ON CAST (valuation AS valuation) IS 'hold a valuation to the currency of a type modifier';

--
-- Currencies
--

CREATE TYPE currency_info AS (
	code pg_catalog.text,
	numeric_code pg_catalog.int4,
	minor_units pg_catalog.int4,
	name pg_catalog.text,
	is_historic pg_catalog.bool
);
COMMENT ON TYPE currency_info IS 'a currency of ISO 4217: a row of currencies()';
COMMENT ON COLUMN currency_info.code IS 'alphabetic code, three letters';
COMMENT ON COLUMN currency_info.numeric_code IS 'numeric code; NULL where ISO 4217 gives none';
COMMENT ON COLUMN currency_info.minor_units IS 'digits after the point; NULL where ISO 4217 says N.A.';
COMMENT ON COLUMN currency_info.name IS 'English name';
COMMENT ON COLUMN currency_info.is_historic IS 'withdrawn from the list of active codes';

CREATE FUNCTION currencies() RETURNS SETOF currency_info
	AS 'MODULE_PATHNAME', 'funding_currencies'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 307;
COMMENT ON FUNCTION currencies() IS
	'every currency that the types know, active and historic, in alphabetical order';

--
-- monetary: constructor, accessors, casts
--

CREATE FUNCTION monetary(amount pg_catalog.numeric, currency pg_catalog.text) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_make'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary(pg_catalog.numeric, pg_catalog.text) IS
	'an exact amount in a currency; an error if it has over 28 digits';

CREATE FUNCTION amount(monetary) RETURNS pg_catalog.numeric
	AS 'MODULE_PATHNAME', 'funding_monetary_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION amount(monetary) IS
	'the amount as a number, in units of the currency';

CREATE FUNCTION currency(monetary) RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_monetary_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency(monetary) IS
	'the code of the currency';

CREATE FUNCTION sign(monetary) RETURNS pg_catalog.int4
	AS 'MODULE_PATHNAME', 'funding_monetary_sign'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION sign(monetary) IS
	'-1, 0 or 1; write sign(x) > 0 in a CHECK, which passes on NULL';

CREATE FUNCTION abs(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_abs'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION abs(monetary) IS
	'absolute value';

CREATE FUNCTION round(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_round_minor'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION round(monetary) IS
	'round half-even to the minor units of the currency';

-- not STRICT: NULL digits are the minor units.  No defaults: with two arguments
-- it would make round('1.5', '1') ambiguous, which is numeric's.
CREATE FUNCTION round(amount monetary, digits pg_catalog.int4, mode pg_catalog.text) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_round'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION round(monetary, pg_catalog.int4, pg_catalog.text) IS
	'round to so many digits after the point, NULL is the minor units; modes: half even, half up, half down, up, down, ceiling, floor';

CREATE FUNCTION allocate(amount monetary, weights pg_catalog.numeric[]) RETURNS monetary[]
	AS 'MODULE_PATHNAME', 'funding_monetary_allocate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION allocate(monetary, pg_catalog.numeric[]) IS
	'split by weights to the last unit, by largest remainder: the parts always add up';

CREATE FUNCTION abbreviate(monetary, digits pg_catalog.int4 DEFAULT 1) RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_monetary_abbreviate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION abbreviate(monetary, pg_catalog.int4) IS
	'a short text for people: 80.0B USD';

CREATE FUNCTION monetary_to_json(monetary) RETURNS pg_catalog.json
	AS 'MODULE_PATHNAME', 'funding_monetary_to_json'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_to_json(monetary) IS
	'the amount as JSON: {"amount": "80000000000.00", "currency": "USD"}';

CREATE FUNCTION monetary_to_jsonb(monetary) RETURNS pg_catalog.jsonb
	AS 'MODULE_PATHNAME', 'funding_monetary_to_jsonb'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_to_jsonb(monetary) IS
	'the amount as JSON: {"amount": "80000000000.00", "currency": "USD"}';

CREATE CAST (monetary AS pg_catalog.numeric) WITH FUNCTION amount(monetary);
COMMENT ON CAST (monetary AS pg_catalog.numeric) IS 'the amount as a number, without its currency';

CREATE CAST (monetary AS pg_catalog.json) WITH FUNCTION monetary_to_json(monetary);
COMMENT ON CAST (monetary AS pg_catalog.json) IS 'used by to_json, to_jsonb and their kin';

CREATE CAST (monetary AS pg_catalog.jsonb) WITH FUNCTION monetary_to_jsonb(monetary);
COMMENT ON CAST (monetary AS pg_catalog.jsonb) IS 'the amount as JSON';

--
-- monetary: arithmetic
--

CREATE FUNCTION monetary_add(monetary, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_add'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_add(monetary, monetary) IS
	'implementation of operator +';

CREATE OPERATOR + (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_add,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (monetary, monetary) IS 'sum of two amounts of one currency';

CREATE FUNCTION monetary_subtract(monetary, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_subtract'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_subtract(monetary, monetary) IS
	'implementation of operator -';

CREATE OPERATOR - (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_subtract
);
COMMENT ON OPERATOR - (monetary, monetary) IS 'difference of two amounts of one currency';

CREATE FUNCTION monetary_negate(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_negate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_negate(monetary) IS
	'implementation of operator -';

CREATE OPERATOR - (
	RIGHTARG = monetary,
	FUNCTION = monetary_negate
);
COMMENT ON OPERATOR - (NONE, monetary) IS 'negative of an amount';

CREATE FUNCTION monetary_multiply(monetary, pg_catalog.numeric) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_multiply'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_multiply(monetary, pg_catalog.numeric) IS
	'implementation of operator *';

CREATE OPERATOR * (
	LEFTARG = monetary,
	RIGHTARG = pg_catalog.numeric,
	FUNCTION = monetary_multiply,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (monetary, pg_catalog.numeric) IS 'multiple of an amount, rounded half-even beyond 28 digits';

CREATE FUNCTION monetary_multiply_left(pg_catalog.numeric, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_multiply_left'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_multiply_left(pg_catalog.numeric, monetary) IS
	'implementation of operator *';

CREATE OPERATOR * (
	LEFTARG = pg_catalog.numeric,
	RIGHTARG = monetary,
	FUNCTION = monetary_multiply_left,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (pg_catalog.numeric, monetary) IS 'multiple of an amount, rounded half-even beyond 28 digits';

CREATE FUNCTION monetary_divide(monetary, pg_catalog.numeric) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_divide'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_divide(monetary, pg_catalog.numeric) IS
	'implementation of operator /';

CREATE OPERATOR / (
	LEFTARG = monetary,
	RIGHTARG = pg_catalog.numeric,
	FUNCTION = monetary_divide
);
COMMENT ON OPERATOR / (monetary, pg_catalog.numeric) IS 'part of an amount, rounded half-even beyond 28 digits';

CREATE FUNCTION monetary_ratio(monetary, monetary) RETURNS pg_catalog.numeric
	AS 'MODULE_PATHNAME', 'funding_monetary_ratio'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_ratio(monetary, monetary) IS
	'implementation of operator /';

CREATE OPERATOR / (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_ratio
);
COMMENT ON OPERATOR / (monetary, monetary) IS 'quotient of two amounts of one currency';

CREATE FUNCTION funding_inequality_selectivity(pg_catalog.internal, pg_catalog.oid, pg_catalog.internal, pg_catalog.int4) RETURNS pg_catalog.float8
	AS 'MODULE_PATHNAME', 'funding_inequality_selectivity'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION funding_inequality_selectivity(pg_catalog.internal, pg_catalog.oid, pg_catalog.internal, pg_catalog.int4) IS
	'restriction selectivity of comparisons that answer NULL for different currencies';

--
-- Comparison of the three types: = and <> are total, < <= > >= answer NULL where
-- the order is not known, ~<~ and its kin are the order of the btree class
--

CREATE FUNCTION monetary_lt_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_lt_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_lt_support(pg_catalog.internal) IS
	'planner support of operator <: the same in operators of the btree class, for indexes and partitions';

CREATE FUNCTION monetary_le_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_le_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_le_support(pg_catalog.internal) IS
	'planner support of operator <=: the same in operators of the btree class, for indexes and partitions';

CREATE FUNCTION monetary_gt_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_gt_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_gt_support(pg_catalog.internal) IS
	'planner support of operator >: the same in operators of the btree class, for indexes and partitions';

CREATE FUNCTION monetary_ge_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_ge_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_ge_support(pg_catalog.internal) IS
	'planner support of operator >=: the same in operators of the btree class, for indexes and partitions';

CREATE FUNCTION estimate_lt_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_lt_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_lt_support(pg_catalog.internal) IS
	'planner support of operator < of estimate and valuation: index conditions in operators of the btree class';

CREATE FUNCTION estimate_le_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_le_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_le_support(pg_catalog.internal) IS
	'planner support of operator <= of estimate and valuation: index conditions in operators of the btree class';

CREATE FUNCTION estimate_gt_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_gt_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_gt_support(pg_catalog.internal) IS
	'planner support of operator > of estimate and valuation: index conditions in operators of the btree class';

CREATE FUNCTION estimate_ge_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_ge_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_ge_support(pg_catalog.internal) IS
	'planner support of operator >= of estimate and valuation: index conditions in operators of the btree class';

CREATE FUNCTION first_in_currency(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_first_in_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION first_in_currency(monetary) IS
	'the first of all amounts in the currency of the argument, in the order of the btree class';

CREATE FUNCTION last_in_currency(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_last_in_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION last_in_currency(monetary) IS
	'the last of all amounts in the currency of the argument, in the order of the btree class';

CREATE FUNCTION first_in_currency(estimate) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_first_in_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION first_in_currency(estimate) IS
	'the first of all estimates in the currency of the argument, in the order of the btree class; NULL if that is not known';

CREATE FUNCTION last_in_currency(estimate) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_last_in_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION last_in_currency(estimate) IS
	'the last of all estimates in the currency of the argument, in the order of the btree class; NULL if that is not known';

CREATE FUNCTION first_in_currency(valuation) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_estimate_first_in_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION first_in_currency(valuation) IS
	'the first of all valuations in the currency of the argument, in the order of the btree class; NULL if that is not known';

CREATE FUNCTION last_in_currency(valuation) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_valuation_last_in_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION last_in_currency(valuation) IS
	'the last of all valuations in the currency of the argument, in the order of the btree class; NULL if that is not known';

CREATE FUNCTION monetary_eq(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_eq'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_eq(monetary, monetary) IS
	'implementation of operator =';

CREATE FUNCTION monetary_ne(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_ne'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_ne(monetary, monetary) IS
	'implementation of operator <>';

CREATE FUNCTION monetary_lt(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_lt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT monetary_lt_support;
COMMENT ON FUNCTION monetary_lt(monetary, monetary) IS
	'implementation of operator <';

CREATE FUNCTION monetary_le(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_le'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT monetary_le_support;
COMMENT ON FUNCTION monetary_le(monetary, monetary) IS
	'implementation of operator <=';

CREATE FUNCTION monetary_gt(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_gt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT monetary_gt_support;
COMMENT ON FUNCTION monetary_gt(monetary, monetary) IS
	'implementation of operator >';

CREATE FUNCTION monetary_ge(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_ge'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT monetary_ge_support;
COMMENT ON FUNCTION monetary_ge(monetary, monetary) IS
	'implementation of operator >=';

CREATE FUNCTION monetary_order_lt(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_order_lt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_order_lt(monetary, monetary) IS
	'implementation of operator ~<~';

CREATE FUNCTION monetary_order_le(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_order_le'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_order_le(monetary, monetary) IS
	'implementation of operator ~<=~';

CREATE FUNCTION monetary_order_gt(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_order_gt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_order_gt(monetary, monetary) IS
	'implementation of operator ~>~';

CREATE FUNCTION monetary_order_ge(monetary, monetary) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_order_ge'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_order_ge(monetary, monetary) IS
	'implementation of operator ~>=~';

CREATE FUNCTION monetary_cmp(monetary, monetary) RETURNS pg_catalog.int4
	AS 'MODULE_PATHNAME', 'funding_monetary_cmp'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_cmp(monetary, monetary) IS
	'total order of the btree class: less than, equal, greater than zero';

CREATE FUNCTION monetary_sortsupport(pg_catalog.internal) RETURNS pg_catalog.void
	AS 'MODULE_PATHNAME', 'funding_monetary_sortsupport'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sortsupport(pg_catalog.internal) IS
	'sort support of the btree class, with abbreviated keys';

CREATE FUNCTION monetary_in_range(monetary, monetary, monetary, pg_catalog.bool, pg_catalog.bool) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_in_range'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_in_range(monetary, monetary, monetary, pg_catalog.bool, pg_catalog.bool) IS
	'window frames RANGE BETWEEN an amount PRECEDING AND an amount FOLLOWING, rows of that currency only';

CREATE FUNCTION monetary_in_range(monetary, monetary, pg_catalog.numeric, pg_catalog.bool, pg_catalog.bool) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_monetary_in_range_numeric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_in_range(monetary, monetary, pg_catalog.numeric, pg_catalog.bool, pg_catalog.bool) IS
	'window frames RANGE BETWEEN a number PRECEDING AND a number FOLLOWING, in the currency of each row';

CREATE FUNCTION monetary_hash(monetary) RETURNS pg_catalog.int4
	AS 'MODULE_PATHNAME', 'funding_monetary_hash'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_hash(monetary) IS
	'hash, agreeing with operator =';

CREATE FUNCTION monetary_hash_extended(monetary, pg_catalog.int8) RETURNS pg_catalog.int8
	AS 'MODULE_PATHNAME', 'funding_monetary_hash_extended'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_hash_extended(monetary, pg_catalog.int8) IS
	'hash of 64 bits with a seed, agreeing with operator =';

CREATE OPERATOR = (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (monetary, monetary) IS 'the same amount in the same currency';

CREATE OPERATOR <> (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (monetary, monetary) IS 'not the same amount in the same currency';

CREATE OPERATOR < (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (monetary, monetary) IS 'less; NULL for different currencies';

CREATE OPERATOR <= (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (monetary, monetary) IS 'less or equal; NULL for different currencies';

CREATE OPERATOR > (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (monetary, monetary) IS 'greater; NULL for different currencies';

CREATE OPERATOR >= (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (monetary, monetary) IS 'greater or equal; NULL for different currencies';

CREATE OPERATOR ~<~ (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_order_lt,
	COMMUTATOR = ~>~,
	NEGATOR = ~>=~,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR ~<~ (monetary, monetary) IS 'before in the total order by currency, amount';

CREATE OPERATOR ~<=~ (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_order_le,
	COMMUTATOR = ~>=~,
	NEGATOR = ~>~,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR ~<=~ (monetary, monetary) IS 'before or same in the total order by currency, amount';

CREATE OPERATOR ~>~ (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_order_gt,
	COMMUTATOR = ~<~,
	NEGATOR = ~<=~,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR ~>~ (monetary, monetary) IS 'after in the total order by currency, amount';

CREATE OPERATOR ~>=~ (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_order_ge,
	COMMUTATOR = ~<=~,
	NEGATOR = ~<~,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR ~>=~ (monetary, monetary) IS 'after or same in the total order by currency, amount';

CREATE OPERATOR CLASS monetary_ops
	DEFAULT FOR TYPE monetary USING btree AS
		OPERATOR 1 ~<~,
		OPERATOR 2 ~<=~,
		OPERATOR 3 =,
		OPERATOR 4 ~>=~,
		OPERATOR 5 ~>~,
		FUNCTION 1 monetary_cmp(monetary, monetary),
		FUNCTION 2 monetary_sortsupport(pg_catalog.internal),
		FUNCTION 3 monetary_in_range(monetary, monetary, monetary, pg_catalog.bool, pg_catalog.bool),
		FUNCTION 3 (monetary, pg_catalog.numeric) monetary_in_range(monetary, monetary, pg_catalog.numeric, pg_catalog.bool, pg_catalog.bool),
		FUNCTION 4 pg_catalog.btequalimage(pg_catalog.oid);
COMMENT ON OPERATOR CLASS monetary_ops USING btree IS
	'total order of monetary by currency, amount';
COMMENT ON OPERATOR FAMILY monetary_ops USING btree IS
	'total order of monetary by currency, amount';

CREATE OPERATOR CLASS monetary_ops
	DEFAULT FOR TYPE monetary USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 monetary_hash(monetary),
		FUNCTION 2 monetary_hash_extended(monetary, pg_catalog.int8);
COMMENT ON OPERATOR CLASS monetary_ops USING hash IS
	'hashing of monetary';
COMMENT ON OPERATOR FAMILY monetary_ops USING hash IS
	'hashing of monetary';

CREATE OPERATOR CLASS monetary_minmax_ops
	DEFAULT FOR TYPE monetary USING brin AS
		OPERATOR 1 ~<~,
		OPERATOR 2 ~<=~,
		OPERATOR 3 =,
		OPERATOR 4 ~>=~,
		OPERATOR 5 ~>~,
		FUNCTION 1 pg_catalog.brin_minmax_opcinfo(pg_catalog.internal),
		FUNCTION 2 pg_catalog.brin_minmax_add_value(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 3 pg_catalog.brin_minmax_consistent(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 4 pg_catalog.brin_minmax_union(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal);
COMMENT ON OPERATOR CLASS monetary_minmax_ops USING brin IS
	'first and last monetary of each block range, for columns of one currency';
COMMENT ON OPERATOR FAMILY monetary_minmax_ops USING brin IS
	'first and last monetary of each block range, for columns of one currency';

CREATE FUNCTION monetary_distance(monetary, monetary) RETURNS pg_catalog.float8
	AS 'MODULE_PATHNAME', 'funding_monetary_distance'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_distance(monetary, monetary) IS
	'how far apart two values stand in the total order, for BRIN: no amount';

CREATE OPERATOR CLASS monetary_minmax_multi_ops
	FOR TYPE monetary USING brin AS
		OPERATOR 1 ~<~,
		OPERATOR 2 ~<=~,
		OPERATOR 3 =,
		OPERATOR 4 ~>=~,
		OPERATOR 5 ~>~,
		FUNCTION 1 pg_catalog.brin_minmax_multi_opcinfo(pg_catalog.internal),
		FUNCTION 2 pg_catalog.brin_minmax_multi_add_value(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 3 pg_catalog.brin_minmax_multi_consistent(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal, pg_catalog.int4),
		FUNCTION 4 pg_catalog.brin_minmax_multi_union(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 5 pg_catalog.brin_minmax_multi_options(pg_catalog.internal),
		FUNCTION 11 monetary_distance(monetary, monetary);
COMMENT ON OPERATOR CLASS monetary_minmax_multi_ops USING brin IS
	'several intervals of monetary for each block range, for columns of many currencies';
COMMENT ON OPERATOR FAMILY monetary_minmax_multi_ops USING brin IS
	'several intervals of monetary for each block range, for columns of many currencies';

CREATE FUNCTION estimate_eq(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_eq'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_eq(estimate, estimate) IS
	'implementation of operator =';

CREATE FUNCTION estimate_ne(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_ne'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_ne(estimate, estimate) IS
	'implementation of operator <>';

CREATE FUNCTION estimate_lt(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_lt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT estimate_lt_support;
COMMENT ON FUNCTION estimate_lt(estimate, estimate) IS
	'implementation of operator <';

CREATE FUNCTION estimate_le(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_le'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT estimate_le_support;
COMMENT ON FUNCTION estimate_le(estimate, estimate) IS
	'implementation of operator <=';

CREATE FUNCTION estimate_gt(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_gt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT estimate_gt_support;
COMMENT ON FUNCTION estimate_gt(estimate, estimate) IS
	'implementation of operator >';

CREATE FUNCTION estimate_ge(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_ge'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT estimate_ge_support;
COMMENT ON FUNCTION estimate_ge(estimate, estimate) IS
	'implementation of operator >=';

CREATE FUNCTION estimate_order_lt(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_order_lt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_order_lt(estimate, estimate) IS
	'implementation of operator ~<~';

CREATE FUNCTION estimate_order_le(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_order_le'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_order_le(estimate, estimate) IS
	'implementation of operator ~<=~';

CREATE FUNCTION estimate_order_gt(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_order_gt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_order_gt(estimate, estimate) IS
	'implementation of operator ~>~';

CREATE FUNCTION estimate_order_ge(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_order_ge'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_order_ge(estimate, estimate) IS
	'implementation of operator ~>=~';

CREATE FUNCTION estimate_cmp(estimate, estimate) RETURNS pg_catalog.int4
	AS 'MODULE_PATHNAME', 'funding_estimate_cmp'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_cmp(estimate, estimate) IS
	'total order of the btree class: less than, equal, greater than zero';

CREATE FUNCTION estimate_sortsupport(pg_catalog.internal) RETURNS pg_catalog.void
	AS 'MODULE_PATHNAME', 'funding_estimate_sortsupport'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_sortsupport(pg_catalog.internal) IS
	'sort support of the btree class, with abbreviated keys';

CREATE FUNCTION estimate_hash(estimate) RETURNS pg_catalog.int4
	AS 'MODULE_PATHNAME', 'funding_estimate_hash'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_hash(estimate) IS
	'hash, agreeing with operator =';

CREATE FUNCTION estimate_hash_extended(estimate, pg_catalog.int8) RETURNS pg_catalog.int8
	AS 'MODULE_PATHNAME', 'funding_estimate_hash_extended'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_hash_extended(estimate, pg_catalog.int8) IS
	'hash of 64 bits with a seed, agreeing with operator =';

CREATE OPERATOR = (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (estimate, estimate) IS 'the same stored figure';

CREATE OPERATOR <> (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (estimate, estimate) IS 'not the same stored figure';

CREATE OPERATOR < (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (estimate, estimate) IS 'less; NULL where the intervals overlap or the currencies differ';

CREATE OPERATOR <= (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (estimate, estimate) IS 'less or equal; NULL where the intervals overlap or the currencies differ';

CREATE OPERATOR > (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (estimate, estimate) IS 'greater; NULL where the intervals overlap or the currencies differ';

CREATE OPERATOR >= (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (estimate, estimate) IS 'greater or equal; NULL where the intervals overlap or the currencies differ';

CREATE OPERATOR ~<~ (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_order_lt,
	COMMUTATOR = ~>~,
	NEGATOR = ~>=~,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR ~<~ (estimate, estimate) IS 'before in the total order by currency, lower bound, upper bound, kind';

CREATE OPERATOR ~<=~ (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_order_le,
	COMMUTATOR = ~>=~,
	NEGATOR = ~>~,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR ~<=~ (estimate, estimate) IS 'before or same in the total order by currency, lower bound, upper bound, kind';

CREATE OPERATOR ~>~ (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_order_gt,
	COMMUTATOR = ~<~,
	NEGATOR = ~<=~,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR ~>~ (estimate, estimate) IS 'after in the total order by currency, lower bound, upper bound, kind';

CREATE OPERATOR ~>=~ (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_order_ge,
	COMMUTATOR = ~<=~,
	NEGATOR = ~<~,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR ~>=~ (estimate, estimate) IS 'after or same in the total order by currency, lower bound, upper bound, kind';

CREATE OPERATOR CLASS estimate_ops
	DEFAULT FOR TYPE estimate USING btree AS
		OPERATOR 1 ~<~,
		OPERATOR 2 ~<=~,
		OPERATOR 3 =,
		OPERATOR 4 ~>=~,
		OPERATOR 5 ~>~,
		FUNCTION 1 estimate_cmp(estimate, estimate),
		FUNCTION 2 estimate_sortsupport(pg_catalog.internal),
		FUNCTION 4 pg_catalog.btequalimage(pg_catalog.oid);
COMMENT ON OPERATOR CLASS estimate_ops USING btree IS
	'total order of estimate by currency, lower bound, upper bound, kind';
COMMENT ON OPERATOR FAMILY estimate_ops USING btree IS
	'total order of estimate by currency, lower bound, upper bound, kind';

CREATE OPERATOR CLASS estimate_ops
	DEFAULT FOR TYPE estimate USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 estimate_hash(estimate),
		FUNCTION 2 estimate_hash_extended(estimate, pg_catalog.int8);
COMMENT ON OPERATOR CLASS estimate_ops USING hash IS
	'hashing of estimate';
COMMENT ON OPERATOR FAMILY estimate_ops USING hash IS
	'hashing of estimate';

CREATE OPERATOR CLASS estimate_minmax_ops
	DEFAULT FOR TYPE estimate USING brin AS
		OPERATOR 1 ~<~,
		OPERATOR 2 ~<=~,
		OPERATOR 3 =,
		OPERATOR 4 ~>=~,
		OPERATOR 5 ~>~,
		FUNCTION 1 pg_catalog.brin_minmax_opcinfo(pg_catalog.internal),
		FUNCTION 2 pg_catalog.brin_minmax_add_value(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 3 pg_catalog.brin_minmax_consistent(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 4 pg_catalog.brin_minmax_union(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal);
COMMENT ON OPERATOR CLASS estimate_minmax_ops USING brin IS
	'first and last estimate of each block range, for columns of one currency';
COMMENT ON OPERATOR FAMILY estimate_minmax_ops USING brin IS
	'first and last estimate of each block range, for columns of one currency';

CREATE FUNCTION estimate_distance(estimate, estimate) RETURNS pg_catalog.float8
	AS 'MODULE_PATHNAME', 'funding_estimate_distance'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_distance(estimate, estimate) IS
	'how far apart two values stand in the total order, for BRIN: no amount';

CREATE OPERATOR CLASS estimate_minmax_multi_ops
	FOR TYPE estimate USING brin AS
		OPERATOR 1 ~<~,
		OPERATOR 2 ~<=~,
		OPERATOR 3 =,
		OPERATOR 4 ~>=~,
		OPERATOR 5 ~>~,
		FUNCTION 1 pg_catalog.brin_minmax_multi_opcinfo(pg_catalog.internal),
		FUNCTION 2 pg_catalog.brin_minmax_multi_add_value(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 3 pg_catalog.brin_minmax_multi_consistent(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal, pg_catalog.int4),
		FUNCTION 4 pg_catalog.brin_minmax_multi_union(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 5 pg_catalog.brin_minmax_multi_options(pg_catalog.internal),
		FUNCTION 11 estimate_distance(estimate, estimate);
COMMENT ON OPERATOR CLASS estimate_minmax_multi_ops USING brin IS
	'several intervals of estimate for each block range, for columns of many currencies';
COMMENT ON OPERATOR FAMILY estimate_minmax_multi_ops USING brin IS
	'several intervals of estimate for each block range, for columns of many currencies';

CREATE FUNCTION valuation_eq(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_eq'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_eq(valuation, valuation) IS
	'implementation of operator =';

CREATE FUNCTION valuation_ne(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_ne'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_ne(valuation, valuation) IS
	'implementation of operator <>';

CREATE FUNCTION valuation_lt(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_valuation_lt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT estimate_lt_support;
COMMENT ON FUNCTION valuation_lt(valuation, valuation) IS
	'implementation of operator <';

CREATE FUNCTION valuation_le(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_valuation_le'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT estimate_le_support;
COMMENT ON FUNCTION valuation_le(valuation, valuation) IS
	'implementation of operator <=';

CREATE FUNCTION valuation_gt(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_valuation_gt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT estimate_gt_support;
COMMENT ON FUNCTION valuation_gt(valuation, valuation) IS
	'implementation of operator >';

CREATE FUNCTION valuation_ge(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_valuation_ge'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
	SUPPORT estimate_ge_support;
COMMENT ON FUNCTION valuation_ge(valuation, valuation) IS
	'implementation of operator >=';

CREATE FUNCTION valuation_order_lt(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_order_lt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_order_lt(valuation, valuation) IS
	'implementation of operator ~<~';

CREATE FUNCTION valuation_order_le(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_order_le'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_order_le(valuation, valuation) IS
	'implementation of operator ~<=~';

CREATE FUNCTION valuation_order_gt(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_order_gt'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_order_gt(valuation, valuation) IS
	'implementation of operator ~>~';

CREATE FUNCTION valuation_order_ge(valuation, valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_order_ge'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_order_ge(valuation, valuation) IS
	'implementation of operator ~>=~';

CREATE FUNCTION valuation_cmp(valuation, valuation) RETURNS pg_catalog.int4
	AS 'MODULE_PATHNAME', 'funding_estimate_cmp'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_cmp(valuation, valuation) IS
	'total order of the btree class: less than, equal, greater than zero';

CREATE FUNCTION valuation_sortsupport(pg_catalog.internal) RETURNS pg_catalog.void
	AS 'MODULE_PATHNAME', 'funding_estimate_sortsupport'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_sortsupport(pg_catalog.internal) IS
	'sort support of the btree class, with abbreviated keys';

CREATE FUNCTION valuation_hash(valuation) RETURNS pg_catalog.int4
	AS 'MODULE_PATHNAME', 'funding_estimate_hash'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_hash(valuation) IS
	'hash, agreeing with operator =';

CREATE FUNCTION valuation_hash_extended(valuation, pg_catalog.int8) RETURNS pg_catalog.int8
	AS 'MODULE_PATHNAME', 'funding_estimate_hash_extended'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_hash_extended(valuation, pg_catalog.int8) IS
	'hash of 64 bits with a seed, agreeing with operator =';

CREATE OPERATOR = (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (valuation, valuation) IS 'the same stored figure';

CREATE OPERATOR <> (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (valuation, valuation) IS 'not the same stored figure';

CREATE OPERATOR < (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (valuation, valuation) IS 'less; NULL where the intervals overlap or currency or basis differ or are not known';

CREATE OPERATOR <= (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (valuation, valuation) IS 'less or equal; NULL where the intervals overlap or currency or basis differ or are not known';

CREATE OPERATOR > (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (valuation, valuation) IS 'greater; NULL where the intervals overlap or currency or basis differ or are not known';

CREATE OPERATOR >= (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = funding_inequality_selectivity,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (valuation, valuation) IS 'greater or equal; NULL where the intervals overlap or currency or basis differ or are not known';

CREATE OPERATOR ~<~ (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_order_lt,
	COMMUTATOR = ~>~,
	NEGATOR = ~>=~,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR ~<~ (valuation, valuation) IS 'before in the total order by currency, lower bound, upper bound, kind, basis';

CREATE OPERATOR ~<=~ (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_order_le,
	COMMUTATOR = ~>=~,
	NEGATOR = ~>~,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR ~<=~ (valuation, valuation) IS 'before or same in the total order by currency, lower bound, upper bound, kind, basis';

CREATE OPERATOR ~>~ (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_order_gt,
	COMMUTATOR = ~<~,
	NEGATOR = ~<=~,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR ~>~ (valuation, valuation) IS 'after in the total order by currency, lower bound, upper bound, kind, basis';

CREATE OPERATOR ~>=~ (
	LEFTARG = valuation,
	RIGHTARG = valuation,
	FUNCTION = valuation_order_ge,
	COMMUTATOR = ~<=~,
	NEGATOR = ~<~,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR ~>=~ (valuation, valuation) IS 'after or same in the total order by currency, lower bound, upper bound, kind, basis';

CREATE OPERATOR CLASS valuation_ops
	DEFAULT FOR TYPE valuation USING btree AS
		OPERATOR 1 ~<~,
		OPERATOR 2 ~<=~,
		OPERATOR 3 =,
		OPERATOR 4 ~>=~,
		OPERATOR 5 ~>~,
		FUNCTION 1 valuation_cmp(valuation, valuation),
		FUNCTION 2 valuation_sortsupport(pg_catalog.internal),
		FUNCTION 4 pg_catalog.btequalimage(pg_catalog.oid);
COMMENT ON OPERATOR CLASS valuation_ops USING btree IS
	'total order of valuation by currency, lower bound, upper bound, kind, basis';
COMMENT ON OPERATOR FAMILY valuation_ops USING btree IS
	'total order of valuation by currency, lower bound, upper bound, kind, basis';

CREATE OPERATOR CLASS valuation_ops
	DEFAULT FOR TYPE valuation USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 valuation_hash(valuation),
		FUNCTION 2 valuation_hash_extended(valuation, pg_catalog.int8);
COMMENT ON OPERATOR CLASS valuation_ops USING hash IS
	'hashing of valuation';
COMMENT ON OPERATOR FAMILY valuation_ops USING hash IS
	'hashing of valuation';

CREATE OPERATOR CLASS valuation_minmax_ops
	DEFAULT FOR TYPE valuation USING brin AS
		OPERATOR 1 ~<~,
		OPERATOR 2 ~<=~,
		OPERATOR 3 =,
		OPERATOR 4 ~>=~,
		OPERATOR 5 ~>~,
		FUNCTION 1 pg_catalog.brin_minmax_opcinfo(pg_catalog.internal),
		FUNCTION 2 pg_catalog.brin_minmax_add_value(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 3 pg_catalog.brin_minmax_consistent(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 4 pg_catalog.brin_minmax_union(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal);
COMMENT ON OPERATOR CLASS valuation_minmax_ops USING brin IS
	'first and last valuation of each block range, for columns of one currency';
COMMENT ON OPERATOR FAMILY valuation_minmax_ops USING brin IS
	'first and last valuation of each block range, for columns of one currency';

CREATE FUNCTION valuation_distance(valuation, valuation) RETURNS pg_catalog.float8
	AS 'MODULE_PATHNAME', 'funding_estimate_distance'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_distance(valuation, valuation) IS
	'how far apart two values stand in the total order, for BRIN: no amount';

CREATE OPERATOR CLASS valuation_minmax_multi_ops
	FOR TYPE valuation USING brin AS
		OPERATOR 1 ~<~,
		OPERATOR 2 ~<=~,
		OPERATOR 3 =,
		OPERATOR 4 ~>=~,
		OPERATOR 5 ~>~,
		FUNCTION 1 pg_catalog.brin_minmax_multi_opcinfo(pg_catalog.internal),
		FUNCTION 2 pg_catalog.brin_minmax_multi_add_value(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 3 pg_catalog.brin_minmax_multi_consistent(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal, pg_catalog.int4),
		FUNCTION 4 pg_catalog.brin_minmax_multi_union(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 5 pg_catalog.brin_minmax_multi_options(pg_catalog.internal),
		FUNCTION 11 valuation_distance(valuation, valuation);
COMMENT ON OPERATOR CLASS valuation_minmax_multi_ops USING brin IS
	'several intervals of valuation for each block range, for columns of many currencies';
COMMENT ON OPERATOR FAMILY valuation_minmax_multi_ops USING brin IS
	'several intervals of valuation for each block range, for columns of many currencies';

--
-- estimate: constructors, accessors, casts
--

CREATE FUNCTION estimate(monetary) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_from_monetary'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate(monetary) IS
	'an exact figure';

CREATE CAST (monetary AS estimate) WITH FUNCTION estimate(monetary) AS IMPLICIT;
COMMENT ON CAST (monetary AS estimate) IS 'an exact figure';

CREATE FUNCTION monetary(estimate) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_estimate_to_monetary'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary(estimate) IS
	'the amount of an exact figure; an error for any other kind';

CREATE CAST (estimate AS monetary) WITH FUNCTION monetary(estimate);
COMMENT ON CAST (estimate AS monetary) IS 'the amount of an exact figure; an error for any other kind';

-- not STRICT: undisclosed has no amount, and may have no currency
CREATE FUNCTION estimate(amount pg_catalog.numeric, currency pg_catalog.text, kind pg_catalog.text) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_make'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate(pg_catalog.numeric, pg_catalog.text, pg_catalog.text) IS
	'a figure of a kind: exact, approximate, nearly, at least, more than, at most, less than, undisclosed';

-- not STRICT: a NULL bound is no bound, as in numrange()
CREATE FUNCTION estimate(lower monetary, upper monetary) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_from_bounds'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate(monetary, monetary) IS
	'the range between two amounts, both included; a NULL bound is no bound';

CREATE FUNCTION amount(estimate) RETURNS pg_catalog.numeric
	AS 'MODULE_PATHNAME', 'funding_estimate_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION amount(estimate) IS
	'the written figure, or the middle of a range, as a number; NULL where there is none';

CREATE FUNCTION currency(estimate) RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_estimate_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency(estimate) IS
	'the code of the currency; NULL where the source did not say';

CREATE FUNCTION lower(estimate) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_estimate_lower'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION lower(estimate) IS
	'lower bound; NULL if there is none';

CREATE FUNCTION upper(estimate) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_estimate_upper'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION upper(estimate) IS
	'upper bound; NULL if there is none';

CREATE FUNCTION point(estimate) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_estimate_point'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION point(estimate) IS
	'the written figure, or the middle of a range; NULL for one-sided and undisclosed figures';

CREATE FUNCTION kind(estimate) RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_estimate_kind'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION kind(estimate) IS
	'exact, approximate, nearly, at least, more than, at most, less than, range or undisclosed';

CREATE FUNCTION is_exact(estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_is_exact'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION is_exact(estimate) IS
	'is the figure a single amount?';

CREATE FUNCTION is_disclosed(estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_is_disclosed'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION is_disclosed(estimate) IS
	'did the source say anything of the amount?';

CREATE FUNCTION abbreviate(estimate, digits pg_catalog.int4 DEFAULT 1) RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_estimate_abbreviate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION abbreviate(estimate, pg_catalog.int4) IS
	'a short text for people, bounds rounded outward: >2.7B USD';

CREATE FUNCTION estimate_to_json(estimate) RETURNS pg_catalog.json
	AS 'MODULE_PATHNAME', 'funding_estimate_to_json'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_to_json(estimate) IS
	'the figure as JSON: {"lower": "2700000000.00", "upper": null, "kind": "more than", "currency": "USD"}';

CREATE FUNCTION estimate_to_jsonb(estimate) RETURNS pg_catalog.jsonb
	AS 'MODULE_PATHNAME', 'funding_estimate_to_jsonb'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_to_jsonb(estimate) IS
	'the figure as JSON: {"lower": "2700000000.00", "upper": null, "kind": "more than", "currency": "USD"}';

CREATE CAST (estimate AS pg_catalog.json) WITH FUNCTION estimate_to_json(estimate);
COMMENT ON CAST (estimate AS pg_catalog.json) IS 'used by to_json, to_jsonb and their kin';

CREATE CAST (estimate AS pg_catalog.jsonb) WITH FUNCTION estimate_to_jsonb(estimate);
COMMENT ON CAST (estimate AS pg_catalog.jsonb) IS 'the figure as JSON';

CREATE FUNCTION amount(valuation) RETURNS pg_catalog.numeric
	AS 'MODULE_PATHNAME', 'funding_estimate_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION amount(valuation) IS
	'the written figure, or the middle of a range, as a number; NULL where there is none';

CREATE FUNCTION currency(valuation) RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_estimate_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency(valuation) IS
	'the code of the currency; NULL where the source did not say';

CREATE FUNCTION lower(valuation) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_estimate_lower'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION lower(valuation) IS
	'lower bound; NULL if there is none';

CREATE FUNCTION upper(valuation) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_estimate_upper'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION upper(valuation) IS
	'upper bound; NULL if there is none';

CREATE FUNCTION point(valuation) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_estimate_point'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION point(valuation) IS
	'the written figure, or the middle of a range; NULL for one-sided and undisclosed figures';

CREATE FUNCTION kind(valuation) RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_estimate_kind'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION kind(valuation) IS
	'exact, approximate, nearly, at least, more than, at most, less than, range or undisclosed';

CREATE FUNCTION is_exact(valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_is_exact'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION is_exact(valuation) IS
	'is the figure a single amount?';

CREATE FUNCTION is_disclosed(valuation) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_is_disclosed'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION is_disclosed(valuation) IS
	'did the source say anything of the amount?';

CREATE FUNCTION abbreviate(valuation, digits pg_catalog.int4 DEFAULT 1) RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_estimate_abbreviate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION abbreviate(valuation, pg_catalog.int4) IS
	'a short text for people, bounds rounded outward: >2.7B USD';

CREATE FUNCTION valuation_to_json(valuation) RETURNS pg_catalog.json
	AS 'MODULE_PATHNAME', 'funding_valuation_to_json'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_to_json(valuation) IS
	'the figure as JSON: {"lower": "2700000000.00", "upper": null, "kind": "more than", "basis": null, "currency": "USD"}';

CREATE FUNCTION valuation_to_jsonb(valuation) RETURNS pg_catalog.jsonb
	AS 'MODULE_PATHNAME', 'funding_valuation_to_jsonb'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_to_jsonb(valuation) IS
	'the figure as JSON: {"lower": "2700000000.00", "upper": null, "kind": "more than", "basis": null, "currency": "USD"}';

CREATE CAST (valuation AS pg_catalog.json) WITH FUNCTION valuation_to_json(valuation);
COMMENT ON CAST (valuation AS pg_catalog.json) IS 'used by to_json, to_jsonb and their kin';

CREATE CAST (valuation AS pg_catalog.jsonb) WITH FUNCTION valuation_to_jsonb(valuation);
COMMENT ON CAST (valuation AS pg_catalog.jsonb) IS 'the figure as JSON';

--
-- estimate: interval arithmetic, overlap
--

CREATE FUNCTION estimate_add(estimate, estimate) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_add'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_add(estimate, estimate) IS
	'implementation of operator +';

CREATE OPERATOR + (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_add,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (estimate, estimate) IS 'sum of two figures of one currency';

CREATE FUNCTION estimate_subtract(estimate, estimate) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_subtract'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_subtract(estimate, estimate) IS
	'implementation of operator -';

CREATE OPERATOR - (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_subtract
);
COMMENT ON OPERATOR - (estimate, estimate) IS 'difference of two figures of one currency';

CREATE FUNCTION estimate_negate(estimate) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_negate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_negate(estimate) IS
	'implementation of operator -';

CREATE OPERATOR - (
	RIGHTARG = estimate,
	FUNCTION = estimate_negate
);
COMMENT ON OPERATOR - (NONE, estimate) IS 'negative of a figure';

CREATE FUNCTION estimate_multiply(estimate, pg_catalog.numeric) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_multiply'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_multiply(estimate, pg_catalog.numeric) IS
	'implementation of operator *';

CREATE OPERATOR * (
	LEFTARG = estimate,
	RIGHTARG = pg_catalog.numeric,
	FUNCTION = estimate_multiply,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (estimate, pg_catalog.numeric) IS 'multiple of a figure, rounded outward beyond 28 digits';

CREATE FUNCTION estimate_multiply_left(pg_catalog.numeric, estimate) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_multiply_left'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_multiply_left(pg_catalog.numeric, estimate) IS
	'implementation of operator *';

CREATE OPERATOR * (
	LEFTARG = pg_catalog.numeric,
	RIGHTARG = estimate,
	FUNCTION = estimate_multiply_left,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (pg_catalog.numeric, estimate) IS 'multiple of a figure, rounded outward beyond 28 digits';

CREATE FUNCTION estimate_divide(estimate, pg_catalog.numeric) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_divide'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_divide(estimate, pg_catalog.numeric) IS
	'implementation of operator /';

CREATE OPERATOR / (
	LEFTARG = estimate,
	RIGHTARG = pg_catalog.numeric,
	FUNCTION = estimate_divide
);
COMMENT ON OPERATOR / (estimate, pg_catalog.numeric) IS 'part of a figure, rounded outward beyond 28 digits';

CREATE FUNCTION valuation_multiply(valuation, pg_catalog.numeric) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_estimate_multiply'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_multiply(valuation, pg_catalog.numeric) IS
	'implementation of operator *';

CREATE OPERATOR * (
	LEFTARG = valuation,
	RIGHTARG = pg_catalog.numeric,
	FUNCTION = valuation_multiply,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (valuation, pg_catalog.numeric) IS 'multiple of a figure, rounded outward beyond 28 digits';

CREATE FUNCTION valuation_multiply_left(pg_catalog.numeric, valuation) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_estimate_multiply_left'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_multiply_left(pg_catalog.numeric, valuation) IS
	'implementation of operator *';

CREATE OPERATOR * (
	LEFTARG = pg_catalog.numeric,
	RIGHTARG = valuation,
	FUNCTION = valuation_multiply_left,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (pg_catalog.numeric, valuation) IS 'multiple of a figure, rounded outward beyond 28 digits';

CREATE FUNCTION valuation_divide(valuation, pg_catalog.numeric) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_estimate_divide'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation_divide(valuation, pg_catalog.numeric) IS
	'implementation of operator /';

CREATE OPERATOR / (
	LEFTARG = valuation,
	RIGHTARG = pg_catalog.numeric,
	FUNCTION = valuation_divide
);
COMMENT ON OPERATOR / (valuation, pg_catalog.numeric) IS 'part of a figure, rounded outward beyond 28 digits';

CREATE FUNCTION estimate_overlaps(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_overlaps'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_overlaps(estimate, estimate) IS
	'implementation of operator &&';

CREATE FUNCTION estimate_contains(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_contains'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_contains(estimate, estimate) IS
	'implementation of operator @>';

CREATE FUNCTION estimate_contained(estimate, estimate) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_contained'
	LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_contained(estimate, estimate) IS
	'implementation of operator <@';

CREATE OPERATOR && (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_overlaps,
	COMMUTATOR = &&,
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR && (estimate, estimate) IS 'could the two be the same amount? NULL for different currencies';

CREATE OPERATOR @> (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_contains,
	COMMUTATOR = <@,
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @> (estimate, estimate) IS 'does the first allow all that the second allows? NULL for different currencies';

CREATE OPERATOR <@ (
	LEFTARG = estimate,
	RIGHTARG = estimate,
	FUNCTION = estimate_contained,
	COMMUTATOR = @>,
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR <@ (estimate, estimate) IS 'does the second allow all that the first allows? NULL for different currencies';

CREATE FUNCTION hull(estimate, estimate) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_hull'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION hull(estimate, estimate) IS
	'the smallest interval that holds both figures';

CREATE FUNCTION estimate_gist_consistent(pg_catalog.internal, estimate, pg_catalog.int2, pg_catalog.oid, pg_catalog.internal) RETURNS pg_catalog.bool
	AS 'MODULE_PATHNAME', 'funding_estimate_gist_consistent'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_gist_consistent(pg_catalog.internal, estimate, pg_catalog.int2, pg_catalog.oid, pg_catalog.internal) IS
	'GiST: can an entry match a query?';

CREATE FUNCTION estimate_gist_compress(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_gist_compress'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_gist_compress(pg_catalog.internal) IS
	'GiST: the key of an estimate';

CREATE FUNCTION estimate_gist_union(pg_catalog.internal, pg_catalog.internal) RETURNS pg_catalog.uuid
	AS 'MODULE_PATHNAME', 'funding_estimate_gist_union'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_gist_union(pg_catalog.internal, pg_catalog.internal) IS
	'GiST: the key of several entries';

CREATE FUNCTION estimate_gist_penalty(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_gist_penalty'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_gist_penalty(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal) IS
	'GiST: how much a key grows';

CREATE FUNCTION estimate_gist_picksplit(pg_catalog.internal, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_gist_picksplit'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_gist_picksplit(pg_catalog.internal, pg_catalog.internal) IS
	'GiST: two pages of one';

CREATE FUNCTION estimate_gist_same(pg_catalog.uuid, pg_catalog.uuid, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_gist_same'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_gist_same(pg_catalog.uuid, pg_catalog.uuid, pg_catalog.internal) IS
	'GiST: are two keys the same?';

CREATE FUNCTION estimate_gist_sortsupport(pg_catalog.internal) RETURNS pg_catalog.void
	AS 'MODULE_PATHNAME', 'funding_estimate_gist_sortsupport'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_gist_sortsupport(pg_catalog.internal) IS
	'GiST: the order in which an index is packed';

CREATE OPERATOR CLASS estimate_overlap_ops
	DEFAULT FOR TYPE estimate USING gist AS
		OPERATOR 3 &&,
		OPERATOR 7 @>,
		OPERATOR 8 <@,
		OPERATOR 18 =,
		FUNCTION 1 estimate_gist_consistent(pg_catalog.internal, estimate, pg_catalog.int2, pg_catalog.oid, pg_catalog.internal),
		FUNCTION 2 estimate_gist_union(pg_catalog.internal, pg_catalog.internal),
		FUNCTION 3 estimate_gist_compress(pg_catalog.internal),
		FUNCTION 5 estimate_gist_penalty(pg_catalog.internal, pg_catalog.internal, pg_catalog.internal),
		FUNCTION 6 estimate_gist_picksplit(pg_catalog.internal, pg_catalog.internal),
		FUNCTION 7 estimate_gist_same(pg_catalog.uuid, pg_catalog.uuid, pg_catalog.internal),
		FUNCTION 11 estimate_gist_sortsupport(pg_catalog.internal),
		STORAGE pg_catalog.uuid;
COMMENT ON OPERATOR CLASS estimate_overlap_ops USING gist IS
	'estimates by overlap: &&, @>, <@ and =';
COMMENT ON OPERATOR FAMILY estimate_overlap_ops USING gist IS
	'estimates by overlap: &&, @>, <@ and =';

CREATE FUNCTION intersection(estimate, estimate) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_intersection'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION intersection(estimate, estimate) IS
	'what two figures of the same amount agree on; NULL if they contradict';

CREATE TYPE ratio_bounds AS (
	lower pg_catalog.numeric,
	upper pg_catalog.numeric
);
COMMENT ON TYPE ratio_bounds IS 'the bounds of a quotient, a fraction: the result of ratio() and dilution()';
COMMENT ON COLUMN ratio_bounds.lower IS 'lower bound, a fraction; NULL if there is none';
COMMENT ON COLUMN ratio_bounds.upper IS 'upper bound, a fraction; NULL if there is none';

CREATE FUNCTION ratio(numerator estimate, denominator estimate) RETURNS ratio_bounds
	AS 'MODULE_PATHNAME', 'funding_estimate_ratio'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION ratio(estimate, estimate) IS
	'the quotient of two figures as bounds at 20 decimals, rounded outward';

--
-- valuation: constructors, casts, basis, rounds
--

CREATE FUNCTION valuation(estimate) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_valuation_from_estimate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation(estimate) IS
	'a valuation whose basis is not stated';

CREATE CAST (estimate AS valuation) WITH FUNCTION valuation(estimate) AS ASSIGNMENT;
COMMENT ON CAST (estimate AS valuation) IS 'a valuation whose basis is not stated';

CREATE FUNCTION valuation(monetary) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_estimate_from_monetary'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation(monetary) IS
	'an exact valuation whose basis is not stated';

CREATE CAST (monetary AS valuation) WITH FUNCTION valuation(monetary) AS ASSIGNMENT;
COMMENT ON CAST (monetary AS valuation) IS 'an exact valuation whose basis is not stated';

CREATE FUNCTION estimate(valuation) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_valuation_to_estimate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate(valuation) IS
	'the figure without its basis';

CREATE CAST (valuation AS estimate) WITH FUNCTION estimate(valuation);
COMMENT ON CAST (valuation AS estimate) IS 'the figure without its basis';

-- not STRICT: a NULL basis is one that the source does not state
CREATE FUNCTION valuation(estimate, basis pg_catalog.text) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_valuation_make'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION valuation(estimate, pg_catalog.text) IS
	'a valuation with its basis: pre, post, or NULL if it is not stated';

CREATE FUNCTION basis(valuation) RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_valuation_basis'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION basis(valuation) IS
	'pre or post; NULL if it is not stated';

CREATE FUNCTION pre_money(at valuation, raised estimate) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_valuation_pre_money'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION pre_money(valuation, estimate) IS
	'what the company was worth before the round; both readings where the basis is not stated';

CREATE FUNCTION post_money(at valuation, raised estimate) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_valuation_post_money'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION post_money(valuation, estimate) IS
	'what the company was worth after the round; both readings where the basis is not stated';

CREATE FUNCTION dilution(raised estimate, at valuation) RETURNS ratio_bounds
	AS 'MODULE_PATHNAME', 'funding_valuation_dilution'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION dilution(estimate, valuation) IS
	'the share of the company that a round costs its owners: raised / post-money, as a fraction between bounds';

--
-- Aggregates
--

-- not STRICT: the first row makes the state, NULL rows are left out
CREATE FUNCTION monetary_sum_add(pg_catalog.internal, monetary) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_sum_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_add(pg_catalog.internal, monetary) IS
	'transition of sum(monetary)';

-- not STRICT: as the transition
CREATE FUNCTION monetary_sum_remove(pg_catalog.internal, monetary) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_sum_remove'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_remove(pg_catalog.internal, monetary) IS
	'inverse transition of sum(monetary)';

-- not STRICT: either side may have seen no rows
CREATE FUNCTION monetary_sum_combine(pg_catalog.internal, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_sum_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_combine(pg_catalog.internal, pg_catalog.internal) IS
	'combination of two states of sum(monetary)';

CREATE FUNCTION monetary_sum_serialize(pg_catalog.internal) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_monetary_sum_serialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_serialize(pg_catalog.internal) IS
	'serialization of a state of sum(monetary)';

CREATE FUNCTION monetary_sum_deserialize(pg_catalog.bytea, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_sum_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_deserialize(pg_catalog.bytea, pg_catalog.internal) IS
	'deserialization of a state of sum(monetary)';

-- not STRICT: no rows give NULL
CREATE FUNCTION monetary_sum_result(pg_catalog.internal) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_sum_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_result(pg_catalog.internal) IS
	'result of sum(monetary)';

CREATE AGGREGATE sum(monetary) (
	SFUNC = monetary_sum_add,
	STYPE = pg_catalog.internal,
	SSPACE = 112,
	FINALFUNC = monetary_sum_result,
	COMBINEFUNC = monetary_sum_combine,
	SERIALFUNC = monetary_sum_serialize,
	DESERIALFUNC = monetary_sum_deserialize,
	MSFUNC = monetary_sum_add,
	MINVFUNC = monetary_sum_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 112,
	MFINALFUNC = monetary_sum_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum(monetary) IS
	'exact sum of amounts; an error for two currencies, NULL for no rows';

-- not STRICT: no rows give NULL
CREATE FUNCTION monetary_average_result(pg_catalog.internal) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_average_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_average_result(pg_catalog.internal) IS
	'result of avg(monetary)';

CREATE AGGREGATE avg(monetary) (
	SFUNC = monetary_sum_add,
	STYPE = pg_catalog.internal,
	SSPACE = 112,
	FINALFUNC = monetary_average_result,
	COMBINEFUNC = monetary_sum_combine,
	SERIALFUNC = monetary_sum_serialize,
	DESERIALFUNC = monetary_sum_deserialize,
	MSFUNC = monetary_sum_add,
	MINVFUNC = monetary_sum_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 112,
	MFINALFUNC = monetary_average_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE avg(monetary) IS
	'average of amounts, not rounded to minor units; an error for two currencies, NULL for no rows';

CREATE FUNCTION monetary_smaller(monetary, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_smaller'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_smaller(monetary, monetary) IS
	'the smaller of two amounts of one currency: step of min(monetary)';

CREATE FUNCTION monetary_larger(monetary, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_larger'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_larger(monetary, monetary) IS
	'the larger of two amounts of one currency: step of max(monetary)';

-- not STRICT: the first row makes the state, NULL rows are left out
CREATE FUNCTION monetary_min_window_add(pg_catalog.internal, monetary) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_min_window_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_min_window_add(pg_catalog.internal, monetary) IS
	'moving transition of min(monetary)';

-- not STRICT: as that of min
CREATE FUNCTION monetary_max_window_add(pg_catalog.internal, monetary) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_max_window_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_max_window_add(pg_catalog.internal, monetary) IS
	'moving transition of max(monetary)';

-- not STRICT: as the transition
CREATE FUNCTION monetary_window_remove(pg_catalog.internal, monetary) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_window_remove'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_window_remove(pg_catalog.internal, monetary) IS
	'inverse transition of min(monetary) and max(monetary)';

-- not STRICT: no rows give NULL
CREATE FUNCTION monetary_window_result(pg_catalog.internal) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_window_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_window_result(pg_catalog.internal) IS
	'result of moving min(monetary) and max(monetary)';

-- no SORTOP: the first entry of an index on two currencies would be a mixture
CREATE AGGREGATE min(monetary) (
	SFUNC = monetary_smaller,
	STYPE = monetary,
	COMBINEFUNC = monetary_smaller,
	MSFUNC = monetary_min_window_add,
	MINVFUNC = monetary_window_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 1200,
	MFINALFUNC = monetary_window_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(monetary) IS
	'smallest amount; an error for two currencies, NULL for no rows';

CREATE AGGREGATE max(monetary) (
	SFUNC = monetary_larger,
	STYPE = monetary,
	COMBINEFUNC = monetary_larger,
	MSFUNC = monetary_max_window_add,
	MINVFUNC = monetary_window_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 1200,
	MFINALFUNC = monetary_window_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(monetary) IS
	'largest amount; an error for two currencies, NULL for no rows';

-- not STRICT: the first row makes the state, NULL rows are left out
CREATE FUNCTION monetary_totals_add(pg_catalog.internal, monetary) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_totals_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_totals_add(pg_catalog.internal, monetary) IS
	'transition of totals(monetary)';

-- not STRICT: as the transition
CREATE FUNCTION monetary_totals_remove(pg_catalog.internal, monetary) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_totals_remove'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_totals_remove(pg_catalog.internal, monetary) IS
	'inverse transition of totals(monetary)';

-- not STRICT: either side may have seen no rows
CREATE FUNCTION monetary_totals_combine(pg_catalog.internal, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_totals_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_totals_combine(pg_catalog.internal, pg_catalog.internal) IS
	'combination of two states of totals(monetary)';

CREATE FUNCTION monetary_totals_serialize(pg_catalog.internal) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_monetary_totals_serialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_totals_serialize(pg_catalog.internal) IS
	'serialization of a state of totals(monetary)';

CREATE FUNCTION monetary_totals_deserialize(pg_catalog.bytea, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_totals_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_totals_deserialize(pg_catalog.bytea, pg_catalog.internal) IS
	'deserialization of a state of totals(monetary)';

-- not STRICT: no rows give NULL
CREATE FUNCTION monetary_totals_result(pg_catalog.internal) RETURNS monetary[]
	AS 'MODULE_PATHNAME', 'funding_monetary_totals_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_totals_result(pg_catalog.internal) IS
	'result of totals(monetary)';

CREATE AGGREGATE totals(monetary) (
	SFUNC = monetary_totals_add,
	STYPE = pg_catalog.internal,
	SSPACE = 400,
	FINALFUNC = monetary_totals_result,
	COMBINEFUNC = monetary_totals_combine,
	SERIALFUNC = monetary_totals_serialize,
	DESERIALFUNC = monetary_totals_deserialize,
	MSFUNC = monetary_totals_add,
	MINVFUNC = monetary_totals_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 400,
	MFINALFUNC = monetary_totals_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE totals(monetary) IS
	'sum of each currency, in the order of the codes; NULL for no rows';

-- not STRICT: the first row makes the state, NULL rows are left out
CREATE FUNCTION estimate_sum_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_sum_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_sum_add(pg_catalog.internal, estimate) IS
	'transition of sum(estimate)';

-- not STRICT: as the transition
CREATE FUNCTION estimate_sum_remove(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_sum_remove'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_sum_remove(pg_catalog.internal, estimate) IS
	'inverse transition of sum(estimate)';

-- not STRICT: either side may have seen no rows
CREATE FUNCTION estimate_sum_combine(pg_catalog.internal, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_sum_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_sum_combine(pg_catalog.internal, pg_catalog.internal) IS
	'combination of two states of sum(estimate)';

CREATE FUNCTION estimate_sum_serialize(pg_catalog.internal) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_estimate_sum_serialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_sum_serialize(pg_catalog.internal) IS
	'serialization of a state of sum(estimate)';

CREATE FUNCTION estimate_sum_deserialize(pg_catalog.bytea, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_sum_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_sum_deserialize(pg_catalog.bytea, pg_catalog.internal) IS
	'deserialization of a state of sum(estimate)';

-- not STRICT: no rows give NULL
CREATE FUNCTION estimate_sum_result(pg_catalog.internal) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_sum_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_sum_result(pg_catalog.internal) IS
	'result of sum(estimate)';

CREATE AGGREGATE sum(estimate) (
	SFUNC = estimate_sum_add,
	STYPE = pg_catalog.internal,
	SSPACE = 272,
	FINALFUNC = estimate_sum_result,
	COMBINEFUNC = estimate_sum_combine,
	SERIALFUNC = estimate_sum_serialize,
	DESERIALFUNC = estimate_sum_deserialize,
	MSFUNC = estimate_sum_add,
	MINVFUNC = estimate_sum_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 272,
	MFINALFUNC = estimate_sum_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum(estimate) IS
	'exact sum of figures as an interval; an error for two currencies, NULL for no rows';

-- not STRICT: no rows give NULL
CREATE FUNCTION estimate_average_result(pg_catalog.internal) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_average_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_average_result(pg_catalog.internal) IS
	'result of avg(estimate)';

CREATE AGGREGATE avg(estimate) (
	SFUNC = estimate_sum_add,
	STYPE = pg_catalog.internal,
	SSPACE = 272,
	FINALFUNC = estimate_average_result,
	COMBINEFUNC = estimate_sum_combine,
	SERIALFUNC = estimate_sum_serialize,
	DESERIALFUNC = estimate_sum_deserialize,
	MSFUNC = estimate_sum_add,
	MINVFUNC = estimate_sum_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 272,
	MFINALFUNC = estimate_average_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE avg(estimate) IS
	'average of figures as an interval, rounded outward; an error for two currencies, NULL for no rows';

-- not STRICT: the first row makes the state, NULL rows are left out
CREATE FUNCTION estimate_min_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_min_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_min_add(pg_catalog.internal, estimate) IS
	'transition of min(estimate)';

-- not STRICT: as that of min
CREATE FUNCTION estimate_max_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_max_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_max_add(pg_catalog.internal, estimate) IS
	'transition of max(estimate)';

-- not STRICT: as that of min
CREATE FUNCTION estimate_hull_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_hull_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_hull_add(pg_catalog.internal, estimate) IS
	'transition of hull(estimate)';

-- not STRICT: as that of min
CREATE FUNCTION estimate_intersection_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_intersection_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_intersection_add(pg_catalog.internal, estimate) IS
	'transition of intersection(estimate)';

-- not STRICT: either side may have seen no rows
CREATE FUNCTION estimate_extreme_combine(pg_catalog.internal, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_extreme_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_extreme_combine(pg_catalog.internal, pg_catalog.internal) IS
	'combination of two states of min, max, hull or intersection of estimate';

CREATE FUNCTION estimate_extreme_serialize(pg_catalog.internal) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_estimate_extreme_serialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_extreme_serialize(pg_catalog.internal) IS
	'serialization of a state of min, max, hull or intersection of estimate';

CREATE FUNCTION estimate_extreme_deserialize(pg_catalog.bytea, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_extreme_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_extreme_deserialize(pg_catalog.bytea, pg_catalog.internal) IS
	'deserialization of a state of min, max, hull or intersection of estimate';

-- not STRICT: no rows give NULL
CREATE FUNCTION estimate_extreme_result(pg_catalog.internal) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_extreme_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_extreme_result(pg_catalog.internal) IS
	'result of min, max, hull and intersection of estimate';

-- not STRICT: the first row makes the state, NULL rows are left out
CREATE FUNCTION estimate_min_window_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_min_window_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_min_window_add(pg_catalog.internal, estimate) IS
	'moving transition of min(estimate)';

-- not STRICT: as that of min
CREATE FUNCTION estimate_max_window_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_max_window_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_max_window_add(pg_catalog.internal, estimate) IS
	'moving transition of max(estimate)';

-- not STRICT: as that of min
CREATE FUNCTION estimate_hull_window_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_hull_window_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_hull_window_add(pg_catalog.internal, estimate) IS
	'moving transition of hull(estimate)';

-- not STRICT: as that of min
CREATE FUNCTION estimate_intersection_window_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_intersection_window_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_intersection_window_add(pg_catalog.internal, estimate) IS
	'moving transition of intersection(estimate)';

-- not STRICT: as the transition
CREATE FUNCTION estimate_window_remove(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_window_remove'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_window_remove(pg_catalog.internal, estimate) IS
	'inverse transition of min, max, hull and intersection of estimate';

-- not STRICT: no rows give NULL
CREATE FUNCTION estimate_window_result(pg_catalog.internal) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_window_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_window_result(pg_catalog.internal) IS
	'result of moving min, max, hull and intersection of estimate';

-- no SORTOP: the first entry of an index on two currencies would be a mixture
CREATE AGGREGATE min(estimate) (
	SFUNC = estimate_min_add,
	STYPE = pg_catalog.internal,
	SSPACE = 96,
	FINALFUNC = estimate_extreme_result,
	COMBINEFUNC = estimate_extreme_combine,
	SERIALFUNC = estimate_extreme_serialize,
	DESERIALFUNC = estimate_extreme_deserialize,
	MSFUNC = estimate_min_window_add,
	MINVFUNC = estimate_window_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 3800,
	MFINALFUNC = estimate_window_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(estimate) IS
	'what is known of the smallest of the amounts; an error for two currencies, NULL for no rows';

CREATE AGGREGATE max(estimate) (
	SFUNC = estimate_max_add,
	STYPE = pg_catalog.internal,
	SSPACE = 96,
	FINALFUNC = estimate_extreme_result,
	COMBINEFUNC = estimate_extreme_combine,
	SERIALFUNC = estimate_extreme_serialize,
	DESERIALFUNC = estimate_extreme_deserialize,
	MSFUNC = estimate_max_window_add,
	MINVFUNC = estimate_window_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 3800,
	MFINALFUNC = estimate_window_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(estimate) IS
	'what is known of the largest of the amounts; an error for two currencies, NULL for no rows';

CREATE AGGREGATE hull(estimate) (
	SFUNC = estimate_hull_add,
	STYPE = pg_catalog.internal,
	SSPACE = 96,
	FINALFUNC = estimate_extreme_result,
	COMBINEFUNC = estimate_extreme_combine,
	SERIALFUNC = estimate_extreme_serialize,
	DESERIALFUNC = estimate_extreme_deserialize,
	MSFUNC = estimate_hull_window_add,
	MINVFUNC = estimate_window_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 3800,
	MFINALFUNC = estimate_window_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hull(estimate) IS
	'the smallest interval that holds all figures; an error for two currencies, NULL for no rows';

CREATE AGGREGATE intersection(estimate) (
	SFUNC = estimate_intersection_add,
	STYPE = pg_catalog.internal,
	SSPACE = 96,
	FINALFUNC = estimate_extreme_result,
	COMBINEFUNC = estimate_extreme_combine,
	SERIALFUNC = estimate_extreme_serialize,
	DESERIALFUNC = estimate_extreme_deserialize,
	MSFUNC = estimate_intersection_window_add,
	MINVFUNC = estimate_window_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 3800,
	MFINALFUNC = estimate_window_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE intersection(estimate) IS
	'what all figures agree on; an error for two currencies, NULL where they contradict each other and for no rows';

-- not STRICT: the first row makes the state, NULL rows are left out
CREATE FUNCTION estimate_totals_add(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_totals_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_totals_add(pg_catalog.internal, estimate) IS
	'transition of totals(estimate)';

-- not STRICT: as the transition
CREATE FUNCTION estimate_totals_remove(pg_catalog.internal, estimate) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_totals_remove'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_totals_remove(pg_catalog.internal, estimate) IS
	'inverse transition of totals(estimate)';

-- not STRICT: either side may have seen no rows
CREATE FUNCTION estimate_totals_combine(pg_catalog.internal, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_totals_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_totals_combine(pg_catalog.internal, pg_catalog.internal) IS
	'combination of two states of totals(estimate)';

CREATE FUNCTION estimate_totals_serialize(pg_catalog.internal) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_estimate_totals_serialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_totals_serialize(pg_catalog.internal) IS
	'serialization of a state of totals(estimate)';

CREATE FUNCTION estimate_totals_deserialize(pg_catalog.bytea, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_estimate_totals_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_totals_deserialize(pg_catalog.bytea, pg_catalog.internal) IS
	'deserialization of a state of totals(estimate)';

-- not STRICT: no rows give NULL
CREATE FUNCTION estimate_totals_result(pg_catalog.internal) RETURNS estimate[]
	AS 'MODULE_PATHNAME', 'funding_estimate_totals_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION estimate_totals_result(pg_catalog.internal) IS
	'result of totals(estimate)';

CREATE AGGREGATE totals(estimate) (
	SFUNC = estimate_totals_add,
	STYPE = pg_catalog.internal,
	SSPACE = 1100,
	FINALFUNC = estimate_totals_result,
	COMBINEFUNC = estimate_totals_combine,
	SERIALFUNC = estimate_totals_serialize,
	DESERIALFUNC = estimate_totals_deserialize,
	MSFUNC = estimate_totals_add,
	MINVFUNC = estimate_totals_remove,
	MSTYPE = pg_catalog.internal,
	MSSPACE = 1100,
	MFINALFUNC = estimate_totals_result,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE totals(estimate) IS
	'sum of each currency, in the order of the codes; figures without a currency count into each of them; NULL for no rows';

--
-- Conversion at a date: rate books; see doc/conversion.md
--

CREATE TYPE rate_book;

CREATE FUNCTION rate_book_in(pg_catalog.cstring) RETURNS rate_book
	AS 'MODULE_PATHNAME', 'funding_rate_book_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_book_in(pg_catalog.cstring) IS
	'text input of rate_book';

CREATE FUNCTION rate_book_out(rate_book) RETURNS pg_catalog.cstring
	AS 'MODULE_PATHNAME', 'funding_rate_book_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_book_out(rate_book) IS
	'text output of rate_book';

CREATE FUNCTION rate_book_recv(pg_catalog.internal) RETURNS rate_book
	AS 'MODULE_PATHNAME', 'funding_rate_book_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rate_book_recv(pg_catalog.internal) IS
	'binary input of rate_book';

CREATE FUNCTION rate_book_send(rate_book) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_rate_book_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION rate_book_send(rate_book) IS
	'binary output of rate_book';

CREATE TYPE rate_book (
	INPUT = rate_book_in,
	OUTPUT = rate_book_out,
	RECEIVE = rate_book_recv,
	SEND = rate_book_send,
	INTERNALLENGTH = variable,
	ALIGNMENT = int4,
	STORAGE = extended
);
COMMENT ON TYPE rate_book IS
	'the rates of one base in many currencies on many days, as one value: EUR; GBP 2024-03-28 0.8551; USD 2024-03-28 1.0811';

-- not STRICT: the first row makes the state, a NULL rate is left out, any other
-- NULL is an error
CREATE FUNCTION rate_book_add(pg_catalog.internal, base pg_catalog.text, quote pg_catalog.text, day pg_catalog.date, rate pg_catalog.numeric)
	RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_rate_book_add'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION rate_book_add(pg_catalog.internal, pg_catalog.text, pg_catalog.text, pg_catalog.date, pg_catalog.numeric) IS
	'transition of rate_book(text, text, date, numeric)';

-- not STRICT: either side may have seen no rows
CREATE FUNCTION rate_book_combine(pg_catalog.internal, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_rate_book_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_book_combine(pg_catalog.internal, pg_catalog.internal) IS
	'combination of two states of rate_book(text, text, date, numeric)';

CREATE FUNCTION rate_book_serialize(pg_catalog.internal) RETURNS pg_catalog.bytea
	AS 'MODULE_PATHNAME', 'funding_rate_book_serialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_book_serialize(pg_catalog.internal) IS
	'serialization of a state of rate_book(text, text, date, numeric)';

CREATE FUNCTION rate_book_deserialize(pg_catalog.bytea, pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_rate_book_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_book_deserialize(pg_catalog.bytea, pg_catalog.internal) IS
	'deserialization of a state of rate_book(text, text, date, numeric)';

-- not STRICT: no rows give NULL
CREATE FUNCTION rate_book_result(pg_catalog.internal) RETURNS rate_book
	AS 'MODULE_PATHNAME', 'funding_rate_book_result'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_book_result(pg_catalog.internal) IS
	'result of rate_book(text, text, date, numeric)';

-- No moving form: a book is made by sorting all its rates, so that a frame that
-- moves would pay for a book a row with an inverse transition and without.
CREATE AGGREGATE rate_book(base pg_catalog.text, quote pg_catalog.text, day pg_catalog.date, rate pg_catalog.numeric) (
	SFUNC = rate_book_add,
	STYPE = pg_catalog.internal,
	SSPACE = 1048576,
	FINALFUNC = rate_book_result,
	COMBINEFUNC = rate_book_combine,
	SERIALFUNC = rate_book_serialize,
	DESERIALFUNC = rate_book_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_book(pg_catalog.text, pg_catalog.text, pg_catalog.date, pg_catalog.numeric) IS
	'a rate book of rows: what one unit of base costs in quote on a day; an error for two bases or two rates of a day, NULL for no rows';

-- not STRICT: a NULL max_age is no limit, any other NULL gives NULL
CREATE FUNCTION convert(amount monetary, currency pg_catalog.text, day pg_catalog.date, book rate_book,
	max_age pg_catalog.interval DEFAULT '7 days'::pg_catalog.interval) RETURNS monetary
	AS 'MODULE_PATHNAME', 'funding_monetary_convert'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION convert(monetary, pg_catalog.text, pg_catalog.date, rate_book, pg_catalog.interval) IS
	'an amount in another currency at the newest rates at or before a day, not rounded; an error where they are older than max_age';

-- not STRICT: as of monetary
CREATE FUNCTION convert(amount estimate, currency pg_catalog.text, day pg_catalog.date, book rate_book,
	max_age pg_catalog.interval DEFAULT '7 days'::pg_catalog.interval) RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_estimate_convert'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION convert(estimate, pg_catalog.text, pg_catalog.date, rate_book, pg_catalog.interval) IS
	'a figure in another currency: both bounds at the newest rates at or before a day, rounded outward';

-- not STRICT: as of monetary
CREATE FUNCTION convert(amount valuation, currency pg_catalog.text, day pg_catalog.date, book rate_book,
	max_age pg_catalog.interval DEFAULT '7 days'::pg_catalog.interval) RETURNS valuation
	AS 'MODULE_PATHNAME', 'funding_valuation_convert'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION convert(valuation, pg_catalog.text, pg_catalog.date, rate_book, pg_catalog.interval) IS
	'a valuation in another currency: both bounds at the newest rates at or before a day, rounded outward; the basis stays';

CREATE TYPE quoted_rate AS (
	day pg_catalog.date,
	base pg_catalog.text,
	quote pg_catalog.text,
	rate pg_catalog.numeric
);
COMMENT ON TYPE quoted_rate IS 'a rate of a day: a row of ecb_rates() and rates()';
COMMENT ON COLUMN quoted_rate.day IS 'the day on which the rate was published';
COMMENT ON COLUMN quoted_rate.base IS 'the currency of which one unit is priced, a code of ISO 4217';
COMMENT ON COLUMN quoted_rate.quote IS 'the currency of the price, a code of ISO 4217';
COMMENT ON COLUMN quoted_rate.rate IS 'what one unit of the base costs in the quoted currency';

CREATE FUNCTION ecb_rates(csv pg_catalog.text) RETURNS SETOF quoted_rate
	AS 'MODULE_PATHNAME', 'funding_ecb_rates'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 200000;
COMMENT ON FUNCTION ecb_rates(pg_catalog.text) IS
	'the rates in a file of the European Central Bank, eurofxref-hist.csv or eurofxref.csv, in the order of the file';

CREATE FUNCTION rates(book rate_book) RETURNS SETOF quoted_rate
	AS 'MODULE_PATHNAME', 'funding_rate_book_rates'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 200000;
COMMENT ON FUNCTION rates(rate_book) IS
	'the rates in a rate book, by quote and day';

--
-- Runway: cash lines, projections and their summary; see doc/runway.md
--
-- None of these functions is STRICT: opening NULL is cash that nobody gave,
-- lines NULL are no lines, floor NULL is zero, horizon NULL is 120 months; any
-- other NULL is an error.
--

CREATE TYPE cash_line AS (
	category pg_catalog.text,
	flow pg_catalog.text,
	amount estimate,
	per pg_catalog.interval,
	every pg_catalog.interval,
	starts_on pg_catalog.date,
	ends_on pg_catalog.date,
	growth pg_catalog.numeric,
	growth_spread pg_catalog.numeric,
	volatility pg_catalog.numeric,
	probability pg_catalog.numeric
);
COMMENT ON TYPE cash_line IS
	'one line of a cash plan: what moves, which way and when; cash_line(...) makes and checks one';
COMMENT ON COLUMN cash_line.category IS
	'name of the line in tables and charts; not NULL';
COMMENT ON COLUMN cash_line.flow IS
	'which way the cash moves: revenue, cost, financing or repayment';
COMMENT ON COLUMN cash_line.amount IS
	'how much moves, zero or more: per period of "per", or at each payment of "every"';
COMMENT ON COLUMN cash_line.per IS
	'a rate: the amount is spread over so many whole months, such as 1 month or 1 year; excludes "every"';
COMMENT ON COLUMN cash_line.every IS
	'a payment: the whole amount on starts_on and at each interval of months or of days from it; excludes "per"';
COMMENT ON COLUMN cash_line.starts_on IS
	'first day of the line, included; NULL is the first day of the projection; a line without per and every moves on this day alone';
COMMENT ON COLUMN cash_line.ends_on IS
	'last day of the line, included; NULL is open';
COMMENT ON COLUMN cash_line.growth IS
	'fraction per month, above -1: month k of the line moves amount * (1 + growth)^(k-1); NULL is none';
COMMENT ON COLUMN cash_line.growth_spread IS
	'by how much growth may differ from its middle, fraction per month, zero or more, drawn once a run by cash_simulation(); projections leave it out';
COMMENT ON COLUMN cash_line.volatility IS
	'standard deviation of the logarithm of a month''s shock of mean 1, zero or more, drawn anew each month by cash_simulation(); projections leave it out';
COMMENT ON COLUMN cash_line.probability IS
	'chance that the line happens at all, 0 to 1, drawn once a run by cash_simulation(); projections count every line whole';

CREATE TYPE cash_flow_row AS (
	month pg_catalog.date,
	category pg_catalog.text,
	flow pg_catalog.text,
	amount pg_catalog.numeric,
	amount_lower pg_catalog.numeric,
	amount_upper pg_catalog.numeric,
	currency pg_catalog.text
);
COMMENT ON TYPE cash_flow_row IS
	'one month of one category of a cash plan: a row of cash_flow_lines()';
COMMENT ON COLUMN cash_flow_row.month IS
	'first day of the calendar month';
COMMENT ON COLUMN cash_flow_row.category IS
	'category of the lines that are added up';
COMMENT ON COLUMN cash_flow_row.flow IS
	'revenue, cost, financing or repayment';
COMMENT ON COLUMN cash_flow_row.amount IS
	'what moves in the month, in units of currency, zero or more; NULL where a one-sided or undisclosed line moves';
COMMENT ON COLUMN cash_flow_row.amount_lower IS
	'least that moves in the month, in units of currency';
COMMENT ON COLUMN cash_flow_row.amount_upper IS
	'most that moves in the month, in units of currency; NULL is unbounded';
COMMENT ON COLUMN cash_flow_row.currency IS
	'ISO 4217 code; NULL where an undisclosed amount has none';

CREATE TYPE cash_projection_row AS (
	month pg_catalog.date,
	opening_cash pg_catalog.numeric,
	revenue pg_catalog.numeric,
	cost pg_catalog.numeric,
	net_burn pg_catalog.numeric,
	financing pg_catalog.numeric,
	repayment pg_catalog.numeric,
	cash_before_financing pg_catalog.numeric,
	closing_cash pg_catalog.numeric,
	closing_lower pg_catalog.numeric,
	closing_upper pg_catalog.numeric,
	is_cash_out pg_catalog.bool,
	currency pg_catalog.text
);
COMMENT ON TYPE cash_projection_row IS
	'one calendar month of a cash plan: a row of cash_projection()';
COMMENT ON COLUMN cash_projection_row.month IS
	'first day of the calendar month';
COMMENT ON COLUMN cash_projection_row.opening_cash IS
	'cash at the start of the month, central figure, in units of currency; NULL once a one-sided or undisclosed line has moved';
COMMENT ON COLUMN cash_projection_row.revenue IS
	'inflow of revenue in the month, in units of currency; NULL in a month where a one-sided or undisclosed revenue moves';
COMMENT ON COLUMN cash_projection_row.cost IS
	'outflow of cost in the month, in units of currency; NULL in a month where a one-sided or undisclosed cost moves';
COMMENT ON COLUMN cash_projection_row.net_burn IS
	'cost - revenue, in units of currency; financing and repayment stand apart';
COMMENT ON COLUMN cash_projection_row.financing IS
	'inflow of financing in the month, in units of currency; NULL in a month where a one-sided or undisclosed financing moves';
COMMENT ON COLUMN cash_projection_row.repayment IS
	'outflow of repayment in the month, in units of currency; NULL in a month where a one-sided or undisclosed repayment moves';
COMMENT ON COLUMN cash_projection_row.cash_before_financing IS
	'closing_cash - financing: shows a gap before a round that comes late in the month';
COMMENT ON COLUMN cash_projection_row.closing_cash IS
	'opening_cash + revenue - cost + financing - repayment, in units of currency; NULL from the month in which a one-sided or undisclosed line moves';
COMMENT ON COLUMN cash_projection_row.closing_lower IS
	'least cash at the end of the month: least inflows, most outflows; NULL is unbounded';
COMMENT ON COLUMN cash_projection_row.closing_upper IS
	'most cash at the end of the month: most inflows, least outflows; NULL is unbounded';
COMMENT ON COLUMN cash_projection_row.is_cash_out IS
	'is cash below the floor at the end of the month (in the first month, or at its start)? NULL where the figures leave it open';
COMMENT ON COLUMN cash_projection_row.currency IS
	'ISO 4217 code of the plan; NULL where nothing in it has one';

CREATE TYPE rolling_forecast_row AS (
	month pg_catalog.date,
	is_actual pg_catalog.bool,
	opening_cash pg_catalog.numeric,
	revenue pg_catalog.numeric,
	cost pg_catalog.numeric,
	net_burn pg_catalog.numeric,
	financing pg_catalog.numeric,
	repayment pg_catalog.numeric,
	cash_before_financing pg_catalog.numeric,
	closing_cash pg_catalog.numeric,
	closing_lower pg_catalog.numeric,
	closing_upper pg_catalog.numeric,
	is_cash_out pg_catalog.bool,
	planned_revenue pg_catalog.numeric,
	planned_cost pg_catalog.numeric,
	planned_net_burn pg_catalog.numeric,
	planned_financing pg_catalog.numeric,
	planned_repayment pg_catalog.numeric,
	planned_closing_cash pg_catalog.numeric,
	revenue_variance pg_catalog.numeric,
	cost_variance pg_catalog.numeric,
	net_burn_variance pg_catalog.numeric,
	financing_variance pg_catalog.numeric,
	repayment_variance pg_catalog.numeric,
	cash_variance pg_catalog.numeric,
	currency pg_catalog.text
);
COMMENT ON TYPE rolling_forecast_row IS
	'one calendar month of actuals or plan, with the variance: a row of rolling_forecast()';
COMMENT ON COLUMN rolling_forecast_row.month IS
	'first day of the calendar month';
COMMENT ON COLUMN rolling_forecast_row.is_actual IS
	'do the actuals say what moved in this month? true up to the month of actuals_until, false where the plan goes on';
COMMENT ON COLUMN rolling_forecast_row.opening_cash IS
	'cash at the start of the month, central figure, in units of currency; NULL once a one-sided or undisclosed line has moved';
COMMENT ON COLUMN rolling_forecast_row.revenue IS
	'inflow of revenue in the month, booked or planned, in units of currency; NULL in a month where a one-sided or undisclosed revenue moves';
COMMENT ON COLUMN rolling_forecast_row.cost IS
	'outflow of cost in the month, booked or planned, in units of currency; NULL in a month where a one-sided or undisclosed cost moves';
COMMENT ON COLUMN rolling_forecast_row.net_burn IS
	'cost - revenue, in units of currency; financing and repayment stand apart';
COMMENT ON COLUMN rolling_forecast_row.financing IS
	'inflow of financing in the month, booked or planned, in units of currency; NULL in a month where a one-sided or undisclosed financing moves';
COMMENT ON COLUMN rolling_forecast_row.repayment IS
	'outflow of repayment in the month, booked or planned, in units of currency; NULL in a month where a one-sided or undisclosed repayment moves';
COMMENT ON COLUMN rolling_forecast_row.cash_before_financing IS
	'closing_cash - financing: shows a gap before a round that comes late in the month';
COMMENT ON COLUMN rolling_forecast_row.closing_cash IS
	'opening_cash + revenue - cost + financing - repayment, in units of currency; NULL from the month in which a one-sided or undisclosed line moves';
COMMENT ON COLUMN rolling_forecast_row.closing_lower IS
	'least cash at the end of the month: least inflows, most outflows; NULL is unbounded';
COMMENT ON COLUMN rolling_forecast_row.closing_upper IS
	'most cash at the end of the month: most inflows, least outflows; NULL is unbounded';
COMMENT ON COLUMN rolling_forecast_row.is_cash_out IS
	'is cash below the floor at the end of the month (in the first month, or at its start)? NULL where the figures leave it open';
COMMENT ON COLUMN rolling_forecast_row.planned_revenue IS
	'revenue of the plan alone, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.planned_cost IS
	'cost of the plan alone, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.planned_net_burn IS
	'planned_cost - planned_revenue, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.planned_financing IS
	'financing of the plan alone, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.planned_repayment IS
	'repayment of the plan alone, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.planned_closing_cash IS
	'cash at the end of the month by the plan alone, as if nothing had been booked, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.revenue_variance IS
	'revenue - planned_revenue: actual minus plan, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.cost_variance IS
	'cost - planned_cost: actual minus plan, in units of currency; above zero is spent beyond the plan';
COMMENT ON COLUMN rolling_forecast_row.net_burn_variance IS
	'net_burn - planned_net_burn, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.financing_variance IS
	'financing - planned_financing, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.repayment_variance IS
	'repayment - planned_repayment, in units of currency';
COMMENT ON COLUMN rolling_forecast_row.cash_variance IS
	'closing_cash - planned_closing_cash, in units of currency; it adds up over the actual months and stays as it is over the planned ones';
COMMENT ON COLUMN rolling_forecast_row.currency IS
	'ISO 4217 code of the plan; NULL where nothing in it has one';

CREATE TYPE cash_simulation_row AS (
	month pg_catalog.date,
	p05 pg_catalog.numeric,
	p10 pg_catalog.numeric,
	p25 pg_catalog.numeric,
	p50 pg_catalog.numeric,
	p75 pg_catalog.numeric,
	p90 pg_catalog.numeric,
	p95 pg_catalog.numeric,
	mean_cash pg_catalog.numeric,
	cash_out_probability pg_catalog.numeric,
	currency pg_catalog.text
);
COMMENT ON TYPE cash_simulation_row IS
	'one calendar month of a cash plan that was drawn many times: a row of cash_simulation()';
COMMENT ON COLUMN cash_simulation_row.month IS
	'first day of the calendar month';
COMMENT ON COLUMN cash_simulation_row.p05 IS
	'closing cash that 5% of the runs do not exceed, in units of currency; the closing cash of one of the runs';
COMMENT ON COLUMN cash_simulation_row.p10 IS
	'closing cash that 10% of the runs do not exceed, in units of currency';
COMMENT ON COLUMN cash_simulation_row.p25 IS
	'closing cash that 25% of the runs do not exceed, in units of currency';
COMMENT ON COLUMN cash_simulation_row.p50 IS
	'closing cash that half of the runs do not exceed, in units of currency: the median';
COMMENT ON COLUMN cash_simulation_row.p75 IS
	'closing cash that 75% of the runs do not exceed, in units of currency';
COMMENT ON COLUMN cash_simulation_row.p90 IS
	'closing cash that 90% of the runs do not exceed, in units of currency';
COMMENT ON COLUMN cash_simulation_row.p95 IS
	'closing cash that 95% of the runs do not exceed, in units of currency';
COMMENT ON COLUMN cash_simulation_row.mean_cash IS
	'mean closing cash of the runs, in units of currency, rounded half-even to the decimals of the plan';
COMMENT ON COLUMN cash_simulation_row.cash_out_probability IS
	'share of the runs that were below the floor at the end of this month or of one before it (or at the opening), 0 to 1, 7 decimals';
COMMENT ON COLUMN cash_simulation_row.currency IS
	'ISO 4217 code of the plan; NULL where nothing in it has one';

CREATE TYPE runway_row AS (
	outcome pg_catalog.text,
	runway_months pg_catalog.numeric,
	cash_out_date pg_catalog.date,
	earliest_cash_out pg_catalog.date,
	latest_cash_out pg_catalog.date,
	lowest_cash pg_catalog.numeric,
	lowest_cash_month pg_catalog.date,
	break_even_month pg_catalog.date,
	is_default_alive pg_catalog.bool,
	currency pg_catalog.text
);
COMMENT ON TYPE runway_row IS
	'a cash plan in one row: what runway() answers';
COMMENT ON COLUMN runway_row.outcome IS
	'is there a cash-out within the horizon: certain, possible (the figures leave it open) or none';
COMMENT ON COLUMN runway_row.runway_months IS
	'months until cash is about to go below the floor, linear within the month, 7 decimals; NULL if not within the horizon or not known';
COMMENT ON COLUMN runway_row.cash_out_date IS
	'first of the month + floor(fraction * days of the month), by the central figures';
COMMENT ON COLUMN runway_row.earliest_cash_out IS
	'the same date by the lowest cash that the figures allow';
COMMENT ON COLUMN runway_row.latest_cash_out IS
	'the same date by the highest cash that the figures allow; NULL if that does not go below the floor';
COMMENT ON COLUMN runway_row.lowest_cash IS
	'lowest closing cash within the horizon, central figure, in units of currency';
COMMENT ON COLUMN runway_row.lowest_cash_month IS
	'first of the earliest month with that closing cash';
COMMENT ON COLUMN runway_row.break_even_month IS
	'first of the month after the latest with the lowest closing without financing; NULL if that is the last month';
COMMENT ON COLUMN runway_row.is_default_alive IS
	'without financing: true if no cash-out and revenue >= cost over the last twelve months, false if a cash-out, else NULL';
COMMENT ON COLUMN runway_row.currency IS
	'ISO 4217 code of the plan';

-- the rows of a picture in a terminal
CREATE TYPE cash_chart_row AS (
	chart pg_catalog.text
);
COMMENT ON TYPE cash_chart_row IS
	'one line of a chart for a terminal: a row of cash_chart()';
COMMENT ON COLUMN cash_chart_row.chart IS
	'the line, without blanks at its end';

CREATE TYPE runway_sensitivity_row AS (
	rank pg_catalog.int4,
	line_number pg_catalog.int4,
	category pg_catalog.text,
	flow pg_catalog.text,
	change pg_catalog.numeric,
	runway_months pg_catalog.numeric,
	runway_down pg_catalog.numeric,
	runway_up pg_catalog.numeric,
	runway_change_down pg_catalog.numeric,
	runway_change_up pg_catalog.numeric,
	required_raise pg_catalog.numeric,
	raise_down pg_catalog.numeric,
	raise_up pg_catalog.numeric,
	raise_change_down pg_catalog.numeric,
	raise_change_up pg_catalog.numeric,
	currency pg_catalog.text
);
COMMENT ON TYPE runway_sensitivity_row IS
	'what a change of one figure of a plan does to its runway: a row of runway_sensitivity()';
COMMENT ON COLUMN runway_sensitivity_row.rank IS
	'1 is the figure with the largest effect; NULL where the effect on the runway is not known';
COMMENT ON COLUMN runway_sensitivity_row.line_number IS
	'place of the line in the array, from 1; 0 is the opening cash';
COMMENT ON COLUMN runway_sensitivity_row.category IS
	'category of the line; NULL for the opening cash';
COMMENT ON COLUMN runway_sensitivity_row.flow IS
	'revenue, cost, financing, repayment, or opening for the opening cash';
COMMENT ON COLUMN runway_sensitivity_row.change IS
	'the fraction that was asked for: 0.1 is 10% less and 10% more';
COMMENT ON COLUMN runway_sensitivity_row.runway_months IS
	'runway of the plan as it stands, in months; NULL if it does not end within the horizon or is not known';
COMMENT ON COLUMN runway_sensitivity_row.runway_down IS
	'runway with the amount times 1 - change, in months; NULL as runway_months';
COMMENT ON COLUMN runway_sensitivity_row.runway_up IS
	'runway with the amount times 1 + change, in months; NULL as runway_months';
COMMENT ON COLUMN runway_sensitivity_row.runway_change_down IS
	'runway_down - runway_months; NULL if one of them is';
COMMENT ON COLUMN runway_sensitivity_row.runway_change_up IS
	'runway_up - runway_months; NULL if one of them is';
COMMENT ON COLUMN runway_sensitivity_row.required_raise IS
	'max(0, floor - lowest closing_cash of the months asked for), in units of currency; NULL where a closing is not known';
COMMENT ON COLUMN runway_sensitivity_row.raise_down IS
	'the same with the amount times 1 - change, in units of currency';
COMMENT ON COLUMN runway_sensitivity_row.raise_up IS
	'the same with the amount times 1 + change, in units of currency';
COMMENT ON COLUMN runway_sensitivity_row.raise_change_down IS
	'raise_down - required_raise, in units of currency';
COMMENT ON COLUMN runway_sensitivity_row.raise_change_up IS
	'raise_up - required_raise, in units of currency';
COMMENT ON COLUMN runway_sensitivity_row.currency IS
	'ISO 4217 code of the plan; NULL where nothing in it has one';

CREATE TYPE default_alive_bounds_row AS (
	category pg_catalog.text,
	flow pg_catalog.text,
	what pg_catalog.text,
	side pg_catalog.text,
	current pg_catalog.numeric,
	bound pg_catalog.numeric,
	outcome pg_catalog.text,
	is_default_alive pg_catalog.bool,
	currency pg_catalog.text
);
COMMENT ON TYPE default_alive_bounds_row IS
	'how far one figure of a plan may go, the others held: a row of default_alive_bounds()';
COMMENT ON COLUMN default_alive_bounds_row.category IS
	'category of the lines; NULL for the opening cash';
COMMENT ON COLUMN default_alive_bounds_row.flow IS
	'revenue, cost, repayment, or opening for the opening cash';
COMMENT ON COLUMN default_alive_bounds_row.what IS
	'what is varied: opening_cash, the amount of one line, one factor for the amounts of several lines, or the growth of the lines';
COMMENT ON COLUMN default_alive_bounds_row.side IS
	'least: bound is the smallest value at which the plan is default alive; most: the largest';
COMMENT ON COLUMN default_alive_bounds_row.current IS
	'the value as it stands: units of currency, 1 for a factor, fraction per month for growth; NULL where there is not one figure';
COMMENT ON COLUMN default_alive_bounds_row.bound IS
	'the last value at which the plan is default alive, in the unit of current; NULL unless outcome is bound';
COMMENT ON COLUMN default_alive_bounds_row.outcome IS
	'bound, always (alive at every value), never (at none); NULL where it was not looked for';
COMMENT ON COLUMN default_alive_bounds_row.is_default_alive IS
	'is the plan default alive as it stands, as runway() has it';
COMMENT ON COLUMN default_alive_bounds_row.currency IS
	'ISO 4217 code of the plan; NULL where nothing in it has one';

-- not STRICT: a NULL category, flow or amount is an error, the rest may be
CREATE FUNCTION cash_line(category pg_catalog.text, flow pg_catalog.text, amount estimate,
		per pg_catalog.interval = NULL, every pg_catalog.interval = NULL,
		starts_on pg_catalog.date = NULL, ends_on pg_catalog.date = NULL,
		growth pg_catalog.numeric = NULL, growth_spread pg_catalog.numeric = NULL,
		volatility pg_catalog.numeric = NULL, probability pg_catalog.numeric = NULL)
	RETURNS cash_line
	AS 'MODULE_PATHNAME', 'funding_cash_line'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION cash_line(pg_catalog.text, pg_catalog.text, estimate, pg_catalog.interval, pg_catalog.interval, pg_catalog.date, pg_catalog.date, pg_catalog.numeric, pg_catalog.numeric, pg_catalog.numeric, pg_catalog.numeric) IS
	'make a line of a cash plan, or say what is wrong with it';

-- not STRICT: opening and lines may be NULL
CREATE FUNCTION cash_line_problem(opening estimate, lines cash_line[])
	RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_cash_line_problem'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION cash_line_problem(estimate, cash_line[]) IS
	'why a plan cannot be projected; NULL if it can';

CREATE FUNCTION cash_flow_lines_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_cash_flow_lines_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cash_flow_lines_support(pg_catalog.internal) IS
	'planner support: how many rows cash_flow_lines() returns';

CREATE FUNCTION cash_projection_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_cash_projection_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cash_projection_support(pg_catalog.internal) IS
	'planner support: how many rows cash_projection() returns';

-- not STRICT: lines NULL are no lines, any other NULL is an error
CREATE FUNCTION cash_flow_lines(lines cash_line[], from_month pg_catalog.date, months pg_catalog.int4)
	RETURNS SETOF cash_flow_row
	AS 'MODULE_PATHNAME', 'funding_cash_flow_lines'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500 ROWS 200
	SUPPORT cash_flow_lines_support;
COMMENT ON FUNCTION cash_flow_lines(cash_line[], pg_catalog.date, pg_catalog.int4) IS
	'what moves: a row for each month and each category, flow and currency, zeros included; several currencies are allowed';

-- not STRICT: opening NULL leaves the cash columns NULL, floor NULL is zero
CREATE FUNCTION cash_projection(opening estimate, lines cash_line[], from_month pg_catalog.date,
		months pg_catalog.int4, floor monetary = NULL)
	RETURNS SETOF cash_projection_row
	AS 'MODULE_PATHNAME', 'funding_cash_projection'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500 ROWS 36
	SUPPORT cash_projection_support;
COMMENT ON FUNCTION cash_projection(estimate, cash_line[], pg_catalog.date, pg_catalog.int4, monetary) IS
	'cash month by month, with bounds where figures are imprecise; from_month is the first of a month, months is 1 to 1200';

CREATE FUNCTION rolling_forecast_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_rolling_forecast_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rolling_forecast_support(pg_catalog.internal) IS
	'planner support: how many rows rolling_forecast() returns';

-- not STRICT: opening NULL leaves the cash columns NULL, floor NULL is zero;
-- actuals NULL are none, actuals_until NULL is the month of the latest one
CREATE FUNCTION rolling_forecast(opening estimate, lines cash_line[], actuals cash_line[],
		from_month pg_catalog.date, months pg_catalog.int4, actuals_until pg_catalog.date = NULL,
		floor monetary = NULL)
	RETURNS SETOF rolling_forecast_row
	AS 'MODULE_PATHNAME', 'funding_rolling_forecast'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 36
	SUPPORT rolling_forecast_support;
COMMENT ON FUNCTION rolling_forecast(estimate, cash_line[], cash_line[], pg_catalog.date, pg_catalog.int4, pg_catalog.date, monetary) IS
	'cash month by month, by what was booked up to the month of actuals_until and by the plan from then on, with the variance against the plan';

-- not STRICT: opening NULL leaves all but month and currency NULL, floor NULL is
-- zero, lines NULL are no lines, any other NULL is an error. The months are the
-- fourth argument as they are of cash_projection, so that its support function
-- serves here too.
CREATE FUNCTION cash_simulation(opening estimate, lines cash_line[], from_month pg_catalog.date,
		months pg_catalog.int4, runs pg_catalog.int4 = 10000, seed pg_catalog.int8 = 0,
		distribution pg_catalog.text = 'triangular', floor monetary = NULL)
	RETURNS SETOF cash_simulation_row
	AS 'MODULE_PATHNAME', 'funding_cash_simulation'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200000 ROWS 36
	SUPPORT cash_projection_support;
COMMENT ON FUNCTION cash_simulation(estimate, cash_line[], pg_catalog.date, pg_catalog.int4, pg_catalog.int4, pg_catalog.int8, pg_catalog.text, monetary) IS
	'percentiles of cash and probability of a cash-out, month by month, from so many random runs of the plan, 1 to 10000000; the same seed gives the same rows';

-- not STRICT: opening NULL gives a row of NULLs, horizon NULL is 120
CREATE FUNCTION runway(opening estimate, lines cash_line[], from_month pg_catalog.date,
		horizon pg_catalog.int4 = 120, floor monetary = NULL)
	RETURNS runway_row
	AS 'MODULE_PATHNAME', 'funding_runway'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION runway(estimate, cash_line[], pg_catalog.date, pg_catalog.int4, monetary) IS
	'months and date until cash goes below the floor, and whether the plan lives without financing; horizon in months, 1 to 1200';

-- not STRICT: opening NULL gives NULL, floor NULL is zero
CREATE FUNCTION required_raise(opening estimate, lines cash_line[], from_month pg_catalog.date,
		months pg_catalog.int4, floor monetary = NULL)
	RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_required_raise'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION required_raise(estimate, cash_line[], pg_catalog.date, pg_catalog.int4, monetary) IS
	'what must be raised beyond the lines so that no month closes below the floor: max(0, floor - lowest closing of so many months)';

CREATE FUNCTION cash_chart_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_cash_chart_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cash_chart_support(pg_catalog.internal) IS
	'planner support: how many rows cash_chart() returns';

-- not STRICT: rows NULL give no rows, floor NULL is none, other NULLs are the defaults
CREATE FUNCTION cash_chart(projection cash_projection_row[], floor monetary = NULL,
		width pg_catalog.int4 = 72, height pg_catalog.int4 = 16, style pg_catalog.text = 'unicode')
	RETURNS SETOF cash_chart_row
	AS 'MODULE_PATHNAME', 'funding_cash_chart_projection'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 16
	SUPPORT cash_chart_support;
COMMENT ON FUNCTION cash_chart(cash_projection_row[], monetary, pg_catalog.int4, pg_catalog.int4, pg_catalog.text) IS
	'closing cash as columns in a terminal; width is 20 to 400 characters, height 8 to 100 rows, style unicode or ascii';

-- not STRICT: as above
CREATE FUNCTION cash_chart(simulation cash_simulation_row[], floor monetary = NULL,
		width pg_catalog.int4 = 72, height pg_catalog.int4 = 16, style pg_catalog.text = 'unicode')
	RETURNS SETOF cash_chart_row
	AS 'MODULE_PATHNAME', 'funding_cash_chart_simulation'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 16
	SUPPORT cash_chart_support;
COMMENT ON FUNCTION cash_chart(cash_simulation_row[], monetary, pg_catalog.int4, pg_catalog.int4, pg_catalog.text) IS
	'fan of percentiles in a terminal, with the probability of a cash-out; width is 20 to 400 characters, height 8 to 100 rows, style unicode or ascii';

-- not STRICT: rows NULL give NULL, floor NULL is none, title NULL is one that says what is drawn
CREATE FUNCTION cash_chart_svg(projection cash_projection_row[], floor monetary = NULL,
		title pg_catalog.text = NULL, width pg_catalog.int4 = 720, height pg_catalog.int4 = 400)
	RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_cash_chart_svg_projection'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION cash_chart_svg(cash_projection_row[], monetary, pg_catalog.text, pg_catalog.int4, pg_catalog.int4) IS
	'closing cash with its range as one SVG document; width is 240 to 4000 pixels, height 160 to 4000';

-- not STRICT: as above
CREATE FUNCTION cash_chart_svg(simulation cash_simulation_row[], floor monetary = NULL,
		title pg_catalog.text = NULL, width pg_catalog.int4 = 720, height pg_catalog.int4 = 400)
	RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_cash_chart_svg_simulation'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION cash_chart_svg(cash_simulation_row[], monetary, pg_catalog.text, pg_catalog.int4, pg_catalog.int4) IS
	'fan of percentiles as one SVG document, with the probability of a cash-out below it';

-- not STRICT: rows NULL give NULL, title NULL is one that says what is drawn
CREATE FUNCTION cash_chart_svg(flows cash_flow_row[], title pg_catalog.text = NULL,
		width pg_catalog.int4 = 720, height pg_catalog.int4 = 400)
	RETURNS pg_catalog.text
	AS 'MODULE_PATHNAME', 'funding_cash_chart_svg_flows'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION cash_chart_svg(cash_flow_row[], pg_catalog.text, pg_catalog.int4, pg_catalog.int4) IS
	'stacked columns by category as one SVG document, inflows above zero and outflows below';

CREATE FUNCTION runway_sensitivity_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_runway_sensitivity_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION runway_sensitivity_support(pg_catalog.internal) IS
	'planner support: how many rows runway_sensitivity() returns';

CREATE FUNCTION default_alive_bounds_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_default_alive_bounds_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION default_alive_bounds_support(pg_catalog.internal) IS
	'planner support: how many rows default_alive_bounds() returns';

-- not STRICT: opening NULL leaves the figures NULL, horizon NULL is 120, floor
-- NULL is zero; any other NULL is an error
CREATE FUNCTION runway_sensitivity(opening estimate, lines cash_line[], from_month pg_catalog.date,
		change pg_catalog.numeric = 0.1, months pg_catalog.int4 = 24,
		horizon pg_catalog.int4 = 120, floor monetary = NULL)
	RETURNS SETOF runway_sensitivity_row
	AS 'MODULE_PATHNAME', 'funding_runway_sensitivity'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2000 ROWS 10
	SUPPORT runway_sensitivity_support;
COMMENT ON FUNCTION runway_sensitivity(estimate, cash_line[], pg_catalog.date, pg_catalog.numeric, pg_catalog.int4, pg_catalog.int4, monetary) IS
	'which figure matters: runway and required raise (for so many months) with the opening cash and each line a fraction less and more; rows of a tornado chart';

-- not STRICT: opening NULL leaves only its own bound, horizon NULL is 120, floor
-- NULL is zero
CREATE FUNCTION default_alive_bounds(opening estimate, lines cash_line[], from_month pg_catalog.date,
		horizon pg_catalog.int4 = 120, floor monetary = NULL)
	RETURNS SETOF default_alive_bounds_row
	AS 'MODULE_PATHNAME', 'funding_default_alive_bounds'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20000 ROWS 20
	SUPPORT default_alive_bounds_support;
COMMENT ON FUNCTION default_alive_bounds(estimate, cash_line[], pg_catalog.date, pg_catalog.int4, monetary) IS
	'how far the opening cash and each category may go, the others held, with the plan still default alive';

--
-- Money as people write it: see doc/written.md
--

-- not STRICT: default_currency NULL is none; text or language NULL gives NULL
CREATE FUNCTION parse_estimate(text pg_catalog.text, language pg_catalog.text = 'en',
		default_currency pg_catalog.text = NULL)
	RETURNS estimate
	AS 'MODULE_PATHNAME', 'funding_parse_estimate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION parse_estimate(pg_catalog.text, pg_catalog.text, pg_catalog.text) IS
	'the one figure that a text is, as people of a language (a tag of BCP 47, und if unknown) write it; NULL where it is none or cannot be told';

CREATE TYPE monetary_mention AS (
	start_at pg_catalog.int4,
	length pg_catalog.int4,
	mention pg_catalog.text,
	value estimate
);
COMMENT ON TYPE monetary_mention IS 'a figure in a running text: a row of monetary_mentions()';
COMMENT ON COLUMN monetary_mention.start_at IS 'the first character of the mention, counted from 1 as by substring()';
COMMENT ON COLUMN monetary_mention.length IS 'how many characters the mention has';
COMMENT ON COLUMN monetary_mention.mention IS 'the mention as it is written, with its qualifier';
COMMENT ON COLUMN monetary_mention.value IS 'the figure that it says';

CREATE FUNCTION monetary_mentions_support(pg_catalog.internal) RETURNS pg_catalog.internal
	AS 'MODULE_PATHNAME', 'funding_monetary_mentions_support'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION monetary_mentions_support(pg_catalog.internal) IS
	'planner support: how many rows monetary_mentions() returns';

-- not STRICT: default_currency NULL is none; text or language NULL gives no rows
CREATE FUNCTION monetary_mentions(text pg_catalog.text, language pg_catalog.text = 'en',
		default_currency pg_catalog.text = NULL)
	RETURNS SETOF monetary_mention
	AS 'MODULE_PATHNAME', 'funding_monetary_mentions'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 5
	SUPPORT monetary_mentions_support;
COMMENT ON FUNCTION monetary_mentions(pg_catalog.text, pg_catalog.text, pg_catalog.text) IS
	'every figure of a running text, in order, as people of a language write them; default_currency serves figures that are money but do not say which';
