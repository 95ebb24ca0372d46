/** Where something is written; both count from 1. */
export interface Place {
	readonly line: number;
	/** The line as a whole where there is none. */
	readonly column?: number | undefined;
}

/** The part of a text from a place to the end of its line, as offsets. */
export function rangeOf(text: string, { line, column = 1 }: Place): { start: number; end: number } {
	const lines = text.split('\n');
	const index = Math.min(Math.max(line, 1), lines.length) - 1;
	const before = lines.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0);
	const end = before + (lines[index]?.length ?? 0);
	return { start: Math.min(before + Math.max(column, 1) - 1, end), end };
}
