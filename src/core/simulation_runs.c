/*-------------------------------------------------------------------------
 *
 * simulation_runs.c
 *	  A plan drawn at random many times: the runs, month by month.
 *
 * All runs go through a month before the next one begins, since percentiles
 * are of all runs.  What no run is uncertain about is added once a month.
 * Random numbers are not kept: each is a function of the seed, the run, the
 * month, the line and what it is for, so that no two things share one.
 *
 * Figures stay in 64 bits as long as a bound on all of them, summed up in
 * advance, is below 2^62; from the first month in which it is not, in 128,
 * where every sum is checked.  Both roads give the same figures.
 *
 *-------------------------------------------------------------------------
 */
#include "simulation.h"

#include "simulation_figure.h"

/* Runs of one pass of the inner loops: their buffers stay in the cache. */
#define BLOCK 512

#define PROBABILITY_UNIT INT64_C(10000000) /* 10^FND_PROBABILITY_SCALE */

/* What a random number is for: a word of its counter. */
enum
{
	PURPOSE_AMOUNT,
	PURPOSE_GROWTH,
	PURPOSE_CHANCE,
	PURPOSE_SHOCK
};

/*
 * Random numbers of so many runs from the first, which is a multiple of
 * four; as many as the next multiple of four are written.  line is 0 for the
 * opening, month is 0 for what is drawn once.
 */
static void
draw_random(const fnd_simulation *s, int32_t first_run, int32_t count,
			int32_t month, int32_t line, int purpose, uint64_t *random)
{
	uint64_t	counter[4];

	counter[0] = (uint64_t) first_run / 4;
	counter[1] = (uint64_t) month;
	counter[2] = (uint64_t) line;
	counter[3] = (uint64_t) purpose;
	for (int32_t i = 0; i < count; i += 4)
	{
		fnd_random_block(&s->key, counter, random + i);
		counter[0]++;
	}
}

/*
 * The runs of this step, at most so many, which is a multiple of four; moves
 * next_run on, back to 0 behind the last.
 */
static int32_t
take_some_runs(fnd_simulation *s, int32_t most, int32_t *first)
{
	int32_t		count = s->runs - s->next_run;

	if (count > most)
		count = most;
	*first = s->next_run;
	s->next_run += count;
	if (s->next_run == s->runs)
		s->next_run = 0;
	return count;
}

static int32_t
take_runs(fnd_simulation *s, int32_t *first)
{
	return take_some_runs(s, FND_STEP_RUNS, first);
}

static int32_t
block_size(int32_t first, int32_t end)
{
	return end - first > BLOCK ? BLOCK : end - first;
}

/*
 * lower + position * (upper - lower), rounded half-even.
 */
static bool
wide_position(fnd_i128 lower, fnd_i128 upper, uint64_t position,
			  fnd_i128 *result)
{
	fnd_i128	part;

	return fnd_i128_sub(upper, lower, &part) &&
		fnd_wide_scale(part, position, FND_UNIT_BITS, &part) &&
		fnd_i128_add(lower, part, result);
}

/*
 * The opening, and what is drawn once a run
 */
static bool
open_wide_run(const fnd_simulation *s, int32_t run, uint64_t random)
{
	const fnd_plan *plan = &s->plan;

	s->wide_cash[run] = plan->opening.lower;
	if (s->has_opening_range &&
		!wide_position(plan->opening.lower, plan->opening.upper,
					   fnd_shape_quantile(&s->shape, random),
					   &s->wide_cash[run]))
		return false;
	s->is_below[run] = fnd_i128_compare(s->wide_cash[run], plan->floor) < 0;
	return true;
}

static void
open_narrow_run(const fnd_simulation *s, int32_t run, uint64_t random)
{
	const fnd_plan *plan = &s->plan;
	int64_t		lower = (int64_t) fnd_i128_lo(plan->opening.lower);
	int64_t		floor = (int64_t) fnd_i128_lo(plan->floor);

	s->cash[run] = lower;
	if (s->has_opening_range)
		s->cash[run] += (int64_t) fnd_narrow_scale(
			fnd_i128_lo(plan->opening.upper) - (uint64_t) lower,
			fnd_shape_quantile(&s->shape, random), FND_UNIT_BITS);
	s->is_below[run] = s->cash[run] < floor;
}

