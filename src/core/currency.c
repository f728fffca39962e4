/*-------------------------------------------------------------------------
 *
 * currency.c
 *	  Currency codes, what ISO 4217 says of them, hints and symbols.
 *
 * The table itself is generated: see currency_table.h.  What lives here is
 * the arithmetic of the letters, the look-ups, the nearest code for the hint
 * of an error, and the symbols that name one currency.  Symbols and words
 * that depend on the language of a text live in the files of running text.
 * The rules are in doc/currencies.md.
 *
 *-------------------------------------------------------------------------
 */
#include "currency.h"

#define LETTERS 26

_Static_assert(FND_CURRENCY_MAX == LETTERS * LETTERS * LETTERS,
			   "three letters in base 26, plus one");
_Static_assert(FND_CURRENCY_CODE('Z', 'Z', 'Z') == FND_CURRENCY_MAX,
			   "the macro and the limit agree");

#define FND_CURRENCY(a, b, c, numeric, units, flags, name) \
	[FND_CURRENCY_CODE(a, b, c)] = FND_CURRENCY_BIT_KNOWN | (units) | (flags),

const uint8_t fnd_currency_bits[FND_CURRENCY_MAX + 1] = {
#include "currency_table.h"
};

#undef FND_CURRENCY

#define FND_CURRENCY(a, b, c, numeric, units, flags, name) \
	{ FND_CURRENCY_CODE(a, b, c), \
	  numeric, \
	  units, \
	  ((flags) &FND_CURRENCY_BIT_NO_MINOR_UNITS) == 0, \
	  ((flags) &FND_CURRENCY_BIT_HISTORIC) != 0, \
	  ((flags) &FND_CURRENCY_BIT_FUND) != 0, \
	  name },

/* In the order of the letters, which is the order of the codes. */
static const struct fnd_currency_info currencies[] = {
#include "currency_table.h"
};

#undef FND_CURRENCY

#define CURRENCIES_COUNT ((int) (sizeof(currencies) / sizeof(currencies[0])))

/*
 * What people write in place of a code, with the code to hint at.  "???" is
 * for well-known things that are no currency of ISO 4217: no hint at all is
 * better than the nearest letters (ETB, the birr, for ETH).  Sorted.
 */
static const struct
{
	char		written[12];
	char		letters[4];
} nicknames[] = {
	{ "ADA", "???" },	  { "BCH", "???" },
	{ "BFR", "BEF" },	  { "BNB", "???" },
	{ "BTC", "???" },	  { "CNH", "CNY" },
	{ "DAI", "???" },	  { "DFL", "NLG" },
	{ "DKR", "DKK" },	  { "DM", "DEM" },
	{ "DOGE", "???" },	  { "DOLLAR", "USD" }, /* as the bare sign is read */
	{ "DOLLARS", "USD" }, { "DOT", "???" },
	{ "ETH", "???" },	  { "EURO", "EUR" },
	{ "EUROS", "EUR" },	  { "FFR", "FRF" },
	{ "HFL", "NLG" },	  { "LTC", "???" },
	{ "NIS", "ILS" },	  { "NKR", "NOK" },
	{ "NTD", "TWD" },	  { "POUND", "GBP" },
	{ "POUNDS", "GBP" },  { "PTA", "ESP" },
	{ "PTS", "ESP" },	  { "RENMINBI", "CNY" },
	{ "RM", "MYR" },	  { "RMB", "CNY" },
	{ "SFR", "CHF" },	  { "SKR", "SEK" },
	{ "SOL", "???" },	  { "STERLING", "GBP" },
	{ "STG", "GBP" },	  { "TRX", "???" },
	{ "UK", "GBP" },	  { "UKP", "GBP" },
	{ "US", "USD" },	  { "USA", "USD" },
	{ "USDC", "???" },	  { "USDT", "???" },
	{ "XBT", "???" },	  { "XRP", "???" },
	{ "YEN", "JPY" },	  { "YUAN", "CNY" }
};

#define NICKNAMES_COUNT ((int) (sizeof(nicknames) / sizeof(nicknames[0])))

/* No code is within one step of an input that is longer than this. */
#define NEAREST_LENGTH_MAX 4

