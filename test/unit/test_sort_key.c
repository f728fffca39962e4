/*
 * test_sort_key.c
 *	  Sort keys: never against the order, for millions of pairs; exact below
 *	  2^46 minor units; the worked numbers of sort_key.h.
 */
#include "random_values.h"

#include "../../src/core/sort_key.h"

#define POOL 2600
#define ROUNDS 2

static fnd_amount pool[POOL];
static fnd_estimate figure[POOL];
static uint64_t key[POOL];

static fnd_amount
make(fnd_u256 magnitude, bool is_negative, int scale, fnd_currency currency)
{
	fnd_amount	amount;
	fnd_i128	coefficient;

	CHECK(fnd_u256_to_i128(&magnitude, is_negative, &coefficient));
	CHECK(fnd_amount_make(coefficient, scale, currency, &amount) == FND_OK);
	return amount;
}

static uint64_t
code(uint64_t cents_hi, uint64_t cents_lo, bool is_negative)
{
	fnd_u256	magnitude = { { cents_lo, cents_hi, 0, 0 } };
	fnd_amount	amount = make(magnitude, is_negative, 2, USD);

	return fnd_amount_sort_key(&amount) -
		((uint64_t) USD << FND_SORT_CODE_BITS);
}

static void
test_codes(void)
{
	const uint64_t zero = FND_SORT_CODE_ZERO;
	const uint64_t exact = FND_SORT_CODE_EXACT;
	const uint64_t step = UINT64_C(1) << 42;
	fnd_amount	largest = make(fnd_u256_pow10(28), false, 30, USD);
	fnd_u256	almost = fnd_u256_pow10(28);
	fnd_u256	one = fnd_u256_from_u64(1);

	CHECK_EQ_U64(code(0, 0, false), zero);
	CHECK_EQ_U64(code(0, 1, false), zero + 1);
	CHECK_EQ_U64(code(0, 1, true), zero - 1);
	CHECK_EQ_U64(code(0, exact - 1, false), zero + exact - 1);
	CHECK_EQ_U64(code(0, exact - 1, true), zero - exact + 1);
	CHECK_EQ_U64(code(0, exact, false), zero + exact);
	CHECK_EQ_U64(code(0, exact, true), zero - exact);
	/* 47 bits: four are cut off, so sixteen values share a code */
	CHECK_EQ_U64(code(0, exact + 15, false), zero + exact);
	CHECK_EQ_U64(code(0, exact + 16, false), zero + exact + 1);
	CHECK_EQ_U64(code(0, exact + 16, true), zero - exact - 1);
	CHECK_EQ_U64(code(0, 2 * exact - 1, false), zero + exact + step - 1);
	CHECK_EQ_U64(code(0, 2 * exact, false), zero + exact + step);
	CHECK_EQ_U64(code(0, UINT64_MAX, false), zero + exact + 18 * step - 1);
	CHECK_EQ_U64(code(0, UINT64_MAX, true), zero - exact - 18 * step + 1);
	CHECK_EQ_U64(code(1, 0, false), zero + exact + 18 * step);
	/* the fastest way must not take -2^64 or 2^64 for zero */
	CHECK_EQ_U64(code(1, 0, true), zero - exact - 18 * step);
	CHECK_EQ_U64(code(1, 5, true), zero - exact - 18 * step);

	/* the limit has 94 bits: its code stays in the currency's 49 bits */
	fnd_u256_sub(&almost, &one, &almost);
	CHECK(code(almost.word[1], almost.word[0], false) >
		  zero + exact + 47 * step);
	CHECK(code(almost.word[1], almost.word[0], false) < 2 * zero);
	CHECK(code(almost.word[1], almost.word[0], true) > 0);

	/* finer than a cent: toward zero, on both sides */
	CHECK_EQ_U64(fnd_amount_sort_key(&largest) -
					 ((uint64_t) USD << FND_SORT_CODE_BITS),
				 zero + 1);
	largest = make(fnd_u256_from_u64(19999), true, 6, USD);
	CHECK_EQ_U64(fnd_amount_sort_key(&largest) -
					 ((uint64_t) USD << FND_SORT_CODE_BITS),
				 zero - 1);
	largest = make(fnd_u256_from_u64(9999), true, 6, USD);
	CHECK_EQ_U64(fnd_amount_sort_key(&largest) -
					 ((uint64_t) USD << FND_SORT_CODE_BITS),
				 zero);
}

