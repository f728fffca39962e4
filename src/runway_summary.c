/*-------------------------------------------------------------------------
 *
 * runway_summary.c
 *	  Plans from SQL arguments, and the functions that sum one up in a row:
 *	  runway() and required_raise().
 *
 * What a NULL argument means, and every column's formula, is in
 * doc/runway.md.
 *
 *-------------------------------------------------------------------------
 */
#include "plan.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "core/raise.h"

PG_FUNCTION_INFO_V1(funding_runway);
PG_FUNCTION_INFO_V1(funding_required_raise);

enum
{
	COL_OUTCOME,
	COL_RUNWAY_MONTHS,
	COL_CASH_OUT_DATE,
	COL_EARLIEST_CASH_OUT,
	COL_LATEST_CASH_OUT,
	COL_LOWEST_CASH,
	COL_LOWEST_CASH_MONTH,
	COL_BREAK_EVEN_MONTH,
	COL_IS_DEFAULT_ALIVE,
	COL_CURRENCY,
	RUNWAY_COLUMNS
};

static const Oid runway_types[RUNWAY_COLUMNS] = {
	TEXTOID,	NUMERICOID, DATEOID, DATEOID, DATEOID,
	NUMERICOID, DATEOID,	DATEOID, BOOLOID, TEXTOID
};

/*
 * Plans
 */

/* The first month and the number of months, or an error. */
void
funding_months_check(FunctionCallInfo fcinfo, int from_month_arg,
					 const char *months_name, bool has_months, int32 months,
					 fnd_month *from)
{
	fnd_date	from_month = { 0, false, false };
	fnd_fault	fault;

	if (!PG_ARGISNULL(from_month_arg))
	{
		from_month.is_given = true;
		from_month.day = PG_GETARG_DATEADT(from_month_arg);
		from_month.is_infinite = DATE_NOT_FINITE(from_month.day);
	}
	fault = fnd_months_check(&from_month, has_months, months, from);
	if (fault != FND_FAULT_NONE)
	{
		funding_problem problem;

		funding_problem_init(&problem, fault);
		problem.months_name = months_name;
		problem.months = months;
		problem.day = from_month.day;
		funding_raise_problem(&problem);
	}
}

/* A fault of the plan as a whole, or of the projection at hand. */
void
funding_plan_fail(funding_plan *plan, fnd_fault fault)
{
	funding_problem problem;

	if (plan->projection.fault_line >= 0)
		funding_lines_seek(plan->cache, plan->array,
						   plan->projection.fault_line + 1, fault, &problem);
	else
		funding_problem_init(&problem, fault);
	problem.month = plan->projection.row.month.index;
	funding_raise_problem(&problem);
}

/*
 * Read the arguments that ARG_OPENING and its kin name and make the plan
 * ready for funding_plan_next().
 */
void
funding_plan_open(FunctionCallInfo fcinfo, const char *months_name,
				  bool has_months, int32 months, funding_plan *plan)
{
	const fnd_estimate *opening = PG_ARGISNULL(ARG_OPENING) ?
		NULL :
		PG_GETARG_ESTIMATE_P(ARG_OPENING);
	const fnd_amount *floor = PG_ARGISNULL(ARG_FLOOR) ?
		NULL :
		PG_GETARG_AMOUNT_P(ARG_FLOOR);
	funding_lines lines;
	funding_problem problem;
	fnd_schedule *schedules = NULL;
	fnd_month	from;
	fnd_fault	fault;
	int			count;

	plan->cache = funding_plan_cache_get(fcinfo->flinfo);
	plan->array = PG_ARGISNULL(ARG_LINES) ? NULL :
											PG_GETARG_ANY_ARRAY_P(ARG_LINES);
	plan->projection.fault_line = -1;
	funding_months_check(fcinfo, ARG_FROM_MONTH, months_name, has_months,
						 months, &from);
	fault = fnd_plan_init(&plan->plan, opening, floor, &from, months);
	if (fault != FND_FAULT_NONE)
	{
		funding_problem_init(&problem, fault);
		problem.currency = floor->currency;
		problem.plan_currency = plan->plan.currency;
		funding_raise_problem(&problem);
	}

	count = funding_lines_begin(&lines, plan->cache, plan->array);
	if (count > FND_LINES_MAX)
	{
		funding_problem_init(&problem, FND_FAULT_LINES_LIMIT);
		funding_raise_problem(&problem);
	}
	if (count > 0)
		schedules = funding_schedules_get(plan->cache, CurrentMemoryContext,
										  count);
	for (int i = 0; i < count; i++)
	{
		fault = funding_lines_next(&lines);
		if (fault == FND_FAULT_NONE)
			fault = fnd_plan_add_line(&plan->plan, &lines.line, &schedules[i]);
		if (fault != FND_FAULT_NONE)
		{
			funding_lines_problem(&lines, fault, &problem);
			problem.plan_currency = plan->plan.currency;
			funding_raise_problem(&problem);
		}
	}
	funding_lines_end(&lines);

	plan->projection.row.month = from;
	fault = fnd_plan_settle(&plan->plan);
	if (fault != FND_FAULT_NONE)
		funding_plan_fail(plan, fault);
	fnd_projection_init(&plan->projection, &plan->plan, schedules);
	fnd_projection_use(&plan->projection,
					   funding_sums_get(plan->cache, months));
}

