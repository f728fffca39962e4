/*
 * test_estimate_math.c
 *	  Interval arithmetic: sound for points inside, and as tight as 28 digits
 *	  allow.
 *
 * Each result is compared with the exact interval, rounded outward by
 * arithmetic on decimal digits; and points are drawn from the operands, whose
 * exact sum, multiple or quotient has to lie in the result.
 */
#include "oracle.h"
#include "random_values.h"

#include "../../src/core/estimate_math.h"

/* An interval of exact decimals of any length. */
typedef struct span
{
	dec			lower;
	dec			upper;
	uint8_t		bounds;
} span;

static void
span_open(const fnd_estimate *e, span *s)
{
	dec_set(fnd_estimate_lower_coefficient(e), e->scale, &s->lower);
	dec_set(fnd_estimate_upper_coefficient(e), e->scale, &s->upper);
	s->bounds = e->bounds;
}

static bool
span_holds(const span *s, const dec *x)
{
	if ((s->bounds & FND_LOWER_INFINITE) == 0)
	{
		int			order = dec_compare(&s->lower, x);

		if (order > 0 || (order == 0 && (s->bounds & FND_LOWER_OPEN) != 0))
			return false;
	}
	if ((s->bounds & FND_UPPER_INFINITE) == 0)
	{
		int			order = dec_compare(&s->upper, x);

		if (order < 0 || (order == 0 && (s->bounds & FND_UPPER_OPEN) != 0))
			return false;
	}
	return true;
}

static bool
holds(const fnd_estimate *e, const dec *x)
{
	span		s;

	span_open(e, &s);
	return span_holds(&s, x);
}

static void
show(const char *name, const fnd_estimate *e)
{
	span		s;

	if (check_failed > CHECK_FAILURES_SHOWN)
		return;
	span_open(e, &s);
	printf("\t%s: kind %d, bounds %d, currency %d\n", name, e->kind, e->bounds,
		   e->currency);
	dec_print("lower", &s.lower);
	dec_print("upper", &s.upper);
}

/* A point of an interval: an end that belongs to it, or between, or far. */
static void
random_point(const fnd_estimate *e, dec *x)
{
	span		s;
	dec			part;
	dec			width;

	span_open(e, &s);
	for (;;)
	{
		big_set_u64(check_random_below(1001), &part.coefficient);
		part.scale = 3;
		if (random_below(3) == 0)
			big_set_u64(random_below(2) == 0 ? 0 : 1000, &part.coefficient);
		if ((s.bounds & (FND_LOWER_INFINITE | FND_UPPER_INFINITE)) == 0)
		{
			dec_sub(&s.upper, &s.lower, &width);
			dec_mul(&width, &part, &part);
			dec_add(&s.lower, &part, x);
		}
		else
		{
			if (random_below(2) == 0)
			{
				fnd_u256	far = random_magnitude(38);

				big_set_u256(&far, &part.coefficient);
			}
			if ((s.bounds & FND_LOWER_INFINITE) == 0)
				dec_add(&s.lower, &part, x);
			else if ((s.bounds & FND_UPPER_INFINITE) == 0)
				dec_sub(&s.upper, &part, x);
			else
			{
				dec_copy(&part, x);
				if (random_below(2) == 0)
					big_negate(&x->coefficient);
			}
		}
		if (span_holds(&s, x))
			return;
	}
}

/*
 * What an estimate of this exact interval should be, at the finest scale at
 * which both bounds, rounded outward, have 28 digits; false where there is
 * none.
 */
static bool
round_outward(const span *exact, const dec *divisor, int minor_units,
			  span *result)
{
	bool		lower_infinite = (exact->bounds & FND_LOWER_INFINITE) != 0;
	bool		upper_infinite = (exact->bounds & FND_UPPER_INFINITE) != 0;
	dec			lower;
	dec			upper;

	for (int scale = 28; scale >= 0; scale--)
	{
		big_set_u64(0, &lower.coefficient);
		big_set_u64(0, &upper.coefficient);
		if (!lower_infinite)
			dec_divide_round(&exact->lower, divisor, scale, FND_ROUND_FLOOR,
							 &lower.coefficient);
		if (!upper_infinite)
			dec_divide_round(&exact->upper, divisor, scale, FND_ROUND_CEILING,
							 &upper.coefficient);
		if (lower.coefficient.count > 28 || upper.coefficient.count > 28)
		{
			/* scales at which even one digit less is too many */
			int			count = lower.coefficient.count > upper.coefficient.count ?
				lower.coefficient.count :
				upper.coefficient.count;

			if (count > 30)
				scale -= count - 30;
			continue;
		}
		lower.scale = upper.scale = scale;
		dec_copy(&lower, &result->lower);
		dec_copy(&upper, &result->upper);
		result->bounds = exact->bounds;

		/* each to its own least scale, then both to the larger of them */
		(void) oracle_canonical(&lower, minor_units);
		(void) oracle_canonical(&upper, minor_units);
		scale = lower.scale > upper.scale ? lower.scale : upper.scale;
		return lower.coefficient.count + scale - lower.scale <= 28 &&
			upper.coefficient.count + scale - upper.scale <= 28;
	}
	return false;
}

