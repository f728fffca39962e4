/*
 * fuzz_sensitivity.c
 *	  What runway_sensitivity() answers about the figures of a plan.
 *
 * Each figure is what a projection of the changed plan answers, digit for
 * digit: the plan as it stands, with its opening and with each of its lines a
 * little less and a little more.  The effects are the larger distances, and
 * their order is total.
 */
#include "plans.h"

#include "../src/core/sensitivity.h"

#define MONTHS_MAX 30
#define LINES_MAX 4
#define UNIT INT64_C(10000000)

static fuzz_plan plan;
static fuzz_plan changed;
static fuzz_rows rows;
static fnd_path_month total[MONTHS_MAX];
static fnd_path_month rest[MONTHS_MAX];

/* The answers of a projection; false where it is out of range. */
static bool
project_case(const fuzz_plan *which, int32_t horizon, int32_t raise_months,
			 fnd_case *result, int *scale)
{
	fnd_runway	runway;
	int			known = 0;
	fnd_i128	lowest;

	if (fuzz_project(which, false, &rows) != FND_FAULT_NONE)
		return false;
	*scale = rows.plan.scale;
	fnd_runway_init(&runway, &rows.plan);
	for (int i = 0; i < rows.count; i++)
	{
		if (fnd_runway_add(&runway, &rows.row[i]) != FND_FAULT_NONE)
			return false;
	}
	fnd_runway_finish(&runway);
	while (known < rows.count &&
		   (rows.row[known].closing.bounds & FND_POINT_UNKNOWN) == 0)
		known++;

	result->end = FND_END_BEYOND;
	result->runway = horizon * UNIT;
	if (runway.point.is_found && runway.point.months < horizon * UNIT)
	{
		result->end = FND_END_WITHIN;
		result->runway = runway.point.months;
	}
	else if (known < horizon ||
			 (rows.plan.opening.bounds & FND_POINT_UNKNOWN) != 0)
		result->end = FND_END_UNKNOWN;

	result->has_raise = known >= raise_months;
	result->raise = fnd_i128_zero();
	if (!result->has_raise)
		return true;
	lowest = rows.row[0].closing.point;
	for (int i = 1; i < raise_months; i++)
	{
		if (fnd_i128_compare(rows.row[i].closing.point, lowest) < 0)
			lowest = rows.row[i].closing.point;
	}
	if (!fnd_i128_sub(rows.plan.floor, lowest, &result->raise))
		return false;
	if (fnd_i128_sign(result->raise) < 0)
		result->raise = fnd_i128_zero();
	return true;
}

/*
 * A case is at the scale of the changed plans together, which is not below
 * that of one of them.
 */
static void
require_case(const fnd_sensitivity *sensitivity, const fnd_case *answer,
			 const fuzz_plan *which)
{
	fnd_case	expected;
	fnd_i128	raise;
	int			scale;

	if (!project_case(which, sensitivity->horizon, sensitivity->raise_months,
					  &expected, &scale))
		return;
	REQUIRE(answer->end == expected.end);
	if (answer->end != FND_END_UNKNOWN)
		REQUIRE(answer->runway == expected.runway);
	REQUIRE(answer->has_raise == expected.has_raise);
	if (!answer->has_raise)
		return;
	REQUIRE(sensitivity->plan.scale >= scale);
	if (fnd_i128_mul_pow10(expected.raise, sensitivity->plan.scale - scale,
						   &raise))
		REQUIRE(fnd_i128_compare(answer->raise, raise) == 0);
}

static void
require_effect(const fnd_sensitivity *sensitivity, const fnd_effect *effect)
{
	const fnd_case *base = &sensitivity->base;
	int64_t		down = llabs(effect->down.runway - base->runway);
	int64_t		up = llabs(effect->up.runway - base->runway);

	REQUIRE(effect->is_known ==
			(base->end != FND_END_UNKNOWN &&
			 effect->down.end != FND_END_UNKNOWN &&
			 effect->up.end != FND_END_UNKNOWN));
	REQUIRE(effect->runway_effect == (down > up ? down : up));
	REQUIRE(fnd_i128_sign(effect->raise_effect) >= 0);
	REQUIRE(fnd_effect_compare(effect, effect) == 0);
}

static void
require_order(const fnd_effect *effect, int count)
{
	for (int i = 0; i < count; i++)
	{
		for (int j = 0; j < i; j++)
		{
			int			order = fnd_effect_compare(&effect[i], &effect[j]);

			REQUIRE(order != 0);
			REQUIRE(fnd_effect_compare(&effect[j], &effect[i]) == -order);
			for (int k = 0; k < j; k++)
			{
				if (order < 0 &&
					fnd_effect_compare(&effect[j], &effect[k]) < 0)
					REQUIRE(fnd_effect_compare(&effect[i], &effect[k]) < 0);
			}
		}
	}
}

