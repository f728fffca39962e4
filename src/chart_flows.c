/*-------------------------------------------------------------------------
 *
 * chart_flows.c
 *	  Stacked columns as SVG: cash_chart_svg() of rows of cash_flow_lines().
 *
 * Rows of one month, category and flow are added up; the largest categories
 * keep a series of their own.  The rules are in doc/charts.md, "As SVG".
 *
 *-------------------------------------------------------------------------
 */
#include "chart.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(funding_cash_chart_svg_flows);

/* The arguments; there is no floor. */
enum
{
	ARG_FLOWS,
	ARG_TITLE,
	ARG_WIDTH,
	ARG_HEIGHT
};

/* The attributes of cash_flow_row. */
enum
{
	FLOW_MONTH,
	FLOW_CATEGORY,
	FLOW_FLOW,
	FLOW_AMOUNT,
	FLOW_LOWER,
	FLOW_UPPER,
	FLOW_CURRENCY,
	FLOW_ATTRIBUTES
};

static const Oid flow_types[FLOW_ATTRIBUTES] = {
	DATEOID, TEXTOID, TEXTOID, NUMERICOID, NUMERICOID, NUMERICOID, TEXTOID
};

/* Categories that are told apart, in each flow; a quarter of the buckets. */
#define GROUPS_MAX 1000
#define BUCKETS_COUNT 4096

typedef struct flow_group
{
	text	   *category;		/* in the array */
	uint32		hash;
	int			flow;
	int			series;			/* that shows it */
	fnd_i128	total;			/* signed */
} flow_group;

/* A row before the scale of the chart is known. */
typedef struct raw_flow
{
	fnd_decimal	amount;
	int32_t		month;
	int16		group;
	bool		is_known;
} raw_flow;

typedef struct flow_reader
{
	funding_walk walk;
	fnd_chart_fit fit;
	fnd_currency currency;
	int32_t		first_month;
	int32_t		last_month;
	raw_flow   *raw;
	int			groups_count;
	flow_group	group[GROUPS_MAX];
	int16		bucket[BUCKETS_COUNT]; /* group + 1; 0 is free */
} flow_reader;

static int
read_flow(const funding_walk *walk)
{
	text	   *name;
	int			flow;

	if (walk->nulls[FLOW_FLOW])
		ereport(
			ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("flow of row %d is null", walk->number),
			 errdetail(
				 "A flow is \"revenue\", \"cost\", \"financing\" or \"repayment\", in lower case."),
			 errhint("Leave out rows that have none.")));
	name = DatumGetTextPP(walk->values[FLOW_FLOW]);
	flow = fnd_flow_from_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
	if (flow == FND_FLOW_UNKNOWN)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("row %d has an unknown flow \"%s\"", walk->number,
					text_to_cstring(name)),
			 errdetail(
				 "A flow is \"revenue\", \"cost\", \"financing\" or \"repayment\", in lower case.")));
	return flow;
}

/* The group of the row at hand, as an index; a new one where it is the first. */
static int16
find_group(flow_reader *reader)
{
	const funding_walk *walk = &reader->walk;
	int			flow = read_flow(walk);
	text	   *category;
	int			length;
	uint32		hash;
	uint32		place;
	flow_group *group;

	if (walk->nulls[FLOW_CATEGORY])
		ereport(
			ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("category of row %d is null", walk->number),
			 errdetail("A chart draws each category by its name."),
			 errhint(
				 "Give it one, for example coalesce(category, 'other').")));
	category = DatumGetTextPP(walk->values[FLOW_CATEGORY]);
	length = VARSIZE_ANY_EXHDR(category);
	hash = hash_combine(
		hash_bytes((const unsigned char *) VARDATA_ANY(category), length),
		murmurhash32((uint32) flow));
	for (place = hash % BUCKETS_COUNT; reader->bucket[place] != 0;
		 place = (place + 1) % BUCKETS_COUNT)
	{
		group = &reader->group[reader->bucket[place] - 1];
		if (group->hash == hash && group->flow == flow &&
			(int) VARSIZE_ANY_EXHDR(group->category) == length &&
			memcmp(VARDATA_ANY(group->category), VARDATA_ANY(category),
				   length) == 0)
			return reader->bucket[place] - 1;
	}
	if (reader->groups_count == GROUPS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("more than %d categories in one chart", GROUPS_MAX),
				 errdetail("Categories are counted in each flow."),
				 errhint("Add up what belongs together first.")));
	group = &reader->group[reader->groups_count];
	group->category = category;
	group->hash = hash;
	group->flow = flow;
	group->total = fnd_i128_zero();
	reader->groups_count++;
	reader->bucket[place] = (int16) reader->groups_count;
	return (int16) (reader->groups_count - 1);
}

