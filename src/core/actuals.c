/*-------------------------------------------------------------------------
 *
 * actuals.c
 *	  A rolling forecast: booked figures first, then the plan.
 *
 * The rules, with a worked number each, are in doc/actuals.md.
 *
 *-------------------------------------------------------------------------
 */
#include "actuals.h"

fnd_line_end
fnd_line_last_month(const fnd_line *line, const fnd_month *from,
					int32_t *last_month)
{
	int32_t		first_day = line->starts_on.is_given ? line->starts_on.day :
												   from->first_day;
	int32_t		last_day = line->ends_on.day;
	int			first_of_month;
	int			last_of_month;
	int32_t		first_month = fnd_month_of_day(first_day, &first_of_month);

	if (!line->per.is_given && !line->every.is_given)
	{
		/* a one-off; that it ends before it starts was refused */
		*last_month = first_month;
		return FND_END_MONTH;
	}
	if (!line->ends_on.is_given)
		return FND_END_OPEN;
	if (last_day < first_day)
		return FND_END_NEVER_MOVES;

	*last_month = fnd_month_of_day(last_day, &last_of_month);
	if (line->per.is_given)
		return FND_END_MONTH;
	if (line->every.months == 0)
	{
		last_day -= (int32_t) (((int64_t) last_day - first_day) %
							   line->every.days);
		*last_month = fnd_month_of_day(last_day, &last_of_month);
	}
	else
	{
		fnd_month	month;

		/* the payment of the last month may fall after the last day */
		fnd_month_init(*last_month, &month);
		if (fnd_month_due_day(&month, first_of_month) > last_day)
			(*last_month)--;
		*last_month -= (int32_t) (((int64_t) *last_month - first_month) %
								  line->every.months);
	}
	return FND_END_MONTH;
}

fnd_fault
fnd_rolling_init(fnd_rolling *rolling, const fnd_estimate *opening,
				 const fnd_amount *floor, const fnd_month *from,
				 int32_t months_count, const fnd_date *until)
{
	fnd_fault	fault;
	int			day_of_month;

	rolling->is_actual = false;
	rolling->has_until = until->is_given;
	rolling->last_actual = INT32_MIN;
	rolling->month = 0;
	rolling->side = FND_SIDE_PLAN;
	rolling->fault_line = -1;
	rolling->row.month = *from;

	fault = fnd_plan_init(&rolling->plan[FND_SIDE_PLAN], opening, floor, from,
						  months_count);
	if (fault != FND_FAULT_NONE)
		return fault;

	/* the cash of this side is never looked at, nor how many its months are */
	(void) fnd_plan_init(&rolling->plan[FND_SIDE_ACTUALS], NULL, NULL, from,
						 months_count);
	if (until->is_given)
	{
		if (until->is_infinite)
			return FND_FAULT_UNTIL_INFINITE;
		rolling->last_actual = fnd_month_of_day(until->day, &day_of_month);
	}
	return FND_FAULT_NONE;
}

fnd_fault
fnd_rolling_add_line(fnd_rolling *rolling, const fnd_line *line,
					 fnd_schedule *schedule)
{
	return fnd_plan_add_line(&rolling->plan[FND_SIDE_PLAN], line, schedule);
}

fnd_fault
fnd_rolling_add_actual(fnd_rolling *rolling, const fnd_line *line,
					   fnd_schedule *schedule)
{
	fnd_plan   *plan = &rolling->plan[FND_SIDE_PLAN];
	fnd_plan   *actuals = &rolling->plan[FND_SIDE_ACTUALS];
	fnd_fault	fault;
	int32_t		last_month;

	actuals->currency = plan->currency;
	fault = fnd_plan_add_line(actuals, line, schedule);
	plan->currency = actuals->currency;
	if (fault != FND_FAULT_NONE)
		return fault;
	switch (fnd_line_last_month(line, &plan->from, &last_month))
	{
		case FND_END_NEVER_MOVES:
			break;
		case FND_END_OPEN:
			return FND_FAULT_ACTUAL_OPEN;
		case FND_END_MONTH:
			if (last_month <= rolling->last_actual)
				break;
			if (rolling->has_until)
				return FND_FAULT_ACTUAL_LATE;
			rolling->last_actual = last_month;
			break;
	}
	return FND_FAULT_NONE;
}

fnd_fault
fnd_rolling_settle(fnd_rolling *rolling, fnd_schedule *schedules,
				   fnd_schedule *actual_schedules)
{
	fnd_plan   *plan = &rolling->plan[FND_SIDE_PLAN];
	fnd_plan   *actuals = &rolling->plan[FND_SIDE_ACTUALS];
	fnd_fault	fault;

	if (plan->scale < actuals->scale)
		plan->scale = actuals->scale;
	fault = fnd_plan_settle(plan);
	if (fault != FND_FAULT_NONE)
		return fault;
	actuals->scale = plan->scale;
	actuals->currency = plan->currency;

	/* zero at every scale: what is unknown has no figures */
	fault = fnd_plan_settle(actuals);
	fnd_projection_init(&rolling->projection[FND_SIDE_PLAN], plan, schedules);
	fnd_projection_init(&rolling->projection[FND_SIDE_ACTUALS], actuals,
						actual_schedules);
	return fault;
}

/* The third path of cash: on from the month before, with one side's flows. */
static bool
close_month(fnd_rolling *rolling)
{
	fnd_month_row *row = &rolling->row;
	const fnd_month_row *moves;

	if (rolling->month == 0)
	{
		row->opening = rolling->plan[FND_SIDE_PLAN].opening;
		row->unfunded_opening = row->opening;
	}
	else
	{
		fnd_month_advance(&row->month);
		row->opening = row->closing;
		row->unfunded_opening = row->unfunded_closing;
	}
	rolling->is_actual = row->month.index <= rolling->last_actual;
	moves = &rolling
				 ->projection[rolling->is_actual ? FND_SIDE_ACTUALS :
												   FND_SIDE_PLAN]
				 .row;
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		row->flow[flow] = moves->flow[flow];
	rolling->month++;
	return fnd_row_close(row);
}

fnd_step
fnd_rolling_step(fnd_rolling *rolling, fnd_fault *fault)
{
	fnd_projection *projection = &rolling->projection[rolling->side];
	fnd_step	step = fnd_projection_step(projection, fault);

	if (step == FND_STEP_FAULT)
		rolling->fault_line = projection->fault_line;
	if (step != FND_STEP_ROW)
		return step;

	/* after the plan's month the bookings of the same one, if it has any */
	if (rolling->side == FND_SIDE_PLAN &&
		projection->row.month.index <= rolling->last_actual)
	{
		rolling->side = FND_SIDE_ACTUALS;
		return FND_STEP_MORE;
	}
	rolling->side = FND_SIDE_PLAN;
	if (!close_month(rolling))
	{
		rolling->fault_line = -1;
		*fault = FND_FAULT_RANGE_MONTH;
		return FND_STEP_FAULT;
	}
	return FND_STEP_ROW;
}
