/*
 * fuzz_bounds.c
 *	  How far a figure may go: what default_alive_bounds() answers.
 *
 * At each bound a projection of the plan with that value is default alive,
 * and one unit beyond it is not; a figure that is always or never enough is
 * so at the end of its range.  A search ends within the rounds it promises.
 */
#include "plans.h"

#include "../src/core/sensitivity.h"

#define MONTHS_MAX 30
#define LINES_MAX 4

/* Rounds of a search, and two for taking the lines out. */
#define STEPS_MAX 240

static fuzz_plan plan;
static fuzz_plan changed;
static fuzz_rows rows;
static fuzz_rows trial;
static fnd_path_month months[3 * MONTHS_MAX];

/* What runway() says; FND_UNKNOWN and false where it is out of range. */
static bool
is_default_alive(const fuzz_plan *which, bool *is_alive)
{
	fnd_runway	runway;

	if (fuzz_project(which, false, &trial) != FND_FAULT_NONE)
		return false;
	fnd_runway_init(&runway, &trial.plan);
	for (int i = 0; i < trial.count; i++)
	{
		if (fnd_runway_add(&runway, &trial.row[i]) != FND_FAULT_NONE)
			return false;
	}
	fnd_runway_finish(&runway);
	*is_alive = runway.is_default_alive == FND_TRUE;
	return true;
}

static void
require_alive(bool is_expected)
{
	bool		is_alive;

	if (is_default_alive(&changed, &is_alive))
		REQUIRE(is_alive == is_expected);
}

static bool
exact_amount(fnd_i128 value, int scale, fnd_currency currency,
			 fnd_estimate *result)
{
	fnd_amount	amount;

	if (currency == FND_CURRENCY_NONE ||
		fnd_amount_make(value, scale, currency, &amount) != FND_OK)
		return false;
	fnd_estimate_from_amount(&amount, result);
	return true;
}

/* The figure that counts times the factor, half to even in its last place. */
static bool
scale_line(fnd_i128 factor, fnd_line *line)
{
	bool		is_inflow = line->flow == FND_FLOW_REVENUE;
	fnd_u256	product;
	fnd_u256	other = fnd_u256_magnitude(factor);
	fnd_i128	figure;

	if (!is_inflow && (line->amount.bounds & FND_UPPER_INFINITE) != 0 &&
		!fnd_i128_is_zero(factor))
		return true;
	product = fnd_u256_magnitude(
		is_inflow ? fnd_estimate_lower_coefficient(&line->amount) :
					fnd_estimate_upper_coefficient(&line->amount));
	REQUIRE(fnd_u256_mul(&product, &other, &product));
	other = fnd_u256_pow10(FND_FACTOR_SCALE);
	fnd_u256_divide_round(&product, &other, false, FND_ROUND_HALF_EVEN,
						  &product, NULL);

	/* nothing of an undisclosed figure has no currency to be written in */
	if (line->amount.currency == FND_CURRENCY_NONE)
		return false;
	return fnd_u256_to_i128(&product, false, &figure) &&
		exact_amount(figure, line->amount.scale, line->amount.currency,
					 &line->amount);
}

static void
grow_line(fnd_i128 growth, fnd_line *line)
{
	fnd_i128	tenth;

	if (!line->per.is_given && !line->every.is_given)
		return;
	line->growth.is_given = line->growth.is_finite = true;
	line->growth.is_too_long = false;
	line->growth.value.coefficient = growth;
	line->growth.value.scale = FND_FACTOR_SCALE;
	if (fnd_i128_is_zero(growth))
		line->growth.value.scale = 0;
	else
		while (fnd_i128_divides_by_ten(line->growth.value.coefficient, &tenth))
		{
			line->growth.value.coefficient = tenth;
			line->growth.value.scale--;
		}
}

/* The plan with the value instead; false where it has none. */
static bool
change_plan(const fnd_bounds *bounds, fnd_i128 value)
{
	changed = plan;
	for (int i = 0; i < bounds->members_count; i++)
	{
		fnd_line   *line = &changed.line[bounds->members[i]];

		if (bounds->what == FND_BOUND_AMOUNT)
		{
			if (!exact_amount(value, bounds->bound.scale,
							  bounds->plan.currency, &line->amount))
				return false;
		}
		else if (bounds->what == FND_BOUND_GROWTH)
			grow_line(value, line);
		else if (!scale_line(value, line))
			return false;
	}
	return true;
}

