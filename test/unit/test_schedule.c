/*
 * test_schedule.c
 *	  What a line moves, against a walk over every day of the plan.
 */
#include "plan_helpers.h"

#define MONTHS 40

/*
 * The schedule's answers for MONTHS months from a month, at one scale more
 * than its own; -1 stands for a month in which nothing moves.
 */
static bool
run(const fnd_line *line, int32_t from_index, int64_t moved[MONTHS])
{
	fnd_month	month;
	fnd_schedule schedule;

	fnd_month_init(from_index, &month);
	CHECK_EQ_I64(fnd_line_check(line), FND_FAULT_NONE);
	if (!CHECK(fnd_schedule_init(line, &month, &schedule) == FND_FAULT_NONE))
		return false;
	fnd_schedule_rescale(&schedule, schedule.scale + 1);
	for (int i = 0; i < MONTHS; i++)
	{
		fnd_band	band;
		bool		is_moving;

		CHECK(fnd_schedule_month(&schedule, &month, &band, &is_moving) ==
			  FND_FAULT_NONE);
		moved[i] = -1;
		if (is_moving)
		{
			int64_t		value = as_i64(band.point);

			CHECK(as_i64(band.lower) == value && as_i64(band.upper) == value);
			CHECK_EQ_I64(value % 10, 0);
			moved[i] = value / 10;
		}
		fnd_month_advance(&month);
	}
	return true;
}

static int64_t
half_even(int64_t numerator, int64_t denominator)
{
	int64_t		quotient = numerator / denominator;
	int64_t		twice = 2 * (numerator % denominator);

	if (twice > denominator || (twice == denominator && quotient % 2 != 0))
		quotient++;
	return quotient;
}

/* Allocation one unit at a time: the next one to the month that has least. */
static int64_t
slot_of(int64_t amount, int32_t months, int32_t which)
{
	int64_t		share = 0;

	/* all months get the same until less than a round is left */
	while (amount >= months)
	{
		amount -= months;
		share++;
	}
	return share + (which < amount);
}

/* A line by the day: is this day one that counts, or a payment? */
static void
walk(const fnd_line *line, int64_t amount, int32_t from_index,
	 int64_t moved[MONTHS])
{
	int32_t		start = line->starts_on.is_given ? line->starts_on.day :
											   fnd_month_first_day(from_index);
	int32_t		end = line->ends_on.is_given ? line->ends_on.day : INT32_MAX;
	int			start_of_month;
	int32_t		start_index = fnd_month_of_day(start, &start_of_month);

	for (int i = 0; i < MONTHS; i++)
	{
		int32_t		index = from_index + i;
		int32_t		first = fnd_month_first_day(index);
		int			days_count = fnd_month_days_count(index);
		int			count = 0;

		for (int32_t day = first; day < first + days_count; day++)
		{
			int			of_month = day - first + 1;

			if (day < start || day > end)
				continue;
			if (line->per.is_given)
				count++;
			else if (line->every.is_given && line->every.days > 0)
				count += (day - start) % line->every.days == 0;
			else if (line->every.is_given)
			{
				bool		due = of_month == start_of_month ||
					(of_month == days_count && start_of_month > days_count);

				count += due &&
					(index - start_index) % line->every.months == 0;
			}
			else
				count += day == start;
		}

		moved[i] = -1;
		if (count > 0 && !line->per.is_given)
			moved[i] = amount * count;
		else if (count > 0)
		{
			int64_t		slot = slot_of(amount, line->per.months,
								   (index - start_index) % line->per.months);

			moved[i] = half_even(slot * count, days_count);
		}
	}
}

static void
check_against_walk(void)
{
	for (int round = 0; round < 6000; round++)
	{
		int64_t		amount = (int64_t) check_random_below(5000);
		int32_t		from_index = (int32_t) check_random_below(600) - 100;
		int32_t		from = fnd_month_first_day(from_index);
		fnd_line	line = line_of((fnd_flow) check_random_below(4),
								exact_of(amount, 2, USD));
		int64_t		moved[MONTHS];
		int64_t		walked[MONTHS];

		if (check_random_below(4) != 0)
			line.starts_on = date_of_day(
				from + (int32_t) check_random_below(1500) - 600);
		if (check_random_below(2) != 0)
			line.ends_on = date_of_day(
				(line.starts_on.is_given ? line.starts_on.day : from - 100) +
				(int32_t) check_random_below(900));
		switch (check_random_below(4))
		{
			case 0:
				line.per = months_of(1 + (int32_t) check_random_below(15));
				break;
			case 1:
				line.every = months_of(1 + (int32_t) check_random_below(15));
				break;
			case 2:
				line.every = days_of(1 + (int32_t) check_random_below(100));
				break;
			default:
				if (!line.starts_on.is_given)
					line.starts_on = date_of_day(from + 40);
				if (line.ends_on.is_given &&
					line.ends_on.day < line.starts_on.day)
					line.ends_on.is_given = false;
		}
		if (!run(&line, from_index, moved))
			return;
		walk(&line, amount, from_index, walked);
		if (!CHECK(memcmp(moved, walked, sizeof(moved)) == 0))
		{
			for (int i = 0; i < MONTHS; i++)
				printf("  month %d: %" PRId64 " walked %" PRId64 "\n", i,
					   moved[i], walked[i]);
			return;
		}
	}
}

