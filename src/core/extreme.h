/*-------------------------------------------------------------------------
 *
 * extreme.h
 *	  The least and the greatest of many amounts.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_EXTREME_H
#define FND_EXTREME_H

#include "amount.h"
#include "deque.h"

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

#endif /* FND_EXTREME_H */
