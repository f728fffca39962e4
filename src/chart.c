/*-------------------------------------------------------------------------
 *
 * chart.c
 *	  Charts for a terminal: cash_chart(), and what the planner is told of the
 *	  number of its rows.
 *
 * The layout is in doc/charts.md, "In a terminal".
 *
 *-------------------------------------------------------------------------
 */
#include "chart.h"
#include "row_sink.h"
#include "row_support.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/arrayaccess.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(funding_cash_chart_projection);
PG_FUNCTION_INFO_V1(funding_cash_chart_simulation);
PG_FUNCTION_INFO_V1(funding_cash_chart_support);

enum
{
	ARG_WIDTH = CHART_ARG_FLOOR + 1,
	ARG_HEIGHT,
	ARG_STYLE
};

/* What NULL stands for; the script has the same defaults. */
#define WIDTH_DEFAULT 72
#define HEIGHT_DEFAULT 16

static const Oid chart_types[] = { TEXTOID };

static fnd_chart_style
read_style(FunctionCallInfo fcinfo)
{
	fnd_chart_style style = FND_CHART_UNICODE;
	int			encoding = GetDatabaseEncoding();

	if (!PG_ARGISNULL(ARG_STYLE))
	{
		char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(ARG_STYLE));

		if (strcmp(name, "ascii") == 0)
			style = FND_CHART_ASCII;
		else if (strcmp(name, "unicode") != 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unknown style \"%s\" of a chart", name),
					 errdetail("A style is \"unicode\" or \"ascii\".")));
	}
	if (style == FND_CHART_UNICODE && encoding != PG_UTF8 &&
		encoding != PG_SQL_ASCII)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("encoding \"%s\" of the database has no characters to "
						"draw with",
						GetDatabaseEncodingName()),
				 errhint("Use style => 'ascii'.")));
	return style;
}

static void
put_row(void *context, const char *bytes, size_t length)
{
	funding_sink *sink = (funding_sink *) context;

	funding_sink_set(
		sink, 0,
		PointerGetDatum(cstring_to_text_with_len(bytes, (int) length)));
	funding_sink_put(sink);
}

/* No rows of NULL and of no rows. */
static Datum
cash_chart(FunctionCallInfo fcinfo, funding_chart_kind kind)
{
	fnd_chart	chart;
	fnd_chart_sink out;
	fnd_chart_style style = read_style(fcinfo);
	funding_sink sink;
	int			width = funding_chart_measure(fcinfo, ARG_WIDTH, "width",
									  WIDTH_DEFAULT, FND_CHART_COLUMNS_MIN,
									  FND_CHART_COLUMNS_MAX);
	int			height = funding_chart_measure(fcinfo, ARG_HEIGHT, "height",
									   HEIGHT_DEFAULT, FND_CHART_ROWS_MIN,
									   FND_CHART_ROWS_MAX);

	funding_sink_open(fcinfo, chart_types, lengthof(chart_types),
					  "cash_chart_row", &sink);
	if (!funding_chart_read(fcinfo, kind, &chart))
		return (Datum) 0;
	out.put = put_row;
	out.context = &sink;
	fnd_chart_terminal(&chart, width, height, style, &out);
	return (Datum) 0;
}

Datum
funding_cash_chart_projection(PG_FUNCTION_ARGS)
{
	return cash_chart(fcinfo, FUNDING_CHART_PROJECTION);
}

Datum
funding_cash_chart_simulation(PG_FUNCTION_ARGS)
{
	return cash_chart(fcinfo, FUNDING_CHART_SIMULATION);
}

/* As many rows as the chart is high; none of a constant without rows. */
Datum
funding_cash_chart_support(PG_FUNCTION_ARGS)
{
	Node	   *node = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *request;
	List	   *args;
	const Const *rows;
	const Const *height;
	int32		value = HEIGHT_DEFAULT;

	if (!IsA(node, SupportRequestRows))
		PG_RETURN_POINTER(NULL);
	request = (SupportRequestRows *) node;
	args = funding_call_arguments(request);
	height = funding_constant_argument(request, args, ARG_HEIGHT);
	if (height == NULL)
		PG_RETURN_POINTER(NULL);
	if (!height->constisnull)
		value = DatumGetInt32(height->constvalue);
	if (value < FND_CHART_ROWS_MIN || value > FND_CHART_ROWS_MAX)
		PG_RETURN_POINTER(NULL);
	rows = funding_constant_argument(request, args, CHART_ARG_ROWS);
	if (rows != NULL)
	{
		AnyArrayType *array = rows->constisnull ?
			NULL :
			DatumGetAnyArrayP(rows->constvalue);

		if (array == NULL ||
			ArrayGetNItems(AARR_NDIM(array), AARR_DIMS(array)) == 0)
			value = 0;
	}
	request->rows = value;
	PG_RETURN_POINTER(node);
}
