/*
 * funding.ts
 *	  The types of the PostgreSQL extension funding for node-postgres.
 *
 * Money is the type monetary, Estimate is estimate, Valuation is valuation.  An
 * amount is a Decimal: coefficient * 10^-scale with a bigint, never a number.
 * register(client) teaches them to a client; fundingTypes(client) makes the
 * `types` of a pool.  Values of these classes are parameters of any query.
 *
 * Rows are read in text.  Binary results of node-postgres (`binary: true`) are
 * refused: pg 8 decodes their bytes as UTF-8, which damages them.  The functions
 * that read bytes are for COPY BINARY, which pg-copy-streams gives as they are;
 * the format is described in doc/clients.md.
 */
import type { CustomTypesConfig } from 'pg';
import pg from 'pg';

/* ---- decimals */

/** An exact decimal number. 1.1 and 1.10 are equal, and keep their digits. */
export class Decimal {
	readonly coefficient: bigint;
	readonly scale: number;

	constructor(coefficient: bigint, scale: number) {
		if (!Number.isInteger(scale) || scale < 0)
			throw new RangeError('a scale is a whole number, zero or more');
		this.coefficient = coefficient;
		this.scale = scale;
		Object.freeze(this);
	}

	/** From digits, as -12.50; a number is no argument: it has lost digits. */
	static parse(text: string): Decimal {
		const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
		if (!match)
			throw new SyntaxError(`not a decimal: ${JSON.stringify(text)}`);
		const decimals = match[3] ?? '';
		const magnitude = BigInt(match[2]! + decimals);
		return new Decimal(match[1] ? -magnitude : magnitude, decimals.length);
	}

	static of(value: Decimal | bigint | string): Decimal {
		if (value instanceof Decimal)
			return value;
		if (typeof value === 'bigint')
			return new Decimal(value, 0);
		if (typeof value === 'string')
			return Decimal.parse(value);
		throw new TypeError('an amount is a Decimal, a bigint or a string');
	}

	/** The coefficient at a scale that is not below its own. */
	at(scale: number): bigint {
		return this.coefficient * 10n ** BigInt(scale - this.scale);
	}

	/** Digits that are needed behind the point. */
	get decimals(): number {
		let { coefficient, scale } = this;
		while (scale > 0 && coefficient % 10n === 0n) {
			coefficient /= 10n;
			scale--;
		}
		return scale;
	}

	/** The same value at another scale, which must hold it. */
	rescaled(scale: number): Decimal {
		if (scale >= this.scale)
			return new Decimal(this.at(scale), scale);
		const divisor = 10n ** BigInt(this.scale - scale);
		if (this.coefficient % divisor !== 0n)
			throw new RangeError(`${this} needs more than ${scale} decimals`);
		return new Decimal(this.coefficient / divisor, scale);
	}

	plus(other: Decimal): Decimal {
		const scale = Math.max(this.scale, other.scale);
		return new Decimal(this.at(scale) + other.at(scale), scale);
	}

	minus(other: Decimal): Decimal {
		return this.plus(other.negated());
	}

	times(other: Decimal): Decimal {
		return new Decimal(this.coefficient * other.coefficient,
			this.scale + other.scale);
	}

	negated(): Decimal {
		return new Decimal(-this.coefficient, this.scale);
	}

	/** Half of it, with a further digit only where that is needed. */
	half(): Decimal {
		return this.coefficient % 2n === 0n
			? new Decimal(this.coefficient / 2n, this.scale)
			: new Decimal(this.coefficient * 5n, this.scale + 1);
	}

	/** -1, 0 or 1 */
	compare(other: Decimal): number {
		const scale = Math.max(this.scale, other.scale);
		const a = this.at(scale), b = other.at(scale);
		return a < b ? -1 : a > b ? 1 : 0;
	}

	equals(other: Decimal): boolean {
		return this.compare(other) === 0;
	}

	toString(): string {
		const negative = this.coefficient < 0n;
		const digits = (negative ? -this.coefficient : this.coefficient)
			.toString().padStart(this.scale + 1, '0');
		const point = digits.length - this.scale;
		return (negative ? '-' : '') + digits.slice(0, point) +
			(this.scale > 0 ? '.' + digits.slice(point) : '');
	}

	toJSON(): string {
		return this.toString();
	}
}

const ZERO = new Decimal(0n, 0);

function checkCurrency(code: string): string {
	if (!/^[A-Z]{3}$/.test(code))
		throw new RangeError(`a currency is three capital letters, not ${JSON.stringify(code)}`);
	return code;
}

/* ---- the types */

/** Amounts of two currencies never mix without a rate. */
export class CurrencyMismatch extends Error {
	constructor(first: string, second: string) {
		super(`${first} and ${second}`);
		this.name = 'CurrencyMismatch';
	}
}

