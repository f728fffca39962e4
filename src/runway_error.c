/*-------------------------------------------------------------------------
 *
 * runway_error.c
 *	  What is wrong with a plan, in words: message, detail, hint, SQLSTATE.
 *
 * One place for both the errors and the text of cash_line_problem(), so that
 * they say the same.  The rules behind them are in doc/runway.md.
 *
 *-------------------------------------------------------------------------
 */
#include "plan.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "core/simulation.h"

/* So much of a category or a word is shown. */
#define SHOWN_BYTES_MAX 64

typedef struct report
{
	int			sqlstate;
	char	   *message;
	const char *detail;
	const char *hint;
} report;

void
funding_problem_init(funding_problem *problem, fnd_fault fault)
{
	memset(problem, 0, sizeof(*problem));
	problem->fault = fault;
	problem->months_name = "months";
	problem->line_word = "cash line";
}

static char *
shown(struct varlena *value)
{
	text	   *plain = DatumGetTextPP(PointerGetDatum(value));
	int			length = VARSIZE_ANY_EXHDR(plain);
	int			cut;

	if (length <= SHOWN_BYTES_MAX)
		return pnstrdup(VARDATA_ANY(plain), length);
	cut = pg_mbcliplen(VARDATA_ANY(plain), length, SHOWN_BYTES_MAX);
	return psprintf("%s...", pnstrdup(VARDATA_ANY(plain), cut));
}

/* Which line: its place in the array and its category, as far as known. */
static char *
line_name(const funding_problem *problem)
{
	char	   *category = problem->category == NULL ? NULL :
												 shown(problem->category);

	if (problem->line_number > 0 && category != NULL)
		return psprintf("%s %d \"%s\"", problem->line_word,
						problem->line_number, category);
	if (problem->line_number > 0)
		return psprintf("%s %d", problem->line_word, problem->line_number);
	if (category != NULL)
		return psprintf("%s \"%s\"", problem->line_word, category);
	return pstrdup(problem->line_word);
}

static char *
month_name(int32 month)
{
	int32		year;
	int			month_of_year;
	int			day;

	fnd_day_to_civil(fnd_month_first_day(month), &year, &month_of_year, &day);
	return psprintf("%04d-%02d", (int) year, month_of_year);
}

static void
describe_facts(const funding_problem *problem, const char *line, report *out)
{
	out->sqlstate = ERRCODE_NULL_VALUE_NOT_ALLOWED;
	out->detail = "Every cash line has a category, a flow and an amount.";
	out->hint = "Leave the line out, or fill in what is missing.";
	switch (problem->fault)
	{
		case FND_FAULT_ELEMENT_NULL:
			out->message = psprintf("%s is null", line);
			out->detail = "An array of cash lines has no NULL inside.";
			out->hint =
				"Use array_agg(line) FILTER (WHERE line IS DISTINCT FROM NULL).";
			break;
		case FND_FAULT_CATEGORY_NULL:
			out->message = psprintf("category of %s is null", line);
			break;
		case FND_FAULT_FLOW_NULL:
			out->message = psprintf("flow of %s is null", line);
			break;
		case FND_FAULT_AMOUNT_NULL:
			out->message = psprintf("amount of %s is null", line);
			out->hint =
				"Write \"undisclosed USD\" for an amount that its source does not state.";
			break;
		case FND_FAULT_FLOW_UNKNOWN:
			out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
			out->message = psprintf(
				"%s has an unknown flow \"%s\"", line,
				problem->flow == NULL ? "" : shown(problem->flow));
			out->detail =
				"A flow is \"revenue\", \"cost\", \"financing\" or \"repayment\", in lower case.";
			out->hint =
				"Cash that customers pay is \"revenue\", cash that runs the company is \"cost\"; rounds and loans are \"financing\" and \"repayment\".";
			break;
		default:
			out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
			out->message = psprintf("amount of %s is negative, or may be",
									line);
			out->detail =
				"The flow says which way the cash moves, so amounts are zero or more.";
			out->hint =
				"Use flow \"cost\" or \"repayment\" for cash that goes out.";
			break;
	}
}

