/*-------------------------------------------------------------------------
 *
 * sensitivity_bounds.c
 *	  How far a figure may go before a plan is no longer default alive.
 *
 * A plan is default alive where the lowest path without financing stays at
 * the floor or above, and the least revenue of the last months is at least
 * the greatest cost.  Both get harder as an outflow grows, and easier as cash
 * or an inflow does, month for month and to the unit: amounts are spread and
 * rounded by rules that never give less for more.  So the values at which a
 * plan is alive are those on one side of a bound, which a search closes in on.
 * The argument in full, and the one exception (growth of 0 is allocated
 * and not rounded), are in doc/sensitivity.md, "Bounds".
 *
 *-------------------------------------------------------------------------
 */
#include "sensitivity.h"

/* So many months of lines are looked at in one step. */
#define STEP_MONTHS 16384

enum
{
	PHASE_START,				/* the value to begin with */
	PHASE_EDGE,					/* the last value on the other side */
	PHASE_GALLOP,				/* from the first, ever farther */
	PHASE_CLOSE,				/* between the two that are left */
	PHASE_DONE
};

/* What a value that was tried turned out to be. */
typedef enum fit
{
	FIT_DEAD,
	FIT_ALIVE,
	FIT_OVERFLOW				/* so much inflow that it has no figure */
} fit;

/*
 * The same with how far the plan is from the bound, where that is known: the
 * least of cash over the floor and of late revenue over late cost, in units
 * of the plan; below zero exactly where it is dead.
 */
typedef struct verdict
{
	fit			found;
	bool		has_score;
	fnd_i128	score;
} verdict;

/* Values that are guessed between two others before they are halved only. */
#define GUESSES_MAX 32

/*
 * Values, zero or more
 */
static fnd_i128
halve(fnd_i128 value)
{
	uint64_t	hi = (uint64_t) fnd_i128_hi(value);

	return fnd_i128_from_words((int64_t) (hi >> 1),
							   fnd_i128_lo(value) >> 1 | hi << 63);
}

/* The caller owes sums that fit: no value has over 35 digits. */
static fnd_i128
plus(fnd_i128 a, fnd_i128 b)
{
	fnd_i128	sum;

	(void) fnd_i128_add(a, b, &sum);
	return sum;
}

static fnd_i128
minus(fnd_i128 a, fnd_i128 b)
{
	return plus(a, fnd_i128_neg(b));
}

/*
 * The search
 */

/* The caller owes a first value of zero or more. */
static void
search_begin(fnd_search *search, fnd_i128 first, fnd_i128 last,
			 bool alive_is_low)
{
	search->last = last;
	search->tried = fnd_i128_compare(first, last) > 0 ? last : first;
	search->alive = fnd_i128_zero();
	search->dead = fnd_i128_zero();
	search->alive_is_low = alive_is_low;
	search->starts_alive = false;
	search->alive_overflows = false;
	search->has_alive_score = false;
	search->has_dead_score = false;
	search->was_alive = false;
	search->guesses_count = 0;
	search->phase = PHASE_START;

	/* a sixteenth of it first */
	search->stride = halve(halve(halve(halve(search->tried))));
	if (fnd_i128_is_zero(search->stride))
		search->stride = fnd_i128_from_i64(1);
}

static void
search_keep(fnd_search *search, const verdict *tried)
{
	bool		is_alive = tried->found != FIT_DEAD;

	/*
	 * Where one side moves twice, half the weight of the other: the Illinois
	 * method of regula falsi, so that the other side moves too.
	 */
	if (search->phase == PHASE_CLOSE && is_alive == search->was_alive)
	{
		if (is_alive)
			search->dead_score = halve(search->dead_score);
		else
			search->alive_score = halve(search->alive_score);
	}
	search->was_alive = is_alive;
	if (is_alive)
	{
		search->alive = search->tried;
		search->alive_overflows = tried->found == FIT_OVERFLOW;
		search->has_alive_score = tried->has_score;
		search->alive_score = tried->score;
	}
	else
	{
		search->dead = search->tried;
		search->has_dead_score = tried->has_score;
		search->dead_score = fnd_i128_neg(tried->score);
	}
}

