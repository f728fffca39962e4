/*-------------------------------------------------------------------------
 *
 * schedule.c
 *	  What one cash line moves in each month.
 *
 * The rules, with a worked number each, are in doc/runway.md, "Cash lines".
 *
 *-------------------------------------------------------------------------
 */
#include "schedule.h"

/* 10^18 is the greatest power of ten in 63 bits. */
#define SMALL_SHIFT_MAX 18

enum
{
	FORM_PER,
	FORM_EVERY_MONTHS,
	FORM_EVERY_DAYS,
	FORM_ONCE
};

void
fnd_band_from_estimate(const fnd_estimate *estimate, fnd_band *band,
					   int *scale)
{
	fnd_amount	point;
	int			unit = estimate->scale;

	band->lower = fnd_estimate_lower_coefficient(estimate);
	band->upper = fnd_estimate_upper_coefficient(estimate);
	band->point = fnd_i128_zero();
	band->bounds = estimate->bounds &
		(FND_LOWER_OPEN | FND_UPPER_OPEN | FND_LOWER_INFINITE |
		 FND_UPPER_INFINITE);
	if (estimate->kind == FND_KIND_EXACT)
		band->point = band->lower;
	else if (!fnd_estimate_point(estimate, &point))
		band->bounds |= FND_POINT_UNKNOWN;
	else
	{
		/*
		 * The middle of two bounds may need one digit more than they have,
		 * so that figures of 28 digits grow to 29: far from 38.
		 */
		if (point.scale > unit)
		{
			(void) fnd_i128_mul_pow10(band->lower, point.scale - unit,
									  &band->lower);
			(void) fnd_i128_mul_pow10(band->upper, point.scale - unit,
									  &band->upper);
			unit = point.scale;
		}
		(void) fnd_i128_mul_pow10(fnd_amount_coefficient(&point),
								  unit - point.scale, &band->point);
	}
	*scale = unit;
}

bool
fnd_band_shift(fnd_band *band, int shift)
{
	if (shift == 0)
		return true;
	return fnd_i128_mul_pow10(band->lower, shift, &band->lower) &&
		fnd_i128_mul_pow10(band->point, shift, &band->point) &&
		fnd_i128_mul_pow10(band->upper, shift, &band->upper);
}

/* From the line's dates and intervals to days and months. */
static void
init_days(const fnd_line *line, const fnd_month *from, fnd_schedule *schedule)
{
	int			day_of_month = 1;

	if (line->starts_on.is_given)
	{
		schedule->start_day = line->starts_on.day;
		schedule->first_month = fnd_month_of_day(line->starts_on.day,
												 &day_of_month);
	}
	else
	{
		schedule->start_day = from->first_day;
		schedule->first_month = from->index;
	}
	schedule->start_of_month = (uint8_t) day_of_month;

	if (line->ends_on.is_given)
	{
		schedule->end_day = line->ends_on.day;
		schedule->last_month = fnd_month_of_day(line->ends_on.day,
												&day_of_month);
	}
	else
	{
		schedule->end_day = INT32_MAX;
		schedule->last_month = INT32_MAX;
	}

	if (line->per.is_given)
	{
		schedule->form = FORM_PER;
		schedule->interval = line->per.months;
	}
	else if (line->every.is_given && line->every.months > 0)
	{
		schedule->form = FORM_EVERY_MONTHS;
		schedule->interval = line->every.months;
	}
	else if (line->every.is_given)
	{
		schedule->form = FORM_EVERY_DAYS;
		schedule->interval = line->every.days;
	}
	else
	{
		schedule->form = FORM_ONCE;
		schedule->interval = 1;
		schedule->last_month = schedule->first_month;
	}
}

/*
 * Allocation of an amount over equal months by largest remainder: every slot
 * has the whole quotient, the first ones a unit more.  Worked number:
 * 100.00 over 3 months is 33.34, 33.33, 33.33.
 */