static void
describe_schedule(const funding_problem *problem, const char *line,
				  report *out)
{
	out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
	switch (problem->fault)
	{
		case FND_FAULT_PER_AND_EVERY:
			out->message = psprintf("%s has both per and every", line);
			out->detail =
				"\"per\" spreads an amount over whole months; \"every\" pays all of it at each interval.";
			out->hint = "Give one of the two.";
			break;
		case FND_FAULT_NO_SCHEDULE:
			out->message = psprintf("%s does not say when it moves", line);
			out->detail =
				"A cash line has per, every or, for a one-off, starts_on.";
			out->hint =
				"Give per => '1 month', every => '1 year', or starts_on.";
			break;
		case FND_FAULT_PER_UNIT:
			out->message = psprintf(
				"per of %s is not a number of whole months", line);
			out->detail =
				"A rate is spread over whole months; days and times of day have no fixed length in months.";
			out->hint =
				"Use per => '1 month' or '1 year', or every => '14 days' for payments.";
			break;
		case FND_FAULT_PER_SIGN:
			out->message = psprintf("per of %s is not positive", line);
			out->detail = "A rate is an amount for one whole month or more.";
			out->hint = "Use an interval such as '1 month' or '1 year'.";
			break;
		case FND_FAULT_EVERY_UNIT:
			out->message = psprintf(
				"every of %s is neither whole months nor whole days", line);
			out->detail =
				"An interval between payments is in months or in days, without a mixture and without a time of day.";
			out->hint =
				"Use an interval such as '3 months', '1 year' or '2 weeks'.";
			break;
		case FND_FAULT_EVERY_SIGN:
			out->message = psprintf("every of %s is not positive", line);
			out->detail =
				"Payments follow each other at an interval of one day or more.";
			out->hint =
				"Use an interval such as '3 months', '1 year' or '2 weeks'.";
			break;
		case FND_FAULT_STARTS_ON_INFINITE:
			out->message = psprintf("starts_on of %s is infinite", line);
			out->detail =
				"Months of growth and slots of a rate are counted from the first day.";
			out->hint =
				"Leave starts_on out for a line that runs from the first day of the projection.";
			break;
		case FND_FAULT_ENDS_ON_INFINITE:
			out->message = psprintf("ends_on of %s is infinite", line);
			out->detail = "A line without a last day has none.";
			out->hint = "Leave ends_on out for a line that does not end.";
			break;
		default:
			out->message = psprintf("%s ends before it starts", line);
			out->detail = "Both starts_on and ends_on belong to the line.";
			out->hint = "Let ends_on be starts_on or later.";
			break;
	}
}

static void
describe_numbers(const funding_problem *problem, const char *line, report *out)
{
	out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
	out->detail =
		"Growth is a fraction per month: 0.03 is 3% more each month.";
	switch (problem->fault)
	{
		case FND_FAULT_GROWTH_NOT_FINITE:
			out->message = psprintf("growth of %s is not a finite number",
									line);
			out->hint = "Leave growth out for a line that does not grow.";
			break;
		case FND_FAULT_GROWTH_TOO_LOW:
			out->message = psprintf("growth of %s is -1 or less", line);
			out->hint =
				"Write a fraction, -0.05 for a loss of 5% a month, or let the line end with ends_on.";
			break;
		case FND_FAULT_GROWTH_DIGITS:
			out->message = psprintf("growth of %s has too many digits", line);
			out->detail = psprintf(
				"1 + growth has at most %d significant digits.",
				FND_DIGITS_MAX);
			out->hint = "Round it, for example with round(growth, 20).";
			break;
		case FND_FAULT_GROWTH_SPAN:
			out->sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED;
			out->message = psprintf(
				"growth of %s began more than %d months before the projection",
				line, FND_GROWTH_BEFORE_MAX);
			out->detail =
				"Growth counts from the month in which a line starts.";
			out->hint =
				"Let the line start later, with its amount of that time.";
			break;
		case FND_FAULT_SPREAD_DOMAIN:
			out->message = psprintf(
				"growth_spread of %s is not a number of zero or more", line);
			out->detail =
				"growth_spread is by how much growth may differ from its middle, as a fraction per month.";
			out->hint =
				"Leave growth_spread out for a line whose growth is certain.";
			break;
		case FND_FAULT_VOLATILITY_DOMAIN:
			out->message = psprintf(
				"volatility of %s is not a number of zero or more", line);
			out->detail =
				"volatility is the standard deviation of the logarithm of a month's shock.";
			out->hint = "Leave volatility out for a line without it.";
			break;
		default:
			out->message = psprintf("probability of %s is not between 0 and 1",
									line);
			out->detail =
				"probability is the chance that the line happens at all.";
			out->hint =
				"Write 0.25 for 25%, or leave probability out for a line that is certain.";
			break;
	}
}

