/*-------------------------------------------------------------------------
 *
 * projection.h
 *	  The months of a plan, one after the other.
 *
 * fnd_projection_init() takes a plan that fnd_plan_settle() left, and
 * fnd_projection_step() is called until it is done; each step has bounded
 * work, so that the caller can look for interrupts in between.  Formulas and
 * conventions are in doc/runway.md, "Projection".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_PROJECTION_H
#define FND_PROJECTION_H

#include "plan.h"

/* One month of a projection, everything at plan->scale. */
typedef struct fnd_month_row
{
	fnd_month	month;
	fnd_band	opening;
	fnd_band	flow[FND_FLOW_COUNT];
	fnd_band	closing;
	fnd_band	unfunded_opening; /* without any financing so far */
	fnd_band	unfunded_closing;
} fnd_month_row;

/*
 * Both closings from the openings and the flows; false: over 127 bits.
 */
extern FND_LOCAL bool fnd_row_close(fnd_month_row *row);

/* closing - financing, where the central figures of the month are known. */
extern FND_LOCAL bool fnd_row_before_financing(const fnd_month_row *row,
											   fnd_i128 *result);

/* row is for the caller to read. */
typedef struct fnd_projection
{
	const fnd_plan *plan;
	fnd_schedule *schedules;
	fnd_month_row row;
	int32_t		month;			/* counted from 0 */
	int32_t		next_line;
	int32_t		fault_line;		/* counted from 0, after a fault */
	fnd_month_sums *sums;		/* or a null pointer */
	bool		has_sums;		/* they hold all lines */
	bool		has_cash;		/* cash and unfunded are the row's closing */
	int64_t		cash[FND_GROWTH_AMOUNTS_MAX];
	int64_t		unfunded[FND_GROWTH_AMOUNTS_MAX];
} fnd_projection;

typedef enum fnd_step
{
	FND_STEP_MORE,				/* a month is not done yet */
	FND_STEP_ROW,				/* projection->row is a month */
	FND_STEP_DONE,				/* there are no more months */
	FND_STEP_FAULT				/* *fault says what */
} fnd_step;

extern FND_LOCAL void fnd_projection_init(fnd_projection *projection,
										  const fnd_plan *plan,
										  fnd_schedule *schedules);

/*
 * Room for plan->months_count sums makes a projection that has not begun
 * faster: lines whose figures fit in 64 bits are added up line by line
 * instead of month by month.  The rows are the same.
 */
extern FND_LOCAL void fnd_projection_use(fnd_projection *projection,
										 fnd_month_sums *sums);
extern FND_LOCAL fnd_step fnd_projection_step(fnd_projection *projection,
											  fnd_fault *fault);

#endif /* FND_PROJECTION_H */
