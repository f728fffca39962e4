/*
 * test_random.c
 *	  Philox4x64-10: the published vectors, and statistics that a bad generator
 *	  or a slip in a round fails.
 *
 * The bounds are so wide that random numbers would leave any of them in fewer
 * than one of 100,000 runs of this file, whatever the seed: what fails is no
 * accident.  Generators that are known to be bad go through the same tests, so
 * that the bounds are seen not to be too wide.
 */
#include "check.h"

#include "../../src/core/random.h"

#include <math.h>

/* The tests/kat_vectors of Random123 for philox4x64 and 10 rounds. */
static void
test_published(void)
{
	static const struct
	{
		uint64_t	counter[4];
		uint64_t	key[2];
		uint64_t	out[4];
	} vectors[] = {
		{ { 0, 0, 0, 0 },
		  { 0, 0 },
		  { UINT64_C(0x16554D9ECA36314C), UINT64_C(0xDB20FE9D672D0FDC),
			UINT64_C(0xD7E772CEE186176B), UINT64_C(0x7E68B68AEC7BA23B) } },
		{ { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX },
		  { UINT64_MAX, UINT64_MAX },
		  { UINT64_C(0x87B092C3013FE90B), UINT64_C(0x438C3C67BE8D0224),
			UINT64_C(0x9CC7D7C69CD777B6), UINT64_C(0xA09CAEBF594F0BA0) } },
		{ { UINT64_C(0x243F6A8885A308D3), UINT64_C(0x13198A2E03707344),
			UINT64_C(0xA4093822299F31D0), UINT64_C(0x082EFA98EC4E6C89) },
		  { UINT64_C(0x452821E638D01377), UINT64_C(0xBE5466CF34E90C6C) },
		  { UINT64_C(0xA528F45403E61D95), UINT64_C(0x38C72DBD566E9788),
			UINT64_C(0xA5A1610E72FD18B5), UINT64_C(0x57BD43B5E52B7FE6) } }
	};

	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
	{
		fnd_random_key key = { { vectors[i].key[0], vectors[i].key[1] } };
		uint64_t	in_place[4];
		uint64_t	out[4];

		fnd_random_block(&key, vectors[i].counter, out);
		for (int j = 0; j < 4; j++)
			CHECK_EQ_U64(out[j], vectors[i].out[j]);
		memcpy(in_place, vectors[i].counter, sizeof(in_place));
		fnd_random_block(&key, in_place, in_place);
		CHECK_MEM(in_place, out, sizeof(out));
	}
}

/* The statistics, over a generator of blocks. */
typedef void (*generator)(const fnd_random_key *key, const uint64_t counter[4],
						  uint64_t out[4]);

static void
philox(const fnd_random_key *key, const uint64_t counter[4], uint64_t out[4])
{
	fnd_random_block(key, counter, out);
}

/* Fewer rounds: 7 are the fewest that the paper found to pass, 3 fail. */
static void
philox_3(const fnd_random_key *key, const uint64_t counter[4], uint64_t out[4])
{
	memcpy(out, counter, 4 * sizeof(uint64_t));
	for (uint64_t round = 0; round < 3; round++)
		fnd_random_round(out, key, round);
}

/* A linear congruential generator that starts at the counter. */
static void
congruential(const fnd_random_key *key, const uint64_t counter[4],
			 uint64_t out[4])
{
	uint64_t	state = key->word[0] ^ key->word[1];

	for (int i = 0; i < 4; i++)
		state = state * UINT64_C(6364136223846793005) + counter[i];
	for (int i = 0; i < 4; i++)
	{
		state = state * UINT64_C(6364136223846793005) +
			UINT64_C(1442695040888963407);
		out[i] = state;
	}
}

/* A good mixer that forgets the last word of the counter. */
static void
forgetful(const fnd_random_key *key, const uint64_t counter[4],
		  uint64_t out[4])
{
	uint64_t	cut[4] = { counter[0], counter[1], counter[2], 0 };

	fnd_random_block(key, cut, out);
}

/* A good one with a bit that is set too often: 9 times in 16. */
static void
lopsided(const fnd_random_key *key, const uint64_t counter[4], uint64_t out[4])
{
	fnd_random_block(key, counter, out);
	out[2] |= (out[0] >> 61) == 0 ? UINT64_C(1) << 17 : 0;
}

/* Numbers out of bounds, by test. */
typedef struct verdict
{
	int			bytes;
	int			pairs;
	int			balance;
	int			runs;
	int			avalanche;
	int			collisions;
} verdict;

