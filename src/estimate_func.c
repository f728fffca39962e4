/*-------------------------------------------------------------------------
 *
 * estimate_func.c
 *	  Constructors, accessors and casts of estimate, and its short text.
 *
 * The accessors serve valuation too; what only a valuation has is in
 * valuation_func.c.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"

#include "core/abbreviate.h"
#include "core/estimate_math.h"

PG_FUNCTION_INFO_V1(funding_estimate_from_monetary);
PG_FUNCTION_INFO_V1(funding_estimate_to_monetary);
PG_FUNCTION_INFO_V1(funding_estimate_make);
PG_FUNCTION_INFO_V1(funding_estimate_from_bounds);
PG_FUNCTION_INFO_V1(funding_estimate_amount);
PG_FUNCTION_INFO_V1(funding_estimate_currency);
PG_FUNCTION_INFO_V1(funding_estimate_lower);
PG_FUNCTION_INFO_V1(funding_estimate_upper);
PG_FUNCTION_INFO_V1(funding_estimate_point);
PG_FUNCTION_INFO_V1(funding_estimate_kind);
PG_FUNCTION_INFO_V1(funding_estimate_is_exact);
PG_FUNCTION_INFO_V1(funding_estimate_is_disclosed);
PG_FUNCTION_INFO_V1(funding_estimate_to_json);
PG_FUNCTION_INFO_V1(funding_estimate_to_jsonb);
PG_FUNCTION_INFO_V1(funding_valuation_to_json);
PG_FUNCTION_INFO_V1(funding_valuation_to_jsonb);
PG_FUNCTION_INFO_V1(funding_estimate_abbreviate);

/* Serves the casts to estimate and to valuation: no basis in either. */
Datum
funding_estimate_from_monetary(PG_FUNCTION_ARGS)
{
	fnd_estimate *result = funding_estimate_new();

	fnd_estimate_from_amount(PG_GETARG_AMOUNT_P(0), result);
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_to_monetary(PG_FUNCTION_ARGS)
{
	fnd_amount *result = funding_amount_new();
	fnd_status	status = fnd_estimate_to_amount(PG_GETARG_ESTIMATE_P(0),
											   result);

	if (status != FND_OK)
		funding_raise(status, FUNDING_ESTIMATE);
	PG_RETURN_POINTER(result);
}

static fnd_kind
kind_from_text(text *name)
{
	fnd_kind	kind;

	if (!fnd_kind_from_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), &kind))
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown kind of estimate: \"%s\"", text_to_cstring(name)),
			 errhint(
				 "The kinds are exact, approximate, nearly, at least, more than, at most, less than, range and undisclosed.")));
	if (kind == FND_KIND_RANGE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a range needs two amounts"),
				 errhint("Use estimate(lower, upper).")));
	return kind;
}

static Datum
make_undisclosed(FunctionCallInfo fcinfo)
{
	fnd_estimate *result = funding_estimate_new();
	fnd_interval interval = {
		fnd_i128_zero(),   fnd_i128_zero(),	   0,
		FND_CURRENCY_NONE, FND_UPPER_INFINITE, FND_TAG_UNDISCLOSED
	};

	if (!PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an undisclosed figure has no amount"),
				 errhint("Give NULL as its amount.")));
	if (!PG_ARGISNULL(1))
		interval.currency = funding_currency_from_text(PG_GETARG_TEXT_PP(1));
	(void) fnd_estimate_make(&interval, FND_BASIS_NONE, result);
	PG_RETURN_POINTER(result);
}

/*
 * estimate(numeric, text, kind).  Not STRICT: undisclosed takes no amount and
 * may lack a currency; any other NULL gives NULL.
 */
