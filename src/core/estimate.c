/*-------------------------------------------------------------------------
 *
 * estimate.c
 *	  Imprecise figures: canonical form, kinds, order and comparison.
 *
 * Interval arithmetic is in estimate_math.c, text in text.c.  The rules are
 * in doc/types.md, "Estimates".
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "estimate.h"

static const char *const kind_name[FND_KIND_COUNT] = {
	"exact",   "approximate", "nearly", "at least",	  "more than",
	"at most", "less than",	  "range",	"undisclosed"
};

const char *
fnd_kind_name(fnd_kind kind)
{
	return kind_name[kind];
}

/* Any case; underscores and hyphens stand for spaces. */
bool
fnd_kind_from_name(const char *name, size_t length, fnd_kind *kind)
{
	for (int i = 0; i < FND_KIND_COUNT; i++)
	{
		size_t		at = 0;

		while (at < length && kind_name[i][at] != '\0')
		{
			char		c = name[at];

			if (c >= 'A' && c <= 'Z')
				c = (char) (c - 'A' + 'a');
			if (c == '_' || c == '-')
				c = ' ';
			if (c != kind_name[i][at])
				break;
			at++;
		}
		if (at == length && kind_name[i][at] == '\0')
		{
			*kind = (fnd_kind) i;
			return true;
		}
	}
	return false;
}

/*
 * False where the middle or the reach needs over 28 digits or decimals, so
 * that no text "middle±reach" could say it.
 */
static bool
middle_is_writable(fnd_i128 lower, fnd_i128 upper, int scale)
{
	fnd_i128	sum;
	fnd_i128	difference;

	/* five tenths; sums of 28 digits are far from 127 bits */
	(void) fnd_i128_add(lower, upper, &sum);
	(void) fnd_i128_sub(upper, lower, &difference);
	(void) fnd_i128_mul_i64(sum, 5, &sum);
	(void) fnd_i128_mul_i64(difference, 5, &difference);

	/* where the sum is odd, both halves have one digit more */
	if (!fnd_i128_divides_by_ten(sum, &sum) ||
		!fnd_i128_divides_by_ten(difference, &difference))
		scale++;
	return scale <= FND_SCALE_MAX && fnd_coefficient_fits(sum) &&
		fnd_coefficient_fits(difference);
}

static fnd_kind
settle_finite(const fnd_interval *interval, fnd_i128 lower, fnd_i128 upper,
			  int scale)
{
	bool		is_closed = interval->bounds == 0;

	if (fnd_i128_compare(lower, upper) == 0)
		return FND_KIND_EXACT;
	switch (interval->tag)
	{
		case FND_TAG_EXACT:
		case FND_TAG_APPROXIMATE:
			if (is_closed && middle_is_writable(lower, upper, scale))
				return FND_KIND_APPROXIMATE;
			break;
		case FND_TAG_NEARLY_BELOW:
			if (is_closed && fnd_i128_sign(lower) >= 0)
				return FND_KIND_NEARLY;
			break;
		case FND_TAG_NEARLY_ABOVE:
			if (is_closed && fnd_i128_sign(upper) <= 0)
				return FND_KIND_NEARLY;
			break;
		case FND_TAG_UP_TO:
			if (fnd_i128_is_zero(lower) &&
				(interval->bounds & FND_LOWER_OPEN) == 0)
				return (interval->bounds & FND_UPPER_OPEN) != 0 ?
					FND_KIND_LESS_THAN :
					FND_KIND_AT_MOST;
			break;
		case FND_TAG_UNDISCLOSED:
		case FND_TAG_RANGE:
			break;
	}
	return FND_KIND_RANGE;
}

