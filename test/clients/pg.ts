/*
 * pg.ts
 *	  node-postgres against a server that has test/clients/values.sql, by the
 *	  adapter of examples/typescript.
 *
 * It sends parameters as text of unknown type in the extended protocol, and
 * queries without parameters in the simple one.
 */
import { strict as assert } from 'node:assert';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import {
	BASES, CurrencyMismatch, Decimal, Estimate, KINDS, Money, Valuation,
	estimateFromBytes, fundingTypes, moneyFromBytes, register, valuationFromBytes,
} from './funding.js';

let passed = 0;
let failed = 0;

function check(what: string, found: unknown, expected: unknown)
{
	try {
		assert.deepStrictEqual(found, expected);
		passed++;
	} catch (error) {
		failed++;
		console.log(`pg: ${what}: ${(error as Error).message}`);
	}
}

/* Of another class, scale or text: what does equals say? */
function same(what: string, found: { equals(other: never): boolean } | null, expected: unknown)
{
	check(what, found === null || expected === null ? found === expected
		: found.constructor === (expected as object).constructor && found.equals(expected as never), true);
}

async function refused(what: string, call: () => Promise<unknown>, expected: Record<string, unknown>)
{
	try {
		await call();
	} catch (error) {
		const found: Record<string, unknown> = {};
		for (const key of Object.keys(expected))
			found[key] = (error as Record<string, unknown>)[key];
		check(what, found, expected);
		return;
	}
	failed++;
	console.log(`pg: ${what}: no error`);
}

function throws(what: string, call: () => unknown, kind: new (...a: never[]) => Error)
{
	try {
		call();
	} catch (error) {
		check(what, error instanceof kind, true);
		return;
	}
	failed++;
	console.log(`pg: ${what}: no error`);
}

const client = new pg.Client();
await client.connect();

async function one(text: string, values?: unknown[])
{
	const result = await client.query({ text, values, rowMode: 'array' } as pg.QueryArrayConfig);
	return result.rows[0]![0];
}

/* ---- without an adapter */

check('text without an adapter', await one("SELECT monetary '80B USD'"), '80000000000.00 USD');
check('numeric', await one("SELECT amount(monetary '80B USD')"), '80000000000.00');
check('array without an adapter', await one("SELECT ARRAY[monetary '1 USD', NULL]"), '{"1.00 USD",NULL}');
check('rate book', await one('SELECT rates FROM book WHERE id = 1'), 'EUR; JPY 2024-03-28 163.45; USD 2024-03-28 1.0811');
check('rate book written', await one('SELECT $1::rate_book::text', ['EUR; USD 2024-03-28 1.10']), 'EUR; USD 2024-03-28 1.1');

async function read()
{
	// doc: pg-read
	return { amount, currency };
}
check('doc/clients.md, reading', await read(), { amount: { coefficient: 8000000000000n, scale: 2 }, currency: 'USD' });

/* ---- the adapter: every figure, read in text and in binary */

await register(client);

type Row = Record<string, string | null> & { id: number };

/*
 * The bytes of a table's values by COPY BINARY: a header of 19, of each row the
 * number of fields (2) and the length of the one (4, -1 for NULL), and -1.
 */
async function binaryValues<T>(table: string, parse: (bytes: Buffer) => T): Promise<(T | null)[]>
{
	const chunks: Buffer[] = [];
	for await (const chunk of client.query(copyTo(`COPY (SELECT value FROM ${table} ORDER BY id) TO STDOUT (FORMAT binary)`)))
		chunks.push(chunk as Buffer);
	const bytes = Buffer.concat(chunks);
	const values: (T | null)[] = [];
	for (let at = 19; bytes.readInt16BE(at) === 1;) {
		const size = bytes.readInt32BE(at + 2);
		at += 6;
		values.push(size < 0 ? null : parse(bytes.subarray(at, at + size)));
		at += Math.max(size, 0);
	}
	return values;
}

