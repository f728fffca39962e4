/*-------------------------------------------------------------------------
 *
 * raise.c
 *	  What a plan has to raise: its lowest cash, lifted to the floor.
 *
 * Formulas and worked numbers are in doc/runway.md, "Required raise".
 *
 *-------------------------------------------------------------------------
 */
#include "raise.h"

void
fnd_raise_init(fnd_raise *raise, const fnd_plan *plan)
{
	raise->plan = plan;
	raise->has_rows = false;
	fnd_band_zero(&raise->lowest);
}

/*
 * lowest = min(lowest, closing), path by path.  Of two equal figures that
 * are the least, one that is reached is enough for the minimum to reach it;
 * of two that are the greatest, one that is not keeps the minimum off it.
 */
void
fnd_raise_add(fnd_raise *raise, const fnd_month_row *row)
{
	const fnd_band *cash = &row->closing;
	fnd_band   *lowest = &raise->lowest;
	int			order;

	if (!raise->has_rows)
	{
		*lowest = *cash;
		raise->has_rows = true;
		return;
	}

	if (((cash->bounds | lowest->bounds) & FND_POINT_UNKNOWN) != 0)
		lowest->bounds |= FND_POINT_UNKNOWN;
	else if (fnd_i128_compare(cash->point, lowest->point) < 0)
		lowest->point = cash->point;

	if ((cash->bounds & FND_LOWER_INFINITE) != 0)
		lowest->bounds |= FND_LOWER_INFINITE;
	else if ((lowest->bounds & FND_LOWER_INFINITE) == 0)
	{
		order = fnd_i128_compare(cash->lower, lowest->lower);
		if (order < 0)
		{
			lowest->lower = cash->lower;
			lowest->bounds &= (uint8_t) ~FND_LOWER_OPEN;
			lowest->bounds |= cash->bounds & FND_LOWER_OPEN;
		}
		else if (order == 0 && (cash->bounds & FND_LOWER_OPEN) == 0)
			lowest->bounds &= (uint8_t) ~FND_LOWER_OPEN;
	}

	if ((cash->bounds & FND_UPPER_INFINITE) != 0)
		return;
	order = (lowest->bounds & FND_UPPER_INFINITE) != 0 ?
		-1 :
		fnd_i128_compare(cash->upper, lowest->upper);
	if (order < 0)
	{
		lowest->upper = cash->upper;
		lowest->bounds &= (uint8_t) ~(FND_UPPER_OPEN | FND_UPPER_INFINITE);
		lowest->bounds |= cash->bounds & FND_UPPER_OPEN;
	}
	else if (order == 0)
		lowest->bounds |= cash->bounds & FND_UPPER_OPEN;
}

/* max(0, floor - cash); false: over 127 bits. */
static bool
missing(const fnd_plan *plan, fnd_i128 cash, fnd_i128 *result)
{
	if (!fnd_i128_sub(plan->floor, cash, result))
		return false;
	if (fnd_i128_sign(*result) < 0)
		*result = fnd_i128_zero();
	return true;
}

/* value / 10^excess, rounded by mode; value is zero or more. */
static void
shorten(fnd_i128 *value, int excess, fnd_rounding mode)
{
	fnd_u256	magnitude = fnd_u256_magnitude(*value);
	fnd_u256	divisor = fnd_u256_pow10(excess);

	fnd_u256_divide_round(&magnitude, &divisor, false, mode, &magnitude, NULL);
	(void) fnd_u256_to_i128(&magnitude, false, value);
}

/*
 * To the 28 digits of an estimate: trailing zeros go first, then digits,
 * rounded outward unless the interval is exact.
 */
