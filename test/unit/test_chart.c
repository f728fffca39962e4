/*
 * test_chart.c
 *	  Pictures of month rows: scales, labels, and what a terminal shows.
 */
#include "check.h"

#include "chart_layout.h"
#include "chart_markup.h"
#include "random_values.h"

/* What came out of a sink, rows ended by newlines. */
typedef struct picture
{
	char		bytes[4000000];
	size_t		length;
	int			rows;
	int			widest;			/* characters */
	bool		has_end_blank;
} picture;

static picture seen;

static void
put_row(void *context, const char *bytes, size_t length)
{
	picture	   *p = (picture *) context;
	int			width = 0;

	for (size_t i = 0; i < length; i++)
		width += ((unsigned char) bytes[i] & 0xC0) != 0x80;
	if (width > p->widest)
		p->widest = width;
	if (length > 0 && bytes[length - 1] == ' ')
		p->has_end_blank = true;
	memcpy(p->bytes + p->length, bytes, length);
	p->length += length;
	p->bytes[p->length++] = '\n';
	p->bytes[p->length] = '\0';
	p->rows++;
}

static fnd_chart_row rows[FND_CHART_MONTHS_MAX];

static void
chart_init(fnd_chart *chart, int count)
{
	memset(chart, 0, sizeof(*chart));
	memset(rows, 0, sizeof(rows));
	chart->row = rows;
	chart->rows_count = count;
	chart->currency = FND_CURRENCY_CODE('U', 'S', 'D');
	for (int i = 0; i < count; i++)
	{
		rows[i].month = 300 + i;
		rows[i].probability = -1;
	}
}

static void
set_closing(int index, int64_t closing)
{
	rows[index].figure[FND_CHART_MIDDLE] = fnd_i128_from_i64(closing);
	rows[index].known |= 1 << FND_CHART_MIDDLE;
}

static void
draw(fnd_chart *chart, int width, int height, fnd_chart_style style)
{
	fnd_chart_sink sink = { put_row, &seen };

	seen.length = 0;
	seen.rows = 0;
	seen.widest = 0;
	seen.has_end_blank = false;
	fnd_chart_prepare(chart);
	fnd_chart_terminal(chart, width, height, style, &sink);
}

static void
test_labels(void)
{
	static const struct
	{
		int64_t		value;
		int			scale;
		const char *text;
	} figures[] = { { 0, 2, "0 USD" },
					{ 8000, 2, "80 USD" },
					{ 5, 2, "0.05 USD" },
					{ 12345, 2, "123 USD" },
					{ 99949, 2, "999 USD" },
					{ 99950, 2, "1k USD" },
					{ -61679561, 2, "-617k USD" },
					{ 1500000000, 0, "1.5B USD" },
					{ 999999999, 0, "1B USD" },
					{ 1235, 0, "1.24k USD" },
					{ 1225, 0, "1.22k USD" },
					{ -1, 4, "-0.0001 USD" } };
	char		text[FND_CHART_LABEL_MAX];
	fnd_chart_step step = fnd_chart_step_at(3 * 8 + 1);

	for (int i = 0; i < (int) (sizeof(figures) / sizeof(figures[0])); i++)
	{
		(void) fnd_chart_put_figure(text, fnd_i128_from_i64(figures[i].value),
									figures[i].scale,
									FND_CURRENCY_CODE('U', 'S', 'D'));
		CHECK_STR(text, figures[i].text);
	}
	(void) fnd_chart_put_figure(text, fnd_i128_pow10(36), 0,
								FND_CURRENCY_NONE);
	CHECK_STR(text, "1e36");
	(void) fnd_chart_put_figure(text, fnd_i128_from_i64(1), 28,
								FND_CURRENCY_NONE);
	CHECK_STR(text, "0.0000000000000000000000000001");

	/* steps of 2 * 10^8 cents */
	CHECK_EQ_I64(step.mantissa, 2);
	CHECK_EQ_I64(step.exponent, 8);
	(void) fnd_chart_put_tick(text, 3, 5, &step, 2);
	CHECK_STR(text, "6M");
	(void) fnd_chart_put_tick(text, -3, 500, &step, 2);
	CHECK_STR(text, "-0.006B");
	(void) fnd_chart_put_tick(text, 0, 5, &step, 2);
	CHECK_STR(text, "0");

	(void) fnd_chart_put_month(text, 0, false);
	CHECK_STR(text, "2000-01");
	(void) fnd_chart_put_month(text, -1, false);
	CHECK_STR(text, "1999-12");
	(void) fnd_chart_put_month(text, -12 * 1956, true);
	CHECK_STR(text, "0044");
	(void) fnd_chart_put_month(text, -12 * 2000, false);
	CHECK_STR(text, "0001-01 BC");
	(void) fnd_chart_put_month(text, -12 * 2044 + 2, false);
	CHECK_STR(text, "0045-03 BC");
	(void) fnd_chart_put_month(text, (5874897 - 2000) * 12 + 11, false);
	CHECK_STR(text, "5874897-12");

	(void) fnd_chart_put_percent(text, 0);
	CHECK_STR(text, "0%");
	(void) fnd_chart_put_percent(text, 1);
	CHECK_STR(text, "<1%");
	(void) fnd_chart_put_percent(text, 5049);
	CHECK_STR(text, "50%");
	(void) fnd_chart_put_percent(text, 9999);
	CHECK_STR(text, ">99%");
	(void) fnd_chart_put_percent(text, 10000);
	CHECK_STR(text, "100%");
}

