/*-------------------------------------------------------------------------
 *
 * row_support.h
 *	  What planner support functions share: the arguments of a call, as far as
 *	  the planner can see them.
 *
 * What lives elsewhere: how many rows each function returns, beside that
 * function.
 *
 *-------------------------------------------------------------------------
 */
#ifndef FUNDING_ROW_SUPPORT_H
#define FUNDING_ROW_SUPPORT_H

#include "funding.h"

#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"

/* The arguments of the call that a request is about; NIL if it is none. */
extern FND_LOCAL List *funding_call_arguments(SupportRequestRows *request);

/* One of them, or a null pointer where it is not constant. */
extern FND_LOCAL Const *funding_constant_argument(SupportRequestRows *request,
												  List *args, int which);

/* The integer in one of them; false where it is not constant, or NULL. */
extern FND_LOCAL bool funding_constant_int(SupportRequestRows *request,
										   List *args, int which,
										   int32 *value);

/*
 * The elements of one of them, which is an array; -1 where the planner cannot
 * see how many there are.
 */
extern FND_LOCAL int funding_argument_elements(SupportRequestRows *request,
											   List *args, int which);

/*
 * The whole support function of a set whose rows are as many as its argument
 * "which" says, from 1 to most.
 */
extern FND_LOCAL Datum funding_rows_of_argument(FunctionCallInfo fcinfo,
												int which, int32 most);

#endif /* FUNDING_ROW_SUPPORT_H */
