/*
 * fuzz_keys.c
 *	  What sorts and indexes go by: orders, sort keys, overlap keys, hashes
 *	  and frames of three figures.
 *
 * The order is total.  Keys that differ are in the order of their figures, and
 * the answer of an overlap key is the answer of the figures unless it says
 * maybe; a span of keys never leaves out a figure that matches.  Equal
 * figures have equal hashes.  Within an offset is what sums and differences
 * say.
 */
#include "plans.h"

#include "../src/core/amount_range.h"
#include "../src/core/hash.h"
#include "../src/core/overlap_key.h"

static fnd_currency
take_currency(fuzz_input *input)
{
	uint8_t		byte = fuzz_byte(input);

	return byte < 128 ? FUZZ_USD :
		byte < 160	  ? FND_CURRENCY_NONE :
						fuzz_currency(input);
}

static bool
has_match(const fnd_estimate *figure, const fnd_estimate *query,
		  fnd_overlap_question question)
{
	switch (question)
	{
		case FND_OVERLAPS:
			return fnd_estimate_overlaps(figure, query) == FND_TRUE;
		case FND_CONTAINS:
			return fnd_estimate_contains(figure, query) == FND_TRUE;
		case FND_CONTAINED:
			return fnd_estimate_contains(query, figure) == FND_TRUE;
		case FND_SAME:
			return fnd_estimate_order(figure, query) == 0;
	}
	return false;
}

static void
look_at_estimates(const fnd_estimate *e)
{
	fnd_overlap_key key[3];
	fnd_overlap_key span;

	for (int i = 0; i < 3; i++)
	{
		key[i] = fnd_overlap_key_of(&e[i]);
		REQUIRE(key[i].low <= key[i].high);
		REQUIRE(key[i].low == fnd_estimate_sort_key(&e[i]));
		REQUIRE(fnd_overlap_key_place(key[i]) >> FND_SORT_CODE_BITS ==
				e[i].currency);
	}
	for (int i = 0; i < 3; i++)
	{
		for (int j = 0; j < 3; j++)
		{
			int			order = fnd_estimate_order(&e[i], &e[j]);
			uint64_t	a = fnd_estimate_sort_key(&e[i]);
			uint64_t	b = fnd_estimate_sort_key(&e[j]);

			REQUIRE(fnd_estimate_order(&e[j], &e[i]) == -order);
			REQUIRE(a == b || (a < b) == (order < 0));
			REQUIRE((order == 0) == fnd_estimate_equal(&e[i], &e[j]));
			if (order == 0)
				REQUIRE(fnd_estimate_hash(&e[i], 7) ==
						fnd_estimate_hash(&e[j], 7));
			for (int question = FND_OVERLAPS; question <= FND_SAME; question++)
			{
				bool		is_match = has_match(&e[i], &e[j],
										  (fnd_overlap_question) question);
				fnd_match	match = fnd_overlap_figure_matches(
					key[i], key[j], (fnd_overlap_question) question);

				REQUIRE(match != FND_MATCH_NO || !is_match);
				REQUIRE(match != FND_MATCH_YES || is_match);
				span = fnd_overlap_key_union(key[i], key[(j + 1) % 3]);
				if (is_match)
					REQUIRE(fnd_overlap_span_matches(
						span, key[j], (fnd_overlap_question) question));
			}
		}
	}
	if (fnd_estimate_order(&e[0], &e[1]) <= 0 &&
		fnd_estimate_order(&e[1], &e[2]) <= 0)
		REQUIRE(fnd_estimate_order(&e[0], &e[2]) <= 0);

	/* what holds what holds a figure holds it */
	if (fnd_estimate_contains(&e[0], &e[1]) == FND_TRUE &&
		fnd_estimate_contains(&e[1], &e[2]) == FND_TRUE)
		REQUIRE(fnd_estimate_contains(&e[0], &e[2]) == FND_TRUE);
	if (fnd_estimate_less(&e[0], &e[1]) == FND_TRUE &&
		fnd_estimate_less(&e[1], &e[2]) == FND_TRUE)
		REQUIRE(fnd_estimate_less(&e[0], &e[2]) == FND_TRUE);
	for (int i = 0; i < 3; i++)
	{
		fnd_estimate first;
		fnd_estimate last;

		if (e[i].currency == FND_CURRENCY_NONE)
			continue;
		fnd_estimate_extreme(e[i].currency, true, FND_BASIS_NONE, &first);
		fnd_estimate_extreme(e[i].currency, false, FND_BASIS_POST, &last);
		REQUIRE(fnd_estimate_order(&first, &e[i]) <= 0);
		REQUIRE(fnd_estimate_order(&e[i], &last) <= 0);
	}
}

