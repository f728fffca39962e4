/*
 * test_sensitivity.c
 *	  Effects of a change and bounds of being default alive, against whole
 *	  projections of the changed plan: nothing that is tested computes what it
 *	  is compared with.
 */
#include "plan_helpers.h"

#include "../../src/core/estimate_math.h"
#include "../../src/core/sensitivity.h"

#define LINES 6
#define MONTHS 150

#define UNIT INT64_C(10000000) /* of factors, growth and months of runway */

/* A plan, in dollars, from October 2024. */
typedef struct setting
{
	fnd_estimate opening;
	fnd_amount	floor;
	fnd_line	line[LINES];
	int			lines_count;
	int			horizon;
	int			raise_months;
} setting;

/*
 * The oracle: a projection of the whole plan, and its summary.
 */
typedef struct answer
{
	fnd_fault	fault;
	fnd_runway	runway;
	fnd_plan	plan;
	bool		has_raise;
	fnd_i128	raise;			/* at plan.scale */
	bool		is_unknown;		/* a central closing within the horizon */
} answer;

static fnd_month
october(void)
{
	fnd_date	from_month = date_of(2024, 10, 1);
	fnd_month	from;

	CHECK_EQ_I64(fnd_months_check(&from_month, true, 1, &from),
				 FND_FAULT_NONE);
	return from;
}

static void
project(const setting *s, int months, answer *out)
{
	fnd_schedule schedule[LINES];
	fnd_projection projection;
	fnd_month	from = october();
	fnd_step	step;
	fnd_i128	lowest = fnd_i128_zero();
	int			rows = 0;

	memset(out, 0, sizeof(*out));
	out->fault = fnd_plan_init(&out->plan, &s->opening, &s->floor, &from,
							   months);
	for (int i = 0; i < s->lines_count && out->fault == FND_FAULT_NONE; i++)
		out->fault = fnd_plan_add_line(&out->plan, &s->line[i], &schedule[i]);
	if (out->fault == FND_FAULT_NONE)
		out->fault = fnd_plan_settle(&out->plan);
	if (out->fault != FND_FAULT_NONE)
		return;
	fnd_projection_init(&projection, &out->plan, schedule);
	fnd_runway_init(&out->runway, &out->plan);
	out->has_raise = true;
	while ((step = fnd_projection_step(&projection, &out->fault)) !=
		   FND_STEP_DONE)
	{
		const fnd_band *closing = &projection.row.closing;

		if (step == FND_STEP_FAULT)
			return;
		if (step == FND_STEP_MORE)
			continue;
		out->fault = fnd_runway_add(&out->runway, &projection.row);
		if (out->fault != FND_FAULT_NONE)
			return;
		if ((closing->bounds & FND_POINT_UNKNOWN) != 0)
		{
			out->is_unknown = true;
			out->has_raise = false;
		}
		if (rows == 0 || fnd_i128_compare(closing->point, lowest) < 0)
			lowest = closing->point;
		rows++;
	}
	CHECK_EQ_I64(rows, months);
	fnd_runway_finish(&out->runway);
	CHECK(fnd_i128_sub(out->plan.floor, lowest, &out->raise));
	if (fnd_i128_sign(out->raise) < 0)
		out->raise = fnd_i128_zero();
}

static bool
is_alive(const setting *s)
{
	answer		out;

	project(s, s->horizon, &out);
	return out.fault == FND_FAULT_NONE &&
		out.runway.is_default_alive == FND_TRUE;
}

/* Is figure * 10^-scale of one plan that of another scale? */
static bool
same_figure(fnd_i128 a, int a_scale, fnd_i128 b, int b_scale)
{
	if (a_scale < b_scale)
		return fnd_i128_mul_pow10(a, b_scale - a_scale, &a) &&
			fnd_i128_compare(a, b) == 0;
	return fnd_i128_mul_pow10(b, a_scale - b_scale, &b) &&
		fnd_i128_compare(a, b) == 0;
}

/*
 * Effects
 */
static fnd_path_month path_months[3 * MONTHS];

static fnd_fault
open_sensitivity(const setting *s, const fnd_decimal *down,
				 const fnd_decimal *up, fnd_sensitivity *out)
{
	fnd_month	from = october();
	fnd_fault	fault = fnd_sensitivity_init(out, &s->opening, &s->floor, &from,
										   s->horizon, s->raise_months, down,
										   up);

	for (int i = 0; i < s->lines_count && fault == FND_FAULT_NONE; i++)
		fault = fnd_sensitivity_check(out, &s->line[i]);
	if (fault == FND_FAULT_NONE)
		fault = fnd_sensitivity_settle(out, path_months, path_months + MONTHS);
	for (int i = 0; i < s->lines_count && fault == FND_FAULT_NONE; i++)
		fault = fnd_sensitivity_add(out, &s->line[i]);
	if (fault == FND_FAULT_NONE)
		fault = fnd_sensitivity_base(out);
	return fault;
}

