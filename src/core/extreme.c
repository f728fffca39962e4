/*-------------------------------------------------------------------------
 *
 * extreme.c
 *	  The least and the greatest of many amounts or estimates, their hull and
 *	  their intersection.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

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

/* -1, 0 or 1: the order of the extended numbers, and of what is beside them. */
static int
compare_ends(const fnd_end *a, const fnd_end *b)
{
	int			order;

	if (a->infinity != b->infinity)
		return a->infinity < b->infinity ? -1 : 1;
	order = fnd_decimal_compare(fnd_i128_from_words(a->hi, a->lo), a->scale,
								fnd_i128_from_words(b->hi, b->lo), b->scale);
	if (order != 0)
		return order;
	return (a->side > b->side) - (a->side < b->side);
}

/* Below zero: a comes first in the direction of the table. */
static int
order_lower(fnd_extreme extreme, const fnd_end *a, const fnd_end *b)
{
	return extreme == FND_EXTREME_MIN || extreme == FND_EXTREME_HULL ?
		compare_ends(a, b) :
		compare_ends(b, a);
}

static int
order_upper(fnd_extreme extreme, const fnd_end *a, const fnd_end *b)
{
	return extreme == FND_EXTREME_MIN || extreme == FND_EXTREME_INTERSECTION ?
		compare_ends(a, b) :
		compare_ends(b, a);
}

static int
order_rows(fnd_extreme extreme, const fnd_ends *a, const fnd_ends *b)
{
	int			order = order_lower(extreme, &a->lower, &b->lower);

	if (order == 0)
		order = order_upper(extreme, &a->upper, &b->upper);
	if (order == 0)
		order = (a->tag > b->tag) - (a->tag < b->tag);
	return order;
}

static void
set_end(fnd_end *end, fnd_i128 coefficient, int scale, bool is_infinite,
		bool is_open, int8_t outward)
{
	memset(end, 0, sizeof(*end));
	if (is_infinite)
	{
		end->infinity = outward;
		return;
	}
	end->lo = fnd_i128_lo(coefficient);
	end->hi = (int32_t) fnd_i128_hi(coefficient);
	end->scale = (uint8_t) scale;
	if (is_open)
		end->side = (int8_t) -outward;
}

static void
open_row(const fnd_estimate *estimate, fnd_ends *row)
{
	fnd_interval interval;
	uint8_t		bounds = estimate->bounds;

	fnd_estimate_open(estimate, &interval);
	set_end(&row->lower, interval.lower, interval.scale,
			(bounds & FND_LOWER_INFINITE) != 0, (bounds & FND_LOWER_OPEN) != 0,
			-1);
	set_end(&row->upper, interval.upper, interval.scale,
			(bounds & FND_UPPER_INFINITE) != 0, (bounds & FND_UPPER_OPEN) != 0,
			1);
	row->tag = interval.tag;
}

static fnd_status
settle(const fnd_ends *first, const fnd_end *upper, fnd_currency currency,
	   fnd_estimate *result, bool *is_empty)
{
	const fnd_end *lower = &first->lower;
	uint8_t		bounds = 0;
	bool		is_row = compare_ends(&first->upper, upper) == 0;

	*is_empty = compare_ends(lower, upper) > 0;
	if (*is_empty)
		return FND_OK;
	if (lower->infinity != 0)
		bounds |= FND_LOWER_INFINITE;
	if (lower->side != 0)
		bounds |= FND_LOWER_OPEN;
	if (upper->infinity != 0)
		bounds |= FND_UPPER_INFINITE;
	if (upper->side != 0)
		bounds |= FND_UPPER_OPEN;
	return fnd_estimate_make_ends(
		fnd_i128_from_words(lower->hi, lower->lo), lower->scale,
		fnd_i128_from_words(upper->hi, upper->lo), upper->scale, bounds,
		currency, is_row ? (fnd_tag) first->tag : FND_TAG_RANGE, result);
}

void
fnd_estimate_fold_init(fnd_estimate_fold *state, fnd_extreme extreme)
{
	memset(state, 0, sizeof(*state));
	state->extreme = (uint8_t) extreme;
}

/* Both states have rows, and no two currencies meet. */
static void
take_first(fnd_estimate_fold *state, const fnd_ends *first,
		   const fnd_end *upper)
{
	fnd_extreme	extreme = (fnd_extreme) state->extreme;

	if (order_rows(extreme, first, &state->first) < 0)
		state->first = *first;
	if (order_upper(extreme, upper, &state->upper) < 0)
		state->upper = *upper;
}

