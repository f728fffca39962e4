/*-------------------------------------------------------------------------
 *
 * line.c
 *	  The facts of one cash line, and whether they make sense.
 *
 * The rules are in doc/runway.md, "Cash lines".
 *
 *-------------------------------------------------------------------------
 */
#include "line.h"

#include <string.h>

static const char *const flow_names[FND_FLOW_COUNT] = { "revenue", "cost",
														"financing",
														"repayment" };

/* The caller owes one of the four flows. */
const char *
fnd_flow_name(int flow)
{
	return flow_names[flow];
}

/* FND_FLOW_UNKNOWN for any other word; names are of lower case. */
int
fnd_flow_from_name(const char *name, size_t length)
{
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
	{
		if (strlen(flow_names[flow]) == length &&
			memcmp(flow_names[flow], name, length) == 0)
			return flow;
	}
	return FND_FLOW_UNKNOWN;
}

/* An amount that may lie below zero. */
static bool
may_be_negative(const fnd_estimate *amount)
{
	return (amount->bounds & FND_LOWER_INFINITE) != 0 ||
		fnd_i128_sign(fnd_estimate_lower_coefficient(amount)) < 0;
}

static fnd_fault
check_schedule(const fnd_line *line)
{
	const fnd_span *per = &line->per;
	const fnd_span *every = &line->every;

	if (per->is_given && every->is_given)
		return FND_FAULT_PER_AND_EVERY;
	if (!per->is_given && !every->is_given && !line->starts_on.is_given)
		return FND_FAULT_NO_SCHEDULE;
	if (per->is_given)
	{
		if (per->has_time || per->days != 0)
			return FND_FAULT_PER_UNIT;
		if (per->months <= 0)
			return FND_FAULT_PER_SIGN;
	}
	if (every->is_given)
	{
		if (every->has_time || (every->months != 0 && every->days != 0))
			return FND_FAULT_EVERY_UNIT;
		if (every->months < 0 || every->days < 0 ||
			(every->months == 0 && every->days == 0))
			return FND_FAULT_EVERY_SIGN;
	}

	if (line->starts_on.is_given && line->starts_on.is_infinite)
		return FND_FAULT_STARTS_ON_INFINITE;
	if (line->ends_on.is_given && line->ends_on.is_infinite)
		return FND_FAULT_ENDS_ON_INFINITE;
	if (line->starts_on.is_given && line->ends_on.is_given &&
		line->ends_on.day < line->starts_on.day)
		return FND_FAULT_ENDS_BEFORE_STARTS;
	return FND_FAULT_NONE;
}

/* A number of zero or more, and where is_fraction, of at most one. */
static bool
is_outside(const fnd_number *number, bool is_fraction)
{
	fnd_i128	one;

	if (!number->is_given)
		return false;
	if (!number->is_finite || number->is_too_long)
		return true;
	if (fnd_i128_sign(number->value.coefficient) <= 0)
		return fnd_i128_sign(number->value.coefficient) < 0;
	if (!is_fraction)
		return false;

	/* a coefficient of at most 38 digits is below 10^39 */
	if (number->value.scale > FND_POW10_I128_MAX)
		return false;
	if (number->value.scale < 0)
		return true;
	one = fnd_i128_pow10(number->value.scale);
	return fnd_i128_compare(number->value.coefficient, one) > 0;
}

fnd_fault
fnd_growth_factor(const fnd_decimal *growth, fnd_decimal *factor)
{
	fnd_i128	coefficient = growth->coefficient;
	int32_t		scale = growth->scale;
	fnd_i128	tenth;

	if (scale < 0)
	{
		/* a whole number of tens: at most -10, or a great deal of growth */
		if (fnd_i128_sign(coefficient) < 0)
			return FND_FAULT_GROWTH_TOO_LOW;
		if (scale < -FND_DIGITS_MAX ||
			!fnd_i128_mul_pow10(coefficient, -scale, &coefficient))
			return FND_FAULT_GROWTH_DIGITS;
		scale = 0;
	}
	else if (scale > FND_POW10_I128_MAX)
	{
		/* below 1 in magnitude, and its last digit is not a zero */
		if (!fnd_i128_is_zero(coefficient))
			return FND_FAULT_GROWTH_DIGITS;
		scale = 0;
	}

	if (!fnd_i128_add(coefficient, fnd_i128_pow10(scale), &coefficient))
		return FND_FAULT_GROWTH_DIGITS;
	if (fnd_i128_sign(coefficient) <= 0)
		return FND_FAULT_GROWTH_TOO_LOW;

	/* at most 38 digits, so at most 38 rounds */
	while (fnd_i128_divides_by_ten(coefficient, &tenth))
	{
		coefficient = tenth;
		scale--;
	}
	if (!fnd_coefficient_fits(coefficient))
		return FND_FAULT_GROWTH_DIGITS;
	factor->coefficient = coefficient;
	factor->scale = scale;
	return FND_FAULT_NONE;
}

static fnd_fault
check_numbers(const fnd_line *line)
{
	if (line->growth.is_given)
	{
		fnd_decimal	factor;
		fnd_fault	fault;

		if (!line->growth.is_finite)
			return FND_FAULT_GROWTH_NOT_FINITE;
		if (line->growth.is_too_long)
			return FND_FAULT_GROWTH_DIGITS;
		fault = fnd_growth_factor(&line->growth.value, &factor);
		if (fault != FND_FAULT_NONE)
			return fault;
	}
	if (is_outside(&line->growth_spread, false))
		return FND_FAULT_SPREAD_DOMAIN;
	if (is_outside(&line->volatility, false))
		return FND_FAULT_VOLATILITY_DOMAIN;
	if (is_outside(&line->probability, true))
		return FND_FAULT_PROBABILITY_DOMAIN;
	return FND_FAULT_NONE;
}

fnd_fault
fnd_line_check(const fnd_line *line)
{
	fnd_fault	fault;

	if (!line->has_category)
		return FND_FAULT_CATEGORY_NULL;
	if (!line->has_flow)
		return FND_FAULT_FLOW_NULL;
	if (line->flow >= FND_FLOW_COUNT)
		return FND_FAULT_FLOW_UNKNOWN;
	if (!line->has_amount)
		return FND_FAULT_AMOUNT_NULL;
	if (may_be_negative(&line->amount))
		return FND_FAULT_AMOUNT_NEGATIVE;
	fault = check_schedule(line);
	if (fault != FND_FAULT_NONE)
		return fault;
	return check_numbers(line);
}
