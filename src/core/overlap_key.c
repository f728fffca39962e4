/*-------------------------------------------------------------------------
 *
 * overlap_key.c
 *	  Questions to the keys of an index of overlapping estimates.
 *
 * What a key is, and what the answers promise, is in overlap_key.h.  A figure
 * whose currency is not known may overlap with one of any currency; its
 * bounds are zero or infinite, and their codes are the same in every
 * currency.  The rules are in doc/types.md, "Overlap and intersection".
 *
 *-------------------------------------------------------------------------
 */
#include "overlap_key.h"

#define CODE_MASK ((UINT64_C(1) << FND_SORT_CODE_BITS) - 1)

/* Widths of 49 bits in groups of 4 bits, and one for what has no end. */
#define WIDTH_STEP 4
#define MAGNITUDE_INFINITE 15

static fnd_currency
currency_of(uint64_t sort_key)
{
	return (fnd_currency) (sort_key >> FND_SORT_CODE_BITS);
}

/* The same codes in another currency. */
static fnd_overlap_key
in_currency(fnd_overlap_key key, fnd_currency currency)
{
	uint64_t	base = (uint64_t) currency << FND_SORT_CODE_BITS;

	key.low = base | (key.low & CODE_MASK);
	key.high = base | (key.high & CODE_MASK);
	return key;
}

static bool
touch(fnd_overlap_key a, fnd_overlap_key b)
{
	return a.low <= b.high && b.low <= a.high;
}

bool
fnd_overlap_span_matches(fnd_overlap_key span, fnd_overlap_key query,
						 fnd_overlap_question question)
{
	fnd_currency currency = currency_of(query.low);

	switch (question)
	{
		case FND_OVERLAPS:
			if (currency != FND_CURRENCY_NONE)
				return touch(span, query) ||
					touch(span, in_currency(query, FND_CURRENCY_NONE));
			currency = currency_of(span.low);
			return currency != currency_of(span.high) ||
				touch(span, in_currency(query, currency));
		case FND_CONTAINS:
			return currency != FND_CURRENCY_NONE && span.low <= query.low &&
				span.high >= query.high;
		case FND_CONTAINED:
			return currency != FND_CURRENCY_NONE && touch(span, query);
		case FND_SAME:
			return span.low <= query.low && span.high >= query.high;
	}
	return true;
}

fnd_match
fnd_overlap_figure_matches(fnd_overlap_key figure, fnd_overlap_key query,
						   fnd_overlap_question question)
{
	fnd_currency currency = currency_of(query.low);

	switch (question)
	{
		case FND_OVERLAPS:
			if (currency == FND_CURRENCY_NONE)
				query = in_currency(query, currency_of(figure.low));
			else if (currency_of(figure.low) == FND_CURRENCY_NONE)
				figure = in_currency(figure, currency);
			if (!touch(figure, query))
				return FND_MATCH_NO;
			return figure.low < query.high && query.low < figure.high ?
				FND_MATCH_YES :
				FND_MATCH_MAYBE;
		case FND_CONTAINS:
			if (currency == FND_CURRENCY_NONE || figure.low > query.low ||
				figure.high < query.high ||
				currency_of(figure.low) != currency)
				return FND_MATCH_NO;
			return figure.low < query.low && figure.high > query.high ?
				FND_MATCH_YES :
				FND_MATCH_MAYBE;
		case FND_CONTAINED:
			if (currency == FND_CURRENCY_NONE || figure.low < query.low ||
				figure.high > query.high ||
				currency_of(figure.low) != currency)
				return FND_MATCH_NO;
			return figure.low > query.low && figure.high < query.high ?
				FND_MATCH_YES :
				FND_MATCH_MAYBE;
		case FND_SAME:
			return figure.low == query.low && figure.high == query.high ?
				FND_MATCH_MAYBE :
				FND_MATCH_NO;
	}
	return FND_MATCH_MAYBE;
}

uint64_t
fnd_overlap_key_place(fnd_overlap_key key)
{
	uint64_t	low = key.low & CODE_MASK;
	uint64_t	high = key.high & CODE_MASK;
	uint64_t	magnitude = 0;

	if (currency_of(key.low) != currency_of(key.high) || low == 0 ||
		high == CODE_MASK)
		magnitude = MAGNITUDE_INFINITE;
	else
		/* at most 13 rounds */
		for (uint64_t width = high - low; width != 0; width >>= WIDTH_STEP)
			magnitude++;
	return (key.low & ~CODE_MASK) | magnitude << FND_OVERLAP_GROUP_SHIFT |
		low >> FND_OVERLAP_MAGNITUDE_BITS;
}
