import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canario } from '../src/canario.ts';
import { kubeconfigWith } from './accounts.ts';
import { ADMIN, canarioInside } from './generator.ts';
import { kubectl, podsOf, rolledOut } from './kubectl.ts';
import { KEPT, NOTHING_MISSED, sentWhile } from './load.ts';
import { setWeights, TARGET, weights } from './weights.ts';

let folder: string;
let env: { KUBECONFIG: string; CANARIO_TOKEN: string };
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'canario-ana-'));
	// no token of the platform: that of the entry's Secret is taken
	env = { KUBECONFIG: join(folder, 'config'), CANARIO_TOKEN: '' };
	const config = await kubeconfigWith('ana', ['canary-operator', 'split-operator']);
	writeFileSync(env.KUBECONFIG, config, { mode: 0o600 });
});
// also where a test ended early; without a fault there is nothing to clear
afterEach(() => canarioInside(`fault clear green --target ${ADMIN}`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A canary to all on green, begun and followed from outside, by somebody with the roles of an operator. */
const canary = (more = '') =>
	canario(
		`canary start ${TARGET} --to green --steps 50,100 --every 3s --reason tried${more}`.split(' '),
		env,
	);

/** How the last canary ended; undefined while it runs. */
async function outcomeOfCanary(): Promise<string | undefined> {
	const { stdout } = await canario(`canary status ${TARGET} --json`.split(' '), env);
	return (JSON.parse(stdout) as { canary?: { ended?: { outcome: string } } }).canary?.ended?.outcome;
}

const CONTROLLER = 'canary-controller';
/** The pod of the controller that leads, as its Lease says. */
async function leader(): Promise<string> {
	const holder = await kubectl(`get lease ${CONTROLLER} -o jsonpath={.spec.holderIdentity}`);
	const found = (await podsOf(CONTROLLER)).find((pod) => holder.startsWith(pod.replace('pod/', '')));
	if (found) return found;
	throw new Error(`no pod is ${holder}`);
}

describe('operating in a cluster', () => {
	it('moves the observed share into its band by the TrafficSplit, and the ledger closes through both lanes', async () => {
		const outcome = await sentWhile(async () => {
			expect(await setWeights(80, 20)).toMatch(/^observed green .* % of \d+ after/m);
			expect(await weights()).toEqual([80, 20]);
			expect(await setWeights(50, 50)).toMatch(/^observed green .* % of \d+ after/m);
		});
		expect(outcome).toMatchObject(NOTHING_MISSED);
	});

	it('runs a canary to its end through a forwarded port, with 0 failed requests', async () => {
		const outcome = await sentWhile(async () => {
			await setWeights(100, 0);
			const { status, stdout } = await canary();
			expect(stdout).toMatch(/ended, promoted/);
			expect(status).toBe(0);
			expect(await weights()).toEqual([0, 100]);
		});
		expect(outcome).toMatchObject(NOTHING_MISSED);
	});

	it('hands a canary over when the controller that leads is killed', async () => {
		await kubectl(`scale deployment/${CONTROLLER} --replicas=2`);
		await rolledOut(`deployment/${CONTROLLER}`);
		const outcome = await sentWhile(async () => {
			await setWeights(100, 0);
			expect(await canary(' --no-wait')).toMatchObject({ status: 0 });
			while ((await weights())[1] === 0) await sleep(100);
			const first = await leader();
			await kubectl(`delete ${first} --grace-period=0 --force`);
			while ((await outcomeOfCanary()) === undefined) await sleep(500);
			expect(await outcomeOfCanary()).toBe('promoted');
			expect(await leader()).not.toBe(first);
			expect(await weights()).toEqual([0, 100]);
		});
		await kubectl(`scale deployment/${CONTROLLER} --replicas=1`);
		expect(outcome).toMatchObject(NOTHING_MISSED);
	});

	it('takes back a green that fails, and leaves the split as it was', async () => {
		const outcome = await sentWhile(async () => {
			await setWeights(100, 0);
			const fault = `fault set green --errors 20% --for 5m --target ${ADMIN}`;
			expect(await canarioInside(fault, 'a test')).toMatchObject({ status: 0 });
			const { status, stdout } = await canary();
			expect(stdout).toMatch(/ended, rolled-back: green's errors .* %/);
			expect(status).toBe(1);
			expect(await weights()).toEqual([100, 0]);
		});
		expect(outcome).toMatchObject(KEPT);
		expect(outcome.missed).toBeGreaterThan(0);
	});
});
