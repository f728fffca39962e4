/*-------------------------------------------------------------------------
 *
 * written_builder.h
 *	  A number of written money as it is put together, word by word.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_WRITTEN_BUILDER_H
#define FND_WRITTEN_BUILDER_H

#include "written_parts.h"

/* No magnitude word stands for more, and no figure has more powers. */
#define FND_POWER_MAX 30

/* A number as it is put together. */
typedef struct fnd_builder
{
	const fnd_written *reader;
	fnd_number	total;			/* what magnitudes have closed */
	fnd_number	high;			/* of the group at hand: hundreds */
	fnd_number	low;			/* and what the next word multiplies */
	bool		has_total;
	bool		has_high;
	bool		has_low;
	bool		low_is_digits;	/* written in digits */
	bool		is_priced;		/* a currency stands before it */
	bool		begins_digits;	/* the number begins in digits */
	bool		is_doubtful;	/* a separator may mean either */
	bool		is_grouped_once; /* one separator, by no rule of a language */
	bool		is_sequence; /* digit words one after another: 二〇二四 */
	int			slot;			/* what may be added must be below this */
	int			times;			/* the last multiplier of the group */
	int			power;			/* of the last magnitude */
	int			terms_count;	/* magnitudes that closed a group */
	int			at;				/* the next lexeme */
	int			group_start;	/* where the group at hand began */
} fnd_builder;

static inline fnd_number
fnd_number_of(int64_t value)
{
	fnd_number	number = { fnd_i128_from_i64(value), 0, 0 };

	while (value != 0 && value % 10 == 0)
	{
		value /= 10;
		number.written_scale--;
	}
	return number;
}

/* value = hundredths / 100: 150 is 1.5 */
static inline fnd_number
fnd_number_of_hundredths(int64_t hundredths)
{
	fnd_number	number = fnd_number_of(hundredths);

	number.scale += 2;
	number.written_scale += 2;
	return number;
}

static inline bool
fnd_number_is_below(const fnd_number *number, int64_t limit)
{
	fnd_number	other = fnd_number_of(limit);

	return fnd_number_compare(number, &other) < 0;
}

static inline bool
fnd_number_is_whole(const fnd_number *number)
{
	return number->scale <= 0;
}

static inline bool
fnd_builder_has_group(const fnd_builder *b)
{
	return b->has_high || b->has_low;
}

static inline bool
fnd_builder_group(const fnd_builder *b, fnd_number *result)
{
	if (b->has_high && b->has_low)
		return fnd_number_add(&b->high, &b->low, result);
	*result = b->has_high ? b->high : b->low;
	return fnd_builder_has_group(b);
}

/* What may follow a number word: twenty-one, two hundred and five. */
static inline int
slot_of(int value)
{
	if (value >= 100)
		return value % 100 == 0 ? 100 : 0;
	return value >= 20 && value % 10 == 0 ? 10 : 0;
}

static inline bool
fnd_builder_take_low(fnd_builder *b, const fnd_number *value, int slot)
{
	if (!fnd_builder_has_group(b))
		b->group_start = b->at;
	b->low = *value;
	b->has_low = true;
	b->slot = slot;
	b->at++;
	return true;
}

/* Is a magnitude the next lexeme, or one behind a hyphen? */
static inline bool
fnd_magnitude_follows(const fnd_written *reader, int index)
{
	if (index < reader->count &&
		reader->lexeme[index].type == FND_LEXEME_DASH &&
		!reader->lexeme[index].has_space)
		index++;
	return index < reader->count &&
		fnd_lexeme_may_be(&reader->lexeme[index],
						  FND_WORD_BIT(FND_WORD_MAGNITUDE));
}

/*
 * written_words.c: each takes what stands at the next lexeme, or answers false
 * and takes nothing where the number does not go on with it.
 */
extern FND_LOCAL bool fnd_builder_take_digits(fnd_builder *b, bool is_priced);
extern FND_LOCAL bool fnd_builder_take_word(fnd_builder *b,
											const fnd_word *word);
extern FND_LOCAL bool fnd_builder_take_times(fnd_builder *b,
											 const fnd_word *word);
extern FND_LOCAL bool fnd_builder_take_magnitude(fnd_builder *b,
												 const fnd_word *word,
												 bool is_one,
												 fnd_numeral *result);
extern FND_LOCAL bool fnd_builder_take_point(fnd_builder *b);
extern FND_LOCAL bool fnd_builder_take_plus_behind(fnd_builder *b,
												   const fnd_word *word);
extern FND_LOCAL bool fnd_builder_take_plus_before(fnd_builder *b,
												   const fnd_word *word);

/* 12 mil 500 pesos: three digits between thousands and a currency */
extern FND_LOCAL bool fnd_builder_thousands_rest(const fnd_builder *b,
												 int index);

#endif /* FND_WRITTEN_BUILDER_H */
