/*-------------------------------------------------------------------------
 *
 * sensitivity_bounds_srf.c
 *	  How far a figure of a plan may go: default_alive_bounds(), and what
 *	  the planner is told of its rows.
 *
 * Every column's definition is in doc/sensitivity.md, "Bounds"; the
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

PG_FUNCTION_INFO_V1(funding_default_alive_bounds);
PG_FUNCTION_INFO_V1(funding_default_alive_bounds_support);

enum
{
	BOUND_COL_CATEGORY,
	BOUND_COL_FLOW,
	BOUND_COL_WHAT,
	BOUND_COL_SIDE,
	BOUND_COL_CURRENT,
	BOUND_COL_BOUND,
	BOUND_COL_OUTCOME,
	BOUND_COL_IS_DEFAULT_ALIVE,
	BOUND_COL_CURRENCY,
	BOUND_COLUMNS
};

static const Oid bound_types[BOUND_COLUMNS] = {
	TEXTOID,	TEXTOID, TEXTOID, TEXTOID, NUMERICOID,
	NUMERICOID, TEXTOID, BOOLOID, TEXTOID
};

/* The lines of a plan that funding_plan_open() found whole. */
static void
read_lines(funding_plan_cache *cache, AnyArrayType *array,
		   funding_line_array *result)
{
	funding_lines lines;

	funding_line_array_make(result, funding_lines_begin(&lines, cache, array));
	for (int i = 0; i < result->count; i++)
	{
		(void) funding_lines_next(&lines);
		funding_line_array_keep(result, i, &lines);
	}
	funding_lines_end(&lines);
}

/* What runway() says of the plan as it stands. */
static fnd_answer
is_default_alive(funding_plan *plan)
{
	fnd_runway	runway;

	fnd_runway_init(&runway, &plan->plan);
	while (funding_plan_next(plan))
	{
		fnd_fault	fault = fnd_runway_add(&runway, &plan->projection.row);

		if (fault != FND_FAULT_NONE)
			funding_plan_fail(plan, fault);
	}
	fnd_runway_finish(&runway);
	return runway.is_default_alive;
}

/*
 * The lines added up, and the least opening.  After a fault *fault_number is
 * that of its line, or 0.
 */
static fnd_fault
add_up(funding_plan *plan, const funding_line_array *lines, bool is_finer,
	   fnd_path_month *months, fnd_bounds *bounds, fnd_bound *opening,
	   int *fault_number)
{
	fnd_fault	fault = fnd_bounds_init(bounds, &plan->plan, lines->line,
									  is_finer, months);

	*fault_number = 0;
	for (int i = 0; i < lines->count && fault == FND_FAULT_NONE; i++)
	{
		CHECK_FOR_INTERRUPTS();
		*fault_number = i + 1;
		fault = fnd_bounds_add(bounds, &lines->line[i]);
	}
	if (fault != FND_FAULT_NONE)
		return fault;
	*fault_number = 0;
	return fnd_bounds_opening(bounds, opening);
}

/*
 * Make the bounds ready, in a finer unit than the plan's where that fits, and
 * answer the least opening.
 */
static void
bounds_open(funding_plan *plan, const funding_line_array *lines,
			fnd_bounds *bounds, fnd_bound *opening)
{
	fnd_path_month *months = (fnd_path_month *) palloc(
		3 * sizeof(fnd_path_month) * (Size) plan->plan.months_count);
	int			fault_number;
	fnd_fault	fault = add_up(plan, lines, true, months, bounds, opening,
							 &fault_number);

	if (fault != FND_FAULT_NONE)
		fault = add_up(plan, lines, false, months, bounds, opening,
					   &fault_number);
	if (fault != FND_FAULT_NONE)
		funding_lines_fail_at(plan->cache, plan->array, fault_number, fault,
							  bounds->fault_month);
}

/* The words of the columns what, side and outcome. */
typedef struct bound_words
{
	Datum		flow[FND_FLOW_COUNT + 1];
	Datum		what[FND_BOUND_GROWTH + 1];
	Datum		least;
	Datum		most;
	Datum		outcome[FND_BOUND_UNKNOWN];
} bound_words;

static void
make_words(bound_words *words)
{
	funding_flow_names(words->flow);
	words->what[FND_BOUND_OPENING] = CStringGetTextDatum("opening_cash");
	words->what[FND_BOUND_AMOUNT] = CStringGetTextDatum("amount");
	words->what[FND_BOUND_FACTOR] = CStringGetTextDatum("factor");
	words->what[FND_BOUND_GROWTH] = CStringGetTextDatum("growth");
	words->least = CStringGetTextDatum("least");
	words->most = CStringGetTextDatum("most");
	words->outcome[FND_BOUND_FOUND] = CStringGetTextDatum("bound");
	words->outcome[FND_BOUND_ALWAYS] = CStringGetTextDatum("always");
	words->outcome[FND_BOUND_NEVER] = CStringGetTextDatum("never");
}

