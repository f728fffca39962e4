/*-------------------------------------------------------------------------
 *
 * chart_svg.c
 *	  Charts as SVG: cash_chart_svg() of projections and of simulations.
 *
 * What a picture consists of is in doc/charts.md, "As SVG".
 *
 *-------------------------------------------------------------------------
 */
#include "chart.h"

#include "miscadmin.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(funding_cash_chart_svg_projection);
PG_FUNCTION_INFO_V1(funding_cash_chart_svg_simulation);

enum
{
	ARG_TITLE = CHART_ARG_FLOOR + 1,
	ARG_WIDTH,
	ARG_HEIGHT
};

fnd_chart_text
funding_chart_title(FunctionCallInfo fcinfo, int arg)
{
	fnd_chart_text title = { NULL, 0 };
	text	   *given;

	if (PG_ARGISNULL(arg))
		return title;
	given = PG_GETARG_TEXT_PP(arg);
	title.bytes = funding_text_to_utf8(
		VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), &title.length);
	return title;
}

static void
put_bytes(void *context, const char *bytes, size_t length)
{
	CHECK_FOR_INTERRUPTS();
	appendBinaryStringInfo((StringInfo) context, bytes, (int) length);
}

void
funding_chart_sink(StringInfo picture, fnd_chart_sink *sink)
{
	initStringInfo(picture);
	sink->put = put_bytes;
	sink->context = picture;
}

/* NULL of NULL and of no rows. */
static Datum
cash_chart_svg(FunctionCallInfo fcinfo, funding_chart_kind kind)
{
	fnd_chart	chart;
	fnd_chart_text title = funding_chart_title(fcinfo, ARG_TITLE);
	fnd_chart_sink sink;
	StringInfoData picture;
	int			width = funding_chart_measure(fcinfo, ARG_WIDTH, "width",
									  CHART_SVG_WIDTH, FND_CHART_WIDTH_MIN,
									  FND_CHART_WIDTH_MAX);
	int			height = funding_chart_measure(fcinfo, ARG_HEIGHT, "height",
									   CHART_SVG_HEIGHT, FND_CHART_HEIGHT_MIN,
									   FND_CHART_HEIGHT_MAX);

	if (!funding_chart_read(fcinfo, kind, &chart))
		PG_RETURN_NULL();
	funding_chart_sink(&picture, &sink);
	fnd_chart_svg(&chart, &title, width, height, &sink);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(picture.data, picture.len));
}

Datum
funding_cash_chart_svg_projection(PG_FUNCTION_ARGS)
{
	return cash_chart_svg(fcinfo, FUNDING_CHART_PROJECTION);
}

Datum
funding_cash_chart_svg_simulation(PG_FUNCTION_ARGS)
{
	return cash_chart_svg(fcinfo, FUNDING_CHART_SIMULATION);
}
