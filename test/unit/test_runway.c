/*
 * test_runway.c
 *	  Projections and their summary: known answers, three-valued corners, and
 *	  a second, slower computation of everything.
 */
#include "plan_helpers.h"

#include "../../src/core/raise.h"
#include "../../src/core/runway.h"

#define LINES 8
#define ROWS 240

/* One plan and everything that comes out of it. */
typedef struct outcome
{
	fnd_plan	plan;
	fnd_schedule schedule[LINES];
	fnd_month_row row[ROWS];
	fnd_answer	is_cash_out[ROWS];
	fnd_runway	runway;
	fnd_raise	raise;
	fnd_estimate required;
	bool		has_required;
	fnd_fault	fault;
} outcome;

static outcome result;

/* Every other projection adds up line by line. */
static fnd_month_sums sums[ROWS];
static bool use_sums;
static bool kept_sums;
static int32_t fault_line;

static fnd_fault
project_rows(outcome *out)
{
	fnd_projection projection;
	fnd_fault	fault = FND_FAULT_NONE;
	int			rows = 0;

	fnd_projection_init(&projection, &out->plan, out->schedule);
	if (use_sums)
		fnd_projection_use(&projection, sums);
	fnd_runway_init(&out->runway, &out->plan);
	fnd_raise_init(&out->raise, &out->plan);
	for (;;)
	{
		switch (fnd_projection_step(&projection, &fault))
		{
			case FND_STEP_MORE:
				continue;
			case FND_STEP_DONE:
				kept_sums = projection.has_sums;
				CHECK_EQ_I64(rows, out->plan.months_count);
				fnd_runway_finish(&out->runway);
				return out->plan.has_opening ?
					fnd_raise_finish(&out->raise, &out->required,
									 &out->has_required) :
					FND_FAULT_NONE;
			case FND_STEP_FAULT:
				fault_line = projection.fault_line;
				return fault;
			case FND_STEP_ROW:
				break;
		}
		out->row[rows] = projection.row;
		out->is_cash_out[rows] = fnd_row_is_cash_out(
			&out->plan, &projection.row, rows == 0);
		fault = fnd_runway_add(&out->runway, &projection.row);
		if (fault != FND_FAULT_NONE)
			return fault;
		fnd_raise_add(&out->raise, &projection.row);
		rows++;
	}
}

/* From October 2024, the month of the article. */
static fnd_fault
project(const fnd_estimate *opening, const fnd_line *lines, int lines_count,
		int months, const fnd_amount *floor)
{
	fnd_date	from_month = date_of(2024, 10, 1);
	fnd_month	from;

	use_sums = !use_sums;
	result.fault = fnd_months_check(&from_month, true, months, &from);
	if (result.fault == FND_FAULT_NONE)
		result.fault = fnd_plan_init(&result.plan, opening, floor, &from,
									 months);
	for (int i = 0; i < lines_count && result.fault == FND_FAULT_NONE; i++)
		result.fault = fnd_plan_add_line(&result.plan, &lines[i],
										 &result.schedule[i]);
	if (result.fault == FND_FAULT_NONE)
		result.fault = fnd_plan_settle(&result.plan);
	if (result.fault == FND_FAULT_NONE)
		result.fault = project_rows(&result);
	return result.fault;
}

static void
project_dollars(int64_t cash, const fnd_line *lines, int lines_count,
				int months)
{
	fnd_estimate opening = dollars(cash);

	CHECK_EQ_I64(project(&opening, lines, lines_count, months, NULL),
				 FND_FAULT_NONE);
}

static int64_t
required_lower(void)
{
	return as_i64(fnd_estimate_lower_coefficient(&result.required));
}

static int64_t
required_upper(void)
{
	return as_i64(fnd_estimate_upper_coefficient(&result.required));
}

#define CHECK_RUNWAY(expected) \
	do \
	{ \
		CHECK(result.runway.point.is_found); \
		CHECK_EQ_I64(result.runway.point.months, (expected)); \
	} while (0)

/*
 * The known answers of the project's first task, in units of 10^-7 months.
 */