static void
check_case(const setting *s, const fnd_sensitivity *core,
		   const fnd_case *found)
{
	answer		out;

	project(s, s->horizon, &out);
	if (!CHECK_EQ_I64(out.fault, FND_FAULT_NONE))
		return;
	if (out.runway.point.is_found)
	{
		CHECK_EQ_I64(found->end, FND_END_WITHIN);
		CHECK_EQ_I64(found->runway, out.runway.point.months);
	}
	else
	{
		CHECK_EQ_I64(found->end,
					 out.is_unknown ? FND_END_UNKNOWN : FND_END_BEYOND);
		CHECK_EQ_I64(found->runway, s->horizon * UNIT);
	}

	project(s, s->raise_months, &out);
	CHECK_EQ_I64(found->has_raise, out.has_raise);
	if (out.has_raise && found->has_raise)
		CHECK(same_figure(found->raise, core->plan.scale, out.raise,
						  out.plan.scale));
}

/* The plan with line number (0: its opening) times the factor. */
static setting
changed(const setting *s, int number, const fnd_decimal *factor)
{
	setting		result = *s;
	fnd_estimate *amount = number == 0 ? &result.opening :
										 &result.line[number - 1].amount;
	fnd_estimate product;

	CHECK_EQ_I64(fnd_estimate_multiply(amount, factor, &product), FND_OK);
	*amount = product;
	return result;
}

static int64_t
distance(int64_t a, int64_t b)
{
	return a < b ? b - a : a - b;
}

static void
check_effects(const setting *s, fnd_number change)
{
	fnd_decimal	down;
	fnd_decimal	up;
	fnd_sensitivity core;
	fnd_effect	effect[LINES + 1];
	fnd_effect	again;

	CHECK_EQ_I64(fnd_change_check(&change, &down, &up), FND_FAULT_NONE);
	if (!CHECK_EQ_I64(open_sensitivity(s, &down, &up, &core), FND_FAULT_NONE))
		return;
	check_case(s, &core, &core.base);
	for (int i = 0; i <= s->lines_count; i++)
	{
		setting		less = changed(s, i, &down);
		setting		more = changed(s, i, &up);
		const fnd_effect *e = &effect[i];

		CHECK_EQ_I64(i == 0 ? fnd_sensitivity_opening(&core, &effect[0]) :
							  fnd_sensitivity_line(&core, &s->line[i - 1], i,
												   &effect[i]),
					 FND_FAULT_NONE);
		check_case(&less, &core, &e->down);
		check_case(&more, &core, &e->up);
		CHECK_EQ_I64(e->line, i);
		CHECK_EQ_I64(e->is_known,
					 e->down.end != FND_END_UNKNOWN &&
						 e->up.end != FND_END_UNKNOWN &&
						 core.base.end != FND_END_UNKNOWN);
		CHECK(e->runway_effect >= distance(e->down.runway, core.base.runway) &&
			  e->runway_effect >= distance(e->up.runway, core.base.runway));
		CHECK_EQ_I64(fnd_effect_compare(e, e), 0);
		for (int j = 0; j < i; j++)
		{
			int			order = fnd_effect_compare(&effect[j], e);

			CHECK(order != 0 && order == -fnd_effect_compare(e, &effect[j]));
			if (effect[j].is_known && e->is_known &&
				effect[j].runway_effect != e->runway_effect)
				CHECK_EQ_I64(
					order<0, effect[j].runway_effect> e->runway_effect);
		}
	}

	/* one line leaves nothing behind for the next */
	if (s->lines_count > 0)
	{
		CHECK_EQ_I64(fnd_sensitivity_line(&core, &s->line[0], 1, &again),
					 FND_FAULT_NONE);
		CHECK_EQ_I64(again.runway_effect, effect[1].runway_effect);
		CHECK(fnd_i128_compare(again.raise_effect, effect[1].raise_effect) ==
			  0);
	}
}

/*
 * Bounds
 */
typedef struct question
{
	const setting *s;
	fnd_bound_what what;
	int32_t		member[LINES];
	int32_t		count;
} question;

/* worst figure * factor, half-even; figures of the tests are small. */
static fnd_estimate
times(const fnd_estimate *amount, bool is_inflow, int64_t factor)
{
	int64_t		figure = as_i64(is_inflow ?
								fnd_estimate_lower_coefficient(amount) :
								fnd_estimate_upper_coefficient(amount));
	int64_t		product = figure * factor;
	int64_t		whole = product / UNIT;
	int64_t		rest = product % UNIT;

	if (!is_inflow && (amount->bounds & FND_UPPER_INFINITE) != 0 && factor > 0)
		return *amount;
	if (rest * 2 > UNIT || (rest * 2 == UNIT && whole % 2 == 1))
		whole++;
	return exact_of(whole, amount->scale, USD);
}

