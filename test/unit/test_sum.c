/*
 * test_sum.c
 *	  Sums of many rows: exact, in any order, in parts, and taken out again.
 */
#include "oracle.h"
#include "random_values.h"

#include "../../src/core/sum.h"

#define ROWS_MAX 60

/* Is the answer of a sum the exact total, or out of range as the total is? */
static void
check_total(fnd_status status, const fnd_amount *result, const dec *total,
			fnd_currency currency)
{
	dec			expected;
	dec			got;

	dec_copy(total, &expected);
	if (!oracle_canonical(&expected, fnd_currency_minor_units(currency)))
	{
		CHECK(status == FND_ERR_RANGE);
		return;
	}
	if (!CHECK(status == FND_OK))
		return;
	CHECK(fnd_amount_check(result) == FND_OK);
	CHECK(result->currency == currency);
	dec_set(fnd_amount_coefficient(result), result->scale, &got);
	if (!CHECK(dec_compare(&got, &expected) == 0))
	{
		dec_print("expected", &expected);
		dec_print("got", &got);
	}
}

/* An average is the total divided as fnd_amount_divide would do it. */
static void
check_average(const fnd_amount_sum *sum, const dec *total,
			  fnd_currency currency)
{
	fnd_amount	result;
	dec			count;
	dec			expected;
	dec			got;

	big_set_i64(sum->rows_count, &count.coefficient);
	count.scale = 0;
	CHECK(fnd_amount_sum_average(sum, &result) == FND_OK);
	CHECK(fnd_amount_check(&result) == FND_OK);
	CHECK(result.currency == currency);
	CHECK(oracle_fit(total, &count, FND_ROUND_HALF_EVEN, &expected));
	dec_set(fnd_amount_coefficient(&result), result.scale, &got);
	if (!CHECK(dec_compare(&got, &expected) == 0))
	{
		dec_print("expected", &expected);
		dec_print("got", &got);
	}
}

static void
shuffle(int *order, int count)
{
	for (int i = 0; i < count; i++)
		order[i] = i;
	for (int i = count - 1; i > 0; i--)
	{
		int			j = random_below(i + 1);
		int			held = order[i];

		order[i] = order[j];
		order[j] = held;
	}
}

/* Over the wire and back, as a parallel worker sends it. */
static fnd_amount_sum
amount_sent(const fnd_amount_sum *sum)
{
	uint8_t		bytes[FND_AMOUNT_SUM_BYTES];
	uint8_t		again[FND_AMOUNT_SUM_BYTES];
	fnd_amount_sum received;

	fnd_amount_sum_write(sum, bytes);
	CHECK(fnd_amount_sum_read(bytes, sizeof(bytes), &received) == FND_OK);
	fnd_amount_sum_write(&received, again);
	CHECK_MEM(bytes, again, sizeof(bytes));
	return received;
}

