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

#endif /* FUNDING_CHART_H */
