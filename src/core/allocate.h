/*-------------------------------------------------------------------------
 *
 * allocate.h
 *	  Split an amount by weights, to the last unit: largest remainder.
 *
 * The method is Hamilton's, of the apportionment of seats: every part gets
 * the whole units of its share, and the units that are left go to the parts
 * with the largest remainders.  Ties go to the lowest index, and a negative
 * amount mirrors the positive one.  doc/types.md, "Allocation".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_ALLOCATE_H
#define FND_ALLOCATE_H

#include "amount.h"

/* Working space of one part. */
typedef struct fnd_share
{
	fnd_i128	weight;			/* at a scale that all weights share */
	fnd_u256	remainder;
	int32_t		index;
	fnd_amount	part;			/* the result */
} fnd_share;

/*
 * Bring weights to a common scale: FND_ERR_WEIGHT_NEGATIVE,
 * FND_ERR_WEIGHTS_ZERO, or FND_ERR_WEIGHT_DIGITS where they do not fit in 38
 * digits at one scale.  shares[i].index is set to i.  total is their sum.
 */
extern FND_LOCAL fnd_status fnd_allocate_weights(const fnd_decimal *weights,
												 int weights_count,
												 fnd_share *shares,
												 fnd_i128 *total);

/* What an allocation is at; the caller looks at none of it. */
typedef enum fnd_allocation_phase
{
	FND_ALLOCATION_QUOTIENTS,	/* whole units of each share */
	FND_ALLOCATION_HEAP,		/* shares become a heap by remainder */
	FND_ALLOCATION_SORT,
	FND_ALLOCATION_LEFT,		/* units that are left go out */
	FND_ALLOCATION_INDEX,		/* shares go back to their index */
	FND_ALLOCATION_PARTS,
	FND_ALLOCATION_DONE
} fnd_allocation_phase;

/*
 * An allocation under way.  A million shares take seconds, so it goes in
 * steps, and the caller may give up between two of them.
 */
typedef struct fnd_allocation
{
	fnd_amount	amount;
	fnd_share  *shares;
	int			shares_count;
	fnd_u256	magnitude;
	fnd_u256	denominator;
	fnd_u256	left;
	fnd_allocation_phase phase;
	int			at;				/* the share that is next in this phase */
} fnd_allocation;

/* A step works on so many shares: some milliseconds. */
#define FND_STEP_SHARES 4096

/* shares and total are what fnd_allocate_weights() made of the weights. */
extern FND_LOCAL void fnd_allocation_init(fnd_allocation *allocation,
										  const fnd_amount *amount,
										  fnd_share *shares, int shares_count,
										  fnd_i128 total);

/*
 * The next step.  Once *is_done, shares[i].part is part i; they add up to
 * amount.
 */
extern FND_LOCAL fnd_status fnd_allocation_step(fnd_allocation *allocation,
												bool *is_done);

#endif /* FND_ALLOCATE_H */
