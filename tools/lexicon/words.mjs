/*
 * words.mjs
 *	  Reads a file of tools/words; the format is in tools/words/README.md.
 */
import { readFileSync } from 'node:fs';

/* stem{a,b} is stema and stemb; braces do not nest, but may come twice. */
function
expand(word)
{
	const match = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(word);

	if (!match)
		return [word];
	return match[2].split(',').flatMap(part =>
		expand(match[1] + part.trim() + match[3]));
}

/* Cut a list at its commas, but for those in quotes and braces. */
function
splitList(text)
{
	const parts = [];
	let part = '';
	let quoted = false;
	let depth = 0;

	for (const c of text)
	{
		/* a quote inside a word is a letter, as in Hebrew abbreviations */
		if (c === '"' && (quoted || part.trim() === ''))
			quoted = !quoted;
		else if (!quoted)
			depth += (c === '{') - (c === '}');
		if (c === ',' && !quoted && depth === 0)
		{
			parts.push(part);
			part = '';
		}
		else
			part += c;
	}
	parts.push(part);
	if (quoted || depth !== 0)
		throw new Error('quote or brace without an end');
	return parts.map(p => p.trim()).filter(p => p !== '');
}

/* The lines of a file: [{ key, words: [{ text, exact }] }]. */
export function
readWords(file)
{
	const lines = [];

	readFileSync(file, 'utf8').normalize('NFC').split('\n')
		.forEach((raw, index) =>
		{
			const line = raw.replace(/(^|\s)#.*$/, '').trim();

			if (line === '')
				return;
			try
			{
				const match = /^([a-z][^:"]*?)\s*:(.*)$/.exec(line);

				if (!match)
					throw new Error('no key');
				lines.push({
					key: match[1].replace(/\s+/g, ' '),
					where: `${file}:${index + 1}`,
					words: splitList(match[2]).flatMap(word =>
						/^".*"$/.test(word) ?
							expand(word.slice(1, -1))
								.map(text => ({ text, exact: true })) :
							expand(word).map(text => ({ text, exact: false }))),
				});
			}
			catch (error)
			{
				throw new Error(`${file}:${index + 1}: ${error.message}`);
			}
		});
	return lines;
}
