/*-------------------------------------------------------------------------
 *
 * chart_rows.c
 *	  From arrays of month rows to the figures of a chart.
 *
 * A row of a composite type can hold anything that SQL can compute, so
 * everything is checked here: dates, currencies, numbers.  Rows may come in
 * any order.  The rules are in doc/charts.md, "Rows".
 *
 *-------------------------------------------------------------------------
 */
#include "chart.h"
#include "row_sink.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/arrayaccess.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/typcache.h"

/* The attributes of cash_projection_row and cash_simulation_row. */
#define PROJECTION_ATTRIBUTES 13
#define PROJECTION_OPENING 1
#define PROJECTION_IS_CASH_OUT 11
#define SIMULATION_ATTRIBUTES 11
#define SIMULATION_PROBABILITY 9
#define ATTRIBUTES_MAX 13

static const Oid projection_types[PROJECTION_ATTRIBUTES] = {
	DATEOID,	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, BOOLOID,	TEXTOID
};

static const Oid simulation_types[SIMULATION_ATTRIBUTES] = {
	DATEOID,	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID,
	NUMERICOID, NUMERICOID, NUMERICOID, NUMERICOID, TEXTOID
};

/* What a chart needs of a row type; the month is the first attribute. */
typedef struct row_shape
{
	const char *type_name;
	const Oid  *types;
	int			attributes_count;
	int			currency;		/* attribute */
	int			figure[FND_CHART_FIGURES]; /* attributes, or -1 */
	const char *figure_name[FND_CHART_FIGURES];
} row_shape;

static const row_shape shapes[] = {
	{ "cash_projection_row",
	  projection_types,
	  PROJECTION_ATTRIBUTES,
	  12,
	  { 9, -1, -1, 8, -1, -1, 10 },
	  { "closing_lower", NULL, NULL, "closing_cash", NULL, NULL,
		"closing_upper" } },
	{ "cash_simulation_row",
	  simulation_types,
	  SIMULATION_ATTRIBUTES,
	  10,
	  { 1, 2, 3, 4, 5, 6, 7 },
	  { "p05", "p10", "p25", "p50", "p75", "p90", "p95" } }
};

/* A row before the scale of its chart is known. */
typedef struct raw_row
{
	fnd_decimal	figure[FND_CHART_FIGURES];
	fnd_decimal	opening;
	bool		has_opening;
	fnd_chart_row row;
} raw_row;

static const char *
month_name(int32_t month)
{
	char		name[32];
	int32_t		day = fnd_month_first_day(month);
	int32_t		year;
	int			month_of_year;
	int			day_of_month;

	fnd_day_to_civil(day, &year, &month_of_year, &day_of_month);
	if (year > 0)
		snprintf(name, sizeof(name), "%04d-%02d", (int) year, month_of_year);
	else
		snprintf(name, sizeof(name), "%04d-%02d BC", (int) (1 - year),
				 month_of_year);
	return pstrdup(name);
}

/* Returns the number of rows; zero where there are none. */
int
funding_walk_begin(funding_walk *walk, AnyArrayType *array, const Oid *types,
				   int count, const char *type_name)
{
	walk->count = ArrayGetNItems(AARR_NDIM(array), AARR_DIMS(array));
	walk->number = 0;
	if (walk->count == 0)
		return 0;
	walk->desc = lookup_rowtype_tupdesc(AARR_ELEMTYPE(array), -1);
	funding_row_check(walk->desc, types, count, type_name);
	walk->values = (Datum *) palloc(sizeof(Datum) * walk->desc->natts);
	walk->nulls = (bool *) palloc(sizeof(bool) * walk->desc->natts);
	row_array_begin(&walk->iterator, array);
	return walk->count;
}

void
funding_walk_next(funding_walk *walk)
{
	HeapTupleHeader header;
	HeapTupleData tuple;
	Datum		element;
	bool		is_null;

	CHECK_FOR_INTERRUPTS();
	element = row_array_next(&walk->iterator, &is_null, walk->number);
	walk->number++;
	if (is_null)
		ereport(
			ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("row %d of the chart is null", walk->number),
			 errdetail("Every row of a chart is a month."),
			 errhint(
				 "Use array_agg(p) FILTER (WHERE p IS DISTINCT FROM NULL).")));
	header = DatumGetHeapTupleHeader(element);
	tuple.t_len = HeapTupleHeaderGetDatumLength(header);
	ItemPointerSetInvalid(&tuple.t_self);
	tuple.t_tableOid = InvalidOid;
	tuple.t_data = header;
	heap_deform_tuple(&tuple, walk->desc, walk->values, walk->nulls);
}

void
funding_walk_end(funding_walk *walk)
{
	ReleaseTupleDesc(walk->desc);
}

