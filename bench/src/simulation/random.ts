/** Numbers from 0 to below 1. */
export type Random = () => number;

/** The same numbers for the same `seed` and `stream`, both whole; other streams have nothing to do with it (sfc32). */
export function randomOf(seed: number, stream: number): Random {
	let [a, b, c, counter] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1];
	const next = () => {
		const sum = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return (sum >>> 0) / 4_294_967_296;
	};
	// until all of the seed is everywhere
	for (let skipped = 0; skipped < 15; skipped++) next();
	return next;
}

/** How many of `draws` hit, each with chance `p` (below 1): by the gaps between hits, so it takes as long as there are hits. */
export function hitsOf(random: Random, draws: number, p: number): number {
	if (p <= 0) return 0;
	const perGap = 1 / Math.log1p(-p);
	let hits = 0;
	let at = 0;
	for (;;) {
		at += Math.floor(Math.log1p(-random()) * perGap) + 1;
		if (at > draws) return hits;
		hits += 1;
	}
}

/** Numbers of the standard normal distribution, exact (Box and Muller 1958). */
export function normalsOf(random: Random): Random {
	let spare: number | undefined;
	return () => {
		if (spare !== undefined) {
			const kept = spare;
			spare = undefined;
			return kept;
		}
		const radius = Math.sqrt(-2 * Math.log1p(-random()));
		const angle = 2 * Math.PI * random();
		spare = radius * Math.sin(angle);
		return radius * Math.cos(angle);
	};
}
