/*-------------------------------------------------------------------------
 *
 * text_plain.c
 *	  The fast path before the grammar: an amount as it is written.
 *
 * Most texts that come in, as those of COPY, once came out of
 * fnd_text_write_amount().
 *
 *-------------------------------------------------------------------------
 */
#include "text_cursor.h"

bool
fnd_text_read_plain(const char *text, fnd_amount *result)
{
	const char *at = text;
	const char *digit;
	bool		is_negative = *at == '-';
	uint64_t	value = 0;
	unsigned	letter[3];
	int			digits_count;
	int			scale = 0;
	int			minor_units;
	fnd_currency currency;

	if (is_negative)
		at++;
	digit = at;

	/* too many digits wrap around; they are counted below */
	while (fnd_text_is_digit(*at))
		value = value * 10 + (uint64_t) (*at++ - '0');
	if (at == digit || at - digit > 18)
		return false;
	digits_count = (int) (at - digit);
	if (*at == '.')
	{
		digit = ++at;
		while (fnd_text_is_digit(*at))
			value = value * 10 + (uint64_t) (*at++ - '0');
		if (at == digit || at - digit > 18)
			return false;
		scale = (int) (at - digit);
		digits_count += scale;
	}
	if (*at++ != ' ')
		return false;

	/* a NUL is no letter: nothing behind it is read */
	for (int i = 0; i < 3; i++)
	{
		letter[i] = (unsigned) (unsigned char) *at++ - 'A';
		if (letter[i] >= 26)
			return false;
	}
	currency = (fnd_currency) ((letter[0] * 26 + letter[1]) * 26 + letter[2] +
							   1);
	if (*at != '\0' || !fnd_currency_is_known(currency))
		return false;
	minor_units = fnd_currency_minor_units(currency);
	if (scale < minor_units)
	{
		digits_count += minor_units - scale;
		value *= fnd_pow10_u64[minor_units - scale];
		scale = minor_units;
	}
	if (digits_count > 18)
		return false;
	fnd_amount_from_i64(is_negative ? -(int64_t) value : (int64_t) value,
						scale, currency, result);
	return true;
}
