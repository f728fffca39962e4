/*
 * test_written_texts.c
 *	  Mentions of long and of random texts: the window of lexemes is not seen
 *	  from outside, steps are bounded, time is linear, and whatever bytes come,
 *	  mentions are in order and their values sound.
 */
#include <time.h>

#include "lexicon_helpers.h"
#include "written_helpers.h"

#define MENTIONS_MAX 4096

static fnd_mention first[MENTIONS_MAX];
static fnd_mention second[MENTIONS_MAX];
static fnd_mention third[MENTIONS_MAX];

/* ---- texts ---- */

typedef struct buffer
{
	char	   *text;
	size_t		length;
	size_t		room;
} buffer;

static void
put_bytes(buffer *b, const char *text, size_t length)
{
	if (b->length + length > b->room)
	{
		b->room = (b->length + length) * 2 + 64;
		b->text = (char *) realloc(b->text, b->room);
	}
	if (length > 0)
		memcpy(b->text + b->length, text, length);
	b->length += length;
}

static void
put(buffer *b, const char *text)
{
	put_bytes(b, text, strlen(text));
}

static void
put_times(buffer *b, const char *text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		put(b, text);
}

/* ---- the window ---- */

/* Figures, each with its qualifiers and both ends, and words around them. */
static const struct
{
	const char *tag;
	const char *filler;			/* lexemes that are of no figure */
	const char *mention;
} figures[] = {
	{ "en", ", ", "$5" },
	{ "en", ", ", "more than $2.7 billion" },
	{ "en", ", ", "between 5 and 7 million dollars" },
	{ "en", ", ", "from $5m to 6m" },
	{ "en", ", ", "at least two hundred and fifty thousand euros" },
	{ "en", ", ", "3 dollars and 50 cents" },
	{ "en", ", ", "$1.5 million or more" },
	{ "en", ", ", "undisclosed amount" },
	{ "en", "the ", "5 USD" },
	{ "en", "the , ", "USD 900,000 to 1.2 million" },
	{ "en", ") ( ", "nearly $7bn" },
	{ "en", "and ", "5 USD" },
	{ "en", "million ", ", -$5" },
	{ "en", "dollars ", ", 5 USD" },
	{ "en", "5 , ", "$5" },
	{ "en", "more than ", ", up to $5" },
	{ "fr", ", ", "plus de 2,7 milliards de dollars" },
	{ "fr", ", ", "entre 5 et 7 millions d'euros" },
	{ "fr", "de , ", "quatre-vingt-dix-sept euros" },
	{ "de", ", ", "zwischen 5 und 7 Millionen Euro" },
	{ "de", ", ", "zweihundertfünfzig Millionen Euro" },
	{ "es", ", ", "mil doscientos millones de dólares" },
	{ "ja", "、", "三千五百万円" },
	{ "ja", "、", "約5億円" },
	{ "zh", "，", "5亿元以上" },
	{ "ko", ", ", "5억~7억 원" },
	{ "hi", ", ", "साढ़े तीन करोड़ रुपये" },
	{ "ru", ", ", "от 5 до 7 млн рублей" },
	{ "tr", ", ", "yirmi beş milyon lira" },
};

/* The mention alone, behind so many lexemes, and before as many. */
static void
test_windows(void)
{
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++)
	{
		const char *tag = figures[i].tag;
		int			count = find_mentions(tag, NULL, figures[i].mention,
								  strlen(figures[i].mention), first, 8, NULL);

		if (!CHECK_EQ_I64(count, 1))
		{
			printf("%s\n", figures[i].mention);
			continue;
		}
		for (size_t before = 1; before < 300; before++)
		{
			buffer		b = { 0 };
			int			found;
			bool		is_same;

			put_times(&b, figures[i].filler, before);
			put(&b, figures[i].mention);
			put_times(&b, " ,", 140);
			found = find_mentions(tag, NULL, b.text, b.length, second, 8,
								  NULL);
			is_same = are_same(first, count, second, found,
							   before * strlen(figures[i].filler));
			if (!CHECK(is_same &&
					   mentions_problem(b.text, b.length, second, found) ==
						   NULL))
				printf("%s: \"%s\" behind %d of \"%s\": %d mentions\n", tag,
					   figures[i].mention, (int) before, figures[i].filler,
					   found);
			free(b.text);
			if (!is_same)
				break;
		}
	}
}

