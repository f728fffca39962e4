/*-------------------------------------------------------------------------
 *
 * written_number.c
 *	  Numbers of written money: digits, number words and magnitudes, and what
 *	  is made of them together.
 *
 * "11.3 billion", "twenty-five hundred", "mil doscientos millones", "4천 820만",
 * "साढ़े तीन करोड़".  Digits alone are read in written_digits.c.
 *
 *-------------------------------------------------------------------------
 */
#include "written_parts.h"

/* No magnitude word stands for more, and no figure has more powers. */
#define POWER_MAX 30

/* ---- numbers ---- */

static fnd_number
number_of(int64_t value)
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
static fnd_number
number_of_hundredths(int64_t hundredths)
{
	fnd_number	number = number_of(hundredths);

	number.scale += 2;
	number.written_scale += 2;
	return number;
}

bool
fnd_number_scale(const fnd_number *number, int power, fnd_number *result)
{
	*result = *number;
	result->scale -= power;
	result->written_scale -= power;
	return result->scale >= -2 * POWER_MAX;
}

bool
fnd_number_add(const fnd_number *a, const fnd_number *b, fnd_number *result)
{
	fnd_number	coarse = a->scale < b->scale ? *a : *b;
	fnd_number	fine = a->scale < b->scale ? *b : *a;

	if (!fnd_i128_mul_pow10(coarse.coefficient, fine.scale - coarse.scale,
							&coarse.coefficient) ||
		!fnd_i128_add(coarse.coefficient, fine.coefficient,
					  &result->coefficient))
		return false;
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
		!fnd_i128_mul_pow10(x.coefficient, y.scale - x.scale, &x.coefficient))
		return fnd_i128_sign(x.coefficient);
	if (y.scale < x.scale &&
		!fnd_i128_mul_pow10(y.coefficient, x.scale - y.scale, &y.coefficient))
		return -fnd_i128_sign(y.coefficient);
	return fnd_i128_compare(x.coefficient, y.coefficient);
}

static bool
is_below(const fnd_number *number, int64_t limit)
{
	fnd_number	other = number_of(limit);

	return fnd_number_compare(number, &other) < 0;
}

static bool
is_whole(const fnd_number *number)
{
	return number->scale <= 0;
}

/* ---- words ---- */

/* A number as it is put together. */
typedef struct builder
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
} builder;

static bool
has_group(const builder *b)
{
	return b->has_high || b->has_low;
}

static bool
group_of(const builder *b, fnd_number *result)
{
	if (b->has_high && b->has_low)
		return fnd_number_add(&b->high, &b->low, result);
	*result = b->has_high ? b->high : b->low;
	return has_group(b);
}

/* What may follow a number word: twenty-one, two hundred and five. */
static int
slot_of(int value)
{
	if (value >= 100)
		return value % 100 == 0 ? 100 : 0;
	return value >= 20 && value % 10 == 0 ? 10 : 0;
}

static bool
take_low(builder *b, const fnd_number *value, int slot)
{
	if (!has_group(b))
		b->group_start = b->at;
	b->low = *value;
	b->has_low = true;
	b->slot = slot;
	b->at++;
	return true;
}

/* Is a magnitude the next lexeme, or one behind a hyphen? */
static bool
magnitude_follows(const fnd_written *reader, int index)
{
	if (index < reader->count &&
		reader->lexeme[index].type == FND_LEXEME_DASH &&
		!reader->lexeme[index].has_space)
		index++;
	return index < reader->count &&
		fnd_lexeme_may_be(&reader->lexeme[index],
						  FND_WORD_BIT(FND_WORD_MAGNITUDE));
}

/* 12 mil 500 pesos: three digits between thousands and a currency */
static bool
is_thousands_rest(const builder *b, int index)
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
is_listed(const builder *b)
{
	const fnd_written *reader = b->reader;
	const fnd_lexeme *lexeme = &reader->lexeme[b->at];
	const char *text = reader->text + lexeme->start;
	size_t		length = lexeme->end - lexeme->start;

	return reader->language->decimal == '.' && b->at + 1 < reader->count &&
		reader->lexeme[b->at + 1].is_cjk &&
		magnitude_follows(reader, b->at + 1) &&
		memchr(text, ',', length) != NULL && memchr(text, '.', length) == NULL;
}

