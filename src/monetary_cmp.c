/*-------------------------------------------------------------------------
 *
 * monetary_cmp.c
 *	  Comparison, order and hash of monetary.
 *
 * Three families, in doc/types.md, "Comparison": = and <> are total; < <= >
 * >= answer NULL for different currencies; ~<~ and its kin are the total
 * order of the btree class, by currency and then by amount.  Nothing here
 * raises, which is why the functions may be leakproof.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "core/hash.h"

PG_FUNCTION_INFO_V1(funding_monetary_eq);
PG_FUNCTION_INFO_V1(funding_monetary_ne);
PG_FUNCTION_INFO_V1(funding_monetary_lt);
PG_FUNCTION_INFO_V1(funding_monetary_le);
PG_FUNCTION_INFO_V1(funding_monetary_gt);
PG_FUNCTION_INFO_V1(funding_monetary_ge);
PG_FUNCTION_INFO_V1(funding_monetary_order_lt);
PG_FUNCTION_INFO_V1(funding_monetary_order_le);
PG_FUNCTION_INFO_V1(funding_monetary_order_gt);
PG_FUNCTION_INFO_V1(funding_monetary_order_ge);
PG_FUNCTION_INFO_V1(funding_monetary_cmp);
PG_FUNCTION_INFO_V1(funding_monetary_hash);
PG_FUNCTION_INFO_V1(funding_monetary_hash_extended);

Datum
funding_monetary_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(
		fnd_amount_equal(PG_GETARG_AMOUNT_P(0), PG_GETARG_AMOUNT_P(1)));
}

Datum
funding_monetary_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(
		!fnd_amount_equal(PG_GETARG_AMOUNT_P(0), PG_GETARG_AMOUNT_P(1)));
}

/* NULL for different currencies: which is larger is not known. */
#define COMPARE_OR_NULL(relation) \
	do \
	{ \
		const fnd_amount *a = PG_GETARG_AMOUNT_P(0); \
		const fnd_amount *b = PG_GETARG_AMOUNT_P(1); \
\
		if (a->currency != b->currency) \
			PG_RETURN_NULL(); \
		PG_RETURN_BOOL(fnd_amount_compare(a, b) relation 0); \
	} while (0)

Datum
funding_monetary_lt(PG_FUNCTION_ARGS)
{
	COMPARE_OR_NULL(<);
}

Datum
funding_monetary_le(PG_FUNCTION_ARGS)
{
	COMPARE_OR_NULL(<=);
}

Datum
funding_monetary_gt(PG_FUNCTION_ARGS)
{
	COMPARE_OR_NULL(>);
}

Datum
funding_monetary_ge(PG_FUNCTION_ARGS)
{
	COMPARE_OR_NULL(>=);
}

static inline int
order(FunctionCallInfo fcinfo)
{
	return fnd_amount_order(PG_GETARG_AMOUNT_P(0), PG_GETARG_AMOUNT_P(1));
}

Datum
funding_monetary_order_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(order(fcinfo) < 0);
}

Datum
funding_monetary_order_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(order(fcinfo) <= 0);
}

Datum
funding_monetary_order_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(order(fcinfo) > 0);
}

Datum
funding_monetary_order_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(order(fcinfo) >= 0);
}

Datum
funding_monetary_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(order(fcinfo));
}

Datum
funding_monetary_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT32((uint32) fnd_amount_hash(PG_GETARG_AMOUNT_P(0), 0));
}

Datum
funding_monetary_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT64(
		fnd_amount_hash(PG_GETARG_AMOUNT_P(0), (uint64) PG_GETARG_INT64(1)));
}
