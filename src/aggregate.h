/*-------------------------------------------------------------------------
 *
 * aggregate.h
 *	  What the aggregates share: where a state lives, how it is sent.
 *
 * A state is an internal value that no SQL can make, so a step that gets one
 * was called by the executor.  Only a step without a state asks whether it is
 * in an aggregate at all: that keeps the question off the path of each row.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_AGGREGATE_H
#define FUNDING_AGGREGATE_H

#include "funding.h"

#include "core/deque.h"

/* aggregate.c */
extern FND_LOCAL MemoryContext
funding_aggregate_context(FunctionCallInfo fcinfo);

/* aggregate_extreme.c: room for one entry more. */
extern FND_LOCAL void funding_deque_reserve(FunctionCallInfo fcinfo,
											fnd_deque *deque);

#endif /* FUNDING_AGGREGATE_H */
