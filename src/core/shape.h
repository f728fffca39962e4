/*-------------------------------------------------------------------------
 *
 * shape.h
 *	  Where between its bounds a drawn amount lies.
 *
 * A shape turns a uniform random number into a position between 0, the lower
 * bound, and FND_UNIT, the upper one.  The formulas are in doc/simulation.md,
 * "Imprecise amounts", the bounds of their errors under "Accuracy" there.
 * What lies between which bounds is not known here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_SHAPE_H
#define FND_SHAPE_H

#include "fixed.h"

#define FND_UNIT_BITS 62
#define FND_UNIT (UINT64_C(1) << FND_UNIT_BITS) /* 1.0 */

typedef enum fnd_distribution
{
	FND_DISTRIBUTION_UNIFORM,
	FND_DISTRIBUTION_TRIANGULAR,
	FND_DISTRIBUTION_PERT,
	FND_DISTRIBUTION_UNKNOWN
} fnd_distribution;

/*
 * Octaves of each half of the probabilities, and cells of each, at which a
 * quantile of PERT is computed; below 2^-41 of probability it is a straight
 * line.
 */
#define FND_SHAPE_OCTAVES 40
#define FND_SHAPE_CELL_BITS 4
#define FND_SHAPE_CELLS (FND_SHAPE_OCTAVES << FND_SHAPE_CELL_BITS)

typedef struct fnd_shape_cell
{
	uint64_t	position;		/* at the lower end */
	int64_t		bend;			/* see shape.c */
} fnd_shape_cell;

typedef struct fnd_shape
{
	fnd_distribution distribution;
	uint64_t	mode;

	/* of PERT: the lower half, and the upper one seen from above */
	fnd_shape_cell half[2][FND_SHAPE_CELLS + 1];
} fnd_shape;

/* "uniform", "triangular" or "pert"; NULL for anything else. */
extern FND_LOCAL const char *fnd_distribution_name(int distribution);

/* FND_DISTRIBUTION_UNKNOWN where there is none of that name. */
extern FND_LOCAL int fnd_distribution_from_name(const char *name,
												size_t length);

/*
 * The caller owes a known distribution and a mode of at most FND_UNIT: where
 * the written figure lies between the bounds.  The uniform one leaves it out.
 */
extern FND_LOCAL void
fnd_shape_init(fnd_shape *shape, fnd_distribution distribution, uint64_t mode);

/*
 * The position that so many of 2^64 are not above: uniform numbers in, 0 to
 * FND_UNIT out, never less for a larger one.
 */
extern FND_LOCAL uint64_t fnd_shape_quantile(const fnd_shape *shape,
											 uint64_t random);

#endif /* FND_SHAPE_H */
