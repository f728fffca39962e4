/*
 * fuzz_estimate_fold.c
 *	  Serialized states of min, max, hull and intersection of estimates.
 *
 * Two states, and estimates.  A state that is accepted is written as it was
 * read, and combines in either order to the same result.
 */
#include "fuzz.h"

#include "../src/core/extreme.h"

static bool
read_state(fuzz_input *input, fnd_estimate_fold *state)
{
	uint8_t		bytes[FND_ESTIMATE_FOLD_BYTES];
	uint8_t		again[FND_ESTIMATE_FOLD_BYTES];

	if (!fuzz_take(input, bytes, sizeof(bytes)))
	{
		REQUIRE(fnd_estimate_fold_read(input->data, input->size, state) ==
				FND_ERR_BINARY_STATE);
		return false;
	}
	if (fnd_estimate_fold_read(bytes, sizeof(bytes), state) != FND_OK)
		return false;
	fnd_estimate_fold_write(state, again);
	REQUIRE(memcmp(bytes, again, sizeof(bytes)) == 0);
	return true;
}

static fnd_status
result_of(const fnd_estimate_fold *state, fnd_estimate *result, bool *is_empty)
{
	fnd_status	status;

	*is_empty = false;
	memset(result, 0, sizeof(*result));
	if (!state->has_rows)
		return FND_OK;
	status = fnd_estimate_fold_result(state, result, is_empty);
	REQUIRE(status == FND_OK || status == FND_ERR_RANGE ||
			status == FND_ERR_BOUNDS_ORDER || status == FND_ERR_NO_CURRENCY);
	if (status == FND_OK && !*is_empty)
		REQUIRE(fnd_estimate_check(result, false) == FND_OK);
	return status;
}

static void
look_at(const fnd_estimate_fold *state)
{
	fnd_estimate result;
	bool		is_empty;

	(void) result_of(state, &result, &is_empty);
}

/* States may keep a bound at two scales; what they say is one thing. */
static void
require_same(const fnd_estimate_fold *a, const fnd_estimate_fold *b)
{
	fnd_estimate a_result;
	fnd_estimate b_result;
	bool		a_is_empty;
	bool		b_is_empty;
	fnd_status	status = result_of(a, &a_result, &a_is_empty);

	REQUIRE(result_of(b, &b_result, &b_is_empty) == status);
	if (status != FND_OK)
		return;
	REQUIRE(a_is_empty == b_is_empty);
	if (!a_is_empty)
		REQUIRE(memcmp(&a_result, &b_result, sizeof(a_result)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	fnd_estimate_fold a;
	fnd_estimate_fold b;
	fnd_estimate_fold both;
	fnd_estimate_fold reverse;
	fnd_estimate estimate;
	fnd_status	status;

	if (!read_state(&input, &a))
		return 0;
	look_at(&a);
	if (!read_state(&input, &b))
		return 0;
	look_at(&b);
	if (a.extreme != b.extreme)
		return 0;

	both = a;
	reverse = b;
	status = fnd_estimate_fold_combine(&both, &b);
	REQUIRE(fnd_estimate_fold_combine(&reverse, &a) == status);
	REQUIRE(status == FND_OK || status == FND_ERR_CURRENCY_MISMATCH);
	if (status != FND_OK)
		return 0;
	require_same(&both, &reverse);
	look_at(&both);

	while (fuzz_take(&input, &estimate, sizeof(estimate)))
	{
		if (fnd_estimate_check(&estimate, false) != FND_OK)
			continue;
		status = fnd_estimate_fold_add(&both, &estimate);
		REQUIRE(status == FND_OK || status == FND_ERR_CURRENCY_MISMATCH);
		REQUIRE(fnd_estimate_fold_add(&reverse, &estimate) == status);
		require_same(&both, &reverse);
		look_at(&both);
	}
	return 0;
}
