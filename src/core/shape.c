/*-------------------------------------------------------------------------
 *
 * shape.c
 *	  Where between its bounds a drawn amount lies.
 *
 * Uniform and triangular quantiles are inverted exactly.  PERT is the
 * distribution Beta(a, b) with a = 1 + 4m and b = 5 - 4m, whose quantile has
 * no closed form: it is computed once at each probability of a grid, with
 *
 *	  F(x) = x^a (1 - x)^b / (a B(a, b)) * S(a, x),
 *	  S(a, x) = 1 + 6 / (a + 1) x (1 + 7 / (a + 2) x (1 + 8 / (a + 3) x ...))
 *
 * (M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 26.5.4
 * with a + b = 6) for x up to 1/2 and with 1 - F of the mirrored one above,
 * all in logarithms to base 2.  A draw is a parabola between two points of
 * the grid.  See doc/simulation.md, "Imprecise amounts".
 *
 *-------------------------------------------------------------------------
 */
#include "shape.h"

#include <string.h>

/*
 * Fixed point of what follows: parameters, slopes and logarithms at 56 bits,
 * positions as fractions of 2^64, values of S at 57.
 */
#define ONE_56 (INT64_C(1) << 56)
#define SERIES_BITS 57

/* Of terms 6 to 69 and x up to 1/2 the rest is below 2^-46 of the sum. */
#define SERIES_TERMS 64

typedef struct series
{
	uint64_t	a;				/* at 56 bits, 1 to 5 */
	uint64_t	b;
	uint64_t	ratio[SERIES_TERMS]; /* (6 + n) / (a + 1 + n) at 61 bits */
} series;

/* Beta(a, b): S for it and for its mirror image, and log2 of B(a, b). */
typedef struct beta
{
	series		side[2];
	int64_t		scale;
} beta;

static const char *const distribution_names[] = { "uniform", "triangular",
												  "pert" };

const char *
fnd_distribution_name(int distribution)
{
	if (distribution < 0 || distribution >= FND_DISTRIBUTION_UNKNOWN)
		return NULL;
	return distribution_names[distribution];
}

int
fnd_distribution_from_name(const char *name, size_t length)
{
	for (int i = 0; i < FND_DISTRIBUTION_UNKNOWN; i++)
	{
		if (strlen(distribution_names[i]) == length &&
			memcmp(distribution_names[i], name, length) == 0)
			return i;
	}
	return FND_DISTRIBUTION_UNKNOWN;
}

/* log2 of value / 2^bits; the caller owes a value above 0. */
static int64_t
logarithm(uint64_t value, int bits)
{
	int			highest = fnd_u64_highest_bit(value);

	return (int64_t) (fnd_fixed_log2(value << (63 - highest)) >> 7) +
		(highest - bits) * ONE_56;
}

/* 2^exponent as a fraction of 2^64; the caller owes an exponent below 0. */
static uint64_t
power(int64_t exponent)
{
	uint64_t	distance = (uint64_t) -exponent; /* above 0 */
	uint64_t	whole = (distance + ONE_56 - 1) >> 56;
	uint64_t	mantissa;

	/* 2^-whole times what is at least 1; the least x is near 2^-44 */
	if (whole > 64)
		return 0;
	mantissa = fnd_fixed_exp2(((whole << 56) - distance) << 8);
	return mantissa >> (whole - 1);
}

/* a * b at 56 bits, toward zero; no product here reaches 2^63. */
static int64_t
multiply(int64_t a, int64_t b)
{
	bool		is_negative = (a < 0) != (b < 0);
	uint64_t	high;
	uint64_t	low = fnd_u64_multiply(a < 0 ? (uint64_t) -a : (uint64_t) a,
									b < 0 ? (uint64_t) -b : (uint64_t) b,
									&high);
	int64_t		product = (int64_t) (high << 8 | low >> 56);

	return is_negative ? -product : product;
}

/* a / b at 56 bits; the caller owes b > 0 and a quotient below 128. */
static int64_t
divide(int64_t a, int64_t b)
{
	uint64_t	magnitude = a < 0 ? (uint64_t) -a : (uint64_t) a;
	int64_t		quotient = (int64_t) fnd_fixed_divide(
		magnitude >> 8, magnitude << 56, (uint64_t) b);

	return a < 0 ? -quotient : quotient;
}

static void
series_init(series *of, uint64_t a)
{
	of->a = a;
	of->b = UINT64_C(6) * ONE_56 - a;
	for (int n = 0; n < SERIES_TERMS; n++)
	{
		/* both at 56 bits; 6 + n of them are at most 69 */
		uint64_t	numerator = (uint64_t) (6 + n) << 56;

		of->ratio[n] = fnd_fixed_divide(numerator >> 3, numerator << 61,
										a + ((uint64_t) (1 + n) << 56));
	}
}

