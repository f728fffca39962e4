/*-------------------------------------------------------------------------
 *
 * sensitivity_srf.c
 *	  Which figure of a plan matters: runway_sensitivity(), and what the
 *	  planner is told of its rows.
 *
 * Every column's definition is in doc/sensitivity.md, "Sensitivity"; the
 * arithmetic is in core/sensitivity.h.
 *
 *-------------------------------------------------------------------------
 */
#include "row_sink.h"
#include "row_support.h"
#include "sensitivity_lines.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "core/sensitivity.h"

PG_FUNCTION_INFO_V1(funding_runway_sensitivity);
PG_FUNCTION_INFO_V1(funding_runway_sensitivity_support);

/* Rows after which interrupts are looked for. */
#define ROWS_AT_ONCE 1000

enum
{
	COL_RANK,
	COL_LINE_NUMBER,
	COL_CATEGORY,
	COL_FLOW,
	COL_CHANGE,
	COL_RUNWAY_MONTHS,
	COL_RUNWAY_DOWN,
	COL_RUNWAY_UP,
	COL_RUNWAY_CHANGE_DOWN,
	COL_RUNWAY_CHANGE_UP,
	COL_REQUIRED_RAISE,
	COL_RAISE_DOWN,
	COL_RAISE_UP,
	COL_RAISE_CHANGE_DOWN,
	COL_RAISE_CHANGE_UP,
	COL_CURRENCY,
	SENSITIVITY_COLUMNS
};

static const Oid sensitivity_types[SENSITIVITY_COLUMNS] = {
	INT4OID,	INT4OID,	TEXTOID,	TEXTOID,	NUMERICOID, NUMERICOID,
	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, NUMERICOID, NUMERICOID, TEXTOID
};

/* The arguments of runway_sensitivity(); the first three are of every plan. */
enum
{
	TORNADO_ARG_CHANGE = ARG_FROM_MONTH + 1,
	TORNADO_ARG_MONTHS,
	TORNADO_ARG_HORIZON,
	TORNADO_ARG_FLOOR
};

/* A call of runway_sensitivity(). */
typedef struct tornado
{
	funding_plan_cache *cache;
	AnyArrayType *array;
	funding_line_array lines;
	fnd_sensitivity core;
} tornado;

static void
read_change(FunctionCallInfo fcinfo, fnd_decimal *down, fnd_decimal *up)
{
	fnd_number	change;
	fnd_fault	fault;

	memset(&change, 0, sizeof(change));
	if (!PG_ARGISNULL(TORNADO_ARG_CHANGE))
		funding_read_number(PG_GETARG_DATUM(TORNADO_ARG_CHANGE), &change);
	fault = fnd_change_check(&change, down, up);
	if (fault != FND_FAULT_NONE)
	{
		funding_problem problem;

		funding_problem_init(&problem, fault);
		if (change.is_given)
			problem.value = DatumGetCString(DirectFunctionCall1(
				numeric_out, PG_GETARG_DATUM(TORNADO_ARG_CHANGE)));
		funding_raise_problem(&problem);
	}
}

