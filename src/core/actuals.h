/*-------------------------------------------------------------------------
 *
 * actuals.h
 *	  A rolling forecast: booked figures first, then the plan.
 *
 * Two projections run side by side over the same months: the plan as it was
 * made, and what has been booked.  Their flows make a third path of cash:
 * those of the bookings up to the last actual month, those of the plan from
 * then on.  The plan is never anchored anew: its growth and its allocation
 * go on as if no month had been booked.
 *
 * The order of calls, each with bounded work:
 *
 *		fnd_rolling_init()			months, floor, end of the actuals
 *		fnd_rolling_add_line()		once a line of the plan
 *		fnd_rolling_add_actual()	once a line of the actuals, after those
 *		fnd_rolling_settle()		one scale for all
 *		fnd_rolling_step() until it is done
 *
 * The caller owns both arrays of schedules.  The rules are in doc/actuals.md.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_ACTUALS_H
#define FND_ACTUALS_H

#include "projection.h"

/* Where a line ends that is taken for an actual. */
typedef enum fnd_line_end
{
	FND_END_NEVER_MOVES,
	FND_END_OPEN,				/* it moves for ever */
	FND_END_MONTH
} fnd_line_end;

/*
 * The month, as an index, in which a line that fnd_line_check() found whole
 * moves for the last time; from is the first month of the projection.
 */
extern FND_LOCAL fnd_line_end fnd_line_last_month(const fnd_line *line,
												  const fnd_month *from,
												  int32_t *last_month);

typedef enum fnd_side
{
	FND_SIDE_PLAN,
	FND_SIDE_ACTUALS,
	FND_SIDE_COUNT
} fnd_side;

typedef struct fnd_rolling
{
	fnd_plan	plan[FND_SIDE_COUNT];
	fnd_projection projection[FND_SIDE_COUNT];
	fnd_month_row row;			/* the month at hand: actual or forecast */
	bool		is_actual;		/* which of the two */
	bool		has_until;
	int32_t		last_actual;	/* index of a month; INT32_MIN: none */
	int32_t		month;			/* counted from 0 */
	fnd_side	side;			/* that is being stepped, or has the fault */
	int32_t		fault_line;		/* of that side, counted from 0; -1: none */
} fnd_rolling;

/*
 * opening and floor may be null pointers, as of fnd_plan_init().  A date
 * until that is not given leaves the last actual month to the actuals.
 * FND_FAULT_FLOOR_CURRENCY, FND_FAULT_UNTIL_INFINITE.
 */
extern FND_LOCAL fnd_fault fnd_rolling_init(
	fnd_rolling *rolling, const fnd_estimate *opening, const fnd_amount *floor,
	const fnd_month *from, int32_t months_count, const fnd_date *until);
extern FND_LOCAL fnd_fault fnd_rolling_add_line(fnd_rolling *rolling,
												const fnd_line *line,
												fnd_schedule *schedule);
extern FND_LOCAL fnd_fault fnd_rolling_add_actual(fnd_rolling *rolling,
												  const fnd_line *line,
												  fnd_schedule *schedule);
extern FND_LOCAL fnd_fault fnd_rolling_settle(fnd_rolling *rolling,
											  fnd_schedule *schedules,
											  fnd_schedule *actual_schedules);
extern FND_LOCAL fnd_step fnd_rolling_step(fnd_rolling *rolling,
										   fnd_fault *fault);

/* The plan's own row of the month at hand. */
static inline const fnd_month_row *
fnd_rolling_planned(const fnd_rolling *rolling)
{
	return &rolling->projection[FND_SIDE_PLAN].row;
}

#endif /* FND_ACTUALS_H */