/* The kind that the bounds and the tag add up to. */
static fnd_kind
settle_kind(const fnd_interval *interval, fnd_i128 lower, fnd_i128 upper,
			int scale)
{
	bool		is_lower_infinite = (interval->bounds & FND_LOWER_INFINITE) != 0;
	bool		is_upper_infinite = (interval->bounds & FND_UPPER_INFINITE) != 0;

	if (is_lower_infinite && is_upper_infinite)
		return FND_KIND_RANGE;
	if (is_lower_infinite)
		return (interval->bounds & FND_UPPER_OPEN) != 0 ? FND_KIND_LESS_THAN :
														  FND_KIND_AT_MOST;
	if (is_upper_infinite)
	{
		if ((interval->bounds & FND_LOWER_OPEN) != 0)
			return FND_KIND_MORE_THAN;
		if (interval->tag == FND_TAG_UNDISCLOSED && fnd_i128_is_zero(lower))
			return FND_KIND_UNDISCLOSED;
		return FND_KIND_AT_LEAST;
	}
	return settle_finite(interval, lower, upper, scale);
}

/* The smallest scale that both coefficients have, as fnd_amount_make has it. */
static fnd_status
settle_scale(fnd_currency currency, fnd_i128 *lower, fnd_i128 *upper,
			 int *scale)
{
	int			minor_units = fnd_currency_minor_units(currency);
	fnd_i128	lower_tenth;
	fnd_i128	upper_tenth;

	if (fnd_i128_is_zero(*lower) && fnd_i128_is_zero(*upper))
		*scale = minor_units;
	if (*scale < minor_units)
	{
		int			shift = minor_units - *scale;

		if (shift > FND_DIGITS_MAX + FND_CURRENCY_MINOR_UNITS_MAX ||
			!fnd_i128_mul_pow10(*lower, shift, lower) ||
			!fnd_i128_mul_pow10(*upper, shift, upper))
			return FND_ERR_RANGE;
		*scale = minor_units;
	}

	/* at most 38 rounds: one of them is not zero */
	while (*scale > minor_units &&
		   fnd_i128_divides_by_ten(*lower, &lower_tenth) &&
		   fnd_i128_divides_by_ten(*upper, &upper_tenth))
	{
		*lower = lower_tenth;
		*upper = upper_tenth;
		(*scale)--;
	}
	if (*scale > FND_SCALE_MAX || !fnd_coefficient_fits(*lower) ||
		!fnd_coefficient_fits(*upper))
		return FND_ERR_RANGE;
	return FND_OK;
}

fnd_status
fnd_estimate_make(const fnd_interval *interval, fnd_basis basis,
				  fnd_estimate *result)
{
	fnd_interval settled = *interval;
	fnd_i128	lower = interval->lower;
	fnd_i128	upper = interval->upper;
	int			scale = interval->scale;
	fnd_kind	kind;
	fnd_status	status;

	if ((settled.bounds & FND_LOWER_INFINITE) != 0)
	{
		lower = fnd_i128_zero();
		settled.bounds &= (uint8_t) ~FND_LOWER_OPEN;
	}
	if ((settled.bounds & FND_UPPER_INFINITE) != 0)
	{
		upper = fnd_i128_zero();
		settled.bounds &= (uint8_t) ~FND_UPPER_OPEN;
	}
	if ((settled.bounds & (FND_LOWER_INFINITE | FND_UPPER_INFINITE)) == 0)
	{
		int			order = fnd_i128_compare(lower, upper);

		if (order > 0 || (order == 0 && settled.bounds != 0))
			return FND_ERR_BOUNDS_ORDER;
	}

	status = settle_scale(settled.currency, &lower, &upper, &scale);
	if (status != FND_OK)
		return status;
	kind = settle_kind(&settled, lower, upper, scale);
	if (settled.currency == FND_CURRENCY_NONE &&
		(kind == FND_KIND_EXACT || !fnd_i128_is_zero(lower) ||
		 !fnd_i128_is_zero(upper)))
		return FND_ERR_NO_CURRENCY;

	memset(result, 0, sizeof(*result));
	result->lower_lo = fnd_i128_lo(lower);
	result->lower_hi = (int32_t) fnd_i128_hi(lower);
	result->upper_lo = fnd_i128_lo(upper);
	result->upper_hi = (int32_t) fnd_i128_hi(upper);
	result->currency = settled.currency;
	result->scale = (uint8_t) scale;
	result->kind = (uint8_t) kind;
	result->bounds = settled.bounds;
	result->basis = (uint8_t) basis;
	return FND_OK;
}

