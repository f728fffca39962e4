/*
 * fuzz_abbreviate.c
 *	  Short texts: abbreviate() of amounts, estimates and valuations.
 *
 * A short text is an amount or an estimate itself.  That of an exact figure
 * is within half a unit of its last place; that of any other holds all that
 * the figure allows, so that it never claims more.
 */
#include "plans.h"

#include "../src/core/abbreviate.h"

static const char plus_minus[] = "\xC2\xB1";

/* |short - long| in units of the last place shown is at most a half. */
static void
require_near(const char *text, size_t length, const fnd_amount *amount,
			 int digits)
{
	fnd_amount	shown;
	fnd_text_error error;
	fnd_u256	a = fnd_u256_from_u64(0);
	fnd_u256	unit;
	int			exponent = 0;
	int			scale;

	if (fnd_text_read_amount(text, length, &shown, &error) != FND_OK)
	{
		/* 28 nines are rounded up */
		REQUIRE(error.status == FND_ERR_RANGE);
		return;
	}
	REQUIRE(shown.currency == amount->currency);
	for (size_t i = 0; i < length && text[i] != ' '; i++)
		exponent = text[i] == 'T' ? 12 :
			text[i] == 'B'		  ? 9 :
			text[i] == 'M'		  ? 6 :
			text[i] == 'k'		  ? 3 :
									exponent;

	/* twice the distance, at a scale that both have */
	scale = shown.scale > amount->scale ? shown.scale : amount->scale;
	if (scale < digits - exponent)
		scale = digits - exponent;
	fnd_s256_add_i128(&a, fnd_amount_coefficient(&shown), scale - shown.scale);
	fnd_s256_add_i128(&a, fnd_i128_neg(fnd_amount_coefficient(amount)),
					  scale - amount->scale);
	if (fnd_s256_is_negative(&a))
		fnd_s256_negate(&a);
	(void) fnd_u256_mul_u64(&a, 2, &a);
	unit = fnd_u256_pow10(scale - (digits - exponent));
	REQUIRE(fnd_u256_compare(&a, &unit) <= 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	int			digits = fuzz_byte(&input) % 16 - 1;
	fnd_currency currency = fuzz_currency(&input);
	fnd_amount	amount = fuzz_amount(&input, currency);
	fnd_estimate estimate = fuzz_estimate(&input, currency, true);
	fnd_estimate shown;
	fnd_text_error error;
	fnd_interval interval;
	char		text[FND_TEXT_MAX];
	size_t		length;
	bool		is_allowed = digits >= 0 && digits <= FND_ABBREVIATE_DIGITS_MAX;
	uint8_t		basis = fuzz_byte(&input) % 3;

	REQUIRE(fnd_abbreviate_amount(&amount, digits, text) ==
			(is_allowed ? FND_OK : FND_ERR_ARGUMENT));
	if (is_allowed)
	{
		length = strlen(text);
		REQUIRE(length < sizeof(text));
		require_near(text, length, &amount, digits);
	}

	fnd_estimate_open(&estimate, &interval);
	if (fnd_estimate_make(&interval, (fnd_basis) basis, &estimate) != FND_OK)
		return 0;
	REQUIRE(fnd_abbreviate_estimate(&estimate, digits, plus_minus, text) ==
			(is_allowed ? FND_OK : FND_ERR_ARGUMENT));
	if (!is_allowed)
		return 0;
	length = strlen(text);
	REQUIRE(length < sizeof(text));
	if (fnd_estimate_to_amount(&estimate, &amount) == FND_OK)
	{
		if (basis == FND_BASIS_NONE)
			require_near(text, length, &amount, digits);
		return 0;
	}
	if (fnd_text_read_valuation(text, length, &shown, &error) != FND_OK)
	{
		/* rounded outward beyond 28 digits */
		REQUIRE(error.status == FND_ERR_RANGE);
		return 0;
	}
	REQUIRE(shown.currency == estimate.currency);
	REQUIRE(shown.basis == estimate.basis);
	if (estimate.currency != FND_CURRENCY_NONE)
		REQUIRE(fnd_estimate_contains(&shown, &estimate) == FND_TRUE);
	return 0;
}
