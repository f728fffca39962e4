/*-------------------------------------------------------------------------
 *
 * row_sink.h
 *	  Rows of the composite types that the extension made.
 *
 * A composite type belongs to the user as much as to us: ALTER TYPE may add
 * attributes, and a later version will.  So a function names the columns that
 * it fills, they must come first, and what follows is NULL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_ROW_SINK_H
#define FUNDING_ROW_SINK_H

#include "funding.h"

#include "access/tupdesc.h"
#include "utils/tuplestore.h"

/* A set that is being filled: values and nulls are of the row at hand. */
typedef struct funding_sink
{
	Tuplestorestate *store;
	TupleDesc	desc;
	Datum	   *values;
	bool	   *nulls;
} funding_sink;

/*
 * Error unless desc begins with so many columns of these types; InvalidOid
 * stands for an estimate, known by its size alone.
 */
extern FND_LOCAL void funding_row_check(TupleDesc desc, const Oid *types,
										int count, const char *type_name);

/* All columns are NULL at first, and keep their value from row to row. */
extern FND_LOCAL void funding_sink_open(FunctionCallInfo fcinfo,
										const Oid *types, int count,
										const char *type_name,
										funding_sink *sink);

static inline void
funding_sink_set(funding_sink *sink, int column, Datum value)
{
	sink->values[column] = value;
	sink->nulls[column] = false;
}

/* A numeric of figure * 10^-scale, or NULL. */
static inline void
funding_sink_set_numeric(funding_sink *sink, int column, bool is_known,
						 fnd_i128 figure, int scale)
{
	sink->nulls[column] = !is_known;
	if (is_known)
		sink->values[column] = funding_numeric_from_i128(figure, scale);
}

static inline void
funding_sink_put(funding_sink *sink)
{
	tuplestore_putvalues(sink->store, sink->desc, sink->values, sink->nulls);
}

#endif /* FUNDING_ROW_SINK_H */
