import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { canario } from '../src/canario.ts';
import { kubeconfigWith } from './accounts.ts';
import { ADMIN, canarioInside } from './generator.ts';
import { killPod } from './keeper.ts';
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
/** Who leads, as the controllers' Lease says: a pod's name, and what tells its lives apart. */
const leader = () => kubectl(`get lease ${CONTROLLER} -o jsonpath={.spec.holderIdentity}`);

/** A canary takes a while, and so does a Lease that nobody prolongs. */
const PATIENCE = { timeout: 150_000, interval: 500 };

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

	it('hands a canary over when the controller that leads crashes', async () => {
		onTestFinished(async () => void (await kubectl(`scale deployment/${CONTROLLER} --replicas=1`)));
		await kubectl(`scale deployment/${CONTROLLER} --replicas=2`);
		await rolledOut(`deployment/${CONTROLLER}`);
		const outcome = await sentWhile(async () => {
			await setWeights(100, 0);
			expect(await canary(' --every 20s --no-wait')).toMatchObject({ status: 0 });
			await vi.waitUntil(async () => (await weights())[1] === 50, PATIENCE);
			const first = await leader();
			const pod = (await podsOf(CONTROLLER)).find((one) => first.startsWith(one.replace('pod/', '')));
			await killPod(pod ?? first);
			await vi.waitUntil(async () => ![first, ''].includes(await leader()), PATIENCE);
			// it was not the first one that carried it to its end
			expect(await outcomeOfCanary()).toBeUndefined();
			await vi.waitUntil(outcomeOfCanary, PATIENCE);
			expect(await outcomeOfCanary()).toBe('promoted');
			expect(await weights()).toEqual([0, 100]);
		});
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
