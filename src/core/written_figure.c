/*-------------------------------------------------------------------------
 *
 * written_figure.c
 *	  Figures of written money: a number with its currency, compounds (3
 *	  dollars 50 cents), ranges, and the qualifiers before and behind.
 *
 * The grammar is in doc/written.md, "Figures".
 *
 *-------------------------------------------------------------------------
 */
#include "written_parts.h"

/* Currencies that may be said of one figure before it, and behind it. */
#define MONIES_MAX 2

/* Qualifiers of one figure. */
#define QUALIFIERS_MAX 3

/* A number with its currency, if one is said. */
typedef struct priced
{
	fnd_numeral numeral;
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
} priced;

typedef struct finder
{
	const fnd_written *reader;
	int			limit;			/* nothing before it is free */
} finder;

static const fnd_lexeme *
lexeme_at(const finder *f, int index)
{
	return index >= 0 && index < f->reader->count ?
		&f->reader->lexeme[index] :
		NULL;
}

static bool
may_be(const finder *f, int index, fnd_word_kind kind)
{
	const fnd_lexeme *lexeme = lexeme_at(f, index);

	return lexeme != NULL && fnd_lexeme_may_be(lexeme, FND_WORD_BIT(kind));
}

static bool
is_type(const finder *f, int index, fnd_lexeme_type type)
{
	const fnd_lexeme *lexeme = lexeme_at(f, index);

	return lexeme != NULL && lexeme->type == type;
}

/* Nothing between this lexeme and the one before it. */
static bool
is_tight(const finder *f, int index)
{
	const fnd_lexeme *lexeme = lexeme_at(f, index);

	return lexeme != NULL && !lexeme->has_space;
}

static bool
is_number_start(const finder *f, int index)
{
	const fnd_lexeme *lexeme = lexeme_at(f, index);

	return lexeme != NULL &&
		(lexeme->type == FND_LEXEME_NUMBER ||
		 fnd_lexeme_may_be(lexeme, FND_KINDS_NUMBER |
								 FND_WORD_BIT(FND_WORD_PLUS)));
}

/* Does a letter or a digit stand directly before this byte? */
static bool
stands_behind_word(const finder *f, size_t byte)
{
	const char *text = f->reader->text;
	size_t		start = byte;
	int			length;
	fnd_class	class;

	/* past at most a few marks of direction */
	for (int i = 0; i < 4; i++)
	{
		if (start == 0)
			return false;
		byte = start;
		/* a character has at most four bytes */
		do
			start--;
		while (start > 0 && byte - start < 4 &&
			   ((unsigned char) text[start] & 0xC0) == 0x80);
		class = fnd_character_class(
			fnd_character_at(text + start, text + byte, &length));
		if (class != FND_CLASS_MARK)
			return class == FND_CLASS_LETTER || class == FND_CLASS_CJK ||
				class == FND_CLASS_DIGIT;
	}
	return true;
}

static bool
stands_behind_digit(const finder *f, size_t byte)
{
	const char *text = f->reader->text;
	size_t		start = byte;
	int			length;

	do
		start--;
	while (start > 0 && byte - start < 4 &&
		   ((unsigned char) text[start] & 0xC0) == 0x80);
	return fnd_character_class(
			   fnd_character_at(text + start, text + byte, &length)) ==
		FND_CLASS_DIGIT;
}

/* What a sign before a number or its currency says. */
static bool
minus_stands(const finder *f, int index)
{
	if (index < f->limit)
		return false;
	if (may_be(f, index, FND_WORD_MINUS) &&
		!is_type(f, index, FND_LEXEME_DASH))
		return true;
	if (!is_type(f, index, FND_LEXEME_DASH) || !is_tight(f, index + 1))
		return false;

	/* behind a word or a number a dash is a hyphen or a range */
	return lexeme_at(f, index)->has_space ||
		!stands_behind_word(f, lexeme_at(f, index)->start) ||
		(index > 0 &&
		 fnd_lexeme_may_be(&f->reader->lexeme[index - 1], FND_KINDS_MAJOR));
}

static bool
may_be_money(const finder *f, int index)
{
	fnd_money	money;

	return fnd_money_at(f->reader, index, true, &money);
}

/* The power of a magnitude that is glued to the currency behind it: MEUR. */
static int
short_power(const finder *f, int currency)
{
	const fnd_word *word;

	if (currency - 1 < f->limit || !lexeme_at(f, currency)->is_glued)
		return 0;
	word = fnd_lexeme_reading(f->reader, currency - 1, FND_WORD_MAGNITUDE);
	return word == NULL ? 0 : word->argument;
}

/* GBP +0.99 */
static bool
plus_stands(const finder *f, int index)
{
	return index >= f->limit && is_type(f, index, FND_LEXEME_WORD) &&
		f->reader->text[lexeme_at(f, index)->start] == '+' &&
		is_tight(f, index + 1) && index > f->limit &&
		fnd_lexeme_may_be(lexeme_at(f, index - 1), FND_KINDS_MAJOR);
}

