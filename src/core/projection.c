/*-------------------------------------------------------------------------
 *
 * projection.c
 *	  The months of a plan, one after the other.
 *
 * Three paths run side by side: the lowest that the figures allow (least
 * cash, least inflows, greatest outflows), the central one and the highest.
 * Formulas, conventions and worked numbers are in doc/runway.md,
 * "Projection".
 *
 *-------------------------------------------------------------------------
 */
#include "projection.h"

#include <string.h>

/* Months of lines that one step adds up, of some nanoseconds each. */
#define STEP_LINE_MONTHS 100000

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

bool
fnd_row_before_financing(const fnd_month_row *row, fnd_i128 *result)
{
	return (row->closing.bounds & FND_POINT_UNKNOWN) == 0 &&
		fnd_i128_sub(row->closing.point, row->flow[FND_FLOW_FINANCING].point,
					 result);
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
