/*-------------------------------------------------------------------------
 *
 * written_words.c
 *	  What a number of written money is put together of: digits, number words,
 *	  multipliers, magnitudes, decimals and halves in words.
 *
 * "twenty-five hundred", "mil doscientos millones", "4천 820만", "two point
 * five", "साढ़े तीन करोड़".  The loop that takes them is in written_number.c; the
 * rules are in doc/written.md, "Number words".
 *
 *-------------------------------------------------------------------------
 */
#include "written_builder.h"

/* 12 mil 500 pesos: three digits between thousands and a currency */
bool
fnd_builder_thousands_rest(const fnd_builder *b, int index)
{
	const fnd_written *reader = b->reader;
	const fnd_lexeme *lexeme = &reader->lexeme[index];

	return b->power == 3 && lexeme->end - lexeme->start == 3 &&
		index + 1 < reader->count &&
		fnd_lexeme_may_be(&reader->lexeme[index + 1],
						  FND_KINDS_MONEY | FND_WORD_BIT(FND_WORD_OF));
}

/* Digits around a comma before 万 or 억, where the point is decimal. */
static bool
is_listed(const fnd_builder *b)
{
	const fnd_written *reader = b->reader;
	const fnd_lexeme *lexeme = &reader->lexeme[b->at];
	const char *text = reader->text + lexeme->start;
	size_t		length = lexeme->end - lexeme->start;

	return reader->language->decimal == '.' && b->at + 1 < reader->count &&
		reader->lexeme[b->at + 1].is_cjk &&
		fnd_magnitude_follows(reader, b->at + 1) &&
		memchr(text, ',', length) != NULL && memchr(text, '.', length) == NULL;
}

bool
fnd_builder_take_digits(fnd_builder *b, bool is_priced)
{
	fnd_number	value;

	if (!fnd_digits_read(b->reader, b->at, is_priced,
						 fnd_magnitude_follows(b->reader, b->at + 1), &value,
						 &b->is_doubtful, &b->is_grouped_once))
		return false;
	if (fnd_builder_has_group(b) &&
		(b->has_low || !fnd_number_is_whole(&value) ||
		 !fnd_number_is_below(&value, b->slot)))
		return false;
	/* 2,3万円 are two or three, where the comma is no decimal sign */
	if (!fnd_number_is_whole(&value) && is_listed(b))
		return false;
	if (b->has_total)
	{
		/* a number behind a magnitude is of the next thing, or a lower one */
		const fnd_lexeme *before = &b->reader->lexeme[b->at - 1];

		if (!before->is_cjk && !fnd_magnitude_follows(b->reader, b->at + 1) &&
			(is_priced || !fnd_builder_thousands_rest(b, b->at)))
			return false;
	}
	b->low_is_digits = true;
	return fnd_builder_take_low(b, &value, 0);
}

/*
 * "$389 million one year ago": a spelled number behind digits and their
 * magnitude is of the next thing, unless a lower magnitude or, where none
 * stands before them, the currency follows it.
 */
static bool
goes_with_digits(const fnd_builder *b)
{
	const fnd_written *reader = b->reader;
	int			at = b->at;
	const fnd_word *magnitude;

	while (at < reader->count && at < b->at + 6 &&
		   fnd_lexeme_may_be(&reader->lexeme[at],
							 FND_WORD_BIT(FND_WORD_NUMBER) |
								 FND_WORD_BIT(FND_WORD_TIMES) |
								 FND_WORD_BIT(FND_WORD_AND)))
		at++;
	if (at >= reader->count)
		return false;
	magnitude = fnd_lexeme_reading(reader, at, FND_WORD_MAGNITUDE);
	if (magnitude != NULL)
		return magnitude->argument < b->power;
	return !b->is_priced &&
		fnd_lexeme_may_be(&reader->lexeme[at],
						  FND_KINDS_MONEY | FND_WORD_BIT(FND_WORD_OF));
}

/*
 * twaalf honderd, to hundrede og femten: a hundred, perhaps with what follows
 * it in one word of the lexicon, behind a number that it multiplies.
 */
static bool
multiplies_hundred(const fnd_builder *b, int plain)
{
	fnd_number	low = b->low;

	if (b->has_high || !fnd_number_is_whole(&low) || low.scale != 0 ||
		plain < 100 || plain > 199 || fnd_i128_sign(low.coefficient) <= 0)
		return false;
	return fnd_number_is_below(&low, 10) ||
		(fnd_number_is_below(&low, 100) && plain == 100);
}

