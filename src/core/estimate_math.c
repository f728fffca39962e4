/*-------------------------------------------------------------------------
 *
 * estimate_math.c
 *	  Interval arithmetic on estimates: sums, multiples, quotients, overlap.
 *
 * Sums and differences are exact or FND_ERR_RANGE.  A multiple that has over
 * 28 digits is rounded outward, so that the interval never loses a value
 * that it should hold; only an exact figure is rounded half-even, as an
 * amount would be.  The rules are in doc/types.md, "Estimates".
 *
 *-------------------------------------------------------------------------
 */
#include "estimate_math.h"

#define SWAP_BOUNDS(bounds) \
	((uint8_t) ((((bounds) & (FND_LOWER_OPEN | FND_LOWER_INFINITE)) << 1) | \
				(((bounds) & (FND_UPPER_OPEN | FND_UPPER_INFINITE)) >> 1)))

fnd_tag
fnd_tag_combine(fnd_tag a, fnd_tag b)
{
	if (a == b)
		return a;
	if (a == FND_TAG_EXACT)
		return b;
	if (b == FND_TAG_EXACT)
		return a;
	return FND_TAG_RANGE;
}

static void
negate(fnd_interval *interval)
{
	fnd_i128	lower = interval->lower;

	interval->lower = fnd_i128_neg(interval->upper);
	interval->upper = fnd_i128_neg(lower);
	interval->bounds = SWAP_BOUNDS(interval->bounds);
	switch (interval->tag)
	{
		case FND_TAG_NEARLY_BELOW:
			interval->tag = FND_TAG_NEARLY_ABOVE;
			break;
		case FND_TAG_NEARLY_ABOVE:
			interval->tag = FND_TAG_NEARLY_BELOW;
			break;
		case FND_TAG_UP_TO:
		case FND_TAG_UNDISCLOSED:
			interval->tag = FND_TAG_RANGE;
			break;
		case FND_TAG_EXACT:
		case FND_TAG_APPROXIMATE:
		case FND_TAG_RANGE:
			break;
	}
}

/* The mirror image of canonical bytes is canonical: this cannot fail. */
void
fnd_estimate_negate(const fnd_estimate *estimate, fnd_estimate *result)
{
	fnd_interval interval;

	fnd_estimate_open(estimate, &interval);
	negate(&interval);
	(void) fnd_estimate_make(&interval, (fnd_basis) estimate->basis, result);
}

/* The currency of two: an amount without one goes with any. */
static fnd_status
common_currency(fnd_currency a, fnd_currency b, fnd_currency *result)
{
	if (a != b && a != FND_CURRENCY_NONE && b != FND_CURRENCY_NONE)
		return FND_ERR_CURRENCY_MISMATCH;
	*result = a != FND_CURRENCY_NONE ? a : b;
	return FND_OK;
}

static bool
rescale(fnd_interval *interval, int scale)
{
	int			shift = scale - interval->scale;

	interval->scale = scale;
	return shift == 0 ||
		(fnd_i128_mul_pow10(interval->lower, shift, &interval->lower) &&
		 fnd_i128_mul_pow10(interval->upper, shift, &interval->upper));
}

/* Bring two intervals to one currency and one scale. */
static fnd_status
align(fnd_interval *a, fnd_interval *b)
{
	int			scale = a->scale > b->scale ? a->scale : b->scale;
	fnd_status	status;

	status = common_currency(a->currency, b->currency, &a->currency);
	if (status != FND_OK)
		return status;
	b->currency = a->currency;
	return rescale(a, scale) && rescale(b, scale) ? FND_OK : FND_ERR_RANGE;
}

/* The least scale, so that an overflow of what is aligned is one of a sum. */
static void
trim(fnd_interval *interval)
{
	fnd_i128	lower;
	fnd_i128	upper;

	while (interval->scale > 0 &&
		   fnd_i128_divides_by_ten(interval->lower, &lower) &&
		   fnd_i128_divides_by_ten(interval->upper, &upper))
	{
		interval->lower = lower;
		interval->upper = upper;
		interval->scale--;
	}
}

/* The total of an unbounded side says nothing, and may be out of range. */
static void
forget_unbounded(fnd_interval *interval, uint8_t bounds)
{
	if ((bounds & FND_LOWER_INFINITE) != 0)
		interval->lower = fnd_i128_zero();
	if ((bounds & FND_UPPER_INFINITE) != 0)
		interval->upper = fnd_i128_zero();
	trim(interval);
}

