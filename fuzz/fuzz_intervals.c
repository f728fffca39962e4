/*
 * fuzz_intervals.c
 *	  Interval arithmetic: what a figure of one estimate and a figure of
 *	  another make lies in what the estimates make.
 *
 * Two figures that the estimates allow are added, subtracted, multiplied and
 * divided as amounts, and the result lies in that of the estimates, unless it
 * was rounded; the hull holds both, the intersection is held by both; a
 * valuation before and after a round goes back to itself, and a dilution is a
 * share of one.
 */
#include "plans.h"

#include "../src/core/valuation.h"

static fnd_estimate
exact(const fnd_amount *amount)
{
	fnd_estimate result;

	fnd_estimate_from_amount(amount, &result);
	return result;
}

/* A figure that the estimate allows: a closed bound, or the one beyond it. */
static bool
take_figure(const fnd_estimate *e, bool is_upper, fnd_amount *result)
{
	fnd_estimate figure;

	if (!(is_upper ? fnd_estimate_upper(e, result) :
					 fnd_estimate_lower(e, result)) ||
		e->currency == FND_CURRENCY_NONE)
		return false;
	figure = exact(result);
	return fnd_estimate_contains(e, &figure) == FND_TRUE;
}

static bool
holds(const fnd_estimate *e, const fnd_amount *amount)
{
	fnd_estimate figure = exact(amount);

	return fnd_estimate_contains(e, &figure) == FND_TRUE;
}

static void
require_status(fnd_status status, const fnd_estimate *result)
{
	REQUIRE(status == FND_OK || status == FND_ERR_RANGE ||
			status == FND_ERR_CURRENCY_MISMATCH ||
			status == FND_ERR_NO_CURRENCY ||
			status == FND_ERR_DIVISION_BY_ZERO || status == FND_ERR_NEGATIVE ||
			status == FND_ERR_BOUNDS_ORDER);
	if (status == FND_OK)
		REQUIRE(fnd_estimate_check(result, true) == FND_OK);
}

/* Few digits: what is multiplied is not rounded to fit into 28. */
static bool
is_short(const fnd_amount *amount)
{
	return fnd_amount_is_i64(amount) &&
		llabs((long long) (int64_t) amount->lo / 2) < INT64_C(1000000000000);
}

static void
look_at_arithmetic(const fnd_estimate *a, const fnd_estimate *b,
				   const fnd_decimal *scalar)
{
	fnd_estimate result;
	fnd_status	status;
	bool		is_small = fnd_i128_is_i64(scalar->coefficient) &&
		llabs((long long) (int64_t) fnd_i128_lo(scalar->coefficient) / 2) <
			100000 &&
		scalar->scale >= 0 && scalar->scale < 8;

	for (int i = 0; i < 4; i++)
	{
		fnd_amount	x;
		fnd_amount	y;
		fnd_amount	exact_result;

		if (!take_figure(a, (i & 1) != 0, &x) ||
			!take_figure(b, (i & 2) != 0, &y))
			continue;
		status = fnd_estimate_add(a, b, &result);
		require_status(status, &result);
		if (status == FND_OK &&
			fnd_amount_add(&x, &y, &exact_result) == FND_OK)
			REQUIRE(holds(&result, &exact_result));
		status = fnd_estimate_subtract(a, b, &result);
		require_status(status, &result);
		if (status == FND_OK &&
			fnd_amount_subtract(&x, &y, &exact_result) == FND_OK)
			REQUIRE(holds(&result, &exact_result));
		status = fnd_estimate_multiply(a, scalar, &result);
		require_status(status, &result);
		if (status == FND_OK && is_small && is_short(&x) &&
			x.scale + scalar->scale <= FND_SCALE_MAX &&
			fnd_amount_multiply(&x, scalar, FND_ROUND_HALF_EVEN,
								&exact_result) == FND_OK)
			REQUIRE(holds(&result, &exact_result));
	}
	status = fnd_estimate_divide(a, scalar, &result);
	require_status(status, &result);
	if (status == FND_OK)
	{
		/* what is divided and multiplied again is not lost */
		fnd_estimate again;

		if (fnd_estimate_multiply(&result, scalar, &again) == FND_OK &&
			a->currency != FND_CURRENCY_NONE && a->kind != FND_KIND_EXACT)
			REQUIRE(fnd_estimate_contains(&again, a) == FND_TRUE);
	}
	REQUIRE((status == FND_ERR_DIVISION_BY_ZERO) ==
			fnd_i128_is_zero(scalar->coefficient));
}

