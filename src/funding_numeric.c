/*-------------------------------------------------------------------------
 *
 * funding_numeric.c
 *	  Between numeric and the core's decimals.
 *
 * numeric.h keeps the struct to itself, and the functions that PostgreSQL
 * exports go through text or palloc'd copies for every value.  The bytes,
 * however, are on disk, and pg_upgrade keeps them: since 9.1 a header word
 * says short (sign, scale and weight in it), long (a word for the weight
 * behind it) or special, and base-10000 digits follow.  This file alone
 * knows that; sql/monetary_cast.sql holds it against numeric's own input.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "utils/builtins.h"

#define HEADER_FORM_MASK 0xC000
#define HEADER_NEGATIVE 0x4000
#define HEADER_SHORT 0x8000
#define HEADER_SPECIAL 0xC000

#define SHORT_SIGN 0x2000
#define SHORT_DSCALE_MASK 0x1F80
#define SHORT_DSCALE_SHIFT 7
#define SHORT_WEIGHT_SIGN 0x0040
#define SHORT_WEIGHT_MASK 0x003F
#define SHORT_DSCALE_MAX 63
#define SHORT_WEIGHT_MAX 63

#define LONG_DSCALE_MASK 0x3FFF

typedef struct digits_view
{
	const int16_t *digit;
	int			digits_count;
	int			weight;
	int			dscale;
	bool		is_negative;
	bool		is_special;
} digits_view;

static digits_view
view(Numeric number)
{
	const uint16 *word = (const uint16 *) VARDATA(number);
	int			words_count = (int) ((VARSIZE(number) - VARHDRSZ) / sizeof(uint16));
	uint16		header = word[0];
	digits_view	result;

	memset(&result, 0, sizeof(result));
	switch (header & HEADER_FORM_MASK)
	{
		case HEADER_SPECIAL:
			result.is_special = true;
			break;
		case HEADER_SHORT:
			result.digit = (const int16_t *) (word + 1);
			result.digits_count = words_count - 1;
			result.is_negative = (header & SHORT_SIGN) != 0;
			result.dscale = (header & SHORT_DSCALE_MASK) >> SHORT_DSCALE_SHIFT;
			result.weight = header & SHORT_WEIGHT_MASK;
			if ((header & SHORT_WEIGHT_SIGN) != 0)
				result.weight |= ~SHORT_WEIGHT_MASK;
			break;
		default:
			result.digit = (const int16_t *) (word + 2);
			result.digits_count = words_count - 2;
			result.is_negative = (header & HEADER_FORM_MASK) ==
				HEADER_NEGATIVE;
			result.dscale = header & LONG_DSCALE_MASK;
			result.weight = (int16) word[1];
			break;
	}
	return result;
}

/* The digits behind the point that the number shows. */
int
funding_numeric_dscale(Numeric number)
{
	return view(number).dscale;
}

/* FND_ERR_SCALAR_DIGITS over 38 digits; FND_ERR_ARGUMENT for NaN, infinity. */
fnd_status
funding_numeric_scalar(Numeric number, fnd_decimal *result)
{
	digits_view	v = view(number);

	if (v.is_special)
		return FND_ERR_ARGUMENT;
	return fnd_decimal_from_nbase(v.digit, v.digits_count, v.weight,
								  v.is_negative, result);
}

/*
 * Reads a number of at most four base-10000 digits, which is nearly every
 * factor and price: straight from the datum, packed as it may be, since
 * DatumGetNumeric would copy a packed one.  False for all others.  The scale
 * is not negative.
 */
bool
funding_numeric_is_short(Datum number, fnd_decimal *result)
{
	const struct varlena *bytes = (const struct varlena *) DatumGetPointer(
		number);
	const char *data;
	Size		size;
	int64		coefficient = 0;
	uint16		header;
	int			digits_count;
	int			weight;
	int			scale;

	/* what is kept apart passes for packed in VARATT_IS_SHORT() */
	if (VARATT_IS_EXTERNAL(bytes) || VARATT_IS_COMPRESSED(bytes))
		return false;
	data = VARDATA_ANY(bytes);
	size = VARSIZE_ANY_EXHDR(bytes);
	if (size < sizeof(header) || size > sizeof(header) + 4 * sizeof(int16))
		return false;
	memcpy(&header, data, sizeof(header));
	if ((header & HEADER_FORM_MASK) != HEADER_SHORT)
		return false;
	digits_count = (int) ((size - sizeof(header)) / sizeof(int16));
	weight = header & SHORT_WEIGHT_MASK;
	if ((header & SHORT_WEIGHT_SIGN) != 0)
		weight |= ~SHORT_WEIGHT_MASK;
	for (int i = 0; i < digits_count; i++)
	{
		int16		digit;

		memcpy(&digit, data + sizeof(header) + sizeof(digit) * i,
			   sizeof(digit));
		coefficient = coefficient * 10000 + digit;
	}
	scale = (digits_count - 1 - weight) * 4;
	if (coefficient == 0)
		scale = 0;
	if (scale < 0)
	{
		/* an integer that ends in zeros: below 10^16 while weight is 3 */
		if (weight > 3)
			return false;
		coefficient *= (int64) fnd_pow10_u64[-scale];
		scale = 0;
	}

	/* the last digit may end in up to three zeros */
	for (int i = 0; i < 3 && scale > 0 && coefficient % 10 == 0; i++)
	{
		coefficient /= 10;
		scale--;
	}
	result->coefficient = fnd_i128_from_i64(
		(header & SHORT_SIGN) != 0 ? -coefficient : coefficient);
	result->scale = scale;
	return true;
}

