import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL's JDBC driver against a server that has test/clients/values.sql:
 * in text, and in binary by classes that read the bytes (addDataType).
 */
public final class Jdbc {
	private static int passed;
	private static int failed;

	private static void same(String what, Object found, Object expected) {
		if (Objects.equals(found, expected)) {
			passed++;
			return;
		}
		failed++;
		System.out.println("jdbc: " + what + ": expected " + expected + ", got " + found);
	}

	private static String hex(byte[] bytes) {
		return String.format("%0" + 2 * bytes.length + "x", new BigInteger(1, bytes));
	}

	// ---- the types, in text and bytes, as doc/clients.md describes them

	private static BigDecimal readDecimal(ByteBuffer bytes, int at, int scale) {
		byte[] coefficient = new byte[12];
		bytes.get(at, coefficient);
		return new BigDecimal(new BigInteger(coefficient), scale);
	}

	private static void writeDecimal(ByteBuffer bytes, int at, BigDecimal value, int scale) {
		BigInteger coefficient = value.setScale(scale).unscaledValue();
		byte[] digits = coefficient.toByteArray();
		byte[] padded = new byte[12];
		Arrays.fill(padded, (byte) (coefficient.signum() < 0 ? -1 : 0));
		System.arraycopy(digits, 0, padded, 12 - digits.length, digits.length);
		bytes.put(at, padded);
	}

	private static String readCurrency(ByteBuffer bytes, int at) {
		int code = bytes.getShort(at) - 1;
		return code < 0 ? null : new String(new char[] {
			(char) ('A' + code / 676), (char) ('A' + code / 26 % 26), (char) ('A' + code % 26)});
	}

	private static short currencyCode(String currency) {
		return (short) (currency == null ? 0 : ((currency.charAt(0) - 'A') * 26
			+ currency.charAt(1) - 'A') * 26 + currency.charAt(2) - 'A' + 1);
	}

	/** An amount that has at least the minor units as its scale. */
	public static final class Monetary extends PGobject implements PGBinaryObject {
		private static final long serialVersionUID = 1;
		BigDecimal amount;
		String currency;
		boolean fromBytes;

		public Monetary() {
			type = "monetary";
		}

		Monetary(BigDecimal amount, String currency) {
			this();
			this.amount = amount;
			this.currency = currency;
		}

		@Override
		public void setValue(String text) {
			if (text == null)
				return;
			String[] parts = text.split(" ");
			amount = new BigDecimal(parts[0]);
			currency = parts[1];
		}

		@Override
		public String getValue() {
			return amount == null ? null : amount.toPlainString() + " " + currency;
		}

		@Override
		public void setByteValue(byte[] value, int offset) {
			ByteBuffer bytes = ByteBuffer.wrap(value, offset, 16).slice();
			amount = readDecimal(bytes, 0, bytes.get(14));
			currency = readCurrency(bytes, 12);
			fromBytes = true;
		}

		@Override
		public int lengthInBytes() {
			return 16;
		}

		@Override
		public void toBytes(byte[] target, int offset) {
			ByteBuffer bytes = ByteBuffer.wrap(target, offset, 16).slice();
			writeDecimal(bytes, 0, amount, amount.scale());
			bytes.putShort(12, currencyCode(currency));
			bytes.put(14, (byte) amount.scale());
			bytes.put(15, (byte) 0);
		}
	}

	/** An estimate or a valuation in bytes; in text it is a PGobject. */
	public static class Estimate extends PGobject implements PGBinaryObject {
		private static final long serialVersionUID = 1;
		private static final String[] KINDS = {"exact", "approximate", "nearly", "at least",
			"more than", "at most", "less than", "range", "undisclosed"};
		private static final String[] BASES = {null, "pre", "post"};
		BigDecimal lower;
		BigDecimal upper;
		String currency;
		String kind;
		String basis;
		int bounds;
		int scale;
		boolean fromBytes;

		@Override
		public void setByteValue(byte[] value, int offset) {
			ByteBuffer bytes = ByteBuffer.wrap(value, offset, 32).slice();
			currency = readCurrency(bytes, 24);
			scale = bytes.get(26);
			kind = KINDS[bytes.get(27)];
			bounds = bytes.get(28);
			basis = BASES[bytes.get(29)];
			lower = (bounds & 4) != 0 ? null : readDecimal(bytes, 0, scale);
			upper = (bounds & 8) != 0 ? null : readDecimal(bytes, 12, scale);
			fromBytes = true;
		}

