import Table from 'cli-table3';

const NO_LINES = Object.fromEntries(
	['top', 'bottom', 'left', 'right', 'mid'].flatMap((edge) =>
		['', '-mid', '-left', '-right'].map((end) => [`${edge}${end}`, '']),
	),
);

/** A table without lines; the first `textColumns` columns to the left, what follows, figures, to the right. */
export function bareTable(head: readonly string[], textColumns = 1): InstanceType<typeof Table> {
	return new Table({
		head: [...head],
		chars: { ...NO_LINES, middle: '   ' },
		style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
		colAligns: head.map((_, index) => (index < textColumns ? 'left' : 'right')),
	});
}