static void
test_fit(void)
{
	fnd_chart_fit fit;
	fnd_decimal	one = { fnd_i128_from_i64(1), 0 };
	fnd_decimal	cent = { fnd_i128_from_i64(1), 2 };
	fnd_decimal	half = { fnd_i128_from_i64(25), 1 };
	fnd_decimal	large = { fnd_i128_from_i64(-1), -35 };
	fnd_decimal	too_large = { fnd_i128_from_i64(1), -36 };
	fnd_decimal	tiny = { fnd_i128_from_i64(1), 200 };

	fnd_chart_fit_init(&fit, FND_CURRENCY_NONE);
	CHECK(fnd_chart_fit_note(&fit, &one));
	CHECK_EQ_I64(fnd_chart_fit_scale(&fit), 0);
	CHECK(fnd_chart_fit_note(&fit, &cent));
	CHECK_EQ_I64(fnd_chart_fit_scale(&fit), 2);
	CHECK_EQ_I64(fnd_i128_lo(fnd_chart_fit_value(&one, 2)), 100);
	CHECK(fnd_chart_fit_note(&fit, &tiny));
	CHECK_EQ_I64(fnd_chart_fit_scale(&fit), FND_SCALE_MAX);
	CHECK(fnd_i128_is_zero(fnd_chart_fit_value(&tiny, FND_SCALE_MAX)));
	CHECK(fnd_chart_fit_note(&fit, &large));
	CHECK_EQ_I64(fnd_chart_fit_scale(&fit), 0);
	CHECK(fnd_i128_compare(fnd_chart_fit_value(&large, 0),
						   fnd_i128_neg(fnd_i128_pow10(35))) == 0);
	CHECK(!fnd_chart_fit_note(&fit, &too_large));
	/* half to even */
	CHECK_EQ_I64(fnd_i128_lo(fnd_chart_fit_value(&half, 0)), 2);
}

