/*
 * fuzz_steps.c
 *	  Work that takes several steps: thousands of lines, weights and runs.
 *
 * The other targets keep their plans small, so that one step does all of it.
 * Here the lines of a plan stand there many times, and its flows are as many
 * times those of the plan; weights are repeated, and their parts add up and
 * go to the first ones; a run of a simulation is the same among more runs.
 */
#include "plans.h"

#include "../src/core/allocate.h"
#include "../src/core/simulation.h"

#define COUNT_MAX 5000
#define MONTHS_MAX 240

static fuzz_plan plan;
static fuzz_rows rows;
static fnd_schedule schedules[COUNT_MAX];
static fnd_share shares[COUNT_MAX];
static fnd_decimal weights[COUNT_MAX];
static fnd_simulation simulation;
static fnd_simulation_line simulation_lines[FUZZ_LINES_MAX];
static fnd_i128 cash[2][3][COUNT_MAX];
static fnd_i128 sorted[COUNT_MAX];
static uint8_t was_below[COUNT_MAX];

/* So many times a flow, or less than it is known. */
static void
require_times(const fnd_band *many, const fnd_band *one, int times)
{
	fnd_band	product = *one;

	if (fnd_i128_mul_i64(one->lower, times, &product.lower) &&
		fnd_i128_mul_i64(one->point, times, &product.point) &&
		fnd_i128_mul_i64(one->upper, times, &product.upper))
		REQUIRE(fuzz_same_band(many, &product));
}

static void
project_copies(int copies, bool uses_sums)
{
	fnd_plan	many;
	fnd_projection projection;
	fnd_step	step = FND_STEP_MORE;
	fnd_fault	fault;
	int			count = 0;
	int			steps = 0;

	fault = fnd_plan_init(&many, fuzz_plan_opening(&plan),
						  fuzz_plan_floor(&plan), &plan.from, plan.months);
	for (int i = 0; i < copies * plan.lines_count && fault == FND_FAULT_NONE;
		 i++)
		fault = fnd_plan_add_line(&many, &plan.line[i % plan.lines_count],
								  &schedules[i]);
	REQUIRE(fault == FND_FAULT_NONE);
	REQUIRE(fnd_plan_settle(&many) == FND_FAULT_NONE);
	REQUIRE(many.scale == rows.plan.scale);
	fnd_projection_init(&projection, &many, schedules);
	if (uses_sums)
		fnd_projection_use(&projection, fuzz_sums);
	while (step == FND_STEP_MORE || step == FND_STEP_ROW)
	{
		step = fnd_projection_step(&projection, &fault);
		REQUIRE(++steps < 20000);
		if (step != FND_STEP_ROW)
			continue;
		REQUIRE(count < rows.count);
		for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
			require_times(&projection.row.flow[flow],
						  &rows.row[count].flow[flow], copies);
		count++;
	}
	if (step == FND_STEP_DONE)
		REQUIRE(count == plan.months);
	else
		REQUIRE(fault == FND_FAULT_RANGE_MONTH);
}

static void
look_at_lines(fuzz_input *input)
{
	uint8_t		form = fuzz_byte(input);
	int			most;
	int			copies = 1 + (int) fuzz_word(input, 2) % COUNT_MAX;

	if (!fuzz_plan_take(input, (form & 1) != 0 ? 3 : MONTHS_MAX, 3, &plan) ||
		plan.lines_count == 0 ||
		fuzz_project(&plan, false, &rows) != FND_FAULT_NONE)
		return;

	/* two steps: of lines, or of months of lines */
	most = (plan.months > 50 ? 110000 / plan.months : 1100) / plan.lines_count;
	if (copies > most)
		copies = most;
	project_copies(copies, (form & 2) != 0);
}

static void
look_at_weights(fuzz_input *input)
{
	int			count = 1 + (int) fuzz_word(input, 2) % COUNT_MAX;
	fnd_amount	amount = fuzz_amount(input, FUZZ_USD);
	fnd_allocation allocation;
	fnd_i128	total;
	fnd_i128	sum = fnd_i128_zero();
	fnd_status	status = FND_OK;
	int			different = 0;
	int			steps = 0;
	bool		is_done = false;

	while (different < 20 && different < count && input->size > 0)
		weights[different++] = fuzz_decimal(input);
	if (different == 0)
		return;
	for (int i = different; i < count; i++)
		weights[i] = weights[i % different];
	if (fnd_allocate_weights(weights, count, shares, &total) != FND_OK)
		return;
	fnd_allocation_init(&allocation, &amount, shares, count, total);
	for (; !is_done && status == FND_OK; steps++)
	{
		REQUIRE(steps < 20);
		status = fnd_allocation_step(&allocation, &is_done);
	}
	REQUIRE(status == FND_OK);
	REQUIRE(count < FND_STEP_SHARES || steps > 2);
	for (int i = 0; i < count; i++)
	{
		fnd_i128	units;

		REQUIRE(fnd_i128_mul_pow10(fnd_amount_coefficient(&shares[i].part),
								   amount.scale - shares[i].part.scale,
								   &units));
		REQUIRE(fnd_i128_add(sum, units, &sum));
		if (i >= different)
		{
			int			order = fnd_amount_compare(&shares[i - different].part,
										   &shares[i].part);

			REQUIRE(order * fnd_amount_sign(&amount) >= 0);
		}
	}
	REQUIRE(fnd_i128_compare(sum, fnd_amount_coefficient(&amount)) == 0);
}

