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

void
fnd_allocation_init(fnd_allocation *allocation, const fnd_amount *amount,
					fnd_share *shares, int shares_count, fnd_i128 total)
{
	allocation->amount = *amount;
	allocation->shares = shares;
	allocation->shares_count = shares_count;
	allocation->magnitude = fnd_u256_magnitude(fnd_amount_coefficient(amount));
	allocation->denominator = fnd_u256_magnitude(total);
	allocation->left = allocation->magnitude;
	allocation->phase = FND_ALLOCATION_QUOTIENTS;
	allocation->at = 0;
}

/* The share's weight keeps its units from here on. */
static void
divide(fnd_allocation *allocation, fnd_share *share)
{
	fnd_u256	product = fnd_u256_magnitude(share->weight);
	fnd_u256	units;

	/* 94 and 127 bits */
	(void) fnd_u256_mul(&product, &allocation->magnitude, &product);
	fnd_u256_divide(&product, &allocation->denominator, &units,
					&share->remainder);
	fnd_u256_sub(&allocation->left, &units, &allocation->left);
	(void) fnd_u256_to_i128(&units, false, &share->weight);
}

static fnd_status
make_part(const fnd_amount *amount, fnd_share *share)
{
	bool		is_negative = fnd_i128_sign(fnd_amount_coefficient(amount)) < 0;

	return fnd_amount_make(is_negative ? fnd_i128_neg(share->weight) :
										 share->weight,
						   amount->scale, amount->currency, &share->part);
}

static void
enter(fnd_allocation *allocation, fnd_allocation_phase phase, int at)
{
	allocation->phase = phase;
	allocation->at = at;
}

/*
 * Work on one share, or go to the next phase.  The order by remainder is
 * heapsort's: in place, and n log n sifts whatever the input.
 */
static fnd_status
advance(fnd_allocation *allocation)
{
	fnd_share  *shares = allocation->shares;
	int			count = allocation->shares_count;
	int			at = allocation->at;
	fnd_u256	one;

	switch (allocation->phase)
	{
		case FND_ALLOCATION_QUOTIENTS:
			if (at == count && fnd_u256_is_zero(&allocation->left))
				enter(allocation, FND_ALLOCATION_PARTS, 0);
			else if (at == count)
				enter(allocation, FND_ALLOCATION_HEAP, count / 2 - 1);
			else
				divide(allocation, &shares[allocation->at++]);
			break;
		case FND_ALLOCATION_HEAP:
			if (at < 0)
				enter(allocation, FND_ALLOCATION_SORT, count - 1);
			else
				sift(shares, allocation->at--, count);
			break;
		case FND_ALLOCATION_SORT:
			if (at <= 0)
				enter(allocation, FND_ALLOCATION_LEFT, 0);
			else
			{
				swap(&shares[0], &shares[at]);
				sift(shares, 0, at);
				allocation->at--;
			}
			break;
		case FND_ALLOCATION_LEFT:
			/* fewer units are left than there are shares with a remainder */
			if (at == count || fnd_u256_is_zero(&allocation->left))
			{
				enter(allocation, FND_ALLOCATION_INDEX, 0);
				break;
			}
			one = fnd_u256_from_u64(1);
			(void) fnd_i128_add(shares[at].weight, fnd_i128_from_i64(1),
								&shares[at].weight);
			fnd_u256_sub(&allocation->left, &one, &allocation->left);
			allocation->at++;
			break;
		case FND_ALLOCATION_INDEX:
			/* each swap settles one share */
			if (at == count)
				enter(allocation, FND_ALLOCATION_PARTS, 0);
			else if (shares[at].index != at)
				swap(&shares[at], &shares[shares[at].index]);
			else
				allocation->at++;
			break;
		case FND_ALLOCATION_PARTS:
			if (at == count)
				enter(allocation, FND_ALLOCATION_DONE, 0);
			else
				return make_part(&allocation->amount,
								 &shares[allocation->at++]);
			break;
		case FND_ALLOCATION_DONE:
			break;
	}
	return FND_OK;
}

fnd_status
fnd_allocation_step(fnd_allocation *allocation, bool *is_done)
{
	fnd_status	status = FND_OK;

	for (int i = 0; i < FND_STEP_SHARES && status == FND_OK &&
		 allocation->phase != FND_ALLOCATION_DONE;
		 i++)
		status = advance(allocation);
	*is_done = allocation->phase == FND_ALLOCATION_DONE;
	return status;
}
