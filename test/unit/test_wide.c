/*
 * test_wide.c
 *	  Integers of 128 and 256 bits against arithmetic on decimal digits.
 */
#include "oracle.h"
#include "random_values.h"

static const fnd_rounding modes[] = { FND_ROUND_HALF_EVEN, FND_ROUND_HALF_UP,
									  FND_ROUND_HALF_DOWN, FND_ROUND_UP,
									  FND_ROUND_DOWN,	   FND_ROUND_CEILING,
									  FND_ROUND_FLOOR };

#define MODES_COUNT 7

static big two127;
static big two256;

static bool
big_fits_i128(const big *a)
{
	int			order = big_compare_magnitude(a, &two127);

	return order < 0 || (order == 0 && a->is_negative);
}

static bool
big_fits_u256(const big *a)
{
	return !a->is_negative && big_compare_magnitude(a, &two256) < 0;
}

static void
show_u256(const char *name, const fnd_u256 *value)
{
	big			a;

	if (check_failed > CHECK_FAILURES_SHOWN)
		return;
	big_set_u256(value, &a);
	big_print(name, &a);
}

/*
 * Signed 128 bits.
 */
static void
test_i128_pairs(void)
{
	for (int i = 0; i < 20000; i++)
	{
		fnd_i128	a = random_i128();
		fnd_i128	b = random_i128();
		int64_t		factor = fnd_i128_hi(random_i128());
		int			exponent = random_below(FND_POW10_I128_MAX + 1);
		fnd_i128	result;
		fnd_i128	again = fnd_i128_from_words(fnd_i128_hi(a), fnd_i128_lo(a));
		big			x;
		big			y;
		big			z;
		bool		fits;

		big_set_i128(a, &x);
		big_set_i128(b, &y);
		CHECK(fnd_i128_compare(a, again) == 0);
		CHECK(fnd_i128_compare(a, b) == big_compare(&x, &y));
		CHECK(fnd_i128_sign(a) == big_sign(&x));
		CHECK(fnd_i128_is_zero(a) == big_is_zero(&x));

		big_add(&x, &y, &z);
		fits = fnd_i128_add(a, b, &result);
		CHECK(fits == big_fits_i128(&z));
		if (fits)
			CHECK(big_equals_i128(&z, result));

		big_sub(&x, &y, &z);
		fits = fnd_i128_sub(a, b, &result);
		CHECK(fits == big_fits_i128(&z));
		if (fits)
			CHECK(big_equals_i128(&z, result));

		big_set_i64(factor, &z);
		big_mul(&x, &z, &z);
		fits = fnd_i128_mul_i64(a, factor, &result);
		CHECK(fits == big_fits_i128(&z));
		if (fits)
			CHECK(big_equals_i128(&z, result));

		big_shift(&x, exponent, &z);
		fits = fnd_i128_mul_pow10(a, exponent, &result);
		CHECK(fits == big_fits_i128(&z));
		if (fits)
			CHECK(big_equals_i128(&z, result));

		if (big_compare_magnitude(&x, &two127) != 0)
		{
			big_copy(&x, &z);
			big_negate(&z);
			CHECK(big_equals_i128(&z, fnd_i128_neg(a)));
		}
	}
}

static void
test_divides_by_ten(void)
{
	for (int i = 0; i < 10000; i++)
	{
		fnd_i128	a = i % 2 == 0 ? random_coefficient(37) : random_i128();
		fnd_i128	tenth;
		big			x;
		bool		divides;

		if (i % 4 == 0)
			(void) fnd_i128_mul_pow10(a, 1, &a);
		big_set_i128(a, &x);
		divides = fnd_i128_divides_by_ten(a, &tenth);
		CHECK(divides == (big_is_zero(&x) || x.digit[0] == 0));
		if (divides)
		{
			big_shift(&x, -1, &x);
			CHECK(big_equals_i128(&x, tenth));
		}
	}
}

