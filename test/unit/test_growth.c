/*
 * test_growth.c
 *	  Compound growth against exact arithmetic on long numbers.
 */
#include "check.h"

#include "../../src/core/growth.h"

/*
 * A natural number of any length that the tests need, least limb first.
 */
#define LIMBS_MAX 320

typedef struct natural
{
	int			used;
	uint32_t	limb[LIMBS_MAX];
} natural;

static void
natural_set(natural *n, uint64_t value)
{
	n->limb[0] = (uint32_t) value;
	n->limb[1] = (uint32_t) (value >> 32);
	n->used = 2;
}

static void
natural_multiply(natural *n, uint32_t factor)
{
	uint64_t	carry = 0;

	for (int i = 0; i < n->used; i++)
	{
		carry += (uint64_t) n->limb[i] * factor;
		n->limb[i] = (uint32_t) carry;
		carry >>= 32;
	}
	if (carry != 0)
		n->limb[n->used++] = (uint32_t) carry;
	if (n->used > LIMBS_MAX - 4)
		abort();
}

/* n * factor, for a factor of 64 bits */
static natural
natural_product(const natural *n, uint64_t factor)
{
	natural		low = *n;
	natural		high = *n;
	uint64_t	carry = 0;

	natural_multiply(&low, (uint32_t) factor);
	natural_multiply(&high, (uint32_t) (factor >> 32));
	for (int i = low.used; i < high.used + 2; i++)
		low.limb[i] = 0;
	if (low.used < high.used + 2)
		low.used = high.used + 2;
	for (int i = 0; i < low.used - 1; i++)
	{
		carry += (uint64_t) low.limb[i + 1] +
			(i < high.used ? high.limb[i] : 0);
		low.limb[i + 1] = (uint32_t) carry;
		carry >>= 32;
	}
	return low;
}

