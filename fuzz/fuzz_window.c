/*
 * fuzz_window.c
 *	  Moving frames: min, max, hull and intersection of the rows of a window.
 *
 * Rows come in at the back and leave at the front; the answer of the frame is
 * always that of all its rows, added up anew.  The deques below hold no more
 * than the frame.
 */
#include "plans.h"

#include "../src/core/extreme.h"

#define ROWS_MAX 64
#define CAPACITY_MAX 128

static unsigned char room[2][2][CAPACITY_MAX * sizeof(fnd_ends)];
static int current[2];
static fnd_estimate estimates[ROWS_MAX];
static fnd_amount amounts[ROWS_MAX];

/* Twice the room, at another place. */
static void
grow(fnd_deque *deque, int which)
{
	if (!fnd_deque_is_full(deque))
		return;
	REQUIRE(deque->capacity < CAPACITY_MAX);
	current[which] ^= 1;
	fnd_deque_move(deque, room[which][current[which]],
				   deque->capacity == 0 ? 1 : 2 * deque->capacity);
}

static void
require_amounts(const fnd_amount_window *window, int first, int last)
{
	const fnd_amount *best = &amounts[first];

	REQUIRE(window->rows_count == last - first);
	REQUIRE(window->best.count <= (size_t) (last - first));
	if (first == last)
		return;
	for (int i = first + 1; i < last; i++)
	{
		int			order = fnd_amount_order(&amounts[i], best);

		if (window->is_max ? order > 0 : order < 0)
			best = &amounts[i];
	}
	REQUIRE(fnd_amount_equal(
		(const fnd_amount *) fnd_deque_front(&window->best), best));
}

static void
require_estimates(const fnd_estimate_window *window, int first, int last)
{
	fnd_estimate_fold fold;
	fnd_estimate result;
	fnd_estimate expected;
	fnd_status	status;
	bool		is_empty = false;
	bool		is_expected_empty = false;

	REQUIRE(window->rows_count == last - first);
	if (first == last)
		return;
	fnd_estimate_fold_init(&fold, window->extreme);
	for (int i = first; i < last; i++)
		REQUIRE(fnd_estimate_fold_add(&fold, &estimates[i]) == FND_OK);
	status = fnd_estimate_window_result(window, &result, &is_empty);
	REQUIRE(fnd_estimate_fold_result(&fold, &expected, &is_expected_empty) ==
			status);
	if (status != FND_OK)
		return;
	REQUIRE(is_empty == is_expected_empty);
	if (is_empty)
		return;
	REQUIRE(fnd_estimate_check(&result, false) == FND_OK);
	REQUIRE(fnd_estimate_equal(&result, &expected));
}

static void
move_amounts(fuzz_input *input, bool is_max)
{
	fnd_amount_window window;
	int			first = 0;
	int			last = 0;

	current[0] = current[1] = 0;
	fnd_amount_window_init(&window, is_max);
	while (input->size > 0 && last < ROWS_MAX)
	{
		if (fuzz_byte(input) % 3 == 0 && first < last)
			fnd_amount_window_remove(&window, &amounts[first++]);
		else
		{
			fnd_status	status;

			amounts[last] = fuzz_amount(
				input, fuzz_byte(input) < 250 ? FUZZ_USD : FUZZ_JPY);
			grow(&window.best, 0);
			status = fnd_amount_window_add(&window, &amounts[last]);
			if (status == FND_OK)
				last++;
			else
			{
				REQUIRE(status == FND_ERR_CURRENCY_MISMATCH);
				REQUIRE(first < last);
				REQUIRE(amounts[last].currency != amounts[first].currency);
			}
		}
		require_amounts(&window, first, last);
	}
}

static void
move_estimates(fuzz_input *input, fnd_extreme extreme)
{
	fnd_estimate_window window;
	int			first = 0;
	int			last = 0;

	current[0] = current[1] = 0;
	fnd_estimate_window_init(&window, extreme);
	while (input->size > 0 && last < ROWS_MAX)
	{
		if (fuzz_byte(input) % 3 == 0 && first < last)
			fnd_estimate_window_remove(&window, &estimates[first++]);
		else
		{
			fnd_status	status;

			estimates[last] = fuzz_estimate(
				input, fuzz_byte(input) < 250 ? FUZZ_USD : FUZZ_JPY, true);
			grow(&window.first, 0);
			grow(&window.upper, 1);
			status = fnd_estimate_window_add(&window, &estimates[last]);
			if (status == FND_OK)
				last++;
			else
				REQUIRE(status == FND_ERR_CURRENCY_MISMATCH && first < last);
		}
		require_estimates(&window, first, last);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		form = fuzz_byte(&input);

	if ((form & 8) != 0)
		move_amounts(&input, (form & 1) != 0);
	else
		move_estimates(&input, (fnd_extreme) (form % FND_EXTREME_COUNT));
	return 0;
}
