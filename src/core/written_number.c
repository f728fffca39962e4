/*-------------------------------------------------------------------------
 *
 * written_number.c
 *	  Numbers of written money: where they begin and end.
 *
 * Digits are read in written_digits.c, words in written_words.c; the rules are
 * in doc/written.md, "Numbers".
 *
 *-------------------------------------------------------------------------
 */
#include "written_builder.h"

bool
fnd_number_scale(const fnd_number *number, int power, fnd_number *result)
{
	*result = *number;
	result->scale -= power;
	result->written_scale -= power;
	return result->scale >= -2 * FND_POWER_MAX;
}

/* coefficient * 10^power, of any power that is not negative. */
bool
fnd_number_raise(fnd_i128 coefficient, int power, fnd_i128 *result)
{
	*result = coefficient;
	if (fnd_i128_is_zero(coefficient))
		return true;

	/* what is more has no place in 128 bits */
	return power <= FND_POW10_I128_MAX &&
		fnd_i128_mul_pow10(coefficient, power, result);
}

bool
fnd_number_add(const fnd_number *a, const fnd_number *b, fnd_number *result)
{
	fnd_number	coarse = a->scale < b->scale ? *a : *b;
	fnd_number	fine = a->scale < b->scale ? *b : *a;
	fnd_i128	sum;

	if (!fnd_number_raise(coarse.coefficient, fine.scale - coarse.scale,
						  &coarse.coefficient) ||
		!fnd_i128_add(coarse.coefficient, fine.coefficient, &sum))
		return false;
	result->coefficient = sum;
	result->scale = fine.scale;
	result->written_scale = a->written_scale > b->written_scale ?
		a->written_scale :
		b->written_scale;
	return true;
}

/* Numbers so far apart that they cannot be aligned differ by their size. */
int
fnd_number_compare(const fnd_number *a, const fnd_number *b)
{
	fnd_number	x = *a;
	fnd_number	y = *b;

	if (x.scale < y.scale &&
		!fnd_number_raise(x.coefficient, y.scale - x.scale, &x.coefficient))
		return fnd_i128_sign(a->coefficient);
	if (y.scale < x.scale &&
		!fnd_number_raise(y.coefficient, x.scale - y.scale, &y.coefficient))
		return -fnd_i128_sign(b->coefficient);
	return fnd_i128_compare(x.coefficient, y.coefficient);
}

/* Does a number word stand here that goes on below what there is? */
static bool
goes_on(const fnd_builder *b, int index)
{
	const fnd_written *reader = b->reader;
	const fnd_word *word;

	if (index >= reader->count)
		return false;
	word = fnd_lexeme_reading(reader, index, FND_WORD_NUMBER);
	if (word != NULL && word->flags == 0)
	{
		if (fnd_builder_has_group(b))
			return !b->low_is_digits && word->argument < b->slot &&
				word->argument > 0;
		return b->has_total && !b->low_is_digits;
	}
	if (reader->lexeme[index].type == FND_LEXEME_NUMBER && b->has_total &&
		!fnd_builder_has_group(b) && fnd_magnitude_follows(reader, index + 1))
	{
		const fnd_word *magnitude = fnd_lexeme_reading(reader, index + 1,
													   FND_WORD_MAGNITUDE);

		return magnitude != NULL && magnitude->argument < b->power;
	}
	return !fnd_builder_has_group(b) && b->has_total &&
		fnd_lexeme_reading(reader, index, FND_WORD_TIMES) != NULL;
}

/* Do the digits in brackets say what the words before them said? */
static bool
repeats_value(const fnd_builder *b)
{
	fnd_number	digits;
	fnd_number	value = b->total;
	bool		is_doubtful = false;
	bool		is_grouped_once = false;

	if (fnd_builder_has_group(b) &&
		(!fnd_builder_group(b, &value) ||
		 (b->has_total && !fnd_number_add(&value, &b->total, &value))))
		return false;
	return fnd_digits_read(b->reader, b->at + 1, false, false, &digits,
						   &is_doubtful, &is_grouped_once) &&
		fnd_number_compare(&digits, &value) == 0;
}

/*
 * "$5 T-shirt", "$5 M&Ms": a letter that stands apart and goes on is no
 * magnitude.
 */
static bool
is_cut_letter(const fnd_written *reader, const fnd_lexeme *lexeme)
{
	const char *at = reader->text + lexeme->end;
	const char *end = reader->text + reader->length;

	if (!lexeme->has_space || lexeme->end - lexeme->start != 1 || at == end)
		return false;
	if (*at == '-' || *at == '&' || *at == '\'')
		return at + 1 < end && at[1] != ' ';
	return *at == '.' && end - at > 2 && at[1] == ' ' && at[2] >= 'A' &&
		at[2] <= 'Z';
}

/* Is a magnitude here as great as the one before it? */
static bool
reaches(const fnd_builder *b, int index)
{
	const fnd_word *word = index < b->reader->count ?
		fnd_lexeme_reading(b->reader, index, FND_WORD_MAGNITUDE) :
		NULL;

	return word != NULL && word->argument >= b->power;
}