/* The currencies and the sign before a number. */
static void
take_prefix(const finder *f, int number, priced *p)
{
	int			at = number;
	int			count = 0;

	if (minus_stands(f, at - 1))
	{
		p->is_negative = true;
		at--;
	}
	else if (plus_stands(f, at - 1))
		at--;
	else if (is_type(f, at - 1, FND_LEXEME_OTHER) && at - 1 >= f->limit &&
			 f->reader->text[lexeme_at(f, at - 1)->start] == ':' &&
			 is_tight(f, at - 1))
		at--;					/* US$:12.99 */
	/* EUR million 5.3, dola milioni 8 */
	if (at - 2 >= f->limit && may_be(f, at - 1, FND_WORD_MAGNITUDE) &&
		may_be_money(f, at - 2))
		p->power = fnd_lexeme_reading(f->reader, --at,
									  FND_WORD_MAGNITUDE)->argument;
	while (at - 1 >= f->limit && count < MONIES_MAX)
	{
		fnd_money	money;
		fnd_money	joined;

		if (!fnd_money_at(f->reader, at - 1, true, &money) ||
			!fnd_money_join(&p->money, &money, &joined))
			break;
		p->money = joined;
		p->has_prefix = true;
		at--;
		count++;
		/* MEUR 60, EURm 60 */
		if (short_power(f, at) > 0)
		{
			p->power = short_power(f, at);
			at--;
			break;
		}
	}
	if (count > 0 && !p->is_negative && minus_stands(f, at - 1))
	{
		p->is_negative = true;
		at--;
	}
	p->first = count > 0 || p->is_negative ? at : number;
}

static bool
is_two_digits(const finder *f, int index)
{
	const fnd_lexeme *lexeme = lexeme_at(f, index);

	return lexeme != NULL && lexeme->type == FND_LEXEME_NUMBER &&
		lexeme->end - lexeme->start == 2;
}

/*
 * A symbol between two numbers: of which is it?  The one it is written to;
 * if neither or both, the second if that would have none otherwise.
 */
static bool
belongs_to_next(const finder *f, int index)
{
	fnd_money	money;
	fnd_numeral numeral;
	bool		left;
	bool		right;

	if (!fnd_money_at(f->reader, index, true, &money) || !money.is_symbol ||
		!is_number_start(f, index + 1))
		return false;
	left = is_tight(f, index);
	right = is_tight(f, index + 1);
	if (left != right)
		return right;
	/* a number word behind is of what follows; 29€99 is a price */
	if (!is_type(f, index + 1, FND_LEXEME_NUMBER) ||
		(left && is_two_digits(f, index + 1)))
		return false;
	if (!fnd_number_read(f->reader, index + 1, false, true, &numeral))
		return false;
	return !fnd_money_at(f->reader, numeral.end, false, &money);
}

/*
 * A word that is money only in some places: "Canadian" behind a dollar, "p"
 * behind the digits (85p; 5 p.m. is a time, 1080p a picture).
 */
static bool
is_doubtful_suffix(const finder *f, const priced *p, int index,
				   const fnd_money *money)
{
	const fnd_lexeme *lexeme = lexeme_at(f, index);
	fnd_number	thousand = { fnd_i128_from_i64(1000), 0, 0 };

	if ((money->is_adjective && !p->money.is_known) ||
		(money->is_only_after && !f->reader->is_whole))
		return true;
	if (!money->is_minor || lexeme->end - lexeme->start > 1 ||
		f->reader->is_whole)
		return false;
	return !is_tight(f, index) ||
		(is_type(f, index + 1, FND_LEXEME_DOT) && is_tight(f, index + 1) &&
		 is_tight(f, index + 2)) ||
		fnd_number_compare(&p->numeral.value, &thousand) >= 0;
}

/* The currency behind a number, with what may stand between. */
static void
take_suffix(const finder *f, priced *p)
{
	int			at = p->numeral.end;
	int			count = 0;
	fnd_money	money;
	fnd_money	last = { 0 };

	/* 12-cent, 5 Mio. Euro, millions de dollars, 100余元 */
	if (is_type(f, at, FND_LEXEME_DASH) && is_tight(f, at) &&
		is_tight(f, at + 1) && !is_number_start(f, at + 2))
		at++;
	else if (is_type(f, at, FND_LEXEME_DOT) && is_tight(f, at) &&
			 p->numeral.power > 0)
		at++;
	if (p->qualifier < 0 && may_be(f, at, FND_WORD_QUALIFIER) &&
		(fnd_lexeme_reading(f->reader, at, FND_WORD_QUALIFIER)->flags &
		 FND_WORD_AFTER) != 0 &&
		fnd_money_at(f->reader, at + 1, false, &money))
	{
		p->qualifier = at;
		at++;
	}
	for (int i = 0; i < 2; i++)
	{
		if (may_be(f, at, FND_WORD_OF) ||
			(may_be(f, at, FND_WORD_ARTICLE) && p->numeral.bare.scale > 0))
		{
			if (fnd_money_at(f->reader, at, false, &money))
				break;
			at++;
		}
	}
	while (count < MONIES_MAX)
	{
		fnd_money	joined;

		if (!fnd_money_at(f->reader, at, false, &money) ||
			belongs_to_next(f, at) || is_doubtful_suffix(f, p, at, &money))
			break;
		if (!fnd_money_join(&p->money, &money, &joined))
		{
			/* "Dolar 32,45 lira": the price of a dollar */
			if (count > 0 || p->money.is_symbol || p->is_negative ||
				p->power > 0 || f->reader->is_whole)
				break;
			joined = money;
			p->has_prefix = false;
			p->first = p->numeral.first;
		}
		/* "50 dollar dollar": the second says nothing more */
		if (count > 0 && money.which == last.which &&
			money.is_class == last.is_class)
			break;
		last = money;
		p->money = joined;
		p->has_suffix = true;
		p->end = ++at;
		count++;

		/* 75 USD million */
		if (p->numeral.power == 0 && money.is_symbol &&
			may_be(f, at, FND_WORD_MAGNITUDE) && !is_number_start(f, at + 1))
		{
			p->power = fnd_lexeme_reading(f->reader, at,
										  FND_WORD_MAGNITUDE)->argument;
			p->end = ++at;
			break;
		}
	}
	/* 12,5 million (USD) */
	if (is_type(f, at, FND_LEXEME_OPEN) &&
		is_type(f, at + 2, FND_LEXEME_CLOSE) &&
		fnd_money_at(f->reader, at + 1, false, &money))
	{
		fnd_money	joined;

		if (fnd_money_join(&p->money, &money, &joined))
		{
			p->money = joined;
			p->has_suffix = true;
			p->end = at + 3;
		}
	}
}