bool
fnd_builder_take_word(fnd_builder *b, const fnd_word *word)
{
	bool		is_fraction = (word->flags & FND_WORD_HUNDREDTHS) != 0;
	int			power = FND_WORD_POWER(word->flags);
	fnd_number	value = is_fraction ? fnd_number_of_hundredths(word->argument) :
									 fnd_number_of(word->argument);
	int			plain = is_fraction ? 0 : word->argument;
	int			slot = is_fraction ? 0 : slot_of(plain);
	fnd_number	sum;

	/* 一百零五: zero holds a place */
	if (plain == 0 && !is_fraction && (b->has_high || b->has_total) &&
		!b->has_low && b->at + 1 < b->reader->count &&
		fnd_lexeme_may_be(&b->reader->lexeme[b->at + 1],
						  FND_WORD_BIT(FND_WORD_NUMBER)) &&
		!fnd_lexeme_may_be(&b->reader->lexeme[b->at + 1],
						   FND_WORD_BIT(FND_WORD_TIMES)))
	{
		b->at++;
		return true;
	}
	if (power > 0)
	{
		/* a word that has its magnitude with it: seribu, sejuta */
		if (fnd_builder_has_group(b) || (b->has_total && power >= b->power))
			return false;
		/* ألفا درهم are two thousand, ألفا وخمسمئة fifteen hundred */
		if ((word->flags & FND_WORD_DUAL) != 0 &&
			(b->at + 1 >= b->reader->count ||
			 !fnd_lexeme_may_be(&b->reader->lexeme[b->at + 1],
								FND_KINDS_MONEY)))
			value = fnd_number_of(1);
		b->group_start = b->at;
		(void) fnd_number_scale(&value, power, &value);
		if (b->has_total && !fnd_number_add(&b->total, &value, &value))
			return false;
		b->total = value;
		b->has_total = true;
		b->power = power;
		b->terms_count += 2; /* its bare value is not carried anywhere */
		b->at++;
		return true;
	}
	if (!fnd_builder_has_group(b) && b->has_total && b->begins_digits &&
		!goes_with_digits(b))
		return false;
	/* dua juta setengah: half of the magnitude before it */
	if (!fnd_builder_has_group(b) && b->has_total && is_fraction &&
		word->argument < 100)
	{
		(void) fnd_number_scale(&value, b->power, &value);
		if (!fnd_number_add(&b->total, &value, &b->total))
			return false;
		b->terms_count = 2;
		b->at++;
		return true;
	}
	if (!fnd_builder_has_group(b))
	{
		b->is_sequence = plain < 10 && !is_fraction &&
			b->reader->lexeme[b->at].is_cjk;
		b->low_is_digits = false;
		return fnd_builder_take_low(b, &value, slot);
	}
	if (!b->has_low)
	{
		if (is_fraction || plain >= b->slot)
			return false;
		b->low_is_digits = false;
		return fnd_builder_take_low(b, &value, slot);
	}
	/* 2½ */
	if (is_fraction && word->argument < 100 && b->low_is_digits &&
		fnd_number_is_whole(&b->low))
	{
		/* digits and two decimals: they always fit */
		(void) fnd_number_add(&b->low, &value, &sum);
		return fnd_builder_take_low(b, &sum, 0);
	}
	if (b->is_sequence && plain < 10 && !is_fraction && !b->has_high &&
		b->reader->lexeme[b->at].is_cjk)
	{
		(void) fnd_number_scale(&b->low, 1, &b->low);
		return fnd_number_add(&b->low, &value, &sum) &&
			fnd_builder_take_low(b, &sum, 0);
	}
	if (b->low_is_digits || is_fraction)
		return false;
	if (multiplies_hundred(b, plain))
	{
		value = fnd_number_of(plain - 100);
		(void) fnd_number_scale(&b->low, 2, &b->low);
		return fnd_number_add(&b->low, &value, &sum) &&
			fnd_builder_take_low(b, &sum, plain == 100 ? 100 : 0);
	}
	if (plain >= b->slot || plain == 0)
		return false;
	return fnd_number_add(&b->low, &value, &sum) &&
		fnd_builder_take_low(b, &sum, slot);
}

