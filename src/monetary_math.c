/*-------------------------------------------------------------------------
 *
 * monetary_math.c
 *	  Arithmetic, rounding and allocation of monetary.
 *
 * Rules in doc/types.md, "Arithmetic".
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/primnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "core/allocate.h"

PG_FUNCTION_INFO_V1(funding_monetary_add);
PG_FUNCTION_INFO_V1(funding_monetary_subtract);
PG_FUNCTION_INFO_V1(funding_monetary_negate);
PG_FUNCTION_INFO_V1(funding_monetary_abs);
PG_FUNCTION_INFO_V1(funding_monetary_sign);
PG_FUNCTION_INFO_V1(funding_monetary_multiply);
PG_FUNCTION_INFO_V1(funding_monetary_multiply_left);
PG_FUNCTION_INFO_V1(funding_monetary_divide);
PG_FUNCTION_INFO_V1(funding_monetary_ratio);
PG_FUNCTION_INFO_V1(funding_monetary_round_minor);
PG_FUNCTION_INFO_V1(funding_monetary_round);
PG_FUNCTION_INFO_V1(funding_monetary_allocate);

/* what is the verb of the error for two currencies. */
static pg_noinline void
raise_combine(fnd_status status, const char *what, const fnd_amount *a,
			  const fnd_amount *b)
{
	if (status == FND_ERR_CURRENCY_MISMATCH)
		funding_raise_mismatch(what, a->currency, b->currency);
	funding_raise(status, FUNDING_MONETARY);
}

