/*
 * test_written.c
 *	  Money as people write it, rule by rule: shapes of numbers, number words,
 *	  magnitudes, currencies, qualifiers, ranges, minor units, limits.
 *
 * Long and random texts are in test_written_texts.c; words are tried
 * language by language in test/written (test/t/written_cases.sh).
 */
#include "written_helpers.h"

#define NBSP "\xC2\xA0"
#define NARROW_NBSP "\xE2\x80\xAF"
#define QUOTE "\xE2\x80\x99"
#define MARK "\xE2\x80\x8E" /* left to right */

/* ---- numbers in digits ---- */

/*
 * The same in every language: what is no single separator with three digits
 * behind it says by itself which separator is the decimal one.
 */
static void
test_shapes_of_all_languages(void)
{
	static const char *const shapes[][2] = {
		{ "5 EUR", "5 EUR" },
		{ "1234567 EUR", "1234567 EUR" },
		{ "1 234 567,89 EUR", "1234567.89 EUR" },
		{ "1" NBSP "234" NBSP "567,89 EUR", "1234567.89 EUR" },
		{ "1" NARROW_NBSP "234 EUR", "1234 EUR" },
		{ "1'234'567.89 EUR", "1234567.89 EUR" },
		{ "1" QUOTE "234 EUR", "1234 EUR" },
		{ "1.234,5 EUR", "1234.5 EUR" },
		{ "1,234.5 EUR", "1234.5 EUR" },
		{ "1,234,567.891 EUR", "1234567.891 EUR" },
		{ "1.234.567,891 EUR", "1234567.891 EUR" },
		{ "1,234,567 EUR", "1234567 EUR" },
		{ "1.234.567 EUR", "1234567 EUR" },
		{ "1 234.567 EUR", "1234.567 EUR" },
		{ "12,34,567 EUR", "1234567 EUR" },
		{ "1,23,45,678.9 EUR", "12345678.9 EUR" },
		{ "0,5 EUR", "0.5 EUR" },
		{ "0.5 EUR", "0.5 EUR" },
		{ ".5 EUR", "0.5 EUR" },
		{ "0,500 EUR", "0.5 EUR" },
		{ "0.500 EUR", "0.5 EUR" },
		{ "1234,567 EUR", "1234.567 EUR" },
		{ "1234.567 EUR", "1234.567 EUR" },
		{ "1,2345 EUR", "1.2345 EUR" },
		{ "1,25 EUR", "1.25 EUR" },
		{ "1'2 EUR", "1.2 EUR" },
		{ "1'25 EUR", "1.25 EUR" },
		{ "1.25 EUR", "1.25 EUR" },
		{ "007 EUR", "7 EUR" },
		{ "24,- EUR", "24 EUR" },
		{ "24.-- EUR", "24 EUR" },
		{ "0 EUR", "0 EUR" },
		{ "-0 EUR", "0 EUR" },

		/* digits of other scripts, with their own separators */
		{ "\xEF\xBC\x91\xEF\xBC\x8C\xEF\xBC\x92\xEF\xBC\x93\xEF\xBC\x94"
		  "\xEF\xBC\x8E\xEF\xBC\x95 EUR",
		  "1234.5 EUR" },
		{ "\xD9\xA1\xD9\xA2\xD9\xAC\xD9\xA3\xD9\xA4\xD9\xA5\xD9\xAB\xD9\xA6"
		  "\xD9\xA7 EUR",
		  "12345.67 EUR" },
		{ "\xDB\xB1\xDB\xB2\xD9\xAC\xDB\xB3\xDB\xB4\xDB\xB5 EUR",
		  "12345 EUR" },
		{ "\xE0\xA5\xA7\xE0\xA5\xA8,\xE0\xA5\xA9\xE0\xA5\xAA,\xE0\xA5\xAB"
		  "\xE0\xA5\xAC\xE0\xA5\xAD EUR",
		  "1234567 EUR" },

		/* no numbers: dates, versions, telephones, slips */
		{ "12.34.56 EUR", NULL },
		{ "1,5.5 EUR", NULL },
		{ "1.234.56 EUR", NULL },
		{ "1,234,56 EUR", NULL },
		{ "1234,567,890 EUR", NULL },
		{ "1.234,567.890 EUR", NULL },
		{ "1 23 EUR", NULL },
		{ "1..2 EUR", NULL },
		{ "1,,2 EUR", NULL },
		{ "1234 567 EUR", NULL },
		{ "1 234 56 EUR", NULL },
		{ "1 234 5678 EUR", NULL },
		{ "1'2345 EUR", NULL },
		{ "1.2.3 EUR", NULL },
		{ "1,234'567 EUR", NULL },
	};

	for (int i = 0; i < fnd_language_count(); i++)
	{
		for (size_t j = 0; j < sizeof(shapes) / sizeof(*shapes); j++)
			expect_figure(fnd_language_tag(i), NULL, shapes[j][0],
						  shapes[j][1], fnd_language_tag(i), (int) j);
	}
}

