/*-------------------------------------------------------------------------
 *
 * chart_stack.c
 *	  Flows by category as SVG: stacked columns, costs below zero.
 *
 * The series come in the order in which they are stacked, away from the zero
 * line.  Which categories get a series is decided by the glue, that has all
 * of them; the rule is in doc/charts.md, "As SVG".
 *
 *-------------------------------------------------------------------------
 */
#include "chart_markup.h"

#include <string.h>

#include "chart_layout.h"

#define PLOT_TOP (80 * FND_MARKUP_PX)

#define WORDS_MAX (16 * FND_CHART_LABEL_MAX)

/*
 * Colours of a middle lightness, seen on white and on black: greens come in,
 * blues are financing, warm ones go out.  After the last one they begin again,
 * paler.
 */
static const char *const colors[FND_FLOW_COUNT][12] = {
	{ "#2a9d8f", "#6abf69", "#1f7a8c", "#a3c14a", "#3f8f5b", "#7cc6b0",
	  "#4f9d3a", "#57b8c9", "#8aa83a", "#2f7f6f", "#a0d080", "#3a9fb0" },
	{ "#e07a3f", "#c8475c", "#e3ac3b", "#9a5b8f", "#f0958b", "#a6622d",
	  "#d96c9a", "#c9a227", "#7f4f7d", "#e8825a", "#b5404a", "#d2a679" },
	{ "#4f7fd6", "#8c73d9", "#74a7e8", "#5a5fc0", "#a99be6", "#3f93c9",
	  "#7a8fe0", "#9a6fd0", "#5f9fd9", "#6f6fd0", "#b09ae0", "#4a86b8" },
	{ "#7d8797", "#a89f8d", "#5f6b7d", "#98a2b0", "#857c6b", "#6f7f8f",
	  "#b0a898", "#8a94a4", "#6b6558", "#9aa0aa", "#7a7468", "#a2aab4" }
};

#define COLORS_COUNT 12

typedef struct picture
{
	const fnd_stack *stack;
	fnd_markup *markup;
	fnd_frame	frame;
	fnd_chart_axis axis;
	int			legend_top;
	int			legend_rows_max;
	fnd_i128	inflow[FND_CHART_MONTHS_MAX]; /* of a month, so far */
	fnd_i128	outflow[FND_CHART_MONTHS_MAX]; /* zero or less */
} picture;

static fnd_i128
amount_of(const fnd_stack *stack, int series, int month)
{
	return stack->amount[series * stack->months_count + month];
}

/* Add a series to its side of each month; false beyond 36 digits. */
static bool
add_up(fnd_i128 *sum, fnd_i128 amount)
{
	fnd_u256	magnitude;

	if (!fnd_i128_add(*sum, amount, sum))
		return false;
	magnitude = fnd_u256_magnitude(*sum);
	return fnd_u256_digits(&magnitude) <= FND_CHART_DIGITS_MAX;
}

static void
sums_begin(picture *p)
{
	for (int month = 0; month < p->stack->months_count; month++)
	{
		p->inflow[month] = fnd_i128_zero();
		p->outflow[month] = fnd_i128_zero();
	}
}

static bool
sums_all(picture *p)
{
	sums_begin(p);
	for (int i = 0; i < p->stack->series_count; i++)
	{
		for (int month = 0; month < p->stack->months_count; month++)
		{
			fnd_i128	amount = amount_of(p->stack, i, month);

			if (!add_up(fnd_i128_sign(amount) >= 0 ? &p->inflow[month] :
													 &p->outflow[month],
						amount))
				return false;
		}
	}
	return true;
}

/*
 * Words
 */
static char *
put_figure(char *at, const fnd_stack *stack, fnd_i128 value)
{
	return fnd_chart_put_figure(at, value, stack->scale, stack->currency);
}

/* Is there a month of which an amount is not known? */
static bool
has_unknown(const fnd_stack *stack)
{
	for (int month = 0; month < stack->months_count; month++)
	{
		if (stack->unknown[month] != 0)
			return true;
	}
	return false;
}

/* "Inflows 10B USD, outflows 12B USD, net -2B USD"; false beyond range. */
static bool
put_summary(char *at, const fnd_stack *stack)
{
	fnd_i128	inflows = fnd_i128_zero();
	fnd_i128	outflows = fnd_i128_zero();
	fnd_i128	net = fnd_i128_zero();
	bool		is_unknown = has_unknown(stack);

	for (int i = 0; i < stack->series_count; i++)
	{
		const fnd_stack_series *series = &stack->series[i];
		bool		is_in = series->flow == FND_FLOW_REVENUE ||
			series->flow == FND_FLOW_FINANCING;

		if (!add_up(is_in ? &inflows : &outflows, series->total) ||
			!add_up(&net, series->total))
			return false;
	}
	at = fnd_chart_put(at, is_unknown ? "Known inflows " : "Inflows ");
	at = put_figure(at, stack, inflows);
	at = fnd_chart_put(at, ", outflows ");
	at = put_figure(at, stack, fnd_i128_neg(outflows));
	if (!is_unknown)
	{
		at = fnd_chart_put(at, ", net ");
		(void) put_figure(at, stack, net);
	}
	return true;
}