static int
natural_compare(const natural *a, const natural *b)
{
	int			used = a->used > b->used ? a->used : b->used;

	for (int i = used - 1; i >= 0; i--)
	{
		uint32_t	x = i < a->used ? a->limb[i] : 0;
		uint32_t	y = i < b->used ? b->limb[i] : 0;

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

/*
 * Is result the half-even rounding of
 * amount * factor^k * days / (parts * dim * 10^exponent)?
 */
static bool
is_rounded(uint64_t amount, uint32_t factor, int k, int days, int dim,
		   uint32_t parts, int exponent, uint64_t result)
{
	natural		numerator;
	natural		denominator;
	natural		below;
	natural		above;
	int			low;
	int			high;

	/* twice the numerator lies between (2r - 1) and (2r + 1) denominators */
	natural_set(&numerator, amount);
	for (int i = 0; i < k; i++)
		natural_multiply(&numerator, factor);
	natural_multiply(&numerator, (uint32_t) days);
	natural_multiply(&numerator, 2);
	natural_set(&denominator, 1);
	natural_multiply(&denominator, parts);
	natural_multiply(&denominator, (uint32_t) dim);
	for (int i = 0; i < exponent; i++)
		natural_multiply(&denominator, 10);

	above = natural_product(&denominator, 2 * result + 1);
	high = natural_compare(&numerator, &above);
	if (high > 0 || (high == 0 && result % 2 != 0))
		return false;
	if (result == 0)
		return true;
	below = natural_product(&denominator, 2 * result - 1);
	low = natural_compare(&numerator, &below);
	return low > 0 || (low == 0 && result % 2 == 0);
}

static void
check_against_naturals(void)
{
	for (int round = 0; round < 300; round++)
	{
		uint64_t	amount = check_random_u64() >> (2 + check_random_below(60));
		int			factor_scale = (int) check_random_below(7);
		uint32_t	factor;
		uint32_t	parts = 1 + (uint32_t) check_random_below(36);
		int			extra = (int) check_random_below(4);
		fnd_decimal	decimal;
		fnd_i128	first;
		fnd_growth	growth;
		fnd_growth	slow;
		bool		same = true;

		/* 0.5 to 1.5, and now and then anything of that many digits */
		factor = (uint32_t) fnd_pow10_u64[factor_scale];
		factor -= factor / 2;
		factor += (uint32_t) check_random_below(2 * (uint64_t) factor);
		if (round % 7 == 0)
			factor = 1 + (uint32_t) check_random_below(3000000);
		decimal.coefficient = fnd_i128_from_i64(factor);
		decimal.scale = factor_scale;
		first = fnd_i128_from_i64((int64_t) amount);
		fnd_growth_init(&first, 1, 2 + extra, 2, (int32_t) parts, &decimal,
						&growth);
		slow = growth;

		for (int k = 0; k < 130 && same; k++)
		{
			int			dim = 28 + (int) check_random_below(4);
			int			days = check_random_below(4) != 0 ?
				dim :
				1 + (int) check_random_below((uint64_t) dim);
			fnd_i128	result;
			fnd_i128	other;

			if (!fnd_growth_value(&growth, 0, k, days, dim, &result))
				break;
			CHECK(fnd_growth_value_slow(&slow, 0, k, days, dim, &other));
			same = fnd_i128_compare(result, other) == 0;
			if (fnd_i128_hi(result) != 0 || fnd_i128_lo(result) >> 62 != 0)
				break;
			same = same &&
				is_rounded(amount, factor, k, days, dim, parts,
						   extra + k * factor_scale, fnd_i128_lo(result));
			if (!same)
				printf("amount %" PRIu64 " factor %u/10^%d parts %u k %d "
					   "days %d/%d\n",
					   amount, factor, factor_scale, parts, k, days, dim);
		}
		CHECK(same);
	}
}

/*
 * Both roads over the longest span there is, with factors of 28 digits.
 */
static void
check_long_factors(void)
{
	for (int round = 0; round < 40; round++)
	{
		fnd_decimal	factor;
		fnd_i128	amount[3];
		fnd_growth	fast;
		fnd_growth	slow;
		bool		same = true;

		/* 1 + some 28 digits after a few zeros, up or down */
		factor.coefficient = fnd_i128_from_words(
			(int64_t) check_random_below(5000000), check_random_u64());
		factor.scale = 27;
		if (round % 2 == 0)
		{
			CHECK(fnd_i128_add(factor.coefficient, fnd_i128_pow10(27),
							   &factor.coefficient));
		}
		else
		{
			CHECK(fnd_i128_sub(fnd_i128_pow10(27), factor.coefficient,
							   &factor.coefficient));
		}
		for (int i = 0; i < 3; i++)
			amount[i] = fnd_i128_from_words(
				(int64_t) check_random_below(500000000), check_random_u64());
		fnd_growth_init(amount, 3, 4, 2, 12, &factor, &fast);
		slow = fast;
		for (int k = 0; k <= FND_GROWTH_MONTHS_MAX && same; k++)
		{
			for (int i = 0; i < 3 && same; i++)
			{
				fnd_i128	a;
				fnd_i128	b;
				bool		fits = fnd_growth_value(&fast, i, k, 1, 1, &a);

				same = fits == fnd_growth_value_slow(&slow, i, k, 1, 1, &b) &&
					(!fits || fnd_i128_compare(a, b) == 0);
			}
		}
		CHECK(same);
	}
}

static void
check_value(int64_t amount, int parts, int64_t coefficient, int scale, int k,
			int64_t expected)
{
	fnd_decimal	factor;
	fnd_i128	first = fnd_i128_from_i64(amount);
	fnd_i128	result = fnd_i128_zero();
	fnd_growth	growth;

	factor.coefficient = fnd_i128_from_i64(coefficient);
	factor.scale = scale;
	fnd_growth_init(&first, 1, 2, 2, parts, &factor, &growth);
	CHECK(fnd_growth_value(&growth, 0, k, 1, 1, &result));
	CHECK_EQ_I64(fnd_i128_hi(result), 0);
	CHECK_EQ_I64(fnd_i128_lo(result), expected);
}

static void
check_known_values(void)
{
	fnd_decimal	factor;
	fnd_i128	amount;
	fnd_i128	result = fnd_i128_zero();
	fnd_growth	growth;

	/* 3.5bn a year: 291666666.67, and 3% more a month */
	check_value(350000000000, 12, 103, 2, 0, 29166666667);
	check_value(350000000000, 12, 103, 2, 1, 30041666667);
	check_value(350000000000, 12, 103, 2, 13, 42832233309);

	/* ties go to even: 0.125 * 2, 0.5 and 1.5 cents */
	check_value(1, 2, 3, 0, 0, 0);
	check_value(1, 2, 3, 0, 1, 2);
	check_value(5, 1, 5, 1, 1, 2);
	check_value(3, 1, 5, 1, 1, 2);
	check_value(0, 1, 3, 0, 2000, 0);

	/* doubling leaves 127 bits, halving leaves nothing */
	amount = fnd_i128_from_i64(1);
	factor.coefficient = fnd_i128_from_i64(2);
	factor.scale = 0;
	fnd_growth_init(&amount, 1, 2, 2, 1, &factor, &growth);
	CHECK(fnd_growth_value(&growth, 0, 126, 1, 1, &result));
	CHECK(fnd_i128_hi(result) == INT64_C(1) << 62 && fnd_i128_lo(result) == 0);
	CHECK(!fnd_growth_value(&growth, 0, 127, 1, 1, &result));
	CHECK(!fnd_growth_value(&growth, 0, 2400, 1, 1, &result));
	factor.coefficient = fnd_i128_from_i64(5);
	factor.scale = 1;
	fnd_growth_init(&amount, 1, 2, 2, 1, &factor, &growth);
	CHECK(fnd_growth_value(&growth, 0, 2400, 1, 1, &result));
	CHECK(fnd_i128_is_zero(result));

	/* the greatest and least factors there are */
	factor.coefficient = fnd_i128_from_i64(1);
	factor.scale = -38;
	fnd_growth_init(&amount, 1, 2, 2, 1, &factor, &growth);
	CHECK(!fnd_growth_value(&growth, 0, 2, 1, 1, &result));
	factor.scale = 38;
	fnd_growth_init(&amount, 1, 2, 2, 1, &factor, &growth);
	CHECK(fnd_growth_value(&growth, 0, 2400, 1, 1, &result));
	CHECK(fnd_i128_is_zero(result));
}

int
main(void)
{
	check_seed(20241001);
	check_known_values();
	check_against_naturals();
	check_long_factors();
	return check_done("growth");
}
