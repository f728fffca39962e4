/*-------------------------------------------------------------------------
 *
 * rates.c
 *	  Rate books: building, checking, looking up.
 *
 * The layout is in rates.h, the rules are in doc/conversion.md.
 *
 *-------------------------------------------------------------------------
 */
#include "rates.h"

/*
 * Big-endian bytes, at any address
 */
static inline uint16_t
get_u16(const uint8_t *at)
{
	return (uint16_t) (at[0] << 8 | at[1]);
}

static inline uint32_t
get_u32(const uint8_t *at)
{
	return (uint32_t) at[0] << 24 | (uint32_t) at[1] << 16 |
		(uint32_t) at[2] << 8 | (uint32_t) at[3];
}

static inline uint64_t
get_u64(const uint8_t *at)
{
	return (uint64_t) get_u32(at) << 32 | get_u32(at + 4);
}

static inline int32_t
get_day(const uint8_t *days, uint32_t index)
{
	return (int32_t) get_u32(days + (size_t) index * 4);
}

static void
put_u16(uint8_t *at, uint16_t value)
{
	at[0] = (uint8_t) (value >> 8);
	at[1] = (uint8_t) value;
}

static void
put_u32(uint8_t *at, uint32_t value)
{
	put_u16(at, (uint16_t) (value >> 16));
	put_u16(at + 2, (uint16_t) value);
}

static void
put_u64(uint8_t *at, uint64_t value)
{
	put_u32(at, (uint32_t) (value >> 32));
	put_u32(at + 4, (uint32_t) value);
}

/*
 * Entries
 */

/* Is it above zero, of at most 38 digits? */
static bool
is_rate(fnd_i128 coefficient)
{
	return fnd_i128_sign(coefficient) > 0 &&
		fnd_i128_compare(coefficient, fnd_i128_pow10(FND_RATE_DIGITS_MAX)) < 0;
}

fnd_status
fnd_rate_entry_make(fnd_currency quote, int32_t day, const fnd_decimal *rate,
					fnd_rate_entry *entry)
{
	fnd_i128	coefficient = rate->coefficient;
	int32_t		scale = rate->scale;

	if (fnd_i128_sign(coefficient) <= 0)
		return FND_ERR_ARGUMENT;

	/* at most 38 rounds: the coefficient is not zero */
	while (scale > 0 && fnd_i128_divides_by_ten(coefficient, &coefficient))
		scale--;
	if (scale < 0)
	{
		if (scale < -FND_POW10_I128_MAX ||
			!fnd_i128_mul_pow10(coefficient, -scale, &coefficient))
			return FND_ERR_RANGE;
		scale = 0;
	}
	if (scale > FND_RATE_SCALE_MAX || !is_rate(coefficient))
		return FND_ERR_RANGE;
	entry->lo = fnd_i128_lo(coefficient);
	entry->hi = (uint64_t) fnd_i128_hi(coefficient);
	entry->day = day;
	entry->quote = quote;
	entry->scale = (uint8_t) scale;
	entry->spare = 0;
	return FND_OK;
}

fnd_decimal
fnd_rate_entry_rate(const fnd_rate_entry *entry)
{
	fnd_decimal	rate = { fnd_i128_from_words((int64_t) entry->hi, entry->lo),
						 entry->scale };

	return rate;
}

fnd_status
fnd_book_settle(fnd_rate_entry *entries, size_t *count, size_t *first,
				size_t *second)
{
	size_t		kept = 0;

	for (size_t i = 0; i < *count; i++)
	{
		fnd_rate_entry *last = kept > 0 ? &entries[kept - 1] : NULL;

		if (last != NULL && fnd_rate_entry_order(last, &entries[i]) == 0)
		{
			if (last->lo == entries[i].lo && last->hi == entries[i].hi &&
				last->scale == entries[i].scale)
				continue;
			*first = kept - 1;
			*second = i;
			return FND_ERR_RATE_CONTRADICTION;
		}
		entries[kept++] = entries[i];
	}
	*count = kept;
	return FND_OK;
}

/*
 * The form of the series that begins at entries[from]: where it ends, its
 * scale and its width.  False where the rates do not fit together.
 */
