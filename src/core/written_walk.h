/*-------------------------------------------------------------------------
 *
 * written_walk.h
 *	  Walks of a text through the words of its language.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_WRITTEN_WALK_H
#define FND_WRITTEN_WALK_H

#include "written_parts.h"

/* No word of the lexicon has more bytes than this. */
#define FND_WORD_BYTES_MAX 256

/* The ends inside a word that are kept. */
#define FND_ENDS_MAX 6

/* An end that a walk came by. */
typedef struct fnd_word_end
{
	const char *at;
	uint32_t	readings;
	uint32_t	kinds;
	size_t		length;			/* from the start of the walk */
	const char *stem_end;		/* where the word itself ends */
	const char *ending;			/* where its case ending begins, or NULL */
	const char *reached; /* of the best: letters up to here were walked */
} fnd_word_end;

/* The class of the character here; of none at the end. */
static inline fnd_class
fnd_class_at(const char *at, const char *end)
{
	int			length;

	if (at >= end)
		return FND_CLASS_OTHER;
	return fnd_character_class(fnd_character_at(at, end, &length));
}

/* Skip marks that count as nothing, and answer the class behind them. */
extern FND_LOCAL fnd_class fnd_class_behind(const char **at, const char *end);

/*
 * Walk from a place as far as words go.  Answers how many ends there are,
 * those inside a word of the text only if has_inner says so; best is the last
 * one that stands at the end of a word, if any does, and its reached how far
 * the letters of the first word were walked.
 */
extern FND_LOCAL int fnd_walk_text(const fnd_written *reader,
								   const char *start, const char *end,
								   bool has_inner,
								   fnd_word_end end_list[FND_ENDS_MAX],
								   fnd_word_end *best);

#endif /* FND_WRITTEN_WALK_H */