/* Is the plan alive with this value? */
static bool
alive_at(const question *q, int64_t value)
{
	setting		s = *q->s;

	if (q->what == FND_BOUND_OPENING)
		s.opening = exact_of(value, 2, USD);
	for (int i = 0; i < q->count && q->what != FND_BOUND_OPENING; i++)
	{
		fnd_line   *line = &s.line[q->member[i]];

		if (q->what == FND_BOUND_AMOUNT)
			line->amount = exact_of(value, 2, USD);
		else if (q->what == FND_BOUND_FACTOR)
			line->amount = times(&line->amount, line->flow == FND_FLOW_REVENUE,
								 value);
		else if (line->per.is_given || line->every.is_given)
			line->growth = number_of(value, 7);
	}
	return is_alive(&s);
}

static bool
open_bounds(const setting *s, fnd_plan *plan, fnd_bounds *bounds)
{
	fnd_month	from = october();
	fnd_schedule schedule;
	fnd_bound	opening;
	fnd_fault	fault = fnd_plan_init(plan, &s->opening, &s->floor, &from,
									s->horizon);

	for (int i = 0; i < s->lines_count && fault == FND_FAULT_NONE; i++)
		fault = fnd_plan_add_line(plan, &s->line[i], &schedule);
	if (fault == FND_FAULT_NONE)
		fault = fnd_plan_settle(plan);
	if (fault != FND_FAULT_NONE)
		return false;
	for (int finer = 1; finer >= 0; finer--)
	{
		fault = fnd_bounds_init(bounds, plan, s->line, finer == 1,
								path_months);
		for (int i = 0; i < s->lines_count && fault == FND_FAULT_NONE; i++)
			fault = fnd_bounds_add(bounds, &s->line[i]);
		if (fault == FND_FAULT_NONE)
			fault = fnd_bounds_opening(bounds, &opening);
		if (fault == FND_FAULT_NONE)
			return true;
	}
	return false;
}

static unsigned asks;
static unsigned steps_sum;
static int steps_max;

static fnd_bound
ask(const question *q)
{
	fnd_plan	plan;
	fnd_bounds	bounds;
	fnd_fault	fault = FND_FAULT_NONE;
	fnd_step	step = FND_STEP_MORE;
	fnd_bound	bound = { FND_BOUND_UNKNOWN, fnd_i128_zero(), 0 };
	int			steps = 0;

	if (!CHECK(open_bounds(q->s, &plan, &bounds)))
		return bound;
	if (q->what == FND_BOUND_OPENING)
	{
		CHECK_EQ_I64(fnd_bounds_opening(&bounds, &bound), FND_FAULT_NONE);
		return bound;
	}
	fnd_bounds_ask(&bounds, q->what, q->s->line, q->member, q->count);
	while (step == FND_STEP_MORE && steps++ < 10000)
		step = fnd_bounds_step(&bounds, &fault);
	CHECK_EQ_I64(step, FND_STEP_DONE);
	CHECK_EQ_I64(fnd_bounds_step(&bounds, &fault), FND_STEP_DONE);

	/* a step tries a value here, but the first, which takes lines away */
	CHECK(steps <= 232);
	steps_sum += (unsigned) steps;
	steps_max = steps > steps_max ? steps : steps_max;
	asks++;
	return bounds.bound;
}

static bool
wants_least(const question *q)
{
	return q->what == FND_BOUND_OPENING ||
		q->s->line[q->member[0]].flow == FND_FLOW_REVENUE;
}

static unsigned founds;
static unsigned alwayses;
static unsigned nevers;

/* Alive at the bound and on its side, dead one unit beyond and farther. */
static void
check_bound(const question *q)
{
	fnd_bound	bound = ask(q);
	int64_t		away = wants_least(q) ? 1 : -1;
	int64_t		least = q->what == FND_BOUND_GROWTH ? 1 - UNIT :
		q->what == FND_BOUND_OPENING			? -1000000 :
												  0;

	CHECK_EQ_I64(
		bound.scale,
		q->what == FND_BOUND_FACTOR || q->what == FND_BOUND_GROWTH ? 7 : 2);
	if (bound.outcome == FND_BOUND_FOUND)
	{
		int64_t		value = as_i64(bound.value);

		founds++;
		CHECK(value >= least);
		CHECK(alive_at(q, value));
		if (value - away >= least)
			CHECK(!alive_at(q, value - away));

		/* growth of exactly 0 is another rule, see doc/sensitivity.md */
		for (int i = 0; i < 4; i++)
		{
			int64_t		far = 1 + (int64_t) check_random_below(100000);

			if (value + away * far >= least)
				CHECK(
					alive_at(q, value + away * far) ||
					(q->what == FND_BOUND_GROWTH && value + away * far == 0));
			if (value - away * far >= least)
				CHECK(
					!alive_at(q, value - away * far) ||
					(q->what == FND_BOUND_GROWTH && value - away * far == 0));
		}
		return;
	}
	CHECK(bound.outcome == FND_BOUND_ALWAYS ||
		  bound.outcome == FND_BOUND_NEVER);
	if (bound.outcome == FND_BOUND_ALWAYS)
		alwayses++;
	else
		nevers++;
	for (int i = 0; i < 6; i++)
	{
		int64_t		value = i == 0 ?
			least :
			least + (int64_t) check_random_below(20000000);

		CHECK_EQ_I64(alive_at(q, value), bound.outcome == FND_BOUND_ALWAYS);
	}
}

