/*
 * test_currency.c
 *	  The currency table and its look-ups: src/core/currency.c.
 *
 * What is expected here is written by hand from ISO 4217, not taken from the
 * generated table.
 */
#include "check.h"

#include "../../src/core/currency.h"

/*
 * The known currency of three letters; what is not known fails the test.
 */
static const struct fnd_currency_info *
known(const char *letters)
{
	static const struct fnd_currency_info nothing = { .name = "(unknown)" };
	const struct fnd_currency_info *info;

	info = fnd_currency_info(fnd_currency_from_letters(letters));
	if (!CHECK(info != NULL))
		return &nothing;
	return info;
}

static void
test_letters(void)
{
	char		letters[4] = "xyz";

	CHECK_EQ_I64(fnd_currency_from_letters("AAA"), 1);
	CHECK_EQ_I64(fnd_currency_from_letters("AAB"), 2);
	CHECK_EQ_I64(fnd_currency_from_letters("ABA"), 27);
	CHECK_EQ_I64(fnd_currency_from_letters("BAA"), 677);
	CHECK_EQ_I64(fnd_currency_from_letters("ZZZ"), 17576);
	CHECK_EQ_I64(fnd_currency_from_letters("usd"),
				 FND_CURRENCY_CODE('U', 'S', 'D'));
	CHECK_EQ_I64(fnd_currency_from_letters("uSd"),
				 FND_CURRENCY_CODE('U', 'S', 'D'));
	CHECK_EQ_I64(fnd_currency_from_letters("USD5"),
				 FND_CURRENCY_CODE('U', 'S', 'D'));
	CHECK_EQ_I64(fnd_currency_from_letters(""), FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_currency_from_letters("U"), FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_currency_from_letters("US"), FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_currency_from_letters("U5D"), FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_currency_from_letters("US$"), FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_currency_from_letters("@AB"), FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_currency_from_letters("A[B"), FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_currency_from_letters("AB`"), FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_currency_from_letters("AB{"), FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_currency_from_letters("\xc3\x89U"), FND_CURRENCY_NONE);

	fnd_currency_to_letters(FND_CURRENCY_NONE, letters);
	CHECK_STR(letters, "");
	fnd_currency_to_letters(1, letters);
	CHECK_STR(letters, "AAA");
	fnd_currency_to_letters(17576, letters);
	CHECK_STR(letters, "ZZZ");
	fnd_currency_to_letters(17577, letters);
	CHECK_STR(letters, "");
	fnd_currency_to_letters(UINT16_MAX, letters);
	CHECK_STR(letters, "");
}

/*
 * Every number that 16 bits hold: the letters go there and back, and the
 * three ways into the table say the same.
 */
static void
test_all_numbers(void)
{
	char		before[4] = "";
	int			known_count = 0;
	bool		is_ascending = true;
	bool		is_round_trip = true;
	bool		is_consistent = true;

	for (int code = 0; code <= UINT16_MAX; code++)
	{
		fnd_currency currency = (fnd_currency) code;
		const struct fnd_currency_info *info = fnd_currency_info(currency);
		char		letters[4];

		fnd_currency_to_letters(currency, letters);
		if (code == 0 || code > FND_CURRENCY_MAX)
			is_round_trip &= letters[0] == '\0' && info == NULL;
		else
		{
			is_round_trip &= fnd_currency_from_letters(letters) == currency;
			is_ascending &= strcmp(before, letters) < 0;
			memcpy(before, letters, sizeof(before));
		}
		is_consistent &= fnd_currency_is_known(currency) == (info != NULL);
		is_consistent &= fnd_currency_minor_units(currency) ==
			(info == NULL ? 0 : info->minor_units);
		if (info != NULL)
		{
			is_consistent &= info->code == currency;
			known_count++;
		}
	}
	CHECK(is_round_trip);
	CHECK(is_ascending);
	CHECK(is_consistent);
	CHECK_EQ_I64(known_count, fnd_currency_count());
}

