/*-------------------------------------------------------------------------
 *
 * abbreviate.h
 *	  Short texts for people's eyes: "80.0B USD".
 *
 * A figure is shown in the largest of T, B, M, k that it reaches, with so
 * many decimals.  An exact figure is rounded half-even; a bound is rounded
 * outward, and the reach of an approximate figure upward, so that the short
 * text never claims more than the long one.  doc/types.md, "Abbreviation".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_ABBREVIATE_H
#define FND_ABBREVIATE_H

#include "text.h"

#define FND_ABBREVIATE_DIGITS_MAX 12

/* FND_ERR_ARGUMENT unless digits is 0 to FND_ABBREVIATE_DIGITS_MAX. */
extern FND_LOCAL fnd_status fnd_abbreviate_amount(const fnd_amount *amount,
												  int digits,
												  char buffer[FND_TEXT_MAX]);
extern FND_LOCAL fnd_status fnd_abbreviate_estimate(const fnd_estimate *e,
													int			digits,
													const char *plus_minus,
													char buffer[FND_TEXT_MAX]);

#endif /* FND_ABBREVIATE_H */
