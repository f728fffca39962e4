/*
 * letters.mjs
 *	  What a character is to the reader: its class, and the number of the
 *	  letter that it counts as.
 *
 * Capital and small letters count as one, and so do spellings that only the
 * keyboard decides: full-width forms, the Arabic alefs, the Persian and the
 * Arabic kaf and yeh, the Russian yo.  Marks that people leave out (nukta,
 * tashkeel, tatweel, joiners) count as nothing.
 */

export const CLASS = {
	OTHER: 0, LETTER: 1, CJK: 2, DIGIT: 3, SPACE: 4, MARK: 5, DOT: 6,
	COMMA: 7, APOSTROPHE: 8, DASH: 9, OPEN: 10, CLOSE: 11, SYMBOL: 12,
};

const SAME = new Map(Object.entries({
	'İ': 'i', 'ı': 'i', 'ё': 'е', 'Ё': 'е',
	'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ک': 'ك',
	'ئ': 'ي', 'ؤ': 'و', 'ۀ': 'ه', 'ة': 'ه',
	'’': "'", '‘': "'", 'ʼ': "'", '´': "'", '`': "'", 'ʹ': "'", '′': "'",
	'״': '"', '“': '"', '”': '"', '„': '"', '׳': "'",
	'٫': '.', '٬': "'", '،': ',', '、': ',', '。': '.', '｡': '.',
	'〜': '~', '～': '~', '∼': '~', '⁓': '~',
	'ş': 'ş', 'ţ': 'ț', 'Ţ': 'ț', 'Ş': 'ş', 'ș': 'ş', 'Ș': 'ş',
	'॰': '.', '։': '.', '−': '-', '–': '-', '—': '-', '―': '-', '‐': '-',
	'‑': '-', '‒': '-', '﹣': '-', '－': '-', '־': '-',
	'〇': '〇', '○': '〇', '零': '零',
}));

/* One character, or an empty string for what counts as nothing. */
export function
fold(character)
{
	const same = SAME.get(character);

	if (same !== undefined)
		return same;

	const code = character.codePointAt(0);

	/* full-width forms of ASCII */
	if (code >= 0xFF01 && code <= 0xFF5E)
		return fold(String.fromCodePoint(code - 0xFEE0));
	if (code === 0xFFE5)
		return '¥';
	if (code === 0xFFE1)
		return '£';
	if (code === 0xFFE0)
		return '¢';
	if (code === 0xFFE6)
		return '₩';
	if (code === 0xFE69 || code === 0xFF04)
		return '$';
	/* Devanagari letters with a nukta */
	if (code >= 0x0958 && code <= 0x095F)
		return character.normalize('NFD')[0];
	if (/\p{Cf}/u.test(character) || code === 0x093C || code === 0x0640 ||
		(code >= 0x064B && code <= 0x0652) || code === 0x0670 ||
		(code >= 0x0591 && code <= 0x05C7 && /\p{Mn}/u.test(character)))
		return '';
	if (/[\p{Zs}\t\n\r\v\f\u0085\u2028\u2029]/u.test(character))
		return ' ';

	const lower = character.toLowerCase();

	return [...lower].length === 1 ? lower : character;
}

export function
foldText(text)
{
	return [...text.normalize('NFC')].map(fold).join('')
		.replace(/ +/g, ' ').trim();
}

export function
classOf(character)
{
	const folded = fold(character);

	if (folded === '')
		return CLASS.MARK;
	if (folded === ' ')
		return CLASS.SPACE;
	switch (folded)
	{
		case '.':
			return CLASS.DOT;
		case ',':
			return CLASS.COMMA;
		case "'":
			return CLASS.APOSTROPHE;
		case '-':
			return CLASS.DASH;
		case '(':
		case '[':
		case '（':
			return CLASS.OPEN;
		case ')':
		case ']':
		case '）':
			return CLASS.CLOSE;
	}
	if (/\p{Nd}/u.test(folded))
		return CLASS.DIGIT;
	if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〇]/u
		.test(folded) && /[\p{L}\p{M}\p{Nl}\p{Lm}]/u.test(folded))
		return CLASS.CJK;
	if (/[\p{L}\p{M}]/u.test(folded))
		return CLASS.LETTER;
	if (/[\p{S}\p{P}\p{No}]/u.test(folded))
		return CLASS.SYMBOL;
	return CLASS.OTHER;
}

/* The value of a decimal digit of any script. */
export function
digitOf(character)
{
	const code = fold(character).codePointAt(0);
	let zero = code;

	/* digits stand in blocks of ten that begin at their zero */
	while (zero > 0 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)) &&
		code - zero < 9)
		zero--;
	return code - zero;
}
