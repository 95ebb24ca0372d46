import { describe, expect, it } from 'vitest';
import { kubectl, podsOf, rolledOut } from './kubectl.ts';
import { expectKeptWhile } from './load.ts';

const SERVICES = [
	...['blue-grpc', 'canary-controller', 'dummy-splitter', 'green-redis', 'realtime-ws'],
	...['subscriber', 'web'],
];

/** Some may be refused meanwhile: the promise is about those that were acknowledged. */
const some = () => {};

describe('a pod that is killed under load', () => {
	it.each(SERVICES)('%s: loses nothing that was acknowledged', async (name) => {
		await expectKeptWhile(async () => {
			const [pod = ''] = await podsOf(name);
			await kubectl(`delete ${pod} --grace-period=0 --force`);
			await rolledOut(`deployment/${name}`);
		}, some);
	});

	it.each(['redis', 'mongo'])(
		'%s: comes back with its volume, and with all that was acknowledged',
		async (name) => {
			const claim = await boundVolume(name);
			await expectKeptWhile(async () => {
				await kubectl(`delete pod ${name}-0 --grace-period=1 --timeout=60s`);
				await rolledOut(`statefulset/${name}`);
				await rolledOut('deployment/dummy-splitter', 'deployment/blue-grpc', 'deployment/green-redis');
			}, some);
			expect(await boundVolume(name)).toBe(claim);
		},
	);
});

const boundVolume = (name: string) =>
	kubectl(`get persistentvolumeclaim data-${name}-0 -o jsonpath={.spec.volumeName}`);
