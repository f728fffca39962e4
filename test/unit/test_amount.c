/*
 * test_amount.c
 *	  Exact amounts: canonical form, order, arithmetic and rounding against
 *	  arithmetic on decimal digits.
 */
#include "oracle.h"
#include "random_values.h"

static const fnd_rounding modes[] = { FND_ROUND_HALF_EVEN, FND_ROUND_HALF_UP,
									  FND_ROUND_HALF_DOWN, FND_ROUND_UP,
									  FND_ROUND_DOWN,	   FND_ROUND_CEILING,
									  FND_ROUND_FLOOR };

#define MODES_COUNT 7

static dec one;

static void
dec_set_amount(const fnd_amount *amount, dec *result)
{
	dec_set(fnd_amount_coefficient(amount), amount->scale, result);
}

/* A decimal whose scale may be negative. */
static void
dec_set_decimal(const fnd_decimal *decimal, dec *result)
{
	dec_set(decimal->coefficient, decimal->scale, result);
}

/*
 * Does a status with its amount say what the oracle says?  fits is false
 * where the oracle has no value for it.
 */
static bool
agrees(fnd_status status, const fnd_amount *got, bool fits, dec *expected,
	   fnd_currency currency)
{
	dec			value;

	if (fits)
		fits = oracle_canonical(expected, fnd_currency_minor_units(currency));
	if (!fits)
		return status == FND_ERR_RANGE;
	if (status != FND_OK)
		return false;
	dec_set_amount(got, &value);
	return value.scale == expected->scale &&
		big_compare(&value.coefficient, &expected->coefficient) == 0 &&
		got->currency == currency && got->spare == 0 &&
		fnd_amount_check(got) == FND_OK;
}

static fnd_amount
amount_of(const char *digits, int scale, fnd_currency currency)
{
	fnd_amount	amount;
	fnd_i128	value = fnd_i128_zero();
	bool		is_negative = *digits == '-';

	for (const char *p = digits + is_negative; *p != '\0'; p++)
	{
		(void) fnd_i128_mul_i64(value, 10, &value);
		(void) fnd_i128_add(value, fnd_i128_from_i64(*p - '0'), &value);
	}
	if (is_negative)
		value = fnd_i128_neg(value);
	memset(&amount, 0xEE, sizeof(amount));
	CHECK(fnd_amount_make(value, scale, currency, &amount) == FND_OK);
	return amount;
}

static void
test_layout(void)
{
	fnd_amount	amount = amount_of("8000000000000", 2, USD);
	fnd_amount	negative = amount_of("-1", 2, USD);

	CHECK_EQ_I64(sizeof(fnd_amount), 16);
	CHECK_EQ_U64(amount.lo, UINT64_C(8000000000000));
	CHECK_EQ_I64(amount.hi, 0);
	CHECK_EQ_I64(amount.scale, 2);
	CHECK_EQ_I64(amount.spare, 0);
	CHECK_EQ_I64(amount.currency, USD);
	CHECK_EQ_U64(negative.lo, UINT64_MAX);
	CHECK_EQ_I64(negative.hi, -1);
	CHECK_EQ_I64(fnd_amount_sign(&amount), 1);
	CHECK_EQ_I64(fnd_amount_sign(&negative), -1);
}

/* The minor units of ISO 4217, not of CLDR. */
static void
test_minor_units(void)
{
	static const struct
	{
		fnd_currency currency;
		int			minor_units;
	} known[] = { { JPY, 0 }, { BHD, 3 }, { CLF, 4 },
				  { HUF, 2 }, { USD, 2 }, { EUR, 2 } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		fnd_amount	amount = amount_of("5", 0, known[i].currency);
		big			five;

		CHECK_EQ_I64(fnd_currency_minor_units(known[i].currency),
					 known[i].minor_units);
		CHECK_EQ_I64(amount.scale, known[i].minor_units);
		big_set_u64(5, &five);
		big_shift(&five, known[i].minor_units, &five);
		CHECK(big_equals_i128(&five, fnd_amount_coefficient(&amount)));
	}
}

