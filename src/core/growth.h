/*-------------------------------------------------------------------------
 *
 * growth.h
 *	  Compound growth of an amount, rounded once: A / n * (1 + g)^k.
 *
 * The value of each month comes from the exact first one, never from the
 * rounded month before it.  The rule and its error bound are in
 * doc/runway.md, "Growth".
 *
 * What lives elsewhere: when a line moves at all (schedule.h).
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_GROWTH_H
#define FND_GROWTH_H

#include "decimal.h"

/* Lower, point and upper of a line each grow by themselves. */
#define FND_GROWTH_AMOUNTS_MAX 3

/* k is at most this: 1200 months of a plan and as many before it. */
#define FND_GROWTH_MONTHS_MAX 2400

/* Significant decimal digits that a power keeps. */
#define FND_POWER_DIGITS 44

/* (hi:lo) * 2^exponent with the top bit of hi set, or zero. */
typedef struct fnd_binary
{
	uint64_t	hi;
	uint64_t	lo;
	int32_t		exponent;
} fnd_binary;

typedef struct fnd_growth
{
	fnd_u256	factor;			/* 1 + g */
	fnd_u256	power;			/* (1 + g)^power_months */
	fnd_i128	amount[FND_GROWTH_AMOUNTS_MAX];
	fnd_binary	fast_factor;
	fnd_binary	fast_value[FND_GROWTH_AMOUNTS_MAX]; /* at fast_months */
	int32_t		factor_scale;
	int32_t		power_scale;
	int32_t		power_months;
	int32_t		fast_months;
	int32_t		parts; /* n: the months that an amount is spread over */
	int16_t		amount_scale;
	int16_t		result_scale;
	int8_t		amounts_count;
} fnd_growth;

/*
 * The caller owes amounts of zero or more with at most 29 digits, parts of
 * at least 1, result_scale <= amount_scale, and a factor of
 * fnd_growth_factor().
 */
extern FND_LOCAL void fnd_growth_init(const fnd_i128 *amount,
									  int amounts_count, int amount_scale,
									  int result_scale, int32_t parts,
									  const fnd_decimal *factor,
									  fnd_growth *growth);

/*
 * amount[which] / parts * (1 + g)^months * days / days_in_month, rounded
 * half-even to result_scale.  The caller owes months that never go back.
 * False where the result has over 127 bits.
 */
extern FND_LOCAL bool fnd_growth_value(fnd_growth *growth, int which,
									   int32_t months, int days,
									   int days_in_month, fnd_i128 *result);

/* Months that one fnd_growth_run() gives. */
#define FND_GROWTH_RUN_MAX 64

/*
 * Whole months from months on, at most FND_GROWTH_RUN_MAX, of every amount.
 * False where one has over 63 bits; the growth must be rewound then.
 */
extern FND_LOCAL bool
fnd_growth_run(fnd_growth *growth, int32_t months, int count,
			   int64_t value[FND_GROWTH_AMOUNTS_MAX][FND_GROWTH_RUN_MAX]);

/* Back to month 0, so that months may be asked for anew. */
extern FND_LOCAL void fnd_growth_rewind(fnd_growth *growth);

/* The same without the fast path: what tests compare it with. */
extern FND_LOCAL bool fnd_growth_value_slow(fnd_growth *growth, int which,
											int32_t months, int days,
											int			days_in_month,
											fnd_i128 *result);

#endif /* FND_GROWTH_H */
