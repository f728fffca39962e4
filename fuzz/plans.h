/*
 * plans.h
 *	  Figures, cash lines and plans out of bytes, for the targets that drive
 *	  the engines.
 *
 * Every byte string is a plan: what runs short is zero.  Figures are usual
 * ones, powers of ten and their neighbours, and what a column can hold at
 * most; now and then a line is one that a row constructor could have made and
 * the checks have to refuse.
 *
 * What does not live here: what must hold, which is in the targets.
 */
#ifndef FUZZ_PLANS_H
#define FUZZ_PLANS_H

#include "fuzz.h"

#include "../src/core/estimate_math.h"
#include "../src/core/projection.h"

#define FUZZ_LINES_MAX 6

#define FUZZ_USD FND_CURRENCY_CODE('U', 'S', 'D')
#define FUZZ_JPY FND_CURRENCY_CODE('J', 'P', 'Y')
#define FUZZ_BHD FND_CURRENCY_CODE('B', 'H', 'D')
#define FUZZ_CLF FND_CURRENCY_CODE('C', 'L', 'F')

static inline uint8_t
fuzz_byte(fuzz_input *input)
{
	uint8_t		byte = 0;

	(void) fuzz_take(input, &byte, 1);
	return byte;
}

/* So many bytes, the low one first. */
static inline uint64_t
fuzz_word(fuzz_input *input, int bytes_count)
{
	uint64_t	word = 0;

	for (int i = 0; i < bytes_count; i++)
		word |= (uint64_t) fuzz_byte(input) << (8 * i);
	return word;
}

static inline int32_t
fuzz_i32(fuzz_input *input)
{
	return (int32_t) (uint32_t) fuzz_word(input, 4);
}

static inline int
fuzz_i16(fuzz_input *input)
{
	return (int16_t) (uint16_t) fuzz_word(input, 2);
}

/* Zero or more, of at most so many decimal digits: 1 to 38. */
static inline fnd_i128
fuzz_coefficient(fuzz_input *input, int digits_max)
{
	fnd_u256	value = fnd_u256_from_u64(0);
	fnd_u256	limit = fnd_u256_pow10(digits_max);
	fnd_u256	rest;
	fnd_i128	result;
	uint8_t		form = fuzz_byte(input);

	switch (form & 7)
	{
		case 0:
		case 1:
		case 2:
			value.word[0] = fuzz_word(input, 1 + (form & 7));
			break;
		case 3:
			value.word[0] = fuzz_word(input, 8);
			break;
		case 4:
			value = fnd_u256_pow10((form >> 3) % (digits_max + 1));
			(void) fnd_u256_mul_u64(&value, fuzz_byte(input), &value);
			break;
		case 5:
			value = fnd_u256_pow10((form >> 3) % (digits_max + 1));
			rest = fnd_u256_from_u64(form >> 7);
			fnd_u256_sub(&value, &rest, &value);
			break;
		case 6:
			value.word[0] = fuzz_word(input, 8);
			value.word[1] = fuzz_word(input, 8);
			break;
		default:
			break;
	}
	fnd_u256_divide(&value, &limit, &value, &rest);
	REQUIRE(fnd_u256_to_i128(&rest, false, &result));
	return result;
}

/* A number as PostgreSQL's numeric gives it: no zeros at its end. */
static inline fnd_decimal
fuzz_decimal(fuzz_input *input)
{
	uint8_t		form = fuzz_byte(input);
	fnd_decimal	result;
	fnd_i128	tenth;

	if ((form & 3) != 3)
	{
		result.coefficient = fnd_i128_from_i64(fuzz_i16(input));
		result.scale = (form >> 2) % 8;
	}
	else
	{
		result.coefficient = fuzz_coefficient(input, FND_SCALAR_DIGITS_MAX);
		if ((form & 4) != 0)
			result.coefficient = fnd_i128_neg(result.coefficient);
		result.scale = (form & 8) != 0 ? fuzz_i16(input) :
										 (int8_t) fuzz_byte(input);
	}
	if (fnd_i128_is_zero(result.coefficient))
		result.scale = 0;
	else
		while (fnd_i128_divides_by_ten(result.coefficient, &tenth))
		{
			result.coefficient = tenth;
			result.scale--;
		}
	return result;
}

