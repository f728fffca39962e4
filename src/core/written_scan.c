/*-------------------------------------------------------------------------
 *
 * written_scan.c
 *	  Cut a text into the lexemes of written money.
 *
 * A word of the lexicon is taken as long as possible, and only where it ends
 * at the end of a word, perhaps behind a case ending; scripts without word
 * ends are taken as they come.  Digits are taken with their separators; what
 * those mean is decided later, when it is known whether a currency stands
 * beside them (written_number.c).
 *
 * Each letter is looked at a bounded number of times: once on the way through
 * the automaton, once on the way to the end of its word.
 *
 *-------------------------------------------------------------------------
 */
#include "written_walk.h"

/* Words that are written together. */
#define PARTS_MAX 12

/* How far behind the word for an amount it may be said to be undisclosed. */
#define AMOUNT_BYTES_MAX 100

/* A word or a number of more bytes is none; it is passed over in pieces. */
#define PIECE_BYTES_MAX 2048

/* Bytes after which scanning pauses. */
#define PAUSE_BYTES 32768

static fnd_lexeme *
push(fnd_written *reader, fnd_lexeme_type type, const char *start,
	 const char *end, bool has_space)
{
	fnd_lexeme *lexeme = &reader->lexeme[reader->count++];

	lexeme->start = (size_t) (start - reader->text);
	lexeme->end = (size_t) (end - reader->text);
	lexeme->stem_end = lexeme->end;
	lexeme->kinds = 0;
	lexeme->readings = 0;
	lexeme->type = (uint8_t) type;
	lexeme->has_space = has_space;
	lexeme->is_cjk = false;
	lexeme->is_glued = false;
	lexeme->amount_start = 0;
	return lexeme;
}

static fnd_lexeme *
push_word(fnd_written *reader, const char *start, const fnd_word_end *end,
		  bool has_space)
{
	fnd_lexeme *lexeme = push(reader, FND_LEXEME_WORD, start, end->at,
							  has_space);

	lexeme->stem_end = (size_t) (end->stem_end - reader->text);
	lexeme->readings = end->readings;
	lexeme->kinds = end->kinds;
	if ((end->kinds & FND_WORD_BIT(FND_WORD_AMOUNT)) != 0)
	{
		reader->amount_start = lexeme->start;
		reader->amount_end = lexeme->end;
	}

	/* "was not disclosed" is about money if an amount was named before it */
	if (reader->amount_end == 0 ||
		lexeme->start - reader->amount_end > AMOUNT_BYTES_MAX)
		lexeme->kinds &= ~FND_WORD_BIT(FND_WORD_UNDISCLOSED_AFTER);
	lexeme->amount_start = reader->amount_start;
	return lexeme;
}

static const char *
word_behind(const char *at, const char *end)
{
	if (end - at > PIECE_BYTES_MAX)
		end = at + PIECE_BYTES_MAX;
	while (at < end)
	{
		int			length;
		fnd_class	class;

		/* letters of ASCII are most of a text */
		while (
			at < end && (signed char) *at >= 0 &&
			fnd_character_class(fnd_character_pages[0][(unsigned char) *at]) ==
				FND_CLASS_LETTER)
			at++;
		if (at == end)
			break;
		class = fnd_character_class(fnd_character_at(at, end, &length));
		if (class != FND_CLASS_LETTER && class != FND_CLASS_MARK)
			break;
		at += length;
	}
	return at;
}

/* Does a reading of that kind have that flag? */
static bool
has_flag(uint32_t readings, fnd_word_kind kind, uint8_t flag)
{
	int			count = fnd_word_count(readings);

	for (int i = 0; i < count; i++)
	{
		const fnd_word *word = fnd_word_at(readings, i);

		if (word->kind == kind && (word->flags & flag) != 0)
			return true;
	}
	return false;
}

static bool
is_capital(const char *at)
{
	return *at >= 'A' && *at <= 'Z';
}

/*
 * May these parts be written together?  Number words may where the language
 * does so, with a currency at the end; elsewhere a short magnitude and a code
 * or symbol, in either order: MEUR, EURm.
 */
