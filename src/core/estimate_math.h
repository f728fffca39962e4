/*-------------------------------------------------------------------------
 *
 * estimate_math.h
 *	  Interval arithmetic on estimates: sums, multiples, quotients, overlap.
 *
 * The rules are in doc/types.md, "Estimates".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_ESTIMATE_MATH_H
#define FND_ESTIMATE_MATH_H

#include "estimate.h"

/* The tag of a sum, in any order of its terms. */
extern FND_LOCAL fnd_tag fnd_tag_combine(fnd_tag a, fnd_tag b);

/* Interval arithmetic, rounded outward. */
extern FND_LOCAL fnd_status fnd_estimate_add(const fnd_estimate *a,
											 const fnd_estimate *b,
											 fnd_estimate *result);
extern FND_LOCAL fnd_status fnd_estimate_subtract(const fnd_estimate *a,
												  const fnd_estimate *b,
												  fnd_estimate *result);
extern FND_LOCAL void fnd_estimate_negate(const fnd_estimate *estimate,
										  fnd_estimate *result);
extern FND_LOCAL fnd_status fnd_estimate_multiply(const fnd_estimate *e,
												  const fnd_decimal *factor,
												  fnd_estimate *result);
extern FND_LOCAL fnd_status fnd_estimate_divide(const fnd_estimate *e,
												const fnd_decimal *divisor,
												fnd_estimate *result);

/*
 * What many rows add up to.  Both make the canonical bytes of an interval from
 * two ends that need not share a scale, or that are signed totals (as
 * fnd_s256_add has them) at one scale to be divided by the count of rows and
 * rounded outward.  What stands in an infinite end does not matter.
 */
extern FND_LOCAL fnd_status fnd_estimate_make_ends(
	fnd_i128 lower, int lower_scale, fnd_i128 upper, int upper_scale,
	uint8_t bounds, fnd_currency currency, fnd_tag tag, fnd_estimate *result);
extern FND_LOCAL fnd_status fnd_estimate_make_mean(
	const fnd_u256 *lower, const fnd_u256 *upper, int scale, uint64_t count,
	uint8_t bounds, fnd_currency currency, fnd_tag tag, fnd_estimate *result);

/*
 * The estimate in another currency: both bounds as in fnd_amount_exchange,
 * rounded outward; kind and basis stay.  Bounds of zero and infinite ones, as
 * those of an undisclosed figure, are the same whatever the rates.
 */
extern FND_LOCAL fnd_status fnd_estimate_exchange(const fnd_estimate *e,
												  const fnd_decimal *factor,
												  const fnd_decimal *divisor,
												  fnd_currency currency,
												  fnd_estimate *result);

/* is_empty is set, and result undefined, where the two contradict. */
extern FND_LOCAL fnd_status fnd_estimate_intersect(const fnd_estimate *a,
												   const fnd_estimate *b,
												   fnd_estimate *result,
												   bool *is_empty);

/* The smallest interval that holds both. */
extern FND_LOCAL fnd_status fnd_estimate_hull(const fnd_estimate *a,
											  const fnd_estimate *b,
											  fnd_estimate *result);

/*
 * The quotient of two estimates as bounds at FND_RATIO_SCALE decimals,
 * rounded outward, or half-even where both bounds are the same value.
 * FND_ERR_DIVISION_BY_ZERO only where b is exactly zero.
 */
#define FND_RATIO_SCALE 20

typedef struct fnd_ratio_bound
{
	fnd_u256	magnitude;
	bool		is_negative;
	bool		is_infinite;
} fnd_ratio_bound;

typedef struct fnd_ratio
{
	fnd_ratio_bound lower;
	fnd_ratio_bound upper;
} fnd_ratio;

extern FND_LOCAL fnd_status fnd_estimate_ratio(const fnd_estimate *a,
											   const fnd_estimate *b,
											   fnd_ratio *result);

#endif /* FND_ESTIMATE_MATH_H */