Datum
funding_monetary_add(PG_FUNCTION_ARGS)
{
	const fnd_amount *a = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *b = PG_GETARG_AMOUNT_P(1);
	fnd_amount *result = funding_amount_new();
	fnd_status	status = fnd_amount_add(a, b, result);

	if (unlikely(status != FND_OK))
		raise_combine(status, "add", a, b);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_subtract(PG_FUNCTION_ARGS)
{
	const fnd_amount *a = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *b = PG_GETARG_AMOUNT_P(1);
	fnd_amount *result = funding_amount_new();
	fnd_status	status = fnd_amount_subtract(a, b, result);

	if (unlikely(status != FND_OK))
		raise_combine(status, "subtract", a, b);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_negate(PG_FUNCTION_ARGS)
{
	fnd_amount *result = funding_amount_new();

	fnd_amount_negate(PG_GETARG_AMOUNT_P(0), result);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_abs(PG_FUNCTION_ARGS)
{
	const fnd_amount *amount = PG_GETARG_AMOUNT_P(0);
	fnd_amount *result = funding_amount_new();

	if (fnd_amount_sign(amount) < 0)
		fnd_amount_negate(amount, result);
	else
		*result = *amount;
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_sign(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(fnd_amount_sign(PG_GETARG_AMOUNT_P(0)));
}

/*
 * A factor of up to 38 digits is the core's; numeric multiplies the longer
 * ones, exactly, and one rounding follows.
 */
static pg_noinline fnd_status
multiply_long(const fnd_amount *amount, Numeric factor, fnd_amount *result)
{
	fnd_decimal	decimal;
	fnd_status	status = funding_numeric_scalar(factor, &decimal);

	if (status == FND_OK)
		return fnd_amount_multiply(amount, &decimal, FND_ROUND_HALF_EVEN,
								   result);
	if (status == FND_ERR_SCALAR_DIGITS)
	{
		Datum		number;
		Datum		product;

		number = funding_numeric_from_i128(fnd_amount_coefficient(amount),
										   amount->scale);
		product = DirectFunctionCall2(numeric_mul, number,
									  NumericGetDatum(factor));
		status = funding_numeric_round(DatumGetNumeric(product),
									   FND_ROUND_HALF_EVEN, &decimal, NULL);
		if (status != FND_OK)
			return status;
		return fnd_amount_make(decimal.coefficient, decimal.scale,
							   amount->currency, result);
	}
	(void) funding_numeric_to_decimal(factor, "factor");
	return status;
}

/* What a call site keeps of its factor. */
typedef struct factor_cache
{
	bool		is_constant;	/* and short: decimal is what it says */
	fnd_decimal	decimal;
} factor_cache;

/*
 * Is the factor a literal of the query?  A parameter is not: a simple
 * expression of PL/pgSQL keeps the call site while its value changes.
 */
static pg_noinline factor_cache *
look_at_factor(FmgrInfo *flinfo, int argument)
{
	factor_cache *cache = (factor_cache *) MemoryContextAllocZero(
		flinfo->fn_mcxt, sizeof(*cache));
	Node	   *expr = flinfo->fn_expr;
	List	   *args = NIL;

	if (expr != NULL && IsA(expr, OpExpr))
		args = ((OpExpr *) expr)->args;
	else if (expr != NULL && IsA(expr, FuncExpr))
		args = ((FuncExpr *) expr)->args;
	if (list_length(args) == 2 && IsA(list_nth(args, argument), Const))
	{
		const Const *constant = (const Const *) list_nth(args, argument);

		cache->is_constant = !constant->constisnull &&
			funding_numeric_is_short(constant->constvalue, &cache->decimal);
	}
	flinfo->fn_extra = cache;
	return cache;
}

static inline Datum
multiply(FunctionCallInfo fcinfo, const fnd_amount *amount, int argument)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;
	Datum		factor = PG_GETARG_DATUM(argument);
	fnd_amount *result = funding_amount_new();
	const factor_cache *cache = NULL;
	fnd_decimal	decimal;
	fnd_status	status;

	if (likely(flinfo != NULL))
	{
		cache = (const factor_cache *) flinfo->fn_extra;
		if (unlikely(cache == NULL))
			cache = look_at_factor(flinfo, argument);
	}
	if (cache != NULL && cache->is_constant)
		status = fnd_amount_multiply(amount, &cache->decimal,
									 FND_ROUND_HALF_EVEN, result);
	else if (likely(funding_numeric_is_short(factor, &decimal)))
		status = fnd_amount_multiply(amount, &decimal, FND_ROUND_HALF_EVEN,
									 result);
	else
		status = multiply_long(amount, DatumGetNumeric(factor), result);
	if (unlikely(status != FND_OK))
		funding_raise(status, FUNDING_MONETARY);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_multiply(PG_FUNCTION_ARGS)
{
	return multiply(fcinfo, PG_GETARG_AMOUNT_P(0), 1);
}

Datum
funding_monetary_multiply_left(PG_FUNCTION_ARGS)
{
	return multiply(fcinfo, PG_GETARG_AMOUNT_P(1), 0);
}

Datum
funding_monetary_divide(PG_FUNCTION_ARGS)
{
	fnd_decimal	divisor = funding_numeric_to_decimal(PG_GETARG_NUMERIC(1),
													 "divisor");
	fnd_amount *result = funding_amount_new();
	fnd_status	status = fnd_amount_divide(PG_GETARG_AMOUNT_P(0), &divisor,
										  FND_ROUND_HALF_EVEN, result);

	if (status != FND_OK)
		funding_raise(status, FUNDING_MONETARY);
	PG_RETURN_POINTER(result);
}

/* The quotient of two amounts is numeric's, with its precision. */
Datum
funding_monetary_ratio(PG_FUNCTION_ARGS)
{
	const fnd_amount *a = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *b = PG_GETARG_AMOUNT_P(1);

	if (a->currency != b->currency)
		funding_raise_mismatch("divide", a->currency, b->currency);
	if (fnd_amount_sign(b) == 0)
		funding_raise(FND_ERR_DIVISION_BY_ZERO, FUNDING_MONETARY);
	return DirectFunctionCall2(
		numeric_div,
		funding_numeric_from_i128(fnd_amount_coefficient(a), a->scale),
		funding_numeric_from_i128(fnd_amount_coefficient(b), b->scale));
}

/* round(monetary): half-even, to the minor units of the currency. */
Datum
funding_monetary_round_minor(PG_FUNCTION_ARGS)
{
	const fnd_amount *amount = PG_GETARG_AMOUNT_P(0);
	fnd_amount *result = funding_amount_new();
	fnd_status	status;

	status = fnd_amount_round(amount,
							  fnd_currency_minor_units(amount->currency),
							  FND_ROUND_HALF_EVEN, result);
	if (status != FND_OK)
		funding_raise(status, FUNDING_MONETARY);
	PG_RETURN_POINTER(result);
}

/*
 * round(monetary, digits, mode).  Not STRICT: NULL digits are the minor
 * units of the currency; a NULL amount or mode gives NULL.
 */
Datum
funding_monetary_round(PG_FUNCTION_ARGS)
{
	const fnd_amount *amount;
	fnd_amount *result;
	text	   *mode_name;
	fnd_rounding mode;
	fnd_status	status;
	int			digits;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	amount = PG_GETARG_AMOUNT_P(0);
	digits = PG_ARGISNULL(1) ? fnd_currency_minor_units(amount->currency) :
							   PG_GETARG_INT32(1);
	mode_name = PG_GETARG_TEXT_PP(2);
	if (!fnd_rounding_from_name(VARDATA_ANY(mode_name),
								VARSIZE_ANY_EXHDR(mode_name), &mode))
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown rounding mode: \"%s\"",
					text_to_cstring(mode_name)),
			 errhint(
				 "The modes are half even, half up, half down, up, down, ceiling and floor.")));
	result = funding_amount_new();
	status = fnd_amount_round(amount, digits, mode, result);
	if (status != FND_OK)
		funding_raise(status, FUNDING_MONETARY);
	PG_RETURN_POINTER(result);
}

/*
 * Above this the weights are read, brought to one scale and put in an array for
 * longer than a cancel may wait.
 */
#define PARTS_MAX 1000000

/* The weights as decimals; an error for anything that is not a weight. */
static fnd_decimal *
read_weights(ArrayType *array, int *weights_count)
{
	Datum	   *element;
	bool	   *is_null;
	fnd_decimal *weights;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weights must be an array of one dimension"),
				 errdetail("It has %d dimensions.", ARR_NDIM(array))));
	deconstruct_array(array, NUMERICOID, -1, false, TYPALIGN_INT, &element,
					  &is_null, weights_count);
	if (*weights_count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weights must not be empty"),
				 errdetail("An amount cannot be allocated to no parts.")));
	if (*weights_count > PARTS_MAX)
		ereport(
			ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("an amount cannot be allocated to %d parts",
					*weights_count),
			 errdetail("The limit is %d parts.", PARTS_MAX),
			 errhint("Allocate to groups first, then inside each group.")));
	weights = (fnd_decimal *) palloc(sizeof(fnd_decimal) * *weights_count);
	for (int i = 0; i < *weights_count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (is_null[i])
			ereport(
				ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("weight %d is null", i + 1),
				 errhint(
					 "Use coalesce(weight, 0) for a part that gets nothing.")));
		weights[i] = funding_numeric_to_decimal(DatumGetNumeric(element[i]),
												"weight");
	}
	return weights;
}

