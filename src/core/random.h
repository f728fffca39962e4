/*-------------------------------------------------------------------------
 *
 * random.h
 *	  Random numbers by position: Philox4x64-10.
 *
 * A block of four numbers of 64 bits is a function of a key and a counter, so
 * that every run, line and month has numbers of its own wherever and in
 * whatever order they are computed, and nothing is kept between two draws.
 * J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC11, 2011.  For one key the blocks of
 * different counters differ: the rounds can be undone.
 *
 * What a number stands for is not known here.  What was tested is in
 * doc/simulation.md, "Random numbers" and "Accuracy".
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_RANDOM_H
#define FND_RANDOM_H

#include "wide.h"

/* Constants of the paper: multipliers, and what a round adds to the key. */
#define FND_PHILOX_MULTIPLIER_0 UINT64_C(0xD2E7470EE14C6C93)
#define FND_PHILOX_MULTIPLIER_1 UINT64_C(0xCA5A826395121157)
#define FND_PHILOX_WEYL_0 UINT64_C(0x9E3779B97F4A7C15) /* golden ratio */
#define FND_PHILOX_WEYL_1 UINT64_C(0xBB67AE8584CAA73B) /* sqrt(3) - 1 */

typedef struct fnd_random_key
{
	uint64_t	word[2];
} fnd_random_key;

static inline void
fnd_random_round(uint64_t word[4], const fnd_random_key *key, uint64_t round)
{
	uint64_t	key_0 = key->word[0] + round * FND_PHILOX_WEYL_0;
	uint64_t	key_1 = key->word[1] + round * FND_PHILOX_WEYL_1;
	uint64_t	high_0;
	uint64_t	high_1;
	uint64_t	low_0 = fnd_u64_multiply(FND_PHILOX_MULTIPLIER_0, word[0],
									  &high_0);
	uint64_t	low_1 = fnd_u64_multiply(FND_PHILOX_MULTIPLIER_1, word[2],
									  &high_1);

	word[0] = high_1 ^ word[1] ^ key_0;
	word[1] = low_1;
	word[2] = high_0 ^ word[3] ^ key_1;
	word[3] = low_0;
}

/*
 * The four numbers at a counter.  The rounds are written out: compilers do
 * not unroll ten of them at -O2, and the keys of the rounds are then found
 * once for many blocks.  out may be counter.
 */
static inline void
fnd_random_block(const fnd_random_key *key, const uint64_t counter[4],
				 uint64_t out[4])
{
	uint64_t	word[4] = { counter[0], counter[1], counter[2], counter[3] };

	fnd_random_round(word, key, 0);
	fnd_random_round(word, key, 1);
	fnd_random_round(word, key, 2);
	fnd_random_round(word, key, 3);
	fnd_random_round(word, key, 4);
	fnd_random_round(word, key, 5);
	fnd_random_round(word, key, 6);
	fnd_random_round(word, key, 7);
	fnd_random_round(word, key, 8);
	fnd_random_round(word, key, 9);
	out[0] = word[0];
	out[1] = word[1];
	out[2] = word[2];
	out[3] = word[3];
}

#endif /* FND_RANDOM_H */
