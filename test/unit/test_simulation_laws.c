/*
 * test_simulation_laws.c
 *	  Simulated plans against closed forms: quantiles, means and variances of
 *	  what is drawn, independence, and how the error falls with the runs.
 *
 * Each bound is five standard errors of its estimate for as many runs, and
 * the seeds are fixed.  There is no libm here: what a logarithm or a normal
 * quantile was needed for is a constant.
 */
#include "simulation_helpers.h"

#define RUNS 100000
#define CENTS INT64_C(100000000) /* a million dollars */

static simulated result;

static const double percents[FND_PERCENTILES_COUNT] = { 0.05, 0.10, 0.25, 0.50,
														0.75, 0.90, 0.95 };

static double
square(double x)
{
	return x * x;
}

static double
cash_of(int run)
{
	return (double) (int64_t) fnd_i128_lo(result.cash[run]);
}

/* Mean and variance of cash, which is of 64 bits here, in units of so many cents. */
static void
find_moments(double unit, double *mean, double *variance)
{
	double		sum = 0;
	double		squares = 0;

	for (int run = 0; run < RUNS; run++)
		sum += cash_of(run) / unit;
	*mean = sum / RUNS;
	for (int run = 0; run < RUNS; run++)
		squares += square(cash_of(run) / unit - *mean);
	*variance = squares / RUNS;
}

/* Of all runs a share of p lies below the p-th quantile. */
static void
check_quantiles(double unit, const double *quantile)
{
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
	{
		double		p = percents[i];
		double		below = 0;

		for (int run = 0; run < RUNS; run++)
			below += cash_of(run) < quantile[i] * unit;
		if (!CHECK(square(below - p * RUNS) <= 25 * RUNS * p * (1 - p)))
			printf("%.0f of %d runs lie below quantile %.2f\n", below, RUNS,
				   p);
	}
}

/* fourth is E (x - mean)^4, in the same unit. */
static void
check_moments(double unit, double mean, double variance, double fourth)
{
	double		found_mean;
	double		found_variance;

	find_moments(unit, &found_mean, &found_variance);
	if (!CHECK(square(found_mean - mean) <= 25 * variance / RUNS))
		printf("mean %.9f is not %.9f\n", found_mean, mean);
	if (!CHECK(square(found_variance - variance) <=
			   25 * (fourth - square(variance)) / RUNS + 1e-8 * variance))
		printf("variance %.9f is not %.9f\n", found_variance, variance);

	/* what the row says of it */
	CHECK(square((double) as_i64(result.row[result.rows - 1].mean) / unit -
				 found_mean) <= square(1 / unit));
}

static void
run_plan(simulated_plan *plan)
{
	CHECK(simulate(plan, &result) == FND_FAULT_NONE);
}

/*
 * A one-off of lognormal shock: quantiles A exp(s z - s^2/2), mean A, variance
 * A^2 (exp(s^2) - 1), fourth moment A^4 (e^(6 s^2) - 4 e^(3 s^2) + 6 e^(s^2)
 * - 3).
 */
static void
test_shock(void)
{
	static const struct
	{
		int			volatility; /* tenths */
		double		quantile[FND_PERCENTILES_COUNT];
		double		variance;
		double		fourth;
	} cases[] = {
		{ 1,
		  { 0.8440991097, 0.8753292685, 0.9301132045, 0.9950124792,
			1.0644401445, 1.1310598987, 1.1729070939 },
		  0.010050167084167949,
		  0.0003194132362995816 },
		{ 5,
		  { 0.3877374617, 0.4649730729, 0.6298680820, 0.8824969026,
			1.2364506240, 1.6749373855, 2.0085776072 },
		  0.2840254166877414,
		  0.7178415040138137 },
		{ 15,
		  { 0.0275354658, 0.0474856676, 0.1180396581, 0.3246524674,
			0.8929136720, 2.2196007743, 3.8277625444 },
		  8.487735836358526,
		  726054.0612126149 },
	};
	fnd_estimate opening = dollars(0);
	simulated_plan plan;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		simulated_plan_init(&plan, &opening, 1, RUNS);
		plan.seed = 100 + i;
		plan.lines_count = 1;
		plan.line[0] = once(FND_FLOW_REVENUE, dollars(CENTS / 100),
							date_of(2024, 10, 20));
		plan.line[0].volatility = number_of(cases[i].volatility, 1);
		run_plan(&plan);
		check_quantiles(CENTS, cases[i].quantile);
		check_moments(CENTS, 1, cases[i].variance, cases[i].fourth);
	}

	/*
	 * Twelve months of a rate, each with a shock of its own: mean 12 A and
	 * variance 12 A^2 (e^(s^2) - 1).  Two lines: twice that.
	 */
	simulated_plan_init(&plan, &opening, 12, RUNS);
	plan.lines_count = 1;
	plan.line[0] = per_months(FND_FLOW_REVENUE, dollars(CENTS / 100), 1);
	plan.line[0].volatility = number_of(5, 1);
	run_plan(&plan);
	check_moments(CENTS, 12, 12 * cases[1].variance,
				  12 * cases[1].fourth +
					  3 * 12 * 11 * square(cases[1].variance));
	plan.lines_count = 2;
	plan.line[1] = plan.line[0];
	plan.line[1].flow = FND_FLOW_COST;
	run_plan(&plan);
	check_moments(CENTS, 0, 24 * cases[1].variance,
				  24 * cases[1].fourth +
					  3 * 24 * 23 * square(cases[1].variance));
}