static void
test_axis(void)
{
	fnd_chart_axis axis;

	fnd_chart_axis_init(&axis, fnd_i128_from_i64(-130), fnd_i128_from_i64(520),
						6);
	CHECK_EQ_I64(fnd_i128_lo(axis.step.size), 200);
	CHECK_EQ_I64(axis.first, -1);
	CHECK_EQ_I64(axis.last, 3);
	CHECK_EQ_I64((int64_t) fnd_i128_lo(axis.low), -200);
	CHECK_EQ_I64(fnd_i128_lo(axis.high), 600);

	/* not below the scale */
	fnd_chart_axis_init(&axis, fnd_i128_zero(), fnd_i128_from_i64(1), 6);
	CHECK_EQ_I64(fnd_i128_lo(axis.step.size), 1);
	CHECK_EQ_I64(axis.last, 1);

	/* the largest figures there are */
	fnd_chart_axis_init(&axis, fnd_i128_neg(fnd_i128_pow10(36)),
						fnd_i128_pow10(36), 2);
	CHECK_EQ_I64(axis.first, -1);
	CHECK_EQ_I64(axis.last, 1);
	CHECK_EQ_I64(axis.step.exponent, 36);

	CHECK_EQ_I64(
		fnd_chart_share(fnd_i128_from_i64(1), fnd_i128_from_i64(3), 1000),
		333);
	CHECK_EQ_I64(
		fnd_chart_share(fnd_i128_from_i64(1), fnd_i128_from_i64(2), 5), 3);
	CHECK_EQ_I64(
		fnd_chart_share(fnd_i128_from_i64(-1), fnd_i128_from_i64(2), 5), 0);
	CHECK_EQ_I64(
		fnd_chart_share(fnd_i128_from_i64(9), fnd_i128_from_i64(2), 5), 5);
	CHECK_EQ_I64(fnd_chart_month_step(600, 24, 50, 40), 2);
	CHECK_EQ_I64(fnd_chart_month_step(600, 1200, 50, 40), 120);
	CHECK_EQ_I64(fnd_chart_month_step(10, 1200, 50, 40), 1200);
}

static void
test_terminal(void)
{
	fnd_chart	chart;

	chart_init(&chart, 4);
	for (int i = 0; i < 4; i++)
		set_closing(i, 30 - 20 * i);
	chart.has_opening = true;
	chart.opening = fnd_i128_from_i64(50);
	chart.has_floor = true;
	draw(&chart, 20, 10, FND_CHART_ASCII);
	CHECK_STR(seen.bytes,
			  "USD closing cash\n"
			  " 80 +      |\n"
			  " 60 +      |\n"
			  " 40 +###   |\n"
			  " 20 +######|\n"
			  "  0 +------------\n"
			  "-20 +      ######\n"
			  "-40 +      |  ###\n"
			  "     2025-01\n"
			  "           ^ 2025-03\n");
}

/* The mark of the cash-out alone, where its month fits on neither side. */
static void
test_mark_alone(void)
{
	fnd_chart	chart;

	/* a month is 10 wide, and 9 of 20 columns are left of the mark */
	chart_init(&chart, 6);
	for (int i = 0; i < 6; i++)
	{
		rows[i].month = (5874894 - 2000) * 12 + 7 + i;
		set_closing(i, 9 - 6 * i);
	}
	rows[2].is_cash_out = true;
	draw(&chart, 20, 8, FND_CHART_ASCII);
	CHECK_STR(seen.bytes,
			  "USD closing cash\n"
			  " 10 +##,,|\n"
			  "  0 +------------\n"
			  "-10 +    ########\n"
			  "-20 +    |   ####\n"
			  "-30 +    |     ''\n"
			  "     5874894-08\n"
			  "         ^\n");
}

