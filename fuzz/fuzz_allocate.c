/*
 * fuzz_allocate.c
 *	  Shares of an amount: what allocate() answers for any weights.
 *
 * The parts add up to the amount, each is less than a unit from its exact
 * share and on the side of the amount, no weight gets nothing, a larger one
 * no less, and of equal ones the first no less and at most a unit more.  The
 * negative amount is the mirror.
 */
#include "plans.h"

#include "../src/core/allocate.h"

#define WEIGHTS_MAX 24

static fnd_decimal weights[WEIGHTS_MAX];
static fnd_share shares[WEIGHTS_MAX];
static fnd_share mirror[WEIGHTS_MAX];
static fnd_i128 common[WEIGHTS_MAX];

static fnd_status
allocate(const fnd_amount *amount, fnd_share *out, int count, fnd_i128 total)
{
	fnd_allocation allocation;
	bool		is_done = false;
	fnd_status	status = FND_OK;
	int			steps = 0;

	fnd_allocation_init(&allocation, amount, out, count, total);
	while (status == FND_OK && !is_done)
	{
		status = fnd_allocation_step(&allocation, &is_done);
		REQUIRE(++steps < 4);
	}
	return status;
}

/* The units of a part, at the scale of the amount. */
static fnd_i128
units_of(const fnd_amount *part, const fnd_amount *amount)
{
	fnd_i128	units;

	REQUIRE(part->scale <= amount->scale);
	REQUIRE(fnd_i128_mul_pow10(fnd_amount_coefficient(part),
							   amount->scale - part->scale, &units));
	return units;
}

/* |units * total - weight * amount| < total */
static void
require_share(fnd_i128 units, fnd_i128 weight, fnd_i128 total,
			  const fnd_amount *amount)
{
	fnd_u256	left = fnd_u256_magnitude(units);
	fnd_u256	right = fnd_u256_magnitude(fnd_amount_coefficient(amount));
	fnd_u256	whole = fnd_u256_magnitude(total);
	fnd_u256	factor = fnd_u256_magnitude(weight);

	REQUIRE(fnd_u256_mul(&left, &whole, &left));
	REQUIRE(fnd_u256_mul(&right, &factor, &right));
	if (fnd_u256_compare(&left, &right) < 0)
	{
		factor = left;
		left = right;
		right = factor;
	}
	fnd_u256_sub(&left, &right, &left);
	REQUIRE(fnd_u256_compare(&left, &whole) < 0);
}

static void
require_parts(const fnd_amount *amount, int count, fnd_i128 total)
{
	fnd_i128	sum = fnd_i128_zero();
	int			sign = fnd_amount_sign(amount);

	for (int i = 0; i < count; i++)
	{
		fnd_i128	units = units_of(&shares[i].part, amount);

		REQUIRE(fnd_amount_check(&shares[i].part) == FND_OK);
		REQUIRE(shares[i].part.currency == amount->currency);
		REQUIRE(fnd_i128_sign(units) * sign >= 0);
		if (fnd_i128_is_zero(common[i]))
			REQUIRE(fnd_i128_is_zero(units));
		require_share(units, common[i], total, amount);
		REQUIRE(fnd_i128_add(sum, units, &sum));
		for (int j = 0; j < i; j++)
		{
			fnd_i128	other = units_of(&shares[j].part, amount);
			int			order = fnd_i128_compare(common[j], common[i]);
			int			units_order = fnd_i128_compare(other, units) * sign;

			if (order != 0)
				REQUIRE(units_order * order >= 0);
			else
			{
				fnd_i128	difference;

				REQUIRE(units_order >= 0);
				REQUIRE(fnd_i128_sub(other, units, &difference));
				REQUIRE(fnd_i128_is_zero(difference) ||
						fnd_i128_compare(difference,
										 fnd_i128_from_i64(sign)) == 0);
			}
		}
	}
	REQUIRE(fnd_i128_compare(sum, fnd_amount_coefficient(amount)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	fnd_amount	amount = fuzz_amount(&input, fuzz_currency(&input));
	fnd_amount	negative;
	fnd_i128	total;
	fnd_i128	sum = fnd_i128_zero();
	fnd_status	status;
	int			count = 0;

	while (count < WEIGHTS_MAX && input.size > 0)
		weights[count++] = fuzz_decimal(&input);
	if (count == 0)
		return 0;
	status = fnd_allocate_weights(weights, count, shares, &total);
	REQUIRE(status == FND_OK || status == FND_ERR_WEIGHT_NEGATIVE ||
			status == FND_ERR_WEIGHTS_ZERO || status == FND_ERR_WEIGHT_DIGITS);
	for (int i = 0; i < count && status != FND_ERR_WEIGHT_NEGATIVE; i++)
		REQUIRE(fnd_i128_sign(weights[i].coefficient) >= 0);
	if (status != FND_OK)
		return 0;
	for (int i = 0; i < count; i++)
	{
		common[i] = shares[i].weight;
		REQUIRE(fnd_i128_is_zero(common[i]) ==
				fnd_i128_is_zero(weights[i].coefficient));
		REQUIRE(fnd_i128_add(sum, common[i], &sum));
	}
	REQUIRE(fnd_i128_compare(sum, total) == 0);
	memcpy(mirror, shares, sizeof(mirror));
	REQUIRE(allocate(&amount, shares, count, total) == FND_OK);
	require_parts(&amount, count, total);

	fnd_amount_negate(&amount, &negative);
	REQUIRE(allocate(&negative, mirror, count, total) == FND_OK);
	for (int i = 0; i < count; i++)
	{
		fnd_amount	part;

		fnd_amount_negate(&mirror[i].part, &part);
		REQUIRE(fnd_amount_equal(&part, &shares[i].part));
	}
	return 0;
}
