/*-------------------------------------------------------------------------
 *
 * estimate_gist.c
 *	  A GiST index of estimates by overlap: &&, @>, <@ and =.
 *
 * A key is two sort keys, as src/core/overlap_key.h has it, in 16 bytes that
 * the index stores as a uuid, which is how PostgreSQL calls 16 bytes of
 * anything.  They may stand at any address.  A key does not give the figure
 * back, so there is no index-only scan; where it cannot decide, the figure
 * in the table does.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "access/gist.h"
#include "access/stratnum.h"
#include "utils/sortsupport.h"
#include "utils/uuid.h"

#include "core/overlap_key.h"

StaticAssertDecl(sizeof(fnd_overlap_key) == UUID_LEN,
				 "a key of the index is as long as a uuid");

PG_FUNCTION_INFO_V1(funding_estimate_gist_consistent);
PG_FUNCTION_INFO_V1(funding_estimate_gist_compress);
PG_FUNCTION_INFO_V1(funding_estimate_gist_union);
PG_FUNCTION_INFO_V1(funding_estimate_gist_penalty);
PG_FUNCTION_INFO_V1(funding_estimate_gist_picksplit);
PG_FUNCTION_INFO_V1(funding_estimate_gist_same);
PG_FUNCTION_INFO_V1(funding_estimate_gist_sortsupport);

static inline fnd_overlap_key
key_of(Datum datum)
{
	fnd_overlap_key key;

	memcpy(&key, DatumGetPointer(datum), sizeof(key));
	return key;
}

static Datum
new_key(fnd_overlap_key key)
{
	fnd_overlap_key *result = (fnd_overlap_key *) palloc(sizeof(key));

	*result = key;
	return PointerGetDatum(result);
}

/* The strategy numbers are those of the built-in range types. */
static fnd_overlap_question
question_of(StrategyNumber strategy)
{
	switch (strategy)
	{
		case RTOverlapStrategyNumber:
			return FND_OVERLAPS;
		case RTContainsStrategyNumber:
			return FND_CONTAINS;
		case RTContainedByStrategyNumber:
			return FND_CONTAINED;
		default:
			Assert(strategy == RTEqualStrategyNumber);
			return FND_SAME;
	}
}

Datum
funding_estimate_gist_consistent(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	fnd_overlap_key query = fnd_overlap_key_of(PG_GETARG_ESTIMATE_P(1));
	fnd_overlap_question question = question_of(
		(StrategyNumber) PG_GETARG_UINT16(2));
	bool	   *recheck = (bool *) PG_GETARG_POINTER(4);
	fnd_overlap_key key = key_of(entry->key);
	fnd_match	match;

	*recheck = true;
	if (!GIST_LEAF(entry))
		PG_RETURN_BOOL(fnd_overlap_span_matches(key, query, question));
	match = fnd_overlap_figure_matches(key, query, question);
	*recheck = match == FND_MATCH_MAYBE;
	PG_RETURN_BOOL(match != FND_MATCH_NO);
}

