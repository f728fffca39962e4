/*-------------------------------------------------------------------------
 *
 * totals.c
 *	  The sum of each currency of a mixed column, in the order of the codes.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "totals.h"

static void
init(fnd_totals *totals, size_t sum_size, size_t currency_offset)
{
	memset(totals, 0, sizeof(*totals));
	totals->sum_size = sum_size;
	totals->currency_offset = currency_offset;
}

void
fnd_amount_totals_init(fnd_totals *totals)
{
	init(totals, sizeof(fnd_amount_sum), offsetof(fnd_amount_sum, currency));
}

void
fnd_estimate_totals_init(fnd_totals *totals)
{
	init(totals, sizeof(fnd_estimate_sum),
		 offsetof(fnd_estimate_sum, currency));
}

static unsigned char *
place(const fnd_totals *totals, int index)
{
	return totals->sums + (size_t) index * totals->sum_size;
}

static fnd_amount_sum *
amount_sum(const fnd_totals *totals, int index)
{
	return (fnd_amount_sum *) place(totals, index);
}

static fnd_estimate_sum *
estimate_sum(const fnd_totals *totals, int index)
{
	return (fnd_estimate_sum *) place(totals, index);
}

static fnd_currency
currency_at(const fnd_totals *totals, int index)
{
	fnd_currency currency;

	memcpy(&currency, place(totals, index) + totals->currency_offset,
		   sizeof(currency));
	return currency;
}

void
fnd_totals_move(fnd_totals *totals, void *sums, int capacity)
{
	if (totals->count > 0)
		memcpy(sums, totals->sums, (size_t) totals->count * totals->sum_size);
	totals->sums = (unsigned char *) sums;
	totals->capacity = capacity;
}

/* Where the sum of a currency stands, or belongs: false if it is not there. */
static bool
find(const fnd_totals *totals, fnd_currency currency, int *index)
{
	int			low = 0;
	int			high = totals->count;

	if (totals->last < totals->count &&
		currency_at(totals, totals->last) == currency)
	{
		*index = totals->last;
		return true;
	}

	/* at most ten rounds: the interval is halved */
	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (currency_at(totals, middle) < currency)
			low = middle + 1;
		else
			high = middle;
	}
	*index = low;
	return low < totals->count && currency_at(totals, low) == currency;
}

/* The sum of a currency; a new one is zero bytes, as the sums begin. */
static int
find_or_insert(fnd_totals *totals, fnd_currency currency)
{
	int			index;

	if (!find(totals, currency, &index))
	{
		memmove(place(totals, index) + totals->sum_size, place(totals, index),
				(size_t) (totals->count - index) * totals->sum_size);
		memset(place(totals, index), 0, totals->sum_size);
		totals->count++;
	}
	totals->last = index;
	return index;
}

static void
drop(fnd_totals *totals, int index)
{
	totals->count--;
	memmove(place(totals, index), place(totals, index) + totals->sum_size,
			(size_t) (totals->count - index) * totals->sum_size);
}

void
fnd_amount_totals_add(fnd_totals *totals, const fnd_amount *amount)
{
	int			index = find_or_insert(totals, amount->currency);

	(void) fnd_amount_sum_add(amount_sum(totals, index), amount);
}

void
fnd_estimate_totals_add(fnd_totals *totals, const fnd_estimate *estimate)
{
	int			index = find_or_insert(totals, estimate->currency);

	(void) fnd_estimate_sum_add(estimate_sum(totals, index), estimate);
}

void
fnd_amount_totals_remove(fnd_totals *totals, const fnd_amount *amount)
{
	int			index;

	if (!find(totals, amount->currency, &index))
		return;
	fnd_amount_sum_remove(amount_sum(totals, index), amount);
	if (amount_sum(totals, index)->rows_count == 0)
		drop(totals, index);
}

void
fnd_estimate_totals_remove(fnd_totals *totals, const fnd_estimate *estimate)
{
	int			index;

	if (!find(totals, estimate->currency, &index))
		return;
	fnd_estimate_sum_remove(estimate_sum(totals, index), estimate);
	if (estimate_sum(totals, index)->rows_count == 0)
		drop(totals, index);
}

void
fnd_amount_totals_combine(fnd_totals *totals, const fnd_totals *more)
{
	for (int i = 0; i < more->count; i++)
	{
		int			index = find_or_insert(totals, currency_at(more, i));

		(void) fnd_amount_sum_combine(amount_sum(totals, index),
									  amount_sum(more, i));
	}
}

