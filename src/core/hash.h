/*-------------------------------------------------------------------------
 *
 * hash.h
 *	  Hash values of amounts and estimates.
 *
 * The fields are hashed as numbers, not as memory, so that a value has the
 * same hash on every machine.  Partitions and hash indexes on disk rest on
 * it: once released, no hash value ever changes.
 *
 * Each word is spread by an odd factor and the high half folded into the low
 * one; the last step is the finalizer of splitmix64 (Steele, Lea and Flood,
 * 2014, with Stafford's thirteenth mix), after which every bit depends on
 * every bit.  The hash of 32 bits is the low half of that of 64 with seed 0,
 * as PostgreSQL wants it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_HASH_H
#define FND_HASH_H

#include "estimate.h"

/* Odd, half of the bits set: the fractions of the golden ratio and of pi. */
#define FND_HASH_GOLDEN UINT64_C(0x9E3779B97F4A7C15)
#define FND_HASH_PI UINT64_C(0x243F6A8885A308D3)

/* Take one more word in. */
static inline uint64_t
fnd_hash_word(uint64_t state, uint64_t word)
{
	state = (state ^ word) * FND_HASH_GOLDEN;
	return state ^ (state >> 32);
}

static inline uint64_t
fnd_hash_finish(uint64_t state)
{
	state = (state ^ (state >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	state = (state ^ (state >> 27)) * UINT64_C(0x94D049BB133111EB);
	return state ^ (state >> 31);
}

static inline uint64_t
fnd_amount_hash(const fnd_amount *amount, uint64_t seed)
{
	uint64_t	tail = (uint64_t) (uint32_t) amount->hi |
		(uint64_t) amount->currency << 32 | (uint64_t) amount->scale << 48;

	return fnd_hash_finish(fnd_hash_word(seed * FND_HASH_PI, tail) ^
						   amount->lo);
}

static inline uint64_t
fnd_estimate_hash(const fnd_estimate *estimate, uint64_t seed)
{
	uint64_t	highs = (uint64_t) (uint32_t) estimate->lower_hi |
		(uint64_t) (uint32_t) estimate->upper_hi << 32;
	uint64_t	tail = (uint64_t) estimate->currency |
		(uint64_t) estimate->scale << 16 | (uint64_t) estimate->kind << 24 |
		(uint64_t) estimate->bounds << 32 | (uint64_t) estimate->basis << 40;
	uint64_t	state = fnd_hash_word(seed * FND_HASH_PI, tail);

	state = fnd_hash_word(state, highs);
	state = fnd_hash_word(state, estimate->lower_lo);
	return fnd_hash_finish(state ^ estimate->upper_lo);
}

#endif /* FND_HASH_H */