/*
 * One separator and three digits: the decimal sign where it is the
 * language's, else thousands; a comma behind a currency is thousands
 * everywhere.  Where it may be either there is no figure: a decimal comma
 * with the currency behind, a language that is not known, "$5.000".
 */
static void
test_three_digits(void)
{
	for (int i = 0; i < fnd_language_count(); i++)
	{
		const char *tag = fnd_language_tag(i);
		fnd_language language = language_of(tag);
		bool		is_point = language.decimal == '.';
		bool		is_comma = language.decimal == ',';

		FIGURE(tag, "1.234 EUR",
			   is_point		? "1.234 EUR" :
				   is_comma ? "1234 EUR" :
							  NULL);
		FIGURE(tag, "EUR 1.234", is_point ? "1.234 EUR" : "1234 EUR");
		FIGURE(tag, "EUR 1,234", "1234 EUR");
		FIGURE(tag, "1,234 EUR", is_point ? "1234 EUR" : NULL);
		FIGURE(tag, "EUR 5.000", is_point ? NULL : "5000 EUR");
	}
	FIGURE("de-CH", "1.234 EUR", "1.234 EUR");
	FIGURE("de-AT", "1.234 EUR", "1234 EUR");
	FIGURE("es-MX", "1.234 MXN", "1.234 MXN");
	FIGURE("es-AR", "1.234 ARS", "1234 ARS");
	FIGURE("en", "1.234 million EUR", "1234000 EUR");
	FIGURE("en", "1,234 million EUR", "1234M EUR");
	FIGURE("fr", "1,234 million EUR", "1234000 EUR");
	FIGURE("fr", "1.234 million EUR", "1234M EUR");
	FIGURE("und", "1.234 M EUR", NULL);
}

/* ---- number words ---- */

