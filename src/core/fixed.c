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

/* floor(sqrt(256 i)) for i from 64 */
/* clang-format off */
static const uint8_t sqrt_table[192] = {
	128, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142,
	143, 144, 144, 145, 146, 147, 148, 149, 150, 150, 151, 152, 153, 154, 155, 155,
	156, 157, 158, 159, 160, 160, 161, 162, 163, 163, 164, 165, 166, 167, 167, 168,
	169, 170, 170, 171, 172, 173, 173, 174, 175, 176, 176, 177, 178, 178, 179, 180,
	181, 181, 182, 183, 183, 184, 185, 185, 186, 187, 187, 188, 189, 189, 190, 191,
	192, 192, 193, 193, 194, 195, 195, 196, 197, 197, 198, 199, 199, 200, 201, 201,
	202, 203, 203, 204, 204, 205, 206, 206, 207, 208, 208, 209, 209, 210, 211, 211,
	212, 212, 213, 214, 214, 215, 215, 216, 217, 217, 218, 218, 219, 219, 220, 221,
	221, 222, 222, 223, 224, 224, 225, 225, 226, 226, 227, 227, 228, 229, 229, 230,
	230, 231, 231, 232, 232, 233, 234, 234, 235, 235, 236, 236, 237, 237, 238, 238,
	239, 240, 240, 241, 241, 242, 242, 243, 243, 244, 244, 245, 245, 246, 246, 247,
	247, 248, 248, 249, 249, 250, 250, 251, 251, 252, 252, 253, 253, 254, 254, 255
};
/* clang-format on */

/*
 * One step of the root of P. Zimmermann, "Karatsuba square root", 1999: from
 * the root of the upper half and what it leaves to those of the whole.  next
 * is the lower half, of 2 bits for each of the bits that the root gains.
 */
static void
sqrt_step(uint64_t *root, uint64_t *rest, uint64_t next, int bits)
{
	uint64_t	numerator = *rest << bits | next >> bits;
	uint64_t	digit = numerator / (2 * *root);
	uint64_t	square = digit * digit;

	*rest = (numerator % (2 * *root)) << bits |
		(next & ((UINT64_C(1) << bits) - 1));
	*root = (*root << bits) + digit;
	if (*rest < square)
	{
		/* one too high, never two */
		*rest += 2 * *root - 1;
		*root -= 1;
	}
	*rest -= square;
}

/* Eight bits of the root from a table, then twice as many at each step. */
uint64_t
fnd_fixed_sqrt(uint64_t high, uint64_t low)
{
	int			shift;
	uint64_t	root;
	uint64_t	rest;
	uint64_t	digit;

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

	root = sqrt_table[(high >> 56) - 64];
	rest = (high >> 48) - root * root;
	if (rest > 2 * root)
	{
		rest -= 2 * root + 1;
		root++;
	}
	sqrt_step(&root, &rest, high >> 32 & 0xFFFF, 8);
	sqrt_step(&root, &rest, high & UINT32_MAX, 16);

	/* the last one, in which 2 * root and rest have 33 bits */
	rest = rest << 31 | low >> 33;
	digit = rest / root;
	rest = (rest % root) << 1 | (low >> 32 & 1);
	if (digit >> 32 != 0)
		root = root << 32 | UINT32_MAX;
	else
	{
		root = root << 32 | digit;
		if (rest >> 32 == 0 &&
			(rest << 32 | (low & UINT32_MAX)) < digit * digit)
			root--;
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