/* Two figures with so many lexemes between them. */
static void
test_pairs(void)
{
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++)
	{
		const char *tag = figures[i].tag;
		const char *filler = figures[i].filler;
		const char *mention = figures[i].mention;

		if (filler[0] != ',' || mention[0] == ',')
			continue;
		for (size_t between = 1; between < 200; between++)
		{
			buffer		b = { 0 };
			size_t		offset;
			int			count;

			put(&b, mention);
			put(&b, " ");
			put_times(&b, filler, between);
			offset = b.length;
			put(&b, mention);
			count = find_mentions(tag, NULL, b.text, b.length, first, 8, NULL);
			if (!CHECK(count == 2 &&
					   first[1].start == offset + first[0].start &&
					   first[1].end == offset + first[0].end &&
					   fnd_estimate_equal(&first[0].value, &first[1].value)))
				printf("%s: \"%s\" twice, %d lexemes apart\n", tag, mention,
					   (int) between);
			free(b.text);
			if (check_failed > CHECK_FAILURES_SHOWN)
				return;
		}
	}
}

/* Characters of one to four bytes, and bytes that are none. */
static void
test_offsets(void)
{
	static const char *const pieces[] = {
		"a ",
		"\xC3\xA9 ",
		"\xE6\xBC\xA2 ",
		"\xF0\x9F\x98\x80 ",
		"$5 ",
		"5 \xE2\x82\xAC ",
		"\xC2\xA3"
		"7\xC2\xA0million ",
		"\xFF ",
		"\xC3 ",
		"\xE2\x82 ",
		"\x80 ",
		"\xEF\xBB\xBF",
	};

	for (int round = 0; round < 300; round++)
	{
		buffer		b = { 0 };
		int			money = 0;
		int			count;
		const char *problem;

		for (int i = 0; i < 60; i++)
		{
			size_t		piece = check_random_below(sizeof(pieces) /
											  sizeof(*pieces));

			money += piece >= 4 && piece <= 6;
			put(&b, pieces[piece]);
			put(&b, "# ");
		}
		count = find_mentions("en", NULL, b.text, b.length, first,
							  MENTIONS_MAX, NULL);
		problem = mentions_problem(b.text, b.length, first, count);
		CHECK_EQ_I64(count, money);
		CHECK_STR(problem, NULL);
		free(b.text);
	}
}

/* ---- steps and time ---- */

static const struct
{
	const char *tag;
	const char *piece;
	const char *behind;
} hostile[] = {
	{ "en", ", ", "" },
	{ "en", "the ", "" },
	{ "en", "a", "" },
	{ "en", "a ", "" },
	{ "en", "(", "" },
	{ "en", "((((((((((5", "" },
	{ "en", "0", "" },
	{ "en", "1,", "" },
	{ "en", "1,234", "" },
	{ "en", "1 ", "" },
	{ "en", "1 234 ", "" },
	{ "en", " ", "" },
	{ "en", "-", "" },
	{ "en", "$", "" },
	{ "en", "$ ", "" },
	{ "en", "million ", "" },
	{ "en", "one million ", "" },
	{ "en", "hundred and ", "" },
	{ "en", "one hundred ", "" },
	{ "en", "more than ", "" },
	{ "en", "between ", "" },
	{ "en", "from 5 to ", "" },
	{ "en", "dollars ", "" },
	{ "en", "cents ", "" },
	{ "en", "5 - ", "" },
	{ "en", "5-", "" },
	{ "en", "\xE2\x80\x8D", "" }, /* a joiner, which counts as nothing */
	{ "en", "\xFF", "" },
	{ "en", "\xE2\x82", "" },
	{ "en", "amount ", "" },
	{ "en", "amount was not disclosed ", "" },
	{ "fr", "plus de ", "" },
	{ "fr", "de ", "" },
	{ "de", "ein", "" },
	{ "de", "hundert", "" },
	{ "de", "einundzwanzigtausend", "" },
	{ "nl", "een", "" },
	{ "fi", "kaksi", "" },
	{ "tr", "yirmi", "" },
	{ "ja", "\xE4\xB8\x80", "" }, /* 一 */
	{ "ja", "\xE4\xB8\x87", "" }, /* 万 */
	{ "zh", "\xE5\x85\x83", "" }, /* 元 */
	{ "zh", "\xE4\xB8\x80\xE4\xB8\x87", "" },
	{ "ko", "\xEB\xA7\x8C", "" }, /* 만 */
	{ "hi", "\xE0\xA4\xB8\xE0\xA4\xBE\xE0\xA4\xA2\xE0\xA4\xBC\xE0\xA5\x87 ",
	  "" },
};

static void
fill(buffer *b, const char *piece, size_t length)
{
	b->length = 0;
	while (b->length + strlen(piece) <= length)
		put(b, piece);
}