static bool
take_digits(builder *b, bool is_priced)
{
	fnd_number	value;

	if (!fnd_digits_read(b->reader, b->at, is_priced,
						 magnitude_follows(b->reader, b->at + 1), &value,
						 &b->is_doubtful, &b->is_grouped_once))
		return false;
	if (has_group(b) &&
		(b->has_low || !is_whole(&value) || !is_below(&value, b->slot)))
		return false;
	/* 2,3万円 are two or three, where the comma is no decimal sign */
	if (!is_whole(&value) && is_listed(b))
		return false;
	if (b->has_total)
	{
		/* a number behind a magnitude is of the next thing, or a lower one */
		const fnd_lexeme *before = &b->reader->lexeme[b->at - 1];

		if (!before->is_cjk && !magnitude_follows(b->reader, b->at + 1) &&
			(is_priced || !is_thousands_rest(b, b->at)))
			return false;
	}
	b->low_is_digits = true;
	return take_low(b, &value, 0);
}

/*
 * "$389 million one year ago": a spelled number behind digits and their
 * magnitude is of the next thing, unless a lower magnitude or, where none
 * stands before them, the currency follows it.
 */
static bool
goes_with_digits(const builder *b)
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
multiplies_hundred(const builder *b, int plain)
{
	fnd_number	low = b->low;

	if (b->has_high || !is_whole(&low) || low.scale != 0 || plain < 100 ||
		plain > 199 || fnd_i128_sign(low.coefficient) <= 0)
		return false;
	return is_below(&low, 10) || (is_below(&low, 100) && plain == 100);
}

static bool
take_word(builder *b, const fnd_word *word)
{
	bool		is_fraction = (word->flags & FND_WORD_HUNDREDTHS) != 0;
	int			power = FND_WORD_POWER(word->flags);
	fnd_number	value = is_fraction ? number_of_hundredths(word->argument) :
									 number_of(word->argument);
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
		if (has_group(b) || (b->has_total && power >= b->power))
			return false;
		/* ألفا درهم are two thousand, ألفا وخمسمئة fifteen hundred */
		if ((word->flags & FND_WORD_DUAL) != 0 &&
			(b->at + 1 >= b->reader->count ||
			 !fnd_lexeme_may_be(&b->reader->lexeme[b->at + 1],
								FND_KINDS_MONEY)))
			value = number_of(1);
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
	if (!has_group(b) && b->has_total && b->begins_digits &&
		!goes_with_digits(b))
		return false;
	/* dua juta setengah: half of the magnitude before it */
	if (!has_group(b) && b->has_total && is_fraction && word->argument < 100)
	{
		(void) fnd_number_scale(&value, b->power, &value);
		if (!fnd_number_add(&b->total, &value, &b->total))
			return false;
		b->terms_count = 2;
		b->at++;
		return true;
	}
	if (!has_group(b))
	{
		b->is_sequence = plain < 10 && !is_fraction &&
			b->reader->lexeme[b->at].is_cjk;
		b->low_is_digits = false;
		return take_low(b, &value, slot);
	}
	if (!b->has_low)
	{
		if (is_fraction || plain >= b->slot)
			return false;
		b->low_is_digits = false;
		return take_low(b, &value, slot);
	}
	/* 2½ */
	if (is_fraction && word->argument < 100 && b->low_is_digits &&
		is_whole(&b->low))
	{
		if (!fnd_number_add(&b->low, &value, &sum))
			return false;
		return take_low(b, &sum, 0);
	}
	if (b->is_sequence && plain < 10 && !is_fraction && !b->has_high &&
		b->reader->lexeme[b->at].is_cjk)
	{
		(void) fnd_number_scale(&b->low, 1, &b->low);
		return fnd_number_add(&b->low, &value, &sum) && take_low(b, &sum, 0);
	}
	if (b->low_is_digits || is_fraction)
		return false;
	if (multiplies_hundred(b, plain))
	{
		value = number_of(plain - 100);
		(void) fnd_number_scale(&b->low, 2, &b->low);
		return fnd_number_add(&b->low, &value, &sum) &&
			take_low(b, &sum, plain == 100 ? 100 : 0);
	}
	if (plain >= b->slot || plain == 0)
		return false;
	return fnd_number_add(&b->low, &value, &sum) && take_low(b, &sum, slot);
}