static void
test_amounts(void)
{
	for (int round = 0; round < 600; round++)
	{
		fnd_currency currency = random_currency();
		int			count = random_between(1, ROWS_MAX);
		int			digits = random_below(3) == 0 ? 28 : random_between(1, 20);
		fnd_amount	row[ROWS_MAX];
		int			order[ROWS_MAX];
		fnd_amount_sum sum;
		fnd_amount_sum parts[4];
		fnd_amount	result;
		dec			total;
		dec			rest;
		bool		is_plain = true;

		big_set_u64(0, &total.coefficient);
		total.scale = 0;
		for (int i = 0; i < count; i++)
		{
			dec			x;

			/* one scale for all, or any */
			do
				row[i].spare = 0;
			while (fnd_amount_make(random_coefficient(digits),
								   round % 2 == 0 ?
									   fnd_currency_minor_units(currency) :
									   random_scale(currency),
								   currency, &row[i]) != FND_OK);
			dec_set(fnd_amount_coefficient(&row[i]), row[i].scale, &x);
			dec_add(&total, &x, &total);
		}

		/* in any order */
		for (int turn = 0; turn < 3; turn++)
		{
			shuffle(order, count);
			fnd_amount_sum_init(&sum);
			for (int i = 0; i < count; i++)
				CHECK(fnd_amount_sum_add(&sum, &row[order[i]]) == FND_OK);
			CHECK_EQ_I64(sum.rows_count, count);
			check_total(fnd_amount_sum_result(&sum, &result), &result, &total,
						currency);
			check_average(&sum, &total, currency);

			/* one scale, and all of it in 128 bits */
			for (int i = 1; i < count; i++)
				if (row[i].scale != row[0].scale)
					is_plain = false;
			if (is_plain)
				CHECK(!sum.sum.has_total);
		}

		/* in parts, over the wire */
		for (int i = 0; i < 4; i++)
			fnd_amount_sum_init(&parts[i]);
		for (int i = 0; i < count; i++)
			CHECK(fnd_amount_sum_add(&parts[random_below(4)], &row[i]) ==
				  FND_OK);
		fnd_amount_sum_init(&sum);
		for (int i = 0; i < 4; i++)
		{
			parts[i] = amount_sent(&parts[i]);
			CHECK(fnd_amount_sum_combine(&sum, &parts[i]) == FND_OK);
		}
		CHECK_EQ_I64(sum.rows_count, count);
		check_total(fnd_amount_sum_result(&sum, &result), &result, &total,
					currency);
		check_average(&sum, &total, currency);

		/* a moving frame: rows go, until none is left */
		shuffle(order, count);
		dec_copy(&total, &rest);
		for (int i = 0; i < count; i++)
		{
			dec			x;

			dec_set(fnd_amount_coefficient(&row[order[i]]),
					row[order[i]].scale, &x);
			dec_sub(&rest, &x, &rest);
			fnd_amount_sum_remove(&sum, &row[order[i]]);
			CHECK_EQ_I64(sum.rows_count, count - 1 - i);
			if (sum.rows_count > 0)
			{
				check_total(fnd_amount_sum_result(&sum, &result), &result,
							&rest, currency);
				check_average(&sum, &rest, currency);
			}
		}
		CHECK_EQ_I64(sum.currency, FND_CURRENCY_NONE);
		fnd_amount_sum_init(&parts[0]);
		CHECK_MEM(&sum, &parts[0], sizeof(sum));
	}
}

static void
test_amount_currencies(void)
{
	fnd_amount	dollars = random_amount(USD);
	fnd_amount	euros = random_amount(EUR);
	fnd_amount_sum sum;
	fnd_amount_sum other;
	fnd_amount_sum before;

	fnd_amount_sum_init(&sum);
	fnd_amount_sum_init(&other);
	CHECK(fnd_amount_sum_combine(&sum, &other) == FND_OK);
	CHECK(fnd_amount_sum_add(&sum, &dollars) == FND_OK);
	CHECK(fnd_amount_sum_combine(&sum, &other) == FND_OK);
	CHECK(fnd_amount_sum_add(&other, &euros) == FND_OK);
	before = sum;
	CHECK(fnd_amount_sum_add(&sum, &euros) == FND_ERR_CURRENCY_MISMATCH);
	CHECK_MEM(&sum, &before, sizeof(sum));
	CHECK(fnd_amount_sum_combine(&sum, &other) == FND_ERR_CURRENCY_MISMATCH);
	CHECK_MEM(&sum, &before, sizeof(sum));
	fnd_amount_sum_remove(&sum, &dollars);
	CHECK(fnd_amount_sum_add(&sum, &euros) == FND_OK);
	CHECK_EQ_I64(sum.currency, EUR);
}

/*
 * 2^40 times the largest amounts of both signs: the total passes 2^127 on
 * the way, and what is left fits.
 */
