/*
 * fuzz_distribution.c
 *	  From random numbers to amounts and shocks.
 *
 * A larger number never gives a smaller position or shock; positions lie
 * between the bounds, and shocks are not above their greatest.  Figures times
 * a factor are the same in 64 bits and in 128, and within a half of the exact
 * product; a power of a ratio does not depend on how its months are split,
 * but for what is cut off.
 */
#include "plans.h"

#include "../src/core/random.h"
#include "../src/core/shape.h"
#include "../src/core/shock.h"
#include "../src/core/simulation_figure.h"

static fnd_shape shape;
static fnd_shock shock;

static void
look_at_shape(fuzz_input *input, uint8_t form)
{
	uint64_t	mode = fuzz_word(input, 8) % (FND_UNIT + 1);
	uint64_t	random = fuzz_word(input, 8);
	uint64_t	other = (form & 8) != 0 ? random + 1 : fuzz_word(input, 8);
	uint64_t	a;
	uint64_t	b;

	if ((form & 16) != 0)
		mode = (form & 32) != 0 ? 0 : FND_UNIT;
	fnd_shape_init(&shape, (fnd_distribution) (form % 3), mode);
	a = fnd_shape_quantile(&shape, random);
	b = fnd_shape_quantile(&shape, other);
	REQUIRE(a <= FND_UNIT && b <= FND_UNIT);
	REQUIRE(random == other || a == b || (a < b) == (random < other));
}

static void
look_at_shock(fuzz_input *input, uint8_t form)
{
	fnd_decimal	volatility;
	uint64_t	random;
	uint64_t	other;
	uint64_t	a;
	uint64_t	b;

	/* above zero, at most 4 */
	volatility.scale = fuzz_byte(input) % (FND_SCALE_MAX + 1);
	volatility.coefficient = fuzz_coefficient(input, volatility.scale + 1);
	if (fnd_i128_sign(volatility.coefficient) <= 0 ||
		fnd_decimal_compare(volatility.coefficient, volatility.scale,
							fnd_i128_from_i64(FND_VOLATILITY_MAX), 0) > 0)
		return;
	fnd_shock_init(&shock, &volatility);
	REQUIRE(fnd_shock_max(&shock) < UINT64_C(1) << 63);
	for (int i = 0; i < 4; i++)
	{
		random = fuzz_word(input, 8);
		other = (form & 8) != 0 ? random + 1 : fuzz_word(input, 8);
		a = fnd_shock_quantile(&shock, random);
		b = fnd_shock_quantile(&shock, other);
		REQUIRE(a <= fnd_shock_max(&shock) && b <= fnd_shock_max(&shock));
		REQUIRE(random == other || a == b || (a < b) == (random < other));
	}
}

/* |2 (result * 2^shift - figure * factor)| <= 2^shift, and even if equal */
static void
require_product(fnd_i128 figure, uint64_t factor, int shift, fnd_i128 result)
{
	fnd_u256	product = fnd_u256_magnitude(figure);
	fnd_u256	other = fnd_u256_from_u64(factor);
	fnd_u256	back = fnd_u256_magnitude(result);
	fnd_u256	unit = { { 0, 0, 0, 0 } };

	if (shift < 0 || shift > 126)
		return;
	unit.word[shift / 64] = UINT64_C(1) << (shift % 64);
	REQUIRE(fnd_u256_mul(&product, &other, &product));
	REQUIRE(fnd_u256_mul(&back, &unit, &back));
	if (fnd_u256_compare(&back, &product) < 0)
	{
		other = back;
		back = product;
		product = other;
	}
	fnd_u256_sub(&back, &product, &back);
	REQUIRE(fnd_u256_mul_u64(&back, 2, &back));
	REQUIRE(fnd_u256_compare(&back, &unit) <= 0);
	if (fnd_u256_compare(&back, &unit) == 0)
		REQUIRE((fnd_i128_lo(result) & 1) == 0);
}