Datum
funding_monetary_allocate(PG_FUNCTION_ARGS)
{
	const fnd_amount *amount = PG_GETARG_AMOUNT_P(0);
	int			weights_count;
	fnd_decimal *weights = read_weights(PG_GETARG_ARRAYTYPE_P(1),
										&weights_count);
	Oid			monetary_oid = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));
	fnd_share  *shares;
	fnd_allocation allocation;
	bool		is_done = false;
	Datum	   *parts;
	fnd_i128	total;
	fnd_status	status;

	/* an expression node is there in every call that SQL can make */
	if (!OidIsValid(monetary_oid))
		monetary_oid = get_element_type(
			get_func_rettype(fcinfo->flinfo->fn_oid));
	shares = (fnd_share *) MemoryContextAllocHuge(
		CurrentMemoryContext, sizeof(fnd_share) * (Size) weights_count);
	status = fnd_allocate_weights(weights, weights_count, shares, &total);
	if (status == FND_OK)
		fnd_allocation_init(&allocation, amount, shares, weights_count, total);
	while (status == FND_OK && !is_done)
	{
		CHECK_FOR_INTERRUPTS();
		status = fnd_allocation_step(&allocation, &is_done);
	}
	if (status != FND_OK)
		funding_raise(status, FUNDING_MONETARY);

	parts = (Datum *) palloc(sizeof(Datum) * weights_count);
	for (int i = 0; i < weights_count; i++)
		parts[i] = PointerGetDatum(&shares[i].part);
	PG_RETURN_ARRAYTYPE_P(construct_array(parts, weights_count, monetary_oid,
										  sizeof(fnd_amount), false,
										  TYPALIGN_DOUBLE));
}
