/*-------------------------------------------------------------------------
 *
 * checked_memory.c
 *	  See checked_memory.h.
 *
 * What the glue allocates is followed by a zone that nobody may touch while
 * the function that made it runs; the server, which knows nothing of zones,
 * gets its memory back without them when the function returns or raises.
 * Fresh memory is undefined to valgrind, and full of a pattern for the
 * sanitizers, which do not follow what is written.
 *
 * Not seen: what is done to memory after the function that made it has
 * returned, what hits memory beyond the zone or before the start, and the use
 * of memory that was freed, since the server may have given it away again.
 *
 *-------------------------------------------------------------------------
 */
#define CHECKED_MEMORY_ITSELF
#include "funding.h"

#include "catalog/pg_type.h"
#include "nodes/execnodes.h"
#include "utils/lsyscache.h"

#ifdef CHECKED_BY_VALGRIND
#include <valgrind/memcheck.h>
#define close_zone(at, size) ((void) VALGRIND_MAKE_MEM_NOACCESS(at, size))
#define open_zone(at, size) ((void) VALGRIND_MAKE_MEM_UNDEFINED(at, size))
#define spoil(at, size) ((void) VALGRIND_MAKE_MEM_UNDEFINED(at, size))
#define must_be_defined(at, size) \
	((void) VALGRIND_CHECK_MEM_IS_DEFINED(at, size))
#else
#include <sanitizer/asan_interface.h>
#define close_zone(at, size) __asan_poison_memory_region(at, size)
#define open_zone(at, size) __asan_unpoison_memory_region(at, size)
#define spoil(at, size) memset(at, 0x7F, size)
#define must_be_defined(at, size) ((void) (at), (void) (size))
#endif

#define ZONE_BYTES 16
#define ZONES_MAX 65536
#define BUCKETS_COUNT 16384

/* In the order in which they were made, and by the memory they stand behind. */
static struct
{
	char	   *memory;			/* NULL once it is open again */
	Size		size;
	int			next; /* of the same bucket, one more than its index */
} zones[ZONES_MAX];
static int zones_count;
static int buckets[BUCKETS_COUNT];
static int calls_depth;

static int *
bucket_of(const void *memory)
{
	return &buckets[((uintptr_t) memory / ZONE_BYTES) % BUCKETS_COUNT];
}

/* Opens the zone of one allocation; its size, or 0 if it has none. */
static Size
open_zone_of(void *memory)
{
	for (int *link = bucket_of(memory); *link != 0;)
	{
		int			at = *link - 1;

		if (zones[at].memory == memory)
		{
			*link = zones[at].next;
			open_zone(zones[at].memory + zones[at].size, ZONE_BYTES);
			zones[at].memory = NULL;
			while (zones_count > 0 && zones[zones_count - 1].memory == NULL)
				zones_count--;
			return zones[at].size;
		}
		link = &zones[at].next;
	}
	return 0;
}

/* Opens all that were made since there were that many. */
static void
open_zones(int from)
{
	while (zones_count > from)
	{
		if (zones[zones_count - 1].memory == NULL)
			zones_count--;
		else
			(void) open_zone_of(zones[zones_count - 1].memory);
	}
}

static bool
has_room(Size size)
{
	return calls_depth > 0 && zones_count < ZONES_MAX &&
		AllocSizeIsValid(size + ZONE_BYTES);
}

static void
add_zone(void *memory, Size size)
{
	zones[zones_count].memory = (char *) memory;
	zones[zones_count].size = size;
	zones[zones_count].next = *bucket_of(memory);
	*bucket_of(memory) = ++zones_count;
	close_zone((char *) memory + size, ZONE_BYTES);
}

void *
checked_alloc(MemoryContext context, Size size, int flags)
{
	bool		with_zone = has_room(size);
	void	   *memory = MemoryContextAllocExtended(
		context, with_zone ? size + ZONE_BYTES : size, flags);

	if (memory == NULL)
		return NULL;
	if ((flags & MCXT_ALLOC_ZERO) == 0)
		spoil(memory, size);
	if (with_zone)
		add_zone(memory, size);
	return memory;
}