static void
test_table(void)
{
	int			active_count = 0;
	bool		is_unique = true;

	for (int i = 0; i < fnd_currency_count(); i++)
	{
		const struct fnd_currency_info *info = fnd_currency_at(i);
		char		letters[4];

		fnd_currency_to_letters(info->code, letters);
		CHECK_EQ_I64(fnd_currency_from_letters(letters), info->code);
		CHECK(fnd_currency_info(info->code) == info);
		CHECK(i == 0 || fnd_currency_at(i - 1)->code < info->code);
		CHECK(info->minor_units <= FND_CURRENCY_MINOR_UNITS_MAX);
		CHECK(info->has_minor_units || info->minor_units == 0);
		CHECK(info->numeric <= 999);
		CHECK(info->numeric > 0 || (info->is_historic && letters[0] == 'X'));
		CHECK(info->name != NULL && strlen(info->name) >= 3);
		CHECK_EQ_I64(fnd_currency_nearest(letters, 3), info->code);
		if (!info->is_historic)
			active_count++;

		/* An active number is given once. */
		for (int j = 0; j < i && !info->is_historic; j++)
			if (!fnd_currency_at(j)->is_historic)
				is_unique &= info->numeric != fnd_currency_at(j)->numeric;
	}
	CHECK(is_unique);
	/* 179 on the list of 2024-06-25, XCG and XAD in, ANG, CUC, BGN out. */
	CHECK_EQ_I64(active_count, 178);
	CHECK_EQ_I64(fnd_currency_count(), 307);
	CHECK(fnd_currency_at(-1) == NULL);
	CHECK(fnd_currency_at(fnd_currency_count()) == NULL);
	CHECK(fnd_currency_at(INT32_MAX) == NULL);
	CHECK(fnd_currency_at(INT32_MIN) == NULL);
}

