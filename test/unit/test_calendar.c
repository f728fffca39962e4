/*
 * test_calendar.c
 *	  Days and months against a calendar counted day by day.
 */
#include "check.h"

#include "../../src/core/calendar.h"

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in(int year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30,
								  31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/*
 * Count every day from 0001-01-01 to 9999-12-31 and compare both directions.
 * PostgreSQL: select '0001-01-01'::date - '2000-01-01'::date is -730119.
 */
static void
check_every_day(void)
{
	int32_t		day = -730119;
	bool		same = true;
	fnd_month	walked;

	fnd_month_init((1 - 2000) * 12, &walked);
	for (int year = 1; year <= 9999; year++)
	{
		for (int month = 1; month <= 12; month++)
		{
			int32_t		index = (year - 2000) * 12 + month - 1;

			same = same && fnd_month_first_day(index) == day;
			same = same && fnd_month_days_count(index) == days_in(year, month);
			same = same && walked.index == index && walked.first_day == day &&
				walked.days_count == days_in(year, month);
			fnd_month_advance(&walked);

			for (int dom = 1; dom <= days_in(year, month); dom++)
			{
				int32_t		y;
				int			m;
				int			d;
				int			of_month;

				fnd_day_to_civil(day, &y, &m, &d);
				same = same && y == year && m == month && d == dom;
				same = same && fnd_day_from_civil(year, month, dom) == day;
				same = same && fnd_month_of_day(day, &of_month) == index &&
					of_month == dom;
				if (!same)
				{
					printf("%04d-%02d-%02d\n", year, month, dom);
					CHECK(same);
					return;
				}
				day++;
			}
		}
	}
	CHECK(same);
	CHECK_EQ_I64(day, 2921940);	/* 10000-01-01 */
}

static void
check_known_days(void)
{
	int32_t		year;
	int			month;
	int			day;

	CHECK_EQ_I64(fnd_day_from_civil(2000, 1, 1), 0);
	CHECK_EQ_I64(fnd_day_from_civil(1970, 1, 1), -10957);
	CHECK_EQ_I64(fnd_day_from_civil(2024, 10, 1), 9040);

	/* both ends of PostgreSQL's date */
	fnd_day_to_civil(FND_DAY_MIN, &year, &month, &day);
	CHECK_EQ_I64(year, -4713);
	CHECK_EQ_I64(month, 11);
	CHECK_EQ_I64(day, 24);
	CHECK_EQ_I64(fnd_day_from_civil(year, month, day), FND_DAY_MIN);
	fnd_day_to_civil(FND_DAY_MAX, &year, &month, &day);
	CHECK_EQ_I64(year, 5874897);
	CHECK_EQ_I64(month, 12);
	CHECK_EQ_I64(day, 31);
	CHECK_EQ_I64(fnd_day_from_civil(year, month, day), FND_DAY_MAX);
}

static void
check_due_days(void)
{
	fnd_month	month;

	fnd_month_init((2024 - 2000) * 12 + 1, &month);
	CHECK_EQ_I64(month.days_count, 29);
	CHECK_EQ_I64(fnd_month_due_day(&month, 31),
				 fnd_day_from_civil(2024, 2, 29));
	CHECK_EQ_I64(fnd_month_due_day(&month, 29),
				 fnd_day_from_civil(2024, 2, 29));
	CHECK_EQ_I64(fnd_month_due_day(&month, 1), fnd_day_from_civil(2024, 2, 1));
	fnd_month_init((1900 - 2000) * 12 + 1, &month);
	CHECK_EQ_I64(month.days_count, 28);
	fnd_month_init((2023 - 2000) * 12 + 3, &month);
	CHECK_EQ_I64(fnd_month_due_day(&month, 31),
				 fnd_day_from_civil(2023, 4, 30));
}

int
main(void)
{
	check_known_days();
	check_every_day();
	check_due_days();
	return check_done("calendar");
}