static void
test_amount_overflow(void)
{
	for (int scale = 0; scale <= 28; scale += 7)
	{
		fnd_i128	most = fnd_i128_pow10(28);
		fnd_amount	plus;
		fnd_amount	minus;
		fnd_amount	result;
		fnd_amount_sum up;
		fnd_amount_sum down;
		dec			left;

		(void) fnd_i128_sub(most, fnd_i128_from_i64(1), &most);
		CHECK(fnd_amount_make(most, scale, JPY, &plus) == FND_OK);
		fnd_amount_negate(&plus, &minus);
		fnd_amount_sum_init(&up);
		fnd_amount_sum_init(&down);
		CHECK(fnd_amount_sum_add(&up, &plus) == FND_OK);
		CHECK(fnd_amount_sum_add(&down, &minus) == FND_OK);
		for (int i = 0; i < 40; i++)
		{
			fnd_amount_sum twice = i % 2 == 0 ? up : amount_sent(&up);

			CHECK(fnd_amount_sum_combine(&up, &twice) == FND_OK);
			twice = i % 2 == 0 ? down : amount_sent(&down);
			CHECK(fnd_amount_sum_combine(&down, &twice) == FND_OK);
		}
		CHECK_EQ_I64(up.rows_count, INT64_C(1) << 40);
		CHECK(fnd_amount_sum_result(&up, &result) == FND_ERR_RANGE);
		CHECK(fnd_amount_sum_result(&down, &result) == FND_ERR_RANGE);
		CHECK(fnd_amount_sum_combine(&up, &down) == FND_OK);
		CHECK(fnd_amount_sum_result(&up, &result) == FND_OK);
		CHECK_EQ_I64(fnd_amount_sign(&result), 0);
		CHECK(fnd_amount_sum_add(&up, &plus) == FND_OK);
		dec_set(most, scale, &left);
		check_total(fnd_amount_sum_result(&up, &result), &result, &left, JPY);
	}
}

/*
 * Bytes that no sum wrote: refused, or a state like any other, that can be
 * added to, sent again and asked for its total.
 */
static void
use_amount_sum(fnd_amount_sum *sum, const uint8_t *bytes)
{
	uint8_t		again[FND_AMOUNT_SUM_BYTES];
	fnd_amount_sum other = *sum;
	fnd_amount	row;
	fnd_amount	result;

	fnd_amount_sum_write(sum, again);
	CHECK_MEM(bytes, again, sizeof(again));
	row = random_amount(sum->rows_count > 0 ? sum->currency : USD);
	CHECK(fnd_amount_sum_add(sum, &row) == FND_OK);
	CHECK(fnd_amount_sum_combine(sum, &other) == FND_OK);
	CHECK(sum->rows_count > 0);
	if (fnd_amount_sum_result(sum, &result) == FND_OK)
		CHECK(fnd_amount_check(&result) == FND_OK);
	fnd_amount_sum_remove(sum, &row);
}