static int
compare_cash(const void *a, const void *b)
{
	return fnd_i128_compare(*(const fnd_i128 *) a, *(const fnd_i128 *) b);
}

static void
require_percentiles(const fnd_i128 *values, int32_t runs)
{
	memcpy(sorted, values, sizeof(*sorted) * (size_t) runs);
	qsort(sorted, (size_t) runs, sizeof(*sorted), compare_cash);
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
		REQUIRE(fnd_i128_compare(
					simulation.row.percentile[i],
					sorted[(fnd_percents[i] * runs + 99) / 100 - 1]) == 0);
}

/* The share of runs that have been below the floor, of ten million. */
static void
require_probability(const fnd_i128 *values, int32_t runs)
{
	int64_t		count = 0;

	for (int32_t i = 0; i < runs; i++)
	{
		was_below[i] |= simulation.is_below[i] |
			(fnd_i128_compare(values[i], simulation.plan.floor) < 0);
		count += was_below[i];
	}
	REQUIRE(2 *
				llabs(simulation.row.cash_out * runs -
					  count * INT64_C(10000000)) <=
			runs);
}

/* The months that came out; -1 where the plan is refused. */
static int
simulate(int32_t runs, uint64_t seed, bool is_wide, fnd_i128 (*out)[COUNT_MAX])
{
	fnd_fault	fault = fnd_simulation_init(
		&simulation, &plan.opening, fuzz_plan_floor(&plan), &plan.from,
		plan.months, runs, seed, FND_DISTRIBUTION_TRIANGULAR);
	void	   *room;
	void	   *wide_room = NULL;
	int			count = 0;

	for (int i = 0; i < plan.lines_count && fault == FND_FAULT_NONE; i++)
		fault = fnd_simulation_add_line(&simulation, &plan.line[i],
										simulation_lines);
	if (fault == FND_FAULT_NONE)
		fault = fnd_simulation_settle(&simulation, simulation_lines);
	if (fault != FND_FAULT_NONE)
		return -1;
	room = malloc((size_t) simulation.room_bytes);
	if (room == NULL)
		abort();
	fnd_simulation_begin(&simulation, room);
	simulation.is_wide |= is_wide;
	memset(was_below, 0, sizeof(was_below));
	for (bool is_done = false; !is_done;)
	{
		switch (fnd_simulation_step(&simulation, &fault))
		{
			case FND_SIMULATION_MORE:
				break;
			case FND_SIMULATION_WIDEN:
				wide_room = malloc(sizeof(fnd_i128) * (size_t) runs);
				if (wide_room == NULL)
					abort();
				fnd_simulation_widen(&simulation, (fnd_i128 *) wide_room);
				break;
			case FND_SIMULATION_ROW:
				for (int32_t i = 0; i < runs; i++)
					out[count][i] = simulation.is_wide ?
						simulation.wide_cash[i] :
						fnd_i128_from_i64(simulation.cash[i]);
				require_percentiles(out[count], runs);
				require_probability(out[count], runs);
				count++;
				break;
			default:
				is_done = true;
				break;
		}
	}
	free(room);
	free(wide_room);
	return count;
}

static void
look_at_runs(fuzz_input *input)
{
	uint8_t		form = fuzz_byte(input);
	uint64_t	seed = fuzz_byte(input);
	int32_t		runs = 1 + (int32_t) fuzz_word(input, 2) % COUNT_MAX;
	int32_t		fewer = 1 + (int32_t) fuzz_word(input, 2) % COUNT_MAX;
	int			counts[2];

	if (!fuzz_plan_take(input, 3, 2, &plan) || !plan.has_opening)
		return;
	if (fewer > runs)
		fewer = runs;
	counts[0] = simulate(runs, seed, (form & 1) != 0, cash[0]);
	counts[1] = simulate(fewer, seed, (form & 2) != 0, cash[1]);
	REQUIRE(counts[1] >= counts[0]);
	for (int i = 0; i < counts[0]; i++)
	{
		for (int32_t j = 0; j < fewer; j++)
			REQUIRE(fnd_i128_compare(cash[0][i][j], cash[1][i][j]) == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };

	switch (fuzz_byte(&input) % 3)
	{
		case 0:
			look_at_lines(&input);
			break;
		case 1:
			look_at_weights(&input);
			break;
		default:
			look_at_runs(&input);
			break;
	}
	return 0;
}
