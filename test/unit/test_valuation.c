/*
 * test_valuation.c
 *	  Pre-money, post-money and dilution: known answers, and points of the
 *	  operands that every reading has to cover.
 */
#include "oracle.h"
#include "random_values.h"

#include "../../src/core/valuation.h"

static fnd_estimate
exact_of(int64_t coefficient, int scale, fnd_currency currency,
		 fnd_basis basis)
{
	fnd_interval v = { fnd_i128_zero(), fnd_i128_zero(), 0, currency, 0,
					   FND_TAG_EXACT };
	fnd_estimate e;
	int			shift = scale < 0 ? -scale : 0;

	v.scale = scale < 0 ? 0 : scale;
	(void) fnd_i128_mul_pow10(fnd_i128_from_i64(coefficient), shift, &v.lower);
	v.upper = v.lower;
	CHECK(fnd_estimate_make(&v, basis, &e) == FND_OK);
	return e;
}

static fnd_estimate
undisclosed_of(fnd_currency currency, fnd_basis basis)
{
	fnd_interval v = {
		fnd_i128_zero(), fnd_i128_zero(),	 0,
		currency,		 FND_UPPER_INFINITE, FND_TAG_UNDISCLOSED
	};
	fnd_estimate e;

	CHECK(fnd_estimate_make(&v, basis, &e) == FND_OK);
	return e;
}

static void
dec_set_bound(const fnd_ratio_bound *bound, dec *result)
{
	big_set_u256(&bound->magnitude, &result->coefficient);
	result->scale = FND_RATIO_SCALE;
	if (bound->is_negative)
		big_negate(&result->coefficient);
}

/* n / d at 20 decimals */
static void
check_bound(const fnd_ratio_bound *bound, const char *n, const char *d,
			fnd_rounding mode)
{
	big			x;
	big			y;

	big_set_text(n, &x);
	big_set_text(d, &y);
	big_shift(&x, FND_RATIO_SCALE, &x);
	big_divide_round(&x, &y, mode, &x);
	CHECK(!bound->is_infinite);
	CHECK(!bound->is_negative);
	if (!CHECK(big_equals_u256(&x, &bound->magnitude)))
	{
		dec			got;

		dec_set_bound(bound, &got);
		dec_print("got", &got);
	}
}

