/*
 * fuzz_line.c
 *	  One cash line, as a row constructor can make it, and what it moves.
 *
 * A line is refused for a reason that it has, and one that is accepted has
 * none of them.  What it moves in a month does not depend on the months that
 * were asked before, nor on adding up all months at once; payments fall on
 * the days that counting days one by one finds; a rate without growth adds up
 * to its amount over its months; growth by the fast way is growth by the slow
 * one; and nothing moves after the last month.
 */
#include "plans.h"

#include "../src/core/actuals.h"

#define MONTHS_MAX 40

static fnd_month_sums sums[MONTHS_MAX];

/* The rules of doc/runway.md, "Cash lines", once more. */
static bool
has_problem(const fnd_line *line)
{
	const fnd_span *per = &line->per;
	const fnd_span *every = &line->every;
	fnd_decimal	factor;

	if (!line->has_category || !line->has_flow || !line->has_amount ||
		line->flow >= FND_FLOW_COUNT)
		return true;
	if ((line->amount.bounds & FND_LOWER_INFINITE) != 0 ||
		fnd_i128_sign(fnd_estimate_lower_coefficient(&line->amount)) < 0)
		return true;
	if (per->is_given + every->is_given > 1 ||
		(per->is_given + every->is_given == 0 && !line->starts_on.is_given))
		return true;
	if (per->is_given && (per->has_time || per->days != 0 || per->months < 1))
		return true;
	if (every->is_given &&
		(every->has_time || every->months < 0 || every->days < 0 ||
		 (every->months > 0) + (every->days > 0) != 1))
		return true;
	if ((line->starts_on.is_given && line->starts_on.is_infinite) ||
		(line->ends_on.is_given && line->ends_on.is_infinite) ||
		(line->starts_on.is_given && line->ends_on.is_given &&
		 line->ends_on.day < line->starts_on.day))
		return true;
	if (line->growth.is_given &&
		(!line->growth.is_finite || line->growth.is_too_long ||
		 fnd_growth_factor(&line->growth.value, &factor) != FND_FAULT_NONE))
		return true;
	for (int i = 0; i < 3; i++)
	{
		const fnd_number *number = i == 0 ? &line->growth_spread :
			i == 1						  ? &line->volatility :
											&line->probability;

		if (!number->is_given)
			continue;
		if (!number->is_finite || number->is_too_long ||
			fnd_i128_sign(number->value.coefficient) < 0)
			return true;
		if (i == 2 && fnd_i128_sign(number->value.coefficient) > 0 &&
			(number->value.scale < 0 ||
			 (number->value.scale <= FND_POW10_I128_MAX &&
			  fnd_i128_compare(number->value.coefficient,
							   fnd_i128_pow10(number->value.scale)) > 0)))
			return true;
	}
	return false;
}

/* 1 + growth = factor, and no factor is zero or less. */
static void
look_at_factor(const fnd_decimal *growth)
{
	fnd_decimal	factor;
	fnd_fault	fault = fnd_growth_factor(growth, &factor);
	fnd_i128	tenth;

	REQUIRE(fault == FND_FAULT_NONE || fault == FND_FAULT_GROWTH_TOO_LOW ||
			fault == FND_FAULT_GROWTH_DIGITS);
	if (fault == FND_FAULT_GROWTH_TOO_LOW)
		REQUIRE(fnd_i128_sign(growth->coefficient) < 0);
	if (fault != FND_FAULT_NONE)
		return;
	REQUIRE(fnd_coefficient_fits(factor.coefficient));
	REQUIRE(fnd_i128_sign(factor.coefficient) > 0);
	REQUIRE(!fnd_i128_divides_by_ten(factor.coefficient, &tenth));
	if (factor.scale >= 0 && factor.scale <= FND_SCALE_MAX &&
		growth->scale >= 0 && growth->scale <= FND_SCALE_MAX)
	{
		fnd_i128	less;

		REQUIRE(fnd_i128_sub(factor.coefficient, fnd_i128_pow10(factor.scale),
							 &less));
		REQUIRE(fnd_decimal_compare(less, factor.scale, growth->coefficient,
									growth->scale) == 0);
	}
}

/* Payments in a month, day by day. */
static int
count_days(const fnd_line *line, const fnd_month *from, const fnd_month *month)
{
	int64_t		start = line->starts_on.is_given ? line->starts_on.day :
											   from->first_day;
	int64_t		end = line->ends_on.is_given ? line->ends_on.day : INT64_MAX;
	int			start_of_month = 1;
	int32_t		first_month = fnd_month_of_day((int32_t) start, &start_of_month);
	int			count = 0;

	for (int i = 0; i < month->days_count; i++)
	{
		int64_t		day = (int64_t) month->first_day + i;

		if (line->per.is_given)
			count += day >= start && day <= end;
		else if (!line->every.is_given)
			count += day == start;
		else if (day < start || day > end)
			continue;
		else if (line->every.days > 0)
			count += (day - start) % line->every.days == 0;
		else if (((int64_t) month->index - first_month) % line->every.months ==
				 0)
			count += i + 1 ==
				(start_of_month < month->days_count ? start_of_month :
													  month->days_count);
	}
	return count;
}

