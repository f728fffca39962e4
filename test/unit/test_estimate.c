/*
 * test_estimate.c
 *	  Imprecise figures: canonical form, kinds, order and comparison.
 *
 * Which bytes are an estimate is said here a second time, kind by kind, and
 * comparison is checked against all pairs of points of a fine grid.
 */
#include <stddef.h>

#include "oracle.h"
#include "random_values.h"

static const fnd_tag all_tags[] = { FND_TAG_EXACT,		  FND_TAG_APPROXIMATE,
									FND_TAG_NEARLY_BELOW, FND_TAG_NEARLY_ABOVE,
									FND_TAG_UP_TO,		  FND_TAG_UNDISCLOSED,
									FND_TAG_RANGE };

#define TAGS_COUNT 7

static void
test_layout(void)
{
	CHECK_EQ_I64(sizeof(fnd_estimate), 32);
	CHECK_EQ_I64(offsetof(fnd_estimate, upper_lo), 8);
	CHECK_EQ_I64(offsetof(fnd_estimate, lower_hi), 16);
	CHECK_EQ_I64(offsetof(fnd_estimate, upper_hi), 20);
	CHECK_EQ_I64(offsetof(fnd_estimate, currency), 24);
	CHECK_EQ_I64(offsetof(fnd_estimate, scale), 26);
	CHECK_EQ_I64(offsetof(fnd_estimate, kind), 27);
	CHECK_EQ_I64(offsetof(fnd_estimate, bounds), 28);
	CHECK_EQ_I64(offsetof(fnd_estimate, basis), 29);
	CHECK_EQ_I64(offsetof(fnd_estimate, spare), 30);
}

/*
 * The reading convention.  Figures are in USD, bounds in cents of 10^power
 * dollars: ~7B is {7, -9, -9}, from 650 to 750 cents of 10^9.
 */
static void
check_figure(fnd_kind kind, int64_t coefficient, int scale, int written_scale,
			 uint8_t bounds, int64_t lower, int64_t upper, int power)
{
	fnd_estimate e;
	big			x;

	if (!CHECK(fnd_estimate_from_figure(fnd_i128_from_i64(coefficient), scale,
										written_scale, USD, kind,
										&e) == FND_OK))
		return;
	CHECK(fnd_estimate_check(&e, false) == FND_OK);
	CHECK_EQ_I64(e.kind, kind);
	CHECK_EQ_I64(e.bounds, bounds);
	CHECK_EQ_I64(e.scale, 2);
	big_set_i64(lower, &x);
	big_shift(&x, power, &x);
	CHECK(big_equals_i128(&x, fnd_estimate_lower_coefficient(&e)));
	big_set_i64(upper, &x);
	big_shift(&x, power, &x);
	CHECK(big_equals_i128(&x, fnd_estimate_upper_coefficient(&e)));
}

static void
test_figures(void)
{
	/* ~7B, ~7.0B, ~11.3B, ~80B, ~100B, nearly 7B */
	check_figure(FND_KIND_APPROXIMATE, 7, -9, -9, 0, 650, 750, 9);
	check_figure(FND_KIND_APPROXIMATE, 7, -9, -8, 0, 695, 705, 9);
	check_figure(FND_KIND_APPROXIMATE, 113, -8, -8, 0, 11250, 11350, 8);
	check_figure(FND_KIND_APPROXIMATE, 8, -10, -10, 0, 750, 850, 10);
	check_figure(FND_KIND_APPROXIMATE, 1, -11, -11, 0, 90, 110, 11);
	check_figure(FND_KIND_NEARLY, 7, -9, -9, 0, 650, 700, 9);
	check_figure(FND_KIND_NEARLY, -7, -9, -9, 0, -700, -650, 9);
	check_figure(FND_KIND_APPROXIMATE, -7, -9, -9, 0, -750, -650, 9);

	/* ~1 and ~2: a tenth, where half a unit would be more */
	check_figure(FND_KIND_APPROXIMATE, 1, 0, 0, 0, 90, 110, 0);
	check_figure(FND_KIND_APPROXIMATE, 2, 0, 0, 0, 180, 220, 0);
	check_figure(FND_KIND_APPROXIMATE, 5, 0, 0, 0, 450, 550, 0);
	check_figure(FND_KIND_APPROXIMATE, 6, 0, 0, 0, 550, 650, 0);
	check_figure(FND_KIND_APPROXIMATE, 15, 0, 0, 0, 1450, 1550, 0);

	check_figure(FND_KIND_EXACT, 7, -9, -9, 0, 700, 700, 9);
	check_figure(FND_KIND_AT_LEAST, 7, -9, -9, FND_UPPER_INFINITE, 700, 0, 9);
	check_figure(FND_KIND_MORE_THAN, 27, -8, -8,
				 FND_UPPER_INFINITE | FND_LOWER_OPEN, 270, 0, 9);
	check_figure(FND_KIND_AT_LEAST, -7, 0, 0, FND_UPPER_INFINITE, -700, 0, 0);
	check_figure(FND_KIND_AT_MOST, 5, -6, -6, 0, 0, 500, 6);
	check_figure(FND_KIND_LESS_THAN, 5, -6, -6, FND_UPPER_OPEN, 0, 500, 6);
	check_figure(FND_KIND_LESS_THAN, 0, 0, 0,
				 FND_LOWER_INFINITE | FND_UPPER_OPEN, 0, 0, 0);
	check_figure(FND_KIND_AT_MOST, -5, 0, 0, FND_LOWER_INFINITE, 0, -500, 0);
}

