/*-------------------------------------------------------------------------
 *
 * sum.c
 *	  Exact sums of any number of amounts or estimates.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "sum.h"

/* Empty the running part into the total; the first row finds it empty. */
static void
flush(fnd_sum *sum)
{
	if (fnd_i128_is_zero(sum->part))
		return;
	fnd_s256_add_i128(&sum->total, sum->part, FND_SCALE_MAX - sum->scale);
	sum->part = fnd_i128_zero();
	sum->has_total = true;
}

void
fnd_sum_begin_part(fnd_sum *sum, fnd_i128 coefficient, int scale)
{
	flush(sum);
	sum->part = coefficient;
	sum->scale = scale;
}

/* The whole sum, signed, at FND_SCALE_MAX decimals. */
static fnd_u256
total_of(const fnd_sum *sum)
{
	fnd_sum		copy = *sum;

	flush(&copy);
	return copy.total;
}

static void
combine(fnd_sum *sum, const fnd_sum *more)
{
	fnd_sum_add(sum, more->part, more->scale);
	if (more->has_total)
	{
		fnd_s256_add(&sum->total, &more->total);
		sum->has_total = true;
	}
}

/*
 * Sign and magnitude of a sum with the zeros behind the point taken off,
 * which is where a total that fits has room.
 */
static fnd_status
settle(const fnd_sum *sum, fnd_i128 *coefficient, int *scale)
{
	fnd_u256	total;
	bool		is_negative;

	if (!sum->has_total)
	{
		*coefficient = sum->part;
		*scale = sum->scale;
		return FND_OK;
	}
	total = total_of(sum);
	is_negative = fnd_s256_is_negative(&total);
	if (is_negative)
		fnd_s256_negate(&total);
	*scale = FND_SCALE_MAX;
	while (*scale > 0)
	{
		fnd_u256	ten = fnd_u256_from_u64(10);
		fnd_u256	tenth;
		fnd_u256	rest;

		fnd_u256_divide(&total, &ten, &tenth, &rest);
		if (!fnd_u256_is_zero(&rest))
			break;
		total = tenth;
		(*scale)--;
	}
	return fnd_u256_to_i128(&total, is_negative, coefficient) ? FND_OK :
																FND_ERR_RANGE;
}

void
fnd_amount_sum_init(fnd_amount_sum *sum)
{
	memset(sum, 0, sizeof(*sum));
}

void
fnd_amount_sum_remove(fnd_amount_sum *sum, const fnd_amount *amount)
{
	sum->rows_count--;
	fnd_sum_add(&sum->sum, fnd_i128_neg(fnd_amount_coefficient(amount)),
				amount->scale);
	if (sum->rows_count == 0)
		fnd_amount_sum_init(sum);
}

fnd_status
fnd_amount_sum_combine(fnd_amount_sum *sum, const fnd_amount_sum *more)
{
	if (more->rows_count == 0)
		return FND_OK;
	if (sum->rows_count == 0)
	{
		*sum = *more;
		return FND_OK;
	}
	if (sum->currency != more->currency)
		return FND_ERR_CURRENCY_MISMATCH;
	sum->rows_count += more->rows_count;
	combine(&sum->sum, &more->sum);
	return FND_OK;
}

fnd_status
fnd_amount_sum_result(const fnd_amount_sum *sum, fnd_amount *result)
{
	fnd_i128	coefficient;
	int			scale;
	fnd_status	status = settle(&sum->sum, &coefficient, &scale);

	if (status != FND_OK)
		return status;
	return fnd_amount_make(coefficient, scale, sum->currency, result);
}

/*
 * Total and count have at most 76 and 19 digits: either the quotient has 30
 * digits or more without a shift, or 30 or 31 with one.
 */