/* Is the estimate the interval, to the last digit? */
static bool
is_span(const fnd_estimate *e, const span *s)
{
	span		got;

	span_open(e, &got);
	if (got.bounds != s->bounds || fnd_estimate_check(e, true) != FND_OK)
		return false;
	return ((s->bounds & FND_LOWER_INFINITE) != 0 ||
			dec_compare(&got.lower, &s->lower) == 0) &&
		((s->bounds & FND_UPPER_INFINITE) != 0 ||
		 dec_compare(&got.upper, &s->upper) == 0);
}

static uint8_t
mirrored(uint8_t bounds)
{
	uint8_t		result = 0;

	if ((bounds & FND_LOWER_OPEN) != 0)
		result |= FND_UPPER_OPEN;
	if ((bounds & FND_UPPER_OPEN) != 0)
		result |= FND_LOWER_OPEN;
	if ((bounds & FND_LOWER_INFINITE) != 0)
		result |= FND_UPPER_INFINITE;
	if ((bounds & FND_UPPER_INFINITE) != 0)
		result |= FND_LOWER_INFINITE;
	return result;
}

/* An open bound beside an infinite one is no more than infinite. */
static uint8_t
without_open_infinities(uint8_t bounds)
{
	if ((bounds & FND_LOWER_INFINITE) != 0)
		bounds &= (uint8_t) ~FND_LOWER_OPEN;
	if ((bounds & FND_UPPER_INFINITE) != 0)
		bounds &= (uint8_t) ~FND_UPPER_OPEN;
	return bounds;
}

static void
test_negate(void)
{
	for (int i = 0; i < 10000; i++)
	{
		fnd_estimate e = random_estimate(random_currency());
		fnd_estimate minus;
		fnd_estimate back;
		span		s;
		span		m;
		dec			held;

		e.basis = (uint8_t) random_below(3);
		memset(&minus, 0xEE, sizeof(minus));
		fnd_estimate_negate(&e, &minus);
		span_open(&e, &s);
		dec_copy(&s.lower, &held);
		dec_copy(&s.upper, &m.lower);
		dec_copy(&held, &m.upper);
		big_negate(&m.lower.coefficient);
		big_negate(&m.upper.coefficient);
		m.bounds = mirrored(s.bounds);
		CHECK(is_span(&minus, &m));
		CHECK_EQ_I64(minus.basis, e.basis);
		fnd_estimate_negate(&minus, &back);
		CHECK(is_span(&back, &s));

		/* exact, approximate and nearly figures stay so, mirrored */
		if (e.kind <= FND_KIND_NEARLY)
		{
			CHECK_EQ_I64(minus.kind, e.kind);
			CHECK_MEM(&back, &e, sizeof(e));
		}
	}
}

static void
check_sum(const fnd_estimate *a, const fnd_estimate *b, bool subtracts)
{
	fnd_estimate result;
	fnd_status	status;
	span		x;
	span		y;
	span		exact;
	span		expected;
	dec			one;

	big_set_u64(1, &one.coefficient);
	one.scale = 0;
	span_open(a, &x);
	span_open(b, &y);
	if (subtracts)
	{
		dec_sub(&x.lower, &y.upper, &exact.lower);
		dec_sub(&x.upper, &y.lower, &exact.upper);
		exact.bounds = x.bounds | mirrored(y.bounds);
		status = fnd_estimate_subtract(a, b, &result);
	}
	else
	{
		dec_add(&x.lower, &y.lower, &exact.lower);
		dec_add(&x.upper, &y.upper, &exact.upper);
		exact.bounds = x.bounds | y.bounds;
		status = fnd_estimate_add(a, b, &result);
	}
	exact.bounds = without_open_infinities(exact.bounds);

	/* sums are never rounded: exact or out of range */
	if (!round_outward(&exact, &one, fnd_currency_minor_units(a->currency),
					   &expected) ||
		((exact.bounds & FND_LOWER_INFINITE) == 0 &&
		 dec_compare(&exact.lower, &expected.lower) != 0) ||
		((exact.bounds & FND_UPPER_INFINITE) == 0 &&
		 dec_compare(&exact.upper, &expected.upper) != 0))
	{
		if (!CHECK(status == FND_ERR_RANGE))
		{
			show("a", a);
			show("b", b);
			if (status == FND_OK)
				show("result", &result);
		}
		return;
	}
	if (!CHECK(status == FND_OK) || !CHECK(is_span(&result, &expected)))
	{
		printf("\tstatus %d, subtracts %d\n", (int) status, subtracts);
		show("a", a);
		show("b", b);
		if (status == FND_OK)
			show("result", &result);
		return;
	}
	for (int i = 0; i < 4; i++)
	{
		dec			p;
		dec			q;
		dec			sum;

		random_point(a, &p);
		random_point(b, &q);
		if (subtracts)
			dec_sub(&p, &q, &sum);
		else
			dec_add(&p, &q, &sum);
		if (!CHECK(holds(&result, &sum)))
			dec_print("point", &sum);
	}
	if (!subtracts)
	{
		fnd_estimate other;

		CHECK(fnd_estimate_add(b, a, &other) == FND_OK);
		CHECK_MEM(&other, &result, sizeof(other));
	}
}