/*
 * The signs and how they are spelled in UTF-8.  A sign that stands alone for
 * one currency has its code; DESIGN: $ is the US dollar, and the yen sign is
 * the yen.  kind is what prefixed symbols refer to.
 */
#define KIND_OTHER '\0'

static const struct
{
	char		bytes[5];
	char		kind;
	char		letters[4];
} signs[] = {
	{ "$", '$', "USD" },
	{ "\xef\xbc\x84", '$', "USD" }, /* U+FF04 full-width dollar sign */
	{ "\xef\xb9\xa9", '$', "USD" }, /* U+FE69 small dollar sign */
	{ "\xc2\xa5", 'Y', "JPY" },	/* U+00A5 yen sign */
	{ "\xef\xbf\xa5", 'Y', "JPY" }, /* U+FFE5 full-width yen sign */
	{ "\xc2\xa3", KIND_OTHER, "GBP" }, /* U+00A3 pound sign */
	{ "\xef\xbf\xa1", KIND_OTHER, "GBP" }, /* U+FFE1 full-width pound sign */
	{ "\xe2\x82\xac", KIND_OTHER, "EUR" }, /* U+20AC euro sign */
	{ "\xe2\x82\xb9", KIND_OTHER, "INR" }, /* U+20B9 Indian rupee sign */
	{ "\xe2\x82\xa9", KIND_OTHER, "KRW" }, /* U+20A9 won sign */
	{ "\xef\xbf\xa6", KIND_OTHER, "KRW" }, /* U+FFE6 full-width won sign */
	{ "\xe2\x82\xbd", KIND_OTHER, "RUB" }, /* U+20BD ruble sign */
	{ "\xe2\x82\xba", KIND_OTHER, "TRY" }, /* U+20BA Turkish lira sign */
	{ "\xe2\x82\xaa", KIND_OTHER, "ILS" }, /* U+20AA new sheqel sign */
	{ "\xe2\x82\xab", KIND_OTHER, "VND" }, /* U+20AB dong sign */
	{ "\xe2\x82\xb4", KIND_OTHER, "UAH" }, /* U+20B4 hryvnia sign */
	{ "\xe2\x82\xa6", KIND_OTHER, "NGN" }, /* U+20A6 naira sign */
	{ "\xe0\xb8\xbf", KIND_OTHER, "THB" }, /* U+0E3F Thai baht sign */
	{ "\xe2\x82\xb1", KIND_OTHER, "PHP" }, /* U+20B1 peso sign */
	{ "\xe2\x82\xa1", KIND_OTHER, "CRC" }, /* U+20A1 colon sign */
	{ "\xe2\x82\xb2", KIND_OTHER, "PYG" }, /* U+20B2 guarani sign */
	{ "\xe2\x82\xb8", KIND_OTHER, "KZT" }, /* U+20B8 tenge sign */
	{ "\xe2\x82\xbc", KIND_OTHER, "AZN" }, /* U+20BC manat sign */
	{ "\xe2\x82\xbe", KIND_OTHER, "GEL" }, /* U+20BE lari sign */
	{ "\xe2\x83\x80", KIND_OTHER, "KGS" }, /* U+20C0 som sign */
	{ "\xe2\x82\xad", KIND_OTHER, "LAK" }, /* U+20AD kip sign */
	{ "\xe2\x82\xae", KIND_OTHER, "MNT" }, /* U+20AE tugrik sign */
	{ "\xe2\x82\xb5", KIND_OTHER, "GHS" }, /* U+20B5 cedi sign */
	{ "\xe1\x9f\x9b", KIND_OTHER, "KHR" }, /* U+17DB Khmer riel sign */
	{ "\xe0\xa7\xb3", KIND_OTHER, "BDT" }, /* U+09F3 Bengali rupee sign */
	{ "\xd6\x8f", KIND_OTHER, "AMD" }, /* U+058F Armenian dram sign */
	{ "\xd8\x8b", KIND_OTHER, "AFN" }, /* U+060B Afghani sign */
	{ "z\xc5\x82", KIND_OTHER, "PLN" }, /* the abbreviation of zloty */
	{ "K\xc4\x8d", KIND_OTHER, "CZK" } /* that of the Czech koruna */
};