fnd_status
fnd_amount_sum_average(const fnd_amount_sum *sum, fnd_amount *result)
{
	fnd_u256	count = fnd_u256_from_u64((uint64_t) sum->rows_count);
	fnd_u256	total;
	fnd_u256	quotient;
	int			scale = FND_SCALE_MAX;
	int			shift;
	bool		is_negative;

	if (sum->sum.has_total)
	{
		total = total_of(&sum->sum);
		is_negative = fnd_s256_is_negative(&total);
		if (is_negative)
			fnd_s256_negate(&total);
	}
	else
	{
		total = fnd_u256_magnitude(sum->sum.part);
		is_negative = fnd_i128_sign(sum->sum.part) < 0;
		scale = sum->sum.scale;
	}
	shift = fnd_u256_digits(&count) + FND_DIGITS_MAX + 2 -
		fnd_u256_digits(&total);
	if (shift < 0)
		shift = 0;
	quotient = fnd_u256_divide_sticky(&total, &count, shift);
	return fnd_amount_make_fit(&quotient, scale + shift + 1, is_negative,
							   sum->currency, FND_ROUND_HALF_EVEN, result);
}

void
fnd_estimate_sum_init(fnd_estimate_sum *sum)
{
	memset(sum, 0, sizeof(*sum));
}

static void
count_row(fnd_estimate_sum *sum, const fnd_interval *interval, int step)
{
	uint8_t		bounds = interval->bounds;

	sum->rows_count += step;
	sum->tag_count[interval->tag] += step;
	if (interval->currency != FND_CURRENCY_NONE)
		sum->currency_rows_count += step;
	if ((bounds & FND_LOWER_INFINITE) != 0)
		sum->lower_infinite_count += step;
	if ((bounds & FND_UPPER_INFINITE) != 0)
		sum->upper_infinite_count += step;
	if ((bounds & FND_LOWER_OPEN) != 0)
		sum->lower_open_count += step;
	if ((bounds & FND_UPPER_OPEN) != 0)
		sum->upper_open_count += step;
}

fnd_status
fnd_estimate_sum_add(fnd_estimate_sum *sum, const fnd_estimate *estimate)
{
	fnd_interval interval;

	if (estimate->currency != FND_CURRENCY_NONE &&
		sum->currency != estimate->currency)
	{
		if (sum->currency_rows_count != 0)
			return FND_ERR_CURRENCY_MISMATCH;
		sum->currency = estimate->currency;
	}
	fnd_estimate_open(estimate, &interval);
	fnd_sum_add(&sum->lower, interval.lower, interval.scale);
	fnd_sum_add(&sum->upper, interval.upper, interval.scale);
	count_row(sum, &interval, 1);
	return FND_OK;
}

void
fnd_estimate_sum_remove(fnd_estimate_sum *sum, const fnd_estimate *estimate)
{
	fnd_interval interval;

	fnd_estimate_open(estimate, &interval);
	fnd_sum_add(&sum->lower, fnd_i128_neg(interval.lower), interval.scale);
	fnd_sum_add(&sum->upper, fnd_i128_neg(interval.upper), interval.scale);
	count_row(sum, &interval, -1);
	if (sum->currency_rows_count == 0)
		sum->currency = FND_CURRENCY_NONE;
	if (sum->rows_count == 0)
		fnd_estimate_sum_init(sum);
}

fnd_status
fnd_estimate_sum_combine(fnd_estimate_sum *sum, const fnd_estimate_sum *more)
{
	if (more->currency_rows_count != 0)
	{
		if (sum->currency_rows_count != 0 && sum->currency != more->currency)
			return FND_ERR_CURRENCY_MISMATCH;
		sum->currency = more->currency;
	}
	combine(&sum->lower, &more->lower);
	combine(&sum->upper, &more->upper);
	sum->rows_count += more->rows_count;
	sum->currency_rows_count += more->currency_rows_count;
	sum->lower_infinite_count += more->lower_infinite_count;
	sum->upper_infinite_count += more->upper_infinite_count;
	sum->lower_open_count += more->lower_open_count;
	sum->upper_open_count += more->upper_open_count;
	for (int i = 0; i < FND_TAG_COUNT; i++)
		sum->tag_count[i] += more->tag_count[i];
	return FND_OK;
}

/* What the bounds and tags of the rows make of the bounds and the tag. */
static void
settle_kind(const fnd_estimate_sum *sum, uint8_t *bounds, fnd_tag *tag)
{
	*bounds = 0;
	if (sum->lower_infinite_count > 0)
		*bounds |= FND_LOWER_INFINITE;
	if (sum->upper_infinite_count > 0)
		*bounds |= FND_UPPER_INFINITE;
	if (sum->lower_open_count > 0)
		*bounds |= FND_LOWER_OPEN;
	if (sum->upper_open_count > 0)
		*bounds |= FND_UPPER_OPEN;
	*tag = FND_TAG_EXACT;
	for (int i = 0; i < FND_TAG_COUNT; i++)
	{
		if (sum->tag_count[i] > 0)
			*tag = fnd_tag_combine(*tag, (fnd_tag) i);
	}
}

