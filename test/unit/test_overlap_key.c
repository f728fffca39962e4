/*
 * test_overlap_key.c
 *	  Keys of overlapping estimates: whatever the figures say, the keys say
 *	  maybe at least, and yes only where it is so; spans miss nothing.
 */
#include "random_values.h"

#include "../../src/core/overlap_key.h"

#define POOL 1200

static fnd_estimate figure[POOL];
static fnd_overlap_key key[POOL];

static bool
holds(const fnd_estimate *e, const fnd_estimate *query,
	  fnd_overlap_question question)
{
	switch (question)
	{
		case FND_OVERLAPS:
			return fnd_estimate_overlaps(e, query) == FND_TRUE;
		case FND_CONTAINS:
			return fnd_estimate_contains(e, query) == FND_TRUE;
		case FND_CONTAINED:
			return fnd_estimate_contains(query, e) == FND_TRUE;
		case FND_SAME:
			return fnd_estimate_equal(e, query);
	}
	return false;
}

static fnd_estimate
random_figure(fnd_currency currency)
{
	fnd_interval interval;
	fnd_estimate result;

	memset(&interval, 0, sizeof(interval));
	interval.tag = FND_TAG_RANGE;
	interval.currency = currency;
	interval.scale = fnd_currency_minor_units(currency);
	switch (currency == FND_CURRENCY_NONE ? 0 : random_below(4))
	{
		case 0:
			/* from or up to zero or nowhere, open or closed */
			do
				interval.bounds = (uint8_t) random_below(16);
			while (fnd_estimate_make(&interval, FND_BASIS_NONE, &result) !=
				   FND_OK);
			return result;
		case 1:
			return random_estimate(currency);
		default:
			/* few values, so that bounds meet */
			do
			{
				interval.lower = fnd_i128_from_i64(random_between(-6, 6));
				interval.upper = fnd_i128_from_i64(random_between(-6, 6));
				interval.scale = random_between(0, 4);
				interval.bounds = random_below(3) == 0 ?
					(uint8_t) random_below(16) :
					0;
			} while (fnd_estimate_make(&interval, FND_BASIS_NONE, &result) !=
					 FND_OK);
			return result;
	}
}

int
main(void)
{
	static const fnd_overlap_question all[] = { FND_OVERLAPS, FND_CONTAINS,
												FND_CONTAINED, FND_SAME };
	unsigned long missed = 0;
	unsigned long wrong = 0;
	unsigned long lost = 0;
	unsigned long answers[4][3] = { { 0 } };

	check_seed(20260304);
	for (int i = 0; i < POOL; i++)
	{
		figure[i] = random_figure(i % 6 == 0	 ? FND_CURRENCY_NONE :
									  i % 6 == 1 ? random_currency() :
									  i % 6 == 2 ? JPY :
												   USD);
		key[i] = fnd_overlap_key_of(&figure[i]);
		CHECK(key[i].low <= key[i].high);
		CHECK(fnd_overlap_key_place(key[i]) >> FND_SORT_CODE_BITS ==
			  figure[i].currency);
	}
	for (int q = 0; q < 4; q++)
		for (int i = 0; i < POOL; i++)
			for (int j = 0; j < POOL; j++)
			{
				bool		is_match = holds(&figure[i], &figure[j], all[q]);
				fnd_match	match = fnd_overlap_figure_matches(key[i], key[j],
															 all[q]);
				fnd_overlap_key span = key[i];

				answers[q][match]++;
				missed += is_match && match == FND_MATCH_NO;
				wrong += !is_match && match == FND_MATCH_YES;

				/* alone, and with others beside it */
				for (int k = 0; k < 3; k++)
				{
					lost += is_match &&
						!fnd_overlap_span_matches(span, key[j], all[q]);
					span = fnd_overlap_key_union(span,
												 key[random_below(POOL)]);
				}
			}
	CHECK_EQ_U64(missed, 0);
	CHECK_EQ_U64(wrong, 0);
	CHECK_EQ_U64(lost, 0);
	for (int q = 0; q < 4; q++)
	{
		CHECK(answers[q][FND_MATCH_NO] > 1000);
		CHECK(answers[q][FND_MATCH_YES] > 1000 || all[q] == FND_SAME);
	}
	return check_done("overlap_key");
}
