/*-------------------------------------------------------------------------
 *
 * hostile_call.c
 *	  Draws arguments for an object, spoils them, and makes statements.
 *
 *-------------------------------------------------------------------------
 */
#include "hostile.h"

/* ---- arguments */

/*
 * Temper of a call: all friendly, one hostile, or any.
 */
static void
draw(Object *object, Value *drawn[])
{
	int			hostile = pick(3) == 0 ? -1 :
		object->args > 0	   ? pick(object->args) :
								 0;
	bool		any = hostile >= 0 && chance(2);

	if (chance(3))
		hostile = -1;
	for (int i = 0; i < object->args; i++)
	{
		Spec	   *spec = object->arg[i];
		Value	   *value;

		if (spec->friendly > 0 && hostile != i && !(any && chance(2)))
			value = &spec->value[pick(spec->friendly)];
		else
			do
			{
				value = &spec->value[pick(spec->count)];
			} while (value->temper == HEAVY && !chance(12));
		drawn[i] = value;
	}
}

/* Bytes that are nearly right: what is done to them stands in the cases. */
static char *
spoil(const Value *value, int *length)
{
	int			size = value->bytes ? value->bytes_length : 0;
	char	   *bytes = malloc((size_t) size + 128);
	static const uint32_t words[] = { 0,		   1,
									  0xffffffffu, 0x7fffffffu,
									  0x80000000u, 0x00ffffffu,
									  0xfffffffeu, 2 };

	if (size > 0)
		memcpy(bytes, value->bytes, (size_t) size);
	for (int times = 1 + pick(2); times > 0; times--)
	{
		switch (pick(9))
		{
			case 0: /* cut */
				size = size > 0 ? pick(size) : 0;
				break;
			case 1: /* longer */
				for (int n = 1 + pick(32); n > 0; n--)
					bytes[size++] = (char) (chance(2) ? 0 : pick(256));
				break;
			case 2: /* a byte */
			case 3:
				for (int n = 1 + pick(4); n > 0 && size > 0; n--)
					bytes[pick(size)] = (char) pick(256);
				break;
			case 4: /* a bit */
				if (size > 0)
					bytes[pick(size)] ^= (char) (1 << pick(8));
				break;
			case 5: /* a word: a count, a length, an oid */
				if (size >= 4)
				{
					uint32_t	word = words[pick(lengthof(words))];
					int			at = pick((size - 4) / 4 + 1) * 4;

					for (int k = 0; k < 4; k++)
						bytes[at + k] = (char) (word >> (24 - 8 * k));
				}
				break;
			case 6: /* the spare bits at the end */
				if (size > 0)
					bytes[size - 1 - pick(size < 4 ? size : 4)] |=
						(char) (1 << pick(8));
				break;
			case 7: /* nothing like it */
				size = pick(64);
				for (int k = 0; k < size; k++)
					bytes[k] = (char) pick(256);
				break;
			default: /* two parts change places */
				if (size >= 8)
				{
					int			half = size / 2;

					for (int k = 0; k < half; k++)
					{
						char		kept = bytes[k];

						bytes[k] = bytes[half + k];
						bytes[half + k] = kept;
					}
				}
		}
		if (size > value->bytes_length + 64)
			break;
	}
	*length = size;
	return bytes;
}

/* A text that is nearly right. */
static char *
misspell(const Value *value)
{
	static const char *const part[] = { "USD",
										"EUR",
										"XYZ",
										"$",
										"\xe2\x82\xac",
										"-",
										"+",
										"~",
										">",
										"<",
										"=",
										"..",
										".",
										",",
										"(",
										")",
										"[",
										"]",
										"{",
										"}",
										"\"",
										"\\",
										"'",
										" ",
										"\t",
										"\n",
										"0",
										"9",
										"999999999999999999",
										"e5",
										"B",
										"M",
										"k",
										"%",
										"\xc2\xb1",
										"pre",
										"post",
										"undisclosed",
										"nearly",
										"NULL",
										";",
										"infinity",
										"NaN",
										"\x01",
										"\xc3\xa9",
										"\xef\xbb\xbf" };
	size_t		length = strlen(value->text);
	Text		text = { 0 };
	size_t		at;

	if (length > 2000)
		length = 2000;
	/* between characters */
	while (length > 0 && (value->text[length] & 0xc0) == 0x80)
		length--;
	at = length > 0 ? (size_t) pick((int) length) : 0;
	while (at > 0 && (value->text[at] & 0xc0) == 0x80)
		at--;
	add_bytes(&text, value->text, at);
	for (int n = pick(3); n >= 0; n--)
		add(&text, part[pick(lengthof(part))]);
	if (chance(2) && at < length)
	{
		at++;
		while (at < length && (value->text[at] & 0xc0) == 0x80)
			at++;
	}
	if (!chance(4))
		add_bytes(&text, value->text + at, length - at);
	return text.data;
}

