/*-------------------------------------------------------------------------
 *
 * abbreviate.c
 *	  Short texts for people's eyes: "80.0B USD".
 *
 *-------------------------------------------------------------------------
 */
#include "abbreviate.h"

static const struct
{
	int			exponent;
	const char *suffix;
} magnitude_suffix[] = {
	{ 12, "T" }, { 9, "B" }, { 6, "M" }, { 3, "k" }, { 0, "" }
};

#define SUFFIX_COUNT 5

/* A number that was rounded to digits decimals of one suffix. */
typedef struct short_number
{
	fnd_i128	coefficient;
	int			suffix;			/* index */
} short_number;

/* Round to so many decimals of a suffix. */
static fnd_u256
round_to(const fnd_u256 *magnitude, bool is_negative, int scale, int digits,
		 fnd_rounding mode, int suffix)
{
	int			shift = scale + magnitude_suffix[suffix].exponent - digits;
	fnd_u256	rounded;

	/* 41 digits and 12 decimals at most */
	if (shift <= 0)
		(void) fnd_u256_mul_pow10(magnitude, -shift, &rounded);
	else
	{
		fnd_u256	divisor = fnd_u256_pow10(shift);

		fnd_u256_divide_round(magnitude, &divisor, is_negative, mode, &rounded,
							  NULL);
	}
	return rounded;
}

/*
 * Round to the suffix that the number reaches, then to the next one where
 * rounding carries it over: 999.96M is 1.0B.
 */
static short_number
shorten(const fnd_u256 *magnitude, bool is_negative, int scale, int digits,
		fnd_rounding mode)
{
	short_number result = { fnd_i128_zero(), SUFFIX_COUNT - 1 };

	for (int i = SUFFIX_COUNT - 1; i >= 0; i--)
	{
		fnd_u256	limit = fnd_u256_pow10(digits + 3);
		fnd_u256	rounded = round_to(magnitude, is_negative, scale, digits,
									mode, i);

		(void) fnd_u256_to_i128(&rounded, is_negative, &result.coefficient);
		result.suffix = i;
		if (fnd_u256_compare(&rounded, &limit) < 0)
			break;
	}
	return result;
}

static char *
put_short_number(char *at, const short_number *number, int digits)
{
	at += fnd_text_write_number(number->coefficient, digits, at);
	return fnd_text_put(at, magnitude_suffix[number->suffix].suffix);
}

static char *
put_short(char *at, fnd_i128 coefficient, int scale, int digits,
		  fnd_rounding mode)
{
	fnd_u256	magnitude = fnd_u256_magnitude(coefficient);
	short_number number = shorten(&magnitude, fnd_i128_sign(coefficient) < 0,
								  scale, digits, mode);

	return put_short_number(at, &number, digits);
}

fnd_status
fnd_abbreviate_amount(const fnd_amount *amount, int digits,
					  char buffer[FND_TEXT_MAX])
{
	char	   *at;

	if (digits < 0 || digits > FND_ABBREVIATE_DIGITS_MAX)
		return FND_ERR_ARGUMENT;
	at = put_short(buffer, fnd_amount_coefficient(amount), amount->scale,
				   digits, FND_ROUND_HALF_EVEN);
	(void) fnd_text_put_currency(at, amount->currency);
	return FND_OK;
}

static char *
put_lower(char *at, const fnd_estimate *e, int digits)
{
	return put_short(at, fnd_estimate_lower_coefficient(e), e->scale, digits,
					 e->kind == FND_KIND_EXACT ? FND_ROUND_HALF_EVEN :
												 FND_ROUND_FLOOR);
}

static char *
put_upper(char *at, const fnd_estimate *e, int digits)
{
	return put_short(at, fnd_estimate_upper_coefficient(e), e->scale, digits,
					 FND_ROUND_CEILING);
}

/*
 * The middle rounded half-even, and the reach so far up that the interval is
 * covered in spite of it.
 */
static char *
put_approximate(char *at, const fnd_estimate *e, int digits,
				const char *plus_minus)
{
	fnd_i128	lower = fnd_estimate_lower_coefficient(e);
	fnd_i128	upper = fnd_estimate_upper_coefficient(e);
	fnd_i128	middle;
	fnd_u256	magnitude;
	fnd_u256	below = fnd_u256_from_u64(0);
	fnd_u256	above = fnd_u256_from_u64(0);
	fnd_u256	gap;
	short_number number;
	int			scale;
	int			fine;

	/* half a sum is five tenths of it; 29 digits are far from 127 bits */
	(void) fnd_i128_add(lower, upper, &middle);
	(void) fnd_i128_mul_i64(middle, 5, &middle);
	magnitude = fnd_u256_magnitude(middle);
	number = shorten(&magnitude, fnd_i128_sign(middle) < 0, e->scale + 1,
					 digits, FND_ROUND_HALF_EVEN);
	at = put_short_number(at, &number, digits);
	at = fnd_text_put(at, plus_minus);

	/*
	 * From what was shown to both bounds, at the finer of the two scales;
	 * that can take 41 digits, and 128 bits have no room for it.
	 */
	middle = number.coefficient;
	scale = digits - magnitude_suffix[number.suffix].exponent;
	fine = scale > e->scale ? scale : e->scale;
	fnd_s256_add_i128(&below, middle, fine - scale);
	fnd_s256_add_i128(&below, fnd_i128_neg(lower), fine - e->scale);
	fnd_s256_add_i128(&above, fnd_i128_neg(middle), fine - scale);
	fnd_s256_add_i128(&above, upper, fine - e->scale);
	gap = above;
	fnd_s256_negate(&gap);
	fnd_s256_add(&gap, &below);
	number = shorten(fnd_s256_is_negative(&gap) ? &above : &below, false, fine,
					 digits, FND_ROUND_UP);
	return put_short_number(at, &number, digits);
}

