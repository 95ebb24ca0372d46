/** `count` of `all` at even distances, in order; all of them where there are no more. */
export function evenly<T>(all: readonly T[], count: number): readonly T[] {
	if (count >= all.length) return all;
	return all.filter(
		(_, index) => Math.floor(((index + 1) * count) / all.length) > Math.floor((index * count) / all.length),
	);
}
