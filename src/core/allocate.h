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

/* On success shares[i].part is part i; they add up to amount. */
extern FND_LOCAL fnd_status fnd_allocate(const fnd_amount *amount,
										 fnd_share *shares, int shares_count,
										 fnd_i128 total);

#endif /* FND_ALLOCATE_H */
