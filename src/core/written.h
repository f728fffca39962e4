/*-------------------------------------------------------------------------
 *
 * written.h
 *	  Money as people write it: read one figure, find all figures in a text.
 *
 * One pass over the bytes: a scanner cuts them into lexemes (written_scan.c),
 * numbers and currencies are put together from lexemes (written_number.c,
 * written_money.c), and figures, ranges and qualifiers from those
 * (written_figure.c).  Nothing is allocated; a text of any length is read
 * through a window of lexemes.  The rules are in doc/written.md.
 *
 * Text is UTF-8; bytes that are none are passed over.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_WRITTEN_H
#define FND_WRITTEN_H

#include "estimate.h"
#include "lexicon.h"

/* The lexemes that are in sight at once, and those kept for what follows. */
#define FND_LEXEMES_MAX 128
#define FND_LEXEMES_MARGIN 64

/* As many as there can be before a word that is cut into several. */
#define FND_LEXEMES_FULL 114

typedef enum fnd_lexeme_type
{
	FND_LEXEME_OTHER,			/* a word or sign of no meaning here */
	FND_LEXEME_WORD,			/* a word of the lexicon */
	FND_LEXEME_NUMBER,			/* digits with their separators */
	FND_LEXEME_DOT,
	FND_LEXEME_COMMA,
	FND_LEXEME_DASH,
	FND_LEXEME_OPEN,
	FND_LEXEME_CLOSE
} fnd_lexeme_type;

typedef struct fnd_lexeme
{
	size_t		start;			/* in bytes */
	size_t		end;
	size_t		stem_end;		/* without a case ending */
	uint32_t	kinds; /* a bit for each fnd_word_kind that it may be */
	uint32_t	readings;		/* of words: the value of the walk */
	uint8_t		type;			/* fnd_lexeme_type */
	bool		has_space;		/* before it */
	bool		is_cjk;			/* ends in a script without word ends */
	bool		is_glued; /* to the word before, without a sign between */
	size_t		amount_start;	/* of "was not disclosed": of what */
} fnd_lexeme;

typedef struct fnd_written
{
	const char *text;
	size_t		length;
	const fnd_language *language;
	fnd_currency wanted;		/* the caller's, or none */
	bool		is_whole;		/* the text is one figure */

	size_t		at;				/* the next byte to scan */
	uint8_t		skipping; /* the class of what goes on too long, or zero */
	size_t		amount_start;	/* of the last word for an amount, */
	size_t		amount_end;		/* or zero */
	int			count;
	bool		is_cut;			/* a break stands behind the lexemes */
	int			first_start;	/* what begins before it has been looked at */
	bool		follows_figure;	/* the first lexeme stands behind a figure */
	size_t		counted;		/* bytes up to here hold so many characters: */
	int64_t		characters;
	fnd_lexeme	lexeme[FND_LEXEMES_MAX];
} fnd_written;

/* One mention: where it stands, in bytes and in characters, from zero. */
typedef struct fnd_mention
{
	size_t		start;
	size_t		end;
	int64_t		first_character;
	int64_t		characters_count;
	fnd_estimate value;
} fnd_mention;

typedef enum fnd_found
{
	FND_FOUND_NOTHING,			/* the text is at its end */
	FND_FOUND_MENTION,
	FND_FOUND_MORE /* ask again: a step is a bounded piece of text */
} fnd_found;

/*
 * The mentions of a text, in order.  language and text must outlive the
 * reader; wanted is the currency of figures that are money but do not say
 * which, or FND_CURRENCY_NONE.
 */
extern FND_LOCAL void fnd_written_open(fnd_written *reader, const char *text,
									   size_t length,
									   const fnd_language *language,
									   fnd_currency wanted);
extern FND_LOCAL fnd_found fnd_written_next(fnd_written *reader,
											fnd_mention *mention);

/*
 * The one figure that the text is.  False where it is none, or where it
 * cannot be told.
 */
extern FND_LOCAL bool fnd_written_figure(const char *text, size_t length,
										 const fnd_language *language,
										 fnd_currency wanted,
										 fnd_estimate *result);

#endif /* FND_WRITTEN_H */
