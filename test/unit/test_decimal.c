/*
 * test_decimal.c
 *	  Decimals and base-10000 digits against arithmetic on decimal digits.
 */
#include "oracle.h"
#include "random_values.h"

#define NBASE_COUNT_MAX 160

static const fnd_rounding modes[] = { FND_ROUND_HALF_EVEN, FND_ROUND_HALF_UP,
									  FND_ROUND_HALF_DOWN, FND_ROUND_UP,
									  FND_ROUND_DOWN,	   FND_ROUND_CEILING,
									  FND_ROUND_FLOOR };

#define MODES_COUNT 7

/* What base-10000 digits say, read digit by digit. */
static void
dec_set_nbase(const int16_t *digit, int count, int weight, bool is_negative,
			  dec *result)
{
	result->coefficient.count = 4 * count;
	for (int i = 0; i < count; i++)
	{
		int			rest = digit[count - 1 - i];

		for (int j = 0; j < 4; j++)
		{
			result->coefficient.digit[4 * i + j] = (uint8_t) (rest % 10);
			rest /= 10;
		}
	}
	result->coefficient.is_negative = is_negative;
	big_trim(&result->coefficient);
	result->scale = 4 * (count - 1 - weight);
}

/* A dec of any scale as one of zero or more, for the alignment. */
static void
dec_settle(dec *value)
{
	if (value->scale < 0)
	{
		big_shift(&value->coefficient, -value->scale, &value->coefficient);
		value->scale = 0;
	}
}

static int16_t
random_nbase_digit(void)
{
	static const int16_t edges[] = { 0,	   0,	 0,	   1,	 10,   100,
									 1000, 4999, 5000, 5001, 9999, 9999,
									 9000, 50,	 500,  5 };

	return random_below(3) == 0 ?
		(int16_t) random_below(10000) :
		edges[random_below((int) (sizeof(edges) / sizeof(edges[0])))];
}

static void
test_fits(void)
{
	fnd_i128	limit = fnd_i128_pow10(28);
	fnd_i128	one = fnd_i128_from_i64(1);
	fnd_i128	value;

	CHECK(!fnd_coefficient_fits(limit));
	CHECK(!fnd_coefficient_fits(fnd_i128_neg(limit)));
	(void) fnd_i128_sub(limit, one, &value);
	CHECK(fnd_coefficient_fits(value));
	CHECK(fnd_coefficient_fits(fnd_i128_neg(value)));
	(void) fnd_i128_add(limit, one, &value);
	CHECK(!fnd_coefficient_fits(value));
	CHECK(!fnd_coefficient_fits(fnd_i128_neg(value)));
	CHECK(fnd_coefficient_fits(fnd_i128_zero()));
	CHECK(!fnd_coefficient_fits(fnd_i128_from_words(INT64_MIN, 0)));
	CHECK(!fnd_coefficient_fits(fnd_i128_from_words(INT64_MAX, UINT64_MAX)));

	/* the words of 10^28 with one bit of the other word changed */
	for (int i = 0; i < 20000; i++)
	{
		int64_t		hi = fnd_i128_hi(limit) + random_between(-1, 1);
		uint64_t	lo = i % 2 == 0 ?
			check_random_u64() :
			fnd_i128_lo(limit) + (uint64_t) random_below(5) - 2;
		big			x;

		value = fnd_i128_from_words(hi, lo);
		if (i % 3 == 0)
			value = fnd_i128_neg(value);
		if (i % 5 == 0)
			value = random_i128();
		big_set_i128(value, &x);
		CHECK(fnd_coefficient_fits(value) == (x.count <= 28));
	}
}

static void
test_from_nbase(void)
{
	for (int i = 0; i < 15000; i++)
	{
		int16_t		digit[16];
		int			count = random_between(0, 15);
		int			weight = random_between(-20, 20);
		bool		is_negative = random_below(2) == 0;
		fnd_decimal	result;
		fnd_status	status;
		dec			expected;

		for (int j = 0; j < count; j++)
			digit[j] = random_nbase_digit();
		if (i % 3 == 0 && count > 11)
			count = random_between(9, 11);
		dec_set_nbase(digit, count, weight, is_negative, &expected);
		while (!big_is_zero(&expected.coefficient) &&
			   expected.coefficient.digit[0] == 0)
		{
			big_shift(&expected.coefficient, -1, &expected.coefficient);
			expected.scale--;
		}
		if (big_is_zero(&expected.coefficient))
			expected.scale = 0;
		status = fnd_decimal_from_nbase(digit, count, weight, is_negative,
										&result);
		if (expected.coefficient.count > FND_SCALAR_DIGITS_MAX)
			CHECK(status == FND_ERR_SCALAR_DIGITS);
		else if (CHECK(status == FND_OK))
		{
			if (!CHECK(big_equals_i128(&expected.coefficient,
									   result.coefficient)))
				dec_print("expected", &expected);
			CHECK_EQ_I64(result.scale, expected.scale);
		}
	}
}

