/*-------------------------------------------------------------------------
 *
 * sensitivity.c
 *	  Paths of cash, and how far the answers of a plan move with one figure.
 *
 * Definitions, formulas and worked numbers are in doc/sensitivity.md,
 * "Sensitivity".
 *
 *-------------------------------------------------------------------------
 */
#include "sensitivity.h"

#include "estimate_math.h"

/*
 * Paths
 */
void
fnd_path_init(fnd_path *path, fnd_path_month *months, int32_t months_count)
{
	path->months = months;
	path->months_count = months_count;
	path->late = fnd_i128_zero();
	for (int32_t i = 0; i < months_count; i++)
	{
		months[i].net = fnd_i128_zero();
		months[i].unknown_count = 0;
	}
}

static inline bool
is_inflow(int flow)
{
	return flow == FND_FLOW_REVENUE || flow == FND_FLOW_FINANCING;
}

/* The figure of a band along a path, with its sign; zero if not known. */
static inline fnd_i128
path_figure(const fnd_band *band, int flow, fnd_path_kind kind,
			bool *is_unknown)
{
	fnd_i128	figure;
	int			unknown_bound;

	if (kind == FND_PATH_CENTRAL)
	{
		figure = band->point;
		unknown_bound = FND_POINT_UNKNOWN;
	}
	else if (is_inflow(flow))
	{
		figure = band->lower;
		unknown_bound = FND_LOWER_INFINITE;
	}
	else
	{
		figure = band->upper;
		unknown_bound = FND_UPPER_INFINITE;
	}
	*is_unknown = (band->bounds & unknown_bound) != 0;

	/* amounts are zero or more, so that the least of 128 bits is not met */
	return is_inflow(flow) ? figure : fnd_i128_neg(figure);
}

/* Add or, where is_removed, subtract. */
static inline bool
add_signed(fnd_i128 *sum, fnd_i128 figure, bool is_removed)
{
	return is_removed ? fnd_i128_sub(*sum, figure, sum) :
						fnd_i128_add(*sum, figure, sum);
}

fnd_fault
fnd_path_add(fnd_path *path, const fnd_plan *plan, fnd_path_kind kind,
			 fnd_schedule *schedule, bool is_removed, int32_t *fault_month)
{
	fnd_month	month = plan->from;
	int			flow = schedule->flow;
	bool		is_late_flow = flow == FND_FLOW_REVENUE || flow == FND_FLOW_COST;

	if (kind == FND_PATH_WORST && flow == FND_FLOW_FINANCING)
		return FND_FAULT_NONE;
	for (int32_t i = 0; i < path->months_count; i++)
	{
		fnd_path_month *sum = &path->months[i];
		fnd_band	band;
		fnd_i128	figure;
		bool		is_moving;
		bool		is_unknown;
		fnd_fault	fault;

		if (i > 0)
			fnd_month_advance(&month);
		*fault_month = month.index;
		fault = fnd_schedule_month(schedule, &month, &band, &is_moving);
		if (fault != FND_FAULT_NONE)
			return fault;
		if (!is_moving)
			continue;
		figure = path_figure(&band, flow, kind, &is_unknown);
		if (is_unknown)
			sum->unknown_count += is_removed ? -1 : 1;
		if (!add_signed(&sum->net, figure, is_removed) ||
			(is_late_flow && i >= path->months_count - FND_LATE_MONTHS &&
			 !add_signed(&path->late, figure, is_removed)))
			return FND_FAULT_RANGE_MONTH;
	}
	return FND_FAULT_NONE;
}

/*
 * The change
 */
fnd_fault
fnd_change_check(const fnd_number *change, fnd_decimal *down, fnd_decimal *up)
{
	fnd_decimal	negative = change->value;

	if (!change->is_given)
		return FND_FAULT_CHANGE_NULL;
	if (!change->is_finite)
		return FND_FAULT_CHANGE_DOMAIN;
	if (change->is_too_long)
		return FND_FAULT_CHANGE_DIGITS;
	if (fnd_i128_sign(change->value.coefficient) <= 0)
		return FND_FAULT_CHANGE_DOMAIN;

	negative.coefficient = fnd_i128_neg(change->value.coefficient);
	switch (fnd_growth_factor(&negative, down))
	{
		case FND_FAULT_NONE:
			break;
		case FND_FAULT_GROWTH_TOO_LOW:

			/* 1 is the only change that leaves nothing, and not less */
			if (change->value.scale != 0 ||
				fnd_i128_compare(change->value.coefficient,
								 fnd_i128_from_i64(1)) != 0)
				return FND_FAULT_CHANGE_DOMAIN;
			down->coefficient = fnd_i128_zero();
			down->scale = 0;
			break;
		default:
			return FND_FAULT_CHANGE_DIGITS;
	}
	return fnd_growth_factor(&change->value, up) == FND_FAULT_NONE ?
		FND_FAULT_NONE :
		FND_FAULT_CHANGE_DIGITS;
}

