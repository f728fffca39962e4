/*
 * test_abbreviate.c
 *	  Short texts: known ones, and every kind against decimals, up to the
 *	  longest that a buffer has to hold.
 */
#include "oracle.h"
#include "random_values.h"

#include "../../src/core/abbreviate.h"

#define PLUS_MINUS "\xC2\xB1"

typedef struct guarded
{
	char		text[FND_TEXT_MAX];
	char		canary[8];
} guarded;

static void
guard(guarded *g)
{
	memset(g, 0x7E, sizeof(*g));
}

static void
check_guard(const guarded *g)
{
	CHECK(memchr(g->text, '\0', FND_TEXT_MAX) != NULL &&
		  memcmp(g->canary, "\x7E\x7E\x7E\x7E\x7E\x7E\x7E\x7E", 8) == 0);
}

static void
check_short(const char *text, int digits, const char *expected)
{
	fnd_estimate e;
	fnd_amount	amount;
	fnd_text_error error;
	guarded		g;

	CHECK(fnd_text_read_valuation(text, strlen(text), &e, &error) == FND_OK);
	guard(&g);
	CHECK(fnd_abbreviate_estimate(&e, digits, PLUS_MINUS, g.text) == FND_OK);
	check_guard(&g);
	CHECK_STR(g.text, expected);
	if (e.kind != FND_KIND_EXACT || e.basis != FND_BASIS_NONE)
		return;
	CHECK(fnd_estimate_to_amount(&e, &amount) == FND_OK);
	guard(&g);
	CHECK(fnd_abbreviate_amount(&amount, digits, g.text) == FND_OK);
	check_guard(&g);
	CHECK_STR(g.text, expected);
}

static void
test_known(void)
{
	check_short("80B USD", 1, "80.0B USD");
	check_short("80B USD post", 1, "80.0B USD post");
	check_short("999.94M USD", 1, "999.9M USD");
	check_short("999.96M USD", 1, "1.0B USD");
	check_short("-999.96M USD", 1, "-1.0B USD");
	check_short("999.95M USD", 1, "1.0B USD");
	check_short("999.85M USD", 1, "999.8M USD");
	check_short("999.9999999T USD", 1, "1000.0T USD");
	check_short("12345T USD", 0, "12345T USD");
	check_short("0 USD", 1, "0.0 USD");
	check_short("999 JPY", 0, "999 JPY");
	check_short("1000 JPY", 0, "1k JPY");
	check_short("-0.04 USD", 1, "0.0 USD");
	check_short("2500 JPY", 0, "2k JPY");
	check_short("3500 JPY", 0, "4k JPY");
	check_short("0.0000000000005 JPY", 12, "0.000000000000 JPY");
	check_short(">2.77B USD", 1, ">2.7B USD");
	check_short(">=2.77B USD", 1, ">=2.7B USD");
	check_short("<2.71B USD", 1, "<2.8B USD");
	check_short("<=2.71B USD pre", 1, "<=2.8B USD pre");
	check_short("< -2.77B USD", 1, "<-2.7B USD");
	check_short("(..2.71B) USD", 1, "(..2.8B) USD");
	check_short("3.51B..4.41B USD", 1, "3.5B..4.5B USD");
	check_short("[3.51B..4.41B) USD", 1, "[3.5B..4.5B) USD");
	check_short("(..) USD", 1, "(..) USD");
	check_short("nearly 7B USD", 1, "nearly 6.5B..7.0B USD");
	check_short("~7B USD", 1,
				"7.0B\xC2\xB1"
				"500.0M USD");
	check_short("~7B USD", 0,
				"7B\xC2\xB1"
				"500M USD");
	check_short("7.26B USD +/- 0.1B", 1,
				"7.3B\xC2\xB1"
				"140.0M USD");
	check_short("undisclosed USD", 1, "undisclosed USD");
	check_short("undisclosed post", 1, "undisclosed post");
	check_short("999.96M..1.2B USD", 1, "999.9M..1.2B USD");
}

static void
test_digits(void)
{
	fnd_amount	amount = random_amount(USD);
	fnd_estimate e = random_estimate(USD);
	char		buffer[FND_TEXT_MAX];

	CHECK(fnd_abbreviate_amount(&amount, -1, buffer) == FND_ERR_ARGUMENT);
	CHECK(fnd_abbreviate_amount(&amount, 13, buffer) == FND_ERR_ARGUMENT);
	CHECK(fnd_abbreviate_amount(&amount, 12, buffer) == FND_OK);
	CHECK(fnd_abbreviate_estimate(&e, -1, "+/-", buffer) == FND_ERR_ARGUMENT);
	CHECK(fnd_abbreviate_estimate(&e, 13, "+/-", buffer) == FND_ERR_ARGUMENT);
	CHECK(fnd_abbreviate_estimate(&e, INT32_MAX, "+/-", buffer) ==
		  FND_ERR_ARGUMENT);
}

