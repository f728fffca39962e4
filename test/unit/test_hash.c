/*
 * test_hash.c
 *	  Hash values: the known ones, which never change; agreement with
 *	  equality; an even spread over buckets, by low and by high bits.
 */
#include "random_values.h"

#include "../../src/core/hash.h"

static fnd_amount
cents(int64_t value, fnd_currency currency)
{
	fnd_amount	amount;

	CHECK(fnd_amount_make(fnd_i128_from_i64(value),
						  fnd_currency_minor_units(currency), currency,
						  &amount) == FND_OK);
	return amount;
}

/* Partitions and indexes on disk rest on these: they never change. */
static void
test_known(void)
{
	fnd_amount	amount = cents(8000000000000, USD);
	fnd_estimate estimate;

	CHECK_EQ_U64(fnd_amount_hash(&amount, 0), UINT64_C(5532823511489359045));
	CHECK_EQ_U64(fnd_amount_hash(&amount, 1), UINT64_C(9869756924662725184));
	CHECK_EQ_U64(fnd_amount_hash(&amount, UINT64_C(0x7A5B22367996DCFD)),
				 UINT64_C(18389899252138446151));
	amount = cents(-1, JPY);
	CHECK_EQ_U64(fnd_amount_hash(&amount, 0), UINT64_C(18052895112844642255));
	amount = cents(0, EUR);
	CHECK_EQ_U64(fnd_amount_hash(&amount, 0), UINT64_C(11085095620723999205));
	CHECK(fnd_estimate_from_figure(fnd_i128_from_i64(7), -9, -9, USD,
								   FND_KIND_APPROXIMATE, &estimate) == FND_OK);
	CHECK_EQ_U64(fnd_estimate_hash(&estimate, 0),
				 UINT64_C(13085402438588113959));
	CHECK_EQ_U64(fnd_estimate_hash(&estimate, 1),
				 UINT64_C(3873821466688296419));
	CHECK(fnd_estimate_from_figure(fnd_i128_from_i64(-5), 0, 0, EUR,
								   FND_KIND_LESS_THAN, &estimate) == FND_OK);
	estimate.basis = FND_BASIS_POST;
	CHECK_EQ_U64(fnd_estimate_hash(&estimate, 0),
				 UINT64_C(14313682029502343046));
}

/* Every field counts, and the seed. */
static void
test_fields(void)
{
	fnd_amount	a = cents(1, USD);
	fnd_estimate e;

	for (int bit = 0; bit < 8 * 15; bit++)
	{
		fnd_amount	b = a;

		((unsigned char *) &b)[bit / 8] ^= (unsigned char) (1 << (bit % 8));
		CHECK((uint32_t) fnd_amount_hash(&a, 0) !=
			  (uint32_t) fnd_amount_hash(&b, 0));
	}
	CHECK(fnd_amount_hash(&a, 0) != fnd_amount_hash(&a, 1));
	fnd_estimate_from_amount(&a, &e);
	for (int bit = 0; bit < 8 * 30; bit++)
	{
		fnd_estimate f = e;

		((unsigned char *) &f)[bit / 8] ^= (unsigned char) (1 << (bit % 8));
		CHECK((uint32_t) fnd_estimate_hash(&e, 0) !=
			  (uint32_t) fnd_estimate_hash(&f, 0));
	}
	CHECK(fnd_estimate_hash(&e, 0) != fnd_estimate_hash(&e, 1));
}

#define ROWS (1 << 18)
#define BUCKETS_BITS 10
#define BUCKETS (1 << BUCKETS_BITS)

static uint64_t hash[ROWS];

/*
 * Chi-square of the rows over the buckets: its mean is the number of buckets
 * less one, its standard deviation the root of twice that: 45 for 1024.
 * Eight of these either way happen by chance once in 10^15.
 */
static void
check_buckets(const char *what, const char *how, const int *count, int buckets)
{
	int64_t		squares = 0;
	int64_t		chi;
	int64_t		reach;

	for (int i = 0; i < buckets; i++)
		squares += (int64_t) count[i] * count[i];
	chi = squares * buckets / ROWS - ROWS;
	for (reach = 1; reach * reach < 2 * buckets; reach++)
		continue;
	if (!CHECK(chi < buckets + 8 * reach + 8 && chi > buckets - 8 * reach - 8))
		printf("  %s by %s: chi-square %" PRId64 " of %d buckets\n", what, how,
			   chi, buckets);
}

