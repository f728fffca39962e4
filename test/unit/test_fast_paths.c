/*
 * test_fast_paths.c
 *	  Every fast path of amounts against an exact oracle: ten million pairs.
 *
 * Equal scales, words that do not overflow, sums of one scale: whatever the
 * core takes a short way for, this test knows nothing of.  It holds each
 * answer against limb_oracle.h, on values that stand where short ways end:
 * around the powers of two and ten, at the limits, at every scale, equal, or
 * differing in the last digit only.
 *
 * A thousand pairs are one check; a pair that fails is printed.  The other
 * unit tests look at single functions; this one at the agreement of them all.
 * The build without __int128, which is slower, takes fewer pairs; CHECK_PAIRS
 * of the environment sets any other number.
 */
#include "limb_oracle.h"

#include "../../src/core/extreme.h"
#include "../../src/core/hash.h"
#include "../../src/core/sort_key.h"
#include "../../src/core/sum.h"

#ifdef FND_HAVE_INT128
#define PAIRS_COUNT 10000000
#else
#define PAIRS_COUNT 4000000
#endif
#define PAIRS_A_CHECK 1000

/* One in so many pairs is multiplied, divided and rounded too. */
#define SLOW_EVERY 16

/* The currencies of the test, and what ISO 4217 gives them. */
static const struct
{
	char		letters[4];
	int			minor_units;
} currency_of[] = {
	{ "JPY", 0 }, { "USD", 2 }, { "EUR", 2 }, { "BHD", 3 }, { "CLF", 4 }
};

#define CURRENCIES_COUNT 5

/* An amount as the oracle and as the core know it. */
typedef struct sample
{
	limbs		coefficient;
	int			scale;
	int			currency;		/* an index of currency_of */
	fnd_amount	amount;
} sample;

/* A decimal without a currency. */
typedef struct scalar
{
	limbs		coefficient;
	fnd_decimal	decimal;
} scalar;

/* Coefficients where something ends. */
#define EDGES_MAX 800
static limbs edge[EDGES_MAX];
static int edges_count;

static bool is_bad; /* something in this thousand failed */

static int
below(int limit)
{
	return (int) (check_random_u64() % (uint64_t) limit);
}

static fnd_currency
code_of(int currency)
{
	const char *letters = currency_of[currency].letters;

	return FND_CURRENCY_CODE(letters[0], letters[1], letters[2]);
}

static int
minor_units_of(const sample *s)
{
	return currency_of[s->currency].minor_units;
}

static void
add_edge(const limbs *around, int step)
{
	limbs		value;

	limbs_set_u64(step < 0 ? (uint64_t) -step : (uint64_t) step, &value);
	value.is_negative = step < 0;
	limbs_add(around, &value, &value);
	if (limbs_digits(&value) > 28 || edges_count == EDGES_MAX)
		return;
	value.is_negative = false;
	limbs_copy(&value, &edge[edges_count++]);
}

static void
find_edges(void)
{
	limbs		power;
	limbs		half;

	for (int bit = 0; bit <= 93; bit++)
	{
		limbs_set_words(bit < 64 ? 0 : INT64_C(1) << (bit - 64),
						bit < 64 ? UINT64_C(1) << bit : 0, &power);
		for (int step = -2; step <= 2; step++)
			add_edge(&power, step);
	}
	for (int digits = 0; digits <= 28; digits++)
	{
		limbs_set_pow10(digits, &power);
		for (int step = -2; step <= 2; step++)
			add_edge(&power, step);

		/* halves of it, where rounding turns */
		limbs_set_u64(5, &half);
		limbs_shift(&half, digits);
		for (int step = -1; step <= 1; step++)
			add_edge(&half, step);
	}
}

