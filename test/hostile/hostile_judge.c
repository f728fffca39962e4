/*-------------------------------------------------------------------------
 *
 * hostile_judge.c
 *	  Sends a statement, and judges and counts the answer.
 *
 *-------------------------------------------------------------------------
 */
#include "hostile.h"

#include <time.h>
#include <unistd.h>

/* ---- judging an answer */

static bool
is_state(const char *state, const char *prefix)
{
	return strncmp(state, prefix, strlen(prefix)) == 0;
}

static int
state_index(const char *state)
{
	int			index = 0;

	for (int i = 0; i < 3; i++)
		index = index * 36 +
			(state[i] >= 'A' ? state[i] - 'A' + 10 : state[i] - '0');
	return index;
}

static void
failure(const Call *call, const char *what, const char *detail)
{
	if (++failures > FAILURES_SHOWN)
		return;
	printf("hostile: FAIL: call %ld (seed %llu), %s: %s: %s\n	%.2000s\n",
		   call_number, (unsigned long long) seed, call->object->label, what,
		   detail, call->sql);
	for (int i = 0; i < call->params; i++)
	{
		printf("	$%d (%s, %d bytes): ", i + 1, type_of(call->type[i])->name,
			   call->length[i]);
		if (!call->value[i])
			printf("NULL");
		else if (call->format[i] == 0)
			printf("%.300s", call->value[i]);
		else
			for (int k = 0; k < call->length[i] && k < 150; k++)
				printf("%02x", (unsigned char) call->value[i][k]);
		printf("\n");
	}
	fflush(stdout);
}

static bool
is_own_source(const char *file)
{
	const char *base = file ? strrchr(file, '/') : NULL;

	base = base ? base + 1 : file;
	for (int i = 0; base && i < source_count; i++)
		if (strcmp(sources[i], base) == 0)
			return true;
	return false;
}

/* An error of ours with neither detail nor hint. */
static void
note_gap(const Call *call, const PGresult *result)
{
	char		where[160];

	snprintf(where, sizeof(where), "%s:%s",
			 PQresultErrorField(result, PG_DIAG_SOURCE_FILE),
			 PQresultErrorField(result, PG_DIAG_SOURCE_LINE));
	for (int i = 0; i < gap_count; i++)
	{
		if (strcmp(gaps[i].where, where) == 0)
		{
			gaps[i].count++;
			return;
		}
	}
	if (gap_count == GAPS_MAX)
		return;
	snprintf(gaps[gap_count].where, sizeof(where), "%s", where);
	snprintf(gaps[gap_count].message, sizeof(gaps[0].message), "%s %s",
			 PQresultErrorField(result, PG_DIAG_SQLSTATE),
			 PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	snprintf(gaps[gap_count].label, sizeof(gaps[0].label), "%s",
			 call->object->label);
	gaps[gap_count++].count = 1;
}

/* The same value again, through input: text for text, byte for byte. */
static void
check_round_trip(const Call *call, const PGresult *result)
{
	Oid			oid = PQftype(result, 0);
	Type	   *type = NULL;
	char		sql[256];
	const char *value;
	int			length;
	int			format = PQfformat(result, 0);
	PGresult   *again;

	for (int i = 0; i < type_count; i++)
		if (types[i].oid == oid && types[i].own)
			type = &types[i];
	if (!type || PQgetisnull(result, 0, 0) ||
		PQgetlength(result, 0, 0) > 1000000)
		return;
	value = PQgetvalue(result, 0, 0);
	length = PQgetlength(result, 0, 0);
	snprintf(sql, sizeof(sql), "SELECT $1::%s", type->name);
	again = PQexecParams(connection, sql, 1, &oid, &value, &length, &format,
						 format);
	round_trips++;
	if (PQresultStatus(again) != PGRES_TUPLES_OK)
		failure(call, "what it answers does not read back",
				PQresultErrorMessage(again));
	else if (PQgetlength(again, 0, 0) != length ||
			 memcmp(PQgetvalue(again, 0, 0), value, (size_t) length) != 0)
		failure(call, "what it answers reads back as another value",
				format == 0 ? PQgetvalue(again, 0, 0) : "(binary)");
	PQclear(again);
}

/* Judges the answer, counts it, and clears it; true for a success. */
bool
judge(const Call *call, PGresult *result, double ms)
{
	Object	   *object = call->object;
	ExecStatusType status = PQresultStatus(result);
	bool		success = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;

	if (log_file)
		fprintf(
			log_file, "%ld|%s|%s|%.150s|%.500s\n", call_number, object->label,
			success ? "00000" : PQresultErrorField(result, PG_DIAG_SQLSTATE),
			success ? "" : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY),
			call->sql);
	if (PQstatus(connection) != CONNECTION_OK)
	{
		failure(call, "the connection is lost", PQerrorMessage(connection));
		PQclear(result);
		connect_anew();
		return false;
	}
	if (success)
	{
		object->successes++;
		if (object->internal)
			failure(call, "a user can give an internal argument", "");
		if (PQntuples(result) > 0 && PQnfields(result) > 0 && chance(3))
			check_round_trip(call, result);
	}
	else
	{
		const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

		if (!state || strlen(state) != 5)
			state = "XX000";
		states[state_index(state)]++;
		if (is_state(state, "57014"))
			object->timeouts++;
		else
			object->errors++;
		if (is_state(state, "XX"))
			failure(call, "an internal error", PQresultErrorMessage(result));
		else if (!is_state(state, "22") && !is_state(state, "42") &&
				 !is_state(state, "54000") && !is_state(state, "0A000") &&
				 !is_state(state, "57014") && !is_state(state, "08P01"))
			failure(call, "a SQLSTATE that is not of the house",
					PQresultVerboseErrorMessage(result, PQERRORS_VERBOSE,
												PQSHOW_CONTEXT_NEVER));
		else if (is_own_source(
					 PQresultErrorField(result, PG_DIAG_SOURCE_FILE)) &&
				 !PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL) &&
				 !PQresultErrorField(result, PG_DIAG_MESSAGE_HINT))
			note_gap(call, result);
	}
	if (ms > TIMEOUT_MS + GRACE_MS)
	{
		char		detail[64];

		snprintf(detail, sizeof(detail), "%.0f ms", ms);
		failure(call, "no answer to the timeout", detail);
	}
	PQclear(result);
	return success;
}