/*
 * An amount from 0 to 1, its written figure in the middle, at the upper end,
 * or none; in each distribution.
 */
static void
test_shapes(void)
{
	static const double uniform[] = {
		0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95
	};
	static const double triangle_middle[] = { 0.1581138830, 0.2236067977,
											  0.3535533906, 0.5,
											  0.6464466094, 0.7763932023,
											  0.8418861170 };
	static const double triangle_top[] = { 0.2236067977, 0.3162277660,
										   0.5,			 0.7071067812,
										   0.8660254038, 0.9486832981,
										   0.9746794345 };
	static const double pert_middle[] = {
		/* beta(3, 3) */
		0.1892553774, 0.2466364533, 0.3594361648, 0.5,
		0.6405638352, 0.7533635467, 0.8107446226
	};
	static const double pert_top[] = {
		/* beta(5, 1) */
		0.5492802717, 0.6309573445, 0.7578582833, 0.8705505633,
		0.9440875113, 0.9791483624, 0.9897937817
	};
	static const struct
	{
		fnd_tag		tag;
		fnd_distribution distribution;
		const double *quantile;
		double		mean;
		double		variance;
		double		fourth;
	} cases[] = {
		{ FND_TAG_RANGE, FND_DISTRIBUTION_UNIFORM, uniform, 1. / 2, 1. / 12,
		  1. / 80 },
		{ FND_TAG_NEARLY_BELOW, FND_DISTRIBUTION_UNIFORM, uniform, 1. / 2,
		  1. / 12, 1. / 80 },
		{ FND_TAG_UP_TO, FND_DISTRIBUTION_PERT, uniform, 1. / 2, 1. / 12,
		  1. / 80 },
		{ FND_TAG_UP_TO, FND_DISTRIBUTION_TRIANGULAR, uniform, 1. / 2, 1. / 12,
		  1. / 80 },
		{ FND_TAG_RANGE, FND_DISTRIBUTION_TRIANGULAR, triangle_middle, 1. / 2,
		  1. / 24, 1. / 240 },
		{ FND_TAG_APPROXIMATE, FND_DISTRIBUTION_TRIANGULAR, triangle_middle,
		  1. / 2, 1. / 24, 1. / 240 },
		{ FND_TAG_NEARLY_BELOW, FND_DISTRIBUTION_TRIANGULAR, triangle_top,
		  2. / 3, 1. / 18, 1. / 135 },
		{ FND_TAG_RANGE, FND_DISTRIBUTION_PERT, pert_middle, 1. / 2, 1. / 28,
		  1. / 336 },
		{ FND_TAG_NEARLY_BELOW, FND_DISTRIBUTION_PERT, pert_top, 5. / 6,
		  5. / 252, 5. / 3024 },
	};
	fnd_estimate opening = dollars(0);
	simulated_plan plan;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		fnd_estimate amount = interval_of(0, CENTS / 100, 0, 0, cases[i].tag,
										  USD);

		/* of a line, and of the opening */
		simulated_plan_init(&plan, &opening, 1, RUNS);
		plan.seed = i;
		plan.distribution = cases[i].distribution;
		plan.lines_count = 1;
		plan.line[0] = once(FND_FLOW_REVENUE, amount, date_of(2024, 10, 20));
		run_plan(&plan);
		check_quantiles(CENTS, cases[i].quantile);
		check_moments(CENTS, cases[i].mean, cases[i].variance,
					  cases[i].fourth);

		plan.opening = &amount;
		plan.lines_count = 0;
		run_plan(&plan);
		check_quantiles(CENTS, cases[i].quantile);
		check_moments(CENTS, cases[i].mean, cases[i].variance,
					  cases[i].fourth);
	}

	/* the amount is one draw of all months: variance 12^2, not 12 */
	simulated_plan_init(&plan, &opening, 12, RUNS);
	plan.distribution = FND_DISTRIBUTION_UNIFORM;
	plan.lines_count = 1;
	plan.line[0] = per_months(FND_FLOW_REVENUE, range_of(0, CENTS / 100), 1);
	run_plan(&plan);
	check_moments(12. * CENTS, 1. / 2, 1. / 12, 1. / 80);
}