/*
 * The lower one of two bounds.  "200.0..8.5k" would not say whether the first
 * figure is thousands too, and no input takes it, so that 200 is written as
 * 0.2k beside 8.5k.
 */
static char *
put_lower_of_two(char *at, const fnd_estimate *e, int digits)
{
	fnd_i128	coefficient = fnd_estimate_lower_coefficient(e);
	bool		is_negative = fnd_i128_sign(coefficient) < 0;
	fnd_u256	lower = fnd_u256_magnitude(coefficient);
	fnd_u256	upper = fnd_u256_magnitude(fnd_estimate_upper_coefficient(e));
	short_number number = shorten(&lower, is_negative, e->scale, digits,
								  FND_ROUND_FLOOR);
	int			suffix = shorten(&upper,
						 fnd_i128_sign(fnd_estimate_upper_coefficient(e)) < 0,
						 e->scale, digits, FND_ROUND_CEILING)
					 .suffix;

	if (number.suffix == SUFFIX_COUNT - 1 && suffix != number.suffix &&
		!fnd_i128_is_zero(number.coefficient))
	{
		fnd_u256	rounded = round_to(&lower, is_negative, e->scale, digits,
									FND_ROUND_FLOOR, suffix);

		(void) fnd_u256_to_i128(&rounded, is_negative, &number.coefficient);
		number.suffix = suffix;
	}
	return put_short_number(at, &number, digits);
}

static char *
put_range(char *at, const fnd_estimate *e, int digits)
{
	bool		is_lower_infinite = (e->bounds & FND_LOWER_INFINITE) != 0;
	bool		is_upper_infinite = (e->bounds & FND_UPPER_INFINITE) != 0;
	bool		is_plain = e->bounds == 0;

	if (!is_plain)
		at = fnd_text_put(
			at,
			is_lower_infinite || (e->bounds & FND_LOWER_OPEN) != 0 ? "(" :
																	 "[");
	if (!is_lower_infinite)
		at = is_upper_infinite ? put_lower(at, e, digits) :
								 put_lower_of_two(at, e, digits);
	at = fnd_text_put(at, "..");
	if (!is_upper_infinite)
		at = put_upper(at, e, digits);
	if (!is_plain)
		at = fnd_text_put(
			at,
			is_upper_infinite || (e->bounds & FND_UPPER_OPEN) != 0 ? ")" :
																	 "]");
	return at;
}

static char *
put_up_to(char *at, const fnd_estimate *e, int digits)
{
	if ((e->bounds & FND_LOWER_INFINITE) != 0 &&
		fnd_i128_sign(fnd_estimate_upper_coefficient(e)) > 0)
		return put_range(at, e, digits);
	at = fnd_text_put(at, e->kind == FND_KIND_LESS_THAN ? "<" : "<=");
	return put_upper(at, e, digits);
}

fnd_status
fnd_abbreviate_estimate(const fnd_estimate *e, int digits,
						const char *plus_minus, char buffer[FND_TEXT_MAX])
{
	char	   *at = buffer;

	if (digits < 0 || digits > FND_ABBREVIATE_DIGITS_MAX)
		return FND_ERR_ARGUMENT;
	switch ((fnd_kind) e->kind)
	{
		case FND_KIND_EXACT:
			at = put_lower(at, e, digits);
			break;
		case FND_KIND_APPROXIMATE:
			at = put_approximate(at, e, digits, plus_minus);
			break;
		case FND_KIND_NEARLY:
			at = fnd_text_put(at, "nearly ");
			at = put_range(at, e, digits);
			break;
		case FND_KIND_AT_LEAST:
		case FND_KIND_MORE_THAN:
			at = fnd_text_put(at, e->kind == FND_KIND_MORE_THAN ? ">" : ">=");
			at = put_lower(at, e, digits);
			break;
		case FND_KIND_AT_MOST:
		case FND_KIND_LESS_THAN:
			at = put_up_to(at, e, digits);
			break;
		case FND_KIND_RANGE:
			at = put_range(at, e, digits);
			break;
		case FND_KIND_UNDISCLOSED:
			at = fnd_text_put(at, "undisclosed");
			break;
	}
	at = fnd_text_put_currency(at, e->currency);
	if (e->basis != FND_BASIS_NONE)
	{
		at = fnd_text_put(at, " ");
		(void) fnd_text_put(at, fnd_basis_name((fnd_basis) e->basis));
	}
	return FND_OK;
}