/* Every question that a plan allows. */
static void
check_bounds(const setting *s)
{
	question	q;

	q.s = s;
	q.count = 0;
	q.what = FND_BOUND_OPENING;
	check_bound(&q);
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
	{
		bool		can_grow = false;

		if (flow == FND_FLOW_FINANCING)
			continue;
		q.count = 0;
		for (int i = 0; i < s->lines_count; i++)
		{
			const fnd_line *line = &s->line[i];

			if (line->flow != flow)
				continue;
			can_grow = can_grow || line->per.is_given || line->every.is_given;
			q.member[q.count++] = i;
		}
		if (q.count == 0)
			continue;
		q.what = q.count == 1 ? FND_BOUND_AMOUNT : FND_BOUND_FACTOR;
		check_bound(&q);
		q.what = FND_BOUND_GROWTH;
		if (can_grow)
			check_bound(&q);

		/* and of the first line alone */
		q.count = 1;
		q.what = FND_BOUND_AMOUNT;
		check_bound(&q);
	}
}

/*
 * Known answers
 */
static fnd_amount
no_floor(void)
{
	fnd_amount	amount;

	CHECK_EQ_I64(fnd_amount_make(fnd_i128_zero(), 2, USD, &amount), FND_OK);
	return amount;
}

/* Cash, costs of 80k and revenue of 20k that grows 8%. */
static setting
known_plan(int64_t cash)
{
	setting		s;

	memset(&s, 0, sizeof(s));
	s.opening = dollars(cash);
	s.floor = no_floor();
	s.line[0] = per_months(FND_FLOW_COST, dollars(80000), 1);
	s.line[1] = per_months(FND_FLOW_REVENUE, dollars(20000), 1);
	s.line[1].growth = number_of(8, 2);
	s.lines_count = 2;
	s.horizon = FND_HORIZON_DEFAULT;
	s.raise_months = 24;
	return s;
}

static void
check_known_bound(const setting *s, fnd_bound_what what, int line,
				  int64_t expected)
{
	question	q = { s, what, { line }, 1 };
	fnd_bound	bound = ask(&q);

	CHECK_EQ_I64(bound.outcome, FND_BOUND_FOUND);
	CHECK_EQ_I64(as_i64(bound.value), expected);
	check_bound(&q);
}

static void
check_known_answers(void)
{
	setting		s = known_plan(400000);
	setting		rich = known_plan(1200000);
	fnd_decimal	down;
	fnd_decimal	up;
	fnd_number	tenth = number_of(1, 1);
	fnd_sensitivity core;
	fnd_effect	effect;

	CHECK(!is_alive(&s));
	CHECK(is_alive(&rich));
	check_known_bound(&s, FND_BOUND_OPENING, 0, 69107475);
	check_known_bound(&rich, FND_BOUND_OPENING, 0, 69107475);
	check_known_bound(&s, FND_BOUND_AMOUNT, 0, 6286948);
	check_known_bound(&s, FND_BOUND_AMOUNT, 1, 2977396);
	check_known_bound(&s, FND_BOUND_GROWTH, 1, 1473802);
	check_known_bound(&s, FND_BOUND_GROWTH, 0, -387788);
	check_known_bound(&rich, FND_BOUND_AMOUNT, 0, 10496068);
	check_known_bound(&rich, FND_BOUND_AMOUNT, 1, 1100628);

	/* 7.4036451 months; costs 10% less: 9.0546897 */
	CHECK_EQ_I64(fnd_change_check(&tenth, &down, &up), FND_FAULT_NONE);
	CHECK_EQ_I64(open_sensitivity(&s, &down, &up, &core), FND_FAULT_NONE);
	CHECK_EQ_I64(core.base.runway, 74036451);
	CHECK_EQ_I64(as_i64(core.base.raise), 29107475);
	CHECK_EQ_I64(fnd_sensitivity_line(&core, &s.line[0], 1, &effect),
				 FND_FAULT_NONE);
	CHECK_EQ_I64(effect.down.runway, 90546897);
	CHECK_EQ_I64(effect.up.runway, 63327008);
	CHECK_EQ_I64(effect.runway_effect, 90546897 - 74036451);
	check_effects(&s, number_of(1, 1));
	check_effects(&s, number_of(1, 0));
	check_effects(&rich, number_of(5, 1));
}

