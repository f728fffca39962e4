/*
 * test_percentile.c
 *	  Percentiles of many figures against those of the sorted figures.
 */
#include "check.h"

#include "../../src/core/percentile.h"

#define VALUES_MAX 300000

static int64_t value[VALUES_MAX];
static int64_t kept[VALUES_MAX];
static int64_t sorted[VALUES_MAX];
static int64_t scratch[VALUES_MAX + 1];
static fnd_i128 wide_value[VALUES_MAX];
static fnd_i128 wide_sorted[VALUES_MAX];
static int64_t key[VALUES_MAX];
static fnd_percentiles percentiles;
static fnd_wide_percentiles wide_percentiles;

static const int percents[] = { 5, 10, 25, 50, 75, 90, 95 };

static int
compare_i64(const void *a, const void *b)
{
	int64_t		x = *(const int64_t *) a;
	int64_t		y = *(const int64_t *) b;

	return (x > y) - (x < y);
}

static int
compare_i128(const void *a, const void *b)
{
	return fnd_i128_compare(*(const fnd_i128 *) a, *(const fnd_i128 *) b);
}

/* The least figure that so many per cent of all do not exceed. */
static int32_t
oracle_rank(int percent, int32_t count)
{
	int32_t		rank = 1;

	while ((int64_t) rank * 100 < (int64_t) percent * count)
		rank++;
	return rank - 1;
}

/* The figures as they are, and again as the upper or lower part of wide ones */
static void
check_values(int32_t count)
{
	unsigned long steps = 0;

	memcpy(kept, value, sizeof(int64_t) * (size_t) count);
	memcpy(sorted, value, sizeof(int64_t) * (size_t) count);
	qsort(sorted, (size_t) count, sizeof(int64_t), compare_i64);
	scratch[count] = 4711;
	fnd_percentiles_init(&percentiles, value, scratch, count);
	while (!fnd_percentiles_step(&percentiles))
		steps++;
	CHECK(steps <= 220 * (unsigned long) (count / FND_PERCENTILE_STEP + 1));
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
	{
		CHECK(fnd_percents[i] == percents[i]);
		CHECK_EQ_I64(percentiles.result[i],
					 sorted[oracle_rank(percents[i], count)]);
	}
	CHECK_MEM(kept, value, sizeof(int64_t) * (size_t) count);
	CHECK_EQ_I64(scratch[count], 4711);
}

static void
check_wide(int32_t count)
{
	memcpy(wide_sorted, wide_value, sizeof(fnd_i128) * (size_t) count);
	qsort(wide_sorted, (size_t) count, sizeof(fnd_i128), compare_i128);
	scratch[count] = 4711;
	fnd_wide_percentiles_init(&wide_percentiles, wide_value, key, scratch,
							  count);
	while (!fnd_wide_percentiles_step(&wide_percentiles))
		;
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
		CHECK(fnd_i128_compare(wide_percentiles.result[i],
							   wide_sorted[oracle_rank(percents[i], count)]) ==
			  0);
	CHECK_EQ_I64(scratch[count], 4711);
}

enum
{
	SHAPE_EQUAL,
	SHAPE_TWO,
	SHAPE_OUTLIER,
	SHAPE_LIMITS,
	SHAPE_FEW,
	SHAPE_BELL,
	SHAPE_STEEP,				/* each bit as likely the highest */
	SHAPE_ASCENDING,
	SHAPE_DESCENDING,
	SHAPE_ANY,
	SHAPES
};

static int64_t
draw(int shape, int32_t i, int32_t count)
{
	uint64_t	random = check_random_u64();
	int64_t		sum = 0;

	switch (shape)
	{
		case SHAPE_EQUAL:
			return -42;
		case SHAPE_TWO:
			return (random & 1) != 0 ? 7 : -9;
		case SHAPE_OUTLIER:
			return i == count / 3 ? INT64_MAX : (int64_t) (random & 1023);
		case SHAPE_LIMITS:
			return (random & 1) != 0 ? INT64_MAX - (int64_t) (random >> 62) :
									   INT64_MIN + (int64_t) (random >> 62);
		case SHAPE_FEW:
			return (int64_t) (random % 5) * 1000000007;
		case SHAPE_BELL:
			for (int j = 0; j < 8; j++)
				sum += (int64_t) (check_random_u64() >> 24);
			return sum;
		case SHAPE_STEEP:
			sum = (int64_t) (check_random_u64() >> (1 + random % 63));
			return (random >> 32 & 1) != 0 ? -sum : sum;
		case SHAPE_ASCENDING:
			return (int64_t) i * 3 - 1000;
		case SHAPE_DESCENDING:
			return (int64_t) (count - i) * INT64_C(1000000000000) + 5;
		default:
			return (int64_t) random;
	}
}

static void
test_shape(int shape, int32_t count)
{
	for (int32_t i = 0; i < count; i++)
		value[i] = draw(shape, i, count);
	check_values(count);

	/* as 64 bits, as the upper half, and spread over both */
	for (int form = 0; form < 3; form++)
	{
		for (int32_t i = 0; i < count; i++)
		{
			fnd_i128	wide = fnd_i128_from_i64(value[i]);

			if (form == 1)
				wide = fnd_i128_from_words(value[i], check_random_u64());
			if (form == 2)
				(void) fnd_i128_mul_i64(wide, INT64_C(12345678901), &wide);
			wide_value[i] = wide;
		}
		check_wide(count);
	}
}

static void
test_small(void)
{
	for (int32_t count = 1; count <= 20; count++)
	{
		for (int shape = 0; shape < SHAPES; shape++)
			test_shape(shape, count);
	}

	/* one of one, both of two, and the ranks of a hundred */
	value[0] = 5;
	check_values(1);
	CHECK_EQ_I64(percentiles.result[0], 5);
	CHECK_EQ_I64(percentiles.result[6], 5);
	value[1] = 3;
	check_values(2);
	CHECK_EQ_I64(percentiles.result[3], 3);
	CHECK_EQ_I64(percentiles.result[4], 5);
	for (int i = 0; i < 100; i++)
		value[i] = 100 - i;
	check_values(100);
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
		CHECK_EQ_I64(percentiles.result[i], percents[i]);
}

int
main(void)
{
	static const int32_t counts[] = { 21,	99,	   100,	  101,	  127,	 128,
									  129,	130,   255,	  1000,	  2047,	 4097,
									  9999, 10000, 70000, 131072, 300000 };

	check_seed(20261123);
	test_small();
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
	{
		for (int shape = 0; shape < SHAPES; shape++)
			test_shape(shape, counts[i]);
	}
	for (int i = 0; i < 300; i++)
		test_shape((int) check_random_below(SHAPES),
				   1 + (int32_t) check_random_below(3000));
	return check_done("percentile");
}