/* Read and check the arguments and the lines. */
static void
tornado_open(FunctionCallInfo fcinfo, tornado *plan)
{
	const fnd_estimate *opening = PG_ARGISNULL(ARG_OPENING) ?
		NULL :
		PG_GETARG_ESTIMATE_P(ARG_OPENING);
	const fnd_amount *floor = PG_ARGISNULL(TORNADO_ARG_FLOOR) ?
		NULL :
		PG_GETARG_AMOUNT_P(TORNADO_ARG_FLOOR);
	int32		horizon = PG_ARGISNULL(TORNADO_ARG_HORIZON) ?
		FND_HORIZON_DEFAULT :
		PG_GETARG_INT32(TORNADO_ARG_HORIZON);
	int32		months = PG_ARGISNULL(TORNADO_ARG_MONTHS) ?
		0 :
		PG_GETARG_INT32(TORNADO_ARG_MONTHS);
	funding_lines lines;
	funding_problem problem;
	fnd_decimal	down;
	fnd_decimal	up;
	fnd_month	from;
	fnd_fault	fault;

	plan->cache = funding_plan_cache_get(fcinfo->flinfo);
	plan->array = PG_ARGISNULL(ARG_LINES) ? NULL :
											PG_GETARG_ANY_ARRAY_P(ARG_LINES);
	funding_months_check(fcinfo, ARG_FROM_MONTH, "months",
						 !PG_ARGISNULL(TORNADO_ARG_MONTHS), months, &from);
	funding_months_check(fcinfo, ARG_FROM_MONTH, "horizon", true, horizon,
						 &from);
	read_change(fcinfo, &down, &up);
	fault = fnd_sensitivity_init(&plan->core, opening, floor, &from, horizon,
								 months, &down, &up);
	if (fault != FND_FAULT_NONE)
	{
		funding_problem_init(&problem, fault);
		problem.currency = floor == NULL ? FND_CURRENCY_NONE : floor->currency;
		problem.plan_currency = plan->core.plan.currency;
		funding_raise_problem(&problem);
	}

	funding_line_array_make(
		&plan->lines, funding_lines_begin(&lines, plan->cache, plan->array));
	for (int i = 0; i < plan->lines.count; i++)
	{
		fault = funding_lines_next(&lines);
		if (fault == FND_FAULT_NONE)
			fault = fnd_sensitivity_check(&plan->core, &lines.line);
		if (fault != FND_FAULT_NONE)
		{
			funding_lines_problem(&lines, fault, &problem);
			problem.plan_currency = plan->core.plan.currency;
			funding_raise_problem(&problem);
		}
		funding_line_array_keep(&plan->lines, i, &lines);
	}
	funding_lines_end(&lines);
}

/* Add up the plan and change one figure after the other. */
static void
tornado_run(tornado *plan, fnd_effect *effects)
{
	fnd_sensitivity *core = &plan->core;
	Size		months_count = (Size) core->plan.months_count;
	fnd_path_month *months = (fnd_path_month *) palloc(2 * months_count *
													   sizeof(fnd_path_month));
	fnd_fault	fault = fnd_sensitivity_settle(core, months,
											 months + months_count);

	if (fault != FND_FAULT_NONE)
		funding_lines_fail_at(plan->cache, plan->array, 0, fault,
							  core->fault_month);
	for (int i = 0; i < plan->lines.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		fault = fnd_sensitivity_add(core, &plan->lines.line[i]);
		if (fault != FND_FAULT_NONE)
			funding_lines_fail_at(plan->cache, plan->array, i + 1, fault,
								  core->fault_month);
	}
	fault = fnd_sensitivity_base(core);
	if (fault == FND_FAULT_NONE)
		fault = fnd_sensitivity_opening(core, &effects[0]);
	if (fault != FND_FAULT_NONE)
		funding_lines_fail_at(plan->cache, plan->array, 0, fault,
							  core->fault_month);
	for (int i = 0; i < plan->lines.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		fault = fnd_sensitivity_line(core, &plan->lines.line[i], i + 1,
									 &effects[i + 1]);
		if (fault != FND_FAULT_NONE)
			funding_lines_fail_at(plan->cache, plan->array, i + 1, fault,
								  core->fault_month);
	}
	pfree(months);
}

static int
compare_effects(const void *a, const void *b)
{
	return fnd_effect_compare(*(const fnd_effect *const *) a,
							  *(const fnd_effect *const *) b);
}

/* The answers with one figure changed, and how far they are from the base. */
static void
set_case(funding_sink *sink, const fnd_sensitivity *core,
		 const fnd_case *changed, int runway_column, int runway_change_column,
		 int raise_column, int raise_change_column)
{
	const fnd_case *base = &core->base;
	bool		has_runway = changed->end == FND_END_WITHIN;
	fnd_i128	difference = fnd_i128_zero();

	funding_sink_set_numeric(sink, runway_column, has_runway,
							 fnd_i128_from_i64(changed->runway),
							 FND_RUNWAY_SCALE);
	funding_sink_set_numeric(
		sink, runway_change_column, has_runway && base->end == FND_END_WITHIN,
		fnd_i128_from_i64(changed->runway - base->runway), FND_RUNWAY_SCALE);
	funding_sink_set_numeric(sink, raise_column, changed->has_raise,
							 changed->raise, core->plan.scale);

	/* neither is below zero, so that the difference fits */
	(void) fnd_i128_sub(changed->raise, base->raise, &difference);
	funding_sink_set_numeric(sink, raise_change_column,
							 changed->has_raise && base->has_raise, difference,
							 core->plan.scale);
}

