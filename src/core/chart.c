/*-------------------------------------------------------------------------
 *
 * chart.c
 *	  What a chart shows, and the axes and labels that its pictures share.
 *
 * The rules are in doc/charts.md.
 *
 *-------------------------------------------------------------------------
 */
#include "chart_layout.h"

#include <string.h>

/* Every so many months a label; the first four name months, the rest years. */
static const int month_steps[] = {
	1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200
};

#define MONTH_STEPS_COUNT 11

/*
 * Figures at one scale
 */
void
fnd_chart_fit_init(fnd_chart_fit *fit, fnd_currency currency)
{
	fit->scale = fnd_currency_minor_units(currency);
	fit->integer_digits = 1;
}

bool
fnd_chart_fit_note(fnd_chart_fit *fit, const fnd_decimal *value)
{
	fnd_u256	magnitude = fnd_u256_magnitude(value->coefficient);
	int			digits;

	if (fnd_u256_is_zero(&magnitude))
		return true;
	digits = fnd_u256_digits(&magnitude) - value->scale;
	if (digits > FND_CHART_DIGITS_MAX)
		return false;
	if (digits > fit->integer_digits)
		fit->integer_digits = digits;
	if (value->scale > fit->scale)
		fit->scale = value->scale > FND_SCALE_MAX ? FND_SCALE_MAX :
													value->scale;
	return true;
}

/* One digit is left for what rounding carries. */
int
fnd_chart_fit_scale(const fnd_chart_fit *fit)
{
	int			room = FND_CHART_DIGITS_MAX - 1 - fit->integer_digits;

	if (room < 0)
		room = 0;
	return fit->scale < room ? fit->scale : room;
}

fnd_i128
fnd_chart_fit_value(const fnd_decimal *value, int scale)
{
	fnd_u256	magnitude = fnd_u256_magnitude(value->coefficient);
	bool		is_negative = fnd_i128_sign(value->coefficient) < 0;
	fnd_i128	result;

	if (fnd_u256_is_zero(&magnitude))
		return fnd_i128_zero();
	if (value->scale <= scale)
		(void) fnd_u256_mul_pow10(&magnitude, scale - value->scale,
								  &magnitude);
	else if (value->scale - scale > FND_SCALAR_DIGITS_MAX)
		return fnd_i128_zero();
	else
	{
		fnd_u256	divisor = fnd_u256_pow10(value->scale - scale);

		fnd_u256_divide_round(&magnitude, &divisor, is_negative,
							  FND_ROUND_HALF_EVEN, &magnitude, NULL);
	}
	(void) fnd_u256_to_i128(&magnitude, is_negative, &result);
	return result;
}

/*
 * What a chart shows
 */
static void
widen(fnd_chart *chart, fnd_i128 value)
{
	if (fnd_i128_compare(value, chart->low) < 0)
		chart->low = value;
	if (fnd_i128_compare(value, chart->high) > 0)
		chart->high = value;
}

static bool
is_below(const fnd_chart *chart, const fnd_chart_row *row, int figure)
{
	return fnd_chart_knows(row, figure) &&
		fnd_i128_compare(row->figure[figure], chart->level) < 0;
}

/*
 * Is there a cash-out in this row?  By the floor where the chart has one, and
 * otherwise as the row says: its projection may have had a floor.
 */
static bool
is_cash_out(const fnd_chart *chart, const fnd_chart_row *row, bool is_first)
{
	if (chart->is_simulation)
		return row->probability >= FND_CHART_CERTAIN / 2;
	if (!chart->has_floor)
		return row->is_cash_out;
	if (is_first && chart->has_opening &&
		fnd_i128_compare(chart->opening, chart->floor) < 0)
		return true;
	if (fnd_chart_knows(row, FND_CHART_MIDDLE))
		return is_below(chart, row, FND_CHART_MIDDLE);
	return is_below(chart, row, FND_CHART_HIGHEST);
}