/* 5 dollars and a half, 5 million dollars and a half */
static bool
take_half(const finder *f, priced *p)
{
	const fnd_word *word = p->end < f->reader->count ?
		fnd_lexeme_reading(f->reader, p->end, FND_WORD_PLUS) :
		NULL;
	fnd_number	part = { fnd_i128_zero(), 2 - p->numeral.power,
						 2 - p->numeral.power };

	if (word == NULL || (word->flags & FND_WORD_AFTER) == 0 ||
		!p->has_suffix || p->is_compound ||
		p->numeral.bare.scale > 0)
		return false;
	part.coefficient = fnd_i128_from_i64(word->argument);
	if (!fnd_number_add(&p->value, &part, &p->value))
		return false;
	p->end++;
	p->is_compound = true;
	return true;
}

/* 3 dollars and 50 cents; 50 yuan 6 jiao 3 fen */
static bool
take_minor(const finder *f, priced *p)
{
	int			at = p->end;
	int			end;
	fnd_numeral numeral;
	fnd_money	money;
	fnd_number	part;
	fnd_number	limit = { fnd_i128_from_i64(1), 0, 0 };

	if (take_half(f, p))
		return false;
	if (may_be(f, at, FND_WORD_AND) || is_type(f, at, FND_LEXEME_COMMA))
		at++;
	if (!is_number_start(f, at) && !may_be(f, at, FND_WORD_ARTICLE))
		return false;
	if (!fnd_number_read(f->reader, at, false, false, &numeral))
		return false;
	end = numeral.end;
	if (may_be(f, end, FND_WORD_OF))
		end++;
	if (!fnd_money_minor_at(f->reader, end, &p->money, &money))
		return false;
	(void) fnd_number_scale(&numeral.value, -(int) money.minor_digits, &part);
	if (money.minor_digits <= p->minor_digits ||
		fnd_number_compare(&part, &limit) >= 0 ||
		!fnd_number_add(&p->value, &part, &p->value))
		return false;
	p->end = end + 1;
	p->is_compound = true;
	p->minor_digits = money.minor_digits;
	if (!money.is_class && p->money.is_class &&
		fnd_class_has(p->money.which, money.which))
	{
		p->money.is_class = false;
		p->money.which = money.which;
	}
	return true;
}

/*
 * "US$3 and fourteen", "$20 43": hundredths without a name, at the end of a
 * text that is one figure.
 */
static void
take_nameless_minor(const finder *f, priced *p)
{
	int			at = p->end;
	fnd_numeral numeral;
	fnd_number	part;
	fnd_number	limit = { fnd_i128_from_i64(100), 0, 0 };

	if (may_be(f, at, FND_WORD_AND) && !is_number_start(f, at))
		at++;
	if (!is_number_start(f, at) || may_be(f, at, FND_WORD_QUALIFIER) ||
		!fnd_number_read(f->reader, at, false, false, &numeral) ||
		numeral.end != f->reader->count || p->numeral.value.scale > 0 ||
		numeral.value.scale > 0 ||
		fnd_number_compare(&numeral.value, &limit) >= 0)
		return;
	if (numeral.has_digits &&
		lexeme_at(f, at)->end - lexeme_at(f, at)->start !=
			(lexeme_at(f, p->end - 1)->is_cjk ? 1 : 2))
		return;
	/* 三块五: a digit alone is a tenth; 两块八毛五: behind one a hundredth */
	(void) fnd_number_scale(
		&numeral.value,
		lexeme_at(f, p->end - 1)->is_cjk && numeral.end == at + 1 &&
				!p->is_compound ?
			-1 :
			-2,
		&part);
	if (fnd_number_add(&p->value, &part, &part))
	{
		p->value = part;
		p->end = numeral.end;
	}
}

/* 29€99: two digits behind the symbol, with nothing between */
static void
take_price_minor(const finder *f, priced *p)
{
	int			at = p->end;
	fnd_numeral numeral;
	fnd_number	part;

	if (!p->has_suffix || p->has_prefix || !p->money.is_symbol ||
		!p->numeral.has_digits || p->numeral.value.scale != 0 ||
		!is_two_digits(f, at) || !is_tight(f, at) || !is_tight(f, at - 1) ||
		!fnd_number_read(f->reader, at, false, true, &numeral) ||
		numeral.end != at + 1)
		return;
	(void) fnd_number_scale(&numeral.value, -2, &part);
	if (fnd_number_add(&p->value, &part, &part))
	{
		p->value = part;
		p->value.written_scale = 2;
		p->end = at + 1;
		p->is_compound = true;
	}
}

/* $5.95-, at the end of a text that is one figure */
static void
take_trailing_minus(const finder *f, priced *p)
{
	if (f->reader->is_whole && !p->is_negative &&
		is_type(f, p->end, FND_LEXEME_DASH) && is_tight(f, p->end) &&
		p->end + 1 == f->reader->count &&
		!may_be(f, p->end, FND_WORD_TAIL))
	{
		p->is_negative = true;
		p->end++;
	}
}