/* Where there is no bound, and why. */
static void
check_no_bound(void)
{
	setting		s = known_plan(400000);
	question	q = { &s, FND_BOUND_AMOUNT, { 2 }, 1 };

	/* a line that moves after the horizon is free */
	s.line[2] = once(FND_FLOW_COST, dollars(1), date_of(2044, 1, 1));
	s.lines_count = 3;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_NEVER);
	s.opening = dollars(1200000);
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_ALWAYS);

	/* revenue that never covers the cost at the end: no cash is enough */
	s = known_plan(400000);
	s.line[1].growth.is_given = false;
	q.what = FND_BOUND_OPENING;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_NEVER);

	/* costs that nobody bounds: only an exact figure in their place helps */
	s = known_plan(1200000);
	s.line[0].amount = more_than(80000);
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_NEVER);
	q.what = FND_BOUND_AMOUNT;
	q.member[0] = 0;
	CHECK_EQ_I64(as_i64(ask(&q).value), 10496068);
	q.what = FND_BOUND_GROWTH;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_NEVER);
	s.line[2] = per_months(FND_FLOW_COST, undisclosed(USD), 1);
	s.lines_count = 3;
	q.what = FND_BOUND_FACTOR;
	q.count = 2;
	q.member[1] = 2;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_FOUND);
	CHECK(fnd_i128_is_zero(ask(&q).value));

	/* cash that may be less than nothing, however much: no cost is small enough */
	s = known_plan(0);
	s.opening = interval_of(0, 1200000, 0, FND_LOWER_INFINITE, FND_TAG_RANGE,
							USD);
	q.what = FND_BOUND_AMOUNT;
	q.count = 1;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_NEVER);

	/* growth that began over 1200 months before */
	s = known_plan(1200000);
	s.line[0].starts_on = date_of(1900, 1, 1);
	q.count = 1;
	q.what = FND_BOUND_GROWTH;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_UNKNOWN);

	/* revenue would have to be so much that no figure holds it */
	s = known_plan(0);
	s.line[0].amount = exact_of(INT64_MAX, 0, USD);
	s.line[1].starts_on = date_of(2024, 11, 1);
	q.member[0] = 1;
	q.what = FND_BOUND_AMOUNT;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_NEVER);
	s.line[1].starts_on = date_of(2024, 10, 1);
	s.line[1].growth.is_given = false;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_FOUND);
	s.line[0].amount = dollars(1000000);
	q.what = FND_BOUND_GROWTH;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_NEVER);

	/* over five lines' months a question takes several steps */
	s = known_plan(400000);
	for (int i = 2; i < LINES; i++)
		s.line[i] = per_months(FND_FLOW_COST, dollars(1), 1);
	s.lines_count = LINES;
	check_bounds(&s);
}

/*
 * Plans near 2^127.  VAST is more than half of it in 12 decimals: the cash
 * over a floor of -VAST has no figure where the opening is VAST.
 */
static fnd_amount
vast_floor(int64_t share)
{
	fnd_amount	amount;
	fnd_i128	figure;

	CHECK(fnd_i128_mul_pow10(fnd_i128_from_i64(share), 26, &figure));
	CHECK_EQ_I64(fnd_amount_make(figure, 2, USD, &amount), FND_OK);
	return amount;
}

static void
check_vast_plans(void)
{
	setting		s = known_plan(0);
	question	q = { &s, FND_BOUND_AMOUNT, { 0 }, 1 };

	/* cash is no limit: cost may be what revenue is, 1000 */
	s.floor = vast_floor(-90);
	s.opening = VAST;
	s.line[0] = per_months(FND_FLOW_COST, dollars(5), 1);
	s.line[1] = per_months(FND_FLOW_REVENUE, dollars(1000), 1);
	s.line[2] = fine_line();
	s.lines_count = 3;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_FOUND);
	CHECK_EQ_I64(as_i64(ask(&q).value), 100000);

	/* the other way round the floor is out of reach, whatever is paid */
	s.floor = vast_floor(90);
	s.opening = vast_dollars(-90, -90);
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_NEVER);
	q.member[0] = 1;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_NEVER);

	/*
	 * The floor has no figure in 14 decimals, so that sales that grow are
	 * counted in cents, and without growth they cannot be.  They have to be
	 * 1000 to the last, what the pay is: the bound is at 0 and not known.
	 */
	s = known_plan(0);
	s.floor = vast_floor(-90);
	s.line[0] = per_months(FND_FLOW_COST, dollars(1000), 1);
	s.line[1] = per_months(FND_FLOW_REVENUE,
						   exact_of(INT64_C(100000000000000001), 14, USD), 1);
	s.line[1].growth = number_of(1, 2);
	q.what = FND_BOUND_GROWTH;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_UNKNOWN);
	q.what = FND_BOUND_OPENING;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_FOUND);
	CHECK_EQ_I64(
		fnd_i128_compare(ask(&q).value, fnd_amount_coefficient(&s.floor)), 0);

	/* pay of 999 leaves room below 0: found without looking at it */
	s.line[0].amount = dollars(999);
	q.what = FND_BOUND_GROWTH;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_FOUND);
	CHECK(fnd_i128_sign(ask(&q).value) < 0);

	/* the search begins at the most growth, and not at 0, beside 10^38 - 1 */
	s.horizon = 1;
	CHECK(fnd_i128_sub(fnd_i128_pow10(38), fnd_i128_from_i64(1),
					   &s.line[1].growth.value.coefficient));
	s.line[1].growth.value.scale = 0;
	CHECK_EQ_I64(ask(&q).outcome, FND_BOUND_ALWAYS);
}

