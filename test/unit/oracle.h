/*
 * oracle.h
 *	  Slow, exact decimal arithmetic that the tests of the core trust.
 *
 * What lives here: integers of any sign as arrays of decimal digits, with
 * the methods of primary school, and decimals of them; the rounding rules of
 * doc/types.md said a second time.  Nothing is shared with src/core but the
 * names of the rounding modes.  Random values are in random_values.h.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include "check.h"

#include "../../src/core/wide.h"

#define BIG_DIGITS_MAX 1400

/* Least digit first, no zeros at the top; zero has no digits and no sign. */
typedef struct big
{
	bool		is_negative;
	int			count;
	uint8_t		digit[BIG_DIGITS_MAX];
} big;

/* value = coefficient * 10^-scale */
typedef struct dec
{
	big			coefficient;
	int			scale;
} dec;

static inline void
big_copy(const big *from, big *to)
{
	if (from == to)
		return;
	to->is_negative = from->is_negative;
	to->count = from->count;
	memcpy(to->digit, from->digit, (size_t) from->count);
}

static inline void
big_trim(big *a)
{
	while (a->count > 0 && a->digit[a->count - 1] == 0)
		a->count--;
	if (a->count == 0)
		a->is_negative = false;
}

static inline void
big_set_u64(uint64_t value, big *result)
{
	result->is_negative = false;
	result->count = 0;
	while (value != 0)
	{
		result->digit[result->count++] = (uint8_t) (value % 10);
		value /= 10;
	}
}

static inline void
big_set_i64(int64_t value, big *result)
{
	big_set_u64(value < 0 ? 0 - (uint64_t) value : (uint64_t) value, result);
	result->is_negative = value < 0;
}

/* Decimal digits with a sign, as a person writes them. */
static inline void
big_set_text(const char *text, big *result)
{
	bool		is_negative = *text == '-';
	int			count;

	if (is_negative)
		text++;
	count = (int) strlen(text);
	if (count > BIG_DIGITS_MAX)
		abort();
	for (int i = 0; i < count; i++)
		result->digit[i] = (uint8_t) (text[count - 1 - i] - '0');
	result->count = count;
	result->is_negative = is_negative;
	big_trim(result);
}

static inline bool
big_is_zero(const big *a)
{
	return a->count == 0;
}

static inline int
big_sign(const big *a)
{
	if (a->count == 0)
		return 0;
	return a->is_negative ? -1 : 1;
}

static inline int
big_compare_magnitude(const big *a, const big *b)
{
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	for (int i = a->count - 1; i >= 0; i--)
	{
		if (a->digit[i] != b->digit[i])
			return a->digit[i] < b->digit[i] ? -1 : 1;
	}
	return 0;
}

static inline int
big_compare(const big *a, const big *b)
{
	if (big_sign(a) != big_sign(b))
		return big_sign(a) < big_sign(b) ? -1 : 1;
	return big_sign(a) * big_compare_magnitude(a, b);
}

/* |a| + |b| */
static inline void
big_add_magnitude(const big *a, const big *b, big *result)
{
	int			count = (a->count > b->count ? a->count : b->count) + 1;
	int			carry = 0;

	if (count > BIG_DIGITS_MAX)
		abort();
	for (int i = 0; i < count; i++)
	{
		carry += (i < a->count ? a->digit[i] : 0) +
			(i < b->count ? b->digit[i] : 0);
		result->digit[i] = (uint8_t) (carry % 10);
		carry /= 10;
	}
	result->count = count;
}

/* |a| - |b|, where |a| >= |b| */
static inline void
big_sub_magnitude(const big *a, const big *b, big *result)
{
	int			count = a->count;
	int			borrow = 0;

	for (int i = 0; i < count; i++)
	{
		int			digit = a->digit[i] - borrow - (i < b->count ? b->digit[i] : 0);

		borrow = digit < 0;
		result->digit[i] = (uint8_t) (digit + 10 * borrow);
	}
	result->count = count;
}

