/*
 * test_totals.c
 *	  Sums by currency against sums of the rows of each currency: in any order,
 *	  in parts over the wire, taken out again, and from forged bytes.
 */
#include "random_values.h"

#include "../../src/core/totals.h"

#define ROWS_MAX 120
#define CURRENCIES_MAX 12

static void
reserve(fnd_totals *totals, int count)
{
	void	   *old = totals->sums;

	if (count <= totals->capacity)
		return;
	/* exactly as large as promised: the sanitizer sees one sum too many */
	fnd_totals_move(totals, malloc((size_t) count * totals->sum_size), count);
	free(old);
}

static void
empty(fnd_totals *totals)
{
	free(totals->sums);
}

/* Totals of the rows that are still in, one currency after another. */
static void
check_amounts(const fnd_totals *totals, const fnd_amount *row,
			  const bool *is_in, int rows_count)
{
	int			found = 0;
	fnd_currency before = FND_CURRENCY_NONE;

	for (int c = 0; c < fnd_currency_count(); c++)
	{
		fnd_currency currency = fnd_currency_at(c)->code;
		fnd_amount_sum sum;
		fnd_amount	expected;
		fnd_amount	result;
		fnd_status	status;

		fnd_amount_sum_init(&sum);
		for (int i = 0; i < rows_count; i++)
		{
			if (is_in[i] && row[i].currency == currency)
				CHECK(fnd_amount_sum_add(&sum, &row[i]) == FND_OK);
		}
		if (sum.rows_count == 0)
			continue;
		if (!CHECK(found < totals->count))
			return;
		status = fnd_amount_sum_result(&sum, &expected);
		CHECK(fnd_amount_totals_result(totals, found, &result) == status);
		if (status == FND_OK)
			CHECK_MEM(&expected, &result, sizeof(result));
		CHECK(before < currency);
		before = currency;
		found++;
	}
	CHECK_EQ_I64(totals->count, found);
}

static void
check_estimates(const fnd_totals *totals, const fnd_estimate *row,
				const bool *is_in, int rows_count)
{
	int			found = 0;
	fnd_estimate_sum stray;
	fnd_estimate expected;
	fnd_estimate result;
	fnd_status	status;

	fnd_estimate_sum_init(&stray);
	for (int i = 0; i < rows_count; i++)
	{
		if (is_in[i] && row[i].currency == FND_CURRENCY_NONE)
			CHECK(fnd_estimate_sum_add(&stray, &row[i]) == FND_OK);
	}
	for (int c = 0; c < fnd_currency_count(); c++)
	{
		fnd_currency currency = fnd_currency_at(c)->code;
		fnd_estimate_sum sum;

		/* every row of the currency, and every one without any */
		fnd_estimate_sum_init(&sum);
		for (int i = 0; i < rows_count; i++)
		{
			if (is_in[i] &&
				(row[i].currency == currency ||
				 row[i].currency == FND_CURRENCY_NONE))
				CHECK(fnd_estimate_sum_add(&sum, &row[i]) == FND_OK);
		}
		if (sum.currency_rows_count == 0)
			continue;
		if (!CHECK(found < fnd_estimate_totals_results_count(totals)))
			return;
		status = fnd_estimate_sum_result(&sum, &expected);
		CHECK(fnd_estimate_totals_result(totals, found, &result) == status);
		if (status == FND_OK)
			CHECK_MEM(&expected, &result, sizeof(result));
		found++;
	}
	if (found == 0 && stray.rows_count > 0)
	{
		CHECK_EQ_I64(fnd_estimate_totals_results_count(totals), 1);
		status = fnd_estimate_sum_result(&stray, &expected);
		CHECK(fnd_estimate_totals_result(totals, 0, &result) == status);
		if (status == FND_OK)
			CHECK_MEM(&expected, &result, sizeof(result));
		found++;
	}
	CHECK_EQ_I64(fnd_estimate_totals_results_count(totals), found);
}

