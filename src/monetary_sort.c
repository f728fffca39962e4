/*-------------------------------------------------------------------------
 *
 * monetary_sort.c
 *	  Sorting monetary: sort support with an abbreviated key, and
 *	  what BRIN rests on the same key.
 *
 * The key is in src/core/sort_key.h; the order it abbreviates is that of
 * monetary_cmp.c.  Keys are given up where abbreviated_sort.c says so.
 *
 *-------------------------------------------------------------------------
 */
#include "abbreviated_sort.h"

#include "core/sort_key.h"

PG_FUNCTION_INFO_V1(funding_monetary_sortsupport);
PG_FUNCTION_INFO_V1(funding_monetary_distance);

static int
compare(Datum a, Datum b, SortSupport ssup pg_attribute_unused())
{
	return fnd_amount_order(DatumGetAmountP(a), DatumGetAmountP(b));
}

static Datum
abbreviate(Datum original, SortSupport ssup)
{
	const fnd_amount *amount = DatumGetAmountP(original);
	uint64		key = fnd_amount_sort_key(amount);

	if (!fnd_sort_key_is_exact(amount->lo, amount->hi, amount->scale,
							   amount->currency))
		funding_abbreviated_note(ssup, key);
	return UInt64GetDatum(key);
}

Datum
funding_monetary_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport	ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = compare;
	if (SIZEOF_DATUM == 8 && ssup->abbreviate)
		funding_abbreviated_begin(ssup, abbreviate, compare);
	PG_RETURN_VOID();
}

/*
 * BRIN joins the intervals that are closest, so any distance that grows with
 * the order is right.  Keys of two currencies are further apart than most of
 * one, so the intervals of a mixed column are kept by currency.
 */
Datum
funding_monetary_distance(PG_FUNCTION_ARGS)
{
	uint64		a = fnd_amount_sort_key(PG_GETARG_AMOUNT_P(0));
	uint64		b = fnd_amount_sort_key(PG_GETARG_AMOUNT_P(1));

	PG_RETURN_FLOAT8((double) (b > a ? b - a : a - b));
}
