import { describe, expect, it } from 'vitest';
import { kubectl, podsOf, rolledOut } from './kubectl.ts';
import { KEPT, sentWhile } from './load.ts';

const SERVICES = [
	...['blue-grpc', 'canary-controller', 'dummy-splitter', 'green-redis', 'realtime-ws'],
	...['subscriber', 'web'],
];

describe('a pod that is killed under load', () => {
	it.each(SERVICES)('%s: loses nothing that was acknowledged', async (name) => {
		const outcome = await sentWhile(async () => {
			const [pod = ''] = await podsOf(name);
			await kubectl(`delete ${pod} --grace-period=0 --force`);
			await rolledOut(`deployment/${name}`);
		});
		expect(outcome).toMatchObject(KEPT);
	});

	it.each(['redis', 'mongo'])(
		'%s: comes back with its volume, and all that was acknowledged',
		async (name) => {
			const volume = await boundVolume(name);
			const outcome = await sentWhile(async () => {
				await kubectl(`delete pod ${name}-0 --grace-period=1 --timeout=60s`);
				await rolledOut(`statefulset/${name}`, ...SERVICES.map((service) => `deployment/${service}`));
			});
			expect(outcome).toMatchObject(KEPT);
			expect(await boundVolume(name)).toBe(volume);
		},
	);
});

const boundVolume = (name: string) =>
	kubectl(`get persistentvolumeclaim data-${name}-0 -o jsonpath={.spec.volumeName}`);