static void
test_known(void)
{
	fnd_estimate raised = exact_of(5, -9, USD, FND_BASIS_NONE);
	fnd_estimate pre = exact_of(80, -9, USD, FND_BASIS_PRE);
	fnd_estimate post = exact_of(80, -9, USD, FND_BASIS_POST);
	fnd_estimate unstated = exact_of(80, -9, USD, FND_BASIS_NONE);
	fnd_estimate result;
	fnd_estimate expected;
	fnd_ratio	ratio;
	big			x;

	/* 5bn at "80bn": 5/85 if pre, 5/80 if post, both if not stated */
	CHECK(fnd_valuation_dilution(&raised, &pre, &ratio) == FND_OK);
	check_bound(&ratio.lower, "5", "85", FND_ROUND_HALF_EVEN);
	check_bound(&ratio.upper, "5", "85", FND_ROUND_HALF_EVEN);
	CHECK(fnd_valuation_dilution(&raised, &post, &ratio) == FND_OK);
	check_bound(&ratio.lower, "5", "80", FND_ROUND_HALF_EVEN);
	check_bound(&ratio.upper, "5", "80", FND_ROUND_HALF_EVEN);
	CHECK(fnd_valuation_dilution(&raised, &unstated, &ratio) == FND_OK);
	check_bound(&ratio.lower, "5", "85", FND_ROUND_FLOOR);
	check_bound(&ratio.upper, "5", "80", FND_ROUND_CEILING);

	/* 6.6bn at 150bn pre: 0.0421455938697318 */
	raised = exact_of(66, -8, USD, FND_BASIS_NONE);
	pre = exact_of(150, -9, USD, FND_BASIS_PRE);
	CHECK(fnd_valuation_dilution(&raised, &pre, &ratio) == FND_OK);
	big_set_text("4214559386973180077", &x);
	CHECK(big_equals_u256(&x, &ratio.lower.magnitude));
	CHECK(big_equals_u256(&x, &ratio.upper.magnitude));

	/* the two valuations of one round */
	raised = exact_of(5, -9, USD, FND_BASIS_NONE);
	pre = exact_of(80, -9, USD, FND_BASIS_PRE);
	CHECK(fnd_valuation_post_money(&pre, &raised, &result) == FND_OK);
	expected = exact_of(85, -9, USD, FND_BASIS_POST);
	CHECK_MEM(&result, &expected, sizeof(result));
	CHECK(fnd_valuation_pre_money(&result, &raised, &result) == FND_OK);
	CHECK_MEM(&result, &pre, sizeof(result));
	CHECK(fnd_valuation_pre_money(&pre, &raised, &result) == FND_OK);
	CHECK_MEM(&result, &pre, sizeof(result));
	CHECK(fnd_valuation_post_money(&unstated, &raised, &result) == FND_OK);
	CHECK_EQ_I64(result.kind, FND_KIND_RANGE);
	CHECK_EQ_I64(result.basis, FND_BASIS_POST);
	CHECK_EQ_U64(result.lower_lo, UINT64_C(8000000000000));
	CHECK_EQ_U64(result.upper_lo, UINT64_C(8500000000000));
	CHECK(fnd_valuation_pre_money(&unstated, &raised, &result) == FND_OK);
	CHECK_EQ_U64(result.lower_lo, UINT64_C(7500000000000));
	CHECK_EQ_U64(result.upper_lo, UINT64_C(8000000000000));
}

