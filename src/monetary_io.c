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

#include "wire.h"

PG_FUNCTION_INFO_V1(funding_monetary_in);
PG_FUNCTION_INFO_V1(funding_monetary_out);
PG_FUNCTION_INFO_V1(funding_monetary_recv);
PG_FUNCTION_INFO_V1(funding_monetary_send);

/* Bytes of a value on the wire. */
#define WIRE_SIZE 16

/* Any text but the plain ones: the whole grammar, and the errors. */
static pg_noinline bool
read_text(const char *input, fnd_amount *result, Node *escontext)
{
	fnd_text_error error;
	size_t		length;
	const char *text = funding_text_to_utf8(input, strlen(input), &length);

	if (fnd_text_read_amount(text, length, result, &error) == FND_OK)
		return true;
	funding_save_text_error(escontext, &error, FUNDING_MONETARY, text);
	return false;
}

/* The column's currency is the common case. */
static inline bool
apply_typmod(const fnd_amount *amount, int32 typmod, Node *escontext)
{
	return typmod < 0 || likely(typmod == amount->currency) ||
		funding_amount_apply_typmod(amount, typmod, escontext);
}

Datum
funding_monetary_in(PG_FUNCTION_ARGS)
{
	const char *input = PG_GETARG_CSTRING(0);
	fnd_amount *result = funding_amount_new();

	if (!fnd_text_read_plain(input, result) &&
		!read_text(input, result, fcinfo->context))
		PG_RETURN_NULL();
	if (!apply_typmod(result, PG_GETARG_INT32(2), fcinfo->context))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_out(PG_FUNCTION_ARGS)
{
	char		buffer[FND_TEXT_AMOUNT_MAX];
	size_t		length;
	const char *text = fnd_text_place_amount(PG_GETARG_AMOUNT_P(0), buffer,
											 &length);
	char	   *result = (char *) palloc(length + 1);

	memcpy(result, text, length + 1);
	PG_RETURN_CSTRING(result);
}

/* Big-endian: int32 and int64 of the coefficient, uint16 currency, uint8s. */
Datum
funding_monetary_recv(PG_FUNCTION_ARGS)
{
	const char *at = pq_getmsgbytes((StringInfo) PG_GETARG_POINTER(0),
									WIRE_SIZE);
	fnd_amount *result = funding_amount_new();
	fnd_status	status;

	result->hi = (int32) funding_wire_get32(&at);
	result->lo = funding_wire_get64(&at);
	result->currency = funding_wire_get16(&at);
	result->scale = (uint8) at[0];
	result->spare = (uint8) at[1];
	status = fnd_amount_check(result);
	if (unlikely(status != FND_OK))
		funding_raise_binary(status, FUNDING_MONETARY);
	(void) apply_typmod(result, PG_GETARG_INT32(2), NULL);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_send(PG_FUNCTION_ARGS)
{
	const fnd_amount *amount = PG_GETARG_AMOUNT_P(0);
	bytea	   *result = (bytea *) palloc(VARHDRSZ + WIRE_SIZE);
	char	   *at = VARDATA(result);

	SET_VARSIZE(result, VARHDRSZ + WIRE_SIZE);
	funding_wire_put32(&at, (uint32) amount->hi);
	funding_wire_put64(&at, amount->lo);
	funding_wire_put16(&at, amount->currency);
	at[0] = (char) amount->scale;
	at[1] = (char) amount->spare;
	PG_RETURN_BYTEA_P(result);
}
