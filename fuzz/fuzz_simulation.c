/*
 * fuzz_simulation.c
 *	  A plan drawn at random a few times: what cash_simulation() answers.
 *
 * Percentiles, mean and probability of each month are those of the cash of
 * the runs, counted once more by sorting; the probability never falls.  The
 * same seed gives the same rows, with 64 bits and with 128, and a run does
 * not depend on how many there are.  Where only amounts are uncertain, cash
 * lies within the bounds of the projection, and where nothing is, on it.
 */
#include "plans.h"

#include "../src/core/simulation.h"

#define RUNS_MAX 24
#define MONTHS_MAX 12
#define LINES_MAX 4

typedef struct outcome
{
	fnd_simulation simulation;
	fnd_simulation_line line[LINES_MAX];
	fnd_simulation_row row[MONTHS_MAX];
	fnd_fault	fault;
	int			count;
	fnd_i128	cash[MONTHS_MAX][2 * RUNS_MAX];
} outcome;

static fuzz_plan plan;
static fuzz_rows rows;
static outcome first;
static outcome second;

static int
compare_cash(const void *a, const void *b)
{
	return fnd_i128_compare(*(const fnd_i128 *) a, *(const fnd_i128 *) b);
}

/* 2 * |mean * runs - sum| <= runs, where all of it fits. */
static void
require_mean(const fnd_i128 *cash, int32_t runs, fnd_i128 mean)
{
	fnd_i128	sum = fnd_i128_zero();
	fnd_i128	product;
	fnd_i128	rest;

	for (int32_t i = 0; i < runs; i++)
	{
		if (!fnd_i128_add(sum, cash[i], &sum))
			return;
	}
	if (!fnd_i128_mul_i64(mean, runs, &product) ||
		!fnd_i128_sub(product, sum, &rest) ||
		!fnd_i128_mul_i64(rest, 2, &rest))
		return;
	REQUIRE(fnd_i128_compare(rest, fnd_i128_from_i64(runs)) <= 0);
	REQUIRE(fnd_i128_compare(rest, fnd_i128_from_i64(-runs)) >= 0);
}

static void
require_row(const outcome *out, int32_t runs, const uint8_t *was_below)
{
	const fnd_simulation_row *row = &out->row[out->count];
	fnd_i128	sorted[2 * RUNS_MAX];
	int			below_count = 0;

	memcpy(sorted, out->cash[out->count], sizeof(sorted));
	require_mean(sorted, runs, row->mean);
	qsort(sorted, (size_t) runs, sizeof(*sorted), compare_cash);
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
	{
		int			number = (fnd_percents[i] * runs + 99) / 100;

		REQUIRE(fnd_i128_compare(row->percentile[i], sorted[number - 1]) == 0);
	}
	REQUIRE(fnd_i128_compare(row->mean, sorted[0]) >= 0);
	REQUIRE(fnd_i128_compare(row->mean, sorted[runs - 1]) <= 0);
	for (int32_t i = 0; i < runs; i++)
		below_count += was_below[i];
	REQUIRE(row->cash_out >= 0 && row->cash_out <= 10000000);
	REQUIRE(
		2 * llabs(row->cash_out * runs - below_count * INT64_C(10000000)) <=
		runs);
	if (out->count > 0)
		REQUIRE(row->cash_out >= out->row[out->count - 1].cash_out);
}