Datum
funding_estimate_make(PG_FUNCTION_ARGS)
{
	Numeric		number;
	fnd_decimal	decimal;
	fnd_kind	kind;
	fnd_estimate *result;
	fnd_status	status;
	int			dscale;

	if (PG_ARGISNULL(2))
		PG_RETURN_NULL();
	kind = kind_from_text(PG_GETARG_TEXT_PP(2));
	if (kind == FND_KIND_UNDISCLOSED)
		return make_undisclosed(fcinfo);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();

	number = PG_GETARG_NUMERIC(0);
	decimal = funding_numeric_to_decimal(number, "amount");
	dscale = funding_numeric_dscale(number);
	result = funding_estimate_new();
	status = fnd_estimate_from_figure(
		decimal.coefficient, decimal.scale,
		dscale > 0 ? dscale : decimal.scale,
		funding_currency_from_text(PG_GETARG_TEXT_PP(1)), kind, result);
	if (status != FND_OK)
		funding_raise(status, FUNDING_ESTIMATE);
	PG_RETURN_POINTER(result);
}

/*
 * estimate(lower, upper).  Not STRICT: a NULL bound is no bound, as in
 * numrange(); two of them give NULL.
 */
Datum
funding_estimate_from_bounds(PG_FUNCTION_ARGS)
{
	fnd_estimate end[2];
	fnd_estimate *result = funding_estimate_new();
	fnd_interval interval;
	fnd_status	status;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	for (int i = 0; i < 2; i++)
	{
		if (PG_ARGISNULL(i))
			continue;
		fnd_estimate_from_amount(PG_GETARG_AMOUNT_P(i), &end[i]);
		fnd_estimate_open(&end[i], &interval);
	}
	if (PG_ARGISNULL(0))
		interval.bounds = FND_LOWER_INFINITE;
	else if (PG_ARGISNULL(1))
		interval.bounds = FND_UPPER_INFINITE;
	else
	{
		const fnd_amount *lower = PG_GETARG_AMOUNT_P(0);
		const fnd_amount *upper = PG_GETARG_AMOUNT_P(1);

		if (lower->currency != upper->currency)
			funding_raise_mismatch("take a range of", lower->currency,
								   upper->currency);
		if (fnd_amount_compare(lower, upper) > 0)
			funding_raise(FND_ERR_BOUNDS_ORDER, FUNDING_ESTIMATE);
		status = fnd_estimate_hull(&end[0], &end[1], result);
		if (status != FND_OK)
			funding_raise(status, FUNDING_ESTIMATE);
		PG_RETURN_POINTER(result);
	}
	interval.tag = FND_TAG_RANGE;
	status = fnd_estimate_make(&interval, FND_BASIS_NONE, result);
	if (status != FND_OK)
		funding_raise(status, FUNDING_ESTIMATE);
	PG_RETURN_POINTER(result);
}

typedef bool (*bound_function)(const fnd_estimate *e, fnd_amount *result);

static Datum
bound_or_null(FunctionCallInfo fcinfo, bound_function bound)
{
	fnd_amount *result = funding_amount_new();

	if (!bound(PG_GETARG_ESTIMATE_P(0), result))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_lower(PG_FUNCTION_ARGS)
{
	return bound_or_null(fcinfo, fnd_estimate_lower);
}

Datum
funding_estimate_upper(PG_FUNCTION_ARGS)
{
	return bound_or_null(fcinfo, fnd_estimate_upper);
}

Datum
funding_estimate_point(PG_FUNCTION_ARGS)
{
	return bound_or_null(fcinfo, fnd_estimate_point);
}

/* The point as a numeric. */
Datum
funding_estimate_amount(PG_FUNCTION_ARGS)
{
	fnd_amount	point;

	if (!fnd_estimate_point(PG_GETARG_ESTIMATE_P(0), &point))
		PG_RETURN_NULL();
	return funding_numeric_from_i128(fnd_amount_coefficient(&point),
									 point.scale);
}

/* NULL where the source did not say. */
Datum
funding_estimate_currency(PG_FUNCTION_ARGS)
{
	fnd_currency currency = PG_GETARG_ESTIMATE_P(0)->currency;

	if (currency == FND_CURRENCY_NONE)
		PG_RETURN_NULL();
	return funding_currency_to_text(currency);
}

Datum
funding_estimate_kind(PG_FUNCTION_ARGS)
{
	fnd_kind	kind = (fnd_kind) PG_GETARG_ESTIMATE_P(0)->kind;

	PG_RETURN_TEXT_P(cstring_to_text(fnd_kind_name(kind)));
}

Datum
funding_estimate_is_exact(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_ESTIMATE_P(0)->kind == FND_KIND_EXACT);
}

