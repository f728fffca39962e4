/*-------------------------------------------------------------------------
 *
 * runway.h
 *	  Where cash goes below the floor, and the summary of a projection.
 *
 * fnd_runway_init() once, fnd_runway_add() once a month row, and then
 * fnd_runway_finish().  Formulas, conventions and worked numbers are in
 * doc/runway.md, "Cash-out" and "Summary".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_RUNWAY_H
#define FND_RUNWAY_H

#include "projection.h"

/* Months that runway() looks ahead where no horizon is given. */
#define FND_HORIZON_DEFAULT 120

/* Decimals of a runway in months. */
#define FND_RUNWAY_SCALE 7
#define FND_RUNWAY_UNIT INT64_C(10000000) /* 10^FND_RUNWAY_SCALE */

/* Months that is_default_alive looks back on. */
#define FND_LATE_MONTHS 12

/* Is cash below the floor at the end of this month, or at its opening? */
extern FND_LOCAL fnd_answer fnd_row_is_cash_out(const fnd_plan *plan,
												const fnd_month_row *row,
												bool is_first);

/* The first moment at which one path of cash is about to go below. */
typedef struct fnd_cash_out
{
	bool		is_found;
	int32_t		day;
	int64_t		months;			/* at FND_RUNWAY_SCALE */
} fnd_cash_out;

/*
 * The moment at which cash passes the floor, in a month that starts after so
 * many months.  The caller owes an opening that is not below the floor, and a
 * closing that is, or that lies on it as an open bound.
 * FND_FAULT_RANGE_MONTH.
 */
extern FND_LOCAL fnd_fault fnd_cash_out_cross(const fnd_plan *plan,
											  const fnd_month *month,
											  int32_t months, fnd_i128 opening,
											  fnd_i128 closing,
											  fnd_cash_out *cash_out);

typedef enum fnd_outcome
{
	FND_OUTCOME_NONE,
	FND_OUTCOME_POSSIBLE,
	FND_OUTCOME_CERTAIN
} fnd_outcome;

/* The summary of a projection, and what it collects on the way. */
typedef struct fnd_runway
{
	const fnd_plan *plan;
	int32_t		months_seen;

	/* results, valid after fnd_runway_finish() */
	fnd_outcome	outcome;
	fnd_cash_out lower;			/* earliest */
	fnd_cash_out point;
	fnd_cash_out upper;			/* latest */
	bool		has_lowest;
	fnd_i128	lowest;
	int32_t		lowest_day;		/* first of the month */
	bool		has_break_even;
	int32_t		break_even_day;	/* first of the month */
	fnd_answer	is_default_alive;

	/* on the way */
	bool		point_unknown;
	bool		unfunded_unknown;
	fnd_cash_out unfunded_lower;
	fnd_cash_out unfunded_upper;
	fnd_i128	unfunded_lowest;
	int32_t		unfunded_lowest_months; /* 0: the opening */
	fnd_band	late_revenue;	/* of the last twelve months */
	fnd_band	late_cost;
} fnd_runway;

extern FND_LOCAL void fnd_runway_init(fnd_runway *runway,
									  const fnd_plan *plan);
extern FND_LOCAL fnd_fault fnd_runway_add(fnd_runway *runway,
										  const fnd_month_row *row);
extern FND_LOCAL void fnd_runway_finish(fnd_runway *runway);

#endif /* FND_RUNWAY_H */
