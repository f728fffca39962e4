/*-------------------------------------------------------------------------
 *
 * runway.c
 *	  Plans: opening cash, cash lines and a floor, month by month.
 *
 * Everything is exact in 128 bits at one scale, that of the finest figure of
 * the plan.  Three paths run side by side: the lowest that the figures allow
 * (least cash, least inflows, greatest outflows), the central one and the
 * highest.  Formulas, conventions and worked numbers are in doc/runway.md,
 * "Projection", "Cash-out" and "Summary".
 *
 *-------------------------------------------------------------------------
 */
#include "runway.h"

#include <string.h>

/* What is_default_alive looks back on. */
#define LATE_MONTHS 12

/* Months of lines that one step adds up, of some nanoseconds each. */
#define STEP_LINE_MONTHS 100000

#define RUNWAY_UNIT INT64_C(10000000) /* 10^FND_RUNWAY_SCALE */

/*
 * Plans
 */
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

/*
 * Projections
 */
void
fnd_projection_init(fnd_projection *projection, const fnd_plan *plan,
					fnd_schedule *schedules)
{
	projection->plan = plan;
	projection->schedules = schedules;
	projection->month = 0;
	projection->next_line = 0;
	projection->fault_line = -1;
	projection->row.month = plan->from;
	projection->sums = NULL;
	projection->has_sums = false;
	projection->has_cash = false;
}

void
fnd_projection_use(fnd_projection *projection, fnd_month_sums *sums)
{
	projection->sums = sums;
}

static void
begin_month(fnd_projection *projection)
{
	fnd_month_row *row = &projection->row;

	if (projection->month == 0)
	{
		row->opening = projection->plan->opening;
		row->unfunded_opening = projection->plan->opening;
	}
	else
	{
		if (!projection->has_sums)
			fnd_month_advance(&row->month);
		row->opening = row->closing;
		row->unfunded_opening = row->unfunded_closing;
	}
}

/*
 * All months at once
 */
static void
begin_sums(fnd_projection *projection)
{
	const fnd_plan *plan = projection->plan;
	fnd_month	month = plan->from;

	memset(projection->sums, 0,
		   sizeof(*projection->sums) * (size_t) plan->months_count);
	for (int32_t k = 0; k < plan->months_count; k++)
	{
		projection->sums[k].month = month;
		fnd_month_advance(&month);
	}
}

/*
 * Add up lines over all months; false while there are more.  One that does
 * not fit leaves everything to add_lines(), which starts again.
 */
static bool
add_sums(fnd_projection *projection)
{
	const fnd_plan *plan = projection->plan;
	int32_t		line = projection->next_line;
	int32_t		last = line + 1 + STEP_LINE_MONTHS / plan->months_count;

	if (line == 0)
		begin_sums(projection);
	if (last > plan->lines_count)
		last = plan->lines_count;
	for (; line < last; line++)
	{
		fnd_schedule *schedule = &projection->schedules[line];

		fnd_schedule_rescale(schedule, plan->scale);
		if (fnd_schedule_add_months(schedule, projection->sums,
									plan->months_count, plan->is_single))
			continue;

		/* those that come after have not begun */
		for (; line >= 0; line--)
			fnd_schedule_rewind(&projection->schedules[line]);
		projection->sums = NULL;
		projection->next_line = 0;
		return true;
	}
	projection->next_line = line;
	if (line < plan->lines_count)
		return false;
	projection->has_sums = true;
	projection->next_line = 0;
	return true;
}

static inline void
widen(const int64_t *figure, uint8_t bounds, bool is_single, fnd_band *band)
{
	band->lower = fnd_i128_from_i64(figure[0]);
	band->point = is_single ? band->lower : fnd_i128_from_i64(figure[1]);
	band->upper = is_single ? band->lower : fnd_i128_from_i64(figure[2]);
	band->bounds = bounds;
}

