/*-------------------------------------------------------------------------
 *
 * plan.c
 *	  A plan: opening cash, cash lines and a floor, at one scale.
 *
 * Everything is exact in 128 bits at one scale, that of the finest figure of
 * the plan.  Conventions are in doc/runway.md, "Projection".
 *
 *-------------------------------------------------------------------------
 */
#include "plan.h"

fnd_fault
fnd_months_check(const fnd_date *from_month, bool has_months, int32_t months,
				 fnd_month *from)
{
	int			day_of_month;
	int32_t		index;

	if (!from_month->is_given)
		return FND_FAULT_FROM_MONTH_NULL;
	if (!has_months)
		return FND_FAULT_MONTHS_NULL;
	if (from_month->is_infinite)
		return FND_FAULT_FROM_MONTH_INFINITE;
	index = fnd_month_of_day(from_month->day, &day_of_month);
	if (day_of_month != 1)
		return FND_FAULT_FROM_MONTH_DAY;
	if (months < 1)
		return FND_FAULT_MONTHS_LOW;
	if (months > FND_MONTHS_MAX)
		return FND_FAULT_MONTHS_LIMIT;
	if (fnd_month_first_day(index + months) - 1 > FND_DAY_MAX)
		return FND_FAULT_MONTHS_DATE;
	fnd_month_init(index, from);
	return FND_FAULT_NONE;
}

/* Two currencies meet; one that is not known goes with any other. */
static bool
join_currency(fnd_plan *plan, fnd_currency currency)
{
	if (currency == FND_CURRENCY_NONE || currency == plan->currency)
		return true;
	if (plan->currency != FND_CURRENCY_NONE)
		return false;
	plan->currency = currency;
	return true;
}

fnd_fault
fnd_plan_init(fnd_plan *plan, const fnd_estimate *opening,
			  const fnd_amount *floor, const fnd_month *from,
			  int32_t months_count)
{
	plan->from = *from;
	plan->months_count = months_count;
	plan->lines_count = 0;
	plan->floor = fnd_i128_zero();
	plan->floor_scale = 0;
	plan->scale = 0;
	plan->currency = FND_CURRENCY_NONE;
	plan->has_opening = opening != NULL;
	if (opening != NULL)
	{
		fnd_band_from_estimate(opening, &plan->opening, &plan->opening_scale);
		plan->scale = plan->opening_scale;
		plan->currency = opening->currency;
		plan->is_single = opening->kind == FND_KIND_EXACT;
	}
	else
	{
		fnd_band_zero(&plan->opening);
		plan->opening.bounds = FND_LOWER_INFINITE | FND_UPPER_INFINITE |
			FND_POINT_UNKNOWN;
		plan->opening_scale = 0;
		plan->is_single = false;
	}
	if (floor != NULL)
	{
		plan->floor = fnd_amount_coefficient(floor);
		plan->floor_scale = floor->scale;
		if (plan->scale < floor->scale)
			plan->scale = floor->scale;
		if (!join_currency(plan, floor->currency))
			return FND_FAULT_FLOOR_CURRENCY;
	}
	return FND_FAULT_NONE;
}

fnd_fault
fnd_plan_check_line(fnd_plan *plan, const fnd_line *line)
{
	fnd_fault	fault = fnd_line_check(line);

	if (fault != FND_FAULT_NONE)
		return fault;
	if (plan->lines_count >= FND_LINES_MAX)
		return FND_FAULT_LINES_LIMIT;
	if (!join_currency(plan, line->amount.currency))
		return FND_FAULT_LINE_CURRENCY;
	plan->lines_count++;
	return FND_FAULT_NONE;
}

fnd_fault
fnd_plan_add_line(fnd_plan *plan, const fnd_line *line, fnd_schedule *schedule)
{
	fnd_fault	fault = fnd_plan_check_line(plan, line);

	if (fault == FND_FAULT_NONE)
		fault = fnd_schedule_init(line, &plan->from, schedule);
	if (fault != FND_FAULT_NONE)
		return fault;
	if (plan->scale < schedule->scale)
		plan->scale = schedule->scale;
	if (schedule->amounts_count > 1)
		plan->is_single = false;
	return FND_FAULT_NONE;
}

fnd_fault
fnd_plan_settle(fnd_plan *plan)
{
	int			minor_units = fnd_currency_minor_units(plan->currency);

	if (plan->scale < minor_units)
		plan->scale = minor_units;
	if (!fnd_band_shift(&plan->opening, plan->scale - plan->opening_scale))
		return FND_FAULT_RANGE_OPENING;
	if (!fnd_i128_mul_pow10(plan->floor, plan->scale - plan->floor_scale,
							&plan->floor))
		return FND_FAULT_RANGE_FLOOR;
	plan->opening_scale = plan->scale;
	plan->floor_scale = plan->scale;
	return FND_FAULT_NONE;
}
