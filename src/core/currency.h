/*-------------------------------------------------------------------------
 *
 * currency.h
 *	  Currencies: their codes, minor units, names and symbols.
 *
 * A fnd_currency is its three letters in base 26, plus one: AAA is 1 and ZZZ
 * is 17576, so the order of the numbers is the order of the letters and no
 * registry stands behind a stored code.  Which codes exist, and their minor
 * units, is the generated table of currency_table.h; its rule, that nothing
 * in it ever changes or goes away, is in doc/currencies.md.
 *
 * What lives elsewhere: names and symbols in running text, which depend on a
 * language, and rates between currencies.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_CURRENCY_H
#define FND_CURRENCY_H

#include "base.h"

typedef uint16_t fnd_currency;

/* No currency: what is stored where the currency is not known. */
#define FND_CURRENCY_NONE ((fnd_currency) 0)

/* ZZZ, the largest number that three letters give: 26 * 26 * 26. */
#define FND_CURRENCY_MAX 17576

/*
 * The code of three capital letters, as a constant expression:
 * FND_CURRENCY_CODE('U', 'S', 'D').
 */
#define FND_CURRENCY_CODE(a, b, c) \
	((fnd_currency) ((((a) - 'A') * 26 + ((b) - 'A')) * 26 + ((c) - 'A') + 1))

/* The largest number of minor units that ISO 4217 gives: CLF and UYW. */
#define FND_CURRENCY_MINOR_UNITS_MAX 4

/* One currency of the table. */
struct fnd_currency_info
{
	fnd_currency code;
	uint16_t	numeric;		/* ISO 4217 number, 0 if it never had one */
	uint8_t		minor_units;	/* 0 where ISO 4217 says "N.A." */
	bool		has_minor_units; /* false where ISO 4217 says "N.A." */
	bool		is_historic;	/* withdrawn from the list of active codes */
	bool		is_fund;		/* a unit of account, as CLF beside CLP */
	const char *name;			/* English, in ASCII */
};

/*
 * One byte a code, so that the hot path is one load: the minor units and the
 * flags.  Callers use the functions below.
 */
#define FND_CURRENCY_BITS_MINOR_UNITS 0x07
#define FND_CURRENCY_BIT_KNOWN 0x08
#define FND_CURRENCY_BIT_HISTORIC 0x10
#define FND_CURRENCY_BIT_NO_MINOR_UNITS 0x20
#define FND_CURRENCY_BIT_FUND 0x40

extern FND_LOCAL const uint8_t fnd_currency_bits[FND_CURRENCY_MAX + 1];

/*
 * Is this a code of the table, active or historic?  Any number may be asked.
 */
static inline bool
fnd_currency_is_known(fnd_currency code)
{
	return code <= FND_CURRENCY_MAX &&
		(fnd_currency_bits[code] & FND_CURRENCY_BIT_KNOWN) != 0;
}

/*
 * The digits after the point that ISO 4217 gives a currency, 0 to 4.  Zero
 * for currencies without minor units and for what is not in the table.
 */
static inline int
fnd_currency_minor_units(fnd_currency code)
{
	if (FND_UNLIKELY(code > FND_CURRENCY_MAX))
		return 0;
	return fnd_currency_bits[code] & FND_CURRENCY_BITS_MINOR_UNITS;
}

/*
 * The letters of a code in upper case with a NUL behind them; an empty string
 * for no currency and for numbers that are not a code.
 */
static inline void
fnd_currency_to_letters(fnd_currency code, char letters[4])
{
	unsigned rest = (unsigned) code - 1;

	if (rest >= FND_CURRENCY_MAX)
	{
		letters[0] = '\0';
		return;
	}
	letters[0] = (char) ('A' + rest / (26 * 26));
	letters[1] = (char) ('A' + rest / 26 % 26);
	letters[2] = (char) ('A' + rest % 26);
	letters[3] = '\0';
}

extern FND_LOCAL fnd_currency fnd_currency_from_letters(const char *letters);

extern FND_LOCAL const struct fnd_currency_info *
fnd_currency_info(fnd_currency code);
extern FND_LOCAL int fnd_currency_count(void);
extern FND_LOCAL const struct fnd_currency_info *fnd_currency_at(int index);

extern FND_LOCAL fnd_currency fnd_currency_nearest(const char *letters,
												   size_t length);
extern FND_LOCAL size_t fnd_currency_symbol_match(const char *text,
												  size_t length,
												  fnd_currency *code);

#endif /* FND_CURRENCY_H */
