/*
 * limb_oracle.h
 *	  Exact decimal arithmetic that is quick enough for ten million pairs.
 *
 * What lives here: integers with a sign in limbs of nine decimal digits, by
 * the methods of primary school; amounts of them in canonical form; and a
 * judge of rounding that needs no division: it looks at what is left.  The
 * rules are those of doc/types.md, said once more.  Nothing is shared with
 * src/core but the names of the rounding modes, and no type of the compiler
 * is wider than 64 bits.  oracle.h does the same one digit at a time, with
 * division, for the tests that have time.
 */
#ifndef LIMB_ORACLE_H
#define LIMB_ORACLE_H

#include "check.h"

#include "../../src/core/base.h"

#define LIMB_DIGITS 9
#define LIMB_BASE UINT32_C(1000000000)
#define LIMBS_MAX 20

/* Least limb first, no zeros at the top; zero has no limbs and no sign. */
typedef struct limbs
{
	bool		is_negative;
	int			count;
	uint32_t	limb[LIMBS_MAX];
} limbs;

static const uint32_t limb_pow10[LIMB_DIGITS] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000
};

static inline void
limbs_copy(const limbs *from, limbs *to)
{
	if (from == to)
		return;
	to->is_negative = from->is_negative;
	to->count = from->count;
	for (int i = 0; i < from->count; i++)
		to->limb[i] = from->limb[i];
}

static inline void
limbs_trim(limbs *a)
{
	while (a->count > 0 && a->limb[a->count - 1] == 0)
		a->count--;
	if (a->count == 0)
		a->is_negative = false;
}

static inline void
limbs_set_zero(limbs *a)
{
	a->is_negative = false;
	a->count = 0;
}

static inline void
limbs_set_u64(uint64_t value, limbs *a)
{
	limbs_set_zero(a);
	while (value != 0)
	{
		a->limb[a->count++] = (uint32_t) (value % LIMB_BASE);
		value /= LIMB_BASE;
	}
}

/* Two's complement in two words, as the core keeps a coefficient. */
static inline void
limbs_set_words(int64_t hi, uint64_t lo, limbs *a)
{
	bool		is_negative = hi < 0;
	uint64_t	high = (uint64_t) hi;
	uint32_t	word[4];
	int			top = 4;

	if (is_negative)
	{
		lo = 0 - lo;
		high = ~high + (lo == 0);
	}
	word[0] = (uint32_t) lo;
	word[1] = (uint32_t) (lo >> 32);
	word[2] = (uint32_t) high;
	word[3] = (uint32_t) (high >> 32);
	a->count = 0;
	while (top > 0)
	{
		uint64_t	rest = 0;

		if (word[top - 1] == 0)
		{
			top--;
			continue;
		}
		for (int i = top - 1; i >= 0; i--)
		{
			rest = rest << 32 | word[i];
			word[i] = (uint32_t) (rest / LIMB_BASE);
			rest %= LIMB_BASE;
		}
		a->limb[a->count++] = (uint32_t) rest;
	}
	a->is_negative = is_negative;
	limbs_trim(a);
}

/* The other way; the caller owes a value below 2^127. */
static inline void
limbs_get_words(const limbs *a, int64_t *hi, uint64_t *lo)
{
	uint32_t	word[4] = { 0, 0, 0, 0 };
	uint64_t	low;
	uint64_t	high;

	for (int i = a->count - 1; i >= 0; i--)
	{
		uint64_t	carry = a->limb[i];

		for (int j = 0; j < 4; j++)
		{
			carry += (uint64_t) word[j] * LIMB_BASE;
			word[j] = (uint32_t) carry;
			carry >>= 32;
		}
		if (carry != 0)
			abort();
	}
	low = (uint64_t) word[1] << 32 | word[0];
	high = (uint64_t) word[3] << 32 | word[2];
	if (a->is_negative)
	{
		low = 0 - low;
		high = ~high + (low == 0);
	}
	*lo = low;
	*hi = (int64_t) high;
}

static inline bool
limbs_is_zero(const limbs *a)
{
	return a->count == 0;
}

