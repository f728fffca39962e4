/*-------------------------------------------------------------------------
 *
 * amount.h
 *	  An exact amount in one currency: the 16 bytes of type monetary.
 *
 * value = coefficient * 10^-scale.  One value has one byte pattern: the scale
 * is the smallest that represents the value, but not below the minor units of
 * the currency.  So equality and hash look at bytes, and amounts of one
 * currency nearly always share a scale.  The rule is in doc/types.md.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_AMOUNT_H
#define FND_AMOUNT_H

#include <string.h>

#include "currency.h"
#include "decimal.h"

/* The layout on disk, in native byte order; spare is zero. */
typedef struct fnd_amount
{
	uint64_t	lo;				/* low 64 bits of the coefficient */
	int32_t		hi;				/* high 32 bits, with the sign */
	uint16_t	currency;
	uint8_t		scale;
	uint8_t		spare;
} fnd_amount;

static inline fnd_i128
fnd_amount_coefficient(const fnd_amount *amount)
{
	return fnd_i128_from_words(amount->hi, amount->lo);
}

static inline int
fnd_amount_sign(const fnd_amount *amount)
{
	if (amount->hi < 0)
		return -1;
	return ((uint64_t) amount->hi | amount->lo) != 0;
}

/* One value has one byte pattern: compilers make two compares of words. */
static inline bool
fnd_amount_equal(const fnd_amount *a, const fnd_amount *b)
{
	return memcmp(a, b, sizeof(fnd_amount)) == 0;
}

/* By amount alone where the scales differ. */
extern FND_LOCAL int fnd_amount_compare_scales(const fnd_amount *a,
											   const fnd_amount *b);

/* By amount alone; the caller owes equal currencies. */
static inline int
fnd_amount_compare(const fnd_amount *a, const fnd_amount *b)
{
	if (FND_UNLIKELY(a->scale != b->scale))
		return fnd_amount_compare_scales(a, b);
	if (FND_UNLIKELY(a->hi != b->hi))
		return a->hi < b->hi ? -1 : 1;
	return (a->lo > b->lo) - (a->lo < b->lo);
}

/* The one total order: by currency, then by amount. */
static inline int
fnd_amount_order(const fnd_amount *a, const fnd_amount *b)
{
	if (a->currency != b->currency)
		return a->currency < b->currency ? -1 : 1;
	return fnd_amount_compare(a, b);
}

/* Canonical form of coefficient * 10^-scale; FND_ERR_RANGE if it has none. */
extern FND_LOCAL fnd_status fnd_amount_make(fnd_i128 coefficient, int scale,
											fnd_currency currency,
											fnd_amount *result);

/* The same of a magnitude, rounded where it has over 28 digits. */
extern FND_LOCAL fnd_status fnd_amount_make_fit(const fnd_u256 *magnitude,
												int scale, bool is_negative,
												fnd_currency currency,
												fnd_rounding mode,
												fnd_amount *result);

/* Are these bytes an amount in canonical form? */
extern FND_LOCAL fnd_status fnd_amount_check(const fnd_amount *amount);

/* The first or the last amount of a currency in the order above. */
extern FND_LOCAL void fnd_amount_extreme(fnd_currency currency, bool is_first,
										 fnd_amount *result);

/* Is a less than b?  The caller owes equal currencies. */
static inline bool
fnd_amount_is_less(const fnd_amount *a, const fnd_amount *b)
{
	if (FND_UNLIKELY(a->scale != b->scale))
		return fnd_amount_compare(a, b) < 0;
	return a->hi != b->hi ? a->hi < b->hi : a->lo < b->lo;
}

/* Exact or FND_ERR_RANGE; FND_ERR_CURRENCY_MISMATCH. */
extern FND_LOCAL fnd_status fnd_amount_add(const fnd_amount *a,
										   const fnd_amount *b,
										   fnd_amount *result);
extern FND_LOCAL fnd_status fnd_amount_subtract(const fnd_amount *a,
												const fnd_amount *b,
												fnd_amount *result);
extern FND_LOCAL void fnd_amount_negate(const fnd_amount *amount,
										fnd_amount *result);

/* Exact while the result fits in 28 digits, rounded in the last otherwise. */
extern FND_LOCAL fnd_status fnd_amount_multiply(const fnd_amount *amount,
												const fnd_decimal *factor,
												fnd_rounding mode,
												fnd_amount *result);
extern FND_LOCAL fnd_status fnd_amount_divide(const fnd_amount *amount,
											  const fnd_decimal *divisor,
											  fnd_rounding mode,
											  fnd_amount *result);

/*
 * Round to so many digits after the point, which may be negative: -3 is to
 * thousands.  Beyond the digits an amount has, the amount itself.
 */
extern FND_LOCAL fnd_status fnd_amount_round(const fnd_amount *amount,
											 int digits, fnd_rounding mode,
											 fnd_amount *result);

/* Read the name of a rounding mode: "half even", "half_even", "HALF-EVEN". */
extern FND_LOCAL bool fnd_rounding_from_name(const char *name, size_t length,
											 fnd_rounding *mode);

#endif /* FND_AMOUNT_H */
