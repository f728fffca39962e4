/*
 * fuzz_projection.c
 *	  Plans: what cash_projection(), runway() and required_raise() answer.
 *
 * Every month: opening + revenue - cost + financing - repayment = closing on
 * all three paths, the lower figure is not above the central one nor that
 * above the upper one, and both ways of adding up lines give the same rows.
 * The summary is what the rows say: cash-outs in the first month that ends
 * below the floor, the lowest month, the month of break-even, default alive.
 * Cash with the required raise is never below the floor, and with a unit less
 * it once is.
 */
#include "plans.h"

#include "../src/core/raise.h"
#include "../src/core/runway.h"

static fuzz_plan plan;
static fuzz_plan raised;
static fuzz_rows rows;
static fuzz_rows again;

static fnd_i128
add(fnd_i128 a, fnd_i128 b)
{
	fnd_i128	sum;

	REQUIRE(fnd_i128_add(a, b, &sum));
	return sum;
}

static fnd_i128
subtract(fnd_i128 a, fnd_i128 b)
{
	fnd_i128	difference;

	REQUIRE(fnd_i128_sub(a, b, &difference));
	return difference;
}

/* A path: what comes in at one end of the bands, goes out at the other. */
static void
require_closing(const fnd_month_row *row)
{
	const fnd_band *flow = row->flow;
	fnd_i128	lower = add(row->opening.lower, flow[FND_FLOW_REVENUE].lower);
	fnd_i128	point = add(row->opening.point, flow[FND_FLOW_REVENUE].point);
	fnd_i128	upper = add(row->opening.upper, flow[FND_FLOW_REVENUE].upper);

	lower = subtract(lower, flow[FND_FLOW_COST].upper);
	lower = add(lower, flow[FND_FLOW_FINANCING].lower);
	lower = subtract(lower, flow[FND_FLOW_REPAYMENT].upper);
	point = subtract(point, flow[FND_FLOW_COST].point);
	point = add(point, flow[FND_FLOW_FINANCING].point);
	point = subtract(point, flow[FND_FLOW_REPAYMENT].point);
	upper = subtract(upper, flow[FND_FLOW_COST].lower);
	upper = add(upper, flow[FND_FLOW_FINANCING].upper);
	upper = subtract(upper, flow[FND_FLOW_REPAYMENT].lower);
	if ((row->closing.bounds & FND_LOWER_INFINITE) == 0)
		REQUIRE(fnd_i128_compare(lower, row->closing.lower) == 0);
	if ((row->closing.bounds & FND_POINT_UNKNOWN) == 0)
		REQUIRE(fnd_i128_compare(point, row->closing.point) == 0);
	if ((row->closing.bounds & FND_UPPER_INFINITE) == 0)
		REQUIRE(fnd_i128_compare(upper, row->closing.upper) == 0);
}

static void
require_rows(void)
{
	for (int i = 0; i < rows.count; i++)
	{
		const fnd_month_row *row = &rows.row[i];
		fnd_i128	before;

		REQUIRE(row->month.index == plan.from.index + i);
		REQUIRE(row->month.first_day == fnd_month_first_day(row->month.index));
		REQUIRE(row->month.days_count ==
				fnd_month_days_count(row->month.index));
		fuzz_require_band(&row->opening);
		fuzz_require_band(&row->closing);
		fuzz_require_band(&row->unfunded_closing);
		for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		{
			fuzz_require_band(&row->flow[flow]);
			REQUIRE((row->flow[flow].bounds & FND_LOWER_INFINITE) == 0);
			REQUIRE(fnd_i128_sign(row->flow[flow].lower) >= 0);
		}
		if (i > 0)
			REQUIRE(fuzz_same_band(&row->opening, &rows.row[i - 1].closing));
		else
			REQUIRE(fuzz_same_band(&row->opening, &rows.plan.opening));
		require_closing(row);
		if (fnd_row_before_financing(row, &before))
			REQUIRE(fnd_i128_compare(
						add(before, row->flow[FND_FLOW_FINANCING].point),
						row->closing.point) == 0);
	}
}

/*
 * The first month, counted from 0, that ends below the floor; -1 where the
 * cash is below it at the start, the count of months where there is none.
 */
static int
first_below(int path, bool is_unfunded)
{
	for (int i = -1; i < rows.count; i++)
	{
		const fnd_month_row *row = &rows.row[i < 0 ? 0 : i];
		const fnd_band *cash = is_unfunded ?
			(i < 0 ? &row->unfunded_opening : &row->unfunded_closing) :
			(i < 0 ? &row->opening : &row->closing);
		fnd_i128	figure = path < 0 ? cash->lower :
			path == 0			   ? cash->point :
									 cash->upper;
		int			order = fnd_i128_compare(figure, rows.plan.floor);

		if (path < 0 && (cash->bounds & FND_LOWER_INFINITE) != 0)
			return i;
		if (path == 0 && (cash->bounds & FND_POINT_UNKNOWN) != 0)
			continue;
		if (path > 0 && (cash->bounds & FND_UPPER_INFINITE) != 0)
			continue;
		if (order < 0 ||
			(path > 0 && order == 0 && (cash->bounds & FND_UPPER_OPEN) != 0))
			return i;
	}
	return rows.count;
}

