/*-------------------------------------------------------------------------
 *
 * calendar.c
 *	  Days, months and years of the proleptic Gregorian calendar.
 *
 * The conversions count from 1 March of year 0, so that the leap day is the
 * last of its year, in eras of 400 years (Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms").  2000-01-01 is day 730425 of that count.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar.h"

#define DAYS_TO_2000 730425 /* from 0000-03-01 to 2000-01-01 */
#define DAYS_IN_ERA 146097 /* in 400 years */

static const int8_t month_days[12] = { 31, 28, 31, 30, 31, 30,
									   31, 31, 30, 31, 30, 31 };

static inline int64_t
floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/*
 * The day of a date; the caller owes a month of 1 to 12.  Worked number:
 * 2024-10-01 is day 9040.
 */
int32_t
fnd_day_from_civil(int32_t year, int month, int day_of_month)
{
	int64_t		march_year = (int64_t) year - (month <= 2);
	int64_t		era = floor_divide(march_year, 400);
	int64_t		year_of_era = march_year - era * 400;
	int64_t		march_month = month > 2 ? month - 3 : month + 9;
	int64_t		day_of_year = (153 * march_month + 2) / 5 + day_of_month - 1;
	int64_t		day_of_era = year_of_era * 365 + year_of_era / 4 -
		year_of_era / 100 + day_of_year;

	return (int32_t) (era * DAYS_IN_ERA + day_of_era - DAYS_TO_2000);
}

void
fnd_day_to_civil(int32_t day, int32_t *year, int *month, int *day_of_month)
{
	int64_t		count = (int64_t) day + DAYS_TO_2000;
	int64_t		era = floor_divide(count, DAYS_IN_ERA);
	int64_t		day_of_era = count - era * DAYS_IN_ERA;
	int64_t		year_of_era = (day_of_era - day_of_era / 1460 +
						   day_of_era / 36524 - day_of_era / 146096) /
		365;
	int64_t		day_of_year = day_of_era -
		(365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t		march_month = (5 * day_of_year + 2) / 153;

	*day_of_month = (int) (day_of_year - (153 * march_month + 2) / 5 + 1);
	*month = (int) (march_month < 10 ? march_month + 3 : march_month - 9);
	*year = (int32_t) (year_of_era + era * 400 + (*month <= 2));
}

/* The month in which a day lies; day_of_month counts from 1. */
int32_t
fnd_month_of_day(int32_t day, int *day_of_month)
{
	int32_t		year;
	int			month;

	fnd_day_to_civil(day, &year, &month, day_of_month);
	return (int32_t) (((int64_t) year - 2000) * 12 + month - 1);
}

int32_t
fnd_month_first_day(int32_t month)
{
	int64_t		year = floor_divide(month, 12);

	return fnd_day_from_civil((int32_t) (year + 2000),
							  (int) (month - year * 12) + 1, 1);
}

int
fnd_month_days_count(int32_t month)
{
	int32_t		year = month / 12 - (month % 12 < 0);
	int32_t		month_of_year = month - year * 12;

	/* a year in 400 is as any other, and 2000 one of them */
	if (month_of_year == 1 && year % 4 == 0 &&
		(year % 100 != 0 || year % 400 == 0))
		return 29;
	return month_days[month_of_year];
}

void
fnd_month_init(int32_t index, fnd_month *month)
{
	month->index = index;
	month->first_day = fnd_month_first_day(index);
	month->days_count = fnd_month_days_count(index);
}

/* To the next month. */
void
fnd_month_advance(fnd_month *month)
{
	month->index++;
	month->first_day += month->days_count;
	month->days_count = fnd_month_days_count(month->index);
}
