/*-------------------------------------------------------------------------
 *
 * percentile.c
 *	  The percentiles of many figures at once, exactly.
 *
 * One pass finds the least and the greatest figure, one counts the figures
 * into buckets of equal width between them, one gathers the few figures that
 * share a bucket with a rank: three cheap passes, where sorting would need
 * many.  What was gathered is sorted where it is little, otherwise each bucket
 * is looked at in the same way.  A pass narrows the width of what is left by
 * 2^3 at least, by 2^12 where there are many figures, so however the figures
 * lie there are at most 22 rounds of at most ten passes.
 *
 * Figures of 128 bits go by their upper 64 bits first, and those that share
 * them with a percentile by their lower ones.
 *
 *-------------------------------------------------------------------------
 */
#include "percentile.h"

/* So few figures are sorted by insertion. */
#define SORTED_MAX 128

const uint8_t fnd_percents[FND_PERCENTILES_COUNT] = {
	5, 10, 25, 50, 75, 90, 95
};

enum
{
	PHASE_BOUNDS,
	PHASE_COUNT,
	PHASE_GATHER,
	PHASE_SPLIT,
	PHASE_DONE,

	/* of the wide ones */
	PHASE_WIDE_BOUNDS,
	PHASE_WIDE_KEYS,
	PHASE_WIDE_SELECT,
	PHASE_WIDE_GATHER,
	PHASE_WIDE_SELECT_LOW,
	PHASE_WIDE_DONE
};

static int
bits_of(uint64_t value)
{
	int			bits = 0;

	while (value != 0)
	{
		value >>= 1;
		bits++;
	}
	return bits;
}

/* The order of two's complement as that of unsigned numbers. */
#define TOP_BIT (UINT64_C(1) << 63)

/* ceil(p / 100 * n) - 1 */
static int32_t
rank_of(int percent, int32_t count)
{
	return (int32_t) (((int64_t) percent * count + 99) / 100) - 1;
}

/*
 * At most SORTED_MAX figures.
 */
static void
insertion_sort(int64_t *value, int32_t count)
{
	for (int32_t i = 1; i < count; i++)
	{
		int64_t		moving = value[i];
		int32_t		j = i;

		while (j > 0 && value[j - 1] > moving)
		{
			value[j] = value[j - 1];
			j--;
		}
		value[j] = moving;
	}
}

/* The part at hand lies in source from now on. */
static void
begin_part(fnd_percentiles *p, const int64_t *source)
{
	p->source = source;
	p->phase = PHASE_BOUNDS;
	p->position = 0;
	p->least = source[0];
	p->greatest = source[0];
}

static void
next_part(fnd_percentiles *p)
{
	if (p->waiting_count == 0)
	{
		p->phase = PHASE_DONE;
		return;
	}
	p->waiting_count--;
	p->part = p->waiting[p->waiting_count];
	begin_part(p, p->scratch + p->part.start);
}

/* value and scratch may be one array: its figures change places then. */
static void
begin(fnd_percentiles *p, const int64_t *value, int64_t *scratch,
	  int32_t count, int ranks_count)
{
	p->value = value;
	p->scratch = scratch;
	p->waiting_count = 0;
	p->part.start = 0;
	p->part.count = count;
	p->part.below = 0;
	p->part.first_rank = 0;
	p->part.ranks_count = (int8_t) ranks_count;
	begin_part(p, value);
}

void
fnd_percentiles_init(fnd_percentiles *percentiles, const int64_t *value,
					 int64_t *scratch, int32_t count)
{
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
		percentiles->rank[i] = rank_of(fnd_percents[i], count);
	begin(percentiles, value, scratch, count, FND_PERCENTILES_COUNT);
}

static int32_t
step_end(const fnd_percentiles *p, int32_t count)
{
	return count - p->position > FND_PERCENTILE_STEP ?
		p->position + FND_PERCENTILE_STEP :
		count;
}

static void
find_bounds(fnd_percentiles *p)
{
	const int64_t *source = p->source;
	int64_t		least = p->least;
	int64_t		greatest = p->greatest;
	int32_t		end = step_end(p, p->part.count);

	for (int32_t i = p->position; i < end; i++)
	{
		int64_t		value = source[i];

		least = value < least ? value : least;
		greatest = value > greatest ? value : greatest;
	}
	p->least = least;
	p->greatest = greatest;
	p->position = end;
}