static bool
narrow(const fnd_band *band, int64_t *figure)
{
	figure[0] = (int64_t) fnd_i128_lo(band->lower);
	figure[1] = (int64_t) fnd_i128_lo(band->point);
	figure[2] = (int64_t) fnd_i128_lo(band->upper);
	return fnd_i128_is_i64(band->lower) && fnd_i128_is_i64(band->point) &&
		fnd_i128_is_i64(band->upper);
}

/*
 * What fnd_row_close() does, in 64 bits; false where these do not hold it,
 * and the row has to be closed by that.
 */
static inline bool
close_sums(fnd_projection *projection, const fnd_month_sums *sums,
		   bool is_single)
{
	const int64_t *revenue = sums->figure[FND_FLOW_REVENUE];
	const int64_t *cost = sums->figure[FND_FLOW_COST];
	const int64_t *financing = sums->figure[FND_FLOW_FINANCING];
	const int64_t *repayment = sums->figure[FND_FLOW_REPAYMENT];
	const uint8_t *bounds = sums->bounds;
	fnd_month_row *row = &projection->row;
	int64_t	   *cash = projection->cash;
	int64_t	   *unfunded = projection->unfunded;
	int			count = is_single ? 1 : FND_GROWTH_AMOUNTS_MAX;
	uint8_t		burn_bounds;
	bool		fits = true;

	if (!projection->has_cash)
	{
		fits = narrow(&row->opening, cash) &&
			narrow(&row->unfunded_opening, unfunded);
		if (!fits)
			return false;
	}
	for (int i = 0; i < count; i++)
	{
		/* the least comes from the most that goes out */
		int			other = count - 1 - i;
		int64_t		burn = 0;

		fits &= fnd_i64_sub(revenue[i], cost[other], &burn);
		fits &= fnd_i64_sub(burn, repayment[other], &burn);
		fits &= fnd_i64_add(unfunded[i], burn, &unfunded[i]);
		fits &= fnd_i64_add(cash[i], burn, &cash[i]);
		fits &= fnd_i64_add(cash[i], financing[i], &cash[i]);
	}
	projection->has_cash = fits;
	if (!fits)
		return false;

	burn_bounds = bounds[FND_FLOW_REVENUE];
	if ((bounds[FND_FLOW_COST] | bounds[FND_FLOW_REPAYMENT]) != 0)
		burn_bounds |= fnd_bounds_mirror(bounds[FND_FLOW_COST] |
										 bounds[FND_FLOW_REPAYMENT]);
	widen(unfunded, row->unfunded_opening.bounds | burn_bounds, is_single,
		  &row->unfunded_closing);
	widen(cash, row->opening.bounds | burn_bounds | bounds[FND_FLOW_FINANCING],
		  is_single, &row->closing);
	return true;
}

/* The flows of the month; true where its closing is known, too. */
static inline bool
take_sums(fnd_projection *projection, bool is_single)
{
	const fnd_month_sums *sums = &projection->sums[projection->month];

	projection->row.month = sums->month;
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		widen(sums->figure[flow], sums->bounds[flow], is_single,
			  &projection->row.flow[flow]);
	return close_sums(projection, sums, is_single);
}

/*
 * One month, line by line; FND_STEP_ROW at its end.
 */
static fnd_step
add_lines(fnd_projection *projection, fnd_fault *fault)
{
	const fnd_plan *plan = projection->plan;
	int32_t		line = projection->next_line;
	int32_t		last = plan->lines_count;

	if (line == 0)
	{
		for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
			fnd_band_zero(&projection->row.flow[flow]);
	}
	if (last - line > FND_STEP_LINES)
		last = line + FND_STEP_LINES;

	for (; line < last; line++)
	{
		fnd_schedule *schedule = &projection->schedules[line];
		fnd_band	band;
		bool		is_moving;

		if (projection->month == 0)
			fnd_schedule_rescale(schedule, plan->scale);
		*fault = fnd_schedule_month(schedule, &projection->row.month, &band,
									&is_moving);
		if (*fault == FND_FAULT_NONE && is_moving &&
			!fnd_band_add(&projection->row.flow[schedule->flow], &band))
			*fault = FND_FAULT_RANGE_MONTH;
		if (*fault != FND_FAULT_NONE)
		{
			projection->fault_line = line;
			return FND_STEP_FAULT;
		}
	}
	projection->next_line = line;
	return line < plan->lines_count ? FND_STEP_MORE : FND_STEP_ROW;
}

