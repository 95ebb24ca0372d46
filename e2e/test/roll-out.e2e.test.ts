import { describe, expect, it, onTestFinished } from 'vitest';
import { startBalancer } from '../src/balancer.ts';
import type { InstanceName } from '../src/instances.ts';
import { placesThatTellNames } from '../src/no-names.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

/** SHUTDOWN_DRAIN_MS + SHUTDOWN_DEADLINE_MS of the tests' platforms. */
const GRACE_MS = 5_300;

describe.skipIf(MISSING_STORES)(`a roll-out ${MISSING_STORES ?? ''}`, () => {
	// on a busy machine a service may take longer to start than a hop waits in production
	const patient = { HOP_DEADLINE_MS: '20000', BLUE_GRPC_DEADLINE_MS: '20000' };
	const world = useWorld(() => ({
		more: ['blue-recorder', 'dummy-splitter-2'],
		env: { 'dummy-splitter': patient, 'dummy-splitter-2': patient, 'blue-grpc': patient },
	}));

	it('row 34: SIGTERM and a new start of every service in turn, under load: nobody hears anything but 2xx', async () => {
		const { platform, load, keepsPromises } = world();
		const entries = ['dummy-splitter', 'dummy-splitter-2'] as const;
		const balancer = await startBalancer(entries.map((name) => platform.url(name)));
		onTestFinished(() => balancer.close());
		const running = load({ target: balancer.url });
		const all: readonly InstanceName[] = [
			'realtime-ws',
			'subscriber',
			'blue-recorder',
			'blue-grpc',
			'green-redis',
			...entries,
		];
		for (const name of all) {
			await running.acknowledges(30);
			const { status, tookMs } = await platform.end(name);
			expect([name, status]).toEqual([name, 0]);
			expect(tookMs).toBeLessThan(GRACE_MS);
			await platform.start(name);
		}
		await running.acknowledges(30);
		const { missed, unsent, statuses } = await running.stop();
		expect({ missed, unsent, statuses: Object.keys(statuses) }).toEqual({
			missed: 0,
			unsent: 0,
			statuses: ['201', '202'],
		});
		await keepsPromises();
	});

	it('tells no name of a person, whatever went wrong', async () => {
		expect(await placesThatTellNames(world())).toEqual([]);
	});
});
