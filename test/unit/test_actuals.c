/*
 * test_actuals.c
 *	  Rolling forecasts: where actuals end, and a second, simpler computation
 *	  of every month.
 */
#include "plan_helpers.h"

#include "../../src/core/actuals.h"

#define LINES 6
#define MONTHS 24

static fnd_month from;

static void
init_from(void)
{
	fnd_date	first = date_of(2025, 1, 1);

	CHECK_EQ_I64(fnd_months_check(&first, true, MONTHS, &from),
				 FND_FAULT_NONE);
}

/* The last month by trying every month of ten years, both ways. */
static void
check_end(const fnd_line *line)
{
	fnd_month	month;
	fnd_schedule schedule;
	int32_t		last_month = 0;
	int32_t		seen = INT32_MIN;
	fnd_line_end end;

	CHECK_EQ_I64(fnd_line_check(line), FND_FAULT_NONE);
	CHECK_EQ_I64(fnd_schedule_init(line, &from, &schedule), FND_FAULT_NONE);
	fnd_month_init(from.index - 60, &month);
	for (int i = 0; i < 120; i++)
	{
		fnd_band	band;
		bool		is_moving;

		CHECK_EQ_I64(fnd_schedule_month(&schedule, &month, &band, &is_moving),
					 FND_FAULT_NONE);
		if (is_moving)
			seen = month.index;
		fnd_month_advance(&month);
	}
	end = fnd_line_last_month(line, &from, &last_month);
	if (!line->ends_on.is_given &&
		(line->per.is_given || line->every.is_given))
	{
		CHECK_EQ_I64(end, FND_END_OPEN);
		CHECK(seen > from.index);
	}
	else if (seen == INT32_MIN)
		CHECK_EQ_I64(end, FND_END_NEVER_MOVES);
	else
	{
		CHECK_EQ_I64(end, FND_END_MONTH);
		CHECK_EQ_I64(last_month, seen);
	}
}

static void
check_ends(void)
{
	for (int round = 0; round < 20000; round++)
	{
		fnd_line	line = line_of(FND_FLOW_COST, dollars(120));
		int32_t		start = from.first_day - 900 +
			(int32_t) check_random_below(1800);

		switch (check_random_below(4))
		{
			case 0:
				line.per = months_of(1 + (int32_t) check_random_below(12));
				break;
			case 1:
				line.every = months_of(1 + (int32_t) check_random_below(12));
				break;
			case 2:
				line.every = days_of(1 + (int32_t) check_random_below(100));
				break;
			default:
				line.starts_on = date_of_day(start);
				break;
		}
		if (check_random_below(3) > 0)
			line.starts_on = date_of_day(start);
		if (check_random_below(5) > 0)
			line.ends_on = date_of_day(
				(line.starts_on.is_given ? start : from.first_day - 300) +
				(int32_t) check_random_below(800));
		check_end(&line);
	}
}

/*
 * The second computation: a line is a figure a month or on one day, in
 * cents, and sums are plain integers.
 */
typedef struct simple_line
{
	int			flow;
	int64_t		figure[3];		/* lower, central, upper */
	int			first;			/* months from the first of the forecast */
	int			last;
} simple_line;

static void
make_line(bool is_actual, int last, simple_line *simple, fnd_line *line)
{
	int64_t		low = (int64_t) check_random_below(100000);
	int64_t		high = low +
		2 * (int64_t) (check_random_below(3) * check_random_below(9000));
	int			first = (int) check_random_below(MONTHS + 4) - 3;
	fnd_month	month;

	if (is_actual && first > last)
		first = last;
	simple->flow = (int) check_random_below(FND_FLOW_COUNT);
	simple->figure[0] = low;
	simple->figure[1] = (low + high) / 2;
	simple->figure[2] = high;
	simple->first = first;
	*line = line_of((fnd_flow) simple->flow,
					interval_of(low, high, 2, 0,
								low == high ? FND_TAG_EXACT : FND_TAG_RANGE,
								USD));
	fnd_month_init(from.index + first, &month);
	if (!is_actual && check_random_below(2) == 0)
	{
		simple->last = INT32_MAX;
		line->per = months_of(1);
		line->starts_on = date_of_day(month.first_day);
	}
	else
	{
		simple->last = first;
		line->starts_on = date_of_day(
			month.first_day +
			(int32_t) check_random_below((uint64_t) month.days_count));
	}
}

