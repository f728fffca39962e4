/*-------------------------------------------------------------------------
 *
 * written_doubt.c
 *	  Numbers beside a word for money that are none, or not for sure.
 *
 * Half a number, a year, a weight, a time: in running text they are passed
 * over, since a wrong figure is worse than none.  The cases are listed in
 * doc/written.md, "What is not money".
 *
 *-------------------------------------------------------------------------
 */
#include "written_finder.h"

static bool
stands_behind_digit(const fnd_finder *f, size_t byte)
{
	const char *text = f->reader->text;
	size_t		start = byte;
	int			length;

	do
		start--;
	while (start > 0 && byte - start < 4 &&
		   ((unsigned char) text[start] & 0xC0) == 0x80);
	return fnd_character_class(fnd_character_at(text + start, text + byte,
												&length)) == FND_CLASS_DIGIT;
}

static bool
is_number_word(const fnd_finder *f, int index)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);

	if (index < f->limit || lexeme == NULL ||
		lexeme->type != FND_LEXEME_WORD ||
		fnd_here_may_be(f, index, FND_WORD_ARTICLE))
		return false;
	/* in scripts without word ends a particle before a space may look so */
	if (lexeme->is_cjk && !fnd_here_is_tight(f, index + 1))
		return false;
	if (fnd_lexeme_may_be(lexeme,
						  FND_WORD_BIT(FND_WORD_NUMBER) |
							  FND_WORD_BIT(FND_WORD_TIMES)))
		return true;
	return fnd_here_may_be(f, index, FND_WORD_MAGNITUDE) &&
		fnd_here_is_number(f, index - 1);
}

/* A point with spaces around it, and digits on its other side. */
static bool
is_cut_number(const fnd_finder *f, int point, int number)
{
	return number >= f->limit && fnd_here_is(f, point, FND_LEXEME_DOT) &&
		!fnd_here_is_tight(f, point) &&
		!fnd_here_is_tight(f, point > number ? point + 1 : number) &&
		fnd_here_is(f, number, FND_LEXEME_NUMBER);
}

/* Digits with letters of ASCII directly behind them that are no word here. */
static bool
goes_on_in_letters(const fnd_finder *f, int end)
{
	const fnd_written *reader = f->reader;
	size_t		at = reader->lexeme[end - 1].end;
	char		c = at < reader->length ? reader->text[at] : ' ';

	return reader->lexeme[end - 1].type == FND_LEXEME_NUMBER &&
		((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) &&
		!(fnd_here(f, end) != NULL && fnd_here(f, end)->start == at &&
		  fnd_here_is(f, end, FND_LEXEME_WORD));
}

/* 四块五, and nothing behind it that the last digit might count. */
static bool
is_last_digit(const fnd_finder *f, int index)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);
	unsigned char first = (unsigned char) f->reader->text[lexeme->start];

	/* Han alone: in Hangul it may be a particle */
	return !lexeme->has_space && first >= 0xE4 && first <= 0xE9 &&
		lexeme->end - lexeme->start == 3 &&
		(index + 1 == f->reader->count ||
		 fnd_here_is(f, index + 1, FND_LEXEME_DOT) ||
		 fnd_here_is(f, index + 1, FND_LEXEME_COMMA));
}

/*
 * Cents that could not be read as cents: a spelled number of two digits behind
 * the name, or digits glued to it with a minor unit near behind them.
 */
static bool
is_unfinished(const fnd_finder *f, const fnd_priced *p)
{
	const fnd_word *word = fnd_here_reading(f, p->end, FND_WORD_NUMBER);

	if (word != NULL && !p->money.is_symbol && !p->money.is_minor &&
		word->flags == 0 && word->argument < 100 &&
		(fnd_here(f, p->end)->is_cjk ? is_last_digit(f, p->end) :
									   word->argument >= 10))
		return true;
	if (!fnd_here_is(f, p->end, FND_LEXEME_NUMBER) ||
		!fnd_here_is_tight(f, p->end))
		return false;
	for (int at = p->end + 1; at < p->end + 4; at++)
	{
		if (fnd_here(f, at) != NULL &&
			fnd_lexeme_may_be(fnd_here(f, at), FND_KINDS_MINOR))
			return true;
	}
	return false;
}

/* A syllable of Hangul: the block begins with these bytes of UTF-8. */
static bool
is_hangul(const fnd_finder *f, int index)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);

	return lexeme != NULL && lexeme->end - lexeme->start == 3 &&
		(unsigned char) f->reader->text[lexeme->start] >= 0xEA &&
		(unsigned char) f->reader->text[lexeme->start] <= 0xED;
}

