/*-------------------------------------------------------------------------
 *
 * simulation_srf.c
 *	  cash_simulation(): a plan drawn at random many times, as month rows of
 *	  percentiles.
 *
 * Every column's formula, and what a NULL argument means, is in
 * doc/simulation.md.
 *
 *-------------------------------------------------------------------------
 */
#include "plan.h"
#include "row_sink.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"

#include "core/simulation.h"

PG_FUNCTION_INFO_V1(funding_cash_simulation);

/* The arguments; the first four are those of every plan. */
enum
{
	SIMULATION_ARG_RUNS = ARG_MONTHS + 1,
	SIMULATION_ARG_SEED,
	SIMULATION_ARG_DISTRIBUTION,
	SIMULATION_ARG_FLOOR
};

enum
{
	COL_MONTH,
	COL_P05,
	COL_MEAN_CASH = COL_P05 + FND_PERCENTILES_COUNT,
	COL_CASH_OUT_PROBABILITY,
	COL_CURRENCY,
	SIMULATION_COLUMNS
};

static const Oid simulation_types[SIMULATION_COLUMNS] = {
	DATEOID,	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, TEXTOID
};

/* What one call works with. */
typedef struct simulation_call
{
	fnd_simulation simulation;
	funding_plan_cache *cache;
	AnyArrayType *array;		/* a null pointer where there are no lines */
	fnd_simulation_line *lines;
	void	   *room;
	fnd_i128   *wide_room;
} simulation_call;

/* A fault of the simulation, or of one of its lines in a month. */
pg_noreturn static void
fail(simulation_call *call, fnd_fault fault)
{
	const fnd_simulation *simulation = &call->simulation;
	funding_problem problem;

	if (simulation->fault_line >= 0)
		funding_lines_seek(call->cache, call->array,
						   simulation->fault_line + 1, fault, &problem);
	else
		funding_problem_init(&problem, fault);
	problem.runs = simulation->runs;
	problem.run_bytes = simulation->run_bytes;
	problem.shock_bytes = simulation->shock_bytes;
	problem.month = simulation->row.month.index;
	funding_raise_problem(&problem);
}