/* A row for what of these lines; category and current are there already. */
static void
put_bound(funding_sink *sink, const bound_words *words, fnd_bound_what what,
		  int flow, const fnd_bound *bound)
{
	funding_sink_set(sink, BOUND_COL_FLOW, words->flow[flow]);
	funding_sink_set(sink, BOUND_COL_WHAT, words->what[what]);
	funding_sink_set(sink, BOUND_COL_SIDE,
					 flow == FND_FLOW_COUNT || flow == FND_FLOW_REVENUE ?
						 words->least :
						 words->most);
	sink->nulls[BOUND_COL_OUTCOME] = bound->outcome == FND_BOUND_UNKNOWN;
	if (bound->outcome != FND_BOUND_UNKNOWN)
		sink->values[BOUND_COL_OUTCOME] = words->outcome[bound->outcome];
	funding_sink_set_numeric(sink, BOUND_COL_BOUND,
							 bound->outcome == FND_BOUND_FOUND, bound->value,
							 bound->scale);
	funding_sink_put(sink);
}

/* The written figure as the current value; NULL where there is none. */
static void
set_point(funding_sink *sink, const fnd_estimate *estimate)
{
	fnd_amount	point;
	bool		is_known = estimate != NULL && fnd_estimate_point(estimate, &point);

	sink->nulls[BOUND_COL_CURRENT] = !is_known;
	if (is_known)
		sink->values[BOUND_COL_CURRENT] = funding_numeric_from_i128(
			fnd_amount_coefficient(&point), point.scale);
}

/* The growth that all lines of the group have which can grow, or NULL. */
static void
set_growth(funding_sink *sink, const funding_line_groups *groups,
		   const funding_line_group *group)
{
	fnd_decimal	common = { fnd_i128_zero(), 0 };
	bool		is_first = true;

	sink->nulls[BOUND_COL_CURRENT] = true;
	for (int i = 0; i < group->count; i++)
	{
		const fnd_line *line = &groups->lines
									->line[groups->member[group->first + i]];
		fnd_decimal	growth = { fnd_i128_zero(), 0 };

		if (!line->per.is_given && !line->every.is_given)
			continue;
		if (line->growth.is_given)
			growth = line->growth.value;
		if (is_first)
			common = growth;
		else if (common.scale != growth.scale ||
				 fnd_i128_compare(common.coefficient, growth.coefficient) != 0)
			return;
		is_first = false;
	}

	/* growth of tenfold and more, which fits: 1 + growth has 28 digits */
	if (common.scale < 0)
	{
		(void) fnd_i128_mul_pow10(common.coefficient, -common.scale,
								  &common.coefficient);
		common.scale = 0;
	}
	funding_sink_set_numeric(sink, BOUND_COL_CURRENT, true, common.coefficient,
							 common.scale);
}

/* The answer to one question about a group. */
static void
ask(funding_plan *plan, fnd_bounds *bounds, const funding_line_groups *groups,
	const funding_line_group *group, fnd_bound_what what, fnd_bound *bound)
{
	fnd_step	step = FND_STEP_MORE;

	bound->outcome = FND_BOUND_UNKNOWN;
	if (!plan->plan.has_opening)
		return;
	fnd_bounds_ask(bounds, what, groups->lines->line,
				   &groups->member[group->first], group->count);
	while (step == FND_STEP_MORE)
	{
		fnd_fault	fault;

		CHECK_FOR_INTERRUPTS();
		step = fnd_bounds_step(bounds, &fault);
		if (step == FND_STEP_FAULT)
			funding_lines_fail_at(plan->cache, plan->array,
								  bounds->fault_line + 1, fault,
								  bounds->fault_month);
	}
	*bound = bounds->bound;
}

static void
put_group(funding_plan *plan, fnd_bounds *bounds,
		  const funding_line_groups *groups, const funding_line_group *group,
		  const bound_words *words, funding_sink *sink)
{
	const fnd_line *line = &groups->lines->line[group->first_line];
	fnd_bound_what what = group->count == 1 ? FND_BOUND_AMOUNT :
											  FND_BOUND_FACTOR;
	fnd_bound	bound;

	funding_sink_set(
		sink, BOUND_COL_CATEGORY,
		PointerGetDatum(groups->lines->category[group->first_line]));
	ask(plan, bounds, groups, group, what, &bound);
	if (what == FND_BOUND_AMOUNT)
		set_point(sink, &line->amount);
	else
		funding_sink_set_numeric(sink, BOUND_COL_CURRENT, true,
								 fnd_i128_from_i64(1), 0);
	put_bound(sink, words, what, line->flow, &bound);
	if (!group->can_grow)
		return;
	ask(plan, bounds, groups, group, FND_BOUND_GROWTH, &bound);
	set_growth(sink, groups, group);
	put_bound(sink, words, FND_BOUND_GROWTH, line->flow, &bound);
}