/* Whole periods add up to the amount, part of a year does not drift. */
static void
check_allocation(void)
{
	int32_t		from = (2024 - 2000) * 12;
	fnd_line	line = per_months(FND_FLOW_COST, exact_of(850000000000, 2, USD),
							   12);
	int64_t		moved[MONTHS];
	int64_t		total = 0;

	CHECK(run(&line, from, moved));
	for (int i = 0; i < 36; i++)
		total += moved[i];
	CHECK_EQ_I64(total, INT64_C(3) * 850000000000);
	CHECK_EQ_I64(moved[0], 70833333334);
	CHECK_EQ_I64(moved[3], 70833333334);
	CHECK_EQ_I64(moved[4], 70833333333);
	CHECK_EQ_I64(moved[12], 70833333334);

	/* the unit is the amount's own: yen have no cents, some prices have mils */
	line = per_months(FND_FLOW_COST, exact_of(100, 0, JPY), 3);
	CHECK(run(&line, from, moved));
	CHECK(moved[0] == 34 && moved[1] == 33 && moved[2] == 33);
	line = per_months(FND_FLOW_COST, exact_of(1001, 3, USD), 2);
	CHECK(run(&line, from, moved));
	CHECK(moved[0] == 501 && moved[1] == 500);

	/* slots are anchored where the line starts, also before the plan */
	line = per_months(FND_FLOW_COST, exact_of(10000, 2, USD), 3);
	line.starts_on = date_of(2023, 11, 1);
	CHECK(run(&line, from, moved));
	CHECK(moved[0] == 3333 && moved[1] == 3334 && moved[2] == 3333);

	/* 310.00 a month from 30 January to 2 March, both ends included */
	line = per_months(FND_FLOW_COST, exact_of(31000, 2, USD), 1);
	line.starts_on = date_of(2024, 1, 30);
	line.ends_on = date_of(2024, 3, 2);
	CHECK(run(&line, from, moved));
	CHECK(moved[0] == 2000 && moved[1] == 31000 && moved[2] == 2000 &&
		  moved[3] == -1);
}

static void
check_grown(void)
{
	int32_t		from = (2024 - 2000) * 12;
	fnd_line	line = per_months(FND_FLOW_REVENUE, dollars(20000), 1);
	int64_t		moved[MONTHS];

	/* 20k growing 8% a month */
	line.growth = number_of(8, 2);
	CHECK(run(&line, from, moved));
	CHECK_EQ_I64(moved[0], 2000000);
	CHECK_EQ_I64(moved[1], 2160000);
	CHECK_EQ_I64(moved[6], 3173749); /* 20000 * 1.08^6 = 31737.4865... */

	/* months count from the line's own first one, before the plan as well */
	line.starts_on = date_of(2023, 12, 16);
	CHECK(run(&line, from, moved));
	CHECK_EQ_I64(moved[0], 2160000);

	/* the part month is a part of month 1: 16 of 31 days */
	CHECK(run(&line, from - 1, moved));
	CHECK_EQ_I64(moved[0], 1032258);
	CHECK_EQ_I64(moved[1], 2160000);

	/* payments: each one rounded by itself, two in a month are twice one */
	line = line_of(FND_FLOW_REVENUE, exact_of(10001, 2, USD));
	line.every = days_of(14);
	line.growth = number_of(5, 1);
	CHECK(run(&line, from, moved));
	CHECK_EQ_I64(moved[0], 3 * 10001); /* 1, 15 and 29 January */
	CHECK_EQ_I64(moved[1], 2 * 15002); /* 150.015 goes to the even 150.02 */

	/* growth of nothing is no growth: allocation to the cent */
	line = per_months(FND_FLOW_REVENUE, exact_of(10000, 2, USD), 3);
	line.growth = number_of(0, 0);
	CHECK(run(&line, from, moved));
	CHECK(moved[0] == 3334 && moved[1] == 3333);

	/* and one-offs do not grow */
	line = once(FND_FLOW_REVENUE, exact_of(1, 3, USD), date_of(2024, 2, 29));
	line.growth = number_of(5, 1);
	CHECK(run(&line, from, moved));
	CHECK(moved[0] == -1 && moved[1] == 1 && moved[2] == -1);
}

