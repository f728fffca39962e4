/*-------------------------------------------------------------------------
 *
 * rates.h
 *	  Rate books: the rates of many currencies and days as one flat value.
 *
 * A rate is what one unit of the base costs in the quoted currency on a day.
 * A book has one base.  Its bytes are the same on disk, on the wire and in a
 * serialized aggregate state, big-endian, without padding:
 *
 *		 0	version (1), a zero byte
 *		 2	base, 2 bytes
 *		 4	number of quotes, 2 bytes; 2 zero bytes
 *		 8	the directory: 12 bytes a quote, by ascending code
 *			quote (2), scale (1), width (1), rates (4), offset (4)
 *		..	the series of each quote, in the same order: its days, ascending,
 *			4 bytes each; then its coefficients, width bytes each
 *
 * The rates of a quote share the least scale that represents them all and the
 * least width of 4, 8 and 16 bytes; so a book has one form.  What a lookup
 * reads lies together: some days beside each other, then one coefficient.
 *
 * What lives elsewhere: arithmetic with rates (amount.h, estimate_math.h), the
 * tables that they come from, and which rate is fit for which purpose.  The rules are in doc/conversion.md.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_RATES_H
#define FND_RATES_H

#include "calendar.h"
#include "currency.h"
#include "decimal.h"

#define FND_BOOK_VERSION 1

/* A rate: so many digits, and as many of them behind the point. */
#define FND_RATE_DIGITS_MAX FND_SCALAR_DIGITS_MAX
#define FND_RATE_SCALE_MAX 38

/* The days of rates: 0001-01-01 to 9999-12-31, four digits for a year. */
#define FND_RATE_DAY_MIN (-730119)
#define FND_RATE_DAY_MAX 2921939

/*
 * Rates of a book, and rows of an aggregate that makes one: 24 bytes each
 * stay below the gigabyte that PostgreSQL allocates at once, and so does the
 * book, with 20 bytes for a rate and 12 for a quote.
 */
#define FND_BOOK_RATES_MAX (1 << 25)

#define FND_BOOK_HEADER_BYTES 8
#define FND_BOOK_ENTRY_BYTES 12

/* One rate on its way into a book, trimmed: no zero at the end of decimals. */
typedef struct fnd_rate_entry
{
	uint64_t	lo;				/* the coefficient, above zero */
	uint64_t	hi;
	int32_t		day;
	uint16_t	quote;
	uint8_t		scale;
	uint8_t		spare;
} fnd_rate_entry;

/* A rate that was found. */
typedef struct fnd_rate
{
	fnd_decimal	value;
	int32_t		day;
} fnd_rate;

/* How old a rate may be: months count by the calendar. */
typedef struct fnd_max_age
{
	int64_t		days;
	int32_t		months;
	bool		is_limited;
} fnd_max_age;

/* FND_ERR_ARGUMENT unless above zero, FND_ERR_RANGE over 38 digits. */
extern FND_LOCAL fnd_status fnd_rate_entry_make(fnd_currency quote,
												int32_t		day,
												const fnd_decimal *rate,
												fnd_rate_entry *entry);

/* The coefficient and the scale of an entry. */
extern FND_LOCAL fnd_decimal fnd_rate_entry_rate(const fnd_rate_entry *entry);

/* By quote, then by day: negative, zero or positive. */
static inline int
fnd_rate_entry_order(const fnd_rate_entry *a, const fnd_rate_entry *b)
{
	if (a->quote != b->quote)
		return a->quote < b->quote ? -1 : 1;
	return (a->day > b->day) - (a->day < b->day);
}

/*
 * Drop what is said twice from entries in order, in place.  At two rates for
 * one day FND_ERR_RATE_CONTRADICTION, with their places.
 */
extern FND_LOCAL fnd_status fnd_book_settle(fnd_rate_entry *entries,
											size_t *count, size_t *first,
											size_t *second);

