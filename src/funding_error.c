/*-------------------------------------------------------------------------
 *
 * funding_error.c
 *	  The one place where a status of the core becomes a report.
 *
 * SQLSTATEs, in doc/errors.md: 22P02 bad text, 22P03 bad binary, 22003
 * range, 22012 division by zero, 22023 bad argument, 22000 currencies.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "mb/pg_wchar.h"

#include "core/abbreviate.h"

/* So much of a wrong text is shown: more would only bury the message. */
#define SHOWN_BYTES_MAX 64

/*
 * A part of a text for a message, cut between characters.  What SQL_ASCII
 * holds is taken for UTF-8; bytes that are not only move the cut.
 */
static const char *
shown(int encoding, const char *text, size_t length)
{
	int			cut = (int) Min(length, SHOWN_BYTES_MAX);

	if (length <= SHOWN_BYTES_MAX)
		return pnstrdup(text, cut);
	if (encoding == PG_SQL_ASCII)
		encoding = PG_UTF8;
	cut = pg_encoding_mbcliplen(encoding, text,
								(int) Min(length, 4 * SHOWN_BYTES_MAX), cut);
	return psprintf("%s...", pnstrdup(text, cut));
}

/* A currency for a message; "none" without one. */
const char *
funding_currency_name(fnd_currency currency, char buffer[8])
{
	if (currency == FND_CURRENCY_NONE)
		strlcpy(buffer, "none", 8);
	else
		fnd_currency_to_letters(currency, buffer);
	return buffer;
}

void
funding_raise_mismatch(const char *what, fnd_currency a, fnd_currency b)
{
	char		a_name[8];
	char		b_name[8];

	ereport(
		ERROR,
		(errcode(ERRCODE_DATA_EXCEPTION),
		 errmsg("cannot %s %s and %s", what, funding_currency_name(a, a_name),
				funding_currency_name(b, b_name)),
		 errdetail(
			 "Amounts of different currencies never mix without a rate."),
		 errhint("Convert one of them first, or group by currency(amount).")));
}

/* Arithmetic and arguments; text and binary input have their own. */
void
funding_raise(fnd_status status, const char *type_name)
{
	switch (status)
	{
		case FND_ERR_RANGE:
			ereport(
				ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range for type %s", type_name),
				 errdetail(
					 "An amount has at most %d digits, decimals and minor units included.",
					 FND_DIGITS_MAX),
				 errhint("Round the amounts to fewer decimals first.")));
			break;
		case FND_ERR_DIVISION_BY_ZERO:
			ereport(
				ERROR,
				(errcode(ERRCODE_DIVISION_BY_ZERO), errmsg("division by zero"),
				 errhint(
					 "Use NULLIF(divisor, 0) where that should be NULL.")));
			break;
		case FND_ERR_NO_CURRENCY:
			ereport(
				ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("the currency of the %s is not known", type_name),
				 errdetail(
					 "An undisclosed figure may lack a currency; any other figure needs one."),
				 errhint("Give the currency, as in \"undisclosed USD\".")));
			break;
		case FND_ERR_SCALAR_DIGITS:
			ereport(
				ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number has more than %d significant digits",
						FND_SCALAR_DIGITS_MAX),
				 errhint("Round it first, for example with round(x, 20).")));
			break;
		case FND_ERR_NOT_EXACT:
			ereport(
				ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("imprecise %s cannot be cast to type monetary",
						type_name),
				 errdetail("Only a figure of kind exact is one amount."),
				 errhint(
					 "Use point(), lower() or upper() to say which amount is meant.")));
			break;
		case FND_ERR_BOUNDS_ORDER:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("lower bound of %s is above its upper bound",
							type_name),
					 errhint("Give the lower bound first.")));
			break;
		case FND_ERR_WEIGHT_NEGATIVE:
			ereport(
				ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weights must not be negative"),
				 errdetail(
					 "Each part gets a share in proportion to its weight.")));
			break;
		case FND_ERR_WEIGHTS_ZERO:
			ereport(
				ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("at least one weight must be above zero"),
				 errdetail(
					 "Each part gets a share in proportion to its weight.")));
			break;
		case FND_ERR_WEIGHT_DIGITS:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("weights do not fit in %d digits together",
							FND_SCALAR_DIGITS_MAX),
					 errhint("Round the weights to fewer decimals.")));
			break;
		default:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid argument for type %s", type_name)));
	}

	/* ereport(ERROR) does not come back; the compiler cannot know */
	pg_unreachable();
}