static void
check_growth_span(void)
{
	fnd_line	line = per_months(FND_FLOW_REVENUE, dollars(1), 1);
	fnd_schedule schedule;
	fnd_month	from;

	line.growth = number_of(1, 2);
	line.starts_on = date_of(1924, 1, 1);
	fnd_month_init((2024 - 2000) * 12, &from);
	CHECK_EQ_I64(fnd_schedule_init(&line, &from, &schedule), FND_FAULT_NONE);
	line.starts_on = date_of(1923, 12, 31);
	CHECK_EQ_I64(fnd_schedule_init(&line, &from, &schedule),
				 FND_FAULT_GROWTH_SPAN);

	/* one that has ended needs no power */
	line.ends_on = date_of(2023, 12, 31);
	CHECK_EQ_I64(fnd_schedule_init(&line, &from, &schedule), FND_FAULT_NONE);
	line.ends_on.is_given = false;
	line.growth.is_given = false;
	CHECK_EQ_I64(fnd_schedule_init(&line, &from, &schedule), FND_FAULT_NONE);
}

/*
 * Each figure of a line is spread by itself in one unit, so that they keep
 * their order, and bounds keep their openness.
 */
static void
check_bands(void)
{
	fnd_line	line = per_months(
		FND_FLOW_COST, interval_of(10, 11, 2, 0, FND_TAG_RANGE, USD), 3);
	fnd_schedule schedule;
	fnd_month	month;
	fnd_band	band;
	bool		is_moving;

	/* 0.10 .. 0.11 has its middle at 0.105: the unit is a mil */
	fnd_month_init(0, &month);
	CHECK(fnd_schedule_init(&line, &month, &schedule) == FND_FAULT_NONE);
	CHECK_EQ_I64(schedule.scale, 3);
	CHECK(fnd_schedule_month(&schedule, &month, &band, &is_moving) ==
			  FND_FAULT_NONE &&
		  is_moving);
	CHECK_EQ_I64(as_i64(band.lower), 34);
	CHECK_EQ_I64(as_i64(band.point), 35);
	CHECK_EQ_I64(as_i64(band.upper), 37);

	line.amount = more_than(12);
	CHECK(fnd_schedule_init(&line, &month, &schedule) == FND_FAULT_NONE);
	CHECK(fnd_schedule_month(&schedule, &month, &band, &is_moving) ==
			  FND_FAULT_NONE &&
		  is_moving);
	CHECK_EQ_I64(as_i64(band.lower), 400);
	CHECK_EQ_I64(band.bounds,
				 FND_LOWER_OPEN | FND_UPPER_INFINITE | FND_POINT_UNKNOWN);
	CHECK(fnd_i128_is_zero(band.upper) && fnd_i128_is_zero(band.point));

	/* 28 digits fit at their own scale, and do not ten places further */
	line = per_months(FND_FLOW_COST, dollars(1), 1);
	CHECK(fnd_i128_sub(fnd_i128_pow10(28), fnd_i128_from_i64(1), &band.lower));
	line.amount.lower_lo = line.amount.upper_lo = fnd_i128_lo(band.lower);
	line.amount.lower_hi = line.amount.upper_hi = (int32_t) fnd_i128_hi(
		band.lower);
	CHECK(fnd_schedule_init(&line, &month, &schedule) == FND_FAULT_NONE);
	fnd_schedule_rescale(&schedule, 12);
	CHECK(fnd_schedule_month(&schedule, &month, &band, &is_moving) ==
		  FND_FAULT_NONE);
	fnd_schedule_rescale(&schedule, 13);
	CHECK(fnd_schedule_month(&schedule, &month, &band, &is_moving) ==
		  FND_FAULT_RANGE_LINE);
}

static void
check_band_arithmetic(void)
{
	fnd_band	a;
	fnd_band	b;

	fnd_band_zero(&a);
	fnd_band_zero(&b);
	b.lower = fnd_i128_from_i64(1);
	b.upper = fnd_i128_from_i64(3);
	b.bounds = FND_LOWER_OPEN;
	CHECK(fnd_band_subtract(&a, &b));
	CHECK(as_i64(a.lower) == -3 && as_i64(a.upper) == -1);
	CHECK_EQ_I64(a.bounds, FND_UPPER_OPEN);
	b.bounds = FND_UPPER_INFINITE;
	CHECK(fnd_band_subtract(&a, &b));
	CHECK_EQ_I64(a.bounds, FND_UPPER_OPEN | FND_LOWER_INFINITE);
	b.bounds = FND_UPPER_OPEN | FND_LOWER_INFINITE | FND_POINT_UNKNOWN;
	fnd_band_zero(&a);
	CHECK(fnd_band_subtract(&a, &b));
	CHECK_EQ_I64(a.bounds,
				 FND_LOWER_OPEN | FND_UPPER_INFINITE | FND_POINT_UNKNOWN);
	CHECK(fnd_band_add(&a, &b));
	CHECK(as_i64(a.lower) == -2 && as_i64(a.upper) == 2);

	a.lower = fnd_i128_from_words(INT64_MAX, UINT64_MAX);
	CHECK(!fnd_band_add(&a, &b));
}

int
main(void)
{
	check_seed(7);
	check_allocation();
	check_grown();
	check_growth_span();
	check_bands();
	check_band_arithmetic();
	check_against_walk();
	return check_done("schedule");
}
