/*-------------------------------------------------------------------------
 *
 * wide.c
 *	  Integers of 128 and 256 bits: what is too long to inline.
 *
 * Multiplication and division of 256 bits work on 32-bit limbs, so that they
 * need nothing beyond uint64_t.  Division is Knuth's algorithm D (The Art of
 * Computer Programming, volume 2, section 4.3.1).
 *
 *-------------------------------------------------------------------------
 */
#include "wide.h"

#define LIMBS 8 /* of 32 bits, in 256 bits */

const uint64_t fnd_pow10_u64[FND_POW10_U64_MAX + 1] = {
	UINT64_C(1),
	UINT64_C(10),
	UINT64_C(100),
	UINT64_C(1000),
	UINT64_C(10000),
	UINT64_C(100000),
	UINT64_C(1000000),
	UINT64_C(10000000),
	UINT64_C(100000000),
	UINT64_C(1000000000),
	UINT64_C(10000000000),
	UINT64_C(100000000000),
	UINT64_C(1000000000000),
	UINT64_C(10000000000000),
	UINT64_C(100000000000000),
	UINT64_C(1000000000000000),
	UINT64_C(10000000000000000),
	UINT64_C(100000000000000000),
	UINT64_C(1000000000000000000),
	UINT64_C(10000000000000000000)
};

/* 10^exponent, 0 to 38. */
fnd_i128
fnd_i128_pow10(int exponent)
{
	fnd_u256	power = fnd_u256_pow10(exponent);

	return fnd_i128_from_words((int64_t) power.word[1], power.word[0]);
}

bool
fnd_i128_mul_i64(fnd_i128 a, int64_t b, fnd_i128 *result)
{
#ifdef FND_HAVE_INT128
	fnd_i128	product;
	bool		overflow = __builtin_mul_overflow(a, (fnd_i128) b, &product);

	*result = product;
	return !overflow;
#else
	fnd_u256	magnitude = fnd_u256_magnitude(a);
	uint64_t	factor = b < 0 ? 0 - (uint64_t) b : (uint64_t) b;

	return fnd_u256_mul_u64(&magnitude, factor, &magnitude) &&
		fnd_u256_to_i128(&magnitude, (fnd_i128_sign(a) < 0) != (b < 0),
						 result);
#endif
}

/* a * 10^exponent, 0 to 38. */
bool
fnd_i128_mul_pow10(fnd_i128 a, int exponent, fnd_i128 *result)
{
#ifdef FND_HAVE_INT128
	fnd_i128	product;
	bool		overflow;

	if (exponent <= 18)
		overflow = __builtin_mul_overflow(
			a, (fnd_i128) fnd_pow10_u64[exponent], &product);
	else
		overflow = __builtin_mul_overflow(a, fnd_i128_pow10(exponent),
										  &product);
	*result = product;
	return !overflow;
#else
	fnd_u256	magnitude = fnd_u256_magnitude(a);

	return fnd_u256_mul_pow10(&magnitude, exponent, &magnitude) &&
		fnd_u256_to_i128(&magnitude, fnd_i128_sign(a) < 0, result);
#endif
}

/* Is a a multiple of ten?  The quotient is set only then. */
bool
fnd_i128_divides_by_ten(fnd_i128 a, fnd_i128 *quotient)
{
	/* an odd number never is: saves the division half of the time */
	if ((fnd_i128_lo(a) & 1) != 0)
		return false;
	else
	{
#ifdef FND_HAVE_INT128
		fnd_i128	tenth;

		if (a >= INT64_MIN && a <= INT64_MAX)
		{
			int64_t		small = (int64_t) a;

			if (small % 10 != 0)
				return false;
			*quotient = small / 10;
			return true;
		}
		tenth = a / 10;
		if (tenth * 10 != a)
			return false;
		*quotient = tenth;
		return true;
#else
		fnd_u256	magnitude = fnd_u256_magnitude(a);
		fnd_u256	ten = fnd_u256_from_u64(10);
		fnd_u256	tenth;
		fnd_u256	rest;

		fnd_u256_divide(&magnitude, &ten, &tenth, &rest);
		if (!fnd_u256_is_zero(&rest))
			return false;
		return fnd_u256_to_i128(&tenth, fnd_i128_sign(a) < 0, quotient);
#endif
	}
}

