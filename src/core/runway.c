/*-------------------------------------------------------------------------
 *
 * runway.c
 *	  Where cash goes below the floor, and the summary of a projection.
 *
 * Formulas, conventions and worked numbers are in doc/runway.md, "Cash-out"
 * and "Summary".
 *
 *-------------------------------------------------------------------------
 */
#include "runway.h"

/*
 * The floor.  A bound that is open lies off the figure itself: cash of less
 * than the floor is below it, cash of more than the floor is not.
 */
static bool
lower_is_below(const fnd_band *cash, fnd_i128 floor)
{
	return (cash->bounds & FND_LOWER_INFINITE) != 0 ||
		fnd_i128_compare(cash->lower, floor) < 0;
}

static bool
upper_is_below(const fnd_band *cash, fnd_i128 floor)
{
	int			order;

	if ((cash->bounds & FND_UPPER_INFINITE) != 0)
		return false;
	order = fnd_i128_compare(cash->upper, floor);
	return order < 0 || (order == 0 && (cash->bounds & FND_UPPER_OPEN) != 0);
}

static bool
point_is_below(const fnd_band *cash, fnd_i128 floor)
{
	return (cash->bounds & FND_POINT_UNKNOWN) == 0 &&
		fnd_i128_compare(cash->point, floor) < 0;
}

static fnd_answer
is_below(const fnd_band *cash, fnd_i128 floor)
{
	if ((cash->bounds & FND_POINT_UNKNOWN) == 0)
		return point_is_below(cash, floor) ? FND_TRUE : FND_FALSE;
	if (upper_is_below(cash, floor))
		return FND_TRUE;
	return lower_is_below(cash, floor) ? FND_UNKNOWN : FND_FALSE;
}

fnd_answer
fnd_row_is_cash_out(const fnd_plan *plan, const fnd_month_row *row,
					bool is_first)
{
	fnd_answer	at_end = is_below(&row->closing, plan->floor);
	fnd_answer	at_opening = is_first ? is_below(&row->opening, plan->floor) :
									   FND_FALSE;

	if (at_end == FND_TRUE || at_opening == FND_TRUE)
		return FND_TRUE;
	return at_end == FND_UNKNOWN ? at_end : at_opening;
}

/*
 * The moment in a month at which cash passes the floor, linear in time:
 * fraction = (opening - floor) / (opening - closing).  Worked number: from
 * 300 to -50 over a floor of 0 in a month of 31 days, 300/350 = 0.8571429 of
 * it, on its 27th day.
 */
fnd_fault
fnd_cash_out_cross(const fnd_plan *plan, const fnd_month *month,
				   int32_t months, fnd_i128 opening, fnd_i128 closing,
				   fnd_cash_out *cash_out)
{
	fnd_i128	above;
	fnd_i128	fall;
	fnd_u256	height;
	fnd_u256	depth;
	fnd_u256	fraction;
	fnd_u256	rest;
	uint64_t	units;

	if (!fnd_i128_sub(opening, plan->floor, &above) ||
		!fnd_i128_sub(opening, closing, &fall))
		return FND_FAULT_RANGE_MONTH;
	cash_out->is_found = true;
	if (fnd_i128_compare(above, fall) >= 0)
	{
		/* only an open bound at the floor: at the very end of the month */
		cash_out->day = month->first_day + month->days_count - 1;
		cash_out->months = months * FND_RUNWAY_UNIT + FND_RUNWAY_UNIT - 1;
		return FND_FAULT_NONE;
	}

	/* 127 bits by 24 stay below 256 */
	height = fnd_u256_magnitude(above);
	depth = fnd_u256_magnitude(fall);
	(void) fnd_u256_mul_u64(&height, (uint64_t) FND_RUNWAY_UNIT, &fraction);
	fnd_u256_divide_round(&fraction, &depth, false, FND_ROUND_HALF_EVEN,
						  &fraction, NULL);
	units = fraction.word[0];
	if (units >= (uint64_t) FND_RUNWAY_UNIT)
		units = (uint64_t) FND_RUNWAY_UNIT - 1;
	cash_out->months = months * FND_RUNWAY_UNIT + (int64_t) units;

	(void) fnd_u256_mul_u64(&height, (uint64_t) month->days_count, &height);
	fnd_u256_divide(&height, &depth, &fraction, &rest);
	cash_out->day = month->first_day + (int32_t) fraction.word[0];
	return FND_FAULT_NONE;
}

static void
cash_out_at_opening(const fnd_month_row *row, int32_t months,
					fnd_cash_out *cash_out)
{
	cash_out->is_found = true;
	cash_out->day = row->month.first_day;
	cash_out->months = months * FND_RUNWAY_UNIT;
}

/* The three paths; each keeps the first cash-out that it meets. */
static fnd_fault
look_lower(const fnd_plan *plan, const fnd_month_row *row, int32_t months,
		   const fnd_band *opening, const fnd_band *closing,
		   fnd_cash_out *cash_out)
{
	if (cash_out->is_found)
		return FND_FAULT_NONE;
	if ((months == 0 && lower_is_below(opening, plan->floor)) ||
		(closing->bounds & FND_LOWER_INFINITE) != 0)
		cash_out_at_opening(row, months, cash_out);
	else if (lower_is_below(closing, plan->floor))
		return fnd_cash_out_cross(plan, &row->month, months, opening->lower,
								  closing->lower, cash_out);
	return FND_FAULT_NONE;
}

static fnd_fault
look_upper(const fnd_plan *plan, const fnd_month_row *row, int32_t months,
		   const fnd_band *opening, const fnd_band *closing,
		   fnd_cash_out *cash_out)
{
	if (cash_out->is_found)
		return FND_FAULT_NONE;
	if (months == 0 && upper_is_below(opening, plan->floor))
		cash_out_at_opening(row, months, cash_out);
	else if (upper_is_below(closing, plan->floor))
		return fnd_cash_out_cross(plan, &row->month, months, opening->upper,
								  closing->upper, cash_out);
	return FND_FAULT_NONE;
}

