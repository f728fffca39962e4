/*
 * test_simulation.c
 *	  Simulated plans: the arithmetic of a figure against exact arithmetic,
 *	  64 bits against 128, runs against the bounds of a projection, and what
 *	  random numbers may depend on.
 */
#include "simulation_helpers.h"

#include "random_values.h"

#include "../../src/core/projection.h"
#include "../../src/core/simulation_figure.h"

static simulated first;
static simulated second;

/*
 * Figures
 */
static fnd_u256
power_of_two(int bits)
{
	fnd_u256	result = { { 0, 0, 0, 0 } };

	result.word[bits / 64] = UINT64_C(1) << (bits % 64);
	return result;
}

/* figure * factor / 2^shift, half-even, by long division. */
static uint64_t
scaled(uint64_t figure, uint64_t factor, int shift)
{
	fnd_u256	product = fnd_u256_from_u64(figure);
	fnd_u256	power = power_of_two(shift);

	(void) fnd_u256_mul_u64(&product, factor, &product);
	fnd_u256_divide_round(&product, &power, false, FND_ROUND_HALF_EVEN,
						  &product, NULL);
	CHECK(product.word[1] == 0 && product.word[2] == 0);
	return product.word[0];
}

static void
test_scale(void)
{
	/* 3 * 1.5 = 4.5 goes to 4, 5 * 1.5 = 7.5 to 8, 3 * 1.75 = 5.25 to 5 */
	CHECK_EQ_U64(fnd_narrow_scale(3, 3, 1), 4);
	CHECK_EQ_U64(fnd_narrow_scale(5, 3, 1), 8);
	CHECK_EQ_U64(fnd_narrow_scale(3, 7, 2), 5);
	CHECK_EQ_U64(fnd_narrow_grow(3, UINT64_C(3) << 60, 0), 4);
	CHECK_EQ_U64(fnd_narrow_grow(5, UINT64_C(3) << 60, 0), 8);
	CHECK_EQ_U64(fnd_narrow_grow(1, FND_POWER_ONE, -1), 0);
	CHECK_EQ_U64(fnd_narrow_grow(3, FND_POWER_ONE, -1), 2);
	CHECK_EQ_U64(fnd_narrow_grow(0, FND_POWER_ONE, 2400), 0);
	CHECK_EQ_U64(fnd_narrow_grow(1, FND_POWER_ONE, 61), UINT64_C(1) << 61);
	CHECK_EQ_U64(fnd_narrow_grow(7, FND_POWER_ONE, 3), 56);

	for (int i = 0; i < 20000; i++)
	{
		int			shift = random_between(1, 63);
		uint64_t	figure = check_random_u64() >> random_between(2, 63);
		uint64_t	factor = check_random_u64() >> random_below(64);
		fnd_i128	wide;
		int			exponent;

		/* ties are frequent where the factor is a few low bits */
		if (random_below(4) == 0)
			factor = (factor & 7) << (shift - 1);
		if (!fnd_wide_scale(fnd_i128_from_i64((int64_t) figure), factor, shift,
							&wide))
			CHECK(false);
		if (fnd_i128_hi(wide) == 0 && fnd_i128_lo(wide) < FND_NARROW_MAX)
		{
			CHECK_EQ_U64(fnd_narrow_scale(figure, factor, shift),
						 fnd_i128_lo(wide));
			CHECK_EQ_U64(scaled(figure, factor, shift), fnd_i128_lo(wide));
		}

		exponent = random_between(-140, 70);
		factor = (factor & (FND_POWER_ONE - 1)) | FND_POWER_ONE;
		if (fnd_wide_scale(fnd_i128_from_i64((int64_t) figure), factor,
						   FND_POWER_BITS - exponent, &wide) &&
			fnd_i128_hi(wide) == 0 && fnd_i128_lo(wide) < FND_NARROW_MAX)
			CHECK_EQ_U64(fnd_narrow_grow(figure, factor, exponent),
						 fnd_i128_lo(wide));
	}
}

