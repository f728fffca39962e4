/*-------------------------------------------------------------------------
 *
 * amount_exchange.c
 *	  An amount in another currency, at two rates of one base.
 *
 * The amount is multiplied first, exactly, and divided once and last; see
 * doc/conversion.md, "Rounding".  Where the rates come from is in rates.h.
 *
 *-------------------------------------------------------------------------
 */
#include "amount.h"

static bool
is_one(fnd_i128 coefficient)
{
	return fnd_i128_hi(coefficient) == 0 && fnd_i128_lo(coefficient) == 1;
}

/*
 * The digits that the numerator lacks (negative: has too many), so that the
 * quotient has exactly 28 digits, or 28 decimals where that is less.  So one
 * division gives the result, and one rounding.
 */
static int
digits_to_add(const fnd_u256 *numerator, const fnd_u256 *denominator,
			  int scale)
{
	int			digits = fnd_u256_digits(denominator);
	int			shift = FND_DIGITS_MAX + digits - fnd_u256_digits(numerator);
	fnd_u256	a;
	fnd_u256	b;

	/* both with the same number of digits, 66 at most: which is greater? */
	if (shift >= FND_DIGITS_MAX)
	{
		(void) fnd_u256_mul_pow10(numerator, shift - FND_DIGITS_MAX, &a);
		b = *denominator;
	}
	else
	{
		a = *numerator;
		(void) fnd_u256_mul_pow10(denominator, FND_DIGITS_MAX - shift, &b);
	}
	if (fnd_u256_compare(&a, &b) >= 0)
		shift--;
	return shift < FND_SCALE_MAX - scale ? shift : FND_SCALE_MAX - scale;
}

/*
 * Worked number: 250 USD at 1.0811 USD and 0.8551 GBP for one EUR is
 * 250 * 0.8551 / 1.0811 = 197.7384145777448894644... GBP.
 */
fnd_status
fnd_amount_exchange(const fnd_amount *amount, const fnd_decimal *factor,
					const fnd_decimal *divisor, fnd_currency currency,
					fnd_amount *result)
{
	fnd_i128	coefficient = fnd_amount_coefficient(amount);
	bool		is_negative = fnd_i128_sign(coefficient) < 0;
	fnd_u256	numerator = fnd_u256_magnitude(coefficient);
	int			scale = amount->scale + factor->scale - divisor->scale;
	fnd_u256	denominator;
	fnd_u256	quotient;
	int			shift;

	/* 28 and 38 digits: the product has at most 66 */
	if (!is_one(factor->coefficient))
	{
		fnd_u256	multiple = fnd_u256_magnitude(factor->coefficient);

		(void) fnd_u256_mul(&numerator, &multiple, &numerator);
	}
	if (is_one(divisor->coefficient) || fnd_u256_is_zero(&numerator))
		return fnd_amount_make_fit(&numerator, scale, is_negative, currency,
								   FND_ROUND_HALF_EVEN, result);

	/* 66 digits at most in the numerator, 76 in the denominator */
	denominator = fnd_u256_magnitude(divisor->coefficient);
	shift = digits_to_add(&numerator, &denominator, scale);
	if (shift >= 0)
		(void) fnd_u256_mul_pow10(&numerator, shift, &numerator);
	else
		(void) fnd_u256_mul_pow10(&denominator, -shift, &denominator);
	fnd_u256_divide_round(&numerator, &denominator, is_negative,
						  FND_ROUND_HALF_EVEN, &quotient, NULL);

	/* up to 10^28, which has a zero at its end where it is no overflow */
	(void) fnd_u256_to_i128(&quotient, is_negative, &coefficient);
	return fnd_amount_make(coefficient, scale + shift, currency, result);
}