/** An exact amount in one currency. */
export class Money {
	readonly amount: Decimal;
	readonly currency: string;

	constructor(amount: Decimal | bigint | string, currency: string) {
		this.amount = Decimal.of(amount);
		this.currency = checkCurrency(currency);
		Object.freeze(this);
	}

	/** Read the text that the server writes: 80000000000.00 USD. */
	static parse(text: string): Money {
		const [amount, currency, ...rest] = text.split(' ');
		if (currency === undefined || rest.length > 0)
			throw new SyntaxError(`not the text of a monetary: ${JSON.stringify(text)}`);
		return new Money(amount!, currency);
	}

	private other(other: Money): Decimal {
		if (other.currency !== this.currency)
			throw new CurrencyMismatch(this.currency, other.currency);
		return other.amount;
	}

	plus(other: Money): Money {
		return new Money(this.amount.plus(this.other(other)), this.currency);
	}

	minus(other: Money): Money {
		return new Money(this.amount.minus(this.other(other)), this.currency);
	}

	times(factor: Decimal | bigint | string): Money {
		return new Money(this.amount.times(Decimal.of(factor)), this.currency);
	}

	negated(): Money {
		return new Money(this.amount.negated(), this.currency);
	}

	/** -1, 0 or 1, within one currency: sort((a, b) => a.compare(b)). */
	compare(other: Money): number {
		return this.amount.compare(this.other(other));
	}

	/** Whether it is the same amount in the same currency. */
	equals(other: Money): boolean {
		return this.currency === other.currency && this.amount.equals(other.amount);
	}

	toString(): string {
		return `${this.amount} ${this.currency}`;
	}

	/** For node-postgres: how it is sent as a parameter. */
	toPostgres(): string {
		return this.toString();
	}

	/** As the server's own cast to json writes it. */
	toJSON(): { amount: string; currency: string } {
		return { amount: this.amount.toString(), currency: this.currency };
	}
}

/** In the order of their numbers on the wire. */
export const KINDS = ['exact', 'approximate', 'nearly', 'at least', 'more than',
	'at most', 'less than', 'range', 'undisclosed'] as const;
export type Kind = (typeof KINDS)[number];

export const BASES = [null, 'pre', 'post'] as const;
export type Basis = (typeof BASES)[number];

export interface EstimateFields {
	/** null is infinite */
	readonly lower: Decimal | null;
	readonly upper: Decimal | null;
	/** null where no bound but zero is known: undisclosed */
	readonly currency: string | null;
	readonly kind: Kind;
	/** Whether the bound belongs to it; false where it is infinite. */
	readonly lowerClosed: boolean;
	readonly upperClosed: boolean;
}

const NUMBER = '-?\\d+(?:\\.\\d+)?';
const ESTIMATE = new RegExp('^(?:(?<undisclosed>undisclosed)' +
	`|(?<middle>${NUMBER})(?:±|\\+/-)(?<reach>${NUMBER})` +
	`|(?<sign>>=|>|<=|<)(?<bound>${NUMBER})` +
	`|(?<left>[[(])(?<a>${NUMBER})?\\.\\.(?<b>${NUMBER})?(?<right>[\\])])` +
	`|(?<nearly>nearly )?(?<from>${NUMBER})\\.\\.(?<to>${NUMBER})` +
	`|(?<exact>${NUMBER}))(?: (?<currency>[A-Z]{3}))?(?: (?<basis>pre|post))?$`);

function parseFields(text: string): EstimateFields & { basis: Basis } {
	const m = ESTIMATE.exec(text)?.groups as Record<string, string | undefined> | undefined;
	if (!m)
		throw new SyntaxError(`not the text of an estimate: ${JSON.stringify(text)}`);

	const number = (digits: string | undefined) =>
		digits === undefined ? null : Decimal.parse(digits);
	let lower: Decimal | null = null;
	let upper: Decimal | null = null;
	let lowerClosed = true;
	let upperClosed = true;
	let kind: Kind;

	if (m['undisclosed']) {
		kind = 'undisclosed';
		lower = ZERO;
	} else if (m['middle']) {
		kind = 'approximate';
		const middle = Decimal.parse(m['middle']), reach = Decimal.parse(m['reach']!);
		lower = middle.minus(reach);
		upper = middle.plus(reach);
	} else if (m['sign']) {
		const bound = Decimal.parse(m['bound']!);
		const closed = m['sign'].endsWith('=');
		if (m['sign'].startsWith('>')) {
			kind = closed ? 'at least' : 'more than';
			lower = bound;
			lowerClosed = closed;
		} else {
			// below a positive figure lies what is from zero up to it
			kind = closed ? 'at most' : 'less than';
			lower = bound.coefficient > 0n ? ZERO : null;
			upper = bound;
			upperClosed = closed;
		}
	} else if (m['left']) {
		lower = number(m['a']);
		upper = number(m['b']);
		lowerClosed = m['left'] === '[';
		upperClosed = m['right'] === ']';
		kind = lower === null && upper !== null
			? (upperClosed ? 'at most' : 'less than') : 'range';
	} else if (m['exact']) {
		kind = 'exact';
		lower = upper = Decimal.parse(m['exact']);
	} else {
		kind = m['nearly'] ? 'nearly' : 'range';
		lower = number(m['from']);
		upper = number(m['to']);
	}
	return {
		lower, upper, kind, currency: m['currency'] ?? null, lowerClosed,
		upperClosed, basis: (m['basis'] ?? null) as Basis,
	};
}

