import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Following, keepFollowing } from './keep-following.ts';

let following: Following;
afterEach(() => following.close());

/** Follows with a clock that is set by hand and a reading that fails with what is in `failure`. */
function start(opened: Promise<unknown> = Promise.resolve()) {
	const world = { nowMs: 0, failure: undefined as Error | undefined, readings: 0, logged: [] as string[] };
	const say = (_fields: unknown, message?: string) => world.logged.push(message ?? String(_fields));
	following = keepFollowing({
		opened,
		follow: async () => {
			world.readings += 1;
			if (world.failure) throw world.failure;
		},
		everyMs: 1,
		steadyMs: () => world.nowMs,
		log: { info: say, warn: say } as never,
	});
	return world;
}
const moreReadings = async (world: ReturnType<typeof start>) => {
	const { readings } = world;
	await vi.waitFor(() => expect(world.readings).toBeGreaterThan(readings + 2));
};

describe('following the split', () => {
	it('begins when there is something to follow, and goes on until it is closed', async () => {
		const { promise: opened, resolve: open } = Promise.withResolvers<void>();
		const world = start(opened);
		await new Promise(setImmediate);
		expect(world.readings).toBe(0);
		open();
		await following.first;
		await moreReadings(world);
		await following.close();
		const { readings } = world;
		await new Promise((resolve) => setTimeout(resolve, 2));
		expect(world.readings).toBe(readings);
	});

	it('can be closed before there is anything', async () => {
		start(new Promise(() => {}));
		await expect(following.close()).resolves.toBeUndefined();
	});

	it('goes on after failures, tells each kind once, and how long it has been behind', async () => {
		const world = start();
		await following.first;
		world.failure = new Error('away');
		await moreReadings(world);
		world.nowMs = 9_000;
		await moreReadings(world);
		expect(following.behindMs()).toBe(9_000);
		world.failure = undefined;
		await moreReadings(world);
		expect(following.behindMs()).toBe(0);
		expect(world.logged).toEqual([
			'the split cannot be followed, the weights stay as they are',
			'the split can be followed again',
		]);
	});
});
