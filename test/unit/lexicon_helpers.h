/*
 * lexicon_helpers.h
 *	  For tests of the lexicon: characters to bytes, and the edges of an
 *	  automaton, which the reader itself never lists.
 */
#ifndef LEXICON_HELPERS_H
#define LEXICON_HELPERS_H

#include "check.h"

#include "lexicon.h"

/* A character of the first plane in UTF-8; its length. */
static inline int
utf8_write(uint32_t code, char *to)
{
	if (code < 0x80)
	{
		to[0] = (char) code;
		return 1;
	}
	if (code < 0x800)
	{
		to[0] = (char) (0xC0 | code >> 6);
		to[1] = (char) (0x80 | (code & 0x3F));
		return 2;
	}
	to[0] = (char) (0xE0 | code >> 12);
	to[1] = (char) (0x80 | (code >> 6 & 0x3F));
	to[2] = (char) (0x80 | (code & 0x3F));
	return 3;
}

static inline fnd_character
character_of(uint32_t code)
{
	char		text[4];
	int			length = utf8_write(code, text);
	int			read;
	fnd_character c = fnd_character_at(text, text + length, &read);

	CHECK_EQ_I64(read, length);
	return c;
}

#define LABELS_MAX 4096
#define WORD_LETTERS_MAX 200

/* For each letter of the automata a character that has it. */
static uint16_t code_of[LABELS_MAX];

static inline void
find_codes(void)
{
	for (uint32_t c = 0xFFFF; c > 0; c--)
	{
		fnd_character found;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		found = character_of(c);
		/* the last one, which is the lowest */
		if (fnd_character_class(found) != FND_CLASS_DIGIT &&
			fnd_character_letter(found) > FND_LABEL_SPACE)
			code_of[fnd_character_letter(found)] = (uint16_t) c;
	}
	code_of[FND_LABEL_SPACE] = ' ';
}

/* The units of an automaton in the order of the states that they go out of. */
typedef struct children
{
	uint32_t   *first;			/* of a base; one more than there are */
	uint32_t   *unit;
} children;

static inline uint32_t
label_of(const fnd_walk *walk, uint32_t at)
{
	return walk->units[at] & 0xFFF;
}

static inline void
children_open(const fnd_walk *walk, children *c)
{
	uint32_t	sum = 0;

	c->first = (uint32_t *) calloc(walk->count + 2, sizeof(uint32_t));
	c->unit = (uint32_t *) calloc(walk->count + 1, sizeof(uint32_t));
	for (uint32_t at = 0; at < walk->count; at++)
	{
		if (label_of(walk, at) > FND_LABEL_END && label_of(walk, at) <= at)
			c->first[at - label_of(walk, at) + 1]++;
	}
	for (uint32_t base = 0; base <= walk->count; base++)
	{
		sum += c->first[base];
		c->first[base] = sum;
	}
	for (uint32_t at = 0; at < walk->count; at++)
	{
		if (label_of(walk, at) > FND_LABEL_END && label_of(walk, at) <= at)
			c->unit[c->first[at - label_of(walk, at)]++] = at;
	}
	/* each first is now the end of its own; move them one on */
	for (uint32_t base = walk->count + 1; base > 0; base--)
		c->first[base] = c->first[base - 1];
	c->first[0] = 0;
}

static inline void
children_close(children *c)
{
	free(c->first);
	free(c->unit);
}

#endif /* LEXICON_HELPERS_H */
