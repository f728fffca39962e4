/*-------------------------------------------------------------------------
 *
 * funding_text.c
 *	  Between the server's encoding and the core's UTF-8; currency codes; days.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"

/*
 * The bytes as UTF-8: the same ones unless the server speaks another
 * encoding and there is something beyond ASCII.
 */
const char *
funding_text_to_utf8(const char *text, size_t length, size_t *utf8_length)
{
	int			encoding = GetDatabaseEncoding();
	bool		is_ascii = true;
	char	   *converted;

	*utf8_length = length;
	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return text;
	for (size_t i = 0; i < length && is_ascii; i++)
		is_ascii = !IS_HIGHBIT_SET(text[i]);
	if (is_ascii)
		return text;
	converted = pg_server_to_any(text, (int) length, PG_UTF8);
	if (converted != text)
		*utf8_length = strlen(converted);
	return converted;
}

/* The sign between a figure and its reach, where the encoding has it. */
const char *
funding_plus_minus(void)
{
	int			encoding = GetDatabaseEncoding();

	return encoding == PG_UTF8 || encoding == PG_SQL_ASCII ? "\xC2\xB1" :
															 "+/-";
}

/* A code of the table, in any case, or an error that names the nearest. */
fnd_currency
funding_currency_from_text(text *code)
{
	const char *letters = VARDATA_ANY(code);
	size_t		length = VARSIZE_ANY_EXHDR(code);
	fnd_currency currency = FND_CURRENCY_NONE;

	if (length == 3)
		currency = fnd_currency_from_letters(letters);
	if (!fnd_currency_is_known(currency))
		funding_save_currency_error(NULL, letters, length);
	return currency;
}

/*
 * The code of a currency as text.  GROUP BY currency(x) asks for it on every
 * row, so the texts are made once and handed out as they lie, with the short
 * header that they would have in a tuple; nobody may write to a result.
 */
Datum
funding_currency_to_text(fnd_currency currency)
{
	static char	texts[FND_CURRENCY_MAX + 1][VARHDRSZ_SHORT + 3];
	char	   *result = texts[currency];

	if (unlikely(result[0] == 0))
	{
		char		letters[4];

		fnd_currency_to_letters(currency, letters);
		memcpy(VARDATA_SHORT(result), letters, 3);
		SET_VARSIZE_SHORT(result, VARHDRSZ_SHORT + 3);
	}
	return PointerGetDatum(result);
}

/*
 * A day in a message: in the form of ISO 8601, with PostgreSQL's BC, whatever
 * datestyle is.
 */
const char *
funding_day_name(int32 day)
{
	struct pg_tm tm;
	char		buffer[MAXDATELEN + 1];

	memset(&tm, 0, sizeof(tm));
	if (DATE_NOT_FINITE(day))
		EncodeSpecialDate(day, buffer);
	else
	{
		j2date(day + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon,
			   &tm.tm_mday);
		EncodeDateOnly(&tm, USE_ISO_DATES, buffer);
	}
	return pstrdup(buffer);
}