static inline fnd_number
fuzz_number(fuzz_input *input)
{
	fnd_number	number;

	number.value = fuzz_decimal(input);
	number.is_given = true;
	number.is_finite = true;
	number.is_too_long = false;
	return number;
}

static inline fnd_currency
fuzz_currency(fuzz_input *input)
{
	static const fnd_currency usual[] = { FUZZ_USD, FUZZ_USD, FUZZ_JPY,
										  FUZZ_BHD, FUZZ_CLF };
	uint8_t		byte = fuzz_byte(input);

	if (byte < 192)
		return usual[byte % 5];
	return fnd_currency_at(((byte - 192) * 7) % fnd_currency_count())->code;
}

static inline fnd_amount
fuzz_amount(fuzz_input *input, fnd_currency currency)
{
	uint8_t		form = fuzz_byte(input);
	int			scale = (form & 3) != 0 ? fnd_currency_minor_units(currency) :
								  (form >> 2) % (FND_SCALE_MAX + 1);
	fnd_i128	value = fuzz_coefficient(input, FND_DIGITS_MAX);
	fnd_amount	amount;

	if ((form & 128) != 0)
		value = fnd_i128_neg(value);
	if (fnd_amount_make(value, scale, currency, &amount) != FND_OK)
		fnd_amount_from_i64(1, fnd_currency_minor_units(currency), currency,
							&amount);
	return amount;
}

/* Of any kind; one that is not to be negative is so only now and then. */
static inline fnd_estimate
fuzz_estimate(fuzz_input *input, fnd_currency currency, bool is_negative)
{
	uint8_t		form = fuzz_byte(input);
	int			digits = (form & 2) != 0 ? 15 : FND_DIGITS_MAX;
	fnd_interval interval;
	fnd_estimate estimate;
	fnd_i128	width;

	interval.currency = currency;
	interval.scale = (form & 1) == 0 ? fnd_currency_minor_units(currency) :
									   fuzz_byte(input) % (FND_SCALE_MAX + 1);
	interval.lower = fuzz_coefficient(input, digits);
	interval.upper = interval.lower;
	interval.bounds = 0;
	interval.tag = FND_TAG_EXACT;
	switch (form >> 2 & 7)
	{
		case 0:
		case 1:
			break;
		case 2:
			interval.tag = FND_TAG_RANGE;
			width = fuzz_coefficient(input, digits);
			(void) fnd_i128_add(interval.upper, width, &interval.upper);
			break;
		case 3:
			interval.tag = FND_TAG_APPROXIMATE;
			width = fuzz_coefficient(input, digits);
			(void) fnd_i128_add(interval.upper, width, &interval.upper);
			break;
		case 4:
			interval.tag = FND_TAG_RANGE;
			interval.bounds = FND_UPPER_INFINITE |
				((form & 32) != 0 ? FND_LOWER_OPEN : 0);
			break;
		case 5:
			interval.tag = FND_TAG_UP_TO;
			interval.lower = fnd_i128_zero();
			interval.bounds = (form & 32) != 0 ? FND_UPPER_OPEN : 0;
			break;
		case 6:
			interval.tag = FND_TAG_UNDISCLOSED;
			interval.lower = fnd_i128_zero();
			interval.bounds = FND_UPPER_INFINITE;
			if ((form & 32) != 0)
				interval.currency = FND_CURRENCY_NONE;
			break;
		default:
			interval.bounds = fuzz_byte(input) & 15;
			interval.tag = (fnd_tag) (fuzz_byte(input) % FND_TAG_COUNT);
			width = fuzz_coefficient(input, digits);
			(void) fnd_i128_add(interval.upper, width, &interval.upper);
			break;
	}
	if (is_negative && (form & 64) != 0)
	{
		fnd_i128	held = fnd_i128_neg(interval.lower);

		interval.lower = fnd_i128_neg(interval.upper);
		interval.upper = held;
	}
	if (fnd_estimate_make(&interval, FND_BASIS_NONE, &estimate) != FND_OK)
	{
		interval.currency = currency == FND_CURRENCY_NONE ? FUZZ_USD :
															currency;
		interval.lower = interval.upper = fnd_i128_from_i64(1);
		interval.scale = 0;
		interval.bounds = 0;
		interval.tag = FND_TAG_EXACT;
		REQUIRE(fnd_estimate_make(&interval, FND_BASIS_NONE, &estimate) ==
				FND_OK);
	}
	REQUIRE(fnd_estimate_check(&estimate, false) == FND_OK);
	return estimate;
}