/* False where the cash of a run has over 127 bits. */
static bool
open_runs(fnd_simulation *s)
{
	uint64_t	random[BLOCK];
	int32_t		first;
	int32_t		count;

	if (s->next_run == 0 && s->has_opening_range)
		fnd_shape_init(&s->shape, s->opening_distribution, s->opening_mode);
	count = take_runs(s, &first);
	for (int32_t i = first; i < first + count; i += BLOCK)
	{
		int32_t		size = block_size(i, first + count);

		if (s->has_opening_range)
			draw_random(s, i, size, 0, 0, PURPOSE_AMOUNT, random);
		for (int32_t j = 0; j < size; j++)
		{
			if (!s->is_wide)
				open_narrow_run(s, i + j, random[j]);
			else if (!open_wide_run(s, i + j, random[j]))
				return false;
		}
	}
	return true;
}

/* One of the two draws of a line: its amount first, then its growth. */
static void
draw_line(fnd_simulation *s, fnd_simulation_line *line, int purpose)
{
	uint64_t	random[BLOCK];
	bool		is_amount = purpose == PURPOSE_AMOUNT;
	int32_t		first;
	int32_t		count;

	if (s->next_run == 0 && is_amount)
		fnd_shape_init(&s->shape, line->distribution, line->mode);
	else if (s->next_run == 0)
		fnd_shape_init(&s->shape, s->distribution, FND_UNIT / 2);
	count = take_runs(s, &first);
	for (int32_t i = first; i < first + count; i += BLOCK)
	{
		int32_t		size = block_size(i, first + count);

		draw_random(s, i, size, 0, s->next_line + 1, purpose, random);
		for (int32_t j = 0; j < size; j++)
		{
			uint64_t	position = fnd_shape_quantile(&s->shape, random[j]);

			if (is_amount)
				line->position[i + j] = position;
			else
			{
				line->ratio[i + j] = fnd_growth_ratio(line->spread, position);
				line->power[i + j] = FND_POWER_ONE;
				line->exponent[i + j] = 0;
			}
		}
	}
}

/* Looks at so many lines, or draws for some runs of one of them. */
static void
draw_lines(fnd_simulation *s)
{
	for (int i = 0; i < FND_STEP_LINES; i++)
	{
		fnd_simulation_line *line;

		if (s->next_line == s->plan.lines_count)
		{
			s->next_line = 0;
			s->phase = FND_SIMULATION_BANDS;
			return;
		}
		line = &s->lines[s->next_line];
		if (line->is_imprecise && !s->is_growth_next)
		{
			draw_line(s, line, PURPOSE_AMOUNT);
			s->is_growth_next = s->next_run == 0 && line->has_spread;
			if (s->next_run == 0 && !line->has_spread)
				s->next_line++;
			return;
		}
		if (line->has_spread)
		{
			draw_line(s, line, PURPOSE_GROWTH);
			s->is_growth_next = s->next_run != 0;
			if (s->next_run == 0)
				s->next_line++;
			return;
		}
		s->next_line++;
	}
}

/*
 * A month
 */

/*
 * The greatest figure that a line can move in the month at hand, on its way
 * too; false: over 127 bits.
 */
static bool
greatest_figure(const fnd_simulation *s, const fnd_simulation_line *line,
				fnd_i128 *greatest)
{
	fnd_i128	figure = line->band.upper;

	*greatest = figure;
	if (line->has_spread)
	{
		if (!fnd_wide_scale(figure, line->power_max,
							FND_POWER_BITS - line->exponent_max, &figure))
			return false;
		if (fnd_i128_compare(figure, *greatest) > 0)
			*greatest = figure;
	}
	if (line->has_shock)
	{
		const fnd_shock *shock = &s->shocks[line->shock_index];

		if (!fnd_wide_scale(figure, fnd_shock_max(shock), shock->fraction_bits,
							&figure))
			return false;
		if (fnd_i128_compare(figure, *greatest) > 0)
			*greatest = figure;
	}
	return true;
}