static void
test_amount_bytes(void)
{
	uint8_t		bytes[FND_AMOUNT_SUM_BYTES + 1] = { 0 };
	unsigned long accepted = 0;
	fnd_amount_sum sum;

	/* no rows */
	CHECK(fnd_amount_sum_read(bytes, FND_AMOUNT_SUM_BYTES, &sum) == FND_OK);
	CHECK(fnd_amount_sum_read(bytes, FND_AMOUNT_SUM_BYTES + 1, &sum) ==
		  FND_ERR_BINARY_STATE);
	CHECK(fnd_amount_sum_read(bytes, FND_AMOUNT_SUM_BYTES - 1, &sum) ==
		  FND_ERR_BINARY_STATE);
	CHECK(fnd_amount_sum_read(bytes, 0, &sum) == FND_ERR_BINARY_STATE);

	/* a currency without rows, and the other way round; a total without */
	bytes[1] = 1;
	CHECK(fnd_amount_sum_read(bytes, FND_AMOUNT_SUM_BYTES, &sum) ==
		  FND_ERR_BINARY_STATE);
	bytes[1] = 0;
	bytes[9] = 1;
	CHECK(fnd_amount_sum_read(bytes, FND_AMOUNT_SUM_BYTES, &sum) ==
		  FND_ERR_BINARY_STATE);
	bytes[9] = 0;
	bytes[41] = 1;
	CHECK(fnd_amount_sum_read(bytes, FND_AMOUNT_SUM_BYTES, &sum) ==
		  FND_ERR_BINARY_STATE);

	/* more rows than can ever be counted further */
	memset(bytes, 0, sizeof(bytes));
	bytes[0] = (uint8_t) (USD >> 8);
	bytes[1] = (uint8_t) (USD & 0xFF);
	memset(bytes + 2, 0xFF, 8);
	CHECK(fnd_amount_sum_read(bytes, FND_AMOUNT_SUM_BYTES, &sum) ==
		  FND_ERR_BINARY_STATE);
	bytes[2] = 0x7F;
	CHECK(fnd_amount_sum_read(bytes, FND_AMOUNT_SUM_BYTES, &sum) ==
		  FND_ERR_BINARY_STATE);

	for (int i = 0; i < 40000; i++)
	{
		fnd_currency currency = random_currency();
		int			changes = random_between(0, 3);

		fnd_amount_sum_init(&sum);
		for (int j = random_below(4); j > 0; j--)
		{
			fnd_amount	row = random_amount(currency);

			(void) fnd_amount_sum_add(&sum, &row);
		}
		fnd_amount_sum_write(&sum, bytes);
		for (int j = 0; j < changes; j++)
			bytes[random_below(FND_AMOUNT_SUM_BYTES)] ^= random_below(2) == 0 ?
				(uint8_t) check_random_u64() :
				(uint8_t) (1 << random_below(8));
		if (fnd_amount_sum_read(bytes, FND_AMOUNT_SUM_BYTES, &sum) == FND_OK)
		{
			accepted++;
			use_amount_sum(&sum, bytes);
		}
		else
			CHECK(changes > 0);
	}
	CHECK(accepted > 1000);
}

/*
 * Estimates.  The oracle keeps the exact ends and what was seen.
 */
typedef struct seen
{
	dec			lower;
	dec			upper;
	uint8_t		bounds;
	fnd_tag		tag;
	fnd_currency currency;
} seen;

static void
seen_none(seen *s)
{
	big_set_u64(0, &s->lower.coefficient);
	big_set_u64(0, &s->upper.coefficient);
	s->lower.scale = s->upper.scale = 0;
	s->bounds = 0;
	s->tag = FND_TAG_EXACT;
	s->currency = FND_CURRENCY_NONE;
}

static void
seen_add(seen *s, const fnd_estimate *e)
{
	fnd_interval v;
	dec			x;

	fnd_estimate_open(e, &v);
	dec_set(v.lower, v.scale, &x);
	dec_add(&s->lower, &x, &s->lower);
	dec_set(v.upper, v.scale, &x);
	dec_add(&s->upper, &x, &s->upper);
	s->bounds |= v.bounds;
	s->tag = fnd_tag_combine(s->tag, v.tag);
	if (e->currency != FND_CURRENCY_NONE)
		s->currency = e->currency;
}

