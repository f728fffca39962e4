/*-------------------------------------------------------------------------
 *
 * chart_terminal.c
 *	  A chart as rows of text: columns of cash, or the fan of a simulation.
 *
 * The zero line has a row of its own; what is above it counts in eighths of a
 * row, since there are blocks of so many eighths.  A row that has a label is
 * full when the figure of the label is reached.  The layout is in
 * doc/charts.md, "In a terminal".
 *
 *-------------------------------------------------------------------------
 */
#include "chart_layout.h"

#include <string.h>

/* Bytes of a row: three for each character, and room for a last label. */
#define ROW_BYTES (3 * FND_CHART_COLUMNS_MAX + 3 * FND_CHART_LABEL_MAX)

/* Eighths of a row that a figure may be away from zero. */
#define LEVEL_MAX (8 * FND_CHART_ROWS_MAX)

/* A row has so many rows per labelled step at most. */
#define ROWS_PER_STEP_MAX 6

typedef enum chart_glyph
{
	GLYPH_SOLID,
	GLYPH_MIDDLE,				/* up to the central figure */
	GLYPH_RANGE,				/* up to the other bound */
	GLYPH_INNER,				/* bands of a fan */
	GLYPH_BETWEEN,
	GLYPH_OUTER,
	GLYPH_MEDIAN,
	GLYPH_ZERO,
	GLYPH_ZERO_TICK,
	GLYPH_FLOOR,
	GLYPH_AXIS,
	GLYPH_AXIS_TICK,
	GLYPH_AXIS_ZERO,
	GLYPH_MARK,
	GLYPH_MARK_LINE,
	GLYPH_TOP_EIGHTH,			/* of a column that hangs down */
	GLYPH_TOP_HALF,
	GLYPH_EIGHTH_1,
	GLYPH_EIGHTH_2,
	GLYPH_EIGHTH_3,
	GLYPH_EIGHTH_4,
	GLYPH_EIGHTH_5,
	GLYPH_EIGHTH_6,
	GLYPH_EIGHTH_7,
	GLYPHS
} chart_glyph;

static const char *const glyphs[2][GLYPHS] = {
	{ "\xE2\x96\x88", "\xE2\x96\x93", "\xE2\x96\x91", "\xE2\x96\x93",
	  "\xE2\x96\x92", "\xE2\x96\x91", "\xE2\x94\x81", "\xE2\x94\x80",
	  "\xE2\x94\xAC", "\xE2\x95\x8C", "\xE2\x94\x82", "\xE2\x94\xA4",
	  "\xE2\x94\xBC", "\xE2\x96\xB2", "\xE2\x94\x8A", "\xE2\x96\x94",
	  "\xE2\x96\x80", "\xE2\x96\x81", "\xE2\x96\x82", "\xE2\x96\x83",
	  "\xE2\x96\x84", "\xE2\x96\x85", "\xE2\x96\x86", "\xE2\x96\x87" },
	{ "#", "+", ":", "+", ":", ".", "o", "-", "+", "=", "|", "+",
	  "+", "^", "|", "'", "#", ",", ",", ",", "#", "#", "#", "#" }
};

/* A row of text as it grows; blanks wait until something follows. */
typedef struct line_writer
{
	const char *const *glyph;
	int			width;			/* characters at most */
	int			columns;		/* characters so far, blanks included */
	int			blanks;
	size_t		length;
	char		bytes[ROW_BYTES];
} line_writer;

/* One column: figures in eighths of a row, zero where not known. */
typedef struct chart_column
{
	int16_t		level[FND_CHART_FIGURES];
	uint8_t		known;
	int16_t		probability;
} chart_column;

typedef struct terminal
{
	const fnd_chart *chart;
	line_writer *line;
	fnd_chart_step step;
	int			rows_per_step;
	int			above;			/* rows above zero */
	int			below;
	int			label_width;
	int			columns_count;
	int			month_step;		/* months between labels */
	int			mark;			/* column of the cash-out, or -1 */
	int			floor_level;
	chart_column columns[FND_CHART_COLUMNS_MAX];
} terminal;

/*
 * Rows of text
 */
