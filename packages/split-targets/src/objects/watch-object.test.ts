import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import type { TargetChange } from '@canario/traffic-split/split-target';
import { describe, expect, it } from 'vitest';
import type { KubeClient, WatchEvent } from '../cluster/kube-client.ts';
import { refusal } from '../cluster/kube-errors.ts';
import { objectSplitTarget } from './object-split-target.ts';
import { TRAFFIC_SPLIT } from './traffic-split.ts';

/** A split as the API server gives it; `version` is the generation and the resourceVersion. */
const object = (version: number, { blue, green }: Weights) => ({
	metadata: {
		uid: 'u',
		resourceVersion: String(version),
		generation: version,
		creationTimestamp: '2026-01-01T00:00:00Z',
	},
	spec: {
		backends: [
			{ service: 'blue', weight: blue },
			{ service: 'green', weight: green },
		],
	},
});
const shown = (version: number, weights: Weights): WatchEvent => ({
	type: 'object',
	object: object(version, weights),
});
const gone = new ServiceError('unavailable', 'the server is gone');
const forbidden = new ServiceError('forbidden', 'not yet');
const FIRST = object(1, { blue: 50, green: 50 });

/** What the server answers to one request: an object, or events of a watch; an error is thrown. */
type Answer = object | readonly (WatchEvent | ServiceError)[] | ServiceError;

/** Watches a server that gives these answers one after the other, until there are no more. */
async function watch(answers: Answer[], stepMs = 0) {
	const from: string[] = [];
	const troubles: Error[] = [];
	const seen: TargetChange<string>[] = [];
	const stop = new AbortController();
	let nowMs = 0;
	const next = () => {
		nowMs += stepMs;
		const answer = answers.shift();
		if (answer instanceof ServiceError) throw answer;
		if (answer === undefined) stop.abort();
		return answer;
	};
	const client: KubeClient = {
		create: () => Promise.reject(new Error('nobody writes here')),
		get: async () => next() ?? FIRST,
		patch: () => Promise.reject(new Error('nobody writes here')),
		async *watch(_place, resourceVersion) {
			from.push(resourceVersion);
			for (const event of (next() ?? []) as readonly (WatchEvent | ServiceError)[]) {
				if (event instanceof ServiceError) throw event;
				yield event;
			}
		},
	};
	const target = objectSplitTarget(TRAFFIC_SPLIT, {
		...{ client, namespace: 'shop', name: 'front', by: 'ana', now: () => nowMs, againMs: 1 },
	});
	const onTrouble = (error: Error) => void troubles.push(error);
	const ended = (async () => {
		for await (const change of target.watch({ signal: stop.signal, onTrouble })) seen.push(change);
	})();
	await ended.catch((error: Error) => seen.push(error as never));
	return { seen, troubles, from };
}

const open: WatchEvent = { type: 'open' };

describe('watchObject', () => {
	it('goes on from the last version that it heard of where the server ends the watch', async () => {
		const { seen, from, troubles } = await watch([
			FIRST,
			[open, shown(2, { blue: 9, green: 1 })],
			[open, { type: 'bookmark', resourceVersion: '7' }],
			[open, shown(8, { blue: 8, green: 2 })],
		]);
		expect(seen).toMatchObject([
			{ from: { blue: 50 }, to: { blue: 9 } },
			{ from: { blue: 9 }, to: { blue: 8 } },
		]);
		expect(from).toEqual(['1', '2', '7', '8']);
		expect(troubles).toEqual([]);
	});

	it('tells each loss of the server once', async () => {
		const lost: Answer[] = [[open, gone], gone, gone];
		const { seen, troubles } = await watch([
			FIRST,
			...lost,
			[open],
			...lost,
			[open, shown(2, { blue: 1, green: 9 })],
		]);
		expect(troubles).toEqual([gone, gone]);
		expect(seen).toMatchObject([{ to: { green: 9 } }]);
	});

	it('bears with a server that knows no rights yet when it comes back', async () => {
		const { seen } = await watch([
			FIRST,
			[open, gone],
			forbidden,
			forbidden,
			[open, shown(2, { blue: 1, green: 9 })],
		]);
		expect(seen).toMatchObject([{ to: { green: 9 } }]);
	});

	it('bears with a server that serves no kinds yet when it comes back', async () => {
		const place = {
			collection: '/apis/a/v1/namespaces/shop/splits',
			name: 'front',
			title: 'Split shop/front',
		};
		const unserved = refusal(place, 'https://one', 404, undefined);
		const { seen, troubles } = await watch([
			FIRST,
			[open, gone],
			...[unserved, unserved],
			[open, shown(2, { blue: 1, green: 9 })],
		]);
		expect(seen).toMatchObject([{ to: { green: 9 } }]);
		expect(troubles).toEqual([gone]);
	});

	it('ends when the rights do not come back, or go while the server is there', async () => {
		const refused: Answer[] = Array.from({ length: 9 }, () => forbidden);
		expect((await watch([FIRST, [open, gone], ...refused], 5_000)).seen).toEqual([forbidden]);
		expect((await watch([FIRST, [open], forbidden])).seen).toEqual([forbidden]);
	});
});
