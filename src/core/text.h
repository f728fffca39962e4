/*-------------------------------------------------------------------------
 *
 * text.h
 *	  The texts of the three types, in and out.
 *
 * Input is strict and knows no locale and no words of a language beyond
 * "nearly", "undisclosed", "pre" and "post".  Text is UTF-8; the only sign
 * beyond ASCII that is ever written is the plus-minus sign.  The grammar is
 * in doc/types.md, "Text".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_TEXT_H
#define FND_TEXT_H

#include "estimate.h"

/* Room for the longest text, with its end. */
#define FND_TEXT_NUMBER_MAX 40
#define FND_TEXT_MAX 128

/* Room for the longest amount: sign, 29 digits, point, code and end are 36. */
#define FND_TEXT_AMOUNT_MAX 40

/* Where and why a text was refused. */
typedef struct fnd_text_error
{
	fnd_status	status;
	size_t		at;				/* offset in bytes */
	size_t		length;			/* bytes of the part that is wrong, or zero */
	fnd_currency first;			/* of two currencies */
	fnd_currency second;
} fnd_text_error;

extern FND_LOCAL fnd_status fnd_text_read_amount(const char *text,
												 size_t length,
												 fnd_amount *result,
												 fnd_text_error *error);

/*
 * The fast path before the grammar: an amount as it is written by
 * fnd_text_write_amount, of up to 18 digits.  The text ends in NUL.  False
 * for every other text, good or bad; fnd_text_read_amount answers for those,
 * and the same for these.
 */
extern FND_LOCAL bool fnd_text_read_plain(const char *text,
										  fnd_amount *result);
extern FND_LOCAL fnd_status fnd_text_read_estimate(const char *text,
												   size_t length,
												   fnd_estimate *result,
												   fnd_text_error *error);
extern FND_LOCAL fnd_status fnd_text_read_valuation(const char *text,
													size_t		length,
													fnd_estimate *result,
													fnd_text_error *error);

/* Digits of coefficient * 10^-scale, scale 0 to 29; returns the length. */
extern FND_LOCAL size_t fnd_text_write_number(fnd_i128 coefficient, int scale,
											  char *buffer);

/* Append to a text; each returns the new end, where a NUL stands. */
extern FND_LOCAL char *fnd_text_put(char *at, const char *text);

/* A space and the code; nothing where there is no currency. */
extern FND_LOCAL char *fnd_text_put_currency(char *at, fnd_currency currency);

/* Each returns the length of the text, which ends in NUL. */
extern FND_LOCAL size_t fnd_text_write_amount(
	const fnd_amount *amount, char buffer[FND_TEXT_AMOUNT_MAX]);

/* The same, written anywhere in the buffer; returns where it starts. */
extern FND_LOCAL const char *
fnd_text_place_amount(const fnd_amount *amount,
					  char buffer[FND_TEXT_AMOUNT_MAX], size_t *length);

/* Estimates and valuations.  plus_minus is the sign to write: "±". */
extern FND_LOCAL size_t fnd_text_write_estimate(const fnd_estimate *estimate,
												const char *plus_minus,
												char buffer[FND_TEXT_MAX]);

/* Read "pre", "post", "pre-money", "post-money". */
extern FND_LOCAL bool fnd_basis_from_name(const char *name, size_t length,
										  fnd_basis *basis);
extern FND_LOCAL const char *fnd_basis_name(fnd_basis basis);

#endif /* FND_TEXT_H */
