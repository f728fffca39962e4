/*-------------------------------------------------------------------------
 *
 * growth.c
 *	  Compound growth of an amount, rounded once: A / n * (1 + g)^k.
 *
 * Two roads lead to the same number.  The slow one keeps the power as a
 * decimal of 44 significant digits: exact while it fits, and off by less than
 * k * 10^-43 of itself after k months otherwise.  The fast one keeps the
 * value itself in binary with 128 bits, cut off below, so that the true value
 * lies at most (k + 2) * 2^-125 of itself above it; it answers only where
 * that cannot move the rounded result, and leaves the rest, ties among them,
 * to the slow one.  See doc/runway.md, "Growth".
 *
 *-------------------------------------------------------------------------
 */
#include "growth.h"

/* Bits up to the highest one that is set. */
static int
bit_length(const fnd_u256 *value)
{
	for (int i = 3; i >= 0; i--)
	{
		uint64_t	word = value->word[i];
		int			bits = 0;

		while (word != 0)
		{
			word >>= 1;
			bits++;
		}
		if (bits > 0)
			return i * 64 + bits;
	}
	return 0;
}

/* Decimal digits of a number of at most 77: 1233 / 4096 is log10(2). */
static int
decimal_digits(const fnd_u256 *value)
{
	int			digits = (bit_length(value) * 1233) >> 12;
	fnd_u256	power = fnd_u256_pow10(digits);

	return digits + (fnd_u256_compare(value, &power) >= 0);
}

/*
 * The power of the next month.  44 digits by 28 make at most 72, which 256
 * bits hold; rounding is half-even in the last of the 44.
 */
static void
advance_power(fnd_growth *growth)
{
	int			excess;

	(void) fnd_u256_mul(&growth->power, &growth->factor, &growth->power);
	growth->power_scale += growth->factor_scale;
	excess = decimal_digits(&growth->power) - FND_POWER_DIGITS;
	if (excess > 0)
	{
		fnd_u256	divisor = fnd_u256_pow10(excess);

		fnd_u256_divide_round(&growth->power, &divisor, false,
							  FND_ROUND_HALF_EVEN, &growth->power, NULL);
		growth->power_scale -= excess;
	}
	growth->power_months++;
}

bool
fnd_growth_value_slow(fnd_growth *growth, int which, int32_t months, int days,
					  int days_in_month, fnd_i128 *result)
{
	fnd_u256	numerator = fnd_u256_magnitude(growth->amount[which]);
	fnd_u256	denominator = fnd_u256_from_u64((uint64_t) growth->parts);
	int			exponent;

	/* at most FND_GROWTH_MONTHS_MAX rounds over the life of a line */
	while (growth->power_months < months)
		advance_power(growth);

	if (fnd_u256_is_zero(&numerator))
	{
		*result = fnd_i128_zero();
		return true;
	}

	/* 29 digits by 45 by 31 stay below 2^253 */
	(void) fnd_u256_mul(&numerator, &growth->power, &numerator);
	if (days != days_in_month)
	{
		(void) fnd_u256_mul_u64(&numerator, (uint64_t) days, &numerator);
		(void) fnd_u256_mul_u64(&denominator, (uint64_t) days_in_month,
								&denominator);
	}

	exponent = growth->power_scale + growth->amount_scale -
		growth->result_scale;
	if (exponent >= 0)
	{
		/* a denominator of over 256 bits: less than half a unit is left */
		if (exponent > FND_POW10_U256_MAX ||
			!fnd_u256_mul_pow10(&denominator, exponent, &denominator))
		{
			*result = fnd_i128_zero();
			return true;
		}
	}
	else if (-exponent > FND_POW10_U256_MAX ||
			 !fnd_u256_mul_pow10(&numerator, -exponent, &numerator))
		return false;

	fnd_u256_divide_round(&numerator, &denominator, false, FND_ROUND_HALF_EVEN,
						  &numerator, NULL);
	return fnd_u256_to_i128(&numerator, false, result);
}