/* A magnitude of at most so many digits, 1 to 28, that loves the edges. */
static void
random_magnitude(int digits_max, limbs *value)
{
	uint64_t	random = check_random_u64();
	limbs		less;

	switch (random & 15)
	{
		case 0:
		case 1:
		case 2:
		case 3:
		case 4:
			limbs_copy(&edge[below(edges_count)], value);
			break;
		case 5:
			limbs_set_u64((random >> 4) & 3, value);
			break;
		case 6:
			/* the largest */
			limbs_set_pow10(digits_max, value);
			limbs_set_u64(1 + ((random >> 4) & 3), &less);
			limbs_sub(value, &less, value);
			break;
		case 7:
		case 8:
			/* few digits and many zeros */
			limbs_set_u64((random >> 4) % 1000, value);
			limbs_shift(value, below(26));
			break;
		case 9:
		case 10:
		case 11:
			/* any length */
			limbs_set_words((int64_t) (check_random_u64() >> (35 + below(29))),
							random, value);
			break;
		case 12:
			limbs_set_u64(random >> below(64), value);
			break;
		default:
			/* what people write */
			limbs_set_u64((random >> 4) % UINT64_C(100000000000), value);
			break;
	}
	if (limbs_digits(value) > digits_max)
		limbs_cut(value, limbs_digits(value) - digits_max);
}

/* The core's bytes of what the oracle says. */
static void
pack(sample *s)
{
	int64_t		hi;

	limbs_get_words(&s->coefficient, &hi, &s->amount.lo);
	s->amount.hi = (int32_t) hi;
	s->amount.currency = code_of(s->currency);
	s->amount.scale = (uint8_t) s->scale;
	s->amount.spare = 0;
}

static int
random_scale(int minor_units)
{
	switch (below(4))
	{
		case 0:
			return below(29);
		case 1:
			return minor_units + below(5);
		default:
			return minor_units;
	}
}

/* Bring a value into canonical form; a scale that it fits at is found. */
static void
settle(sample *s)
{
	limbs		value;
	int			scale = s->scale;

	limbs_copy(&s->coefficient, &value);
	if (!limbs_canonical(&value, &scale, minor_units_of(s)))
	{
		/* only below the minor units are there too many digits */
		limbs_copy(&s->coefficient, &value);
		scale = minor_units_of(s);
		(void) limbs_canonical(&value, &scale, minor_units_of(s));
	}
	limbs_copy(&value, &s->coefficient);
	s->scale = scale;
	pack(s);
}

static void
random_sample(int currency, sample *s)
{
	s->currency = currency;
	random_magnitude(28, &s->coefficient);
	if ((check_random_u64() & 1) != 0)
		limbs_negate(&s->coefficient);
	s->scale = random_scale(minor_units_of(s));
	settle(s);
}

static void
copy_sample(const sample *from, sample *to)
{
	limbs_copy(&from->coefficient, &to->coefficient);
	to->scale = from->scale;
	to->currency = from->currency;
	to->amount = from->amount;
}

/* Another amount: any, or one that is hard to tell from the first. */
static void
random_partner(const sample *a, sample *b)
{
	limbs		step;

	switch (below(16))
	{
		case 0:
		case 1:
			copy_sample(a, b);
			return;
		case 2:
		case 3:
		case 4:
			/* the last digit differs */
			copy_sample(a, b);
			limbs_set_u64(1, &step);
			step.is_negative = below(2) == 0;
			limbs_add(&a->coefficient, &step, &b->coefficient);
			if (limbs_digits(&b->coefficient) > 28)
				limbs_copy(&a->coefficient, &b->coefficient);
			settle(b);
			return;
		case 5:
		case 6:
		{
			/* so does one far behind it */
			int			digits = limbs_digits(&a->coefficient);
			int			room = 28 - (digits > a->scale ? digits : a->scale);

			copy_sample(a, b);
			if (room <= 0)
				return;
			room = 1 + below(room);
			limbs_shift(&b->coefficient, room);
			b->scale += room;
			limbs_set_u64(1 + (uint64_t) below(3), &step);
			step.is_negative = below(2) == 0;
			limbs_add(&b->coefficient, &step, &b->coefficient);
			if (limbs_digits(&b->coefficient) > 28)
			{
				copy_sample(a, b);
				return;
			}
			settle(b);
			return;
		}
		case 7:
			copy_sample(a, b);
			limbs_negate(&b->coefficient);
			pack(b);
			return;
		case 8:
			/* the same digits, with the point elsewhere */
			copy_sample(a, b);
			b->scale = random_scale(minor_units_of(a));
			settle(b);
			return;
		case 9:
			/* what is left to the limit, and one more at times */
			copy_sample(a, b);
			limbs_set_pow10(28, &step);
			step.is_negative = a->coefficient.is_negative;
			limbs_sub(&step, &a->coefficient, &b->coefficient);
			limbs_set_u64((uint64_t) below(3), &step);
			step.is_negative = !a->coefficient.is_negative;
			limbs_add(&b->coefficient, &step, &b->coefficient);
			if (limbs_digits(&b->coefficient) > 28)
				copy_sample(a, b);
			else
				settle(b);
			return;
		case 10:
			/* the same number of another currency */
			copy_sample(a, b);
			b->currency = below(CURRENCIES_COUNT);
			settle(b);
			return;
		case 11:
			random_sample(below(CURRENCIES_COUNT), b);
			return;
		default:
			random_sample(a->currency, b);
			return;
	}
}

