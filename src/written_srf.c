/*-------------------------------------------------------------------------
 *
 * written_srf.c
 *	  monetary_mentions(): the figures of a running text, with their places.
 *
 * The reader is the core's (written.c); the rules are in doc/written.md.
 *
 *-------------------------------------------------------------------------
 */
#include "row_sink.h"
#include "row_support.h"
#include "written_call.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "access/detoast.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(funding_monetary_mentions);
PG_FUNCTION_INFO_V1(funding_monetary_mentions_support);

/* The columns of monetary_mention. */
enum
{
	COL_START_AT,
	COL_LENGTH,
	COL_MENTION,
	COL_VALUE,
	COLUMNS_COUNT
};

static const Oid column_types[COLUMNS_COUNT] = { INT4OID, INT4OID, TEXTOID,
												 InvalidOid };

/* Texts longer than this are not read by the planner. */
#define PLANNED_BYTES_MAX 10000

static void
put_mention(funding_sink *sink, const char *utf8, const fnd_mention *mention)
{
	size_t		length = mention->end - mention->start;
	char	   *part = unconstify(char *, utf8) + mention->start;
	char	   *converted = pg_any_to_server(part, (int) length, PG_UTF8);
	text	   *said = converted == part ?
		cstring_to_text_with_len(part, (int) length) :
		cstring_to_text(converted);
	fnd_estimate *value = funding_estimate_new();

	*value = mention->value;
	if (GetDatabaseEncoding() == PG_SQL_ASCII)
	{
		/* there a character is a byte, to substring() too */
		funding_sink_set(sink, COL_START_AT,
						 Int32GetDatum((int32) mention->start + 1));
		funding_sink_set(sink, COL_LENGTH, Int32GetDatum((int32) length));
	}
	else
	{
		funding_sink_set(sink, COL_START_AT,
						 Int32GetDatum((int32) mention->first_character + 1));
		funding_sink_set(sink, COL_LENGTH,
						 Int32GetDatum((int32) mention->characters_count));
	}
	funding_sink_set(sink, COL_MENTION, PointerGetDatum(said));
	funding_sink_set(sink, COL_VALUE, PointerGetDatum(value));
	funding_sink_put(sink);
	pfree(said);
	pfree(value);
	if (converted != part)
		pfree(converted);
}

Datum
funding_monetary_mentions(PG_FUNCTION_ARGS)
{
	const funding_written_call *call;
	const char *utf8;
	size_t		length;
	funding_sink sink;
	fnd_written	reader;
	fnd_mention	mention;
	fnd_found	found;

	funding_sink_open(fcinfo, column_types, COLUMNS_COUNT, "monetary_mention",
					  &sink);
	if (!funding_written_arguments(fcinfo, &call))
		return (Datum) 0;
	utf8 = funding_written_text(PG_GETARG_TEXT_PP(0), &length);
	fnd_written_open(&reader, utf8, length, &call->language, call->wanted);
	while ((found = fnd_written_next(&reader, &mention)) != FND_FOUND_NOTHING)
	{
		CHECK_FOR_INTERRUPTS();
		if (found == FND_FOUND_MENTION)
			put_mention(&sink, utf8, &mention);
	}
	return (Datum) 0;
}

/* The mentions of a short text that the planner sees. */
Datum
funding_monetary_mentions_support(PG_FUNCTION_ARGS)
{
	Node	   *node = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *request;
	List	   *args;
	Const	   *value;
	Const	   *tag;
	text	   *text_value;
	text	   *tag_value;
	const char *utf8;
	size_t		length;
	fnd_language language;
	fnd_written	reader;
	fnd_mention	mention;
	fnd_found	found;
	int			rows = 0;

	if (!IsA(node, SupportRequestRows))
		PG_RETURN_POINTER(NULL);
	request = (SupportRequestRows *) node;
	args = funding_call_arguments(request);
	value = funding_constant_argument(request, args, 0);
	tag = funding_constant_argument(request, args, 1);
	if (value == NULL || tag == NULL)
		PG_RETURN_POINTER(NULL);
	if (value->constisnull || tag->constisnull)
	{
		request->rows = 1;
		PG_RETURN_POINTER(node);
	}
	if (toast_raw_datum_size(value->constvalue) > PLANNED_BYTES_MAX)
		PG_RETURN_POINTER(NULL);
	text_value = DatumGetTextPP(value->constvalue);
	tag_value = DatumGetTextPP(tag->constvalue);
	if (!fnd_language_from_tag(VARDATA_ANY(tag_value),
							   VARSIZE_ANY_EXHDR(tag_value), &language))
		PG_RETURN_POINTER(NULL);
	utf8 = funding_written_text(text_value, &length);
	fnd_written_open(&reader, utf8, length, &language, FND_CURRENCY_NONE);
	while ((found = fnd_written_next(&reader, &mention)) != FND_FOUND_NOTHING)
		rows += found == FND_FOUND_MENTION;
	request->rows = rows > 0 ? rows : 1;
	PG_RETURN_POINTER(node);
}
