/*
 * libpq.c
 *	  libpq against a server that has test/clients/values.sql: parameters and
 *	  results in text and binary, decoded and encoded here by hand, binary COPY,
 *	  prepared statements, description, pipelines and errors.
 */
#include <arpa/inet.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLIENT "libpq"
#include "checks.h"

static PGconn *conn;

/* A field, or NULL. */
static const char *
field(const PGresult *result, int row, int column)
{
	return PQgetisnull(result, row, column) ? NULL
		: PQgetvalue(result, row, column);
}

/* The result of a query that must give rows, or end the program. */
static PGresult *
rows_of(PGresult *result)
{
	if (PQresultStatus(result) != PGRES_TUPLES_OK &&
		PQresultStatus(result) != PGRES_COMMAND_OK)
	{
		printf("libpq: %s", PQresultErrorMessage(result));
		printf("libpq: %d passed, %d failed\n", passed, failed + 1);
		exit(1);
	}
	return result;
}

static PGresult *
query(const char *text)
{
	return rows_of(PQexec(conn, text));
}

/* One query with parameters in text, of unknown type. */
static PGresult *
query_with(const char *text, int format, int count, ...)
{
	const char *values[8];
	va_list		list;

	va_start(list, count);
	for (int i = 0; i < count; i++)
		values[i] = va_arg(list, const char *);
	va_end(list);
	return rows_of(PQexecParams(conn, text, count, NULL, values, NULL, NULL,
								format));
}

static const char *
one(const char *text)
{
	static char answer[4096];
	PGresult   *result = query(text);
	const char *value = field(result, 0, 0);

	snprintf(answer, sizeof(answer), "%s", value ? value : "");
	PQclear(result);
	return value ? answer : NULL;
}

static Oid
oid_of(const char *type)
{
	PGresult   *result = query_with("SELECT $1::regtype::oid", 0, 1, type);
	Oid			oid = (Oid) strtoul(PQgetvalue(result, 0, 0), NULL, 10);

	PQclear(result);
	return oid;
}

/* ---- the binary format, as doc/clients.md describes it */

static __int128
read_coefficient(const unsigned char *bytes)
{
	__int128	coefficient = (signed char) bytes[0];

	for (int i = 1; i < 12; i++)
		coefficient = coefficient * 256 + bytes[i];
	return coefficient;
}

/* coefficient * 10^-scale as PostgreSQL writes a numeric */
static const char *
decimal_text(__int128 coefficient, int scale, char text[48])
{
	bool		negative = coefficient < 0;
	char	   *at = text + 47;

	if (negative)
		coefficient = -coefficient;
	*at = '\0';
	for (int i = 0; coefficient > 0 || i <= scale; i++)
	{
		if (i == scale && scale > 0)
			*--at = '.';
		*--at = (char) ('0' + (int) (coefficient % 10));
		coefficient /= 10;
	}
	if (negative)
		*--at = '-';
	return at;
}

/* The inverse: 12 bytes of a decimal text that has so many decimals. */
static void
write_coefficient(const char *text, unsigned char *bytes)
{
	__int128	coefficient = 0;

	for (const char *at = text; *at != '\0'; at++)
		if (*at >= '0' && *at <= '9')
			coefficient = coefficient * 10 + (*at - '0');
	if (text[0] == '-')
		coefficient = -coefficient;
	for (int i = 11; i >= 0; i--)
	{
		bytes[i] = (unsigned char) (coefficient & 255);
		coefficient >>= 8;
	}
}

static const char *
read_currency(const unsigned char *bytes, char currency[4])
{
	int			code = bytes[0] * 256 + bytes[1] - 1;

	if (code < 0)
		return NULL;
	currency[0] = (char) ('A' + code / 676);
	currency[1] = (char) ('A' + code / 26 % 26);
	currency[2] = (char) ('A' + code % 26);
	currency[3] = '\0';
	return currency;
}

static const char *
hex(const unsigned char *bytes, int length)
{
	static char text[256];

	for (int i = 0; i < length; i++)
		sprintf(text + 2 * i, "%02x", bytes[i]);
	return text;
}

