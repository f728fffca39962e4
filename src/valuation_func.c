/*-------------------------------------------------------------------------
 *
 * valuation_func.c
 *	  Basis, casts, pre-money, post-money and dilution.
 *
 * Rules and sources in doc/types.md, "Valuations".
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "utils/builtins.h"

#include "core/valuation.h"
#include "estimate_ops.h"

PG_FUNCTION_INFO_V1(funding_valuation_from_estimate);
PG_FUNCTION_INFO_V1(funding_valuation_to_estimate);
PG_FUNCTION_INFO_V1(funding_valuation_make);
PG_FUNCTION_INFO_V1(funding_valuation_basis);
PG_FUNCTION_INFO_V1(funding_valuation_pre_money);
PG_FUNCTION_INFO_V1(funding_valuation_post_money);
PG_FUNCTION_INFO_V1(funding_valuation_dilution);

/* The basis is not stated, and is not guessed. */
Datum
funding_valuation_from_estimate(PG_FUNCTION_ARGS)
{
	fnd_estimate *result = funding_estimate_new();

	*result = *PG_GETARG_ESTIMATE_P(0);
	PG_RETURN_POINTER(result);
}

Datum
funding_valuation_to_estimate(PG_FUNCTION_ARGS)
{
	fnd_estimate *result = funding_estimate_new();

	*result = *PG_GETARG_ESTIMATE_P(0);
	result->basis = FND_BASIS_NONE;
	PG_RETURN_POINTER(result);
}

/*
 * valuation(estimate, basis).  Not STRICT: a NULL basis is one that the
 * source does not state; a NULL estimate gives NULL.
 */
Datum
funding_valuation_make(PG_FUNCTION_ARGS)
{
	fnd_estimate *result;
	fnd_basis	basis = FND_BASIS_NONE;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(1))
	{
		text	   *name = PG_GETARG_TEXT_PP(1);

		if (!fnd_basis_from_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name),
								 &basis))
			ereport(
				ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown basis of valuation: \"%s\"",
						text_to_cstring(name)),
				 errhint(
					 "The basis is pre or post, or NULL where the source does not state it.")));
	}
	result = funding_estimate_new();
	*result = *PG_GETARG_ESTIMATE_P(0);
	result->basis = (uint8_t) basis;
	PG_RETURN_POINTER(result);
}

/* NULL where it is not stated. */
Datum
funding_valuation_basis(PG_FUNCTION_ARGS)
{
	const char *name;

	name = fnd_basis_name((fnd_basis) PG_GETARG_ESTIMATE_P(0)->basis);
	if (name == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

pg_noreturn static void
raise_round(fnd_status status, const fnd_estimate *v,
			const fnd_estimate *raised)
{
	if (status == FND_ERR_NEGATIVE)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg(
				 "neither a valuation nor what was raised may be negative here"),
			 errdetail(
				 "Dilution and pre-money and post-money valuations have no meaning below zero.")));
	if (status == FND_ERR_BOUNDS_ORDER)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("more was raised than the post-money valuation"),
				 errdetail("A post-money valuation includes what was raised."),
				 errhint("Is the valuation a pre-money one?")));
	funding_raise_pair(status, "relate", raised, v);
}

typedef fnd_status (*convert_function)(const fnd_estimate *v,
									   const fnd_estimate *raised,
									   fnd_estimate *result);

static Datum
convert(FunctionCallInfo fcinfo, convert_function convert)
{
	const fnd_estimate *v = PG_GETARG_ESTIMATE_P(0);
	const fnd_estimate *raised = PG_GETARG_ESTIMATE_P(1);
	fnd_estimate *result = funding_estimate_new();
	fnd_status	status = convert(v, raised, result);

	if (status != FND_OK)
		raise_round(status, v, raised);
	PG_RETURN_POINTER(result);
}

Datum
funding_valuation_pre_money(PG_FUNCTION_ARGS)
{
	return convert(fcinfo, fnd_valuation_pre_money);
}

Datum
funding_valuation_post_money(PG_FUNCTION_ARGS)
{
	return convert(fcinfo, fnd_valuation_post_money);
}

Datum
funding_valuation_dilution(PG_FUNCTION_ARGS)
{
	const fnd_estimate *raised = PG_GETARG_ESTIMATE_P(0);
	const fnd_estimate *v = PG_GETARG_ESTIMATE_P(1);
	fnd_ratio	ratio;
	fnd_status	status = fnd_valuation_dilution(raised, v, &ratio);

	if (status != FND_OK)
		raise_round(status, v, raised);
	return funding_ratio_row(fcinfo, &ratio);
}