/* The line with its amount times the factor; a null pointer: as it stands. */
static fnd_fault
ready_line(const fnd_line *line, const fnd_decimal *factor,
		   const fnd_month *from, fnd_schedule *schedule)
{
	fnd_line	changed;

	if (factor == NULL)
		return fnd_schedule_init(line, from, schedule);
	changed = *line;
	if (fnd_estimate_multiply(&line->amount, factor, &changed.amount) !=
		FND_OK)
		return FND_FAULT_RANGE_CHANGED;
	return fnd_schedule_init(&changed, from, schedule);
}

/*
 * The plan
 */
static fnd_fault
change_opening(const fnd_estimate *opening, const fnd_decimal *factor,
			   fnd_plan *plan, fnd_band *band, int *scale)
{
	fnd_estimate changed;

	if (fnd_estimate_multiply(opening, factor, &changed) != FND_OK)
		return FND_FAULT_RANGE_CHANGED;
	fnd_band_from_estimate(&changed, band, scale);
	if (plan->scale < *scale)
		plan->scale = *scale;
	return FND_FAULT_NONE;
}

fnd_fault
fnd_sensitivity_init(fnd_sensitivity *sensitivity, const fnd_estimate *opening,
					 const fnd_amount *floor, const fnd_month *from,
					 int32_t horizon, int32_t raise_months,
					 const fnd_decimal *down, const fnd_decimal *up)
{
	fnd_plan   *plan = &sensitivity->plan;
	fnd_fault	fault;

	sensitivity->horizon = horizon;
	sensitivity->raise_months = raise_months;
	sensitivity->down = *down;
	sensitivity->up = *up;
	sensitivity->fault_month = from->index;
	fault = fnd_plan_init(plan, opening, floor, from,
						  horizon > raise_months ? horizon : raise_months);
	sensitivity->opening_down = plan->opening;
	sensitivity->opening_up = plan->opening;
	sensitivity->opening_down_scale = plan->opening_scale;
	sensitivity->opening_up_scale = plan->opening_scale;
	if (opening == NULL || fault != FND_FAULT_NONE)
		return fault;
	fault = change_opening(opening, down, plan, &sensitivity->opening_down,
						   &sensitivity->opening_down_scale);
	if (fault == FND_FAULT_NONE)
		fault = change_opening(opening, up, plan, &sensitivity->opening_up,
							   &sensitivity->opening_up_scale);
	return fault;
}

fnd_fault
fnd_sensitivity_check(fnd_sensitivity *sensitivity, const fnd_line *line)
{
	fnd_plan   *plan = &sensitivity->plan;
	const fnd_decimal *factor[2] = { &sensitivity->down, &sensitivity->up };
	fnd_schedule schedule;
	fnd_fault	fault = fnd_plan_add_line(plan, line, &schedule);

	for (int i = 0; i < 2 && fault == FND_FAULT_NONE; i++)
	{
		fault = ready_line(line, factor[i], &plan->from, &schedule);
		if (fault == FND_FAULT_NONE && plan->scale < schedule.scale)
			plan->scale = schedule.scale;
	}
	return fault;
}

fnd_fault
fnd_sensitivity_settle(fnd_sensitivity *sensitivity, fnd_path_month *total,
					   fnd_path_month *rest)
{
	fnd_plan   *plan = &sensitivity->plan;
	fnd_fault	fault = fnd_plan_settle(plan);

	if (fault != FND_FAULT_NONE)
		return fault;
	if (!fnd_band_shift(&sensitivity->opening_down,
						plan->scale - sensitivity->opening_down_scale) ||
		!fnd_band_shift(&sensitivity->opening_up,
						plan->scale - sensitivity->opening_up_scale))
		return FND_FAULT_RANGE_OPENING;
	fnd_path_init(&sensitivity->total, total, plan->months_count);
	fnd_path_init(&sensitivity->rest, rest, plan->months_count);
	return FND_FAULT_NONE;
}