static inline int
limbs_sign(const limbs *a)
{
	if (a->count == 0)
		return 0;
	return a->is_negative ? -1 : 1;
}

static inline void
limbs_negate(limbs *a)
{
	a->is_negative = a->count > 0 && !a->is_negative;
}

static inline int
limbs_compare_magnitude(const limbs *a, const limbs *b)
{
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	for (int i = a->count - 1; i >= 0; i--)
	{
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	}
	return 0;
}

static inline int
limbs_compare(const limbs *a, const limbs *b)
{
	int			a_sign = limbs_sign(a);
	int			b_sign = limbs_sign(b);

	if (a_sign != b_sign)
		return a_sign < b_sign ? -1 : 1;
	return a_sign * limbs_compare_magnitude(a, b);
}

/* |a| + |b|; the result may be one of the two. */
static inline void
limbs_add_magnitude(const limbs *a, const limbs *b, limbs *result)
{
	int			count = a->count > b->count ? a->count : b->count;
	uint32_t	carry = 0;

	for (int i = 0; i < count; i++)
	{
		carry += (i < a->count ? a->limb[i] : 0) +
			(i < b->count ? b->limb[i] : 0);
		result->limb[i] = carry >= LIMB_BASE ? carry - LIMB_BASE : carry;
		carry = carry >= LIMB_BASE;
	}
	if (carry != 0)
	{
		if (count == LIMBS_MAX)
			abort();
		result->limb[count++] = carry;
	}
	result->count = count;
}

/* |a| - |b|, where |a| >= |b| */
static inline void
limbs_sub_magnitude(const limbs *a, const limbs *b, limbs *result)
{
	int			count = a->count;
	uint32_t	borrow = 0;

	for (int i = 0; i < count; i++)
	{
		uint32_t	taken = borrow + (i < b->count ? b->limb[i] : 0);

		borrow = a->limb[i] < taken;
		result->limb[i] = a->limb[i] + (borrow != 0 ? LIMB_BASE : 0) - taken;
	}
	result->count = count;
}

static inline void
limbs_add_signed(const limbs *a, const limbs *b, bool b_is_negative,
				 limbs *result)
{
	bool		is_negative = a->is_negative;

	if (is_negative == b_is_negative)
		limbs_add_magnitude(a, b, result);
	else if (limbs_compare_magnitude(a, b) >= 0)
		limbs_sub_magnitude(a, b, result);
	else
	{
		is_negative = b_is_negative;
		limbs_sub_magnitude(b, a, result);
	}
	result->is_negative = is_negative;
	limbs_trim(result);
}

static inline void
limbs_add(const limbs *a, const limbs *b, limbs *result)
{
	limbs_add_signed(a, b, b->is_negative, result);
}

static inline void
limbs_sub(const limbs *a, const limbs *b, limbs *result)
{
	limbs_add_signed(a, b, !b->is_negative, result);
}

/* a * b; the result is neither of the two. */
static inline void
limbs_mul(const limbs *a, const limbs *b, limbs *result)
{
	if (a->count + b->count > LIMBS_MAX)
		abort();
	result->count = a->count + b->count;
	result->is_negative = a->is_negative != b->is_negative;
	for (int i = 0; i < result->count; i++)
		result->limb[i] = 0;
	for (int i = 0; i < a->count; i++)
	{
		uint64_t	carry = 0;

		for (int j = 0; j < b->count; j++)
		{
			carry += (uint64_t) a->limb[i] * b->limb[j] + result->limb[i + j];
			result->limb[i + j] = (uint32_t) (carry % LIMB_BASE);
			carry /= LIMB_BASE;
		}
		result->limb[i + b->count] = (uint32_t) carry;
	}
	limbs_trim(result);
}