/* Whatever the rows hold, the promises about size hold. */
static void
test_random(void)
{
	fnd_chart	chart;

	for (int round = 0; round < 3000; round++)
	{
		int			count = 1 + (int) (check_random_u64() % 60);
		int			width = FND_CHART_COLUMNS_MIN +
			(int) (check_random_u64() %
				   (FND_CHART_COLUMNS_MAX - FND_CHART_COLUMNS_MIN + 1));
		int			height = FND_CHART_ROWS_MIN +
			(int) (check_random_u64() % (round % 2 == 0 ? 10 : 93));
		int			bits = (int) (check_random_u64() % 62);

		if (round % 100 == 0)
			count = FND_CHART_MONTHS_MAX;
		chart_init(&chart, count);
		chart.is_simulation = check_random_u64() % 2 == 0;
		chart.scale = (int32_t) (check_random_u64() % 29);
		chart.has_floor = check_random_u64() % 2 == 0;
		chart.floor = fnd_i128_from_i64((int64_t) check_random_u64() >> bits);
		for (int i = 0; i < count; i++)
		{
			rows[i].known = (uint8_t) (check_random_u64() & 0x7F);
			rows[i].is_cash_out = check_random_u64() % 8 == 0;
			rows[i].probability = (int32_t) (check_random_u64() % 10002) - 1;
			if (i > 0)
				rows[i].month = rows[i - 1].month + 1;
			for (int j = 0; j < FND_CHART_FIGURES; j++)
			{
				rows[i].figure[j] = fnd_i128_from_i64(
					(int64_t) check_random_u64() >> bits);
				if (round % 50 == 0)
					(void) fnd_i128_mul_pow10(
						fnd_i128_from_i64(check_random_u64() % 2 == 0 ? 9 :
																		-9),
						34, &rows[i].figure[j]);
			}
		}
		draw(&chart, width, height,
			 check_random_u64() % 2 == 0 ? FND_CHART_ASCII :
										   FND_CHART_UNICODE);
		CHECK_EQ_I64(seen.rows, height);
		CHECK(seen.widest <= width);
		CHECK(!seen.has_end_blank);
	}
}

/*
 * SVG
 */
static void
put_bytes(void *context, const char *bytes, size_t length)
{
	picture	   *p = (picture *) context;

	CHECK(length <= FND_MARKUP_BUFFER);
	memcpy(p->bytes + p->length, bytes, length);
	p->length += length;
	p->bytes[p->length] = '\0';
}

/* What a text becomes; the bytes lie alone, so that reading on shows. */
static const char *
escaped(const char *bytes, size_t length, int characters_max, int width_max)
{
	fnd_chart_sink sink = { put_bytes, &seen };
	fnd_markup	markup;
	fnd_chart_text text;
	char	   *copy = malloc(length == 0 ? 1 : length);

	memcpy(copy, bytes, length);
	text.bytes = copy;
	text.length = length;
	seen.length = 0;
	seen.bytes[0] = '\0';
	fnd_markup_init(&markup, &sink);
	fnd_markup_text(&markup, &text, characters_max, 10, width_max);
	fnd_markup_end(&markup);
	free(copy);
	return seen.bytes;
}

static void
test_escape(void)
{
	static const struct
	{
		const char *bytes;
		const char *text;
	} cases[] = { { "plain text", "plain text" },
				  { "&<>\"'", "&#38;&#60;&#62;&#34;&#39;" },
				  { "a\tb\nc\rd", "a b c d" },
				  { "\x01\x1F\x7F", "&#65533;&#65533;&#65533;" },
				  { "\xC2\x85\xC2\xA0", "&#65533;&#160;" },
				  { "\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x9A\x80",
					"&#233;&#28450;&#128640;" },
				  /* U+FFFD is written, U+FFFE and U+FFFF are not */
				  { "\xEF\xBF\xBD\xEF\xBF\xBE\xEF\xBF\xBF\xF4\x8F\xBF\xBF",
					"&#65533;&#65533;&#65533;&#65533;" },
				  /* overlong, surrogate, beyond Unicode, cut, a tail alone */
				  { "\xC0\xBC", "&#65533;&#65533;" },
				  { "\xE0\x80\xBC", "&#65533;&#65533;&#65533;" },
				  { "\xED\xA0\x80", "&#65533;&#65533;&#65533;" },
				  { "\xF4\x90\x80\x80", "&#65533;&#65533;&#65533;&#65533;" },
				  { "\xF5\xFF", "&#65533;&#65533;" },
				  { "a\xE6\xBC", "a&#65533;&#65533;" },
				  { "\xC3<", "&#65533;&#60;" },
				  { "\x80", "&#65533;" } };

	for (int i = 0; i < (int) (sizeof(cases) / sizeof(cases[0])); i++)
		CHECK_STR(escaped(cases[i].bytes, strlen(cases[i].bytes), 0, 0),
				  cases[i].text);
	CHECK_STR(escaped("a\0b", 3, 0, 0), "a&#65533;b");
	CHECK_STR(escaped("abcdef", 6, 3, 0), "abc&#8230;");
	CHECK_STR(escaped("abc", 3, 3, 0), "abc");
	CHECK_STR(escaped("abc", 3, 0, 1000), "abc");
	CHECK_STR(escaped("abcdefghijklmnop", 16, 0, 400), "abcd&#8230;");
	CHECK_STR(escaped("abc", 3, 0, 1), "&#8230;");
}

