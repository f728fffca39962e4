/*-------------------------------------------------------------------------
 *
 * currency_srf.c
 *	  currencies(): the table of ISO 4217 as rows.
 *
 *-------------------------------------------------------------------------
 */
#include "funding.h"

#include "funcapi.h"
#include "nodes/execnodes.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(funding_currencies);

#define COLUMNS_COUNT 5

Datum
funding_currencies(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *set;
	int			count = fnd_currency_count();

	InitMaterializedSRF(fcinfo, 0);
	set = (ReturnSetInfo *) fcinfo->resultinfo;
	for (int i = 0; i < count; i++)
	{
		const struct fnd_currency_info *info = fnd_currency_at(i);
		Datum		value[COLUMNS_COUNT];
		bool		is_null[COLUMNS_COUNT] = { false };
		value[0] = funding_currency_to_text(info->code);
		value[1] = Int32GetDatum(info->numeric);
		is_null[1] = info->numeric == 0;
		value[2] = Int32GetDatum(info->minor_units);
		is_null[2] = !info->has_minor_units;
		value[3] = PointerGetDatum(cstring_to_text(info->name));
		value[4] = BoolGetDatum(info->is_historic);
		tuplestore_putvalues(set->setResult, set->setDesc, value, is_null);
	}
	return (Datum) 0;
}