static void
test_wide_scale(void)
{
	fnd_i128	most = fnd_i128_from_words(INT64_MAX, UINT64_MAX);
	fnd_i128	result;

	CHECK(fnd_wide_scale(most, 1, 0, &result) &&
		  fnd_i128_compare(result, most) == 0);
	CHECK(!fnd_wide_scale(most, 1, -1, &result));
	CHECK(!fnd_wide_scale(most, 2, 0, &result));
	CHECK(fnd_wide_scale(most, 2, 1, &result) &&
		  fnd_i128_compare(result, most) == 0);
	CHECK(fnd_wide_scale(most, 1, 127, &result) && as_i64(result) == 1);
	CHECK(fnd_wide_scale(most, 1, 128, &result) && as_i64(result) == 0);
	CHECK(fnd_wide_scale(most, UINT64_MAX, 191, &result) &&
		  as_i64(result) == 1);
	CHECK(fnd_wide_scale(most, UINT64_MAX, 192, &result) &&
		  as_i64(result) == 0);
	CHECK(fnd_wide_scale(most, UINT64_MAX, 100000, &result) &&
		  as_i64(result) == 0);
	CHECK(!fnd_wide_scale(fnd_i128_from_i64(1), 1, -127, &result));
	CHECK(fnd_wide_scale(fnd_i128_from_i64(1), 1, -126, &result) &&
		  fnd_i128_hi(result) == INT64_C(1) << 62);
	CHECK(!fnd_wide_scale(most, UINT64_MAX, -127, &result));
	CHECK(!fnd_wide_scale(fnd_i128_from_i64(1), 1, -100000, &result));
	CHECK(fnd_wide_scale(fnd_i128_zero(), 1, -100000, &result) &&
		  fnd_i128_is_zero(result));
}

static void
test_fraction(void)
{
	for (int i = 0; i < 3000; i++)
	{
		int			limbs = random_between(1, 8);
		fnd_u256	denominator = random_limbs(limbs);
		fnd_u256	numerator = random_limbs(random_between(1, limbs));
		fnd_u256	one = fnd_u256_from_u64(1);
		uint64_t	fraction;

		if (fnd_u256_compare(&numerator, &denominator) >= 0)
		{
			if (fnd_u256_compare(&denominator, &one) == 0)
				continue;
			fnd_u256_sub(&denominator, &one, &numerator);
		}
		fraction = fnd_fraction(&numerator, &denominator);

		/* where 2^64 more bits have room, by division */
		if (limbs <= 6)
		{
			fnd_u256	quotient;
			fnd_u256	rest;
			fnd_u256	power = power_of_two(64);

			(void) fnd_u256_mul(&numerator, &power, &numerator);
			fnd_u256_divide(&numerator, &denominator, &quotient, &rest);
			CHECK_EQ_U64(fraction, quotient.word[0]);
			CHECK(quotient.word[1] == 0);
		}
	}
}

/* Ratios at both ends and in the middle, and powers of a few months exactly. */
static void
test_power(void)
{
	uint64_t	spread = UINT64_C(1) << 62; /* a quarter */

	CHECK_EQ_U64(fnd_growth_ratio(spread, FND_UNIT / 2), FND_RATIO_ONE);
	CHECK_EQ_U64(fnd_growth_ratio(spread, 0), UINT64_C(3) << 61);
	CHECK_EQ_U64(fnd_growth_ratio(spread, FND_UNIT), UINT64_C(5) << 61);
	CHECK_EQ_U64(fnd_growth_ratio(0, 12345), FND_RATIO_ONE);
	CHECK_EQ_U64(fnd_growth_ratio(UINT64_MAX, FND_UNIT), UINT64_MAX);
	CHECK_EQ_U64(fnd_growth_ratio(UINT64_MAX, 0), 1);

	for (int i = 0; i < 5000; i++)
	{
		uint64_t	ratio = check_random_u64() >> random_below(50);
		uint64_t	mantissa = FND_POWER_ONE;
		int16_t		exponent = 0;
		fnd_u256	exact = fnd_u256_from_u64(1);
		fnd_u256	low;
		fnd_u256	high;
		int			shift;

		if (ratio == 0)
			continue;

		/* ratio^4 is the power or more, and less than 2^-58 of it above */
		for (int month = 0; month < 4; month++)
			(void) fnd_u256_mul_u64(&exact, ratio, &exact);
		fnd_power_advance(ratio, 4, &mantissa, &exponent);
		CHECK(mantissa >> 61 == 1);
		shift = 4 * 63 + exponent - 61;
		if (shift < 0)
		{
			(void) fnd_u256_mul_u64(&exact, UINT64_C(1) << -shift, &exact);
			shift = 0;
		}
		low = power_of_two(shift);
		high = low;
		(void) fnd_u256_mul_u64(&low, mantissa, &low);
		CHECK(fnd_u256_compare(&low, &exact) <= 0);
		if (mantissa < UINT64_MAX - 8 &&
			fnd_u256_mul_u64(&high, mantissa + 8, &high))
			CHECK(fnd_u256_compare(&high, &exact) > 0);
	}

	/* in one go or month by month, and nothing left of a tiny ratio */
	for (int i = 0; i < 300; i++)
	{
		uint64_t	ratio = check_random_u64() >> random_below(64);
		int			months = random_between(0, 2400);
		uint64_t	mantissa[2] = { FND_POWER_ONE, FND_POWER_ONE };
		int16_t		exponent[2] = { 0, 0 };

		fnd_power_advance(ratio, months, &mantissa[0], &exponent[0]);
		for (int month = 0; month < months; month++)
			fnd_power_advance(ratio, 1, &mantissa[1], &exponent[1]);
		CHECK_EQ_U64(mantissa[0], mantissa[1]);
		CHECK_EQ_I64(exponent[0], exponent[1]);
		CHECK(exponent[0] <= 2400 && exponent[0] >= FND_POWER_EXPONENT_MIN);
		CHECK(mantissa[0] == 0 || mantissa[0] >> 61 == 1);
	}
}

