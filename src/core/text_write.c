/*-------------------------------------------------------------------------
 *
 * text_write.c
 *	  Write the texts of monetary, estimate and valuation.
 *
 * Each value has one text, and reading that text gives the value again.  The
 * forms are in doc/types.md, "Text".
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text.h"

/* Append a text; returns its end, where a NUL stands. */
char *
fnd_text_put(char *at, const char *text)
{
	size_t		length = strlen(text);

	memcpy(at, text, length + 1);
	return at + length;
}

char *
fnd_text_put_currency(char *at, fnd_currency currency)
{
	if (currency == FND_CURRENCY_NONE)
	{
		*at = '\0';
		return at;
	}
	*at = ' ';
	fnd_currency_to_letters(currency, at + 1);
	return at + 4;
}

/*
 * Digits from the right into the end of a buffer; returns the first one.
 * Magnitudes below 2^64, which is nearly all of them, take one loop.
 */
static char *
digits_backward(const fnd_u256 *magnitude, char *end)
{
	fnd_u256	rest = *magnitude;
	fnd_u256	base = fnd_u256_from_u64(fnd_pow10_u64[18]);

	while ((rest.word[1] | rest.word[2] | rest.word[3]) != 0)
	{
		fnd_u256	low;

		fnd_u256_divide(&rest, &base, &rest, &low);
		for (int i = 0; i < 18; i++)
		{
			*--end = (char) ('0' + low.word[0] % 10);
			low.word[0] /= 10;
		}
	}
	do
	{
		*--end = (char) ('0' + rest.word[0] % 10);
		rest.word[0] /= 10;
	} while (rest.word[0] != 0);
	return end;
}

size_t
fnd_text_write_number(fnd_i128 coefficient, int scale, char *buffer)
{
	fnd_u256	magnitude = fnd_u256_magnitude(coefficient);
	char		digit[64];
	char	   *end = digit + sizeof(digit);
	char	   *first = digits_backward(&magnitude, end);
	char	   *at = buffer;
	size_t		whole_length;

	/* at least one digit before the point */
	while (end - first <= scale)
		*--first = '0';
	if (fnd_i128_sign(coefficient) < 0)
		*at++ = '-';
	whole_length = (size_t) (end - first) - (size_t) scale;
	memcpy(at, first, whole_length);
	at += whole_length;
	if (scale > 0)
	{
		*at++ = '.';
		memcpy(at, first + whole_length, (size_t) scale);
		at += scale;
	}
	*at = '\0';
	return (size_t) (at - buffer);
}

/* Two digits at a time: half the divisions. */
static const char digit_pairs[] = "00010203040506070809"
								  "10111213141516171819"
								  "20212223242526272829"
								  "30313233343536373839"
								  "40414243444546474849"
								  "50515253545556575859"
								  "60616263646566676869"
								  "70717273747576777879"
								  "80818283848586878889"
								  "90919293949596979899";

static inline char *
put_four(char *end, uint32_t value)
{
	memcpy(end - 4, digit_pairs + value / 100 * 2, 2);
	memcpy(end - 2, digit_pairs + value % 100 * 2, 2);
	return end - 4;
}

/* At least one digit. */
static inline char *
put_small(char *end, uint32_t value)
{
	while (value >= 10000)
	{
		end = put_four(end, value % 10000);
		value /= 10000;
	}
	if (value >= 100)
	{
		end -= 2;
		memcpy(end, digit_pairs + value % 100 * 2, 2);
		value /= 100;
	}
	if (value >= 10)
	{
		end -= 2;
		memcpy(end, digit_pairs + value * 2, 2);
		return end;
	}
	*--end = (char) ('0' + value);
	return end;
}

/*
 * Coefficients of 64 bits are written from the end of the buffer backward:
 * there the length need not be known before.
 */
const char *
fnd_text_place_amount(const fnd_amount *amount,
					  char buffer[FND_TEXT_AMOUNT_MAX], size_t *length)
{
	char	   *end = buffer + FND_TEXT_AMOUNT_MAX - 1;
	char	   *at = end - 4;
	bool		is_negative = amount->hi < 0;
	uint64_t	rest = is_negative ? 0 - amount->lo : amount->lo;
	int			scale = amount->scale;

	if (FND_UNLIKELY(!fnd_amount_is_i64(amount)))
	{
		at = buffer;
		at += fnd_text_write_number(fnd_amount_coefficient(amount), scale, at);
		at = fnd_text_put_currency(at, amount->currency);
		*length = (size_t) (at - buffer);
		return buffer;
	}
	at[0] = ' ';
	fnd_currency_to_letters(amount->currency, at + 1);
	for (; scale >= 2; scale -= 2)
	{
		at -= 2;
		memcpy(at, digit_pairs + rest % 100 * 2, 2);
		rest /= 100;
	}
	if (scale > 0)
	{
		*--at = (char) ('0' + rest % 10);
		rest /= 10;
	}
	if (amount->scale > 0)
		*--at = '.';
	while (rest > UINT32_MAX)
	{
		at = put_four(at, (uint32_t) (rest % 10000));
		rest /= 10000;
	}
	at = put_small(at, (uint32_t) rest);
	if (is_negative)
		*--at = '-';
	*length = (size_t) (end - at);
	return at;
}

