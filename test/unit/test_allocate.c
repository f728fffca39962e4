/*
 * test_allocate.c
 *	  Allocation by largest remainder: the examples of doc/types.md, and
 *	  random ones against a slow computation on decimal digits.
 */
#include "oracle.h"
#include "random_values.h"

#include "../../src/core/allocate.h"

/* All steps of an allocation. */
static fnd_status
allocate_all(const fnd_amount *amount, fnd_share *shares, int count,
			 fnd_i128 total)
{
	fnd_allocation allocation;
	fnd_status	status = FND_OK;
	bool		is_done = false;

	fnd_allocation_init(&allocation, amount, shares, count, total);
	while (status == FND_OK && !is_done)
		status = fnd_allocation_step(&allocation, &is_done);
	return status;
}

#define PARTS_MAX 40

/* Minor units of two decimals by whole weights. */
static void
check_example(int64_t cents, const int64_t *weight, const int64_t *part,
			  int count)
{
	fnd_amount	amount;
	fnd_decimal	weights[PARTS_MAX];
	fnd_share	shares[PARTS_MAX];
	fnd_i128	total;

	CHECK(fnd_amount_make(fnd_i128_from_i64(cents), 2, USD, &amount) ==
		  FND_OK);
	for (int i = 0; i < count; i++)
	{
		weights[i].coefficient = fnd_i128_from_i64(weight[i]);
		weights[i].scale = 0;
	}
	CHECK(fnd_allocate_weights(weights, count, shares, &total) == FND_OK);
	CHECK(allocate_all(&amount, shares, count, total) == FND_OK);
	for (int i = 0; i < count; i++)
	{
		CHECK_EQ_I64(fnd_i128_lo(fnd_amount_coefficient(&shares[i].part)),
					 part[i]);
		CHECK_EQ_I64(shares[i].part.scale, 2);
		CHECK_EQ_I64(shares[i].part.currency, USD);
		CHECK(fnd_amount_check(&shares[i].part) == FND_OK);
	}
}

#define EXAMPLE(cents, weights, parts) \
	do \
	{ \
		static const int64_t weight_[] = weights; \
		static const int64_t part_[] = parts; \
		check_example(cents, weight_, part_, \
					  (int) (sizeof(weight_) / sizeof(weight_[0]))); \
	} while (0)
#define LIST(...) \
	{ \
		__VA_ARGS__ \
	}

static void
test_examples(void)
{
	EXAMPLE(100, LIST(2, 3, 1), LIST(33, 50, 17));
	EXAMPLE(10000, LIST(30, 20, 40), LIST(3333, 2222, 4445));
	EXAMPLE(-10000, LIST(30, 20, 40, 40), LIST(-2308, -1538, -3077, -3077));
	EXAMPLE(3, LIST(75, 25), LIST(2, 1));
	EXAMPLE(22000, LIST(445455, 9091, 545455), LIST(9800, 200, 12000));

	/* ties go to the lowest index, a zero weight gets nothing */
	EXAMPLE(100, LIST(1, 1, 1), LIST(34, 33, 33));
	EXAMPLE(-100, LIST(1, 1, 1), LIST(-34, -33, -33));
	EXAMPLE(1, LIST(0, 1, 1, 0), LIST(0, 1, 0, 0));
	EXAMPLE(5, LIST(1, 1, 1, 1, 1, 1, 1), LIST(1, 1, 1, 1, 1, 0, 0));
	EXAMPLE(0, LIST(3, 4), LIST(0, 0));
	EXAMPLE(-1, LIST(5), LIST(-1));
}

static void
test_weights(void)
{
	fnd_decimal	weights[3] = { { fnd_i128_zero(), 0 },
							   { fnd_i128_zero(), 9 },
							   { fnd_i128_zero(), -3 } };
	fnd_share	shares[3];
	fnd_i128	total;

	CHECK(fnd_allocate_weights(weights, 0, shares, &total) ==
		  FND_ERR_WEIGHTS_ZERO);
	CHECK(fnd_allocate_weights(weights, 3, shares, &total) ==
		  FND_ERR_WEIGHTS_ZERO);
	weights[1].coefficient = fnd_i128_from_i64(-1);
	CHECK(fnd_allocate_weights(weights, 3, shares, &total) ==
		  FND_ERR_WEIGHT_NEGATIVE);

	/* 0.000000001 and 10^29 share one scale; 10^30 would need 39 digits */
	weights[1].coefficient = fnd_i128_from_i64(1);
	weights[2].coefficient = fnd_i128_from_i64(1);
	weights[2].scale = -28;
	CHECK(fnd_allocate_weights(weights, 3, shares, &total) == FND_OK);
	weights[2].scale = -30;
	CHECK(fnd_allocate_weights(weights, 3, shares, &total) ==
		  FND_ERR_WEIGHT_DIGITS);
	weights[2].scale = -3000;
	CHECK(fnd_allocate_weights(weights, 3, shares, &total) ==
		  FND_ERR_WEIGHT_DIGITS);

	/* their sum has to fit as well */
	weights[0].coefficient = fnd_i128_pow10(38);
	weights[1].coefficient = fnd_i128_pow10(38);
	weights[1].scale = weights[0].scale = weights[2].scale = 0;
	CHECK(fnd_allocate_weights(weights, 3, shares, &total) ==
		  FND_ERR_WEIGHT_DIGITS);

	/* a zero does not ask for its scale */
	weights[0].coefficient = fnd_i128_from_i64(2);
	weights[1].coefficient = fnd_i128_zero();
	weights[1].scale = 1000;
	weights[2].coefficient = fnd_i128_from_i64(1);
	CHECK(fnd_allocate_weights(weights, 3, shares, &total) == FND_OK);
	CHECK_EQ_U64(fnd_i128_lo(total), 3);
	CHECK(fnd_i128_is_zero(shares[1].weight));
}

