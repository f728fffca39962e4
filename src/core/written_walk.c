/*-------------------------------------------------------------------------
 *
 * written_walk.c
 *	  Walks of a text through the words of its language.
 *
 * A word is taken as long as possible, and only where it ends at the end of a
 * word of the text, perhaps behind a case ending; scripts without word ends
 * are taken as they come.
 *
 *-------------------------------------------------------------------------
 */
#include "written_walk.h"

/* Kinds that a case ending may be glued to. */
#define KINDS_INFLECTED (FND_KINDS_NUMBER | FND_KINDS_MONEY)

/* The ends that a walk comes by. */
typedef struct word_ends
{
	fnd_word_end *end;			/* FND_ENDS_MAX of them */
	fnd_word_end *best;			/* the last at the end of a word */
	int			count;
} word_ends;

/* Skip marks that count as nothing, and answer the class behind them. */
fnd_class
fnd_class_behind(const char **at, const char *end)
{
	while (*at < end)
	{
		int			length;
		fnd_class	class = fnd_character_class(
			fnd_character_at(*at, end, &length));

		if (class != FND_CLASS_MARK)
			return class;
		*at += length;
	}
	return FND_CLASS_OTHER;
}

/* The kinds of a word's readings, of those with one spelling if it is here. */
static uint32_t
kinds_of(uint32_t readings, const char *text, size_t length)
{
	int			count = fnd_word_count(readings);
	uint32_t	kinds = 0;

	if (!fnd_word_needs_spelling(readings))
		return fnd_word_kinds(readings);
	for (int i = 0; i < count; i++)
	{
		const fnd_word *word = fnd_word_at(readings, i);

		if (word->exact == 0 || fnd_word_is_spelled(word, text, length))
			kinds |= FND_WORD_BIT(word->kind);
	}
	return kinds;
}

/*
 * Case endings: letters up to the end of the word, at once or behind an
 * apostrophe.  Answers where they end, or NULL.
 */
static const char *
skip_ending(const fnd_written *reader, const char *at, const char *end)
{
	const fnd_lexicon *lexicon = reader->language->lexicon;
	fnd_walk	walk;
	int			length;
	uint32_t	value;
	fnd_class	class;

	class = fnd_class_at(at, end);
	if (class == FND_CLASS_APOSTROPHE || class == FND_CLASS_DASH ||
		(at < end && *at == ':'))
	{
		(void) fnd_character_at(at, end, &length);
		at += length;
	}
	fnd_walk_endings(lexicon, &walk);
	/* the automaton has no cycle, so the loop ends with it */
	while (at < end)
	{
		fnd_character c = fnd_character_at(at, end, &length);

		if (fnd_character_class(c) != FND_CLASS_MARK &&
			!fnd_walk_step(&walk, fnd_character_letter(c)))
			break;
		at += length;
	}
	class = fnd_class_at(at, end);
	if (class == FND_CLASS_LETTER || !fnd_walk_ends(&walk, &value))
		return NULL;
	return at;
}

/*
 * A word ends at this place of a walk: keep it, and see whether the text's word
 * ends here as well, perhaps behind a case ending.
 */
static void
note_end(const fnd_written *reader, const char *start, const char *at,
		 uint32_t readings, bool was_letter, int letters, word_ends *ends)
{
	const char *text_end = reader->text + reader->length;
	const char *behind = at;
	uint32_t	kinds = kinds_of(readings, start, (size_t) (at - start));
	fnd_class	next = fnd_class_behind(&behind, text_end);
	fnd_word_end found = { behind, readings, kinds, (size_t) (at - start),
						   at,	   NULL,	 NULL };

	if (kinds == 0 && fnd_word_count(readings) > 0)
		return;
	if (!was_letter || next != FND_CLASS_LETTER)
		*ends->best = found;
	if (was_letter && (kinds & KINDS_INFLECTED) != 0 &&
		reader->language->lexicon->endings_count != 0)
	{
		const char *inflected = skip_ending(reader, behind, text_end);

		/* a letter alone has endings only behind a sign: k's */
		if (inflected != NULL && inflected > behind &&
			(letters > 1 || next != FND_CLASS_LETTER) &&
			(ends->best->at == NULL || inflected > ends->best->at))
		{
			*ends->best = found;
			ends->best->at = inflected;
			ends->best->ending = behind;
		}
	}
	if (ends->count == FND_ENDS_MAX)
	{
		/* the longer ones matter more */
		for (int i = 1; i < FND_ENDS_MAX; i++)
			ends->end[i - 1] = ends->end[i];
		ends->count--;
	}
	ends->end[ends->count++] = found;
}