static void
line_begin(line_writer *line)
{
	line->columns = 0;
	line->blanks = 0;
	line->length = 0;
}

/* One character, unless the row is full. */
static void
line_put(line_writer *line, const char *character, size_t length)
{
	if (line->columns >= line->width)
		return;
	line->columns++;
	if (length == 1 && *character == ' ')
	{
		line->blanks++;
		return;
	}
	memset(line->bytes + line->length, ' ', (size_t) line->blanks);
	line->length += (size_t) line->blanks;
	line->blanks = 0;
	memcpy(line->bytes + line->length, character, length);
	line->length += length;
}

static void
line_glyph(line_writer *line, chart_glyph which)
{
	const char *character = line->glyph[which];

	line_put(line, character, strlen(character));
}

static void
line_text(line_writer *line, const char *text)
{
	for (; *text != '\0'; text++)
		line_put(line, text, 1);
}

static void
line_blanks(line_writer *line, int count)
{
	for (int i = 0; i < count; i++)
		line_put(line, " ", 1);
}

static void
line_end(line_writer *line, const fnd_chart_sink *sink)
{
	sink->put(sink->context, line->bytes, line->length);
}

/* A sample and what it stands for, if both fit. */
static void
line_key(line_writer *line, chart_glyph which, const char *text)
{
	if (line->columns + 4 + (int) strlen(text) > line->width)
		return;
	line_text(line, "  ");
	line_glyph(line, which);
	line_text(line, " ");
	line_text(line, text);
}

/*
 * The vertical axis
 */

/*
 * The finest scale whose rows fit: a step of 1, 2 or 5 times a power of ten
 * over some rows.  The first step that fits at one row each and the three
 * above it are enough, since they span a factor of ten.
 */
static void
choose_scale(terminal *t, int rows)
{
	const fnd_chart *chart = t->chart;
	int			least = rows >= 8 ? 2 : 1;
	int			most = rows / 3;
	int			tried = 0;
	bool		is_found = false;

	if (most > ROWS_PER_STEP_MAX)
		most = ROWS_PER_STEP_MAX;
	if (most < least)
		most = least;
	for (int i = 0; i < FND_CHART_STEPS_COUNT && tried < 4; i++)
	{
		fnd_chart_step step = fnd_chart_step_at(i);

		if (fnd_chart_steps_cover(chart->high, least, &step) +
				fnd_chart_steps_cover(chart->low, least, &step) >
			rows - 1)
			continue;
		tried++;
		for (int k = least; k <= most; k++)
		{
			int			above = fnd_chart_steps_cover(chart->high, k, &step);
			int			below = fnd_chart_steps_cover(chart->low, k, &step);
			fnd_i128	ours;
			fnd_i128	theirs;

			if (above + below > rows - 1)
				break;

			/* a row is step / k: compare crosswise */
			if (is_found)
			{
				(void) fnd_i128_mul_i64(step.size, t->rows_per_step, &ours);
				(void) fnd_i128_mul_i64(t->step.size, k, &theirs);
				if (fnd_i128_compare(ours, theirs) >= 0)
					continue;
			}
			is_found = true;
			t->step = step;
			t->rows_per_step = k;
			t->above = above;
			t->below = below;
		}
	}

	/* rows that are left over stand where there is more to see */
	if (fnd_i128_sign(chart->high) > 0)
		t->above = rows - 1 - t->below;
	else
		t->below = rows - 1 - t->above;
}

/* In eighths of a row, half up; what is not zero is not drawn as zero. */
static int
level_of(const terminal *t, fnd_i128 value)
{
	fnd_i128	magnitude = value;
	int			level;

	if (fnd_i128_sign(value) < 0)
		magnitude = fnd_i128_neg(value);
	level = fnd_chart_steps_cover(magnitude, 16 * t->rows_per_step, &t->step);
	level = level / 2;
	if (level == 0 && fnd_i128_sign(value) != 0)
		level = 1;
	if (level > LEVEL_MAX)
		level = LEVEL_MAX;
	return fnd_i128_sign(value) < 0 ? -level : level;
}

