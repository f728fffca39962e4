/*-------------------------------------------------------------------------
 *
 * text_read.c
 *	  Read the texts of monetary, estimate and valuation.
 *
 * One pass from left to right over the bytes, with a look-ahead of one
 * bracket.  Grammar, in doc/types.md, "Text", of which figure and number are
 * in text_figure.c:
 *
 *	  valuation = estimate [basis]
 *	  estimate  = "undisclosed" [currency]
 *				| [qualifier] figure
 *				| figure ("±" | "+/-") (number | number "%") [currency]
 *				| ["nearly"] figure ".." figure
 *				| bracket [figure] ".." [figure] bracket [currency]
 *
 *-------------------------------------------------------------------------
 */
#include "text_figure.h"

/* Bring two figures to one scale of zero or more. */
static fnd_status
align(fnd_text_cursor *c, fnd_text_figure *a, fnd_text_figure *b)
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
	return fits ? FND_OK :
				  fnd_text_fail(c, FND_ERR_RANGE, c->start,
								(size_t) (c->end - c->start));
}

/* Why no estimate came of a figure that was read. */
static fnd_status
fail_figure(fnd_text_cursor *c, fnd_status status)
{
	if (status == FND_ERR_NO_CURRENCY)
	{
		/* something that is no currency stands where one should be */
		fnd_text_skip_spaces(c);
		if (c->at < c->end && !fnd_text_basis_stands(c->at, c->end))
			return fnd_text_fail(c, FND_ERR_TEXT_SYNTAX, c->at,
								 (size_t) (c->end - c->at));
		status = FND_ERR_TEXT_NO_CURRENCY;
	}
	return fnd_text_fail(c, status, c->start, (size_t) (c->end - c->start));
}

static fnd_status
make(fnd_text_cursor *c, const fnd_interval *interval, fnd_estimate *result)
{
	fnd_status	status = fnd_estimate_make(interval, FND_BASIS_NONE, result);

	if (status == FND_OK)
		return FND_OK;
	if (status == FND_ERR_BOUNDS_ORDER)
		status = FND_ERR_TEXT_BOUNDS;
	return fail_figure(c, status);
}

/*
 * The interval of two figures that were read; what bounds calls infinite was
 * not written, and is zero.
 */
static fnd_status
make_range(fnd_text_cursor *c, fnd_text_figure *lower, fnd_text_figure *upper,
		   uint8_t bounds, bool is_nearly, fnd_estimate *result)
{
	fnd_interval interval;

	if (upper->has_suffix && !lower->has_suffix &&
		bounds < FND_LOWER_INFINITE && !fnd_i128_is_zero(lower->coefficient))
		return fnd_text_fail(c, FND_ERR_TEXT_RANGE_SUFFIX, c->start,
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
			return fnd_text_fail(c, FND_ERR_TEXT_BOUNDS, c->start,
								 (size_t) (c->end - c->start));
	}
	return make(c, &interval, result);
}

/* Behind "figure ±": the reach, absolute or in percent of the figure. */
static fnd_status
read_reach(fnd_text_cursor *c, fnd_text_figure *middle, fnd_estimate *result)
{
	fnd_interval interval;
	fnd_text_figure reach;
	const char *at;

	fnd_text_skip_spaces(c);
	at = c->at;
	if (fnd_text_read_digits(c, &reach) != FND_OK)
		return c->error->status;
	fnd_text_skip_spaces(c);
	if (fnd_text_accept(c, "%"))
	{
		fnd_u256	a = fnd_u256_magnitude(middle->coefficient);
		fnd_u256	b = fnd_u256_magnitude(reach.coefficient);

		if (!fnd_u256_mul(&a, &b, &a) ||
			!fnd_u256_to_i128(&a, false, &reach.coefficient))
			return fnd_text_fail(c, FND_ERR_RANGE, at, (size_t) (c->at - at));
		reach.scale += middle->scale + 2;
	}
	else if (fnd_text_read_suffix(c, &reach) != FND_OK)
		return c->error->status;
	if (fnd_text_read_currency(c) != FND_OK ||
		align(c, middle, &reach) != FND_OK)
		return c->error->status;

	if (!fnd_i128_sub(middle->coefficient, reach.coefficient,
					  &interval.lower) ||
		!fnd_i128_add(middle->coefficient, reach.coefficient, &interval.upper))
		return fnd_text_fail(c, FND_ERR_RANGE, c->start,
							 (size_t) (c->end - c->start));
	interval.scale = middle->scale;
	interval.currency = c->currency;
	interval.bounds = 0;
	interval.tag = FND_TAG_APPROXIMATE;
	return make(c, &interval, result);
}