static void
test_spot_checks(void)
{
	static const struct
	{
		char		letters[4];
		int			numeric;
		int			minor_units;
		bool		is_historic;
	} expected[] = { { "USD", 840, 2, false },
					 { "EUR", 978, 2, false },
					 { "GBP", 826, 2, false },
					 { "CHF", 756, 2, false },
					 { "CAD", 124, 2, false },
					 { "ALL", 8, 2, false },
					 { "JPY", 392, 0, false },
					 { "KRW", 410, 0, false },
					 { "CLP", 152, 0, false },
					 { "ISK", 352, 0, false },
					 { "VND", 704, 0, false },
					 { "XOF", 952, 0, false },
					 { "UGX", 800, 0, false },
					 { "BHD", 48, 3, false },
					 { "KWD", 414, 3, false },
					 { "OMR", 512, 3, false },
					 { "TND", 788, 3, false },
					 { "IQD", 368, 3, false },
					 { "JOD", 400, 3, false },
					 { "LYD", 434, 3, false },
					 { "CLF", 990, 4, false },
					 { "UYW", 927, 4, false },
					 /* of ISO, where CLDR has 0 */
					 { "HUF", 348, 2, false },
					 { "TWD", 901, 2, false },
					 { "IDR", 360, 2, false },
					 { "COP", 170, 2, false },
					 { "PKR", 586, 2, false },
					 { "IRR", 364, 2, false },
					 /* after the list of 2024-06-25 */
					 { "XCG", 532, 2, false },
					 { "XAD", 396, 2, false },
					 { "ZWG", 924, 2, false },
					 { "ANG", 532, 2, true },
					 { "CUC", 931, 2, true },
					 { "BGN", 975, 2, true },
					 { "ZWL", 932, 2, true },
					 /* historic */
					 { "DEM", 276, 2, true },
					 { "FRF", 250, 2, true },
					 { "NLG", 528, 2, true },
					 { "IEP", 372, 2, true },
					 { "ITL", 380, 0, true },
					 { "ESP", 724, 0, true },
					 { "BEF", 56, 0, true },
					 { "LUF", 442, 0, true },
					 { "PTE", 620, 0, true },
					 { "GRD", 300, 0, true },
					 { "TRL", 792, 0, true },
					 { "BYR", 974, 0, true },
					 { "MGF", 450, 0, true },
					 { "ADP", 20, 0, true },
					 { "TPE", 626, 0, true },
					 { "ROL", 642, 0, true },
					 { "HRK", 191, 2, true },
					 { "LTL", 440, 2, true },
					 { "LVL", 428, 2, true },
					 { "EEK", 233, 2, true },
					 { "SLL", 694, 2, true },
					 { "RUR", 810, 2, true },
					 { "SUR", 810, 2, true },
					 { "ZWD", 716, 2, true },
					 { "YUM", 891, 2, true },
					 { "YDD", 720, 3, true },
					 { "XEU", 954, 2, true },
					 { "CSK", 200, 2, true } };
	static const char *const without[] = { "XAU", "XAG", "XPT", "XPD", "XDR",
										   "XTS", "XXX", "XSU", "XUA", "XBA",
										   "XFO", "XFU", "XRE" };
	static const char *const unknown[] = { "AAA", "ZZZ", "BTC", "CNH", "CNX",
										   "EUX", "XYZ", "MAF", "USX" };

	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
	{
		const struct fnd_currency_info *info = known(expected[i].letters);

		if (info->numeric != expected[i].numeric ||
			info->minor_units != expected[i].minor_units ||
			info->is_historic != expected[i].is_historic)
			printf("%s:\n", expected[i].letters);
		CHECK_EQ_I64(info->numeric, expected[i].numeric);
		CHECK_EQ_I64(info->minor_units, expected[i].minor_units);
		CHECK(info->is_historic == expected[i].is_historic);
		CHECK(info->has_minor_units);
		CHECK_EQ_I64(fnd_currency_minor_units(info->code),
					 expected[i].minor_units);
	}
	for (size_t i = 0; i < sizeof(without) / sizeof(without[0]); i++)
	{
		CHECK(!known(without[i])->has_minor_units);
		CHECK_EQ_I64(known(without[i])->minor_units, 0);
	}
	for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++)
	{
		fnd_currency code = fnd_currency_from_letters(unknown[i]);

		CHECK(code != FND_CURRENCY_NONE);
		CHECK(!fnd_currency_is_known(code));
		CHECK(fnd_currency_info(code) == NULL);
		CHECK_EQ_I64(fnd_currency_minor_units(code), 0);
	}
	CHECK_EQ_I64(known("XFO")->numeric, 0);
	CHECK(known("CLF")->is_fund);
	CHECK(known("CHE")->is_fund);
	CHECK(!known("CHF")->is_fund);
	CHECK_STR(known("USD")->name, "US Dollar");
	CHECK_STR(known("GBP")->name, "Pound Sterling");
	CHECK_STR(known("VES")->name, "Bolivar Soberano");
	CHECK_STR(known("TOP")->name, "Pa'anga");
	CHECK_STR(known("KMF")->name, "Comorian Franc");
	CHECK_STR(known("XCG")->name, "Caribbean Guilder");
	CHECK_STR(known("DEM")->name, "German Mark");
}

/*
 * The hint for a written code, as letters.
 */
static const char *
nearest(const char *written)
{
	static char	letters[4];

	fnd_currency_to_letters(fnd_currency_nearest(written, strlen(written)),
							letters);
	return letters;
}