/* The label of a row counted from zero upwards; false where it has none. */
static bool
row_label(const terminal *t, int row, char *label)
{
	int			largest = t->above > t->below ? t->above : t->below;

	largest = (largest + t->rows_per_step - 1) / t->rows_per_step;
	if (row % t->rows_per_step != 0)
		return false;
	(void) fnd_chart_put_tick(label, row / t->rows_per_step, largest, &t->step,
							  t->chart->scale);
	return true;
}

static void
measure_labels(terminal *t)
{
	char		label[FND_CHART_LABEL_MAX];

	t->label_width = 1;
	for (int row = -t->below; row <= t->above; row++)
	{
		if (row_label(t, row, label) && (int) strlen(label) > t->label_width)
			t->label_width = (int) strlen(label);
	}
}

/*
 * The horizontal axis
 */

/* The first column of a month; of several in one column the one they share. */
static int
column_of(const terminal *t, int month)
{
	int			months = t->chart->months_count;

	if (months > t->columns_count)
		return month * t->columns_count / months;
	return (month * t->columns_count + months - 1) / months;
}

/* Does a stand lower than b?  Without a central figure by the lower bound. */
static bool
is_lower(const fnd_chart_row *a, const fnd_chart_row *b)
{
	int			figure = FND_CHART_MIDDLE;

	if (!fnd_chart_knows(a, figure) || !fnd_chart_knows(b, figure))
		figure = FND_CHART_LOWEST;
	if (!fnd_chart_knows(a, figure) || !fnd_chart_knows(b, figure))
		return a->known != 0 && !fnd_chart_knows(a, figure);
	return fnd_i128_compare(a->figure[figure], b->figure[figure]) < 0;
}

/* A column shows its month, and of several the lowest. */
static void
fill_columns(terminal *t)
{
	const fnd_chart *chart = t->chart;
	int			months = chart->months_count;
	int32_t		next = 0;

	for (int c = 0; c < t->columns_count; c++)
	{
		chart_column *column = &t->columns[c];
		int			first = c * months / t->columns_count;
		int			end = (c + 1) * months / t->columns_count;
		const fnd_chart_row *found = NULL;

		memset(column, 0, sizeof(*column));
		column->probability = -1;
		if (end == first)
			end = first + 1;
		while (next > 0 &&
			   chart->row[next - 1].month - chart->first_month >= first)
			next--;
		for (; next < chart->rows_count &&
			 chart->row[next].month - chart->first_month < end;
			 next++)
		{
			const fnd_chart_row *row = &chart->row[next];

			if (row->month - chart->first_month < first)
				continue;
			if (found == NULL || is_lower(row, found))
				found = row;
			if (row->probability > column->probability)
				column->probability = (int16_t) row->probability;
		}
		if (found == NULL)
			continue;
		column->known = found->known;
		for (int i = 0; i < FND_CHART_FIGURES; i++)
		{
			if (fnd_chart_knows(found, i))
				column->level[i] = (int16_t) level_of(t, found->figure[i]);
		}

		/* no bound: to the edge */
		if (!chart->is_simulation && found->known != 0)
		{
			if (!fnd_chart_knows(found, FND_CHART_LOWEST))
				column->level[FND_CHART_LOWEST] = (int16_t) (-8 * t->below -
															 8);
			if (!fnd_chart_knows(found, FND_CHART_HIGHEST))
				column->level[FND_CHART_HIGHEST] = (int16_t) (8 * t->above +
															  8);
		}
	}
}

/*
 * As wide as asked; narrower where every month can have the same whole number
 * of columns and that takes three quarters of the width.
 */
static void
choose_columns(terminal *t, int width)
{
	int			months = t->chart->months_count;
	int			each;

	t->columns_count = width - t->label_width - 2;
	if (t->columns_count > FND_CHART_COLUMNS_MAX)
		t->columns_count = FND_CHART_COLUMNS_MAX;
	if (t->columns_count < 1)
		t->columns_count = 1;
	each = t->columns_count / months;
	if (4 * each * months >= 3 * t->columns_count)
		t->columns_count = each * months;
	t->month_step = fnd_chart_month_step(t->columns_count, months, 9, 6);
	t->mark = t->chart->cash_out < 0 ?
		-1 :
		column_of(t,
				  t->chart->row[t->chart->cash_out].month -
					  t->chart->first_month);
}

