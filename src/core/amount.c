/*-------------------------------------------------------------------------
 *
 * amount.c
 *	  Exact amounts: canonical form, order, arithmetic, rounding.
 *
 * Allocation is in allocate.c, sums of many rows in sum.c, text in text.c.
 * The rules are in doc/types.md.
 *
 *-------------------------------------------------------------------------
 */
#include "amount.h"

static void
pack(fnd_i128 coefficient, int scale, fnd_currency currency,
	 fnd_amount *result)
{
	result->lo = fnd_i128_lo(coefficient);
	result->hi = (int32_t) fnd_i128_hi(coefficient);
	result->currency = currency;
	result->scale = (uint8_t) scale;
	result->spare = 0;
}

fnd_status
fnd_amount_make(fnd_i128 coefficient, int scale, fnd_currency currency,
				fnd_amount *result)
{
	int			minor_units = fnd_currency_minor_units(currency);

	if (FND_UNLIKELY(scale != minor_units))
	{
		if (fnd_i128_is_zero(coefficient))
			scale = minor_units;
		else if (scale < minor_units)
		{
			if (scale < minor_units - FND_DIGITS_MAX ||
				!fnd_i128_mul_pow10(coefficient, minor_units - scale,
									&coefficient))
				return FND_ERR_RANGE;
			scale = minor_units;
		}
		else
		{
			/* at most 38 rounds: the coefficient is not zero */
			while (scale > minor_units &&
				   fnd_i128_divides_by_ten(coefficient, &coefficient))
				scale--;
			if (scale > FND_SCALE_MAX)
				return FND_ERR_RANGE;
		}
	}
	if (FND_UNLIKELY(!fnd_coefficient_fits(coefficient)))
		return FND_ERR_RANGE;
	pack(coefficient, scale, currency, result);
	return FND_OK;
}

fnd_status
fnd_amount_make_fit(const fnd_u256 *magnitude, int scale, bool is_negative,
					fnd_currency currency, fnd_rounding mode,
					fnd_amount *result)
{
	fnd_u256	shifted = *magnitude;
	fnd_i128	coefficient;
	fnd_status	status;

	if (scale < 0)
	{
		if (fnd_u256_is_zero(magnitude))
			scale = 0;
		else if (scale < -FND_POW10_U256_MAX ||
				 !fnd_u256_mul_pow10(magnitude, -scale, &shifted))
			return FND_ERR_RANGE;
		else
			scale = 0;
	}
	status = fnd_decimal_fit(&shifted, scale, is_negative, mode, &coefficient,
							 &scale, NULL);
	if (status != FND_OK)
		return status;
	return fnd_amount_make(coefficient, scale, currency, result);
}

fnd_status
fnd_amount_check_full(const fnd_amount *amount)
{
	fnd_amount	canonical;

	if (amount->spare != 0)
		return FND_ERR_BINARY_SPARE;
	if (!fnd_currency_is_known(amount->currency))
		return FND_ERR_BINARY_CURRENCY;
	if (!fnd_coefficient_fits(fnd_amount_coefficient(amount)))
		return FND_ERR_BINARY_RANGE;
	if (amount->scale > FND_SCALE_MAX ||
		fnd_amount_make(fnd_amount_coefficient(amount), amount->scale,
						amount->currency, &canonical) != FND_OK ||
		canonical.scale != amount->scale)
		return FND_ERR_BINARY_SCALE;
	return FND_OK;
}

int
fnd_amount_compare_scales(const fnd_amount *a, const fnd_amount *b)
{
	return fnd_decimal_compare(fnd_amount_coefficient(a), a->scale,
							   fnd_amount_coefficient(b), b->scale);
}

/* No amount is larger: a finer scale leaves fewer digits for the rest. */
void
fnd_amount_extreme(fnd_currency currency, bool is_first, fnd_amount *result)
{
	fnd_i128	coefficient;

	(void) fnd_i128_sub(fnd_i128_pow10(FND_DIGITS_MAX), fnd_i128_from_i64(1),
						&coefficient);
	if (is_first)
		coefficient = fnd_i128_neg(coefficient);
	pack(coefficient, fnd_currency_minor_units(currency), currency, result);
}

/*
 * Sums are exact.  Of two different scales the finer one ends in a digit
 * other than zero, or at the minor units; so a coefficient that overflows
 * while it is aligned belongs to a sum of over 28 digits.
 */
static fnd_status
add(const fnd_amount *a, fnd_i128 b_coefficient, int b_scale,
	fnd_amount *result)
{
	fnd_i128	a_coefficient = fnd_amount_coefficient(a);
	int			scale = a->scale;

	if (FND_UNLIKELY(scale != b_scale))
	{
		if (scale < b_scale)
		{
			if (!fnd_i128_mul_pow10(a_coefficient, b_scale - scale,
									&a_coefficient))
				return FND_ERR_RANGE;
			scale = b_scale;
		}
		else if (!fnd_i128_mul_pow10(b_coefficient, scale - b_scale,
									 &b_coefficient))
			return FND_ERR_RANGE;
	}
	if (!fnd_i128_add(a_coefficient, b_coefficient, &a_coefficient))
		return FND_ERR_RANGE;
	return fnd_amount_make(a_coefficient, scale, a->currency, result);
}

