/*-------------------------------------------------------------------------
 *
 * simulation.c
 *	  A plan drawn at random many times: the plan made ready.
 *
 * What lives elsewhere: the runs (simulation_runs.c), and the arithmetic of
 * one figure (simulation_figure.h).  The rules are in doc/simulation.md.
 *
 *-------------------------------------------------------------------------
 */
#include "simulation.h"

#include "simulation_figure.h"

/* The second word of every key: "funding1", so that seeds are ours alone. */
#define SIMULATION_KEY UINT64_C(0x66756E64696E6731)

fnd_fault
fnd_runs_check(bool has_runs, int32_t runs)
{
	if (!has_runs)
		return FND_FAULT_RUNS_NULL;
	if (runs < 1)
		return FND_FAULT_RUNS_LOW;
	if (runs > FND_RUNS_MAX)
		return FND_FAULT_RUNS_LIMIT;
	return FND_FAULT_NONE;
}

/* upper - lower, which are in order. */
static fnd_u256
distance_between(fnd_i128 lower, fnd_i128 upper)
{
	fnd_i128	distance;

	/* 29 digits each: far from 127 bits */
	(void) fnd_i128_sub(upper, lower, &distance);
	return fnd_u256_magnitude(distance);
}

/*
 * How a band is drawn: where in it the written figure lies, or uniformly
 * where none is written.  False where there is nothing to draw.
 */
static bool
find_mode(const fnd_band *band, fnd_distribution wanted,
		  fnd_distribution *distribution, uint64_t *mode)
{
	fnd_u256	width;
	fnd_u256	part;

	*distribution = wanted;
	*mode = FND_UNIT / 2;
	if (fnd_i128_compare(band->lower, band->upper) >= 0)
		return false;
	if ((band->bounds & FND_POINT_UNKNOWN) != 0)
	{
		*distribution = FND_DISTRIBUTION_UNIFORM;
		return true;
	}
	width = distance_between(band->lower, band->upper);
	part = distance_between(band->lower, band->point);
	if (fnd_u256_compare(&part, &width) >= 0)
		*mode = FND_UNIT;
	else
		*mode = fnd_fraction(&part, &width) >> (64 - FND_UNIT_BITS);
	return true;
}

fnd_fault
fnd_simulation_init(fnd_simulation *simulation, const fnd_estimate *opening,
					const fnd_amount *floor, const fnd_month *from,
					int32_t months_count, int32_t runs, uint64_t seed,
					fnd_distribution distribution)
{
	const fnd_band *cash = &simulation->plan.opening;
	fnd_fault	fault = fnd_plan_init(&simulation->plan, opening, floor, from,
									months_count);

	if (fault != FND_FAULT_NONE)
		return fault;
	simulation->runs = runs;
	simulation->key.word[0] = seed;
	simulation->key.word[1] = SIMULATION_KEY;
	simulation->distribution = distribution;
	simulation->is_wide = false;
	simulation->shocks_count = 0;
	simulation->amounts_count = 0;
	simulation->growths_count = 0;
	simulation->fault_line = -1;
	if (opening != NULL &&
		(cash->bounds & (FND_LOWER_INFINITE | FND_UPPER_INFINITE)) != 0)
		return FND_FAULT_OPENING_UNBOUNDED;
	simulation->has_opening_range = opening != NULL &&
		find_mode(cash, distribution, &simulation->opening_distribution,
				  &simulation->opening_mode);
	return FND_FAULT_NONE;
}

/*
 * Lines
 */

/* probability as a fraction of 2^64: the line happens below it. */
static void
init_chance(const fnd_number *probability, fnd_simulation_line *line)
{
	fnd_u256	numerator;
	fnd_u256	denominator = fnd_u256_from_u64(1);

	line->has_chance = false;
	line->never_happens = false;
	if (!probability->is_given)
		return;
	line->never_happens = fnd_i128_is_zero(probability->value.coefficient);
	if (line->never_happens)
		return;

	/* a scale below zero would be ten or more; fnd_line_check() saw to that */
	numerator = fnd_u256_magnitude(probability->value.coefficient);
	if (probability->value.scale > FND_POW10_U256_MAX ||
		!fnd_u256_mul_pow10(&denominator, probability->value.scale,
							&denominator))
		line->never_happens = true;
	else if (fnd_u256_compare(&numerator, &denominator) < 0)
	{
		line->has_chance = true;
		line->chance = fnd_fraction(&numerator, &denominator);
	}
}

/*
 * growth_spread / (1 + growth) as a fraction of 2^64.  A quotient of one and
 * more would let growth be -1.
 */
