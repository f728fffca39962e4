/*-------------------------------------------------------------------------
 *
 * written_figure.c
 *	  Figures of written money: ranges, and the qualifiers before and behind.
 *
 * The grammar is in doc/written.md, "Figures"; numbers with their currency
 * are read in written_priced.c.
 *
 *-------------------------------------------------------------------------
 */
#include "written_finder.h"

/* Currencies that may stand before the second number of a range. */
#define MONIES_MAX 2

/* Qualifiers of one figure. */
#define QUALIFIERS_MAX 3

/* ---- ranges ---- */

/* Where the number of a second figure may begin: behind its currencies. */
static int
second_number(const fnd_finder *f, int index)
{
	for (int i = 0; i <= MONIES_MAX + 1; i++, index++)
	{
		const fnd_lexeme *lexeme = fnd_here(f, index);

		if (lexeme == NULL)
			return -1;
		if (fnd_here_is_number(f, index))
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
opener_before(const fnd_finder *f, int first)
{
	if (first - 1 < f->limit)
		return OPENER_NONE;
	if (fnd_here_may_be(f, first - 1, FND_WORD_BETWEEN))
		return OPENER_BETWEEN;
	if (fnd_here_may_be(f, first - 1, FND_WORD_FROM))
		return OPENER_FROM;
	return OPENER_NONE;
}

/* Where the second figure begins if a range goes on here, or -1. */
static int
behind_separator(const fnd_finder *f, const fnd_priced *a, opener open,
				 bool *is_dash, bool *needs_close)
{
	int			at = a->end;

	*is_dash = false;
	*needs_close = false;
	/* 10-დან */
	if (fnd_here_is(f, at, FND_LEXEME_DASH) && fnd_here_is_tight(f, at) &&
		fnd_here_is_tight(f, at + 1) &&
		fnd_here_may_be(f, at + 1, FND_WORD_FROM_AFTER))
		at++;
	if (fnd_here_may_be(f, at, FND_WORD_FROM_AFTER))
	{
		at++;
		if (fnd_here_may_be(f, at, FND_WORD_TO) ||
			fnd_here_is(f, at, FND_LEXEME_DASH))
			at++;
		return at;
	}
	if (fnd_here_may_be(f, at, FND_WORD_AND))
	{
		/* between 5 and 7; 5 ile 7 arasında */
		*needs_close = open != OPENER_BETWEEN;
		return at + 1;
	}
	/* 5억~7억 */
	if (fnd_here_is(f, at, FND_LEXEME_WORD) &&
		f->reader->text[fnd_here(f, at)->start] == '~' &&
		fnd_here(f, at)->end - fnd_here(f, at)->start == 1)
	{
		*is_dash = true;
		return fnd_here_is_tight(f, at) == fnd_here_is_tight(f, at + 1) ?
			at + 1 :
			-1;
	}
	if ((open == OPENER_FROM || f->reader->is_whole || !a->money.is_known) &&
		fnd_here_may_be(f, at, FND_WORD_TO_AFTER_FROM))
		return at + 1;
	if (fnd_here_is(f, at, FND_LEXEME_DASH) ||
		fnd_here_may_be(f, at, FND_WORD_TO))
	{
		*is_dash = fnd_here_is(f, at, FND_LEXEME_DASH);
		/* a dash with a space on one side only is none of a range */
		if (*is_dash &&
			fnd_here_is_tight(f, at) != fnd_here_is_tight(f, at + 1) &&
			!f->reader->is_whole)
			return -1;
		return at + 1;
	}
	return -1;
}

/* Does a particle of direction stand behind this: に, へ, 로, 으로? */
static bool
goes_to(const fnd_finder *f, int index)
{
	static const char *const particles[] = { "\xE3\x81\xAB", "\xE3\x81\xB8",
											 "\xEB\xA1\x9C",
											 "\xEC\x9C\xBC\xEB\xA1\x9C" };
	size_t		at = f->reader->lexeme[index].end;
	size_t		left = f->reader->length - at;

	for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++)
	{
		size_t		length = strlen(particles[i]);

		if (left >= length &&
			memcmp(f->reader->text + at, particles[i], length) == 0)
			return true;
	}
	return false;
}

/* A lower figure that leaves out the hundreds of the upper one: 5-600. */
static bool
is_short_lower(const fnd_priced *a, const fnd_priced *b)
{
	fnd_number	hundreds;
	uint64_t	upper;

	if (a->money.is_known || a->numeral.value.scale != 0 ||
		b->numeral.value.scale != 0 || a->numeral.power > 0 ||
		b->numeral.power > 0 || !a->numeral.has_digits ||
		!fnd_i128_is_i64(b->numeral.value.coefficient))
		return false;
	upper = fnd_i128_lo(b->numeral.value.coefficient);
	(void) fnd_number_scale(&a->numeral.value, 2, &hundreds);
	return upper >= 100 && upper % 100 == 0 &&
		fnd_number_compare(&hundreds, &b->numeral.value) < 0;
}

/*
 * A second figure that makes a range of the first.  What only one of them
 * says, currency and magnitude, is said of both.
 */
static bool
read_range(const fnd_finder *f, const fnd_priced *a, opener open,
		   fnd_priced *b, fnd_number *lower, fnd_money *money)
{
	bool		is_dash;
	bool		needs_close;
	int			at = behind_separator(f, a, open, &is_dash, &needs_close);
	fnd_finder	inner = *f;
	bool		is_carried = false;
	int			number;

	if (at < 0 || a->is_compound)
		return false;
	number = second_number(f, at);
	if (number < 0)
		return false;
	inner.limit = at;
	if (!fnd_priced_read(&inner, number, false, b) || b->first != at ||
		(needs_close && !fnd_here_may_be(f, b->end, FND_WORD_RANGE_CLOSE)))
		return false;

	/* "45ドルから60ドルに": a change */
	if (fnd_here_may_be(f, a->end, FND_WORD_FROM_AFTER) &&
		!f->reader->is_whole && a->money.is_known && b->money.is_known &&
		goes_to(f, b->end - 1))
		return false;
	if (!fnd_money_join(&a->money, &b->money, money) || !money->is_known ||
		(a->money.is_known && b->money.is_known &&
		 a->money.is_minor != b->money.is_minor))
		return false;

	/* "$5 to 10 people": without a sign of its own the second is doubtful */
	if (!b->money.is_known && !f->reader->is_whole && open == OPENER_NONE &&
		b->numeral.power == 0 &&
		!(is_dash && fnd_here_is_tight(f, a->end) && fnd_here_is_tight(f, at)))
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
	/* "5 million in 2019 to 7 million": no range begins with a year */
	if (!a->money.is_known && fnd_doubt_year(f, a, 1900, 2100))
		return false;

	/* "Item 3 - $5" */
	if (is_dash && !f->reader->is_whole && !a->money.is_known &&
		b->has_prefix && !fnd_here_is_tight(f, at))
		return false;

	/* "5-600 kr" are 500 to 600 to those who write it */
	if (is_dash && is_short_lower(a, b))
		return false;

	/* "10 a 15 millones", where nothing opens the range: both are figures */
	if (open == OPENER_NONE && !f->reader->is_whole && !a->money.is_known &&
		!fnd_here_may_be(f, at - 1, FND_WORD_TO) &&
		fnd_here_may_be(f, at - 1, FND_WORD_TO_AFTER_FROM) &&
		b->numeral.power == 0)
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
		const fnd_word *change = fnd_here_reading(f, a->first - 1,
												  FND_WORD_NOT_MONEY_BEFORE);

		if (change != NULL && (change->flags & FND_WORD_CHANGE) != 0)
			return false;

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
qualifier_at(const fnd_finder *f, int index, uint8_t place)
{
	const fnd_word *word;

	if (fnd_here(f, index) == NULL)
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
qualifiers_before(const fnd_finder *f, int *first)
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
				(fnd_here_may_be(f, at, FND_WORD_TO) ||
				 fnd_here_may_be(f, at, FND_WORD_TO_AFTER_FROM)))
				break;
			kind = stronger(found, kind);
			*first = at--;
		}
		else if (fnd_here_may_be(f, at, FND_WORD_EXACTLY))
			*first = at--;
		else if (fnd_here_may_be(f, at, FND_WORD_ARTICLE))
			at--;
		else
			break;
	}
	return kind;
}

