#!/usr/bin/env node
/*
 * gen_lexicon.mjs
 *	  Writes src/core/lexicon_table.h, the words of written money.
 *
 *	  node tools/gen_lexicon.mjs [--packages DIRECTORY]		write the table
 *	  node tools/gen_lexicon.mjs --check					fail if it would change
 *	  node tools/gen_lexicon.mjs --only fr,de				a table to try words with
 *
 * Currency names and symbols, magnitude words, decimal signs and number words
 * come from CLDR; the packages are fetched at pinned versions (DIRECTORY keeps
 * them for the next run).  What CLDR does not carry is in tools/words, a file
 * a language.  The reader of the table is src/core/lexicon.c.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync }
	from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Automaton, LABEL_BITS } from './lexicon/automaton.mjs';
import { CLASS, classOf, digitOf, fold, foldText } from './lexicon/letters.mjs';
import { Spellout } from './lexicon/spellout.mjs';
import { readWords } from './lexicon/words.mjs';
import { fetchPackage } from './npm_package.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(HERE, '..', 'src', 'core', 'lexicon_table.h');
const WORDS = join(HERE, 'words');
const CURRENCIES = join(HERE, '..', 'src', 'core', 'currency_table.h');

const PACKAGES = {
	'cldr-core@48.2.0': 'sha512-zfmLothncSwfv2jlevoSrgI2VGgH8SDGHXst6jUEotHA' +
		'8nq9Igeg9jzdJDFtBso9pgJuG89DK16TzrmZDdo2Bg==',
	'cldr-numbers-full@48.2.0': 'sha512-0EQ+UkVDsyXOlxnWnL1RIENVZFqCnb04D1Yr' +
		'ku0obnOyttbuZz8tHmUd5c5AEvhGS/Gg2zI4fTaCm51LSGITog==',
	'cldr-rbnf@48.2.0': 'sha512-wFhWUOvGGGGSbBc99zJIjMvBxZ7s/fzPdtjLEkccbi8U' +
		'k+h/K1AzRiKjGtIqU1FEFNEkO8elkzojpEea0/td1Q==',
};

/* Spell-out rules that stand under another tag. */
const SPELLOUT_TAG = { nb: 'no' };

/* Their numbers are composed of digits and multipliers, one by one. */
const COMPOSED = new Set(['ja', 'zh', 'ko']);

/* "more than" ends in a word that loses its vowel before another. */
const ELISIONS = { fr: [' de', " d'"], ca: [' de', " d'"], it: [' di', " d'"] };

/*
 * The currencies that one symbol or name is used for, and which of them is
 * meant where nothing else decides.  doc/written.md has the table.
 */
const CLASSES = {
	'$': ['USD', 'USD AUD ARS BBD BMD BND BRL BSD BZD CAD CLP COP CUP DOP FJD ' +
		'GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD SVC TTD TWD USD UYU XCD ' +
		'ZWL ZWG NIO'],
	'£': ['GBP', 'GBP EGP LBP SYP SDG SSP GIP FKP SHP IEP CYP'],
	'¥': ['JPY', 'JPY CNY'],
	'kr': ['SEK', 'SEK NOK DKK ISK EEK CZK'],
	'Rs': ['INR', 'INR PKR LKR NPR MUR SCR IDR'],
	'Fr': ['CHF', 'CHF XOF XAF CDF DJF GNF RWF BIF KMF XPF FRF BEF LUF'],
	'peso': ['MXN', 'MXN ARS CLP COP CUP DOP PHP UYU'],
	'dinar': ['', 'KWD BHD IQD JOD DZD TND LYD RSD MKD'],
	'rial': ['SAR', 'IRR SAR QAR OMR YER'],
	'won': ['KRW', 'KRW KPW'],
	'lira': ['TRY', 'TRY ITL SYP LBP'],
	'mark': ['DEM', 'DEM BAM FIM'],
	'dirham': ['AED', 'AED MAD'],
	'shilling': ['KES', 'KES TZS UGX SOS ATS'],
	'ruble': ['RUB', 'RUB BYN'],
	'real': ['BRL', 'BRL'],
	'C$': ['CAD', 'CAD NIO'],
	'元': ['CNY', 'CNY TWD HKD MOP SGD'],
	'¢': ['USD', 'USD EUR CAD AUD NZD HKD SGD ZAR MYR INR MXN BRL'],
};
const CLASS_NAMES = Object.keys(CLASSES);

/* Where the euro is the money, a cent is one of the euro. */
const EURO_CENT = new Set(('bg ca de el es fi fr ga hr it nl pt').split(' '));

/* Codes that are read in small letters also before a number. */
const MAJOR = new Set(('USD EUR GBP JPY CNY CHF CAD AUD INR RUB KRW BRL MXN ' +
	'SEK NOK DKK PLN CZK HUF HKD SGD NZD TWD THB IDR MYR VND ILS ZAR AED')
	.split(' '));

/* Historic codes that are still written in running text. */
const REMEMBERED = new Set(('DEM FRF ITL ESP BEF NLG ATS PTE FIM IEP GRD LUF ' +
	'SIT SKK EEK LTL LVL HRK BGN').split(' '));