static void
check_known_answers(void)
{
	fnd_line	lines[LINES];
	int64_t		total = 0;

	/* cash 5bn, revenue 3.5bn and costs 8.5bn a year, flat */
	lines[0] = per_months(FND_FLOW_REVENUE, dollars(INT64_C(3500000000)), 12);
	lines[1] = per_months(FND_FLOW_COST, dollars(INT64_C(8500000000)), 12);
	project_dollars(INT64_C(5000000000), lines, 2, 24);
	CHECK_RUNWAY(INT64_C(120000000));
	CHECK_EQ_I64(result.runway.point.day, fnd_day_from_civil(2025, 10, 1));
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_CERTAIN);
	CHECK_EQ_I64(result.runway.lower.day, result.runway.point.day);
	CHECK_EQ_I64(result.runway.upper.day, result.runway.point.day);
	CHECK_EQ_I64(result.runway.is_default_alive, FND_FALSE);
	CHECK(!result.runway.has_break_even);
	for (int i = 0; i < 12; i++)
		total += as_i64(result.row[i].flow[FND_FLOW_COST].point) -
			as_i64(result.row[i].flow[FND_FLOW_REVENUE].point);
	CHECK_EQ_I64(total, INT64_C(500000000000));
	CHECK_EQ_I64(as_i64(result.row[4].flow[FND_FLOW_COST].point) -
					 as_i64(result.row[4].flow[FND_FLOW_REVENUE].point),
				 INT64_C(41666666666));
	CHECK_EQ_I64(as_i64(result.row[11].closing.point), 0);
	CHECK_EQ_I64(result.is_cash_out[11], FND_FALSE);
	CHECK_EQ_I64(result.is_cash_out[12], FND_TRUE);
	CHECK_EQ_I64(result.required.kind, FND_KIND_EXACT);
	CHECK_EQ_I64(required_lower(), INT64_C(500000000000));

	/* revenue growing 3% a month */
	lines[0].growth = number_of(3, 2);
	project_dollars(INT64_C(5000000000), lines, 2, 24);
	CHECK_RUNWAY(INT64_C(142502029));
	CHECK_EQ_I64(required_lower(), INT64_C(195894618719));

	/* cash 400k, costs 80k, revenue 20k growing 8% */
	lines[0] = per_months(FND_FLOW_REVENUE, dollars(20000), 1);
	lines[0].growth = number_of(8, 2);
	lines[1] = per_months(FND_FLOW_COST, dollars(80000), 1);
	project_dollars(400000, lines, 2, 24);
	CHECK_RUNWAY(INT64_C(74036451)); /* 7.4036450 before cents */

	/* cash 300k, costs 50k, revenue 20k shrinking 5% */
	lines[0].growth = number_of(-5, 2);
	lines[1] = per_months(FND_FLOW_COST, dollars(50000), 1);
	project_dollars(300000, lines, 2, 24);
	CHECK_RUNWAY(INT64_C(89428350));

	/* cash 100k and one bill of 120k a year */
	lines[0] = line_of(FND_FLOW_COST, dollars(120000));
	lines[0].every = months_of(12);
	project_dollars(100000, lines, 1, 24);
	CHECK_EQ_I64(result.is_cash_out[0], FND_TRUE);
	CHECK_RUNWAY(INT64_C(8333333));
	lines[0] = per_months(FND_FLOW_COST, dollars(120000), 12);
	project_dollars(100000, lines, 1, 24);
	CHECK_RUNWAY(INT64_C(100000000));

	/* cash 300k, costs 80k, a one-off revenue of 100k in month 1 */
	lines[0] = per_months(FND_FLOW_COST, dollars(80000), 1);
	lines[1] = once(FND_FLOW_REVENUE, dollars(100000), date_of(2024, 10, 1));
	project_dollars(300000, lines, 2, 120);
	CHECK_RUNWAY(INT64_C(50000000));
	CHECK_EQ_I64(result.runway.is_default_alive, FND_FALSE);

	/* cash 300k, costs 50k; cash 600k, costs 80k, revenue 20k */
	lines[0] = per_months(FND_FLOW_COST, dollars(50000), 1);
	project_dollars(300000, lines, 1, 120);
	CHECK_RUNWAY(INT64_C(60000000));
	lines[0] = per_months(FND_FLOW_COST, dollars(80000), 1);
	lines[1] = per_months(FND_FLOW_REVENUE, dollars(20000), 1);
	project_dollars(600000, lines, 2, 120);
	CHECK_RUNWAY(INT64_C(100000000));
}

/* The day and the last digit of a cash-out within a month. */
static void
check_crossing(void)
{
	fnd_estimate opening = dollars(300);
	fnd_amount	floor;
	fnd_line	line = once(FND_FLOW_COST, dollars(350), date_of(2024, 10, 31));

	/* 300/350 of October: on its 27th day, wherever the bill falls */
	project_dollars(300, &line, 1, 1);
	CHECK_RUNWAY(8571429);
	CHECK_EQ_I64(result.runway.point.day, fnd_day_from_civil(2024, 10, 27));

	/* never rounded up to the next month */
	line.amount = dollars(INT64_C(1000000000));
	project_dollars(INT64_C(999999999), &line, 1, 1);
	CHECK_RUNWAY(9999999);
	CHECK_EQ_I64(result.runway.point.day, fnd_day_from_civil(2024, 10, 31));

	/* a floor: 300 over 100 with 350 out is 200/350 */
	CHECK(fnd_amount_make(fnd_i128_from_i64(10000), 2, USD, &floor) == FND_OK);
	line.amount = dollars(350);
	CHECK_EQ_I64(project(&opening, &line, 1, 1, &floor), FND_FAULT_NONE);
	CHECK_RUNWAY(5714286);
	CHECK_EQ_I64(required_lower(), 15000);

	/* exactly the floor is not below it; opening below it is at once */
	line.amount = dollars(200);
	CHECK_EQ_I64(project(&opening, &line, 1, 1, &floor), FND_FAULT_NONE);
	CHECK(!result.runway.point.is_found);
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_NONE);
	CHECK_EQ_I64(required_lower(), 0);
	opening = dollars(99);
	CHECK_EQ_I64(project(&opening, &line, 0, 3, &floor), FND_FAULT_NONE);
	CHECK_RUNWAY(0);
	CHECK_EQ_I64(result.runway.point.day, fnd_day_from_civil(2024, 10, 1));
	CHECK_EQ_I64(result.is_cash_out[0], FND_TRUE);
	opening = dollars(100);
	CHECK_EQ_I64(project(&opening, &line, 0, 3, &floor), FND_FAULT_NONE);
	CHECK(!result.runway.point.is_found);

	/* money that comes later does not undo an opening below the floor */
	opening = dollars(99);
	line = once(FND_FLOW_FINANCING, dollars(500), date_of(2024, 10, 2));
	CHECK_EQ_I64(project(&opening, &line, 1, 3, &floor), FND_FAULT_NONE);
	CHECK_RUNWAY(0);
	CHECK_EQ_I64(result.is_cash_out[0], FND_TRUE);
	CHECK_EQ_I64(result.is_cash_out[1], FND_FALSE);

	/* the floor may lie below zero: an overdraft */
	CHECK(fnd_amount_make(fnd_i128_from_i64(-10000), 2, USD, &floor) ==
		  FND_OK);
	opening = dollars(0);
	line = per_months(FND_FLOW_COST, dollars(40), 1);
	CHECK_EQ_I64(project(&opening, &line, 1, 3, &floor), FND_FAULT_NONE);
	CHECK_RUNWAY(25000000);
}