static void
test_figure_limits(void)
{
	fnd_estimate e;
	fnd_i128	most = fnd_i128_pow10(28);
	fnd_i128	one = fnd_i128_from_i64(1);

	(void) fnd_i128_sub(most, one, &most);
	CHECK(fnd_estimate_from_figure(most, 0, 0, JPY, FND_KIND_EXACT, &e) ==
		  FND_OK);
	CHECK(fnd_estimate_from_figure(most, 0, 0, USD, FND_KIND_EXACT, &e) ==
		  FND_ERR_RANGE);
	CHECK(fnd_estimate_from_figure(most, 0, 0, JPY, FND_KIND_APPROXIMATE,
								   &e) == FND_ERR_RANGE);
	CHECK(fnd_estimate_from_figure(one, -27, -27, JPY, FND_KIND_APPROXIMATE,
								   &e) == FND_OK);
	CHECK(fnd_estimate_from_figure(fnd_i128_from_i64(9), -27, -27, JPY,
								   FND_KIND_APPROXIMATE, &e) == FND_OK);
	CHECK_EQ_I64(e.kind, FND_KIND_APPROXIMATE);
	CHECK(fnd_estimate_from_figure(one, -28, -28, JPY, FND_KIND_EXACT, &e) ==
		  FND_ERR_RANGE);
	CHECK(fnd_estimate_from_figure(one, -2000, -2000, JPY, FND_KIND_EXACT,
								   &e) == FND_ERR_RANGE);
	CHECK(fnd_estimate_from_figure(one, 28, 28, JPY, FND_KIND_EXACT, &e) ==
		  FND_OK);
	CHECK(fnd_estimate_from_figure(one, 29, 29, JPY, FND_KIND_EXACT, &e) ==
		  FND_ERR_RANGE);
	CHECK(fnd_estimate_from_figure(one, 28, 28, JPY, FND_KIND_APPROXIMATE,
								   &e) == FND_ERR_RANGE);
	CHECK(fnd_estimate_from_figure(one, 2000, 2000, JPY, FND_KIND_NEARLY,
								   &e) == FND_ERR_RANGE);
	CHECK(fnd_estimate_from_figure(one, 0, 0, JPY, FND_KIND_RANGE, &e) ==
		  FND_ERR_ARGUMENT);
	CHECK(fnd_estimate_from_figure(one, 0, 0, JPY, FND_KIND_UNDISCLOSED, &e) ==
		  FND_ERR_ARGUMENT);
	CHECK(fnd_estimate_from_figure(one, 0, 0, FND_CURRENCY_NONE,
								   FND_KIND_EXACT, &e) == FND_ERR_NO_CURRENCY);
	CHECK(fnd_estimate_from_figure(fnd_i128_zero(), 0, 0, FND_CURRENCY_NONE,
								   FND_KIND_EXACT, &e) == FND_ERR_NO_CURRENCY);
	CHECK(fnd_estimate_from_figure(fnd_i128_zero(), 77, -500, JPY,
								   FND_KIND_APPROXIMATE, &e) == FND_OK);
	CHECK_EQ_I64(e.kind, FND_KIND_EXACT);
	CHECK_EQ_I64(e.scale, 0);
}

/*
 * Every figure of any digits: the reach against the convention in decimals.
 */
static void
test_reach(void)
{
	for (int i = 0; i < 8000; i++)
	{
		fnd_i128	coefficient = random_coefficient(random_between(1, 27));
		int			scale = random_between(-20, 27);
		int			written_scale = scale + random_below(3);
		fnd_kind	kind = i % 2 == 0 ? FND_KIND_APPROXIMATE : FND_KIND_NEARLY;
		fnd_currency currency = random_currency();
		fnd_estimate e;
		dec			figure;
		dec			reach;
		dec			tenth;
		dec			lower;
		dec			upper;
		dec			got;
		bool		is_negative = fnd_i128_sign(coefficient) < 0;

		if (fnd_estimate_from_figure(coefficient, scale, written_scale,
									 currency, kind, &e) != FND_OK)
			continue;
		CHECK(fnd_estimate_check(&e, false) == FND_OK);
		dec_set(coefficient, scale, &figure);
		dec_copy(&figure, &tenth);
		tenth.coefficient.is_negative = false;
		tenth.scale++;
		big_set_u64(5, &reach.coefficient);
		reach.scale = written_scale + 1;
		if (dec_compare(&tenth, &reach) < 0)
			dec_copy(&tenth, &reach);
		dec_copy(&figure, &lower);
		dec_copy(&figure, &upper);
		if (kind == FND_KIND_APPROXIMATE || !is_negative)
			dec_sub(&figure, &reach, &lower);
		if (kind == FND_KIND_APPROXIMATE || is_negative)
			dec_add(&figure, &reach, &upper);
		dec_set(fnd_estimate_lower_coefficient(&e), e.scale, &got);
		if (!CHECK(dec_compare(&got, &lower) == 0))
			dec_print("figure", &figure);
		dec_set(fnd_estimate_upper_coefficient(&e), e.scale, &got);
		if (!CHECK(dec_compare(&got, &upper) == 0))
			dec_print("figure", &figure);
	}
}

