/*-------------------------------------------------------------------------
 *
 * simulation.h
 *	  A plan drawn at random many times: percentiles of cash, month by month.
 *
 * The order of calls, each with bounded work, so that the caller can look
 * for interrupts in between:
 *
 *		fnd_simulation_init()		runs, seed, months, opening and floor
 *		fnd_simulation_add_line()	once a line
 *		fnd_simulation_settle()		then simulation->room_bytes is known
 *		fnd_simulation_begin()		with so much room
 *		fnd_simulation_step()		until it is done; fnd_simulation_widen()
 *									where it asks for that
 *
 * The caller owns the array of lines and the room.  Formulas, conventions and
 * worked numbers are in doc/simulation.md.
 *
 * What lives elsewhere: what a line moves in a month (schedule.h), random
 * numbers (random.h), distributions (shape.h, shock.h).
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_SIMULATION_H
#define FND_SIMULATION_H

#include "percentile.h"
#include "plan.h"
#include "random.h"
#include "shape.h"
#include "shock.h"

#define FND_RUNS_DEFAULT 10000
#define FND_RUNS_MAX 10000000

/* Runs of one line, or of one month's end, that a step looks at. */
#define FND_STEP_RUNS 4096

/*
 * Memory of one simulation, 1 GiB: for each run so much, and more for each
 * line whose amount is drawn and each whose growth is; and a table for each
 * volatility.
 */
#define FND_SIMULATION_BYTES_MAX (UINT64_C(1) << 30)
#define FND_RUN_BYTES 33
#define FND_RUN_AMOUNT_BYTES 8
#define FND_RUN_GROWTH_BYTES 18

/* Lines whose volatility is one of the last so many share its table. */
#define FND_SHOCKS_SHARED 64

/* Decimals of a cash-out probability. */
#define FND_PROBABILITY_SCALE 7

/* One line, and what is uncertain about it. */
typedef struct fnd_simulation_line
{
	fnd_schedule schedule;
	fnd_band	band;			/* of the month at hand */
	bool		is_moving;		/* in the month at hand */
	bool		is_imprecise;	/* the amount is drawn */
	bool		has_spread;		/* the growth is drawn */
	bool		has_chance;		/* whether it happens is drawn */
	bool		has_shock;
	bool		never_happens;
	bool		is_uncertain;	/* any of these four */
	fnd_distribution distribution; /* of the amount */
	uint64_t	mode;			/* of the amount, 0 to FND_UNIT */
	uint64_t	spread;			/* growth_spread / (1 + growth), of 2^64 */
	uint64_t	chance;			/* probability, of 2^64 */
	fnd_decimal	volatility;
	int32_t		shock_index;

	/* in the caller's room, one for each run */
	uint64_t   *position;		/* of the amount, 0 to FND_UNIT */
	uint64_t   *ratio;			/* growth of the run to that of the line */
	uint64_t   *power;			/* of that ratio: mantissa, top bit set */
	int16_t	   *exponent;		/* power is mantissa * 2^(exponent - 63) */
	int32_t		power_months;	/* the power is of so many */
	int32_t		advance_months;	/* and lags by so many */

	/* the greatest that any run can have */
	uint64_t	ratio_max;
	uint64_t	power_max;
	int16_t		exponent_max;
} fnd_simulation_line;

/* One month, everything at plan->scale. */
typedef struct fnd_simulation_row
{
	fnd_month	month;
	fnd_i128	percentile[FND_PERCENTILES_COUNT];
	fnd_i128	mean;			/* rounded half-even */
	int64_t		cash_out;		/* at FND_PROBABILITY_SCALE, half-even */
} fnd_simulation_row;

/* What a step does next. */
typedef enum fnd_simulation_phase
{
	FND_SIMULATION_SHOCKS,		/* a table of shocks */
	FND_SIMULATION_OPENING,		/* cash of runs at the start */
	FND_SIMULATION_DRAW,		/* amount and growth of a line in runs */
	FND_SIMULATION_BANDS,		/* lines in the month at hand */
	FND_SIMULATION_COPY,		/* cash of runs from 64 bits to 128 */
	FND_SIMULATION_MOVE,		/* an uncertain line in runs */
	FND_SIMULATION_CLOSE,		/* cash of runs at the month's end */
	FND_SIMULATION_SELECT,		/* percentiles of the month */
	FND_SIMULATION_END
} fnd_simulation_phase;