async function figures(table: string, parse?: (bytes: Buffer) => unknown)
{
	const { rows } = await client.query(`SELECT * FROM ${table} ORDER BY id`);
	const values = parse ? await binaryValues(table, parse) : rows.map(row => row.value);
	check(`${table}, how many`, values.length, rows.length);
	return rows.map((row: Row, i) => [row, values[i]] as const);
}

for (const binary of [false, true]) {
	const format = binary ? 'binary' : 'text';

	for (const [row, value] of await figures('amounts', binary ? moneyFromBytes : undefined)) {
		same(`amount ${row.id} in ${format}`, value, row['amount'] ? new Money(row['amount'], row['currency']!) : null);
		check(`amount ${row.id}, its text`, value === null ? null : String(value), row['text']);
	}
	for (const [table, type, parse] of [['figures', Estimate, estimateFromBytes], ['worths', Valuation, valuationFromBytes]] as const)
		for (const [row, value] of await figures(table, binary ? parse : undefined)) {
			const what = `${table} ${row.id} in ${format}`;
			if (row['text'] == null) {
				check(what, value, null);
				continue;
			}
			same(what, value, type.parse(row['text']));
			same(what + ', its text', type.parse(String(value)), value);
			/* how many zeros stand behind ± depends on the minor units */
			if (!row['text'].includes('±'))
				check(what + ', text', String(value), row['text']);
			for (const bound of ['lower', 'upper'] as const)
				same(`${what}, ${bound}`, value[bound], row[bound] == null ? null : Decimal.parse(row[bound]!));
			check(what + ', rest', [value.currency, value.kind, value.basis], [row['currency'], row['kind'], row['basis']]);
		}
}
const damaged = { message: 'node-postgres damages binary results: read this column in text' };
for (const type of ['monetary', 'estimate[]'])
	await refused('a binary result', () => client.query({ text: `SELECT $1::${type}`, values: [type === 'monetary' ? '-1 USD' : '{}'],
		binary: true } as pg.QueryConfig), damaged);

/* ---- every figure written, and the same bytes arrive */

for (const [table, type] of [['amounts', 'monetary'], ['figures', 'estimate'], ['worths', 'valuation']] as const) {
	const { rows } = await client.query(`SELECT id, value FROM ${table} ORDER BY id`);
	let equal = 0;
	for (const { id, value } of rows)
		equal += Number(await one(`SELECT count(*) FROM ${table} WHERE id = $1
			AND bytes IS NOT DISTINCT FROM encode(${type}_send($2), 'hex')`, [id, value]));
	check(`${table} written`, equal, rows.length);
}

const usd = new Money('5', 'USD');
await refused('untyped parameter', () => one('SELECT amount($1)', [usd]), { code: '42725' });
check('untyped parameter with a cast', await one('SELECT amount($1::monetary)', [usd]), '5.00');
check('where', await one('SELECT count(*)::int FROM amounts WHERE value > $1', [new Money('0.5', 'USD')]), 4);
same('order by', await one('SELECT value FROM amounts WHERE value > $1 ORDER BY value DESC', [new Money('0', 'EUR')]),
	new Money('1234567890123.456789012345678', 'EUR'));

/* ---- NULL and arrays */

const amounts = [new Money('1.50', 'USD'), null, new Money(-3n, 'JPY')];
const estimates = [Estimate.parse('7.00±0.50 USD'), null, Estimate.parse('undisclosed')];
const worths = [Valuation.parse('>5.00 USD pre'), null];
check('NULL', await one('SELECT $1::monetary', [null]), null);
for (const [type, values] of [['monetary', amounts], ['estimate', estimates], ['valuation', worths]] as const)
	check(type + '[]', String(await one(`SELECT $1::${type}[]`, [values])), String(values));