/* A day that a date can hold, mostly some years around this one. */
static inline fnd_date
fuzz_date(fuzz_input *input, int32_t near, bool is_wild)
{
	fnd_date	date = { near, true, false };
	int64_t		day = near;

	day += is_wild ? fuzz_i32(input) : fuzz_i16(input) / 16;
	if (day < FND_DAY_MIN)
		day = FND_DAY_MIN;
	if (day > FND_DAY_MAX)
		day = FND_DAY_MAX;
	date.day = (int32_t) day;
	return date;
}

/* What a row constructor can make and the function cash_line would not. */
static inline void
fuzz_spoil(fuzz_input *input, fnd_line *line)
{
	uint8_t		what = fuzz_byte(input);

	switch (what & 15)
	{
		case 0:
			line->has_category = false;
			break;
		case 1:
			line->has_flow = false;
			line->flow = FND_FLOW_UNKNOWN;
			break;
		case 2:
			line->flow = FND_FLOW_UNKNOWN;
			break;
		case 3:
			line->has_amount = false;
			break;
		case 4:
			line->amount = fuzz_estimate(input, line->amount.currency, true);
			break;
		case 5:
			line->per.is_given = line->every.is_given = true;
			line->per.months = fuzz_i32(input);
			line->every.months = fuzz_i32(input);
			break;
		case 6:
			line->every.is_given = true;
			line->every.months = fuzz_i32(input);
			line->every.days = fuzz_i32(input);
			break;
		case 7:
			line->per.has_time = line->every.has_time = true;
			break;
		case 8:
			line->per.days = fuzz_i32(input);
			break;
		case 9:
			line->starts_on.is_infinite = true;
			break;
		case 10:
			line->ends_on.is_given = line->ends_on.is_infinite = true;
			break;
		case 11:
			line->growth.is_finite = false;
			break;
		case 12:
			line->growth.is_given = line->growth.is_finite = true;
			line->growth.is_too_long = true;
			break;
		case 13:
			line->probability = fuzz_number(input);
			line->probability.is_too_long = (what & 16) != 0;
			break;
		case 14:
			line->volatility = fuzz_number(input);
			line->volatility.is_finite = (what & 16) != 0;
			break;
		default:
			line->starts_on = fuzz_date(input, 0, true);
			line->ends_on = fuzz_date(input, 0, true);
			break;
	}
}

