/*
 * test_shape.c
 *	  Positions of drawn amounts: the quantiles of each distribution against its
 *	  distribution function in long double, their order, their mean, and some
 *	  bits pinned, so that every compiler finds the same ones.
 */
#include "check.h"

#include "../../src/core/shape.h"

#include <math.h>

/* What doc/simulation.md says of PERT. */
#define PERT_ERROR 5e-7L
#define PERT_MEAN_ERROR 2e-8L

/* Below this of 2^64 the quantile of PERT is a straight line. */
#define PERT_TAIL (UINT64_C(1) << 23)

static fnd_shape shape;

static const uint64_t modes[] = { 0,
								  1,
								  FND_UNIT / 1000000007,
								  FND_UNIT / 100,
								  FND_UNIT / 10,
								  FND_UNIT / 4,
								  FND_UNIT / 3,
								  FND_UNIT / 2,
								  FND_UNIT / 10 * 7,
								  FND_UNIT / 4 * 3 + 12345,
								  FND_UNIT / 10 * 9,
								  FND_UNIT / 1000 * 999,
								  FND_UNIT - 1,
								  FND_UNIT };

#define MODES ((int) (sizeof(modes) / sizeof(modes[0])))

/*
 * Oracles: the probability below x, of m = mode / 2^62.  That above x is the
 * one below 1 - x of the mode 1 - m, which says it more exactly.
 */
typedef long double (*below_function)(long double x, long double m);

static long double
below_triangular(long double x, long double m)
{
	if (x <= 0)
		return 0;
	if (x < m)
		return x * x / m;
	return 1 - (1 - x) * (1 - x) / (1 - m);
}

/* Beta(1 + 4m, 5 - 4m), term by term of the binomial series of (1 - x)^4-4m */
static long double
below_pert_half(long double x, long double m)
{
	long double a = 1 + 4 * m;
	long double log_beta = lgammal(a) + lgammal(6 - a) - lgammal(6);
	long double term = 1;
	long double sum = 0;

	for (int n = 0; n < 80; n++)
	{
		sum += term / (a + n);
		term *= (n + 1 - (6 - a)) / (n + 1) * x;
	}
	return powl(x, a) * sum / expl(log_beta);
}

static long double
below_pert(long double x, long double m)
{
	if (x <= 0)
		return 0;
	if (x >= 1)
		return 1;
	return x <= 0.5L ? below_pert_half(x, m) :
					   1 - below_pert_half(1 - x, 1 - m);
}

/* Is the position so near to the true one? */
static void
check_quantile(below_function below, uint64_t random, long double error)
{
	long double m = ldexpl((long double) shape.mode, -62);
	long double x = ldexpl((long double) fnd_shape_quantile(&shape, random),
						   -62);
	long double p = ldexpl((long double) random, -64);
	long double slack = 1e-18L;

	if (random >> 63 != 0)
	{
		x = ldexpl(
			(long double) (FND_UNIT - fnd_shape_quantile(&shape, random)),
			-62);
		p = ldexpl((long double) ~random, -64);
		m = 1 - m;
	}
	slack += p * 1e-15L;
	CHECK(below(x - error, m) <= p + slack);
	CHECK(below(x + error, m) >= p - slack);
}

/* The mean of so many equal parts, weighed by Simpson's rule. */
static long double
mean_of_shape(void)
{
	const int	parts = 1 << 14;
	long double sum = 0;

	for (int i = 0; i < parts; i++)
	{
		uint64_t	start = (uint64_t) i << 50;

		sum += (long double) fnd_shape_quantile(&shape, start);
		sum += 4 *
			(long double) fnd_shape_quantile(&shape,
											 start + (UINT64_C(1) << 49));
		sum += (long double) fnd_shape_quantile(
			&shape, start + (UINT64_C(1) << 50) - 1);
	}
	return ldexpl(sum / (6 * (long double) parts), -62);
}