static void
test_impossible(void)
{
	fnd_estimate raised = exact_of(5, -9, USD, FND_BASIS_NONE);
	fnd_estimate pre = exact_of(1, -9, USD, FND_BASIS_PRE);
	fnd_estimate post = exact_of(1, -9, USD, FND_BASIS_POST);
	fnd_estimate unstated = exact_of(1, -9, USD, FND_BASIS_NONE);
	fnd_estimate negative = exact_of(-1, 2, USD, FND_BASIS_PRE);
	fnd_estimate none = exact_of(0, 2, USD, FND_BASIS_NONE);
	fnd_estimate euros = exact_of(1, 0, EUR, FND_BASIS_NONE);
	fnd_estimate nobody_says = undisclosed_of(FND_CURRENCY_NONE,
											  FND_BASIS_NONE);
	fnd_estimate result;
	fnd_ratio	ratio;

	/* more than the post-money valuation; unstated, it is the other one */
	CHECK(fnd_valuation_dilution(&raised, &post, &ratio) ==
		  FND_ERR_BOUNDS_ORDER);
	CHECK(fnd_valuation_pre_money(&post, &raised, &result) ==
		  FND_ERR_BOUNDS_ORDER);
	CHECK(fnd_valuation_dilution(&raised, &unstated, &ratio) == FND_OK);
	check_bound(&ratio.lower, "5", "6", FND_ROUND_FLOOR);
	check_bound(&ratio.upper, "5", "6", FND_ROUND_CEILING);
	CHECK(fnd_valuation_pre_money(&unstated, &raised, &result) == FND_OK);
	CHECK_MEM(&result, &pre, sizeof(result));
	CHECK(fnd_valuation_dilution(&raised, &pre, &ratio) == FND_OK);
	check_bound(&ratio.lower, "5", "6", FND_ROUND_HALF_EVEN);

	/* below zero */
	CHECK(fnd_valuation_dilution(&negative, &pre, &ratio) == FND_ERR_NEGATIVE);
	CHECK(fnd_valuation_dilution(&raised, &negative, &ratio) ==
		  FND_ERR_NEGATIVE);
	CHECK(fnd_valuation_pre_money(&negative, &raised, &result) ==
		  FND_ERR_NEGATIVE);
	CHECK(fnd_valuation_post_money(&pre, &negative, &result) ==
		  FND_ERR_NEGATIVE);

	/* two currencies, also where the basis is the wanted one */
	CHECK(fnd_valuation_dilution(&euros, &pre, &ratio) ==
		  FND_ERR_CURRENCY_MISMATCH);
	CHECK(fnd_valuation_pre_money(&pre, &euros, &result) ==
		  FND_ERR_CURRENCY_MISMATCH);
	CHECK(fnd_valuation_post_money(&pre, &euros, &result) ==
		  FND_ERR_CURRENCY_MISMATCH);

	/* nothing raised costs nothing; a company without worth, everything */
	CHECK(fnd_valuation_dilution(&none, &pre, &ratio) == FND_OK);
	check_bound(&ratio.lower, "0", "1", FND_ROUND_FLOOR);
	check_bound(&ratio.upper, "0", "1", FND_ROUND_FLOOR);
	negative = exact_of(0, 2, USD, FND_BASIS_PRE);
	CHECK(fnd_valuation_dilution(&raised, &negative, &ratio) == FND_OK);
	check_bound(&ratio.lower, "1", "1", FND_ROUND_FLOOR);

	/* what nobody says leaves everything open */
	CHECK(fnd_valuation_dilution(&nobody_says, &nobody_says, &ratio) ==
		  FND_OK);
	check_bound(&ratio.lower, "0", "1", FND_ROUND_FLOOR);
	check_bound(&ratio.upper, "1", "1", FND_ROUND_FLOOR);
	CHECK(fnd_valuation_dilution(&nobody_says, &post, &ratio) == FND_OK);
	check_bound(&ratio.lower, "0", "1", FND_ROUND_FLOOR);
	check_bound(&ratio.upper, "1", "1", FND_ROUND_FLOOR);
	CHECK(fnd_valuation_dilution(&raised, &nobody_says, &ratio) == FND_OK);
	check_bound(&ratio.lower, "0", "1", FND_ROUND_FLOOR);
	check_bound(&ratio.upper, "1", "1", FND_ROUND_FLOOR);
	CHECK(fnd_valuation_post_money(&pre, &nobody_says, &result) == FND_OK);
	CHECK_EQ_I64(result.kind, FND_KIND_AT_LEAST);
	CHECK_EQ_I64(result.currency, USD);
}

/* At 28 digits: the sum of both is out of range, the ratio is not. */
static void
test_limits(void)
{
	fnd_estimate raised = exact_of(5, -27, JPY, FND_BASIS_NONE);
	fnd_estimate pre = exact_of(9, -27, JPY, FND_BASIS_PRE);
	fnd_estimate post = exact_of(9, -27, JPY, FND_BASIS_POST);
	fnd_estimate tiny = exact_of(1, 28, JPY, FND_BASIS_NONE);
	fnd_estimate result;
	fnd_ratio	ratio;

	CHECK(fnd_valuation_dilution(&raised, &pre, &ratio) == FND_OK);
	check_bound(&ratio.lower, "5", "14", FND_ROUND_HALF_EVEN);
	CHECK(fnd_valuation_dilution(&raised, &post, &ratio) == FND_OK);
	check_bound(&ratio.lower, "5", "9", FND_ROUND_HALF_EVEN);
	CHECK(fnd_valuation_dilution(&tiny, &pre, &ratio) == FND_OK);
	check_bound(&ratio.lower, "0", "1", FND_ROUND_HALF_EVEN);
	pre = exact_of(1, 28, JPY, FND_BASIS_PRE);
	CHECK(fnd_valuation_dilution(&raised, &pre, &ratio) == FND_OK);
	check_bound(&ratio.lower, "1", "1", FND_ROUND_HALF_EVEN);
	CHECK(fnd_valuation_dilution(&tiny, &pre, &ratio) == FND_OK);
	check_bound(&ratio.lower, "1", "2", FND_ROUND_HALF_EVEN);
	CHECK(fnd_valuation_post_money(&pre, &raised, &result) == FND_ERR_RANGE);

	/* the wanted basis needs no sum, and so no room for one */
	CHECK(fnd_valuation_post_money(&post, &raised, &result) == FND_OK);
	CHECK_MEM(&result, &post, sizeof(post));
	CHECK(fnd_valuation_pre_money(&pre, &raised, &result) == FND_OK);
	CHECK_MEM(&result, &pre, sizeof(pre));
}