static bool
is_writable(fnd_i128 lower, fnd_i128 upper, int scale)
{
	big			l;
	big			u;
	big			middle;
	big			reach;
	big			five;

	/* five tenths of the sum and of the difference, without a last zero */
	big_set_i128(lower, &l);
	big_set_i128(upper, &u);
	big_add(&l, &u, &middle);
	big_sub(&u, &l, &reach);
	big_set_u64(5, &five);
	big_mul(&middle, &five, &middle);
	big_mul(&reach, &five, &reach);
	if (big_digit_at(&middle, 0) == 0 && big_digit_at(&reach, 0) == 0)
	{
		big_shift(&middle, -1, &middle);
		big_shift(&reach, -1, &reach);
	}
	else
		scale++;
	return middle.count <= 28 && reach.count <= 28 && scale <= 28;
}

/*
 * Is this an estimate?  Kind by kind, as doc/types.md has them; the scale is
 * looked at as well.
 */
static bool
is_estimate(const fnd_estimate *e)
{
	fnd_i128	lower = fnd_estimate_lower_coefficient(e);
	fnd_i128	upper = fnd_estimate_upper_coefficient(e);
	int			order = fnd_i128_compare(lower, upper);
	int			minor_units = fnd_currency_minor_units(e->currency);
	bool		both_zero = fnd_i128_is_zero(lower) && fnd_i128_is_zero(upper);
	big			l;
	big			u;

	big_set_i128(lower, &l);
	big_set_i128(upper, &u);
	if (e->spare[0] != 0 || e->spare[1] != 0 || e->basis > FND_BASIS_POST)
		return false;
	if (l.count > 28 || u.count > 28 || e->scale > 28 ||
		e->scale < minor_units)
		return false;
	if (e->scale > minor_units && big_digit_at(&l, 0) == 0 &&
		big_digit_at(&u, 0) == 0)
		return false;
	if (e->currency == FND_CURRENCY_NONE ?
			!both_zero || e->kind == FND_KIND_EXACT :
			!fnd_currency_is_known(e->currency))
		return false;
	if ((e->bounds & FND_LOWER_INFINITE) != 0 &&
		((e->bounds & FND_LOWER_OPEN) != 0 || !fnd_i128_is_zero(lower)))
		return false;
	if ((e->bounds & FND_UPPER_INFINITE) != 0 &&
		((e->bounds & FND_UPPER_OPEN) != 0 || !fnd_i128_is_zero(upper)))
		return false;
	switch (e->kind)
	{
		case FND_KIND_EXACT:
			return e->bounds == 0 && order == 0;
		case FND_KIND_APPROXIMATE:
			return e->bounds == 0 && order < 0 &&
				is_writable(lower, upper, e->scale);
		case FND_KIND_NEARLY:
			return e->bounds == 0 && order < 0 &&
				(fnd_i128_sign(lower) >= 0 || fnd_i128_sign(upper) <= 0);
		case FND_KIND_AT_LEAST:
			return e->bounds == FND_UPPER_INFINITE;
		case FND_KIND_MORE_THAN:
			return e->bounds == (FND_UPPER_INFINITE | FND_LOWER_OPEN);
		case FND_KIND_AT_MOST:
			return e->bounds == FND_LOWER_INFINITE ||
				(e->bounds == 0 && fnd_i128_is_zero(lower) && order < 0);
		case FND_KIND_LESS_THAN:
			return e->bounds == (FND_LOWER_INFINITE | FND_UPPER_OPEN) ||
				(e->bounds == FND_UPPER_OPEN && fnd_i128_is_zero(lower) &&
				 order < 0);
		case FND_KIND_RANGE:
			if (e->bounds == (FND_LOWER_INFINITE | FND_UPPER_INFINITE))
				return true;
			return e->bounds <= 3 && order < 0;
		case FND_KIND_UNDISCLOSED:
			return e->bounds == FND_UPPER_INFINITE && fnd_i128_is_zero(lower);
		default:
			return false;
	}
}

