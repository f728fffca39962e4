/*
 * fuzz_bytes_estimate.c
 *	  The stored bytes of two estimates or valuations, which binary input
 *	  checks.
 *
 * What is accepted has a text that reads back, and one order; what two of
 * them add up to, differ by, share and multiply to is an estimate again.
 */
#include "fuzz.h"

#include "../src/core/estimate_math.h"
#include "../src/core/hash.h"
#include "../src/core/sort_key.h"
#include "../src/core/text.h"

static bool
take_estimate(fuzz_input *input, fnd_estimate *estimate)
{
	char		buffer[FND_TEXT_MAX];
	fnd_text_error error;
	fnd_interval interval;
	fnd_estimate again;
	size_t		length;

	if (!fuzz_take(input, estimate, sizeof(*estimate)) ||
		fnd_estimate_check(estimate, true) != FND_OK)
		return false;
	REQUIRE((fnd_estimate_check(estimate, false) == FND_OK) ==
			(estimate->basis == FND_BASIS_NONE));
	length = fnd_text_write_estimate(estimate, "\xC2\xB1", buffer);
	REQUIRE(length < sizeof(buffer) && strlen(buffer) == length);
	REQUIRE(fnd_text_read_valuation(buffer, length, &again, &error) == FND_OK);
	REQUIRE(fnd_estimate_equal(estimate, &again));
	fnd_estimate_open(estimate, &interval);
	REQUIRE(fnd_estimate_make(&interval, (fnd_basis) estimate->basis,
							  &again) == FND_OK);
	REQUIRE(fnd_estimate_equal(estimate, &again));
	return true;
}

static void
require_answer(fnd_status status, const fnd_estimate *result)
{
	REQUIRE(status == FND_OK || status == FND_ERR_RANGE ||
			status == FND_ERR_CURRENCY_MISMATCH ||
			status == FND_ERR_NO_CURRENCY ||
			status == FND_ERR_DIVISION_BY_ZERO);
	if (status == FND_OK)
		REQUIRE(fnd_estimate_check(result, true) == FND_OK);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	fnd_estimate a;
	fnd_estimate b;
	fnd_estimate result;
	fnd_estimate other;
	fnd_decimal	scalar;
	fnd_status	status;
	uint64_t	a_key;
	uint64_t	b_key;
	bool		is_empty = false;
	int			order;

	if (!take_estimate(&input, &a) || !take_estimate(&input, &b))
		return 0;
	order = fnd_estimate_order(&a, &b);
	a_key = fnd_estimate_sort_key(&a);
	b_key = fnd_estimate_sort_key(&b);
	REQUIRE(fnd_estimate_order(&b, &a) == -order);
	REQUIRE((order == 0) == fnd_estimate_equal(&a, &b));
	REQUIRE(a_key == b_key || (a_key < b_key) == (order < 0));
	REQUIRE(fnd_estimate_overlaps(&a, &b) == fnd_estimate_overlaps(&b, &a));
	if (fnd_estimate_less(&a, &b) == FND_TRUE)
	{
		REQUIRE(fnd_estimate_less(&b, &a) == FND_FALSE);
		REQUIRE(fnd_estimate_less_equal(&a, &b) == FND_TRUE);
		REQUIRE(fnd_estimate_overlaps(&a, &b) == FND_FALSE);
	}

	/* a basis has no part in arithmetic */
	a.basis = b.basis = FND_BASIS_NONE;
	status = fnd_estimate_add(&a, &b, &result);
	require_answer(status, &result);
	REQUIRE(fnd_estimate_add(&b, &a, &other) == status);
	REQUIRE(status != FND_OK || fnd_estimate_equal(&result, &other));
	require_answer(fnd_estimate_subtract(&a, &b, &result), &result);
	status = fnd_estimate_intersect(&a, &b, &result, &is_empty);
	if (status != FND_OK || !is_empty)
		require_answer(status, &result);
	scalar.coefficient = fnd_estimate_upper_coefficient(&b);
	scalar.scale = b.scale;
	require_answer(fnd_estimate_multiply(&a, &scalar, &result), &result);
	require_answer(fnd_estimate_divide(&a, &scalar, &result), &result);
	return 0;
}
