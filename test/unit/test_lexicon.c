/*
 * test_lexicon.c
 *	  The words of written money: tags, characters, and every word of every
 *	  language found again by the way that the reader takes.
 */
#include "check.h"
#include "lexicon_helpers.h"

#include "written_parts.h"

#define USD FND_CURRENCY_CODE('U', 'S', 'D')
#define CAD FND_CURRENCY_CODE('C', 'A', 'D')
#define EUR FND_CURRENCY_CODE('E', 'U', 'R')
#define INR FND_CURRENCY_CODE('I', 'N', 'R')

/* ---- tags ---- */

/* A tag in memory of its size, so that a read behind its end is seen. */
static bool
read_tag(const char *tag, size_t length, fnd_language *language)
{
	char	   *exact = (char *) malloc(length > 0 ? length : 1);
	bool		is_read;

	memcpy(exact, tag, length);
	is_read = fnd_language_from_tag(exact, length, language);
	free(exact);
	return is_read;
}

static void
check_tag(const char *tag, const char *lexicon, char decimal,
		  const char *money)
{
	fnd_language language;
	char		letters[4];

	if (!CHECK(read_tag(tag, strlen(tag), &language)))
	{
		printf("%s\n", tag);
		return;
	}
	CHECK_STR(language.lexicon->tag, lexicon);
	CHECK_EQ_I64(language.decimal, decimal);
	fnd_currency_to_letters(language.money, letters);
	if (!CHECK_STR(letters, money))
		printf("%s\n", tag);
}

static void
check_no_tag(const char *tag, size_t length)
{
	fnd_language language;

	if (!CHECK(!read_tag(tag, length, &language)))
		printf("\"%s\"\n", tag);
}