static void
init_slots(const fnd_i128 *amount, fnd_schedule *schedule)
{
	uint64_t	parts = 1;

	if (schedule->form == FORM_PER)
		parts = (uint64_t) schedule->interval;
	for (int i = 0; i < schedule->amounts_count; i++)
	{
		fnd_u256	magnitude = fnd_u256_magnitude(amount[i]);
		fnd_u256	denominator = fnd_u256_from_u64(parts);
		fnd_u256	rest = fnd_u256_from_u64(0);

		if (parts > 1)
			fnd_u256_divide(&magnitude, &denominator, &magnitude, &rest);
		(void) fnd_u256_to_i128(&magnitude, false, &schedule->u.flat.slot[i]);
		schedule->u.flat.rest[i] = (int32_t) rest.word[0];
		schedule->has_rest |= rest.word[0] != 0;
	}
}

void
fnd_schedule_rescale(fnd_schedule *schedule, int scale)
{
	int			shift = scale - schedule->scale;

	schedule->shift = (int8_t) shift;
	schedule->is_small = shift <= SMALL_SHIFT_MAX;
	schedule->small_unit = 1;
	if (!schedule->is_small)
		return;
	schedule->small_unit = (int64_t) fnd_pow10_u64[shift];
	if (schedule->grows)
		return;
	for (int i = 0; i < schedule->amounts_count; i++)
	{
		fnd_i128	slot = schedule->u.flat.slot[i];
		int64_t		small = (int64_t) fnd_i128_lo(slot);

		/* room for the unit more, too */
		if (!fnd_i128_is_i64(slot) ||
			!fnd_i64_mul(small, schedule->small_unit, &small) ||
			small > INT64_MAX - schedule->small_unit)
		{
			schedule->is_small = false;
			return;
		}
		schedule->u.flat.small[i] = small;
	}
}

fnd_fault
fnd_schedule_init(const fnd_line *line, const fnd_month *from,
				  fnd_schedule *schedule)
{
	fnd_band	band;
	fnd_i128	amount[FND_GROWTH_AMOUNTS_MAX];
	int			unit;

	init_days(line, from, schedule);
	fnd_band_from_estimate(&line->amount, &band, &unit);
	amount[0] = band.lower;
	amount[1] = band.point;
	amount[2] = band.upper;
	schedule->amounts_count = line->amount.kind == FND_KIND_EXACT ? 1 : 3;
	schedule->bounds = band.bounds;
	schedule->flow = line->flow;
	schedule->currency = line->amount.currency;
	schedule->shift = 0;
	schedule->is_small = false;
	schedule->has_rest = false;

	/* a one-off moves in its own first month only, where growth is nil */
	schedule->grows = line->growth.is_given &&
		!fnd_i128_is_zero(line->growth.value.coefficient) &&
		schedule->form != FORM_ONCE;
	if (!schedule->grows)
	{
		schedule->scale = (int8_t) unit;
		init_slots(amount, schedule);
	}
	else
	{
		fnd_decimal	factor;
		fnd_fault	fault;

		/* a figure that is rounded may reach its bound */
		schedule->bounds &= (uint8_t) ~(FND_LOWER_OPEN | FND_UPPER_OPEN);
		if (schedule->last_month >= from->index &&
			schedule->first_month < from->index - FND_GROWTH_BEFORE_MAX)
			return FND_FAULT_GROWTH_SPAN;
		fault = fnd_growth_factor(&line->growth.value, &factor);
		if (fault != FND_FAULT_NONE)
			return fault;
		schedule->scale = (int8_t) fnd_currency_minor_units(
			schedule->currency);
		fnd_growth_init(amount, schedule->amounts_count, unit, schedule->scale,
						schedule->form == FORM_PER ? schedule->interval : 1,
						&factor, &schedule->u.growth);
	}
	return FND_FAULT_NONE;
}

static inline int64_t
floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/*
 * Payments in a month; for a rate, the days that count.  Both ends of a line
 * belong to it.
 */