#define SIGNS_COUNT ((int) (sizeof(signs) / sizeof(signs[0])))

/* ASCII letters that make a sign of several currencies mean one. */
static const struct
{
	char		prefix[4];
	char		kind;
	char		letters[4];
} prefixed[] = {
	{ "A", '$', "AUD" },  { "AR", '$', "ARS" },	 { "AU", '$', "AUD" },
	{ "BZ", '$', "BZD" }, { "Bds", '$', "BBD" }, { "C", '$', "CAD" },
	{ "CA", '$', "CAD" }, { "CN", 'Y', "CNY" },	 { "COL", '$', "COP" },
	{ "EC", '$', "XCD" }, { "FJ", '$', "FJD" },	 { "HK", '$', "HKD" },
	{ "J", '$', "JMD" },  { "JP", 'Y', "JPY" },	 { "MOP", '$', "MOP" },
	{ "MX", '$', "MXN" }, { "N", '$', "NAD" },	 { "NT", '$', "TWD" },
	{ "NZ", '$', "NZD" }, { "R", '$', "BRL" },	 { "RD", '$', "DOP" },
	{ "S", '$', "SGD" },  { "TT", '$', "TTD" },	 { "US", '$', "USD" }
};

#define PREFIXED_COUNT ((int) (sizeof(prefixed) / sizeof(prefixed[0])))

#define PREFIX_LENGTH_MAX 3

/*
 * The place of a letter in the alphabet, from 0, or -1.  Only ASCII, since a
 * locale must not change what is read.
 */
static int
letter_index(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a';
	return -1;
}

/*
 * The code of three ASCII letters in any case, known or not; none if they are
 * not letters.  Nothing is read behind the first byte that is no letter.
 */
fnd_currency
fnd_currency_from_letters(const char *letters)
{
	int			code = 0;

	for (int i = 0; i < 3; i++)
	{
		int			index = letter_index(letters[i]);

		if (index < 0)
			return FND_CURRENCY_NONE;
		code = code * LETTERS + index;
	}
	return (fnd_currency) (code + 1);
}

/*
 * What the table says of a code; NULL if it is not known.
 */
