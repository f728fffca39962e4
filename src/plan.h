/*-------------------------------------------------------------------------
 *
 * plan.h
 *	  What the glue of cash lines and runways shares.
 *
 * What lives elsewhere: the arithmetic, in core/plan.h and above it; the
 * conventions, in doc/runway.md.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_PLAN_H
#define FUNDING_PLAN_H

#include "funding.h"

#include "access/tupdesc.h"
#include "utils/arrayaccess.h"
#include "utils/typcache.h"

#include "core/runway.h"

/* The attributes of type cash_line; later versions may add more. */
enum
{
	LINE_CATEGORY,
	LINE_FLOW,
	LINE_AMOUNT,
	LINE_PER,
	LINE_EVERY,
	LINE_STARTS_ON,
	LINE_ENDS_ON,
	LINE_GROWTH,
	LINE_GROWTH_SPREAD,
	LINE_VOLATILITY,
	LINE_PROBABILITY,
	LINE_ATTRIBUTES
};

/* The arguments that projections, runways and raises have in common. */
enum
{
	ARG_OPENING,
	ARG_LINES,
	ARG_FROM_MONTH,
	ARG_MONTHS,
	ARG_FLOOR
};

/* What is wrong with a plan, with what the message names. */
typedef struct funding_problem
{
	fnd_fault	fault;
	int			line_number; /* counted from 1; 0: none or not in an array */
	const char *line_word;		/* what the line is called: "cash line" */
	struct varlena *category;	/* text, or a null pointer */
	struct varlena *flow;		/* the word that is no flow */
	fnd_currency currency;		/* of the line or the floor */
	fnd_currency plan_currency;
	const char *months_name;	/* the parameter: "months" or "horizon" */
	int32		months;
	int32		day;			/* the from_month that is none */
	int32		month;			/* index of the month of a range fault */
	const char *value;			/* of an argument that is not one */
	int32		runs;
	uint64		run_bytes;		/* memory that one of the runs takes */
	uint64		shock_bytes;	/* and what the tables of shocks take */
	struct varlena *distribution; /* the word that is none */
} funding_problem;

/* Kept in fn_extra from call to call. */
typedef struct funding_plan_cache
{
	TypeCacheEntry *line_type;
	uint64		line_type_checked; /* tupDesc_identifier */
	Datum	   *values;			/* of one line */
	bool	   *nulls;
	int			attributes_size;
	fnd_schedule *schedules;
	int			schedules_size;
	fnd_month_sums *sums;
	int			sums_size;
	TupleDesc	result;			/* of a function that returns a row */
} funding_plan_cache;

/* A walk over an array of cash lines. */
typedef struct funding_lines
{
	funding_plan_cache *cache;
	TupleDesc	desc;			/* pinned until the end of the walk */
	array_iter	iterator;
	int			count;
	int			number;			/* of the line at hand, counted from 1 */
	fnd_line	line;
	Datum		category;
	Datum		flow;
} funding_lines;

/*
 * cash_line.c
 */
extern FND_LOCAL funding_plan_cache *funding_plan_cache_get(FmgrInfo *flinfo);
extern FND_LOCAL TupleDesc funding_row_desc(FunctionCallInfo fcinfo,
											funding_plan_cache *cache,
											const Oid *types, int count,
											const char *type_name);
extern FND_LOCAL void funding_read_number(Datum value, fnd_number *number);
extern FND_LOCAL int funding_lines_begin(funding_lines *lines,
										 funding_plan_cache *cache,
										 AnyArrayType *array);
extern FND_LOCAL fnd_fault funding_lines_next(funding_lines *lines);
extern FND_LOCAL void funding_lines_end(funding_lines *lines);
extern FND_LOCAL void funding_lines_problem(const funding_lines *lines,
											fnd_fault	fault,
											funding_problem *problem);
extern FND_LOCAL void funding_lines_seek(funding_plan_cache *cache,
										 AnyArrayType *array, int number,
										 fnd_fault fault,
										 funding_problem *problem);
extern FND_LOCAL fnd_month_sums *funding_sums_get(funding_plan_cache *cache,
												  int months);
extern FND_LOCAL fnd_schedule *funding_schedules_get(funding_plan_cache *cache,
													 MemoryContext context,
													 int count);

/*
 * runway_summary.c: plans from the common arguments
 */
typedef struct funding_plan
{
	fnd_plan	plan;
	fnd_projection projection;
	funding_plan_cache *cache;
	AnyArrayType *array;		/* a null pointer where there are no lines */
} funding_plan;

extern FND_LOCAL void funding_plan_open(FunctionCallInfo fcinfo,
										const char *months_name,
										bool has_months, int32 months,
										funding_plan *plan);
extern FND_LOCAL bool funding_plan_next(funding_plan *plan);
pg_noreturn extern FND_LOCAL void funding_plan_fail(funding_plan *plan,
													fnd_fault fault);
extern FND_LOCAL void funding_months_check(FunctionCallInfo fcinfo,
										   int from_month_arg,
										   const char *months_name,
										   bool has_months, int32 months,
										   fnd_month *from);

/*
 * runway_error.c
 */
extern FND_LOCAL void funding_problem_init(funding_problem *problem,
										   fnd_fault fault);
extern FND_LOCAL char *funding_problem_message(const funding_problem *problem);
pg_noreturn extern FND_LOCAL void
funding_raise_problem(const funding_problem *problem);

#endif /* FUNDING_PLAN_H */