static void
check_changes(void)
{
	static const struct
	{
		int64_t		coefficient;
		int			scale;
		fnd_fault	fault;
	} change[] = { { 1, 1, FND_FAULT_NONE },
				   { 1, 0, FND_FAULT_NONE },
				   { 1, 27, FND_FAULT_NONE },
				   { 0, 0, FND_FAULT_CHANGE_DOMAIN },
				   { -1, 1, FND_FAULT_CHANGE_DOMAIN },
				   { 101, 2, FND_FAULT_CHANGE_DOMAIN },
				   { 10, 0, FND_FAULT_CHANGE_DOMAIN },
				   { 1, 28, FND_FAULT_CHANGE_DIGITS },
				   { 1, 60, FND_FAULT_CHANGE_DIGITS } };
	fnd_decimal	down;
	fnd_decimal	up;
	fnd_number	number;

	for (size_t i = 0; i < sizeof(change) / sizeof(change[0]); i++)
	{
		number = number_of(change[i].coefficient, change[i].scale);
		CHECK_EQ_I64(fnd_change_check(&number, &down, &up), change[i].fault);
	}
	number = number_of(1, 1);
	CHECK_EQ_I64(fnd_change_check(&number, &down, &up), FND_FAULT_NONE);
	CHECK_EQ_I64(as_i64(down.coefficient), 9);
	CHECK_EQ_I64(down.scale, 1);
	CHECK_EQ_I64(as_i64(up.coefficient), 11);
	CHECK_EQ_I64(up.scale, 1);
	number.is_given = false;
	CHECK_EQ_I64(fnd_change_check(&number, &down, &up), FND_FAULT_CHANGE_NULL);
	number.is_given = true;
	number.is_finite = false;
	CHECK_EQ_I64(fnd_change_check(&number, &down, &up),
				 FND_FAULT_CHANGE_DOMAIN);
	number.is_finite = true;
	number.is_too_long = true;
	CHECK_EQ_I64(fnd_change_check(&number, &down, &up),
				 FND_FAULT_CHANGE_DIGITS);
}

/* An amount that is too long once it is changed. */
static void
check_faults(void)
{
	setting		s = known_plan(400000);
	fnd_decimal	down;
	fnd_decimal	up;
	fnd_number	half = number_of(5, 1);
	fnd_sensitivity core;
	fnd_interval most;

	CHECK_EQ_I64(fnd_change_check(&half, &down, &up), FND_FAULT_NONE);
	most.lower = fnd_i128_pow10(FND_DIGITS_MAX);
	CHECK(fnd_i128_sub(most.lower, fnd_i128_from_i64(1), &most.lower));
	most.upper = most.lower;
	most.scale = 2;
	most.currency = USD;
	most.bounds = 0;
	most.tag = FND_TAG_EXACT;
	CHECK_EQ_I64(fnd_estimate_make(&most, FND_BASIS_NONE, &s.line[0].amount),
				 FND_OK);
	CHECK_EQ_I64(open_sensitivity(&s, &down, &up, &core),
				 FND_FAULT_RANGE_CHANGED);
	s.opening = s.line[0].amount;
	s.line[0].amount = dollars(1);
	CHECK_EQ_I64(open_sensitivity(&s, &down, &up, &core),
				 FND_FAULT_RANGE_CHANGED);
	s.opening = exact_of(1, 0, EUR);
	CHECK_EQ_I64(open_sensitivity(&s, &down, &up, &core),
				 FND_FAULT_FLOOR_CURRENCY);
}

/*
 * Random plans
 */
static fnd_estimate
any_amount(int64_t most)
{
	int64_t		figure = (int64_t) check_random_below((uint64_t) most);

	switch (check_random_below(12))
	{
		case 0:
			return range_of(figure, figure + figure / 4);
		case 1:
			return more_than(figure);
		case 2:
			return undisclosed(USD);
		case 3:
			return exact_of(figure, 3, USD);
		case 4:
			return exact_of(figure, 2, USD);
		default:
			return dollars(figure);
	}
}

