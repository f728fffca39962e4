/*-------------------------------------------------------------------------
 *
 * sensitivity_lines.h
 *	  The lines of a plan in memory, one by one and by category.
 *
 * runway_sensitivity() and default_alive_bounds() ask about single lines, or
 * those of one category, and go over them many times; a walk of plan.h goes
 * over them once.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_SENSITIVITY_LINES_H
#define FUNDING_SENSITIVITY_LINES_H

#include "plan.h"

/* Lines one after the other: line[i] is number i + 1. */
typedef struct funding_line_array
{
	int			count;
	fnd_line   *line;
	text	  **category;
} funding_line_array;

/* Lines of one category and flow: a stretch of the members. */
typedef struct funding_line_group
{
	int			first;			/* in funding_line_groups.member */
	int			count;
	int32		first_line;
	bool		can_grow;
} funding_line_group;

typedef struct funding_line_groups
{
	const funding_line_array *lines;
	funding_line_group *group;
	int			count;
	int32	   *member;			/* lines, counted from 0 */
} funding_line_groups;

/* Room for so many lines; error where they are too many. */
extern FND_LOCAL void funding_line_array_make(funding_line_array *array,
											  int count);

/* Keep the line at hand, which has been checked, as line[i]. */
extern FND_LOCAL void funding_line_array_keep(funding_line_array *array, int i,
											  const funding_lines *lines);

/*
 * All lines but those of financing by category and flow, in the order of the
 * first line of each group.
 */
extern FND_LOCAL void funding_line_groups_make(const funding_line_array *lines,
											   funding_line_groups *groups);

/*
 * What the flow column says: texts of the FND_FLOW_COUNT flows by number, and
 * of the opening cash behind them.
 */
extern FND_LOCAL void funding_flow_names(Datum *flow_names);

/* Error of line number (from 1; 0: of no line) in a month, by its index. */
pg_noreturn extern FND_LOCAL void
funding_lines_fail_at(funding_plan_cache *cache, AnyArrayType *array,
					  int number, fnd_fault fault, int32 month);

#endif /* FUNDING_SENSITIVITY_LINES_H */