static void
add_to_bound(fnd_simulation *s, const fnd_simulation_line *line)
{
	fnd_i128	greatest;

	/* both below 2^62: no overflow */
	if (!greatest_figure(s, line, &greatest) || fnd_i128_hi(greatest) != 0 ||
		fnd_i128_lo(greatest) >= FND_NARROW_MAX)
		s->bound = FND_NARROW_MAX;
	else
		s->bound += fnd_i128_lo(greatest);
	if (s->bound > FND_NARROW_MAX)
		s->bound = FND_NARROW_MAX;
}

static bool
is_inflow(const fnd_simulation_line *line)
{
	return line->schedule.flow == FND_FLOW_REVENUE ||
		line->schedule.flow == FND_FLOW_FINANCING;
}

/* What one line moves in the month; its growth lags until runs are moved. */
static fnd_fault
find_band(fnd_simulation *s, fnd_simulation_line *line)
{
	const fnd_month *month = &s->row.month;
	fnd_fault	fault = fnd_schedule_month(&line->schedule, month, &line->band,
										 &line->is_moving);

	if (fault != FND_FAULT_NONE)
		return fault;
	if (line->never_happens)
		line->is_moving = false;
	if (!line->is_moving)
		return FND_FAULT_NONE;
	if (line->has_spread)
	{
		int32_t		months = month->index - line->schedule.first_month;

		line->advance_months = months - line->power_months;
		line->power_months = months;
		fnd_power_advance(line->ratio_max, line->advance_months,
						  &line->power_max, &line->exponent_max);
	}
	add_to_bound(s, line);
	if (!line->is_uncertain &&
		!(is_inflow(line) ?
			  fnd_i128_add(s->exact_sum, line->band.lower, &s->exact_sum) :
			  fnd_i128_sub(s->exact_sum, line->band.lower, &s->exact_sum)))
		return FND_FAULT_RANGE_MONTH;
	return FND_FAULT_NONE;
}

static fnd_fault
find_bands(fnd_simulation *s)
{
	int32_t		last = s->plan.lines_count;

	if (s->next_line == 0)
	{
		s->exact_sum = fnd_i128_zero();
		if (s->month > 0)
			fnd_month_advance(&s->row.month);
	}
	if (last - s->next_line > FND_STEP_LINES)
		last = s->next_line + FND_STEP_LINES;
	for (; s->next_line < last; s->next_line++)
	{
		fnd_fault	fault = find_band(s, &s->lines[s->next_line]);

		if (fault != FND_FAULT_NONE)
		{
			s->fault_line = s->next_line;
			return fault;
		}
	}
	if (last == s->plan.lines_count)
	{
		s->next_line = 0;
		s->phase = FND_SIMULATION_MOVE;
	}
	return FND_FAULT_NONE;
}

/*
 * An uncertain line in some runs.  Each part of it is a loop of its own, for
 * speed: most lines have one or two of them.
 */
static void
advance_powers(fnd_simulation_line *line, int32_t first, int32_t count)
{
	if (line->advance_months == 0)
		return;
	for (int32_t i = first; i < first + count; i++)
		fnd_power_advance(line->ratio[i], line->advance_months,
						  &line->power[i], &line->exponent[i]);
}

/* Zero what does not happen in its run. */
static void
take_chances(const fnd_simulation *s, const fnd_simulation_line *line,
			 int32_t first, int32_t count, uint64_t *amount)
{
	uint64_t	random[BLOCK];

	draw_random(s, first, count, 0, s->next_line + 1, PURPOSE_CHANCE, random);
	for (int32_t i = 0; i < count; i++)
		amount[i] &= 0 - (uint64_t) (random[i] < line->chance);
}

static void
shock_narrow(const fnd_simulation *s, const fnd_simulation_line *line,
			 int32_t first, int32_t count, uint64_t *amount)
{
	const fnd_shock *shock = &s->shocks[line->shock_index];
	int			bits = shock->fraction_bits;
	uint64_t	random[BLOCK];

	draw_random(s, first, count, s->month + 1, s->next_line + 1, PURPOSE_SHOCK,
				random);
	for (int32_t i = 0; i < count; i++)
		amount[i] = fnd_narrow_scale(
			amount[i], fnd_shock_quantile(shock, random[i]), bits);
}