/* A step is some 64 kB: a long text without figures takes several. */
static void
test_steps(void)
{
	const size_t length = 1 << 19;
	buffer		b = { 0 };

	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++)
	{
		int			steps;
		int			count;
		fnd_estimate value;

		fill(&b, hostile[i].piece, length);
		count = find_mentions(hostile[i].tag, NULL, b.text, b.length, first,
							  MENTIONS_MAX, &steps);
		if (!CHECK(count > 0 || steps >= 4))
			printf("%s: \"%s\": %d mentions, %d steps\n", hostile[i].tag,
				   hostile[i].piece, count, steps);
		CHECK_STR(mentions_problem(b.text, count == 0 ? 0 : first[0].end,
								   first, count > 0 ? 1 : 0),
				  NULL);
		(void) read_figure(hostile[i].tag, NULL, b.text, b.length, &value);
	}
	free(b.text);
}

static double
seconds_of(const char *tag, const char *text, size_t length)
{
	double		best = 1e9;
	fnd_language language = language_of(tag);

	for (int try = 0; try < 3; try++)
	{
		clock_t		start = clock();
		fnd_written	reader;
		fnd_mention	mention;
		double		seconds;

		fnd_written_open(&reader, text, length, &language, FND_CURRENCY_NONE);
		while (fnd_written_next(&reader, &mention) != FND_FOUND_NOTHING)
			;
		seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
		if (seconds < best)
			best = seconds;
	}
	return best;
}

/*
 * Sixteen times the text takes sixteen times as long, and not 256 times; half
 * way between them on a scale of factors is the limit.
 */
static void
test_linear(void)
{
	buffer		b = { 0 };

	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++)
	{
		const size_t length = 8192;
		double		small;
		double		large;

		fill(&b, hostile[i].piece, 16 * length);
		small = seconds_of(hostile[i].tag, b.text, length);
		large = seconds_of(hostile[i].tag, b.text, b.length);
		/* what takes no time at all is no question */
		if (!CHECK(large < 0.05 || large < 64 * small))
			printf("%s: \"%s\": %g s, and %g s for 16 times as much\n",
				   hostile[i].tag, hostile[i].piece, small, large);
	}
	free(b.text);
}

/* ---- random texts ---- */

#define WORDS_MAX 400

typedef struct vocabulary
{
	char	   *word[WORDS_MAX];
	int			count;
} vocabulary;

/* Words of a language, by random ways through its automaton. */
static void
gather(const char *tag, vocabulary *v)
{
	fnd_language language = language_of(tag);
	fnd_walk	start;
	children	c;

	fnd_walk_words(language.lexicon, &start);
	children_open(&start, &c);
	v->count = 0;
	for (int try = 0; try < 20 * WORDS_MAX && v->count < WORDS_MAX; try++)
	{
		char		text[WORD_LETTERS_MAX * 3 + 3];
		size_t		length = 0;
		fnd_walk	walk = start;

		for (int i = 0; i < WORD_LETTERS_MAX; i++)
		{
			uint32_t	begin = c.first[walk.base];
			uint32_t	end = c.first[walk.base + 1];
			uint32_t	label;

			if (begin == end)
				break;
			label = label_of(
				&start,
				c.unit[begin + (uint32_t) check_random_below(end - begin)]);
			if (code_of[label] == 0 || !fnd_walk_step(&walk, label))
				break;
			length += (size_t) utf8_write(code_of[label], text + length);
			if (walk.may_end && check_random_below(3) == 0)
				break;
		}
		if (!walk.may_end)
			continue;
		v->word[v->count] = (char *) malloc(length + 1);
		memcpy(v->word[v->count], text, length);
		v->word[v->count++][length] = '\0';
	}
	children_close(&c);
}

static void
put_random_part(buffer *b, const vocabulary *v)
{
	static const char *const signs[] = {
		"$",
		"\xE2\x82\xAC",
		"\xC2\xA3",
		"\xC2\xA5",
		"%",
		",",
		".",
		"-",
		"\xE2\x80\x93",
		"\xE2\x88\x92",
		"(",
		")",
		"~",
		"+",
		"'",
		"\xE2\x80\x99",
		"/",
		":",
		"\"",
		"!",
		"?",
		"\xC2\xBD",
		"\xE3\x80\x9C",
		"\xEF\xBC\x8C",
		"\xD9\xAC",
		"\xD9\xAB",
		"\xE0\xA4\xBC",
		"\xE2\x80\x8D",
		"#",
		"\n",
	};
	static const char *const codes[] = { "USD", "EUR", "JPY", "eur",
										 "CHF", "KWD", "M",	  "bn",
										 "k",	"m",   "B" };

	switch (check_random_below(16))
	{
		case 0:
		case 1:
		case 2:
		case 3:
			for (uint64_t i = check_random_below(7); i < 8; i++)
			{
				char		digit[2] = { (char) ('0' + check_random_below(10)),
								  '\0' };

				put(b, digit);
				if (check_random_below(6) == 0)
					put(b,
						(const char *[]){ ",", ".", " ", "'", "\xC2\xA0",
										  "-" }[check_random_below(6)]);
			}
			break;
		case 4:
		case 5:
			put(b, signs[check_random_below(sizeof(signs) / sizeof(*signs))]);
			break;
		case 6:
			put(b, codes[check_random_below(sizeof(codes) / sizeof(*codes))]);
			break;
		case 7:
		{
			char		byte = (char) check_random_below(256);

			put_bytes(b, &byte, 1);
			break;
		}
		default:
			put(b, v->word[check_random_below((uint64_t) v->count)]);
			break;
	}
	if (check_random_below(4) != 0)
		put(b, check_random_below(10) == 0 ? "\xC2\xA0" : " ");
}

