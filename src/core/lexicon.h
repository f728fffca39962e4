/*-------------------------------------------------------------------------
 *
 * lexicon.h
 *	  The words of written money, a language at a time.
 *
 * A lexicon is an automaton over the words of one language, built by
 * tools/gen_lexicon.mjs out of CLDR and of tools/words, and read-only: there
 * is nothing to load and nothing to free.  A word may have several readings
 * ("m" is a million or a unit of length); which one is meant is the reader's
 * question (written.h).
 *
 * What lives elsewhere: grammar (written_*.c), currencies themselves
 * (currency.h).  How the words are made is in doc/written.md, "Words".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_LEXICON_H
#define FND_LEXICON_H

#include "estimate.h"

/* The classes of characters; the numbers are those of letters.mjs. */
typedef enum fnd_class
{
	FND_CLASS_OTHER = 0,
	FND_CLASS_LETTER = 1,
	FND_CLASS_CJK = 2,			/* a letter of a script without word ends */
	FND_CLASS_DIGIT = 3,
	FND_CLASS_SPACE = 4,
	FND_CLASS_MARK = 5,			/* counts as nothing: nukta, joiner */
	FND_CLASS_DOT = 6,
	FND_CLASS_COMMA = 7,
	FND_CLASS_APOSTROPHE = 8,
	FND_CLASS_DASH = 9,
	FND_CLASS_OPEN = 10,
	FND_CLASS_CLOSE = 11,
	FND_CLASS_SYMBOL = 12
} fnd_class;

/*
 * A character: its class in the low four bits, and above them the number of
 * its letter in the automata, zero if no word has it; of a digit the value.
 */
typedef uint16_t fnd_character;

static inline fnd_class
fnd_character_class(fnd_character c)
{
	return (fnd_class) (c & 15);
}

static inline unsigned
fnd_character_letter(fnd_character c)
{
	return c >> 4;
}

/* Page 0 is ASCII. */
extern FND_LOCAL const fnd_character fnd_character_pages[][128];
extern FND_LOCAL fnd_character fnd_character_decode(const char *at,
													const char *end,
													int *length);

/*
 * The character here, and how many bytes it has.  The caller owes one byte at
 * least.  Bytes that are no UTF-8 are characters of one byte and no class.
 */
static inline fnd_character
fnd_character_at(const char *at, const char *end, int *length)
{
	if (FND_LIKELY((signed char) *at >= 0))
	{
		*length = 1;
		return fnd_character_pages[0][(unsigned char) *at];
	}
	return fnd_character_decode(at, end, length);
}

/* What a word may be.  The numbers are bits of a mask. */
typedef enum fnd_word_kind
{
	FND_WORD_NUMBER,			/* argument: the value, or hundredths */
	FND_WORD_TIMES,				/* argument: 10, 100 or 1000 */
	FND_WORD_MAGNITUDE,			/* argument: the power of ten */
	FND_WORD_CURRENCY,			/* argument: the currency */
	FND_WORD_CLASS,				/* argument: one of several currencies */
	FND_WORD_MINOR,				/* argument: the currency */
	FND_WORD_MINOR_CLASS,		/* argument: one of several currencies */
	FND_WORD_MAGNITUDE_CURRENCY, /* argument: currency; flags: the power */
	FND_WORD_QUALIFIER,			/* argument: fnd_kind of estimate.h */
	FND_WORD_EXACTLY,
	FND_WORD_BETWEEN,
	FND_WORD_AND,
	FND_WORD_FROM,
	FND_WORD_FROM_AFTER,
	FND_WORD_TO,
	FND_WORD_TO_AFTER_FROM,
	FND_WORD_RANGE_CLOSE,
	FND_WORD_OF,
	FND_WORD_ARTICLE,
	FND_WORD_PLUS,				/* argument: hundredths of a unit */
	FND_WORD_POINT,
	FND_WORD_FRACTION,			/* argument: tenths 1, hundredths 2 */
	FND_WORD_MINUS,
	FND_WORD_UNDISCLOSED,
	FND_WORD_UNDISCLOSED_ALONE,
	FND_WORD_UNDISCLOSED_AFTER,
	FND_WORD_AMOUNT,
	FND_WORD_LEAD,
	FND_WORD_TAIL,
	FND_WORD_NOT_MONEY,
	FND_WORD_SEVERAL,			/* before a magnitude: no figure at all */
	FND_WORD_NOT_MONEY_BEFORE	/* lost 20 pounds */
} fnd_word_kind;