const QUALIFIERS = {
	approximate: 'APPROXIMATE', nearly: 'NEARLY', 'more than': 'MORE_THAN',
	'at least': 'AT_LEAST', 'at most': 'AT_MOST', 'less than': 'LESS_THAN',
};

const PLAIN_KEYS = {
	between: 'BETWEEN', and: 'AND', from: 'FROM', 'from after': 'FROM_AFTER',
	to: 'TO', 'to after from': 'TO_AFTER_FROM', 'range close': 'RANGE_CLOSE',
	of: 'OF', article: 'ARTICLE', point: 'POINT', minus: 'MINUS',
	'exact before': 'EXACTLY', undisclosed: 'UNDISCLOSED',
	'undisclosed alone': 'UNDISCLOSED_ALONE',
	'undisclosed after': 'UNDISCLOSED_AFTER', amount: 'AMOUNT', lead: 'LEAD',
	tail: 'TAIL', 'not money after': 'NOT_MONEY', several: 'SEVERAL',

};

/* Flags of words that are money only where the text makes it sure. */
const WEAKNESS = { '': 0, 'weak ': 32, 'whole ': 16 };

const MONEY_KINDS = new Set(['CURRENCY', 'CLASS', 'MINOR', 'MINOR_CLASS',
	'MAGNITUDE_CURRENCY']);

function
fail(message)
{
	console.error(`gen_lexicon: ${message}`);
	process.exit(1);
}

/* ---- the currencies that there are ---- */

