/*-------------------------------------------------------------------------
 *
 * estimate_ops.h
 *	  What estimate_ops.c lends to valuation_func.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_ESTIMATE_OPS_H
#define FUNDING_ESTIMATE_OPS_H

#include "funding.h"

#include "core/estimate_math.h"

pg_noreturn extern FND_LOCAL void funding_raise_pair(fnd_status status,
													 const char *what,
													 const fnd_estimate *a,
													 const fnd_estimate *b);
extern FND_LOCAL Datum funding_ratio_row(FunctionCallInfo fcinfo,
										 const fnd_ratio *ratio);

#endif /* FUNDING_ESTIMATE_OPS_H */
