/*
 * fuzz_rolling.c
 *	  A rolling forecast: bookings first, then the plan.
 *
 * Up to the last actual month the flows are those of the bookings alone, and
 * from then on those of the plan, each as its own projection has them; cash
 * goes on from month to month; the plan's own rows are the same as without
 * bookings.  No booking moves after the last actual month.
 */
#include "plans.h"

#include "../src/core/actuals.h"

#define MONTHS_MAX 30
#define LINES_MAX 3

static fuzz_plan plan;
static fuzz_plan booked;
static fuzz_rows rows;
static fuzz_rows actual_rows;
static fnd_schedule schedules[LINES_MAX];
static fnd_schedule actual_schedules[LINES_MAX];

/* The same figures, of which the second may have fewer decimals. */
static void
require_band(const fnd_band *band, int scale, fnd_band other, int other_scale)
{
	REQUIRE(scale >= other_scale);
	if (fnd_band_shift(&other, scale - other_scale))
		REQUIRE(fuzz_same_band(band, &other));
}

static void
require_month(const fnd_rolling *rolling, int month,
			  const fnd_month_row *before)
{
	const fnd_month_row *row = &rolling->row;
	const fuzz_rows *side = rolling->is_actual ? &actual_rows : &rows;
	int			scale = rolling->plan[FND_SIDE_PLAN].scale;
	fnd_month_row closed = *row;

	REQUIRE(row->month.index == plan.from.index + month);
	REQUIRE(rolling->is_actual == (row->month.index <= rolling->last_actual));
	if (month > 0)
	{
		REQUIRE(fuzz_same_band(&row->opening, &before->closing));
		REQUIRE(
			fuzz_same_band(&row->unfunded_opening, &before->unfunded_closing));
	}
	REQUIRE(fnd_row_close(&closed));
	REQUIRE(fuzz_same_row(&closed, row));
	fuzz_require_band(&row->closing);
	if (side->fault == FND_FAULT_NONE)
	{
		for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
			require_band(&row->flow[flow], scale, side->row[month].flow[flow],
						 side->plan.scale);
	}
	if (rows.fault == FND_FAULT_NONE)
		require_band(&fnd_rolling_planned(rolling)->closing, scale,
					 rows.row[month].closing, rows.plan.scale);

	/* a booking that would move later was refused */
	if (!rolling->is_actual && actual_rows.fault == FND_FAULT_NONE)
	{
		for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		{
			const fnd_band *band = &actual_rows.row[month].flow[flow];

			REQUIRE(fnd_i128_is_zero(band->lower));
			REQUIRE(fnd_i128_is_zero(band->upper));
			REQUIRE(band->bounds == 0);
		}
	}
}

/* Without an end that is given, a booking moves in the last actual month. */
static void
require_last_actual(const fnd_rolling *rolling)
{
	fnd_month	month;
	bool		is_moving = false;

	if (rolling->has_until || rolling->last_actual < plan.from.index ||
		rolling->last_actual >= plan.from.index + plan.months)
		return;
	fnd_month_init(rolling->last_actual, &month);
	for (int i = 0; i < booked.lines_count && !is_moving; i++)
	{
		fnd_schedule schedule;
		fnd_band	band;

		REQUIRE(fnd_schedule_init(&booked.line[i], &plan.from, &schedule) ==
				FND_FAULT_NONE);
		if (fnd_schedule_month(&schedule, &month, &band, &is_moving) !=
			FND_FAULT_NONE)
			return;
	}
	REQUIRE(is_moving);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		form = fuzz_byte(&input);
	int			actual_count = form % (LINES_MAX + 1);
	fnd_date	until = { 0, false, false };
	fnd_month_row before;
	fnd_rolling	rolling;
	fnd_fault	fault;
	fnd_step	step = FND_STEP_MORE;
	int			count = 0;

	if ((form & 64) != 0)
	{
		until.is_given = true;
		until.is_infinite = (form & 192) == 192 && (form & 48) == 48;
		until.day = 9000 + fuzz_i16(&input) / 16;
	}
	if (!fuzz_plan_take(&input, MONTHS_MAX, 2 * LINES_MAX, &plan))
		return 0;

	/* the last lines are the bookings */
	booked = plan;
	if (actual_count > plan.lines_count)
		actual_count = plan.lines_count;
	if (plan.lines_count - actual_count > LINES_MAX)
		actual_count = plan.lines_count - LINES_MAX;
	plan.lines_count -= actual_count;
	booked.lines_count = actual_count;
	for (int i = 0; i < actual_count; i++)
		booked.line[i] = plan.line[plan.lines_count + i];
	booked.has_opening = booked.has_floor = false;

	fault = fnd_rolling_init(&rolling, fuzz_plan_opening(&plan),
							 fuzz_plan_floor(&plan), &plan.from, plan.months,
							 &until);
	for (int i = 0; i < plan.lines_count && fault == FND_FAULT_NONE; i++)
		fault = fnd_rolling_add_line(&rolling, &plan.line[i], &schedules[i]);
	for (int i = 0; i < actual_count && fault == FND_FAULT_NONE; i++)
		fault = fnd_rolling_add_actual(&rolling, &booked.line[i],
									   &actual_schedules[i]);
	if (fault == FND_FAULT_NONE)
		fault = fnd_rolling_settle(&rolling, schedules, actual_schedules);
	(void) fuzz_project(&plan, true, &rows);
	(void) fuzz_project(&booked, true, &actual_rows);
	if (fault != FND_FAULT_NONE)
		return 0;
	require_last_actual(&rolling);

	memset(&before, 0, sizeof(before));
	while (step == FND_STEP_MORE || step == FND_STEP_ROW)
	{
		step = fnd_rolling_step(&rolling, &fault);
		if (step == FND_STEP_ROW)
		{
			require_month(&rolling, count, &before);
			before = rolling.row;
			count++;
			REQUIRE(count <= plan.months);
		}
	}
	if (step == FND_STEP_DONE)
		REQUIRE(count == plan.months);
	else
		REQUIRE(fault == FND_FAULT_RANGE_LINE ||
				fault == FND_FAULT_RANGE_MONTH);
	return 0;
}
