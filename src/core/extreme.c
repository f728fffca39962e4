/*-------------------------------------------------------------------------
 *
 * extreme.c
 *	  The least and the greatest of many amounts.
 *
 *-------------------------------------------------------------------------
 */
#include "extreme.h"

static int
order_amount_min(const void *a, const void *b)
{
	return fnd_amount_compare((const fnd_amount *) a, (const fnd_amount *) b);
}

static int
order_amount_max(const void *a, const void *b)
{
	return fnd_amount_compare((const fnd_amount *) b, (const fnd_amount *) a);
}

void
fnd_amount_window_init(fnd_amount_window *window, bool is_max)
{
	fnd_deque_init(&window->best, sizeof(fnd_amount));
	window->rows_count = 0;
	window->currency = FND_CURRENCY_NONE;
	window->is_max = is_max;
}

fnd_status
fnd_amount_window_add(fnd_amount_window *window, const fnd_amount *amount)
{
	if (window->currency != amount->currency)
	{
		if (window->rows_count != 0)
			return FND_ERR_CURRENCY_MISMATCH;
		window->currency = amount->currency;
	}
	window->rows_count++;
	fnd_deque_push(&window->best, amount,
				   window->is_max ? order_amount_max : order_amount_min);
	return FND_OK;
}

void
fnd_amount_window_remove(fnd_amount_window *window, const fnd_amount *amount)
{
	window->rows_count--;
	fnd_deque_leave(&window->best, amount,
					window->is_max ? order_amount_max : order_amount_min);
}
