/*
 * written_helpers.h
 *	  For the tests of written money: one figure, the mentions of a text, and
 *	  what must hold of every mention.
 *
 * Texts are read in memory of exactly their size, so that a read before or
 * behind them is seen.
 */
#ifndef WRITTEN_HELPERS_H
#define WRITTEN_HELPERS_H

#include "check.h"

#include "text.h"
#include "written.h"

static inline fnd_language
language_of(const char *tag)
{
	fnd_language language;

	if (!fnd_language_from_tag(tag, strlen(tag), &language))
	{
		printf("there is no language %s\n", tag);
		exit(1);
	}
	return language;
}

static inline fnd_currency
currency_of(const char *code)
{
	return code == NULL ? FND_CURRENCY_NONE : fnd_currency_from_letters(code);
}

static inline char *
exact_copy(const char *text, size_t length)
{
	char	   *copy = (char *) malloc(length > 0 ? length : 1);

	memcpy(copy, text, length);
	return copy;
}

/* The text of an estimate, or "NULL". */
static inline const char *
estimate_text(const fnd_estimate *value, char buffer[FND_TEXT_MAX])
{
	if (value == NULL)
		return strcpy(buffer, "NULL");
	(void) fnd_text_write_estimate(value, "\xC2\xB1", buffer);
	return buffer;
}

/* In canonical form, and read back from its text as it is? */
static inline bool
is_sound(const fnd_estimate *value)
{
	char		buffer[FND_TEXT_MAX];
	fnd_text_error error;
	fnd_estimate again;
	size_t		length;

	if (fnd_estimate_check(value, false) != FND_OK)
		return false;
	length = fnd_text_write_estimate(value, "\xC2\xB1", buffer);
	return fnd_text_read_estimate(buffer, length, &again, &error) == FND_OK &&
		fnd_estimate_equal(value, &again);
}

/* The figure that a text is; false if it is none. */
static inline bool
read_figure(const char *tag, const char *currency, const char *text,
			size_t length, fnd_estimate *value)
{
	fnd_language language = language_of(tag);
	char	   *copy = exact_copy(text, length);
	bool		is_read = fnd_written_figure(copy, length, &language,
									  currency_of(currency), value);

	free(copy);
	if (is_read && !CHECK(is_sound(value)))
		printf("%s: \"%.*s\"\n", tag, (int) length, text);
	return is_read;
}

/*
 * The mentions of a text, at most so many of them; those of an earlier text
 * stay valid.  steps, if it is asked for, is how often there was more.
 */
static inline int
find_mentions(const char *tag, const char *currency, const char *text,
			  size_t length, fnd_mention *mentions, int mentions_max,
			  int *steps)
{
	fnd_language language = language_of(tag);
	char	   *copy = exact_copy(text, length);
	fnd_written	reader;
	fnd_mention	mention;
	fnd_found	found;
	int			count = 0;

	if (steps != NULL)
		*steps = 0;
	fnd_written_open(&reader, copy, length, &language, currency_of(currency));
	while ((found = fnd_written_next(&reader, &mention)) != FND_FOUND_NOTHING)
	{
		if (found == FND_FOUND_MORE)
		{
			if (steps != NULL)
				(*steps)++;
		}
		else if (count < mentions_max)
			mentions[count++] = mention;
	}
	/* the end stays the end */
	CHECK(fnd_written_next(&reader, &mention) == FND_FOUND_NOTHING);
	free(copy);
	return count;
}

/* Does a character of the reader begin at this byte? */
static inline bool
is_boundary(const char *text, size_t length, size_t byte)
{
	size_t		at = 0;

	while (at < byte)
	{
		int			step;

		(void) fnd_character_at(text + at, text + length, &step);
		at += (size_t) step;
	}
	return at == byte;
}

static inline int64_t
count_characters(const char *text, size_t length)
{
	int64_t		count = 0;

	for (size_t i = 0; i < length; i++)
		count += ((unsigned char) text[i] & 0xC0) != 0x80;
	return count;
}