static fnd_status
add(fnd_interval *a, fnd_interval *b, fnd_estimate *result)
{
	uint8_t		bounds = a->bounds | b->bounds;
	fnd_status	status;

	if ((bounds & (FND_LOWER_INFINITE | FND_UPPER_INFINITE)) != 0)
	{
		forget_unbounded(a, bounds);
		forget_unbounded(b, bounds);
	}
	status = align(a, b);
	if (status != FND_OK)
		return status;
	if (!fnd_i128_add(a->lower, b->lower, &a->lower) ||
		!fnd_i128_add(a->upper, b->upper, &a->upper))
		return FND_ERR_RANGE;
	a->bounds = bounds;
	a->tag = fnd_tag_combine(a->tag, b->tag);
	return fnd_estimate_make(a, FND_BASIS_NONE, result);
}

fnd_status
fnd_estimate_add(const fnd_estimate *a, const fnd_estimate *b,
				 fnd_estimate *result)
{
	fnd_interval x;
	fnd_interval y;

	fnd_estimate_open(a, &x);
	fnd_estimate_open(b, &y);
	return add(&x, &y, result);
}

fnd_status
fnd_estimate_subtract(const fnd_estimate *a, const fnd_estimate *b,
					  fnd_estimate *result)
{
	fnd_interval x;
	fnd_interval y;

	fnd_estimate_open(a, &x);
	fnd_estimate_open(b, &y);
	negate(&y);
	return add(&x, &y, result);
}

/* The digits to drop, so that both magnitudes fit in 28 and 28 decimals. */
static int
excess_of(const fnd_u256 *lower, const fnd_u256 *upper, int scale)
{
	int			lower_digits = fnd_u256_digits(lower);
	int			upper_digits = fnd_u256_digits(upper);
	int			excess = (lower_digits > upper_digits ? lower_digits : upper_digits) -
		FND_DIGITS_MAX;

	return excess > scale - FND_SCALE_MAX ? excess : scale - FND_SCALE_MAX;
}

/*
 * Round two magnitudes at one scale to what an estimate can hold.  The first
 * try may carry into a 29th digit; the second drops one more.
 */
static fnd_status
fit_outward(const fnd_u256 *lower, bool is_lower_negative,
			const fnd_u256 *upper, bool is_upper_negative, int scale,
			fnd_interval *interval)
{
	int			excess;
	fnd_u256	a = *lower;
	fnd_u256	b = *upper;

	if (fnd_u256_is_zero(&a) && fnd_u256_is_zero(&b))
		scale = 0;
	if (scale < 0)
	{
		if (scale < -FND_POW10_U256_MAX ||
			!fnd_u256_mul_pow10(&a, -scale, &a) ||
			!fnd_u256_mul_pow10(&b, -scale, &b))
			return FND_ERR_RANGE;
		scale = 0;
	}
	excess = excess_of(&a, &b, scale);
	if (excess > FND_POW10_U256_MAX)
	{
		/* far below half a unit, as 10^-77 of one is */
		a = fnd_u256_from_u64(fnd_u256_is_zero(&a) ? 0 : 1);
		b = fnd_u256_from_u64(fnd_u256_is_zero(&b) ? 0 : 1);
		scale -= excess - FND_POW10_U256_MAX;
		excess = FND_POW10_U256_MAX;
	}
	for (int i = 0; i < 2 && excess > 0; i++)
	{
		fnd_u256	divisor;
		fnd_u256	c;
		fnd_u256	d;

		if (excess > scale)
			return FND_ERR_RANGE;
		divisor = fnd_u256_pow10(excess);
		fnd_u256_divide_round(&a, &divisor, is_lower_negative,
							  interval->tag == FND_TAG_EXACT ?
								  FND_ROUND_HALF_EVEN :
								  FND_ROUND_FLOOR,
							  &c, NULL);
		fnd_u256_divide_round(&b, &divisor, is_upper_negative,
							  interval->tag == FND_TAG_EXACT ?
								  FND_ROUND_HALF_EVEN :
								  FND_ROUND_CEILING,
							  &d, NULL);
		if (excess_of(&c, &d, scale - excess) <= 0)
		{
			a = c;
			b = d;
			scale -= excess;
			break;
		}
		excess++;
	}
	interval->scale = scale;
	return fnd_u256_to_i128(&a, is_lower_negative, &interval->lower) &&
			fnd_u256_to_i128(&b, is_upper_negative, &interval->upper) ?
		FND_OK :
		FND_ERR_RANGE;
}