static void
describe_plan(const funding_problem *problem, const char *line, report *out)
{
	char		currency[8];
	char		plan_currency[8];

	switch (problem->fault)
	{
		case FND_FAULT_LINE_CURRENCY:
		case FND_FAULT_FLOOR_CURRENCY:
			out->sqlstate = ERRCODE_DATA_EXCEPTION;
			out->message = psprintf(
				"%s is in %s, but the plan is in %s",
				problem->fault == FND_FAULT_FLOOR_CURRENCY ? "floor" : line,
				funding_currency_name(problem->currency, currency),
				funding_currency_name(problem->plan_currency, plan_currency));
			out->detail =
				"Opening cash, floor and cash lines of one plan are in one currency.";
			out->hint =
				"Convert them first, or make one plan of each currency.";
			break;
		case FND_FAULT_LINES_LIMIT:
			out->sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED;
			out->message = psprintf("more than %d cash lines in one plan",
									FND_LINES_MAX);
			out->detail =
				"The lines of a plan are kept in memory while it is projected.";
			out->hint = "Add up lines of the same schedule first.";
			break;
		case FND_FAULT_ACTUAL_OPEN:
			out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
			out->message = psprintf("%s does not end", line);
			out->detail =
				"An actual is what has been booked: a one-off on its day, or a line with ends_on.";
			out->hint =
				"Use cash_line(category, flow, amount, starts_on => booked_on).";
			break;
		case FND_FAULT_ACTUAL_LATE:
			out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
			out->message = psprintf(
				"%s moves after %s, the month of actuals_until", line,
				month_name(problem->month));
			out->detail =
				"Up to that month the actuals say what moves, after it the lines of the plan do.";
			out->hint =
				"Leave it out with FILTER (WHERE booked_on <= ...), or give a later actuals_until.";
			break;
		case FND_FAULT_RANGE_OPENING:
		case FND_FAULT_RANGE_FLOOR:
			out->message = psprintf(
				"%s is out of range beside the finest amount of the plan",
				problem->fault == FND_FAULT_RANGE_FLOOR ? "floor" :
														  "opening cash");
			break;
		case FND_FAULT_RANGE_LINE:
			out->message = psprintf("%s is out of range in %s", line,
									month_name(problem->month));
			break;
		case FND_FAULT_RANGE_CHANGED:
			out->message = psprintf(
				"changed amount of %s is out of range for type estimate",
				problem->line_number > 0 ? line : "the opening cash");
			break;
		case FND_FAULT_RANGE_RAISE:
			out->message = pstrdup(
				"required raise is out of range for type estimate");
			break;
		default:
			out->message = problem->line_number > 0 ?
				psprintf("sum is out of range in %s with %s",
						 month_name(problem->month), line) :
				psprintf("cash is out of range in %s",
						 month_name(problem->month));
			break;
	}
	if (problem->fault >= FND_FAULT_RANGE_OPENING)
	{
		out->sqlstate = ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE;
		out->detail =
			"A figure of a plan has at most 38 digits, counted in the finest unit of the plan; an estimate has 28.";
		out->hint =
			"Check the growth of the lines, or round their amounts to fewer decimals.";
	}
}

static void
describe_change(const funding_problem *problem, report *out)
{
	out->detail = "Amounts are multiplied by 1 - change and by 1 + change.";
	out->hint = "Give a fraction, 0.1 for 10% less and 10% more.";
	switch (problem->fault)
	{
		case FND_FAULT_CHANGE_NULL:
			out->sqlstate = ERRCODE_NULL_VALUE_NOT_ALLOWED;
			out->message = pstrdup("change is null");
			break;
		case FND_FAULT_CHANGE_DOMAIN:
			out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
			out->message = psprintf(
				"change must be above 0 and at most 1, not %s",
				problem->value);
			break;
		default:
			out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
			out->message = pstrdup("change has too many digits");
			out->detail = psprintf(
				"1 + change has at most %d significant digits.",
				FND_DIGITS_MAX);
			out->hint = "Round it, for example with round(change, 4).";
			break;
	}
}

