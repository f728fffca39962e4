/*
 * test_rates.c
 *	  Rate books: building, checking, looking up, text; conversion at rates.
 *
 * A book is held against a plain list of its rates; converted amounts and
 * estimates against the arithmetic of oracle.h, which is in base 10.
 */
#include "check.h"
#include "oracle.h"
#include "random_values.h"

#include "estimate_math.h"
#include "rates.h"

#define EUR FND_CURRENCY_CODE('E', 'U', 'R')
#define USD FND_CURRENCY_CODE('U', 'S', 'D')
#define GBP FND_CURRENCY_CODE('G', 'B', 'P')
#define JPY FND_CURRENCY_CODE('J', 'P', 'Y')

#define ENTRIES_MAX 2000
#define BYTES_MAX (8 + 12 * 64 + ENTRIES_MAX * 20)

static const fnd_max_age no_limit = { 0, 0, false };

static fnd_decimal
decimal(int64_t coefficient, int scale)
{
	fnd_decimal	result = { fnd_i128_from_i64(coefficient), scale };

	return result;
}

static int
compare_entries(const void *a, const void *b)
{
	return fnd_rate_entry_order((const fnd_rate_entry *) a,
								(const fnd_rate_entry *) b);
}

/* Sorted entries of some quotes without repeats; returns the count. */
static size_t
random_entries(fnd_rate_entry *entries, size_t count, int quotes, int digits,
			   int days)
{
	static const fnd_currency quote[] = { USD, GBP, JPY };
	size_t		first;
	size_t		second;
	int32_t		from = random_between(FND_RATE_DAY_MIN, FND_RATE_DAY_MAX - days);

	for (size_t i = 0; i < count; i++)
	{
		fnd_rate_entry *entry = &entries[i];
		int32_t		day = from + random_below(days);
		fnd_currency code = quote[random_below(quotes)];
		fnd_decimal	rate;

		/* one day and quote have one rate: made of them */
		rate = decimal(1 + (((int64_t) (day - from) * 7919 + code) % 9973),
					   digits > 9 ? 0 : digits / 2);
		if (digits > 9)
			(void) fnd_i128_mul_pow10(rate.coefficient, digits - 9,
									  &rate.coefficient);
		CHECK(fnd_rate_entry_make(code, day, &rate, entry) == FND_OK);
	}
	qsort(entries, count, sizeof(*entries), compare_entries);
	CHECK(fnd_book_settle(entries, &count, &first, &second) == FND_OK);
	return count;
}

static size_t
make_book(const fnd_rate_entry *entries, size_t count, uint8_t *bytes)
{
	fnd_currency culprit;
	size_t		length = 0;

	CHECK(fnd_book_measure(entries, count, &length, &culprit) == FND_OK);
	CHECK(length <= BYTES_MAX);
	fnd_book_write(EUR, entries, count, bytes);
	CHECK(fnd_book_check(bytes, length) == FND_OK);
	return length;
}

static bool
is_same_rate(const fnd_decimal *a, const fnd_decimal *b)
{
	fnd_i128	x = a->coefficient;
	fnd_i128	y = b->coefficient;

	return fnd_i128_mul_pow10(x, b->scale > a->scale ? b->scale - a->scale : 0,
							  &x) &&
		fnd_i128_mul_pow10(y, a->scale > b->scale ? a->scale - b->scale : 0,
						   &y) &&
		fnd_i128_compare(x, y) == 0;
}

/* The newest entry at or before a day, found one by one. */
static const fnd_rate_entry *
newest(const fnd_rate_entry *entries, size_t count, fnd_currency quote,
	   int32_t day)
{
	const fnd_rate_entry *found = NULL;

	for (size_t i = 0; i < count; i++)
		if (entries[i].quote == quote && entries[i].day <= day)
			found = &entries[i];
	return found;
}