fnd_status
fnd_estimate_fold_add(fnd_estimate_fold *state, const fnd_estimate *estimate)
{
	fnd_ends	row;

	if (estimate->currency != FND_CURRENCY_NONE &&
		state->currency != estimate->currency)
	{
		if (state->currency != FND_CURRENCY_NONE)
			return FND_ERR_CURRENCY_MISMATCH;
		state->currency = estimate->currency;
	}
	open_row(estimate, &row);
	if (state->has_rows)
		take_first(state, &row, &row.upper);
	else
	{
		state->first = row;
		state->upper = row.upper;
		state->has_rows = true;
	}
	return FND_OK;
}

fnd_status
fnd_estimate_fold_combine(fnd_estimate_fold *state,
						  const fnd_estimate_fold *more)
{
	if (!more->has_rows)
		return FND_OK;
	if (!state->has_rows)
	{
		*state = *more;
		return FND_OK;
	}
	if (more->currency != FND_CURRENCY_NONE &&
		state->currency != more->currency)
	{
		if (state->currency != FND_CURRENCY_NONE)
			return FND_ERR_CURRENCY_MISMATCH;
		state->currency = more->currency;
	}
	take_first(state, &more->first, &more->upper);
	return FND_OK;
}

fnd_status
fnd_estimate_fold_result(const fnd_estimate_fold *state, fnd_estimate *result,
						 bool *is_empty)
{
	return settle(&state->first, &state->upper, state->currency, result,
				  is_empty);
}

static uint8_t *
write_end(uint8_t *at, const fnd_end *end)
{
	for (int i = 3; i >= 0; i--)
		*at++ = (uint8_t) ((uint32_t) end->hi >> (8 * i));
	for (int i = 7; i >= 0; i--)
		*at++ = (uint8_t) (end->lo >> (8 * i));
	*at++ = end->scale;
	*at++ = (uint8_t) end->side;
	*at++ = (uint8_t) end->infinity;
	return at;
}

static const uint8_t *
read_end(const uint8_t *at, fnd_end *end)
{
	uint32_t	hi = 0;

	memset(end, 0, sizeof(*end));
	for (int i = 0; i < 4; i++)
		hi = hi << 8 | *at++;
	end->hi = (int32_t) hi;
	for (int i = 0; i < 8; i++)
		end->lo = end->lo << 8 | *at++;
	end->scale = *at++;
	end->side = (int8_t) *at++;
	end->infinity = (int8_t) *at++;
	return at;
}

/* outward is -1 of a lower bound, 1 of an upper one. */
static bool
end_is_sound(const fnd_end *end, int outward, fnd_currency currency)
{
	fnd_i128	coefficient = fnd_i128_from_words(end->hi, end->lo);

	if (end->infinity != 0)
		return end->infinity == outward && end->side == 0 && end->scale == 0 &&
			fnd_i128_is_zero(coefficient);
	return (end->side == 0 || end->side == -outward) &&
		end->scale <= FND_SCALE_MAX && fnd_coefficient_fits(coefficient) &&
		(currency != FND_CURRENCY_NONE || fnd_i128_is_zero(coefficient));
}

void
fnd_estimate_fold_write(const fnd_estimate_fold *state,
						uint8_t bytes[FND_ESTIMATE_FOLD_BYTES])
{
	uint8_t	   *at = bytes;

	*at++ = state->extreme;
	*at++ = state->has_rows ? 1 : 0;
	*at++ = (uint8_t) (state->currency >> 8);
	*at++ = (uint8_t) state->currency;
	*at++ = (uint8_t) state->first.tag;
	at = write_end(at, &state->first.lower);
	at = write_end(at, &state->first.upper);
	(void) write_end(at, &state->upper);
}

