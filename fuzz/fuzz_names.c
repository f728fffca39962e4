/*
 * fuzz_names.c
 *	  Words that arguments and columns are named by: currencies, kinds,
 *	  rounding modes, bases, flows, distributions, languages, days and rates.
 *
 * The text lies in memory of exactly its size.  A word that is accepted is a
 * name of what it gave, in any case where the reader says so; a currency has
 * three letters, and the one that stands in a hint is known; what is written
 * of a day or a currency reads back.
 */
#include "plans.h"

#include "../src/core/lexicon.h"
#include "../src/core/rates.h"
#include "../src/core/shape.h"
#include "../src/core/text.h"

static char
lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

/* Equal but for case, and for hyphens and underscores, which are spaces. */
static bool
is_word(const char *text, size_t length, const char *word)
{
	if (strlen(word) != length)
		return false;
	for (size_t i = 0; i < length; i++)
	{
		char		c = lower_case(text[i]);

		if ((c == '_' || c == '-' ? ' ' : c) != word[i])
			return false;
	}
	return true;
}

static void
look_at_currency(const char *text, size_t length)
{
	fnd_currency code = FND_CURRENCY_NONE;
	fnd_currency nearest = fnd_currency_nearest(text, length);
	size_t		symbol_length = fnd_currency_symbol_match(text, length, &code);
	char		letters[4];

	REQUIRE(nearest == FND_CURRENCY_NONE || fnd_currency_is_known(nearest));
	REQUIRE(symbol_length <= length);
	REQUIRE((symbol_length > 0) == (code != FND_CURRENCY_NONE));
	if (symbol_length > 0)
	{
		fnd_currency again = FND_CURRENCY_NONE;

		/* it does not look behind the symbol */
		REQUIRE(fnd_currency_is_known(code));
		REQUIRE(fnd_currency_symbol_match(text, symbol_length, &again) ==
				symbol_length);
		REQUIRE(again == code);
	}
	if (length != 3)
		return;
	code = fnd_currency_from_letters(text);
	fnd_currency_to_letters(code, letters);
	if (code == FND_CURRENCY_NONE)
	{
		REQUIRE(letters[0] == '\0');
		return;
	}
	REQUIRE(strlen(letters) == 3);
	for (int i = 0; i < 3; i++)
		REQUIRE(lower_case(letters[i]) == lower_case(text[i]));
	REQUIRE(fnd_currency_is_known(code) == (fnd_currency_info(code) != NULL));
}

/* Any number of two bytes. */
static void
look_at_code(fnd_currency code)
{
	const struct fnd_currency_info *info = fnd_currency_info(code);
	char		letters[4];

	fnd_currency_to_letters(code, letters);
	REQUIRE((letters[0] != '\0') == (code > 0 && code <= FND_CURRENCY_MAX));
	if (letters[0] != '\0')
		REQUIRE(fnd_currency_from_letters(letters) == code);
	REQUIRE((info != NULL) == fnd_currency_is_known(code));
	if (info == NULL)
		return;
	REQUIRE(info->code == code);
	REQUIRE(info->minor_units == fnd_currency_minor_units(code));
	REQUIRE(info->minor_units <= FND_CURRENCY_MINOR_UNITS_MAX);
	REQUIRE(fnd_currency_nearest(letters, 3) != FND_CURRENCY_NONE);
}