static void
require_cash_out(const fnd_cash_out *cash_out, int path)
{
	const int64_t unit = 10000000;
	int			month = first_below(path, false);
	const fnd_month_row *row = &rows.row[month < 0 ? 0 : month];

	REQUIRE(cash_out->is_found == (month < rows.count));
	if (!cash_out->is_found)
		return;
	if (month < 0)
	{
		REQUIRE(cash_out->months == 0);
		REQUIRE(cash_out->day == plan.from.first_day);
		return;
	}
	REQUIRE(cash_out->months >= month * unit);
	REQUIRE(cash_out->months < (month + 1) * unit);
	REQUIRE(cash_out->day >= row->month.first_day);
	REQUIRE(cash_out->day < row->month.first_day + row->month.days_count);
	if (path == 0)
	{
		/* day = floor(fraction * days), and the fraction is rounded */
		int64_t		fraction = cash_out->months - month * unit;
		int64_t		days = fraction * row->month.days_count;
		int64_t		day = cash_out->day - row->month.first_day;

		REQUIRE(day * unit <= days + row->month.days_count);
		REQUIRE((day + 1) * unit >= days - row->month.days_count);
		REQUIRE(fnd_row_is_cash_out(&rows.plan, row, month == 0) == FND_TRUE);
	}
}

/* The lowest central figures, with financing and without. */
static void
require_lowest(const fnd_runway *runway)
{
	bool		is_known = true;
	bool		is_unfunded_known = (rows.plan.opening.bounds & FND_POINT_UNKNOWN) ==
		0;
	fnd_i128	unfunded = rows.plan.opening.point;
	int			lowest = 0;
	int			break_even = 0;

	for (int i = 0; i < rows.count; i++)
	{
		const fnd_band *cash = &rows.row[i].unfunded_closing;

		if ((rows.row[i].closing.bounds & FND_POINT_UNKNOWN) != 0)
			is_known = false;
		if (fnd_i128_compare(rows.row[i].closing.point,
							 rows.row[lowest].closing.point) < 0)
			lowest = i;
		if ((cash->bounds & FND_POINT_UNKNOWN) != 0)
			is_unfunded_known = false;
		else if (fnd_i128_compare(cash->point, unfunded) < 0 ||
				 (break_even > 0 &&
				  fnd_i128_compare(cash->point, unfunded) == 0))
		{
			unfunded = cash->point;
			break_even = i + 1;
		}
	}
	REQUIRE(runway->has_lowest == is_known);
	if (is_known)
	{
		REQUIRE(fnd_i128_compare(runway->lowest,
								 rows.row[lowest].closing.point) == 0);
		REQUIRE(runway->lowest_day == rows.row[lowest].month.first_day);
	}
	REQUIRE(runway->has_break_even ==
			(is_unfunded_known && break_even < rows.count));
	if (runway->has_break_even)
		REQUIRE(runway->break_even_day ==
				rows.row[break_even].month.first_day);
}

static void
require_default_alive(const fnd_runway *runway)
{
	fnd_answer	expected = FND_UNKNOWN;
	fnd_i128	revenue = fnd_i128_zero();
	fnd_i128	cost = fnd_i128_zero();
	bool		is_cost_known = true;

	for (int i = rows.count > 12 ? rows.count - 12 : 0; i < rows.count; i++)
	{
		const fnd_band *flow = rows.row[i].flow;

		revenue = add(revenue, flow[FND_FLOW_REVENUE].lower);
		cost = add(cost, flow[FND_FLOW_COST].upper);
		if ((flow[FND_FLOW_COST].bounds & FND_UPPER_INFINITE) != 0)
			is_cost_known = false;
	}
	if (first_below(1, true) < rows.count)
		expected = FND_FALSE;
	else if (first_below(-1, true) == rows.count && is_cost_known &&
			 fnd_i128_compare(revenue, cost) >= 0)
		expected = FND_TRUE;
	REQUIRE(runway->is_default_alive == expected);
}

static bool
look_at_runway(void)
{
	fnd_runway	runway;

	fnd_runway_init(&runway, &rows.plan);
	for (int i = 0; i < rows.count; i++)
	{
		fnd_fault	fault = fnd_runway_add(&runway, &rows.row[i]);

		REQUIRE(fault == FND_FAULT_NONE || fault == FND_FAULT_RANGE_MONTH);
		if (fault != FND_FAULT_NONE)
			return false;
	}
	fnd_runway_finish(&runway);
	require_cash_out(&runway.lower, -1);
	require_cash_out(&runway.point, 0);
	require_cash_out(&runway.upper, 1);
	if (runway.lower.is_found && runway.point.is_found)
		REQUIRE(runway.lower.months <= runway.point.months);
	if (runway.point.is_found && runway.upper.is_found)
		REQUIRE(runway.point.months <= runway.upper.months);
	REQUIRE((runway.outcome == FND_OUTCOME_CERTAIN) == runway.upper.is_found);
	REQUIRE((runway.outcome == FND_OUTCOME_NONE) ==
			(!runway.upper.is_found && !runway.lower.is_found));
	require_lowest(&runway);
	require_default_alive(&runway);
	return true;
}