static void
test_sums(void)
{
	for (int i = 0; i < 6000; i++)
	{
		fnd_currency currency = random_currency();
		int			digits = i % 3 == 0 ? 28 : random_between(1, 20);
		fnd_estimate a = random_estimate_digits(currency, digits);
		fnd_estimate b = random_estimate_digits(currency, digits);

		check_sum(&a, &b, i % 2 == 0);
	}
}

/* The kinds of sums, as the tags of estimate.h have them. */
static fnd_estimate
figure(const char *kind, int64_t lower, int64_t upper)
{
	fnd_estimate e;
	fnd_interval v;

	v.lower = fnd_i128_from_i64(lower);
	v.upper = fnd_i128_from_i64(upper);
	v.scale = 2;
	v.currency = USD;
	v.bounds = 0;
	v.tag = FND_TAG_RANGE;
	if (strcmp(kind, "exact") == 0)
		v.tag = FND_TAG_EXACT;
	else if (strcmp(kind, "approximate") == 0)
		v.tag = FND_TAG_APPROXIMATE;
	else if (strcmp(kind, "nearly") == 0)
		v.tag = lower >= 0 ? FND_TAG_NEARLY_BELOW : FND_TAG_NEARLY_ABOVE;
	else if (strcmp(kind, "at most") == 0)
		v.tag = FND_TAG_UP_TO;
	else if (strcmp(kind, "less than") == 0)
	{
		v.tag = FND_TAG_UP_TO;
		v.bounds = FND_UPPER_OPEN;
	}
	else if (strcmp(kind, "at least") == 0)
		v.bounds = FND_UPPER_INFINITE;
	else if (strcmp(kind, "more than") == 0)
		v.bounds = FND_UPPER_INFINITE | FND_LOWER_OPEN;
	else if (strcmp(kind, "undisclosed") == 0)
	{
		v.bounds = FND_UPPER_INFINITE;
		v.tag = FND_TAG_UNDISCLOSED;
	}
	CHECK(fnd_estimate_make(&v, FND_BASIS_NONE, &e) == FND_OK);
	CHECK_STR(fnd_kind_name((fnd_kind) e.kind), kind);
	return e;
}

static void
check_kind(fnd_estimate a, fnd_estimate b, bool subtracts, const char *kind)
{
	fnd_estimate result;

	CHECK((subtracts ? fnd_estimate_subtract(&a, &b, &result) :
					   fnd_estimate_add(&a, &b, &result)) == FND_OK);
	CHECK_STR(fnd_kind_name((fnd_kind) result.kind), kind);
}

static void
test_kinds(void)
{
	fnd_estimate exact = figure("exact", 1130, 1130);
	fnd_estimate about = figure("approximate", 650, 750);
	fnd_estimate nearly = figure("nearly", 650, 700);
	fnd_estimate nearly_minus = figure("nearly", -700, -650);
	fnd_estimate at_least = figure("at least", 100, 0);
	fnd_estimate more = figure("more than", 270, 0);
	fnd_estimate at_most = figure("at most", 0, 500);
	fnd_estimate less = figure("less than", 0, 500);
	fnd_estimate range = figure("range", 350, 450);
	fnd_estimate nobody_says = figure("undisclosed", 0, 0);
	fnd_estimate result;

	check_kind(exact, exact, false, "exact");
	check_kind(exact, about, false, "approximate");
	check_kind(about, about, false, "approximate");
	check_kind(about, about, true, "approximate");
	check_kind(exact, nearly, false, "nearly");
	check_kind(nearly, nearly, false, "nearly");
	check_kind(nearly, nearly_minus, true, "nearly");
	check_kind(nearly, nearly, true, "range");
	check_kind(nearly, about, false, "range");
	check_kind(exact, range, false, "range");
	check_kind(exact, at_most, false, "range");
	check_kind(at_most, at_most, false, "at most");
	check_kind(at_most, less, false, "less than");
	check_kind(less, less, false, "less than");
	check_kind(exact, at_least, false, "at least");
	check_kind(at_least, more, false, "more than");
	check_kind(about, more, false, "more than");
	check_kind(exact, more, true, "less than");
	check_kind(exact, at_least, true, "at most");
	check_kind(at_least, at_least, true, "range");
	check_kind(nobody_says, nobody_says, false, "undisclosed");
	check_kind(nobody_says, nobody_says, true, "range");

	/* 11.3bn + undisclosed = at least 11.3bn */
	check_kind(exact, nobody_says, false, "at least");
	CHECK(fnd_estimate_add(&nobody_says, &exact, &result) == FND_OK);
	CHECK_EQ_U64(result.lower_lo, 1130);
	CHECK_EQ_I64(result.bounds, FND_UPPER_INFINITE);

	/* 10B - >2.7B: everything below 7.3B, which is not <7.3B */
	exact = figure("exact", 1000, 1000);
	CHECK(fnd_estimate_subtract(&exact, &more, &result) == FND_OK);
	CHECK_EQ_U64(result.upper_lo, 730);
	CHECK_EQ_I64(result.bounds, FND_LOWER_INFINITE | FND_UPPER_OPEN);

	for (int a = 0; a < 7; a++)
		for (int b = 0; b < 7; b++)
		{
			CHECK(fnd_tag_combine((fnd_tag) a, (fnd_tag) b) ==
				  fnd_tag_combine((fnd_tag) b, (fnd_tag) a));
			for (int c = 0; c < 7; c++)
				CHECK(
					fnd_tag_combine(fnd_tag_combine((fnd_tag) a, (fnd_tag) b),
									(fnd_tag) c) ==
					fnd_tag_combine(
						(fnd_tag) a,
						fnd_tag_combine((fnd_tag) b, (fnd_tag) c)));
		}
}

