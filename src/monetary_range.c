/*-------------------------------------------------------------------------
 *
 * monetary_range.c
 *	  Window frames over monetary: RANGE BETWEEN '100 USD' PRECEDING AND ...
 *
 * The offset is an amount in the currency of the rows, or a number, which
 * counts in the currency of each row.  The rule is in doc/types.md, "Window
 * frames".  The server calls these in a memory context that lives as long as
 * the query: what is allocated here is freed here.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "utils/fmgrprotos.h"

#include "core/amount_range.h"

PG_FUNCTION_INFO_V1(funding_monetary_in_range);
PG_FUNCTION_INFO_V1(funding_monetary_in_range_numeric);

static void
check_offset(fnd_i128 offset)
{
	if (fnd_i128_sign(offset) < 0)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PRECEDING_OR_FOLLOWING_SIZE),
			 errmsg("invalid preceding or following size in window function"),
			 errdetail("The offset of a RANGE frame is negative."),
			 errhint("PRECEDING and FOLLOWING say the direction.")));
}

Datum
funding_monetary_in_range(PG_FUNCTION_ARGS)
{
	const fnd_amount *value = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *base = PG_GETARG_AMOUNT_P(1);
	const fnd_amount *offset = PG_GETARG_AMOUNT_P(2);

	check_offset(fnd_amount_coefficient(offset));
	if (offset->currency != base->currency)
	{
		char		offset_name[8];
		char		base_name[8];

		ereport(
			ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("the offset of a RANGE frame is in %s, and a row in %s",
					funding_currency_name(offset->currency, offset_name),
					funding_currency_name(base->currency, base_name)),
			 errdetail("Amounts of different currencies never mix without a "
					   "rate."),
			 errhint("Give the offset as a number: it counts in the currency "
					 "of each row.")));
	}
	PG_RETURN_BOOL(fnd_amount_in_range(
		value, base, fnd_amount_coefficient(offset), offset->scale,
		PG_GETARG_BOOL(3), PG_GETARG_BOOL(4)));
}

/* Of numbers that no amount can have, numeric knows better, as of infinity. */
static Datum
in_range_of_numeric(FunctionCallInfo fcinfo)
{
	const fnd_amount *value = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *base = PG_GETARG_AMOUNT_P(1);
	Datum		value_number;
	Datum		base_number;
	Datum		result;

	if (value->currency != base->currency)
		PG_RETURN_BOOL((value->currency < base->currency) ==
					   PG_GETARG_BOOL(4));
	value_number = funding_numeric_from_i128(fnd_amount_coefficient(value),
											 value->scale);
	base_number = funding_numeric_from_i128(fnd_amount_coefficient(base),
											base->scale);
	result = DirectFunctionCall5(in_range_numeric_numeric, value_number,
								 base_number, PG_GETARG_DATUM(2),
								 PG_GETARG_DATUM(3), PG_GETARG_DATUM(4));
	pfree(DatumGetPointer(value_number));
	pfree(DatumGetPointer(base_number));
	return result;
}

Datum
funding_monetary_in_range_numeric(PG_FUNCTION_ARGS)
{
	const fnd_amount *value = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *base = PG_GETARG_AMOUNT_P(1);
	Numeric		number = PG_GETARG_NUMERIC(2);
	fnd_decimal	offset;
	Datum		result;

	if (funding_numeric_scalar(number, &offset) != FND_OK ||
		offset.scale > FND_SCALE_MAX || offset.scale < -FND_DIGITS_MAX ||
		(offset.scale < 0 &&
		 !fnd_i128_mul_pow10(offset.coefficient, -offset.scale,
							 &offset.coefficient)) ||
		!fnd_coefficient_fits(offset.coefficient))
		result = in_range_of_numeric(fcinfo);
	else
	{
		check_offset(offset.coefficient);
		result = BoolGetDatum(
			fnd_amount_in_range(value, base, offset.coefficient,
								offset.scale < 0 ? 0 : offset.scale,
								PG_GETARG_BOOL(3), PG_GETARG_BOOL(4)));
	}
	PG_FREE_IF_COPY(number, 2);
	return result;
}