static void
put_description(const picture *p, const char *what, const char *summary)
{
	const fnd_stack *stack = p->stack;
	char		words[WORDS_MAX];
	char	   *at = fnd_chart_put(words, what);

	at = fnd_chart_put(at, " by category, monthly from ");
	at = fnd_chart_put_month(at, stack->first_month, false);
	at = fnd_chart_put(at, " to ");
	(void) fnd_chart_put_month(
		at, stack->first_month + stack->months_count - 1, false);
	fnd_markup_write(p->markup, "<desc>%s: %s.", words, summary);
	for (int i = 0; i < stack->series_count; i++)
	{
		const fnd_stack_series *series = &stack->series[i];
		fnd_i128	total = series->total;

		if (fnd_i128_sign(total) < 0)
			total = fnd_i128_neg(total);
		(void) put_figure(words, stack, total);
		fnd_markup_write(p->markup, i == 0 ? " " : ", ");
		fnd_markup_text(p->markup, &series->category, FND_MARKUP_TEXT_MAX, 0,
						0);
		fnd_markup_write(p->markup, " (%s) %s", fnd_flow_name(series->flow),
						 words);
	}
	fnd_markup_write(p->markup, ".");
	if (has_unknown(stack))
		fnd_markup_write(p->markup,
						 " There are months with amounts that are not known.");
	fnd_markup_write(p->markup, "</desc>\n");
}

/*
 * Columns
 */

/* From and to where a column reaches, leaving a gap where there is room. */
static void
column_place(const picture *p, int month, int *left, int *right)
{
	int			slot;
	int			gap;

	*left = fnd_frame_x(&p->frame, month);
	*right = fnd_frame_x(&p->frame, month + 1);
	slot = *right - *left;
	gap = slot >= 3 * FND_MARKUP_PX ? slot / 8 : 0;
	*left += gap;
	*right -= gap;
}

static void
draw_series(picture *p, int index)
{
	const fnd_stack *stack = p->stack;
	const fnd_stack_series *series = &stack->series[index];

	fnd_markup_write(p->markup, "<path fill=\"%s\"",
					 colors[series->flow][series->color % COLORS_COUNT]);
	if (series->color >= COLORS_COUNT)
		fnd_markup_write(p->markup, " fill-opacity=\".6\"");
	fnd_markup_write(p->markup, " d=\"");
	for (int month = 0; month < stack->months_count; month++)
	{
		fnd_i128	amount = amount_of(stack, index, month);
		fnd_i128   *sum = fnd_i128_sign(amount) >= 0 ? &p->inflow[month] :
													 &p->outflow[month];
		int			from = fnd_frame_y(&p->frame, &p->axis, *sum);
		int			to;
		int			left;
		int			right;

		/* it fits: all of them were added up before */
		(void) fnd_i128_add(*sum, amount, sum);
		to = fnd_frame_y(&p->frame, &p->axis, *sum);
		if (to == from)
			continue;
		column_place(p, month, &left, &right);
		fnd_markup_write(p->markup, "M%t %tV%tH%tV%tZ", left, from, to, right,
						 from);
	}
	fnd_markup_write(p->markup, "\"><title>");
	fnd_markup_text(p->markup, &series->category, FND_MARKUP_TEXT_MAX, 0, 0);
	fnd_markup_write(p->markup, " (%s)</title></path>\n",
					 fnd_flow_name(series->flow));
}

/* What comes in less what goes out, across each column. */
static void
draw_net(const picture *p)
{
	fnd_markup_write(p->markup,
					 "<path stroke=\"currentColor\" stroke-width=\"2\" "
					 "fill=\"none\" d=\"");
	for (int month = 0; month < p->stack->months_count; month++)
	{
		fnd_i128	net;
		int			left;
		int			right;

		if (p->stack->unknown[month] != 0)
			continue;
		(void) fnd_i128_add(p->inflow[month], p->outflow[month], &net);
		column_place(p, month, &left, &right);
		fnd_markup_write(p->markup, "M%t %tH%t", left,
						 fnd_frame_y(&p->frame, &p->axis, net), right);
	}
	fnd_markup_write(p->markup, "\"/>\n");
}

/* A question mark beyond a column of which a part is not known. */
static void
draw_unknown(const picture *p)
{
	fnd_markup_write(p->markup,
					 "<g text-anchor=\"middle\" "
					 "fill=\"currentColor\" font-weight=\"600\">\n");
	for (int month = 0; month < p->stack->months_count; month++)
	{
		int			x = (fnd_frame_x(&p->frame, month) +
				 fnd_frame_x(&p->frame, month + 1)) /
			2;

		if ((p->stack->unknown[month] & 1) != 0)
			fnd_markup_write(
				p->markup, "<text x=\"%t\" y=\"%t\">?</text>\n", x,
				fnd_frame_y(&p->frame, &p->axis, p->inflow[month]) -
					4 * FND_MARKUP_PX);
		if ((p->stack->unknown[month] & 2) != 0)
			fnd_markup_write(
				p->markup, "<text x=\"%t\" y=\"%t\">?</text>\n", x,
				fnd_frame_y(&p->frame, &p->axis, p->outflow[month]) +
					13 * FND_MARKUP_PX);
	}
	fnd_markup_write(p->markup, "</g>\n");
}

