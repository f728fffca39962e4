/*
 * test_full_paths.c
 *	  Each fast path of the core against the general path that it goes round.
 *
 * The general paths are held against an oracle in test_amount.c and
 * test_text.c; here the values gather where a fast path ends: coefficients
 * around 2^31, 2^63, 10^18 and 10^28, scales around the minor units.
 */
#include <stdlib.h>

#include "random_values.h"

#include "../../src/core/text.h"

#define ROUNDS 400000
#define TEXTS_COUNT 1000000

static const fnd_rounding modes[] = { FND_ROUND_HALF_EVEN, FND_ROUND_HALF_UP,
									  FND_ROUND_HALF_DOWN, FND_ROUND_UP,
									  FND_ROUND_DOWN,	   FND_ROUND_CEILING,
									  FND_ROUND_FLOOR };

#define MODES_COUNT 7

/* A number of 64 bits, or a little more, that likes the edges. */
static fnd_i128
edge_coefficient(void)
{
	uint64_t	value;
	fnd_i128	result;

	switch (random_below(8))
	{
		case 0:
			value = (UINT64_C(1) << random_below(64)) + check_random_below(3) -
				1;
			break;
		case 1:
			value = fnd_pow10_u64[random_below(FND_POW10_U64_MAX + 1)] +
				check_random_below(3) - 1;
			break;
		case 2:
			/* digits with zeros, and halves, behind them */
			value = check_random_below(2000) *
				fnd_pow10_u64[random_below(FND_POW10_U64_MAX - 3)] *
				(random_below(2) == 0 ? 5 : 1);
			break;
		case 3:
			value = INT64_MAX - check_random_below(3);
			break;
		case 4:
			return random_coefficient(FND_DIGITS_MAX);
		case 5:
			value = check_random_below(2000);
			break;
		default:
			value = check_random_u64() >> random_below(64);
			break;
	}
	result = fnd_i128_from_words(0, value);
	return random_below(2) == 0 ? result : fnd_i128_neg(result);
}

static fnd_amount
edge_amount(fnd_currency currency)
{
	fnd_amount	amount;
	int			minor_units = fnd_currency_minor_units(currency);

	/* the last one is for -2^63, which no negation gives */
	if (random_below(64) == 0 &&
		fnd_amount_make(fnd_i128_from_words(-1, UINT64_C(1) << 63),
						minor_units, currency, &amount) == FND_OK)
		return amount;
	while (fnd_amount_make(edge_coefficient(),
						   random_below(3) == 0 ?
							   random_between(0, FND_SCALE_MAX) :
							   minor_units + random_below(3),
						   currency, &amount) != FND_OK)
		continue;
	return amount;
}

static bool
same(fnd_status a_status, const fnd_amount *a, fnd_status b_status,
	 const fnd_amount *b)
{
	if (a_status != b_status)
		return false;
	return a_status != FND_OK ||
		(memcmp(a, b, sizeof(*a)) == 0 && fnd_amount_check_full(a) == FND_OK);
}

static void
amount_print(const char *name, const fnd_amount *a)
{
	printf("\t%s: hi %d lo %" PRIu64 " scale %d currency %d\n", name,
		   (int) a->hi, a->lo, a->scale, a->currency);
}

static void
test_sums(void)
{
	for (int i = 0; i < ROUNDS; i++)
	{
		fnd_currency currency = random_currency();
		fnd_amount	a = edge_amount(currency);
		fnd_amount	b = edge_amount(random_below(16) == 0 ? random_currency() :
														   currency);
		fnd_amount	fast;
		fnd_amount	full;
		fnd_amount	in_place = a;
		fnd_status	status = fnd_amount_add(&a, &b, &fast);

		memset(&full, 0xFF, sizeof(full));
		if (!CHECK(same(status, &fast, fnd_amount_add_full(&a, &b, &full),
						&full)))
		{
			amount_print("a", &a);
			amount_print("b", &b);
		}

		/* the result may be an argument */
		if (status == FND_OK)
			CHECK(fnd_amount_add(&in_place, &b, &in_place) == FND_OK &&
				  fnd_amount_equal(&in_place, &full));
		status = fnd_amount_subtract(&a, &b, &fast);
		if (!CHECK(same(status, &fast, fnd_amount_subtract_full(&a, &b, &full),
						&full)))
		{
			amount_print("a", &a);
			amount_print("b", &b);
		}
	}
}

static void
test_products(void)
{
	for (int i = 0; i < ROUNDS; i++)
	{
		fnd_amount	a = edge_amount(random_currency());
		fnd_rounding mode = modes[random_below(MODES_COUNT)];
		fnd_decimal	factor;
		fnd_amount	fast;
		fnd_amount	full;
		fnd_status	status;

		factor.coefficient = edge_coefficient();
		factor.scale = random_below(4) == 0 ? random_between(-30, 60) :
											  random_between(0, 6);
		status = fnd_amount_multiply(&a, &factor, mode, &fast);
		if (!CHECK(same(status, &fast,
						fnd_amount_multiply_full(&a, &factor, mode, &full),
						&full)))
		{
			amount_print("a", &a);
			printf("\tfactor scale %d\n", factor.scale);
		}
	}
}

