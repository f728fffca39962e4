/*-------------------------------------------------------------------------
 *
 * written_money.c
 *	  Currencies of written money: which one a word or symbol stands for.
 *
 * A symbol that names several goes by what the caller wants, then by region,
 * then by language: doc/written.md, "Currencies".
 *
 *-------------------------------------------------------------------------
 */
#include "written_parts.h"

/* Is it written in capitals, as a code is? */
static bool
is_upper_case(const fnd_written *reader, const fnd_lexeme *lexeme)
{
	for (size_t i = lexeme->start; i < lexeme->stem_end; i++)
	{
		char		c = reader->text[i];

		if (c >= 'a' && c <= 'z')
			return false;
	}
	return true;
}

static bool
may_stand(const fnd_written *reader, const fnd_lexeme *lexeme,
		  const fnd_word *word, bool before)
{
	/* in running text a code in small letters may be any word */
	if ((word->flags & FND_WORD_CODE) != 0 && !reader->is_whole &&
		!is_upper_case(reader, lexeme))
		return (word->flags & FND_WORD_MAJOR) != 0;
	if ((word->flags & FND_WORD_WHOLE) != 0 && !reader->is_whole)
		return false;
	if ((word->flags & FND_WORD_WITH_CLASS) != 0 && before)
		return false;
	return !before || reader->is_whole || (word->flags & FND_WORD_LEADS) != 0;
}

bool
fnd_money_at(const fnd_written *reader, int index, bool before,
			 fnd_money *money)
{
	const fnd_lexeme *lexeme;
	const fnd_word *word;

	if (index < 0 || index >= reader->count)
		return false;
	lexeme = &reader->lexeme[index];
	if (!fnd_lexeme_may_be(lexeme, FND_KINDS_MONEY))
		return false;
	memset(money, 0, sizeof(*money));
	money->is_known = true;
	if ((word = fnd_lexeme_reading(reader, index, FND_WORD_CURRENCY)) !=
			NULL ||
		(word = fnd_lexeme_reading(reader, index, FND_WORD_CLASS)) != NULL)
	{
		if (!may_stand(reader, lexeme, word, before))
			return false;
		money->is_adjective = (word->flags & FND_WORD_WITH_CLASS) != 0;
		money->is_class = word->kind == FND_WORD_CLASS;
		money->is_code = (word->flags & FND_WORD_CODE) != 0;
		money->is_symbol = (word->flags & (FND_WORD_CODE | FND_WORD_SYMBOL)) !=
			0;
	}
	else if ((word = fnd_lexeme_reading(reader, index,
										FND_WORD_MAGNITUDE_CURRENCY)) != NULL)
	{
		money->power = word->flags;
		money->is_symbol = lexeme->stem_end - lexeme->start <= 2;
	}
	else
	{
		word = fnd_lexeme_reading(reader, index, FND_WORD_MINOR);
		if (word == NULL)
			word = fnd_lexeme_reading(reader, index, FND_WORD_MINOR_CLASS);
		if (word == NULL ||
			(before &&
			 ((word->flags & FND_WORD_LEADS) == 0 ||
			  (word->flags & FND_WORD_ONLY_AFTER) != 0)))
			return false;
		money->is_class = word->kind == FND_WORD_MINOR_CLASS;
		money->is_minor = true;
		money->is_only_after = (word->flags & FND_WORD_ONLY_AFTER) != 0;
		money->minor_digits = FND_WORD_DIGITS(word->flags);
	}
	money->which = word->argument;
	money->is_weak = (word->flags & FND_WORD_WEAK) != 0;
	return true;
}

bool
fnd_money_minor_at(const fnd_written *reader, int index,
				   const fnd_money *major, fnd_money *money)
{
	const fnd_lexeme *lexeme;
	const fnd_word *chosen = NULL;
	int			count = 0;

	if (index >= reader->count)
		return false;
	lexeme = &reader->lexeme[index];
	if (!fnd_lexeme_may_be(lexeme, FND_KINDS_MINOR))
		return false;
	for (int i = 0; i < fnd_word_count(lexeme->readings); i++)
	{
		const fnd_word *word = fnd_word_at(lexeme->readings, i);

		if ((word->kind != FND_WORD_MINOR &&
			 word->kind != FND_WORD_MINOR_CLASS) ||
			!fnd_word_is_spelled(word, reader->text + lexeme->start,
								 lexeme->stem_end - lexeme->start))
			continue;
		if (word->kind == FND_WORD_MINOR &&
			(major->is_class ? fnd_class_has(major->which, word->argument) :
							   major->which == word->argument))
		{
			chosen = word;
			count = 1;
			break;
		}
		chosen = word;
		count++;
	}

	/* a word of one meaning is shared: paise are Indian and Bangladeshi */
	if (count != 1)
		return false;
	memset(money, 0, sizeof(*money));
	money->is_known = true;
	money->is_minor = true;
	money->is_class = chosen->kind == FND_WORD_MINOR_CLASS;
	money->minor_digits = FND_WORD_DIGITS(chosen->flags);
	money->which = chosen->argument;
	return true;
}

/* A currency, or a class, and a class that it may belong to. */
static bool
agrees(const fnd_money *one, const fnd_money *class)
{
	return one->is_class ? one->which == class->which :
						   fnd_class_has(class->which, one->which);
}

bool
fnd_money_join(const fnd_money *a, const fnd_money *b, fnd_money *result)
{
	fnd_money	joined;

	if (!a->is_known || !b->is_known)
	{
		*result = a->is_known ? *a : *b;
		return true;
	}
	if (a->power == 0 && b->power > 0 && !a->is_minor)
	{
		/* a letter alone stands with its own currency only: id M */
		if (b->is_symbol &&
			(a->is_class ? !fnd_class_has(a->which, b->which) :
						   a->which != b->which))
			return false;
		/* £100 grand: the word has a currency of its own, if no other is said */
		joined = *a;
		joined.power = b->power;
		*result = joined;
		return true;
	}
	if (b->is_adjective && !a->is_class)
		return false;
	if (a->is_minor != b->is_minor || a->minor_digits != b->minor_digits ||
		a->power != b->power)
		return false;
	if (a->is_class && agrees(b, a))
		joined = *b;
	else if (b->is_class && agrees(a, b))
		joined = *a;
	else if (!a->is_class && !b->is_class && a->which == b->which)
		joined = *a;
	else if (a->is_class && b->is_class &&
			 fnd_classes_meet(a->which, b->which))
		joined = b->is_symbol ? *a : *b; /* $500 pesos: the name says more */
	else if (a->is_class && b->is_code)
		joined = *b; /* "$1.05 DKK": the code says more */
	else if (b->is_class && a->is_code)
		joined = *a;
	else
		return false;
	joined.is_symbol = a->is_symbol && b->is_symbol;
	joined.is_weak = a->is_weak && b->is_weak;
	*result = joined;
	return true;
}

fnd_currency
fnd_money_currency(const fnd_written *reader, const fnd_money *money)
{
	if (!money->is_known)
		return FND_CURRENCY_NONE;
	if (!money->is_class)
		return money->which;
	return fnd_class_currency(reader->language, money->which, reader->wanted);
}
