import { describe, expect, it, vi } from 'vitest';
import { killPod } from './keeper.ts';
import { kubectl, podsOf, rolledOut } from './kubectl.ts';
import { KEPT, sentWhile } from './load.ts';

const SERVICES = [
	...['blue-grpc', 'canary-controller', 'dummy-splitter', 'green-redis', 'realtime-ws'],
	...['subscriber', 'web'],
];

/** Kills a pod's processes, and waits until the kubelet has brought it back, and everything with it. */
async function crash(pod: string): Promise<void> {
	const restarts = async () =>
		Number(await kubectl(`get ${pod} -o jsonpath={.status.containerStatuses[0].restartCount}`));
	const before = await restarts();
	await killPod(pod);
	await vi.waitUntil(async () => (await restarts()) > before, { timeout: 60_000, interval: 200 });
	await kubectl(`wait --for=condition=Ready ${pod} --timeout=120s`);
	await rolledOut(...SERVICES.map((service) => `deployment/${service}`));
}

describe('a pod that crashes under load', () => {
	it.each(SERVICES)('%s: loses nothing that was acknowledged', async (name) => {
		const [pod = ''] = await podsOf(name);
		expect(await sentWhile(() => crash(pod))).toMatchObject(KEPT);
	});

	it.each(['redis', 'mongo'])('%s: comes back with all that was acknowledged', async (name) => {
		expect(await sentWhile(() => crash(`pod/${name}-0`))).toMatchObject(KEPT);
	});

	it.each(['redis', 'mongo'])('%s: finds its volume again in a new pod', async (name) => {
		const volume = await boundVolume(name);
		const outcome = await sentWhile(async () => {
			await kubectl(`delete pod ${name}-0 --timeout=90s`);
			await rolledOut(`statefulset/${name}`, ...SERVICES.map((service) => `deployment/${service}`));
		});
		expect(outcome).toMatchObject(KEPT);
		expect(await boundVolume(name)).toBe(volume);
	});
});

const boundVolume = (name: string) =>
	kubectl(`get persistentvolumeclaim data-${name}-0 -o jsonpath={.spec.volumeName}`);
