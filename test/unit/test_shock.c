/*
 * test_shock.c
 *	  Lognormal shocks: the normal quantiles against erfcl, the shocks against
 *	  long double, their mean and variance by integrating over all numbers, and
 *	  some bits pinned, so that every compiler finds the same ones.
 */
#include "check.h"

#include "../../src/core/normal_table.h"
#include "../../src/core/shock.h"

#include <float.h>
#include <math.h>

#define CELLS FND_SHOCK_CELLS

/* Least relative error that an oracle in long double can be held to. */
#if LDBL_MANT_DIG >= 64
#define ORACLE_ERROR 1e-17L
#else
#define ORACLE_ERROR 1e-14L
#endif

static fnd_shock shock;

/* The z with this probability below it, 0 < p <= 1/2; negative. */
static long double
normal_quantile(long double p)
{
	long double z = p > 0.25L ? 0 : -sqrtl(-2 * logl(p));

	/* Newton's method on the logarithm, which is concave */
	for (int i = 0; i < 60; i++)
	{
		long double below = erfcl(-z / sqrtl(2)) / 2;
		long double density = expl(-z * z / 2) / sqrtl(2 * acosl(-1));
		long double step = logl(below / p) * below / density;

		z -= step;
		if (fabsl(step) <= ORACLE_ERROR)
			break;
	}
	return z;
}

/* Probability of entry i of the normal table. */
static long double
probability(int i)
{
	return ldexpl(64 + i % 64, i / 64 - 70);
}

static void
test_normal_table(void)
{
	CHECK_EQ_I64(FND_NORMAL_CELLS, CELLS);
	for (int i = 0; i <= CELLS; i++)
	{
		long double z = normal_quantile(probability(i));

		CHECK(fabsl(ldexpl((long double) fnd_normal_table[i], -60) + z) <=
			  10 * ORACLE_ERROR);
		if (i > 0)
			CHECK(fnd_normal_table[i] < fnd_normal_table[i - 1]);
	}
	CHECK_EQ_U64(fnd_normal_table[CELLS], 0);
}

static void
set_volatility(int64_t coefficient, int scale)
{
	fnd_decimal	volatility;

	volatility.coefficient = fnd_i128_from_i64(coefficient);
	volatility.scale = scale;
	memset(&shock, 0xAA, sizeof(shock));
	fnd_shock_init(&shock, &volatility);
}

static long double
value_of(uint64_t fixed)
{
	return ldexpl((long double) fixed, -shock.fraction_bits);
}

/* Mean and second moment, of the straight lines between the nodes. */
static void
integrate(long double *mean, long double *square)
{
	const uint64_t *node = shock.node;
	long double first = value_of(node[0]);
	long double last = value_of(node[2 * CELLS]);

	*mean = ldexpl(first + last, -64);
	*square = ldexpl(first * first + last * last, -64);
	for (int i = 0; i < CELLS; i++)
	{
		long double width = ldexpl(1, i / 64 - 70);

		for (int half = 0; half < 2; half++)
		{
			int			at = half == 0 ? i : 2 * CELLS - 1 - i;
			long double a = value_of(node[at]);
			long double b = value_of(node[at + 1]);

			*mean += width * (a + b) / 2;
			*square += width * (a * a + a * b + b * b) / 3;
		}
	}
}

/* z of node i */
static long double
node_z(int i)
{
	return i <= CELLS ?
		-ldexpl((long double) fnd_normal_table[i], -60) :
		ldexpl((long double) fnd_normal_table[2 * CELLS - i], -60);
}

typedef struct volatility_case
{
	int64_t		coefficient;
	int			scale;
	long double node_error;		/* relative, of a node */
	long double line_error;		/* relative, between two nodes */
	long double variance_error;	/* relative */
} volatility_case;