fnd_status
fnd_estimate_sum_result(const fnd_estimate_sum *sum, fnd_estimate *result)
{
	fnd_i128	lower = fnd_i128_zero();
	fnd_i128	upper = fnd_i128_zero();
	int			lower_scale = 0;
	int			upper_scale = 0;
	uint8_t		bounds;
	fnd_tag		tag;
	fnd_status	status = FND_OK;

	settle_kind(sum, &bounds, &tag);

	/* the total of an unbounded side says nothing, and may be out of range */
	if (sum->lower_infinite_count == 0)
		status = settle(&sum->lower, &lower, &lower_scale);
	if (status == FND_OK && sum->upper_infinite_count == 0)
		status = settle(&sum->upper, &upper, &upper_scale);
	if (status != FND_OK)
		return status;
	return fnd_estimate_make_ends(lower, lower_scale, upper, upper_scale,
								  bounds, sum->currency, tag, result);
}

fnd_status
fnd_estimate_sum_average(const fnd_estimate_sum *sum, fnd_estimate *result)
{
	fnd_u256	lower = total_of(&sum->lower);
	fnd_u256	upper = total_of(&sum->upper);
	uint8_t		bounds;
	fnd_tag		tag;

	settle_kind(sum, &bounds, &tag);
	return fnd_estimate_make_mean(&lower, &upper, FND_SCALE_MAX,
								  (uint64_t) sum->rows_count, bounds,
								  sum->currency, tag, result);
}

/* Big-endian fields, one behind the other. */
static uint8_t *
write_u64(uint8_t *at, uint64_t value)
{
	for (int i = 7; i >= 0; i--)
		*at++ = (uint8_t) (value >> (8 * i));
	return at;
}

static const uint8_t *
read_u64(const uint8_t *at, uint64_t *value)
{
	*value = 0;
	for (int i = 0; i < 8; i++)
		*value = *value << 8 | *at++;
	return at;
}

static uint8_t *
write_sum(uint8_t *at, const fnd_sum *sum)
{
	fnd_u256	total = total_of(sum);

	for (int i = 3; i >= 0; i--)
		at = write_u64(at, total.word[i]);
	return at;
}

static const uint8_t *
read_sum(const uint8_t *at, fnd_sum *sum)
{
	memset(sum, 0, sizeof(*sum));
	for (int i = 3; i >= 0; i--)
		at = read_u64(at, &sum->total.word[i]);
	sum->has_total = true;
	return at;
}

static uint8_t *
write_currency(uint8_t *at, fnd_currency currency)
{
	*at++ = (uint8_t) (currency >> 8);
	*at++ = (uint8_t) currency;
	return at;
}

static const uint8_t *
read_currency(const uint8_t *at, fnd_currency *currency)
{
	*currency = (fnd_currency) (at[0] << 8 | at[1]);
	return at + 2;
}

/*
 * No table has so many rows, so no state says so; above it, counts of forged
 * states could overflow when they are combined.
 */
#define ROWS_COUNT_MAX (INT64_C(1) << 52)

/*
 * Can so many rows add up to this?  Each is below 10^28 at up to 28
 * decimals, that is below 2^187 in the units of the total.
 */
static bool
is_plausible(const fnd_sum *sum, int64_t rows_count)
{
	fnd_u256	magnitude = sum->total;
	fnd_u256	limit = fnd_u256_pow10(2 * FND_DIGITS_MAX);

	if (fnd_s256_is_negative(&magnitude))
		fnd_s256_negate(&magnitude);
	return rows_count <= ROWS_COUNT_MAX &&
		fnd_u256_mul_u64(&limit, (uint64_t) rows_count, &limit) &&
		fnd_u256_compare(&magnitude, &limit) <= 0;
}

void
fnd_amount_sum_write(const fnd_amount_sum *sum,
					 uint8_t bytes[FND_AMOUNT_SUM_BYTES])
{
	uint8_t	   *at = write_currency(bytes, sum->currency);

	at = write_u64(at, (uint64_t) sum->rows_count);
	(void) write_sum(at, &sum->sum);
}

