/*-------------------------------------------------------------------------
 *
 * text_figure.c
 *	  Read one figure of a text: a number with its sign, suffix and currency.
 *
 * Grammar, in doc/types.md, "Text":
 *
 *	  figure    = [sign] [currency] [sign] number [currency]
 *				| [currency] "(" [currency] number [currency] ")" [currency]
 *	  number    = digits ["." digits] [suffix]
 *
 *-------------------------------------------------------------------------
 */
#include "text_figure.h"

/* A text may name its currency twice, but not two. */
static fnd_status
keep_currency(fnd_text_cursor *c, fnd_currency currency, const char *at,
			  size_t length)
{
	if (c->currency != FND_CURRENCY_NONE && c->currency != currency)
	{
		c->error->first = c->currency;
		c->error->second = currency;
		return fnd_text_fail(c, FND_ERR_TEXT_TWO_CURRENCIES, at, length);
	}
	c->currency = currency;
	return FND_OK;
}

/* A symbol or a code of three letters, if one is here. */
fnd_status
fnd_text_read_currency(fnd_text_cursor *c)
{
	size_t		length;
	fnd_currency currency;

	fnd_text_skip_spaces(c);
	if (c->at == c->end)
		return FND_OK;
	length = fnd_currency_symbol_match(c->at, (size_t) (c->end - c->at),
									   &currency);
	if (length == 0)
	{
		length = fnd_text_letters_length(c->at, c->end);
		if (length == 0 || fnd_text_basis_stands(c->at, c->end))
			return FND_OK;
		currency = length == 3 ? fnd_currency_from_letters(c->at) :
								 FND_CURRENCY_NONE;
		if (!fnd_currency_is_known(currency))
			return fnd_text_fail(c, FND_ERR_TEXT_UNKNOWN_CURRENCY, c->at,
								 length);
	}
	if (keep_currency(c, currency, c->at, length) != FND_OK)
		return c->error->status;
	c->at += length;
	return FND_OK;
}

/* Digits into a coefficient; zeros wait until a digit follows them. */
typedef struct digits
{
	fnd_i128	coefficient;
	int			zeros_count;
	bool		overflows;
} digits;

static void
take_digit(digits *d, char c)
{
	if (c == '0')
	{
		d->zeros_count++;
		return;
	}
	if (fnd_i128_is_zero(d->coefficient))
		d->zeros_count = 0;
	if (d->zeros_count >= FND_POW10_I128_MAX ||
		!fnd_i128_mul_pow10(d->coefficient, d->zeros_count + 1,
							&d->coefficient) ||
		!fnd_i128_add(d->coefficient, fnd_i128_from_i64(c - '0'),
					  &d->coefficient))
		d->overflows = true;
	d->zeros_count = 0;
}

/*
 * What stands behind a number that looks like digits again: a space or an
 * apostrophe as group separator, or a decimal comma.
 */
static fnd_status
check_number_end(fnd_text_cursor *c, const char *number)
{
	const char *p = c->at;

	if (p < c->end && *p == ',')
		return fnd_text_fail(c, FND_ERR_TEXT_DECIMAL_COMMA, number,
							 (size_t) (c->end - number));
	if (p + 1 < c->end && (*p == '.' || *p == '\'' || *p == '_') &&
		fnd_text_is_digit(p[1]))
		return fnd_text_fail(c, FND_ERR_TEXT_GROUPING, number,
							 (size_t) (c->end - number));
	while (p < c->end && fnd_text_is_space(*p))
		p++;
	if (p > c->at && p < c->end && fnd_text_is_digit(*p))
		return fnd_text_fail(c, FND_ERR_TEXT_GROUPING, number,
							 (size_t) (c->end - number));
	return FND_OK;
}

/*
 * A group behind a comma.  Three digits are a group; other numbers of digits
 * at the end are somebody's decimals.
 */
