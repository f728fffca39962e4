/*
 * test_extreme.c
 *	  The least and the greatest of moving frames against a search of the frame.
 */
#include "random_values.h"

#include "../../src/core/extreme.h"

#define ROWS_MAX 400

/* As the glue does, but in steps that try every place of the ring. */
static void
reserve(fnd_deque *deque)
{
	void	   *old = deque->entries;
	size_t		capacity = deque->capacity == 0 ? 1 : 2 * deque->capacity;
	void	   *place;

	if (!fnd_deque_is_full(deque))
		return;
	/* exactly as large as promised: the sanitizer sees one entry too many */
	place = malloc(capacity * deque->entry_size);
	fnd_deque_move(deque, place, capacity);
	free(old);
}

/* One frame over the rows: first to last move forward, never back. */
static void
slide(const fnd_amount *row, int rows_count, int width_max, bool is_max)
{
	fnd_amount_window window;
	int			first = 0;
	int			last = 0;

	fnd_amount_window_init(&window, is_max);
	while (first < rows_count)
	{
		int			width = last - first;

		if (last < rows_count && width < width_max &&
			(width == 0 || random_below(2) == 0))
		{
			reserve(&window.best);
			CHECK(fnd_amount_window_add(&window, &row[last]) == FND_OK);
			last++;
		}
		else
		{
			fnd_amount_window_remove(&window, &row[first]);
			first++;
		}
		CHECK_EQ_I64(window.rows_count, last - first);
		CHECK(window.best.count <= (size_t) (last - first));
		CHECK((window.best.count == 0) == (first == last));
		if (first < last)
		{
			const fnd_amount *best = &row[first];

			for (int i = first + 1; i < last; i++)
			{
				int			order = fnd_amount_compare(&row[i], best);

				if (is_max ? order > 0 : order < 0)
					best = &row[i];
			}
			CHECK_MEM(best, fnd_deque_front(&window.best), sizeof(*best));
		}
	}
	free(window.best.entries);
}

static void
test_amounts(void)
{
	static fnd_amount row[ROWS_MAX];

	for (int round = 0; round < 200; round++)
	{
		fnd_currency currency = random_currency();
		int			rows_count = random_between(1, ROWS_MAX);
		int			shape = random_below(4);

		for (int i = 0; i < rows_count; i++)
		{
			/* few values, many; rising, falling */
			if (shape == 0)
				row[i] = random_amount(currency);
			else
				(void) fnd_amount_make(
					fnd_i128_from_i64(shape == 1	 ? random_between(-3, 3) :
										  shape == 2 ? i / 3 :
													   -i / 3),
					random_below(3), currency, &row[i]);
		}
		slide(row, rows_count, random_between(1, 80), round % 2 == 0);
	}
}

static void
test_currencies(void)
{
	fnd_amount	dollars = random_amount(USD);
	fnd_amount	euros = random_amount(EUR);
	fnd_amount_window window;

	fnd_amount_window_init(&window, false);
	reserve(&window.best);
	CHECK(fnd_amount_window_add(&window, &dollars) == FND_OK);
	reserve(&window.best);
	CHECK(fnd_amount_window_add(&window, &euros) == FND_ERR_CURRENCY_MISMATCH);
	CHECK_EQ_I64(window.rows_count, 1);
	CHECK_EQ_I64(window.currency, USD);
	fnd_amount_window_remove(&window, &dollars);
	CHECK_EQ_I64(window.rows_count, 0);
	CHECK(fnd_amount_window_add(&window, &euros) == FND_OK);
	CHECK_EQ_I64(window.currency, EUR);
	CHECK_MEM(&euros, fnd_deque_front(&window.best), sizeof(euros));
	free(window.best.entries);
}

/* An ordering by fnd_amount_is_less is the order of the type. */
static void
test_less(void)
{
	for (int i = 0; i < 20000; i++)
	{
		fnd_currency currency = random_currency();
		fnd_amount	a = random_amount(currency);
		fnd_amount	b = random_below(8) == 0 ? a : random_amount(currency);

		CHECK(fnd_amount_is_less(&a, &b) == (fnd_amount_order(&a, &b) < 0));
		CHECK(fnd_amount_is_less(&b, &a) == (fnd_amount_order(&a, &b) > 0));
	}
}

int
main(void)
{
	check_seed(20261123);
	test_amounts();
	test_currencies();
	test_less();
	return check_done("extreme");
}
