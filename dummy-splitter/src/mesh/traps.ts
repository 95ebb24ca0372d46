import { ANSWER_TRAPS } from './answer-traps.ts';
import { SHARE_TRAPS } from './share-traps.ts';
import { LOOK, type MeshView, RESTART, type SeenTrap, type Trap } from './trap.ts';

/** Traps that the object shows, or the want of one, and the proxy. */
const OTHER_TRAPS: readonly Trap[] = [
	{
		id: 'weights-unknown',
		check: 'mesh split',
		wayOut: 'name the object with MESH_SPLIT, or what it asks for with SPLIT_WEIGHTS',
		sign: ({ asked }) =>
			asked.from === 'unknown' && asked.trouble === undefined
				? 'nobody said by which weights the mesh draws: the weights shown are no more than a default'
				: undefined,
	},
	{
		id: 'split-unreadable',
		check: 'mesh split',
		wayOut: `the account of this pod needs get and watch on that object; ${LOOK}`,
		sign: ({ asked: { trouble, from } }) =>
			trouble &&
			`${trouble}; the weights shown are ${from === 'object' ? 'the last that could be read' : 'those of SPLIT_WEIGHTS'}`,
	},
	{
		id: 'not-meshed',
		check: 'mesh proxy',
		wayOut: `annotate the pod template with linkerd.io/inject: enabled, then ${RESTART}; in another mesh set MESH_PROXY_URL=off`,
		sign: ({ proxy }) =>
			proxy.meshed === false
				? "no Linkerd proxy answers beside this entry: what it sends goes where the apex's selector points, unsplit"
				: undefined,
	},
];

/** Every trap that an entry looks for itself; docs/mesh.md has them in this order. */
export const TRAPS: readonly Trap[] = [...OTHER_TRAPS, ...SHARE_TRAPS, ...ANSWER_TRAPS];

/** What stands in the way just now: what the entry sees itself, and the errors that the API shows. */
export function seenTraps(view: MeshView): readonly SeenTrap[] {
	const seen = TRAPS.flatMap(({ id, check, wayOut, sign }): SeenTrap[] => {
		const message = sign(view);
		return message ? [{ id, check, message, wayOut }] : [];
	});
	const told = view.cluster.findings
		.filter(({ severity }) => severity === 'error')
		.map(({ rule: id, file, message, wayOut }): SeenTrap => {
			return { id, check: 'mesh split', message: `${message} (${file})`, wayOut };
		});
	return [...seen, ...told];
}
