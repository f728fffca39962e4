/*-------------------------------------------------------------------------
 *
 * sensitivity.h
 *	  What a plan's answers owe to each of its figures.
 *
 * Two questions.  How far do the runway and the required raise move when the
 * opening cash, or one line, is a little less or a little more?  And how far
 * may one of them go, the others held, before the plan is no longer default
 * alive?
 *
 * Both look at one path of cash: the central one for the first, the lowest
 * that the figures allow, without financing, for the second.  All lines are
 * added up once; then one line is taken out of the sum and put back changed,
 * so that every answer costs the months of one line and not those of the
 * plan.  Definitions, formulas and worked numbers are in doc/sensitivity.md.
 *
 * The caller owns the lines and the months, and looks for interrupts between
 * the calls: each of them looks at a few lines' months at most.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_SENSITIVITY_H
#define FND_SENSITIVITY_H

#include "runway.h"

/* One month of a path: what the lines move together. */
typedef struct fnd_path_month
{
	fnd_i128	net;			/* inflows - outflows */
	int32_t		unknown_count;	/* lines that move what is not known */
} fnd_path_month;

/* The lines of a plan added up along one path; the months are the caller's. */
typedef struct fnd_path
{
	fnd_path_month *months;
	int32_t		months_count;
	fnd_i128	late;			/* revenue - cost of the last months */
} fnd_path;

typedef enum fnd_path_kind
{
	FND_PATH_CENTRAL,			/* of all flows */
	FND_PATH_WORST				/* least inflows, most outflows, unfunded */
} fnd_path_kind;

extern FND_LOCAL void fnd_path_init(fnd_path *path, fnd_path_month *months,
									int32_t months_count);

/*
 * Add what a line moves, or take it away again; the schedule is at the plan's
 * scale and has not been asked yet.  *fault_month is set with the fault.
 */
extern FND_LOCAL fnd_fault fnd_path_add(fnd_path *path, const fnd_plan *plan,
										fnd_path_kind kind,
										fnd_schedule *schedule,
										bool is_removed, int32_t *fault_month);

/*
 * Sensitivity, in this order:
 *
 *		fnd_sensitivity_init()		opening, floor, months, change
 *		fnd_sensitivity_check()		once a line
 *		fnd_sensitivity_settle()	one scale for all, and the months
 *		fnd_sensitivity_add()		once a line
 *		fnd_sensitivity_base()		the plan as it stands
 *		fnd_sensitivity_opening(), and fnd_sensitivity_line() once a line
 */

/* Does a runway end within the horizon? */
typedef enum fnd_end
{
	FND_END_WITHIN,
	FND_END_BEYOND,
	FND_END_UNKNOWN
} fnd_end;

/* The answers of one plan. */
typedef struct fnd_case
{
	int64_t		runway;			/* at FND_RUNWAY_SCALE; beyond: the horizon */
	fnd_i128	raise;			/* at plan.scale */
	uint8_t		end;			/* fnd_end */
	bool		has_raise;
} fnd_case;

/* The answers with one figure changed, and how far they lie from the base. */
typedef struct fnd_effect
{
	fnd_case	down;
	fnd_case	up;
	fnd_i128	raise_effect;	/* the larger of the two distances */
	int64_t		runway_effect;	/* the same */
	int32_t		line;			/* counted from 1; 0 is the opening cash */
	bool		is_known;		/* is runway_effect? */
} fnd_effect;

typedef struct fnd_sensitivity
{
	fnd_plan	plan;			/* of horizon or raise months, the longer */
	int32_t		horizon;
	int32_t		raise_months;
	fnd_decimal	down;			/* 1 - change */
	fnd_decimal	up;				/* 1 + change */
	fnd_band	opening_down;
	fnd_band	opening_up;
	int			opening_down_scale;
	int			opening_up_scale;
	fnd_path	total;
	fnd_path	rest;			/* without the line at hand */
	fnd_case	base;
	int32_t		fault_month;	/* index, after a range fault */
} fnd_sensitivity;

/* 1 - change and 1 + change.  FND_FAULT_CHANGE_NULL and its kin. */
extern FND_LOCAL fnd_fault fnd_change_check(const fnd_number *change,
											fnd_decimal *down,
											fnd_decimal *up);

/*
 * As fnd_plan_init(); horizon and raise_months are of fnd_months_check(),
 * down and up of fnd_change_check().
 */
extern FND_LOCAL fnd_fault fnd_sensitivity_init(
	fnd_sensitivity *sensitivity, const fnd_estimate *opening,
	const fnd_amount *floor, const fnd_month *from, int32_t horizon,
	int32_t raise_months, const fnd_decimal *down, const fnd_decimal *up);

/* Is the line whole, as it stands and changed? */
extern FND_LOCAL fnd_fault fnd_sensitivity_check(fnd_sensitivity *sensitivity,
												 const fnd_line *line);

/* total and rest are the caller's, plan.months_count each. */
extern FND_LOCAL fnd_fault fnd_sensitivity_settle(fnd_sensitivity *sensitivity,
												  fnd_path_month *total,
												  fnd_path_month *rest);
extern FND_LOCAL fnd_fault fnd_sensitivity_add(fnd_sensitivity *sensitivity,
											   const fnd_line *line);