static void
require_moves(const fnd_line *line, const fnd_month *from,
			  const fnd_schedule *fresh, int months)
{
	fnd_schedule forward = *fresh;
	fnd_month	month = *from;
	int32_t		last_month = INT32_MAX;
	fnd_line_end end = fnd_line_last_month(line, from, &last_month);
	bool		has_moved = false;

	for (int i = 0; i < months; i++)
	{
		fnd_schedule alone = *fresh;
		fnd_band	band;
		fnd_band	other;
		bool		is_moving;
		bool		is_other_moving;
		fnd_fault	fault;
		int			count = count_days(line, from, &month);

		fault = fnd_schedule_month(&forward, &month, &band, &is_moving);
		REQUIRE(fault == FND_FAULT_NONE || fault == FND_FAULT_RANGE_LINE);
		REQUIRE(fnd_schedule_month(&alone, &month, &other, &is_other_moving) ==
				fault);
		REQUIRE(is_moving == (count > 0));
		REQUIRE(is_moving == is_other_moving);
		if (fault != FND_FAULT_NONE)
			return;
		if (is_moving)
		{
			REQUIRE(fuzz_same_band(&band, &other));
			REQUIRE((band.bounds & FND_LOWER_INFINITE) == 0);
			REQUIRE(fnd_i128_sign(band.lower) >= 0);
			fuzz_require_band(&band);
			REQUIRE(end != FND_END_NEVER_MOVES);
			REQUIRE(end == FND_END_OPEN || month.index <= last_month);
			has_moved = true;
		}
		if (end == FND_END_MONTH && month.index == last_month)
			REQUIRE(is_moving);
		fnd_month_advance(&month);
	}
	if (has_moved)
		REQUIRE(end != FND_END_NEVER_MOVES);
}

/* All months at once, and once more after a rewind. */
static void
require_sums(const fnd_schedule *fresh, const fnd_month *from, int months,
			 bool is_single)
{
	fnd_schedule schedule = *fresh;
	fnd_month	month = *from;

	memset(sums, 0, sizeof(sums));
	for (int i = 0; i < months; i++)
	{
		sums[i].month = month;
		fnd_month_advance(&month);
	}
	if (!fnd_schedule_add_months(&schedule, sums, months, is_single))
	{
		fnd_band	band;
		fnd_band	other;
		bool		is_moving;
		bool		is_other_moving;
		fnd_schedule start = *fresh;

		/* what did not fit is rewound and asked month by month */
		fnd_schedule_rewind(&schedule);
		REQUIRE(fnd_schedule_month(&schedule, from, &band, &is_moving) ==
				fnd_schedule_month(&start, from, &other, &is_other_moving));
		REQUIRE(is_moving == is_other_moving);
		return;
	}
	fnd_schedule_rewind(&schedule);
	for (int i = 0; i < months; i++)
	{
		const fnd_month_sums *sum = &sums[i];
		const int64_t *figure = sum->figure[fresh->flow];
		fnd_band	band;
		bool		is_moving;

		REQUIRE(fnd_schedule_month(&schedule, &sum->month, &band,
								   &is_moving) == FND_FAULT_NONE);
		if (!is_moving)
		{
			REQUIRE(figure[0] == 0 && figure[1] == 0 && figure[2] == 0);
			continue;
		}
		REQUIRE(sum->bounds[fresh->flow] == band.bounds);
		REQUIRE(fnd_i128_compare(fnd_i128_from_i64(figure[0]), band.lower) ==
				0);
		if (is_single)
			continue;
		REQUIRE(fnd_i128_compare(fnd_i128_from_i64(figure[1]), band.point) ==
				0);
		REQUIRE(fnd_i128_compare(fnd_i128_from_i64(figure[2]), band.upper) ==
				0);
	}
}