static void
search_finish(fnd_search *search, fnd_bound_outcome outcome, fnd_bound *bound)
{
	search->phase = PHASE_DONE;
	bound->outcome = outcome;
	if (outcome == FND_BOUND_FOUND)
		bound->value = search->alive;
}

/*
 * How far from alive, of a distance of two or more, the bound should be if
 * the score were a straight line; never the ends themselves.
 */
static fnd_i128
guess(const fnd_search *search, fnd_i128 distance)
{
	fnd_u256	alive = fnd_u256_magnitude(search->alive_score);
	fnd_u256	sum = fnd_u256_magnitude(search->dead_score);
	fnd_u256	part = fnd_u256_magnitude(distance);
	fnd_u256	rest;
	fnd_i128	result;

	/* 95 bits by 127 stay below 256 */
	(void) fnd_u256_add(&sum, &alive, &sum);
	if (fnd_u256_is_zero(&sum))
		return halve(distance);
	(void) fnd_u256_mul(&part, &alive, &part);
	fnd_u256_divide(&part, &sum, &part, &rest);
	(void) fnd_u256_to_i128(&part, false, &result);
	if (fnd_i128_is_zero(result))
		return fnd_i128_from_i64(1);
	if (fnd_i128_compare(result, distance) >= 0)
		return minus(distance, fnd_i128_from_i64(1));
	return result;
}

/*
 * The next value between alive and dead, or the end where they are
 * neighbours.  Scores are nearly straight lines, so that a guess comes near
 * at once; without scores, and after many guesses, the middle.
 */
static void
search_close(fnd_search *search, fnd_bound *bound)
{
	fnd_i128	distance = minus(search->dead, search->alive);
	bool		is_up = fnd_i128_sign(distance) > 0;
	fnd_i128	part;

	if (!is_up)
		distance = fnd_i128_neg(distance);
	if (fnd_i128_compare(distance, fnd_i128_from_i64(1)) == 0)
	{
		search_finish(search,
					  search->alive_overflows ? FND_BOUND_NEVER :
												FND_BOUND_FOUND,
					  bound);
		return;
	}
	if (search->has_alive_score && search->has_dead_score &&
		search->guesses_count < GUESSES_MAX)
	{
		search->guesses_count++;
		part = guess(search, distance);
	}
	else
		part = halve(distance);
	search->tried = is_up ? plus(search->alive, part) :
							minus(search->alive, part);
}

/* One stride from where the search began towards the other side. */
static void
search_gallop(fnd_search *search, fnd_bound *bound)
{
	fnd_i128	from = search->starts_alive ? search->alive : search->dead;
	fnd_i128	to = search->starts_alive ? search->dead : search->alive;
	bool		is_up = fnd_i128_compare(from, to) < 0;
	fnd_i128	next = is_up ? plus(from, search->stride) :
							minus(from, search->stride);

	if (fnd_i128_compare(next, to) * (is_up ? 1 : -1) >= 0)
	{
		search->phase = PHASE_CLOSE;
		search_close(search, bound);
		return;
	}
	search->tried = next;
	search->stride = plus(search->stride, search->stride);
}

/*
 * Take what was found of search->tried and set the next value to try; the
 * phase is PHASE_DONE where there is none.  At most some 230 rounds: values
 * have at most 94 bits.
 */
static void
search_next(fnd_search *search, const verdict *tried, fnd_bound *bound)
{
	fit			found = tried->found;
	bool		is_alive = found != FIT_DEAD;
	fnd_i128	edge;

	switch (search->phase)
	{
		case PHASE_START:
			search->starts_alive = is_alive;
			search_keep(search, tried);
			edge = is_alive == search->alive_is_low ? search->last :
													  fnd_i128_zero();
			search->phase = PHASE_EDGE;
			if (fnd_i128_compare(edge, search->tried) == 0)
				search_finish(search,
							  found == FIT_ALIVE ? FND_BOUND_ALWAYS :
												   FND_BOUND_NEVER,
							  bound);
			search->tried = edge;
			return;

		case PHASE_EDGE:
			if (is_alive == search->starts_alive)
			{
				search_finish(search,
							  found == FIT_ALIVE ? FND_BOUND_ALWAYS :
												   FND_BOUND_NEVER,
							  bound);
				return;
			}
			search_keep(search, tried);
			search->phase = PHASE_GALLOP;
			search_gallop(search, bound);
			return;

		case PHASE_GALLOP:
			search_keep(search, tried);
			if (is_alive == search->starts_alive)
				search_gallop(search, bound);
			else
			{
				search->phase = PHASE_CLOSE;
				search_close(search, bound);
			}
			return;

		default:
			search_keep(search, tried);
			search_close(search, bound);
			return;
	}
}