/*
 * ASCII, as many ends as starts of tags, and whole; no place of six digits,
 * which is far from every picture; colours and references begin with #.
 */
static void
check_document(void)
{
	int			open = 0;
	int			close = 0;
	int			digits = 0;
	bool		is_clean = true;
	bool		is_near = true;
	bool		is_quoted = false;

	for (size_t i = 0; i < seen.length; i++)
	{
		open += seen.bytes[i] == '<';
		close += seen.bytes[i] == '>';
		is_clean = is_clean &&
			((seen.bytes[i] >= ' ' && seen.bytes[i] <= '~') ||
			 seen.bytes[i] == '\n');
		is_quoted ^= seen.bytes[i] == '"';
		if (seen.bytes[i] < '0' || seen.bytes[i] > '9')
			digits = seen.bytes[i] == '#' ? -9 : 0;
		else if (++digits == 6 && is_quoted)
			is_near = false;
	}
	CHECK(is_clean);
	CHECK(is_near);
	CHECK_EQ_I64(open, close);
	CHECK(strncmp(seen.bytes, "<svg ", 5) == 0);
	CHECK(strcmp(seen.bytes + seen.length - 6, "</svg>") == 0);
}

static fnd_i128 amounts[FND_STACK_SERIES_MAX * FND_CHART_MONTHS_MAX];
static uint8_t unknown[FND_CHART_MONTHS_MAX];

static void
test_random_svg(void)
{
	fnd_chart_sink sink = { put_bytes, &seen };

	for (int round = 0; round < 600; round++)
	{
		int			count = 1 +
			(int) (check_random_u64() % (round % 50 == 0 ? 1200 : 40));
		int			width = FND_CHART_WIDTH_MIN + (int) (check_random_u64() % 1000);
		int			height = FND_CHART_HEIGHT_MIN + (int) (check_random_u64() % 500);
		int			bits = (int) (check_random_u64() % 62);
		fnd_chart	chart;
		fnd_stack	stack;
		fnd_stack_series series[FND_STACK_SERIES_MAX];
		char		noise[64];
		fnd_chart_text title = { noise, sizeof(noise) };

		for (int i = 0; i < (int) sizeof(noise); i++)
			noise[i] = (char) (check_random_u64() & 0xFF);
		chart_init(&chart, count);
		chart.is_simulation = check_random_u64() % 2 == 0;
		chart.scale = (int32_t) (check_random_u64() % 29);
		chart.has_floor = check_random_u64() % 2 == 0;
		chart.floor = fnd_i128_from_i64((int64_t) check_random_u64() >> bits);
		chart.has_opening = !chart.is_simulation &&
			check_random_u64() % 2 == 0;
		chart.opening = chart.floor;
		for (int i = 0; i < count; i++)
		{
			rows[i].known = (uint8_t) (check_random_u64() & 0x7F);
			rows[i].is_cash_out = check_random_u64() % 8 == 0;
			rows[i].probability = (int32_t) (check_random_u64() % 10002) - 1;
			for (int j = 0; j < FND_CHART_FIGURES; j++)
				rows[i].figure[j] = fnd_i128_from_i64(
					(int64_t) check_random_u64() >> bits);
		}
		fnd_chart_prepare(&chart);
		seen.length = 0;
		fnd_chart_svg(&chart, &title, width, height, &sink);
		check_document();

		memset(&stack, 0, sizeof(stack));
		stack.series = series;
		stack.series_count = 1 +
			(int) (check_random_u64() % FND_STACK_SERIES_MAX);
		stack.amount = amounts;
		stack.unknown = unknown;
		stack.months_count = count;
		stack.scale = chart.scale;
		for (int i = 0; i < stack.series_count; i++)
		{
			series[i].category = title;
			series[i].flow = (int) (check_random_u64() % FND_FLOW_COUNT);
			series[i].color = i;
			series[i].total = fnd_i128_zero();
			for (int j = 0; j < count; j++)
			{
				fnd_i128   *amount = &amounts[i * count + j];

				*amount = fnd_i128_from_i64((int64_t) check_random_u64() >>
											bits);
				(void) fnd_i128_add(series[i].total, *amount,
									&series[i].total);
			}
		}
		for (int j = 0; j < count; j++)
			unknown[j] = (uint8_t) (check_random_u64() % 4);
		seen.length = 0;
		CHECK(fnd_stack_svg(&stack, &title, width, height, &sink));
		check_document();
	}
}