static void
test_number_words(void)
{
	FIGURE("en", "twenty-one dollars", "21 USD");
	FIGURE("en", "two hundred and five dollars", "205 USD");
	FIGURE("en", "fifteen hundred dollars", "1500 USD");
	FIGURE("en", "half a million dollars", "500k USD");
	FIGURE("en", "two and a half million dollars", "2.5M USD");
	FIGURE("en", "one million two hundred thousand dollars", "1.2M USD");
	FIGURE("en", "two point five million dollars", "2.5M USD");
	FIGURE("en", "two point zero five million dollars", "2.05M USD");
	FIGURE("en", "a million dollars", "1M USD");
	FIGURE("fr", "vingt et un euros", "21 EUR");
	FIGURE("fr", "quatre-vingt-dix-sept euros", "97 EUR");
	FIGURE("fr", "deux cents millions de dollars", "200M USD");
	FIGURE("fr", "mille deux cents euros", "1200 EUR");
	FIGURE("fr", "un million et demi d" QUOTE "euros", "1.5M EUR");
	FIGURE("de", "einundzwanzig Euro", "21 EUR");
	FIGURE("de", "zweihundertfünfzig Millionen Euro", "250M EUR");
	FIGURE("de", "eintausendzweihundert Euro", "1200 EUR");
	FIGURE("de", "anderthalb Millionen Euro", "1.5M EUR");
	FIGURE("es", "veintiún euros", "21 EUR");
	FIGURE("es", "doscientos cincuenta millones de euros", "250M EUR");
	FIGURE("es", "mil doscientos millones de dólares", "1200M USD");
	FIGURE("es", "un millón y medio de euros", "1.5M EUR");
	FIGURE("ja", "三千五百万円", "35M JPY");
	FIGURE("ja", "百二十三円", "123 JPY");
	FIGURE("ja", "二〇二四円", "2024 JPY");
	FIGURE("ja", "1兆2000億円", "1.2T JPY");
	FIGURE("zh", "三千五百万元", "35M CNY");
	FIGURE("zh", "两百五十元", "250 CNY");
	FIGURE("ko", "이천오백만 원", "25M KRW");
	FIGURE("ko", "3천5백만 원", "35M KRW");
	FIGURE("ko", "1조 2000억 원", "1.2T KRW");
	FIGURE("hi", "तीन करोड़ रुपये", "30M INR");
	FIGURE("hi", "साढ़े तीन करोड़ रुपये", "35M INR");
	FIGURE("hi", "सवा करोड़ रुपये", "12.5M INR");
	FIGURE("hi", "पौने तीन लाख रुपये", "275k INR");
	FIGURE("ru", "двести пятьдесят миллионов рублей", "250M RUB");
	FIGURE("ru", "полтора миллиона рублей", "1.5M RUB");
	FIGURE("tr", "yirmi beş milyon lira", "25M TRY");

	FIGURE("ar", "ألفا وخمسمئة درهم", "1500 AED");
	FIGURE("ar", "ألفا درهم", "2000 AED");
	FIGURE("ru", "две целых и пять десятых миллиона рублей", "2.5M RUB");
	FIGURE("ru", "две целых двадцать пять сотых миллиона рублей", "2.25M RUB");
	FIGURE("ru", "около тысячи рублей", "~1000 RUB");
	FIGURE("zh", "25十亿美元", "25B USD");

	/* what does not go together is no number */
	FIGURE("ru", "две целых двадцать пять десятых миллиона рублей", NULL);
	FIGURE("id", "dua ratus puluh rupiah", NULL);
	FIGURE("id", "dua belas ratus puluh rupiah", NULL);
	MENTIONS("id", "Harganya Rp dua ratus puluh saja.", "");
	FIGURE("en", "two hundred hundred dollars", NULL);
	FIGURE("en", "twenty eleven dollars", NULL);
	FIGURE("en", "five six dollars", NULL);
	FIGURE("en", "hundred two hundred dollars", NULL);
	FIGURE("en", "million dollars", NULL);
	FIGURE("en", "several million dollars", NULL);
	FIGURE("ja", "数億円", NULL);
}

/* ---- magnitudes ---- */

static void
test_magnitudes(void)
{
	FIGURE("en", "$5 thousand", "5k USD");
	FIGURE("en", "$5k", "5k USD");
	FIGURE("en", "$5m", "5M USD");
	FIGURE("en", "$5 million", "5M USD");
	FIGURE("en", "$5bn", "5B USD");
	FIGURE("en", "$5 trillion", "5T USD");
	FIGURE("en", "Rs 5 crore", "50M INR");
	FIGURE("en", "Rs 2.4 lakh crore", "2.4T INR");
	FIGURE("en", "$80bn", "80B USD");
	FIGURE("fr", "5 milliards €", "5B EUR");
	FIGURE("fr", "5 billions €", "5T EUR");
	FIGURE("fr", "5 M€", "5M EUR");
	FIGURE("fr", "5 Md€", "5B EUR");
	FIGURE("fr", "7 000 milliards de dollars", "7T USD");
	FIGURE("de", "5 Billionen Euro", "5T EUR");
	FIGURE("de", "5 Mrd. Euro", "5B EUR");
	FIGURE("de", "5 Mio. €", "5M EUR");
	FIGURE("es", "5 billones de euros", "5T EUR");
	FIGURE("es", "7 mil millones de dólares", "7B USD");
	FIGURE("sv", "5 biljoner kronor", "5T SEK");
	FIGURE("it", "5 miliardi di euro", "5B EUR");
	FIGURE("ja", "50億円", "5B JPY");
	FIGURE("ko", "50억 원", "5B KRW");
	FIGURE("zh", "50亿美元", "5B USD");
	FIGURE("hi", "₹5 लाख करोड़", "5T INR");
	FIGURE("und", "$5", "5 USD");

	/* a decimal keeps its digits */
	FIGURE("en", "$1.2345 million", "1234500 USD");
	FIGURE("en", "$0.0000001 million", "0.1 USD");
	FIGURE("en", "one trillion trillion dollars", "1000000000000T USD");
}

