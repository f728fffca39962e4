/*-------------------------------------------------------------------------
 *
 * actuals_srf.c
 *	  rolling_forecast(): booked figures first, then the plan, and what the
 *	  planner is told of its rows.
 *
 * What counts as actual, what a NULL argument means and every column's
 * formula are in doc/actuals.md; the arithmetic is in core/actuals.h.
 *
 *-------------------------------------------------------------------------
 */
#include "plan.h"
#include "row_sink.h"
#include "row_support.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "core/actuals.h"

PG_FUNCTION_INFO_V1(funding_rolling_forecast);
PG_FUNCTION_INFO_V1(funding_rolling_forecast_support);

/* The arguments of rolling_forecast(). */
enum
{
	ROLL_ARG_OPENING,
	ROLL_ARG_LINES,
	ROLL_ARG_ACTUALS,
	ROLL_ARG_FROM_MONTH,
	ROLL_ARG_MONTHS,
	ROLL_ARG_ACTUALS_UNTIL,
	ROLL_ARG_FLOOR
};

/*
 * Five columns of flows stand together three times: what moved or will, what
 * the plan has, and the difference.  net_burn is the fifth flow.
 */
enum
{
	COL_MONTH,
	COL_IS_ACTUAL,
	COL_OPENING_CASH,
	COL_REVENUE,
	COL_COST,
	COL_NET_BURN,
	COL_FINANCING,
	COL_REPAYMENT,
	COL_CASH_BEFORE_FINANCING,
	COL_CLOSING_CASH,
	COL_CLOSING_LOWER,
	COL_CLOSING_UPPER,
	COL_IS_CASH_OUT,
	COL_PLANNED_REVENUE,
	COL_PLANNED_COST,
	COL_PLANNED_NET_BURN,
	COL_PLANNED_FINANCING,
	COL_PLANNED_REPAYMENT,
	COL_PLANNED_CLOSING_CASH,
	COL_REVENUE_VARIANCE,
	COL_COST_VARIANCE,
	COL_NET_BURN_VARIANCE,
	COL_FINANCING_VARIANCE,
	COL_REPAYMENT_VARIANCE,
	COL_CASH_VARIANCE,
	COL_CURRENCY,
	ROLLING_COLUMNS
};

static const Oid rolling_types[ROLLING_COLUMNS] = {
	DATEOID,	BOOLOID,	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	BOOLOID,	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, TEXTOID
};

/* A figure that may not be known. */
typedef struct known_figure
{
	bool		is_known;
	fnd_i128	value;
} known_figure;

#define MONTH_FIGURES 6 /* of a month: four flows, net burn, closing cash */
#define FIGURE_NET_BURN FND_FLOW_COUNT
#define FIGURE_CLOSING (FND_FLOW_COUNT + 1)

static const int shown_columns[MONTH_FIGURES] = {
	COL_REVENUE,   COL_COST,	 COL_FINANCING,
	COL_REPAYMENT, COL_NET_BURN, COL_CLOSING_CASH
};
static const int planned_columns[MONTH_FIGURES] = {
	COL_PLANNED_REVENUE,   COL_PLANNED_COST,	 COL_PLANNED_FINANCING,
	COL_PLANNED_REPAYMENT, COL_PLANNED_NET_BURN, COL_PLANNED_CLOSING_CASH
};
static const int variance_columns[MONTH_FIGURES] = {
	COL_REVENUE_VARIANCE,	COL_COST_VARIANCE,	   COL_FINANCING_VARIANCE,
	COL_REPAYMENT_VARIANCE, COL_NET_BURN_VARIANCE, COL_CASH_VARIANCE
};

/* A call: the two arrays, for messages that name a line, and the forecast. */
typedef struct rolling_call
{
	funding_plan_cache *cache;
	AnyArrayType *array[FND_SIDE_COUNT];
	fnd_rolling	rolling;
} rolling_call;

/* Names of a line, for each side. */
static const char *const line_words[FND_SIDE_COUNT] = { "cash line",
														"actual line" };

pg_noreturn static void
fail(const rolling_call *call, fnd_fault fault)
{
	const fnd_rolling *rolling = &call->rolling;
	funding_problem problem;

	if (rolling->fault_line >= 0)
		funding_lines_seek(call->cache, call->array[rolling->side],
						   rolling->fault_line + 1, fault, &problem);
	else
		funding_problem_init(&problem, fault);
	problem.line_word = line_words[rolling->side];
	problem.month = rolling->projection[rolling->side].row.month.index;
	funding_raise_problem(&problem);
}

