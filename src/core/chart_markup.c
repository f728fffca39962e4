/*-------------------------------------------------------------------------
 *
 * chart_markup.c
 *	  Writing SVG: markup in bounded pieces, escaped text, frame and axes.
 *
 * Colours stand as attributes, which every viewer knows, and a style sheet
 * changes them where the reader's scheme is dark.  Nothing has an id, so that
 * several pictures can stand in one page.  What a picture consists of is in
 * doc/charts.md, "As SVG".
 *
 *-------------------------------------------------------------------------
 */
#include "chart_markup.h"

#include <stdarg.h>
#include <string.h>

#include "chart_layout.h"

/* Below the plot the months, and a margin below the legend. */
#define MONTHS_HEIGHT (26 * FND_MARKUP_PX)
#define BOTTOM_MARGIN (10 * FND_MARKUP_PX)

/* U+FFFD stands for what cannot be written. */
#define REPLACEMENT 0xFFFD

void
fnd_markup_init(fnd_markup *markup, const fnd_chart_sink *sink)
{
	markup->sink = sink;
	markup->used = 0;
}

void
fnd_markup_end(fnd_markup *markup)
{
	markup->sink->put(markup->sink->context, markup->buffer, markup->used);
	markup->used = 0;
}

static void
put_bytes(fnd_markup *markup, const char *bytes, size_t length)
{
	while (length > 0)
	{
		size_t		room = FND_MARKUP_BUFFER - markup->used;
		size_t		part = length < room ? length : room;

		memcpy(markup->buffer + markup->used, bytes, part);
		markup->used += part;
		bytes += part;
		length -= part;
		if (markup->used == FND_MARKUP_BUFFER)
			fnd_markup_end(markup);
	}
}

static void
put_int(fnd_markup *markup, int value)
{
	char		digits[24];

	put_bytes(markup, digits,
			  (size_t) (fnd_chart_put_int(digits, value) - digits));
}

/* A character as data: by number unless it is plain ASCII. */
static void
put_character(fnd_markup *markup, uint32_t character)
{
	char		byte = (char) character;

	if (character >= 0x80 || character == '&' || character == '<' ||
		character == '>' || character == '"' || character == '\'')
	{
		put_bytes(markup, "&#", 2);
		put_int(markup, (int) character);
		put_bytes(markup, ";", 1);
	}
	else
		put_bytes(markup, &byte, 1);
}

/* Tenths as a decimal number: 123 is "12.3". */
static void
put_tenths(fnd_markup *markup, int value)
{
	if (value < 0)
		put_bytes(markup, "-", 1);
	value = value < 0 ? -value : value;
	put_int(markup, value / FND_MARKUP_PX);
	if (value % FND_MARKUP_PX != 0)
	{
		put_bytes(markup, ".", 1);
		put_int(markup, value % FND_MARKUP_PX);
	}
}

void
fnd_markup_write(fnd_markup *markup, const char *format, ...)
{
	va_list		args;
	const char *from = format;

	va_start(args, format);
	while (*from != '\0')
	{
		const char *to = from;
		const char *text;

		while (*to != '\0' && *to != '%')
			to++;
		put_bytes(markup, from, (size_t) (to - from));
		if (*to == '\0')
			break;
		switch (to[1])
		{
			case 'd':
				put_int(markup, va_arg(args, int));
				break;
			case 't':
				put_tenths(markup, va_arg(args, int));
				break;
			case 's':
				for (text = va_arg(args, const char *); *text != '\0'; text++)
					put_character(markup, (unsigned char) *text);
				break;
			default:
				put_bytes(markup, "%", 1);
				break;
		}
		from = to + 2;
	}
	va_end(args);
}

/*
 * Text of users
 */

/*
 * The next character of UTF-8, and how many bytes it took: one of those that
 * are none.  Overlong forms, surrogates and numbers beyond Unicode are none.
 */
