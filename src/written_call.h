/*-------------------------------------------------------------------------
 *
 * written_call.h
 *	  What parse_estimate() and monetary_mentions() share: their arguments.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_WRITTEN_CALL_H
#define FUNDING_WRITTEN_CALL_H

#include "funding.h"

#include "core/written.h"

/* The second and third argument, as they were read last. */
typedef struct funding_written_call
{
	fnd_language language;
	fnd_currency wanted;
	int			tag_length;		/* -1 before the first call */
	int			code_length;
	char		tag[64];
	char		code[4];
} funding_written_call;

/*
 * The language and the currency that a call names; kept with the function, so
 * that a column is read with one look at the tag.  False if the text or the
 * language is NULL.
 */
extern FND_LOCAL bool
funding_written_arguments(FunctionCallInfo fcinfo,
						  const funding_written_call **call);

/* The text, in UTF-8. */
extern FND_LOCAL const char *funding_written_text(text *value, size_t *length);

#endif /* FUNDING_WRITTEN_CALL_H */