/* a * 10^exponent, in place; exponent is not negative. */
static inline void
limbs_shift(limbs *a, int exponent)
{
	int			whole = exponent / LIMB_DIGITS;
	uint32_t	factor = limb_pow10[exponent % LIMB_DIGITS];
	uint64_t	carry = 0;

	if (a->count == 0 || exponent == 0)
		return;
	if (a->count + whole > LIMBS_MAX)
		abort();
	if (factor != 1)
	{
		for (int i = 0; i < a->count; i++)
		{
			carry += (uint64_t) a->limb[i] * factor;
			a->limb[i] = (uint32_t) (carry % LIMB_BASE);
			carry /= LIMB_BASE;
		}
	}
	if (whole > 0)
	{
		for (int i = a->count - 1; i >= 0; i--)
			a->limb[i + whole] = a->limb[i];
		for (int i = 0; i < whole; i++)
			a->limb[i] = 0;
		a->count += whole;
	}
	if (carry != 0)
	{
		if (a->count == LIMBS_MAX)
			abort();
		a->limb[a->count++] = (uint32_t) carry;
	}
}

/* Take the last digits off, in place. */
static inline void
limbs_cut(limbs *a, int digits)
{
	int			whole = digits / LIMB_DIGITS;
	uint32_t	divisor = limb_pow10[digits % LIMB_DIGITS];
	uint64_t	rest = 0;

	if (whole >= a->count)
	{
		limbs_set_zero(a);
		return;
	}
	if (whole > 0)
	{
		a->count -= whole;
		for (int i = 0; i < a->count; i++)
			a->limb[i] = a->limb[i + whole];
	}
	if (divisor != 1)
	{
		for (int i = a->count - 1; i >= 0; i--)
		{
			rest = rest * LIMB_BASE + a->limb[i];
			a->limb[i] = (uint32_t) (rest / divisor);
			rest %= divisor;
		}
	}
	limbs_trim(a);
}

static inline void
limbs_set_pow10(int exponent, limbs *a)
{
	limbs_set_u64(1, a);
	limbs_shift(a, exponent);
}

/* The number of digits; zero has none. */
static inline int
limbs_digits(const limbs *a)
{
	int			digits = 0;

	if (a->count == 0)
		return 0;
	for (uint32_t top = a->limb[a->count - 1]; top != 0; top /= 10)
		digits++;
	return digits + LIMB_DIGITS * (a->count - 1);
}

/* The number of zeros at the end; the caller owes a value that is not zero. */
static inline int
limbs_trailing_zeros(const limbs *a)
{
	int			zeros = 0;
	uint32_t	low;

	while (a->limb[zeros] == 0)
		zeros++;
	low = a->limb[zeros];
	zeros *= LIMB_DIGITS;
	while (low % 10 == 0)
	{
		low /= 10;
		zeros++;
	}
	return zeros;
}

/* The digit that stands for 10^at. */
static inline int
limbs_digit_at(const limbs *a, int at)
{
	if (at / LIMB_DIGITS >= a->count)
		return 0;
	return (int) (a->limb[at / LIMB_DIGITS] / limb_pow10[at % LIMB_DIGITS] %
				  10);
}

static inline void
limbs_print(const char *name, const limbs *a, int scale)
{
	if (check_failed > CHECK_FAILURES_SHOWN)
		return;
	printf("\t%s = %s", name, a->is_negative ? "-" : "");
	if (a->count == 0)
		printf("0");
	for (int i = a->count - 1; i >= 0; i--)
		printf(i == a->count - 1 ? "%" PRIu32 : "%09" PRIu32, a->limb[i]);
	printf(" at scale %d\n", scale);
}

/*
 * Canonical form of coefficient * 10^-scale, in place: the least scale that
 * says the value, not below the minor units; false where it has over 28
 * digits or decimals.
 */
static inline bool
limbs_canonical(limbs *coefficient, int *scale, int minor_units)
{
	if (limbs_is_zero(coefficient))
	{
		*scale = minor_units;
		return true;
	}
	if (*scale > minor_units)
	{
		int			zeros = limbs_trailing_zeros(coefficient);

		if (zeros > *scale - minor_units)
			zeros = *scale - minor_units;
		if (zeros > 0)
		{
			limbs_cut(coefficient, zeros);
			*scale -= zeros;
		}
	}
	else if (*scale < minor_units)
	{
		limbs_shift(coefficient, minor_units - *scale);
		*scale = minor_units;
	}
	return *scale <= 28 && limbs_digits(coefficient) <= 28;
}