/* As many buckets as a quarter of the figures, and 2^3 at least. */
static void
begin_count(fnd_percentiles *p)
{
	uint64_t	distance = (uint64_t) p->greatest - (uint64_t) p->least;
	int			bits = bits_of((uint64_t) p->part.count) - 2;

	if (bits < 3)
		bits = 3;
	if (bits > FND_BUCKET_BITS_MAX)
		bits = FND_BUCKET_BITS_MAX;
	p->shift = bits_of(distance) - bits;
	if (p->shift < 0)
		p->shift = 0;
	p->buckets_count = (int) (distance >> p->shift) + 1;
	for (int i = 0; i < p->buckets_count; i++)
	{
		p->bucket[i] = 0;
		p->is_wanted[i] = 0;
	}
	p->phase = PHASE_COUNT;
	p->position = 0;
}

static void
count_buckets(fnd_percentiles *p)
{
	const int64_t *source = p->source;
	uint64_t	least = (uint64_t) p->least;
	int			shift = p->shift;
	int32_t		end = step_end(p, p->part.count);

	for (int32_t i = p->position; i < end; i++)
		p->bucket[((uint64_t) source[i] - least) >> shift]++;
	p->position = end;
}

/* The buckets that hold a rank; what lies before them is below. */
static void
begin_gather(fnd_percentiles *p)
{
	int			rank = p->part.first_rank;
	int			last = rank + p->part.ranks_count;
	int32_t		below = p->part.below;

	p->wanted_count = 0;
	for (int i = 0; rank < last; i++)
	{
		int32_t		count = (int32_t) p->bucket[i];
		fnd_percentile_part *wanted = &p->wanted[p->wanted_count];

		if (p->rank[rank] - below < count)
		{
			wanted->count = count;
			wanted->below = below;
			wanted->first_rank = (int8_t) rank;
			while (rank < last && p->rank[rank] - below < count)
				rank++;
			wanted->ranks_count = (int8_t) (rank - wanted->first_rank);
			p->wanted_bucket[p->wanted_count] = (uint32_t) i;
			p->wanted_count++;
			p->is_wanted[i] = 1;
		}
		below += count;
	}
	p->phase = PHASE_GATHER;
	p->position = 0;
	p->gathered = 0;
}

/*
 * To the start of the part in scratch.  That may be where the figures come
 * from: no figure is written behind the one that is read.
 */
static void
gather(fnd_percentiles *p)
{
	const int64_t *source = p->source;
	int64_t	   *target = p->scratch + p->part.start;
	uint64_t	least = (uint64_t) p->least;
	int			shift = p->shift;
	int32_t		gathered = p->gathered;
	int32_t		end = step_end(p, p->part.count);

	for (int32_t i = p->position; i < end; i++)
	{
		int64_t		value = source[i];

		target[gathered] = value;
		gathered += p->is_wanted[((uint64_t) value - least) >> shift];
	}
	p->gathered = gathered;
	p->position = end;
}

static void
set_results(fnd_percentiles *p, const fnd_percentile_part *part,
			const int64_t *sorted)
{
	for (int i = 0; i < part->ranks_count; i++)
	{
		int			rank = part->first_rank + i;

		p->result[rank] = sorted[p->rank[rank] - part->below];
	}
}

/* What was gathered is the figures of the wanted buckets, in any order. */
static void
end_gather(fnd_percentiles *p)
{
	int64_t	   *target = p->scratch + p->part.start;
	int32_t		start = 0;

	if (p->gathered <= SORTED_MAX)
	{
		insertion_sort(target, p->gathered);
		for (int i = 0; i < p->wanted_count; i++)
		{
			set_results(p, &p->wanted[i], target + start);
			start += p->wanted[i].count;
		}
		next_part(p);
		return;
	}
	for (int i = 0; i < p->wanted_count; i++)
	{
		p->wanted[i].start = p->part.start + start;
		start += p->wanted[i].count;
	}
	p->phase = PHASE_SPLIT;
	p->splitting = 0;
	p->position = 0;
	p->gathered = 0;
}