typedef struct series_form
{
	size_t		end;
	int			scale;
	int			width;
} series_form;

static fnd_i128
aligned_coefficient(const fnd_rate_entry *entry, int scale)
{
	fnd_i128	coefficient = fnd_rate_entry_rate(entry).coefficient;

	if (entry->scale < scale)
		(void) fnd_i128_mul_pow10(coefficient, scale - entry->scale,
								  &coefficient);
	return coefficient;
}

static bool
measure_series(const fnd_rate_entry *entries, size_t count, size_t from,
			   series_form *form)
{
	form->end = from;
	form->scale = 0;
	form->width = 4;
	while (form->end < count &&
		   entries[form->end].quote == entries[from].quote)
	{
		if (entries[form->end].scale > form->scale)
			form->scale = entries[form->end].scale;
		form->end++;
	}
	for (size_t i = from; i < form->end; i++)
	{
		fnd_i128	coefficient = fnd_rate_entry_rate(&entries[i]).coefficient;

		if (!fnd_i128_mul_pow10(coefficient, form->scale - entries[i].scale,
								&coefficient) ||
			!is_rate(coefficient))
			return false;
		if (fnd_i128_hi(coefficient) != 0)
			form->width = 16;
		else if (form->width == 4 && fnd_i128_lo(coefficient) > UINT32_MAX)
			form->width = 8;
	}
	return true;
}

fnd_status
fnd_book_measure(const fnd_rate_entry *entries, size_t count, size_t *length,
				 fnd_currency *culprit)
{
	series_form	form;

	*length = FND_BOOK_HEADER_BYTES;
	for (size_t from = 0; from < count; from = form.end)
	{
		if (!measure_series(entries, count, from, &form))
		{
			*culprit = entries[from].quote;
			return FND_ERR_RATE_DIGITS;
		}
		*length += FND_BOOK_ENTRY_BYTES +
			(form.end - from) * (4 + (size_t) form.width);
	}
	return FND_OK;
}

void
fnd_book_write(fnd_currency base, const fnd_rate_entry *entries, size_t count,
			   uint8_t *bytes)
{
	series_form	form;
	uint8_t	   *directory = bytes + FND_BOOK_HEADER_BYTES;
	uint8_t	   *at;
	int			series_count = 0;

	for (size_t i = 0; i < count; i++)
		series_count += i == 0 || entries[i].quote != entries[i - 1].quote;
	bytes[0] = FND_BOOK_VERSION;
	bytes[1] = 0;
	put_u16(bytes + 2, base);
	put_u16(bytes + 4, (uint16_t) series_count);
	put_u16(bytes + 6, 0);
	at = directory + (size_t) series_count * FND_BOOK_ENTRY_BYTES;

	for (size_t from = 0; from < count; from = form.end)
	{
		(void) measure_series(entries, count, from, &form);
		put_u16(directory, entries[from].quote);
		directory[2] = (uint8_t) form.scale;
		directory[3] = (uint8_t) form.width;
		put_u32(directory + 4, (uint32_t) (form.end - from));
		put_u32(directory + 8, (uint32_t) (at - bytes));
		directory += FND_BOOK_ENTRY_BYTES;

		for (size_t i = from; i < form.end; i++, at += 4)
			put_u32(at, (uint32_t) entries[i].day);
		for (size_t i = from; i < form.end; i++, at += form.width)
		{
			fnd_i128	coefficient = aligned_coefficient(&entries[i],
													   form.scale);

			if (form.width == 4)
				put_u32(at, (uint32_t) fnd_i128_lo(coefficient));
			else if (form.width == 8)
				put_u64(at, fnd_i128_lo(coefficient));
			else
			{
				put_u64(at, (uint64_t) fnd_i128_hi(coefficient));
				put_u64(at + 8, fnd_i128_lo(coefficient));
			}
		}
	}
}

/*
 * Reading
 */
fnd_currency
fnd_book_base(const uint8_t *bytes)
{
	return get_u16(bytes + 2);
}

int
fnd_book_series_count(const uint8_t *bytes)
{
	return get_u16(bytes + 4);
}