static void
test_nearest(void)
{
	/* one letter wrong, missing, too many, or two exchanged */
	CHECK_STR(nearest("USX"), "USD");
	CHECK_STR(nearest("usx"), "USD");
	CHECK_STR(nearest("EUE"), "EUR");
	CHECK_STR(nearest("EUX"), "EUR");
	CHECK_STR(nearest("GBB"), "GBP");
	CHECK_STR(nearest("GBR"), "GBP");
	CHECK_STR(nearest("AUS"), "AUD");
	CHECK_STR(nearest("CAN"), "CAD");
	CHECK_STR(nearest("UDS"), "USD");
	CHECK_STR(nearest("ERU"), "EUR");
	CHECK_STR(nearest("GPB"), "GBP");
	CHECK_STR(nearest("JYP"), "JPY");
	CHECK_STR(nearest("USDD"), "USD");
	CHECK_STR(nearest("EURR"), "EUR");
	CHECK_STR(nearest("CFH"), "CHF");

	/* a country: its currency before its funds and its former ones */
	CHECK_STR(nearest("US"), "USD");
	CHECK_STR(nearest("us"), "USD");
	CHECK_STR(nearest("EU"), "EUR");
	CHECK_STR(nearest("GB"), "GBP");
	CHECK_STR(nearest("CH"), "CHF");
	CHECK_STR(nearest("JP"), "JPY");
	CHECK_STR(nearest("CL"), "CLP");
	CHECK_STR(nearest("MX"), "MXN");
	CHECK_STR(nearest("AU"), "AUD");
	CHECK_STR(nearest("DE"), "DEM");

	/* what people write */
	CHECK_STR(nearest("RMB"), "CNY");
	CHECK_STR(nearest("CNH"), "CNY");
	CHECK_STR(nearest("EURO"), "EUR");
	CHECK_STR(nearest("Euros"), "EUR");
	CHECK_STR(nearest("UKP"), "GBP");
	CHECK_STR(nearest("STG"), "GBP");
	CHECK_STR(nearest("NTD"), "TWD");
	CHECK_STR(nearest("NIS"), "ILS");
	CHECK_STR(nearest("YEN"), "JPY");
	CHECK_STR(nearest("SFR"), "CHF");
	CHECK_STR(nearest("dollars"), "USD");
	CHECK_STR(nearest("STERLING"), "GBP");

	/* no currency, or nothing near */
	CHECK_STR(nearest("BTC"), "");
	CHECK_STR(nearest("btc"), "");
	CHECK_STR(nearest("ETH"), "");
	CHECK_STR(nearest("USDT"), "");
	CHECK_STR(nearest(""), "");
	CHECK_STR(nearest("U"), "");
	CHECK_STR(nearest("QQQ"), "");
	CHECK_STR(nearest("123"), "");
	CHECK_STR(nearest("ABCDE"), "");
	CHECK_STR(nearest("a text of more than thirty-two letters"), "");
	CHECK_STR(nearest("\xe2\x82\xac"), "");

	/* A NUL is a byte like any other. */
	CHECK_EQ_I64(fnd_currency_nearest("US\0", 3),
				 FND_CURRENCY_CODE('U', 'S', 'D'));
	CHECK_EQ_I64(fnd_currency_nearest("\0\0\0", 3), FND_CURRENCY_NONE);
}

static void
check_symbol(const char *text, size_t expected_length, const char *expected)
{
	fnd_currency code = FND_CURRENCY_NONE;
	char		letters[4];
	size_t		length;

	length = fnd_currency_symbol_match(text, strlen(text), &code);
	fnd_currency_to_letters(code, letters);
	if (length != expected_length || strcmp(letters, expected) != 0)
		printf("symbol in \"%s\":\n", text);
	CHECK_EQ_I64(length, expected_length);
	CHECK_STR(letters, expected);
}