/* A line with its amount times the factor; false: it has no figure. */
static bool
change_line(int line, const fnd_decimal *factor)
{
	changed = plan;
	return fnd_estimate_multiply(&plan.line[line].amount, factor,
								 &changed.line[line].amount) == FND_OK;
}

static bool
change_opening(const fnd_decimal *factor)
{
	changed = plan;
	return fnd_estimate_multiply(&plan.opening, factor, &changed.opening) ==
		FND_OK;
}

static void
require_fault(fnd_fault fault)
{
	REQUIRE(fault == FND_FAULT_NONE || fault == FND_FAULT_RANGE_LINE ||
			fault == FND_FAULT_RANGE_MONTH);
}

static void
look_at_plan(fnd_sensitivity *sensitivity)
{
	fnd_effect	effect[LINES_MAX + 1];
	int			count = 0;
	fnd_fault	fault = fnd_sensitivity_base(sensitivity);

	require_fault(fault);
	if (fault != FND_FAULT_NONE)
		return;
	require_case(sensitivity, &sensitivity->base, &plan);

	fault = fnd_sensitivity_opening(sensitivity, &effect[0]);
	require_fault(fault);
	if (fault != FND_FAULT_NONE)
		return;
	require_effect(sensitivity, &effect[0]);
	REQUIRE(effect[0].line == 0);
	count++;
	if (plan.has_opening)
	{
		if (change_opening(&sensitivity->down))
			require_case(sensitivity, &effect[0].down, &changed);
		if (change_opening(&sensitivity->up))
			require_case(sensitivity, &effect[0].up, &changed);
	}
	for (int i = 0; i < plan.lines_count; i++)
	{
		fault = fnd_sensitivity_line(sensitivity, &plan.line[i], i + 1,
									 &effect[count]);
		require_fault(fault);
		if (fault != FND_FAULT_NONE)
			return;
		require_effect(sensitivity, &effect[count]);
		REQUIRE(effect[count].line == i + 1);
		if (change_line(i, &sensitivity->down))
			require_case(sensitivity, &effect[count].down, &changed);
		if (change_line(i, &sensitivity->up))
			require_case(sensitivity, &effect[count].up, &changed);
		count++;
	}
	require_order(effect, count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	fnd_number	change = fuzz_number(&input);
	int32_t		raise_months = 1 + fuzz_byte(&input) % MONTHS_MAX;
	fnd_date	from_month = { 0, true, false };
	fnd_sensitivity sensitivity;
	fnd_decimal	down;
	fnd_decimal	up;
	fnd_fault	fault = fnd_change_check(&change, &down, &up);

	REQUIRE(fault == FND_FAULT_NONE || fault == FND_FAULT_CHANGE_DOMAIN ||
			fault == FND_FAULT_CHANGE_DIGITS);
	if (fault == FND_FAULT_NONE)
	{
		REQUIRE(fnd_i128_sign(change.value.coefficient) > 0);
		REQUIRE(fnd_i128_sign(down.coefficient) >= 0);
		REQUIRE(fnd_i128_sign(up.coefficient) > 0);
	}
	if (!fuzz_plan_take(&input, MONTHS_MAX, LINES_MAX, &plan) ||
		fault != FND_FAULT_NONE)
		return 0;
	from_month.day = plan.from.first_day;
	if (fnd_months_check(&from_month, true, raise_months, &plan.from) !=
		FND_FAULT_NONE)
		return 0;
	fault = fnd_sensitivity_init(&sensitivity, fuzz_plan_opening(&plan),
								 fuzz_plan_floor(&plan), &plan.from,
								 plan.months, raise_months, &down, &up);
	for (int i = 0; i < plan.lines_count && fault == FND_FAULT_NONE; i++)
		fault = fnd_sensitivity_check(&sensitivity, &plan.line[i]);
	if (fault == FND_FAULT_NONE)
		fault = fnd_sensitivity_settle(&sensitivity, total, rest);
	for (int i = 0; i < plan.lines_count && fault == FND_FAULT_NONE; i++)
	{
		fault = fnd_sensitivity_add(&sensitivity, &plan.line[i]);
		require_fault(fault);
	}
	if (fault != FND_FAULT_NONE)
		return 0;

	/* projections of the longer of the two */
	plan.months = sensitivity.plan.months_count;
	look_at_plan(&sensitivity);
	return 0;
}
