/*
 * test_extreme.c
 *	  The least and the greatest of many amounts and estimates, their hull and
 *	  their intersection: against a search of the rows, in any order, in parts,
 *	  and of moving frames.
 */
#include "oracle.h"
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

/* The place of a bound: a number, a hair beside it, or no end. */
typedef struct place
{
	int			infinity;
	dec			value;
	int			hair;
} place;

static place
lower_place(const fnd_estimate *e)
{
	place		p;

	p.infinity = (e->bounds & FND_LOWER_INFINITE) != 0 ? -1 : 0;
	p.hair = (e->bounds & FND_LOWER_OPEN) != 0 ? 1 : 0;
	dec_set(fnd_estimate_lower_coefficient(e), e->scale, &p.value);
	return p;
}

static place
upper_place(const fnd_estimate *e)
{
	place		p;

	p.infinity = (e->bounds & FND_UPPER_INFINITE) != 0 ? 1 : 0;
	p.hair = (e->bounds & FND_UPPER_OPEN) != 0 ? -1 : 0;
	dec_set(fnd_estimate_upper_coefficient(e), e->scale, &p.value);
	return p;
}

static int
compare_places(const place *a, const place *b)
{
	int			order = a->infinity - b->infinity;

	if (order == 0 && a->infinity == 0)
		order = dec_compare(&a->value, &b->value);
	return order != 0 ? order : a->hair - b->hair;
}

/* What the rows from first to last have as least or greatest bounds. */
typedef struct answer
{
	place		lower;
	place		upper;
	fnd_currency currency;
	int			row;			/* the one whose kind counts, or -1 */
} answer;

static answer
search(const fnd_estimate *row, int first, int last, fnd_extreme extreme)
{
	bool		lower_is_least = extreme == FND_EXTREME_MIN ||
		extreme == FND_EXTREME_HULL;
	bool		upper_is_least = extreme == FND_EXTREME_MIN ||
		extreme == FND_EXTREME_INTERSECTION;
	answer		found;
	fnd_interval v;
	fnd_tag		tag = FND_TAG_RANGE;

	found.lower = lower_place(&row[first]);
	found.upper = upper_place(&row[first]);
	found.currency = row[first].currency;
	found.row = -1;
	for (int i = first + 1; i < last; i++)
	{
		place		lower = lower_place(&row[i]);
		place		upper = upper_place(&row[i]);

		if ((compare_places(&lower, &found.lower) < 0) == lower_is_least &&
			compare_places(&lower, &found.lower) != 0)
			found.lower = lower;
		if ((compare_places(&upper, &found.upper) < 0) == upper_is_least &&
			compare_places(&upper, &found.upper) != 0)
			found.upper = upper;
		if (row[i].currency != FND_CURRENCY_NONE)
			found.currency = row[i].currency;
	}
	for (int i = first; i < last; i++)
	{
		place		lower = lower_place(&row[i]);
		place		upper = upper_place(&row[i]);

		if (compare_places(&lower, &found.lower) != 0 ||
			compare_places(&upper, &found.upper) != 0)
			continue;
		fnd_estimate_open(&row[i], &v);
		if (found.row < 0 || v.tag < tag)
		{
			found.row = i;
			tag = v.tag;
		}
	}
	return found;
}

