/*-------------------------------------------------------------------------
 *
 * checked_memory.h
 *	  What lets valgrind and the sanitizers see the memory of the glue.
 *
 * A server that was not built for it hides palloc from both: its memory comes
 * in blocks, where the edge of one allocation is the next one, and what is
 * used again counts as written.  The flavours memcheck and sanitizers of
 * tools/build.sh put this file behind src/pg_compat.h, so that each call of
 * the allocator in src/, and each function that SQL can call, goes through
 * checked_memory.c.  The product does not know of it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CHECKED_MEMORY_H
#define CHECKED_MEMORY_H

#include "utils/memutils.h"
#include "utils/tuplestore.h"

#include "core/base.h"

extern FND_LOCAL void *checked_alloc(MemoryContext context, Size size,
									 int flags);
extern FND_LOCAL void *checked_realloc(void *memory, Size size, bool is_huge);
extern FND_LOCAL void checked_free(void *memory);
extern FND_LOCAL void checked_reset(MemoryContext context, bool is_delete);
extern FND_LOCAL void checked_put_row(Tuplestorestate *store, TupleDesc desc,
									  Datum *values, bool *nulls);
extern FND_LOCAL Datum checked_call(PGFunction body, FunctionCallInfo fcinfo);

#ifndef CHECKED_MEMORY_ITSELF

#define palloc(size) checked_alloc(CurrentMemoryContext, size, 0)
#define palloc0(size) \
	checked_alloc(CurrentMemoryContext, size, MCXT_ALLOC_ZERO)
#define palloc_extended(size, flags) \
	checked_alloc(CurrentMemoryContext, size, flags)
#define MemoryContextAlloc(context, size) checked_alloc(context, size, 0)
#define MemoryContextAllocZero(context, size) \
	checked_alloc(context, size, MCXT_ALLOC_ZERO)
#define MemoryContextAllocHuge(context, size) \
	checked_alloc(context, size, MCXT_ALLOC_HUGE)
#define MemoryContextAllocExtended(context, size, flags) \
	checked_alloc(context, size, flags)
#define repalloc(memory, size) checked_realloc(memory, size, false)
#define repalloc_huge(memory, size) checked_realloc(memory, size, true)
#define pfree(memory) checked_free(memory)
#define MemoryContextReset(context) checked_reset(context, false)
#define MemoryContextDelete(context) checked_reset(context, true)
#define tuplestore_putvalues(store, desc, values, nulls) \
	checked_put_row(store, desc, values, nulls)

/*
 * The function of that name in the sources gets another symbol, and what the
 * server finds under the name calls it.
 */
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(name) \
	extern Datum name(PG_FUNCTION_ARGS) __asm__("body_of_" #name) FND_LOCAL; \
	extern PGDLLEXPORT Datum checked_##name(PG_FUNCTION_ARGS) __asm__(#name); \
	extern PGDLLEXPORT const Pg_finfo_record *pg_finfo_##name(void); \
	const Pg_finfo_record *pg_finfo_##name(void) \
	{ \
		static const Pg_finfo_record info = { 1 }; \
\
		return &info; \
	} \
	Datum checked_##name(PG_FUNCTION_ARGS) \
	{ \
		return checked_call(name, fcinfo); \
	} \
	extern int no_such_variable

#endif /* CHECKED_MEMORY_ITSELF */
#endif /* CHECKED_MEMORY_H */