/* Does the bracket here open a range and not a negative amount? */
static bool
bracket_range_stands(const fnd_text_cursor *c)
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
read_bracket_range(fnd_text_cursor *c, fnd_estimate *result)
{
	fnd_text_figure lower = { fnd_i128_zero(), 0, 0, false };
	fnd_text_figure upper = { fnd_i128_zero(), 0, 0, false };
	uint8_t		bounds = *c->at == '(' ? FND_LOWER_OPEN : 0;

	c->at++;
	fnd_text_skip_spaces(c);
	if (fnd_text_accept(c, ".."))
		bounds |= FND_LOWER_INFINITE;
	else
	{
		if (fnd_text_read_figure(c, &lower) != FND_OK)
			return c->error->status;
		fnd_text_skip_spaces(c);
		if (!fnd_text_accept(c, ".."))
			return fnd_text_fail(c, FND_ERR_TEXT_SYNTAX, c->at,
								 (size_t) (c->end - c->at));
	}
	fnd_text_skip_spaces(c);
	if (c->at < c->end && (*c->at == ')' || *c->at == ']'))
		bounds |= FND_UPPER_INFINITE;
	else if (fnd_text_read_figure(c, &upper) != FND_OK)
		return c->error->status;
	fnd_text_skip_spaces(c);
	if (fnd_text_accept(c, ")"))
		bounds |= FND_UPPER_OPEN;
	else if (!fnd_text_accept(c, "]"))
		return fnd_text_fail(c, FND_ERR_TEXT_SYNTAX, c->at,
							 (size_t) (c->end - c->at));

	/* infinity is never a part of an interval */
	if ((bounds & (FND_LOWER_INFINITE | FND_LOWER_OPEN)) ==
			FND_LOWER_INFINITE ||
		(bounds & (FND_UPPER_INFINITE | FND_UPPER_OPEN)) == FND_UPPER_INFINITE)
		return fnd_text_fail(c, FND_ERR_TEXT_SYNTAX, c->start,
							 (size_t) (c->at - c->start));
	if (fnd_text_read_currency(c) != FND_OK)
		return c->error->status;
	return make_range(c, &lower, &upper, bounds, false, result);
}

static fnd_status
read_undisclosed(fnd_text_cursor *c, fnd_estimate *result)
{
	fnd_interval interval = {
		fnd_i128_zero(),   fnd_i128_zero(),	   0,
		FND_CURRENCY_NONE, FND_UPPER_INFINITE, FND_TAG_UNDISCLOSED
	};

	c->at += strlen("undisclosed");
	if (fnd_text_read_currency(c) != FND_OK)
		return c->error->status;
	interval.currency = c->currency;
	return make(c, &interval, result);
}

static fnd_kind
accept_qualifier(fnd_text_cursor *c)
{
	if (fnd_text_accept(c, "~"))
		return FND_KIND_APPROXIMATE;
	if (fnd_text_accept(c, ">=") || fnd_text_accept(c, "\xE2\x89\xA5"))
		return FND_KIND_AT_LEAST;
	if (fnd_text_accept(c, ">"))
		return FND_KIND_MORE_THAN;
	if (fnd_text_accept(c, "<=") || fnd_text_accept(c, "\xE2\x89\xA4"))
		return FND_KIND_AT_MOST;
	if (fnd_text_accept(c, "<"))
		return FND_KIND_LESS_THAN;
	if (fnd_text_word_stands(c->at, c->end, "nearly"))
	{
		c->at += strlen("nearly");
		return FND_KIND_NEARLY;
	}
	return FND_KIND_EXACT;
}