/* Does a letter of ASCII stand on both sides of this place? */
static bool
is_inside_word(const char *at, const char *end)
{
	return at < end && (signed char) *at >= 0 && (signed char) at[-1] >= 0 &&
		fnd_character_class(fnd_character_pages[0][(unsigned char) *at]) ==
		FND_CLASS_LETTER &&
		fnd_character_class(fnd_character_pages[0][(unsigned char) at[-1]]) ==
		FND_CLASS_LETTER;
}

/*
 * Walk through letters of ASCII: up to one that is none, or where no word goes
 * on (is_over), or, if has_inner, where a word may end.
 */
static const char *
walk_letters(fnd_walk *walk, const char *at, const char *end, bool has_inner,
			 bool *is_over)
{
	const uint32_t *units = walk->units;
	uint32_t	count = walk->count;
	uint32_t	base = walk->base;
	uint32_t	unit = walk->may_end ? FND_UNIT_MAY_END : 0;

	while (at < end && (signed char) *at >= 0)
	{
		fnd_character c = fnd_character_pages[0][(unsigned char) *at];
		uint32_t	label = fnd_character_letter(c);
		uint32_t	next;

		if (fnd_character_class(c) != FND_CLASS_LETTER)
			break;
		if (label == 0 || base + label >= count)
		{
			*is_over = true;
			break;
		}
		next = units[base + label];
		if ((next & FND_UNIT_LABEL) != label)
		{
			*is_over = true;
			break;
		}
		unit = next;
		base = unit >> FND_UNIT_BASE_SHIFT;
		at++;
		if (has_inner && (unit & FND_UNIT_MAY_END) != 0)
			break;
	}
	walk->base = base;
	walk->may_end = (unit & FND_UNIT_MAY_END) != 0;
	return at;
}

/*
 * Walk from a place as far as words go.  Answers how many ends there are,
 * those inside a word of the text only if has_inner says so; best is the last one that stands at the end of a word, if any does, and its
 * reached how far the letters of the first word were walked.
 */
int
fnd_walk_text(const fnd_written *reader, const char *start, const char *end,
			  bool has_inner, fnd_word_end end_list[FND_ENDS_MAX],
			  fnd_word_end *best)
{
	word_ends	ends = { end_list, best, 0 };
	fnd_walk	walk;
	const char *at = start;
	const char *text_end = reader->text + reader->length;
	const char *reached = NULL;
	int			letters = 0;

	best->at = NULL;
	has_inner = has_inner || reader->language->lexicon->endings_count != 0;
	if (end - start > FND_WORD_BYTES_MAX)
		end = start + FND_WORD_BYTES_MAX;
	fnd_walk_words(reader->language->lexicon, &walk);
	while (at < end)
	{
		int			length;
		fnd_character c;
		fnd_class	class;
		uint32_t	readings;
		const char *first = at;
		bool		is_over = false;

		at = walk_letters(&walk, at, end, has_inner, &is_over);
		letters += (int) (at - first);
		if (at > first && walk.may_end &&
			(has_inner || !is_inside_word(at, text_end)) &&
			fnd_walk_ends(&walk, &readings))
			note_end(reader, start, at, readings, true, letters, &ends);
		if (is_over || at == end)
			break;
		c = fnd_character_at(at, end, &length);
		class = fnd_character_class(c);
		if (FND_LIKELY(class == FND_CLASS_LETTER))
		{
			if (!fnd_walk_step(&walk, fnd_character_letter(c)))
				break;
		}
		else if (class == FND_CLASS_MARK)
		{
			at += length;
			continue;
		}
		else if (class == FND_CLASS_DIGIT)
			break;
		else if (class == FND_CLASS_SPACE)
		{
			if (!fnd_walk_step(&walk, FND_LABEL_SPACE))
				break;
			if (reached == NULL)
				reached = at;
			/* a run of spaces is one */
			while (at < end && fnd_class_at(at, end) == FND_CLASS_SPACE)
			{
				(void) fnd_character_at(at, end, &length);
				at += length;
			}
			continue;
		}
		else
		{
			if (!fnd_walk_step(&walk, fnd_character_letter(c)) &&
				!(class == FND_CLASS_DASH && at > start &&
				  fnd_walk_step(&walk, FND_LABEL_SPACE)))
				break;
			if (reached == NULL)
				reached = at;
		}
		at += length;
		letters++;
		if (walk.may_end && (has_inner || !is_inside_word(at, text_end)) &&
			fnd_walk_ends(&walk, &readings))
			note_end(reader, start, at, readings, class == FND_CLASS_LETTER,
					 letters, &ends);
	}
	best->reached = reached != NULL ? reached : at;
	return ends.count;
}