/* Rounded to 28 digits and 28 decimals. */
fnd_status
funding_numeric_round(Numeric number, fnd_rounding mode, fnd_decimal *result,
					  bool *is_inexact)
{
	digits_view	v = view(number);

	if (v.is_special)
		return FND_ERR_ARGUMENT;
	return fnd_decimal_round_nbase(v.digit, v.digits_count, v.weight,
								   v.is_negative, mode, result, is_inexact);
}

/* A scalar argument; what names it in the message of an error. */
fnd_decimal
funding_numeric_to_decimal(Numeric number, const char *what)
{
	fnd_decimal	result = { fnd_i128_zero(), 0 };

	switch (funding_numeric_scalar(number, &result))
	{
		case FND_OK:
			break;
		case FND_ERR_ARGUMENT:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("%s must be a finite number", what),
					 errdetail("It is %s.",
							   DatumGetCString(DirectFunctionCall1(
								   numeric_out, NumericGetDatum(number)))),
					 errhint("Give NULL where the number is not known.")));
			break;
		default:
			ereport(
				ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s has more than %d significant digits", what,
						FND_SCALAR_DIGITS_MAX),
				 errhint("Round it first, for example with round(x, 20).")));
	}
	return result;
}

/*
 * A numeric of magnitude * 10^-scale that shows scale decimals.  Scale 0 to
 * 63; magnitudes of 256 bits stay far inside the short form.
 */
Datum
funding_numeric_from_u256(const fnd_u256 *magnitude, int scale,
						  bool is_negative)
{
	fnd_nbase	nbase;
	Size		size;
	struct varlena *result;
	uint16	   *word;

	fnd_nbase_from_u256(magnitude, scale, &nbase);
	Assert(scale >= 0 && scale <= SHORT_DSCALE_MAX);
	Assert(nbase.weight <= SHORT_WEIGHT_MAX &&
		   nbase.weight >= -SHORT_WEIGHT_MAX);

	size = VARHDRSZ + sizeof(uint16) * (1 + nbase.digits_count);
	result = (struct varlena *) palloc(size);
	SET_VARSIZE(result, size);
	word = (uint16 *) VARDATA(result);
	word[0] = HEADER_SHORT | (uint16) (scale << SHORT_DSCALE_SHIFT) |
		(uint16) (nbase.weight & SHORT_WEIGHT_MASK);
	if (nbase.weight < 0)
		word[0] |= SHORT_WEIGHT_SIGN;
	if (is_negative && nbase.digits_count > 0)
		word[0] |= SHORT_SIGN;
	memcpy(word + 1, nbase.digit, sizeof(int16_t) * nbase.digits_count);
	return PointerGetDatum(result);
}

/*
 * The same of a coefficient of 64 bits, scale 0 to 28: at most 19 digits,
 * which touch six base-10000 digits.
 */
static Datum
from_i64(int64 coefficient, int scale)
{
	uint64		rest = coefficient < 0 ? 0 - (uint64) coefficient :
									(uint64) coefficient;
	int16		digit[8];
	int			first = lengthof(digit);
	int			last = lengthof(digit);
	int			digits_count;
	int			shift = scale % 4;
	int			weight = -1 - scale / 4;
	Size		size;
	struct varlena *result;
	uint16		header;

	/*
	 * The point must fall between base-10000 digits.  Divisors are written
	 * out: a division by a variable takes longer than all the rest.
	 */
	if (shift != 0 && rest != 0)
	{
		switch (shift)
		{
			case 1:
				digit[--first] = (int16) (rest % 10 * 1000);
				rest /= 10;
				break;
			case 2:
				digit[--first] = (int16) (rest % 100 * 100);
				rest /= 100;
				break;
			default:
				digit[--first] = (int16) (rest % 1000 * 10);
				rest /= 1000;
				break;
		}
		weight--;
	}
	while (rest != 0)
	{
		digit[--first] = (int16) (rest % 10000);
		rest /= 10000;
	}
	digits_count = last - first;
	weight += digits_count;
	if (digits_count == 0)
		weight = 0;
	while (last > first && digit[last - 1] == 0)
		last--;
	digits_count = last - first;

	size = VARHDRSZ + sizeof(uint16) * (1 + digits_count);
	result = (struct varlena *) palloc(size);
	SET_VARSIZE(result, size);
	header = HEADER_SHORT | (uint16) (scale << SHORT_DSCALE_SHIFT) |
		(uint16) (weight & SHORT_WEIGHT_MASK);
	if (weight < 0)
		header |= SHORT_WEIGHT_SIGN;
	if (coefficient < 0)
		header |= SHORT_SIGN;
	memcpy(VARDATA(result), &header, sizeof(header));
	memcpy(VARDATA(result) + sizeof(header), digit + first,
		   sizeof(int16) * digits_count);
	return PointerGetDatum(result);
}

Datum
funding_numeric_from_i128(fnd_i128 coefficient, int scale)
{
	fnd_u256	magnitude;

	if (likely(fnd_i128_is_i64(coefficient) && scale <= FND_SCALE_MAX))
		return from_i64((int64) fnd_i128_lo(coefficient), scale);
	magnitude = fnd_u256_magnitude(coefficient);
	return funding_numeric_from_u256(&magnitude, scale,
									 fnd_i128_sign(coefficient) < 0);
}