bool
fnd_builder_take_times(fnd_builder *b, const fnd_word *word)
{
	int			factor = word->argument;
	int			power = factor == 10 ? 1 : factor == 100 ? 2 : 3;
	fnd_number	term = fnd_number_of(1);

	if (b->has_high && factor >= b->times)
		return false;
	if (b->has_low)
	{
		/* dua ratus puluh is a slip, and not two thousand */
		if (!b->low_is_digits && !fnd_number_is_below(&b->low, factor))
			return false;
		term = b->low;
	}
	else if (b->has_high && !b->reader->lexeme[b->at].is_cjk)
		return false;
	if (!fnd_builder_has_group(b))
		b->group_start = b->at;
	(void) fnd_number_scale(&term, power, &term);
	if (b->has_high && !fnd_number_add(&b->high, &term, &term))
		return false;
	b->high = term;
	b->has_high = true;
	b->has_low = false;
	b->is_sequence = false;
	b->times = factor;
	b->slot = factor;
	b->at++;
	return true;
}

/*
 * Is a magnitude a number by itself?  mille, tusen; in a text that is one
 * figure 만원 too, which means a full house in others.
 */
static bool
stands_alone(const fnd_written *reader, int index, const fnd_word *word)
{
	return (word->flags & FND_WORD_ALONE) != 0 ||
		((word->flags & FND_WORD_ALONE_QUALIFIED) != 0 && index > 0 &&
		 fnd_lexeme_may_be(&reader->lexeme[index - 1],
						   FND_WORD_BIT(FND_WORD_QUALIFIER))) ||
		(reader->is_whole && word->argument == 4 &&
		 reader->lexeme[index].is_cjk);
}

bool
fnd_builder_take_magnitude(fnd_builder *b, const fnd_word *word, bool is_one,
						   fnd_numeral *result)
{
	int			power = word->argument;
	fnd_number	group;

	if (!fnd_builder_has_group(b))
	{
		if (b->has_total)
		{
			const fnd_lexeme *before = &b->reader->lexeme[b->at - 1];

			/* lakh crore, mil millones: only one directly behind the other */
			if (result->power_index < 0 || power < b->power ||
				!fnd_lexeme_may_be(before, FND_WORD_BIT(FND_WORD_MAGNITUDE)) ||
				b->power + power > FND_POWER_MAX)
				return false;
			(void) fnd_number_scale(&b->total, power, &b->total);
			b->power += power;
			result->power += power;
			b->at++;
			return true;
		}
		if (!is_one && !stands_alone(b->reader, b->at, word))
			return false;
		group = fnd_number_of(1);
		b->group_start = b->at;
	}
	else if (!fnd_builder_group(b, &group))
		return false;
	if (b->has_total && power >= b->power)
	{
		/* mil doscientos millones, 3 mil 500 millones: all of it is millions */
		if (power == b->power || (b->low_is_digits && b->power != 3) ||
			power + b->power > FND_POWER_MAX ||
			!fnd_number_add(&b->total, &group, &group))
			return false;
		(void) fnd_number_scale(&group, power, &b->total);
		b->terms_count = 1;
		result->bare = group;
	}
	else
	{
		fnd_number	term;

		(void) fnd_number_scale(&group, power, &term);
		if (b->has_total && !fnd_number_add(&b->total, &term, &term))
			return false;
		b->total = term;
		b->terms_count++;
		result->bare = group;
	}
	result->power = power;
	result->power_index = b->at;
	b->has_total = true;
	b->has_high = b->has_low = false;
	b->low_is_digits = false;
	b->is_sequence = false;
	b->power = power;
	b->at++;
	return true;
}

/* Append so many decimals to a number. */
static bool
append_decimals(fnd_number *value, int64_t decimals, int places)
{
	value->scale += places;
	value->written_scale = value->scale;
	return fnd_i128_mul_pow10(value->coefficient, places,
							  &value->coefficient) &&
		fnd_i128_add(value->coefficient, fnd_i128_from_i64(decimals),
					 &value->coefficient);
}

/*
 * "two point zero five", "две целых пять десятых": digits behind the word for
 * the decimal sign, one by one, or as a number of tenths or hundredths.
 */