static void
check_seen(fnd_status status, const fnd_estimate *result, const seen *s)
{
	int			minor_units = fnd_currency_minor_units(s->currency);
	bool		lower_infinite = (s->bounds & FND_LOWER_INFINITE) != 0;
	bool		upper_infinite = (s->bounds & FND_UPPER_INFINITE) != 0;
	uint8_t		bounds = s->bounds;
	fnd_interval v;
	fnd_estimate expected;
	dec			lower;
	dec			upper;
	int			scale;
	bool		fits = true;

	dec_copy(&s->lower, &lower);
	dec_copy(&s->upper, &upper);
	if (lower_infinite)
	{
		big_set_u64(0, &lower.coefficient);
		bounds &= (uint8_t) ~FND_LOWER_OPEN;
	}
	if (upper_infinite)
	{
		big_set_u64(0, &upper.coefficient);
		bounds &= (uint8_t) ~FND_UPPER_OPEN;
	}
	fits = oracle_canonical(&lower, minor_units) && fits;
	fits = oracle_canonical(&upper, minor_units) && fits;
	scale = lower.scale > upper.scale ? lower.scale : upper.scale;
	/* a zero needs no digits at any scale */
	if (!fits ||
		(!big_is_zero(&lower.coefficient) &&
		 lower.coefficient.count + scale - lower.scale > 28) ||
		(!big_is_zero(&upper.coefficient) &&
		 upper.coefficient.count + scale - upper.scale > 28))
	{
		CHECK(status == FND_ERR_RANGE);
		return;
	}
	if (!CHECK(status == FND_OK))
	{
		dec_print("lower", &lower);
		dec_print("upper", &upper);
		return;
	}
	CHECK(fnd_estimate_check(result, false) == FND_OK);
	CHECK_EQ_I64(result->currency, s->currency);
	CHECK_EQ_I64(result->bounds, bounds);
	CHECK_EQ_I64(result->scale, scale);
	big_shift(&lower.coefficient, scale - lower.scale, &lower.coefficient);
	big_shift(&upper.coefficient, scale - upper.scale, &upper.coefficient);
	CHECK(big_equals_i128(&lower.coefficient,
						  fnd_estimate_lower_coefficient(result)));
	CHECK(big_equals_i128(&upper.coefficient,
						  fnd_estimate_upper_coefficient(result)));

	/* the kind is what make() settles from the tags of all rows */
	v.lower = fnd_estimate_lower_coefficient(result);
	v.upper = fnd_estimate_upper_coefficient(result);
	v.scale = result->scale;
	v.currency = result->currency;
	v.bounds = result->bounds;
	v.tag = s->tag;
	CHECK(fnd_estimate_make(&v, FND_BASIS_NONE, &expected) == FND_OK);
	CHECK_MEM(&expected, result, sizeof(expected));
}

/*
 * Where the sum is an estimate, the average is that sum divided; in any case
 * each bound lies outside of the true one, by less than its last digit.
 */
static void
check_estimate_average(const fnd_estimate_sum *sum, const seen *s)
{
	fnd_decimal	count = { fnd_i128_from_i64(sum->rows_count), 0 };
	fnd_estimate total;
	fnd_estimate expected;
	fnd_estimate result;
	fnd_interval v;
	dec			n;
	dec			end;
	dec			unit;
	dec			times;

	if (!CHECK(fnd_estimate_sum_average(sum, &result) == FND_OK))
		return;
	CHECK(fnd_estimate_check(&result, false) == FND_OK);
	CHECK_EQ_I64(result.currency, s->currency);
	if (fnd_estimate_sum_result(sum, &total) == FND_OK)
	{
		CHECK(fnd_estimate_divide(&total, &count, &expected) == FND_OK);
		CHECK_MEM(&expected, &result, sizeof(expected));
	}
	if (s->tag == FND_TAG_EXACT)
		return;
	fnd_estimate_open(&result, &v);
	big_set_i64(sum->rows_count, &n.coefficient);
	n.scale = 0;
	dec_set(fnd_i128_from_i64(1), v.scale, &unit);
	if ((v.bounds & FND_LOWER_INFINITE) == 0)
	{
		dec_set(v.lower, v.scale, &end);
		dec_mul(&end, &n, &times);
		CHECK(dec_compare(&times, &s->lower) <= 0);
		dec_add(&end, &unit, &end);
		dec_mul(&end, &n, &times);
		CHECK(dec_compare(&times, &s->lower) > 0);
	}
	if ((v.bounds & FND_UPPER_INFINITE) == 0)
	{
		dec_set(v.upper, v.scale, &end);
		dec_mul(&end, &n, &times);
		CHECK(dec_compare(&times, &s->upper) >= 0);
		dec_sub(&end, &unit, &end);
		dec_mul(&end, &n, &times);
		CHECK(dec_compare(&times, &s->upper) < 0);
	}
}

static fnd_estimate_sum
estimate_sent(const fnd_estimate_sum *sum)
{
	uint8_t		bytes[FND_ESTIMATE_SUM_BYTES];
	uint8_t		again[FND_ESTIMATE_SUM_BYTES];
	fnd_estimate_sum received;

	fnd_estimate_sum_write(sum, bytes);
	CHECK(fnd_estimate_sum_read(bytes, sizeof(bytes), &received) == FND_OK);
	fnd_estimate_sum_write(&received, again);
	CHECK_MEM(bytes, again, sizeof(bytes));
	return received;
}