static fnd_totals
amounts_sent(const fnd_totals *totals)
{
	size_t		length = (size_t) totals->count * FND_AMOUNT_SUM_BYTES;
	uint8_t	   *bytes = malloc(length + 1);
	uint8_t	   *again = malloc(length + 1);
	fnd_totals	received;

	fnd_amount_totals_write(totals, bytes);
	fnd_amount_totals_init(&received);
	reserve(&received, totals->count);
	CHECK(fnd_amount_totals_read(bytes, length, &received) == FND_OK);
	fnd_amount_totals_write(&received, again);
	CHECK_MEM(bytes, again, length);
	free(bytes);
	free(again);
	return received;
}

static fnd_totals
estimates_sent(const fnd_totals *totals)
{
	size_t		length = (size_t) totals->count * FND_ESTIMATE_SUM_BYTES;
	uint8_t	   *bytes = malloc(length + 1);
	uint8_t	   *again = malloc(length + 1);
	fnd_totals	received;

	fnd_estimate_totals_write(totals, bytes);
	fnd_estimate_totals_init(&received);
	reserve(&received, totals->count);
	CHECK(fnd_estimate_totals_read(bytes, length, &received) == FND_OK);
	fnd_estimate_totals_write(&received, again);
	CHECK_MEM(bytes, again, length);
	free(bytes);
	free(again);
	return received;
}

static void
test_amounts(void)
{
	for (int round = 0; round < 150; round++)
	{
		fnd_currency currency[CURRENCIES_MAX];
		fnd_amount	row[ROWS_MAX];
		bool		is_in[ROWS_MAX];
		int			rows_count = random_between(1, ROWS_MAX);
		int			currencies_count = random_between(1, CURRENCIES_MAX);
		fnd_totals	totals;
		fnd_totals	part[3];

		for (int i = 0; i < currencies_count; i++)
			currency[i] = random_currency();
		fnd_amount_totals_init(&totals);
		for (int i = 0; i < 3; i++)
			fnd_amount_totals_init(&part[i]);
		for (int i = 0; i < rows_count; i++)
		{
			fnd_totals *of = &part[random_below(3)];

			row[i] = random_amount(currency[random_below(currencies_count)]);
			is_in[i] = true;
			reserve(&totals, totals.count + 1);
			fnd_amount_totals_add(&totals, &row[i]);
			reserve(of, of->count + 1);
			fnd_amount_totals_add(of, &row[i]);
		}
		check_amounts(&totals, row, is_in, rows_count);

		/* in parts, over the wire */
		empty(&totals);
		fnd_amount_totals_init(&totals);
		for (int i = 0; i < 3; i++)
		{
			fnd_totals	received = amounts_sent(&part[i]);

			reserve(&totals, totals.count + received.count);
			fnd_amount_totals_combine(&totals, &received);
			empty(&received);
			empty(&part[i]);
		}
		check_amounts(&totals, row, is_in, rows_count);

		/* rows go, until none is left */
		for (int i = 0; i < rows_count; i++)
		{
			fnd_amount_totals_remove(&totals, &row[i]);
			is_in[i] = false;
			if (i % 8 == 0)
				check_amounts(&totals, row, is_in, rows_count);
		}
		CHECK_EQ_I64(totals.count, 0);
		empty(&totals);
	}
}