/*
 * Plans
 */

/* A plan of everything that can be uncertain; small or very large figures. */
static void
random_plan(simulated_plan *plan, fnd_estimate *opening, bool is_small)
{
	int64_t		most = is_small ? 1000000 : INT64_C(1) << 55;

	*opening = range_of((int64_t) check_random_below((uint64_t) most),
						most + 1);
	simulated_plan_init(plan, opening, random_between(1, 30),
						random_between(1, 300));
	plan->distribution = (fnd_distribution) random_below(3);
	plan->seed = check_random_u64();
	plan->lines_count = random_between(0, SIMULATED_LINES - 1);
	for (int i = 0; i < plan->lines_count; i++)
	{
		int64_t		lower = (int64_t) check_random_below((uint64_t) most);
		int64_t		upper = lower + (int64_t) check_random_below((uint64_t) most);
		fnd_line   *line = &plan->line[i];

		*line = line_of((fnd_flow) random_below(4),
						random_below(2) ? range_of(lower, upper + 1) :
										  dollars(lower));
		if (random_below(3) == 0)
			line->amount = interval_of(0, upper + 1, 0, 0, FND_TAG_UP_TO, USD);
		switch (random_below(4))
		{
			case 0:
				line->per = months_of(random_between(1, 12));
				break;
			case 1:
				line->every = months_of(random_between(1, 5));
				break;
			case 2:
				line->every = days_of(random_between(1, 60));
				break;
			default:
				line->starts_on = date_of(2024, random_between(8, 12), 15);
				break;
		}
		if (random_below(2) == 0)
			line->starts_on = date_of(random_between(2023, 2025),
									  random_between(1, 12), 9);
		if (random_below(2) == 0)
			line->growth = number_of(random_between(-99, 200), 2);
		if (random_below(2) == 0)
			line->growth_spread = number_of(
				random_between(
					0,
					line->growth.is_given ?
						(int) as_i64(line->growth.value.coefficient) *
								(line->growth.value.scale == 2	   ? 1 :
									 line->growth.value.scale == 1 ? 10 :
																	 100) +
							99 :
						99),
				2);
		if (random_below(2) == 0)
			line->volatility = number_of(random_between(0, 99), 2);
		if (random_below(2) == 0)
			line->probability = number_of(random_between(0, 100), 2);
	}
}

/* 64 bits, 128 bits from the start, and 128 bits from some month on. */
static void
test_widths(void)
{
	int			narrow_count = 0;
	int			widened_count = 0;
	int			fault_count = 0;

	for (int i = 0; i < 400; i++)
	{
		simulated_plan plan;
		fnd_estimate opening;
		fnd_fault	fault;

		random_plan(&plan, &opening, i % 3 != 0);
		fault = simulate(&plan, &first);
		narrow_count += !first.was_widened;
		widened_count += first.was_widened;
		fault_count += fault != FND_FAULT_NONE;
		plan.is_wide = true;
		CHECK_EQ_I64(simulate(&plan, &second), fault);
		CHECK_EQ_I64(first.rows, second.rows);
		for (int row = 0; row < first.rows; row++)
			CHECK(is_same_row(&first.row[row], &second.row[row]));
		if (fault == FND_FAULT_NONE)
		{
			for (int run = 0; run < plan.runs; run++)
				CHECK(fnd_i128_compare(first.cash[run], second.cash[run]) ==
					  0);
			continue;
		}
		CHECK(fault == FND_FAULT_RANGE_LINE || fault == FND_FAULT_RANGE_MONTH);
		CHECK_EQ_I64(first.simulation.fault_line,
					 second.simulation.fault_line);
	}
	CHECK(narrow_count > 130 && widened_count > 80 && fault_count < 80);
}