static void
move_narrow(fnd_simulation *s, const fnd_simulation_line *line, int32_t first,
			int32_t count)
{
	uint64_t	amount[BLOCK];
	uint64_t	lower = fnd_i128_lo(line->band.lower);
	uint64_t	width = fnd_i128_lo(line->band.upper) - lower;
	int64_t	   *cash = s->cash + first;

	if (!line->is_imprecise)
	{
		for (int32_t i = 0; i < count; i++)
			amount[i] = lower;
	}
	else
	{
		const uint64_t *position = line->position + first;

		for (int32_t i = 0; i < count; i++)
			amount[i] = lower +
				fnd_narrow_scale(width, position[i], FND_UNIT_BITS);
	}
	if (line->has_spread)
	{
		const uint64_t *power = line->power + first;
		const int16_t *exponent = line->exponent + first;

		for (int32_t i = 0; i < count; i++)
			amount[i] = fnd_narrow_grow(amount[i], power[i], exponent[i]);
	}
	if (line->has_shock)
		shock_narrow(s, line, first, count, amount);
	if (line->has_chance)
		take_chances(s, line, first, count, amount);
	if (is_inflow(line))
	{
		for (int32_t i = 0; i < count; i++)
			cash[i] += (int64_t) amount[i];
	}
	else
	{
		for (int32_t i = 0; i < count; i++)
			cash[i] -= (int64_t) amount[i];
	}
}

/* One figure in 128 bits; random is of the shock. */
static bool
wide_figure(const fnd_simulation *s, const fnd_simulation_line *line,
			int32_t run, uint64_t random, fnd_i128 *amount)
{
	*amount = line->band.lower;
	if (line->is_imprecise &&
		!wide_position(line->band.lower, line->band.upper, line->position[run],
					   amount))
		return false;
	if (line->has_spread &&
		!fnd_wide_scale(*amount, line->power[run],
						FND_POWER_BITS - line->exponent[run], amount))
		return false;
	if (line->has_shock)
	{
		const fnd_shock *shock = &s->shocks[line->shock_index];

		return fnd_wide_scale(*amount, fnd_shock_quantile(shock, random),
							  shock->fraction_bits, amount);
	}
	return true;
}

static fnd_fault
move_wide(fnd_simulation *s, const fnd_simulation_line *line, int32_t first,
		  int32_t count)
{
	uint64_t	random[BLOCK];
	uint64_t	happens[BLOCK];
	fnd_i128   *cash = s->wide_cash + first;

	for (int32_t i = 0; i < count; i++)
	{
		random[i] = 0;
		happens[i] = 1;
	}
	if (line->has_chance)
		take_chances(s, line, first, count, happens);
	if (line->has_shock)
		draw_random(s, first, count, s->month + 1, s->next_line + 1,
					PURPOSE_SHOCK, random);
	for (int32_t i = 0; i < count; i++)
	{
		fnd_i128	amount;

		/* what does not happen cannot be out of range */
		if (happens[i] == 0)
			continue;
		if (!wide_figure(s, line, first + i, random[i], &amount))
			return FND_FAULT_RANGE_LINE;
		if (!(is_inflow(line) ? fnd_i128_add(cash[i], amount, &cash[i]) :
								fnd_i128_sub(cash[i], amount, &cash[i])))
			return FND_FAULT_RANGE_MONTH;
	}
	return FND_FAULT_NONE;
}

static fnd_fault
move_runs(fnd_simulation *s, fnd_simulation_line *line)
{
	fnd_fault	fault = FND_FAULT_NONE;
	int32_t		first;
	int32_t		count;

	/* growth that began long ago has many powers to catch up with at once */
	count = take_some_runs(s,
						   line->has_spread && line->advance_months > 16 ?
							   FND_STEP_RUNS / 16 :
							   FND_STEP_RUNS,
						   &first);
	if (line->has_spread)
		advance_powers(line, first, count);
	for (int32_t i = first; i < first + count && fault == FND_FAULT_NONE;
		 i += BLOCK)
	{
		int32_t		size = block_size(i, first + count);

		if (s->is_wide)
			fault = move_wide(s, line, i, size);
		else
			move_narrow(s, line, i, size);
	}
	if (fault != FND_FAULT_NONE)
		s->fault_line = s->next_line;
	else if (s->next_run == 0)
		s->next_line++;
	return fault;
}