static void
test_volatility(const volatility_case *c)
{
	long double s = (long double) c->coefficient / powl(10, c->scale);
	long double unit;
	long double mean;
	long double square;
	long double variance;
	long double node_error = 0;
	long double line_error = 0;

	set_volatility(c->coefficient, c->scale);
	unit = ldexpl(1, -shock.fraction_bits);
	CHECK(shock.fraction_bits >= 20 && shock.fraction_bits <= 62);
	CHECK(fnd_shock_max(&shock) < UINT64_C(1) << 63);
	CHECK(fnd_shock_max(&shock) >= UINT64_C(1) << 60);
	CHECK_EQ_U64(fnd_shock_quantile(&shock, 0), shock.node[0]);
	CHECK_EQ_U64(fnd_shock_quantile(&shock, 1), shock.node[0]);
	CHECK_EQ_U64(fnd_shock_quantile(&shock, UINT64_C(1) << 63) >=
					 fnd_shock_quantile(&shock, INT64_MAX),
				 1);
	CHECK(fnd_shock_max(&shock) - fnd_shock_quantile(&shock, UINT64_MAX) <= 1);

	for (int i = 0; i <= 2 * CELLS; i++)
	{
		long double exact = expl(s * node_z(i) - s * s / 2);
		long double error = fabsl(value_of(shock.node[i]) - exact) - unit;

		if (error / exact > node_error)
			node_error = error / exact;
		if (i > 0)
			CHECK(shock.node[i] >= shock.node[i - 1]);
	}
	for (int i = 0; i < 20000; i++)
	{
		/* below 2^20 of 2^64 a number has few bits to say where it is */
		uint64_t	random = (check_random_u64() >> check_random_below(43)) / 2 |
			UINT64_C(1) << 20;
		long double z = normal_quantile(ldexpl((long double) random, -64));
		for (int half = 0; half < 2; half++)
		{
			long double exact = expl(s * (half == 0 ? z : -z) - s * s / 2);
			uint64_t	found = fnd_shock_quantile(&shock,
												half == 0 ? random : ~random);
			long double error = fabsl(value_of(found) - exact) - 2 * unit;

			if (error / exact > line_error)
				line_error = error / exact;
		}
	}
	integrate(&mean, &square);
	variance = square - mean * mean;
	if (s < 1e-3L)
	{
		/* the difference above would be lost: sum (x - 1)^2 instead */
		variance = 0;
		for (int i = 0; i < CELLS; i++)
		{
			for (int half = 0; half < 2; half++)
			{
				int			at = half == 0 ? i : 2 * CELLS - 1 - i;
				long double one = ldexpl(1, shock.fraction_bits);
				long double a = ((long double) shock.node[at] - one) * unit;
				long double b = ((long double) shock.node[at + 1] - one) *
					unit;

				variance += ldexpl(1, i / 64 - 70) * (a * a + a * b + b * b) /
					3;
			}
		}
	}
	variance = variance / expm1l(s * s) - 1;
	CHECK(node_error <= c->node_error);
	CHECK(line_error <= c->line_error);
	CHECK(fabsl(mean - 1) <= 1e-12L + unit);
	CHECK(fabsl(variance) <= c->variance_error);
}

/* The same on every machine: four shocks, and a digest of the table. */
static void
test_bits(void)
{
	static const struct
	{
		int64_t		hundredths;
		int			fraction_bits;
		uint64_t	least;
		uint64_t	low;
		uint64_t	median;
		uint64_t	high;
		uint64_t	digest;
	} pins[] = {
		{ 20, 60, UINT64_C(183832133671738530), UINT64_C(842640085761131694),
		  UINT64_C(1130091689051105741), UINT64_C(1907053420081949085),
		  UINT64_C(0x363D72CA6E494916) },
		{ 50, 56, UINT64_C(678674144334154), UINT64_C(30529048914743962),
		  UINT64_C(63590455642490593), UINT64_C(235242067874160622),
		  UINT64_C(0x19B89945E1EC0354) },
		{ 100, 50, UINT64_C(77783561691), UINT64_C(157395606721391),
		  UINT64_C(682887386586036), UINT64_C(9345349613579305),
		  UINT64_C(0xC6DF618856AF363B) },
		{ 400, 22, UINT64_C(0), UINT64_C(4), UINT64_C(1407),
		  UINT64_C(49350212), UINT64_C(0x141A8834DFE679CB) },
	};

	for (size_t i = 0; i < sizeof(pins) / sizeof(pins[0]); i++)
	{
		uint64_t	digest = 0;

		set_volatility(pins[i].hundredths, 2);
		CHECK_EQ_I64(shock.fraction_bits, pins[i].fraction_bits);
		CHECK_EQ_U64(fnd_shock_quantile(&shock, 0), pins[i].least);
		CHECK_EQ_U64(fnd_shock_quantile(&shock, UINT64_C(0x123456789ABCDEF0)),
					 pins[i].low);
		CHECK_EQ_U64(fnd_shock_quantile(&shock, UINT64_C(1) << 63),
					 pins[i].median);
		CHECK_EQ_U64(fnd_shock_quantile(&shock, UINT64_C(0xFEDCBA9876543210)),
					 pins[i].high);
		for (int j = 0; j <= 2 * CELLS; j++)
			digest = (digest ^ shock.node[j]) * UINT64_C(0x9E3779B97F4A7C15);
		CHECK_EQ_U64(digest, pins[i].digest);
	}
}