static void
test_lookup(void)
{
	static fnd_rate_entry entries[ENTRIES_MAX];
	static uint8_t bytes[BYTES_MAX];

	for (int round = 0; round < 300; round++)
	{
		int			digits = random_between(1, 34);
		int			days = random_between(1, round % 3 == 0 ? 3000000 : 2000);
		size_t		count = random_entries(
			entries,
			(size_t) random_between(1, round % 10 == 0 ? ENTRIES_MAX : 60),
			random_between(1, 3), digits, days);

		(void) make_book(entries, count, bytes);
		CHECK_EQ_U64(fnd_book_rates_count(bytes), count);
		CHECK_EQ_U64(fnd_book_base(bytes), EUR);
		for (int i = 0; i < 60; i++)
		{
			const fnd_rate_entry *near = &entries[check_random_below(count)];
			int32_t		day = near->day + random_between(-3, 3);
			fnd_currency quote = i % 2 == 0 ? near->quote : GBP;
			const fnd_rate_entry *expected = newest(entries, count, quote,
													day);
			fnd_rate	rate;
			fnd_status	status = fnd_book_find(bytes, quote, day, &no_limit,
											  &rate);

			if (expected == NULL)
				CHECK(status ==
					  (newest(entries, count, quote, INT32_MAX) == NULL ?
						   FND_ERR_RATE_CURRENCY :
						   FND_ERR_RATE_NONE));
			else
			{
				fnd_decimal	value = fnd_rate_entry_rate(expected);

				CHECK(status == FND_OK);
				CHECK_EQ_I64(rate.day, expected->day);
				CHECK(is_same_rate(&rate.value, &value));
			}
		}
	}
}

static void
test_entries(void)
{
	fnd_rate_entry entry;
	fnd_decimal	rate = decimal(10811000, 7);
	fnd_rate_entry pair[3];
	size_t		count = 3;
	size_t		first = 9;
	size_t		second = 9;

	CHECK(fnd_rate_entry_make(USD, 1, &rate, &entry) == FND_OK);
	CHECK_EQ_U64(entry.lo, 10811);
	CHECK_EQ_U64(entry.scale, 4);
	rate = decimal(0, 0);
	CHECK(fnd_rate_entry_make(USD, 1, &rate, &entry) == FND_ERR_ARGUMENT);
	rate = decimal(-1, 0);
	CHECK(fnd_rate_entry_make(USD, 1, &rate, &entry) == FND_ERR_ARGUMENT);
	rate = decimal(1, -37);
	CHECK(fnd_rate_entry_make(USD, 1, &rate, &entry) == FND_OK);
	rate = decimal(1, -38);
	CHECK(fnd_rate_entry_make(USD, 1, &rate, &entry) == FND_ERR_RANGE);
	rate = decimal(1, 38);
	CHECK(fnd_rate_entry_make(USD, 1, &rate, &entry) == FND_OK);
	rate = decimal(1, 39);
	CHECK(fnd_rate_entry_make(USD, 1, &rate, &entry) == FND_ERR_RANGE);
	rate = decimal(10, 39);
	CHECK(fnd_rate_entry_make(USD, 1, &rate, &entry) == FND_OK);
	rate = decimal(1, INT32_MIN);
	CHECK(fnd_rate_entry_make(USD, 1, &rate, &entry) == FND_ERR_RANGE);

	for (int i = 0; i < 3; i++)
	{
		rate = decimal(i == 2 ? 12 : 11, 1);
		CHECK(fnd_rate_entry_make(USD, 5, &rate, &pair[i]) == FND_OK);
	}
	CHECK(fnd_book_settle(pair, &count, &first, &second) ==
		  FND_ERR_RATE_CONTRADICTION);
	CHECK_EQ_U64(first, 0);
	CHECK_EQ_U64(second, 2);
	count = 2;
	CHECK(fnd_book_settle(pair, &count, &first, &second) == FND_OK);
	CHECK_EQ_U64(count, 1);
}

/* Months count by the calendar; Good Friday 2024 is day 8854. */
static void
test_age(void)
{
	static uint8_t bytes[BYTES_MAX];
	fnd_rate_entry entry;
	fnd_decimal	value = decimal(11, 1);
	fnd_rate	rate;
	int32_t		march_31 = fnd_day_from_civil(2024, 3, 31);
	const struct
	{
		int			after;
		fnd_max_age	max_age;
		fnd_status	status;
	} cases[] = { { 0, { 0, 0, true }, FND_OK },
				  { 1, { 0, 0, true }, FND_ERR_RATE_AGE },
				  { 7, { 7, 0, true }, FND_OK },
				  { 8, { 7, 0, true }, FND_ERR_RATE_AGE },
				  { 30, { 0, 1, true }, FND_OK }, /* 30 April */
				  { 31, { 0, 1, true }, FND_ERR_RATE_AGE },
				  { 31, { 1, 1, true }, FND_OK },
				  { 1000000, { 0, INT32_MAX, true }, FND_OK },
				  { 1000000, { INT64_C(1) << 40, 0, true }, FND_OK },
				  { 1000000, { 0, 0, false }, FND_OK },
				  { 0, { 0, INT32_MIN, true }, FND_ERR_RATE_AGE },
				  { -1, { 7, 0, true }, FND_ERR_RATE_NONE } };

	CHECK(fnd_rate_entry_make(USD, march_31, &value, &entry) == FND_OK);
	(void) make_book(&entry, 1, bytes);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_EQ_I64(fnd_book_find(bytes, USD, march_31 + cases[i].after,
								   &cases[i].max_age, &rate),
					 cases[i].status);
	CHECK(fnd_book_find(bytes, EUR, 0, &cases[0].max_age, &rate) == FND_OK);
	CHECK(
		is_same_rate(&rate.value, &(fnd_decimal){ fnd_i128_from_i64(1), 0 }));
	CHECK(fnd_book_find(bytes, USD, FND_DAY_MAX, &no_limit, &rate) == FND_OK);
	CHECK(fnd_book_find(bytes, USD, FND_DAY_MIN, &no_limit, &rate) ==
		  FND_ERR_RATE_NONE);
}

