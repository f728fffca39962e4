/*-------------------------------------------------------------------------
 *
 * amount_range.c
 *	  Distances of amounts, for window frames.
 *
 *-------------------------------------------------------------------------
 */
#include "amount_range.h"

/* The sign of value - base - offset, in up to 57 digits where scales differ. */
static int
compare_to_bound(const fnd_amount *value, const fnd_amount *base,
				 fnd_i128 offset, int offset_scale)
{
	fnd_u256	sum = fnd_u256_from_u64(0);
	int			scale = value->scale > base->scale ? value->scale : base->scale;

	if (value->scale == base->scale && base->scale == offset_scale)
	{
		fnd_i128	bound;

		/* 28 digits each: far from 127 bits */
		(void) fnd_i128_add(fnd_amount_coefficient(base), offset, &bound);
		return fnd_i128_compare(fnd_amount_coefficient(value), bound);
	}
	if (scale < offset_scale)
		scale = offset_scale;
	fnd_s256_add_i128(&sum, fnd_amount_coefficient(value),
					  scale - value->scale);
	fnd_s256_add_i128(&sum, fnd_i128_neg(fnd_amount_coefficient(base)),
					  scale - base->scale);
	fnd_s256_add_i128(&sum, fnd_i128_neg(offset), scale - offset_scale);
	if (fnd_s256_is_negative(&sum))
		return -1;
	return !fnd_u256_is_zero(&sum);
}

bool
fnd_amount_in_range(const fnd_amount *value, const fnd_amount *base,
					fnd_i128 offset, int offset_scale, bool is_preceding,
					bool is_before)
{
	int			order;

	/* the bound is of the base's currency */
	if (value->currency != base->currency)
		return (value->currency < base->currency) == is_before;
	order = compare_to_bound(value, base,
							 is_preceding ? fnd_i128_neg(offset) : offset,
							 offset_scale);
	return is_before ? order <= 0 : order >= 0;
}