Datum
funding_estimate_gist_compress(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY  *result;

	if (!entry->leafkey)
		PG_RETURN_POINTER(entry);
	result = (GISTENTRY *) palloc(sizeof(GISTENTRY));
	gistentryinit(*result,
				  new_key(fnd_overlap_key_of(DatumGetEstimateP(entry->key))),
				  entry->rel, entry->page, entry->offset, false);
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_gist_union(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	int		   *size = (int *) PG_GETARG_POINTER(1);
	fnd_overlap_key key = key_of(entries->vector[0].key);

	for (int i = 1; i < entries->n; i++)
		key = fnd_overlap_key_union(key, key_of(entries->vector[i].key));
	*size = (int) sizeof(key);
	return new_key(key);
}

/*
 * How much wider the span becomes; where it holds the figure already, less
 * than one, and the narrower span the better.  A guide for the server only:
 * a floating-point number is what it asks for.
 */
Datum
funding_estimate_gist_penalty(PG_FUNCTION_ARGS)
{
	GISTENTRY  *span_entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY  *new_entry = (GISTENTRY *) PG_GETARG_POINTER(1);
	float	   *penalty = (float *) PG_GETARG_POINTER(2);
	fnd_overlap_key span = key_of(span_entry->key);
	fnd_overlap_key wider = fnd_overlap_key_union(span,
												  key_of(new_entry->key));
	uint64		growth = (wider.high - wider.low) - (span.high - span.low);

	if (growth > 0)
		*penalty = 1.0f + (float) growth;
	else
		*penalty = (float) (span.high - span.low) /
			(2.0f * (float) UINT64_MAX);
	PG_RETURN_POINTER(penalty);
}

typedef struct place_of_entry
{
	uint64		place;
	OffsetNumber offset;
} place_of_entry;

static int
compare_places(const void *a, const void *b)
{
	uint64		x = ((const place_of_entry *) a)->place;
	uint64		y = ((const place_of_entry *) b)->place;

	return (x > y) - (x < y);
}

/*
 * Split between two currencies, or two orders of magnitude, where that can
 * be done in the middle third; otherwise in the middle, so that the pages of
 * a new index are full.
 */
Datum
funding_estimate_gist_picksplit(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	GIST_SPLITVEC *split = (GIST_SPLITVEC *) PG_GETARG_POINTER(1);
	int			count = entries->n - 1;
	int			middle = count / 2;
	uint64		widest = 0;
	place_of_entry *place = palloc(sizeof(place_of_entry) * count);
	fnd_overlap_key left;
	fnd_overlap_key right;

	for (int i = 0; i < count; i++)
	{
		OffsetNumber offset = (OffsetNumber) (FirstOffsetNumber + i);

		place[i].offset = offset;
		place[i].place = fnd_overlap_key_place(
			key_of(entries->vector[offset].key));
	}
	qsort(place, count, sizeof(place[0]), compare_places);
	for (int i = count / 3; i < count - count / 3; i++)
	{
		uint64		gap;

		if (i == 0)
			continue;
		gap = (place[i].place >> FND_OVERLAP_GROUP_SHIFT) -
			(place[i - 1].place >> FND_OVERLAP_GROUP_SHIFT);
		if (gap > widest)
		{
			widest = gap;
			middle = i;
		}
	}

	split->spl_left = palloc(sizeof(OffsetNumber) * count);
	split->spl_right = palloc(sizeof(OffsetNumber) * count);
	split->spl_nleft = middle;
	split->spl_nright = count - middle;
	left = key_of(entries->vector[place[0].offset].key);
	right = key_of(entries->vector[place[middle].offset].key);
	for (int i = 0; i < count; i++)
	{
		OffsetNumber offset = place[i].offset;
		fnd_overlap_key key = key_of(entries->vector[offset].key);

		if (i < middle)
		{
			split->spl_left[i] = offset;
			left = fnd_overlap_key_union(left, key);
		}
		else
		{
			split->spl_right[i - middle] = offset;
			right = fnd_overlap_key_union(right, key);
		}
	}
	split->spl_ldatum = new_key(left);
	split->spl_rdatum = new_key(right);
	pfree(place);
	PG_RETURN_POINTER(split);
}

Datum
funding_estimate_gist_same(PG_FUNCTION_ARGS)
{
	bool	   *result = (bool *) PG_GETARG_POINTER(2);

	*result = memcmp(PG_GETARG_POINTER(0), PG_GETARG_POINTER(1),
					 sizeof(fnd_overlap_key)) == 0;
	PG_RETURN_POINTER(result);
}

/*
 * A new index is packed in the order of places.
 */
static int
compare(Datum a, Datum b, SortSupport ssup pg_attribute_unused())
{
	uint64		x = fnd_overlap_key_place(key_of(a));
	uint64		y = fnd_overlap_key_place(key_of(b));

	return (x > y) - (x < y);
}

#if SIZEOF_DATUM == 8

static Datum
abbreviate(Datum original, SortSupport ssup pg_attribute_unused())
{
	return UInt64GetDatum(fnd_overlap_key_place(key_of(original)));
}

static bool
give_up(int rows_count pg_attribute_unused(),
		SortSupport ssup pg_attribute_unused())
{
	return false;
}

#endif

Datum
funding_estimate_gist_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport	ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = compare;
#if SIZEOF_DATUM == 8
	if (ssup->abbreviate)
	{
		ssup->comparator = ssup_datum_unsigned_cmp;
		ssup->abbrev_converter = abbreviate;
		ssup->abbrev_abort = give_up;
		ssup->abbrev_full_comparator = compare;
	}
#endif
	PG_RETURN_VOID();
}
