interface Label {
	/** What it belongs to. */
	readonly x: number;
	readonly width: number;
}

interface Room {
	readonly left: number;
	readonly right: number;
	/** The least distance of two labels. */
	readonly gap: number;
}

/**
 * Where labels begin, `fromX`, each in the middle of its mark as far as the room allows. The newest, which is the last,
 * has its place; one before it that would touch it gives way.
 */
export function placedLabels<L extends Label>(
	labels: readonly L[],
	{ left, right, gap }: Room,
): readonly (L & { readonly fromX: number })[] {
	let freeTo = right;
	return labels.toReversed().flatMap((label) => {
		const fromX = Math.max(left, Math.min(label.x - label.width / 2, right - label.width));
		if (fromX + label.width > freeTo) return [];
		freeTo = fromX - gap;
		return [{ ...label, fromX }];
	});
}