/* False where there are no rows. */
static bool
read_rows(flow_reader *reader, AnyArrayType *array)
{
	funding_walk *walk = &reader->walk;
	int			count = funding_walk_begin(walk, array, flow_types, FLOW_ATTRIBUTES,
								   "cash_flow_row");

	if (count == 0)
		return false;
	fnd_chart_fit_init(&reader->fit, FND_CURRENCY_NONE);
	reader->raw = (raw_flow *) MemoryContextAllocHuge(
		CurrentMemoryContext, sizeof(raw_flow) * (Size) count);
	for (int i = 0; i < count; i++)
	{
		raw_flow   *raw = &reader->raw[i];

		funding_walk_next(walk);
		raw->month = funding_walk_month(walk);
		raw->group = find_group(reader);
		funding_walk_currency(walk, FLOW_CURRENCY, &reader->currency);
		raw->is_known = funding_walk_figure(walk, FLOW_AMOUNT, "amount",
											raw->month, &reader->fit,
											&raw->amount);
		if (i == 0 || raw->month < reader->first_month)
			reader->first_month = raw->month;
		if (i == 0 || raw->month > reader->last_month)
			reader->last_month = raw->month;
	}
	funding_walk_end(walk);
	if (reader->last_month - reader->first_month >= FND_CHART_MONTHS_MAX)
		funding_chart_months_limit();
	return true;
}

static void
fail_range(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("sum of flows is out of range for a chart"),
			 errdetail("A figure of a chart has at most %d digits.",
					   FND_CHART_DIGITS_MAX)));
}

static bool
is_inflow(int flow)
{
	return flow == FND_FLOW_REVENUE || flow == FND_FLOW_FINANCING;
}

/* The figure of a row with the sign of its flow. */
static fnd_i128
signed_amount(const flow_reader *reader, const raw_flow *raw, int scale)
{
	fnd_i128	amount = fnd_chart_fit_value(&raw->amount, scale);

	return is_inflow(reader->group[raw->group].flow) ? amount :
													   fnd_i128_neg(amount);
}

static int
compare_magnitudes(fnd_i128 a, fnd_i128 b)
{
	fnd_u256	x = fnd_u256_magnitude(a);
	fnd_u256	y = fnd_u256_magnitude(b);

	return fnd_u256_compare(&x, &y);
}

/* The larger total first, of equal ones the one that came first. */
static int
compare_totals(const void *a, const void *b)
{
	const flow_group *x = *(const flow_group *const *) a;
	const flow_group *y = *(const flow_group *const *) b;
	int			order = compare_magnitudes(y->total, x->total);

	if (order != 0)
		return order;
	return x < y ? -1 : 1;
}

static fnd_chart_text
category_text(const flow_group *group)
{
	fnd_chart_text result;

	result.bytes = funding_text_to_utf8(VARDATA_ANY(group->category),
										VARSIZE_ANY_EXHDR(group->category),
										&result.length);
	return result;
}

/*
 * The series: flow by flow the largest groups, and one for the rest of the
 * flow where it has some.  Inflows first.
 */
