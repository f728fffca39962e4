/*
 * random_values.h
 *	  Random numbers, amounts and estimates that love the edges.
 *
 * What lives here: generators for property tests, from the seeded numbers of
 * check.h.  A generator of amounts or estimates answers values in canonical
 * form only.  What does not: what the values should do, which is in the
 * tests.
 */
#ifndef RANDOM_VALUES_H
#define RANDOM_VALUES_H

#include "check.h"

#include "../../src/core/estimate.h"

#define USD FND_CURRENCY_CODE('U', 'S', 'D')
#define EUR FND_CURRENCY_CODE('E', 'U', 'R')
#define JPY FND_CURRENCY_CODE('J', 'P', 'Y')
#define BHD FND_CURRENCY_CODE('B', 'H', 'D')
#define CLF FND_CURRENCY_CODE('C', 'L', 'F')
#define HUF FND_CURRENCY_CODE('H', 'U', 'F')

static inline int
random_below(int limit)
{
	return (int) check_random_below((uint64_t) limit);
}

/* From low to high, both included. */
static inline int
random_between(int low, int high)
{
	return low + random_below(high - low + 1);
}

static inline uint32_t
random_limb(void)
{
	static const uint32_t edges[] = { 0,
									  0,
									  1,
									  2,
									  UINT32_C(0x7FFFFFFF),
									  UINT32_C(0x80000000),
									  UINT32_C(0x80000001),
									  UINT32_C(0xFFFFFFFE),
									  UINT32_C(0xFFFFFFFF),
									  UINT32_C(0xFFFFFFFF) };

	if (random_below(3) == 0)
		return (uint32_t) check_random_u64();
	return edges[random_below((int) (sizeof(edges) / sizeof(edges[0])))];
}

/* So many limbs of 32 bits, the top one not zero. */
static inline fnd_u256
random_limbs(int limbs_count)
{
	fnd_u256	value = { { 0, 0, 0, 0 } };

	for (int i = 0; i < limbs_count; i++)
	{
		uint32_t	limb = random_limb();

		if (i == limbs_count - 1 && limb == 0)
			limb = 1;
		value.word[i / 2] |= (uint64_t) limb << (32 * (i % 2));
	}
	return value;
}

/* Any number of 256 bits: limbs, powers of ten and of two and their kin. */
static inline fnd_u256
random_u256(void)
{
	fnd_u256	value = { { 0, 0, 0, 0 } };
	fnd_u256	step = fnd_u256_from_u64((uint64_t) random_below(3));

	switch (random_below(4))
	{
		case 0:
			return random_limbs(random_between(0, 8));
		case 1:
			value = fnd_u256_pow10(random_below(FND_POW10_U256_MAX + 1));
			break;
		case 2:
		{
			int			bit = random_below(256);

			value.word[bit / 64] = UINT64_C(1) << (bit % 64);
			break;
		}
		default:
		{
			int			bits = random_between(0, 255);

			for (int i = 0; i <= bits / 64; i++)
				value.word[i] = check_random_u64();
			value.word[bits / 64] >>= 63 - bits % 64;
			return value;
		}
	}
	if (random_below(2) == 0)
		fnd_u256_sub(&value, &step, &value);
	else
		(void) fnd_u256_add(&value, &step, &value);
	return value;
}

/* Any number of 128 bits with a sign, up to the last one on both sides. */
static inline fnd_i128
random_i128(void)
{
	switch (random_below(8))
	{
		case 0:
			return fnd_i128_from_words(INT64_MAX,
									   UINT64_MAX - check_random_below(3));
		case 1:
			return fnd_i128_from_words(INT64_MIN, check_random_below(3));
		case 2:
			return fnd_i128_from_i64(random_between(-2, 2));
		default:
		{
			fnd_u256	value = random_u256();

			return fnd_i128_from_words((int64_t) value.word[1], value.word[0]);
		}
	}
}

