/*-------------------------------------------------------------------------
 *
 * aggregate_totals.c
 *	  totals of monetary and estimate: the sum of each currency, as an array.
 *
 * The state is the core's (core/totals.h): a sum for each currency that was
 * seen, sorted, in the aggregate's context.
 *
 *-------------------------------------------------------------------------
 */
#include "aggregate.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/lsyscache.h"

#include "core/totals.h"

PG_FUNCTION_INFO_V1(funding_monetary_totals_add);
PG_FUNCTION_INFO_V1(funding_monetary_totals_remove);
PG_FUNCTION_INFO_V1(funding_monetary_totals_combine);
PG_FUNCTION_INFO_V1(funding_monetary_totals_serialize);
PG_FUNCTION_INFO_V1(funding_monetary_totals_deserialize);
PG_FUNCTION_INFO_V1(funding_monetary_totals_result);
PG_FUNCTION_INFO_V1(funding_estimate_totals_add);
PG_FUNCTION_INFO_V1(funding_estimate_totals_remove);
PG_FUNCTION_INFO_V1(funding_estimate_totals_combine);
PG_FUNCTION_INFO_V1(funding_estimate_totals_serialize);
PG_FUNCTION_INFO_V1(funding_estimate_totals_deserialize);
PG_FUNCTION_INFO_V1(funding_estimate_totals_result);

/* Few columns have more currencies. */
#define CAPACITY_FIRST 4

/* What the aggregates of the two types do differently. */
typedef struct totals_type
{
	void (*init)(fnd_totals *totals);
	void (*combine)(fnd_totals *totals, const fnd_totals *more);
	void (*write)(const fnd_totals *totals, uint8_t *bytes);
	fnd_status (*read)(const uint8_t *bytes, size_t length,
					   fnd_totals *totals);
	size_t		sum_bytes;		/* on the wire */
	const char *name;
} totals_type;

static const totals_type monetary_type = {
	fnd_amount_totals_init, fnd_amount_totals_combine, fnd_amount_totals_write,
	fnd_amount_totals_read, FND_AMOUNT_SUM_BYTES,	   "totals of monetary"
};

static const totals_type estimate_type = {
	fnd_estimate_totals_init,  fnd_estimate_totals_combine,
	fnd_estimate_totals_write, fnd_estimate_totals_read,
	FND_ESTIMATE_SUM_BYTES,	   "totals of estimate"
};

static fnd_totals *
new_totals(MemoryContext context, const totals_type *type)
{
	fnd_totals *totals = (fnd_totals *) MemoryContextAlloc(context,
														   sizeof(*totals));

	type->init(totals);
	return totals;
}

static fnd_totals *
state_of(FunctionCallInfo fcinfo, const totals_type *type)
{
	if (!PG_ARGISNULL(0))
		return (fnd_totals *) PG_GETARG_POINTER(0);
	return new_totals(funding_aggregate_context(fcinfo), type);
}

/* Room for so many sums, no more than there are currencies. */
static void
reserve(MemoryContext context, fnd_totals *totals, int count)
{
	void	   *old = totals->sums;
	int			capacity = Max(2 * totals->capacity, CAPACITY_FIRST);

	count = Min(count, fnd_totals_max());
	if (count <= totals->capacity)
		return;
	capacity = Min(Max(capacity, count), fnd_totals_max());
	fnd_totals_move(totals,
					MemoryContextAlloc(context, capacity * totals->sum_size),
					capacity);
	if (old != NULL)
		pfree(old);
}

static inline void
reserve_one(FunctionCallInfo fcinfo, fnd_totals *totals)
{
	if (unlikely(fnd_totals_is_full(totals)))
		reserve(funding_aggregate_context(fcinfo), totals, totals->count + 1);
}

/* Not STRICT: the first row makes the state, NULL rows are left out. */
Datum
funding_monetary_totals_add(PG_FUNCTION_ARGS)
{
	fnd_totals *totals = state_of(fcinfo, &monetary_type);

	if (!PG_ARGISNULL(1))
	{
		reserve_one(fcinfo, totals);
		fnd_amount_totals_add(totals, PG_GETARG_AMOUNT_P(1));
	}
	PG_RETURN_POINTER(totals);
}

Datum
funding_estimate_totals_add(PG_FUNCTION_ARGS)
{
	fnd_totals *totals = state_of(fcinfo, &estimate_type);

	if (!PG_ARGISNULL(1))
	{
		reserve_one(fcinfo, totals);
		fnd_estimate_totals_add(totals, PG_GETARG_ESTIMATE_P(1));
	}
	PG_RETURN_POINTER(totals);
}

/* Not STRICT: a NULL row was never added. */
Datum
funding_monetary_totals_remove(PG_FUNCTION_ARGS)
{
	fnd_totals *totals = state_of(fcinfo, &monetary_type);

	if (!PG_ARGISNULL(1))
		fnd_amount_totals_remove(totals, PG_GETARG_AMOUNT_P(1));
	PG_RETURN_POINTER(totals);
}