check('classes', (await one('SELECT $1::valuation[]', [worths]) as unknown[]).map(v => v?.constructor), [Valuation, undefined]);
check('array of two dimensions', await one('SELECT $1::monetary[]', [[amounts, amounts]]), [amounts, amounts]);
check('empty array', await one("SELECT '{}'::monetary[]"), []);
check('array from 0', await one("SELECT '[0:1]={1.50 USD,NULL}'::monetary[]"), amounts.slice(0, 2));
check('array of one NULL', await one('SELECT ARRAY[NULL]::monetary[]'), [null]);
check('empty array, written', await one('SELECT $1::monetary[]', [[]]), []);
check('= ANY', await one('SELECT count(*)::int FROM amounts WHERE value = ANY ($1)', [[new Money(1n, 'JPY'), new Money('0.1', 'USD')]]), 2);

/* ---- the composite: text in and out, its fields by name */

const line = await one('SELECT line FROM plan WHERE id = 1');
check('cash_line', line, '("pay ""gross"", all",cost,"80000.00±5000.00 EUR","1 mon",,,2026-12-31,,,,)');
check('cash_line written', await one('SELECT count(*)::int FROM plan WHERE line = $1::cash_line', [line]), 1);
check('cash_line NULL', await one('SELECT line FROM plan WHERE id = 4'), null);
const fields = (await client.query('SELECT (line).* FROM plan WHERE id = 1')).rows[0]!;
check('fields of a cash_line', [fields.category, String(fields.amount), fields.per.months, fields.every],
	['pay "gross", all', '80000.00±5000.00 EUR', 1, null]);
check('cash_line by its constructor', await one(`SELECT runway_months FROM runway($1, ARRAY[
	cash_line($2, 'cost', $3, per => $4)], $5)`, [new Money('400', 'EUR'), 'pay', Estimate.parse('80.00 EUR'), fields.per, '2025-01-01']), '5.0000000');
check('cash_line[] written', await one("SELECT runway_months FROM runway('400k EUR', $1, '2025-01-01')", [[line]]), '5.0000000');
check('rows of a set', (await client.query("SELECT closing_cash, currency FROM cash_projection('400k EUR', $1, '2025-01-01', 2)",
	[[line]])).rows, [{ closing_cash: '320000.00', currency: 'EUR' }, { closing_cash: '240000.00', currency: 'EUR' }]);

/* ---- prepared, past the generic plan */

for (const mode of ['auto', 'force_generic_plan']) {
	await client.query(`SET plan_cache_mode = ${mode}`);
	const totals: unknown[] = [];
	for (let i = 1n; i <= 20n; i++)
		totals.push((await client.query({ name: 'total', text: 'SELECT amount(sum(value)) AS a FROM amounts WHERE value <= $1 AND value >= $2',
			values: [new Money(i, 'JPY'), new Money(0n, 'JPY')] })).rows[0]!.a);
	check('prepared 20 times', totals, ['1', '2.5', '2.5', '2.5', ...Array(16).fill('7.5')]);
}
await client.query('RESET plan_cache_mode');
const sums: string[] = [];
for (let i = 0n; i < 20n; i++)
	sums.push(String((await client.query({ name: 'sum', text: 'SELECT $1::monetary + $2 AS s', values: [new Money(i, 'USD'), new Money(i, 'USD')] })).rows[0]!.s));
check('prepared without a table', sums, Array.from({ length: 20 }, (_, i) => `${2 * i}.00 USD`));
check('past the generic plan', await one("SELECT min(generic_plans) >= 10 FROM pg_prepared_statements WHERE name IN ('sum', 'total')"), true);

/* ---- many rows: COPY by streams, a cursor */

const texts = Array.from({ length: 500 }, (_, i) => `${i}.00 USD\t{NULL,undisclosed}\n`).join('') + '\\N\t\\N\n';
await pipeline(Readable.from([texts]), client.query(copyFrom('COPY written (m, es) FROM STDIN')));
let copied = '';
for await (const chunk of client.query(copyTo('COPY (SELECT m, es FROM written ORDER BY id) TO STDOUT')))
	copied += chunk;