static const char *const kinds[] = {"exact", "approximate", "nearly",
"at least", "more than", "at most", "less than", "range", "undisclosed"};

static const char *const bases[] = {NULL, "pre", "post"};

/* ---- every figure read in binary, and written in binary and in text */

/*
 * value is sent as bytes and as text, with its type and without: what comes
 * back in binary has the same bytes.
 */
static void
write_value(const char *what, const char *type, Oid oid, const char *text,
			const unsigned char *bytes, int length)
{
	char		statement[64];
	Oid			types[1] = {oid};
	const char *as_bytes[1] = {(const char *) bytes};
	const char *as_text[1] = {text};
	int			lengths[1] = {length};
	int			formats[1] = {1};

	snprintf(statement, sizeof(statement), "SELECT $1::%s", type);
	for (int way = 0; way < 4; way++)
	{
		PGresult   *result = rows_of(
			PQexecParams(conn, way % 2 ? "SELECT $1" : statement, 1,
						 way % 2 ? types : NULL, way < 2 ? as_bytes : as_text,
						 lengths, way < 2 ? formats : NULL, 1));

		same_number(what, PQgetlength(result, 0, 0), length);
		same_number(what, PQftype(result, 0), oid);
		same(what, hex((unsigned char *) PQgetvalue(result, 0, 0), length),
			 PQgetlength(result, 0, 0) == length ? strdup(hex(bytes, length)) : "");
		PQclear(result);
	}
}

static void
read_amounts(void)
{
	PGresult   *known = query("SELECT text, amount, currency, bytes FROM amounts ORDER BY id");
	PGresult   *binary = query_with("SELECT value FROM amounts ORDER BY id", 1, 0);
	Oid			oid = oid_of("monetary");

	same_number("amounts", PQntuples(binary), PQntuples(known));
	for (int i = 0; i < PQntuples(known); i++)
	{
		const unsigned char *bytes = (const unsigned char *) field(binary, i, 0);
		unsigned char made[16] = {0};
		char		what[64];
		char		number[48];
		char		currency[4];

		snprintf(what, sizeof(what), "amount %d", i + 1);
		same(what, bytes ? "value" : NULL, field(known, i, 0) ? "value" : NULL);
		if (bytes == NULL)
			continue;
		same_number(what, PQgetlength(binary, i, 0), 16);
		same(what, hex(bytes, 16), field(known, i, 3));
		same(what, decimal_text(read_coefficient(bytes), bytes[14], number), field(known, i, 1));
		same(what, read_currency(bytes + 12, currency), field(known, i, 2));
		/* encoded by hand from the texts of amount and currency */
		write_coefficient(field(known, i, 1), made);
		int			code = ((currency[0] - 'A') * 26 + currency[1] - 'A') * 26 + currency[2] - 'A' + 1;
		const char *point = strchr(field(known, i, 1), '.');

		made[12] = (unsigned char) (code / 256);
		made[13] = (unsigned char) (code % 256);
		made[14] = (unsigned char) (point ? strlen(point + 1) : 0);
		same(what, hex(made, 16), field(known, i, 3));
		write_value(what, "monetary", oid, field(known, i, 0), made, 16);
	}
	PQclear(known);
	PQclear(binary);
}

/* At the common scale of both bounds; the known text has its own scale. */
static void
same_bound(const char *what, const unsigned char *bytes, bool infinite, int scale, const char *known)
{
	char		number[48];
	PGresult   *result;

	if (infinite || known == NULL)
	{
		same(what, infinite ? NULL : "a bound", known);
		return;
	}
	result = query_with("SELECT $1::numeric = $2::numeric", 0, 2,
						decimal_text(read_coefficient(bytes), scale, number), known);
	same(what, field(result, 0, 0), "t");
	PQclear(result);
}