		@Override
		public int lengthInBytes() {
			return 32;
		}

		@Override
		public void toBytes(byte[] target, int offset) {
			ByteBuffer bytes = ByteBuffer.wrap(target, offset, 32).slice();
			writeDecimal(bytes, 0, lower == null ? BigDecimal.ZERO : lower, scale);
			writeDecimal(bytes, 12, upper == null ? BigDecimal.ZERO : upper, scale);
			bytes.putShort(24, currencyCode(currency));
			bytes.put(26, (byte) scale);
			bytes.put(27, (byte) Arrays.asList(KINDS).indexOf(kind));
			bytes.put(28, (byte) bounds);
			bytes.put(29, (byte) Arrays.asList(BASES).indexOf(basis));
			bytes.putShort(30, (short) 0);
		}
	}

	public static final class Valuation extends Estimate {
		private static final long serialVersionUID = 1;
	}

	// ---- connections and queries

	private static Connection connect(String host, String port, String database, String options) throws SQLException {
		return DriverManager.getConnection("jdbc:postgresql://localhost/" + database + "?user=" + System.getenv("PGUSER")
			+ "&sslmode=disable&socketFactory=UnixSocketFactory&socketFactoryArg=" + host + "/.s.PGSQL." + port + options);
	}

	private static Connection connect(String options) throws SQLException {
		return connect(System.getenv("PGHOST"), System.getenv("PGPORT"), System.getenv("PGDATABASE"), options);
	}

	private static Connection conn;

	private static PreparedStatement prepare(String query, Object... parameters) throws SQLException {
		PreparedStatement statement = conn.prepareStatement(query);
		for (int i = 0; i < parameters.length; i++)
			statement.setObject(i + 1, parameters[i]);
		return statement;
	}

	private static String one(String query, Object... parameters) throws SQLException {
		try (PreparedStatement statement = prepare(query, parameters);
			ResultSet rows = statement.executeQuery()) {
			rows.next();
			return rows.getString(1);
		}
	}

	private static void execute(String query) throws SQLException {
		try (Statement statement = conn.createStatement()) {
			statement.execute(query);
		}
	}

	private static ServerErrorMessage refuse(String what, String state, String query, Object... parameters) {
		try {
			one(query, parameters);
		} catch (PSQLException error) {
			same(what, error.getSQLState(), state);
			return error.getServerErrorMessage();
		} catch (SQLException error) {
			same(what, error.getSQLState(), state);
			return null;
		}
		same(what, "no error", state);
		return null;
	}

	private static PGobject object(String type, String value) throws SQLException {
		PGobject object = new PGobject();
		object.setType(type);
		object.setValue(value);
		return object;
	}

	// ---- every figure there and back

	private static void amounts(boolean binary) throws SQLException {
		int wrongFormat = 0;
		try (PreparedStatement statement = prepare("SELECT id, value, text, amount, currency, bytes FROM amounts ORDER BY id");
			PreparedStatement back = conn.prepareStatement("SELECT encode(monetary_send(?), 'hex')")) {
			ResultSet rows = statement.executeQuery();
			while (rows.next()) {
				String what = "amount " + rows.getInt("id") + (binary ? " in binary" : " in text");
				Monetary value = (Monetary) rows.getObject("value");
				if (rows.getString("text") == null) {
					same(what, value, null);
					same(what, rows.wasNull(), true);
					back.setNull(1, Types.OTHER, "monetary");
				} else {
					same(what, value.amount, new BigDecimal(rows.getString("amount")));
					same(what, value.currency, rows.getString("currency"));
					same(what + ", text", rows.getString("value"), rows.getString("text"));
					same(what + ", by class", rows.getObject("value", Monetary.class).amount, value.amount);
					wrongFormat += value.fromBytes == binary ? 0 : 1;
					back.setObject(1, value);
				}
				ResultSet sent = back.executeQuery();
				sent.next();
				same(what + ", written", sent.getString(1), rows.getString("bytes"));
			}
		}
		same("amounts that did not come in the format that was asked for", wrongFormat, 0);
	}

	private static BigDecimal decimal(String text) {
		return text == null ? null : new BigDecimal(text);
	}

	private static boolean equal(BigDecimal a, BigDecimal b) {
		return a == null || b == null ? a == b : a.compareTo(b) == 0;
	}