static void
scale_by_zero(fnd_interval *interval)
{
	interval->lower = fnd_i128_zero();
	interval->upper = fnd_i128_zero();
	interval->scale = 0;
	interval->bounds = 0;
	interval->tag = FND_TAG_EXACT;
}

fnd_status
fnd_estimate_multiply(const fnd_estimate *e, const fnd_decimal *factor,
					  fnd_estimate *result)
{
	fnd_interval interval;
	fnd_u256	lower;
	fnd_u256	upper;
	fnd_u256	multiple = fnd_u256_magnitude(factor->coefficient);
	fnd_status	status;

	fnd_estimate_open(e, &interval);
	if (fnd_i128_is_zero(factor->coefficient))
		scale_by_zero(&interval);
	else
	{
		if (fnd_i128_sign(factor->coefficient) < 0)
			negate(&interval);
		lower = fnd_u256_magnitude(interval.lower);
		upper = fnd_u256_magnitude(interval.upper);

		/* 28 and 38 digits: below 2^256 */
		(void) fnd_u256_mul(&lower, &multiple, &lower);
		(void) fnd_u256_mul(&upper, &multiple, &upper);
		status = fit_outward(&lower, fnd_i128_sign(interval.lower) < 0, &upper,
							 fnd_i128_sign(interval.upper) < 0,
							 interval.scale + factor->scale, &interval);
		if (status != FND_OK)
			return status;
	}
	return fnd_estimate_make(&interval, (fnd_basis) e->basis, result);
}

/* Zeros behind the point of one bound ask for no digits of the other. */
static void
take_zeros_off(fnd_i128 *coefficient, int *scale)
{
	while (*scale > 0 && fnd_i128_divides_by_ten(*coefficient, coefficient))
		(*scale)--;
}

/*
 * Bounds that are magnitudes at one scale, each divided by the same number.
 * The larger one is taken to 30 digits at least, as in fnd_amount_divide.
 */
static fnd_status
divide_outward(const fnd_u256 *lower, bool is_lower_negative,
			   const fnd_u256 *upper, bool is_upper_negative,
			   const fnd_u256 *denominator, int scale, fnd_interval *interval)
{
	const fnd_u256 *larger = fnd_u256_compare(lower, upper) > 0 ? lower :
																  upper;
	int			shift = fnd_u256_digits(denominator) + FND_DIGITS_MAX + 2 -
		fnd_u256_digits(larger);
	fnd_u256	a;
	fnd_u256	b;

	if (shift < 0)
		shift = 0;
	a = fnd_u256_divide_sticky(lower, denominator, shift);
	b = fnd_u256_divide_sticky(upper, denominator, shift);
	return fit_outward(&a, is_lower_negative, &b, is_upper_negative,
					   scale + shift + 1, interval);
}

fnd_status
fnd_estimate_divide(const fnd_estimate *e, const fnd_decimal *divisor,
					fnd_estimate *result)
{
	fnd_interval interval;
	fnd_u256	lower;
	fnd_u256	upper;
	fnd_u256	denominator = fnd_u256_magnitude(divisor->coefficient);
	fnd_status	status;

	if (fnd_u256_is_zero(&denominator))
		return FND_ERR_DIVISION_BY_ZERO;
	fnd_estimate_open(e, &interval);
	if (fnd_i128_sign(divisor->coefficient) < 0)
		negate(&interval);
	lower = fnd_u256_magnitude(interval.lower);
	upper = fnd_u256_magnitude(interval.upper);
	status = divide_outward(&lower, fnd_i128_sign(interval.lower) < 0, &upper,
							fnd_i128_sign(interval.upper) < 0, &denominator,
							interval.scale - divisor->scale, &interval);
	if (status != FND_OK)
		return status;
	return fnd_estimate_make(&interval, (fnd_basis) e->basis, result);
}

fnd_status
fnd_estimate_make_mean(const fnd_u256 *lower, const fnd_u256 *upper, int scale,
					   uint64_t count, uint8_t bounds, fnd_currency currency,
					   fnd_tag tag, fnd_estimate *result)
{
	fnd_interval interval;
	fnd_u256	end[2];
	bool		is_negative[2];
	fnd_u256	denominator = fnd_u256_from_u64(count);
	fnd_status	status;

	/* an unbounded side says nothing, and must not ask for digits */
	end[0] = (bounds & FND_LOWER_INFINITE) != 0 ? fnd_u256_from_u64(0) :
												  *lower;
	end[1] = (bounds & FND_UPPER_INFINITE) != 0 ? fnd_u256_from_u64(0) :
												  *upper;
	for (int i = 0; i < 2; i++)
	{
		is_negative[i] = fnd_s256_is_negative(&end[i]);
		if (is_negative[i])
			fnd_s256_negate(&end[i]);
	}
	interval.bounds = bounds;
	interval.currency = currency;
	interval.tag = tag;
	status = divide_outward(&end[0], is_negative[0], &end[1], is_negative[1],
							&denominator, scale, &interval);
	if (status != FND_OK)
		return status;
	return fnd_estimate_make(&interval, FND_BASIS_NONE, result);
}