static fnd_fault
init_spread(const fnd_line *facts, const fnd_month *from,
			fnd_simulation_line *line)
{
	const fnd_number *spread = &facts->growth_spread;
	fnd_decimal	factor = { fnd_i128_from_i64(1), 0 };
	fnd_u256	numerator;
	fnd_u256	denominator;
	int			exponent;

	line->has_spread = false;
	if (!spread->is_given || fnd_i128_is_zero(spread->value.coefficient))
		return FND_FAULT_NONE;
	if (facts->growth.is_given)
		(void) fnd_growth_factor(&facts->growth.value, &factor);

	/* 38 digits over 28; what does not fit in 256 bits is out of either end */
	numerator = fnd_u256_magnitude(spread->value.coefficient);
	denominator = fnd_u256_magnitude(factor.coefficient);
	exponent = spread->value.scale - factor.scale;
	if (exponent >= 0)
	{
		if (exponent > FND_POW10_U256_MAX ||
			!fnd_u256_mul_pow10(&denominator, exponent, &denominator))
			return FND_FAULT_NONE;
	}
	else if (-exponent > FND_POW10_U256_MAX ||
			 !fnd_u256_mul_pow10(&numerator, -exponent, &numerator))
		return FND_FAULT_SPREAD_TOO_WIDE;
	if (fnd_u256_compare(&numerator, &denominator) >= 0)
		return FND_FAULT_SPREAD_TOO_WIDE;

	/* growth does not touch the first month, which may be the only one */
	if (line->schedule.first_month == line->schedule.last_month)
		return FND_FAULT_NONE;
	if (line->schedule.last_month >= from->index &&
		line->schedule.first_month < from->index - FND_GROWTH_BEFORE_MAX)
		return FND_FAULT_GROWTH_SPAN;
	line->spread = fnd_fraction(&numerator, &denominator);
	line->has_spread = true;
	line->ratio_max = fnd_growth_ratio(line->spread, FND_UNIT);
	line->power_max = FND_POWER_ONE;
	line->exponent_max = 0;
	line->power_months = 0;
	return FND_FAULT_NONE;
}

static bool
is_same_decimal(const fnd_decimal *a, const fnd_decimal *b)
{
	return a->scale == b->scale &&
		fnd_i128_compare(a->coefficient, b->coefficient) == 0;
}

/* At most FND_VOLATILITY_MAX? */
static bool
is_allowed(const fnd_decimal *volatility)
{
	fnd_u256	number = fnd_u256_magnitude(volatility->coefficient);
	fnd_u256	limit = fnd_u256_from_u64(FND_VOLATILITY_MAX);

	/* 38 digits of which as many stand behind the point are below one */
	if (volatility->scale > FND_POW10_I128_MAX)
		return true;
	if (volatility->scale < 0)
		return false;
	(void) fnd_u256_mul_pow10(&limit, volatility->scale, &limit);
	return fnd_u256_compare(&number, &limit) <= 0;
}

/* A table of shocks for the line: its own, or one that is there already. */
static fnd_fault
init_shock(fnd_simulation *simulation, const fnd_number *volatility,
		   fnd_simulation_line *line)
{
	int32_t		count = simulation->shocks_count;
	int32_t		first = count > FND_SHOCKS_SHARED ? count - FND_SHOCKS_SHARED : 0;

	line->has_shock = volatility->is_given &&
		!fnd_i128_is_zero(volatility->value.coefficient);
	if (!line->has_shock)
		return FND_FAULT_NONE;
	if (!is_allowed(&volatility->value))
		return FND_FAULT_VOLATILITY_LIMIT;
	line->volatility = volatility->value;
	for (int32_t i = first; i < count; i++)
	{
		if (is_same_decimal(&simulation->volatilities[i % FND_SHOCKS_SHARED],
							&line->volatility))
		{
			line->shock_index = i;
			return FND_FAULT_NONE;
		}
	}
	simulation->volatilities[count % FND_SHOCKS_SHARED] = line->volatility;
	line->shock_index = count;
	simulation->shocks_count++;
	return FND_FAULT_NONE;
}