/* For abbreviate(), of all three types. */
void
funding_raise_abbreviation(int32 digits)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		 errmsg("digits must be between 0 and %d, not %d",
				FND_ABBREVIATE_DIGITS_MAX, (int) digits),
		 errdetail(
			 "They are digits after the point, as in \"80.0B USD\" with 1."),
		 errhint("A cast to text shows every digit.")));
	pg_unreachable();
}

void
funding_raise_binary(fnd_status status, const char *type_name)
{
	const char *detail;

	switch (status)
	{
		case FND_ERR_BINARY_CURRENCY:
			detail = "The currency is not one of ISO 4217.";
			break;
		case FND_ERR_BINARY_RANGE:
			detail = "A coefficient has more than 28 digits.";
			break;
		case FND_ERR_BINARY_SCALE:
			detail =
				"The scale is not the smallest that represents the value, or below the currency's minor units.";
			break;
		case FND_ERR_BINARY_SPARE:
			detail = "Bits that must be zero are not.";
			break;
		case FND_ERR_BINARY_STATE:
			detail = "The aggregate state contradicts itself.";
			break;
		case FND_ERR_BINARY_VERSION:
			detail = "The layout is of a version that is not known.";
			break;
		case FND_ERR_BINARY_BOOK:
			detail =
				"The rates are not in the order and the form that a rate book has.";
			break;
		default:
			detail = "Kind, bounds and basis do not agree.";
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of type %s", type_name),
			 errdetail_internal("%s", detail),
			 errhint("The binary formats are described in doc/types.md.")));
	pg_unreachable();
}

void
funding_save_typmod_error(Node *escontext, const char *type_name,
						  fnd_currency wanted, fnd_currency found)
{
	char		wanted_name[8];
	char		found_name[8];

	errsave(
		escontext,
		(errcode(ERRCODE_DATA_EXCEPTION),
		 errmsg("currency %s does not match type %s('%s')",
				funding_currency_name(found, found_name), type_name,
				funding_currency_name(wanted, wanted_name)),
		 errdetail("A type modifier holds a column to one currency."),
		 errhint(
			 "Convert the amount first, or use a column of type %s without a currency.",
			 type_name)));
}

/* An unknown code; the nearest one is the hint where there is one. */
void
funding_save_currency_error(Node *escontext, const char *code, size_t length)
{
	fnd_currency nearest = fnd_currency_nearest(code, length);
	char		name[8];

	errsave(escontext,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown currency: \"%s\"",
					shown(GetDatabaseEncoding(), code, length)),
			 errdetail("A currency is a three-letter code of ISO 4217."),
			 nearest == FND_CURRENCY_NONE ?
				 errhint("The function currencies() lists them.") :
				 errhint("Perhaps you meant \"%s\".",
						 funding_currency_name(nearest, name))));
}