static void
put_coefficients(fnd_i128 lower, fnd_i128 upper, fnd_estimate *e)
{
	e->lower_lo = fnd_i128_lo(lower);
	e->lower_hi = (int32_t) fnd_i128_hi(lower);
	e->upper_lo = fnd_i128_lo(upper);
	e->upper_hi = (int32_t) fnd_i128_hi(upper);
}

/* All kinds, bounds and bases over small coefficients, and random ones. */
static void
test_check(void)
{
	static const int64_t small[] = { -20, -10, -1, 0, 1, 9, 10, 15, 20 };
	static const fnd_currency currencies[] = {
		USD, JPY, FND_CURRENCY_NONE, FND_CURRENCY_CODE('Q', 'Q', 'Q'),
		UINT16_MAX
	};
	fnd_estimate e;
	unsigned long valid_count = 0;

	memset(&e, 0, sizeof(e));
	for (int kind = 0; kind <= 10; kind++)
		for (int bounds = 0; bounds <= 17; bounds++)
			for (int i = 0; i < 9 * 9; i++)
				for (int scale = 0; scale <= 3; scale++)
					for (int c = 0; c < 5; c++)
					{
						bool		valid;

						put_coefficients(fnd_i128_from_i64(small[i / 9]),
										 fnd_i128_from_i64(small[i % 9]), &e);
						e.kind = (uint8_t) kind;
						e.bounds = (uint8_t) bounds;
						e.scale = (uint8_t) scale;
						e.currency = currencies[c];
						e.basis = (uint8_t) (i % 4);
						valid = is_estimate(&e);
						valid_count += valid;
						CHECK((fnd_estimate_check(&e, true) == FND_OK) ==
							  valid);
						if (e.basis != FND_BASIS_NONE)
							CHECK(fnd_estimate_check(&e, false) != FND_OK);
						else
							CHECK((fnd_estimate_check(&e, false) == FND_OK) ==
								  valid);
					}
	CHECK(valid_count > 500);

	for (int i = 0; i < 30000; i++)
	{
		uint8_t		bytes[sizeof(fnd_estimate)];

		e = random_estimate(random_currency());
		CHECK(is_estimate(&e));
		CHECK(fnd_estimate_check(&e, false) == FND_OK);
		switch (random_below(5))
		{
			case 0:
				memcpy(bytes, &e, sizeof(e));
				bytes[random_below(32)] ^= (uint8_t) (1 << random_below(8));
				memcpy(&e, bytes, sizeof(e));
				break;
			case 1:
				e.kind = (uint8_t) random_below(10);
				break;
			case 2:
				e.scale = (uint8_t) random_below(30);
				break;
			case 3:
				e.bounds = (uint8_t) random_below(16);
				break;
			default:
				put_coefficients(random_coefficient(28),
								 fnd_estimate_upper_coefficient(&e), &e);
				break;
		}
		CHECK((fnd_estimate_check(&e, true) == FND_OK) == is_estimate(&e));
	}

	e = random_estimate(USD);
	e.spare[0] = 1;
	CHECK(fnd_estimate_check(&e, true) == FND_ERR_BINARY_SPARE);
	e.spare[0] = 0;
	e.spare[1] = 1;
	CHECK(fnd_estimate_check(&e, true) == FND_ERR_BINARY_SPARE);
	e.spare[1] = 0;
	e.currency = FND_CURRENCY_CODE('Q', 'Q', 'Q');
	CHECK(fnd_estimate_check(&e, true) == FND_ERR_BINARY_CURRENCY);
	e.currency = USD;
	e.kind = FND_KIND_COUNT;
	CHECK(fnd_estimate_check(&e, true) == FND_ERR_BINARY_KIND);
}

/* The kind that tag and bounds should add up to, said plainly. */
static fnd_kind
expected_kind(const fnd_interval *v, fnd_i128 lower, fnd_i128 upper, int scale)
{
	bool		lower_open = (v->bounds & FND_LOWER_OPEN) != 0;
	bool		upper_open = (v->bounds & FND_UPPER_OPEN) != 0;
	bool		closed = !lower_open && !upper_open;

	if ((v->bounds & FND_LOWER_INFINITE) != 0)
	{
		if ((v->bounds & FND_UPPER_INFINITE) != 0)
			return FND_KIND_RANGE;
		return upper_open ? FND_KIND_LESS_THAN : FND_KIND_AT_MOST;
	}
	if ((v->bounds & FND_UPPER_INFINITE) != 0)
	{
		if (lower_open)
			return FND_KIND_MORE_THAN;
		return v->tag == FND_TAG_UNDISCLOSED && fnd_i128_is_zero(lower) ?
			FND_KIND_UNDISCLOSED :
			FND_KIND_AT_LEAST;
	}
	if (fnd_i128_compare(lower, upper) == 0)
		return FND_KIND_EXACT;
	if ((v->tag == FND_TAG_EXACT || v->tag == FND_TAG_APPROXIMATE) && closed &&
		is_writable(lower, upper, scale))
		return FND_KIND_APPROXIMATE;
	if (v->tag == FND_TAG_NEARLY_BELOW && closed && fnd_i128_sign(lower) >= 0)
		return FND_KIND_NEARLY;
	if (v->tag == FND_TAG_NEARLY_ABOVE && closed && fnd_i128_sign(upper) <= 0)
		return FND_KIND_NEARLY;
	if (v->tag == FND_TAG_UP_TO && fnd_i128_is_zero(lower) && !lower_open)
		return upper_open ? FND_KIND_LESS_THAN : FND_KIND_AT_MOST;
	return FND_KIND_RANGE;
}

