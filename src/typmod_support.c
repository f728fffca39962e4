/*-------------------------------------------------------------------------
 *
 * typmod_support.c
 *	  Casts to a type modifier that change nothing: told to the planner.
 *
 * A cast of a value that has the wanted currency by its own type, or to no
 * currency, is taken out.  So such a cast costs nothing, and ALTER TABLE does
 * not rewrite the table.  The parser leaves out what a column's own modifier
 * says already; what it does not see is the modifier of a domain.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(funding_typmod_support);

/* The modifier of an expression, or of the domain that it comes from. */
static int32
typmod_of(Node *expression, Oid type)
{
	for (;;)
	{
		int32		typmod = exprTypmod(expression);

		if ((typmod >= 0 ?
				 exprType(expression) :
				 getBaseTypeAndTypmod(exprType(expression), &typmod)) != type)
			return -1;

		/* each relabel of an expression stands on a smaller one */
		if (typmod >= 0 || !IsA(expression, RelabelType))
			return typmod;
		expression = (Node *) ((RelabelType *) expression)->arg;
	}
}

Datum
funding_typmod_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	FuncExpr   *call;
	Node	   *value;
	Const	   *typmod;
	int32		wanted;

	if (!IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(NULL);
	call = ((SupportRequestSimplify *) request)->fcall;
	if (list_length(call->args) < 2 || !IsA(lsecond(call->args), Const))
		PG_RETURN_POINTER(NULL);
	value = (Node *) linitial(call->args);
	typmod = (Const *) lsecond(call->args);
	if (typmod->constisnull)
		PG_RETURN_POINTER(NULL);
	wanted = DatumGetInt32(typmod->constvalue);
	if (wanted >= 0 && wanted != typmod_of(value, call->funcresulttype))
		PG_RETURN_POINTER(NULL);
	PG_RETURN_POINTER(applyRelabelType(value, call->funcresulttype, wanted,
									   call->funccollid, call->funcformat,
									   call->location, false));
}
