/*-------------------------------------------------------------------------
 *
 * runway_srf.c
 *	  Month rows: cash_projection() and cash_flow_lines(), and what the
 *	  planner is told of their number.
 *
 * Every column's formula is in doc/runway.md.
 *
 *-------------------------------------------------------------------------
 */
#include "plan.h"
#include "row_sink.h"
#include "row_support.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(funding_cash_projection);
PG_FUNCTION_INFO_V1(funding_cash_flow_lines);
PG_FUNCTION_INFO_V1(funding_cash_projection_support);
PG_FUNCTION_INFO_V1(funding_cash_flow_lines_support);

/* What a plan is taken to have where the planner cannot see its lines. */
#define GROUPS_DEFAULT 8

/*
 * cash_projection()
 */
enum
{
	COL_MONTH,
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
	COL_CURRENCY,
	PROJECTION_COLUMNS
};

static const Oid projection_types[PROJECTION_COLUMNS] = {
	DATEOID,	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, BOOLOID,	TEXTOID
};

static const int flow_columns[FND_FLOW_COUNT] = { COL_REVENUE, COL_COST,
												  COL_FINANCING,
												  COL_REPAYMENT };

/*
 * Figures of a projection often repeat, in their column or in another: then
 * the numeric that is there serves again.  Numerics stay allocated until the
 * caller resets its context: at most ten by 1200 rows.
 */
typedef struct figure_writer
{
	int			scale;
	bool		has_figure[PROJECTION_COLUMNS];
	fnd_i128	figure[PROJECTION_COLUMNS];
} figure_writer;

static bool
is_figure(const figure_writer *writer, int column, fnd_i128 figure)
{
	return writer->has_figure[column] &&
		fnd_i128_compare(writer->figure[column], figure) == 0;
}

/* NULL where it is not known; like is a column that may have the same. */
static void
set_figure(funding_sink *sink, figure_writer *writer, int column,
		   bool is_known, fnd_i128 figure, int like)
{
	sink->nulls[column] = !is_known;
	if (!is_known || is_figure(writer, column, figure))
		return;
	if (is_figure(writer, like, figure))
		sink->values[column] = sink->values[like];
	else
		sink->values[column] = funding_numeric_from_i128(figure,
														 writer->scale);
	writer->figure[column] = figure;
	writer->has_figure[column] = true;
}

static void
put_month(funding_plan *plan, funding_sink *sink, figure_writer *writer)
{
	const fnd_month_row *row = &plan->projection.row;
	const fnd_band *revenue = &row->flow[FND_FLOW_REVENUE];
	const fnd_band *cost = &row->flow[FND_FLOW_COST];
	const fnd_band *closing = &row->closing;
	bool		is_known;
	fnd_i128	figure = fnd_i128_zero();
	fnd_answer	answer;

	funding_sink_set(sink, COL_MONTH, DateADTGetDatum(row->month.first_day));
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		set_figure(sink, writer, flow_columns[flow],
				   (row->flow[flow].bounds & FND_POINT_UNKNOWN) == 0,
				   row->flow[flow].point, COL_FINANCING);
	is_known = ((revenue->bounds | cost->bounds) & FND_POINT_UNKNOWN) == 0;
	if (is_known && !fnd_i128_sub(cost->point, revenue->point, &figure))
		funding_plan_fail(plan, FND_FAULT_RANGE_MONTH);
	set_figure(sink, writer, COL_NET_BURN, is_known, figure, COL_COST);

	/* cash opens as it closed in the row before, which is still there */
	set_figure(sink, writer, COL_OPENING_CASH,
			   (row->opening.bounds & FND_POINT_UNKNOWN) == 0,
			   row->opening.point, COL_CLOSING_CASH);
	is_known = (closing->bounds & FND_POINT_UNKNOWN) == 0;
	set_figure(sink, writer, COL_CLOSING_CASH, is_known, closing->point,
			   COL_OPENING_CASH);
	if (is_known && !fnd_row_before_financing(row, &figure))
		funding_plan_fail(plan, FND_FAULT_RANGE_MONTH);
	set_figure(sink, writer, COL_CASH_BEFORE_FINANCING, is_known, figure,
			   COL_CLOSING_CASH);
	set_figure(sink, writer, COL_CLOSING_LOWER,
			   (closing->bounds & FND_LOWER_INFINITE) == 0, closing->lower,
			   COL_CLOSING_CASH);
	set_figure(sink, writer, COL_CLOSING_UPPER,
			   (closing->bounds & FND_UPPER_INFINITE) == 0, closing->upper,
			   COL_CLOSING_CASH);

	answer = fnd_row_is_cash_out(&plan->plan, row,
								 plan->projection.month == 1);
	sink->nulls[COL_IS_CASH_OUT] = answer == FND_UNKNOWN;
	sink->values[COL_IS_CASH_OUT] = BoolGetDatum(answer == FND_TRUE);
	funding_sink_put(sink);
}