static void
test_estimates(void)
{
	for (int round = 0; round < 800; round++)
	{
		fnd_currency currency = random_currency();
		int			count = random_between(1, round % 2 == 0 ? 5 : ROWS_MAX);
		int			digits = random_below(3) == 0 ? 28 : random_between(1, 15);
		fnd_estimate row[ROWS_MAX];
		int			order[ROWS_MAX];
		bool		gone[ROWS_MAX] = { false };
		fnd_estimate_sum sum;
		fnd_estimate_sum parts[4];
		fnd_estimate result;
		seen		total;

		seen_none(&total);
		for (int i = 0; i < count; i++)
		{
			row[i] = random_estimate_digits(
				random_below(8) == 0 ? FND_CURRENCY_NONE : currency, digits);
			if (round % 3 == 0 && (row[i].bounds & 12) != 0 &&
				random_below(4) != 0)
				row[i] = row[0];
			seen_add(&total, &row[i]);
		}
		for (int turn = 0; turn < 3; turn++)
		{
			shuffle(order, count);
			fnd_estimate_sum_init(&sum);
			for (int i = 0; i < count; i++)
				CHECK(fnd_estimate_sum_add(&sum, &row[order[i]]) == FND_OK);
			check_seen(fnd_estimate_sum_result(&sum, &result), &result,
					   &total);
			check_estimate_average(&sum, &total);
		}

		for (int i = 0; i < 4; i++)
			fnd_estimate_sum_init(&parts[i]);
		for (int i = 0; i < count; i++)
			CHECK(fnd_estimate_sum_add(&parts[random_below(4)], &row[i]) ==
				  FND_OK);
		fnd_estimate_sum_init(&sum);
		for (int i = 0; i < 4; i++)
		{
			parts[i] = estimate_sent(&parts[i]);
			CHECK(fnd_estimate_sum_combine(&sum, &parts[i]) == FND_OK);
		}
		CHECK_EQ_I64(sum.rows_count, count);
		check_seen(fnd_estimate_sum_result(&sum, &result), &result, &total);

		/* kinds, bounds and the currency go with their rows */
		shuffle(order, count);
		for (int i = 0; i < count; i++)
		{
			fnd_estimate_sum_remove(&sum, &row[order[i]]);
			gone[order[i]] = true;
			if (i % 4 != 0 || sum.rows_count == 0)
				continue;
			seen_none(&total);
			for (int j = 0; j < count; j++)
			{
				if (!gone[j])
					seen_add(&total, &row[j]);
			}
			check_seen(fnd_estimate_sum_result(&sum, &result), &result,
					   &total);
		}
		fnd_estimate_sum_init(&parts[0]);
		CHECK_MEM(&sum, &parts[0], sizeof(sum));
	}
}

static void
test_estimate_currencies(void)
{
	fnd_estimate dollars = random_estimate(USD);
	fnd_estimate euros = random_estimate(EUR);
	fnd_estimate none = random_estimate(FND_CURRENCY_NONE);
	fnd_estimate_sum sum;
	fnd_estimate_sum other;
	fnd_estimate_sum before;

	fnd_estimate_sum_init(&sum);
	fnd_estimate_sum_init(&other);
	CHECK(fnd_estimate_sum_add(&sum, &none) == FND_OK);
	CHECK(fnd_estimate_sum_add(&sum, &dollars) == FND_OK);
	CHECK_EQ_I64(sum.currency, USD);
	before = sum;
	CHECK(fnd_estimate_sum_add(&sum, &euros) == FND_ERR_CURRENCY_MISMATCH);
	CHECK_MEM(&sum, &before, sizeof(sum));
	CHECK(fnd_estimate_sum_add(&other, &euros) == FND_OK);
	CHECK(fnd_estimate_sum_combine(&sum, &other) == FND_ERR_CURRENCY_MISMATCH);
	CHECK_MEM(&sum, &before, sizeof(sum));

	/* a currency is free again when its last row is gone */
	fnd_estimate_sum_remove(&sum, &dollars);
	CHECK_EQ_I64(sum.currency, FND_CURRENCY_NONE);
	CHECK_EQ_I64(sum.rows_count, 1);
	CHECK(fnd_estimate_sum_combine(&sum, &other) == FND_OK);
	CHECK_EQ_I64(sum.currency, EUR);
	fnd_estimate_sum_init(&other);
	CHECK(fnd_estimate_sum_combine(&sum, &other) == FND_OK);
	CHECK_EQ_I64(sum.currency, EUR);
}