static void
test_rounding(void)
{
	for (int i = 0; i < ROUNDS; i++)
	{
		fnd_amount	a = edge_amount(random_currency());
		fnd_rounding mode = modes[random_below(MODES_COUNT)];
		int			digits = random_below(3) == 0 ?
			random_between(-40, 40) :
			fnd_currency_minor_units(a.currency) + random_between(-1, 2);
		fnd_amount	fast;
		fnd_amount	full;
		fnd_status	status = fnd_amount_round(&a, digits, mode, &fast);

		if (!CHECK(same(status, &fast,
						fnd_amount_round_full(&a, digits, mode, &full),
						&full)))
		{
			amount_print("a", &a);
			printf("\tdigits %d mode %d\n", digits, (int) mode);
		}
	}
}

/* Of any bytes the check says the same, canonical or not. */
static void
test_check(void)
{
	for (int i = 0; i < ROUNDS; i++)
	{
		fnd_amount	a = edge_amount(random_currency());

		switch (random_below(8))
		{
			case 0:
				a.spare = (uint8_t) random_below(3);
				break;
			case 1:
				a.scale = (uint8_t) (a.scale + random_between(-2, 2));
				break;
			case 2:
				a.hi = (int32_t) check_random_u64();
				break;
			case 3:
				a.currency = (uint16_t) check_random_u64();
				break;
			case 4:
				a.lo ^= UINT64_C(1) << 63;
				break;
			default:
				break;
		}
		if (!CHECK(fnd_amount_check(&a) == fnd_amount_check_full(&a)))
			amount_print("a", &a);
	}
}

/* What the plain reader takes the grammar reads, as the same amount. */
static bool
reads_the_same(const char *text, unsigned long *plain_count)
{
	fnd_amount	fast;
	fnd_amount	full;
	fnd_text_error error;

	if (!fnd_text_read_plain(text, &fast))
		return true;
	(*plain_count)++;
	return same(FND_OK, &fast,
				fnd_text_read_amount(text, strlen(text), &full, &error),
				&full);
}

/* The digits and the code by the general writer. */
static void
write_slowly(const fnd_amount *amount, char *text)
{
	char	   *at = text;

	at += fnd_text_write_number(fnd_amount_coefficient(amount), amount->scale,
								at);
	(void) fnd_text_put_currency(at, amount->currency);
}

/* Texts that amounts have, then with one to three bytes that differ. */
static void
test_texts(void)
{
	static const char bytes[] = "0123456789.,- +()$AUDESprekMBTbn\t\xC2\x80'_";
	unsigned long plain_count = 0;

	for (int i = 0; i < TEXTS_COUNT; i++)
	{
		fnd_amount	amount = edge_amount(random_currency());
		fnd_amount	again;
		char		text[FND_TEXT_AMOUNT_MAX];
		char		slow[FND_TEXT_MAX];
		char	   *exact;
		size_t		length = fnd_text_write_amount(&amount, text);
		int			changes = random_below(4);

		write_slowly(&amount, slow);
		if (!CHECK(strlen(text) == length && strcmp(text, slow) == 0))
			printf("\t%s, not %s\n", text, slow);
		if (fnd_text_read_plain(text, &again))
			CHECK(fnd_amount_equal(&amount, &again));
		else
			CHECK(length > 18);
		for (int j = 0; j < changes && length > 0; j++)
		{
			size_t		at = check_random_below(length);

			switch (random_below(3))
			{
				case 0:
					text[at] = '\0';
					length = strlen(text);
					break;
				case 1:
					memmove(text + at, text + at + 1, length - at + 1);
					length = strlen(text);
					break;
				default:
					text[at] = bytes[check_random_below(sizeof(bytes) - 1)];
					break;
			}
		}

		/* a copy without a spare byte, so that the sanitizer sees its end */
		exact = malloc(length + 1);
		memcpy(exact, text, length + 1);
		if (!CHECK(reads_the_same(exact, &plain_count)))
			printf("\t%s\n", exact);
		free(exact);
	}
	CHECK(plain_count > TEXTS_COUNT / 8);
}

/* Every code of three letters, known or not, and short ones. */
static void
test_currencies(void)
{
	unsigned long plain_count = 0;

	for (unsigned i = 0; i < 26 * 26 * 26; i++)
	{
		static const char *const numbers[] = { "0",
											   "-0.00",
											   "12",
											   "1.2",
											   "-1.20",
											   "1.23456",
											   "00120.10",
											   "999999999999999999",
											   "1.00000000000000000",
											   "-99999999999999.99" };
		char		text[FND_TEXT_AMOUNT_MAX];
		char		letters[5];

		letters[0] = ' ';
		fnd_currency_to_letters((fnd_currency) (i + 1), letters + 1);
		for (size_t j = 0; j < sizeof(numbers) / sizeof(numbers[0]); j++)
		{
			strcpy(text, numbers[j]);
			strcat(text, letters);
			if (!CHECK(reads_the_same(text, &plain_count)))
				printf("\t%s\n", text);
			if (random_below(16) == 0)
			{
				text[strlen(text) - 1] = '\0';
				CHECK(reads_the_same(text, &plain_count));
			}
		}
	}
	CHECK(plain_count >= (unsigned long) fnd_currency_count() * 6);
}

int
main(void)
{
	check_seed(UINT64_C(20261123));
	test_sums();
	test_products();
	test_rounding();
	test_check();
	test_texts();
	test_currencies();
	return check_done("full_paths");
}