/* Closing = opening + revenue - cost + financing - repayment. */
bool
fnd_row_close(fnd_month_row *row)
{
	fnd_band	burn;

	burn = row->flow[FND_FLOW_REVENUE];
	if (!fnd_band_subtract(&burn, &row->flow[FND_FLOW_COST]) ||
		!fnd_band_subtract(&burn, &row->flow[FND_FLOW_REPAYMENT]))
		return false;
	row->closing = row->opening;
	row->unfunded_closing = row->unfunded_opening;
	return fnd_band_add(&row->unfunded_closing, &burn) &&
		fnd_band_add(&row->closing, &burn) &&
		fnd_band_add(&row->closing, &row->flow[FND_FLOW_FINANCING]);
}

fnd_step
fnd_projection_step(fnd_projection *projection, fnd_fault *fault)
{
	bool		is_closed = false;

	if (projection->month >= projection->plan->months_count)
		return FND_STEP_DONE;
	if (projection->sums != NULL && !projection->has_sums &&
		!add_sums(projection))
		return FND_STEP_MORE;

	if (projection->next_line == 0)
		begin_month(projection);
	if (projection->has_sums)
		is_closed = projection->plan->is_single ? take_sums(projection, true) :
												  take_sums(projection, false);
	else
	{
		fnd_step	step = add_lines(projection, fault);

		if (step != FND_STEP_ROW)
			return step;
	}
	if (!is_closed && !fnd_row_close(&projection->row))
	{
		projection->fault_line = -1;
		*fault = FND_FAULT_RANGE_MONTH;
		return FND_STEP_FAULT;
	}
	projection->next_line = 0;
	projection->month++;
	return FND_STEP_ROW;
}

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

bool
fnd_row_before_financing(const fnd_month_row *row, fnd_i128 *result)
{
	return (row->closing.bounds & FND_POINT_UNKNOWN) == 0 &&
		fnd_i128_sub(row->closing.point, row->flow[FND_FLOW_FINANCING].point,
					 result);
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
		cash_out->months = months * RUNWAY_UNIT + RUNWAY_UNIT - 1;
		return FND_FAULT_NONE;
	}

	/* 127 bits by 24 stay below 256 */
	height = fnd_u256_magnitude(above);
	depth = fnd_u256_magnitude(fall);
	(void) fnd_u256_mul_u64(&height, (uint64_t) RUNWAY_UNIT, &fraction);
	fnd_u256_divide_round(&fraction, &depth, false, FND_ROUND_HALF_EVEN,
						  &fraction, NULL);
	units = fraction.word[0];
	if (units >= (uint64_t) RUNWAY_UNIT)
		units = (uint64_t) RUNWAY_UNIT - 1;
	cash_out->months = months * RUNWAY_UNIT + (int64_t) units;

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
	cash_out->months = months * RUNWAY_UNIT;
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

