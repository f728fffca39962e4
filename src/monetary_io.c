/*-------------------------------------------------------------------------
 *
 * monetary_io.c
 *	  Text and binary input and output of monetary.
 *
 * The grammar is the core's (text_read.c); the formats are in doc/types.md.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "libpq/pqformat.h"

PG_FUNCTION_INFO_V1(funding_monetary_in);
PG_FUNCTION_INFO_V1(funding_monetary_out);
PG_FUNCTION_INFO_V1(funding_monetary_recv);
PG_FUNCTION_INFO_V1(funding_monetary_send);

Datum
funding_monetary_in(PG_FUNCTION_ARGS)
{
	const char *input = PG_GETARG_CSTRING(0);
	int32		typmod = PG_GETARG_INT32(2);
	fnd_amount *result = funding_amount_new();
	fnd_text_error error;
	size_t		length;
	const char *text = funding_text_to_utf8(input, strlen(input), &length);

	if (fnd_text_read_amount(text, length, result, &error) != FND_OK)
	{
		funding_save_text_error(fcinfo->context, &error, FUNDING_MONETARY,
								text);
		PG_RETURN_NULL();
	}
	if (!funding_amount_apply_typmod(result, typmod, fcinfo->context))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_out(PG_FUNCTION_ARGS)
{
	char		text[FND_TEXT_MAX];
	size_t		length = fnd_text_write_amount(PG_GETARG_AMOUNT_P(0), text);

	PG_RETURN_CSTRING(pnstrdup(text, length));
}

/* Big-endian: int32 and int64 of the coefficient, uint16 currency, uint8s. */
Datum
funding_monetary_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	int32		typmod = PG_GETARG_INT32(2);
	fnd_amount *result = funding_amount_new();
	fnd_status	status;

	result->hi = (int32) pq_getmsgint(buffer, 4);
	result->lo = (uint64) pq_getmsgint64(buffer);
	result->currency = (uint16) pq_getmsgint(buffer, 2);
	result->scale = (uint8) pq_getmsgbyte(buffer);
	result->spare = (uint8) pq_getmsgbyte(buffer);
	status = fnd_amount_check(result);
	if (status != FND_OK)
		funding_raise_binary(status, FUNDING_MONETARY);
	(void) funding_amount_apply_typmod(result, typmod, NULL);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_send(PG_FUNCTION_ARGS)
{
	const fnd_amount *amount = PG_GETARG_AMOUNT_P(0);
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint32(&buffer, (uint32) amount->hi);
	pq_sendint64(&buffer, amount->lo);
	pq_sendint16(&buffer, amount->currency);
	pq_sendint8(&buffer, amount->scale);
	pq_sendint8(&buffer, amount->spare);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}