	private static void figures(String table, String type, boolean binary) throws SQLException {
		boolean hasBasis = type.equals("valuation");
		int wrongFormat = 0;
		try (PreparedStatement statement = prepare("SELECT * FROM " + table + " ORDER BY id");
			PreparedStatement back = conn.prepareStatement("SELECT encode(" + type + "_send(?), 'hex')")) {
			ResultSet rows = statement.executeQuery();
			while (rows.next()) {
				String what = table + " " + rows.getInt("id") + (binary ? " in binary" : " in text");
				PGobject value = (PGobject) rows.getObject("value");
				if (rows.getString("text") == null) {
					same(what, value, null);
					continue;
				}
				if (binary) {
					Estimate estimate = (Estimate) value;
					wrongFormat += estimate.fromBytes ? 0 : 1;
					same(what + ", lower", equal(estimate.lower, decimal(rows.getString("lower"))), true);
					same(what + ", upper", equal(estimate.upper, decimal(rows.getString("upper"))), true);
					same(what, estimate.currency, rows.getString("currency"));
					same(what, estimate.kind, rows.getString("kind"));
					same(what, estimate.basis, hasBasis ? rows.getString("basis") : null);
				} else {
					same(what, value.getType(), type);
					same(what, value.getValue(), rows.getString("text"));
					same(what, rows.getString("value"), rows.getString("text"));
				}
				back.setObject(1, value);
				ResultSet sent = back.executeQuery();
				sent.next();
				same(what + ", written", sent.getString(1), rows.getString("bytes"));
			}
		}
		same(table + " that did not come in binary", wrongFormat, 0);
	}

	// ---- NULL, arrays, the composite, rate books

	/** The simple protocol has no types of parameters: there casts name them. */
	private static void others(boolean simple) throws SQLException {
		String many = simple ? "?::monetary[]" : "?";
		Monetary usd = new Monetary(new BigDecimal("1.50"), "USD");

		same("NULL", one("SELECT ?::monetary", (Object) null), null);
		same("setNull", one("SELECT coalesce(?, '2 USD'::monetary)", (Object) null), "2.00 USD");
		for (Object[] elements : new Object[][] {{"1.5 USD", null, "-3 JPY"}, {usd, null, new Monetary(new BigDecimal("-3"), "JPY")}}) {
			Array array = conn.createArrayOf("monetary", elements);
			same("array", one("SELECT " + many, array), "{\"1.50 USD\",NULL,\"-3 JPY\"}");
			same("array, an operator", one("SELECT count(*) FROM amounts WHERE value = ANY (?)",
				conn.createArrayOf("monetary", new String[] {"1 JPY", "0.1 USD"})), "2");
			try (PreparedStatement statement = prepare("SELECT " + many + ", '{}'::estimate[], NULL::monetary[]", array)) {
				for (int i = 0; i < 8; i++) {
					ResultSet rows = statement.executeQuery();
					rows.next();
					Object[] found = (Object[]) rows.getArray(1).getArray();
					same("array, read", List.of(found.length, ((Monetary) found[0]).amount, found[1] == null, ((Monetary) found[2]).currency),
						List.of(3, usd.amount, true, "JPY"));
					same("type of its elements", rows.getArray(1).getBaseTypeName(), "monetary");
					same("empty array", ((Object[]) rows.getArray(2).getArray()).length, 0);
					same("NULL array", rows.getArray(3), null);
				}
			}
		}
		same("array of two dimensions", one("SELECT " + many, conn.createArrayOf("monetary", new String[][] {{"1 USD", "2 USD"}, {"3 USD", null}})),
			"{{\"1.00 USD\",\"2.00 USD\"},{\"3.00 USD\",NULL}}");

		String line = one("SELECT line FROM plan WHERE id = 1");
		same("cash_line", line, "(\"pay \"\"gross\"\", all\",cost,\"80000.00±5000.00 EUR\",\"1 mon\",,,2026-12-31,,,,)");
		same("cash_line written", one("SELECT count(*) FROM plan WHERE line = ?::cash_line", object("cash_line", line)), "1");
		same("cash_line[] written", one("SELECT runway_months FROM runway('400k EUR', ?, '2025-01-01')",
			conn.createArrayOf("cash_line", new Object[] {line})), "5.0000000");
		same("cash_line by its constructor", one("SELECT runway_months FROM runway(?::estimate, ARRAY[cash_line(?, 'cost', ?, per => ?::interval)], ?::date)",
			"400 EUR", "pay", object("estimate", "80 EUR"), "1 month", "2025-01-01"), "5.0000000");
		try (ResultSet rows = prepare("SELECT (line).*, month, closing_cash FROM plan, LATERAL cash_projection('400k EUR', ARRAY[line], '2025-01-01', 2) WHERE id = 1").executeQuery()) {
			rows.next();
			rows.next();
			same("field of a cash_line", rows.getObject("amount").toString(), "80000.00±5000.00 EUR");
			same("interval of a cash_line", ((org.postgresql.util.PGInterval) rows.getObject("per")).getMonths(), 1);
			same("a row of a set", rows.getBigDecimal("closing_cash"), new BigDecimal("240000.00"));
			same("a row of a set", rows.getDate("month").toString(), "2025-02-01");
		}

		String book = "EUR; JPY 2024-03-28 163.45; USD 2024-03-28 1.0811";
		same("rate book", one("SELECT rates FROM book WHERE id = 1"), book);
		same("rate book written", one("SELECT convert(?::monetary, 'EUR', '2024-03-28', ?)", object("monetary", "10811 USD"), object("rate_book", book)), "10000.00 EUR");
	}