static void
test_symbols(void)
{
	static const struct
	{
		const char *symbol;
		const char *letters;
	} expected[] = { { "$", "USD" },	{ "€", "EUR" },	   { "£", "GBP" },
					 { "¥", "JPY" },	{ "US$", "USD" },  { "A$", "AUD" },
					 { "AU$", "AUD" },	{ "C$", "CAD" },   { "CA$", "CAD" },
					 { "HK$", "HKD" },	{ "NZ$", "NZD" },  { "S$", "SGD" },
					 { "NT$", "TWD" },	{ "R$", "BRL" },   { "MX$", "MXN" },
					 { "CN¥", "CNY" },	{ "JP¥", "JPY" },  { "AR$", "ARS" },
					 { "BZ$", "BZD" },	{ "Bds$", "BBD" }, { "COL$", "COP" },
					 { "EC$", "XCD" },	{ "FJ$", "FJD" },  { "J$", "JMD" },
					 { "MOP$", "MOP" }, { "N$", "NAD" },   { "RD$", "DOP" },
					 { "TT$", "TTD" },	{ "₹", "INR" },	   { "₩", "KRW" },
					 { "₽", "RUB" },	{ "₺", "TRY" },	   { "₪", "ILS" },
					 { "₫", "VND" },	{ "₴", "UAH" },	   { "₦", "NGN" },
					 { "฿", "THB" },	{ "₱", "PHP" },	   { "₡", "CRC" },
					 { "₲", "PYG" },	{ "₸", "KZT" },	   { "₼", "AZN" },
					 { "₾", "GEL" },	{ "⃀", "KGS" },  { "₭", "LAK" },
					 { "₮", "MNT" },	{ "₵", "GHS" },	   { "៛", "KHR" },
					 { "৳", "BDT" },	{ "֏", "AMD" },	   { "؋", "AFN" },
					 { "zł", "PLN" },	{ "Kč", "CZK" },   { "＄", "USD" },
					 { "﹩", "USD" },	{ "￥", "JPY" },   { "￡", "GBP" },
					 { "￦", "KRW" },	{ "US＄", "USD" }, { "HK＄", "HKD" },
					 { "CN￥", "CNY" } };

	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
	{
		size_t		length = strlen(expected[i].symbol);
		char		text[32];

		check_symbol(expected[i].symbol, length, expected[i].letters);
		snprintf(text, sizeof(text), "%s80B", expected[i].symbol);
		check_symbol(text, length, expected[i].letters);
		snprintf(text, sizeof(text), "%s 80B", expected[i].symbol);
		check_symbol(text, length, expected[i].letters);
		snprintf(text, sizeof(text), " %s", expected[i].symbol);
		check_symbol(text, 0, "");

		/* Cut short it is nothing, and nothing behind the cut is read. */
		for (size_t cut = 0; cut < length; cut++)
		{
			fnd_currency code = FND_CURRENCY_NONE;
			char	   *part = malloc(cut + 1);

			memcpy(part, expected[i].symbol, cut);
			CHECK_EQ_I64(fnd_currency_symbol_match(part, cut, &code), 0);
			CHECK_EQ_I64(code, FND_CURRENCY_NONE);
			free(part);
		}
	}
	check_symbol("", 0, "");
	check_symbol("USD", 0, "");
	check_symbol("80", 0, "");
	check_symbol("XY$", 0, "");
	check_symbol("ABCD$", 0, "");
	check_symbol("us$", 0, "");
	check_symbol("HK€", 0, "");
	check_symbol("HK¥", 0, "");
	check_symbol("CN$", 0, "");
	check_symbol("kr", 0, "");
	check_symbol("R 5", 0, "");
	check_symbol("₨", 0, "");
	check_symbol("zl", 0, "");
	check_symbol("$$", 1, "USD");
	check_symbol("$US", 1, "USD");
}

/*
 * Any bytes: nothing is read outside them (the sanitizer sees it), what is
 * answered is known, and a symbol is not longer than its text.
 */
static void
test_any_bytes(void)
{
	static const char likely[] = "$USDAZRHKNTC\xc2\xa3\xa5\xe2\x82\xac\xef";
	bool		is_sound = true;

	check_seed(4217);
	for (int i = 0; i < 200000; i++)
	{
		size_t		length = (size_t) check_random_below(8);
		char	   *bytes = malloc(length + 1);
		fnd_currency code = FND_CURRENCY_NONE;
		fnd_currency near;
		size_t		matched;

		if (i % 100 == 0)
		{
			free(bytes);
			length = 8 + (size_t) check_random_below(100);
			bytes = malloc(length + 1);
		}
		for (size_t j = 0; j < length; j++)
			bytes[j] = i % 2 == 0 ?
				(char) check_random_below(256) :
				likely[check_random_below(sizeof(likely) - 1)];
		/* exactly this long, so that a byte too far is seen */
		bytes = realloc(bytes, length > 0 ? length : 1);

		matched = fnd_currency_symbol_match(bytes, length, &code);
		is_sound &= matched <= length;
		is_sound &= (matched > 0) == (code != FND_CURRENCY_NONE);
		is_sound &= matched == 0 || fnd_currency_is_known(code);

		near = fnd_currency_nearest(bytes, length);
		is_sound &= near == FND_CURRENCY_NONE || fnd_currency_is_known(near);

		if (length >= 3)
		{
			code = fnd_currency_from_letters(bytes);
			is_sound &= code <= FND_CURRENCY_MAX;
		}
		free(bytes);
	}
	CHECK(is_sound);
}

int
main(void)
{
	test_letters();
	test_all_numbers();
	test_table();
	test_spot_checks();
	test_nearest();
	test_symbols();
	test_any_bytes();
	return check_done("currency");
}
