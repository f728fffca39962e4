/*-------------------------------------------------------------------------
 *
 * hostile.c
 *	  Calls everything that the extension has, with hostile arguments.
 *
 * usage: hostile CALLS SEED [FIRST]
 *
 * Functions, aggregates, operators, casts and types are read from the catalog
 * (pg_depend), so that a new one is taken up by itself.  Call number n depends
 * on SEED and n only, beside the settings and the plans of its session: FIRST
 * starts at that number.  What is called with which values, and what counts as
 * a failure, stands at its function below; the values are in values.h.
 * tools/long/hostile.sh builds and runs this.
 *
 *-------------------------------------------------------------------------
 */
#include "hostile.h"

#include <dirent.h>
#include <stdarg.h>
#include <time.h>

PGconn *connection;
FILE *log_file; /* of every call, if it is asked for */
static char started_at[64];
Type types[TYPES_MAX];
int type_count;
Spec specs[SPECS_MAX];
int spec_count;
Object objects[OBJECTS_MAX];
int object_count;
Gap gaps[GAPS_MAX];
int gap_count;
char sources[256][64];
int source_count;
long states[36 * 36 * 36]; /* by the first three letters */
long call_number;
long failures;
long round_trips;
long by_way[16];
static uint64_t random_state;
uint64_t seed;

/* ---- chance: splitmix64 */

