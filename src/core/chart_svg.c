/*-------------------------------------------------------------------------
 *
 * chart_svg.c
 *	  A projection or a simulation as SVG.
 *
 * A figure at the end of a month stands where the month ends, so that a line
 * crosses the floor where cash does by the convention of doc/runway.md, linear
 * within the month.  What the picture consists of is in doc/charts.md, "As
 * SVG".
 *
 *-------------------------------------------------------------------------
 */
#include "chart_markup.h"

#include <string.h>

#include "chart_layout.h"

/* The strip of the probabilities below a simulation, where there is room. */
#define STRIP_HEIGHT (44 * FND_MARKUP_PX)
#define STRIP_GAP (30 * FND_MARKUP_PX)
#define STRIP_HEIGHT_MIN 300

/* Above the plot: title, summary, and the words of a mark. */
#define PLOT_TOP (80 * FND_MARKUP_PX)

/* Room for a summary or a sentence: a dozen labels. */
#define WORDS_MAX (16 * FND_CHART_LABEL_MAX)

#define BANDS 3

typedef struct picture
{
	const fnd_chart *chart;
	fnd_markup *markup;
	fnd_frame	frame;
	fnd_chart_axis axis;
	bool		has_strip;
	int			strip_bottom;
	int			legend_top;
	int			legend_rows_max;
} picture;

/*
 * Words
 */
static char *
put_row_month(char *at, const fnd_chart *chart, int32_t row)
{
	return fnd_chart_put_month(at, chart->row[row].month, false);
}

static char *
put_figure(char *at, const fnd_chart *chart, fnd_i128 value)
{
	return fnd_chart_put_figure(at, value, chart->scale, chart->currency);
}

/* The last row that knows its probability, or -1. */
static int32_t
last_probability(const fnd_chart *chart)
{
	for (int32_t i = chart->rows_count - 1; i >= 0; i--)
	{
		if (chart->row[i].probability >= 0)
			return i;
	}
	return -1;
}

static char *
put_probability(char *at, const fnd_chart *chart, int32_t row)
{
	at = fnd_chart_put_percent(at, chart->row[row].probability);
	at = fnd_chart_put(at, " by ");
	return put_row_month(at, chart, row);
}

/* "Cash-out 5% by ..., 50% by ..., 83% by ..." */
static char *
put_probabilities(char *at, const fnd_chart *chart)
{
	int32_t		last = last_probability(chart);

	if (last < 0)
		return fnd_chart_put(at, "Cash-out not known");
	at = fnd_chart_put(at, "Cash-out ");
	if (chart->earliest >= 0 && chart->earliest != chart->cash_out &&
		chart->earliest != last)
	{
		at = put_probability(at, chart, chart->earliest);
		at = fnd_chart_put(at, ", ");
	}
	if (chart->cash_out >= 0 && chart->cash_out != last)
	{
		at = put_probability(at, chart, chart->cash_out);
		at = fnd_chart_put(at, ", ");
	}
	return put_probability(at, chart, last);
}

/* When cash is out, or that it is not, as far as the rows say so. */
static char *
put_outcome(char *at, const fnd_chart *chart)
{
	int32_t		out = chart->cash_out;

	if (chart->is_simulation)
		return put_probabilities(at, chart);
	if (out >= 0)
	{
		at = fnd_chart_put(at, "Cash-out ");
		at = put_row_month(at, chart, out);
		if (chart->earliest < 0 || chart->earliest > out ||
			(chart->latest >= 0 && chart->latest < out) ||
			(chart->earliest == out && chart->latest == out))
			return at;
		at = fnd_chart_put(at, " (");
		at = put_row_month(at, chart, chart->earliest);
		if (chart->latest < 0)
			return fnd_chart_put(at, " at the earliest)");
		at = fnd_chart_put(at, " to ");
		at = put_row_month(at, chart, chart->latest);
		return fnd_chart_put(at, ")");
	}
	if (chart->earliest >= 0)
	{
		at = fnd_chart_put(at, "Cash-out possible from ");
		return put_row_month(at, chart, chart->earliest);
	}
	if (chart->has_gap)
		return fnd_chart_put(at, "Cash not known in every month");
	at = fnd_chart_put(at, "No cash-out by ");
	return put_row_month(at, chart, chart->rows_count - 1);
}

