/*-------------------------------------------------------------------------
 *
 * rates_srf.c
 *	  Rates as rows: ecb_rates(), of a published file, and rates(), of a book.
 *
 * Rules in doc/conversion.md.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_book.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(funding_ecb_rates);
PG_FUNCTION_INFO_V1(funding_rate_book_rates);

/* The columns of quoted_rate. */
enum
{
	COL_DAY,
	COL_BASE,
	COL_QUOTE,
	COL_RATE,
	COLUMNS_COUNT
};

static void
put_row(ReturnSetInfo *set, int32 day, Datum base, Datum quote,
		const fnd_decimal *rate)
{
	Datum		value[COLUMNS_COUNT];
	bool		is_null[COLUMNS_COUNT] = { false };

	CHECK_FOR_INTERRUPTS();
	value[COL_DAY] = DateADTGetDatum(day);
	value[COL_BASE] = base;
	value[COL_QUOTE] = quote;
	value[COL_RATE] = funding_numeric_from_i128(rate->coefficient,
												rate->scale);
	tuplestore_putvalues(set->setResult, set->setDesc, value, is_null);
	pfree(DatumGetPointer(value[COL_RATE]));
}

Datum
funding_ecb_rates(PG_FUNCTION_ARGS)
{
	text	   *csv = PG_GETARG_TEXT_PP(0);
	fnd_ecb_reader reader;
	fnd_ecb_rate row;
	ReturnSetInfo *set;
	Datum		base = PointerGetDatum(cstring_to_text("EUR"));
	Datum		quote[FND_ECB_COLUMNS_MAX];
	bool		is_end = false;
	fnd_status	status;

	InitMaterializedSRF(fcinfo, 0);
	set = (ReturnSetInfo *) fcinfo->resultinfo;
	status = fnd_ecb_open(&reader, VARDATA_ANY(csv), VARSIZE_ANY_EXHDR(csv));
	if (status != FND_OK)
		funding_raise_ecb(&reader);
	for (int i = 0; i < reader.columns_count; i++)
		quote[i] = PointerGetDatum(cstring_to_text(reader.code[i]));
	for (;;)
	{
		status = fnd_ecb_next(&reader, &row, &is_end);
		if (status != FND_OK)
			funding_raise_ecb(&reader);
		if (is_end)
			break;
		put_row(set, row.day, base, quote[row.column], &row.rate);
	}
	return (Datum) 0;
}

Datum
funding_rate_book_rates(PG_FUNCTION_ARGS)
{
	const uint8_t *book = funding_book_argument(fcinfo, 0);
	int			series_count = fnd_book_series_count(book);
	Datum		base = funding_currency_to_text(fnd_book_base(book));
	ReturnSetInfo *set;

	InitMaterializedSRF(fcinfo, 0);
	set = (ReturnSetInfo *) fcinfo->resultinfo;
	for (int i = 0; i < series_count; i++)
	{
		fnd_series	series;
		Datum		quote;

		fnd_book_series(book, i, &series);
		quote = funding_currency_to_text(series.quote);
		for (uint32_t j = 0; j < series.count; j++)
		{
			fnd_rate_entry entry;
			fnd_decimal	rate;

			fnd_series_entry(&series, j, &entry);
			rate = fnd_rate_entry_rate(&entry);
			put_row(set, entry.day, base, quote, &rate);
		}
	}
	return (Datum) 0;
}