static void
read_figures(const char *table, const char *type)
{
	char		statement[256];
	PGresult   *known;
	PGresult   *binary;
	Oid			oid = oid_of(type);
	bool		has_basis = strcmp(type, "valuation") == 0;

	snprintf(statement, sizeof(statement), "SELECT text, lower, upper, currency, kind, bytes%s FROM %s ORDER BY id",
			 has_basis ? ", basis" : "", table);
	known = query(statement);
	snprintf(statement, sizeof(statement), "SELECT value FROM %s ORDER BY id", table);
	binary = query_with(statement, 1, 0);
	same_number(table, PQntuples(binary), PQntuples(known));
	for (int i = 0; i < PQntuples(known); i++)
	{
		const unsigned char *bytes = (const unsigned char *) field(binary, i, 0);
		char		what[64];
		char		currency[4];

		snprintf(what, sizeof(what), "%s %d", table, i + 1);
		same(what, bytes ? "value" : NULL, field(known, i, 0) ? "value" : NULL);
		if (bytes == NULL)
			continue;
		same_number(what, PQgetlength(binary, i, 0), 32);
		same(what, hex(bytes, 32), field(known, i, 5));
		same_bound(what, bytes, (bytes[28] & 4) != 0, bytes[26], field(known, i, 1));
		same_bound(what, bytes + 12, (bytes[28] & 8) != 0, bytes[26], field(known, i, 2));
		same(what, read_currency(bytes + 24, currency), field(known, i, 3));
		same(what, kinds[bytes[27]], field(known, i, 4));
		same(what, bases[bytes[29]], has_basis ? field(known, i, 6) : NULL);
		write_value(what, type, oid, field(known, i, 0), bytes, 32);
	}
	PQclear(known);
	PQclear(binary);
}

/* ---- arrays and composites in binary */

static uint32_t
word(const unsigned char *bytes)
{
	return (uint32_t) bytes[0] << 24 | (uint32_t) bytes[1] << 16 | (uint32_t) bytes[2] << 8 | bytes[3];
}

static void
read_array(void)
{
	/* one dimension, with NULLs, of that type; 3 elements from 1 */
	static const char expected[] = "00000001" "00000001" "%08x" "00000003" "00000001"
		"00000010" "00000000000000000000009636a80200" "ffffffff" "00000010" "fffffffffffffffffffffffd19630000";
	char		text[256];
	Oid			types[1] = {oid_of("monetary[]")};
	PGresult   *result = query_with("SELECT $1::monetary[]", 1, 1, "{1.50 USD,NULL,-3 JPY}");
	const char *values[1] = {PQgetvalue(result, 0, 0)};
	int			lengths[1] = {PQgetlength(result, 0, 0)};
	int			formats[1] = {1};
	PGresult   *back;

	snprintf(text, sizeof(text), expected, (unsigned) oid_of("monetary"));
	same("array in binary", hex((unsigned char *) values[0], lengths[0]), text);
	back = rows_of(PQexecParams(conn, "SELECT $1, $1 = '{1.5 USD,NULL,-3 JPY}', allocate($1[1], '{1,2}')",
								1, types, values, lengths, formats, 0));
	same("array sent in binary", field(back, 0, 0), "{\"1.50 USD\",NULL,\"-3 JPY\"}");
	same("array sent in binary", field(back, 0, 1), "t");
	same("array in text", field(back, 0, 2), "{\"0.50 USD\",\"1.00 USD\"}");
	PQclear(back);
	PQclear(result);
	result = query_with("SELECT $1::monetary[], $2::estimate[]", 0, 2, NULL, "{}");
	same("NULL array", field(result, 0, 0), NULL);
	same("empty array", field(result, 0, 1), "{}");
	PQclear(result);
}