/* Against the oracle's rule of 28 digits, in every mode. */
static void
check_round_nbase(const int16_t *digit, int count, int weight,
				  bool is_negative)
{
	dec			value;
	dec			one;

	dec_set_nbase(digit, count, weight, is_negative, &value);
	dec_settle(&value);
	big_set_u64(1, &one.coefficient);
	one.scale = 0;
	for (int i = 0; i < MODES_COUNT; i++)
	{
		fnd_decimal	result;
		bool		is_inexact;
		dec			expected;
		dec			got;
		bool		fits = oracle_fit(&value, &one, modes[i], &expected);
		fnd_status	status;

		status = fnd_decimal_round_nbase(digit, count, weight, is_negative,
										 modes[i], &result, &is_inexact);
		if (!CHECK(status == (fits ? FND_OK : FND_ERR_RANGE)))
		{
			dec_print("value", &value);
			continue;
		}
		if (!fits)
			continue;
		CHECK(fnd_coefficient_fits(result.coefficient));
		CHECK(result.scale >= 0 && result.scale <= FND_SCALE_MAX);
		dec_set(result.coefficient, result.scale, &got);
		if (!CHECK(dec_compare(&got, &expected) == 0))
		{
			printf("\tmode %d\n", (int) modes[i]);
			dec_print("value", &value);
			dec_print("expected", &expected);
			dec_print("got", &got);
		}
		CHECK(is_inexact == (dec_compare(&got, &value) != 0));
	}
}

static void
test_round_nbase(void)
{
	int16_t		digit[NBASE_COUNT_MAX];

	for (int i = 0; i < 800; i++)
	{
		int			count = random_between(0, i % 8 == 0 ? NBASE_COUNT_MAX : 22);

		for (int j = 0; j < count; j++)
			digit[j] = random_nbase_digit();
		check_round_nbase(digit, count, random_between(-12, 8),
						  random_below(2) == 0);
	}

	/*
	 * A half that only a far digit decides: 28 digits, then 5000..., then
	 * nothing, one unit at any distance, or 4999...9 all the way.
	 */
	for (int i = 0; i < 300; i++)
	{
		int			weight = random_between(-1, 6);
		int			place = weight + 1 + 7;
		int			far = random_between(0, NBASE_COUNT_MAX - 30);
		int			count;

		for (int j = 0; j < NBASE_COUNT_MAX; j++)
			digit[j] = 0;
		for (int j = 0; j < 8; j++)
			digit[j] = random_below(2) == 0 ? 9999 :
											  (int16_t) random_below(10000);
		if (weight < 0)
			place = 7;
		if (place > 7)
			place = 7;
		if (digit[0] < 1000)
			digit[0] = (int16_t) (digit[0] + 1000);
		switch (i % 3)
		{
			case 0:
				digit[place] = 5000;
				count = place + 1;
				break;
			case 1:
				digit[place] = 5000;
				digit[place + 1 + far] = 1;
				count = place + 2 + far;
				break;
			default:
				digit[place] = 4999;
				for (int j = 0; j <= far; j++)
					digit[place + 1 + j] = 9999;
				count = place + 2 + far;
				break;
		}
		check_round_nbase(digit, count, weight, i % 2 == 0);
	}

	/* far below the last decimal: nothing is left but the direction */
	for (int weight = -40; weight < -4; weight++)
	{
		digit[0] = random_nbase_digit();
		digit[1] = 7;
		check_round_nbase(digit, 2, weight, weight % 2 == 0);
	}

	/* weights as numeric allows them, at both ends */
	{
		fnd_decimal	result;
		bool		is_inexact;

		digit[0] = 1;
		CHECK(fnd_decimal_round_nbase(digit, 1, 32767, false,
									  FND_ROUND_HALF_EVEN, &result,
									  NULL) == FND_ERR_RANGE);
		CHECK(fnd_decimal_round_nbase(digit, 1, -4096, false,
									  FND_ROUND_HALF_EVEN, &result,
									  &is_inexact) == FND_OK);
		CHECK(fnd_i128_is_zero(result.coefficient) && is_inexact);
		CHECK(fnd_decimal_round_nbase(digit, 1, -4096, true, FND_ROUND_FLOOR,
									  &result, NULL) == FND_OK);
		CHECK_EQ_I64(fnd_i128_hi(result.coefficient), -1);
		CHECK_EQ_I64(result.scale, FND_SCALE_MAX);
	}
}

static void
check_nbase(const fnd_u256 *magnitude, int scale)
{
	fnd_nbase	nbase;
	dec			expected;
	dec			got;

	fnd_nbase_from_u256(magnitude, scale, &nbase);
	CHECK(nbase.digits_count >= 0 &&
		  nbase.digits_count <= FND_NBASE_DIGITS_MAX);
	big_set_u256(magnitude, &expected.coefficient);
	expected.scale = scale;
	dec_settle(&expected);
	if (fnd_u256_is_zero(magnitude))
	{
		CHECK_EQ_I64(nbase.digits_count, 0);
		CHECK_EQ_I64(nbase.weight, 0);
		return;
	}
	if (!CHECK(nbase.digits_count > 0))
		return;
	CHECK(nbase.digit[0] != 0);
	CHECK(nbase.digit[nbase.digits_count - 1] != 0);
	for (int i = 0; i < nbase.digits_count; i++)
	{
		if (nbase.digit[i] < 0 || nbase.digit[i] > 9999)
			CHECK(!"a digit is out of 0..9999");
	}
	dec_set_nbase(nbase.digit, nbase.digits_count, nbase.weight, false, &got);
	dec_settle(&got);
	if (!CHECK(dec_compare(&got, &expected) == 0))
	{
		dec_print("expected", &expected);
		dec_print("got", &got);
	}
}

