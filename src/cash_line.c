/*-------------------------------------------------------------------------
 *
 * cash_line.c
 *	  The composite type cash_line: its constructor, and from its attributes
 *	  to the facts that the core checks.
 *
 * A composite type belongs to the user as much as to us: ALTER TYPE may add
 * attributes, a later version will.  So the first eleven are looked at, and
 * their types are checked before a datum is taken for what it should be.
 * The rules for lines are in doc/runway.md, "Cash lines".
 *
 *-------------------------------------------------------------------------
 */
#include "plan.h"
#include "row_sink.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "datatype/timestamp.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(funding_cash_line);
PG_FUNCTION_INFO_V1(funding_cash_line_problem);

/* Schedules of so many lines are kept from call to call. */
#define SCHEDULES_KEPT 64

/* Sums of so many months are, the default horizon of runway(): some 13 kB. */
#define SUMS_KEPT FND_HORIZON_DEFAULT

static const Oid line_types[LINE_ATTRIBUTES] = {
	TEXTOID, TEXTOID,	 InvalidOid, INTERVALOID, INTERVALOID, DATEOID,
	DATEOID, NUMERICOID, NUMERICOID, NUMERICOID,  NUMERICOID
};

funding_plan_cache *
funding_plan_cache_get(FmgrInfo *flinfo)
{
	if (flinfo->fn_extra == NULL)
		flinfo->fn_extra = MemoryContextAllocZero(flinfo->fn_mcxt,
												  sizeof(funding_plan_cache));
	return (funding_plan_cache *) flinfo->fn_extra;
}

/* The row type of a function's result, looked up once. */
TupleDesc
funding_row_desc(FunctionCallInfo fcinfo, funding_plan_cache *cache,
				 const Oid *types, int count, const char *type_name)
{
	TupleDesc	desc;
	MemoryContext old;

	if (cache->result != NULL)
		return cache->result;
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg(
				 "function returning type %s called in a context that cannot accept a row",
				 type_name)));
	funding_row_check(desc, types, count, type_name);
	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	cache->result = BlessTupleDesc(CreateTupleDescCopy(desc));
	MemoryContextSwitchTo(old);
	return cache->result;
}

/*
 * From attributes to facts
 */
static void
read_span(Datum value, bool is_null, fnd_span *span)
{
	const Interval *interval;

	memset(span, 0, sizeof(*span));
	if (is_null)
		return;
	interval = DatumGetIntervalP(value);
	span->is_given = true;
	span->months = interval->month;
	span->days = interval->day;
	span->has_time = interval->time != 0;
}

static void
read_date(Datum value, bool is_null, fnd_date *date)
{
	memset(date, 0, sizeof(*date));
	if (is_null)
		return;
	date->is_given = true;
	date->is_infinite = DATE_NOT_FINITE(DatumGetDateADT(value));
	date->day = DatumGetDateADT(value);
}

/* A numeric that is given, as the core looks at it. */
void
funding_read_number(Datum value, fnd_number *number)
{
	Numeric		numeric;

	memset(number, 0, sizeof(*number));
	numeric = DatumGetNumeric(value);
	number->is_given = true;
	switch (funding_numeric_scalar(numeric, &number->value))
	{
		case FND_OK:
			number->is_finite = true;
			break;
		case FND_ERR_ARGUMENT:
			break;
		default:
			number->is_finite = true;
			number->is_too_long = true;
			break;
	}
	if ((Pointer) numeric != DatumGetPointer(value))
		pfree(numeric);
}

static void
read_number(Datum value, bool is_null, fnd_number *number)
{
	if (is_null)
		memset(number, 0, sizeof(*number));
	else
		funding_read_number(value, number);
}

static void
read_facts(const Datum *values, const bool *nulls, fnd_line *line)
{
	line->has_category = !nulls[LINE_CATEGORY];
	line->has_flow = !nulls[LINE_FLOW];
	line->flow = FND_FLOW_UNKNOWN;
	if (line->has_flow)
	{
		text	   *flow = DatumGetTextPP(values[LINE_FLOW]);

		line->flow = (uint8_t) fnd_flow_from_name(VARDATA_ANY(flow),
												  VARSIZE_ANY_EXHDR(flow));
	}
	line->has_amount = !nulls[LINE_AMOUNT];
	if (line->has_amount)
		line->amount = *DatumGetEstimateP(values[LINE_AMOUNT]);
	read_span(values[LINE_PER], nulls[LINE_PER], &line->per);
	read_span(values[LINE_EVERY], nulls[LINE_EVERY], &line->every);
	read_date(values[LINE_STARTS_ON], nulls[LINE_STARTS_ON], &line->starts_on);
	read_date(values[LINE_ENDS_ON], nulls[LINE_ENDS_ON], &line->ends_on);
	read_number(values[LINE_GROWTH], nulls[LINE_GROWTH], &line->growth);
	read_number(values[LINE_GROWTH_SPREAD], nulls[LINE_GROWTH_SPREAD],
				&line->growth_spread);
	read_number(values[LINE_VOLATILITY], nulls[LINE_VOLATILITY],
				&line->volatility);
	read_number(values[LINE_PROBABILITY], nulls[LINE_PROBABILITY],
				&line->probability);
}

