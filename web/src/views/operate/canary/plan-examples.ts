/** Plans to begin with, the same that the terminal has. */
export const EXAMPLES = ['careful', 'quick', 'blue-green'] as const;
export type Example = (typeof EXAMPLES)[number];

const TEXTS = import.meta.glob<string>('../../../../../docs/plans/*.yaml', {
	query: '?raw',
	import: 'default',
});

/** The text of an example; undefined where it does not come. */
export async function exampleText(name: Example): Promise<string | undefined> {
	return await TEXTS[`../../../../../docs/plans/${name}.yaml`]?.().catch(() => undefined);
}