/* The percentiles are those of the runs, and the mean is theirs. */
static int
compare_i128(const void *a, const void *b)
{
	return fnd_i128_compare(*(const fnd_i128 *) a, *(const fnd_i128 *) b);
}

static void
test_row(void)
{
	for (int i = 0; i < 300; i++)
	{
		simulated_plan plan;
		fnd_estimate opening;
		const fnd_simulation_row *row;
		fnd_i128	sum = fnd_i128_zero();
		fnd_i128	mean;
		int			below = 0;

		random_plan(&plan, &opening, true);
		plan.months = 1;
		if (simulate(&plan, &first) != FND_FAULT_NONE)
			continue;
		row = &first.row[0];
		qsort(first.cash, (size_t) plan.runs, sizeof(fnd_i128), compare_i128);
		for (int j = 0; j < FND_PERCENTILES_COUNT; j++)
			CHECK(fnd_i128_compare(
					  row->percentile[j],
					  first.cash[(fnd_percents[j] * plan.runs + 99) / 100 -
								 1]) == 0);
		for (int run = 0; run < plan.runs; run++)
		{
			CHECK(fnd_i128_add(sum, first.cash[run], &sum));
			below += fnd_i128_sign(first.cash[run]) < 0;
		}
		CHECK(fnd_i128_mul_i64(row->mean, plan.runs, &mean) &&
			  fnd_i128_sub(sum, mean, &sum));
		CHECK(2 * llabs(as_i64(sum)) <= plan.runs);

		/* the opening is never below zero here; half-even of seven digits */
		CHECK(row->cash_out * 2 * plan.runs >=
				  (int64_t) below * 20000000 - plan.runs &&
			  row->cash_out * 2 * plan.runs <=
				  (int64_t) below * 20000000 + plan.runs);
	}
}

/*
 * Without growth_spread, volatility and probability every run lies within the
 * bounds of the projection; at probability 1 and volatility 0 too.
 */
static void
test_bounds(void)
{
	for (int i = 0; i < 400; i++)
	{
		simulated_plan plan;
		fnd_estimate opening;
		fnd_projection projection;
		fnd_schedule schedule[SIMULATED_LINES];
		fnd_plan	same;
		fnd_fault	fault = FND_FAULT_NONE;
		fnd_step	step;
		int			rows = 0;

		random_plan(&plan, &opening, i % 2 == 0);
		for (int j = 0; j < plan.lines_count; j++)
		{
			plan.line[j].growth_spread = number_of(0, 0);
			plan.line[j].volatility = number_of(0, 0);
			plan.line[j].probability = number_of(1, 0);
		}
		plan.is_wide = i % 5 == 0;
		if (simulate(&plan, &first) != FND_FAULT_NONE)
			continue;
		CHECK(fnd_plan_init(&same, &opening, NULL, &first.simulation.plan.from,
							plan.months) == FND_FAULT_NONE);
		for (int j = 0; j < plan.lines_count; j++)
			CHECK(fnd_plan_add_line(&same, &plan.line[j], &schedule[j]) ==
				  FND_FAULT_NONE);
		CHECK(fnd_plan_settle(&same) == FND_FAULT_NONE);
		fnd_projection_init(&projection, &same, schedule);
		while ((step = fnd_projection_step(&projection, &fault)) !=
			   FND_STEP_DONE)
		{
			const fnd_band *closing = &projection.row.closing;

			if (step == FND_STEP_FAULT)
				break;
			if (step == FND_STEP_MORE)
				continue;
			CHECK(fnd_i128_compare(first.row[rows].percentile[0],
								   closing->lower) >= 0);
			CHECK(fnd_i128_compare(first.row[rows].percentile[6],
								   closing->upper) <= 0);
			CHECK(fnd_i128_compare(first.row[rows].mean, closing->lower) >= 0);
			CHECK(fnd_i128_compare(first.row[rows].mean, closing->upper) <= 0);
			rows++;
			if (rows < plan.months)
				continue;
			for (int run = 0; run < plan.runs; run++)
			{
				CHECK(fnd_i128_compare(first.cash[run], closing->lower) >= 0);
				CHECK(fnd_i128_compare(first.cash[run], closing->upper) <= 0);
			}
		}
	}
}