static inline void
big_add(const big *a, const big *b, big *result)
{
	bool		is_negative = a->is_negative;

	if (a->is_negative == b->is_negative)
		big_add_magnitude(a, b, result);
	else if (big_compare_magnitude(a, b) >= 0)
		big_sub_magnitude(a, b, result);
	else
	{
		is_negative = b->is_negative;
		big_sub_magnitude(b, a, result);
	}
	result->is_negative = is_negative;
	big_trim(result);
}

static inline void
big_negate(big *a)
{
	a->is_negative = a->count > 0 && !a->is_negative;
}

static inline void
big_sub(const big *a, const big *b, big *result)
{
	big			minus;

	big_copy(b, &minus);
	big_negate(&minus);
	big_add(a, &minus, result);
}

static inline void
big_mul(const big *a, const big *b, big *result)
{
	big			product;

	if (a->count + b->count > BIG_DIGITS_MAX)
		abort();
	product.count = a->count + b->count;
	product.is_negative = a->is_negative != b->is_negative;
	memset(product.digit, 0, (size_t) product.count);
	for (int i = 0; i < a->count; i++)
	{
		int			carry = 0;

		for (int j = 0; j < b->count; j++)
		{
			carry += a->digit[i] * b->digit[j] + product.digit[i + j];
			product.digit[i + j] = (uint8_t) (carry % 10);
			carry /= 10;
		}
		product.digit[i + b->count] = (uint8_t) carry;
	}
	big_trim(&product);
	big_copy(&product, result);
}

/* a * 10^exponent; a negative exponent cuts digits off. */
static inline void
big_shift(const big *a, int exponent, big *result)
{
	int			count = a->count + exponent;

	if (a->count == 0 || count <= 0)
	{
		result->count = 0;
		result->is_negative = false;
		return;
	}
	if (count > BIG_DIGITS_MAX)
		abort();
	result->is_negative = a->is_negative;
	if (exponent >= 0)
	{
		memmove(result->digit + exponent, a->digit, (size_t) a->count);
		memset(result->digit, 0, (size_t) exponent);
	}
	else
	{
		for (int i = 0; i < count; i++)
			result->digit[i] = a->digit[a->count - count + i];
	}
	result->count = count;
}

static inline void
big_pow10(int exponent, big *result)
{
	big			one;

	big_set_u64(1, &one);
	big_shift(&one, exponent, result);
}

static inline bool
big_is_pow10(const big *a)
{
	for (int i = 0; i < a->count - 1; i++)
	{
		if (a->digit[i] != 0)
			return false;
	}
	return a->count > 0 && a->digit[a->count - 1] == 1;
}

/* Long division of magnitudes, one digit after the other. */
static inline void
big_divide(const big *n, const big *d, big *quotient, big *remainder)
{
	big			q;
	big			r;

	if (d->count == 0)
		abort();
	if (big_is_pow10(d))
	{
		/* as in school: the point moves */
		r.is_negative = false;
		r.count = n->count < d->count ? n->count : d->count - 1;
		memcpy(r.digit, n->digit, (size_t) r.count);
		big_trim(&r);
		big_shift(n, 1 - d->count, quotient);
		quotient->is_negative = false;
		big_copy(&r, remainder);
		return;
	}
	q.is_negative = false;
	q.count = n->count;
	r.is_negative = false;
	r.count = 0;
	for (int i = n->count - 1; i >= 0; i--)
	{
		int			digit = 0;

		big_shift(&r, 1, &r);
		if (r.count == 0)
			r.count = n->digit[i] != 0;
		r.digit[0] = n->digit[i];
		while (r.count > d->count ||
			   (r.count == d->count && big_compare_magnitude(&r, d) >= 0))
		{
			big_sub_magnitude(&r, d, &r);
			big_trim(&r);
			digit++;
		}
		q.digit[i] = (uint8_t) digit;
	}
	big_trim(&q);
	big_copy(&q, quotient);
	big_copy(&r, remainder);
}