static void
test_estimates(void)
{
	for (int round = 0; round < 150; round++)
	{
		fnd_currency currency[CURRENCIES_MAX];
		fnd_estimate row[ROWS_MAX];
		bool		is_in[ROWS_MAX];
		int			rows_count = random_between(1, round % 3 == 0 ? 3 : ROWS_MAX);
		int			currencies_count = random_between(1, CURRENCIES_MAX);
		int			stray_of = random_between(1, 20);
		fnd_totals	totals;
		fnd_totals	part[3];

		for (int i = 0; i < currencies_count; i++)
			currency[i] = random_currency();
		fnd_estimate_totals_init(&totals);
		for (int i = 0; i < 3; i++)
			fnd_estimate_totals_init(&part[i]);
		for (int i = 0; i < rows_count; i++)
		{
			fnd_totals *of = &part[random_below(3)];

			row[i] = random_estimate_digits(
				random_below(stray_of) == 0 ?
					FND_CURRENCY_NONE :
					currency[random_below(currencies_count)],
				random_below(2) == 0 ? 28 : 8);
			is_in[i] = true;
			reserve(&totals, totals.count + 1);
			fnd_estimate_totals_add(&totals, &row[i]);
			reserve(of, of->count + 1);
			fnd_estimate_totals_add(of, &row[i]);
		}
		check_estimates(&totals, row, is_in, rows_count);
		empty(&totals);
		fnd_estimate_totals_init(&totals);
		for (int i = 0; i < 3; i++)
		{
			fnd_totals	received = estimates_sent(&part[i]);

			reserve(&totals, totals.count + received.count);
			fnd_estimate_totals_combine(&totals, &received);
			empty(&received);
			empty(&part[i]);
		}
		check_estimates(&totals, row, is_in, rows_count);
		for (int i = 0; i < rows_count; i++)
		{
			fnd_estimate_totals_remove(&totals, &row[i]);
			is_in[i] = false;
			if (i % 8 == 0)
				check_estimates(&totals, row, is_in, rows_count);
		}
		CHECK_EQ_I64(totals.count, 0);
		empty(&totals);
	}
}

/* Every currency there is, backwards. */
static void
test_all_currencies(void)
{
	fnd_totals	totals;
	fnd_amount	row;
	fnd_amount	result;

	fnd_amount_totals_init(&totals);
	reserve(&totals, fnd_totals_max());
	for (int turn = 0; turn < 2; turn++)
	{
		for (int i = fnd_currency_count() - 1; i >= 0; i--)
		{
			CHECK(fnd_amount_make(fnd_i128_from_i64(i), 0,
								  fnd_currency_at(i)->code, &row) == FND_OK);
			fnd_amount_totals_add(&totals, &row);
		}
	}
	CHECK_EQ_I64(totals.count, fnd_currency_count());
	for (int i = 0; i < fnd_currency_count(); i++)
	{
		CHECK(fnd_amount_totals_result(&totals, i, &result) == FND_OK);
		CHECK(fnd_amount_make(fnd_i128_from_i64(2 * i), 0,
							  fnd_currency_at(i)->code, &row) == FND_OK);
		CHECK_MEM(&row, &result, sizeof(row));
	}
	empty(&totals);
}

/* A row of a currency that there is none of leaves the others alone. */
static void
test_stranger(void)
{
	fnd_totals	totals;
	fnd_amount	dollar;
	fnd_amount	yen;
	fnd_amount	result;
	fnd_estimate figure;

	CHECK(fnd_amount_make(fnd_i128_from_i64(100), 2, USD, &dollar) == FND_OK);
	CHECK(fnd_amount_make(fnd_i128_from_i64(1), 0, JPY, &yen) == FND_OK);
	fnd_amount_totals_init(&totals);
	reserve(&totals, 2);
	fnd_amount_totals_add(&totals, &dollar);
	fnd_amount_totals_remove(&totals, &yen);
	CHECK_EQ_I64(totals.count, 1);
	CHECK(fnd_amount_totals_result(&totals, 0, &result) == FND_OK);
	CHECK_MEM(&dollar, &result, sizeof(dollar));
	empty(&totals);

	fnd_estimate_totals_init(&totals);
	reserve(&totals, 2);
	fnd_estimate_from_amount(&dollar, &figure);
	fnd_estimate_totals_add(&totals, &figure);
	fnd_estimate_from_amount(&yen, &figure);
	fnd_estimate_totals_remove(&totals, &figure);
	CHECK_EQ_I64(totals.count, 1);
	empty(&totals);
}