/* Bounds: earliest, latest, outcome, and what is not known. */
static void
check_bounds(void)
{
	fnd_line	lines[LINES];
	fnd_estimate opening;

	/* costs of 40 to 60 a month from 300: 5 to 7.5 months, centrally 6 */
	lines[0] = per_months(FND_FLOW_COST, range_of(40, 60), 1);
	project_dollars(300, lines, 1, 12);
	CHECK_RUNWAY(INT64_C(60000000));
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_CERTAIN);
	CHECK_EQ_I64(result.runway.lower.months, INT64_C(50000000));
	CHECK_EQ_I64(result.runway.upper.months, INT64_C(75000000));
	CHECK_EQ_I64(result.runway.lower.day, fnd_day_from_civil(2025, 3, 1));
	CHECK_EQ_I64(result.runway.upper.day, fnd_day_from_civil(2025, 5, 16));
	CHECK_EQ_I64(result.required.kind, FND_KIND_APPROXIMATE);
	CHECK_EQ_I64(required_lower(), 18000);
	CHECK_EQ_I64(required_upper(), 42000);
	CHECK_EQ_I64(as_i64(result.row[0].closing.lower), 24000);
	CHECK_EQ_I64(as_i64(result.row[0].closing.point), 25000);
	CHECK_EQ_I64(as_i64(result.row[0].closing.upper), 26000);

	project_dollars(300, lines, 1, 7);
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_POSSIBLE);
	CHECK_RUNWAY(INT64_C(60000000));
	project_dollars(300, lines, 1, 5);
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_NONE);
	CHECK_EQ_I64(result.runway.is_default_alive, FND_UNKNOWN);
	project_dollars(300, lines, 1, 6);
	CHECK_EQ_I64(result.required.kind, FND_KIND_RANGE);
	CHECK_EQ_I64(required_lower(), 0);
	CHECK_EQ_I64(required_upper(), 6000);

	/* more than 50 a month: gone before six months, perhaps at once */
	lines[0] = per_months(FND_FLOW_COST, more_than(50), 1);
	project_dollars(300, lines, 1, 6);
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_CERTAIN);
	CHECK(!result.runway.point.is_found && !result.runway.has_lowest);
	CHECK_EQ_I64(result.runway.lower.day, fnd_day_from_civil(2024, 10, 1));
	CHECK_EQ_I64(result.runway.upper.day, fnd_day_from_civil(2025, 3, 31));
	CHECK_EQ_I64(result.is_cash_out[4], FND_UNKNOWN);
	CHECK_EQ_I64(result.is_cash_out[5], FND_TRUE);
	CHECK_EQ_I64(result.required.kind, FND_KIND_MORE_THAN);
	CHECK_EQ_I64(required_lower(), 0);
	CHECK(!fnd_row_before_financing(&result.row[0], &result.runway.lowest));

	/* revenue of more than 50 against costs of 50: never below */
	lines[0] = per_months(FND_FLOW_REVENUE, more_than(50), 1);
	lines[1] = per_months(FND_FLOW_COST, dollars(50), 1);
	project_dollars(0, lines, 2, 6);
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_NONE);
	CHECK_EQ_I64(result.runway.is_default_alive, FND_TRUE);
	CHECK_EQ_I64(result.is_cash_out[5], FND_FALSE);
	CHECK_EQ_I64(result.required.kind, FND_KIND_EXACT);
	CHECK_EQ_I64(required_upper(), 0);

	/* known until the undisclosed line moves in month 3 */
	lines[0] = per_months(FND_FLOW_COST, dollars(100), 1);
	lines[1] = once(FND_FLOW_COST, undisclosed(FND_CURRENCY_NONE),
					date_of(2024, 12, 5));
	project_dollars(150, lines, 2, 4);
	CHECK_RUNWAY(INT64_C(15000000));
	CHECK((result.row[1].closing.bounds & FND_POINT_UNKNOWN) == 0);
	CHECK((result.row[2].opening.bounds & FND_POINT_UNKNOWN) == 0);
	CHECK((result.row[2].closing.bounds & FND_POINT_UNKNOWN) != 0);
	CHECK((result.row[2].flow[FND_FLOW_COST].bounds & FND_POINT_UNKNOWN) != 0);
	CHECK((result.row[3].flow[FND_FLOW_COST].bounds & FND_POINT_UNKNOWN) == 0);
	CHECK((result.row[3].closing.bounds & FND_POINT_UNKNOWN) != 0);
	CHECK(!result.runway.has_lowest && !result.runway.has_break_even);
	project_dollars(500, lines, 2, 4);
	CHECK(!result.runway.point.is_found);
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_POSSIBLE);
	CHECK_EQ_I64(result.runway.lower.day, fnd_day_from_civil(2024, 12, 1));
	CHECK_EQ_I64(result.required.kind, FND_KIND_AT_LEAST);

	/* an opening that nobody gave, and one that was not disclosed */
	CHECK_EQ_I64(project(NULL, lines, 2, 4, NULL), FND_FAULT_NONE);
	CHECK_EQ_I64(result.is_cash_out[0], FND_UNKNOWN);
	CHECK_EQ_I64(as_i64(result.row[0].flow[FND_FLOW_COST].point), 10000);
	opening = undisclosed(FND_CURRENCY_NONE);
	CHECK_EQ_I64(project(&opening, lines, 1, 4, NULL), FND_FAULT_NONE);
	CHECK_EQ_I64(result.plan.currency, USD);
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_POSSIBLE);
	CHECK_EQ_I64(required_upper(), 40000);
	CHECK_EQ_I64(result.required.kind, FND_KIND_AT_MOST);
	CHECK_EQ_I64(project(&opening, lines, 0, 4, NULL), FND_FAULT_NONE);
	CHECK_EQ_I64(result.plan.currency, FND_CURRENCY_NONE);
	CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_NONE);
	CHECK(!result.has_required); /* nothing, of an unknown currency */
	lines[0] = per_months(FND_FLOW_COST, undisclosed(FND_CURRENCY_NONE), 1);
	CHECK_EQ_I64(project(&opening, lines, 1, 4, NULL), FND_FAULT_NONE);
	CHECK(result.has_required);
	CHECK_EQ_I64(result.required.kind, FND_KIND_UNDISCLOSED);

	/* less than 100 of cash over a floor of 100 is below it */
	opening = interval_of(0, 100, 0, FND_UPPER_OPEN, FND_TAG_UP_TO, USD);
	{
		fnd_amount	floor;

		CHECK(fnd_amount_make(fnd_i128_from_i64(10000), 2, USD, &floor) ==
			  FND_OK);
		CHECK_EQ_I64(project(&opening, lines, 0, 2, &floor), FND_FAULT_NONE);
		CHECK_EQ_I64(result.runway.outcome, FND_OUTCOME_CERTAIN);
		CHECK_EQ_I64(result.is_cash_out[0], FND_TRUE);
		CHECK_EQ_I64(result.required.bounds, FND_LOWER_OPEN);
		CHECK_EQ_I64(required_upper(), 10000);
	}
}

