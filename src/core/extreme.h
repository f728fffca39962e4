/*-------------------------------------------------------------------------
 *
 * extreme.h
 *	  The least and the greatest of many amounts or estimates, their hull and
 *	  their intersection.
 *
 * Of estimates all four are one thing: the least or the greatest of the lower
 * bounds, and the least or the greatest of the upper ones.
 *
 *					lower bound		upper bound
 *	min				least			least
 *	max				greatest		greatest
 *	hull			least			greatest
 *	intersection	greatest		least
 *
 * The kind: where a row has both bounds of the result, it is the kind of that
 * row, and of several such rows the kind whose tag comes first; otherwise the
 * bounds alone decide.  Such a row is the first of all rows by lower bound,
 * upper bound and tag, each in the direction of the table.  So bounds and kind
 * are firsts in a total order, and neither the order of the rows nor the way
 * they are split or taken out matters.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_EXTREME_H
#define FND_EXTREME_H

#include "deque.h"
#include "estimate_math.h"

/*
 * The least or the greatest amount of a moving frame.  Rows leave in the
 * order in which they came in.
 */
typedef struct fnd_amount_window
{
	fnd_deque	best;			/* of fnd_amount */
	int64_t		rows_count;
	fnd_currency currency;		/* of the rows; none if there are no rows */
	bool		is_max;
} fnd_amount_window;

extern FND_LOCAL void fnd_amount_window_init(fnd_amount_window *window,
											 bool is_max);

/*
 * FND_ERR_CURRENCY_MISMATCH, and nothing is changed.  The caller owes a deque
 * that is not full.
 */
extern FND_LOCAL fnd_status fnd_amount_window_add(fnd_amount_window *window,
												  const fnd_amount *amount);

/* The oldest row leaves. */
extern FND_LOCAL void fnd_amount_window_remove(fnd_amount_window *window,
											   const fnd_amount *amount);

typedef enum fnd_extreme
{
	FND_EXTREME_MIN,
	FND_EXTREME_MAX,
	FND_EXTREME_HULL,
	FND_EXTREME_INTERSECTION
} fnd_extreme;

#define FND_EXTREME_COUNT 4

/* A bound as a place on the line: at a value, just beside it, or without end. */
typedef struct fnd_end
{
	uint64_t	lo;				/* coefficient: zero if infinite */
	int32_t		hi;
	uint8_t		scale;
	int8_t		side;			/* of an open bound: 1 above, -1 below */
	int8_t		infinity;		/* 1, -1, or 0 for a finite one */
	uint8_t		spare;			/* zero */
} fnd_end;

typedef struct fnd_ends
{
	fnd_end		lower;
	fnd_end		upper;
	int64_t		tag;			/* fnd_tag */
} fnd_ends;

typedef struct fnd_estimate_fold
{
	fnd_ends	first;			/* the row that comes first */
	fnd_end		upper;			/* the first upper bound of all */
	fnd_currency currency;		/* none if no row has one */
	bool		has_rows;
	uint8_t		extreme;		/* fnd_extreme */
} fnd_estimate_fold;

extern FND_LOCAL void fnd_estimate_fold_init(fnd_estimate_fold *state,
											 fnd_extreme extreme);

/* FND_ERR_CURRENCY_MISMATCH, and nothing is changed. */
extern FND_LOCAL fnd_status
fnd_estimate_fold_add(fnd_estimate_fold *state, const fnd_estimate *estimate);

/* The caller owes two states of one extreme. */
extern FND_LOCAL fnd_status fnd_estimate_fold_combine(
	fnd_estimate_fold *state, const fnd_estimate_fold *more);

/*
 * is_empty is set, and result undefined, where an intersection is empty.
 * FND_ERR_RANGE where the two bounds have no common scale; the caller owes
 * rows.
 */
extern FND_LOCAL fnd_status fnd_estimate_fold_result(
	const fnd_estimate_fold *state, fnd_estimate *result, bool *is_empty);

/* A state on the wire, big-endian; FND_ERR_BINARY_STATE. */
#define FND_ESTIMATE_FOLD_BYTES (3 * 15 + 5)

extern FND_LOCAL void
fnd_estimate_fold_write(const fnd_estimate_fold *state,
						uint8_t bytes[FND_ESTIMATE_FOLD_BYTES]);
extern FND_LOCAL fnd_status fnd_estimate_fold_read(const uint8_t *bytes,
												   size_t length,
												   fnd_estimate_fold *state);

/* The same of a moving frame. */
typedef struct fnd_estimate_window
{
	fnd_deque	first;			/* of fnd_ends */
	fnd_deque	upper;			/* of fnd_end */
	int64_t		rows_count;
	int64_t		currency_rows_count; /* rows whose currency is known */
	fnd_currency currency;
	fnd_extreme	extreme;
} fnd_estimate_window;

extern FND_LOCAL void fnd_estimate_window_init(fnd_estimate_window *window,
											   fnd_extreme extreme);

/* As fnd_amount_window_add: neither deque may be full. */
extern FND_LOCAL fnd_status fnd_estimate_window_add(
	fnd_estimate_window *window, const fnd_estimate *estimate);
extern FND_LOCAL void fnd_estimate_window_remove(fnd_estimate_window *window,
												 const fnd_estimate *estimate);
extern FND_LOCAL fnd_status fnd_estimate_window_result(
	const fnd_estimate_window *window, fnd_estimate *result, bool *is_empty);

#endif /* FND_EXTREME_H */