fnd_status
fnd_estimate_make_ends(fnd_i128 lower, int lower_scale, fnd_i128 upper,
					   int upper_scale, uint8_t bounds, fnd_currency currency,
					   fnd_tag tag, fnd_estimate *result)
{
	fnd_interval interval;

	if ((bounds & FND_LOWER_INFINITE) != 0)
		lower = fnd_i128_zero();
	if ((bounds & FND_UPPER_INFINITE) != 0)
		upper = fnd_i128_zero();
	if (lower_scale != upper_scale)
	{
		take_zeros_off(&lower, &lower_scale);
		take_zeros_off(&upper, &upper_scale);
	}
	interval.scale = lower_scale > upper_scale ? lower_scale : upper_scale;
	if (!fnd_i128_mul_pow10(lower, interval.scale - lower_scale,
							&interval.lower) ||
		!fnd_i128_mul_pow10(upper, interval.scale - upper_scale,
							&interval.upper))
		return FND_ERR_RANGE;
	interval.bounds = bounds;
	interval.currency = currency;
	interval.tag = tag;
	return fnd_estimate_make(&interval, FND_BASIS_NONE, result);
}

fnd_status
fnd_estimate_exchange(const fnd_estimate *e, const fnd_decimal *factor,
					  const fnd_decimal *divisor, fnd_currency currency,
					  fnd_estimate *result)
{
	fnd_interval interval;
	fnd_u256	lower;
	fnd_u256	upper;
	fnd_u256	multiple = fnd_u256_magnitude(factor->coefficient);
	fnd_u256	denominator = fnd_u256_magnitude(divisor->coefficient);
	fnd_status	status;

	fnd_estimate_open(e, &interval);
	interval.currency = currency;
	lower = fnd_u256_magnitude(interval.lower);
	upper = fnd_u256_magnitude(interval.upper);

	/* 28 and 38 digits: 66 at most, and one more of the quotient */
	(void) fnd_u256_mul(&lower, &multiple, &lower);
	(void) fnd_u256_mul(&upper, &multiple, &upper);
	status = divide_outward(&lower, fnd_i128_sign(interval.lower) < 0, &upper,
							fnd_i128_sign(interval.upper) < 0, &denominator,
							interval.scale + factor->scale - divisor->scale,
							&interval);
	if (status == FND_OK)
		status = fnd_estimate_make(&interval, (fnd_basis) e->basis, result);
	if (status != FND_OK || e->kind != FND_KIND_APPROXIMATE ||
		result->kind == FND_KIND_APPROXIMATE)
		return status;

	/*
	 * Two bounds of 28 digits whose middle needs a 29th: one unit more in the
	 * last digit keeps the figure approximate.
	 */
	(void) fnd_i128_add(interval.upper, fnd_i128_from_i64(1), &interval.upper);
	if (fnd_coefficient_fits(interval.upper))
		status = fnd_estimate_make(&interval, (fnd_basis) e->basis, result);
	return status;
}

/*
 * Which of two bounds is the greater?  An open lower bound begins after a
 * closed one at the same value, an open upper bound ends before it.
 */
static int
order_lower(const fnd_interval *a, const fnd_interval *b)
{
	int			a_infinite = (a->bounds & FND_LOWER_INFINITE) != 0;
	int			b_infinite = (b->bounds & FND_LOWER_INFINITE) != 0;
	int			order;

	if (a_infinite || b_infinite)
		return b_infinite - a_infinite;
	order = fnd_decimal_compare(a->lower, a->scale, b->lower, b->scale);
	if (order != 0)
		return order;
	return ((a->bounds & FND_LOWER_OPEN) != 0) -
		((b->bounds & FND_LOWER_OPEN) != 0);
}

