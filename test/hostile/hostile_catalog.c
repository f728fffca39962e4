/*-------------------------------------------------------------------------
 *
 * hostile_catalog.c
 *	  Reads what there is, and makes the values to call it with.
 *
 *-------------------------------------------------------------------------
 */
#include "hostile.h"

#include "values.h"

/* ---- what there is */

Type *
type_of(Oid oid)
{
	char		sql[1024];
	PGresult   *result;
	Type	   *type;

	for (int i = 0; i < type_count; i++)
		if (types[i].oid == oid)
			return &types[i];
	if (type_count == TYPES_MAX)
		abort();
	snprintf(sql, sizeof(sql),
			 "SELECT t.oid::regtype, CASE WHEN typcategory = 'A' THEN typelem "
			 "ELSE 0 END, typrelid, typmodin <> 0, EXISTS (SELECT FROM "
			 "pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid "
			 "IN (t.oid, t.typelem) AND d.deptype = 'e' AND d.refobjid = "
			 "(SELECT oid FROM pg_extension WHERE extname = 'funding')) FROM "
			 "pg_type t WHERE oid = %u",
			 oid);
	result = must(sql);
	type = &types[type_count++];
	type->oid = oid;
	type->name = copy_of(PQgetvalue(result, 0, 0));
	type->element = (Oid) strtoul(PQgetvalue(result, 0, 1), NULL, 10);
	type->relation = (Oid) strtoul(PQgetvalue(result, 0, 2), NULL, 10);
	type->modified = PQgetvalue(result, 0, 3)[0] == 't';
	type->own = PQgetvalue(result, 0, 4)[0] == 't';
	PQclear(result);
	return type;
}

/* Fills in what the server makes of the expression. */
static void
value_ask(Value *value, const char *text)
{
	Text		sql = { 0 };
	PGresult   *result;

	addf(&sql, "SELECT ");
	add(&sql, value->expression);
	result = PQexecParams(connection, sql.data, 0, NULL, NULL, NULL, NULL, 0);
	value->text = copy_of(text);
	if (PQresultStatus(result) == PGRES_TUPLES_OK)
	{
		value->null = PQgetisnull(result, 0, 0);
		free(value->text);
		value->text = copy_of(PQgetvalue(result, 0, 0));
		PQclear(result);
		result = PQexecParams(connection, sql.data, 0, NULL, NULL, NULL, NULL,
							  1);
		if (PQresultStatus(result) == PGRES_TUPLES_OK && !value->null)
		{
			value->bytes_length = PQgetlength(result, 0, 0);
			value->bytes = malloc((size_t) value->bytes_length + 1);
			memcpy(value->bytes, PQgetvalue(result, 0, 0),
				   (size_t) value->bytes_length);
		}
	}
	PQclear(result);
	free(sql.data);
}

static void
spec_add(Spec *spec, const char *text, int temper)
{
	Value	   *value;

	spec->value = realloc(spec->value,
						  sizeof(Value) * (size_t) (spec->count + 1));
	value = &spec->value[spec->count++];
	memset(value, 0, sizeof(Value));
	value->temper = temper;
	if (text[0] == '=')
	{
		Text		expression = { 0 };

		add(&expression, text + 1);
		addf(&expression, "::%s", spec->type->name);
		if (strncmp(text, "=(", 2) != 0 && strncmp(text, "=ARRAY", 6) != 0 &&
			strncmp(text, "=ROW", 4) != 0)
			value->expression = copy_of(text + 1);
		else
			value->expression = copy_of(expression.data);
		free(expression.data);
		value_ask(value, "");
	}
	else
	{
		char	   *literal = PQescapeLiteral(connection, text, strlen(text));
		Text		expression = { 0 };

		add(&expression, literal);
		addf(&expression, "::%s", spec->type->name);
		value->expression = expression.data;
		PQfreemem(literal);
		value_ask(value, text);
	}
}