static void
test_tags(void)
{
	static const char *const wanted[] = {
		"en", "fr", "de", "es", "pt", "it", "nl", "ru", "ja", "zh", "ko",
		"hi", "ar", "tr", "sv", "nb", "fi", "pl", "cs", "vi", "id", "und",
	};
	static const char *const wrong[] = {
		"",
		"e",
		"x",
		"english",
		"engl",
		"e1",
		"12",
		"en-",
		"en--US",
		"-en",
		"en-US-",
		"en US",
		"xx",
		"qqq",
		" en",
		"en ",
		"en.US",
		"en-\xC3\xA9",
		"-",
		"_",
		"en-123456789",
		"fr\n",
		"en/US",
		"\xC3\xA9n",
		"en-US-x-toolongsubtag",
		"en__US",
		"*",
	};

	CHECK(fnd_language_count() >= (int) (sizeof(wanted) / sizeof(*wanted)));
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
	{
		fnd_language language;

		CHECK(read_tag(wanted[i], strlen(wanted[i]), &language));
	}
	for (int i = 0; i < fnd_language_count(); i++)
	{
		const char *tag = fnd_language_tag(i);
		char		text[32];
		fnd_language plain;
		fnd_language other;

		if (!CHECK(read_tag(tag, strlen(tag), &plain)))
			continue;
		CHECK_STR(plain.lexicon->tag, tag);
		CHECK(plain.decimal == plain.lexicon->decimal);
		CHECK(plain.decimal == '.' || plain.decimal == ',' ||
			  plain.decimal == '\0');
		CHECK(plain.money == FND_CURRENCY_NONE);
		for (int j = 0; j < i; j++)
			CHECK(strcmp(fnd_language_tag(j), tag) != 0);

		/* capitals, a script, a variant, a region of no meaning */
		(void) snprintf(text, sizeof(text), "%s_QQ", tag);
		for (char *p = text; *p != '\0' && *p != '_'; p++)
			*p = (char) (*p - 'a' + 'A');
		CHECK(read_tag(text, strlen(text), &other));
		CHECK(other.lexicon == plain.lexicon &&
			  other.decimal == plain.decimal);
		(void) snprintf(text, sizeof(text), "%s-Latn-QQ-1996", tag);
		CHECK(read_tag(text, strlen(text), &other));
		CHECK(other.lexicon == plain.lexicon);

		/* nothing that is cut out of a tag is another one by accident */
		check_no_tag(tag, 1);
		check_no_tag(tag, 0);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		check_no_tag(wrong[i], strlen(wrong[i]));
	check_no_tag("en\0", 3);
	check_no_tag("en-U\0", 5);
	{
		static char	longest[1 << 16];

		memset(longest, 'a', sizeof(longest));
		check_no_tag(longest, sizeof(longest));
		memcpy(longest, "en", 2);
		for (size_t i = 2; i < sizeof(longest); i++)
			longest[i] = i % 9 == 2 ? '-' : 'a';
		longest[sizeof(longest) - 1] = '-';
		check_no_tag(longest, sizeof(longest));
	}

	check_tag("no", "nb", ',', "");
	check_tag("nn-NO", "nb", ',', "NOK");
	check_tag("iw", "he", '.', "");
	check_tag("in", "id", ',', "");
	check_tag("cmn-Hant-TW", "zh", '.', "TWD");
	check_tag("en", "en", '.', "");
	check_tag("und", "und", '\0', "");
	check_tag("und-CA", "und", '\0', "CAD");
	check_tag("en-US", "en", '.', "USD");
	check_tag("EN_in", "en", '.', "INR");
	check_tag("fr-CA", "fr", ',', "CAD");
	check_tag("fr-fr", "fr", ',', "EUR");
	check_tag("de-CH", "de", '.', "CHF");
	check_tag("de-LI", "de", '.', "CHF");
	check_tag("de-AT", "de", ',', "EUR");
	check_tag("es-MX", "es", '.', "MXN");
	check_tag("es-419", "es", ',', "");
	check_tag("es-AR", "es", ',', "ARS");
	check_tag("pt-PT", "pt", ',', "EUR");
	check_tag("pt-BR", "pt", ',', "BRL");
	check_tag("zh_Hant_HK", "zh", '.', "HKD");

	/* the region is the first; what is no region is none */
	check_tag("en-GB-US", "en", '.', "GBP");
	check_tag("en-Latn-GB", "en", '.', "GBP");
	check_tag("en-CAN", "en", '.', "");
	check_tag("en-1a", "en", '.', "");
	check_tag("en-a1", "en", '.', "");
	check_tag("en-QQ", "en", '.', "");

	/* two letters behind a single one are a key of an extension */
	check_tag("de-u-co-phonebk", "de", ',', "");
	check_tag("en-u-nu-latn", "en", '.', "");
	check_tag("en-x-in", "en", '.', "");
	check_tag("de-CH-u-co-phonebk", "de", '.', "CHF");
}

/* ---- characters ---- */

/*
 * The length of the character of UTF-8 here, by the table of RFC 3629, or
 * zero; code is set.
 */
static int
utf8_length(const unsigned char *b, size_t left, uint32_t *code)
{
	int			length = b[0] < 0x80		 ? 1 :
		b[0] >= 0xC2 && b[0] <= 0xDF ? 2 :
		(b[0] & 0xF0) == 0xE0		 ? 3 :
		b[0] >= 0xF0 && b[0] <= 0xF4 ? 4 :
									   0;

	if (length == 0 || left < (size_t) length)
		return 0;
	*code = length == 1 ? b[0] : b[0] & (0xFFu >> (length + 1));
	for (int i = 1; i < length; i++)
	{
		if ((b[i] & 0xC0) != 0x80)
			return 0;
		*code = *code << 6 | (b[i] & 0x3F);
	}
	if ((length == 3 && *code < 0x800) || (length == 4 && *code < 0x10000) ||
		*code > 0x10FFFF || (*code >= 0xD800 && *code <= 0xDFFF))
		return 0;
	return length;
}

static fnd_class
class_of(uint32_t code)
{
	return fnd_character_class(character_of(code));
}

/* Quiet where it is right: there are millions of these. */
static bool
is_decoded(const unsigned char *bytes, size_t size)
{
	const char *text = (const char *) bytes;
	uint32_t	code = 0;
	int			expected = utf8_length(bytes, size, &code);
	int			length = -1;
	fnd_character c = fnd_character_at(text, text + size, &length);

	if (expected == 0)
		return length == 1 && fnd_character_class(c) == FND_CLASS_OTHER &&
			fnd_character_letter(c) == 0;
	if (length != expected)
		return false;
	return expected < 4 || fnd_character_letter(c) == 0;
}

static void
test_decoder(void)
{
	static const unsigned char edges[] = { 0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
										   0xA0, 0xBF, 0xC0, 0xE0, 0xFF };
	unsigned char *exact[5];
	unsigned long wrong = 0;

	for (int i = 1; i <= 4; i++)
		exact[i] = (unsigned char *) malloc((size_t) i);
	for (int a = 0; a < 256; a++)
	{
		exact[1][0] = (unsigned char) a;
		wrong += !is_decoded(exact[1], 1);
		for (int b = 0; b < 256; b++)
		{
			exact[2][0] = (unsigned char) a;
			exact[2][1] = (unsigned char) b;
			wrong += !is_decoded(exact[2], 2);
			for (int c = 0; a >= 0xE0 && c < 256; c++)
			{
				exact[3][0] = (unsigned char) a;
				exact[3][1] = (unsigned char) b;
				exact[3][2] = (unsigned char) c;
				wrong += !is_decoded(exact[3], 3);
			}
		}
	}
	if (!CHECK_EQ_U64(wrong, 0))
		printf("characters of up to three bytes\n");
	wrong = 0;
	for (int a = 0xE0; a < 256; a++)
	{
		for (int b = 0; b < 256; b++)
		{
			for (size_t c = 0; c < sizeof(edges); c++)
			{
				for (size_t d = 0; d < sizeof(edges); d++)
				{
					exact[4][0] = (unsigned char) a;
					exact[4][1] = (unsigned char) b;
					exact[4][2] = edges[c];
					exact[4][3] = edges[d];
					wrong += !is_decoded(exact[4], 4);
				}
			}
		}
	}
	if (!CHECK_EQ_U64(wrong, 0))
		printf("characters of four bytes\n");
	for (int i = 1; i <= 4; i++)
		free(exact[i]);
}

static void
test_classes_of_characters(void)
{
	static const struct
	{
		uint32_t	code;
		fnd_class	class;
	} known[] = {
		{ ' ', FND_CLASS_SPACE },		 { '\t', FND_CLASS_SPACE },
		{ '\n', FND_CLASS_SPACE },		 { '\r', FND_CLASS_SPACE },
		{ 0xA0, FND_CLASS_SPACE },		 { 0x2009, FND_CLASS_SPACE },
		{ 0x202F, FND_CLASS_SPACE },	 { 0x3000, FND_CLASS_SPACE },
		{ '.', FND_CLASS_DOT },			 { 0xFF0E, FND_CLASS_DOT },
		{ 0x66B, FND_CLASS_DOT },		 { ',', FND_CLASS_COMMA },
		{ 0x66C, FND_CLASS_APOSTROPHE }, { 0xFF0C, FND_CLASS_COMMA },
		{ '\'', FND_CLASS_APOSTROPHE },	 { 0x2019, FND_CLASS_APOSTROPHE },
		{ '-', FND_CLASS_DASH },		 { 0x2212, FND_CLASS_DASH },
		{ 0x2013, FND_CLASS_DASH },		 { 0x2014, FND_CLASS_DASH },
		{ '(', FND_CLASS_OPEN },		 { ')', FND_CLASS_CLOSE },
		{ 0x200D, FND_CLASS_MARK },		 { 0x200C, FND_CLASS_MARK },
		{ '$', FND_CLASS_SYMBOL },		 { 0x20AC, FND_CLASS_SYMBOL },
		{ 0xA5, FND_CLASS_SYMBOL },		 { 0x5104, FND_CLASS_CJK },
		{ 0x5186, FND_CLASS_CJK },		 { 0x30C9, FND_CLASS_CJK },
		{ 0xE9, FND_CLASS_LETTER },		 { 0x436, FND_CLASS_LETTER },
		{ 0x915, FND_CLASS_LETTER },	 { 0x627, FND_CLASS_LETTER },
		{ 0, FND_CLASS_OTHER },			 { 0x7F, FND_CLASS_OTHER },
	};
	static const uint32_t zeros[] = {
		'0', 0x660, 0x6F0, 0x966, 0x9E6, 0xFF10
	};
	static const uint32_t cases[][2] = {
		{ 0xC9, 0xE9 },	  { 0x160, 0x161 },	  { 0x141, 0x142 },
		{ 0x416, 0x436 }, { 0x394, 0x3B4 },	  { 0x531, 0x561 },
		{ 0x404, 0x454 }, { 0x1EA0, 0x1EA1 },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
	{
		if (!CHECK_EQ_I64(class_of(known[i].code), known[i].class))
			printf("U+%04X\n", (unsigned) known[i].code);
	}
	for (size_t i = 0; i < sizeof(zeros) / sizeof(*zeros); i++)
	{
		for (unsigned d = 0; d < 10; d++)
		{
			CHECK_EQ_I64(class_of(zeros[i] + d), FND_CLASS_DIGIT);
			CHECK_EQ_U64(fnd_character_letter(character_of(zeros[i] + d)), d);
		}
	}
	for (uint32_t c = 'a'; c <= 'z'; c++)
	{
		CHECK_EQ_I64(class_of(c), FND_CLASS_LETTER);
		CHECK(fnd_character_letter(character_of(c)) > FND_LABEL_SPACE);
		CHECK(character_of(c) == character_of(c - 'a' + 'A'));
		CHECK(c == 'a' || character_of(c) != character_of(c - 1));
	}
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
	{
		CHECK(class_of(cases[i][0]) == FND_CLASS_LETTER);
		if (!CHECK(character_of(cases[i][0]) == character_of(cases[i][1])))
			printf("U+%04X\n", (unsigned) cases[i][0]);
	}

	/* no letter is one of the labels that mean something else */
	for (uint32_t c = 0; c < 0x10000; c++)
	{
		fnd_character found;
		fnd_class	class;
		unsigned	letter;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		found = character_of(c);
		class = fnd_character_class(found);
		letter = fnd_character_letter(found);
		if (class > FND_CLASS_SYMBOL ||
			(class == FND_CLASS_DIGIT	  ? letter > 9 :
				 class == FND_CLASS_SPACE ? letter != FND_LABEL_SPACE :
				 class == FND_CLASS_MARK  ? letter != 0 :
											letter != 0 &&
					 letter <= FND_LABEL_SPACE))
		{
			if (!CHECK(!"a class and its letter agree"))
				printf("U+%04X\n", (unsigned) c);
		}
	}
}

/* ---- words ---- */

/* Does an argument mean something? */
static bool
is_word(const fnd_word *word)
{
	switch ((fnd_word_kind) word->kind)
	{
		case FND_WORD_TIMES:
			return word->argument == 10 || word->argument == 100 ||
				word->argument == 1000;
		case FND_WORD_MAGNITUDE:
			return word->argument >= 2 && word->argument <= 30;
		case FND_WORD_CURRENCY:
			return fnd_currency_is_known(word->argument);
		case FND_WORD_MINOR:
			return fnd_currency_is_known(word->argument) &&
				FND_WORD_DIGITS(word->flags) >= 1;
		case FND_WORD_MAGNITUDE_CURRENCY:
			return fnd_currency_is_known(word->argument) && word->flags >= 1 &&
				word->flags <= 30;
		case FND_WORD_CLASS:
			return word->argument < FND_CLASSES_COUNT;
		case FND_WORD_MINOR_CLASS:
			return word->argument < FND_CLASSES_COUNT &&
				FND_WORD_DIGITS(word->flags) >= 1;
		case FND_WORD_QUALIFIER:
			return word->argument < FND_KIND_COUNT &&
				(word->flags & (FND_WORD_BEFORE | FND_WORD_AFTER)) != 0;
		case FND_WORD_FRACTION:
			return word->argument >= 1 && word->argument <= 6;
		default:
			return true;
	}
}

static void
check_set(uint32_t value, const char *text, size_t length)
{
	int			count = fnd_word_count(value);
	uint32_t	kinds = 0;
	bool		needs_spelling = false;

	/* of more readings none would be chosen with a reason */
	if (!CHECK(count >= 0 && count <= 16))
		printf("\"%.*s\" has %d readings\n", (int) length, text, count);
	for (int i = 0; i < count; i++)
	{
		const fnd_word *word = fnd_word_at(value, i);

		kinds |= FND_WORD_BIT(word->kind);
		needs_spelling = needs_spelling || word->exact != 0;
		CHECK(word->kind < 32);
		if (!CHECK(is_word(word)))
			printf("kind %d, argument %d, flags %d\n", word->kind,
				   word->argument, word->flags);
		CHECK(fnd_word_is_spelled(word, "\x01", 1) == (word->exact == 0));
	}
	CHECK_EQ_U64(kinds, fnd_word_kinds(value));
	CHECK(needs_spelling == fnd_word_needs_spelling(value));
}

/* The reader takes a word of its language as one lexeme. */
static void
check_scanned(const fnd_language *language, const char *text, size_t length,
			  uint32_t value)
{
	fnd_written	reader;
	char	   *exact = (char *) malloc(length);
	uint32_t	kinds = 0;

	for (int i = 0; i < fnd_word_count(value); i++)
	{
		const fnd_word *word = fnd_word_at(value, i);

		if (fnd_word_is_spelled(word, text, length))
			kinds |= FND_WORD_BIT(word->kind);
	}
	memcpy(exact, text, length);
	fnd_written_open(&reader, exact, length, language, FND_CURRENCY_NONE);
	reader.is_whole = true;
	(void) fnd_written_scan(&reader);
	if (kinds != 0 &&
		(reader.count != 1 || reader.lexeme[0].start != 0 ||
		 reader.lexeme[0].end != length ||
		 reader.lexeme[0].readings != value ||
		 (reader.lexeme[0].kinds | FND_WORD_BIT(FND_WORD_UNDISCLOSED_AFTER)) !=
			 (kinds | FND_WORD_BIT(FND_WORD_UNDISCLOSED_AFTER))))
	{
		if (CHECK(!"a word is one lexeme"))
			;
		else
			printf("%s: \"%.*s\"\n", language->lexicon->tag, (int) length,
				   text);
	}
	free(exact);
}

/* Edges that no character takes, and steps of what is no letter. */
static unsigned long unreachable;
static unsigned long astray;
static unsigned long no_endings;

/* Every word of an automaton, or every ending; the number of them. */
static unsigned long
check_words(const fnd_language *language, const fnd_walk *start, bool is_words)
{
	static uint32_t next[WORD_LETTERS_MAX];
	static fnd_walk walk[WORD_LETTERS_MAX];
	static size_t bytes[WORD_LETTERS_MAX];
	static char	text[WORD_LETTERS_MAX * 3 + 3];
	children	c;
	unsigned long count = 0;
	int			depth = 0;

	if (start->count == 0)
		return 0;
	children_open(start, &c);
	walk[0] = *start;
	next[0] = c.first[start->base];
	bytes[0] = 0;
	while (depth >= 0 && count < 300000)
	{
		fnd_walk	again;
		uint32_t	base = walk[depth].base;
		uint32_t	label;
		uint32_t	value;

		if (next[depth] == c.first[base + 1])
		{
			depth--;
			continue;
		}
		label = label_of(start, c.unit[next[depth]++]);
		if (!CHECK(depth + 1 < WORD_LETTERS_MAX))
			break;
		if (code_of[label] == 0)
		{
			unreachable++;
			continue;
		}
		walk[depth + 1] = walk[depth];
		if (!CHECK(fnd_walk_step(&walk[depth + 1], label)))
			break;
		bytes[depth + 1] = bytes[depth] +
			(size_t) utf8_write(code_of[label], text + bytes[depth]);
		depth++;
		if (!CHECK(walk[depth].base < start->count))
			break;
		/* what is no letter of a word leads nowhere */
		again = walk[depth];
		astray += fnd_walk_step(&again, 0);
		next[depth] = c.first[walk[depth].base];
		if (fnd_walk_ends(&walk[depth], &value))
		{
			/* the same way once more, from the bytes */
			const char *at = text;
			const char *end = text + bytes[depth];
			bool		is_there = true;
			uint32_t	found = 0;

			again = *start;
			while (is_there && at < end)
			{
				int			length;
				fnd_character letter = fnd_character_at(at, end, &length);

				is_there = fnd_walk_step(&again,
										 *at == ' ' ?
											 FND_LABEL_SPACE :
											 fnd_character_letter(letter));
				at += length;
			}
			is_there = is_there && fnd_walk_ends(&again, &found);
			if (!is_there || found != value)
			{
				CHECK(!"a word is found again");
				printf("%s: \"%.*s\"\n", language->lexicon->tag,
					   (int) bytes[depth], text);
			}
			count++;
			if (is_words)
			{
				check_set(value, text, bytes[depth]);
				check_scanned(language, text, bytes[depth], value);
			}
		}
	}
	children_close(&c);
	return count;
}

static void
test_words(void)
{
	unsigned long all = 0;

	find_codes();
	for (int i = 0; i < fnd_language_count(); i++)
	{
		const char *tag = fnd_language_tag(i);
		fnd_language language;
		fnd_walk	walk;
		unsigned long count;

		if (!CHECK(fnd_language_from_tag(tag, strlen(tag), &language)))
			continue;
		fnd_walk_words(language.lexicon, &walk);
		count = check_words(&language, &walk, true);
		CHECK(count >= 100 && count < 300000);
		all += count;
		no_endings += language.lexicon->endings_count > 0 &&
			language.lexicon->endings_root == 0;
		if (language.lexicon->endings_root > 0)
		{
			fnd_walk_endings(language.lexicon, &walk);
			CHECK(check_words(&language, &walk, false) > 0);
		}
	}
	CHECK(all >= 20000);
	CHECK_EQ_U64(unreachable, 0);
	CHECK_EQ_U64(astray, 0);
	CHECK_EQ_U64(no_endings, 0);
	check_passed += all;		/* each of them was looked at */
}

/* Where no word goes on there is no step, and the walk stays where it is. */
static void
test_no_words(void)
{
	fnd_language language;
	fnd_walk	walk;

	for (int i = 0; i < fnd_language_count(); i++)
	{
		const char *tag = fnd_language_tag(i);
		uint32_t	value;

		if (!CHECK(fnd_language_from_tag(tag, strlen(tag), &language)))
			continue;
		for (unsigned label = 0; label < LABELS_MAX; label++)
		{
			fnd_walk	before;

			fnd_walk_words(language.lexicon, &walk);
			before = walk;
			if (label == FND_LABEL_END)
				continue;
			if (!fnd_walk_step(&walk, label) &&
				(walk.base != before.base || walk.may_end))
				CHECK(!"the walk stays");
		}
		fnd_walk_words(language.lexicon, &walk);
		CHECK(!fnd_walk_ends(&walk, &value));
	}
}

/* ---- classes of currencies ---- */

static void
test_classes(void)
{
	fnd_language language;

	for (int i = 0; i < fnd_language_count(); i++)
	{
		const char *tag = fnd_language_tag(i);

		if (!CHECK(fnd_language_from_tag(tag, strlen(tag), &language)))
			continue;
		for (unsigned which = 0; which < FND_CLASSES_COUNT; which++)
		{
			fnd_currency usual = fnd_class_currency(&language, which,
													FND_CURRENCY_NONE);

			if (!CHECK(usual == FND_CURRENCY_NONE ||
					   fnd_currency_is_known(usual)))
				printf("%s, class %u\n", tag, which);

			/* what the caller wants decides, if it is one of them at all */
			for (int j = 0; j < fnd_currency_count(); j++)
			{
				fnd_currency wanted = fnd_currency_at(j)->code;

				if (fnd_class_currency(&language, which, wanted) !=
					(fnd_class_has(which, wanted) ? wanted : usual))
					CHECK(!"the caller decides");
			}
		}
	}

	/* class 0 is the dollar's: caller, region, language */
	CHECK(fnd_language_from_tag("fr-CA", 5, &language));
	CHECK_EQ_U64(fnd_class_currency(&language, 0, FND_CURRENCY_NONE), CAD);
	CHECK_EQ_U64(fnd_class_currency(&language, 0, USD), USD);
	CHECK_EQ_U64(fnd_class_currency(&language, 0, EUR), CAD);
	CHECK(fnd_language_from_tag("fr-FR", 5, &language));
	CHECK_EQ_U64(fnd_class_currency(&language, 0, FND_CURRENCY_NONE), USD);
	CHECK(!fnd_class_has(0, EUR));
	CHECK(!fnd_class_has(0, FND_CURRENCY_NONE));
	CHECK(!fnd_class_has(FND_CLASSES_COUNT, USD));
	CHECK(!fnd_class_has(0, INR));
}

int
main(void)
{
	test_tags();
	test_decoder();
	test_classes_of_characters();
	test_words();
	test_no_words();
	test_classes();
	return check_done("lexicon");
}