function
readCurrencies()
{
	const table = new Map();
	const pattern =
		/FND_CURRENCY\('(.)', '(.)', '(.)', \d+, \d+,\s+([A-Z_| ]+|0),/g;

	for (const [, a, b, c, flags] of
		readFileSync(CURRENCIES, 'utf8').matchAll(pattern))
		table.set(a + b + c, { historic: /HISTORIC/.test(flags) });
	if (table.size < 300)
		fail('currency_table.h cannot be read');
	return table;
}

const currencies = readCurrencies();

function
currencyNumber(code, where)
{
	if (!currencies.has(code))
		throw new Problem(`${where}: no currency ${code}`);
	return [...code].reduce((n, c) => n * 26 + c.charCodeAt(0) - 65, 0) + 1;
}

function
classNumber(name, where)
{
	const index = CLASS_NAMES.indexOf({ krone: 'kr', yuan: '元' }[name] ?? name);

	if (index < 0)
		throw new Problem(`${where}: no class ${name}`);
	return index;
}

/* ---- packages ---- */

const args = process.argv.slice(2);
const keep = args.indexOf('--packages');
const work = keep >= 0 ? args[keep + 1] :
	mkdtempSync(join(tmpdir(), 'gen_lexicon-'));

if (keep < 0)
	process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const [cldrCore, cldrNumbers, cldrRbnf] = Object.entries(PACKAGES)
	.map(([spec, hash]) => fetchPackage(spec, hash, work));
const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

function
localeData(locale, file)
{
	return readJson(cldrNumbers, 'main', locale, file + '.json')
		.main[locale].numbers;
}

const locales = readdirSync(join(cldrNumbers, 'main'));
const english = localeData('en', 'currencies').currencies;

/* ---- words of one language ---- */

/* What is wrong in the word files; all of it is told at once. */
const problems = [];

class Problem extends Error
{
}

const RANK = { CODE: 0, SHARED: 1, CLDR_STRIPPED: 2, CLDR: 3, OWN: 4 };

/*
 * Is it a sign or an abbreviation, which may stand before a number, and not
 * a name written out?
 */
function
isSymbol(text, exact = false)
{
	/* SKr, Php: written in this case alone, it is an abbreviation */
	if (exact && text.length <= 4 && /^\p{Lu}/u.test(text))
		return true;
	if (/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u
		.test(text))
		return false;
	return !/^[\p{L}\p{M}][\p{L}\p{M}. '-]{2,}$/u.test(text) ||
		/^\p{Lu}{3}$/u.test(text);
}

class Lexicon
{
	constructor(tag)
	{
		this.tag = tag;
		this.readings = new Map();	/* folded text -> [{ word, rank }] */
		this.endings = new Set();
		this.defaults = new Map();
		this.glue = false;
		this.accents = false;
	}

	/* word: { kind, flags, argument, exact } */
	add(text, word, rank, exact = false)
	{
		let folded = foldText(text);

		/* a hyphen between letters is as good as a space */
		folded = folded.replace(/(?<=[^\s-])-(?=[^\s-])/g, ' ');
		if (folded === '' || /\p{Nd}|[^\0-\uFFFF]/u.test(folded))
			return;
		if (!this.readings.has(folded))
			this.readings.set(folded, []);

		const list = this.readings.get(folded);
		const reading = { ...word, exact: exact ? text.normalize('NFC') : '' };
		const same = list.find(r => r.word.kind === reading.kind &&
			r.word.argument === reading.argument &&
			r.word.exact === reading.exact);

		if (same)
		{
			/* how sure a word is, the line of the higher rank says */
			const { flags } = rank > same.rank ? reading : same.word;
			const weakness = MONEY_KINDS.has(reading.kind) &&
				rank !== same.rank ? 16 | 32 : 0;

			same.word.flags = ((same.word.flags | reading.flags) & ~weakness) |
				(flags & weakness);
			same.rank = Math.max(same.rank, rank);
		}
		else
			list.push({ word: reading, rank });

		const bare = folded.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
			.normalize('NFC');

		if (this.accents && !exact && bare !== folded)
			this.add(bare, word, Math.min(rank, RANK.CLDR_STRIPPED));
	}

	/* Of readings that cannot both be meant, the one of the higher rank. */
	settle(drop)
	{
		for (const [text, list] of this.readings)
		{
			const groupOf = ({ kind, exact }) => MONEY_KINDS.has(kind) ?
				'money' : kind === 'MAGNITUDE' ? kind : '';
			let kept = drop.has(text) ?
				list.filter(r => r.rank === RANK.OWN ||
					r.rank === RANK.CODE || (groupOf(r.word) === '' &&
						r.word.kind !== 'NUMBER')) : list;

			/* a code that is a word as well is read in capitals only */
			for (const { word } of drop.has(text) ? kept : [])
			{
				if (word.kind === 'CURRENCY' && (word.flags & 2) !== 0)
				{
					word.exact = text.toUpperCase();
					word.flags |= (word.flags & 4) !== 0 ? 0 :
						WEAKNESS['weak '];
				}
			}

			/* a spelling of its own yields to a line of a higher rank as well */
			for (const group of ['money', 'MAGNITUDE'])
			{
				const bestFor = exact => Math.max(...kept
					.filter(r => groupOf(r.word) === group &&
						(r.word.exact === '' || r.word.exact === exact))
					.map(r => r.rank));

				kept = kept.filter(r => groupOf(r.word) !== group ||
					r.rank === bestFor(r.word.exact));
			}
			if (kept.length > 0)
				this.readings.set(text, kept);
			else
				this.readings.delete(text);
		}

		/* a word without a reading hides a shorter one with an ending */
		for (const text of this.endings.size > 0 ? drop : [])
		{
			if (!this.readings.has(text) && !/\p{Nd}/u.test(text))
				this.readings.set(text, []);
		}
	}
}

/* The reading of one line of a word file. */
function
addLine(lexicon, line, rank)
{
	try
	{
		readLine(lexicon, line, rank);
	}
	catch (error)
	{
		if (!(error instanceof Problem))
			throw error;
		problems.push(error.message);
	}
}

function
readLine(lexicon, { key, words, where }, rank)
{
	const add = (kind, argument, flags) =>
	{
		for (const { text, exact } of words)
		{
			lexicon.add(text, { kind, argument, flags }, rank, exact);

			const elision = ELISIONS[lexicon.tag];

			if (elision && text.endsWith(elision[0]))
				lexicon.add(text.slice(0, -elision[0].length) + elision[1],
					{ kind, argument, flags }, rank, exact);
		}
	};
	let match;

	if (key === 'accents')
		lexicon.accents = true;
	else if (key === 'glue')
		lexicon.glue = true;
	else if (key === 'endings')
		words.forEach(w => lexicon.endings.add(foldText(w.text)
			.replace(/^'/, '')));
	else if ((match = /^(.+) (before|after)$/.exec(key)) &&
		QUALIFIERS[match[1]])
		add('QUALIFIER', `FND_KIND_${QUALIFIERS[match[1]]}`,
			match[2] === 'before' ? 1 : 2);
	else if (PLAIN_KEYS[key])
		add(PLAIN_KEYS[key], 0, 0);
	else if ((match = /^number ([\d.]+)( before noun)?$/.exec(key)))
	{
		let value = Number(match[1]);
		let power = 0;

		/* 250000 is 250 with a magnitude of 3, 100000000 is 100 with 6 */
		while (value >= 1000 && value % 1000 === 0)
		{
			value /= 1000;
			power += 3;
		}
		while (value >= 1000 && value % 10 === 0)
		{
			value /= 10;
			power++;
		}

		const isWhole = Number.isInteger(value);
		const argument = isWhole ? value : Math.round(value * 100);

		if (argument > 65535 || power > 15 ||
			(!isWhole && argument / 100 !== value))
			throw new Problem(`${where}: a number of too many digits`);
		add('NUMBER', argument, (isWhole ? 0 : 1) | (match[2] ? 2 : 0) |
			power << 4);
	}
	else if ((match = /^plus ([\d.]+) (before|after)$/.exec(key)))
		add('PLUS', Number(match[1]) * 100, match[2] === 'before' ? 1 : 2);
	else if ((match = /^minus ([\d.]+) before$/.exec(key)))
		add('PLUS', Number(match[1]) * 100, 1 | 4);
	else if ((match = /^times (\d+)$/.exec(key)))
		add('TIMES', Number(match[1]), 0);
	else if ((match = /^magnitude (\d+)$/.exec(key)))
	{
		for (const word of words)
		{
			const short = [...word.text.replace(/\.$/, '')].length <= 4;

			lexicon.add(word.text, { kind: 'MAGNITUDE',
				argument: Number(match[1]), flags: short ? 2 : 0 }, rank,
				word.exact);
		}
	}
	else if ((match = /^(weak |whole )?currency ([A-Z]{3})$/.exec(key)))
	{
		for (const word of words)
		{
			lexicon.add(word.text, { kind: 'CURRENCY',
				argument: currencyNumber(match[2], where),
				flags: (isSymbol(word.text, word.exact) ? 1 | 8 : 0) |
					WEAKNESS[match[1] ?? ''] }, rank, word.exact);
			/* "US $" is written as well as "US$" */
			if (/^[A-Za-z.]{2,}[$£¥]$/.test(word.text))
				lexicon.add(word.text.replace(/.$/, ' $&'), {
					kind: 'CURRENCY', flags: 1 | 8,
					argument: currencyNumber(match[2], where) }, rank);
		}
	}
	else if ((match = /^(weak |whole )?currency (\S+)$/.exec(key)))
	{
		for (const word of words)
		{
			lexicon.add(word.text, { kind: 'CLASS',
				argument: classNumber(match[2], where),
				flags: (isSymbol(word.text, word.exact) ? 1 | 8 : 0) |
					WEAKNESS[match[1] ?? ''] }, rank, word.exact);
		}
	}
	else if ((match = /^currency after (\S+) ([A-Z]{3})$/.exec(key)))
		add('CURRENCY', currencyNumber(match[2], where), 64);
	else if ((match = /^default (\S+)$/.exec(key)))
		lexicon.defaults.set(classNumber(match[1], where),
			currencyNumber(words[0].text, where));
	else if ((match = /^minor (only after |weak )?([A-Z]{3})(?: (\d))?$/.exec(key)))
		add('MINOR', currencyNumber(match[2], where),
			({ 'only after ': 16, 'weak ': 32 }[match[1]] ?? 0) |
				(Number(match[3] ?? 2) << 6));
	else if ((match = /^minor (only after |weak )?(\S+)(?: (\d))?$/.exec(key)))
		add('MINOR_CLASS', classNumber(match[2], where),
			({ 'only after ': 16, 'weak ': 32 }[match[1]] ?? 0) |
				(Number(match[3] ?? 2) << 6));
	else if ((match = /^magnitude currency (\d+) ([A-Z]{3})$/.exec(key)))
		add('MAGNITUDE_CURRENCY', currencyNumber(match[2], where),
			Number(match[1]));
	else if (key === 'per')
		add('TAIL', 0, 1);
	else if (key === 'always before')
		words.forEach(w =>
			lexicon.first.add(foldText(w.text).replace(/-/g, ' ')));
	else if (key === 'change before')
		add('NOT_MONEY_BEFORE', 0, 1);
	else if (key === 'not money before')
		add('NOT_MONEY_BEFORE', 0, 2);
	else if (key === 'before number')
		words.forEach(w =>
			lexicon.before.add(foldText(w.text).replace(/-/g, ' ')));
	else if (key === 'alone behind qualifier')
		words.forEach(w =>
			lexicon.qualified.add(foldText(w.text).replace(/-/g, ' ')));
	else if (key === 'alone')
		words.forEach(w =>
			lexicon.alone.add(foldText(w.text).replace(/-/g, ' ')));
	else if ((match = /^fraction (\d)$/.exec(key)))
		add('FRACTION', Number(match[1]), 0);
	else if (key === 'drop')
		words.forEach(w =>
			lexicon.drop.add(foldText(w.text).replace(/-/g, ' ')));
	else
		throw new Problem(`${where}: no key "${key}"`);
}

/* Magnitude words of the compact forms: "00 mille", "0 Mio." */
function
addMagnitudes(lexicon, numbers)
{
	for (const [key, value] of Object.entries(numbers))
	{
		const match = /^(decimal|currency)Formats-numberSystem-/.exec(key);

		if (!match)
			continue;
		for (const length of ['long', 'short'])
		{
			const forms = match[1] === 'decimal' ?
				value[length]?.decimalFormat : value[length]?.standard;

			for (const [name, pattern] of Object.entries(forms ?? {}))
				addMagnitude(lexicon, name, pattern, length);
		}
	}
}

function
addMagnitude(lexicon, name, pattern, length)
{
	const digits = Number(/^(10+)-/.exec(name)[1]);
	const zeros = (/0+/.exec(pattern) ?? [''])[0].length;
	const word = pattern.replace(/'/g, '').replace(/[0¤]/g, '')
		.replace(/[\u200e\u200f\u061c]/g, '').trim();
	const power = Math.round(Math.log10(digits)) - Math.max(0, zeros - 1);

	/* "0" alone: this magnitude has no short form */
	if (!/\p{L}/u.test(word) || power < 2)
		return;
	/* 천만 is composed of 천 and 만 */
	if (COMPOSED.has(lexicon.tag) && power % 4 !== 0)
		return;

	const flags = (zeros === 0 ? 1 : 0) | (length === 'short' ? 2 : 0);

	lexicon.add(word, { kind: 'MAGNITUDE', argument: power, flags },
		RANK.CLDR);
	if (/\.$/.test(word) && word.length > 2)
		lexicon.add(word.slice(0, -1), { kind: 'MAGNITUDE', argument: power,
			flags }, RANK.CLDR);
}

/* Which currency does a symbol mean in every text?  None, if several. */
const narrowOf = new Map();

for (const [code, data] of Object.entries(english))
{
	const symbol = data['symbol-alt-narrow'];

	if (symbol !== undefined && currencies.has(code) &&
		!currencies.get(code).historic)
		narrowOf.set(symbol, narrowOf.has(symbol) ? null : code);
}

function
addNames(lexicon, names)
{
	const found = new Map();

	for (const [code, data] of Object.entries(names))
	{
		/* gold and silver are medals far more often than money */
		if (!currencies.has(code) || /^X(XX|TS|A[GU]|P[DT]|B[A-D])$/.test(code))
			continue;
		for (const [key, value] of Object.entries(data))
		{
			if (!key.startsWith('displayName') || /[\d(]/.test(value))
				continue;

			const text = foldText(value);

			if (!found.has(text))
				found.set(text, new Set());
			found.get(text).add(code);
		}
		addSymbols(lexicon, code, data);
	}
	for (const [text, codes] of found)
	{
		/* of currencies that share a name, the one that is in use */
		const active = [...codes].filter(c => !currencies.get(c).historic);
		const meant = codes.size === 1 ? [...codes] : active;

		if (meant.length === 1 && text.length >= 3)
			lexicon.add(text, { kind: 'CURRENCY', flags: 0,
				argument: currencyNumber(meant[0]) }, RANK.CLDR);
	}
}

function
addSymbols(lexicon, code, data, rank = RANK.CLDR)
{
	const word = { kind: 'CURRENCY', flags: 1 | 8,
		argument: currencyNumber(code) };
	const symbol = data.symbol;
	const narrow = data['symbol-alt-narrow'];

	if (currencies.get(code).historic)
		return;
	if (symbol !== undefined && symbol !== code &&
		!CLASS_NAMES.includes(symbol) &&
		/[^\x00-\x7f]|.{2,}/.test(symbol) &&
		!/^[A-Za-z.]{1,2}$/.test(symbol) && !/^kr/i.test(symbol))
		lexicon.add(symbol, word, rank);
	if (narrow !== undefined && /[^\x00-\x7f]/.test(narrow) &&
		!CLASS_NAMES.includes(narrow) && narrowOf.get(narrow) === code)
		lexicon.add(narrow, word, rank);
}

/* Words that are written together may be written apart as well. */
function
addNumber(lexicon, text, value)
{
	const word = { kind: 'NUMBER', argument: value, flags: 0 };

	if (text === '')
		return;
	lexicon.add(text.replace(/\u00AD/g, ''), word, RANK.CLDR);
	if (/\u00AD/.test(text) && value < 100)
		lexicon.add(text.replace(/\u00AD/g, ' '), word, RANK.CLDR);
}

function
addNumbers(lexicon, tag)
{
	const name = SPELLOUT_TAG[tag] ?? tag;
	const files = readdirSync(join(cldrRbnf, 'rbnf')).filter(file =>
		new RegExp(`^${name}(-[A-Z]{2})?\\.json$`).test(file));

	/* the language, and what its regions say otherwise: septante */
	for (const file of files)
		addCardinals(lexicon,
			new Spellout(readJson(cldrRbnf, 'rbnf', file), tag));
}

function
addCardinals(lexicon, spellout)
{
	const cardinals = spellout.cardinals();

	/* with many cases (fi) the reader puts glued hundreds together as well */
	const isComposed = !lexicon.glue || cardinals.length > 8;

	for (const name of cardinals)
	{
		for (let n = 0; n < 1000; n++)
		{
			const text = spellout.words(name, n);

			/* hundreds and the rest are put together by the reader */
			if (text === null || (n > 100 && n % 100 !== 0 && isComposed))
				continue;
			addNumber(lexicon, text, n);

			/* 100 before others: cento e um, cem */
			const next = n >= 100 && isComposed ?
				spellout.words(name, n + 1) : null;
			const one = spellout.words(name, 1);

			if (next !== null && one !== null && next.endsWith(one))
				addNumber(lexicon, next.slice(0, -one.length)
					.replace(/\u00AD/g, '').replace(/[\s-]+(\p{L}{1,2})?[\s-]*$/u, ''), n);
		}

		const thousand = spellout.words(name, 1000);

		if (thousand !== null && !/\s/.test(thousand))
			lexicon.add(thousand.replace(/\u00AD/g, ''), { kind: 'MAGNITUDE', argument: 3,
				flags: 1 }, RANK.CLDR);
	}
}

function
buildLexicon(tag)
{
	const lexicon = new Lexicon(tag);

	lexicon.before = new Set();
	lexicon.first = new Set();
	lexicon.qualified = new Set();
	lexicon.drop = new Set();
	lexicon.alone = new Set();

	const own = tag === 'und' ? [] : readWords(join(WORDS, tag + '.txt'));

	/* what changes how words are added comes first */
	own.filter(l => /^(accents|glue)$/.test(l.key))
		.forEach(l => addLine(lexicon, l, RANK.OWN));
	for (const [code] of currencies)
	{
		if (!/^X(XX|TS)$/.test(code))
			lexicon.add(code, { kind: 'CURRENCY',
				argument: currencyNumber(code),
				flags: 1 | 2 | (MAJOR.has(code) ? 4 : 0) |
					(currencies.get(code).historic && !REMEMBERED.has(code) ?
						WEAKNESS['whole '] : 0) }, RANK.CODE);
	}
	readWords(join(WORDS, 'und.txt'))
		.forEach(l => addLine(lexicon, l, RANK.SHARED));
	if (tag === 'und')
	{
		/* what is a symbol of one currency in one language, and in no other */
		const meanings = new Map();

		for (const locale of locales)
		{
			const names = localeData(locale, 'currencies').currencies;

			for (const [code, data] of Object.entries(names))
			{
				if (!currencies.has(code) || currencies.get(code).historic ||
					data.symbol === undefined || data.symbol === code)
					continue;
				if (!meanings.has(data.symbol))
					meanings.set(data.symbol, new Set());
				meanings.get(data.symbol).add(code);
			}
		}
		for (const [symbol, codes] of meanings)
		{
			if (codes.size === 1 && /[^\x00-\x7f]/.test(symbol))
				addSymbols(lexicon, [...codes][0], { symbol }, RANK.CODE);
		}
	}
	else
	{
		const region = new RegExp(`^${tag}(-|$)`);

		/* the language itself first, then what its regions add */
		for (const locale of locales.filter(l => region.test(l)).sort())
		{
			addMagnitudes(lexicon, localeData(locale, 'numbers'));
			addNames(lexicon, localeData(locale, 'currencies').currencies);
		}
		if (!COMPOSED.has(tag) && tag !== 'mn')
			addNumbers(lexicon, tag);

		/*
		 * An article may lead by itself.  In front of a longer lead it would
		 * hide what begins behind it: un | montant inconnu.
		 */
		const articles = own.filter(l => l.key === 'article')
			.flatMap(l => l.words.map(w => w.text + ' '));

		for (const line of own)
		{
			addLine(lexicon, line.key !== 'lead' ? line : { ...line,
				words: line.words.map(w => ({ ...w,
					text: w.text.slice((articles.find(a =>
						w.text.startsWith(a)) ?? '').length) })) }, RANK.OWN);
		}
	}
	lexicon.settle(lexicon.drop);
	for (const text of [...lexicon.before, ...lexicon.first])
	{
		for (const { word } of lexicon.readings.get(text) ?? [])
		{
			if (MONEY_KINDS.has(word.kind))
				word.flags |= lexicon.first.has(text) ? 1 | 8 : 1;
		}
	}
	/* mil millones stands alone, as mil does, and un mil millones too */
	for (const [text, list] of lexicon.readings)
	{
		const first = lexicon.readings.get(text.split(' ')[0]);

		if (text.includes(' ') && first?.some(({ word }) =>
			(word.kind === 'MAGNITUDE' && (word.flags & 1) !== 0) ||
			(word.kind === 'NUMBER' && word.argument === 1)))
		{
			for (const { word } of list)
			{
				if (word.kind === 'MAGNITUDE')
					word.flags |= 1;
			}
		}
	}
	for (const text of lexicon.alone)
	{
		for (const { word } of lexicon.readings.get(text) ?? [])
		{
			if (word.kind === 'MAGNITUDE')
				word.flags |= 1;
		}
	}
	for (const text of lexicon.qualified)
	{
		for (const { word } of lexicon.readings.get(text) ?? [])
		{
			if (word.kind === 'MAGNITUDE')
				word.flags |= 4;
		}
	}

	/* "SEK 50m" of vendors is English in every language */
	for (const [text, power] of tag === 'und' ? [] :
		[['m', 6], ['mn', 6], ['bn', 9], ['tn', 12]])
	{
		const list = lexicon.readings.get(text) ?? [];

		if (!list.some(({ word }) => word.kind === 'MAGNITUDE'))
			lexicon.readings.set(text, [...list, { word: { kind: 'MAGNITUDE',
				argument: power, flags: 2 | 8, exact: text }, rank: 0 }]);
	}
	return lexicon;
}

/* ---- the table ---- */

const only = args.includes('--only') ?
	args[args.indexOf('--only') + 1].split(',') : null;
const tags = ['und', ...readdirSync(WORDS)
	.filter(f => /^[a-z]{2,3}\.txt$/.test(f) && f !== 'und.txt')
	.map(f => f.replace('.txt', ''))
	.filter(tag => only === null || only.includes(tag)).sort()];
const lexicons = tags.map(buildLexicon);

/* Letters get numbers by script, in the order of Unicode. */
const letters = new Map();

{
	const used = new Set();

	for (const lexicon of lexicons)
	{
		for (const text of [...lexicon.readings.keys(), ...lexicon.endings])
			for (const c of text)
				used.add(c);
	}
	used.delete(' ');
	letters.set(' ', 2);
	[...used].sort((a, b) => a.codePointAt(0) - b.codePointAt(0))
		.forEach((c, i) => letters.set(c, i + 3));
	if (letters.size + 3 >= 2 ** LABEL_BITS)
		fail('too many letters');
}

const labelsOf = text => [...text].map(c => letters.get(c));

/* Words and sets of words are shared by all languages. */
const wordLines = [];
const kindOf = [];

/* In the order of fnd_word_kind. */
const WORD_KINDS = [...readFileSync(join(HERE, '..', 'src', 'core',
	'lexicon.h'), 'utf8').match(/typedef enum fnd_word_kind\s*\{(.*?)\}/s)[1]
	.matchAll(/FND_WORD_([A-Z_]+)/g)].map(match => match[1]);
const wordIndex = new Map();
const sets = [];
const setIndex = new Map();
const exactTexts = [];
const exactIndex = new Map();

let exactLength = 1;			/* 0 is none */

function
exactOf(text)
{
	if (text === '')
		return 0;
	if (!exactIndex.has(text))
	{
		exactIndex.set(text, exactLength);
		exactTexts.push(text);
		exactLength += Buffer.byteLength(text) + 1;
	}
	return exactIndex.get(text);
}

function
wordOf({ kind, argument, flags, exact })
{
	const line =
		`\t{ FND_WORD_${kind}, ${flags}, ${argument}, ${exactOf(exact)} },`;

	if (!wordIndex.has(line))
	{
		wordIndex.set(line, wordLines.length);
		kindOf.push(kind);
		wordLines.push(line);
	}
	return wordIndex.get(line);
}

function
setOf(readings)
{
	const words = readings.map(r => wordOf(r.word)).sort((a, b) => a - b);
	const key = words.join();

	if (!setIndex.has(key))
	{
		setIndex.set(key, sets.length);

		/* the kinds that it may be, and whether spelling matters to any */
		const kinds = words.reduce((mask, i) =>
			mask | 1 << WORD_KINDS.indexOf(kindOf[i]), 0);
		const isExact = readings.some(r => r.word.exact !== '');

		sets.push(words.length + (isExact ? 0x8000 : 0), kinds & 0xFFFF,
			kinds >>> 16, ...words);
	}
	return setIndex.get(key);
}

const units = [];
const append = list => list.forEach(unit => units.push(unit));
const languageLines = [];

for (const lexicon of lexicons)
{
	const automaton = new Automaton();
	const endings = new Automaton();

	for (const [text, readings] of lexicon.readings)
		automaton.add(labelsOf(text), setOf(readings));
	automaton.minimize();

	const words = automaton.layOut();
	const start = units.length;

	append(words.units);

	let endingsStart = 0;
	let endingsRoot = 0;

	if (lexicon.endings.size > 0)
	{
		for (const text of lexicon.endings)
			endings.add(labelsOf(text), 1);
		endings.minimize();

		const result = endings.layOut();

		endingsStart = units.length;
		endingsRoot = result.root;
		append(result.units);
	}
	lexicon.sizes = [start, words.units.length, words.root, endingsStart,
		endingsStart === 0 ? 0 : units.length - endingsStart, endingsRoot];
}
while (units.length % 8 !== 0)
	units.push(0);

/* Decimal signs, of a language and of regions that differ. */
function
decimalOf(locale)
{
	const numbers = localeData(locale, 'numbers');
	const system = numbers['symbols-numberSystem-latn'] ??
		numbers[`symbols-numberSystem-${numbers.defaultNumberingSystem}`];

	return fold(system.decimal);
}

/* Does a currency stand behind its number? */
function
isBehind(tag)
{
	if (tag === 'und')
		return false;

	const numbers = localeData(tag, 'numbers');
	const pattern = (numbers['currencyFormats-numberSystem-latn'] ??
		numbers[`currencyFormats-numberSystem-${
			numbers.defaultNumberingSystem}`]).standard;

	return pattern.indexOf('¤') > pattern.indexOf('0');
}

const regionLines = [];

for (const lexicon of lexicons)
{
	const { tag } = lexicon;
	const decimal = tag === 'und' ? '' : decimalOf(tag);
	const defaults = CLASS_NAMES.map((name, i) =>
	{
		const usual = name === '¢' && EURO_CENT.has(tag) ? 'EUR' :
			CLASSES[name][0];

		return lexicon.defaults.get(i) ??
			(usual === '' ? 0 : currencyNumber(usual));
	});

	languageLines.push(`\t{ "${tag}", ${decimal === '' ? 0 : `'${decimal}'`}` +
		`, ${lexicon.glue}, ${isBehind(tag)}, ` +
		`${lexicon.sizes.join(', ')},\n` +
		`\t\t{ ${defaults.join(', ')} } },`);
	for (const locale of locales)
	{
		const match = new RegExp(`^${tag}-(?:[A-Z][a-z]{3}-)?([A-Z]{2})$`)
			.exec(locale);

		if (match && decimalOf(locale) !== decimal)
			regionLines.push(
				`\t{ "${tag}", "${match[1]}", '${decimalOf(locale)}' },`);
	}
}

const moneyLines = [];

for (const [region, list] of Object.entries(readJson(cldrCore, 'supplemental',
	'currencyData.json').supplemental.currencyData.region))
{
	const current = list.map(entry => Object.entries(entry)[0])
		.filter(([code, data]) => data._to === undefined &&
			data._tender !== 'false' && currencies.has(code))
		.sort((a, b) => a[1]._from < b[1]._from ? 1 : -1);

	if (/^[A-Z]{2}$/.test(region) && current.length > 0)
		moneyLines.push(
			`\t{ "${region}", ${currencyNumber(current[0][0])} },`);
}

/* Characters: pages of 128, the same page written once. */
const pages = [];
const pageIndex = new Map();
const pageOf = [];

for (let page = 0; page < 65536 / 128; page++)
{
	const values = [];

	for (let i = 0; i < 128; i++)
	{
		const code = page * 128 + i;
		const c = String.fromCodePoint(code);
		const isSurrogate = code >= 0xD800 && code < 0xE000;
		const kind = isSurrogate ? CLASS.OTHER : classOf(c);
		let number = 0;

		if (kind === CLASS.DIGIT)
			number = digitOf(c);
		else if (kind !== CLASS.MARK && !isSurrogate)
			number = letters.get(fold(c)) ?? 0;
		values.push(number * 16 + kind);
	}

	const key = values.join();

	if (!pageIndex.has(key))
	{
		pageIndex.set(key, pages.length);
		pages.push(values);
	}
	pageOf.push(pageIndex.get(key));
}

function
numbersOf(values, hex = false)
{
	const lines = [];
	let line = '\t';

	for (const value of values)
	{
		const text = (hex ? '0x' + value.toString(16) : String(value)) + ',';

		if (line.length + text.length > 76)
		{
			lines.push(line);
			line = '\t';
		}
		line += text;
	}
	lines.push(line);
	return lines.join('\n');
}

const classMask = name => CLASSES[name][1].split(' ')
	.map(code => currencyNumber(code));
const memberLines = CLASS_NAMES.map((name, i) =>
	[...new Set(classMask(name))].map(code => `\t{ ${i}, ${code} },`)
		.join('\n'));
const escape = text => [...Buffer.from(text)].map(b =>
	b >= 0x20 && b < 0x7f && b !== 0x22 && b !== 0x5c && b !== 0x3f ?
		String.fromCharCode(b) :
		'\\' + b.toString(8).padStart(3, '0')).join('');
const table = `/*-------------------------------------------------------------------------
 *
 * lexicon_table.h
 *	  The words of written money in ${tags.length - 1} languages.
 *
 * Generated by tools/gen_lexicon.mjs; do not edit.  Sources:
 * - Unicode CLDR 48.2, from the npm packages cldr-core, cldr-numbers-full and
 *	 cldr-rbnf 48.2.0, copyright Unicode, Inc., under the license in
 *	 doc/license-unicode.txt
 * - tools/words, a file a language
 *
 * Included by lexicon.c alone, which says what the parts mean.
 *
 *-------------------------------------------------------------------------
 */

/* clang-format off */

#define TABLE_PAGES ${pages.length}

static const uint16_t page_of[512] = {
${numbersOf(pageOf)}
};

const uint16_t fnd_character_pages[TABLE_PAGES][128] = {
${pages.map(p => '\t{\n' + numbersOf(p) + '\n\t},').join('\n')}
};

static const char exact_texts[] =
	"\\0"
${exactTexts.map(t => `\t"${escape(t)}\\0"`).join('\n')};

const fnd_word fnd_words[] = {
${wordLines.join('\n')}
};

const uint16_t fnd_word_sets[] = {
${numbersOf(sets)}
};

const uint32_t fnd_lexicon_units[] = {
${numbersOf(units, true)}
};

static const fnd_lexicon languages[] = {
${languageLines.join('\n')}
};

static const struct region_decimal region_decimals[] = {
${regionLines.join('\n')}
};

static const struct region_money region_monies[] = {
${moneyLines.join('\n')}
};

static const struct class_member class_members[] = {
${memberLines.join('\n')}
};

/* clang-format on */
`;

if (problems.length > 0)
	console.error([...new Set(problems)].join('\n'));
if (sets.length >= 65536 || wordLines.length >= 65536 || exactLength >= 65536)
	fail('too many words');
if (args.includes('--check'))
{
	if (readFileSync(TARGET, 'utf8') !== table)
		fail('lexicon_table.h is not what the words say');
}
else
	writeFileSync(TARGET, table);
console.log(`${tags.length - 1} languages and und, ` +
	`${lexicons.reduce((n, l) => n + l.readings.size, 0)} words, ` +
	`${units.length} units, ${sets.length} sets, ${wordLines.length} ` +
	`readings, ${pages.length} pages, ${letters.size} letters, ` +
	`${Math.round(table.length / 1024)} kB`);
if (problems.length > 0)
	process.exit(1);