/* ---- currencies ---- */

static void
test_currencies(void)
{
	FIGURE("en", "5", NULL);
	FIGURE_IN("en", "EUR", "5", "5 EUR");
	FIGURE_IN("en", "EUR", "5 million", "5M EUR");
	FIGURE_IN("en", "EUR", "$5", "5 USD");
	FIGURE_IN("en", "CAD", "$5", "5 CAD");
	FIGURE("en-CA", "$5", "5 CAD");
	FIGURE("es-MX", "$5", "5 MXN");
	FIGURE_IN("es-MX", "ARS", "$5", "5 ARS");
	FIGURE("en-CA", "US$5", "5 USD");
	FIGURE("en-CA", "$5 USD", "5 USD");
	FIGURE("en", "$45 CAD", "45 CAD");
	FIGURE("en", "USD 5 USD", "5 USD");
	FIGURE("en", "USD 5 EUR", NULL);
	FIGURE("en", "5 QQQ", NULL);
	FIGURE_IN("en", "EUR", "5 QQQ", NULL);
	FIGURE("ja", "¥5", "5 JPY");
	FIGURE("zh", "¥5", "5 CNY");
	FIGURE("en", "eur 5", "5 EUR");

	/* a letter that is an article too; points of a league; a force */
	FIGURE("pt", "12,5 UM", "12.5 MRU");
	FIGURE("es", "45 Pts", "45 ESP");
	MENTIONS("es", "El equipo suma 45 Pts.", "");
	MENTIONS("en", "It took two pounds-force to lift it.", "");

	/* an adjective says which dollar, and no other money */
	FIGURE("en", "$5 million Canadian", "5M CAD");
	FIGURE("en", "€5 million Canadian", NULL);
	MENTIONS("en", "It got €5 million Canadian funding.",
			 "€5 million => 5000000.00 EUR");
	MENTIONS("en", "It paid euros 500 Canadian visitors had left.",
			 "euros 500 => 500.00 EUR");

	/* only money is a mention, whatever the caller wants */
	MENTIONS_IN("en", "EUR", "We sold 5 houses in 2024.", "");
	MENTIONS_IN("en", "CAD", "It cost $5 then.", "$5 => 5.00 CAD");
	MENTIONS("en", "Chapter 12, 50 percent of 300 people, 2024-01-31.", "");
}

/* ---- signs ---- */