/* ---- calls */

/*
 * The expression that calls the object with these arguments.  Functions with
 * named parameters are called by name at times, and without those that have
 * defaults; a parameter of the protocol has to stay.
 */
static void
call_expression(Text *out, Object *object, const char *const *argument,
				bool whole)
{
	int			args = object->args;
	bool		named = args > 0 && object->arg_name[args - 1][0] &&
		object->arg_name[0][0] && object->kind != 'a' && chance(4);

	switch (object->kind)
	{
		case 'o':
			if (args == 1)
				addf(out, "(%s ", object->name), add(out, argument[0]),
					add(out, ")");
			else
			{
				add(out, "(");
				add(out, argument[0]);
				addf(out, " OPERATOR(public.%s) ", object->name);
				add(out, argument[1]);
				add(out, ")");
			}
			break;
		case 'c':
			add(out, "CAST(");
			add(out, argument[0]);
			addf(out, " AS %s)", object->result);
			break;
		case 't':
			add(out, argument[0]);
			break;
		default:
			addf(out, "%s(", object->name);
			if (!whole && object->defaults > 0 && chance(3))
				args -= 1 + pick(object->defaults);
			for (int i = 0; i < args; i++)
			{
				if (i > 0)
					add(out, ", ");
				if (named)
					addf(out, "%s => ", object->arg_name[i]);
				add(out, argument[i]);
			}
			add(out, ")");
	}
}

/* What a type is used in, beside standing there. */
static void
type_shape(Text *out, Object *object, const char *value)
{
	Type	   *type = object->arg[0]->type;
	static const char *const modifier[] = { "USD", "'ALL'", "EUR",
											"XYZ", "'usd'", "USD, EUR",
											"5",   "-1",	"''" };

	switch (pick(type->modified ? 12 : 9))
	{
		case 0:
			addf(out, "(");
			add(out, value);
			addf(out, ")::text::%s", type->name);
			break;
		case 1:
			add(out, "to_jsonb(");
			add(out, value);
			add(out, ")");
			break;
		case 2:
			add(out, "ARRAY[");
			add(out, value);
			add(out, "]");
			break;
		case 3:
			add(out, "ROW(");
			add(out, value);
			add(out, ", 1)");
			break;
		case 4:
			add(out, "(");
			add(out, value);
			add(out, ") = (");
			add(out, value);
			add(out, ")");
			break;
		case 5:
			add(out, "hashtextextended((");
			add(out, value);
			add(out, ")::text, 0)");
			break;
		case 6:
			add(out, "pg_column_size(");
			add(out, value);
			add(out, ")");
			break;
		case 7:
			add(out, "row_to_json(ROW(");
			add(out, value);
			add(out, "))");
			break;
		case 8:
			if (type->relation)
			{
				addf(out, "jsonb_populate_record(NULL::%s, to_jsonb(",
					 type->name);
				add(out, value);
				add(out, "))");
			}
			else
				add(out, value);
			break;
		default:
			add(out, "(");
			add(out, value);
			if (type->element)
				addf(out, ")::%s(%s)[]", type_of(type->element)->name,
					 modifier[pick(lengthof(modifier))]);
			else
				addf(out, ")::%s(%s)", type->name,
					 modifier[pick(lengthof(modifier))]);
	}
}