/* Euro 2016, Euro 6: a year or a small count behind a name */
static bool
is_bare_integer(const fnd_finder *f, const fnd_priced *p)
{
	const fnd_lexeme *lexeme = fnd_here(f, p->numeral.first);
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
stands_behind_name(const fnd_finder *f, int index)
{
	int			at = fnd_here_may_be(f, index - 1, FND_WORD_AND) ? index - 2 :
														   index - 1;
	fnd_money	money;

	return at >= f->limit && fnd_money_at(f->reader, at, false, &money) &&
		!money.is_minor && !money.is_symbol;
}

bool
fnd_doubt_year(const fnd_finder *f, const fnd_priced *p, int from, int to)
{
	const fnd_lexeme *lexeme = fnd_here(f, p->numeral.first);
	fnd_number	first = { fnd_i128_from_i64(from), 0, 0 };
	fnd_number	last = { fnd_i128_from_i64(to), 0, 0 };

	return p->numeral.has_digits && p->numeral.end == p->numeral.first + 1 &&
		lexeme->end - lexeme->start == 4 &&
		fnd_number_compare(&p->numeral.value, &first) >= 0 &&
		fnd_number_compare(&p->numeral.value, &last) <= 0;
}

/* trois francs-tireurs: a name that goes on behind a hyphen */
static bool
is_hyphenated(const fnd_finder *f, const fnd_priced *p)
{
	const fnd_written *reader = f->reader;
	const fnd_lexeme *dash = fnd_here(f, p->end);
	int			length;

	return dash != NULL && dash->type == FND_LEXEME_DASH && !dash->has_space &&
		p->end + 1 == reader->count && dash->end < reader->length &&
		!fnd_here_is(f, p->end - 2, FND_LEXEME_DASH) &&
		fnd_character_class(fnd_character_at(reader->text + dash->end,
											 reader->text + reader->length,
											 &length)) == FND_CLASS_LETTER;
}

/* lost 20 pounds: a word that makes a weight or a time of what follows */
static bool
speaks_against(const fnd_finder *f, int index)
{
	const fnd_word *word = fnd_here_reading(f, index,
											FND_WORD_NOT_MONEY_BEFORE);

	return word != NULL && (word->flags & FND_WORD_AGAINST) != 0;
}

/*
 * A small number beside a word of other meanings too: a kn, a sol; pounds and
 * cents behind a word that makes weights or times of them.
 */
static bool
is_small_of_many(const fnd_finder *f, const fnd_priced *p)
{
	fnd_number	thousand = { fnd_i128_from_i64(1000), 0, 0 };

	if (p->numeral.power > 0 || fnd_number_compare(&p->value, &thousand) >= 0)
		return false;
	if (p->money.is_weak)
		return true;
	return !p->money.is_symbol && !p->has_prefix &&
		(p->money.is_minor ||
		 (p->money.is_class && p->money.which == FND_CLASS_POUND)) &&
		(speaks_against(f, p->first - 1) ||
		 (fnd_here_may_be(f, p->first - 1, FND_WORD_AND) &&
		  speaks_against(f, p->first - 2)));
}

/*
 * Number words that are words of other things in running text: one euro of
 * "ein Euro 6 Diesel", a numeral of one letter in a script without word ends
 * (사원 are employees, not four won), and what follows a magnitude that it
 * does not go with ("2 triệu 5 đồng").
 */
bool
fnd_doubt_word(const fnd_finder *f, const fnd_priced *p)
{
	fnd_number	two = { fnd_i128_from_i64(2), 0, 0 };
	fnd_number	ten = { fnd_i128_from_i64(10), 0, 0 };
	int			first = p->numeral.first;

	if (is_small_of_many(f, p))
		return true;
	/* 5-600 kr, 7-5 USD: the end of a range that is none */
	if (!p->has_prefix && first - 2 >= f->limit &&
		fnd_here_is(f, first - 1, FND_LEXEME_DASH) &&
		fnd_here_is_tight(f, first - 1) && fnd_here_is_tight(f, first) &&
		fnd_here_is(f, first - 2, FND_LEXEME_NUMBER))
		return true;
	/* "1 . 85 marks", as texts are cut for machines: two halves of one */
	if (is_cut_number(f, p->end, p->end + 1) ||
		is_cut_number(f, first - 1, first - 2))
		return true;
	/* the mid-$20s: a letter that goes on behind the digits */
	if (p->has_prefix && !p->has_suffix && p->end == p->numeral.end &&
		goes_on_in_letters(f, p->end))
		return true;
	/* тысяч пять рублей: about five thousand, not five */
	if (!p->has_prefix && !p->numeral.has_digits &&
		fnd_here_may_be(f, first - 1, FND_WORD_MAGNITUDE))
		return true;
	/* half a number is worse than none */
	if (!p->has_prefix &&
		(is_number_word(f, first - 1) ||
		 (fnd_here_may_be(f, first - 1, FND_WORD_AND) &&
		  is_number_word(f, first - 2))))
		return true;
	if (p->has_prefix && !p->has_suffix &&
		(fnd_here_may_be(f, p->end, FND_WORD_MAGNITUDE) ||
		 fnd_here_may_be(f, p->end, FND_WORD_MAGNITUDE_CURRENCY) ||
		 fnd_here_may_be(f, p->end, FND_WORD_TIMES)) &&
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
	if (p->has_prefix && !p->has_suffix && fnd_here_is_two_digits(f, first) &&
		p->numeral.end == first + 1 && !fnd_here_is_tight(f, first) &&
		fnd_here_is(f, p->first - 1, FND_LEXEME_NUMBER))
		return true;
	/* in 2019 dollars */
	if (p->has_suffix && !p->has_prefix && !p->money.is_symbol &&
		fnd_doubt_year(f, p, 2001, 2039))
		return true;
	if (p->has_suffix && !p->money.is_symbol && is_hyphenated(f, p))
		return true;
	if (p->numeral.has_digits)
		return false;
	if (is_hangul(f, first))
		return p->numeral.end == first + 1 && is_hangul(f, first + 1) &&
			fnd_number_compare(&p->numeral.value, &ten) < 0;
	return fnd_here_is(f, p->end, FND_LEXEME_NUMBER) &&
		fnd_number_compare(&p->numeral.value, &two) < 0;
}

/* 1/5, 9:15: digits that go on behind a sign are no number of their own */
bool
fnd_doubt_digits(const fnd_finder *f, int index)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);
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

/*
 * A word that is money only in some places: "Canadian" behind a dollar, "p"
 * behind the digits (85p; 5 p.m. is a time, 1080p a picture).
 */
bool
fnd_doubt_suffix(const fnd_finder *f, const fnd_priced *p, int index,
				 const fnd_money *money)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);
	fnd_number	thousand = { fnd_i128_from_i64(1000), 0, 0 };

	if ((money->is_adjective && !p->money.is_known) ||
		(money->is_only_after && !f->reader->is_whole))
		return true;
	if (!money->is_minor || lexeme->end - lexeme->start > 1 ||
		f->reader->is_whole)
		return false;
	return !fnd_here_is_tight(f, index) ||
		(fnd_here_is(f, index + 1, FND_LEXEME_DOT) &&
		 fnd_here_is_tight(f, index + 1) && fnd_here_is_tight(f, index + 2)) ||
		fnd_number_compare(&p->numeral.value, &thousand) >= 0;
}

