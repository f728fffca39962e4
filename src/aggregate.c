/*-------------------------------------------------------------------------
 *
 * aggregate.c
 *	  sum and avg of monetary and estimate: serial, parallel and moving.
 *
 * The state is the core's (core/sum.h), allocated once in the aggregate's
 * context; rows allocate nothing.  The range is checked at the end, so the
 * order of the rows never matters.  An average has the state and the steps of
 * the sum, so that both in one query cost one.
 *
 * Least and greatest are in aggregate_extreme.c, sums by currency in
 * aggregate_totals.c.
 *
 *-------------------------------------------------------------------------
 */
#include "aggregate.h"

#include "libpq/pqformat.h"

#include "core/sum.h"

PG_FUNCTION_INFO_V1(funding_monetary_sum_add);
PG_FUNCTION_INFO_V1(funding_monetary_sum_remove);
PG_FUNCTION_INFO_V1(funding_monetary_sum_combine);
PG_FUNCTION_INFO_V1(funding_monetary_sum_serialize);
PG_FUNCTION_INFO_V1(funding_monetary_sum_deserialize);
PG_FUNCTION_INFO_V1(funding_monetary_sum_result);
PG_FUNCTION_INFO_V1(funding_monetary_average_result);
PG_FUNCTION_INFO_V1(funding_estimate_sum_add);
PG_FUNCTION_INFO_V1(funding_estimate_sum_remove);
PG_FUNCTION_INFO_V1(funding_estimate_sum_combine);
PG_FUNCTION_INFO_V1(funding_estimate_sum_serialize);
PG_FUNCTION_INFO_V1(funding_estimate_sum_deserialize);
PG_FUNCTION_INFO_V1(funding_estimate_sum_result);
PG_FUNCTION_INFO_V1(funding_estimate_average_result);

/* The context of the state; an error outside of an aggregate. */
MemoryContext
funding_aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("aggregate function called outside of an aggregate")));
	return context;
}

/* The first call of a group, which is rare: out of the way of the others. */
static pg_noinline fnd_amount_sum *
new_amount_state(FunctionCallInfo fcinfo)
{
	fnd_amount_sum *state = (fnd_amount_sum *) MemoryContextAlloc(
		funding_aggregate_context(fcinfo), sizeof(*state));

	fnd_amount_sum_init(state);
	return state;
}

static inline fnd_amount_sum *
amount_state(FunctionCallInfo fcinfo)
{
	if (unlikely(PG_ARGISNULL(0)))
		return new_amount_state(fcinfo);
	return (fnd_amount_sum *) PG_GETARG_POINTER(0);
}

static pg_noinline fnd_estimate_sum *
new_estimate_state(FunctionCallInfo fcinfo)
{
	fnd_estimate_sum *state = (fnd_estimate_sum *) MemoryContextAlloc(
		funding_aggregate_context(fcinfo), sizeof(*state));

	fnd_estimate_sum_init(state);
	return state;
}

static inline fnd_estimate_sum *
estimate_state(FunctionCallInfo fcinfo)
{
	if (unlikely(PG_ARGISNULL(0)))
		return new_estimate_state(fcinfo);
	return (fnd_estimate_sum *) PG_GETARG_POINTER(0);
}

/* Not STRICT: the first row makes the state, NULL rows are left out. */
Datum
funding_monetary_sum_add(PG_FUNCTION_ARGS)
{
	fnd_amount_sum *state = amount_state(fcinfo);

	if (!PG_ARGISNULL(1))
	{
		const fnd_amount *amount = PG_GETARG_AMOUNT_P(1);

		if (unlikely(fnd_amount_sum_add(state, amount) != FND_OK))
			funding_raise_mismatch("sum", state->currency, amount->currency);
	}
	PG_RETURN_POINTER(state);
}

Datum
funding_monetary_sum_remove(PG_FUNCTION_ARGS)
{
	fnd_amount_sum *state = amount_state(fcinfo);

	if (!PG_ARGISNULL(1))
		fnd_amount_sum_remove(state, PG_GETARG_AMOUNT_P(1));
	PG_RETURN_POINTER(state);
}

/* Not STRICT: either side may have seen no rows at all. */
Datum
funding_monetary_sum_combine(PG_FUNCTION_ARGS)
{
	fnd_amount_sum *state = amount_state(fcinfo);

	if (!PG_ARGISNULL(1))
	{
		const fnd_amount_sum *more = (const fnd_amount_sum *)
			PG_GETARG_POINTER(1);

		if (fnd_amount_sum_combine(state, more) != FND_OK)
			funding_raise_mismatch("sum", state->currency, more->currency);
	}
	PG_RETURN_POINTER(state);
}