static void
test_magnitudes(void)
{
	fnd_i128	least = fnd_i128_from_words(INT64_MIN, 0);
	fnd_u256	magnitude = fnd_u256_magnitude(least);
	fnd_i128	value;

	CHECK(big_equals_u256(&two127, &magnitude));
	CHECK(!fnd_u256_to_i128(&magnitude, false, &value));
	CHECK(fnd_u256_to_i128(&magnitude, true, &value));
	CHECK(fnd_i128_compare(value, least) == 0);
	for (int i = 0; i < 10000; i++)
	{
		fnd_i128	a = random_i128();
		fnd_u256	u = random_u256();
		big			x;
		bool		fits;

		big_set_i128(a, &x);
		x.is_negative = false;
		magnitude = fnd_u256_magnitude(a);
		CHECK(big_equals_u256(&x, &magnitude));

		if (i % 2 == 0)
			u.word[2] = u.word[3] = 0;
		big_set_u256(&u, &x);
		fits = fnd_u256_to_i128(&u, false, &value);
		CHECK(fits == (big_compare(&x, &two127) < 0));
		if (fits)
			CHECK(big_equals_i128(&x, value));
		big_negate(&x);
		fits = fnd_u256_to_i128(&u, true, &value);
		CHECK(fits == big_fits_i128(&x));
		if (fits)
			CHECK(big_equals_i128(&x, value));
	}
}

/*
 * Unsigned 256 bits.
 */
static void
test_powers(void)
{
	big			power;

	for (int i = 0; i <= FND_POW10_U256_MAX; i++)
	{
		fnd_u256	value = fnd_u256_pow10(i);
		fnd_u256	one = fnd_u256_from_u64(1);
		fnd_u256	less;

		big_pow10(i, &power);
		CHECK(big_equals_u256(&power, &value));
		CHECK_EQ_I64(fnd_u256_digits(&value), i + 1);
		fnd_u256_sub(&value, &one, &less);
		CHECK_EQ_I64(fnd_u256_digits(&less), i);
		if (i <= FND_POW10_I128_MAX)
			CHECK(big_equals_i128(&power, fnd_i128_pow10(i)));
		if (i <= FND_POW10_U64_MAX)
			CHECK_EQ_U64(fnd_pow10_u64[i], value.word[0]);
	}
}

static void
test_u256_pairs(void)
{
	for (int i = 0; i < 15000; i++)
	{
		fnd_u256	a = random_u256();
		fnd_u256	b = i % 3 == 0 ? random_limbs(random_below(5)) :
								  random_u256();
		fnd_u256	result;
		uint64_t	word = random_limbs(2).word[0];
		int			exponent = random_below(FND_POW10_U256_MAX + 1);
		big			x;
		big			y;
		big			z;
		bool		fits;

		if (i % 5 == 0)
			a = random_limbs(random_below(5));
		big_set_u256(&a, &x);
		big_set_u256(&b, &y);
		CHECK(fnd_u256_compare(&a, &b) == big_compare(&x, &y));
		CHECK(fnd_u256_is_zero(&a) == big_is_zero(&x));
		CHECK_EQ_I64(fnd_u256_digits(&a), x.count);

		big_add(&x, &y, &z);
		fits = fnd_u256_add(&a, &b, &result);
		CHECK(fits == big_fits_u256(&z));
		if (fits)
			CHECK(big_equals_u256(&z, &result));

		big_sub(&x, &y, &z);
		if (z.is_negative)
			big_add(&z, &two256, &z);
		fnd_u256_sub(&a, &b, &result);
		CHECK(big_equals_u256(&z, &result));

		big_mul(&x, &y, &z);
		fits = fnd_u256_mul(&a, &b, &result);
		CHECK(fits == big_fits_u256(&z));
		if (fits && !CHECK(big_equals_u256(&z, &result)))
		{
			show_u256("a", &a);
			show_u256("b", &b);
		}

		big_set_u64(word, &z);
		big_mul(&x, &z, &z);
		fits = fnd_u256_mul_u64(&a, word, &result);
		CHECK(fits == big_fits_u256(&z));
		if (fits)
			CHECK(big_equals_u256(&z, &result));

		big_shift(&x, exponent, &z);
		result = a;
		fits = fnd_u256_mul_pow10(&result, exponent, &result);
		CHECK(fits == big_fits_u256(&z));
		if (fits)
			CHECK(big_equals_u256(&z, &result));
	}
}