static void
look_at_row(fnd_chart *chart, int32_t index)
{
	fnd_chart_row *row = &chart->row[index];
	bool		has_middle = fnd_chart_knows(row, FND_CHART_MIDDLE);

	if (!chart->is_simulation && has_middle)
	{
		if (!fnd_chart_knows(row, FND_CHART_LOWEST))
			row->figure[FND_CHART_LOWEST] = row->figure[FND_CHART_MIDDLE];
		if (!fnd_chart_knows(row, FND_CHART_HIGHEST))
			row->figure[FND_CHART_HIGHEST] = row->figure[FND_CHART_MIDDLE];
		row->known |= 1 << FND_CHART_LOWEST | 1 << FND_CHART_HIGHEST;
	}
	for (int i = 0; i < FND_CHART_FIGURES; i++)
	{
		if (fnd_chart_knows(row, i))
			widen(chart, row->figure[i]);
	}
	if (!has_middle)
		chart->has_all_middles = false;
	if (has_middle &&
		(chart->lowest < 0 ||
		 fnd_i128_compare(row->figure[FND_CHART_MIDDLE],
						  chart->row[chart->lowest].figure[FND_CHART_MIDDLE]) <
			 0))
		chart->lowest = index;
	if (chart->cash_out < 0 && is_cash_out(chart, row, index == 0))
		chart->cash_out = index;
	if (chart->is_simulation)
	{
		if (chart->earliest < 0 && row->probability >= FND_CHART_CERTAIN / 20)
			chart->earliest = index;
		return;
	}
	if (row->known == 0)
	{
		chart->has_gap = true;
		return;
	}
	if (!fnd_chart_knows(row, FND_CHART_LOWEST))
		chart->is_open_below = true;
	if (!fnd_chart_knows(row, FND_CHART_HIGHEST))
		chart->is_open_above = true;
	if (!fnd_chart_knows(row, FND_CHART_LOWEST) ||
		!fnd_chart_knows(row, FND_CHART_HIGHEST) ||
		fnd_i128_compare(row->figure[FND_CHART_LOWEST],
						 row->figure[FND_CHART_HIGHEST]) != 0)
		chart->has_range = true;
	if (chart->earliest < 0 &&
		(!fnd_chart_knows(row, FND_CHART_LOWEST) ||
		 is_below(chart, row, FND_CHART_LOWEST)))
		chart->earliest = index;
	if (chart->latest < 0 && is_below(chart, row, FND_CHART_HIGHEST))
		chart->latest = index;
}

void
fnd_chart_prepare(fnd_chart *chart)
{
	chart->level = chart->has_floor ? chart->floor : fnd_i128_zero();
	chart->low = fnd_i128_zero();
	chart->high = fnd_i128_zero();
	chart->first_month = chart->row[0].month;
	chart->months_count = chart->row[chart->rows_count - 1].month -
		chart->first_month + 1;
	chart->cash_out = -1;
	chart->earliest = -1;
	chart->latest = -1;
	chart->lowest = -1;
	chart->has_range = false;
	chart->is_open_above = false;
	chart->is_open_below = false;
	chart->has_gap = false;
	chart->has_all_middles = true;
	widen(chart, chart->level);
	if (chart->has_opening)
		widen(chart, chart->opening);
	for (int32_t i = 0; i < chart->rows_count; i++)
		look_at_row(chart, i);

	/* nothing but zeros: an axis of one unit of the currency */
	if (fnd_i128_compare(chart->low, chart->high) == 0)
		chart->high = fnd_i128_pow10(chart->scale);
}

/*
 * Axes
 */
fnd_chart_step
fnd_chart_step_at(int index)
{
	static const int mantissas[3] = { 1, 2, 5 };
	fnd_chart_step step;

	step.mantissa = mantissas[index % 3];
	step.exponent = index / 3;
	(void) fnd_i128_mul_i64(fnd_i128_pow10(step.exponent), step.mantissa,
							&step.size);
	return step;
}