/* The statement around an expression. */
static void
statement(Text *out, Object *object, const char *expression)
{
	static const char *const plain[] = {
		"SELECT %",
		"SELECT %",
		"SELECT %",
		"SELECT % AS x, 5 ORDER BY 1",
		"SELECT count(%)",
		"SELECT (SELECT %) FROM generate_series(1, 3)",
		"SELECT CASE WHEN (%) IS NULL THEN 'null' ELSE 'some' END",
		"SELECT DISTINCT % FROM generate_series(1, 2)",
		"SELECT x FROM (SELECT % AS x OFFSET 0) AS s WHERE x IS NOT NULL",
		"SELECT max(i) FROM generate_series(1, 3) AS i WHERE (%) IS NOT NULL",
		"SELECT x FROM (VALUES (1), (2)) AS v (i), LATERAL (SELECT % AS x) AS l"
	};
	static const char *const set[] = {
		"SELECT * FROM % AS x",
		"SELECT % LIMIT 20",
		"SELECT x FROM % AS x LIMIT 2",
		"SELECT % LIMIT 1",
		"SELECT count(*) FROM % AS x",
		"SELECT count(x) FROM generate_series(1, 3) AS i, LATERAL % AS x",
		"SELECT (SELECT x FROM % AS x LIMIT 1) FROM generate_series(1, 3)",
		"SELECT count(*) FROM (SELECT %) AS s",
		"SELECT %, generate_series(1, 3) LIMIT 5",
		"SELECT EXISTS (SELECT FROM % AS x)",
		"SELECT row_number() OVER (), x FROM % AS x LIMIT 3",
		"SELECT x FROM ROWS FROM (%, generate_series(1, 2)) WITH ORDINALITY "
		"AS r (x) LIMIT 3",
		"SELECT (%).* LIMIT 2",
		"SELECT x FROM (VALUES (1), (2)) AS v (i) LEFT JOIN LATERAL % AS x ON true "
		"LIMIT 3"
	};
	const char *at = object->kind == 's' ? set[pick(lengthof(set))] :
										   plain[pick(lengthof(plain))];

	for (; *at; at++)
	{
		if (*at == '%')
			add(out, expression);
		else
			add_bytes(out, at, 1);
	}
}

/* Literals: one statement, or a cursor that is left early. */
static void
call_literally(Object *object)
{
	Value	   *drawn[ARGS_MAX];
	const char *argument[ARGS_MAX] = { NULL };
	Text		expression = { 0 };
	Text		sql = { 0 };
	Call		call = { .object = object };

	draw(object, drawn);
	for (int i = 0; i < object->args; i++)
		argument[i] = drawn[i]->expression;
	if (object->kind == 't' && !chance(3))
		type_shape(&expression, object, argument[0]);
	else
		call_expression(&expression, object, argument, false);
	if (object->kind == 'o' && object->args == 2 && chance(4))
	{
		/* operator ANY and ALL */
		expression.length = 0;
		add(&expression, argument[0]);
		addf(&expression, " OPERATOR(public.%s) %s (ARRAY[", object->name,
			 chance(2) ? "ANY" : "ALL");
		for (int n = pick(12); n > 0; n--)
		{
			draw(object, drawn);
			add(&expression, drawn[1]->expression);
			add(&expression, n > 1 ? ", " : "");
		}
		addf(&expression, "]::%s[])", object->arg[1]->type->name);
	}
	if (chance(8))
	{
		static const char *const cursor[] = {
			"FETCH 2 FROM c; CLOSE c", "FETCH 1 FROM c",
			"MOVE 3 IN c; CLOSE c",
			"FETCH ALL FROM c; FETCH BACKWARD 2 FROM c",
			"FETCH 1 FROM c; COMMIT; FETCH 2 FROM c; CLOSE c"
		};
		int			which = pick(lengthof(cursor));

		addf(&sql, "BEGIN; DECLARE c %sCURSOR %sFOR ",
			 which == 3 ? "SCROLL " : "", which == 4 ? "WITH HOLD " : "");
		statement(&sql, object, expression.data);
		addf(&sql, "; %s", cursor[which]);
		call.sql = sql.data;
		ask_simply(&call);
		if (PQtransactionStatus(connection) != PQTRANS_IDLE)
			PQclear(PQexec(connection, "ROLLBACK"));
	}
	else
	{
		statement(&sql, object, expression.data);
		call.sql = sql.data;
		call.result_format = pick(2);
		if (chance(3))
			ask_simply(&call);
		else
			ask(&call);
	}
	free(expression.data);
	free(sql.data);
}

