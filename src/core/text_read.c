/*-------------------------------------------------------------------------
 *
 * text_read.c
 *	  Read the texts of monetary, estimate and valuation.
 *
 * One pass from left to right over the bytes, with a look-ahead of one
 * bracket.  Grammar, in doc/types.md, "Text":
 *
 *	  valuation = estimate [basis]
 *	  estimate  = "undisclosed" [currency]
 *				| [qualifier] figure
 *				| figure ("±" | "+/-") (number | number "%") [currency]
 *				| ["nearly"] figure ".." figure
 *				| bracket [figure] ".." [figure] bracket [currency]
 *	  figure    = [sign] [currency] [sign] number [currency]
 *				| [currency] "(" [currency] number [currency] ")" [currency]
 *	  number    = digits ["." digits] [suffix]
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text.h"

typedef struct cursor
{
	const char *start;
	const char *at;
	const char *end;
	fnd_currency currency;		/* the one that was read so far */
	fnd_text_error *error;
} cursor;

/* A number as it was written. */
typedef struct figure
{
	fnd_i128	coefficient;
	int			scale;
	int			written_scale;	/* where the last significant digit stands */
	bool		has_suffix;
} figure;

static fnd_status
fail(cursor *c, fnd_status status, const char *at, size_t length)
{
	c->error->status = status;
	c->error->at = (size_t) (at - c->start);
	c->error->length = length;
	return status;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static char
lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static void
skip_spaces(cursor *c)
{
	while (c->at < c->end && is_space(*c->at))
		c->at++;
}

static size_t
letters_length(const char *at, const char *end)
{
	const char *p = at;

	while (p < end && is_letter(*p))
		p++;
	return (size_t) (p - at);
}

/* Is the word at this place, any case, and does it end there? */
static bool
word_stands(const char *at, const char *end, const char *word)
{
	size_t		length = letters_length(at, end);

	if (length != strlen(word))
		return false;
	for (size_t i = 0; i < length; i++)
	{
		if (lower_case(at[i]) != word[i])
			return false;
	}
	return true;
}

static bool
accept_sign(cursor *c, const char *sign)
{
	size_t		length = strlen(sign);

	if ((size_t) (c->end - c->at) < length || memcmp(c->at, sign, length) != 0)
		return false;
	c->at += length;
	return true;
}

static bool
basis_stands(const char *at, const char *end)
{
	return word_stands(at, end, "pre") || word_stands(at, end, "post") ||
		word_stands(at, end, "premoney") || word_stands(at, end, "postmoney");
}

static fnd_status
keep_currency(cursor *c, fnd_currency currency, const char *at, size_t length)
{
	if (c->currency != FND_CURRENCY_NONE && c->currency != currency)
	{
		c->error->first = c->currency;
		c->error->second = currency;
		return fail(c, FND_ERR_TEXT_TWO_CURRENCIES, at, length);
	}
	c->currency = currency;
	return FND_OK;
}

/* A symbol or a code of three letters, if one is here. */
static fnd_status
read_currency(cursor *c)
{
	size_t		length;
	fnd_currency currency;

	skip_spaces(c);
	if (c->at == c->end)
		return FND_OK;
	length = fnd_currency_symbol_match(c->at, (size_t) (c->end - c->at),
									   &currency);
	if (length == 0)
	{
		length = letters_length(c->at, c->end);
		if (length == 0 || basis_stands(c->at, c->end))
			return FND_OK;
		currency = length == 3 ? fnd_currency_from_letters(c->at) :
								 FND_CURRENCY_NONE;
		if (!fnd_currency_is_known(currency))
			return fail(c, FND_ERR_TEXT_UNKNOWN_CURRENCY, c->at, length);
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
check_number_end(cursor *c, const char *number)
{
	const char *p = c->at;

	if (p < c->end && *p == ',')
		return fail(c, FND_ERR_TEXT_DECIMAL_COMMA, number,
					(size_t) (c->end - number));
	if (p + 1 < c->end && (*p == '.' || *p == '\'' || *p == '_') &&
		is_digit(p[1]))
		return fail(c, FND_ERR_TEXT_GROUPING, number,
					(size_t) (c->end - number));
	while (p < c->end && is_space(*p))
		p++;
	if (p > c->at && p < c->end && is_digit(*p))
		return fail(c, FND_ERR_TEXT_GROUPING, number,
					(size_t) (c->end - number));
	return FND_OK;
}

/*
 * A group behind a comma.  Three digits are a group; other numbers of digits
 * at the end are somebody's decimals.
 */
static fnd_status
read_group(cursor *c, digits *d, const char *number, int first_count)
{
	const char *group = c->at + 1;
	const char *p = group;

	while (p < c->end && is_digit(*p))
		p++;
	if (p - group != 3 || first_count > 3 || first_count == 0 ||
		(first_count == 1 && *number == '0'))
	{
		bool		more = p < c->end && *p == ',';

		return fail(c,
					more && p > group ? FND_ERR_TEXT_GROUPING :
										FND_ERR_TEXT_DECIMAL_COMMA,
					number, (size_t) (p - number));
	}
	for (c->at = group; c->at < p; c->at++)
		take_digit(d, *c->at);
	return FND_OK;
}

/* The digits of a number, grouped by commas or not, and its decimals. */
static fnd_status
read_digits(cursor *c, figure *f)
{
	const char *number = c->at;
	digits		d = { fnd_i128_zero(), 0, false };
	int			first_count;
	int			decimals_count = 0;

	while (c->at < c->end && is_digit(*c->at))
		take_digit(&d, *c->at++);
	first_count = (int) (c->at - number);
	while (c->at < c->end && *c->at == ',' && c->at > number)
	{
		if (read_group(c, &d, number, first_count) != FND_OK)
			return c->error->status;
	}
	if (c->at + 1 < c->end && *c->at == '.' && is_digit(c->at[1]))
	{
		const char *point = c->at++;

		while (c->at < c->end && is_digit(*c->at))
			take_digit(&d, *c->at++);
		decimals_count = (int) (c->at - point) - 1;
	}
	if (c->at == number)
		return fail(c,
					c->at == c->end && c->start == c->at ? FND_ERR_TEXT_EMPTY :
														   FND_ERR_TEXT_SYNTAX,
					c->at, 0);
	if (check_number_end(c, number) != FND_OK)
		return c->error->status;
	if (d.overflows)
		return fail(c, FND_ERR_RANGE, number, (size_t) (c->at - number));

	if (fnd_i128_is_zero(d.coefficient))
		d.zeros_count = decimals_count;
	f->coefficient = d.coefficient;
	f->scale = decimals_count - d.zeros_count;
	f->written_scale = decimals_count > 0 ? decimals_count : f->scale;
	f->has_suffix = false;
	return FND_OK;
}

/* The power of ten of a suffix of one or two letters; -1 for none, -2 for m. */
static int
suffix_exponent(const char *at, size_t length)
{
	if (length == 2)
		return lower_case(at[0]) == 'b' && lower_case(at[1]) == 'n' ? 9 : -1;
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
take_suffix(cursor *c, figure *f, size_t length, int exponent)
{
	c->at += length;
	f->scale -= exponent;
	f->written_scale -= exponent;
	f->has_suffix = true;
	return FND_OK;
}

static size_t
symbol_length(const cursor *c, const char *at)
{
	fnd_currency currency;

	return fnd_currency_symbol_match(at, (size_t) (c->end - at), &currency);
}

/*
 * A suffix may stand before a code without a space: "80BUSD".  A run of
 * three letters is a code, unless more letters or a symbol follow it.
 */
static fnd_status
read_suffix(cursor *c, figure *f)
{
	const char *run;
	size_t		length;
	size_t		suffix_length;
	int			exponent;

	skip_spaces(c);
	run = c->at;
	length = letters_length(run, c->end);
	if (length == 0 || basis_stands(run, c->end))
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

		while (next < c->end && is_space(*next))
			next++;
		if (next == c->end || !is_letter(*next) ||
			fnd_currency_is_known(fnd_currency_from_letters(run)) ||
			basis_stands(next, c->end))
			return FND_OK;
		return fail(c, FND_ERR_TEXT_SUFFIX, run, length);
	}
	suffix_length = length > 3 ? length - 3 : length;
	exponent = suffix_length > 2 ? -1 : suffix_exponent(run, suffix_length);
	if (exponent == -2)
		return fail(c, FND_ERR_TEXT_LOWER_M, run, suffix_length);
	if (exponent < 0)
		return fail(c,
					length > 3 && length < 6 ? FND_ERR_TEXT_UNKNOWN_CURRENCY :
											   FND_ERR_TEXT_SUFFIX,
					run, length);
	return take_suffix(c, f, suffix_length, exponent);
}

static bool
accept_minus(cursor *c, bool *is_signed)
{
	bool		is_negative = false;

	skip_spaces(c);
	*is_signed = false;
	if (accept_sign(c, "-") || accept_sign(c, "\xE2\x88\x92"))
		*is_signed = is_negative = true;
	else if (c->end - c->at > 1 && *c->at == '+' && c->at[1] != '/' &&
			 c->at[1] != '-')
	{
		c->at++;
		*is_signed = true;
	}
	if (*is_signed)
		skip_spaces(c);
	return is_negative;
}

/* A number with its suffix; the currency goes to the cursor. */
static fnd_status
read_number(cursor *c, figure *f)
{
	skip_spaces(c);
	if (read_digits(c, f) != FND_OK)
		return c->error->status;
	return read_suffix(c, f);
}

static fnd_status
read_figure(cursor *c, figure *f)
{
	bool		is_signed;
	bool		is_signed_again = false;
	bool		is_bracketed;
	bool		is_negative = accept_minus(c, &is_signed);
	bool		is_negative_again = false;

	if (read_currency(c) != FND_OK)
		return c->error->status;
	if (!is_signed)
		is_negative_again = accept_minus(c, &is_signed_again);
	skip_spaces(c);
	is_bracketed = !is_signed && !is_signed_again && accept_sign(c, "(");
	if (is_bracketed && read_currency(c) != FND_OK)
		return c->error->status;
	if (read_number(c, f) != FND_OK || read_currency(c) != FND_OK)
		return c->error->status;
	if (is_bracketed)
	{
		skip_spaces(c);
		if (!accept_sign(c, ")"))
			return fail(c, FND_ERR_TEXT_SYNTAX, c->at,
						(size_t) (c->end - c->at));
		if (read_currency(c) != FND_OK)
			return c->error->status;
	}
	if (is_negative || is_negative_again || is_bracketed)
		f->coefficient = fnd_i128_neg(f->coefficient);
	return FND_OK;
}

/* Bring two figures to one scale of zero or more. */
static fnd_status
align(cursor *c, figure *a, figure *b)
{
	int			scale = a->scale > b->scale ? a->scale : b->scale;
	bool		fits;

	if (scale < 0)
		scale = 0;
	if (fnd_i128_is_zero(a->coefficient))
		a->scale = scale;
	if (fnd_i128_is_zero(b->coefficient))
		b->scale = scale;
	fits = scale - a->scale <= FND_POW10_I128_MAX &&
		scale - b->scale <= FND_POW10_I128_MAX &&
		fnd_i128_mul_pow10(a->coefficient, scale - a->scale,
						   &a->coefficient) &&
		fnd_i128_mul_pow10(b->coefficient, scale - b->scale, &b->coefficient);
	a->scale = b->scale = scale;
	return fits ?
		FND_OK :
		fail(c, FND_ERR_RANGE, c->start, (size_t) (c->end - c->start));
}

/* Why no estimate came of a figure that was read. */
static fnd_status
fail_figure(cursor *c, fnd_status status)
{
	if (status == FND_ERR_NO_CURRENCY)
	{
		/* something that is no currency stands where one should be */
		skip_spaces(c);
		if (c->at < c->end && !basis_stands(c->at, c->end))
			return fail(c, FND_ERR_TEXT_SYNTAX, c->at,
						(size_t) (c->end - c->at));
		status = FND_ERR_TEXT_NO_CURRENCY;
	}
	return fail(c, status, c->start, (size_t) (c->end - c->start));
}

static fnd_status
make(cursor *c, const fnd_interval *interval, fnd_estimate *result)
{
	fnd_status	status = fnd_estimate_make(interval, FND_BASIS_NONE, result);

	if (status == FND_OK)
		return FND_OK;
	if (status == FND_ERR_BOUNDS_ORDER)
		status = FND_ERR_TEXT_BOUNDS;
	return fail_figure(c, status);
}

/* lower ".." is read: the upper figure, and the interval of both. */
static fnd_status
make_range(cursor *c, figure *lower, figure *upper, uint8_t bounds,
		   bool is_nearly, fnd_estimate *result)
{
	fnd_interval interval;

	if (upper->has_suffix && !lower->has_suffix &&
		bounds < FND_LOWER_INFINITE && !fnd_i128_is_zero(lower->coefficient))
		return fail(c, FND_ERR_TEXT_RANGE_SUFFIX, c->start,
					(size_t) (c->end - c->start));
	if (align(c, lower, upper) != FND_OK)
		return c->error->status;
	interval.lower = lower->coefficient;
	interval.upper = upper->coefficient;
	interval.scale = lower->scale;
	interval.currency = c->currency;
	interval.bounds = bounds;
	interval.tag = FND_TAG_RANGE;
	if (is_nearly)
	{
		interval.tag = fnd_i128_sign(lower->coefficient) >= 0 ?
			FND_TAG_NEARLY_BELOW :
			FND_TAG_NEARLY_ABOVE;
		if (fnd_i128_sign(lower->coefficient) < 0 &&
			fnd_i128_sign(upper->coefficient) > 0)
			return fail(c, FND_ERR_TEXT_BOUNDS, c->start,
						(size_t) (c->end - c->start));
	}
	return make(c, &interval, result);
}

/* Behind "figure ±": the reach, absolute or in percent of the figure. */
static fnd_status
read_reach(cursor *c, figure *middle, fnd_estimate *result)
{
	fnd_interval interval;
	figure		reach;
	const char *at;

	skip_spaces(c);
	at = c->at;
	if (read_digits(c, &reach) != FND_OK)
		return c->error->status;
	skip_spaces(c);
	if (accept_sign(c, "%"))
	{
		fnd_u256	a = fnd_u256_magnitude(middle->coefficient);
		fnd_u256	b = fnd_u256_magnitude(reach.coefficient);

		if (!fnd_u256_mul(&a, &b, &a) ||
			!fnd_u256_to_i128(&a, false, &reach.coefficient))
			return fail(c, FND_ERR_RANGE, at, (size_t) (c->at - at));
		reach.scale += middle->scale + 2;
	}
	else if (read_suffix(c, &reach) != FND_OK)
		return c->error->status;
	if (read_currency(c) != FND_OK || align(c, middle, &reach) != FND_OK)
		return c->error->status;

	if (!fnd_i128_sub(middle->coefficient, reach.coefficient,
					  &interval.lower) ||
		!fnd_i128_add(middle->coefficient, reach.coefficient, &interval.upper))
		return fail(c, FND_ERR_RANGE, c->start, (size_t) (c->end - c->start));
	interval.scale = middle->scale;
	interval.currency = c->currency;
	interval.bounds = 0;
	interval.tag = FND_TAG_APPROXIMATE;
	return make(c, &interval, result);
}

/* Does the bracket here open a range and not a negative amount? */
static bool
bracket_range_stands(const cursor *c)
{
	const char *p = c->at;

	if (p == c->end || (*p != '(' && *p != '['))
		return false;
	if (*p == '[')
		return true;
	for (p++; p + 1 < c->end && *p != ')' && *p != ']' && *p != '('; p++)
	{
		if (p[0] == '.' && p[1] == '.')
			return true;
	}
	return false;
}

static fnd_status
read_bracket_range(cursor *c, fnd_estimate *result)
{
	figure		lower = { fnd_i128_zero(), 0, 0, false };
	figure		upper = { fnd_i128_zero(), 0, 0, false };
	uint8_t		bounds = *c->at == '(' ? FND_LOWER_OPEN : 0;

	c->at++;
	skip_spaces(c);
	if (accept_sign(c, ".."))
		bounds |= FND_LOWER_INFINITE;
	else
	{
		if (read_figure(c, &lower) != FND_OK)
			return c->error->status;
		skip_spaces(c);
		if (!accept_sign(c, ".."))
			return fail(c, FND_ERR_TEXT_SYNTAX, c->at,
						(size_t) (c->end - c->at));
	}
	skip_spaces(c);
	if (c->at < c->end && (*c->at == ')' || *c->at == ']'))
		bounds |= FND_UPPER_INFINITE;
	else if (read_figure(c, &upper) != FND_OK)
		return c->error->status;
	skip_spaces(c);
	if (accept_sign(c, ")"))
		bounds |= FND_UPPER_OPEN;
	else if (!accept_sign(c, "]"))
		return fail(c, FND_ERR_TEXT_SYNTAX, c->at, (size_t) (c->end - c->at));

	/* infinity is never a part of an interval */
	if ((bounds & (FND_LOWER_INFINITE | FND_LOWER_OPEN)) ==
			FND_LOWER_INFINITE ||
		(bounds & (FND_UPPER_INFINITE | FND_UPPER_OPEN)) == FND_UPPER_INFINITE)
		return fail(c, FND_ERR_TEXT_SYNTAX, c->start,
					(size_t) (c->at - c->start));
	if (read_currency(c) != FND_OK)
		return c->error->status;
	return make_range(c, &lower, &upper, bounds, false, result);
}

static fnd_status
read_undisclosed(cursor *c, fnd_estimate *result)
{
	fnd_interval interval = {
		fnd_i128_zero(),   fnd_i128_zero(),	   0,
		FND_CURRENCY_NONE, FND_UPPER_INFINITE, FND_TAG_UNDISCLOSED
	};

	c->at += strlen("undisclosed");
	if (read_currency(c) != FND_OK)
		return c->error->status;
	interval.currency = c->currency;
	return make(c, &interval, result);
}

static fnd_kind
accept_qualifier(cursor *c)
{
	if (accept_sign(c, "~"))
		return FND_KIND_APPROXIMATE;
	if (accept_sign(c, ">=") || accept_sign(c, "\xE2\x89\xA5"))
		return FND_KIND_AT_LEAST;
	if (accept_sign(c, ">"))
		return FND_KIND_MORE_THAN;
	if (accept_sign(c, "<=") || accept_sign(c, "\xE2\x89\xA4"))
		return FND_KIND_AT_MOST;
	if (accept_sign(c, "<"))
		return FND_KIND_LESS_THAN;
	if (word_stands(c->at, c->end, "nearly"))
	{
		c->at += strlen("nearly");
		return FND_KIND_NEARLY;
	}
	return FND_KIND_EXACT;
}

/* Everything but the basis. */
static fnd_status
read_estimate(cursor *c, bool exact_only, fnd_estimate *result)
{
	const char *qualifier;
	fnd_kind	kind;
	figure		f;
	figure		upper;
	fnd_status	status;

	skip_spaces(c);
	if (c->at == c->end)
		return fail(c, FND_ERR_TEXT_EMPTY, c->at, 0);
	qualifier = c->at;
	if (exact_only &&
		(word_stands(c->at, c->end, "undisclosed") || bracket_range_stands(c)))
		return fail(c, FND_ERR_TEXT_IMPRECISE, qualifier,
					(size_t) (c->end - qualifier));
	if (word_stands(c->at, c->end, "undisclosed"))
		return read_undisclosed(c, result);
	if (bracket_range_stands(c))
		return read_bracket_range(c, result);

	kind = accept_qualifier(c);
	if (exact_only && kind != FND_KIND_EXACT)
		return fail(c, FND_ERR_TEXT_IMPRECISE, qualifier,
					(size_t) (c->at - qualifier));
	if (read_figure(c, &f) != FND_OK)
		return c->error->status;
	skip_spaces(c);
	qualifier = c->at;
	if (kind == FND_KIND_EXACT &&
		(accept_sign(c, "\xC2\xB1") || accept_sign(c, "+/-") ||
		 accept_sign(c, "+-")))
		return exact_only ? fail(c, FND_ERR_TEXT_IMPRECISE, qualifier,
								 (size_t) (c->end - qualifier)) :
							read_reach(c, &f, result);
	if ((kind == FND_KIND_EXACT || kind == FND_KIND_NEARLY) &&
		accept_sign(c, ".."))
	{
		if (exact_only)
			return fail(c, FND_ERR_TEXT_IMPRECISE, qualifier,
						(size_t) (c->end - qualifier));
		if (read_figure(c, &upper) != FND_OK)
			return c->error->status;
		return make_range(c, &f, &upper, 0, kind == FND_KIND_NEARLY, result);
	}
	status = fnd_estimate_from_figure(f.coefficient, f.scale, f.written_scale,
									  c->currency, kind, result);
	return status == FND_OK ? FND_OK : fail_figure(c, status);
}

bool
fnd_basis_from_name(const char *name, size_t length, fnd_basis *basis)
{
	static const char *const money[] = { "", "money", "-money", "_money",
										 " money" };
	size_t		stem = length >= 4 && lower_case(name[1]) == 'o' ? 4 : 3;

	if (length < stem)
		return false;
	if (word_stands(name, name + stem, "pre"))
		*basis = FND_BASIS_PRE;
	else if (word_stands(name, name + stem, "post"))
		*basis = FND_BASIS_POST;
	else
		return false;
	for (size_t i = 0; i < sizeof(money) / sizeof(money[0]); i++)
	{
		size_t		at = 0;

		while (stem + at < length && money[i][at] != '\0' &&
			   lower_case(name[stem + at]) == money[i][at])
			at++;
		if (stem + at == length && money[i][at] == '\0')
			return true;
	}
	return false;
}

const char *
fnd_basis_name(fnd_basis basis)
{
	switch (basis)
	{
		case FND_BASIS_PRE:
			return "pre";
		case FND_BASIS_POST:
			return "post";
		case FND_BASIS_NONE:
			break;
	}
	return NULL;
}

static fnd_status
read_all(const char *text, size_t length, bool exact_only, bool allow_basis,
		 fnd_estimate *result, fnd_text_error *error)
{
	cursor		c = { text, text, text + length, FND_CURRENCY_NONE, error };
	fnd_basis	basis = FND_BASIS_NONE;

	memset(error, 0, sizeof(*error));

	/* white space at the end belongs to nothing */
	while (c.end > c.start && is_space(c.end[-1]))
		c.end--;
	if (read_estimate(&c, exact_only, result) != FND_OK)
		return error->status;
	skip_spaces(&c);
	if (c.at < c.end && basis_stands(c.at, c.end) && !allow_basis)
		return fail(&c, FND_ERR_TEXT_BASIS, c.at, (size_t) (c.end - c.at));
	if (c.at < c.end &&
		fnd_basis_from_name(c.at, (size_t) (c.end - c.at), &basis))
		c.at = c.end;
	if (c.at < c.end)
	{
		const char *rest = c.at;

		/* a second currency, or one that does not exist, is told as such */
		if (!basis_stands(c.at, c.end) && read_currency(&c) != FND_OK)
			return error->status;
		return fail(&c,
					basis_stands(rest, c.end) ? FND_ERR_TEXT_BASIS :
												FND_ERR_TEXT_SYNTAX,
					rest, (size_t) (c.end - rest));
	}
	result->basis = (uint8_t) basis;
	return FND_OK;
}

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
	while (is_digit(*at))
		value = value * 10 + (uint64_t) (*at++ - '0');
	if (at == digit || at - digit > 18)
		return false;
	digits_count = (int) (at - digit);
	if (*at == '.')
	{
		digit = ++at;
		while (is_digit(*at))
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

fnd_status
fnd_text_read_amount(const char *text, size_t length, fnd_amount *result,
					 fnd_text_error *error)
{
	fnd_estimate estimate;
	fnd_status	status = read_all(text, length, true, false, &estimate, error);

	return status == FND_OK ? fnd_estimate_to_amount(&estimate, result) :
							  status;
}

fnd_status
fnd_text_read_estimate(const char *text, size_t length, fnd_estimate *result,
					   fnd_text_error *error)
{
	return read_all(text, length, false, false, result, error);
}

fnd_status
fnd_text_read_valuation(const char *text, size_t length, fnd_estimate *result,
						fnd_text_error *error)
{
	return read_all(text, length, false, true, result, error);
}