/*
 * The oracle: the first of "", k, M, B, T, from the least one on, below a
 * thousand after rounding, or T.  shown is the value that was written.
 */
static char *
put_number_from(char *at, const dec *value, int digits, fnd_rounding mode,
				int least, dec *shown)
{
	static const char *const suffix[] = { "", "k", "M", "B", "T" };
	dec			one;

	big_set_u64(1, &one.coefficient);
	one.scale = 0;
	for (int i = least; i <= 4; i++)
	{
		big			rounded;

		dec_divide_round(value, &one, digits - 3 * i, mode, &rounded);
		if (rounded.count > digits + 3 && i < 4)
			continue;
		if (rounded.is_negative)
			*at++ = '-';
		for (int j = (rounded.count > digits ? rounded.count : digits + 1) - 1;
			 j >= 0; j--)
		{
			*at++ = (char) ('0' + big_digit_at(&rounded, j));
			if (j == digits && j > 0)
				*at++ = '.';
		}
		strcpy(at, suffix[i]);
		at += strlen(suffix[i]);
		big_copy(&rounded, &shown->coefficient);
		shown->scale = digits - 3 * i;
		return at;
	}
	abort();
}

static char *
put_number(char *at, const dec *value, int digits, fnd_rounding mode,
		   dec *shown)
{
	return put_number_from(at, value, digits, mode, 0, shown);
}

/*
 * A lower bound without a suffix, other than zero, beside an upper one with
 * a suffix has the same suffix.
 */
static char *
put_lower_of_two(char *at, const dec *lower, const dec *upper, int digits)
{
	char		scratch[256];
	dec			shown;
	dec			upper_shown;

	(void) put_number(scratch, upper, digits, FND_ROUND_CEILING, &upper_shown);
	(void) put_number(scratch, lower, digits, FND_ROUND_FLOOR, &shown);
	if (shown.scale != digits || big_sign(&shown.coefficient) == 0)
		upper_shown.scale = digits;
	return put_number_from(at, lower, digits, FND_ROUND_FLOOR,
						   (digits - upper_shown.scale) / 3, &shown);
}

static void
expect_text(const fnd_estimate *e, int digits, char *at)
{
	dec			lower;
	dec			upper;
	dec			shown;
	bool		lower_infinite = (e->bounds & FND_LOWER_INFINITE) != 0;
	bool		upper_infinite = (e->bounds & FND_UPPER_INFINITE) != 0;
	const char *closing = "";
	char		letters[4];

	dec_set(fnd_estimate_lower_coefficient(e), e->scale, &lower);
	dec_set(fnd_estimate_upper_coefficient(e), e->scale, &upper);
	switch (e->kind)
	{
		case FND_KIND_EXACT:
			at = put_number(at, &lower, digits, FND_ROUND_HALF_EVEN, &shown);
			break;
		case FND_KIND_APPROXIMATE:
		{
			dec			middle;
			dec			half;
			dec			below;
			dec			above;

			big_set_u64(5, &half.coefficient);
			half.scale = 1;
			dec_add(&lower, &upper, &middle);
			dec_mul(&middle, &half, &middle);
			at = put_number(at, &middle, digits, FND_ROUND_HALF_EVEN, &shown);
			strcpy(at, PLUS_MINUS);
			at += strlen(PLUS_MINUS);
			dec_sub(&shown, &lower, &below);
			dec_sub(&upper, &shown, &above);
			at = put_number(at,
							dec_compare(&below, &above) > 0 ? &below : &above,
							digits, FND_ROUND_UP, &shown);
			break;
		}
		case FND_KIND_AT_LEAST:
		case FND_KIND_MORE_THAN:
			*at++ = '>';
			if (e->kind == FND_KIND_AT_LEAST)
				*at++ = '=';
			at = put_number(at, &lower, digits, FND_ROUND_FLOOR, &shown);
			break;
		case FND_KIND_UNDISCLOSED:
			strcpy(at, "undisclosed");
			at += strlen("undisclosed");
			break;
		default:
			if ((e->kind == FND_KIND_AT_MOST ||
				 e->kind == FND_KIND_LESS_THAN) &&
				!(lower_infinite && big_sign(&upper.coefficient) > 0))
			{
				*at++ = '<';
				if (e->kind == FND_KIND_AT_MOST)
					*at++ = '=';
				at = put_number(at, &upper, digits, FND_ROUND_CEILING, &shown);
				break;
			}
			if (e->kind == FND_KIND_NEARLY)
			{
				strcpy(at, "nearly ");
				at += strlen("nearly ");
			}
			if (e->bounds != 0)
			{
				*at++ = lower_infinite || (e->bounds & FND_LOWER_OPEN) != 0 ?
					'(' :
					'[';
				closing = upper_infinite || (e->bounds & FND_UPPER_OPEN) != 0 ?
					")" :
					"]";
			}
			if (!lower_infinite && !upper_infinite)
				at = put_lower_of_two(at, &lower, &upper, digits);
			else if (!lower_infinite)
				at = put_number(at, &lower, digits, FND_ROUND_FLOOR, &shown);
			*at++ = '.';
			*at++ = '.';
			if (!upper_infinite)
				at = put_number(at, &upper, digits, FND_ROUND_CEILING, &shown);
			strcpy(at, closing);
			at += strlen(closing);
			break;
	}
	*at = '\0';
	if (e->currency != FND_CURRENCY_NONE)
	{
		fnd_currency_to_letters(e->currency, letters);
		at += sprintf(at, " %s", letters);
	}
	if (e->basis != FND_BASIS_NONE)
		sprintf(at, " %s", e->basis == FND_BASIS_PRE ? "pre" : "post");
}