/* The next month into plan->projection.row; false at the end. */
bool
funding_plan_next(funding_plan *plan)
{
	for (;;)
	{
		fnd_fault	fault = FND_FAULT_NONE;

		CHECK_FOR_INTERRUPTS();
		switch (fnd_projection_step(&plan->projection, &fault))
		{
			case FND_STEP_MORE:
				break;
			case FND_STEP_ROW:
				return true;
			case FND_STEP_DONE:
				return false;
			case FND_STEP_FAULT:
				funding_plan_fail(plan, fault);
		}
	}
}

/*
 * runway()
 */
static const char *const outcome_names[] = { "none", "possible", "certain" };

static void
set_date(Datum *values, bool *nulls, int column, bool is_known, int32 day)
{
	if (!is_known)
		return;
	values[column] = DateADTGetDatum(day);
	nulls[column] = false;
}

static void
set_runway(const fnd_plan *plan, const fnd_runway *runway, Datum *values,
		   bool *nulls)
{
	values[COL_OUTCOME] = CStringGetTextDatum(outcome_names[runway->outcome]);
	nulls[COL_OUTCOME] = false;
	if (runway->point.is_found)
	{
		values[COL_RUNWAY_MONTHS] = funding_numeric_from_i128(
			fnd_i128_from_i64(runway->point.months), FND_RUNWAY_SCALE);
		nulls[COL_RUNWAY_MONTHS] = false;
	}
	set_date(values, nulls, COL_CASH_OUT_DATE, runway->point.is_found,
			 runway->point.day);
	set_date(values, nulls, COL_EARLIEST_CASH_OUT, runway->lower.is_found,
			 runway->lower.day);
	set_date(values, nulls, COL_LATEST_CASH_OUT, runway->upper.is_found,
			 runway->upper.day);
	if (runway->has_lowest)
	{
		values[COL_LOWEST_CASH] = funding_numeric_from_i128(runway->lowest,
															plan->scale);
		nulls[COL_LOWEST_CASH] = false;
	}
	set_date(values, nulls, COL_LOWEST_CASH_MONTH, runway->has_lowest,
			 runway->lowest_day);
	set_date(values, nulls, COL_BREAK_EVEN_MONTH, runway->has_break_even,
			 runway->break_even_day);
	if (runway->is_default_alive != FND_UNKNOWN)
	{
		values[COL_IS_DEFAULT_ALIVE] = BoolGetDatum(runway->is_default_alive ==
													FND_TRUE);
		nulls[COL_IS_DEFAULT_ALIVE] = false;
	}
	if (plan->currency != FND_CURRENCY_NONE)
	{
		values[COL_CURRENCY] = funding_currency_to_text(plan->currency);
		nulls[COL_CURRENCY] = false;
	}
}

/*
 * runway(opening estimate, lines cash_line[], from_month date, horizon int,
 * floor monetary) -> runway_row.  A NULL opening gives a row of NULLs, once
 * the rest is found to be whole.
 */
Datum
funding_runway(PG_FUNCTION_ARGS)
{
	TupleDesc	desc;
	Datum		fixed_values[RUNWAY_COLUMNS];
	bool		fixed_nulls[RUNWAY_COLUMNS];
	Datum	   *values = fixed_values;
	bool	   *nulls = fixed_nulls;
	funding_plan plan;
	int32		horizon = PG_ARGISNULL(ARG_MONTHS) ? FND_HORIZON_DEFAULT :
											   PG_GETARG_INT32(ARG_MONTHS);

	funding_plan_open(fcinfo, "horizon", true, horizon, &plan);
	desc = funding_row_desc(fcinfo, plan.cache, runway_types, RUNWAY_COLUMNS,
							"runway_row");
	if (desc->natts > RUNWAY_COLUMNS)
	{
		values = (Datum *) palloc(sizeof(Datum) * desc->natts);
		nulls = (bool *) palloc(sizeof(bool) * desc->natts);
	}
	memset(values, 0, sizeof(Datum) * desc->natts);
	memset(nulls, true, sizeof(bool) * desc->natts);

	if (plan.plan.has_opening)
	{
		fnd_runway	runway;

		fnd_runway_init(&runway, &plan.plan);
		while (funding_plan_next(&plan))
		{
			fnd_fault	fault = fnd_runway_add(&runway, &plan.projection.row);

			if (fault != FND_FAULT_NONE)
				funding_plan_fail(&plan, fault);
		}
		fnd_runway_finish(&runway);
		set_runway(&plan.plan, &runway, values, nulls);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(desc, values, nulls)));
}

/*
 * required_raise(opening estimate, lines cash_line[], from_month date,
 * months int, floor monetary) -> estimate.  NULL where the opening is, and
 * where nothing is missing of a currency that is not known.
 */
Datum
funding_required_raise(PG_FUNCTION_ARGS)
{
	funding_plan plan;
	fnd_raise	raise;
	fnd_estimate *result;
	fnd_fault	fault;
	bool		has_result;

	funding_plan_open(
		fcinfo, "months", !PG_ARGISNULL(ARG_MONTHS),
		PG_ARGISNULL(ARG_MONTHS) ? 0 : PG_GETARG_INT32(ARG_MONTHS), &plan);
	if (!plan.plan.has_opening)
		PG_RETURN_NULL();
	fnd_raise_init(&raise, &plan.plan);
	while (funding_plan_next(&plan))
		fnd_raise_add(&raise, &plan.projection.row);

	result = funding_estimate_new();
	fault = fnd_raise_finish(&raise, result, &has_result);
	if (fault != FND_FAULT_NONE)
		funding_plan_fail(&plan, fault);
	if (!has_result)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(result);
}
