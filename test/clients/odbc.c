/*
 * odbc.c
 *	  psqlODBC under unixODBC against a server that has test/clients/values.sql:
 *	  figures as text, as numeric and as bytes of their send functions, typed and
 *	  untyped parameters, arrays of parameters, cursors and errors.
 *
 * ODBC has no COPY, and psqlODBC asks for text always.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sql.h>
#include <sqlext.h>

#define CLIENT "odbc"
#include "checks.h"

static SQLHENV environment;
static SQLHDBC conn;

/* What the driver says of the last call: SQLSTATE and message. */
static const char *
diagnosis(SQLSMALLINT kind, SQLHANDLE handle, char message[2048])
{
	static char state[6];
	SQLINTEGER	native;
	SQLSMALLINT length;

	message[0] = '\0';
	strcpy(state, "");
	SQLGetDiagRec(kind, handle, 1, (SQLCHAR *) state, &native, (SQLCHAR *) message, 2048, &length);
	return state;
}

static void
must(SQLRETURN status, SQLSMALLINT kind, SQLHANDLE handle, const char *what)
{
	char		message[2048];

	if (SQL_SUCCEEDED(status) || status == SQL_NO_DATA)
		return;
	printf("odbc: %s: %s ", what, diagnosis(kind, handle, message));
	printf("%s\n", message);
	printf("odbc: %d passed, %d failed\n", passed, failed + 1);
	exit(1);
}

static SQLHDBC
connect_to(const char *host, const char *port, const char *options)
{
	char		text[1024];
	SQLHDBC		result;

	snprintf(text, sizeof(text), "DRIVER=%s;Servername=%s;Port=%s;Database=%s;Username=%s;SSLmode=disable;%s",
			 getenv("ODBC_DRIVER"), host, port, getenv("PGDATABASE"), getenv("PGUSER"), options);
	must(SQLAllocHandle(SQL_HANDLE_DBC, environment, &result), SQL_HANDLE_ENV, environment, "SQLAllocHandle");
	must(SQLDriverConnect(result, NULL, (SQLCHAR *) text, SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT),
		 SQL_HANDLE_DBC, result, "SQLDriverConnect");
	return result;
}

static SQLHSTMT
statement_of(SQLHDBC connection)
{
	SQLHSTMT	result;

	must(SQLAllocHandle(SQL_HANDLE_STMT, connection, &result), SQL_HANDLE_DBC, connection, "SQLAllocHandle");
	return result;
}

static SQLHSTMT
query(const char *text)
{
	SQLHSTMT	statement = statement_of(conn);

	must(SQLExecDirect(statement, (SQLCHAR *) text, SQL_NTS), SQL_HANDLE_STMT, statement, text);
	return statement;
}

