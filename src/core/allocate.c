/*-------------------------------------------------------------------------
 *
 * allocate.c
 *	  Split an amount by weights, to the last unit: largest remainder.
 *
 *-------------------------------------------------------------------------
 */
#include "allocate.h"

fnd_status
fnd_allocate_weights(const fnd_decimal *weights, int weights_count,
					 fnd_share *shares, fnd_i128 *total)
{
	int			scale = INT32_MIN;

	for (int i = 0; i < weights_count; i++)
	{
		if (fnd_i128_sign(weights[i].coefficient) < 0)
			return FND_ERR_WEIGHT_NEGATIVE;
		if (!fnd_i128_is_zero(weights[i].coefficient) &&
			weights[i].scale > scale)
			scale = weights[i].scale;
	}
	if (scale == INT32_MIN)
		return FND_ERR_WEIGHTS_ZERO;

	*total = fnd_i128_zero();
	for (int i = 0; i < weights_count; i++)
	{
		int			shift = scale - weights[i].scale;

		shares[i].index = i;
		shares[i].weight = fnd_i128_zero();
		if (fnd_i128_is_zero(weights[i].coefficient))
			continue;
		if (shift > FND_POW10_I128_MAX ||
			!fnd_i128_mul_pow10(weights[i].coefficient, shift,
								&shares[i].weight) ||
			!fnd_i128_add(*total, shares[i].weight, total))
			return FND_ERR_WEIGHT_DIGITS;
	}
	return FND_OK;
}

/* Does share a get a left-over unit before share b? */
static bool
comes_first(const fnd_share *a, const fnd_share *b)
{
	int			order = fnd_u256_compare(&a->remainder, &b->remainder);

	if (order != 0)
		return order > 0;
	return a->index < b->index;
}

static void
swap(fnd_share *a, fnd_share *b)
{
	fnd_share	held = *a;

	*a = *b;
	*b = held;
}

/* Let shares[at] sink to its place in a heap whose top comes last. */
static void
sift(fnd_share *shares, int at, int shares_count)
{
	for (;;)
	{
		int			child = 2 * at + 1;

		if (child >= shares_count)
			return;
		if (child + 1 < shares_count &&
			comes_first(&shares[child], &shares[child + 1]))
			child++;
		if (!comes_first(&shares[at], &shares[child]))
			return;
		swap(&shares[at], &shares[child]);
		at = child;
	}
}

/* Heapsort: in place, and n log n steps whatever the input. */
static void
sort_by_remainder(fnd_share *shares, int shares_count)
{
	for (int i = shares_count / 2 - 1; i >= 0; i--)
		sift(shares, i, shares_count);
	for (int i = shares_count - 1; i > 0; i--)
	{
		swap(&shares[0], &shares[i]);
		sift(shares, 0, i);
	}
}

/* Put every share back to its index; each swap settles one of them. */
static void
sort_by_index(fnd_share *shares, int shares_count)
{
	for (int i = 0; i < shares_count; i++)
	{
		while (shares[i].index != i)
			swap(&shares[i], &shares[shares[i].index]);
	}
}

fnd_status
fnd_allocate(const fnd_amount *amount, fnd_share *shares, int shares_count,
			 fnd_i128 total)
{
	fnd_i128	coefficient = fnd_amount_coefficient(amount);
	bool		is_negative = fnd_i128_sign(coefficient) < 0;
	fnd_u256	magnitude = fnd_u256_magnitude(coefficient);
	fnd_u256	denominator = fnd_u256_magnitude(total);
	fnd_u256	left = magnitude;
	fnd_u256	one = fnd_u256_from_u64(1);

	/* weight keeps the units of a share from here on */
	for (int i = 0; i < shares_count; i++)
	{
		fnd_u256	product = fnd_u256_magnitude(shares[i].weight);
		fnd_u256	units;

		/* 94 and 127 bits */
		(void) fnd_u256_mul(&product, &magnitude, &product);
		fnd_u256_divide(&product, &denominator, &units, &shares[i].remainder);
		fnd_u256_sub(&left, &units, &left);
		(void) fnd_u256_to_i128(&units, false, &shares[i].weight);
	}

	/* fewer units are left than there are shares with a remainder */
	sort_by_remainder(shares, shares_count);
	for (int i = 0; i < shares_count && !fnd_u256_is_zero(&left); i++)
	{
		(void) fnd_i128_add(shares[i].weight, fnd_i128_from_i64(1),
							&shares[i].weight);
		fnd_u256_sub(&left, &one, &left);
	}
	sort_by_index(shares, shares_count);

	for (int i = 0; i < shares_count; i++)
	{
		fnd_i128	units = shares[i].weight;
		fnd_status	status;

		status = fnd_amount_make(is_negative ? fnd_i128_neg(units) : units,
								 amount->scale, amount->currency,
								 &shares[i].part);
		if (status != FND_OK)
			return status;
	}
	return FND_OK;
}