static void
test_make(void)
{
	for (int i = 0; i < 30000; i++)
	{
		fnd_interval v;
		fnd_interval again;
		fnd_estimate e;
		fnd_estimate same;
		fnd_basis	basis = (fnd_basis) random_below(3);
		fnd_status	status;
		dec			lower;
		dec			upper;
		dec			canonical;
		dec			other;
		bool		lower_infinite;
		bool		upper_infinite;

		v.currency = random_currency();
		v.lower = i % 3 == 0 ? random_i128() : random_coefficient(28);
		v.upper = i % 3 == 0 ? random_i128() : random_coefficient(28);
		if (random_below(4) == 0)
			v.upper = v.lower;
		if (random_below(4) == 0)
			v.lower = fnd_i128_zero();
		v.scale = random_between(0, FND_SCALE_MAX);
		v.bounds = random_below(2) == 0 ? 0 : (uint8_t) random_below(16);
		v.tag = all_tags[random_below(TAGS_COUNT)];
		lower_infinite = (v.bounds & FND_LOWER_INFINITE) != 0;
		upper_infinite = (v.bounds & FND_UPPER_INFINITE) != 0;
		dec_set(v.lower, v.scale, &lower);
		dec_set(v.upper, v.scale, &upper);
		if (lower_infinite)
			big_set_u64(0, &lower.coefficient);
		if (upper_infinite)
			big_set_u64(0, &upper.coefficient);

		status = fnd_estimate_make(&v, basis, &e);
		if (!lower_infinite && !upper_infinite &&
			(dec_compare(&lower, &upper) > 0 ||
			 (dec_compare(&lower, &upper) == 0 && v.bounds != 0)))
		{
			CHECK(status == FND_ERR_BOUNDS_ORDER);
			continue;
		}

		/* the scale that both need is the larger of their own */
		dec_copy(&lower, &canonical);
		(void) oracle_canonical(&canonical,
								fnd_currency_minor_units(v.currency));
		dec_copy(&upper, &other);
		(void) oracle_canonical(&other, fnd_currency_minor_units(v.currency));
		if (other.scale > canonical.scale)
			canonical.scale = other.scale;
		big_shift(&lower.coefficient, canonical.scale - lower.scale,
				  &lower.coefficient);
		big_shift(&upper.coefficient, canonical.scale - upper.scale,
				  &upper.coefficient);
		if (lower.coefficient.count > 28 || upper.coefficient.count > 28)
		{
			CHECK(status == FND_ERR_RANGE);
			continue;
		}
		if (!CHECK(status == FND_OK))
			continue;
		CHECK(big_equals_i128(&lower.coefficient,
							  fnd_estimate_lower_coefficient(&e)));
		CHECK(big_equals_i128(&upper.coefficient,
							  fnd_estimate_upper_coefficient(&e)));
		CHECK_EQ_I64(e.scale, canonical.scale);
		CHECK_EQ_I64(e.basis, basis);
		CHECK_EQ_I64(e.currency, v.currency);
		CHECK_EQ_I64(e.kind,
					 expected_kind(&v, fnd_estimate_lower_coefficient(&e),
								   fnd_estimate_upper_coefficient(&e),
								   e.scale));
		CHECK(is_estimate(&e));
		CHECK(fnd_estimate_check(&e, true) == FND_OK);

		fnd_estimate_open(&e, &again);
		CHECK(fnd_estimate_make(&again, basis, &same) == FND_OK);
		CHECK_MEM(&e, &same, sizeof(e));
	}
}