static void
test_make(void)
{
	for (int i = 0; i < 20000; i++)
	{
		fnd_currency currency = random_currency();
		fnd_i128	coefficient = i % 3 == 0 ?
			random_i128() :
			random_coefficient(i % 2 == 0 ? 28 : 38);
		int			scale = i % 5 == 0 ? random_between(-200, 200) :
								 random_between(-10, 45);
		fnd_amount	amount;
		fnd_status	status = fnd_amount_make(coefficient, scale, currency,
											&amount);
		dec			expected;

		dec_set(coefficient, scale, &expected);
		if (!CHECK(agrees(status, &amount, true, &expected, currency)))
		{
			dec_print("value", &expected);
			printf("\tcurrency %d, status %d\n", currency, (int) status);
		}
	}
}

static void
test_make_fit(void)
{
	for (int i = 0; i < 4000; i++)
	{
		fnd_currency currency = random_currency();
		fnd_u256	magnitude = i % 2 == 0 ? random_u256() : random_magnitude(30);
		int			scale = i % 3 == 0 ? random_between(-90, 150) :
								 random_between(-5, 60);
		bool		is_negative = random_below(2) == 0;
		fnd_rounding mode = modes[random_below(MODES_COUNT)];
		fnd_amount	amount;
		fnd_status	status;
		dec			value;
		dec			expected;
		bool		fits;

		big_set_u256(&magnitude, &value.coefficient);
		value.scale = scale;
		if (is_negative)
			big_negate(&value.coefficient);
		fits = oracle_fit(&value, &one, mode, &expected);
		status = fnd_amount_make_fit(&magnitude, scale, is_negative, currency,
									 mode, &amount);
		if (!CHECK(agrees(status, &amount, fits, &expected, currency)))
		{
			dec_print("value", &value);
			printf("\tcurrency %d, mode %d, status %d\n", currency, (int) mode,
				   (int) status);
		}
	}
}

static void
test_check(void)
{
	fnd_amount	amount = amount_of("150", 2, USD);
	fnd_amount	bad = amount;
	fnd_i128	limit = fnd_i128_pow10(28);

	CHECK(fnd_amount_check(&amount) == FND_OK);
	bad.spare = 1;
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_SPARE);
	bad = amount;
	bad.currency = FND_CURRENCY_NONE;
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_CURRENCY);
	bad.currency = FND_CURRENCY_CODE('Q', 'Q', 'Q');
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_CURRENCY);
	bad.currency = UINT16_MAX;
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_CURRENCY);
	bad = amount;
	bad.lo = fnd_i128_lo(limit);
	bad.hi = (int32_t) fnd_i128_hi(limit);
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_RANGE);
	bad.hi = INT32_MIN;
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_RANGE);
	bad = amount;
	bad.scale = 1;
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_SCALE);
	bad.scale = 3;
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_SCALE);
	bad.scale = 29;
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_SCALE);
	bad.scale = 255;
	CHECK(fnd_amount_check(&bad) == FND_ERR_BINARY_SCALE);
	bad = amount;
	bad.lo = 151;
	bad.scale = 3;
	CHECK(fnd_amount_check(&bad) == FND_OK);
}

