/*-------------------------------------------------------------------------
 *
 * pg_compat.h
 *	  Every difference between PostgreSQL versions, and no other place.
 *
 * PostgreSQL's headers come in here, so that a glue file includes funding.h
 * alone for them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_PG_COMPAT_H
#define FUNDING_PG_COMPAT_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/nodes.h"

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#endif

#if PG_VERSION_NUM < 150000
#error "funding needs PostgreSQL 15 or later"
#endif

/*
 * Soft errors, from 16 on: an input function reports into the caller's error
 * context and returns.  Before that every error is hard.
 */
#if PG_VERSION_NUM < 160000
#define errsave(context, ...) \
	do \
	{ \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
	} while (0)
#define ereturn(context, dummy_value, ...) \
	do \
	{ \
		errsave(context, __VA_ARGS__); \
		return dummy_value; \
	} while (0)
#endif

/* From 18 on pg_noreturn stands first; before that it was an attribute. */
#if PG_VERSION_NUM < 180000
#define pg_noreturn pg_attribute_noreturn()
#endif

/*
 * Walking through an array of rows of a composite type.  From 19 on the
 * iterator keeps how elements lie; before that each step was told.
 */
#if PG_VERSION_NUM >= 190000
#define row_array_begin(iterator, array) \
	array_iter_setup(iterator, array, -1, false, TYPALIGN_DOUBLE)
#define row_array_next(iterator, is_null, number) \
	array_iter_next(iterator, is_null, number)
#else
#define row_array_begin(iterator, array) array_iter_setup(iterator, array)
#define row_array_next(iterator, is_null, number) \
	array_iter_next(iterator, is_null, number, -1, false, TYPALIGN_DOUBLE)
#endif

#endif /* FUNDING_PG_COMPAT_H */