	// ---- which parameters need a cast: setString is varchar to the driver

	private static void parameters() throws SQLException {
		refuse("varchar into a column", "42804", "INSERT INTO written (m) VALUES (?) RETURNING m", "1 USD");
		refuse("varchar beside an operator", "42883", "SELECT count(*) FROM amounts WHERE value > ?", "0.5 USD");
		same("with a cast", one("SELECT count(*) FROM amounts WHERE value > ?::monetary", "0.5 USD"), "4");
		same("as a PGobject", one("SELECT count(*) FROM amounts WHERE value > ?", object("monetary", "0.5 USD")), "4");
		try (PreparedStatement statement = conn.prepareStatement("SELECT count(*) FROM amounts WHERE value > ?")) {
			statement.setObject(1, "0.5 USD", Types.OTHER);
			ResultSet rows = statement.executeQuery();
			rows.next();
			same("as Types.OTHER", rows.getInt(1), 4);
		}
		same("of built-in types", one("SELECT monetary(?, ?)", new BigDecimal("12.50"), "EUR"), "12.50 EUR");
		same("order by", one("SELECT value FROM amounts WHERE value > ? ORDER BY value DESC", object("monetary", "0 EUR")), "1234567890123.456789012345678 EUR");
		try (Connection unspecified = connect("&stringtype=unspecified");
			PreparedStatement statement = unspecified.prepareStatement("SELECT count(*) FROM amounts WHERE value > ?")) {
			statement.setString(1, "0.5 USD");
			ResultSet rows = statement.executeQuery();
			rows.next();
			same("stringtype=unspecified", rows.getInt(1), 4);
		}
		try (PreparedStatement statement = conn.prepareStatement("SELECT monetary '1 USD' + ? AS s, usd FROM written")) {
			ParameterMetaData described = statement.getParameterMetaData();
			same("described parameter", described.getParameterTypeName(1), "monetary");
			same("described column", statement.getMetaData().getColumnTypeName(1), "monetary");
			same("its Java class", statement.getMetaData().getColumnClassName(1), Monetary.class.getName());
		}
	}

	private static void errors() {
		ServerErrorMessage error = refuse("two currencies", "22000", "SELECT ?::monetary + ?::monetary", "1 EUR", "1 USD");
		same("two currencies", error.getMessage(), "cannot add EUR and USD");
		same("two currencies", error.getDetail(), "Amounts of different currencies never mix without a rate.");
		same("two currencies", error.getHint(), "Convert one of them first, or group by currency(amount).");
		refuse("bad text", "22P02", "SELECT ?::monetary", "80,5 USD");
		refuse("29 digits", "22003", "SELECT ?::monetary", "1" + "0".repeat(28) + " JPY");
		refuse("typmod", "22000", "INSERT INTO written (usd) VALUES (?::monetary) RETURNING usd", "1 EUR");
	}

	// ---- prepared past prepareThreshold and the generic plan; batches; fetch size