int32_t
funding_walk_month(const funding_walk *walk)
{
	DateADT		day;
	int			day_of_month;

	if (walk->nulls[0])
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("month of row %d is null", walk->number),
				 errdetail("Rows of a chart are drawn at their months.")));
	day = DatumGetDateADT(walk->values[0]);
	if (DATE_NOT_FINITE(day))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("month of row %d is infinite", walk->number),
				 errdetail("Rows of a chart are drawn at their months.")));
	return fnd_month_of_day(day, &day_of_month);
}

/* All rows are in one currency; NULL agrees with every one. */
void
funding_walk_currency(const funding_walk *walk, int attribute,
					  fnd_currency *currency)
{
	fnd_currency found;
	char		one[8];
	char		other[8];

	if (walk->nulls[attribute])
		return;
	found = funding_currency_from_text(
		DatumGetTextPP(walk->values[attribute]));
	if (*currency != FND_CURRENCY_NONE && *currency != found)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("row %d is in %s, but the chart is in %s", walk->number,
					funding_currency_name(found, one),
					funding_currency_name(*currency, other)),
			 errdetail("The figures of one chart are in one currency."),
			 errhint(
				 "Convert them first, or draw a chart of each currency.")));
	*currency = found;
}

/* False for NULL; name and month say which figure an error is about. */
bool
funding_walk_figure(const funding_walk *walk, int attribute, const char *name,
					int32_t month, fnd_chart_fit *fit, fnd_decimal *value)
{
	Numeric		numeric;
	fnd_status	status;

	if (walk->nulls[attribute])
		return false;
	if (funding_numeric_is_short(walk->values[attribute], value) &&
		fnd_chart_fit_note(fit, value))
		return true;
	numeric = DatumGetNumeric(walk->values[attribute]);
	status = funding_numeric_scalar(numeric, value);
	if (status == FND_ERR_ARGUMENT)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s of %s must be a finite number", name,
						month_name(month)),
				 errdetail("It is %s.",
						   DatumGetCString(DirectFunctionCall1(
							   numeric_out, NumericGetDatum(numeric)))),
				 errhint("Give NULL where the figure is not known.")));

	/* digits that no picture shows */
	if (status != FND_OK)
		status = funding_numeric_round(numeric, FND_ROUND_HALF_EVEN, value,
									   NULL);
	if (status != FND_OK || !fnd_chart_fit_note(fit, value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s of %s is out of range for a chart", name,
						month_name(month)),
				 errdetail("A figure of a chart has at most %d digits before "
						   "the point.",
						   FND_CHART_DIGITS_MAX)));
	return true;
}

/*
 * In ten-thousandths, half to even; -1 for NULL.  What is not quite zero or
 * one does not become it.
 */
static int32_t
read_probability(const funding_walk *walk, int attribute, int32_t month)
{
	Numeric		numeric;
	fnd_decimal	value;
	int32_t		probability;

	if (walk->nulls[attribute])
		return -1;
	numeric = DatumGetNumeric(walk->values[attribute]);
	if (funding_numeric_round(numeric, FND_ROUND_HALF_EVEN, &value, NULL) !=
			FND_OK ||
		fnd_i128_sign(value.coefficient) < 0 ||
		fnd_decimal_compare(value.coefficient, value.scale,
							fnd_i128_from_i64(1), 0) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cash_out_probability of %s is not between 0 and 1",
						month_name(month)),
				 errdetail("It is %s.",
						   DatumGetCString(DirectFunctionCall1(
							   numeric_out, NumericGetDatum(numeric))))));
	probability = (int32_t) fnd_i128_lo(fnd_chart_fit_value(&value, 4));
	if (probability == 0 && !fnd_i128_is_zero(value.coefficient))
		return 1;
	if (probability == FND_CHART_CERTAIN &&
		fnd_decimal_compare(value.coefficient, value.scale,
							fnd_i128_from_i64(1), 0) < 0)
		return FND_CHART_CERTAIN - 1;
	return probability;
}

static void
read_row(const funding_walk *walk, funding_chart_kind kind, fnd_chart *chart,
		 fnd_chart_fit *fit, raw_row *raw)
{
	const row_shape *shape = &shapes[kind];

	memset(raw, 0, sizeof(*raw));
	raw->row.month = funding_walk_month(walk);
	raw->row.probability = -1;
	funding_walk_currency(walk, shape->currency, &chart->currency);
	for (int i = 0; i < FND_CHART_FIGURES; i++)
	{
		if (shape->figure[i] >= 0 &&
			funding_walk_figure(walk, shape->figure[i], shape->figure_name[i],
								raw->row.month, fit, &raw->figure[i]))
			raw->row.known |= 1 << i;
	}
	if (kind == FUNDING_CHART_SIMULATION)
	{
		raw->row.probability = read_probability(walk, SIMULATION_PROBABILITY,
												raw->row.month);
		return;
	}
	raw->has_opening = funding_walk_figure(walk, PROJECTION_OPENING,
										   "opening_cash", raw->row.month, fit,
										   &raw->opening);
	raw->row.is_cash_out = !walk->nulls[PROJECTION_IS_CASH_OUT] &&
		DatumGetBool(walk->values[PROJECTION_IS_CASH_OUT]);
}