static fnd_fault
fit_interval(fnd_interval *interval)
{
	bool		is_exact = interval->tag == FND_TAG_EXACT;
	fnd_i128	lower;
	fnd_i128	upper;

	/* at most 28 rounds */
	while (interval->scale > 0 &&
		   (!fnd_coefficient_fits(interval->lower) ||
			!fnd_coefficient_fits(interval->upper)) &&
		   fnd_i128_divides_by_ten(interval->lower, &lower) &&
		   fnd_i128_divides_by_ten(interval->upper, &upper))
	{
		interval->lower = lower;
		interval->upper = upper;
		interval->scale--;
	}

	/* one more round where rounding up gave a digit more */
	for (int round = 0; round < 2; round++)
	{
		fnd_u256	magnitude = fnd_u256_magnitude(interval->upper);
		fnd_u256	other = fnd_u256_magnitude(interval->lower);
		int			excess;

		if (fnd_u256_compare(&other, &magnitude) > 0)
			magnitude = other;
		excess = fnd_u256_digits(&magnitude) - FND_DIGITS_MAX;
		if (excess <= 0)
			return FND_FAULT_NONE;
		if (excess > interval->scale)
			return FND_FAULT_RANGE_RAISE;
		shorten(&interval->lower, excess,
				is_exact ? FND_ROUND_HALF_EVEN : FND_ROUND_DOWN);
		shorten(&interval->upper, excess,
				is_exact ? FND_ROUND_HALF_EVEN : FND_ROUND_UP);
		interval->scale -= excess;
		if (!is_exact)
			interval->tag = FND_TAG_RANGE;
	}
	return FND_FAULT_NONE;
}

/*
 * max(0, floor - lowest closing), as an estimate.  Its least comes from the
 * greatest cash.  It is exact where both bounds are one figure, approximate
 * where the central figure is the middle, up to a figure where it is zero or
 * more and no central one is known, and a range or one-sided otherwise.
 */
fnd_fault
fnd_raise_finish(const fnd_raise *raise, fnd_estimate *result,
				 bool *has_result)
{
	const fnd_band *lowest = &raise->lowest;
	fnd_interval interval;
	fnd_i128	point;

	interval.lower = fnd_i128_zero();
	interval.upper = fnd_i128_zero();
	interval.scale = raise->plan->scale;
	interval.currency = raise->plan->currency;
	interval.bounds = 0;
	interval.tag = FND_TAG_RANGE;

	if ((lowest->bounds & FND_UPPER_INFINITE) == 0)
	{
		if (!missing(raise->plan, lowest->upper, &interval.lower))
			return FND_FAULT_RANGE_RAISE;
		if ((lowest->bounds & FND_UPPER_OPEN) != 0 &&
			fnd_i128_compare(lowest->upper, raise->plan->floor) <= 0)
			interval.bounds |= FND_LOWER_OPEN;
	}
	if ((lowest->bounds & FND_LOWER_INFINITE) != 0)
		interval.bounds |= FND_UPPER_INFINITE;
	else
	{
		if (!missing(raise->plan, lowest->lower, &interval.upper))
			return FND_FAULT_RANGE_RAISE;
		if ((lowest->bounds & FND_LOWER_OPEN) != 0 &&
			fnd_i128_sign(interval.upper) > 0)
			interval.bounds |= FND_UPPER_OPEN;
	}

	if (interval.bounds == 0 &&
		fnd_i128_compare(interval.lower, interval.upper) == 0)
		interval.tag = FND_TAG_EXACT;
	else if (interval.bounds == 0 && (lowest->bounds & FND_POINT_UNKNOWN) == 0)
	{
		fnd_i128	down;
		fnd_i128	up;

		if (!missing(raise->plan, lowest->point, &point) ||
			!fnd_i128_sub(interval.upper, point, &up) ||
			!fnd_i128_sub(point, interval.lower, &down))
			return FND_FAULT_RANGE_RAISE;
		if (fnd_i128_compare(up, down) == 0)
			interval.tag = FND_TAG_APPROXIMATE;
	}
	else if ((interval.bounds & (FND_LOWER_OPEN | FND_UPPER_INFINITE)) == 0 &&
			 fnd_i128_is_zero(interval.lower))
		interval.tag = FND_TAG_UP_TO;

	if (interval.currency == FND_CURRENCY_NONE)
	{
		/* every figure of the plan is undisclosed, and so is the answer */
		*has_result = (interval.bounds & FND_UPPER_INFINITE) != 0;
		if (!*has_result)
			return FND_FAULT_NONE;
		interval.tag = FND_TAG_UNDISCLOSED;
	}
	*has_result = true;
	if (fit_interval(&interval) != FND_FAULT_NONE ||
		fnd_estimate_make(&interval, FND_BASIS_NONE, result) != FND_OK)
		return FND_FAULT_RANGE_RAISE;
	return FND_FAULT_NONE;
}
