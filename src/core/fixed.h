/*-------------------------------------------------------------------------
 *
 * fixed.h
 *	  Roots, exponentials and logarithms in fixed point.
 *
 * Integers only, so that every machine and compiler finds the same bits, which
 * libm does not promise.  Nothing here knows what is computed with it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_FIXED_H
#define FND_FIXED_H

#include "wide.h"

/*
 * floor((high * 2^64 + low) / divisor); the caller owes high < divisor.
 */
extern FND_LOCAL uint64_t fnd_fixed_divide(uint64_t high, uint64_t low,
										   uint64_t divisor);

/* floor(sqrt(high * 2^64 + low)), exactly. */
extern FND_LOCAL uint64_t fnd_fixed_sqrt(uint64_t high, uint64_t low);

/*
 * 2^(fraction / 2^64) * 2^63, from 2^63 up to below 2^64; at most
 * FND_FIXED_EXP2_ERROR too low or too high.
 */
#define FND_FIXED_EXP2_ERROR 8
extern FND_LOCAL uint64_t fnd_fixed_exp2(uint64_t fraction);

/*
 * log2(mantissa / 2^63) * 2^63; the caller owes a mantissa of 2^63 or more.
 * At most FND_FIXED_LOG2_ERROR too low or too high, and never negative.
 */
#define FND_FIXED_LOG2_ERROR 4
extern FND_LOCAL uint64_t fnd_fixed_log2(uint64_t mantissa);

#endif /* FND_FIXED_H */