static fnd_tag
tag_of(const fnd_estimate *estimate)
{
	switch ((fnd_kind) estimate->kind)
	{
		case FND_KIND_EXACT:
			return FND_TAG_EXACT;
		case FND_KIND_APPROXIMATE:
			return FND_TAG_APPROXIMATE;
		case FND_KIND_NEARLY:
			return estimate->lower_hi >= 0 ? FND_TAG_NEARLY_BELOW :
											 FND_TAG_NEARLY_ABOVE;
		case FND_KIND_AT_MOST:
		case FND_KIND_LESS_THAN:
			return FND_TAG_UP_TO;
		case FND_KIND_UNDISCLOSED:
			return FND_TAG_UNDISCLOSED;
		case FND_KIND_AT_LEAST:
		case FND_KIND_MORE_THAN:
		case FND_KIND_RANGE:
			break;
	}
	return FND_TAG_RANGE;
}

void
fnd_estimate_open(const fnd_estimate *estimate, fnd_interval *interval)
{
	interval->lower = fnd_estimate_lower_coefficient(estimate);
	interval->upper = fnd_estimate_upper_coefficient(estimate);
	interval->scale = estimate->scale;
	interval->currency = estimate->currency;
	interval->bounds = estimate->bounds;
	interval->tag = tag_of(estimate);
}

/*
 * Bytes are canonical exactly if taking them apart and making them again
 * gives the same bytes.
 */
fnd_status
fnd_estimate_check(const fnd_estimate *estimate, bool allow_basis)
{
	fnd_interval interval;
	fnd_estimate again;
	fnd_status	status;

	if (estimate->spare[0] != 0 || estimate->spare[1] != 0)
		return FND_ERR_BINARY_SPARE;
	if (estimate->currency != FND_CURRENCY_NONE &&
		!fnd_currency_is_known(estimate->currency))
		return FND_ERR_BINARY_CURRENCY;
	if (estimate->kind >= FND_KIND_COUNT || estimate->bounds > 15 ||
		estimate->basis > (allow_basis ? FND_BASIS_POST : FND_BASIS_NONE))
		return FND_ERR_BINARY_KIND;
	if (!fnd_coefficient_fits(fnd_estimate_lower_coefficient(estimate)) ||
		!fnd_coefficient_fits(fnd_estimate_upper_coefficient(estimate)))
		return FND_ERR_BINARY_RANGE;
	if (estimate->scale > FND_SCALE_MAX)
		return FND_ERR_BINARY_SCALE;

	fnd_estimate_open(estimate, &interval);
	status = fnd_estimate_make(&interval, (fnd_basis) estimate->basis, &again);
	if (status != FND_OK)
		return FND_ERR_BINARY_KIND;
	if (again.scale != estimate->scale)
		return FND_ERR_BINARY_SCALE;
	if (!fnd_estimate_equal(&again, estimate))
		return FND_ERR_BINARY_KIND;
	return FND_OK;
}

void
fnd_estimate_from_amount(const fnd_amount *amount, fnd_estimate *result)
{
	memset(result, 0, sizeof(*result));
	result->lower_lo = amount->lo;
	result->lower_hi = amount->hi;
	result->upper_lo = amount->lo;
	result->upper_hi = amount->hi;
	result->currency = amount->currency;
	result->scale = amount->scale;
	result->kind = FND_KIND_EXACT;
}

fnd_status
fnd_estimate_to_amount(const fnd_estimate *e, fnd_amount *result)
{
	if (e->kind != FND_KIND_EXACT)
		return FND_ERR_NOT_EXACT;
	result->lo = e->lower_lo;
	result->hi = e->lower_hi;
	result->currency = e->currency;
	result->scale = e->scale;
	result->spare = 0;
	return FND_OK;
}