Datum
funding_estimate_is_disclosed(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_ESTIMATE_P(0)->kind != FND_KIND_UNDISCLOSED);
}

static void
append_bound(StringInfo json, const char *name, bool is_infinite,
			 fnd_i128 coefficient, int scale)
{
	char		number[FND_TEXT_NUMBER_MAX];

	(void) fnd_text_write_number(coefficient, scale, number);
	if (is_infinite)
		appendStringInfo(json, "\"%s\": null, ", name);
	else
		appendStringInfo(json, "\"%s\": \"%s\", ", name, number);
}

static char *
json_of(const fnd_estimate *e, bool has_basis)
{
	StringInfoData json;
	char		letters[4];

	initStringInfo(&json);
	appendStringInfoChar(&json, '{');
	append_bound(&json, "lower", (e->bounds & FND_LOWER_INFINITE) != 0,
				 fnd_estimate_lower_coefficient(e), e->scale);
	append_bound(&json, "upper", (e->bounds & FND_UPPER_INFINITE) != 0,
				 fnd_estimate_upper_coefficient(e), e->scale);
	appendStringInfo(&json, "\"kind\": \"%s\", ",
					 fnd_kind_name((fnd_kind) e->kind));
	if (has_basis)
	{
		if (e->basis == FND_BASIS_NONE)
			appendStringInfoString(&json, "\"basis\": null, ");
		else
			appendStringInfo(&json, "\"basis\": \"%s\", ",
							 fnd_basis_name((fnd_basis) e->basis));
	}
	if (e->currency == FND_CURRENCY_NONE)
		appendStringInfoString(&json, "\"currency\": null}");
	else
	{
		fnd_currency_to_letters(e->currency, letters);
		appendStringInfo(&json, "\"currency\": \"%s\"}", letters);
	}
	return json.data;
}

static Datum
json_datum(FunctionCallInfo fcinfo, bool has_basis)
{
	PG_RETURN_TEXT_P(
		cstring_to_text(json_of(PG_GETARG_ESTIMATE_P(0), has_basis)));
}

static Datum
jsonb_datum(FunctionCallInfo fcinfo, bool has_basis)
{
	return DirectFunctionCall1(
		jsonb_in,
		CStringGetDatum(json_of(PG_GETARG_ESTIMATE_P(0), has_basis)));
}

Datum
funding_estimate_to_json(PG_FUNCTION_ARGS)
{
	return json_datum(fcinfo, false);
}

Datum
funding_estimate_to_jsonb(PG_FUNCTION_ARGS)
{
	return jsonb_datum(fcinfo, false);
}

Datum
funding_valuation_to_json(PG_FUNCTION_ARGS)
{
	return json_datum(fcinfo, true);
}

Datum
funding_valuation_to_jsonb(PG_FUNCTION_ARGS)
{
	return jsonb_datum(fcinfo, true);
}

Datum
funding_estimate_abbreviate(PG_FUNCTION_ARGS)
{
	int32		digits = PG_GETARG_INT32(1);
	char		text[FND_TEXT_MAX];

	if (fnd_abbreviate_estimate(PG_GETARG_ESTIMATE_P(0), digits,
								funding_plus_minus(), text) != FND_OK)
		funding_raise_abbreviation(digits);
	PG_RETURN_TEXT_P(cstring_to_text(text));
}