static void
fail(const char *what, const sample *a, const sample *b)
{
	is_bad = true;
	if (check_failed >= CHECK_FAILURES_SHOWN)
		return;
	printf("%s: %s and %s\n", what, currency_of[a->currency].letters,
		   currency_of[b->currency].letters);
	limbs_print("a", &a->coefficient, a->scale);
	limbs_print("b", &b->coefficient, b->scale);
}

/* Is the core's amount this canonical value? */
static bool
is_amount(const fnd_amount *got, const limbs *coefficient, int scale,
		  int currency)
{
	limbs		value;

	limbs_set_words(got->hi, got->lo, &value);
	return got->scale == scale && got->spare == 0 &&
		got->currency == code_of(currency) &&
		limbs_compare(&value, coefficient) == 0;
}

/* Does a status with its amount say what the oracle says? */
static bool
agrees(fnd_status status, const fnd_amount *got, limbs *expected, int scale,
	   int currency)
{
	if (!limbs_canonical(expected, &scale, currency_of[currency].minor_units))
		return status == FND_ERR_RANGE;
	return status == FND_OK && is_amount(got, expected, scale, currency);
}

/* Both coefficients at the finer of the two scales. */
static int
align(const sample *a, const sample *b, limbs *x, limbs *y)
{
	int			scale = a->scale > b->scale ? a->scale : b->scale;

	limbs_copy(&a->coefficient, x);
	limbs_shift(x, scale - a->scale);
	limbs_copy(&b->coefficient, y);
	limbs_shift(y, scale - b->scale);
	return scale;
}

/*
 * A key never contradicts the order.  Between usual amounts, below 2^46 minor
 * units, it also tells apart what is a minor unit apart, or it would be of no
 * use.  Of 64-bit hashes of different values, ten million pairs should not
 * hold one that is the same.
 */
static void
check_keys(const sample *a, const sample *b, const limbs *x, const limbs *y,
		   int scale, int order, bool is_equal)
{
	uint64_t	a_key = fnd_amount_sort_key(&a->amount);
	uint64_t	b_key = fnd_amount_sort_key(&b->amount);
	uint64_t	seed = (uint64_t) b->scale;

	if ((a_key < b_key && order >= 0) || (a_key > b_key && order <= 0) ||
		(is_equal && a_key != b_key))
		fail("sort key", a, b);
	if ((fnd_amount_hash(&a->amount, seed) ==
		 fnd_amount_hash(&b->amount, seed)) != is_equal)
		fail("hash", a, b);
	if (a_key == b_key && !is_equal)
	{
		limbs		gap;
		limbs		unit;
		int			minor_units = minor_units_of(a);

		if (a->currency != b->currency)
		{
			fail("sort key of two currencies", a, b);
			return;
		}
		limbs_sub(x, y, &gap);
		limbs_set_pow10(scale - minor_units, &unit);
		if (limbs_compare_magnitude(&gap, &unit) < 0)
			return;
		limbs_set_u64(UINT64_C(1) << 46, &unit);
		limbs_shift(&unit, scale - minor_units);
		if (limbs_compare_magnitude(x, &unit) < 0 ||
			limbs_compare_magnitude(y, &unit) < 0)
		{
			/* two values around zero, both less than a unit from it */
			limbs_set_pow10(scale - minor_units, &unit);
			if (limbs_compare_magnitude(x, &unit) >= 0 ||
				limbs_compare_magnitude(y, &unit) >= 0)
				fail("sort key is blunt", a, b);
		}
	}
}