/*
 * How far an approximate figure reaches: half a unit of the last significant
 * digit that was written, never more than a tenth of the figure.  value is
 * at a scale one digit finer than both, so that half a unit and a tenth are
 * whole numbers.
 */
static fnd_i128
reach_of(fnd_i128 value, int scale, int written_scale)
{
	fnd_i128	magnitude = fnd_i128_sign(value) < 0 ? fnd_i128_neg(value) :
													value;
	fnd_i128	tenth = fnd_i128_zero();
	fnd_i128	half_unit;

	if (!fnd_i128_is_zero(magnitude))
		(void) fnd_i128_divides_by_ten(magnitude, &tenth);
	if (scale - written_scale - 1 <= FND_POW10_I128_MAX - 1 &&
		fnd_i128_mul_pow10(fnd_i128_from_i64(5), scale - written_scale - 1,
						   &half_unit) &&
		fnd_i128_compare(half_unit, tenth) < 0)
		return half_unit;
	return tenth;
}

fnd_status
fnd_estimate_from_figure(fnd_i128 coefficient, int scale, int written_scale,
						 fnd_currency currency, fnd_kind kind,
						 fnd_estimate *result)
{
	fnd_interval interval;
	int			fine = scale;
	int			sign = fnd_i128_sign(coefficient);
	fnd_i128	value;
	fnd_i128	reach;

	if (fnd_i128_is_zero(coefficient))
		scale = fine = written_scale = 0;
	if (kind == FND_KIND_APPROXIMATE || kind == FND_KIND_NEARLY)
		fine = (scale > written_scale ? scale : written_scale) + 1;
	if (fine < 0)
		fine = 0;
	if (fine - scale > FND_POW10_I128_MAX ||
		!fnd_i128_mul_pow10(coefficient, fine - scale, &value))
		return FND_ERR_RANGE;

	interval.lower = value;
	interval.upper = value;
	interval.scale = fine;
	interval.currency = currency;
	interval.bounds = 0;
	interval.tag = FND_TAG_RANGE;
	reach = fnd_i128_zero();
	if (kind == FND_KIND_APPROXIMATE || kind == FND_KIND_NEARLY)
		reach = reach_of(value, fine, written_scale);
	switch (kind)
	{
		case FND_KIND_EXACT:
			interval.tag = FND_TAG_EXACT;
			break;
		case FND_KIND_APPROXIMATE:
			interval.tag = FND_TAG_APPROXIMATE;
			if (!fnd_i128_sub(value, reach, &interval.lower) ||
				!fnd_i128_add(value, reach, &interval.upper))
				return FND_ERR_RANGE;
			break;
		case FND_KIND_NEARLY:
			interval.tag = sign >= 0 ? FND_TAG_NEARLY_BELOW :
									   FND_TAG_NEARLY_ABOVE;
			/* toward zero: no overflow */
			if (sign >= 0)
				(void) fnd_i128_sub(value, reach, &interval.lower);
			else
				(void) fnd_i128_add(value, reach, &interval.upper);
			break;
		case FND_KIND_MORE_THAN:
			interval.bounds |= FND_LOWER_OPEN;
			interval.bounds |= FND_UPPER_INFINITE;
			break;
		case FND_KIND_AT_LEAST:
			interval.bounds |= FND_UPPER_INFINITE;
			break;
		case FND_KIND_LESS_THAN:
		case FND_KIND_AT_MOST:
			interval.tag = FND_TAG_UP_TO;
			if (kind == FND_KIND_LESS_THAN)
				interval.bounds |= FND_UPPER_OPEN;
			interval.lower = fnd_i128_zero();
			if (sign <= 0)
				interval.bounds |= FND_LOWER_INFINITE;
			break;
		case FND_KIND_RANGE:
		case FND_KIND_UNDISCLOSED:
			return FND_ERR_ARGUMENT;
	}
	return fnd_estimate_make(&interval, FND_BASIS_NONE, result);
}

