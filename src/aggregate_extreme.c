/*-------------------------------------------------------------------------
 *
 * aggregate_extreme.c
 *	  min and max of monetary and estimate, hull and intersection of
 *	  estimate: serial, parallel and moving.
 *
 * Plain, the state of monetary is the amount itself, and a step gives back
 * one of its arguments; that of estimate is the core's (core/extreme.h), and
 * its four aggregates differ in their transition alone.  Moving, a state is a
 * deque or two (core/deque.h) in the aggregate's context: the executor removes
 * the oldest row first, which is what a deque needs.  None has a sort
 * operator: the first entry of an index on a column of several currencies
 * would be a silent mixture.
 *
 *-------------------------------------------------------------------------
 */
#include "aggregate.h"

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "core/extreme.h"

PG_FUNCTION_INFO_V1(funding_monetary_smaller);
PG_FUNCTION_INFO_V1(funding_monetary_larger);
PG_FUNCTION_INFO_V1(funding_monetary_min_window_add);
PG_FUNCTION_INFO_V1(funding_monetary_max_window_add);
PG_FUNCTION_INFO_V1(funding_monetary_window_remove);
PG_FUNCTION_INFO_V1(funding_monetary_window_result);
PG_FUNCTION_INFO_V1(funding_estimate_min_add);
PG_FUNCTION_INFO_V1(funding_estimate_max_add);
PG_FUNCTION_INFO_V1(funding_estimate_hull_add);
PG_FUNCTION_INFO_V1(funding_estimate_intersection_add);
PG_FUNCTION_INFO_V1(funding_estimate_extreme_combine);
PG_FUNCTION_INFO_V1(funding_estimate_extreme_serialize);
PG_FUNCTION_INFO_V1(funding_estimate_extreme_deserialize);
PG_FUNCTION_INFO_V1(funding_estimate_extreme_result);
PG_FUNCTION_INFO_V1(funding_estimate_min_window_add);
PG_FUNCTION_INFO_V1(funding_estimate_max_window_add);
PG_FUNCTION_INFO_V1(funding_estimate_hull_window_add);
PG_FUNCTION_INFO_V1(funding_estimate_intersection_window_add);
PG_FUNCTION_INFO_V1(funding_estimate_window_remove);
PG_FUNCTION_INFO_V1(funding_estimate_window_result);

/* The verb of the error for two currencies. */
#define COMPARE "compare"

/* A frame begins with so many entries: one kilobyte of amounts. */
#define DEQUE_CAPACITY_FIRST 64

/* Two currencies, or two scales: which argument is the smaller, the larger? */
static pg_noinline Datum
choose_other(FunctionCallInfo fcinfo, bool is_max)
{
	const fnd_amount *a = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *b = PG_GETARG_AMOUNT_P(1);
	int			order;

	if (a->currency != b->currency)
		funding_raise_mismatch(COMPARE, a->currency, b->currency);
	order = fnd_amount_compare(b, a);
	return PG_GETARG_DATUM((is_max ? order > 0 : order < 0) ? 1 : 0);
}

/*
 * Of two equal ones the first, which is the state: nothing to copy then.  Few
 * rows are smaller than all before them, so the branch costs next to nothing,
 * and a row does not wait for the comparison of the one before it.
 */
Datum
funding_monetary_smaller(PG_FUNCTION_ARGS)
{
	const fnd_amount *a = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *b = PG_GETARG_AMOUNT_P(1);

	if (unlikely(!fnd_amount_same_unit(a, b)))
		return choose_other(fcinfo, false);
	if (unlikely(b->hi < a->hi || (b->hi == a->hi && b->lo < a->lo)))
		return PG_GETARG_DATUM(1);
	return PG_GETARG_DATUM(0);
}

Datum
funding_monetary_larger(PG_FUNCTION_ARGS)
{
	const fnd_amount *a = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *b = PG_GETARG_AMOUNT_P(1);

	if (unlikely(!fnd_amount_same_unit(a, b)))
		return choose_other(fcinfo, true);
	if (unlikely(b->hi > a->hi || (b->hi == a->hi && b->lo > a->lo)))
		return PG_GETARG_DATUM(1);
	return PG_GETARG_DATUM(0);
}

void
funding_deque_reserve(FunctionCallInfo fcinfo, fnd_deque *deque)
{
	void	   *old = deque->entries;
	size_t		capacity;

	if (likely(!fnd_deque_is_full(deque)))
		return;
	capacity = Max(2 * deque->capacity, DEQUE_CAPACITY_FIRST);
	fnd_deque_move(deque,
				   MemoryContextAllocHuge(funding_aggregate_context(fcinfo),
										  capacity * deque->entry_size),
				   capacity);
	if (old != NULL)
		pfree(old);
}