/* Default alive and break-even look past the financing. */
static void
check_unfunded(void)
{
	fnd_line	lines[LINES];

	/* a round keeps it going, but it does not live by itself */
	lines[0] = per_months(FND_FLOW_COST, dollars(50), 1);
	lines[1] = once(FND_FLOW_FINANCING, dollars(1000), date_of(2024, 12, 1));
	project_dollars(120, lines, 2, 12);
	CHECK(!result.runway.point.is_found);
	CHECK_EQ_I64(result.runway.is_default_alive, FND_FALSE);
	CHECK_EQ_I64(as_i64(result.runway.lowest), 2000);
	CHECK_EQ_I64(result.runway.lowest_day, fnd_day_from_civil(2024, 11, 1));
	CHECK(fnd_row_before_financing(&result.row[2], &result.runway.lowest));
	CHECK_EQ_I64(as_i64(result.runway.lowest), -3000);

	/* a financing of unknown size leaves the path without it known */
	lines[1].amount = more_than(1);
	lines[2] = per_months(FND_FLOW_REVENUE, dollars(20), 1);
	lines[2].growth = number_of(5, 1);
	project_dollars(1000, lines, 3, 12);
	CHECK(!result.runway.has_lowest && result.runway.has_break_even);
	/* revenue 20, 30, 45, 67.5: the lowest closing is that of month 3 */
	CHECK_EQ_I64(result.runway.break_even_day, fnd_day_from_civil(2025, 1, 1));
	CHECK_EQ_I64(result.runway.is_default_alive, FND_TRUE);

	/* repayments stay: they alone use up the cash */
	lines[0] = per_months(FND_FLOW_REPAYMENT, dollars(50), 1);
	project_dollars(120, lines, 1, 12);
	CHECK_EQ_I64(result.runway.is_default_alive, FND_FALSE);
	CHECK_RUNWAY(INT64_C(24000000));

	/* between two bills of a year cash rests, which is no break-even */
	lines[0] = per_months(FND_FLOW_COST, dollars(50), 1);
	lines[0].per.is_given = false;
	lines[0].every = months_of(12);
	project_dollars(1000, lines, 1, 30);
	CHECK(!result.runway.has_break_even);

	/* a plan that never burns breaks even in its first month */
	project_dollars(120, lines, 0, 12);
	CHECK_EQ_I64(result.runway.break_even_day,
				 fnd_day_from_civil(2024, 10, 1));
	CHECK_EQ_I64(result.runway.is_default_alive, FND_TRUE);

	/* no cash-out and no profit: not known; the last twelve months count */
	lines[0] = per_months(FND_FLOW_COST, dollars(10), 1);
	project_dollars(1000, lines, 1, 24);
	CHECK_EQ_I64(result.runway.is_default_alive, FND_UNKNOWN);
	lines[0].ends_on = date_of(2025, 9, 30);
	project_dollars(1000, lines, 1, 24);
	CHECK_EQ_I64(result.runway.is_default_alive, FND_TRUE);
	lines[0].ends_on = date_of(2025, 10, 1);
	project_dollars(1000, lines, 1, 24);
	CHECK_EQ_I64(result.runway.is_default_alive, FND_UNKNOWN);
}

static void
check_faults(void)
{
	fnd_line	line = per_months(FND_FLOW_COST, exact_of(1, 2, EUR), 1);
	fnd_estimate opening = dollars(1);
	fnd_amount	floor;
	fnd_date	day = date_of(2024, 10, 2);
	fnd_month	from;

	CHECK_EQ_I64(project(&opening, &line, 1, 1, NULL),
				 FND_FAULT_LINE_CURRENCY);
	CHECK_EQ_I64(result.plan.currency, USD);
	CHECK(fnd_amount_make(fnd_i128_zero(), 2, EUR, &floor) == FND_OK);
	CHECK_EQ_I64(project(&opening, &line, 0, 1, &floor),
				 FND_FAULT_FLOOR_CURRENCY);
	CHECK_EQ_I64(project(&opening, &line, 0, 0, NULL), FND_FAULT_MONTHS_LOW);
	CHECK_EQ_I64(project(&opening, &line, 0, -1, NULL), FND_FAULT_MONTHS_LOW);
	CHECK_EQ_I64(project(&opening, &line, 0, 1201, NULL),
				 FND_FAULT_MONTHS_LIMIT);

	CHECK_EQ_I64(fnd_months_check(&day, true, 1, &from),
				 FND_FAULT_FROM_MONTH_DAY);
	CHECK_EQ_I64(fnd_months_check(&day, false, 0, &from),
				 FND_FAULT_MONTHS_NULL);
	day = date_of(2024, 10, 1);
	CHECK_EQ_I64(fnd_months_check(&day, true, FND_MONTHS_MAX, &from),
				 FND_FAULT_NONE);
	day.is_infinite = true;
	CHECK_EQ_I64(fnd_months_check(&day, true, 1, &from),
				 FND_FAULT_FROM_MONTH_INFINITE);
	day.is_given = false;
	CHECK_EQ_I64(fnd_months_check(&day, true, 1, &from),
				 FND_FAULT_FROM_MONTH_NULL);
	day = date_of(5874897, 12, 1);
	CHECK_EQ_I64(fnd_months_check(&day, true, 1, &from), FND_FAULT_NONE);
	CHECK_EQ_I64(fnd_months_check(&day, true, 2, &from),
				 FND_FAULT_MONTHS_DATE);
	CHECK_EQ_I64(fnd_months_check(&day, true, FND_MONTHS_MAX, &from),
				 FND_FAULT_MONTHS_DATE);
	day = date_of(-4713, 12, 1);
	CHECK_EQ_I64(fnd_months_check(&day, true, 1, &from), FND_FAULT_NONE);

	/* sums that leave 127 bits, by growth and by a fine scale */
	line = per_months(FND_FLOW_COST, dollars(1), 1);
	line.growth = number_of(1, 0);
	CHECK_EQ_I64(project(&opening, &line, 1, 240, NULL),
				 FND_FAULT_RANGE_MONTH);
	line.growth = number_of(1, -27);
	CHECK_EQ_I64(project(&opening, &line, 1, 3, NULL), FND_FAULT_RANGE_LINE);
	line = per_months(FND_FLOW_COST, exact_of(1, 28, USD), 1);
	opening = dollars(INT64_C(100000000000));
	CHECK_EQ_I64(project(&opening, &line, 1, 1, NULL),
				 FND_FAULT_RANGE_OPENING);
	CHECK(fnd_amount_make(fnd_i128_from_i64(INT64_C(100000000000)), 0, USD,
						  &floor) == FND_OK);
	opening = dollars(1);
	CHECK_EQ_I64(project(&opening, &line, 1, 1, &floor),
				 FND_FAULT_RANGE_FLOOR);

	/* 28 decimals and ten billion: more than an estimate holds, rounded */
	opening = dollars(0);
	line.amount = exact_of(1, 28, USD);
	{
		fnd_line	lines[2];

		lines[0] = line;
		lines[1] = per_months(FND_FLOW_COST, dollars(INT64_C(1000000000)), 1);
		CHECK_EQ_I64(project(&opening, lines, 2, 3, NULL), FND_FAULT_NONE);
		CHECK_EQ_I64(result.required.kind, FND_KIND_EXACT);
		CHECK_EQ_I64(required_lower(), INT64_C(300000000000));
		lines[0].amount = interval_of(1, 2, 28, 0, FND_TAG_RANGE, USD);
		CHECK_EQ_I64(project(&opening, lines, 2, 3, NULL), FND_FAULT_NONE);
		CHECK_EQ_I64(result.required.kind, FND_KIND_RANGE);
		CHECK_EQ_I64(result.required.scale, 18);
	}
}

