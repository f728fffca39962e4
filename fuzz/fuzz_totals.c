/*
 * fuzz_totals.c
 *	  Serialized states of totals(monetary) and totals(estimate).
 *
 * The first byte says which of the two, and how many sums the first state
 * has; the second state is the rest.  A state that is accepted is written as
 * it was read, has one sum a currency, and combines in either order to the
 * same bytes.
 */
#include "fuzz.h"

#include "../src/core/totals.h"

/* More sums than an input of the fuzzer can hold. */
#define SUMS_MAX 64

static const struct
{
	void (*init)(fnd_totals *totals);
	fnd_status (*read)(const uint8_t *bytes, size_t length,
					   fnd_totals *totals);
	void (*write)(const fnd_totals *totals, uint8_t *bytes);
	void (*combine)(fnd_totals *totals, const fnd_totals *more);
	size_t		sum_bytes;
} kinds[] = { { fnd_amount_totals_init, fnd_amount_totals_read,
				fnd_amount_totals_write, fnd_amount_totals_combine,
				FND_AMOUNT_SUM_BYTES },
			  { fnd_estimate_totals_init, fnd_estimate_totals_read,
				fnd_estimate_totals_write, fnd_estimate_totals_combine,
				FND_ESTIMATE_SUM_BYTES } };

/* Room for the sums of two states, with either type of sum. */
static fnd_estimate_sum room[4][2 * SUMS_MAX];
static uint8_t bytes_of[2][2 * SUMS_MAX * FND_ESTIMATE_SUM_BYTES];

static void
start(int kind, int which, fnd_totals *totals)
{
	kinds[kind].init(totals);
	fnd_totals_move(totals, room[which], 2 * SUMS_MAX);
}

static bool
read_state(int kind, int which, const uint8_t *data, size_t length,
		   fnd_totals *totals)
{
	start(kind, which, totals);
	if (kinds[kind].read(data, length, totals) != FND_OK)
		return false;
	REQUIRE((size_t) totals->count * kinds[kind].sum_bytes == length);
	kinds[kind].write(totals, bytes_of[0]);
	REQUIRE(length == 0 || memcmp(bytes_of[0], data, length) == 0);
	return true;
}

static void
look_at(int kind, const fnd_totals *totals)
{
	fnd_currency before = FND_CURRENCY_NONE;

	if (kind == 0)
	{
		for (int i = 0; i < totals->count; i++)
		{
			fnd_amount	amount;
			fnd_status	status = fnd_amount_totals_result(totals, i, &amount);

			REQUIRE(status == FND_OK || status == FND_ERR_RANGE);
			if (status != FND_OK)
				return;
			REQUIRE(fnd_amount_check(&amount) == FND_OK);
			REQUIRE(i == 0 || amount.currency > before);
			before = amount.currency;
		}
		return;
	}
	for (int i = 0; i < fnd_estimate_totals_results_count(totals); i++)
	{
		fnd_estimate estimate;
		fnd_status	status = fnd_estimate_totals_result(totals, i, &estimate);

		REQUIRE(status == FND_OK || status == FND_ERR_RANGE ||
				status == FND_ERR_BOUNDS_ORDER ||
				status == FND_ERR_NO_CURRENCY);
		if (status != FND_OK)
			return;
		REQUIRE(fnd_estimate_check(&estimate, false) == FND_OK);
		REQUIRE(i == 0 || estimate.currency > before);
		before = estimate.currency;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fnd_totals	a;
	fnd_totals	b;
	fnd_totals	both;
	fnd_totals	reverse;
	size_t		first;
	int			kind;

	if (size == 0)
		return 0;
	kind = data[0] & 1;
	first = (size_t) (data[0] >> 1) * kinds[kind].sum_bytes;
	data++;
	size--;
	if (size / kinds[kind].sum_bytes > SUMS_MAX)
		return 0;
	if (first > size)
		first = size;
	if (!read_state(kind, 0, data, first, &a))
		return 0;
	look_at(kind, &a);
	if (!read_state(kind, 1, data + first, size - first, &b))
		return 0;
	look_at(kind, &b);

	start(kind, 2, &both);
	kinds[kind].combine(&both, &a);
	kinds[kind].combine(&both, &b);
	start(kind, 3, &reverse);
	kinds[kind].combine(&reverse, &b);
	kinds[kind].combine(&reverse, &a);
	REQUIRE(both.count == reverse.count);
	kinds[kind].write(&both, bytes_of[0]);
	kinds[kind].write(&reverse, bytes_of[1]);
	REQUIRE(memcmp(bytes_of[0], bytes_of[1],
				   (size_t) both.count * kinds[kind].sum_bytes) == 0);
	look_at(kind, &both);
	return 0;
}