/* A random expression of a composite or array type, out of its parts. */
static void
compose(Text *out, Type *type, int depth)
{
	if (type->relation && depth < 3)
	{
		char		sql[256];
		PGresult   *result;

		snprintf(sql, sizeof(sql),
				 "SELECT atttypid, attname FROM pg_attribute WHERE attrelid = "
				 "%u AND attnum > 0 ORDER BY attnum",
				 type->relation);
		result = must(sql);
		add(out, "ROW(");
		for (int i = 0; i < PQntuples(result); i++)
		{
			if (i > 0)
				add(out, ", ");
			compose(out,
					type_of((Oid) strtoul(PQgetvalue(result, i, 0), NULL, 10)),
					depth + 1);
		}
		addf(out, ")::%s", type->name);
		PQclear(result);
	}
	else if (type->element && depth < 3)
	{
		static const char *const shape[] = {
			"ARRAY[%]", "ARRAY[%, NULL, %]", "ARRAY[[%], [%]]",
			"array_fill(%, ARRAY[2], ARRAY[7])",
			"array_fill(%, ARRAY[1, 1, 2])"
		};
		const char *at = shape[pick(lengthof(shape))];

		add(out, "(");
		for (; *at; at++)
		{
			if (*at == '%')
				compose(out, type_of(type->element), depth + 1);
			else
				add_bytes(out, at, 1);
		}
		addf(out, ")::%s", type->name);
	}
	else
	{
		int			seen = 0;
		const char *chosen = NULL;

		for (int i = 0; i < lengthof(values); i++)
			if (strcmp(values[i].key, type->name) == 0 &&
				values[i].temper != HEAVY && pick(++seen) == 0)
				chosen = values[i].value;
		if (!chosen || chance(5))
			addf(out, "NULL::%s", type->name);
		else if (chosen[0] == '=')
			addf(out, "%s", chosen + 1);
		else
		{
			char	   *literal = PQescapeLiteral(connection, chosen,
											strlen(chosen));

			add(out, literal);
			addf(out, "::%s", type->name);
			PQfreemem(literal);
		}
	}
}

static Spec *
spec_of(Type *type, const char *signature, const char *name, int number,
		const char *arg_name)
{
	Spec		found;

	memset(&found, 0, sizeof(found));
	found.type = type;
	snprintf(found.key[0], sizeof(found.key[0]), "%s %d", signature, number);
	snprintf(found.key[1], sizeof(found.key[1]), "%s %d", name, number);
	snprintf(found.key[2], sizeof(found.key[2]), "%s @%s", name, arg_name);
	snprintf(found.key[3], sizeof(found.key[3]), "@%s", arg_name);

	/* only keys that have values make a difference */
	for (int k = 0; k < 4; k++)
	{
		bool		known = false;

		for (int i = 0; i < lengthof(values); i++)
			known |= strcmp(values[i].key, found.key[k]) == 0;
		if (!known)
			found.key[k][0] = '\0';
	}
	for (int i = 0; i < spec_count; i++)
	{
		bool		same = specs[i].type == type;

		for (int k = 0; k < 4; k++)
			same &= strcmp(specs[i].key[k], found.key[k]) == 0;
		if (same)
			return &specs[i];
	}
	if (spec_count == SPECS_MAX)
		abort();
	specs[spec_count] = found;
	return &specs[spec_count++];
}

static void
spec_fill(Spec *spec)
{
	const char *key[5] = { spec->key[0], spec->key[1], spec->key[2],
						   spec->key[3], spec->type->name };

	for (int k = 0; k < 5 && spec->count == 0; k++)
		for (int i = 0; i < lengthof(values); i++)
			if (key[k][0] && strcmp(values[i].key, key[k]) == 0 &&
				values[i].temper == FRIENDLY)
				spec_add(spec, values[i].value, FRIENDLY);
	spec->friendly = spec->count;
	for (int k = 0; k < 5; k++)
		for (int i = 0; i < lengthof(values); i++)
			if (key[k][0] && strcmp(values[i].key, key[k]) == 0 &&
				values[i].temper != FRIENDLY)
				spec_add(spec, values[i].value, values[i].temper);
	if (spec->type->relation || spec->type->element)
	{
		for (int i = 0; i < 16; i++)
		{
			Text		expression = { 0 };

			add(&expression, "=");
			compose(&expression, spec->type, 0);
			spec_add(spec, expression.data, HOSTILE);
			free(expression.data);
		}
		if (spec->type->element)
			spec_add(spec, "{}", HOSTILE);
	}
	{
		Text		expression = { 0 };

		addf(&expression, "=NULL::%s", spec->type->name);
		spec_add(spec, expression.data, HOSTILE);
		free(expression.data);
	}
}