/* Everything but the basis. */
static fnd_status
read_estimate(fnd_text_cursor *c, bool exact_only, fnd_estimate *result)
{
	const char *qualifier;
	fnd_kind	kind;
	fnd_text_figure f;
	fnd_text_figure upper;
	fnd_status	status;

	fnd_text_skip_spaces(c);
	if (c->at == c->end)
		return fnd_text_fail(c, FND_ERR_TEXT_EMPTY, c->at, 0);
	qualifier = c->at;
	if (exact_only &&
		(fnd_text_word_stands(c->at, c->end, "undisclosed") ||
		 bracket_range_stands(c)))
		return fnd_text_fail(c, FND_ERR_TEXT_IMPRECISE, qualifier,
							 (size_t) (c->end - qualifier));
	if (fnd_text_word_stands(c->at, c->end, "undisclosed"))
		return read_undisclosed(c, result);
	if (bracket_range_stands(c))
		return read_bracket_range(c, result);

	kind = accept_qualifier(c);
	if (exact_only && kind != FND_KIND_EXACT)
		return fnd_text_fail(c, FND_ERR_TEXT_IMPRECISE, qualifier,
							 (size_t) (c->at - qualifier));
	if (fnd_text_read_figure(c, &f) != FND_OK)
		return c->error->status;
	fnd_text_skip_spaces(c);
	qualifier = c->at;
	if (kind == FND_KIND_EXACT &&
		(fnd_text_accept(c, "\xC2\xB1") || fnd_text_accept(c, "+/-") ||
		 fnd_text_accept(c, "+-")))
		return exact_only ? fnd_text_fail(c, FND_ERR_TEXT_IMPRECISE, qualifier,
										  (size_t) (c->end - qualifier)) :
							read_reach(c, &f, result);
	if ((kind == FND_KIND_EXACT || kind == FND_KIND_NEARLY) &&
		fnd_text_accept(c, ".."))
	{
		if (exact_only)
			return fnd_text_fail(c, FND_ERR_TEXT_IMPRECISE, qualifier,
								 (size_t) (c->end - qualifier));
		if (fnd_text_read_figure(c, &upper) != FND_OK)
			return c->error->status;
		return make_range(c, &f, &upper, 0, kind == FND_KIND_NEARLY, result);
	}
	status = fnd_estimate_from_figure(f.coefficient, f.scale, f.written_scale,
									  c->currency, kind, result);
	return status == FND_OK ? FND_OK : fail_figure(c, status);
}

static fnd_status
read_all(const char *text, size_t length, bool exact_only, bool allow_basis,
		 fnd_estimate *result, fnd_text_error *error)
{
	fnd_text_cursor c = { text, text, text + length, FND_CURRENCY_NONE,
						  error };
	fnd_basis	basis = FND_BASIS_NONE;

	memset(error, 0, sizeof(*error));

	/* white space at the end belongs to nothing */
	while (c.end > c.start && fnd_text_is_space(c.end[-1]))
		c.end--;
	if (read_estimate(&c, exact_only, result) != FND_OK)
		return error->status;
	fnd_text_skip_spaces(&c);
	if (c.at < c.end && fnd_text_basis_stands(c.at, c.end) && !allow_basis)
		return fnd_text_fail(&c, FND_ERR_TEXT_BASIS, c.at,
							 (size_t) (c.end - c.at));
	if (c.at < c.end &&
		fnd_basis_from_name(c.at, (size_t) (c.end - c.at), &basis))
		c.at = c.end;
	if (c.at < c.end)
	{
		const char *rest = c.at;

		/* a second currency, or one that does not exist, is told as such */
		if (!fnd_text_basis_stands(c.at, c.end) &&
			fnd_text_read_currency(&c) != FND_OK)
			return error->status;
		return fnd_text_fail(&c,
							 fnd_text_basis_stands(rest, c.end) ?
								 FND_ERR_TEXT_BASIS :
								 FND_ERR_TEXT_SYNTAX,
							 rest, (size_t) (c.end - rest));
	}
	result->basis = (uint8_t) basis;
	return FND_OK;
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
