/*
 * fuzz_rate_book.c
 *	  The bytes of a rate book, which binary input and every conversion from
 *	  a book that nobody checked would read.
 *
 * A book that is accepted holds known currencies and ascending days, is
 * written as it was read, by bytes and by text, and finds each of its rates;
 * amounts and estimates convert with them or are out of range.
 */
#include "fuzz.h"

#include "../src/core/estimate_math.h"
#include "../src/core/rates.h"

/* More rates than an input of the fuzzer can hold. */
#define ENTRIES_MAX 4096

static fnd_rate_entry entries[ENTRIES_MAX];

static void
require_rate(const uint8_t *book, const fnd_rate_entry *entry, int32_t day,
			 const fnd_max_age *max_age)
{
	fnd_decimal	expected = fnd_rate_entry_rate(entry);
	fnd_rate	rate;

	REQUIRE(fnd_book_find(book, entry->quote, day, max_age, &rate) == FND_OK);
	REQUIRE(rate.day == entry->day);
	REQUIRE(fnd_i128_sign(rate.value.coefficient) > 0);

	/* the same rate, at the scale of its series */
	REQUIRE(rate.value.scale >= expected.scale);
	REQUIRE(fnd_i128_mul_pow10(expected.coefficient,
							   rate.value.scale - expected.scale,
							   &expected.coefficient));
	REQUIRE(fnd_i128_compare(expected.coefficient, rate.value.coefficient) ==
			0);
}

/* Every rate on its day, on the day before, and a while after. */
static void
look_up(const uint8_t *book, size_t count)
{
	static const fnd_max_age unlimited = { 0, 0, false };
	static const fnd_max_age three_days = { 3, 0, true };

	for (size_t i = 0; i < count; i++)
	{
		const fnd_rate_entry *entry = &entries[i];
		bool		is_first = i == 0 || entries[i - 1].quote != entry->quote;
		bool		is_last = i + 1 == count || entries[i + 1].quote != entry->quote;
		fnd_rate	rate;

		require_rate(book, entry, entry->day, &unlimited);
		require_rate(book, entry, entry->day, &three_days);
		if (is_first)
			REQUIRE(fnd_book_find(book, entry->quote, entry->day - 1,
								  &unlimited, &rate) == FND_ERR_RATE_NONE);
		else
			require_rate(book, &entries[i - 1], entry->day - 1, &unlimited);
		if (is_last)
		{
			require_rate(book, entry, entry->day + 3, &three_days);
			REQUIRE(fnd_book_find(book, entry->quote, entry->day + 4,
								  &three_days, &rate) == FND_ERR_RATE_AGE);
		}
	}
}

/* From each rate's currency to the next one's, or to the base. */
static void
convert(const uint8_t *book, size_t count)
{
	static const int64_t coefficients[] = { 0, 1, -12345, INT64_MAX };
	fnd_decimal	one;

	one.coefficient = fnd_i128_from_i64(1);
	one.scale = 0;
	for (size_t i = 0; i < count; i++)
	{
		fnd_decimal	divisor = fnd_rate_entry_rate(&entries[i]);
		fnd_decimal	factor = i + 1 < count ?
			fnd_rate_entry_rate(&entries[i + 1]) :
			one;
		fnd_currency target = i + 1 < count ? entries[i + 1].quote :
											  fnd_book_base(book);

		for (int j = 0; j < 4; j++)
		{
			fnd_amount	amount;
			fnd_amount	result;
			fnd_estimate estimate;
			fnd_estimate converted;
			fnd_status	status;

			if (fnd_amount_make(fnd_i128_from_i64(coefficients[j]), 2,
								entries[i].quote, &amount) != FND_OK)
				continue;
			status = fnd_amount_exchange(&amount, &factor, &divisor, target,
										 &result);
			REQUIRE(status == FND_OK || status == FND_ERR_RANGE);
			if (status == FND_OK)
			{
				REQUIRE(fnd_amount_check(&result) == FND_OK);
				REQUIRE(result.currency == target);
			}
			fnd_estimate_from_amount(&amount, &estimate);
			status = fnd_estimate_exchange(&estimate, &factor, &divisor,
										   target, &converted);
			REQUIRE(status == FND_OK || status == FND_ERR_RANGE);
			if (status == FND_OK)
				REQUIRE(fnd_estimate_check(&converted, false) == FND_OK);
		}
	}
}

static void
require_text(const uint8_t *book, size_t count)
{
	static char	text[4 + ENTRIES_MAX * FND_BOOK_TEXT_RATE_MAX];
	fnd_book_reader reader;
	fnd_rate_entry entry;
	size_t		length = 3;
	bool		is_end = false;

	fnd_currency_to_letters(fnd_book_base(book), text);
	for (int i = 0; i < fnd_book_series_count(book); i++)
	{
		fnd_series	series;

		fnd_book_series(book, i, &series);
		for (uint32_t j = 0; j < series.count; j++)
		{
			size_t		written = fnd_book_text_rate(&series, j, text + length);

			REQUIRE(written < FND_BOOK_TEXT_RATE_MAX);
			REQUIRE(strlen(text + length) == written);
			length += written;
		}
	}
	REQUIRE(fnd_book_read_open(&reader, text, length) == FND_OK);
	REQUIRE(reader.base == fnd_book_base(book));
	for (size_t i = 0; i < count; i++)
	{
		REQUIRE(fnd_book_read_next(&reader, &entry, &is_end) == FND_OK);
		REQUIRE(!is_end);
		REQUIRE(fnd_rate_entry_order(&entry, &entries[i]) == 0);
		REQUIRE(entry.lo == entries[i].lo && entry.hi == entries[i].hi &&
				entry.scale == entries[i].scale);
	}
	REQUIRE(fnd_book_read_next(&reader, &entry, &is_end) == FND_OK && is_end);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t		count = 0;
	size_t		settled;
	size_t		first;
	size_t		second;
	size_t		length;
	fnd_currency culprit;
	uint8_t	   *again;

	if (fnd_book_check(data, size) != FND_OK ||
		fnd_book_rates_count(data) > ENTRIES_MAX)
		return 0;
	REQUIRE(fnd_currency_is_known(fnd_book_base(data)));
	for (int i = 0; i < fnd_book_series_count(data); i++)
	{
		fnd_series	series;

		fnd_book_series(data, i, &series);
		REQUIRE(fnd_currency_is_known(series.quote));
		REQUIRE(series.quote != fnd_book_base(data));
		for (uint32_t j = 0; j < series.count; j++)
		{
			fnd_series_entry(&series, j, &entries[count]);
			REQUIRE(count == 0 ||
					fnd_rate_entry_order(&entries[count - 1],
										 &entries[count]) < 0);
			count++;
		}
	}
	REQUIRE(count == fnd_book_rates_count(data));

	settled = count;
	REQUIRE(fnd_book_settle(entries, &settled, &first, &second) == FND_OK);
	REQUIRE(settled == count);
	REQUIRE(fnd_book_measure(entries, count, &length, &culprit) == FND_OK);
	REQUIRE(length == size);
	again = malloc(length);
	if (again == NULL)
		return 0;
	fnd_book_write(fnd_book_base(data), entries, count, again);
	REQUIRE(memcmp(data, again, length) == 0);
	free(again);

	require_text(data, count);
	look_up(data, count);
	convert(data, count);
	return 0;
}
