/*-------------------------------------------------------------------------
 *
 * simulation_figure.c
 *	  What becomes of one figure in one run: positions, powers and shocks.
 *
 *-------------------------------------------------------------------------
 */
#include "simulation_figure.h"

#include "shape.h"

static fnd_u256
power_of_two(int bits)
{
	fnd_u256	result = { { 0, 0, 0, 0 } };

	result.word[bits / 64] = UINT64_C(1) << (bits % 64);
	return result;
}

bool
fnd_wide_scale(fnd_i128 figure, uint64_t factor, int shift, fnd_i128 *result)
{
	fnd_u256	product = fnd_u256_magnitude(figure);
	fnd_u256	power;

	/* 127 bits by 64 stay below 2^191 */
	(void) fnd_u256_mul_u64(&product, factor, &product);
	if (fnd_u256_is_zero(&product) || shift > 191)
	{
		*result = fnd_i128_zero();
		return true;
	}
	if (shift > 0)
	{
		power = power_of_two(shift);
		fnd_u256_divide_round(&product, &power, false, FND_ROUND_HALF_EVEN,
							  &product, NULL);
	}
	else if (shift < 0)
	{
		if (shift < -127)
			return false;
		power = power_of_two(-shift);
		if (!fnd_u256_mul(&product, &power, &product))
			return false;
	}
	return fnd_u256_to_i128(&product, false, result);
}

/* Long division, bit by bit, without a number above the denominator. */
uint64_t
fnd_fraction(const fnd_u256 *numerator, const fnd_u256 *denominator)
{
	fnd_u256	rest = *numerator;
	uint64_t	result = 0;

	for (int i = 0; i < 64; i++)
	{
		fnd_u256	left;

		/* twice the rest, less the denominator if that goes */
		fnd_u256_sub(denominator, &rest, &left);
		result <<= 1;
		if (fnd_u256_compare(&rest, &left) >= 0)
		{
			fnd_u256_sub(&rest, &left, &rest);
			result |= 1;
		}
		else
			(void) fnd_u256_add(&rest, &rest, &rest);
	}
	return result;
}

uint64_t
fnd_growth_ratio(uint64_t spread, uint64_t position)
{
	uint64_t	twice = position << 1;
	bool		is_above = twice >= FND_UNIT;
	uint64_t	high;
	uint64_t	low;

	/* 2^64 by 2^62, by 2^63 less: below 2^63 */
	low = fnd_u64_multiply(
		spread, is_above ? twice - FND_UNIT : FND_UNIT - twice, &high);
	low = high << 1 | low >> 63;
	return is_above ? FND_RATIO_ONE + low : FND_RATIO_ONE - low;
}
