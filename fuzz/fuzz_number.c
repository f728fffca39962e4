/*
 * fuzz_number.c
 *	  The digits of a numeric, which every factor, weight and rate comes from.
 *
 * Base-10000 digits are read exactly or have over 38 digits, and what is read
 * is written as the same digits.  Rounded to 28 digits they are within a unit
 * on the side that the mode names, and exact where it says so.  Division of
 * 256 bits gives back its numerator; roots, powers and logarithms in fixed
 * point keep what they promise.
 */
#include "plans.h"

#include "../src/core/fixed.h"

#define DIGITS_MAX 40

static int16_t digits[DIGITS_MAX];

/* The digits without zeros at their ends. */
static void
trim(const int16_t **digit, int *count, int *weight)
{
	while (*count > 0 && (*digit)[0] == 0)
	{
		(*digit)++;
		(*count)--;
		(*weight)--;
	}
	while (*count > 0 && (*digit)[*count - 1] == 0)
		(*count)--;
}

static void
require_exact(const int16_t *digit, int count, int weight, bool is_negative)
{
	fnd_decimal	number;
	fnd_nbase	again;
	fnd_u256	magnitude;
	fnd_i128	tenth;
	fnd_status	status = fnd_decimal_from_nbase(digit, count, weight,
											   is_negative, &number);

	trim(&digit, &count, &weight);
	REQUIRE(status == FND_OK || status == FND_ERR_SCALAR_DIGITS);
	if (status != FND_OK)
	{
		/* 9 base-10000 digits have 36 at most, 11 have 41 at least */
		REQUIRE(count > 9);
		return;
	}
	REQUIRE(count <= 11);
	magnitude = fnd_u256_magnitude(number.coefficient);
	REQUIRE(fnd_u256_digits(&magnitude) <= FND_SCALAR_DIGITS_MAX);
	if (count == 0)
		REQUIRE(fnd_i128_is_zero(number.coefficient) && number.scale == 0);
	else
	{
		REQUIRE(fnd_i128_sign(number.coefficient) == (is_negative ? -1 : 1));
		REQUIRE(!fnd_i128_divides_by_ten(number.coefficient, &tenth));
	}
	fnd_nbase_from_u256(&magnitude, number.scale, &again);
	REQUIRE(again.digits_count == count);
	if (count > 0)
		REQUIRE(again.weight == weight);
	for (int i = 0; i < count; i++)
		REQUIRE(again.digit[i] == digit[i]);
}

/* The order of two magnitudes of digits, by place. */
static int
compare_digits(const int16_t *a, int a_count, int a_weight, const int16_t *b,
			   int b_count, int b_weight)
{
	if (a_count == 0 || b_count == 0)
		return (a_count > 0) - (b_count > 0);
	if (a_weight != b_weight)
		return a_weight > b_weight ? 1 : -1;
	for (int i = 0; i < a_count || i < b_count; i++)
	{
		int			x = i < a_count ? a[i] : 0;
		int			y = i < b_count ? b[i] : 0;

		if (x != y)
			return x > y ? 1 : -1;
	}
	return 0;
}

/* Is it less than 10^28, and what is it in units of 10^-28 up or down? */
static void
require_rounded(const int16_t *digit, int count, int weight, bool is_negative,
				fnd_rounding mode)
{
	fnd_decimal	number;
	fnd_nbase	near;
	fnd_u256	magnitude;
	fnd_u256	one = fnd_u256_from_u64(1);
	bool		is_inexact;
	int			order;
	fnd_status	status = fnd_decimal_round_nbase(
		digit, count, weight, is_negative, mode, &number, &is_inexact);

	trim(&digit, &count, &weight);
	REQUIRE(status == FND_OK || status == FND_ERR_RANGE);
	if (status == FND_ERR_RANGE)
	{
		/* 28 digits before the point, or all nines that go up */
		REQUIRE(count > 0 && weight >= 6);
		return;
	}
	REQUIRE(fnd_coefficient_fits(number.coefficient));
	REQUIRE(number.scale >= 0 && number.scale <= FND_SCALE_MAX);
	magnitude = fnd_u256_magnitude(number.coefficient);
	fnd_nbase_from_u256(&magnitude, number.scale, &near);
	order = compare_digits(near.digit, near.digits_count, near.weight, digit,
						   count, weight);
	REQUIRE(is_inexact == (order != 0));
	if (fnd_i128_is_zero(number.coefficient) && order == 0)
		return;
	switch (mode)
	{
		case FND_ROUND_UP:
			REQUIRE(order >= 0);
			break;
		case FND_ROUND_DOWN:
			REQUIRE(order <= 0);
			break;
		case FND_ROUND_CEILING:
			REQUIRE(is_negative ? order <= 0 : order >= 0);
			break;
		case FND_ROUND_FLOOR:
			REQUIRE(is_negative ? order >= 0 : order <= 0);
			break;
		default:
			break;
	}

	/* a unit on the other side is beyond it */
	if (order > 0)
		fnd_u256_sub(&magnitude, &one, &magnitude);
	else if (order < 0)
		(void) fnd_u256_add(&magnitude, &one, &magnitude);
	else
		return;
	fnd_nbase_from_u256(&magnitude, number.scale, &near);
	REQUIRE(compare_digits(near.digit, near.digits_count, near.weight, digit,
						   count, weight) == -order);
}