/* Does a label stand below this month? */
static bool
has_month_label(const terminal *t, int month)
{
	int32_t		index = t->chart->first_month + month;

	if (t->month_step >= t->chart->months_count)
		return month == 0;
	return index % t->month_step == 0;
}

/*
 * Cells
 */

/* A column from zero, as far as three lengths reach; base is in eighths. */
static bool
column_glyph(int certain, int middle, int most, int base, bool is_hanging,
			 chart_glyph *which)
{
	int			part = certain - base;

	if (part >= 8 || (part >= 4 && most > base + 8))
		*which = GLYPH_SOLID;
	else if (middle > certain && middle >= base + 4)
		*which = GLYPH_MIDDLE;
	else if (most > certain && most >= base + 4)
		*which = GLYPH_RANGE;
	else if (part <= 0)
		return false;
	else if (!is_hanging)
		*which = GLYPH_EIGHTH_1 + (part - 1);
	else if (part >= 6)
		*which = GLYPH_SOLID;
	else
		*which = part >= 2 ? GLYPH_TOP_HALF : GLYPH_TOP_EIGHTH;
	return true;
}

static int
not_below_zero(int level)
{
	return level > 0 ? level : 0;
}

static bool
projection_glyph(const chart_column *column, int row, chart_glyph *which)
{
	int			lowest = column->level[FND_CHART_LOWEST];
	int			middle = column->level[FND_CHART_MIDDLE];
	int			highest = column->level[FND_CHART_HIGHEST];
	bool		has_middle = (column->known >> FND_CHART_MIDDLE & 1) != 0;

	if (column->known == 0)
		return false;
	if (row > 0)
		return column_glyph(
			not_below_zero(lowest), has_middle ? not_below_zero(middle) : 0,
			not_below_zero(highest), 8 * (row - 1), false, which);
	return column_glyph(not_below_zero(-highest),
						has_middle ? not_below_zero(-middle) : 0,
						not_below_zero(-lowest), 8 * (-row - 1), true, which);
}

/* The part of a fan that the middle of a row lies in. */
static bool
fan_glyph(const chart_column *column, int row, chart_glyph *which)
{
	static const chart_glyph bands[FND_CHART_MIDDLE] = { GLYPH_OUTER,
														 GLYPH_BETWEEN,
														 GLYPH_INNER };
	int			base = 8 * ((row > 0 ? row : -row) - 1);
	int			middle = row > 0 ? base + 4 : -base - 4;
	int			median = column->level[FND_CHART_MIDDLE];
	bool		is_found = false;

	if (row < 0)
		median = -median;
	if ((column->known >> FND_CHART_MIDDLE & 1) != 0 && median > base &&
		median <= base + 8)
	{
		*which = GLYPH_MEDIAN;
		return true;
	}
	for (int i = 0; i < FND_CHART_MIDDLE; i++)
	{
		int			other = FND_CHART_FIGURES - 1 - i;

		if ((column->known >> i & column->known >> other & 1) != 0 &&
			column->level[i] <= middle && column->level[other] >= middle)
		{
			*which = bands[i];
			is_found = true;
		}
	}
	return is_found;
}

/*
 * Rows
 */
static bool
is_floor_row(const terminal *t, int row)
{
	int			level = t->floor_level;

	if (!t->chart->has_floor || level == 0)
		return false;
	if (row > 0)
		return level > 8 * (row - 1) && level <= 8 * row;
	return -level > 8 * (-row - 1) && -level <= -8 * row;
}

