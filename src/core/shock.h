/*-------------------------------------------------------------------------
 *
 * shock.h
 *	  Shocks of mean 1: lognormal, exp(s z - s^2/2) for a standard normal z.
 *
 * fnd_shock_init() computes the shock once at each of some thousand
 * probabilities; a draw is a straight line between two of them.  The formula
 * is in doc/simulation.md, "Volatility", the bounds of the errors under
 * "Accuracy" there.  What a shock is multiplied with is not known here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_SHOCK_H
#define FND_SHOCK_H

#include "decimal.h"

/*
 * The largest volatility.  A random number of 64 bits reaches a normal z of
 * 9.08 and no further; of exp(s z) that leaves out 2e-7 of the mean at s = 4
 * and 2e-5 at 5.
 */
#define FND_VOLATILITY_MAX 4

/* Octaves of a half, and cells of each, as in normal_table.h. */
#define FND_SHOCK_OCTAVES 63
#define FND_SHOCK_CELL_BITS 6
#define FND_SHOCK_CELLS (FND_SHOCK_OCTAVES << FND_SHOCK_CELL_BITS)

/*
 * node[FND_SHOCK_CELLS] is the median; the nodes below it are the shocks at
 * 2^-64, ... of probability, 64 for each doubling, those above it the same
 * from the other end.
 */
typedef struct fnd_shock
{
	int			fraction_bits;	/* 1.0 is 2^fraction_bits */
	uint64_t	node[2 * FND_SHOCK_CELLS + 1];
} fnd_shock;

/*
 * The standard deviation of the logarithm; the caller owes more than zero and
 * at most FND_VOLATILITY_MAX.
 */
extern FND_LOCAL void fnd_shock_init(fnd_shock *shock,
									 const fnd_decimal *volatility);

/* The highest bit of 1 to 255. */
extern FND_LOCAL const uint8_t fnd_shock_octave[256];

/* The largest shock there is; below 2^63. */
extern FND_LOCAL uint64_t fnd_shock_max(const fnd_shock *shock);

/*
 * The shock that so many of 2^64 are not above: uniform numbers in, shocks
 * out, larger for larger ones.
 */
static inline uint64_t
fnd_shock_quantile(const fnd_shock *shock, uint64_t random)
{
	/* all ones in the upper half, which is the lower one seen from above */
	uint64_t	mirror = 0 - (random >> 63);
	uint64_t	position = (random ^ mirror) | 1;
	uint64_t	top = position >> 55;

	/*
	 * By a table where it can be: the instruction that finds the highest bit
	 * waits, on common machines, for what its register held before.
	 */
	int			octave = FND_LIKELY(top != 0) ? 55 + fnd_shock_octave[top] :
										fnd_u64_highest_bit(position);
	uint64_t	mantissa = position << (63 - octave);
	uint64_t	cell = ((uint64_t) octave << FND_SHOCK_CELL_BITS) +
		(mantissa << 1 >> (64 - FND_SHOCK_CELL_BITS));
	uint64_t	fraction = mantissa << (1 + FND_SHOCK_CELL_BITS);
	const uint64_t *node;

	/* cell, or 2 FND_SHOCK_CELLS - 1 - cell */
	node = shock->node + ((cell ^ mirror) + (2 * FND_SHOCK_CELLS & mirror));
	return node[0] +
		fnd_u64_multiply_high(node[1] - node[0], fraction ^ mirror);
}

#endif /* FND_SHOCK_H */
