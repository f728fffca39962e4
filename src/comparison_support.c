/*-------------------------------------------------------------------------
 *
 * comparison_support.c
 *	  How the planner gets from < <= > >= to indexes and partitions.
 *
 * These operators answer NULL for different currencies, so they are of no
 * btree family.  The functions here say the same in the operators that are,
 * ~<~ and its kin: doc/types.md, "Indexes".  What two operators of the family
 * cannot say of estimates, overlapping ones, is left to a recheck.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "access/htup_details.h"
#include "access/stratnum.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(funding_monetary_lt_support);
PG_FUNCTION_INFO_V1(funding_monetary_le_support);
PG_FUNCTION_INFO_V1(funding_monetary_gt_support);
PG_FUNCTION_INFO_V1(funding_monetary_ge_support);
PG_FUNCTION_INFO_V1(funding_estimate_lt_support);
PG_FUNCTION_INFO_V1(funding_estimate_le_support);
PG_FUNCTION_INFO_V1(funding_estimate_gt_support);
PG_FUNCTION_INFO_V1(funding_estimate_ge_support);
PG_FUNCTION_INFO_V1(funding_monetary_first_in_currency);
PG_FUNCTION_INFO_V1(funding_monetary_last_in_currency);
PG_FUNCTION_INFO_V1(funding_estimate_first_in_currency);
PG_FUNCTION_INFO_V1(funding_estimate_last_in_currency);
PG_FUNCTION_INFO_V1(funding_valuation_last_in_currency);

/*
 * The ends of a currency in the order of the class
 */