fnd_fault
fnd_simulation_add_line(fnd_simulation *simulation, const fnd_line *line,
						fnd_simulation_line *lines)
{
	const fnd_plan *plan = &simulation->plan;
	fnd_simulation_line *out = &lines[plan->lines_count];
	fnd_band	band;
	fnd_fault	fault;
	int			scale;

	fault = fnd_plan_add_line(&simulation->plan, line, &out->schedule);
	if (fault != FND_FAULT_NONE)
		return fault;
	fnd_band_from_estimate(&line->amount, &band, &scale);
	if ((band.bounds & FND_UPPER_INFINITE) != 0)
		return FND_FAULT_AMOUNT_UNBOUNDED;
	out->is_imprecise = find_mode(&band, simulation->distribution,
								  &out->distribution, &out->mode);
	init_chance(&line->probability, out);
	fault = init_spread(line, &plan->from, out);
	if (fault == FND_FAULT_NONE)
		fault = init_shock(simulation, &line->volatility, out);
	if (fault != FND_FAULT_NONE)
		return fault;
	out->is_uncertain = out->is_imprecise || out->has_chance ||
		out->has_spread || out->has_shock;
	simulation->amounts_count += out->is_imprecise;
	simulation->growths_count += out->has_spread;
	return FND_FAULT_NONE;
}

/*
 * Room
 */

/* So many bytes, so that what follows begins at a word. */
static uint64_t
words(uint64_t bytes)
{
	return (bytes + 7) & ~UINT64_C(7);
}

fnd_fault
fnd_simulation_settle(fnd_simulation *simulation, fnd_simulation_line *lines)
{
	fnd_plan   *plan = &simulation->plan;
	uint64_t	runs = (uint64_t) simulation->runs;
	uint64_t	amounts = (uint64_t) simulation->amounts_count;
	uint64_t	growths = (uint64_t) simulation->growths_count;
	fnd_fault	fault = fnd_plan_settle(plan);

	if (fault != FND_FAULT_NONE)
		return fault;
	for (int32_t i = 0; i < plan->lines_count; i++)
		fnd_schedule_rescale(&lines[i].schedule, plan->scale);
	simulation->lines = lines;
	simulation->run_bytes = FND_RUN_BYTES + amounts * FND_RUN_AMOUNT_BYTES +
		growths * FND_RUN_GROWTH_BYTES;
	simulation->shock_bytes = words((uint64_t) simulation->shocks_count *
									sizeof(fnd_shock));
	if (simulation->shock_bytes + simulation->run_bytes * runs >
		FND_SIMULATION_BYTES_MAX)
		return FND_FAULT_RUNS_MEMORY;
	simulation->room_bytes = simulation->shock_bytes +
		runs * 8 * (2 + amounts + 2 * growths) + words(runs * 2) * growths +
		words(runs);
	return FND_FAULT_NONE;
}

static void *
take(unsigned char **room, uint64_t bytes)
{
	void	   *result = *room;

	*room += words(bytes);
	return result;
}

/* The greatest of a magnitude so far; at least FND_NARROW_MAX: too wide. */
static uint64_t
magnitude_bound(fnd_i128 value, uint64_t bound)
{
	fnd_u256	magnitude = fnd_u256_magnitude(value);
	fnd_u256	limit = fnd_u256_from_u64(FND_NARROW_MAX);

	if (fnd_u256_compare(&magnitude, &limit) >= 0)
		return FND_NARROW_MAX;
	return magnitude.word[0] > bound ? magnitude.word[0] : bound;
}

void
fnd_simulation_begin(fnd_simulation *simulation, void *room)
{
	const fnd_plan *plan = &simulation->plan;
	unsigned char *next = (unsigned char *) room;
	uint64_t	runs = (uint64_t) simulation->runs;

	simulation->shocks = (fnd_shock *) take(
		&next, (uint64_t) simulation->shocks_count * sizeof(fnd_shock));
	simulation->cash = (int64_t *) take(&next, runs * 8);
	simulation->scratch = (int64_t *) take(&next, runs * 8);
	for (int32_t i = 0; i < plan->lines_count; i++)
	{
		fnd_simulation_line *line = &simulation->lines[i];

		if (line->is_imprecise)
			line->position = (uint64_t *) take(&next, runs * 8);
		if (line->has_spread)
		{
			line->ratio = (uint64_t *) take(&next, runs * 8);
			line->power = (uint64_t *) take(&next, runs * 8);
			line->exponent = (int16_t *) take(&next, runs * 2);
		}
	}
	simulation->is_below = (uint8_t *) take(&next, runs);

	simulation->bound = magnitude_bound(plan->floor, 0);
	simulation->bound = magnitude_bound(plan->opening.lower,
										simulation->bound);
	simulation->bound = magnitude_bound(plan->opening.upper,
										simulation->bound);
	if (simulation->bound >= FND_NARROW_MAX)
		simulation->is_wide = true;
	simulation->phase = FND_SIMULATION_SHOCKS;
	simulation->row.month = plan->from;
	simulation->month = 0;
	simulation->next_line = 0;
	simulation->next_run = 0;
	simulation->is_growth_next = false;
	simulation->shocks_ready = 0;
	simulation->wide_cash = NULL;
	simulation->below_count = 0;
}