/* The whole order on one set of values: agrees with the oracle, transitive. */
static void
test_order(void)
{
	enum
	{
		COUNT = 160
	};
	static fnd_amount amount[COUNT];
	static signed char order[COUNT][COUNT];

	for (int round = 0; round < 3; round++)
	{
		for (int i = 0; i < COUNT; i++)
		{
			fnd_currency currency = i % 3 == 0 ?
				USD :
				(i % 3 == 1 ? JPY : random_currency());

			amount[i] = random_amount(currency);
			if (i % 10 == 9)
				amount[i] = amount[i - 9];
		}
		for (int i = 0; i < COUNT; i++)
		{
			dec			x;

			dec_set_amount(&amount[i], &x);
			for (int j = 0; j < COUNT; j++)
			{
				int			expected;
				dec			y;

				dec_set_amount(&amount[j], &y);
				order[i][j] = (signed char) fnd_amount_order(&amount[i],
															 &amount[j]);
				if (amount[i].currency != amount[j].currency)
					expected = amount[i].currency < amount[j].currency ? -1 :
																		 1;
				else
				{
					expected = dec_compare(&x, &y);
					CHECK(fnd_amount_compare(&amount[i], &amount[j]) ==
						  expected);
				}
				CHECK(order[i][j] == expected);
				CHECK(fnd_amount_equal(&amount[i], &amount[j]) ==
					  (expected == 0));
				CHECK((memcmp(&amount[i], &amount[j], sizeof(fnd_amount)) ==
					   0) == (expected == 0));
			}
		}
		for (int i = 0; i < COUNT; i++)
			for (int j = 0; j < COUNT; j++)
			{
				if (order[i][j] != -order[j][i])
					CHECK(!"the order is not antisymmetric");
				if (order[i][j] > 0)
					continue;
				for (int k = 0; k < COUNT; k++)
				{
					if (order[j][k] <= 0 && order[i][k] > 0)
						CHECK(!"the order is not transitive");
				}
			}
	}
}

static void
test_add(void)
{
	for (int i = 0; i < 20000; i++)
	{
		fnd_currency currency = random_currency();
		fnd_amount	a = random_amount(currency);
		fnd_amount	b = random_amount(currency);
		fnd_amount	sum;
		fnd_amount	difference;
		fnd_amount	back;
		fnd_status	status;
		dec			x;
		dec			y;
		dec			z;

		dec_set_amount(&a, &x);
		dec_set_amount(&b, &y);
		dec_add(&x, &y, &z);
		status = fnd_amount_add(&a, &b, &sum);
		if (!CHECK(agrees(status, &sum, true, &z, currency)))
		{
			dec_print("a", &x);
			dec_print("b", &y);
		}
		if (status == FND_OK)
		{
			/* a + b - b = a, and the other way round */
			CHECK(fnd_amount_subtract(&sum, &b, &back) == FND_OK);
			CHECK(fnd_amount_equal(&back, &a));
			CHECK(fnd_amount_add(&b, &a, &back) == FND_OK);
			CHECK(fnd_amount_equal(&back, &sum));
		}
		dec_sub(&x, &y, &z);
		status = fnd_amount_subtract(&a, &b, &difference);
		if (!CHECK(agrees(status, &difference, true, &z, currency)))
		{
			dec_print("a", &x);
			dec_print("b", &y);
		}
		fnd_amount_negate(&a, &back);
		CHECK(fnd_amount_check(&back) == FND_OK);
		CHECK(fnd_amount_add(&a, &back, &sum) == FND_OK);
		CHECK(fnd_amount_sign(&sum) == 0);
		fnd_amount_negate(&back, &back);
		CHECK(fnd_amount_equal(&a, &back));
	}
}

static void
test_add_limits(void)
{
	fnd_amount	most = amount_of("9999999999999999999999999999", 0, JPY);
	fnd_amount	least = amount_of("-9999999999999999999999999999", 0, JPY);
	fnd_amount	unit = amount_of("1", 0, JPY);
	fnd_amount	tiny = amount_of("1", 28, JPY);
	fnd_amount	cents = amount_of("9999999999999999999999999999", 2, USD);
	fnd_amount	cent = amount_of("1", 2, USD);
	fnd_amount	near = amount_of("1701411834604692317316873037", 2, USD);
	fnd_amount	fine = amount_of("99999999999", 13, USD);
	fnd_amount	result;

	/* at 13 decimals the one is 2^127 - 15884105727, and both are beyond it */
	CHECK(fnd_amount_add(&near, &fine, &result) == FND_ERR_RANGE);
	CHECK(fnd_amount_subtract(&near, &fine, &result) == FND_ERR_RANGE);
	CHECK(fnd_amount_add(&most, &unit, &result) == FND_ERR_RANGE);
	CHECK(fnd_amount_subtract(&least, &unit, &result) == FND_ERR_RANGE);
	CHECK(fnd_amount_add(&most, &least, &result) == FND_OK);
	CHECK(fnd_amount_sign(&result) == 0);
	CHECK(fnd_amount_subtract(&most, &least, &result) == FND_ERR_RANGE);
	CHECK(fnd_amount_add(&most, &tiny, &result) == FND_ERR_RANGE);
	CHECK(fnd_amount_add(&unit, &tiny, &result) == FND_ERR_RANGE);
	CHECK(fnd_amount_add(&cents, &cent, &result) == FND_ERR_RANGE);
	CHECK(fnd_amount_subtract(&cents, &cent, &result) == FND_OK);
	CHECK(fnd_amount_add(&cents, &unit, &result) == FND_ERR_CURRENCY_MISMATCH);
	CHECK(fnd_amount_subtract(&unit, &cents, &result) ==
		  FND_ERR_CURRENCY_MISMATCH);
}