static bool
is_number_word(const finder *f, int index)
{
	const fnd_lexeme *lexeme = lexeme_at(f, index);

	if (index < f->limit || lexeme == NULL ||
		lexeme->type != FND_LEXEME_WORD || may_be(f, index, FND_WORD_ARTICLE))
		return false;
	/* in scripts without word ends a particle before a space may look so */
	if (lexeme->is_cjk && !is_tight(f, index + 1))
		return false;
	if (fnd_lexeme_may_be(lexeme, FND_WORD_BIT(FND_WORD_NUMBER) |
									FND_WORD_BIT(FND_WORD_TIMES)))
		return true;
	return may_be(f, index, FND_WORD_MAGNITUDE) &&
		is_number_start(f, index - 1);
}

/* A syllable of Hangul: the block begins with these bytes of UTF-8. */
static bool
is_hangul(const finder *f, int index)
{
	const fnd_lexeme *lexeme = lexeme_at(f, index);

	return lexeme != NULL && lexeme->end - lexeme->start == 3 &&
		(unsigned char) f->reader->text[lexeme->start] >= 0xEA &&
		(unsigned char) f->reader->text[lexeme->start] <= 0xED;
}

static bool
has_three_decimals(const finder *f, const priced *p)
{
	return p->money.is_known && !p->money.is_minor &&
		fnd_currency_minor_units(
			fnd_money_currency(f->reader, &p->money)) == 3;
}

/* Currencies without minor units, or with none in use. */
static bool
is_whole_money(fnd_currency currency)
{
	return fnd_currency_minor_units(currency) == 0 ||
		currency == FND_CURRENCY_CODE('H', 'U', 'F') ||
		currency == FND_CURRENCY_CODE('I', 'D', 'R');
}

/*
 * 25,000 VND, 15,000 рублей: where the comma is the decimal sign, three
 * decimals are none if there are no minor units, or if all three are zero.
 */
static bool
settle_grouping(const finder *f, priced *p)
{
	if (has_three_decimals(f, p))
		return true;
	if (!p->money.is_known || p->numeral.value.scale != 3 ||
		f->reader->language->decimal != ',' ||
		(fnd_i128_lo(p->numeral.value.coefficient) % 1000 != 0 &&
		 !is_whole_money(fnd_money_currency(f->reader, &p->money))))
		return false;
	p->value.scale = 0;
	p->value.written_scale = 0;
	return true;
}

/* Euro 2016, Euro 6: a year or a small count behind a name */
static bool
is_bare_integer(const finder *f, const priced *p)
{
	const fnd_lexeme *lexeme = lexeme_at(f, p->numeral.first);
	fnd_number	hundred = { fnd_i128_from_i64(100), 0, 0 };
	fnd_number	year = { fnd_i128_from_i64(1900), 0, 0 };
	fnd_number	last_year = { fnd_i128_from_i64(2100), 0, 0 };

	if (p->numeral.power > 0 || p->power > 0 || p->money.power > 0 ||
		p->numeral.value.scale != 0 ||
		(p->numeral.has_digits && lexeme->end - lexeme->start > 4))
		return false;
	return fnd_number_compare(&p->value, &hundred) < 0 ||
		(fnd_number_compare(&p->value, &year) >= 0 &&
		 fnd_number_compare(&p->value, &last_year) < 0);
}

/* Is a name of a currency, with "and" behind it or not, before this? */
static bool
stands_behind_name(const finder *f, int index)
{
	int			at = may_be(f, index - 1, FND_WORD_AND) ? index - 2 : index - 1;
	fnd_money	money;

	return at >= f->limit && fnd_money_at(f->reader, at, false, &money) &&
		!money.is_minor && !money.is_symbol;
}

static bool
is_recent_year(const finder *f, const priced *p)
{
	const fnd_lexeme *lexeme = lexeme_at(f, p->numeral.first);
	fnd_number	first = { fnd_i128_from_i64(2001), 0, 0 };
	fnd_number	last = { fnd_i128_from_i64(2039), 0, 0 };

	return p->numeral.has_digits && p->numeral.end == p->numeral.first + 1 &&
		lexeme->end - lexeme->start == 4 &&
		fnd_number_compare(&p->value, &first) >= 0 &&
		fnd_number_compare(&p->value, &last) <= 0;
}

/* trois francs-tireurs: a name that goes on behind a hyphen */
static bool
is_hyphenated(const finder *f, const priced *p)
{
	const fnd_written *reader = f->reader;
	const fnd_lexeme *dash = lexeme_at(f, p->end);
	int			length;

	return dash != NULL && dash->type == FND_LEXEME_DASH &&
		!dash->has_space && p->end + 1 == reader->count &&
		dash->end < reader->length && !is_type(f, p->end - 2, FND_LEXEME_DASH) &&
		fnd_character_class(fnd_character_at(
			reader->text + dash->end, reader->text + reader->length,
			&length)) == FND_CLASS_LETTER;
}

/*
 * Number words that are words of other things in running text: one euro of
 * "ein Euro 6 Diesel", a numeral of one letter in a script without word ends
 * (사원 are employees, not four won), and what follows a magnitude that it
 * does not go with ("2 triệu 5 đồng").
 */