static bool
is_part(const fnd_written *reader, const char *start, const fnd_word_end *part,
		int index, bool is_last, const fnd_word_end *first)
{
	bool		is_code = has_flag(part->readings, FND_WORD_CURRENCY,
							reader->is_whole ?
								FND_WORD_CODE | FND_WORD_SYMBOL :
								FND_WORD_MAJOR) &&
		(part->kinds & FND_WORD_BIT(FND_WORD_CURRENCY)) != 0 &&
		(reader->is_whole || is_capital(part->at - 1));
	bool		first_is_letter = index == 1 && first->length <= 2 &&
		(first->kinds & FND_WORD_BIT(FND_WORD_MAGNITUDE)) != 0;
	bool		is_short = has_flag(part->readings, FND_WORD_MAGNITUDE,
							 FND_WORD_SHORT) &&
		(part->kinds & FND_WORD_BIT(FND_WORD_MAGNITUDE)) != 0;

	if (reader->language->lexicon->is_glued &&
		!(is_short && part->at - 1 == start) && !first_is_letter)
	{
		if (index == 0)
			return (part->kinds & FND_KINDS_NUMBER) != 0 || is_code;
		if ((first->kinds & FND_KINDS_NUMBER) != 0 &&
			(part->kinds & (FND_KINDS_NUMBER | FND_WORD_BIT(FND_WORD_AND))) !=
				0)
			return true;
		if ((first->kinds & FND_KINDS_NUMBER) != 0 && is_last &&
			(part->kinds & FND_KINDS_MONEY) != 0)
			return true;
	}
	if (index == 0)
		return is_code || is_short;
	return index == 1 && is_last &&
		(((first->kinds & FND_WORD_BIT(FND_WORD_MAGNITUDE)) != 0 && is_code) ||
		 ((first->kinds & FND_WORD_BIT(FND_WORD_CURRENCY)) != 0 && is_short));
}

/*
 * A word that is no word of the lexicon as a whole: try it as words that are
 * written together, the longest first.  ends are those of the first walk.
 */
static bool
split_word(fnd_written *reader, const char *start, const char *end,
		   const fnd_word_end first[FND_ENDS_MAX], int first_count,
		   bool has_space)
{
	fnd_word_end ends[PARTS_MAX][FND_ENDS_MAX];
	int			left[PARTS_MAX];
	int			depth = 0;
	int			budget = 48;

	if (end - start > FND_WORD_BYTES_MAX ||
		reader->count + PARTS_MAX > FND_LEXEMES_MAX)
		return false;
	for (int i = 0; i < first_count; i++)
		ends[0][i] = first[i];
	left[0] = first_count;
	while (depth >= 0 && budget-- > 0)
	{
		fnd_word_end *part;
		fnd_word_end best;

		if (left[depth] == 0)
		{
			depth--;
			continue;
		}
		part = &ends[depth][--left[depth]];
		if (part->at > end ||
			!is_part(reader,
					 depth == 0 ? start : ends[depth - 1][left[depth - 1]].at,
					 part, depth, part->at == end, &ends[0][left[0]]))
			continue;
		if (part->at == end)
		{
			const char *at = start;

			for (int i = 0; i <= depth; i++)
			{
				fnd_word_end *one = &ends[i][left[i]];
				fnd_lexeme *lexeme = push_word(reader, at, one,
											   i == 0 && has_space);

				lexeme->is_glued = i > 0;
				at = one->at;
			}
			return true;
		}
		if (depth + 1 == PARTS_MAX)
			continue;
		left[depth + 1] = fnd_walk_text(reader, part->at, end, true,
										ends[depth + 1], &best);
		depth++;
	}
	return false;
}

/*
 * Is it worth a try?  Where number words are not written together, only what
 * looks like MEUR or USDbn is.
 */
static bool
may_be_glued(const fnd_written *reader, const char *start, const char *end)
{
	return reader->language->lexicon->is_glued ||
		(end - start <= 8 &&
		 (reader->is_whole || is_capital(start) || is_capital(end - 1)));
}

/* Digits of any script. */
static const char *
skip_digits(const char *at, const char *end, int *count)
{
	*count = 0;
	while (at < end)
	{
		int			length;
		fnd_class	class = fnd_character_class(
			fnd_character_at(at, end, &length));

		if (class != FND_CLASS_DIGIT)
			break;
		(*count)++;
		at += length;
	}
	return at;
}

/* Signs that may stand between digits: those of ASCII and of Arabic digits. */
static bool
is_separator(const char *at, int length, fnd_class class, bool is_wide)
{
	if (class == FND_CLASS_APOSTROPHE)
		return true;
	if (class != FND_CLASS_DOT && class != FND_CLASS_COMMA)
		return false;
	if (length == 1 || memcmp(at, "\xD9\xAB", 2) == 0 ||
		memcmp(at, "\xD8\x8C", 2) == 0)
		return true;

	/* full-width signs are separators of full-width digits alone */
	return is_wide && length == 3 && memcmp(at, "\xEF\xBC", 2) == 0;
}

