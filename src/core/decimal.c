/*-------------------------------------------------------------------------
 *
 * decimal.c
 *	  Decimal numbers without a currency, and base-10000 digits.
 *
 * The rule for what does not fit in 28 digits is in doc/types.md, "Rounding".
 *
 *-------------------------------------------------------------------------
 */
#include "decimal.h"

#define NBASE 10000
#define NBASE_DIGITS 4 /* decimal digits in a base-10000 digit */

/* 10^28, the first magnitude that is too large: 542101086 * 2^64 + ... */
#define LIMIT_HI INT64_C(542101086)
#define LIMIT_LO UINT64_C(4477988020393345024)

/* Has the coefficient at most 28 digits? */
bool
fnd_coefficient_fits(fnd_i128 coefficient)
{
	int64_t		hi = fnd_i128_hi(coefficient);
	uint64_t	lo = fnd_i128_lo(coefficient);

	if (hi >= 0)
		return hi < LIMIT_HI || (hi == LIMIT_HI && lo < LIMIT_LO);
	return hi > -LIMIT_HI - 1 ||
		(hi == -LIMIT_HI - 1 && lo > UINT64_MAX - LIMIT_LO + 1);
}

/* Without the zero digits at both ends, which carry no value. */
static void
trim_nbase(const int16_t **digit, int *digits_count, int *weight)
{
	while (*digits_count > 0 && (*digit)[0] == 0)
	{
		(*digit)++;
		(*digits_count)--;
		(*weight)--;
	}
	while (*digits_count > 0 && (*digit)[*digits_count - 1] == 0)
		(*digits_count)--;
}

/*
 * Read base-10000 digits exactly; FND_ERR_SCALAR_DIGITS if there are more
 * significant digits than 38.
 */
fnd_status
fnd_decimal_from_nbase(const int16_t *digit, int digits_count, int weight,
					   bool is_negative, fnd_decimal *result)
{
	fnd_u256	magnitude = fnd_u256_from_u64(0);
	fnd_i128	coefficient;
	int			scale;

	trim_nbase(&digit, &digits_count, &weight);

	/* 38 digits touch at most 11 digits of base 10000: 44 decimal ones */
	if (digits_count > 11)
		return FND_ERR_SCALAR_DIGITS;
	for (int i = 0; i < digits_count; i++)
	{
		fnd_u256	next = fnd_u256_from_u64((uint64_t) digit[i]);

		(void) fnd_u256_mul_u64(&magnitude, NBASE, &magnitude);
		(void) fnd_u256_add(&magnitude, &next, &magnitude);
	}
	scale = (digits_count - 1 - weight) * NBASE_DIGITS;
	if (digits_count == 0)
		scale = 0;

	/* the last digit may end in up to three zeros */
	for (int i = 0; i < NBASE_DIGITS - 1 && digits_count > 0; i++)
	{
		fnd_u256	ten = fnd_u256_from_u64(10);
		fnd_u256	tenth;
		fnd_u256	rest;

		fnd_u256_divide(&magnitude, &ten, &tenth, &rest);
		if (!fnd_u256_is_zero(&rest))
			break;
		magnitude = tenth;
		scale--;
	}
	if (fnd_u256_digits(&magnitude) > FND_SCALAR_DIGITS_MAX ||
		!fnd_u256_to_i128(&magnitude, is_negative, &coefficient))
		return FND_ERR_SCALAR_DIGITS;
	result->coefficient = coefficient;
	result->scale = scale;
	return FND_OK;
}

/*
 * Read base-10000 digits of any number, rounded to 28 digits and 28
 * decimals.  Digits beyond the 72 that are carried only say whether
 * something is left: they stand as a last digit 1, far below the rounding
 * position, where no mode can tell it from the true rest.
 */
fnd_status
fnd_decimal_round_nbase(const int16_t *digit, int digits_count, int weight,
						bool is_negative, fnd_rounding mode,
						fnd_decimal *result, bool *is_inexact)
{
	fnd_u256	magnitude = fnd_u256_from_u64(0);
	fnd_status	status;
	int			taken;
	int			scale;

	trim_nbase(&digit, &digits_count, &weight);
	if (is_inexact != NULL)
		*is_inexact = false;
	result->coefficient = fnd_i128_zero();
	result->scale = 0;
	if (digits_count == 0)
		return FND_OK;

	/* an integer part of over 28 digits is too large whatever follows */
	if (weight >= 7)
		return FND_ERR_RANGE;

	taken = digits_count < 18 ? digits_count : 18;
	for (int i = 0; i < taken; i++)
	{
		fnd_u256	next = fnd_u256_from_u64((uint64_t) digit[i]);

		(void) fnd_u256_mul_u64(&magnitude, NBASE, &magnitude);
		(void) fnd_u256_add(&magnitude, &next, &magnitude);
	}
	scale = (taken - 1 - weight) * NBASE_DIGITS;
	if (taken < digits_count)
	{
		fnd_u256	one = fnd_u256_from_u64(1);

		(void) fnd_u256_mul_u64(&magnitude, 10, &magnitude);
		(void) fnd_u256_add(&magnitude, &one, &magnitude);
		scale++;
	}
	if (scale < 0)
	{
		/* weight < 7: at most 28 digits in all */
		(void) fnd_u256_mul_pow10(&magnitude, -scale, &magnitude);
		scale = 0;
	}
	status = fnd_decimal_fit(&magnitude, scale, is_negative, mode,
							 &result->coefficient, &scale, is_inexact);
	result->scale = scale;
	return status;
}