/* The side without a bound may overflow as it likes. */
static void
test_unbounded_side(void)
{
	fnd_interval v = { fnd_i128_zero(), fnd_i128_zero(), 0, JPY, 0,
					   FND_TAG_RANGE };
	fnd_estimate large;
	fnd_estimate small;
	fnd_estimate nobody_says;
	fnd_estimate result;
	fnd_estimate_sum sum;

	v.upper = fnd_i128_pow10(27);
	CHECK(fnd_estimate_make(&v, FND_BASIS_NONE, &large) == FND_OK);
	v.upper = fnd_i128_from_i64(1);
	v.scale = 28;
	CHECK(fnd_estimate_make(&v, FND_BASIS_NONE, &small) == FND_OK);
	v.upper = fnd_i128_zero();
	v.bounds = FND_UPPER_INFINITE;
	v.tag = FND_TAG_UNDISCLOSED;
	CHECK(fnd_estimate_make(&v, FND_BASIS_NONE, &nobody_says) == FND_OK);

	fnd_estimate_sum_init(&sum);
	CHECK(fnd_estimate_sum_add(&sum, &large) == FND_OK);
	CHECK(fnd_estimate_sum_add(&sum, &small) == FND_OK);
	CHECK(fnd_estimate_sum_result(&sum, &result) == FND_ERR_RANGE);
	CHECK(fnd_estimate_sum_add(&sum, &nobody_says) == FND_OK);
	CHECK(fnd_estimate_sum_result(&sum, &result) == FND_OK);
	CHECK_EQ_I64(result.kind, FND_KIND_AT_LEAST);
	CHECK_EQ_U64(result.lower_lo, 0);
}

/*
 * The lower sides of two rows add up to -10^15, the upper ones to 1, both
 * from parts with 13 decimals; after 40 times twice that only the lower side
 * has passed 2^127, and both still fit at scale 0.
 */
static void
test_estimate_overflow(void)
{
	fnd_interval v = { fnd_i128_zero(), fnd_i128_zero(), 13, JPY, 0,
					   FND_TAG_RANGE };
	fnd_estimate row[2];
	fnd_estimate result;
	fnd_estimate_sum sum;
	seen		total;

	v.lower = fnd_i128_from_i64(1);
	(void) fnd_i128_sub(v.lower, fnd_i128_pow10(28), &v.lower);
	(void) fnd_i128_sub(fnd_i128_pow10(13), fnd_i128_from_i64(1), &v.upper);
	CHECK(fnd_estimate_make(&v, FND_BASIS_NONE, &row[0]) == FND_OK);
	v.lower = fnd_i128_from_i64(-1);
	v.upper = fnd_i128_from_i64(1);
	CHECK(fnd_estimate_make(&v, FND_BASIS_NONE, &row[1]) == FND_OK);
	fnd_estimate_sum_init(&sum);
	for (int i = 0; i < 2; i++)
		CHECK(fnd_estimate_sum_add(&sum, &row[i]) == FND_OK);
	seen_none(&total);
	for (int i = 0; i < 2; i++)
		seen_add(&total, &row[i]);
	check_seen(fnd_estimate_sum_result(&sum, &result), &result, &total);
	CHECK(!sum.lower.has_total && !sum.upper.has_total);
	for (int i = 0; i < 40; i++)
	{
		fnd_estimate_sum twice = sum;

		(void) estimate_sent(&sum);
		CHECK(fnd_estimate_sum_combine(&sum, &twice) == FND_OK);
		dec_add(&total.lower, &total.lower, &total.lower);
		dec_add(&total.upper, &total.upper, &total.upper);
		check_seen(fnd_estimate_sum_result(&sum, &result), &result, &total);
	}
}