/*
 * Parameters of the protocol: text as it is (1), misspelled text (2), binary
 * (3), spoiled binary (4); each as a statement without a name, or as one that
 * is prepared once a session and so gets a generic plan.
 */
static void
call_with_parameters(Object *object, int way)
{
	Value	   *drawn[ARGS_MAX];
	char		place[ARGS_MAX][200];
	const char *argument[ARGS_MAX] = { NULL };
	char	   *made[ARGS_MAX] = { NULL };
	Text		expression = { 0 };
	Text		sql = { 0 };
	Call		call = { .object = object };
	int			worst = object->args > 0 ? pick(object->args) : 0;
	bool		named = !object->internal && chance(3);

	draw(object, drawn);
	call.params = object->args;
	call.result_format = pick(2);
	for (int i = 0; i < object->args; i++)
	{
		Value	   *value = drawn[i];

		snprintf(place[i], sizeof(place[i]), "$%d::%s", i + 1,
				 object->arg[i]->type->name);
		argument[i] = place[i];
		call.type[i] = object->arg[i]->type->oid;
		call.format[i] = way >= 3;
		if (way == 4 && i == worst)
			call.value[i] = made[i] = spoil(value, &call.length[i]);
		else if (value->null)
			call.value[i] = NULL;
		else if (way >= 3 && value->bytes)
		{
			call.value[i] = value->bytes;
			call.length[i] = value->bytes_length;
		}
		else
		{
			call.format[i] = 0;
			call.value[i] = value->text;
			if (way == 2 && i == worst)
				call.value[i] = made[i] = misspell(value);
			call.length[i] = (int) strlen(call.value[i]);
		}
	}
	call_expression(&expression, object, argument, true);
	if (named)
	{
		char		name[32];
		double		start = clock_ms();

		snprintf(name, sizeof(name), "h%d", (int) (object - objects));
		addf(&sql, object->kind == 's' ? "SELECT * FROM " : "SELECT ");
		add(&sql, expression.data);
		call.sql = sql.data;
		if (!object->prepared)
		{
			PGresult   *result = PQprepare(connection, name, sql.data,
										 call.params, call.type);

			object->prepared = PQresultStatus(result) == PGRES_COMMAND_OK;
			if (!object->prepared)
			{
				judge(&call, result, clock_ms() - start);
				goto done;
			}
			PQclear(result);
		}
		call.prepared = name;
		ask(&call);
	}
	else
	{
		if (object->kind == 't' && chance(3))
		{
			expression.length = 0;
			type_shape(&expression, object, argument[0]);
		}
		statement(&sql, object, expression.data);
		call.sql = sql.data;
		ask(&call);
	}
done:
	for (int i = 0; i < object->args; i++)
		free(made[i]);
	free(expression.data);
	free(sql.data);
}

static void
frame(Text *out, Object *object, bool friendly)
{
	static const char *const bound[] = {
		"UNBOUNDED PRECEDING", "5 PRECEDING",		  "1 PRECEDING",
		"CURRENT ROW",		   "0 FOLLOWING",		  "3 FOLLOWING",
		"UNBOUNDED FOLLOWING", "1000000000 FOLLOWING"
	};
	static const char *const exclude[] = { "", "", " EXCLUDE CURRENT ROW",
										   " EXCLUDE GROUP", " EXCLUDE TIES" };
	static const char *const by[] = { "ROWS", "GROUPS", "RANGE" };
	int			from = pick(6);
	int			to = from + pick(lengthof(bound) - from);
	int			mode = pick(3);
	Spec	   *spec = object->arg[0];

	add(out, " OVER (");
	if (chance(2))
		add(out, "PARTITION BY g ");
	if (mode == 2 && strcmp(spec->type->name, "monetary") == 0 && chance(2))
	{
		/* offsets of money */
		Value *value =
			&spec->value[pick(friendly ? spec->friendly : spec->count)];

		addf(out, "ORDER BY %c%d RANGE BETWEEN ", friendly ? 'f' : 'h',
			 (int) (spec - specs));
		add(out, value->expression);
		add(out, " PRECEDING AND ");
		add(out, chance(2) ? "CURRENT ROW" : value->expression);
		if (out->data[out->length - 1] != 'W')
			add(out, " FOLLOWING");
	}
	else
	{
		if (mode == 1 && chance(2))
			addf(out, "ORDER BY %c%d ", friendly ? 'f' : 'h',
				 (int) (spec - specs));
		else
			addf(out, "ORDER BY i%s ", chance(2) ? " DESC" : "");
		addf(out, "%s BETWEEN %s AND %s", by[mode], bound[from],
			 strcmp(bound[to], "UNBOUNDED PRECEDING") == 0 ? "CURRENT ROW" :
															 bound[to]);
	}
	add(out, exclude[pick(lengthof(exclude))]);
	add(out, ")");
}