fnd_fault
fnd_sensitivity_add(fnd_sensitivity *sensitivity, const fnd_line *line)
{
	const fnd_plan *plan = &sensitivity->plan;
	fnd_schedule schedule;
	fnd_fault	fault = ready_line(line, NULL, &plan->from, &schedule);

	if (fault != FND_FAULT_NONE)
		return fault;
	fnd_schedule_rescale(&schedule, plan->scale);
	return fnd_path_add(&sensitivity->total, plan, FND_PATH_CENTRAL, &schedule,
						false, &sensitivity->fault_month);
}

/*
 * Cases
 */

/* What is collected on the way along a path. */
typedef struct walk
{
	fnd_month	month;
	fnd_i128	cash;
	fnd_i128	lowest;
	bool		has_lowest;
	bool		is_below;		/* the runway has ended */
} walk;

/* Month i of a walk, in which net moves. */
static fnd_fault
walk_month(fnd_sensitivity *sensitivity, walk *at, int32_t i, fnd_i128 net,
		   fnd_case *result)
{
	const fnd_plan *plan = &sensitivity->plan;
	fnd_i128	closing;

	if (!fnd_i128_add(at->cash, net, &closing))
		return FND_FAULT_RANGE_MONTH;
	if (!at->is_below && i < sensitivity->horizon &&
		fnd_i128_compare(closing, plan->floor) < 0)
	{
		fnd_cash_out cash_out;
		fnd_fault	fault = fnd_cash_out_cross(plan, &at->month, i, at->cash,
											 closing, &cash_out);

		if (fault != FND_FAULT_NONE)
			return fault;
		at->is_below = true;
		result->end = FND_END_WITHIN;
		result->runway = cash_out.months;
	}
	if (i < sensitivity->raise_months &&
		(!at->has_lowest || fnd_i128_compare(closing, at->lowest) < 0))
	{
		at->lowest = closing;
		at->has_lowest = true;
	}
	at->cash = closing;
	return FND_FAULT_NONE;
}

/* max(0, floor - lowest) of a walk that knew all the months of the raise. */
static fnd_fault
finish_raise(const fnd_sensitivity *sensitivity, const walk *at,
			 fnd_case *result)
{
	if (!fnd_i128_sub(sensitivity->plan.floor, at->lowest, &result->raise))
		return FND_FAULT_RANGE_MONTH;
	if (fnd_i128_sign(result->raise) < 0)
		result->raise = fnd_i128_zero();
	result->has_raise = true;
	return FND_FAULT_NONE;
}

/*
 * The answers of the central path from this opening, with the schedule (or
 * none) added to the path.
 */
static fnd_fault
run_case(fnd_sensitivity *sensitivity, const fnd_path *path,
		 const fnd_band *opening, fnd_schedule *schedule, fnd_case *result)
{
	const fnd_plan *plan = &sensitivity->plan;
	walk		at;
	fnd_fault	fault;
	bool		is_known = (opening->bounds & FND_POINT_UNKNOWN) == 0;

	result->end = is_known ? FND_END_BEYOND : FND_END_UNKNOWN;
	result->runway = sensitivity->horizon * FND_RUNWAY_UNIT;
	result->raise = fnd_i128_zero();
	result->has_raise = false;
	at.month = plan->from;
	at.cash = opening->point;
	at.lowest = fnd_i128_zero();
	at.has_lowest = false;
	at.is_below = is_known && fnd_i128_compare(at.cash, plan->floor) < 0;
	if (at.is_below)
	{
		result->end = FND_END_WITHIN;
		result->runway = 0;
	}

	for (int32_t i = 0; i < plan->months_count && is_known; i++)
	{
		fnd_i128	net = path->months[i].net;
		int32_t		unknown_count = path->months[i].unknown_count;

		/* both answers are there */
		if (i >= sensitivity->raise_months &&
			(at.is_below || i >= sensitivity->horizon))
			break;
		if (i > 0)
			fnd_month_advance(&at.month);
		sensitivity->fault_month = at.month.index;
		if (schedule != NULL)
		{
			fnd_band	band;
			fnd_i128	figure;
			bool		is_moving;
			bool		is_unknown;

			fault = fnd_schedule_month(schedule, &at.month, &band, &is_moving);
			if (fault != FND_FAULT_NONE)
				return fault;
			if (is_moving)
			{
				figure = path_figure(&band, schedule->flow, FND_PATH_CENTRAL,
									 &is_unknown);
				unknown_count += is_unknown;
				if (!fnd_i128_add(net, figure, &net))
					return FND_FAULT_RANGE_MONTH;
			}
		}
		if (unknown_count > 0)
		{
			if (i < sensitivity->horizon && !at.is_below)
				result->end = FND_END_UNKNOWN;
			if (i < sensitivity->raise_months)
				at.has_lowest = false;
			break;
		}
		fault = walk_month(sensitivity, &at, i, net, result);
		if (fault != FND_FAULT_NONE)
			return fault;
	}

	return at.has_lowest ? finish_raise(sensitivity, &at, result) :
						   FND_FAULT_NONE;
}

