/*-------------------------------------------------------------------------
 *
 * totals.h
 *	  The sum of each currency of a mixed column, in the order of the codes.
 *
 * The sums (core/sum.h) stand sorted by currency in memory that the caller
 * owns and enlarges; there are as many as currencies were seen, a few hundred
 * at most.  A currency whose last row is taken out is gone.
 *
 * Estimates without a currency have a sum of their own, the first one.  Each
 * of their amounts belongs to one currency, and it is not known to which: so
 * the sum of every other currency may hold all of them, and their interval is
 * added to each.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_TOTALS_H
#define FND_TOTALS_H

#include "sum.h"

typedef struct fnd_totals
{
	unsigned char *sums;		/* fnd_amount_sum, or fnd_estimate_sum */
	size_t		sum_size;
	size_t		currency_offset; /* of the currency in a sum */
	int			count;
	int			capacity;
	int			last;			/* where the last row went */
} fnd_totals;

/* Every currency, and none: no state has more sums. */
static inline int
fnd_totals_max(void)
{
	return fnd_currency_count() + 1;
}

extern FND_LOCAL void fnd_amount_totals_init(fnd_totals *totals);
extern FND_LOCAL void fnd_estimate_totals_init(fnd_totals *totals);

static inline bool
fnd_totals_is_full(const fnd_totals *totals)
{
	return totals->count == totals->capacity;
}

/* Move into a new place with room for at least as many. */
extern FND_LOCAL void fnd_totals_move(fnd_totals *totals, void *sums,
									  int capacity);

/* The caller owes totals that are not full. */
extern FND_LOCAL void fnd_amount_totals_add(fnd_totals *totals,
											const fnd_amount *amount);
extern FND_LOCAL void fnd_estimate_totals_add(fnd_totals *totals,
											  const fnd_estimate *estimate);

/* Take out a row that was added before. */
extern FND_LOCAL void fnd_amount_totals_remove(fnd_totals *totals,
											   const fnd_amount *amount);
extern FND_LOCAL void fnd_estimate_totals_remove(fnd_totals *totals,
												 const fnd_estimate *estimate);

/* The caller owes room for the sums of both. */
extern FND_LOCAL void fnd_amount_totals_combine(fnd_totals *totals,
												const fnd_totals *more);
extern FND_LOCAL void fnd_estimate_totals_combine(fnd_totals *totals,
												  const fnd_totals *more);

/* The total at an index below the count; FND_ERR_RANGE. */
extern FND_LOCAL fnd_status fnd_amount_totals_result(const fnd_totals *totals,
													 int index,
													 fnd_amount *result);
extern FND_LOCAL int
fnd_estimate_totals_results_count(const fnd_totals *totals);
extern FND_LOCAL fnd_status fnd_estimate_totals_result(
	const fnd_totals *totals, int index, fnd_estimate *result);

/*
 * A state on the wire: its sums one behind the other, so many bytes each.
 * Reading checks each of them and their order; the caller owes an empty state
 * with room for length / FND_..._SUM_BYTES sums, fnd_totals_max() at most.
 */
extern FND_LOCAL void fnd_amount_totals_write(const fnd_totals *totals,
											  uint8_t *bytes);
extern FND_LOCAL fnd_status fnd_amount_totals_read(const uint8_t *bytes,
												   size_t length,
												   fnd_totals *totals);
extern FND_LOCAL void fnd_estimate_totals_write(const fnd_totals *totals,
												uint8_t *bytes);
extern FND_LOCAL fnd_status fnd_estimate_totals_read(const uint8_t *bytes,
													 size_t length,
													 fnd_totals *totals);

#endif /* FND_TOTALS_H */
