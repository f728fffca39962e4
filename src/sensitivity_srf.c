/*-------------------------------------------------------------------------
 *
 * sensitivity_srf.c
 *	  Which figure of a plan matters: runway_sensitivity() and
 *	  default_alive_bounds(), and what the planner is told of their rows.
 *
 * Every column's definition is in doc/sensitivity.md; the arithmetic is in
 * core/sensitivity.h.
 *
 *-------------------------------------------------------------------------
 */
#include "plan.h"
#include "row_sink.h"
#include "row_support.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "core/sensitivity.h"

PG_FUNCTION_INFO_V1(funding_runway_sensitivity);
PG_FUNCTION_INFO_V1(funding_default_alive_bounds);
PG_FUNCTION_INFO_V1(funding_runway_sensitivity_support);
PG_FUNCTION_INFO_V1(funding_default_alive_bounds_support);

/* Rows after which interrupts are looked for. */
#define ROWS_AT_ONCE 1000

/* What the flow column says of the opening cash. */
#define OPENING_FLOW "opening"

/*
 * Lines in memory
 */
typedef struct line_array
{
	int			count;
	fnd_line   *line;
	text	  **category;
} line_array;

/* Room for the lines of an array, or an error where they are too many. */
static void
lines_room(line_array *array, int count)
{
	if (count > FND_LINES_MAX)
	{
		funding_problem problem;

		funding_problem_init(&problem, FND_FAULT_LINES_LIMIT);
		funding_raise_problem(&problem);
	}
	array->count = count;
	array->line = (fnd_line *) palloc(sizeof(fnd_line) * (Size) (count + 1));
	array->category = (text **) palloc(sizeof(text *) * (Size) (count + 1));
}

/* Keep the line at hand, which has been checked, as number i. */
static void
lines_keep(line_array *array, int i, const funding_lines *lines)
{
	array->line[i] = lines->line;
	array->category[i] = DatumGetTextPP(lines->category);
}

/* A fault of line number (from 1; 0 is none) in a month. */
static void
fail_at(funding_plan_cache *cache, AnyArrayType *array, int number,
		fnd_fault fault, int32 month)
{
	funding_problem problem;

	if (number > 0)
		funding_lines_seek(cache, array, number, fault, &problem);
	else
		funding_problem_init(&problem, fault);
	problem.month = month;
	funding_raise_problem(&problem);
}

/*
 * runway_sensitivity()
 */
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
	line_array	lines;
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

	lines_room(&plan->lines,
			   funding_lines_begin(&lines, plan->cache, plan->array));
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
		lines_keep(&plan->lines, i, &lines);
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
		fail_at(plan->cache, plan->array, 0, fault, core->fault_month);
	for (int i = 0; i < plan->lines.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		fault = fnd_sensitivity_add(core, &plan->lines.line[i]);
		if (fault != FND_FAULT_NONE)
			fail_at(plan->cache, plan->array, i + 1, fault, core->fault_month);
	}
	fault = fnd_sensitivity_base(core);
	if (fault == FND_FAULT_NONE)
		fault = fnd_sensitivity_opening(core, &effects[0]);
	if (fault != FND_FAULT_NONE)
		fail_at(plan->cache, plan->array, 0, fault, core->fault_month);
	for (int i = 0; i < plan->lines.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		fault = fnd_sensitivity_line(core, &plan->lines.line[i], i + 1,
									 &effects[i + 1]);
		if (fault != FND_FAULT_NONE)
			fail_at(plan->cache, plan->array, i + 1, fault, core->fault_month);
	}
	pfree(months);
}

static int
compare_effects(const void *a, const void *b)
{
	return fnd_effect_compare(*(const fnd_effect *const *) a,
							  *(const fnd_effect *const *) b);
}