static void
call_aggregate(Object *object)
{
	Text		sql = { 0 };
	Call		call = { .object = object };
	bool		friendly = !chance(3);
	bool		window = chance(3);
	bool		distinct = !window && chance(5);
	char		column[ARGS_MAX][24];

	add(&sql, chance(3) && !window ? "SELECT g, " : "SELECT ");
	call.result_format = pick(2);
	if (sql.data[7] != 'g')
		addf(&sql, "%s(", object->name);
	else
		addf(&sql, "%s(", object->name);
	if (distinct)
		add(&sql, "DISTINCT ");
	for (int i = 0; i < object->args; i++)
	{
		snprintf(column[i], sizeof(column[i]), "%c%d",
				 friendly || chance(2) ? 'f' : 'h',
				 (int) (object->arg[i] - specs));
		addf(&sql, "%s%s", i > 0 ? ", " : "", column[i]);
	}
	if (!window && chance(4))
		addf(&sql, " ORDER BY %s%s", distinct || chance(2) ? column[0] : "i",
			 chance(2) ? " DESC" : "");
	add(&sql, ")");
	if (chance(4))
		addf(&sql, " FILTER (WHERE i %% %d = 0)", 1 + pick(9));
	if (window)
		frame(&sql, object, friendly);
	addf(&sql, " FROM hostile_rows");
	if (chance(2))
		addf(&sql, " WHERE i < %d", chance(4) ? 0 : pick(ROWS));
	if (strncmp(sql.data, "SELECT g,", 9) == 0)
		add(&sql, chance(3) ? " GROUP BY ROLLUP (g)" : " GROUP BY g");
	else if (!window && chance(4))
		addf(&sql, " GROUP BY i %% %d", 1 + pick(50));
	call.sql = sql.data;
	if (chance(3))
		ask_simply(&call);
	else
		ask(&call);
	free(sql.data);
}

/* An operator over a table with indexes of every kind: scans, joins, sorts. */
static void
call_over_rows(Object *object)
{
	Text		sql = { 0 };
	Call		call = { .object = object };
	Value	   *drawn[ARGS_MAX];
	int			left = (int) (object->arg[0] - specs);
	char		f = chance(2) ? 'f' : 'h';

	draw(object, drawn);
	call.result_format = pick(2);
	if (object->args == 1)
		addf(&sql, "SELECT %s %c%d FROM hostile_rows", object->name, f, left);
	else
	{
		int			right = (int) (object->arg[1] - specs);

		switch (pick(5))
		{
			case 0:
				addf(&sql,
					 "SELECT a.%c%d OPERATOR(public.%s) b.%c%d FROM "
					 "hostile_rows a, hostile_rows b WHERE a.i < 20 AND b.i < "
					 "20",
					 f, left, object->name, f, right);
				break;
			case 1:
				addf(&sql,
					 "SELECT count(*) FROM hostile_rows a JOIN "
					 "hostile_rows b ON (a.%c%d OPERATOR(public.%s) b.%c%d)"
					 "::text = 'true' WHERE a.i < 50",
					 f, left, object->name, f, right);
				break;
			case 2:
				addf(&sql,
					 "SELECT count(a.i) FROM hostile_rows a FULL JOIN "
					 "hostile_rows b ON a.%c%d OPERATOR(public.%s) b.%c%d",
					 f, left, object->name, f, right);
				break;
			default:
				addf(&sql,
					 "SELECT count(*) FROM hostile_rows WHERE %c%d "
					 "OPERATOR(public.%s) ",
					 f, left, object->name);
				add(&sql, drawn[1]->expression);
				if (chance(3))
					addf(&sql,
						 " AND %c%d IS NOT NULL GROUP BY %c%d ORDER BY "
						 "%c%d LIMIT 3",
						 f, left, f, left, f, left);
		}
	}
	call.sql = sql.data;
	ask(&call);
	free(sql.data);
}