/* Flags of numbers */
#define FND_WORD_HUNDREDTHS 1 /* half is 50 */
#define FND_WORD_DUAL 2 /* two only before the currency, else one */
#define FND_WORD_POWER(flags) ((flags) >> 4) /* sejuta is 1, six zeros */

/* Flags of magnitudes */
#define FND_WORD_ALONE 1 /* a number by itself: mille is 1000 */
#define FND_WORD_SHORT 2 /* an abbreviation: Mio., bn */
#define FND_WORD_ALONE_QUALIFIED 4 /* behind "about" a number by itself */
#define FND_WORD_PRICED 8 /* only glued to digits behind a currency: SEK 50m */

/* Flags of currencies, classes and minor units */
#define FND_WORD_LEADS 1 /* may stand before the number */
#define FND_WORD_CODE 2 /* a code of ISO 4217 */
#define FND_WORD_MAJOR 4 /* and one of a much used currency */
#define FND_WORD_SYMBOL 8
#define FND_WORD_ONLY_AFTER 16 /* a minor unit only after its major one */
#define FND_WORD_WHOLE 16 /* a currency only where the text is one figure */
#define FND_WORD_WITH_CLASS 64 /* says which of a class: $5 million Canadian */
#define FND_WORD_WEAK 32 /* not of a small number in running text */
#define FND_WORD_DIGITS(flags) ((flags) >> 6)

/* Flags of what stands before a figure */
#define FND_WORD_CHANGE 1 /* rose $2 to $5 is no range */
#define FND_WORD_AGAINST 2 /* lost 20 pounds are a weight */

/* Flag of what stands behind a figure */
#define FND_WORD_PER 1 /* goes on: per night, a month */

/* Flags of qualifiers and of what is added to a number */
#define FND_WORD_BEFORE 1
#define FND_WORD_AFTER 2
#define FND_WORD_NEGATIVE 4

typedef struct fnd_word
{
	uint8_t		kind;			/* fnd_word_kind */
	uint8_t		flags;
	uint16_t	argument;
	uint16_t	exact;			/* the place of its only spelling, or zero */
} fnd_word;

#define FND_CLASSES_COUNT 19

/* The class of the pound, which is a weight as well. */
#define FND_CLASS_POUND 1

typedef struct fnd_lexicon
{
	char		tag[4];
	char		decimal;		/* '.' or ',', or NUL where it is not known */
	bool		is_glued;		/* number words are written together */
	bool		is_behind;		/* a currency stands behind its number */
	uint32_t	units_start;
	uint32_t	units_count;
	uint32_t	root;
	uint32_t	endings_start;
	uint32_t	endings_count;
	uint32_t	endings_root;
	fnd_currency default_of[FND_CLASSES_COUNT];
} fnd_lexicon;

/* A language, with what its region decides. */
typedef struct fnd_language
{
	const fnd_lexicon *lexicon;
	char		decimal;
	fnd_currency money;			/* of the region, or none */
} fnd_language;

/*
 * Read a tag of BCP 47: "fr", "pt-BR", "zh-Hant-TW", also with underscores;
 * what follows the region is passed over.  False if it is no tag, or of a
 * language that there is not.
 */
extern FND_LOCAL bool fnd_language_from_tag(const char *tag, size_t length,
											fnd_language *language);