static inline int
big_digit_at(const big *a, int at)
{
	return at < a->count ? a->digit[at] : 0;
}

/*
 * n / d rounded to an integer.  The halves are told by doubling the
 * remainder; the denominator may have a sign too.
 */
static inline void
big_divide_round(const big *n, const big *d, fnd_rounding mode, big *result)
{
	bool		is_negative = n->is_negative != d->is_negative;
	bool		away = false;
	int			half;
	big			quotient;
	big			rest;
	big			twice;
	big			one;

	big_divide(n, d, &quotient, &rest);
	big_add_magnitude(&rest, &rest, &twice);
	twice.is_negative = false;
	big_trim(&twice);
	half = big_compare_magnitude(&twice, d);
	if (!big_is_zero(&rest))
	{
		switch (mode)
		{
			case FND_ROUND_HALF_EVEN:
				away = half > 0 ||
					(half == 0 && big_digit_at(&quotient, 0) % 2 == 1);
				break;
			case FND_ROUND_HALF_UP:
				away = half >= 0;
				break;
			case FND_ROUND_HALF_DOWN:
				away = half > 0;
				break;
			case FND_ROUND_UP:
				away = true;
				break;
			case FND_ROUND_DOWN:
				away = false;
				break;
			case FND_ROUND_CEILING:
				away = !is_negative;
				break;
			case FND_ROUND_FLOOR:
				away = is_negative;
				break;
		}
	}
	if (away)
	{
		big_set_u64(1, &one);
		big_add(&quotient, &one, &quotient);
	}
	quotient.is_negative = is_negative && quotient.count > 0;
	big_copy(&quotient, result);
}

static inline void
big_set_u256(const fnd_u256 *value, big *result)
{
	/* each 16 bits: ten times the digits, and so on */
	result->is_negative = false;
	result->count = 0;
	for (int i = 15; i >= 0; i--)
	{
		uint32_t	carry = (uint32_t) (value->word[i / 4] >> (16 * (i % 4))) &
			0xFFFF;
		int			at = 0;

		while (at < result->count || carry != 0)
		{
			if (at == result->count)
				result->digit[result->count++] = 0;
			carry += (uint32_t) result->digit[at] * 65536;
			result->digit[at++] = (uint8_t) (carry % 10);
			carry /= 10;
		}
	}
}

static inline void
big_set_i128(fnd_i128 value, big *result)
{
	fnd_u256	words = { { fnd_i128_lo(value), (uint64_t) fnd_i128_hi(value), 0,
						 0 } };

	big_set_u256(&words, result);
	if (fnd_i128_hi(value) < 0)
	{
		/* two's complement: the words say value + 2^128 */
		fnd_u256	modulus = { { 0, 0, 1, 0 } };
		big			two128;

		big_set_u256(&modulus, &two128);
		big_sub(result, &two128, result);
	}
}

static inline bool
big_equals_u256(const big *a, const fnd_u256 *value)
{
	big			b;

	big_set_u256(value, &b);
	return big_compare(a, &b) == 0;
}

static inline bool
big_equals_i128(const big *a, fnd_i128 value)
{
	big			b;

	big_set_i128(value, &b);
	return big_compare(a, &b) == 0;
}

/* 2^exponent, 0 to 255 */
static inline void
big_pow2(int exponent, big *result)
{
	fnd_u256	value = { { 0, 0, 0, 0 } };

	value.word[exponent / 64] = UINT64_C(1) << (exponent % 64);
	big_set_u256(&value, result);
}

/* For the operands of a failed check; silent where check.h is. */
static inline void
big_print(const char *name, const big *a)
{
	if (check_failed > CHECK_FAILURES_SHOWN)
		return;
	printf("\t%s = %s", name, a->is_negative ? "-" : "");
	if (a->count == 0)
		printf("0");
	for (int i = a->count - 1; i >= 0; i--)
		printf("%d", a->digit[i]);
	printf("\n");
}

