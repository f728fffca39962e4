/*
 * test_text.c
 *	  The texts of the three types: known ones, random values out and in
 *	  again, written figures against decimals, and a bounded fuzz.
 *
 * The fuzz hands random bytes and spoilt valid texts to the three readers,
 * and random and spoilt bytes to the checks of stored values.  What is
 * accepted must be canonical and read back from its own text.
 */
#include "oracle.h"
#include "random_values.h"

#include "../../src/core/abbreviate.h"

/* Texts and byte patterns each; a million texts in two builds. */
#ifndef FUZZ_COUNT
#define FUZZ_COUNT 500000
#endif

#define PLUS_MINUS "\xC2\xB1"

/* A buffer with a canary behind it. */
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
check_guard(const guarded *g, size_t length)
{
	CHECK(length < FND_TEXT_MAX && g->text[length] == '\0' &&
		  strlen(g->text) == length &&
		  memcmp(g->canary, "\x7E\x7E\x7E\x7E\x7E\x7E\x7E\x7E", 8) == 0);
}

/*
 * Known texts.
 */
typedef fnd_status (*estimate_reader)(const char *text, size_t length,
									  fnd_estimate *result,
									  fnd_text_error *error);

static void
check_reads_estimate(estimate_reader read, const char *text,
					 const char *expected, const char *kind)
{
	fnd_estimate e;
	fnd_text_error error;
	guarded		g;

	if (!CHECK(read(text, strlen(text), &e, &error) == FND_OK))
	{
		printf("\t\"%s\": status %d at %zu\n", text, (int) error.status,
			   error.at);
		return;
	}
	CHECK(fnd_estimate_check(&e, read == fnd_text_read_valuation) == FND_OK);
	guard(&g);
	check_guard(&g, fnd_text_write_estimate(&e, PLUS_MINUS, g.text));
	CHECK_STR(g.text, expected);
	CHECK_STR(fnd_kind_name((fnd_kind) e.kind), kind);
}

static void
check_reads_amount(const char *text, const char *expected)
{
	fnd_amount	amount;
	fnd_text_error error;
	guarded		g;

	if (!CHECK(fnd_text_read_amount(text, strlen(text), &amount, &error) ==
			   FND_OK))
	{
		printf("\t\"%s\": status %d at %zu\n", text, (int) error.status,
			   error.at);
		return;
	}
	CHECK(fnd_amount_check(&amount) == FND_OK);
	guard(&g);
	check_guard(&g, fnd_text_write_amount(&amount, g.text));
	CHECK_STR(g.text, expected);

	/* an exact figure of the other two types as well */
	check_reads_estimate(fnd_text_read_estimate, text, expected, "exact");
	check_reads_estimate(fnd_text_read_valuation, text, expected, "exact");
}