/*
 * n = q * d + r and r < d, by 16-bit limbs: as exact as long division, and
 * fast enough for many cases.
 */
static bool
is_division(const fnd_u256 *n, const fnd_u256 *d, const fnd_u256 *q,
			const fnd_u256 *r)
{
	uint32_t	limb[32];
	uint64_t	carry = 0;

	for (int i = 0; i < 32; i++)
		limb[i] = i < 16 ? (r->word[i / 4] >> (16 * (i % 4))) & 0xFFFF : 0;
	for (int i = 0; i < 16; i++)
	{
		uint64_t	x = (q->word[i / 4] >> (16 * (i % 4))) & 0xFFFF;

		carry = 0;
		for (int j = 0; x != 0 && (j < 16 || carry != 0); j++)
		{
			uint64_t	y = j < 16 ? (d->word[j / 4] >> (16 * (j % 4))) & 0xFFFF :
								  0;

			carry += x * y + limb[i + j];
			limb[i + j] = carry & 0xFFFF;
			carry >>= 16;
		}
	}
	for (int i = 0; i < 32; i++)
	{
		uint32_t	expected = i < 16 ?
			(n->word[i / 4] >> (16 * (i % 4))) & 0xFFFF :
			0;

		if (limb[i] != expected)
			return false;
	}
	for (int i = 3; i >= 0; i--)
	{
		if (r->word[i] != d->word[i])
			return r->word[i] < d->word[i];
	}
	return false;
}

static void
check_division(const fnd_u256 *n, const fnd_u256 *d)
{
	fnd_u256	q;
	fnd_u256	r;
	fnd_u256	n_copy = *n;
	fnd_u256	d_copy = *d;

	fnd_u256_divide(n, d, &q, &r);
	if (!CHECK(is_division(n, d, &q, &r)))
	{
		show_u256("numerator", n);
		show_u256("denominator", d);
		show_u256("quotient", &q);
		show_u256("remainder", &r);
	}

	/* in place, as its callers use it */
	fnd_u256_divide(&n_copy, &d_copy, &n_copy, &d_copy);
	CHECK(fnd_u256_compare(&n_copy, &q) == 0);
	CHECK(fnd_u256_compare(&d_copy, &r) == 0);
}

/* q * d + r, so that the quotient has the limbs that are wanted */
static bool
compose(const fnd_u256 *q, const fnd_u256 *d, const fnd_u256 *r,
		fnd_u256 *result)
{
	return fnd_u256_mul(q, d, result) && fnd_u256_add(result, r, result);
}

/*
 * Cases of Knuth's algorithm where the estimate of a digit is two too large,
 * where the divisor is added back, and where the first digit would need 33
 * bits: those of divmnu.c in H. Warren, Hacker's Delight, least limb first,
 * and the same with four limbs below them, since 128 bits go another way.
 */
