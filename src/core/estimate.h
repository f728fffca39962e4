/*-------------------------------------------------------------------------
 *
 * estimate.h
 *	  An amount as precisely as its source gave it: the 32 bytes of the types
 *	  estimate and valuation.
 *
 * An estimate is an interval of one currency with a kind.  Each bound is
 * closed, open or infinite.  Both coefficients share one scale, the smallest
 * that represents both, but not below the minor units.  A coefficient of an
 * infinite bound is zero.  A valuation is the same with a basis; basis is
 * FND_BASIS_NONE in every estimate.  The rules are in doc/types.md.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_ESTIMATE_H
#define FND_ESTIMATE_H

#include "amount.h"

/* The order of these numbers is part of the sort order: append only. */
typedef enum fnd_kind
{
	FND_KIND_EXACT = 0,
	FND_KIND_APPROXIMATE = 1,
	FND_KIND_NEARLY = 2,
	FND_KIND_AT_LEAST = 3,
	FND_KIND_MORE_THAN = 4,
	FND_KIND_AT_MOST = 5,
	FND_KIND_LESS_THAN = 6,
	FND_KIND_RANGE = 7,
	FND_KIND_UNDISCLOSED = 8
} fnd_kind;

#define FND_KIND_COUNT 9

#define FND_LOWER_OPEN 1
#define FND_UPPER_OPEN 2
#define FND_LOWER_INFINITE 4
#define FND_UPPER_INFINITE 8

typedef enum fnd_basis
{
	FND_BASIS_NONE = 0,			/* not stated */
	FND_BASIS_PRE = 1,
	FND_BASIS_POST = 2
} fnd_basis;

/* The layout on disk, in native byte order; spare is zero. */
typedef struct fnd_estimate
{
	uint64_t	lower_lo;
	uint64_t	upper_lo;
	int32_t		lower_hi;
	int32_t		upper_hi;
	uint16_t	currency;		/* FND_CURRENCY_NONE: not known */
	uint8_t		scale;
	uint8_t		kind;			/* fnd_kind */
	uint8_t		bounds;			/* FND_LOWER_OPEN and so on */
	uint8_t		basis;			/* fnd_basis */
	uint8_t		spare[2];
} fnd_estimate;

/*
 * What a kind becomes in arithmetic, beside the bounds.  A tag is what two
 * kinds have in common: the figure that was written lies in the middle, at
 * the far end, and so on.  Tags combine in any order, kinds do not; that is
 * why sums keep tags to the end.
 */
typedef enum fnd_tag
{
	FND_TAG_EXACT,
	FND_TAG_APPROXIMATE,		/* the written figure is the middle */
	FND_TAG_NEARLY_BELOW,		/* the written figure is the upper bound */
	FND_TAG_NEARLY_ABOVE,		/* ... the lower one, of a negative figure */
	FND_TAG_UP_TO,				/* from zero up to the written figure */
	FND_TAG_UNDISCLOSED,
	FND_TAG_RANGE				/* the bounds say it all */
} fnd_tag;

#define FND_TAG_COUNT 7

/* The working form: any two bounds, at any scale of 0 to 28. */
typedef struct fnd_interval
{
	fnd_i128	lower;			/* zero if infinite */
	fnd_i128	upper;
	int			scale;
	fnd_currency currency;
	uint8_t		bounds;
	fnd_tag		tag;
} fnd_interval;

static inline fnd_i128
fnd_estimate_lower_coefficient(const fnd_estimate *e)
{
	return fnd_i128_from_words(e->lower_hi, e->lower_lo);
}

static inline fnd_i128
fnd_estimate_upper_coefficient(const fnd_estimate *e)
{
	return fnd_i128_from_words(e->upper_hi, e->upper_lo);
}

extern FND_LOCAL const char *fnd_kind_name(fnd_kind kind);
extern FND_LOCAL bool fnd_kind_from_name(const char *name, size_t length,
										 fnd_kind *kind);

/*
 * From working form to canonical bytes and back.  make() settles the kind
 * from tag and bounds; it fails with FND_ERR_BOUNDS_ORDER on an empty
 * interval, FND_ERR_RANGE on too many digits, FND_ERR_NO_CURRENCY where a
 * bound other than zero has no currency.
 */