static void
read_composite(void)
{
	PGresult   *result = query_with("SELECT line FROM plan WHERE id = 1", 1, 0);
	const unsigned char *bytes = (const unsigned char *) PQgetvalue(result, 0, 0);
	Oid			types[1] = {oid_of("cash_line")};
	const char *values[1] = {(const char *) bytes};
	int			lengths[1] = {PQgetlength(result, 0, 0)};
	int			formats[1] = {1};
	const unsigned char *at = bytes + 4;
	PGresult   *back;

	same_number("cash_line has 11 fields", word(bytes), 11);
	for (int i = 0; i < 11; i++)
	{
		int			length = (int) word(at + 4);

		if (i == 2)
		{
			same_number("amount is an estimate", word(at), oid_of("estimate"));
			same("amount of the cash_line", hex(at + 8, length),
				 strdup(one("SELECT encode(estimate_send('80k±5k EUR'), 'hex')")));
		}
		at += 8 + (length < 0 ? 0 : length);
	}
	same_number("cash_line ends there", at - bytes, lengths[0]);
	back = rows_of(PQexecParams(conn, "SELECT $1, $1 = line, cash_line_problem('1 EUR', ARRAY[$1]) FROM plan WHERE id = 1",
								1, types, values, lengths, formats, 0));
	same("cash_line sent in binary", field(back, 0, 0),
		 "(\"pay \"\"gross\"\", all\",cost,\"80000.00±5000.00 EUR\",\"1 mon\",,,2026-12-31,,,,)");
	same("cash_line sent in binary", field(back, 0, 1), "t");
	same("cash_line sent in binary is a plan", field(back, 0, 2), NULL);
	PQclear(back);
	PQclear(result);
}

/* ---- rate books: the bytes are sent back as they came */

static void
read_book(void)
{
	PGresult   *result = query_with("SELECT rates, rates::text FROM book WHERE id = 1", 1, 0);
	Oid			types[1] = {oid_of("rate_book")};
	const char *values[1] = {PQgetvalue(result, 0, 0)};
	int			lengths[1] = {PQgetlength(result, 0, 0)};
	int			formats[1] = {1};
	PGresult   *back = rows_of(PQexecParams(conn, "SELECT $1, convert(monetary '10811 USD', 'EUR', '2024-03-28', $1)",
										   1, types, values, lengths, formats, 0));

	same("rate book", field(back, 0, 0), "EUR; JPY 2024-03-28 163.45; USD 2024-03-28 1.0811");
	same("conversion by it", field(back, 0, 1), "10000.00 EUR");
	PQclear(back);
	PQclear(result);
}

/* ---- parameters of unknown type */

static void
refuse_result(const char *what, PGresult *result, const char *state, const char *detail, const char *hint)
{
	same(what, PQresultErrorField(result, PG_DIAG_SQLSTATE), state);
	if (detail != NULL)
		same(what, PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL), detail);
	if (hint != NULL)
		same(what, PQresultErrorField(result, PG_DIAG_MESSAGE_HINT), hint);
	PQclear(result);
}

static void
refuse(const char *text, const char *a, const char *b, const char *state, const char *detail, const char *hint)
{
	const char *values[2] = {a, b};

	refuse_result(text, PQexecParams(conn, text, b ? 2 : 1, NULL, values, NULL, NULL, 0), state, detail, hint);
}

static void
infer(const char *text, const char *a, const char *b, const char *expected)
{
	PGresult   *result = query_with(text, 0, b ? 2 : 1, a, b);

	same(text, field(result, 0, 0), expected);
	PQclear(result);
}

static void
unknown_types(void)
{
	/* one side is known, so the other is */
	infer("SELECT monetary '5 USD' + $1", "1 USD", NULL, "6.00 USD");
	infer("SELECT count(*) FROM amounts WHERE value > $1", "0.5 USD", NULL, "4");
	infer("SELECT count(*) FROM amounts WHERE value = ANY ($1)", "{1 JPY,0.1 USD}", NULL, "2");
	infer("SELECT count(*) FROM amounts WHERE value IN ($1, $2)", "1 JPY", "0.1 USD", "2");
	infer("SELECT value FROM amounts WHERE value BETWEEN $1 AND $2 ORDER BY value DESC LIMIT 1", "0 USD", "1 USD", "1.00 USD");
	infer("SELECT coalesce(value, $1) FROM amounts WHERE value IS NULL", "7 CHF", NULL, "7.00 CHF");
	infer("SELECT monetary($1, $2)", "12.5", "EUR", "12.50 EUR");
	infer("SELECT runway_months FROM runway($1, ARRAY[cash_line('a', 'cost', $2, per => '1 month')], '2025-01-01')",
		  "400 EUR", "80 EUR", "5.0000000");
	infer("INSERT INTO written (m, e) VALUES ($1, $2) RETURNING m", "1 USD", "~7B USD", "1.00 USD");
	infer("UPDATE written SET m = m * $1 RETURNING m", "1.1", NULL, "1.10 USD");
	/* several types would do: a cast is needed */
	refuse("SELECT amount($1)", "1 USD", NULL, "42725", NULL, NULL);
	refuse("SELECT $1 + $2", "1 USD", "1 USD", "42725", NULL, NULL);
	infer("SELECT amount($1::monetary)", "1 USD", NULL, "1.00");
	infer("SELECT $1::monetary + $2", "1 USD", "1 USD", "2.00 USD");
	infer("SELECT $1::monetary * $2", "1 USD", "3", "3.00 USD");
	PQclear(query("DELETE FROM written"));
}