void
fnd_book_series(const uint8_t *bytes, int index, fnd_series *series)
{
	const uint8_t *entry = bytes + FND_BOOK_HEADER_BYTES +
		(size_t) index * FND_BOOK_ENTRY_BYTES;

	series->quote = get_u16(entry);
	series->scale = entry[2];
	series->width = entry[3];
	series->count = get_u32(entry + 4);
	series->days = bytes + get_u32(entry + 8);
	series->coefficients = series->days + (size_t) series->count * 4;
}

size_t
fnd_book_rates_count(const uint8_t *bytes)
{
	size_t		rates_count = 0;
	int			series_count = fnd_book_series_count(bytes);

	for (int i = 0; i < series_count; i++)
	{
		fnd_series	series;

		fnd_book_series(bytes, i, &series);
		rates_count += series.count;
	}
	return rates_count;
}

static inline fnd_i128
get_coefficient(const fnd_series *series, uint32_t index)
{
	const uint8_t *at = series->coefficients + (size_t) index * series->width;

	if (FND_LIKELY(series->width == 4))
		return fnd_i128_from_words(0, get_u32(at));
	if (series->width == 8)
		return fnd_i128_from_words(0, get_u64(at));
	return fnd_i128_from_words((int64_t) get_u64(at), get_u64(at + 8));
}

void
fnd_series_entry(const fnd_series *series, uint32_t index,
				 fnd_rate_entry *entry)
{
	fnd_decimal	rate = { get_coefficient(series, index), series->scale };

	/* a coefficient of a book is a rate: this cannot fail */
	(void) fnd_rate_entry_make(series->quote, get_day(series->days, index),
							   &rate, entry);
}

/* Is a series one that the writer makes?  Its bytes are all there. */
static bool
check_series(const fnd_series *series)
{
	bool		needs_scale = series->scale == 0;
	bool		needs_width = series->width == 4;

	for (uint32_t i = 0; i < series->count; i++)
	{
		int32_t		day = get_day(series->days, i);
		fnd_i128	coefficient = get_coefficient(series, i);
		fnd_i128	tenth;

		if (day < FND_RATE_DAY_MIN || day > FND_RATE_DAY_MAX ||
			(i > 0 && day <= get_day(series->days, i - 1)) ||
			!is_rate(coefficient))
			return false;
		if (!needs_scale && !fnd_i128_divides_by_ten(coefficient, &tenth))
			needs_scale = true;
		if (!needs_width)
			needs_width = fnd_i128_hi(coefficient) != 0 ||
				(series->width == 8 && fnd_i128_lo(coefficient) > UINT32_MAX);
	}
	return needs_scale && needs_width;
}

fnd_status
fnd_book_check(const uint8_t *bytes, size_t length)
{
	fnd_currency last = FND_CURRENCY_NONE;
	size_t		rates_count = 0;
	size_t		at;
	int			series_count;

	if (length < FND_BOOK_HEADER_BYTES)
		return FND_ERR_BINARY_BOOK;
	if (bytes[0] != FND_BOOK_VERSION)
		return FND_ERR_BINARY_VERSION;
	if (bytes[1] != 0 || get_u16(bytes + 6) != 0)
		return FND_ERR_BINARY_SPARE;
	if (!fnd_currency_is_known(fnd_book_base(bytes)))
		return FND_ERR_BINARY_CURRENCY;
	series_count = fnd_book_series_count(bytes);
	at = FND_BOOK_HEADER_BYTES + (size_t) series_count * FND_BOOK_ENTRY_BYTES;
	if (at > length)
		return FND_ERR_BINARY_BOOK;

	for (int i = 0; i < series_count; i++)
	{
		const uint8_t *entry = bytes + FND_BOOK_HEADER_BYTES +
			(size_t) i * FND_BOOK_ENTRY_BYTES;
		fnd_currency quote = get_u16(entry);
		int			width = entry[3];
		uint32_t	count = get_u32(entry + 4);
		fnd_series	series;

		if (!fnd_currency_is_known(quote) || quote == fnd_book_base(bytes))
			return FND_ERR_BINARY_CURRENCY;

		/* the count is held down before it multiplies */
		if (quote <= last || entry[2] > FND_RATE_SCALE_MAX ||
			(width != 4 && width != 8 && width != 16) || count == 0 ||
			count > FND_BOOK_RATES_MAX ||
			(rates_count += count) > FND_BOOK_RATES_MAX ||
			get_u32(entry + 8) != at ||
			(length - at) / (4 + (size_t) width) < count)
			return FND_ERR_BINARY_BOOK;
		fnd_book_series(bytes, i, &series);
		if (!check_series(&series))
			return FND_ERR_BINARY_BOOK;
		at += (size_t) count * (4 + (size_t) width);
		last = quote;
	}
	return at == length ? FND_OK : FND_ERR_BINARY_BOOK;
}