Datum
funding_estimate_totals_remove(PG_FUNCTION_ARGS)
{
	fnd_totals *totals = state_of(fcinfo, &estimate_type);

	if (!PG_ARGISNULL(1))
		fnd_estimate_totals_remove(totals, PG_GETARG_ESTIMATE_P(1));
	PG_RETURN_POINTER(totals);
}

/* Not STRICT: either side may have seen no rows at all. */
static Datum
combine(FunctionCallInfo fcinfo, const totals_type *type)
{
	fnd_totals *totals = state_of(fcinfo, type);

	if (!PG_ARGISNULL(1))
	{
		const fnd_totals *more = (const fnd_totals *) PG_GETARG_POINTER(1);

		reserve(funding_aggregate_context(fcinfo), totals,
				totals->count + more->count);
		type->combine(totals, more);
	}
	PG_RETURN_POINTER(totals);
}

Datum
funding_monetary_totals_combine(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, &monetary_type);
}

Datum
funding_estimate_totals_combine(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, &estimate_type);
}

static Datum
serialize(FunctionCallInfo fcinfo, const totals_type *type)
{
	const fnd_totals *totals = (const fnd_totals *) PG_GETARG_POINTER(0);
	size_t		length = totals->count * type->sum_bytes;
	uint8_t	   *bytes = (uint8_t *) palloc(length + 1);
	StringInfoData buffer;

	type->write(totals, bytes);
	pq_begintypsend(&buffer);
	pq_sendbytes(&buffer, (const char *) bytes, (int) length);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

Datum
funding_monetary_totals_serialize(PG_FUNCTION_ARGS)
{
	return serialize(fcinfo, &monetary_type);
}

Datum
funding_estimate_totals_serialize(PG_FUNCTION_ARGS)
{
	return serialize(fcinfo, &estimate_type);
}

static Datum
deserialize(FunctionCallInfo fcinfo, const totals_type *type)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	size_t		length = VARSIZE_ANY_EXHDR(bytes);
	size_t		count = length / type->sum_bytes;
	fnd_totals *totals;

	(void) funding_aggregate_context(fcinfo);
	totals = new_totals(CurrentMemoryContext, type);
	reserve(CurrentMemoryContext, totals,
			(int) Min(count, (size_t) fnd_totals_max()));
	if (type->read((const uint8_t *) VARDATA_ANY(bytes), length, totals) !=
		FND_OK)
		funding_raise_binary(FND_ERR_BINARY_STATE, type->name);
	PG_RETURN_POINTER(totals);
}

Datum
funding_monetary_totals_deserialize(PG_FUNCTION_ARGS)
{
	return deserialize(fcinfo, &monetary_type);
}

Datum
funding_estimate_totals_deserialize(PG_FUNCTION_ARGS)
{
	return deserialize(fcinfo, &estimate_type);
}

/* An array of the type that the aggregate has, by its oid and not by name. */
static Datum
array_of(FunctionCallInfo fcinfo, Datum *elements, int count, int size)
{
	Oid			element_oid = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));

	/* an expression node is there in every call that SQL can make */
	if (!OidIsValid(element_oid))
		element_oid = get_element_type(
			get_func_rettype(fcinfo->flinfo->fn_oid));
	PG_RETURN_ARRAYTYPE_P(construct_array(elements, count, element_oid, size,
										  false, TYPALIGN_DOUBLE));
}

/* Not STRICT: no rows, or none but NULL, give NULL. */
Datum
funding_monetary_totals_result(PG_FUNCTION_ARGS)
{
	const fnd_totals *totals;
	Datum	   *elements;

	if (PG_ARGISNULL(0))
	{
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	totals = (const fnd_totals *) PG_GETARG_POINTER(0);
	if (totals->count == 0)
		PG_RETURN_NULL();
	elements = (Datum *) palloc(sizeof(Datum) * totals->count);
	for (int i = 0; i < totals->count; i++)
	{
		fnd_amount *total = funding_amount_new();
		fnd_status	status = fnd_amount_totals_result(totals, i, total);

		CHECK_FOR_INTERRUPTS();
		if (status != FND_OK)
			funding_raise(status, FUNDING_MONETARY);
		elements[i] = PointerGetDatum(total);
	}
	return array_of(fcinfo, elements, totals->count, sizeof(fnd_amount));
}

/* Not STRICT: as that of monetary. */
Datum
funding_estimate_totals_result(PG_FUNCTION_ARGS)
{
	const fnd_totals *totals;
	Datum	   *elements;
	int			count;

	if (PG_ARGISNULL(0))
	{
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	totals = (const fnd_totals *) PG_GETARG_POINTER(0);
	if (totals->count == 0)
		PG_RETURN_NULL();
	count = fnd_estimate_totals_results_count(totals);
	elements = (Datum *) palloc(sizeof(Datum) * count);
	for (int i = 0; i < count; i++)
	{
		fnd_estimate *total = funding_estimate_new();
		fnd_status	status = fnd_estimate_totals_result(totals, i, total);

		CHECK_FOR_INTERRUPTS();
		if (status != FND_OK)
			funding_raise(status, FUNDING_ESTIMATE);
		elements[i] = PointerGetDatum(total);
	}
	return array_of(fcinfo, elements, count, sizeof(fnd_estimate));
}
