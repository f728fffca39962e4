/*
 * test_line.c
 *	  What fnd_line_check() lets pass, and what it finds wrong first.
 */
#include "plan_helpers.h"

static fnd_line
rent(void)
{
	return per_months(FND_FLOW_COST, dollars(100), 1);
}

static void
check_facts(void)
{
	fnd_line	line = rent();

	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);
	line.has_category = false;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_CATEGORY_NULL);
	line = rent();
	line.has_flow = false;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_FLOW_NULL);
	line = rent();
	line.flow = FND_FLOW_UNKNOWN;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_FLOW_UNKNOWN);
	line = rent();
	line.has_amount = false;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_AMOUNT_NULL);

	line = rent();
	line.amount = dollars(-1);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_AMOUNT_NEGATIVE);
	line.amount = range_of(-1, 5);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_AMOUNT_NEGATIVE);
	line.amount = interval_of(0, 5, 0, FND_LOWER_INFINITE, FND_TAG_RANGE, USD);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_AMOUNT_NEGATIVE);
	line.amount = dollars(0);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);
	line.amount = undisclosed(FND_CURRENCY_NONE);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);
}

static void
check_intervals(void)
{
	fnd_line	line = rent();

	line.every = months_of(1);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_PER_AND_EVERY);
	line = line_of(FND_FLOW_COST, dollars(1));
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NO_SCHEDULE);
	line.starts_on = date_of(2024, 1, 1);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);

	line = rent();
	line.per.days = 1;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_PER_UNIT);
	line.per = months_of(1);
	line.per.has_time = true;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_PER_UNIT);
	line.per = months_of(0);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_PER_SIGN);
	line.per = months_of(-12);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_PER_SIGN);
	line.per = months_of(INT32_MAX);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);

	line = line_of(FND_FLOW_COST, dollars(1));
	line.every = months_of(1);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);
	line.every.days = 1;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_EVERY_UNIT);
	line.every = days_of(14);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);
	line.every.has_time = true;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_EVERY_UNIT);
	line.every = days_of(0);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_EVERY_SIGN);
	line.every = days_of(-7);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_EVERY_SIGN);
	line.every = months_of(-1);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_EVERY_SIGN);

	line = rent();
	line.starts_on = date_of(2024, 1, 2);
	line.ends_on = date_of(2024, 1, 1);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_ENDS_BEFORE_STARTS);
	line.ends_on = date_of(2024, 1, 2);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);
	line.ends_on.is_infinite = true;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_ENDS_ON_INFINITE);
	line.starts_on.is_infinite = true;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_STARTS_ON_INFINITE);
}

static fnd_fault
growth_fault(fnd_number growth)
{
	fnd_line	line = rent();

	line.growth = growth;
	return fnd_line_check(&line);
}