static void
test_multiply(void)
{
	for (int i = 0; i < 6000; i++)
	{
		fnd_currency currency = random_currency();
		fnd_amount	a = random_amount(currency);
		fnd_decimal	factor = i % 4 == 0 ? random_decimal(-120, 160) :
										  random_decimal(-5, 45);
		fnd_rounding mode = modes[random_below(MODES_COUNT)];
		fnd_amount	result;
		fnd_status	status;
		dec			x;
		dec			y;
		dec			z;
		dec			expected;
		bool		fits;

		dec_set_amount(&a, &x);
		dec_set_decimal(&factor, &y);
		dec_mul(&x, &y, &z);
		fits = oracle_fit(&z, &one, mode, &expected);
		status = fnd_amount_multiply(&a, &factor, mode, &result);
		if (!CHECK(agrees(status, &result, fits, &expected, currency)))
		{
			dec_print("a", &x);
			dec_print("factor", &y);
			printf("\tcurrency %d, mode %d, status %d\n", currency, (int) mode,
				   (int) status);
		}
	}
}

static void
test_divide(void)
{
	fnd_amount	amount = amount_of("100", 0, USD);
	fnd_decimal	zero = { fnd_i128_zero(), 5 };

	CHECK(fnd_amount_divide(&amount, &zero, FND_ROUND_HALF_EVEN, &amount) ==
		  FND_ERR_DIVISION_BY_ZERO);
	for (int i = 0; i < 6000; i++)
	{
		fnd_currency currency = random_currency();
		fnd_amount	a = random_amount(currency);
		fnd_decimal	divisor = i % 4 == 0 ? random_decimal(-120, 160) :
										   random_decimal(-5, 45);
		fnd_rounding mode = modes[random_below(MODES_COUNT)];
		fnd_amount	result;
		fnd_status	status;
		dec			x;
		dec			y;
		dec			expected;
		bool		fits;

		if (fnd_i128_is_zero(divisor.coefficient))
			continue;

		/* quotients that end, and halves in the last digit */
		if (i % 3 == 0)
		{
			static const int64_t divisors[] = { 1,	  2,   4,	 5,			8,
												16,	  25,  3,	 7,			9,
												1000, 999, 1024, 2000000000 };

			divisor.coefficient = fnd_i128_from_i64(
				divisors[random_below(14)]);
			divisor.scale = random_between(-3, 30);
		}
		dec_set_amount(&a, &x);
		dec_set_decimal(&divisor, &y);
		fits = oracle_fit(&x, &y, mode, &expected);
		status = fnd_amount_divide(&a, &divisor, mode, &result);
		if (!CHECK(agrees(status, &result, fits, &expected, currency)))
		{
			dec_print("a", &x);
			dec_print("divisor", &y);
			printf("\tcurrency %d, mode %d, status %d\n", currency, (int) mode,
				   (int) status);
		}
	}
}