/*
 * The number once more in words, in brackets, as contracts have it: where the
 * bracket closes, or -1.
 */
static int
bracket_of_words(const fnd_written *reader, int open)
{
	int			at = open + 1;

	while (at < reader->count && at < open + 16 &&
		   fnd_lexeme_may_be(&reader->lexeme[at],
							 FND_KINDS_NUMBER | FND_WORD_BIT(FND_WORD_AND) |
								 FND_WORD_BIT(FND_WORD_POINT) |
								 FND_WORD_BIT(FND_WORD_FRACTION)))
		at++;
	return at > open + 1 && at < reader->count &&
			reader->lexeme[at].type == FND_LEXEME_CLOSE ?
		at :
		-1;
}

/* One step; false where the number has come to its end. */
static bool
take_next(fnd_builder *b, bool in_between, bool is_priced, bool is_one,
		  fnd_numeral *result)
{
	const fnd_written *reader = b->reader;
	const fnd_lexeme *lexeme = &reader->lexeme[b->at];
	const fnd_word *word;

	if (lexeme->type == FND_LEXEME_NUMBER)
		return fnd_builder_take_digits(b, is_priced);
	if (lexeme->type == FND_LEXEME_DASH && !lexeme->has_space)
	{
		/* 8-billion; a dash between two numbers is a range */
		if ((fnd_builder_has_group(b) || b->has_total) &&
			b->at + 1 < reader->count &&
			!reader->lexeme[b->at + 1].has_space &&
			fnd_lexeme_may_be(&reader->lexeme[b->at + 1],
							  FND_WORD_BIT(FND_WORD_MAGNITUDE)))
		{
			b->at++;
			return true;
		}
		/* egymillió-kétszázezer: Hungarian puts hyphens between thousands */
		if (reader->language->lexicon->is_glued && b->has_total &&
			!fnd_builder_has_group(b) && b->at + 1 < reader->count &&
			!reader->lexeme[b->at + 1].has_space &&
			fnd_lexeme_reading(reader, b->at + 1, FND_WORD_NUMBER) != NULL &&
			!reaches(b, b->at + 2))
		{
			b->at++;
			return true;
		}
		return false;
	}
	if ((word = fnd_lexeme_reading(reader, b->at, FND_WORD_MAGNITUDE)) !=
			NULL &&
		!is_cut_letter(reader, lexeme) &&
		((word->flags & FND_WORD_PRICED) == 0 ||
		 (is_priced && !lexeme->has_space && b->low_is_digits)) &&
		fnd_builder_take_magnitude(b, word, is_one, result))
		return true;
	if ((word = fnd_lexeme_reading(reader, b->at, FND_WORD_TIMES)) != NULL &&
		fnd_builder_take_times(b, word))
		return true;
	if ((word = fnd_lexeme_reading(reader, b->at, FND_WORD_NUMBER)) != NULL &&
		fnd_builder_take_word(b, word))
		return true;
	if ((word = fnd_lexeme_reading(reader, b->at, FND_WORD_PLUS)) != NULL &&
		(fnd_builder_take_plus_behind(b, word) ||
		 fnd_builder_take_plus_before(b, word)))
		return true;
	if (!fnd_builder_has_group(b) && !b->has_total)
		return false;
	if (fnd_lexeme_may_be(lexeme, FND_WORD_BIT(FND_WORD_POINT)) &&
		fnd_builder_take_point(b))
		return true;
	if (fnd_lexeme_may_be(lexeme, FND_WORD_BIT(FND_WORD_AND)) && !in_between &&
		(goes_on(b, b->at + 1) ||
		 (b->has_total && !fnd_builder_has_group(b) &&
		  b->at + 1 < reader->count &&
		  reader->lexeme[b->at + 1].type == FND_LEXEME_NUMBER &&
		  fnd_builder_thousands_rest(b, b->at + 1))))
	{
		b->at++;
		return true;
	}
	/* 1,5 (полтора) миллиона, 300 000 (триста тысяч) рублей */
	if (lexeme->type == FND_LEXEME_OPEN && !b->begins_digits &&
		b->at + 2 < reader->count &&
		reader->lexeme[b->at + 1].type == FND_LEXEME_NUMBER &&
		reader->lexeme[b->at + 2].type == FND_LEXEME_CLOSE && repeats_value(b))
	{
		/* Five (5) dollars */
		b->at += 3;
		return true;
	}
	if (lexeme->type == FND_LEXEME_OPEN && b->low_is_digits)
	{
		int			close = bracket_of_words(reader, b->at);

		if (close > 0)
		{
			b->at = close + 1;
			return true;
		}
	}
	/* one million, two hundred thousand */
	if (lexeme->type == FND_LEXEME_COMMA && !lexeme->has_space &&
		b->has_total && !fnd_builder_has_group(b) && goes_on(b, b->at + 1) &&
		reader->lexeme[b->at + 1].type == FND_LEXEME_WORD &&
		!reaches(b, b->at + 2))
	{
		b->at++;
		return true;
	}
	if (fnd_lexeme_may_be(lexeme,
						  FND_WORD_BIT(FND_WORD_OF) |
							  FND_WORD_BIT(FND_WORD_ARTICLE)) &&
		fnd_builder_has_group(b))
	{
		/* half a million, 20 de milioane */
		int			at = b->at;

		while (at < reader->count && at < b->at + 2 &&
			   fnd_lexeme_may_be(&reader->lexeme[at],
								 FND_WORD_BIT(FND_WORD_OF) |
									 FND_WORD_BIT(FND_WORD_ARTICLE)))
			at++;
		if (at < reader->count &&
			fnd_lexeme_may_be(&reader->lexeme[at],
							  FND_WORD_BIT(FND_WORD_MAGNITUDE)))
		{
			b->at = at;
			return true;
		}
	}
	if ((word = fnd_lexeme_reading(reader, b->at, FND_WORD_QUALIFIER)) !=
			NULL &&
		(word->flags & FND_WORD_AFTER) != 0 && fnd_builder_has_group(b) &&
		result->qualifier < 0 && fnd_magnitude_follows(reader, b->at + 1))
	{
		/* 20多亿, 5 с лишним миллионов */
		result->qualifier = b->at;
		b->at++;
		return true;
	}
	return false;
}

