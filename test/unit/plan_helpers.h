/*
 * plan_helpers.h
 *	  Estimates and cash lines in one call each, for the tests of plans.
 *
 * What lives here: constructors.  What does not: anything that is tested.
 */
#ifndef PLAN_HELPERS_H
#define PLAN_HELPERS_H

#include "check.h"

#include "../../src/core/plan.h"

#define USD FND_CURRENCY_CODE('U', 'S', 'D')
#define EUR FND_CURRENCY_CODE('E', 'U', 'R')
#define JPY FND_CURRENCY_CODE('J', 'P', 'Y')

static inline fnd_date
date_of(int32_t year, int month, int day)
{
	fnd_date	date = { fnd_day_from_civil(year, month, day), true, false };

	return date;
}

static inline fnd_date
date_of_day(int32_t day)
{
	fnd_date	date = { day, true, false };

	return date;
}

static inline fnd_span
months_of(int32_t months)
{
	fnd_span	span = { months, 0, true, false };

	return span;
}

static inline fnd_span
days_of(int32_t days)
{
	fnd_span	span = { 0, days, true, false };

	return span;
}

/* coefficient * 10^-scale without trailing zeros, as a numeric gives it. */
static inline fnd_number
number_of(int64_t coefficient, int32_t scale)
{
	fnd_number	number;

	while (coefficient != 0 && coefficient % 10 == 0)
	{
		coefficient /= 10;
		scale--;
	}
	if (coefficient == 0)
		scale = 0;
	number.value.coefficient = fnd_i128_from_i64(coefficient);
	number.value.scale = scale;
	number.is_given = true;
	number.is_finite = true;
	number.is_too_long = false;
	return number;
}

static inline fnd_estimate
interval_of(int64_t lower, int64_t upper, int scale, uint8_t bounds,
			fnd_tag tag, fnd_currency currency)
{
	fnd_interval interval;
	fnd_estimate estimate;

	interval.lower = fnd_i128_from_i64(lower);
	interval.upper = fnd_i128_from_i64(upper);
	interval.scale = scale;
	interval.currency = currency;
	interval.bounds = bounds;
	interval.tag = tag;
	if (!CHECK(fnd_estimate_make(&interval, FND_BASIS_NONE, &estimate) ==
			   FND_OK))
		abort();
	return estimate;
}

static inline fnd_estimate
exact_of(int64_t coefficient, int scale, fnd_currency currency)
{
	return interval_of(coefficient, coefficient, scale, 0, FND_TAG_EXACT,
					   currency);
}

static inline fnd_estimate
dollars(int64_t whole)
{
	return exact_of(whole, 0, USD);
}

/*
 * Nearly the most that 28 digits hold.  In a plan of 12 decimals one of them
 * fits into 127 bits, and two do not.
 */
static inline fnd_estimate
vast_dollars(int64_t least_share, int64_t most_share)
{
	fnd_interval interval;
	fnd_estimate estimate;

	CHECK(fnd_i128_mul_pow10(fnd_i128_from_i64(least_share), 26,
							 &interval.lower));
	CHECK(fnd_i128_mul_pow10(fnd_i128_from_i64(most_share), 26,
							 &interval.upper));
	interval.scale = 2;
	interval.currency = USD;
	interval.bounds = 0;
	interval.tag = least_share == most_share ? FND_TAG_EXACT : FND_TAG_RANGE;
	if (!CHECK(fnd_estimate_make(&interval, FND_BASIS_NONE, &estimate) ==
			   FND_OK))
		abort();
	return estimate;
}

#define VAST vast_dollars(90, 90)

static inline fnd_estimate
range_of(int64_t lower, int64_t upper)
{
	return interval_of(lower, upper, 0, 0, FND_TAG_RANGE, USD);
}

/* More than so many dollars. */
static inline fnd_estimate
more_than(int64_t whole)
{
	return interval_of(whole, 0, 0, FND_LOWER_OPEN | FND_UPPER_INFINITE,
					   FND_TAG_RANGE, USD);
}

static inline fnd_estimate
undisclosed(fnd_currency currency)
{
	return interval_of(0, 0, 0, FND_UPPER_INFINITE, FND_TAG_UNDISCLOSED,
					   currency);
}

static inline fnd_line
line_of(fnd_flow flow, fnd_estimate amount)
{
	fnd_line	line;

	memset(&line, 0, sizeof(line));
	line.amount = amount;
	line.has_category = true;
	line.has_flow = true;
	line.has_amount = true;
	line.flow = (uint8_t) flow;
	return line;
}

static inline fnd_line
per_months(fnd_flow flow, fnd_estimate amount, int32_t months)
{
	fnd_line	line = line_of(flow, amount);

	line.per = months_of(months);
	return line;
}

static inline fnd_line
once(fnd_flow flow, fnd_estimate amount, fnd_date day)
{
	fnd_line	line = line_of(flow, amount);

	line.starts_on = day;
	return line;
}

/* A line that brings a plan to 12 decimals, and next to nothing else. */
static inline fnd_line
fine_line(void)
{
	return per_months(FND_FLOW_REVENUE, exact_of(1, 12, USD), 1);
}

static inline int64_t
as_i64(fnd_i128 value)
{
	int64_t		lo = (int64_t) fnd_i128_lo(value);

	CHECK(fnd_i128_hi(value) == (lo < 0 ? -1 : 0));
	return lo;
}

#endif /* PLAN_HELPERS_H */
