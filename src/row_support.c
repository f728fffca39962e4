/*-------------------------------------------------------------------------
 *
 * row_support.c
 *	  What planner support functions share: the arguments of a call, as far as
 *	  the planner can see them.
 *
 *-------------------------------------------------------------------------
 */
#include "row_support.h"

#include "optimizer/optimizer.h"

List *
funding_call_arguments(SupportRequestRows *request)
{
	if (request->node == NULL || !IsA(request->node, FuncExpr))
		return NIL;
	return ((FuncExpr *) request->node)->args;
}

Const *
funding_constant_argument(SupportRequestRows *request, List *args, int which)
{
	Node	   *node;

	if (which >= list_length(args))
		return NULL;
	node = estimate_expression_value(request->root, list_nth(args, which));
	return IsA(node, Const) ? (Const *) node : NULL;
}
