/*-------------------------------------------------------------------------
 *
 * raise.h
 *	  What a plan has to raise: its lowest cash, lifted to the floor.
 *
 * fnd_raise_init() once, fnd_raise_add() once a month row, and then
 * fnd_raise_finish().  Formulas and worked numbers are in doc/runway.md,
 * "Required raise".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_RAISE_H
#define FND_RAISE_H

#include "projection.h"

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

#endif /* FND_RAISE_H */
