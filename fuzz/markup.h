/*
 * markup.h
 *	  A sink that keeps a picture, and a reader that says whether it is
 *	  well-formed XML.
 *
 * The reader knows what our pictures may consist of: elements, attributes in
 * double quotes, text, and references to characters by number.  Everything is
 * ASCII.
 */
#ifndef FUZZ_MARKUP_H
#define FUZZ_MARKUP_H

#include "plans.h"

#include "../src/core/chart_markup.h"

#define PICTURE_MAX (4 << 20)
#define DEPTH_MAX 16

/* No coordinate of a picture of at most 4000 pixels is farther off. */
#define COORDINATE_MAX 20000

typedef struct fuzz_picture
{
	size_t		length;
	int			pieces_count;
	char		bytes[PICTURE_MAX];
} fuzz_picture;

static inline void
fuzz_picture_put(void *context, const char *bytes, size_t length)
{
	fuzz_picture *picture = (fuzz_picture *) context;

	REQUIRE(length <= FND_MARKUP_BUFFER);
	REQUIRE(picture->length + length < PICTURE_MAX);
	memcpy(picture->bytes + picture->length, bytes, length);
	picture->length += length;
	picture->pieces_count++;
}

/* &#8230; and its kin: returns the end. */
static inline const char *
fuzz_reference(const char *at, const char *end)
{
	long		number = 0;
	int			digits = 0;

	REQUIRE(end - at > 3 && at[1] == '#');
	for (at += 2; at < end && *at >= '0' && *at <= '9'; at++)
	{
		number = number * 10 + (*at - '0');
		REQUIRE(++digits <= 7);
	}
	REQUIRE(digits > 0 && at < end && *at == ';');
	REQUIRE((number >= 0x20 && number <= 0xD7FF) ||
			(number >= 0xE000 && number <= 0xFFFD) ||
			(number >= 0x10000 && number <= 0x10FFFF));
	return at + 1;
}

static inline bool
fuzz_is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9') || c == '-' || c == ':';
}

/* An attribute's value, from its first quote; no number in it is far off. */
static inline const char *
fuzz_value(const char *at, const char *end)
{
	bool		is_color = end - at > 1 && at[1] == '#';
	long		number = 0;

	REQUIRE(at < end && *at == '"');
	for (at++; at < end && *at != '"';)
	{
		REQUIRE(*at != '<' && *at >= 0x20);
		number = *at >= '0' && *at <= '9' ? number * 10 + (*at - '0') : 0;
		REQUIRE(is_color || number <= COORDINATE_MAX);
		at = *at == '&' ? fuzz_reference(at, end) : at + 1;
	}
	REQUIRE(at < end);
	return at + 1;
}

/* One element that everything else is in. */
static inline void
fuzz_require_markup(const fuzz_picture *picture)
{
	const char *at = picture->bytes;
	const char *end = at + picture->length;
	const char *name[DEPTH_MAX];
	size_t		length[DEPTH_MAX];
	int			depth = 0;
	int			roots_count = 0;

	while (at < end)
	{
		REQUIRE((*at >= 0x20 && *at < 0x7F) || *at == '\n');
		if (*at == '&')
		{
			REQUIRE(depth > 0);
			at = fuzz_reference(at, end);
			continue;
		}
		if (*at != '<')
		{
			REQUIRE(depth > 0 || *at == '\n');
			at++;
			continue;
		}
		at++;
		REQUIRE(at < end);
		if (*at == '/')
		{
			REQUIRE(depth > 0);
			depth--;
			REQUIRE((size_t) (end - at) > length[depth] + 1);
			REQUIRE(memcmp(at + 1, name[depth], length[depth]) == 0);
			at += length[depth] + 1;
			REQUIRE(*at == '>');
			at++;
			continue;
		}
		REQUIRE(depth < DEPTH_MAX);
		name[depth] = at;
		while (at < end && fuzz_is_name(*at))
			at++;
		length[depth] = (size_t) (at - name[depth]);
		REQUIRE(length[depth] > 0);
		if (depth == 0)
			REQUIRE(++roots_count == 1);
		while (at < end && (*at == ' ' || *at == '\n'))
		{
			while (at < end && (*at == ' ' || *at == '\n'))
				at++;
			if (at < end && (*at == '>' || *at == '/'))
				break;
			REQUIRE(at < end && fuzz_is_name(*at));
			while (at < end && fuzz_is_name(*at))
				at++;
			REQUIRE(at < end && *at == '=');
			at = fuzz_value(at + 1, end);
		}
		REQUIRE(at < end);
		if (*at == '/')
			at++;
		else
			depth++;
		REQUIRE(at < end && *at == '>');
		at++;
	}
	REQUIRE(depth == 0 && roots_count == 1);
}

#endif /* FUZZ_MARKUP_H */
