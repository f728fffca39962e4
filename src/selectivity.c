/*-------------------------------------------------------------------------
 *
 * selectivity.c
 *	  How many rows a three-valued comparison leaves.
 *
 * scalarltsel() and its kin search a histogram by halving, which needs an
 * operator of the class that ordered it, and call the operator through a
 * path that raises an internal error on NULL.  Ours answer NULL for other
 * currencies.  So every value that ANALYZE kept is tried, and NULL counts as
 * no match, which is what a WHERE clause does.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "utils/selfuncs.h"

PG_FUNCTION_INFO_V1(funding_inequality_selectivity);

Datum
funding_inequality_selectivity(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			operator_oid = PG_GETARG_OID(1);
	List	   *arguments = (List *) PG_GETARG_POINTER(2);
	int			relation = PG_GETARG_INT32(3);

	PG_RETURN_FLOAT8(generic_restriction_selectivity(
		root, operator_oid, PG_GET_COLLATION(), arguments, relation,
		DEFAULT_INEQ_SEL));
}