static bool
take_times(builder *b, const fnd_word *word)
{
	int			factor = word->argument;
	int			power = factor == 10 ? 1 : factor == 100 ? 2 : 3;
	fnd_number	term = number_of(1);

	if (b->has_high && factor >= b->times)
		return false;
	if (b->has_low)
		term = b->low;
	else if (b->has_high && !b->reader->lexeme[b->at].is_cjk)
		return false;
	if (!has_group(b))
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

static bool
take_magnitude(builder *b, const fnd_word *word, bool is_one,
			   fnd_numeral *result)
{
	int			power = word->argument;
	fnd_number	group;

	if (!has_group(b))
	{
		if (b->has_total)
		{
			const fnd_lexeme *before = &b->reader->lexeme[b->at - 1];

			/* lakh crore, mil millones: only one directly behind the other */
			if (result->power_index < 0 || power < b->power ||
				!fnd_lexeme_may_be(before, FND_WORD_BIT(FND_WORD_MAGNITUDE)) ||
				b->power + power > POWER_MAX)
				return false;
			(void) fnd_number_scale(&b->total, power, &b->total);
			b->power += power;
			result->power += power;
			b->at++;
			return true;
		}
		if (!is_one && !stands_alone(b->reader, b->at, word))
			return false;
		group = number_of(1);
		b->group_start = b->at;
	}
	else if (!group_of(b, &group))
		return false;
	if (b->has_total && power >= b->power)
	{
		/* mil doscientos millones, 3 mil 500 millones: all of it is millions */
		if (power == b->power || (b->low_is_digits && b->power != 3) ||
			power + b->power > POWER_MAX ||
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
static bool
take_point(builder *b)
{
	const fnd_written *reader = b->reader;
	int			at = b->at + 1;
	int			start;
	fnd_number	value;

	if (!b->has_low || !is_whole(&b->low) || !group_of(b, &value) ||
		value.scale != 0)
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
static bool
take_plus_behind(builder *b, const fnd_word *word)
{
	fnd_number	part = number_of_hundredths(word->argument);

	if ((word->flags & FND_WORD_AFTER) == 0)
		return false;
	if (has_group(b))
	{
		if (!b->has_low || !is_whole(&b->low) ||
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
static bool
take_plus_before(builder *b, const fnd_word *word)
{
	const fnd_written *reader = b->reader;
	fnd_number	part = number_of_hundredths(word->argument);
	fnd_number	value = number_of(1);
	int			at = b->at + 1;

	if ((word->flags & FND_WORD_BEFORE) == 0 || has_group(b) || b->has_total)
		return false;
	if ((word->flags & FND_WORD_NEGATIVE) != 0)
		part.coefficient = fnd_i128_neg(part.coefficient);
	if (at < reader->count && reader->lexeme[at].type == FND_LEXEME_NUMBER)
	{
		if (!fnd_digits_read(reader, at, false, true, &value, &b->is_doubtful,
							 &b->is_grouped_once) ||
			!is_whole(&value))
			return false;
		at++;
	}
	else if (at < reader->count)
	{
		const fnd_word *number = fnd_lexeme_reading(reader, at,
													FND_WORD_NUMBER);

		if (number != NULL && number->flags == 0)
		{
			value = number_of(number->argument);
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
	if (!fnd_number_add(&value, &part, &value))
		return false;
	b->low_is_digits = true;
	b->group_start = b->at;
	b->low = value;
	b->has_low = true;
	b->slot = 0;
	b->at = at;
	return true;
}

/* Does a number word stand here that goes on below what there is? */
static bool
goes_on(const builder *b, int index)
{
	const fnd_written *reader = b->reader;
	const fnd_word *word;

	if (index >= reader->count)
		return false;
	word = fnd_lexeme_reading(reader, index, FND_WORD_NUMBER);
	if (word != NULL && word->flags == 0)
	{
		if (has_group(b))
			return !b->low_is_digits && word->argument < b->slot &&
				word->argument > 0;
		return b->has_total && !b->low_is_digits;
	}
	if (reader->lexeme[index].type == FND_LEXEME_NUMBER && b->has_total &&
		!has_group(b) && magnitude_follows(reader, index + 1))
	{
		const fnd_word *magnitude = fnd_lexeme_reading(reader, index + 1,
													   FND_WORD_MAGNITUDE);

		return magnitude != NULL && magnitude->argument < b->power;
	}
	return !has_group(b) && b->has_total &&
		fnd_lexeme_reading(reader, index, FND_WORD_TIMES) != NULL;
}

/* Do the digits in brackets say what the words before them said? */
static bool
repeats_value(const builder *b)
{
	fnd_number	digits;
	fnd_number	value = b->total;
	bool		is_doubtful = false;
	bool		is_grouped_once = false;

	if (has_group(b) &&
		(!group_of(b, &value) ||
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
reaches(const builder *b, int index)
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
take_next(builder *b, bool in_between, bool is_priced, bool is_one,
		  fnd_numeral *result)
{
	const fnd_written *reader = b->reader;
	const fnd_lexeme *lexeme = &reader->lexeme[b->at];
	const fnd_word *word;

	if (lexeme->type == FND_LEXEME_NUMBER)
		return take_digits(b, is_priced);
	if (lexeme->type == FND_LEXEME_DASH && !lexeme->has_space)
	{
		/* 8-billion; a dash between two numbers is a range */
		if ((has_group(b) || b->has_total) && b->at + 1 < reader->count &&
			!reader->lexeme[b->at + 1].has_space &&
			fnd_lexeme_may_be(&reader->lexeme[b->at + 1],
							  FND_WORD_BIT(FND_WORD_MAGNITUDE)))
		{
			b->at++;
			return true;
		}
		/* egymillió-kétszázezer: Hungarian puts hyphens between thousands */
		if (reader->language->lexicon->is_glued && b->has_total &&
			!has_group(b) && b->at + 1 < reader->count &&
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
		(has_group(b) || b->has_total || is_one ||
		 stands_alone(reader, b->at, word)) &&
		take_magnitude(b, word, is_one, result))
		return true;
	if ((word = fnd_lexeme_reading(reader, b->at, FND_WORD_TIMES)) != NULL &&
		take_times(b, word))
		return true;
	if ((word = fnd_lexeme_reading(reader, b->at, FND_WORD_NUMBER)) != NULL &&
		take_word(b, word))
		return true;
	if ((word = fnd_lexeme_reading(reader, b->at, FND_WORD_PLUS)) != NULL &&
		(take_plus_behind(b, word) || take_plus_before(b, word)))
		return true;
	if (!has_group(b) && !b->has_total)
		return false;
	if (fnd_lexeme_may_be(lexeme, FND_WORD_BIT(FND_WORD_POINT)) &&
		take_point(b))
		return true;
	if (fnd_lexeme_may_be(lexeme, FND_WORD_BIT(FND_WORD_AND)) && !in_between &&
		(goes_on(b, b->at + 1) ||
		 (b->has_total && !has_group(b) && b->at + 1 < reader->count &&
		  reader->lexeme[b->at + 1].type == FND_LEXEME_NUMBER &&
		  is_thousands_rest(b, b->at + 1))))
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
		b->has_total && !has_group(b) && goes_on(b, b->at + 1) &&
		reader->lexeme[b->at + 1].type == FND_LEXEME_WORD &&
		!reaches(b, b->at + 2))
	{
		b->at++;
		return true;
	}
	if (fnd_lexeme_may_be(lexeme,
						  FND_WORD_BIT(FND_WORD_OF) |
							  FND_WORD_BIT(FND_WORD_ARTICLE)) &&
		has_group(b))
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
		(word->flags & FND_WORD_AFTER) != 0 && has_group(b) &&
		result->qualifier < 0 && magnitude_follows(reader, b->at + 1))
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
	builder		b = { 0 };
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
		!fnd_lexeme_may_be(lexeme,
						   FND_KINDS_NUMBER | FND_WORD_BIT(FND_WORD_PLUS) |
							   FND_WORD_BIT(FND_WORD_ARTICLE)))
		return false;
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
			result->value = result->bare = number_of(1);
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
	if (has_group(&b))
	{
		fnd_number	group;

		if (!group_of(&b, &group))
			return false;
		if (b.has_total)
		{
			fnd_number	limit = number_of(1);

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