/* Looks at so many lines, or moves one of them in some runs. */
static fnd_fault
move_lines(fnd_simulation *s)
{
	for (int i = 0; i < FND_STEP_LINES; i++)
	{
		fnd_simulation_line *line;

		if (s->next_line == s->plan.lines_count)
		{
			s->next_line = 0;
			s->phase = FND_SIMULATION_CLOSE;
			s->total = fnd_u256_from_u64(0);
			return FND_FAULT_NONE;
		}
		line = &s->lines[s->next_line];
		if (line->is_moving && line->is_uncertain)
			return move_runs(s, line);
		s->next_line++;
	}
	return FND_FAULT_NONE;
}

/*
 * The end of a month
 */

/*
 * Cash is summed up in halves of 32 bits, as unsigned figures 2^63 higher
 * than they are, which so many cannot bring to overflow.
 */
static void
close_narrow(fnd_simulation *s, int32_t first, int32_t count)
{
	int64_t	   *cash = s->cash + first;
	uint8_t	   *is_below = s->is_below + first;
	int64_t		exact_sum = (int64_t) fnd_i128_lo(s->exact_sum);
	int64_t		floor = (int64_t) fnd_i128_lo(s->plan.floor);
	uint64_t	high = 0;
	uint64_t	low = 0;
	int32_t		below_count = 0;
	fnd_i128	sum;

	for (int32_t i = 0; i < count; i++)
	{
		int64_t		closing = cash[i] + exact_sum;
		uint64_t	raised = (uint64_t) closing ^ (UINT64_C(1) << 63);

		cash[i] = closing;
		low += (uint32_t) raised;
		high += raised >> 32;
		is_below[i] |= closing < floor;
		below_count += is_below[i];
	}
	s->below_count += below_count;
	(void) fnd_i128_mul_i64(
		fnd_i128_from_i64((int64_t) high - ((int64_t) count << 31)),
		INT64_C(1) << 32, &sum);
	(void) fnd_i128_add(sum, fnd_i128_from_i64((int64_t) low), &sum);
	fnd_s256_add_i128(&s->total, sum, 0);
}

static bool
close_wide(fnd_simulation *s, int32_t first, int32_t count)
{
	for (int32_t i = first; i < first + count; i++)
	{
		if (!fnd_i128_add(s->wide_cash[i], s->exact_sum, &s->wide_cash[i]))
			return false;
		s->is_below[i] |= fnd_i128_compare(s->wide_cash[i], s->plan.floor) < 0;
		s->below_count += s->is_below[i];
		fnd_s256_add_i128(&s->total, s->wide_cash[i], 0);
	}
	return true;
}

static fnd_fault
close_runs(fnd_simulation *s)
{
	int32_t		first;
	int32_t		count;

	if (s->next_run == 0)
		s->below_count = 0;
	count = take_runs(s, &first);
	if (!s->is_wide)
		close_narrow(s, first, count);
	else if (!close_wide(s, first, count))
	{
		s->fault_line = -1;
		return FND_FAULT_RANGE_MONTH;
	}
	if (s->next_run != 0)
		return FND_FAULT_NONE;

	s->phase = FND_SIMULATION_SELECT;
	if (s->is_wide)
		fnd_wide_percentiles_init(&s->percentiles, s->wide_cash, s->cash,
								  s->scratch, s->runs);
	else
		fnd_percentiles_init(&s->percentiles.narrow, s->cash, s->scratch,
							 s->runs);
	return FND_FAULT_NONE;
}

/* The mean lies between the figures, so it fits. */
static fnd_i128
mean_of(const fnd_simulation *s)
{
	fnd_u256	magnitude = s->total;
	fnd_u256	runs = fnd_u256_from_u64((uint64_t) s->runs);
	bool		is_negative = fnd_s256_is_negative(&magnitude);
	fnd_i128	mean = fnd_i128_zero();

	if (is_negative)
		fnd_s256_negate(&magnitude);
	fnd_u256_divide_round(&magnitude, &runs, is_negative, FND_ROUND_HALF_EVEN,
						  &magnitude, NULL);
	(void) fnd_u256_to_i128(&magnitude, is_negative, &mean);
	return mean;
}

