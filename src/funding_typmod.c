/*-------------------------------------------------------------------------
 *
 * funding_typmod.c
 *	  monetary(USD): a type modifier holds a column to one currency.
 *
 * The typmod is the number of the currency.  Its text quotes the code, since
 * ALL, the lek, is a keyword and an unquoted dump would not restore.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(funding_typmod_in);
PG_FUNCTION_INFO_V1(funding_typmod_out);
PG_FUNCTION_INFO_V1(funding_monetary_typmod);
PG_FUNCTION_INFO_V1(funding_estimate_typmod);
PG_FUNCTION_INFO_V1(funding_valuation_typmod);

Datum
funding_typmod_in(PG_FUNCTION_ARGS)
{
	ArrayType  *modifiers = PG_GETARG_ARRAYTYPE_P(0);
	Datum	   *element;
	int			elements_count;
	const char *code;
	fnd_currency currency = FND_CURRENCY_NONE;

	if (ARR_ELEMTYPE(modifiers) != CSTRINGOID || ARR_NDIM(modifiers) != 1 ||
		array_contains_nulls(modifiers))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a type modifier must be a list of currency codes"),
				 errhint("Write a single code, as in monetary(USD).")));
	deconstruct_array(modifiers, CSTRINGOID, -2, false, TYPALIGN_CHAR,
					  &element, NULL, &elements_count);
	if (elements_count != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a column has one currency, not %d", elements_count),
				 errhint("Write a single code, as in monetary(USD).")));

	code = DatumGetCString(element[0]);
	if (strlen(code) == 3)
		currency = fnd_currency_from_letters(code);
	if (!fnd_currency_is_known(currency))
		funding_save_currency_error(NULL, code, strlen(code));
	PG_RETURN_INT32(currency);
}

Datum
funding_typmod_out(PG_FUNCTION_ARGS)
{
	int32		typmod = PG_GETARG_INT32(0);
	char		letters[4];

	if (typmod < 0 || !fnd_currency_is_known((fnd_currency) typmod) ||
		typmod > FND_CURRENCY_MAX)
		PG_RETURN_CSTRING(pstrdup(""));
	fnd_currency_to_letters((fnd_currency) typmod, letters);
	PG_RETURN_CSTRING(psprintf("('%s')", letters));
}

/*
 * A typmod that no column can have comes from a call of an input or length
 * function by hand; what it would write might not read back.
 */
static fnd_currency
currency_from_typmod(int32 typmod)
{
	if (typmod > FND_CURRENCY_MAX ||
		!fnd_currency_is_known((fnd_currency) typmod))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid type modifier: %d", typmod),
				 errdetail("It is the number of no currency."),
				 errhint("Write the currency itself, as in monetary(USD).")));
	return (fnd_currency) typmod;
}

bool
funding_amount_apply_typmod(const fnd_amount *amount, int32 typmod,
							Node *escontext)
{
	fnd_currency wanted;

	if (typmod < 0)
		return true;
	wanted = currency_from_typmod(typmod);
	if (amount->currency == wanted)
		return true;
	funding_save_typmod_error(escontext, FUNDING_MONETARY, wanted,
							  amount->currency);
	return false;
}

/* An undisclosed amount without a currency takes the one of the column. */
bool
funding_estimate_apply_typmod(fnd_estimate *estimate, int32 typmod,
							  const char *type_name, Node *escontext)
{
	fnd_interval interval;
	fnd_currency wanted;

	if (typmod < 0)
		return true;
	wanted = currency_from_typmod(typmod);
	if (estimate->currency == wanted)
		return true;
	if (estimate->currency != FND_CURRENCY_NONE)
	{
		funding_save_typmod_error(escontext, type_name, wanted,
								  estimate->currency);
		return false;
	}
	fnd_estimate_open(estimate, &interval);
	interval.currency = wanted;

	/* both bounds are zero or infinite: this cannot fail */
	(void) fnd_estimate_make(&interval, (fnd_basis) estimate->basis, estimate);
	return true;
}

Datum
funding_monetary_typmod(PG_FUNCTION_ARGS)
{
	(void) funding_amount_apply_typmod(PG_GETARG_AMOUNT_P(0),
									   PG_GETARG_INT32(1), NULL);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

static Datum
apply_to_copy(FunctionCallInfo fcinfo, const char *type_name)
{
	fnd_estimate *result = funding_estimate_new();

	*result = *PG_GETARG_ESTIMATE_P(0);
	(void) funding_estimate_apply_typmod(result, PG_GETARG_INT32(1), type_name,
										 NULL);
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_typmod(PG_FUNCTION_ARGS)
{
	return apply_to_copy(fcinfo, FUNDING_ESTIMATE);
}

Datum
funding_valuation_typmod(PG_FUNCTION_ARGS)
{
	return apply_to_copy(fcinfo, FUNDING_VALUATION);
}