static bool
is_doubtful_word(const finder *f, const priced *p)
{
	fnd_number	two = { fnd_i128_from_i64(2), 0, 0 };
	fnd_number	ten = { fnd_i128_from_i64(10), 0, 0 };
	int			first = p->numeral.first;

	/* half a number is worse than none */
	if (!p->has_prefix &&
		(is_number_word(f, first - 1) ||
		 (may_be(f, first - 1, FND_WORD_AND) && is_number_word(f, first - 2))))
		return true;
	if (p->has_prefix && !p->has_suffix &&
		(may_be(f, p->end, FND_WORD_MAGNITUDE) ||
		 may_be(f, p->end, FND_WORD_MAGNITUDE_CURRENCY) ||
		 may_be(f, p->end, FND_WORD_TIMES)) &&
		p->end == p->numeral.end)
		return true;
	if (p->power > 0 && is_number_word(f, p->end))
		return true;
	if (p->has_prefix && !p->has_suffix && !p->money.is_symbol &&
		is_bare_integer(f, p))
		return true;
	/* دولار وثلاثين سنتا: cents of a dollar that no number stands before */
	if (p->money.is_known && p->money.is_minor && !p->has_prefix &&
		stands_behind_name(f, first))
		return true;
	/* $4.20 a pound */
	if (p->numeral.is_article && first == 0 && f->reader->follows_figure)
		return true;
	/* 29 € 99: one price, or two numbers? */
	if (p->has_prefix && !p->has_suffix && is_two_digits(f, first) &&
		p->numeral.end == first + 1 && !is_tight(f, first) &&
		is_type(f, p->first - 1, FND_LEXEME_NUMBER))
		return true;
	/* in 2019 dollars */
	if (p->has_suffix && !p->has_prefix && !p->money.is_symbol &&
		is_recent_year(f, p))
		return true;
	if (p->has_suffix && !p->money.is_symbol && is_hyphenated(f, p))
		return true;
	if (p->numeral.has_digits)
		return false;
	if (is_hangul(f, first))
		return p->numeral.end == first + 1 && is_hangul(f, first + 1) &&
			fnd_number_compare(&p->numeral.value, &ten) < 0;
	return is_type(f, p->end, FND_LEXEME_NUMBER) &&
		fnd_number_compare(&p->numeral.value, &two) < 0;
}

/* 1/5, 9:15: digits that go on behind a sign are no number of their own */
static bool
is_part_of_number(const finder *f, int index)
{
	const fnd_lexeme *lexeme = lexeme_at(f, index);
	const char *text = f->reader->text;
	size_t		start = lexeme->start;

	/* 5e9, MSVC8: digits behind letters that are no word of money */
	if (lexeme->type == FND_LEXEME_NUMBER && start >= 1 &&
		((text[start - 1] >= 'a' && text[start - 1] <= 'z') ||
		 (text[start - 1] >= 'A' && text[start - 1] <= 'Z')) &&
		(index == 0 || f->reader->lexeme[index - 1].end != start ||
		 f->reader->lexeme[index - 1].type != FND_LEXEME_WORD))
		return true;
	return lexeme->type == FND_LEXEME_NUMBER && start >= 2 &&
		(text[start - 1] == '/' || text[start - 1] == ':' ||
		 text[start - 1] == '.' || text[start - 1] == ',') &&
		stands_behind_digit(f, start - 1);
}

/* The number at a lexeme with its currency, if it has one. */
static bool
read_priced(const finder *f, int index, bool in_between, priced *p)
{
	fnd_number	thousand = { fnd_i128_from_i64(1000), 0, 0 };

	memset(p, 0, sizeof(*p));
	p->qualifier = -1;
	if (is_part_of_number(f, index))
		return false;
	take_prefix(f, index, p);
	if (!fnd_number_read(f->reader, index, in_between, p->has_prefix,
						 &p->numeral))
		return false;
	p->value = p->numeral.value;
	p->qualifier = p->numeral.qualifier;
	p->end = p->numeral.end;
	if (may_be(f, p->end, FND_WORD_NOT_MONEY))
		return false;
	take_suffix(f, p);
	if (may_be(f, p->end, FND_WORD_NOT_MONEY))
		return false;
	if (p->numeral.is_article &&
		(!p->has_suffix || p->has_prefix || p->money.is_symbol))
		return false;
	if (p->numeral.is_doubtful && !settle_grouping(f, p))
		return false;
	if (p->money.is_weak && !f->reader->is_whole && p->numeral.power == 0 &&
		fnd_number_compare(&p->value, &thousand) < 0)
		return false;
	if (!f->reader->is_whole && !p->money.is_symbol && !p->has_prefix &&
		p->numeral.power == 0 &&
		(may_be(f, p->first - 1, FND_WORD_NOT_MONEY_BEFORE) ||
		 (may_be(f, p->first - 1, FND_WORD_AND) &&
		  may_be(f, p->first - 2, FND_WORD_NOT_MONEY_BEFORE))) &&
		fnd_number_compare(&p->value, &thousand) < 0)
		return false;
	if (p->numeral.is_grouped_once && has_three_decimals(f, p))
	{
		/* TND 15,500: the sign is the decimal one, where there is one */
		if (f->reader->language->decimal == '\0')
			return false;
		p->value.scale += 3;
		p->value.written_scale = 3;
	}
	if (p->power > 0)
	{
		if (p->numeral.power_index >= 0)
			return false;
		(void) fnd_number_scale(&p->value, p->power, &p->value);
	}
	if (!f->reader->is_whole && is_doubtful_word(f, p))
		return false;
	if (p->money.is_known && p->money.power > 0)
	{
		if (p->numeral.power > 0 && p->money.power > 1)
			return false;
		(void) fnd_number_scale(&p->value, p->money.power, &p->value);
	}
	if (p->money.is_known && p->money.is_minor)
	{
		fnd_number	scaled;

		(void) fnd_number_scale(&p->value, -(int) p->money.minor_digits,
								&scaled);
		p->value = scaled;
	}
	else if (p->money.is_known)
	{
		take_price_minor(f, p);
		for (int i = 0; i < 2 && take_minor(f, p); i++)
			;
		if (f->reader->is_whole && !in_between &&
			(!p->is_compound || lexeme_at(f, p->end - 1)->is_cjk))
			take_nameless_minor(f, p);
	}
	take_trailing_minus(f, p);
	if (p->is_negative)
		p->value.coefficient = fnd_i128_neg(p->value.coefficient);
	return true;
}

