/*-------------------------------------------------------------------------
 *
 * fixed.c
 *	  Roots, exponentials and logarithms in fixed point.
 *
 * The bounds of the errors count the steps that cut off: each at most one
 * unit of 2^-64, as a multiplication by less than two passes it on.
 *
 *-------------------------------------------------------------------------
 */
#include "fixed.h"

#include "fixed_table.h"

/*
 * Algorithm D of Knuth (The Art of Computer Programming, volume 2, section
 * 4.3.1) for two digits of 32 bits.
 */
uint64_t
fnd_fixed_divide(uint64_t high, uint64_t low, uint64_t divisor)
{
	int			shift = 63 - fnd_u64_highest_bit(divisor);
	uint64_t	digit[2];
	uint64_t	top;
	uint64_t	rest;

	divisor <<= shift;
	top = divisor >> 32;
	rest = shift == 0 ? high : high << shift | low >> (64 - shift);
	low <<= shift;
	for (int i = 0; i < 2; i++)
	{
		uint64_t	next = i == 0 ? low >> 32 : low & UINT32_MAX;
		uint64_t	quotient = rest / top;
		uint64_t	over = rest % top;

		/* at most two too high */
		while (quotient > UINT32_MAX ||
			   quotient * (divisor & UINT32_MAX) > (over << 32 | next))
		{
			quotient--;
			over += top;
			if (over > UINT32_MAX)
				break;
		}
		rest = (rest << 32 | next) - quotient * divisor;
		digit[i] = quotient;
	}
	return digit[0] << 32 | digit[1];
}

/*
 * Newton's method for 1 / sqrt(n), which needs no division, from a straight
 * line that is at most 11% off; the product with n is then off by a few units
 * and is set right by its square.
 */
uint64_t
fnd_fixed_sqrt(uint64_t high, uint64_t low)
{
	int			shift;
	uint64_t	inverse;
	uint64_t	root;
	uint64_t	square_high;
	uint64_t	square_low;

	if ((high | low) == 0)
		return 0;

	/* an even number of bits, so that the root loses half as many */
	shift = high != 0 ? 63 - fnd_u64_highest_bit(high) :
						127 - fnd_u64_highest_bit(low);
	shift &= ~1;
	if (shift >= 64)
	{
		high = low << (shift - 64);
		low = 0;
	}
	else if (shift > 0)
	{
		high = high << shift | low >> (64 - shift);
		low <<= shift;
	}

	/* 2.2 - 1.28 x for x = high / 2^64, 1/4 to below 1; inverse at 62 bits */
	inverse = UINT64_C(0x8CCCCCCCCCCCCCCD) -
		fnd_u64_multiply_high(high, UINT64_C(0x51EB851EB851EB85));
	for (int i = 0; i < 5; i++)
	{
		/* y (3 - x y^2) / 2: off by 2%, 5e-4, 4e-7, 2e-13, and rounding */
		uint64_t	squared = fnd_u64_multiply_high(inverse, inverse);
		uint64_t	one = fnd_u64_multiply_high(squared, high);

		/* at 60 bits */
		inverse = fnd_u64_multiply_high(inverse, (UINT64_C(3) << 60) - one)
			<< 3;
	}

	/* at 64 bits; below 2^64 though rounding may ask for more */
	root = fnd_u64_multiply_high(high, inverse);
	root = root >= UINT64_C(1) << 62 ? UINT64_MAX : root << 2;
	square_low = fnd_u64_multiply(root, root, &square_high);
	while (square_high > high || (square_high == high && square_low > low))
	{
		/* (r - 1)^2 = r^2 - 2 r + 1 */
		uint64_t	step = 2 * root - 1;

		square_high -= (root > UINT64_C(1) << 63) + (square_low < step);
		square_low -= step;
		root--;
	}
	while (root < UINT64_MAX)
	{
		uint64_t	next_high;
		uint64_t	next_low = fnd_u64_multiply(root + 1, root + 1, &next_high);

		if (next_high > high || (next_high == high && next_low > low))
			break;
		root++;
	}
	return root >> (shift / 2);
}

/*
 * 2^(i / 16) from a table times Taylor's series of 2^g, g < 1/16; what the
 * series leaves out is below 2^-74.
 */
uint64_t
fnd_fixed_exp2(uint64_t fraction)
{
	uint64_t	step = fnd_exp2_step[fraction >> 60];
	uint64_t	rest = fraction << 4 >> 4;
	uint64_t	sum = 0;

	for (int n = FND_EXP2_TERMS - 1; n >= 0; n--)
		sum = fnd_u64_multiply_high(sum, rest) + fnd_exp2_term[n];
	return step +
		fnd_u64_multiply_high(step, fnd_u64_multiply_high(sum, rest));
}

/*
 * With m c = 1 - d for a c of the table, d at most 1/33 or so, log2(m) =
 * -log2(c) - log2(e) (d + d^2/2 + ...); what the series leaves out is below
 * 2^-73.
 */
uint64_t
fnd_fixed_log2(uint64_t mantissa)
{
	int			step = (int) (mantissa >> 58 & (FND_LOG2_STEPS - 1));
	uint64_t	high;
	uint64_t	low = fnd_u64_multiply(mantissa, fnd_log2_reciprocal[step],
									&high);
	uint64_t	rest = 0 - (high << 1 | low >> 63);
	uint64_t	sum = 0;

	for (int n = FND_LOG2_TERMS - 1; n >= 0; n--)
		sum = fnd_u64_multiply_high(sum, rest) + fnd_log2_term[n];
	sum = fnd_u64_multiply_high(sum, rest);
	return fnd_log2_step[step] > sum ? fnd_log2_step[step] - sum : 0;
}
