/*-------------------------------------------------------------------------
 *
 * shock.c
 *	  Shocks of mean 1: the table of a volatility.
 *
 * The nodes are exp(s z - s^2/2), computed as a power of two, and then all
 * scaled by one factor near 1, such that the mean of what is drawn is 1: the
 * straight lines between the nodes lie a little above the curve, and the ends
 * are cut off.  See doc/simulation.md, "Volatility".
 *
 *-------------------------------------------------------------------------
 */
#include "shock.h"

#include "fixed.h"
#include "fixed_table.h"
#include "normal_table.h"

#if FND_SHOCK_OCTAVES != FND_NORMAL_OCTAVES || \
	FND_SHOCK_CELL_BITS != FND_NORMAL_CELL_BITS
#error "normal_table.h has another grid"
#endif

/* clang-format off */
const uint8_t fnd_shock_octave[256] = {
	0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3,
	4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
	5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
	5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
	6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6,
	6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6,
	6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6,
	6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6,
	7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
	7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
	7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
	7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
	7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
	7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
	7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
	7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7
};
/* clang-format on */

/* Added to an exponent at 56 bits, so that it is never negative. */
#define EXPONENT_BIAS (UINT64_C(128) << 56)

/* Half-even at 61 bits: at most 2^63. */
static uint64_t
volatility_bits(const fnd_decimal *volatility)
{
	fnd_u256	numerator = fnd_u256_magnitude(volatility->coefficient);
	fnd_u256	denominator = fnd_u256_from_u64(1);

	(void) fnd_u256_mul_u64(&numerator, UINT64_C(1) << 61, &numerator);
	if (volatility->scale < 0)
		(void) fnd_u256_mul_pow10(&numerator, -volatility->scale, &numerator);
	else if (volatility->scale > FND_POW10_U256_MAX)
		return 0;
	else
		denominator = fnd_u256_pow10(volatility->scale);
	fnd_u256_divide_round(&numerator, &denominator, false, FND_ROUND_HALF_EVEN,
						  &numerator, NULL);
	return numerator.word[0];
}

/* 2^exponent at so many bits, rounded half-up; exponent at 56 bits, biased. */
static uint64_t
power(uint64_t exponent, int fraction_bits)
{
	uint64_t	mantissa = fnd_fixed_exp2(exponent << 8);
	int			shift = 63 - fraction_bits - ((int) (exponent >> 56) - 128);

	/* the least shift is 1 */
	if (shift > 64)
		return 0;
	return ((mantissa >> (shift - 1)) + 1) >> 1;
}

/*
 * The mean of what is drawn, at fraction_bits, which the nodes already are
 * close to; the answer is 2^62 divided by it.
 *
 * Octave number e covers 2^e of 2^64 in each half, a cell 2^(e - 6), and the
 * mean over a cell is that of its two nodes.  So the mean is the sum over the
 * octaves of S 2^(e - 71), S the sum of both nodes of all its cells; the sum
 * is halved at each octave where S would be doubled.  The lowest one of 2^64
 * has no cell, and is the first node itself.
 */
static uint64_t
mean_reciprocal(const fnd_shock *shock)
{
	uint64_t	ends = shock->node[0] + shock->node[2 * FND_SHOCK_CELLS];
	uint64_t	high = ends >> 57;
	uint64_t	low = ends << 7;
	int			shift = shock->fraction_bits + 9 - 62;

	for (int octave = 0; octave < FND_SHOCK_OCTAVES; octave++)
	{
		int			first = octave << FND_SHOCK_CELL_BITS;

		if (octave > 0)
		{
			low = high << 63 | low >> 1;
			high >>= 1;
		}
		for (int i = first; i < first + (1 << FND_SHOCK_CELL_BITS); i++)
		{
			const uint64_t *lower = shock->node + i;
			const uint64_t *upper = shock->node + 2 * FND_SHOCK_CELLS - i;
			uint64_t	sum = lower[0] + lower[1];

			/* each node is below 2^63, so that two of them fit */
			low += sum;
			high += low < sum;
			sum = upper[0] + upper[-1];
			low += sum;
			high += low < sum;
		}
	}

	/* the mean is high:low * 2^-9 units; now it is near 2^62 */
	if (shift > 0)
		low = high << (64 - shift) | low >> shift;
	else
		low <<= -shift;
	return fnd_fixed_divide(UINT64_C(1) << 60, 0, low);
}

void
fnd_shock_init(fnd_shock *shock, const fnd_decimal *volatility)
{
	uint64_t	sigma = volatility_bits(volatility);
	uint64_t	factor;
	uint64_t	drift;
	uint64_t	exponent;

	/* sigma log2(e) at 60 bits, sigma^2 / 2 log2(e) at 56 */
	factor = fnd_u64_multiply_high(sigma, FND_LOG2_E);
	drift = fnd_u64_multiply_high(sigma, factor) >> 2;

	/* with a little to spare for the factor of the mean */
	exponent = EXPONENT_BIAS +
		fnd_u64_multiply_high(factor, fnd_normal_table[0]) - drift +
		(UINT64_C(1) << 48);
	shock->fraction_bits = 62 - ((int) (exponent >> 56) - 128);

	for (int i = 0; i <= FND_SHOCK_CELLS; i++)
	{
		/* z at 60 bits below zero, by sigma: at 56 bits */
		uint64_t	distance = fnd_u64_multiply_high(factor, fnd_normal_table[i]);

		shock->node[i] = power(EXPONENT_BIAS - drift - distance,
							   shock->fraction_bits);
		shock->node[2 * FND_SHOCK_CELLS - i] = power(
			EXPONENT_BIAS - drift + distance, shock->fraction_bits);
	}

	factor = mean_reciprocal(shock);
	for (int i = 0; i <= 2 * FND_SHOCK_CELLS; i++)
	{
		uint64_t	high;
		uint64_t	low = fnd_u64_multiply(shock->node[i], factor, &high);

		/*
		 * Half up, which keeps the order of the nodes.  They have it: where
		 * exponents differ it is by 2^-56 or more, 88 units of the power, and
		 * that is off by FND_FIXED_EXP2_ERROR at most.
		 */
		shock->node[i] = (high << 2 | low >> 62) + (low >> 61 & 1);
	}
}

uint64_t
fnd_shock_max(const fnd_shock *shock)
{
	return shock->node[2 * FND_SHOCK_CELLS];
}
