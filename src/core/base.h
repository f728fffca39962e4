/*-------------------------------------------------------------------------
 *
 * base.h
 *	  What every file of the core shares: statuses, rounding modes, visibility.
 *
 * The core is plain C11.  It knows nothing of PostgreSQL: no allocation, no
 * error raising, no locale, no clock, no environment, no mutable global.  The
 * caller hands in buffers and gets a status back; src/funding_error.c alone
 * turns a status into a report.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_BASE_H
#define FND_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define FND_LOCAL __attribute__((visibility("hidden")))
#define FND_LIKELY(x) __builtin_expect(!!(x), 1)
#define FND_UNLIKELY(x) __builtin_expect(!!(x), 0)
#else
#define FND_LOCAL
#define FND_LIKELY(x) (x)
#define FND_UNLIKELY(x) (x)
#endif

/*
 * What a core function answers.  Anything but FND_OK leaves the outputs
 * undefined unless the function says otherwise.
 */
typedef enum fnd_status
{
	FND_OK = 0,

	/* arithmetic */
	FND_ERR_RANGE,				/* more than 28 digits, or out of a limit */
	FND_ERR_DIVISION_BY_ZERO,
	FND_ERR_CURRENCY_MISMATCH,	/* two different currencies meet */
	FND_ERR_NO_CURRENCY,		/* the currency is needed and not known */
	FND_ERR_ARGUMENT,			/* an argument outside its domain */
	FND_ERR_SCALAR_DIGITS,		/* a factor or divisor of over 38 digits */

	/* text input: see fnd_text_error for the place */
	FND_ERR_TEXT_SYNTAX,
	FND_ERR_TEXT_EMPTY,
	FND_ERR_TEXT_DECIMAL_COMMA,
	FND_ERR_TEXT_GROUPING,
	FND_ERR_TEXT_SUFFIX,		/* a magnitude that is not k, M, B, bn or T */
	FND_ERR_TEXT_LOWER_M,		/* "m": million or thousand? */
	FND_ERR_TEXT_NO_CURRENCY,
	FND_ERR_TEXT_TWO_CURRENCIES,
	FND_ERR_TEXT_UNKNOWN_CURRENCY,
	FND_ERR_TEXT_IMPRECISE,		/* an imprecise figure where exact is asked */
	FND_ERR_TEXT_BASIS,			/* a basis that is not pre or post */
	FND_ERR_TEXT_BOUNDS,		/* lower bound above the upper one */
	FND_ERR_TEXT_RANGE_SUFFIX,	/* "3.5..4.5B": is the first one billions? */

	/* binary input and stored bytes */
	FND_ERR_BINARY_CURRENCY,
	FND_ERR_BINARY_RANGE,
	FND_ERR_BINARY_SCALE,		/* not the canonical scale */
	FND_ERR_BINARY_SPARE,		/* spare bits are not zero */
	FND_ERR_BINARY_KIND,		/* kind, bounds and basis do not agree */
	FND_ERR_BINARY_STATE,		/* a serialized aggregate state */
	FND_ERR_BINARY_VERSION,		/* a layout that this version does not know */
	FND_ERR_BINARY_BOOK,		/* a rate book that contradicts itself */

	/* bounds and bases */
	FND_ERR_BOUNDS_ORDER,		/* lower above upper */
	FND_ERR_NOT_EXACT,			/* an exact figure is needed */
	FND_ERR_NEGATIVE,			/* a negative amount where none can be */

	/* allocation */
	FND_ERR_WEIGHT_NEGATIVE,
	FND_ERR_WEIGHTS_ZERO,
	FND_ERR_WEIGHT_DIGITS,

	/* rates */
	FND_ERR_RATE_CONTRADICTION,	/* two rates for one day */
	FND_ERR_RATE_DIGITS, /* rates of a currency over 38 digits together */
	FND_ERR_RATE_CURRENCY,		/* the book has no rate of a currency */
	FND_ERR_RATE_NONE,			/* none at or before the day */
	FND_ERR_RATE_AGE			/* the newest one is too old */
} fnd_status;

/* The seven directions, named as in java.math.RoundingMode and JSR 354. */
typedef enum fnd_rounding
{
	FND_ROUND_HALF_EVEN,
	FND_ROUND_HALF_UP,			/* half away from zero */
	FND_ROUND_HALF_DOWN,		/* half toward zero */
	FND_ROUND_UP,				/* away from zero */
	FND_ROUND_DOWN,				/* toward zero */
	FND_ROUND_CEILING,			/* toward positive infinity */
	FND_ROUND_FLOOR				/* toward negative infinity */
} fnd_rounding;

#endif /* FND_BASE_H */
