/*-------------------------------------------------------------------------
 *
 * written_finder.h
 *	  What the files share that put figures together: where they look, and
 *	  numbers with their currency.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_WRITTEN_FINDER_H
#define FND_WRITTEN_FINDER_H

#include "written_parts.h"

/* A number with its currency, if one is said. */
typedef struct fnd_priced
{
	fnd_numeral	numeral;
	fnd_number	value;			/* with minor units added */
	fnd_money	money;
	int			first;			/* the currency or sign before the number */
	int			end;
	int			qualifier;		/* one inside, or -1 */
	int			power;			/* of a magnitude beside the currency */
	bool		is_negative;
	bool		has_prefix;
	bool		has_suffix;
	bool		is_compound;
	uint8_t		minor_digits;	/* of the last minor unit, or 0 */
} fnd_priced;

typedef struct fnd_finder
{
	const fnd_written *reader;
	int			limit;			/* nothing before it is free */
} fnd_finder;

static inline const fnd_lexeme *
fnd_here(const fnd_finder *f, int index)
{
	return index >= 0 && index < f->reader->count ? &f->reader->lexeme[index] :
													NULL;
}

static inline bool
fnd_here_may_be(const fnd_finder *f, int index, fnd_word_kind kind)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);

	return lexeme != NULL && fnd_lexeme_may_be(lexeme, FND_WORD_BIT(kind));
}

/* The reading of a kind, or NULL. */
static inline const fnd_word *
fnd_here_reading(const fnd_finder *f, int index, fnd_word_kind kind)
{
	return fnd_here(f, index) == NULL ?
		NULL :
		fnd_lexeme_reading(f->reader, index, kind);
}

static inline bool
fnd_here_is(const fnd_finder *f, int index, fnd_lexeme_type type)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);

	return lexeme != NULL && lexeme->type == type;
}

/* Nothing between this lexeme and the one before it. */
static inline bool
fnd_here_is_tight(const fnd_finder *f, int index)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);

	return lexeme != NULL && !lexeme->has_space;
}

static inline bool
fnd_here_is_number(const fnd_finder *f, int index)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);

	return lexeme != NULL &&
		(lexeme->type == FND_LEXEME_NUMBER ||
		 fnd_lexeme_may_be(lexeme,
						   FND_KINDS_NUMBER | FND_WORD_BIT(FND_WORD_PLUS)));
}

static inline bool
fnd_here_is_two_digits(const fnd_finder *f, int index)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);

	return lexeme != NULL && lexeme->type == FND_LEXEME_NUMBER &&
		lexeme->end - lexeme->start == 2;
}

/* written_priced.c */

/*
 * The number at a lexeme with its currency, if one is said.  in_between: "and"
 * is the middle of a range here.
 */
extern FND_LOCAL bool fnd_priced_read(const fnd_finder *f, int index,
									  bool in_between, fnd_priced *p);

/* The currencies and the sign before a number. */
extern FND_LOCAL void fnd_priced_take_prefix(const fnd_finder *f, int number,
											 fnd_priced *p);

/* written_doubt.c */

/* Words that are money only in some places. */
extern FND_LOCAL bool fnd_doubt_suffix(const fnd_finder *f,
									   const fnd_priced *p, int index,
									   const fnd_money *money);
extern FND_LOCAL bool fnd_doubt_rest(const fnd_finder *f, const fnd_priced *p);
extern FND_LOCAL bool fnd_doubt_prefix(const fnd_finder *f, int index);
extern FND_LOCAL bool fnd_doubt_word(const fnd_finder *f, const fnd_priced *p);

/* Four digits that are a year between these. */
extern FND_LOCAL bool fnd_doubt_year(const fnd_finder *f, const fnd_priced *p,
									 int from, int to);
extern FND_LOCAL bool fnd_doubt_digits(const fnd_finder *f, int index);

#endif /* FND_WRITTEN_FINDER_H */
