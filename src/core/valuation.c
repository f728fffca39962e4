/*-------------------------------------------------------------------------
 *
 * valuation.c
 *	  What a company is worth before and after a round, and what a round costs.
 *
 *-------------------------------------------------------------------------
 */
#include "valuation.h"

static bool
is_comparable(const fnd_estimate *a, const fnd_estimate *b)
{
	return a->basis == b->basis && a->basis != FND_BASIS_NONE;
}

fnd_answer
fnd_valuation_less(const fnd_estimate *a, const fnd_estimate *b)
{
	return is_comparable(a, b) ? fnd_estimate_less(a, b) : FND_UNKNOWN;
}

fnd_answer
fnd_valuation_less_equal(const fnd_estimate *a, const fnd_estimate *b)
{
	return is_comparable(a, b) ? fnd_estimate_less_equal(a, b) : FND_UNKNOWN;
}

/* May the figure be below zero? */
static bool
may_be_negative(const fnd_estimate *e)
{
	return (e->bounds & FND_LOWER_INFINITE) != 0 || e->lower_hi < 0;
}

/* The valuation as an estimate, in the reading of one basis. */
static fnd_estimate
without_basis(const fnd_estimate *v)
{
	fnd_estimate e = *v;

	e.basis = FND_BASIS_NONE;
	return e;
}

/* Leave out what is below zero; is_empty where nothing is left. */
static fnd_status
cut_at_zero(fnd_estimate *e, bool *is_empty)
{
	fnd_interval from_zero = {
		fnd_i128_zero(), fnd_i128_zero(),	 0,
		e->currency,	 FND_UPPER_INFINITE, FND_TAG_UNDISCLOSED
	};
	fnd_estimate above;
	fnd_status	status;

	*is_empty = false;
	if (!may_be_negative(e))
		return FND_OK;
	status = fnd_estimate_make(&from_zero, FND_BASIS_NONE, &above);
	if (status != FND_OK)
		return status;
	return fnd_estimate_intersect(e, &above, e, is_empty);
}

/*
 * Both readings of a valuation: stated is what it says, other is what it
 * would be after adding or taking away what was raised.  Nothing is worth
 * less than zero; is_impossible where more was raised than the other reading
 * allows.
 */
static fnd_status
read_both(const fnd_estimate *v, const fnd_estimate *raised, bool adds,
		  fnd_estimate *stated, fnd_estimate *other, bool *is_impossible)
{
	fnd_status	status;

	if (may_be_negative(raised) || may_be_negative(v))
		return FND_ERR_NEGATIVE;
	*stated = without_basis(v);
	status = adds ? fnd_estimate_add(stated, raised, other) :
					fnd_estimate_subtract(stated, raised, other);
	return status == FND_OK ? cut_at_zero(other, is_impossible) : status;
}

static fnd_status
convert(const fnd_estimate *v, const fnd_estimate *raised, fnd_basis target,
		fnd_estimate *result)
{
	fnd_estimate stated;
	fnd_estimate other;
	bool		is_impossible;
	fnd_status	status;

	status = read_both(v, raised, target == FND_BASIS_POST, &stated, &other,
					   &is_impossible);
	if (status == FND_ERR_RANGE && v->basis == target)
		is_impossible = true; /* the other reading is not asked for */
	else if (status != FND_OK)
		return status;
	if (is_impossible && v->basis != FND_BASIS_NONE && v->basis != target)
		return FND_ERR_BOUNDS_ORDER;
	if (is_impossible)
		*result = stated;
	else if (v->basis == FND_BASIS_NONE)
	{
		status = fnd_estimate_hull(&stated, &other, result);
		if (status != FND_OK)
			return status;
	}
	else
		*result = v->basis == target ? stated : other;
	result->basis = (uint8_t) target;
	return FND_OK;
}

fnd_status
fnd_valuation_pre_money(const fnd_estimate *v, const fnd_estimate *raised,
						fnd_estimate *result)
{
	return convert(v, raised, FND_BASIS_PRE, result);
}

fnd_status
fnd_valuation_post_money(const fnd_estimate *v, const fnd_estimate *raised,
						 fnd_estimate *result)
{
	return convert(v, raised, FND_BASIS_POST, result);
}

/* One end of an interval as an exact estimate; false if it is infinite. */
static bool
end_of(const fnd_estimate *e, bool upper, fnd_currency currency,
	   fnd_estimate *end)
{
	fnd_interval interval;

	fnd_estimate_open(e, &interval);
	if ((interval.bounds &
		 (upper ? FND_UPPER_INFINITE : FND_LOWER_INFINITE)) != 0)
		return false;
	if (upper)
		interval.lower = interval.upper;
	else
		interval.upper = interval.lower;
	interval.bounds = 0;
	interval.tag = FND_TAG_EXACT;
	interval.currency = currency;
	return fnd_estimate_make(&interval, FND_BASIS_NONE, end) == FND_OK;
}

