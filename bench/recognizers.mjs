#!/usr/bin/env node
/*
 * recognizers.mjs
 *	  The currency recognizer of @microsoft/recognizers-text-suite over the
 *	  texts that operations_written.sql measures ours on.
 *
 *	  node bench/recognizers.mjs           MB/s over both texts of prose
 *	  node bench/recognizers.mjs whole     the same, each text as one query,
 *	                                       which takes it minutes
 *	  node bench/recognizers.mjs --fetch   fetch the package if it is missing
 *	                                       and print the path of its library
 *	  node - LIBRARY TEXT CULTURE PIECES   one measurement: node's version, ms,
 *	                                       bytes, pieces and mentions found,
 *	                                       with tabs between
 *
 * Its time grows with the square of a query's length, so it is given the text
 * in PIECES, sentences or paragraphs (or lines); cutting does not count, nor
 * does loading, nor a first run that warms up.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync }
	from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/* Its library is one file that needs no other package. */
const PACKAGE = '@microsoft/recognizers-text-suite@1.3.1';
const HASH = 'sha512-lxaHNYM0t4T9uKucCkDDyFZJR5JLI3Nj9c2eLN3IKaPDu9TkJ77XjeAWa' +
	'O/9upYOmIg/hW7NkjOWfu9dcWT6dQ==';
const FILE = 'recognizers-text-suite.umd.js';

const PIECES = {
	sentence: text => text.split(/(?<=[.!?])\s+|\n+/),
	paragraph: text => text.split(/\n+/),
	line: text => text.split('\n'),
	whole: text => [text],
};

/* Answer the path of the library, fetched into build/ and compared by hash. */
function
fetchLibrary(root)
{
	const home = join(root, 'build', 'recognizers');
	const library = join(home, 'package', 'dist', FILE);

	if (existsSync(library))
		return library;

	const fresh = `${home}.${process.pid}`;

	mkdirSync(fresh, { recursive: true });
	try
	{
		const file = execFileSync('npm', ['pack', '--silent', PACKAGE],
			{ cwd: fresh, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
			.trim().split('\n').pop();
		const hash = 'sha512-' + createHash('sha512')
			.update(readFileSync(join(fresh, file))).digest('base64');

		if (hash !== HASH)
			throw new Error(`${PACKAGE} has hash ${hash}`);
		execFileSync('tar', ['xzf', file], { cwd: fresh });
		rmSync(home, { recursive: true, force: true });
		renameSync(fresh, home);
	}
	finally
	{
		rmSync(fresh, { recursive: true, force: true });
	}
	return library;
}

function
measure(library, file, culture, pieces)
{
	const { recognizeCurrency } = createRequire(resolve(library))(library);
	const text = readFileSync(file, 'utf8');
	const queries = PIECES[pieces](text).filter(query => query !== '');
	let ms;
	let found;

	for (let run = 0; run < 2; run++)
	{
		const started = process.hrtime.bigint();

		found = 0;
		for (const query of queries)
			found += recognizeCurrency(query, culture).length;
		ms = Number(process.hrtime.bigint() - started) / 1e6;
	}
	return [process.version, ms, Buffer.byteLength(text), queries.length, found];
}

const args = process.argv.slice(2);

if (args.length === 4)
{
	console.log(measure(...args).join('\t'));
	process.exit();
}

const bench = dirname(fileURLToPath(import.meta.url));
const library = fetchLibrary(join(bench, '..'));

if (args[0] === '--fetch')
	console.log(library);
else
{
	for (const [language, culture] of [['en', 'en-us'], ['fr', 'fr-fr']])
	{
		for (const pieces of args.length > 0 ? args : ['sentence', 'paragraph'])
		{
			const [, ms, bytes, queries, found] = measure(library,
				join(bench, `prose.${language}.txt`), culture, pieces);

			console.log(`${language}, by ${pieces}: ` +
				`${(bytes / 1000 / ms).toFixed(5)} MB/s ` +
				`(${bytes} bytes, ${queries} queries, ${found} found, ` +
				`${ms.toFixed(0)} ms)`);
		}
	}
}