/* Each sum of a plan that can leave 127 bits, alone. */
static void
check_ranges(void)
{
	fnd_estimate opening = dollars(0);
	fnd_amount	floor;
	fnd_line	lines[3];

	lines[0] = fine_line();

	/* one flow of one month */
	lines[1] = per_months(FND_FLOW_COST, VAST, 1);
	lines[2] = lines[1];
	CHECK_EQ_I64(project(&opening, lines, 3, 1, NULL), FND_FAULT_RANGE_MONTH);

	/* what goes out in one month, of two flows */
	lines[2].flow = FND_FLOW_REPAYMENT;
	CHECK_EQ_I64(project(&opening, lines, 3, 1, NULL), FND_FAULT_RANGE_MONTH);

	/* the revenue of the last months, which the cost of each one eats */
	lines[2].flow = FND_FLOW_REVENUE;
	CHECK_EQ_I64(project(&opening, lines, 3, 1, NULL), FND_FAULT_NONE);
	CHECK_EQ_I64(project(&opening, lines, 3, 2, NULL), FND_FAULT_RANGE_MONTH);

	/* what is missing up to a floor that is as far above zero as cash below */
	opening = VAST;
	CHECK(fnd_amount_make(fnd_estimate_lower_coefficient(&opening), 2, USD,
						  &floor) == FND_OK);
	opening = dollars(0);
	CHECK_EQ_I64(project(&opening, lines, 2, 1, &floor),
				 FND_FAULT_RANGE_RAISE);
	lines[1].amount = vast_dollars(1, 90);
	CHECK_EQ_I64(project(&opening, lines, 2, 1, &floor),
				 FND_FAULT_RANGE_RAISE);

	/* 29 nines round to a figure of 29 digits first, then of one */
	lines[0] = per_months(FND_FLOW_COST,
						  exact_of(INT64_C(9999999999), 12, USD), 1);
	lines[1] = per_months(FND_FLOW_COST, dollars(INT64_C(99999999999999999)),
						  1);
	lines[2] = per_months(FND_FLOW_COST, exact_of(99, 2, USD), 1);
	CHECK_EQ_I64(project(&opening, lines, 3, 1, NULL), FND_FAULT_NONE);
	CHECK_EQ_I64(result.required.kind, FND_KIND_EXACT);
	CHECK_EQ_I64(result.required.scale, 2);
	CHECK(fnd_i128_compare(fnd_estimate_lower_coefficient(&result.required),
						   fnd_i128_pow10(19)) == 0);
}

/* A plan of more lines than one step looks at. */
static void
check_chunks(void)
{
	enum
	{
		COUNT = 2500
	};
	fnd_schedule *schedules = malloc(sizeof(fnd_schedule) * COUNT);
	fnd_estimate opening = dollars(COUNT * 3);
	fnd_date	from_month = date_of(2024, 10, 1);
	fnd_month	from;
	fnd_plan	plan;
	fnd_projection projection;
	fnd_fault	fault;
	int			steps = 0;
	int			rows = 0;

	CHECK(fnd_months_check(&from_month, true, 4, &from) == FND_FAULT_NONE);
	CHECK(fnd_plan_init(&plan, &opening, NULL, &from, 4) == FND_FAULT_NONE);
	for (int i = 0; i < COUNT; i++)
	{
		fnd_line	line = per_months(FND_FLOW_COST, dollars(1), 1);

		CHECK(fnd_plan_add_line(&plan, &line, &schedules[i]) ==
			  FND_FAULT_NONE);
	}
	CHECK(fnd_plan_settle(&plan) == FND_FAULT_NONE);
	fnd_projection_init(&projection, &plan, schedules);
	for (;;)
	{
		fnd_step	step = fnd_projection_step(&projection, &fault);

		if (step == FND_STEP_DONE)
			break;
		CHECK(step != FND_STEP_FAULT);
		steps++;
		rows += step == FND_STEP_ROW;
	}
	CHECK_EQ_I64(rows, 4);
	CHECK_EQ_I64(steps, 4 * ((COUNT + FND_STEP_LINES - 1) / FND_STEP_LINES));
	CHECK_EQ_I64(as_i64(projection.row.closing.point), -COUNT * 100);
	plan.lines_count = FND_LINES_MAX;
	{
		fnd_line	line = per_months(FND_FLOW_COST, dollars(1), 1);

		CHECK_EQ_I64(fnd_plan_add_line(&plan, &line, &schedules[0]),
					 FND_FAULT_LINES_LIMIT);
	}
	free(schedules);
}

