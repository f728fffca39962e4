/*
 * fuzz_percentile.c
 *	  Percentiles of figures of 64 and of 128 bits, against a sort.
 *
 * The figures stay as they are, and each step does bounded work.
 */
#include "plans.h"

#include "../src/core/percentile.h"

#define VALUES_MAX 200

static int64_t values[VALUES_MAX];
static int64_t sorted[VALUES_MAX];
static int64_t scratch[VALUES_MAX];
static int64_t keys[VALUES_MAX];
static fnd_i128 wide[VALUES_MAX];
static fnd_i128 wide_sorted[VALUES_MAX];
static fnd_percentiles percentiles;
static fnd_wide_percentiles wide_percentiles;

static int
compare_values(const void *a, const void *b)
{
	int64_t		x = *(const int64_t *) a;
	int64_t		y = *(const int64_t *) b;

	return (x > y) - (x < y);
}

static int
compare_wide(const void *a, const void *b)
{
	return fnd_i128_compare(*(const fnd_i128 *) a, *(const fnd_i128 *) b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		form = fuzz_byte(&input);
	int64_t		base = (form & 1) != 0 ? (int64_t) fuzz_word(&input, 8) : 0;
	int64_t		upper = (form & 2) != 0 ? (int64_t) fuzz_word(&input, 8) : 0;
	int			bytes = 1 + (form >> 2) % 8;
	int			count = 0;
	int			steps = 0;

	while (count < VALUES_MAX && input.size > 0)
	{
		uint64_t	word = fuzz_word(&input, bytes);

		values[count] = (int64_t) ((uint64_t) base + word);
		wide[count] = (form & 32) != 0 ?
			fnd_i128_from_words((int64_t) ((uint64_t) upper + word),
								(uint64_t) base) :
			fnd_i128_from_words(upper, (uint64_t) base + word);

		/* many of one kind: as often as a byte says */
		count++;
		if ((form & 64) != 0)
			for (int more = fuzz_byte(&input) % 40;
				 more > 0 && count < VALUES_MAX; more--, count++)
			{
				values[count] = values[count - 1];
				wide[count] = wide[count - 1];
			}
	}
	if (count == 0)
		return 0;
	memcpy(sorted, values, sizeof(values));
	memcpy(wide_sorted, wide, sizeof(wide));
	qsort(sorted, (size_t) count, sizeof(*sorted), compare_values);
	qsort(wide_sorted, (size_t) count, sizeof(*wide_sorted), compare_wide);

	fnd_percentiles_init(&percentiles, values, scratch, count);
	while (!fnd_percentiles_step(&percentiles))
		REQUIRE(++steps < 200);
	steps = 0;
	fnd_wide_percentiles_init(&wide_percentiles, wide, keys, scratch, count);
	while (!fnd_wide_percentiles_step(&wide_percentiles))
		REQUIRE(++steps < 400);
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
	{
		int			number = (fnd_percents[i] * count + 99) / 100;

		REQUIRE(percentiles.result[i] == sorted[number - 1]);
		REQUIRE(fnd_i128_compare(wide_percentiles.result[i],
								 wide_sorted[number - 1]) == 0);
	}
	return 0;
}