static void
check_estimate(const fnd_estimate *e, int digits)
{
	char		expected[256];
	guarded		g;

	expect_text(e, digits, expected);
	CHECK(strlen(expected) < FND_TEXT_MAX);
	guard(&g);
	CHECK(fnd_abbreviate_estimate(e, digits, PLUS_MINUS, g.text) == FND_OK);
	check_guard(&g);
	CHECK_STR(g.text, expected);
}

static void
test_random(void)
{
	for (int i = 0; i < 20000; i++)
	{
		fnd_currency currency = i % 20 == 0 ? FND_CURRENCY_NONE :
											  random_currency();
		fnd_estimate e = random_estimate_digits(currency,
												random_between(1, 28));
		int			digits = random_between(0, FND_ABBREVIATE_DIGITS_MAX);
		fnd_amount	amount;
		fnd_estimate exact;
		char		expected[256];
		guarded		g;

		e.basis = (uint8_t) random_below(3);
		check_estimate(&e, digits);
		if (currency == FND_CURRENCY_NONE)
			continue;
		amount = random_amount(currency);
		fnd_estimate_from_amount(&amount, &exact);
		expect_text(&exact, digits, expected);
		guard(&g);
		CHECK(fnd_abbreviate_amount(&amount, digits, g.text) == FND_OK);
		check_guard(&g);
		CHECK_STR(g.text, expected);
	}
}

/* The longest figures there are, with a middle of any size between them. */
static void
test_limits(void)
{
	static const char *const bounds[] = { "9999999999999999999999999999",
										  "-9999999999999999999999999999",
										  "4999999999999999999999999999",
										  "-4999999999999999999999999999",
										  "-4999999999999999999999999998",
										  "0",
										  "1",
										  "-1",
										  "1000",
										  "5000000000000000000000000000",
										  "-5000000000000000000000000000" };
	static const fnd_tag tags[] = { FND_TAG_APPROXIMATE, FND_TAG_RANGE,
									FND_TAG_NEARLY_BELOW, FND_TAG_NEARLY_ABOVE,
									FND_TAG_UP_TO };

	for (int i = 0; i < 11 * 11; i++)
		for (int t = 0; t < 5; t++)
			for (int scale = 0; scale <= 28; scale += i % 2 == 0 ? 7 : 3)
				for (int digits = 0; digits <= 12; digits += 4)
					for (int open = 0; open <= 3; open += 3)
					{
						fnd_interval v = { fnd_i128_zero(), fnd_i128_zero(),
										   scale,			JPY,
										   (uint8_t) open,	tags[t] };
						fnd_amount	amount;
						fnd_estimate e;
						char		text[64];
						fnd_text_error error;

						snprintf(text, sizeof(text), "%s JPY", bounds[i / 11]);
						CHECK(fnd_text_read_amount(text, strlen(text), &amount,
												   &error) == FND_OK);
						v.lower = fnd_amount_coefficient(&amount);
						snprintf(text, sizeof(text), "%s JPY", bounds[i % 11]);
						CHECK(fnd_text_read_amount(text, strlen(text), &amount,
												   &error) == FND_OK);
						v.upper = fnd_amount_coefficient(&amount);
						if (fnd_estimate_make(&v, FND_BASIS_POST, &e) ==
							FND_OK)
							check_estimate(&e, digits);
					}
}

int
main(void)
{
	check_seed(20261202);
	test_known();
	test_digits();
	test_random();
	test_limits();
	return check_done("abbreviate");
}