void *
checked_realloc(void *memory, Size size, bool is_huge)
{
	bool		with_zone = has_room(size);
	Size		old_size = open_zone_of(memory);
	Size		asked = with_zone ? size + ZONE_BYTES : size;

	memory = is_huge ? repalloc_huge(memory, asked) : repalloc(memory, asked);
	if (old_size > 0 && old_size < size)
		spoil((char *) memory + old_size, size - old_size);
	if (with_zone)
		add_zone(memory, size);
	return memory;
}

void
checked_free(void *memory)
{
	Size		size = open_zone_of(memory);

	if (size > 0)
		spoil(memory, size);
	pfree(memory);
}

/* Which of the zones lie in the context is not known: all are opened. */
void
checked_reset(MemoryContext context, bool is_delete)
{
	open_zones(0);
	if (is_delete)
		MemoryContextDelete(context);
	else
		MemoryContextReset(context);
}

/* Every byte of a value that leaves the extension has been written. */
static void
check_value(Datum value, bool is_by_value, int16 length)
{
	void	   *at = DatumGetPointer(value);

	if (is_by_value)
		must_be_defined(&value, sizeof(value));
	else if (length > 0)
		must_be_defined(at, length);
	else if (length == -1 && !VARATT_IS_EXTERNAL(at))
		must_be_defined(at, VARSIZE_ANY(at));
	else if (length == -2)
		must_be_defined(at, strlen((char *) at) + 1);
}

void
checked_put_row(Tuplestorestate *store, TupleDesc desc, Datum *values,
				bool *nulls)
{
	for (int i = 0; i < desc->natts; i++)
		if (!nulls[i])
			check_value(values[i], TupleDescAttr(desc, i)->attbyval,
						TupleDescAttr(desc, i)->attlen);
	tuplestore_putvalues(store, desc, values, nulls);
}

static void
check_result(FunctionCallInfo fcinfo, Datum result)
{
	static struct
	{
		Oid			function;
		int16		length;
		bool		is_by_value;
		bool		is_known;
	} cache[1024];
	Oid			function = fcinfo->flinfo->fn_oid;
	int			at = function % lengthof(cache);

	if (cache[at].function != function)
	{
		Oid			type = get_func_rettype(function);

		cache[at].function = InvalidOid;
		get_typlenbyval(type, &cache[at].length, &cache[at].is_by_value);
		cache[at].is_known = get_typtype(type) != TYPTYPE_PSEUDO ||
			type == CSTRINGOID || type == RECORDOID || type == INTERNALOID;
		cache[at].function = function;
	}
	if (cache[at].is_known)
		check_value(result, cache[at].is_by_value, cache[at].length);
}

Datum
checked_call(PGFunction body, FunctionCallInfo fcinfo)
{
	int			zones_before = zones_count;
	int			depth_before = calls_depth;
	ReturnSetInfo *set = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum		result = 0;

	calls_depth++;
	PG_TRY();
	{
		result = body(fcinfo);
	}
	PG_CATCH();
	{
		calls_depth = depth_before;
		open_zones(zones_before);
		PG_RE_THROW();
	}
	PG_END_TRY();
	calls_depth = depth_before;
	open_zones(zones_before);

	if (fcinfo->isnull || fcinfo->flinfo == NULL ||
		!OidIsValid(fcinfo->flinfo->fn_oid))
		return result;

	/* the rows of a set were looked at when they were put into it */
	if (fcinfo->flinfo->fn_retset && set != NULL && IsA(set, ReturnSetInfo) &&
		set->returnMode == SFRM_Materialize)
		return result;
#ifdef CHECKED_BY_VALGRIND
	check_result(fcinfo, result);
#else
	(void) check_result;
#endif
	return result;
}