static int
count_in_month(const fnd_schedule *schedule, const fnd_month *month)
{
	int64_t		first = month->first_day;
	int64_t		last = first + month->days_count - 1;

	switch (schedule->form)
	{
		case FORM_PER:
			if (first < schedule->start_day)
				first = schedule->start_day;
			if (last > schedule->end_day)
				last = schedule->end_day;
			return last < first ? 0 : (int) (last - first + 1);

		case FORM_EVERY_MONTHS:
			if (((int64_t) month->index - schedule->first_month) %
					schedule->interval !=
				0)
				return 0;
			return fnd_month_due_day(month, schedule->start_of_month) <=
				schedule->end_day;

		case FORM_EVERY_DAYS:

			/* the payments up to the last day, less those before the first */
			if (last > schedule->end_day)
				last = schedule->end_day;
			if (first < schedule->start_day)
				first = schedule->start_day;
			if (last < first)
				return 0;
			return (int) (floor_divide(last - schedule->start_day,
									   schedule->interval) -
						  floor_divide(first - 1 - schedule->start_day,
									   schedule->interval));

		default:
			return 1;
	}
}

/* Slot of a flat rate: days of it where the month is not a whole one. */
static bool
flat_value(const fnd_schedule *schedule, int which, const fnd_month *month,
		   int count, fnd_i128 *result)
{
	fnd_i128	slot = schedule->u.flat.slot[which];

	if (schedule->form != FORM_PER)
		return fnd_i128_mul_i64(slot, count, result);

	/* far from overflow: a slot has at most 29 digits */
	if (schedule->u.flat.rest[which] > 0 &&
		((int64_t) month->index - schedule->first_month) % schedule->interval <
			schedule->u.flat.rest[which])
		(void) fnd_i128_add(slot, fnd_i128_from_i64(1), &slot);
	if (count != month->days_count)
	{
		fnd_u256	magnitude = fnd_u256_magnitude(slot);
		fnd_u256	days = fnd_u256_from_u64((uint64_t) month->days_count);

		(void) fnd_u256_mul_u64(&magnitude, (uint64_t) count, &magnitude);
		fnd_u256_divide_round(&magnitude, &days, false, FND_ROUND_HALF_EVEN,
							  &magnitude, NULL);
		(void) fnd_u256_to_i128(&magnitude, false, &slot);
	}
	*result = slot;
	return true;
}

static bool
grown_value(fnd_schedule *schedule, int which, const fnd_month *month,
			int count, fnd_i128 *result)
{
	int32_t		months = month->index - schedule->first_month;

	if (schedule->form == FORM_PER)
		return fnd_growth_value(&schedule->u.growth, which, months, count,
								month->days_count, result);

	/* each payment is rounded by itself */
	return fnd_growth_value(&schedule->u.growth, which, months, 1, 1,
							result) &&
		(count == 1 || fnd_i128_mul_i64(*result, count, result));
}

static inline bool
value_in_month(fnd_schedule *schedule, int which, const fnd_month *month,
			   int count, fnd_i128 *result)
{
	if (!(schedule->grows ?
			  grown_value(schedule, which, month, count, result) :
			  flat_value(schedule, which, month, count, result)))
		return false;
	return schedule->shift == 0 ||
		fnd_i128_mul_pow10(*result, schedule->shift, result);
}

fnd_fault
fnd_schedule_month(fnd_schedule *schedule, const fnd_month *month,
				   fnd_band *band, bool *is_moving)
{
	int			count;

	*is_moving = false;
	if (month->index < schedule->first_month ||
		month->index > schedule->last_month)
		return FND_FAULT_NONE;
	count = count_in_month(schedule, month);
	if (count == 0)
		return FND_FAULT_NONE;
	*is_moving = true;

	/* a part month is rounded, and may reach its bound */
	band->bounds = schedule->bounds;
	if (schedule->form == FORM_PER && count != month->days_count)
		band->bounds &= (uint8_t) ~(FND_LOWER_OPEN | FND_UPPER_OPEN);
	if (!value_in_month(schedule, 0, month, count, &band->lower))
		return FND_FAULT_RANGE_LINE;
	if (schedule->amounts_count == 1)
	{
		band->point = band->lower;
		band->upper = band->lower;
		return FND_FAULT_NONE;
	}
	if (!value_in_month(schedule, 1, month, count, &band->point) ||
		!value_in_month(schedule, 2, month, count, &band->upper))
		return FND_FAULT_RANGE_LINE;
	return FND_FAULT_NONE;
}