static uint32_t
next_character(const fnd_chart_text *text, size_t at, size_t *taken)
{
	const unsigned char *bytes = (const unsigned char *) text->bytes + at;
	size_t		left = text->length - at;
	uint32_t	result = bytes[0];
	size_t		length;

	*taken = 1;
	if (result < 0x80)
		return result;
	if (result >= 0xC2 && result <= 0xDF)
		length = 2;
	else if (result >= 0xE0 && result <= 0xEF)
		length = 3;
	else if (result >= 0xF0 && result <= 0xF4)
		length = 4;
	else
		return REPLACEMENT;
	if (length > left)
		return REPLACEMENT;
	result &= 0xFFU >> (length + 1);
	for (size_t i = 1; i < length; i++)
	{
		if ((bytes[i] & 0xC0) != 0x80)
			return REPLACEMENT;
		result = result << 6 | (bytes[i] & 0x3F);
	}
	if ((length == 3 && result < 0x800) ||
		(length == 4 && (result < 0x10000 || result > 0x10FFFF)) ||
		(result >= 0xD800 && result <= 0xDFFF))
		return REPLACEMENT;
	*taken = length;
	return result;
}

/* What is written for a character: a blank, itself or the replacement. */
static uint32_t
allowed_character(uint32_t character)
{
	if (character == '\t' || character == '\n' || character == '\r')
		return ' ';
	if (character < 0x20 || (character >= 0x7F && character < 0xA0) ||
		(character & 0xFFFE) == 0xFFFE)
		return REPLACEMENT;
	return character;
}

/* In thousandths of the font size, on the wide side. */
static int
character_width(uint32_t character)
{
	if (character >= 0x1100)
		return 1000;
	if (character >= 0x300 && character < 0x370)
		return 0;
	if (character >= 0x80)
		return 680;
	if (strchr(" !'(),-./:;I[]fijlrt|", (int) character) != NULL)
		return 390;
	if (strchr("%@MWmw", (int) character) != NULL)
		return 950;
	return character >= 'A' && character <= 'Z' ? 700 : 620;
}

int
fnd_markup_width(const fnd_chart_text *text, int font_px)
{
	int64_t		width = 0;
	size_t		taken;

	for (size_t at = 0; at < text->length; at += taken)
	{
		width += character_width(
			allowed_character(next_character(text, at, &taken)));
		if (width > 10000 * (int64_t) FND_CHART_WIDTH_MAX)
			break;
	}
	return (int) (width * font_px * FND_MARKUP_PX / 1000);
}

void
fnd_markup_text(fnd_markup *markup, const fnd_chart_text *text,
				int characters_max, int font_px, int width_max)
{
	int64_t		room = (int64_t) width_max * 1000;
	int			unit = font_px * FND_MARKUP_PX;
	int			count = 0;
	size_t		taken;
	bool		is_bounded = width_max > 0 &&
		fnd_markup_width(text, font_px) > width_max;

	/* the ellipsis is as wide as a capital */
	room -= (int64_t) unit * 1000;
	for (size_t at = 0; at < text->length; at += taken)
	{
		uint32_t	character = allowed_character(
			next_character(text, at, &taken));

		room -= (int64_t) character_width(character) * unit;
		if ((is_bounded && room < 0) ||
			(characters_max > 0 && count >= characters_max))
		{
			fnd_markup_write(markup, "&#8230;");
			break;
		}
		put_character(markup, character);
		count++;
	}
}

/*
 * Frame
 */
void
fnd_frame_open(fnd_markup *markup, const fnd_frame *frame,
			   const fnd_chart_text *title)
{
	fnd_markup_write(
		markup,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"funding-chart\" "
		"role=\"img\" width=\"%t\" height=\"%t\" viewBox=\"0 0 %t %t\" "
		"font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, "
		"'Helvetica Neue', Arial, sans-serif\" font-size=\"%d\" "
		"color=\"#1d2733\">\n<title>",
		frame->width, frame->height, frame->width, frame->height,
		FND_FRAME_FONT);
	fnd_markup_text(markup, title, FND_MARKUP_TEXT_MAX, 0, 0);
	fnd_markup_write(markup, "</title>\n");
}