/* Is a word for money or a magnitude here? 1 299руб */
static bool
is_money_word(const fnd_written *reader, const char *at)
{
	fnd_word_end ends[FND_ENDS_MAX];
	fnd_word_end best;

	return fnd_walk_text(reader, at, reader->text + reader->length, false,
						 ends, &best) > 0 &&
		best.at != NULL &&
		(best.kinds & (FND_KINDS_MONEY | FND_WORD_BIT(FND_WORD_MAGNITUDE))) !=
		0;
}

/*
 * Digits and separators from here: "1,234.50", "1 234", "24,-".  A space
 * separates only groups of three; in a text that is one figure also a comma
 * or point from the two digits behind it.
 */
static const char *
number_behind(const fnd_written *reader, const char *at, const char *end)
{
	int			count;
	int			length;
	bool		has_mark = false; /* a point, comma or apostrophe */
	const char *most = end - at > PIECE_BYTES_MAX ? at + PIECE_BYTES_MAX : end;
	bool		is_wide = end - at >= 3 && memcmp(at, "\xEF\xBC", 2) == 0;

	end = most;
	at = skip_digits(at, end, &count);
	for (;;)
	{
		fnd_class	class = fnd_class_at(at, end);
		const char *next;
		const char *behind;
		int			group;

		if (at >= end)
			return at;
		(void) fnd_character_at(at, end, &length);
		next = at + length;
		/* 5,000/- as in India */
		if (*at == '/' && fnd_class_at(next, end) == FND_CLASS_DASH)
		{
			(void) fnd_character_at(next, end, &length);
			return fnd_class_at(next + length, end) == FND_CLASS_DIGIT ?
				at :
				next + length;
		}
		if (class == FND_CLASS_SPACE && !has_mark)
		{
			behind = skip_digits(next, end, &group);
			if (group != 3 || count > 3 || count == 0 ||
				(fnd_class_at(behind, end) == FND_CLASS_LETTER &&
				 !is_money_word(reader, behind)))
				return at;
		}
		else if (is_separator(at, length, class, is_wide))
		{
			behind = skip_digits(next, end, &group);
			if (group == 0 && class != FND_CLASS_APOSTROPHE && next < end)
			{
				fnd_class	second = fnd_class_at(next, end);

				/* "24,-" */
				if (second == FND_CLASS_DASH)
				{
					(void) fnd_character_at(next, end, &length);
					behind = next + length;
					if (fnd_class_at(behind, end) == FND_CLASS_DASH)
					{
						(void) fnd_character_at(behind, end, &length);
						behind += length;
					}
					if (fnd_class_at(behind, end) != FND_CLASS_DIGIT)
						return behind;
				}
				/* "$119. 95", where the text is one figure */
				if (reader->is_whole && second == FND_CLASS_SPACE)
				{
					(void) fnd_character_at(next, end, &length);
					behind = skip_digits(next + length, end, &group);
					if (group == 2)
						return behind;
				}
				return at;
			}
			if (group == 0)
				return at;
			has_mark = true;
		}
		else
			return at;
		count = group;
		at = behind;
	}
}

/* Endings that say what words say elsewhere: from, up to, less than. */
#define KINDS_OF_ENDINGS \
	(FND_WORD_BIT(FND_WORD_FROM_AFTER) | FND_WORD_BIT(FND_WORD_RANGE_CLOSE) | \
	 FND_WORD_BIT(FND_WORD_QUALIFIER))

/*
 * A case ending that is a word of its own, perhaps with another word behind
 * it, is a lexeme of its own.  Answers where the last lexeme ends.
 */
static const char *
push_ending(fnd_written *reader, fnd_lexeme *lexeme, const fnd_word_end *word)
{
	const char *end = reader->text + reader->length;
	const char *start = word->ending;
	fnd_word_end ends[FND_ENDS_MAX];
	fnd_word_end best;
	int			length;

	if (fnd_class_at(start, end) != FND_CLASS_LETTER)
	{
		(void) fnd_character_at(start, end, &length);
		start += length;
	}
	if (reader->count == FND_LEXEMES_MAX ||
		fnd_walk_text(reader, start, end, false, ends, &best) == 0 ||
		best.at == NULL || best.at < word->at ||
		(best.kinds & KINDS_OF_ENDINGS) == 0)
		return word->at;
	lexeme->end = (size_t) (word->ending - reader->text);
	push_word(reader, start, &best, false)->is_glued = true;
	return best.at;
}