static fnd_status
read_group(fnd_text_cursor *c, digits *d, const char *number, int first_count)
{
	const char *group = c->at + 1;
	const char *p = group;

	while (p < c->end && fnd_text_is_digit(*p))
		p++;
	if (p - group != 3 || first_count > 3 || first_count == 0 ||
		(first_count == 1 && *number == '0'))
	{
		bool		more = p < c->end && *p == ',';

		return fnd_text_fail(c,
							 more && p > group ? FND_ERR_TEXT_GROUPING :
												 FND_ERR_TEXT_DECIMAL_COMMA,
							 number, (size_t) (p - number));
	}
	for (c->at = group; c->at < p; c->at++)
		take_digit(d, *c->at);
	return FND_OK;
}

/* The digits of a number, grouped by commas or not, and its decimals. */
fnd_status
fnd_text_read_digits(fnd_text_cursor *c, fnd_text_figure *f)
{
	const char *number = c->at;
	digits		d = { fnd_i128_zero(), 0, false };
	int			first_count;
	int			decimals_count = 0;

	while (c->at < c->end && fnd_text_is_digit(*c->at))
		take_digit(&d, *c->at++);
	first_count = (int) (c->at - number);
	while (c->at < c->end && *c->at == ',' && c->at > number)
	{
		if (read_group(c, &d, number, first_count) != FND_OK)
			return c->error->status;
	}
	if (c->at + 1 < c->end && *c->at == '.' && fnd_text_is_digit(c->at[1]))
	{
		const char *point = c->at++;

		while (c->at < c->end && fnd_text_is_digit(*c->at))
			take_digit(&d, *c->at++);
		decimals_count = (int) (c->at - point) - 1;
	}
	if (c->at == number)
		return fnd_text_fail(c,
							 c->at == c->end && c->start == c->at ?
								 FND_ERR_TEXT_EMPTY :
								 FND_ERR_TEXT_SYNTAX,
							 c->at, 0);
	if (check_number_end(c, number) != FND_OK)
		return c->error->status;
	if (d.overflows)
		return fnd_text_fail(c, FND_ERR_RANGE, number,
							 (size_t) (c->at - number));

	if (fnd_i128_is_zero(d.coefficient))
		d.zeros_count = decimals_count;
	f->coefficient = d.coefficient;
	f->scale = decimals_count - d.zeros_count;
	f->written_scale = decimals_count > 0 ? decimals_count : f->scale;
	f->has_suffix = false;
	return FND_OK;
}

/*
 * The power of ten of a suffix of one or two letters; -1 where it is none, -2
 * where it is "m", which is refused: many read it as thousand.
 */
static int
suffix_exponent(const char *at, size_t length)
{
	if (length == 2)
		return fnd_text_lower_case(at[0]) == 'b' &&
				fnd_text_lower_case(at[1]) == 'n' ?
			9 :
			-1;
	switch (*at)
	{
		case 'k':
		case 'K':
			return 3;
		case 'M':
			return 6;
		case 'm':
			return -2;
		case 'b':
		case 'B':
			return 9;
		case 't':
		case 'T':
			return 12;
		default:
			return -1;
	}
}

static fnd_status
take_suffix(fnd_text_cursor *c, fnd_text_figure *f, size_t length,
			int exponent)
{
	c->at += length;
	f->scale -= exponent;
	f->written_scale -= exponent;
	f->has_suffix = true;
	return FND_OK;
}

/* Bytes of the currency symbol here; zero where there is none. */
static size_t
symbol_length(const fnd_text_cursor *c, const char *at)
{
	fnd_currency currency;

	return fnd_currency_symbol_match(at, (size_t) (c->end - at), &currency);
}

/*
 * A suffix may stand before a code without a space: "80BUSD".  A run of
 * three letters is a code, unless more letters or a symbol follow it.
 */
