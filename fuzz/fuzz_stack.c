/*
 * fuzz_stack.c
 *	  Stacked columns: cash_chart_svg() of the flows of any categories.
 *
 * Categories are any bytes, amounts any figures.  The picture is well-formed
 * and keeps its coordinates near, or the sum of a month has over 36 digits
 * and is refused; the same flows give the same bytes.
 */
#include "markup.h"

#define MONTHS_MAX 20
#define CATEGORY_MAX 40

static fnd_stack_series series[FND_STACK_SERIES_MAX];
static char categories[FND_STACK_SERIES_MAX][CATEGORY_MAX];
static fnd_decimal figures[FND_STACK_SERIES_MAX * MONTHS_MAX];
static fnd_i128 amounts[FND_STACK_SERIES_MAX * MONTHS_MAX];
static uint8_t unknown[MONTHS_MAX];
static fuzz_picture picture;
static fuzz_picture again;

static bool
has_digits(fnd_i128 value)
{
	fnd_u256	magnitude = fnd_u256_magnitude(value);

	return fnd_u256_digits(&magnitude) <= FND_CHART_DIGITS_MAX;
}

/* Does every month's sum, in and out, have at most 36 digits on its way? */
static bool
fits(const fnd_stack *stack)
{
	for (int month = 0; month < stack->months_count; month++)
	{
		fnd_i128	sum[2] = { fnd_i128_zero(), fnd_i128_zero() };

		for (int i = 0; i < stack->series_count; i++)
		{
			fnd_i128	amount = amounts[i * stack->months_count + month];
			fnd_i128   *side = &sum[fnd_i128_sign(amount) < 0];

			if (!fnd_i128_add(*side, amount, side) || !has_digits(*side))
				return false;
		}
	}
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint16_t	measure = (uint16_t) fuzz_word(&input, 2);
	uint8_t		form = fuzz_byte(&input);
	fnd_chart_text title = { "flows & <more>", 14 };
	fnd_chart_sink sink = { fuzz_picture_put, &picture };
	fnd_chart_sink other = { fuzz_picture_put, &again };
	fnd_chart_fit fit;
	fnd_stack	stack;
	int			width = FND_CHART_WIDTH_MIN +
		measure % (FND_CHART_WIDTH_MAX - FND_CHART_WIDTH_MIN + 1);
	int			height = FND_CHART_HEIGHT_MIN +
		measure / 3 % (FND_CHART_HEIGHT_MAX - FND_CHART_HEIGHT_MIN + 1);
	bool		is_drawn;

	memset(&stack, 0, sizeof(stack));
	stack.series = series;
	stack.amount = amounts;
	stack.unknown = unknown;
	stack.series_count = 1 + form % FND_STACK_SERIES_MAX;
	stack.months_count = 1 + fuzz_byte(&input) % MONTHS_MAX;
	stack.first_month = fuzz_month(&input).index;
	stack.currency = form >= 128 ? FND_CURRENCY_NONE : fuzz_currency(&input);
	if ((form & 64) != 0)
		title.bytes = NULL;
	fnd_chart_fit_init(&fit, FND_CURRENCY_NONE);
	for (int i = 0; i < stack.series_count * stack.months_count; i++)
	{
		figures[i] = fuzz_decimal(&input);
		if (!fnd_chart_fit_note(&fit, &figures[i]))
			return 0;
	}
	stack.scale = fnd_chart_fit_scale(&fit);
	for (int i = 0; i < stack.series_count * stack.months_count; i++)
		amounts[i] = fnd_chart_fit_value(&figures[i], stack.scale);
	for (int i = 0; i < stack.months_count; i++)
		unknown[i] = fuzz_byte(&input) & 3;
	for (int i = 0; i < stack.series_count; i++)
	{
		uint8_t		more = fuzz_byte(&input);
		size_t		length = more / 4 % CATEGORY_MAX;

		if (length > input.size)
			length = input.size;
		(void) fuzz_take(&input, categories[i], length);
		series[i].category.bytes = categories[i];
		series[i].category.length = length;
		series[i].flow = more & 3;
		series[i].color = i;
		series[i].total = fnd_i128_zero();
		for (int month = 0; month < stack.months_count; month++)
		{
			if (!fnd_i128_add(series[i].total,
							  amounts[i * stack.months_count + month],
							  &series[i].total))
				return 0;
		}
	}

	picture.length = again.length = 0;
	is_drawn = fnd_stack_svg(&stack, &title, width, height, &sink);
	REQUIRE(is_drawn == fits(&stack));
	if (!is_drawn)
	{
		REQUIRE(picture.length == 0);
		return 0;
	}
	fuzz_require_markup(&picture);
	REQUIRE(fnd_stack_svg(&stack, &title, width, height, &other));
	REQUIRE(picture.length == again.length);
	REQUIRE(memcmp(picture.bytes, again.bytes, picture.length) == 0);
	return 0;
}