const same = (a: Decimal | null, b: Decimal | null) =>
	a === null || b === null ? a === b : a.equals(b);

/** An amount as precisely as its source gave it: an interval with a kind. */
export class Estimate implements EstimateFields {
	readonly lower: Decimal | null;
	readonly upper: Decimal | null;
	readonly currency: string | null;
	readonly kind: Kind;
	readonly lowerClosed: boolean;
	readonly upperClosed: boolean;

	constructor(fields: EstimateFields) {
		this.lower = fields.lower;
		this.upper = fields.upper;
		this.currency = fields.currency === null ? null : checkCurrency(fields.currency);
		this.kind = fields.kind;
		this.lowerClosed = fields.lower !== null && fields.lowerClosed;
		this.upperClosed = fields.upper !== null && fields.upperClosed;
		if (new.target === Estimate)
			Object.freeze(this);
	}

	/** Read the text that the server writes, as 7.00±0.50 USD. */
	static parse(text: string): Estimate {
		const fields = parseFields(text);
		if (fields.basis !== null)
			throw new SyntaxError(`an estimate has no basis: ${JSON.stringify(text)}`);
		return new Estimate(fields);
	}

	/** Whether it is the same figure.  Intervals have no order. */
	equals(other: Estimate): boolean {
		return this.kind === other.kind && this.currency === other.currency &&
			same(this.lower, other.lower) && same(this.upper, other.upper) &&
			this.lowerClosed === other.lowerClosed &&
			this.upperClosed === other.upperClosed;
	}

	private figure(): string {
		const lower = this.lower?.toString() ?? '';
		const upper = this.upper?.toString() ?? '';
		const brackets = (this.lowerClosed ? '[' : '(') + lower + '..' + upper +
			(this.upperClosed ? ']' : ')');

		switch (this.kind) {
			case 'exact':
				return lower;
			case 'approximate':
				return `${this.lower!.plus(this.upper!).half()}±` +
					`${this.upper!.minus(this.lower!).half()}`;
			case 'nearly':
				return `nearly ${lower}..${upper}`;
			case 'at least':
				return '>=' + lower;
			case 'more than':
				return '>' + lower;
			case 'at most':
			case 'less than':
				if (this.lower === null && this.upper!.coefficient > 0n)
					return brackets;
				return (this.kind === 'at most' ? '<=' : '<') + upper;
			case 'undisclosed':
				return 'undisclosed';
			case 'range':
				return this.lowerClosed && this.upperClosed
					? `${lower}..${upper}` : brackets;
		}
	}

	toString(): string {
		return this.figure() + (this.currency === null ? '' : ' ' + this.currency);
	}

	toPostgres(): string {
		return this.toString();
	}

	toJSON(): string {
		return this.toString();
	}
}

/** What a company is worth, and on which basis. */
export class Valuation extends Estimate {
	readonly basis: Basis;

	constructor(fields: EstimateFields & { readonly basis: Basis }) {
		super(fields);
		this.basis = fields.basis;
		Object.freeze(this);
	}

	static override parse(text: string): Valuation {
		return new Valuation(parseFields(text));
	}

	override equals(other: Estimate): boolean {
		return other instanceof Valuation && this.basis === other.basis &&
			super.equals(other);
	}

	override toString(): string {
		return super.toString() + (this.basis === null ? '' : ' ' + this.basis);
	}
}

/* ---- bytes, of COPY BINARY */

/** Bytes 0 to 11 are a signed coefficient of 96 bits. */
function readCoefficient(bytes: Buffer, at: number): bigint {
	return (BigInt(bytes.readInt32BE(at)) << 64n) | bytes.readBigUInt64BE(at + 4);
}

