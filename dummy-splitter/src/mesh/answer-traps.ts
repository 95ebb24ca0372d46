import { type Sight, WINDOW_S } from './sightings.ts';
import { LOOK, type MeshView, RESTART, type Trap } from './trap.ts';

const times = (view: MeshView, sight: Sight, what: string, least = 1): string | undefined =>
	view.sights[sight] < least ? undefined : `${view.sights[sight]} × ${what} in the last ${WINDOW_S} s`;

/** With what the proxy said, which names the backend. */
const told = (view: MeshView, sight: Sight, what: string): string | undefined => {
	const text = times(view, sight, what);
	return text && view.lastProxyError ? `${text} (${view.lastProxyError})` : text;
};

/** Traps that answers show, and answers that do not come. */
export const ANSWER_TRAPS: readonly Trap[] = [
	{
		id: 'apex-answers',
		check: 'mesh answers',
		wayOut: `is a weight above 0, and did the split exist before this pod? Else set it and ${RESTART}; ${LOOK}`,
		sign: (view) =>
			times(
				view,
				'apex',
				`an answer (${view.lastApexStatus ?? '–'}) that names no lane: the apex's own pods answer, not its leaves,`,
			),
	},
	{
		id: 'leaf-failfast',
		check: 'mesh answers',
		wayOut: 'bring the pods of that leaf back, or give it weight 0; after 3 s the others take its share',
		sign: (view) => told(view, 'failfast', '504: a leaf has no endpoint'),
	},
	{
		id: 'no-endpoints',
		check: 'mesh answers',
		wayOut: 'bring pods of a leaf that has weight back: one of weight 0 never steps in',
		sign: (view) => told(view, 'noEndpoints', '503 at once: no leaf that has weight has an endpoint'),
	},
	{
		id: 'leaf-refuses',
		check: 'mesh answers',
		wayOut:
			"have the leaf's pods listen on the apex's port, and give them preStop: sleep of 5 s for restarts",
		sign: (view) => told(view, 'refused', '502: the pods of a leaf take no connection'),
	},
	{
		id: 'missing-leaf',
		check: 'mesh answers',
		wayOut: 'apply the Service that the route names, or correct its name and port',
		sign: (view) =>
			told(view, 'missingLeaf', '500 by the proxy: the route names a Service that is not there'),
	},
	{
		id: 'resets',
		check: 'mesh answers',
		wayOut: `does the route have a weight above 0? Else set one; ${LOOK}`,
		// a few belong to a restart
		sign: (view) => times(view, 'reset', 'a connection reset', 3),
	},
	{
		id: 'apex-unreachable',
		check: 'mesh answers',
		wayOut: 'is APEX_URL the Service of the split, with its port?',
		sign: (view) => times(view, 'unreachable', 'nothing to connect to at the apex'),
	},
	{
		id: 'answers-late',
		check: 'mesh answers',
		wayOut:
			'a leaf is slow, or lost its last endpoint: that holds its share for 3 s; HOP_DEADLINE_MS above 3000 hears which',
		sign: (view) => times(view, 'late', 'no answer within HOP_DEADLINE_MS'),
	},
];
