/*-------------------------------------------------------------------------
 *
 * sensitivity_lines.c
 *	  The lines of a plan in memory, one by one and by category.
 *
 *-------------------------------------------------------------------------
 */
#include "sensitivity_lines.h"

#include "utils/builtins.h"

void
funding_line_array_make(funding_line_array *array, int count)
{
	if (count > FND_LINES_MAX)
	{
		funding_problem problem;

		funding_problem_init(&problem, FND_FAULT_LINES_LIMIT);
		funding_raise_problem(&problem);
	}
	array->count = count;
	array->line = (fnd_line *) palloc(sizeof(fnd_line) * (Size) (count + 1));
	array->category = (text **) palloc(sizeof(text *) * (Size) (count + 1));
}

void
funding_line_array_keep(funding_line_array *array, int i,
						const funding_lines *lines)
{
	array->line[i] = lines->line;
	array->category[i] = DatumGetTextPP(lines->category);
}

void
funding_lines_fail_at(funding_plan_cache *cache, AnyArrayType *array,
					  int number, fnd_fault fault, int32 month)
{
	funding_problem problem;

	if (number > 0)
		funding_lines_seek(cache, array, number, fault, &problem);
	else
		funding_problem_init(&problem, fault);
	problem.month = month;
	funding_raise_problem(&problem);
}

void
funding_flow_names(Datum *flow_names)
{
	for (int flow = 0; flow < FND_FLOW_COUNT; flow++)
		flow_names[flow] = CStringGetTextDatum(fnd_flow_name(flow));
	flow_names[FND_FLOW_COUNT] = CStringGetTextDatum("opening");
}

static int
compare_members(const void *a, const void *b, void *arg)
{
	const funding_line_array *lines = (const funding_line_array *) arg;
	int32		i = *(const int32 *) a;
	int32		j = *(const int32 *) b;
	const text *x = lines->category[i];
	const text *y = lines->category[j];
	int			order = lines->line[i].flow - lines->line[j].flow;

	if (order == 0)
		order = (int) VARSIZE_ANY_EXHDR(x) - (int) VARSIZE_ANY_EXHDR(y);
	if (order == 0)
		order = memcmp(VARDATA_ANY(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(x));
	return order != 0 ? order : i - j;
}

static int
compare_groups(const void *a, const void *b)
{
	return ((const funding_line_group *) a)->first_line -
		((const funding_line_group *) b)->first_line;
}

static bool
same_group(const funding_line_array *lines, int32 i, int32 j)
{
	const text *x = lines->category[i];
	const text *y = lines->category[j];

	return lines->line[i].flow == lines->line[j].flow &&
		VARSIZE_ANY_EXHDR(x) == VARSIZE_ANY_EXHDR(y) &&
		memcmp(VARDATA_ANY(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(x)) == 0;
}

void
funding_line_groups_make(const funding_line_array *lines,
						 funding_line_groups *groups)
{
	int			members = 0;

	groups->lines = lines;
	groups->count = 0;
	groups->member = (int32 *) palloc(sizeof(int32) *
									  (Size) (lines->count + 1));
	groups->group = (funding_line_group *) palloc(sizeof(funding_line_group) *
												  (Size) (lines->count + 1));
	for (int i = 0; i < lines->count; i++)
	{
		if (lines->line[i].flow != FND_FLOW_FINANCING)
			groups->member[members++] = i;
	}
	qsort_arg(groups->member, (size_t) members, sizeof(int32), compare_members,
			  unconstify(funding_line_array *, lines));
	for (int i = 0; i < members; i++)
	{
		int32		line = groups->member[i];
		funding_line_group *group = &groups->group[groups->count - 1];

		if (i == 0 || !same_group(lines, groups->member[i - 1], line))
		{
			group = &groups->group[groups->count++];
			group->first = i;
			group->count = 0;
			group->first_line = line;
			group->can_grow = false;
		}
		group->count++;
		if (lines->line[line].per.is_given || lines->line[line].every.is_given)
			group->can_grow = true;
	}
	qsort(groups->group, (size_t) groups->count, sizeof(funding_line_group),
		  compare_groups);
}
