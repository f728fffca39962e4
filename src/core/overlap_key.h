/*-------------------------------------------------------------------------
 *
 * overlap_key.h
 *	  What an index of estimates that overlap keeps of each: two sort keys.
 *
 * The first is of the lower bound, the second of the upper one, infinite
 * ones included; both carry the currency (sort_key.h).  Sort keys never
 * contradict the order, so figures that overlap have keys that do.  A key
 * that spans several figures runs from the least first to the greatest
 * second, over currencies too.  The tests for such a span answer false only
 * where nothing in it can match; of one figure they are certain unless the
 * keys touch.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_OVERLAP_KEY_H
#define FND_OVERLAP_KEY_H

#include "sort_key.h"

typedef struct fnd_overlap_key
{
	uint64_t	low;
	uint64_t	high;
} fnd_overlap_key;

/* Does a figure match?  Maybe: the figures themselves have to be asked. */
typedef enum fnd_match
{
	FND_MATCH_NO,
	FND_MATCH_MAYBE,
	FND_MATCH_YES
} fnd_match;

/* What is asked about a figure of the index, and the figure of the query. */
typedef enum fnd_overlap_question
{
	FND_OVERLAPS,				/* the two could be the same amount */
	FND_CONTAINS,				/* it allows all that the query allows */
	FND_CONTAINED,				/* the query allows all that it allows */
	FND_SAME					/* the same figure */
} fnd_overlap_question;

static inline fnd_overlap_key
fnd_overlap_key_of(const fnd_estimate *e)
{
	fnd_overlap_key key;

	key.low = fnd_estimate_sort_key(e);
	key.high = (e->bounds & FND_UPPER_INFINITE) != 0 ?
		((uint64_t) e->currency << FND_SORT_CODE_BITS) +
			(2 * FND_SORT_CODE_ZERO - 1) :
		fnd_sort_key(e->upper_lo, e->upper_hi, e->scale, e->currency);
	return key;
}

static inline fnd_overlap_key
fnd_overlap_key_union(fnd_overlap_key a, fnd_overlap_key b)
{
	if (b.low < a.low)
		a.low = b.low;
	if (b.high > a.high)
		a.high = b.high;
	return a;
}

/* Can a span hold a figure that matches? */
extern FND_LOCAL bool fnd_overlap_span_matches(fnd_overlap_key span,
											   fnd_overlap_key query,
											   fnd_overlap_question question);

/* Does the figure of a key match? */
extern FND_LOCAL fnd_match
fnd_overlap_figure_matches(fnd_overlap_key figure, fnd_overlap_key query,
						   fnd_overlap_question question);

/*
 * The place of a key among others, such that neighbours share a page well:
 * by currency, then the order of magnitude of the width, then lower bound.
 * Behind the shift stand currency and magnitude alone.
 */
#define FND_OVERLAP_MAGNITUDE_BITS 4
#define FND_OVERLAP_GROUP_SHIFT \
	(FND_SORT_CODE_BITS - FND_OVERLAP_MAGNITUDE_BITS)

extern FND_LOCAL uint64_t fnd_overlap_key_place(fnd_overlap_key key);

#endif /* FND_OVERLAP_KEY_H */