/* Is the closing of a month below the floor, on the central path? */
static bool
is_once_below(const fuzz_plan *which)
{
	if (fuzz_project(which, true, &again) != FND_FAULT_NONE)
		return true;
	for (int i = 0; i < again.count; i++)
	{
		if (fnd_i128_compare(again.row[i].closing.point, again.plan.floor) < 0)
			return true;
	}
	return false;
}

/* One unit of an amount at the scale of the plan less. */
static bool
less_a_unit(const fnd_estimate *raise, int scale, fnd_estimate *result)
{
	fnd_amount	amount;
	fnd_amount	unit;
	fnd_amount	less;

	if (fnd_estimate_to_amount(raise, &amount) != FND_OK ||
		fnd_amount_sign(&amount) <= 0 || scale > FND_SCALE_MAX ||
		fnd_amount_make(fnd_i128_from_i64(1), scale, amount.currency, &unit) !=
			FND_OK ||
		fnd_amount_subtract(&amount, &unit, &less) != FND_OK)
		return false;
	fnd_estimate_from_amount(&less, result);
	return true;
}

/* Add cash to an opening that is exact. */
static bool
raise_opening(const fnd_estimate *cash)
{
	raised = plan;
	return fnd_estimate_add(&plan.opening, cash, &raised.opening) == FND_OK &&
		raised.opening.kind == FND_KIND_EXACT;
}

static void
look_at_raise(void)
{
	fnd_raise	raise;
	fnd_estimate result;
	fnd_estimate less;
	fnd_i128	lowest = fnd_i128_zero();
	fnd_i128	missing;
	fnd_fault	fault;
	bool		has_result = false;
	bool		is_certain = true;

	fnd_raise_init(&raise, &rows.plan);
	for (int i = 0; i < rows.count; i++)
	{
		const fnd_band *cash = &rows.row[i].closing;

		fnd_raise_add(&raise, &rows.row[i]);
		if (cash->bounds != 0 ||
			fnd_i128_compare(cash->lower, cash->upper) != 0)
			is_certain = false;
		if (i == 0 || fnd_i128_compare(cash->point, lowest) < 0)
			lowest = cash->point;
	}
	fault = fnd_raise_finish(&raise, &result, &has_result);
	REQUIRE(fault == FND_FAULT_NONE || fault == FND_FAULT_RANGE_RAISE);
	if (fault != FND_FAULT_NONE)
		return;
	if (!has_result)
	{
		REQUIRE(rows.plan.currency == FND_CURRENCY_NONE);
		return;
	}
	REQUIRE(fnd_estimate_check(&result, false) == FND_OK);
	REQUIRE((result.bounds & FND_LOWER_INFINITE) == 0);
	REQUIRE(fnd_i128_sign(fnd_estimate_lower_coefficient(&result)) >= 0);
	if (!is_certain)
		return;
	REQUIRE(result.kind == FND_KIND_EXACT);
	missing = subtract(rows.plan.floor, lowest);
	if (fnd_i128_sign(missing) < 0)
		missing = fnd_i128_zero();
	if (!fnd_coefficient_fits(missing))
		return;
	REQUIRE(fnd_decimal_compare(fnd_estimate_lower_coefficient(&result),
								result.scale, missing, rows.plan.scale) == 0);
	if (!plan.has_opening || plan.opening.kind != FND_KIND_EXACT)
		return;
	if (raise_opening(&result))
		REQUIRE(!is_once_below(&raised) || again.fault != FND_FAULT_NONE);
	if (less_a_unit(&result, rows.plan.scale, &less) && raise_opening(&less))
		REQUIRE(is_once_below(&raised));
}

/* As large as a plan can be, and its lines in another order: the same cash. */
static void
look_at_order(void)
{
	raised = plan;
	for (int i = 0; i < plan.lines_count; i++)
		raised.line[i] = plan.line[plan.lines_count - 1 - i];
	if (fuzz_project(&raised, false, &again) != FND_FAULT_NONE)
		return;
	REQUIRE(again.plan.scale == rows.plan.scale);
	for (int i = 0; i < rows.count; i++)
		REQUIRE(fuzz_same_row(&rows.row[i], &again.row[i]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_input	input = { data, size };
	uint8_t		length = fuzz_byte(&input);

	if (!fuzz_plan_take(&input, length == 255 ? 130 : 30,
						length == 255 ? 2 : FUZZ_LINES_MAX, &plan))
		return 0;
	(void) fuzz_project(&plan, true, &rows);
	(void) fuzz_project(&plan, false, &again);
	REQUIRE(rows.fault == again.fault);
	REQUIRE(rows.fault_line == again.fault_line);
	REQUIRE(rows.count == again.count);
	for (int i = 0; i < rows.count; i++)
		REQUIRE(fuzz_same_row(&rows.row[i], &again.row[i]));
	require_rows();
	if (rows.fault != FND_FAULT_NONE)
		return 0;
	if (look_at_runway())
		look_at_raise();
	look_at_order();
	return 0;
}
