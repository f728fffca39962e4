/*-------------------------------------------------------------------------
 *
 * written_func.c
 *	  parse_estimate(): one figure as people write it.
 *
 * The reader is the core's (written.c); the rules are in doc/written.md.
 *
 *-------------------------------------------------------------------------
 */
#include "written_call.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"

PG_FUNCTION_INFO_V1(funding_parse_estimate);

/* The tags that there are, for the hint of an error. */
static char *
language_tags(void)
{
	StringInfoData tags;

	initStringInfo(&tags);
	for (int i = 0; i < fnd_language_count(); i++)
		appendStringInfo(&tags, "%s%s", i == 0 ? "" : ", ",
						 fnd_language_tag(i));
	return tags.data;
}

static void
read_language(const char *tag, size_t length, fnd_language *language)
{
	if (!fnd_language_from_tag(tag, length, language))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown language: \"%s\"",
						pnstrdup(tag, pg_mbcliplen(tag, (int) length, 64))),
				 errdetail("A language is a tag of BCP 47: a language, and "
						   "after a hyphen a region, as in \"pt-BR\"."),
				 errhint("The languages are %s; \"und\" reads what is the "
						 "same in all of them.",
						 language_tags())));
}

const char *
funding_written_text(text *value, size_t *length)
{
	return funding_text_to_utf8(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
								length);
}

/* Are these the bytes that were read last? */
static bool
is_same(text *value, const char *kept, int length)
{
	return length >= 0 && (int) VARSIZE_ANY_EXHDR(value) == length &&
		memcmp(VARDATA_ANY(value), kept, (size_t) length) == 0;
}

bool
funding_written_arguments(FunctionCallInfo fcinfo,
						  const funding_written_call **result)
{
	funding_written_call *call = (funding_written_call *)
									 fcinfo->flinfo->fn_extra;
	text	   *tag;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return false;
	if (call == NULL)
	{
		call = (funding_written_call *) MemoryContextAllocZero(
			fcinfo->flinfo->fn_mcxt, sizeof(funding_written_call));
		call->tag_length = -1;
		fcinfo->flinfo->fn_extra = call;
	}
	tag = PG_GETARG_TEXT_PP(1);
	if (!is_same(tag, call->tag, call->tag_length))
	{
		size_t		length = VARSIZE_ANY_EXHDR(tag);

		call->tag_length = -1;
		read_language(VARDATA_ANY(tag), length, &call->language);
		if (length <= sizeof(call->tag))
		{
			memcpy(call->tag, VARDATA_ANY(tag), length);
			call->tag_length = (int) length;
		}
	}
	if (PG_ARGISNULL(2))
	{
		call->code_length = 0;
		call->wanted = FND_CURRENCY_NONE;
	}
	else
	{
		text	   *code = PG_GETARG_TEXT_PP(2);

		if (call->code_length != 3 ||
			!is_same(code, call->code, call->code_length))
		{
			call->code_length = 0;
			call->wanted = funding_currency_from_text(code);
			memcpy(call->code, VARDATA_ANY(code), 3);
			call->code_length = 3;
		}
	}
	*result = call;
	return true;
}

Datum
funding_parse_estimate(PG_FUNCTION_ARGS)
{
	const funding_written_call *call;
	const char *utf8;
	size_t		length;
	fnd_estimate value;
	fnd_estimate *result;

	if (!funding_written_arguments(fcinfo, &call))
		PG_RETURN_NULL();
	utf8 = funding_written_text(PG_GETARG_TEXT_PP(0), &length);
	if (!fnd_written_figure(utf8, length, &call->language, call->wanted,
							&value))
		PG_RETURN_NULL();
	result = funding_estimate_new();
	*result = value;
	PG_RETURN_POINTER(result);
}