fnd_fault
fnd_sensitivity_base(fnd_sensitivity *sensitivity)
{
	return run_case(sensitivity, &sensitivity->total,
					&sensitivity->plan.opening, NULL, &sensitivity->base);
}

static fnd_i128
raise_distance(const fnd_case *a, const fnd_case *b)
{
	fnd_i128	distance;

	/* neither is below zero: the difference fits */
	(void) fnd_i128_sub(a->raise, b->raise, &distance);
	return fnd_i128_sign(distance) < 0 ? fnd_i128_neg(distance) : distance;
}

/*
 * A runway that does not end within the horizon counts as the horizon here:
 * the least that it can be.
 */
static void
measure(const fnd_sensitivity *sensitivity, int32_t number, fnd_effect *effect)
{
	const fnd_case *base = &sensitivity->base;
	const fnd_case *changed[2] = { &effect->down, &effect->up };

	effect->line = number;
	effect->is_known = base->end != FND_END_UNKNOWN;
	effect->runway_effect = 0;
	effect->raise_effect = fnd_i128_zero();
	for (int i = 0; i < 2; i++)
	{
		int64_t		distance = changed[i]->runway - base->runway;

		if (changed[i]->end == FND_END_UNKNOWN)
			effect->is_known = false;
		if (distance < 0)
			distance = -distance;
		if (effect->runway_effect < distance)
			effect->runway_effect = distance;
		if (changed[i]->has_raise && base->has_raise)
		{
			fnd_i128	missing = raise_distance(changed[i], base);

			if (fnd_i128_compare(effect->raise_effect, missing) < 0)
				effect->raise_effect = missing;
		}
	}
}

fnd_fault
fnd_sensitivity_opening(fnd_sensitivity *sensitivity, fnd_effect *effect)
{
	fnd_fault	fault = run_case(sensitivity, &sensitivity->total,
							   &sensitivity->opening_down, NULL,
							   &effect->down);

	if (fault == FND_FAULT_NONE)
		fault = run_case(sensitivity, &sensitivity->total,
						 &sensitivity->opening_up, NULL, &effect->up);
	if (fault == FND_FAULT_NONE)
		measure(sensitivity, 0, effect);
	return fault;
}

fnd_fault
fnd_sensitivity_line(fnd_sensitivity *sensitivity, const fnd_line *line,
					 int32_t number, fnd_effect *effect)
{
	const fnd_plan *plan = &sensitivity->plan;
	fnd_path   *rest = &sensitivity->rest;
	const fnd_decimal *factor[2] = { &sensitivity->down, &sensitivity->up };
	fnd_case   *result[2] = { &effect->down, &effect->up };
	fnd_schedule schedule;
	fnd_fault	fault = ready_line(line, NULL, &plan->from, &schedule);

	if (fault != FND_FAULT_NONE)
		return fault;
	for (int32_t i = 0; i < plan->months_count; i++)
		rest->months[i] = sensitivity->total.months[i];
	rest->late = sensitivity->total.late;
	fnd_schedule_rescale(&schedule, plan->scale);
	fault = fnd_path_add(rest, plan, FND_PATH_CENTRAL, &schedule, true,
						 &sensitivity->fault_month);
	for (int i = 0; i < 2 && fault == FND_FAULT_NONE; i++)
	{
		fault = ready_line(line, factor[i], &plan->from, &schedule);
		if (fault != FND_FAULT_NONE)
			return fault;
		fnd_schedule_rescale(&schedule, plan->scale);
		fault = run_case(sensitivity, rest, &plan->opening, &schedule,
						 result[i]);
	}
	if (fault == FND_FAULT_NONE)
		measure(sensitivity, number, effect);
	return fault;
}

int
fnd_effect_compare(const fnd_effect *a, const fnd_effect *b)
{
	if (a->is_known != b->is_known)
		return a->is_known ? -1 : 1;
	if (a->is_known)
	{
		int			order = fnd_i128_compare(b->raise_effect, a->raise_effect);

		if (a->runway_effect != b->runway_effect)
			return a->runway_effect > b->runway_effect ? -1 : 1;
		if (order != 0)
			return order;
	}
	return (a->line > b->line) - (a->line < b->line);
}