/*
 * Legend
 */
static int
do_legend(const picture *p, bool is_drawn)
{
	const fnd_stack *stack = p->stack;
	fnd_legend	legend = { 0, 0, p->frame.width - 2 * FND_FRAME_MARGIN };
	fnd_chart_text text = fnd_markup_ours("net");
	int			x;
	int			row;
	int			y;

	for (int i = 0; i < stack->series_count; i++)
	{
		const fnd_stack_series *series = &stack->series[i];

		fnd_legend_place(&legend, &series->category, &x, &row);
		if (!is_drawn || row >= p->legend_rows_max)
			continue;
		x += FND_FRAME_MARGIN;
		y = p->legend_top + row * FND_LEGEND_ROW + FND_LEGEND_ROW / 2;
		fnd_markup_write(p->markup,
						 "<rect fill=\"%s\" fill-opacity=\"%s\" x=\"%t\" "
						 "y=\"%t\" width=\"16\" height=\"10\"/>\n",
						 colors[series->flow][series->color % COLORS_COUNT],
						 series->color >= COLORS_COUNT ? ".6" : "1", x,
						 y - 5 * FND_MARKUP_PX);
		fnd_legend_text(p->markup, &series->category, x, y);
	}
	fnd_legend_place(&legend, &text, &x, &row);
	if (is_drawn && row < p->legend_rows_max)
	{
		x += FND_FRAME_MARGIN;
		y = p->legend_top + row * FND_LEGEND_ROW + FND_LEGEND_ROW / 2;
		fnd_markup_write(p->markup,
						 "<path stroke=\"currentColor\" stroke-width=\"2\" "
						 "d=\"M%t %th16\"/>\n",
						 x, y);
		fnd_legend_text(p->markup, &text, x, y);
	}
	return legend.row + 1;
}

/*
 * The picture
 */
static void
lay_out(picture *p, int width, int height)
{
	const fnd_stack *stack = p->stack;
	fnd_frame  *frame = &p->frame;
	fnd_i128	low = fnd_i128_zero();
	fnd_i128	high = fnd_i128_zero();
	int			steps;

	memset(frame, 0, sizeof(*frame));
	frame->width = width * FND_MARKUP_PX;
	frame->height = height * FND_MARKUP_PX;
	frame->first_month = stack->first_month;
	frame->months_count = stack->months_count;
	frame->right = frame->width - 20 * FND_MARKUP_PX;
	frame->top = PLOT_TOP;
	p->legend_rows_max = fnd_legend_fit(frame, do_legend(p, false), 0,
										&p->legend_top);
	for (int month = 0; month < stack->months_count; month++)
	{
		if (fnd_i128_compare(p->inflow[month], high) > 0)
			high = p->inflow[month];
		if (fnd_i128_compare(p->outflow[month], low) < 0)
			low = p->outflow[month];
	}
	if (fnd_i128_compare(low, high) == 0)
		high = fnd_i128_pow10(stack->scale);
	steps = (frame->bottom - frame->top) / (38 * FND_MARKUP_PX);
	fnd_chart_axis_init(&p->axis, low, high, steps < 2 ? 2 : steps);
	fnd_frame_labels(frame, &p->axis, stack->scale);
}

bool
fnd_stack_svg(const fnd_stack *stack, const fnd_chart_text *title, int width,
			  int height, const fnd_chart_sink *sink)
{
	fnd_markup	markup;
	picture		p;
	fnd_chart_text heading = *title;
	char		what[FND_CHART_LABEL_MAX];
	char		summary[WORDS_MAX];
	char	   *at = fnd_chart_put(what, "Cash flows");

	fnd_markup_init(&markup, sink);
	p.stack = stack;
	p.markup = &markup;
	if (!sums_all(&p) || !put_summary(summary, stack))
		return false;
	lay_out(&p, width, height);
	if (stack->currency != FND_CURRENCY_NONE)
	{
		at = fnd_chart_put(at, " in ");
		fnd_currency_to_letters(stack->currency, at);
	}
	if (heading.bytes == NULL)
		heading = fnd_markup_ours(what);

	fnd_frame_open(&markup, &p.frame, &heading);
	put_description(&p, what, summary);
	fnd_frame_style(&markup, &p.frame, &heading, summary);
	fnd_frame_grid(&markup, &p.frame, &p.axis, stack->scale, stack->currency);
	sums_begin(&p);
	for (int i = 0; i < stack->series_count; i++)
		draw_series(&p, i);
	fnd_frame_zero(&markup, &p.frame, &p.axis);
	draw_net(&p);
	draw_unknown(&p);
	fnd_frame_months(&markup, &p.frame);
	(void) do_legend(&p, true);
	fnd_markup_write(&markup, "</svg>");
	fnd_markup_end(&markup);
	return true;
}