/*
 * All months at once
 */

/* Figures of one month; those of a line that moves are zero or more. */
static inline bool
add_figures(const fnd_schedule *schedule, fnd_month_sums *sums,
			const int64_t *figure, uint8_t bounds, int count)
{
	int64_t	   *sum = sums->figure[schedule->flow];
	bool		fits = true;

	sums->bounds[schedule->flow] |= bounds;
	for (int i = 0; i < count; i++)
		fits &= fnd_i64_add(sum[i], figure[i], &sum[i]);
	return fits;
}

/* A month as any other, by fnd_schedule_month(). */
static bool
add_month(fnd_schedule *schedule, fnd_month_sums *sums, int count)
{
	fnd_band	band;
	bool		is_moving;
	int64_t		figure[FND_GROWTH_AMOUNTS_MAX];

	if (fnd_schedule_month(schedule, &sums->month, &band, &is_moving) !=
		FND_FAULT_NONE)
		return false;
	if (!is_moving)
		return true;
	if (!fnd_i128_is_i64(band.lower) || !fnd_i128_is_i64(band.point) ||
		!fnd_i128_is_i64(band.upper))
		return false;
	figure[0] = (int64_t) fnd_i128_lo(band.lower);
	figure[1] = (int64_t) fnd_i128_lo(band.point);
	figure[2] = (int64_t) fnd_i128_lo(band.upper);
	return add_figures(schedule, sums, figure, band.bounds, count);
}

/* A slot of each month, or of each month in which a payment falls. */
static bool
add_slots(const fnd_schedule *schedule, fnd_month_sums *sums, int32_t first,
		  int32_t last, int32_t stride, int count)
{
	int64_t		figure[FND_GROWTH_AMOUNTS_MAX];
	bool		fits = true;

	for (int i = 0; i < FND_GROWTH_AMOUNTS_MAX; i++)
		figure[i] = schedule->u.flat
						.small[schedule->amounts_count == 1 ? 0 : i];
	for (int64_t k = first; k <= last; k += stride)
		fits &= add_figures(schedule, &sums[k], figure, schedule->bounds,
							count);
	return fits;
}

/* The same where the first slots of an interval have a unit more. */
static bool
add_uneven_slots(const fnd_schedule *schedule, fnd_month_sums *sums,
				 int32_t first, int32_t last, int count)
{
	int32_t		slot = (int32_t) (((int64_t) sums[first].month.index -
							   schedule->first_month) %
							  schedule->interval);
	bool		fits = true;

	for (int32_t k = first; k <= last; k++)
	{
		int64_t		figure[FND_GROWTH_AMOUNTS_MAX];

		for (int i = 0; i < count; i++)
		{
			int			which = schedule->amounts_count == 1 ? 0 : i;

			figure[i] = schedule->u.flat.small[which];
			if (slot < schedule->u.flat.rest[which])
				figure[i] += schedule->small_unit;
		}
		fits &= add_figures(schedule, &sums[k], figure, schedule->bounds,
							count);
		if (++slot == schedule->interval)
			slot = 0;
	}
	return fits;
}