static void
check_pair(const sample *a, const sample *b)
{
	limbs		x;
	limbs		y;
	limbs		expected;
	fnd_amount	got;
	fnd_status	status;
	int			scale = align(a, b, &x, &y);
	int			order = limbs_compare(&x, &y);
	bool		is_equal = order == 0 && a->currency == b->currency;

	/* order: one total order, and what is equal has the same bytes */
	if (a->currency != b->currency)
		order = strcmp(currency_of[a->currency].letters,
					   currency_of[b->currency].letters) < 0 ?
			-1 :
			1;
	else if (fnd_amount_compare(&a->amount, &b->amount) != order ||
			 fnd_amount_compare(&b->amount, &a->amount) != -order)
		fail("compare", a, b);
	if (fnd_amount_order(&a->amount, &b->amount) != order ||
		fnd_amount_order(&b->amount, &a->amount) != -order)
		fail("order", a, b);
	if (fnd_amount_equal(&a->amount, &b->amount) != is_equal ||
		(memcmp(&a->amount, &b->amount, sizeof(a->amount)) == 0) != is_equal)
		fail("equal", a, b);
	if (fnd_amount_sign(&b->amount) != limbs_sign(&b->coefficient))
		fail("sign", a, b);

	/* keys and hashes: what they say, the order and equality say too */
	check_keys(a, b, &x, &y, scale, order, is_equal);

	/* sums and differences: exact, or out of range */
	status = fnd_amount_add(&a->amount, &b->amount, &got);
	if (a->currency != b->currency)
	{
		if (status != FND_ERR_CURRENCY_MISMATCH ||
			fnd_amount_subtract(&a->amount, &b->amount, &got) !=
				FND_ERR_CURRENCY_MISMATCH)
			fail("two currencies", a, b);
		return;
	}
	limbs_add(&x, &y, &expected);
	if (!agrees(status, &got, &expected, scale, a->currency))
		fail("add", a, b);
	status = fnd_amount_subtract(&a->amount, &b->amount, &got);
	limbs_sub(&x, &y, &expected);
	if (!agrees(status, &got, &expected, scale, a->currency))
		fail("subtract", a, b);
}

/* The answer of a rounded operation, held against n / d * 10^-scale. */
static bool
is_answer(fnd_status status, const fnd_amount *got, const limbs *n,
		  const limbs *d, int scale, fnd_rounding mode, int currency)
{
	limbs		value;
	limbs		canonical;
	int			minor_units = currency_of[currency].minor_units;
	int			canonical_scale;

	if (status != FND_OK)
		return status == FND_ERR_RANGE &&
			limbs_is_fitted(n, d, scale, mode, minor_units, false, NULL, 0);
	limbs_set_words(got->hi, got->lo, &value);
	limbs_copy(&value, &canonical);
	canonical_scale = got->scale;
	return limbs_canonical(&canonical, &canonical_scale, minor_units) &&
		is_amount(got, &canonical, canonical_scale, currency) &&
		limbs_is_fitted(n, d, scale, mode, minor_units, true, &value,
						got->scale);
}

/*
 * A running sum of everything, and the oracle's beside it.  The last rows are
 * taken out again at times; parts are sent and combined.
 */
#define RECENT_MAX 16

typedef struct running
{
	fnd_amount_sum sum;
	fnd_amount_sum part;		/* rows that were not combined yet */
	limbs		total;			/* at 28 decimals, of both */
	int64_t		rows_count;
	sample		recent[RECENT_MAX];
	int			recent_count;
} running;

static running running_of[CURRENCIES_COUNT];

static fnd_amount_sum
sent(const fnd_amount_sum *sum)
{
	uint8_t		bytes[FND_AMOUNT_SUM_BYTES];
	uint8_t		again[FND_AMOUNT_SUM_BYTES];
	fnd_amount_sum received;

	fnd_amount_sum_write(sum, bytes);
	if (fnd_amount_sum_read(bytes, sizeof(bytes), &received) != FND_OK)
		is_bad = true;
	fnd_amount_sum_write(&received, again);
	if (memcmp(bytes, again, sizeof(bytes)) != 0)
		is_bad = true;
	return received;
}