/*
 * Is r, a multiple of 10^unit, the number to which n / d rounds in units of
 * 10^unit?  Nothing is divided: what is left, n - r * d, is held against
 * the unit.  d is positive.
 */
static inline bool
limbs_is_rounded(const limbs *n, const limbs *d, const limbs *r, int unit,
				 fnd_rounding mode)
{
	limbs		product;
	limbs		rest;
	limbs		step;
	limbs		twice;
	bool		is_past;		/* r is farther from zero than n / d */
	int			half;

	if (!limbs_is_zero(r) && limbs_trailing_zeros(r) < unit)
		return false;
	limbs_mul(r, d, &product);
	limbs_sub(n, &product, &rest);
	if (limbs_is_zero(&rest))
		return true;
	limbs_copy(d, &step);
	limbs_shift(&step, unit);
	if (limbs_compare_magnitude(&rest, &step) >= 0)
		return false;
	is_past = rest.is_negative != n->is_negative;
	limbs_add_magnitude(&rest, &rest, &twice);
	half = limbs_compare_magnitude(&twice, &step);
	switch (mode)
	{
		case FND_ROUND_HALF_EVEN:
			return half < 0 || (half == 0 && limbs_digit_at(r, unit) % 2 == 0);
		case FND_ROUND_HALF_UP:
			return half < 0 || (half == 0 && is_past);
		case FND_ROUND_HALF_DOWN:
			return half < 0 || (half == 0 && !is_past);
		case FND_ROUND_UP:
			return is_past;
		case FND_ROUND_DOWN:
			return !is_past;
		case FND_ROUND_CEILING:
			return rest.is_negative;
		case FND_ROUND_FLOOR:
			return !rest.is_negative;
	}
	return false;
}

/*
 * Is this the answer to n / d * 10^-scale in at most 28 digits and 28
 * decimals?  fits is false where the answer was "out of range"; otherwise
 * value * 10^-value_scale is the answer, in canonical form.
 *
 * The scale to round to is the finest one at which the digits that are not
 * cut off are at most 28.  Where that is coarser than the minor units, or
 * where rounding carries into a 29th digit right there, nothing fits.
 */
static inline bool
limbs_is_fitted(const limbs *n, const limbs *d, int scale, fnd_rounding mode,
				int minor_units, bool fits, const limbs *value,
				int value_scale)
{
	limbs		numerator;
	limbs		denominator;
	limbs		answer;
	limbs		limit;
	int			finest;
	int			common;

	/* bring n / d to a scale at which any answer is whole */
	common = scale > 28 ? scale : 28;
	limbs_copy(n, &numerator);
	limbs_shift(&numerator, common - scale);
	limbs_copy(d, &denominator);

	/* |n / d| * 10^(finest - common) < 10^28 */
	finest = 28;
	while (finest >= 0)
	{
		int			shift = 28 + common - finest;
		int			digits = limbs_digits(d) + shift;

		/* a look at the lengths decides nearly always */
		if (limbs_digits(&numerator) < digits)
			break;
		if (limbs_digits(&numerator) == digits)
		{
			limbs_copy(d, &limit);
			limbs_shift(&limit, shift);
			if (limbs_compare_magnitude(&numerator, &limit) < 0)
				break;
		}
		finest--;
	}
	if (finest < minor_units)
		return !fits;
	if (!fits)
	{
		/* only a carry can have done it */
		limbs_set_pow10(28 + common - finest, &answer);
		answer.is_negative = n->is_negative;
		return finest == minor_units &&
			limbs_is_rounded(&numerator, &denominator, &answer,
							 common - finest, mode);
	}
	if (value_scale > common)
		return false;
	limbs_copy(value, &answer);
	limbs_shift(&answer, common - value_scale);
	return limbs_is_rounded(&numerator, &denominator, &answer, common - finest,
							mode);
}

#endif /* LIMB_ORACLE_H */