/*
 * The outcome first, since a narrow picture shows no more; then what cash
 * starts with, where it is lowest, and where it ends.
 */
static void
put_summary(char *at, const fnd_chart *chart)
{
	const fnd_chart_row *last = &chart->row[chart->rows_count - 1];

	at = put_outcome(at, chart);
	if (chart->has_opening)
	{
		at = fnd_chart_put(at, ", start ");
		at = put_figure(at, chart, chart->opening);
	}
	if (!chart->has_all_middles)
		return;
	at = fnd_chart_put(
		at, chart->is_simulation ? ", lowest median " : ", lowest ");
	at = put_figure(at, chart,
					chart->row[chart->lowest].figure[FND_CHART_MIDDLE]);
	at = fnd_chart_put(at, " in ");
	at = put_row_month(at, chart, chart->lowest);
	if (chart->is_simulation || chart->lowest == chart->rows_count - 1)
		return;
	at = fnd_chart_put(at, ", end ");
	(void) put_figure(at, chart, last->figure[FND_CHART_MIDDLE]);
}

static void
put_description(const picture *p, const char *what, const char *summary)
{
	const fnd_chart *chart = p->chart;
	char		words[WORDS_MAX];
	char	   *at = fnd_chart_put(words, what);

	at = fnd_chart_put(at, ", monthly from ");
	at = put_row_month(at, chart, 0);
	at = fnd_chart_put(at, " to ");
	at = put_row_month(at, chart, chart->rows_count - 1);
	if (chart->has_floor)
	{
		at = fnd_chart_put(at, ", floor ");
		at = put_figure(at, chart, chart->floor);
	}
	fnd_markup_write(p->markup, "<desc>%s: %s.", words, summary);
	if (chart->is_open_above)
		fnd_markup_write(p->markup,
						 " There are months without an upper bound.");
	if (chart->is_open_below)
		fnd_markup_write(p->markup,
						 " There are months without a lower bound.");
	if (chart->has_gap)
		fnd_markup_write(p->markup, " There are months without figures.");
	fnd_markup_write(p->markup, "</desc>\n");
}

/*
 * Places
 */

/* Where the month of a row ends. */
static int
row_x(const picture *p, int32_t row)
{
	return fnd_frame_x(&p->frame,
					   p->chart->row[row].month - p->chart->first_month + 1);
}

static int
value_y(const picture *p, fnd_i128 value)
{
	return fnd_frame_y(&p->frame, &p->axis, value);
}

/* Of a projection a bound that is not known is at the edge of the plot. */
static int
figure_y(const picture *p, int32_t row, int figure)
{
	const fnd_chart_row *data = &p->chart->row[row];

	if (fnd_chart_knows(data, figure))
		return value_y(p, data->figure[figure]);
	return figure == FND_CHART_LOWEST ? p->frame.bottom : p->frame.top;
}

static bool
has_band(const picture *p, int32_t row, int figure)
{
	const fnd_chart_row *data = &p->chart->row[row];

	if (!p->chart->is_simulation)
		return data->known != 0;
	return fnd_chart_knows(data, figure) &&
		fnd_chart_knows(data, FND_CHART_FIGURES - 1 - figure);
}

/* Does the picture begin before its first row, with the opening cash? */
static bool
begins_with_opening(const picture *p, int32_t row)
{
	return row == 0 && p->chart->has_opening;
}

/* What stands alone is this much wide. */
static int
alone_width(const picture *p)
{
	int			slot = (p->frame.right - p->frame.left) / p->chart->months_count;

	return slot * 2 / 3 > 2 * FND_MARKUP_PX ? slot * 2 / 3 : 2 * FND_MARKUP_PX;
}

/*
 * Shapes
 */

/*
 * A place of the area at the end of a row's month, and at its start where the
 * bound is open from this row on: a bound does not fade away, it ends.
 */