/*
 * Growth of -0.1 .. 0.1, uniform: the third month moves A (1 + g)^2, of mean
 * A (1 + var g) = A (1 + 1/300).  And the median is that of g = 0.
 */
static void
test_growth(void)
{
	fnd_estimate opening = dollars(0);
	simulated_plan plan;
	double		mean;
	double		variance;
	int			below = 0;

	simulated_plan_init(&plan, &opening, 3, RUNS);
	plan.distribution = FND_DISTRIBUTION_UNIFORM;
	plan.lines_count = 1;
	plan.line[0] = line_of(FND_FLOW_REVENUE, dollars(CENTS / 100));
	plan.line[0].every = months_of(2);
	plan.line[0].growth_spread = number_of(1, 1);
	run_plan(&plan);
	find_moments(CENTS, &mean, &variance);

	/* the first payment is exact */
	CHECK(square(mean - 2 - 1. / 300) <= 25 * variance / RUNS);
	for (int run = 0; run < RUNS; run++)
	{
		double		second = cash_of(run) / CENTS - 1;

		CHECK(second >= 0.81 && second <= 1.21);
		below += second < 1;
	}
	CHECK(square(below - 0.5 * RUNS) <= 25 * 0.25 * RUNS);

	/* var (1 + g)^2 = 4 var g + E g^4 - (var g)^2, with var g = 1/300 */
	CHECK(variance > 0.0133 && variance < 0.0134);
}

/* A round that closes with a probability of p: A in a share p of the runs. */
static void
test_chance(void)
{
	static const int percent[] = { 1, 50, 70, 99 };
	fnd_estimate opening = dollars(0);
	simulated_plan plan;

	for (int i = 0; i < 4; i++)
	{
		double		p = percent[i] / 100.;
		double		variance = p * (1 - p);

		simulated_plan_init(&plan, &opening, 2, RUNS);
		plan.seed = (uint64_t) i;
		plan.lines_count = 1;
		plan.line[0] = once(FND_FLOW_FINANCING, dollars(CENTS / 100),
							date_of(2024, 11, 20));
		plan.line[0].probability = number_of(percent[i], 2);
		run_plan(&plan);
		check_moments(CENTS, p, variance, variance * (1 - 3 * variance));

		/* two rounds do not wait for each other */
		plan.lines_count = 2;
		plan.line[1] = plan.line[0];
		run_plan(&plan);
		check_moments(CENTS, 2 * p, 2 * variance,
					  2 * variance * (1 - 3 * variance) +
						  6 * square(variance));
	}
}

/*
 * The mean square of the error over seeds falls as 1 / runs, so its root as
 * 1 / sqrt(runs): 256 times the runs make 1/256 of it, within what 64 seeds
 * leave open.
 */
static double
mean_square_error(int32_t runs, bool is_median, double *relative)
{
	static const double median = 0.8824969026;
	fnd_estimate opening = dollars(0);
	simulated_plan plan;
	double		sum = 0;

	for (int i = 0; i < 64; i++)
	{
		const fnd_simulation_row *row = &result.row[0];
		double		found;

		simulated_plan_init(&plan, &opening, 1, runs);
		plan.seed = 1000 + (uint64_t) i;
		plan.lines_count = 1;
		plan.line[0] = once(FND_FLOW_REVENUE, dollars(CENTS / 100),
							date_of(2024, 10, 20));
		plan.line[0].volatility = number_of(5, 1);
		run_plan(&plan);
		found = (double) as_i64(is_median ? row->percentile[3] : row->mean);
		sum += square(found / CENTS - (is_median ? median : 1));
	}
	sum /= 64;

	/* var / runs, or p (1 - p) / (f^2 runs) of a quantile of density f */
	*relative = sum * runs /
		(is_median ? square(0.6267 * median) : 0.2840254166877414);
	return sum;
}

static void
test_convergence(void)
{
	for (int i = 0; i < 2; i++)
	{
		double		relative[3];
		double		few = mean_square_error(100, i == 1, &relative[0]);
		double		some = mean_square_error(1600, i == 1, &relative[1]);
		double		many = mean_square_error(25600, i == 1, &relative[2]);

		/* a slope of -1 +- 0.1 in the logarithms of the squares */
		CHECK(few / many > 147 && few / many < 446);
		CHECK(few / some > 8 && few / some < 32);

		/* and as large as theory says */
		for (int j = 0; j < 3; j++)
		{
			if (!CHECK(relative[j] > 0.55 && relative[j] < 1.6))
				printf("the error is %.3f of what it should be\n",
					   relative[j]);
		}
	}
}

int
main(void)
{
	test_shock();
	test_shapes();
	test_growth();
	test_chance();
	test_convergence();
	return check_done("simulation_laws");
}
