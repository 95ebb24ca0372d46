import { expect, it, vi } from 'vitest';
import { kubectl, podsOf, tryKubectl } from './kubectl.ts';
import { KEPT, sentWhile } from './load.ts';
import { setWeights } from './weights.ts';

/** Asked of a server of the resource metrics API, such as metrics-server. */
const unmeasured = (await tryKubectl('get --raw /apis/metrics.k8s.io/v1beta1/nodes')).status !== 0;

/** The autoscaler looks every 15 s, and waits before it shrinks. */
const PATIENCE = { timeout: 180_000, interval: 1_000 };

const replicas = async () =>
	Number(await kubectl('get deployment subscriber -o jsonpath={.status.readyReplicas}'));

async function alone(): Promise<void> {
	await vi.waitUntil(async () => (await podsOf('subscriber')).length === 1, PATIENCE);
}

const TITLE = 'the subscriber grows by its CPU, and shrinks again';
const missing = unmeasured ? ': nobody measures CPU in this cluster, metrics-server would' : '';

it.skipIf(unmeasured)(`${TITLE}${missing}`, { timeout: 600_000 }, async () => {
	// what was started just now is busy with itself
	await alone();
	const outcome = await sentWhile(async () => {
		await setWeights(10, 90);
		await vi.waitUntil(async () => (await replicas()) > 1, PATIENCE);
	}, 200);
	// a machine that is too busy to send in time says nothing about what was sent
	expect(outcome).toMatchObject({ ...KEPT, missed: 0 });
	await alone();
});