static void
draw_row(terminal *t, int row)
{
	char		label[FND_CHART_LABEL_MAX];
	bool		has_label = row_label(t, row, label);
	bool		is_floor = is_floor_row(t, row);

	if (!has_label)
		label[0] = '\0';
	line_blanks(t->line, t->label_width - (int) strlen(label));
	line_text(t->line, label);
	line_text(t->line, " ");
	line_glyph(t->line, has_label ? GLYPH_AXIS_TICK : GLYPH_AXIS);
	for (int c = 0; c < t->columns_count; c++)
	{
		chart_glyph	which;
		bool		is_drawn = t->chart->is_simulation ?
			fan_glyph(&t->columns[c], row, &which) :
			projection_glyph(&t->columns[c], row, &which);

		if (is_drawn)
			line_glyph(t->line, which);
		else if (is_floor)
			line_glyph(t->line, GLYPH_FLOOR);
		else if (c == t->mark)
			line_glyph(t->line, GLYPH_MARK_LINE);
		else
			line_text(t->line, " ");
	}
}

/* The zero line, with a tick above each month that has a label. */
static void
draw_zero(terminal *t)
{
	line_blanks(t->line, t->label_width - 1);
	line_text(t->line, "0 ");
	line_glyph(t->line, GLYPH_AXIS_ZERO);
	for (int c = 0; c < t->columns_count; c++)
	{
		const chart_column *column = &t->columns[c];
		int			month = c * t->chart->months_count / t->columns_count;

		if (t->chart->is_simulation &&
			(column->known >> FND_CHART_MIDDLE & 1) != 0 &&
			column->level[FND_CHART_MIDDLE] == 0)
			line_glyph(t->line, GLYPH_MEDIAN);
		else if (t->below == 0 && column_of(t, month) == c &&
				 has_month_label(t, month))
			line_glyph(t->line, GLYPH_ZERO_TICK);
		else
			line_glyph(t->line, GLYPH_ZERO);
	}
}

static void
draw_months(terminal *t)
{
	int			left = t->label_width + 2;

	for (int month = 0; month < t->chart->months_count; month++)
	{
		char		label[FND_CHART_LABEL_MAX];
		int			at = left + column_of(t, month);

		if (!has_month_label(t, month))
			continue;
		(void) fnd_chart_put_month(label, t->chart->first_month + month,
								   t->month_step >= 12 &&
									   t->month_step < t->chart->months_count);
		if (at < t->line->columns || at + (int) strlen(label) > t->line->width)
			continue;
		line_blanks(t->line, at - t->line->columns);
		line_text(t->line, label);
	}
}

/* An arrow below the month of the cash-out, with words where they fit. */
static void
draw_mark(terminal *t)
{
	int			at = t->label_width + 2 + t->mark;
	char		words[2 * FND_CHART_LABEL_MAX];
	int			length;
	char	   *month = fnd_chart_put(words, "cash-out ");

	(void) fnd_chart_put_month(month, t->chart->row[t->chart->cash_out].month,
							   false);
	length = (int) strlen(words);
	if (at + 2 + length > t->line->width && at < length + 1)
	{
		/* the month alone */
		memmove(words, month, strlen(month) + 1);
		length = (int) strlen(words);
	}
	if (at + 2 + length <= t->line->width)
	{
		line_blanks(t->line, at);
		line_glyph(t->line, GLYPH_MARK);
		line_text(t->line, " ");
		line_text(t->line, words);
		return;
	}
	if (at >= length + 1)
	{
		line_blanks(t->line, at - length - 1);
		line_text(t->line, words);
		line_text(t->line, " ");
	}
	else
		line_blanks(t->line, at);
	line_glyph(t->line, GLYPH_MARK);
}

/* The probability of a cash-out up to each month. */
static void
draw_probability(terminal *t)
{
	line_blanks(t->line, t->label_width - 1);
	line_text(t->line, "P ");
	line_glyph(t->line, GLYPH_AXIS);
	for (int c = 0; c < t->columns_count; c++)
	{
		int			probability = t->columns[c].probability;
		int			eighths = (probability * 8 + FND_CHART_CERTAIN / 2) /
			FND_CHART_CERTAIN;

		if (probability <= 0)
			line_text(t->line, " ");
		else if (eighths >= 8)
			line_glyph(t->line, GLYPH_SOLID);
		else
			line_glyph(t->line,
					   GLYPH_EIGHTH_1 + (eighths > 1 ? eighths - 1 : 0));
	}
}