static void
test_amounts(void)
{
	for (int i = 0; i < 10000; i++)
	{
		fnd_currency currency = random_currency();
		fnd_amount	amount = random_amount(currency);
		fnd_estimate e;
		fnd_amount	back;
		fnd_amount	bound;
		dec			x;
		dec			y;
		dec			z;

		memset(&e, 0xEE, sizeof(e));
		fnd_estimate_from_amount(&amount, &e);
		CHECK(is_estimate(&e));
		CHECK_EQ_I64(e.kind, FND_KIND_EXACT);
		CHECK(fnd_estimate_to_amount(&e, &back) == FND_OK);
		CHECK_MEM(&back, &amount, sizeof(amount));
		CHECK(fnd_estimate_point(&e, &back));
		CHECK_MEM(&back, &amount, sizeof(amount));

		e = random_estimate(currency);
		if (e.kind != FND_KIND_EXACT)
			CHECK(fnd_estimate_to_amount(&e, &back) == FND_ERR_NOT_EXACT);
		CHECK(fnd_estimate_lower(&e, &bound) ==
			  ((e.bounds & FND_LOWER_INFINITE) == 0));
		dec_set(fnd_estimate_lower_coefficient(&e), e.scale, &x);
		if ((e.bounds & FND_LOWER_INFINITE) == 0)
		{
			dec_set(fnd_amount_coefficient(&bound), bound.scale, &z);
			CHECK(fnd_amount_check(&bound) == FND_OK);
			CHECK(dec_compare(&x, &z) == 0);
		}
		CHECK(fnd_estimate_upper(&e, &bound) ==
			  ((e.bounds & FND_UPPER_INFINITE) == 0));
		dec_set(fnd_estimate_upper_coefficient(&e), e.scale, &y);
		if ((e.bounds & FND_UPPER_INFINITE) == 0)
		{
			dec_set(fnd_amount_coefficient(&bound), bound.scale, &z);
			CHECK(fnd_amount_check(&bound) == FND_OK);
			CHECK(dec_compare(&y, &z) == 0);
		}

		/* the written figure, or the middle; none of one-sided figures */
		if (e.kind == FND_KIND_NEARLY)
		{
			CHECK(fnd_estimate_point(&e, &back));
			dec_set(fnd_amount_coefficient(&back), back.scale, &z);
			CHECK(dec_compare(&z, e.lower_hi >= 0 ? &y : &x) == 0);
		}
		else if (e.kind == FND_KIND_APPROXIMATE || e.kind == FND_KIND_EXACT ||
				 (e.kind == FND_KIND_RANGE && e.bounds < 4))
		{
			dec			two;
			dec			middle;

			big_set_u64(2, &two.coefficient);
			two.scale = 0;
			dec_add(&x, &y, &z);
			if (!oracle_fit(&z, &two, FND_ROUND_HALF_EVEN, &middle) ||
				!oracle_canonical(&middle, fnd_currency_minor_units(currency)))
				abort();
			CHECK(fnd_estimate_point(&e, &back));
			CHECK(fnd_amount_check(&back) == FND_OK);
			dec_set(fnd_amount_coefficient(&back), back.scale, &z);
			CHECK(dec_compare(&z, &middle) == 0);
		}
		else
			CHECK(!fnd_estimate_point(&e, &back));
	}
}

/*
 * Comparison, on intervals with bounds at multiples of a half and a grid of
 * eighths: a grid so fine holds at least three points of every open
 * interval, so that it decides what the intervals decide.
 */
#define GRID_REACH 32 /* eighths on both sides of zero */

static bool
holds_eighth(const fnd_estimate *e, int eighths)
{
	dec			x;
	dec			bound;
	int			order;

	big_set_i64((int64_t) eighths * 125, &x.coefficient);
	x.scale = 3;
	if ((e->bounds & FND_LOWER_INFINITE) == 0)
	{
		dec_set(fnd_estimate_lower_coefficient(e), e->scale, &bound);
		order = dec_compare(&bound, &x);
		if (order > 0 || (order == 0 && (e->bounds & FND_LOWER_OPEN) != 0))
			return false;
	}
	if ((e->bounds & FND_UPPER_INFINITE) == 0)
	{
		dec_set(fnd_estimate_upper_coefficient(e), e->scale, &bound);
		order = dec_compare(&bound, &x);
		if (order < 0 || (order == 0 && (e->bounds & FND_UPPER_OPEN) != 0))
			return false;
	}
	return true;
}

static fnd_answer
answer_of(bool can_be, bool can_be_not)
{
	if (can_be && can_be_not)
		return FND_UNKNOWN;
	return can_be ? FND_TRUE : FND_FALSE;
}

#define SMALL_MAX 2200

static fnd_estimate small_value[SMALL_MAX];
static bool small_grid[SMALL_MAX][2 * GRID_REACH + 1];
static int small_least[SMALL_MAX];
static int small_most[SMALL_MAX];

static int
fill_small_values(void)
{
	int			count = 0;

	for (int lower = -3; lower <= 3; lower++)
		for (int upper = lower; upper <= 3; upper++)
			for (int bounds = 0; bounds < 16; bounds++)
				for (int t = 0; t < TAGS_COUNT; t += 2)
				{
					fnd_interval v;

					v.lower = fnd_i128_from_i64(lower * 5);
					v.upper = fnd_i128_from_i64(upper * 5);
					v.scale = 1;
					v.currency = JPY;
					v.bounds = (uint8_t) bounds;
					v.tag = all_tags[t];
					if (count < SMALL_MAX &&
						fnd_estimate_make(&v, FND_BASIS_NONE,
										  &small_value[count]) == FND_OK)
						count++;
				}
	for (int i = 0; i < count; i++)
	{
		small_least[i] = 1000;
		for (int x = -GRID_REACH; x <= GRID_REACH; x++)
		{
			bool		holds = holds_eighth(&small_value[i], x);

			small_grid[i][x + GRID_REACH] = holds;
			if (holds && small_least[i] == 1000)
				small_least[i] = x;
			if (holds)
				small_most[i] = x;
		}
		if (small_least[i] == 1000)
			abort();
	}
	return count;
}