/* Not STRICT: the first row makes the state, NULL rows are left out. */
static Datum
amount_window_add(FunctionCallInfo fcinfo, bool is_max)
{
	fnd_amount_window *window;

	if (PG_ARGISNULL(0))
	{
		window = (fnd_amount_window *) MemoryContextAlloc(
			funding_aggregate_context(fcinfo), sizeof(*window));
		fnd_amount_window_init(window, is_max);
	}
	else
		window = (fnd_amount_window *) PG_GETARG_POINTER(0);
	if (!PG_ARGISNULL(1))
	{
		const fnd_amount *amount = PG_GETARG_AMOUNT_P(1);

		funding_deque_reserve(fcinfo, &window->best);
		if (fnd_amount_window_add(window, amount) != FND_OK)
			funding_raise_mismatch(COMPARE, window->currency,
								   amount->currency);
	}
	PG_RETURN_POINTER(window);
}

Datum
funding_monetary_min_window_add(PG_FUNCTION_ARGS)
{
	return amount_window_add(fcinfo, false);
}

Datum
funding_monetary_max_window_add(PG_FUNCTION_ARGS)
{
	return amount_window_add(fcinfo, true);
}

/* Not STRICT: a NULL row was never added. */
Datum
funding_monetary_window_remove(PG_FUNCTION_ARGS)
{
	fnd_amount_window *window;

	if (PG_ARGISNULL(0))
	{
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	window = (fnd_amount_window *) PG_GETARG_POINTER(0);
	if (!PG_ARGISNULL(1))
		fnd_amount_window_remove(window, PG_GETARG_AMOUNT_P(1));
	PG_RETURN_POINTER(window);
}

/* Not STRICT: no rows, or none but NULL, give NULL. */
Datum
funding_monetary_window_result(PG_FUNCTION_ARGS)
{
	const fnd_amount_window *window;
	fnd_amount *result;

	if (PG_ARGISNULL(0))
	{
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	window = (const fnd_amount_window *) PG_GETARG_POINTER(0);
	if (window->rows_count == 0)
		PG_RETURN_NULL();
	result = funding_amount_new();
	*result = *(const fnd_amount *) fnd_deque_front(&window->best);
	PG_RETURN_POINTER(result);
}

/* The verbs of the error for two currencies. */
static const char *const verb[FND_EXTREME_COUNT] = { COMPARE, COMPARE,
													 "take the hull of",
													 "intersect" };

static fnd_estimate_fold *
new_fold(FunctionCallInfo fcinfo, fnd_extreme extreme)
{
	fnd_estimate_fold *state = (fnd_estimate_fold *) MemoryContextAlloc(
		funding_aggregate_context(fcinfo), sizeof(*state));

	fnd_estimate_fold_init(state, extreme);
	return state;
}

/* Not STRICT: the first row makes the state, NULL rows are left out. */
static Datum
estimate_add(FunctionCallInfo fcinfo, fnd_extreme extreme)
{
	fnd_estimate_fold *state = PG_ARGISNULL(0) ?
		new_fold(fcinfo, extreme) :
		(fnd_estimate_fold *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1))
	{
		const fnd_estimate *estimate = PG_GETARG_ESTIMATE_P(1);

		if (fnd_estimate_fold_add(state, estimate) != FND_OK)
			funding_raise_mismatch(verb[extreme], state->currency,
								   estimate->currency);
	}
	PG_RETURN_POINTER(state);
}

Datum
funding_estimate_min_add(PG_FUNCTION_ARGS)
{
	return estimate_add(fcinfo, FND_EXTREME_MIN);
}

Datum
funding_estimate_max_add(PG_FUNCTION_ARGS)
{
	return estimate_add(fcinfo, FND_EXTREME_MAX);
}

Datum
funding_estimate_hull_add(PG_FUNCTION_ARGS)
{
	return estimate_add(fcinfo, FND_EXTREME_HULL);
}

Datum
funding_estimate_intersection_add(PG_FUNCTION_ARGS)
{
	return estimate_add(fcinfo, FND_EXTREME_INTERSECTION);
}

/* Not STRICT: either side may have seen no rows at all. */
Datum
funding_estimate_extreme_combine(PG_FUNCTION_ARGS)
{
	const fnd_estimate_fold *more;
	fnd_estimate_fold *state;

	if (PG_ARGISNULL(1))
	{
		if (!PG_ARGISNULL(0))
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	more = (const fnd_estimate_fold *) PG_GETARG_POINTER(1);
	state = PG_ARGISNULL(0) ? new_fold(fcinfo, (fnd_extreme) more->extreme) :
							  (fnd_estimate_fold *) PG_GETARG_POINTER(0);
	if (fnd_estimate_fold_combine(state, more) != FND_OK)
		funding_raise_mismatch(verb[state->extreme], state->currency,
							   more->currency);
	PG_RETURN_POINTER(state);
}

Datum
funding_estimate_extreme_serialize(PG_FUNCTION_ARGS)
{
	uint8_t		bytes[FND_ESTIMATE_FOLD_BYTES];
	StringInfoData buffer;

	fnd_estimate_fold_write((const fnd_estimate_fold *) PG_GETARG_POINTER(0),
							bytes);
	pq_begintypsend(&buffer);
	pq_sendbytes(&buffer, (const char *) bytes, sizeof(bytes));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

Datum
funding_estimate_extreme_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	fnd_estimate_fold *state = (fnd_estimate_fold *) palloc(sizeof(*state));

	(void) funding_aggregate_context(fcinfo);
	if (fnd_estimate_fold_read((const uint8_t *) VARDATA_ANY(bytes),
							   VARSIZE_ANY_EXHDR(bytes), state) != FND_OK)
		funding_raise_binary(FND_ERR_BINARY_STATE, "min or max of estimate");
	PG_RETURN_POINTER(state);
}

/* An empty intersection is NULL. */
static Datum
result_datum(FunctionCallInfo fcinfo, fnd_status status, bool is_empty,
			 fnd_estimate *result)
{
	if (status != FND_OK)
		funding_raise(status, FUNDING_ESTIMATE);
	if (is_empty)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(result);
}

/* Not STRICT: no rows, or none but NULL, give NULL. */
Datum
funding_estimate_extreme_result(PG_FUNCTION_ARGS)
{
	const fnd_estimate_fold *state;
	fnd_estimate *result;
	fnd_status	status;
	bool		is_empty;

	if (PG_ARGISNULL(0))
	{
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	state = (const fnd_estimate_fold *) PG_GETARG_POINTER(0);
	if (!state->has_rows)
		PG_RETURN_NULL();
	result = funding_estimate_new();
	status = fnd_estimate_fold_result(state, result, &is_empty);
	return result_datum(fcinfo, status, is_empty, result);
}

/* Not STRICT: the first row makes the state, NULL rows are left out. */
static Datum
estimate_window_add(FunctionCallInfo fcinfo, fnd_extreme extreme)
{
	fnd_estimate_window *window;

	if (PG_ARGISNULL(0))
	{
		window = (fnd_estimate_window *) MemoryContextAlloc(
			funding_aggregate_context(fcinfo), sizeof(*window));
		fnd_estimate_window_init(window, extreme);
	}
	else
		window = (fnd_estimate_window *) PG_GETARG_POINTER(0);
	if (!PG_ARGISNULL(1))
	{
		const fnd_estimate *estimate = PG_GETARG_ESTIMATE_P(1);

		funding_deque_reserve(fcinfo, &window->first);
		funding_deque_reserve(fcinfo, &window->upper);
		if (fnd_estimate_window_add(window, estimate) != FND_OK)
			funding_raise_mismatch(verb[extreme], window->currency,
								   estimate->currency);
	}
	PG_RETURN_POINTER(window);
}

Datum
funding_estimate_min_window_add(PG_FUNCTION_ARGS)
{
	return estimate_window_add(fcinfo, FND_EXTREME_MIN);
}

Datum
funding_estimate_max_window_add(PG_FUNCTION_ARGS)
{
	return estimate_window_add(fcinfo, FND_EXTREME_MAX);
}

Datum
funding_estimate_hull_window_add(PG_FUNCTION_ARGS)
{
	return estimate_window_add(fcinfo, FND_EXTREME_HULL);
}

Datum
funding_estimate_intersection_window_add(PG_FUNCTION_ARGS)
{
	return estimate_window_add(fcinfo, FND_EXTREME_INTERSECTION);
}

/* Not STRICT: a NULL row was never added. */
Datum
funding_estimate_window_remove(PG_FUNCTION_ARGS)
{
	fnd_estimate_window *window;

	if (PG_ARGISNULL(0))
	{
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	window = (fnd_estimate_window *) PG_GETARG_POINTER(0);
	if (!PG_ARGISNULL(1))
		fnd_estimate_window_remove(window, PG_GETARG_ESTIMATE_P(1));
	PG_RETURN_POINTER(window);
}

/* Not STRICT: no rows, or none but NULL, give NULL. */
Datum
funding_estimate_window_result(PG_FUNCTION_ARGS)
{
	const fnd_estimate_window *window;
	fnd_estimate *result;
	fnd_status	status;
	bool		is_empty;

	if (PG_ARGISNULL(0))
	{
		(void) funding_aggregate_context(fcinfo);
		PG_RETURN_NULL();
	}
	window = (const fnd_estimate_window *) PG_GETARG_POINTER(0);
	if (window->rows_count == 0)
		PG_RETURN_NULL();
	result = funding_estimate_new();
	status = fnd_estimate_window_result(window, result, &is_empty);
	return result_datum(fcinfo, status, is_empty, result);
}
