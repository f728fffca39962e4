/*-------------------------------------------------------------------------
 *
 * estimate_ops.c
 *	  Interval arithmetic of estimate, and the scalar operators of valuation.
 *
 * Rules in doc/types.md, "Estimates".
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"

#include "core/estimate_math.h"
#include "estimate_ops.h"
#include "row_sink.h"

PG_FUNCTION_INFO_V1(funding_estimate_add);
PG_FUNCTION_INFO_V1(funding_estimate_subtract);
PG_FUNCTION_INFO_V1(funding_estimate_negate);
PG_FUNCTION_INFO_V1(funding_estimate_multiply);
PG_FUNCTION_INFO_V1(funding_estimate_multiply_left);
PG_FUNCTION_INFO_V1(funding_estimate_divide);
PG_FUNCTION_INFO_V1(funding_estimate_hull);
PG_FUNCTION_INFO_V1(funding_estimate_intersection);
PG_FUNCTION_INFO_V1(funding_estimate_ratio);

/* Raise what two estimates could not do together. */
void
funding_raise_pair(fnd_status status, const char *what, const fnd_estimate *a,
				   const fnd_estimate *b)
{
	if (status == FND_ERR_CURRENCY_MISMATCH)
		funding_raise_mismatch(what, a->currency, b->currency);
	funding_raise(status, FUNDING_ESTIMATE);
}

typedef fnd_status (*combine_function)(const fnd_estimate *a,
									   const fnd_estimate *b,
									   fnd_estimate *result);

/* what is the verb of the error for two currencies. */
static Datum
combine(FunctionCallInfo fcinfo, combine_function combine, const char *what)
{
	const fnd_estimate *a = PG_GETARG_ESTIMATE_P(0);
	const fnd_estimate *b = PG_GETARG_ESTIMATE_P(1);
	fnd_estimate *result = funding_estimate_new();
	fnd_status	status = combine(a, b, result);

	if (status != FND_OK)
		funding_raise_pair(status, what, a, b);
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_add(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, fnd_estimate_add, "add");
}

Datum
funding_estimate_subtract(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, fnd_estimate_subtract, "subtract");
}

Datum
funding_estimate_negate(PG_FUNCTION_ARGS)
{
	fnd_estimate *result = funding_estimate_new();

	fnd_estimate_negate(PG_GETARG_ESTIMATE_P(0), result);
	PG_RETURN_POINTER(result);
}

static Datum
multiply(const fnd_estimate *estimate, Numeric factor)
{
	fnd_decimal	decimal = funding_numeric_to_decimal(factor, "factor");
	fnd_estimate *result = funding_estimate_new();
	fnd_status	status = fnd_estimate_multiply(estimate, &decimal, result);

	if (status != FND_OK)
		funding_raise(status, FUNDING_ESTIMATE);
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_multiply(PG_FUNCTION_ARGS)
{
	return multiply(PG_GETARG_ESTIMATE_P(0), PG_GETARG_NUMERIC(1));
}

Datum
funding_estimate_multiply_left(PG_FUNCTION_ARGS)
{
	return multiply(PG_GETARG_ESTIMATE_P(1), PG_GETARG_NUMERIC(0));
}

Datum
funding_estimate_divide(PG_FUNCTION_ARGS)
{
	fnd_decimal	divisor = funding_numeric_to_decimal(PG_GETARG_NUMERIC(1),
													 "divisor");
	fnd_estimate *result = funding_estimate_new();
	fnd_status	status = fnd_estimate_divide(PG_GETARG_ESTIMATE_P(0), &divisor,
											result);

	if (status != FND_OK)
		funding_raise(status, FUNDING_ESTIMATE);
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_hull(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, fnd_estimate_hull, "take the hull of");
}

/* NULL where the two contradict each other. */
Datum
funding_estimate_intersection(PG_FUNCTION_ARGS)
{
	const fnd_estimate *a = PG_GETARG_ESTIMATE_P(0);
	const fnd_estimate *b = PG_GETARG_ESTIMATE_P(1);
	fnd_estimate *result = funding_estimate_new();
	bool		is_empty;
	fnd_status	status = fnd_estimate_intersect(a, b, result, &is_empty);

	if (status != FND_OK)
		funding_raise_pair(status, "intersect", a, b);
	if (is_empty)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(result);
}

/* A row of ratio_bounds; an infinite bound is NULL. */
Datum
funding_ratio_row(FunctionCallInfo fcinfo, const fnd_ratio *ratio)
{
	static const Oid types[] = { NUMERICOID, NUMERICOID };
	TupleDesc	descriptor;
	Datum	   *value;
	bool	   *is_null;

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg(
				 "function returning record called in context that cannot accept type record")));
	funding_row_check(descriptor, types, lengthof(types), "ratio_bounds");
	value = (Datum *) palloc0(sizeof(Datum) * descriptor->natts);
	is_null = (bool *) palloc(sizeof(bool) * descriptor->natts);
	memset(is_null, true, sizeof(bool) * descriptor->natts);
	is_null[0] = ratio->lower.is_infinite;
	is_null[1] = ratio->upper.is_infinite;
	if (!is_null[0])
		value[0] = funding_numeric_from_u256(&ratio->lower.magnitude,
											 FND_RATIO_SCALE,
											 ratio->lower.is_negative);
	if (!is_null[1])
		value[1] = funding_numeric_from_u256(&ratio->upper.magnitude,
											 FND_RATIO_SCALE,
											 ratio->upper.is_negative);
	return HeapTupleGetDatum(
		heap_form_tuple(BlessTupleDesc(descriptor), value, is_null));
}

Datum
funding_estimate_ratio(PG_FUNCTION_ARGS)
{
	const fnd_estimate *a = PG_GETARG_ESTIMATE_P(0);
	const fnd_estimate *b = PG_GETARG_ESTIMATE_P(1);
	fnd_ratio	ratio;
	fnd_status	status = fnd_estimate_ratio(a, b, &ratio);

	if (status != FND_OK)
		funding_raise_pair(status, "divide", a, b);
	return funding_ratio_row(fcinfo, &ratio);
}