/*
 * Points of the operands.
 */
typedef struct ends
{
	dec			lower;
	dec			upper;
	uint8_t		bounds;
} ends;

static void
open_ends(const fnd_estimate *e, ends *s)
{
	dec_set(fnd_estimate_lower_coefficient(e), e->scale, &s->lower);
	dec_set(fnd_estimate_upper_coefficient(e), e->scale, &s->upper);
	s->bounds = e->bounds;
}

static bool
holds(const fnd_estimate *e, const dec *x)
{
	ends		s;
	int			order;

	open_ends(e, &s);
	if ((s.bounds & FND_LOWER_INFINITE) == 0)
	{
		order = dec_compare(&s.lower, x);
		if (order > 0 || (order == 0 && (s.bounds & FND_LOWER_OPEN) != 0))
			return false;
	}
	if ((s.bounds & FND_UPPER_INFINITE) == 0)
	{
		order = dec_compare(&s.upper, x);
		if (order < 0 || (order == 0 && (s.bounds & FND_UPPER_OPEN) != 0))
			return false;
	}
	return true;
}

static void
random_point(const fnd_estimate *e, dec *x)
{
	ends		s;
	dec			part;

	open_ends(e, &s);
	do
	{
		big_set_u64((uint64_t) random_below(5) * 250, &part.coefficient);
		part.scale = 3;
		if ((s.bounds & FND_UPPER_INFINITE) != 0)
			dec_add(&s.lower, &part, x);
		else
		{
			dec			width;

			dec_sub(&s.upper, &s.lower, &width);
			dec_mul(&width, &part, &part);
			dec_add(&s.lower, &part, x);
		}
	} while (!holds(e, x));
}

/* lower <= n / d <= upper, for n and d of zero or more; 0/0 says nothing */
static bool
ratio_holds(const fnd_ratio *ratio, const dec *n, const dec *d)
{
	dec			bound;
	dec			product;

	if (big_is_zero(&d->coefficient))
		return true;
	dec_set_bound(&ratio->lower, &bound);
	dec_mul(&bound, d, &product);
	if (dec_compare(&product, n) > 0)
		return false;
	dec_set_bound(&ratio->upper, &bound);
	dec_mul(&bound, d, &product);
	return dec_compare(&product, n) >= 0;
}

static fnd_estimate
random_not_negative(fnd_currency currency)
{
	fnd_estimate e;

	do
		e = random_estimate_digits(currency, random_between(1, 6));
	while ((e.bounds & FND_LOWER_INFINITE) != 0 || e.lower_hi < 0);
	return e;
}

