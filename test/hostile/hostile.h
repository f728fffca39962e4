/*-------------------------------------------------------------------------
 *
 * hostile.h
 *	  What the parts of the program hostile share.
 *
 * hostile.c is the whole: chance, texts, the server, the report;
 * hostile_catalog.c reads what there is and makes its values;
 * hostile_call.c draws arguments and makes statements; hostile_judge.c sends
 * them and judges the answers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <libpq-fe.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
	FRIENDLY,
	HOSTILE,
	HEAVY
};

#define lengthof(a) ((int) (sizeof(a) / sizeof((a)[0])))
#define ARGS_MAX 16
#define SPECS_MAX 512
#define TYPES_MAX 256
#define OBJECTS_MAX 2048
#define GAPS_MAX 256
#define FAILURES_SHOWN 40
#define TIMEOUT_MS 2000
#define GRACE_MS 1000 /* so long may an answer to a cancel take */
#define ROWS 400

/* A value with what the server makes of it: its text and its bytes. */
typedef struct Value
{
	char	   *expression;
	int			temper;
	bool		null;
	char	   *text;
	char	   *bytes;			/* NULL if the server refuses the text */
	int			bytes_length;
} Value;

typedef struct Type
{
	Oid			oid;
	Oid			element;		/* of an array */
	Oid			relation;		/* of a composite type */
	bool		own;
	bool		modified;		/* takes a type modifier */
	char	   *name;
} Type;

/* What an argument is drawn from; arguments that are alike share it. */
typedef struct Spec
{
	Type	   *type;
	char		key[4][160];	/* the closest first, the type last */
	Value	   *value;
	int			count;
	int			friendly;		/* stand first */
} Spec;

typedef struct Object
{
	char		kind; /* function, set, aggregate, operator, cast, type */
	char	   *label;
	char	   *name;
	char	   *result;			/* of a cast: the target */
	int			args;
	Spec	   *arg[ARGS_MAX];
	char	   *arg_name[ARGS_MAX];
	int			defaults;
	bool		internal;		/* has an argument that no user can give */
	bool		prepared;
	long		calls;
	long		successes;
	long		errors;
	long		timeouts;
} Object;

typedef struct Gap
{
	char		where[160];
	char		message[200];
	char		label[100];
	long		count;
} Gap;

/* A text that grows. */
typedef struct Text
{
	char	   *data;
	size_t		length;
	size_t		size;
} Text;

typedef struct Call
{
	Object	   *object;
	const char *sql;
	int			params;
	Oid			type[ARGS_MAX];
	const char *value[ARGS_MAX];
	int			length[ARGS_MAX];
	int			format[ARGS_MAX];
	int			result_format;
	const char *prepared;		/* name of the statement, if it has one */
} Call;

extern PGconn *connection;
extern FILE *log_file; /* of every call, if it is asked for */
extern Type types[TYPES_MAX];
extern int type_count;
extern Spec specs[SPECS_MAX];
extern int spec_count;
extern Object objects[OBJECTS_MAX];
extern int object_count;
extern Gap gaps[GAPS_MAX];
extern int gap_count;
extern char sources[256][64];
extern int source_count;
extern long states[36 * 36 * 36]; /* by the first three letters */
extern long call_number;
extern long failures;
extern long round_trips;
extern long by_way[16];
extern uint64_t seed;

/* hostile.c */
extern uint64_t random_next(void);
extern int pick(int count);
extern bool chance(int one_in);
extern void add_bytes(Text *text, const char *bytes, size_t length);
extern void add(Text *text, const char *bytes);
extern void addf(Text *text, const char *format, ...);
extern char *copy_of(const char *text);
extern PGresult *must(const char *sql);
extern void must_run(const char *sql);
extern void connect_anew(void);

/* hostile_catalog.c */
extern Type *type_of(Oid oid);
extern void read_catalog(void);
extern void make_rows(void);

/* hostile_judge.c */
extern bool judge(const Call *call, PGresult *result, double ms);
extern double clock_ms(void);
extern bool ask(Call *call);
extern bool ask_simply(Call *call);

/* hostile_call.c */
extern void change_settings(void);
extern void one_call(Object *object);

#endif