/* A magnitude of at most so many decimal digits, 1 to 38. */
static inline fnd_u256
random_magnitude(int digits_max)
{
	fnd_u256	limit = fnd_u256_pow10(digits_max);
	fnd_u256	value;
	fnd_u256	rest;
	int			digits;

	switch (random_below(8))
	{
		case 0:
			return fnd_u256_from_u64((uint64_t) random_below(3));
		case 1:
			/* 99...9 and a little less */
			value = fnd_u256_pow10(random_between(1, digits_max));
			rest = fnd_u256_from_u64((uint64_t) random_between(1, 2));
			fnd_u256_sub(&value, &rest, &value);
			return value;
		case 2:
			return fnd_u256_pow10(random_below(digits_max));
		case 3:
			value = random_u256();
			value.word[2] = value.word[3] = 0;
			fnd_u256_divide(&value, &limit, &rest, &value);
			return value;
		case 4:
			/* few digits and many zeros */
			digits = random_below(digits_max);
			value = fnd_u256_from_u64(
				check_random_below(digits_max - digits > 4 ? 10000 : 10));
			(void) fnd_u256_mul_pow10(&value, digits, &value);
			return value;
		default:
			digits = random_between(1, digits_max);
			limit = fnd_u256_pow10(digits);
			value = fnd_u256_from_u64(check_random_u64());
			value.word[1] = check_random_u64();
			fnd_u256_divide(&value, &limit, &rest, &value);
			return value;
	}
}

static inline fnd_i128
random_coefficient(int digits_max)
{
	fnd_u256	magnitude = random_magnitude(digits_max);
	fnd_i128	value = fnd_i128_from_words((int64_t) magnitude.word[1],
										 magnitude.word[0]);

	return random_below(2) == 0 ? value : fnd_i128_neg(value);
}

static inline fnd_currency
random_currency(void)
{
	static const fnd_currency usual[] = { USD, EUR, JPY, BHD, CLF, HUF };

	if (random_below(4) == 0)
		return fnd_currency_at(random_below(fnd_currency_count()))->code;
	return usual[random_below((int) (sizeof(usual) / sizeof(usual[0])))];
}

/* Mostly the minor units, otherwise anything an amount can have. */
static inline int
random_scale(fnd_currency currency)
{
	return random_below(2) == 0 ? fnd_currency_minor_units(currency) :
								  random_between(0, FND_SCALE_MAX);
}

static inline fnd_amount
random_amount(fnd_currency currency)
{
	fnd_amount	amount;

	while (fnd_amount_make(random_coefficient(FND_DIGITS_MAX),
						   random_scale(currency), currency,
						   &amount) != FND_OK)
		continue;
	return amount;
}

static inline fnd_decimal
random_decimal(int scale_low, int scale_high)
{
	fnd_decimal	decimal;

	decimal.coefficient = random_coefficient(FND_SCALAR_DIGITS_MAX);
	decimal.scale = random_between(scale_low, scale_high);
	return decimal;
}

/* Any interval and tag whatever; digits_max bounds its coefficients. */
static inline fnd_estimate
random_estimate_digits(fnd_currency currency, int digits_max)
{
	static const uint8_t usual[] = { 0,
									 0,
									 0,
									 FND_UPPER_INFINITE,
									 FND_UPPER_INFINITE | FND_LOWER_OPEN,
									 FND_LOWER_INFINITE,
									 FND_LOWER_INFINITE | FND_UPPER_OPEN,
									 FND_UPPER_OPEN };
	fnd_interval interval;
	fnd_estimate estimate;

	do
	{
		interval.currency = currency;
		interval.scale = random_scale(currency);
		interval.lower = random_coefficient(digits_max);
		interval.upper = random_coefficient(digits_max);
		interval.tag = (fnd_tag) random_below(7);
		interval.bounds = random_below(4) == 0 ? (uint8_t) random_below(16) :
												 usual[random_below(8)];
		if (random_below(5) == 0)
			interval.lower = fnd_i128_zero();
		if (random_below(8) == 0)
			interval.upper = fnd_i128_zero();
		if (random_below(5) == 0)
			interval.upper = interval.lower;
		if (fnd_i128_compare(interval.lower, interval.upper) > 0)
		{
			fnd_i128	held = interval.lower;

			interval.lower = interval.upper;
			interval.upper = held;
		}
	} while (fnd_estimate_make(&interval, FND_BASIS_NONE, &estimate) !=
			 FND_OK);
	return estimate;
}

static inline fnd_estimate
random_estimate(fnd_currency currency)
{
	return random_estimate_digits(currency, FND_DIGITS_MAX);
}

#endif /* RANDOM_VALUES_H */