static const char *
text_detail(const fnd_text_error *error, const char *part)
{
	char		first[8];
	char		second[8];

	switch (error->status)
	{
		case FND_ERR_TEXT_EMPTY:
			return "The text is empty.";
		case FND_ERR_TEXT_DECIMAL_COMMA:
			return psprintf(
				"\"%s\" has a comma that does not separate groups of three digits.",
				part);
		case FND_ERR_TEXT_GROUPING:
			return psprintf(
				"\"%s\" has groups of digits that commas do not separate into threes.",
				part);
		case FND_ERR_TEXT_SUFFIX:
			return psprintf("\"%s\" is no known suffix.", part);
		case FND_ERR_TEXT_LOWER_M:
			return "Many read \"m\" as thousand, many as million.";
		case FND_ERR_TEXT_NO_CURRENCY:
			return "The text has no currency.";
		case FND_ERR_TEXT_TWO_CURRENCIES:
			return psprintf(
				"The text has two currencies, %s and %s; \"$\" alone is USD, the yen sign is JPY.",
				funding_currency_name(error->first, first),
				funding_currency_name(error->second, second));
		case FND_ERR_TEXT_UNKNOWN_CURRENCY:
			return psprintf("\"%s\" is not a currency code of ISO 4217.",
							part);
		case FND_ERR_TEXT_IMPRECISE:
			return psprintf("\"%s\" makes the figure imprecise.", part);
		case FND_ERR_TEXT_BASIS:
			return psprintf("\"%s\" states a basis that does not belong here.",
							part);
		case FND_ERR_TEXT_BOUNDS:
			return "The lower bound is above the upper one, or the interval is empty.";
		case FND_ERR_TEXT_RANGE_SUFFIX:
			return "Only the second figure of the range has a suffix.";
		default:
			return part[0] == '\0' ?
				"A number was expected." :
				psprintf("\"%s\" was not expected there.", part);
	}
}

static const char *
text_hint(const fnd_text_error *error, const char *part)
{
	char		name[8];
	fnd_currency nearest;

	switch (error->status)
	{
		case FND_ERR_TEXT_DECIMAL_COMMA:
			return "Write a point before the decimals, as in \"80.5 USD\".";
		case FND_ERR_TEXT_GROUPING:
			return "Write groups as in \"7,000,000 USD\", or none.";
		case FND_ERR_TEXT_SUFFIX:
			return "Suffixes are k, M, B or bn, and T, as in \"80B USD\".";
		case FND_ERR_TEXT_LOWER_M:
			return "Write \"M\" for million or \"k\" for thousand.";
		case FND_ERR_TEXT_NO_CURRENCY:
			return "Add a code of ISO 4217, as in \"80B USD\".";
		case FND_ERR_TEXT_TWO_CURRENCIES:
			return "Write one code and no symbol, as in \"80 CAD\".";
		case FND_ERR_TEXT_UNKNOWN_CURRENCY:
			nearest = fnd_currency_nearest(part, strlen(part));
			if (nearest == FND_CURRENCY_NONE)
				return "The function currencies() lists the codes.";
			return psprintf("Perhaps you meant \"%s\".",
							funding_currency_name(nearest, name));
		case FND_ERR_TEXT_IMPRECISE:
			return "Use the type estimate for imprecise figures.";
		case FND_ERR_TEXT_BASIS:
			return "A basis is pre or post, stands last, and belongs to the type valuation.";
		case FND_ERR_TEXT_BOUNDS:
			return "Write the lower bound first, as in \"3.5B..4.5B USD\".";
		case FND_ERR_TEXT_RANGE_SUFFIX:
			return "Write the suffix behind both figures, as in \"3.5B..4.5B USD\".";
		default:
			return "Write an amount and a currency, as in \"80000000000.00 USD\" or \"$80B\".";
	}
}

/* text is the UTF-8 that the core saw. */
void
funding_save_text_error(Node *escontext, const fnd_text_error *error,
						const char *type_name, const char *text)
{
	const char *part = shown(PG_UTF8, text + error->at, error->length);
	const char *whole = shown(PG_UTF8, text, strlen(text));

	if (GetDatabaseEncoding() != PG_UTF8 &&
		GetDatabaseEncoding() != PG_SQL_ASCII)
	{
		part = pg_any_to_server(part, (int) strlen(part), PG_UTF8);
		whole = pg_any_to_server(whole, (int) strlen(whole), PG_UTF8);
	}
	if (error->status == FND_ERR_RANGE)
		errsave(
			escontext,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value \"%s\" is out of range for type %s", whole,
					type_name),
			 errdetail(
				 "An amount has at most %d digits, decimals and minor units included.",
				 FND_DIGITS_MAX),
			 errhint("Write fewer digits.")));
	else
		errsave(escontext,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", type_name,
						whole),
				 errdetail_internal("%s", text_detail(error, part)),
				 errhint("%s", text_hint(error, part))));
}