static inline fnd_line
fuzz_line(fuzz_input *input, fnd_currency currency, const fnd_month *from)
{
	uint8_t		form = fuzz_byte(input);
	uint8_t		more = fuzz_byte(input);
	uint8_t		interval = fuzz_byte(input);
	int32_t		length = interval < 240 ? 1 + interval % 30 : fuzz_i32(input);
	fnd_line	line;

	memset(&line, 0, sizeof(line));
	line.has_category = line.has_flow = line.has_amount = true;
	line.flow = form & 3;
	line.amount = fuzz_estimate(input, currency, false);
	switch (form >> 2 & 3)
	{
		case 0:
			line.per.is_given = true;
			line.per.months = length;
			break;
		case 1:
			line.every.is_given = true;
			line.every.months = length;
			break;
		case 2:
			line.every.is_given = true;
			line.every.days = length;
			break;
		default:
			line.starts_on = fuzz_date(input, from->first_day, false);
			break;
	}
	if ((form & 16) != 0)
		line.starts_on = fuzz_date(input, from->first_day, (more & 64) != 0);
	if ((form & 32) != 0)
		line.ends_on = fuzz_date(input,
								 line.starts_on.is_given ? line.starts_on.day :
														   from->first_day,
								 (more & 64) != 0);
	if ((form & 64) != 0)
		line.growth = fuzz_number(input);
	if ((more & 1) != 0)
		line.growth_spread = fuzz_number(input);
	if ((more & 2) != 0)
		line.volatility = fuzz_number(input);
	if ((more & 4) != 0)
		line.probability = fuzz_number(input);
	if (more >= 224)
		fuzz_spoil(input, &line);
	return line;
}

/* Everything that cash_projection() and its kin are given. */
typedef struct fuzz_plan
{
	fnd_estimate opening;
	fnd_amount	floor;
	fnd_month	from;
	fnd_currency currency;
	int32_t		months;
	int			lines_count;
	bool		has_opening;
	bool		has_floor;
	fnd_line	line[FUZZ_LINES_MAX];
} fuzz_plan;

static inline const fnd_estimate *
fuzz_plan_opening(const fuzz_plan *plan)
{
	return plan->has_opening ? &plan->opening : NULL;
}

static inline const fnd_amount *
fuzz_plan_floor(const fuzz_plan *plan)
{
	return plan->has_floor ? &plan->floor : NULL;
}

/* A month to begin with; mostly of our days, else any that a date can hold. */
static inline fnd_month
fuzz_month(fuzz_input *input)
{
	uint8_t		byte = fuzz_byte(input);
	fnd_month	month;
	int32_t		index = 297 + byte % 48;
	int			day_of_month;

	if (byte >= 240)
	{
		int64_t		day = fuzz_i32(input);

		if (day < FND_DAY_MIN + 31)
			day = FND_DAY_MIN + 31;
		if (day > FND_DAY_MAX)
			day = FND_DAY_MAX;
		index = fnd_month_of_day((int32_t) day, &day_of_month);
	}
	fnd_month_init(index, &month);
	return month;
}

/* False where the months asked for are none. */
static inline bool
fuzz_plan_take(fuzz_input *input, int months_max, int lines_max,
			   fuzz_plan *plan)
{
	uint8_t		form = fuzz_byte(input);
	fnd_date	from_month = { 0, true, false };

	plan->currency = fuzz_currency(input);
	plan->months = 1 + fuzz_byte(input) % months_max;
	plan->from = fuzz_month(input);
	from_month.day = plan->from.first_day;
	if (fnd_months_check(&from_month, true, plan->months, &plan->from) !=
		FND_FAULT_NONE)
		return false;
	plan->has_opening = (form & 15) != 15;
	if (plan->has_opening)
		plan->opening = fuzz_estimate(input, plan->currency, true);
	plan->has_floor = (form & 16) != 0;
	if (plan->has_floor)
		plan->floor = fuzz_amount(input, plan->currency);

	plan->lines_count = 0;
	for (int i = 0; i < lines_max && input->size > 0; i++)
	{
		fnd_currency currency = (form >> 5) == i ? fuzz_currency(input) :
												   plan->currency;

		plan->line[i] = fuzz_line(input, currency, &plan->from);
		plan->lines_count++;
	}
	return true;
}