void
fnd_frame_style(fnd_markup *markup, const fnd_frame *frame,
				const fnd_chart_text *title, const char *subtitle)
{
	fnd_chart_text summary = fnd_markup_ours(subtitle);
	int			room = frame->width - 2 * FND_FRAME_MARGIN;

	fnd_markup_write(
		markup,
		"<style>\n"
		".funding-chart { max-width: 100%%; height: auto }\n"
		"@media (prefers-color-scheme: dark) {\n"
		".funding-chart { color: #e3e8ef }\n"
		".funding-chart .paper { fill: #151a21 }\n"
		".funding-chart .grid { stroke: #2c3440 }\n"
		".funding-chart .band { fill: #5c9dff }\n"
		".funding-chart .line { stroke: #8fbcff }\n"
		".funding-chart .floor { stroke: #f0b24d }\n"
		".funding-chart .out { fill: #ff8a80 }\n"
		".funding-chart .out-line { stroke: #ff8a80 }\n"
		"}\n"
		"</style>\n"
		"<rect class=\"paper\" width=\"%t\" height=\"%t\" fill=\"#ffffff\"/>\n"
		"<text x=\"%t\" y=\"27\" font-size=\"%d\" font-weight=\"600\" "
		"fill=\"currentColor\">",
		frame->width, frame->height, FND_FRAME_MARGIN, FND_FRAME_TITLE_FONT);
	fnd_markup_text(markup, title, 0, FND_FRAME_TITLE_FONT, room);
	fnd_markup_write(markup,
					 "</text>\n<text x=\"%t\" y=\"46\" fill=\"currentColor\" "
					 "fill-opacity=\".8\">",
					 FND_FRAME_MARGIN);
	fnd_markup_text(markup, &summary, 0, FND_FRAME_FONT, room);
	fnd_markup_write(markup, "</text>\n");
}

int
fnd_frame_y(const fnd_frame *frame, const fnd_chart_axis *axis, fnd_i128 value)
{
	fnd_i128	above;
	fnd_i128	all;

	(void) fnd_i128_sub(axis->high, value, &above);
	(void) fnd_i128_sub(axis->high, axis->low, &all);
	return frame->top +
		fnd_chart_share(above, all, frame->bottom - frame->top);
}

static int
axis_largest(const fnd_chart_axis *axis)
{
	return axis->last > -axis->first ? axis->last : -axis->first;
}

/* At least the widest label, at least 54 pixels, at most half of the width. */
void
fnd_frame_labels(fnd_frame *frame, const fnd_chart_axis *axis, int scale)
{
	int			widest = 0;

	for (int tick = axis->first; tick <= axis->last; tick++)
	{
		char		label[FND_CHART_LABEL_MAX];
		fnd_chart_text text = { label, 0 };
		int			width;

		text.length = (size_t) (fnd_chart_put_tick(label, tick,
												   axis_largest(axis),
												   &axis->step, scale) -
								label);
		width = fnd_markup_width(&text, FND_FRAME_FONT);
		if (width > widest)
			widest = width;
	}
	frame->left = FND_FRAME_MARGIN + 8 * FND_MARKUP_PX + widest;
	if (frame->left < 54 * FND_MARKUP_PX)
		frame->left = 54 * FND_MARKUP_PX;
	if (frame->left > frame->width / 2)
		frame->left = frame->width / 2;
}

static fnd_i128
tick_value(const fnd_chart_axis *axis, int tick)
{
	fnd_i128	value;

	(void) fnd_i128_mul_i64(axis->step.size, tick, &value);
	return value;
}

void
fnd_frame_grid(fnd_markup *markup, const fnd_frame *frame,
			   const fnd_chart_axis *axis, int scale, fnd_currency currency)
{
	char		label[FND_CHART_LABEL_MAX];

	fnd_markup_write(markup,
					 "<path class=\"grid\" stroke=\"#e3e7ed\" fill=\"none\" "
					 "d=\"");
	for (int tick = axis->first; tick <= axis->last; tick++)
		fnd_markup_write(markup, "M%t %tH%t", frame->left,
						 fnd_frame_y(frame, axis, tick_value(axis, tick)),
						 frame->right);
	fnd_markup_write(markup,
					 "\"/>\n<g text-anchor=\"end\" "
					 "fill=\"currentColor\" fill-opacity=\".8\">\n");
	for (int tick = axis->first; tick <= axis->last; tick++)
	{
		(void) fnd_chart_put_tick(label, tick, axis_largest(axis), &axis->step,
								  scale);
		fnd_markup_write(markup, "<text x=\"%t\" y=\"%t\">%s</text>\n",
						 frame->left - 8 * FND_MARKUP_PX,
						 fnd_frame_y(frame, axis, tick_value(axis, tick)) +
							 4 * FND_MARKUP_PX,
						 label);
	}
	if (currency != FND_CURRENCY_NONE)
	{
		fnd_currency_to_letters(currency, label);
		fnd_markup_write(
			markup, "<text x=\"%t\" y=\"%t\" font-size=\"11\">%s</text>\n",
			frame->left - 8 * FND_MARKUP_PX, frame->top - 11 * FND_MARKUP_PX,
			label);
	}
	fnd_markup_write(markup, "</g>\n");
}