static fnd_fault
simulate(int32_t runs, uint64_t seed, fnd_distribution distribution,
		 bool is_wide, outcome *out)
{
	fnd_simulation *s = &out->simulation;
	uint8_t		was_below[2 * RUNS_MAX] = { 0 };
	void	   *room;
	void	   *wide_room = NULL;
	bool		is_done = false;

	out->count = 0;
	out->fault = fnd_simulation_init(s, fuzz_plan_opening(&plan),
									 fuzz_plan_floor(&plan), &plan.from,
									 plan.months, runs, seed, distribution);
	for (int i = 0; i < plan.lines_count && out->fault == FND_FAULT_NONE; i++)
		out->fault = fnd_simulation_add_line(s, &plan.line[i], out->line);
	if (out->fault == FND_FAULT_NONE)
		out->fault = fnd_simulation_settle(s, out->line);
	if (out->fault != FND_FAULT_NONE || !plan.has_opening)
		return out->fault;

	/* as much as it asks for and no more */
	room = malloc((size_t) s->room_bytes);
	if (room == NULL)
		abort();
	fnd_simulation_begin(s, room);
	if (is_wide)
		s->is_wide = true;
	for (int steps = 0; !is_done; steps++)
	{
		REQUIRE(steps < 64 * MONTHS_MAX * (LINES_MAX + 2));
		switch (fnd_simulation_step(s, &out->fault))
		{
			case FND_SIMULATION_MORE:
				break;
			case FND_SIMULATION_WIDEN:
				REQUIRE(wide_room == NULL);
				wide_room = malloc(sizeof(fnd_i128) * (size_t) runs);
				if (wide_room == NULL)
					abort();
				fnd_simulation_widen(s, (fnd_i128 *) wide_room);
				break;
			case FND_SIMULATION_ROW:
				REQUIRE(out->count < plan.months);
				out->row[out->count] = s->row;
				for (int32_t i = 0; i < runs; i++)
				{
					fnd_i128	cash = s->is_wide ? s->wide_cash[i] :
												 fnd_i128_from_i64(s->cash[i]);

					out->cash[out->count][i] = cash;
					was_below[i] |= fnd_i128_compare(cash, s->plan.floor) < 0;

					/* so far only the opening can have been below */
					was_below[i] |= s->is_below[i] & (out->count == 0);
				}
				require_row(out, runs, was_below);
				out->count++;
				break;
			case FND_SIMULATION_DONE:
				REQUIRE(out->count == plan.months);
				is_done = true;
				break;
			case FND_SIMULATION_FAULT:
				REQUIRE(out->fault == FND_FAULT_RANGE_OPENING ||
						out->fault == FND_FAULT_RANGE_LINE ||
						out->fault == FND_FAULT_RANGE_MONTH);
				is_done = true;
				break;
		}
	}
	free(room);
	free(wide_room);
	return out->fault;
}

/* The runs that both have: the same cash in every month that both have. */
static void
require_same_runs(int32_t runs)
{
	for (int i = 0; i < first.count && i < second.count; i++)
	{
		for (int32_t j = 0; j < runs; j++)
			REQUIRE(fnd_i128_compare(first.cash[i][j], second.cash[i][j]) ==
					0);
	}
}

static void
require_projection(int32_t runs)
{
	for (int i = 0; i < plan.lines_count; i++)
	{
		const fnd_line *line = &plan.line[i];

		if (line->growth_spread.is_given || line->volatility.is_given ||
			line->probability.is_given)
			return;
	}
	if (fuzz_project(&plan, false, &rows) != FND_FAULT_NONE)
		return;
	REQUIRE(rows.plan.scale == first.simulation.plan.scale);
	for (int i = 0; i < first.count; i++)
	{
		const fnd_band *cash = &rows.row[i].closing;

		for (int32_t j = 0; j < runs; j++)
		{
			REQUIRE(fnd_i128_compare(first.cash[i][j], cash->lower) >= 0);
			REQUIRE(fnd_i128_compare(first.cash[i][j], cash->upper) <= 0);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		form = fuzz_byte(&input);
	int32_t		runs = 1 + fuzz_byte(&input) % RUNS_MAX;
	uint64_t	seed = fuzz_word(&input, 2);
	fnd_distribution distribution = (fnd_distribution) (form % 3);

	if (!fuzz_plan_take(&input, MONTHS_MAX, LINES_MAX, &plan))
		return 0;
	(void) simulate(runs, seed, distribution, false, &first);
	switch (form >> 2 & 3)
	{
		case 0:
			/* the same again */
			(void) simulate(runs, seed, distribution, false, &second);
			REQUIRE(first.fault == second.fault);
			REQUIRE(first.count == second.count);
			break;
		case 1:
			(void) simulate(runs, seed, distribution, true, &second);
			REQUIRE(first.fault == second.fault);
			REQUIRE(first.count == second.count);
			break;
		default:
			(void) simulate(runs + 1 + form / 16, seed, distribution,
							(form & 8) != 0, &second);
			REQUIRE(second.count <= first.count);
			break;
	}
	require_same_runs(runs);
	if (first.fault == FND_FAULT_NONE && first.count > 0)
		require_projection(runs);
	return 0;
}