typedef struct fnd_simulation
{
	fnd_plan	plan;
	fnd_simulation_line *lines;
	int32_t		runs;
	fnd_random_key key;
	fnd_distribution distribution;
	bool		is_wide;		/* cash in 128 bits; a test may set it */
	bool		has_opening_range;
	fnd_distribution opening_distribution;
	uint64_t	opening_mode;
	int32_t		shocks_count;
	int32_t		amounts_count;	/* lines whose amount is drawn */
	int32_t		growths_count;	/* lines whose growth is drawn */
	uint64_t	run_bytes;		/* of a run, as the limit counts */
	uint64_t	shock_bytes;	/* of the tables of shocks */
	uint64_t	room_bytes;		/* what fnd_simulation_begin() is owed */

	/* results of fnd_simulation_step() */
	fnd_simulation_row row;
	int32_t		fault_line;		/* counted from 0; -1: none */

	/* on the way */
	fnd_simulation_phase phase;
	int32_t		month;			/* counted from 0 */
	int32_t		next_line;
	int32_t		next_run;
	bool		is_growth_next;	/* of the line that is drawn */
	int64_t	   *cash;			/* of each run; keys where it is wide */
	int64_t	   *scratch;
	fnd_i128   *wide_cash;
	uint8_t	   *is_below;		/* has it been below the floor so far? */
	fnd_shock  *shocks;
	int32_t		shocks_ready;
	fnd_decimal	volatilities[FND_SHOCKS_SHARED]; /* of the last tables */
	fnd_shape	shape;			/* of the amount or the growth at hand */
	fnd_i128	exact_sum;		/* what every run moves in the month */
	uint64_t	bound;			/* of all figures so far, below 2^62 */
	int32_t		below_count;
	fnd_u256	total;			/* of cash over the runs, with a sign */
	fnd_wide_percentiles percentiles;
} fnd_simulation;

typedef enum fnd_simulation_step_result
{
	FND_SIMULATION_MORE,		/* a month is not done yet */
	FND_SIMULATION_ROW,			/* simulation->row is a month */
	FND_SIMULATION_DONE,		/* there are no more months */
	FND_SIMULATION_WIDEN,		/* fnd_simulation_widen() is called for */
	FND_SIMULATION_FAULT		/* *fault says what */
} fnd_simulation_step_result;

/*
 * Are these runs that can be drawn?  limit is FND_RUNS_MAX.
 */
extern FND_LOCAL fnd_fault fnd_runs_check(bool has_runs, int32_t runs);

/*
 * runs is one that fnd_runs_check() accepts.  opening and floor as in
 * fnd_plan_init(), whose faults it answers, and
 * FND_FAULT_OPENING_UNBOUNDED.
 */
extern FND_LOCAL fnd_fault fnd_simulation_init(
	fnd_simulation *simulation, const fnd_estimate *opening,
	const fnd_amount *floor, const fnd_month *from, int32_t months_count,
	int32_t runs, uint64_t seed, fnd_distribution distribution);

/*
 * The next line into lines[], the array that fnd_simulation_settle() is
 * given; so many as plan.lines_count says stand there already.
 */
extern FND_LOCAL fnd_fault fnd_simulation_add_line(fnd_simulation *simulation,
												   const fnd_line *line,
												   fnd_simulation_line *lines);

/* FND_FAULT_RUNS_MEMORY where room_bytes is over the limit. */
extern FND_LOCAL fnd_fault fnd_simulation_settle(fnd_simulation *simulation,
												 fnd_simulation_line *lines);

/* room has room_bytes and begins at a multiple of 8. */
extern FND_LOCAL void fnd_simulation_begin(fnd_simulation *simulation,
										   void *room);

/* wide_cash has room for a figure of each run. */
extern FND_LOCAL void fnd_simulation_widen(fnd_simulation *simulation,
										   fnd_i128 *wide_cash);

extern FND_LOCAL fnd_simulation_step_result
fnd_simulation_step(fnd_simulation *simulation, fnd_fault *fault);

#endif /* FND_SIMULATION_H */