fnd_status
fnd_amount_sum_read(const uint8_t *bytes, size_t length, fnd_amount_sum *sum)
{
	const uint8_t *at = bytes;
	uint64_t	rows_count;

	fnd_amount_sum_init(sum);
	if (length != FND_AMOUNT_SUM_BYTES)
		return FND_ERR_BINARY_STATE;
	at = read_currency(at, &sum->currency);
	at = read_u64(at, &rows_count);
	(void) read_sum(at, &sum->sum);
	sum->rows_count = (int64_t) rows_count;
	if (sum->rows_count < 0 ||
		(sum->rows_count == 0 ? sum->currency != FND_CURRENCY_NONE :
								!fnd_currency_is_known(sum->currency)) ||
		!is_plausible(&sum->sum, sum->rows_count))
		return FND_ERR_BINARY_STATE;
	return FND_OK;
}

void
fnd_estimate_sum_write(const fnd_estimate_sum *sum,
					   uint8_t bytes[FND_ESTIMATE_SUM_BYTES])
{
	uint8_t	   *at = write_currency(bytes, sum->currency);

	at = write_u64(at, (uint64_t) sum->rows_count);
	at = write_u64(at, (uint64_t) sum->currency_rows_count);
	at = write_u64(at, (uint64_t) sum->lower_infinite_count);
	at = write_u64(at, (uint64_t) sum->upper_infinite_count);
	at = write_u64(at, (uint64_t) sum->lower_open_count);
	at = write_u64(at, (uint64_t) sum->upper_open_count);
	for (int i = 0; i < FND_TAG_COUNT; i++)
		at = write_u64(at, (uint64_t) sum->tag_count[i]);
	at = write_sum(at, &sum->lower);
	(void) write_sum(at, &sum->upper);
}

static bool
is_part(int64_t count, int64_t rows_count)
{
	return count >= 0 && count <= rows_count;
}

fnd_status
fnd_estimate_sum_read(const uint8_t *bytes, size_t length,
					  fnd_estimate_sum *sum)
{
	const uint8_t *at = bytes;
	uint64_t	count[6];
	int64_t		tags_count = 0;

	fnd_estimate_sum_init(sum);
	if (length != FND_ESTIMATE_SUM_BYTES)
		return FND_ERR_BINARY_STATE;
	at = read_currency(at, &sum->currency);
	for (int i = 0; i < 6; i++)
		at = read_u64(at, &count[i]);
	sum->rows_count = (int64_t) count[0];
	sum->currency_rows_count = (int64_t) count[1];
	sum->lower_infinite_count = (int64_t) count[2];
	sum->upper_infinite_count = (int64_t) count[3];
	sum->lower_open_count = (int64_t) count[4];
	sum->upper_open_count = (int64_t) count[5];
	if (sum->rows_count < 0)
		return FND_ERR_BINARY_STATE;
	for (int i = 0; i < FND_TAG_COUNT; i++)
	{
		uint64_t	tag_count;

		at = read_u64(at, &tag_count);
		sum->tag_count[i] = (int64_t) tag_count;
		if (!is_part(sum->tag_count[i], sum->rows_count - tags_count))
			return FND_ERR_BINARY_STATE;
		tags_count += sum->tag_count[i];
	}
	at = read_sum(at, &sum->lower);
	(void) read_sum(at, &sum->upper);
	if (tags_count != sum->rows_count ||
		!is_part(sum->currency_rows_count, sum->rows_count) ||
		!is_part(sum->lower_infinite_count, sum->rows_count) ||
		!is_part(sum->upper_infinite_count, sum->rows_count) ||
		!is_part(sum->lower_open_count, sum->rows_count) ||
		!is_part(sum->upper_open_count, sum->rows_count) ||
		(sum->currency_rows_count == 0 ?
			 sum->currency != FND_CURRENCY_NONE :
			 !fnd_currency_is_known(sum->currency)) ||
		!is_plausible(&sum->lower, sum->rows_count) ||
		!is_plausible(&sum->upper, sum->rows_count))
		return FND_ERR_BINARY_STATE;
	return FND_OK;
}
