/*-------------------------------------------------------------------------
 *
 * written.c
 *	  Read one figure, find all figures in a text.
 *
 * The rules are in doc/written.md.
 *
 *-------------------------------------------------------------------------
 */
#include "written_parts.h"

/* Bytes after which a step ends, so that the caller can look around. */
#define STEP_BYTES 65536

/* Lexemes beside a figure that may decide about it. */
#define CONTEXT 16

/* A text that is one figure is no longer than this. */
#define WHOLE_BYTES_MAX 10000

/* What may stand around a figure that is the whole text. */
#define KINDS_LEADING \
	(FND_WORD_BIT(FND_WORD_LEAD) | FND_WORD_BIT(FND_WORD_ARTICLE) | \
	 FND_WORD_BIT(FND_WORD_EXACTLY) | FND_WORD_BIT(FND_WORD_AMOUNT) | \
	 FND_WORD_BIT(FND_WORD_OF) | FND_WORD_BIT(FND_WORD_FROM))
#define KINDS_TRAILING \
	(FND_WORD_BIT(FND_WORD_TAIL) | FND_WORD_BIT(FND_WORD_AMOUNT))

void
fnd_written_open(fnd_written *reader, const char *text, size_t length,
				 const fnd_language *language, fnd_currency wanted)
{
	reader->text = text;
	reader->length = length;
	reader->language = language;
	reader->wanted = wanted;
	reader->is_whole = false;
	reader->at = 0;
	reader->skipping = 0;
	reader->amount_start = 0;
	reader->amount_end = 0;
	reader->count = 0;
	reader->is_cut = true;
	reader->follows_figure = false;
	reader->first_start = 0;
	reader->counted = 0;
	reader->characters = 0;
}

/* Characters before a byte; the bytes are counted once, from left to right. */
static int64_t
characters_before(fnd_written *reader, size_t byte)
{
	const char *text = reader->text;
	size_t		at = reader->counted;
	int64_t		count = 0;

	/* eight bytes at a time: a byte 10xxxxxx begins no character */
	for (; at + 8 <= byte; at += 8)
	{
		uint64_t	word;

		memcpy(&word, text + at, sizeof(word));
		word = (word >> 7) & ~(word >> 6) & UINT64_C(0x0101010101010101);
		count += 8 - (int64_t) (word * UINT64_C(0x0101010101010101) >> 56);
	}
	for (; at < byte; at++)
		count += ((unsigned char) text[at] & 0xC0) != 0x80;
	reader->counted = byte;
	reader->characters += count;
	return reader->characters;
}

static void
put_mention(fnd_written *reader, const fnd_figure *figure,
			fnd_mention *mention)
{
	const fnd_lexeme *first = &reader->lexeme[figure->first];

	mention->start = first->start;
	/* the word for the amount belongs to it, if no figure stands between */
	if (fnd_lexeme_may_be(first, FND_WORD_BIT(FND_WORD_UNDISCLOSED_AFTER)) &&
		first->amount_start >= reader->counted)
		mention->start = first->amount_start;
	mention->end = reader->lexeme[figure->end - 1].end;
	mention->first_character = characters_before(reader, mention->start);
	mention->characters_count = characters_before(reader, mention->end) -
		mention->first_character;
	mention->value = figure->value;
}

/*
 * Forget lexemes at the front of a window that goes on.  What stands at its
 * front then has been looked at, and is there for what follows it.
 */
static void
slide(fnd_written *reader, int count)
{
	fnd_written_drop(reader, count);
	reader->first_start = CONTEXT;
	reader->follows_figure = false;
}

fnd_found
fnd_written_next(fnd_written *reader, fnd_mention *mention)
{
	size_t		bytes = 0;

	for (;;)
	{
		fnd_figure	figure;

		if (reader->count == 0 || !reader->is_cut)
		{
			if (reader->at == reader->length && reader->count == 0)
				return FND_FOUND_NOTHING;
			if (bytes > STEP_BYTES)
				return FND_FOUND_MORE;
			bytes += fnd_written_scan(reader);
			if (reader->count == 0 ||
				(!reader->is_cut && reader->count < FND_LEXEMES_FULL))
				continue;
		}
		if (fnd_figure_find(reader, reader->first_start, &figure))
		{
			/* what is cut by the window is looked at again, with the rest */
			if (!reader->is_cut && figure.first > 2 * CONTEXT &&
				figure.end > reader->count - 2 * CONTEXT)
			{
				slide(reader, figure.first - 2 * CONTEXT);
				continue;
			}
			put_mention(reader, &figure, mention);
			fnd_written_drop(reader, figure.end);
			reader->first_start = 0;
			reader->follows_figure = !reader->is_cut || reader->count > 0;
			return FND_FOUND_MENTION;
		}
		if (reader->is_cut)
		{
			reader->count = 0;
			reader->first_start = 0;
			reader->follows_figure = false;
		}
		else
			slide(reader, reader->count - FND_LEXEMES_MARGIN);
	}
}