static void
check_growth(void)
{
	fnd_number	number;
	fnd_decimal	factor;

	/* no growth is no growth, at whatever scale it is written */
	number.value.coefficient = fnd_i128_zero();
	number.value.scale = 5000;
	CHECK_EQ_I64(fnd_growth_factor(&number.value, &factor), FND_FAULT_NONE);
	CHECK_EQ_I64(as_i64(factor.coefficient), 1);
	CHECK_EQ_I64(factor.scale, 0);
	CHECK_EQ_I64(growth_fault(number_of(3, 2)), FND_FAULT_NONE);
	CHECK_EQ_I64(growth_fault(number_of(0, 0)), FND_FAULT_NONE);
	CHECK_EQ_I64(growth_fault(number_of(-1, 0)), FND_FAULT_GROWTH_TOO_LOW);
	CHECK_EQ_I64(growth_fault(number_of(-20, 0)), FND_FAULT_GROWTH_TOO_LOW);
	CHECK_EQ_I64(growth_fault(number_of(-11, 1)), FND_FAULT_GROWTH_TOO_LOW);
	CHECK_EQ_I64(growth_fault(number_of(-99, 2)), FND_FAULT_NONE);
	CHECK_EQ_I64(growth_fault(number_of(500, 0)), FND_FAULT_NONE);

	/* 1 + 10^-27 has 28 digits, 1 + 10^-28 has 29 */
	CHECK_EQ_I64(growth_fault(number_of(1, 27)), FND_FAULT_NONE);
	CHECK_EQ_I64(growth_fault(number_of(1, 28)), FND_FAULT_GROWTH_DIGITS);
	CHECK_EQ_I64(growth_fault(number_of(1, 39)), FND_FAULT_GROWTH_DIGITS);
	CHECK_EQ_I64(growth_fault(number_of(-1, 39)), FND_FAULT_GROWTH_DIGITS);
	CHECK_EQ_I64(growth_fault(number_of(1, -28)), FND_FAULT_GROWTH_DIGITS);
	CHECK_EQ_I64(growth_fault(number_of(1, -27)), FND_FAULT_NONE);
	CHECK_EQ_I64(growth_fault(number_of(1, -131071)), FND_FAULT_GROWTH_DIGITS);
	number = number_of(3, 2);
	number.is_too_long = true;
	CHECK_EQ_I64(growth_fault(number), FND_FAULT_GROWTH_DIGITS);
	number.is_finite = false;
	CHECK_EQ_I64(growth_fault(number), FND_FAULT_GROWTH_NOT_FINITE);

	/* 38 digits on both sides: the sum leaves 127 bits */
	number = number_of(1, 0);
	CHECK(fnd_i128_sub(fnd_i128_pow10(38), fnd_i128_from_i64(1),
					   &number.value.coefficient));
	number.value.scale = 38;
	CHECK_EQ_I64(growth_fault(number), FND_FAULT_GROWTH_DIGITS);

	/* a growth of 38 digits whose factor has one */
	number.value.coefficient = fnd_i128_neg(number.value.coefficient);
	CHECK_EQ_I64(growth_fault(number), FND_FAULT_NONE);
	CHECK_EQ_I64(fnd_growth_factor(&number.value, &factor), FND_FAULT_NONE);
	CHECK_EQ_I64(as_i64(factor.coefficient), 1);
	CHECK_EQ_I64(factor.scale, 38);

	number = number_of(9, 0);
	CHECK_EQ_I64(fnd_growth_factor(&number.value, &factor), FND_FAULT_NONE);
	CHECK_EQ_I64(as_i64(factor.coefficient), 1);
	CHECK_EQ_I64(factor.scale, -1);
}

static void
check_uncertainty(void)
{
	fnd_line	line = rent();

	line.growth_spread = number_of(0, 0);
	line.volatility = number_of(25, 1);
	line.probability = number_of(1, 0);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);
	line.probability = number_of(1, 39);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);
	line.probability = number_of(1000001, 6);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_PROBABILITY_DOMAIN);
	line.probability = number_of(10, 0);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_PROBABILITY_DOMAIN);
	line.probability = number_of(-1, 3);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_PROBABILITY_DOMAIN);
	line.probability = number_of(0, 0);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_NONE);
	line.probability.is_finite = false;
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_PROBABILITY_DOMAIN);
	line.volatility = number_of(-1, 0);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_VOLATILITY_DOMAIN);
	line.growth_spread = number_of(-1, 5);
	CHECK_EQ_I64(fnd_line_check(&line), FND_FAULT_SPREAD_DOMAIN);
}

static void
check_flow_names(void)
{
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
	{
		const char *name = fnd_flow_name(flow);

		CHECK_EQ_I64(fnd_flow_from_name(name, strlen(name)), flow);
		CHECK_EQ_I64(fnd_flow_from_name(name, strlen(name) - 1),
					 FND_FLOW_UNKNOWN);
	}
	CHECK_EQ_I64(fnd_flow_from_name("Cost", 4), FND_FLOW_UNKNOWN);
	CHECK_EQ_I64(fnd_flow_from_name("", 0), FND_FLOW_UNKNOWN);
}

int
main(void)
{
	check_facts();
	check_intervals();
	check_growth();
	check_uncertainty();
	check_flow_names();
	return check_done("line");
}