/* The oracle: whole units, then one each to the largest rests. */
static void
check_random(const fnd_amount *amount, const fnd_decimal *weights, int count)
{
	static fnd_share shares[PARTS_MAX];
	static big	units[PARTS_MAX];
	static big	rest[PARTS_MAX];
	bool		has_one[PARTS_MAX] = { false };
	int			scale = -1000;
	fnd_i128	total;
	big			weight;
	big			sum;
	big			whole;
	big			left;
	big			given;
	big			one;
	fnd_status	status = fnd_allocate_weights(weights, count, shares, &total);

	if (status != FND_OK)
	{
		CHECK(status == FND_ERR_WEIGHTS_ZERO ||
			  status == FND_ERR_WEIGHT_DIGITS);
		return;
	}
	for (int i = 0; i < count; i++)
	{
		if (!fnd_i128_is_zero(weights[i].coefficient) &&
			weights[i].scale > scale)
			scale = weights[i].scale;
	}
	big_set_u64(0, &sum);
	for (int i = 0; i < count; i++)
	{
		big_set_i128(weights[i].coefficient, &weight);
		if (!big_is_zero(&weight))
			big_shift(&weight, scale - weights[i].scale, &weight);
		big_copy(&weight, &units[i]);
		big_add(&sum, &weight, &sum);
	}
	CHECK(big_equals_i128(&sum, total));

	big_set_i128(fnd_amount_coefficient(amount), &whole);
	whole.is_negative = false;
	big_copy(&whole, &left);
	for (int i = 0; i < count; i++)
	{
		big_mul(&units[i], &whole, &weight);
		big_divide(&weight, &sum, &units[i], &rest[i]);
		big_sub(&left, &units[i], &left);
	}
	big_set_u64(1, &one);
	while (!big_is_zero(&left))
	{
		int			best = -1;

		for (int i = 0; i < count; i++)
		{
			if (!has_one[i] &&
				(best < 0 || big_compare(&rest[i], &rest[best]) > 0))
				best = i;
		}
		if (best < 0)
			abort();
		has_one[best] = true;
		big_add(&units[best], &one, &units[best]);
		big_sub(&left, &one, &left);
	}

	if (!CHECK(allocate_all(amount, shares, count, total) == FND_OK))
		return;
	big_set_u64(0, &given);
	for (int i = 0; i < count; i++)
	{
		dec			expected;
		dec			got;

		big_copy(&units[i], &expected.coefficient);
		expected.scale = amount->scale;
		if (fnd_amount_sign(amount) < 0)
			big_negate(&expected.coefficient);
		dec_set(fnd_amount_coefficient(&shares[i].part), shares[i].part.scale,
				&got);
		CHECK(dec_compare(&expected, &got) == 0);
		CHECK(fnd_amount_check(&shares[i].part) == FND_OK);
		CHECK(shares[i].part.currency == amount->currency);
		CHECK_EQ_I64(shares[i].index, i);
		big_shift(&got.coefficient, amount->scale - got.scale,
				  &got.coefficient);
		big_add(&given, &got.coefficient, &given);
	}
	CHECK(big_equals_i128(&given, fnd_amount_coefficient(amount)));
}

static void
test_random(void)
{
	fnd_decimal	weights[PARTS_MAX];

	for (int i = 0; i < 1500; i++)
	{
		fnd_currency currency = random_currency();
		fnd_amount	amount = random_amount(currency);
		int			count = random_between(1, i % 10 == 0 ? PARTS_MAX : 8);
		int			digits = random_below(3) == 0 ? 37 : random_between(1, 12);

		for (int j = 0; j < count; j++)
		{
			weights[j].coefficient = random_coefficient(digits);
			if (fnd_i128_sign(weights[j].coefficient) < 0)
				weights[j].coefficient = fnd_i128_neg(weights[j].coefficient);
			weights[j].scale = digits > 30 ? 4 : random_between(-4, 10);
			if (j > 0 && random_below(3) == 0)
				weights[j] = weights[random_below(j)];
		}
		check_random(&amount, weights, count);
	}
}

/* Thousands of equal parts: the sort has to stay fast and stable. */
static void
test_many(void)
{
	enum
	{
		COUNT = 20000
	};
	static fnd_decimal weights[COUNT];
	static fnd_share shares[COUNT];
	fnd_amount	amount;
	fnd_i128	total;

	for (int i = 0; i < COUNT; i++)
	{
		weights[i].coefficient = fnd_i128_from_i64(7);
		weights[i].scale = 0;
	}
	CHECK(fnd_amount_make(fnd_i128_from_i64(-12345), 2, USD, &amount) ==
		  FND_OK);
	CHECK(fnd_allocate_weights(weights, COUNT, shares, &total) == FND_OK);
	CHECK(allocate_all(&amount, shares, COUNT, total) == FND_OK);
	for (int i = 0; i < COUNT; i++)
	{
		int64_t		part = i < 12345 ? -1 : 0;

		if ((int64_t) shares[i].part.lo != part ||
			shares[i].part.hi != (int32_t) part)
			CHECK_EQ_I64(shares[i].part.lo, part);
	}
}

int
main(void)
{
	check_seed(20261126);
	test_examples();
	test_weights();
	test_random();
	test_many();
	return check_done("allocate");
}