/*
 * With a spread every run lies between the projections of the least and the
 * greatest growth, within the rounding of each month and what the power cuts
 * off.
 */
static void
test_spread_bounds(void)
{
	static const int growths[] = { -30, -5, 0, 3, 50 };

	for (int i = 0; i < 60; i++)
	{
		int			growth = growths[i % 5];
		int			spread = random_between(1, 69 + (growth < 0 ? growth : 0));
		fnd_estimate opening = dollars(0);
		fnd_estimate amount = dollars(random_between(1, 100000));
		simulated_plan plan;
		fnd_i128	bound[2];

		for (int side = 0; side < 2; side++)
		{
			simulated_plan_init(&plan, &opening, 18, 1);
			plan.lines_count = 1;
			plan.line[0] = per_months(FND_FLOW_REVENUE, amount, 1);
			plan.line[0].growth = number_of(
				side == 0 ? growth - spread : growth + spread, 2);
			CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
			bound[side] = first.row[17].mean;
		}
		plan.runs = 500;
		plan.seed = (uint64_t) i;
		plan.distribution = (fnd_distribution) (i % 3);
		plan.line[0].growth = number_of(growth, 2);
		plan.line[0].growth_spread = number_of(spread, 2);
		CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
		for (int run = 0; run < plan.runs; run++)
		{
			/* half a unit of the base, grown, and half a unit each month */
			int64_t		cash = as_i64(first.cash[run]);
			int64_t		slack = 18 +
				as_i64(bound[1]) / as_i64(first.line[0].band.lower) * 18;

			CHECK(cash >= as_i64(bound[0]) - slack &&
				  cash <= as_i64(bound[1]) + slack);
		}
		CHECK(fnd_i128_compare(first.row[17].percentile[6],
							   first.row[17].percentile[0]) > 0);
	}
}

/*
 * Random numbers: the same seed gives the same runs; more runs, more months
 * and a further line leave what was there as it was.
 */
static void
test_counters(void)
{
	simulated_plan plan;
	fnd_estimate opening = range_of(1000000, 2000000);
	int			differing = 0;

	simulated_plan_init(&plan, &opening, 12, 4096 + 7);
	plan.lines_count = 3;
	plan.line[0] = per_months(FND_FLOW_REVENUE, range_of(1000, 9000), 1);
	plan.line[0].volatility = number_of(2, 1);
	plan.line[0].growth_spread = number_of(2, 2);
	plan.line[1] = plan.line[0];
	plan.line[1].flow = FND_FLOW_COST;
	plan.line[2] = once(FND_FLOW_FINANCING, range_of(50000, 60000),
						date_of(2025, 2, 1));
	plan.line[2].probability = number_of(7, 1);
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	CHECK(simulate(&plan, &second) == FND_FAULT_NONE);
	for (int row = 0; row < 12; row++)
		CHECK(is_same_row(&first.row[row], &second.row[row]));

	/* two lines of the same facts do not move alike */
	for (int run = 0; run < 100; run++)
	{
		CHECK(first.line[0].position != first.line[1].position);
		differing += fnd_i128_compare(first.cash[run], first.cash[run + 1]) !=
			0;
	}
	CHECK(differing > 90);

	plan.seed = 1;
	CHECK(simulate(&plan, &second) == FND_FAULT_NONE);
	CHECK(!is_same_row(&first.row[0], &second.row[0]));
	plan.seed = 0;

	/* more runs */
	plan.runs = 20011;
	CHECK(simulate(&plan, &second) == FND_FAULT_NONE);
	for (int run = 0; run < 4096 + 7; run++)
		CHECK(fnd_i128_compare(first.cash[run], second.cash[run]) == 0);
	plan.runs = 4096 + 7;

	/* more months */
	plan.months = 40;
	CHECK(simulate(&plan, &second) == FND_FAULT_NONE);
	for (int row = 0; row < 12; row++)
		CHECK(is_same_row(&first.row[row], &second.row[row]));
	plan.months = 12;

	/* a line more: what it moves is all that changes */
	plan.lines_count = 4;
	plan.line[3] = per_months(FND_FLOW_COST, dollars(100), 1);
	CHECK(simulate(&plan, &second) == FND_FAULT_NONE);
	for (int run = 0; run < plan.runs; run++)
		CHECK_EQ_I64(as_i64(first.cash[run]) - as_i64(second.cash[run]),
					 120000);
	plan.line[3].volatility = number_of(1, 1);
	CHECK(simulate(&plan, &second) == FND_FAULT_NONE);
	differing = 0;
	for (int run = 0; run < plan.runs; run++)
	{
		int64_t		cost = as_i64(first.cash[run]) - as_i64(second.cash[run]);

		CHECK(cost > 60000 && cost < 240000);
		differing += cost != 120000;
	}
	CHECK(differing > 4000);

	/* a line of the same figures opens like no line: the opening is line 0 */
	plan.lines_count = 1;
	plan.months = 1;
	plan.line[0] = once(FND_FLOW_COST, opening, date_of(2024, 10, 1));
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	for (int run = 0; run < 100; run++)
		CHECK(fnd_i128_sign(first.cash[run]) != 0);
}