/*
 * Questions
 */

fnd_fault
fnd_bounds_init(fnd_bounds *bounds, const fnd_plan *plan,
				const fnd_line *lines, bool is_finer, fnd_path_month *months)
{
	int32_t		count = plan->months_count;
	int			scale = plan->scale;

	bounds->plan = *plan;
	bounds->fault_line = -1;
	bounds->fault_month = plan->from.index;
	bounds->members_count = 0;
	bounds->search.phase = PHASE_DONE;
	for (int32_t i = 0; i < plan->lines_count && is_finer; i++)
	{
		fnd_band	band;
		int			unit;

		fnd_band_from_estimate(&lines[i].amount, &band, &unit);
		if (scale < unit)
			scale = unit;
	}
	bounds->plan.scale = scale;
	if (!fnd_band_shift(&bounds->plan.opening, scale - plan->scale))
		return FND_FAULT_RANGE_OPENING;
	if (!fnd_i128_mul_pow10(plan->floor, scale - plan->scale,
							&bounds->plan.floor))
		return FND_FAULT_RANGE_FLOOR;
	fnd_path_init(&bounds->total, months, count);
	fnd_path_init(&bounds->rest, months + count, count);
	fnd_path_init(&bounds->trial, months + 2 * count, count);
	return FND_FAULT_NONE;
}

static void
path_copy(const fnd_path *from, fnd_path *to)
{
	to->late = from->late;
	for (int32_t i = 0; i < from->months_count; i++)
		to->months[i] = from->months[i];
}

/*
 * FND_FAULT_GROWTH_SPAN stands for growth that cannot be tried: it began too
 * long ago, or is 0 and needs a finer unit than there is.
 */
static fnd_fault
add_line(fnd_bounds *bounds, fnd_path *path, const fnd_line *line,
		 bool is_removed)
{
	fnd_schedule schedule;
	fnd_fault	fault = fnd_schedule_init(line, &bounds->plan.from, &schedule);

	if (fault != FND_FAULT_NONE)
		return fault;
	if (schedule.scale > bounds->plan.scale)
		return FND_FAULT_GROWTH_SPAN;
	fnd_schedule_rescale(&schedule, bounds->plan.scale);
	return fnd_path_add(path, &bounds->plan, FND_PATH_WORST, &schedule,
						is_removed, &bounds->fault_month);
}

fnd_fault
fnd_bounds_add(fnd_bounds *bounds, const fnd_line *line)
{
	return add_line(bounds, &bounds->total, line, false);
}

/*
 * Floor less the lowest sum of the path, and not below the floor; rounded up
 * to the minor unit.
 */
