/*-------------------------------------------------------------------------
 *
 * estimate_sort.c
 *	  Sorting estimate and valuation: sort support with an abbreviated key, and
 *	  what BRIN rests on the same key.
 *
 * The key is in src/core/sort_key.h; the order it abbreviates is that of
 * estimate_cmp.c.  Keys are given up where abbreviated_sort.c says so.
 *
 *-------------------------------------------------------------------------
 */
#include "abbreviated_sort.h"

#include "core/sort_key.h"

PG_FUNCTION_INFO_V1(funding_estimate_sortsupport);
PG_FUNCTION_INFO_V1(funding_estimate_distance);

static int
compare(Datum a, Datum b, SortSupport ssup pg_attribute_unused())
{
	return fnd_estimate_order(DatumGetEstimateP(a), DatumGetEstimateP(b));
}

static Datum
abbreviate(Datum original, SortSupport ssup)
{
	uint64		key = fnd_estimate_sort_key(DatumGetEstimateP(original));

	/* the lower bound alone: figures of one key may always differ */
	funding_abbreviated_note(ssup, key);
	return UInt64GetDatum(key);
}

Datum
funding_estimate_sortsupport(PG_FUNCTION_ARGS)
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
funding_estimate_distance(PG_FUNCTION_ARGS)
{
	uint64		a = fnd_estimate_sort_key(PG_GETARG_ESTIMATE_P(0));
	uint64		b = fnd_estimate_sort_key(PG_GETARG_ESTIMATE_P(1));

	PG_RETURN_FLOAT8((double) (b > a ? b - a : a - b));
}
