/*-------------------------------------------------------------------------
 *
 * runway.h
 *	  Plans: opening cash, cash lines and a floor, month by month.
 *
 * The order of calls, each with bounded work, so that the caller can look
 * for interrupts in between:
 *
 *		fnd_plan_init()			months and floor
 *		fnd_plan_add_line()		once a line
 *		fnd_plan_settle()		one scale for all
 *		fnd_projection_init(), fnd_projection_step() until it is done
 *		fnd_runway_add(), fnd_raise_add() once a month row
 *		fnd_runway_finish(), fnd_raise_finish()
 *
 * The caller owns the array of schedules.  Formulas, conventions and worked
 * numbers are in doc/runway.md.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_RUNWAY_H
#define FND_RUNWAY_H

#include "schedule.h"

/* Months of one projection: a hundred years. */
#define FND_MONTHS_MAX 1200

/* Months that runway() looks ahead where no horizon is given. */
#define FND_HORIZON_DEFAULT 120

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

/* Decimals of a runway in months. */
#define FND_RUNWAY_SCALE 7

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

/* Is cash below the floor at the end of this month, or at its opening? */
extern FND_LOCAL fnd_answer fnd_row_is_cash_out(const fnd_plan *plan,
												const fnd_month_row *row,
												bool is_first);

/* closing - financing, where the central figures of the month are known. */
extern FND_LOCAL bool fnd_row_before_financing(const fnd_month_row *row,
											   fnd_i128 *result);

/* The first moment at which one path of cash is about to go below. */
typedef struct fnd_cash_out
{
	bool		is_found;
	int32_t		day;
	int64_t		months;			/* at FND_RUNWAY_SCALE */
} fnd_cash_out;

/*
 * The moment in the month that starts after so many months, in which cash
 * falls from opening to closing, of which the floor is below the first and
 * not below the second.  FND_FAULT_RANGE_MONTH.
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

/* The lowest closing as a band: what a raise has to lift to the floor. */
typedef struct fnd_raise
{
	const fnd_plan *plan;
	fnd_band	lowest;
	bool		has_rows;
} fnd_raise;

extern FND_LOCAL void fnd_raise_init(fnd_raise *raise, const fnd_plan *plan);
extern FND_LOCAL void fnd_raise_add(fnd_raise *raise,
									const fnd_month_row *row);
/* has_result is false where nothing is missing of an unknown currency. */
extern FND_LOCAL fnd_fault fnd_raise_finish(const fnd_raise *raise,
											fnd_estimate *result,
											bool *has_result);

#endif /* FND_RUNWAY_H */