/*
 * Pass over a piece of a word or a number that is too long to be one.  Always
 * a break.
 */
static bool
skip_piece(fnd_written *reader)
{
	const char *at = reader->text + reader->at;
	const char *end = reader->text + reader->length;
	const char *most = end - at > PIECE_BYTES_MAX ? at + PIECE_BYTES_MAX : end;

	while (at < most)
	{
		int			length;
		fnd_class	class = fnd_character_class(
			fnd_character_at(at, end, &length));

		if (class != FND_CLASS_MARK && class != reader->skipping &&
			(reader->skipping != FND_CLASS_DIGIT ||
			 (class != FND_CLASS_DOT && class != FND_CLASS_COMMA &&
			  class != FND_CLASS_APOSTROPHE && class != FND_CLASS_SPACE)))
		{
			reader->skipping = 0;
			break;
		}
		at += length;
	}
	reader->at = (size_t) (at - reader->text);
	if (reader->is_whole)
		push(reader, FND_LEXEME_OTHER, at - 1, at, false);
	return reader->is_whole;
}

/* 1/2, 1/4, 3/4 as the signs for them; the bytes, or zero. */
static const char *
fraction_sign(const char *at, const char *end)
{
	static const struct
	{
		char		digits[4];
		char		sign[3];
	} fractions[] = { { "1/2", "\xC2\xBD" },
					  { "1/4", "\xC2\xBC" },
					  { "3/4", "\xC2\xBE" } };

	if (end - at < 3 || at[1] != '/' ||
		fnd_class_at(at + 3, end) == FND_CLASS_DIGIT ||
		(at + 3 < end && at[3] == '/'))
		return NULL;
	for (int i = 0; i < 3; i++)
	{
		if (memcmp(at, fractions[i].digits, 3) == 0)
			return fractions[i].sign;
	}
	return NULL;
}

/* One lexeme more.  Answers false where it is a break. */
static bool
scan_one(fnd_written *reader, bool has_space)
{
	const char *start = reader->text + reader->at;
	const char *end = reader->text + reader->length;
	int			length;
	fnd_character c = fnd_character_at(start, end, &length);
	fnd_class	class = fnd_character_class(c);
	fnd_lexeme_type type = FND_LEXEME_OTHER;
	const char *behind = start + length;
	fnd_word_end ends[FND_ENDS_MAX];
	fnd_word_end best;
	int			ends_count;

	if (reader->skipping != 0)
		return skip_piece(reader);
	if (class == FND_CLASS_DIGIT ||
		((class == FND_CLASS_DOT || class == FND_CLASS_COMMA) &&
		 is_separator(start, length, class, false) &&
		 fnd_class_at(behind, end) == FND_CLASS_DIGIT))
	{
		const char *sign = fraction_sign(start, end);

		if (sign != NULL &&
			fnd_walk_text(reader, sign, sign + 2, false, ends, &best) > 0 &&
			best.at != NULL)
		{
			best.at = start + 3;
			best.stem_end = best.at;
			(void) push_word(reader, start, &best, has_space);
			reader->at += 3;
			return true;
		}
		behind = number_behind(reader, start, end);
		if (behind - start >= PIECE_BYTES_MAX - 4)
		{
			reader->skipping = FND_CLASS_DIGIT;
			return skip_piece(reader);
		}
		push(reader, FND_LEXEME_NUMBER, start, behind, has_space);
		reader->at = (size_t) (behind - reader->text);
		return true;
	}

	best.reached = start;
	ends_count = fnd_character_letter(c) == 0 ?
		0 :
		fnd_walk_text(reader, start, end, reader->language->lexicon->is_glued,
					  ends, &best);
	if (ends_count > 0 && best.at != NULL && best.kinds == 0)
	{
		/* a word that is listed only to be none */
		behind = best.at;
		ends_count = 0;
	}
	else if (ends_count > 0 && best.at != NULL)
	{
		fnd_lexeme *lexeme = push_word(reader, start, &best, has_space);

		lexeme->is_cjk = class == FND_CLASS_CJK;
		if (best.ending != NULL)
			best.at = push_ending(reader, lexeme, &best);
		(void) fnd_class_behind(&behind, end);
		if (class == FND_CLASS_DASH && best.at <= behind)
			lexeme->type = FND_LEXEME_DASH;
		reader->at = (size_t) (best.at - reader->text);
		return true;
	}

	switch (class)
	{
		case FND_CLASS_LETTER:
			if (best.reached > behind)
				behind = best.reached;
			behind = word_behind(behind, end);
			if (behind - start >= PIECE_BYTES_MAX - 4)
			{
				reader->skipping = FND_CLASS_LETTER;
				return skip_piece(reader);
			}
			if (may_be_glued(reader, start, behind) &&
				(ends_count = fnd_walk_text(reader, start, end, true, ends,
											&best)) > 0 &&
				split_word(reader, start, behind, ends, ends_count, has_space))
			{
				reader->at = (size_t) (behind - reader->text);
				return true;
			}
			break;
		case FND_CLASS_DOT:
			type = FND_LEXEME_DOT;
			break;
		case FND_CLASS_COMMA:
			type = FND_LEXEME_COMMA;
			break;
		case FND_CLASS_DASH:
			type = FND_LEXEME_DASH;
			break;
		case FND_CLASS_OPEN:
			type = FND_LEXEME_OPEN;
			break;
		case FND_CLASS_CLOSE:
			type = FND_LEXEME_CLOSE;
			break;
		default:
			break;
	}
	reader->at = (size_t) (behind - reader->text);
	if (type == FND_LEXEME_OTHER && !reader->is_whole)
		return false;
	push(reader, type, start, behind, has_space);

	/* the end of a sentence, or of what an amount was said of */
	if (type == FND_LEXEME_DOT && !reader->is_whole &&
		fnd_class_at(behind, end) == FND_CLASS_SPACE)
		reader->amount_end = 0;
	return true;
}

