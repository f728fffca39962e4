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
#include "utils/arrayaccess.h"

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

bool
funding_constant_int(SupportRequestRows *request, List *args, int which,
					 int32 *value)
{
	Const	   *constant = funding_constant_argument(request, args, which);

	if (constant == NULL || constant->constisnull)
		return false;
	*value = DatumGetInt32(constant->constvalue);
	return true;
}

int
funding_argument_elements(SupportRequestRows *request, List *args, int which)
{
	Const	   *constant = funding_constant_argument(request, args, which);

	if (constant != NULL)
	{
		AnyArrayType *array;

		if (constant->constisnull)
			return 0;
		array = DatumGetAnyArrayP(constant->constvalue);
		return ArrayGetNItems(AARR_NDIM(array), AARR_DIMS(array));
	}
	if (list_length(args) > which && IsA(list_nth(args, which), ArrayExpr))
		return list_length(((ArrayExpr *) list_nth(args, which))->elements);
	return -1;
}

Datum
funding_rows_of_argument(FunctionCallInfo fcinfo, int which, int32 most)
{
	Node	   *node = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *request;
	int32		rows;

	if (!IsA(node, SupportRequestRows))
		PG_RETURN_POINTER(NULL);
	request = (SupportRequestRows *) node;
	if (!funding_constant_int(request, funding_call_arguments(request), which,
							  &rows) ||
		rows < 1 || rows > most)
		PG_RETURN_POINTER(NULL);
	request->rows = rows;
	PG_RETURN_POINTER(node);
}
