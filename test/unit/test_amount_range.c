/*
 * test_amount_range.c
 *	  Distances of amounts against arithmetic on decimal digits: value, base
 *	  and offset at any scales, at the limits, and one step off the bound.
 */
#include "oracle.h"
#include "random_values.h"

#include "../../src/core/amount_range.h"

#define PAIRS 200000

static void
check_one(const fnd_amount *value, const fnd_amount *base, fnd_i128 offset,
		  int offset_scale)
{
	dec			v;
	dec			b;
	dec			o;
	dec			bound;

	dec_set(fnd_amount_coefficient(value), value->scale, &v);
	dec_set(fnd_amount_coefficient(base), base->scale, &b);
	dec_set(offset, offset_scale, &o);
	for (int is_preceding = 0; is_preceding < 2; is_preceding++)
	{
		int			order;

		if (is_preceding)
			dec_sub(&b, &o, &bound);
		else
			dec_add(&b, &o, &bound);
		order = value->currency != base->currency ?
			(value->currency < base->currency ? -1 : 1) :
			dec_compare(&v, &bound);
		CHECK(fnd_amount_in_range(value, base, offset, offset_scale,
								  is_preceding, true) == (order <= 0));
		CHECK(fnd_amount_in_range(value, base, offset, offset_scale,
								  is_preceding, false) == (order >= 0));
	}
}

int
main(void)
{
	check_seed(20260303);
	for (int i = 0; i < PAIRS; i++)
	{
		fnd_currency currency = i % 2 == 0 ? USD : random_currency();
		fnd_amount	base = random_amount(currency);
		fnd_amount	value = random_amount(i % 16 == 15 ? EUR : currency);
		fnd_i128	offset = random_coefficient(FND_DIGITS_MAX);
		int			scale = i % 4 == 0 ? base.scale : random_between(0, FND_SCALE_MAX);

		if (fnd_i128_sign(offset) < 0)
			offset = fnd_i128_neg(offset);

		/* often right at the bound, or one unit beside it */
		if (i % 3 == 0)
		{
			fnd_amount	step;
			fnd_amount	bound;

			if (fnd_amount_make(offset, scale, currency, &step) == FND_OK &&
				fnd_amount_add(&base, &step, &bound) == FND_OK)
				value = bound;
			if (i % 2 == 0 &&
				fnd_amount_make(fnd_i128_from_i64(1), value.scale, currency,
								&step) == FND_OK &&
				fnd_amount_add(&value, &step, &bound) == FND_OK)
				value = bound;
		}
		check_one(&value, &base, offset, scale);
	}
	return check_done("amount_range");
}
