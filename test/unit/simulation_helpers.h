/*
 * simulation_helpers.h
 *	  One call that simulates a plan, for the tests of simulations.
 *
 * What lives here: rooms and the loop of steps.  What does not: anything that
 * is tested.
 */
#ifndef SIMULATION_HELPERS_H
#define SIMULATION_HELPERS_H

#include "plan_helpers.h"

#include "../../src/core/simulation.h"

#define SIMULATED_LINES 12
#define SIMULATED_ROWS 1200
#define SIMULATED_RUNS 100000

/* One simulation and everything that comes out of it. */
typedef struct simulated
{
	fnd_simulation simulation;
	fnd_simulation_line line[SIMULATED_LINES];
	fnd_simulation_row row[SIMULATED_ROWS];
	int			rows;
	fnd_fault	fault;
	bool		was_widened;
	fnd_i128	cash[SIMULATED_RUNS]; /* of each run, at the end */
} simulated;

typedef struct simulated_plan
{
	const fnd_estimate *opening;
	const fnd_amount *floor;
	fnd_line	line[SIMULATED_LINES];
	int			lines_count;
	int			months;
	int32_t		runs;
	uint64_t	seed;
	fnd_distribution distribution;
	bool		is_wide;		/* from the start, though 64 bits would do */
} simulated_plan;

static inline void
simulated_plan_init(simulated_plan *plan, const fnd_estimate *opening,
					int months, int32_t runs)
{
	memset(plan, 0, sizeof(*plan));
	plan->opening = opening;
	plan->months = months;
	plan->runs = runs;
	plan->distribution = FND_DISTRIBUTION_TRIANGULAR;
}

/* From October 2024. */
static inline fnd_fault
simulate(const simulated_plan *plan, simulated *out)
{
	fnd_simulation *simulation = &out->simulation;
	fnd_date	from_month = date_of(2024, 10, 1);
	fnd_month	from;
	void	   *room;
	void	   *wide_room = NULL;
	bool		is_done = false;

	out->rows = 0;
	out->was_widened = false;
	out->fault = fnd_months_check(&from_month, true, plan->months, &from);
	if (out->fault == FND_FAULT_NONE)
		out->fault = fnd_simulation_init(
			simulation, plan->opening, plan->floor, &from, plan->months,
			plan->runs, plan->seed, plan->distribution);
	for (int i = 0; i < plan->lines_count && out->fault == FND_FAULT_NONE; i++)
		out->fault = fnd_simulation_add_line(simulation, &plan->line[i],
											 out->line);
	if (out->fault == FND_FAULT_NONE)
		out->fault = fnd_simulation_settle(simulation, out->line);
	if (out->fault != FND_FAULT_NONE)
		return out->fault;

	/* a byte too many written is seen by the address sanitizer */
	room = malloc((size_t) simulation->room_bytes);
	if (room == NULL)
		abort();
	fnd_simulation_begin(simulation, room);
	if (plan->is_wide)
		simulation->is_wide = true;
	while (!is_done)
	{
		switch (fnd_simulation_step(simulation, &out->fault))
		{
			case FND_SIMULATION_MORE:
				break;
			case FND_SIMULATION_ROW:
				out->row[out->rows++] = simulation->row;
				break;
			case FND_SIMULATION_WIDEN:
				CHECK(wide_room == NULL);
				out->was_widened = true;
				wide_room = malloc(sizeof(fnd_i128) * (size_t) plan->runs);
				if (wide_room == NULL)
					abort();
				fnd_simulation_widen(simulation, (fnd_i128 *) wide_room);
				break;
			case FND_SIMULATION_DONE:
				CHECK_EQ_I64(out->rows, plan->months);
				is_done = true;
				break;
			case FND_SIMULATION_FAULT:
				is_done = true;
				break;
		}
	}
	for (int32_t i = 0; i < plan->runs && i < SIMULATED_RUNS; i++)
		out->cash[i] = simulation->is_wide ?
			simulation->wide_cash[i] :
			fnd_i128_from_i64(simulation->cash[i]);
	free(room);
	free(wide_room);
	return out->fault;
}

static inline bool
is_same_row(const fnd_simulation_row *a, const fnd_simulation_row *b)
{
	for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
	{
		if (fnd_i128_compare(a->percentile[i], b->percentile[i]) != 0)
			return false;
	}
	return a->month.index == b->month.index &&
		fnd_i128_compare(a->mean, b->mean) == 0 && a->cash_out == b->cash_out;
}

#endif /* SIMULATION_HELPERS_H */