static void
simple_flows(const simple_line *lines, int count, int month,
			 int64_t flow[FND_FLOW_COUNT][3])
{
	memset(flow, 0, sizeof(int64_t) * FND_FLOW_COUNT * 3);
	for (int i = 0; i < count; i++)
		if (month >= lines[i].first && month <= lines[i].last)
			for (int path = 0; path < 3; path++)
				flow[lines[i].flow][path] += lines[i].figure[path];
}

static void
simple_close(int64_t cash[3], int64_t flow[FND_FLOW_COUNT][3])
{
	for (int path = 0; path < 3; path++)
		cash[path] += flow[FND_FLOW_REVENUE][path] -
			flow[FND_FLOW_COST][2 - path] + flow[FND_FLOW_FINANCING][path] -
			flow[FND_FLOW_REPAYMENT][2 - path];
}

static void
check_band(const fnd_band *band, const int64_t *expected)
{
	CHECK_EQ_I64(as_i64(band->lower), expected[0]);
	CHECK_EQ_I64(as_i64(band->point), expected[1]);
	CHECK_EQ_I64(as_i64(band->upper), expected[2]);
}

static void
check_months(fnd_rolling *rolling, int64_t opening, int last,
			 simple_line lines[FND_SIDE_COUNT][LINES], const int *count)
{
	int64_t		cash[3] = { opening, opening, opening };
	int64_t		planned[3] = { opening, opening, opening };
	int			rows = 0;

	for (;;)
	{
		int64_t		flow[FND_FLOW_COUNT][3];
		fnd_fault	fault = FND_FAULT_NONE;
		fnd_step	step = fnd_rolling_step(rolling, &fault);
		bool		is_actual = rows <= last;

		CHECK_EQ_I64(fault, FND_FAULT_NONE);
		if (step == FND_STEP_MORE)
			continue;
		if (step == FND_STEP_DONE)
			break;
		CHECK_EQ_I64(step, FND_STEP_ROW);
		CHECK_EQ_I64(rolling->row.month.index, from.index + rows);
		CHECK_EQ_I64(rolling->is_actual, is_actual);

		simple_flows(lines[FND_SIDE_PLAN], count[FND_SIDE_PLAN], rows, flow);
		check_band(&fnd_rolling_planned(rolling)->opening, planned);
		simple_close(planned, flow);
		check_band(&fnd_rolling_planned(rolling)->closing, planned);

		if (is_actual)
			simple_flows(lines[FND_SIDE_ACTUALS], count[FND_SIDE_ACTUALS],
						 rows, flow);
		for (int i = 0; i < FND_FLOW_COUNT; i++)
			check_band(&rolling->row.flow[i], flow[i]);
		check_band(&rolling->row.opening, cash);
		simple_close(cash, flow);
		check_band(&rolling->row.closing, cash);
		rows++;
	}
	CHECK_EQ_I64(rows, MONTHS);
}

static void
check_random_forecasts(void)
{
	for (int round = 0; round < 3000; round++)
	{
		simple_line	lines[FND_SIDE_COUNT][LINES];
		fnd_schedule schedules[FND_SIDE_COUNT][LINES];
		int64_t		opening = (int64_t) check_random_below(1000000);
		fnd_estimate cash = exact_of(opening, 2, USD);
		int			count[FND_SIDE_COUNT];
		bool		has_until = check_random_below(2) == 0;
		int			last = (int) check_random_below(MONTHS + 4) - 2;
		int			latest = INT32_MIN;
		fnd_date	until = { 0, false, false };
		fnd_rolling	rolling;

		if (has_until)
			until = date_of_day(fnd_month_first_day(from.index + last) +
								(int32_t) check_random_below(28));
		CHECK_EQ_I64(
			fnd_rolling_init(&rolling, &cash, NULL, &from, MONTHS, &until),
			FND_FAULT_NONE);
		for (int side = 0; side < FND_SIDE_COUNT; side++)
		{
			count[side] = (int) check_random_below(LINES + 1);
			for (int i = 0; i < count[side]; i++)
			{
				bool		is_actual = side == FND_SIDE_ACTUALS;
				fnd_line	line;

				make_line(is_actual, last, &lines[side][i], &line);
				if (is_actual && lines[side][i].last > latest)
					latest = lines[side][i].last;
				CHECK_EQ_I64((is_actual ? fnd_rolling_add_actual :
										  fnd_rolling_add_line)(
								 &rolling, &line, &schedules[side][i]),
							 FND_FAULT_NONE);
			}
		}
		CHECK_EQ_I64(fnd_rolling_settle(&rolling, schedules[FND_SIDE_PLAN],
										schedules[FND_SIDE_ACTUALS]),
					 FND_FAULT_NONE);
		check_months(&rolling, opening, has_until ? last : latest, lines,
					 count);
	}
}