void
fnd_estimate_totals_combine(fnd_totals *totals, const fnd_totals *more)
{
	for (int i = 0; i < more->count; i++)
	{
		int			index = find_or_insert(totals, currency_at(more, i));

		(void) fnd_estimate_sum_combine(estimate_sum(totals, index),
										estimate_sum(more, i));
	}
}

fnd_status
fnd_amount_totals_result(const fnd_totals *totals, int index,
						 fnd_amount *result)
{
	return fnd_amount_sum_result(amount_sum(totals, index), result);
}

/* Is there a sum of rows without a currency, and another that takes it up? */
static bool
has_stray(const fnd_totals *totals)
{
	return totals->count > 1 && currency_at(totals, 0) == FND_CURRENCY_NONE;
}

int
fnd_estimate_totals_results_count(const fnd_totals *totals)
{
	return totals->count - (has_stray(totals) ? 1 : 0);
}

fnd_status
fnd_estimate_totals_result(const fnd_totals *totals, int index,
						   fnd_estimate *result)
{
	fnd_estimate_sum sum;

	if (!has_stray(totals))
		return fnd_estimate_sum_result(estimate_sum(totals, index), result);
	sum = *estimate_sum(totals, index + 1);
	(void) fnd_estimate_sum_combine(&sum, estimate_sum(totals, 0));
	return fnd_estimate_sum_result(&sum, result);
}

void
fnd_amount_totals_write(const fnd_totals *totals, uint8_t *bytes)
{
	for (int i = 0; i < totals->count; i++)
		fnd_amount_sum_write(amount_sum(totals, i),
							 bytes + (size_t) i * FND_AMOUNT_SUM_BYTES);
}

void
fnd_estimate_totals_write(const fnd_totals *totals, uint8_t *bytes)
{
	for (int i = 0; i < totals->count; i++)
		fnd_estimate_sum_write(estimate_sum(totals, i),
							   bytes + (size_t) i * FND_ESTIMATE_SUM_BYTES);
}

/* Is the sum just read the next one by currency? */
static bool
is_in_order(const fnd_totals *totals, int index)
{
	return index == 0 ||
		currency_at(totals, index - 1) < currency_at(totals, index);
}

fnd_status
fnd_amount_totals_read(const uint8_t *bytes, size_t length, fnd_totals *totals)
{
	size_t		sums_count = length / FND_AMOUNT_SUM_BYTES;

	if (length % FND_AMOUNT_SUM_BYTES != 0 ||
		sums_count > (size_t) totals->capacity ||
		sums_count > (size_t) fnd_totals_max())
		return FND_ERR_BINARY_STATE;
	for (int i = 0; i < (int) sums_count; i++)
	{
		fnd_amount_sum *sum = amount_sum(totals, i);

		if (fnd_amount_sum_read(bytes + (size_t) i * FND_AMOUNT_SUM_BYTES,
								FND_AMOUNT_SUM_BYTES, sum) != FND_OK ||
			sum->rows_count == 0 || !is_in_order(totals, i))
			return FND_ERR_BINARY_STATE;
		totals->count++;
	}
	return FND_OK;
}

fnd_status
fnd_estimate_totals_read(const uint8_t *bytes, size_t length,
						 fnd_totals *totals)
{
	size_t		sums_count = length / FND_ESTIMATE_SUM_BYTES;

	if (length % FND_ESTIMATE_SUM_BYTES != 0 ||
		sums_count > (size_t) totals->capacity ||
		sums_count > (size_t) fnd_totals_max())
		return FND_ERR_BINARY_STATE;
	for (int i = 0; i < (int) sums_count; i++)
	{
		fnd_estimate_sum *sum = estimate_sum(totals, i);

		/* the rows of a sum all have its currency, or none has one */
		if (fnd_estimate_sum_read(bytes + (size_t) i * FND_ESTIMATE_SUM_BYTES,
								  FND_ESTIMATE_SUM_BYTES, sum) != FND_OK ||
			sum->rows_count == 0 || !is_in_order(totals, i) ||
			(sum->currency_rows_count != sum->rows_count &&
			 sum->currency_rows_count != 0))
			return FND_ERR_BINARY_STATE;
		totals->count++;
	}
	return FND_OK;
}