/*
 * Any byte changed: either no book, or a book that can be read to its end and
 * has these bytes again when it is made of its rates.
 */
static void
test_check(void)
{
	static fnd_rate_entry entries[ENTRIES_MAX];
	static fnd_rate_entry again[ENTRIES_MAX];
	static uint8_t bytes[BYTES_MAX];
	static uint8_t made[BYTES_MAX];
	unsigned accepted = 0;

	for (int round = 0; round < 3000; round++)
	{
		size_t		count = random_entries(entries, (size_t) random_between(0, 12),
									  3, random_between(1, 34), 40);
		size_t		length = make_book(entries, count, bytes);
		size_t		used = length;
		fnd_status	status;

		for (int i = random_below(3); i >= 0; i--)
			bytes[check_random_below(length)] =
				(uint8_t) (check_random_u64() >> random_below(8));
		if (random_below(8) == 0)
			used = check_random_below(length + 1);
		status = fnd_book_check(bytes, used);
		if (status == FND_OK)
		{
			size_t		at = 0;
			size_t		measured = 0;
			fnd_currency culprit;

			accepted++;
			CHECK(fnd_book_rates_count(bytes) <= ENTRIES_MAX);
			for (int i = 0; i < fnd_book_series_count(bytes); i++)
			{
				fnd_series	series;

				fnd_book_series(bytes, i, &series);
				for (uint32_t j = 0; j < series.count; j++)
					fnd_series_entry(&series, j, &again[at++]);
			}
			CHECK(fnd_book_measure(again, at, &measured, &culprit) == FND_OK);
			CHECK_EQ_U64(measured, used);
			fnd_book_write(fnd_book_base(bytes), again, at, made);
			CHECK_MEM(made, bytes, used);
		}
	}
	CHECK(accepted > 300);

	/* two days that are one, or in the other order; a rate of zero */
	{
		size_t		length;

		for (int i = 0; i < 2; i++)
		{
			fnd_decimal	rate = decimal(11 + i, 1);

			CHECK(fnd_rate_entry_make(USD, 100 + i, &rate, &entries[i]) ==
				  FND_OK);
		}
		length = make_book(entries, 2, bytes);
		CHECK_EQ_U64(length, 8 + 12 + 2 * 8);
		bytes[8 + 12 + 7]--;
		CHECK(fnd_book_check(bytes, length) == FND_ERR_BINARY_BOOK);
		bytes[8 + 12 + 7]--;
		CHECK(fnd_book_check(bytes, length) == FND_ERR_BINARY_BOOK);
		bytes[8 + 12 + 7] += 3;
		CHECK(fnd_book_check(bytes, length) == FND_OK);
		bytes[8 + 12 + 15] = 0;
		CHECK(fnd_book_check(bytes, length) == FND_ERR_BINARY_BOOK);
		bytes[8 + 12 + 15] = 10;
		CHECK(fnd_book_check(bytes, length) == FND_OK);
		bytes[8 + 12 + 11] = 20;
		CHECK(fnd_book_check(bytes, length) == FND_ERR_BINARY_BOOK);
	}

	/* each field wrong by itself */
	random_entries(entries, 1, 1, 5, 1);
	{
		size_t		length = make_book(entries, 1, bytes);

		CHECK_EQ_U64(length, 8 + 12 + 8);
		CHECK(fnd_book_check(bytes, 0) == FND_ERR_BINARY_BOOK);
		CHECK(fnd_book_check(bytes, length - 1) == FND_ERR_BINARY_BOOK);
		CHECK(fnd_book_check(bytes, 19) == FND_ERR_BINARY_BOOK);
		bytes[0] = 2;
		CHECK(fnd_book_check(bytes, length) == FND_ERR_BINARY_VERSION);
		bytes[0] = 1;
		bytes[1] = 1;
		CHECK(fnd_book_check(bytes, length) == FND_ERR_BINARY_SPARE);
		bytes[1] = 0;
		bytes[2] = 0;
		bytes[3] = 0;
		CHECK(fnd_book_check(bytes, length) == FND_ERR_BINARY_CURRENCY);
		bytes[2] = bytes[8];
		bytes[3] = bytes[9];
		CHECK(fnd_book_check(bytes, length) == FND_ERR_BINARY_CURRENCY);
	}
}