	private static void prepared() throws SQLException {
		try (PreparedStatement statement = conn.prepareStatement("SELECT ? + ?, amount(?)")) {
			for (int i = 0; i < 20; i++) {
				Monetary value = new Monetary(new BigDecimal(i + ".00"), "USD");
				for (int parameter = 1; parameter <= 3; parameter++)
					statement.setObject(parameter, value);
				ResultSet rows = statement.executeQuery();
				rows.next();
				same("prepared", ((Monetary) rows.getObject(1)).amount, new BigDecimal(2 * i + ".00"));
				same("prepared", rows.getBigDecimal(2), value.amount);
				if (i == 19)
					same("prepared, in binary", ((Monetary) rows.getObject(1)).fromBytes, true);
			}
			same("prepared on the server, past the generic plan",
				one("SELECT generic_plans >= 5 FROM pg_prepared_statements WHERE statement = 'SELECT $1 + $2, amount($3)'"), "t");
		}
	}

	private static void batch() throws SQLException {
		execute("TRUNCATE written");
		try (PreparedStatement statement = conn.prepareStatement("INSERT INTO written (m, e, ms, usd) VALUES (?, ?::estimate, ?, ?)")) {
			for (int i = 0; i < 300; i++) {
				statement.setObject(1, new Monetary(new BigDecimal(i), "JPY"));
				statement.setString(2, ">" + i + " EUR");
				statement.setArray(3, conn.createArrayOf("monetary", new String[] {i + " USD", null}));
				statement.setObject(4, i % 3 == 0 ? null : new Monetary(new BigDecimal(i + ".00"), "USD"), Types.OTHER);
				statement.addBatch();
			}
			same("batch", Arrays.stream(statement.executeBatch()).allMatch(n -> n == 1 || n == Statement.SUCCESS_NO_INFO), true);
		}
		same("batch", one("SELECT count(*) FROM written WHERE m = monetary(id - (SELECT min(id) FROM written), 'JPY') AND e = format('>%s EUR', amount(m))::estimate"
			+ " AND ms = ARRAY[monetary(amount(m), 'USD'), NULL] AND (usd IS NULL) = (amount(m) % 3 = 0)"), "300");
		try (PreparedStatement statement = conn.prepareStatement("INSERT INTO written (usd) VALUES (?)")) {
			for (String currency : new String[] {"USD", "EUR"}) {
				statement.setObject(1, new Monetary(new BigDecimal("1.00"), currency));
				statement.addBatch();
			}
			statement.executeBatch();
			same("batch with an error", "no error", "22000");
		} catch (BatchUpdateException error) {
			same("batch with an error", ((SQLException) error.getCause()).getSQLState(), "22000");
		}
	}

