/*-------------------------------------------------------------------------
 *
 * rates_text.c
 *	  The text of rate books, in and out; days and rates in texts.
 *
 * The form is in doc/conversion.md, "Text".
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "rates.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Digits of a fixed number. */
static bool
read_digits(const char *text, size_t length, size_t *at, int count,
			int32_t *value)
{
	*value = 0;
	if (length - *at < (size_t) count)
		return false;
	for (int i = 0; i < count; i++)
	{
		char		c = text[*at + (size_t) i];

		if (!is_digit(c))
			return false;
		*value = *value * 10 + (c - '0');
	}
	*at += (size_t) count;
	return true;
}

static bool
read_sign(const char *text, size_t length, size_t *at, char sign)
{
	if (*at >= length || text[*at] != sign)
		return false;
	(*at)++;
	return true;
}

/* at moves only behind a whole day. */
bool
fnd_rate_day_read(const char *text, size_t length, size_t *at, int32_t *day)
{
	size_t		end = *at;
	int32_t		year;
	int32_t		month;
	int32_t		day_of_month;

	if (!read_digits(text, length, &end, 4, &year) ||
		!read_sign(text, length, &end, '-') ||
		!read_digits(text, length, &end, 2, &month) ||
		!read_sign(text, length, &end, '-') ||
		!read_digits(text, length, &end, 2, &day_of_month) || year == 0 ||
		month < 1 || month > 12 || day_of_month < 1)
		return false;
	*day = fnd_day_from_civil(year, month, 1);
	if (day_of_month > fnd_month_days_count((year - 2000) * 12 + month - 1))
		return false;
	*day += day_of_month - 1;
	*at = end;
	return true;
}

size_t
fnd_rate_day_write(int32_t day, char *buffer)
{
	int32_t		year;
	int			month;
	int			day_of_month;
	char	   *at = buffer;

	fnd_day_to_civil(day, &year, &month, &day_of_month);
	for (int i = 3; i >= 0; i--, year /= 10)
		at[i] = (char) ('0' + year % 10);
	at += 4;
	*at++ = '-';
	*at++ = (char) ('0' + month / 10);
	*at++ = (char) ('0' + month % 10);
	*at++ = '-';
	*at++ = (char) ('0' + day_of_month / 10);
	*at++ = (char) ('0' + day_of_month % 10);
	*at = '\0';
	return (size_t) (at - buffer);
}

/* Digits, 38 at most after the zeros that lead; at moves behind them. */
bool
fnd_rate_number_read(const char *text, size_t length, size_t *at,
					 fnd_decimal *rate)
{
	fnd_i128	coefficient = fnd_i128_zero();
	size_t		end = *at;
	int			digits = 0;
	int			scale = 0;
	bool		has_point = false;

	if (end >= length || !is_digit(text[end]))
		return false;
	for (; end < length; end++)
	{
		char		c = text[end];

		if (c == '.' && !has_point && end + 1 < length &&
			is_digit(text[end + 1]))
		{
			has_point = true;
			continue;
		}
		if (!is_digit(c))
			break;
		if (digits > 0 || c != '0')
			digits++;
		scale += has_point;
		if (digits > FND_RATE_DIGITS_MAX || scale > FND_RATE_SCALE_MAX)
			return false;

		/* 38 digits are below 2^127 */
		(void) fnd_i128_mul_i64(coefficient, 10, &coefficient);
		(void) fnd_i128_add(coefficient, fnd_i128_from_i64(c - '0'),
							&coefficient);
	}
	rate->coefficient = coefficient;
	rate->scale = scale;
	*at = end;
	return true;
}

/*
 * Reading a book
 */
static fnd_status
expect(fnd_book_reader *reader, const char *expected)
{
	reader->expected = expected;
	return FND_ERR_TEXT_SYNTAX;
}

static void
skip_blanks(fnd_book_reader *reader)
{
	while (reader->at < reader->length && is_blank(reader->text[reader->at]))
		reader->at++;
}

static fnd_status
read_currency(fnd_book_reader *reader, fnd_currency *currency)
{
	skip_blanks(reader);
	if (reader->length - reader->at < 3)
		return expect(reader, "a currency");
	*currency = fnd_currency_from_letters(reader->text + reader->at);
	if (*currency == FND_CURRENCY_NONE)
		return expect(reader, "a currency");
	if (!fnd_currency_is_known(*currency))
		return FND_ERR_TEXT_UNKNOWN_CURRENCY;
	reader->at += 3;
	if (reader->at < reader->length && !is_blank(reader->text[reader->at]) &&
		reader->text[reader->at] != ';')
		return expect(reader, "a blank or a semicolon");
	return FND_OK;
}

