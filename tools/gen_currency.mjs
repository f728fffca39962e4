#!/usr/bin/env node
/*
 * gen_currency.mjs
 *	  Writes src/core/currency_table.h, the table of currencies.
 *
 *	  node tools/gen_currency.mjs            write the table
 *	  node tools/gen_currency.mjs --check    fail if the table would change
 *
 * Active codes come from the official list one that an npm package carries,
 * later amendments and the historic codes of list three are written down
 * here, and the English names of the historic codes come from CLDR.  The
 * packages are fetched with `npm pack` at pinned versions and compared with
 * pinned hashes, so a second run gives the same bytes.  What the table holds
 * and why is in doc/currencies.md.
 *
 * The table is append-only: the script stops when a code of the table that is
 * there already would go away or change its minor units.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync }
	from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { fetchPackage } from './npm_package.mjs';

const TARGET = join(dirname(fileURLToPath(import.meta.url)), '..',
	'src', 'core', 'currency_table.h');

const PACKAGES = {
	'currency-codes@2.2.0': 'sha512-vpbQc5sEYHGdTVAYUhHnKv0DWiYLRvzl/KKyqeHz' +
		'Bh7HD/j3UlWoScpZ9tN/jG6w2feddWoObsBbaNVu5yDapg==',
	'cldr-core@48.2.0': 'sha512-zfmLothncSwfv2jlevoSrgI2VGgH8SDGHXst6jUEotHA' +
		'8nq9Igeg9jzdJDFtBso9pgJuG89DK16TzrmZDdo2Bg==',
	'cldr-numbers-full@48.2.0': 'sha512-0EQ+UkVDsyXOlxnWnL1RIENVZFqCnb04D1Yr' +
		'ku0obnOyttbuZz8tHmUd5c5AEvhGS/Gg2zI4fTaCm51LSGITog==',
};

/* The day on which amendments after the last one below were looked for. */
const AMENDMENTS_AS_OF = '2026-11-23';

/*
 * Amendments after the list one of 2024-06-25, which has amendment 177 (ZWG
 * in, ZWL out) already.
 */
const AMENDMENTS = [
	{
		/* announced 2023-12-06; ANG was legal tender until 2025-07-01 */
		number: 176, effective: '2025-03-31',
		add: [{ code: 'XCG', numeric: 532, minorUnits: 2,
			name: 'Caribbean Guilder' }],
		withdraw: [{ code: 'ANG', date: '2025-03' }],
	},
	{
		/* announced in February 2025, to date from June 2021 */
		number: 178, effective: '2025-02',
		add: [],
		withdraw: [{ code: 'CUC', date: '2021-06' }],
	},
	{
		/* announced 2025-05-02; on list two, the list of funds, as well */
		number: 179, effective: '2025-05-12',
		add: [{ code: 'XAD', numeric: 396, minorUnits: 2, isFund: true,
			name: 'Arab Accounting Dinar' }],
		withdraw: [],
	},
	{
		/* announced in September 2025: Bulgaria joins the euro */
		number: 180, effective: '2026-01-01',
		add: [],
		withdraw: [{ code: 'BGN', date: '2026-01' }],
	},
];

/*
 * List three, historic codes: code, numeric code, minor units, month of
 * withdrawal, and a name for the codes that CLDR does not have.
 *
 * List three gives no minor units.  They are those of java.util.Currency
 * (JDK 17) for every code that it has.  The other codes are older: BEC, BEL,
 * LUC, LUL, ESA and ESB are other accounts of the Belgian, Luxembourg and
 * Spanish money and follow BEF, LUF and ESP; the Mali franc was, as the CFA
 * franc, not divided; the Yemeni dinar of Aden had 1000 fils; all others were
 * divided into hundredths.  XFO, XFU and XRE have neither a number nor minor
 * units ("-").
 */
