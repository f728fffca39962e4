/*
 * test_fixed.c
 *	  Roots, exponentials and logarithms in fixed point: division and roots
 *	  against their products, the others against long double, and some bits
 *	  pinned, so that every compiler finds the same ones.
 */
#include "check.h"

#include "../../src/core/fixed.h"

#include <float.h>
#include <math.h>

/* The errors of long double itself are below this many units. */
#if LDBL_MANT_DIG >= 64
#define ORACLE_ERROR 1.0L
#else
#define ORACLE_ERROR 8192.0L
#endif

/* Is a * b at most high:low? */
static bool
product_fits(uint64_t a, uint64_t b, uint64_t high, uint64_t low)
{
	uint64_t	product_high;
	uint64_t	product_low = fnd_u64_multiply(a, b, &product_high);

	return product_high < high || (product_high == high && product_low <= low);
}

static void
check_sqrt(uint64_t high, uint64_t low)
{
	uint64_t	root = fnd_fixed_sqrt(high, low);

	CHECK(product_fits(root, root, high, low));
	if (root < UINT64_MAX)
		CHECK(!product_fits(root + 1, root + 1, high, low));
}

static void
test_sqrt(void)
{
	CHECK_EQ_U64(fnd_fixed_sqrt(0, 0), 0);
	CHECK_EQ_U64(fnd_fixed_sqrt(UINT64_MAX, UINT64_MAX), UINT64_MAX);
	CHECK_EQ_U64(fnd_fixed_sqrt(2, 0), UINT64_C(0x16A09E667));
	for (uint64_t i = 0; i < 2000; i++)
	{
		check_sqrt(0, i);
		check_sqrt(UINT64_MAX, UINT64_MAX - i);
	}
	for (int i = 0; i < 20000; i++)
	{
		int			shift = (int) check_random_below(64);
		uint64_t	root = check_random_u64() >> shift;
		uint64_t	high;
		uint64_t	low = fnd_u64_multiply(root, root, &high);

		/* a square, and one less */
		check_sqrt(high, low);
		CHECK_EQ_U64(fnd_fixed_sqrt(high, low), root);
		if (root > 0)
			CHECK_EQ_U64(fnd_fixed_sqrt(high - (low == 0), low - 1), root - 1);
		check_sqrt(check_random_u64() >> shift, check_random_u64());
	}
}

static void
check_divide(uint64_t high, uint64_t low, uint64_t divisor)
{
	uint64_t	quotient = fnd_fixed_divide(high, low, divisor);
	uint64_t	product_high;
	uint64_t	product = fnd_u64_multiply(quotient, divisor, &product_high);

	/* the rest is from 0 to below the divisor */
	CHECK(product_fits(quotient, divisor, high, low));
	CHECK_EQ_U64(high - product_high - (low < product), 0);
	CHECK(low - product < divisor);
}

static void
test_divide(void)
{
	CHECK_EQ_U64(fnd_fixed_divide(0, 0, 1), 0);
	CHECK_EQ_U64(fnd_fixed_divide(1, 0, 3), UINT64_C(0x5555555555555555));
	CHECK_EQ_U64(fnd_fixed_divide(UINT64_MAX - 1, UINT64_MAX, UINT64_MAX),
				 UINT64_MAX);
	for (int i = 0; i < 50000; i++)
	{
		uint64_t	divisor = (check_random_u64() >> check_random_below(64)) | 1;
		uint64_t	high = check_random_u64() % divisor;
		uint64_t	low = check_random_u64() >> check_random_below(64);

		if (i % 5 == 0)
			high = divisor - 1;
		if (i % 7 == 0)
			low = UINT64_MAX;
		check_divide(high, low, divisor);
	}
}

static void
check_exp2(uint64_t fraction)
{
	long double exact = ldexpl(exp2l(ldexpl((long double) fraction, -64)), 63);
	uint64_t	found = fnd_fixed_exp2(fraction);

	CHECK(found >= UINT64_C(1) << 63);
	CHECK(fabsl((long double) found - exact) <=
		  FND_FIXED_EXP2_ERROR + ORACLE_ERROR);
}

static void
check_log2(uint64_t mantissa)
{
	long double exact = ldexpl(log2l(ldexpl((long double) mantissa, -63)), 63);
	uint64_t	found = fnd_fixed_log2(mantissa);

	CHECK(found <= UINT64_C(1) << 63);
	CHECK(fabsl((long double) found - exact) <=
		  FND_FIXED_LOG2_ERROR + ORACLE_ERROR);
}

static void
test_functions(void)
{
	const uint64_t one = UINT64_C(1) << 63;

	for (uint64_t i = 0; i < 1000; i++)
	{
		/* at both ends, and on both sides of each step of the tables */
		check_exp2(i);
		check_exp2(UINT64_MAX - i);
		check_log2(one + i);
		check_log2(UINT64_MAX - i);
		check_exp2((i % 16 << 60) + i / 16);
		check_exp2((i % 16 << 60) - i / 16 - 1);
		check_log2(one + (i % 32 << 58) + i / 32);
		check_log2((one + (i % 32 << 58) - i / 32 - 1) | one);
	}
	for (int i = 0; i < 200000; i++)
	{
		uint64_t	random = check_random_u64();

		check_exp2(random);
		check_log2(random | one);
	}

	/* the same everywhere */
	CHECK_EQ_U64(fnd_fixed_exp2(0), one);
	CHECK_EQ_U64(fnd_fixed_log2(one), 1);
	CHECK_EQ_U64(fnd_fixed_exp2(UINT64_C(0x123456789ABCDEF0)),
				 UINT64_C(9689387046016716961));
	CHECK_EQ_U64(fnd_fixed_exp2(UINT64_MAX), UINT64_MAX - 1);
	CHECK_EQ_U64(fnd_fixed_log2(UINT64_C(0xB504F333F9DE6484)),
				 UINT64_C(4611686018427387903));
	CHECK_EQ_U64(fnd_fixed_log2(UINT64_C(0xC000000000000000)),
				 UINT64_C(5395326771760153552));
	CHECK_EQ_U64(fnd_fixed_log2(UINT64_MAX), one);
}

int
main(void)
{
	check_seed(20261124);
	test_sqrt();
	test_divide();
	test_functions();
	return check_done("fixed");
}