/* Divide in place; returns the remainder.  Most numbers have 64 bits. */
static inline uint64_t
divide_small(fnd_u256 *value, uint64_t divisor)
{
	fnd_u256	denominator;
	fnd_u256	low;

	if (FND_LIKELY((value->word[1] | value->word[2] | value->word[3]) == 0))
	{
		uint64_t	rest = value->word[0] % divisor;

		value->word[0] /= divisor;
		return rest;
	}
	denominator = fnd_u256_from_u64(divisor);
	fnd_u256_divide(value, &denominator, value, &low);
	return low.word[0];
}

/* Base-10000 digits of magnitude * 10^-scale, trimmed; scale may be negative. */
void
fnd_nbase_from_u256(const fnd_u256 *magnitude, int scale, fnd_nbase *result)
{
	fnd_u256	rest = *magnitude;
	uint64_t	last_factor;
	int			shift;
	int			count = 0;
	int			last;
	int16_t		reversed[FND_NBASE_DIGITS_MAX];

	result->digits_count = 0;
	result->weight = 0;
	if (fnd_u256_is_zero(&rest))
		return;

	/*
	 * The point must fall between base-10000 digits: the last digit takes
	 * the lowest one to four decimal digits.
	 */
	shift = ((scale % NBASE_DIGITS) + NBASE_DIGITS) % NBASE_DIGITS;
	last = (scale - shift) / NBASE_DIGITS;
	last_factor = fnd_pow10_u64[(NBASE_DIGITS - shift) % NBASE_DIGITS];
	if (shift != 0)
	{
		uint64_t	low = divide_small(&rest, fnd_pow10_u64[shift]);

		reversed[count++] = (int16_t) (low * last_factor);
		last++;
	}

	/* 78 digits at most: 20 rounds */
	while (!fnd_u256_is_zero(&rest))
		reversed[count++] = (int16_t) divide_small(&rest, NBASE);

	result->weight = count - 1 - last;
	for (int i = 0; i < count; i++)
		result->digit[i] = reversed[count - 1 - i];

	/* the first digit is not zero: it is what the last division left */
	while (result->digit[count - 1] == 0)
		count--;
	result->digits_count = count;
}

fnd_status
fnd_decimal_fit(const fnd_u256 *magnitude, int scale, bool is_negative,
				fnd_rounding mode, fnd_i128 *coefficient, int *fitted_scale,
				bool *is_inexact)
{
	fnd_u256	rounded = *magnitude;
	int			excess = fnd_u256_digits(magnitude) - FND_DIGITS_MAX;

	if (is_inexact != NULL)
		*is_inexact = false;
	if (excess < scale - FND_SCALE_MAX)
		excess = scale - FND_SCALE_MAX;
	if (excess > 0)
	{
		if (excess > scale)
			return FND_ERR_RANGE;
		if (excess > FND_POW10_U256_MAX)
		{
			/* 10^excess has over 256 bits: any remainder is below a half */
			bool		away = !fnd_u256_is_zero(magnitude) &&
				(mode == FND_ROUND_UP ||
				 (mode == FND_ROUND_CEILING && !is_negative) ||
				 (mode == FND_ROUND_FLOOR && is_negative));

			if (is_inexact != NULL)
				*is_inexact = !fnd_u256_is_zero(magnitude);
			rounded = fnd_u256_from_u64(away ? 1 : 0);
		}
		else
		{
			fnd_u256	divisor = fnd_u256_pow10(excess);

			fnd_u256_divide_round(magnitude, &divisor, is_negative, mode,
								  &rounded, is_inexact);
		}
		scale -= excess;
		if (fnd_u256_digits(&rounded) > FND_DIGITS_MAX)
		{
			/* 9.99...9 went up to 10.00...0: one digit less says the same */
			fnd_u256	ten = fnd_u256_from_u64(10);
			fnd_u256	rest;

			if (scale == 0)
				return FND_ERR_RANGE;
			fnd_u256_divide(&rounded, &ten, &rounded, &rest);
			scale--;
		}
	}
	*fitted_scale = scale;
	return fnd_u256_to_i128(&rounded, is_negative, coefficient) ?
		FND_OK :
		FND_ERR_RANGE;
}

int
fnd_decimal_compare(fnd_i128 a, int a_scale, fnd_i128 b, int b_scale)
{
	int			a_sign = fnd_i128_sign(a);
	int			b_sign = fnd_i128_sign(b);
	fnd_u256	a_magnitude;
	fnd_u256	b_magnitude;

	if (a_scale == b_scale)
		return fnd_i128_compare(a, b);
	if (a_sign != b_sign)
		return a_sign < b_sign ? -1 : 1;

	/* 127 bits and 28 digits of shift: below 256 bits */
	a_magnitude = fnd_u256_magnitude(a);
	b_magnitude = fnd_u256_magnitude(b);
	if (a_scale < b_scale)
		(void) fnd_u256_mul_pow10(&a_magnitude, b_scale - a_scale,
								  &a_magnitude);
	else
		(void) fnd_u256_mul_pow10(&b_magnitude, a_scale - b_scale,
								  &b_magnitude);
	return a_sign * fnd_u256_compare(&a_magnitude, &b_magnitude);
}