const HISTORIC = `
ADP 020 0 2003-07
AFA 004 2 2003-01
ALK 008 2 1989-12
AOK 024 2 1991-03
AON 024 2 2000-02
AOR 982 2 2000-02
ARA 032 2 1992-01
ARP 032 2 1985-07
ARY 032 2 1990    Argentine Peso (code until 1990)
ATS 040 2 2002-03
AYM 945 2 2005-10 Azerbaijan Manat (code until 2005)
AZM 031 2 2005-12
BAD 070 2 1998-07
BEC 993 0 1990-03
BEF 056 0 2002-03
BEL 992 0 1990-03
BGJ 100 2 1990    Bulgarian Lev A/52
BGK 100 2 1990    Bulgarian Lev A/62
BGL 100 2 2003-11
BOP 068 2 1987-02
BRB 076 2 1986-03
BRC 076 2 1989-02
BRE 076 2 1993-03
BRN 076 2 1990-03
BRR 987 2 1994-07
BUK 104 2 1990-02
BYB 112 0 2001-01
BYR 974 0 2017-01
CHC 948 2 2004-11 WIR Franc (for electronic)
CSD 891 2 2006-10
CSJ 203 2 1990    Czechoslovak Krona A/53
CSK 200 2 1993-03
CYP 196 2 2008-01
DDM 278 2 1990-09
DEM 276 2 2002-03
ECS 218 2 2000-09
ECV 983 2 2000-09
EEK 233 2 2011-01
ESA 996 0 1981
ESB 995 0 1994-12
ESP 724 0 2002-03
FIM 246 2 2002-03
FRF 250 2 2002-03
GEK 268 2 1995-10
GHC 288 2 2008-01
GHP 939 2 2007-06 Ghana Cedi (code until 2007)
GNE 324 2 1989-12 Guinean Syli (code until 1989)
GNS 324 2 1986-02
GQE 226 2 1986-06
GRD 300 0 2002-03
GWE 624 2 1981
GWP 624 2 1997-05
HRD 191 2 1995-01
HRK 191 2 2023-01
IEP 372 2 2002-03
ILP 376 2 1981
ILR 376 2 1990
ISJ 352 2 1990
ITL 380 0 2002-03
LAJ 418 2 1979-12 Pathet Lao Kip
LSM 426 2 1985-05 Lesotho Loti (code until 1985)
LTL 440 2 2014-12
LTT 440 2 1993-07
LUC 989 0 1990-03
LUF 442 0 2002-03
LUL 988 0 1990-03
LVL 428 2 2014-01
LVR 428 2 1994-12
MGF 450 0 2004-12
MLF 466 0 1984-11
MRO 478 2 2017-12
MTL 470 2 2008-01
MTP 470 2 1983-06
MVQ 462 2 1989-12 Maldive Rupee
MXP 484 2 1993-01
MZE 508 2 1981
MZM 508 2 2006-06
NIC 558 2 1990-10
NLG 528 2 2002-03
PEH 604 2 1990    Peruvian Sol (code until 1990)
PEI 604 2 1991-07
PES 604 2 1986-02
PLZ 616 2 1997-01
PTE 620 0 2002-03
RHD 716 2 1981
ROK 642 2 1990    Romanian Leu A/52
ROL 642 0 2005-06
RUR 810 2 2004-01
SDD 736 2 2007-07
SDP 736 2 1998-06
SIT 705 2 2007-01
SKK 703 2 2009-01
SLL 694 2 2023-12
SRG 740 2 2003-12
STD 678 2 2017-12
SUR 810 2 1990-12
TJR 762 2 2001-04
TMM 795 2 2009-01
TPE 626 0 2002-11
TRL 792 0 2005-12
UAK 804 2 1996-09
UGS 800 2 1987-05
UGW 800 2 1990    Ugandan Shilling (code until 1990)
USS 998 2 2014-03
UYN 858 2 1989-12 Old Uruguayan Peso
UYP 858 2 1993-03
VEB 862 2 2008-01
VEF 937 2 2018-08
VNC 704 2 1990    Vietnamese Old Dong
XEU 954 2 1999-01
XFO -   - 2006-10
XFU -   - 2013-11
XRE -   - 1999-11
YDD 720 3 1991-09
YUD 890 2 1990-01
YUM 891 2 2003-07
YUN 890 2 1995-11
ZAL 991 2 1995-03
ZMK 894 2 2012-12
ZRN 180 2 1999-06
ZRZ 180 2 1994-02
ZWC 716 2 1989-12 Rhodesian Dollar (code until 1989)
ZWD 716 2 2008-08
ZWL 932 2 2024-09
ZWN 942 2 2006-09 Zimbabwe Dollar (second, 2006–2008)
ZWR 935 2 2009-06
`;

