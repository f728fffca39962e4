/*-------------------------------------------------------------------------
 *
 * abbreviated_sort.h
 *	  When to give up abbreviated keys, for the sort supports of all types.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_ABBREVIATED_SORT_H
#define FUNDING_ABBREVIATED_SORT_H

#include "funding.h"

#include "utils/sortsupport.h"

/* Begin to sort by keys; note each key that says less than its value. */
extern FND_LOCAL void
funding_abbreviated_begin(SortSupport ssup,
						  Datum (*converter)(Datum original, SortSupport ssup),
						  int (*full)(Datum a, Datum b, SortSupport ssup));
extern FND_LOCAL void funding_abbreviated_note(SortSupport ssup, uint64 key);

#endif /* FUNDING_ABBREVIATED_SORT_H */