static void
add_lines(rolling_call *call, fnd_side side, fnd_schedule *schedules)
{
	fnd_rolling *rolling = &call->rolling;
	funding_lines lines;
	funding_problem problem;
	int			count = funding_lines_begin(&lines, call->cache, call->array[side]);

	for (int i = 0; i < count; i++)
	{
		fnd_fault	fault = funding_lines_next(&lines);

		if (fault == FND_FAULT_NONE)
			fault = side == FND_SIDE_PLAN ?
				fnd_rolling_add_line(rolling, &lines.line, &schedules[i]) :
				fnd_rolling_add_actual(rolling, &lines.line, &schedules[i]);
		if (fault == FND_FAULT_NONE)
			continue;
		funding_lines_problem(&lines, fault, &problem);
		problem.line_word = line_words[side];
		problem.plan_currency = rolling->plan[side].currency;
		problem.month = rolling->last_actual;
		funding_raise_problem(&problem);
	}
	funding_lines_end(&lines);
}

/* How many lines there are of one side. */
static int
count_lines(const rolling_call *call, fnd_side side)
{
	AnyArrayType *array = call->array[side];
	int			count = array == NULL ?
		0 :
		ArrayGetNItems(AARR_NDIM(array), AARR_DIMS(array));

	if (count > FND_LINES_MAX)
	{
		funding_problem problem;

		funding_problem_init(&problem, FND_FAULT_LINES_LIMIT);
		problem.line_word = line_words[side];
		funding_raise_problem(&problem);
	}
	return count;
}

static void
open_call(FunctionCallInfo fcinfo, rolling_call *call)
{
	const fnd_estimate *opening = PG_ARGISNULL(ROLL_ARG_OPENING) ?
		NULL :
		PG_GETARG_ESTIMATE_P(ROLL_ARG_OPENING);
	const fnd_amount *floor = PG_ARGISNULL(ROLL_ARG_FLOOR) ?
		NULL :
		PG_GETARG_AMOUNT_P(ROLL_ARG_FLOOR);
	fnd_rolling *rolling = &call->rolling;
	fnd_date	until = { 0, false, false };
	fnd_schedule *schedules;
	fnd_month	from;
	fnd_fault	fault;
	bool		has_months = !PG_ARGISNULL(ROLL_ARG_MONTHS);
	int32		months = has_months ? PG_GETARG_INT32(ROLL_ARG_MONTHS) : 0;
	int			counts[FND_SIDE_COUNT];

	call->cache = funding_plan_cache_get(fcinfo->flinfo);
	call->array[FND_SIDE_PLAN] = PG_ARGISNULL(ROLL_ARG_LINES) ?
		NULL :
		PG_GETARG_ANY_ARRAY_P(ROLL_ARG_LINES);
	call->array[FND_SIDE_ACTUALS] = PG_ARGISNULL(ROLL_ARG_ACTUALS) ?
		NULL :
		PG_GETARG_ANY_ARRAY_P(ROLL_ARG_ACTUALS);
	funding_months_check(fcinfo, ROLL_ARG_FROM_MONTH, "months", has_months,
						 months, &from);
	if (!PG_ARGISNULL(ROLL_ARG_ACTUALS_UNTIL))
	{
		until.is_given = true;
		until.day = PG_GETARG_DATEADT(ROLL_ARG_ACTUALS_UNTIL);
		until.is_infinite = DATE_NOT_FINITE(until.day);
	}
	fault = fnd_rolling_init(rolling, opening, floor, &from, months, &until);
	if (fault != FND_FAULT_NONE)
	{
		funding_problem problem;

		funding_problem_init(&problem, fault);
		if (floor != NULL)
			problem.currency = floor->currency;
		problem.plan_currency = rolling->plan[FND_SIDE_PLAN].currency;
		funding_raise_problem(&problem);
	}

	counts[FND_SIDE_PLAN] = count_lines(call, FND_SIDE_PLAN);
	counts[FND_SIDE_ACTUALS] = count_lines(call, FND_SIDE_ACTUALS);
	schedules = funding_schedules_get(
		call->cache, CurrentMemoryContext,
		Max(1, counts[FND_SIDE_PLAN] + counts[FND_SIDE_ACTUALS]));
	add_lines(call, FND_SIDE_PLAN, schedules);
	add_lines(call, FND_SIDE_ACTUALS, schedules + counts[FND_SIDE_PLAN]);
	rolling->projection[FND_SIDE_PLAN].row.month = from;
	fault = fnd_rolling_settle(rolling, schedules,
							   schedules + counts[FND_SIDE_PLAN]);
	if (fault != FND_FAULT_NONE)
		fail(call, fault);
}