/* ---- ranges ---- */

/* Where the number of a second figure may begin: behind its currencies. */
static int
second_number(const finder *f, int index)
{
	for (int i = 0; i <= MONIES_MAX + 1; i++, index++)
	{
		const fnd_lexeme *lexeme = lexeme_at(f, index);

		if (lexeme == NULL)
			return -1;
		if (is_number_start(f, index))
			return index;
		if (!fnd_lexeme_may_be(lexeme, FND_KINDS_MONEY))
			return -1;
	}
	return -1;
}

typedef enum opener
{
	OPENER_NONE,
	OPENER_BETWEEN,
	OPENER_FROM
} opener;

static opener
opener_before(const finder *f, int first)
{
	if (first - 1 < f->limit)
		return OPENER_NONE;
	if (may_be(f, first - 1, FND_WORD_BETWEEN))
		return OPENER_BETWEEN;
	if (may_be(f, first - 1, FND_WORD_FROM))
		return OPENER_FROM;
	return OPENER_NONE;
}

/* Where the second figure begins if a range goes on here, or -1. */
static int
behind_separator(const finder *f, const priced *a, opener open,
				 bool *is_dash, bool *needs_close)
{
	int			at = a->end;

	*is_dash = false;
	*needs_close = false;
	/* 10-დან */
	if (is_type(f, at, FND_LEXEME_DASH) && is_tight(f, at) &&
		is_tight(f, at + 1) && may_be(f, at + 1, FND_WORD_FROM_AFTER))
		at++;
	if (may_be(f, at, FND_WORD_FROM_AFTER))
	{
		at++;
		if (may_be(f, at, FND_WORD_TO) || is_type(f, at, FND_LEXEME_DASH))
			at++;
		return at;
	}
	if (may_be(f, at, FND_WORD_AND))
	{
		/* between 5 and 7; 5 ile 7 arasında */
		*needs_close = open != OPENER_BETWEEN;
		return at + 1;
	}
	/* 5억~7억 */
	if (is_type(f, at, FND_LEXEME_WORD) &&
		f->reader->text[lexeme_at(f, at)->start] == '~' &&
		lexeme_at(f, at)->end - lexeme_at(f, at)->start == 1)
	{
		*is_dash = true;
		return is_tight(f, at) == is_tight(f, at + 1) ? at + 1 : -1;
	}
	if ((open == OPENER_FROM || f->reader->is_whole || !a->money.is_known) &&
		may_be(f, at, FND_WORD_TO_AFTER_FROM))
		return at + 1;
	if (is_type(f, at, FND_LEXEME_DASH) || may_be(f, at, FND_WORD_TO))
	{
		*is_dash = is_type(f, at, FND_LEXEME_DASH);
		/* a dash with a space on one side only is none of a range */
		if (*is_dash && is_tight(f, at) != is_tight(f, at + 1) &&
			!f->reader->is_whole)
			return -1;
		return at + 1;
	}
	return -1;
}

/*
 * A second figure that makes a range of the first.  What only one of them
 * says, currency and magnitude, is said of both.
 */