/* The mean of PERT, over each cell of the table in closed form. */
static long double
mean_of_table(void)
{
	long double sum[2] = { 0, 0 };

	for (int side = 0; side < 2; side++)
	{
		const fnd_shape_cell *cell = shape.half[side];

		sum[side] = ldexpl((long double) cell[0].position / 2, -41);
		for (int i = 0; i < FND_SHAPE_CELLS; i++)
			sum[side] += ldexpl(((long double) cell[i].position +
								 (long double) cell[i + 1].position) /
										2 -
									(long double) cell[i].bend / 6,
								i / 16 - 45);
	}
	return ldexpl(sum[0] - sum[1], -62) + 0.5L;
}

/* Never less for a larger number, across all edges and inside of cells. */
static void
check_order(void)
{
	uint64_t	before = 0;

	CHECK(fnd_shape_quantile(&shape, UINT64_MAX) <= FND_UNIT);
	for (int i = 0; i < 1 << 12; i++)
	{
		uint64_t	found = fnd_shape_quantile(&shape, (uint64_t) i << 52);

		CHECK(found >= before);
		before = found;
	}
	for (int bit = 0; bit < 63; bit++)
	{
		for (int i = 0; i < 32; i++)
		{
			uint64_t	at = (UINT64_C(1) << bit) +
				((UINT64_C(1) << bit) / 32 * (uint64_t) i);
			uint64_t	step = bit < 40 ? 1 : UINT64_C(1) << (bit - 40);
			uint64_t	random;

			if (i % 2 != 0)
				at += check_random_u64() % (UINT64_C(1) << bit) / 32;
			for (int side = 0; side < 2; side++)
			{
				before = 0;
				for (int j = -3; j <= 3; j++)
				{
					random = at + step * (uint64_t) j;
					if (bit < 3 || random >> 63 != 0)
						continue;
					if (side == 0)
					{
						uint64_t	found = fnd_shape_quantile(&shape, random);

						CHECK(found >= before);
						before = found;
					}
					else
					{
						uint64_t	found = FND_UNIT -
							fnd_shape_quantile(&shape, ~random);

						CHECK(found >= before && found <= FND_UNIT);
						before = found;
					}
				}
			}
		}
	}
	before = 0;
	for (uint64_t i = 0; i < 1000; i++)
	{
		uint64_t	found = fnd_shape_quantile(&shape,
											(UINT64_C(1) << 63) - 500 + i);

		CHECK(found >= before);
		before = found;
	}
}

static void
test_uniform(void)
{
	fnd_shape_init(&shape, FND_DISTRIBUTION_UNIFORM, FND_UNIT / 3);
	CHECK_EQ_U64(fnd_shape_quantile(&shape, 0), 0);
	CHECK_EQ_U64(fnd_shape_quantile(&shape, UINT64_C(1) << 63), FND_UNIT / 2);
	CHECK_EQ_U64(fnd_shape_quantile(&shape, UINT64_MAX), FND_UNIT - 1);
	check_order();
	CHECK(fabsl(mean_of_shape() - 0.5L) <= 1e-17L);
}

static void
test_triangular(void)
{
	for (int i = 0; i < MODES; i++)
	{
		long double m = ldexpl((long double) modes[i], -62);

		fnd_shape_init(&shape, FND_DISTRIBUTION_TRIANGULAR, modes[i]);
		CHECK(fnd_shape_quantile(&shape, 0) <= 1);
		CHECK(fnd_shape_quantile(&shape, UINT64_MAX) >= FND_UNIT - 1);
		check_order();
		CHECK(fabsl(mean_of_shape() - (1 + m) / 3) <= 1e-6L);
		for (int j = 0; j < 2000; j++)
		{
			uint64_t	random = check_random_u64() >> check_random_below(60);

			check_quantile(below_triangular, random, 1e-18L);
			check_quantile(below_triangular, ~random, 1e-18L);
		}
	}
	/* 1/2 of [0, 1] with the mode in the middle; sqrt(1/4 * 1/4), and so on */
	fnd_shape_init(&shape, FND_DISTRIBUTION_TRIANGULAR, FND_UNIT / 2);
	CHECK_EQ_U64(fnd_shape_quantile(&shape, UINT64_C(1) << 63),
				 FND_UNIT / 2 + 1);
	CHECK_EQ_U64(fnd_shape_quantile(&shape, UINT64_C(1) << 61), FND_UNIT / 4);
	fnd_shape_init(&shape, FND_DISTRIBUTION_TRIANGULAR, FND_UNIT);
	CHECK_EQ_U64(fnd_shape_quantile(&shape, UINT64_C(1) << 62), FND_UNIT / 2);
}