static void
test_currencies(void)
{
	fnd_estimate dollars = random_estimate(USD);
	fnd_estimate euros = random_estimate(EUR);
	fnd_estimate none = figure("undisclosed", 0, 0);
	fnd_estimate result;
	fnd_ratio	ratio;
	bool		is_empty;

	none.currency = FND_CURRENCY_NONE;
	none.scale = 0;
	CHECK(fnd_estimate_check(&none, false) == FND_OK);
	CHECK(fnd_estimate_add(&dollars, &euros, &result) ==
		  FND_ERR_CURRENCY_MISMATCH);
	CHECK(fnd_estimate_subtract(&dollars, &euros, &result) ==
		  FND_ERR_CURRENCY_MISMATCH);
	CHECK(fnd_estimate_intersect(&dollars, &euros, &result, &is_empty) ==
		  FND_ERR_CURRENCY_MISMATCH);
	CHECK(fnd_estimate_hull(&dollars, &euros, &result) ==
		  FND_ERR_CURRENCY_MISMATCH);
	CHECK(fnd_estimate_ratio(&dollars, &euros, &ratio) ==
		  FND_ERR_CURRENCY_MISMATCH);
	CHECK(fnd_estimate_add(&none, &euros, &result) == FND_OK);
	CHECK_EQ_I64(result.currency, EUR);
	CHECK(fnd_estimate_add(&none, &none, &result) == FND_OK);
	CHECK_EQ_I64(result.currency, FND_CURRENCY_NONE);
	CHECK_EQ_I64(result.kind, FND_KIND_UNDISCLOSED);
	CHECK(fnd_estimate_subtract(&none, &none, &result) == FND_OK);
	CHECK_EQ_I64(result.kind, FND_KIND_RANGE);
	CHECK(fnd_estimate_check(&result, false) == FND_OK);
	CHECK(fnd_estimate_hull(&none, &dollars, &result) == FND_OK);
	CHECK_EQ_I64(result.currency, USD);
}

/* e * factor, or e / divisor */
static void
check_scalar(const fnd_estimate *e, const fnd_decimal *scalar, bool divides)
{
	int			minor_units = fnd_currency_minor_units(e->currency);
	fnd_estimate result;
	fnd_status	status = divides ? fnd_estimate_divide(e, scalar, &result) :
								  fnd_estimate_multiply(e, scalar, &result);
	span		x;
	span		exact;
	span		expected;
	dec			f;
	dec			one;
	const dec  *divisor = divides ? &f : &one;
	bool		fits;

	big_set_u64(1, &one.coefficient);
	one.scale = 0;
	span_open(e, &x);
	dec_set(scalar->coefficient, scalar->scale, &f);
	if (big_is_zero(&f.coefficient))
	{
		if (divides)
		{
			CHECK(status == FND_ERR_DIVISION_BY_ZERO);
			return;
		}
		if (CHECK(status == FND_OK))
		{
			/* nothing times anything is exactly nothing */
			CHECK_EQ_I64(result.kind, FND_KIND_EXACT);
			CHECK(fnd_i128_is_zero(fnd_estimate_lower_coefficient(&result)));
			CHECK(fnd_estimate_check(&result, true) == FND_OK);
		}
		return;
	}
	if (f.coefficient.is_negative)
	{
		dec			held;

		dec_copy(&x.lower, &held);
		dec_copy(&x.upper, &x.lower);
		dec_copy(&held, &x.upper);
		x.bounds = mirrored(x.bounds);
	}
	exact.bounds = x.bounds;
	if (divides)
	{
		dec_copy(&x.lower, &exact.lower);
		dec_copy(&x.upper, &exact.upper);
	}
	else
	{
		dec_mul(&x.lower, &f, &exact.lower);
		dec_mul(&x.upper, &f, &exact.upper);
	}

	if (e->kind == FND_KIND_EXACT)
	{
		/* as an amount: half-even in the last of 28 digits */
		fits = oracle_fit(&exact.lower, divisor, FND_ROUND_HALF_EVEN,
						  &expected.lower) &&
			oracle_canonical(&expected.lower, minor_units);
		if (fits)
			dec_copy(&expected.lower, &expected.upper);
		expected.bounds = 0;
	}
	else
		fits = round_outward(&exact, divisor, minor_units, &expected);
	if (!fits)
	{
		if (!CHECK(status == FND_ERR_RANGE))
		{
			show("e", e);
			dec_print("scalar", &f);
			if (status == FND_OK)
				show("result", &result);
		}
		return;
	}
	if (!CHECK(status == FND_OK) || !CHECK(is_span(&result, &expected)))
	{
		printf("\tstatus %d, divides %d\n", (int) status, divides);
		show("e", e);
		dec_print("scalar", &f);
		if (status == FND_OK)
			show("result", &result);
		dec_print("expected lower", &expected.lower);
		dec_print("expected upper", &expected.upper);
		return;
	}
	CHECK_EQ_I64(result.basis, e->basis);
	if (e->kind == FND_KIND_EXACT)
		return;
	for (int i = 0; i < 3; i++)
	{
		dec			p;
		dec			y;

		random_point(e, &p);
		if (divides)
		{
			/* p / f lies in it exactly if p lies in it times f */
			span		s;
			dec			held;

			span_open(&result, &s);
			dec_mul(&s.lower, &f, &s.lower);
			dec_mul(&s.upper, &f, &s.upper);
			if (f.coefficient.is_negative)
			{
				dec_copy(&s.lower, &held);
				dec_copy(&s.upper, &s.lower);
				dec_copy(&held, &s.upper);
				s.bounds = mirrored(s.bounds);
			}
			CHECK(span_holds(&s, &p));
		}
		else
		{
			dec_mul(&p, &f, &y);
			CHECK(holds(&result, &y));
		}
	}
}