double
clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

/* Time of the processor that the backend has used; -1 where that is not told. */
static double
backend_ms(void)
{
	char		name[64];
	char		line[1024];
	FILE	   *file;
	unsigned long user;
	unsigned long kernel;
	char	   *at = NULL;

	snprintf(name, sizeof(name), "/proc/%d/stat", PQbackendPID(connection));
	file = fopen(name, "r");
	if (!file)
		return -1;
	if (fgets(line, sizeof(line), file))
		at = strrchr(line, ')');
	fclose(file);
	if (!at ||
		sscanf(at + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
			   &user, &kernel) != 2)
		return -1;
	return (double) (user + kernel) * 1000 / (double) sysconf(_SC_CLK_TCK);
}

/*
 * Asks, by the simple protocol if it is to, which takes several statements.  A
 * loaded machine can delay any answer.  So one that comes late is late only if
 * the backend has worked for it longer than the grace, or if it comes after
 * half a minute; and it is asked for again, the best of three counts.
 */
static bool
ask_by(Call *call, bool simply)
{
	PGresult   *result = NULL;
	double		best = 0;

	for (int try = 0; try < 3; try++)
	{
		double		start = clock_ms();
		double		worked = backend_ms();

		PQclear(result);
		if (PQtransactionStatus(connection) == PQTRANS_INERROR ||
			PQtransactionStatus(connection) == PQTRANS_INTRANS)
			PQclear(PQexec(connection, "ROLLBACK"));
		if (simply)
			result = PQexec(connection, call->sql);
		else if (call->prepared)
			result = PQexecPrepared(connection, call->prepared, call->params,
									call->value, call->length, call->format,
									call->result_format);
		else
			result = PQexecParams(connection, call->sql, call->params,
								  call->type, call->value, call->length,
								  call->format, call->result_format);
		start = clock_ms() - start;
		if (start > TIMEOUT_MS + GRACE_MS && start < 30000 && worked >= 0 &&
			backend_ms() - worked < GRACE_MS)
			start = TIMEOUT_MS;
		if (try == 0 || start < best)
			best = start;
		if (best <= TIMEOUT_MS + GRACE_MS)
			break;
	}
	return judge(call, result, best);
}

bool
ask(Call *call)
{
	return ask_by(call, false);
}

bool
ask_simply(Call *call)
{
	return ask_by(call, true);
}
