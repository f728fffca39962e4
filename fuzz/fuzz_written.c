/*
 * fuzz_written.c
 *	  Money as people write it: whatever bytes come, the mentions stand in
 *	  order inside the text, and what is read is an estimate.
 *
 * The first byte chooses the language, the second the region or none, the
 * third the currency for figures without one.  The rest is the text.  Beside
 * that: a mention ends and begins between characters, every value is read
 * back from its own text, and a sign before or behind the text that no figure
 * can hold changes nothing.
 */
#include "fuzz.h"

#include "../src/core/text.h"
#include "../src/core/written.h"

/* As long as the fuzzer's inputs may be. */
#define TEXT_MAX 4096
#define MENTIONS_MAX 1024

static const char before[] = "# ";
static const char behind[] = " #";

static const char *const regions[] = { "CA", "CH", "IN", "MX",
									   "PT", "TW", "GB", "US" };

static fnd_mention mentions[MENTIONS_MAX];
static fnd_mention again[MENTIONS_MAX];

static void
check_value(const fnd_estimate *value)
{
	char		buffer[FND_TEXT_MAX];
	fnd_estimate read;
	fnd_text_error error;
	size_t		length;

	REQUIRE(fnd_estimate_check(value, false) == FND_OK);
	length = fnd_text_write_estimate(value, "\xC2\xB1", buffer);
	REQUIRE(length < sizeof(buffer));
	REQUIRE(fnd_text_read_estimate(buffer, length, &read, &error) == FND_OK);
	REQUIRE(fnd_estimate_equal(value, &read));
}

/* Does a character begin here, of those that the reader sees? */
static bool
is_boundary(const char *text, size_t length, size_t byte)
{
	size_t		at = byte > 4 ? byte - 4 : 0;

	/* no character has more than four bytes; begin at one that begins */
	while (at > 0 && ((unsigned char) text[at] & 0xC0) == 0x80)
		at--;
	while (at < byte)
	{
		int			step;

		(void) fnd_character_at(text + at, text + length, &step);
		at += (size_t) step;
	}
	return at == byte;
}

static int
find(const char *text, size_t length, const fnd_language *language,
	 fnd_currency wanted, fnd_mention *found)
{
	fnd_written	reader;
	fnd_found	what;
	fnd_mention	mention;
	size_t		steps = 0;
	int			count = 0;

	fnd_written_open(&reader, text, length, language, wanted);
	while ((what = fnd_written_next(&reader, &mention)) != FND_FOUND_NOTHING)
	{
		/* each answer takes a byte at least */
		REQUIRE(steps++ <= length);
		REQUIRE(what == FND_FOUND_MENTION || length > 65536);
		if (what == FND_FOUND_MENTION && count < MENTIONS_MAX)
			found[count++] = mention;
	}
	return count;
}

static void
check_mentions(const char *text, size_t length, const fnd_mention *found,
			   int count)
{
	size_t		at = 0;
	int64_t		characters = 0;

	for (int i = 0; i < count; i++)
	{
		REQUIRE(found[i].start >= at);
		REQUIRE(found[i].start < found[i].end);
		REQUIRE(found[i].end <= length);
		REQUIRE(is_boundary(text, length, found[i].start));
		REQUIRE(is_boundary(text, length, found[i].end));
		for (; at < found[i].start; at++)
			characters += ((unsigned char) text[at] & 0xC0) != 0x80;
		REQUIRE(found[i].first_character == characters);
		for (; at < found[i].end; at++)
			characters += ((unsigned char) text[at] & 0xC0) != 0x80;
		REQUIRE(found[i].first_character + found[i].characters_count ==
				characters);
		check_value(&found[i].value);
	}
}

/* The same mentions, so many bytes further on? */
static void
check_same(int count, int count_again, size_t offset)
{
	REQUIRE(count == count_again);
	for (int i = 0; i < count; i++)
	{
		REQUIRE(mentions[i].start + offset == again[i].start);
		REQUIRE(mentions[i].end + offset == again[i].end);
		REQUIRE(fnd_estimate_equal(&mentions[i].value, &again[i].value));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char	longer[TEXT_MAX + sizeof(before) + sizeof(behind)];
	fuzz_input	input = { data, size };
	uint8_t		choice[3];
	char		tag[8];
	const char *text;
	fnd_language language;
	fnd_currency wanted = FND_CURRENCY_NONE;
	fnd_estimate value;
	int			count;

	if (!fuzz_take(&input, choice, sizeof(choice)) || input.size > TEXT_MAX)
		return 0;
	text = (const char *) input.data;
	(void) snprintf(tag, sizeof(tag), "%s%s%s",
					fnd_language_tag(choice[0] % fnd_language_count()),
					choice[1] < 8 ? "-" : "",
					choice[1] < 8 ? regions[choice[1]] : "");
	REQUIRE(fnd_language_from_tag(tag, strlen(tag), &language));
	if (choice[2] % 2 == 1)
		wanted = fnd_currency_at(choice[2] / 2 % fnd_currency_count())->code;

	if (fnd_written_figure(text, input.size, &language, wanted, &value))
		check_value(&value);

	count = find(text, input.size, &language, wanted, mentions);
	check_mentions(text, input.size, mentions, count);

	memcpy(longer, before, strlen(before));
	memcpy(longer + strlen(before), text, input.size);
	check_same(
		count,
		find(longer, strlen(before) + input.size, &language, wanted, again),
		strlen(before));
	memcpy(longer, text, input.size);
	memcpy(longer + input.size, behind, strlen(behind));
	check_same(
		count,
		find(longer, input.size + strlen(behind), &language, wanted, again),
		0);
	return 0;
}