extern FND_LOCAL fnd_fault fnd_sensitivity_base(fnd_sensitivity *sensitivity);
extern FND_LOCAL fnd_fault
fnd_sensitivity_opening(fnd_sensitivity *sensitivity, fnd_effect *effect);
extern FND_LOCAL fnd_fault fnd_sensitivity_line(fnd_sensitivity *sensitivity,
												const fnd_line *line,
												int32_t		number,
												fnd_effect *effect);

/*
 * The largest effect on the runway first, then the largest on the raise, then
 * by number; effects that are not known come last.
 */
extern FND_LOCAL int fnd_effect_compare(const fnd_effect *a,
										const fnd_effect *b);

/*
 * Bounds of being default alive, in this order, over a plan that
 * fnd_plan_settle() left:
 *
 *		fnd_bounds_init()
 *		fnd_bounds_add()			once a line
 *		fnd_bounds_opening()
 *		for each question: fnd_bounds_ask(), fnd_bounds_step() until done
 */
#define FND_FACTOR_SCALE 7 /* decimals of a factor, and of growth */

/* Growth is looked for from -0.9999999 up to this. */
#define FND_BOUND_GROWTH_MAX 1000

/* Factors are looked for from 0 up to ten to this. */
#define FND_BOUND_FACTOR_POWER_MAX 10

typedef enum fnd_bound_what
{
	FND_BOUND_OPENING,
	FND_BOUND_AMOUNT,			/* of one line, at the minor unit */
	FND_BOUND_FACTOR,			/* of all amounts of several lines */
	FND_BOUND_GROWTH			/* of all lines that can grow */
} fnd_bound_what;

typedef enum fnd_bound_outcome
{
	FND_BOUND_FOUND,
	FND_BOUND_ALWAYS,			/* alive at every value */
	FND_BOUND_NEVER,			/* at none */
	FND_BOUND_UNKNOWN			/* a value cannot be tried */
} fnd_bound_outcome;

typedef struct fnd_bound
{
	fnd_bound_outcome outcome;
	fnd_i128	value;			/* only where it is found */
	int			scale;
} fnd_bound;

/* The search for a bound; values count from zero. */
typedef struct fnd_search
{
	fnd_i128	last;			/* the greatest value there is */
	fnd_i128	tried;
	fnd_i128	alive;
	fnd_i128	dead;
	fnd_i128	stride;
	fnd_i128	alive_score;	/* how far inside, zero or more */
	fnd_i128	dead_score;		/* how far outside, above zero */
	bool		has_alive_score;
	bool		has_dead_score;
	bool		alive_is_low;
	bool		starts_alive;
	bool		alive_overflows; /* it cannot be projected */
	bool		was_alive;		/* the last value tried */
	uint8_t		guesses_count;
	uint8_t		phase;			/* enum in sensitivity_bounds.c */
} fnd_search;

typedef struct fnd_bounds
{
	fnd_plan	plan;
	fnd_path	total;
	fnd_path	rest;			/* without the lines asked about */
	fnd_path	trial;			/* with them, as they are tried */
	int32_t		fault_line;		/* counted from 0, after a fault; or -1 */
	int32_t		fault_month;	/* index */

	/* the question */
	fnd_bound_what what;
	const fnd_line *lines;
	const int32_t *members;		/* indexes of the lines asked about */
	int32_t		members_count;
	int32_t		next;			/* member */
	bool		is_inflow;
	bool		is_removing;	/* the lines from the rest, first */
	fnd_i128	least;			/* the value that zero stands for */
	fnd_search	search;
	fnd_bound	bound;			/* the answer */
} fnd_bounds;

/*
 * The plan with the lines that it has, settled; months is the caller's: three
 * times plan->months_count.  A line that grows counts in the minor unit, and
 * without growth in the unit of its amount.  Where is_finer, everything is in
 * the finest of those; if that is out of range, here or in fnd_bounds_add(),
 * the caller begins again without.  Then the growth of such a line has the
 * bound FND_BOUND_UNKNOWN where 0 would have to be tried.
 */
extern FND_LOCAL fnd_fault fnd_bounds_init(fnd_bounds *bounds,
										   const fnd_plan *plan,
										   const fnd_line *lines,
										   bool is_finer,
										   fnd_path_month *months);
extern FND_LOCAL fnd_fault fnd_bounds_add(fnd_bounds *bounds,
										  const fnd_line *line);

/* The least opening cash, whatever the plan's own is. */
extern FND_LOCAL fnd_fault fnd_bounds_opening(fnd_bounds *bounds,
											  fnd_bound *bound);

/*
 * Ask for the bound of what, of the lines with these indexes, which are of
 * one flow other than financing; one line for FND_BOUND_AMOUNT.  They stay
 * where they are until the answer.
 */
extern FND_LOCAL void fnd_bounds_ask(fnd_bounds *bounds, fnd_bound_what what,
									 const fnd_line *lines,
									 const int32_t *members,
									 int32_t members_count);

/* FND_STEP_MORE, or FND_STEP_DONE with bounds->bound, or FND_STEP_FAULT. */
extern FND_LOCAL fnd_step fnd_bounds_step(fnd_bounds *bounds,
										  fnd_fault *fault);

#endif /* FND_SENSITIVITY_H */