/* Codes that CLDR has and ISO 4217 never listed. */
const NOT_ISO = new Set(('ARL ARM BAN BGM BGO BOL BRZ CLE CNH CNX KRH KRO ' +
	'MAF MCF MDC MKN MVP VNN YUR').split(' '));

function
fail(message)
{
	console.error(`gen_currency: ${message}`);
	process.exit(1);
}

/* The official list one: entities with their currency, many to one. */
function
readListOne(xml, table)
{
	const published = /<ISO_4217 Pblshd="([^"]+)"/.exec(xml)[1];

	for (const [, entry] of xml.matchAll(/<CcyNtry>(.*?)<\/CcyNtry>/gs))
	{
		const code = /<Ccy>([A-Z]{3})<\/Ccy>/.exec(entry)?.[1];

		if (code === undefined)
			continue;			/* "No universal currency" */

		const [, attribute, name] =
			/<CcyNm([^>]*)>([^<]*)<\/CcyNm>/.exec(entry);
		const numeric = /<CcyNbr>(\d{3})<\/CcyNbr>/.exec(entry)[1];
		const units = /<CcyMnrUnts>([^<]*)<\/CcyMnrUnts>/.exec(entry)[1];
		const row = {
			code,
			numeric: Number(numeric),
			minorUnits: units === 'N.A.' ? null : Number(units),
			isFund: attribute.includes('IsFund="true"'),
			name: name.trim(),
			withdrawn: null,
		};
		const known = table.get(code);

		if (row.minorUnits !== null && !/^[0-4]$/.test(units))
			fail(`${code} has minor units ${units}`);
		if (known && (known.numeric !== row.numeric ||
			known.minorUnits !== row.minorUnits || known.name !== row.name))
			fail(`${code} is in list one with two meanings`);
		table.set(code, row);
	}
	return published;
}

function
applyAmendments(table)
{
	for (const { number, add, withdraw } of AMENDMENTS)
	{
		for (const row of add)
		{
			if (table.has(row.code))
				fail(`amendment ${number}: ${row.code} is there already`);
			table.set(row.code, { isFund: false, withdrawn: null, ...row });
		}
		for (const { code, date } of withdraw)
		{
			if (!table.has(code) || table.get(code).withdrawn)
				fail(`amendment ${number}: ${code} is not active`);
			table.get(code).withdrawn = date;
		}
	}
}

function
addHistoric(table, names)
{
	for (const line of HISTORIC.trim().split('\n'))
	{
		const [, code, numeric, units, withdrawn, ownName] =
			/^([A-Z]{3}) (\d{3}|-  ) ([0-4]|-) (\d{4}(?:-\d\d)?) *(.*)$/
				.exec(line) ?? fail(`cannot read "${line}"`);
		const cldrName = names[code]?.displayName;

		if (table.has(code))
			fail(`${code} is active or listed twice`);
		if (ownName !== '' && cldrName !== undefined)
			fail(`${code} has a name in CLDR: ${cldrName}`);
		if (ownName === '' && cldrName === undefined)
			fail(`${code} has no name in CLDR`);
		table.set(code, {
			code,
			numeric: numeric.startsWith('-') ? 0 : Number(numeric),
			minorUnits: units === '-' ? null : Number(units),
			isFund: false,
			name: ownName || cldrName,
			withdrawn,
		});
	}
}

/* CLDR has no code that we do not know, and no other number for one. */
function
compareWithCldr(table, names, mappings)
{
	for (const code of Object.keys(names))
	{
		if (table.has(code) === NOT_ISO.has(code))
			fail(`CLDR has ${code}: historic, or not of ISO 4217?`);
		if (table.has(code) && mappings[code]?._numeric &&
			Number(mappings[code]._numeric) !== table.get(code).numeric)
			fail(`CLDR says ${code} is ${mappings[code]._numeric}`);
	}
}