static int
compare_months(const void *a, const void *b)
{
	int32_t		x = ((const raw_row *) a)->row.month;
	int32_t		y = ((const raw_row *) b)->row.month;

	return (x > y) - (x < y);
}

void
funding_chart_months_limit(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("more than %d months in one chart", FND_CHART_MONTHS_MAX),
			 errdetail("They are counted from the first to the last."),
			 errhint("Select fewer months, or one row of each year.")));
}

static void
check_months(const raw_row *raw, int count)
{
	for (int i = 1; i < count; i++)
	{
		if (raw[i].row.month == raw[i - 1].row.month)
			ereport(
				ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("month %s is twice in the rows of the chart",
						month_name(raw[i].row.month)),
				 errdetail("A chart shows one figure for each month."),
				 errhint(
					 "Draw a chart of each company or scenario, or add them up first.")));
	}
	if (raw[count - 1].row.month - raw[0].row.month >= FND_CHART_MONTHS_MAX)
		funding_chart_months_limit();
}

/* The floor is in the currency of the rows, or gives them one. */
static bool
read_floor(FunctionCallInfo fcinfo, fnd_chart *chart, fnd_chart_fit *fit,
		   fnd_decimal *value)
{
	const fnd_amount *floor;
	char		one[8];
	char		other[8];

	if (PG_ARGISNULL(CHART_ARG_FLOOR))
		return false;
	floor = PG_GETARG_AMOUNT_P(CHART_ARG_FLOOR);
	if (chart->currency == FND_CURRENCY_NONE)
		chart->currency = floor->currency;
	if (floor->currency != chart->currency)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("floor is in %s, but the chart is in %s",
					funding_currency_name(floor->currency, one),
					funding_currency_name(chart->currency, other)),
			 errdetail("The figures of one chart are in one currency."),
			 errhint(
				 "Convert them first, or draw a chart of each currency.")));
	value->coefficient = fnd_amount_coefficient(floor);
	value->scale = floor->scale;

	/* 28 digits at most: always fits */
	(void) fnd_chart_fit_note(fit, value);
	return true;
}

bool
funding_chart_read(FunctionCallInfo fcinfo, funding_chart_kind kind,
				   fnd_chart *chart)
{
	funding_walk walk;
	raw_row	   *raw;
	fnd_chart_fit fit;
	fnd_decimal	floor;
	int			count;

	memset(chart, 0, sizeof(*chart));
	if (PG_ARGISNULL(CHART_ARG_ROWS))
		return false;
	count = funding_walk_begin(
		&walk, PG_GETARG_ANY_ARRAY_P(CHART_ARG_ROWS), shapes[kind].types,
		shapes[kind].attributes_count, shapes[kind].type_name);
	if (count == 0)
		return false;
	if (count > FND_CHART_MONTHS_MAX)
		funding_chart_months_limit();
	fnd_chart_fit_init(&fit, FND_CURRENCY_NONE);
	raw = (raw_row *) palloc(sizeof(raw_row) * count);
	for (int i = 0; i < count; i++)
	{
		funding_walk_next(&walk);
		read_row(&walk, kind, chart, &fit, &raw[i]);
	}
	funding_walk_end(&walk);
	qsort(raw, count, sizeof(raw_row), compare_months);
	check_months(raw, count);
	chart->has_floor = read_floor(fcinfo, chart, &fit, &floor);

	chart->is_simulation = kind == FUNDING_CHART_SIMULATION;
	chart->scale = fnd_chart_fit_scale(&fit);
	if (chart->has_floor)
		chart->floor = fnd_chart_fit_value(&floor, chart->scale);
	chart->has_opening = raw[0].has_opening;
	if (chart->has_opening)
		chart->opening = fnd_chart_fit_value(&raw[0].opening, chart->scale);
	chart->rows_count = count;
	chart->row = (fnd_chart_row *) palloc(sizeof(fnd_chart_row) * count);
	for (int i = 0; i < count; i++)
	{
		chart->row[i] = raw[i].row;
		for (int j = 0; j < FND_CHART_FIGURES; j++)
		{
			if (fnd_chart_knows(&raw[i].row, j))
				chart->row[i].figure[j] = fnd_chart_fit_value(
					&raw[i].figure[j], chart->scale);
		}
	}
	pfree(raw);
	fnd_chart_prepare(chart);
	return true;
}

int
funding_chart_measure(FunctionCallInfo fcinfo, int arg, const char *name,
					  int missing, int least, int most)
{
	int32		value;

	if (PG_ARGISNULL(arg))
		return missing;
	value = PG_GETARG_INT32(arg);
	if (value < least || value > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s of a chart must be between %d and %d, not %d",
						name, least, most, (int) value),
				 errhint("Without one it is %d.", missing)));
	return value;
}