static void
test_known_amounts(void)
{
	static const char *const known[][2] = {
		{ "80000000000.00 USD", "80000000000.00 USD" },
		{ "USD 80B", "80000000000.00 USD" },
		{ "$80B", "80000000000.00 USD" },
		{ "80,000,000,000 USD", "80000000000.00 USD" },
		{ "\xE2\x82\xAC"
		  "2.5M",
		  "2500000.00 EUR" },
		{ "(1,234.50) USD", "-1234.50 USD" },
		{ "USD (5)", "-5.00 USD" },
		{ "(USD 5)", "-5.00 USD" },
		{ "(5 USD)", "-5.00 USD" },
		{ "80 bn usd", "80000000000.00 USD" },
		{ "80BUSD", "80000000000.00 USD" },
		{ "80bnUSD", "80000000000.00 USD" },
		{ "80 B USD", "80000000000.00 USD" },
		{ "usd80b", "80000000000.00 USD" },
		{ "-$5", "-5.00 USD" },
		{ "$-5", "-5.00 USD" },
		{ "+5 USD", "5.00 USD" },
		{ "\xE2\x88\x92 5 USD", "-5.00 USD" },
		{ "HK$ 12k", "12000.00 HKD" },
		{ "US$1", "1.00 USD" },
		{ "1US$", "1.00 USD" },
		{ "80BUS$", "80000000000.00 USD" },
		{ "80bnHK$", "80000000000.00 HKD" },
		{ "5TTT$", "5000000000000.00 TTD" },
		{ "5TT$", "5.00 TTD" },
		{ "5bn$", "5000000000.00 USD" },
		{ "5N$", "5.00 NAD" },
		{ "5BA$", "5000000000.00 AUD" },
		{ "5MMX$", "5000000.00 MXN" },
		{ "5Bz\xC5\x82", "5000000000.00 PLN" },
		{ ".5 USD", "0.50 USD" },
		{ "  \t7\nUSD  ", "7.00 USD" },
		{ "1T JPY", "1000000000000 JPY" },
		{ "\xC2\xA5"
		  "1",
		  "1 JPY" },
		{ "1.50 JPY", "1.5 JPY" },
		{ "1.500 BHD", "1.500 BHD" },
		{ "1 BHD", "1.000 BHD" },
		{ "1 CLF", "1.0000 CLF" },
		{ "1 HUF", "1.00 HUF" },
		{ "1.005 USD", "1.005 USD" },
		{ "0 USD", "0.00 USD" },
		{ "-0 USD", "0.00 USD" },
		{ "0.000000 JPY", "0 JPY" },
		{ "0k USD", "0.00 USD" },
		{ "USD 5 USD", "5.00 USD" },
		{ "$5 USD", "5.00 USD" },
		{ "00012.5000 EUR", "12.50 EUR" },
		{ "9999999999999999999999999999 JPY",
		  "9999999999999999999999999999 JPY" },
		{ "-9999999999999999999999999999 JPY",
		  "-9999999999999999999999999999 JPY" },
		{ "0.0000000000000000000000000001 USD",
		  "0.0000000000000000000000000001 USD" },
		{ "-0.9999999999999999999999999999 JPY",
		  "-0.9999999999999999999999999999 JPY" },
		{ "99999999999999999999999999.99 USD",
		  "99999999999999999999999999.99 USD" },
		{ "1.0000000000000000000000000000000000000000000000000000 USD",
		  "1.00 USD" },
		{ "0.0000000000000001T USD", "0.0001 USD" }
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		check_reads_amount(known[i][0], known[i][1]);
}

static void
test_known_estimates(void)
{
	static const char *const known[][3] = {
		{ "~7B USD",
		  "7000000000.00\xC2\xB1"
		  "500000000.00 USD",
		  "approximate" },
		{ "~7.0B USD",
		  "7000000000.00\xC2\xB1"
		  "50000000.00 USD",
		  "approximate" },
		{ "~11.3B USD",
		  "11300000000.00\xC2\xB1"
		  "50000000.00 USD",
		  "approximate" },
		{ "~80B USD",
		  "80000000000.00\xC2\xB1"
		  "5000000000.00 USD",
		  "approximate" },
		{ "~100B USD",
		  "100000000000.00\xC2\xB1"
		  "10000000000.00 USD",
		  "approximate" },
		{ "~ -7 USD",
		  "-7.00\xC2\xB1"
		  "0.50 USD",
		  "approximate" },
		{ "~0 USD", "0.00 USD", "exact" },
		{ "~1.5 JPY",
		  "1.5\xC2\xB1"
		  "0.05 JPY",
		  "approximate" },
		{ "nearly 7B USD", "nearly 6500000000.00..7000000000.00 USD",
		  "nearly" },
		{ "NEARLY -7B USD", "nearly -7000000000.00..-6500000000.00 USD",
		  "nearly" },
		{ "nearly 6.5B..7B USD", "nearly 6500000000.00..7000000000.00 USD",
		  "nearly" },
		{ "nearly -5..0 USD", "nearly -5.00..0.00 USD", "nearly" },
		{ ">2.7B USD", ">2700000000.00 USD", "more than" },
		{ ">=2.7B USD", ">=2700000000.00 USD", "at least" },
		{ "\xE2\x89\xA5 2.7B USD", ">=2700000000.00 USD", "at least" },
		{ "> -1 USD", ">-1.00 USD", "more than" },
		{ "<5M EUR", "<5000000.00 EUR", "less than" },
		{ "<=5M EUR", "<=5000000.00 EUR", "at most" },
		{ "\xE2\x89\xA4"
		  "5M EUR",
		  "<=5000000.00 EUR", "at most" },
		{ "<-5 EUR", "<-5.00 EUR", "less than" },
		{ "<0 EUR", "<0.00 EUR", "less than" },
		{ "<=0 EUR", "<=0.00 EUR", "at most" },
		{ "(..5M) EUR", "(..5000000.00) EUR", "less than" },
		{ "(..5M] EUR", "(..5000000.00] EUR", "at most" },
		{ "(..-5] EUR", "<=-5.00 EUR", "at most" },
		{ "(..-5) EUR", "<-5.00 EUR", "less than" },
		{ "[5..) EUR", ">=5.00 EUR", "at least" },
		{ "(5..) EUR", ">5.00 EUR", "more than" },
		{ "3.5B..4.5B USD", "3500000000.00..4500000000.00 USD", "range" },
		{ "$3.5B..$4.5B", "3500000000.00..4500000000.00 USD", "range" },
		{ "[1..2] USD", "1.00..2.00 USD", "range" },
		{ "[1..2) USD", "[1.00..2.00) USD", "range" },
		{ "(1..2] USD", "(1.00..2.00] USD", "range" },
		{ "(-2..-1) USD", "(-2.00..-1.00) USD", "range" },
		{ "[0..5) USD", "[0.00..5.00) USD", "range" },
		{ "0..5M USD", "0.00..5000000.00 USD", "range" },
		{ "5..5 USD", "5.00 USD", "exact" },
		{ "(..) USD", "(..) USD", "range" },
		{ "(..)", "(..)", "range" },
		{ "5B\xC2\xB1"
		  "10% USD",
		  "5000000000.00\xC2\xB1"
		  "500000000.00 USD",
		  "approximate" },
		{ "5B USD +/- 0.5B",
		  "5000000000.00\xC2\xB1"
		  "500000000.00 USD",
		  "approximate" },
		{ "5 +- 1 USD",
		  "5.00\xC2\xB1"
		  "1.00 USD",
		  "approximate" },
		{ "-5\xC2\xB1"
		  "10% USD",
		  "-5.00\xC2\xB1"
		  "0.50 USD",
		  "approximate" },
		{ "5\xC2\xB1"
		  "0 USD",
		  "5.00 USD", "exact" },
		{ "0\xC2\xB1"
		  "1 USD",
		  "0.00\xC2\xB1"
		  "1.00 USD",
		  "approximate" },
		{ "undisclosed", "undisclosed", "undisclosed" },
		{ "Undisclosed usd", "undisclosed USD", "undisclosed" },
		{ ">=0", ">=0", "at least" },
		{ "<0", "<0", "less than" }
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		check_reads_estimate(fnd_text_read_estimate, known[i][0], known[i][1],
							 known[i][2]);
		check_reads_estimate(fnd_text_read_estimate, known[i][1], known[i][1],
							 known[i][2]);
		check_reads_estimate(fnd_text_read_valuation, known[i][0], known[i][1],
							 known[i][2]);
	}
	check_reads_estimate(fnd_text_read_valuation, "80B USD post-money",
						 "80000000000.00 USD post", "exact");
	check_reads_estimate(fnd_text_read_valuation, "$80B POST",
						 "80000000000.00 USD post", "exact");
	check_reads_estimate(fnd_text_read_valuation, "~75B USD pre",
						 "75000000000.00\xC2\xB1"
						 "500000000.00 USD pre",
						 "approximate");
	check_reads_estimate(fnd_text_read_valuation, "5B USD pre money",
						 "5000000000.00 USD pre", "exact");
	check_reads_estimate(fnd_text_read_valuation, "undisclosed pre_money",
						 "undisclosed pre", "undisclosed");
	check_reads_estimate(fnd_text_read_valuation, "USD 5 premoney",
						 "5.00 USD pre", "exact");
	check_reads_estimate(fnd_text_read_valuation, "undisclosed postmoney",
						 "undisclosed post", "undisclosed");
	check_reads_estimate(fnd_text_read_valuation, "(..) post", "(..) post",
						 "range");
}

static void
test_known_errors(void)
{
	static const struct
	{
		const char *text;
		fnd_status	status;
		const char *part; /* what is named as wrong; NULL: anything */
	} known[] = {
		{ "", FND_ERR_TEXT_EMPTY, NULL },
		{ "  \n", FND_ERR_TEXT_EMPTY, NULL },
		{ "USD", FND_ERR_TEXT_SYNTAX, NULL },
		{ "5", FND_ERR_TEXT_NO_CURRENCY, NULL },
		{ "80,5 USD", FND_ERR_TEXT_DECIMAL_COMMA, "80,5" },
		{ "1.234,56 EUR", FND_ERR_TEXT_DECIMAL_COMMA, NULL },
		{ "0,500 USD", FND_ERR_TEXT_DECIMAL_COMMA, "0,500" },
		{ "1,23,456 USD", FND_ERR_TEXT_GROUPING, NULL },
		{ "1 000 USD", FND_ERR_TEXT_GROUPING, NULL },
		{ "1'000 USD", FND_ERR_TEXT_GROUPING, NULL },
		{ "1.000.000 EUR", FND_ERR_TEXT_GROUPING, NULL },
		{ "5m USD", FND_ERR_TEXT_LOWER_M, "m" },
		{ "5 mUSD", FND_ERR_TEXT_LOWER_M, "m" },
		{ "5 Q USD", FND_ERR_TEXT_SUFFIX, NULL },
		{ "5 mrd EUR", FND_ERR_TEXT_SUFFIX, "mrd" },
		{ "5 XXQ", FND_ERR_TEXT_UNKNOWN_CURRENCY, "XXQ" },
		{ "5 USDT", FND_ERR_TEXT_UNKNOWN_CURRENCY, "USDT" },
		{ "5 USD EUR", FND_ERR_TEXT_TWO_CURRENCIES, "EUR" },
		{ "USD 5 EUR", FND_ERR_TEXT_TWO_CURRENCIES, "EUR" },
		{ "$5 EUR", FND_ERR_TEXT_TWO_CURRENCIES, "EUR" },
		{ "$3..4 EUR", FND_ERR_TEXT_TWO_CURRENCIES, "EUR" },
		{ "5 USD x!", FND_ERR_TEXT_UNKNOWN_CURRENCY, "x" },
		{ "5 USD !", FND_ERR_TEXT_SYNTAX, "!" },
		{ "5 USD 6", FND_ERR_TEXT_SYNTAX, "6" },
		{ "--5 USD", FND_ERR_TEXT_SYNTAX, NULL },
		{ "-(5) USD", FND_ERR_TEXT_SYNTAX, NULL },
		{ "(5 USD", FND_ERR_TEXT_SYNTAX, NULL },
		{ "5e9 USD", FND_ERR_TEXT_SUFFIX, NULL },
		{ "NaN USD", FND_ERR_TEXT_UNKNOWN_CURRENCY, "NaN" },
		{ "4..3 USD", FND_ERR_TEXT_BOUNDS, NULL },
		{ "(3..3) USD", FND_ERR_TEXT_BOUNDS, NULL },
		{ "[3..3) USD", FND_ERR_TEXT_BOUNDS, NULL },
		{ "nearly -3..3 USD", FND_ERR_TEXT_BOUNDS, NULL },
		{ "3.5..4.5B USD", FND_ERR_TEXT_RANGE_SUFFIX, NULL },
		{ "[..5] USD", FND_ERR_TEXT_SYNTAX, NULL },
		{ "(5..] USD", FND_ERR_TEXT_SYNTAX, NULL },
		{ "5\xC2\xB1-1 USD", FND_ERR_TEXT_SYNTAX, NULL },
		{ "5\xC2\xB1 USD", FND_ERR_TEXT_SYNTAX, NULL },
		{ "80B USD ipo", FND_ERR_TEXT_TWO_CURRENCIES, NULL },
		{ "10000000000000000000000000000 JPY", FND_ERR_RANGE, NULL },
		{ "0.00000000000000000000000000001 USD", FND_ERR_RANGE, NULL },
		{ "100000000000000000000000000 USD", FND_ERR_RANGE, NULL },
		{ "99999999999999999999T JPY", FND_ERR_RANGE, NULL },
		{ "1000000000000000000000000000000000000000000000000000000000001 JPY",
		  FND_ERR_RANGE, NULL },
		{ "~9999999999999999999999999999 JPY", FND_ERR_RANGE, NULL },
		{ "undisclosed XXQ", FND_ERR_TEXT_UNKNOWN_CURRENCY, "XXQ" },
		{ "undisclosed 5 USD", FND_ERR_TEXT_SYNTAX, NULL }
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		const char *text = known[i].text;
		fnd_estimate e;
		fnd_text_error error;
		fnd_status	status;

		status = fnd_text_read_estimate(text, strlen(text), &e, &error);
		if (strcmp(text, "80B USD ipo") == 0)
		{
			/* a basis that does not exist: told as what stands there */
			CHECK(status == FND_ERR_TEXT_UNKNOWN_CURRENCY);
			continue;
		}
		if (!CHECK_EQ_I64(status, known[i].status))
			printf("\t\"%s\"\n", text);
		CHECK(error.status == status);
		CHECK(error.at + error.length <= strlen(text));
		if (known[i].part != NULL &&
			!CHECK_STRN(text + error.at, error.length, known[i].part))
			printf("\t\"%s\"\n", text);
		CHECK(fnd_text_read_valuation(text, strlen(text), &e, &error) !=
			  FND_OK);
	}
}

static void
test_imprecise_amounts(void)
{
	static const char *const texts[] = { "~7B USD",
										 "nearly 7 USD",
										 ">2.7B USD",
										 "<=1 USD",
										 "1..2 USD",
										 "[1..2] USD",
										 "(..) USD",
										 "5\xC2\xB1"
										 "1 USD",
										 "5\xC2\xB1"
										 "0 USD",
										 "undisclosed",
										 "undisclosed USD",
										 "5..5 USD" };
	fnd_amount	amount;
	fnd_estimate e;
	fnd_text_error error;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		CHECK(fnd_text_read_amount(texts[i], strlen(texts[i]), &amount,
								   &error) == FND_ERR_TEXT_IMPRECISE);
	CHECK(fnd_text_read_amount("5 USD pre", 9, &amount, &error) ==
		  FND_ERR_TEXT_BASIS);
	CHECK(fnd_text_read_estimate("5 USD post-money", 16, &e, &error) ==
		  FND_ERR_TEXT_BASIS);
	CHECK(fnd_text_read_amount("5 USD premoney", 14, &amount, &error) ==
		  FND_ERR_TEXT_BASIS);
	CHECK(fnd_text_read_estimate("~5 USD postmoney", 16, &e, &error) ==
		  FND_ERR_TEXT_BASIS);
	CHECK(fnd_text_read_valuation("5 USD pre post", 14, &e, &error) ==
		  FND_ERR_TEXT_BASIS);
	CHECK(fnd_text_read_estimate("5 USD EUR", 9, &e, &error) ==
		  FND_ERR_TEXT_TWO_CURRENCIES);
	CHECK_EQ_I64(error.first, USD);
	CHECK_EQ_I64(error.second, EUR);
}

static void
test_bases(void)
{
	static const char *const wrong[] = {
		"",		 "p",		  "pr",			"prep",		   "pos",
		"posts", "premoneys", "pre--money", "post money ", "pre mone",
		"money", "preXmoney"
	};
	fnd_basis	basis;

	CHECK(fnd_basis_from_name("pre", 3, &basis) && basis == FND_BASIS_PRE);
	CHECK(fnd_basis_from_name("POST", 4, &basis) && basis == FND_BASIS_POST);
	CHECK(fnd_basis_from_name("Pre-Money", 9, &basis) &&
		  basis == FND_BASIS_PRE);
	CHECK(fnd_basis_from_name("post_money", 10, &basis) &&
		  basis == FND_BASIS_POST);
	CHECK(fnd_basis_from_name("postmoney", 9, &basis) &&
		  basis == FND_BASIS_POST);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		CHECK(!fnd_basis_from_name(wrong[i], strlen(wrong[i]), &basis));
	CHECK_STR(fnd_basis_name(FND_BASIS_PRE), "pre");
	CHECK_STR(fnd_basis_name(FND_BASIS_POST), "post");
	CHECK(fnd_basis_name(FND_BASIS_NONE) == NULL);
}

/*
 * Digits of a coefficient, at every scale.
 */
static void
test_numbers(void)
{
	for (int i = 0; i < 20000; i++)
	{
		fnd_i128	coefficient = random_coefficient(29);
		int			scale = random_between(0, 29);
		char		text[FND_TEXT_NUMBER_MAX];
		char		expected[64];
		char	   *at = expected;
		big			x;
		int			digits;

		big_set_i128(coefficient, &x);
		digits = x.count > scale ? x.count : scale + 1;
		if (x.is_negative)
			*at++ = '-';
		for (int j = digits - 1; j >= 0; j--)
		{
			*at++ = (char) ('0' + big_digit_at(&x, j));
			if (j == scale && j > 0)
				*at++ = '.';
		}
		*at = '\0';
		CHECK_EQ_I64(fnd_text_write_number(coefficient, scale, text),
					 at - expected);
		CHECK_STR(text, expected);
	}
}

/*
 * Out and in again: the same bytes.
 */
static void
check_identity(const fnd_estimate *e, const char *plus_minus)
{
	fnd_estimate back;
	fnd_text_error error;
	guarded		g;
	size_t		length;

	guard(&g);
	length = fnd_text_write_estimate(e, plus_minus, g.text);
	check_guard(&g, length);
	if (!CHECK(fnd_text_read_valuation(g.text, length, &back, &error) ==
			   FND_OK) ||
		!CHECK(memcmp(e, &back, sizeof(back)) == 0))
		printf("\t\"%s\", kind %d\n", g.text, e->kind);
	if (e->basis != FND_BASIS_NONE)
		return;
	CHECK(fnd_text_read_estimate(g.text, length, &back, &error) == FND_OK);
	CHECK_MEM(e, &back, sizeof(back));
}

static void
test_identity(void)
{
	for (int i = 0; i < 40000; i++)
	{
		fnd_currency currency = i % 12 == 0 ? FND_CURRENCY_NONE :
											  random_currency();
		fnd_estimate e = i % 3 == 0 ?
			random_estimate_digits(currency, random_between(1, 4)) :
			random_estimate(currency);
		fnd_amount	amount;
		fnd_amount	back;
		fnd_text_error error;
		guarded		g;
		size_t		length;

		e.basis = (uint8_t) random_below(3);
		check_identity(&e, i % 2 == 0 ? PLUS_MINUS : "+/-");

		if (currency == FND_CURRENCY_NONE)
			continue;
		amount = random_amount(currency);
		guard(&g);
		length = fnd_text_write_amount(&amount, g.text);
		check_guard(&g, length);
		if (!CHECK(fnd_text_read_amount(g.text, length, &back, &error) ==
				   FND_OK) ||
			!CHECK(memcmp(&amount, &back, sizeof(back)) == 0))
			printf("\t\"%s\"\n", g.text);
	}

	/* every currency of the table, in its longest text */
	for (int i = 0; i < fnd_currency_count(); i++)
	{
		fnd_interval v = {
			fnd_i128_pow10(28),		  fnd_i128_pow10(28), 28,
			fnd_currency_at(i)->code, FND_UPPER_OPEN,	  FND_TAG_RANGE
		};
		fnd_estimate e;

		(void) fnd_i128_sub(fnd_i128_from_i64(1), v.lower, &v.lower);
		(void) fnd_i128_sub(v.upper, fnd_i128_from_i64(1), &v.upper);
		CHECK(fnd_estimate_make(&v, FND_BASIS_POST, &e) == FND_OK);
		check_identity(&e, PLUS_MINUS);
		v.bounds = 0;
		CHECK(fnd_estimate_make(&v, FND_BASIS_POST, &e) == FND_OK);
		check_identity(&e, PLUS_MINUS);

		/* "0±4999.." and "-4999..5±0.5": the longest of approximate ones */
		(void) fnd_i128_mul_i64(fnd_i128_pow10(27), -5, &v.lower);
		v.upper = fnd_i128_neg(v.lower);
		(void) fnd_i128_sub(v.upper, fnd_i128_from_i64(1), &v.upper);
		v.scale = 27;
		v.tag = FND_TAG_APPROXIMATE;
		CHECK(fnd_estimate_make(&v, FND_BASIS_PRE, &e) == FND_OK);
		check_identity(&e, "+/-");
	}
}

/*
 * Written figures against their value, said by the one who writes them.
 */
static char *
put_text(char *at, const char *text)
{
	size_t		length = strlen(text);

	memcpy(at, text, length + 1);
	return at + length;
}

static char *
put_spaces(char *at)
{
	for (int i = random_below(4) == 0 ? random_between(1, 2) : 0; i > 0; i--)
		*at++ = " \t\n\r"[random_below(4)];
	return at;
}

/* A number with its value; decimals are at most so many. */
static char *
put_random_number(char *at, dec *value)
{
	static const struct
	{
		const char *text;
		int			exponent;
	} suffixes[] = { { "", 0 },	  { "", 0 },   { "", 0 },	{ "k", 3 },
					 { "K", 3 },  { "M", 6 },  { "B", 9 },	{ "b", 9 },
					 { "bn", 9 }, { "BN", 9 }, { "Bn", 9 }, { "T", 12 },
					 { "t", 12 } };
	int			whole = random_between(1, random_below(3) == 0 ? 26 : 7);
	int			decimals = random_below(2) == 0 ? 0 : random_between(1, 6);
	bool		grouped = random_below(2) == 0;
	int			suffix = random_below(13);
	char		digits[64];
	int			count = 0;

	for (int i = 0; i < whole; i++)
	{
		char		c = (char) ('0' + random_below(10));

		if (i == 0 && whole > 1 && c == '0')
			c = '1';
		if (grouped && i > 0 && (whole - i) % 3 == 0)
			*at++ = ',';
		*at++ = digits[count++] = c;
	}
	if (decimals > 0)
	{
		*at++ = '.';
		for (int i = 0; i < decimals; i++)
			*at++ = digits[count++] = (char) ('0' + random_below(10));
	}
	digits[count] = '\0';
	big_set_text(digits, &value->coefficient);
	value->scale = decimals - suffixes[suffix].exponent;
	if (suffixes[suffix].exponent != 0)
	{
		at = put_spaces(at);
		at = put_text(at, suffixes[suffix].text);
	}
	return at;
}

static void
test_written_amounts(void)
{
	static const struct
	{
		const char *text;
		fnd_currency currency;
	} names[] = { { "USD", USD }, { "usd", USD },		   { "$", USD },
				  { "US$", USD }, { "\xE2\x82\xAC", EUR }, { "eur", EUR },
				  { "Jpy", JPY }, { "\xC2\xA5", JPY },	   { "BHD", BHD },
				  { "CLF", CLF } };

	for (int i = 0; i < 30000; i++)
	{
		char		text[160];
		char	   *at = text;
		int			name = random_below(10);
		const char *code = names[name].text;
		int			form = random_below(7);
		fnd_amount	amount;
		fnd_text_error error;
		fnd_status	status;
		dec			value;
		dec			got;
		bool		is_negative = false;

		at = put_spaces(at);
		switch (form)
		{
			case 0: /* 5 USD */
				at = put_random_number(at, &value);
				at = put_spaces(at);
				at = put_text(at, code);
				break;
			case 1: /* USD 5 */
				at = put_text(at, code);
				at = put_spaces(at);
				at = put_random_number(at, &value);
				break;
			case 2: /* -5 USD */
				is_negative = true;
				at = put_text(at, random_below(2) == 0 ? "-" : "\xE2\x88\x92");
				at = put_spaces(at);
				at = put_random_number(at, &value);
				at = put_spaces(at);
				at = put_text(at, code);
				break;
			case 3: /* USD -5, -USD 5 */
				is_negative = true;
				if (random_below(2) == 0)
				{
					at = put_text(at, "-");
					at = put_spaces(at);
					at = put_text(at, code);
				}
				else
				{
					at = put_text(at, code);
					at = put_spaces(at);
					at = put_text(at, "-");
				}
				at = put_spaces(at);
				at = put_random_number(at, &value);
				break;
			case 4: /* (5) USD */
				is_negative = true;
				at = put_text(at, "(");
				at = put_spaces(at);
				at = put_random_number(at, &value);
				at = put_spaces(at);
				at = put_text(at, ")");
				at = put_spaces(at);
				at = put_text(at, code);
				break;
			case 5: /* USD (5) */
				is_negative = true;
				at = put_text(at, code);
				at = put_spaces(at);
				at = put_text(at, "(");
				at = put_random_number(at, &value);
				at = put_text(at, ")");
				break;
			default: /* +5 USD */
				at = put_text(at, "+");
				at = put_random_number(at, &value);
				at = put_spaces(at);
				at = put_text(at, code);
				break;
		}
		at = put_spaces(at);
		*at = '\0';
		if (is_negative)
			big_negate(&value.coefficient);
		status = fnd_text_read_amount(text, (size_t) (at - text), &amount,
									  &error);
		if (!oracle_canonical(&value,
							  fnd_currency_minor_units(names[name].currency)))
		{
			CHECK(status == FND_ERR_RANGE);
			continue;
		}
		if (!CHECK(status == FND_OK))
		{
			printf("\t\"%s\": status %d\n", text, (int) status);
			continue;
		}
		dec_set(fnd_amount_coefficient(&amount), amount.scale, &got);
		if (!CHECK(dec_compare(&got, &value) == 0 &&
				   amount.currency == names[name].currency))
			printf("\t\"%s\"\n", text);
	}
}

/*
 * The fuzz.  Texts end exactly where a guarded array ends, so that a byte
 * read behind one is seen.
 */
#define ARENA_BYTES 96

static char arena[ARENA_BYTES];

static const char *const seeds[] = { "80000000000.00 USD",
									 ("7000000000.00\xC2\xB1"
									  "500000000.00 USD"),
									 "nearly 6500000000.00..7000000000.00 USD",
									 ">2700000000.00 USD post",
									 "(..5000000.00] EUR",
									 "[1.00..2.00) USD pre",
									 "undisclosed USD",
									 "(..)",
									 "5B +/- 10% USD",
									 "~7.0bn eur",
									 "(1,234,567.50) USD",
									 "HK$ 12k",
									 "$3.5B..$4.5B",
									 "\xE2\x89\xA5 2.7B USD",
									 "\xE2\x88\x92 5 JPY",
									 "9999999999999999999999999999 JPY",
									 "0.0000000000000000000000000001 BHD",
									 "<=-5 CLF pre-money",
									 "-.5k\xE2\x82\xAC",
									 "80BUSD",
									 "undisclosed post",
									 "nearly -3..-2 XAU",
									 "5..5USD",
									 "5 USD premoney",
									 "USD 5 Post Money" };

static const char *const pieces[] = {
	"0",
	"1",
	"9",
	"5",
	"00",
	"000",
	"999",
	".",
	"..",
	",",
	",000",
	"-",
	"+",
	"(",
	")",
	"[",
	"]",
	"~",
	"<",
	">",
	"=",
	"%",
	"\xC2\xB1",
	"+/-",
	"+-",
	" ",
	"\t",
	"k",
	"M",
	"m",
	"B",
	"bn",
	"T",
	"USD",
	"eur",
	"JPY",
	"CLF",
	"XAU",
	"$",
	"US$",
	"\xE2\x82\xAC",
	"\xC2\xA5",
	"nearly",
	"undisclosed",
	"pre",
	"post",
	"-money",
	"\xE2\x88\x92",
	"\xE2\x89\xA5",
	"\xE2\x89\xA4",
	"\xC2",
	"\xE2",
	"\xFF",
	"z\xC5\x82",
	"_",
	"'",
	"e",
	"99999999999999999999999999",
	"0000000000000000000000000000000000000001"
};

#define COUNT_OF(array) ((int) (sizeof(array) / sizeof((array)[0])))

/* One piece of a text goes, comes, or becomes another. */
static int
spoil(char *text, int length, int length_max)
{
	const char *piece = pieces[random_below(COUNT_OF(pieces))];
	int			piece_length = (int) strlen(piece);
	int			at = random_below(length + 1);
	int			cut = 0;

	switch (random_below(4))
	{
		case 0:
			/* a part goes */
			cut = random_between(0, length - at < 4 ? length - at : 4);
			piece_length = 0;
			break;
		case 1:
			/* one byte changes */
			if (at < length)
				text[at] = random_below(2) == 0 ? piece[0] :
												  (char) check_random_u64();
			return length;
		case 2:
			cut = random_between(0, length - at < 3 ? length - at : 3);
			break;
		default:
			break;
	}
	if (length - cut + piece_length > length_max)
		return length;
	memmove(text + at + piece_length, text + at + cut,
			(size_t) (length - at - cut));
	memcpy(text + at, piece, (size_t) piece_length);
	return length - cut + piece_length;
}

static int
random_text(char *text, int length_max)
{
	int			length = 0;

	switch (random_below(5))
	{
		case 0:
			/* any bytes */
			length = random_below(40);
			for (int i = 0; i < length; i++)
				text[i] = (char) check_random_u64();
			return length;
		case 1:
			/* pieces of the grammar, in any order */
			for (int i = random_between(1, 9); i > 0; i--)
			{
				const char *piece = pieces[random_below(COUNT_OF(pieces))];
				int			piece_length = (int) strlen(piece);

				if (length + piece_length > length_max)
					break;
				memcpy(text + length, piece, (size_t) piece_length);
				length += piece_length;
			}
			return length;
		case 2:
		{
			/* a random value, spoilt */
			fnd_estimate e = random_estimate(random_currency());
			char		buffer[FND_TEXT_MAX];

			e.basis = (uint8_t) random_below(3);
			length = (int) fnd_text_write_estimate(&e, PLUS_MINUS, buffer);
			memcpy(text, buffer, (size_t) length);
			break;
		}
		default:
		{
			const char *seed = seeds[random_below(COUNT_OF(seeds))];

			length = (int) strlen(seed);
			memcpy(text, seed, (size_t) length);
			break;
		}
	}
	for (int i = random_between(1, 4); i > 0; i--)
		length = spoil(text, length, length_max);
	return length;
}

/* What no accepted value may be; quick, and counted as one check. */
static bool
is_sound(const fnd_estimate *e, bool is_valuation)
{
	fnd_estimate back;
	fnd_text_error error;
	char		buffer[FND_TEXT_MAX];
	char		brief[FND_TEXT_MAX];
	size_t		length;

	if (fnd_estimate_check(e, is_valuation) != FND_OK)
		return false;
	length = fnd_text_write_estimate(e, PLUS_MINUS, buffer);
	if (length >= FND_TEXT_MAX || buffer[length] != '\0')
		return false;
	if (fnd_text_read_valuation(buffer, length, &back, &error) != FND_OK ||
		memcmp(&back, e, sizeof(back)) != 0)
		return false;
	return fnd_abbreviate_estimate(e, random_below(13), PLUS_MINUS, brief) ==
		FND_OK &&
		strlen(brief) < FND_TEXT_MAX;
}

static bool
is_sound_amount(const fnd_amount *amount)
{
	fnd_amount	back;
	fnd_text_error error;
	char		buffer[FND_TEXT_MAX];
	size_t		length;

	if (fnd_amount_check(amount) != FND_OK)
		return false;
	length = fnd_text_write_amount(amount, buffer);
	return length < FND_TEXT_MAX && buffer[length] == '\0' &&
		fnd_text_read_amount(buffer, length, &back, &error) == FND_OK &&
		memcmp(&back, amount, sizeof(back)) == 0;
}

static void
show_text(const char *text, int length)
{
	if (check_failed > CHECK_FAILURES_SHOWN)
		return;
	printf("\ttext:");
	for (int i = 0; i < length; i++)
		printf(" %02X", (unsigned char) text[i]);
	printf("\n\t\"%.*s\"\n", length, text);
}

static void
fuzz_texts(void)
{
	static const estimate_reader readers[] = { fnd_text_read_estimate,
											   fnd_text_read_valuation };
	unsigned long accepted = 0;
	char		buffer[ARENA_BYTES];

	for (int i = 0; i < FUZZ_COUNT; i++)
	{
		int			length = random_text(buffer, ARENA_BYTES);
		char	   *text = i % 4 == 0 ? arena : arena + ARENA_BYTES - length;
		fnd_text_error error;
		fnd_amount	amount;
		fnd_estimate e[2];
		fnd_status	status;
		fnd_status	of_two[2];

		memcpy(text, buffer, (size_t) length);
		status = fnd_text_read_amount(text, (size_t) length, &amount, &error);
		if (status == FND_OK)
		{
			accepted++;
			if (!CHECK(is_sound_amount(&amount)))
				show_text(text, length);
		}
		else if (!CHECK(error.status == status &&
						error.at + error.length <= (size_t) length))
			show_text(text, length);
		for (int j = 0; j < 2; j++)
		{
			of_two[j] = readers[j](text, (size_t) length, &e[j], &error);
			if (of_two[j] == FND_OK)
			{
				accepted++;
				if (!CHECK(is_sound(&e[j], j == 1)))
					show_text(text, length);
			}
			else if (!CHECK(error.status == of_two[j] &&
							error.at + error.length <= (size_t) length))
				show_text(text, length);
		}

		/* what one reader takes, the next one takes as the same value */
		if (status == FND_OK)
		{
			fnd_estimate exact;

			fnd_estimate_from_amount(&amount, &exact);
			if (!CHECK(of_two[0] == FND_OK &&
					   memcmp(&exact, &e[0], sizeof(exact)) == 0))
				show_text(text, length);
		}
		if (of_two[0] == FND_OK &&
			!CHECK(of_two[1] == FND_OK &&
				   memcmp(&e[0], &e[1], sizeof(e[0])) == 0))
			show_text(text, length);
	}
	CHECK(accepted > FUZZ_COUNT / 20);
}

static void
fuzz_bytes(void)
{
	unsigned long accepted_amounts = 0;
	unsigned long accepted_estimates = 0;

	for (int i = 0; i < FUZZ_COUNT; i++)
	{
		fnd_currency currency = i % 9 == 0 ? FND_CURRENCY_NONE :
											 random_currency();
		fnd_amount	amount;
		fnd_estimate e;
		uint8_t		bytes[32];
		int			changes = random_between(0, 3);
		bool		is_random = i % 5 == 0;

		if (is_random)
			for (int j = 0; j < 32; j++)
				bytes[j] = (uint8_t) check_random_u64();
		else
		{
			e = random_estimate_digits(currency, random_between(1, 28));
			memcpy(bytes, &e, sizeof(e));
			for (int j = 0; j < changes; j++)
				bytes[random_below(32)] ^= random_below(2) == 0 ?
					(uint8_t) check_random_u64() :
					(uint8_t) (1 << random_below(8));
		}
		memcpy(&e, bytes, sizeof(e));
		if (fnd_estimate_check(&e, true) == FND_OK)
		{
			accepted_estimates++;
			CHECK(is_sound(&e, true));
		}

		if (!is_random)
		{
			amount = random_amount(random_currency());
			memcpy(bytes, &amount, sizeof(amount));
			for (int j = 0; j < changes; j++)
				bytes[random_below(16)] ^= random_below(2) == 0 ?
					(uint8_t) check_random_u64() :
					(uint8_t) (1 << random_below(8));
		}
		memcpy(&amount, bytes, sizeof(amount));
		if (fnd_amount_check(&amount) == FND_OK)
		{
			accepted_amounts++;
			CHECK(is_sound_amount(&amount));
		}
	}
	CHECK(accepted_amounts > FUZZ_COUNT / 10);
	CHECK(accepted_estimates > FUZZ_COUNT / 10);
}

int
main(void)
{
	check_seed(20261130);
	test_known_amounts();
	test_known_estimates();
	test_known_errors();
	test_imprecise_amounts();
	test_bases();
	test_numbers();
	test_identity();
	test_written_amounts();
	fuzz_texts();
	fuzz_bytes();
	return check_done("text");
}