int
fnd_chart_steps_cover(fnd_i128 value, int times, const fnd_chart_step *step)
{
	fnd_u256	magnitude = fnd_u256_magnitude(value);
	fnd_u256	size = fnd_u256_magnitude(step->size);
	fnd_u256	quotient;
	fnd_u256	remainder;

	(void) fnd_u256_mul_u64(&magnitude, (uint64_t) times, &magnitude);
	fnd_u256_divide(&magnitude, &size, &quotient, &remainder);
	if ((quotient.word[1] | quotient.word[2] | quotient.word[3]) != 0 ||
		quotient.word[0] >= FND_CHART_STEPS_MAX)
		return FND_CHART_STEPS_MAX;
	return (int) quotient.word[0] + (fnd_u256_is_zero(&remainder) ? 0 : 1);
}

void
fnd_chart_axis_init(fnd_chart_axis *axis, fnd_i128 low, fnd_i128 high,
					int steps_max)
{
	for (int i = 0; i < FND_CHART_STEPS_COUNT; i++)
	{
		axis->step = fnd_chart_step_at(i);
		axis->first = -fnd_chart_steps_cover(low, 1, &axis->step);
		axis->last = fnd_chart_steps_cover(high, 1, &axis->step);
		if (axis->last - axis->first <= steps_max)
			break;
	}
	(void) fnd_i128_mul_i64(axis->step.size, axis->first, &axis->low);
	(void) fnd_i128_mul_i64(axis->step.size, axis->last, &axis->high);
}

int
fnd_chart_share(fnd_i128 numerator, fnd_i128 denominator, int extent)
{
	fnd_u256	product = fnd_u256_magnitude(numerator);
	fnd_u256	divisor = fnd_u256_magnitude(denominator);
	fnd_u256	quotient;

	if (fnd_i128_sign(numerator) <= 0)
		return 0;
	(void) fnd_u256_mul_u64(&product, (uint64_t) extent, &product);
	fnd_u256_divide_round(&product, &divisor, false, FND_ROUND_HALF_UP,
						  &quotient, NULL);
	if ((quotient.word[1] | quotient.word[2] | quotient.word[3]) != 0 ||
		quotient.word[0] > (uint64_t) extent)
		return extent;
	return (int) quotient.word[0];
}

/*
 * Labels
 */
char *
fnd_chart_put(char *at, const char *text)
{
	size_t		length = strlen(text);

	memcpy(at, text, length + 1);
	return at + length;
}

char *
fnd_chart_put_int(char *at, int64_t value)
{
	char		digits[24];
	int			count = 0;
	uint64_t	rest = value < 0 ? 0 - (uint64_t) value : (uint64_t) value;

	if (value < 0)
		*at++ = '-';
	do
	{
		digits[count++] = (char) ('0' + rest % 10);
		rest /= 10;
	} while (rest != 0);
	while (count > 0)
		*at++ = digits[--count];
	*at = '\0';
	return at;
}

static int
digits_count(uint64_t value)
{
	int			count = 1;

	while (value >= 10)
	{
		value /= 10;
		count++;
	}
	return count;
}

/* The power of ten that the suffix of coefficient * 10^exponent stands for. */
static int
suffix_exponent(uint64_t coefficient, int exponent)
{
	int			leading = digits_count(coefficient) - 1 + exponent;

	return leading < 3 ? 0 : leading / 3 * 3;
}

/* coefficient * 10^exponent with that suffix; exponent is -38 to 38. */
static char *
put_scaled(char *at, uint64_t coefficient, int exponent, int suffix)
{
	static const char *const letters[] = { "", "k", "M", "B", "T" };
	char		digits[24];
	int			count;
	int			decimals = suffix - exponent;

	count = (int) (fnd_chart_put_int(digits, (int64_t) coefficient) - digits);
	if (decimals <= 0)
	{
		at = fnd_chart_put(at, digits);
		for (int i = decimals; i < 0; i++)
			*at++ = '0';
	}
	else
	{
		if (count <= decimals)
			*at++ = '0';
		for (int i = 0; i < count - decimals; i++)
			*at++ = digits[i];
		*at++ = '.';
		for (int i = count; i < decimals; i++)
			*at++ = '0';
		for (int i = count > decimals ? count - decimals : 0; i < count; i++)
			*at++ = digits[i];
	}
	*at = '\0';
	if (suffix <= 12)
		return fnd_chart_put(at, letters[suffix / 3]);
	*at++ = 'e';
	return fnd_chart_put_int(at, suffix);
}