/*
 * cash_projection(opening estimate, lines cash_line[], from_month date,
 * months int, floor monetary) -> setof cash_projection_row.  With a NULL
 * opening the flows are known and the cash is not.
 */
Datum
funding_cash_projection(PG_FUNCTION_ARGS)
{
	funding_plan plan;
	funding_sink sink;
	figure_writer writer;

	funding_plan_open(
		fcinfo, "months", !PG_ARGISNULL(ARG_MONTHS),
		PG_ARGISNULL(ARG_MONTHS) ? 0 : PG_GETARG_INT32(ARG_MONTHS), &plan);
	funding_sink_open(fcinfo, projection_types, PROJECTION_COLUMNS,
					  "cash_projection_row", &sink);
	memset(&writer, 0, sizeof(writer));
	writer.scale = plan.plan.scale;
	if (plan.plan.currency != FND_CURRENCY_NONE)
		funding_sink_set(&sink, COL_CURRENCY,
						 funding_currency_to_text(plan.plan.currency));
	while (funding_plan_next(&plan))
		put_month(&plan, &sink, &writer);
	return (Datum) 0;
}

/*
 * cash_flow_lines()
 */
enum
{
	FLOW_COL_MONTH,
	FLOW_COL_CATEGORY,
	FLOW_COL_FLOW,
	FLOW_COL_AMOUNT,
	FLOW_COL_AMOUNT_LOWER,
	FLOW_COL_AMOUNT_UPPER,
	FLOW_COL_CURRENCY,
	FLOW_COLUMNS
};

static const Oid flow_types[FLOW_COLUMNS] = {
	DATEOID, TEXTOID, TEXTOID, NUMERICOID, NUMERICOID, NUMERICOID, TEXTOID
};

/* The arguments of cash_flow_lines(). */
enum
{
	FLOW_ARG_LINES,
	FLOW_ARG_FROM_MONTH,
	FLOW_ARG_MONTHS
};

/* Lines of one category, flow and currency. */
typedef struct flow_group
{
	Datum		category;		/* text, in the array */
	const char *name;			/* its bytes */
	int			name_length;
	uint32		hash;
	fnd_currency currency;
	uint8		flow;
	int			scale;
	Datum		currency_text;	/* only where there is a currency */
	fnd_band	sum;			/* of the month at hand */
} flow_group;

/* Groups in the order of their first line, and a hash table of them. */
typedef struct flow_groups
{
	flow_group *group;
	int			count;
	int			size;
	int		   *bucket;			/* group + 1; 0 is free */
	uint32		bucket_mask;
} flow_groups;

static void
groups_init(flow_groups *groups)
{
	groups->count = 0;
	groups->size = 8;
	groups->group = (flow_group *) palloc(sizeof(flow_group) * groups->size);
	groups->bucket_mask = 15;
	groups->bucket = (int *) palloc0(sizeof(int) * 16);
}

