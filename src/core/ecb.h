/*-------------------------------------------------------------------------
 *
 * ecb.h
 *	  The reference rates of the European Central Bank, as it publishes them.
 *
 * Two files have one form: the history, newest day first, and the file of one
 * day.  The first line is "Date" and the codes of the columns; every other
 * line is a day and what one euro cost in each currency on it, or N/A.  Lines
 * may end in a comma.  Days are written 2024-03-28 or 28 March 2024.
 *
 * The codes are any three capital letters: which of them are currencies, and
 * which rates contradict, is for those who make a book of the rates.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_ECB_H
#define FND_ECB_H

#include "rates.h"

#define FND_ECB_COLUMNS_MAX 256

typedef struct fnd_ecb_reader
{
	const char *text;
	size_t		length;
	size_t		at;				/* where an error is, too */
	size_t		line_at;		/* where the line begins */
	int64_t		line_number;	/* from one */
	const char *expected;		/* what should have been there */
	int			columns_count;
	int			column;			/* the next one; none left between lines */
	int32_t		day;			/* of the line */
	char		code[FND_ECB_COLUMNS_MAX][4];
} fnd_ecb_reader;

typedef struct fnd_ecb_rate
{
	fnd_decimal	rate;			/* as many decimals as were written */
	int32_t		day;
	int			column;
} fnd_ecb_rate;

/* Read the first line; FND_ERR_TEXT_SYNTAX. */
extern FND_LOCAL fnd_status fnd_ecb_open(fnd_ecb_reader *reader,
										 const char *text, size_t length);

/* The next rate, in the order of the text; is_end where there is none. */
extern FND_LOCAL fnd_status fnd_ecb_next(fnd_ecb_reader *reader,
										 fnd_ecb_rate *rate, bool *is_end);

#endif /* FND_ECB_H */