/*
 * Walks over arrays
 */

/* The row type of the array's elements, pinned; its types are checked once. */
static TupleDesc
line_desc(funding_plan_cache *cache, Oid element_type)
{
	TypeCacheEntry *entry = cache->line_type;

	if (entry == NULL || entry->type_id != element_type ||
		entry->tupDesc == NULL)
	{
		entry = lookup_type_cache(element_type, TYPECACHE_TUPDESC);
		if (entry->tupDesc == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("cash lines must be of type cash_line")));
		cache->line_type = entry;
	}
	if (cache->line_type_checked != entry->tupDesc_identifier)
	{
		funding_row_check(entry->tupDesc, line_types, LINE_ATTRIBUTES,
						  "cash_line");
		if (cache->attributes_size < entry->tupDesc->natts)
		{
			MemoryContext context = GetMemoryChunkContext(cache);

			cache->values = MemoryContextAlloc(
				context, sizeof(Datum) * entry->tupDesc->natts);
			cache->nulls = MemoryContextAlloc(
				context, sizeof(bool) * entry->tupDesc->natts);
			cache->attributes_size = entry->tupDesc->natts;
		}
		cache->line_type_checked = entry->tupDesc_identifier;
	}
	IncrTupleDescRefCount(entry->tupDesc);
	return entry->tupDesc;
}

/* Returns the number of lines; array may be a null pointer. */
int
funding_lines_begin(funding_lines *lines, funding_plan_cache *cache,
					AnyArrayType *array)
{
	lines->cache = cache;
	lines->desc = NULL;
	lines->count = 0;
	lines->number = 0;
	lines->category = (Datum) 0;
	lines->flow = (Datum) 0;
	lines->line.amount.currency = FND_CURRENCY_NONE;
	if (array == NULL)
		return 0;
	lines->count = ArrayGetNItems(AARR_NDIM(array), AARR_DIMS(array));
	if (lines->count == 0)
		return 0;
	lines->desc = line_desc(cache, AARR_ELEMTYPE(array));
	row_array_begin(&lines->iterator, array);
	return lines->count;
}

/*
 * The next line into lines->line; the caller counts.  Answers
 * FND_FAULT_ELEMENT_NULL or FND_FAULT_NONE, before any check of the facts.
 */
fnd_fault
funding_lines_next(funding_lines *lines)
{
	funding_plan_cache *cache = lines->cache;
	HeapTupleHeader header;
	HeapTupleData tuple;
	Datum		element;
	bool		is_null;

	if ((lines->number & 1023) == 0)
		CHECK_FOR_INTERRUPTS();
	element = row_array_next(&lines->iterator, &is_null, lines->number);
	lines->number++;
	lines->category = (Datum) 0;
	lines->flow = (Datum) 0;
	if (is_null)
		return FND_FAULT_ELEMENT_NULL;

	header = DatumGetHeapTupleHeader(element);
	tuple.t_len = HeapTupleHeaderGetDatumLength(header);
	ItemPointerSetInvalid(&tuple.t_self);
	tuple.t_tableOid = InvalidOid;
	tuple.t_data = header;
	heap_deform_tuple(&tuple, lines->desc, cache->values, cache->nulls);
	if (!cache->nulls[LINE_CATEGORY])
		lines->category = cache->values[LINE_CATEGORY];
	if (!cache->nulls[LINE_FLOW])
		lines->flow = cache->values[LINE_FLOW];
	read_facts(cache->values, cache->nulls, &lines->line);
	return FND_FAULT_NONE;
}

void
funding_lines_end(funding_lines *lines)
{
	if (lines->desc != NULL)
		DecrTupleDescRefCount(lines->desc);
	lines->desc = NULL;
}

/* What is wrong with the line at hand. */
void
funding_lines_problem(const funding_lines *lines, fnd_fault fault,
					  funding_problem *problem)
{
	funding_problem_init(problem, fault);
	problem->line_number = lines->number;
	problem->category = (struct varlena *) DatumGetPointer(lines->category);
	problem->flow = (struct varlena *) DatumGetPointer(lines->flow);
	problem->currency = lines->line.amount.currency;
}

/* The same of a line that a later step found wrong, counted from 1. */
void
funding_lines_seek(funding_plan_cache *cache, AnyArrayType *array, int number,
				   fnd_fault fault, funding_problem *problem)
{
	funding_lines lines;

	(void) funding_lines_begin(&lines, cache, array);
	while (lines.number < number)
		(void) funding_lines_next(&lines);
	funding_lines_problem(&lines, fault, problem);
	funding_lines_end(&lines);
}