extern FND_LOCAL int fnd_language_count(void);
extern FND_LOCAL const char *fnd_language_tag(int index);

/*
 * Which of its currencies is meant by a symbol or name of several: the
 * caller's, if it is one of them, or the region's, or the language's.
 */
extern FND_LOCAL fnd_currency fnd_class_currency(const fnd_language *language,
												 unsigned which,
												 fnd_currency wanted);
extern FND_LOCAL bool fnd_class_has(unsigned which, fnd_currency currency);

/* Is there a currency of both? */
extern FND_LOCAL bool fnd_classes_meet(unsigned a, unsigned b);

/*
 * A walk through an automaton.  A unit holds a label in its low 12 bits, then
 * a bit that says whether a word may end there, and in the high 19 the base
 * of the next state; see tools/lexicon/automaton.mjs.
 */
#define FND_UNIT_LABEL 0xFFFu
#define FND_UNIT_MAY_END 0x1000u
#define FND_UNIT_BASE_SHIFT 13

#define FND_LABEL_END 1u
#define FND_LABEL_SPACE 2u

typedef struct fnd_walk
{
	const uint32_t *units;
	uint32_t	count;
	uint32_t	base;
	bool		may_end;		/* a word ends here */
} fnd_walk;

extern FND_LOCAL const uint32_t fnd_lexicon_units[];

static inline void
fnd_walk_words(const fnd_lexicon *lexicon, fnd_walk *walk)
{
	walk->units = fnd_lexicon_units + lexicon->units_start;
	walk->count = lexicon->units_count;
	walk->base = lexicon->root;
	walk->may_end = false;
}

static inline void
fnd_walk_endings(const fnd_lexicon *lexicon, fnd_walk *walk)
{
	walk->units = fnd_lexicon_units + lexicon->endings_start;
	walk->count = lexicon->endings_count;
	walk->base = lexicon->endings_root;
	walk->may_end = false;
}

/* One letter further; false, and no move, where no word goes on so. */
static inline bool
fnd_walk_step(fnd_walk *walk, unsigned label)
{
	uint32_t	at = walk->base + label;

	/* an empty unit has the label zero, as what is no letter has */
	if (label == 0 || at >= walk->count ||
		(walk->units[at] & FND_UNIT_LABEL) != label)
		return false;
	walk->may_end = (walk->units[at] & FND_UNIT_MAY_END) != 0;
	walk->base = walk->units[at] >> FND_UNIT_BASE_SHIFT;
	return true;
}

/* Does a word end here?  Its value, then. */
static inline bool
fnd_walk_ends(const fnd_walk *walk, uint32_t *value)
{
	if (!walk->may_end)
		return false;
	*value = walk->units[walk->base + FND_LABEL_END] >> FND_UNIT_BASE_SHIFT;
	return true;
}

/* The readings of a word: the value of a walk names them. */
extern FND_LOCAL const uint16_t fnd_word_sets[];
extern FND_LOCAL const fnd_word fnd_words[];

/*
 * A set: how many readings, with the high bit set if the spelling matters to
 * one of them; the mask of their kinds; the readings.
 */
static inline int
fnd_word_count(uint32_t value)
{
	return fnd_word_sets[value] & 0x7FFF;
}

static inline bool
fnd_word_needs_spelling(uint32_t value)
{
	return (fnd_word_sets[value] & 0x8000) != 0;
}

static inline uint32_t
fnd_word_kinds(uint32_t value)
{
	return fnd_word_sets[value + 1] |
		(uint32_t) fnd_word_sets[value + 2] << 16;
}

static inline const fnd_word *
fnd_word_at(uint32_t value, int index)
{
	return &fnd_words[fnd_word_sets[value + 3 + (uint32_t) index]];
}

/* Is this how the word is spelled, if it has but one spelling? */
extern FND_LOCAL bool fnd_word_is_spelled(const fnd_word *word,
										  const char *text, size_t length);

#endif /* FND_LEXICON_H */