bool
fnd_number_read(const fnd_written *reader, int index, bool in_between,
				bool is_priced, fnd_numeral *result)
{
	fnd_builder	b = { 0 };
	bool		is_one = false;
	const fnd_lexeme *lexeme = &reader->lexeme[index];
	int			steps = 0;

	if (index > 0 &&
		fnd_lexeme_may_be(&reader->lexeme[index - 1],
						  FND_WORD_BIT(FND_WORD_SEVERAL)))
		return false;
	b.reader = reader;
	b.is_priced = is_priced;
	b.begins_digits = lexeme->type == FND_LEXEME_NUMBER;
	b.at = index;
	b.times = 1000000;
	result->first = index;
	result->power = 0;
	result->power_index = -1;
	result->qualifier = -1;
	result->is_article = false;
	result->is_doubtful = false;
	result->is_grouped_once = false;
	result->has_digits = lexeme->type == FND_LEXEME_NUMBER;
	if (!result->has_digits &&
		fnd_lexeme_may_be(lexeme, FND_WORD_BIT(FND_WORD_ARTICLE)) &&
		index + 1 < reader->count)
	{
		/* a million, a half; a dollar is settled by the figure */
		const fnd_word *next = fnd_lexeme_reading(reader, index + 1,
												  FND_WORD_NUMBER);

		if ((fnd_lexeme_may_be(&reader->lexeme[index + 1],
							   FND_WORD_BIT(FND_WORD_TIMES) |
								   FND_WORD_BIT(FND_WORD_MAGNITUDE)) &&
			 reader->lexeme[index + 1].end - reader->lexeme[index + 1].start >
				 1) ||
			(next != NULL &&
			 ((next->flags & FND_WORD_HUNDREDTHS) != 0 ||
			  next->argument >= 100)))
		{
			is_one = true;
			b.at++;
		}
		else if (!fnd_lexeme_may_be(lexeme, FND_KINDS_NUMBER))
		{
			result->is_article = true;
			result->value = result->bare = fnd_number_of(1);
			result->end = index + 1;
			return true;
		}
	}
	while (b.at < reader->count && steps++ < FND_LEXEMES_MARGIN &&
		   take_next(&b, in_between, is_priced, is_one, result))
		is_one = false;
	if (is_one && b.at == index + 1)
		return false;
	if (b.at < reader->count && b.at > index &&
		fnd_lexeme_may_be(&reader->lexeme[b.at],
						  FND_WORD_BIT(FND_WORD_SEVERAL)))
		return false;
	result->end = b.at;
	if (fnd_builder_has_group(&b))
	{
		fnd_number	group;

		if (!fnd_builder_group(&b, &group))
			return false;
		if (b.has_total)
		{
			fnd_number	limit = fnd_number_of(1);

			(void) fnd_number_scale(&limit, b.power, &limit);
			if (fnd_number_compare(&group, &limit) >= 0)
			{
				/* it is not of this number */
				result->end = b.group_start;
				result->value = b.total;
			}
			else
			{
				if (!fnd_number_add(&b.total, &group, &result->value))
					return false;
				result->power = 0;
				result->bare = result->value;
			}
		}
		else
		{
			result->value = group;
			result->bare = group;
		}
	}
	else if (b.has_total)
		result->value = b.total;
	else
		return false;
	if (b.terms_count != 1)
	{
		result->power = 0;
		result->bare = result->value;
	}
	result->is_doubtful = b.is_doubtful;
	result->is_grouped_once = b.is_grouped_once;
	return result->end > index;
}