/*
 * Bring the figures of one wanted bucket to the front of what is left, by
 * exchange; the last bucket is what then remains.
 */
static void
split(fnd_percentiles *p)
{
	const fnd_percentile_part *wanted = &p->wanted[p->splitting];
	const fnd_percentile_part *last = &p->wanted[p->wanted_count - 1];
	int64_t	   *target = p->scratch + wanted->start;
	uint64_t	bucket = p->wanted_bucket[p->splitting];
	uint64_t	least = (uint64_t) p->least;
	int32_t		count = last->start + last->count - wanted->start;
	int32_t		end = step_end(p, count);
	int32_t		front = p->gathered;

	for (int32_t i = p->position; i < end; i++)
	{
		int64_t		value = target[i];

		target[i] = target[front];
		target[front] = value;
		front += ((uint64_t) value - least) >> p->shift == bucket;
	}
	p->gathered = front;
	p->position = end;
	if (end == count)
	{
		p->splitting++;
		p->position = 0;
		p->gathered = 0;
	}
}

/* All figures of a part are one. */
static void
set_all(fnd_percentiles *p)
{
	for (int i = 0; i < p->part.ranks_count; i++)
		p->result[p->part.first_rank + i] = p->least;
}

bool
fnd_percentiles_step(fnd_percentiles *p)
{
	switch (p->phase)
	{
		case PHASE_BOUNDS:
			find_bounds(p);
			if (p->position < p->part.count)
				break;
			if (p->least == p->greatest)
			{
				set_all(p);
				next_part(p);
			}
			else
				begin_count(p);
			break;

		case PHASE_COUNT:
			count_buckets(p);
			if (p->position == p->part.count)
				begin_gather(p);
			break;

		case PHASE_GATHER:
			gather(p);
			if (p->position == p->part.count)
				end_gather(p);
			break;

		case PHASE_SPLIT:
			if (p->splitting < p->wanted_count - 1)
			{
				split(p);
				break;
			}
			for (int i = 0; i < p->wanted_count; i++)
				p->waiting[p->waiting_count++] = p->wanted[i];
			next_part(p);
			break;
	}
	return p->phase == PHASE_DONE;
}

/*
 * Figures of 128 bits
 */

/* value - least without a sign, in two words. */
static void
distance_of(fnd_i128 value, fnd_i128 least, uint64_t *hi, uint64_t *lo)
{
	uint64_t	value_lo = fnd_i128_lo(value);
	uint64_t	least_lo = fnd_i128_lo(least);

	*lo = value_lo - least_lo;
	*hi = (uint64_t) fnd_i128_hi(value) - (uint64_t) fnd_i128_hi(least) -
		(value_lo < least_lo);
}

/* The upper bits of a distance; shift is 0 to 64. */
static int64_t
key_of(const fnd_wide_percentiles *p, fnd_i128 value)
{
	uint64_t	hi;
	uint64_t	lo;

	distance_of(value, p->least, &hi, &lo);
	if (p->shift == 64)
		lo = hi;
	else if (p->shift > 0)
		lo = hi << (64 - p->shift) | lo >> p->shift;
	return (int64_t) (lo ^ TOP_BIT);
}

/* The lower bits of a distance. */
static uint64_t
low_of(const fnd_wide_percentiles *p, fnd_i128 value)
{
	uint64_t	hi;
	uint64_t	lo;

	distance_of(value, p->least, &hi, &lo);
	if (p->shift < 64)
		lo &= (UINT64_C(1) << p->shift) - 1;
	return lo;
}

/* From key and lower bits back to the figure. */
static fnd_i128
figure_of(const fnd_wide_percentiles *p, int64_t key, uint64_t low)
{
	uint64_t	upper = (uint64_t) key ^ TOP_BIT;
	uint64_t	hi = 0;
	uint64_t	lo = upper;
	uint64_t	least_lo = fnd_i128_lo(p->least);

	if (p->shift == 64)
	{
		hi = upper;
		lo = low;
	}
	else if (p->shift > 0)
	{
		hi = upper >> (64 - p->shift);
		lo = upper << p->shift | low;
	}
	lo += least_lo;
	hi += (uint64_t) fnd_i128_hi(p->least) + (lo < least_lo);
	return fnd_i128_from_words((int64_t) hi, lo);
}