static void
errors(void)
{
	refuse("SELECT $1::monetary + $2", "1 EUR", "1 USD", "22000", "Amounts of different currencies never mix without a rate.",
		   "Convert one of them first, or group by currency(amount).");
	refuse("SELECT $1::monetary", "80,5 USD", NULL, "22P02", NULL, NULL);
	refuse("SELECT $1::monetary", "10000000000000000000000000000 JPY", NULL, "22003", NULL, NULL);
	refuse("INSERT INTO written (usd) VALUES ($1)", "1 EUR", NULL, "22000", NULL, NULL);

	/* bytes that are no value: one with a bad scale, a short and a long one */
	static const char bytes[20] = {[11] = 100, [12] = 0x36, [13] = (char) 0xa8, [14] = 1};
	const char *values[1] = {bytes};
	int			lengths[1] = {16};
	int			formats[1] = {1};

	refuse_result("bad scale", PQexecParams(conn, "SELECT $1::monetary", 1, NULL, values, lengths, formats, 0), "22P03", NULL, NULL);
	lengths[0] = 15;
	refuse_result("short", PQexecParams(conn, "SELECT $1::monetary", 1, NULL, values, lengths, formats, 0), "08P01", NULL, NULL);
	lengths[0] = 20;
	refuse_result("long", PQexecParams(conn, "SELECT $1::monetary", 1, NULL, values, lengths, formats, 0), "22P03", NULL, NULL);
}

/* ---- prepared, described, past the generic plan */

static void
prepared(void)
{
	PGresult   *result = rows_of(PQprepare(conn, "sum", "SELECT $1::monetary + $2 AS s, $3::estimate && $1 AS o", 0, NULL));

	PQclear(result);
	result = rows_of(PQdescribePrepared(conn, "sum"));
	same_number("described parameters", PQnparams(result), 3);
	same_number("described parameter 1", PQparamtype(result, 0), oid_of("monetary"));
	same_number("described parameter 2", PQparamtype(result, 1), oid_of("monetary"));
	same_number("described parameter 3", PQparamtype(result, 2), oid_of("estimate"));
	same_number("described column", PQftype(result, 0), oid_of("monetary"));
	same("its name", PQfname(result, 0), "s");
	PQclear(result);
	for (int i = 0; i < 20; i++)
	{
		char		text[32];
		char		expected[32];
		const char *values[3] = {text, text, "~15 USD"};

		snprintf(text, sizeof(text), "%d USD", i);
		snprintf(expected, sizeof(expected), "%d.00 USD", 2 * i);
		result = rows_of(PQexecPrepared(conn, "sum", 3, values, NULL, NULL, 0));
		same("prepared", field(result, 0, 0), expected);
		same("prepared", field(result, 0, 1), i == 15 ? "t" : "f");
		PQclear(result);
	}
	same("past the generic plan", one("SELECT generic_plans >= 10 FROM pg_prepared_statements WHERE name = 'sum'"), "t");

	result = query("SELECT m, usd, e, v, ms, line FROM written");
	same_number("typmod of monetary", PQfmod(result, 0), -1);
	same_number("typmod of monetary(USD)", PQfmod(result, 1), 13992);
	same_number("size of monetary", PQfsize(result, 0), 16);
	same_number("size of estimate", PQfsize(result, 2), 32);
	same_number("type of an array", PQftype(result, 4), oid_of("monetary[]"));
	same_number("type of a cash_line", PQftype(result, 5), oid_of("cash_line"));
	PQclear(result);
}