/* The parabolas of both halves: each end above the last, and hardly bent. */
static void
check_cells(void)
{
	for (int side = 0; side < 2; side++)
	{
		const fnd_shape_cell *cell = shape.half[side];

		/* x of the probability 2^-41, at 62 bits: 2^-44 or more */
		CHECK(cell[0].position > 1 << 18);
		for (int i = 0; i < FND_SHAPE_CELLS; i++)
		{
			int64_t		rise = (int64_t) (cell[i + 1].position - cell[i].position);

			/* half of a 16th is what shape.c says */
			CHECK(rise > 0);
			CHECK(cell[i].bend <= rise / 32 && cell[i].bend >= -rise / 32);
		}
	}
}

static void
test_pert(void)
{
	for (int i = 0; i < MODES; i++)
	{
		long double m = ldexpl((long double) modes[i], -62);

		memset(&shape, 0xAA, sizeof(shape));
		fnd_shape_init(&shape, FND_DISTRIBUTION_PERT, modes[i]);
		CHECK_EQ_U64(fnd_shape_quantile(&shape, 0), 0);
		CHECK_EQ_U64(fnd_shape_quantile(&shape, UINT64_MAX), FND_UNIT);
		check_order();
		check_cells();
		CHECK(fabsl(mean_of_table() - (1 + 4 * m) / 6) <= PERT_MEAN_ERROR);
		CHECK(fabsl(mean_of_shape() - mean_of_table()) <= 1e-5L);
		for (int j = 0; j < 2000; j++)
		{
			uint64_t	random = (check_random_u64() >> check_random_below(41)) |
				PERT_TAIL;

			check_quantile(below_pert, random, PERT_ERROR);
			check_quantile(below_pert, ~random, PERT_ERROR);
		}
		/* the straight line, 2^-41 of probability */
		for (int j = 0; j < 100; j++)
		{
			uint64_t	random = check_random_u64() >>
				(41 + check_random_below(20));

			check_quantile(below_pert, random, 2e-3L);
			check_quantile(below_pert, ~random, 2e-3L);
		}
	}

	for (int i = 0; i < 400; i++)
	{
		uint64_t	mode = check_random_u64() >> (2 + i % 62);

		fnd_shape_init(&shape, FND_DISTRIBUTION_PERT,
					   i / 62 % 2 == 0 ? mode : FND_UNIT - mode);
		check_cells();
	}

	/* Beta(3, 3) is symmetrical, Beta(1, 5) has a closed form */
	fnd_shape_init(&shape, FND_DISTRIBUTION_PERT, FND_UNIT / 2);
	CHECK(fabsl(ldexpl((long double) fnd_shape_quantile(&shape,
														UINT64_C(1) << 63),
					   -62) -
				0.5L) <= 1e-11L);
	fnd_shape_init(&shape, FND_DISTRIBUTION_PERT, 0);
	for (int j = 0; j < 10000; j++)
	{
		uint64_t	random = check_random_u64();
		long double p = ldexpl((long double) random, -64);
		long double x = ldexpl(
			(long double) fnd_shape_quantile(&shape, random), -62);

		CHECK(fabsl(x - (1 - powl(1 - p, 0.2L))) <= PERT_ERROR);
	}
}

static void
test_names(void)
{
	CHECK_STR(fnd_distribution_name(FND_DISTRIBUTION_UNIFORM), "uniform");
	CHECK_STR(fnd_distribution_name(FND_DISTRIBUTION_TRIANGULAR),
			  "triangular");
	CHECK_STR(fnd_distribution_name(FND_DISTRIBUTION_PERT), "pert");
	CHECK(fnd_distribution_name(FND_DISTRIBUTION_UNKNOWN) == NULL);
	CHECK(fnd_distribution_name(-1) == NULL);
	for (int i = 0; i < FND_DISTRIBUTION_UNKNOWN; i++)
	{
		const char *name = fnd_distribution_name(i);

		CHECK_EQ_I64(fnd_distribution_from_name(name, strlen(name)), i);
		CHECK_EQ_I64(fnd_distribution_from_name(name, strlen(name) - 1),
					 FND_DISTRIBUTION_UNKNOWN);
	}
	CHECK_EQ_I64(fnd_distribution_from_name("", 0), FND_DISTRIBUTION_UNKNOWN);
	CHECK_EQ_I64(fnd_distribution_from_name("PERT", 4),
				 FND_DISTRIBUTION_UNKNOWN);
	CHECK_EQ_I64(fnd_distribution_from_name("pert ", 5),
				 FND_DISTRIBUTION_UNKNOWN);
}