static void
set_numeric(funding_sink *sink, int column, bool is_known, fnd_i128 figure,
			int scale)
{
	sink->nulls[column] = !is_known;
	if (is_known)
		sink->values[column] = funding_numeric_from_i128(figure, scale);
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

	set_numeric(sink, runway_column, has_runway,
				fnd_i128_from_i64(changed->runway), FND_RUNWAY_SCALE);
	set_numeric(
		sink, runway_change_column, has_runway && base->end == FND_END_WITHIN,
		fnd_i128_from_i64(changed->runway - base->runway), FND_RUNWAY_SCALE);
	set_numeric(sink, raise_column, changed->has_raise, changed->raise,
				core->plan.scale);

	/* neither is below zero, so that the difference fits */
	(void) fnd_i128_sub(changed->raise, base->raise, &difference);
	set_numeric(sink, raise_change_column,
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

/* The flows by number, and of the opening cash behind them. */
static void
make_flow_names(Datum *flow_names)
{
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		flow_names[flow] = CStringGetTextDatum(fnd_flow_name(flow));
	flow_names[FND_FLOW_COUNT] = CStringGetTextDatum(OPENING_FLOW);
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
		set_numeric(&sink, COL_RUNWAY_MONTHS, base->end == FND_END_WITHIN,
					fnd_i128_from_i64(base->runway), FND_RUNWAY_SCALE);
		set_numeric(&sink, COL_REQUIRED_RAISE, base->has_raise, base->raise,
					plan.core.plan.scale);
		qsort(order, (size_t) count, sizeof(fnd_effect *), compare_effects);
	}

	make_flow_names(flow_names);
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

/*
 * default_alive_bounds()
 */
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

/* Lines of one category and flow: a stretch of the members. */
typedef struct bound_group
{
	int			first;			/* in line_groups.member */
	int			count;
	int32		first_line;
	bool		can_grow;
} bound_group;

typedef struct line_groups
{
	const line_array *lines;
	bound_group *group;
	int			count;
	int32	   *member;			/* lines, counted from 0 */
} line_groups;

static int
compare_members(const void *a, const void *b, void *arg)
{
	const line_array *lines = (const line_array *) arg;
	int32		i = *(const int32 *) a;
	int32		j = *(const int32 *) b;
	const text *x = lines->category[i];
	const text *y = lines->category[j];
	int			order = lines->line[i].flow - lines->line[j].flow;

	if (order == 0)
		order = (int) VARSIZE_ANY_EXHDR(x) - (int) VARSIZE_ANY_EXHDR(y);
	if (order == 0)
		order = memcmp(VARDATA_ANY(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(x));
	return order != 0 ? order : i - j;
}

static int
compare_groups(const void *a, const void *b)
{
	return ((const bound_group *) a)->first_line -
		((const bound_group *) b)->first_line;
}

static bool
same_group(const line_array *lines, int32 i, int32 j)
{
	const text *x = lines->category[i];
	const text *y = lines->category[j];

	return lines->line[i].flow == lines->line[j].flow &&
		VARSIZE_ANY_EXHDR(x) == VARSIZE_ANY_EXHDR(y) &&
		memcmp(VARDATA_ANY(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(x)) == 0;
}

/*
 * Lines by category and flow, in the order of their first line; financing is
 * left out.
 */
static void
groups_make(const line_array *lines, line_groups *groups)
{
	int			members = 0;

	groups->lines = lines;
	groups->count = 0;
	groups->member = (int32 *) palloc(sizeof(int32) *
									  (Size) (lines->count + 1));
	groups->group = (bound_group *) palloc(sizeof(bound_group) *
										   (Size) (lines->count + 1));
	for (int i = 0; i < lines->count; i++)
	{
		if (lines->line[i].flow != FND_FLOW_FINANCING)
			groups->member[members++] = i;
	}
	qsort_arg(groups->member, (size_t) members, sizeof(int32), compare_members,
			  unconstify(line_array *, lines));
	for (int i = 0; i < members; i++)
	{
		int32		line = groups->member[i];
		bound_group *group = &groups->group[groups->count - 1];

		if (i == 0 || !same_group(lines, groups->member[i - 1], line))
		{
			group = &groups->group[groups->count++];
			group->first = i;
			group->count = 0;
			group->first_line = line;
			group->can_grow = false;
		}
		group->count++;
		if (lines->line[line].per.is_given || lines->line[line].every.is_given)
			group->can_grow = true;
	}
	qsort(groups->group, (size_t) groups->count, sizeof(bound_group),
		  compare_groups);
}

/* The lines of a plan that was checked. */
static void
lines_read(funding_plan_cache *cache, AnyArrayType *array, line_array *result)
{
	funding_lines lines;

	lines_room(result, funding_lines_begin(&lines, cache, array));
	for (int i = 0; i < result->count; i++)
	{
		(void) funding_lines_next(&lines);
		lines_keep(result, i, &lines);
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

/* The lines added up, and the least opening. */
static fnd_fault
add_up(funding_plan *plan, const line_array *lines, bool is_finer,
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

/* The same in a finer unit than the plan's, where that fits. */
static void
bounds_open(funding_plan *plan, const line_array *lines, fnd_bounds *bounds,
			fnd_bound *opening)
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
		fail_at(plan->cache, plan->array, fault_number, fault,
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
	make_flow_names(words->flow);
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
	set_numeric(sink, BOUND_COL_BOUND, bound->outcome == FND_BOUND_FOUND,
				bound->value, bound->scale);
	funding_sink_put(sink);
}

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
set_growth(funding_sink *sink, const line_groups *groups,
		   const bound_group *group)
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
	set_numeric(sink, BOUND_COL_CURRENT, true, common.coefficient,
				common.scale);
}

/* The answer to one question about a group. */
static void
ask(funding_plan *plan, fnd_bounds *bounds, const line_groups *groups,
	const bound_group *group, fnd_bound_what what, fnd_bound *bound)
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
			fail_at(plan->cache, plan->array, bounds->fault_line + 1, fault,
					bounds->fault_month);
	}
	*bound = bounds->bound;
}

static void
put_group(funding_plan *plan, fnd_bounds *bounds, const line_groups *groups,
		  const bound_group *group, const bound_words *words,
		  funding_sink *sink)
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
		set_numeric(sink, BOUND_COL_CURRENT, true, fnd_i128_from_i64(1), 0);
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
	line_array	lines;
	line_groups	groups;
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

	lines_read(plan.cache, plan.array, &lines);
	groups_make(&lines, &groups);
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
		MemoryContextReset(rows);
		put_group(&plan, &bounds, &groups, &groups.group[i], &words, &sink);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(rows);
	return (Datum) 0;
}

/*
 * Row counts for the planner
 */

/* The lines of an argument; -1 where the planner cannot see them. */
static int
count_lines(SupportRequestRows *request, List *args, int which)
{
	Const	   *lines = funding_constant_argument(request, args, which);

	if (lines != NULL)
	{
		AnyArrayType *array;

		if (lines->constisnull)
			return 0;
		array = DatumGetAnyArrayP(lines->constvalue);
		return ArrayGetNItems(AARR_NDIM(array), AARR_DIMS(array));
	}
	if (list_length(args) > which && IsA(list_nth(args, which), ArrayExpr))
		return list_length(((ArrayExpr *) list_nth(args, which))->elements);
	return -1;
}

Datum
funding_runway_sensitivity_support(PG_FUNCTION_ARGS)
{
	Node	   *node = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *request;
	int			count;

	if (!IsA(node, SupportRequestRows))
		PG_RETURN_POINTER(NULL);
	request = (SupportRequestRows *) node;
	count = count_lines(request, funding_call_arguments(request), ARG_LINES);
	if (count < 0)
		PG_RETURN_POINTER(NULL);
	request->rows = count + 1.0;
	PG_RETURN_POINTER(node);
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
	line_array	array;
	line_groups	groups;
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
	lines_room(&array, count);
	for (int i = 0; i < count && fault == FND_FAULT_NONE; i++)
	{
		fault = funding_lines_next(&lines);
		if (fault == FND_FAULT_NONE)
			fault = fnd_line_check(&lines.line);
		if (fault == FND_FAULT_NONE)
			lines_keep(&array, i, &lines);
	}
	funding_lines_end(&lines);
	if (fault != FND_FAULT_NONE)
		return -1;
	groups_make(&array, &groups);
	for (int i = 0; i < groups.count; i++)
		rows += groups.group[i].can_grow ? 2 : 1;
	return rows;
}

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
		count = count_lines(request, args, ARG_LINES);
		if (count >= 0)
			count = 2 * count + 1;
	}
	if (count < 0)
		PG_RETURN_POINTER(NULL);
	request->rows = count;
	PG_RETURN_POINTER(node);
}