static bool
is_seen(const char *text)
{
	seen.bytes[seen.length] = '\0';
	return strstr(seen.bytes, text) != NULL;
}

/*
 * The least picture has no room for the legend of a fan: it took the plot
 * below its own top once, and bands were drawn at -150358141.1.
 */
static void
test_least_svg(void)
{
	static const int heights[] = { FND_CHART_HEIGHT_MIN, 200, 300, 400 };
	fnd_chart_sink sink = { put_bytes, &seen };
	fnd_chart_text title = { NULL, 0 };

	for (int i = 0; i < 4; i++)
	{
		fnd_chart	chart;

		chart_init(&chart, 3);
		chart.is_simulation = true;
		chart.has_floor = true;
		for (int j = 0; j < 3; j++)
		{
			rows[j].known = 0x7F;
			rows[j].probability = 1000;
			for (int k = 0; k < FND_CHART_FIGURES; k++)
				rows[j].figure[k] = fnd_i128_from_i64(100 * k - 250 * j);
		}
		fnd_chart_prepare(&chart);
		seen.length = 0;
		fnd_chart_svg(&chart, &title, FND_CHART_WIDTH_MIN, heights[i], &sink);
		check_document();
		CHECK(is_seen(">median<") == (heights[i] >= 200));
		CHECK(is_seen(">p05 to p95<") == (heights[i] >= 300));
		CHECK(is_seen(">floor ") == (heights[i] >= 400));
		CHECK(is_seen(">cash-out by then") == (heights[i] >= 300));
	}
}

/* Figures below zero, as a year before our era or a place left of the frame. */
static void
test_negative(void)
{
	fnd_chart_sink sink = { put_bytes, &seen };
	fnd_markup	markup;
	char		text[FND_CHART_LABEL_MAX];

	CHECK_EQ_I64(fnd_chart_put_int(text, -120) - text, 4);
	CHECK_STR(text, "-120");
	(void) fnd_chart_put_int(text, INT64_MIN);
	CHECK_STR(text, "-9223372036854775808");
	seen.length = 0;
	fnd_markup_init(&markup, &sink);
	fnd_markup_write(&markup, "%t %t %t", -123, -120, -4);
	fnd_markup_end(&markup);
	CHECK_STRN(seen.bytes, seen.length, "-12.3 -12 -0.4");
}

int
main(void)
{
	check_seed(20261123);
	test_labels();
	test_fit();
	test_axis();
	test_terminal();
	test_mark_alone();
	test_random();
	test_escape();
	test_random_svg();
	test_least_svg();
	test_negative();
	return check_done("chart");
}