static void
test_division_known(void)
{
	static const struct
	{
		uint32_t	n[5];
		uint32_t	d[4];
	} cases[] = { { { 0x00000003, 0x00000000, 0x80000000, 0, 0 },
					{ 0x00000001, 0x00000000, 0x20000000, 0 } },
				  { { 0x00000000, 0xfffffffe, 0x80000000, 0, 0 },
					{ 0x0000ffff, 0x80000000, 0, 0 } },
				  { { 0x00000000, 0x00000000, 0x80000000, 0x7fffffff, 0 },
					{ 0x00000001, 0x00000000, 0x80000000, 0 } },
				  { { 0x00000000, 0x00000000, 0x00008000, 0x00007fff, 0 },
					{ 0x00000001, 0x00000000, 0x00008000, 0 } },
				  { { 0x00000000, 0x00000000, 0x80000000, 0x00007fff, 0 },
					{ 0x00000001, 0x00000000, 0x80000000, 0 } },
				  { { 0x00000000, 0x00000000, 0xfffffffe, 0x80000000, 0 },
					{ 0x0000ffff, 0x00000000, 0x80000000, 0 } },
				  { { 0x00000000, 0xfffffffe, 0x00000000, 0x80000000, 0 },
					{ 0x0000ffff, 0x00000000, 0x80000000, 0 } },
				  { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0 },
					{ 0xffffffff, 0xffffffff, 0, 0 } },
				  { { 0x00000000, 0xffffffff, 0xffffffff, 0x7fffffff, 0 },
					{ 0xffffffff, 0xffffffff, 0x80000000, 0 } },
				  { { 0, 0, 0, 0x80000000, 0x7fffffff },
					{ 1, 0, 0, 0x80000000 } } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		for (int below = 0; below <= 3; below++)
		{
			fnd_u256	n = { { 0, 0, 0, 0 } };
			fnd_u256	d = { { 0, 0, 0, 0 } };

			for (int j = 0; j < 5; j++)
				n.word[(j + below) / 2] |= (uint64_t) cases[i].n[j]
					<< (32 * ((j + below) % 2));
			for (int j = 0; j < 4; j++)
				d.word[(j + below) / 2] |= (uint64_t) cases[i].d[j]
					<< (32 * ((j + below) % 2));
			check_division(&n, &d);

			/* the divisor short, the numerator long */
			d = fnd_u256_from_u64(0);
			for (int j = 0; j < 4; j++)
				d.word[j / 2] |= (uint64_t) cases[i].d[j] << (32 * (j % 2));
			check_division(&n, &d);
		}
	}
}

static void
test_division(void)
{
	for (int i = 0; i < 250000; i++)
	{
		int			d_limbs = random_between(1, 8);
		fnd_u256	d = random_limbs(d_limbs);
		fnd_u256	n = random_limbs(
			random_between(d_limbs > 1 ? d_limbs - 1 : 1, 8));
		fnd_u256	less = fnd_u256_from_u64((uint64_t) random_below(2));

		if (i % 3 == 0)
		{
			/* just below and at a multiple: the largest remainders */
			fnd_u256	q = random_limbs(random_between(0, 8 - d_limbs));
			fnd_u256	zero = fnd_u256_from_u64(0);

			if (!compose(&q, &d, &zero, &n))
				continue;
			if (!fnd_u256_is_zero(&n))
				fnd_u256_sub(&n, &less, &n);
		}
		check_division(&n, &d);
	}

	/* by the digits of school, no word larger than a digit */
	for (int i = 0; i < 3000; i++)
	{
		fnd_u256	n = random_u256();
		fnd_u256	d = random_u256();
		fnd_u256	q;
		fnd_u256	r;
		big			x;
		big			y;
		big			z;
		big			rest;

		if (fnd_u256_is_zero(&d))
			continue;
		big_set_u256(&n, &x);
		big_set_u256(&d, &y);
		big_divide(&x, &y, &z, &rest);
		fnd_u256_divide(&n, &d, &q, &r);
		CHECK(big_equals_u256(&z, &q));
		CHECK(big_equals_u256(&rest, &r));
	}
}

static void
check_rounding(const fnd_u256 *n, const fnd_u256 *d)
{
	big			x;
	big			y;
	big			exact;
	big			rest;

	big_set_u256(n, &x);
	big_set_u256(d, &y);
	big_divide(&x, &y, &exact, &rest);
	for (int mode = 0; mode < MODES_COUNT; mode++)
	{
		for (int negative = 0; negative <= 1; negative++)
		{
			fnd_u256	q;
			bool		is_inexact;
			big			z;

			big_copy(&x, &z);
			if (negative == 1)
				big_negate(&z);
			big_divide_round(&z, &y, modes[mode], &z);
			z.is_negative = false;
			fnd_u256_divide_round(n, d, negative == 1, modes[mode], &q,
								  &is_inexact);
			if (!CHECK(big_equals_u256(&z, &q)))
			{
				printf("\tmode %d, negative %d\n", mode, negative);
				show_u256("numerator", n);
				show_u256("denominator", d);
				show_u256("quotient", &q);
			}
			CHECK(is_inexact == !big_is_zero(&rest));
		}
	}
}