/*
 * Looking up
 */
static bool
find_series(const uint8_t *bytes, fnd_currency quote, fnd_series *series)
{
	int			low = 0;
	int			high = fnd_book_series_count(bytes);

	while (low < high)
	{
		int			middle = (low + high) / 2;
		fnd_currency found = get_u16(bytes + FND_BOOK_HEADER_BYTES +
									 (size_t) middle * FND_BOOK_ENTRY_BYTES);

		if (found == quote)
		{
			fnd_book_series(bytes, middle, series);
			return true;
		}
		if (found < quote)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/*
 * The last of the days at or before a day, which the caller knows to lie
 * between the first and the last one.  Published rates have nearly equal
 * gaps: from where the day would stand then, steps that double close in on
 * it within a cache line or two; what is left is halved.
 */
static uint32_t
find_day(const uint8_t *days, uint32_t count, int32_t day)
{
	int32_t		first = get_day(days, 0);
	int32_t		last = get_day(days, count - 1);
	uint32_t	low;
	uint32_t	high;
	uint32_t	step = 1;

	if (day >= last)
		return count - 1;
	low = (uint32_t) ((uint64_t) (day - first) * (count - 1) /
					  (uint32_t) (last - first));
	high = low + 1;

	/* afterwards days[low] <= day < days[high], since first <= day < last */
	if (get_day(days, low) <= day)
	{
		while (get_day(days, high) <= day)
		{
			low = high;
			high = count - 1 - high > step ? high + step : count - 1;
			step *= 2;
		}
	}
	else
	{
		do
		{
			high = low;
			low = low > step ? low - step : 0;
			step *= 2;
		} while (get_day(days, low) > day);
	}
	while (high - low > 1)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (get_day(days, middle) <= day)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* December 5874897 and January 4713 BC, where PostgreSQL's dates end. */
#define MONTH_MAX ((5874897 - 2000) * 12 + 11)
#define MONTH_MIN ((-4712 - 2000) * 12)

/* Is a rate of one day good enough for a later day? */
static bool
is_fresh(int32_t rate_day, int32_t day, const fnd_max_age *max_age)
{
	int64_t		until = rate_day;

	if (!max_age->is_limited)
		return true;
	if (max_age->months != 0)
	{
		int			day_of_month;
		int64_t		month = (int64_t) fnd_month_of_day(rate_day, &day_of_month) +
			max_age->months;
		fnd_month	due;

		if (month > MONTH_MAX)
			until = FND_DAY_MAX;
		else if (month < MONTH_MIN)
			until = FND_DAY_MIN;
		else
		{
			fnd_month_init((int32_t) month, &due);
			until = fnd_month_due_day(&due, day_of_month);
		}
	}
	return until + max_age->days >= day;
}

fnd_status
fnd_book_find(const uint8_t *bytes, fnd_currency currency, int32_t day,
			  const fnd_max_age *max_age, fnd_rate *rate)
{
	fnd_series	series;
	uint32_t	index;

	if (currency == fnd_book_base(bytes))
	{
		rate->value.coefficient = fnd_i128_from_i64(1);
		rate->value.scale = 0;
		rate->day = day;
		return FND_OK;
	}
	if (!find_series(bytes, currency, &series))
		return FND_ERR_RATE_CURRENCY;
	rate->day = get_day(series.days, 0);
	if (day < rate->day)
		return FND_ERR_RATE_NONE;
	index = find_day(series.days, series.count, day);
	rate->value.coefficient = get_coefficient(&series, index);
	rate->value.scale = series.scale;
	rate->day = get_day(series.days, index);
	return is_fresh(rate->day, day, max_age) ? FND_OK : FND_ERR_RATE_AGE;
}