static void
test_scalars(void)
{
	for (int i = 0; i < 6000; i++)
	{
		fnd_currency currency = random_currency();
		fnd_estimate e = random_estimate(currency);
		fnd_decimal	scalar = i % 4 == 0 ? random_decimal(-110, 170) :
										  random_decimal(-3, 40);

		if (i % 3 == 0)
		{
			static const int64_t simple[] = { 1,  2,		  3,  7,  8,
											  9,  10,		  11, 25, -1,
											  -3, 1000000007, 12, 99 };

			scalar.coefficient = fnd_i128_from_i64(simple[random_below(14)]);
			scalar.scale = random_between(-2, 28);
		}
		e.basis = (uint8_t) random_below(3);
		check_scalar(&e, &scalar, i % 2 == 0);
	}
}

/* The limits themselves: 28 digits and 28 decimals, in both directions. */
static void
test_scalar_limits(void)
{
	static const fnd_tag tags[] = { FND_TAG_RANGE, FND_TAG_APPROXIMATE,
									FND_TAG_UP_TO, FND_TAG_NEARLY_BELOW };
	static const int scales[] = { -130, -78, -77, -29, -28, -1, 0,	 1,	   27,
								  28,	29,	 56,  77,  78,	79, 130, 16383 };
	fnd_i128	most = fnd_i128_pow10(28);

	(void) fnd_i128_sub(most, fnd_i128_from_i64(1), &most);
	for (int t = 0; t < 4; t++)
		for (int s = 0; s < 17; s++)
			for (int bounds = 0; bounds < 16; bounds++)
				for (int side = 0; side < 4; side++)
				{
					fnd_interval v;
					fnd_estimate e;
					fnd_decimal	scalar;

					v.lower = side == 0 ? fnd_i128_neg(most) : fnd_i128_zero();
					v.upper = side == 3 ? fnd_i128_zero() : most;
					if (side == 2)
						v.upper = fnd_i128_from_i64(1);
					v.scale = bounds % 3 == 0 ? 28 : 0;
					v.currency = JPY;
					v.bounds = (uint8_t) bounds;
					v.tag = tags[t];
					if (fnd_estimate_make(&v, FND_BASIS_NONE, &e) != FND_OK)
						continue;
					for (int k = 0; k < 4; k++)
					{
						scalar.coefficient = k == 0 ? fnd_i128_from_i64(1) :
													  fnd_i128_from_i64(-3);
						if (k == 2)
							(void) fnd_i128_sub(fnd_i128_pow10(38),
												fnd_i128_from_i64(1),
												&scalar.coefficient);
						if (k == 3)
							scalar.coefficient = fnd_i128_pow10(37);
						scalar.scale = scales[s] > 1000 ? 130 : scales[s];
						check_scalar(&e, &scalar, false);
						check_scalar(&e, &scalar, true);
					}
				}
}

/*
 * Intersection and hull, by the points they hold.
 */