/* Whole months of a rate that grows, or payments at an interval of months. */
static bool
add_grown_months(fnd_schedule *schedule, fnd_month_sums *sums, int32_t first,
				 int32_t last, int32_t stride, int count)
{
	int64_t		value[FND_GROWTH_AMOUNTS_MAX][FND_GROWTH_RUN_MAX];
	int64_t		due = first;

	while (first <= last)
	{
		int			run = last - first < FND_GROWTH_RUN_MAX ? last - first + 1 :
													  FND_GROWTH_RUN_MAX;

		if (!fnd_growth_run(&schedule->u.growth,
							sums[first].month.index - schedule->first_month,
							run, value))
			return false;
		for (; due < first + run; due += stride)
		{
			int64_t		figure[FND_GROWTH_AMOUNTS_MAX];

			for (int i = 0; i < count; i++)
			{
				int			which = schedule->amounts_count == 1 ? 0 : i;

				figure[i] = value[which][due - first];
				if (schedule->small_unit != 1 &&
					!fnd_i64_mul(figure[i], schedule->small_unit, &figure[i]))
					return false;
			}
			if (!add_figures(schedule, &sums[due], figure, schedule->bounds,
							 count))
				return false;
		}
		first += run;
	}
	return true;
}

/* Payments at an interval of months; the last may fall after the end. */
static bool
add_payments(fnd_schedule *schedule, fnd_month_sums *sums, int32_t first,
			 int32_t last, int count)
{
	int32_t		stride = schedule->interval;
	int32_t		rest = (int32_t) (((int64_t) sums[first].month.index -
							   schedule->first_month) %
							  stride);

	if (rest != 0)
	{
		if (stride - rest > last - first)
			return true;
		first += stride - rest;
	}
	if (sums[last].month.index == schedule->last_month &&
		fnd_month_due_day(&sums[last].month, schedule->start_of_month) >
			schedule->end_day)
		last--;
	if (first > last)
		return true;
	if (schedule->grows)
		return add_grown_months(schedule, sums, first, last, stride, count);
	return add_slots(schedule, sums, first, last, stride, count);
}

/* The first and the last month of a rate may be part months. */
static bool
add_rate(fnd_schedule *schedule, fnd_month_sums *sums, int32_t first,
		 int32_t last, int count)
{
	bool		ends_in_part;
	bool		fits;

	if (schedule->start_day > sums[first].month.first_day)
	{
		if (!add_month(schedule, &sums[first], count))
			return false;
		first++;
		if (first > last)
			return true;
	}
	ends_in_part = schedule->end_day <
		sums[last].month.first_day + sums[last].month.days_count - 1;
	if (ends_in_part)
		last--;
	if (first > last)
		fits = true;
	else if (schedule->grows)
		fits = add_grown_months(schedule, sums, first, last, 1, count);
	else if (schedule->has_rest)
		fits = add_uneven_slots(schedule, sums, first, last, count);
	else
		fits = add_slots(schedule, sums, first, last, 1, count);
	if (fits && ends_in_part)
		fits = add_month(schedule, &sums[last + 1], count);
	return fits;
}

bool
fnd_schedule_add_months(fnd_schedule *schedule, fnd_month_sums *sums,
						int32_t count, bool is_single)
{
	int64_t		from = sums[0].month.index;
	int64_t		first = schedule->first_month - from;
	int64_t		last = schedule->last_month - from;
	int			figures = is_single ? 1 : FND_GROWTH_AMOUNTS_MAX;

	if (!schedule->is_small)
		return false;
	if (first < 0)
		first = 0;
	if (last > count - 1)
		last = count - 1;
	if (first > last)
		return true;
	switch (schedule->form)
	{
		case FORM_PER:
			return add_rate(schedule, sums, (int32_t) first, (int32_t) last,
							figures);
		case FORM_EVERY_MONTHS:
			return add_payments(schedule, sums, (int32_t) first,
								(int32_t) last, figures);
		case FORM_ONCE:
			return add_slots(schedule, sums, (int32_t) first, (int32_t) last,
							 1, figures);
		default:
			for (int64_t k = first; k <= last; k++)
			{
				if (!add_month(schedule, &sums[k], figures))
					return false;
			}
			return true;
	}
}

void
fnd_schedule_rewind(fnd_schedule *schedule)
{
	if (schedule->grows)
		fnd_growth_rewind(&schedule->u.growth);
}