bool
fnd_estimate_lower(const fnd_estimate *e, fnd_amount *result)
{
	return (e->bounds & FND_LOWER_INFINITE) == 0 &&
		e->currency != FND_CURRENCY_NONE &&
		fnd_amount_make(fnd_estimate_lower_coefficient(e), e->scale,
						e->currency, result) == FND_OK;
}

bool
fnd_estimate_upper(const fnd_estimate *e, fnd_amount *result)
{
	return (e->bounds & FND_UPPER_INFINITE) == 0 &&
		e->currency != FND_CURRENCY_NONE &&
		fnd_amount_make(fnd_estimate_upper_coefficient(e), e->scale,
						e->currency, result) == FND_OK;
}

/*
 * The written figure, or the middle of a range; a middle that has over 28
 * digits is rounded half-even in the last.
 */
bool
fnd_estimate_point(const fnd_estimate *e, fnd_amount *result)
{
	switch ((fnd_kind) e->kind)
	{
		case FND_KIND_EXACT:
			return fnd_estimate_lower(e, result);
		case FND_KIND_NEARLY:
			return tag_of(e) == FND_TAG_NEARLY_BELOW ?
				fnd_estimate_upper(e, result) :
				fnd_estimate_lower(e, result);
		case FND_KIND_APPROXIMATE:
		case FND_KIND_RANGE:
			break;
		case FND_KIND_AT_LEAST:
		case FND_KIND_MORE_THAN:
		case FND_KIND_AT_MOST:
		case FND_KIND_LESS_THAN:
		case FND_KIND_UNDISCLOSED:
			return false;
	}
	if ((e->bounds & (FND_LOWER_INFINITE | FND_UPPER_INFINITE)) != 0)
		return false;
	else
	{
		fnd_i128	sum;
		fnd_u256	magnitude;

		/* 95 bits each; half of the sum is five tenths of it */
		(void) fnd_i128_add(fnd_estimate_lower_coefficient(e),
							fnd_estimate_upper_coefficient(e), &sum);
		magnitude = fnd_u256_magnitude(sum);
		(void) fnd_u256_mul_u64(&magnitude, 5, &magnitude);
		return fnd_amount_make_fit(&magnitude, e->scale + 1,
								   fnd_i128_sign(sum) < 0, e->currency,
								   FND_ROUND_HALF_EVEN, result) == FND_OK;
	}
}

/*
 * Compare bounds.  A lower bound that is open begins after a closed one, an
 * upper one ends before it.
 */
static int
compare_lower(const fnd_estimate *a, const fnd_estimate *b)
{
	int			a_infinite = (a->bounds & FND_LOWER_INFINITE) != 0;
	int			b_infinite = (b->bounds & FND_LOWER_INFINITE) != 0;
	int			order;

	if (a_infinite || b_infinite)
		return b_infinite - a_infinite;
	order = fnd_decimal_compare(fnd_estimate_lower_coefficient(a), a->scale,
								fnd_estimate_lower_coefficient(b), b->scale);
	if (order != 0)
		return order;
	return ((a->bounds & FND_LOWER_OPEN) != 0) -
		((b->bounds & FND_LOWER_OPEN) != 0);
}

static int
compare_upper(const fnd_estimate *a, const fnd_estimate *b)
{
	int			a_infinite = (a->bounds & FND_UPPER_INFINITE) != 0;
	int			b_infinite = (b->bounds & FND_UPPER_INFINITE) != 0;
	int			order;

	if (a_infinite || b_infinite)
		return a_infinite - b_infinite;
	order = fnd_decimal_compare(fnd_estimate_upper_coefficient(a), a->scale,
								fnd_estimate_upper_coefficient(b), b->scale);
	if (order != 0)
		return order;
	return ((b->bounds & FND_UPPER_OPEN) != 0) -
		((a->bounds & FND_UPPER_OPEN) != 0);
}

int
fnd_estimate_compare(const fnd_estimate *a, const fnd_estimate *b)
{
	int			order = compare_lower(a, b);

	if (order == 0)
		order = compare_upper(a, b);
	if (order == 0)
		order = (a->kind > b->kind) - (a->kind < b->kind);
	if (order == 0)
		order = (a->basis > b->basis) - (a->basis < b->basis);
	return order;
}