/* Nodes, of which none is below the one before. */
static void
check_nodes(void)
{
	for (int i = 1; i <= 2 * CELLS; i++)
		CHECK(shock.node[i] >= shock.node[i - 1]);
}

/* Never less for a larger number. */
static void
test_order(void)
{
	/* from those so small that neighbours are the same, up to 4 */
	for (int i = 0; i < 300; i++)
	{
		set_volatility(1 + (int64_t) check_random_below(4000), 3 + i % 28);
		check_nodes();
	}
	set_volatility(4, 0);
	check_nodes();
	set_volatility(3, 1);
	for (int bit = 1; bit < 63; bit++)
	{
		uint64_t	start = UINT64_C(1) << bit;

		for (int i = 0; i < 500; i++)
		{
			uint64_t	random = start + (check_random_u64() & (start - 1));
			uint64_t	step = check_random_u64() >> check_random_below(64);

			/* a step may leave the half */
			if (i % 2 == 0 && i < 128)
				random = start + start / 64 * (uint64_t) (i / 2) - 1;
			if (i % 3 == 0)
				step = 1;
			if (step > UINT64_MAX - random)
				step = UINT64_MAX - random;
			CHECK(fnd_shock_quantile(&shock, random) <=
				  fnd_shock_quantile(&shock, random + step));
			CHECK(fnd_shock_quantile(&shock, ~random) >=
				  fnd_shock_quantile(&shock, ~random - step));
		}
	}
}

/* A volatility written in other digits is the same. */
static void
test_volatility_forms(void)
{
	static fnd_shock other;
	fnd_decimal	volatility;

	set_volatility(4, 0);
	memcpy(&other, &shock, sizeof(shock));
	set_volatility(INT64_C(4000000000000000000), 18);
	CHECK_MEM(&other, &shock, sizeof(shock));
	CHECK(
		fnd_i128_mul_pow10(fnd_i128_from_i64(4), 37, &volatility.coefficient));
	volatility.scale = 37;
	memset(&shock, 0xAA, sizeof(shock));
	fnd_shock_init(&shock, &volatility);
	CHECK_MEM(&other, &shock, sizeof(shock));

	/* too small to tell from none: 1 whatever is drawn */
	set_volatility(1, 100);
	CHECK_EQ_U64(shock.node[0], UINT64_C(1) << shock.fraction_bits);
	CHECK_EQ_U64(fnd_shock_max(&shock), UINT64_C(1) << shock.fraction_bits);
	CHECK_EQ_U64(fnd_shock_quantile(&shock, 42),
				 UINT64_C(1) << shock.fraction_bits);
}

int
main(void)
{
	/* what doc/simulation.md says, at s = 1e-30, 1e-9, ..., 4 */
	static const volatility_case cases[] = {
		{ 1, 30, 1e-17L, 1e-17L, 1 },	 { 1, 9, 1e-16L, 2e-14L, 1e-5L },
		{ 1, 6, 1e-16L, 2e-11L, 1e-5L }, { 1, 3, 2e-11L, 2e-8L, 1e-5L },
		{ 1, 2, 2e-9L, 2e-7L, 1e-5L },	 { 5, 2, 5e-8L, 1e-6L, 1e-5L },
		{ 1, 1, 2e-7L, 2e-6L, 1e-5L },	 { 2, 1, 5e-7L, 4e-6L, 1e-5L },
		{ 3, 1, 1e-6L, 6e-6L, 1e-5L },	 { 5, 1, 4e-6L, 1e-5L, 1e-5L },
		{ 1, 0, 1e-5L, 3e-5L, 1e-5L },	 { 15, 1, 2e-5L, 6e-5L, 2e-5L },
		{ 2, 0, 2e-5L, 1e-4L, 3e-5L },	 { 3, 0, 3e-5L, 2e-4L, 1e-3L },
		{ 4, 0, 3e-5L, 3e-4L, 2e-1L },
	};

	check_seed(20261125);
	test_normal_table();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		test_volatility(&cases[i]);
	test_bits();
	test_order();
	test_volatility_forms();
	return check_done("shock");
}