/* S(a, x) at SERIES_BITS, for x up to 1/2: 1 to 2^5. */
static uint64_t
series_value(const series *of, uint64_t x)
{
	uint64_t	value = UINT64_C(1) << SERIES_BITS;
	int			highest = x == 0 ? 0 : fnd_u64_highest_bit(x);
	int			terms = 80 / (64 - highest) + 8;

	/* x < 2^(highest - 63): enough terms for 2^-46 */
	if (highest >= 62 || terms > SERIES_TERMS)
		terms = SERIES_TERMS;
	for (int n = terms - 1; n >= 0; n--)
	{
		/* a ratio of at most 3 by a half */
		uint64_t	factor = fnd_u64_multiply_high(of->ratio[n], x);

		value = (UINT64_C(1) << SERIES_BITS) +
			(fnd_u64_multiply_high(factor, value) << 3);
	}
	return value;
}

/*
 * log2 of B(a, b) F(x), for x from 2^-64 to 1/2; and the slope of the
 * logarithm of F by that of x, a / ((1 - x) S).
 */
static int64_t
integral(const series *of, uint64_t x, int64_t log_x, int64_t *slope)
{
	uint64_t	value = series_value(of, x);

	*slope = divide((int64_t) of->a,
					(int64_t) fnd_u64_multiply_high(0 - x, value) >> 1);
	return multiply((int64_t) of->a, log_x) +
		multiply((int64_t) of->b, logarithm(0 - x, 64)) +
		logarithm(value, SERIES_BITS) - logarithm(of->a, 56);
}

static void
beta_init(beta *of, uint64_t mode)
{
	uint64_t	a = ONE_56 + (mode >> (FND_UNIT_BITS - 58));
	uint64_t	half = UINT64_C(1) << 63;
	int64_t		sum = 0;

	series_init(&of->side[0], a);
	series_init(&of->side[1], UINT64_C(6) * ONE_56 - a);

	/* both halves of the integral, 2^-6 S(1/2) / a each */
	for (int i = 0; i < 2; i++)
		sum += divide((int64_t) (series_value(&of->side[i], half) >> 1),
					  (int64_t) of->side[i].a);
	of->scale = logarithm((uint64_t) sum, 56) - 6 * ONE_56;
}

/* log2 of F at x = 2^log_x, and the slope of the logarithms. */
static int64_t
distribution(const beta *of, int side, int64_t log_x, int64_t *slope)
{
	uint64_t	x = power(log_x);
	uint64_t	above;
	uint64_t	below;

	if (x <= UINT64_C(1) << 63)
		return integral(&of->side[side], x, log_x, slope) - of->scale;

	/* the rest is what the mirror image has below 1 - x */
	above = power(
		integral(&of->side[1 - side], 0 - x, logarithm(0 - x, 64), slope) -
		of->scale);
	below = 0 - above;

	/* density * x / F from density * (1 - x) / (1 - F) */
	*slope = multiply(
		*slope, divide((int64_t) (above >> 8), (int64_t) ((0 - x) >> 8)));
	*slope = multiply(*slope,
					  divide((int64_t) (x >> 8), (int64_t) (below >> 8)));
	return logarithm(below, 64);
}

/*
 * The quantiles of one half.  From one point of the grid to the next a
 * parabola leads near, and one step of Newton's method then to within 2^-40
 * of the quantile: in logarithms both are nearly straight.
 */