extern FND_LOCAL fnd_status fnd_estimate_make(const fnd_interval *interval,
											  fnd_basis basis,
											  fnd_estimate *result);
extern FND_LOCAL void fnd_estimate_open(const fnd_estimate *estimate,
										fnd_interval *interval);

/* Are these bytes an estimate (allow_basis: or a valuation) in canonical form? */
extern FND_LOCAL fnd_status fnd_estimate_check(const fnd_estimate *estimate,
											   bool allow_basis);

extern FND_LOCAL void fnd_estimate_from_amount(const fnd_amount *amount,
											   fnd_estimate *result);

/* FND_ERR_NOT_EXACT unless kind is exact. */
extern FND_LOCAL fnd_status fnd_estimate_to_amount(const fnd_estimate *e,
												   fnd_amount *result);

/*
 * A written figure with a kind, as text input and the constructor give it:
 * written_scale is where its last significant digit stands (0 the units, 2
 * the cents, -9 the billions).  The reach of approximate and nearly figures
 * follows the reading convention of doc/types.md.
 */
extern FND_LOCAL fnd_status fnd_estimate_from_figure(
	fnd_i128 coefficient, int scale, int written_scale, fnd_currency currency,
	fnd_kind kind, fnd_estimate *result);

/* Bounds and the written figure, where there is one: false if there is none. */
extern FND_LOCAL bool fnd_estimate_lower(const fnd_estimate *e,
										 fnd_amount *result);
extern FND_LOCAL bool fnd_estimate_upper(const fnd_estimate *e,
										 fnd_amount *result);
extern FND_LOCAL bool fnd_estimate_point(const fnd_estimate *e,
										 fnd_amount *result);

/* One value has one byte pattern, as of amounts. */
static inline bool
fnd_estimate_equal(const fnd_estimate *a, const fnd_estimate *b)
{
	return memcmp(a, b, sizeof(fnd_estimate)) == 0;
}

/* The order of two figures of one currency. */
extern FND_LOCAL int fnd_estimate_compare(const fnd_estimate *a,
										  const fnd_estimate *b);

/*
 * The one total order: currency, lower, upper, kind, basis.  At equal scale
 * lower bounds that differ and are finite decide by themselves.
 */
static inline int
fnd_estimate_order(const fnd_estimate *a, const fnd_estimate *b)
{
	if (a->currency != b->currency)
		return a->currency < b->currency ? -1 : 1;
	if (FND_LIKELY(a->scale == b->scale &&
				   ((a->bounds | b->bounds) & FND_LOWER_INFINITE) == 0))
	{
		if (a->lower_hi != b->lower_hi)
			return a->lower_hi < b->lower_hi ? -1 : 1;
		if (a->lower_lo != b->lower_lo)
			return a->lower_lo < b->lower_lo ? -1 : 1;
	}
	return fnd_estimate_compare(a, b);
}

/*
 * The first or the last of a known currency in that order; the basis, which
 * comes last in the order, is the caller's.
 */
extern FND_LOCAL void fnd_estimate_extreme(fnd_currency currency,
										   bool is_first, fnd_basis basis,
										   fnd_estimate *result);

/*
 * Three-valued answers: FND_UNKNOWN where the intervals overlap, or where
 * currencies (or, of valuations, bases) differ or are not known.
 */
typedef enum fnd_answer
{
	FND_FALSE = 0,
	FND_TRUE = 1,
	FND_UNKNOWN = 2
} fnd_answer;

extern FND_LOCAL fnd_answer fnd_estimate_less(const fnd_estimate *a,
											  const fnd_estimate *b);
extern FND_LOCAL fnd_answer fnd_estimate_less_equal(const fnd_estimate *a,
													const fnd_estimate *b);
extern FND_LOCAL fnd_answer fnd_estimate_overlaps(const fnd_estimate *a,
												  const fnd_estimate *b);
extern FND_LOCAL fnd_answer fnd_estimate_contains(const fnd_estimate *outer,
												  const fnd_estimate *inner);

#endif /* FND_ESTIMATE_H */