/* ---- COPY in binary: out, in, out, the same bytes */

static int
copy_out(char **bytes)
{
	PGresult   *result = PQexec(conn, "COPY (SELECT m, e, v, ms, usd, line FROM written ORDER BY id) TO STDOUT (FORMAT binary)");
	char	   *part;
	int			length;
	int			total = 0;

	same_number("COPY out", PQresultStatus(result), PGRES_COPY_OUT);
	PQclear(result);
	*bytes = NULL;
	while ((length = PQgetCopyData(conn, &part, 0)) > 0)
	{
		*bytes = realloc(*bytes, (size_t) (total + length));
		memcpy(*bytes + total, part, (size_t) length);
		total += length;
		PQfreemem(part);
	}
	PQclear(rows_of(PQgetResult(conn)));
	PQclear(PQgetResult(conn));
	return total;
}

static void
copy(void)
{
	char	   *first;
	char	   *second;
	int			length;
	PGresult   *result;

	PQclear(query("INSERT INTO written (m, e, v, ms, usd, line) "
				  "SELECT a.value, f.value, w.value, ARRAY[a.value, NULL], monetary(i.id, 'USD'), p.line FROM generate_series(1, 400) AS i (id) "
				  "LEFT JOIN amounts AS a USING (id) LEFT JOIN figures AS f USING (id) LEFT JOIN worths AS w USING (id) "
				  "LEFT JOIN plan AS p USING (id)"));
	PQclear(query("INSERT INTO written DEFAULT VALUES"));
	length = copy_out(&first);
	PQclear(query("TRUNCATE written"));
	result = PQexec(conn, "COPY written (m, e, v, ms, usd, line) FROM STDIN (FORMAT binary)");
	same_number("COPY in", PQresultStatus(result), PGRES_COPY_IN);
	PQclear(result);
	/* in pieces that end anywhere */
	for (int at = 0; at < length; at += 1009)
		PQputCopyData(conn, first + at, length - at < 1009 ? length - at : 1009);
	PQputCopyEnd(conn, NULL);
	PQclear(rows_of(PQgetResult(conn)));
	PQclear(PQgetResult(conn));
	same("COPY in", one("SELECT count(*) FROM written"), "401");
	same_number("COPY out again", copy_out(&second), length);
	same_number("COPY out again", memcmp(first, second, (size_t) length), 0);
	free(first);
	free(second);
	PQclear(query("TRUNCATE written"));
}

/* ---- sets, cursors, single rows, a pipeline */

