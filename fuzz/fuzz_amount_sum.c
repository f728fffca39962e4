/*
 * fuzz_amount_sum.c
 *	  Serialized states of sum(monetary): two of them, and amounts.
 *
 * A state that is accepted is written as it was read, has a sum and an
 * average or is out of range, is combined in either order to the same bytes,
 * and is itself again when rows that came are taken out.
 */
#include "fuzz.h"

#include "../src/core/sum.h"

static bool
read_state(fuzz_input *input, fnd_amount_sum *sum)
{
	uint8_t		bytes[FND_AMOUNT_SUM_BYTES];
	uint8_t		again[FND_AMOUNT_SUM_BYTES];

	if (!fuzz_take(input, bytes, sizeof(bytes)))
	{
		REQUIRE(fnd_amount_sum_read(input->data, input->size, sum) ==
				FND_ERR_BINARY_STATE);
		return false;
	}
	if (fnd_amount_sum_read(bytes, sizeof(bytes), sum) != FND_OK)
		return false;
	fnd_amount_sum_write(sum, again);
	REQUIRE(memcmp(bytes, again, sizeof(bytes)) == 0);
	return true;
}

static void
require_same(const fnd_amount_sum *a, const fnd_amount_sum *b)
{
	uint8_t		a_bytes[FND_AMOUNT_SUM_BYTES];
	uint8_t		b_bytes[FND_AMOUNT_SUM_BYTES];

	fnd_amount_sum_write(a, a_bytes);
	fnd_amount_sum_write(b, b_bytes);
	REQUIRE(memcmp(a_bytes, b_bytes, sizeof(a_bytes)) == 0);
}

static void
look_at(const fnd_amount_sum *sum)
{
	fnd_amount	total;
	fnd_amount	average;
	fnd_status	status;

	if (sum->rows_count == 0)
		return;
	status = fnd_amount_sum_result(sum, &total);
	REQUIRE(status == FND_OK || status == FND_ERR_RANGE);
	if (status == FND_OK)
	{
		REQUIRE(fnd_amount_check(&total) == FND_OK);
		REQUIRE(total.currency == sum->currency);
	}

	/* no average is farther from zero than its total */
	if (status == FND_OK)
		REQUIRE(fnd_amount_sum_average(sum, &average) == FND_OK);
	else
	{
		status = fnd_amount_sum_average(sum, &average);
		REQUIRE(status == FND_OK || status == FND_ERR_RANGE);
	}
	if (status == FND_OK)
		REQUIRE(fnd_amount_check(&average) == FND_OK);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	fnd_amount_sum a;
	fnd_amount_sum b;
	fnd_amount_sum both;
	fnd_amount_sum reverse;
	fnd_amount	amount;
	fnd_status	status;

	if (!read_state(&input, &a))
		return 0;
	look_at(&a);
	if (!read_state(&input, &b))
		return 0;
	look_at(&b);

	both = a;
	reverse = b;
	status = fnd_amount_sum_combine(&both, &b);
	REQUIRE(fnd_amount_sum_combine(&reverse, &a) == status);
	REQUIRE(status == FND_OK || status == FND_ERR_CURRENCY_MISMATCH);
	if (status != FND_OK)
		return 0;
	require_same(&both, &reverse);
	look_at(&both);

	while (fuzz_take(&input, &amount, sizeof(amount)))
	{
		fnd_amount_sum more = both;

		if (fnd_amount_check(&amount) != FND_OK)
			continue;
		status = fnd_amount_sum_add(&more, &amount);
		REQUIRE(status == FND_OK || status == FND_ERR_CURRENCY_MISMATCH);
		if (status == FND_OK)
		{
			look_at(&more);
			fnd_amount_sum_remove(&more, &amount);
		}
		require_same(&both, &more);
	}
	return 0;
}