static void
require_bound(const fnd_bounds *bounds)
{
	const fnd_bound *bound = &bounds->bound;
	bool		is_inflow = plan.line[bounds->members[0]].flow == FND_FLOW_REVENUE;
	fnd_i128	least = fnd_i128_zero();
	fnd_i128	most;
	fnd_i128	value;
	bool		is_alive;

	if (bounds->what == FND_BOUND_AMOUNT)
		REQUIRE(fnd_i128_sub(fnd_i128_pow10(FND_DIGITS_MAX),
							 fnd_i128_from_i64(1), &most));
	else if (bounds->what == FND_BOUND_FACTOR)
		most = fnd_i128_pow10(FND_FACTOR_SCALE + FND_BOUND_FACTOR_POWER_MAX);
	else
	{
		least = fnd_i128_from_i64(-9999999);
		most = fnd_i128_from_i64(FND_BOUND_GROWTH_MAX * INT64_C(10000000));
	}
	switch (bound->outcome)
	{
		case FND_BOUND_FOUND:
			REQUIRE(fnd_i128_compare(bound->value, least) >= 0);
			REQUIRE(fnd_i128_compare(bound->value, most) <= 0);
			if (change_plan(bounds, bound->value))
				require_alive(true);
			(void) fnd_i128_add(bound->value,
								fnd_i128_from_i64(is_inflow ? -1 : 1), &value);
			REQUIRE(fnd_i128_compare(value, least) >= 0);
			REQUIRE(fnd_i128_compare(value, most) <= 0);
			if (change_plan(bounds, value))
				require_alive(false);
			break;
		case FND_BOUND_ALWAYS:
			if (change_plan(bounds, is_inflow ? least : most))
				require_alive(true);
			break;
		case FND_BOUND_NEVER:

			/* with the decimals of the plan: fewer of them leave more room */
			if (change_plan(bounds, is_inflow ? most : least) &&
				is_default_alive(&changed, &is_alive) &&
				trial.plan.scale >= bounds->plan.scale)
				REQUIRE(!is_alive);
			break;
		case FND_BOUND_UNKNOWN:
			REQUIRE(bounds->what == FND_BOUND_GROWTH);
			break;
	}
}

static void
require_opening(const fnd_bounds *bounds, const fnd_bound *bound)
{
	fnd_i128	value = fnd_i128_pow10(FND_DIGITS_MAX - 1);

	changed = plan;
	changed.has_opening = true;
	if (bound->outcome == FND_BOUND_FOUND)
	{

		/* may have more digits than an estimate: then it cannot be tried */
		REQUIRE(fnd_i128_compare(bound->value, fnd_i128_zero()) >= 0 ||
				fnd_i128_sign(bounds->plan.floor) < 0);
		if (!exact_amount(bound->value, bound->scale, bounds->plan.currency,
						  &changed.opening))
			return;
		require_alive(true);
		(void) fnd_i128_sub(bound->value, fnd_i128_from_i64(1), &value);
		if (exact_amount(value, bound->scale, bounds->plan.currency,
						 &changed.opening))
			require_alive(false);
		return;
	}
	REQUIRE(bound->outcome == FND_BOUND_NEVER);
	if (exact_amount(value, 0, bounds->plan.currency, &changed.opening))
		require_alive(false);
}

static void
ask(fnd_bounds *bounds, fnd_bound_what what, const int32_t *members, int count)
{
	fnd_step	step = FND_STEP_MORE;
	fnd_fault	fault = FND_FAULT_NONE;
	int			steps = 0;

	fnd_bounds_ask(bounds, what, plan.line, members, count);
	while (step == FND_STEP_MORE)
	{
		step = fnd_bounds_step(bounds, &fault);
		REQUIRE(++steps <= STEPS_MAX);
	}
	if (step == FND_STEP_DONE)
		require_bound(bounds);
	else
		REQUIRE(fault == FND_FAULT_RANGE_LINE ||
				fault == FND_FAULT_RANGE_MONTH);
}

static fnd_fault
open_bounds(bool is_finer, fnd_bounds *bounds, fnd_bound *opening)
{
	fnd_fault	fault = fnd_bounds_init(bounds, &rows.plan, plan.line, is_finer,
									  months);

	for (int i = 0; i < plan.lines_count && fault == FND_FAULT_NONE; i++)
		fault = fnd_bounds_add(bounds, &plan.line[i]);
	return fault == FND_FAULT_NONE ? fnd_bounds_opening(bounds, opening) :
									 fault;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		form = fuzz_byte(&input);
	fnd_bounds	bounds;
	fnd_bound	opening;
	int32_t		members[LINES_MAX];
	int			count = 0;
	int			flow;
	bool		is_alive;
	bool		can_grow = false;

	if (!fuzz_plan_take(&input, MONTHS_MAX, LINES_MAX, &plan) ||
		plan.lines_count == 0 ||
		fuzz_project(&plan, false, &rows) != FND_FAULT_NONE ||
		!is_default_alive(&plan, &is_alive))
		return 0;
	if (open_bounds(true, &bounds, &opening) != FND_FAULT_NONE &&
		open_bounds(false, &bounds, &opening) != FND_FAULT_NONE)
		return 0;
	require_opening(&bounds, &opening);
	if (!plan.has_opening)
		return 0;

	/* lines of the first one's flow, some of them */
	flow = plan.line[0].flow;
	if (flow == FND_FLOW_FINANCING)
		return 0;
	for (int i = 0; i < plan.lines_count; i++)
	{
		if (plan.line[i].flow != flow || (i > 0 && (form >> i & 1) != 0))
			continue;
		members[count++] = i;
		if (plan.line[i].per.is_given || plan.line[i].every.is_given)
			can_grow = true;
	}
	ask(&bounds, count == 1 ? FND_BOUND_AMOUNT : FND_BOUND_FACTOR, members,
		count);
	if (can_grow)
		ask(&bounds, FND_BOUND_GROWTH, members, count);
	return 0;
}
