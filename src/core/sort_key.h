/*-------------------------------------------------------------------------
 *
 * sort_key.h
 *	  Keys of 64 bits that never contradict the order of amounts and estimates.
 *
 * Where two keys differ, the values are in the order of their keys; where
 * they are equal, nothing is said.  A key is the currency in 15 bits and a
 * code of the amount in 49.  The code of v minor units, rounded toward zero,
 * is v itself below 2^46 (703 billion dollars, in cents), and beyond that
 * says how many bits v has and the 42 bits behind the leading one:
 *
 *		code(v) = 2^46 + (bits of v - 47) * 2^42 + those 42 bits
 *
 * v has at most 94 bits, so the code stays below 2^46 + 48 * 2^42 = 2^48.
 * Codes of negative amounts are negative.  Zero stands in the middle, 2^48,
 * and code 0 of the 49 bits is what has no lower bound.  So all of it is
 * integers: a double is not monotonic above 2^53 across scales.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_SORT_KEY_H
#define FND_SORT_KEY_H

#include "estimate.h"

#define FND_SORT_CODE_BITS 49
#define FND_SORT_CODE_ZERO (UINT64_C(1) << 48)
#define FND_SORT_CODE_EXACT (UINT64_C(1) << 46)

/* The key of any amount; the inline function below has the usual ones. */
extern FND_LOCAL uint64_t fnd_sort_key_of(fnd_i128 coefficient, int scale,
										  fnd_currency currency);

/*
 * Does the key say all of the amount?  -2^46 <= coefficient < 2^46, where the
 * high word is all sign, at the minor units.
 */
static inline bool
fnd_sort_key_is_exact(uint64_t lo, int32_t hi, int scale,
					  fnd_currency currency)
{
	return scale == fnd_currency_minor_units(currency) &&
		lo + FND_SORT_CODE_EXACT < 2 * FND_SORT_CODE_EXACT &&
		(uint32_t) hi == 0 - (uint32_t) (lo >> 63);
}

static inline uint64_t
fnd_sort_key(uint64_t lo, int32_t hi, int scale, fnd_currency currency)
{
	if (FND_LIKELY(fnd_sort_key_is_exact(lo, hi, scale, currency)))
		return ((uint64_t) currency << FND_SORT_CODE_BITS) +
			FND_SORT_CODE_ZERO + lo;
	return fnd_sort_key_of(fnd_i128_from_words(hi, lo), scale, currency);
}

static inline uint64_t
fnd_amount_sort_key(const fnd_amount *amount)
{
	return fnd_sort_key(amount->lo, amount->hi, amount->scale,
						amount->currency);
}

/* By currency and lower bound. */
static inline uint64_t
fnd_estimate_sort_key(const fnd_estimate *estimate)
{
	if ((estimate->bounds & FND_LOWER_INFINITE) != 0)
		return (uint64_t) estimate->currency << FND_SORT_CODE_BITS;
	return fnd_sort_key(estimate->lower_lo, estimate->lower_hi,
						estimate->scale, estimate->currency);
}

#endif /* FND_SORT_KEY_H */