static void
test_comparison(void)
{
	int			count = fill_small_values();

	CHECK(count > 500);
	for (int i = 0; i < count; i++)
	{
		const fnd_estimate *a = &small_value[i];

		for (int step = 0; step < 200; step++)
		{
			int			j = random_below(count);
			const fnd_estimate *b = &small_value[j];
			bool		meets = false;
			bool		within = true;
			fnd_answer	less;
			fnd_answer	less_equal;

			for (int x = 0; x <= 2 * GRID_REACH; x++)
			{
				meets |= small_grid[i][x] && small_grid[j][x];
				within &= !small_grid[j][x] || small_grid[i][x];
			}
			less = answer_of(small_least[i] < small_most[j],
							 small_most[i] >= small_least[j]);
			less_equal = answer_of(small_least[i] <= small_most[j],
								   small_most[i] > small_least[j]);
			CHECK(fnd_estimate_less(a, b) == less);
			CHECK(fnd_estimate_less_equal(a, b) == less_equal);
			CHECK(fnd_estimate_overlaps(a, b) ==
				  (meets ? FND_TRUE : FND_FALSE));
			CHECK(fnd_estimate_contains(a, b) ==
				  (within ? FND_TRUE : FND_FALSE));
		}
	}
}

static void
test_other_currencies(void)
{
	fnd_estimate dollars = random_estimate(USD);
	fnd_estimate euros = random_estimate(EUR);
	fnd_estimate none = random_estimate(FND_CURRENCY_NONE);

	CHECK(fnd_estimate_less(&dollars, &euros) == FND_UNKNOWN);
	CHECK(fnd_estimate_less_equal(&dollars, &euros) == FND_UNKNOWN);
	CHECK(fnd_estimate_overlaps(&dollars, &euros) == FND_UNKNOWN);
	CHECK(fnd_estimate_contains(&dollars, &euros) == FND_UNKNOWN);
	CHECK(fnd_estimate_less(&dollars, &none) == FND_UNKNOWN);
	CHECK(fnd_estimate_less_equal(&none, &none) == FND_UNKNOWN);
	CHECK(fnd_estimate_contains(&none, &none) == FND_UNKNOWN);
	CHECK(fnd_estimate_overlaps(&none, &none) == FND_TRUE);
	CHECK(fnd_estimate_order(&dollars, &euros) > 0);
	CHECK(fnd_estimate_order(&none, &euros) < 0);
}

/* One bound as a number to compare, with its sides: -inf, closed, open. */
static int
oracle_bound_order(const fnd_estimate *a, const fnd_estimate *b, bool upper)
{
	int			infinite = upper ? FND_UPPER_INFINITE : FND_LOWER_INFINITE;
	int			open = upper ? FND_UPPER_OPEN : FND_LOWER_OPEN;
	int			far = upper ? 1 : -1;
	int			a_far = (a->bounds & infinite) != 0 ? far : 0;
	int			b_far = (b->bounds & infinite) != 0 ? far : 0;
	int			order;
	dec			x;
	dec			y;

	if (a_far != b_far)
		return a_far < b_far ? -1 : 1;
	if (a_far != 0)
		return 0;
	dec_set(upper ? fnd_estimate_upper_coefficient(a) :
					fnd_estimate_lower_coefficient(a),
			a->scale, &x);
	dec_set(upper ? fnd_estimate_upper_coefficient(b) :
					fnd_estimate_lower_coefficient(b),
			b->scale, &y);
	order = dec_compare(&x, &y);
	if (order != 0)
		return order;
	a_far = (a->bounds & open) != 0 ? -far : 0;
	b_far = (b->bounds & open) != 0 ? -far : 0;
	return (a_far > b_far) - (a_far < b_far);
}