static void
set_whole(fnd_ratio_bound *bound, int value)
{
	bound->magnitude = fnd_u256_from_u64(0);
	if (value != 0)
		bound->magnitude = fnd_u256_pow10(FND_RATIO_SCALE);
	bound->is_negative = false;
	bound->is_infinite = false;
}

static bool
is_zero(const fnd_estimate *e)
{
	return (e->lower_lo | (uint64_t) e->lower_hi) == 0;
}

/*
 * Dilution at one corner: raised over post-money.  pre says that worth is
 * before the round.  has_raised and has_worth are false for infinity.
 */
static void
corner(bool has_raised, const fnd_estimate *raised, bool has_worth,
	   const fnd_estimate *worth, bool is_pre, fnd_rounding direction,
	   fnd_ratio_bound *bound)
{
	int			scale = raised->scale > worth->scale ? raised->scale : worth->scale;
	fnd_u256	numerator;
	fnd_u256	denominator;
	fnd_ratio_bound one;

	set_whole(bound, 0);
	set_whole(&one, 1);
	if (!has_raised)
	{
		/* without a limit on what was raised, all may be sold */
		set_whole(bound, direction == FND_ROUND_CEILING ? 1 : 0);
		return;
	}
	if (is_zero(raised) || !has_worth)
		return;

	/* at one scale below 10^56, with the digits of the ratio below 10^76 */
	numerator = fnd_u256_magnitude(fnd_estimate_lower_coefficient(raised));
	denominator = fnd_u256_magnitude(fnd_estimate_lower_coefficient(worth));
	(void) fnd_u256_mul_pow10(&numerator, scale - raised->scale, &numerator);
	(void) fnd_u256_mul_pow10(&denominator, scale - worth->scale,
							  &denominator);
	if (is_pre)
		(void) fnd_u256_add(&denominator, &numerator, &denominator);
	if (fnd_u256_is_zero(&denominator))
	{
		*bound = one;
		return;
	}
	(void) fnd_u256_mul_pow10(&numerator, FND_RATIO_SCALE, &numerator);
	fnd_u256_divide_round(&numerator, &denominator, false, direction,
						  &bound->magnitude, NULL);
	if (fnd_u256_compare(&bound->magnitude, &one.magnitude) > 0)
		*bound = one;
}

fnd_status
fnd_valuation_dilution(const fnd_estimate *raised, const fnd_estimate *at,
					   fnd_ratio *result)
{
	fnd_estimate worth = without_basis(at);
	fnd_estimate ends[4];
	fnd_currency currency = raised->currency != FND_CURRENCY_NONE ?
		raised->currency :
		at->currency;
	bool		has_raised_lower;
	bool		has_raised_upper;
	bool		has_worth_lower;
	bool		has_worth_upper;
	bool		is_pre = at->basis == FND_BASIS_PRE;

	if (raised->currency != at->currency &&
		raised->currency != FND_CURRENCY_NONE &&
		at->currency != FND_CURRENCY_NONE)
		return FND_ERR_CURRENCY_MISMATCH;
	if (may_be_negative(raised) || may_be_negative(at))
		return FND_ERR_NEGATIVE;
	set_whole(&result->lower, 0);
	set_whole(&result->upper, 1);
	if (currency == FND_CURRENCY_NONE)
		return FND_OK; /* both undisclosed: nothing is known */

	has_raised_lower = end_of(raised, false, currency, &ends[0]);
	has_raised_upper = end_of(raised, true, currency, &ends[1]);
	has_worth_lower = end_of(&worth, false, currency, &ends[2]);
	has_worth_upper = end_of(&worth, true, currency, &ends[3]);
	if (has_raised_lower && has_worth_upper &&
		fnd_estimate_order(&ends[0], &ends[3]) > 0)
	{
		/* no post-money valuation: the one that is not stated is the other */
		if (at->basis == FND_BASIS_POST)
			return FND_ERR_BOUNDS_ORDER;
		is_pre = true;
	}

	/* it grows with what is raised and falls with what the company is worth */
	if (raised->kind == FND_KIND_EXACT && at->kind == FND_KIND_EXACT &&
		at->basis != FND_BASIS_NONE)
	{
		corner(true, &ends[0], true, &ends[2], is_pre, FND_ROUND_HALF_EVEN,
			   &result->lower);
		result->upper = result->lower;
		return FND_OK;
	}
	corner(has_raised_lower, &ends[0], has_worth_upper, &ends[3],
		   at->basis != FND_BASIS_POST, FND_ROUND_FLOOR, &result->lower);
	corner(has_raised_upper, &ends[1], has_worth_lower, &ends[2], is_pre,
		   FND_ROUND_CEILING, &result->upper);
	return FND_OK;
}