static void
look_at_figure(fuzz_input *input)
{
	fnd_i128	figure = fuzz_coefficient(input, 37);
	uint64_t	factor = fuzz_word(input, 8);
	int			shift = (int8_t) fuzz_byte(input);
	uint64_t	mantissa = FND_POWER_ONE | factor >> 3;
	int			exponent = fuzz_i16(input);
	fnd_i128	result;
	fnd_i128	grown;

	if (fnd_wide_scale(figure, factor, shift, &result))
		require_product(figure, factor, shift, result);
	if (!fnd_wide_scale(figure, mantissa, FND_POWER_BITS - exponent, &grown))
		return;
	require_product(figure, mantissa, FND_POWER_BITS - exponent, grown);
	if (fnd_i128_hi(figure) == 0 && fnd_i128_lo(figure) < FND_NARROW_MAX &&
		fnd_i128_hi(grown) == 0 && fnd_i128_lo(grown) < FND_NARROW_MAX)
		REQUIRE(fnd_narrow_grow(fnd_i128_lo(figure), mantissa, exponent) ==
				fnd_i128_lo(grown));
}

static void
look_at_power(fuzz_input *input)
{
	uint64_t	spread = fuzz_word(input, 8);
	uint64_t	position = fuzz_word(input, 8) % (FND_UNIT + 1);
	uint64_t	ratio = fnd_growth_ratio(spread, position);
	int			first = fuzz_byte(input);
	int			second = fuzz_byte(input);
	uint64_t	mantissa[2] = { FND_POWER_ONE, FND_POWER_ONE };
	int16_t		exponent[2] = { 0, 0 };

	if (position > FND_UNIT / 2)
		REQUIRE(ratio >= FND_RATIO_ONE);
	else
		REQUIRE(ratio <= FND_RATIO_ONE);
	fnd_power_advance(ratio, first, &mantissa[0], &exponent[0]);
	REQUIRE(mantissa[0] == 0 || mantissa[0] >> FND_POWER_BITS == 1);
	fnd_power_advance(ratio, second, &mantissa[0], &exponent[0]);
	fnd_power_advance(ratio, first + second, &mantissa[1], &exponent[1]);
	REQUIRE(mantissa[0] == mantissa[1] && exponent[0] == exponent[1]);
}

static void
look_at_fraction(fuzz_input *input)
{
	fnd_u256	numerator = fnd_u256_magnitude(fuzz_coefficient(input, 38));
	fnd_u256	denominator = fnd_u256_magnitude(fuzz_coefficient(input, 38));
	fnd_u256	product;
	fnd_u256	one = fnd_u256_from_u64(1);
	fnd_u256	other;
	uint64_t	fraction;

	if (fnd_u256_compare(&numerator, &denominator) >= 0)
		return;

	/* fraction * denominator <= 2^64 * numerator < (fraction + 1) * ... */
	fraction = fnd_fraction(&numerator, &denominator);
	other = fnd_u256_from_u64(0);
	other.word[1] = 1;
	REQUIRE(fnd_u256_mul(&numerator, &other, &numerator));
	other = fnd_u256_from_u64(fraction);
	REQUIRE(fnd_u256_mul(&denominator, &other, &product));
	REQUIRE(fnd_u256_compare(&product, &numerator) <= 0);
	REQUIRE(fnd_u256_add(&other, &one, &other));
	REQUIRE(fnd_u256_mul(&denominator, &other, &product));
	REQUIRE(fnd_u256_compare(&product, &numerator) > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		form = fuzz_byte(&input);

	switch (form >> 6)
	{
		case 0:
			look_at_shape(&input, form);
			break;
		case 1:
			look_at_shock(&input, form);
			break;
		default:
			look_at_figure(&input);
			look_at_power(&input);
			look_at_fraction(&input);
			break;
	}
	return 0;
}
