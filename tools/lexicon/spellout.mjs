/*
 * spellout.mjs
 *	  Number words out of the spell-out rules of CLDR (RBNF).
 *
 * The rules are a small language of their own (UTS 35, part 3, "Rule-Based
 * Number Formatting"); this is the part of it that cardinal numbers use.
 */

/* "100" or "1100/100" or "1000>": base value, radix, exponent. */
function
readRule([key, text])
{
	const match = /^(\d+)(?:\/(\d+))?(>*)$/.exec(key);

	if (!match)
		return null;				/* "-x", "x.x": signs and fractions */

	const base = Number(match[1]);
	const radix = Number(match[2] ?? 10);
	let exponent = 0;

	while (radix ** (exponent + 1) <= base)
		exponent++;
	exponent = Math.max(0, exponent - match[3].length);
	return { base, divisor: radix ** exponent, text: text.replace(/;$/, '') };
}

export class Spellout
{
	constructor(json, language)
	{
		const groups = json.rbnf.rbnf;

		this.plurals = new Intl.PluralRules(language);
		this.sets = new Map();
		for (const [name, rules] of Object.entries(groups.SpelloutRules ?? {}))
		{
			if (Array.isArray(rules))
				this.sets.set(name, rules.map(readRule).filter(r => r)
					.sort((a, b) => a.base - b.base));
		}
	}

	/* The rule sets of cardinal numbers, in every gender and case. */
	cardinals()
	{
		return [...this.sets.keys()].filter(name =>
			/^(%spellout-(cardinal|numbering)|%%?spellout-leading)/.test(name) &&
			!/year|tens/.test(name));
	}

	/*
	 * The words of a number, or null where the rules write digits.  A soft
	 * hyphen stands where words are written together.
	 */
	words(name, number, depth = 0)
	{
		const rules = this.sets.get(name);
		const rule = rules?.findLast(r => r.base <= number);

		if (!rule || depth > 20)
			return null;

		const next = (set, value) =>
		{
			const part = this.words(set === '' ? name : set, value, depth + 1);

			if (part === null)
				throw new RangeError('digits');
			return part;
		};
		const { divisor } = rule;
		const rest = number % divisor;
		const count = Math.floor(number / divisor);
		let text = rule.text.replace(/^'/, '');

		if (/#|0/.test(text))
			return null;
		text = text.replace(/\[([^\]]*)\]/g, (_, inner) =>
			divisor > 1 && rest === 0 ? '' : inner);
		text = text.replace(/\$\(cardinal,([^)]*)\)\$/g, (_, forms) =>
		{
			const table = Object.fromEntries([...forms.matchAll(
				/(\w+)\{([^}]*)\}/g)].map(m => [m[1], m[2]]));

			return table[this.plurals.select(count)] ?? table.other;
		});
		try
		{
			text = text.replace(/←(%*[\w-]*)←|<(%*[\w-]*)</g, (_, a, b) =>
				next(a ?? b, count));
			text = text.replace(/→(%*[\w-]*)→|>(%*[\w-]*)>/g, (_, a, b) =>
				next(a ?? b, rest));
			text = text.replace(/=(%+[\w-]+)=/g, (_, a) => next(a, number));
		}
		catch (error)
		{
			if (error instanceof RangeError)
				return null;
			throw error;
		}
		return /[←→=<>$[\]#]/.test(text) ? null :
			text.replace(/'/g, '').trim();
	}
}