/** AAA is 1, USD 13992, ZZZ 17576; 0 is a currency that is not known. */
function readCurrency(bytes: Buffer, at: number): string | null {
	const code = bytes.readUInt16BE(at) - 1;
	return code < 0 ? null : String.fromCharCode(65 + Math.floor(code / 676),
		65 + Math.floor(code / 26) % 26, 65 + code % 26);
}

/** The 16 bytes of a monetary. */
export function moneyFromBytes(bytes: Buffer): Money {
	return new Money(new Decimal(readCoefficient(bytes, 0), bytes.readUInt8(14)),
		readCurrency(bytes, 12)!);
}

function fieldsFromBytes(bytes: Buffer): EstimateFields & { basis: Basis } {
	const scale = bytes.readUInt8(26);
	const bounds = bytes.readUInt8(28);
	return {
		lower: bounds & 4 ? null : new Decimal(readCoefficient(bytes, 0), scale),
		upper: bounds & 8 ? null : new Decimal(readCoefficient(bytes, 12), scale),
		currency: readCurrency(bytes, 24),
		kind: KINDS[bytes.readUInt8(27)]!,
		lowerClosed: !(bounds & 1),
		upperClosed: !(bounds & 2),
		basis: BASES[bytes.readUInt8(29)]!,
	};
}

/** The 32 bytes of an estimate. */
export function estimateFromBytes(bytes: Buffer): Estimate {
	return new Estimate(fieldsFromBytes(bytes));
}

/** The 32 bytes of a valuation. */
export function valuationFromBytes(bytes: Buffer): Valuation {
	return new Valuation(fieldsFromBytes(bytes));
}

/* ---- arrays */

/** A value, or an array of any depth of them, with null for NULL. */
export type Nested<T> = readonly (T | null | Nested<T>)[];

/** An array in text: elements are quoted or not, and none holds a comma. */
function arrayFromText<T>(text: string, parse: (text: string) => T): Nested<T> {
	let at = text.startsWith('[') ? text.indexOf('=') + 1 : 0;

	const list = (): Nested<T> => {
		const items: (T | null | Nested<T>)[] = [];
		at++;
		while (text[at] !== '}') {
			if (text[at] === ',')
				at++;
			if (text[at] === '{')
				items.push(list());
			else {
				const quoted = text[at] === '"';
				const end = text.slice(at + 1).search(quoted ? /"/ : /[,}]/) + at + 1;
				const item = text.slice(quoted ? at + 1 : at, end);
				items.push(!quoted && item === 'NULL' ? null : parse(item));
				at = quoted ? end + 1 : end;
			}
		}
		at++;
		return items;
	};
	return list();
}

/* ---- clients */

type Parser = (text: string) => unknown;

const PARSERS: Record<string, Parser> = {
	monetary: Money.parse,
	estimate: Estimate.parse,
	valuation: Valuation.parse,
};

function refuseBinary(): never {
	throw new Error('node-postgres damages binary results: read this column in text');
}

/** What can run a query: a Client, a PoolClient or a Pool. */
export interface Queryable {
	query(text: string, values: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** The parsers by type OID, of a database, in whatever schema the types are. */
async function parsersByOid(client: Queryable): Promise<Map<number, Parser>> {
	const { rows } = await client.query(`
		SELECT t.typname AS name, t.oid::int8::text AS oid,
			t.typarray::int8::text AS array_oid
		FROM pg_catalog.pg_extension AS e
		JOIN pg_catalog.pg_type AS t ON t.typnamespace = e.extnamespace
		WHERE e.extname = 'funding' AND t.typname = ANY ($1)`,
		[Object.keys(PARSERS)]);
	const result = new Map<number, Parser>();

	if (rows.length !== Object.keys(PARSERS).length)
		throw new Error('the extension funding is not in this database');
	for (const row of rows) {
		const parse = PARSERS[row['name'] as string]!;
		result.set(Number(row['oid']), parse);
		result.set(Number(row['array_oid']), text => arrayFromText(text, parse));
	}
	return result;
}

/** Read the types and their arrays on this client. */
export async function register(client: pg.ClientBase): Promise<void> {
	for (const [oid, parse] of await parsersByOid(client)) {
		client.setTypeParser(oid, parse);
		client.setTypeParser(oid, 'binary', refuseBinary);
	}
}

/** For `new Pool({ types })`: all types, those of the extension included. */
export async function fundingTypes(client: Queryable): Promise<CustomTypesConfig> {
	const parsers = await parsersByOid(client);
	return {
		getTypeParser: ((oid: number, format: 'text' | 'binary' = 'text') => {
			const parse = parsers.get(oid);
			if (parse === undefined)
				return pg.types.getTypeParser(oid, format);
			return format === 'binary' ? refuseBinary : parse;
		}) as CustomTypesConfig['getTypeParser'],
	};
}