static void
look_at_words(const char *text, size_t length)
{
	static const char *const modes[] = { "half even", "half up", "half down",
										 "up",		  "down",	 "ceiling",
										 "floor" };
	fnd_kind	kind;
	fnd_rounding mode;
	fnd_basis	basis = FND_BASIS_NONE;
	int			flow = fnd_flow_from_name(text, length);
	int			distribution = fnd_distribution_from_name(text, length);
	bool		is_known = fnd_kind_from_name(text, length, &kind);

	REQUIRE(!is_known || is_word(text, length, fnd_kind_name(kind)));
	for (int i = 0; i < FND_KIND_COUNT && !is_known; i++)
		REQUIRE(!is_word(text, length, fnd_kind_name((fnd_kind) i)));
	is_known = fnd_rounding_from_name(text, length, &mode);
	REQUIRE(!is_known || is_word(text, length, modes[mode]));
	for (int i = 0; i < 7 && !is_known; i++)
		REQUIRE(!is_word(text, length, modes[i]));
	if (fnd_basis_from_name(text, length, &basis))
	{
		const char *name = fnd_basis_name(basis);

		REQUIRE(basis == FND_BASIS_PRE || basis == FND_BASIS_POST);
		REQUIRE(length >= strlen(name));
		for (size_t i = 0; i < strlen(name); i++)
			REQUIRE(lower_case(text[i]) == name[i]);
	}
	REQUIRE(flow >= 0 && flow <= FND_FLOW_UNKNOWN);
	if (flow != FND_FLOW_UNKNOWN)
		REQUIRE(strlen(fnd_flow_name(flow)) == length &&
				memcmp(fnd_flow_name(flow), text, length) == 0);
	REQUIRE(distribution >= 0 && distribution <= FND_DISTRIBUTION_UNKNOWN);
	if (distribution != FND_DISTRIBUTION_UNKNOWN)
		REQUIRE(strlen(fnd_distribution_name(distribution)) == length &&
				memcmp(fnd_distribution_name(distribution), text, length) ==
					0);
}

static void
look_at_rates(const char *text, size_t length)
{
	char		buffer[64];
	size_t		at = 0;
	size_t		end = 0;
	int32_t		day;
	int32_t		again;
	fnd_decimal	number;

	if (fnd_rate_day_read(text, length, &at, &day))
	{
		size_t		written = fnd_rate_day_write(day, buffer);

		REQUIRE(at > 0 && at <= length && written < sizeof(buffer));
		REQUIRE(day >= FND_DAY_MIN && day <= FND_DAY_MAX);
		REQUIRE(fnd_rate_day_read(buffer, written, &end, &again));
		REQUIRE(end == written && again == day);

		/* there is one way to write a day */
		REQUIRE(at == written && memcmp(text, buffer, at) == 0);
	}
	else
		REQUIRE(at == 0);
	at = 0;
	if (fnd_rate_number_read(text, length, &at, &number))
	{
		fnd_u256	magnitude = fnd_u256_magnitude(number.coefficient);

		REQUIRE(at > 0 && at <= length);
		REQUIRE(fnd_i128_sign(number.coefficient) >= 0);
		REQUIRE(fnd_u256_digits(&magnitude) <= FND_SCALAR_DIGITS_MAX);
		REQUIRE(number.scale >= 0 && (size_t) number.scale < at);
	}
	else
		REQUIRE(at == 0);
}

/* A language is known by its own tag, with whatever region. */
static void
look_at_language(const char *text, size_t length)
{
	fnd_language language;
	fnd_language again;

	if (!fnd_language_from_tag(text, length, &language))
		return;
	REQUIRE(language.lexicon != NULL);
	REQUIRE(language.decimal == '.' || language.decimal == ',' ||
			language.decimal == '\0');
	REQUIRE(language.money == FND_CURRENCY_NONE ||
			fnd_currency_is_known(language.money));
	for (int i = 0; i < fnd_language_count(); i++)
	{
		const char *tag = fnd_language_tag(i);

		REQUIRE(fnd_language_from_tag(tag, strlen(tag), &again));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text;
	fnd_currency code = 0;

	if (size < 2 || size > 256)
		return 0;
	memcpy(&code, data, sizeof(code));
	look_at_code(code);
	data += 2;
	size -= 2;
	text = malloc(size > 0 ? size : 1);
	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	look_at_currency(text, size);
	look_at_words(text, size);
	look_at_rates(text, size);
	look_at_language(text, size);
	free(text);
	return 0;
}