/* Runs and distribution, or an error. */
static void
read_arguments(FunctionCallInfo fcinfo, int32 *runs, uint64 *seed,
			   fnd_distribution *distribution)
{
	funding_problem problem;
	fnd_fault	fault;

	*runs = 0;
	*seed = 0;
	*distribution = FND_DISTRIBUTION_UNKNOWN;
	if (!PG_ARGISNULL(SIMULATION_ARG_RUNS))
		*runs = PG_GETARG_INT32(SIMULATION_ARG_RUNS);
	if (!PG_ARGISNULL(SIMULATION_ARG_SEED))
		*seed = (uint64) PG_GETARG_INT64(SIMULATION_ARG_SEED);
	fault = fnd_runs_check(!PG_ARGISNULL(SIMULATION_ARG_RUNS), *runs);
	funding_problem_init(&problem, fault);
	if (fault == FND_FAULT_NONE && PG_ARGISNULL(SIMULATION_ARG_SEED))
		fault = FND_FAULT_SEED_NULL;
	if (fault == FND_FAULT_NONE && PG_ARGISNULL(SIMULATION_ARG_DISTRIBUTION))
		fault = FND_FAULT_DISTRIBUTION_NULL;
	if (fault == FND_FAULT_NONE)
	{
		text	   *name = PG_GETARG_TEXT_PP(SIMULATION_ARG_DISTRIBUTION);

		*distribution = (fnd_distribution) fnd_distribution_from_name(
			VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
		if (*distribution == FND_DISTRIBUTION_UNKNOWN)
			fault = FND_FAULT_DISTRIBUTION_UNKNOWN;
		problem.distribution = name;
	}
	if (fault != FND_FAULT_NONE)
	{
		problem.fault = fault;
		problem.runs = *runs;
		funding_raise_problem(&problem);
	}
}

static void
add_lines(simulation_call *call)
{
	fnd_simulation *simulation = &call->simulation;
	funding_lines lines;
	funding_problem problem;
	int			count = funding_lines_begin(&lines, call->cache, call->array);

	call->lines = NULL;
	if (count > FND_LINES_MAX)
	{
		funding_problem_init(&problem, FND_FAULT_LINES_LIMIT);
		funding_raise_problem(&problem);
	}
	if (count > 0)
		call->lines = (fnd_simulation_line *) palloc(
			sizeof(fnd_simulation_line) * count);
	for (int i = 0; i < count; i++)
	{
		fnd_fault	fault = funding_lines_next(&lines);

		if (fault == FND_FAULT_NONE)
			fault = fnd_simulation_add_line(simulation, &lines.line,
											call->lines);
		if (fault != FND_FAULT_NONE)
		{
			funding_lines_problem(&lines, fault, &problem);
			problem.plan_currency = simulation->plan.currency;
			funding_raise_problem(&problem);
		}
	}
	funding_lines_end(&lines);
}

static void
open_call(FunctionCallInfo fcinfo, simulation_call *call)
{
	fnd_simulation *simulation = &call->simulation;
	const fnd_estimate *opening = PG_ARGISNULL(ARG_OPENING) ?
		NULL :
		PG_GETARG_ESTIMATE_P(ARG_OPENING);
	const fnd_amount *floor = PG_ARGISNULL(SIMULATION_ARG_FLOOR) ?
		NULL :
		PG_GETARG_AMOUNT_P(SIMULATION_ARG_FLOOR);
	int32		months = PG_ARGISNULL(ARG_MONTHS) ? 0 : PG_GETARG_INT32(ARG_MONTHS);
	int32		runs;
	uint64		seed;
	fnd_distribution distribution;
	fnd_month	from;
	fnd_fault	fault;

	call->cache = funding_plan_cache_get(fcinfo->flinfo);
	call->array = PG_ARGISNULL(ARG_LINES) ? NULL :
											PG_GETARG_ANY_ARRAY_P(ARG_LINES);
	funding_months_check(fcinfo, ARG_FROM_MONTH, "months",
						 !PG_ARGISNULL(ARG_MONTHS), months, &from);
	read_arguments(fcinfo, &runs, &seed, &distribution);
	fault = fnd_simulation_init(simulation, opening, floor, &from, months,
								runs, seed, distribution);
	if (fault != FND_FAULT_NONE)
	{
		funding_problem problem;

		funding_problem_init(&problem, fault);
		if (floor != NULL)
			problem.currency = floor->currency;
		problem.plan_currency = simulation->plan.currency;
		funding_raise_problem(&problem);
	}
	add_lines(call);
	simulation->row.month = from;
	fault = fnd_simulation_settle(simulation, call->lines);
	if (fault != FND_FAULT_NONE)
		fail(call, fault);
}

/* The next month into simulation.row; false at the end. */
static bool
next_row(simulation_call *call)
{
	fnd_simulation *simulation = &call->simulation;

	for (;;)
	{
		fnd_fault	fault = FND_FAULT_NONE;

		CHECK_FOR_INTERRUPTS();
		switch (fnd_simulation_step(simulation, &fault))
		{
			case FND_SIMULATION_MORE:
				break;
			case FND_SIMULATION_ROW:
				return true;
			case FND_SIMULATION_DONE:
				return false;
			case FND_SIMULATION_WIDEN:
				call->wide_room = (fnd_i128 *) MemoryContextAllocHuge(
					CurrentMemoryContext,
					sizeof(fnd_i128) * (Size) simulation->runs);
				fnd_simulation_widen(simulation, call->wide_room);
				break;
			case FND_SIMULATION_FAULT:
				fail(call, fault);
		}
	}
}

static void
set_figure(funding_sink *sink, int column, fnd_i128 figure, int scale)
{
	funding_sink_set(sink, column, funding_numeric_from_i128(figure, scale));
}

static void
put_row(const fnd_simulation *simulation, funding_sink *sink)
{
	const fnd_simulation_row *row = &simulation->row;

	funding_sink_set(sink, COL_MONTH, DateADTGetDatum(row->month.first_day));
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
		set_figure(sink, COL_P05 + i, row->percentile[i],
				   simulation->plan.scale);
	set_figure(sink, COL_MEAN_CASH, row->mean, simulation->plan.scale);
	set_figure(sink, COL_CASH_OUT_PROBABILITY,
			   fnd_i128_from_i64(row->cash_out), FND_PROBABILITY_SCALE);
	funding_sink_put(sink);
}

/* Months and currency alone, where nobody gave the opening. */
static void
put_unknown_rows(const fnd_plan *plan, funding_sink *sink)
{
	fnd_month	month = plan->from;

	for (int32 i = 0; i < plan->months_count; i++)
	{
		funding_sink_set(sink, COL_MONTH, DateADTGetDatum(month.first_day));
		funding_sink_put(sink);
		fnd_month_advance(&month);
	}
}

/*
 * cash_simulation(opening estimate, lines cash_line[], from_month date,
 * months int, runs int, seed bigint, distribution text, floor monetary) ->
 * setof cash_simulation_row.
 */
Datum
funding_cash_simulation(PG_FUNCTION_ARGS)
{
	simulation_call *call = (simulation_call *) palloc(sizeof(*call));
	fnd_simulation *simulation = &call->simulation;
	funding_sink sink;

	open_call(fcinfo, call);
	funding_sink_open(fcinfo, simulation_types, SIMULATION_COLUMNS,
					  "cash_simulation_row", &sink);
	if (simulation->plan.currency != FND_CURRENCY_NONE)
		funding_sink_set(&sink, COL_CURRENCY,
						 funding_currency_to_text(simulation->plan.currency));
	if (!simulation->plan.has_opening)
		put_unknown_rows(&simulation->plan, &sink);
	else
	{
		call->room = MemoryContextAllocHuge(CurrentMemoryContext,
											simulation->room_bytes);
		call->wide_room = NULL;
		fnd_simulation_begin(simulation, call->room);
		while (next_row(call))
			put_row(simulation, &sink);

		/* many megabytes, which a caller's context may keep for long */
		pfree(call->room);
		if (call->wide_room != NULL)
			pfree(call->wide_room);
	}
	if (call->lines != NULL)
		pfree(call->lines);
	pfree(call);
	return (Datum) 0;
}