static void
test_signs(void)
{
	FIGURE("en", "-$5", "-5 USD");
	FIGURE("en", "$-5", "-5 USD");
	FIGURE("en", "\xE2\x88\x92$5", "-5 USD");
	FIGURE("en", "-5 USD", "-5 USD");
	FIGURE("en", "($5)", "-5 USD");
	FIGURE("en", "(5) USD", "-5 USD");
	FIGURE("en", "USD (5)", "-5 USD");
	FIGURE("en", "($1,234.50)", "-1234.50 USD");
	FIGURE("en", "$(3.2) million", "-3.2M USD");
	FIGURE("sv", "(345,6) Mkr", "-345.6M SEK");
	FIGURE("en", "(50) cents", "-0.5 USD");
	FIGURE("fr", "(50) centimes", "-0.5 EUR");
	FIGURE("en", "USD (€3.2) million", NULL);
	MENTIONS("en", "It had (3.2) million, $5.", "$5 => 5.00 USD");
	FIGURE("en", "$5-", "-5 USD");
	FIGURE("en", "--5 USD", NULL);
	/* in running text a bracket is a bracket */
	MENTIONS("en", "It cost little ($5) then.", "$5 => 5.00 USD");
	MENTIONS("en", "It earned -$5 then.", "-$5 => -5.00 USD");
	MENTIONS("en", "pre-$5 era", "$5 => 5.00 USD");
	/* marks of direction before a dash are nothing, however many */
	FIGURE("en", MARK MARK MARK MARK MARK "-$5", "-5 USD");
	MENTIONS("en", "(" MARK MARK MARK MARK "-$5)", "-$5 => -5.00 USD");
	MENTIONS("en", "pre" MARK MARK MARK MARK MARK "-$5 era", "$5 => 5.00 USD");
}

/* ---- qualifiers ---- */

static void
test_qualifiers(void)
{
	FIGURE("en", "more than $5", ">5 USD");
	FIGURE("en", "over $5m", ">5M USD");
	FIGURE("en", "at least $5", ">=5 USD");
	FIGURE("en", "$5+", ">=5 USD");
	FIGURE("en", "up to $5", "<=5 USD");
	FIGURE("en", "less than $5", "<5 USD");
	FIGURE("en", "about $7bn", "~7B USD");
	FIGURE("en", "nearly $7bn", "nearly 7B USD");
	FIGURE("en", "exactly $5", "5 USD");
	FIGURE("fr", "plus de 2,7 milliards de dollars", ">2.7B USD");
	FIGURE("fr", "près de 7 milliards de dollars", "nearly 7B USD");
	FIGURE("fr", "au moins 5 €", ">=5 EUR");
	FIGURE("fr", "jusqu'à 5 €", "<=5 EUR");
	FIGURE("fr", "environ 5 millions €", "~5M EUR");
	FIGURE("de", "mehr als 2,7 Milliarden Dollar", ">2.7B USD");
	FIGURE("de", "fast 7 Mrd. Euro", "nearly 7B EUR");
	FIGURE("de", "mindestens 5 €", ">=5 EUR");
	FIGURE("de", "bis zu 5 €", "<=5 EUR");
	FIGURE("es", "más de 2,7 millones de euros", ">2.7M EUR");
	FIGURE("es", "hasta 5 €", "<=5 EUR");
	FIGURE("ja", "約5億円", "~500M JPY");
	FIGURE("ja", "5億円以上", ">=500M JPY");
	FIGURE("ja", "5億円未満", "<500M JPY");
	FIGURE("ja", "5億円以下", "<=500M JPY");
	FIGURE("ja", "5億円超", ">500M JPY");
	FIGURE("zh", "超过5亿美元", ">500M USD");
	FIGURE("ko", "5억 원 이상", ">=500M KRW");
	FIGURE("hi", "₹5 करोड़ से अधिक", ">50M INR");
	FIGURE("ru", "более 5 млрд рублей", ">5B RUB");

	FIGURE("it", "5 milioni di euro e oltre", ">=5M EUR");
	FIGURE("it", "oltre 5 milioni di euro", ">5M EUR");

	/* the reach of an approximate figure is that of its last digit */
	FIGURE("en", "about $7.0bn", "~7.0B USD");
	FIGURE("en", "about $700", "~700 USD");

	/* the qualifier is of the mention */
	MENTIONS("fr", "Elle vaut plus de 2,7 milliards de dollars, dit-on.",
			 "plus de 2,7 milliards de dollars => >2700000000.00 USD");
	MENTIONS("en", "It is worth $5 or more.", "$5 or more => >=5.00 USD");
}

/* ---- ranges ---- */

