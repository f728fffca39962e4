/*
 * fuzz_bytes_monetary.c
 *	  The stored bytes of two amounts, which binary input checks.
 *
 * What is accepted has a text that reads back, one order and one hash, and
 * sums and differences that are amounts again or out of range.
 */
#include "fuzz.h"

#include "../src/core/hash.h"
#include "../src/core/sort_key.h"
#include "../src/core/text.h"

static bool
take_amount(fuzz_input *input, fnd_amount *amount)
{
	char		buffer[FND_TEXT_MAX];
	fnd_text_error error;
	fnd_amount	again;
	size_t		length;

	if (!fuzz_take(input, amount, sizeof(*amount)) ||
		fnd_amount_check(amount) != FND_OK)
		return false;
	length = fnd_text_write_amount(amount, buffer);
	REQUIRE(length < sizeof(buffer) && strlen(buffer) == length);
	REQUIRE(fnd_text_read_amount(buffer, length, &again, &error) == FND_OK);
	REQUIRE(fnd_amount_equal(amount, &again));
	REQUIRE(fnd_amount_make(fnd_amount_coefficient(amount), amount->scale,
							amount->currency, &again) == FND_OK);
	REQUIRE(fnd_amount_equal(amount, &again));
	return true;
}

static void
require_answer(fnd_status status, const fnd_amount *result)
{
	REQUIRE(status == FND_OK || status == FND_ERR_RANGE);
	if (status == FND_OK)
		REQUIRE(fnd_amount_check(result) == FND_OK);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	fnd_amount	a;
	fnd_amount	b;
	fnd_amount	result;
	fnd_amount	back;
	fnd_decimal	scalar;
	fnd_status	status;
	uint64_t	a_key;
	uint64_t	b_key;
	int			order;

	if (!take_amount(&input, &a) || !take_amount(&input, &b))
		return 0;
	order = fnd_amount_order(&a, &b);
	a_key = fnd_amount_sort_key(&a);
	b_key = fnd_amount_sort_key(&b);
	REQUIRE(fnd_amount_order(&b, &a) == -order);
	REQUIRE((order == 0) == fnd_amount_equal(&a, &b));
	REQUIRE(order != 0 || fnd_amount_hash(&a, 0) == fnd_amount_hash(&b, 0));
	REQUIRE(a_key == b_key || (a_key < b_key) == (order < 0));

	status = fnd_amount_add(&a, &b, &result);
	if (a.currency != b.currency)
	{
		REQUIRE(status == FND_ERR_CURRENCY_MISMATCH);
		return 0;
	}
	require_answer(status, &result);
	if (status == FND_OK)
	{
		REQUIRE(fnd_amount_subtract(&result, &b, &back) == FND_OK);
		REQUIRE(fnd_amount_equal(&a, &back));
	}
	scalar.coefficient = fnd_amount_coefficient(&b);
	scalar.scale = b.scale;
	for (int mode = FND_ROUND_HALF_EVEN; mode <= FND_ROUND_FLOOR; mode++)
	{
		require_answer(
			fnd_amount_multiply(&a, &scalar, (fnd_rounding) mode, &result),
			&result);
		status = fnd_amount_divide(&a, &scalar, (fnd_rounding) mode, &result);
		if (fnd_amount_sign(&b) == 0)
			REQUIRE(status == FND_ERR_DIVISION_BY_ZERO);
		else
			require_answer(status, &result);
		require_answer(fnd_amount_round(&a, (int) (b.lo % 70) - 35,
										(fnd_rounding) mode, &result),
					   &result);
	}
	return 0;
}
