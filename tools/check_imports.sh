#!/bin/sh
# check_imports.sh FUNDING.SO
#	  Checks what the module takes from the server and from the C library: only
#	  what is listed here, each kind with the reason why it is harmless.
#
# What is not on the list cannot come in unseen: files (open, fopen, OpenTransientFile,
# pg_stat), the network (socket, connect), other programs (system, popen), the
# environment (getenv), settings (GetConfigOption, SetConfigOption, a variable of a
# setting), the clock (time, GetCurrentTimestamp), chance (random, pg_strong_random),
# locales (setlocale, strcoll, pg_newlocale_from_collation), tables (SPI_execute,
# table_open, heap_insert, systable_beginscan), who asks (GetUserId) and session or
# shared state.  The names are those of PostgreSQL 15 to 18, gcc and clang, with
# and without the compiler's checks.
set -u
. "$(dirname "$0")/tally.sh"

allowed='
memory, in the contexts that the caller gives
	AllocSetContextCreateInternal CurrentMemoryContext GetMemoryChunkContext
	MemoryContextAlloc MemoryContextAllocHuge MemoryContextAllocZero
	MemoryContextAllocExtended MemoryContextAllocZeroAligned MemoryContextDelete
	MemoryContextReset palloc palloc0 palloc_extended pfree repalloc pstrdup pnstrdup
errors and their texts
	errstart errstart_cold errfinish errcode errmsg errmsg_internal errmsg_plural
	errdetail errdetail_internal errdetail_plural errhint errhint_internal errhint_plural
	errsave_start errsave_finish ExceptionalCondition
cancelling: is one asked for, and stop then
	InterruptPending ProcessInterrupts
arguments and results: arrays, texts, rows, their descriptions; values that are
stored outside the row of the caller are fetched
	ArrayGetNItems DatumGetAnyArrayP array_contains_nulls construct_array
	construct_array_builtin construct_md_array deconstruct_array deconstruct_array_builtin
	cstring_to_text cstring_to_text_with_len text_to_cstring
	pg_detoast_datum pg_detoast_datum_copy pg_detoast_datum_packed toast_raw_datum_size
	BlessTupleDesc CreateTupleDescCopy DecrTupleDescRefCount IncrTupleDescRefCount
	DatumGetHeapTupleHeader HeapTupleHeaderGetDatum heap_deform_tuple heap_form_tuple
	get_call_result_type get_fn_expr_rettype lookup_rowtype_tupdesc
sets of rows in memory, which spill at work_mem: where the rows lie, not what they
are, depends on that setting
	InitMaterializedSRF SetSingleFuncCall tuplestore_begin_heap tuplestore_putvalues work_mem
aggregates: is this one, and where is its state kept
	AggCheckCallContext
calls of built-in functions by their address, and texts of numbers
	DirectFunctionCall1Coll DirectFunctionCall2Coll DirectFunctionCall3Coll
	DirectFunctionCall5Coll numeric_div numeric_mul numeric_out in_range_numeric_numeric jsonb_in
days: from a number to year, month and day, in the form that we name
	EncodeDateOnly EncodeSpecialDate j2date
text between the encoding of the database, which never changes, and UTF-8
	GetDatabaseEncoding GetDatabaseEncodingName pg_any_to_server pg_server_to_any
	pg_encoding_mbcliplen pg_mbcliplen pg_mbstrlen_with_len
strings that grow, and the binary form of values
	initStringInfo enlargeStringInfo appendBinaryStringInfo appendStringInfo appendStringInfoChar
	appendStringInfoString psprintf pg_snprintf pq_begintypsend pq_endtypsend pq_getmsgbyte
	pq_getmsgbytes pq_copymsgbytes pq_getmsgint pq_getmsgint64 pq_getmsgend pq_sendbytes
sorting and hashing: of what is in memory
	pg_qsort qsort_arg qsort_interruptible hash_bytes ssup_datum_unsigned_cmp
	addHyperLogLog estimateHyperLogLog initHyperLogLog
the planner: expressions that are looked at and made anew; the catalog is read for
what stands beside our own operators and types, by number
	applyRelabelType buildoidvector copyObjectImpl estimate_expression_value
	eval_const_expressions exprType exprTypmod getBaseTypeAndTypmod get_element_type get_func_rettype
	get_opfamily_member op_in_opfamily is_pseudo_constant_for_index list_make1_impl list_make2_impl
	makeBoolConst makeFuncExpr make_andclause make_opclause make_orclause set_opfuncid
	lookup_type_cache ReleaseSysCache SearchSysCache1 SearchSysCache3 SysCacheGetAttr
the estimator: it reads statistics under the rules of the server, which shows them
only to leakproof operators or to who may read the column
	generic_restriction_selectivity
bytes in memory, by the C library
	bcmp memchr memcmp memcpy memmove memset strchr strcmp strlcpy strlen strncmp strnlen
	__memcpy_chk __memmove_chk __memset_chk __strlcpy_chk
arithmetic of 128 bits, where the compiler has it in a library
	__divti3 __modti3 __multi3 __udivti3 __umodti3 __udivmodti4 __muloti4
loading, and the guard of the stack
	_ITM_deregisterTMCloneTable _ITM_registerTMCloneTable __cxa_finalize __gmon_start__
	__stack_chk_fail __stack_chk_guard
'

found=$(nm -D --undefined-only "$1" | awk '{ sub(/@.*/, "", $NF); print $NF }')
passed=0
failed=0
for symbol in $found; do
	# lines of symbols begin with a tab, reasons do not
	if printf '%s' "$allowed" | grep '^	' | tr -s '\t ' '\n\n' |
		grep -q -x -F -e "$symbol"; then
		passed=$((passed + 1))
	else
		echo "$1 imports $symbol: see tools/check_imports.sh for what may be"
		failed=$((failed + 1))
	fi
done
if [ "$passed" -lt 50 ]; then
	echo "$1 imports next to nothing: $passed symbols"
	failed=$((failed + 1))
fi
# One test: it passes when nothing is wrong.
if [ "$failed" -eq 0 ]; then
	tally imports 1 0
else
	tally imports 0 "$failed"
	exit 1
fi
