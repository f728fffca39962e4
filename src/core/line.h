/*-------------------------------------------------------------------------
 *
 * line.h
 *	  The facts of one cash line, and whether they make sense.
 *
 * A line says what moves (an estimate that is not negative), in which
 * direction, and when: "per" is a rate over so many whole months, "every" a
 * payment repeated at an interval, neither a one-off on starts_on.  The facts
 * are what a composite value of type cash_line holds, before any check: a
 * row constructor goes round the function of that name, so every consumer
 * checks again.  The rules are in doc/runway.md, "Cash lines".
 *
 * What lives elsewhere: what a line moves in a month (schedule.h), and what
 * the lines of one plan owe each other (plan.h).
 *
 *-------------------------------------------------------------------------
 */
#ifndef FND_LINE_H
#define FND_LINE_H

#include "calendar.h"
#include "estimate.h"

/* The order is that of the columns of the projection. */
typedef enum fnd_flow
{
	FND_FLOW_REVENUE = 0,
	FND_FLOW_COST = 1,
	FND_FLOW_FINANCING = 2,
	FND_FLOW_REPAYMENT = 3
} fnd_flow;

#define FND_FLOW_COUNT 4
#define FND_FLOW_UNKNOWN FND_FLOW_COUNT /* a word that is none of them */

/* An interval as PostgreSQL has it; not given is NULL. */
typedef struct fnd_span
{
	int32_t		months;
	int32_t		days;
	bool		is_given;
	bool		has_time;		/* hours or less, or infinite */
} fnd_span;

/* A date; not given is NULL. */
typedef struct fnd_date
{
	int32_t		day;
	bool		is_given;
	bool		is_infinite;
} fnd_date;

/* A numeric; not given is NULL. */
typedef struct fnd_number
{
	fnd_decimal	value;			/* only of a finite one that is not too long */
	bool		is_given;
	bool		is_finite;
	bool		is_too_long;	/* over FND_SCALAR_DIGITS_MAX digits */
} fnd_number;

typedef struct fnd_line
{
	fnd_estimate amount;
	bool		has_category;
	bool		has_flow;
	bool		has_amount;
	uint8_t		flow;			/* fnd_flow or FND_FLOW_UNKNOWN */
	fnd_span	per;
	fnd_span	every;
	fnd_date	starts_on;
	fnd_date	ends_on;
	fnd_number	growth;			/* fraction per month */
	fnd_number	growth_spread;	/* the three below serve the simulation */
	fnd_number	volatility;
	fnd_number	probability;
} fnd_line;

/*
 * What can be wrong with a plan.  src/runway_error.c gives each one its
 * SQLSTATE and its words.
 */
typedef enum fnd_fault
{
	FND_FAULT_NONE = 0,

	/* one line */
	FND_FAULT_ELEMENT_NULL,		/* a NULL inside the array */
	FND_FAULT_CATEGORY_NULL,
	FND_FAULT_FLOW_NULL,
	FND_FAULT_AMOUNT_NULL,
	FND_FAULT_FLOW_UNKNOWN,
	FND_FAULT_AMOUNT_NEGATIVE,
	FND_FAULT_PER_AND_EVERY,
	FND_FAULT_NO_SCHEDULE,		/* neither, and no starts_on */
	FND_FAULT_PER_UNIT,			/* days or a time of day in per */
	FND_FAULT_PER_SIGN,
	FND_FAULT_EVERY_UNIT,		/* a mixture, or a time of day */
	FND_FAULT_EVERY_SIGN,
	FND_FAULT_STARTS_ON_INFINITE,
	FND_FAULT_ENDS_ON_INFINITE,
	FND_FAULT_ENDS_BEFORE_STARTS,
	FND_FAULT_GROWTH_NOT_FINITE,
	FND_FAULT_GROWTH_TOO_LOW,	/* -1 or less */
	FND_FAULT_GROWTH_DIGITS,	/* 1 + growth has over 28 digits */
	FND_FAULT_SPREAD_DOMAIN,
	FND_FAULT_VOLATILITY_DOMAIN,
	FND_FAULT_PROBABILITY_DOMAIN,
	FND_FAULT_GROWTH_SPAN,		/* growth that began too long ago */

	/* a line beside the rest of its plan */
	FND_FAULT_LINE_CURRENCY,
	FND_FAULT_FLOOR_CURRENCY,
	FND_FAULT_LINES_LIMIT,
	FND_FAULT_ACTUAL_OPEN,		/* an actual that does not end */
	FND_FAULT_ACTUAL_LATE, /* one that moves after the last actual month */

	/* the months asked for */
	FND_FAULT_FROM_MONTH_NULL,
	FND_FAULT_FROM_MONTH_INFINITE,
	FND_FAULT_FROM_MONTH_DAY,	/* not the first of a month */
	FND_FAULT_MONTHS_NULL,
	FND_FAULT_MONTHS_LOW,
	FND_FAULT_MONTHS_LIMIT,
	FND_FAULT_UNTIL_INFINITE,	/* the end of the actuals */
	FND_FAULT_MONTHS_DATE,		/* beyond the last date there is */

	/* the change asked for */
	FND_FAULT_CHANGE_NULL,
	FND_FAULT_CHANGE_DOMAIN,	/* above 0, at most 1 */
	FND_FAULT_CHANGE_DIGITS,	/* 1 + change has over 28 digits */

	/* the simulation asked for, and what it cannot draw */
	FND_FAULT_RUNS_NULL,
	FND_FAULT_RUNS_LOW,
	FND_FAULT_RUNS_LIMIT,
	FND_FAULT_RUNS_MEMORY,
	FND_FAULT_SEED_NULL,
	FND_FAULT_DISTRIBUTION_NULL,
	FND_FAULT_DISTRIBUTION_UNKNOWN,
	FND_FAULT_OPENING_UNBOUNDED,
	FND_FAULT_AMOUNT_UNBOUNDED,
	FND_FAULT_SPREAD_TOO_WIDE,	/* growth - growth_spread is -1 or less */
	FND_FAULT_VOLATILITY_LIMIT,

	/* figures that grow out of 128 bits */
	FND_FAULT_RANGE_OPENING,
	FND_FAULT_RANGE_FLOOR,
	FND_FAULT_RANGE_LINE,		/* of a line in a month */
	FND_FAULT_RANGE_MONTH,		/* of a month's sum */
	FND_FAULT_RANGE_RAISE,
	FND_FAULT_RANGE_CHANGED		/* of an amount that was changed */
} fnd_fault;

extern FND_LOCAL const char *fnd_flow_name(int flow);
extern FND_LOCAL int fnd_flow_from_name(const char *name, size_t length);

/* The first thing that is wrong with a line by itself. */
extern FND_LOCAL fnd_fault fnd_line_check(const fnd_line *line);

/*
 * 1 + growth without trailing zeros; the scale is below zero for growth of
 * tenfold and more.  FND_FAULT_GROWTH_TOO_LOW, FND_FAULT_GROWTH_DIGITS.
 */
extern FND_LOCAL fnd_fault fnd_growth_factor(const fnd_decimal *growth,
											 fnd_decimal *factor);

#endif /* FND_LINE_H */