/* Twice the room; the buckets stay at most half full. */
static void
groups_grow(flow_groups *groups)
{
	groups->size *= 2;
	groups->group = (flow_group *) repalloc(groups->group,
											sizeof(flow_group) * groups->size);
	groups->bucket_mask = groups->bucket_mask * 2 + 1;
	pfree(groups->bucket);
	groups->bucket = (int *) palloc0(sizeof(int) * (groups->bucket_mask + 1));
	for (int i = 0; i < groups->count; i++)
	{
		uint32		place = groups->group[i].hash & groups->bucket_mask;

		while (groups->bucket[place] != 0)
			place = (place + 1) & groups->bucket_mask;
		groups->bucket[place] = i + 1;
	}
}

/* The group of a line, as an index; a new one where it is the first. */
static int
groups_find(flow_groups *groups, const funding_lines *lines)
{
	text	   *category = DatumGetTextPP(lines->category);
	const char *name = VARDATA_ANY(category);
	int			length = VARSIZE_ANY_EXHDR(category);
	fnd_currency currency = lines->line.amount.currency;
	uint8		flow = lines->line.flow;
	uint32		hash = hash_bytes((const unsigned char *) name, length);
	uint32		place;
	flow_group *group;

	hash = hash_combine(hash, murmurhash32((uint32) currency << 8 | flow));
	place = hash & groups->bucket_mask;
	while (groups->bucket[place] != 0)
	{
		group = &groups->group[groups->bucket[place] - 1];
		if (group->hash == hash && group->currency == currency &&
			group->flow == flow && group->name_length == length &&
			memcmp(group->name, name, length) == 0)
			return groups->bucket[place] - 1;
		place = (place + 1) & groups->bucket_mask;
	}

	if (groups->count == groups->size)
	{
		groups_grow(groups);
		place = hash & groups->bucket_mask;
		while (groups->bucket[place] != 0)
			place = (place + 1) & groups->bucket_mask;
	}
	group = &groups->group[groups->count];
	group->category = PointerGetDatum(category);
	group->name = name;
	group->name_length = length;
	group->hash = hash;
	group->currency = currency;
	group->flow = flow;
	group->scale = fnd_currency_minor_units(currency);
	group->currency_text = (Datum) 0;
	groups->count++;
	groups->bucket[place] = groups->count;
	return groups->count - 1;
}

/* What the function and its support function walk over alike. */
typedef struct flow_plan
{
	funding_plan_cache *cache;
	AnyArrayType *array;
	int			lines_count;
	fnd_schedule *schedules;
	int		   *group_of_line;
	flow_groups	groups;
} flow_plan;

static void
flow_plan_fail(const flow_plan *plan, int line, fnd_fault fault,
			   const fnd_month *month)
{
	funding_problem problem;

	funding_lines_seek(plan->cache, plan->array, line + 1, fault, &problem);
	problem.month = month->index;
	funding_raise_problem(&problem);
}

static void
flow_plan_open(flow_plan *plan, const fnd_month *from)
{
	funding_lines lines;
	int			count = funding_lines_begin(&lines, plan->cache, plan->array);

	plan->lines_count = count;
	groups_init(&plan->groups);
	if (count > FND_LINES_MAX)
	{
		funding_problem problem;

		funding_problem_init(&problem, FND_FAULT_LINES_LIMIT);
		funding_raise_problem(&problem);
	}
	if (count == 0)
		return;
	plan->schedules = funding_schedules_get(plan->cache, CurrentMemoryContext,
											count);
	plan->group_of_line = (int *) palloc(sizeof(int) * count);
	for (int i = 0; i < count; i++)
	{
		fnd_fault	fault = funding_lines_next(&lines);
		flow_group *group;

		if (fault == FND_FAULT_NONE)
			fault = fnd_line_check(&lines.line);
		if (fault == FND_FAULT_NONE)
			fault = fnd_schedule_init(&lines.line, from, &plan->schedules[i]);
		if (fault != FND_FAULT_NONE)
			flow_plan_fail(plan, i, fault, from);
		plan->group_of_line[i] = groups_find(&plan->groups, &lines);
		group = &plan->groups.group[plan->group_of_line[i]];
		group->scale = Max(group->scale, plan->schedules[i].scale);
	}
	funding_lines_end(&lines);
	for (int i = 0; i < count; i++)
		fnd_schedule_rescale(&plan->schedules[i],
							 plan->groups.group[plan->group_of_line[i]].scale);
}

