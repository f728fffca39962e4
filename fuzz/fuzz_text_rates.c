/*
 * fuzz_text_rates.c
 *	  The texts that rates come from: a rate book's own, and the file of the
 *	  European Central Bank.
 *
 * Each reader ends, within the text; rates that a book's text gives make a
 * book that passes for one.
 */
#include "fuzz.h"

#include "../src/core/ecb.h"

#define ENTRIES_MAX 2048

static fnd_rate_entry entries[ENTRIES_MAX];

static int
order(const void *a, const void *b)
{
	return fnd_rate_entry_order((const fnd_rate_entry *) a,
								(const fnd_rate_entry *) b);
}

static void
read_book(const char *text, size_t size)
{
	fnd_book_reader reader;
	fnd_status	status = fnd_book_read_open(&reader, text, size);
	size_t		count = 0;
	size_t		first;
	size_t		second;
	size_t		length;
	fnd_currency culprit;
	uint8_t	   *book;
	bool		is_end = false;

	REQUIRE(reader.at <= size);
	while (status == FND_OK && !is_end)
	{
		size_t		at = reader.at;

		if (count == ENTRIES_MAX)
			return;
		status = fnd_book_read_next(&reader, &entries[count], &is_end);
		REQUIRE(reader.at <= size);
		if (status == FND_OK && !is_end)
		{
			REQUIRE(reader.at > at);
			count++;
		}
	}
	if (status != FND_OK)
		return;
	qsort(entries, count, sizeof(fnd_rate_entry), order);
	if (fnd_book_settle(entries, &count, &first, &second) != FND_OK)
	{
		REQUIRE(first < second);
		REQUIRE(order(&entries[first], &entries[second]) == 0);
		return;
	}
	if (fnd_book_measure(entries, count, &length, &culprit) != FND_OK)
		return;
	book = malloc(length);
	if (book == NULL)
		return;
	fnd_book_write(reader.base, entries, count, book);
	REQUIRE(fnd_book_check(book, length) == FND_OK);
	REQUIRE(fnd_book_rates_count(book) == count);
	free(book);
}

static void
read_ecb(const char *text, size_t size)
{
	static fnd_ecb_reader reader;
	fnd_status	status = fnd_ecb_open(&reader, text, size);
	bool		is_end = false;

	REQUIRE(reader.at <= size);
	while (status == FND_OK && !is_end)
	{
		fnd_ecb_rate rate;
		size_t		at = reader.at;

		status = fnd_ecb_next(&reader, &rate, &is_end);
		REQUIRE(reader.at <= size);
		if (status == FND_OK && !is_end)
		{
			REQUIRE(reader.at > at);
			REQUIRE(rate.column >= 0 && rate.column < reader.columns_count);
			REQUIRE(rate.day >= FND_RATE_DAY_MIN &&
					rate.day <= FND_RATE_DAY_MAX);
			REQUIRE(strlen(reader.code[rate.column]) == 3);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_book((const char *) data, size);
	read_ecb((const char *) data, size);
	return 0;
}