/* |value|; the least value, -2^127, has a magnitude too. */
fnd_u256
fnd_u256_magnitude(fnd_i128 value)
{
	fnd_u256	result = { { fnd_i128_lo(value), (uint64_t) fnd_i128_hi(value), 0,
						  0 } };

	if (fnd_i128_hi(value) < 0)
	{
		result.word[0] = 0 - result.word[0];
		result.word[1] = 0 - result.word[1] - (result.word[0] != 0);
	}
	return result;
}

/*
 * False where the magnitude has over 127 bits; the least value, -2^127, fits.
 */
bool
fnd_u256_to_i128(const fnd_u256 *magnitude, bool is_negative, fnd_i128 *result)
{
	fnd_i128	value;

	if ((magnitude->word[3] | magnitude->word[2] |
		 (magnitude->word[1] >> 63)) != 0)
	{
		if ((magnitude->word[3] | magnitude->word[2] | magnitude->word[0]) !=
				0 ||
			!is_negative || magnitude->word[1] != UINT64_C(1) << 63)
			return false;
		*result = fnd_i128_from_words(INT64_MIN, 0);
		return true;
	}
	value = fnd_i128_from_words((int64_t) magnitude->word[1],
								magnitude->word[0]);
	*result = is_negative ? fnd_i128_neg(value) : value;
	return true;
}

int
fnd_u256_compare(const fnd_u256 *a, const fnd_u256 *b)
{
	for (int i = 3; i >= 0; i--)
	{
		if (a->word[i] != b->word[i])
			return a->word[i] < b->word[i] ? -1 : 1;
	}
	return 0;
}

bool
fnd_u256_add(const fnd_u256 *a, const fnd_u256 *b, fnd_u256 *result)
{
	uint64_t	carry = 0;

	for (int i = 0; i < 4; i++)
	{
		uint64_t	partial = a->word[i] + carry;
		uint64_t	sum = partial + b->word[i];

		carry = (uint64_t) (partial < carry) + (sum < partial);
		result->word[i] = sum;
	}
	return carry == 0;
}

/* The caller owes a >= b, or wants the difference modulo 2^256. */
void
fnd_u256_sub(const fnd_u256 *a, const fnd_u256 *b, fnd_u256 *result)
{
	uint64_t	borrow = 0;

	for (int i = 0; i < 4; i++)
	{
		uint64_t	minuend = a->word[i];
		uint64_t	partial = minuend - b->word[i];
		uint64_t	difference = partial - borrow;

		borrow = (uint64_t) (minuend < b->word[i]) + (partial < borrow);
		result->word[i] = difference;
	}
}

static void
split(const fnd_u256 *value, uint32_t limb[LIMBS])
{
	for (int i = 0; i < LIMBS; i++)
		limb[i] = (uint32_t) (value->word[i / 2] >> (32 * (i % 2)));
}

static void
join(const uint32_t *limb, fnd_u256 *value)
{
	for (int i = 0; i < 4; i++)
		value->word[i] = (uint64_t) limb[2 * i + 1] << 32 | limb[2 * i];
}

static int
limbs_used(const uint32_t limb[LIMBS])
{
	int			used = LIMBS;

	while (used > 0 && limb[used - 1] == 0)
		used--;
	return used;
}

