/*-------------------------------------------------------------------------
 *
 * rate_book.c
 *	  The type rate_book: input, output, the aggregate that makes one, and
 *	  books as arguments.
 *
 * The bytes are the core's (core/rates.h), the same on disk, on the wire and
 * between parallel workers.  The rules are in doc/conversion.md.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_book.h"
#include "aggregate.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "port.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(funding_rate_book_in);
PG_FUNCTION_INFO_V1(funding_rate_book_out);
PG_FUNCTION_INFO_V1(funding_rate_book_recv);
PG_FUNCTION_INFO_V1(funding_rate_book_send);
PG_FUNCTION_INFO_V1(funding_rate_book_add);
PG_FUNCTION_INFO_V1(funding_rate_book_combine);
PG_FUNCTION_INFO_V1(funding_rate_book_serialize);
PG_FUNCTION_INFO_V1(funding_rate_book_deserialize);
PG_FUNCTION_INFO_V1(funding_rate_book_result);

StaticAssertDecl(sizeof(fnd_rate_entry) == 24, "an entry has no padding");
StaticAssertDecl(sizeof(fnd_rate_entry) * FND_BOOK_RATES_MAX < MaxAllocSize,
				 "the entries of the largest book can be allocated");

/* Room for the first entries; it doubles up to FND_BOOK_RATES_MAX. */
#define ENTRIES_FIRST 1024

/*
 * Rates on their way into a book.  Sorting and dropping what was said twice
 * changes nothing of what the state means, so it may happen at any time.
 */
typedef struct book_state
{
	MemoryContext context;
	fnd_rate_entry *entries;
	size_t		count;
	size_t		room;
	fnd_currency base;
} book_state;

static book_state *
state_new(MemoryContext context, fnd_currency base)
{
	book_state *state = (book_state *) MemoryContextAlloc(context,
														  sizeof(*state));

	state->context = context;
	state->entries = NULL;
	state->count = 0;
	state->room = 0;
	state->base = base;
	return state;
}

/* False where the book would have too many rates. */
static bool
state_reserve(book_state *state, size_t more)
{
	size_t		needed = state->count + more;
	size_t		room = Max(state->room, ENTRIES_FIRST);

	if (needed <= state->room)
		return true;
	if (needed > FND_BOOK_RATES_MAX)
		return false;
	while (room < needed)
		room *= 2;
	if (state->entries == NULL)
		state->entries = (fnd_rate_entry *) MemoryContextAlloc(
			state->context, sizeof(fnd_rate_entry) * room);
	else
		state->entries = (fnd_rate_entry *) repalloc(
			state->entries, sizeof(fnd_rate_entry) * room);
	state->room = room;
	return true;
}

/* False, with a report saved, where the book would have too many rates. */
static bool
state_append(book_state *state, const fnd_rate_entry *entry, Node *escontext)
{
	if (state->count == state->room && !state_reserve(state, 1))
	{
		funding_save_book_size(escontext);
		return false;
	}
	state->entries[state->count++] = *entry;
	return true;
}

/* By quote, day and digits: two rates of a day are named in one order. */
static int
compare_entries(const void *a, const void *b, void *unused)
{
	const fnd_rate_entry *x = (const fnd_rate_entry *) a;
	const fnd_rate_entry *y = (const fnd_rate_entry *) b;
	int			order = fnd_rate_entry_order(x, y);

	(void) unused;
	if (order != 0)
		return order;
	if (x->hi != y->hi)
		return x->hi < y->hi ? -1 : 1;
	if (x->lo != y->lo)
		return x->lo < y->lo ? -1 : 1;
	return (int) x->scale - (int) y->scale;
}

/*
 * The book of a state, in the current context; NULL with a report saved where
 * its rates contradict.
 */