static void
check_overlap(const fnd_estimate *a, const fnd_estimate *b)
{
	fnd_estimate both;
	fnd_estimate hull;
	fnd_estimate other;
	bool		is_empty;
	bool		is_empty_too;
	fnd_answer	overlaps = fnd_estimate_overlaps(a, b);
	fnd_status	status = fnd_estimate_intersect(a, b, &both, &is_empty);
	fnd_status	hull_status = fnd_estimate_hull(a, b, &hull);
	span		x;
	span		y;
	span		s;
	dec			one;
	span		fitted;

	/* the hull from the outer bounds; RANGE where they share no scale */
	big_set_u64(1, &one.coefficient);
	one.scale = 0;
	span_open(a, &x);
	span_open(b, &y);
	s.bounds = 0;
	if (((x.bounds | y.bounds) & FND_LOWER_INFINITE) != 0)
	{
		big_set_u64(0, &s.lower.coefficient);
		s.lower.scale = 0;
		s.bounds |= FND_LOWER_INFINITE;
	}
	else
	{
		int			order = dec_compare(&x.lower, &y.lower);

		dec_copy(order < 0 ? &x.lower : &y.lower, &s.lower);
		if (order < 0)
			s.bounds |= x.bounds & FND_LOWER_OPEN;
		else if (order > 0)
			s.bounds |= y.bounds & FND_LOWER_OPEN;
		else
			s.bounds |= x.bounds & y.bounds & FND_LOWER_OPEN;
	}
	if (((x.bounds | y.bounds) & FND_UPPER_INFINITE) != 0)
	{
		big_set_u64(0, &s.upper.coefficient);
		s.upper.scale = 0;
		s.bounds |= FND_UPPER_INFINITE;
	}
	else
	{
		int			order = dec_compare(&x.upper, &y.upper);

		dec_copy(order > 0 ? &x.upper : &y.upper, &s.upper);
		if (order > 0)
			s.bounds |= x.bounds & FND_UPPER_OPEN;
		else if (order < 0)
			s.bounds |= y.bounds & FND_UPPER_OPEN;
		else
			s.bounds |= x.bounds & y.bounds & FND_UPPER_OPEN;
	}
	if (round_outward(&s, &one, fnd_currency_minor_units(a->currency),
					  &fitted) &&
		((s.bounds & FND_LOWER_INFINITE) != 0 ||
		 dec_compare(&s.lower, &fitted.lower) == 0) &&
		((s.bounds & FND_UPPER_INFINITE) != 0 ||
		 dec_compare(&s.upper, &fitted.upper) == 0))
	{
		if (!CHECK(hull_status == FND_OK) || !CHECK(is_span(&hull, &s)))
		{
			show("a", a);
			show("b", b);
		}
	}
	else
		CHECK(hull_status == FND_ERR_RANGE);

	/*
	 * The intersection.  Its bounds are bounds of a and b; where they share
	 * no scale of 28 digits it is out of range, otherwise it holds what both
	 * hold, and is empty where they do not overlap.
	 */
	if (status == FND_OK)
	{
		CHECK(is_empty == (overlaps == FND_FALSE));
		CHECK(fnd_estimate_intersect(b, a, &other, &is_empty_too) == FND_OK);
		CHECK(is_empty == is_empty_too);
		if (!is_empty)
		{
			CHECK(fnd_estimate_check(&both, false) == FND_OK);
			CHECK(fnd_estimate_contains(a, &both) == FND_TRUE);
			CHECK(fnd_estimate_contains(b, &both) == FND_TRUE);
			CHECK_MEM(&both, &other, sizeof(both));
		}
	}
	else
	{
		span		i;
		bool		from_a;
		int			order;

		CHECK(status == FND_ERR_RANGE);
		CHECK(overlaps == FND_TRUE);

		/* finite on both sides, one bound from each, too far apart */
		from_a = (y.bounds & FND_LOWER_INFINITE) != 0 ||
			((x.bounds & FND_LOWER_INFINITE) == 0 &&
			 dec_compare(&x.lower, &y.lower) >= 0);
		dec_copy(from_a ? &x.lower : &y.lower, &i.lower);
		from_a = (y.bounds & FND_UPPER_INFINITE) != 0 ||
			((x.bounds & FND_UPPER_INFINITE) == 0 &&
			 dec_compare(&x.upper, &y.upper) <= 0);
		dec_copy(from_a ? &x.upper : &y.upper, &i.upper);
		i.bounds = 0;
		order = round_outward(&i, &one, fnd_currency_minor_units(a->currency),
							  &fitted) &&
			dec_compare(&i.lower, &fitted.lower) == 0 &&
			dec_compare(&i.upper, &fitted.upper) == 0;
		if (!CHECK(order == 0))
		{
			show("a", a);
			show("b", b);
		}
	}

	for (int i = 0; i < 4; i++)
	{
		dec			p;

		random_point(i % 2 == 0 ? a : b, &p);
		if (hull_status == FND_OK)
			CHECK(holds(&hull, &p));
		if (status == FND_OK)
			CHECK((!is_empty && holds(&both, &p)) ==
				  (holds(a, &p) && holds(b, &p)));
	}
	if (status == FND_OK && !is_empty)
	{
		dec			p;

		random_point(&both, &p);
		CHECK(holds(a, &p) && holds(b, &p));
	}
}

static void
test_overlaps(void)
{
	for (int i = 0; i < 6000; i++)
	{
		fnd_currency currency = random_currency();
		int			digits = i % 4 == 0 ? 28 : random_between(1, 4);
		fnd_estimate a = random_estimate_digits(currency, digits);
		fnd_estimate b = random_estimate_digits(currency, digits);

		if (i % 10 == 0)
			b = a;
		check_overlap(&a, &b);
	}
}

