/*-------------------------------------------------------------------------
 *
 * chart.h
 *	  What the glue of charts shares: from arrays of rows to the core's chart.
 *
 * What lives elsewhere: what is drawn, in core/chart.h; the rules, in
 * doc/charts.md.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_CHART_H
#define FUNDING_CHART_H

#include "funding.h"

#include "access/tupdesc.h"
#include "lib/stringinfo.h"
#include "utils/arrayaccess.h"

#include "core/chart.h"

/* The arguments that every chart begins with. */
enum
{
	CHART_ARG_ROWS,
	CHART_ARG_FLOOR
};

/* The types of rows that there are charts of. */
typedef enum funding_chart_kind
{
	FUNDING_CHART_PROJECTION,
	FUNDING_CHART_SIMULATION
} funding_chart_kind;

/* A walk over an array of rows. */
typedef struct funding_walk
{
	array_iter	iterator;
	TupleDesc	desc;			/* pinned until the end */
	Datum	   *values;
	bool	   *nulls;
	int			count;
	int			number;			/* of the row at hand, counted from 1 */
} funding_walk;

/* Returns the number of rows; only of more than none there is an end. */
extern FND_LOCAL int funding_walk_begin(funding_walk *walk,
										AnyArrayType *array, const Oid *types,
										int count, const char *type_name);
extern FND_LOCAL void funding_walk_next(funding_walk *walk);
extern FND_LOCAL void funding_walk_end(funding_walk *walk);

/* Attributes of the row at hand, checked; the month is the first. */
extern FND_LOCAL int32_t funding_walk_month(const funding_walk *walk);
extern FND_LOCAL void funding_walk_currency(const funding_walk *walk,
											int			attribute,
											fnd_currency *currency);
extern FND_LOCAL bool funding_walk_figure(const funding_walk *walk,
										  int attribute, const char *name,
										  int32_t month, fnd_chart_fit *fit,
										  fnd_decimal *value);
pg_noreturn extern FND_LOCAL void funding_chart_months_limit(void);

/*
 * The rows of the first argument, by month, and the floor; false where there
 * are no rows.  The chart is prepared.
 */
extern FND_LOCAL bool funding_chart_read(FunctionCallInfo fcinfo,
										 funding_chart_kind kind,
										 fnd_chart *chart);

/* An integer argument, its default where it is NULL, or an error. */
extern FND_LOCAL int funding_chart_measure(FunctionCallInfo fcinfo, int arg,
										   const char *name, int missing,
										   int least, int most);

/* A text argument as UTF-8; of NULL a null pointer. */
extern FND_LOCAL fnd_chart_text funding_chart_title(FunctionCallInfo fcinfo,
													int arg);

/* A picture as it grows, for fnd_chart_sink, and the text that it becomes. */
extern FND_LOCAL void funding_chart_sink(StringInfo picture,
										 fnd_chart_sink *sink);

/* What NULL stands for; the script has the same defaults. */
#define CHART_SVG_WIDTH 720
#define CHART_SVG_HEIGHT 400

#endif /* FUNDING_CHART_H */