void
fnd_frame_zero(fnd_markup *markup, const fnd_frame *frame,
			   const fnd_chart_axis *axis)
{
	fnd_markup_write(markup,
					 "<path stroke=\"currentColor\" stroke-opacity=\".7\" "
					 "fill=\"none\" d=\"M%t %tH%t\"/>\n",
					 frame->left, fnd_frame_y(frame, axis, fnd_i128_zero()),
					 frame->right);
}

/* Does a label stand below this month, counted from the first? */
static bool
has_month_label(const fnd_frame *frame, int step, int month)
{
	if (step >= frame->months_count)
		return month == 0;
	return (frame->first_month + month) % step == 0;
}

void
fnd_frame_months(fnd_markup *markup, const fnd_frame *frame)
{
	int			step = fnd_chart_month_step((frame->right - frame->left) / 10,
									frame->months_count, 60, 44);
	bool		is_year = step >= 12 && step < frame->months_count;
	int			last = 0;

	fnd_markup_write(markup,
					 "<path stroke=\"currentColor\" "
					 "stroke-opacity=\".5\" fill=\"none\" d=\"");
	for (int month = 0; month < frame->months_count; month++)
	{
		if (has_month_label(frame, step, month))
			fnd_markup_write(markup, "M%t %tv5", fnd_frame_x(frame, month),
							 frame->months_top);
	}
	fnd_markup_write(markup,
					 "\"/>\n<g text-anchor=\"middle\" "
					 "fill=\"currentColor\" fill-opacity=\".8\">\n");
	for (int month = 0; month < frame->months_count; month++)
	{
		char		label[FND_CHART_LABEL_MAX];
		fnd_chart_text text = { label, 0 };
		int			half;
		int			x = (fnd_frame_x(frame, month) + fnd_frame_x(frame, month + 1)) /
			2;

		if (!has_month_label(frame, step, month))
			continue;
		text.length = (size_t) (fnd_chart_put_month(label,
													frame->first_month + month,
													is_year) -
								label);
		half = fnd_markup_width(&text, FND_FRAME_FONT) / 2;
		if (x - half < last || x + half > frame->width - 4 * FND_MARKUP_PX)
			continue;
		last = x + half + 4 * FND_MARKUP_PX;
		fnd_markup_write(markup, "<text x=\"%t\" y=\"%t\">%s</text>\n", x,
						 frame->months_top + 18 * FND_MARKUP_PX, label);
	}
	fnd_markup_write(markup, "</g>\n");
}

void
fnd_legend_place(fnd_legend *legend, const fnd_chart_text *text, int *x,
				 int *row)
{
	int			width = fnd_markup_width(text, FND_FRAME_FONT);

	if (width > FND_LEGEND_TEXT_MAX)
		width = FND_LEGEND_TEXT_MAX;
	width += FND_LEGEND_SWATCH + 14 * FND_MARKUP_PX;
	if (legend->at > 0 && legend->at + width > legend->width)
	{
		legend->at = 0;
		legend->row++;
	}
	*x = legend->at;
	*row = legend->row;
	legend->at += width;
}

int
fnd_legend_fit(fnd_frame *frame, int rows, int others, int *legend_top)
{
	int			rows_max = (frame->height - BOTTOM_MARGIN - MONTHS_HEIGHT - others -
					FND_PLOT_HEIGHT_MIN - frame->top) /
		FND_LEGEND_ROW;

	if (rows_max < 0)
		rows_max = 0;
	if (rows > rows_max)
		rows = rows_max;
	*legend_top = frame->height - BOTTOM_MARGIN - rows * FND_LEGEND_ROW;
	frame->months_top = *legend_top - MONTHS_HEIGHT;
	frame->bottom = frame->months_top - others;
	return rows_max;
}

void
fnd_legend_text(fnd_markup *markup, const fnd_chart_text *text, int x, int y)
{
	fnd_markup_write(markup, "<text x=\"%t\" y=\"%t\" fill=\"currentColor\">",
					 x + FND_LEGEND_SWATCH, y + 4 * FND_MARKUP_PX);
	fnd_markup_text(markup, text, FND_MARKUP_TEXT_MAX, FND_FRAME_FONT,
					FND_LEGEND_TEXT_MAX);
	fnd_markup_write(markup, "</text>\n");
}