/*
 * The slow way: arrays of whole months in 64 bits, and every summary column
 * by its definition.  Figures are small, bounds closed and finite.
 */
typedef struct slow_path
{
	int64_t		closing[ROWS];
	int64_t		unfunded[ROWS];
} slow_path;

static int64_t
slow_cash_out(const int64_t *closing, int64_t opening, int64_t floor,
			  int months, int32_t *day)
{
	if (opening < floor)
	{
		*day = fnd_day_from_civil(2024, 10, 1);
		return 0;
	}
	for (int i = 0; i < months; i++)
	{
		int64_t		before = i == 0 ? opening : closing[i - 1];
		int64_t		units;
		int64_t		rest;
		int32_t		index = (2024 - 2000) * 12 + 9 + i;

		if (closing[i] >= floor)
			continue;
		units = (before - floor) * 10000000 / (before - closing[i]);
		rest = (before - floor) * 10000000 % (before - closing[i]);
		if (2 * rest > before - closing[i] ||
			(2 * rest == before - closing[i] && units % 2 != 0))
			units++;
		if (units == 10000000)
			units--;
		*day = fnd_month_first_day(index) +
			(int32_t) ((before - floor) * fnd_month_days_count(index) /
					   (before - closing[i]));
		return INT64_C(10000000) * i + units;
	}
	return -1;
}

static void
slow_project(slow_path *path, int64_t opening, const int64_t amount[LINES],
			 const fnd_line *lines, int count, int months)
{
	int64_t		cash = opening;
	int64_t		unfunded = opening;

	for (int i = 0; i < months; i++)
	{
		for (int j = 0; j < count; j++)
		{
			bool		is_inflow = lines[j].flow == FND_FLOW_REVENUE ||
				lines[j].flow == FND_FLOW_FINANCING;
			int64_t		moved = amount[j];

			/* monthly from the start, or one month only */
			if (lines[j].starts_on.is_given)
			{
				int			of_month;

				if (fnd_month_of_day(lines[j].starts_on.day, &of_month) !=
					(2024 - 2000) * 12 + 9 + i)
					moved = 0;
			}
			cash += is_inflow ? moved : -moved;
			if (lines[j].flow != FND_FLOW_FINANCING)
				unfunded += is_inflow ? moved : -moved;
		}
		path->closing[i] = cash;
		path->unfunded[i] = unfunded;
	}
}

static void
compare_cash_out(const fnd_cash_out *found, int64_t months, int32_t day)
{
	CHECK_EQ_I64(found->is_found, months >= 0);
	if (months >= 0)
	{
		CHECK_EQ_I64(found->months, months);
		CHECK_EQ_I64(found->day, day);
	}
}

static int64_t
least(const int64_t *closing, int months)
{
	int64_t		lowest = closing[0];

	for (int i = 1; i < months; i++)
		lowest = closing[i] < lowest ? closing[i] : lowest;
	return lowest;
}

static void
compare_with_slow(int64_t opening, int64_t floor, int months,
				  const slow_path *lower, const slow_path *point,
				  const slow_path *upper, int64_t late_margin)
{
	int32_t		day = 0;
	int64_t		months_low = slow_cash_out(lower->closing, opening, floor, months,
									   &day);
	int64_t		months_high;
	int64_t		months_unfunded;
	int64_t		lowest = opening;
	int			lowest_at = 0;

	compare_cash_out(&result.runway.lower, months_low, day);
	months_high = slow_cash_out(point->closing, opening, floor, months, &day);
	compare_cash_out(&result.runway.point, months_high, day);
	months_high = slow_cash_out(upper->closing, opening, floor, months, &day);
	compare_cash_out(&result.runway.upper, months_high, day);
	CHECK_EQ_I64(result.runway.outcome,
				 months_high >= 0	 ? FND_OUTCOME_CERTAIN :
					 months_low >= 0 ? FND_OUTCOME_POSSIBLE :
									   FND_OUTCOME_NONE);

	CHECK_EQ_I64(as_i64(result.runway.lowest), least(point->closing, months));
	for (int i = 0; i < months; i++)
	{
		if (point->unfunded[i] < lowest ||
			(point->unfunded[i] == lowest && lowest_at > 0))
		{
			lowest = point->unfunded[i];
			lowest_at = i + 1;
		}
	}
	CHECK_EQ_I64(result.runway.has_break_even, lowest_at < months);
	if (lowest_at < months)
		CHECK_EQ_I64(result.runway.break_even_day,
					 fnd_month_first_day((2024 - 2000) * 12 + 9 + lowest_at));

	months_low = slow_cash_out(lower->unfunded, opening, floor, months, &day);
	months_unfunded = slow_cash_out(upper->unfunded, opening, floor, months,
									&day);
	CHECK_EQ_I64(result.runway.is_default_alive,
				 months_unfunded >= 0					? FND_FALSE :
					 months_low < 0 && late_margin >= 0 ? FND_TRUE :
														  FND_UNKNOWN);

	lowest = floor - least(upper->closing, months);
	CHECK_EQ_I64(required_lower(), lowest < 0 ? 0 : lowest);
	lowest = floor - least(lower->closing, months);
	CHECK_EQ_I64(required_upper(), lowest < 0 ? 0 : lowest);
}

