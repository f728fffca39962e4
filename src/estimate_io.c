/*-------------------------------------------------------------------------
 *
 * estimate_io.c
 *	  Text and binary input and output of estimate and valuation.
 *
 * The grammar is the core's (text_read.c); the formats are in doc/types.md.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "libpq/pqformat.h"

PG_FUNCTION_INFO_V1(funding_estimate_in);
PG_FUNCTION_INFO_V1(funding_estimate_out);
PG_FUNCTION_INFO_V1(funding_estimate_recv);
PG_FUNCTION_INFO_V1(funding_estimate_send);
PG_FUNCTION_INFO_V1(funding_valuation_in);
PG_FUNCTION_INFO_V1(funding_valuation_recv);

typedef fnd_status (*read_function)(const char *text, size_t length,
									fnd_estimate *result,
									fnd_text_error *error);

static Datum
read_text(FunctionCallInfo fcinfo, read_function read, const char *type_name)
{
	const char *input = PG_GETARG_CSTRING(0);
	int32		typmod = PG_GETARG_INT32(2);
	fnd_estimate *result = funding_estimate_new();
	fnd_text_error error;
	size_t		length;
	const char *text = funding_text_to_utf8(input, strlen(input), &length);

	if (read(text, length, result, &error) != FND_OK)
	{
		funding_save_text_error(fcinfo->context, &error, type_name, text);
		PG_RETURN_NULL();
	}
	if (!funding_estimate_apply_typmod(result, typmod, type_name,
									   fcinfo->context))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_in(PG_FUNCTION_ARGS)
{
	return read_text(fcinfo, fnd_text_read_estimate, FUNDING_ESTIMATE);
}

Datum
funding_valuation_in(PG_FUNCTION_ARGS)
{
	return read_text(fcinfo, fnd_text_read_valuation, FUNDING_VALUATION);
}

/* Serves both types: the basis is a part of the text. */
Datum
funding_estimate_out(PG_FUNCTION_ARGS)
{
	char		text[FND_TEXT_MAX];
	size_t		length = fnd_text_write_estimate(PG_GETARG_ESTIMATE_P(0),
											funding_plus_minus(), text);

	PG_RETURN_CSTRING(pnstrdup(text, length));
}

/*
 * Big-endian: int32 and int64 of the lower coefficient, the same of the
 * upper one, uint16 currency, uint8 scale, kind, bounds, basis, two zeros.
 */
static Datum
read_binary(FunctionCallInfo fcinfo, bool allow_basis, const char *type_name)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	int32		typmod = PG_GETARG_INT32(2);
	fnd_estimate *result = funding_estimate_new();
	fnd_status	status;

	result->lower_hi = (int32) pq_getmsgint(buffer, 4);
	result->lower_lo = (uint64) pq_getmsgint64(buffer);
	result->upper_hi = (int32) pq_getmsgint(buffer, 4);
	result->upper_lo = (uint64) pq_getmsgint64(buffer);
	result->currency = (uint16) pq_getmsgint(buffer, 2);
	result->scale = (uint8) pq_getmsgbyte(buffer);
	result->kind = (uint8) pq_getmsgbyte(buffer);
	result->bounds = (uint8) pq_getmsgbyte(buffer);
	result->basis = (uint8) pq_getmsgbyte(buffer);
	result->spare[0] = (uint8) pq_getmsgbyte(buffer);
	result->spare[1] = (uint8) pq_getmsgbyte(buffer);
	status = fnd_estimate_check(result, allow_basis);
	if (status != FND_OK)
		funding_raise_binary(status, type_name);
	(void) funding_estimate_apply_typmod(result, typmod, type_name, NULL);
	PG_RETURN_POINTER(result);
}

Datum
funding_estimate_recv(PG_FUNCTION_ARGS)
{
	return read_binary(fcinfo, false, FUNDING_ESTIMATE);
}

Datum
funding_valuation_recv(PG_FUNCTION_ARGS)
{
	return read_binary(fcinfo, true, FUNDING_VALUATION);
}

/* Serves both types. */
Datum
funding_estimate_send(PG_FUNCTION_ARGS)
{
	const fnd_estimate *estimate = PG_GETARG_ESTIMATE_P(0);
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint32(&buffer, (uint32) estimate->lower_hi);
	pq_sendint64(&buffer, estimate->lower_lo);
	pq_sendint32(&buffer, (uint32) estimate->upper_hi);
	pq_sendint64(&buffer, estimate->upper_lo);
	pq_sendint16(&buffer, estimate->currency);
	pq_sendint8(&buffer, estimate->scale);
	pq_sendint8(&buffer, estimate->kind);
	pq_sendint8(&buffer, estimate->bounds);
	pq_sendint8(&buffer, estimate->basis);
	pq_sendint8(&buffer, estimate->spare[0]);
	pq_sendint8(&buffer, estimate->spare[1]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}
