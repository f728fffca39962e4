/*
 * fuzz_chart.c
 *	  Pictures of month rows: cash_chart() and cash_chart_svg() of any rows.
 *
 * Rows are what a user may put together: months with gaps, figures that are
 * missing or stand in no order, a title of any bytes.  A picture for a
 * terminal has the rows and at most the columns that were asked for, of whole
 * characters and without blanks at their ends; one as SVG is well-formed and
 * keeps its coordinates near.  The same rows give the same bytes.
 */
#include "markup.h"

#define ROWS_MAX 40
#define TITLE_MAX 300

static fnd_chart_row chart_rows[ROWS_MAX];
static fnd_chart_row kept_rows[ROWS_MAX];
static fnd_decimal figures[ROWS_MAX][FND_CHART_FIGURES];
static fuzz_picture picture;
static fuzz_picture again;

typedef struct terminal
{
	int			width;
	int			rows_count;
	bool		is_ascii;
	uint64_t	hash;
} terminal;

/* One call is one row. */
static void
put_row(void *context, const char *bytes, size_t length)
{
	terminal   *seen = (terminal *) context;
	int			columns = 0;

	for (size_t at = 0; at < length; columns++)
	{
		unsigned char first = (unsigned char) bytes[at];
		size_t		more = first < 0x80 ? 0 : first < 0xE0 ? 1 : 2;

		REQUIRE(first >= 0x20 && first != 0x7F && first < 0xF0);
		REQUIRE(first < 0x80 || first >= 0xC2);
		REQUIRE(!seen->is_ascii || first < 0x80);
		REQUIRE(at + more < length);
		for (size_t i = 1; i <= more; i++)
			REQUIRE(((unsigned char) bytes[at + i] & 0xC0) == 0x80);
		at += more + 1;
	}
	REQUIRE(columns <= seen->width);
	REQUIRE(length == 0 || bytes[length - 1] != ' ');
	for (size_t i = 0; i < length; i++)
		seen->hash = (seen->hash ^ (unsigned char) bytes[i]) *
			UINT64_C(0x100000001B3);
	seen->rows_count++;
}

/* The rows and what is beside them; false where the glue would refuse. */
static bool
take_chart(fuzz_input *input, fnd_chart *chart)
{
	uint8_t		form = fuzz_byte(input);
	int			count = 1 + fuzz_byte(input) % ROWS_MAX;
	int32_t		month = fuzz_month(input).index;
	int32_t		first = month;
	fnd_chart_fit fit;
	fnd_decimal	floor = { fnd_i128_zero(), 0 };
	fnd_decimal	opening = floor;

	memset(chart, 0, sizeof(*chart));
	memset(chart_rows, 0, sizeof(chart_rows));
	chart->is_simulation = (form & 1) != 0;
	chart->has_floor = (form & 2) != 0;
	chart->has_opening = (form & 4) != 0 && !chart->is_simulation;
	chart->currency = (form & 8) != 0 ? fuzz_currency(input) :
										FND_CURRENCY_NONE;
	fnd_chart_fit_init(&fit, FND_CURRENCY_NONE);
	if (chart->has_floor)
		floor = fuzz_decimal(input);
	if (chart->has_opening)
		opening = fuzz_decimal(input);
	if (!fnd_chart_fit_note(&fit, &floor) ||
		!fnd_chart_fit_note(&fit, &opening))
		return false;
	for (int i = 0; i < count; i++)
	{
		fnd_chart_row *row = &chart_rows[i];
		uint8_t		more = fuzz_byte(input);

		row->month = month;
		month += 1 + (more >= 250 ? fuzz_byte(input) * 4 : 0);
		row->is_cash_out = (more & 1) != 0;
		row->probability = -1;
		if (chart->is_simulation)
		{
			row->known = (more & 6) == 6 ? fuzz_byte(input) & 127 : 127;
			if ((more & 8) == 0)
				row->probability = (int32_t) (fuzz_word(input, 2) %
											  (FND_CHART_CERTAIN + 1));
		}
		else
			row->known = (more & 6) == 6 ? 0 :
				(more & 2) != 0			 ? 1 << FND_CHART_MIDDLE :
				(more & 4) != 0			 ? 1 << FND_CHART_LOWEST :
										   1 << FND_CHART_LOWEST |
					1 << FND_CHART_MIDDLE | 1 << FND_CHART_HIGHEST;
		for (int j = 0; j < FND_CHART_FIGURES; j++)
		{
			if (!fnd_chart_knows(row, j))
				continue;
			figures[i][j] = fuzz_decimal(input);
			if (!fnd_chart_fit_note(&fit, &figures[i][j]))
				return false;
		}
		if (row->month - first >= FND_CHART_MONTHS_MAX)
			return false;
	}

	chart->scale = fnd_chart_fit_scale(&fit);
	chart->floor = fnd_chart_fit_value(&floor, chart->scale);
	chart->opening = fnd_chart_fit_value(&opening, chart->scale);
	for (int i = 0; i < count; i++)
	{
		for (int j = 0; j < FND_CHART_FIGURES; j++)
		{
			fnd_i128   *figure = &chart_rows[i].figure[j];
			fnd_u256	magnitude;

			if (!fnd_chart_knows(&chart_rows[i], j))
				continue;
			*figure = fnd_chart_fit_value(&figures[i][j], chart->scale);
			magnitude = fnd_u256_magnitude(*figure);
			REQUIRE(fnd_u256_digits(&magnitude) <= FND_CHART_DIGITS_MAX);
		}
	}
	chart->row = chart_rows;
	chart->rows_count = count;
	return true;
}