/* All rows of a projection, and what it stopped at. */
typedef struct fuzz_rows
{
	fnd_plan	plan;
	fnd_fault	fault;
	int32_t		fault_line;		/* counted from 0; -1: none */
	int			count;
	fnd_schedule schedule[FUZZ_LINES_MAX];
	fnd_month_row row[FND_MONTHS_MAX];
} fuzz_rows;

static fnd_month_sums fuzz_sums[FND_MONTHS_MAX];

static inline fnd_fault
fuzz_project(const fuzz_plan *plan, bool uses_sums, fuzz_rows *rows)
{
	fnd_projection projection;
	fnd_step	step = FND_STEP_MORE;

	rows->count = 0;
	rows->fault_line = -1;
	rows->fault = fnd_plan_init(&rows->plan, fuzz_plan_opening(plan),
								fuzz_plan_floor(plan), &plan->from,
								plan->months);
	for (int i = 0; i < plan->lines_count && rows->fault == FND_FAULT_NONE;
		 i++)
	{
		rows->fault = fnd_plan_add_line(&rows->plan, &plan->line[i],
										&rows->schedule[i]);
		rows->fault_line = i;
	}
	if (rows->fault == FND_FAULT_NONE)
	{
		rows->fault_line = -1;
		rows->fault = fnd_plan_settle(&rows->plan);
	}
	if (rows->fault != FND_FAULT_NONE)
		return rows->fault;

	fnd_projection_init(&projection, &rows->plan, rows->schedule);
	if (uses_sums)
		fnd_projection_use(&projection, fuzz_sums);
	while (step != FND_STEP_DONE && step != FND_STEP_FAULT)
	{
		step = fnd_projection_step(&projection, &rows->fault);
		if (step == FND_STEP_ROW)
		{
			REQUIRE(rows->count < plan->months);
			rows->row[rows->count++] = projection.row;
		}
		else if (step == FND_STEP_FAULT)
		{
			REQUIRE(rows->fault == FND_FAULT_RANGE_LINE ||
					rows->fault == FND_FAULT_RANGE_MONTH);
			rows->fault_line = projection.fault_line;
		}
	}
	REQUIRE(step == FND_STEP_FAULT || rows->count == plan->months);
	return rows->fault;
}

/* Three figures and what is known of them. */
static inline bool
fuzz_same_band(const fnd_band *a, const fnd_band *b)
{
	return a->bounds == b->bounds &&
		fnd_i128_compare(a->lower, b->lower) == 0 &&
		fnd_i128_compare(a->point, b->point) == 0 &&
		fnd_i128_compare(a->upper, b->upper) == 0;
}

static inline bool
fuzz_same_row(const fnd_month_row *a, const fnd_month_row *b)
{
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
	{
		if (!fuzz_same_band(&a->flow[flow], &b->flow[flow]))
			return false;
	}
	return a->month.index == b->month.index &&
		a->month.first_day == b->month.first_day &&
		a->month.days_count == b->month.days_count &&
		fuzz_same_band(&a->opening, &b->opening) &&
		fuzz_same_band(&a->closing, &b->closing) &&
		fuzz_same_band(&a->unfunded_opening, &b->unfunded_opening) &&
		fuzz_same_band(&a->unfunded_closing, &b->unfunded_closing);
}

/* What is known of a band stands in order. */
static inline void
fuzz_require_band(const fnd_band *band)
{
	bool		has_lower = (band->bounds & FND_LOWER_INFINITE) == 0;
	bool		has_upper = (band->bounds & FND_UPPER_INFINITE) == 0;
	bool		has_point = (band->bounds & FND_POINT_UNKNOWN) == 0;

	if (has_lower && has_upper)
		REQUIRE(fnd_i128_compare(band->lower, band->upper) <= 0);
	if (has_lower && has_point)
		REQUIRE(fnd_i128_compare(band->lower, band->point) <= 0);
	if (has_point && has_upper)
		REQUIRE(fnd_i128_compare(band->point, band->upper) <= 0);
}

#endif /* FUZZ_PLANS_H */
