/*-------------------------------------------------------------------------
 *
 * written_priced.c
 *	  Numbers of written money with their currency: before or behind, with a
 *	  sign, with minor units.
 *
 * The grammar is in doc/written.md, "Figures"; which words are doubtful as
 * money is in written_doubt.c.
 *
 *-------------------------------------------------------------------------
 */
#include "written_finder.h"

/* Currencies that may be said of one figure before it, and behind it. */
#define MONIES_MAX 2

/* Does a letter or a digit stand directly before this byte? */
static bool
stands_behind_word(const fnd_finder *f, size_t byte)
{
	const char *text = f->reader->text;
	size_t		start = byte;
	int			length;
	fnd_class	class;

	/* past marks of direction, which only one number stands behind */
	while (start > 0)
	{
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
	return false;
}

/* What a sign before a number or its currency says. */
static bool
minus_stands(const fnd_finder *f, int index)
{
	if (index < f->limit)
		return false;
	if (fnd_here_may_be(f, index, FND_WORD_MINUS) &&
		!fnd_here_is(f, index, FND_LEXEME_DASH))
		return true;
	if (!fnd_here_is(f, index, FND_LEXEME_DASH) ||
		!fnd_here_is_tight(f, index + 1))
		return false;

	/* behind a word or a number a dash is a hyphen or a range */
	return fnd_here(f, index)->has_space ||
		!stands_behind_word(f, fnd_here(f, index)->start) ||
		(index > 0 &&
		 fnd_lexeme_may_be(&f->reader->lexeme[index - 1], FND_KINDS_MAJOR));
}

static bool
may_be_money(const fnd_finder *f, int index)
{
	fnd_money	money;

	return fnd_money_at(f->reader, index, true, &money);
}

/* The power of a magnitude that is glued to the currency behind it: MEUR. */
static int
short_power(const fnd_finder *f, int currency)
{
	const fnd_word *word;

	if (currency - 1 < f->limit || !fnd_here(f, currency)->is_glued)
		return 0;
	word = fnd_lexeme_reading(f->reader, currency - 1, FND_WORD_MAGNITUDE);
	return word == NULL ? 0 : word->argument;
}

/* GBP +0.99 */
static bool
plus_stands(const fnd_finder *f, int index)
{
	return index >= f->limit && fnd_here_is(f, index, FND_LEXEME_WORD) &&
		f->reader->text[fnd_here(f, index)->start] == '+' &&
		fnd_here_is_tight(f, index + 1) && index > f->limit &&
		fnd_lexeme_may_be(fnd_here(f, index - 1), FND_KINDS_MAJOR);
}

/* The currencies and the sign before a number. */
void
fnd_priced_take_prefix(const fnd_finder *f, int number, fnd_priced *p)
{
	int			at = number;
	int			count = 0;
	const fnd_word *word;

	if (minus_stands(f, at - 1))
	{
		p->is_negative = true;
		at--;
	}
	else if (plus_stands(f, at - 1))
		at--;
	else if (fnd_here_is(f, at - 1, FND_LEXEME_OTHER) && at - 1 >= f->limit &&
			 f->reader->text[fnd_here(f, at - 1)->start] == ':' &&
			 fnd_here_is_tight(f, at - 1))
		at--; /* US$:12.99 */
	/* EUR million 5.3, dola milioni 8 */
	word = at - 2 >= f->limit ?
		fnd_here_reading(f, at - 1, FND_WORD_MAGNITUDE) :
		NULL;
	if (word != NULL && (word->flags & FND_WORD_PRICED) == 0 &&
		((word->flags & FND_WORD_SHORT) == 0 ||
		 fnd_here(f, at - 1)->is_glued || fnd_here(f, at - 1)->has_space) &&
		may_be_money(f, at - 2))
	{
		p->power = word->argument;
		at--;
	}
	while (at - 1 >= f->limit && count < MONIES_MAX)
	{
		fnd_money	money;
		fnd_money	joined;

		if (!fnd_money_at(f->reader, at - 1, true, &money) ||
			/* CVE-2022-1271 is no money of Cape Verde */
			(money.is_code && p->is_negative && !f->reader->is_whole &&
			 fnd_here_is_tight(f, at)) ||
			fnd_doubt_prefix(f, at - 1) ||
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

/*
 * A symbol between two numbers: of which is it?  The one it is written to;
 * if neither or both, the second if that would have none otherwise.
 */
static bool
belongs_to_next(const fnd_finder *f, const fnd_priced *p, int index)
{
	fnd_money	money;
	fnd_numeral	numeral;
	bool		left;
	bool		right;

	if (!fnd_money_at(f->reader, index, true, &money) || !money.is_symbol ||
		!fnd_here_is_number(f, index + 1))
		return false;
	left = fnd_here_is_tight(f, index);
	right = fnd_here_is_tight(f, index + 1);
	if (left != right)
		return right;
	/* behind a magnitude it closes the figure; so it does in languages that
	 * put it behind the number, unless it is a code */
	if (p->numeral.power > 0 ||
		(f->reader->language->lexicon->is_behind && !money.is_code))
		return false;
	/* a number word behind is of what follows; 29€99 is a price */
	if (!fnd_here_is(f, index + 1, FND_LEXEME_NUMBER) ||
		(left && fnd_here_is_two_digits(f, index + 1)))
		return false;
	if (!fnd_number_read(f->reader, index + 1, false, true, &numeral))
		return false;
	return !fnd_money_at(f->reader, numeral.end, false, &money);
}

/* The currency behind a number, with what may stand between. */
static void
take_suffix(const fnd_finder *f, fnd_priced *p)
{
	int			at = p->numeral.end;
	int			count = 0;
	fnd_money	money;
	const fnd_word *word;
	fnd_money	last = { 0 };

	/* 12-cent, 5 Mio. Euro, millions de dollars, 100余元 */
	if (fnd_here_is(f, at, FND_LEXEME_DASH) && fnd_here_is_tight(f, at) &&
		fnd_here_is_tight(f, at + 1) && !fnd_here_is_number(f, at + 2))
		at++;
	else if (fnd_here_is(f, at, FND_LEXEME_DOT) && fnd_here_is_tight(f, at) &&
			 p->numeral.power > 0)
		at++;
	word = fnd_here_reading(f, at, FND_WORD_QUALIFIER);
	if (p->qualifier < 0 && word != NULL &&
		(word->flags & FND_WORD_AFTER) != 0 &&
		fnd_money_at(f->reader, at + 1, false, &money))
	{
		p->qualifier = at;
		at++;
	}
	for (int i = 0; i < 2; i++)
	{
		if (fnd_here_may_be(f, at, FND_WORD_OF) ||
			(fnd_here_may_be(f, at, FND_WORD_ARTICLE) &&
			 p->numeral.bare.scale > 0))
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
			belongs_to_next(f, p, at) || fnd_doubt_suffix(f, p, at, &money))
			break;
		if (!fnd_money_join(&p->money, &money, &joined))
		{
			/* "Dolar 32,45 lira": the price of a dollar */
			if (count > 0 || p->money.is_symbol || p->is_negative ||
				p->power > 0 || money.is_adjective || f->reader->is_whole)
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
		word = fnd_here_reading(f, at, FND_WORD_MAGNITUDE);
		if (p->numeral.power == 0 && money.is_symbol && word != NULL &&
			(word->flags & FND_WORD_PRICED) == 0 &&
			!fnd_here_is_number(f, at + 1))
		{
			p->power = word->argument;
			p->end = ++at;
			break;
		}
	}
	/* 12,5 million (USD) */
	if (fnd_here_is(f, at, FND_LEXEME_OPEN) &&
		fnd_here_is(f, at + 2, FND_LEXEME_CLOSE) &&
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

/* 5 dollars and a half, 5 million dollars and a half, 5 grand and a half */
static bool
take_half(const fnd_finder *f, fnd_priced *p)
{
	const fnd_word *word = p->end < f->reader->count ?
		fnd_lexeme_reading(f->reader, p->end, FND_WORD_PLUS) :
		NULL;
	int			power = p->numeral.power + p->power + p->money.power;
	fnd_number	part = { fnd_i128_zero(), 2 - power, 2 - power };

	if (word == NULL || (word->flags & FND_WORD_AFTER) == 0 ||
		!p->has_suffix || p->is_compound || p->numeral.bare.scale > 0)
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
take_minor(const fnd_finder *f, fnd_priced *p)
{
	int			at = p->end;
	int			end;
	fnd_numeral	numeral;
	fnd_money	money;
	fnd_number	part;
	fnd_number	limit = { fnd_i128_from_i64(1), 0, 0 };

	if (take_half(f, p))
		return false;
	if (fnd_here_may_be(f, at, FND_WORD_AND) ||
		fnd_here_is(f, at, FND_LEXEME_COMMA))
		at++;
	if (!fnd_here_is_number(f, at) &&
		!fnd_here_may_be(f, at, FND_WORD_ARTICLE))
		return false;
	if (!fnd_number_read(f->reader, at, false, false, &numeral))
		return false;
	end = numeral.end;
	if (fnd_here_may_be(f, end, FND_WORD_OF))
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
take_nameless_minor(const fnd_finder *f, fnd_priced *p)
{
	int			at = p->end;
	fnd_numeral	numeral;
	fnd_number	part;
	fnd_number	limit = { fnd_i128_from_i64(100), 0, 0 };

	if (fnd_here_may_be(f, at, FND_WORD_AND) && !fnd_here_is_number(f, at))
		at++;
	if (!fnd_here_is_number(f, at) ||
		fnd_here_may_be(f, at, FND_WORD_QUALIFIER) ||
		!fnd_number_read(f->reader, at, false, false, &numeral) ||
		numeral.end != f->reader->count || p->numeral.value.scale > 0 ||
		numeral.value.scale > 0 ||
		fnd_number_compare(&numeral.value, &limit) >= 0)
		return;
	if (numeral.has_digits &&
		fnd_here(f, at)->end - fnd_here(f, at)->start !=
			(fnd_here(f, p->end - 1)->is_cjk ? 1 : 2))
		return;
	/* 三块五: a digit alone is a tenth; 两块八毛五: behind one a hundredth */
	(void) fnd_number_scale(&numeral.value,
							fnd_here(f, p->end - 1)->is_cjk &&
									numeral.end == at + 1 && !p->is_compound ?
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
take_price_minor(const fnd_finder *f, fnd_priced *p)
{
	int			at = p->end;
	fnd_numeral	numeral;
	fnd_number	part;

	if (!p->has_suffix || p->has_prefix || !p->money.is_symbol ||
		!p->numeral.has_digits || p->numeral.value.scale != 0 ||
		!fnd_here_is_two_digits(f, at) || !fnd_here_is_tight(f, at) ||
		!fnd_here_is_tight(f, at - 1) ||
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
take_trailing_minus(const fnd_finder *f, fnd_priced *p)
{
	if (f->reader->is_whole && !p->is_negative &&
		fnd_here_is(f, p->end, FND_LEXEME_DASH) &&
		fnd_here_is_tight(f, p->end) && p->end + 1 == f->reader->count &&
		!fnd_here_may_be(f, p->end, FND_WORD_TAIL))
	{
		p->is_negative = true;
		p->end++;
	}
}

static bool
has_three_decimals(const fnd_finder *f, const fnd_priced *p)
{
	return p->money.is_known && !p->money.is_minor &&
		fnd_currency_minor_units(fnd_money_currency(f->reader, &p->money)) ==
		3;
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
settle_grouping(const fnd_finder *f, fnd_priced *p)
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

/* The number at a lexeme with its currency, if it has one. */
bool
fnd_priced_read(const fnd_finder *f, int index, bool in_between, fnd_priced *p)
{
	memset(p, 0, sizeof(*p));
	p->qualifier = -1;
	if (fnd_doubt_digits(f, index))
		return false;
	fnd_priced_take_prefix(f, index, p);
	if (!fnd_number_read(f->reader, index, in_between, p->has_prefix,
						 &p->numeral))
		return false;
	p->value = p->numeral.value;
	p->qualifier = p->numeral.qualifier;
	p->end = p->numeral.end;
	if (fnd_here_may_be(f, p->end, FND_WORD_NOT_MONEY))
		return false;
	take_suffix(f, p);
	if (fnd_here_may_be(f, p->end, FND_WORD_NOT_MONEY))
		return false;
	if (p->numeral.is_article &&
		(!p->has_suffix || p->has_prefix || p->money.is_symbol))
		return false;
	if (p->numeral.is_doubtful && !settle_grouping(f, p))
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
	if (!f->reader->is_whole && fnd_doubt_word(f, p))
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
			(!p->is_compound || fnd_here(f, p->end - 1)->is_cjk))
			take_nameless_minor(f, p);
	}
	if (!f->reader->is_whole && fnd_doubt_rest(f, p))
		return false;
	take_trailing_minus(f, p);
	if (p->is_negative)
		p->value.coefficient = fnd_i128_neg(p->value.coefficient);
	return true;
}