/*
 * Room for the schedules of a plan: kept for the next call where it is
 * small, otherwise in the context that the caller names.
 */
fnd_schedule *
funding_schedules_get(funding_plan_cache *cache, MemoryContext context,
					  int count)
{
	if (count > SCHEDULES_KEPT)
		return MemoryContextAlloc(context,
								  sizeof(fnd_schedule) * (Size) count);
	if (cache->schedules_size < count)
	{
		int			size = count <= 8 ? 8 : SCHEDULES_KEPT;

		if (cache->schedules != NULL)
			pfree(cache->schedules);
		cache->schedules_size = 0;
		cache->schedules = MemoryContextAlloc(
			GetMemoryChunkContext(cache), sizeof(fnd_schedule) * (Size) size);
		cache->schedules_size = size;
	}
	return cache->schedules;
}

/*
 * Room for the sums of so many months: kept for the next call where these
 * are not many, otherwise in the current context.
 */
fnd_month_sums *
funding_sums_get(funding_plan_cache *cache, int months)
{
	if (months > SUMS_KEPT)
		return palloc(sizeof(fnd_month_sums) * (Size) months);
	if (cache->sums_size < months)
	{
		if (cache->sums != NULL)
			pfree(cache->sums);
		cache->sums_size = 0;
		cache->sums = MemoryContextAlloc(GetMemoryChunkContext(cache),
										 sizeof(fnd_month_sums) *
											 (Size) months);
		cache->sums_size = months;
	}
	return cache->sums;
}

/*
 * SQL functions
 */

/*
 * cash_line(category, flow, amount, per, every, starts_on, ends_on, growth,
 * growth_spread, volatility, probability) -> cash_line: a row that is whole.
 */
Datum
funding_cash_line(PG_FUNCTION_ARGS)
{
	funding_plan_cache *cache = funding_plan_cache_get(fcinfo->flinfo);
	TupleDesc	desc = funding_row_desc(fcinfo, cache, line_types,
									  LINE_ATTRIBUTES, "cash_line");
	Datum	   *values;
	bool	   *nulls;
	fnd_line	line;
	fnd_fault	fault;

	if (cache->attributes_size < desc->natts)
	{
		cache->values = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt,
										   sizeof(Datum) * desc->natts);
		cache->nulls = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt,
										  sizeof(bool) * desc->natts);
		cache->attributes_size = desc->natts;
	}
	values = cache->values;
	nulls = cache->nulls;
	for (int i = 0; i < desc->natts; i++)
	{
		nulls[i] = i >= LINE_ATTRIBUTES || PG_ARGISNULL(i);
		values[i] = nulls[i] ? (Datum) 0 : PG_GETARG_DATUM(i);
	}

	read_facts(values, nulls, &line);
	fault = fnd_line_check(&line);
	if (fault != FND_FAULT_NONE)
	{
		funding_problem problem;

		funding_problem_init(&problem, fault);
		if (!nulls[LINE_CATEGORY])
			problem.category = (struct varlena *) DatumGetPointer(
				values[LINE_CATEGORY]);
		if (!nulls[LINE_FLOW])
			problem.flow = (struct varlena *) DatumGetPointer(
				values[LINE_FLOW]);
		funding_raise_problem(&problem);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(desc, values, nulls)));
}

/*
 * cash_line_problem(opening estimate, lines cash_line[]) -> text: why a plan
 * cannot be projected, NULL if it can.
 */
Datum
funding_cash_line_problem(PG_FUNCTION_ARGS)
{
	funding_plan_cache *cache = funding_plan_cache_get(fcinfo->flinfo);
	AnyArrayType *array = PG_ARGISNULL(1) ? NULL : PG_GETARG_ANY_ARRAY_P(1);
	const fnd_estimate *opening = PG_ARGISNULL(0) ? NULL :
													PG_GETARG_ESTIMATE_P(0);
	funding_lines lines;
	funding_problem problem;
	fnd_month	from;
	fnd_plan	plan;
	fnd_fault	fault = FND_FAULT_NONE;

	fnd_month_init(0, &from);
	(void) fnd_plan_init(&plan, opening, NULL, &from, 1);
	(void) funding_lines_begin(&lines, cache, array);
	while (lines.number < lines.count && fault == FND_FAULT_NONE)
	{
		fault = funding_lines_next(&lines);
		if (fault == FND_FAULT_NONE)
			fault = fnd_plan_check_line(&plan, &lines.line);
	}
	funding_lines_end(&lines);
	if (fault == FND_FAULT_NONE)
		PG_RETURN_NULL();
	funding_lines_problem(&lines, fault, &problem);
	problem.plan_currency = plan.currency;
	PG_RETURN_TEXT_P(cstring_to_text(funding_problem_message(&problem)));
}