static void
sum_month(flow_plan *plan, const fnd_month *month)
{
	for (int i = 0; i < plan->groups.count; i++)
		fnd_band_zero(&plan->groups.group[i].sum);
	for (int i = 0; i < plan->lines_count; i++)
	{
		fnd_band	band;
		bool		is_moving;
		fnd_fault	fault;

		if (i % FND_STEP_LINES == 0)
			CHECK_FOR_INTERRUPTS();
		fault = fnd_schedule_month(&plan->schedules[i], month, &band,
								   &is_moving);
		if (fault == FND_FAULT_NONE && is_moving &&
			!fnd_band_add(&plan->groups.group[plan->group_of_line[i]].sum,
						  &band))
			fault = FND_FAULT_RANGE_MONTH;
		if (fault != FND_FAULT_NONE)
			flow_plan_fail(plan, i, fault, month);
	}
}

static void
set_amount(funding_sink *sink, int column, bool is_known, fnd_i128 amount,
		   int scale)
{
	sink->nulls[column] = !is_known;
	if (is_known)
		sink->values[column] = funding_numeric_from_i128(amount, scale);
}

static void
put_group(funding_sink *sink, const flow_group *group, const Datum *flow_names,
		  const fnd_month *month)
{
	const fnd_band *sum = &group->sum;

	funding_sink_set(sink, FLOW_COL_MONTH, DateADTGetDatum(month->first_day));
	funding_sink_set(sink, FLOW_COL_CATEGORY, group->category);
	funding_sink_set(sink, FLOW_COL_FLOW, flow_names[group->flow]);
	set_amount(sink, FLOW_COL_AMOUNT, (sum->bounds & FND_POINT_UNKNOWN) == 0,
			   sum->point, group->scale);
	if (sum->bounds == 0 && fnd_i128_compare(sum->lower, sum->upper) == 0)
	{
		/* one figure three times */
		funding_sink_set(sink, FLOW_COL_AMOUNT_LOWER,
						 sink->values[FLOW_COL_AMOUNT]);
		funding_sink_set(sink, FLOW_COL_AMOUNT_UPPER,
						 sink->values[FLOW_COL_AMOUNT]);
	}
	else
	{
		set_amount(sink, FLOW_COL_AMOUNT_LOWER,
				   (sum->bounds & FND_LOWER_INFINITE) == 0, sum->lower,
				   group->scale);
		set_amount(sink, FLOW_COL_AMOUNT_UPPER,
				   (sum->bounds & FND_UPPER_INFINITE) == 0, sum->upper,
				   group->scale);
	}
	sink->nulls[FLOW_COL_CURRENCY] = group->currency == FND_CURRENCY_NONE;
	sink->values[FLOW_COL_CURRENCY] = group->currency_text;
	funding_sink_put(sink);
}

/*
 * cash_flow_lines(lines cash_line[], from_month date, months int) -> setof
 * cash_flow_row: for each month each category, zeros included.
 */