static void
draw_edge(const picture *p, int32_t first, int32_t row, int figure,
		  bool is_backwards)
{
	const fnd_chart *chart = p->chart;
	bool		is_open = !fnd_chart_knows(&chart->row[row], figure);
	bool		is_start = is_open &&
		(row == first || fnd_chart_knows(&chart->row[row - 1], figure));
	int			y = figure_y(p, row, figure);
	int			start = fnd_frame_x(&p->frame,
							chart->row[row].month - chart->first_month);

	if (is_start && !is_backwards)
		fnd_markup_write(p->markup, "L%t %t", start, y);
	fnd_markup_write(p->markup, "L%t %t", row_x(p, row), y);
	if (is_start && is_backwards)
		fnd_markup_write(p->markup, "L%t %t", start, y);
}

/* The area between two figures from one row to another, both included. */
static void
draw_area(const picture *p, int32_t first, int32_t last, int figure)
{
	int			other = FND_CHART_FIGURES - 1 - figure;

	if (first == last)
	{
		fnd_markup_write(
			p->markup, "M%t %tH%tV%tH%tZ", row_x(p, first) - alone_width(p),
			figure_y(p, first, other), row_x(p, first),
			figure_y(p, first, figure), row_x(p, first) - alone_width(p));
		return;
	}
	else
		fnd_markup_write(p->markup, "M%t %t", row_x(p, first),
						 figure_y(p, first, figure));
	for (int32_t i = first; i <= last; i++)
		draw_edge(p, first, i, other, false);
	for (int32_t i = last; i >= first; i--)
		draw_edge(p, first, i, figure, true);
	fnd_markup_write(p->markup, "Z");
}

static void
draw_band(const picture *p, int figure, const char *opacity)
{
	int32_t		rows = p->chart->rows_count;

	fnd_markup_write(p->markup,
					 "<path class=\"band\" fill=\"#2f74d0\" "
					 "fill-opacity=\"%s\" d=\"",
					 opacity);
	for (int32_t i = 0; i < rows; i++)
	{
		int32_t		first = i;

		if (!has_band(p, i, figure))
			continue;
		while (i + 1 < rows && has_band(p, i + 1, figure))
			i++;
		draw_area(p, first, i, figure);
	}
	fnd_markup_write(p->markup, "\"/>\n");
}

/* The central figures; a gap where one is not known. */
static void
draw_line(const picture *p)
{
	const fnd_chart *chart = p->chart;
	bool		is_down = false;

	fnd_markup_write(p->markup,
					 "<path class=\"line\" fill=\"none\" stroke=\"#1f5fbf\" "
					 "stroke-width=\"2.5\" stroke-linejoin=\"round\" "
					 "stroke-linecap=\"round\" d=\"");
	for (int32_t i = 0; i < chart->rows_count; i++)
	{
		int			y;

		if (!fnd_chart_knows(&chart->row[i], FND_CHART_MIDDLE))
		{
			is_down = false;
			continue;
		}
		y = figure_y(p, i, FND_CHART_MIDDLE);
		if (is_down)
			fnd_markup_write(p->markup, "L%t %t", row_x(p, i), y);
		else if (begins_with_opening(p, i))
			fnd_markup_write(p->markup, "M%t %tL%t %t", p->frame.left,
							 value_y(p, chart->opening), row_x(p, i), y);
		else if (i + 1 < chart->rows_count &&
				 fnd_chart_knows(&chart->row[i + 1], FND_CHART_MIDDLE))
			fnd_markup_write(p->markup, "M%t %t", row_x(p, i), y);
		else
			fnd_markup_write(p->markup, "M%t %tH%t",
							 row_x(p, i) - alone_width(p), y, row_x(p, i));
		is_down = true;
	}
	fnd_markup_write(p->markup, "\"/>\n");
}

static void
draw_floor(const picture *p)
{
	if (!p->chart->has_floor)
		return;
	fnd_markup_write(p->markup,
					 "<path class=\"floor\" fill=\"none\" stroke=\"#b45f06\" "
					 "stroke-width=\"1.5\" stroke-dasharray=\"6 4\" "
					 "d=\"M%t %tH%t\"/>\n",
					 p->frame.left, value_y(p, p->chart->floor),
					 p->frame.right);
}