static void
check_faults(void)
{
	fnd_estimate cash = dollars(1);
	fnd_date	until = date_of(2025, 3, 15);
	fnd_line	line = once(FND_FLOW_COST, dollars(1), date_of(2025, 3, 31));
	fnd_schedule schedule;
	fnd_schedule actual;
	fnd_rolling	rolling;
	fnd_amount	floor;
	fnd_fault	fault = FND_FAULT_NONE;
	fnd_step	step;

	/* the month of actuals_until counts, not its day */
	CHECK_EQ_I64(fnd_rolling_init(&rolling, &cash, NULL, &from, 12, &until),
				 FND_FAULT_NONE);
	CHECK_EQ_I64(fnd_rolling_add_actual(&rolling, &line, &actual),
				 FND_FAULT_NONE);
	line.starts_on = date_of(2025, 4, 1);
	CHECK_EQ_I64(fnd_rolling_add_actual(&rolling, &line, &actual),
				 FND_FAULT_ACTUAL_LATE);
	line.amount = exact_of(1, 2, EUR);
	CHECK_EQ_I64(fnd_rolling_add_actual(&rolling, &line, &actual),
				 FND_FAULT_LINE_CURRENCY);
	line = per_months(FND_FLOW_COST, dollars(1), 1);
	CHECK_EQ_I64(fnd_rolling_add_actual(&rolling, &line, &actual),
				 FND_FAULT_ACTUAL_OPEN);
	until.is_infinite = true;
	CHECK_EQ_I64(fnd_rolling_init(&rolling, &cash, NULL, &from, 12, &until),
				 FND_FAULT_UNTIL_INFINITE);
	CHECK(fnd_amount_make(fnd_i128_zero(), 2, EUR, &floor) == FND_OK);
	CHECK_EQ_I64(fnd_rolling_init(&rolling, &cash, &floor, &from, 12, &until),
				 FND_FAULT_FLOOR_CURRENCY);

	/* either side may grow out of range, and is the one that is named */
	for (int side = 0; side < FND_SIDE_COUNT; side++)
	{
		line = per_months(FND_FLOW_COST, dollars(1), 1);
		line.growth = number_of(1, -27);
		line.ends_on = date_of(2025, 12, 31);
		until.is_given = false;
		CHECK_EQ_I64(
			fnd_rolling_init(&rolling, &cash, NULL, &from, 12, &until),
			FND_FAULT_NONE);
		CHECK_EQ_I64((side == FND_SIDE_PLAN ?
						  fnd_rolling_add_line :
						  fnd_rolling_add_actual)(&rolling, &line, &schedule),
					 FND_FAULT_NONE);
		CHECK_EQ_I64(fnd_rolling_settle(&rolling, &schedule, &schedule),
					 FND_FAULT_NONE);
		do
			step = fnd_rolling_step(&rolling, &fault);
		while (step == FND_STEP_MORE || step == FND_STEP_ROW);
		CHECK_EQ_I64(step, FND_STEP_FAULT);
		CHECK_EQ_I64(fault, FND_FAULT_RANGE_LINE);
		CHECK_EQ_I64(rolling.side, side);
		CHECK_EQ_I64(rolling.fault_line, 0);
	}

	/* a booking that ends before the first month makes no month actual */
	until.is_given = false;
	CHECK_EQ_I64(fnd_rolling_init(&rolling, &cash, NULL, &from, 12, &until),
				 FND_FAULT_NONE);
	line = per_months(FND_FLOW_COST, dollars(1), 1);
	line.ends_on = date_of(2024, 12, 31);
	CHECK_EQ_I64(fnd_rolling_add_actual(&rolling, &line, &actual),
				 FND_FAULT_NONE);
	CHECK(rolling.last_actual < from.index);

	/* more digits than there is room for are found before the first month */
	cash = dollars(INT64_C(100000000000));
	CHECK_EQ_I64(fnd_rolling_init(&rolling, &cash, NULL, &from, 12, &until),
				 FND_FAULT_NONE);
	line = once(FND_FLOW_COST, exact_of(1, 28, USD), date_of(2025, 1, 31));
	CHECK_EQ_I64(fnd_rolling_add_actual(&rolling, &line, &actual),
				 FND_FAULT_NONE);
	CHECK_EQ_I64(fnd_rolling_settle(&rolling, NULL, &actual),
				 FND_FAULT_RANGE_OPENING);

	/* either side has room for its own months, the forecast not for both */
	{
		fnd_line	fine = fine_line();
		fnd_schedule plan_schedule[2];

		cash = dollars(0);
		CHECK_EQ_I64(
			fnd_rolling_init(&rolling, &cash, NULL, &from, 12, &until),
			FND_FAULT_NONE);
		line = once(FND_FLOW_REVENUE, VAST, date_of(2025, 1, 31));
		CHECK_EQ_I64(fnd_rolling_add_actual(&rolling, &line, &actual),
					 FND_FAULT_NONE);
		line.starts_on = date_of(2025, 2, 1);
		CHECK_EQ_I64(fnd_rolling_add_line(&rolling, &line, &plan_schedule[0]),
					 FND_FAULT_NONE);
		CHECK_EQ_I64(fnd_rolling_add_line(&rolling, &fine, &plan_schedule[1]),
					 FND_FAULT_NONE);
		CHECK_EQ_I64(fnd_rolling_settle(&rolling, plan_schedule, &actual),
					 FND_FAULT_NONE);
		CHECK_EQ_I64(fnd_rolling_step(&rolling, &fault), FND_STEP_MORE);
		CHECK_EQ_I64(fnd_rolling_step(&rolling, &fault), FND_STEP_ROW);
		CHECK_EQ_I64(fnd_rolling_step(&rolling, &fault), FND_STEP_FAULT);
		CHECK_EQ_I64(fault, FND_FAULT_RANGE_MONTH);
		CHECK_EQ_I64(rolling.fault_line, -1);
	}

	/* a currency that only an actual has is that of the whole */
	cash = undisclosed(FND_CURRENCY_NONE);
	until.is_given = false;
	CHECK_EQ_I64(fnd_rolling_init(&rolling, &cash, NULL, &from, 1, &until),
				 FND_FAULT_NONE);
	line = once(FND_FLOW_COST, exact_of(7, 3, EUR), date_of(2025, 1, 31));
	CHECK_EQ_I64(fnd_rolling_add_actual(&rolling, &line, &actual),
				 FND_FAULT_NONE);
	CHECK_EQ_I64(fnd_rolling_settle(&rolling, NULL, &actual), FND_FAULT_NONE);
	CHECK_EQ_I64(rolling.plan[FND_SIDE_PLAN].currency, EUR);
	CHECK_EQ_I64(rolling.plan[FND_SIDE_PLAN].scale, 3);
	CHECK_EQ_I64(fnd_rolling_step(&rolling, &fault), FND_STEP_MORE);
	CHECK_EQ_I64(fnd_rolling_step(&rolling, &fault), FND_STEP_ROW);
	CHECK_EQ_I64(as_i64(rolling.row.flow[FND_FLOW_COST].point), 7);
	CHECK_EQ_I64(fnd_rolling_step(&rolling, &fault), FND_STEP_DONE);
}

int
main(void)
{
	check_seed(81);
	init_from();
	check_ends();
	check_random_forecasts();
	check_faults();
	return check_done("actuals");
}