static void
test_text(void)
{
	static fnd_rate_entry entries[ENTRIES_MAX];
	static fnd_rate_entry again[ENTRIES_MAX];
	static uint8_t bytes[BYTES_MAX];
	static uint8_t made[BYTES_MAX];
	static char	text[ENTRIES_MAX * FND_BOOK_TEXT_RATE_MAX + 4];

	for (int round = 0; round < 500; round++)
	{
		size_t		count = random_entries(entries, (size_t) random_between(0, 60),
									  3, random_between(1, 34), 90);
		size_t		length = make_book(entries, count, bytes);
		size_t		end = 3;
		size_t		read = 0;
		fnd_book_reader reader;
		bool		is_end = false;

		memcpy(text, "EUR", 4);
		for (int i = 0; i < fnd_book_series_count(bytes); i++)
		{
			fnd_series	series;

			fnd_book_series(bytes, i, &series);
			for (uint32_t j = 0; j < series.count; j++)
			{
				size_t		more = fnd_book_text_rate(&series, j, text + end);

				CHECK(more < FND_BOOK_TEXT_RATE_MAX);
				end += more;
			}
		}
		CHECK(fnd_book_read_open(&reader, text, end) == FND_OK);
		for (;;)
		{
			fnd_status	status = fnd_book_read_next(&reader, &again[read],
												   &is_end);

			CHECK(status == FND_OK);
			if (status != FND_OK || is_end)
				break;
			read++;
		}
		CHECK_EQ_U64(read, count);
		CHECK_EQ_U64(make_book(again, read, made), length);
		CHECK_MEM(made, bytes, length);

		/* what is cut or changed is read or refused, never beyond its end */
		if (end > 3)
		{
			size_t		cut = check_random_below(end);
			char	   *part = (char *) malloc(cut + 1);

			memcpy(part, text, cut);
			if (cut > 0)
				part[check_random_below(cut)] =
					" ;,.-0A\n"[check_random_below(8)];
			if (fnd_book_read_open(&reader, part, cut) == FND_OK)
				while (fnd_book_read_next(&reader, &again[0], &is_end) ==
						   FND_OK &&
					   !is_end)
					CHECK(again[0].day >= FND_RATE_DAY_MIN);
			CHECK(reader.at <= cut);
			free(part);
		}
	}
}

/* A rate of up to 38 digits; its oracle. */
static fnd_decimal
random_rate(dec *value)
{
	fnd_decimal	rate;

	do
	{
		fnd_u256	magnitude = random_magnitude(random_below(4) == 0 ? 38 : 7);

		(void) fnd_u256_to_i128(&magnitude, false, &rate.coefficient);
	} while (fnd_i128_is_zero(rate.coefficient));
	rate.scale = random_below(5) == 0 ? random_between(0, 38) :
										random_between(0, 5);
	dec_set(rate.coefficient, rate.scale, value);
	return rate;
}

static void
set_fraction(fnd_i128 coefficient, int scale, const dec *factor, dec *n)
{
	dec			amount;

	dec_set(coefficient, scale, &amount);
	dec_mul(&amount, factor, n);
}

static void
test_amounts(void)
{
	unsigned converted = 0;

	for (int round = 0; round < 60000; round++)
	{
		fnd_amount	amount = random_amount(USD);
		fnd_currency to = round % 2 == 0 ? JPY : GBP;
		fnd_amount	result;
		dec			f;
		dec			d;
		dec			n;
		dec			expected;
		fnd_decimal	factor = random_rate(&f);
		fnd_decimal	divisor = random_rate(&d);
		fnd_status	status;
		bool		fits;

		if (round % 5 == 0)
		{
			divisor = decimal(1, 0);
			dec_set(divisor.coefficient, 0, &d);
		}
		set_fraction(fnd_amount_coefficient(&amount), amount.scale, &f, &n);
		fits = oracle_fit(&n, &d, FND_ROUND_HALF_EVEN, &expected) &&
			oracle_canonical(&expected, fnd_currency_minor_units(to));
		status = fnd_amount_exchange(&amount, &factor, &divisor, to, &result);
		CHECK((status == FND_OK) == fits);
		if (status == FND_OK && fits)
		{
			converted++;
			CHECK(fnd_amount_check(&result) == FND_OK);
			CHECK_EQ_U64(result.currency, to);
			CHECK_EQ_I64(result.scale, expected.scale);
			CHECK(big_equals_i128(&expected.coefficient,
								  fnd_amount_coefficient(&result)));
		}
	}
	CHECK(converted > 20000);
}