fnd_status
fnd_book_read_open(fnd_book_reader *reader, const char *text, size_t length)
{
	fnd_status	status;

	reader->text = text;
	reader->length = length;
	reader->at = 0;
	reader->expected = "";
	reader->base = FND_CURRENCY_NONE;
	reader->quote = FND_CURRENCY_NONE;
	status = read_currency(reader, &reader->base);
	skip_blanks(reader);
	if (status == FND_OK && reader->at < length && text[reader->at] != ';')
		return expect(reader, "a semicolon or the end");
	return status;
}

/* A day and a rate; a comma or a semicolon stands before it. */
fnd_status
fnd_book_read_next(fnd_book_reader *reader, fnd_rate_entry *entry,
				   bool *is_end)
{
	fnd_decimal	rate;
	int32_t		day;
	size_t		rate_at;

	skip_blanks(reader);
	*is_end = reader->at == reader->length;
	if (*is_end)
		return FND_OK;
	if (reader->text[reader->at] == ';')
	{
		fnd_status	status;
		size_t		quote_at;

		reader->at++;
		skip_blanks(reader);
		quote_at = reader->at;
		status = read_currency(reader, &reader->quote);
		if (status != FND_OK)
			return status;
		if (reader->quote == reader->base)
		{
			reader->at = quote_at;
			return expect(reader, "a currency other than the base");
		}
	}
	else if (reader->text[reader->at] == ',')
		reader->at++;
	else
		return expect(reader, "a comma, a semicolon or the end");

	skip_blanks(reader);
	if (!fnd_rate_day_read(reader->text, reader->length, &reader->at, &day))
		return expect(reader, "a day as 2024-03-28");
	if (reader->at >= reader->length || !is_blank(reader->text[reader->at]))
		return expect(reader, "a blank");
	skip_blanks(reader);
	rate_at = reader->at;
	if (!fnd_rate_number_read(reader->text, reader->length, &reader->at,
							  &rate) ||
		fnd_rate_entry_make(reader->quote, day, &rate, entry) != FND_OK)
	{
		reader->at = rate_at;
		return expect(reader, "a rate above zero of at most 38 digits");
	}
	return FND_OK;
}

/*
 * Writing
 */
static char *
put_rate(char *at, const fnd_rate_entry *entry)
{
	fnd_u256	rest = { { entry->lo, entry->hi, 0, 0 } };
	fnd_u256	base = fnd_u256_from_u64(fnd_pow10_u64[18]);
	char		digit[64];
	char	   *first = digit + sizeof(digit);
	int			written = 0;

	/* at most three rounds: 38 digits; the last has no zeros before it */
	while (!fnd_u256_is_zero(&rest))
	{
		fnd_u256	low;

		fnd_u256_divide(&rest, &base, &rest, &low);
		for (int i = 0; i < 18; i++)
		{
			if (low.word[0] == 0 && fnd_u256_is_zero(&rest))
				break;
			if (written++ == entry->scale && entry->scale > 0)
				*--first = '.';
			*--first = (char) ('0' + low.word[0] % 10);
			low.word[0] /= 10;
		}
	}

	/* at least one digit before the point */
	while (written <= entry->scale)
	{
		if (written++ == entry->scale && entry->scale > 0)
			*--first = '.';
		*--first = '0';
	}
	memcpy(at, first, (size_t) (digit + sizeof(digit) - first));
	return at + (digit + sizeof(digit) - first);
}

size_t
fnd_book_text_rate(const fnd_series *series, uint32_t index, char *buffer)
{
	fnd_rate_entry entry;
	char	   *at = buffer;

	fnd_series_entry(series, index, &entry);
	*at++ = index == 0 ? ';' : ',';
	*at++ = ' ';
	if (index == 0)
	{
		fnd_currency_to_letters(series->quote, at);
		at[3] = ' ';
		at += 4;
	}
	at += fnd_rate_day_write(entry.day, at);
	*at++ = ' ';
	at = put_rate(at, &entry);
	*at = '\0';
	return (size_t) (at - buffer);
}