Datum
funding_cash_flow_lines(PG_FUNCTION_ARGS)
{
	flow_plan	plan;
	funding_sink sink;
	fnd_month	month;
	Datum		flow_names[FND_FLOW_COUNT];
	MemoryContext rows;
	MemoryContext old;
	int32		months = PG_ARGISNULL(FLOW_ARG_MONTHS) ?
		0 :
		PG_GETARG_INT32(FLOW_ARG_MONTHS);

	funding_months_check(fcinfo, FLOW_ARG_FROM_MONTH, "months",
						 !PG_ARGISNULL(FLOW_ARG_MONTHS), months, &month);
	plan.cache = funding_plan_cache_get(fcinfo->flinfo);
	plan.array = PG_ARGISNULL(FLOW_ARG_LINES) ?
		NULL :
		PG_GETARG_ANY_ARRAY_P(FLOW_ARG_LINES);
	flow_plan_open(&plan, &month);
	funding_sink_open(fcinfo, flow_types, FLOW_COLUMNS, "cash_flow_row",
					  &sink);

	for (int i = 0; i < plan.groups.count; i++)
	{
		flow_group *group = &plan.groups.group[i];

		if (group->currency != FND_CURRENCY_NONE)
			group->currency_text = funding_currency_to_text(group->currency);
	}
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		flow_names[flow] = CStringGetTextDatum(fnd_flow_name(flow));

	/* a hundred million rows may come: their numerics go month by month */
	rows = AllocSetContextCreate(CurrentMemoryContext, "cash_flow_lines rows",
								 ALLOCSET_SMALL_SIZES);
	for (int i = 0; i < months && plan.lines_count > 0; i++)
	{
		sum_month(&plan, &month);
		old = MemoryContextSwitchTo(rows);
		for (int j = 0; j < plan.groups.count; j++)
		{
			if (j % FND_STEP_LINES == 0)
				CHECK_FOR_INTERRUPTS();
			put_group(&sink, &plan.groups.group[j], flow_names, &month);
		}
		MemoryContextSwitchTo(old);
		MemoryContextReset(rows);
		fnd_month_advance(&month);
	}
	MemoryContextDelete(rows);
	return (Datum) 0;
}

/*
 * Row counts for the planner
 */

Datum
funding_cash_projection_support(PG_FUNCTION_ARGS)
{
	return funding_rows_of_argument(fcinfo, ARG_MONTHS, FND_MONTHS_MAX);
}

/* The groups of constant lines, counted as the function counts them. */
static int
constant_groups(FmgrInfo *flinfo, const Const *value)
{
	funding_lines lines;
	flow_groups	groups;
	fnd_fault	fault = FND_FAULT_NONE;

	if (value->constisnull)
		return 0;
	groups_init(&groups);
	(void) funding_lines_begin(&lines, funding_plan_cache_get(flinfo),
							   DatumGetAnyArrayP(value->constvalue));
	while (lines.number < lines.count && fault == FND_FAULT_NONE)
	{
		fault = funding_lines_next(&lines);
		if (fault == FND_FAULT_NONE)
			fault = fnd_line_check(&lines.line);
		if (fault == FND_FAULT_NONE)
			(void) groups_find(&groups, &lines);
	}
	funding_lines_end(&lines);

	/* lines that the function will refuse: any number will do */
	return fault == FND_FAULT_NONE ? groups.count : GROUPS_DEFAULT;
}

Datum
funding_cash_flow_lines_support(PG_FUNCTION_ARGS)
{
	Node	   *node = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *request;
	List	   *args;
	Const	   *lines;
	int32		months;
	int			groups = GROUPS_DEFAULT;

	if (!IsA(node, SupportRequestRows))
		PG_RETURN_POINTER(NULL);
	request = (SupportRequestRows *) node;
	args = funding_call_arguments(request);
	if (!funding_constant_int(request, args, FLOW_ARG_MONTHS, &months) ||
		months < 1 || months > FND_MONTHS_MAX)
		PG_RETURN_POINTER(NULL);
	lines = funding_constant_argument(request, args, FLOW_ARG_LINES);
	if (lines != NULL)
		groups = constant_groups(fcinfo->flinfo, lines);
	else if (list_length(args) > FLOW_ARG_LINES &&
			 IsA(list_nth(args, FLOW_ARG_LINES), ArrayExpr))
		groups = list_length(
			((ArrayExpr *) list_nth(args, FLOW_ARG_LINES))->elements);
	request->rows = (double) months * groups;
	PG_RETURN_POINTER(node);
}