/*
 * Where cash goes below the level in the month of a row, if it was above it
 * before: then x and y are moved there.
 */
static void
find_crossing(const picture *p, int32_t row, int *x, int *y)
{
	const fnd_chart *chart = p->chart;
	fnd_i128	before;
	fnd_i128	fall;
	fnd_i128	part;
	int			from;

	if (row == 0)
	{
		if (!chart->has_opening)
			return;
		before = chart->opening;
		from = p->frame.left;
	}
	else
	{
		if (!fnd_chart_knows(&chart->row[row - 1], FND_CHART_MIDDLE))
			return;
		before = chart->row[row - 1].figure[FND_CHART_MIDDLE];
		from = row_x(p, row - 1);
	}
	if (fnd_i128_compare(before, chart->level) < 0)
	{
		*x = from;
		*y = value_y(p, before);
		return;
	}
	if (fnd_i128_compare(chart->row[row].figure[FND_CHART_MIDDLE],
						 chart->level) >= 0)
		return;
	(void) fnd_i128_sub(before, chart->level, &part);
	(void) fnd_i128_sub(before, chart->row[row].figure[FND_CHART_MIDDLE],
						&fall);
	*x = from + fnd_chart_share(part, fall, *x - from);
	*y = value_y(p, chart->level);
}

/* A line through the month of the cash-out, with its words above the plot. */
static void
draw_mark(const picture *p)
{
	const fnd_chart *chart = p->chart;
	int32_t		row = chart->cash_out;
	char		words[WORDS_MAX];
	char	   *at = words;
	fnd_chart_text text = { words, 0 };
	bool		has_point;
	int			x;
	int			y = p->frame.top;

	if (row < 0)
		return;
	x = row_x(p, row);
	has_point = !chart->is_simulation &&
		fnd_chart_knows(&chart->row[row], FND_CHART_MIDDLE);
	if (has_point)
	{
		y = figure_y(p, row, FND_CHART_MIDDLE);
		find_crossing(p, row, &x, &y);
	}
	if (chart->is_simulation)
	{
		at = fnd_chart_put_percent(at, chart->row[row].probability);
		at = fnd_chart_put(at, " ");
	}
	at = fnd_chart_put(at, "cash-out ");
	at = put_row_month(at, chart, row);
	text.length = (size_t) (at - words);
	fnd_markup_write(p->markup,
					 "<path class=\"out-line\" fill=\"none\" "
					 "stroke=\"#c62828\" stroke-width=\"1.5\" "
					 "stroke-dasharray=\"2 3\" d=\"M%t %tV%t",
					 x, p->frame.top - 6 * FND_MARKUP_PX, p->frame.bottom);
	if (p->has_strip)
		fnd_markup_write(p->markup, "M%t %tV%t", x,
						 p->strip_bottom - STRIP_HEIGHT, p->strip_bottom);
	fnd_markup_write(p->markup, "\"/>\n");
	if (has_point)
		fnd_markup_write(p->markup,
						 "<circle class=\"out\" fill=\"#c62828\" cx=\"%t\" "
						 "cy=\"%t\" r=\"4.5\"/>\n",
						 x, y);

	/* on the side that has the room */
	fnd_markup_write(p->markup,
					 "<text class=\"out\" fill=\"#c62828\" "
					 "font-weight=\"600\" ");
	if (x + fnd_markup_width(&text, FND_FRAME_FONT + 1) <= p->frame.right)
		fnd_markup_write(p->markup, "x=\"%t\"", x);
	else
		fnd_markup_write(p->markup, "x=\"%t\" text-anchor=\"end\"",
						 x < p->frame.right ? p->frame.right : x);
	fnd_markup_write(p->markup, " y=\"%t\">%s</text>\n",
					 p->frame.top - 11 * FND_MARKUP_PX, words);
}