/* Does a sum say what the oracle's total at 28 decimals says? */
static void
check_total(const char *what, const fnd_amount_sum *sum, const running *r,
			int currency)
{
	limbs		expected;
	limbs		rows;
	fnd_amount	got;
	fnd_status	status = fnd_amount_sum_result(sum, &got);

	limbs_copy(&r->total, &expected);
	if (sum->rows_count != r->rows_count ||
		!agrees(status, &got, &expected, 28, currency))
	{
		is_bad = true;
		limbs_print(what, &r->total, 28);
	}

	/* the average: the total itself may be far out of range */
	if (limbs_digits(&r->total) > 70)
		return;
	limbs_set_u64((uint64_t) r->rows_count, &rows);
	status = fnd_amount_sum_average(sum, &got);
	if (!is_answer(status, &got, &r->total, &rows, 28, FND_ROUND_HALF_EVEN,
				   currency))
	{
		is_bad = true;
		limbs_print(what, &r->total, 28);
		limbs_print("average over rows", &rows, 0);
	}
}

/* The value of an amount in units of the finest decimal. */
static void
set_finest(const sample *s, limbs *value)
{
	limbs_copy(&s->coefficient, value);
	limbs_shift(value, 28 - s->scale);
}

static void
add_row(const sample *s)
{
	running	   *r = &running_of[s->currency];
	limbs		value;

	set_finest(s, &value);
	limbs_add(&r->total, &value, &r->total);
	if (fnd_amount_sum_add((check_random_u64() & 1) != 0 ? &r->sum : &r->part,
						   &s->amount) != FND_OK)
		fail("sum of one currency", s, s);
	r->rows_count++;
	if (r->recent_count < RECENT_MAX)
		copy_sample(s, &r->recent[r->recent_count++]);
}

static void
combine_part(running *r)
{
	r->part = sent(&r->part);
	if (fnd_amount_sum_combine(&r->sum, &r->part) != FND_OK)
		is_bad = true;
	fnd_amount_sum_init(&r->part);
}

/*
 * Holds a sum against the oracle: whole, sent, without the rows that are
 * taken out, and with rows that bring a total beyond all limits back to one
 * that fits.
 */
static void
check_sum(int currency)
{
	running	   *r = &running_of[currency];
	fnd_amount_sum whole;
	sample		row;

	if (r->rows_count == 0)
		return;
	combine_part(r);
	check_total("sum", &r->sum, r, currency);
	whole = sent(&r->sum);
	check_total("sum, sent", &whole, r, currency);
	if (below(2) == 0)
		r->sum = whole;

	for (; r->recent_count > 0 && r->rows_count > 1; r->recent_count--)
	{
		limbs		value;

		set_finest(&r->recent[r->recent_count - 1], &value);
		limbs_sub(&r->total, &value, &r->total);
		fnd_amount_sum_remove(&r->sum, &r->recent[r->recent_count - 1].amount);
		r->rows_count--;
	}
	r->recent_count = 0;
	check_total("sum, rows taken out", &r->sum, r, currency);

	/* at most as many rounds as rows were added */
	row.currency = currency;
	while (limbs_digits(&r->total) > 28)
	{
		int			digits = limbs_digits(&r->total) - 28;

		limbs_copy(&r->total, &row.coefficient);
		limbs_cut(&row.coefficient, digits);
		row.scale = 28 - digits;
		if (row.scale < minor_units_of(&row))
		{
			/* no row is as large as this: the largest */
			limbs		one;

			limbs_set_u64(1, &one);
			limbs_set_pow10(28, &row.coefficient);
			limbs_sub(&row.coefficient, &one, &row.coefficient);
			row.coefficient.is_negative = r->total.is_negative;
			row.scale = minor_units_of(&row);
		}
		limbs_negate(&row.coefficient);
		settle(&row);
		add_row(&row);
	}
	combine_part(r);
	check_total("sum, total near zero", &r->sum, r, currency);
	if (below(4) == 0)
	{
		fnd_amount_sum_init(&r->sum);
		limbs_set_zero(&r->total);
		r->rows_count = 0;
	}
	r->recent_count = 0;
}

/*
 * Partial sums far beyond 128 bits: a sum that is doubled time and again,
 * against another that takes it back to one row.  A power of two would leave
 * nothing behind if its bits were lost.
 */