#ifdef FND_HAVE_INT128

/*
 * A fraction this near to a half, in units of 2^-64, goes the slow road.
 * 2^24 stands for 2^-40 of a unit; the fast value is off by less than
 * 2402 * 2^-125 * 2^63 < 2^-50.
 */
#define TIE_MARGIN (UINT64_C(1) << 24)

static fnd_u256
shift_left(const fnd_u256 *value, int bits)
{
	fnd_u256	result = { { 0, 0, 0, 0 } };
	int			words = bits / 64;
	int			rest = bits % 64;

	for (int i = 3; i >= words; i--)
	{
		result.word[i] = value->word[i - words] << rest;
		if (rest > 0 && i > words)
			result.word[i] |= value->word[i - words - 1] >> (64 - rest);
	}
	return result;
}

/* The highest 128 bits of value * 2^exponent, the rest cut off. */
static fnd_binary
binary_from_u256(const fnd_u256 *value, int exponent)
{
	fnd_binary	result = { 0, 0, 0 };
	int			bits = bit_length(value);
	fnd_u256	top;

	if (bits == 0)
		return result;
	top = shift_left(value, 256 - bits);
	result.hi = top.word[3];
	result.lo = top.word[2];
	result.exponent = exponent + bits - 128;
	return result;
}

/* numerator / (denominator * 10^scale), cut off: at most 2^-127 too low. */
static fnd_binary
binary_quotient(const fnd_u256 *numerator, uint64_t denominator, int scale)
{
	fnd_u256	top = *numerator;
	fnd_u256	bottom = fnd_u256_from_u64(denominator);
	fnd_u256	rest;
	int			shift;

	if (scale < 0)
		(void) fnd_u256_mul_pow10(&top, -scale, &top);
	else
		(void) fnd_u256_mul_pow10(&bottom, scale, &bottom);
	shift = 256 - bit_length(&top);
	if (shift == 256)
		shift = 0;
	top = shift_left(&top, shift);
	fnd_u256_divide(&top, &bottom, &top, &rest);
	return binary_from_u256(&top, -shift);
}

static inline fnd_binary
binary_multiply(fnd_binary a, fnd_binary b)
{
	fnd_native_u128 low = (fnd_native_u128) a.lo * b.lo;
	fnd_native_u128 cross1 = (fnd_native_u128) a.hi * b.lo;
	fnd_native_u128 cross2 = (fnd_native_u128) a.lo * b.hi;
	fnd_native_u128 middle = (low >> 64) + (uint64_t) cross1 +
		(uint64_t) cross2;
	fnd_native_u128 high = (fnd_native_u128) a.hi * b.hi + (cross1 >> 64) +
		(cross2 >> 64) + (middle >> 64);
	fnd_binary	result;

	result.exponent = a.exponent + b.exponent + 128;
	if ((uint64_t) (high >> 127) == 0)
	{
		high <<= 1;
		result.exponent--;
	}
	result.hi = (uint64_t) (high >> 64);
	result.lo = (uint64_t) high;
	return result;
}

/*
 * Round half-even; false where the margin of error decides, or where the
 * result has over 63 bits.
 */
static inline bool
binary_round(fnd_binary value, int64_t *result)
{
	fnd_native_u128 mantissa = (fnd_native_u128) value.hi << 64 | value.lo;
	int			shift = -value.exponent;
	uint64_t	whole;
	uint64_t	fraction;

	if (value.hi == 0 || shift > 128 + 40)
	{
		*result = 0;
		return true;
	}
	if (shift < 65)
		return false;
	whole = shift < 128 ? (uint64_t) (mantissa >> shift) : 0;
	fraction = (uint64_t) (mantissa >> (shift - 64));
	if (fraction - ((UINT64_C(1) << 63) - TIE_MARGIN) <= 2 * TIE_MARGIN)
		return false;
	*result = (int64_t) (whole + (fraction >> 63));
	return true;
}