fnd_fault
fnd_bounds_opening(fnd_bounds *bounds, fnd_bound *bound)
{
	const fnd_plan *plan = &bounds->plan;
	fnd_i128	cash = fnd_i128_zero();
	fnd_i128	lowest = cash;
	fnd_i128	least;
	int			minor_units = fnd_currency_minor_units(plan->currency);

	bound->outcome = FND_BOUND_NEVER;
	bound->scale = minor_units;
	if (fnd_i128_sign(bounds->total.late) < 0)
		return FND_FAULT_NONE;
	for (int32_t i = 0; i < plan->months_count; i++)
	{
		const fnd_path_month *month = &bounds->total.months[i];

		if (month->unknown_count > 0)
			return FND_FAULT_NONE;
		bounds->fault_month = plan->from.index + i;
		if (!fnd_i128_add(cash, month->net, &cash))
			return FND_FAULT_RANGE_MONTH;
		if (fnd_i128_compare(cash, lowest) < 0)
			lowest = cash;
	}
	if (!fnd_i128_sub(plan->floor, lowest, &least))
		return FND_FAULT_RANGE_MONTH;
	if (plan->scale > minor_units)
	{
		fnd_u256	magnitude = fnd_u256_magnitude(least);
		fnd_u256	divisor = fnd_u256_pow10(plan->scale - minor_units);
		bool		is_negative = fnd_i128_sign(least) < 0;

		fnd_u256_divide_round(&magnitude, &divisor, is_negative,
							  FND_ROUND_CEILING, &magnitude, NULL);
		(void) fnd_u256_to_i128(&magnitude, is_negative, &least);
	}
	bound->outcome = FND_BOUND_FOUND;
	bound->value = least;
	return FND_FAULT_NONE;
}

/*
 * value * 10^shift cut to a whole number; 10^38 where it is more than that.
 * An amount is not: it has at most 28 digits.  Growth may be, such as 10^38 - 1
 * with the one digit that 1 + growth has.
 */
static fnd_i128
cut(fnd_i128 value, int shift)
{
	fnd_u256	magnitude = fnd_u256_magnitude(value);
	bool		is_negative = fnd_i128_sign(value) < 0;
	fnd_i128	result;

	if (shift >= 0)
		(void) fnd_u256_mul_pow10(&magnitude, shift, &magnitude);
	else
	{
		fnd_u256	divisor = fnd_u256_pow10(-shift);

		fnd_u256_divide_round(&magnitude, &divisor, is_negative,
							  FND_ROUND_DOWN, &magnitude, NULL);
	}
	if (!fnd_u256_to_i128(&magnitude, is_negative, &result))
		return fnd_i128_pow10(FND_POW10_I128_MAX);
	return result;
}

static bool
can_grow(const fnd_line *line)
{
	return line->per.is_given || line->every.is_given;
}

/* Where the search begins, near the value that the lines have; not below 0. */
static fnd_i128
first_amount(const fnd_bounds *bounds)
{
	fnd_band	band;
	int			scale;

	fnd_band_from_estimate(&bounds->lines[bounds->members[0]].amount, &band,
						   &scale);
	return cut((band.bounds & FND_POINT_UNKNOWN) == 0 ? band.point :
														band.lower,
			   bounds->bound.scale - scale);
}

/* The same; above -1, and so cut -0.9999999 or more. */
static fnd_i128
first_growth(const fnd_bounds *bounds)
{
	for (int32_t i = 0; i < bounds->members_count; i++)
	{
		const fnd_line *line = &bounds->lines[bounds->members[i]];

		if (can_grow(line) && line->growth.is_given)
			return cut(line->growth.value.coefficient,
					   FND_FACTOR_SCALE - line->growth.value.scale);
	}
	return fnd_i128_zero();
}

void
fnd_bounds_ask(fnd_bounds *bounds, fnd_bound_what what, const fnd_line *lines,
			   const int32_t *members, int32_t members_count)
{
	int			flow = lines[members[0]].flow;
	fnd_i128	first;
	fnd_i128	last;

	bounds->what = what;
	bounds->lines = lines;
	bounds->members = members;
	bounds->members_count = members_count;
	bounds->next = 0;
	bounds->is_inflow = flow == FND_FLOW_REVENUE;
	bounds->is_removing = true;
	bounds->least = fnd_i128_zero();
	bounds->bound.outcome = FND_BOUND_UNKNOWN;
	bounds->bound.scale = FND_FACTOR_SCALE;
	switch (what)
	{
		case FND_BOUND_AMOUNT:
			bounds->bound.scale = fnd_currency_minor_units(
				bounds->plan.currency);
			first = first_amount(bounds);
			last = minus(fnd_i128_pow10(FND_DIGITS_MAX), fnd_i128_from_i64(1));
			break;
		case FND_BOUND_FACTOR:
			first = fnd_i128_pow10(FND_FACTOR_SCALE);
			last = fnd_i128_pow10(FND_FACTOR_SCALE +
								  FND_BOUND_FACTOR_POWER_MAX);
			break;
		default:

			/* 1 + growth, less the least of it that is above zero */
			first = fnd_i128_pow10(FND_FACTOR_SCALE);
			bounds->least = minus(fnd_i128_from_i64(1), first);
			(void) fnd_i128_mul_i64(first, FND_BOUND_GROWTH_MAX, &last);
			last = minus(last, bounds->least);
			first = minus(first_growth(bounds), bounds->least);
			break;
	}
	search_begin(&bounds->search, first, last, !bounds->is_inflow);
	path_copy(&bounds->total, &bounds->rest);
}