bool
fnd_builder_take_point(fnd_builder *b)
{
	const fnd_written *reader = b->reader;
	int			at = b->at + 1;
	int			start;
	fnd_number	value;

	if (!b->has_low || !fnd_number_is_whole(&b->low) ||
		!fnd_builder_group(b, &value) || value.scale != 0)
		return false;
	if (at < reader->count &&
		fnd_lexeme_may_be(&reader->lexeme[at], FND_WORD_BIT(FND_WORD_AND)) &&
		fnd_lexeme_reading(reader, at, FND_WORD_NUMBER) == NULL)
		at++;
	start = at;
	while (at < reader->count && value.scale < 12)
	{
		const fnd_word *word = fnd_lexeme_reading(reader, at, FND_WORD_NUMBER);
		const fnd_word *part = at + 1 < reader->count ?
			fnd_lexeme_reading(reader, at + 1, FND_WORD_FRACTION) :
			NULL;
		int64_t		decimals;
		int			places;

		if (reader->lexeme[at].type == FND_LEXEME_NUMBER && at == start)
		{
			/* 2点30分 is a time */
			if (reader->lexeme[b->at].is_cjk ||
				!fnd_digits_read_plain(reader, at, &decimals, &places))
				return false;
		}
		else if (word != NULL && word->flags == 0 && word->argument < 1000)
		{
			decimals = word->argument;
			places = decimals < 10 ? 1 : decimals < 100 ? 2 : 3;
		}
		else
			break;
		at++;
		if (part != NULL)
		{
			/* so many tenths, hundredths, thousandths */
			if (at - 1 != start || places > part->argument)
				return false;
			places = part->argument;
			at++;
		}
		if (!append_decimals(&value, decimals, places))
			return false;
		if (places > 1 || part != NULL)
			break;
	}
	if (at == start)
		return false;
	b->low = value;
	b->has_high = false;
	b->slot = 0;
	b->low_is_digits = true;	/* nothing is added to it */
	b->at = at;
	return true;
}

/* "and a half", behind a number or its magnitude: half of the last unit. */
bool
fnd_builder_take_plus_behind(fnd_builder *b, const fnd_word *word)
{
	fnd_number	part = fnd_number_of_hundredths(word->argument);

	if ((word->flags & FND_WORD_AFTER) == 0)
		return false;
	if (fnd_builder_has_group(b))
	{
		if (!b->has_low || !fnd_number_is_whole(&b->low) ||
			!fnd_number_add(&b->low, &part, &b->low))
			return false;
		b->slot = 0;
		b->low_is_digits = true;
	}
	else if (b->has_total)
	{
		(void) fnd_number_scale(&part, b->power, &part);
		if (!fnd_number_add(&b->total, &part, &b->total))
			return false;
		b->terms_count = 2;
	}
	else
		return false;
	b->at++;
	return true;
}

/*
 * साढ़े तीन is 3.5, पौने तीन 2.75, सवा करोड़ 1.25 crore: a part of a unit is
 * added to the number behind, or taken off.
 */
bool
fnd_builder_take_plus_before(fnd_builder *b, const fnd_word *word)
{
	const fnd_written *reader = b->reader;
	fnd_number	part = fnd_number_of_hundredths(word->argument);
	fnd_number	value = fnd_number_of(1);
	int			at = b->at + 1;

	if ((word->flags & FND_WORD_BEFORE) == 0 || fnd_builder_has_group(b) ||
		b->has_total)
		return false;
	if ((word->flags & FND_WORD_NEGATIVE) != 0)
		part.coefficient = fnd_i128_neg(part.coefficient);
	if (at < reader->count && reader->lexeme[at].type == FND_LEXEME_NUMBER)
	{
		if (!fnd_digits_read(reader, at, false, true, &value, &b->is_doubtful,
							 &b->is_grouped_once) ||
			!fnd_number_is_whole(&value))
			return false;
		at++;
	}
	else if (at < reader->count)
	{
		const fnd_word *number = fnd_lexeme_reading(reader, at,
													FND_WORD_NUMBER);

		if (number != NULL && number->flags == 0)
		{
			value = fnd_number_of(number->argument);
			at++;
			/* सवा दो सौ: 2.25 hundreds, where the word is the hundreds */
			if (number->argument != 0 && number->argument % 100 == 0)
			{
				part.scale -= 2;
				part.written_scale -= 2;
			}
		}
		else if (!fnd_lexeme_may_be(&reader->lexeme[at],
									FND_WORD_BIT(FND_WORD_TIMES) |
										FND_WORD_BIT(FND_WORD_MAGNITUDE)))
			return false;
	}
	else
		return false;
	/* digits and two decimals: they always fit */
	(void) fnd_number_add(&value, &part, &value);
	b->low_is_digits = true;
	b->group_start = b->at;
	b->low = value;
	b->has_low = true;
	b->slot = 0;
	b->at = at;
	return true;
}
