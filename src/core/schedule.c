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

bool
fnd_band_add(fnd_band *sum, const fnd_band *band)
{
	sum->bounds |= band->bounds;
	return fnd_i128_add(sum->lower, band->lower, &sum->lower) &&
		fnd_i128_add(sum->point, band->point, &sum->point) &&
		fnd_i128_add(sum->upper, band->upper, &sum->upper);
}

/* The least remainder comes from the greatest subtrahend. */
bool
fnd_band_subtract(fnd_band *sum, const fnd_band *band)
{
	uint8_t		bounds = band->bounds;

	sum->bounds |= bounds & FND_POINT_UNKNOWN;
	if ((bounds & FND_LOWER_OPEN) != 0)
		sum->bounds |= FND_UPPER_OPEN;
	if ((bounds & FND_UPPER_OPEN) != 0)
		sum->bounds |= FND_LOWER_OPEN;
	if ((bounds & FND_LOWER_INFINITE) != 0)
		sum->bounds |= FND_UPPER_INFINITE;
	if ((bounds & FND_UPPER_INFINITE) != 0)
		sum->bounds |= FND_LOWER_INFINITE;
	return fnd_i128_sub(sum->lower, band->upper, &sum->lower) &&
		fnd_i128_sub(sum->point, band->point, &sum->point) &&
		fnd_i128_sub(sum->upper, band->lower, &sum->upper);
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

	band->bounds = schedule->bounds;
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
