import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { kubectl, podsOf } from './kubectl.ts';
import { NOTHING_MISSED, sentWhile } from './load.ts';
import { setWeights } from './weights.ts';

const replicas = async () =>
	Number(await kubectl('get deployment subscriber -o jsonpath={.status.readyReplicas}'));

async function alone(): Promise<void> {
	while ((await podsOf('subscriber')).length > 1) await sleep(1_000);
}

it('the subscriber grows by its CPU, and shrinks again', { timeout: 400_000 }, async () => {
	// what was started just now is busy with itself
	await alone();
	const outcome = await sentWhile(async () => {
		await setWeights(10, 90);
		while ((await replicas()) < 2) await sleep(1_000);
	}, 200);
	expect(outcome).toMatchObject(NOTHING_MISSED);
	await alone();
});
