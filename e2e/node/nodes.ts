import { kubectl } from './kubectl.ts';

/** Names of the nodes on which pods may be placed. */
export async function openNodes(): Promise<string[]> {
	const { items } = JSON.parse(await kubectl('get nodes -o json')) as {
		items: { metadata: { name: string }; spec: { unschedulable?: boolean } }[];
	};
	return items.filter(({ spec }) => spec.unschedulable !== true).map(({ metadata }) => metadata.name);
}

/** Lets pods be placed there again. */
export async function uncordon(nodes: readonly string[]): Promise<void> {
	for (const node of nodes) await kubectl(`uncordon ${node}`);
}