size_t
fnd_text_write_amount(const fnd_amount *amount,
					  char buffer[FND_TEXT_AMOUNT_MAX])
{
	size_t		length;
	const char *text = fnd_text_place_amount(amount, buffer, &length);

	memmove(buffer, text, length + 1);
	return length;
}

/* Half of a number, without zeros that the currency does not ask for. */
static char *
put_half(char *at, fnd_i128 doubled, int scale, fnd_currency currency)
{
	int			minor_units = fnd_currency_minor_units(currency);

	/* five tenths; settle_kind in estimate.c saw that it fits */
	(void) fnd_i128_mul_i64(doubled, 5, &doubled);
	scale++;
	while (scale > minor_units && fnd_i128_divides_by_ten(doubled, &doubled))
		scale--;
	return at + fnd_text_write_number(doubled, scale, at);
}

static char *
put_approximate(char *at, const fnd_estimate *e, const char *plus_minus)
{
	fnd_i128	lower = fnd_estimate_lower_coefficient(e);
	fnd_i128	upper = fnd_estimate_upper_coefficient(e);
	fnd_i128	sum;
	fnd_i128	difference;

	(void) fnd_i128_add(lower, upper, &sum);
	(void) fnd_i128_sub(upper, lower, &difference);
	at = put_half(at, sum, e->scale, e->currency);
	at = fnd_text_put(at, plus_minus);
	return put_half(at, difference, e->scale, e->currency);
}

static char *
put_lower(char *at, const fnd_estimate *e)
{
	return at +
		fnd_text_write_number(fnd_estimate_lower_coefficient(e), e->scale, at);
}

static char *
put_upper(char *at, const fnd_estimate *e)
{
	return at +
		fnd_text_write_number(fnd_estimate_upper_coefficient(e), e->scale, at);
}

/* "[a..b)" and its kin; an infinite bound has no number and is open. */
static char *
put_brackets(char *at, const fnd_estimate *e)
{
	bool		is_lower_infinite = (e->bounds & FND_LOWER_INFINITE) != 0;
	bool		is_upper_infinite = (e->bounds & FND_UPPER_INFINITE) != 0;
	bool		is_lower_open = (e->bounds & FND_LOWER_OPEN) != 0;
	bool		is_upper_open = (e->bounds & FND_UPPER_OPEN) != 0;

	at = fnd_text_put(at, is_lower_infinite || is_lower_open ? "(" : "[");
	if (!is_lower_infinite)
		at = put_lower(at, e);
	at = fnd_text_put(at, "..");
	if (!is_upper_infinite)
		at = put_upper(at, e);
	return fnd_text_put(at, is_upper_infinite || is_upper_open ? ")" : "]");
}

/*
 * "<x" means from zero for a positive x, and from minus infinity otherwise;
 * what is below a positive x without an end is written in brackets.
 */
static char *
put_up_to(char *at, const fnd_estimate *e)
{
	fnd_i128	upper = fnd_estimate_upper_coefficient(e);

	if ((e->bounds & FND_LOWER_INFINITE) != 0 && fnd_i128_sign(upper) > 0)
		return put_brackets(at, e);
	at = fnd_text_put(at, e->kind == FND_KIND_LESS_THAN ? "<" : "<=");
	return put_upper(at, e);
}

size_t
fnd_text_write_estimate(const fnd_estimate *estimate, const char *plus_minus,
						char buffer[FND_TEXT_MAX])
{
	const fnd_estimate *e = estimate;
	char	   *at = buffer;

	switch ((fnd_kind) e->kind)
	{
		case FND_KIND_EXACT:
			at = put_lower(at, e);
			break;
		case FND_KIND_APPROXIMATE:
			at = put_approximate(at, e, plus_minus);
			break;
		case FND_KIND_NEARLY:
			at = fnd_text_put(at, "nearly ");
			at = put_lower(at, e);
			at = fnd_text_put(at, "..");
			at = put_upper(at, e);
			break;
		case FND_KIND_AT_LEAST:
			at = fnd_text_put(at, ">=");
			at = put_lower(at, e);
			break;
		case FND_KIND_MORE_THAN:
			at = fnd_text_put(at, ">");
			at = put_lower(at, e);
			break;
		case FND_KIND_AT_MOST:
		case FND_KIND_LESS_THAN:
			at = put_up_to(at, e);
			break;
		case FND_KIND_RANGE:
			if (e->bounds != 0)
				at = put_brackets(at, e);
			else
			{
				at = put_lower(at, e);
				at = fnd_text_put(at, "..");
				at = put_upper(at, e);
			}
			break;
		case FND_KIND_UNDISCLOSED:
			at = fnd_text_put(at, "undisclosed");
			break;
	}
	at = fnd_text_put_currency(at, e->currency);
	if (e->basis != FND_BASIS_NONE)
	{
		at = fnd_text_put(at, " ");
		at = fnd_text_put(at, fnd_basis_name((fnd_basis) e->basis));
	}
	return (size_t) (at - buffer);
}
