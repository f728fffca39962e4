/*-------------------------------------------------------------------------
 *
 * abbreviated_sort.c
 *	  When to give up abbreviated keys.
 *
 * A tie of keys costs twice a comparison without keys, since the server goes
 * back to both rows.  Keys that say all there is tie where the values are
 * equal, and then they still pay: of a million rows of a hundred amounts,
 * 0.30 s of sorting with keys and 0.45 s without.  Keys that say less may tie
 * throughout, as of prices that differ beyond the minor unit: 2.4 s and 1.1 s.
 * So the keys that say less are counted, and how many different ones there
 * are; with fewer than the root of the rows, half of the work would be ties.
 *
 *-------------------------------------------------------------------------
 */
#include "abbreviated_sort.h"

#include "lib/hyperloglog.h"

#include "core/hash.h"

/* So few rows are sorted in no time; numeric waits as long. */
#define ROWS_MIN 10000

/* 2^10 registers: the estimate is within some 3 percent. */
#define REGISTER_BITS 10

typedef struct key_count
{
	int64		noted_count;
	hyperLogLogState different;
} key_count;

static bool
give_up(int rows_count, SortSupport ssup)
{
	key_count  *count = (key_count *) ssup->ssup_extra;
	double		different;

	if (rows_count < ROWS_MIN || count->noted_count < rows_count / 2)
		return false;
	different = estimateHyperLogLog(&count->different);
	return different * different < (double) count->noted_count;
}

void
funding_abbreviated_begin(SortSupport ssup,
						  Datum (*converter)(Datum original, SortSupport ssup),
						  int (*full)(Datum a, Datum b, SortSupport ssup))
{
	MemoryContext held = MemoryContextSwitchTo(ssup->ssup_cxt);
	key_count  *count = (key_count *) palloc(sizeof(key_count));

	count->noted_count = 0;
	initHyperLogLog(&count->different, REGISTER_BITS);
	MemoryContextSwitchTo(held);
	ssup->ssup_extra = count;

	/* the server's own comparator, which it sorts inline */
	ssup->comparator = ssup_datum_unsigned_cmp;
	ssup->abbrev_converter = converter;
	ssup->abbrev_abort = give_up;
	ssup->abbrev_full_comparator = full;
}

void
funding_abbreviated_note(SortSupport ssup, uint64 key)
{
	key_count  *count = (key_count *) ssup->ssup_extra;

	count->noted_count++;
	addHyperLogLog(&count->different, (uint32) fnd_hash_finish(key));
}