void
fnd_wide_percentiles_init(fnd_wide_percentiles *percentiles,
						  const fnd_i128 *value, int64_t *key,
						  int64_t *scratch, int32_t count)
{
	percentiles->value = value;
	percentiles->key = key;
	percentiles->scratch = scratch;
	percentiles->count = count;
	percentiles->phase = PHASE_WIDE_BOUNDS;
	percentiles->position = 0;
	percentiles->least = value[0];
	percentiles->greatest = value[0];
}

static int32_t
wide_step_end(const fnd_wide_percentiles *p)
{
	return p->count - p->position > FND_PERCENTILE_STEP ?
		p->position + FND_PERCENTILE_STEP :
		p->count;
}

static void
find_wide_bounds(fnd_wide_percentiles *p)
{
	int32_t		end = wide_step_end(p);
	uint64_t	hi;
	uint64_t	lo;

	for (int32_t i = p->position; i < end; i++)
	{
		if (fnd_i128_compare(p->value[i], p->least) < 0)
			p->least = p->value[i];
		if (fnd_i128_compare(p->value[i], p->greatest) > 0)
			p->greatest = p->value[i];
	}
	p->position = end;
	distance_of(p->greatest, p->least, &hi, &lo);
	p->shift = bits_of(hi);
}

static void
find_keys(fnd_wide_percentiles *p)
{
	int32_t		end = wide_step_end(p);

	for (int32_t i = p->position; i < end; i++)
		p->key[i] = key_of(p, p->value[i]);
	p->position = end;
}

static void
begin_low(fnd_wide_percentiles *p)
{
	p->phase = PHASE_WIDE_GATHER;
	p->position = 0;
	p->below = 0;
	p->gathered = 0;
}

static void
end_keys(fnd_wide_percentiles *p)
{
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
	{
		p->found[i] = p->narrow.result[i];
		p->result[i] = figure_of(p, p->found[i], 0);
	}
	p->current = 0;
	if (p->shift == 0)
		p->phase = PHASE_WIDE_DONE;
	else
		begin_low(p);
}

static void
gather_low(fnd_wide_percentiles *p)
{
	int64_t		key = p->found[p->current];
	int32_t		end = wide_step_end(p);

	for (int32_t i = p->position; i < end; i++)
	{
		p->below += p->key[i] < key;
		if (p->key[i] == key)
			p->scratch[p->gathered++] = (int64_t) (low_of(p, p->value[i]) ^
												   TOP_BIT);
	}
	p->position = end;
}

static void
end_low(fnd_wide_percentiles *p)
{
	p->result[p->current] = figure_of(
		p, p->found[p->current], (uint64_t) p->narrow.result[0] ^ TOP_BIT);
	p->current++;
	if (p->current == FND_PERCENTILES_COUNT)
		p->phase = PHASE_WIDE_DONE;
	else
		begin_low(p);
}

bool
fnd_wide_percentiles_step(fnd_wide_percentiles *p)
{
	switch (p->phase)
	{
		case PHASE_WIDE_BOUNDS:
			find_wide_bounds(p);
			if (p->position == p->count)
			{
				p->phase = PHASE_WIDE_KEYS;
				p->position = 0;
			}
			break;

		case PHASE_WIDE_KEYS:
			find_keys(p);
			if (p->position == p->count)
			{
				fnd_percentiles_init(&p->narrow, p->key, p->scratch, p->count);
				p->phase = PHASE_WIDE_SELECT;
			}
			break;

		case PHASE_WIDE_SELECT:
			if (fnd_percentiles_step(&p->narrow))
				end_keys(p);
			break;

		case PHASE_WIDE_GATHER:
			gather_low(p);
			if (p->position == p->count)
			{
				p->narrow.rank[0] = rank_of(fnd_percents[p->current],
											p->count) -
					p->below;
				begin(&p->narrow, p->scratch, p->scratch, p->gathered, 1);
				p->phase = PHASE_WIDE_SELECT_LOW;
			}
			break;

		case PHASE_WIDE_SELECT_LOW:
			if (fnd_percentiles_step(&p->narrow))
				end_low(p);
			break;
	}
	return p->phase == PHASE_WIDE_DONE;
}
