/*-------------------------------------------------------------------------
 *
 * rate_book.h
 *	  What the files about rates share: books as arguments, and their errors.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_RATE_BOOK_H
#define FUNDING_RATE_BOOK_H

#include "funding.h"

#include "core/ecb.h"
#include "core/rates.h"

#define FUNDING_RATE_BOOK "rate_book"

/*
 * rate_book.c: the bytes of an argument that is a rate book.  One that is
 * stored out of line or compressed is read once and stays with the call site.
 */
extern FND_LOCAL const uint8_t *funding_book_argument(FunctionCallInfo fcinfo,
													  int number);

/*
 * rate_error.c: reports about rates.
 */
extern FND_LOCAL void funding_save_contradiction(Node *escontext,
												 fnd_currency base,
												 const fnd_rate_entry *a,
												 const fnd_rate_entry *b);
extern FND_LOCAL void funding_save_rate_digits(Node *escontext,
											   fnd_currency quote);
extern FND_LOCAL void funding_save_book_size(Node *escontext);
extern FND_LOCAL void funding_save_book_text(Node *escontext,
											 const fnd_book_reader *reader,
											 fnd_status status);
pg_noreturn extern FND_LOCAL void
funding_raise_no_rate(fnd_status status, const uint8_t *book,
					  fnd_currency currency, int32 day, const fnd_rate *found);
pg_noreturn extern FND_LOCAL void
funding_raise_ecb(const fnd_ecb_reader *reader);

#endif /* FUNDING_RATE_BOOK_H */