/* False where the product has over 256 bits. */
bool
fnd_u256_mul(const fnd_u256 *a, const fnd_u256 *b, fnd_u256 *result)
{
	uint32_t	x[LIMBS];
	uint32_t	y[LIMBS];
	uint32_t	product[2 * LIMBS] = { 0 };
	int			x_used;
	int			y_used;

#ifdef FND_HAVE_INT128
	/* the usual case: both have at most 64 bits */
	if ((a->word[1] | a->word[2] | a->word[3] | b->word[1] | b->word[2] |
		 b->word[3]) == 0)
	{
		fnd_native_u128 small = (fnd_native_u128) a->word[0] * b->word[0];

		*result = (fnd_u256){ { (uint64_t) small, (uint64_t) (small >> 64), 0,
								0 } };
		return true;
	}
#endif

	split(a, x);
	split(b, y);
	x_used = limbs_used(x);
	y_used = limbs_used(y);

	for (int i = 0; i < x_used; i++)
	{
		uint64_t	carry = 0;

		for (int j = 0; j < y_used; j++)
		{
			carry += (uint64_t) x[i] * y[j] + product[i + j];
			product[i + j] = (uint32_t) carry;
			carry >>= 32;
		}
		product[i + y_used] = (uint32_t) carry;
	}

	join(product, result);
	for (int i = LIMBS; i < 2 * LIMBS; i++)
	{
		if (product[i] != 0)
			return false;
	}
	return true;
}

bool
fnd_u256_mul_u64(const fnd_u256 *a, uint64_t b, fnd_u256 *result)
{
#ifdef FND_HAVE_INT128
	fnd_native_u128 carry = 0;

	for (int i = 0; i < 4; i++)
	{
		carry += (fnd_native_u128) a->word[i] * b;
		result->word[i] = (uint64_t) carry;
		carry >>= 64;
	}
	return carry == 0;
#else
	fnd_u256	factor = fnd_u256_from_u64(b);

	return fnd_u256_mul(a, &factor, result);
#endif
}

/* 10^exponent, 0 to 77. */
fnd_u256
fnd_u256_pow10(int exponent)
{
	fnd_u256	result = fnd_u256_from_u64(1);

	(void) fnd_u256_mul_pow10(&result, exponent, &result);
	return result;
}

/* a * 10^exponent, 0 to 77; false where it has over 256 bits. */
bool
fnd_u256_mul_pow10(const fnd_u256 *a, int exponent, fnd_u256 *result)
{
	*result = *a;

	/* at most five rounds: 77 / 19 */
	while (exponent > 0)
	{
		int			step = exponent < FND_POW10_U64_MAX ? exponent : FND_POW10_U64_MAX;

		if (!fnd_u256_mul_u64(result, fnd_pow10_u64[step], result))
			return false;
		exponent -= step;
	}
	return true;
}

/* Divide by one limb; returns the remainder. */
static uint32_t
divide_by_limb(uint32_t limb[LIMBS], int used, uint32_t divisor)
{
	uint64_t	rest = 0;

	for (int i = used - 1; i >= 0; i--)
	{
		rest = rest << 32 | limb[i];
		limb[i] = (uint32_t) (rest / divisor);
		rest %= divisor;
	}
	return (uint32_t) rest;
}

/* The caller owes a value other than zero. */
static int
leading_zeros(uint32_t value)
{
	int			count = 0;

	for (int step = 16; step > 0; step /= 2)
	{
		if (value >> (32 - step) == 0)
		{
			value <<= step;
			count += step;
		}
	}
	return count;
}

/*
 * One digit of the quotient in algorithm D (steps D3 to D6): subtract the
 * estimated multiple of the divisor, add back where it was one too many.
 */