/* Nothing is said: "undisclosed", "n/a", "amount not disclosed". */
static bool
read_undisclosed(const fnd_written *reader, fnd_estimate *result)
{
	fnd_currency currency = reader->wanted;
	fnd_money	all = { 0 };
	bool		is_said = false;

	for (int i = 0; i < reader->count; i++)
	{
		const fnd_lexeme *lexeme = &reader->lexeme[i];
		fnd_money	money;

		if (fnd_lexeme_may_be(lexeme, FND_KINDS_UNDISCLOSED))
			is_said = true;
		else if (fnd_money_at(reader, i, true, &money))
		{
			if (!fnd_money_join(&all, &money, &all))
				return false;
		}
		else if (lexeme->type == FND_LEXEME_OTHER ||
				 lexeme->type == FND_LEXEME_NUMBER ||
				 (lexeme->type == FND_LEXEME_WORD &&
				  !fnd_lexeme_may_be(lexeme, KINDS_LEADING | KINDS_TRAILING)))
			return false;
	}
	if (!is_said)
		return false;
	if (all.is_known)
	{
		currency = fnd_money_currency(reader, &all);
		if (currency == FND_CURRENCY_NONE)
			return false;
	}
	return fnd_figure_undisclosed(currency, result);
}

/* A sign that is no part of a word: an asterisk, a colon. */
static bool
is_mark(const fnd_written *reader, const fnd_lexeme *lexeme)
{
	char		c = reader->text[lexeme->start];

	return lexeme->type == FND_LEXEME_OTHER &&
		lexeme->end - lexeme->start == 1 &&
		(c == '*' || c == ':' || c == ';' || c == '"' || c == '!');
}

static bool
may_lead(const fnd_written *reader, int index)
{
	const fnd_lexeme *lexeme = &reader->lexeme[index];

	switch ((fnd_lexeme_type) lexeme->type)
	{
		case FND_LEXEME_WORD:
			return fnd_lexeme_may_be(lexeme, KINDS_LEADING) ||
				(fnd_lexeme_may_be(lexeme, FND_WORD_BIT(FND_WORD_QUALIFIER)) &&
				 reader->text[lexeme->start] == '+');
		case FND_LEXEME_OTHER:
			return is_mark(reader, lexeme);
		case FND_LEXEME_OPEN:
			return true;
		default:
			return false;
	}
}

/* Words of any kind, no figure among them, up to the end or a bracket. */
static int
skip_words(const fnd_written *reader, int from, int most)
{
	int			at = from;

	while (at < reader->count && at < from + most &&
		   (reader->lexeme[at].type == FND_LEXEME_OTHER ||
			reader->lexeme[at].type == FND_LEXEME_WORD))
		at++;
	return at;
}

/*
 * What stands behind the figure: a tail, per something (/kg, per night), and
 * in brackets anything but a currency.
 */
static bool
may_trail(const fnd_written *reader, int from)
{
	int			depth = 0;
	int			at = from;

	while (at < reader->count)
	{
		const fnd_lexeme *lexeme = &reader->lexeme[at];
		const fnd_word *tail = fnd_lexeme_reading(reader, at, FND_WORD_TAIL);

		at++;
		if (lexeme->type == FND_LEXEME_OPEN)
			depth++;
		else if (lexeme->type == FND_LEXEME_CLOSE)
			depth -= depth > 0;
		else if (depth > 0)
		{
			if (fnd_lexeme_may_be(lexeme, FND_KINDS_MAJOR))
				return false;
		}
		else if (tail != NULL)
		{
			if ((tail->flags & FND_WORD_PER) != 0)
				at = skip_words(reader, at, 2);
		}
		else if (lexeme->type == FND_LEXEME_OTHER &&
				 reader->text[lexeme->start] == '/')
			at = skip_words(reader, at, 3);
		else if (lexeme->type == FND_LEXEME_NUMBER ||
				 (lexeme->type == FND_LEXEME_OTHER &&
				  !is_mark(reader, lexeme)) ||
				 (lexeme->type == FND_LEXEME_WORD &&
				  !fnd_lexeme_may_be(lexeme, KINDS_TRAILING)))
			return false;
	}
	return true;
}

bool
fnd_written_figure(const char *text, size_t length,
				   const fnd_language *language, fnd_currency wanted,
				   fnd_estimate *result)
{
	fnd_written	reader;
	fnd_figure	figure;

	if (length > WHOLE_BYTES_MAX)
		return false;
	fnd_written_open(&reader, text, length, language, wanted);
	reader.is_whole = true;
	(void) fnd_written_scan(&reader);

	/* a figure that does not fit in the window is none */
	if (reader.at < length || reader.count == 0)
		return false;
	if (!fnd_figure_find(&reader, 0, &figure))
		return read_undisclosed(&reader, result);
	for (int i = 0; i < figure.first; i++)
	{
		if (!may_lead(&reader, i))
			return false;
	}
	if (!may_trail(&reader, figure.end))
		return false;
	*result = figure.value;
	return true;
}
