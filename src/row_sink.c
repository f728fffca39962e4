/*-------------------------------------------------------------------------
 *
 * row_sink.c
 *	  Rows of the composite types that the extension made.
 *
 * A set fills a tuplestore for the descriptor that the caller expects;
 * building one anew for each call of a LATERAL join would cost four times as
 * much.
 *
 *-------------------------------------------------------------------------
 */
#include "row_sink.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"

void
funding_row_check(TupleDesc desc, const Oid *types, int count,
				  const char *type_name)
{
	bool		is_ours = desc->natts >= count;

	for (int i = 0; i < count && is_ours; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(desc, i);

		if (attribute->attisdropped)
			is_ours = false;
		else if (OidIsValid(types[i]))
			is_ours = attribute->atttypid == types[i];
		else
			is_ours = attribute->attlen == sizeof(fnd_estimate) &&
				!attribute->attbyval;
	}
	if (!is_ours)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg(
				 "type %s does not have the attributes that the extension gave it",
				 type_name),
			 errhint(
				 "Attributes may be added to it at the end, but not be changed or dropped.")));
}

void
funding_sink_open(FunctionCallInfo fcinfo, const Oid *types, int count,
				  const char *type_name, funding_sink *sink)
{
	ReturnSetInfo *info = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext old;

	if (info == NULL || !IsA(info, ReturnSetInfo) ||
		(info->allowedModes & SFRM_Materialize) == 0 ||
		info->expectedDesc == NULL)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg(
				 "set of %s asked for in a context that cannot accept a set",
				 type_name),
			 errhint("Call the function in FROM.")));
	funding_row_check(info->expectedDesc, types, count, type_name);

	old = MemoryContextSwitchTo(info->econtext->ecxt_per_query_memory);
	sink->store = tuplestore_begin_heap(
		(info->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	MemoryContextSwitchTo(old);
	info->returnMode = SFRM_Materialize;
	info->setResult = sink->store;

	/* the expected descriptor is the caller's: it must not be freed */
	info->setDesc = NULL;
	sink->desc = info->expectedDesc;
	sink->values = (Datum *) palloc0(sizeof(Datum) * sink->desc->natts);
	sink->nulls = (bool *) palloc(sizeof(bool) * sink->desc->natts);
	memset(sink->nulls, true, sizeof(bool) * sink->desc->natts);
}