static fnd_line
any_line(void)
{
	fnd_line	line = line_of((fnd_flow) check_random_below(FND_FLOW_COUNT),
							any_amount(3000));

	if (check_random_below(3) == 0)
		line.starts_on = date_of_day(fnd_day_from_civil(2024, 6, 1) +
									 (int32_t) check_random_below(400));
	if (check_random_below(4) == 0)
		line.ends_on = date_of_day(fnd_day_from_civil(2025, 8, 1) +
								   (int32_t) check_random_below(600));
	switch (check_random_below(4))
	{
		case 0:
			line.every = check_random_below(2) == 0 ?
				months_of(1 + (int32_t) check_random_below(6)) :
				days_of(1 + (int32_t) check_random_below(60));
			break;
		case 1:
			if (line.starts_on.is_given)
			{
				line.ends_on.is_given = false;
				break;
			}
			/* fall through */
		default:
			line.per = months_of(1 + (int32_t) check_random_below(12));
			break;
	}
	if (check_random_below(3) == 0)
		line.growth = number_of((int64_t) check_random_below(400) - 150, 3);
	return line;
}

static void
check_random_plans(void)
{
	for (int round = 0; round < 400; round++)
	{
		setting		s;

		memset(&s, 0, sizeof(s));
		s.opening = check_random_below(4) == 0 ? any_amount(20000) :
												 dollars(20000);
		s.floor = no_floor();
		if (check_random_below(4) == 0)
			CHECK_EQ_I64(
				fnd_amount_make(
					fnd_i128_from_i64((int64_t) check_random_below(1000000) -
									  500000),
					2, USD, &s.floor),
				FND_OK);
		s.lines_count = (int) check_random_below(LINES + 1);
		s.horizon = 1 + (int) check_random_below(40);
		s.raise_months = 1 + (int) check_random_below(40);
		for (int i = 0; i < s.lines_count; i++)
			s.line[i] = any_line();
		check_effects(&s, number_of(1 + (int64_t) check_random_below(100), 2));
		check_bounds(&s);
	}
	CHECK(founds > 300 && alwayses > 50 && nevers > 300);
}

/* Every value of a small plan, one after the other. */
static void
check_every_value(void)
{
	for (int round = 0; round < 60; round++)
	{
		setting		s;
		question	q = { &s, FND_BOUND_AMOUNT, { 1 }, 1 };
		fnd_bound	bound;

		memset(&s, 0, sizeof(s));
		s.floor = no_floor();
		s.horizon = 1 + (int) check_random_below(6);
		s.opening = exact_of((int64_t) check_random_below(300), 2, USD);
		s.lines_count = 2;
		s.line[0] = per_months(
			check_random_below(2) == 0 ? FND_FLOW_COST : FND_FLOW_REVENUE,
			exact_of((int64_t) check_random_below(300), 2, USD),
			1 + (int32_t) check_random_below(3));
		s.line[1] = per_months(
			check_random_below(2) == 0 ? FND_FLOW_COST : FND_FLOW_REVENUE,
			exact_of((int64_t) check_random_below(300), 2, USD),
			1 + (int32_t) check_random_below(4));
		if (check_random_below(2) == 0)
			s.line[1].starts_on = date_of(2024, 9, 11);
		if (check_random_below(3) == 0)
			s.line[1].growth = number_of(-30, 2);
		bound = ask(&q);
		for (int64_t value = 0; value < 2500; value++)
		{
			bool		expected = bound.outcome == FND_BOUND_ALWAYS;

			if (bound.outcome == FND_BOUND_FOUND)
				expected = wants_least(&q) ? value >= as_i64(bound.value) :
											 value <= as_i64(bound.value);
			CHECK_EQ_I64(alive_at(&q, value), expected);
		}
	}
}

/*
 * Lines of any size, scale, date and growth
 */

/* Up to 28 digits. */
static fnd_i128
any_digits(void)
{
	fnd_i128	value = fnd_i128_from_i64(
		(int64_t) check_random_below(UINT64_C(1000000000000)));

	CHECK(fnd_i128_mul_pow10(value, (int) check_random_below(16), &value));
	return value;
}

static fnd_line
any_line_at_all(void)
{
	fnd_line	line = any_line();
	fnd_interval interval;

	interval.lower = any_digits();
	CHECK(fnd_i128_add(interval.lower, any_digits(), &interval.upper));
	interval.scale = (int) check_random_below(FND_SCALE_MAX + 1);
	interval.currency = USD;
	interval.bounds = check_random_below(8) == 0 ? FND_UPPER_INFINITE : 0;
	interval.tag = FND_TAG_RANGE;
	if (fnd_estimate_make(&interval, FND_BASIS_NONE, &line.amount) != FND_OK)
		line.amount = dollars(7);
	if (check_random_below(3) == 0)
		line.growth = number_of((int64_t) check_random_below(2000000) -
									1000000,
								(int32_t) check_random_below(12) - 1);
	if (line.growth.is_given && fnd_line_check(&line) != FND_FAULT_NONE)
		line.growth.is_given = false;
	if (check_random_below(8) == 0)
		line.starts_on = date_of_day(FND_DAY_MIN +
									 (int32_t) check_random_below(2000000000));
	if (line.ends_on.is_given && line.starts_on.is_given &&
		line.ends_on.day < line.starts_on.day)
		line.ends_on.is_given = false;
	return line;
}