static uint32_t
quotient_digit(uint32_t *u, const uint32_t *v, int v_used)
{
	uint64_t	top = (uint64_t) u[v_used] << 32 | u[v_used - 1];
	uint64_t	estimate = top / v[v_used - 1];
	uint64_t	rest = top % v[v_used - 1];
	uint64_t	carry = 0;
	uint64_t	borrow = 0;

	while (estimate > UINT32_MAX ||
		   estimate * v[v_used - 2] > (rest << 32 | u[v_used - 2]))
	{
		estimate--;
		rest += v[v_used - 1];
		if (rest > UINT32_MAX)
			break;
	}

	for (int i = 0; i < v_used; i++)
	{
		uint64_t	difference;

		carry += estimate * v[i];
		difference = (uint64_t) u[i] - (uint32_t) carry - borrow;
		u[i] = (uint32_t) difference;
		borrow = difference >> 63;
		carry >>= 32;
	}
	if ((uint64_t) u[v_used] < carry + borrow)
	{
		uint64_t	back = 0;

		estimate--;
		for (int i = 0; i < v_used; i++)
		{
			back += (uint64_t) u[i] + v[i];
			u[i] = (uint32_t) back;
			back >>= 32;
		}
	}
	u[v_used] = 0;
	return (uint32_t) estimate;
}

/* Both of more than one limb, the divisor not the longer one. */
static void
divide_long(const uint32_t *numerator, int n_used, const uint32_t *denominator,
			int d_used, uint32_t quotient[LIMBS], uint32_t remainder[LIMBS])
{
	uint32_t	u[LIMBS + 1];
	uint32_t	v[LIMBS];
	int			shift = leading_zeros(denominator[d_used - 1]);

	for (int i = d_used - 1; i >= 0; i--)
	{
		uint64_t	pair = (uint64_t) denominator[i] << 32 |
			(i > 0 ? denominator[i - 1] : 0);

		v[i] = (uint32_t) ((pair << shift) >> 32);
	}
	u[n_used] = (uint32_t) (((uint64_t) numerator[n_used - 1] << shift) >> 32);
	for (int i = n_used - 1; i >= 0; i--)
	{
		uint64_t	pair = (uint64_t) numerator[i] << 32 |
			(i > 0 ? numerator[i - 1] : 0);

		u[i] = (uint32_t) ((pair << shift) >> 32);
	}

	for (int j = n_used - d_used; j >= 0; j--)
		quotient[j] = quotient_digit(u + j, v, d_used);

	for (int i = 0; i < d_used; i++)
	{
		uint64_t	pair = (uint64_t) (i + 1 < d_used ? u[i + 1] : 0) << 32 |
			u[i];

		remainder[i] = (uint32_t) (pair >> shift);
	}
}

/* The caller owes a denominator other than zero. */
void
fnd_u256_divide(const fnd_u256 *numerator, const fnd_u256 *denominator,
				fnd_u256 *quotient, fnd_u256 *remainder)
{
	uint32_t	n[LIMBS];
	uint32_t	d[LIMBS];
	uint32_t	q[LIMBS] = { 0 };
	uint32_t	r[LIMBS] = { 0 };
	int			n_used;
	int			d_used;

#ifdef FND_HAVE_INT128
	/* the usual case: both have at most 128 bits */
	if ((numerator->word[3] | numerator->word[2] | denominator->word[3] |
		 denominator->word[2]) == 0)
	{
		fnd_native_u128 a = (fnd_native_u128) numerator->word[1] << 64 |
			numerator->word[0];
		fnd_native_u128 b = (fnd_native_u128) denominator->word[1] << 64 |
			denominator->word[0];
		fnd_native_u128 whole = a / b;
		fnd_native_u128 rest = a - whole * b;

		*quotient = (fnd_u256){ { (uint64_t) whole, (uint64_t) (whole >> 64),
								  0, 0 } };
		*remainder = (fnd_u256){ { (uint64_t) rest, (uint64_t) (rest >> 64), 0,
								   0 } };
		return;
	}
#endif

	split(numerator, n);
	split(denominator, d);
	n_used = limbs_used(n);
	d_used = limbs_used(d);

	if (n_used < d_used)
	{
		*remainder = *numerator;
		*quotient = fnd_u256_from_u64(0);
		return;
	}
	if (d_used == 1)
	{
		r[0] = divide_by_limb(n, n_used, d[0]);
		join(n, quotient);
		join(r, remainder);
		return;
	}
	divide_long(n, n_used, d, d_used, q, r);
	join(q, quotient);
	join(r, remainder);
}