/*
 * default_alive_bounds(opening estimate, lines cash_line[], from_month date,
 * horizon int, floor monetary) -> setof default_alive_bounds_row: for the
 * opening cash and for each category how far it may go.  With a NULL opening
 * only the least opening cash is known.
 */
Datum
funding_default_alive_bounds(PG_FUNCTION_ARGS)
{
	funding_plan plan;
	funding_sink sink;
	funding_line_array lines;
	funding_line_groups groups;
	bound_words	words;
	fnd_bounds	bounds;
	fnd_bound	bound;
	fnd_answer	alive = FND_UNKNOWN;
	MemoryContext rows;
	MemoryContext old;
	int32		horizon = PG_ARGISNULL(ARG_MONTHS) ? FND_HORIZON_DEFAULT :
											   PG_GETARG_INT32(ARG_MONTHS);

	funding_plan_open(fcinfo, "horizon", true, horizon, &plan);
	funding_sink_open(fcinfo, bound_types, BOUND_COLUMNS,
					  "default_alive_bounds_row", &sink);
	if (plan.plan.has_opening)
		alive = is_default_alive(&plan);
	sink.nulls[BOUND_COL_IS_DEFAULT_ALIVE] = alive == FND_UNKNOWN;
	sink.values[BOUND_COL_IS_DEFAULT_ALIVE] = BoolGetDatum(alive == FND_TRUE);
	if (plan.plan.currency != FND_CURRENCY_NONE)
		funding_sink_set(&sink, BOUND_COL_CURRENCY,
						 funding_currency_to_text(plan.plan.currency));

	read_lines(plan.cache, plan.array, &lines);
	funding_line_groups_make(&lines, &groups);
	make_words(&words);
	bounds_open(&plan, &lines, &bounds, &bound);
	set_point(&sink,
			  PG_ARGISNULL(ARG_OPENING) ? NULL :
										  PG_GETARG_ESTIMATE_P(ARG_OPENING));
	put_bound(&sink, &words, FND_BOUND_OPENING, FND_FLOW_COUNT, &bound);
	rows = AllocSetContextCreate(CurrentMemoryContext,
								 "default_alive_bounds rows",
								 ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(rows);
	for (int i = 0; i < groups.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(rows);
		put_group(&plan, &bounds, &groups, &groups.group[i], &words, &sink);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(rows);
	return (Datum) 0;
}

/*
 * The rows of constant lines, counted as the function makes them; -1 where it
 * will refuse them.
 */
static int
count_bounds(FmgrInfo *flinfo, const Const *value)
{
	funding_plan_cache *cache = funding_plan_cache_get(flinfo);
	funding_lines lines;
	funding_line_array array;
	funding_line_groups groups;
	int			count;
	int			rows = 1;
	fnd_fault	fault = FND_FAULT_NONE;

	if (value->constisnull)
		return 1;
	count = funding_lines_begin(&lines, cache,
								DatumGetAnyArrayP(value->constvalue));
	if (count > FND_LINES_MAX)
	{
		funding_lines_end(&lines);
		return -1;
	}
	funding_line_array_make(&array, count);
	for (int i = 0; i < count && fault == FND_FAULT_NONE; i++)
	{
		fault = funding_lines_next(&lines);
		if (fault == FND_FAULT_NONE)
			fault = fnd_line_check(&lines.line);
		if (fault == FND_FAULT_NONE)
			funding_line_array_keep(&array, i, &lines);
	}
	funding_lines_end(&lines);
	if (fault != FND_FAULT_NONE)
		return -1;
	funding_line_groups_make(&array, &groups);
	for (int i = 0; i < groups.count; i++)
		rows += groups.group[i].can_grow ? 2 : 1;
	return rows;
}

/*
 * The rows of default_alive_bounds(): of constant lines exactly, of an array
 * that is put together in the query by the number of its elements.
 */
Datum
funding_default_alive_bounds_support(PG_FUNCTION_ARGS)
{
	Node	   *node = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *request;
	List	   *args;
	Const	   *lines;
	int			count = -1;

	if (!IsA(node, SupportRequestRows))
		PG_RETURN_POINTER(NULL);
	request = (SupportRequestRows *) node;
	args = funding_call_arguments(request);
	lines = funding_constant_argument(request, args, ARG_LINES);
	if (lines != NULL)
		count = count_bounds(fcinfo->flinfo, lines);
	else
	{
		/* most lines are a category of their own, and can grow */
		count = funding_argument_elements(request, args, ARG_LINES);
		if (count >= 0)
			count = 2 * count + 1;
	}
	if (count < 0)
		PG_RETURN_POINTER(NULL);
	request->rows = count;
	PG_RETURN_POINTER(node);
}