static struct varlena *
make_book(book_state *state, Node *escontext)
{
	struct varlena *book;
	fnd_currency culprit = FND_CURRENCY_NONE;
	size_t		length;
	size_t		first;
	size_t		second;

	qsort_interruptible(state->entries, state->count, sizeof(fnd_rate_entry),
						compare_entries, NULL);
	if (fnd_book_settle(state->entries, &state->count, &first, &second) !=
		FND_OK)
	{
		funding_save_contradiction(escontext, state->base,
								   &state->entries[first],
								   &state->entries[second]);
		return NULL;
	}
	CHECK_FOR_INTERRUPTS();
	if (fnd_book_measure(state->entries, state->count, &length, &culprit) !=
		FND_OK)
	{
		funding_save_rate_digits(escontext, culprit);
		return NULL;
	}
	book = (struct varlena *) palloc(VARHDRSZ + length);
	SET_VARSIZE(book, VARHDRSZ + length);
	fnd_book_write(state->base, state->entries, state->count,
				   (uint8_t *) VARDATA(book));
	return book;
}

/*
 * Input and output
 */
Datum
funding_rate_book_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	Node	   *escontext = fcinfo->context;
	fnd_book_reader reader;
	fnd_rate_entry entry;
	book_state *state;
	struct varlena *book;
	fnd_status	status;
	bool		is_end;

	status = fnd_book_read_open(&reader, text, strlen(text));
	state = state_new(CurrentMemoryContext, reader.base);
	while (status == FND_OK)
	{
		CHECK_FOR_INTERRUPTS();
		status = fnd_book_read_next(&reader, &entry, &is_end);
		if (status != FND_OK || is_end)
			break;
		if (!state_append(state, &entry, escontext))
			PG_RETURN_NULL();
	}
	if (status != FND_OK)
	{
		funding_save_book_text(escontext, &reader, status);
		PG_RETURN_NULL();
	}
	book = make_book(state, escontext);
	if (book == NULL)
		PG_RETURN_NULL();
	if (state->entries != NULL)
		pfree(state->entries);
	PG_RETURN_POINTER(book);
}

static const uint8_t *
book_bytes(const struct varlena *book)
{
	return (const uint8_t *) VARDATA_ANY(book);
}

Datum
funding_rate_book_out(PG_FUNCTION_ARGS)
{
	const uint8_t *bytes = book_bytes(PG_GETARG_VARLENA_PP(0));
	int			series_count = fnd_book_series_count(bytes);
	StringInfoData out;
	char		letters[4];

	initStringInfo(&out);
	fnd_currency_to_letters(fnd_book_base(bytes), letters);
	appendBinaryStringInfo(&out, letters, 3);
	for (int i = 0; i < series_count; i++)
	{
		fnd_series	series;

		fnd_book_series(bytes, i, &series);
		for (uint32_t j = 0; j < series.count; j++)
		{
			CHECK_FOR_INTERRUPTS();
			enlargeStringInfo(&out, FND_BOOK_TEXT_RATE_MAX);
			out.len += (int) fnd_book_text_rate(&series, j,
												out.data + out.len);
		}
	}
	PG_RETURN_CSTRING(out.data);
}

Datum
funding_rate_book_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	int			length = buffer->len - buffer->cursor;
	const char *bytes = pq_getmsgbytes(buffer, length);
	struct varlena *book;
	fnd_status	status = fnd_book_check((const uint8_t *) bytes,
									   (size_t) length);

	if (status != FND_OK)
		funding_raise_binary(status, FUNDING_RATE_BOOK);
	book = (struct varlena *) palloc(VARHDRSZ + length);
	SET_VARSIZE(book, VARHDRSZ + length);
	memcpy(VARDATA(book), bytes, length);
	PG_RETURN_POINTER(book);
}

Datum
funding_rate_book_send(PG_FUNCTION_ARGS)
{
	struct varlena *book = PG_GETARG_VARLENA_PP(0);
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendbytes(&buffer, VARDATA_ANY(book), (int) VARSIZE_ANY_EXHDR(book));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/*
 * The aggregate
 */
static fnd_currency
currency_argument(FunctionCallInfo fcinfo, int number, const char *what)
{
	if (PG_ARGISNULL(number))
		ereport(
			ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("%s of a rate must not be null", what),
			 errdetail("Only the rate may be null: there is none that day."),
			 errhint("Leave such rows out with FILTER or WHERE.")));
	return funding_currency_from_text(PG_GETARG_TEXT_PP(number));
}