Datum
funding_monetary_first_in_currency(PG_FUNCTION_ARGS)
{
	fnd_amount *result = funding_amount_new();

	fnd_amount_extreme(PG_GETARG_AMOUNT_P(0)->currency, true, result);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_last_in_currency(PG_FUNCTION_ARGS)
{
	fnd_amount *result = funding_amount_new();

	fnd_amount_extreme(PG_GETARG_AMOUNT_P(0)->currency, false, result);
	PG_RETURN_POINTER(result);
}

/* NULL where the currency is not known. */
static Datum
estimate_extreme(FunctionCallInfo fcinfo, bool is_first, fnd_basis basis)
{
	fnd_currency currency = PG_GETARG_ESTIMATE_P(0)->currency;
	fnd_estimate *result;

	if (currency == FND_CURRENCY_NONE)
		PG_RETURN_NULL();
	result = funding_estimate_new();
	fnd_estimate_extreme(currency, is_first, basis, result);
	PG_RETURN_POINTER(result);
}

/* The first of valuations states no basis, so it is the first of estimates. */
Datum
funding_estimate_first_in_currency(PG_FUNCTION_ARGS)
{
	return estimate_extreme(fcinfo, true, FND_BASIS_NONE);
}

Datum
funding_estimate_last_in_currency(PG_FUNCTION_ARGS)
{
	return estimate_extreme(fcinfo, false, FND_BASIS_NONE);
}

Datum
funding_valuation_last_in_currency(PG_FUNCTION_ARGS)
{
	return estimate_extreme(fcinfo, false, FND_BASIS_POST);
}

/*
 * Pieces of expressions
 */

/* column, strategy, comparand: what is asked, with the column on the left. */
typedef struct comparison
{
	Oid			type;			/* of both sides */
	Oid			family;			/* its default btree family */
	Oid			funcid;			/* of the operator that was written */
	Node	   *column;
	Node	   *comparand;
	StrategyNumber strategy;
} comparison;

static StrategyNumber
commuted(StrategyNumber strategy)
{
	return BTMaxStrategyNumber + 1 - strategy;
}

/* column: which of the two arguments goes on the left.  False if not ours. */
static bool
comparison_init(comparison *c, Oid funcid, List *args, int column,
				StrategyNumber strategy)
{
	TypeCacheEntry *entry;

	if (list_length(args) != 2)
		return false;
	c->funcid = funcid;
	c->column = (Node *) list_nth(args, column);
	c->comparand = (Node *) list_nth(args, 1 - column);
	c->strategy = column == 0 ? strategy : commuted(strategy);
	c->type = exprType(c->comparand);
	if (exprType(c->column) != c->type)
		return false;
	entry = lookup_type_cache(c->type, TYPECACHE_BTREE_OPFAMILY);
	c->family = entry->btree_opf;
	return OidIsValid(c->family);
}

/* Is the strategy the upper end of a range: does it say "less"? */
static bool
is_less(StrategyNumber strategy)
{
	return strategy == BTLessStrategyNumber ||
		strategy == BTLessEqualStrategyNumber;
}

static Oid
class_operator(const comparison *c, StrategyNumber strategy)
{
	return get_opfamily_member(c->family, c->type, c->type, strategy);
}

/* column, class operator of that strategy, value: NULL if there is none. */
static Node *
condition(const comparison *c, StrategyNumber strategy, Node *value)
{
	Oid			operator_oid = class_operator(c, strategy);
	OpExpr	   *result;

	if (!OidIsValid(operator_oid))
		return NULL;
	result = (OpExpr *) make_opclause(
		operator_oid, BOOLOID, false, (Expr *) copyObject(c->column),
		(Expr *) copyObject(value), InvalidOid, InvalidOid);
	set_opfuncid(result);
	return (Node *) result;
}

static Node *
null_bool(void)
{
	return makeBoolConst(false, true);
}

/*
 * first_in_currency(type) or last_in_currency(type), which stand beside the
 * operator's function in one schema.  A function of that name is taken only
 * if it is a C function of our library: nobody but a superuser makes those.
 */
static Oid
extreme_function(const comparison *c, bool is_first)
{
	oidvector  *types = buildoidvector(&c->type, 1);
	HeapTuple	ours = SearchSysCache1(PROCOID, ObjectIdGetDatum(c->funcid));
	HeapTuple	tuple;
	Oid			result = InvalidOid;

	if (!HeapTupleIsValid(ours))
		return InvalidOid;
	tuple = SearchSysCache3(
		PROCNAMEARGSNSP,
		CStringGetDatum(is_first ? "first_in_currency" : "last_in_currency"),
		PointerGetDatum(types),
		ObjectIdGetDatum(((Form_pg_proc) GETSTRUCT(ours))->pronamespace));
	if (HeapTupleIsValid(tuple))
	{
		Form_pg_proc form = (Form_pg_proc) GETSTRUCT(tuple);
		bool		ours_is_null;
		bool		is_null;
		Datum		our_library = SysCacheGetAttr(PROCOID, ours, Anum_pg_proc_probin,
											&ours_is_null);
		Datum		library = SysCacheGetAttr(PROCNAMEARGSNSP, tuple,
										Anum_pg_proc_probin, &is_null);

		if (form->prolang == ClanguageId && form->prorettype == c->type &&
			!ours_is_null && !is_null &&
			strcmp(TextDatumGetCString(our_library),
				   TextDatumGetCString(library)) == 0)
			result = form->oid;
		ReleaseSysCache(tuple);
	}
	ReleaseSysCache(ours);
	return result;
}

/*
 * The first or the last value in the currency of the comparand, as a
 * constant where the comparand is one; NULL if it cannot be said.
 */
static Node *
extreme(const comparison *c, bool is_first)
{
	Oid			function = extreme_function(c, is_first);
	Node	   *call;

	if (!OidIsValid(function))
		return NULL;
	call = (Node *) makeFuncExpr(function, c->type,
								 list_make1(copyObject(c->comparand)),
								 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
	return IsA(c->comparand, Const) ? eval_const_expressions(NULL, call) :
									  call;
}

/* The currency of a constant amount; none of anything else. */
static fnd_currency
constant_currency(const Node *node)
{
	const Const *value = (const Const *) node;

	if (!IsA(node, Const) || value->constisnull)
		return FND_CURRENCY_NONE;
	return DatumGetAmountP(value->constvalue)->currency;
}

/*
 * Rewriting an expression
 */

/* A column, perhaps of a domain: cheap, and the same each time it is read. */
static bool
is_column(const Node *node)
{
	while (IsA(node, RelabelType))
		node = (const Node *) ((const RelabelType *) node)->arg;
	return IsA(node, Var) && ((const Var *) node)->varlevelsup == 0;
}

/* The one currency that a column holds, of its own or of its domain, or -1. */
static int32
column_typmod(const Node *node)
{
	int32		typmod;

	while (IsA(node, RelabelType))
		node = (const Node *) ((const RelabelType *) node)->arg;
	typmod = exprTypmod(node);
	(void) getBaseTypeAndTypmod(exprType(node), &typmod);
	return typmod;
}

static bool
is_constant_or_parameter(const Node *node)
{
	while (IsA(node, RelabelType))
		node = (const Node *) ((const RelabelType *) node)->arg;
	return IsA(node, Const) ||
		(IsA(node, Param) &&
		 ((const Param *) node)->paramkind == PARAM_EXTERN);
}

/*
 * column > comparand in operators of the class, three-valued as it was:
 *
 *	(column ~>~ comparand AND column ~<=~ last)
 *	OR (NULL AND (column ~<~ first OR column ~>~ last))
 *
 * first and last are the ends of the comparand's currency.  The second line
 * is there for every other context: at the top of a WHERE clause PostgreSQL
 * takes NULL for false and drops it, and of the negated form there remains
 * the range of the currency.
 */
static Node *
rewritten(const comparison *c)
{
	fnd_currency currency = constant_currency(c->comparand);
	int32		typmod = column_typmod(c->column);
	Node	   *first;
	Node	   *last;
	Node	   *within;
	Node	   *before;
	Node	   *after;
	Node	   *compared = condition(c, c->strategy, c->comparand);

	if (compared == NULL)
		return NULL;
	if (typmod > 0 && currency != FND_CURRENCY_NONE)
		return typmod == currency ? compared : null_bool();

	first = extreme(c, true);
	last = extreme(c, false);
	if (first == NULL || last == NULL)
		return NULL;
	within = is_less(c->strategy) ?
		condition(c, BTGreaterEqualStrategyNumber, first) :
		condition(c, BTLessEqualStrategyNumber, last);
	before = condition(c, BTLessStrategyNumber, first);
	after = condition(c, BTGreaterStrategyNumber, last);
	if (within == NULL || before == NULL || after == NULL)
		return NULL;
	return (Node *) make_orclause(list_make2(
		make_andclause(list_make2(compared, within)),
		make_andclause(list_make2(null_bool(),
								  make_orclause(list_make2(before, after))))));
}

static Node *
simplify(SupportRequestSimplify *request, StrategyNumber strategy)
{
	FuncExpr   *call = request->fcall;

	for (int column = 0; column < 2; column++)
	{
		comparison	c;

		if (comparison_init(&c, call->funcid, call->args, column, strategy) &&
			is_column(c.column) && is_constant_or_parameter(c.comparand))
			return rewritten(&c);
	}
	return NULL;
}

/*
 * Index conditions
 */

/*
 * The same for an index column of any expression and any comparand that
 * stays the same through the scan: the value of another table's row in a
 * join, a subquery's result.  PostgreSQL has checked that.
 *
 * Of amounts the conditions say all of it.  Of estimates they say what
 * follows: if e < x, then e lies before x in the order of the class, since
 * its lower bound, not above its upper one, is below the lower bound of x.
 */
static List *
index_conditions(SupportRequestIndexCondition *request,
				 StrategyNumber strategy, bool is_exact)
{
	comparison	c;
	List	   *args;
	Node	   *compared;
	Node	   *edge;
	Node	   *within;
	Oid			operator_oid;

	if (is_opclause(request->node))
		args = ((OpExpr *) request->node)->args;
	else if (is_funcclause(request->node))
		args = ((FuncExpr *) request->node)->args;
	else
		return NIL;
	if (request->indexarg > 1 ||
		!comparison_init(&c, request->funcid, args, request->indexarg,
						 strategy))
		return NIL;

	/* any access method whose family has the operators of the class */
	operator_oid = class_operator(&c, c.strategy);
	if (!OidIsValid(operator_oid) ||
		!op_in_opfamily(operator_oid, request->opfamily))
		return NIL;
	if (is_funcclause(request->node) &&
		!is_pseudo_constant_for_index(request->root, c.comparand,
									  request->index))
		return NIL;

	compared = condition(&c, c.strategy, c.comparand);
	edge = extreme(&c, is_less(c.strategy));
	if (compared == NULL || edge == NULL)
		return NIL;
	within = condition(&c,
					   is_less(c.strategy) ? BTGreaterEqualStrategyNumber :
											 BTLessEqualStrategyNumber,
					   edge);
	if (within == NULL ||
		!op_in_opfamily(((OpExpr *) within)->opno, request->opfamily))
		return NIL;
	request->lossy = !is_exact;
	return list_make2(compared, within);
}

static Datum
support(FunctionCallInfo fcinfo, StrategyNumber strategy, bool is_exact)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	void	   *result = NULL;

	if (IsA(request, SupportRequestSimplify) && is_exact)
		result = simplify((SupportRequestSimplify *) request, strategy);
	else if (IsA(request, SupportRequestIndexCondition))
		result = index_conditions((SupportRequestIndexCondition *) request,
								  strategy, is_exact);
	PG_RETURN_POINTER(result);
}

Datum
funding_monetary_lt_support(PG_FUNCTION_ARGS)
{
	return support(fcinfo, BTLessStrategyNumber, true);
}

Datum
funding_monetary_le_support(PG_FUNCTION_ARGS)
{
	return support(fcinfo, BTLessEqualStrategyNumber, true);
}

Datum
funding_monetary_gt_support(PG_FUNCTION_ARGS)
{
	return support(fcinfo, BTGreaterStrategyNumber, true);
}

Datum
funding_monetary_ge_support(PG_FUNCTION_ARGS)
{
	return support(fcinfo, BTGreaterEqualStrategyNumber, true);
}

Datum
funding_estimate_lt_support(PG_FUNCTION_ARGS)
{
	return support(fcinfo, BTLessStrategyNumber, false);
}

Datum
funding_estimate_le_support(PG_FUNCTION_ARGS)
{
	return support(fcinfo, BTLessEqualStrategyNumber, false);
}

Datum
funding_estimate_gt_support(PG_FUNCTION_ARGS)
{
	return support(fcinfo, BTGreaterStrategyNumber, false);
}

Datum
funding_estimate_ge_support(PG_FUNCTION_ARGS)
{
	return support(fcinfo, BTGreaterEqualStrategyNumber, false);
}