/* The probability of a cash-out by the end of each month, as steps. */
static void
draw_strip(const picture *p)
{
	const fnd_chart *chart = p->chart;
	int			bottom = p->strip_bottom;
	int			top = bottom - STRIP_HEIGHT;

	fnd_markup_write(p->markup,
					 "<path class=\"grid\" stroke=\"#e3e7ed\" fill=\"none\" "
					 "d=\"M%t %tH%tM%t %tH%t\"/>\n",
					 p->frame.left, top, p->frame.right, p->frame.left,
					 (top + bottom) / 2, p->frame.right);
	fnd_markup_write(p->markup,
					 "<path class=\"out\" fill=\"#c62828\" "
					 "fill-opacity=\".65\" d=\"");
	for (int32_t i = 0; i < chart->rows_count; i++)
	{
		int			probability = chart->row[i].probability;

		if (probability <= 0)
			continue;
		fnd_markup_write(
			p->markup, "M%t %tV%tH%tV%tZ",
			fnd_frame_x(&p->frame, chart->row[i].month - chart->first_month),
			bottom,
			bottom -
				(STRIP_HEIGHT * probability + FND_CHART_CERTAIN / 2) /
					FND_CHART_CERTAIN,
			row_x(p, i), bottom);
	}
	fnd_markup_write(p->markup,
					 "\"/>\n<path stroke=\"currentColor\" "
					 "stroke-opacity=\".7\" fill=\"none\" d=\"M%t %tH%t\"/>\n",
					 p->frame.left, bottom, p->frame.right);
	fnd_markup_write(
		p->markup,
		"<g fill=\"currentColor\" fill-opacity=\".8\">\n"
		"<text x=\"%t\" y=\"%t\" text-anchor=\"end\">100%%"
		"</text>\n"
		"<text x=\"%t\" y=\"%t\" text-anchor=\"end\">0</text>\n"
		"<text x=\"%t\" y=\"%t\">cash-out by then, share of "
		"runs</text>\n</g>\n",
		p->frame.left - 8 * FND_MARKUP_PX, top + 4 * FND_MARKUP_PX,
		p->frame.left - 8 * FND_MARKUP_PX, bottom + 4 * FND_MARKUP_PX,
		p->frame.left, top - 7 * FND_MARKUP_PX);
}

/*
 * Legend
 */
static void
draw_swatch(const picture *p, int bands, const char *const *opacity, int x,
			int y)
{
	for (int i = 0; i < bands; i++)
		fnd_markup_write(p->markup,
						 "<rect class=\"band\" fill=\"#2f74d0\" "
						 "fill-opacity=\"%s\" x=\"%t\" y=\"%t\" width=\"16\" "
						 "height=\"10\"/>\n",
						 opacity[i], x, y - 5 * FND_MARKUP_PX);
	if (bands == 0)
		fnd_markup_write(p->markup,
						 "<path class=\"line\" stroke=\"#1f5fbf\" "
						 "stroke-width=\"2.5\" d=\"M%t %th16\"/>\n",
						 x, y);
	if (bands < 0)
		fnd_markup_write(p->markup,
						 "<path class=\"floor\" stroke=\"#b45f06\" "
						 "stroke-width=\"1.5\" stroke-dasharray=\"6 4\" "
						 "d=\"M%t %th16\"/>\n",
						 x, y);
}

/* How strong the bands are, one upon the other. */
static const char *const fan_opacity[BANDS] = { ".16", ".2", ".28" };
static const char *const range_opacity[1] = { ".24" };

/* One entry: bands as above, zero the line, below zero the floor. */
static void
legend_entry(const picture *p, fnd_legend *legend, int bands,
			 const char *words, bool is_drawn)
{
	fnd_chart_text text = fnd_markup_ours(words);
	int			x;
	int			row;
	int			y;

	fnd_legend_place(legend, &text, &x, &row);
	if (!is_drawn || row >= p->legend_rows_max)
		return;
	x += FND_FRAME_MARGIN;
	y = p->legend_top + row * FND_LEGEND_ROW + FND_LEGEND_ROW / 2;
	draw_swatch(p, bands,
				p->chart->is_simulation ? fan_opacity : range_opacity, x, y);
	fnd_legend_text(p->markup, &text, x, y);
}

