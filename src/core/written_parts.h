/*-------------------------------------------------------------------------
 *
 * written_parts.h
 *	  What the files of the reader of written money share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_WRITTEN_PARTS_H
#define FND_WRITTEN_PARTS_H

#include "written.h"

#define FND_WORD_BIT(kind) (UINT32_C(1) << (kind))

#define FND_KINDS_NUMBER \
	(FND_WORD_BIT(FND_WORD_NUMBER) | FND_WORD_BIT(FND_WORD_TIMES) | \
	 FND_WORD_BIT(FND_WORD_MAGNITUDE))
#define FND_KINDS_MAJOR \
	(FND_WORD_BIT(FND_WORD_CURRENCY) | FND_WORD_BIT(FND_WORD_CLASS) | \
	 FND_WORD_BIT(FND_WORD_MAGNITUDE_CURRENCY))
#define FND_KINDS_MINOR \
	(FND_WORD_BIT(FND_WORD_MINOR) | FND_WORD_BIT(FND_WORD_MINOR_CLASS))
#define FND_KINDS_MONEY (FND_KINDS_MAJOR | FND_KINDS_MINOR)

/* What says so in running text, and what does where it is the whole text. */
#define FND_KINDS_UNDISCLOSED_SUM \
	(FND_WORD_BIT(FND_WORD_UNDISCLOSED) | \
	 FND_WORD_BIT(FND_WORD_UNDISCLOSED_AFTER))
#define FND_KINDS_UNDISCLOSED \
	(FND_KINDS_UNDISCLOSED_SUM | FND_WORD_BIT(FND_WORD_UNDISCLOSED_ALONE))

/* written_scan.c */

/*
 * Take lexemes until the window is full or a break comes; a break is a lexeme
 * that no figure can hold.  Answers the number of bytes that were read.
 */
extern FND_LOCAL size_t fnd_written_scan(fnd_written *reader);

/* Forget so many lexemes at the front. */
extern FND_LOCAL void fnd_written_drop(fnd_written *reader, int count);

static inline bool
fnd_lexeme_may_be(const fnd_lexeme *lexeme, uint32_t kinds)
{
	return (lexeme->kinds & kinds) != 0;
}

/* The reading of a kind, or NULL; of words with one spelling, if it is that. */
extern FND_LOCAL const fnd_word *
fnd_lexeme_reading(const fnd_written *reader, int index, fnd_word_kind kind);

/*
 * A number: value = coefficient * 10^-scale, where scale may be negative.
 * written_scale is where its last significant digit stands, as of
 * fnd_estimate_from_figure.
 */
typedef struct fnd_number
{
	fnd_i128	coefficient;
	int			scale;
	int			written_scale;
} fnd_number;

/* written_digits.c */

/*
 * A number that is written in digits.  is_priced: a currency stands before
 * it.  is_doubtful and is_grouped_once are set, and never cleared, where a
 * separator may mean either: see fnd_numeral.
 */
extern FND_LOCAL bool fnd_digits_read(const fnd_written *reader, int index,
									  bool is_priced, bool has_magnitude,
									  fnd_number *result, bool *is_doubtful,
									  bool *is_grouped_once);

/* Digits without separators: at most six of them. */
extern FND_LOCAL bool fnd_digits_read_plain(const fnd_written *reader,
											int index, int64_t *decimals,
											int *places);

/* written_number.c */

/* A number as it was found: the lexemes from first to before end. */
typedef struct fnd_numeral
{
	fnd_number	value;
	fnd_number	bare;			/* without its magnitude */
	int			first;
	int			end;
	int			power;			/* of the magnitude, or 0 */
	int			power_index;	/* the lexeme of the magnitude, or -1 */
	int			qualifier;		/* a word for more, inside; or -1 */
	bool		has_digits;		/* written in digits, at least in part */
	bool		is_article;		/* "a" million, "a" dollar */
	bool		is_doubtful;	/* a separator in it may mean either */
	bool		is_grouped_once; /* one separator, by no rule of a language */
} fnd_numeral;

/*
 * Read the number that begins at a lexeme.  in_between: "and" is the middle of
 * a range here.  is_priced: a currency stands before it.
 */
extern FND_LOCAL bool fnd_number_read(const fnd_written *reader, int index,
									  bool in_between, bool is_priced,
									  fnd_numeral *result);
extern FND_LOCAL bool fnd_number_scale(const fnd_number *number, int power,
									   fnd_number *result);
extern FND_LOCAL bool fnd_number_raise(fnd_i128 coefficient, int power,
									   fnd_i128 *result);
extern FND_LOCAL bool fnd_number_add(const fnd_number *a, const fnd_number *b,
									 fnd_number *result);
extern FND_LOCAL int fnd_number_compare(const fnd_number *a,
										const fnd_number *b);

/* written_money.c */

/* What is said of the currency of a figure, perhaps several times. */
typedef struct fnd_money
{
	bool		is_known;		/* something is said */
	bool		is_class;		/* one of several */
	bool		is_minor;
	bool		is_code;
	bool		is_symbol;		/* a sign or a code, not a name */
	bool		is_weak;		/* a word of other meanings */
	bool		is_only_after;	/* minor units that need a major one */
	bool		is_adjective;	/* says only which of a class is meant */
	uint8_t		minor_digits;	/* of minor units: 2 is a hundredth */
	uint8_t		power;			/* of a magnitude in the same word, or 0 */
	uint16_t	which;			/* the currency, or the class */
} fnd_money;

/*
 * The currency that stands at a lexeme; false if none does.  before: it would
 * stand before its number.
 */
extern FND_LOCAL bool fnd_money_at(const fnd_written *reader, int index,
								   bool before, fnd_money *money);

/*
 * The minor unit that stands at a lexeme, behind an amount of that major
 * currency; false if none does, or none that goes with it.
 */
extern FND_LOCAL bool fnd_money_minor_at(const fnd_written *reader, int index,
										 const fnd_money *major,
										 fnd_money *money);

/* Both are said of one figure: false if they contradict each other. */
extern FND_LOCAL bool fnd_money_join(const fnd_money *a, const fnd_money *b,
									 fnd_money *result);

/* Which currency that is; FND_CURRENCY_NONE if it cannot be told. */
extern FND_LOCAL fnd_currency fnd_money_currency(const fnd_written *reader,
												 const fnd_money *money);

/* written_figure.c */

/* A figure, or a range, or what is undisclosed, with its qualifiers. */
typedef struct fnd_figure
{
	int			first;
	int			end;			/* the lexeme behind it */
	fnd_estimate value;
} fnd_figure;

/*
 * The first figure that begins at or behind a lexeme; false if there is none
 * in the window.
 */
extern FND_LOCAL bool fnd_figure_find(const fnd_written *reader, int from,
									  fnd_figure *result);

/* Undisclosed, in a currency or in one that is not said either. */
extern FND_LOCAL bool fnd_figure_undisclosed(fnd_currency currency,
											 fnd_estimate *result);

#endif /* FND_WRITTEN_PARTS_H */