static void
check_base(const book_state *state, fnd_currency base)
{
	char		first[8];
	char		second[8];

	if (state->base == base)
		return;
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		 errmsg("a rate book has one base, not %s and %s",
				funding_currency_name(state->base, first),
				funding_currency_name(base, second)),
		 errdetail(
			 "Rates of two bases, as two central banks publish them, do not agree exactly."),
		 errhint("Choose one with WHERE, or GROUP BY base.")));
}

static int32
day_argument(FunctionCallInfo fcinfo, int number)
{
	DateADT		day;

	if (PG_ARGISNULL(number))
		ereport(
			ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("day of a rate must not be null"),
			 errdetail("Only the rate may be null: there is none that day."),
			 errhint("Leave such rows out with FILTER or WHERE.")));
	day = PG_GETARG_DATEADT(number);
	if (day < FND_RATE_DAY_MIN || day > FND_RATE_DAY_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("day of a rate is out of range: \"%s\"",
						funding_day_name(day)),
				 errdetail("Days of rates have years from 1 to 9999.")));
	return day;
}

static void
make_entry(Numeric number, fnd_currency quote, int32 day,
		   fnd_rate_entry *entry)
{
	fnd_decimal	rate;
	fnd_status	status = funding_numeric_scalar(number, &rate);
	char		name[8];
	char		day_text[16];

	if (status == FND_OK)
		status = fnd_rate_entry_make(quote, day, &rate, entry);
	if (status == FND_OK)
		return;
	funding_currency_name(quote, name);
	(void) fnd_rate_day_write(day, day_text);
	if (status == FND_ERR_ARGUMENT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("rate of %s on %s must be a finite number above zero",
						name, day_text),
				 errdetail("It is %s.",
						   DatumGetCString(DirectFunctionCall1(
							   numeric_out, NumericGetDatum(number)))),
				 errhint("Give NULL where there is no rate that day.")));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("rate of %s on %s has more than %d digits", name, day_text,
					FND_RATE_DIGITS_MAX),
			 errdetail("Decimals count too, zeros after the point included."),
			 errhint("Round it first, for example with round(rate, 20).")));
}

/* rate_book(base, quote, day, rate).  Not STRICT: the first row makes the state. */
Datum
funding_rate_book_add(PG_FUNCTION_ARGS)
{
	MemoryContext context = funding_aggregate_context(fcinfo);
	book_state *state = PG_ARGISNULL(0) ? NULL :
										  (book_state *) PG_GETARG_POINTER(0);
	fnd_currency base = currency_argument(fcinfo, 1, "base");
	fnd_currency quote = currency_argument(fcinfo, 2, "quote");
	int32		day = day_argument(fcinfo, 3);
	fnd_rate_entry entry;

	if (state == NULL)
		state = state_new(context, base);
	check_base(state, base);
	if (PG_ARGISNULL(4))
		PG_RETURN_POINTER(state);
	make_entry(PG_GETARG_NUMERIC(4), quote, day, &entry);
	if (quote != base)
		(void) state_append(state, &entry, NULL);
	else if (entry.lo != 1 || entry.hi != 0 || entry.scale != 0)
	{
		fnd_rate_entry one = entry;

		one.lo = 1;
		one.hi = 0;
		one.scale = 0;
		funding_save_contradiction(NULL, base, &one, &entry);
	}
	PG_RETURN_POINTER(state);
}