/*
 * The first is below every amount of the currency, the last above every one:
 * no lower bound comes before an infinite one, nor behind an open one at the
 * largest amount, where an upper bound can only be infinite.  Below the least
 * amount an upper bound is open, and nothing ends before it.
 */
void
fnd_estimate_extreme(fnd_currency currency, bool is_first, fnd_basis basis,
					 fnd_estimate *result)
{
	fnd_interval interval;
	fnd_amount	edge;

	fnd_amount_extreme(currency, is_first, &edge);
	interval.lower = fnd_amount_coefficient(&edge);
	interval.upper = interval.lower;
	interval.scale = edge.scale;
	interval.currency = currency;
	interval.bounds = is_first ? FND_LOWER_INFINITE | FND_UPPER_OPEN :
								 FND_LOWER_OPEN | FND_UPPER_INFINITE;
	interval.tag = FND_TAG_RANGE;

	/* both bounds are in range: this cannot fail */
	(void) fnd_estimate_make(&interval, basis, result);
}

/* Can amounts of the two be compared at all? */
static bool
is_comparable(const fnd_estimate *a, const fnd_estimate *b)
{
	return a->currency == b->currency && a->currency != FND_CURRENCY_NONE;
}

/*
 * Where does the upper bound of a lie against the lower bound of b: -1 below
 * it, 1 above it, 0 at the same value; touches says whether both contain it.
 */
static int
compare_ends(const fnd_estimate *a, const fnd_estimate *b, bool *touches)
{
	*touches = ((a->bounds & FND_UPPER_OPEN) | (b->bounds & FND_LOWER_OPEN)) ==
		0;
	if ((a->bounds & FND_UPPER_INFINITE) != 0 ||
		(b->bounds & FND_LOWER_INFINITE) != 0)
		return 1;
	return fnd_decimal_compare(fnd_estimate_upper_coefficient(a), a->scale,
							   fnd_estimate_lower_coefficient(b), b->scale);
}

fnd_answer
fnd_estimate_less(const fnd_estimate *a, const fnd_estimate *b)
{
	bool		touches;
	int			order;

	if (!is_comparable(a, b))
		return FND_UNKNOWN;
	order = compare_ends(a, b, &touches);
	if (order < 0 || (order == 0 && !touches))
		return FND_TRUE;
	return compare_ends(b, a, &touches) <= 0 ? FND_FALSE : FND_UNKNOWN;
}

fnd_answer
fnd_estimate_less_equal(const fnd_estimate *a, const fnd_estimate *b)
{
	bool		touches;
	int			order;

	if (!is_comparable(a, b))
		return FND_UNKNOWN;
	if (compare_ends(a, b, &touches) <= 0)
		return FND_TRUE;
	order = compare_ends(b, a, &touches);
	return order < 0 || (order == 0 && !touches) ? FND_FALSE : FND_UNKNOWN;
}

/* An amount whose currency is not known could be of any. */
fnd_answer
fnd_estimate_overlaps(const fnd_estimate *a, const fnd_estimate *b)
{
	bool		touches;
	int			order;

	if (a->currency != b->currency && a->currency != FND_CURRENCY_NONE &&
		b->currency != FND_CURRENCY_NONE)
		return FND_UNKNOWN;
	order = compare_ends(a, b, &touches);
	if (order < 0 || (order == 0 && !touches))
		return FND_FALSE;
	order = compare_ends(b, a, &touches);
	return order < 0 || (order == 0 && !touches) ? FND_FALSE : FND_TRUE;
}

fnd_answer
fnd_estimate_contains(const fnd_estimate *outer, const fnd_estimate *inner)
{
	if (!is_comparable(outer, inner))
		return FND_UNKNOWN;
	return compare_lower(outer, inner) <= 0 &&
			compare_upper(outer, inner) >= 0 ?
		FND_TRUE :
		FND_FALSE;
}