static void
check_doubled(const sample *a, const sample *b)
{
	fnd_amount_sum up;
	fnd_amount_sum down;
	fnd_amount	negative;
	fnd_amount	got;
	fnd_status	status;
	limbs		total;
	limbs		row;
	int			turns = 1 + below(50);

	if (a->currency != b->currency)
		return;
	fnd_amount_sum_init(&up);
	fnd_amount_sum_init(&down);
	fnd_amount_negate(&a->amount, &negative);
	(void) fnd_amount_sum_add(&up, &a->amount);
	(void) fnd_amount_sum_add(&down, &negative);
	for (int i = 0; i < turns; i++)
	{
		fnd_amount_sum twice = up;

		(void) fnd_amount_sum_combine(&up, &twice);
		twice = down;
		(void) fnd_amount_sum_combine(&down, &twice);
		if (below(16) == 0)
		{
			up = sent(&up);
			down = sent(&down);
		}
	}
	(void) fnd_amount_sum_add(&up, &b->amount);
	if (below(2) == 0)
		up = sent(&up);

	/* on the way a total out of range must not pass for a small one */
	set_finest(a, &total);
	for (int i = 0; i < turns; i++)
		limbs_add(&total, &total, &total);
	set_finest(b, &row);
	limbs_add(&total, &row, &total);
	status = fnd_amount_sum_result(&up, &got);
	if (!agrees(status, &got, &total, 28, a->currency))
		fail("doubled sum", a, b);
	if (fnd_amount_sum_combine(&up, &down) != FND_OK ||
		up.rows_count != (INT64_C(2) << turns) + 1 ||
		fnd_amount_sum_result(&up, &got) != FND_OK ||
		!is_amount(&got, &b->coefficient, b->scale, b->currency))
		fail("doubled sums", a, b);
}

/*
 * A factor or divisor: at most 38 digits, at any scale that numeric has in
 * practice, often one that people write.
 */
static void
random_scalar(scalar *s)
{
	int64_t		hi;
	uint64_t	lo;

	random_magnitude(28, &s->coefficient);
	if (below(4) == 0)
	{
		limbs_shift(&s->coefficient, below(11));
		limbs_add(&s->coefficient, &edge[below(edges_count)], &s->coefficient);
		if (limbs_digits(&s->coefficient) > 38)
			limbs_cut(&s->coefficient, 1);
	}
	if (below(2) == 0)
		limbs_negate(&s->coefficient);
	s->decimal.scale = below(2) == 0 ? below(5) : below(60) - 18;
	limbs_get_words(&s->coefficient, &hi, &lo);
	s->decimal.coefficient = fnd_i128_from_words(hi, lo);
}

static void
check_scaled(const sample *a, const sample *b)
{
	limbs		n;
	limbs		d;
	scalar		by;
	fnd_amount	got;
	fnd_status	status;
	fnd_rounding mode = below(2) == 0 ? FND_ROUND_HALF_EVEN :
										(fnd_rounding) below(7);

	random_scalar(&by);
	if (below(3) == 0)
	{
		/* a fraction of two amounts, as a share is one */
		limbs_copy(&b->coefficient, &by.coefficient);
		by.decimal.coefficient = fnd_amount_coefficient(&b->amount);
		by.decimal.scale = b->scale;
	}
	status = fnd_amount_multiply(&a->amount, &by.decimal, mode, &got);
	limbs_mul(&a->coefficient, &by.coefficient, &n);
	limbs_set_u64(1, &d);
	if (!is_answer(status, &got, &n, &d, a->scale + by.decimal.scale, mode,
				   a->currency))
	{
		fail("multiply", a, b);
		limbs_print("by", &by.coefficient, by.decimal.scale);
	}

	status = fnd_amount_divide(&a->amount, &by.decimal, mode, &got);
	limbs_copy(&a->coefficient, &n);
	limbs_copy(&by.coefficient, &d);
	if (limbs_is_zero(&d))
	{
		if (status != FND_ERR_DIVISION_BY_ZERO)
			fail("divide by zero", a, b);
		return;
	}
	if (d.is_negative)
	{
		limbs_negate(&d);
		limbs_negate(&n);
	}
	if (!is_answer(status, &got, &n, &d, a->scale - by.decimal.scale, mode,
				   a->currency))
	{
		fail("divide", a, b);
		limbs_print("by", &by.coefficient, by.decimal.scale);
	}
}