static void
finish(SQLHSTMT statement)
{
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

/* A column of the row as text, or NULL; kept until column is read again. */
static const char *
field(SQLHSTMT statement, int column)
{
	static char texts[12][4096];
	SQLLEN		length = 0;		/* of a column that was read already */

	must(SQLGetData(statement, (SQLUSMALLINT) column, SQL_C_CHAR, texts[column], 4096, &length),
		 SQL_HANDLE_STMT, statement, "SQLGetData");
	return length == SQL_NULL_DATA ? NULL : texts[column];
}

static void
execute(const char *text)
{
	finish(query(text));
}

/* ---- parameters: text as VARCHAR, or NULL */

static void
bind(SQLHSTMT statement, int number, const char *text)
{
	static SQLLEN lengths[8];

	lengths[number] = text ? SQL_NTS : SQL_NULL_DATA;
	must(SQLBindParameter(statement, (SQLUSMALLINT) number, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR,
						  text && *text ? strlen(text) : 1, 0, (SQLPOINTER) text, 0, &lengths[number]),
		 SQL_HANDLE_STMT, statement, "SQLBindParameter");
}

static SQLRETURN
run_with(SQLHSTMT statement, const char *text, const char *a, const char *b)
{
	bind(statement, 1, a);
	if (b != NULL)
		bind(statement, 2, b);
	return SQLExecDirect(statement, (SQLCHAR *) text, SQL_NTS);
}

static void
give(const char *text, const char *a, const char *b, const char *expected)
{
	SQLHSTMT	statement = statement_of(conn);

	must(run_with(statement, text, a, b), SQL_HANDLE_STMT, statement, text);
	must(SQLFetch(statement), SQL_HANDLE_STMT, statement, text);
	same(text, field(statement, 1), expected);
	finish(statement);
}

static void
refuse(const char *text, const char *a, const char *b, const char *state, const char *part)
{
	SQLHSTMT	statement = statement_of(conn);
	SQLRETURN	status = run_with(statement, text, a, b);
	char		message[2048];

	same_number(text, status, SQL_ERROR);
	same(text, diagnosis(SQL_HANDLE_STMT, statement, message), state);
	same(text, strstr(message, part) ? part : message, part);
	/* the detail comes in the message, the hint does not come */
	same(text, strstr(message, "\nDETAIL: ") ? "detail" : message, "detail");
	finish(statement);
}

/* ---- every figure there and back */

static void
figures(const char *table, const char *type, bool is_amount)
{
	char		text[512];
	char		what[64];
	SQLHSTMT	rows;
	SQLHSTMT	back = statement_of(conn);
	char		value[4096];
	SQLLEN		length = SQL_NTS;
	int			count = 0;

	snprintf(text, sizeof(text), "SELECT encode(%s_send(?::%s), 'hex')", type, type);
	must(SQLPrepare(back, (SQLCHAR *) text, SQL_NTS), SQL_HANDLE_STMT, back, text);
	must(SQLBindParameter(back, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 255, 0, value, sizeof(value), &length),
		 SQL_HANDLE_STMT, back, text);
	snprintf(text, sizeof(text), "SELECT value, text, bytes, %s, %s_send(value), id FROM %s ORDER BY id",
			 is_amount ? "amount(value), amount, currency" : "amount(lower(value)), amount(lower(value))::text, kind", type, table);
	rows = query(text);
	while (SQLFetch(rows) != SQL_NO_DATA)
	{
		unsigned char bytes[64];
		char		hex[129] = "";
		SQLLEN		size;
		const char *found = field(rows, 1);

		snprintf(what, sizeof(what), "%s %d", table, ++count);
		same(what, found, field(rows, 2));
		same(what, field(rows, 4), field(rows, 5));
		must(SQLGetData(rows, 7, SQL_C_BINARY, bytes, sizeof(bytes), &size), SQL_HANDLE_STMT, rows, what);
		if (found == NULL)
		{
			same_number(what, size, SQL_NULL_DATA);
			continue;
		}
		for (int i = 0; i < size; i++)
			sprintf(hex + 2 * i, "%02x", bytes[i]);
		same(what, hex, field(rows, 3));
		snprintf(value, sizeof(value), "%s", found);
		must(SQLExecute(back), SQL_HANDLE_STMT, back, what);
		must(SQLFetch(back), SQL_HANDLE_STMT, back, what);
		same(what, field(back, 1), field(rows, 3));
		SQLFreeStmt(back, SQL_CLOSE);
	}
	finish(rows);
	finish(back);
	same_number(table, count > 40, true);
}

/* ---- the number itself, of 128 bits: SQL_NUMERIC_STRUCT */

static void
numeric(void)
{
	SQLHSTMT	rows = query("SELECT amount, amount(value) FROM amounts WHERE value IS NOT NULL ORDER BY id");
	char		what[64];
	int			count = 0;

	while (SQLFetch(rows) != SQL_NO_DATA)
	{
		SQL_NUMERIC_STRUCT number = {0};
		SQLLEN		length;
		unsigned __int128 magnitude = 0;
		char		text[64];
		char	   *at = text + 63;

		snprintf(what, sizeof(what), "numeric %d", ++count);
		must(SQLGetData(rows, 2, SQL_C_NUMERIC, &number, sizeof(number), &length), SQL_HANDLE_STMT, rows, what);
		for (int i = 15; i >= 0; i--)
			magnitude = magnitude * 256 + number.val[i];
		*at = '\0';
		for (int i = 0; magnitude > 0 || i <= number.scale; i++)
		{
			if (i == number.scale && i > 0)
				*--at = '.';
			*--at = (char) ('0' + (int) (magnitude % 10));
			magnitude /= 10;
		}
		if (number.sign == 0)
			*--at = '-';
		same(what, at, field(rows, 1));
	}
	finish(rows);
	same_number("numerics", count > 300, true);
}

/* ---- NULL, arrays, the composite, sets; which casts a parameter needs */

static void
others(void)
{
	static const char line[] = "(\"pay \"\"gross\"\", all\",cost,\"80000.00±5000.00 EUR\",\"1 mon\",,,2026-12-31,,,,)";
	SQLHSTMT	statement;

	give("SELECT ?::monetary", NULL, NULL, NULL);
	give("SELECT ?::monetary[]", "{1.5 USD,NULL,-3 JPY}", NULL, "{\"1.50 USD\",NULL,\"-3 JPY\"}");
	give("SELECT ?::estimate[]", "{NULL,undisclosed}", NULL, "{NULL,undisclosed}");
	give("SELECT count(*) FROM amounts WHERE value = ANY (?::monetary[])", "{1 JPY,0.1 USD}", NULL, "2");
	give("SELECT count(*) FROM amounts WHERE value > ?::monetary", "0.5 USD", NULL, "4");
	give("SELECT value FROM amounts WHERE value > ?::monetary ORDER BY value DESC", "0 EUR", NULL, "1234567890123.456789012345678 EUR");
	give("SELECT count(*) FROM amounts WHERE value > ?", "0.5 USD", NULL, "4");
	give("SELECT monetary '1 USD' + ?", "1 USD", NULL, "2.00 USD");
	give("INSERT INTO written (m, ms) VALUES (?, ?) RETURNING m", "1 USD", "{1 USD,NULL}", "1.00 USD");
	give("SELECT monetary(?::numeric, ?::text)", "12.5", "EUR", "12.50 EUR");
	give("SELECT runway_months FROM runway(?::estimate, ARRAY[cash_line('pay', 'cost', ?::estimate, per => '1 month')], '2025-01-01')",
		 "400 EUR", "80 EUR", "5.0000000");
	give("SELECT ?::cash_line = line FROM plan WHERE id = 1", line, NULL, "1");
	statement = query("SELECT line, (line).amount, (line).per FROM plan WHERE id = 1");
	SQLFetch(statement);
	same("cash_line", field(statement, 1), line);
	same("its amount", field(statement, 2), "80000.00±5000.00 EUR");
	same("its interval", field(statement, 3), "1 mon");
	finish(statement);
	statement = query("SELECT month, closing_cash, currency FROM cash_projection('400k EUR', ARRAY(SELECT line FROM plan WHERE id = 1), '2025-01-01', 2)");
	SQLFetch(statement);
	SQLFetch(statement);
	same("a row of a set", field(statement, 1), "2025-02-01");
	same("a row of a set", field(statement, 2), "240000.00");
	finish(statement);
	statement = query("SELECT rates FROM book WHERE id = 1");
	SQLFetch(statement);
	same("rate book", field(statement, 1), "EUR; JPY 2024-03-28 163.45; USD 2024-03-28 1.0811");
	finish(statement);
	give("SELECT ?::rate_book::text", "EUR; USD 2024-03-28 1.10", NULL, "EUR; USD 2024-03-28 1.1");
}

/* A column of our types is VARCHAR of 255; a longer text comes in pieces. */
static void
described(void)
{
	SQLHSTMT	statement = query("SELECT m, amount(m), currency(m), repeat('EUR', 100)::text FROM (VALUES (monetary '1 USD')) AS t (m)");
	SQLSMALLINT type;
	SQLULEN		size;
	char		name[32];

	SQLDescribeCol(statement, 1, (SQLCHAR *) name, sizeof(name), NULL, &type, &size, NULL, NULL);
	same("described", name, "m");
	same_number("described type of monetary", type == SQL_VARCHAR || type == SQL_WVARCHAR, true);
	same_number("described size of monetary", (long) size, 255);
	SQLDescribeCol(statement, 2, (SQLCHAR *) name, sizeof(name), NULL, &type, &size, NULL, NULL);
	same_number("described type of amount()", type, SQL_NUMERIC);
	finish(statement);

	char		piece[16];
	char		whole[1024] = "";
	SQLLEN		length;

	statement = query("SELECT ARRAY(SELECT value FROM figures WHERE id < 30 ORDER BY id), ARRAY(SELECT value FROM figures WHERE id < 30 ORDER BY id)::text");
	SQLFetch(statement);
	while (SQLGetData(statement, 1, SQL_C_CHAR, piece, sizeof(piece), &length) == SQL_SUCCESS_WITH_INFO)
		strcat(whole, piece);
	strcat(whole, piece);
	same("a long array in pieces", whole, field(statement, 2));
	same_number("its length", strlen(whole) > 255, true);
	finish(statement);
}

static void
errors(void)
{
	refuse("SELECT ?::monetary + ?::monetary", "1 EUR", "1 USD", "22000", "cannot add EUR and USD");
	refuse("SELECT ?::monetary", "80,5 USD", NULL, "22P02", "80,5 USD");
	refuse("SELECT ?::monetary", "10000000000000000000000000000 JPY", NULL, "22003", "out of range");
	refuse("INSERT INTO written (usd) VALUES (?::monetary)", "1 EUR", NULL, "22000", "EUR");
}

/* ---- prepared, executed often; many rows at once */

static void
prepared(bool on_server)
{
	SQLHSTMT	statement = statement_of(conn);
	char		text[32];
	char		expected[32];
	SQLLEN		length = SQL_NTS;

	must(SQLPrepare(statement, (SQLCHAR *) "SELECT ?::monetary + '1 USD' /* often */", SQL_NTS), SQL_HANDLE_STMT, statement, "SQLPrepare");
	SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 32, 0, text, sizeof(text), &length);
	for (int i = 0; i < 20; i++)
	{
		snprintf(text, sizeof(text), "%d USD", i);
		snprintf(expected, sizeof(expected), "%d.00 USD", i + 1);
		must(SQLExecute(statement), SQL_HANDLE_STMT, statement, "SQLExecute");
		SQLFetch(statement);
		same("prepared", field(statement, 1), expected);
		SQLFreeStmt(statement, SQL_CLOSE);
	}
	if (on_server)
		give("SELECT coalesce(max(generic_plans), 0) >= ?::int FROM pg_prepared_statements WHERE statement LIKE '%often%' AND statement NOT LIKE '%generic%'",
			 "10", NULL, "1");
	finish(statement);
}