/* count / runs, rounded half-even to FND_PROBABILITY_SCALE decimals. */
static int64_t
share_of(int32_t count, int32_t runs)
{
	int64_t		numerator = count * PROBABILITY_UNIT;
	int64_t		result = numerator / runs;
	int64_t		twice = numerator % runs * 2;

	if (twice > runs || (twice == runs && (result & 1) != 0))
		result++;
	return result;
}

/* True at the end: the row is made. */
static bool
select_percentiles(fnd_simulation *s)
{
	fnd_simulation_row *row = &s->row;

	if (s->is_wide)
	{
		if (!fnd_wide_percentiles_step(&s->percentiles))
			return false;
		for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
			row->percentile[i] = s->percentiles.result[i];
	}
	else
	{
		if (!fnd_percentiles_step(&s->percentiles.narrow))
			return false;
		for (int i = 0; i < FND_PERCENTILES_COUNT; i++)
			row->percentile[i] = fnd_i128_from_i64(
				s->percentiles.narrow.result[i]);
	}
	row->mean = mean_of(s);
	row->cash_out = share_of(s->below_count, s->runs);
	return true;
}

/*
 * From 64 bits to 128: the same cash.
 */
void
fnd_simulation_widen(fnd_simulation *simulation, fnd_i128 *wide_cash)
{
	simulation->wide_cash = wide_cash;
	simulation->is_wide = true;
	if (simulation->phase == FND_SIMULATION_MOVE)
		simulation->phase = FND_SIMULATION_COPY;
}

static void
copy_runs(fnd_simulation *s)
{
	int32_t		first;
	int32_t		count = take_runs(s, &first);

	for (int32_t i = first; i < first + count; i++)
		s->wide_cash[i] = fnd_i128_from_i64(s->cash[i]);
	if (s->next_run == 0)
		s->phase = FND_SIMULATION_MOVE;
}

/*
 * Steps
 */
static void
next_month(fnd_simulation *s)
{
	s->month++;
	s->phase = s->month == s->plan.months_count ? FND_SIMULATION_END :
												  FND_SIMULATION_BANDS;
}

static void
prepare_shocks(fnd_simulation *s)
{
	for (int i = 0; i < FND_STEP_LINES; i++)
	{
		fnd_simulation_line *line;

		if (s->next_line == s->plan.lines_count)
		{
			s->next_line = 0;
			s->phase = FND_SIMULATION_OPENING;
			return;
		}
		line = &s->lines[s->next_line++];
		if (line->has_shock && line->shock_index == s->shocks_ready)
		{
			fnd_shock_init(&s->shocks[line->shock_index], &line->volatility);
			s->shocks_ready++;
			return;
		}
	}
}

fnd_simulation_step_result
fnd_simulation_step(fnd_simulation *simulation, fnd_fault *fault)
{
	fnd_simulation *s = simulation;

	*fault = FND_FAULT_NONE;
	switch (s->phase)
	{
		case FND_SIMULATION_SHOCKS:
			prepare_shocks(s);
			break;

		case FND_SIMULATION_OPENING:
			if (s->is_wide && s->wide_cash == NULL)
				return FND_SIMULATION_WIDEN;
			if (!open_runs(s))
				*fault = FND_FAULT_RANGE_OPENING;
			else if (s->next_run == 0)
				s->phase = FND_SIMULATION_DRAW;
			break;

		case FND_SIMULATION_DRAW:
			draw_lines(s);
			break;

		case FND_SIMULATION_BANDS:
			*fault = find_bands(s);
			if (s->phase == FND_SIMULATION_MOVE && !s->is_wide &&
				s->bound >= FND_NARROW_MAX)
				return FND_SIMULATION_WIDEN;
			break;

		case FND_SIMULATION_COPY:
			copy_runs(s);
			break;

		case FND_SIMULATION_MOVE:
			*fault = move_lines(s);
			break;

		case FND_SIMULATION_CLOSE:
			*fault = close_runs(s);
			break;

		case FND_SIMULATION_SELECT:
			if (select_percentiles(s))
			{
				next_month(s);
				return FND_SIMULATION_ROW;
			}
			break;

		case FND_SIMULATION_END:
			return FND_SIMULATION_DONE;
	}
	return *fault == FND_FAULT_NONE ? FND_SIMULATION_MORE :
									  FND_SIMULATION_FAULT;
}
