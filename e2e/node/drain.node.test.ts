import { afterEach, expect, it } from 'vitest';
import { kubectl, rolledOut, tryKubectl } from './kubectl.ts';
import { NOTHING_MISSED, sentWhile } from './load.ts';
import { openNodes, uncordon } from './nodes.ts';

const NAME = 'blue-grpc';
/** A drain looks at pods of all namespaces. */
const OURS = `app.kubernetes.io/name=${NAME},app.kubernetes.io/instance=canario-ci`;
let cordoned: string[] = [];

afterEach(async () => {
	await uncordon(cordoned.splice(0));
	await kubectl(`scale deployment/${NAME} --replicas=1`);
	await rolledOut(`deployment/${NAME}`);
});

it('a drain that would go below the budget is blocked, and no vaccination fails', async () => {
	await kubectl(`scale deployment/${NAME} --replicas=2`);
	await rolledOut(`deployment/${NAME}`);
	const outcome = await sentWhile(async () => {
		// nowhere else to go to
		cordoned = await openNodes();
		for (const node of cordoned) await kubectl(`cordon ${node}`);
		const words = `drain ${cordoned.join(' ')} --pod-selector ${OURS} --delete-emptydir-data --force --timeout=20s`;
		const drained = await tryKubectl(words);
		expect(drained.stderr).toMatch(/Cannot evict pod as it would violate the pod's disruption budget/);
		expect(drained.status).not.toBe(0);
		const left = await kubectl(`get deployment ${NAME} -o jsonpath={.status.readyReplicas}`);
		expect(left).toBe('1');
	});
	expect(outcome).toMatchObject(NOTHING_MISSED);
});