	private static void fetch() throws SQLException {
		List<Object> all = new ArrayList<>();
		conn.setAutoCommit(false);
		try (PreparedStatement statement = conn.prepareStatement("SELECT value FROM amounts ORDER BY id")) {
			for (int size : new int[] {0, 7}) {
				List<Object> found = new ArrayList<>();
				statement.setFetchSize(size);
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next())
						found.add(rows.getString(1));
				}
				if (size == 0)
					all = found;
				else
					same("fetch size", found, all);
			}
		}
		conn.rollback();
		conn.setAutoCommit(true);
		same("fetch size", all.size() > 300, true);
	}

	private static void copy() throws Exception {
		CopyManager manager = conn.unwrap(PGConnection.class).getCopyAPI();
		String columns = "m, e, v, ms, usd, line";
		String select = "COPY (SELECT " + columns + " FROM written ORDER BY id) TO STDOUT";
		execute("TRUNCATE written");
		execute("INSERT INTO written (m, e, v, ms, line) SELECT a.value, f.value, w.value, ARRAY[a.value, NULL], p.line FROM amounts AS a"
			+ " LEFT JOIN figures AS f USING (id) LEFT JOIN worths AS w USING (id) LEFT JOIN plan AS p USING (id)");
		StringWriter text = new StringWriter();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		same("COPY out", manager.copyOut(select, text), 337L);
		manager.copyOut(select + " (FORMAT binary)", bytes);
		execute("TRUNCATE written");
		same("COPY in", manager.copyIn("COPY written (" + columns + ") FROM STDIN", new StringReader(text.toString())), 337L);
		ByteArrayOutputStream again = new ByteArrayOutputStream();
		manager.copyOut(select + " (FORMAT binary)", again);
		same("COPY in text, out in binary", hex(again.toByteArray()), hex(bytes.toByteArray()));
		execute("TRUNCATE written");
		same("COPY in of bytes", manager.copyIn("COPY written (" + columns + ") FROM STDIN (FORMAT binary)", new ByteArrayInputStream(bytes.toByteArray())), 337L);
		StringWriter last = new StringWriter();
		manager.copyOut(select, last);
		same("COPY in binary, out in text", last.toString(), text.toString());
		execute("TRUNCATE written");
	}

	// ---- another schema: the type's name is qualified

	private static void elsewhere() throws SQLException {
		try (Connection other = connect(System.getenv("PGHOST"), System.getenv("PGPORT"), "elsewhere", "");
			PreparedStatement statement = other.prepareStatement("SELECT ?, ?::\"Fi nance\".monetary")) {
			statement.setObject(1, object("\"Fi nance\".\"monetary\"", "5 USD"));
			statement.setString(2, "6 USD");
			ResultSet rows = statement.executeQuery();
			rows.next();
			same("another schema", rows.getString(1), "5.00 USD");
			same("another schema", rows.getObject(2).toString(), "6.00 USD");
		}
	}

	// ---- the examples of doc/clients.md

	private static void examples() throws SQLException {
		try (Statement statement = conn.createStatement()) {
			// doc: jdbc-read
			same("doc/clients.md, reading", List.of(amount, currency), List.of(new BigDecimal("80000000000.00"), "USD"));
			// doc: jdbc-write
			same("doc/clients.md, writing", one("SELECT string_agg(id || ' ' || total || ' ' || parts::text, '; ' ORDER BY id) FROM invoice"),
				"1 12.50 EUR {\"6.25 EUR\",NULL}; 2 12.50 EUR {\"6.25 EUR\",NULL}");
			statement.execute("DROP TABLE invoice");
		}
	}

	// ---- through pgbouncer: two clients take turns on one server connection

	private static void pooled() throws SQLException {
		if (System.getenv("POOL_HOST") == null)
			return;
		List<Connection> pair = new ArrayList<>();
		List<String> pids = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			pair.add(connect(System.getenv("POOL_HOST"), System.getenv("POOL_PORT"), System.getenv("PGDATABASE"), "&prepareThreshold=0"));
			pair.get(i).setAutoCommit(false);
		}
		PreparedStatement[] statements = new PreparedStatement[2];
		for (int i = 0; i < 2; i++)
			statements[i] = pair.get(i).prepareStatement("SELECT ?::monetary + '1 USD', pg_backend_pid()");
		for (int i = 0; i < 40; i++) {
			statements[i % 2].setString(1, i + " USD");
			ResultSet rows = statements[i % 2].executeQuery();
			rows.next();
			same("pooled", rows.getString(1), i + 1 + ".00 USD");
			if (!pids.contains(rows.getString(2)))
				pids.add(rows.getString(2));
			pair.get(i % 2).commit();
		}
		same("pooled on one server connection", pids.size(), 1);
		for (Connection c : pair)
			c.close();
	}

	public static void main(String[] arguments) throws Exception {
		try (Connection first = connect("")) {
			conn = first;
			ResultSet rows = prepare("SELECT monetary '80B USD'").executeQuery();
			rows.next();
			PGobject plain = (PGobject) rows.getObject(1);
			same("without a class", List.of(plain.getType(), plain.getValue(), rows.getString(1)),
				List.of("monetary", "80000000000.00 USD", "80000000000.00 USD"));
		}
		// text, and binary once prepared; binary at once; the simple protocol; batches as one INSERT of many rows
		for (String options : new String[] {"", "&prepareThreshold=-1", "&preferQueryMode=simple",
			"&reWriteBatchedInserts=true"}) {
			boolean binary = options.contains("prepareThreshold=-1");
			conn = connect(options);
			PGConnection types = conn.unwrap(PGConnection.class);
			types.addDataType("monetary", Monetary.class);
			if (binary) {
				types.addDataType("estimate", Estimate.class);
				types.addDataType("valuation", Valuation.class);
			}
			amounts(binary);
			figures("figures", "estimate", binary);
			figures("worths", "valuation", binary);
			if (!binary) {
				others(options.contains("simple"));
				examples();
			}
			if (!options.contains("simple")) {
				parameters();
				prepared();
			}
			errors();
			batch();
			fetch();
			copy();
			conn.close();
		}
		elsewhere();
		pooled();
		System.out.println("jdbc: " + passed + " passed, " + failed + " failed");
		System.exit(failed > 0 ? 1 : 0);
	}
}
