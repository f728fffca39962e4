/*-------------------------------------------------------------------------
 *
 * chart_markup.h
 *	  Writing SVG: markup in bounded pieces, escaped text, widths of text.
 *
 * What is written is ASCII: any other character goes out as a reference by
 * number, so that a picture survives every encoding between the database and
 * the eye.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_CHART_MARKUP_H
#define FND_CHART_MARKUP_H

#include "chart.h"

#define FND_MARKUP_BUFFER 4096

/* Lengths and places are in tenths of a pixel. */
#define FND_MARKUP_PX 10

/* Characters of a text that are written at most, where no width bounds it. */
#define FND_MARKUP_TEXT_MAX 200

typedef struct fnd_markup
{
	const fnd_chart_sink *sink;
	size_t		used;
	char		buffer[FND_MARKUP_BUFFER];
} fnd_markup;

extern FND_LOCAL void fnd_markup_init(fnd_markup *markup,
									  const fnd_chart_sink *sink);

/*
 * Markup with %d (int), %t (int, tenths of a pixel) and %s (text of ours, in
 * ASCII, escaped: "<1%" is one).  The format is a constant.
 */
extern FND_LOCAL void fnd_markup_write(fnd_markup *markup, const char *format,
									   ...);

/*
 * UTF-8 from a user as character data: & < > " ' and everything beyond ASCII
 * by number, blanks for line ends and tabs, U+FFFD for what XML forbids and
 * for bytes that are no UTF-8.  After so many characters, or tenths of a pixel
 * at a font size, an ellipsis ends it; zero is no bound.
 */
extern FND_LOCAL void fnd_markup_text(fnd_markup *markup,
									  const fnd_chart_text *text,
									  int characters_max, int font_px,
									  int width_max);

/* How wide a text is at a font size, estimated for wide fonts. */
extern FND_LOCAL int fnd_markup_width(const fnd_chart_text *text, int font_px);

static inline fnd_chart_text
fnd_markup_ours(const char *text)
{
	fnd_chart_text result = { text, 0 };

	while (text[result.length] != '\0')
		result.length++;
	return result;
}

extern FND_LOCAL void fnd_markup_end(fnd_markup *markup);

/*
 * What every picture has: frame, texts, axes, legend.
 */
typedef struct fnd_frame
{
	int			width;			/* all in tenths of a pixel */
	int			height;
	int			left;			/* of the plot */
	int			right;
	int			top;
	int			bottom;
	int			months_top;		/* where the labels of months hang */
	int32_t		first_month;
	int			months_count;
} fnd_frame;

/* A place in a legend; rows are counted from zero. */
typedef struct fnd_legend
{
	int			at;				/* tenths of a pixel from the left margin */
	int			row;
	int			width;			/* of the whole legend */
} fnd_legend;

#define FND_FRAME_MARGIN (16 * FND_MARKUP_PX)
#define FND_FRAME_FONT 12
#define FND_FRAME_TITLE_FONT 16
#define FND_LEGEND_ROW (18 * FND_MARKUP_PX)
#define FND_LEGEND_SWATCH (22 * FND_MARKUP_PX)
#define FND_LEGEND_TEXT_MAX (200 * FND_MARKUP_PX)

/*
 * A legend leaves this much to the plot, or its last entries are left out.
 * In a picture of the least height there is no legend, and the plot has 44
 * pixels.
 */
#define FND_PLOT_HEIGHT_MIN (60 * FND_MARKUP_PX)

/* From <svg> to the title line; the caller writes <desc> and the subtitle. */
extern FND_LOCAL void fnd_frame_open(fnd_markup *markup,
									 const fnd_frame *frame,
									 const fnd_chart_text *title);
extern FND_LOCAL void fnd_frame_style(fnd_markup *markup,
									  const fnd_frame *frame,
									  const fnd_chart_text *title,
									  const char *subtitle);

/* Room for the labels of an axis, left of the plot; then its grid. */
struct fnd_chart_axis;
extern FND_LOCAL void fnd_frame_labels(fnd_frame *frame,
									   const struct fnd_chart_axis *axis,
									   int scale);
extern FND_LOCAL void fnd_frame_grid(fnd_markup *markup,
									 const fnd_frame *frame,
									 const struct fnd_chart_axis *axis,
									 int scale, fnd_currency currency);

/* The line at zero, above what is drawn, and the months. */
extern FND_LOCAL void fnd_frame_zero(fnd_markup *markup,
									 const fnd_frame *frame,
									 const struct fnd_chart_axis *axis);
extern FND_LOCAL void fnd_frame_months(fnd_markup *markup,
									   const fnd_frame *frame);

/* Where a figure and the start of a month lie. */
extern FND_LOCAL int fnd_frame_y(const fnd_frame *frame,
								 const struct fnd_chart_axis *axis,
								 fnd_i128 value);
static inline int
fnd_frame_x(const fnd_frame *frame, int month)
{
	return frame->left +
		(int) (((int64_t) (frame->right - frame->left) * month * 2 +
				frame->months_count) /
			   (2 * (int64_t) frame->months_count));
}

/*
 * Make room for a swatch and a text: where it starts, from the left margin,
 * and in which row.
 */
extern FND_LOCAL void fnd_legend_place(fnd_legend *legend,
									   const fnd_chart_text *text, int *x,
									   int *row);

/*
 * From below: a margin, a legend of so many rows or of as many as there is
 * room for, the months, and whatever else of that height stands under the
 * plot.  Sets where the months hang and the plot ends, and where the legend
 * begins; returns the rows that there is room for.
 */
extern FND_LOCAL int fnd_legend_fit(fnd_frame *frame, int rows, int others,
									int *legend_top);

/* The text of an entry, behind its swatch; y is that of its middle. */
extern FND_LOCAL void
fnd_legend_text(fnd_markup *markup, const fnd_chart_text *text, int x, int y);

#endif /* FND_CHART_MARKUP_H */