uint64_t
random_next(void)
{
	uint64_t	z = (random_state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

int
pick(int count)
{
	return (int) (random_next() % (uint64_t) count);
}

bool
chance(int one_in)
{
	return pick(one_in) == 0;
}

/* ---- texts that grow */

void
add_bytes(Text *text, const char *bytes, size_t length)
{
	if (text->length + length + 1 > text->size)
	{
		text->size = 2 * (text->length + length) + 256;
		text->data = realloc(text->data, text->size);
		if (!text->data)
			abort();
	}
	memcpy(text->data + text->length, bytes, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void
add(Text *text, const char *bytes)
{
	add_bytes(text, bytes, strlen(bytes));
}

void
addf(Text *text, const char *format, ...)
{
	char		buffer[4096];
	va_list		list;

	va_start(list, format);
	vsnprintf(buffer, sizeof(buffer), format, list);
	va_end(list);
	add(text, buffer);
}

char *
copy_of(const char *text)
{
	char	   *copy = strdup(text ? text : "");

	if (!copy)
		abort();
	return copy;
}

/* ---- the server */

static void
die(const char *what)
{
	printf("hostile: %s: %s\n", what, PQerrorMessage(connection));
	exit(2);
}

PGresult *
must(const char *sql)
{
	PGresult   *result = PQexec(connection, sql);

	if (PQresultStatus(result) != PGRES_TUPLES_OK &&
		PQresultStatus(result) != PGRES_COMMAND_OK)
		die(sql);
	return result;
}

void
must_run(const char *sql)
{
	PQclear(must(sql));
}

void
connect_anew(void)
{
	PGresult   *result;
	char		setting[64];

	if (connection)
		PQfinish(connection);
	connection = NULL;
	/* a server that restarts is given a minute */
	for (int i = 0; i < 120; i++)
	{
		struct timespec pause = { 0, 500000000 };

		connection = PQconnectdb("");
		if (PQstatus(connection) == CONNECTION_OK)
			break;
		PQfinish(connection);
		connection = NULL;
		nanosleep(&pause, NULL);
	}
	if (!connection)
	{
		printf("hostile: the server does not come back\n");
		exit(2);
	}
	must_run("SET client_min_messages = error");
	result = must("SELECT pg_postmaster_start_time()");
	if (started_at[0] && strcmp(started_at, PQgetvalue(result, 0, 0)) != 0)
	{
		failures++;
		printf("hostile: FAIL: the server started again\n");
	}
	snprintf(started_at, sizeof(started_at), "%s", PQgetvalue(result, 0, 0));
	PQclear(result);
	snprintf(setting, sizeof(setting), "SET statement_timeout = %d",
			 TIMEOUT_MS);
	must_run(setting);
	for (int i = 0; i < object_count; i++)
		objects[i].prepared = false;
}

/* ---- the whole */

static void
read_sources(const char *directory)
{
	DIR		   *opened = opendir(directory);
	struct dirent *entry;

	while (opened && (entry = readdir(opened)))
	{
		size_t		length = strlen(entry->d_name);

		if (length > 2 && length < sizeof(sources[0]) &&
			strcmp(entry->d_name + length - 2, ".c") == 0 &&
			source_count < lengthof(sources))
			strcpy(sources[source_count++], entry->d_name);
	}
	if (opened)
		closedir(opened);
}

static int
report(long calls)
{
	static const char *const way[] = { "literals",
									   "text parameters",
									   "misspelled text parameters",
									   "binary parameters",
									   "malformed binary parameters",
									   "aggregates over rows",
									   "internal arguments",
									   "operators over rows" };
	long		successes = 0;
	long		errors = 0;
	long		timeouts = 0;
	long		without = 0;
	long		callable = 0;
	bool		table = getenv("HOSTILE_TABLE") != NULL;
	FILE	   *file = table ? fopen(getenv("HOSTILE_TABLE"), "w") : NULL;

	if (file)
		fprintf(file, "object|calls|successes|errors|timeouts\n");
	for (int i = 0; i < object_count; i++)
	{
		Object	   *object = &objects[i];

		successes += object->successes;
		errors += object->errors;
		timeouts += object->timeouts;
		callable += !object->internal;
		if (file)
			fprintf(file, "%s%s|%ld|%ld|%ld|%ld\n",
					object->kind == 'o' ? "operator " : "", object->label,
					object->calls, object->successes, object->errors,
					object->timeouts);
		if (object->calls == 0)
			printf("hostile: %s was not called\n", object->label);
		if (!object->internal && object->successes == 0)
		{
			without++;
			printf("hostile: %s: %ld calls without a success\n", object->label,
				   object->calls);
		}
		if (object->timeouts > 0)
			printf("hostile: %s: %ld calls hit the timeout of %d ms\n",
				   object->label, object->timeouts, TIMEOUT_MS);
	}
	if (file)
		fclose(file);
	printf("hostile: %ld calls of %d objects (%ld that a user can call): %ld "
		   "successes, %ld errors, %ld timeouts, %ld results read back\n",
		   calls, object_count, callable, successes, errors, timeouts,
		   round_trips);
	printf("hostile: by way:");
	for (int i = 0; i < lengthof(way); i++)
		printf("%s %s %ld", i > 0 ? "," : "", way[i], by_way[i]);
	printf("\nhostile: errors by the first three of SQLSTATE:");
	for (int i = 0; i < lengthof(states); i++)
	{
		static const char letter[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

		if (states[i] > 0)
			printf(" %c%c%c.. %ld", letter[i / 1296], letter[i / 36 % 36],
				   letter[i % 36], states[i]);
	}
	printf("\n");
	for (int i = 0; i < gap_count; i++)
		printf("hostile: FAIL: neither detail nor hint, %ld times at %s, by "
			   "%s: %s\n",
			   gaps[i].count, gaps[i].where, gaps[i].label, gaps[i].message);
	failures += gap_count;
	/* a run that is long enough reaches a success of everything */
	if (calls >= 100L * object_count)
		failures += without;
	printf("hostile: %ld failures\n", failures);
	return failures == 0 ? 0 : 1;
}

int
main(int argc, char **argv)
{
	long		calls;
	long		first = 1;

	if (argc < 3)
	{
		printf("usage: hostile CALLS SEED [FIRST]\n");
		return 2;
	}
	calls = atol(argv[1]);
	seed = strtoull(argv[2], NULL, 10);
	if (argc > 3)
		first = atol(argv[3]);
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (getenv("HOSTILE_LOG"))
		log_file = fopen(getenv("HOSTILE_LOG"), "w");
	read_sources("src");
	connect_anew();
	/* no clock while the values are made, heavy ones among them */
	must_run("SET statement_timeout = 0");
	random_state = seed;
	read_catalog();
	make_rows();
	connect_anew();
	if (object_count == 0 || source_count == 0)
	{
		printf("hostile: there is nothing to call\n");
		return 2;
	}
	for (call_number = first; call_number < first + calls; call_number++)
	{
		Object	   *object = &objects[call_number % object_count];

		/* what settings and sessions draw is no part of the call's own */
		random_state = seed * 0x9e3779b97f4a7c15u + (uint64_t) call_number;
		random_next();
		if (chance(60) || call_number == first)
			change_settings();
		if (chance(3000))
			connect_anew();
		random_state = seed * 0x2545f4914f6cdd1du + (uint64_t) call_number;
		random_next();
		/* those that are refused need no more than a few tries */
		while (object->internal && call_number / object_count >= 40)
			object = &objects[pick(object_count)];
		one_call(object);
	}
	/* whoever is still there was never lost */
	connect_anew();
	return report(calls);
}
