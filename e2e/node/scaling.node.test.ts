import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { canarioInside, STATISTICS } from './generator.ts';
import { kubectl, NAMESPACE, podsOf } from './kubectl.ts';
import { NOTHING_MISSED, sentWhile } from './load.ts';

const replicas = async () =>
	Number(await kubectl('get deployment subscriber -o jsonpath={.status.readyReplicas}'));

const set = async (blue: number, green: number) => {
	const words = `split set blue=${blue} green=${green} --target trafficsplit/lanes --namespace ${NAMESPACE} --stats ${STATISTICS} --no-wait`;
	expect(await canarioInside(words, 'a test')).toMatchObject({ status: 0 });
};

async function alone(): Promise<void> {
	while ((await podsOf('subscriber')).length > 1) await sleep(1_000);
}

it('the subscriber grows by its CPU, and shrinks again', { timeout: 400_000 }, async () => {
	// what was started just now is busy with itself
	await alone();
	await set(10, 90);
	const outcome = await sentWhile(async () => {
		while ((await replicas()) < 2) await sleep(1_000);
	}, 300);
	expect(outcome).toMatchObject(NOTHING_MISSED);
	await alone();
	await set(50, 50);
});