static void
test_rounding(void)
{
	/* the table of java.math.RoundingMode: -5.5 to 5.5, by 2 in the units */
	static const int tenths[] = { 55, 25, 16, 11, 10 };
	static const int expected[2][5][MODES_COUNT] = {
		{ { 6, 6, 5, 6, 5, 6, 5 },
		  { 2, 3, 2, 3, 2, 3, 2 },
		  { 2, 2, 2, 2, 1, 2, 1 },
		  { 1, 1, 1, 2, 1, 2, 1 },
		  { 1, 1, 1, 1, 1, 1, 1 } },
		{ { 6, 6, 5, 6, 5, 5, 6 },
		  { 2, 3, 2, 3, 2, 2, 3 },
		  { 2, 2, 2, 2, 1, 1, 2 },
		  { 1, 1, 1, 2, 1, 1, 2 },
		  { 1, 1, 1, 1, 1, 1, 1 } }
	};

	for (int negative = 0; negative <= 1; negative++)
	{
		for (int i = 0; i < 5; i++)
		{
			for (int mode = 0; mode < MODES_COUNT; mode++)
			{
				fnd_u256	n = fnd_u256_from_u64((uint64_t) tenths[i]);
				fnd_u256	ten = fnd_u256_from_u64(10);

				fnd_u256_divide_round(&n, &ten, negative == 1, modes[mode], &n,
									  NULL);
				CHECK_EQ_U64(n.word[0], expected[negative][i][mode]);
			}
		}
	}

	for (int i = 0; i < 1500; i++)
	{
		fnd_u256	d = random_limbs(random_between(1, 7));
		fnd_u256	q = random_limbs(random_between(0, 3));
		fnd_u256	two = fnd_u256_from_u64(2);
		fnd_u256	half;
		fnd_u256	rest;
		fnd_u256	n;

		if (i % 2 == 0)
			d = fnd_u256_pow10(random_below(FND_POW10_U256_MAX));
		if (i % 7 == 0)
			d = random_limbs(8);

		/* at the middle of two quotients, one below and one above */
		fnd_u256_divide(&d, &two, &half, &rest);
		if (!compose(&q, &d, &half, &n))
			n = random_u256();
		check_rounding(&n, &d);
		n.word[0]--;
		check_rounding(&n, &d);
		n = random_u256();
		check_rounding(&n, &d);
	}
}

/*
 * Signed 256 bits: the running sum of sums.
 */
static void
test_s256(void)
{
	for (int i = 0; i < 300; i++)
	{
		fnd_u256	sum = fnd_u256_from_u64(0);
		fnd_u256	minus;
		big			total;

		big_set_u64(0, &total);
		for (int j = 0; j < 30; j++)
		{
			fnd_i128	value = random_i128();
			int			exponent = random_below(29);
			fnd_u256	other = fnd_u256_from_u64(0);
			big			x;

			big_set_i128(value, &x);
			big_shift(&x, exponent, &x);
			big_add(&total, &x, &total);
			if (j % 2 == 0)
				fnd_s256_add_i128(&sum, value, exponent);
			else
			{
				fnd_s256_add_i128(&other, value, exponent);
				fnd_s256_add(&sum, &other);
			}

			CHECK(fnd_s256_is_negative(&sum) == total.is_negative);
			big_copy(&total, &x);
			if (x.is_negative)
				big_add(&x, &two256, &x);
			CHECK(big_equals_u256(&x, &sum));
		}
		minus = sum;
		fnd_s256_negate(&minus);
		fnd_s256_add(&minus, &sum);
		CHECK(fnd_u256_is_zero(&minus));
	}
}

int
main(void)
{
	big			two128;

	check_seed(20261123);
	big_pow2(127, &two127);
	big_add(&two127, &two127, &two128);
	big_mul(&two128, &two128, &two256);
	test_i128_pairs();
	test_divides_by_ten();
	test_magnitudes();
	test_powers();
	test_u256_pairs();
	test_division_known();
	test_division();
	test_rounding();
	test_s256();
	return check_done("wide");
}