static void
test_ranges(void)
{
	FIGURE("en", "$5-7 million", "5M..7M USD");
	FIGURE("en", "$5 million to $7 million", "5M..7M USD");
	FIGURE("en", "between 5 and 7 million dollars", "5M..7M USD");
	FIGURE("en", "between $5 million and $7 million", "5M..7M USD");
	FIGURE("en", "from $5m to 6m", "5M..6M USD");
	FIGURE("en",
		   "$1\xE2\x80\x93"
		   "2 million",
		   "1M..2M USD");
	FIGURE("en", "$900,000 to $1.2 million", "900k..1.2M USD");
	FIGURE("fr", "entre 5 et 7 millions d" QUOTE "euros", "5M..7M EUR");
	FIGURE("fr", "de 5 à 7 millions d" QUOTE "euros", "5M..7M EUR");
	FIGURE("de", "zwischen 5 und 7 Millionen Euro", "5M..7M EUR");
	FIGURE("de", "5 bis 7 Millionen Euro", "5M..7M EUR");
	FIGURE("es", "entre 5 y 7 millones de euros", "5M..7M EUR");
	FIGURE("ja", "5〜7億円", "500M..700M JPY");
	FIGURE("ko", "5억~7억 원", "500M..700M KRW");
	FIGURE("zh", "5至7亿元", "500M..700M CNY");
	FIGURE("ru", "от 5 до 7 млн рублей", "5M..7M RUB");

	/* no ranges: downwards, of two currencies */
	FIGURE("en", "$7 million to $5 million", NULL);
	FIGURE("en",
		   "$5 to \xE2\x82\xAC"
		   "7",
		   NULL);
	FIGURE("en", "$5 and $7", NULL);
	FIGURE("ka", "10-დან 20 ლარამდე", "10..20 GEL");
	FIGURE("de", "zwischen TEUR fünf Millionen und dreihundert", NULL);
	/* a change is no range in running text */
	MENTIONS("ja", "株価は45ドルから60ドルに上がった。",
			 "45ドル => 45.00 USD; 60ドル => 60.00 USD");
	MENTIONS("en", "It rose from $5 million to $6 million.",
			 "$5 million => 5000000.00 USD; $6 million => 6000000.00 USD");
}

/* ---- minor units ---- */

static void
test_minor_units(void)
{
	FIGURE("en", "50 cents", "0.5 USD");
	FIGURE("en", "3 dollars 50 cents", "3.5 USD");
	FIGURE("en", "3 dollars and 50 cents", "3.5 USD");
	FIGURE("en", "5p", "0.05 GBP");
	FIGURE("fr", "50 centimes", "0.5 EUR");
	FIGURE("fr", "3 euros 50", "3.5 EUR");
	FIGURE("de", "50 Cent", "0.5 EUR");
	FIGURE("es", "50 céntimos", "0.5 EUR");
	FIGURE("ru", "3 рубля 50 копеек", "3.5 RUB");
	FIGURE("ja", "3ドル50セント", "3.5 USD");
	FIGURE("zh", "3元5角", "3.5 CNY");
	FIGURE("hi", "50 पैसे", "0.5 INR");
	FIGURE("tr", "50 kuruş", "0.5 TRY");

	/* half of the unit, or of the magnitude that is in one word with it */
	FIGURE("en", "5 dollars and a half", "5.5 USD");
	FIGURE("en", "5 million dollars and a half", "5.5M USD");
	FIGURE("en", "5 grand and a half", "5500 USD");
	FIGURE("en", "3 tenners and a half", "35 GBP");
	FIGURE("sv", "5 mkr och en halv", "5.5M SEK");
	FIGURE("es", "5 mdd y medio", "5.5M USD");
	FIGURE("fa", "5 تومان و نیم", "55 IRR");
}

/* ---- nothing said ---- */