/* The same on every machine: two positions, and a digest of ten thousand. */
static void
test_bits(void)
{
	static const struct
	{
		fnd_distribution distribution;
		uint64_t	mode;
		uint64_t	low;
		uint64_t	high;
		uint64_t	digest;
	} pins[] = {
		{ FND_DISTRIBUTION_TRIANGULAR, 0, UINT64_C(166994594115180037),
		  UINT64_C(4304240283865562046), UINT64_C(0xC95F04A29B9FABBC) },
		{ FND_DISTRIBUTION_TRIANGULAR, FND_UNIT / 8,
		  UINT64_C(434793927511092737), UINT64_C(4324096867488538861),
		  UINT64_C(0xC55008241476E8D3) },
		{ FND_DISTRIBUTION_TRIANGULAR, FND_UNIT / 2,
		  UINT64_C(869587855022185475), UINT64_C(4394289054671841536),
		  UINT64_C(0x600F37B065041CF9) },
		{ FND_DISTRIBUTION_TRIANGULAR, FND_UNIT / 3 * 2,
		  UINT64_C(1004113564362176093), UINT64_C(4434182140816915516),
		  UINT64_C(0x5EBDE2A703769B85) },
		{ FND_DISTRIBUTION_TRIANGULAR, FND_UNIT, UINT64_C(1229782938247303433),
		  UINT64_C(4601426415021584726), UINT64_C(0xB1BF1E2E7CCD6176) },
		{ FND_DISTRIBUTION_PERT, 0, UINT64_C(67537838308781454),
		  UINT64_C(3050613522849806854), UINT64_C(0x8BC0499645941FA5) },
		{ FND_DISTRIBUTION_PERT, FND_UNIT / 8, UINT64_C(215705653151852346),
		  UINT64_C(3462330614484232294), UINT64_C(0x2624F3F2F0628C84) },
		{ FND_DISTRIBUTION_PERT, FND_UNIT / 2, UINT64_C(997006443445017500),
		  UINT64_C(4245057863336603763), UINT64_C(0x5FC0E5242C07C567) },
		{ FND_DISTRIBUTION_PERT, FND_UNIT / 3 * 2,
		  UINT64_C(1473435245342115022), UINT64_C(4443302231767059126),
		  UINT64_C(0x1C19AA2BAE0B475C) },
		{ FND_DISTRIBUTION_PERT, FND_UNIT, UINT64_C(2717985080742305019),
		  UINT64_C(4607579434869851357), UINT64_C(0x5EDE1C968017F4D5) },
	};

	for (size_t i = 0; i < sizeof(pins) / sizeof(pins[0]); i++)
	{
		uint64_t	digest = 0;

		fnd_shape_init(&shape, pins[i].distribution, pins[i].mode);
		CHECK_EQ_U64(fnd_shape_quantile(&shape, UINT64_C(0x123456789ABCDEF0)),
					 pins[i].low);
		CHECK_EQ_U64(fnd_shape_quantile(&shape, UINT64_C(0xFEDCBA9876543210)),
					 pins[i].high);
		for (uint64_t j = 0; j < 10000; j++)
		{
			uint64_t	random = j * UINT64_C(0x9E3779B97F4A7C15) >> j % 60;

			digest = (digest ^ fnd_shape_quantile(&shape, random)) *
				UINT64_C(0x9E3779B97F4A7C15);
		}
		CHECK_EQ_U64(digest, pins[i].digest);
	}
}

int
main(void)
{
	check_seed(20261126);
	test_names();
	test_uniform();
	test_triangular();
	test_pert();
	test_bits();
	return check_done("shape");
}
