/*-------------------------------------------------------------------------
 *
 * monetary_sort.c
 *	  Sorting monetary: sort support with an abbreviated key, and
 *	  what BRIN rests on the same key.
 *
 * The key is in src/core/sort_key.h; the order it abbreviates is that of
 * monetary_cmp.c.  Abbreviation is never given up: making a key costs less than
 * the one comparison of rows in memory that it saves, and keys that tie, as
 * of a column of few values, cost one compare of two words more.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "utils/sortsupport.h"

#include "core/sort_key.h"

PG_FUNCTION_INFO_V1(funding_monetary_sortsupport);
PG_FUNCTION_INFO_V1(funding_monetary_distance);

static int
compare(Datum a, Datum b, SortSupport ssup pg_attribute_unused())
{
	return fnd_amount_order(DatumGetAmountP(a), DatumGetAmountP(b));
}

#if SIZEOF_DATUM == 8

static Datum
abbreviate(Datum original, SortSupport ssup pg_attribute_unused())
{
	return UInt64GetDatum(fnd_amount_sort_key(DatumGetAmountP(original)));
}

static bool
give_up(int rows_count pg_attribute_unused(),
		SortSupport ssup pg_attribute_unused())
{
	return false;
}

#endif

Datum
funding_monetary_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport	ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = compare;
#if SIZEOF_DATUM == 8
	if (ssup->abbreviate)
	{
		/* the server's own comparator, which it sorts inline */
		ssup->comparator = ssup_datum_unsigned_cmp;
		ssup->abbrev_converter = abbreviate;
		ssup->abbrev_abort = give_up;
		ssup->abbrev_full_comparator = compare;
	}
#endif
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