static void
describe_months(const funding_problem *problem, report *out)
{
	out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
	switch (problem->fault)
	{
		case FND_FAULT_FROM_MONTH_NULL:
			out->sqlstate = ERRCODE_NULL_VALUE_NOT_ALLOWED;
			out->message = pstrdup("from_month is null");
			out->detail = "A projection reads no clock.";
			out->hint =
				"Give the first of a month, for example date_trunc('month', current_date)::date.";
			break;
		case FND_FAULT_MONTHS_NULL:
			out->sqlstate = ERRCODE_NULL_VALUE_NOT_ALLOWED;
			out->message = psprintf("%s is null", problem->months_name);
			out->detail =
				"A projection has as many rows as months are asked for.";
			out->hint = "Give a number of months.";
			break;
		case FND_FAULT_FROM_MONTH_INFINITE:
			out->message = pstrdup("from_month is infinite");
			out->detail = "Every row of a projection is a calendar month.";
			out->hint = "Give the first of a month.";
			break;
		case FND_FAULT_FROM_MONTH_DAY:
			out->message = psprintf(
				"from_month %s is not the first of a month",
				funding_day_name(problem->day));
			out->detail = "Every row of a projection is a calendar month.";
			out->hint = "Use date_trunc('month', ...)::date.";
			break;
		case FND_FAULT_MONTHS_LOW:
			out->message = psprintf("%s must be at least 1, not %d",
									problem->months_name,
									(int) problem->months);
			out->detail = "A projection looks ahead from from_month.";
			out->hint = psprintf("Give a number of months from 1 to %d.",
								 FND_MONTHS_MAX);
			break;
		case FND_FAULT_MONTHS_LIMIT:
			out->sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED;
			out->message = psprintf("%s must be at most %d, not %d",
									problem->months_name, FND_MONTHS_MAX,
									(int) problem->months);
			out->detail = "A projection looks a hundred years ahead at most.";
			out->hint = psprintf("Give a number of months from 1 to %d.",
								 FND_MONTHS_MAX);
			break;
		case FND_FAULT_UNTIL_INFINITE:
			out->message = pstrdup("actuals_until is infinite");
			out->detail =
				"Months up to that of actuals_until are actual, later ones are planned.";
			out->hint =
				"Leave it out for the month of the latest actual, or give a date.";
			break;
		default:
			out->sqlstate = ERRCODE_DATETIME_VALUE_OUT_OF_RANGE;
			out->message = pstrdup("projection runs beyond the last date");
			out->detail = "The last date is 5874897-12-31.";
			out->hint = "Give an earlier from_month or fewer months.";
			break;
	}
}

static const char *const distribution_rule =
	"A distribution is \"uniform\", \"triangular\" or \"pert\", in lower case.";

/* More than FND_SIMULATION_BYTES_MAX. */
static void
describe_memory(const funding_problem *problem, report *out)
{
	out->sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED;
	out->message = psprintf("%d runs of this plan take more than %d MB",
							(int) problem->runs,
							(int) (FND_SIMULATION_BYTES_MAX >> 20));
	out->detail = psprintf(
		"A run takes %d bytes, %d more for each line with an imprecise amount and %d for each with a growth_spread, here " UINT64_FORMAT
		"; the tables of the volatilities take " UINT64_FORMAT " bytes.",
		FND_RUN_BYTES, FND_RUN_AMOUNT_BYTES, FND_RUN_GROWTH_BYTES,
		problem->run_bytes, problem->shock_bytes);
	if (problem->shock_bytes > FND_SIMULATION_BYTES_MAX / 2)
		out->hint = "Round the volatilities, so that lines share a table.";
	else
		out->hint = psprintf(
			"Ask for " UINT64_FORMAT
			" runs at most, or add up lines of the same kind first.",
			(FND_SIMULATION_BYTES_MAX - problem->shock_bytes) /
				problem->run_bytes);
}

