/*-------------------------------------------------------------------------
 *
 * sort_key.c
 *	  Sort keys of amounts that are large, or finer than their minor unit.
 *
 * What a key promises is in sort_key.h.
 *
 *-------------------------------------------------------------------------
 */
#include "sort_key.h"

#define EXACT_BITS 46
#define FRACTION_BITS 42

/* How many bits has the value?  It is not zero. */
static int
bits_of(uint64_t value)
{
	int			bits = 1;

	for (int step = 32; step > 0; step /= 2)
		if (value >> step != 0)
		{
			value >>= step;
			bits += step;
		}
	return bits;
}

static uint64_t
code_of(uint64_t hi, uint64_t lo)
{
	int			bits;
	int			shift;
	uint64_t	leading;

	if (hi == 0 && lo < FND_SORT_CODE_EXACT)
		return lo;
	bits = hi != 0 ? 64 + bits_of(hi) : bits_of(lo);

	/* the leading one and the bits behind it: 4 to 51 bits go */
	shift = bits - 1 - FRACTION_BITS;
	leading = lo >> shift;
	if (hi != 0)
		leading |= hi << (64 - shift);
	return FND_SORT_CODE_EXACT +
		((uint64_t) (bits - 1 - EXACT_BITS) << FRACTION_BITS) +
		(leading & ((UINT64_C(1) << FRACTION_BITS) - 1));
}

uint64_t
fnd_sort_key_of(fnd_i128 coefficient, int scale, fnd_currency currency)
{
	uint64_t	middle = ((uint64_t) currency << FND_SORT_CODE_BITS) +
		FND_SORT_CODE_ZERO;
	int			finer = scale - fnd_currency_minor_units(currency);
	fnd_u256	magnitude = fnd_u256_magnitude(coefficient);
	uint64_t	code;

	if (finer > 0)
	{
		if (magnitude.word[1] == 0 && finer <= FND_POW10_U64_MAX)
			magnitude.word[0] /= fnd_pow10_u64[finer];
		else
		{
			fnd_u256	divisor = fnd_u256_pow10(finer);
			fnd_u256	rest;

			fnd_u256_divide(&magnitude, &divisor, &magnitude, &rest);
		}
	}
	code = code_of(magnitude.word[1], magnitude.word[0]);
	return fnd_i128_sign(coefficient) < 0 ? middle - code : middle + code;
}