static fnd_fault
look_point(const fnd_plan *plan, const fnd_month_row *row, int32_t months,
		   fnd_cash_out *cash_out)
{
	if (cash_out->is_found)
		return FND_FAULT_NONE;
	if (months == 0 && point_is_below(&row->opening, plan->floor))
		cash_out_at_opening(row, months, cash_out);
	else if (point_is_below(&row->closing, plan->floor))
		return fnd_cash_out_cross(plan, &row->month, months,
								  row->opening.point, row->closing.point,
								  cash_out);
	return FND_FAULT_NONE;
}

/*
 * The summary
 */
static void
cash_out_init(fnd_cash_out *cash_out)
{
	cash_out->is_found = false;
	cash_out->day = 0;
	cash_out->months = 0;
}

void
fnd_runway_init(fnd_runway *runway, const fnd_plan *plan)
{
	runway->plan = plan;
	runway->months_seen = 0;
	runway->outcome = FND_OUTCOME_NONE;
	cash_out_init(&runway->lower);
	cash_out_init(&runway->point);
	cash_out_init(&runway->upper);
	cash_out_init(&runway->unfunded_lower);
	cash_out_init(&runway->unfunded_upper);
	runway->has_lowest = false;
	runway->lowest = fnd_i128_zero();
	runway->lowest_day = 0;
	runway->has_break_even = false;
	runway->break_even_day = 0;
	runway->is_default_alive = FND_UNKNOWN;
	runway->point_unknown = false;
	runway->unfunded_unknown = (plan->opening.bounds & FND_POINT_UNKNOWN) != 0;
	runway->unfunded_lowest = plan->opening.point;
	runway->unfunded_lowest_months = 0;
	fnd_band_zero(&runway->late_revenue);
	fnd_band_zero(&runway->late_cost);
}

/*
 * The lowest cash of the two central paths: the earliest month of it, and
 * without financing the latest, since break-even comes behind it.
 */
static void
keep_lowest(fnd_runway *runway, const fnd_month_row *row)
{
	if ((row->closing.bounds & FND_POINT_UNKNOWN) != 0)
		runway->point_unknown = true;
	else if (runway->months_seen == 0 ||
			 fnd_i128_compare(row->closing.point, runway->lowest) < 0)
	{
		runway->lowest = row->closing.point;
		runway->lowest_day = row->month.first_day;
	}

	if ((row->unfunded_closing.bounds & FND_POINT_UNKNOWN) != 0)
		runway->unfunded_unknown = true;
	else
	{
		int			order = fnd_i128_compare(row->unfunded_closing.point,
									 runway->unfunded_lowest);

		/*
		 * The latest of equal months: a plan of a bill a year does not break
		 * even between two bills.  One that never falls below its
		 * opening never burns, and the opening stays its lowest.
		 */
		if (order < 0 || (order == 0 && runway->unfunded_lowest_months > 0))
		{
			runway->unfunded_lowest = row->unfunded_closing.point;
			runway->unfunded_lowest_months = runway->months_seen + 1;
		}
	}
}

fnd_fault
fnd_runway_add(fnd_runway *runway, const fnd_month_row *row)
{
	const fnd_plan *plan = runway->plan;
	int32_t		months = runway->months_seen;
	fnd_fault	fault;

	fault = look_lower(plan, row, months, &row->opening, &row->closing,
					   &runway->lower);
	if (fault == FND_FAULT_NONE)
		fault = look_point(plan, row, months, &runway->point);
	if (fault == FND_FAULT_NONE)
		fault = look_upper(plan, row, months, &row->opening, &row->closing,
						   &runway->upper);
	if (fault == FND_FAULT_NONE)
		fault = look_lower(plan, row, months, &row->unfunded_opening,
						   &row->unfunded_closing, &runway->unfunded_lower);
	if (fault == FND_FAULT_NONE)
		fault = look_upper(plan, row, months, &row->unfunded_opening,
						   &row->unfunded_closing, &runway->unfunded_upper);
	if (fault != FND_FAULT_NONE)
		return fault;

	keep_lowest(runway, row);
	if (months >= plan->months_count - FND_LATE_MONTHS &&
		!(fnd_band_add(&runway->late_revenue, &row->flow[FND_FLOW_REVENUE]) &&
		  fnd_band_add(&runway->late_cost, &row->flow[FND_FLOW_COST])))
		return FND_FAULT_RANGE_MONTH;
	runway->months_seen++;
	return FND_FAULT_NONE;
}

void
fnd_runway_finish(fnd_runway *runway)
{
	const fnd_plan *plan = runway->plan;

	if (runway->upper.is_found)
		runway->outcome = FND_OUTCOME_CERTAIN;
	else if (runway->lower.is_found)
		runway->outcome = FND_OUTCOME_POSSIBLE;

	runway->has_lowest = !runway->point_unknown;
	runway->has_break_even = !runway->unfunded_unknown &&
		runway->unfunded_lowest_months < plan->months_count;
	if (runway->has_break_even)
		runway->break_even_day = fnd_month_first_day(
			plan->from.index + runway->unfunded_lowest_months);

	if (runway->unfunded_upper.is_found)
		runway->is_default_alive = FND_FALSE;
	else if (!runway->unfunded_lower.is_found &&
			 (runway->late_cost.bounds & FND_UPPER_INFINITE) == 0 &&
			 fnd_i128_compare(runway->late_revenue.lower,
							  runway->late_cost.upper) >= 0)
		runway->is_default_alive = FND_TRUE;
}
