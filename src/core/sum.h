/*-------------------------------------------------------------------------
 *
 * sum.h
 *	  Exact sums of any number of amounts or estimates.
 *
 * A running sum is a 128-bit coefficient at one scale, which is all that most
 * columns ever need.  When the scale of the rows changes, or the 128 bits
 * are full, it is emptied into a 256-bit sum at 28 decimals.  That one holds
 * 2^63 rows of any size, so that the result does not depend on the order of
 * the rows, and a row can be taken out again.  The range check is at the end.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_SUM_H
#define FND_SUM_H

#include "estimate_math.h"

typedef struct fnd_sum
{
	fnd_i128	part;			/* at scale */
	fnd_u256	total;			/* signed, at FND_SCALE_MAX decimals */
	int32_t		scale;
	bool		has_total;
} fnd_sum;

typedef struct fnd_amount_sum
{
	fnd_sum		sum;
	int64_t		rows_count;
	fnd_currency currency;		/* of the rows; none if there are no rows */
} fnd_amount_sum;

typedef struct fnd_estimate_sum
{
	fnd_sum		lower;
	fnd_sum		upper;
	int64_t		rows_count;
	int64_t		currency_rows_count; /* rows whose currency is known */
	int64_t		lower_infinite_count;
	int64_t		upper_infinite_count;
	int64_t		lower_open_count;
	int64_t		upper_open_count;
	int64_t		tag_count[FND_TAG_COUNT];
	fnd_currency currency;
} fnd_estimate_sum;

/* Where the scale changes, or the 128 bits are full. */
extern FND_LOCAL void fnd_sum_begin_part(fnd_sum *sum, fnd_i128 coefficient,
										 int scale);

static inline void
fnd_sum_add(fnd_sum *sum, fnd_i128 coefficient, int scale)
{
	fnd_i128	part;

	if (FND_LIKELY(scale == sum->scale &&
				   fnd_i128_add(sum->part, coefficient, &part)))
		sum->part = part;
	else
		fnd_sum_begin_part(sum, coefficient, scale);
}

/* FND_ERR_CURRENCY_MISMATCH, and nothing is changed. */
static inline fnd_status
fnd_amount_sum_add(fnd_amount_sum *sum, const fnd_amount *amount)
{
	if (FND_UNLIKELY(sum->currency != amount->currency))
	{
		if (sum->rows_count != 0)
			return FND_ERR_CURRENCY_MISMATCH;
		sum->currency = amount->currency;
	}
	sum->rows_count++;
	fnd_sum_add(&sum->sum, fnd_amount_coefficient(amount), amount->scale);
	return FND_OK;
}

extern FND_LOCAL void fnd_amount_sum_init(fnd_amount_sum *sum);

/* Take out a row that was added before. */
extern FND_LOCAL void fnd_amount_sum_remove(fnd_amount_sum *sum,
											const fnd_amount *amount);
extern FND_LOCAL fnd_status fnd_amount_sum_combine(fnd_amount_sum *sum,
												   const fnd_amount_sum *more);

/* FND_ERR_RANGE where the total has over 28 digits; the caller owes rows. */
extern FND_LOCAL fnd_status fnd_amount_sum_result(const fnd_amount_sum *sum,
												  fnd_amount *result);

/*
 * The sum divided by the rows, of which the caller owes some; rounded
 * half-even beyond 28 digits, as fnd_amount_divide does.  The total itself
 * may have more digits than an amount.
 */
extern FND_LOCAL fnd_status fnd_amount_sum_average(const fnd_amount_sum *sum,
												   fnd_amount *result);

extern FND_LOCAL void fnd_estimate_sum_init(fnd_estimate_sum *sum);
extern FND_LOCAL fnd_status fnd_estimate_sum_add(fnd_estimate_sum *sum,
												 const fnd_estimate *estimate);
extern FND_LOCAL void fnd_estimate_sum_remove(fnd_estimate_sum *sum,
											  const fnd_estimate *estimate);
extern FND_LOCAL fnd_status
fnd_estimate_sum_combine(fnd_estimate_sum *sum, const fnd_estimate_sum *more);
extern FND_LOCAL fnd_status
fnd_estimate_sum_result(const fnd_estimate_sum *sum, fnd_estimate *result);

/* The same divided by the rows, rounded outward. */
extern FND_LOCAL fnd_status
fnd_estimate_sum_average(const fnd_estimate_sum *sum, fnd_estimate *result);

/*
 * States on the wire, big-endian.  Reading checks everything that a state
 * promises and answers FND_ERR_BINARY_STATE.
 */
#define FND_AMOUNT_SUM_BYTES 42
#define FND_ESTIMATE_SUM_BYTES (2 + 8 * 13 + 2 * 32)

extern FND_LOCAL void
fnd_amount_sum_write(const fnd_amount_sum *sum,
					 uint8_t bytes[FND_AMOUNT_SUM_BYTES]);
extern FND_LOCAL fnd_status fnd_amount_sum_read(const uint8_t *bytes,
												size_t		length,
												fnd_amount_sum *sum);
extern FND_LOCAL void
fnd_estimate_sum_write(const fnd_estimate_sum *sum,
					   uint8_t bytes[FND_ESTIMATE_SUM_BYTES]);
extern FND_LOCAL fnd_status fnd_estimate_sum_read(const uint8_t *bytes,
												  size_t length,
												  fnd_estimate_sum *sum);

#endif /* FND_SUM_H */
