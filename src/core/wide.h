/*-------------------------------------------------------------------------
 *
 * wide.h
 *	  Integers of 128 and 256 bits.
 *
 * fnd_i128 is the coefficient of every amount and the running sum; where the
 * compiler has __int128 it is that type with the alignment of a word, since
 * palloc promises no more than 8 bytes.  fnd_u256 is the magnitude of a
 * product or of an exact sum.  Everything else in the project goes through
 * the functions here, so that a build with FND_NO_INT128 is the same program.
 *
 * Nothing here knows what a decimal or a currency is.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_WIDE_H
#define FND_WIDE_H

#include "base.h"

#if defined(__SIZEOF_INT128__) && !defined(FND_NO_INT128)
#define FND_HAVE_INT128 1
__extension__ typedef __int128 fnd_i128 __attribute__((aligned(8)));
__extension__ typedef unsigned __int128 fnd_native_u128
	__attribute__((aligned(8)));
#else
typedef struct fnd_i128
{
	uint64_t	lo;
	int64_t		hi;
} fnd_i128;
#endif

/* Little-endian words, whatever the machine. */
typedef struct fnd_u256
{
	uint64_t	word[4];
} fnd_u256;

#define FND_POW10_U64_MAX 19 /* 10^19 < 2^64 */
#define FND_POW10_I128_MAX 38 /* 10^38 < 2^127 */
#define FND_POW10_U256_MAX 77 /* 10^77 < 2^256 */

extern FND_LOCAL const uint64_t fnd_pow10_u64[FND_POW10_U64_MAX + 1];

/*
 * Signed 64 bits, for the fast paths before the wide ones.  False where the
 * result does not fit, or, of the product, where it might not.
 */
#ifdef FND_HAVE_INT128

static inline bool
fnd_i64_add(int64_t a, int64_t b, int64_t *result)
{
	return !__builtin_add_overflow(a, b, result);
}

static inline bool
fnd_i64_sub(int64_t a, int64_t b, int64_t *result)
{
	return !__builtin_sub_overflow(a, b, result);
}

static inline bool
fnd_i64_mul(int64_t a, int64_t b, int64_t *result)
{
	return !__builtin_mul_overflow(a, b, result);
}

#else /* !FND_HAVE_INT128 */