/* Whole months of a rate that begins with the months add up to its amount. */
static void
require_whole(const fnd_line *line, const fnd_month *from,
			  const fnd_schedule *fresh, int months)
{
	fnd_schedule schedule = *fresh;
	fnd_month	month = *from;
	fnd_i128	sum[2] = { fnd_i128_zero(), fnd_i128_zero() };

	if (!line->per.is_given || fresh->grows || line->ends_on.is_given ||
		line->per.months > months ||
		(line->starts_on.is_given && line->starts_on.day != from->first_day))
		return;
	for (int i = 0; i < line->per.months; i++)
	{
		fnd_band	band;
		bool		is_moving;

		if (fnd_schedule_month(&schedule, &month, &band, &is_moving) !=
			FND_FAULT_NONE)
			return;
		REQUIRE(is_moving);
		if (!fnd_i128_add(sum[0], band.lower, &sum[0]) ||
			!fnd_i128_add(sum[1], band.upper, &sum[1]))
			return;
		fnd_month_advance(&month);
	}
	REQUIRE(fnd_decimal_compare(sum[0], fresh->scale + fresh->shift,
								fnd_estimate_lower_coefficient(&line->amount),
								line->amount.scale) == 0);
	if ((line->amount.bounds & FND_UPPER_INFINITE) == 0)
		REQUIRE(
			fnd_decimal_compare(sum[1], fresh->scale + fresh->shift,
								fnd_estimate_upper_coefficient(&line->amount),
								line->amount.scale) == 0);
}

static void
require_growth(const fnd_schedule *fresh, const fnd_month *from, int months)
{
	fnd_schedule fast = *fresh;
	fnd_schedule slow = *fresh;

	if (!fresh->grows || fresh->first_month > from->index)
		return;
	for (int i = 0; i < months; i++)
	{
		int32_t		k = from->index - fresh->first_month + i;
		fnd_i128	a;
		fnd_i128	b;

		if (k < 0 || k > FND_GROWTH_MONTHS_MAX)
			return;
		if (!fnd_growth_value(&fast.u.growth, 0, k, 1 + i % 28, 28, &a))
		{
			REQUIRE(!fnd_growth_value_slow(&slow.u.growth, 0, k, 1 + i % 28,
										   28, &b));
			return;
		}
		REQUIRE(
			fnd_growth_value_slow(&slow.u.growth, 0, k, 1 + i % 28, 28, &b));
		REQUIRE(fnd_i128_compare(a, b) == 0);
	}
}

static void
look_at_days(fuzz_input *input)
{
	int32_t		day = fuzz_date(input, 0, true).day;
	fnd_month	month;
	fnd_month	next;
	int32_t		year;
	int			month_of_year;
	int			day_of_month;
	int			other;
	int32_t		index = fnd_month_of_day(day, &day_of_month);

	fnd_day_to_civil(day, &year, &month_of_year, &other);
	REQUIRE(other == day_of_month);
	REQUIRE(month_of_year >= 1 && month_of_year <= 12);
	REQUIRE(index == (year - 2000) * 12 + month_of_year - 1);
	REQUIRE(fnd_day_from_civil(year, month_of_year, day_of_month) == day);
	fnd_month_init(index, &month);
	REQUIRE(month.first_day == fnd_month_first_day(index));
	REQUIRE(month.days_count == fnd_month_days_count(index));
	REQUIRE(day == month.first_day + day_of_month - 1);
	REQUIRE(day_of_month >= 1 && day_of_month <= month.days_count);
	next = month;
	fnd_month_advance(&next);
	REQUIRE(next.index == index + 1);
	if (day < FND_DAY_MAX - 31)
		REQUIRE(next.first_day == month.first_day + month.days_count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	int			months = 1 + fuzz_byte(&input) % MONTHS_MAX;
	uint8_t		shift = fuzz_byte(&input);
	fnd_currency currency = fuzz_currency(&input);
	fnd_date	from_month = { 0, true, false };
	fnd_month	from = fuzz_month(&input);
	fnd_line	line = fuzz_line(&input, currency, &from);
	fnd_schedule schedule;
	fnd_fault	fault;

	look_at_days(&input);
	if (line.growth.is_given && line.growth.is_finite &&
		!line.growth.is_too_long)
		look_at_factor(&line.growth.value);
	fault = fnd_line_check(&line);
	REQUIRE((fault != FND_FAULT_NONE) == has_problem(&line));
	REQUIRE(fault <= FND_FAULT_PROBABILITY_DOMAIN);
	if (fault != FND_FAULT_NONE)
		return 0;
	from_month.day = from.first_day;
	if (fnd_months_check(&from_month, true, months, &from) != FND_FAULT_NONE)
		return 0;
	fault = fnd_schedule_init(&line, &from, &schedule);
	REQUIRE(fault == FND_FAULT_NONE || fault == FND_FAULT_GROWTH_SPAN);
	if (fault != FND_FAULT_NONE)
		return 0;
	require_growth(&schedule, &from, months);
	fnd_schedule_rescale(&schedule,
						 schedule.scale +
							 shift % (FND_SCALE_MAX + 2 - schedule.scale));
	require_moves(&line, &from, &schedule, months);
	require_sums(&schedule, &from, months, schedule.amounts_count == 1);
	require_sums(&schedule, &from, months, false);
	require_whole(&line, &from, &schedule, months);
	return 0;
}