static void
check_answer(fnd_status status, const fnd_estimate *result, bool is_empty,
			 const fnd_estimate *row, int first, int last, fnd_extreme extreme)
{
	answer		found = search(row, first, last, extreme);
	place		lower;
	place		upper;
	fnd_interval v;
	fnd_estimate expected;

	if (compare_places(&found.lower, &found.upper) > 0)
	{
		CHECK(extreme == FND_EXTREME_INTERSECTION);
		CHECK(status == FND_OK && is_empty);
		return;
	}
	CHECK(!is_empty);
	if (status != FND_OK)
	{
		/* bounds that no scale has in common, or zero without a currency */
		dec			low = found.lower.value;
		dec			high = found.upper.value;
		int			minor_units = fnd_currency_minor_units(found.currency);
		int			scale;

		if (status == FND_ERR_NO_CURRENCY)
		{
			CHECK(found.currency == FND_CURRENCY_NONE);
			return;
		}
		CHECK(status == FND_ERR_RANGE);
		(void) oracle_canonical(&low, minor_units);
		(void) oracle_canonical(&high, minor_units);
		scale = low.scale > high.scale ? low.scale : high.scale;
		CHECK(found.lower.infinity == 0 && found.upper.infinity == 0);
		CHECK((!big_is_zero(&low.coefficient) &&
			   low.coefficient.count + scale - low.scale > 28) ||
			  (!big_is_zero(&high.coefficient) &&
			   high.coefficient.count + scale - high.scale > 28));
		return;
	}
	CHECK(fnd_estimate_check(result, false) == FND_OK);
	CHECK_EQ_I64(result->currency, found.currency);
	lower = lower_place(result);
	upper = upper_place(result);
	CHECK(compare_places(&lower, &found.lower) == 0);
	CHECK(compare_places(&upper, &found.upper) == 0);

	/* the kind is that of the row, or what the bounds say */
	fnd_estimate_open(result, &v);
	v.tag = FND_TAG_RANGE;
	if (found.row >= 0)
	{
		fnd_interval source;

		fnd_estimate_open(&row[found.row], &source);
		v.tag = source.tag;
	}
	CHECK(fnd_estimate_make(&v, FND_BASIS_NONE, &expected) == FND_OK);
	CHECK_MEM(&expected, result, sizeof(expected));
	if (found.row >= 0)
		CHECK_EQ_I64(result->kind, row[found.row].kind);
}

static fnd_estimate_fold
sent(const fnd_estimate_fold *state)
{
	uint8_t		bytes[FND_ESTIMATE_FOLD_BYTES];
	uint8_t		again[FND_ESTIMATE_FOLD_BYTES];
	fnd_estimate_fold received;

	fnd_estimate_fold_write(state, bytes);
	CHECK(fnd_estimate_fold_read(bytes, sizeof(bytes), &received) == FND_OK);
	fnd_estimate_fold_write(&received, again);
	CHECK_MEM(bytes, again, sizeof(bytes));
	return received;
}

/* Few values make equal bounds, and rows that hold one another. */
static void
fill_rows(fnd_estimate *row, int rows_count, fnd_currency currency)
{
	int			shape = random_below(3);

	for (int i = 0; i < rows_count; i++)
	{
		fnd_currency of = random_below(6) == 0 ? FND_CURRENCY_NONE : currency;

		if (i > 0 && random_below(4) == 0)
			row[i] = row[random_below(i)];
		else if (shape == 0 || of == FND_CURRENCY_NONE)
			row[i] = random_estimate_digits(of, shape == 0 ? 28 : 1);
		else
		{
			static const uint8_t bounds[] = { 0, 0, 0, 0, 1, 2,
											  3, 4, 6, 8, 9, 12 };
			fnd_interval v;

			do
			{
				v.currency = of;
				v.scale = random_below(3);
				v.lower = fnd_i128_from_i64(random_between(-3, 3));
				v.upper = fnd_i128_from_i64(random_between(-3, 3));
				v.bounds = bounds[random_below(12)];
				v.tag = (fnd_tag) random_below(FND_TAG_COUNT);
			} while (fnd_estimate_make(&v, FND_BASIS_NONE, &row[i]) != FND_OK);
		}
	}
}

static void
slide_estimates(const fnd_estimate *row, int rows_count, int width_max,
				fnd_extreme extreme)
{
	fnd_estimate_window window;
	fnd_estimate result;
	fnd_status	status;
	bool		is_empty;
	int			first = 0;
	int			last = 0;

	fnd_estimate_window_init(&window, extreme);
	while (first < rows_count)
	{
		int			width = last - first;

		if (last < rows_count && width < width_max &&
			(width == 0 || random_below(2) == 0))
		{
			reserve(&window.first);
			reserve(&window.upper);
			CHECK(fnd_estimate_window_add(&window, &row[last]) == FND_OK);
			last++;
		}
		else
			fnd_estimate_window_remove(&window, &row[first++]);
		CHECK_EQ_I64(window.rows_count, last - first);
		CHECK(window.first.count <= (size_t) (last - first));
		CHECK(window.upper.count <= (size_t) (last - first));
		if (first < last)
		{
			status = fnd_estimate_window_result(&window, &result, &is_empty);
			check_answer(status, &result, is_empty, row, first, last, extreme);
		}
	}
	CHECK_EQ_I64(window.currency, FND_CURRENCY_NONE);
	free(window.first.entries);
	free(window.upper.entries);
}