static void
test_overlap_kinds(void)
{
	fnd_estimate more = figure("more than", 270, 0);
	fnd_estimate about = figure("approximate", 350, 450);
	fnd_estimate range = figure("range", 350, 450);
	fnd_estimate less = figure("less than", 0, 270);
	fnd_estimate at_most = figure("at most", 0, 270);
	fnd_estimate at_least = figure("at least", 270, 0);
	fnd_estimate result;
	bool		is_empty;

	/* where one lies within the other it stays what it was */
	CHECK(fnd_estimate_intersect(&more, &about, &result, &is_empty) == FND_OK);
	CHECK_MEM(&result, &about, sizeof(about));
	CHECK(fnd_estimate_hull(&more, &about, &result) == FND_OK);
	CHECK_MEM(&result, &more, sizeof(more));

	/* of the same interval, the kind that comes first */
	CHECK(fnd_estimate_intersect(&range, &about, &result, &is_empty) ==
		  FND_OK);
	CHECK_MEM(&result, &about, sizeof(about));
	CHECK(fnd_estimate_hull(&range, &about, &result) == FND_OK);
	CHECK_MEM(&result, &about, sizeof(about));

	/* touching: in one point, or in none */
	CHECK(fnd_estimate_intersect(&at_most, &at_least, &result, &is_empty) ==
		  FND_OK);
	CHECK(!is_empty);
	CHECK_EQ_I64(result.kind, FND_KIND_EXACT);
	CHECK(fnd_estimate_intersect(&less, &at_least, &result, &is_empty) ==
		  FND_OK);
	CHECK(is_empty);
	CHECK(fnd_estimate_intersect(&at_most, &more, &result, &is_empty) ==
		  FND_OK);
	CHECK(is_empty);
	CHECK(fnd_estimate_intersect(&less, &about, &result, &is_empty) == FND_OK);
	CHECK(is_empty);
}

/*
 * The ratio.  p / q <= bound exactly if p <= bound * q for q above zero, and
 * the other way round below.
 */
static bool
ratio_holds(const fnd_ratio *ratio, const dec *p, const dec *q)
{
	dec			bound;
	dec			product;
	int			order;

	if (!ratio->lower.is_infinite)
	{
		big_set_u256(&ratio->lower.magnitude, &bound.coefficient);
		bound.scale = FND_RATIO_SCALE;
		if (ratio->lower.is_negative)
			big_negate(&bound.coefficient);
		dec_mul(&bound, q, &product);
		order = dec_compare(p, &product);
		if (q->coefficient.is_negative ? order > 0 : order < 0)
			return false;
	}
	if (!ratio->upper.is_infinite)
	{
		big_set_u256(&ratio->upper.magnitude, &bound.coefficient);
		bound.scale = FND_RATIO_SCALE;
		if (ratio->upper.is_negative)
			big_negate(&bound.coefficient);
		dec_mul(&bound, q, &product);
		order = dec_compare(p, &product);
		if (q->coefficient.is_negative ? order < 0 : order > 0)
			return false;
	}
	return true;
}

static bool
is_bound(const fnd_ratio_bound *bound, const big *expected)
{
	big			x;

	if (bound->is_infinite)
		return false;
	big_set_u256(&bound->magnitude, &x);
	if (bound->is_negative)
		big_negate(&x);
	return big_compare(&x, expected) == 0 &&
		bound->is_negative == x.is_negative;
}

static void
check_ratio(const fnd_estimate *a, const fnd_estimate *b)
{
	fnd_ratio	ratio;
	fnd_status	status = fnd_estimate_ratio(a, b, &ratio);
	span		n;
	span		d;
	bool		is_exact = a->kind == FND_KIND_EXACT && b->kind == FND_KIND_EXACT;

	span_open(a, &n);
	span_open(b, &d);
	if (b->kind == FND_KIND_EXACT && big_is_zero(&d.lower.coefficient))
	{
		CHECK(status == FND_ERR_DIVISION_BY_ZERO);
		return;
	}
	if (!CHECK(status == FND_OK))
		return;

	/* one past the other, never */
	CHECK(!ratio.lower.is_infinite || ratio.lower.is_negative);
	CHECK(!ratio.upper.is_infinite || !ratio.upper.is_negative);
	for (int i = 0; i < 4 && !is_exact; i++)
	{
		dec			p;
		dec			q;

		random_point(a, &p);
		random_point(b, &q);
		if (big_is_zero(&q.coefficient))
			continue;
		if (!CHECK(ratio_holds(&ratio, &p, &q)))
		{
			show("a", a);
			show("b", b);
			dec_print("p", &p);
			dec_print("q", &q);
		}
	}

	/* the corners say it to the last digit where all of them are finite */
	if (n.bounds < 4 && d.bounds < 4 &&
		big_sign(&d.lower.coefficient) * big_sign(&d.upper.coefficient) > 0)
	{
		const dec  *numerator[] = { &n.lower, &n.lower, &n.upper, &n.upper };
		const dec  *denominator[] = { &d.lower, &d.upper, &d.lower, &d.upper };
		big			least;
		big			most;

		for (int i = 0; i < 4; i++)
		{
			big			x;

			dec_divide_round(numerator[i], denominator[i], FND_RATIO_SCALE,
							 is_exact ? FND_ROUND_HALF_EVEN : FND_ROUND_FLOOR,
							 &x);
			if (i == 0 || big_compare(&x, &least) < 0)
				big_copy(&x, &least);
			dec_divide_round(
				numerator[i], denominator[i], FND_RATIO_SCALE,
				is_exact ? FND_ROUND_HALF_EVEN : FND_ROUND_CEILING, &x);
			if (i == 0 || big_compare(&x, &most) > 0)
				big_copy(&x, &most);
		}
		if (!CHECK(is_bound(&ratio.lower, &least)) ||
			!CHECK(is_bound(&ratio.upper, &most)))
		{
			show("a", a);
			show("b", b);
		}
	}
	else if (big_sign(&d.lower.coefficient) * big_sign(&d.upper.coefficient) <
				 0 &&
			 d.bounds < 4 && a->kind == FND_KIND_EXACT &&
			 big_is_zero(&n.lower.coefficient))
	{
		big			zero;

		big_set_u64(0, &zero);
		CHECK(is_bound(&ratio.lower, &zero));
		CHECK(is_bound(&ratio.upper, &zero));
	}
}