/* Powers of two and ten, their neighbours, and a little below a unit. */
static fnd_amount
boundary_amount(fnd_currency currency)
{
	for (;;)
	{
		fnd_u256	magnitude = random_below(2) == 0 ?
			fnd_u256_pow10(random_below(29)) :
			fnd_u256_from_u64(1);
		fnd_u256	step = fnd_u256_from_u64((uint64_t) random_below(34));
		fnd_i128	coefficient;
		fnd_amount	amount;
		int			bit = random_below(94);

		if (magnitude.word[0] == 1 && magnitude.word[1] == 0)
		{
			magnitude.word[0] = 0;
			magnitude.word[bit / 64] = UINT64_C(1) << (bit % 64);
		}
		if (random_below(2) == 0 && fnd_u256_compare(&magnitude, &step) >= 0)
			fnd_u256_sub(&magnitude, &step, &magnitude);
		else
			(void) fnd_u256_add(&magnitude, &step, &magnitude);
		if (fnd_u256_to_i128(&magnitude, random_below(2) == 0, &coefficient) &&
			fnd_amount_make(coefficient, random_scale(currency), currency,
							&amount) == FND_OK)
			return amount;
	}
}

static bool
agree(uint64_t a, uint64_t b, int order)
{
	if (a == b)
		return true;
	return a < b ? order < 0 : order > 0;
}

static void
test_amounts(void)
{
	for (int round = 0; round < ROUNDS; round++)
	{
		unsigned long wrong = 0;
		unsigned long ties = 0;

		for (int i = 0; i < POOL; i++)
		{
			fnd_currency currency = i % 8 == 0 ? random_currency() :
				round == 0					   ? USD :
												 CLF;

			pool[i] = i % 2 == 0 ? random_amount(currency) :
								   boundary_amount(currency);
			key[i] = fnd_amount_sort_key(&pool[i]);
			if (key[i] >> FND_SORT_CODE_BITS != pool[i].currency)
				CHECK(!"a key runs into its neighbour's currency");
		}
		for (int i = 0; i < POOL; i++)
			for (int j = 0; j < POOL; j++)
			{
				wrong += !agree(key[i], key[j],
								fnd_amount_order(&pool[i], &pool[j]));
				ties += key[i] == key[j];

				/* keys that say all tie only where the amounts are equal */
				if (key[i] == key[j] &&
					!fnd_amount_equal(&pool[i], &pool[j]) &&
					fnd_sort_key_is_exact(pool[i].lo, pool[i].hi,
										  pool[i].scale, pool[i].currency) &&
					fnd_sort_key_is_exact(pool[j].lo, pool[j].hi,
										  pool[j].scale, pool[j].currency))
					wrong++;
			}
		CHECK_EQ_U64(wrong, 0);
		/* and it says something: a key that is always equal is no key */
		CHECK(ties < (unsigned long) POOL * POOL / 10);
	}
}

static void
test_estimates(void)
{
	unsigned long wrong = 0;
	unsigned long below = 0;

	for (int i = 0; i < POOL; i++)
	{
		fnd_currency currency = i % 8 == 0 ? random_currency() :
			i % 8 == 1					   ? FND_CURRENCY_NONE :
											 USD;

		if (currency == FND_CURRENCY_NONE)
		{
			fnd_interval interval;

			memset(&interval, 0, sizeof(interval));
			interval.bounds = FND_UPPER_INFINITE |
				(random_below(2) == 0 ? FND_LOWER_INFINITE : 0);
			interval.tag = FND_TAG_RANGE;
			CHECK(fnd_estimate_make(&interval, FND_BASIS_NONE, &figure[i]) ==
				  FND_OK);
		}
		else if (i % 2 == 0)
			figure[i] = random_estimate(currency);
		else
		{
			fnd_amount	amount = boundary_amount(currency);

			fnd_estimate_from_amount(&amount, &figure[i]);
		}
		key[i] = fnd_estimate_sort_key(&figure[i]);
		if (key[i] >> FND_SORT_CODE_BITS != figure[i].currency)
			CHECK(!"a key runs into its neighbour's currency");
		below += (figure[i].bounds & FND_LOWER_INFINITE) != 0;
	}
	for (int i = 0; i < POOL; i++)
		for (int j = 0; j < POOL; j++)
			wrong += !agree(key[i], key[j],
							fnd_estimate_order(&figure[i], &figure[j]));
	CHECK_EQ_U64(wrong, 0);
	CHECK(below > 10);
}

int
main(void)
{
	check_seed(20260301);
	test_codes();
	test_amounts();
	test_estimates();
	return check_done("sort_key");
}