fnd_status
fnd_estimate_fold_read(const uint8_t *bytes, size_t length,
					   fnd_estimate_fold *state)
{
	const uint8_t *at = bytes + 5;

	fnd_estimate_fold_init(state, FND_EXTREME_MIN);
	if (length != FND_ESTIMATE_FOLD_BYTES || bytes[0] >= FND_EXTREME_COUNT ||
		bytes[1] > 1 || bytes[4] >= FND_TAG_COUNT)
		return FND_ERR_BINARY_STATE;
	state->extreme = bytes[0];
	state->has_rows = bytes[1] == 1;
	state->currency = (fnd_currency) (bytes[2] << 8 | bytes[3]);
	state->first.tag = bytes[4];
	at = read_end(at, &state->first.lower);
	at = read_end(at, &state->first.upper);
	(void) read_end(at, &state->upper);
	if (!state->has_rows)
	{
		/* nothing but zeros behind the flags */
		for (size_t i = 2; i < length; i++)
		{
			if (bytes[i] != 0)
				return FND_ERR_BINARY_STATE;
		}
		return FND_OK;
	}
	if ((state->currency != FND_CURRENCY_NONE &&
		 !fnd_currency_is_known(state->currency)) ||
		!end_is_sound(&state->first.lower, -1, state->currency) ||
		!end_is_sound(&state->first.upper, 1, state->currency) ||
		!end_is_sound(&state->upper, 1, state->currency) ||
		compare_ends(&state->first.lower, &state->first.upper) > 0 ||
		order_upper((fnd_extreme) state->extreme, &state->upper,
					&state->first.upper) > 0)
		return FND_ERR_BINARY_STATE;
	return FND_OK;
}

/* The orders of the two deques, each in its direction. */
static int
order_rows_min(const void *a, const void *b)
{
	return order_rows(FND_EXTREME_MIN, (const fnd_ends *) a,
					  (const fnd_ends *) b);
}

static int
order_rows_max(const void *a, const void *b)
{
	return order_rows(FND_EXTREME_MAX, (const fnd_ends *) a,
					  (const fnd_ends *) b);
}

static int
order_rows_hull(const void *a, const void *b)
{
	return order_rows(FND_EXTREME_HULL, (const fnd_ends *) a,
					  (const fnd_ends *) b);
}

static int
order_rows_intersection(const void *a, const void *b)
{
	return order_rows(FND_EXTREME_INTERSECTION, (const fnd_ends *) a,
					  (const fnd_ends *) b);
}

static int
order_end_least(const void *a, const void *b)
{
	return compare_ends((const fnd_end *) a, (const fnd_end *) b);
}

static int
order_end_greatest(const void *a, const void *b)
{
	return compare_ends((const fnd_end *) b, (const fnd_end *) a);
}

static const struct
{
	fnd_deque_order rows;
	fnd_deque_order upper;
} window_order[FND_EXTREME_COUNT] = { { order_rows_min, order_end_least },
									  { order_rows_max, order_end_greatest },
									  { order_rows_hull, order_end_greatest },
									  { order_rows_intersection,
										order_end_least } };

void
fnd_estimate_window_init(fnd_estimate_window *window, fnd_extreme extreme)
{
	fnd_deque_init(&window->first, sizeof(fnd_ends));
	fnd_deque_init(&window->upper, sizeof(fnd_end));
	window->rows_count = 0;
	window->currency_rows_count = 0;
	window->currency = FND_CURRENCY_NONE;
	window->extreme = extreme;
}

fnd_status
fnd_estimate_window_add(fnd_estimate_window *window,
						const fnd_estimate *estimate)
{
	fnd_ends	row;

	if (estimate->currency != FND_CURRENCY_NONE)
	{
		if (window->currency_rows_count != 0 &&
			window->currency != estimate->currency)
			return FND_ERR_CURRENCY_MISMATCH;
		window->currency = estimate->currency;
		window->currency_rows_count++;
	}
	open_row(estimate, &row);
	fnd_deque_push(&window->first, &row, window_order[window->extreme].rows);
	fnd_deque_push(&window->upper, &row.upper,
				   window_order[window->extreme].upper);
	window->rows_count++;
	return FND_OK;
}

void
fnd_estimate_window_remove(fnd_estimate_window *window,
						   const fnd_estimate *estimate)
{
	fnd_ends	row;

	open_row(estimate, &row);
	fnd_deque_leave(&window->first, &row, window_order[window->extreme].rows);
	fnd_deque_leave(&window->upper, &row.upper,
					window_order[window->extreme].upper);
	window->rows_count--;
	if (estimate->currency != FND_CURRENCY_NONE &&
		--window->currency_rows_count == 0)
		window->currency = FND_CURRENCY_NONE;
}

fnd_status
fnd_estimate_window_result(const fnd_estimate_window *window,
						   fnd_estimate *result, bool *is_empty)
{
	return settle((const fnd_ends *) fnd_deque_front(&window->first),
				  (const fnd_end *) fnd_deque_front(&window->upper),
				  window->currency, result, is_empty);
}