/* Forged bytes: refused, or a state that does no harm. */
static void
test_bytes(void)
{
	int			accepted = 0;

	for (int round = 0; round < 6000; round++)
	{
		bool		is_estimate = round % 2 == 0;
		size_t		sum_bytes = is_estimate ? FND_ESTIMATE_SUM_BYTES :
										 FND_AMOUNT_SUM_BYTES;
		fnd_totals	totals;
		fnd_totals	other;
		size_t		length;
		uint8_t	   *bytes;
		uint8_t	   *again;
		fnd_status	status;

		if (is_estimate)
			fnd_estimate_totals_init(&totals);
		else
			fnd_amount_totals_init(&totals);
		reserve(&totals, 8);
		for (int i = random_below(5); i > 0; i--)
		{
			fnd_currency currency = random_currency();

			if (is_estimate)
			{
				fnd_estimate row = random_estimate_digits(
					random_below(4) == 0 ? FND_CURRENCY_NONE : currency, 20);

				fnd_estimate_totals_add(&totals, &row);
			}
			else
			{
				fnd_amount	row = random_amount(currency);

				fnd_amount_totals_add(&totals, &row);
			}
		}
		length = (size_t) totals.count * sum_bytes;
		bytes = malloc(length + sum_bytes);
		again = malloc(length + sum_bytes);
		memset(bytes, 0, length + sum_bytes);
		if (is_estimate)
			fnd_estimate_totals_write(&totals, bytes);
		else
			fnd_amount_totals_write(&totals, bytes);

		/* a byte more, a sum without rows, the same sum twice, any bytes */
		switch (random_below(5))
		{
			case 0:
				length++;
				break;
			case 1:
				length += sum_bytes;
				break;
			case 2:
				memcpy(bytes + length, bytes, sum_bytes);
				length += sum_bytes;
				break;
			default:
				for (int i = random_below(3); i > 0 && length > 0; i--)
					bytes[random_below((int) length)] = (uint8_t) random_below(
						256);
		}
		if (is_estimate)
			fnd_estimate_totals_init(&other);
		else
			fnd_amount_totals_init(&other);
		reserve(&other, (int) (length / sum_bytes));
		status = is_estimate ?
			fnd_estimate_totals_read(bytes, length, &other) :
			fnd_amount_totals_read(bytes, length, &other);
		if (status == FND_OK)
		{
			accepted++;
			CHECK_EQ_I64(other.count * sum_bytes, length);
			if (is_estimate)
				fnd_estimate_totals_write(&other, again);
			else
				fnd_amount_totals_write(&other, again);
			CHECK_MEM(bytes, again, length);
			reserve(&other, other.count + totals.count);
			if (is_estimate)
			{
				fnd_estimate result;

				fnd_estimate_totals_combine(&other, &totals);
				for (int i = 0; i < fnd_estimate_totals_results_count(&other);
					 i++)
				{
					if (fnd_estimate_totals_result(&other, i, &result) ==
						FND_OK)
						CHECK(fnd_estimate_check(&result, false) == FND_OK);
				}
			}
			else
			{
				fnd_amount	result;

				fnd_amount_totals_combine(&other, &totals);
				for (int i = 0; i < other.count; i++)
				{
					if (fnd_amount_totals_result(&other, i, &result) == FND_OK)
						CHECK(fnd_amount_check(&result) == FND_OK);
				}
			}
		}
		else
			CHECK(status == FND_ERR_BINARY_STATE);
		empty(&totals);
		empty(&other);
		free(bytes);
		free(again);
	}
	CHECK(accepted > 500);
}

int
main(void)
{
	check_seed(20261124);
	test_amounts();
	test_estimates();
	test_all_currencies();
	test_stranger();
	test_bytes();
	return check_done("totals");
}