#define BATCH 200

static void
batch(void)
{
	static char amounts[BATCH][32];
	static char estimates[BATCH][32];
	static SQLLEN lengths[2][BATCH];
	SQLULEN		done = 0;
	SQLHSTMT	statement = statement_of(conn);

	execute("DELETE FROM written");
	for (int i = 0; i < BATCH; i++)
	{
		snprintf(amounts[i], 32, "%d JPY", i);
		snprintf(estimates[i], 32, ">%d EUR", i);
		lengths[0][i] = SQL_NTS;
		lengths[1][i] = i % 3 == 0 ? SQL_NULL_DATA : SQL_NTS;
	}
	SQLSetStmtAttr(statement, SQL_ATTR_PARAMSET_SIZE, (SQLPOINTER) BATCH, 0);
	SQLSetStmtAttr(statement, SQL_ATTR_PARAMS_PROCESSED_PTR, &done, 0);
	SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 32, 0, amounts, 32, lengths[0]);
	SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 32, 0, estimates, 32, lengths[1]);
	must(SQLExecDirect(statement, (SQLCHAR *) "INSERT INTO written (m, e) VALUES (?::monetary, ?::estimate)", SQL_NTS),
		 SQL_HANDLE_STMT, statement, "batch");
	same_number("batch", (long) done, BATCH);
	finish(statement);
	statement = query("SELECT count(*) FROM written WHERE (e IS NULL) = (amount(m) % 3 = 0) AND coalesce(e = format('>%s EUR', amount(m))::estimate, true)");
	SQLFetch(statement);
	same("batch", field(statement, 1), "200");
	finish(statement);
	execute("DELETE FROM written");
}