/* value before base - offset and so on, where the sums have figures. */
static void
require_range(const fnd_amount *value, const fnd_amount *base,
			  const fnd_amount *offset)
{
	for (int which = 0; which < 4; which++)
	{
		bool		is_preceding = (which & 1) != 0;
		bool		is_before = (which & 2) != 0;
		bool		is_in = fnd_amount_in_range(
			value, base, fnd_amount_coefficient(offset), offset->scale,
			is_preceding, is_before);
		fnd_amount	bound;
		int			order;

		if (value->currency != base->currency)
		{
			order = value->currency < base->currency ? -1 : 1;
			REQUIRE(is_in == (is_before ? order < 0 : order > 0));
			continue;
		}
		if ((is_preceding ? fnd_amount_subtract(base, offset, &bound) :
							fnd_amount_add(base, offset, &bound)) != FND_OK)
			continue;
		order = fnd_amount_order(value, &bound);
		REQUIRE(is_in == (is_before ? order <= 0 : order >= 0));
	}
}

static void
look_at_amounts(const fnd_amount *a)
{
	fnd_amount	offset = a[2];

	for (int i = 0; i < 3; i++)
	{
		fnd_amount	first;
		fnd_amount	last;

		fnd_amount_extreme(a[i].currency, true, &first);
		fnd_amount_extreme(a[i].currency, false, &last);
		REQUIRE(fnd_amount_order(&first, &a[i]) <= 0);
		REQUIRE(fnd_amount_order(&a[i], &last) <= 0);
		for (int j = 0; j < 3; j++)
		{
			int			order = fnd_amount_order(&a[i], &a[j]);
			uint64_t	x = fnd_amount_sort_key(&a[i]);
			uint64_t	y = fnd_amount_sort_key(&a[j]);

			REQUIRE(fnd_amount_order(&a[j], &a[i]) == -order);
			REQUIRE((order == 0) == fnd_amount_equal(&a[i], &a[j]));
			REQUIRE(x == y || (x < y) == (order < 0));
			if (order == 0)
				REQUIRE(fnd_amount_hash(&a[i], 0) ==
						fnd_amount_hash(&a[j], 0));
			if (a[i].currency == a[j].currency)
				REQUIRE(fnd_decimal_compare(fnd_amount_coefficient(&a[i]),
											a[i].scale,
											fnd_amount_coefficient(&a[j]),
											a[j].scale) == order);
		}
	}
	if (fnd_amount_sign(&offset) < 0)
		fnd_amount_negate(&a[2], &offset);
	if (offset.currency == a[1].currency)
		require_range(&a[0], &a[1], &offset);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	fnd_estimate e[3];
	fnd_amount	a[3];
	fnd_currency currency = fuzz_currency(&input);
	uint8_t		form = fuzz_byte(&input);

	for (int i = 0; i < 3; i++)
	{
		e[i] = fuzz_estimate(&input, take_currency(&input), true);
		if ((form >> i & 1) != 0 && i > 0)
			e[i] = e[i - 1];
	}
	look_at_estimates(e);
	for (int i = 0; i < 3; i++)
		a[i] = fuzz_amount(&input,
						   (form >> (4 + i) & 1) != 0 ? fuzz_currency(&input) :
														currency);
	look_at_amounts(a);
	return 0;
}