/*
 * The bytes of a book of settled entries; FND_ERR_RATE_DIGITS where the rates
 * of a currency, the culprit, have over 38 digits at one scale.
 */
extern FND_LOCAL fnd_status fnd_book_measure(const fnd_rate_entry *entries,
											 size_t count, size_t *length,
											 fnd_currency *culprit);

/* Write the book into exactly so many bytes as were measured. */
extern FND_LOCAL void fnd_book_write(fnd_currency base,
									 const fnd_rate_entry *entries,
									 size_t count, uint8_t *bytes);

/* Are these bytes a book?  The other functions take the answer for granted. */
extern FND_LOCAL fnd_status fnd_book_check(const uint8_t *bytes,
										   size_t length);

extern FND_LOCAL fnd_currency fnd_book_base(const uint8_t *bytes);
extern FND_LOCAL size_t fnd_book_rates_count(const uint8_t *bytes);

/* The rates of one quote, where they lie in a book. */
typedef struct fnd_series
{
	const uint8_t *days;
	const uint8_t *coefficients;
	uint32_t	count;
	fnd_currency quote;
	uint8_t		scale;
	uint8_t		width;
} fnd_series;

extern FND_LOCAL int fnd_book_series_count(const uint8_t *bytes);
extern FND_LOCAL void fnd_book_series(const uint8_t *bytes, int index,
									  fnd_series *series);

/* A rate of a series as an entry. */
extern FND_LOCAL void fnd_series_entry(const fnd_series *series,
									   uint32_t index, fnd_rate_entry *entry);

/*
 * The newest rate of a currency at or before a day; the base is always 1.
 * FND_ERR_RATE_CURRENCY, FND_ERR_RATE_NONE (rate->day is the first one then)
 * or FND_ERR_RATE_AGE (the rate is set).
 */
extern FND_LOCAL fnd_status fnd_book_find(const uint8_t *bytes,
										  fnd_currency currency, int32_t day,
										  const fnd_max_age *max_age,
										  fnd_rate *rate);

/*
 * Text: "EUR; GBP 2024-03-28 0.8551; USD 2024-03-28 1.0811, 2024-04-02
 * 1.0749".  The reader gives one rate at a time, in the order of the text.
 */
typedef struct fnd_book_reader
{
	const char *text;
	size_t		length;
	size_t		at;				/* where an error is, too */
	const char *expected;		/* what should have been there */
	fnd_currency base;
	fnd_currency quote;			/* of the series that is being read */
} fnd_book_reader;

/* FND_ERR_TEXT_SYNTAX, FND_ERR_TEXT_UNKNOWN_CURRENCY. */
extern FND_LOCAL fnd_status fnd_book_read_open(fnd_book_reader *reader,
											   const char *text,
											   size_t length);

/* At the end of the text is_end is set, and entry is not. */
extern FND_LOCAL fnd_status fnd_book_read_next(fnd_book_reader *reader,
											   fnd_rate_entry *entry,
											   bool *is_end);

/* Room for one rate of a text with what stands before it, and the end. */
#define FND_BOOK_TEXT_RATE_MAX 72

/*
 * Write one rate of a series, with the code before the first one; returns
 * the length.  Buffers have FND_BOOK_TEXT_RATE_MAX bytes.
 */
extern FND_LOCAL size_t fnd_book_text_rate(const fnd_series *series,
										   uint32_t index, char *buffer);

/* A day of a rate as 2024-03-28, and back; false where it is not one. */
extern FND_LOCAL size_t fnd_rate_day_write(int32_t day, char *buffer);
extern FND_LOCAL bool fnd_rate_day_read(const char *text, size_t length,
										size_t *at, int32_t *day);

/*
 * Read digits with a point among them.  False where there are none or more
 * than a rate has; scale is the number of decimals that were written.
 */
extern FND_LOCAL bool fnd_rate_number_read(const char *text, size_t length,
										   size_t *at, fnd_decimal *rate);

#endif /* FND_RATES_H */
