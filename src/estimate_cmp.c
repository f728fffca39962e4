/*-------------------------------------------------------------------------
 *
 * estimate_cmp.c
 *	  Comparison, order, hash and overlap of estimate and valuation.
 *
 * = and <> say whether two figures are stored the same; < <= > >= answer
 * NULL where the intervals overlap; ~<~ and its kin are the total order of
 * the btree class.  Rules in doc/types.md, "Comparison".  Nothing here raises.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "core/estimate_math.h"
#include "core/hash.h"
#include "core/valuation.h"

PG_FUNCTION_INFO_V1(funding_estimate_eq);
PG_FUNCTION_INFO_V1(funding_estimate_ne);
PG_FUNCTION_INFO_V1(funding_estimate_lt);
PG_FUNCTION_INFO_V1(funding_estimate_le);
PG_FUNCTION_INFO_V1(funding_estimate_gt);
PG_FUNCTION_INFO_V1(funding_estimate_ge);
PG_FUNCTION_INFO_V1(funding_estimate_overlaps);
PG_FUNCTION_INFO_V1(funding_estimate_contains);
PG_FUNCTION_INFO_V1(funding_estimate_contained);
PG_FUNCTION_INFO_V1(funding_valuation_lt);
PG_FUNCTION_INFO_V1(funding_valuation_le);
PG_FUNCTION_INFO_V1(funding_valuation_gt);
PG_FUNCTION_INFO_V1(funding_valuation_ge);
PG_FUNCTION_INFO_V1(funding_estimate_order_lt);
PG_FUNCTION_INFO_V1(funding_estimate_order_le);
PG_FUNCTION_INFO_V1(funding_estimate_order_gt);
PG_FUNCTION_INFO_V1(funding_estimate_order_ge);
PG_FUNCTION_INFO_V1(funding_estimate_cmp);
PG_FUNCTION_INFO_V1(funding_estimate_hash);
PG_FUNCTION_INFO_V1(funding_estimate_hash_extended);

/* The functions of = and of the order serve both types. */
Datum
funding_estimate_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(
		fnd_estimate_equal(PG_GETARG_ESTIMATE_P(0), PG_GETARG_ESTIMATE_P(1)));
}

Datum
funding_estimate_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(
		!fnd_estimate_equal(PG_GETARG_ESTIMATE_P(0), PG_GETARG_ESTIMATE_P(1)));
}

#define RETURN_ANSWER(answer) \
	do \
	{ \
		fnd_answer	answer_ = (answer); \
\
		if (answer_ == FND_UNKNOWN) \
			PG_RETURN_NULL(); \
		PG_RETURN_BOOL(answer_ == FND_TRUE); \
	} while (0)

Datum
funding_estimate_lt(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(
		fnd_estimate_less(PG_GETARG_ESTIMATE_P(0), PG_GETARG_ESTIMATE_P(1)));
}

Datum
funding_estimate_le(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(fnd_estimate_less_equal(PG_GETARG_ESTIMATE_P(0),
										  PG_GETARG_ESTIMATE_P(1)));
}

Datum
funding_estimate_gt(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(
		fnd_estimate_less(PG_GETARG_ESTIMATE_P(1), PG_GETARG_ESTIMATE_P(0)));
}

Datum
funding_estimate_ge(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(fnd_estimate_less_equal(PG_GETARG_ESTIMATE_P(1),
										  PG_GETARG_ESTIMATE_P(0)));
}

Datum
funding_estimate_overlaps(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(fnd_estimate_overlaps(PG_GETARG_ESTIMATE_P(0),
										PG_GETARG_ESTIMATE_P(1)));
}

Datum
funding_estimate_contains(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(fnd_estimate_contains(PG_GETARG_ESTIMATE_P(0),
										PG_GETARG_ESTIMATE_P(1)));
}

Datum
funding_estimate_contained(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(fnd_estimate_contains(PG_GETARG_ESTIMATE_P(1),
										PG_GETARG_ESTIMATE_P(0)));
}

Datum
funding_valuation_lt(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(
		fnd_valuation_less(PG_GETARG_ESTIMATE_P(0), PG_GETARG_ESTIMATE_P(1)));
}

Datum
funding_valuation_le(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(fnd_valuation_less_equal(PG_GETARG_ESTIMATE_P(0),
										   PG_GETARG_ESTIMATE_P(1)));
}

Datum
funding_valuation_gt(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(
		fnd_valuation_less(PG_GETARG_ESTIMATE_P(1), PG_GETARG_ESTIMATE_P(0)));
}

Datum
funding_valuation_ge(PG_FUNCTION_ARGS)
{
	RETURN_ANSWER(fnd_valuation_less_equal(PG_GETARG_ESTIMATE_P(1),
										   PG_GETARG_ESTIMATE_P(0)));
}

static inline int
order(FunctionCallInfo fcinfo)
{
	return fnd_estimate_order(PG_GETARG_ESTIMATE_P(0),
							  PG_GETARG_ESTIMATE_P(1));
}

Datum
funding_estimate_order_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(order(fcinfo) < 0);
}

Datum
funding_estimate_order_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(order(fcinfo) <= 0);
}

Datum
funding_estimate_order_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(order(fcinfo) > 0);
}

Datum
funding_estimate_order_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(order(fcinfo) >= 0);
}

Datum
funding_estimate_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(order(fcinfo));
}

Datum
funding_estimate_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT32((uint32) fnd_estimate_hash(PG_GETARG_ESTIMATE_P(0), 0));
}

Datum
funding_estimate_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT64(fnd_estimate_hash(PG_GETARG_ESTIMATE_P(0),
									   (uint64) PG_GETARG_INT64(1)));
}