static Object *
object_new(char kind, const char *label, const char *name)
{
	Object	   *object;

	if (object_count == OBJECTS_MAX)
		abort();
	object = &objects[object_count++];
	object->kind = kind;
	object->label = copy_of(label);
	object->name = copy_of(name);
	return object;
}

#define OURS(class, oid) \
	" JOIN pg_depend d ON d.classid = '" class \
		"'::regclass AND d.objid = " oid \
		" AND d.deptype = 'e' AND d.refobjid = (SELECT oid FROM pg_extension " \
		"WHERE extname = 'funding') "

void
read_catalog(void)
{
	PGresult   *result;

	result = must(
		"SELECT p.oid::regprocedure, quote_ident(proname), prokind, "
		"proretset, array_to_string(proargtypes::oid[], ' '), "
		"array_to_string(proargnames[1:pronargs], ' ', ''), "
		"pronargdefaults FROM pg_proc p" OURS(
			"pg_proc",
			"p.oid") "ORDER BY p.oid::regprocedure::text COLLATE \"C\"");
	for (int i = 0; i < PQntuples(result); i++)
	{
		Object	   *object = object_new(
			PQgetvalue(result, i, 2)[0] == 'a'	   ? 'a' :
				PQgetvalue(result, i, 3)[0] == 't' ? 's' :
													 'f',
			PQgetvalue(result, i, 0), PQgetvalue(result, i, 1));
		char	   *at = PQgetvalue(result, i, 4);
		char	   *names = PQgetvalue(result, i, 5);

		object->defaults = atoi(PQgetvalue(result, i, 6));
		while (*at && object->args < ARGS_MAX)
		{
			Type	   *type = type_of((Oid) strtoul(at, &at, 10));
			size_t		length = strcspn(names, " ");
			char		name[64];

			snprintf(name, sizeof(name), "%.*s", (int) length, names);
			names += length + (names[length] == ' ');
			object->arg_name[object->args] = copy_of(name);
			object->arg[object->args] = spec_of(
				type, object->label, object->name, object->args + 1, name);
			object->args++;
			object->internal |= strcmp(type->name, "internal") == 0;
			while (*at == ' ')
				at++;
		}
	}
	PQclear(result);

	result = must(
		"SELECT o.oid::regoperator, oprname, oprleft, oprright FROM "
		"pg_operator o" OURS(
			"pg_operator",
			"o.oid") "ORDER BY o.oid::regoperator::text COLLATE \"C\"");
	for (int i = 0; i < PQntuples(result); i++)
	{
		Object	   *object = object_new('o', PQgetvalue(result, i, 0),
									PQgetvalue(result, i, 1));

		for (int k = 2; k < 4; k++)
		{
			Oid			oid = (Oid) strtoul(PQgetvalue(result, i, k), NULL, 10);

			if (oid == 0)
				continue;
			object->arg_name[object->args] = copy_of("");
			object->arg[object->args++] = spec_of(type_of(oid), "", "", 0, "");
		}
	}
	PQclear(result);

	result = must(
		"SELECT castsource, casttarget::regtype, "
		"format('cast(%s as %s)', castsource::regtype, "
		"casttarget::regtype) FROM pg_cast c" OURS(
			"pg_cast",
			"c.oid") "ORDER BY castsource::regtype::text COLLATE \"C\", "
					 "casttarget::regtype::text COLLATE \"C\"");
	for (int i = 0; i < PQntuples(result); i++)
	{
		Object	   *object = object_new('c', PQgetvalue(result, i, 2), "");

		object->result = copy_of(PQgetvalue(result, i, 1));
		object->arg_name[0] = copy_of("");
		object->arg[0] = spec_of(
			type_of((Oid) strtoul(PQgetvalue(result, i, 0), NULL, 10)),
			strcmp(object->label, "cast(estimate as monetary)") == 0 ?
				"monetary(estimate)" :
				"",
			"", 1, "");
		object->args = 1;
	}
	PQclear(result);

	/* types, and the arrays of them */
	result = must("SELECT x, format('type %s', x::regtype) FROM pg_type t" OURS(
		"pg_type",
		"t.oid") "CROSS JOIN unnest(ARRAY[t.oid, t.typarray]) x WHERE x <> 0 "
				 "ORDER BY x::regtype::text COLLATE \"C\"");
	for (int i = 0; i < PQntuples(result); i++)
	{
		Type	   *type = type_of(
			(Oid) strtoul(PQgetvalue(result, i, 0), NULL, 10));
		Object	   *object;

		/* an array type may stand there by itself, too */
		if (object_count > 0 &&
			strcmp(objects[object_count - 1].label,
				   PQgetvalue(result, i, 1)) == 0)
			continue;
		object = object_new('t', PQgetvalue(result, i, 1), "");
		object->arg_name[0] = copy_of("");
		object->arg[0] = spec_of(type, "", "", 0, "");
		object->args = 1;
	}
	PQclear(result);
	for (int i = 0; i < spec_count; i++)
		spec_fill(&specs[i]);
}

