/*-------------------------------------------------------------------------
 *
 * calendar.h
 *	  Days, months and years of the proleptic Gregorian calendar.
 *
 * A day is the number of days since 2000-01-01, which is also how
 * PostgreSQL's date counts; a month is the number of months since January
 * 2000.  Both may be negative.  Years are astronomical: year 0 is 1 BC.
 *
 * What lives elsewhere: time zones, times of day, weeks, and business days,
 * none of which a monthly plan needs.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_CALENDAR_H
#define FND_CALENDAR_H

#include "base.h"

/* The days that PostgreSQL's date can hold: 4714-11-24 BC, 5874897-12-31. */
#define FND_DAY_MIN (-2451545)
#define FND_DAY_MAX 2145031948

/* One calendar month, as the schedules look at it. */
typedef struct fnd_month
{
	int32_t		index;			/* months since January 2000 */
	int32_t		first_day;
	int32_t		days_count;		/* 28 to 31 */
} fnd_month;

/*
 * All of them are total over FND_DAY_MIN .. FND_DAY_MAX and the months that
 * these days lie in.
 */
extern FND_LOCAL int32_t fnd_day_from_civil(int32_t year, int month,
											int day_of_month);
extern FND_LOCAL void fnd_day_to_civil(int32_t day, int32_t *year, int *month,
									   int *day_of_month);
extern FND_LOCAL int32_t fnd_month_of_day(int32_t day, int *day_of_month);
extern FND_LOCAL int32_t fnd_month_first_day(int32_t month);
extern FND_LOCAL int fnd_month_days_count(int32_t month);
extern FND_LOCAL void fnd_month_init(int32_t index, fnd_month *month);
extern FND_LOCAL void fnd_month_advance(fnd_month *month);

/* The day of a month that a due day falls on: the 31st on the month's end. */
static inline int32_t
fnd_month_due_day(const fnd_month *month, int day_of_month)
{
	if (day_of_month > month->days_count)
		day_of_month = month->days_count;
	return month->first_day + day_of_month - 1;
}

#endif /* FND_CALENDAR_H */