static int
compare_u32(const void *a, const void *b)
{
	uint32_t	x = (uint32_t) * (const uint64_t *) a;
	uint32_t	y = (uint32_t) * (const uint64_t *) b;

	return (x > y) - (x < y);
}

static void
check_spread(const char *what)
{
	static const struct
	{
		const char *name;
		int			shift;
	} place[] = { { "low bits", 0 },
				  { "bits 11 up", 11 },
				  { "high bits of 32", 22 },
				  { "bits 32 up", 32 },
				  { "high bits of 64", 54 } };
	static const int modulus[] = { 2, 3, 7, 100, 1000 };
	int			same = 0;

	for (size_t p = 0; p < sizeof(place) / sizeof(place[0]); p++)
	{
		int			count[BUCKETS] = { 0 };

		for (int i = 0; i < ROWS; i++)
			count[(hash[i] >> place[p].shift) & (BUCKETS - 1)]++;
		check_buckets(what, place[p].name, count, BUCKETS);
	}
	for (size_t m = 0; m < sizeof(modulus) / sizeof(modulus[0]); m++)
	{
		int			count[BUCKETS] = { 0 };

		for (int i = 0; i < ROWS; i++)
			count[hash[i] % (uint64_t) modulus[m]]++;
		check_buckets(what, "modulus", count, modulus[m]);
	}

	/* 2^18 of 2^32: 8 pairs with one hash of 32 bits are expected */
	qsort(hash, ROWS, sizeof(hash[0]), compare_u32);
	for (int i = 1; i < ROWS; i++)
		same += (uint32_t) hash[i] == (uint32_t) hash[i - 1];
	if (!CHECK(same < 40))
		printf("  %s: %d pairs with one hash of 32 bits\n", what, same);
}

static void
test_spread(uint64_t seed)
{
	static const fnd_currency six[] = { USD, EUR, JPY, BHD, CLF, HUF };
	fnd_amount	amount;
	fnd_estimate estimate;

	for (int i = 0; i < ROWS; i++)
	{
		amount = cents(i, USD);
		hash[i] = fnd_amount_hash(&amount, seed);
	}
	check_spread("consecutive cents");
	for (int i = 0; i < ROWS; i++)
	{
		amount = cents((int64_t) i * 100000, EUR);
		hash[i] = fnd_amount_hash(&amount, seed);
	}
	check_spread("round thousands");
	for (int i = 0; i < ROWS; i++)
	{
		amount = cents((int64_t) i << 32, EUR);
		hash[i] = fnd_amount_hash(&amount, seed);
	}
	check_spread("high bits only");
	for (int i = 0; i < ROWS; i++)
	{
		amount = cents(ROWS / 12 - i / 6, six[i % 6]);
		hash[i] = fnd_amount_hash(&amount, seed);
	}
	check_spread("six currencies, both signs");
	for (int i = 0; i < ROWS; i++)
	{
		amount = cents((int64_t) i * 100, USD);
		fnd_estimate_from_amount(&amount, &estimate);
		hash[i] = fnd_estimate_hash(&estimate, seed);
	}
	check_spread("exact estimates");
	for (int i = 0; i < ROWS; i++)
	{
		CHECK(fnd_estimate_from_figure(fnd_i128_from_i64(i / 6 + 1), -6, -6,
									   six[i % 6], FND_KIND_APPROXIMATE,
									   &estimate) == FND_OK);
		hash[i] = fnd_estimate_hash(&estimate, seed);
	}
	check_spread("about so many millions");
}

/* One bit of the amount turns half of the bits, whichever it is. */
static void
test_avalanche(void)
{
	for (int bit = 0; bit < 64; bit++)
	{
		int			turned[64] = { 0 };

		for (int i = 0; i < 4096; i++)
		{
			fnd_amount	a = cents(check_random_below(1000000000), USD);
			uint64_t	difference = fnd_amount_hash(&a, 0);

			a.lo ^= UINT64_C(1) << bit;
			difference ^= fnd_amount_hash(&a, 0);
			for (int j = 0; j < 64; j++)
				turned[j] += (int) (difference >> j & 1);
		}
		/* 2048 expected, standard deviation 32 */
		for (int j = 0; j < 64; j++)
			if (!CHECK(turned[j] > 2048 - 256 && turned[j] < 2048 + 256))
				printf("  bit %d to bit %d: %d of 4096\n", bit, j, turned[j]);
	}
}

int
main(void)
{
	check_seed(20260302);
	test_known();
	test_fields();
	test_spread(0);
	test_spread(UINT64_C(0x7A5B22367996DCFD));
	test_avalanche();
	return check_done("hash");
}