/* a <= n / d, for d above zero */
static bool
is_at_most(fnd_i128 coefficient, int scale, const dec *n, const dec *d)
{
	dec			a;
	dec			product;

	dec_set(coefficient, scale, &a);
	dec_mul(&a, d, &product);
	return dec_compare(&product, n) <= 0;
}

static bool
is_at_least(fnd_i128 coefficient, int scale, const dec *n, const dec *d)
{
	dec			a;
	dec			product;

	dec_set(coefficient, scale, &a);
	dec_mul(&a, d, &product);
	return dec_compare(&product, n) >= 0;
}

/* Both bounds lie outside the true ones, and hardly so; kinds stay. */
static void
test_estimates(void)
{
	unsigned converted = 0;

	for (int round = 0; round < 40000; round++)
	{
		fnd_estimate estimate = random_estimate(USD);
		fnd_estimate result;
		dec			f;
		dec			d;
		dec			n;
		fnd_decimal	factor = random_rate(&f);
		fnd_decimal	divisor = random_rate(&d);
		fnd_status	status = fnd_estimate_exchange(&estimate, &factor, &divisor,
												  GBP, &result);

		if (status != FND_OK)
		{
			CHECK(status == FND_ERR_RANGE);
			continue;
		}
		converted++;
		CHECK(fnd_estimate_check(&result, false) == FND_OK);
		CHECK_EQ_U64(result.currency, GBP);
		CHECK_EQ_I64(result.bounds, estimate.bounds);
		if (estimate.kind == FND_KIND_EXACT)
		{
			fnd_amount	amount;
			fnd_amount	other;

			CHECK(fnd_estimate_to_amount(&estimate, &amount) == FND_OK);
			CHECK(fnd_amount_exchange(&amount, &factor, &divisor, GBP,
									  &other) == FND_OK);
			CHECK(fnd_estimate_to_amount(&result, &amount) == FND_OK);
			CHECK(fnd_amount_equal(&amount, &other));
			continue;
		}
		if ((estimate.bounds & FND_LOWER_INFINITE) == 0)
		{
			set_fraction(fnd_estimate_lower_coefficient(&estimate),
						 estimate.scale, &f, &n);
			CHECK(is_at_most(fnd_estimate_lower_coefficient(&result),
							 result.scale, &n, &d));
		}
		if ((estimate.bounds & FND_UPPER_INFINITE) == 0)
		{
			set_fraction(fnd_estimate_upper_coefficient(&estimate),
						 estimate.scale, &f, &n);
			CHECK(is_at_least(fnd_estimate_upper_coefficient(&result),
							  result.scale, &n, &d));
		}
		if (estimate.kind == FND_KIND_UNDISCLOSED)
			CHECK_EQ_I64(result.kind, FND_KIND_UNDISCLOSED);
	}
	CHECK(converted > 10000);
}

/* The known answers of the European Central Bank's rates. */
static void
test_known(void)
{
	fnd_amount	amount;
	fnd_amount	result;
	fnd_decimal	factor = decimal(8551, 4);
	fnd_decimal	divisor = decimal(10811, 4);

	CHECK(fnd_amount_make(fnd_i128_from_i64(25000), 2, USD, &amount) ==
		  FND_OK);
	CHECK(fnd_amount_exchange(&amount, &factor, &divisor, GBP, &result) ==
		  FND_OK);
	CHECK(fnd_amount_round(&result, 14, FND_ROUND_HALF_EVEN, &result) ==
		  FND_OK);
	CHECK_EQ_U64(result.lo, UINT64_C(19773841457774489));
	factor = decimal(1, 0);
	divisor = decimal(10851, 4);
	CHECK(fnd_amount_make(fnd_i128_from_i64(7), -12, USD, &amount) == FND_OK);
	CHECK(fnd_amount_exchange(&amount, &factor, &divisor, EUR, &result) ==
		  FND_OK);
	CHECK(fnd_amount_round(&result, 6, FND_ROUND_HALF_EVEN, &result) ==
		  FND_OK);
	CHECK_EQ_U64(result.lo, UINT64_C(6451018339323564648));
}

int
main(void)
{
	check_seed(20261123);
	test_entries();
	test_lookup();
	test_age();
	test_check();
	test_text();
	test_known();
	test_amounts();
	test_estimates();
	return check_done("rates");
}