static int
order_upper(const fnd_interval *a, const fnd_interval *b)
{
	int			a_infinite = (a->bounds & FND_UPPER_INFINITE) != 0;
	int			b_infinite = (b->bounds & FND_UPPER_INFINITE) != 0;
	int			order;

	if (a_infinite || b_infinite)
		return a_infinite - b_infinite;
	order = fnd_decimal_compare(a->upper, a->scale, b->upper, b->scale);
	if (order != 0)
		return order;
	return ((b->bounds & FND_UPPER_OPEN) != 0) -
		((a->bounds & FND_UPPER_OPEN) != 0);
}

#define LOWER_BITS (FND_LOWER_OPEN | FND_LOWER_INFINITE)
#define UPPER_BITS (FND_UPPER_OPEN | FND_UPPER_INFINITE)

/*
 * An interval with the lower bound of one and the upper bound of another.
 * Where that is one of the two again, it keeps the kind of its source; where
 * both say the same interval, the kind that comes first, whatever the order
 * of the arguments.
 */
static fnd_status
join_bounds(const fnd_interval *a, const fnd_interval *b,
			const fnd_interval *lower, const fnd_interval *upper,
			fnd_estimate *result)
{
	bool		is_a = order_lower(lower, a) == 0 && order_upper(upper, a) == 0;
	bool		is_b = order_lower(lower, b) == 0 && order_upper(upper, b) == 0;
	fnd_interval joined = *lower;
	fnd_interval other = *upper;
	fnd_status	status;

	/* the bounds that are left out must not ask for their digits */
	joined.upper = fnd_i128_zero();
	other.lower = fnd_i128_zero();
	trim(&joined);
	trim(&other);
	status = align(&joined, &other);
	if (status != FND_OK)
		return status;
	joined.upper = other.upper;
	joined.bounds = (uint8_t) ((lower->bounds & LOWER_BITS) |
							   (upper->bounds & UPPER_BITS));
	joined.tag = FND_TAG_RANGE;
	if (is_a && is_b)
		joined.tag = a->tag < b->tag ? a->tag : b->tag;
	else if (is_a)
		joined.tag = a->tag;
	else if (is_b)
		joined.tag = b->tag;
	return fnd_estimate_make(&joined, FND_BASIS_NONE, result);
}

/* Is nothing between the lower bound of one and the upper one of another? */
static bool
is_void(const fnd_interval *lower, const fnd_interval *upper)
{
	int			order;

	if ((lower->bounds & FND_LOWER_INFINITE) != 0 ||
		(upper->bounds & FND_UPPER_INFINITE) != 0)
		return false;
	order = fnd_decimal_compare(lower->lower, lower->scale, upper->upper,
								upper->scale);
	return order > 0 ||
		(order == 0 &&
		 ((lower->bounds & FND_LOWER_OPEN) != 0 ||
		  (upper->bounds & FND_UPPER_OPEN) != 0));
}

fnd_status
fnd_estimate_intersect(const fnd_estimate *a, const fnd_estimate *b,
					   fnd_estimate *result, bool *is_empty)
{
	fnd_interval x;
	fnd_interval y;
	const fnd_interval *lower;
	const fnd_interval *upper;
	fnd_status	status;

	fnd_estimate_open(a, &x);
	fnd_estimate_open(b, &y);
	status = common_currency(x.currency, y.currency, &x.currency);
	if (status != FND_OK)
		return status;
	y.currency = x.currency;
	lower = order_lower(&x, &y) >= 0 ? &x : &y;
	upper = order_upper(&x, &y) <= 0 ? &x : &y;
	*is_empty = is_void(lower, upper);
	return *is_empty ? FND_OK : join_bounds(&x, &y, lower, upper, result);
}

fnd_status
fnd_estimate_hull(const fnd_estimate *a, const fnd_estimate *b,
				  fnd_estimate *result)
{
	fnd_interval x;
	fnd_interval y;
	fnd_status	status;

	fnd_estimate_open(a, &x);
	fnd_estimate_open(b, &y);
	status = common_currency(x.currency, y.currency, &x.currency);
	if (status != FND_OK)
		return status;
	y.currency = x.currency;
	return join_bounds(&x, &y, order_lower(&x, &y) <= 0 ? &x : &y,
					   order_upper(&x, &y) >= 0 ? &x : &y, result);
}

/* One end of an interval as an extended number: sign, magnitude, infinity. */
typedef struct extended
{
	fnd_u256	magnitude;
	int			sign;			/* -1, 0, 1 */
	bool		is_infinite;
} extended;