static inline bool
fnd_i64_add(int64_t a, int64_t b, int64_t *result)
{
	if (b >= 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
		return false;
	*result = a + b;
	return true;
}

static inline bool
fnd_i64_sub(int64_t a, int64_t b, int64_t *result)
{
	if (b >= 0 ? a < INT64_MIN + b : a > INT64_MAX + b)
		return false;
	*result = a - b;
	return true;
}

static inline bool
fnd_i64_mul(int64_t a, int64_t b, int64_t *result)
{
	uint64_t	x = a < 0 ? 0 - (uint64_t) a : (uint64_t) a;
	uint64_t	y = b < 0 ? 0 - (uint64_t) b : (uint64_t) b;

	/* two factors below 2^31 need no division to see that they fit */
	if ((x | y) >> 31 != 0 && y != 0 && x > (uint64_t) INT64_MAX / y)
		return false;
	*result = a * b;
	return true;
}

#endif /* FND_HAVE_INT128 */

/* The low half of a product of 64 bits each; the high half apart. */
#ifdef FND_HAVE_INT128

static inline uint64_t
fnd_u64_multiply(uint64_t a, uint64_t b, uint64_t *high)
{
	fnd_native_u128 product = (fnd_native_u128) a * b;

	*high = (uint64_t) (product >> 64);
	return (uint64_t) product;
}

#else /* !FND_HAVE_INT128 */

static inline uint64_t
fnd_u64_multiply(uint64_t a, uint64_t b, uint64_t *high)
{
	uint64_t	a_low = a & UINT32_MAX;
	uint64_t	b_low = b & UINT32_MAX;
	uint64_t	low = a_low * b_low;
	uint64_t	cross = (a >> 32) * b_low + (low >> 32);
	uint64_t	other = a_low * (b >> 32) + (cross & UINT32_MAX);

	*high = (a >> 32) * (b >> 32) + (cross >> 32) + (other >> 32);
	return other << 32 | (low & UINT32_MAX);
}

#endif /* FND_HAVE_INT128 */

/* The product of two fractions of 2^64, or a fraction of a number. */
static inline uint64_t
fnd_u64_multiply_high(uint64_t a, uint64_t b)
{
	uint64_t	high;

	(void) fnd_u64_multiply(a, b, &high);
	return high;
}

/* The number of the highest bit that is set; the caller owes one. */
static inline int
fnd_u64_highest_bit(uint64_t value)
{
#if defined(__GNUC__)
	return 63 ^ __builtin_clzll(value);
#else
	int			bit = 0;

	for (int step = 32; step > 0; step /= 2)
	{
		if (value >> step != 0)
		{
			value >>= step;
			bit += step;
		}
	}
	return bit;
#endif
}

/*
 * Signed 128 bits.  The checked functions answer false on overflow and leave
 * the result undefined then.
 */
#ifdef FND_HAVE_INT128

static inline fnd_i128
fnd_i128_from_words(int64_t hi, uint64_t lo)
{
	return (fnd_i128) (((fnd_native_u128) (uint64_t) hi << 64) | lo);
}

static inline int64_t
fnd_i128_hi(fnd_i128 value)
{
	return (int64_t) (uint64_t) ((fnd_native_u128) value >> 64);
}

static inline uint64_t
fnd_i128_lo(fnd_i128 value)
{
	return (uint64_t) (fnd_native_u128) value;
}

static inline fnd_i128
fnd_i128_from_i64(int64_t value)
{
	return (fnd_i128) value;
}

static inline bool
fnd_i128_add(fnd_i128 a, fnd_i128 b, fnd_i128 *result)
{
	fnd_i128	sum;
	bool		overflow = __builtin_add_overflow(a, b, &sum);

	*result = sum;
	return !overflow;
}

static inline bool
fnd_i128_sub(fnd_i128 a, fnd_i128 b, fnd_i128 *result)
{
	fnd_i128	difference;
	bool		overflow = __builtin_sub_overflow(a, b, &difference);

	*result = difference;
	return !overflow;
}

static inline int
fnd_i128_compare(fnd_i128 a, fnd_i128 b)
{
	return (a > b) - (a < b);
}

static inline int
fnd_i128_sign(fnd_i128 a)
{
	return (a > 0) - (a < 0);
}

#else /* !FND_HAVE_INT128 */

static inline fnd_i128
fnd_i128_from_words(int64_t hi, uint64_t lo)
{
	fnd_i128	value;

	value.hi = hi;
	value.lo = lo;
	return value;
}

static inline int64_t
fnd_i128_hi(fnd_i128 value)
{
	return value.hi;
}

static inline uint64_t
fnd_i128_lo(fnd_i128 value)
{
	return value.lo;
}

static inline fnd_i128
fnd_i128_from_i64(int64_t value)
{
	return fnd_i128_from_words(value < 0 ? -1 : 0, (uint64_t) value);
}

static inline bool
fnd_i128_add(fnd_i128 a, fnd_i128 b, fnd_i128 *result)
{
	uint64_t	lo = a.lo + b.lo;
	uint64_t	hi = (uint64_t) a.hi + (uint64_t) b.hi + (lo < a.lo);

	*result = fnd_i128_from_words((int64_t) hi, lo);
	return (((uint64_t) a.hi ^ hi) & ((uint64_t) b.hi ^ hi)) >> 63 == 0;
}

static inline bool
fnd_i128_sub(fnd_i128 a, fnd_i128 b, fnd_i128 *result)
{
	uint64_t	lo = a.lo - b.lo;
	uint64_t	hi = (uint64_t) a.hi - (uint64_t) b.hi - (a.lo < b.lo);

	*result = fnd_i128_from_words((int64_t) hi, lo);
	return (((uint64_t) a.hi ^ (uint64_t) b.hi) & ((uint64_t) a.hi ^ hi)) >>
		63 ==
		0;
}

static inline int
fnd_i128_compare(fnd_i128 a, fnd_i128 b)
{
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return (a.lo > b.lo) - (a.lo < b.lo);
}

static inline int
fnd_i128_sign(fnd_i128 a)
{
	if (a.hi < 0)
		return -1;
	return (a.hi | a.lo) != 0;
}

#endif /* FND_HAVE_INT128 */

static inline fnd_i128
fnd_i128_zero(void)
{
	return fnd_i128_from_i64(0);
}

static inline bool
fnd_i128_is_zero(fnd_i128 a)
{
	return (fnd_i128_lo(a) | (uint64_t) fnd_i128_hi(a)) == 0;
}

/* The caller owes a value other than the least one, -2^127. */
static inline fnd_i128
fnd_i128_neg(fnd_i128 a)
{
	fnd_i128	result;

	(void) fnd_i128_sub(fnd_i128_zero(), a, &result);
	return result;
}

/* Is the value one of 64 bits? */
static inline bool
fnd_i128_is_i64(fnd_i128 a)
{
	return fnd_i128_hi(a) == ((fnd_i128_lo(a) >> 63) != 0 ? -1 : 0);
}

extern FND_LOCAL fnd_i128 fnd_i128_pow10(int exponent);
extern FND_LOCAL bool fnd_i128_mul_i64(fnd_i128 a, int64_t b,
									   fnd_i128 *result);
extern FND_LOCAL bool fnd_i128_mul_pow10(fnd_i128 a, int exponent,
										 fnd_i128 *result);
extern FND_LOCAL bool fnd_i128_divides_by_ten(fnd_i128 a, fnd_i128 *quotient);

/*
 * Unsigned 256 bits.
 */
static inline fnd_u256
fnd_u256_from_u64(uint64_t value)
{
	fnd_u256	result = { { value, 0, 0, 0 } };

	return result;
}

static inline bool
fnd_u256_is_zero(const fnd_u256 *a)
{
	return (a->word[0] | a->word[1] | a->word[2] | a->word[3]) == 0;
}

extern FND_LOCAL fnd_u256 fnd_u256_magnitude(fnd_i128 value);
extern FND_LOCAL bool fnd_u256_to_i128(const fnd_u256 *magnitude,
									   bool is_negative, fnd_i128 *result);
extern FND_LOCAL int fnd_u256_compare(const fnd_u256 *a, const fnd_u256 *b);
extern FND_LOCAL bool fnd_u256_add(const fnd_u256 *a, const fnd_u256 *b,
								   fnd_u256 *result);
extern FND_LOCAL void fnd_u256_sub(const fnd_u256 *a, const fnd_u256 *b,
								   fnd_u256 *result);
extern FND_LOCAL bool fnd_u256_mul(const fnd_u256 *a, const fnd_u256 *b,
								   fnd_u256 *result);
extern FND_LOCAL bool fnd_u256_mul_u64(const fnd_u256 *a, uint64_t b,
									   fnd_u256 *result);
extern FND_LOCAL fnd_u256 fnd_u256_pow10(int exponent);
extern FND_LOCAL bool fnd_u256_mul_pow10(const fnd_u256 *a, int exponent,
										 fnd_u256 *result);
extern FND_LOCAL void fnd_u256_divide(const fnd_u256 *numerator,
									  const fnd_u256 *denominator,
									  fnd_u256 *quotient, fnd_u256 *remainder);
extern FND_LOCAL int fnd_u256_digits(const fnd_u256 *a);

/* Does the mode move a quotient with this remainder away from zero? */
static inline bool
fnd_rounds_away(fnd_rounding mode, bool is_negative, bool is_odd, int half)
{
	switch (mode)
	{
		case FND_ROUND_HALF_EVEN:
			return half > 0 || (half == 0 && is_odd);
		case FND_ROUND_HALF_UP:
			return half >= 0;
		case FND_ROUND_HALF_DOWN:
			return half > 0;
		case FND_ROUND_UP:
			return true;
		case FND_ROUND_DOWN:
			return false;
		case FND_ROUND_CEILING:
			return !is_negative;
		case FND_ROUND_FLOOR:
			return is_negative;
	}
	return false;
}

/*
 * Divide two magnitudes and round the quotient; is_negative is the sign that
 * the caller keeps beside it, which the directed modes need.  is_inexact may
 * be NULL.  The denominator must not be zero.
 */
extern FND_LOCAL void
fnd_u256_divide_round(const fnd_u256 *numerator, const fnd_u256 *denominator,
					  bool is_negative, fnd_rounding mode, fnd_u256 *quotient,
					  bool *is_inexact);

/*
 * numerator * 10^shift / denominator with one digit more: 1 for any remainder,
 * 0 for none.  Rounded two digits higher or more, it rounds in every mode as
 * the true quotient does.  The caller owes that nothing overflows.
 */
extern FND_LOCAL fnd_u256 fnd_u256_divide_sticky(const fnd_u256 *numerator,
												 const fnd_u256 *denominator,
												 int shift);

/*
 * Signed 256 bits, two's complement in the words of a fnd_u256: the exact
 * accumulator of sums.  A sum of 2^63 amounts at 28 decimals stays below
 * 2^250, so addition cannot overflow in practice and is not checked.
 */
extern FND_LOCAL void fnd_s256_add_i128(fnd_u256 *sum, fnd_i128 value,
										int pow10_exponent);
extern FND_LOCAL void fnd_s256_add(fnd_u256 *sum, const fnd_u256 *value);
extern FND_LOCAL void fnd_s256_negate(fnd_u256 *value);
extern FND_LOCAL bool fnd_s256_is_negative(const fnd_u256 *value);

#endif /* FND_WIDE_H */