/*
 * The plan with this value in place of the first line's: FND_UNKNOWN where it
 * cannot be projected.
 */
static fnd_answer
alive_with(const setting *base, fnd_bound_what what, fnd_i128 value)
{
	setting		s = *base;
	fnd_interval interval;
	answer		out;

	if (what == FND_BOUND_GROWTH)
	{
		s.line[0].growth.value.coefficient = value;
		s.line[0].growth.value.scale = 7;
		s.line[0].growth.is_given = true;
		s.line[0].growth.is_finite = true;
		s.line[0].growth.is_too_long = false;
	}
	else
	{
		interval.lower = value;
		interval.upper = value;
		interval.scale = 2;
		interval.currency = USD;
		interval.bounds = 0;
		interval.tag = FND_TAG_EXACT;
		if (fnd_estimate_make(&interval, FND_BASIS_NONE,
							  what == FND_BOUND_OPENING ?
								  &s.opening :
								  &s.line[0].amount) != FND_OK)
			return FND_UNKNOWN;
	}
	project(&s, s.horizon, &out);
	if (out.fault != FND_FAULT_NONE)
		return FND_UNKNOWN;
	return out.runway.is_default_alive == FND_TRUE ? FND_TRUE : FND_FALSE;
}

/*
 * A bound that is found is one.  The projection adds flow by flow where the
 * path adds them up, so that it may be out of range where the path is not;
 * then nothing can be said.
 */
static unsigned
check_wild_bound(const setting *s, fnd_bound_what what)
{
	question	q = { s, what, { 0 }, 1 };
	fnd_bound	bound = ask(&q);
	fnd_i128	beyond;
	fnd_answer	at_bound;

	if (bound.outcome != FND_BOUND_FOUND)
		return 0;
	at_bound = alive_with(s, what, bound.value);
	CHECK(at_bound != FND_FALSE);
	if (what == FND_BOUND_OPENING || s->line[0].flow == FND_FLOW_REVENUE)
		CHECK(fnd_i128_sub(bound.value, fnd_i128_from_i64(1), &beyond));
	else
		CHECK(fnd_i128_add(bound.value, fnd_i128_from_i64(1), &beyond));
	CHECK(alive_with(s, what, beyond) != FND_TRUE);
	return at_bound == FND_TRUE;
}

static void
check_anything(void)
{
	unsigned answers = 0;
	unsigned wild = 0;

	for (int round = 0; round < 1500; round++)
	{
		static const int64_t changes[] = { 1, 10, 50, 99, 100 };
		fnd_number	change = number_of(changes[check_random_below(5)], 2);
		fnd_decimal	down;
		fnd_decimal	up;
		fnd_sensitivity core;
		fnd_effect	effect;
		answer		out;
		setting		s;

		memset(&s, 0, sizeof(s));
		s.opening = exact_of(
			(int64_t) (check_random_u64() >> (2 + check_random_below(60))), 2,
			USD);
		s.floor = no_floor();
		s.lines_count = 1 + (int) check_random_below(3);
		s.horizon = 1 + (int) check_random_below(60);
		s.raise_months = 1 + (int) check_random_below(60);
		for (int i = 0; i < s.lines_count; i++)
			s.line[i] = any_line_at_all();
		project(&s, s.horizon, &out);
		if (out.fault != FND_FAULT_NONE)
			continue;

		CHECK_EQ_I64(fnd_change_check(&change, &down, &up), FND_FAULT_NONE);
		if (open_sensitivity(&s, &down, &up, &core) == FND_FAULT_NONE)
		{
			answers++;
			if (core.base.end == FND_END_WITHIN)
				CHECK_EQ_I64(core.base.runway, out.runway.point.months);
			if (fnd_sensitivity_opening(&core, &effect) == FND_FAULT_NONE)
				CHECK(effect.up.end == FND_END_UNKNOWN ||
					  effect.up.runway >= effect.down.runway);
			for (int i = 0; i < s.lines_count; i++)
				(void) fnd_sensitivity_line(&core, &s.line[i], i + 1, &effect);
		}
		wild += check_wild_bound(&s, FND_BOUND_OPENING);
		if (s.line[0].flow == FND_FLOW_FINANCING)
			continue;
		wild += check_wild_bound(&s, FND_BOUND_AMOUNT);
		if (s.line[0].per.is_given || s.line[0].every.is_given)
			wild += check_wild_bound(&s, FND_BOUND_GROWTH);
	}
	CHECK(answers > 300 && wild > 300);
}

int
main(void)
{
	check_seed(4);
	check_known_answers();
	check_no_bound();
	check_vast_plans();
	check_changes();
	check_faults();
	check_random_plans();
	check_every_value();
	check_anything();

	/* far from the 94 that halving alone would take */
	printf("steps of a question: %u in the mean, %d at most\n",
		   steps_sum / asks, steps_max);
	CHECK(steps_sum / asks < 24);
	return check_done("sensitivity");
}