char *
fnd_chart_put_tick(char *at, int count, int largest,
				   const fnd_chart_step *step, int scale)
{
	int			exponent = step->exponent - scale;

	if (count == 0)
		return fnd_chart_put(at, "0");
	if (count < 0)
		*at++ = '-';
	return put_scaled(
		at,
		(uint64_t) (count < 0 ? -count : count) * (uint64_t) step->mantissa,
		exponent,
		suffix_exponent((uint64_t) largest * (uint64_t) step->mantissa,
						exponent));
}

char *
fnd_chart_put_figure(char *at, fnd_i128 value, int scale,
					 fnd_currency currency)
{
	fnd_u256	magnitude = fnd_u256_magnitude(value);
	int			surplus = fnd_u256_digits(&magnitude) - 3;
	int			exponent = -scale;
	uint64_t	coefficient;
	char		letters[4];

	if (surplus > 0)
	{
		fnd_u256	divisor = fnd_u256_pow10(surplus);

		fnd_u256_divide_round(&magnitude, &divisor, fnd_i128_sign(value) < 0,
							  FND_ROUND_HALF_EVEN, &magnitude, NULL);
		exponent += surplus;
	}
	coefficient = magnitude.word[0];
	for (int i = 0; i < 3 && coefficient != 0 && coefficient % 10 == 0; i++)
	{
		coefficient /= 10;
		exponent++;
	}
	if (coefficient == 0)
		at = fnd_chart_put(at, "0");
	else
	{
		if (fnd_i128_sign(value) < 0)
			*at++ = '-';
		at = put_scaled(at, coefficient, exponent,
						suffix_exponent(coefficient, exponent));
	}
	if (currency == FND_CURRENCY_NONE)
		return at;
	*at++ = ' ';
	fnd_currency_to_letters(currency, letters);
	return fnd_chart_put(at, letters);
}

char *
fnd_chart_put_month(char *at, int32_t month, bool is_year)
{
	int32_t		month_of_year = (month % 12 + 12) % 12;
	int32_t		year = 2000 + (month - month_of_year) / 12;
	bool		is_bc = year <= 0;

	if (is_bc)
		year = 1 - year;
	for (int limit = 1000; limit > year && limit > 1; limit /= 10)
		*at++ = '0';
	at = fnd_chart_put_int(at, year);
	if (!is_year)
	{
		*at++ = '-';
		*at++ = (char) ('0' + (month_of_year + 1) / 10);
		*at++ = (char) ('0' + (month_of_year + 1) % 10);
		*at = '\0';
	}
	return is_bc ? fnd_chart_put(at, " BC") : at;
}

char *
fnd_chart_put_percent(char *at, int32_t probability)
{
	int			percent = (probability + FND_CHART_CERTAIN / 200) /
		(FND_CHART_CERTAIN / 100);

	if (percent == 0 && probability > 0)
		return fnd_chart_put(at, "<1%");
	if (percent == 100 && probability < FND_CHART_CERTAIN)
		return fnd_chart_put(at, ">99%");
	at = fnd_chart_put_int(at, percent);
	return fnd_chart_put(at, "%");
}

int
fnd_chart_month_step(int extent, int months_count, int month_label,
					 int year_label)
{
	for (int i = 0; i < MONTH_STEPS_COUNT; i++)
	{
		int			label = month_steps[i] < 12 ? month_label : year_label;

		/* extents are below 2^16 and steps below 2^11 */
		if (extent * month_steps[i] >= label * months_count)
			return month_steps[i];
	}
	return month_steps[MONTH_STEPS_COUNT - 1];
}