static void
check_against_slow(void)
{
	static slow_path lower;
	static slow_path point;
	static slow_path upper;

	for (int round = 0; round < 3000; round++)
	{
		int			count = (int) check_random_below(LINES + 1);
		int			months = 1 + (int) check_random_below(30);
		int64_t		opening = (int64_t) check_random_below(20000);
		int64_t		floor_units = (int64_t) check_random_below(200) - 100;
		int64_t		late_margin = 0;
		int64_t		least_amount[LINES];
		int64_t		most_amount[LINES];
		int64_t		middle[LINES];
		fnd_line	lines[LINES];
		fnd_estimate cash = exact_of(opening, 2, USD);
		fnd_amount	floor;

		for (int j = 0; j < count; j++)
		{
			int64_t		low = (int64_t) check_random_below(1500);
			int64_t		spread = (int64_t) check_random_below(3) *
				(int64_t) check_random_below(300);
			fnd_flow	flow = (fnd_flow) check_random_below(4);
			bool		is_inflow = flow == FND_FLOW_REVENUE ||
				flow == FND_FLOW_FINANCING;

			lines[j] = per_months(
				flow,
				interval_of(low, low + 2 * spread, 2, 0,
							spread == 0 ? FND_TAG_EXACT : FND_TAG_RANGE, USD),
				1);
			least_amount[j] = is_inflow ? low : low + 2 * spread;
			most_amount[j] = is_inflow ? low + 2 * spread : low;
			middle[j] = low + spread;
			if (check_random_below(3) == 0)
			{
				lines[j].per.is_given = false;
				lines[j].starts_on = date_of_day(
					fnd_day_from_civil(2024, 9, 15) +
					(int32_t) check_random_below(900));
			}
		}
		slow_project(&lower, opening, least_amount, lines, count, months);
		slow_project(&point, opening, middle, lines, count, months);
		slow_project(&upper, opening, most_amount, lines, count, months);

		/* lower revenue less upper cost over the last twelve months */
		for (int i = months > 12 ? months - 12 : 0; i < months; i++)
		{
			for (int j = 0; j < count; j++)
			{
				int			of_month;

				if (lines[j].flow > FND_FLOW_COST ||
					(lines[j].starts_on.is_given &&
					 fnd_month_of_day(lines[j].starts_on.day, &of_month) !=
						 (2024 - 2000) * 12 + 9 + i))
					continue;
				late_margin += lines[j].flow == FND_FLOW_REVENUE ?
					least_amount[j] :
					-least_amount[j];
			}
		}

		CHECK(fnd_amount_make(fnd_i128_from_i64(floor_units), 2, USD,
							  &floor) == FND_OK);
		if (!CHECK(project(&cash, lines, count, months, &floor) ==
				   FND_FAULT_NONE))
			return;
		for (int i = 0; i < months; i++)
		{
			CHECK_EQ_I64(as_i64(result.row[i].closing.lower),
						 lower.closing[i]);
			CHECK_EQ_I64(as_i64(result.row[i].closing.point),
						 point.closing[i]);
			CHECK_EQ_I64(as_i64(result.row[i].closing.upper),
						 upper.closing[i]);
			CHECK_EQ_I64(result.is_cash_out[i],
						 point.closing[i] < floor_units ||
							 (i == 0 && opening < floor_units));
		}
		compare_with_slow(opening, floor_units, months, &lower, &point, &upper,
						  late_margin);
	}
}

/* A whole number of 1 to 27 digits, short ones as likely as long ones. */
static fnd_i128
any_digits(void)
{
	fnd_i128	value = fnd_i128_from_i64((int64_t) check_random_below(1000));

	CHECK(fnd_i128_mul_pow10(value, (int) check_random_below(25), &value));
	CHECK(fnd_i128_add(
		value, fnd_i128_from_i64((int64_t) check_random_below(1000)), &value));
	return value;
}

static fnd_line
any_line(void)
{
	fnd_line	line = line_of((fnd_flow) check_random_below(FND_FLOW_COUNT),
							dollars(0));
	fnd_interval interval;

	/* any bounds from zero up, at any scale */
	interval.lower = any_digits();
	CHECK(fnd_i128_add(interval.lower, any_digits(), &interval.upper));
	interval.scale = (int) check_random_below(FND_SCALE_MAX + 1);
	interval.currency = USD;
	interval.bounds = (uint8_t) check_random_below(4);
	interval.tag = FND_TAG_RANGE;
	if (check_random_below(4) == 0)
	{
		interval.bounds = FND_UPPER_INFINITE;
		interval.upper = fnd_i128_zero();
	}
	if (fnd_estimate_make(&interval, FND_BASIS_NONE, &line.amount) != FND_OK)
		line.amount = dollars(1);

	if (check_random_below(3) != 0)
		line.starts_on = date_of_day(
			check_random_below(5) != 0 ?
				fnd_day_from_civil(2020, 1, 1) +
					(int32_t) check_random_below(4000) :
				FND_DAY_MIN + (int32_t) check_random_below(2000000000));
	if (check_random_below(3) == 0)
		line.ends_on = date_of_day(fnd_day_from_civil(2020, 1, 1) +
								   (int32_t) check_random_below(6000));
	switch (check_random_below(4))
	{
		case 0:
			line.per = months_of((int32_t) (check_random_u64() >>
											(33 + check_random_below(30))));
			break;
		case 1:
			line.every = months_of((int32_t) (check_random_u64() >>
											  (33 + check_random_below(30))));
			break;
		case 2:
			line.every = days_of((int32_t) (check_random_u64() >>
											(33 + check_random_below(30))));
			break;
		default:
			break;
	}
	if (check_random_below(2) == 0)
		line.growth = number_of((int64_t) check_random_below(2000000) -
									1000100,
								(int32_t) check_random_below(12));
	return line;
}

/*
 * Lines of any size, scale, date and growth: an answer or a fault, no
 * overflow, and the three paths stay in order.
 */