/*
 * Chi-square of 256 equally likely cells.  255 degrees of freedom: by E. B.
 * Wilson and M. M. Hilferty's cube root (1931) 137 and 425 are 6.3 standard
 * deviations away, 1.5e-10 on each side.
 */
static int
is_uneven(const uint32_t count[256], double total)
{
	double		expected = total / 256;
	double		sum = 0;

	for (int i = 0; i < 256; i++)
		sum += (count[i] - expected) * (count[i] - expected) / expected;
	return sum < 137 || sum > 425;
}

/* n tosses of a coin: 6.5 standard deviations, 8e-11. */
static int
is_biased(uint32_t heads, double n)
{
	return fabs(heads - n / 2) > 6.5 * sqrt(n) / 2;
}

#define STREAM_BLOCKS 16384

/*
 * Neighbours in one word of the counter (0 to 3) or of the key (4 and 5): the
 * bytes, the pairs of leading four bits of each number and the next one in the
 * block, and of each and the same one in the next block; every bit, and how
 * often it changes from block to block.
 */
static void
test_stream(generator g, int word, verdict *v)
{
	static uint32_t bytes[32][256];
	static uint32_t pairs[8][256];
	static uint32_t ones[256];
	static uint32_t changes[256];
	fnd_random_key key = { { check_random_u64(), check_random_u64() } };
	uint64_t	counter[4] = { check_random_u64(), check_random_u64(),
							check_random_u64(), check_random_u64() };
	uint64_t	before[4] = { 0, 0, 0, 0 };

	memset(bytes, 0, sizeof(bytes));
	memset(pairs, 0, sizeof(pairs));
	memset(ones, 0, sizeof(ones));
	memset(changes, 0, sizeof(changes));

	/* as an engine numbers runs and lines: from 0 */
	if (word < 4)
		counter[word] = 0;
	else
		key.word[word - 4] = 0;
	for (int n = 0; n < STREAM_BLOCKS; n++)
	{
		uint64_t	out[4];

		g(&key, counter, out);
		for (int i = 0; i < 4; i++)
		{
			for (int j = 0; j < 8; j++)
				bytes[i * 8 + j][out[i] >> (8 * j) & 255]++;
			pairs[i][out[i] >> 60 << 4 | out[(i + 1) % 4] >> 60]++;
			for (int j = 0; j < 64; j++)
				ones[i * 64 + j] += out[i] >> j & 1;
			if (n == 0)
				continue;
			pairs[4 + i][out[i] >> 60 << 4 | before[i] >> 60]++;
			for (int j = 0; j < 64; j++)
				changes[i * 64 + j] += (out[i] ^ before[i]) >> j & 1;
		}
		memcpy(before, out, sizeof(before));
		if (word < 4)
			counter[word]++;
		else
			key.word[word - 4]++;
	}
	for (int i = 0; i < 32; i++)
		v->bytes += is_uneven(bytes[i], STREAM_BLOCKS);
	for (int i = 0; i < 8; i++)
		v->pairs += is_uneven(pairs[i], STREAM_BLOCKS - (i >= 4));
	for (int i = 0; i < 256; i++)
	{
		v->balance += is_biased(ones[i], STREAM_BLOCKS);
		v->runs += is_biased(changes[i], STREAM_BLOCKS - 1);
	}
}

#define AVALANCHE_SAMPLES 256

/*
 * A bit of the counter or the key that changes turns every bit of the block
 * with one half: of 98,304 counts none is 7 standard deviations off (2.6e-12
 * each).
 */
static void
test_avalanche(generator g, verdict *v)
{
	static uint32_t turned[256];

	for (int bit = 0; bit < 384; bit++)
	{
		memset(turned, 0, sizeof(turned));
		for (int n = 0; n < AVALANCHE_SAMPLES; n++)
		{
			fnd_random_key key = { { check_random_u64(), (uint64_t) n } };
			uint64_t	counter[4] = { (uint64_t) n, 3, check_random_u64(), 0 };
			uint64_t	out[4];
			uint64_t	other[4];

			g(&key, counter, out);
			if (bit < 256)
				counter[bit / 64] ^= UINT64_C(1) << (bit % 64);
			else
				key.word[bit / 64 - 4] ^= UINT64_C(1) << (bit % 64);
			g(&key, counter, other);
			for (int i = 0; i < 256; i++)
				turned[i] += (out[i / 64] ^ other[i / 64]) >> (i % 64) & 1;
		}
		for (int i = 0; i < 256; i++)
			v->avalanche += fabs(turned[i] - AVALANCHE_SAMPLES / 2.0) >
				7 * sqrt(AVALANCHE_SAMPLES) / 2;
	}
}

