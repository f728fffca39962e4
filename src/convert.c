/*-------------------------------------------------------------------------
 *
 * convert.c
 *	  convert(): amounts, estimates and valuations in another currency, at
 *	  the rates of a day.
 *
 * Rules in doc/conversion.md.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_book.h"

#include "datatype/timestamp.h"
#include "utils/date.h"
#include "utils/timestamp.h"

#include "core/estimate_math.h"

PG_FUNCTION_INFO_V1(funding_monetary_convert);
PG_FUNCTION_INFO_V1(funding_estimate_convert);
PG_FUNCTION_INFO_V1(funding_valuation_convert);

/* What is converted, to which currency, at which rates. */
enum
{
	ARG_VALUE,
	ARG_CURRENCY,
	ARG_DAY,
	ARG_BOOK,
	ARG_MAX_AGE
};

/* Not STRICT: a NULL max_age is no limit; any other NULL gives NULL. */
static bool
has_null(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(ARG_VALUE) || PG_ARGISNULL(ARG_CURRENCY) ||
		PG_ARGISNULL(ARG_DAY) || PG_ARGISNULL(ARG_BOOK);
}

/* Parts of a day say nothing about the age of a day's rate. */
static fnd_max_age
max_age_argument(FunctionCallInfo fcinfo)
{
	fnd_max_age	max_age = { 0, 0, false };
	const Interval *interval;
	int64		part;

	if (PG_ARGISNULL(ARG_MAX_AGE))
		return max_age;
	interval = PG_GETARG_INTERVAL_P(ARG_MAX_AGE);
	part = interval->time % USECS_PER_DAY;
	max_age.is_limited = true;
	max_age.months = interval->month;
	max_age.days = (int64) interval->day + interval->time / USECS_PER_DAY -
		(part < 0);
	if (max_age.days + (int64) interval->month * DAYS_PER_MONTH < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max_age must not be negative"),
				 errhint("Give NULL for rates of any age.")));
	return max_age;
}

static int32
day_argument(FunctionCallInfo fcinfo)
{
	DateADT		day = PG_GETARG_DATEADT(ARG_DAY);

	if (DATE_NOT_FINITE(day))
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("day of a conversion must be finite"),
			 errdetail("A rate book has rates of days."),
			 errhint("Give the day on which the amount was paid or stated.")));
	return day;
}

static fnd_decimal
find_rate(const uint8_t *book, fnd_currency currency, int32 day,
		  const fnd_max_age *max_age)
{
	fnd_rate	rate = { { fnd_i128_zero(), 0 }, 0 };
	fnd_status	status = fnd_book_find(book, currency, day, max_age, &rate);

	if (status != FND_OK)
		funding_raise_no_rate(status, book, currency, day, &rate);
	return rate.value;
}

Datum
funding_monetary_convert(PG_FUNCTION_ARGS)
{
	const fnd_amount *amount;
	fnd_amount *result;
	fnd_currency currency;
	fnd_max_age	max_age;
	int32		day;
	fnd_status	status;

	if (has_null(fcinfo))
		PG_RETURN_NULL();
	amount = PG_GETARG_AMOUNT_P(ARG_VALUE);
	currency = funding_currency_from_text(PG_GETARG_TEXT_PP(ARG_CURRENCY));
	day = day_argument(fcinfo);
	max_age = max_age_argument(fcinfo);
	result = funding_amount_new();
	if (currency == amount->currency)
		*result = *amount;
	else
	{
		const uint8_t *book = funding_book_argument(fcinfo, ARG_BOOK);
		fnd_decimal	divisor = find_rate(book, amount->currency, day, &max_age);
		fnd_decimal	factor = find_rate(book, currency, day, &max_age);

		status = fnd_amount_exchange(amount, &factor, &divisor, currency,
									 result);
		if (status != FND_OK)
			funding_raise(status, FUNDING_MONETARY);
	}
	PG_RETURN_POINTER(result);
}

/*
 * An undisclosed figure needs no rate, and what has no currency has none: its
 * bounds are zero or infinite in every currency.
 */
static Datum
convert_estimate(FunctionCallInfo fcinfo, const char *type_name)
{
	const fnd_estimate *estimate;
	fnd_estimate *result;
	fnd_currency currency;
	fnd_max_age	max_age;
	int32		day;
	fnd_status	status;

	if (has_null(fcinfo))
		PG_RETURN_NULL();
	estimate = PG_GETARG_ESTIMATE_P(ARG_VALUE);
	currency = funding_currency_from_text(PG_GETARG_TEXT_PP(ARG_CURRENCY));
	day = day_argument(fcinfo);
	max_age = max_age_argument(fcinfo);
	result = funding_estimate_new();
	if (currency == estimate->currency)
		*result = *estimate;
	else
	{
		fnd_decimal	factor = { fnd_i128_from_i64(1), 0 };
		fnd_decimal	divisor = factor;

		if (estimate->kind != FND_KIND_UNDISCLOSED &&
			estimate->currency != FND_CURRENCY_NONE)
		{
			const uint8_t *book = funding_book_argument(fcinfo, ARG_BOOK);

			divisor = find_rate(book, estimate->currency, day, &max_age);
			factor = find_rate(book, currency, day, &max_age);
		}
		status = fnd_estimate_exchange(estimate, &factor, &divisor, currency,
									   result);
		if (status != FND_OK)
			funding_raise(status, type_name);
	}
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_convert(PG_FUNCTION_ARGS)
{
	return convert_estimate(fcinfo, FUNDING_ESTIMATE);
}

Datum
funding_valuation_convert(PG_FUNCTION_ARGS)
{
	return convert_estimate(fcinfo, FUNDING_VALUATION);
}
