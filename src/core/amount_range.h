/*-------------------------------------------------------------------------
 *
 * amount_range.h
 *	  Does an amount lie within an offset of another one?
 *
 * The question of window frames with RANGE BETWEEN ... PRECEDING.  It is
 * exact beyond 28 digits, so that it has an answer near the limits too.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_AMOUNT_RANGE_H
#define FND_AMOUNT_RANGE_H

#include "amount.h"

/*
 * Is value before or at the bound (is_before) or behind or at it, in the
 * order by currency and amount?  The bound is base less the offset
 * (is_preceding) or base plus it.  The offset, offset * 10^-offset_scale in
 * the currency of base, is not negative, of at most 28 digits, and at a
 * scale of 0 to 28.
 */
extern FND_LOCAL bool fnd_amount_in_range(const fnd_amount *value,
										  const fnd_amount *base,
										  fnd_i128 offset, int offset_scale,
										  bool is_preceding, bool is_before);

#endif /* FND_AMOUNT_RANGE_H */