static void
complain(const char *what, const char *tag, const buffer *b)
{
	check_failed++;
	if (check_failed > CHECK_FAILURES_SHOWN)
		return;
	printf("%s: %s: \"%.*s\" ", what, tag, (int) b->length, b->text);
	for (size_t i = 0; i < b->length; i++)
		printf("%02X", (unsigned char) b->text[i]);
	printf("\n");
}

/*
 * A text alone, behind and before what no figure holds, behind lexemes that
 * are of none, and behind another text.
 */
static void
check_random_text(const char *tag, const char *currency, const buffer *b,
				  const buffer *other)
{
	static buffer longer;
	const char *problem;
	fnd_estimate value;
	int			count = find_mentions(tag, currency, b->text, b->length, first,
							  MENTIONS_MAX, NULL);
	int			count_other;
	int			count_again;
	uint64_t	commas = check_random_below(200);

	problem = mentions_problem(b->text, b->length, first, count);
	if (problem != NULL)
		complain(problem, tag, b);
	(void) read_figure(tag, currency, b->text, b->length, &value);

	longer.length = 0;
	put(&longer, "# ");
	put_bytes(&longer, b->text, b->length);
	put(&longer, " #");
	count_again = find_mentions(tag, currency, longer.text, longer.length,
								second, MENTIONS_MAX, NULL);
	if (!are_same(first, count, second, count_again, 2))
		complain("between breaks", tag, b);

	longer.length = 0;
	put_times(&longer, ", ", commas);
	put_bytes(&longer, b->text, b->length);
	count_again = find_mentions(tag, currency, longer.text, longer.length,
								second, MENTIONS_MAX, NULL);
	if (!are_same(first, count, second, count_again, 2 * commas))
	{
		complain("behind commas", tag, b);
		if (check_failed <= CHECK_FAILURES_SHOWN)
			printf("%d commas\n", (int) commas);
	}

	longer.length = 0;
	put_bytes(&longer, other->text, other->length);
	put(&longer, " # . # ");
	count_other = find_mentions(tag, currency, longer.text, longer.length,
								third, MENTIONS_MAX, NULL);
	put_bytes(&longer, b->text, b->length);
	count_again = find_mentions(tag, currency, longer.text, longer.length,
								second, MENTIONS_MAX, NULL);
	if (count_again < count_other ||
		!are_same(third, count_other, second, count_other, 0) ||
		!are_same(first, count, second + count_other,
				  count_again - count_other, longer.length - b->length))
		complain("behind another text", tag, b);
	check_passed += 5;
}

static void
test_random_texts(void)
{
	static const char *const currencies[] = { NULL,	 NULL,	"EUR",
											  "JPY", "CAD", "KWD" };
	const int	rounds = 100000 / fnd_language_count();
	unsigned long mentions = 0;

	find_codes();
	for (int i = 0; i < fnd_language_count(); i++)
	{
		const char *tag = fnd_language_tag(i);
		vocabulary	v;
		buffer		b = { 0 };
		buffer		other = { 0 };

		gather(tag, &v);
		if (!CHECK(v.count > 50))
			continue;
		for (int round = 0; round < rounds; round++)
		{
			buffer		swap = other;

			other = b;
			b = swap;
			b.length = 0;
			for (uint64_t parts = check_random_below(12) + 1; parts > 0;
				 parts--)
				put_random_part(&b, &v);
			check_random_text(tag,
							  currencies[check_random_below(
								  sizeof(currencies) / sizeof(*currencies))],
							  &b, &other);
			mentions += (unsigned long) find_mentions(
				tag, NULL, b.text, b.length, first, MENTIONS_MAX, NULL);
		}
		for (int j = 0; j < v.count; j++)
			free(v.word[j]);
		free(b.text);
		free(other.text);
	}
	/* the texts are not all nonsense */
	CHECK(mentions > 5000);
}

int
main(void)
{
	check_seed(20261126);
	test_windows();
	test_pairs();
	test_offsets();
	test_steps();
	test_linear();
	test_random_texts();
	return check_done("written_texts");
}
