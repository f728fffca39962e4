/*-------------------------------------------------------------------------
 *
 * ecb.c
 *	  Read the reference rates of the European Central Bank.
 *
 * The form is in ecb.h; what is not that is an error with its place, since a
 * rate that was read wrong would go unseen into every figure.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "ecb.h"

static fnd_status
expect(fnd_ecb_reader *reader, const char *expected)
{
	reader->expected = expected;
	return FND_ERR_TEXT_SYNTAX;
}

/* Carriage returns count as blanks: those before the end of a line. */
static void
skip_blanks(fnd_ecb_reader *reader)
{
	while (reader->at < reader->length &&
		   (reader->text[reader->at] == ' ' ||
			reader->text[reader->at] == '\t' ||
			reader->text[reader->at] == '\r'))
		reader->at++;
}

static bool
is_at(const fnd_ecb_reader *reader, const char *word)
{
	size_t		length = strlen(word);

	return reader->length - reader->at >= length &&
		memcmp(reader->text + reader->at, word, length) == 0;
}

static bool
is_line_end(const fnd_ecb_reader *reader)
{
	return reader->at == reader->length || reader->text[reader->at] == '\n';
}

static void
next_line(fnd_ecb_reader *reader)
{
	if (reader->at < reader->length)
		reader->at++;
	reader->line_at = reader->at;
	reader->line_number++;
}

/*
 * The comma before a cell, and the blanks around it.  is_end is set where the
 * line is over, with a comma at its end or without.
 */
static fnd_status
read_comma(fnd_ecb_reader *reader, bool *is_end)
{
	skip_blanks(reader);
	*is_end = is_line_end(reader);
	if (*is_end)
		return FND_OK;
	if (reader->text[reader->at] != ',')
		return expect(reader, "a comma");
	reader->at++;
	skip_blanks(reader);
	*is_end = is_line_end(reader);
	return FND_OK;
}

static fnd_status
read_code(fnd_ecb_reader *reader)
{
	char	   *code = reader->code[reader->columns_count];

	if (reader->columns_count == FND_ECB_COLUMNS_MAX)
		return expect(reader, "the end of the line after 256 currencies");
	if (reader->length - reader->at < 3)
		return expect(reader, "a code of three capital letters");
	for (int i = 0; i < 3; i++)
	{
		code[i] = reader->text[reader->at + (size_t) i];
		if (code[i] < 'A' || code[i] > 'Z')
			return expect(reader, "a code of three capital letters");
	}
	code[3] = '\0';
	for (int i = 0; i < reader->columns_count; i++)
	{
		if (memcmp(reader->code[i], code, 3) == 0)
			return expect(reader, "a currency that has no column yet");
	}
	reader->at += 3;
	reader->columns_count++;
	return FND_OK;
}

fnd_status
fnd_ecb_open(fnd_ecb_reader *reader, const char *text, size_t length)
{
	fnd_status	status;
	bool		is_end;

	memset(reader, 0, sizeof(*reader));
	reader->text = text;
	reader->length = length;
	reader->line_number = 1;
	reader->expected = "";
	if (is_at(reader, "\xEF\xBB\xBF"))
		reader->at = 3;
	reader->line_at = reader->at;
	skip_blanks(reader);
	if (!is_at(reader, "Date"))
		return expect(reader, "\"Date\"");
	reader->at += 4;
	for (;;)
	{
		status = read_comma(reader, &is_end);
		if (status == FND_OK && !is_end)
			status = read_code(reader);
		if (status != FND_OK)
			return status;
		if (is_end)
			break;
	}
	if (reader->columns_count == 0)
		return expect(reader, "a comma and a code of three capital letters");
	reader->column = reader->columns_count;
	return FND_OK;
}

/* 28 March 2024: one or two digits, the English month, four digits. */
static bool
read_long_day(fnd_ecb_reader *reader)
{
	static const char *const months[12] = {
		"January ",	  "February ", "March ",	"April ",
		"May ",		  "June ",	   "July ",		"August ",
		"September ", "October ",  "November ", "December "
	};
	size_t		start = reader->at;
	int			day_of_month = 0;
	int			month = 0;
	int			digits = 0;
	char		iso[11] = "0000-00-00";
	size_t		iso_at = 0;

	while (digits < 2 && reader->at < reader->length &&
		   reader->text[reader->at] >= '0' && reader->text[reader->at] <= '9')
	{
		day_of_month = day_of_month * 10 + (reader->text[reader->at] - '0');
		reader->at++;
		digits++;
	}
	if (digits > 0 && is_at(reader, " "))
	{
		reader->at++;
		while (month < 12 && !is_at(reader, months[month]))
			month++;
		if (month < 12)
		{
			reader->at += strlen(months[month]);
			if (reader->length - reader->at >= 4)
			{
				memcpy(iso, reader->text + reader->at, 4);
				iso[5] = (char) ('0' + (month + 1) / 10);
				iso[6] = (char) ('0' + (month + 1) % 10);
				iso[8] = (char) ('0' + day_of_month / 10);
				iso[9] = (char) ('0' + day_of_month % 10);
				reader->at += 4;
				if (fnd_rate_day_read(iso, 10, &iso_at, &reader->day))
					return true;
			}
		}
	}
	reader->at = start;
	return false;
}

/* Go to the next line that is not blank and read its day. */
static fnd_status
read_line_start(fnd_ecb_reader *reader, bool *is_end)
{
	do
	{
		*is_end = reader->at == reader->length;
		if (*is_end)
			return FND_OK;
		next_line(reader);
		skip_blanks(reader);
	} while (is_line_end(reader));
	if (!fnd_rate_day_read(reader->text, reader->length, &reader->at,
						   &reader->day) &&
		!read_long_day(reader))
		return expect(reader, "a day as 2024-03-28 or 28 March 2024");
	reader->column = 0;
	return FND_OK;
}

/* One cell; has_rate is false where it is N/A. */
static fnd_status
read_cell(fnd_ecb_reader *reader, fnd_decimal *rate, bool *has_rate)
{
	size_t		start = reader->at;

	*has_rate = !is_at(reader, "N/A");
	if (!*has_rate)
	{
		reader->at += 3;
		return FND_OK;
	}
	if (!fnd_rate_number_read(reader->text, reader->length, &reader->at,
							  rate) ||
		fnd_i128_is_zero(rate->coefficient))
	{
		reader->at = start;
		return expect(reader,
					  "a rate above zero of at most 38 digits, or N/A");
	}
	return FND_OK;
}

fnd_status
fnd_ecb_next(fnd_ecb_reader *reader, fnd_ecb_rate *rate, bool *is_end)
{
	bool		is_line_over;
	bool		has_rate;
	fnd_status	status;

	/* each round takes a cell or a line of the text */
	for (;;)
	{
		if (reader->column == reader->columns_count)
		{
			status = read_line_start(reader, is_end);
			if (status != FND_OK || *is_end)
				return status;
		}
		status = read_comma(reader, &is_line_over);
		if (status != FND_OK)
			return status;
		if (is_line_over)
			return expect(reader, "a rate for every currency of line 1");
		status = read_cell(reader, &rate->rate, &has_rate);
		if (status != FND_OK)
			return status;
		rate->day = reader->day;
		rate->column = reader->column++;
		if (reader->column == reader->columns_count)
		{
			status = read_comma(reader, &is_line_over);
			if (status != FND_OK)
				return status;
			if (!is_line_over)
				return expect(reader, "the end of the line");
		}
		if (has_rate)
			return FND_OK;
	}
}