/*
 * Decimals.
 */
static inline void
dec_set(fnd_i128 coefficient, int scale, dec *result)
{
	big_set_i128(coefficient, &result->coefficient);
	result->scale = scale;
}

static inline void
dec_copy(const dec *from, dec *to)
{
	big_copy(&from->coefficient, &to->coefficient);
	to->scale = from->scale;
}

/* The coefficients of two decimals at the finer of their scales. */
static inline int
dec_align(const dec *a, const dec *b, big *x, big *y)
{
	int			scale = a->scale > b->scale ? a->scale : b->scale;

	big_shift(&a->coefficient, scale - a->scale, x);
	big_shift(&b->coefficient, scale - b->scale, y);
	return scale;
}

static inline int
dec_compare(const dec *a, const dec *b)
{
	big			x;
	big			y;

	(void) dec_align(a, b, &x, &y);
	return big_compare(&x, &y);
}

static inline void
dec_add(const dec *a, const dec *b, dec *result)
{
	big			x;
	big			y;

	result->scale = dec_align(a, b, &x, &y);
	big_add(&x, &y, &result->coefficient);
}

static inline void
dec_sub(const dec *a, const dec *b, dec *result)
{
	big			x;
	big			y;

	result->scale = dec_align(a, b, &x, &y);
	big_sub(&x, &y, &result->coefficient);
}

static inline void
dec_mul(const dec *a, const dec *b, dec *result)
{
	big_mul(&a->coefficient, &b->coefficient, &result->coefficient);
	result->scale = a->scale + b->scale;
}

/* n / d rounded to so many decimals. */
static inline void
dec_divide_round(const dec *n, const dec *d, int scale, fnd_rounding mode,
				 big *result)
{
	int			shift = scale + d->scale - n->scale;
	big			x;
	big			y;

	big_shift(&n->coefficient, shift > 0 ? shift : 0, &x);
	big_shift(&d->coefficient, shift < 0 ? -shift : 0, &y);
	big_divide_round(&x, &y, mode, result);
}

/*
 * The rule of 28 digits, of a quotient n / d: the finest scale of 0 to 28 at
 * which what is cut off at that scale leaves at most 28 digits; rounded
 * there; where rounding carries into a 29th digit, one scale less.  False
 * where there is none.
 */
static inline bool
oracle_fit(const dec *n, const dec *d, fnd_rounding mode, dec *result)
{
	int			scale = 28;
	big			cut;

	dec_divide_round(n, d, scale, FND_ROUND_DOWN, &cut);
	if (cut.count > 28)
		scale -= cut.count - 28;
	if (scale < 0)
		return false;
	dec_divide_round(n, d, scale, mode, &result->coefficient);
	if (result->coefficient.count > 28)
	{
		big_shift(&result->coefficient, -1, &result->coefficient);
		scale--;
	}
	result->scale = scale;
	return scale >= 0;
}

/*
 * Canonical form: the least scale that says the value, not below the minor
 * units; false where it has over 28 digits or decimals.
 */
static inline bool
oracle_canonical(dec *value, int minor_units)
{
	if (big_is_zero(&value->coefficient))
		value->scale = minor_units;
	while (value->scale > minor_units && value->coefficient.digit[0] == 0)
	{
		big_shift(&value->coefficient, -1, &value->coefficient);
		value->scale--;
	}
	if (value->scale < minor_units)
	{
		big_shift(&value->coefficient, minor_units - value->scale,
				  &value->coefficient);
		value->scale = minor_units;
	}
	return value->coefficient.count <= 28 && value->scale <= 28;
}

static inline void
dec_print(const char *name, const dec *a)
{
	big_print(name, &a->coefficient);
	if (check_failed <= CHECK_FAILURES_SHOWN)
		printf("\t\tat scale %d\n", a->scale);
}

#endif /* ORACLE_H */