static void
test_undisclosed(void)
{
	FIGURE("en", "undisclosed", "undisclosed");
	FIGURE("en", "undisclosed amount", "undisclosed");
	FIGURE("en", "n/a", "undisclosed");
	FIGURE_IN("en", "EUR", "undisclosed", "undisclosed EUR");
	FIGURE("fr", "montant non communiqué", "undisclosed");
	FIGURE("zh", "未披露", "undisclosed");
	FIGURE("ko", "비공개", "undisclosed");
	FIGURE("en", "undisclosed USD", "undisclosed USD");
	FIGURE("en", "undisclosed dinars", NULL); /* of which country? */
	FIGURE("en", "", NULL);
	FIGURE("en", " ", NULL);
	FIGURE("en", "$", NULL);
	FIGURE("en", "dollars", NULL);
	FIGURE("en", "million", NULL);
	FIGURE("en", "hello", NULL);
	FIGURE("en", "5 USD 6 USD", NULL);
	FIGURE("en", "hello 5 USD", NULL);
	FIGURE("en", "5 USD hello", NULL);
	FIGURE("en", " 5 USD\n", "5 USD");
	FIGURE("en", "\"5 USD\"", "5 USD");
}

/* ---- limits ---- */

/* So many nines, with a code behind them. */
static const char *
nines(int count, const char *behind)
{
	static char	text[2000];

	memset(text, '9', (size_t) count);
	strcpy(text + count, behind);
	return text;
}