/* 10 TL+KDV: something is added, but not said */
static bool
goes_on_tight(const fnd_finder *f, int index)
{
	const fnd_written *reader = f->reader;
	size_t		at = reader->lexeme[index].end;
	int			length;
	fnd_class	class;

	if (at >= reader->length)
		return false;
	class = fnd_character_class(fnd_character_at(
		reader->text + at, reader->text + reader->length, &length));
	return class == FND_CLASS_LETTER || class == FND_CLASS_DIGIT;
}

static int
qualifiers_after(const fnd_finder *f, int *end)
{
	int			kind = -1;

	for (int i = 0; i < QUALIFIERS_MAX; i++)
	{
		int			at = *end;
		int			found;

		if (fnd_here_is(f, at, FND_LEXEME_DASH) && fnd_here_is_tight(f, at) &&
			fnd_here_is_tight(f, at + 1) &&
			qualifier_at(f, at, FND_WORD_AFTER) < 0)
			at++;
		else if (fnd_here_may_be(f, at, FND_WORD_FROM_AFTER) &&
				 fnd_here(f, at)->is_glued)
			at++; /* dolardan fazla: an ending */
		found = qualifier_at(f, at, FND_WORD_AFTER);
		if (found < 0)
			break;
		/* "5 + 6 dollars" */
		if (f->reader->text[fnd_here(f, at)->start] == '+' &&
			(!fnd_here_is_tight(f, at) || goes_on_tight(f, at)))
			break;
		/* a sign or word that leads the next figure is not of this one */
		if (qualifier_at(f, at, FND_WORD_BEFORE) >= 0 &&
			second_number(f, at + 1) >= 0)
			break;
		kind = stronger(kind, found);
		*end = at + 1;
	}
	/* an ending belongs to its word: 5 pesodan */
	if (fnd_here_may_be(f, *end, FND_WORD_FROM_AFTER) &&
		fnd_here(f, *end)->is_glued)
		(*end)++;
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
	if (!fnd_number_raise(low.coefficient, scale - low.scale,
						  &interval.lower) ||
		!fnd_number_raise(high.coefficient, scale - high.scale,
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
is_in_brackets(const fnd_finder *f, int first, int end)
{
	return f->reader->is_whole && fnd_here_is(f, first - 1, FND_LEXEME_OPEN) &&
		fnd_here_is(f, end, FND_LEXEME_CLOSE) && first - 1 >= f->limit;
}

/* A bracket around the number alone: (7.92) USD, USD (7.92) */
static bool
take_brackets(const fnd_finder *f, int index, fnd_priced *p)
{
	fnd_numeral	numeral;
	fnd_money	money;
	fnd_money	joined;
	fnd_money	inside;
	const fnd_word *word;
	fnd_finder	inner = *f;
	int			open = index - 1;

	/* the currency inside: ($3.2) million; alone it is read elsewhere */
	memset(&inside, 0, sizeof(inside));
	if (fnd_here_is(f, open - 1, FND_LEXEME_OPEN) &&
		fnd_money_at(f->reader, open, true, &inside))
		open--;
	if (open < f->limit || !fnd_here_is(f, open, FND_LEXEME_OPEN) ||
		!fnd_number_read(f->reader, index, false, true, &numeral) ||
		!fnd_here_is(f, numeral.end, FND_LEXEME_CLOSE) ||
		((inside.is_known || !f->reader->is_whole) &&
		 !fnd_here_may_be(f, numeral.end + 1, FND_WORD_MAGNITUDE)))
		return false;
	memset(p, 0, sizeof(*p));
	p->qualifier = -1;
	inner.limit = f->limit;
	fnd_priced_take_prefix(&inner, open, p);
	if (inside.is_known && !fnd_money_join(&p->money, &inside, &p->money))
		return false;
	p->numeral = numeral;
	p->numeral.end = numeral.end + 1;
	p->value = numeral.value;
	p->end = numeral.end + 1;
	/* $(3.2) million, (345,6) Mkr */
	word = fnd_here_reading(f, p->end, FND_WORD_MAGNITUDE);
	if (word != NULL && p->numeral.power == 0)
	{
		(void) fnd_number_scale(&p->value, word->argument, &p->value);
		p->end++;
	}
	if (fnd_money_at(f->reader, p->end, false, &money) &&
		fnd_money_join(&p->money, &money, &joined))
	{
		p->money = joined;
		p->end++;
		if (money.power > 0)
			(void) fnd_number_scale(&p->value, money.power, &p->value);
	}
	if (!p->money.is_known && !f->reader->is_whole)
		return false;
	/* (50) cents */
	if (p->money.is_minor)
		(void) fnd_number_scale(&p->value, -(int) p->money.minor_digits,
								&p->value);
	p->value.coefficient = fnd_i128_neg(p->value.coefficient);
	p->is_negative = true;
	return true;
}

static bool
read_figure(const fnd_finder *f, int index, fnd_figure *result)
{
	fnd_priced	a;
	fnd_priced	b;
	fnd_number	lower;
	fnd_money	money;
	fnd_currency currency;
	opener		open;
	int			kind;

	if (take_brackets(f, index, &a))
		open = OPENER_NONE;
	else
	{
		fnd_finder	inner = *f;

		if (!fnd_priced_read(&inner, index, false, &a))
			return false;
		open = opener_before(f, a.first);
		/* "between 200 and 300": here "and" does not join numbers */
		if (open == OPENER_BETWEEN &&
			!fnd_priced_read(&inner, index, true, &a))
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
		if (fnd_here_may_be(f, result->end, FND_WORD_RANGE_CLOSE))
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
		result->first == 1 && !fnd_here_may_be(f, 0, FND_WORD_OF) &&
		!fnd_here_may_be(f, 0, FND_WORD_LEAD))
		kind = FND_KIND_AT_LEAST; /* a price "from 199" */
	if (kind < 0)
		kind = FND_KIND_EXACT;
	return fnd_estimate_from_figure(a.value.coefficient, a.value.scale,
									a.value.written_scale, currency,
									(fnd_kind) kind, &result->value) == FND_OK;
}

bool
fnd_figure_undisclosed(fnd_currency currency, fnd_estimate *result)
{
	fnd_interval interval = {
		fnd_i128_zero(), fnd_i128_zero(),	 0,
		currency,		 FND_UPPER_INFINITE, FND_TAG_UNDISCLOSED
	};

	return fnd_estimate_make(&interval, FND_BASIS_NONE, result) == FND_OK;
}

bool
fnd_figure_find(const fnd_written *reader, int from, fnd_figure *result)
{
	fnd_finder	f = { reader, 0 };

	for (int i = from; i < reader->count; i++)
	{
		const fnd_lexeme *lexeme = &reader->lexeme[i];

		if ((lexeme->type == FND_LEXEME_NUMBER ||
			 fnd_lexeme_may_be(lexeme,
							   FND_KINDS_NUMBER | FND_WORD_BIT(FND_WORD_PLUS) |
								   FND_WORD_BIT(FND_WORD_ARTICLE))) &&
			read_figure(&f, i, result))
			return true;
		if (!reader->is_whole &&
			fnd_lexeme_may_be(lexeme, FND_KINDS_UNDISCLOSED_SUM))
		{
			result->first = i;
			result->end = i + 1;
			return fnd_figure_undisclosed(reader->wanted, &result->value);
		}
	}
	return false;
}