static bool
read_range(const finder *f, const priced *a, opener open, priced *b,
		   fnd_number *lower, fnd_money *money)
{
	bool		is_dash;
	bool		needs_close;
	int			at = behind_separator(f, a, open, &is_dash, &needs_close);
	finder		inner = *f;
	bool		is_carried = false;
	int			number;

	if (at < 0 || a->is_compound)
		return false;
	number = second_number(f, at);
	if (number < 0)
		return false;
	inner.limit = at;
	if (!read_priced(&inner, number, false, b) || b->first != at ||
		(needs_close && !may_be(f, b->end, FND_WORD_RANGE_CLOSE)))
		return false;
	if (!fnd_money_join(&a->money, &b->money, money) || !money->is_known ||
		(a->money.is_known && b->money.is_known &&
		 a->money.is_minor != b->money.is_minor))
		return false;

	/* "$5 to 10 people": without a sign of its own the second is doubtful */
	if (!b->money.is_known && !f->reader->is_whole && open == OPENER_NONE &&
		b->numeral.power == 0 &&
		!(is_dash && is_tight(f, a->end) && is_tight(f, at)))
		return false;

	*lower = a->value;
	if (!a->money.is_known && b->money.is_minor)
		(void) fnd_number_scale(lower, -(int) b->money.minor_digits, lower);
	if (!a->money.is_known && b->money.power > 0)
		(void) fnd_number_scale(lower, b->money.power, lower);
	if (a->numeral.power == 0 && b->numeral.power > 0 && !a->has_suffix &&
		fnd_number_compare(&a->numeral.bare, &b->numeral.bare) <= 0)
	{
		(void) fnd_number_scale(lower, b->numeral.power, lower);
		is_carried = true;
	}
	/* "10 a 15 millones", where nothing opens the range: both are figures */
	if (open == OPENER_NONE && !f->reader->is_whole && !a->money.is_known &&
		!may_be(f, at - 1, FND_WORD_TO) &&
		may_be(f, at - 1, FND_WORD_TO_AFTER_FROM) && b->numeral.power == 0)
		return false;

	/* "rose from $5 million to $6 million" is a change, not a range */
	if (open == OPENER_FROM && !f->reader->is_whole && a->money.is_known &&
		b->money.is_known && !is_carried)
		return false;

	/* "fell $3.20 to $189.45" neither: a range is narrow */
	if (open == OPENER_NONE && !is_dash && !needs_close &&
		!f->reader->is_whole && a->money.is_known && b->money.is_known)
	{
		fnd_number	three = *lower;

		if (!fnd_number_add(&three, lower, &three) ||
			!fnd_number_add(&three, lower, &three) ||
			fnd_number_compare(&b->value, &three) > 0)
			return false;
	}

	if (a->money.is_known && !b->money.is_known)
	{
		if (a->money.is_minor)
			(void) fnd_number_scale(&b->value, -(int) a->money.minor_digits,
									&b->value);
		if (a->money.power > 0)
			(void) fnd_number_scale(&b->value, a->money.power, &b->value);
		else if (a->numeral.power > 0 && b->numeral.power == 0 &&
				 a->has_suffix)
			return false;
	}
	return fnd_number_compare(lower, &b->value) <= 0;
}

/* ---- qualifiers ---- */

/* Of two qualifiers of one figure: what says more than "about". */
static int
stronger(int a, int b)
{
	if (a < 0)
		return b;
	if (b < 0)
		return a;
	if (a == FND_KIND_APPROXIMATE ||
		(a == FND_KIND_NEARLY && b != FND_KIND_APPROXIMATE))
		return b;
	return a;
}

static int
qualifier_at(const finder *f, int index, uint8_t place)
{
	const fnd_word *word;

	if (lexeme_at(f, index) == NULL)
		return -1;
	word = fnd_lexeme_reading(f->reader, index, FND_WORD_QUALIFIER);
	if (word == NULL)
		return -1;
	if ((word->flags & place) != 0)
		return word->argument;

	/* another reading of the same kind, for the other place */
	for (int i = 0; i < fnd_word_count(f->reader->lexeme[index].readings); i++)
	{
		word = fnd_word_at(f->reader->lexeme[index].readings, i);
		if (word->kind == FND_WORD_QUALIFIER && (word->flags & place) != 0 &&
			word->exact == 0)
			return word->argument;
	}
	return -1;
}

static int
qualifiers_before(const finder *f, int *first)
{
	int			kind = -1;
	int			at = *first - 1;

	for (int i = 0; i < QUALIFIERS_MAX && at >= f->limit; i++)
	{
		int			found = qualifier_at(f, at, FND_WORD_BEFORE);

		if (found >= 0)
		{
			/* "from 5 to 6": here "to" is not "up to" */
			if (at == 0 && f->reader->follows_figure &&
				may_be(f, at, FND_WORD_TO))
				break;
			kind = stronger(found, kind);
			*first = at--;
		}
		else if (may_be(f, at, FND_WORD_EXACTLY))
			*first = at--;
		else if (may_be(f, at, FND_WORD_ARTICLE))
			at--;
		else
			break;
	}
	return kind;
}

static int
qualifiers_after(const finder *f, int *end)
{
	int			kind = -1;

	for (int i = 0; i < QUALIFIERS_MAX; i++)
	{
		int			at = *end;
		int			found;

		if (is_type(f, at, FND_LEXEME_DASH) && is_tight(f, at) &&
			is_tight(f, at + 1) &&
			qualifier_at(f, at, FND_WORD_AFTER) < 0)
			at++;
		else if (may_be(f, at, FND_WORD_FROM_AFTER) &&
				 lexeme_at(f, at)->is_glued)
			at++;				/* dolardan fazla: an ending */
		found = qualifier_at(f, at, FND_WORD_AFTER);
		if (found < 0)
			break;
		/* "5 + 6 dollars" */
		if (f->reader->text[lexeme_at(f, at)->start] == '+' &&
			!is_tight(f, at))
			break;
		/* a sign or word that leads the next figure is not of this one */
		if (qualifier_at(f, at, FND_WORD_BEFORE) >= 0 &&
			second_number(f, at + 1) >= 0)
			break;
		kind = stronger(kind, found);
		*end = at + 1;
	}
	return kind;
}

/* ---- figures ---- */

static bool
make_range(const fnd_number *lower, const fnd_number *upper,
		   fnd_currency currency, fnd_estimate *result)
{
	fnd_interval interval;
	fnd_number	low = *lower;
	fnd_number	high = *upper;
	int			scale = low.scale > high.scale ? low.scale : high.scale;

	if (scale < 0)
		scale = 0;
	if (!fnd_i128_mul_pow10(low.coefficient, scale - low.scale,
							&interval.lower) ||
		!fnd_i128_mul_pow10(high.coefficient, scale - high.scale,
							&interval.upper))
		return false;
	interval.scale = scale;
	interval.currency = currency;
	interval.bounds = 0;
	interval.tag = fnd_i128_compare(interval.lower, interval.upper) == 0 ?
		FND_TAG_EXACT :
		FND_TAG_RANGE;
	return fnd_estimate_make(&interval, FND_BASIS_NONE, result) == FND_OK;
}