static void
check_points(const fnd_estimate *v, const fnd_estimate *raised)
{
	fnd_estimate pre;
	fnd_estimate post;
	fnd_ratio	ratio;
	fnd_status	pre_status = fnd_valuation_pre_money(v, raised, &pre);
	fnd_status	post_status = fnd_valuation_post_money(v, raised, &post);
	fnd_status	status = fnd_valuation_dilution(raised, v, &ratio);
	bool		is_exact = v->kind == FND_KIND_EXACT &&
		raised->kind == FND_KIND_EXACT && v->basis != FND_BASIS_NONE;

	/* sums that share no scale of 28 digits are out of range, and say so */
	if (post_status != FND_OK)
		CHECK(post_status == FND_ERR_RANGE && v->basis != FND_BASIS_POST);
	else
	{
		CHECK(fnd_estimate_check(&post, true) == FND_OK);
		CHECK_EQ_I64(post.basis, FND_BASIS_POST);
	}
	if (pre_status == FND_OK)
	{
		CHECK(fnd_estimate_check(&pre, true) == FND_OK);
		CHECK_EQ_I64(pre.basis, FND_BASIS_PRE);
		CHECK(pre.lower_hi >= 0 && (pre.bounds & FND_LOWER_INFINITE) == 0);
	}
	else if (pre_status == FND_ERR_RANGE)
		CHECK(v->basis != FND_BASIS_PRE);
	else
	{
		CHECK(pre_status == FND_ERR_BOUNDS_ORDER);
		CHECK_EQ_I64(v->basis, FND_BASIS_POST);
	}
	if (status != FND_OK)
	{
		CHECK(status == FND_ERR_BOUNDS_ORDER);
		CHECK_EQ_I64(v->basis, FND_BASIS_POST);
		CHECK(pre_status != FND_OK);
	}
	else
		CHECK(fnd_u256_compare(&ratio.lower.magnitude,
							   &ratio.upper.magnitude) <= 0);

	for (int i = 0; i < 5; i++)
	{
		dec			worth;
		dec			money;
		dec			other;

		random_point(v, &worth);
		random_point(raised, &money);

		/* worth is before the round */
		if (v->basis != FND_BASIS_POST)
		{
			dec_add(&worth, &money, &other);
			if (post_status == FND_OK)
				CHECK(holds(&post, &other));
			if (pre_status == FND_OK)
				CHECK(holds(&pre, &worth));
			if (!is_exact)
				CHECK(ratio_holds(&ratio, &money, &other));
		}

		/* worth is after the round, and includes what was raised */
		if (v->basis != FND_BASIS_PRE && dec_compare(&worth, &money) >= 0)
		{
			dec_sub(&worth, &money, &other);
			CHECK(pre_status != FND_ERR_BOUNDS_ORDER);
			if (post_status == FND_OK)
				CHECK(holds(&post, &worth));
			if (pre_status == FND_OK)
				CHECK(holds(&pre, &other));
			if (CHECK(status == FND_OK) && !is_exact)
				CHECK(ratio_holds(&ratio, &money, &worth));
		}
	}
}

static void
test_points(void)
{
	for (int i = 0; i < 8000; i++)
	{
		fnd_currency currency = random_below(2) == 0 ? USD : JPY;
		fnd_estimate v = random_not_negative(currency);
		fnd_estimate raised = random_not_negative(currency);

		v.basis = (uint8_t) random_below(3);
		check_points(&v, &raised);
	}
}

/* Bases that differ, or are not stated, leave the question open. */
static void
test_comparison(void)
{
	for (int i = 0; i < 5000; i++)
	{
		fnd_estimate a = random_estimate_digits(USD, 2);
		fnd_estimate b = random_estimate_digits(USD, 2);
		fnd_answer	less = fnd_estimate_less(&a, &b);
		fnd_answer	less_equal = fnd_estimate_less_equal(&a, &b);
		bool		known;

		a.basis = (uint8_t) random_below(3);
		b.basis = (uint8_t) random_below(3);
		known = a.basis == b.basis && a.basis != FND_BASIS_NONE;
		CHECK(fnd_valuation_less(&a, &b) == (known ? less : FND_UNKNOWN));
		CHECK(fnd_valuation_less_equal(&a, &b) ==
			  (known ? less_equal : FND_UNKNOWN));
	}
}

int
main(void)
{
	check_seed(20261201);
	test_known();
	test_impossible();
	test_limits();
	test_points();
	test_comparison();
	return check_done("valuation");
}