fnd_status
fnd_text_read_suffix(fnd_text_cursor *c, fnd_text_figure *f)
{
	const char *run;
	size_t		length;
	size_t		suffix_length;
	int			exponent;

	fnd_text_skip_spaces(c);
	run = c->at;
	length = fnd_text_letters_length(run, c->end);
	if (length == 0 || fnd_text_basis_stands(run, c->end))
		return FND_OK;

	/* "US$" and its kin are symbols, behind a suffix too; "bn$" is not B N$ */
	if (symbol_length(c, run) > length)
		return FND_OK;
	for (suffix_length = 2; suffix_length > 0; suffix_length--)
	{
		if (length < suffix_length)
			continue;
		exponent = suffix_exponent(run, suffix_length);
		if (exponent < 0)
			continue;
		if (length == suffix_length ||
			suffix_length + symbol_length(c, run + suffix_length) > length)
			return take_suffix(c, f, suffix_length, exponent);
	}
	if (length == 3)
	{
		const char *next = run + 3;

		while (next < c->end && fnd_text_is_space(*next))
			next++;
		if (next == c->end || !fnd_text_is_letter(*next) ||
			fnd_currency_is_known(fnd_currency_from_letters(run)) ||
			fnd_text_basis_stands(next, c->end))
			return FND_OK;
		return fnd_text_fail(c, FND_ERR_TEXT_SUFFIX, run, length);
	}
	suffix_length = length > 3 ? length - 3 : length;
	exponent = suffix_length > 2 ? -1 : suffix_exponent(run, suffix_length);
	if (exponent == -2)
		return fnd_text_fail(c, FND_ERR_TEXT_LOWER_M, run, suffix_length);
	if (exponent < 0)
		return fnd_text_fail(c,
							 length > 3 && length < 6 ?
								 FND_ERR_TEXT_UNKNOWN_CURRENCY :
								 FND_ERR_TEXT_SUFFIX,
							 run, length);
	return take_suffix(c, f, suffix_length, exponent);
}

/*
 * Take a sign, if there is one (is_signed); is it a minus?  A plus that begins
 * "+/-" or "+-" stands before a reach and is left.
 */
static bool
accept_minus(fnd_text_cursor *c, bool *is_signed)
{
	bool		is_negative = false;

	fnd_text_skip_spaces(c);
	*is_signed = false;
	if (fnd_text_accept(c, "-") || fnd_text_accept(c, "\xE2\x88\x92"))
		*is_signed = is_negative = true;
	else if (c->end - c->at > 1 && *c->at == '+' && c->at[1] != '/' &&
			 c->at[1] != '-')
	{
		c->at++;
		*is_signed = true;
	}
	if (*is_signed)
		fnd_text_skip_spaces(c);
	return is_negative;
}

/* A number with its suffix; the currency goes to the cursor. */
static fnd_status
read_number(fnd_text_cursor *c, fnd_text_figure *f)
{
	fnd_text_skip_spaces(c);
	if (fnd_text_read_digits(c, f) != FND_OK)
		return c->error->status;
	return fnd_text_read_suffix(c, f);
}

fnd_status
fnd_text_read_figure(fnd_text_cursor *c, fnd_text_figure *f)
{
	bool		is_signed;
	bool		is_signed_again = false;
	bool		is_bracketed;
	bool		is_negative = accept_minus(c, &is_signed);
	bool		is_negative_again = false;

	if (fnd_text_read_currency(c) != FND_OK)
		return c->error->status;
	if (!is_signed)
		is_negative_again = accept_minus(c, &is_signed_again);
	fnd_text_skip_spaces(c);
	is_bracketed = !is_signed && !is_signed_again && fnd_text_accept(c, "(");
	if (is_bracketed && fnd_text_read_currency(c) != FND_OK)
		return c->error->status;
	if (read_number(c, f) != FND_OK || fnd_text_read_currency(c) != FND_OK)
		return c->error->status;
	if (is_bracketed)
	{
		fnd_text_skip_spaces(c);
		if (!fnd_text_accept(c, ")"))
			return fnd_text_fail(c, FND_ERR_TEXT_SYNTAX, c->at,
								 (size_t) (c->end - c->at));
		if (fnd_text_read_currency(c) != FND_OK)
			return c->error->status;
	}
	if (is_negative || is_negative_again || is_bracketed)
		f->coefficient = fnd_i128_neg(f->coefficient);
	return FND_OK;
}