/* Is there a word among the lexemes without which there is no figure? */
static bool
kinds_are_money(const fnd_written *reader)
{
	uint32_t	kinds = 0;

	for (int i = 0; i < reader->count; i++)
		kinds |= reader->lexeme[i].kinds;
	return (kinds & (FND_KINDS_MONEY | FND_KINDS_UNDISCLOSED_SUM)) != 0;
}

size_t
fnd_written_scan(fnd_written *reader)
{
	size_t		start = reader->at;
	const char *end = reader->text + reader->length;

	reader->is_cut = false;
	while (reader->count < FND_LEXEMES_FULL)
	{
		bool		has_space = false;

		if (reader->at - start > PAUSE_BYTES)
			break;

		while (reader->at < reader->length)
		{
			int			length;
			fnd_class	class = fnd_character_class(
				fnd_character_at(reader->text + reader->at, end, &length));

			if (FND_UNLIKELY(reader->at - start > 2 * PAUSE_BYTES))
			{
				/* so much space ends whatever there was */
				reader->is_cut = true;
				return reader->at - start;
			}
			if (class == FND_CLASS_SPACE)
				has_space = true;
			else if (class != FND_CLASS_MARK)
				break;
			reader->at += (size_t) length;
		}
		if (reader->at == reader->length)
		{
			reader->is_cut = true;
			break;
		}
		if (scan_one(reader, has_space))
			continue;

		/* a break; words about nothing, as most of a text is, are dropped */
		if (kinds_are_money(reader))
		{
			reader->is_cut = true;
			break;
		}
		reader->count = 0;
		reader->first_start = 0;
		reader->follows_figure = false;
	}
	return reader->at - start;
}

void
fnd_written_drop(fnd_written *reader, int count)
{
	reader->count -= count;
	memmove(reader->lexeme, reader->lexeme + count,
			(size_t) reader->count * sizeof(fnd_lexeme));
}

const fnd_word *
fnd_lexeme_reading(const fnd_written *reader, int index, fnd_word_kind kind)
{
	const fnd_lexeme *lexeme = &reader->lexeme[index];
	int			count = fnd_lexeme_may_be(lexeme, FND_WORD_BIT(kind)) ?
		fnd_word_count(lexeme->readings) :
		0;

	for (int i = 0; i < count; i++)
	{
		const fnd_word *word = fnd_word_at(lexeme->readings, i);

		if (word->kind == kind &&
			(word->exact == 0 ||
			 fnd_word_is_spelled(word, reader->text + lexeme->start,
								 lexeme->stem_end - lexeme->start)))
			return word;
	}
	return NULL;
}