static void
test_ratios(void)
{
	fnd_estimate raised = figure("range", 350, 450);
	fnd_estimate more = figure("more than", 270, 0);
	fnd_estimate exact = figure("exact", 700, 700);
	fnd_estimate up_to = figure("less than", 0, 700);
	fnd_ratio	ratio;
	big			x;

	for (int i = 0; i < 8000; i++)
	{
		fnd_currency currency = random_currency();
		int			digits = i % 3 == 0 ? 28 : random_between(1, 6);
		fnd_estimate a = random_estimate_digits(currency, digits);
		fnd_estimate b = random_estimate_digits(currency, digits);

		check_ratio(&a, &b);
	}

	/* > 2.7 over 7: above 0.385714..., without an end */
	CHECK(fnd_estimate_ratio(&more, &exact, &ratio) == FND_OK);
	big_set_text("38571428571428571428", &x);
	CHECK(is_bound(&ratio.lower, &x));
	CHECK(ratio.upper.is_infinite && !ratio.upper.is_negative);

	/* 7 over > 2.7: between 0 and 2.59259... */
	CHECK(fnd_estimate_ratio(&exact, &more, &ratio) == FND_OK);
	big_set_u64(0, &x);
	CHECK(is_bound(&ratio.lower, &x));
	big_set_text("259259259259259259260", &x);
	CHECK(is_bound(&ratio.upper, &x));

	/* 3.5..4.5 over < 7: from 0.5 up */
	CHECK(fnd_estimate_ratio(&raised, &up_to, &ratio) == FND_OK);
	big_set_text("50000000000000000000", &x);
	CHECK(is_bound(&ratio.lower, &x));
	CHECK(ratio.upper.is_infinite);

	/* 7 000 bn over at least 11.3 bn: at most 619.469... */
	exact = figure("exact", 700000, 700000);
	more = figure("at least", 1130, 0);
	CHECK(fnd_estimate_ratio(&exact, &more, &ratio) == FND_OK);
	big_set_text("61946902654867256637169", &x);
	CHECK(is_bound(&ratio.upper, &x));
}

/* Both ends fit into 127 bits at the finer scale, their sum does not. */
static void
test_sum_limits(void)
{
	fnd_amount	amount;
	fnd_estimate near;
	fnd_estimate fine;
	fnd_estimate result;
	fnd_i128	most;
	fnd_u256	mean = fnd_u256_pow10(30);

	/* 2^127 - 15884105727 at 13 decimals */
	CHECK(fnd_i128_mul_pow10(fnd_i128_from_i64(INT64_C(17014118346046923)), 11,
							 &most));
	CHECK(fnd_i128_add(most, fnd_i128_from_i64(INT64_C(17316873037)), &most));
	CHECK(fnd_amount_make(most, 2, FND_CURRENCY_CODE('U', 'S', 'D'),
						  &amount) == FND_OK);
	fnd_estimate_from_amount(&amount, &near);
	CHECK(fnd_amount_make(fnd_i128_from_i64(INT64_C(99999999999)), 13,
						  FND_CURRENCY_CODE('U', 'S', 'D'),
						  &amount) == FND_OK);
	fnd_estimate_from_amount(&amount, &fine);
	CHECK(fnd_estimate_add(&near, &fine, &result) == FND_ERR_RANGE);

	/* nor does a mean of over 28 digits */
	mean = fnd_u256_pow10(50);
	CHECK(fnd_estimate_make_mean(&mean, &mean, 2, 10, 0,
								 FND_CURRENCY_CODE('U', 'S', 'D'),
								 FND_TAG_EXACT, &result) == FND_ERR_RANGE);
	mean = fnd_u256_pow10(30);
	CHECK(fnd_estimate_make_mean(&mean, &mean, 2, 10, 0,
								 FND_CURRENCY_CODE('U', 'S', 'D'),
								 FND_TAG_EXACT, &result) == FND_ERR_RANGE);
	CHECK(fnd_estimate_make_mean(&mean, &mean, 2, 1000, 0,
								 FND_CURRENCY_CODE('U', 'S', 'D'),
								 FND_TAG_EXACT, &result) == FND_OK);
}

int
main(void)
{
	check_seed(20261128);
	test_negate();
	test_sums();
	test_kinds();
	test_currencies();
	test_scalars();
	test_scalar_limits();
	test_overlaps();
	test_overlap_kinds();
	test_ratios();
	test_sum_limits();
	return check_done("estimate_math");
}