/* The lowest points of the two central paths: the earliest of equal ones. */
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
		 * The latest month of the lowest cash: a plan of a bill a year does
		 * not break even between two bills.  One that never falls below its
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
	if (months >= plan->months_count - LATE_MONTHS &&
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

/*
 * What has to be raised
 */
void
fnd_raise_init(fnd_raise *raise, const fnd_plan *plan)
{
	raise->plan = plan;
	raise->has_rows = false;
	fnd_band_zero(&raise->lowest);
}

/* min() of bands: a bound that one of them reaches is reached. */
void
fnd_raise_add(fnd_raise *raise, const fnd_month_row *row)
{
	const fnd_band *cash = &row->closing;
	fnd_band   *lowest = &raise->lowest;
	int			order;

	if (!raise->has_rows)
	{
		*lowest = *cash;
		raise->has_rows = true;
		return;
	}

	if (((cash->bounds | lowest->bounds) & FND_POINT_UNKNOWN) != 0)
		lowest->bounds |= FND_POINT_UNKNOWN;
	else if (fnd_i128_compare(cash->point, lowest->point) < 0)
		lowest->point = cash->point;

	if ((cash->bounds & FND_LOWER_INFINITE) != 0)
		lowest->bounds |= FND_LOWER_INFINITE;
	else if ((lowest->bounds & FND_LOWER_INFINITE) == 0)
	{
		order = fnd_i128_compare(cash->lower, lowest->lower);
		if (order < 0)
		{
			lowest->lower = cash->lower;
			lowest->bounds &= (uint8_t) ~FND_LOWER_OPEN;
			lowest->bounds |= cash->bounds & FND_LOWER_OPEN;
		}
		else if (order == 0 && (cash->bounds & FND_LOWER_OPEN) == 0)
			lowest->bounds &= (uint8_t) ~FND_LOWER_OPEN;
	}

	/* the least of the greatest: one open bound at it is enough */
	if ((cash->bounds & FND_UPPER_INFINITE) != 0)
		return;
	order = (lowest->bounds & FND_UPPER_INFINITE) != 0 ?
		-1 :
		fnd_i128_compare(cash->upper, lowest->upper);
	if (order < 0)
	{
		lowest->upper = cash->upper;
		lowest->bounds &= (uint8_t) ~(FND_UPPER_OPEN | FND_UPPER_INFINITE);
		lowest->bounds |= cash->bounds & FND_UPPER_OPEN;
	}
	else if (order == 0)
		lowest->bounds |= cash->bounds & FND_UPPER_OPEN;
}

/* max(0, floor - cash); false: over 127 bits. */
static bool
missing(const fnd_plan *plan, fnd_i128 cash, fnd_i128 *result)
{
	if (!fnd_i128_sub(plan->floor, cash, result))
		return false;
	if (fnd_i128_sign(*result) < 0)
		*result = fnd_i128_zero();
	return true;
}

/* Divide by ten to the excess, outward unless the figure is exact. */
static void
shorten(fnd_i128 *value, int excess, fnd_rounding mode)
{
	fnd_u256	magnitude = fnd_u256_magnitude(*value);
	fnd_u256	divisor = fnd_u256_pow10(excess);

	fnd_u256_divide_round(&magnitude, &divisor, false, mode, &magnitude, NULL);
	(void) fnd_u256_to_i128(&magnitude, false, value);
}

/* To the 28 digits of an estimate, without trailing zeros first. */
static fnd_fault
fit_interval(fnd_interval *interval)
{
	bool		is_exact = interval->tag == FND_TAG_EXACT;
	fnd_i128	lower;
	fnd_i128	upper;

	/* at most 28 rounds */
	while (interval->scale > 0 &&
		   (!fnd_coefficient_fits(interval->lower) ||
			!fnd_coefficient_fits(interval->upper)) &&
		   fnd_i128_divides_by_ten(interval->lower, &lower) &&
		   fnd_i128_divides_by_ten(interval->upper, &upper))
	{
		interval->lower = lower;
		interval->upper = upper;
		interval->scale--;
	}

	/* one more round where rounding up gave a digit more */
	for (int round = 0; round < 2; round++)
	{
		fnd_u256	magnitude = fnd_u256_magnitude(interval->upper);
		fnd_u256	other = fnd_u256_magnitude(interval->lower);
		int			excess;

		if (fnd_u256_compare(&other, &magnitude) > 0)
			magnitude = other;
		excess = fnd_u256_digits(&magnitude) - FND_DIGITS_MAX;
		if (excess <= 0)
			return FND_FAULT_NONE;
		if (excess > interval->scale)
			return FND_FAULT_RANGE_RAISE;
		shorten(&interval->lower, excess,
				is_exact ? FND_ROUND_HALF_EVEN : FND_ROUND_DOWN);
		shorten(&interval->upper, excess,
				is_exact ? FND_ROUND_HALF_EVEN : FND_ROUND_UP);
		interval->scale -= excess;
		if (!is_exact)
			interval->tag = FND_TAG_RANGE;
	}
	return FND_FAULT_NONE;
}

/*
 * max(0, floor - lowest closing), as an estimate.  Its least comes from the
 * greatest cash.  It is exact where both bounds are one figure, approximate
 * where the central figure is the middle, up to a figure where it is zero or
 * more and no central one is known, and a range or one-sided otherwise.
 */
fnd_fault
fnd_raise_finish(const fnd_raise *raise, fnd_estimate *result,
				 bool *has_result)
{
	const fnd_band *lowest = &raise->lowest;
	fnd_interval interval;
	fnd_i128	point;

	interval.lower = fnd_i128_zero();
	interval.upper = fnd_i128_zero();
	interval.scale = raise->plan->scale;
	interval.currency = raise->plan->currency;
	interval.bounds = 0;
	interval.tag = FND_TAG_RANGE;

	if ((lowest->bounds & FND_UPPER_INFINITE) == 0)
	{
		if (!missing(raise->plan, lowest->upper, &interval.lower))
			return FND_FAULT_RANGE_RAISE;
		if ((lowest->bounds & FND_UPPER_OPEN) != 0 &&
			fnd_i128_compare(lowest->upper, raise->plan->floor) <= 0)
			interval.bounds |= FND_LOWER_OPEN;
	}
	if ((lowest->bounds & FND_LOWER_INFINITE) != 0)
		interval.bounds |= FND_UPPER_INFINITE;
	else
	{
		if (!missing(raise->plan, lowest->lower, &interval.upper))
			return FND_FAULT_RANGE_RAISE;
		if ((lowest->bounds & FND_LOWER_OPEN) != 0 &&
			fnd_i128_sign(interval.upper) > 0)
			interval.bounds |= FND_UPPER_OPEN;
	}

	if (interval.bounds == 0 &&
		fnd_i128_compare(interval.lower, interval.upper) == 0)
		interval.tag = FND_TAG_EXACT;
	else if (interval.bounds == 0 && (lowest->bounds & FND_POINT_UNKNOWN) == 0)
	{
		fnd_i128	down;
		fnd_i128	up;

		if (!missing(raise->plan, lowest->point, &point) ||
			!fnd_i128_sub(interval.upper, point, &up) ||
			!fnd_i128_sub(point, interval.lower, &down))
			return FND_FAULT_RANGE_RAISE;
		if (fnd_i128_compare(up, down) == 0)
			interval.tag = FND_TAG_APPROXIMATE;
	}
	else if ((interval.bounds & (FND_LOWER_OPEN | FND_UPPER_INFINITE)) == 0 &&
			 fnd_i128_is_zero(interval.lower))
		interval.tag = FND_TAG_UP_TO;

	if (interval.currency == FND_CURRENCY_NONE)
	{
		/* every figure of the plan is undisclosed, and so is the answer */
		*has_result = (interval.bounds & FND_UPPER_INFINITE) != 0;
		if (!*has_result)
			return FND_FAULT_NONE;
		interval.tag = FND_TAG_UNDISCLOSED;
	}
	*has_result = true;
	if (fit_interval(&interval) != FND_FAULT_NONE ||
		fnd_estimate_make(&interval, FND_BASIS_NONE, result) != FND_OK)
		return FND_FAULT_RANGE_RAISE;
	return FND_FAULT_NONE;
}