check('COPY in and out', copied, texts);
const bytes: Buffer[] = [];
for await (const chunk of client.query(copyTo('COPY (SELECT m, es FROM written ORDER BY id) TO STDOUT (FORMAT binary)')))
	bytes.push(chunk as Buffer);
await client.query('TRUNCATE written');
await pipeline(Readable.from([Buffer.concat(bytes)]), client.query(copyFrom('COPY written (m, es) FROM STDIN (FORMAT binary)')));
check('COPY in and out in binary', await one("SELECT string_agg(coalesce(m::text, '\\N') || E'\\t' || coalesce(es::text, '\\N') || E'\\n', '' ORDER BY id) FROM written"), texts);
await client.query('TRUNCATE written');
await client.query('INSERT INTO written (m, ms) SELECT * FROM unnest($1::monetary[], $2::text[]) AS t (m, ms), LATERAL (SELECT ms::monetary[]) AS a (b)'
	.replace('SELECT * FROM', 'SELECT m, b FROM'), [amounts, ['{1 USD,NULL}', null, '{}']]);
check('batch by unnest', (await client.query('SELECT m, ms FROM written ORDER BY id')).rows,
	[{ m: amounts[0], ms: [new Money('1.00', 'USD'), null] }, { m: null, ms: null }, { m: amounts[2], ms: [] }]);
await client.query('TRUNCATE written');

const cursor = client.query(new Cursor('SELECT value FROM amounts WHERE value > $1 ORDER BY id', [new Money(0n, 'JPY')]));
const fetched: string[] = [];
for (let rows = await cursor.read(2); rows.length > 0; rows = await cursor.read(2))
	fetched.push(...rows.map((row: { value: Money | string }) => String(row.value)));
await cursor.close();
check('cursor', fetched, ['5 JPY', '1.5 JPY', '9999999999999999999999999999 JPY', '18446744073709551615 JPY',
	'18446744073709551616 JPY', '9007199254740993 JPY', '1 JPY']);

/* ---- description and errors */

const described = (await client.query('SELECT m, usd FROM written')).fields;
check('type oid', described.map(f => f.dataTypeID), Array(2).fill(Number(await one("SELECT 'monetary'::regtype::oid::int8"))));
check('typmods', described.map(f => f.dataTypeModifier), [-1, 13992]);
await refused('two currencies', () => one('SELECT $1::monetary + $2::monetary', [usd, new Money('1', 'EUR')]), {
	code: '22000', severity: 'ERROR', message: 'cannot add USD and EUR',
	detail: 'Amounts of different currencies never mix without a rate.',
	hint: 'Convert one of them first, or group by currency(amount).',
});
await refused('bad text', () => one('SELECT $1::monetary', ['80,5 USD']), { code: '22P02' });
await refused('typmod', () => one('INSERT INTO written (usd) VALUES ($1)', [new Money('1', 'EUR')]), { code: '22000' });
await refused('29 digits', () => one('SELECT $1::monetary', [new Money('1' + '0'.repeat(28), 'JPY')]), { code: '22003' });

/* ---- the values by themselves */

check('arithmetic', [usd.plus(new Money('0.01', 'USD')), usd.minus(new Money(7n, 'USD')), usd.times('1.1'), usd.negated()].map(String),
	['5.01 USD', '-2 USD', '5.5 USD', '-5 USD']);
check('equal', [usd.equals(new Money('5.00', 'USD')), usd.equals(new Money('5', 'EUR')), usd.equals(new Money('5.01', 'USD'))], [true, false, false]);
check('order', [new Money('2', 'USD'), new Money('-1.5', 'USD'), new Money('1', 'USD')].sort((a, b) => a.compare(b)).map(String),
	['-1.5 USD', '1 USD', '2 USD']);
