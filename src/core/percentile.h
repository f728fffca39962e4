/*-------------------------------------------------------------------------
 *
 * percentile.h
 *	  The percentiles of many figures at once, exactly.
 *
 * A percentile is discrete: of n figures in ascending order the p-th is
 * number ceil(p / 100 * n), one of the figures, never between two, as
 * percentile_disc() has it.  Figures are not sorted: they are counted into
 * buckets between the least and the greatest, and those of the buckets that
 * hold a rank are looked at again.
 *
 * Every step does bounded work, so that the caller can look for interrupts.
 * What a figure is, a sum of money or anything else, is not known here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_PERCENTILE_H
#define FND_PERCENTILE_H

#include "wide.h"

#define FND_PERCENTILES_COUNT 7

/* The percentiles: 5, 10, 25, 50, 75, 90 and 95. */
extern FND_LOCAL const uint8_t fnd_percents[FND_PERCENTILES_COUNT];

/* More figures than this do not fit the counters. */
#define FND_PERCENTILE_VALUES_MAX 1000000000

/* Buckets of one pass: 2^12 at most, their counters 16 kB. */
#define FND_BUCKET_BITS_MAX 12

/* Figures that one step looks at. */
#define FND_PERCENTILE_STEP 65536

/* Figures of scratch[] that hold some of the ranks, and no other figure. */
typedef struct fnd_percentile_part
{
	int32_t		start;
	int32_t		count;
	int32_t		below;			/* figures that are less than all of these */
	int8_t		first_rank;
	int8_t		ranks_count;
} fnd_percentile_part;

typedef struct fnd_percentiles
{
	/* results, once fnd_percentiles_step() answers true */
	int64_t		result[FND_PERCENTILES_COUNT];

	/* on the way */
	const int64_t *source;		/* of the part at hand */
	const int64_t *value;
	int64_t	   *scratch;
	int32_t		rank[FND_PERCENTILES_COUNT]; /* counted from 0, ascending */
	fnd_percentile_part part;
	fnd_percentile_part waiting[FND_PERCENTILES_COUNT];
	int			waiting_count;
	int			phase;			/* enum in percentile.c */
	int32_t		position;
	int32_t		gathered;
	int64_t		least;
	int64_t		greatest;
	int			shift;			/* from a distance to its bucket */
	int			buckets_count;
	fnd_percentile_part wanted[FND_PERCENTILES_COUNT];
	uint32_t	wanted_bucket[FND_PERCENTILES_COUNT];
	int			wanted_count;
	int			splitting;
	uint32_t	bucket[1 << FND_BUCKET_BITS_MAX];
	uint8_t		is_wanted[1 << FND_BUCKET_BITS_MAX];
} fnd_percentiles;

/*
 * The caller owes 1 to FND_PERCENTILE_VALUES_MAX figures, which stay as they
 * are, and room for as many in scratch.
 */
extern FND_LOCAL void fnd_percentiles_init(fnd_percentiles *percentiles,
										   const int64_t *value,
										   int64_t *scratch, int32_t count);

/* True at the end. */
extern FND_LOCAL bool fnd_percentiles_step(fnd_percentiles *percentiles);

/* The same of figures of 128 bits. */
typedef struct fnd_wide_percentiles
{
	fnd_i128	result[FND_PERCENTILES_COUNT];

	/* on the way */
	fnd_percentiles narrow;
	const fnd_i128 *value;
	int64_t	   *key;			/* the upper bits of the distances */
	int64_t	   *scratch;
	int32_t		count;
	int			phase;			/* enum in percentile.c */
	int32_t		position;
	fnd_i128	least;
	fnd_i128	greatest;
	int			shift;			/* from a distance to its key */
	int64_t		found[FND_PERCENTILES_COUNT]; /* keys of the results */
	int			current;		/* the percentile at hand */
	int32_t		below;			/* figures with a lesser key */
	int32_t		gathered;		/* figures with this key */
} fnd_wide_percentiles;

/* The caller owes room for as many figures in key and in scratch. */
extern FND_LOCAL void
fnd_wide_percentiles_init(fnd_wide_percentiles *percentiles,
						  const fnd_i128 *value, int64_t *key,
						  int64_t *scratch, int32_t count);
extern FND_LOCAL bool
fnd_wide_percentiles_step(fnd_wide_percentiles *percentiles);

#endif /* FND_PERCENTILE_H */