#define BIRTHDAYS (1 << 19)

static uint64_t birthday[BIRTHDAYS];

static int
compare_u64(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *) a;
	uint64_t	y = *(const uint64_t *) b;

	return (x > y) - (x < y);
}

/*
 * 2^19 numbers of a grid of counters, as runs, lines and months give: all are
 * different, and of their upper 32 bits about 32 pairs are the same, a
 * Poisson variable that is below 5 with 6e-10 and above 80 with 1e-12.
 */
static void
test_birthdays(generator g, verdict *v)
{
	fnd_random_key key = { { check_random_u64(), 0 } };
	int			same = 0;
	int			close = 0;

	for (int n = 0; n < BIRTHDAYS / 4; n++)
	{
		uint64_t	counter[4] = { (uint64_t) n / 512, (uint64_t) n / 64 % 8,
								(uint64_t) n / 16 % 4, (uint64_t) n % 16 };

		g(&key, counter, birthday + 4 * n);
	}
	qsort(birthday, BIRTHDAYS, sizeof(uint64_t), compare_u64);
	for (int i = 1; i < BIRTHDAYS; i++)
	{
		same += birthday[i] == birthday[i - 1];
		close += birthday[i] >> 32 == birthday[i - 1] >> 32;
	}
	v->collisions = same > 0 || close < 5 || close > 80;
}

static verdict
judge(generator g)
{
	verdict		v;

	memset(&v, 0, sizeof(v));
	for (int word = 0; word < 6; word++)
		test_stream(g, word, &v);
	test_avalanche(g, &v);
	test_birthdays(g, &v);
	return v;
}

static void
test_statistics(void)
{
	verdict		v = judge(philox);

	CHECK_EQ_I64(v.bytes, 0);
	CHECK_EQ_I64(v.pairs, 0);
	CHECK_EQ_I64(v.balance, 0);
	CHECK_EQ_I64(v.runs, 0);
	CHECK_EQ_I64(v.avalanche, 0);
	CHECK_EQ_I64(v.collisions, 0);

	/* what bad generators get */
	memset(&v, 0, sizeof(v));
	test_avalanche(philox_3, &v);
	CHECK(v.avalanche > 0);

	memset(&v, 0, sizeof(v));
	test_stream(congruential, 0, &v);
	CHECK(v.bytes > 0);
	CHECK(v.pairs > 0);
	CHECK(v.runs > 0);
	test_avalanche(congruential, &v);
	CHECK(v.avalanche > 0);

	memset(&v, 0, sizeof(v));
	test_stream(lopsided, 4, &v);
	CHECK(v.balance > 0);
	CHECK(v.bytes > 0);

	memset(&v, 0, sizeof(v));
	test_stream(forgetful, 3, &v);
	CHECK(v.bytes > 0);
	CHECK(v.pairs > 0);
	test_birthdays(forgetful, &v);
	CHECK(v.collisions > 0);
}

/* The products that the rounds are made of. */
static void
test_multiply(void)
{
	uint64_t	high;

	CHECK_EQ_U64(fnd_u64_multiply(UINT64_MAX, UINT64_MAX, &high), 1);
	CHECK_EQ_U64(high, UINT64_MAX - 1);
	for (int i = 0; i < 10000; i++)
	{
		uint64_t	a = check_random_u64() >> check_random_below(64);
		uint64_t	b = check_random_u64() >> check_random_below(64);
		fnd_u256	x = fnd_u256_from_u64(a);
		uint64_t	low = fnd_u64_multiply(a, b, &high);

		CHECK(fnd_u256_mul_u64(&x, b, &x));
		CHECK_EQ_U64(low, x.word[0]);
		CHECK_EQ_U64(high, x.word[1]);
	}
	for (int bit = 0; bit < 64; bit++)
	{
		CHECK_EQ_I64(fnd_u64_highest_bit(UINT64_C(1) << bit), bit);
		CHECK_EQ_I64(fnd_u64_highest_bit(UINT64_MAX >> (63 - bit)), bit);
	}
}

int
main(void)
{
	check_seed(20261127);
	test_multiply();
	test_published();
	test_statistics();
	return check_done("random");
}