static void
test_limits(void)
{
	static const int lengths[] = { 29, 30, 35, 36, 37, 38, 39, 40, 1000 };
	char		text[4000];

	/* 28 digits is what an estimate holds, minor units among them */
	FIGURE("en", nines(28, " JPY"), "9999999999999999999999999999 JPY");
	FIGURE("en", nines(26, ".99 USD"), "99999999999999999999999999.99 USD");
	FIGURE("en", nines(26, " USD"), "99999999999999999999999999 USD");
	FIGURE("en", nines(27, " USD"), NULL);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++)
	{
		FIGURE("en", nines(lengths[i], " JPY"), NULL);
		FIGURE("en", nines(lengths[i], " million JPY"), NULL);
		MENTIONS("en", nines(lengths[i], " JPY"), "");
		(void) snprintf(text, sizeof(text), "0.%s", nines(lengths[i], " USD"));
		FIGURE("en", text, NULL);
	}
	FIGURE("en", "0.0000000000000000000000000001 USD",
		   "0.0000000000000000000000000001 USD");
	FIGURE("en", "0.00000000000000000000000000001 USD", NULL);

	/* magnitudes that go beyond it */
	FIGURE("en", "1000000000000000 trillion JPY",
		   "1000000000000000000000000000 JPY");
	FIGURE("en", "10000000000000000 trillion JPY", NULL);
	FIGURE("en", "1000000000000000000000 trillion trillion JPY", NULL);
	FIGURE("en", "five trillion trillion trillion dollars", NULL);
	FIGURE("en", "0 trillion trillion trillion dollars", NULL);
	FIGURE("hi", "9 लाख करोड़ लाख करोड़ लाख करोड़ रुपये", NULL);

	/* sums and comparisons of what has no place in 128 bits */
	FIGURE("en", nines(34, " billion 500 million yen"), NULL);
	FIGURE("en", nines(34, " billion 500 million and a half yen"), NULL);
	FIGURE("en", nines(34, " billion 500 million yen and a half"), NULL);
	FIGURE("en", nines(36, " billion 500 million yen"), NULL);
	FIGURE("en", nines(36, " point one two three million yen"), NULL);
	FIGURE("en", nines(36, "½ yen"), NULL);
	FIGURE("id", nines(36, " juta seribu rupiah"), NULL);
	FIGURE("id", nines(34, " miliar 500 juta setengah rupiah"), NULL);
	FIGURE("ja", nines(36, "千五円"), NULL);
	FIGURE("ja", nines(36, "千五億円"), NULL);
	FIGURE("ja", nines(36, "千5½百円"), NULL);
	(void) snprintf(text, sizeof(text), "साढ़े %s", nines(36, " रुपये"));
	FIGURE("hi", text, NULL);
	FIGURE("en", "five trillion trillion (5.00000000000000) yen", NULL);
	FIGURE(
		"en",
		"nine hundred ninety-nine trillion trillion two point one two three "
		"four five six seven eight nine one two three (5) dollars",
		NULL);
	(void) snprintf(text, sizeof(text), "It cost .%035d1 USD, or $5.", 0);
	MENTIONS("en", text, "$5 => 5.00 USD");

	/* so far apart that 10^39 is between them: no number wraps around */
	(void) snprintf(text, sizeof(text), "0.%035d to 1 trillion trillion yen",
					1);
	FIGURE("en", text, NULL);
	(void) snprintf(text, sizeof(text), "1 trillion trillion to 0.%035d yen",
					1);
	FIGURE("en", text, NULL);
	MENTIONS("en", "It went $2 trillion trillion to $0.0000000000000001.",
			 "$2 trillion trillion => 2000000000000000000000000.00 USD; "
			 "$0.0000000000000001 => 0.0000000000000001 USD");
	MENTIONS("en",
			 "between $222222222222.22 and $0.032222222222221111111111111",
			 "$222222222222.22 => 222222222222.22 USD; "
			 "$0.032222222222221111111111111 => "
			 "0.032222222222221111111111111 USD");
	(void) snprintf(text, sizeof(text),
					"0.%035d yen to 1 trillion trillion yen", 1);
	FIGURE("en", text, NULL);
	FIGURE("en", "0 to five trillion trillion trillion yen", NULL);
	(void) snprintf(text, sizeof(text), "one million (0.%035d) yen", 1);
	FIGURE("en", text, NULL);

	/* 15 groups of digits are a list */
	FIGURE("en", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 EUR", NULL);

	/* a word of more than 256 bytes, or of more than twelve parts */
	text[0] = '\0';
	for (int i = 0; i < 14; i++)
		strcat(text, "eins");
	strcat(text, " Euro");
	FIGURE("de", text, NULL);
	text[0] = '\0';
	for (int i = 0; i < 14; i++)
		strcat(text, "einundzwanzigtausend");
	strcat(text, " Euro, 5 Euro");
	MENTIONS("de", text, "5 Euro => 5.00 EUR");

	/* a word or a number that is passed over in pieces, and what follows it */
	memset(text, 'a', 3000);
	strcpy(text + 3000, " cost $5");
	MENTIONS("en", text, "$5 => 5.00 USD");
	strcpy(text + 3000, " $5");
	FIGURE("en", text, NULL);
	memset(text, '9', 3000);
	strcpy(text + 3000, " USD, $5");
	MENTIONS("en", text, "$5 => 5.00 USD");

	/* many of anything are read without harm */
	for (int i = 0; i < 3; i++)
	{
		static const char *const parts[] = { "one hundred ", "million ",
											 "more than " };
		size_t		at = 0;

		while (at + 40 < sizeof(text))
			at += (size_t) snprintf(text + at, sizeof(text) - at, "%s",
									parts[i]);
		(void) snprintf(text + at, sizeof(text) - at, "dollars");
		FIGURE("en", text, NULL);
	}
}

/* What once was read out of bounds, or not at all. */
static void
test_findings(void)
{
	/* a magnitude as the first word */
	FIGURE("ko", "만 유로", "10000 EUR");
	/* a word of one spelling with a case ending */
	FIGURE("tr", "$ka3", NULL);
	MENTIONS("tr", "$ka3 $ka 3", "");
	/* an ending before a sign that is no letter of any word */
	MENTIONS("tr", "5 pesonun!", "5 pesonun => 5.00 MXN");
	MENTIONS("fi", "5 forintista? Ei.", "5 forintista => 5.00 HUF");
}

int
main(void)
{
	test_shapes_of_all_languages();
	test_three_digits();
	test_number_words();
	test_magnitudes();
	test_currencies();
	test_signs();
	test_qualifiers();
	test_ranges();
	test_minor_units();
	test_undisclosed();
	test_limits();
	test_findings();
	return check_done("written");
}
