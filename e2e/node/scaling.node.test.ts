import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { canarioInside, STATISTICS } from './generator.ts';
import { kubectl, NAMESPACE, podsOf, rolledOut } from './kubectl.ts';
import { startLoad } from './load.ts';

const replicas = async () =>
	Number(await kubectl('get deployment subscriber -o jsonpath={.status.readyReplicas}'));

const set = async (blue: number, green: number) => {
	const words = `split set blue=${blue} green=${green} --target trafficsplit/lanes --namespace ${NAMESPACE} --stats ${STATISTICS} --no-wait`;
	expect(await canarioInside(words, 'a test')).toMatchObject({ status: 0 });
};

it('the subscriber grows by its CPU, and shrinks again', { timeout: 400_000 }, async () => {
	await set(0, 100);
	const load = await startLoad(400);
	try {
		while ((await replicas()) < 2) await sleep(1_000);
	} finally {
		const { missed } = await load.end();
		expect(missed).toBe(0);
	}
	while ((await podsOf('subscriber')).length > 1) await sleep(1_000);
	expect(await load.verify()).toMatchObject({ ok: true, lost: [] });
	await rolledOut('deployment/subscriber');
	await set(50, 50);
});
