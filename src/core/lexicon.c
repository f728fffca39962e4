/*-------------------------------------------------------------------------
 *
 * lexicon.c
 *	  The words of written money: characters, languages, classes.
 *
 * The table is generated; what it holds and where it comes from is in
 * doc/written.md, "Words".
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "lexicon.h"

/* A region whose decimal sign is not that of its language. */
struct region_decimal
{
	char		language[4];
	char		region[3];
	char		decimal;
};

/* The money of a region. */
struct region_money
{
	char		region[3];
	fnd_currency currency;
};

struct class_member
{
	uint16_t	which;
	fnd_currency currency;
};

#include "lexicon_table.h"

#define LENGTH_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Tags that people use for a language that has another one here. */
static const struct
{
	char		tag[4];
	char		means[4];
} aliases[] = {
	{ "no", "nb" }, { "nn", "nb" },	 { "iw", "he" },
	{ "in", "id" }, { "cmn", "zh" },
};

/*
 * A character beyond ASCII.  What is cut short, too long for its value or
 * beyond Unicode is one byte of no class, so that any bytes can be walked.
 */
fnd_character
fnd_character_decode(const char *at, const char *end, int *length)
{
	const unsigned char *byte = (const unsigned char *) at;
	size_t		left = (size_t) (end - at);
	uint32_t	code;

	*length = 1;
	if (byte[0] >= 0xC2 && byte[0] <= 0xDF && left >= 2 &&
		(byte[1] & 0xC0) == 0x80)
	{
		*length = 2;
		code = ((uint32_t) byte[0] & 0x1F) << 6 | (byte[1] & 0x3F);
	}
	else if (byte[0] >= 0xE0 && byte[0] <= 0xEF && left >= 3 &&
			 (byte[1] & 0xC0) == 0x80 && (byte[2] & 0xC0) == 0x80)
	{
		code = ((uint32_t) byte[0] & 0x0F) << 12 |
			((uint32_t) byte[1] & 0x3F) << 6 | (byte[2] & 0x3F);
		if (code < 0x800 || (code >= 0xD800 && code <= 0xDFFF))
			return FND_CLASS_OTHER;
		*length = 3;
	}
	else if (byte[0] >= 0xF0 && byte[0] <= 0xF4 && left >= 4 &&
			 byte[1] >= (byte[0] == 0xF0 ? 0x90 : 0x80) &&
			 byte[1] <= (byte[0] == 0xF4 ? 0x8F : 0xBF) &&
			 (byte[2] & 0xC0) == 0x80 && (byte[3] & 0xC0) == 0x80)
	{
		/* no word has a character of the other planes */
		*length = 4;
		return FND_CLASS_OTHER;
	}
	else
		return FND_CLASS_OTHER;
	return fnd_character_pages[page_of[code >> 7]][code & 127];
}

static char
lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static char
upper_case(char c)
{
	return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool
is_letter_or_digit(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

/* The next part of a tag; its length, which is zero at the end. */
static size_t
subtag_length(const char *at, const char *end)
{
	const char *p = at;

	while (p < end && *p != '-' && *p != '_')
		p++;
	return (size_t) (p - at);
}

static const fnd_lexicon *
find_lexicon(const char *tag)
{
	for (size_t i = 0; i < LENGTH_OF(aliases); i++)
	{
		if (strcmp(aliases[i].tag, tag) == 0)
			tag = aliases[i].means;
	}
	for (size_t i = 0; i < LENGTH_OF(languages); i++)
	{
		if (strcmp(languages[i].tag, tag) == 0)
			return &languages[i];
	}
	return NULL;
}

static void
apply_region(const char region[3], fnd_language *language)
{
	for (size_t i = 0; i < LENGTH_OF(region_decimals); i++)
	{
		if (strcmp(region_decimals[i].language, language->lexicon->tag) == 0 &&
			strcmp(region_decimals[i].region, region) == 0)
			language->decimal = region_decimals[i].decimal;
	}
	for (size_t i = 0; i < LENGTH_OF(region_monies); i++)
	{
		if (strcmp(region_monies[i].region, region) == 0)
			language->money = region_monies[i].currency;
	}
}

bool
fnd_language_from_tag(const char *tag, size_t length, fnd_language *language)
{
	const char *at = tag;
	const char *end = tag + length;
	size_t		part = subtag_length(at, end);
	char		name[4] = "";
	bool		has_region = false;

	if (part < 2 || part > 3)
		return false;
	for (size_t i = 0; i < part; i++)
	{
		if (!is_letter(at[i]))
			return false;
		name[i] = lower_case(at[i]);
	}
	language->lexicon = find_lexicon(name);
	if (language->lexicon == NULL)
		return false;
	language->decimal = language->lexicon->decimal;
	language->money = FND_CURRENCY_NONE;

	/* each subtag has a separator before it, so the loop ends */
	for (at += part; at < end; at += part)
	{
		at++;
		part = subtag_length(at, end);
		if (part < 1 || part > 8)
			return false;
		/* extensions and private use say nothing of the region */
		if (part == 1)
			has_region = true;
		for (size_t i = 0; i < part; i++)
		{
			if (!is_letter_or_digit(at[i]))
				return false;
		}
		if (part == 2 && is_letter(at[0]) && is_letter(at[1]) && !has_region)
		{
			char		region[3] = { upper_case(at[0]), upper_case(at[1]), '\0' };

			apply_region(region, language);
			has_region = true;
		}
	}
	return true;
}

int
fnd_language_count(void)
{
	return (int) LENGTH_OF(languages);
}

const char *
fnd_language_tag(int index)
{
	return languages[index].tag;
}

bool
fnd_class_has(unsigned which, fnd_currency currency)
{
	for (size_t i = 0; i < LENGTH_OF(class_members); i++)
	{
		if (class_members[i].which == which &&
			class_members[i].currency == currency)
			return true;
	}
	return false;
}

bool
fnd_classes_meet(unsigned a, unsigned b)
{
	for (size_t i = 0; i < LENGTH_OF(class_members); i++)
	{
		if (class_members[i].which == a &&
			fnd_class_has(b, class_members[i].currency))
			return true;
	}
	return false;
}

fnd_currency
fnd_class_currency(const fnd_language *language, unsigned which,
				   fnd_currency wanted)
{
	if (wanted != FND_CURRENCY_NONE && fnd_class_has(which, wanted))
		return wanted;
	if (language->money != FND_CURRENCY_NONE &&
		fnd_class_has(which, language->money))
		return language->money;
	return language->lexicon->default_of[which];
}

bool
fnd_word_is_spelled(const fnd_word *word, const char *text, size_t length)
{
	const char *spelling = exact_texts + word->exact;

	if (word->exact == 0)
		return true;
	for (size_t i = 0; i < length; i++)
	{
		if (spelling[i] != text[i] || spelling[i] == '\0')
			return false;
	}
	return spelling[length] == '\0';
}