static extended
lower_end(const fnd_interval *interval)
{
	extended	end = { fnd_u256_magnitude(interval->lower),
					 fnd_i128_sign(interval->lower),
					 (interval->bounds & FND_LOWER_INFINITE) != 0 };

	if (end.is_infinite)
		end.sign = -1;
	return end;
}

static extended
upper_end(const fnd_interval *interval)
{
	extended	end = { fnd_u256_magnitude(interval->upper),
					 fnd_i128_sign(interval->upper),
					 (interval->bounds & FND_UPPER_INFINITE) != 0 };

	if (end.is_infinite)
		end.sign = 1;
	return end;
}

/*
 * The limit of n/d as the ends are approached, for d positive, zero (from
 * above) or infinite: 0/d is 0, n/infinity is 0, n/0 and infinity/d are
 * infinite.  Magnitudes share a scale, so that it cancels out.
 */
static void
divide_ends(const extended *n, const extended *d, fnd_rounding mode,
			fnd_ratio_bound *bound)
{
	fnd_u256	numerator;

	bound->magnitude = fnd_u256_from_u64(0);
	bound->is_infinite = false;
	bound->is_negative = false;
	if (n->sign == 0 || (d->is_infinite && !n->is_infinite))
		return;
	bound->is_negative = n->sign < 0;
	if (n->is_infinite || d->sign == 0)
	{
		bound->is_infinite = true;
		return;
	}

	/* at one scale below 10^56; the ratio scale adds 20 digits: 10^76 */
	(void) fnd_u256_mul_pow10(&n->magnitude, FND_RATIO_SCALE, &numerator);
	fnd_u256_divide_round(&numerator, &d->magnitude, n->sign < 0, mode,
						  &bound->magnitude, NULL);
	if (fnd_u256_is_zero(&bound->magnitude))
		bound->is_negative = false;
}

/* Bring the magnitudes of four ends to one scale, without an overflow. */
static void
align_ends(extended *lower, extended *upper, int shift)
{
	(void) fnd_u256_mul_pow10(&lower->magnitude, shift, &lower->magnitude);
	(void) fnd_u256_mul_pow10(&upper->magnitude, shift, &upper->magnitude);
}

static bool
is_single(const fnd_interval *interval)
{
	return (interval->bounds & (FND_LOWER_INFINITE | FND_UPPER_INFINITE)) ==
		0 &&
		fnd_i128_compare(interval->lower, interval->upper) == 0;
}

fnd_status
fnd_estimate_ratio(const fnd_estimate *a, const fnd_estimate *b,
				   fnd_ratio *result)
{
	fnd_interval n;
	fnd_interval d;
	extended	n_lower;
	extended	n_upper;
	extended	d_lower;
	extended	d_upper;
	fnd_currency currency;
	fnd_status	status;
	bool		is_exact;

	fnd_estimate_open(a, &n);
	fnd_estimate_open(b, &d);
	status = common_currency(n.currency, d.currency, &currency);
	if (status != FND_OK)
		return status;
	if (is_single(&d) && fnd_i128_is_zero(d.lower))
		return FND_ERR_DIVISION_BY_ZERO;

	/* a denominator below zero is one above it with everything mirrored */
	if (upper_end(&d).sign <= 0)
	{
		negate(&d);
		negate(&n);
	}
	n_lower = lower_end(&n);
	n_upper = upper_end(&n);
	d_lower = lower_end(&d);
	d_upper = upper_end(&d);
	if (d_lower.sign < 0)
	{
		/* on both sides of zero: any quotient is possible, unless of zero */
		bool		is_zero = n_lower.sign == 0 && n_upper.sign == 0;

		result->lower.magnitude = fnd_u256_from_u64(0);
		result->lower.is_negative = !is_zero;
		result->lower.is_infinite = !is_zero;
		result->upper = result->lower;
		result->upper.is_negative = false;
		return FND_OK;
	}
	if (n.scale < d.scale)
		align_ends(&n_lower, &n_upper, d.scale - n.scale);
	else
		align_ends(&d_lower, &d_upper, n.scale - d.scale);

	is_exact = is_single(&n) && is_single(&d);
	divide_ends(&n_lower, n_lower.sign < 0 ? &d_lower : &d_upper,
				is_exact ? FND_ROUND_HALF_EVEN : FND_ROUND_FLOOR,
				&result->lower);
	divide_ends(&n_upper, n_upper.sign < 0 ? &d_upper : &d_lower,
				is_exact ? FND_ROUND_HALF_EVEN : FND_ROUND_CEILING,
				&result->upper);
	return FND_OK;
}
