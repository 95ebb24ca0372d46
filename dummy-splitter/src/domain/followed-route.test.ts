import { admit, type Vaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Told } from '@canario/stores/tracer';
import { describe, expect, it } from 'vitest';
import { FollowedRoute } from './followed-route.ts';
import { RateLimit } from './rate-limit.ts';
import type { Route } from './route.ts';

const input = { name: 'Ana', location: 'Petén', age: 30, vaccine_type: 'Moderna', n_dose: 1 };
const ordinary = (id: string, atMs = 1_000) => admit(input, id, atMs);
const visitors = (id: string, atMs = 1_000): Vaccination => ({
	...ordinary(id, atMs),
	source: 'visitor',
	traced: `key-of-${id}`,
});

function followed({ send, picked = [] }: { send: Route['send']; picked?: readonly string[] }) {
	const seen: unknown[] = [];
	const sent: Vaccination[] = [];
	const picks = [...picked];
	let steadyMs = 0;
	const route = new FollowedRoute(
		{
			send: (vaccination, onDrawn) => {
				sent.push(vaccination);
				return send(vaccination, onDrawn);
			},
			hasRoomFor: () => true,
			inFlight: () => ({ blue: 0, green: 0 }),
			close: async () => {},
		},
		{
			sampler: { pick: () => picks.shift() },
			visitors: new RateLimit(2),
			tracer: {
				saw: ({ traced, source }, hop, told?: Told) =>
					seen.push({ traced, hop, ...told, ...(source && { source }) }),
			},
			steadyMs: () => {
				steadyMs += 5;
				return steadyMs;
			},
		},
	);
	return { route, seen, sent };
}

const locally: Route['send'] = async (_vaccination, onDrawn) => {
	onDrawn?.('green');
	return { lane: 'green', outcome: 'accepted' };
};

describe('the followed route', () => {
	it('tells the way of one that was picked, and of no other', async () => {
		const { route, seen, sent } = followed({ send: locally, picked: ['picked-key'] });
		await route.send(ordinary('a'));
		await route.send(ordinary('b'));
		const traced = 'picked-key';
		expect(seen).toEqual([
			{ traced, hop: 'received' },
			{ traced, hop: 'routed', lane: 'green' },
			{ traced, hop: 'acknowledged', lane: 'green', department: '17', outcome: 'accepted', tookMs: 5 },
		]);
		expect(sent).toEqual([{ ...ordinary('a'), traced }, ordinary('b')]);
	});

	it('tells the lane by the answer where a mesh draws', async () => {
		const send: Route['send'] = async () => ({ lane: 'blue', outcome: 'duplicate' });
		const { route, seen } = followed({ send, picked: ['picked-key'] });
		await route.send(ordinary('a'));
		expect(seen).toMatchObject([
			{ hop: 'received' },
			{ hop: 'routed', lane: 'blue' },
			{ hop: 'acknowledged', lane: 'blue', outcome: 'duplicate' },
		]);
	});

	it.each([
		['in the lane that was drawn', locally, { lane: 'green' }],
		['in a lane that nobody knows', async () => Promise.reject(new Error('x')), {}],
	] as const)('tells of a failure %s, and passes it on', async (_, draw, lane) => {
		const failure = new ServiceError('unavailable', 'the lane is away');
		const send: Route['send'] = async (vaccination, onDrawn) => {
			await draw(vaccination, onDrawn).catch(() => {});
			throw failure;
		};
		const { route, seen } = followed({ send, picked: ['picked-key'] });
		await expect(route.send(ordinary('a'))).rejects.toBe(failure);
		expect(seen.at(-1)).toEqual({
			...{ traced: 'picked-key', hop: 'failed', department: '17', tookMs: 5 },
			...lane,
		});
	});

	it('follows what viewers sent under their own keys, so many a second; the rest stays marked', async () => {
		const { route, seen, sent } = followed({ send: locally });
		for (const id of ['a', 'b', 'c']) await route.send(visitors(id));
		await route.send(visitors('d', 2_000));
		expect(sent.map(({ source, traced }) => [source, traced])).toEqual([
			['visitor', 'key-of-a'],
			['visitor', 'key-of-b'],
			['visitor', undefined],
			['visitor', 'key-of-d'],
		]);
		expect(seen.filter((one) => (one as { hop: string }).hop === 'received')).toEqual(
			['a', 'b', 'd'].map((id) => ({ traced: `key-of-${id}`, hop: 'received', source: 'visitor' })),
		);
	});
});