static void
require_prepared(const fnd_chart *chart)
{
	REQUIRE(chart->months_count >= chart->rows_count);
	REQUIRE(fnd_i128_compare(chart->low, chart->high) < 0);
	REQUIRE(fnd_i128_sign(chart->low) <= 0 && fnd_i128_sign(chart->high) >= 0);
	REQUIRE(fnd_i128_compare(chart->low, chart->level) <= 0);
	REQUIRE(fnd_i128_compare(chart->level, chart->high) <= 0);
	REQUIRE(chart->cash_out < chart->rows_count);
	for (int32_t i = 0; i < chart->rows_count; i++)
	{
		for (int j = 0; j < FND_CHART_FIGURES; j++)
		{
			if (!fnd_chart_knows(&chart->row[i], j))
				continue;
			REQUIRE(fnd_i128_compare(chart->low, chart->row[i].figure[j]) <=
					0);
			REQUIRE(fnd_i128_compare(chart->row[i].figure[j], chart->high) <=
					0);
		}
	}
}

static void
draw_terminal(const fnd_chart *chart, int width, int height, bool is_ascii,
			  bool is_twice)
{
	terminal	seen[2];
	int			times = is_twice ? 2 : 1;

	for (int i = 0; i < times; i++)
	{
		fnd_chart_sink sink = { put_row, &seen[i] };

		seen[i].width = width;
		seen[i].rows_count = 0;
		seen[i].is_ascii = is_ascii;
		seen[i].hash = 0;
		fnd_chart_terminal(chart, width, height,
						   is_ascii ? FND_CHART_ASCII : FND_CHART_UNICODE,
						   &sink);
		REQUIRE(seen[i].rows_count == height);
	}
	REQUIRE(seen[0].hash == seen[times - 1].hash);
}

static void
draw_svg(const fnd_chart *chart, const fnd_chart_text *title, int width,
		 int height, bool is_twice)
{
	fnd_chart_sink sink = { fuzz_picture_put, &picture };
	fnd_chart_sink other = { fuzz_picture_put, &again };

	picture.length = again.length = 0;
	fnd_chart_svg(chart, title, width, height, &sink);
	fuzz_require_markup(&picture);
	if (!is_twice)
		return;
	fnd_chart_svg(chart, title, width, height, &other);
	REQUIRE(picture.length == again.length);
	REQUIRE(memcmp(picture.bytes, again.bytes, picture.length) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		form = fuzz_byte(&input);
	uint16_t	measure = (uint16_t) fuzz_word(&input, 2);
	size_t		title_length = fuzz_byte(&input);
	char		title_bytes[TITLE_MAX];
	fnd_chart_text title = { NULL, 0 };
	fnd_chart	chart;

	if (title_length > input.size)
		title_length = input.size;
	if ((form & 1) != 0)
	{
		/* one that breaks in two goes on to the ellipsis */
		(void) fuzz_take(&input, title_bytes, title_length);
		title.bytes = title_bytes;
		title.length = title_length;
		if ((form & 2) != 0 && title_length > 0 && title_length < 100)
		{
			for (size_t i = title_length; i < TITLE_MAX; i++)
				title_bytes[i] = title_bytes[i % title_length];
			title.length = TITLE_MAX;
		}
	}
	if (!take_chart(&input, &chart))
		return 0;
	fnd_chart_prepare(&chart);
	require_prepared(&chart);
	memcpy(kept_rows, chart_rows, sizeof(kept_rows));

	/* drawing changes nothing of the rows */
	if ((form & 8) != 0)
		draw_terminal(
			&chart,
			FND_CHART_COLUMNS_MIN +
				measure % (FND_CHART_COLUMNS_MAX - FND_CHART_COLUMNS_MIN + 1),
			FND_CHART_ROWS_MIN +
				measure / 7 % (FND_CHART_ROWS_MAX - FND_CHART_ROWS_MIN + 1),
			(form & 4) != 0, (form & 48) == 48);
	else
		draw_svg(&chart, &title,
				 FND_CHART_WIDTH_MIN +
					 measure % (FND_CHART_WIDTH_MAX - FND_CHART_WIDTH_MIN + 1),
				 FND_CHART_HEIGHT_MIN +
					 measure / 3 %
						 (FND_CHART_HEIGHT_MAX - FND_CHART_HEIGHT_MIN + 1),
				 (form & 48) == 48);
	REQUIRE(memcmp(kept_rows, chart_rows, sizeof(kept_rows)) == 0);
	return 0;
}
