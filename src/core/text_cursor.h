/*-------------------------------------------------------------------------
 *
 * text_cursor.h
 *	  Where the reading of a text stands, and the signs and words there.
 *
 * What lives elsewhere: figures (text_figure.h), and the rest of the grammar
 * (text_read.c).
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_TEXT_CURSOR_H
#define FND_TEXT_CURSOR_H

#include <string.h>

#include "text.h"

typedef struct fnd_text_cursor
{
	const char *start;
	const char *at;
	const char *end;
	fnd_currency currency;		/* the one that was read so far */
	fnd_text_error *error;
} fnd_text_cursor;

/* Keep where and why the text is refused; answers the status. */
static inline fnd_status
fnd_text_fail(fnd_text_cursor *c, fnd_status status, const char *at,
			  size_t length)
{
	c->error->status = status;
	c->error->at = (size_t) (at - c->start);
	c->error->length = length;
	return status;
}

static inline bool
fnd_text_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
fnd_text_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
fnd_text_is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static inline char
fnd_text_lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static inline void
fnd_text_skip_spaces(fnd_text_cursor *c)
{
	while (c->at < c->end && fnd_text_is_space(*c->at))
		c->at++;
}

static inline size_t
fnd_text_letters_length(const char *at, const char *end)
{
	const char *p = at;

	while (p < end && fnd_text_is_letter(*p))
		p++;
	return (size_t) (p - at);
}

/* Is the word at this place, any case, and does it end there? */
static inline bool
fnd_text_word_stands(const char *at, const char *end, const char *word)
{
	size_t		length = fnd_text_letters_length(at, end);

	if (length != strlen(word))
		return false;
	for (size_t i = 0; i < length; i++)
	{
		if (fnd_text_lower_case(at[i]) != word[i])
			return false;
	}
	return true;
}

/* Take the sign if it stands here. */
static inline bool
fnd_text_accept(fnd_text_cursor *c, const char *sign)
{
	size_t		length = strlen(sign);

	if ((size_t) (c->end - c->at) < length || memcmp(c->at, sign, length) != 0)
		return false;
	c->at += length;
	return true;
}

/* Is this where the basis of a valuation begins? */
static inline bool
fnd_text_basis_stands(const char *at, const char *end)
{
	return fnd_text_word_stands(at, end, "pre") ||
		fnd_text_word_stands(at, end, "post") ||
		fnd_text_word_stands(at, end, "premoney") ||
		fnd_text_word_stands(at, end, "postmoney");
}

#endif /* FND_TEXT_CURSOR_H */
