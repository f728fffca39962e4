/*-------------------------------------------------------------------------
 *
 * aggregate_extreme.c
 *	  min and max of monetary: serial, parallel and moving.
 *
 * Plain, the state is the amount itself, and a step gives back one of its
 * arguments.  Moving, it is a deque (core/deque.h) in the aggregate's context:
 * the executor removes the oldest row first, which is what a deque needs.
 * Neither has a sort operator: the first entry of an index on a column of
 * several currencies would be a silent mixture.
 *
 *-------------------------------------------------------------------------
 */
#include "aggregate.h"

#include "utils/memutils.h"

#include "core/extreme.h"

PG_FUNCTION_INFO_V1(funding_monetary_smaller);
PG_FUNCTION_INFO_V1(funding_monetary_larger);
PG_FUNCTION_INFO_V1(funding_monetary_min_window_add);
PG_FUNCTION_INFO_V1(funding_monetary_max_window_add);
PG_FUNCTION_INFO_V1(funding_monetary_window_remove);
PG_FUNCTION_INFO_V1(funding_monetary_window_result);

/* The verb of the error for two currencies. */
#define COMPARE "compare"

/* A frame begins with so many entries: one kilobyte of amounts. */
#define DEQUE_CAPACITY_FIRST 64

/* Of two equal ones the first, which is the state: nothing to copy then. */
Datum
funding_monetary_smaller(PG_FUNCTION_ARGS)
{
	const fnd_amount *a = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *b = PG_GETARG_AMOUNT_P(1);

	if (unlikely(a->currency != b->currency))
		funding_raise_mismatch(COMPARE, a->currency, b->currency);
	return PG_GETARG_DATUM(fnd_amount_is_less(b, a) ? 1 : 0);
}

Datum
funding_monetary_larger(PG_FUNCTION_ARGS)
{
	const fnd_amount *a = PG_GETARG_AMOUNT_P(0);
	const fnd_amount *b = PG_GETARG_AMOUNT_P(1);

	if (unlikely(a->currency != b->currency))
		funding_raise_mismatch(COMPARE, a->currency, b->currency);
	return PG_GETARG_DATUM(fnd_amount_is_less(a, b) ? 1 : 0);
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
