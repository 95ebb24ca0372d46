import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { kubectl, podsOf, tryKubectl } from './kubectl.ts';
import { NOTHING_MISSED, sentWhile } from './load.ts';
import { setWeights } from './weights.ts';

/** Asked of a server of the resource metrics API, such as metrics-server. */
const unmeasured = (await tryKubectl('get --raw /apis/metrics.k8s.io/v1beta1/nodes')).status !== 0;

const replicas = async () =>
	Number(await kubectl('get deployment subscriber -o jsonpath={.status.readyReplicas}'));

async function alone(): Promise<void> {
	while ((await podsOf('subscriber')).length > 1) await sleep(1_000);
}

const TITLE = 'the subscriber grows by its CPU, and shrinks again';
const missing = unmeasured ? ': nobody measures CPU in this cluster, metrics-server would' : '';

it.skipIf(unmeasured)(`${TITLE}${missing}`, { timeout: 400_000 }, async () => {
	// what was started just now is busy with itself
	await alone();
	const outcome = await sentWhile(async () => {
		await setWeights(10, 90);
		while ((await replicas()) < 2) await sleep(1_000);
	}, 200);
	expect(outcome).toMatchObject(NOTHING_MISSED);
	await alone();
});
