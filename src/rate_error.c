/*-------------------------------------------------------------------------
 *
 * rate_error.c
 *	  What is wrong with rates, in words: message, detail, hint, SQLSTATE.
 *
 * The rules behind them are in doc/conversion.md, the list in doc/errors.md.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_book.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* So much of a wrong text is shown. */
#define SHOWN_BYTES_MAX 24

/* As numeric shows it. */
static const char *
rate_name(const fnd_rate_entry *entry)
{
	fnd_decimal	rate = fnd_rate_entry_rate(entry);
	Datum		number = funding_numeric_from_i128(rate.coefficient, rate.scale);

	return DatumGetCString(DirectFunctionCall1(numeric_out, number));
}

void
funding_save_contradiction(Node *escontext, fnd_currency base,
						   const fnd_rate_entry *a, const fnd_rate_entry *b)
{
	char		base_name[8];
	char		quote_name[8];

	errsave(
		escontext,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		 errmsg("two rates of %s on %s contradict: %s and %s",
				funding_currency_name(a->quote, quote_name),
				funding_day_name(a->day), rate_name(a), rate_name(b)),
		 errdetail("A rate book holds one rate a day of %s in each currency.",
				   funding_currency_name(base, base_name)),
		 errhint(
			 "Choose one source with WHERE, or aggregate the rates of a day first.")));
}

void
funding_save_rate_digits(Node *escontext, fnd_currency quote)
{
	char		name[8];

	errsave(
		escontext,
		(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
		 errmsg("rates of %s do not fit in %d digits together",
				funding_currency_name(quote, name), FND_RATE_DIGITS_MAX),
		 errdetail(
			 "The rates of a currency share the decimals of the finest one."),
		 errhint("Round the rates, for example with round(rate, 10).")));
}

void
funding_save_book_size(Node *escontext)
{
	errsave(
		escontext,
		(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		 errmsg("a rate book is made of at most %d rates", FND_BOOK_RATES_MAX),
		 errhint(
			 "Leave out the days or the currencies that are not needed.")));
}

/* Counted in characters, from one. */
static int
place_of(const char *text, size_t at)
{
	return pg_mbstrlen_with_len(text, (int) at) + 1;
}

static const char *
shown(const char *text, size_t length, size_t at)
{
	int			rest = (int) Min(length - at, 4 * SHOWN_BYTES_MAX);

	return pnstrdup(text + at, pg_mbcliplen(text + at, rest, SHOWN_BYTES_MAX));
}

void
funding_save_book_text(Node *escontext, const fnd_book_reader *reader,
					   fnd_status status)
{
	int			place = place_of(reader->text, reader->at);

	if (status == FND_ERR_TEXT_UNKNOWN_CURRENCY)
		funding_save_currency_error(escontext, reader->text + reader->at, 3);
	else
		errsave(
			escontext,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s", FUNDING_RATE_BOOK),
			 reader->at == reader->length ?
				 errdetail("At character %d %s was expected, not the end.",
						   place, reader->expected) :
				 errdetail("At character %d %s was expected, not \"%s\".",
						   place, reader->expected,
						   shown(reader->text, reader->length, reader->at)),
			 errhint(
				 "A rate book is written as \"EUR; GBP 2024-03-28 0.8551; USD 2024-03-28 1.0811, 2024-04-02 1.0749\".")));
}

void
funding_raise_no_rate(fnd_status status, const uint8_t *book,
					  fnd_currency currency, int32 day, const fnd_rate *found)
{
	char		name[8];
	char		base_name[8];
	int64		age = (int64) day - found->day;

	funding_currency_name(currency, name);
	funding_currency_name(fnd_book_base(book), base_name);
	if (status == FND_ERR_RATE_CURRENCY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the rate book has no rates of %s", name),
				 errdetail("Its base is %s.", base_name),
				 errhint("Make the book with rates of this currency too.")));
	if (status == FND_ERR_RATE_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the rate book has no rate of %s on or before %s",
						name, funding_day_name(day)),
				 errdetail("Its first rate of %s is of %s.", name,
						   funding_day_name(found->day)),
				 errhint("Make the book with earlier rates.")));
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		 errmsg("the rate of %s for %s is too old", name,
				funding_day_name(day)),
		 errdetail_plural("The newest one until then is of %s, " INT64_FORMAT
						  " day before.",
						  "The newest one until then is of %s, " INT64_FORMAT
						  " days before.",
						  (unsigned long) age, funding_day_name(found->day),
						  age),
		 errhint(
			 "Load the rates that are missing, or give a longer max_age.")));
	pg_unreachable();
}

void
funding_raise_ecb(const fnd_ecb_reader *reader)
{
	int			column = place_of(reader->text + reader->line_at,
						  reader->at - reader->line_at);
	bool		is_line_end = reader->at == reader->length ||
		reader->text[reader->at] == '\n';
	size_t		line_end = reader->at;

	while (line_end < reader->length && reader->text[line_end] != '\n')
		line_end++;
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
		 errmsg("invalid input syntax for the rates of the ECB"),
		 is_line_end ?
			 errdetail("In line " INT64_FORMAT
					   ", column %d %s was expected, not the end of the line.",
					   reader->line_number, column, reader->expected) :
			 errdetail("In line " INT64_FORMAT
					   ", column %d %s was expected, not \"%s\".",
					   reader->line_number, column, reader->expected,
					   shown(reader->text, line_end, reader->at)),
		 errhint(
			 "Give the text of eurofxref-hist.csv or eurofxref.csv, unzipped and as it is published.")));
	pg_unreachable();
}