static void
test_order(void)
{
	enum
	{
		COUNT = 220
	};
	static fnd_estimate value[COUNT];
	static signed char order[COUNT][COUNT];

	for (int round = 0; round < 3; round++)
	{
		for (int i = 0; i < COUNT; i++)
		{
			fnd_currency currency = i % 7 == 0 ? FND_CURRENCY_NONE :
												 (i % 2 == 0 ? JPY : USD);

			value[i] = i % 3 == 0 ? random_estimate_digits(currency, 1) :
									random_estimate(currency);
			value[i].basis = (uint8_t) random_below(3);
			if (i % 10 == 9)
				value[i] = value[i - 9];
		}
		for (int i = 0; i < COUNT; i++)
			for (int j = 0; j < COUNT; j++)
			{
				const fnd_estimate *a = &value[i];
				const fnd_estimate *b = &value[j];
				int			expected = (a->currency > b->currency) -
					(a->currency < b->currency);

				if (expected == 0)
					expected = oracle_bound_order(a, b, false);
				if (expected == 0)
					expected = oracle_bound_order(a, b, true);
				if (expected == 0)
					expected = (a->kind > b->kind) - (a->kind < b->kind);
				if (expected == 0)
					expected = (a->basis > b->basis) - (a->basis < b->basis);
				order[i][j] = (signed char) fnd_estimate_order(a, b);
				CHECK(order[i][j] == expected);
				CHECK(fnd_estimate_equal(a, b) == (expected == 0));
				CHECK((memcmp(a, b, sizeof(*a)) == 0) == (expected == 0));
			}
		for (int i = 0; i < COUNT; i++)
			for (int j = 0; j < COUNT; j++)
			{
				if (order[i][j] > 0)
					continue;
				for (int k = 0; k < COUNT; k++)
				{
					if (order[j][k] <= 0 && order[i][k] > 0)
						CHECK(!"the order is not transitive");
				}
			}
	}
}

/*
 * What index conditions rest on: nothing of a currency lies outside its
 * ends, and what is known to be less comes first.
 */
static void
test_order_bounds(void)
{
	static const fnd_currency currencies[] = { USD, JPY, BHD, CLF };

	for (int c = 0; c < 4; c++)
	{
		fnd_currency currency = currencies[c];
		fnd_amount	least;
		fnd_amount	largest;
		fnd_estimate first;
		fnd_estimate last;

		fnd_amount_extreme(currency, true, &least);
		fnd_amount_extreme(currency, false, &largest);
		fnd_estimate_extreme(currency, true, FND_BASIS_NONE, &first);
		fnd_estimate_extreme(currency, false, FND_BASIS_POST, &last);
		CHECK(fnd_amount_check(&least) == FND_OK);
		CHECK(fnd_amount_check(&largest) == FND_OK);
		CHECK(fnd_estimate_check(&first, false) == FND_OK);
		CHECK(fnd_estimate_check(&last, true) == FND_OK);
		for (int i = 0; i < 50000; i++)
		{
			fnd_amount	amount = random_amount(currency);
			fnd_estimate a = i % 2 == 0 ? random_estimate(currency) :
										  random_estimate_digits(currency, 1);
			fnd_estimate b = i % 3 == 0 ? random_estimate(currency) :
										  random_estimate_digits(currency, 1);

			a.basis = (uint8_t) random_below(3);
			b.basis = a.basis;
			CHECK(fnd_amount_order(&least, &amount) <= 0);
			CHECK(fnd_amount_order(&largest, &amount) >= 0);
			CHECK(fnd_estimate_order(&first, &a) <= 0);
			CHECK(fnd_estimate_order(&last, &a) >= 0);
			if (fnd_estimate_less(&a, &b) == FND_TRUE)
				CHECK(fnd_estimate_order(&a, &b) < 0);
			if (fnd_estimate_less_equal(&a, &b) == FND_TRUE)
				CHECK(fnd_estimate_order(&a, &b) <= 0);
		}
	}
}

static void
test_kind_names(void)
{
	static const char *const names[] = {
		"exact",   "approximate", "nearly", "at least",	  "more than",
		"at most", "less than",	  "range",	"undisclosed"
	};
	fnd_kind	kind;

	for (int i = 0; i < FND_KIND_COUNT; i++)
	{
		CHECK_STR(fnd_kind_name((fnd_kind) i), names[i]);
		CHECK(fnd_kind_from_name(names[i], strlen(names[i]), &kind));
		CHECK_EQ_I64(kind, i);
		CHECK(!fnd_kind_from_name(names[i], strlen(names[i]) - 1, &kind));
	}
	CHECK(fnd_kind_from_name("At_Least", 8, &kind));
	CHECK_EQ_I64(kind, FND_KIND_AT_LEAST);
	CHECK(fnd_kind_from_name("MORE-THAN", 9, &kind));
	CHECK_EQ_I64(kind, FND_KIND_MORE_THAN);
	CHECK(!fnd_kind_from_name("", 0, &kind));
	CHECK(!fnd_kind_from_name("at least ", 9, &kind));
	CHECK(!fnd_kind_from_name("unknown", 7, &kind));
}

int
main(void)
{
	check_seed(20261127);
	test_layout();
	test_figures();
	test_figure_limits();
	test_reach();
	test_check();
	test_make();
	test_amounts();
	test_comparison();
	test_other_currencies();
	test_order();
	test_order_bounds();
	test_kind_names();
	return check_done("estimate");
}