static void
test_estimates(void)
{
	fnd_estimate row[60];

	for (int round = 0; round < 600; round++)
	{
		fnd_currency currency = random_currency();
		int			rows_count = random_between(1, round % 2 == 0 ? 4 : 60);

		fill_rows(row, rows_count, currency);
		for (int which = 0; which < FND_EXTREME_COUNT; which++)
		{
			fnd_extreme	extreme = (fnd_extreme) which;
			fnd_estimate_fold state;
			fnd_estimate_fold part[4];
			fnd_estimate result;
			fnd_estimate pair;
			fnd_status	status;
			bool		is_empty;
			int			offset = random_below(rows_count);

			/* rotated, backwards */
			fnd_estimate_fold_init(&state, extreme);
			for (int i = 0; i < rows_count; i++)
			{
				int			at = (i + offset) % rows_count;

				if (round % 3 == 0)
					at = rows_count - 1 - at;
				CHECK(fnd_estimate_fold_add(&state, &row[at]) == FND_OK);
			}
			status = fnd_estimate_fold_result(&state, &result, &is_empty);
			check_answer(status, &result, is_empty, row, 0, rows_count,
						 extreme);

			/* of two rows what the function of two arguments answers */
			if (rows_count == 2 && which >= FND_EXTREME_HULL)
			{
				bool		pair_is_empty = false;
				fnd_status	pair_status = extreme == FND_EXTREME_HULL ?
					fnd_estimate_hull(&row[0], &row[1], &pair) :
					fnd_estimate_intersect(&row[0], &row[1], &pair,
										   &pair_is_empty);

				CHECK(pair_status == status);
				CHECK(pair_is_empty == is_empty);
				if (status == FND_OK && !is_empty)
					CHECK_MEM(&pair, &result, sizeof(pair));
			}

			/* in parts, over the wire */
			for (int i = 0; i < 4; i++)
				fnd_estimate_fold_init(&part[i], extreme);
			for (int i = 0; i < rows_count; i++)
				CHECK(fnd_estimate_fold_add(&part[random_below(4)], &row[i]) ==
					  FND_OK);
			fnd_estimate_fold_init(&state, extreme);
			for (int i = 0; i < 4; i++)
			{
				part[i] = sent(&part[i]);
				CHECK(fnd_estimate_fold_combine(&state, &part[i]) == FND_OK);
			}
			status = fnd_estimate_fold_result(&state, &result, &is_empty);
			check_answer(status, &result, is_empty, row, 0, rows_count,
						 extreme);
			slide_estimates(row, rows_count, random_between(1, 20), extreme);
		}
	}
}

static void
test_estimate_currencies(void)
{
	fnd_estimate dollars = random_estimate(USD);
	fnd_estimate euros = random_estimate(EUR);
	fnd_estimate none = random_estimate_digits(FND_CURRENCY_NONE, 1);

	for (int which = 0; which < FND_EXTREME_COUNT; which++)
	{
		fnd_estimate_fold state;
		fnd_estimate_fold before;
		fnd_estimate_fold other;
		fnd_estimate_window window;

		fnd_estimate_fold_init(&state, (fnd_extreme) which);
		fnd_estimate_fold_init(&other, (fnd_extreme) which);
		CHECK(fnd_estimate_fold_combine(&state, &other) == FND_OK);
		CHECK(!state.has_rows);
		CHECK(fnd_estimate_fold_add(&state, &none) == FND_OK);
		CHECK(fnd_estimate_fold_add(&state, &dollars) == FND_OK);
		CHECK(fnd_estimate_fold_add(&other, &euros) == FND_OK);
		before = state;
		CHECK(fnd_estimate_fold_add(&state, &euros) ==
			  FND_ERR_CURRENCY_MISMATCH);
		CHECK(fnd_estimate_fold_combine(&state, &other) ==
			  FND_ERR_CURRENCY_MISMATCH);
		CHECK_MEM(&before, &state, sizeof(state));
		CHECK(fnd_estimate_fold_add(&state, &none) == FND_OK);
		CHECK_EQ_I64(state.currency, USD);

		/* a frame forgets a currency with the last row that has it */
		fnd_estimate_window_init(&window, (fnd_extreme) which);
		for (int i = 0; i < 2; i++)
		{
			reserve(&window.first);
			reserve(&window.upper);
			CHECK(fnd_estimate_window_add(
					  &window, i == 0 ? &dollars : &none) == FND_OK);
		}
		reserve(&window.first);
		reserve(&window.upper);
		CHECK(fnd_estimate_window_add(&window, &euros) ==
			  FND_ERR_CURRENCY_MISMATCH);
		CHECK_EQ_I64(window.rows_count, 2);
		fnd_estimate_window_remove(&window, &dollars);
		CHECK_EQ_I64(window.currency, FND_CURRENCY_NONE);
		CHECK(fnd_estimate_window_add(&window, &euros) == FND_OK);
		CHECK_EQ_I64(window.currency, EUR);
		free(window.first.entries);
		free(window.upper.entries);
	}
}