static int
choose_series(flow_reader *reader, fnd_stack_series *series)
{
	static const int order[FND_FLOW_COUNT] = {
		FND_FLOW_REVENUE, FND_FLOW_FINANCING, FND_FLOW_COST, FND_FLOW_REPAYMENT
	};
	flow_group **sorted = (flow_group **) palloc(sizeof(flow_group *) *
												 reader->groups_count);
	int			count = 0;

	for (int i = 0; i < reader->groups_count; i++)
		sorted[i] = &reader->group[i];
	qsort(sorted, reader->groups_count, sizeof(flow_group *), compare_totals);
	for (int i = 0; i < FND_FLOW_COUNT; i++)
	{
		int			flow = order[i];
		int			color = 0;
		int			other = -1;

		for (int j = 0; j < reader->groups_count; j++)
		{
			flow_group *group = sorted[j];
			bool		is_large = j < FND_STACK_LARGEST;

			if (group->flow != flow)
				continue;
			if (is_large || other < 0)
			{
				memset(&series[count], 0, sizeof(*series));
				series[count].flow = flow;
				series[count].color = color++;
				series[count].total = fnd_i128_zero();
				if (is_large)
					series[count].category = category_text(group);
				else
				{
					series[count].category.bytes = "other";
					series[count].category.length = strlen("other");
					other = count;
				}
				count++;
			}
			group->series = is_large ? count - 1 : other;
			if (!fnd_i128_add(series[group->series].total, group->total,
							  &series[group->series].total))
				fail_range();
		}
	}
	pfree(sorted);
	return count;
}

/*
 * cash_chart_svg(flows cash_flow_row[], title text, width int, height int) ->
 * text.  NULL of NULL and of no rows.
 */
Datum
funding_cash_chart_svg_flows(PG_FUNCTION_ARGS)
{
	fnd_chart_text title = funding_chart_title(fcinfo, ARG_TITLE);
	int			width = funding_chart_measure(fcinfo, ARG_WIDTH, "width",
									  CHART_SVG_WIDTH, FND_CHART_WIDTH_MIN,
									  FND_CHART_WIDTH_MAX);
	int			height = funding_chart_measure(fcinfo, ARG_HEIGHT, "height",
									   CHART_SVG_HEIGHT, FND_CHART_HEIGHT_MIN,
									   FND_CHART_HEIGHT_MAX);
	flow_reader *reader;
	fnd_stack_series series[FND_STACK_SERIES_MAX];
	fnd_stack	stack;
	fnd_i128   *amounts;
	uint8	   *unknown;
	fnd_chart_sink sink;
	StringInfoData picture;
	int			count;

	if (PG_ARGISNULL(ARG_FLOWS))
		PG_RETURN_NULL();
	reader = (flow_reader *) palloc0(sizeof(flow_reader));
	if (!read_rows(reader, PG_GETARG_ANY_ARRAY_P(ARG_FLOWS)))
		PG_RETURN_NULL();
	count = reader->walk.count;

	memset(&stack, 0, sizeof(stack));
	stack.currency = reader->currency;
	stack.scale = fnd_chart_fit_scale(&reader->fit);
	stack.first_month = reader->first_month;
	stack.months_count = reader->last_month - reader->first_month + 1;
	for (int i = 0; i < count; i++)
	{
		raw_flow   *raw = &reader->raw[i];
		fnd_i128   *total = &reader->group[raw->group].total;

		CHECK_FOR_INTERRUPTS();
		if (raw->is_known &&
			!fnd_i128_add(*total, signed_amount(reader, raw, stack.scale),
						  total))
			fail_range();
	}
	stack.series_count = choose_series(reader, series);
	stack.series = series;
	amounts = (fnd_i128 *) palloc0(sizeof(fnd_i128) * stack.series_count *
								   stack.months_count);
	unknown = (uint8 *) palloc0(stack.months_count);
	stack.amount = amounts;
	stack.unknown = unknown;
	for (int i = 0; i < count; i++)
	{
		raw_flow   *raw = &reader->raw[i];
		const flow_group *group = &reader->group[raw->group];
		int			month = raw->month - stack.first_month;
		fnd_i128   *sum = &amounts[group->series * stack.months_count + month];

		CHECK_FOR_INTERRUPTS();
		if (!raw->is_known)
			unknown[month] |= is_inflow(group->flow) ? 1 : 2;
		else if (!fnd_i128_add(*sum, signed_amount(reader, raw, stack.scale),
							   sum))
			fail_range();
	}

	funding_chart_sink(&picture, &sink);
	if (!fnd_stack_svg(&stack, &title, width, height, &sink))
		fail_range();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(picture.data, picture.len));
}