static void
test_nbase(void)
{
	fnd_u256	most = { { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX } };

	for (int scale = -40; scale <= 60; scale++)
	{
		check_nbase(&most, scale);
		for (int exponent = 0; exponent <= FND_POW10_U256_MAX; exponent++)
		{
			fnd_u256	power = fnd_u256_pow10(exponent);

			check_nbase(&power, scale);
		}
		for (int i = 0; i < 60; i++)
		{
			fnd_u256	value = random_u256();

			check_nbase(&value, scale);
		}
	}

	/* there and back: what numeric gives is what numeric gets */
	for (int i = 0; i < 10000; i++)
	{
		fnd_i128	coefficient = random_coefficient(FND_SCALAR_DIGITS_MAX);
		int			scale = random_between(-40, 60);
		fnd_u256	magnitude = fnd_u256_magnitude(coefficient);
		fnd_nbase	nbase;
		fnd_decimal	back;
		dec			expected;
		dec			got;

		fnd_nbase_from_u256(&magnitude, scale, &nbase);
		CHECK(fnd_decimal_from_nbase(
				  nbase.digit, nbase.digits_count, nbase.weight,
				  fnd_i128_sign(coefficient) < 0, &back) == FND_OK);
		dec_set(coefficient, scale, &expected);
		dec_set(back.coefficient, back.scale, &got);
		dec_settle(&expected);
		dec_settle(&got);
		CHECK(dec_compare(&expected, &got) == 0);
	}
}

static void
test_fit(void)
{
	dec			one;

	big_set_u64(1, &one.coefficient);
	one.scale = 0;
	for (int i = 0; i < 2000; i++)
	{
		fnd_u256	magnitude = i % 2 == 0 ? random_u256() : random_magnitude(30);
		int			scale = i % 4 == 0 ? random_between(0, 130) :
								 random_between(0, 60);
		bool		is_negative = random_below(2) == 0;
		fnd_rounding mode = modes[random_below(MODES_COUNT)];
		fnd_i128	coefficient;
		int			fitted_scale;
		bool		is_inexact;
		dec			value;
		dec			expected;
		dec			got;
		bool		fits;
		fnd_status	status;

		big_set_u256(&magnitude, &value.coefficient);
		value.scale = scale;
		if (is_negative)
			big_negate(&value.coefficient);
		fits = oracle_fit(&value, &one, mode, &expected);
		status = fnd_decimal_fit(&magnitude, scale, is_negative, mode,
								 &coefficient, &fitted_scale, &is_inexact);
		if (!CHECK(status == (fits ? FND_OK : FND_ERR_RANGE)))
			dec_print("value", &value);
		if (status != FND_OK || !fits)
			continue;
		dec_set(coefficient, fitted_scale, &got);
		if (!CHECK(dec_compare(&got, &expected) == 0))
		{
			printf("\tmode %d\n", (int) mode);
			dec_print("value", &value);
			dec_print("expected", &expected);
			dec_print("got", &got);
		}
		CHECK(fnd_coefficient_fits(coefficient));
		CHECK(fitted_scale >= 0 && fitted_scale <= FND_SCALE_MAX);
		CHECK(is_inexact == (dec_compare(&got, &value) != 0));
	}
}

static void
test_compare(void)
{
	for (int i = 0; i < 20000; i++)
	{
		fnd_i128	a = i % 3 == 0 ? random_i128() : random_coefficient(30);
		fnd_i128	b = i % 3 == 0 ? random_i128() : random_coefficient(30);
		int			a_scale = random_between(0, FND_SCALE_MAX);
		int			b_scale = random_between(0, FND_SCALE_MAX);
		dec			x;
		dec			y;

		/* the same value at another scale, or the next one */
		if (i % 4 == 0 && a_scale <= b_scale &&
			!fnd_i128_mul_pow10(a, b_scale - a_scale, &b))
			continue;
		if (i % 8 == 0 &&
			!fnd_i128_add(b, fnd_i128_from_i64(random_between(-1, 1)), &b))
			continue;
		dec_set(a, a_scale, &x);
		dec_set(b, b_scale, &y);
		CHECK(fnd_decimal_compare(a, a_scale, b, b_scale) ==
			  dec_compare(&x, &y));
	}
}

int
main(void)
{
	check_seed(20261124);
	test_fits();
	test_from_nbase();
	test_round_nbase();
	test_nbase();
	test_fit();
	test_compare();
	return check_done("decimal");
}