/* ($5), where the text is one figure, is negative. */
static bool
is_in_brackets(const finder *f, int first, int end)
{
	return f->reader->is_whole && is_type(f, first - 1, FND_LEXEME_OPEN) &&
		is_type(f, end, FND_LEXEME_CLOSE) && first - 1 >= f->limit;
}

/* A bracket around the number alone: (7.92) USD, USD (7.92) */
static bool
take_brackets(const finder *f, int index, priced *p)
{
	fnd_numeral numeral;
	fnd_money	money;
	fnd_money	joined;
	finder		inner = *f;

	if (!f->reader->is_whole || !is_type(f, index - 1, FND_LEXEME_OPEN) ||
		!fnd_number_read(f->reader, index, false, true, &numeral) ||
		!is_type(f, numeral.end, FND_LEXEME_CLOSE))
		return false;
	memset(p, 0, sizeof(*p));
	p->qualifier = -1;
	inner.limit = f->limit;
	take_prefix(&inner, index - 1, p);
	p->numeral = numeral;
	p->numeral.end = numeral.end + 1;
	p->value = numeral.value;
	p->end = numeral.end + 1;
	if (p->first == index)
		p->first = index - 1;
	if (fnd_money_at(f->reader, p->end, false, &money) &&
		fnd_money_join(&p->money, &money, &joined))
	{
		p->money = joined;
		p->end++;
	}
	if (p->money.is_known && p->money.is_minor)
		return false;
	p->value.coefficient = fnd_i128_neg(p->value.coefficient);
	p->is_negative = true;
	return true;
}

static bool
read_figure(const finder *f, int index, fnd_figure *result)
{
	priced		a;
	priced		b;
	fnd_number	lower;
	fnd_money	money;
	fnd_currency currency;
	opener		open;
	int			kind;

	if (take_brackets(f, index, &a))
		open = OPENER_NONE;
	else
	{
		finder		inner = *f;

		if (!read_priced(&inner, index, false, &a))
			return false;
		open = opener_before(f, a.first);
		/* "between 200 and 300": here "and" does not join numbers */
		if (open == OPENER_BETWEEN && !read_priced(&inner, index, true, &a))
			return false;
	}
	result->first = a.first;

	if (read_range(f, &a, open, &b, &lower, &money))
	{
		currency = fnd_money_currency(f->reader, &money);
		if (currency == FND_CURRENCY_NONE)
			return false;
		result->end = b.end;
		if (open != OPENER_NONE)
			result->first--;
		if (may_be(f, result->end, FND_WORD_RANGE_CLOSE))
			result->end++;
		(void) qualifiers_before(f, &result->first);
		(void) qualifiers_after(f, &result->end);
		return make_range(&lower, &b.value, currency, &result->value);
	}

	result->end = a.end;
	if (!a.money.is_known && f->reader->is_whole)
		currency = f->reader->wanted;
	else
		currency = fnd_money_currency(f->reader, &a.money);
	if (currency == FND_CURRENCY_NONE)
		return false;
	if (is_in_brackets(f, result->first, result->end))
	{
		if (!a.is_negative)
			a.value.coefficient = fnd_i128_neg(a.value.coefficient);
		result->first--;
		result->end++;
	}
	kind = qualifiers_before(f, &result->first);
	kind = stronger(kind, qualifiers_after(f, &result->end));
	if (a.qualifier >= 0)
		kind = stronger(kind, qualifier_at(f, a.qualifier, FND_WORD_AFTER));
	if (kind < 0 && f->reader->is_whole && open == OPENER_FROM &&
		result->first == 1 && !may_be(f, 0, FND_WORD_OF) &&
		!may_be(f, 0, FND_WORD_LEAD))
		kind = FND_KIND_AT_LEAST;	/* a price "from 199" */
	if (kind < 0)
		kind = FND_KIND_EXACT;
	return fnd_estimate_from_figure(a.value.coefficient, a.value.scale,
									a.value.written_scale, currency,
									(fnd_kind) kind,
									&result->value) == FND_OK;
}

static bool
make_undisclosed(fnd_currency currency, fnd_estimate *result)
{
	fnd_interval interval = { fnd_i128_zero(), fnd_i128_zero(), 0,
							  currency,		   FND_UPPER_INFINITE,
							  FND_TAG_UNDISCLOSED };

	return fnd_estimate_make(&interval, FND_BASIS_NONE, result) == FND_OK;
}

bool
fnd_figure_find(const fnd_written *reader, int from, fnd_figure *result)
{
	finder		f = { reader, from };

	for (int i = from; i < reader->count; i++)
	{
		const fnd_lexeme *lexeme = &reader->lexeme[i];

		if ((lexeme->type == FND_LEXEME_NUMBER ||
			 fnd_lexeme_may_be(lexeme, FND_KINDS_NUMBER |
									 FND_WORD_BIT(FND_WORD_PLUS) |
									 FND_WORD_BIT(FND_WORD_ARTICLE))) &&
			read_figure(&f, i, result))
			return true;
		if (!reader->is_whole &&
			fnd_lexeme_may_be(lexeme,
							  FND_WORD_BIT(FND_WORD_UNDISCLOSED) |
								  FND_WORD_BIT(FND_WORD_UNDISCLOSED_AFTER)))
		{
			result->first = i;
			result->end = i + 1;
			return make_undisclosed(reader->wanted, &result->value);
		}
	}
	return false;
}