static void
test_round(void)
{
	for (int i = 0; i < 20000; i++)
	{
		fnd_currency currency = random_currency();
		fnd_amount	a = random_amount(currency);
		int			digits = i % 10 == 0 ? random_between(-70, 70) :
								   random_between(-30, 30);
		fnd_rounding mode = modes[random_below(MODES_COUNT)];
		fnd_amount	result;
		fnd_status	status;
		dec			x;
		dec			expected;

		/* a tie: the digit behind the place is a 5, and nothing else */
		if (i % 3 == 0 && digits >= -20 && digits <= 20 &&
			fnd_amount_make(random_coefficient(7), digits, currency, &a) ==
				FND_OK)
		{
			fnd_amount	half;

			if (fnd_amount_make(fnd_i128_from_i64(5), digits + 1, currency,
								&half) != FND_OK ||
				fnd_amount_add(&a, &half, &a) != FND_OK)
				continue;
		}
		dec_set_amount(&a, &x);
		dec_divide_round(&x, &one, digits, mode, &expected.coefficient);
		expected.scale = digits;
		status = fnd_amount_round(&a, digits, mode, &result);
		if (!CHECK(agrees(status, &result, true, &expected, currency)))
		{
			dec_print("a", &x);
			printf("\tdigits %d, mode %d, currency %d, status %d\n", digits,
				   (int) mode, currency, (int) status);
		}
	}
}

static void
test_round_limits(void)
{
	fnd_amount	a = amount_of("1", 2, USD);
	fnd_amount	most = amount_of("9999999999999999999999999999", 0, JPY);
	fnd_amount	result;

	/* less than half of 10^29, more than half of 10^28 */
	CHECK(fnd_amount_round(&most, -29, FND_ROUND_HALF_UP, &result) == FND_OK);
	CHECK_EQ_I64(fnd_amount_sign(&result), 0);
	CHECK(fnd_amount_round(&most, -28, FND_ROUND_HALF_UP, &result) ==
		  FND_ERR_RANGE);
	for (int i = 0; i < MODES_COUNT; i++)
	{
		bool		away = modes[i] == FND_ROUND_UP || modes[i] == FND_ROUND_CEILING;

		CHECK(fnd_amount_round(&a, INT32_MIN, modes[i], &result) ==
			  (away ? FND_ERR_RANGE : FND_OK));
		if (!away)
			CHECK(fnd_amount_sign(&result) == 0);
		CHECK(fnd_amount_round(&a, INT32_MAX, modes[i], &result) == FND_OK);
		CHECK(fnd_amount_equal(&result, &a));
	}
}

static void
test_rounding_names(void)
{
	static const char *const names[] = { "half even", "half up", "half down",
										 "up",		  "down",	 "ceiling",
										 "floor" };
	static const char *const wrong[] = {
		"",	   "half", "half  even", "halfeven", "half even ",
		"upp", "u",	   "nearest",	 "half-",	 "down\n"
	};
	fnd_rounding mode;

	for (int i = 0; i < MODES_COUNT; i++)
	{
		CHECK(fnd_rounding_from_name(names[i], strlen(names[i]), &mode));
		CHECK_EQ_I64(mode, modes[i]);
		CHECK(!fnd_rounding_from_name(names[i], strlen(names[i]) - 1, &mode));
	}
	CHECK(fnd_rounding_from_name("HALF_EVEN", 9, &mode));
	CHECK_EQ_I64(mode, FND_ROUND_HALF_EVEN);
	CHECK(fnd_rounding_from_name("Half-Down and more", 9, &mode));
	CHECK_EQ_I64(mode, FND_ROUND_HALF_DOWN);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		CHECK(!fnd_rounding_from_name(wrong[i], strlen(wrong[i]), &mode));
}

int
main(void)
{
	check_seed(20261125);
	big_set_u64(1, &one.coefficient);
	one.scale = 0;
	test_layout();
	test_minor_units();
	test_make();
	test_make_fit();
	test_check();
	test_order();
	test_add();
	test_add_limits();
	test_multiply();
	test_divide();
	test_round();
	test_round_limits();
	test_rounding_names();
	return check_done("amount");
}