/* No code of the present table goes away or changes its minor units. */
function
compareWithPresent(table, present)
{
	for (const [, a, b, c, units] of present.matchAll(
		/^FND_CURRENCY\('(.)', '(.)', '(.)', \d+, (\d), /gm))
	{
		const row = table.get(a + b + c);

		if (row === undefined)
			fail(`${a + b + c} would go away`);
		if ((row.minorUnits ?? 0) !== Number(units))
			fail(`${a + b + c} would change its minor units`);
	}
}

function
render(table, published)
{
	const rows = [...table.values()].sort((x, y) => x.code < y.code ? -1 : 1);
	const historic = rows.filter(row => row.withdrawn).length;
	const last = AMENDMENTS[AMENDMENTS.length - 1];
	const lines = [`\
/*-------------------------------------------------------------------------
 *
 * currency_table.h
 *	  The currencies of ISO 4217: ${rows.length - historic} active codes, \
${historic} historic ones.
 *
 * Generated by tools/gen_currency.mjs; do not edit.  Sources:
 * - list one of ISO 4217 as published on ${published}, from the npm package
 *	 currency-codes 2.2.0
 * - amendments ${AMENDMENTS[0].number} to ${last.number}, the last effective \
from ${last.effective}; none later was
 *	 found on ${AMENDMENTS_AS_OF}
 * - list three of ISO 4217 with the dates of withdrawal
 * - English names of historic codes: Unicode CLDR 48.2, from the npm package
 *	 cldr-numbers-full 48.2.0, copyright Unicode, Inc., under the license in
 *	 doc/license-unicode.txt
 *
 * No code ever leaves this table and no minor units ever change: stored
 * values depend on them.  See doc/currencies.md.
 *
 * The file is included with FND_CURRENCY(letter, letter, letter, numeric
 * code, minor units, flags, name) defined as the user needs it, so there is
 * no guard against including it twice.
 *
 *-------------------------------------------------------------------------
 */

/* clang-format off */
`];

	for (const row of rows)
	{
		const flags = [
			...row.withdrawn ? ['HISTORIC'] : [],
			...row.isFund ? ['FUND'] : [],
			...row.minorUnits === null ? ['NO_MINOR_UNITS'] : [],
		].map(flag => 'FND_CURRENCY_BIT_' + flag).join(' | ') || '0';
		const head = `FND_CURRENCY('${[...row.code].join("', '")}', ` +
			`${row.numeric}, ${row.minorUnits ?? 0}, ${flags},`;
		const name = JSON.stringify(asciiName(row.name)) + ')';

		if (/["\\]/.test(row.name))
			fail(`${row.code} has a name that must be escaped`);
		if (row.withdrawn)
			lines.push(`/* ${row.code}: withdrawn ${row.withdrawn} */`);
		if (head.length + 1 + [...name].length <= 79)
			lines.push(`${head} ${name}`);
		else
			lines.push(head, `\t\t\t ${name}`);
	}
	return lines.join('\n') + '\n';
}

const work = mkdtempSync(join(tmpdir(), 'gen_currency-'));

process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const [iso, cldrCore, cldrNumbers] =
	Object.keys(PACKAGES).map(spec =>
		fetchPackage(spec, PACKAGES[spec], work));
/*
 * Names in ASCII, since a name must be the same in every server encoding:
 * "Bolivar Soberano", "Afghan Afghani (1927-2002)".
 */
function asciiName(name)
{
	const ascii = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
		.replace(/[\u2013\u2014]/g, '-').replace(/\u2019/g, "'");

	if (/[^\x20-\x7e]/.test(ascii))
		fail(`the name "${name}" has no form in ASCII`);
	return ascii;
}

const names = JSON.parse(readFileSync(
	join(cldrNumbers, 'main', 'en', 'currencies.json'), 'utf8'))
	.main.en.numbers.currencies;
const mappings = JSON.parse(readFileSync(
	join(cldrCore, 'supplemental', 'codeMappings.json'), 'utf8'))
	.supplemental.codeMappings;
const table = new Map();
const published = readListOne(
	readFileSync(join(iso, 'iso-4217-list-one.xml'), 'utf8'), table);

applyAmendments(table);
addHistoric(table, names);
compareWithCldr(table, names, mappings);

const present = existsSync(TARGET) ? readFileSync(TARGET, 'utf8') : '';
const text = render(table, published);

compareWithPresent(table, present);
if (!process.argv.includes('--check'))
	writeFileSync(TARGET, text);
else if (text !== present)
	fail('src/core/currency_table.h is not what the script writes');
console.log(`${table.size} currencies`);