/*
 * The figure that the path looks at times the factor, rounded half-even to
 * the unit that the amount has; false where that is over 28 digits.
 */
static bool
scale_amount(const fnd_estimate *amount, bool is_inflow, fnd_i128 factor,
			 fnd_estimate *result)
{
	fnd_interval interval;
	fnd_u256	magnitude;
	fnd_u256	multiple = fnd_u256_magnitude(factor);
	fnd_u256	unit = fnd_u256_pow10(FND_FACTOR_SCALE);

	fnd_estimate_open(amount, &interval);
	magnitude = fnd_u256_magnitude(is_inflow ? interval.lower :
											   interval.upper);
	(void) fnd_u256_mul(&magnitude, &multiple, &magnitude);
	fnd_u256_divide_round(&magnitude, &unit, false, FND_ROUND_HALF_EVEN,
						  &magnitude, NULL);

	/* a figure below 10^28 by a factor of at most 10^10 is below 2^127 */
	(void) fnd_u256_to_i128(&magnitude, false, &interval.lower);
	interval.upper = interval.lower;
	interval.bounds = 0;
	interval.tag = FND_TAG_EXACT;
	return fnd_estimate_make(&interval, FND_BASIS_NONE, result) == FND_OK;
}

/* A line with the value that is tried; false where it has over 28 digits. */
static bool
try_line(const fnd_bounds *bounds, fnd_i128 value, fnd_line *line)
{
	fnd_interval interval;

	switch (bounds->what)
	{
		case FND_BOUND_AMOUNT:
			interval.lower = value;
			interval.upper = value;
			interval.scale = bounds->bound.scale;
			interval.currency = bounds->plan.currency;
			interval.bounds = 0;
			interval.tag = FND_TAG_EXACT;
			return fnd_estimate_make(&interval, FND_BASIS_NONE,
									 &line->amount) == FND_OK;
		case FND_BOUND_FACTOR:

			/* nothing of what is not bounded is nothing */
			if (!bounds->is_inflow &&
				(line->amount.bounds & FND_UPPER_INFINITE) != 0 &&
				!fnd_i128_is_zero(value))
				return true;
			return scale_amount(&line->amount, bounds->is_inflow, value,
								&line->amount);
		default:
			line->growth.is_given = can_grow(line);
			line->growth.is_finite = true;
			line->growth.is_too_long = false;
			line->growth.value.coefficient = value;
			line->growth.value.scale = FND_FACTOR_SCALE;
			return true;
	}
}

/*
 * A score is the least of several; one too large for a figure is not it, and
 * false is one too far below zero.
 */
static bool
keep_least(fnd_i128 above, fnd_i128 below, fnd_i128 *score)
{
	fnd_i128	difference;

	if (!fnd_i128_sub(above, below, &difference))
		return fnd_i128_compare(above, below) > 0;
	if (fnd_i128_compare(difference, *score) < 0)
		*score = difference;
	return true;
}