/* Draws it, or only counts its rows. */
static int
do_legend(const picture *p, bool is_drawn)
{
	const fnd_chart *chart = p->chart;
	fnd_legend	legend = { 0, 0, p->frame.width - 2 * FND_FRAME_MARGIN };
	char		words[WORDS_MAX];

	if (chart->is_simulation)
	{
		legend_entry(p, &legend, 0, "median", is_drawn);
		legend_entry(p, &legend, 3, "p25 to p75", is_drawn);
		legend_entry(p, &legend, 2, "p10 to p90", is_drawn);
		legend_entry(p, &legend, 1, "p05 to p95", is_drawn);
	}
	else
	{
		legend_entry(p, &legend, 0, "closing cash", is_drawn);
		if (chart->has_range)
			legend_entry(p, &legend, 1, "lower to upper bound", is_drawn);
	}
	if (chart->has_floor)
	{
		(void) put_figure(fnd_chart_put(words, "floor "), chart, chart->floor);
		legend_entry(p, &legend, -1, words, is_drawn);
	}
	return legend.row + 1;
}

/*
 * The picture
 */
static void
lay_out(picture *p, int width, int height)
{
	const fnd_chart *chart = p->chart;
	fnd_frame  *frame = &p->frame;
	int			steps;

	memset(frame, 0, sizeof(*frame));
	frame->width = width * FND_MARKUP_PX;
	frame->height = height * FND_MARKUP_PX;
	frame->first_month = chart->first_month;
	frame->months_count = chart->months_count;
	frame->right = frame->width - 20 * FND_MARKUP_PX;
	frame->top = PLOT_TOP;
	p->has_strip = chart->is_simulation && height >= STRIP_HEIGHT_MIN &&
		last_probability(chart) >= 0;
	p->legend_rows_max = fnd_legend_fit(
		frame, do_legend(p, false),
		p->has_strip ? STRIP_HEIGHT + STRIP_GAP : 0, &p->legend_top);
	p->strip_bottom = frame->months_top;
	steps = (frame->bottom - frame->top) / (38 * FND_MARKUP_PX);
	fnd_chart_axis_init(&p->axis, chart->low, chart->high,
						steps < 2 ? 2 : steps);
	fnd_frame_labels(frame, &p->axis, chart->scale);
}

void
fnd_chart_svg(const fnd_chart *chart, const fnd_chart_text *title, int width,
			  int height, const fnd_chart_sink *sink)
{
	fnd_markup	markup;
	picture		p;
	fnd_chart_text heading = *title;
	char		what[FND_CHART_LABEL_MAX];
	char		summary[WORDS_MAX];
	char	   *at;

	fnd_markup_init(&markup, sink);
	p.chart = chart;
	p.markup = &markup;
	lay_out(&p, width, height);
	at = fnd_chart_put(
		what, chart->is_simulation ? "Simulated cash" : "Closing cash");
	if (chart->currency != FND_CURRENCY_NONE)
	{
		at = fnd_chart_put(at, " in ");
		fnd_currency_to_letters(chart->currency, at);
	}
	if (heading.bytes == NULL)
		heading = fnd_markup_ours(what);
	put_summary(summary, chart);

	fnd_frame_open(&markup, &p.frame, &heading);
	put_description(&p, what, summary);
	fnd_frame_style(&markup, &p.frame, &heading, summary);
	fnd_frame_grid(&markup, &p.frame, &p.axis, chart->scale, chart->currency);
	if (chart->is_simulation)
	{
		for (int i = 0; i < BANDS; i++)
			draw_band(&p, i, fan_opacity[i]);
	}
	else if (chart->has_range)
		draw_band(&p, FND_CHART_LOWEST, range_opacity[0]);
	fnd_frame_zero(&markup, &p.frame, &p.axis);
	draw_floor(&p);
	draw_line(&p);
	if (p.has_strip)
		draw_strip(&p);
	draw_mark(&p);
	fnd_frame_months(&markup, &p.frame);
	(void) do_legend(&p, true);
	fnd_markup_write(&markup, "</svg>");
	fnd_markup_end(&markup);
}