static void
describe_arguments(const funding_problem *problem, report *out)
{
	out->sqlstate = ERRCODE_NULL_VALUE_NOT_ALLOWED;
	switch (problem->fault)
	{
		case FND_FAULT_RUNS_NULL:
			out->message = pstrdup("runs is null");
			out->detail = "A simulation draws the plan so many times.";
			out->hint = "Leave runs out for 10000 of them.";
			break;
		case FND_FAULT_SEED_NULL:
			out->message = pstrdup("seed is null");
			out->detail =
				"The random numbers of a simulation are a function of its seed.";
			out->hint = "Leave seed out for 0, or give any integer.";
			break;
		case FND_FAULT_DISTRIBUTION_NULL:
			out->message = pstrdup("distribution is null");
			out->detail = distribution_rule;
			out->hint = "Leave distribution out for \"triangular\".";
			break;
		case FND_FAULT_DISTRIBUTION_UNKNOWN:
			out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
			out->message = psprintf("unknown distribution \"%s\"",
									shown(problem->distribution));
			out->detail = distribution_rule;
			out->hint =
				"\"uniform\" leaves out the written figure, \"pert\" keeps closer to it than \"triangular\".";
			break;
		case FND_FAULT_RUNS_LOW:
			out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
			out->message = psprintf("runs must be at least 1, not %d",
									(int) problem->runs);
			out->detail = "A simulation draws the plan so many times.";
			out->hint = psprintf("Give a number of runs from 1 to %d.",
								 FND_RUNS_MAX);
			break;
		case FND_FAULT_RUNS_LIMIT:
			out->sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED;
			out->message = psprintf("runs must be at most %d, not %d",
									FND_RUNS_MAX, (int) problem->runs);
			out->detail = "Ten times as many runs make a third of the error.";
			out->hint = psprintf("Give a number of runs from 1 to %d.",
								 FND_RUNS_MAX);
			break;
		default:
			describe_memory(problem, out);
			break;
	}
}

/* What a plan says that a projection can use and a simulation cannot. */
static void
describe_draw(const funding_problem *problem, const char *line, report *out)
{
	out->sqlstate = ERRCODE_INVALID_PARAMETER_VALUE;
	switch (problem->fault)
	{
		case FND_FAULT_OPENING_UNBOUNDED:
		case FND_FAULT_AMOUNT_UNBOUNDED:
			if (problem->fault == FND_FAULT_AMOUNT_UNBOUNDED)
				out->message = psprintf("amount of %s has no upper bound",
										line);
			else
				out->message = pstrdup("opening cash is not bounded");
			out->detail =
				"A simulation draws a figure from its interval, which must have both ends.";
			out->hint =
				"Give a range such as \"3B..4B USD\", or a figure such as \"~3.5B USD\".";
			break;
		case FND_FAULT_SPREAD_TOO_WIDE:
			out->message = psprintf(
				"growth of %s may be -1 or less with its growth_spread", line);
			out->detail =
				"growth - growth_spread is the least growth that is drawn, and must be above -1.";
			out->hint = "Give a smaller growth_spread.";
			break;
		default:
			out->message = psprintf("volatility of %s is more than %d", line,
									(int) FND_VOLATILITY_MAX);
			out->detail =
				"volatility is the standard deviation of the logarithm of a month's shock.";
			out->hint =
				"Write 0.25 for months that are some 25% above or below their mean.";
			break;
	}
}

static void
describe(const funding_problem *problem, report *out)
{
	char	   *line = line_name(problem);

	memset(out, 0, sizeof(*out));
	if (problem->fault <= FND_FAULT_AMOUNT_NEGATIVE)
		describe_facts(problem, line, out);
	else if (problem->fault <= FND_FAULT_ENDS_BEFORE_STARTS)
		describe_schedule(problem, line, out);
	else if (problem->fault <= FND_FAULT_GROWTH_SPAN)
		describe_numbers(problem, line, out);
	else if (problem->fault >= FND_FAULT_FROM_MONTH_NULL &&
			 problem->fault <= FND_FAULT_MONTHS_DATE)
		describe_months(problem, out);
	else if (problem->fault >= FND_FAULT_CHANGE_NULL &&
			 problem->fault <= FND_FAULT_CHANGE_DIGITS)
		describe_change(problem, out);
	else if (problem->fault >= FND_FAULT_RUNS_NULL &&
			 problem->fault <= FND_FAULT_DISTRIBUTION_UNKNOWN)
		describe_arguments(problem, out);
	else if (problem->fault >= FND_FAULT_OPENING_UNBOUNDED &&
			 problem->fault <= FND_FAULT_VOLATILITY_LIMIT)
		describe_draw(problem, line, out);
	else
		describe_plan(problem, line, out);
}

char *
funding_problem_message(const funding_problem *problem)
{
	report		out;

	describe(problem, &out);
	return out.message;
}

void
funding_raise_problem(const funding_problem *problem)
{
	report		out;

	describe(problem, &out);
	ereport(ERROR,
			(errcode(out.sqlstate), errmsg_internal("%s", out.message),
			 out.detail == NULL ? 0 : errdetail_internal("%s", out.detail),
			 out.hint == NULL ? 0 : errhint("%s", out.hint)));
	pg_unreachable();
}
