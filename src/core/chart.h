/*-------------------------------------------------------------------------
 *
 * chart.h
 *	  Pictures of month rows: for a terminal, and as SVG.
 *
 * Rows come in as figures at one scale; a picture goes out through a sink, in
 * pieces of bounded size.  Every coordinate is an integer, so the same rows
 * give the same bytes on every machine.  What is drawn and how is in
 * doc/charts.md.
 *
 * What lives elsewhere: the months of a plan (projection.h), and from rows of
 * SQL to the rows here (src/chart_rows.c).
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_CHART_H
#define FND_CHART_H

#include "currency.h"
#include "line.h"

/* As many months as a projection has at most, from the first to the last. */
#define FND_CHART_MONTHS_MAX 1200

/*
 * A figure at the scale of its chart is below 10^36, and so are sums: then a
 * step of an axis and the difference of two figures stay below 2^127.
 */
#define FND_CHART_DIGITS_MAX 36

/* What a picture can be asked to measure: columns and rows, and pixels. */
#define FND_CHART_COLUMNS_MIN 20
#define FND_CHART_COLUMNS_MAX 400
#define FND_CHART_ROWS_MIN 8
#define FND_CHART_ROWS_MAX 100
#define FND_CHART_WIDTH_MIN 240
#define FND_CHART_WIDTH_MAX 4000
#define FND_CHART_HEIGHT_MIN 160
#define FND_CHART_HEIGHT_MAX 4000

/*
 * The figures of a row, from low to high.  A projection has the lower bound,
 * the central figure and the upper bound; a simulation all seven percentiles.
 */
#define FND_CHART_FIGURES 7
#define FND_CHART_LOWEST 0
#define FND_CHART_MIDDLE 3
#define FND_CHART_HIGHEST 6

/* A probability in ten-thousandths. */
#define FND_CHART_CERTAIN 10000

typedef struct fnd_chart_row
{
	fnd_i128	figure[FND_CHART_FIGURES];
	int32_t		month;			/* months since January 2000 */
	int32_t		probability;	/* of cash-out; -1 is not known */
	uint8_t		known;			/* bit i: figure[i] is known */
	bool		is_cash_out;	/* as the row says it */
} fnd_chart_row;

typedef struct fnd_chart
{
	/* what the caller gives */
	fnd_chart_row *row;			/* by month, each month once */
	int32_t		rows_count;		/* 1 or more */
	bool		is_simulation;
	bool		has_floor;
	bool		has_opening;	/* cash before the first month is known */
	fnd_currency currency;
	int32_t		scale;
	fnd_i128	floor;
	fnd_i128	opening;

	/* what fnd_chart_prepare finds; a row as its index, -1 is none */
	fnd_i128	level;			/* the floor, or zero */
	int32_t		first_month;
	int32_t		months_count;
	int32_t		cash_out;		/* by the central figures; half of the runs */
	int32_t		earliest;		/* by the lowest; a twentieth of the runs */
	int32_t		latest;			/* by the highest */
	int32_t		lowest;			/* the row of the lowest central figure */
	bool		has_range;		/* bounds differ somewhere */
	bool		is_open_above;	/* a row without an upper bound */
	bool		is_open_below;
	bool		has_gap;		/* a row without figures */
	bool		has_all_middles; /* no row is without a central figure */
	fnd_i128	low;			/* of all figures, zero and the floor */
	fnd_i128	high;
} fnd_chart;

/* Where a picture goes: for a terminal one call is one row. */
typedef struct fnd_chart_sink
{
	void (*put)(void *context, const char *bytes, size_t length);
	void	   *context;
} fnd_chart_sink;

/* UTF-8 of a user, or of nobody: a null pointer. */
typedef struct fnd_chart_text
{
	const char *bytes;
	size_t		length;
} fnd_chart_text;

static inline bool
fnd_chart_knows(const fnd_chart_row *row, int figure)
{
	return (row->known >> figure & 1) != 0;
}

/*
 * The scale of a chart: no finer than its figures, and so coarse that all of
 * them fit.  Note each one, then fit each one, half to even.
 */
typedef struct fnd_chart_fit
{
	int			scale;
	int			integer_digits;
} fnd_chart_fit;

extern FND_LOCAL void fnd_chart_fit_init(fnd_chart_fit *fit,
										 fnd_currency currency);

/* False for a figure that no scale fits. */
extern FND_LOCAL bool fnd_chart_fit_note(fnd_chart_fit *fit,
										 const fnd_decimal *value);
extern FND_LOCAL int fnd_chart_fit_scale(const fnd_chart_fit *fit);
extern FND_LOCAL fnd_i128 fnd_chart_fit_value(const fnd_decimal *value,
											  int scale);

/* Bounds that are not given beside a central figure become that figure. */
extern FND_LOCAL void fnd_chart_prepare(fnd_chart *chart);

typedef enum fnd_chart_style
{
	FND_CHART_UNICODE,			/* rows of UTF-8 */
	FND_CHART_ASCII
} fnd_chart_style;

/*
 * Draws a prepared chart as exactly so many rows of at most width characters,
 * without blanks at their ends.
 */
extern FND_LOCAL void fnd_chart_terminal(const fnd_chart *chart, int width,
										 int height, fnd_chart_style style,
										 const fnd_chart_sink *sink);

/*
 * Draws a prepared chart as one SVG document: a projection as a line with its
 * range, a simulation as a fan.  Without a title it has one of its own.
 */
extern FND_LOCAL void fnd_chart_svg(const fnd_chart *chart,
									const fnd_chart_text *title, int width,
									int height, const fnd_chart_sink *sink);

/*
 * Stacked columns: a series for each category and flow, inflows above zero
 * and outflows below.
 */
#define FND_STACK_SERIES_MAX 28 /* the largest 24, and "other" of each flow */
#define FND_STACK_LARGEST 24

typedef struct fnd_stack_series
{
	fnd_chart_text category;
	int			flow;			/* fnd_flow */
	int			color;			/* counted within the flow */
	fnd_i128	total;			/* signed */
} fnd_stack_series;

typedef struct fnd_stack
{
	const fnd_stack_series *series; /* in the order of drawing */
	const fnd_i128 *amount;		/* [series][month], signed */
	const uint8_t *unknown; /* [month]: bit 0 an inflow, bit 1 an outflow */
	int			series_count;
	int			months_count;
	int32_t		first_month;
	int			scale;
	fnd_currency currency;
} fnd_stack;

/* False where the sum of a month grows beyond FND_CHART_DIGITS_MAX digits. */
extern FND_LOCAL bool fnd_stack_svg(const fnd_stack *stack,
									const fnd_chart_text *title, int width,
									int height, const fnd_chart_sink *sink);

#endif /* FND_CHART_H */
