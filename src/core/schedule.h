/*-------------------------------------------------------------------------
 *
 * schedule.h
 *	  What one cash line moves in each month.
 *
 * A schedule is a line made ready: amounts at one scale, days instead of
 * intervals, growth factors.  It answers month by month, forward only, with a
 * band: the least, the central and the greatest amount.  The rules are in
 * doc/runway.md, "Cash lines".
 *
 * What lives elsewhere: sums over lines, cash and its floor (projection.h).
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_SCHEDULE_H
#define FND_SCHEDULE_H

#include "growth.h"
#include "line.h"

/*
 * Three figures for one thing: what it is at least, centrally and at most.
 * bounds holds FND_LOWER_OPEN and its kin of estimate.h, and the flag below;
 * a figure that is infinite or unknown is zero.
 */
typedef struct fnd_band
{
	fnd_i128	lower;
	fnd_i128	point;
	fnd_i128	upper;
	uint8_t		bounds;
} fnd_band;

#define FND_POINT_UNKNOWN 16

/* Growth may have begun this many months before the projection. */
#define FND_GROWTH_BEFORE_MAX 1200

typedef struct fnd_schedule
{
	int32_t		first_month;	/* in which the line starts */
	int32_t		last_month;		/* in which it ends; INT32_MAX: never */
	int32_t		start_day;
	int32_t		end_day;		/* the last day that counts */
	int32_t		interval;		/* of per or every: months or days */
	uint8_t		form;			/* enum in schedule.c */
	uint8_t		flow;			/* fnd_flow */
	uint8_t		start_of_month;	/* day of the month of start_day, 1..31 */
	uint8_t		bounds;			/* of every band that moves */
	int8_t		amounts_count;	/* 1: the three amounts are one */
	int8_t		scale;			/* of the bands that come out */
	int8_t		shift;			/* to the scale of the plan */
	bool		grows;
	bool		is_small;		/* 64 bits hold the slots */
	bool		has_rest;		/* some slots have a unit more */
	fnd_currency currency;
	int64_t		small_unit;		/* 10^shift */
	union
	{
		struct
		{
			fnd_i128	slot[FND_GROWTH_AMOUNTS_MAX]; /* or whole amount */
			int64_t		small[FND_GROWTH_AMOUNTS_MAX]; /* at the plan's scale */
			int32_t		rest[FND_GROWTH_AMOUNTS_MAX]; /* slots of a unit more */
		} flat;
		fnd_growth	growth;
	} u;
} fnd_schedule;

/*
 * Make a line ready that fnd_line_check() found whole; from is the first
 * month of the projection.  FND_FAULT_GROWTH_SPAN.
 */
extern FND_LOCAL fnd_fault fnd_schedule_init(const fnd_line *line,
											 const fnd_month *from,
											 fnd_schedule *schedule);

/* The scale that the bands are to have; not below schedule->scale. */
extern FND_LOCAL void fnd_schedule_rescale(fnd_schedule *schedule, int scale);

/*
 * What moves in a month, at the plan's scale; months never go back.  Answers
 * FND_FAULT_RANGE_LINE where a figure has over 127 bits.  is_moving is false
 * where nothing moves, and the band is undefined then.
 */
extern FND_LOCAL fnd_fault fnd_schedule_month(fnd_schedule *schedule,
											  const fnd_month *month,
											  fnd_band *band, bool *is_moving);

/* What all lines of a flow move in a month, in figures of 64 bits. */
typedef struct fnd_month_sums
{
	fnd_month	month;
	uint8_t		bounds[FND_FLOW_COUNT];
	int64_t		figure[FND_FLOW_COUNT][FND_GROWTH_AMOUNTS_MAX];
} fnd_month_sums;

/*
 * Add a rescaled schedule to count months that follow one another, all at
 * once: what fnd_schedule_month() answers of each.  Where is_single is true
 * all three figures are one, and only the first is looked after.  False where
 * a figure or a sum has over 63 bits; the sums are undefined then, and the
 * schedule must be rewound.
 */
extern FND_LOCAL bool fnd_schedule_add_months(fnd_schedule *schedule,
											  fnd_month_sums *sums,
											  int32_t count, bool is_single);

/* Back to before the first month. */
extern FND_LOCAL void fnd_schedule_rewind(fnd_schedule *schedule);

/* Exact or false: over 127 bits. */
static inline bool
fnd_band_add(fnd_band *sum, const fnd_band *band)
{
	sum->bounds |= band->bounds;
	return fnd_i128_add(sum->lower, band->lower, &sum->lower) &&
		fnd_i128_add(sum->point, band->point, &sum->point) &&
		fnd_i128_add(sum->upper, band->upper, &sum->upper);
}

/* The same bounds seen from the other side: the least comes from the most. */
static inline uint8_t
fnd_bounds_mirror(uint8_t bounds)
{
	uint8_t		mirror = bounds & FND_POINT_UNKNOWN;

	if ((bounds & FND_LOWER_OPEN) != 0)
		mirror |= FND_UPPER_OPEN;
	if ((bounds & FND_UPPER_OPEN) != 0)
		mirror |= FND_LOWER_OPEN;
	if ((bounds & FND_LOWER_INFINITE) != 0)
		mirror |= FND_UPPER_INFINITE;
	if ((bounds & FND_UPPER_INFINITE) != 0)
		mirror |= FND_LOWER_INFINITE;
	return mirror;
}

/* Exact or false, too: the least remainder comes from the most taken off. */
static inline bool
fnd_band_subtract(fnd_band *sum, const fnd_band *band)
{
	if (band->bounds != 0)
		sum->bounds |= fnd_bounds_mirror(band->bounds);
	return fnd_i128_sub(sum->lower, band->upper, &sum->lower) &&
		fnd_i128_sub(sum->point, band->point, &sum->point) &&
		fnd_i128_sub(sum->upper, band->lower, &sum->upper);
}

static inline void
fnd_band_zero(fnd_band *band)
{
	band->lower = fnd_i128_zero();
	band->point = fnd_i128_zero();
	band->upper = fnd_i128_zero();
	band->bounds = 0;
}

/*
 * An estimate as a band, at the scale that holds all three figures; the
 * central one is FND_POINT_UNKNOWN where the estimate has none.
 */
extern FND_LOCAL void fnd_band_from_estimate(const fnd_estimate *estimate,
											 fnd_band *band, int *scale);

/* Multiply all figures by a power of ten; false: over 127 bits. */
extern FND_LOCAL bool fnd_band_shift(fnd_band *band, int shift);

#endif /* FND_SCHEDULE_H */