static void
test_estimate_bytes(void)
{
	uint8_t		bytes[FND_ESTIMATE_SUM_BYTES + 1] = { 0 };
	unsigned long accepted = 0;
	fnd_estimate_sum sum;
	fnd_estimate result;

	CHECK(fnd_estimate_sum_read(bytes, FND_ESTIMATE_SUM_BYTES, &sum) ==
		  FND_OK);
	CHECK(fnd_estimate_sum_read(bytes, FND_ESTIMATE_SUM_BYTES + 1, &sum) ==
		  FND_ERR_BINARY_STATE);
	CHECK(fnd_estimate_sum_read(bytes, 1, &sum) == FND_ERR_BINARY_STATE);

	/* rows whose number cannot grow */
	memset(bytes, 0, sizeof(bytes));
	bytes[0] = (uint8_t) (USD >> 8);
	bytes[1] = (uint8_t) (USD & 0xFF);
	memset(bytes + 2, 0xFF, 16);
	bytes[2] = bytes[10] = 0x7F;
	memset(bytes + 2 + 48, 0xFF, 8);
	bytes[2 + 48] = 0x7F;
	CHECK(fnd_estimate_sum_read(bytes, FND_ESTIMATE_SUM_BYTES, &sum) ==
		  FND_ERR_BINARY_STATE);

	for (int i = 0; i < 40000; i++)
	{
		fnd_currency currency = random_currency();
		int			changes = random_between(0, 3);
		uint8_t		again[FND_ESTIMATE_SUM_BYTES];
		fnd_estimate_sum other;
		fnd_estimate row;
		fnd_status	status;

		fnd_estimate_sum_init(&sum);
		for (int j = random_below(4); j > 0; j--)
		{
			row = random_estimate_digits(currency, random_between(1, 20));
			(void) fnd_estimate_sum_add(&sum, &row);
		}
		fnd_estimate_sum_write(&sum, bytes);
		for (int j = 0; j < changes; j++)
		{
			int			at = random_below(FND_ESTIMATE_SUM_BYTES);

			/* the low byte of a count more often than others */
			if (random_below(2) == 0)
				at = 9 + 8 * random_below(13);
			bytes[at] ^= random_below(2) == 0 ? (uint8_t) check_random_u64() :
												(uint8_t) random_below(4);
		}
		status = fnd_estimate_sum_read(bytes, FND_ESTIMATE_SUM_BYTES, &sum);
		if (status != FND_OK)
		{
			CHECK(status == FND_ERR_BINARY_STATE);
			CHECK(changes > 0);
			continue;
		}
		accepted++;
		fnd_estimate_sum_write(&sum, again);
		CHECK_MEM(bytes, again, sizeof(again));
		other = sum;
		row = random_estimate(sum.currency);
		CHECK(fnd_estimate_sum_add(&sum, &row) == FND_OK);
		CHECK(fnd_estimate_sum_combine(&sum, &other) == FND_OK);
		if (fnd_estimate_sum_result(&sum, &result) == FND_OK)
			CHECK(fnd_estimate_check(&result, false) == FND_OK);
		fnd_estimate_sum_remove(&sum, &row);
		if (sum.rows_count > 0 &&
			fnd_estimate_sum_result(&sum, &result) == FND_OK)
			CHECK(fnd_estimate_check(&result, false) == FND_OK);
	}
	CHECK(accepted > 1000);
}

int
main(void)
{
	check_seed(20261129);
	test_amounts();
	test_amount_currencies();
	test_amount_overflow();
	test_amount_bytes();
	test_estimates();
	test_estimate_currencies();
	test_unbounded_side();
	test_estimate_overflow();
	test_estimate_bytes();
	return check_done("sum");
}