static void
look_at_division(fuzz_input *input)
{
	fnd_u256	a;
	fnd_u256	b;
	fnd_u256	quotient;
	fnd_u256	rest;
	fnd_u256	product;

	for (int i = 0; i < 4; i++)
		a.word[i] = fuzz_word(input, 8);
	for (int i = 0; i < 4; i++)
		b.word[i] = fuzz_word(input, 8);
	if (fnd_u256_is_zero(&b))
		b = fnd_u256_from_u64(fuzz_byte(input) + 1);
	fnd_u256_divide(&a, &b, &quotient, &rest);
	REQUIRE(fnd_u256_compare(&rest, &b) < 0);
	REQUIRE(fnd_u256_mul(&quotient, &b, &product));
	REQUIRE(fnd_u256_add(&product, &rest, &product));
	REQUIRE(fnd_u256_compare(&product, &a) == 0);
	if (fnd_u256_digits(&a) > 1)
	{
		product = fnd_u256_pow10(fnd_u256_digits(&a) - 1);
		REQUIRE(fnd_u256_compare(&product, &a) <= 0);
	}
	if (fnd_u256_digits(&a) <= FND_POW10_U256_MAX)
	{
		product = fnd_u256_pow10(fnd_u256_digits(&a));
		REQUIRE(fnd_u256_compare(&product, &a) > 0);
	}
}

static void
look_at_fixed(fuzz_input *input)
{
	uint64_t	high = fuzz_word(input, 8);
	uint64_t	low = fuzz_word(input, 8);
	uint64_t	root = fnd_fixed_sqrt(high, low);
	uint64_t	square_high;
	uint64_t	square_low = fnd_u64_multiply(root, root, &square_high);
	uint64_t	power = fnd_fixed_exp2(low);
	uint64_t	logarithm;

	/* root^2 <= value < (root + 1)^2 = root^2 + 2 root + 1 */
	REQUIRE(square_high < high || (square_high == high && square_low <= low));
	square_high = high - square_high - (low < square_low);
	square_low = low - square_low;
	REQUIRE(square_high == root >> 63 ? square_low <= root << 1 :
										square_high < root >> 63);
	if (high < low)
	{
		uint64_t	quotient = fnd_fixed_divide(high, root, low);
		uint64_t	product_high;
		uint64_t	product = fnd_u64_multiply(quotient, low, &product_high);
		uint64_t	rest_high = high - product_high - (root < product);

		REQUIRE(rest_high == 0 && root - product < low);
	}

	/* a power is not below that of less, but for its error */
	REQUIRE(power >= UINT64_C(1) << 63);
	if (low > 0)
		REQUIRE(fnd_fixed_exp2(low - 1) - 2 * FND_FIXED_EXP2_ERROR <= power);
	logarithm = fnd_fixed_log2(power);
	logarithm = logarithm > low >> 1 ? logarithm - (low >> 1) :
									   (low >> 1) - logarithm;

	/* 8 of 2^63 in the power are at most 12 in its logarithm */
	REQUIRE(logarithm <= 2 * FND_FIXED_EXP2_ERROR + FND_FIXED_LOG2_ERROR + 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		form = fuzz_byte(&input);
	int			count = fuzz_byte(&input) % (DIGITS_MAX + 1);
	int			weight = (form & 1) != 0 ? (int8_t) fuzz_byte(&input) :
								   fuzz_byte(&input) % 12 - 4;
	bool		is_negative = (form & 2) != 0;

	if ((form & 4) != 0)
	{
		look_at_division(&input);
		look_at_fixed(&input);
		return 0;
	}
	for (int i = 0; i < count; i++)
	{
		uint16_t	word = (uint16_t) fuzz_word(&input, 2);

		digits[i] = word >= 60000 ? 9999 :
			word >= 50000		  ? 0 :
									(int16_t) (word % 10000);
	}
	require_exact(digits, count, weight, is_negative);
	for (int mode = FND_ROUND_HALF_EVEN; mode <= FND_ROUND_FLOOR; mode++)
		require_rounded(digits, count, weight, is_negative,
						(fnd_rounding) mode);
	return 0;
}