static void
half_init(const beta *of, int side, fnd_shape_cell *cell)
{
	const uint64_t cells = 1 << FND_SHAPE_CELL_BITS;
	int64_t		a = (int64_t) of->side[side].a;
	int64_t		log_p = -(FND_SHAPE_OCTAVES + 1) * ONE_56;
	int64_t		log_x;
	int64_t		slope;
	int64_t		inverse = 0;
	int64_t		before = 0;
	int64_t		delta = 0;

	/* x^a / (a B(a, b)) is F near 0 */
	log_x = divide(log_p + of->scale + logarithm((uint64_t) a, 56), a);
	for (int i = 0; i < 8; i++)
	{
		delta = log_p - distribution(of, side, log_x, &slope);
		log_x += divide(delta, slope);
	}

	for (int i = 0; i <= FND_SHAPE_CELLS; i++)
	{
		uint64_t	place = cells + (uint64_t) i % cells;
		int64_t		next = (i / (int) cells - FND_SHAPE_OCTAVES - 1) * ONE_56 +
			logarithm(place, FND_SHAPE_CELL_BITS);
		int64_t		step;

		if (i > 0)
		{
			log_x += multiply(next - log_p, inverse + (inverse - before) / 2);
			log_p = next;
		}
		delta = log_p - distribution(of, side, log_x, &slope);
		log_x += divide(delta, slope);
		before = i == 0 ? divide(ONE_56, slope) : inverse;
		inverse = divide(ONE_56, slope);
		cell[i].position = (power(log_x) + 2) >> 2;

		/* the slope by p, over the width of a cell: a place-th part of p */
		step = (int64_t) fnd_u64_multiply_high(cell[i].position,
											   (uint64_t) inverse << 4)
			<< 4;
		cell[i].bend = step / (int64_t) place;
		if (i > 0)
		{
			/* the last place of an octave is the first of the next */
			uint64_t	end = place == cells ? 2 * cells : place;

			/*
			 * Half of what the slope gains: about a 32nd of the rise at most,
			 * and half_quantile() needs that it is not above it.  F and 1 - F
			 * are log-concave, so that up to F = 1/2 the slope changes, as a
			 * part of itself, by no more than p does from one end of the cell
			 * to the other: a 16th.
			 */
			cell[i - 1].bend = (step / (int64_t) end - cell[i - 1].bend) / 2;
		}
	}
	cell[FND_SHAPE_CELLS].bend = 0;
}

void
fnd_shape_init(fnd_shape *shape, fnd_distribution distribution, uint64_t mode)
{
	beta		of;

	shape->distribution = distribution;
	shape->mode = mode;
	if (distribution != FND_DISTRIBUTION_PERT)
		return;
	beta_init(&of, mode);
	half_init(&of, 0, shape->half[0]);
	half_init(&of, 1, shape->half[1]);

	/* both halves meet in the median */
	shape->half[1][FND_SHAPE_CELLS].position = FND_UNIT -
		shape->half[0][FND_SHAPE_CELLS].position;
}

/*
 * Of F(x) = x^2 / m below the mode and 1 - (1 - x)^2 / (1 - m) above it.
 */
static uint64_t
triangular_quantile(uint64_t mode, uint64_t random)
{
	uint64_t	high;
	uint64_t	low;

	/* products at 126 bits, roots at 63 */
	if (random >> (64 - FND_UNIT_BITS) < mode)
	{
		low = fnd_u64_multiply(random, mode, &high);
		return fnd_fixed_sqrt(high, low) >> 1;
	}
	low = fnd_u64_multiply(~random, FND_UNIT - mode, &high);
	return FND_UNIT - (fnd_fixed_sqrt(high, low) >> 1);
}

/*
 * A parabola through both ends of a cell, from the end at which it is flat,
 * so that it is a sum of products that all grow.
 */
static uint64_t
half_quantile(const fnd_shape_cell *half, uint64_t position)
{
	const fnd_shape_cell *cell = half;
	uint64_t	fraction;
	uint64_t	rise;
	uint64_t	bend;
	int			octave;
	int			shift;

	if (position >> (63 - FND_SHAPE_OCTAVES) == 0)
		return fnd_u64_multiply_high(half[0].position,
									 position << (1 + FND_SHAPE_OCTAVES));
	octave = fnd_u64_highest_bit(position);
	shift = octave - FND_SHAPE_CELL_BITS;
	cell += (octave - (63 - FND_SHAPE_OCTAVES)) << FND_SHAPE_CELL_BITS;
	cell += (position >> shift) - (1 << FND_SHAPE_CELL_BITS);
	fraction = position << (64 - shift);
	rise = cell[1].position - cell[0].position;
	if (cell->bend >= 0)
	{
		bend = (uint64_t) cell->bend;
		return cell[0].position +
			fnd_u64_multiply_high(fraction,
								  rise - bend +
									  fnd_u64_multiply_high(fraction, bend));
	}
	bend = (uint64_t) -cell->bend;
	fraction = ~fraction;
	return cell[1].position -
		fnd_u64_multiply_high(
			   fraction, rise - bend + fnd_u64_multiply_high(fraction, bend));
}

uint64_t
fnd_shape_quantile(const fnd_shape *shape, uint64_t random)
{
	if (shape->distribution == FND_DISTRIBUTION_UNIFORM)
		return random >> (64 - FND_UNIT_BITS);
	if (shape->distribution == FND_DISTRIBUTION_TRIANGULAR)
		return triangular_quantile(shape->mode, random);
	if (random >> 63 == 0)
		return half_quantile(shape->half[0], random);
	return FND_UNIT - half_quantile(shape->half[1], ~random);
}