Datum
funding_monetary_sum_serialize(PG_FUNCTION_ARGS)
{
	uint8_t		bytes[FND_AMOUNT_SUM_BYTES];
	StringInfoData buffer;

	fnd_amount_sum_write((const fnd_amount_sum *) PG_GETARG_POINTER(0), bytes);
	pq_begintypsend(&buffer);
	pq_sendbytes(&buffer, (const char *) bytes, sizeof(bytes));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

Datum
funding_monetary_sum_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	fnd_amount_sum *state = (fnd_amount_sum *) palloc(sizeof(*state));

	(void) funding_aggregate_context(fcinfo);
	if (fnd_amount_sum_read((const uint8_t *) VARDATA_ANY(bytes),
							VARSIZE_ANY_EXHDR(bytes), state) != FND_OK)
		funding_raise_binary(FND_ERR_BINARY_STATE, "sum of monetary");
	PG_RETURN_POINTER(state);
}

typedef fnd_status (*amount_result)(const fnd_amount_sum *sum,
									fnd_amount *result);

/* Not STRICT: no rows, or none but NULL, give NULL. */
static Datum
amount_result_or_null(FunctionCallInfo fcinfo, amount_result settle)
{
	const fnd_amount_sum *state;
	fnd_amount *result;
	fnd_status	status;

	if (PG_ARGISNULL(0))
	{
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	state = (const fnd_amount_sum *) PG_GETARG_POINTER(0);
	if (state->rows_count == 0)
		PG_RETURN_NULL();
	result = funding_amount_new();
	status = settle(state, result);
	if (status != FND_OK)
		funding_raise(status, FUNDING_MONETARY);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_sum_result(PG_FUNCTION_ARGS)
{
	return amount_result_or_null(fcinfo, fnd_amount_sum_result);
}

Datum
funding_monetary_average_result(PG_FUNCTION_ARGS)
{
	return amount_result_or_null(fcinfo, fnd_amount_sum_average);
}

/* Not STRICT: the first row makes the state, NULL rows are left out. */
Datum
funding_estimate_sum_add(PG_FUNCTION_ARGS)
{
	fnd_estimate_sum *state = estimate_state(fcinfo);

	if (!PG_ARGISNULL(1))
	{
		const fnd_estimate *estimate = PG_GETARG_ESTIMATE_P(1);

		if (fnd_estimate_sum_add(state, estimate) != FND_OK)
			funding_raise_mismatch("sum", state->currency, estimate->currency);
	}
	PG_RETURN_POINTER(state);
}

Datum
funding_estimate_sum_remove(PG_FUNCTION_ARGS)
{
	fnd_estimate_sum *state = estimate_state(fcinfo);

	if (!PG_ARGISNULL(1))
		fnd_estimate_sum_remove(state, PG_GETARG_ESTIMATE_P(1));
	PG_RETURN_POINTER(state);
}

/* Not STRICT: either side may have seen no rows at all. */
Datum
funding_estimate_sum_combine(PG_FUNCTION_ARGS)
{
	fnd_estimate_sum *state = estimate_state(fcinfo);

	if (!PG_ARGISNULL(1))
	{
		const fnd_estimate_sum *more = (const fnd_estimate_sum *)
			PG_GETARG_POINTER(1);

		if (fnd_estimate_sum_combine(state, more) != FND_OK)
			funding_raise_mismatch("sum", state->currency, more->currency);
	}
	PG_RETURN_POINTER(state);
}

Datum
funding_estimate_sum_serialize(PG_FUNCTION_ARGS)
{
	uint8_t		bytes[FND_ESTIMATE_SUM_BYTES];
	StringInfoData buffer;

	fnd_estimate_sum_write((const fnd_estimate_sum *) PG_GETARG_POINTER(0),
						   bytes);
	pq_begintypsend(&buffer);
	pq_sendbytes(&buffer, (const char *) bytes, sizeof(bytes));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

Datum
funding_estimate_sum_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	fnd_estimate_sum *state = (fnd_estimate_sum *) palloc(sizeof(*state));

	(void) funding_aggregate_context(fcinfo);
	if (fnd_estimate_sum_read((const uint8_t *) VARDATA_ANY(bytes),
							  VARSIZE_ANY_EXHDR(bytes), state) != FND_OK)
		funding_raise_binary(FND_ERR_BINARY_STATE, "sum of estimate");
	PG_RETURN_POINTER(state);
}

typedef fnd_status (*estimate_result)(const fnd_estimate_sum *sum,
									  fnd_estimate *result);

/* Not STRICT: no rows, or none but NULL, give NULL. */
static Datum
estimate_result_or_null(FunctionCallInfo fcinfo, estimate_result settle)
{
	const fnd_estimate_sum *state;
	fnd_estimate *result;
	fnd_status	status;

	if (PG_ARGISNULL(0))
	{
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	state = (const fnd_estimate_sum *) PG_GETARG_POINTER(0);
	if (state->rows_count == 0)
		PG_RETURN_NULL();
	result = funding_estimate_new();
	status = settle(state, result);
	if (status != FND_OK)
		funding_raise(status, FUNDING_ESTIMATE);
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_sum_result(PG_FUNCTION_ARGS)
{
	return estimate_result_or_null(fcinfo, fnd_estimate_sum_result);
}

Datum
funding_estimate_average_result(PG_FUNCTION_ARGS)
{
	return estimate_result_or_null(fcinfo, fnd_estimate_sum_average);
}