static void
rows(void)
{
	PGresult   *result = query("SELECT runway_months, cash_out_date, outcome, currency FROM runway('400k EUR', "
							   "(SELECT array_agg(line) FROM plan WHERE id = 1), '2025-01-01')");
	long		count = 0;

	same("runway", field(result, 0, 0), "5.0000000");
	same("runway", field(result, 0, 1), "2025-06-01");
	same("runway", field(result, 0, 2), "certain");
	same("runway", field(result, 0, 3), "EUR");
	PQclear(result);
	result = query_with("SELECT month, closing_cash, closing_lower FROM cash_projection($1, ARRAY(SELECT line FROM plan WHERE id = 1), '2025-01-01', 3)",
						0, 1, "400k EUR");
	same_number("cash_projection", PQntuples(result), 3);
	same_number("type of month", PQftype(result, 0), 1082);
	same_number("type of closing_cash", PQftype(result, 1), 1700);
	same("cash_projection", field(result, 2, 1), "160000.00");
	same("cash_projection", field(result, 2, 2), "145000.00");
	PQclear(result);

	PQclear(query("BEGIN"));
	PQclear(query("DECLARE page BINARY CURSOR FOR SELECT value, bytes FROM amounts WHERE value IS NOT NULL ORDER BY id"));
	for (;;)
	{
		result = query("FETCH 50 FROM page");
		if (PQntuples(result) == 0)
			break;
		for (int i = 0; i < PQntuples(result); i++)
			same("binary cursor", hex((unsigned char *) PQgetvalue(result, i, 0), 16), PQgetvalue(result, i, 1));
		count += PQntuples(result);
		PQclear(result);
	}
	PQclear(result);
	PQclear(query("COMMIT"));
	same_number("binary cursor", count, atol(one("SELECT count(value) FROM amounts")));

	count = 0;
	PQsendQueryParams(conn, "SELECT value FROM figures", 0, NULL, NULL, NULL, NULL, 1);
	PQsetSingleRowMode(conn);
	while ((result = PQgetResult(conn)) != NULL)
	{
		count += PQntuples(result);
		PQclear(result);
	}
	same_number("single rows", count, atol(one("SELECT count(*) FROM figures")));

	PQenterPipelineMode(conn);
	for (int i = 0; i < 20; i++)
	{
		const char *values[1] = {i == 10 ? "1 EUR" : "1 USD"};

		PQsendQueryParams(conn, "SELECT monetary '1 USD' + $1", 1, NULL, values, NULL, NULL, 0);
		PQpipelineSync(conn);
	}
	for (int i = 0; i < 20; i++)
	{
		result = PQgetResult(conn);
		if (i == 10)
			same("pipeline, an error", PQresultErrorField(result, PG_DIAG_SQLSTATE), "22000");
		else
			same("pipeline", field(result, 0, 0), "2.00 USD");
		PQclear(result);
		PQgetResult(conn);		/* NULL: the end of the query */
		result = PQgetResult(conn);
		same_number("pipeline sync", PQresultStatus(result), PGRES_PIPELINE_SYNC);
		PQclear(result);
	}
	PQexitPipelineMode(conn);
}

/* ---- the example of doc/clients.md */

static void
example(void)
{
	// doc: libpq-read
	char		number[48];

	same("doc/clients.md", decimal_text(coefficient, scale, number), "80000000000.00");
	same("doc/clients.md", currency, "USD");
	PQclear(result);
}

/* ---- through pgbouncer: two clients take turns on one server connection */

static void
pooled(void)
{
	const char *keys[] = {"host", "port", NULL};
	const char *values[] = {getenv("POOL_HOST"), getenv("POOL_PORT"), NULL};
	PGconn	   *pair[2];
	char		pid[32] = "";

	if (values[0] == NULL)
		return;
	for (int i = 0; i < 2; i++)
		pair[i] = PQconnectdbParams(keys, values, 0);
	for (int i = 0; i < 40; i++)
	{
		char		text[32];
		char		expected[32];
		const char *parameters[1] = {text};
		PGresult   *result;

		snprintf(text, sizeof(text), "%d USD", i);
		snprintf(expected, sizeof(expected), "%d.00 USD", i + 1);
		PQclear(rows_of(PQexec(pair[i % 2], "BEGIN")));
		result = rows_of(PQexecParams(pair[i % 2], "SELECT monetary '1 USD' + $1, pg_backend_pid()", 1, NULL, parameters, NULL, NULL, 0));
		same("pooled", field(result, 0, 0), expected);
		if (i > 0)
			same("pooled on one server connection", field(result, 0, 1), pid);
		snprintf(pid, sizeof(pid), "%s", PQgetvalue(result, 0, 1));
		PQclear(result);
		PQclear(rows_of(PQexec(pair[i % 2], "COMMIT")));
	}
	for (int i = 0; i < 2; i++)
		PQfinish(pair[i]);
}

int
main(void)
{
	conn = PQconnectdb("");
	if (PQstatus(conn) != CONNECTION_OK)
	{
		printf("libpq: %s", PQerrorMessage(conn));
		return 1;
	}
	read_amounts();
	read_figures("figures", "estimate");
	read_figures("worths", "valuation");
	read_array();
	read_composite();
	read_book();
	unknown_types();
	errors();
	prepared();
	copy();
	rows();
	example();
	pooled();
	PQfinish(conn);
	printf("libpq: %d passed, %d failed\n", passed, failed);
	return failed > 0 ? 1 : 0;
}