/* In units of the finest decimal nothing is ever below one unit. */
static void
check_round(const sample *a)
{
	limbs		n;
	limbs		one;
	limbs		value;
	fnd_amount	got;

	set_finest(a, &n);
	limbs_set_u64(1, &one);
	for (int mode = FND_ROUND_HALF_EVEN; mode <= FND_ROUND_FLOOR; mode++)
	{
		int			digits = below(2) == 0 ? minor_units_of(a) : below(60) - 30;
		int			scale;
		fnd_status	status = fnd_amount_round(&a->amount, digits,
											 (fnd_rounding) mode, &got);
		bool		is_right;

		if (digits > 28)
			digits = 28;
		if (status == FND_OK)
		{
			limbs_set_words(got.hi, got.lo, &value);
			is_right = got.scale <= 28;
			if (is_right)
			{
				limbs_shift(&value, 28 - got.scale);
				is_right = limbs_is_rounded(&n, &one, &value, 28 - digits,
											(fnd_rounding) mode);
				scale = 28;
				is_right = is_right &&
					limbs_canonical(&value, &scale, minor_units_of(a)) &&
					is_amount(&got, &value, scale, a->currency);
			}
		}
		else
		{
			/* one step of the last digit that stays is too much */
			limbs		step;

			limbs_copy(&n, &value);
			limbs_cut(&value, 28 - digits);
			limbs_set_u64(1, &step);
			limbs_add_magnitude(&value, &step, &value);
			limbs_shift(&value, 28 - digits);
			value.is_negative = n.is_negative;
			is_right = status == FND_ERR_RANGE &&
				limbs_is_rounded(&n, &one, &value, 28 - digits,
								 (fnd_rounding) mode);
			scale = 28;
			is_right = is_right &&
				!limbs_canonical(&value, &scale, minor_units_of(a));
		}
		if (!is_right)
		{
			fail("round", a, a);
			if (check_failed < CHECK_FAILURES_SHOWN)
				printf("\tto %d digits, mode %d, status %d\n", digits, mode,
					   (int) status);
		}
	}
}

/*
 * A frame that moves over random rows, its least and greatest amount looked
 * up row by row.
 */
#define FRAME_ROWS 64

static void
check_frames(void)
{
	static sample row[FRAME_ROWS];
	fnd_amount_window least;
	fnd_amount_window greatest;
	fnd_amount	least_rows[FRAME_ROWS];
	fnd_amount	greatest_rows[FRAME_ROWS];
	int			first = 0;

	random_sample(below(CURRENCIES_COUNT), &row[0]);
	for (int i = 1; i < FRAME_ROWS; i++)
	{
		do
			random_partner(&row[below(i)], &row[i]);
		while (row[i].currency != row[0].currency);
	}
	fnd_amount_window_init(&least, false);
	fnd_amount_window_init(&greatest, true);
	fnd_deque_move(&least.best, least_rows, FRAME_ROWS);
	fnd_deque_move(&greatest.best, greatest_rows, FRAME_ROWS);
	for (int next = 0; next < FRAME_ROWS; next++)
	{
		int			low;
		int			high;

		if (fnd_amount_window_add(&least, &row[next].amount) != FND_OK ||
			fnd_amount_window_add(&greatest, &row[next].amount) != FND_OK)
			fail("frame", &row[next], &row[next]);
		for (int leave = below(3); leave > 0 && first < next; leave--)
		{
			fnd_amount_window_remove(&least, &row[first].amount);
			fnd_amount_window_remove(&greatest, &row[first].amount);
			first++;
		}
		low = high = first;
		for (int i = first + 1; i <= next; i++)
		{
			limbs		x;
			limbs		y;

			(void) align(&row[i], &row[low], &x, &y);
			if (limbs_compare(&x, &y) < 0)
				low = i;
			(void) align(&row[i], &row[high], &x, &y);
			if (limbs_compare(&x, &y) > 0)
				high = i;
		}
		if (memcmp(fnd_deque_front(&least.best), &row[low].amount,
				   sizeof(fnd_amount)) != 0)
			fail("least of a frame", &row[low], &row[next]);
		if (memcmp(fnd_deque_front(&greatest.best), &row[high].amount,
				   sizeof(fnd_amount)) != 0)
			fail("greatest of a frame", &row[high], &row[next]);
	}
}