static void
put_effect(tornado *plan, funding_sink *sink, const fnd_effect *effect,
		   int rank, const Datum *flow_names)
{
	const fnd_sensitivity *core = &plan->core;
	int			line = effect->line - 1;

	sink->nulls[COL_RANK] = !effect->is_known;
	sink->values[COL_RANK] = Int32GetDatum(rank);
	funding_sink_set(sink, COL_LINE_NUMBER, Int32GetDatum(effect->line));
	sink->nulls[COL_CATEGORY] = line < 0;
	if (line >= 0)
		sink->values[COL_CATEGORY] = PointerGetDatum(
			plan->lines.category[line]);
	funding_sink_set(
		sink, COL_FLOW,
		flow_names[line < 0 ? FND_FLOW_COUNT : plan->lines.line[line].flow]);
	if (core->plan.has_opening)
	{
		set_case(sink, core, &effect->down, COL_RUNWAY_DOWN,
				 COL_RUNWAY_CHANGE_DOWN, COL_RAISE_DOWN,
				 COL_RAISE_CHANGE_DOWN);
		set_case(sink, core, &effect->up, COL_RUNWAY_UP, COL_RUNWAY_CHANGE_UP,
				 COL_RAISE_UP, COL_RAISE_CHANGE_UP);
	}
	funding_sink_put(sink);
}

/*
 * runway_sensitivity(opening estimate, lines cash_line[], from_month date,
 * change numeric, months int, horizon int, floor monetary) -> setof
 * runway_sensitivity_row: the opening cash and each line, the largest effect
 * first.  With a NULL opening the rows are there and the figures are not.
 */
Datum
funding_runway_sensitivity(PG_FUNCTION_ARGS)
{
	tornado		plan;
	funding_sink sink;
	fnd_effect *effects;
	fnd_effect **order;
	Datum		flow_names[FND_FLOW_COUNT + 1];
	MemoryContext rows;
	MemoryContext old;
	int			count;

	tornado_open(fcinfo, &plan);
	funding_sink_open(fcinfo, sensitivity_types, SENSITIVITY_COLUMNS,
					  "runway_sensitivity_row", &sink);
	count = plan.lines.count + 1;
	effects = (fnd_effect *) palloc0(sizeof(fnd_effect) * (Size) count);
	order = (fnd_effect **) palloc(sizeof(fnd_effect *) * (Size) count);
	for (int i = 0; i < count; i++)
	{
		effects[i].line = i;
		order[i] = &effects[i];
	}
	funding_sink_set(&sink, COL_CHANGE, PG_GETARG_DATUM(TORNADO_ARG_CHANGE));
	if (plan.core.plan.currency != FND_CURRENCY_NONE)
		funding_sink_set(&sink, COL_CURRENCY,
						 funding_currency_to_text(plan.core.plan.currency));
	if (plan.core.plan.has_opening)
	{
		const fnd_case *base = &plan.core.base;

		tornado_run(&plan, effects);
		funding_sink_set_numeric(
			&sink, COL_RUNWAY_MONTHS, base->end == FND_END_WITHIN,
			fnd_i128_from_i64(base->runway), FND_RUNWAY_SCALE);
		funding_sink_set_numeric(&sink, COL_REQUIRED_RAISE, base->has_raise,
								 base->raise, plan.core.plan.scale);
		qsort(order, (size_t) count, sizeof(fnd_effect *), compare_effects);
	}

	funding_flow_names(flow_names);
	rows = AllocSetContextCreate(
		CurrentMemoryContext, "runway_sensitivity rows", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(rows);
	for (int i = 0; i < count; i++)
	{
		if (i % ROWS_AT_ONCE == 0)
		{
			CHECK_FOR_INTERRUPTS();
			MemoryContextReset(rows);
		}
		put_effect(&plan, &sink, order[i], i + 1, flow_names);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(rows);
	return (Datum) 0;
}

/* One row for each line, and one for the opening cash. */
Datum
funding_runway_sensitivity_support(PG_FUNCTION_ARGS)
{
	Node	   *node = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *request;
	int			count;

	if (!IsA(node, SupportRequestRows))
		PG_RETURN_POINTER(NULL);
	request = (SupportRequestRows *) node;
	count = funding_argument_elements(request, funding_call_arguments(request),
									  ARG_LINES);
	if (count < 0)
		PG_RETURN_POINTER(NULL);
	request->rows = count + 1.0;
	PG_RETURN_POINTER(node);
}