/* ---- the example of doc/clients.md */

static void
example(void)
{
	SQLHSTMT	statement = statement_of(conn);
	// doc: odbc-read
	same("doc/clients.md", amount, "80000000000.00");
	same("doc/clients.md", currency, "USD");
	finish(statement);
}

/* ---- through pgbouncer: two clients take turns on one server connection */

static void
pooled(void)
{
	SQLHDBC		pair[2];
	char		pid[32] = "";

	if (getenv("POOL_HOST") == NULL)
		return;
	for (int i = 0; i < 2; i++)
		pair[i] = connect_to(getenv("POOL_HOST"), getenv("POOL_PORT"), "UseServerSidePrepare=0");
	for (int i = 0; i < 20; i++)
	{
		char		text[128];
		char		expected[32];
		SQLHSTMT	statement = statement_of(pair[i % 2]);

		snprintf(text, sizeof(text), "SELECT monetary '%d USD' + '1 USD', pg_backend_pid()", i);
		snprintf(expected, sizeof(expected), "%d.00 USD", i + 1);
		must(SQLExecDirect(statement, (SQLCHAR *) text, SQL_NTS), SQL_HANDLE_STMT, statement, text);
		SQLFetch(statement);
		same("pooled", field(statement, 1), expected);
		same("pooled on one server connection", i > 0 ? field(statement, 2) : pid, pid);
		snprintf(pid, sizeof(pid), "%s", field(statement, 2));
		finish(statement);
	}
	for (int i = 0; i < 2; i++)
	{
		SQLDisconnect(pair[i]);
		SQLFreeHandle(SQL_HANDLE_DBC, pair[i]);
	}
}

int
main(void)
{
	static const char *const options[] = {
		"UseServerSidePrepare=1", "UseServerSidePrepare=0", "UseDeclareFetch=1;Fetch=7"
	};

	SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
	SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER) SQL_OV_ODBC3, 0);
	for (int i = 0; i < 3; i++)
	{
		conn = connect_to(getenv("PGHOST"), getenv("PGPORT"), options[i]);
		figures("amounts", "monetary", true);
		figures("figures", "estimate", false);
		figures("worths", "valuation", false);
		numeric();
		others();
		described();
		errors();
		prepared(i == 0);
		batch();
		example();
		SQLDisconnect(conn);
		SQLFreeHandle(SQL_HANDLE_DBC, conn);
	}
	pooled();
	SQLFreeHandle(SQL_HANDLE_ENV, environment);
	printf("odbc: %d passed, %d failed\n", passed, failed);
	return failed > 0 ? 1 : 0;
}