/* The core's own making of canonical bytes, from a value with more zeros. */
static void
check_make(const sample *a)
{
	limbs		longer;
	int			room = 38 - limbs_digits(&a->coefficient);
	int			more = below(room + 1);
	int64_t		hi;
	uint64_t	lo;
	fnd_amount	got;

	limbs_copy(&a->coefficient, &longer);
	limbs_shift(&longer, more);
	limbs_get_words(&longer, &hi, &lo);
	if (fnd_amount_make(fnd_i128_from_words(hi, lo), a->scale + more,
						code_of(a->currency), &got) != FND_OK ||
		!fnd_amount_equal(&got, &a->amount) ||
		fnd_amount_check(&a->amount) != FND_OK)
		fail("make", a, a);
}

static void
check_pairs(int pairs_count)
{
	sample		a;
	sample		b;

	for (int i = 1; i <= pairs_count; i++)
	{
		/* runs of one currency, as rows come */
		random_sample(below(8) == 0 ? below(CURRENCIES_COUNT) : 1, &a);
		random_partner(&a, &b);
		check_pair(&a, &b);
		add_row(&a);
		add_row(&b);
		if (i % SLOW_EVERY == 0)
		{
			check_make(&b);
			check_scaled(&a, &b);
			check_round(&b);
		}
		if (i % PAIRS_A_CHECK == 0 || i == pairs_count)
		{
			check_doubled(&a, &b);
			limbs_set_words(INT64_C(1) << below(30), 0, &a.coefficient);
			a.scale = minor_units_of(&a);
			settle(&a);
			check_doubled(&a, &b);
			check_frames();
			for (int currency = 0; currency < CURRENCIES_COUNT; currency++)
				check_sum(currency);
			check_true(!is_bad, __FILE__, __LINE__, "a thousand pairs agree");
			is_bad = false;
		}
	}
}

/* The oracle itself, on what anybody can work out. */
static void
check_oracle(void)
{
	limbs		a;
	limbs		b;
	limbs		c;
	int64_t		hi;
	uint64_t	lo;

	/* 2^64 = 18446744073709551616 */
	limbs_set_words(1, 0, &a);
	CHECK_EQ_U64(a.limb[0], 709551616);
	CHECK_EQ_U64(a.limb[1], 446744073);
	CHECK_EQ_U64(a.limb[2], 18);
	limbs_get_words(&a, &hi, &lo);
	CHECK(hi == 1 && lo == 0);
	limbs_set_words(-1, UINT64_MAX, &b);
	CHECK(b.count == 1 && b.limb[0] == 1 && b.is_negative);
	limbs_get_words(&b, &hi, &lo);
	CHECK(hi == -1 && lo == UINT64_MAX);
	limbs_mul(&a, &b, &c);
	limbs_add(&a, &c, &c);
	CHECK(limbs_is_zero(&c) && !c.is_negative);
	CHECK_EQ_I64(limbs_digits(&a), 20);
	limbs_shift(&a, 10);
	CHECK_EQ_I64(limbs_digits(&a), 30);
	CHECK_EQ_I64(limbs_trailing_zeros(&a), 10);
	limbs_cut(&a, 29);
	CHECK(a.count == 1 && a.limb[0] == 1);

	/* 7 / 2: to 4, or to 3; -7 / 2 */
	for (int sign = 0; sign < 2; sign++)
	{
		static const char up_at[] = "1101010";
		static const char up_below[] = "1101001";

		for (int mode = 0; mode < 7; mode++)
		{
			bool		is_up = (sign == 0 ? up_at : up_below)[mode] == '1';

			limbs_set_u64(7, &a);
			limbs_set_u64(2, &b);
			limbs_set_u64(4, &c);
			a.is_negative = c.is_negative = sign == 1;
			CHECK(limbs_is_rounded(&a, &b, &c, 0, (fnd_rounding) mode) ==
				  is_up);
			limbs_set_u64(3, &c);
			c.is_negative = sign == 1;
			CHECK(limbs_is_rounded(&a, &b, &c, 0, (fnd_rounding) mode) !=
				  is_up);
		}
	}
}

int
main(void)
{
	const char *pairs = getenv("CHECK_PAIRS");

	check_seed(20261123);
	for (int i = 0; i < CURRENCIES_COUNT; i++)
		CHECK_EQ_I64(fnd_currency_minor_units(code_of(i)),
					 currency_of[i].minor_units);
	check_oracle();
	find_edges();
	check_pairs(pairs != NULL ? atoi(pairs) : PAIRS_COUNT);
	return check_done("fast_paths");
}
