/*-------------------------------------------------------------------------
 *
 * funding.h
 *	  What the glue files share: datums of the three types, errors, numerics.
 *
 * The types are fixed-length and passed by reference, and never packed or
 * toasted: a Datum is a pointer to the core's struct.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_H
#define FUNDING_H

#include "pg_compat.h"

#include "utils/numeric.h"

#include "core/amount.h"
#include "core/estimate.h"
#include "core/text.h"

StaticAssertDecl(sizeof(fnd_amount) == 16, "monetary is 16 bytes");
StaticAssertDecl(offsetof(fnd_amount, hi) == 8 &&
					 offsetof(fnd_amount, currency) == 12 &&
					 offsetof(fnd_amount, scale) == 14 &&
					 offsetof(fnd_amount, spare) == 15,
				 "the layout of monetary is on disk");
StaticAssertDecl(sizeof(fnd_estimate) == 32, "estimate is 32 bytes");
StaticAssertDecl(offsetof(fnd_estimate, upper_lo) == 8 &&
					 offsetof(fnd_estimate, lower_hi) == 16 &&
					 offsetof(fnd_estimate, upper_hi) == 20 &&
					 offsetof(fnd_estimate, currency) == 24 &&
					 offsetof(fnd_estimate, scale) == 26 &&
					 offsetof(fnd_estimate, kind) == 27 &&
					 offsetof(fnd_estimate, bounds) == 28 &&
					 offsetof(fnd_estimate, basis) == 29 &&
					 offsetof(fnd_estimate, spare) == 30,
				 "the layout of estimate and valuation is on disk");

static inline const fnd_amount *
DatumGetAmountP(Datum datum)
{
	return (const fnd_amount *) DatumGetPointer(datum);
}

static inline const fnd_estimate *
DatumGetEstimateP(Datum datum)
{
	return (const fnd_estimate *) DatumGetPointer(datum);
}

#define PG_GETARG_AMOUNT_P(n) DatumGetAmountP(PG_GETARG_DATUM(n))
#define PG_GETARG_ESTIMATE_P(n) DatumGetEstimateP(PG_GETARG_DATUM(n))

static inline fnd_amount *
funding_amount_new(void)
{
	return (fnd_amount *) palloc(sizeof(fnd_amount));
}

static inline fnd_estimate *
funding_estimate_new(void)
{
	return (fnd_estimate *) palloc(sizeof(fnd_estimate));
}

/* The names that messages use. */
#define FUNDING_MONETARY "monetary"
#define FUNDING_ESTIMATE "estimate"
#define FUNDING_VALUATION "valuation"

/*
 * funding_error.c: from a status to a report.  The raisers do not return.
 */
pg_noreturn extern FND_LOCAL void funding_raise(fnd_status status,
												const char *type_name);
extern FND_LOCAL const char *funding_currency_name(fnd_currency currency,
												   char buffer[8]);
pg_noreturn extern FND_LOCAL void
funding_raise_mismatch(const char *what, fnd_currency a, fnd_currency b);
pg_noreturn extern FND_LOCAL void funding_raise_binary(fnd_status status,
													   const char *type_name);
pg_noreturn extern FND_LOCAL void funding_raise_abbreviation(int32 digits);
extern FND_LOCAL void funding_save_text_error(Node *escontext,
											  const fnd_text_error *error,
											  const char *type_name,
											  const char *text);
extern FND_LOCAL void funding_save_typmod_error(Node *escontext,
												const char *type_name,
												fnd_currency wanted,
												fnd_currency found);
extern FND_LOCAL void
funding_save_currency_error(Node *escontext, const char *code, size_t length);

/*
 * funding_text.c: between the server's encoding and the core's UTF-8, and
 * names for messages.
 */
extern FND_LOCAL const char *
funding_text_to_utf8(const char *text, size_t length, size_t *utf8_length);
extern FND_LOCAL const char *funding_plus_minus(void);
extern FND_LOCAL fnd_currency funding_currency_from_text(text *code);
extern FND_LOCAL Datum funding_currency_to_text(fnd_currency currency);
extern FND_LOCAL const char *funding_day_name(int32 day);

/*
 * funding_numeric.c: between numeric and the core's decimals.
 */
extern FND_LOCAL fnd_decimal funding_numeric_to_decimal(Numeric number,
														const char *what);
extern FND_LOCAL int funding_numeric_dscale(Numeric number);
extern FND_LOCAL Datum funding_numeric_from_i128(fnd_i128 coefficient,
												 int scale);
extern FND_LOCAL Datum funding_numeric_from_u256(const fnd_u256 *magnitude,
												 int scale, bool is_negative);
extern FND_LOCAL fnd_status funding_numeric_round(Numeric number,
												  fnd_rounding mode,
												  fnd_decimal *result,
												  bool *is_inexact);
extern FND_LOCAL fnd_status funding_numeric_scalar(Numeric number,
												   fnd_decimal *result);
extern FND_LOCAL bool funding_numeric_is_short(Datum number,
											   fnd_decimal *result);

/*
 * funding_typmod.c: a typmod is the number of a currency, or -1.
 */
extern FND_LOCAL bool funding_amount_apply_typmod(const fnd_amount *amount,
												  int32 typmod,
												  Node *escontext);
extern FND_LOCAL bool funding_estimate_apply_typmod(fnd_estimate *estimate,
													int32		typmod,
													const char *type_name,
													Node *escontext);

#endif /* FUNDING_H */