/* Is the path default alive, and how far from not being it? */
static verdict
judge(const fnd_bounds *bounds, const fnd_path *path)
{
	const fnd_plan *plan = &bounds->plan;
	fnd_i128	cash = plan->opening.lower;
	verdict		result = { FIT_DEAD, false, path->late };

	if ((plan->opening.bounds & FND_LOWER_INFINITE) != 0)
		return result;
	result.has_score = keep_least(cash, plan->floor, &result.score);
	for (int32_t i = 0; i < path->months_count; i++)
	{
		fnd_i128	net = path->months[i].net;

		if (path->months[i].unknown_count > 0 ||
			!fnd_i128_add(cash, net, &cash))
		{
			result.has_score = false;
			if (path->months[i].unknown_count == 0 && fnd_i128_sign(net) > 0 &&
				fnd_i128_sign(result.score) >= 0)
				result.found = FIT_OVERFLOW;
			return result;
		}
		if (!keep_least(cash, plan->floor, &result.score))
			result.has_score = false;
		if (!result.has_score)
			return result;
	}
	if (fnd_i128_sign(result.score) >= 0)
		result.found = FIT_ALIVE;
	return result;
}

static fnd_step
step_fault(fnd_bounds *bounds, fnd_fault why, fnd_fault *fault)
{
	bounds->fault_line = bounds->members[bounds->next];
	bounds->search.phase = PHASE_DONE;
	*fault = why;
	return FND_STEP_FAULT;
}

/* A value is settled: the next one, or the answer. */
static void
settle(fnd_bounds *bounds, const verdict *tried)
{
	fnd_bound  *bound = &bounds->bound;

	bounds->next = 0;
	search_next(&bounds->search, tried, bound);
	if (bounds->search.phase == PHASE_DONE &&
		bound->outcome == FND_BOUND_FOUND)
		bound->value = plus(bound->value, bounds->least);
}

/* The next member into the trial; false where the value is settled. */
static bool
try_member(fnd_bounds *bounds, fnd_fault *fault)
{
	fnd_line	line = bounds->lines[bounds->members[bounds->next]];
	verdict		beyond = { bounds->is_inflow ? FIT_OVERFLOW : FIT_DEAD, false,
					   fnd_i128_zero() };

	if (bounds->next == 0)
		path_copy(&bounds->rest, &bounds->trial);
	if (!try_line(bounds, plus(bounds->search.tried, bounds->least), &line))
	{
		settle(bounds, &beyond);
		return false;
	}
	*fault = add_line(bounds, &bounds->trial, &line, false);
	if (*fault == FND_FAULT_RANGE_LINE || *fault == FND_FAULT_RANGE_MONTH)
	{
		*fault = FND_FAULT_NONE;
		settle(bounds, &beyond);
		return false;
	}
	return *fault == FND_FAULT_NONE;
}

fnd_step
fnd_bounds_step(fnd_bounds *bounds, fnd_fault *fault)
{
	int32_t		budget = 1 + STEP_MONTHS / bounds->plan.months_count;
	verdict		tried;

	*fault = FND_FAULT_NONE;
	if (bounds->search.phase == PHASE_DONE)
		return FND_STEP_DONE;
	for (; budget > 0 && bounds->next < bounds->members_count; budget--)
	{
		if (bounds->is_removing)
		{
			*fault = add_line(bounds, &bounds->rest,
							  &bounds->lines[bounds->members[bounds->next]],
							  true);
			if (*fault != FND_FAULT_NONE)
				return step_fault(bounds, *fault, fault);
		}
		else if (!try_member(bounds, fault))
		{
			if (*fault == FND_FAULT_GROWTH_SPAN)
			{
				*fault = FND_FAULT_NONE;
				bounds->bound.outcome = FND_BOUND_UNKNOWN;
				bounds->search.phase = PHASE_DONE;
				return FND_STEP_DONE;
			}
			if (*fault != FND_FAULT_NONE)
				return step_fault(bounds, *fault, fault);
			return bounds->search.phase == PHASE_DONE ? FND_STEP_DONE :
														FND_STEP_MORE;
		}
		bounds->next++;
	}
	if (bounds->next < bounds->members_count)
		return FND_STEP_MORE;
	if (bounds->is_removing)
	{
		bounds->is_removing = false;
		bounds->next = 0;
		return FND_STEP_MORE;
	}
	tried = judge(bounds, &bounds->trial);
	settle(bounds, &tried);
	return bounds->search.phase == PHASE_DONE ? FND_STEP_DONE : FND_STEP_MORE;
}