check('28 digits', String(new Money('99999999999999999999999999.98', 'USD').plus(new Money('0.01', 'USD'))), '99999999999999999999999999.99 USD');
check('json', JSON.stringify([usd, estimates[0]]), '[{"amount":"5","currency":"USD"},"7.00±0.50 USD"]');
check('decimals', [Decimal.parse('-0.05').toString(), new Decimal(-5n, 2).toString(), Decimal.parse('1.500').decimals, Decimal.parse('1.500').rescaled(1).toString()],
	['-0.05', '-0.05', 1, '1.5']);
throws('rescaled', () => Decimal.parse('1.55').rescaled(1), RangeError);
for (const call of [() => usd.plus(new Money('1', 'EUR')), () => usd.minus(new Money('1', 'EUR')), () => usd.compare(new Money('1', 'EUR'))])
	throws('two currencies', call, CurrencyMismatch);
throws('a number', () => new Money(0.1 as unknown as string, 'USD'), TypeError);
throws('an exponent', () => new Money('1e3', 'USD'), SyntaxError);
throws('no code', () => new Money('1', 'usd'), RangeError);
throws('frozen', () => { (usd as { currency: string }).currency = 'EUR'; }, TypeError);
for (const text of ['5,00 USD', '5.00', '5.00 USD pre', ' 5.00 USD'])
	throws('bad money ' + text, () => Money.parse(text), Error);
for (const text of ['about 5 USD', '5.00 USD pre', '5.00..', '[1..2'])
	throws('bad estimate ' + text, () => Estimate.parse(text), SyntaxError);
check('numbers on the wire', [KINDS.length, BASES.length], [9, 3]);

/* ---- another schema, a pool of its own types */

const elsewhere = new pg.Client({ database: 'elsewhere' });
await elsewhere.connect();
const types = await fundingTypes(elsewhere);
await elsewhere.end();
const pool = new pg.Pool({ database: 'elsewhere', types, max: 2 });
const found = (await pool.query('SELECT $1::"Fi nance".monetary AS m, $2::"Fi nance".estimate[] AS e, 1 AS i, now() AS t', [usd, estimates])).rows[0]!;
check('another schema', [String(found.m), String(found.e), found.i, found.t instanceof Date], ['5.00 USD', String(estimates), 1, true]);
await refused('a binary result of a pool', () => pool.query({ text: 'SELECT $1::"Fi nance".monetary', values: [usd], binary: true } as pg.QueryConfig), damaged);
await pool.end();
const none = new pg.Client({ database: 'postgres' });
await none.connect();
await refused('no extension', () => register(none), { message: 'the extension funding is not in this database' });
await none.end();

/* ---- the examples of doc/clients.md and of the adapter's README */

{
	// doc: pg-write
	check('doc/clients.md, writing', await one("SELECT count(*)::int FROM invoice WHERE currency(total) = 'EUR'"), 3);
}
{
	// doc: typescript-readme
	check('README', [String(total), String(worst)], ['1250.50 EUR', '>2000000000.00 EUR']);
}

/* ---- through pgbouncer: two clients take turns on one server connection */

if (process.env['POOL_HOST']) {
	const address = { host: process.env['POOL_HOST'], port: Number(process.env['POOL_PORT']) };
	const pair = [new pg.Client(address), new pg.Client(address)];
	const pids = new Set<number>();

	for (const c of pair) {
		await c.connect();
		await register(c);
	}
	let wrong = 0;
	for (let i = 0n; i < 30n; i++)
		for (const c of pair) {
			await c.query('BEGIN');
			const row = (await c.query('SELECT $1::monetary + $2 AS s, pg_backend_pid() AS pid', [new Money(i, 'USD'), usd])).rows[0]!;
			await c.query('COMMIT');
			pids.add(row.pid);
			wrong += row.s.equals(new Money(i + 5n, 'USD')) ? 0 : 1;
		}
	check('pooled', [wrong, pids.size], [0, 1]);
	for (const c of pair)
		await c.end();
}

await client.end();
console.log(`pg: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