/* What a line moves with its chance, it moves in all months or in none. */
static void
test_chance(void)
{
	simulated_plan plan;
	fnd_estimate opening = dollars(0);
	int			happened = 0;

	simulated_plan_init(&plan, &opening, 24, 10000);
	plan.lines_count = 1;
	plan.line[0] = per_months(FND_FLOW_REVENUE, dollars(1), 1);
	plan.line[0].probability = number_of(3, 1);
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	for (int run = 0; run < plan.runs; run++)
	{
		int64_t		cash = as_i64(first.cash[run]);

		CHECK(cash == 0 || cash == 2400);
		happened += cash == 2400;
	}
	CHECK(happened > 2800 && happened < 3200);

	plan.line[0].probability = number_of(0, 0);
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	CHECK(fnd_i128_is_zero(first.row[23].percentile[6]));
	plan.line[0].probability = number_of(1, 0);
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	CHECK_EQ_I64(as_i64(first.row[23].percentile[0]), 2400);
	plan.line[0].probability = number_of(1, 1000);
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	CHECK(fnd_i128_is_zero(first.row[23].percentile[6]));
}

/* The floor: cumulative, at the opening too, and not at the floor itself. */
static void
test_floor(void)
{
	simulated_plan plan;
	fnd_estimate opening = dollars(100);
	fnd_amount	floor;

	simulated_plan_init(&plan, &opening, 6, 1000);
	plan.lines_count = 2;
	plan.line[0] = once(FND_FLOW_COST, dollars(100), date_of(2024, 11, 1));
	plan.line[1] = once(FND_FLOW_COST, dollars(1), date_of(2024, 12, 1));
	plan.line[1].probability = number_of(5, 1);
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	CHECK_EQ_I64(first.row[1].cash_out, 0);
	CHECK(first.row[2].cash_out > 4000000 && first.row[2].cash_out < 6000000);

	/* cash comes back, the cash-out stays */
	plan.line[2] = once(FND_FLOW_FINANCING, dollars(500), date_of(2025, 1, 1));
	plan.lines_count = 3;
	CHECK(simulate(&plan, &second) == FND_FAULT_NONE);
	CHECK(as_i64(second.row[5].percentile[0]) > 0);
	CHECK_EQ_I64(second.row[5].cash_out, first.row[2].cash_out);

	/* below the floor at the opening alone */
	CHECK(fnd_amount_make(fnd_i128_from_i64(10001), 2, USD, &floor) == FND_OK);
	plan.floor = &floor;
	plan.lines_count = 1;
	plan.line[0] = once(FND_FLOW_REVENUE, dollars(900), date_of(2024, 10, 9));
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	CHECK_EQ_I64(first.row[0].cash_out, 10000000);
	plan.is_wide = true;
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	CHECK_EQ_I64(first.row[0].cash_out, 10000000);
	CHECK(fnd_amount_make(fnd_i128_from_i64(100), 0, USD, &floor) == FND_OK);
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	CHECK_EQ_I64(first.row[0].cash_out, 0);
}