/* USD/JPY is a pair; a $ behind letters that are no word here is another's. */
bool
fnd_doubt_prefix(const fnd_finder *f, int index)
{
	const fnd_lexeme *lexeme = fnd_here(f, index);
	char		c = lexeme->start > 0 ? f->reader->text[lexeme->start - 1] : ' ';

	if (c == '/')
		return lexeme->start > 1 &&
			f->reader->text[lexeme->start - 2] >= 'A' &&
			f->reader->text[lexeme->start - 2] <= 'Z';
	return f->reader->text[lexeme->start] == '$' &&
		((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) &&
		!(index > 0 && f->reader->lexeme[index - 1].end == lexeme->start &&
		  f->reader->lexeme[index - 1].type == FND_LEXEME_WORD);
}

/* The same, once minor units have been looked for. */
bool
fnd_doubt_rest(const fnd_finder *f, const fnd_priced *p)
{
	/* 1.500$00 are escudos */
	if (p->has_suffix && p->money.is_symbol && p->is_compound &&
		f->reader->text[fnd_here(f, p->end - 2)->start] == '$' &&
		fnd_here_is(f, p->end - 1, FND_LEXEME_NUMBER))
		return true;
	/* sieben Euro fünfzig, 149円85〜87銭: what follows belongs to it */
	if (p->has_suffix && !p->is_compound && is_unfinished(f, p))
		return true;
	return false;
}