/* Forged bytes: refused, or a state that does no harm. */
static void
test_estimate_bytes(void)
{
	int			accepted = 0;

	for (int round = 0; round < 30000; round++)
	{
		fnd_extreme	extreme = (fnd_extreme) random_below(FND_EXTREME_COUNT);
		fnd_estimate row = random_estimate(
			random_below(5) == 0 ? FND_CURRENCY_NONE : random_currency());
		uint8_t		bytes[FND_ESTIMATE_FOLD_BYTES + 1] = { 0 };
		uint8_t		again[FND_ESTIMATE_FOLD_BYTES];
		fnd_estimate_fold state;
		fnd_estimate_fold other;
		fnd_estimate result;
		bool		is_empty;

		fnd_estimate_fold_init(&state, extreme);
		for (int i = random_below(3); i > 0; i--)
			CHECK(fnd_estimate_fold_add(&state, &row) == FND_OK);
		fnd_estimate_fold_write(&state, bytes);
		CHECK(fnd_estimate_fold_read(bytes, FND_ESTIMATE_FOLD_BYTES - 1,
									 &other) == FND_ERR_BINARY_STATE);
		CHECK(fnd_estimate_fold_read(bytes, FND_ESTIMATE_FOLD_BYTES + 1,
									 &other) == FND_ERR_BINARY_STATE);
		CHECK(fnd_estimate_fold_read(bytes, 0, &other) ==
			  FND_ERR_BINARY_STATE);
		for (int i = random_between(1, 3); i > 0; i--)
			bytes[random_below(FND_ESTIMATE_FOLD_BYTES)] = random_below(3) ==
					0 ?
				(uint8_t) random_below(3) :
				(uint8_t) random_below(256);
		if (fnd_estimate_fold_read(bytes, FND_ESTIMATE_FOLD_BYTES, &other) !=
			FND_OK)
			continue;
		accepted++;
		fnd_estimate_fold_write(&other, again);
		CHECK_MEM(bytes, again, sizeof(again));
		if (other.extreme == state.extreme)
			(void) fnd_estimate_fold_combine(&other, &state);
		if (other.has_rows &&
			fnd_estimate_fold_result(&other, &result, &is_empty) == FND_OK &&
			!is_empty)
			CHECK(fnd_estimate_check(&result, false) == FND_OK);
	}
	CHECK(accepted > 1000);
}

static int
compare_bytes(const void *a, const void *b)
{
	return *(const char *) a - *(const char *) b;
}

/* A ring that is not full moves its entries in their order, wrapped or not. */
static void
test_moves(void)
{
	for (size_t first = 0; first < 4; first++)
	{
		for (size_t count = 0; count <= 4; count++)
		{
			fnd_deque	deque = { NULL, 1, 4, first, 0 };
			char		small[4] = { 'x', 'x', 'x', 'x' };
			char		large[8] = ".......";
			char		next = 'a';

			deque.entries = (unsigned char *) small;
			for (size_t i = 0; i < count; i++, next++)
				fnd_deque_push(&deque, &next, compare_bytes);
			fnd_deque_move(&deque, large, sizeof(large));
			CHECK(deque.capacity == 8 && deque.count == count);
			next = 'a';
			for (size_t i = 0; i < count; i++, next++)
			{
				CHECK(*(const char *) fnd_deque_front(&deque) == next);
				fnd_deque_leave(&deque, &next, compare_bytes);
			}
			CHECK(deque.count == 0);
			for (size_t i = count; i < 7; i++)
				CHECK(large[i] == '.');
		}
	}
}

int
main(void)
{
	check_seed(20261123);
	test_amounts();
	test_currencies();
	test_estimates();
	test_estimate_currencies();
	test_estimate_bytes();
	test_moves();
	return check_done("extreme");
}