static void
test_faults(void)
{
	simulated_plan plan;
	fnd_estimate opening = dollars(100);
	fnd_estimate unknown = undisclosed(USD);

	CHECK_EQ_I64(fnd_runs_check(false, 1), FND_FAULT_RUNS_NULL);
	CHECK_EQ_I64(fnd_runs_check(true, 0), FND_FAULT_RUNS_LOW);
	CHECK_EQ_I64(fnd_runs_check(true, INT32_MIN), FND_FAULT_RUNS_LOW);
	CHECK_EQ_I64(fnd_runs_check(true, 1), FND_FAULT_NONE);
	CHECK_EQ_I64(fnd_runs_check(true, FND_RUNS_MAX), FND_FAULT_NONE);
	CHECK_EQ_I64(fnd_runs_check(true, FND_RUNS_MAX + 1), FND_FAULT_RUNS_LIMIT);

	simulated_plan_init(&plan, &unknown, 3, 10);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_OPENING_UNBOUNDED);
	plan.opening = &opening;
	plan.lines_count = 1;
	plan.line[0] = per_months(FND_FLOW_COST, more_than(5), 1);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_AMOUNT_UNBOUNDED);

	/* growth - spread: -0.9999 will do, -1 will not */
	plan.line[0].amount = dollars(5);
	plan.line[0].growth = number_of(-5, 1);
	plan.line[0].growth_spread = number_of(5, 1);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_SPREAD_TOO_WIDE);
	plan.line[0].growth_spread = number_of(4999, 4);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_NONE);
	plan.line[0].growth_spread = number_of(1, -30);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_SPREAD_TOO_WIDE);
	plan.line[0].growth_spread = number_of(1, -300);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_SPREAD_TOO_WIDE);
	plan.line[0].growth_spread = number_of(1, 300);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_NONE);
	plan.line[0].growth = number_of(0, 0);
	plan.line[0].growth_spread = number_of(1, 0);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_SPREAD_TOO_WIDE);

	/* a one-off does not grow, but what is wrong is wrong */
	plan.line[0] = once(FND_FLOW_COST, dollars(5), date_of(2024, 10, 3));
	plan.line[0].growth_spread = number_of(1, 0);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_SPREAD_TOO_WIDE);
	plan.line[0].growth_spread = number_of(9, 1);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_NONE);
	CHECK_EQ_I64(first.simulation.growths_count, 0);

	/* a spread counts months as growth does */
	plan.line[0] = per_months(FND_FLOW_COST, dollars(5), 1);
	plan.line[0].starts_on = date_of(1924, 10, 1);
	plan.line[0].growth_spread = number_of(1, 3);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_NONE);
	plan.line[0].starts_on = date_of(1924, 9, 30);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_GROWTH_SPAN);

	plan.line[0] = per_months(FND_FLOW_COST, dollars(5), 1);
	plan.line[0].volatility = number_of(FND_VOLATILITY_MAX, 0);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_NONE);
	plan.line[0].volatility = number_of(FND_VOLATILITY_MAX * 10000 + 1, 4);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_VOLATILITY_LIMIT);
	plan.line[0].volatility = number_of(1, -30);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_VOLATILITY_LIMIT);
	plan.line[0].volatility = number_of(1, 300);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_NONE);

	/* memory: 33 bytes for a run, 8 and 18 more for what is drawn once */
	plan.line[0] = per_months(FND_FLOW_COST, range_of(5, 6), 1);
	plan.line[0].growth_spread = number_of(1, 1);
	for (int i = 1; i < SIMULATED_LINES; i++)
		plan.line[i] = plan.line[0];
	plan.lines_count = SIMULATED_LINES;
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_NONE);
	CHECK_EQ_U64(first.simulation.run_bytes, 33 + 26 * SIMULATED_LINES);
	plan.runs = FND_RUNS_MAX;
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_RUNS_MEMORY);
}