/* Arguments that no user can give are refused, whatever is tried. */
static void
call_internal(Object *object)
{
	Text		sql = { 0 };
	Call		call = { .object = object };
	Value	   *drawn[ARGS_MAX];
	static const char *const tried[] = { "NULL",
										 "''",
										 "'5'",
										 "NULL::internal",
										 "'5'::internal",
										 "''::text::internal",
										 "0::int8::internal",
										 "(SELECT NULL)" };

	draw(object, drawn);
	addf(&sql, "SELECT %s(", object->name);
	for (int i = 0; i < object->args; i++)
	{
		add(&sql, i > 0 ? ", " : "");
		if (strcmp(object->arg[i]->type->name, "internal") == 0)
			add(&sql, tried[pick(lengthof(tried))]);
		else
			add(&sql, drawn[i]->expression);
	}
	add(&sql, ")");
	call.sql = sql.data;
	if (chance(4))
	{
		/* all of them as parameters: the server knows their types */
		sql.length = 0;
		addf(&sql, "SELECT %s(", object->name);
		call.params = object->args;
		for (int i = 0; i < object->args; i++)
		{
			addf(&sql, "%s$%d", i > 0 ? ", " : "", i + 1);
			call.type[i] = object->arg[i]->type->oid;
			call.value[i] = chance(3) ? NULL : drawn[i]->text;
			call.length[i] = (int) strlen(drawn[i]->text);
			call.format[i] = pick(2);
		}
		add(&sql, ")");
		call.sql = sql.data;
	}
	ask(&call);
	free(sql.data);
}

/* New settings for some calls: other plans, other texts of dates. */
void
change_settings(void)
{
	static const char workers[] =
		"SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET "
		"min_parallel_table_scan_size = 0; SET "
		"max_parallel_workers_per_gather = 2";
	static const char compiled[] =
		"SET jit = on; SET jit_above_cost = 0; SET jit_inline_above_cost = 0; "
		"SET jit_optimize_above_cost = 0";
	static const char *const settings[] = {
		"SET enable_seqscan = off",
		"SET enable_hashagg = off",
		"SET enable_sort = off",
		"SET enable_hashjoin = off; SET enable_nestloop = off",
		"SET work_mem = '64kB'",
		"SET plan_cache_mode = force_generic_plan",
		"SET plan_cache_mode = force_custom_plan",
		"SET datestyle = 'German, DMY'",
		"SET datestyle = 'SQL, MDY'",
		"SET intervalstyle = iso_8601",
		"SET bytea_output = escape",
		"SET enable_indexscan = off; SET enable_bitmapscan = off",
		workers,
		"parallel",
		compiled
	};
	char		timeout[64];
	const char *chosen = settings[pick(lengthof(settings))];

	must_run("RESET ALL");
	must_run("SET client_min_messages = error");
	snprintf(timeout, sizeof(timeout), "SET statement_timeout = %d",
			 TIMEOUT_MS);
	must_run(timeout);
	must_run("SET jit = off");
	if (strncmp(chosen, "SET jit", 7) == 0 && !chance(4))
		return;
	if (strcmp(chosen, "parallel") == 0)
		chosen = PQserverVersion(connection) >= 160000 ?
			"SET debug_parallel_query = on" :
			"SET force_parallel_mode = on";
	if (!chance(3))
		must_run(chosen);
}

void
one_call(Object *object)
{
	int			way = pick(8);

	object->calls++;
	if (object->internal)
	{
		by_way[6]++;
		call_internal(object);
		return;
	}
	if (object->kind == 'a')
	{
		by_way[5]++;
		call_aggregate(object);
		return;
	}
	if (object->kind == 'o' && chance(4))
	{
		by_way[7]++;
		call_over_rows(object);
		return;
	}
	/* what has no arguments has no parameters */
	if (object->args == 0 || way < 3)
	{
		by_way[0]++;
		call_literally(object);
	}
	else
	{
		way = way == 7 ? 4 : way - 2;
		by_way[way]++;
		call_with_parameters(object, way);
	}
}