/* The next month into call->rolling.row; false at the end. */
static bool
next_month(rolling_call *call)
{
	for (;;)
	{
		fnd_fault	fault = FND_FAULT_NONE;

		CHECK_FOR_INTERRUPTS();
		switch (fnd_rolling_step(&call->rolling, &fault))
		{
			case FND_STEP_MORE:
				break;
			case FND_STEP_ROW:
				return true;
			case FND_STEP_DONE:
				return false;
			case FND_STEP_FAULT:
				fail(call, fault);
		}
	}
}

/*
 * Rows
 */
static known_figure
difference(const rolling_call *call, known_figure minuend,
		   known_figure subtrahend)
{
	known_figure result = { minuend.is_known && subtrahend.is_known,
							fnd_i128_zero() };

	if (result.is_known &&
		!fnd_i128_sub(minuend.value, subtrahend.value, &result.value))
		fail(call, FND_FAULT_RANGE_MONTH);
	return result;
}

static known_figure
central(const fnd_band *band)
{
	known_figure result = { (band->bounds & FND_POINT_UNKNOWN) == 0,
							band->point };

	return result;
}

static void
read_figures(const rolling_call *call, const fnd_month_row *row,
			 known_figure *figures)
{
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		figures[flow] = central(&row->flow[flow]);
	figures[FIGURE_NET_BURN] = difference(call, figures[FND_FLOW_COST],
										  figures[FND_FLOW_REVENUE]);
	figures[FIGURE_CLOSING] = central(&row->closing);
}

static void
set_figure(const rolling_call *call, funding_sink *sink, int column,
		   known_figure figure)
{
	sink->nulls[column] = !figure.is_known;
	if (figure.is_known)
		sink->values[column] = funding_numeric_from_i128(
			figure.value, call->rolling.plan[FND_SIDE_PLAN].scale);
}

static void
put_month(const rolling_call *call, funding_sink *sink)
{
	const fnd_rolling *rolling = &call->rolling;
	const fnd_month_row *row = &rolling->row;
	known_figure shown[MONTH_FIGURES];
	known_figure planned[MONTH_FIGURES];
	known_figure lower = { (row->closing.bounds & FND_LOWER_INFINITE) == 0,
						   row->closing.lower };
	known_figure upper = { (row->closing.bounds & FND_UPPER_INFINITE) == 0,
						   row->closing.upper };
	fnd_answer	answer;

	read_figures(call, row, shown);
	read_figures(call, fnd_rolling_planned(rolling), planned);
	funding_sink_set(sink, COL_MONTH, DateADTGetDatum(row->month.first_day));
	funding_sink_set(sink, COL_IS_ACTUAL, BoolGetDatum(rolling->is_actual));
	set_figure(call, sink, COL_OPENING_CASH, central(&row->opening));
	for (int i = 0; i < MONTH_FIGURES; i++)
	{
		set_figure(call, sink, shown_columns[i], shown[i]);
		set_figure(call, sink, planned_columns[i], planned[i]);
		set_figure(call, sink, variance_columns[i],
				   difference(call, shown[i], planned[i]));
	}
	set_figure(
		call, sink, COL_CASH_BEFORE_FINANCING,
		difference(call, shown[FIGURE_CLOSING], shown[FND_FLOW_FINANCING]));
	set_figure(call, sink, COL_CLOSING_LOWER, lower);
	set_figure(call, sink, COL_CLOSING_UPPER, upper);

	answer = fnd_row_is_cash_out(&rolling->plan[FND_SIDE_PLAN], row,
								 rolling->month == 1);
	sink->nulls[COL_IS_CASH_OUT] = answer == FND_UNKNOWN;
	sink->values[COL_IS_CASH_OUT] = BoolGetDatum(answer == FND_TRUE);
	funding_sink_put(sink);
}

/*
 * rolling_forecast(opening estimate, lines cash_line[], actuals cash_line[],
 * from_month date, months int, actuals_until date, floor monetary) -> setof
 * rolling_forecast_row.  Numerics stay allocated until the caller resets its
 * context: at most 23 by 1200 rows.
 */
Datum
funding_rolling_forecast(PG_FUNCTION_ARGS)
{
	rolling_call call;
	funding_sink sink;
	fnd_currency currency;

	open_call(fcinfo, &call);
	funding_sink_open(fcinfo, rolling_types, ROLLING_COLUMNS,
					  "rolling_forecast_row", &sink);
	currency = call.rolling.plan[FND_SIDE_PLAN].currency;
	if (currency != FND_CURRENCY_NONE)
		funding_sink_set(&sink, COL_CURRENCY,
						 funding_currency_to_text(currency));
	while (next_month(&call))
		put_month(&call, &sink);
	return (Datum) 0;
}

Datum
funding_rolling_forecast_support(PG_FUNCTION_ARGS)
{
	return funding_rows_of_argument(fcinfo, ROLL_ARG_MONTHS, FND_MONTHS_MAX);
}
