/*-------------------------------------------------------------------------
 *
 * decimal.h
 *	  Decimal numbers without a currency: factors, divisors, weights, rates.
 *
 * A fnd_decimal is a coefficient of at most 38 digits with a power of ten.
 * The functions on base-10000 digits read and write the digit arrays that
 * PostgreSQL's numeric uses; they see digits only, never a numeric.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_DECIMAL_H
#define FND_DECIMAL_H

#include "wide.h"

/* A coefficient has at most 28 decimal digits: 10^28 - 1 < 2^95. */
#define FND_DIGITS_MAX 28

/* Digits after the point, and so the finest unit, of an amount. */
#define FND_SCALE_MAX 28

/* Digits of a scalar: the most that 127 bits hold in full. */
#define FND_SCALAR_DIGITS_MAX 38

/* value = coefficient * 10^-scale; scale may be negative. */
typedef struct fnd_decimal
{
	fnd_i128	coefficient;
	int32_t		scale;
} fnd_decimal;

/* Enough base-10000 digits for a fnd_u256 at any scale. */
#define FND_NBASE_DIGITS_MAX 22

typedef struct fnd_nbase
{
	int			digits_count;
	int			weight;			/* of the first digit, as in numeric */
	int16_t		digit[FND_NBASE_DIGITS_MAX];
} fnd_nbase;

extern FND_LOCAL bool fnd_coefficient_fits(fnd_i128 coefficient);
extern FND_LOCAL fnd_status fnd_decimal_from_nbase(const int16_t *digit,
												   int digits_count,
												   int weight,
												   bool is_negative,
												   fnd_decimal *result);
extern FND_LOCAL fnd_status fnd_decimal_round_nbase(
	const int16_t *digit, int digits_count, int weight, bool is_negative,
	fnd_rounding mode, fnd_decimal *result, bool *is_inexact);
extern FND_LOCAL void fnd_nbase_from_u256(const fnd_u256 *magnitude, int scale,
										  fnd_nbase *result);

/*
 * Round a magnitude at a scale to at most 28 digits and at most 28 decimals;
 * FND_ERR_RANGE when the integer part alone has more digits than that.
 * is_inexact may be NULL.
 */
extern FND_LOCAL fnd_status fnd_decimal_fit(
	const fnd_u256 *magnitude, int scale, bool is_negative, fnd_rounding mode,
	fnd_i128 *coefficient, int *fitted_scale, bool *is_inexact);

/* Compare a*10^-a_scale with b*10^-b_scale, exactly; scales 0..28. */
extern FND_LOCAL int fnd_decimal_compare(fnd_i128 a, int a_scale, fnd_i128 b,
										 int b_scale);

#endif /* FND_DECIMAL_H */