/* " 83% by 2027-09", or as much of it as fits */
static void
line_probability(line_writer *line, const char *before, int32_t probability,
				 int32_t month)
{
	char		text[2 * FND_CHART_LABEL_MAX];
	char	   *at = fnd_chart_put(text, before);
	char	   *percent_end;

	percent_end = fnd_chart_put_percent(at, probability);
	at = fnd_chart_put(percent_end, " by ");
	(void) fnd_chart_put_month(at, month, false);
	if (line->columns + (int) strlen(text) > line->width)
		*percent_end = '\0';
	if (line->columns + (int) strlen(text) <= line->width)
		line_text(line, text);
}

/* What P is, at half of the runs and of the last row that knows. */
static void
draw_probability_words(terminal *t)
{
	const fnd_chart *chart = t->chart;
	const fnd_chart_row *last = NULL;

	for (int32_t i = 0; i < chart->rows_count; i++)
	{
		if (chart->row[i].probability >= 0)
			last = &chart->row[i];
	}
	line_text(t->line, "P: cash-out");
	if (last == NULL)
	{
		line_text(t->line, " -");
		return;
	}
	if (chart->cash_out >= 0 && &chart->row[chart->cash_out] != last)
		line_probability(t->line, " ", chart->row[chart->cash_out].probability,
						 chart->row[chart->cash_out].month);
	line_probability(t->line, t->line->columns > 11 ? ", " : " ",
					 last->probability, last->month);
}

static void
draw_heading(terminal *t)
{
	const fnd_chart *chart = t->chart;
	char		text[2 * FND_CHART_LABEL_MAX];
	char	   *at;

	if (chart->currency != FND_CURRENCY_NONE)
	{
		char		letters[4];

		fnd_currency_to_letters(chart->currency, letters);
		line_text(t->line, letters);
		line_text(t->line, " ");
	}
	line_text(t->line, chart->is_simulation ? "cash" : "closing cash");
	if (chart->is_simulation)
	{
		line_key(t->line, GLYPH_MEDIAN, "median");
		line_key(t->line, GLYPH_INNER, "p25-p75");
		line_key(t->line, GLYPH_BETWEEN, "p10-p90");
		line_key(t->line, GLYPH_OUTER, "p05-p95");
	}
	else if (chart->has_range)
	{
		line_key(t->line, GLYPH_SOLID, "at least");
		line_key(t->line, GLYPH_MIDDLE, "central");
		line_key(t->line, GLYPH_RANGE, "at most");
	}
	if (chart->has_floor && fnd_i128_sign(chart->floor) != 0)
	{
		at = fnd_chart_put(text, "floor ");
		(void) fnd_chart_put_figure(at, chart->floor, chart->scale,
									FND_CURRENCY_NONE);
		line_key(t->line, GLYPH_FLOOR, text);
	}
}

void
fnd_chart_terminal(const fnd_chart *chart, int width, int height,
				   fnd_chart_style style, const fnd_chart_sink *sink)
{
	line_writer	line;
	terminal	t;
	bool		has_mark = chart->cash_out >= 0;
	int			rows = height - 2;

	line.glyph = glyphs[style];
	line.width = width;
	t.chart = chart;
	t.line = &line;
	if (chart->is_simulation)
		rows -= 2;
	else if (has_mark)
		rows--;
	choose_scale(&t, rows);
	measure_labels(&t);
	choose_columns(&t, width);
	t.floor_level = level_of(&t, chart->level);
	fill_columns(&t);

	line_begin(&line);
	draw_heading(&t);
	line_end(&line, sink);
	for (int row = t.above; row >= -t.below; row--)
	{
		line_begin(&line);
		if (row == 0)
			draw_zero(&t);
		else
			draw_row(&t, row);
		line_end(&line, sink);
	}
	line_begin(&line);
	draw_months(&t);
	line_end(&line, sink);
	line_begin(&line);
	if (chart->is_simulation)
	{
		draw_probability(&t);
		line_end(&line, sink);
		line_begin(&line);
		draw_probability_words(&t);
		line_end(&line, sink);
	}
	else if (has_mark)
	{
		draw_mark(&t);
		line_end(&line, sink);
	}
}