fnd_status
fnd_amount_add_full(const fnd_amount *a, const fnd_amount *b,
					fnd_amount *result)
{
	if (a->currency != b->currency)
		return FND_ERR_CURRENCY_MISMATCH;
	return add(a, fnd_amount_coefficient(b), b->scale, result);
}

fnd_status
fnd_amount_subtract_full(const fnd_amount *a, const fnd_amount *b,
						 fnd_amount *result)
{
	if (a->currency != b->currency)
		return FND_ERR_CURRENCY_MISMATCH;
	return add(a, fnd_i128_neg(fnd_amount_coefficient(b)), b->scale, result);
}

/* The limits are symmetric: this cannot fail. */
void
fnd_amount_negate(const fnd_amount *amount, fnd_amount *result)
{
	pack(fnd_i128_neg(fnd_amount_coefficient(amount)), amount->scale,
		 amount->currency, result);
}

fnd_status
fnd_amount_multiply_full(const fnd_amount *amount, const fnd_decimal *factor,
						 fnd_rounding mode, fnd_amount *result)
{
	fnd_i128	coefficient = fnd_amount_coefficient(amount);
	fnd_u256	a = fnd_u256_magnitude(coefficient);
	fnd_u256	b = fnd_u256_magnitude(factor->coefficient);

	/* 28 and 38 digits: the product has at most 66 and cannot overflow */
	(void) fnd_u256_mul(&a, &b, &a);
	return fnd_amount_make_fit(
		&a, amount->scale + factor->scale,
		fnd_i128_sign(coefficient) * fnd_i128_sign(factor->coefficient) < 0,
		amount->currency, mode, result);
}

/*
 * The quotient is taken to 30 digits at least, and a digit 1 behind them
 * stands for any remainder: no mode can tell it from the true rest, since
 * the rounding position is two digits higher.
 */
fnd_status
fnd_amount_divide(const fnd_amount *amount, const fnd_decimal *divisor,
				  fnd_rounding mode, fnd_amount *result)
{
	fnd_i128	coefficient = fnd_amount_coefficient(amount);
	fnd_u256	numerator = fnd_u256_magnitude(coefficient);
	fnd_u256	denominator = fnd_u256_magnitude(divisor->coefficient);
	fnd_u256	quotient;
	fnd_u256	remainder;
	int			shift;

	if (fnd_u256_is_zero(&denominator))
		return FND_ERR_DIVISION_BY_ZERO;

	/* above zero, and 38 + 30 digits at most */
	shift = fnd_u256_digits(&denominator) + FND_DIGITS_MAX + 2 -
		fnd_u256_digits(&numerator);
	(void) fnd_u256_mul_pow10(&numerator, shift, &numerator);
	fnd_u256_divide(&numerator, &denominator, &quotient, &remainder);
	if (!fnd_u256_is_zero(&remainder))
	{
		fnd_u256	one = fnd_u256_from_u64(1);

		(void) fnd_u256_mul_u64(&quotient, 10, &quotient);
		(void) fnd_u256_add(&quotient, &one, &quotient);
		shift++;
	}
	return fnd_amount_make_fit(
		&quotient, amount->scale + shift - divisor->scale,
		fnd_i128_sign(coefficient) * fnd_i128_sign(divisor->coefficient) < 0,
		amount->currency, mode, result);
}

fnd_status
fnd_amount_round_full(const fnd_amount *amount, int digits, fnd_rounding mode,
					  fnd_amount *result)
{
	fnd_i128	coefficient = fnd_amount_coefficient(amount);
	bool		is_negative = fnd_i128_sign(coefficient) < 0;
	fnd_u256	magnitude = fnd_u256_magnitude(coefficient);
	fnd_u256	divisor;

	if (digits >= amount->scale || fnd_i128_is_zero(coefficient))
	{
		*result = *amount;
		return FND_OK;
	}

	/* beyond 10^29 every amount is less than half a unit */
	if (digits < -FND_DIGITS_MAX - 1)
		digits = -FND_DIGITS_MAX - 1;
	divisor = fnd_u256_pow10(amount->scale - digits);
	fnd_u256_divide_round(&magnitude, &divisor, is_negative, mode, &magnitude,
						  NULL);
	return fnd_amount_make_fit(&magnitude, digits, is_negative,
							   amount->currency, mode, result);
}

bool
fnd_rounding_from_name(const char *name, size_t length, fnd_rounding *mode)
{
	static const struct
	{
		const char *name;
		fnd_rounding mode;
	} known[] = {
		{ "half even", FND_ROUND_HALF_EVEN }, { "half up", FND_ROUND_HALF_UP },
		{ "half down", FND_ROUND_HALF_DOWN }, { "up", FND_ROUND_UP },
		{ "down", FND_ROUND_DOWN },			  { "ceiling", FND_ROUND_CEILING },
		{ "floor", FND_ROUND_FLOOR }
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		size_t		at = 0;

		while (at < length && known[i].name[at] != '\0')
		{
			char		c = name[at];

			if (c >= 'A' && c <= 'Z')
				c = (char) (c - 'A' + 'a');
			if (c == '_' || c == '-')
				c = ' ';
			if (c != known[i].name[at])
				break;
			at++;
		}
		if (at == length && known[i].name[at] == '\0')
		{
			*mode = known[i].mode;
			return true;
		}
	}
	return false;
}