static void
check_anything(void)
{
	unsigned answers = 0;

	for (int round = 0; round < 20000; round++)
	{
		int			count = 1 + (int) check_random_below(3);
		fnd_estimate opening = dollars((int64_t) check_random_below(1000000));
		fnd_line	lines[LINES];
		bool		in_order = true;

		for (int i = 0; i < count; i++)
			lines[i] = any_line();
		if (project(&opening, lines, count, 1 + (int) check_random_below(60),
					NULL) != FND_FAULT_NONE)
			continue;
		answers++;
		for (int i = 0; i < result.plan.months_count; i++)
		{
			const fnd_band *cash = &result.row[i].closing;
			bool		is_known = (cash->bounds & FND_POINT_UNKNOWN) == 0;
			bool		has_lower = (cash->bounds & FND_LOWER_INFINITE) == 0;
			bool		has_upper = (cash->bounds & FND_UPPER_INFINITE) == 0;

			if (has_lower && has_upper)
				in_order = in_order &&
					fnd_i128_compare(cash->lower, cash->upper) <= 0;
			if (has_lower && is_known)
				in_order = in_order &&
					fnd_i128_compare(cash->lower, cash->point) <= 0;
			if (is_known && has_upper)
				in_order = in_order &&
					fnd_i128_compare(cash->point, cash->upper) <= 0;
		}
		CHECK(in_order);
		CHECK(fnd_estimate_check(&result.required, false) == FND_OK);

		/* what is certain is possible, and the dates are in order */
		if (result.runway.upper.is_found)
			CHECK(result.runway.lower.is_found &&
				  result.runway.lower.day <= result.runway.upper.day);
		if (result.runway.point.is_found)
			CHECK(result.runway.lower.is_found &&
				  result.runway.lower.day <= result.runway.point.day);
		if (result.runway.point.is_found && result.runway.upper.is_found)
			CHECK(result.runway.point.day <= result.runway.upper.day);
	}
	CHECK(answers > 5000);
}

/* Lines of a company as they are, and now and then one at the edge. */
static fnd_line
usual_line(void)
{
	int64_t		whole = (int64_t) check_random_below(100000) + 1;
	fnd_line	line = line_of(
		(fnd_flow) check_random_below(FND_FLOW_COUNT),
		check_random_below(2) == 0 ?
			dollars(whole) :
			range_of(whole, whole + (int64_t) check_random_below(1000)));

	if (check_random_below(8) == 0)
		return any_line();
	if (check_random_below(8) == 0)
		line.amount = exact_of(INT64_MAX >> check_random_below(12), 2, USD);
	if (check_random_below(6) == 0)
		line.amount = more_than(whole);
	if (check_random_below(6) == 0)
		line.amount = exact_of(whole, 4, USD);
	if (check_random_below(2) == 0)
		line.starts_on = date_of_day(fnd_day_from_civil(2024, 6, 1) +
									 (int32_t) check_random_below(400));
	if (check_random_below(3) == 0)
		line.ends_on = date_of_day(fnd_day_from_civil(2024, 12, 1) +
								   (int32_t) check_random_below(1500));
	if (line.starts_on.is_given && line.ends_on.is_given &&
		line.ends_on.day < line.starts_on.day)
		line.ends_on.is_given = false;
	switch (check_random_below(4))
	{
		case 0:
			line.every = months_of(1 + (int32_t) check_random_below(14));
			break;
		case 1:
			line.every = days_of(1 + (int32_t) check_random_below(40));
			break;
		case 2:
			if (line.starts_on.is_given)
				break;
			/* FALLTHROUGH */
		default:
			line.per = months_of(1 + (int32_t) check_random_below(14));
			break;
	}
	if (check_random_below(2) == 0)
		line.growth = number_of((int64_t) check_random_below(300) - 100,
								check_random_below(8) == 0 ? 1 : 3);
	return line;
}

static bool
same_band(const fnd_band *a, const fnd_band *b)
{
	return fnd_i128_compare(a->lower, b->lower) == 0 &&
		fnd_i128_compare(a->point, b->point) == 0 &&
		fnd_i128_compare(a->upper, b->upper) == 0 && a->bounds == b->bounds;
}

static bool
same_row(const fnd_month_row *a, const fnd_month_row *b)
{
	bool		same = a->month.index == b->month.index &&
		a->month.first_day == b->month.first_day &&
		a->month.days_count == b->month.days_count &&
		same_band(&a->opening, &b->opening) &&
		same_band(&a->closing, &b->closing) &&
		same_band(&a->unfunded_opening, &b->unfunded_opening) &&
		same_band(&a->unfunded_closing, &b->unfunded_closing);

	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		same = same && same_band(&a->flow[flow], &b->flow[flow]);
	return same;
}

/* Line by line and month by month: the same rows, and the same faults. */
static void
check_sums(void)
{
	static outcome other;
	int			kept = 0;
	int			dropped = 0;
	int			faults = 0;

	for (int round = 0; round < 30000; round++)
	{
		int			count = (int) check_random_below(LINES + 1);
		int			months = 1 + (int) check_random_below(90);
		fnd_estimate opening = dollars((int64_t) check_random_below(1000000));
		fnd_line	lines[LINES];
		int32_t		line;

		if (check_random_below(4) == 0)
			opening = range_of(100, 1000);
		if (check_random_below(40) == 0)
			opening = exact_of(INT64_MAX - 1000, 2, USD);
		for (int i = 0; i < count; i++)
			lines[i] = usual_line();

		use_sums = true;
		fault_line = -1;
		(void) project(&opening, lines, count, months, NULL);
		CHECK(!use_sums);
		other = result;
		line = fault_line;
		fault_line = -1;
		(void) project(&opening, lines, count, months, NULL);
		CHECK(use_sums);
		CHECK_EQ_I64(result.fault, other.fault);
		if (result.fault != FND_FAULT_NONE)
		{
			CHECK_EQ_I64(line, fault_line);
			faults++;
			continue;
		}
		kept += kept_sums;
		dropped += !kept_sums;
		for (int i = 0; i < months; i++)
		{
			if (!CHECK(same_row(&other.row[i], &result.row[i])))
				break;
		}
		CHECK_EQ_I64(result.runway.point.months, other.runway.point.months);
		CHECK_EQ_I64(result.runway.is_default_alive,
					 other.runway.is_default_alive);
	}
	CHECK(kept > 10000 && dropped > 2000 && faults > 100);
}

int
main(void)
{
	check_seed(80);
	check_known_answers();
	check_crossing();
	check_bounds();
	check_unfunded();
	check_faults();
	check_ranges();
	check_chunks();
	check_against_slow();
	check_anything();
	check_sums();
	return check_done("runway");
}