static void
look_at_sets(const fnd_estimate *a, const fnd_estimate *b)
{
	fnd_estimate hull;
	fnd_estimate common;
	bool		is_empty = false;
	fnd_status	status = fnd_estimate_hull(a, b, &hull);
	bool		has_currency = a->currency != FND_CURRENCY_NONE &&
		a->currency == b->currency;

	require_status(status, &hull);
	if (status == FND_OK && has_currency)
	{
		REQUIRE(fnd_estimate_contains(&hull, a) == FND_TRUE);
		REQUIRE(fnd_estimate_contains(&hull, b) == FND_TRUE);
	}
	status = fnd_estimate_intersect(a, b, &common, &is_empty);
	if (status != FND_OK)
	{
		require_status(status, &common);
		return;
	}
	if (has_currency)
		REQUIRE(is_empty == (fnd_estimate_overlaps(a, b) == FND_FALSE));
	if (is_empty)
		return;
	require_status(status, &common);
	if (has_currency)
	{
		REQUIRE(fnd_estimate_contains(a, &common) == FND_TRUE);
		REQUIRE(fnd_estimate_contains(b, &common) == FND_TRUE);
	}
}

static int
compare_bounds(const fnd_ratio_bound *a, const fnd_ratio_bound *b)
{
	int			order = fnd_u256_compare(&a->magnitude, &b->magnitude);

	if (a->is_negative != b->is_negative)
		return fnd_u256_is_zero(&a->magnitude) &&
				fnd_u256_is_zero(&b->magnitude) ?
			0 :
			a->is_negative ? -1 :
							 1;
	return a->is_negative ? -order : order;
}

static void
require_ratio(fnd_status status, const fnd_ratio *ratio, bool is_share)
{
	fnd_u256	one = fnd_u256_pow10(FND_RATIO_SCALE);

	REQUIRE(status == FND_OK || status == FND_ERR_RANGE ||
			status == FND_ERR_CURRENCY_MISMATCH ||
			status == FND_ERR_NO_CURRENCY ||
			status == FND_ERR_DIVISION_BY_ZERO || status == FND_ERR_NEGATIVE ||
			status == FND_ERR_BOUNDS_ORDER);
	if (status != FND_OK)
		return;
	if (!ratio->lower.is_infinite && !ratio->upper.is_infinite)
		REQUIRE(compare_bounds(&ratio->lower, &ratio->upper) <= 0);
	if (!is_share)
		return;
	REQUIRE(!ratio->lower.is_infinite && !ratio->upper.is_infinite);
	REQUIRE(!ratio->lower.is_negative ||
			fnd_u256_is_zero(&ratio->lower.magnitude));
	REQUIRE(fnd_u256_compare(&ratio->upper.magnitude, &one) <= 0);
}

static void
look_at_valuations(const fnd_estimate *v, const fnd_estimate *raised)
{
	fnd_estimate pre;
	fnd_estimate post;
	fnd_estimate again;
	fnd_ratio	ratio;
	fnd_status	status = fnd_valuation_post_money(v, raised, &post);

	require_status(status, &post);
	if (status == FND_OK)
	{
		REQUIRE(post.basis == FND_BASIS_POST);
		status = fnd_valuation_pre_money(&post, raised, &again);
		require_status(status, &again);
		if (status == FND_OK && v->basis == FND_BASIS_PRE &&
			v->currency != FND_CURRENCY_NONE &&
			v->currency == raised->currency)
			REQUIRE(fnd_estimate_contains(&again, v) == FND_TRUE);
	}
	status = fnd_valuation_pre_money(v, raised, &pre);
	require_status(status, &pre);
	if (status == FND_OK)
		REQUIRE(pre.basis == FND_BASIS_PRE);
	status = fnd_valuation_dilution(raised, v, &ratio);
	require_ratio(status, &ratio, true);
	status = fnd_estimate_ratio(raised, v, &ratio);
	require_ratio(status, &ratio, false);
	if (v->basis != FND_BASIS_NONE)
		REQUIRE(fnd_valuation_less(v, v) != FND_TRUE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		form = fuzz_byte(&input);
	fnd_currency currency = fuzz_currency(&input);
	fnd_estimate a = fuzz_estimate(&input, currency, (form & 1) != 0);
	fnd_estimate b = fuzz_estimate(
		&input, (form & 2) != 0 ? fuzz_currency(&input) : currency,
		(form & 1) != 0);
	fnd_decimal	scalar = fuzz_decimal(&input);

	look_at_arithmetic(&a, &b, &scalar);
	look_at_sets(&a, &b);
	a.basis = (uint8_t) (form >> 2) % 3;
	look_at_valuations(&a, &b);
	return 0;
}
