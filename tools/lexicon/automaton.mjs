/*
 * automaton.mjs
 *	  A minimal automaton over the words of a language, laid out as a double
 *	  array.
 *
 * A unit is 32 bits: in the low 12 the label of the edge that leads to it,
 * then a bit that is set if a word may end behind that edge, and in the high
 * 19 the base of the state there.  The edge with label c of a state with base
 * b is unit[b + c], if its label is c.  No two states share a base, so the
 * label alone says whose edge it is.  The edge END leads to no state: its high
 * bits are the value of the word.
 */

export const END = 1;
export const LABEL_BITS = 12;

export class Automaton
{
	constructor()
	{
		this.root = { edges: new Map(), value: -1 };
	}

	/* labels: the numbers of the letters; one value a word. */
	add(labels, value)
	{
		let state = this.root;

		for (const label of labels)
		{
			if (!state.edges.has(label))
				state.edges.set(label, { edges: new Map(), value: -1 });
			state = state.edges.get(label);
		}
		state.value = value;
	}

	/* States with the same words behind them become one. */
	minimize()
	{
		const known = new Map();
		const ids = new Map();
		const visit = state =>
		{
			const key = [state.value];

			for (const label of [...state.edges.keys()].sort((a, b) => a - b))
			{
				const next = visit(state.edges.get(label));

				state.edges.set(label, next);
				key.push(label, ids.get(next));
			}

			const text = key.join();

			if (!known.has(text))
			{
				known.set(text, state);
				ids.set(state, ids.size);
			}
			return known.get(text);
		};

		this.root = visit(this.root);
	}

	/* The units, and the base of the root. */
	layOut()
	{
		const units = [];
		const bases = new Set([0]);
		const baseOf = new Map();
		const next = [0, 1];		/* the next free unit, as far as known */
		const nextFree = at =>
		{
			let free = at;

			while (units[free] !== undefined)
				free = Math.max(free + 1, next[free] ?? 0);
			/* what was passed over is not looked at again */
			while (at < free)
			{
				const skip = Math.max(at + 1, next[at] ?? 0);

				next[at] = free;
				at = skip;
			}
			return free;
		};
		const place = state =>
		{
			const labels = [...state.edges.keys()];

			if (state.value >= 0)
				labels.push(END);
			labels.sort((a, b) => a - b);

			/* after so many misses the end of the array is cheaper */
			let free = nextFree(labels[0] + 1);

			for (let tries = 0; ; tries++)
			{
				const base = free - labels[0];

				if (!bases.has(base) &&
					labels.every(label => units[base + label] === undefined))
				{
					bases.add(base);
					for (const label of labels)
						units[base + label] = [label, 0];
					return base;
				}
				free = nextFree(tries === 400 ?
					Math.max(free, units.length) + 1 : free + 1);
			}
		};
		const queue = [this.root];

		/* breadth first, so that the states near the root lie together */
		baseOf.set(this.root, place(this.root));
		for (let i = 0; i < queue.length; i++)
		{
			for (const state of queue[i].edges.values())
			{
				if (!baseOf.has(state))
				{
					baseOf.set(state, place(state));
					queue.push(state);
				}
			}
		}
		for (const state of queue)
		{
			const base = baseOf.get(state);

			for (const [label, other] of state.edges)
				units[base + label][1] = baseOf.get(other) * 2 +
					(other.value >= 0 ? 1 : 0);
			if (state.value >= 0)
				units[base + END][1] = state.value * 2;
		}

		const result = [];

		for (let i = 0; i < units.length; i++)
		{
			const [label, high] = units[i] ?? [0, 0];

			if (high >= 2 ** 20)
				throw new RangeError('the automaton has too many states');
			result.push(high * 2 ** LABEL_BITS + label);
		}
		return { units: result, root: baseOf.get(this.root) };
	}
}