/* hostile_rows: a friendly column f and a hostile one h for each spec of an
 * aggregate or operator, in which each row draws anew. */
void
make_rows(void)
{
	Text		sql = { 0 };
	bool		used[SPECS_MAX] = { false };
	const char *comma = "";

	for (int i = 0; i < object_count; i++)
		for (int k = 0; k < objects[i].args; k++)
			if ((objects[i].kind == 'a' || objects[i].kind == 'o') &&
				!objects[i].internal)
				used[objects[i].arg[k] - specs] = true;
	add(&sql,
		"DROP TABLE IF EXISTS hostile_rows; CREATE UNLOGGED TABLE "
		"hostile_rows AS SELECT i, i % 7 AS g");
	for (int s = 0; s < spec_count; s++)
		if (used[s])
			addf(&sql, ", NULL::%s AS f%d, NULL::%s AS h%d",
				 specs[s].type->name, s, specs[s].type->name, s);
	add(&sql,
		" FROM generate_series(1, 0) AS i; INSERT INTO hostile_rows "
		"VALUES ");
	for (int i = 0; i < ROWS; i++)
	{
		addf(&sql, "%s(%d, %d", comma, i, i % 7);
		comma = ", ";
		for (int s = 0; s < spec_count; s++)
		{
			if (!used[s])
				continue;
			for (int temper = 0; temper < 2; temper++)
			{
				Value	   *value;
				int			tries = 0;

				do
				{
					value = &specs[s].value[pick(
						temper == 0 ? specs[s].friendly : specs[s].count)];
				} while ((value->temper == HEAVY || !value->bytes) &&
						 ++tries < 50);
				add(&sql, ", ");
				if (tries == 50)
					add(&sql, "NULL");
				else
					add(&sql, value->expression);
			}
		}
		add(&sql, ")");
	}
	must_run(sql.data);
	free(sql.data);
	for (int s = 0; s < spec_count; s++)
	{
		static const char *const indexed[] = { "btree", "hash", "gist",
											   "brin" };

		for (int k = 0; used[s] && specs[s].type->own && k < 4; k++)
		{
			char		one[200];

			if (k == 2 && strcmp(specs[s].type->name, "estimate") != 0)
				continue;
			snprintf(one, sizeof(one),
					 "CREATE INDEX ON hostile_rows USING %s (%c%d)",
					 indexed[k], chance(3) ? 'f' : 'h', s);
			PQclear(PQexec(connection, one));
		}
	}
	must_run("ANALYZE hostile_rows");
}
