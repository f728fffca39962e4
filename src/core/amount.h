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

/* The same currency and scale, in one compare: spare bytes are zero. */
static inline bool
fnd_amount_same_unit(const fnd_amount *a, const fnd_amount *b)
{
	size_t		at = offsetof(fnd_amount, currency);

	return memcmp((const char *) a + at, (const char *) b + at,
				  sizeof(fnd_amount) - at) == 0;
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

/*
 * The fast paths below take the amounts whose coefficient has 64 bits, which
 * are nearly all of them; the others go to functions whose name ends in
 * _full.  Those answer the same for every amount.
 */
static inline bool
fnd_amount_is_i64(const fnd_amount *amount)
{
	return amount->hi == ((amount->lo >> 63) != 0 ? -1 : 0);
}

/* At the scale of the minor units no zero can be taken away. */
static inline bool
fnd_amount_is_in_minor_units(const fnd_amount *amount)
{
	return amount->scale == fnd_currency_minor_units(amount->currency);
}

/*
 * The canonical form of a coefficient of 64 bits; the caller owes a scale
 * that is not below the minor units and not above FND_SCALE_MAX.
 */
static inline void
fnd_amount_from_i64(int64_t coefficient, int scale, fnd_currency currency,
					fnd_amount *result)
{
	int			minor_units = fnd_currency_minor_units(currency);

	/* at most 28 rounds */
	while (scale > minor_units && coefficient % 10 == 0)
	{
		coefficient /= 10;
		scale--;
	}
	result->lo = (uint64_t) coefficient;
	result->hi = coefficient < 0 ? -1 : 0;
	result->currency = currency;
	result->scale = (uint8_t) scale;
	result->spare = 0;
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

extern FND_LOCAL fnd_status fnd_amount_check_full(const fnd_amount *amount);

/* Are these bytes an amount in canonical form? */
static inline fnd_status
fnd_amount_check(const fnd_amount *amount)
{
	if (FND_LIKELY(
			amount->spare == 0 && fnd_currency_is_known(amount->currency) &&
			fnd_amount_is_in_minor_units(amount) && fnd_amount_is_i64(amount)))
		return FND_OK;
	return fnd_amount_check_full(amount);
}

/* The first or the last amount of a currency in the order above. */
extern FND_LOCAL void fnd_amount_extreme(fnd_currency currency, bool is_first,
										 fnd_amount *result);

extern FND_LOCAL fnd_status fnd_amount_add_full(const fnd_amount *a,
												const fnd_amount *b,
												fnd_amount *result);
extern FND_LOCAL fnd_status fnd_amount_subtract_full(const fnd_amount *a,
													 const fnd_amount *b,
													 fnd_amount *result);

/* May the coefficients be added in 64 bits, with nothing to align or strip? */
static inline bool
fnd_amounts_are_alike(const fnd_amount *a, const fnd_amount *b)
{
	return a->currency == b->currency && a->scale == b->scale &&
		fnd_amount_is_in_minor_units(a) && fnd_amount_is_i64(a) &&
		fnd_amount_is_i64(b);
}

/* Exact or FND_ERR_RANGE; FND_ERR_CURRENCY_MISMATCH. */
static inline fnd_status
fnd_amount_add(const fnd_amount *a, const fnd_amount *b, fnd_amount *result)
{
	int64_t		sum;

	if (FND_UNLIKELY(!fnd_amounts_are_alike(a, b) ||
					 !fnd_i64_add((int64_t) a->lo, (int64_t) b->lo, &sum)))
		return fnd_amount_add_full(a, b, result);
	result->lo = (uint64_t) sum;
	result->hi = sum < 0 ? -1 : 0;
	result->currency = a->currency;
	result->scale = a->scale;
	result->spare = 0;
	return FND_OK;
}

static inline fnd_status
fnd_amount_subtract(const fnd_amount *a, const fnd_amount *b,
					fnd_amount *result)
{
	int64_t		difference;

	if (FND_UNLIKELY(
			!fnd_amounts_are_alike(a, b) ||
			!fnd_i64_sub((int64_t) a->lo, (int64_t) b->lo, &difference)))
		return fnd_amount_subtract_full(a, b, result);
	result->lo = (uint64_t) difference;
	result->hi = difference < 0 ? -1 : 0;
	result->currency = a->currency;
	result->scale = a->scale;
	result->spare = 0;
	return FND_OK;
}

extern FND_LOCAL void fnd_amount_negate(const fnd_amount *amount,
										fnd_amount *result);

extern FND_LOCAL fnd_status fnd_amount_multiply_full(const fnd_amount *amount,
													 const fnd_decimal *factor,
													 fnd_rounding mode,
													 fnd_amount *result);

/* Exact while the result fits in 28 digits, rounded in the last otherwise. */
static inline fnd_status
fnd_amount_multiply(const fnd_amount *amount, const fnd_decimal *factor,
					fnd_rounding mode, fnd_amount *result)
{
	int64_t		product;

	/* a product of 64 bits has 19 digits at most: nothing to round */
	if (FND_UNLIKELY(factor->scale < 0 ||
					 factor->scale > FND_SCALE_MAX - amount->scale ||
					 !fnd_amount_is_i64(amount) ||
					 !fnd_i128_is_i64(factor->coefficient) ||
					 !fnd_i64_mul((int64_t) amount->lo,
								  (int64_t) fnd_i128_lo(factor->coefficient),
								  &product)))
		return fnd_amount_multiply_full(amount, factor, mode, result);
	fnd_amount_from_i64(product, amount->scale + factor->scale,
						amount->currency, result);
	return FND_OK;
}

extern FND_LOCAL fnd_status fnd_amount_divide(const fnd_amount *amount,
											  const fnd_decimal *divisor,
											  fnd_rounding mode,
											  fnd_amount *result);

extern FND_LOCAL fnd_status fnd_amount_round_full(const fnd_amount *amount,
												  int digits,
												  fnd_rounding mode,
												  fnd_amount *result);

/*
 * The amount in another currency: amount * factor / divisor, which are above
 * zero and have at most 38 digits and a scale of 0 to 38.  Rounded half-even
 * once, where the result has over 28 digits.
 */
extern FND_LOCAL fnd_status fnd_amount_exchange(const fnd_amount *amount,
												const fnd_decimal *factor,
												const fnd_decimal *divisor,
												fnd_currency currency,
												fnd_amount *result);

/*
 * Round to so many digits after the point, which may be negative: -3 is to
 * thousands.  Beyond the digits an amount has, the amount itself.
 */
static inline fnd_status
fnd_amount_round(const fnd_amount *amount, int digits, fnd_rounding mode,
				 fnd_amount *result)
{
	int64_t		coefficient = (int64_t) amount->lo;
	int64_t		divisor;
	int64_t		rest;
	int64_t		other;

	if (digits >= amount->scale)
	{
		*result = *amount;
		return FND_OK;
	}

	/* a divisor of 10^18 at most: the quotient goes up without overflow */
	if (FND_UNLIKELY(digits < fnd_currency_minor_units(amount->currency) ||
					 amount->scale - digits >= FND_POW10_U64_MAX ||
					 !fnd_amount_is_i64(amount)))
		return fnd_amount_round_full(amount, digits, mode, result);
	divisor = (int64_t) fnd_pow10_u64[amount->scale - digits];
	if (divisor == 10)
	{
		/* by a constant, which needs no division: a price times 1.1 */
		rest = coefficient % 10;
		coefficient /= 10;
	}
	else
	{
		rest = coefficient % divisor;
		coefficient /= divisor;
	}
	if (rest != 0)
	{
		bool		is_negative = rest < 0;

		if (is_negative)
			rest = -rest;
		other = divisor - rest;
		if (fnd_rounds_away(mode, is_negative, (coefficient & 1) != 0,
							(rest > other) - (rest < other)))
			coefficient += is_negative ? -1 : 1;
	}
	fnd_amount_from_i64(coefficient, digits, amount->currency, result);
	return FND_OK;
}

/* Read the name of a rounding mode: "half even", "half_even", "HALF-EVEN". */
extern FND_LOCAL bool fnd_rounding_from_name(const char *name, size_t length,
											 fnd_rounding *mode);

#endif /* FND_AMOUNT_H */