#endif /* FND_HAVE_INT128 */

void
fnd_growth_rewind(fnd_growth *growth)
{
	growth->power = fnd_u256_from_u64(1);
	growth->power_scale = 0;
	growth->power_months = 0;
	growth->fast_months = 0;
#ifdef FND_HAVE_INT128
	for (int i = 0; i < growth->amounts_count; i++)
	{
		fnd_u256	magnitude = fnd_u256_magnitude(growth->amount[i]);

		growth->fast_value[i] = binary_quotient(
			&magnitude, (uint64_t) growth->parts,
			growth->amount_scale - growth->result_scale);
	}
#endif
}

void
fnd_growth_init(const fnd_i128 *amount, int amounts_count, int amount_scale,
				int result_scale, int32_t parts, const fnd_decimal *factor,
				fnd_growth *growth)
{
	growth->factor = fnd_u256_magnitude(factor->coefficient);
	growth->factor_scale = factor->scale;
	growth->parts = parts;
	growth->amount_scale = (int16_t) amount_scale;
	growth->result_scale = (int16_t) result_scale;
	growth->amounts_count = (int8_t) amounts_count;
	for (int i = 0; i < amounts_count; i++)
		growth->amount[i] = amount[i];
#ifdef FND_HAVE_INT128
	growth->fast_factor = binary_quotient(&growth->factor, 1, factor->scale);
#endif
	fnd_growth_rewind(growth);
}

bool
fnd_growth_value(fnd_growth *growth, int which, int32_t months, int days,
				 int days_in_month, fnd_i128 *result)
{
#ifdef FND_HAVE_INT128
	int64_t		small;

	/* at most FND_GROWTH_MONTHS_MAX rounds over the life of a line */
	while (growth->fast_months < months)
	{
		for (int i = 0; i < growth->amounts_count; i++)
		{
			if (growth->fast_value[i].hi != 0)
				growth->fast_value[i] = binary_multiply(growth->fast_value[i],
														growth->fast_factor);
		}
		growth->fast_months++;
	}
	if (days == days_in_month &&
		binary_round(growth->fast_value[which], &small))
	{
		*result = fnd_i128_from_i64(small);
		return true;
	}
#endif
	return fnd_growth_value_slow(growth, which, months, days, days_in_month,
								 result);
}

bool
fnd_growth_run(fnd_growth *growth, int32_t months, int count,
			   int64_t value[FND_GROWTH_AMOUNTS_MAX][FND_GROWTH_RUN_MAX])
{
	fnd_i128	slow;

#ifdef FND_HAVE_INT128

	/* up to the first of these months */
	if (!fnd_growth_value(growth, 0, months, 1, 1, &slow))
		return false;
	for (int i = 0; i < growth->amounts_count; i++)
	{
		fnd_binary	fast = growth->fast_value[i];
		fnd_binary	factor = growth->fast_factor;

		for (int k = 0; k < count; k++)
		{
			if (k > 0 && fast.hi != 0)
				fast = binary_multiply(fast, factor);
			if (!binary_round(fast, &value[i][k]))
				value[i][k] = -1;
		}
		growth->fast_value[i] = fast;
	}
	growth->fast_months = months + count - 1;
#endif

	/* the slow road knows one direction only: month by month */
	for (int k = 0; k < count; k++)
	{
		for (int i = 0; i < growth->amounts_count; i++)
		{
#ifdef FND_HAVE_INT128
			if (value[i][k] >= 0)
				continue;
#endif
			if (!fnd_growth_value_slow(growth, i, months + k, 1, 1, &slow) ||
				!fnd_i128_is_i64(slow))
				return false;
			value[i][k] = (int64_t) fnd_i128_lo(slow);
		}
	}
	return true;
}