static int
bits_used(const fnd_u256 *a)
{
	int			bits = 256;
	int			at = 3;

	while (at > 0 && a->word[at] == 0)
	{
		bits -= 64;
		at--;
	}
	if (a->word[at] >> 32 == 0)
		return a->word[at] == 0 ?
			0 :
			bits - 32 - leading_zeros((uint32_t) a->word[at]);
	return bits - leading_zeros((uint32_t) (a->word[at] >> 32));
}

/*
 * How many decimal digits; zero has none.  1233 / 4096 is the logarithm
 * of 2, closely enough that 256 bits give the digits or one too few.
 */
int
fnd_u256_digits(const fnd_u256 *a)
{
	int			digits = bits_used(a) * 1233 >> 12;
	fnd_u256	power;

	if (digits <= FND_POW10_U64_MAX)
		power = fnd_u256_from_u64(fnd_pow10_u64[digits]);
	else
		power = fnd_u256_pow10(digits);
	return fnd_u256_compare(a, &power) >= 0 ? digits + 1 : digits;
}

void
fnd_u256_divide_round(const fnd_u256 *numerator, const fnd_u256 *denominator,
					  bool is_negative, fnd_rounding mode, fnd_u256 *quotient,
					  bool *is_inexact)
{
	fnd_u256	remainder;
	fnd_u256	other;
	int			half;

	fnd_u256_divide(numerator, denominator, quotient, &remainder);
	if (is_inexact != NULL)
		*is_inexact = !fnd_u256_is_zero(&remainder);
	if (fnd_u256_is_zero(&remainder))
		return;

	/* the remainder against half the denominator, without doubling it */
	fnd_u256_sub(denominator, &remainder, &other);
	half = fnd_u256_compare(&remainder, &other);
	if (fnd_rounds_away(mode, is_negative, (quotient->word[0] & 1) != 0, half))
	{
		fnd_u256	one = fnd_u256_from_u64(1);

		/* a quotient of 2^256 - 1 needs denominator 1, which is exact */
		(void) fnd_u256_add(quotient, &one, quotient);
	}
}

fnd_u256
fnd_u256_divide_sticky(const fnd_u256 *numerator, const fnd_u256 *denominator,
					   int shift)
{
	fnd_u256	shifted;
	fnd_u256	quotient;
	fnd_u256	remainder;

	(void) fnd_u256_mul_pow10(numerator, shift, &shifted);
	fnd_u256_divide(&shifted, denominator, &quotient, &remainder);
	(void) fnd_u256_mul_u64(&quotient, 10, &quotient);
	if (!fnd_u256_is_zero(&remainder))
	{
		fnd_u256	one = fnd_u256_from_u64(1);

		(void) fnd_u256_add(&quotient, &one, &quotient);
	}
	return quotient;
}

bool
fnd_s256_is_negative(const fnd_u256 *value)
{
	return (value->word[3] >> 63) != 0;
}

void
fnd_s256_negate(fnd_u256 *value)
{
	fnd_u256	zero = fnd_u256_from_u64(0);

	fnd_u256_sub(&zero, value, value);
}

void
fnd_s256_add(fnd_u256 *sum, const fnd_u256 *value)
{
	(void) fnd_u256_add(sum, value, sum);
}

/* sum += value * 10^exponent, which the caller knows to fit. */
void
fnd_s256_add_i128(fnd_u256 *sum, fnd_i128 value, int pow10_exponent)
{
	fnd_u256	term = fnd_u256_magnitude(value);

	(void) fnd_u256_mul_pow10(&term, pow10_exponent, &term);
	if (fnd_i128_sign(value) < 0)
		fnd_s256_negate(&term);
	fnd_s256_add(sum, &term);
}
