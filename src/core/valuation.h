/*-------------------------------------------------------------------------
 *
 * valuation.h
 *	  What a company is worth before and after a round, and what a round costs.
 *
 * A valuation is a fnd_estimate with a basis.  Post-money is pre-money plus
 * what was raised; dilution is what was raised over the post-money
 * valuation.  Where the basis is not stated, both readings stand, as one
 * interval.  Sources and worked numbers are in doc/types.md, "Valuations".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_VALUATION_H
#define FND_VALUATION_H

#include "estimate_math.h"

/* FND_UNKNOWN also where the bases differ or are not stated. */
extern FND_LOCAL fnd_answer fnd_valuation_less(const fnd_estimate *a,
											   const fnd_estimate *b);
extern FND_LOCAL fnd_answer fnd_valuation_less_equal(const fnd_estimate *a,
													 const fnd_estimate *b);

/*
 * FND_ERR_NEGATIVE where either may be below zero, FND_ERR_BOUNDS_ORDER where
 * more was raised than a post-money valuation can be.
 */
extern FND_LOCAL fnd_status fnd_valuation_pre_money(const fnd_estimate *v,
													const fnd_estimate *raised,
													fnd_estimate *result);
extern FND_LOCAL fnd_status fnd_valuation_post_money(
	const fnd_estimate *v, const fnd_estimate *raised, fnd_estimate *result);

/*
 * Both bounds lie in 0..1.  FND_ERR_BOUNDS_ORDER where more is raised than
 * the post-money valuation can be, FND_ERR_NEGATIVE where either may be
 * below zero.
 */
extern FND_LOCAL fnd_status fnd_valuation_dilution(const fnd_estimate *raised,
												   const fnd_estimate *at,
												   fnd_ratio *result);

#endif /* FND_VALUATION_H */