/* Not STRICT: either side may have seen no rows at all. */
Datum
funding_rate_book_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = funding_aggregate_context(fcinfo);
	book_state *state = PG_ARGISNULL(0) ? NULL :
										  (book_state *) PG_GETARG_POINTER(0);
	const book_state *more;

	if (PG_ARGISNULL(1))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	more = (const book_state *) PG_GETARG_POINTER(1);
	if (state == NULL)
		state = state_new(context, more->base);
	check_base(state, more->base);
	if (!state_reserve(state, more->count))
		funding_save_book_size(NULL);
	if (more->count > 0)
		memcpy(state->entries + state->count, more->entries,
			   sizeof(fnd_rate_entry) * more->count);
	state->count += more->count;
	PG_RETURN_POINTER(state);
}

Datum
funding_rate_book_serialize(PG_FUNCTION_ARGS)
{
	(void) funding_aggregate_context(fcinfo);
	PG_RETURN_POINTER(make_book((book_state *) PG_GETARG_POINTER(0), NULL));
}

Datum
funding_rate_book_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *book = PG_GETARG_BYTEA_PP(0);
	const uint8_t *bytes = book_bytes(book);
	book_state *state;
	int			series_count;
	fnd_status	status;

	(void) funding_aggregate_context(fcinfo);
	status = fnd_book_check(bytes, VARSIZE_ANY_EXHDR(book));
	if (status != FND_OK)
		funding_raise_binary(status, FUNDING_RATE_BOOK);

	/* the combining function copies it into the aggregate's context */
	state = state_new(CurrentMemoryContext, fnd_book_base(bytes));
	(void) state_reserve(state, fnd_book_rates_count(bytes));
	series_count = fnd_book_series_count(bytes);
	for (int i = 0; i < series_count; i++)
	{
		fnd_series	series;

		CHECK_FOR_INTERRUPTS();
		fnd_book_series(bytes, i, &series);
		for (uint32_t j = 0; j < series.count; j++)
			fnd_series_entry(&series, j, &state->entries[state->count++]);
	}
	PG_RETURN_POINTER(state);
}

/* Not STRICT: no rows give NULL. */
Datum
funding_rate_book_result(PG_FUNCTION_ARGS)
{
	(void) funding_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(make_book((book_state *) PG_GETARG_POINTER(0), NULL));
}

/*
 * Books as arguments
 *
 * A book is some megabytes: a query that takes it from a column would read it
 * anew for every row.  So what was read stays with the call site, under the
 * bytes of the pointer or of the compressed value that it was read from.  A
 * pointer into a toast table names its value as long as the query can see it.
 */
typedef struct book_cache
{
	struct varlena *stored;
	struct varlena *book;
} book_cache;

/* The room for both is made before anything is forgotten. */
static const uint8_t *
cached_book(FmgrInfo *call_site, struct varlena *stored)
{
	book_cache *cache = (book_cache *) call_site->fn_extra;
	MemoryContext old;
	struct varlena *key;
	struct varlena *book;

	if (cache != NULL && VARSIZE_ANY(cache->stored) == VARSIZE_ANY(stored) &&
		memcmp(cache->stored, stored, VARSIZE_ANY(stored)) == 0)
		return book_bytes(cache->book);

	old = MemoryContextSwitchTo(call_site->fn_mcxt);
	key = (struct varlena *) palloc(VARSIZE_ANY(stored));
	memcpy(key, stored, VARSIZE_ANY(stored));
	book = pg_detoast_datum(stored);
	if (cache == NULL)
	{
		cache = (book_cache *) palloc(sizeof(*cache));
		call_site->fn_extra = cache;
	}
	else
	{
		pfree(cache->stored);
		pfree(cache->book);
	}
	cache->stored = key;
	cache->book = book;
	MemoryContextSwitchTo(old);
	return book_bytes(book);
}

const uint8_t *
funding_book_argument(FunctionCallInfo fcinfo, int number)
{
	struct varlena *stored = PG_GETARG_RAW_VARLENA_P(number);

	if (fcinfo->flinfo != NULL &&
		(VARATT_IS_EXTERNAL_ONDISK(stored) || VARATT_IS_COMPRESSED(stored)))
		return cached_book(fcinfo->flinfo, stored);

	/* as it lies there, unless it is neither of these and yet not flat */
	return book_bytes(pg_detoast_datum_packed(stored));
}