/*
 * In order, apart from each other, inside the text, between characters, and
 * counted in characters; every value sound.  The first thing that does not
 * hold, or NULL.
 */
static inline const char *
mentions_problem(const char *text, size_t length, const fnd_mention *mentions,
				 int count)
{
	size_t		at = 0;

	for (int i = 0; i < count; i++)
	{
		const fnd_mention *m = &mentions[i];

		if (m->start < at)
			return "order";
		if (m->start >= m->end || m->end > length)
			return "place";
		if (!is_boundary(text, length, m->start) ||
			!is_boundary(text, length, m->end))
			return "boundary";
		if (m->first_character != count_characters(text, m->start) ||
			m->characters_count !=
				count_characters(text + m->start, m->end - m->start))
			return "characters";
		if (!is_sound(&m->value))
			return "value";
		at = m->end;
	}
	return NULL;
}

/* The same mentions, the second ones so many bytes further on? */
static inline bool
are_same(const fnd_mention *a, int a_count, const fnd_mention *b, int b_count,
		 size_t offset)
{
	if (a_count != b_count)
		return false;
	for (int i = 0; i < a_count; i++)
	{
		if (a[i].start + offset != b[i].start ||
			a[i].end + offset != b[i].end ||
			!fnd_estimate_equal(&a[i].value, &b[i].value))
			return false;
	}
	return true;
}

/* One figure; expected is the text of an estimate, or NULL for none. */
static inline void
expect_figure(const char *tag, const char *currency, const char *text,
			  const char *expected, const char *file, int line)
{
	char		buffer[FND_TEXT_MAX];
	char		wanted_buffer[FND_TEXT_MAX] = "NULL";
	fnd_estimate value;
	fnd_estimate wanted;
	fnd_text_error error;
	bool		is_read = read_figure(tag, currency, text, strlen(text), &value);

	if (expected != NULL)
	{
		if (fnd_text_read_estimate(expected, strlen(expected), &wanted,
								   &error) != FND_OK)
		{
			(void) check_true(false, file, line, expected);
			return;
		}
		(void) estimate_text(&wanted, wanted_buffer);
	}
	(void) check_str(estimate_text(is_read ? &value : NULL, buffer),
					 wanted_buffer, file, line, text);
}

/* All mentions: "mention => estimate; ...", "" for none. */
static inline void
expect_mentions(const char *tag, const char *currency, const char *text,
				const char *expected, const char *file, int line)
{
	fnd_mention	mentions[16];
	char		found[2000] = "";
	size_t		length = 0;
	const char *problem;
	int			count = find_mentions(tag, currency, text, strlen(text), mentions, 16,
							  NULL);

	for (int i = 0; i < count; i++)
	{
		char		buffer[FND_TEXT_MAX];

		length += (size_t) snprintf(
			found + length, sizeof(found) - length, "%s%.*s => %s",
			i == 0 ? "" : "; ", (int) (mentions[i].end - mentions[i].start),
			text + mentions[i].start,
			estimate_text(&mentions[i].value, buffer));
		if (length >= sizeof(found))
			break;
	}
	(void) check_str(found, expected, file, line, text);
	problem = mentions_problem(text, strlen(text), mentions, count);
	(void) check_str(problem, NULL, file, line, text);
}

#define FIGURE(tag, text, expected) \
	expect_figure((tag), NULL, (text), (expected), __FILE__, __LINE__)
#define FIGURE_IN(tag, currency, text, expected) \
	expect_figure((tag), (currency), (text), (expected), __FILE__, __LINE__)
#define MENTIONS(tag, text, expected) \
	expect_mentions((tag), NULL, (text), (expected), __FILE__, __LINE__)
#define MENTIONS_IN(tag, currency, text, expected) \
	expect_mentions((tag), (currency), (text), (expected), __FILE__, __LINE__)

#endif /* WRITTEN_HELPERS_H */