const struct fnd_currency_info *
fnd_currency_info(fnd_currency code)
{
	int			low = 0;
	int			high = CURRENCIES_COUNT - 1;

	while (low <= high) /* at most nine rounds */
	{
		int			middle = (low + high) / 2;

		if (currencies[middle].code == code)
			return &currencies[middle];
		if (currencies[middle].code < code)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return NULL;
}

/*
 * How many currencies the table has.
 */
int
fnd_currency_count(void)
{
	return CURRENCIES_COUNT;
}

/*
 * The currencies by their letters, from 0; NULL outside the table.
 */
const struct fnd_currency_info *
fnd_currency_at(int index)
{
	if (index < 0 || index >= CURRENCIES_COUNT)
		return NULL;
	return &currencies[index];
}

/*
 * How many single steps lead from an input of at most NEAREST_LENGTH_MAX
 * bytes to three letters: insert, remove or replace one, or exchange two
 * neighbours (optimal string alignment).
 */
static int
distance(const char *input, int length, const char *letters)
{
	int			steps[NEAREST_LENGTH_MAX + 1][4];

	for (int i = 0; i <= length; i++)
		steps[i][0] = i;
	for (int j = 0; j <= 3; j++)
		steps[0][j] = j;
	for (int i = 1; i <= length; i++)
		for (int j = 1; j <= 3; j++)
		{
			int			least;

			least = steps[i - 1][j - 1] + (input[i - 1] != letters[j - 1]);
			if (steps[i - 1][j] + 1 < least)
				least = steps[i - 1][j] + 1;
			if (steps[i][j - 1] + 1 < least)
				least = steps[i][j - 1] + 1;
			if (i > 1 && j > 1 && input[i - 1] == letters[j - 2] &&
				input[i - 2] == letters[j - 1] &&
				steps[i - 2][j - 2] + 1 < least)
				least = steps[i - 2][j - 2] + 1;
			steps[i][j] = least;
		}
	return steps[length][3];
}

/*
 * How far a currency is from an input, the smaller the likelier; negative if
 * it is more than one step.  In this order: the steps, active before funds
 * and metals before historic, all letters of the input in the code, and the
 * country's letters, which come first, the same.
 */
static int
remoteness(const char *input, int length,
		   const struct fnd_currency_info *currency)
{
	char		letters[4];
	int			steps;
	int			rank;
	int			strange = 0;
	int			same = 0;

	fnd_currency_to_letters(currency->code, letters);
	steps = distance(input, length, letters);
	if (steps > 1)
		return -1;
	if (currency->is_historic)
		rank = 2;
	else if (currency->is_fund || !currency->has_minor_units)
		rank = 1;
	else
		rank = 0;
	for (int i = 0; i < length; i++)
		if (input[i] != letters[0] && input[i] != letters[1] &&
			input[i] != letters[2])
			strange = 1;
	while (same < 3 && same < length && input[same] == letters[same])
		same++;
	return ((steps * 3 + rank) * 2 + strange) * 4 + 3 - same;
}

/*
 * Does a text that ends in NUL stand at the start of the given bytes?
 * Answers its length, or 0.
 */
static size_t
starts_with(const char *text, size_t length, const char *start)
{
	size_t		i = 0;

	while (start[i] != '\0') /* a row of the tables above */
	{
		if (i >= length || text[i] != start[i])
			return 0;
		i++;
	}
	return i;
}

/*
 * The known code that a wrong one was most likely meant to be, for the hint
 * of an error; none if nothing is near.  The input is any bytes.
 */
fnd_currency
fnd_currency_nearest(const char *letters, size_t length)
{
	char input[sizeof(nicknames[0].written)];
	fnd_currency nearest = FND_CURRENCY_NONE;
	int			least = -1;

	if (length == 0 || length >= sizeof(input))
		return FND_CURRENCY_NONE;
	for (size_t i = 0; i < length; i++)
	{
		int			index = letter_index(letters[i]);

		input[i] = index < 0 ? letters[i] : (char) ('A' + index);
	}
	for (int i = 0; i < NICKNAMES_COUNT; i++)
		if (starts_with(input, length, nicknames[i].written) == length)
			return fnd_currency_from_letters(nicknames[i].letters);
	if (length > NEAREST_LENGTH_MAX)
		return FND_CURRENCY_NONE;
	for (int i = 0; i < CURRENCIES_COUNT; i++)
	{
		int			remote;

		remote = remoteness(input, (int) length, &currencies[i]);
		if (remote >= 0 && (least < 0 || remote < least))
		{
			least = remote;
			nearest = currencies[i].code;
		}
	}
	return nearest;
}

/*
 * The longest currency symbol at the start of a UTF-8 text: answers its
 * length in bytes and sets the code, or answers 0 and leaves the code alone.
 * A prefix that makes no symbol is not skipped: "XY$" is none.
 */
size_t
fnd_currency_symbol_match(const char *text, size_t length, fnd_currency *code)
{
	size_t		prefix_length = 0;

	/* A sign by itself, and the two that are letters. */
	for (int i = 0; i < SIGNS_COUNT; i++)
	{
		size_t		sign_length = starts_with(text, length, signs[i].bytes);

		if (sign_length > 0)
		{
			*code = fnd_currency_from_letters(signs[i].letters);
			return sign_length;
		}
	}

	while (prefix_length < length && prefix_length < PREFIX_LENGTH_MAX &&
		   letter_index(text[prefix_length]) >= 0)
		prefix_length++;
	if (prefix_length == 0)
		return 0;
	for (int i = 0; i < SIGNS_COUNT; i++)
	{
		size_t		sign_length = starts_with(
			text + prefix_length, length - prefix_length, signs[i].bytes);

		if (sign_length == 0 || signs[i].kind == KIND_OTHER)
			continue;
		for (int j = 0; j < PREFIXED_COUNT; j++)
			if (prefixed[j].kind == signs[i].kind &&
				starts_with(text, prefix_length, prefixed[j].prefix) ==
					prefix_length &&
				prefixed[j].prefix[prefix_length] == '\0')
			{
				*code = fnd_currency_from_letters(prefixed[j].letters);
				return prefix_length + sign_length;
			}
		return 0;
	}
	return 0;
}
