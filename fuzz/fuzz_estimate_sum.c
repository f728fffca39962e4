/*
 * fuzz_estimate_sum.c
 *	  Serialized states of sum(estimate): two of them, and estimates.
 *
 * The promises are those of fuzz_amount_sum.c.  A forged state may say that
 * its lower bounds add up to more than the upper ones; then it has no result.
 */
#include "fuzz.h"

#include "../src/core/sum.h"

static bool
read_state(fuzz_input *input, fnd_estimate_sum *sum)
{
	uint8_t		bytes[FND_ESTIMATE_SUM_BYTES];
	uint8_t		again[FND_ESTIMATE_SUM_BYTES];

	if (!fuzz_take(input, bytes, sizeof(bytes)))
	{
		REQUIRE(fnd_estimate_sum_read(input->data, input->size, sum) ==
				FND_ERR_BINARY_STATE);
		return false;
	}
	if (fnd_estimate_sum_read(bytes, sizeof(bytes), sum) != FND_OK)
		return false;
	fnd_estimate_sum_write(sum, again);
	REQUIRE(memcmp(bytes, again, sizeof(bytes)) == 0);
	return true;
}

static void
require_same(const fnd_estimate_sum *a, const fnd_estimate_sum *b)
{
	uint8_t		a_bytes[FND_ESTIMATE_SUM_BYTES];
	uint8_t		b_bytes[FND_ESTIMATE_SUM_BYTES];

	fnd_estimate_sum_write(a, a_bytes);
	fnd_estimate_sum_write(b, b_bytes);
	REQUIRE(memcmp(a_bytes, b_bytes, sizeof(a_bytes)) == 0);
}

static void
require_answer(fnd_status status, const fnd_estimate *result)
{
	REQUIRE(status == FND_OK || status == FND_ERR_RANGE ||
			status == FND_ERR_BOUNDS_ORDER || status == FND_ERR_NO_CURRENCY);
	if (status == FND_OK)
		REQUIRE(fnd_estimate_check(result, false) == FND_OK);
}

static void
look_at(const fnd_estimate_sum *sum)
{
	fnd_estimate result;

	if (sum->rows_count == 0)
		return;
	require_answer(fnd_estimate_sum_result(sum, &result), &result);
	require_answer(fnd_estimate_sum_average(sum, &result), &result);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	fnd_estimate_sum a;
	fnd_estimate_sum b;
	fnd_estimate_sum both;
	fnd_estimate_sum reverse;
	fnd_estimate estimate;
	fnd_status	status;

	if (!read_state(&input, &a))
		return 0;
	look_at(&a);
	if (!read_state(&input, &b))
		return 0;
	look_at(&b);

	both = a;
	reverse = b;
	status = fnd_estimate_sum_combine(&both, &b);
	REQUIRE(fnd_estimate_sum_combine(&reverse, &a) == status);
	REQUIRE(status == FND_OK || status == FND_ERR_CURRENCY_MISMATCH);
	if (status != FND_OK)
		return 0;
	require_same(&both, &reverse);
	look_at(&both);

	while (fuzz_take(&input, &estimate, sizeof(estimate)))
	{
		fnd_estimate_sum more = both;

		if (fnd_estimate_check(&estimate, false) != FND_OK)
			continue;
		status = fnd_estimate_sum_add(&more, &estimate);
		REQUIRE(status == FND_OK || status == FND_ERR_CURRENCY_MISMATCH);
		if (status == FND_OK)
		{
			look_at(&more);
			fnd_estimate_sum_remove(&more, &estimate);
		}
		require_same(&both, &more);
	}
	return 0;
}
