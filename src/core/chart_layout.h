/*-------------------------------------------------------------------------
 *
 * chart_layout.h
 *	  What pictures for a terminal and as SVG share: axes, labels, places.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_CHART_LAYOUT_H
#define FND_CHART_LAYOUT_H

#include "chart.h"

/* Room for a label: 40 digits at most, with sign, point, suffix and end. */
#define FND_CHART_LABEL_MAX 64

/* A count of steps that is too large for any axis. */
#define FND_CHART_STEPS_MAX 100000

/* Nice steps: 1, 2 or 5 times a power of ten, 10^0 to 10^36. */
#define FND_CHART_STEPS_COUNT (3 * (FND_CHART_DIGITS_MAX + 1))

typedef struct fnd_chart_step
{
	fnd_i128	size;			/* at the scale of the chart */
	int			mantissa;		/* 1, 2 or 5 */
	int			exponent;		/* of ten, at the scale of the chart */
} fnd_chart_step;

/* An axis from first * step to last * step. */
typedef struct fnd_chart_axis
{
	fnd_chart_step step;
	fnd_i128	low;
	fnd_i128	high;
	int			first;
	int			last;
} fnd_chart_axis;

extern FND_LOCAL fnd_chart_step fnd_chart_step_at(int index);

/* The least count with count * step >= |value| * times, at most STEPS_MAX. */
extern FND_LOCAL int fnd_chart_steps_cover(fnd_i128 value, int times,
										   const fnd_chart_step *step);

/* The finest axis from low <= 0 to high >= 0 of so many steps at most. */
extern FND_LOCAL void fnd_chart_axis_init(fnd_chart_axis *axis, fnd_i128 low,
										  fnd_i128 high, int steps_max);

/* numerator * extent / denominator rounded half up; not negative. */
extern FND_LOCAL int fnd_chart_share(fnd_i128 numerator, fnd_i128 denominator,
									 int extent);

/*
 * Labels: each returns the new end, where a NUL stands.  A tick is
 * count * step, with the suffix that largest * step has.
 */
extern FND_LOCAL char *fnd_chart_put_tick(char *at, int count, int largest,
										  const fnd_chart_step *step,
										  int scale);

/* Three significant digits, half to even, and the currency: "-11.5B USD". */
extern FND_LOCAL char *fnd_chart_put_figure(char *at, fnd_i128 value,
											int scale, fnd_currency currency);

/* "2025-03", or the year alone; years before 1 AD as "0044-03 BC". */
extern FND_LOCAL char *fnd_chart_put_month(char *at, int32_t month,
										   bool is_year);

/* A probability in percent; what is not zero or one never reads as such. */
extern FND_LOCAL char *fnd_chart_put_percent(char *at, int32_t probability);

/* Append to a text that has the room; returns the new end, a NUL. */
extern FND_LOCAL char *fnd_chart_put(char *at, const char *text);
extern FND_LOCAL char *fnd_chart_put_int(char *at, int64_t value);

/*
 * Months between labels: the least of 1, 2, 3, 6, 12, 24, 60, 120, ... whose
 * labels keep their distance.  month_extent / extent_unit is the width of a
 * month; month_label and year_label are what a label takes, gap included.
 */
extern FND_LOCAL int fnd_chart_month_step(int extent, int months_count,
										  int month_label, int year_label);

#endif /* FND_CHART_LAYOUT_H */
