/*-------------------------------------------------------------------------
 *
 * simulation_figure.h
 *	  What becomes of one figure in one run: positions, powers and shocks.
 *
 * A figure is multiplied by a fixed-point factor and rounded half-even, once
 * for each uncertain part.  The narrow functions serve figures that a bound
 * holds below 2^62; the wide ones check, and answer the same where both
 * apply.  The formulas are in doc/simulation.md, "One run".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_SIMULATION_FIGURE_H
#define FND_SIMULATION_FIGURE_H

#include "wide.h"

/* A growth ratio of 1: 2^63. */
#define FND_RATIO_BITS 63
#define FND_RATIO_ONE (UINT64_C(1) << FND_RATIO_BITS)

/*
 * A power is mantissa * 2^(exponent - 61) with a mantissa of 62 bits, or
 * zero.  So powers from 1/8 up need a shift of less than a word.  Below
 * 2^-4096 they are zero: no figure has so many bits.
 */
#define FND_POWER_BITS 61
#define FND_POWER_ONE (UINT64_C(1) << FND_POWER_BITS)
#define FND_POWER_EXPONENT_MIN (-4096)

/* Figures of the narrow path are below this. */
#define FND_NARROW_MAX (UINT64_C(1) << 62)

/*
 * figure * factor / 2^shift, rounded half-even, for a shift of 1 to 63.  The
 * caller owes a result below 2^63.
 */
static inline uint64_t
fnd_narrow_scale(uint64_t figure, uint64_t factor, int shift)
{
	uint64_t	high;
	uint64_t	low = fnd_u64_multiply(figure, factor, &high);
	uint64_t	rest = low & ((UINT64_C(1) << shift) - 1);
	uint64_t	result = high << (64 - shift) | low >> shift;

	/* a half and nothing more goes up to an even number only */
	return result +
		((rest + ((UINT64_C(1) << (shift - 1)) - 1) + (result & 1)) >> shift);
}

/*
 * figure * mantissa * 2^(exponent - 61), rounded half-even: a figure that has
 * grown by a power of fnd_power_advance().  The caller owes a result below
 * 2^62.
 */
static inline uint64_t
fnd_narrow_grow(uint64_t figure, uint64_t mantissa, int exponent)
{
	int			shift = FND_POWER_BITS - exponent;
	uint64_t	high;
	uint64_t	low;
	uint64_t	add_high = 0;
	uint64_t	add_low;
	bool		is_odd;

	if (FND_LIKELY(shift > 0 && shift < 64))
		return fnd_narrow_scale(figure, mantissa, shift);

	/* beside a result below 2^62 only zero has a shift below 0 */
	if (shift < 1)
		return figure * mantissa;
	if (shift > 126)
		return 0;

	/* a half less one, and the one where the result is odd */
	low = fnd_u64_multiply(figure, mantissa, &high);
	if (shift == 64)
	{
		is_odd = (high & 1) != 0;
		add_low = (UINT64_C(1) << 63) - 1 + is_odd;
	}
	else
	{
		is_odd = (high >> (shift - 64) & 1) != 0;
		add_high = (UINT64_C(1) << (shift - 65)) - 1 + is_odd;
		add_low = is_odd ? 0 : UINT64_MAX;
	}
	low += add_low;
	high += add_high + (low < add_low);
	return high >> (shift - 64);
}

/*
 * figure * factor / 2^shift, rounded half-even, for any shift; a figure of
 * zero or more.  False where the result has over 127 bits.
 */
extern FND_LOCAL bool fnd_wide_scale(fnd_i128 figure, uint64_t factor,
									 int shift, fnd_i128 *result);

/*
 * floor(2^64 * numerator / denominator), of a numerator below the
 * denominator.
 */
extern FND_LOCAL uint64_t fnd_fraction(const fnd_u256 *numerator,
									   const fnd_u256 *denominator);

/*
 * The growth of a run as a ratio to that of its line,
 *
 *		1 + spread * (2 * position - 1)
 *
 * in units of 2^-63; spread is growth_spread / (1 + growth) in units of
 * 2^-64, position in units of 2^-62, at most 1.  The product is cut off.
 */
extern FND_LOCAL uint64_t fnd_growth_ratio(uint64_t spread, uint64_t position);

/*
 * A power of a ratio, after so many more months.  It starts from
 * FND_POWER_ONE and 0, which is 1.  Each multiplication cuts off below 62
 * bits, so that after k months it is at most k * 2^-61 of itself too low.
 */
static inline void
fnd_power_advance(uint64_t ratio, int32_t months, uint64_t *mantissa,
				  int16_t *exponent)
{
	uint64_t	power = *mantissa;
	int			bits = *exponent;

	for (int32_t i = 0; i < months && power != 0; i++)
	{
		uint64_t	high;
		uint64_t	low = fnd_u64_multiply(power, ratio, &high);
		uint64_t	product;
		int			carry;

		/* less than 1/2 is rare; at most 64 rounds, of zero more */
		while (FND_UNLIKELY(high >> 59 == 0))
		{
			if (bits <= FND_POWER_EXPONENT_MIN)
			{
				*mantissa = 0;
				*exponent = 0;
				return;
			}
			high = high << 1 | low >> 63;
			low <<= 1;
			bits--;
		}

		/* a product of 61 to 63 bits has a place too many or too few */
		product = high << 1 | low >> 63;
		carry = (int) (product >> 62) - (product >> 61 == 0);
		power = high << (1 - carry) | low >> 62 >> (1 + carry);
		bits += carry;
	}
	*mantissa = power;
	*exponent = (int16_t) bits;
}

#endif /* FND_SIMULATION_FIGURE_H */