/* A line that compounds out of 127 bits is named, in the month that it does. */
static void
test_range(void)
{
	simulated_plan plan;
	fnd_estimate opening = dollars(0);

	for (int wide = 0; wide < 2; wide++)
	{
		simulated_plan_init(&plan, &opening, 300, 100);
		plan.is_wide = wide == 1;
		plan.lines_count = 2;
		plan.line[0] = per_months(FND_FLOW_COST, range_of(5, 6), 1);
		plan.line[1] = line_of(FND_FLOW_REVENUE, dollars(1000));
		plan.line[1].every = months_of(12);
		plan.line[1].growth_spread = number_of(9, 1);
		CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_RANGE_LINE);
		CHECK_EQ_I64(first.simulation.fault_line, 1);

		/* 100000 * 1.9^k reaches 2^127 at k = 120 at the earliest */
		CHECK(first.rows >= 120 && first.rows < 180);
		CHECK(first.was_widened);
	}

	/* cash that adds up to too much */
	plan.line[1] = per_months(FND_FLOW_REVENUE, dollars(1), 1);
	plan.line[1].growth = number_of(1, 0);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_RANGE_MONTH);
	plan.line[1].growth = number_of(11, 1);
	plan.line[1].probability = number_of(5, 1);
	CHECK(simulate(&plan, &first) != FND_FAULT_NONE);
	CHECK_EQ_I64(first.simulation.fault_line, 1);
}

/* What is certain leaves 127 bits, too, and what is not drawn. */
static void
test_certain_range(void)
{
	simulated_plan plan;
	fnd_estimate opening = vast_dollars(-90, 90);
	fnd_amount	floor;

	/* each end of the opening has room, its width has not */
	simulated_plan_init(&plan, &opening, 2, 3);
	plan.lines_count = 1;
	plan.line[0] = fine_line();
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_RANGE_OPENING);
	CHECK(first.was_widened);

	/* the lines of one month */
	opening = dollars(0);
	plan.lines_count = 3;
	plan.line[1] = per_months(FND_FLOW_COST, VAST, 1);
	plan.line[2] = plan.line[1];
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_RANGE_MONTH);
	CHECK_EQ_I64(first.simulation.fault_line, 2);

	/* one line that grows out of it */
	plan.lines_count = 2;
	plan.line[1] = per_months(FND_FLOW_COST, dollars(1), 1);
	plan.line[1].growth = number_of(1, -27);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_RANGE_LINE);
	CHECK_EQ_I64(first.simulation.fault_line, 1);

	/* the opening at the scale of the lines */
	opening = dollars(INT64_C(100000000000));
	plan.lines_count = 1;
	plan.line[0].amount = exact_of(1, 28, USD);
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_RANGE_OPENING);

	/* an opening of over 64 bits is kept to the cent from the first month */
	opening = vast_dollars(90, 90);
	plan.lines_count = 0;
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_NONE);
	CHECK(first.was_widened);
	CHECK(fnd_i128_compare(first.row[1].percentile[0],
						   fnd_estimate_lower_coefficient(&opening)) == 0);

	/* what a projection refuses */
	opening = dollars(1);
	CHECK(fnd_amount_make(fnd_i128_zero(), 2, EUR, &floor) == FND_OK);
	plan.floor = &floor;
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_FLOOR_CURRENCY);
	plan.floor = NULL;
	plan.lines_count = 1;
	plan.line[0].has_category = false;
	CHECK_EQ_I64(simulate(&plan, &first), FND_FAULT_CATEGORY_NULL);
}

/* One run, no lines, a hundred years. */
static void
test_small(void)
{
	simulated_plan plan;
	fnd_estimate opening = exact_of(12345, 2, USD);

	simulated_plan_init(&plan, &opening, 1200, 1);
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
		CHECK_EQ_I64(as_i64(first.row[1199].percentile[i]), 12345);
	CHECK_EQ_I64(as_i64(first.row[1199].mean), 12345);
	plan.lines_count = 1;
	plan.line[0] = per_months(FND_FLOW_COST, dollars(1), 1);
	plan.line[0].volatility = number_of(1, 1);
	plan.line[0].growth_spread = number_of(1, 3);
	CHECK(simulate(&plan, &first) == FND_FAULT_NONE);
	for (int i = 1; i < 1200; i++)
		CHECK(first.row[i].cash_out >= first.row[i - 1].cash_out);
	CHECK_EQ_I64(first.row[1199].cash_out, 10000000);
}

int
main(void)
{
	check_seed(20261124);
	test_scale();
	test_wide_scale();
	test_fraction();
	test_power();
	test_small();
	test_faults();
	test_chance();
	test_floor();
	test_counters();
	test_row();
	test_bounds();
	test_spread_bounds();
	test_widths();
	test_range();
	test_certain_range();
	return check_done("simulation");
}
