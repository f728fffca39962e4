/*-------------------------------------------------------------------------
 *
 * plan.h
 *	  A plan: opening cash, cash lines and a floor, at one scale.
 *
 * The order of calls, each with bounded work:
 *
 *		fnd_plan_init()			months and floor
 *		fnd_plan_add_line()		once a line
 *		fnd_plan_settle()		one scale for all
 *
 * The caller owns the array of schedules.  Conventions are in doc/runway.md.
 *
 * What lives elsewhere: what a line moves in a month (schedule.h), the months
 * of a plan (projection.h), and what is said of them (runway.h, raise.h).
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_PLAN_H
#define FND_PLAN_H

#include "schedule.h"

/* Months of one projection: a hundred years. */
#define FND_MONTHS_MAX 1200

/* Lines of one plan: some 40 MB of schedules. */
#define FND_LINES_MAX 100000

/*
 * Lines that one step looks at, so that a cancel is answered within 100 ms
 * (test/t/cancel.sh).  Without __int128 a line that grows takes the slow road
 * of growth.c.
 */
#ifdef FND_HAVE_INT128
#define FND_STEP_LINES 1000
#else
#define FND_STEP_LINES 20
#endif

typedef struct fnd_plan
{
	fnd_band	opening;		/* unknown and unbounded where NULL */
	fnd_i128	floor;
	fnd_month	from;
	int32_t		months_count;
	int32_t		lines_count;
	int			opening_scale;
	int			floor_scale;
	int			scale;			/* of everything, from fnd_plan_settle() on */
	fnd_currency currency;		/* FND_CURRENCY_NONE: not known */
	bool		has_opening;
	bool		is_single;		/* all three paths are one */
} fnd_plan;

/*
 * Are these months that can be projected?  Sets from.  limit is
 * FND_MONTHS_MAX.
 */
extern FND_LOCAL fnd_fault fnd_months_check(const fnd_date *from_month,
											bool has_months, int32_t months,
											fnd_month *from);

/*
 * opening and floor may be null pointers: not known, and zero.  Where two
 * currencies meet the answer is FND_FAULT_FLOOR_CURRENCY, or of a line
 * FND_FAULT_LINE_CURRENCY with the currency so far in plan->currency.
 */
extern FND_LOCAL fnd_fault fnd_plan_init(fnd_plan *plan,
										 const fnd_estimate *opening,
										 const fnd_amount *floor,
										 const fnd_month *from,
										 int32_t months_count);

/* What a line owes its plan, without making it ready. */
extern FND_LOCAL fnd_fault fnd_plan_check_line(fnd_plan *plan,
											   const fnd_line *line);
extern FND_LOCAL fnd_fault fnd_plan_add_line(fnd_plan *plan,
											 const fnd_line *line,
											 fnd_schedule *schedule);
extern FND_LOCAL fnd_fault fnd_plan_settle(fnd_plan *plan);

#endif /* FND_PLAN_H */
