/*-------------------------------------------------------------------------
 *
 * monetary_func.c
 *	  Constructor, accessors and casts of monetary, and its short text.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"

#include "core/abbreviate.h"

PG_FUNCTION_INFO_V1(funding_monetary_make);
PG_FUNCTION_INFO_V1(funding_monetary_amount);
PG_FUNCTION_INFO_V1(funding_monetary_currency);
PG_FUNCTION_INFO_V1(funding_monetary_to_json);
PG_FUNCTION_INFO_V1(funding_monetary_to_jsonb);
PG_FUNCTION_INFO_V1(funding_monetary_abbreviate);

/* monetary(numeric, text): exact or an error, never rounded. */
Datum
funding_monetary_make(PG_FUNCTION_ARGS)
{
	fnd_decimal	number;
	fnd_currency currency;
	fnd_amount *result;
	fnd_status	status;

	if (!funding_numeric_is_short(PG_GETARG_DATUM(0), &number))
		number = funding_numeric_to_decimal(PG_GETARG_NUMERIC(0), "amount");
	currency = funding_currency_from_text(PG_GETARG_TEXT_PP(1));
	result = funding_amount_new();
	status = fnd_amount_make(number.coefficient, number.scale, currency,
							 result);
	if (status != FND_OK)
		funding_raise(status, FUNDING_MONETARY);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_amount(PG_FUNCTION_ARGS)
{
	const fnd_amount *amount = PG_GETARG_AMOUNT_P(0);

	return funding_numeric_from_i128(fnd_amount_coefficient(amount),
									 amount->scale);
}

Datum
funding_monetary_currency(PG_FUNCTION_ARGS)
{
	return funding_currency_to_text(PG_GETARG_AMOUNT_P(0)->currency);
}

/* The amount is a string: a JSON number is a double to most readers. */
static char *
json_of(const fnd_amount *amount)
{
	char		number[FND_TEXT_NUMBER_MAX];
	char		letters[4];

	(void) fnd_text_write_number(fnd_amount_coefficient(amount), amount->scale,
								 number);
	fnd_currency_to_letters(amount->currency, letters);
	return psprintf("{\"amount\": \"%s\", \"currency\": \"%s\"}", number,
					letters);
}

Datum
funding_monetary_to_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(json_of(PG_GETARG_AMOUNT_P(0))));
}

Datum
funding_monetary_to_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(
		jsonb_in, CStringGetDatum(json_of(PG_GETARG_AMOUNT_P(0))));
}

Datum
funding_monetary_abbreviate(PG_FUNCTION_ARGS)
{
	int32		digits = PG_GETARG_INT32(1);
	char		text[FND_TEXT_MAX];

	if (fnd_abbreviate_amount(PG_GETARG_AMOUNT_P(0), digits, text) != FND_OK)
		funding_raise_abbreviation(digits);
	PG_RETURN_TEXT_P(cstring_to_text(text));
}
